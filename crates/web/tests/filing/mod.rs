//! A house with customers, and whoever serves them: for the tests of customers' files.
//!
//! Separate from the tests, which ask. Every word of a customer's file is told to it, so that what is kept can be looked for.

#![allow(dead_code, unreachable_pub, reason = "each test file uses its own part of this")]

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use service::Factor;
use service::due::DueRule;
use service::moment::Judgement;
use service::recovery::Channel;
use store::answers::Submission;
use store::customers::{Consent, CustomerKind, NewCustomer, NewFact};
use store::moments::NewMoment;
use store::outbox::Mail;
use store::people::{NewMember, NewOrganisation};
use store::promises::{Act, NewPromise};
use store::surveys::{NewSurvey, Pulse};
use store::waves::NewWave;
use store::{
    DatabaseUrl, Id, Options, Role, Scope, Secret, Store, StoreError, Time, Transaction, cases, customers, invitees,
    moments, people, promises, touchpoints,
};
use tower::ServiceExt;
use web::{App, Settings};

pub const DAY: i64 = 24 * 3600;

/// A server with one organisation.
pub struct House {
    pub app: App,
    pub router: Router,
    pub store: Store,
    pub scope: Scope,
    folder: PathBuf,
}

impl Drop for House {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            let _ = std::fs::remove_dir_all(&self.folder);
        }
    }
}

/// Somebody who signed in.
pub struct Desk<'a> {
    house: &'a House,
    pub scope: Scope,
    pub cookie: String,
    pub form: String,
}

pub struct Page {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
}

impl Page {
    pub fn location(&self) -> &str {
        self.headers.get(header::LOCATION).and_then(|place| place.to_str().ok()).unwrap_or_default()
    }

    pub fn has(&self, text: &str) -> &Self {
        assert!(self.text.contains(text), "{text} is missing in:\n{}", self.text);
        self
    }

    pub fn lacks(&self, text: &str) -> &Self {
        assert!(!self.text.contains(text), "{text} stands in:\n{}", self.text);
        self
    }

    /// Whether these texts stand there, each after the one before.
    pub fn in_order(&self, texts: &[&str]) -> &Self {
        let mut at = 0;
        for text in texts {
            let found = self.text[at..].find(text);
            at += found.unwrap_or_else(|| panic!("{text} does not come after the others in:\n{}", self.text));
        }
        self
    }
}

impl House {
    pub async fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("filing_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        Self::at(std::env::temp_dir().join(name), "127.0.0.1:0").await
    }

    pub async fn at(folder: PathBuf, listen: &str) -> Self {
        std::fs::create_dir_all(&folder).expect("a folder can be made");
        let store =
            Store::open(&DatabaseUrl::Sqlite(folder.join("rater.db")), &Options::default()).expect("an empty store");
        let app = App::new(store.clone(), Settings::new(listen.parse().expect("an address")));
        let new = NewOrganisation {
            name: "Klinik Melati".to_owned(),
            language: "id".to_owned(),
            zone: "Asia/Jakarta".to_owned(),
            sample: false,
        };
        let scope =
            store.write(move |tx| people::create_organisation(tx, &new, Time::now())).await.expect("it is made");
        Self { router: web::operation::router(&app), app, store, scope, folder }
    }

    pub async fn desk(&self, role: Role, language: &str) -> Desk<'_> {
        self.desk_since(role, language, Time::now()).await
    }

    /// Somebody who signed in then.
    pub async fn desk_since(&self, role: Role, language: &str, since: Time) -> Desk<'_> {
        let secret = self.signed_in(role, language, since).await;
        let hash = secret.hash();
        let session = self.store.read(move |tx| store::sessions::find(tx, &hash, Time::now())).await;
        let session = session.expect("it can be read").expect("it was begun");
        Desk {
            house: self,
            scope: session.scope,
            cookie: format!("rater={}", secret.reveal()),
            form: session.form_token,
        }
    }

    async fn signed_in(&self, role: Role, language: &str, since: Time) -> Secret {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let (scope, language) = (self.scope.clone(), language.to_owned());
        let signed = self.store.write(move |tx| {
            let new = NewMember {
                email: format!("{}{number}@klinik.example", role.name()),
                name: "Rina Kusuma".to_owned(),
                language,
                role,
                team: None,
                password_hash: "!".to_owned(),
            };
            let user = people::add_member(tx, &scope, &new, since)?;
            store::sessions::begin(tx, &user, None, since)
        });
        signed.await.expect("somebody signs in")
    }

    /// Does something as somebody.
    pub async fn by<T: Send + 'static>(
        &self,
        scope: &Scope,
        job: impl FnOnce(&mut Transaction<'_>, &Scope) -> Result<T, StoreError> + Send + 'static,
    ) -> T {
        let scope = scope.clone();
        self.store.write(move |tx| job(tx, &scope)).await.expect("the job succeeds")
    }
}

