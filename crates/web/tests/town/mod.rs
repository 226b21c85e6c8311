//! Two organisations with something of every kind, and everybody who could knock: for the tests of access.
//!
//! Separate from the tests, which ask. Whoever knocks does so through the real router.

#![allow(dead_code, unreachable_pub, reason = "each test file uses its own part of this")]

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use service::Factor;
use service::recovery::Channel;
use store::engine::{Connection, SqliteConnection};
use store::links::LinkKind;
use store::people::{NewMember, NewOrganisation};
use store::surveys::{NewSurvey, Pulse};
use store::tokens::{Area, TokenScope};
use store::waves::NewWave;
use store::webhooks::Event;
use store::{
    DatabaseUrl, Id, Options, Role, Scope, Secret, Store, StoreError, Time, TokenHash, Transaction, cases, customers,
    instruments, invitees, links, people, problems, promises, sessions, staff_invitations, surveys, tokens, waves,
    webhooks,
};
use tower::ServiceExt;
use web::visitor::Peer;
use web::{App, Settings};

/// The server and its two organisations.
pub struct Town {
    pub router: Router,
    pub store: Store,
    pub ours: House,
    pub theirs: House,
    folder: PathBuf,
}

impl Drop for Town {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// An organisation with something of every kind.
pub struct House {
    pub scope: Scope,
    /// People, by what they may do and whether they still may.
    pub people: BTreeMap<&'static str, Id>,
    /// Tokens that people made who may do this or that now, for everything.
    pub tokens: BTreeMap<&'static str, Secret>,
    /// What stands for each name in an address.
    pub things: BTreeMap<&'static str, String>,
}

/// Who people are.
pub const PEOPLE: [(&str, Role); 7] = [
    ("owner", Role::Owner),
    ("manager", Role::Manager),
    ("agent", Role::Agent),
    ("viewer", Role::Viewer),
    ("suspended", Role::Owner),
    ("removed", Role::Owner),
    ("other", Role::Viewer),
];

impl Town {
    pub async fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("town_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&folder).expect("a folder can be made");
        let url = DatabaseUrl::Sqlite(folder.join("rater.db"));
        let store = Store::open(&url, &Options::default()).expect("an empty store");
        let ours = store.write(|tx| furnish(tx, "ours", Time::now())).await.expect("the first organisation");
        let theirs = store.write(|tx| furnish(tx, "theirs", Time::now())).await.expect("the second organisation");
        let settings = Settings {
            // Whoever is asked about everything is asked often.
            api_per_minute: 1_000_000,
            base_url: Some("http://town.example".to_owned()),
            ..Settings::new(SocketAddr::from(([127, 0, 0, 1], 0)))
        };
        let router = web::operation::router(&App::new(store.clone(), settings));
        Self { router, store, ours, theirs, folder }
    }

    /// A fresh session of somebody: the cookie, and the token of its forms. Nobody who is gone gets one anew.
    pub async fn session(&self, user: &Id) -> Option<(String, String)> {
        let user = user.clone();
        let begun = self.store.write(move |tx| {
            let secret = sessions::begin(tx, &user, None, Time::now())?;
            let found = sessions::find(tx, &secret.hash(), Time::now())?;
            Ok(found.map(|found| (secret.reveal().to_owned(), found.form_token)))
        });
        begun.await.ok().flatten()
    }

    /// Sends a request from an address of its own.
    pub async fn ask(&self, request: Request<Body>) -> Reply {
        static KNOCKS: AtomicU32 = AtomicU32::new(0);
        let [_, b, c, d] = KNOCKS.fetch_add(1, Ordering::Relaxed).to_be_bytes();
        let mut request = request;
        request.extensions_mut().insert(Peer(SocketAddr::from(([10, b, c, d], 4000))));
        let response = self.router.clone().oneshot(request).await.expect("a router always answers");
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.expect("a body that ends");
        Reply { status: parts.status, headers: parts.headers, bytes: bytes.to_vec() }
    }

