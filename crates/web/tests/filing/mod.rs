//! Customers of whom something of every kind is kept: for the tests of customers' files.
//!
//! Separate from the tests, which ask. Every word of a customer's file is told to it, so that what is kept can be looked for.

#![allow(dead_code, unreachable_pub, reason = "each test file uses its own part of this")]

use std::collections::BTreeMap;

use service::Factor;
use service::due::DueRule;
use service::moment::Judgement;
use service::recovery::Channel;
use store::answers::Submission;
use store::customers::{Consent, CustomerKind, NewCustomer, NewFact};
use store::moments::NewMoment;
use store::outbox::Mail;
use store::promises::{Act, NewPromise};
use store::surveys::{NewSurvey, Pulse};
use store::waves::NewWave;
use store::{
    Id, Role, Scope, StoreError, Time, Transaction, cases, customers, invitees, moments, promises, touchpoints,
};

use crate::serving::House;

pub const DAY: i64 = 24 * 3600;

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
