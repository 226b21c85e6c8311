//! Inviting people by mail: a list comes in, personal links go out, and only those who have not answered are reminded.
//!
//! Separate from open links, because here addresses of people are kept. It never shows who answered: only how many did.

use std::collections::BTreeSet;

use askama::Template;
use axum::Form;
use axum::extract::{Multipart, Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use language::Words;
use serde::Deserialize;
use store::invitees::{InviteeCounts, NewInvitee};
use store::surveys::Survey;
use store::waves::{Wave, WaveState};
use store::{Id, Scope, StoreError, Time};

use super::home::language_name;
use super::letters::{self, Writer, Writers, Written, written_before};
use super::people_list::{self, PeopleList};
use super::{id_of, refused, unprocessable};
use crate::App;
use crate::failure::Failure;
use crate::page::{Page, html, words_of};
use crate::visitor::{SignedIn, Visitor};

/// Refused lines that are listed; all are counted.
const LISTED_MAX: usize = 100;

#[derive(Template)]
#[template(path = "desk/invitations.html")]
struct Invitations {
    page: Page,
    w: Words,
    tab: &'static str,
    id: String,
    survey: Survey,
    wave: Option<String>,
    counts: Vec<(String, String)>,
    waiting: i64,
    to_remind: i64,
    mail: bool,
    columns: String,
    letters: Vec<Letter>,
    pasted: String,
    added: Option<Added>,
    done: Option<String>,
    problem: Option<String>,
}

/// The text of a mail in one language.
struct Letter {
    language: String,
    name: String,
    subject: String,
    text: String,
    reminder_subject: String,
    reminder_text: String,
}

/// What became of a list.
struct Added {
    summary: Vec<String>,
    refused: Vec<String>,
    more: Option<String>,
    unused: Option<String>,
}

/// What the page is about.
struct Found {
    survey: Survey,
    wave: Option<Wave>,
    counts: InviteeCounts,
    waiting: i64,
    to_remind: i64,
    languages: BTreeSet<String>,
    asked: std::sync::Arc<store::instruments::Questionnaire>,
}

async fn find(app: &App, session: &SignedIn, id: &Id) -> Result<Found, Failure> {
    let (scope, id, now) = (session.scope.clone(), id.clone(), Time::now());
    let mail = app.settings.smtp.is_some();
    let found = app.store.read(move |tx| {
        let survey = store::surveys::get(tx, &scope, &id)?;
        let waves = store::waves::list(tx, &scope, &id)?;
        let in_state = |state| waves.iter().find(move |wave| wave.state(now) == state);
        let wave = in_state(WaveState::Open).or_else(|| in_state(WaveState::Planned)).cloned();
        let version = wave.as_ref().map_or(survey.instrument_version, |wave| wave.instrument_version);
        let asked = store::instruments::questionnaire(tx, &scope, &survey.instrument, version)?;
        let mut found = Found {
            counts: InviteeCounts::default(),
            waiting: 0,
            to_remind: 0,
            languages: BTreeSet::new(),
            wave,
            survey,
            asked,
        };
        if let Some(wave) = &found.wave {
            let waiting = store::invitees::to_invite(tx, &scope, &wave.id)?;
            let late = store::invitees::to_remind(tx, &scope, &wave.id, written_before(&found.survey, now, mail))?;
            found.counts = store::invitees::counts(tx, &scope, &wave.id)?;
            found.languages = waiting.iter().chain(&late).map(|person| person.language.clone()).collect();
            // Those without a mail are known even where they are more than are handed out at once.
            found.waiting = i64::try_from(waiting.len())
                .unwrap_or(0)
                .max(found.counts.all - found.counts.invited - found.counts.used);
            found.to_remind = i64::try_from(late.len()).unwrap_or(0);
        }
        Ok(found)
    });
    Ok(found.await?)
}

/// The page.
pub async fn show(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let found = find(&app, &session, &id_of(&id)?).await?;
    page(&app, &session, &visitor, found, Told::default())
}

/// What the page says besides.
#[derive(Default)]
struct Told {
    pasted: String,
    added: Option<Added>,
    done: Option<String>,
    problem: Option<String>,
}

fn page(app: &App, session: &SignedIn, visitor: &Visitor, found: Found, told: Told) -> Result<Response, Failure> {
    let w = words_of(session, visitor);
    let page = Page::of(
        session,
        visitor,
        "surveys",
        w.say("desk-invite-title", &[("survey", found.survey.title.as_str().into())]),
    );
    let count = |message: &str, number: i64| (w.text(message), w.count(number));
    let counts = found.counts;
    let languages =
        if found.languages.is_empty() { [found.survey.language.clone()].into() } else { found.languages.clone() };
    let organisation = &session.organisation;
    let letters = languages.iter().map(|language| {
        let letter = Writer::new(&found.survey, found.wave.as_ref(), &organisation.name, &organisation.zone, language);
        let example = w.text("desk-letter-name-example");
        let link = format!("{}/i/…", visitor.base_url);
        let (first, again) = (letter.mail(&example, &link, false), letter.mail(&example, &link, true));
        Letter {
            language: language.clone(),
            name: language_name(language).to_owned(),
            subject: first.0,
            text: first.1,
            reminder_subject: again.0,
            reminder_text: again.1,
        }
    });
    html(&Invitations {
        w,
        tab: "invitations",
        id: found.survey.id.to_string(),
        wave: found.wave.as_ref().map(|wave| wave.title.clone()),
        counts: vec![
            count("desk-invite-all", counts.all),
            count("desk-invite-sent", counts.invited),
            count("desk-invite-reminded", counts.reminded),
            count("desk-invite-used", counts.used),
        ],
        waiting: found.waiting,
        to_remind: found.to_remind,
        mail: app.settings.smtp.is_some(),
        columns: found.asked.segments().collect::<Vec<_>>().join(","),
        letters: letters.collect(),
        pasted: told.pasted,
        added: told.added,
        done: told.done,
        problem: told.problem,
        survey: found.survey,
        page,
    })
}

/// Adds people from a file or from what was pasted.
pub async fn add(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Path(id): Path<String>,
    mut parts: Multipart,
) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    let w = words_of(&session, &visitor);
    let unreadable = |_| Failure::Request(StatusCode::BAD_REQUEST, "web-request-unreadable");
    let (mut bytes, mut pasted) = (Vec::new(), String::new());
    while let Some(field) = parts.next_field().await.map_err(unreadable)? {
        match field.name() {
            Some("file") => bytes = field.bytes().await.map_err(unreadable)?.to_vec(),
            Some("pasted") => pasted = field.text().await.map_err(unreadable)?,
            _ => {}
        }
    }
    let found = find(&app, &session, &id).await?;
    let problem = |found: Found, pasted: String, problem: String| {
        page(&app, &session, &visitor, found, Told { pasted, problem: Some(problem), ..Told::default() })
            .map(unprocessable)
    };
    let Some(wave) = found.wave.as_ref().map(|wave| wave.id.clone()) else {
        return problem(found, pasted, w.text("desk-invite-no-wave"));
    };
    let source = if bytes.is_empty() { pasted.as_bytes() } else { &bytes };
    if source.is_empty() {
        return problem(found, pasted, w.text("desk-people-empty"));
    }
    let list = people_list::read(source, &found.asked.instrument, &found.survey.language);
    let people: Vec<NewInvitee> = list.people.iter().map(|(_, person)| person.clone()).collect();
    let scope = session.scope.clone();
    let done = app.store.write(move |tx| store::invitees::import(tx, &scope, &wave, people, Time::now())).await;
    let imported = match done {
        Ok(imported) => imported,
        Err(error) => return problem(found, pasted, refused(error, w)?),
    };
    let added = added(&list, &imported, w);
    // What was refused stays in the field, to be put right.
    let pasted = if list.refused.is_empty() { String::new() } else { pasted };
    let found = find(&app, &session, &id).await?;
    page(&app, &session, &visitor, found, Told { pasted, added: Some(added), ..Told::default() })
}

