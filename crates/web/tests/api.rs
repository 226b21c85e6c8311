//! What the API promises to programs: once for each key, all faults at once, lists in pages, a rate.

mod town;

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use serde_json::{Value, json};
use store::Id;
use town::{Reply, Town, by_token};

struct Program<'a> {
    town: &'a Town,
    token: &'a str,
}

impl<'a> Program<'a> {
    fn of(town: &'a Town) -> Self {
        Self { town, token: town.ours.tokens["owner"].reveal() }
    }

    async fn get(&self, address: &str) -> Reply {
        self.town.ask(by_token(&Method::GET, address, self.token, None)).await
    }

    async fn send(&self, method: Method, address: &str, body: &Value) -> Reply {
        self.town.ask(by_token(&method, address, self.token, Some(body))).await
    }

    /// A POST as it is: these headers and this body.
    async fn raw(&self, address: &str, headers: &[(&str, &str)], body: &str) -> Reply {
        let mut request = Request::builder().method(Method::POST).uri(address);
        request = request.header(header::AUTHORIZATION, format!("Bearer {}", self.token));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.town.ask(request.body(Body::from(body.to_owned())).expect("a request")).await
    }
}

const JSON: (&str, &str) = ("content-type", "application/json");

fn fields(reply: &Reply) -> Vec<String> {
    let json = reply.json();
    let errors = json["errors"].as_array().cloned().unwrap_or_default();
    let mut fields: Vec<_> = errors.iter().filter_map(|error| error["field"].as_str().map(str::to_owned)).collect();
    fields.sort();
    fields
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_with_a_key_is_done_once() {
    let town = Town::new().await;
    let program = Program::of(&town);
    let body = r#"{"name":"north"}"#;
    let key = ("idempotency-key", "k1");
    assert_eq!(program.raw("/api/v1/teams", &[JSON], body).await.status, StatusCode::BAD_REQUEST, "a key is needed");
    let first = program.raw("/api/v1/teams", &[JSON, key], body).await;
    assert_eq!(first.status, StatusCode::CREATED, "{}", first.text());
    let again = program.raw("/api/v1/teams", &[JSON, key], body).await;
    assert_eq!((again.status, again.json()), (first.status, first.json()));
    assert_eq!(again.headers["idempotent-replayed"], "true");
    let other = program.raw("/api/v1/teams", &[JSON, key], r#"{"name":"south"}"#).await;
    assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY);
    let teams = program.get("/api/v1/teams").await.json();
    assert_eq!(teams["items"].as_array().map(Vec::len), Some(2), "ours and the new one: {teams}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_key_at_the_same_time_makes_one_thing() {
    let town = Town::new().await;
    let program = Program::of(&town);
    let key = ("idempotency-key", "race");
    let headers = [JSON, key];
    let ask = || program.raw("/api/v1/teams", &headers, r#"{"name":"race"}"#);
    let (a, b, c, d) = tokio::join!(ask(), ask(), ask(), ask());
    for reply in [&b, &c, &d] {
        assert_eq!(reply.json()["id"], a.json()["id"], "{}", reply.text());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_secret_is_shown_once_and_kept_nowhere() {
    let town = Town::new().await;
    let program = Program::of(&town);
    let key = ("idempotency-key", "hook");
    let body = r#"{"url":"https://receiver.example/","events":["answer.received"]}"#;
    let first = program.raw("/api/v1/webhooks", &[JSON, key], body).await.json();
    assert!(first["secret"].as_str().is_some_and(|secret| secret.starts_with("whsec_")), "{first}");
    let again = program.raw("/api/v1/webhooks", &[JSON, key], body).await.json();
    assert_eq!((&again["id"], &again["secret"]), (&first["id"], &Value::Null));
    let rows = town.rows_of(&town.ours).await;
    assert!(!rows.contains(first["secret"].as_str().unwrap_or("nothing")));
}

#[tokio::test(flavor = "multi_thread")]
async fn all_faults_of_a_body_are_told_at_once_and_nothing_is_done() {
    let town = Town::new().await;
    let program = Program::of(&town);
    // The first request notes that the token is in use.
    program.get("/api/v1/teams").await;
    let before = town.rows_of(&town.ours).await;
    let body = json!({
        "title": " ", "instrument": "x", "instrument_version": 0, "language": "xx", "made_at": "2026-01-01T00:00:00Z",
        "colour": "red", "team": "7"
    });
    let reply = program.send(Method::POST, "/api/v1/surveys", &body).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    let expected = ["colour", "instrument_version", "language", "made_at", "team", "title"];
    assert_eq!(fields(&reply), expected, "{}", reply.text());
    let survey = &town.ours.things["survey"];
    let reply = program.send(Method::PATCH, &format!("/api/v1/surveys/{survey}"), &json!({"anonymous": true})).await;
    assert_eq!(fields(&reply), ["anonymous"], "what is promised to respondents cannot be changed");
    let reply = program.get("/api/v1/surveys?limit=201&limit=1&page=2&after=x").await;
    assert_eq!(fields(&reply), ["limit", "page"], "{}", reply.text());
    assert!(town.rows_of(&town.ours).await == before, "something was done all the same");
}

#[tokio::test(flavor = "multi_thread")]
async fn bodies_that_are_not_what_they_should_be_are_refused_by_their_kind() {
    let town = Town::new().await;
    let program = Program::of(&town);
    let key = ("idempotency-key", "x");
    let of =
        async |headers: &[(&str, &str)], body: &str| program.raw("/api/v1/teams", headers, body).await.status.as_u16();
    assert_eq!(of(&[key], "{}").await, 415);
    assert_eq!(of(&[key, ("content-type", "text/plain")], "{}").await, 415);
    assert_eq!(of(&[key, JSON, ("content-encoding", "gzip")], "{}").await, 415);
    assert_eq!(of(&[key, JSON], "{").await, 400);
    assert_eq!(of(&[key, JSON], r#"{"name":"a","name":"b"}"#).await, 400);
    assert_eq!(of(&[key, JSON], &"[".repeat(40)).await, 400);
    assert_eq!(of(&[JSON, ("idempotency-key", "a b")], r#"{"name":"a"}"#).await, 400);
    assert_eq!(of(&[key, JSON], &format!("\"{}\"", "x".repeat(1024 * 1024))).await, 413);
    let link = &town.ours.things["link"];
    let unwanted = program.raw(&format!("/api/v1/links/{link}/close"), &[JSON], "{}").await;
    assert_eq!(unwanted.status, StatusCode::BAD_REQUEST);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_is_counted_once_and_listed_as_it_was_given() {
    let town = Town::new().await;
    let program = Program::of(&town);
    let address = format!("/api/v1/waves/{}/answers", town.ours.things["wave"]);
    let attempt = Id::random();
    let listed = program.get(&address).await.json();
    let columns = listed["items"][0]["answers"].as_object().cloned().expect("the first answer");
    let column = columns.keys().next().cloned().expect("a column");
    let body = json!({ "attempt": attempt, "answers": { &column: 3 }, "comment": "well" });
    let first = program.send(Method::POST, &address, &body).await;
    assert_eq!(first.status, StatusCode::OK, "{}", first.text());
    let again = program.send(Method::POST, &address, &body).await.json();
    assert_eq!((&again["receipt"], &again["repeated"]), (&first.json()["receipt"], &json!(true)));
    let other = json!({ "attempt": attempt, "answers": { &column: 4 } });
    assert_eq!(program.send(Method::POST, &address, &other).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let wrong = json!({ "attempt": Id::random(), "answers": { &column: 99, "nothing": 1 } });
    let mut expected = [format!("answers.{column}"), "answers.nothing".to_owned()];
    expected.sort();
    assert_eq!(fields(&program.send(Method::POST, &address, &wrong).await), expected);

    let page = program.get(&format!("{address}?limit=1")).await.json();
    let next = page["next"].as_str().expect("there is another page").to_owned();
    let page = program.get(&format!("{address}?limit=1&after={next}")).await.json();
    assert_eq!((&page["items"][0]["id"], &page["next"]), (&json!(attempt), &Value::Null));
    assert_eq!((&page["items"][0]["answers"], &page["items"][0]["way"]), (&json!({ &column: 3 }), &json!("api")));
    let elsewhere = program.get(&format!("/api/v1/audit?after={next}")).await;
    assert_eq!(elsewhere.status, StatusCode::UNPROCESSABLE_ENTITY, "a cursor fits its own list only");
    let later = program.get(&format!("{address}?since=2999-01-01T00:00:00Z")).await.json();
    assert_eq!(later["items"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_is_set_aside_and_counted_again() {
    let town = Town::new().await;
    let program = Program::of(&town);
    let wave = format!("/api/v1/waves/{}", town.ours.things["wave"]);
    let list = format!("{wave}/answers");
    let first = program.get(&list).await.json()["items"][0].clone();
    assert_eq!(first["handle"], first["id"], "a named answer is named by its id");
    let address = format!("{list}/{}", first["handle"].as_str().expect("a name"));
    for (counted, why, left) in [(false, json!("by-hand"), 0), (true, Value::Null, 1)] {
        let judged = program.send(Method::PATCH, &address, &json!({ "counted": counted })).await;
        assert_eq!((judged.status, judged.json()), (StatusCode::OK, json!({ "counted": counted })));
        let now = program.get(&list).await.json()["items"][0].clone();
        assert_eq!((&now["counted"], &now["set_aside"]), (&json!(counted), &why));
        assert_eq!(program.get(&wave).await.json()["answers"], json!(left));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_has_a_rate_of_its_own() {
    let mut town = Town::new().await;
    let settings = web::Settings { api_per_minute: 3, ..web::Settings::new(([127, 0, 0, 1], 0).into()) };
    town.router = web::operation::router(&web::App::new(town.store.clone(), settings));
    let mut statuses = Vec::new();
    for _ in 0..5 {
        let reply = town.ask(by_token(&Method::GET, "/api/v1/teams", town.ours.tokens["owner"].reveal(), None)).await;
        if reply.status == StatusCode::TOO_MANY_REQUESTS {
            assert!(reply.headers.contains_key(header::RETRY_AFTER));
        }
        statuses.push(reply.status.as_u16());
    }
    assert_eq!(statuses, [200, 200, 200, 429, 429]);
    let other = town.ask(by_token(&Method::GET, "/api/v1/teams", town.ours.tokens["viewer"].reveal(), None)).await;
    assert_eq!(other.status, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_document_is_served_to_everybody() {
    let town = Town::new().await;
    let request = Request::builder().uri("/api/v1/openapi.json").body(Body::empty()).expect("a request");
    let reply = town.ask(request).await;
    assert_eq!(reply.status, StatusCode::OK);
    let json = reply.json();
    assert_eq!(json["components"]["securitySchemes"]["token"]["scheme"], "bearer");
    assert_eq!(json["servers"], json!([{ "url": "/" }]));
    for status in ["400", "401", "403", "404", "409", "413", "415", "422", "429", "503", "507"] {
        assert!(json["paths"]["/api/v1/surveys"]["post"]["responses"].get(status).is_some(), "{status}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_address_of_a_link_opens_the_survey_whatever_it_is_for() {
    let town = Town::new().await;
    let program = Program::of(&town);
    let links = format!("/api/v1/surveys/{}/links", town.ours.things["survey"]);
    for kind in ["open", "kiosk", "embedded"] {
        let body = json!({ "kind": kind }).to_string();
        let key = ("idempotency-key", kind);
        let made = program.raw(&links, &[JSON, key], &body).await.json();
        let url = made["url"].as_str().expect("an address");
        let path = url.splitn(4, '/').nth(3).expect("a path");
        let request = Request::builder().uri(format!("/{path}")).body(Body::empty()).expect("a request");
        assert_eq!(town.ask(request).await.status, StatusCode::OK, "{kind}: {url}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_answered_an_anonymous_survey_is_not_told() {
    let town = Town::new().await;
    let program = Program::of(&town);
    let of_named = program.get(&format!("/api/v1/waves/{}/invitees", town.ours.things["wave"])).await.json();
    assert_eq!(of_named["items"][0]["answered"], json!(false));

    let survey = json!({
        "title": "anonymous", "instrument": town.ours.things["instrument"], "instrument_version": 1, "language": "en",
    });
    let survey = program.raw("/api/v1/surveys", &[JSON, ("idempotency-key", "1")], &survey.to_string()).await.json();
    let waves = format!("/api/v1/surveys/{}/waves", survey["id"].as_str().expect("an id"));
    let wave = program.raw(&waves, &[JSON, ("idempotency-key", "2")], r#"{"title":"a"}"#).await.json();
    let invitees = format!("/api/v1/waves/{}/invitees", wave["id"].as_str().expect("an id"));
    let people = json!({ "people": [{ "email": "ana@x.example" }] });
    assert_eq!(program.send(Method::POST, &invitees, &people).await.status, StatusCode::OK);
    let listed = program.get(&invitees).await.json();
    assert_eq!(
        (&listed["items"][0]["email"], &listed["items"][0]["answered"]),
        (&json!("ana@x.example"), &Value::Null)
    );
    for field in ["invited_at", "reminded_at", "reminders"] {
        assert_eq!(listed["items"][0][field], Value::Null, "whoever has answered is passed over, so {field} tells");
    }
    let counts = program.get(&format!("{invitees}/counts")).await.json();
    assert_eq!(counts["answered"], json!(0), "how many there are is told");

    // Answers are listed in no order, and judged by names of their own.
    let answers = format!("/api/v1/waves/{}/answers", wave["id"].as_str().expect("an id"));
    let mut attempts = Vec::new();
    for number in 0..25 {
        let attempt = Id::random();
        let body = json!({ "attempt": attempt, "answers": { "P_rel": 1 + number % 5 } });
        let taken = program.send(Method::POST, &answers, &body).await;
        assert_eq!(taken.status, StatusCode::OK, "{}", taken.text());
        attempts.push(attempt);
    }
    let mut names = Vec::new();
    let mut after = String::new();
    loop {
        let page = program.get(&format!("{answers}?limit=4{after}")).await;
        assert!(!attempts.iter().any(|attempt| page.text().contains(attempt.as_str())), "{}", page.text());
        let page = page.json();
        let of_page = page["items"].as_array().expect("a list").iter();
        names.extend(of_page.map(|item| item["handle"].as_str().expect("a name").to_owned()));
        let Some(next) = page["next"].as_str() else { break };
        after = format!("&after={next}");
    }
    assert_eq!((names.len(), names.iter().collect::<std::collections::BTreeSet<_>>().len()), (25, 25));
    let judged = program.send(Method::PATCH, &format!("{answers}/{}", names[0]), &json!({ "counted": false })).await;
    assert_eq!(judged.status, StatusCode::OK, "{}", judged.text());
    let log = program.get("/api/v1/audit?limit=1").await.json();
    assert_eq!((&log["items"][0]["action"], &log["items"][0]["object"]), (&json!("answer.set-aside"), &wave["id"]));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_organisation_and_its_teams_are_changed() {
    let town = Town::new().await;
    let program = Program::of(&town);
    let zone = program.send(Method::PATCH, "/api/v1/organisation", &json!({ "zone": "Asia/Jakarta" })).await;
    assert_eq!(zone.status, StatusCode::OK, "{}", zone.text());
    let changed = zone.json();
    assert_eq!((changed["name"].as_str(), changed["zone"].as_str()), (Some("ours"), Some("Asia/Jakarta")));
    let moon = program.send(Method::PATCH, "/api/v1/organisation", &json!({ "zone": "Moon/Base" })).await;
    assert_eq!(moon.status, StatusCode::UNPROCESSABLE_ENTITY);
    let team = format!("/api/v1/teams/{}", town.ours.things["team"]);
    let renamed = program.send(Method::PATCH, &team, &json!({ "name": "Front desk" })).await;
    assert_eq!((renamed.status, renamed.json()["name"].as_str()), (StatusCode::OK, Some("Front desk")));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_five_factors_are_given_of_the_whole_and_of_its_parts() {
    let town = Town::new().await;
    let program = Program::of(&town);
    let whole = program.get("/api/v1/factors?days=30").await;
    assert_eq!(whole.status, StatusCode::OK, "{}", whole.text());
    let items = whole.json()["items"].clone();
    let names: Vec<&str> = items.as_array().into_iter().flatten().filter_map(|item| item["factor"].as_str()).collect();
    assert_eq!(names, ["reliability", "assurance", "tangibles", "empathy", "responsiveness"]);
    // One moment was noted, which met all five; nobody was asked.
    for item in items.as_array().into_iter().flatten() {
        assert_eq!(item["moments"], json!({ "met": 1, "exceeded": 0, "disappointed": 0 }), "{item}");
        assert_eq!(
            (&item["gap"], item["asked"].as_str(), item["done"].as_str()),
            (&Value::Null, Some("unclear"), Some("unclear"))
        );
    }
    let of = |part: &str| format!("/api/v1/factors?{part}={}", town.ours.things[part]);
    let place = program.get(&of("touchpoint")).await.json();
    assert_eq!(place["items"][0]["moments"]["met"], 1);
    let team = program.get(&of("team")).await.json();
    assert_eq!(team["items"][0]["moments"]["met"], 0);
    // Of one customer nothing was noted, so nothing is known; for the whole it would be too little.
    let customer = program.get(&of("customer")).await.json();
    assert_eq!((&customer["items"][0]["moments"]["met"], &customer["answered_at"]), (&json!(0), &Value::Null));
    let two = program.get(&format!("{}&team={}", of("customer"), town.ours.things["team"])).await;
    assert_eq!(two.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", two.text());
    let viewer = Program { town: &town, token: town.ours.tokens["viewer"].reveal() };
    assert_eq!(viewer.get("/api/v1/factors").await.status, StatusCode::OK);
    assert_eq!(viewer.get(&of("customer")).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waits_to_be_sent_is_listed_and_sent_again() {
    let town = Town::new().await;
    let program = Program::of(&town);
    let listed = program.get("/api/v1/deliveries").await.json();
    let ours = listed["items"].as_array().cloned().unwrap_or_default();
    let id = town.ours.things["delivery"].as_str();
    let mail = ours.iter().find(|one| one["id"] == id).expect("the mail");
    assert_eq!((mail["event"].as_str(), mail["state"].as_str()), (Some("mail"), Some("waiting")));
    assert!(!listed.to_string().contains("somebody@"), "whom it goes to is not told");
    let replay = |id: &str| format!("/api/v1/deliveries/{id}/replay");
    let again = program.raw(&replay(id), &[("idempotency-key", "r1")], "").await;
    assert_eq!(again.status, StatusCode::NO_CONTENT, "{}", again.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_of_answers_is_taken_once_and_a_packed_one_is_refused_in_words() {
    let town = Town::new().await;
    let program = Program::of(&town);
    let address = format!("/api/v1/waves/{}/import", town.ours.things["wave"]);
    let file =
        "P_rel,P_ass,P_tan,P_emp,P_res,overall,comment,language\n5,4,3,2,1,4,Ramah,id\n,,,,,3,,\n5,5,9,5,5,5,,\n";
    let kind = [("content-type", "application/octet-stream")];
    let taken = program.raw(&address, &kind, file).await;
    assert_eq!(taken.status, StatusCode::OK, "{}", taken.text());
    let counts = |reply: &Reply| {
        let json = reply.json();
        ["added", "repeated", "blank", "refused_cells"].map(|name| json[name].as_i64().unwrap_or(-1))
    };
    assert_eq!(counts(&taken), [2, 0, 1, 1]);
    assert_eq!(counts(&program.raw(&address, &kind, file).await), [0, 2, 1, 1]);
    let packed = program.raw(&address, &kind, "\u{1f}").await;
    assert_eq!(packed.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(fields(&packed), ["file"]);
    let wrong = program.raw(&address, &[JSON], file).await;
    assert_eq!(wrong.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let answers = program.get(&format!("/api/v1/waves/{}/answers", town.ours.things["wave"])).await.json();
    let said = answers["items"].as_array().into_iter().flatten().find(|one| one["comment"] == "Ramah").cloned();
    assert_eq!(said.expect("it is there")["language"], "id");
    // Whoever looks at single answers is noted.
    let log = program.get("/api/v1/audit").await.json();
    assert!(log["items"].as_array().into_iter().flatten().any(|entry| entry["action"] == "answers.view"), "{log}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_is_erased() {
    let town = Town::new().await;
    let program = Program::of(&town);
    let erase = json!({ "email": "somebody@ours.example" });
    let done = program.send(Method::POST, "/api/v1/erasures", &erase).await;
    assert_eq!(done.status, StatusCode::OK, "{}", done.text());
    assert_eq!((done.json()["invitees"].as_i64(), done.json()["mails"].as_i64()), (Some(1), Some(1)));
    let people = program.get(&format!("/api/v1/waves/{}/invitees", town.ours.things["wave"])).await.json();
    assert_eq!(people["items"], json!([]));
    let both = json!({ "email": "a@b.example", "receipt": "0000-0000-0000-0000" });
    let refused = program.send(Method::POST, "/api/v1/erasures", &both).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn invitations_need_a_mail_server_and_waves_are_compared_with_earlier_ones() {
    let town = Town::new().await;
    let program = Program::of(&town);
    let wave = &town.ours.things["wave"];
    let first = json!({ "round": "first" });
    let none = program.send(Method::POST, &format!("/api/v1/waves/{wave}/invitations/send"), &first).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(none.text().contains("No mail server"), "{}", none.text());
    let alone = program.get(&format!("/api/v1/waves/{wave}/comparison")).await;
    assert_eq!(alone.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(alone.text().contains("no earlier wave"), "{}", alone.text());
}
