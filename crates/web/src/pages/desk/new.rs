//! Making a survey: one page, and everything that is needed to hang it up is there.
//!
//! Separate from the survey's home, because here four things come into being together or not at all: the questionnaire, the
//! survey, its first wave and its open link.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use language::Words;
use store::instruments::{InstrumentVersion, Questionnaire};
use store::links::LinkKind;
use store::surveys::NewSurvey;
use store::waves::NewWave;
use store::{StoreError, Time};
use survey::Instrument;

use super::clock::Clock;
use super::sent::SentForm;
use super::source::{self, Chosen};
use super::{Choice, refused, trade, unprocessable};
use crate::App;
use crate::failure::Failure;
use crate::page::{Page, html, seen};
use crate::visitor::{SignedIn, Visitor};

#[derive(Template)]
#[template(path = "desk/new.html")]
struct New {
    page: Page,
    w: Words,
    entered: Entered,
    problems: Vec<String>,
    trades: Vec<Choice>,
    lengths: Vec<Choice>,
    own: Vec<Choice>,
    today: String,
}

/// What the form holds.
#[derive(Debug, Clone)]
struct Entered {
    title: String,
    trade: String,
    language: String,
    length: String,
    own: String,
    anonymous: String,
    comment: String,
    closes: String,
}

impl Entered {
    fn of(fields: &BTreeMap<String, String>) -> Self {
        let field = |name: &str, absent: &str| fields.get(name).map_or(absent, String::as_str).to_owned();
        Self {
            title: field("title", ""),
            trade: field("trade", "health"),
            language: field("language", "en"),
            length: field("length", "full"),
            own: field("own", ""),
            anonymous: field("anonymous", "yes"),
            // A box that is not ticked is not sent, so this is what its absence means.
            comment: field("comment", ""),
            closes: field("closes", ""),
        }
    }
}

/// The empty form.
pub async fn show(State(app): State<App>, session: SignedIn, visitor: Visitor) -> Result<Response, Failure> {
    let language = session.organisation.language.clone();
    let entered = Entered { language, comment: "yes".to_owned(), ..Entered::of(&BTreeMap::new()) };
    form(&app, &session, &visitor, entered, Vec::new()).await
}

async fn form(
    app: &App,
    session: &SignedIn,
    visitor: &Visitor,
    entered: Entered,
    problems: Vec<String>,
) -> Result<Response, Failure> {
    let page = Page::of(session, visitor, "surveys", String::new());
    let w = page.w;
    let page = Page { title: w.text("desk-new-title"), ..page };
    let choice = |name: &str, chosen: &str, text: String, help: String| Choice {
        name: name.to_owned(),
        text,
        help,
        chosen: name == chosen,
    };
    let trade = |name| choice(name, &entered.trade, w.text(&format!("desk-trade-{name}")), String::new());
    let length = |name| {
        let (text, help) = (w.text(&format!("desk-length-{name}")), w.text(&format!("desk-length-{name}-help")));
        choice(name, &entered.length, text, help)
    };
    let trades = trade::names().into_iter().map(trade).collect();
    let lengths = source::OF_THE_PROGRAM.iter().map(|(name, _, _)| length(name)).collect();
    let own = saved(app, session).await?;
    let own = own.iter().map(|(version, asked)| {
        choice(&version.id, &entered.own, name_of(version, &asked.instrument, w), String::new())
    });
    let own = own.collect();
    let today = Clock::new(&session.organisation.zone, w).field(Time::now());
    html(&New { page, w, entered, problems, trades, lengths, own, today })
}

/// The organisation's own questionnaires, each in its newest version.
async fn saved(
    app: &App,
    session: &SignedIn,
) -> Result<Vec<(InstrumentVersion, std::sync::Arc<Questionnaire>)>, StoreError> {
    let scope = session.scope.clone();
    let found = app.store.read(move |tx| {
        let newest = store::instruments::list(tx, &scope)?.into_iter();
        let mut parsed = |version: InstrumentVersion| {
            let asked = store::instruments::questionnaire(tx, &scope, &version.id, version.version)?;
            Ok((version, asked))
        };
        newest.map(&mut parsed).collect()
    });
    found.await
}