impl Desk<'_> {
    pub async fn send(&self, request: Request<Body>) -> Page {
        let response = self.house.router.clone().oneshot(request).await.expect("the router answers");
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, 32 << 20).await.expect("a body");
        Page { status: parts.status, headers: parts.headers, text: String::from_utf8_lossy(&bytes).into_owned() }
    }

    pub async fn get(&self, path: &str) -> Page {
        let path = path.split('#').next().unwrap_or_default();
        let request = Request::get(path).header(header::HOST, "rater.example").header(header::COOKIE, &self.cookie);
        self.send(request.body(Body::empty()).expect("a request")).await
    }

    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let mut body = format!("form={}", self.form);
        for (name, value) in fields {
            body.push_str(&format!("&{}={}", encoded(name), encoded(value)));
        }
        self.body(path, "application/x-www-form-urlencoded", body.into_bytes()).await
    }

    pub async fn upload(&self, path: &str, fields: &[(&str, &str)], file: Option<(&str, &[u8])>) -> Page {
        let mut body = Vec::new();
        for (name, value) in [("form", self.form.as_str())].iter().chain(fields) {
            let head = format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            body.extend(head.into_bytes());
        }
        if let Some((name, bytes)) = file {
            let head = format!("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n");
            body.extend(head.into_bytes());
            body.extend(bytes);
            body.extend(b"\r\n");
        }
        body.extend(b"--x--\r\n");
        self.body(path, "multipart/form-data; boundary=x", body).await
    }

    async fn body(&self, path: &str, kind: &str, body: Vec<u8>) -> Page {
        let request = Request::builder()
            .method(Method::POST)
            .uri(path)
            .header(header::HOST, "rater.example")
            .header(header::COOKIE, &self.cookie)
            .header(header::CONTENT_TYPE, kind);
        self.send(request.body(Body::from(body)).expect("a request")).await
    }
}

pub fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

/// A customer about whom something of every kind is kept.
pub struct Filed {
    pub customer: Id,
    pub above: Id,
    pub stale: Id,
    pub promise: Id,
    pub case: Id,
}

/// The words of a file.
pub struct Words {
    pub name: String,
    pub email: String,
    pub phone: String,
    pub number: String,
    pub above: String,
    pub source: String,
    pub first: String,
    pub stale: String,
    pub over: String,
    pub ended: String,
    pub broken: String,
    pub due: String,
    pub words: String,
    pub met: String,
    pub place: String,
    pub case: String,
    pub progress: String,
    pub comment: String,
    pub mail: String,
}

impl Words {
    /// As somebody at a counter writes them.
    pub fn plain() -> Self {
        let text = str::to_owned;
        Self {
            name: text("Siti Test"),
            email: text("siti@pelanggan.example"),
            phone: text("+62 812-3456-7890"),
            number: text("K-1027"),
            above: text("PT Contoh Test"),
            source: text("told Rina at the counter"),
            first: text("Calls back only after four in the afternoon."),
            stale: text("Wants the results explained by the doctor, not on paper."),
            over: text("Comes with a walking frame."),
            ended: text("Prefers the branch in the old town."),
            broken: text("The laboratory results will be ready on Monday."),
            due: text("We call with the new appointment."),
            words: text("She has asked for this twice already."),
            met: text("Waited an hour and nobody told her why."),
            place: text("Registration desk"),
            case: text("Results were sent to somebody else."),
            progress: text("The laboratory looks for the sample."),
            comment: text("The nurses are very kind."),
            mail: text("Your appointment on Monday"),
        }
    }

