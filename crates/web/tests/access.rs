//! Who may do what: every operation and every kind of actor, against the real router, the list in `access/table.tsv` and the
//! API document.

mod town;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use store::Role;
use town::{Reply, Town, by_session, by_token, scopes_without, token_for};
use web::operation::{Access, Operation, Right, all};

/// An id that nothing has.
const ABSENT: &str = "00000000-0000-4000-8000-000000000000";

/// Who comes with a session.
const SESSIONS: [&str; 7] = ["anonymous", "viewer", "agent", "manager", "owner", "suspended", "removed"];
/// Who comes with a token: by what its maker may do now.
const TOKENS: [&str; 6] = ["viewer", "agent", "manager", "owner", "suspended", "removed"];

/// The names in an address, with what stands for each.
fn filled(path: &str, mut of: impl FnMut(&str) -> String) -> String {
    let mut address = String::new();
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, left) = after.split_once('}').unwrap_or((after, ""));
        address.push_str(before);
        address.push_str(&of(name));
        rest = left;
    }
    address + rest
}

/// An address at which there is nothing.
fn nowhere(path: &str) -> String {
    filled(path, |name| match name {
        "instrument" | "template" | "digest" | "name" | "file" | "part" => "nothing".to_owned(),
        "version" => "1".to_owned(),
        _ => ABSENT.to_owned(),
    })
}

/// A body that fits an operation of the API, so that what is refused is refused for another reason.
fn body_of(id: &str, team: &str) -> Option<Value> {
    Some(match id {
        "api.teams.create" => json!({ "name": format!("team {}", store::Id::random()) }),
        "api.instruments.save" => json!({ "toml": survey::builtin_source("servperf") }),
        "api.surveys.create" => {
            json!({ "title": "a", "instrument": "nothing", "instrument_version": 1, "language": "en" })
        }
        "api.surveys.update" => json!({ "team": team }),
        "api.waves.open" => json!({ "title": "a" }),
        "api.links.create" => json!({ "kind": "open" }),
        "api.invitees.import" => json!({ "people": [{ "email": "a@b.example" }] }),
        "api.answers.submit" => json!({ "attempt": store::Id::random(), "answers": { "overall": 1 } }),
        "api.answers.judge" => json!({ "counted": true }),
        "api.webhooks.create" => json!({ "url": "https://receiver.example/", "events": ["answer.received"] }),
        "api.mailboxes.connect" => json!({
            "host": "imap.example.org", "login": format!("{}@example.org", store::Id::random()), "password": "a"
        }),
        "api.mailboxes.password" => json!({ "password": "b" }),
        "api.organisation.update" => json!({ "language": "en" }),
        "api.teams.rename" => json!({ "name": format!("team {}", store::Id::random()) }),
        "api.invitations.send" => json!({ "round": "first" }),
        "api.people.erase" => json!({ "email": "a@b.example" }),
        "api.members.update" => json!({ "role": "viewer", "team": team }),
        "api.customers.create" => json!({ "name": "Somebody" }),
        "api.customers.upsert" => json!({ "name": "Somebody", "identifiers": { "till": "7" } }),
        "api.customers.update" => json!({ "phone": "0812 1" }),
        "api.customers.merge" => json!({ "from": ABSENT }),
        "api.facts.note" => json!({ "factor": "empathy", "words": "Likes tea." }),
        "api.touchpoints.create" => json!({ "name": format!("touchpoint {}", store::Id::random()) }),
        "api.touchpoints.update" => json!({ "name": format!("touchpoint {}", store::Id::random()) }),
        "api.touchpoints.move" => json!({ "position": 1 }),
        "api.comments.layer-set" => json!({ "on": true }),
        "api.moments.note" => {
            json!({ "id": store::Id::random(), "touchpoint": ABSENT, "judgements": { "empathy": "met" } })
        }
        "api.replies.check" => json!({ "draft": "a" }),
        "api.comments.create" => json!({ "words": format!("said {}", store::Id::random()), "channel": "mail" }),
        "api.comments.correct" => json!({ "clause": 0, "factors": ["empathy"], "polarity": "complaint" }),
        "api.commitments.create" => json!({ "kind": "web", "factor": "empathy", "words": "a" }),
        "api.commitments.update" => json!({ "words": "a" }),
        "api.cases.open" => json!({ "words": "a", "channel": "phone" }),
        "api.cases.act" => json!({ "act": "step", "step": "listen" }),
        "api.problems.create" => json!({ "title": "a", "factor": "empathy" }),
        "api.problems.update" => json!({ "root_cause": "a" }),
        "api.playbooks.save" => json!({ "toml": service::playbook::builtin_source("general") }),
        "api.promises.make" => {
            json!({ "factor": "empathy", "told": "a", "owner": ABSENT, "due": { "within_minutes": 60 } })
        }
        "api.promises.act" => json!({ "act": "done" }),
        _ => return None,
    })
}