fn name_of(version: &InstrumentVersion, instrument: &Instrument, w: Words) -> String {
    let title = instrument.title.get(w.language().code());
    let number = version.version.to_string();
    w.say("desk-own-name", &[("title", title.into()), ("id", version.id.as_str().into()), ("version", number.into())])
}

/// Makes it.
pub async fn make(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    sent: SentForm,
) -> Result<Response, Failure> {
    let w = crate::page::words_of(&session, &visitor);
    let entered = Entered::of(&sent.fields);
    let now = Time::now();
    let clock = Clock::new(&session.organisation.zone, w);
    let closing = closing(&entered, &clock, now, w);
    let chosen = chosen(&app, &session, &entered, &sent.file, w).await?;
    let (closes_at, new, toml) = match (closing, chosen) {
        (Ok(closes_at), Ok(chosen)) => (closes_at, survey_of(&entered, &chosen), chosen.toml),
        (closing, chosen) => {
            let problems = closing.err().into_iter().chain(chosen.err().into_iter().flatten()).collect();
            return form(&app, &session, &visitor, entered, problems).await.map(unprocessable);
        }
    };
    let (scope, wave) = (session.scope.clone(), clock.month(now));
    let label = w.text("desk-link-first");
    let made = app.store.write(move |tx| {
        let instrument = store::instruments::save(tx, &scope, &toml, now)?;
        let new = NewSurvey { instrument: instrument.id, instrument_version: instrument.version, ..new };
        let survey = store::surveys::create(tx, &scope, &new, now)?;
        let wave = NewWave { title: wave, opens_at: now, closes_at };
        store::waves::open(tx, &scope, &survey.id, &wave, now)?;
        store::links::create(tx, &scope, &survey.id, LinkKind::Open, &label, &BTreeMap::new(), now)?;
        Ok::<_, StoreError>(survey.id)
    });
    match made.await {
        Ok(id) => Ok(seen(&format!("/surveys/{id}?done=made"))),
        Err(error) => {
            let problem = vec![refused(error, w)?];
            form(&app, &session, &visitor, entered, problem).await.map(unprocessable)
        }
    }
}

/// When the wave closes, or what is wrong with the day.
fn closing(entered: &Entered, clock: &Clock, now: Time, w: Words) -> Result<Option<Time>, String> {
    let day = entered.closes.trim();
    if day.is_empty() {
        return Ok(None);
    }
    match clock.end_of(day) {
        Some(time) if now < time => Ok(Some(time)),
        Some(_) => Err(w.text("desk-closes-past")),
        None => Err(w.text("desk-day-unreadable")),
    }
}

/// The questionnaire that the form means, or everything that is wrong with it.
async fn chosen(
    app: &App,
    session: &SignedIn,
    entered: &Entered,
    file: &[u8],
    w: Words,
) -> Result<Result<Chosen, Vec<String>>, Failure> {
    let missing = || vec![w.text("desk-choice-missing")];
    if language::Language::from_code(&entered.language).is_none() {
        return Ok(Err(missing()));
    }
    Ok(match entered.length.as_str() {
        source::FILE => source::of_file(file, w),
        source::OWN => {
            let (scope, id) = (session.scope.clone(), entered.own.clone());
            app.store.read(move |tx| source::own(tx, &scope, &id)).await?.ok_or_else(missing)
        }
        length => source::of_the_program(length, &entered.trade).ok_or_else(missing),
    })
}

/// The survey that a form describes. Where the questionnaire does not speak the language that was chosen, it begins in
/// one that it speaks.
fn survey_of(entered: &Entered, chosen: &Chosen) -> NewSurvey {
    let spoken = &chosen.instrument.title.0;
    let language = spoken.get_key_value(&entered.language).or_else(|| spoken.iter().next());
    NewSurvey {
        title: entered.title.trim().chars().take(200).collect(),
        instrument: String::new(),
        instrument_version: 0,
        language: language.map_or_else(|| entered.language.clone(), |(code, _)| code.clone()),
        team: None,
        anonymous: entered.anonymous != "no",
        pulse: chosen.pulse,
        ask_comment: entered.comment == "yes",
        thanks: String::new(),
        embed_origins: Vec::new(),
        sample: false,
    }
}
