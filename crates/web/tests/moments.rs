//! Moments of truth over the real router: noted in one form, counted once, shown on the board, and opened one by one; the
//! journey and the ledger of commitments; and whoever may only look changes nothing.

mod serving;

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use serde_json::{Value as Json, json};
use service::Factor;
use service::moment::{Judgement, Judgements};
use serving::{Desk, House, Page, encoded};
use store::commitments::{self, Commitment};
use store::customers::{self, NewCustomer};
use store::moments::{self, NewMoment, Which};
use store::tokens::{self, TokenScope};
use store::{Id, Role, StoreError, Time, cases, touchpoints};

/// What must never stand in a page as it is.
const PAYLOAD: &str = "\"'><script>alert(1)</script>";

impl House {
    async fn touchpoint(&self, name: &str) -> String {
        let name = name.to_owned();
        self.does(move |tx, scope| touchpoints::create(tx, scope, &name, Time::now())).await.to_string()
    }

    async fn customer(&self, name: &str) -> String {
        let new = NewCustomer { name: name.to_owned(), ..NewCustomer::default() };
        self.does(move |tx, scope| customers::create(tx, scope, &new, Time::now())).await.to_string()
    }

    /// Notes `text` so many hours ago: `m` met, `x` exceeded, `d` disappointed, `-` nothing, in the order of the word RATER.
    async fn note(&self, touchpoint: &str, customer: Option<&str>, text: &str, hours: i64) {
        let now = Time::now();
        let new = NewMoment {
            touchpoint: Id::parse(touchpoint).expect("an id"),
            customer: customer.and_then(Id::parse),
            at: now.plus_seconds(-3600 * hours),
            judgements: judged(text),
            words: String::new(),
        };
        // Long ago is noted as if it were then.
        let then = new.at.plus_seconds(1);
        self.does(move |tx, scope| moments::note(tx, scope, &new, then)).await;
    }

    async fn moments(&self) -> Vec<moments::Moment> {
        self.does(|tx, scope| moments::list(tx, scope, &Which::default(), None, 200)).await
    }

    async fn cases(&self) -> Vec<cases::Kept> {
        self.does(|tx, scope| cases::list(tx, scope, &cases::Wanted::default(), 100)).await
    }

    async fn commitments(&self) -> Vec<Commitment> {
        let which = commitments::Which { retired: true, ..Default::default() };
        self.does(move |tx, scope| commitments::list(tx, scope, which)).await
    }
}

fn judged(text: &str) -> Judgements {
    let mut judgements = Judgements::default();
    for (judgement, letter) in judgements.iter_mut().zip(text.chars()) {
        *judgement = match letter {
            'm' => Judgement::Met,
            'x' => Judgement::Exceeded,
            'd' => Judgement::Disappointed,
            _ => Judgement::Nothing,
        };
    }
    judgements
}

/// The moments that stand in a list.
fn listed(page: &Page) -> usize {
    page.text.matches("data-moment=").count()
}

