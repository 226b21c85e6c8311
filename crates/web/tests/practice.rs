//! Practice over the real router: the week's challenge from why to looking back, what is private and what is shared, lessons, the
//! workshop, thanks from a compliment; and whatever people write does no harm.

mod serving;

use axum::http::StatusCode;
use serving::{Desk, House, Page, encoded};
use store::{Id, Role, Time, people, practice};

/// What must never stand in a page as it is.
const PAYLOAD: &str = "\"'><script>alert(1)</script>";
const PAGES: [&str; 5] =
    ["/practice", "/practice/lessons", "/practice/lessons/trust", "/practice/workshop", "/practice/thanks"];

/// Takes up what is offered and marks it as done; gives the week.
async fn done(desk: &Desk<'_>) -> String {
    let page = desk.get("/practice").await;
    let challenge = page.is(StatusCode::OK).field("challenge");
    desk.post("/practice/take", &[("challenge", &challenge)]).await.is(StatusCode::SEE_OTHER);
    let week = desk.get("/practice").await.field("week");
    desk.post("/practice/done", &[("week", &week)]).await.is(StatusCode::SEE_OTHER);
    week
}

/// Answers the first question.
async fn reflect(desk: &Desk<'_>, week: &str, words: &str, share: bool) -> Page {
    let mut fields = vec![("week", week), ("language", "en"), ("one", words)];
    fields.extend(share.then_some(("share", "yes")));
    desk.post("/practice/answers", &fields).await
}

/// Writes what the organisation calls great service.
async fn write(desk: &Desk<'_>, words: &str) -> Page {
    desk.post("/practice/workshop", &[("words", words), ("team", "")]).await
}