fn added(list: &PeopleList, imported: &store::invitees::Imported, w: Words) -> Added {
    let count =
        |message: &str, number: u64| w.say(message, &[("count", i64::try_from(number).unwrap_or(i64::MAX).into())]);
    let refused_by_store = imported.refused.iter().filter_map(|place| {
        let (line, person) = list.people.get(*place)?;
        Some((*line, "desk-people-email", person.email.as_str()))
    });
    let refused = list.refused.iter().map(|refused| (refused.line, refused.reason, refused.found.as_str()));
    let refused: Vec<String> = refused
        .chain(refused_by_store)
        .map(|(line, reason, found)| w.say(reason, &[("line", line.to_string().into()), ("found", found.into())]))
        .collect();
    let all = refused.len();
    Added {
        summary: vec![
            count("desk-people-added", imported.added),
            count("desk-people-repeated", imported.repeated),
            count("desk-people-refused", all as u64),
        ],
        more: (LISTED_MAX < all).then(|| count("desk-people-more", (all - LISTED_MAX) as u64)),
        refused: refused.into_iter().take(LISTED_MAX).collect(),
        unused: (!list.unused.is_empty())
            .then(|| w.say("desk-people-unused", &[("columns", list.unused.join(", ").into())])),
    }
}

/// Which mails to send.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Sending {
    round: String,
}