    /// Every word with a mark around it: what a browser would run, or what is easily found.
    pub fn marked(mark: impl Fn(&str) -> String) -> Self {
        Self {
            name: mark("name"),
            email: "canary-email@pelanggan.example".to_owned(),
            phone: "0811 555 7741".to_owned(),
            number: mark("number"),
            above: mark("above"),
            source: mark("source"),
            first: mark("first"),
            stale: mark("stale"),
            over: mark("over"),
            ended: mark("ended"),
            broken: mark("broken"),
            due: mark("due"),
            words: mark("words"),
            met: mark("met"),
            place: mark("place"),
            case: mark("case"),
            progress: mark("progress"),
            comment: mark("comment"),
            mail: mark("mail"),
        }
    }

    /// What is said of the person alone: the firm above and the place stay when they are erased.
    pub fn of_the_person(&self) -> Vec<&str> {
        vec![
            &self.name,
            &self.email,
            &self.phone,
            &self.number,
            &self.source,
            &self.first,
            &self.stale,
            &self.over,
            &self.ended,
            &self.broken,
            &self.due,
            &self.words,
            &self.met,
            &self.case,
            &self.progress,
            &self.comment,
            &self.mail,
        ]
    }
}

/// Files somebody with all of it, written by a manager.
pub async fn filed(house: &House, words: Words) -> Filed {
    let by = house.desk(Role::Manager, "en").await.scope;
    house.by(&by, move |tx, scope| file(tx, scope, &words, Time::now())).await
}

fn file(tx: &mut Transaction<'_>, scope: &Scope, words: &Words, now: Time) -> Result<Filed, StoreError> {
    let ago = |days: i64| now.plus_seconds(-days * DAY);
    let firm = NewCustomer { kind: CustomerKind::Organisation, name: words.above.clone(), ..NewCustomer::default() };
    let above = customers::create(tx, scope, &firm, ago(500))?;
    let new = NewCustomer {
        kind: CustomerKind::Person,
        name: words.name.clone(),
        parent: Some(above.clone()),
        email: words.email.clone(),
        phone: words.phone.clone(),
        language: "id".to_owned(),
        consent: Consent::Given,
        consent_source: words.source.clone(),
        identifiers: BTreeMap::from([("till".to_owned(), words.number.clone())]),
    };
    let customer = customers::create(tx, scope, &new, ago(500))?;
    let stale = facts(tx, scope, &customer, words, now)?;
    let place = touchpoints::create(tx, scope, &words.place, ago(300))?;
    let met = NewMoment {
        touchpoint: place.clone(),
        customer: Some(customer.clone()),
        at: ago(9),
        judgements: [Judgement::Met, Judgement::Exceeded, Judgement::Nothing, Judgement::Met, Judgement::Disappointed],
        words: words.met.clone(),
    };
    moments::note(tx, scope, &met, ago(9))?;
    let promise = promised(tx, scope, &customer, words, now)?;
    let case = cases::NewCase {
        customer: Some(customer.clone()),
        factor: Some(Factor::Reliability),
        ..cases::NewCase::by_hand(words.case.clone(), Channel::Phone)
    };
    let case = cases::open(tx, scope, &case, ago(3))?;
    let step = cases::Act::Step(service::recovery::Step::Acknowledge);
    cases::act(tx, scope, &case, &step, (&words.progress, true), ago(2))?;
    asked(tx, scope, words, now)?;
    let mail = Mail { to: words.email.clone(), subject: words.mail.clone(), text: "Open /i/sq_inv_abc.".to_owned() };
    store::outbox::mail(tx, scope, &mail, ago(4))?;
    Ok(Filed { customer, above, stale, promise, case })
}