fn query_of(id: &str) -> &'static str {
    match id {
        "api.exports.report" | "api.exports.answers" => "?format=csv",
        _ => "",
    }
}

fn is_api(operation: &Operation) -> bool {
    matches!(operation.access, Access::Api(..))
}

/// The statuses of one operation, by actor.
async fn statuses(town: &Town, operation: &Operation) -> BTreeMap<String, u16> {
    let mut found = BTreeMap::new();
    let address = nowhere(operation.path) + query_of(operation.id);
    let public = matches!(operation.access, Access::Public | Access::Door | Access::Operator);
    for who in SESSIONS {
        if public && !["anonymous", "owner"].contains(&who) {
            continue;
        }
        let session = match town.ours.people.get(who) {
            Some(user) => town.session(user).await,
            None => None,
        };
        let reply = town.ask(by_session(&operation.method, &address, session.as_ref())).await;
        found.insert(who.to_owned(), reply.status.as_u16());
    }
    if public {
        return found;
    }
    let body = body_of(operation.id, ABSENT);
    for who in TOKENS {
        let token = town.ours.tokens[who].reveal();
        let reply = town.ask(by_token(&operation.method, &address, token, body.as_ref())).await;
        found.insert(format!("token:{who}"), reply.status.as_u16());
        documented(operation, &reply);
    }
    if let Access::Api(area, right, _) = operation.access {
        let narrow = token_for(town, &town.ours, scopes_without(area, right == Right::Write)).await;
        let reply = town.ask(by_token(&operation.method, &address, narrow.reveal(), body.as_ref())).await;
        found.insert("token:unscoped".to_owned(), reply.status.as_u16());
        // Another organisation's owner, at what is really there.
        let real =
            filled(operation.path, |name| town.ours.things.get(name).cloned().unwrap_or_else(|| "nothing".to_owned()));
        let stranger = town.theirs.tokens["owner"].reveal();
        let reply =
            town.ask(by_token(&operation.method, &(real + query_of(operation.id)), stranger, body.as_ref())).await;
        found.insert("token:stranger".to_owned(), reply.status.as_u16());
    }
    found
}

/// Every status that the API gives stands in its document.
fn documented(operation: &Operation, reply: &Reply) {
    if is_api(operation) {
        let document = web::api::document(&all());
        let entry = &document["paths"][operation.path][operation.method.as_str().to_ascii_lowercase()];
        let status = reply.status.as_str();
        assert!(entry["responses"].get(status).is_some(), "{} gives {status}: {}", operation.id, reply.text());
        if reply.status.is_client_error() {
            assert_eq!(reply.headers["content-type"], "application/problem+json", "{}", operation.id);
        }
    }
}

/// What the rule of an operation alone says of an actor: let through, or refused with this.
fn refusal(operation: &Operation, actor: &str) -> Option<u16> {
    let role = |who: &str| Role::named(who);
    let knows_nobody = if operation.method.is_safe() { 303 } else { 401 };
    match (operation.access, actor.strip_prefix("token:")) {
        (Access::Public | Access::Door | Access::Operator, _) => None,
        (Access::Api(..), None) => Some(401),
        (Access::Api(_, _, least), Some(who)) => match (who, role(who)) {
            ("unscoped", _) => Some(403),
            // Let through to what is its own; what is ours is not there.
            ("stranger", _) => operation.path.contains('{').then_some(404),
            (_, Some(role)) if role.at_least(least) => None,
            (_, Some(_)) => Some(403),
            _ => Some(401),
        },
        (Access::SignedIn(_) | Access::HalfSignedIn, Some(_)) => Some(knows_nobody),
        (Access::SignedIn(least), None) => match role(actor) {
            Some(role) if role.at_least(least) => None,
            Some(_) => Some(403),
            None => Some(knows_nobody),
        },
        (Access::HalfSignedIn, None) => role(actor).is_none().then_some(knows_nobody),
    }
}

