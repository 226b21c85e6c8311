//! Noting a moment: by whoever was there, on a phone, in less than fifteen seconds.
//!
//! Separate from the list, because here somebody waits. Everything but the touchpoint is chosen already; what is sent twice counts
//! once, and whoever was disappointed and is known gets a recovery case in the same job.

use askama::Template;
use axum::Form;
use axum::extract::{Query, State};
use axum::response::Response;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use language::Words;
use serde::Deserialize;
use service::Factor;
use service::moment::{Encounter, Judgement, Judgements};
use service::recovery::Origin;
use store::moments::{NewMoment, Noted, WORDS_MAX};
use store::touchpoints::Touchpoint;
use store::{Id, Scope, StoreError, Time, Transaction, cases, customers, moments, touchpoints};

use super::{judgement_name, mark};
use crate::App;
use crate::failure::Failure;
use crate::page::{Page, html, seen, words_of};
use crate::pages::service::{Choice, factor_name, id_or_none, refused, unprocessable};
use crate::visitor::{SignedIn, Visitor};

#[derive(Template)]
#[template(path = "service/moments_new.html")]
struct New {
    page: Page,
    /// Under which the moment will be kept, however often it is sent.
    id: String,
    touchpoints: Vec<Choice>,
    factors: Vec<Line>,
    customer: Option<(String, String)>,
    words: String,
    words_max: usize,
    at: String,
    done: String,
    problem: Option<String>,
}

/// A factor, and what can be said of it.
struct Line {
    name: &'static str,
    text: String,
    help: String,
    judgements: Vec<Button>,
}

struct Button {
    value: &'static str,
    mark: &'static str,
    text: String,
    chosen: bool,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Asked {
    customer: String,
    touchpoint: String,
    done: String,
}

/// What the form sends.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(super) struct Sent {
    id: String,
    touchpoint: String,
    customer: String,
    reliability: String,
    assurance: String,
    tangibles: String,
    empathy: String,
    responsiveness: String,
    words: String,
    at: String,
}

impl Sent {
    /// What was said of each factor, in the order of the word RATER.
    fn judgements(&self) -> Judgements {
        let said = [&self.reliability, &self.assurance, &self.tangibles, &self.empathy, &self.responsiveness];
        said.map(|name| Judgement::named(name).unwrap_or_default())
    }
}

pub(super) async fn form(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let sent = Sent { customer: asked.customer, touchpoint: asked.touchpoint, ..Sent::default() };
    let done =
        if asked.done == "retracted" { words_of(&session, &visitor).text("moments-retracted") } else { String::new() };
    page(&app, &session, &visitor, sent, done, None).await
}

async fn page(
    app: &App,
    session: &SignedIn,
    visitor: &Visitor,
    sent: Sent,
    done: String,
    problem: Option<String>,
) -> Result<Response, Failure> {
    let w = words_of(session, visitor);
    let (scope, customer, chosen) = (session.scope.clone(), id_or_none(&sent.customer)?, id_or_none(&sent.touchpoint)?);
    let (all, customer) = app
        .store
        .read(move |tx| {
            let customer = customer.map(|id| customers::get(tx, &scope, &id)).transpose()?;
            Ok((touchpoints::list(tx, &scope, false)?, customer))
        })
        .await?;
    let wrong = problem.is_some();
    let response = html(&New {
        page: Page::of(session, visitor, "service", w.text("moments-new-title")),
        id: Id::parse(&sent.id).unwrap_or_else(|| Id::new(Time::now())).to_string(),
        touchpoints: places(&all, chosen.as_ref()),
        factors: lines(w, &sent.judgements()),
        customer: customer.map(|customer| (customer.id.to_string(), customer.known.name)),
        words: sent.words,
        words_max: WORDS_MAX,
        at: sent.at,
        done,
        problem,
    })?;
    Ok(if wrong { unprocessable(response) } else { response })
}

/// The touchpoints to choose from; where there is one only, it is chosen.
fn places(all: &[Touchpoint], chosen: Option<&Id>) -> Vec<Choice> {
    let choice = |touchpoint: &Touchpoint| Choice {
        value: touchpoint.id.to_string(),
        text: touchpoint.name.clone(),
        help: String::new(),
        chosen: chosen == Some(&touchpoint.id) || all.len() == 1,
    };
    all.iter().map(choice).collect()
}