/// Four facts: to be read first, old, over, and ended. Gives the old one.
fn facts(tx: &mut Transaction<'_>, scope: &Scope, customer: &Id, words: &Words, now: Time) -> Result<Id, StoreError> {
    let fact = |factor, text: &str, first, expires_at| NewFact {
        factor,
        words: text.to_owned(),
        source: words.source.clone(),
        first,
        confirm_days: 365,
        expires_at,
    };
    let ago = |days: i64| now.plus_seconds(-days * DAY);
    let first = fact(Factor::Responsiveness, &words.first, true, None);
    customers::note_fact(tx, scope, customer, &first, ago(20))?;
    let over = fact(Factor::Tangibles, &words.over, false, Some(ago(5)));
    customers::note_fact(tx, scope, customer, &over, ago(60))?;
    let ended = customers::note_fact(tx, scope, customer, &fact(Factor::Empathy, &words.ended, false, None), ago(450))?;
    customers::end_fact(tx, scope, &ended, ago(30))?;
    customers::note_fact(tx, scope, customer, &fact(Factor::Assurance, &words.stale, false, None), ago(400))
}

/// A promise that the clock broke, one that was kept, and one that is due today. Gives the broken one.
fn promised(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    customer: &Id,
    words: &Words,
    now: Time,
) -> Result<Id, StoreError> {
    let promise = |told: &str, minutes: u32| NewPromise {
        customer: Some(customer.clone()),
        commitment: None,
        touchpoint: None,
        factor: Factor::Reliability,
        told: told.to_owned(),
        words: words.words.clone(),
        owner: None,
        due: DueRule::Within { minutes },
    };
    let ago = |days: i64| now.plus_seconds(-days * DAY);
    let kept = promises::make(tx, scope, &promise("A copy of the bill.", 2 * 24 * 60), ago(100))?;
    promises::act(tx, scope, &kept, &Act::Done, ("", true), ago(99))?;
    promises::make(tx, scope, &promise(&words.due, minutes_of_today(now)), now)?;
    promises::make(tx, scope, &promise(&words.broken, 24 * 60), ago(6))
}

/// Minutes that are left of the day in Jakarta, where midnight is at 17:00 UTC: what is due then is due today, however slowly a
/// machine goes.
fn minutes_of_today(now: Time) -> u32 {
    let minutes = now.0 / 60_000 + 7 * 60;
    u32::try_from(24 * 60 - minutes.rem_euclid(24 * 60) - 1).unwrap_or(0).max(1)
}

/// A survey of named respondents that the customer answered, and an anonymous one to which they are invited.
fn asked(tx: &mut Transaction<'_>, scope: &Scope, words: &Words, now: Time) -> Result<(), StoreError> {
    let source = survey::builtin_source("rater-pulse").unwrap_or_default();
    let saved = store::instruments::save(tx, scope, source, now)?;
    for (title, anonymous) in [("After your visit", false), ("In confidence", true)] {
        let new = NewSurvey {
            title: title.to_owned(),
            instrument: saved.id.clone(),
            instrument_version: saved.version,
            language: "id".to_owned(),
            team: None,
            anonymous,
            pulse: Pulse::Off,
            ask_comment: true,
            thanks: String::new(),
            embed_origins: vec![],
            sample: false,
        };
        let survey = store::surveys::create(tx, scope, &new, now.plus_seconds(-60))?;
        let wave = NewWave { title: "Spring".to_owned(), opens_at: now.plus_seconds(-60), closes_at: None };
        let wave = store::waves::open(tx, scope, &survey.id, &wave, now.plus_seconds(-60))?;
        let person = invitees::NewInvitee {
            email: words.email.clone(),
            name: words.name.clone(),
            language: "id".to_owned(),
            segments: BTreeMap::new(),
        };
        invitees::import(tx, scope, &wave.id, vec![person], now)?;
        let invitee = invitees::list(tx, scope, &wave.id, None, 1)?.remove(0);
        let secret = invitees::issue_token(tx, scope, &invitee.id, now)?;
        let door = invitees::resolve_invitation(tx, &secret.hash(), now)?.ok_or(StoreError::NotFound)?;
        let asked = store::instruments::questionnaire(tx, scope, &saved.id, saved.version)?;
        let answer = Submission {
            attempt: Id::random(),
            codes: asked.layout.columns.iter().map(|column| column.scale.max).collect(),
            segments: BTreeMap::new(),
            fields: BTreeMap::new(),
            comment: (!anonymous).then(|| words.comment.clone()),
            seconds: Some(90),
            language: "id".to_owned(),
            invitation: Some(secret.hash()),
            suspicious: None,
        };
        store::answers::submit(tx, &door, &answer, now.plus_seconds(-30))?;
    }
    Ok(())
}
