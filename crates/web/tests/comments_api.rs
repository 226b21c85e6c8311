//! Comments for programs: kept once however often they are sent, sorted, listed page by page, corrected and erased.

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

    async fn keep(&self, body: Value) -> Value {
        let reply = self.send(Method::POST, "/api/v1/comments", Some(body)).await;
        assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.text());
        reply.json()
    }
}

fn ids(page: &Value) -> Vec<String> {
    page["items"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|item| item["id"].as_str().unwrap_or_default().to_owned())
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_comment_is_kept_once_sorted_listed_page_by_page_and_told_to_whoever_listens() {
    let town = Town::new().await;
    let agent = Program { town: &town, token: town.ours.tokens["agent"].reveal() };
    let body = json!({
        "words": "We waited almost two hours. The nurse was very kind.", "channel": "review", "external": "r-1",
        "author": "Ana", "rating": 3.5, "customer": town.ours.things["customer"], "touchpoint": town.ours.things["touchpoint"]
    });
    let first = agent.keep(body.clone()).await;
    let again = agent.keep(body).await;
    assert_eq!((&first["repeated"], &again["repeated"]), (&json!(false), &json!(true)));
    assert_eq!((&first["id"], first["clauses"].as_array().map(Vec::len)), (&again["id"], Some(2)));
    let one = agent.get(&format!("/api/v1/comments/{}", first["id"].as_str().unwrap_or_default())).await;
    assert_eq!((&one["again"], &one["rating"], &one["language"]), (&json!(1), &json!(3.5), &json!("en")));
    for clause in one["clauses"].as_array().into_iter().flatten() {
        let (start, end) = (clause["start"].as_u64().unwrap_or(0), clause["end"].as_u64().unwrap_or(0));
        assert!(start < end && end <= 52, "{clause}");
    }
    for n in 0..4 {
        agent.keep(json!({ "words": format!("Comment number {n}"), "channel": "mail" })).await;
    }
    let all = ids(&agent.get("/api/v1/comments?limit=200").await);
    let mut walked = Vec::new();
    let mut address = "/api/v1/comments?limit=2".to_owned();
    loop {
        let page = agent.get(&address).await;
        walked.extend(ids(&page));
        let Some(next) = page["next"].as_str() else { break };
        address = format!("/api/v1/comments?limit=2&after={next}");
    }
    assert_eq!((walked.len(), &walked), (6, &all));
    let id = first["id"].as_str().unwrap_or_default().to_owned();
    for query in ["text=waited+hou", "channel=review", &format!("customer={}", town.ours.things["customer"])] {
        assert_eq!(ids(&agent.get(&format!("/api/v1/comments?{query}")).await), std::slice::from_ref(&id), "{query}");
    }
    let owner = Program { town: &town, token: town.ours.tokens["owner"].reveal() };
    let told = owner.get("/api/v1/deliveries?limit=200").await.to_string();
    assert!(told.contains("comment.received") && !told.contains("waited"), "ids are told, and never words");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clause_is_corrected_counts_at_once_and_a_comment_is_erased_by_a_manager() {
    let town = Town::new().await;
    let agent = Program { town: &town, token: town.ours.tokens["agent"].reveal() };
    let kept = agent.keep(json!({ "words": "Something about nothing at all.", "channel": "chat" })).await;
    let one = format!("/api/v1/comments/{}", kept["id"].as_str().unwrap_or_default());
    let address = format!("{one}/correct");
    let correct = |body: Value| agent.send(Method::POST, &address, Some(body));
    let before = agent.get("/api/v1/factors").await["items"][2]["complaints"].clone();
    let said = json!({ "clause": 0, "factors": ["tangibles"], "polarity": "complaint" });
    let reply = correct(said).await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text());
    assert_eq!(reply.json()["clauses"][0]["by_person"], json!(true));
    let after = agent.get("/api/v1/factors").await["items"][2]["complaints"].clone();
    assert_eq!(after.as_u64(), before.as_u64().map(|count| count + 1));
    for wrong in [
        json!({ "clause": 0, "factors": [], "polarity": "complaint", "expectation": "met" }),
        json!({ "clause": 0, "factors": ["price"], "polarity": "complaint" }),
    ] {
        assert_eq!(correct(wrong).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    assert_eq!(agent.send(Method::DELETE, &one, None).await.status, StatusCode::FORBIDDEN);
    let manager = Program { town: &town, token: town.ours.tokens["manager"].reveal() };
    assert_eq!(manager.send(Method::DELETE, &one, None).await.status, StatusCode::NO_CONTENT);
    assert_eq!(agent.send(Method::GET, &one, None).await.status, StatusCode::NOT_FOUND);
    assert_eq!(agent.get("/api/v1/factors").await["items"][2]["complaints"], before);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_will_not_do_is_refused_field_by_field() {
    let town = Town::new().await;
    let agent = Program { town: &town, token: town.ours.tokens["agent"].reveal() };
    for body in [
        json!({ "words": " ", "channel": "mail" }),
        json!({ "words": "a".repeat(20_001), "channel": "mail" }),
        json!({ "words": "a", "channel": "pigeon" }),
        json!({ "words": "a", "channel": "mail", "email": "nobody" }),
        json!({ "words": "a", "channel": "mail", "read": {} }),
    ] {
        let reply = agent.send(Method::POST, "/api/v1/comments", Some(body.clone())).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{body}: {}", reply.text());
    }
    let unfit = json!({ "words": "a\u{0}b", "channel": "mail" });
    let reply = agent.send(Method::POST, "/api/v1/comments", Some(unfit)).await;
    assert_eq!(reply.status, StatusCode::BAD_REQUEST, "{}", reply.text());
    let large = json!({ "words": "a".repeat(1 << 20), "channel": "mail" });
    let reply = agent.send(Method::POST, "/api/v1/comments", Some(large)).await;
    assert_eq!(reply.status, StatusCode::PAYLOAD_TOO_LARGE);
    // Words that look like a page are words.
    agent.keep(json!({ "words": "<script>alert(1)</script> 🙂 مرحبا", "channel": "mail" })).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_own_layer_is_told_switched_and_asked_for_by_those_who_may() {
    let town = Town::new().await;
    let agent = Program { town: &town, token: town.ours.tokens["agent"].reveal() };
    let manager = Program { town: &town, token: town.ours.tokens["manager"].reveal() };
    let address = "/api/v1/comments/layer";
    let first = agent.get(address).await;
    assert_eq!((&first["on"], &first["applied"], &first["attempts"]), (&json!(true), &Value::Null, &json!([])));
    let refused = agent.send(Method::POST, address, Some(json!({ "on": false }))).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "{}", refused.text());
    let off = manager.send(Method::POST, address, Some(json!({ "on": false, "fit": true }))).await;
    assert_eq!(off.status, StatusCode::OK, "{}", off.text());
    assert_eq!((&off.json()["on"], off.json()["asked_at"].is_string()), (&json!(false), true));
    // Of the town somebody looked at one clause: what is tried is told, and refused.
    let app = web::App::new(town.store.clone(), web::Settings::new(std::net::SocketAddr::from(([127, 0, 0, 1], 0))));
    assert_eq!(web::refit::due(&app).await, Ok(1));
    let tried = agent.get(address).await;
    let attempt = &tried["attempts"][0];
    assert_eq!(
        (&attempt["verdict"], &attempt["labelled"], &attempt["leans_on_vectors"], &tried["asked_at"]),
        (&json!("few"), &json!(1), &json!(false), &Value::Null)
    );
    assert_eq!(attempt["factors"].as_array().map(Vec::len), Some(5));
    let wrong = manager.send(Method::POST, address, Some(json!({ "adopt": true }))).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", wrong.text());
}