#[tokio::test]
async fn a_moment_is_noted_in_one_form_and_sent_twice_it_counts_once() {
    let house = House::new().await;
    let desk = house.desk(Role::Agent, "en").await;
    let (counter, siti) = (house.touchpoint("Counter").await, house.customer("Siti Test").await);
    house.touchpoint("Bill").await;
    let form = desk.get(&format!("/moments/new?touchpoint={counter}&customer={siti}")).await;
    form.has("Siti Test").has(&format!("value=\"{counter}\" required checked"));
    form.has("name=\"empathy\" value=\"nothing\" checked");
    let id = form.field("id");
    let fields = [
        ("id", id.as_str()),
        ("touchpoint", counter.as_str()),
        ("customer", siti.as_str()),
        ("reliability", "met"),
        ("empathy", "exceeded"),
        ("words", "She was called by her name."),
    ];
    let noted = desk.post("/moments/new", &fields).await;
    assert_eq!((noted.status, noted.location()), (StatusCode::SEE_OTHER, format!("/moments/{id}?done=noted").as_str()));
    let again = desk.post("/moments/new", &fields).await;
    assert_eq!(again.location(), noted.location());
    let kept = house.moments().await;
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].judgements, judged("m--x-"));
    assert_eq!(kept[0].noted_by, format!("user:{}", desk.user));
    let page = desk.get(noted.location()).await;
    page.has("it is on the board").has("She was called by her name.").lacks("recovery case is open");
    page.has(&format!("href=\"/moments/new?touchpoint={counter}\"")).has(&format!("href=\"/customers/{siti}\""));
    // Other content under the same id is another moment only when it is sent as one.
    let mut other = fields;
    other[3] = ("reliability", "disappointed");
    let refused = desk.post("/moments/new", &other).await;
    refused.is(StatusCode::UNPROCESSABLE_ENTITY).has("noted before with other content");
    assert_ne!(refused.field("id"), id);
    assert_eq!(house.moments().await.len(), 1);
}

#[tokio::test]
async fn a_bad_moment_of_a_known_customer_opens_one_case_and_cannot_be_taken_back() {
    let house = House::new().await;
    let desk = house.desk(Role::Agent, "id").await;
    let (counter, siti) = (house.touchpoint("Loket").await, house.customer("Siti Test").await);
    let id = Id::random().to_string();
    let fields =
        [("id", id.as_str()), ("touchpoint", &counter), ("customer", &siti), ("responsiveness", "disappointed")];
    for _ in 0..2 {
        desk.post("/moments/new", &fields).await.is(StatusCode::SEE_OTHER);
    }
    let cases = house.cases().await;
    assert_eq!(cases.len(), 1);
    assert_eq!(
        (cases[0].factor, cases[0].moment.as_ref().map(Id::as_str)),
        (Some(Factor::Responsiveness), Some(id.as_str()))
    );
    let page = desk.get(&format!("/moments/{id}?done=noted")).await;
    page.has("kasus pemulihan sudah dibuka").has(&format!("href=\"/cases/{}\"", cases[0].id)).lacks("/retract");
    let kept = desk.post(&format!("/moments/{id}/retract"), &[]).await;
    kept.is(StatusCode::UNPROCESSABLE_ENTITY).has("tidak dapat ditarik kembali");
    // Nobody who is not known gets a case.
    desk.post("/moments/new", &[("touchpoint", &counter), ("empathy", "disappointed")]).await.is(StatusCode::SEE_OTHER);
    assert_eq!((house.cases().await.len(), house.moments().await.len()), (1, 2));
}

