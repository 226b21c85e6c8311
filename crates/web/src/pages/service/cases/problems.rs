//! Problems: what several cases have in common, with its cause and what is done about it.
//!
//! Separate from cases, because a cause is mended once. Everybody who serves may write one down; saying why it happens and that it
//! is solved is for managers, who can change how the work is done.

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use language::Words;
use serde::Deserialize;
use service::Factor;
use store::cases::{self, Kept, WORDS_MAX, Wanted};
use store::problems::{self, Problem};
use store::{Id, StoreError, Time};

use super::super::{Choice, factor_name, factors, id_of, refused, unprocessable};
use super::{Row, done_note, row};
use crate::App;
use crate::failure::Failure;
use crate::page::{Page, html, seen, words_of};
use crate::pages::desk::clock::Clock;
use crate::visitor::{SignedIn, Visitor};

/// The most cases of a problem on its page.
const SHOWN: u32 = 100;

#[derive(Template)]
#[template(path = "service/problems.html")]
struct List {
    page: Page,
    w: Words,
    tab: &'static str,
    problem: Option<String>,
    problems: Vec<Listed>,
    title: String,
    factors: Vec<Choice>,
}

struct Listed {
    id: String,
    title: String,
    factor: String,
    cases: String,
    since: String,
    solved: Option<String>,
}

fn listed(problem: Problem, w: Words, clock: &Clock) -> Listed {
    Listed {
        id: problem.id.to_string(),
        factor: factor_name(w, problem.factor),
        cases: w.say("problems-cases", &[("count", problem.cases.into())]),
        since: clock.day(problem.made_at),
        solved: problem.solved_at.map(|at| w.say("problems-solved-on", &[("day", clock.day(at).into())])),
        title: problem.title,
    }
}

/// What a form holds.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Fields {
    title: String,
    factor: String,
    root_cause: String,
    action: String,
    solved: String,
}

/// The list.
pub(super) async fn list(State(app): State<App>, session: SignedIn, visitor: Visitor) -> Result<Response, Failure> {
    all(&app, &session, &visitor, &Fields::default(), None).await
}

async fn all(
    app: &App,
    session: &SignedIn,
    visitor: &Visitor,
    fields: &Fields,
    problem: Option<String>,
) -> Result<Response, Failure> {
    let scope = session.scope.clone();
    let found = app.store.read(move |tx| problems::list(tx, &scope)).await?;
    let w = words_of(session, visitor);
    let clock = Clock::new(&session.organisation.zone, w);
    let wrong = problem.is_some();
    let response = html(&List {
        page: Page::of(session, visitor, "service", w.text("problems-title")),
        w,
        tab: "cases",
        problem,
        problems: found.into_iter().map(|problem| listed(problem, w, &clock)).collect(),
        title: fields.title.clone(),
        factors: factors(w, Factor::named(&fields.factor)),
    })?;
    Ok(if wrong { unprocessable(response) } else { response })
}

/// Writes one down.
pub(super) async fn create(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Form(fields): Form<Fields>,
) -> Result<Response, Failure> {
    let made = match Factor::named(&fields.factor) {
        None => Err(StoreError::Refused("cases-factor-missing", vec![])),
        Some(factor) => {
            let (scope, title) = (session.scope.clone(), fields.title.clone());
            app.store.write(move |tx| problems::create(tx, &scope, &title, factor, Time::now())).await
        }
    };
    match made {
        Ok(id) => Ok(seen(&format!("/problems/{id}?done=made"))),
        Err(error) => {
            let problem = refused(error, words_of(&session, &visitor))?;
            all(&app, &session, &visitor, &fields, Some(problem)).await
        }
    }
}

#[derive(Template)]
#[template(path = "service/problems_one.html")]
struct One {
    page: Page,
    w: Words,
    tab: &'static str,
    done: Option<String>,
    problem: Option<String>,
    one: Listed,
    root_cause: String,
    action: String,
    solved: bool,
    words_max: usize,
    rows: Vec<Row>,
}

/// What the address says besides.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    done: String,
}

/// One problem with its cases.
pub(super) async fn show(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let done = done_note(&asked.done, words_of(&session, &visitor));
    page(&app, &session, &visitor, &id_of(&id)?, None, (done, None)).await
}

async fn page(
    app: &App,
    session: &SignedIn,
    visitor: &Visitor,
    id: &Id,
    typed: Option<&Fields>,
    (done, problem): (Option<String>, Option<String>),
) -> Result<Response, Failure> {
    let (scope, id) = (session.scope.clone(), id.clone());
    let found = app.store.read(move |tx| {
        let wanted = Wanted { problem: Some(id.clone()), ..Wanted::default() };
        Ok((problems::get(tx, &scope, &id)?, cases::list(tx, &scope, &wanted, SHOWN)?))
    });
    let (found, kept): (Problem, Vec<Kept>) = found.await?;
    let (w, now) = (words_of(session, visitor), Time::now());
    let clock = Clock::new(&session.organisation.zone, w);
    let wrong = problem.is_some();
    let response = html(&One {
        page: Page::of(session, visitor, "service", found.title.clone()),
        w,
        tab: "cases",
        done,
        problem,
        root_cause: typed.map_or(&found.root_cause, |typed| &typed.root_cause).clone(),
        action: typed.map_or(&found.action, |typed| &typed.action).clone(),
        solved: typed.map_or(found.solved_at.is_some(), |typed| typed.solved == "yes"),
        words_max: WORDS_MAX,
        rows: kept.into_iter().map(|kept| row(kept, w, &clock, now)).collect(),
        one: listed(found, w, &clock),
    })?;
    Ok(if wrong { unprocessable(response) } else { response })
}

/// Writes cause and action, and whether it is solved.
pub(super) async fn update(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(fields): Form<Fields>,
) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    let (scope, named) = (session.scope.clone(), id.clone());
    let (cause, action, solved) = (fields.root_cause.clone(), fields.action.clone(), fields.solved == "yes");
    let job = move |tx: &mut store::Transaction<'_>| {
        problems::update(tx, &scope, &named, (&cause, &action, solved), Time::now())
    };
    match app.store.write(job).await {
        Ok(()) => Ok(seen(&format!("/problems/{id}?done={}", if solved { "solved" } else { "written" }))),
        Err(error) => {
            let problem = refused(error, words_of(&session, &visitor))?;
            page(&app, &session, &visitor, &id, Some(&fields), (None, Some(problem))).await
        }
    }
}
