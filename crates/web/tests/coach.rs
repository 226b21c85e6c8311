//! Writing a reply over the real router: with script and without, to a customer, out of a comment and a case; its promise logged once,
//! rules that fall silent and speak again, rules of the house, and a draft that is found nowhere afterwards.

mod serving;
mod town;

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use serde_json::{Value, json};
use service::Factor;
use service::due::{DueRule, parse_entry};
use serving::{Desk, House, Page, encoded};
use store::customers::{self, NewCustomer, NewFact};
use store::promises::{self, Ledgered, NewPromise, Wanted};
use store::{Role, Time};
use town::{Town, by_token};

/// What must never stand in a page as it is.
const PAYLOAD: &str = "\"'><script>alert(1)</script>";
const DRAFT: &str =
    "Dear Ana,\n\nunfortunately our policy does not allow this. I will call you on 3 March 2031 at 10:00.\n\nTom";

impl House {
    async fn customer(&self, name: &str) -> String {
        let new = NewCustomer { name: name.to_owned(), ..NewCustomer::default() };
        self.does(move |tx, scope| customers::create(tx, scope, &new, Time::now())).await.to_string()
    }

    async fn promises(&self) -> Vec<Ledgered> {
        self.does(|tx, scope| promises::list(tx, scope, &Wanted::default(), 100, Time::now())).await
    }
}

impl Desk<'_> {
    async fn live(&self, body: &Value) -> Page {
        let request = Request::builder()
            .method(Method::POST)
            .uri("/coach/live")
            .header(header::HOST, "rater.example")
            .header(header::COOKIE, &self.cookie)
            .header("x-form-token", &self.form)
            .header(header::CONTENT_TYPE, "application/json");
        self.send(request.body(Body::from(body.to_string())).expect("a request")).await
    }
}

fn parsed(page: &Page) -> Value {
    serde_json::from_str(&page.is(StatusCode::OK).text).expect("JSON")
}

fn rules(found: &Value) -> Vec<&str> {
    found["findings"].as_array().into_iter().flatten().filter_map(|one| one["rule"].as_str()).collect()
}

/// The value of the button of the list that does this for that rule.
fn button(page: &Page, act: &str, rule: &str) -> String {
    let begin = format!("value=\"{act} {rule}:");
    let rest = page.text.split_once(&begin).unwrap_or_else(|| panic!("no {act} of {rule} in:\n{}", page.text)).1;
    format!("{act} {rule}:{}", rest.split('"').next().unwrap_or_default())
}

#[tokio::test(flavor = "multi_thread")]
async fn without_script_a_draft_is_underlined_fixed_let_stand_and_its_promise_logged_once() {
    let house = House::speaking("en").await;
    let (agent, customer) = (house.desk(Role::Agent, "en").await, house.customer("Ana").await);
    let empty = agent.get(&format!("/coach?customer={customer}")).await;
    empty.is(StatusCode::OK).has("Ana").has("the server does not keep it").has("Nothing has been checked yet");
    let attempt = empty.field("attempt");
    let draft = DRAFT.replace("allow this.", "allow this this.");
    let sent = |act: &str, draft: &str, more: &[(&str, &str)]| {
        let mut fields = vec![("draft", draft), ("customer", &customer), ("attempt", &attempt), ("do", act)];
        fields.extend(more);
        fields.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect::<Vec<_>>()
    };
    let post = async |fields: Vec<(String, String)>| {
        let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        agent.post("/coach", &fields).await
    };
    let checked = post(sent("check", &draft.replace('\n', "\r\n"), &[])).await;
    // The factor stands beside the words in words.
    checked.is(StatusCode::OK).has("<mark class=\"empathy fault\">").has("<span class=\"tag\">Empathy</span>");
    checked.has("A rule given as the reason").has("3 March 2031, 10:00 · Asia/Jakarta").has("Read as English.");
    // "This this" is put right by the button, and by the one for all that is safe.
    let apply = button(&checked, "apply", "doubled-word");
    post(sent(&apply, &draft, &[])).await.is(StatusCode::OK).has("allow this. I will").lacks("A word twice");
    post(sent("fix", &draft, &[])).await.is(StatusCode::OK).has("allow this. I will").lacks("A word twice");
    let dismiss = button(&checked, "dismiss", "policy-as-reason");
    let stands = post(sent(&dismiss, &draft, &[])).await;
    stands.is(StatusCode::OK).lacks("A rule given as the reason</b>");
    let passed = stands.field("passed");
    post(sent("check", &draft, &[("passed", &passed)])).await.lacks("A rule given as the reason</b>");

    let log = checked.between("value=\"log ", "\"").to_owned();
    for _ in 0..2 {
        let logged = post(sent(&format!("log {log}"), &draft, &[])).await;
        logged.is(StatusCode::OK).has("The promise stands in the ledger").has("href=\"/promises/");
    }
    let made = house.promises().await;
    assert_eq!(made.len(), 1, "a double press makes one promise");
    assert!(made[0].told.starts_with("I will call you"), "{}", made[0].told);
    assert_eq!(made[0].due.local.to_string(), "2031-03-03T10:00:00");
    assert_eq!(made[0].customer.as_ref().map(|(id, _)| id.to_string()), Some(customer.clone()));
    // Checked again within the same attempt, it leads to the promise.
    post(sent("check", &draft, &[]))
        .await
        .has(&format!("/promises/{}", made[0].id))
        .lacks(&format!("value=\"log {log}\""));
}