#[tokio::test]
async fn what_is_wrong_is_said_and_what_was_chosen_stays() {
    let house = House::new().await;
    let desk = house.desk(Role::Agent, "id").await;
    desk.get("/moments/new").await.has("Mintalah manajer");
    let counter = house.touchpoint("Loket").await;
    let nowhere = desk.post("/moments/new", &[("empathy", "met"), ("words", "Ramah sekali.")]).await;
    nowhere.is(StatusCode::UNPROCESSABLE_ENTITY).has("Pilih titik temunya").has("Ramah sekali.");
    nowhere.has("name=\"empathy\" value=\"met\" checked");
    let silent = desk.post("/moments/new", &[("touchpoint", &counter)]).await;
    silent.is(StatusCode::UNPROCESSABLE_ENTITY).has("Belum ada yang dinilai");
    let early = [("touchpoint", counter.as_str()), ("empathy", "met"), ("at", "2020-01-01T10:00")];
    desk.post("/moments/new", &early).await.is(StatusCode::UNPROCESSABLE_ENTITY).has("paling lama 30 hari");
    let unclear = [("touchpoint", counter.as_str()), ("empathy", "met"), ("at", "kemarin")];
    desk.post("/moments/new", &unclear).await.is(StatusCode::UNPROCESSABLE_ENTITY).has("bukan tanggal dengan jam");
    assert_eq!(house.moments().await.len(), 0);
    let absent = Id::random().to_string();
    desk.post("/moments/new", &[("touchpoint", &absent), ("empathy", "met")]).await.is(StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn whoever_noted_a_moment_takes_it_back_and_nobody_else_but_a_manager() {
    let house = House::new().await;
    let (desk, colleague) = (house.desk(Role::Agent, "en").await, house.desk(Role::Agent, "en").await);
    let manager = house.desk(Role::Manager, "en").await;
    let counter = house.touchpoint("Counter").await;
    let note = async || {
        let noted = desk.post("/moments/new", &[("touchpoint", &counter), ("empathy", "met")]).await;
        noted.location().split('?').next().unwrap_or_default().to_owned()
    };
    let first = note().await;
    desk.get(&first).await.has("Take back");
    colleague.get(&first).await.lacks("Take back");
    colleague.post(&format!("{first}/retract"), &[]).await.is(StatusCode::FORBIDDEN);
    let gone = desk.post(&format!("{first}/retract"), &[]).await;
    assert_eq!(gone.location(), format!("/moments/new?done=retracted&touchpoint={counter}"));
    desk.get(gone.location()).await.has("as if it had never been noted");
    desk.get(&first).await.is(StatusCode::NOT_FOUND);
    let second = note().await;
    manager.post(&format!("{second}/retract"), &[]).await.is(StatusCode::SEE_OTHER);
    // After ten minutes it is too late for whoever noted it, and not for a manager.
    let (scope, then) = (desk.scope.clone(), Time::now().plus_seconds(-700));
    let new = NewMoment {
        touchpoint: Id::parse(&counter).expect("an id"),
        customer: None,
        at: then,
        judgements: judged("m----"),
        words: String::new(),
    };
    let late = house.does(move |tx, _| moments::note(tx, &scope, &new, then)).await.id;
    let path = format!("/moments/{late}");
    desk.get(&path).await.lacks("Take back");
    let refused = desk.post(&format!("{path}/retract"), &[]).await;
    refused.is(StatusCode::UNPROCESSABLE_ENTITY).has("more than ten minutes");
    manager.get(&path).await.has("Take back");
}

/// Every number of the board that leads to rows: its address, and how many it speaks of.
fn numbers(page: &Page) -> Vec<(String, usize)> {
    let links = page.text.split("href=\"/moments/list?").skip(1).filter_map(|part| part.split_once("\">"));
    let number = |text: &str| {
        let digits = text.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit);
        digits.collect::<String>().parse::<usize>().unwrap_or(0)
    };
    let links: Vec<(&str, usize)> = links.map(|(address, text)| (address, number(text))).collect();
    let counted = links.iter().enumerate().map(|(place, (address, shown))| {
        // The link beside a share says of how many it is one.
        let of = links.get(place + 1).map_or(0, |next| next.1);
        let count = if address.contains("disappointed") { (shown * of + 50) / 100 } else { *shown };
        (format!("/moments/list?{address}"), count)
    });
    counted.collect()
}

#[tokio::test]
async fn every_number_of_the_board_opens_as_many_rows() {
    let house = House::new().await;
    let desk = house.desk(Role::Agent, "en").await;
    let (counter, waiting) = (house.touchpoint("Counter").await, house.touchpoint("Waiting room").await);
    for (place, text, hours) in [
        (&counter, "mmmmm", 1),
        (&counter, "dm-xm", 2),
        (&counter, "dm-xm", 3),
        (&counter, "xm--m", 100),
        (&counter, "mm--d", 500),
        (&counter, "mm--d", 501),
        (&waiting, "--d--", 4),
        (&waiting, "--m--", 5),
        (&waiting, "m-x-d", 2300),
        (&counter, "ddddd", 3000),
    ] {
        house.note(place, None, text, hours).await;
    }
    for days in [30, 90, 365] {
        let board = desk.get(&format!("/moments?days={days}")).await;
        board.is(StatusCode::OK);
        let numbers = numbers(&board);
        assert!(10 < numbers.len(), "{} numbers in:\n{}", numbers.len(), board.text);
        for (address, count) in numbers {
            let list = desk.get(&address).await;
            assert_eq!(listed(&list), count, "{address}");
        }
    }
    let month = desk.get("/moments?days=30").await;
    // Reliability at the counter: two of six disappointed; Wilson's interval of 2 in 6 is 10% to 70%.
    month.has("<b>33%</b>").has("10–70%").has("of 6").has("2: too few to say");
    desk.get("/moments?days=365").await.has("of 7");
}

#[tokio::test]
async fn a_list_goes_on_where_it_ended() {
    let house = House::new().await;
    let desk = house.desk(Role::Agent, "en").await;
    let counter = house.touchpoint("Counter").await;
    for hours in 0..60 {
        house.note(&counter, None, "m----", hours).await;
    }
    let first = desk.get(&format!("/moments/list?touchpoint={counter}&days=30")).await;
    assert_eq!(listed(&first), 50);
    let next =
        first.text.split("rel=\"next\" href=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a next page");
    let second = desk.get(next).await;
    assert_eq!(listed(&second), 10);
    second.lacks("rel=\"next\"");
}

#[tokio::test]
async fn a_change_shows_only_where_the_intervals_allow_it() {
    let house = House::new().await;
    let desk = house.desk(Role::Viewer, "en").await;
    let counter = house.touchpoint("Counter").await;
    for hours in 0..10 {
        house.note(&counter, None, if hours == 0 { "dm---" } else { "mm---" }, hours).await;
        house.note(&counter, None, if hours < 9 { "dm---" } else { "mm---" }, 40 * 24 + hours).await;
    }
    let board = desk.get("/moments?days=30").await;
    board.has("Fewer are disappointed than before.").has("No difference from before can be shown.");
    board.lacks("More are disappointed");
}

#[tokio::test]
async fn a_viewer_sees_the_board_and_opens_and_changes_nothing() {
    let house = House::new().await;
    let (viewer, agent) = (house.desk(Role::Viewer, "en").await, house.desk(Role::Agent, "en").await);
    let counter = house.touchpoint("Counter").await;
    house.note(&counter, None, "dmmmm", 1).await;
    let moment = house.moments().await.remove(0).id;
    let board = viewer.get("/moments").await;
    board.is(StatusCode::OK).has("Counter").has("1: too few to say").lacks("/moments/list").lacks("/moments/new");
    board.lacks("href=\"/customers\"");
    viewer.get("/commitments").await.is(StatusCode::OK).lacks("/commitments/new");
    for path in ["/moments/list", "/moments/new", "/touchpoints", "/commitments/new", &format!("/moments/{moment}")] {
        viewer.get(path).await.is(StatusCode::FORBIDDEN);
    }
    let posts = [
        "/moments/new",
        "/touchpoints",
        &format!("/moments/{moment}/retract"),
        &format!("/touchpoints/{counter}/retire"),
    ];
    for path in posts {
        viewer
            .post(path, &[("name", "a"), ("touchpoint", &counter), ("empathy", "met")])
            .await
            .is(StatusCode::FORBIDDEN);
    }
    // An agent sees the journey and changes nothing of it.
    agent
        .get("/touchpoints")
        .await
        .is(StatusCode::OK)
        .has("Counter")
        .lacks("<form method=\"post\" action=\"/touchpoints");
    agent.post("/touchpoints", &[("name", "a")]).await.is(StatusCode::FORBIDDEN);
    agent.post("/commitments/new", &[("words", "a")]).await.is(StatusCode::FORBIDDEN);
    assert_eq!(house.moments().await.len(), 1);
}

#[tokio::test]
async fn the_journey_is_written_down_put_in_order_and_given_to_somebody() {
    let house = House::new().await;
    let desk = house.desk(Role::Manager, "en").await;
    desk.get("/touchpoints").await.has("No touchpoint yet");
    for name in ["Counter", "Call", "Bill"] {
        let added = desk.post("/touchpoints", &[("name", name)]).await;
        assert_eq!(added.location(), "/touchpoints?done=added");
    }
    let all = house.does(|tx, scope| touchpoints::list(tx, scope, false)).await;
    let path = |place: usize| format!("/touchpoints/{}", all[place].id);
    desk.post("/touchpoints", &[("name", "Call")])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .has("of this name already");
    desk.post(&format!("{}/move", path(1)), &[("place", "0")]).await.is(StatusCode::SEE_OTHER);
    let user = desk.user.to_string();
    let fields = [("name", "First call"), ("owner", user.as_str()), ("review", "2020-03-01"), ("whole", "yes")];
    desk.post(&path(1), &fields).await.is(StatusCode::SEE_OTHER);
    let strange = [("name", "Front desk"), ("owner", ""), ("review", "soon"), ("whole", "yes")];
    let refused = desk.post(&path(0), &strange).await;
    refused.is(StatusCode::UNPROCESSABLE_ENTITY).has("This is no day").has("value=\"Front desk\"");
    let page = desk.get("/touchpoints?done=saved").await;
    page.has("First call").has("answers for it").has("Review due:").has("1 March 2020");
    desk.get("/moments").await.has("Review due:").has("First call");
    desk.post(&format!("{}/retire", path(2)), &[]).await.is(StatusCode::SEE_OTHER);
    desk.get("/moments").await.lacks("Bill");
    desk.get("/touchpoints").await.has("Out of use").has("Bill");
    let retired = all[2].id.to_string();
    let late = desk.post("/moments/new", &[("touchpoint", &retired), ("empathy", "met")]).await;
    late.is(StatusCode::UNPROCESSABLE_ENTITY).has("out of use");
    let names = house.does(|tx, scope| touchpoints::list(tx, scope, false)).await;
    assert_eq!(names.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["First call", "Counter"]);
}

#[tokio::test]
async fn the_ledger_takes_commitments_refuses_what_is_none_and_marks_what_nobody_manages() {
    let house = House::new().await;
    let desk = house.desk(Role::Manager, "en").await;
    let new = async |fields: &[(&str, &str)]| desk.post("/commitments/new", fields).await;
    new(&[("words", "Free parking")]).await.is(StatusCode::UNPROCESSABLE_ENTITY).has("Where does it come from?");
    let base = [("kind", "trade"), ("factor", "responsiveness"), ("words", "Results within an hour")];
    let nobody = new(&base).await;
    nobody.is(StatusCode::UNPROCESSABLE_ENTITY).has("Name the competitor").has("Results within an hour");
    new(&[base.as_slice(), &[("competitor", "Lab Test")]].concat()).await.is(StatusCode::SEE_OTHER);
    new(&[("kind", "web"), ("factor", "empathy"), ("words", " ")]).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    let hasty = [("kind", "web"), ("factor", "empathy"), ("words", "Within a moment"), ("minutes", "soon")];
    new(&hasty).await.is(StatusCode::UNPROCESSABLE_ENTITY).has("from 1 to").has("value=\"soon\"");
    let common = [("kind", "common"), ("factor", "tangibles"), ("words", "Nobody waits standing")];
    let written = new(&common).await;
    assert_eq!(written.location(), "/commitments?done=written");
    let page = desk.get("/commitments?done=written").await;
    page.has("Written down.").has("One expectation is not managed yet").has("It is not known who says it.");
    page.has("Set by Lab Test");
    let all = house.commitments().await;
    let one = all.iter().find(|one| one.known.words == "Nobody waits standing").expect("it was written");
    let path = format!("/commitments/{}", one.id);
    desk.get(&path).await.has("value=\"common\" required checked").has("Nobody waits standing");
    let more = [
        ("can_do", "Eight chairs"),
        ("we_say", "Please sit"),
        ("said_by", "The desk"),
        ("minutes", "120"),
        ("published", "yes"),
    ];
    desk.post(&path, &[common.as_slice(), &more].concat()).await.is(StatusCode::SEE_OTHER);
    let page = desk.get("/commitments").await;
    page.lacks("not managed yet").has("Eight chairs").has("within 2 open hours").has("public");
    desk.post(&format!("{path}/retire"), &[]).await.is(StatusCode::SEE_OTHER);
    desk.post(&path, &common).await.is(StatusCode::UNPROCESSABLE_ENTITY).has("retired and is not changed any more");
    desk.get(&path).await.has("No longer valid since").lacks("/retire\"");
}

#[tokio::test]
async fn what_people_write_is_text_in_every_page() {
    let house = House::new().await;
    let desk = house.desk(Role::Manager, "en").await;
    let customer = house.customer(PAYLOAD).await;
    desk.post("/touchpoints", &[("name", PAYLOAD)]).await.is(StatusCode::SEE_OTHER);
    let place = house.does(|tx, scope| touchpoints::list(tx, scope, false)).await.remove(0).id.to_string();
    let fields =
        [("touchpoint", place.as_str()), ("customer", &customer), ("empathy", "disappointed"), ("words", PAYLOAD)];
    let noted = desk.post("/moments/new", &fields).await;
    for kind in ["trade", "common"] {
        let mut fields = vec![("kind", kind), ("factor", "empathy")];
        let texts = ["words", "source", "competitor", "can_do", "we_say", "said_by"];
        fields.extend(texts.map(|name| (name, PAYLOAD)));
        desk.post("/commitments/new", &fields).await.is(StatusCode::SEE_OTHER);
    }
    let one = format!("/commitments/{}", house.commitments().await.remove(0).id);
    let paths = [
        noted.location().to_owned(),
        format!("/moments/new?touchpoint={place}&customer={customer}"),
        "/moments".to_owned(),
        "/moments/list".to_owned(),
        "/touchpoints".to_owned(),
        "/commitments".to_owned(),
        one.clone(),
    ];
    for path in &paths {
        let page = desk.get(path).await;
        page.is(StatusCode::OK).lacks("<script>alert").has("&#60;script&#62;alert(1)");
    }
    // What is shown again because something was wrong.
    let again = [
        desk.post("/moments/new", &[("words", PAYLOAD), ("at", PAYLOAD), ("touchpoint", &place)]).await,
        desk.post("/touchpoints", &[("name", PAYLOAD)]).await,
        desk.post(&format!("/touchpoints/{place}"), &[("name", PAYLOAD), ("review", PAYLOAD)]).await,
        desk.post("/commitments/new", &[("kind", PAYLOAD), ("words", PAYLOAD), ("minutes", PAYLOAD)]).await,
        desk.post(&one, &[("kind", PAYLOAD), ("words", PAYLOAD), ("minutes", PAYLOAD)]).await,
    ];
    for page in &again {
        page.is(StatusCode::UNPROCESSABLE_ENTITY).lacks("<script>alert").has("&#60;script&#62;alert(1)");
    }
    desk.get(&format!("/moments/list?factor={}&before={}", encoded(PAYLOAD), encoded(PAYLOAD)))
        .await
        .lacks("<script>alert");
}

impl Desk<'_> {
    /// A token for a program.
    async fn token(&self) -> String {
        let user = self.user.clone();
        let made = self.house.does(move |tx, _| {
            let secret = store::sessions::begin(tx, &user, None, Time::now())?;
            let session = store::sessions::find(tx, &secret.hash(), Time::now())?.ok_or(StoreError::NotFound)?;
            Ok(tokens::create(tx, &session.scope, "till", &TokenScope::all(), 1, Time::now())?.1)
        });
        made.await.reveal().to_owned()
    }

    /// What a program with this token asks for.
    async fn program(&self, token: &str, method: Method, path: &str, body: Option<Json>) -> (StatusCode, Json) {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "rater.example")
            .header(header::AUTHORIZATION, format!("Bearer {token}"))
            .header(header::CONTENT_TYPE, "application/json");
        let body = body.map_or_else(Body::empty, |body| Body::from(body.to_string()));
        let page = self.send(request.body(body).expect("a request")).await;
        (page.status, serde_json::from_str(&page.text).unwrap_or_default())
    }
}