/// The table as it stands in the repository.
fn table() -> BTreeMap<String, BTreeMap<String, u16>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/access/table.tsv");
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let lines = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    lines
        .map(|line| {
            let mut cells = line.split('\t');
            let id = cells.next().unwrap_or_default().to_owned();
            let pairs = cells.filter_map(|cell| cell.split_once('='));
            (id, pairs.filter_map(|(who, status)| Some((who.to_owned(), status.parse().ok()?))).collect())
        })
        .collect()
}

fn written(found: &BTreeMap<String, BTreeMap<String, u16>>) -> String {
    let mut text = String::from(
        "# Every operation and every kind of actor: the status of a request for things that are not there.\n\
         # Made by `RATER_WRITE_ACCESS_TABLE=1 cargo test -p rater-web --test access`; read every line that changes.\n",
    );
    for (id, statuses) in found {
        let cells: Vec<String> = statuses.iter().map(|(who, status)| format!("{who}={status}")).collect();
        text.push_str(&format!("{id}\t{}\n", cells.join("\t")));
    }
    text
}

#[tokio::test(flavor = "multi_thread")]
async fn every_operation_answers_every_actor_as_the_table_says_and_as_its_rule_says() {
    let town = Town::new().await;
    let operations = all();
    let mut found = BTreeMap::new();
    let mut faults = Vec::new();
    for operation in &operations {
        let statuses = statuses(&town, operation).await;
        for (actor, status) in &statuses {
            match refusal(operation, actor) {
                Some(expected) if expected != *status => {
                    faults
                        .push(format!("{} lets {actor} in or says otherwise: {status}, not {expected}", operation.id));
                }
                None if is_api(operation) && [401, 403].contains(status) => {
                    faults.push(format!("{} turns {actor} away: {status}", operation.id));
                }
                _ if 500 <= *status => faults.push(format!("{} breaks for {actor}: {status}", operation.id)),
                _ => {}
            }
        }
        assert!(found.insert(operation.id.to_owned(), statuses).is_none(), "{} stands twice in the list", operation.id);
    }
    if std::env::var_os("RATER_WRITE_ACCESS_TABLE").is_some() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/access");
        std::fs::create_dir_all(&folder).expect("a folder");
        std::fs::write(folder.join("table.tsv"), written(&found)).expect("the table");
    }
    let table = table();
    for (id, statuses) in &found {
        match table.get(id) {
            None => faults.push(format!("{id} is not in the table")),
            Some(expected) if expected != statuses => faults.push(format!("{id}: {statuses:?}, not {expected:?}")),
            Some(_) => {}
        }
    }
    faults.extend(table.keys().filter(|id| !found.contains_key(*id)).map(|id| format!("{id} is in the table only")));
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn the_document_has_every_operation_of_the_api_and_nothing_else() {
    let operations = all();
    let document = web::api::document(&operations);
    assert_eq!(document["openapi"], "3.1.0");
    let described = document["paths"].as_object().into_iter().flatten().flat_map(|(path, methods)| {
        let methods = methods.as_object().into_iter().flatten();
        methods.map(|(method, entry)| {
            (method.to_ascii_uppercase(), path.clone(), entry["operationId"].as_str().unwrap_or_default().to_owned())
        })
    });
    let described: BTreeSet<_> = described.collect();
    let ours = operations.iter().filter(|operation| is_api(operation));
    let ours: BTreeSet<_> = ours
        .map(|operation| (operation.method.to_string(), operation.path.to_owned(), operation.id.to_owned()))
        .collect();
    assert_eq!(described, ours);
    // Whatever is referred to is there.
    let text = document.to_string();
    for reference in text.split("\"$ref\":\"#").skip(1).filter_map(|part| part.split('"').next()) {
        assert!(document.pointer(reference).is_some(), "{reference} is not in the document");
    }
}

/// An operation, the address with another organisation's id and with one that is nobody's, and the bodies alike.
type Probe = (Operation, String, String, Option<Value>, Option<Value>);