impl Sending {
    fn reminder(&self) -> bool {
        self.round == "reminder"
    }
}

/// Writes to everybody of a round, as many at a time as the store hands out, so that answers need not wait for thousands of
/// mails.
async fn write(
    app: &App,
    scope: &Scope,
    (survey, wave): (&Survey, &Id),
    base: &str,
    reminder: bool,
    writers: Option<Writers>,
) -> Result<Vec<Written>, StoreError> {
    let (now, writers) = (Time::now(), std::sync::Arc::new(writers));
    let mut all = Vec::new();
    loop {
        let (scope, survey, wave) = (scope.clone(), survey.clone(), wave.clone());
        let (base, writers) = (base.to_owned(), writers.clone());
        let some = app
            .store
            .write(move |tx| letters::write(tx, &scope, (&survey, &wave), &base, reminder, (*writers).as_ref(), now))
            .await?;
        if some.is_empty() {
            return Ok(all);
        }
        all.extend(some);
    }
}

/// The open wave, or the page again with why there is nothing to send.
fn open_wave(found: &Found) -> Option<Id> {
    found.wave.as_ref().filter(|wave| wave.state(Time::now()) == WaveState::Open).map(|wave| wave.id.clone())
}

/// Sends invitations or reminders.
pub async fn send(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(sending): Form<Sending>,
) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    let w = words_of(&session, &visitor);
    let found = find(&app, &session, &id).await?;
    let problem = |found: Found, message: &str| {
        let told = Told { problem: Some(w.text(message)), ..Told::default() };
        page(&app, &session, &visitor, found, told).map(unprocessable)
    };
    if app.settings.smtp.is_none() {
        return problem(found, "desk-invite-no-mail");
    }
    let Some(wave) = open_wave(&found) else { return problem(found, "desk-invite-not-open") };
    let writers = letters::writers(&found.survey, found.wave.as_ref(), &session.organisation);
    let (base, whom) = (&visitor.base_url, (&found.survey, &wave));
    let written = write(&app, &session.scope, whom, base, sending.reminder(), Some(writers)).await?;
    let message = if sending.reminder() { "desk-remind-done" } else { "desk-invite-done" };
    let count = i64::try_from(written.len()).unwrap_or(i64::MAX);
    let found = find(&app, &session, &id).await?;
    let done = Some(w.say(message, &[("count", count.into())]));
    page(&app, &session, &visitor, found, Told { done, ..Told::default() })
}

/// The personal links as a table, for those who send mails by other means.
pub async fn download(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(sending): Form<Sending>,
) -> Result<Response, Failure> {
    let found = find(&app, &session, &id_of(&id)?).await?;
    let Some(wave) = open_wave(&found) else {
        let w = words_of(&session, &visitor);
        let told = Told { problem: Some(w.text("desk-invite-not-open")), ..Told::default() };
        return page(&app, &session, &visitor, found, told).map(unprocessable);
    };
    let (base, whom) = (&visitor.base_url, (&found.survey, &wave));
    let written = write(&app, &session.scope, whom, base, sending.reminder(), None).await?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"invitations.csv\""),
    ];
    let table = table(&written).map_err(|_| StoreError::Damaged("table of links".to_owned()))?;
    Ok((headers, table).into_response())
}

fn table(written: &[Written]) -> Result<Vec<u8>, csv::Error> {
    let mut table = csv::Writer::from_writer(Vec::new());
    table.write_record(["email", "name", "language", "link"])?;
    for person in written {
        let (email, name) = (exchange::guarded(&person.email), exchange::guarded(&person.name));
        table.write_record([email.as_ref(), name.as_ref(), &person.language, &person.link])?;
    }
    table.into_inner().map_err(|error| error.into_error().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_a_formula_stays_a_name() {
        let person = Written {
            email: "ana@x.example".to_owned(),
            name: "=HYPERLINK(1)".to_owned(),
            language: "es".to_owned(),
            link: "https://x/i/1".to_owned(),
        };
        let text = String::from_utf8(table(&[person]).unwrap_or_default()).unwrap_or_default();
        assert!(text.contains(",'=HYPERLINK(1),es,"), "{text}");
    }
}
