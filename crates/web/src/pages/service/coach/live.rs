//! What the script of the page asks for: a check of the draft as it stands, what became of a finding, a promise for the ledger.
//!
//! Separate from the page, which does the same without script. Places are bytes of UTF-8, as everywhere; the script counts them over. The
//! draft is read, answered and forgotten.

use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::{Form, Json};
use replies::{Finding, Language, Status};
use serde::{Deserialize, Serialize};
use store::{Id, StoreError, Time, replies as kept};

use super::shown::{self, Promised, Shown};
use super::write::{passed, read_as, too_long};
use crate::App;
use crate::coach::{Checker, DRAFT_MAX};
use crate::failure::Failure;
use crate::page::words_of;
use crate::pages::service::{id_of, id_or_none};
use crate::visitor::{SignedIn, Visitor};

/// A draft as it stands.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Asked {
    draft: String,
    received: String,
    language: String,
    customer: String,
    attempt: String,
    /// The findings that somebody let stand.
    passed: String,
}

/// What was found in it.
#[derive(Serialize, Default)]
struct Found {
    language: &'static str,
    read_as: String,
    findings: Vec<Shown>,
    promises: Vec<Promised>,
    /// The draft with everything safe put right that nobody let stand; empty when that is nothing.
    fixed: String,
    /// Why it was not checked; else empty.
    problem: String,
}

pub(super) async fn check(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    body: Bytes,
) -> Result<Response, Failure> {
    let asked: Asked = serde_json::from_slice(&body)
        .map_err(|_| Failure::Request(StatusCode::BAD_REQUEST, "web-request-unreadable"))?;
    let (w, now) = (words_of(&session, &visitor), Time::now());
    let (customer, attempt) = (id_or_none(&asked.customer)?, Id::parse(&asked.attempt));
    if too_long(&asked.draft) || too_long(&asked.received) {
        let problem = w.say("coach-too-long", &[("most", (DRAFT_MAX as i64).into())]);
        return Ok(Json(Found { problem, ..Found::default() }).into_response());
    }
    let (scope, whom) = (session.scope.clone(), customer.clone());
    let checker = app.store.read(move |tx| Checker::of(tx, &scope, whom.as_ref(), now)).await?;
    let work = tokio::task::spawn_blocking(move || {
        let checked = checker.check(&asked.draft, &asked.received, Language::coded(&asked.language), now);
        let standing: Vec<Finding> = checked
            .review
            .findings
            .iter()
            .filter(|finding| !passed(&asked.passed, &shown::finding_key(&asked.draft, finding)))
            .cloned()
            .collect();
        let fixed = replies::fix(&asked.draft, &standing);
        let fixed = if fixed == asked.draft { String::new() } else { fixed };
        (checker, checked, asked.draft, fixed)
    });
    let (checker, checked, text, fixed) =
        work.await.map_err(|error| StoreError::Damaged(format!("a draft was not checked: {error}")))?;
    let scope = session.scope.clone();
    let found = app.store.read(move |tx| {
        let parts = (text.as_str(), &checker, &checked);
        Ok(Found {
            language: checked.language.code(),
            read_as: read_as(w, checked.language),
            findings: shown::findings(w, &text, &checker, &checked),
            promises: shown::promises(tx, (&scope, w), parts, (attempt.as_ref(), customer.as_ref()), now)?,
            fixed,
            problem: String::new(),
        })
    });
    Ok(Json(found.await?).into_response())
}

/// What became of a finding.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Outcome {
    rule: String,
    /// `dismissed`, or anything else where it was followed.
    outcome: String,
}

/// What follows.
#[derive(Serialize)]
struct Told {
    /// A sentence for whoever writes; empty when there is nothing to say.
    note: String,
}

pub(super) async fn finding(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Form(outcome): Form<Outcome>,
) -> Result<Response, Failure> {
    let (scope, w) = (session.scope.clone(), words_of(&session, &visitor));
    let (rule, dismissed) = (outcome.rule.clone(), outcome.outcome == "dismissed");
    let noted = app.store.write(move |tx| kept::note_finding(tx, &scope, &rule, dismissed, Time::now()));
    let note = match noted.await? {
        Status::Off { .. } if dismissed => w.say("coach-now-off", &[("rule", shown::title(w, &outcome.rule).into())]),
        _ => String::new(),
    };
    Ok(Json(Told { note }).into_response())
}

/// A promise of a draft.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct ToLog {
    attempt: String,
    customer: String,
    words: String,
    due: String,
}

/// Where it stands now, or why it does not.
#[derive(Serialize)]
struct Logged {
    link: Option<String>,
    problem: String,
}

pub(super) async fn promise(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Form(sent): Form<ToLog>,
) -> Result<Response, Failure> {
    let (w, scope) = (words_of(&session, &visitor), session.scope.clone());
    let (attempt, customer) = (id_of(&sent.attempt)?, id_or_none(&sent.customer)?);
    let due =
        service::due::parse_entry(&sent.due).map_err(|_| StoreError::Refused("promises-due-unreadable", vec![]))?;
    let new = shown::to_log(&sent.words, Some(due), customer.as_ref()).ok_or(StoreError::NotFound)?;
    let made = app.store.write(move |tx| kept::log_promise(tx, &scope, &attempt, &new, Time::now())).await;
    let logged = match made {
        Ok((id, _)) => Logged { link: Some(format!("/promises/{id}")), problem: String::new() },
        Err(error @ (StoreError::Refused(..) | StoreError::Conflict(_))) => {
            Logged { link: None, problem: error.sentence(w) }
        }
        Err(error) => return Err(error.into()),
    };
    Ok(Json(logged).into_response())
}