/// Operations with something of another organisation in the address or the body, each with the address and body for an owner.
fn probes(town: &Town) -> Vec<Probe> {
    let theirs = |name: &str| town.theirs.things.get(name).cloned();
    let mut probes = Vec::new();
    for operation in all().into_iter().filter(is_api) {
        let named: Vec<&str> = operation.path.split('{').skip(1).filter_map(|part| part.split('}').next()).collect();
        let query = query_of(operation.id);
        for name in &named {
            let Some(other) = theirs(name) else { continue };
            if *name == "version" {
                continue;
            }
            // The others in the address are ours, so that only this one is foreign.
            let with = |foreign: &str| {
                let of = |part: &str| {
                    if part == *name {
                        foreign.to_owned()
                    } else {
                        town.ours.things.get(part).cloned().unwrap_or_default()
                    }
                };
                filled(operation.path, of) + query
            };
            let absent = if *name == "instrument" { "pulse-absent" } else { ABSENT };
            let body = body_of(operation.id, &town.ours.things["team"]);
            let copy = all().into_iter().find(|one| one.id == operation.id).expect("it is in the list");
            probes.push((copy, with(&other), with(absent), body.clone(), body));
        }
    }
    let ours = |part: &str| town.ours.things.get(part).cloned().unwrap_or_default();
    let in_bodies = |id: &str, with: &dyn Fn(&str) -> Value, name: &str, absent: &str| {
        let operation = all().into_iter().find(|one| one.id == id).expect("it is in the list");
        let address = filled(operation.path, ours);
        let foreign = town.theirs.things[name].clone();
        (operation, address.clone(), address, Some(with(&foreign)), Some(with(absent)))
    };
    let survey = |instrument: &str, team: Option<&str>| json!({ "title": "a", "instrument": instrument, "instrument_version": 1, "language": "en", "team": team });
    let own = town.ours.things["instrument"].clone();
    probes.push(in_bodies("api.surveys.create", &|id| survey(id, None), "instrument", "pulse-absent"));
    probes.push(in_bodies("api.surveys.create", &|id| survey(&own, Some(id)), "team", ABSENT));
    probes.push(in_bodies("api.surveys.update", &|id| json!({ "team": id }), "team", ABSENT));
    let below = |id: &str| json!({ "name": "Somebody", "parent": id });
    probes.push(in_bodies("api.customers.create", &below, "customer", ABSENT));
    probes.push(in_bodies("api.customers.update", &|id| json!({ "parent": id }), "customer", ABSENT));
    probes.push(in_bodies("api.customers.merge", &|id| json!({ "from": id }), "customer", ABSENT));
    probes.push(in_bodies("api.people.erase", &|id| json!({ "customer": id }), "customer", ABSENT));
    let moment =
        |touchpoint: &str| json!({ "id": ABSENT, "touchpoint": touchpoint, "judgements": { "empathy": "met" } });
    probes.push(in_bodies("api.moments.note", &|id| moment(id), "touchpoint", ABSENT));
    probes.push(in_bodies("api.touchpoints.update", &|id| json!({ "owner": id }), "member", ABSENT));
    probes.push(in_bodies("api.members.update", &|id| json!({ "role": "viewer", "team": id }), "team", ABSENT));
    probes.push(in_bodies("api.replies.check", &|id| json!({ "draft": "a", "customer": id }), "customer", ABSENT));
    // What a query names is a part of the organisation.
    for part in ["touchpoint", "team", "customer"] {
        let address = |id: &str| format!("/api/v1/factors?{part}={id}");
        let operation = all().into_iter().find(|one| one.id == "api.factors.show").expect("it is in the list");
        probes.push((operation, address(&town.theirs.things[part]), address(ABSENT), None, None));
    }
    let mailbox = |id: &str| json!({ "host": "imap.example.org", "login": "probe", "password": "a", "touchpoint": id });
    probes.push(in_bodies("api.mailboxes.connect", &mailbox, "touchpoint", ABSENT));
    for part in ["touchpoint", "customer"] {
        let address = |id: &str| format!("/api/v1/comments?{part}={id}");
        let operation = all().into_iter().find(|one| one.id == "api.comments.list").expect("it is in the list");
        probes.push((operation, address(&town.theirs.things[part]), address(ABSENT), None, None));
        let body = move |id: &str| json!({ "words": "a", "channel": "mail", part: id });
        probes.push(in_bodies("api.comments.create", &body, part, ABSENT));
    }
    let hang = |id: &str| json!({ "act": "hang", "problem": id });
    probes.push(in_bodies("api.cases.act", &hang, "problem", ABSENT));
    probes
}