    /// Every row of theirs, as one text: nothing of it may change.
    pub async fn rows_of(&self, house: &House) -> String {
        let scope = house.scope.clone();
        let organisation = self.store.read(move |tx| people::organisation(tx, &scope)).await.expect("it is there");
        let mut file = SqliteConnection::open_reading(&self.folder.join("rater.db")).expect("the file opens");
        let key = format!("(SELECT key FROM organisations WHERE id = '{}')", organisation.id);
        let mut all = String::new();
        let tables = [
            "teams",
            "memberships",
            "staff_invitations",
            "tokens",
            "instruments",
            "surveys",
            "waves",
            "links",
            "invitees",
            "invitee_tokens",
            "responses",
            "drafts",
            "webhooks",
            "mailboxes",
            "mailbox_refusals",
            "outbox",
            "audit",
            "cases",
            "case_events",
            "problems",
            "playbooks",
            "tracking_tokens",
            "erasures",
            "idempotency",
            "customers",
            "customer_identifiers",
            "customer_terms",
            "facts",
            "touchpoints",
            "moments",
            "comments",
            "mentions",
            "said",
            "corrections",
            "commitments",
            "promises",
            "promise_events",
            "notes",
            "alarms",
            "calendars",
            "service_settings",
            "feeds",
            "challenges",
            "lessons_read",
            "great_service",
            "thanks",
            "own_layers",
        ];
        let of_tables = tables.map(|table| (table, format!("SELECT * FROM {table} WHERE organisation = {key}")));
        // An entry of the words of comments begins with the organisation's key.
        let words = format!("SELECT rowid, terms FROM comment_words WHERE rowid >> 40 = {key}");
        for (table, sql) in of_tables.into_iter().chain([("comment_words", words)]) {
            let mut each = |row: &store::engine::Row| {
                all.push_str(&format!("{table} {row:?}\n"));
                Ok(())
            };
            file.query_each(&sql, &[], &mut each).expect("a table");
        }
        all
    }
}

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
}

impl Reply {
    /// Without what is different for every request.
    pub fn plain(mut self) -> Self {
        self.headers.remove("x-request-id");
        self
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.bytes).unwrap_or_default()
    }
}

/// A request of a program.
pub fn by_token(method: &Method, address: &str, token: &str, body: Option<&serde_json::Value>) -> Request<Body> {
    let request = Request::builder()
        .method(method.clone())
        .uri(address)
        .header(header::HOST, "town.example")
        .header(header::AUTHORIZATION, format!("Bearer {token}"));
    let request =
        if method == Method::POST { request.header("idempotency-key", Id::random().as_str()) } else { request };
    let built = match body {
        Some(body) => request.header(header::CONTENT_TYPE, "application/json").body(Body::from(body.to_string())),
        None => request.body(Body::empty()),
    };
    built.expect("a request")
}

/// A request of a browser; forms are sent empty.
pub fn by_session(method: &Method, address: &str, session: Option<&(String, String)>) -> Request<Body> {
    let mut request = Request::builder().method(method.clone()).uri(address).header(header::HOST, "town.example");
    if let Some((cookie, form)) = session {
        request = request.header(header::COOKIE, format!("rater={cookie}")).header("x-form-token", form);
    }
    if !method.is_safe() {
        request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    }
    request.body(Body::empty()).expect("a request")
}

/// Every scope but those of one kind: all of an area, or only its right to change things.
pub fn scopes_without(area: Area, write: bool) -> Vec<TokenScope> {
    TokenScope::all().into_iter().filter(|scope| scope.area != area || (write && !scope.write)).collect()
}

/// A token for these scopes, made by somebody.
pub async fn token_for(town: &Town, house: &House, scopes: Vec<TokenScope>) -> Secret {
    let owner = house.people["owner"].clone();
    let made = town.store.write(move |tx| {
        let scope = scope_of(tx, &owner)?;
        Ok(tokens::create(tx, &scope, "narrow", &scopes, 1, Time::now())?.1)
    });
    made.await.expect("owners make tokens")
}

/// The scope of somebody, as signing in gives it.
fn scope_of(tx: &mut Transaction<'_>, user: &Id) -> Result<Scope, StoreError> {
    let now = Time::now();
    let secret = sessions::begin(tx, user, None, now)?;
    let found = sessions::find(tx, &secret.hash(), now)?.ok_or(StoreError::NotFound)?;
    sessions::end(tx, &secret.hash(), now)?;
    Ok(found.scope)
}

/// A questionnaire's digest of nothing: tokens that lead nowhere.
pub fn nowhere() -> TokenHash {
    Secret::new("inv").hash()
}

