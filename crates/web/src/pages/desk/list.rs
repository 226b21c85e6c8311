//! The list of surveys: what runs, how many answered, and until when.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use language::Words;
use store::Time;
use store::surveys::Survey;
use store::waves::{Wave, WaveState};

use super::clock::Clock;
use crate::App;
use crate::failure::Failure;
use crate::page::{Page, html};
use crate::visitor::{SignedIn, Visitor};

#[derive(Template)]
#[template(path = "desk/list.html")]
struct List {
    page: Page,
    w: Words,
    surveys: Vec<Listed>,
    archived: Vec<Listed>,
}

/// A survey in the list.
struct Listed {
    id: String,
    title: String,
    state: &'static str,
    state_text: String,
    sample: bool,
    waves: String,
    answers: String,
    until: String,
}

/// The page.
pub async fn show(State(app): State<App>, session: SignedIn, visitor: Visitor) -> Result<Response, Failure> {
    let scope = session.scope.clone();
    let found = app.store.read(move |tx| {
        let surveys = store::surveys::list(tx, &scope)?;
        let with_waves = surveys.into_iter().map(|survey| {
            let waves = store::waves::list(tx, &scope, &survey.id)?;
            Ok((survey, waves))
        });
        with_waves.collect::<Result<Vec<_>, store::StoreError>>()
    });
    let found = found.await?;
    let page = Page::of(&session, &visitor, "surveys", String::new());
    let w = page.w;
    let page = Page { title: w.text("desk-list-title"), ..page };
    let clock = Clock::new(&session.organisation.zone, w);
    let now = Time::now();
    let (archived, surveys): (Vec<_>, Vec<_>) = found.iter().partition(|(survey, _)| survey.archived_at.is_some());
    let listed = |found: Vec<&(Survey, Vec<Wave>)>| {
        found.into_iter().map(|(survey, waves)| listed(survey, waves, &clock, w, now)).collect()
    };
    html(&List { w, surveys: listed(surveys), archived: listed(archived), page })
}

fn listed(survey: &Survey, waves: &[Wave], clock: &Clock, w: Words, now: Time) -> Listed {
    let wave = present(waves, now);
    let state = if survey.archived_at.is_some() { "archived" } else { state_of(wave, now) };
    let until = wave.map_or(String::new(), |wave| until(wave, clock, w, now));
    let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    Listed {
        id: survey.id.to_string(),
        title: survey.title.clone(),
        state,
        state_text: w.text(&format!("desk-state-{state}")),
        sample: survey.sample,
        waves: w.say("desk-waves-count", &[("count", count(waves.len()).into())]),
        answers: w.say("desk-answers-count", &[("count", wave.map_or(0, |wave| wave.answers).into())]),
        until,
    }
}

/// The wave that a page speaks of: the open one, else the last that was, else the next.
pub fn present(waves: &[Wave], now: Time) -> Option<&Wave> {
    let in_state = |state| waves.iter().find(move |wave: &&Wave| wave.state(now) == state);
    in_state(WaveState::Open).or_else(|| in_state(WaveState::Closed)).or_else(|| in_state(WaveState::Planned))
}

/// The name of a wave's state in classes and messages.
pub fn state_of(wave: Option<&Wave>, now: Time) -> &'static str {
    match wave.map(|wave| wave.state(now)) {
        Some(WaveState::Open) => "open",
        Some(WaveState::Planned) => "planned",
        Some(WaveState::Closed) => "closed",
        None => "none",
    }
}

/// When a wave ended, if it did.
pub fn ended(wave: &Wave, now: Time) -> Option<Time> {
    let over = matches!(wave.state(now), WaveState::Closed);
    [wave.closed_at, wave.closes_at].into_iter().flatten().min().filter(|_| over)
}

/// Until when a wave takes answers, since when it takes none, or from when on it will.
pub fn until(wave: &Wave, clock: &Clock, w: Words, now: Time) -> String {
    let (message, when) = match wave.state(now) {
        WaveState::Planned => ("desk-opens", Some(wave.opens_at)),
        WaveState::Open if wave.closes_at.is_none() => ("desk-closes-never", None),
        WaveState::Open => ("desk-closes", wave.closes_at),
        WaveState::Closed => ("desk-closed", ended(wave, now)),
    };
    let shown =
        when.map_or(String::new(), |when| if when == wave.opens_at { clock.moment(when) } else { clock.end(when) });
    w.say(message, &[("when", shown.into())])
}
