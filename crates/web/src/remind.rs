//! What is said when an alarm rings: to whoever is to keep a promise, and to those who answer for it.
//!
//! Separate from upkeep, which only looks at the clock. The mail is written in the transaction in which the alarm is crossed out,
//! so that there is one of it. It goes to our own people; no customer is written to here.

use language::{Language, Words};
use store::alarms::{self, Alarm, AlarmKind};
use store::outbox::Mail;
use store::people::{self, Reachable};
use store::promises::Ledgered;
use store::{StoreError, Time, Transaction, cases, outbox, promises};

use crate::pages::desk::clock::Clock;

/// Alarms that ring in one transaction.
const TOGETHER: i64 = 100;

/// How mails are written; without it, nobody is written to.
#[derive(Debug, Clone)]
pub struct Writing {
    /// How addresses of this server begin, if that is known.
    pub base_url: Option<String>,
}

/// Lets what is due ring; gives how many there were.
///
/// # Errors
/// As the database says.
pub fn ring(tx: &mut Transaction<'_>, writing: Option<&Writing>, now: Time) -> Result<usize, StoreError> {
    alarms::ring(tx, now, TOGETHER, &mut |tx, alarm| match hear(tx, alarm, writing, now) {
        // One that contradicts what is stored must not keep all others from ringing.
        Err(
            error @ (StoreError::NotFound | StoreError::Refused(..) | StoreError::Conflict(_) | StoreError::Damaged(_)),
        ) => {
            tracing::error!(%error, alarm = alarm.kind.name(), object = %alarm.object, "an alarm could not be heard");
            Ok(())
        }
        heard => heard,
    })
}

fn hear(tx: &mut Transaction<'_>, alarm: &Alarm, writing: Option<&Writing>, now: Time) -> Result<(), StoreError> {
    match alarm.kind {
        AlarmKind::PromiseSoon | AlarmKind::PromiseDue | AlarmKind::PromiseLate => {
            let Some(promise) = promises::heard(tx, alarm, now)? else { return Ok(()) };
            writing.map_or(Ok(()), |writing| of_promise(tx, alarm, &promise, writing, now))
        }
        AlarmKind::CaseLevel | AlarmKind::CaseTimeout => {
            let Some(case) = cases::heard(tx, alarm, now)? else { return Ok(()) };
            writing.map_or(Ok(()), |writing| of_case(tx, alarm, &case, writing, now))
        }
    }
}

/// Who is told of a promise: its keeper; of one that is late also those who answer for it.
fn of_promise(
    tx: &mut Transaction<'_>,
    alarm: &Alarm,
    promise: &Ledgered,
    writing: &Writing,
    now: Time,
) -> Result<(), StoreError> {
    let mut to: Vec<Reachable> = people::reachable(tx, &alarm.scope, &promise.owner)?.into_iter().collect();
    if alarm.kind == AlarmKind::PromiseLate || to.is_empty() {
        to.extend(people::answerable(tx, &alarm.scope, promise.team.as_ref())?);
    }
    let (subject, text) = match alarm.kind {
        AlarmKind::PromiseSoon => ("promises-mail-soon-subject", "promises-mail-soon"),
        AlarmKind::PromiseDue => ("promises-mail-broken-subject", "promises-mail-broken"),
        _ => ("promises-mail-late-subject", "promises-mail-late"),
    };
    let link = writing.base_url.as_ref().map(|base| format!("{base}/promises/{}", promise.id));
    send(tx, alarm, to, now, |w| {
        let clock = Clock::new(&promise.due.zone, w);
        let said = [
            ("told", promise.told.as_str().into()),
            ("when", clock.moment(Time::from(promise.due.at)).into()),
            ("owner", promise.owner_name.as_str().into()),
        ];
        (w.say(subject, &said), w.say(text, &said), link.clone())
    })
}

fn of_case(
    tx: &mut Transaction<'_>,
    alarm: &Alarm,
    case: &cases::Kept,
    writing: &Writing,
    now: Time,
) -> Result<(), StoreError> {
    let mut to = people::answerable(tx, &alarm.scope, case.team.as_ref())?;
    if let Some(owner) = &case.owner {
        to.extend(people::reachable(tx, &alarm.scope, owner)?);
    }
    let (subject, text) = match alarm.kind {
        AlarmKind::CaseLevel => ("promises-mail-escalated-subject", "promises-mail-escalated"),
        _ => ("promises-mail-timeout-subject", "promises-mail-timeout"),
    };
    let link = writing.base_url.as_ref().map(|base| format!("{base}/cases/{}", case.id));
    send(tx, alarm, to, now, |w| {
        let said = [("number", case.number.into()), ("level", case.level.into())];
        (w.say(subject, &said), w.say(text, &said), link.clone())
    })
}

/// One mail for each, in their language; nobody twice.
fn send(
    tx: &mut Transaction<'_>,
    alarm: &Alarm,
    mut to: Vec<Reachable>,
    now: Time,
    written: impl Fn(Words) -> (String, String, Option<String>),
) -> Result<(), StoreError> {
    to.sort_by(|a, b| a.email.cmp(&b.email));
    to.dedup_by(|a, b| a.email == b.email);
    for one in to {
        let words = Language::from_code(&one.language).unwrap_or_default().words();
        let (subject, text, link) = written(words);
        let subject: String = subject.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let text = link.map_or(text.clone(), |link| format!("{text}\n\n{link}"));
        outbox::mail(tx, &alarm.scope, &Mail { to: one.email, subject, text }, now)?;
    }
    Ok(())
}