#[tokio::test(flavor = "multi_thread")]
async fn what_belongs_to_others_is_as_if_it_were_not_there() {
    let town = Town::new().await;
    let before = town.rows_of(&town.theirs).await;
    let token = town.ours.tokens["owner"].reveal();
    let probes = probes(&town);
    assert!(30 < probes.len(), "{} probes", probes.len());
    for (operation, foreign, absent, foreign_body, absent_body) in probes {
        let of_others = town.ask(by_token(&operation.method, &foreign, token, foreign_body.as_ref())).await;
        let of_nobody = town.ask(by_token(&operation.method, &absent, token, absent_body.as_ref())).await;
        assert_eq!(of_others.status, StatusCode::NOT_FOUND, "{} {foreign}: {}", operation.id, of_others.text());
        assert_eq!(of_others.clone().plain(), of_nobody.plain(), "{} tells whose it is", operation.id);
        let names = ["theirs", &foreign];
        assert!(!names.iter().any(|name| of_others.text().contains(name)), "{} repeats what is theirs", operation.id);
    }
    assert_eq!(town.rows_of(&town.theirs).await, before, "nothing of theirs has changed");
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_say_the_same_of_what_belongs_to_others_and_of_nothing() {
    let town = Town::new().await;
    let before = town.rows_of(&town.theirs).await;
    let owner = town.ours.people["owner"].clone();
    let thing = |path: &str, name: &str| match name {
        "id" if path.starts_with("/surveys") => "survey",
        "id" if path.starts_with("/settings/tokens") => "token",
        "id" if path.starts_with("/settings/webhooks") => "webhook",
        "id" if path.starts_with("/people/invitations") => "invitation",
        "id" if path.starts_with("/people/teams") => "team",
        "id" if path.starts_with("/people") => "member",
        "id" if path.starts_with("/customers") => "customer",
        "id" if path.starts_with("/promises") => "promise",
        "fact" => "fact",
        "wave" => "wave",
        "link" => "link",
        "touchpoint" => "touchpoint",
        "moment" => "moment",
        "comment" => "comment",
        "commitment" => "commitment",
        "case" => "case",
        "problem" => "problem",
        "playbook" => "playbook",
        _ => "",
    };
    let mut probed = 0;
    for operation in all().iter().filter(|operation| matches!(operation.access, Access::SignedIn(_))) {
        if !operation.path.contains('{') {
            continue;
        }
        let address = |absent: bool| {
            filled(operation.path, |name| match town.theirs.things.get(thing(operation.path, name)) {
                Some(id) if !absent => id.clone(),
                Some(_) => ABSENT.to_owned(),
                None => "csv".to_owned(),
            })
        };
        let (foreign, absent) = (address(false), address(true));
        let session = town.session(&owner).await;
        let of_others = town.ask(by_session(&operation.method, &foreign, session.as_ref())).await;
        let of_nobody = town.ask(by_session(&operation.method, &absent, session.as_ref())).await;
        assert!(!of_others.status.is_success(), "{} {foreign} gives {}", operation.id, of_others.status);
        let same = |reply: Reply| {
            let text = reply.text().replace(&foreign, "").replace(&absent, "");
            (reply.status, text)
        };
        assert_eq!(same(of_others), same(of_nobody), "{} tells whose it is", operation.id);
        probed += 1;
    }
    assert!(10 < probed, "{probed} pages with something in their address");
    assert_eq!(town.rows_of(&town.theirs).await, before, "nothing of theirs has changed");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_right_that_was_taken_away_is_gone_with_the_next_request() {
    let town = Town::new().await;
    let address = "/api/v1/members";
    let token = town.ours.tokens["owner"].reveal().to_owned();
    let ask = || by_token(&Method::GET, address, &token, None);
    assert_eq!(town.ask(ask()).await.status, StatusCode::OK);
    let (scope, owner, other) =
        (town.ours.scope.clone(), town.ours.people["owner"].clone(), town.ours.people["other"].clone());
    let changed = town.store.write(move |tx| {
        store::people::set_role(tx, &scope, &other, Role::Owner, None, store::Time::now())?;
        store::people::set_role(tx, &scope, &owner, Role::Viewer, None, store::Time::now())
    });
    changed.await.expect("there is another owner");
    assert_eq!(town.ask(ask()).await.status, StatusCode::FORBIDDEN);
}
