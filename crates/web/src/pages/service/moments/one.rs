//! One moment: that it was noted, what came of it, and taking it back.
//!
//! Separate from the form, because a page that says what was done can be loaded again without doing it again.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use serde::Deserialize;
use store::cases::{self, Wanted};
use store::moments::{self, Moment, RETRACT_SECONDS_MAX};
use store::{Id, Role, Scope, StoreError, Time, Transaction};

use super::list::{self, Found, RowShown};
use crate::App;
use crate::failure::Failure;
use crate::page::{Page, html, seen, words_of};
use crate::pages::desk::clock::Clock;
use crate::pages::service::{id_of, refused, unprocessable};
use crate::visitor::{SignedIn, Visitor};

/// The most cases of a customer that are looked through.
const CASES_MAX: u32 = 500;

#[derive(Template)]
#[template(path = "service/moments_one.html")]
struct One {
    page: Page,
    tab: &'static str,
    row: RowShown,
    touchpoint: String,
    in_use: bool,
    noted: bool,
    case: Option<String>,
    retracts: bool,
    problem: Option<String>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Asked {
    done: String,
}

pub(super) async fn show(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    page(&app, &session, &visitor, id_of(&id)?, asked.done == "noted", None).await
}

async fn page(
    app: &App,
    session: &SignedIn,
    visitor: &Visitor,
    id: Id,
    noted: bool,
    problem: Option<String>,
) -> Result<Response, Failure> {
    let (w, scope) = (words_of(session, visitor), session.scope.clone());
    let (mut found, case) = app.store.read(move |tx| find(tx, &scope, &id)).await?;
    let moment = found.moments.pop().ok_or(StoreError::NotFound)?;
    let clock = Clock::new(&session.organisation.zone, w);
    let there = found.touchpoints.iter().find(|touchpoint| touchpoint.id == moment.touchpoint);
    let wrong = problem.is_some();
    let title = if noted { "moments-noted-title" } else { "moments-one-title" };
    let response = html(&One {
        page: Page::of(session, visitor, "service", w.text(title)),
        tab: "moments",
        row: list::row(w, &clock, &moment, &found),
        touchpoint: moment.touchpoint.to_string(),
        in_use: there.is_some_and(|touchpoint| touchpoint.retired_at.is_none()),
        noted,
        retracts: case.is_none() && retracts(&session.scope, &moment, Time::now()),
        case: case.map(|case| case.to_string()),
        problem,
    })?;
    Ok(if wrong { unprocessable(response) } else { response })
}

/// A moment with the names that stand beside it, and its case.
fn find(tx: &mut Transaction<'_>, scope: &Scope, id: &Id) -> Result<(Found, Option<Id>), StoreError> {
    let moment = moments::get(tx, scope, id)?;
    let case = match &moment.customer {
        Some(customer) => {
            let wanted = Wanted { customer: Some(customer.clone()), ..Wanted::default() };
            let all = cases::list(tx, scope, &wanted, CASES_MAX)?;
            all.into_iter().find(|case| case.moment.as_ref() == Some(id)).map(|case| case.id)
        }
        None => None,
    };
    Ok((list::with_names(tx, scope, vec![moment])?, case))
}

/// Whether to offer taking it back; the store decides when it is asked for.
fn retracts(scope: &Scope, moment: &Moment, now: Time) -> bool {
    let own = moment.noted_by == scope.actor().text();
    scope.role().at_least(Role::Manager) || (own && now <= moment.noted_at.plus_seconds(RETRACT_SECONDS_MAX))
}

pub(super) async fn retract(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let (id, scope) = (id_of(&id)?, session.scope.clone());
    let gone = id.clone();
    let done = app
        .store
        .write(move |tx| {
            let moment = moments::get(tx, &scope, &gone)?;
            moments::retract(tx, &scope, &gone, Time::now())?;
            Ok(moment)
        })
        .await;
    match done {
        Ok(moment) => {
            let customer = moment.customer.map_or(String::new(), |customer| format!("&customer={customer}"));
            Ok(seen(&format!("/moments/new?done=retracted&touchpoint={}{customer}", moment.touchpoint)))
        }
        Err(error) => {
            let problem = refused(error, words_of(&session, &visitor))?;
            page(&app, &session, &visitor, id, false, Some(problem)).await
        }
    }
}
