//! The first page of the board: where we fall short most, what matters most, what to do first, how sure; then the five
//! factors, one row each.

use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::response::IntoResponse;
use axum::response::{Redirect, Response};
use report::render::board::{FactorRow, Opening, Part};
use store::waves::WaveState;
use store::{StoreError, Time};

use super::frame::{Frame, Opened, id_of, open};
use crate::App;
use crate::failure::Failure;
use crate::live;
use crate::page::{Page, html};
use crate::visitor::{SignedIn, Visitor};

#[derive(Template)]
#[template(path = "board/overview.html")]
struct Overview {
    page: Page,
    frame: Frame,
    now: Now,
}

/// What changes while the page is open.
#[derive(Template)]
#[template(path = "board/now.html")]
struct Now {
    page: Page,
    frame: Frame,
    /// Changes when what is shown does.
    version: String,
    /// Answers so far, written.
    answers: String,
    running: bool,
    opening: Vec<Opening>,
    factors: Vec<FactorRow>,
    gaps: bool,
    trend: bool,
    level: String,
    numbers: String,
    overall: String,
    drivers: String,
}

/// The board of a survey: of the wave that runs, or else of the last that did.
pub async fn newest(
    State(app): State<App>,
    session: SignedIn,
    Path(id): Path<String>,
    RawQuery(asked): RawQuery,
) -> Result<Response, Failure> {
    let (scope, survey, now) = (session.scope.clone(), id_of(&id)?, Time::now());
    let mut waves = app.store.read(move |tx| store::waves::list(tx, &scope, &survey)).await?;
    waves.sort_by_key(|wave| (wave.state(now) == WaveState::Planned, -wave.position));
    let wave = waves.first().ok_or(StoreError::NotFound)?;
    // What was asked of the page, such as another language, is asked of that one.
    let asked = asked.map_or(String::new(), |asked| format!("?{asked}"));
    Ok(Redirect::to(&format!("/board/{}{asked}", wave.id)).into_response())
}

/// The overview.
pub async fn show(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Path(wave): Path<String>,
) -> Result<Response, Failure> {
    let opened = open(&app, &session, &visitor, &wave).await?;
    let page = opened.page(&session, &visitor);
    let now = current(&app, &session, &opened, page.clone()).await?;
    html(&Overview { frame: opened.frame(""), page, now })
}

/// Only what changes, for a page that is open.
pub async fn now(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Path(wave): Path<String>,
) -> Result<Response, Failure> {
    let opened = open(&app, &session, &visitor, &wave).await?;
    let page = opened.page(&session, &visitor);
    html(&current(&app, &session, &opened, page).await?)
}

async fn current(app: &App, session: &SignedIn, opened: &Opened, page: Page) -> Result<Now, Failure> {
    let live = &opened.live;
    let waves = live::comparison(app, &session.scope, &live.wave.id, opened.words).await?;
    let waves = waves.as_ref().and_then(|live| live.report.as_ref());
    let board = opened.board();
    let part = |part: Part| board.as_ref().map_or_else(String::new, |board| board.part(part));
    let factors = board.as_ref().map(|board| board.factors(waves)).unwrap_or_default();
    Ok(Now {
        page,
        frame: opened.frame(""),
        version: format!("{} {} {}", live.wave.answers, live.wave.set_aside, opened.frame("").state),
        answers: opened.words.count(live.wave.answers),
        running: live.running(),
        opening: board.as_ref().map(|board| board.opening()).unwrap_or_default(),
        gaps: live.report.as_ref().is_some_and(|report| report.has("expectation")),
        trend: factors.iter().any(|factor| !factor.spark.is_empty()),
        factors,
        level: live.report.as_ref().map_or_else(String::new, |report| opened.words.percent(report.settings.level, 0)),
        numbers: part(Part::Dimensions),
        overall: part(Part::Overall),
        drivers: part(Part::Drivers),
    })
}
