//! Making a survey: one page, and everything that is needed to hang it up is there.
//!
//! Separate from the survey's home, because here four things come into being together or not at all: the questionnaire, the
//! survey, its first wave and its open link.

use std::collections::BTreeMap;

use askama::Template;
use axum::Form;
use axum::extract::State;
use axum::response::Response;
use language::Words;
use serde::Deserialize;
use store::links::LinkKind;
use store::surveys::{NewSurvey, Pulse};
use store::waves::NewWave;
use store::{StoreError, Time};

use super::clock::Clock;
use super::{Choice, refused, trade, unprocessable};
use crate::App;
use crate::failure::Failure;
use crate::page::{Page, html, seen};
use crate::visitor::{SignedIn, Visitor};

/// How long the questionnaire is: its name here, the questionnaire, and how much of it one respondent is shown.
const LENGTHS: [(&str, &str, Pulse); 5] = [
    ("full", "servqual", Pulse::Off),
    ("perception", "servperf", Pulse::Off),
    ("zone", "servqual-zone", Pulse::Off),
    ("pulse", "rater-pulse", Pulse::All),
    ("one", "rater-pulse", Pulse::Rotating),
];

#[derive(Template)]
#[template(path = "desk/new.html")]
struct New {
    page: Page,
    w: Words,
    entered: Entered,
    problem: Option<String>,
    trades: Vec<Choice>,
    lengths: Vec<Choice>,
    today: String,
}

/// What the form holds.
#[derive(Debug, Clone, Deserialize)]
#[serde(default)]
pub struct Entered {
    title: String,
    trade: String,
    language: String,
    length: String,
    anonymous: String,
    comment: String,
    closes: String,
}

impl Default for Entered {
    fn default() -> Self {
        let text = str::to_owned;
        Self {
            title: String::new(),
            trade: text("health"),
            language: text("en"),
            length: text("full"),
            anonymous: text("yes"),
            // A box that is not ticked is not sent, so this is what its absence means.
            comment: String::new(),
            closes: String::new(),
        }
    }
}

/// The empty form.
pub async fn show(session: SignedIn, visitor: Visitor) -> Result<Response, Failure> {
    let language = session.organisation.language.clone();
    let entered = Entered { language, comment: "yes".to_owned(), ..Entered::default() };
    form(&session, &visitor, entered, None)
}

fn form(session: &SignedIn, visitor: &Visitor, entered: Entered, problem: Option<String>) -> Result<Response, Failure> {
    let page = Page::of(session, visitor, "surveys", String::new());
    let w = page.w;
    let page = Page { title: w.text("desk-new-title"), ..page };
    let choice = |name: &'static str, chosen: &str, text: String, help: String| Choice {
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
    let lengths = LENGTHS.iter().map(|(name, _, _)| length(name)).collect();
    let today = Clock::new(&session.organisation.zone, w).field(Time::now());
    html(&New { page, w, entered, problem, trades, lengths, today })
}

/// Makes it.
pub async fn make(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Form(entered): Form<Entered>,
) -> Result<Response, Failure> {
    let w = crate::page::words_of(&session, &visitor);
    let clock = Clock::new(&session.organisation.zone, w);
    let now = Time::now();
    let problem = |entered: Entered, text: String| form(&session, &visitor, entered, Some(text)).map(unprocessable);
    let closes_at = match entered.closes.trim() {
        "" => None,
        day => match clock.end_of(day) {
            Some(time) if now < time => Some(time),
            Some(_) => return problem(entered, w.text("desk-closes-past")),
            None => return problem(entered, w.text("desk-day-unreadable")),
        },
    };
    let Some((new, toml)) = survey_of(&entered) else { return problem(entered, w.text("desk-choice-missing")) };
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
        Err(error) => problem(entered, refused(error, w)?),
    }
}

/// The survey that a form describes, and the text of its questionnaire.
fn survey_of(entered: &Entered) -> Option<(NewSurvey, String)> {
    let (_, instrument, pulse) = LENGTHS.iter().find(|(name, _, _)| *name == entered.length)?;
    trade::names().contains(&entered.trade.as_str()).then_some(())?;
    let language = language::Language::from_code(&entered.language)?;
    let toml = trade::fitted(survey::builtin_source(instrument)?, &entered.trade);
    let survey = NewSurvey {
        title: entered.title.trim().chars().take(200).collect(),
        instrument: String::new(),
        instrument_version: 0,
        language: language.code().to_owned(),
        team: None,
        anonymous: entered.anonymous != "no",
        pulse: *pulse,
        ask_comment: entered.comment == "yes",
        thanks: String::new(),
        embed_origins: Vec::new(),
        sample: false,
    };
    Some((survey, toml))
}