#[tokio::test]
async fn a_program_notes_moments_once_and_reads_the_board_as_the_page_shows_it() {
    let house = House::new().await;
    let desk = house.desk(Role::Owner, "en").await;
    let till = desk.token().await;
    let (counter, siti) = (house.touchpoint("Counter").await, house.customer("Siti Test").await);
    let moment = json!({
        "id": Id::random(), "touchpoint": counter, "customer": siti, "judgements": { "empathy": "disappointed", "assurance": "met" },
    });
    let note = || desk.program(&till, Method::POST, "/api/v1/moments", Some(moment.clone()));
    let ((status, first), (_, again)) = (note().await, note().await);
    assert_eq!((status, &first["encounter"], &first["repeated"]), (StatusCode::OK, &json!("bad"), &json!(false)));
    assert_eq!((&again["repeated"], &again["case"]), (&json!(true), &first["case"]));
    assert!(first["case"].is_string());
    for hours in 1..6 {
        house.note(&counter, None, "---m-", hours).await;
    }
    let (_, board) = desk.program(&till, Method::GET, "/api/v1/moments/board?days=30", None).await;
    let cell = |place: usize| &board["touchpoints"][0]["cells"][place]["noted"];
    assert_eq!((&cell(3)["n"], &cell(3)["count"]), (&json!(6), &json!(1)));
    // One is too few to say, also to a program.
    assert_eq!(cell(1), &json!({ "n": 1, "count": null, "share": null, "low": null, "high": null }));
    desk.get("/moments?days=30").await.has("<b>17%</b>").has("of 6");
    // Page by page, each once.
    let (mut next, mut seen) = (String::new(), 0);
    loop {
        let path = format!("/api/v1/moments?factor=empathy&limit=2{next}");
        let (_, page) = desk.program(&till, Method::GET, &path, None).await;
        seen += page["items"].as_array().map_or(0, Vec::len);
        match page["next"].as_str() {
            Some(after) => next = format!("&after={after}"),
            None => break,
        }
    }
    assert_eq!(seen, 6);
    let (status, _) = desk
        .program(&till, Method::DELETE, &format!("/api/v1/moments/{}", first["id"].as_str().unwrap_or_default()), None)
        .await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "a case hangs on it");
}

