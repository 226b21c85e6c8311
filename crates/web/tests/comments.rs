//! Comments over the real router: left on the public page, sorted, corrected and remembered, a case opened, a file brought twice; and
//! whatever strangers write does no harm.

mod serving;

use axum::http::StatusCode;
use serving::{Desk, House, encoded};
use store::comments::{self, Comment, NewComment, Read, Ready, Which};
use store::customers::{self, NewCustomer};
use store::{Id, Role, Time, people, touchpoints};

/// What must never stand in a page as it is.
const PAYLOAD: &str = "\"'><script>alert(1)</script>";

impl House {
    async fn comments(&self) -> Vec<Comment> {
        self.does(|tx, scope| comments::list(tx, scope, &Which::default(), None, 200)).await
    }

    /// The address of the public page.
    async fn door(&self) -> String {
        let id = self.does(people::organisation).await.id;
        format!("/f/{id}")
    }

    async fn customer(&self, name: &str, email: &str) -> String {
        let new = NewCustomer { name: name.to_owned(), email: email.to_owned(), ..NewCustomer::default() };
        self.does(move |tx, scope| customers::create(tx, scope, &new, Time::now())).await.to_string()
    }
}

/// As they are handed over to be kept.
fn ready(rows: &[(NewComment, Read)]) -> Vec<Ready> {
    rows.iter().cloned().map(|(new, read)| Ready::of(new, read)).collect()
}

