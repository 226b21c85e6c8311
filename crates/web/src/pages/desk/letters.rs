//! Mails that invite and remind, and the personal links in them.
//!
//! Separate from the page, because programs send them, too. What is written goes into the outbox in the transaction that makes
//! the link; without a writer for it, only the link is made, to be sent by other means.

use std::collections::BTreeMap;

use language::{Language, Words};
use store::invitees::Round;
use store::outbox::Mail;
use store::people::Organisation;
use store::surveys::Survey;
use store::waves::Wave;
use store::{Id, Scope, StoreError, Time, Transaction};

use super::clock::Clock;

/// Nobody is reminded twice within a day.
const REMIND_SECONDS: i64 = 24 * 3600;
/// A list of those to be reminded of an anonymous survey says who has not answered: not twice within a week, so that many have
/// answered between two lists (docs/decisions/0010-single-answers.md).
const LIST_SECONDS: i64 = 7 * 24 * 3600;

/// Before when somebody must have been written to, to be reminded now: by our mails, or by a list that the staff see.
#[must_use]
pub fn written_before(survey: &Survey, now: Time, by_mail: bool) -> Time {
    let seconds = if survey.anonymous && !by_mail { LIST_SECONDS } else { REMIND_SECONDS };
    now.plus_seconds(-seconds)
}

/// A writer for each language.
pub type Writers = BTreeMap<String, Writer>;

/// Writers for the people of a wave.
#[must_use]
pub fn writers(survey: &Survey, wave: Option<&Wave>, organisation: &Organisation) -> Writers {
    let writer = |language: Language| {
        let code = language.code();
        (code.to_owned(), Writer::new(survey, wave, &organisation.name, &organisation.zone, code))
    };
    Language::ALL.into_iter().map(writer).collect()
}

/// One person's link.
pub struct Written {
    /// Where the mail goes.
    pub email: String,
    /// Whose it is.
    pub name: String,
    /// In which language.
    pub language: String,
    /// The address.
    pub link: String,
}

/// Makes links for some people of a round, and puts mails into the outbox when there are writers. Nobody is left when it
/// gives none.
///
/// # Errors
/// As [`store::invitees::write_to`].
pub fn write(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    (survey, wave): (&Survey, &Id),
    base: &str,
    reminder: bool,
    writers: Option<&Writers>,
    now: Time,
) -> Result<Vec<Written>, StoreError> {
    let before = written_before(survey, now, writers.is_some());
    let round = if reminder { Round::Reminder(before) } else { Round::First };
    let mut all = Vec::new();
    store::invitees::write_to(tx, scope, wave, round, now, &mut |tx, person, token| {
        let link = format!("{base}/i/{}", token.reveal());
        if let Some(writers) = writers {
            let writer = writers.get(&person.language).or_else(|| writers.values().next());
            let Some(writer) = writer else { return Err(StoreError::NotFound) };
            let (subject, text) = writer.mail(&person.name, &link, reminder);
            store::outbox::mail(tx, scope, &Mail { to: person.email.clone(), subject, text }, now)?;
        }
        all.push(Written { email: person.email, name: person.name, language: person.language, link });
        Ok(())
    })?;
    Ok(all)
}

/// Writes the mails of one survey in one language.
#[derive(Clone)]
pub struct Writer {
    w: Words,
    title: String,
    organisation: String,
    closes: String,
    anonymous: bool,
}

impl Writer {
    /// A writer for a wave's people.
    #[must_use]
    pub fn new(survey: &Survey, wave: Option<&Wave>, organisation: &str, zone: &str, language: &str) -> Self {
        let w = Language::from_code(language).unwrap_or_default().words();
        let clock = Clock::new(zone, w);
        // The last moment of a day, not the first of the next.
        let closes = wave.and_then(|wave| wave.closes_at).map(|time| clock.day(time.plus_seconds(-1)));
        Self {
            w,
            title: survey.title.clone(),
            organisation: organisation.to_owned(),
            closes: closes.map_or(String::new(), |day| w.say("desk-letter-closes", &[("day", day.into())])),
            anonymous: survey.anonymous,
        }
    }

    /// Subject and text.
    #[must_use]
    pub fn mail(&self, name: &str, link: &str, reminder: bool) -> (String, String) {
        let w = self.w;
        let said = [
            ("survey", self.title.as_str().into()),
            ("organisation", self.organisation.as_str().into()),
            ("name", name.into()),
        ];
        let (subject, body) = if reminder {
            ("desk-letter-again-subject", "desk-letter-again")
        } else {
            ("desk-letter-subject", "desk-letter")
        };
        let greeting = if name.is_empty() { w.text("desk-letter-hello") } else { w.say("desk-letter-dear", &said) };
        let private = w.text(if self.anonymous { "desk-letter-anonymous" } else { "desk-letter-named" });
        let mut parts = vec![greeting, w.say(body, &said), link.to_owned()];
        parts.extend((!self.closes.is_empty()).then(|| self.closes.clone()));
        parts.extend([private, w.text("desk-letter-once"), self.organisation.clone()]);
        // A subject is one line, whatever the survey is called.
        let subject: String = w.say(subject, &said).chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        (subject, parts.join("\n\n"))
    }
}