#[tokio::test]
async fn a_program_puts_the_journey_in_order_and_manages_an_expectation() {
    let house = House::new().await;
    let desk = house.desk(Role::Owner, "en").await;
    let till = desk.token().await;
    let (counter, call) = (house.touchpoint("Counter").await, house.touchpoint("Call").await);
    let path = format!("/api/v1/touchpoints/{call}");
    let (_, moved) = desk.program(&till, Method::POST, &format!("{path}/move"), Some(json!({ "position": 1 }))).await;
    assert_eq!(moved["position"], 1);
    let change = json!({ "owner": desk.user, "review_at": "2026-03-01T00:00:00Z" });
    let (_, owned) = desk.program(&till, Method::PATCH, &path, Some(change)).await;
    assert_eq!((&owned["name"], &owned["owner"]), (&json!("Call"), &json!(desk.user)));
    let (_, freed) = desk.program(&till, Method::PATCH, &path, Some(json!({ "owner": null }))).await;
    assert_eq!((&freed["owner"], &freed["review_at"]), (&json!(null), &json!("2026-03-01T00:00:00Z")));
    let (_, retired) = desk.program(&till, Method::POST, &format!("/api/v1/touchpoints/{counter}/retire"), None).await;
    assert_eq!(retired["position"], 2);
    let new = commitments::NewCommitment {
        kind: service::commitment::Kind::Common,
        factor: Factor::Tangibles,
        words: "Chairs".to_owned(),
        source: String::new(),
        competitor: String::new(),
        can_do: String::new(),
        we_say: String::new(),
        said_by: String::new(),
        minutes: Some(5),
        published: false,
    };
    let id = house.does(move |tx, scope| commitments::create(tx, scope, &new, Time::now())).await;
    let path = format!("/api/v1/commitments/{id}");
    let (_, bare) = desk.program(&till, Method::GET, &path, None).await;
    assert_eq!(bare["missing"], json!(["can_do", "we_say", "said_by"]));
    let change = json!({ "can_do": "Eight", "we_say": "Please sit", "said_by": "The desk", "minutes": null });
    let (_, managed) = desk.program(&till, Method::PATCH, &path, Some(change)).await;
    assert_eq!(
        (&managed["missing"], &managed["minutes"], &managed["words"]),
        (&json!([]), &json!(null), &json!("Chairs"))
    );
    let (status, _) = desk.program(&till, Method::PATCH, &path, Some(json!({ "kind": "trade" }))).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "nobody set it");
}