fn lines(w: Words, chosen: &Judgements) -> Vec<Line> {
    let line = |(factor, chosen): (Factor, &Judgement)| Line {
        name: factor.name(),
        text: factor_name(w, factor),
        help: w.text(&format!("moments-factor-{}", factor.name())),
        judgements: Judgement::ALL.into_iter().map(|judgement| button(w, judgement, *chosen)).collect(),
    };
    Factor::ALL.into_iter().zip(chosen).map(line).collect()
}

fn button(w: Words, judgement: Judgement, chosen: Judgement) -> Button {
    Button {
        value: judgement.name(),
        mark: mark(judgement),
        text: judgement_name(w, judgement),
        chosen: judgement == chosen,
    }
}

pub(super) async fn note(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Form(sent): Form<Sent>,
) -> Result<Response, Failure> {
    let w = words_of(&session, &visitor);
    let Some(touchpoint) = id_or_none(&sent.touchpoint)? else {
        let problem = w.text("moments-touchpoint-missing");
        return page(&app, &session, &visitor, sent, String::new(), Some(problem)).await;
    };
    let at = match when(&session.organisation.zone, &sent.at) {
        Ok(at) => at,
        Err(()) => {
            let problem = w.text("moments-at-unknown");
            return page(&app, &session, &visitor, sent, String::new(), Some(problem)).await;
        }
    };
    let now = Time::now();
    let id = Id::parse(&sent.id).unwrap_or_else(|| Id::new(now));
    let (scope, customer) = (session.scope.clone(), id_or_none(&sent.customer)?);
    let new = NewMoment { touchpoint, customer, at: now, judgements: sent.judgements(), words: sent.words.clone() };
    let done = app
        .store
        .write(move |tx| {
            // Sent again, it happened when it was sent first.
            let before = match moments::get(tx, &scope, &id) {
                Ok(before) => Some(before.at),
                Err(StoreError::NotFound) => None,
                Err(error) => return Err(error),
            };
            keep(tx, &scope, &id, &NewMoment { at: at.or(before).unwrap_or(now), ..new }, now)
        })
        .await;
    match done {
        Ok((noted, _)) => Ok(seen(&format!("/moments/{}?done=noted", noted.id))),
        Err(StoreError::Conflict(_)) => {
            // Under a fresh id, it can be sent as another moment.
            let problem = w.text("moments-sent-before");
            page(&app, &session, &visitor, Sent { id: String::new(), ..sent }, String::new(), Some(problem)).await
        }
        Err(error) => {
            let problem = refused(error, w)?;
            page(&app, &session, &visitor, sent, String::new(), Some(problem)).await
        }
    }
}

/// Notes a moment once, and opens the case of a bad one with a customer who is known.
pub(crate) fn keep(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    id: &Id,
    new: &NewMoment,
    now: Time,
) -> Result<(Noted, Option<Id>), StoreError> {
    let noted = moments::note_once(tx, scope, id, new, now)?;
    let case = match (noted.encounter, &noted.customer) {
        (Encounter::Bad, Some(_)) => cases::open_for_moment(tx, scope, &noted.id, Origin::Moment, now)?,
        _ => None,
    };
    Ok((noted, case))
}

/// The time that a field gave, in the organisation's zone; nothing when it was left empty.
fn when(zone: &str, field: &str) -> Result<Option<Time>, ()> {
    if field.trim().is_empty() {
        return Ok(None);
    }
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    let local: DateTime = field.trim().parse().map_err(drop)?;
    local.to_zoned(zone).map(|at| Some(Time::from(at.timestamp()))).map_err(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_that_of_the_organisation() {
        assert_eq!(when("Asia/Jakarta", "2026-11-22T17:05"), Ok(Some(Time(1_795_341_900_000))));
        assert_eq!(when("Asia/Jakarta", " "), Ok(None));
        assert_eq!(when("Asia/Jakarta", "yesterday"), Err(()));
    }
}
