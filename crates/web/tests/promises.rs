//! The ledger over the real router: a promise is made on a form, kept or broken, followed by the customer; what is due is on the
//! page of the day and in a calendar; and whoever may only look changes nothing.

mod serving;

use axum::http::StatusCode;
use serving::{Desk, House};
use store::promises::{self, By, Wanted};
use store::{Role, Time, calendars, cases};

const HOUR: i64 = 3600;

/// The address of a promise that was made by the form.
async fn made(counter: &Desk<'_>, told: &str, due: &str) -> String {
    let page = counter.post("/promises/new", &[("told", told), ("due", due), ("factor", "reliability")]).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
    page.location().split('?').next().unwrap_or_default().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_promise_is_made_followed_and_kept() {
    let house = House::speaking("en").await;
    let counter = house.desk(Role::Agent, "en").await;
    counter.get("/promises/new").await.has("By when?");
    let place = made(&counter, "Your result is ready <tomorrow>", "tomorrow").await;
    counter.get(&place).await.has("Your result is ready &#60;tomorrow&#62;").has("promised by");
    counter.get("/promises").await.has("Your result is ready");

    // The customer's link shows what was told, and nothing of our own.
    let note = [("act", "progress"), ("words", "untold-canary")];
    assert_eq!(counter.post(&format!("{place}/act"), &note).await.status, StatusCode::SEE_OTHER);
    let told = [("act", "progress"), ("words", "It is in the laboratory."), ("told", "yes")];
    assert_eq!(counter.post(&format!("{place}/act"), &told).await.status, StatusCode::SEE_OTHER);
    let page = counter.post(&format!("{place}/link"), &[]).await;
    let link = page.between("/p/", "<").to_owned();
    let customer = house.stranger();
    let tracked = customer.get(&format!("/p/{link}")).await;
    tracked.has("Your result is ready").has("It is in the laboratory.").has("on its way").lacks("untold-canary");

    // It was kept, and says so on all pages.
    assert_eq!(counter.post(&format!("{place}/act"), &[("act", "done")]).await.status, StatusCode::SEE_OTHER);
    customer.get(&format!("/p/{link}")).await.has("It is done.");
    let said = customer.post(&format!("/p/{link}"), &[("says", "kept"), ("words", "Thank you")]).await;
    assert_eq!(said.status, StatusCode::SEE_OTHER);
    counter.get(&place).await.has("The customer says: kept.").has("Thank you");
    counter
        .post(&format!("{place}/act"), &[("act", "withdraw"), ("words", "x")])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_broken_promise_opens_a_case_that_only_the_customer_closes() {
    let house = House::speaking("id").await;
    let counter = house.desk(Role::Agent, "id").await;
    let place = made(&counter, "Kami menelepon Anda kembali", "hour").await;
    let id = store::Id::parse(place.rsplit('/').next().unwrap_or_default()).expect("an id");
    // The clock goes on; nobody did anything.
    let later = Time::now().plus_seconds(40 * 24 * HOUR);
    let rung = house.does(move |tx, _| web::remind::ring(tx, None, later)).await;
    assert!(0 < rung, "the end of the promise rings");
    assert_eq!(house.does(move |tx, _| web::remind::ring(tx, None, later)).await, 0, "and rings once");
    counter.get("/today?who=all").await.has("Diingkari, dan belum dipenuhi").has("Kami menelepon Anda kembali");
    let page = counter.get(&place).await;
    page.has("Kasus 1").has("diingkari");
    page.lacks("Sepakati waktu lain");

    // The case is taken through its steps, and the customer answers by the link of the promise.
    let link = counter.post(&format!("{place}/link"), &[]).await.between("/p/", "<").to_owned();
    house
        .does(move |tx, scope| {
            let case = cases::of_promise(tx, scope, &id)?.expect("it is open");
            for (act, words) in [
                (cases::Act::Step(service::recovery::Step::Acknowledge), ""),
                (cases::Act::Step(service::recovery::Step::FixPerson), ""),
                (cases::Act::RootCause, "nobody looked"),
                (cases::Act::Action, "a list on the wall"),
                (cases::Act::Ask, ""),
            ] {
                cases::act(tx, scope, &case.id, &act, (words, false), later)?;
            }
            Ok(())
        })
        .await;
    let customer = house.stranger();
    customer.get(&format!("/p/{link}")).await.has("Apakah sekarang sudah baik?").lacks("nobody looked");
    customer.post(&format!("/p/{link}"), &[]).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    customer.post(&format!("/p/{link}"), &[("satisfied", "yes")]).await.is(StatusCode::SEE_OTHER);
    customer
        .get(&format!("/p/{link}"))
        .await
        .has("sudah memperbaikinya bersama Anda")
        .lacks("Seseorang sedang menanganinya");
    let open = cases::Wanted { open: true, ..cases::Wanted::default() };
    assert!(house.does(move |tx, scope| cases::list(tx, scope, &open, 10)).await.is_empty(), "the customer closed it");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_will_not_do_is_shown_again_with_what_was_typed() {
    let house = House::speaking("es").await;
    let counter = house.desk(Role::Agent, "es").await;
    let page = counter.post("/promises/new", &[("told", "Le llamamos"), ("due", "at"), ("at", "mañana")]).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY);
    page.has("Indique el día y la hora").has("Le llamamos");
    let page = counter.post("/promises/new", &[("told", " "), ("due", "today")]).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY);
    let page = counter.post("/promises/new", &[("told", "x"), ("due", "at"), ("at", "2020-01-01T10:00")]).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY);
    page.has("Esa hora ya pasó");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_of_rates_says_what_a_recount_says() {
    let house = House::speaking("en").await;
    let counter = house.desk(Role::Manager, "en").await;
    for place in 0..7 {
        let told = format!("promise {place}");
        let address = made(&counter, &told, "today").await;
        if place < 5 {
            counter.post(&format!("{address}/act"), &[("act", "done")]).await.is(StatusCode::SEE_OTHER);
        } else {
            let admit = [("act", "admit"), ("words", "we cannot")];
            counter.post(&format!("{address}/act"), &admit).await.is(StatusCode::SEE_OTHER);
        }
    }
    // They are due at the end of a day that has not come: seen from there, five of seven were kept.
    let later = Time::now().plus_seconds(10 * 24 * HOUR);
    let rates = house.does(move |tx, scope| promises::keep_rates(tx, scope, By::All, (Time(0), later), later)).await;
    assert_eq!((rates[0].1.kept, rates[0].1.broken), (5, 2));
    let all = house.does(move |tx, scope| promises::list(tx, scope, &Wanted::default(), 100, later)).await;
    let recount = all.iter().filter(|one| one.promise.kept() == Some(true)).count();
    assert_eq!(recount, 5);
    counter.get("/promises/rates?days=365").await.has("How many promises we keep");
    house.desk(Role::Viewer, "en").await.get("/promises/rates").await.is(StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_viewer_reads_no_promise_and_a_guess_opens_nothing() {
    let house = House::speaking("en").await;
    let place = made(&house.desk(Role::Agent, "en").await, "told-canary", "today").await;
    let viewer = house.desk(Role::Viewer, "en").await;
    for address in ["/today", "/promises", "/promises/new", place.as_str()] {
        let page = viewer.get(address).await;
        page.is(StatusCode::FORBIDDEN);
        page.lacks("told-canary");
    }
    viewer.post("/promises/new", &[("told", "x"), ("due", "today")]).await.is(StatusCode::FORBIDDEN);
    let stranger = house.stranger();
    let absent = store::Secret::new(store::tracking::KIND);
    for token in ["x", absent.reveal()] {
        stranger.get(&format!("/p/{token}")).await.is(StatusCode::NOT_FOUND);
        stranger.post(&format!("/p/{token}"), &[("says", "kept")]).await.is(StatusCode::NOT_FOUND);
    }
    stranger.get("/calendar/x.ics").await.is(StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_calendar_program_reads_what_its_person_is_to_keep_and_nothing_else() {
    let house = House::speaking("en").await;
    let counter = house.desk(Role::Agent, "en").await;
    made(&counter, "mine, with a comma; and a semicolon", "tomorrow").await;
    made(&house.desk(Role::Manager, "en").await, "somebody else's", "tomorrow").await;
    let page = counter.post("/today/feed", &[]).await;
    let feed = page.between("/calendar/", "<").to_owned();
    let stranger = house.stranger();
    let calendar = stranger.get(&format!("/calendar/{feed}")).await;
    calendar.has("BEGIN:VCALENDAR").has("SUMMARY:mine\\, with a comma\\; and a semicolon").lacks("somebody else");
    assert_eq!(calendar.text.matches("BEGIN:VEVENT").count(), 1);
    // A new address replaces the old.
    counter.post("/today/feed", &[]).await.is(StatusCode::OK);
    stranger.get(&format!("/calendar/{feed}")).await.is(StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_reads_the_standards_only_where_the_owner_wants_it_so() {
    let house = House::speaking("en").await;
    let address = format!("/o/{}", house.does(store::people::organisation).await.id);
    let stranger = house.stranger();
    stranger.get(&address).await.is(StatusCode::NOT_FOUND);
    let owner = house.desk(Role::Owner, "en").await;
    let wrong = [("public", "yes"), ("amount", "a lot"), ("answer_days", "14"), ("level_max", "2")];
    owner.post("/service/rules", &wrong).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    let right = [("public", "yes"), ("amount", "12,50"), ("answer_days", "14"), ("level_max", "2")];
    owner.post("/service/rules", &right).await.is(StatusCode::SEE_OTHER);
    owner.get("/service/rules").await.has("12.50").has(&address);
    stranger.get(&address).await.has("There are too few promises so far").lacks("told-canary");
    let manager = house.desk(Role::Manager, "en").await;
    manager.post("/service/rules", &right).await.is(StatusCode::FORBIDDEN);
}

#[tokio::test(flavor = "multi_thread")]
async fn hours_are_typed_as_people_write_them_and_every_fault_is_named() {
    let house = House::speaking("en").await;
    let manager = house.desk(Role::Manager, "en").await;
    let wrong = [
        ("name", "Branch"),
        ("zone", "Asia/Jakarta"),
        ("monday", "17:00-08:00"),
        ("tuesday", "mornings"),
        ("exceptions", "25.12.2026"),
    ];
    let page = manager.post("/service/calendars/new", &wrong).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY);
    page.has("Monday: 17:00–08:00 ends before it begins").has("Tuesday:").has("25.12.2026 is no date").has("mornings");
    let right =
        [("name", "Branch"), ("zone", "Asia/Jakarta"), ("monday", "8-12, 13:30–17"), ("exceptions", "2026-12-25")];
    manager.post("/service/calendars/new", &right).await.is(StatusCode::SEE_OTHER);
    let all = house.does(calendars::list).await;
    assert_eq!(all[0].hours.monday, [("08:00".into(), "12:00".into()), ("13:30".into(), "17:00".into())]);
    manager.get(&format!("/service/calendars/{}", all[0].id)).await.has("08:00–12:00, 13:30–17:00").has("2026-12-25");
    manager.post(&format!("/service/calendars/{}/delete", all[0].id), &[]).await.is(StatusCode::SEE_OTHER);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_of_the_ledger_is_there_in_three_languages() {
    for language in ["en", "id", "es"] {
        let house = House::speaking(language).await;
        let owner = house.desk(Role::Owner, language).await;
        let place = made(&owner, "x", "today").await;
        let fixed = [
            "/today",
            "/promises",
            "/promises/rates",
            "/promises/new",
            "/factors",
            "/service/rules",
            "/service/calendars/new",
        ];
        for address in fixed.iter().map(|one| (*one).to_owned()).chain([place]) {
            let page = owner.get(&address).await;
            page.is(StatusCode::OK);
            assert!(page.text.contains(&format!("<html lang=\"{language}\"")), "{address} in {language}");
        }
    }
}