fn furnish(tx: &mut Transaction<'_>, name: &'static str, now: Time) -> Result<House, StoreError> {
    let new =
        NewOrganisation { name: name.to_owned(), language: "en".to_owned(), zone: "UTC".to_owned(), sample: false };
    let scope = people::create_organisation(tx, &new, now)?;
    let (mut folk, mut keys) = (BTreeMap::new(), BTreeMap::new());
    for (who, role) in PEOPLE {
        let member = NewMember {
            email: format!("{who}@{name}.example"),
            name: who.to_owned(),
            language: "en".to_owned(),
            role: Role::Owner,
            team: None,
            password_hash: "!".to_owned(),
        };
        let user = people::add_member(tx, &scope, &member, now)?;
        let own = scope_of(tx, &user)?;
        // Made as an owner: what it can do later is what its maker can do then.
        keys.insert(who, tokens::create(tx, &own, who, &TokenScope::all(), 30, now)?.1);
        if role != Role::Owner {
            people::set_role(tx, &scope, &user, role, None, now)?;
        }
        folk.insert(who, user);
    }
    people::suspend(tx, &scope, &folk["suspended"], now)?;
    people::remove(tx, &scope, &folk["removed"], now)?;
    let things = things(tx, &scope, name, &folk, now)?;
    Ok(House { scope, people: folk, tokens: keys, things })
}

fn things(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    name: &str,
    folk: &BTreeMap<&'static str, Id>,
    now: Time,
) -> Result<BTreeMap<&'static str, String>, StoreError> {
    let source = survey::builtin_source("rater-pulse").unwrap_or_default();
    // Each has a questionnaire that the other has not.
    let source = source.replacen("id = \"rater-pulse\"", &format!("id = \"pulse-{name}\""), 1);
    let asked = instruments::save(tx, scope, &source, now)?;
    let team = people::create_team(tx, scope, "team", now)?;
    let new = NewSurvey {
        title: format!("survey of {name}"),
        instrument: asked.id.clone(),
        instrument_version: asked.version,
        language: "en".to_owned(),
        team: None,
        anonymous: false,
        pulse: Pulse::Off,
        ask_comment: false,
        thanks: String::new(),
        embed_origins: vec![],
        sample: false,
    };
    let survey = surveys::create(tx, scope, &new, now)?;
    let wave = NewWave { title: format!("wave of {name}"), opens_at: now, closes_at: None };
    let wave = waves::open(tx, scope, &survey.id, &wave, now)?;
    let link = links::create(tx, scope, &survey.id, LinkKind::Open, "poster", &BTreeMap::new(), now)?;
    let somebody = invitees::NewInvitee {
        email: format!("somebody@{name}.example"),
        language: "en".to_owned(),
        ..Default::default()
    };
    invitees::import(tx, scope, &wave.id, vec![somebody], now)?;
    let invitee = invitees::list(tx, scope, &wave.id, None, 1)?.remove(0);
    let (webhook, _) = webhooks::create(tx, scope, "https://hook.example/", &Event::ALL, now)?;
    let mailbox = mailbox(tx, scope, name, now)?;
    let mail =
        store::outbox::Mail { to: format!("somebody@{name}.example"), subject: "a".to_owned(), text: "a".to_owned() };
    let delivery = store::outbox::mail(tx, scope, &mail, now)?;
    staff_invitations::invite(tx, scope, &format!("new@{name}.example"), Role::Viewer, None, now)?;
    let invitation = staff_invitations::list(tx, scope, now)?.remove(0);
    let token = tokens::list(tx, scope)?.into_iter().find(|token| token.name == "other").ok_or(StoreError::NotFound)?;
    let questions = instruments::questionnaire(tx, scope, &survey.instrument, survey.instrument_version)?;
    let row = store::answers::ImportedAnswer {
        line: 1,
        codes: questions.layout.columns.iter().map(|column| column.scale.max).collect(),
        segments: BTreeMap::new(),
        comment: Some(format!("said at {name}")),
        seconds: None,
        language: "en".to_owned(),
        origin: store::answers::Origin::default(),
    };
    store::answers::import(tx, scope, &wave.id, &[7; 32], &[row], now)?;
    let answer = store::listing::responses(tx, scope, &wave.id, None, 1)?.items.remove(0);
    let (customer, fact) = customer(tx, scope, name, now)?;
    let (touchpoint, moment, commitment) = met(tx, scope, name, now)?;
    let comment = said(tx, scope, name, now)?;
    let promise = promises::NewPromise {
        customer: Some(customer.clone()),
        commitment: None,
        touchpoint: None,
        factor: Factor::Reliability,
        told: format!("promised by {name}"),
        words: String::new(),
        owner: Some(folk["owner"].clone()),
        due: service::due::DueRule::Within { minutes: 600 },
    };
    let promise = promises::make(tx, scope, &promise, now)?;
    let case = cases::NewCase::by_hand(format!("what went wrong at {name}"), Channel::Phone);
    let case = cases::open(tx, scope, &case, now)?;
    let problem = problems::create(tx, scope, &format!("problem of {name}"), Factor::Empathy, now)?;
    let source = service::playbook::builtin_source("general").unwrap_or_default();
    let source = source.replacen("id = \"general\"", &format!("id = \"own-{name}\""), 1);
    let playbook = cases::save_playbook(tx, scope, &source, now)?;
    Ok(BTreeMap::from([
        ("customer", customer.to_string()),
        ("fact", fact.to_string()),
        ("team", team.to_string()),
        ("instrument", asked.id),
        ("version", asked.version.to_string()),
        ("survey", survey.id.to_string()),
        ("wave", wave.id.to_string()),
        ("link", link.id.to_string()),
        ("invitee", invitee.id.to_string()),
        ("webhook", webhook.to_string()),
        ("mailbox", mailbox.to_string()),
        ("invitation", invitation.id.to_string()),
        ("token", token.id.to_string()),
        ("member", folk["other"].to_string()),
        ("answer", answer.attempt.to_string()),
        ("delivery", delivery.to_string()),
        ("touchpoint", touchpoint.to_string()),
        ("moment", moment.to_string()),
        ("comment", comment.to_string()),
        ("commitment", commitment.to_string()),
        ("promise", promise.to_string()),
        ("case", case.to_string()),
        ("problem", problem.to_string()),
        ("playbook", playbook),
    ]))
}