/// Notes a comment; gives its id.
async fn note(desk: &Desk<'_>, words: &str) -> String {
    let page = desk.post("/comments/new", &[("words", words), ("channel", "phone")]).await;
    page.is(StatusCode::SEE_OTHER);
    page.location().trim_start_matches("/comments/").split('?').next().unwrap_or_default().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stranger_leaves_a_comment_and_it_is_sorted_corrected_and_becomes_a_case() {
    let house = House::speaking("en").await;
    let (agent, stranger) = (house.desk(Role::Agent, "en").await, house.stranger());
    let door = house.door().await;
    stranger.get(&door).await.is(StatusCode::OK).has("How was it for you?").lacks("name=\"form\"");
    assert!(house.comments().await.is_empty(), "looking changes nothing");
    let words = "Nobody answered the phone for two days. The nurse was very kind.";
    let left = stranger.post(&door, &[("words", words), ("author", "Ana"), ("email", "ana@x.example")]).await;
    left.is(StatusCode::SEE_OTHER);
    stranger.get(left.location()).await.is(StatusCode::OK).has("Thank you").has("class=\"reference\"");
    // Sent twice, it is thanked for with the same reference and kept once.
    let again = stranger.post(&door, &[("words", words), ("author", "Ana"), ("email", "ana@x.example")]).await;
    assert_eq!(again.location(), left.location());
    let found = house.comments().await;
    assert_eq!((found.len(), found[0].again, found[0].clauses.len()), (1, 1, 2));

    let inbox = agent.get("/comments").await;
    inbox.is(StatusCode::OK).has("Nobody").has("<mark class=\"").has("Feedback page");
    let one = format!("/comments/{}", found[0].id);
    agent.get(&one).await.is(StatusCode::OK).has("Clause by clause").has("Guide to labels").has("Ana");
    let fields = [("clause", "0"), ("empathy", "yes"), ("responsiveness", "yes"), ("polarity", "complaint")];
    let corrected = agent.post(&format!("{one}/correct"), &fields).await;
    corrected.is(StatusCode::SEE_OTHER);
    agent.get(corrected.location()).await.has("a person said so").has("Corrections");
    agent.get("/comments?factor=empathy&polarity=complaint").await.has("data-comment");
    agent.get("/comments?factor=tangibles&polarity=complaint").await.lacks("data-comment");

    // The same clause in another comment is read as the person said.
    note(&agent, "Good morning. Nobody answered the phone for two days!").await;
    let newest = house.comments().await.remove(0);
    let taught = newest.clauses.iter().find(|clause| clause.by == comments::By::Person).expect("it is remembered");
    assert_eq!(taught.said.factors.iter().count(), 2);

    let opened = agent.post(&format!("{one}/case"), &[]).await;
    opened.is(StatusCode::SEE_OTHER);
    let case = opened.location().to_owned();
    agent.get(&case).await.is(StatusCode::OK).has(&one).has("Nobody answered the phone");
    assert_eq!(agent.post(&format!("{one}/case"), &[]).await.location(), case);
    agent.get(&one).await.has("To the case").lacks("Open a recovery case");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_correction_says_why_and_nothing_is_kept_of_it() {
    let house = House::speaking("en").await;
    let agent = house.desk(Role::Agent, "en").await;
    let id = note(&agent, "The chairs hurt.").await;
    for (fields, status) in [
        (vec![("clause", "0"), ("empathy", "yes")], StatusCode::UNPROCESSABLE_ENTITY),
        (vec![("clause", "7"), ("polarity", "complaint")], StatusCode::NOT_FOUND),
        (vec![("clause", "x"), ("polarity", "complaint")], StatusCode::NOT_FOUND),
    ] {
        agent.post(&format!("/comments/{id}/correct"), &fields).await.is(status);
    }
    assert_eq!(house.comments().await[0].corrections, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn hostile_words_are_shown_as_words_and_too_many_are_refused_with_one_sentence() {
    let house = House::speaking("en").await;
    let (agent, stranger) = (house.desk(Role::Manager, "en").await, house.stranger());
    let door = house.door().await;
    for words in [PAYLOAD, "مرحبا بكم في العيادة", "🙂👍🏽", "\u{202e}desrever", "a\r\nb"] {
        let fields = [("words", words), ("author", PAYLOAD), ("site", PAYLOAD), ("touchpoint", PAYLOAD)];
        stranger.post(&door, &fields).await.is(StatusCode::SEE_OTHER);
    }
    assert_eq!(house.comments().await.len(), 5);
    agent.get("/comments").await.is(StatusCode::OK).lacks("<script>alert").has("مرحبا").has("👍🏽");
    for comment in house.comments().await {
        agent.get(&format!("/comments/{}", comment.id)).await.is(StatusCode::OK).lacks("<script>alert");
    }
    agent
        .get(&format!("/comments?q={}&part=&before=x", encoded(PAYLOAD)))
        .await
        .is(StatusCode::OK)
        .lacks("<script>alert");
    stranger.get(&format!("{door}?touchpoint={0}&site={0}&done={0}", encoded(PAYLOAD))).await.lacks("<script>alert");
    // A megabyte is more than a form may have; what fits a form and is still too long is told so.
    stranger.post(&door, &[("words", &"a".repeat(1 << 20))]).await.is(StatusCode::PAYLOAD_TOO_LARGE);
    let long = stranger.post(&door, &[("words", &"a".repeat(20_001))]).await;
    long.is(StatusCode::UNPROCESSABLE_ENTITY).has("at most 20000 characters");
    stranger.post(&door, &[("words", " \u{a0} ")]).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    stranger.post(&door, &[("words", "a"), ("email", "nobody")]).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    stranger.post(&door, &[("words", "a\0b")]).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(house.comments().await.len(), 5);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_fills_what_nobody_sees_is_asked_to_send_it_again_and_loses_nothing() {
    let house = House::speaking("en").await;
    let (manager, stranger, door) = (house.desk(Role::Manager, "en").await, house.stranger(), house.door().await);
    let asked = stranger.post(&door, &[("words", "Buy this."), ("website", "x")]).await;
    asked.is(StatusCode::UNPROCESSABLE_ENTITY).has("send it once more").has("Buy this.").lacks("Thank you");
    assert!(house.comments().await.is_empty());
    // Once it is closed, the page is as if it had never been.
    manager.get("/comments/page").await.is(StatusCode::OK).has(&door).has("<svg class=\"qr\"");
    manager.post("/comments/page", &[("open", "no")]).await.is(StatusCode::SEE_OTHER);
    let closed = stranger.get(&door).await;
    let nobody = stranger.get(&format!("/f/{}", Id::random())).await;
    assert_eq!((closed.status, closed.text), (StatusCode::NOT_FOUND, nobody.text));
    stranger.post(&door, &[("words", "Hello")]).await.is(StatusCode::NOT_FOUND);
    assert!(house.comments().await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_sent_twice_is_one_comment_and_two_forms_with_the_same_words_are_two() {
    let house = House::speaking("en").await;
    let (stranger, door) = (house.stranger(), house.door().await);
    let attempt = |page: &str| {
        let (_, after) = page.split_once("name=\"attempt\" value=\"").expect("the form has an attempt");
        after.split('"').next().unwrap_or_default().to_owned()
    };
    let (one, other) = (attempt(&stranger.get(&door).await.text), attempt(&stranger.get(&door).await.text));
    assert_ne!(one, other);
    for attempt in [&one, &one, &other] {
        stranger.post(&door, &[("words", "Very slow."), ("attempt", attempt)]).await.is(StatusCode::SEE_OTHER);
    }
    assert_eq!(house.comments().await.len(), 2);
    // What had to be sent again keeps its attempt.
    let asked = stranger.post(&door, &[("words", " "), ("attempt", &one)]).await;
    assert_eq!(attempt(&asked.text), one);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_feedback_page_speaks_three_languages_and_knows_its_touchpoint() {
    let house = House::new().await;
    let (stranger, door) = (house.stranger(), house.door().await);
    let place = house.does(|tx, scope| touchpoints::create(tx, scope, "Loket", Time::now())).await;
    for (language, ask) in
        [("id", "Bagaimana pengalaman Anda?"), ("en", "How was it for you?"), ("es", "¿Cómo le fue?")]
    {
        stranger.get(&format!("{door}?lang={language}")).await.is(StatusCode::OK).has(ask);
    }
    stranger.post(&door, &[("words", "Antre lama sekali."), ("touchpoint", place.as_str())]).await;
    stranger.post(&door, &[("words", "Petugasnya ramah."), ("touchpoint", "Loket")]).await;
    let all = house.comments().await;
    assert!(all.len() == 2 && all.iter().all(|comment| comment.touchpoint.as_ref() == Some(&place)));
    assert!(all.iter().all(|comment| comment.language == "id"));
}

/// Waits until a file was read to its end.
async fn ended(desk: &Desk<'_>, address: &str) -> serving::Page {
    for _ in 0..200 {
        let page = desk.get(address).await;
        if !page.text.contains("http-equiv=\"refresh\"") {
            return page;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("the file is never at its end");
}

async fn bring(desk: &Desk<'_>, name: &str, bytes: &[u8]) -> serving::Page {
    let sent = desk.upload("/comments/import", &[], Some((name, bytes))).await;
    sent.is(StatusCode::SEE_OTHER);
    let address = sent.location().to_owned();
    let form = desk.get(&address).await;
    form.is(StatusCode::OK).has("What does each column hold?");
    // As it was guessed.
    let mut fields = vec![("channel".to_owned(), "review".to_owned())];
    for part in form.text.split("<select id=\"column-").skip(1) {
        let place = part.split('"').next().unwrap_or_default();
        let chosen = part.split(" selected").next().unwrap_or_default();
        let value = chosen.rsplit("value=\"").next().unwrap_or_default().trim_end_matches('"');
        fields.push((format!("column-{place}"), value.to_owned()));
    }
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    desk.post(&address, &fields).await.is(StatusCode::SEE_OTHER);
    ended(desk, &address).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_brought_with_its_columns_guessed_and_the_same_again_adds_nothing() {
    let house = House::speaking("en").await;
    let manager = house.desk(Role::Manager, "en").await;
    let csv = "reviewId,reviewer.displayName,starRating,comment,createTime\n\
               1,Ana,FIVE,Very kind staff of zanzibarine,2026-03-01T03:30:00Z\n\
               2,Bo,ONE,\"Late, again\",2026-03-02T03:30:00Z\n\
               3,Cy,TWO,,2026-03-02T03:30:00Z\n\
               4,Di,TWO,Cold tea,soon\n";
    let page = bring(&manager, "reviews.csv", csv.as_bytes()).await;
    page.has("Done").has("<dd>2</dd>").has("Line 4").has("Line 5").has("soon");
    let all = house.comments().await;
    assert_eq!((all.len(), all[0].author.as_str(), all[0].rating), (2, "Bo", Some(100)));
    assert_eq!(all[0].external.as_deref(), Some("2"));
    // What was read is on no disk of ours any more, and its page shows none of it.
    page.lacks("zanzibarine");
    let left = std::fs::read_dir(std::env::temp_dir()).unwrap().flatten().filter(|entry| {
        entry.file_name().to_string_lossy().starts_with("rater-upload-")
            && std::fs::read(entry.path()).is_ok_and(|bytes| String::from_utf8_lossy(&bytes).contains("zanzibarine"))
    });
    assert_eq!(left.count(), 0);
    bring(&manager, "again.csv", csv.as_bytes()).await.has("<dd>0</dd>").has("<dd>2</dd>");
    assert_eq!(house.comments().await.len(), 2);
    let lines = "{\"id\": \"9\", \"text\": \"The room was clean\", \"date\": \"2026-03-04\"}\n";
    bring(&manager, "more.jsonl", lines.as_bytes()).await.has("<dd>1</dd>");
    assert_eq!(house.comments().await.len(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mailbox_is_brought_without_quotations_and_a_list_line_by_line() {
    let house = House::speaking("en").await;
    let manager = house.desk(Role::Manager, "en").await;
    let mail = "From ana@example.org Mon Mar  2 09:00:00 2026\nMessage-ID: <1@example.org>\nDate: Mon, 2 Mar 2026 09:00:00 +0000\n\
                From: Ana <ana@example.org>\nSubject: The form\n\nNobody could tell me which form.\n\n\
                On Sun, 1 Mar 2026, Service <s@example.org> wrote:\n> Please fill in the form.\n\n\
                From bo@example.org Mon Mar  2 10:00:00 2026\nMessage-ID: <2@example.org>\nDate: Mon, 2 Mar 2026 10:00:00 +0000\n\
                From: bo@example.org\nSubject: Re: Your visit\nContent-Type: text/html; charset=utf-8\n\n<p>Thank you, <b>very</b> kind 🙏</p>\n";
    bring(&manager, "inbox.mbox", mail.as_bytes()).await.has("<dd>2</dd>");
    let all = house.comments().await;
    let words: Vec<&str> = all.iter().map(|comment| comment.words.as_str()).collect();
    assert_eq!(words, ["Thank you, very kind 🙏", "The form\nNobody could tell me which form."]);
    assert_eq!((all[1].author.as_str(), all[1].email.as_str()), ("Ana", "ana@example.org"));
    assert_eq!(all[1].at, Time(1_772_442_000_000));
    bring(&manager, "inbox.mbox", mail.as_bytes()).await.has("<dd>0</dd>").has("<dd>2</dd>");
    bring(&manager, "list.txt", "comment\nCold, and late\nVery clean\n".as_bytes()).await.has("<dd>2</dd>");
    assert_eq!(house.comments().await.len(), 4);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_of_several_megabytes_is_taken_and_one_beyond_the_limit_is_not() {
    let house = House::speaking("en").await;
    let manager = house.desk(Role::Manager, "en").await;
    let row = format!("1,{}\n", "We waited long. ".repeat(1000));
    let file = format!("id,text\n{}", row.repeat(250));
    assert!(3 << 20 < file.len());
    manager.upload("/comments/import", &[], Some(("large.csv", file.as_bytes()))).await.is(StatusCode::SEE_OTHER);
    let large = vec![b'a'; 26 << 20];
    let refused = manager.upload("/comments/import", &[], Some(("large.csv", &large))).await;
    refused.is(StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_will_not_do_says_why() {
    let house = House::speaking("en").await;
    let manager = house.desk(Role::Manager, "en").await;
    manager.upload("/comments/import", &[], None).await.is(StatusCode::UNPROCESSABLE_ENTITY).has("Choose a file first");
    for bytes in [&b"PK\x03\x04broken"[..], b"\x00\x01\x02\x03"] {
        let refused = manager.upload("/comments/import", &[], Some(("a.xlsx", bytes))).await;
        refused.is(StatusCode::UNPROCESSABLE_ENTITY).has("role=\"alert\"");
    }
    let sent = manager.upload("/comments/import", &[], Some(("a.csv", b"a,b\n1,2\n"))).await;
    let refused = manager.post(sent.location(), &[("column-0", "id")]).await;
    refused.is(StatusCode::UNPROCESSABLE_ENTITY).has("Say which column holds the comments");
    // Nobody of another house finds it.
    let other = House::speaking("en").await;
    other.desk(Role::Manager, "en").await.get(sent.location()).await.is(StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_comment_is_hung_on_its_customer_and_stands_in_their_file() {
    let house = House::speaking("en").await;
    let (agent, manager) = (house.desk(Role::Agent, "en").await, house.desk(Role::Manager, "en").await);
    let ana = house.customer("Ana Test", "ana@x.example").await;
    let fields = [("words", "The doctor listened to me."), ("email", "ana@x.example")];
    house.stranger().post(&house.door().await, &fields).await;
    let id = house.comments().await[0].id.to_string();
    // Whoever has the address is offered, and not taken for the writer.
    agent.get(&format!("/comments/{id}")).await.has("Ana Test").has("Anybody can write any address");
    assert_eq!(house.comments().await[0].customer, None);
    agent.post(&format!("/comments/{id}/join"), &[("customer", &ana)]).await.is(StatusCode::SEE_OTHER);
    agent.get(&format!("/customers/{ana}")).await.has("The doctor listened to me.");
    agent.get(&format!("/factors?part=customer:{ana}")).await.has("Said: complaints among comments");
    manager.get(&format!("/customers/{ana}/erase")).await.is(StatusCode::OK).has("Comments");
    agent.post(&format!("/comments/{id}/join"), &[("customer", "")]).await.is(StatusCode::SEE_OTHER);
    assert_eq!(house.comments().await[0].customer, None);
    agent.post(&format!("/comments/{id}/erase"), &[]).await.is(StatusCode::FORBIDDEN);
    manager.post(&format!("/comments/{id}/erase"), &[]).await.is(StatusCode::SEE_OTHER);
    assert!(house.comments().await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_board_of_the_five_factors_has_what_was_said_and_each_number_opens_its_rows() {
    let house = House::speaking("en").await;
    let agent = house.desk(Role::Agent, "en").await;
    for place in 0..6 {
        let id = note(&agent, &format!("Visit number {place} of many here")).await;
        let judged = if place == 0 { "compliment" } else { "complaint" };
        let fields = [("clause", "0"), ("tangibles", "yes"), ("polarity", judged)];
        agent.post(&format!("/comments/{id}/correct"), &fields).await.is(StatusCode::SEE_OTHER);
    }
    let board = agent.get("/factors?days=30").await;
    board.has("Said: complaints among comments").has("83%").has("6 complain or praise, uncorrected");
    board.has("What was said is uncorrected").has("people checked 6 of the 100 that");
    let href = "/comments?polarity=complaint&#38;factor=tangibles&#38;days=30";
    board.has(href);
    let rows = agent.get(href).await;
    assert_eq!(rows.text.matches("data-comment").count(), 5);
    let viewer = house.desk(Role::Viewer, "en").await;
    viewer.get("/factors?days=30").await.has("83%").lacks("/comments?");
    viewer.get("/comments").await.is(StatusCode::FORBIDDEN);
}

#[tokio::test(flavor = "multi_thread")]
async fn agreement_is_too_few_to_say_before_thirty_and_a_number_from_then_on() {
    let house = House::speaking("en").await;
    let agent = house.desk(Role::Agent, "en").await;
    agent.get("/comments/agreement").await.is(StatusCode::OK).has("too few");
    for place in 0..30 {
        let id = note(&agent, &format!("The nurse number {place} was rude")).await;
        let fields = [("clause", "0"), ("assurance", "yes"), ("polarity", "complaint")];
        agent.post(&format!("/comments/{id}/correct"), &fields).await.is(StatusCode::SEE_OTHER);
    }
    agent.get("/comments/agreement").await.has("30 clauses that people looked at");
    for path in ["/comments/guide", "/comments/new"] {
        agent.get(path).await.is(StatusCode::OK);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_new_is_a_theme_with_its_comments_and_what_was_always_said_is_none() {
    let house = House::speaking("en").await;
    let agent = house.desk(Role::Agent, "en").await;
    agent.get("/comments/themes").await.is(StatusCode::OK).has("too few comments");
    let row = |place: usize, words: String, at: Time| {
        let read = web::listen::read(&words, "en", &web::listen::Taught::default());
        let words = comments::fit(&words).expect("words");
        let channel = [comments::Channel::Mail, comments::Channel::Review][place % 2];
        (NewComment::of(words, channel, at), read)
    };
    let now = Time::now();
    let rows: Vec<_> = (0..60)
        .map(|place| row(place, format!("The monthly bill {place} came late again."), now.plus_seconds(-86_400 * 60)))
        .chain((0..12).map(|place| {
            let words =
                format!("Brown water, house {place}: it came from every tap {PAYLOAD}. The monthly bill came late.");
            row(place, words, now.plus_seconds(-3_600))
        }))
        .collect();
    house.does(move |tx, scope| comments::bring(tx, scope, &ready(&rows), Time::now())).await;
    let page = agent.get("/comments/themes?days=7").await;
    page.is(StatusCode::OK).has("before, nobody said it").has("In 12 of 12 comments").has("<b>Brown water</b>");
    page.lacks("<b>monthly</b>").lacks(PAYLOAD);
    assert_eq!(page.text.matches("<h2><bdi>").count(), 1, "one theme, not every pair of its words");
    let viewer = house.desk(Role::Viewer, "en").await;
    viewer.get("/comments/themes").await.is(StatusCode::FORBIDDEN);
}

#[tokio::test(flavor = "multi_thread")]
async fn shares_are_corrected_once_a_hundred_clauses_were_checked() {
    let house = House::speaking("en").await;
    let agent = house.desk(Role::Agent, "en").await;
    let now = Time::now();
    // The machine says empathy of all 100 in every second comment; people say that half of those are not.
    let said = |empathy: bool| ::comments::Said {
        factors: if empathy { std::iter::once(service::Factor::Empathy).collect() } else { ::comments::Factors::NONE },
        polarity: ::comments::label::Polarity::Complaint,
        expectation: ::comments::label::Expectation::Disappointed,
    };
    let rows: Vec<_> = (0..120_usize)
        .map(|place| one_clause(format!("Clause {place} of many"), said(place.is_multiple_of(2)), now))
        .collect();
    house.does(move |tx, scope| comments::bring(tx, scope, &ready(&rows), now)).await;
    agent.get("/comments/agreement").await.has("people checked 0 of at least 100");
    let all = house.comments().await;
    house
        .does(move |tx, scope| {
            for comment in all.iter().take(110) {
                let place: usize = comment.words.split(' ').nth(1).and_then(|n| n.parse().ok()).unwrap_or(0);
                comments::correct(tx, scope, &comment.id, 0, said(place.is_multiple_of(4)), now)?;
            }
            Ok(())
        })
        .await;
    // Counted 60 of 120; all with it are found and a third of those without, too: (0.5 + 2/3 − 1) / (1 + 2/3 − 1) = 0.25.
    agent.get("/comments/agreement").await.has("50%").has("<b>2").lacks("people checked 0").has("of the last 90 days");
}

#[tokio::test(flavor = "multi_thread")]
async fn words_that_are_missed_again_and_again_are_suggested_and_count_once_accepted() {
    let house = House::speaking("en").await;
    let (agent, manager) = (house.desk(Role::Agent, "en").await, house.desk(Role::Manager, "en").await);
    manager.get("/comments/words").await.is(StatusCode::OK).has("Nothing to suggest");
    agent.get("/comments/words").await.is(StatusCode::FORBIDDEN);
    for place in 0..4 {
        let id = note(&agent, &format!("Xylobuzz pager {place}, table {place}{place}")).await;
        let fields = [("clause", "0"), ("responsiveness", "yes"), ("polarity", "complaint")];
        agent.post(&format!("/comments/{id}/correct"), &fields).await.is(StatusCode::SEE_OTHER);
    }
    for words in
        ["The room was clean", "The tables were dirty", "The soup was cold", "The chairs hurt", "The sign was small"]
    {
        let id = note(&agent, words).await;
        let fields = [("clause", "0"), ("tangibles", "yes"), ("polarity", "complaint")];
        agent.post(&format!("/comments/{id}/correct"), &fields).await.is(StatusCode::SEE_OTHER);
    }
    let page = manager.get("/comments/words").await;
    page.is(StatusCode::OK).has("xylobuzz pager").has("<b>Xylobuzz pager</b>").has("Missed by the machine 4 times");
    let accept = [("phrase", "xylobuzz pager"), ("factor", "responsiveness"), ("decision", "accept")];
    agent.post("/comments/words", &accept).await.is(StatusCode::FORBIDDEN);
    manager.post("/comments/words", &accept).await.is(StatusCode::SEE_OTHER);
    manager.get("/comments/words").await.lacks("Missed by the machine").has("Take back");
    let one = note(&agent, "On Sunday the Xylobuzz pager stood in a corner").await;
    agent.get(&format!("/comments/{one}")).await.has("<mark class=\"responsiveness");
    let back = [("phrase", "xylobuzz pager"), ("factor", "responsiveness"), ("decision", "undecide")];
    manager.post("/comments/words", &back).await.is(StatusCode::SEE_OTHER);
    manager.get("/comments/words").await.has("Missed by the machine 4 times");
    let long = "x".repeat(400);
    for (phrase, factor) in [("", "empathy"), (long.as_str(), "empathy"), ("fine", "")] {
        let bad = [("phrase", phrase), ("factor", factor), ("decision", "accept")];
        manager.post("/comments/words", &bad).await.is(StatusCode::UNPROCESSABLE_ENTITY).has("role=\"alert\"");
    }
    let hostile = [("phrase", PAYLOAD), ("factor", "empathy"), ("decision", "accept")];
    manager.post("/comments/words", &hostile).await.is(StatusCode::SEE_OTHER);
    manager.get("/comments/words").await.lacks(PAYLOAD);
}

/// What a clause says, of tangibles or of nothing.
fn of_tangibles(polarity: Option<::comments::Polarity>) -> ::comments::Said {
    let factors = polarity.map(|_| service::Factor::Tangibles).into_iter().collect();
    let polarity = polarity.unwrap_or(::comments::Polarity::Neutral);
    ::comments::Said { factors, polarity, expectation: ::comments::said::fitting(polarity)[0] }
}

/// A comment of one clause as the machine reads it, or does not.
fn one_clause(words: String, machine: ::comments::Said, at: Time) -> (NewComment, Read) {
    let clause = comments::Clause {
        start: 0,
        end: words.len(),
        said: machine,
        machine,
        by: comments::By::Machine,
        confidence: 800,
        evidence: vec![],
    };
    let read = Read { language: "en".to_owned(), clauses: vec![clause], reader: "test".to_owned() };
    (NewComment::of(words, comments::Channel::Mail, at), read)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_said_of_a_factor_is_corrected_on_the_board_once_a_hundred_clauses_were_checked() {
    use ::comments::Polarity::{Complaint, Compliment};
    let house = House::speaking("en").await;
    let (agent, now) = (house.desk(Role::Agent, "en").await, Time::now());
    // What the machine says, what people say, how many they checked, and how many more there are.
    let kinds = [
        (Some(Complaint), Some(Complaint), 40, 50),
        (Some(Complaint), None, 10, 0),
        (Some(Compliment), Some(Compliment), 20, 20),
        (None, None, 40, 40),
    ];
    let mut rows = vec![];
    for (kind, (machine, _, checked, more)) in kinds.into_iter().enumerate() {
        let words = |place| format!("{} {kind} clause {place}", if place < checked { "Checked" } else { "Other" });
        rows.extend((0..checked + more).map(|place| one_clause(words(place), of_tangibles(machine), now)));
    }
    house.does(move |tx, scope| comments::bring(tx, scope, &ready(&rows), now)).await;
    let board = agent.get("/factors?days=30").await;
    // 100 complain of 140 that judge: 71 %, as the machine counts.
    board.has("71%").has("140 complain or praise, uncorrected").has("people checked 0 of the 100 that");
    let all = house.does(|tx, scope| {
        let mut all = vec![];
        comments::each(tx, scope, &Which::default(), |comment| {
            all.push((comment.id, comment.words));
            Ok(())
        })?;
        Ok(all)
    });
    let all = all.await;
    let check = move |tx: &mut store::Transaction<'_>, scope: &store::Scope| {
        for (id, words) in all.iter().filter(|(_, words)| words.starts_with("Checked")) {
            let kind: usize = words.split(' ').nth(1).and_then(|kind| kind.parse().ok()).unwrap_or(0);
            comments::correct(tx, scope, id, 0, of_tangibles(kinds[kind].1), now)?;
        }
        Ok(())
    };
    house.does(check).await;
    let board = agent.get("/factors?days=30").await;
    // Of 110 checked, complaints: all 40 found, 10 of 70 others taken for one; compliments without fault. Complaints found in 100 of 220:
    // (100/220 + 6/7 − 1) / (1 + 6/7 − 1) = 0.364; compliments 40/220 = 0.182; two thirds complain. Counted, with what people said: 90 of 130.
    board.has("67%").has("130 complain or praise; 69% as counted, corrected");
    board
        .has("What was said is corrected for how the machine errs, as 110 clauses show")
        .lacks("What was said is uncorrected");
    let viewer = house.desk(Role::Viewer, "en").await;
    viewer.get("/factors?days=30").await.has("67%");
    for (language, words) in [("id", "dikoreksi atas kesalahan mesin"), ("es", "corregido por los errores")] {
        house.desk(Role::Viewer, language).await.get("/factors?days=30").await.has(words);
    }
}

/// Clauses about a thing that only this house has, which its people call tangible, and others that are about nothing.
async fn gribblers(house: &House, count: usize) {
    let now = Time::now();
    let places =
        ["kiosk", "annex", "terrace", "ward", "pool", "library", "garage", "canteen", "office", "lobby", "market"];
    let place = move |n: usize| places[n * 7 % 11];
    let words = move |n: usize| match n % 2 {
        0 => format!("The gribbler {} {} {n} {}", place(n / 2), place(n / 3 + 5), place(n / 5 + 3)),
        _ => format!("Talked {} {} {n} {}", place(n / 2 + 1), place(n / 3 + 2), place(n / 5 + 9)),
    };
    let said = |n: usize| of_tangibles(n.is_multiple_of(2).then_some(::comments::Polarity::Complaint));
    let rows: Vec<_> = (0..count).map(|n| one_clause(words(n), of_tangibles(None), now)).collect();
    house.does(move |tx, scope| comments::bring(tx, scope, &ready(&rows), now)).await;
    let all = house.comments().await;
    let correct = move |tx: &mut store::Transaction<'_>, scope: &store::Scope| {
        for comment in &all {
            if let Some(n) = comment.words.split(' ').find_map(|word| word.parse().ok()) {
                comments::correct(tx, scope, &comment.id, 0, said(n), now)?;
            }
        }
        Ok(())
    };
    house.does(correct).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_people_correct_is_learnt_in_the_background_shown_before_and_after_and_read_with() {
    let house = House::speaking("en").await;
    let (agent, manager) = (house.desk(Role::Agent, "en").await, house.desk(Role::Manager, "en").await);
    agent
        .get("/comments/agreement")
        .await
        .has("What the machine learnt from you")
        .has("comes by itself at 100 clauses")
        .lacks("Fit it now");
    let tangible = |comment: &Comment| {
        let clause = &comment.clauses[0];
        assert_eq!(clause.by, comments::By::Machine, "nobody said so of this very clause");
        clause.said.factors.has(service::Factor::Tangibles)
    };
    note(&agent, "Gribbler!").await;
    assert!(!tangible(&house.comments().await[0]));
    gribblers(&house, 120).await;
    agent.post("/comments/agreement", &[("decision", "fit")]).await.is(StatusCode::FORBIDDEN);
    manager.post("/comments/agreement", &[("decision", "fit")]).await.is(StatusCode::SEE_OTHER);
    manager.get("/comments/agreement").await.has("Somebody asked for an attempt").lacks("Fit it now");
    assert_eq!(web::refit::due(&house.app).await, Ok(1));
    assert_eq!(web::refit::due(&house.app).await, Ok(0));

    let state = house.does(|tx, scope| comments::layer_state(tx, scope, web::listen::model())).await;
    let [attempt] = state.attempts.as_slice() else { panic!("{state:?}") };
    let (before, after) = (attempt.judged.before.factors_named(), attempt.judged.after.factors_named());
    assert!(before < after && state.applied.map(|(sequence, _)| sequence) == Some(1), "{state:?}");
    let page = manager.get("/comments/agreement").await;
    page.has("Adopted: on average neither the factors nor the judgement are read worse.")
        .has("New comments are read with the layer of")
        .has("Fit it now");
    page.has(&format!("fitted to 120 clauses, judged on {}.", attempt.judged.judged));
    page.has(&format!("Factors {before:.2} without it, {after:.2} with it"));
    page.in_order(&["Without it", "With it", "Change", &format!("+{:.2}", after - before), "Tangibles"]);

    note(&agent, "A gribbler!").await;
    let read = house.comments().await.remove(0);
    assert!(tangible(&read), "{read:?}");
    agent.get(&format!("/comments/{}", read.id)).await.has("<mark class=\"tangibles");
    manager.post("/comments/agreement", &[("decision", "off")]).await.is(StatusCode::SEE_OTHER);
    manager
        .get("/comments/agreement")
        .await
        .has("The layer is switched off")
        .has("Read with it again")
        .lacks("comes by itself");
    note(&agent, "One gribbler!").await;
    assert!(!tangible(&house.comments().await[0]));
    manager.post("/comments/agreement", &[("decision", "on")]).await.is(StatusCode::SEE_OTHER);
    note(&agent, "That gribbler!").await;
    assert!(tangible(&house.comments().await[0]));
    for (language, words) in [
        ("id", "Dipakai: rata-rata faktor maupun penilaian tidak terbaca lebih buruk."),
        ("es", "Adoptada: en promedio ni los factores ni el juicio se leen peor."),
    ] {
        house.desk(Role::Agent, language).await.get("/comments/agreement").await.has(words);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_layer_that_is_asked_for_with_few_clauses_is_not_adopted_and_the_page_says_why() {
    let house = House::speaking("en").await;
    let manager = house.desk(Role::Manager, "en").await;
    gribblers(&house, 40).await;
    assert_eq!(web::refit::due(&house.app).await, Ok(0));
    manager.post("/comments/agreement", &[("decision", "fit")]).await.is(StatusCode::SEE_OTHER);
    assert_eq!(web::refit::due(&house.app).await, Ok(1));
    let page = manager.get("/comments/agreement").await;
    page.has("Not adopted: that takes 100 clauses").has("New comments are read without a layer of your own.");
    page.has("people looked at 40 so far");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_somebody_asks_for_is_fitted_while_the_server_runs_and_it_ends_when_it_is_to() {
    let house = House::speaking("en").await;
    let manager = house.desk(Role::Manager, "en").await;
    let (stop, stopping) = tokio::sync::watch::channel(false);
    let fitting = tokio::spawn(web::refit::keep(house.app.clone(), stopping));
    gribblers(&house, 20).await;
    manager.post("/comments/agreement", &[("decision", "fit")]).await.is(StatusCode::SEE_OTHER);
    let attempts = || house.does(|tx, scope| comments::layer_state(tx, scope, web::listen::model()));
    for _ in 0..200 {
        if !attempts().await.attempts.is_empty() {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    assert_eq!(attempts().await.attempts.len(), 1, "long before it would be looked for by itself");
    stop.send(true).expect("it listens");
    fitting.await.expect("it ends");
}
