//! Customers for programs: found, made once however often they are sent, joined, handed over, erased; and what is known of them.

mod town;

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use town::{Reply, Town, by_token};

struct Program<'a> {
    town: &'a Town,
    token: &'a str,
}

impl Program<'_> {
    async fn send(&self, method: Method, address: &str, body: Option<Value>) -> Reply {
        self.town.ask(by_token(&method, address, self.token, body.as_ref())).await
    }

    async fn get(&self, address: &str) -> Value {
        let reply = self.send(Method::GET, address, None).await;
        assert_eq!(reply.status, StatusCode::OK, "{address}: {}", reply.text());
        reply.json()
    }

    async fn done(&self, method: Method, address: &str, body: Value, status: u16) -> Value {
        let body = (!body.is_null()).then_some(body);
        let reply = self.send(method, address, body).await;
        assert_eq!(reply.status.as_u16(), status, "{address}: {}", reply.text());
        reply.json()
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn names(page: &Value) -> Vec<&str> {
    page["items"].as_array().into_iter().flatten().map(|item| text(&item["name"])).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_customer_is_made_found_changed_and_listed_page_by_page() {
    let town = Town::new().await;
    let agent = Program { town: &town, token: town.ours.tokens["agent"].reveal() };
    let firm = json!({ "kind": "organisation", "name": "PT Contoh Test" });
    let firm = agent.done(Method::POST, "/api/v1/customers", firm, 201).await;
    let body = json!({
        "name": "Siti Test", "email": "SITI@x.example", "phone": "+62 812 3456", "language": "id", "parent": firm["id"],
        "consent": "given", "consent_source": "form", "identifiers": { "till": "K-1" }
    });
    let siti = agent.done(Method::POST, "/api/v1/customers", body, 201).await;
    assert_eq!((text(&siti["email"]), text(&siti["kind"]), &siti["parent"]), ("siti@x.example", "person", &firm["id"]));
    assert!(siti["consent_at"].is_string());
    let one = format!("/api/v1/customers/{}", text(&siti["id"]));
    assert_eq!(names(&agent.get("/api/v1/customers?q=3456").await), ["Siti Test"]);
    assert_eq!(names(&agent.get("/api/v1/customers?q=K-1").await), ["Siti Test"]);
    let changed =
        agent.done(Method::PATCH, &one, json!({ "parent": null, "language": null, "phone": "0813" }), 200).await;
    assert_eq!((&changed["parent"], text(&changed["language"]), text(&changed["phone"])), (&Value::Null, "", "0813"));
    assert_eq!((text(&changed["email"]), text(&changed["identifiers"]["till"])), ("siti@x.example", "K-1"));
    let first = agent.get("/api/v1/customers?limit=2").await;
    assert_eq!(names(&first), ["customer of ours", "PT Contoh Test"]);
    let rest = agent.get(&format!("/api/v1/customers?limit=2&after={}", text(&first["next"]))).await;
    assert_eq!((names(&rest), &rest["next"]), (vec!["Siti Test"], &Value::Null));
    let bad = agent.send(Method::POST, "/api/v1/customers", Some(json!({ "name": " ", "consent": "maybe" }))).await;
    assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_another_system_sends_is_made_once_and_completed_then() {
    let town = Town::new().await;
    let agent = Program { town: &town, token: town.ours.tokens["agent"].reveal() };
    let put = "/api/v1/customers/by-identifier";
    let body = json!({ "name": "Siti Test", "organisation": "PT Contoh Test", "identifiers": { "till": "K-1" } });
    let first = agent.done(Method::PUT, put, body.clone(), 200).await;
    let again = agent.done(Method::PUT, put, body, 200).await;
    assert_eq!((&first["added"], &again["added"]), (&json!(true), &json!(false)));
    assert_eq!(first["customer"]["id"], again["customer"]["id"]);
    assert!(first["customer"]["parent"].is_string());
    let more = json!({ "name": "Siti Test", "email": "siti@x.example", "identifiers": { "till": "K-1", "web": "9" } });
    let more = agent.done(Method::PUT, put, more, 200).await;
    assert_eq!((text(&more["customer"]["email"]), &more["added"]), ("siti@x.example", &json!(false)));
    let nameless = agent.send(Method::PUT, put, Some(json!({ "name": "A", "identifiers": {} }))).await;
    assert_eq!(nameless.status, StatusCode::UNPROCESSABLE_ENTITY, "without an identifier nobody is known again");
}

#[tokio::test(flavor = "multi_thread")]
async fn facts_are_noted_confirmed_and_ended() {
    let town = Town::new().await;
    let agent = Program { town: &town, token: town.ours.tokens["agent"].reveal() };
    let customer = &town.ours.things["customer"];
    let facts = format!("/api/v1/customers/{customer}/facts");
    let body = json!({ "factor": "responsiveness", "words": "Calls in the evening.", "source": "said", "first": true });
    let fact = agent.done(Method::POST, &facts, body, 201).await;
    assert_eq!((text(&fact["state"]), &fact["confirm_days"], &fact["first"]), ("fresh", &json!(365), &json!(true)));
    let id = text(&fact["id"]);
    let listed = agent.get(&facts).await;
    assert_eq!(listed["items"].as_array().map(Vec::len), Some(2));
    let confirmed = agent.done(Method::POST, &format!("/api/v1/facts/{id}/confirm"), Value::Null, 200).await;
    // As moments: written out, a whole second has no decimals and would stand behind one that has.
    let moment = |fact: &Value| text(&fact["confirmed_at"]).parse::<jiff::Timestamp>().expect("a moment");
    assert!(moment(&fact) <= moment(&confirmed));
    let ended = agent.done(Method::POST, &format!("/api/v1/facts/{id}/end"), Value::Null, 200).await;
    assert!(ended["ended_at"].is_string());
    assert_eq!(agent.get(&facts).await["items"].as_array().map(Vec::len), Some(1));
    let gone = agent.send(Method::POST, &format!("/api/v1/facts/{id}/end"), None).await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_manager_s_program_joins_hands_over_and_erases() {
    let town = Town::new().await;
    let manager = Program { town: &town, token: town.ours.tokens["manager"].reveal() };
    let into = town.ours.things["customer"].clone();
    let other = json!({ "name": "customer again", "identifiers": { "house": "other" } });
    let other = manager.done(Method::POST, "/api/v1/customers", other, 201).await;
    let merge = format!("/api/v1/customers/{into}/merge");
    let merged = manager.done(Method::POST, &merge, json!({ "from": other["id"] }), 200).await;
    assert_eq!(text(&merged["id"]), into);
    let old = manager.get(&format!("/api/v1/customers/{}", text(&other["id"]))).await;
    assert_eq!(text(&old["id"]), into, "the old id leads on");
    let all = manager.get(&format!("/api/v1/customers/{into}/export")).await;
    assert_eq!(all["identifiers"].as_array().map(Vec::len), Some(2), "two names in the same system: {all}");
    assert_eq!((&all["merged"], text(&all["facts"][0]["words"])), (&json!([other["id"]]), "known at ours"));
    let audit = town.rows_of(&town.ours).await;
    assert!(audit.contains("customer.export"), "that it was taken out is noted");
    let gone = manager.done(Method::POST, "/api/v1/erasures", json!({ "customer": into }), 200).await;
    assert_eq!(gone["customers"], json!(2));
    let rows = town.rows_of(&town.ours).await;
    assert!(!rows.contains("customer of ours") && !rows.contains("known at ours"), "{rows}");
    assert_eq!(
        manager.send(Method::GET, &format!("/api/v1/customers/{into}"), None).await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_that_erases_one_of_a_family_is_told_of_the_others_first() {
    let town = Town::new().await;
    let manager = Program { town: &town, token: town.ours.tokens["manager"].reveal() };
    let mut family = vec![];
    for name in ["Siti", "Budi", "Ani"] {
        let new = json!({ "name": name, "email": "family@example.org" });
        let made = manager.done(Method::POST, "/api/v1/customers", new, 201).await;
        family.push(text(&made["id"]).to_owned());
    }
    let one = json!({ "customer": family[0] });
    let refused = manager.send(Method::POST, "/api/v1/erasures", Some(one)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let said = refused.json();
    let told: Vec<&str> = said["errors"].as_array().into_iter().flatten().map(|one| text(&one["detail"])).collect();
    assert_eq!(told.len(), 2, "{said}");
    assert!(told.iter().zip(&family[1..]).all(|(told, id)| told.contains(id.as_str())), "{said}");
    assert!(told.iter().all(|told| told.contains("`same_address`")), "{said}");
    for id in &family {
        manager.get(&format!("/api/v1/customers/{id}")).await;
    }
    let all = json!({ "same_address": family[0] });
    let gone = manager.done(Method::POST, "/api/v1/erasures", all, 200).await;
    assert_eq!(gone["customers"], json!(3));
    for id in &family {
        let left = manager.send(Method::GET, &format!("/api/v1/customers/{id}"), None).await;
        assert_eq!(left.status, StatusCode::NOT_FOUND);
    }
}
