//! Words that people's corrections suggest as signs of a factor: accepted, refused, taken back.
//!
//! Separate from agreement, which measures and changes nothing. What is suggested is said in `comments::suggest`; what was accepted counts
//! in every comment that comes from then on, and in none that was read before.

use std::collections::BTreeSet;

use ::comments::suggest::{Checked, Suggestion, suggestions};
use ::comments::theme::place_of;
use askama::Template;
use axum::Form;
use axum::extract::State;
use axum::response::Response;
use language::Words;
use serde::Deserialize;
use service::Factor;
use store::comments::{self, CheckedClause, OwnCue};
use store::{StoreError, Time};

use crate::App;
use crate::failure::Failure;
use crate::page::{Page, html, seen, words_of};
use crate::pages::service::{Choice, factor_name, factors, unprocessable};
use crate::visitor::{SignedIn, Visitor};

/// Suggestions on the page, and clauses that are shown of each.
const SUGGESTED_MAX: usize = 20;
const SHOWN: usize = 3;

#[derive(Template)]
#[template(path = "service/comments/lexicon.html")]
struct Lexicon {
    page: Page,
    w: Words,
    tab: &'static str,
    more: &'static str,
    problem: Option<String>,
    checked: i64,
    suggested: Vec<Suggested>,
    accepted: Vec<Decided>,
    refused: Vec<Decided>,
    factors: Vec<Choice>,
    phrase: String,
}

struct Suggested {
    phrase: String,
    factor: &'static str,
    title: String,
    why: String,
    clauses: Vec<(String, String, String)>,
}

struct Decided {
    phrase: String,
    factor: &'static str,
    title: String,
}

/// A decision as the form sends it.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Decision {
    phrase: String,
    factor: String,
    decision: String,
}

pub(super) async fn show(State(app): State<App>, session: SignedIn, visitor: Visitor) -> Result<Response, Failure> {
    page(&app, &session, &visitor, None, &Decision::default()).await
}

async fn page(
    app: &App,
    session: &SignedIn,
    visitor: &Visitor,
    problem: Option<String>,
    sent: &Decision,
) -> Result<Response, Failure> {
    let (w, scope) = (words_of(session, visitor), session.scope.clone());
    let found =
        app.store.read(move |tx| Ok((comments::checked_clauses(tx, &scope)?, comments::own_cues(tx, &scope)?))).await?;
    let (checked, decided) = found;
    let count = i64::try_from(checked.len()).unwrap_or(i64::MAX);
    let known: BTreeSet<(String, Factor)> = decided.iter().map(|cue| (cue.phrase.clone(), cue.factor)).collect();
    // Thousands of clauses are compared: no work for who serves pages.
    let suggested = tokio::task::spawn_blocking(move || {
        let all: Vec<Checked<'_>> = checked
            .iter()
            .map(|one| Checked { clause: &one.words, person: one.person, machine: one.machine })
            .collect();
        let some = suggestions(&all, &known);
        some.iter().take(SUGGESTED_MAX).map(|one| suggested(w, one, &checked)).collect()
    });
    let suggested = suggested.await.map_err(|_| StoreError::Unavailable("comparing clauses".to_owned()))?;
    let of = |accepted: bool| {
        let some = decided.iter().filter(|cue| cue.accepted == accepted);
        some.map(|cue: &OwnCue| Decided {
            phrase: cue.phrase.clone(),
            factor: cue.factor.name(),
            title: factor_name(w, cue.factor),
        })
        .collect()
    };
    let wrong = problem.is_some();
    let response = html(&Lexicon {
        page: Page::of(session, visitor, "service", w.text("comments-words-title")),
        w,
        tab: "comments",
        more: "words",
        problem,
        checked: count,
        suggested,
        accepted: of(true),
        refused: of(false),
        factors: factors(w, Factor::named(&sent.factor)),
        phrase: sent.phrase.clone(),
    })?;
    Ok(if wrong { unprocessable(response) } else { response })
}

fn suggested(w: Words, one: &Suggestion, checked: &[CheckedClause]) -> Suggested {
    let whole = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let missed = one.missed.iter().filter_map(|place| checked.get(*place));
    let shown = missed.filter_map(|clause| {
        let (start, end) = place_of(&one.phrase, &clause.words)?;
        let words = &clause.words;
        Some((words[..start].to_owned(), words[start..end].to_owned(), words[end..].to_owned()))
    });
    let arguments =
        [("missed", whole(one.missed.len()).into()), ("with", whole(one.with).into()), ("of", whole(one.of).into())];
    Suggested {
        phrase: one.phrase.clone(),
        factor: one.factor.name(),
        title: factor_name(w, one.factor),
        why: w.say("comments-words-why", &arguments),
        clauses: shown.take(SHOWN).collect(),
    }
}

/// Accepts words, refuses them, or takes a decision back.
pub(super) async fn decide(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Form(sent): Form<Decision>,
) -> Result<Response, Failure> {
    let w = words_of(&session, &visitor);
    let Some(factor) = Factor::named(&sent.factor) else {
        return page(&app, &session, &visitor, Some(w.text("comments-words-no-factor")), &sent).await;
    };
    let accepted = match sent.decision.as_str() {
        "accept" => Some(true),
        "refuse" => Some(false),
        _ => None,
    };
    let (scope, phrase) = (session.scope.clone(), sent.phrase.clone());
    let done = app.store.write(move |tx| comments::decide(tx, &scope, &phrase, factor, accepted, Time::now())).await;
    match done {
        Ok(()) => Ok(seen("/comments/words")),
        Err(error @ StoreError::Refused(..)) => page(&app, &session, &visitor, Some(error.sentence(w)), &sent).await,
        Err(error) => Err(error.into()),
    }
}