#[tokio::test]
async fn every_page_speaks_three_languages() {
    let house = House::new().await;
    let (counter, siti) = (house.touchpoint("Counter").await, house.customer("Siti Test").await);
    for hours in 1..8 {
        house.note(&counter, Some(&siti), if hours % 2 == 0 { "dmmmm" } else { "mmmmx" }, hours).await;
    }
    let moment = house.moments().await.remove(0).id;
    let new = commitments::NewCommitment {
        kind: service::commitment::Kind::Common,
        factor: Factor::Tangibles,
        words: "Chairs".to_owned(),
        source: "Sign".to_owned(),
        competitor: String::new(),
        can_do: "Eight".to_owned(),
        we_say: String::new(),
        said_by: String::new(),
        minutes: Some(90),
        published: true,
    };
    let commitment = house.does(move |tx, scope| commitments::create(tx, scope, &new, Time::now())).await;
    let paths = [
        ("/moments".to_owned(), ["Moments of truth", "Momen kebenaran", "Momentos de la verdad"]),
        ("/moments/list".to_owned(), ["one by one", "satu per satu", "uno por uno"]),
        ("/moments/new".to_owned(), ["Where was it?", "Di mana terjadinya?", "¿Dónde fue?"]),
        (format!("/moments/{moment}"), ["Noted by", "Dicatat oleh", "Anotado por"]),
        ("/touchpoints".to_owned(), ["The journey", "Perjalanan pelanggan", "El recorrido"]),
        ("/commitments".to_owned(), ["Nobody manages this yet", "Belum ada yang mengelola", "Nadie la atiende"]),
        (format!("/commitments/{commitment}"), ["In which words?", "Bagaimana kata-katanya?", "¿Con qué palabras?"]),
    ];
    for (place, language) in ["en", "id", "es"].into_iter().enumerate() {
        let desk = house.desk(Role::Manager, language).await;
        for (path, expected) in &paths {
            let page = desk.get(path).await;
            page.is(StatusCode::OK).has(expected[place]);
            // A message that is not there would stand as its name.
            for name in ["moments-", "service-factor", "service-tab", "commitment-no", "store-", "desk-"] {
                let shown = page.text.split('>').filter_map(|part| part.split('<').next());
                assert!(!shown.clone().any(|text| text.trim().starts_with(name)), "{name} in {path}");
            }
        }
    }
}