impl House {
    /// Somebody of a team.
    async fn in_team(&self, role: Role, team: &Id) -> Desk<'_> {
        // A role is only changed where an owner is left.
        self.desk(Role::Owner, "en").await;
        let first = self.desk(role, "en").await;
        let (user, team) = (first.user.clone(), team.clone());
        let (secret, session) = self
            .does(move |tx, scope| {
                people::set_role(tx, scope, &user, role, Some(&team), Time::now())?;
                let secret = store::sessions::begin(tx, &user, None, Time::now())?;
                let session = store::sessions::find(tx, &secret.hash(), Time::now())?;
                Ok((secret.clone(), session.ok_or(store::StoreError::NotFound)?))
            })
            .await;
        let cookie = format!("rater={}", secret.reveal());
        Desk { scope: session.scope, cookie, form: session.form_token, ..first }
    }

    async fn team(&self, name: &'static str) -> Id {
        self.does(move |tx, scope| people::create_team(tx, scope, name, Time::now())).await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_challenge_is_offered_with_its_reason_taken_up_done_and_looked_back_on() {
    let house = House::speaking("en").await;
    let agent = house.desk(Role::Agent, "en").await;
    let offered = agent.get("/practice").await;
    offered.is(StatusCode::OK).has("too few numbers yet").has("I take it up").lacks("Looking back");
    offered.has("Two lessons that suit").has("/practice/lessons/");
    let challenge = offered.field("challenge");
    assert_eq!(agent.get("/practice").await.field("challenge"), challenge, "looking changes nothing");
    let title = ::practice::challenge("en", &challenge).expect("one of ours").title.replace('\'', "&#39;");
    agent.post("/practice/take", &[("challenge", &challenge)]).await.is(StatusCode::SEE_OTHER);
    let taken = agent.get("/practice").await;
    taken.has(&title).has("Taken up").has("It is done").lacks("I take it up").lacks("Looking back");
    let week = taken.field("week");
    agent.post("/practice/done", &[("week", &week)]).await.is(StatusCode::SEE_OTHER);
    let after = agent.get("/practice").await;
    after.has("Looking back").has("Share with my team").lacks("checked").lacks("It is done");
    assert_eq!(after.text.matches("<textarea").count(), 5);
    reflect(&agent, &week, "It was easier than I thought.", false).await.is(StatusCode::SEE_OTHER);
    agent.get("/practice").await.has("It was easier than I thought.").has("Kept for you alone.");
    // In another language it is the same challenge, with the same answer under the question that was asked.
    let factor = service::Factor::named(challenge.split('-').next().unwrap_or_default()).expect("a factor");
    let asked = |language| ::practice::questions(language, factor)[0].replace('\'', "&#39;");
    let spanish = agent.get("/practice?lang=es").await;
    spanish.has("It was easier than I thought.").has("Mirar atrás").has(&asked("en")).lacks(&asked("es"));
    reflect(&agent, &week, "Now it is easy.", false).await.is(StatusCode::SEE_OTHER);
    agent.get("/practice").await.has("Now it is easy.").has(&asked("en"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_reason_names_the_numbers_and_leads_to_them() {
    use service::moment::Judgement::{Disappointed, Met, Nothing};
    let house = House::speaking("en").await;
    let viewer = house.desk(Role::Viewer, "en").await;
    house
        .does(|tx, scope| {
            let counter = store::touchpoints::create(tx, scope, "Counter", Time::now())?;
            for number in 0..20 {
                let said = if number < 15 { Disappointed } else { Met };
                let new = store::moments::NewMoment {
                    touchpoint: counter.clone(),
                    customer: None,
                    at: Time::now(),
                    judgements: [Nothing, Nothing, Nothing, said, Nothing],
                    words: String::new(),
                };
                store::moments::note(tx, scope, &new, Time::now())?;
            }
            Ok(())
        })
        .await;
    let page = viewer.get("/practice").await;
    page.is(StatusCode::OK).has("This week it is Empathy, because 75% of the encounters");
    assert!(page.field("challenge").starts_with("empathy-"), "{}", page.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_somebody_answers_is_on_no_page_of_anybody_else_until_it_is_shared() {
    let house = House::speaking("en").await;
    let (ward, door) = (house.team("Ward").await, house.team("Door").await);
    let nurse = house.in_team(Role::Agent, &ward).await;
    let doctor = house.in_team(Role::Viewer, &ward).await;
    let porter = house.in_team(Role::Manager, &door).await;
    let (owner, agent) = (house.desk(Role::Owner, "en").await, house.desk(Role::Agent, "en").await);
    let secret = "I was ashamed of my tone.";
    let week = done(&nurse).await;
    reflect(&nurse, &week, secret, false).await.is(StatusCode::SEE_OTHER);
    for desk in [&owner, &agent, &doctor, &porter] {
        for page in PAGES.into_iter().chain(["/today", "/factors"]) {
            desk.get(page).await.lacks(secret);
        }
        desk.get(&format!("/practice?week={week}")).await.is(StatusCode::OK).lacks(secret);
    }
    // Nobody answers for another: the form is about one's own week.
    reflect(&agent, &week, "Mine.", true).await.is(StatusCode::NOT_FOUND);
    reflect(&nurse, &week, secret, true).await.is(StatusCode::SEE_OTHER);
    nurse.get("/practice").await.has("checked").has("Your colleagues can read it.");
    for desk in [&owner, &agent, &doctor] {
        desk.get("/practice").await.has(secret).has("What colleagues found");
    }
    porter.get("/practice").await.lacks(secret).lacks("What colleagues found");
    reflect(&nurse, &week, secret, false).await.is(StatusCode::SEE_OTHER);
    owner.get("/practice").await.lacks(secret);
}

#[tokio::test(flavor = "multi_thread")]
async fn another_organisation_sees_nothing_of_it() {
    let (ours, theirs) = (House::speaking("en").await, House::speaking("en").await);
    let agent = ours.desk(Role::Agent, "en").await;
    let week = done(&agent).await;
    reflect(&agent, &week, "Between us.", true).await.is(StatusCode::SEE_OTHER);
    agent.post("/practice/workshop", &[("words", "We keep our word.")]).await.is(StatusCode::SEE_OTHER);
    let owner = theirs.desk(Role::Owner, "en").await;
    for page in PAGES {
        owner.get(page).await.is(StatusCode::OK).lacks("Between us.").lacks("keep our word");
    }
    // In one database, too: a second organisation beside the first.
    let second = people::NewOrganisation {
        name: "Toko Mawar".to_owned(),
        language: "en".to_owned(),
        zone: "Asia/Jakarta".to_owned(),
        sample: false,
    };
    let scope = ours.store.write(move |tx| people::create_organisation(tx, &second, Time::now())).await.expect("made");
    let new = people::NewMember {
        email: "owner@mawar.example".to_owned(),
        name: "Owner Test".to_owned(),
        language: "en".to_owned(),
        role: Role::Owner,
        team: None,
        password_hash: "!".to_owned(),
    };
    let neighbour = ours.by(&scope, move |tx, scope| people::add_member(tx, scope, &new, Time::now())).await;
    let user = neighbour.clone();
    let session = ours
        .does(move |tx, _| {
            let secret = store::sessions::begin(tx, &user, None, Time::now())?;
            let session = store::sessions::find(tx, &secret.hash(), Time::now())?;
            Ok((secret.reveal().to_owned(), session.ok_or(store::StoreError::NotFound)?))
        })
        .await;
    let desk = Desk {
        house: &ours,
        user: neighbour,
        scope: session.1.scope,
        cookie: format!("rater={}", session.0),
        form: session.1.form_token,
    };
    for page in PAGES {
        desk.get(page).await.is(StatusCode::OK).lacks("Between us.").lacks("keep our word").lacks("agent Test");
    }
    let to = agent.user.to_string();
    desk.post("/practice/thanks", &[("to", &to), ("words", "Hello.")]).await.is(StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn lessons_are_read_and_marked_in_every_language() {
    let house = House::speaking("en").await;
    let (viewer, other) = (house.desk(Role::Viewer, "en").await, house.desk(Role::Viewer, "en").await);
    viewer.get("/practice/lessons").await.is(StatusCode::OK).has("You have read 0 of");
    for language in ["en", "id", "es"] {
        for lesson in ::practice::lessons(language) {
            let address = format!("/practice/lessons/{}?lang={language}", lesson.slug);
            let page = viewer.get(&address).await;
            page.is(StatusCode::OK).has("<dl class=\"pairs\">");
            assert_eq!(page.text.matches("<dt>").count(), lesson.words.len(), "{address}");
        }
    }
    viewer.post("/practice/lessons/trust", &[]).await.is(StatusCode::SEE_OTHER);
    viewer.post("/practice/lessons/trust", &[]).await.is(StatusCode::SEE_OTHER);
    viewer.get("/practice/lessons").await.has("You have read 1 of");
    viewer.get("/practice/lessons/trust").await.lacks("I have read it");
    other.get("/practice/lessons").await.has("You have read 0 of");
    let some = viewer.get("/practice/lessons?factor=tangibles").await;
    let tangible = ::practice::lessons("en").iter().filter(|one| one.factors.contains(&service::Factor::Tangibles));
    assert_eq!(some.text.matches("<li class=\"sheet").count(), tangible.count());
    for nothing in ["/practice/lessons/none", "/practice/lessons/..%2Ftrust"] {
        viewer.get(nothing).await.is(StatusCode::NOT_FOUND);
        viewer.post(nothing, &[]).await.is(StatusCode::NOT_FOUND);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_definition_shows_what_it_covers_with_its_words_and_what_is_missing() {
    let house = House::speaking("en").await;
    let ward = house.team("Ward").await;
    let (agent, viewer) = (house.desk(Role::Agent, "en").await, house.desk(Role::Viewer, "en").await);
    let nurse = house.in_team(Role::Agent, &ward).await;
    agent.get("/practice/workshop").await.is(StatusCode::OK).has("Nothing is written here yet").has("<textarea");
    let kept = write(&agent, "We keep what we promise. Our rooms are clean.").await;
    kept.is(StatusCode::SEE_OTHER);
    let page = agent.get(kept.location()).await;
    page.has("It speaks of 2 of the five factors").has(">promise</mark>").has("<mark class=\"tangibles\"");
    assert_eq!(page.text.matches("Nothing about this yet.").count(), 3);
    write(&agent, "Our rooms are clean.").await.is(StatusCode::SEE_OTHER);
    let newest = agent.get("/practice/workshop").await;
    newest.has("It speaks of 1 of the five factors").has("All versions");
    let earlier = newest.text.split("version=").nth(2).and_then(|rest| rest.split('"').next()).expect("an earlier one");
    let old = agent.get(&format!("/practice/workshop?team=all&version={earlier}")).await;
    old.has("This is an earlier version.").has(">promise</mark>");
    // A viewer reads it; a team writes its own and reads the house's.
    viewer.get("/practice/workshop").await.is(StatusCode::OK).has("rooms are clean</mark>.").lacks("<textarea");
    viewer.post("/practice/workshop", &[("words", "No.")]).await.is(StatusCode::FORBIDDEN);
    nurse.get("/practice/workshop").await.has("What we call great service: Ward").has("Nothing is written here yet");
    nurse.post("/practice/workshop", &[("words", "No.")]).await.is(StatusCode::FORBIDDEN);
    let own = nurse.post("/practice/workshop", &[("words", "We listen."), ("team", ward.as_str())]).await;
    own.is(StatusCode::SEE_OTHER);
    nurse.get(own.location()).await.has("listen");
    nurse.get("/practice/workshop?team=all").await.has("rooms are clean</mark>.").lacks("<textarea");
    agent.get(&format!("/practice/workshop?team={ward}")).await.has("listen");
    agent.get(&format!("/practice/workshop?team={}", Id::random())).await.is(StatusCode::NOT_FOUND);
    let nothing = agent.post("/practice/workshop", &[("words", " \r\n ")]).await;
    nothing.is(StatusCode::UNPROCESSABLE_ENTITY).has("There are no words in it.");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_compliment_becomes_thanks_and_both_read_it() {
    let house = House::speaking("en").await;
    let (agent, other) = (house.desk(Role::Agent, "en").await, house.desk(Role::Agent, "en").await);
    let noted = agent.post("/comments/new", &[("words", "The nurse was very kind."), ("channel", "phone")]).await;
    let comment = noted.location().trim_start_matches("/comments/").split('?').next().unwrap_or_default().to_owned();
    let button = format!("/practice/thanks?comment={comment}");
    agent.get(&format!("/comments/{comment}")).await.has(&button).has("Thank a colleague");
    agent.get("/comments?polarity=compliment").await.has(&button);
    let form = agent.get(&button).await;
    form.is(StatusCode::OK).has("The nurse was very kind.").has("Only the two of you read it.");
    assert_eq!(form.field("comment"), comment);
    let to = other.user.to_string();
    let fields = [("to", to.as_str()), ("comment", comment.as_str()), ("words", "She meant you.")];
    agent.post("/practice/thanks", &fields).await.is(StatusCode::SEE_OTHER);
    for page in ["/practice", "/practice/thanks"] {
        other.get(page).await.has("She meant you.").has("The nurse was very kind.").has("agent Test");
    }
    agent.get("/practice/thanks").await.has("Thanks that you gave").has("She meant you.");
    house.desk(Role::Owner, "en").await.get("/practice/thanks").await.lacks("She meant you.");
    let up_to = other.get("/practice").await.field("up_to");
    let read = [("up_to", up_to.as_str()), ("back", "week")];
    other.post("/practice/thanks/read", &read).await.is(StatusCode::SEE_OTHER);
    other.get("/practice").await.lacks("She meant you.");
    other.get("/practice/thanks").await.has("She meant you.").lacks("<span class=\"badge open\">New");
    // A complaint is thanked for by nobody; a form without a name says so and keeps what was written.
    let bad = agent.post("/comments/new", &[("words", "We waited two hours."), ("channel", "phone")]).await;
    agent.get(bad.location()).await.lacks("Thank a colleague");
    let nobody = agent.post("/practice/thanks", &[("to", ""), ("comment", &comment), ("words", "For all.")]).await;
    nobody.is(StatusCode::UNPROCESSABLE_ENTITY).has("Choose whom you thank.").has("For all.").has("very kind");
    // A viewer may thank, and carries no comment that they may not read.
    let viewer = house.desk(Role::Viewer, "en").await;
    viewer.post("/practice/thanks", &[("to", &to), ("words", "For the tea.")]).await.is(StatusCode::SEE_OTHER);
    viewer.get(&button).await.is(StatusCode::FORBIDDEN);
    viewer.post("/practice/thanks", &fields).await.is(StatusCode::FORBIDDEN);
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_people_write_is_shown_as_words_and_what_is_too_long_is_told() {
    let house = House::speaking("en").await;
    let (owner, agent) = (house.desk(Role::Owner, "en").await, house.desk(Role::Agent, "en").await);
    let week = done(&agent).await;
    let to = owner.user.to_string();
    for words in [PAYLOAD, "مرحبا", "🙂👍🏽", "\u{202e}desrever", "a\r\nb", "{{ 7 }} {% if %}"] {
        reflect(&agent, &week, words, true).await.is(StatusCode::SEE_OTHER);
        agent.post("/practice/workshop", &[("words", words)]).await.is(StatusCode::SEE_OTHER);
        agent.post("/practice/thanks", &[("to", &to), ("words", words)]).await.is(StatusCode::SEE_OTHER);
        for desk in [&owner, &agent] {
            for page in PAGES {
                desk.get(page).await.is(StatusCode::OK).lacks("<script>alert");
            }
        }
    }
    owner.get("/practice/thanks").await.has("👍🏽").has("مرحبا").has("{{ 7 }}");
    for page in ["practice?week=x&done=x", "practice/workshop?version=x", "practice/lessons?factor=x&done=x"] {
        agent
            .get(&format!("/{}", page.replace('x', &encoded(PAYLOAD))))
            .await
            .is(StatusCode::OK)
            .lacks("<script>alert");
    }
    // Five answers of letters that take the most room, as long as they may be, and one letter more.
    let long = "𝄞".repeat(practice::ANSWER_MAX);
    let all = ["one", "two", "three", "four", "five"].map(|name| (name, long.as_str()));
    let fields: Vec<(&str, &str)> = all.into_iter().chain([("week", week.as_str())]).collect();
    agent.post("/practice/answers", &fields).await.is(StatusCode::SEE_OTHER);
    let more = format!("{}x", "a".repeat(practice::ANSWER_MAX));
    let refused = reflect(&agent, &week, &more, false).await;
    refused.is(StatusCode::UNPROCESSABLE_ENTITY).has(&more).has("2000 characters");
    let more = "a".repeat(practice::THANKS_MAX + 1);
    let refused = agent.post("/practice/thanks", &[("to", &to), ("words", &more)]).await;
    refused.is(StatusCode::UNPROCESSABLE_ENTITY).has(&more).has("1000 characters");
    let more = "a".repeat(practice::DEFINITION_MAX + 1);
    let refused = agent.post("/practice/workshop", &[("words", &more)]).await;
    refused.is(StatusCode::UNPROCESSABLE_ENTITY).has(&more).has("4000 characters");
    for form in ["/practice/done", "/practice/answers"] {
        for week in ["x", "", "99999999999999999999", "-5"] {
            agent.post(form, &[("week", week)]).await.is(StatusCode::NOT_FOUND);
        }
    }
    agent.post("/practice/take", &[("challenge", "empathy-99")]).await.is(StatusCode::NOT_FOUND);
    agent.post("/practice/thanks/read", &[("up_to", "x")]).await.is(StatusCode::NOT_FOUND);
    agent.get(&format!("/practice?week={}", i64::MAX)).await.is(StatusCode::OK);
}