#[tokio::test(flavor = "multi_thread")]
async fn with_script_the_same_is_asked_in_json_and_places_are_bytes() {
    let house = House::speaking("en").await;
    let (agent, customer) = (house.desk(Role::Agent, "id").await, house.customer("Ana").await);
    let text = format!("🙂 مرحبا é. {DRAFT}");
    let found = parsed(&agent.live(&json!({ "draft": text, "customer": customer, "language": "en" })).await);
    assert!(rules(&found).contains(&"policy-as-reason"), "{found}");
    for finding in found["findings"].as_array().into_iter().flatten() {
        let place = |name: &str| usize::try_from(finding[name].as_u64().unwrap_or(u64::MAX)).unwrap_or(usize::MAX);
        assert_eq!(text.get(place("start")..place("end")), finding["words"].as_str(), "{finding}");
    }
    // Why is said to whoever reads, a better wording in the language of the draft.
    let rule = found["findings"].as_array().into_iter().flatten().find(|one| one["rule"] == "policy-as-reason");
    let rule = rule.expect("it is found");
    assert_eq!((&rule["factor_name"], &rule["title"]), (&json!("Empati"), &json!("Aturan dijadikan alasan")));
    assert_eq!(found["promises"][0]["due"], "2031-03-03T10:00");
    // What is safe together comes with it, but for what somebody let stand.
    let double = "Dear Ana, thank you you for writing.";
    let fixed = parsed(&agent.live(&json!({ "draft": double })).await);
    assert_eq!(fixed["fixed"], "Dear Ana, thank you for writing.");
    let key = fixed["findings"].as_array().into_iter().flatten().find(|one| one["rule"] == "doubled-word");
    let stands = parsed(&agent.live(&json!({ "draft": double, "passed": key.expect("it is found")["key"] })).await);
    assert_eq!(stands["fixed"], "");
    let words = found["promises"][0]["words"].as_str().unwrap_or_default().to_owned();

    let attempt = store::Id::random().to_string();
    let fields =
        [("attempt", attempt.as_str()), ("customer", &customer), ("words", &words), ("due", "2031-03-03T10:00")];
    let (first, again) =
        (parsed(&agent.post("/coach/promise", &fields).await), parsed(&agent.post("/coach/promise", &fields).await));
    assert_eq!((&first["link"], house.promises().await.len()), (&again["link"], 1));
    let late = [("attempt", attempt.as_str()), ("words", "I call."), ("due", "2001-03-03T10:00")];
    let late = parsed(&agent.post("/coach/promise", &late).await);
    assert!(late["link"].is_null() && !late["problem"].as_str().unwrap_or_default().is_empty(), "{late}");
    agent.post("/coach/promise", &[("attempt", "x"), ("due", "2031-03-03T10:00")]).await.is(StatusCode::NOT_FOUND);
    let undated = [("attempt", attempt.as_str()), ("words", "I call."), ("due", "soon")];
    agent.post("/coach/promise", &undated).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(house.promises().await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_is_held_against_what_is_promised_to_the_customer_and_what_their_card_refuses() {
    let house = House::speaking("en").await;
    let (agent, customer) = (house.desk(Role::Agent, "en").await, house.customer("Ana").await);
    let id = store::Id::parse(&customer).expect("an id");
    house
        .by(&agent.scope, move |tx, scope| {
            let fact = NewFact {
                factor: Factor::Empathy,
                words: "No calls, please write.".to_owned(),
                source: String::new(),
                first: true,
                confirm_days: 365,
                expires_at: None,
            };
            customers::note_fact(tx, scope, &id, &fact, Time::now())?;
            let due = DueRule::At(parse_entry("2031-03-05T12:00").expect("a time"));
            let new = NewPromise {
                customer: Some(id.clone()),
                commitment: None,
                touchpoint: None,
                factor: Factor::Reliability,
                told: "The refund will be paid.".to_owned(),
                words: String::new(),
                owner: None,
                due,
            };
            promises::make(tx, scope, &new, Time::now())
        })
        .await;
    let draft = "Dear Ana, we will pay your refund on 3 March 2031. I will call you tomorrow. Tom";
    let with = parsed(&agent.live(&json!({ "draft": draft, "customer": customer })).await);
    let found = rules(&with);
    assert!(found.contains(&"against-open-promise") && found.contains(&"unwanted-channel"), "{found:?}");
    let without = parsed(&agent.live(&json!({ "draft": draft })).await);
    let found = rules(&without);
    assert!(!found.contains(&"against-open-promise") && !found.contains(&"unwanted-channel"), "{found:?}");
    agent.get(&format!("/coach?customer={customer}")).await.has("phone calls").has("The refund will be paid.");
}

#[tokio::test(flavor = "multi_thread")]
async fn comments_cases_and_files_lead_to_a_reply_with_what_was_received() {
    let house = House::speaking("en").await;
    let (agent, customer) = (house.desk(Role::Agent, "en").await, house.customer("Ana").await);
    let words = "Nobody answered the phone for two days.";
    let noted = agent.post("/comments/new", &[("words", words), ("channel", "phone"), ("customer", &customer)]).await;
    let comment = noted.location().trim_start_matches("/comments/").split('?').next().unwrap_or_default().to_owned();
    let from_comment = format!("/coach?comment={comment}");
    agent.get(&format!("/comments/{comment}")).await.has(&from_comment);
    agent.get(&from_comment).await.is(StatusCode::OK).has(words).has("Ana").has(&format!("/comments/{comment}"));
    let opened = agent.post(&format!("/comments/{comment}/case"), &[]).await;
    let case = opened.location().trim_start_matches("/cases/").split('?').next().unwrap_or_default().to_owned();
    agent.get(&format!("/cases/{case}")).await.has(&format!("/coach?case={case}"));
    agent.get(&format!("/coach?case={case}")).await.is(StatusCode::OK).has(words).has("Ana");
    agent.get(&format!("/customers/{customer}")).await.has(&format!("/coach?customer={customer}"));
    // With what was received, a missing apology is seen.
    let draft = "Dear Ana,\n\nthe line works again.\n\nTom";
    let found = parsed(&agent.live(&json!({ "draft": draft, "received": words, "customer": customer })).await);
    assert!(rules(&found).contains(&"apology-missing"), "{found}");

    // What belongs to another house is not there.
    let other = House::speaking("en").await;
    let stranger = other.desk(Role::Owner, "en").await;
    for from in [format!("comment={comment}"), format!("case={case}"), format!("customer={customer}")] {
        stranger.get(&format!("/coach?{from}")).await.is(StatusCode::NOT_FOUND).lacks("Ana");
    }
    stranger.live(&json!({ "draft": "a", "customer": customer })).await.is(StatusCode::NOT_FOUND);
    stranger.post("/coach", &[("draft", "a"), ("comment", &comment)]).await.is(StatusCode::NOT_FOUND);
    house.desk(Role::Viewer, "en").await.get("/coach").await.is(StatusCode::FORBIDDEN);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rule_that_eight_of_ten_dismissed_is_off_says_so_and_is_switched_on_again() {
    let house = House::speaking("en").await;
    let agent = house.desk(Role::Agent, "en").await;
    let draft = json!({ "draft": "Dear Ana,\n\nyou will hear from us soon.\n\nTom" });
    let has = |found: &Value| rules(found).contains(&"soon");
    let mut notes = vec![];
    for place in 0..10 {
        assert!(has(&parsed(&agent.live(&draft).await)));
        let outcome = if place < 2 { "followed" } else { "dismissed" };
        let told = parsed(&agent.post("/coach/finding", &[("rule", "soon"), ("outcome", outcome)]).await);
        notes.push(told["note"].as_str().unwrap_or_default().to_owned());
    }
    assert!(notes[..9].iter().all(String::is_empty) && notes[9].contains("“Soon”"), "{notes:?}");
    assert!(!has(&parsed(&agent.live(&draft).await)));
    let list = agent.get("/coach/rules").await;
    list.is(StatusCode::OK).has("8 of its last 10 findings were dismissed").has("Switch on again");
    agent.post("/coach/rules/on", &[("rule", "soon")]).await.is(StatusCode::SEE_OTHER);
    assert!(has(&parsed(&agent.live(&draft).await)));
    agent.get("/coach/rules").await.lacks("Switch on again");
    agent.post("/coach/finding", &[("rule", "made-up"), ("outcome", "dismissed")]).await.is(StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_mends_a_draft_without_script_has_followed_the_rule() {
    let house = House::speaking("en").await;
    let agent = house.desk(Role::Agent, "en").await;
    let soon = "Dear Ana,\n\nyou will hear from us soon. Thank you for writing.\n\nTom";
    for _ in 0..8 {
        let checked = agent.post("/coach", &[("draft", soon), ("do", "check")]).await;
        agent.post("/coach", &[("draft", soon), ("do", &button(&checked, "dismiss", "soon"))]).await;
    }
    let checked = agent.post("/coach", &[("draft", soon), ("do", "check")]).await;
    let seen = checked.field("seen");
    let mended = soon.replace("soon", "by 3 March 2031");
    for _ in 0..2 {
        agent.post("/coach", &[("draft", &mended), ("do", "check"), ("seen", &seen)]).await.is(StatusCode::OK);
    }
    // Eight of ten: the two that were followed complete the ten.
    agent.get("/coach/rules").await.has("8 of its last 10");
}

fn rule(change: &[(&'static str, &'static str)]) -> Vec<(&'static str, &'static str)> {
    let mut fields = vec![
        ("name", "no-worries"),
        ("factor", "empathy"),
        ("severity", "fault"),
        ("en-patterns", "no worries"),
        ("en-except", ""),
        ("en-why", "It makes light of the trouble."),
        ("en-rewrite", "Say what you will do."),
        ("en-fails", "No worries, we fix it."),
        ("en-passes", "We fix it today."),
    ];
    for (name, value) in change {
        fields.retain(|(field, _)| field != name);
        fields.push((name, value));
    }
    fields
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rule_of_the_house_is_written_tried_used_changed_and_retired() {
    let house = House::speaking("en").await;
    let (manager, agent) = (house.desk(Role::Manager, "en").await, house.desk(Role::Agent, "en").await);
    let draft = json!({ "draft": "Dear Ana,\n\nno worries, all is well.\n\nTom" });
    let has = |found: &Value| rules(found).contains(&"no-worries");
    assert!(!has(&parsed(&agent.live(&draft).await)));
    manager.get("/coach/rules/new").await.is(StatusCode::OK).has("name=\"es-patterns\"");
    // Every problem stands at its field, and nothing that was typed is lost.
    let bad = [("name", "No worries!"), ("en-patterns", "a* b\nno worries"), ("en-why", " "), ("id-why", "Karena.")];
    let wrong = manager.post("/coach/rules/new", &rule(&bad)).await;
    wrong.is(StatusCode::UNPROCESSABLE_ENTITY).has("id=\"name-wrong\"").has("id=\"en-patterns-wrong\"");
    wrong
        .has("id=\"en-why-wrong\"")
        .has("id=\"id-patterns-wrong\"")
        .has("id=\"id-fails-wrong\"")
        .has("id=\"id-passes-wrong\"");
    wrong.lacks("id=\"en-fails-wrong\"").has("No worries!").has("a* b\nno worries</textarea>").has("Karena.");
    let own = [("en-fails", "Nothing of it."), ("en-passes", "No worries at all.")];
    let tried = manager.post("/coach/rules/new", &rule(&own)).await;
    tried
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .has("is not found in “Nothing of it.”")
        .has("is found in “No worries at all.”");
    let theirs = manager.post("/coach/rules/new", &rule(&[("name", "soon"), ("en-patterns", "no worries")])).await;
    theirs.is(StatusCode::UNPROCESSABLE_ENTITY).has("comes with the program");
    agent.post("/coach/rules/new", &rule(&[])).await.is(StatusCode::FORBIDDEN);
    assert!(!has(&parsed(&agent.live(&draft).await)));

    manager.post("/coach/rules/new", &rule(&[])).await.is(StatusCode::SEE_OTHER);
    let found = parsed(&agent.live(&draft).await);
    assert!(has(&found), "the next draft is checked by it: {found}");
    manager.post("/coach/rules/new", &rule(&[])).await.is(StatusCode::UNPROCESSABLE_ENTITY).has("already");
    agent.get("/coach/rules").await.has("No worries").has("manager Test");
    let edit = "/coach/rules/no-worries/edit";
    manager.get(edit).await.is(StatusCode::OK).has("No worries, we fix it.").has("It makes light of the trouble.");
    let except = rule(&[("en-except", "no worries all"), ("en-patterns", "no worries")]);
    manager.post(edit, &except).await.is(StatusCode::SEE_OTHER);
    assert!(!has(&parsed(&agent.live(&draft).await)), "the change counts at once");
    manager.post("/coach/rules/no-worries/retire", &[]).await.is(StatusCode::SEE_OTHER);
    agent.get("/coach/rules").await.has("retired");
    manager.post(edit, &rule(&[])).await.is(StatusCode::SEE_OTHER);
    assert!(has(&parsed(&agent.live(&draft).await)), "and it is back");
    // Another house has none of it.
    let other = House::speaking("en").await;
    let stranger = other.desk(Role::Owner, "en").await;
    assert!(!has(&parsed(&stranger.live(&draft).await)));
    stranger.get(edit).await.is(StatusCode::NOT_FOUND);
    stranger.post(edit, &rule(&[])).await.is(StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn hostile_words_are_shown_as_words_and_too_many_are_told_at_once() {
    let house = House::speaking("en").await;
    let manager = house.desk(Role::Manager, "en").await;
    let customer = house.customer(PAYLOAD).await;
    for words in [PAYLOAD, "مرحبا بكم", "🙂👍🏽", "\u{202e}desrever", "a\r\nb", ""] {
        let fields = [
            ("draft", words),
            ("received", PAYLOAD),
            ("language", PAYLOAD),
            ("attempt", PAYLOAD),
            ("passed", PAYLOAD),
            ("seen", "a:b \u{1}"),
            ("do", PAYLOAD),
            ("customer", customer.as_str()),
        ];
        manager.post("/coach", &fields).await.is(StatusCode::OK).lacks("<script>alert");
        manager.live(&json!({ "draft": words, "received": PAYLOAD })).await.is(StatusCode::OK);
    }
    let unfound = format!("/coach?customer={}", encoded(PAYLOAD));
    manager.get(&unfound).await.is(StatusCode::NOT_FOUND).lacks("<script>alert");
    let soon = format!("Dear {PAYLOAD}, you will hear from us soon {PAYLOAD}");
    manager.post("/coach", &[("draft", &soon), ("do", "check")]).await.has("<mark").lacks("<script>alert");
    let hostile = rule(&[("en-why", PAYLOAD), ("en-rewrite", PAYLOAD), ("id-why", PAYLOAD)]);
    manager.post("/coach/rules/new", &hostile).await.is(StatusCode::UNPROCESSABLE_ENTITY).lacks("<script>alert");
    let hostile = rule(&[("en-why", PAYLOAD), ("en-rewrite", PAYLOAD)]);
    manager.post("/coach/rules/new", &hostile).await.is(StatusCode::SEE_OTHER);
    for path in ["/coach/rules", "/coach/rules/no-worries/edit", &format!("/coach/rules?done={}", encoded(PAYLOAD))] {
        manager.get(path).await.is(StatusCode::OK).lacks("<script>alert");
    }
    manager.post("/coach", &[("draft", "No worries."), ("do", "check")]).await.has("No worries").lacks("<script>alert");

    // A megabyte is more than may be sent; what may be sent and is still too long is told so, and comes back whole.
    manager.post("/coach", &[("draft", &"a".repeat(1 << 20))]).await.is(StatusCode::PAYLOAD_TOO_LARGE);
    manager.live(&json!({ "draft": "a".repeat(1 << 20) })).await.is(StatusCode::PAYLOAD_TOO_LARGE);
    let long = "a b. ".repeat(5_000);
    let told = manager.post("/coach", &[("draft", &long)]).await;
    told.is(StatusCode::UNPROCESSABLE_ENTITY).has("at most 20000 characters").has(&long);
    let live = parsed(&manager.live(&json!({ "draft": long })).await);
    assert!(live["problem"].as_str().unwrap_or_default().contains("20000"), "{live}");
    manager.live(&json!({ "draft": ["no", "draft"] })).await.is(StatusCode::BAD_REQUEST);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_is_found_nowhere_in_the_store_after_it_was_checked() {
    let house = House::speaking("en").await;
    let agent = house.desk(Role::Agent, "en").await;
    let secret = "zirkonheliotrop";
    let draft = format!("Dear Ana, the {secret} will be here soon soon. I will call you on 3 March 2031. Tom");
    for act in ["check", "fix"] {
        agent.post("/coach", &[("draft", &draft), ("received", secret), ("do", act)]).await.is(StatusCode::OK);
    }
    parsed(&agent.live(&json!({ "draft": draft, "received": secret })).await);
    // What is kept can be found in this way.
    agent.post("/comments/new", &[("words", "Amazonquarzite are here."), ("channel", "phone")]).await;
    let has =
        |word: &str| house.files().iter().any(|bytes| bytes.windows(word.len()).any(|part| part == word.as_bytes()));
    assert!(has("Amazonquarzite") && !has(secret));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_gets_what_the_command_line_prints() {
    let town = Town::new().await;
    let token = town.ours.tokens["agent"].reveal();
    let ask = async |body: Value| town.ask(by_token(&Method::POST, "/api/v1/replies/check", token, Some(&body))).await;
    let reply = ask(json!({ "draft": DRAFT })).await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text());
    let found = reply.json();
    assert_eq!((&found["format"], &found["language"]), (&json!("rater.coach/1"), &json!("en")));
    // The names are those of the findings themselves.
    let coach = replies::Coach::builtin();
    let calendar = replies::calendar_unless_said();
    let review = coach.review(&replies::Draft {
        text: DRAFT,
        language: replies::Language::English,
        received: None,
        now: jiff::civil::date(2026, 3, 11).at(10, 20, 0, 0),
        calendar: &calendar,
        zone: &jiff::tz::TimeZone::UTC,
        customer: None,
    });
    let names =
        |value: &Value| value.as_object().into_iter().flatten().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    let printed = json!({ "findings": review.findings, "promises": review.promises });
    for part in ["findings", "promises"] {
        assert!(!names(&printed[part][0]).is_empty(), "{printed}");
        assert_eq!(names(&found[part][0]), names(&printed[part][0]));
    }
    assert_eq!(rules(&found), rules(&printed));
    assert_eq!(found["promises"][0]["due"], "2031-03-03T10:00");
    for body in [json!({}), json!({ "draft": "" }), json!({ "draft": "a", "language": "fr" }), json!({ "draft": 1 })] {
        assert_eq!(ask(body).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    assert_eq!(ask(json!({ "draft": "a".repeat(20_001) })).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}