/// A mailbox that nobody reads.
fn mailbox(tx: &mut Transaction<'_>, scope: &Scope, name: &str, now: Time) -> Result<Id, StoreError> {
    use store::mailboxes::{self, Account, NewMailbox, Password, Security};
    let account = Account {
        host: "imap.example.org".to_owned(),
        port: 993,
        security: Security::Tls,
        login: format!("us@{name}.example"),
        password: Password::new(format!("password of {name}")),
        folder: String::new(),
    };
    let new = NewMailbox {
        account,
        channel: store::comments::Channel::Mail,
        site: String::new(),
        touchpoint: None,
        since: None,
    };
    mailboxes::connect(tx, scope, &new, now)
}

/// A comment with a clause, which somebody looked at.
fn said(tx: &mut Transaction<'_>, scope: &Scope, name: &str, now: Time) -> Result<Id, StoreError> {
    use store::comments::{self, Channel, NewComment};
    let new = NewComment::of(format!("Nobody answered the phone at {name}."), Channel::Phone, now);
    let read = web::listen::read(&new.words, "en", &Default::default());
    let taken = comments::take(tx, scope, &new, &read, now)?;
    comments::correct(tx, scope, &taken.id, 0, read.clauses[0].said, now)?;
    Ok(taken.id)
}

/// A customer, and something that is known of them.
fn customer(tx: &mut Transaction<'_>, scope: &Scope, name: &str, now: Time) -> Result<(Id, Id), StoreError> {
    let new = customers::NewCustomer {
        name: format!("customer of {name}"),
        email: format!("customer@{name}.example"),
        identifiers: BTreeMap::from([("house".to_owned(), name.to_owned())]),
        ..Default::default()
    };
    let customer = customers::create(tx, scope, &new, now)?;
    let fact = customers::NewFact {
        factor: Factor::Empathy,
        words: format!("known at {name}"),
        source: String::new(),
        first: false,
        confirm_days: 365,
        expires_at: None,
    };
    let fact = customers::note_fact(tx, scope, &customer, &fact, now)?;
    Ok((customer, fact))
}

/// A touchpoint, a moment there, and a commitment.
fn met(tx: &mut Transaction<'_>, scope: &Scope, name: &str, now: Time) -> Result<(Id, Id, Id), StoreError> {
    use service::moment::Judgement;
    use store::{commitments, moments, touchpoints};
    let touchpoint = touchpoints::create(tx, scope, &format!("counter of {name}"), now)?;
    let new = moments::NewMoment {
        touchpoint: touchpoint.clone(),
        customer: None,
        at: now,
        judgements: [Judgement::Met; 5],
        words: format!("seen at {name}"),
    };
    let moment = moments::note(tx, scope, &new, now)?.id;
    let new = commitments::NewCommitment {
        kind: service::commitment::Kind::Web,
        factor: Factor::Reliability,
        words: format!("said by {name}"),
        source: String::new(),
        competitor: String::new(),
        can_do: String::new(),
        we_say: String::new(),
        said_by: String::new(),
        minutes: None,
        published: false,
    };
    Ok((touchpoint, moment, commitments::create(tx, scope, &new, now)?))
}
