//! The rows behind a number of the board: single moments, the latest first.
//!
//! Separate from the board, which counts every team's: whoever belongs to a team opens the team's and those of none.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use language::Words;
use serde::Deserialize;
use service::Factor;
use service::moment::Judgement;
use store::moments::{Moment, Source, Which};
use store::people::Colleague;
use store::touchpoints::Touchpoint;
use store::{Id, Scope, StoreError, Time, Transaction, customers, moments, people, touchpoints};

use super::span::{DAYS, Span};
use super::{Said, judgement_name, said, touchpoint_name};
use crate::App;
use crate::failure::Failure;
use crate::page::{Page, html, words_of};
use crate::pages::desk::clock::Clock;
use crate::pages::service::{Choice, actor_name, factors, id_or_none};
use crate::visitor::{SignedIn, Visitor};

/// Moments on a page.
const PAGE: usize = 50;

#[derive(Template)]
#[template(path = "service/moments_list.html")]
struct List {
    page: Page,
    tab: &'static str,
    touchpoints: Vec<Choice>,
    factors: Vec<Choice>,
    judgements: Vec<Choice>,
    spans: Vec<Choice>,
    rows: Vec<RowShown>,
    next: String,
    team: bool,
    source: &'static str,
    of_team: String,
}

/// A moment in a list.
pub(super) struct RowShown {
    pub(super) id: String,
    pub(super) touchpoint: String,
    pub(super) at: String,
    pub(super) customer: Option<(String, String)>,
    pub(super) said: Vec<Said>,
    pub(super) words: String,
    pub(super) by: String,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Asked {
    touchpoint: String,
    factor: String,
    judgement: String,
    days: String,
    source: String,
    team: String,
    before: String,
}

/// What a page of the list is made of.
pub(super) struct Found {
    pub(super) moments: Vec<Moment>,
    pub(super) touchpoints: Vec<Touchpoint>,
    pub(super) names: BTreeMap<Id, String>,
    pub(super) staff: Vec<Colleague>,
}

/// What stands beside some moments: names of places and people.
pub(super) fn with_names(tx: &mut Transaction<'_>, scope: &Scope, moments: Vec<Moment>) -> Result<Found, StoreError> {
    let mut names = BTreeMap::new();
    for customer in moments.iter().filter_map(|moment| moment.customer.as_ref()) {
        if !names.contains_key(customer) {
            names.insert(customer.clone(), customers::get(tx, scope, customer)?.known.name);
        }
    }
    let (touchpoints, staff) = (touchpoints::list(tx, scope, true)?, people::colleagues(tx, scope)?);
    Ok(Found { moments, touchpoints, names, staff })
}

pub(super) async fn show(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let (w, zone) = (words_of(&session, &visitor), session.organisation.zone.clone());
    let span = Span::asked(&zone, &asked.days, Time::now());
    let which = Which {
        from: Some(span.from),
        to: Some(span.to),
        touchpoint: id_or_none(&asked.touchpoint)?,
        factor: Factor::named(&asked.factor),
        judgement: Judgement::named(&asked.judgement).filter(|judgement| *judgement != Judgement::Nothing),
        source: Source::named(&asked.source),
        team: id_or_none(&asked.team)?,
    };
    let (scope, before, wanted) = (session.scope.clone(), place(&asked.before), which.clone());
    let found = app
        .store
        .read(move |tx| {
            let before = before.as_ref().map(|(at, id)| (*at, id));
            // One more than are shown tells whether there is another page.
            let moments = moments::list(tx, &scope, &wanted, before, u32::try_from(PAGE + 1).unwrap_or(u32::MAX))?;
            with_names(tx, &scope, moments)
        })
        .await?;
    let clock = Clock::new(&zone, w);
    let last = found.moments.get(PAGE - 1).filter(|_| PAGE < found.moments.len());
    html(&List {
        page: Page::of(&session, &visitor, "service", w.text("moments-list-title")),
        tab: "moments",
        touchpoints: places(&found.touchpoints, which.touchpoint.as_ref()),
        factors: factors(w, which.factor),
        judgements: judgements(w, which.judgement),
        spans: DAYS.into_iter().map(|days| span_choice(w, days, span.days)).collect(),
        next: last.map_or(String::new(), |last| next(&which, span.days, last)),
        rows: found.moments.iter().take(PAGE).map(|moment| row(w, &clock, moment, &found)).collect(),
        team: session.scope.team().is_some(),
        source: which.source.map_or("", Source::name),
        of_team: which.team.as_ref().map_or(String::new(), Id::to_string),
    })
}

/// A moment as it stands in the list.
pub(super) fn row(w: Words, clock: &Clock, moment: &Moment, found: &Found) -> RowShown {
    let customer = moment.customer.as_ref().map(|id| {
        let name = found.names.get(id).cloned().unwrap_or_default();
        (id.to_string(), name)
    });
    RowShown {
        id: moment.id.to_string(),
        touchpoint: touchpoint_name(&found.touchpoints, &moment.touchpoint),
        at: clock.moment(moment.at),
        customer,
        said: said(w, &moment.judgements),
        words: moment.words.clone(),
        by: match moment.source {
            Source::Pulse => w.text("moments-by-pulse"),
            Source::Staff => w.say("moments-by", &[("name", actor_name(w, &found.staff, &moment.noted_by).into())]),
        },
    }
}

fn places(all: &[Touchpoint], chosen: Option<&Id>) -> Vec<Choice> {
    let choice = |touchpoint: &Touchpoint| Choice {
        value: touchpoint.id.to_string(),
        text: touchpoint.name.clone(),
        help: String::new(),
        chosen: chosen == Some(&touchpoint.id),
    };
    all.iter().map(choice).collect()
}

fn judgements(w: Words, chosen: Option<Judgement>) -> Vec<Choice> {
    let choice = |judgement: Judgement| Choice {
        value: judgement.name().to_owned(),
        text: judgement_name(w, judgement),
        help: String::new(),
        chosen: chosen == Some(judgement),
    };
    [Judgement::Disappointed, Judgement::Met, Judgement::Exceeded].into_iter().map(choice).collect()
}

fn span_choice(w: Words, days: u16, chosen: u16) -> Choice {
    let text = w.say("moments-days", &[("days", i64::from(days).into())]);
    Choice { value: days.to_string(), text, help: String::new(), chosen: days == chosen }
}

/// The address of the page after the one that ends with this moment.
fn next(which: &Which, days: u16, last: &Moment) -> String {
    let touchpoint = which.touchpoint.as_ref().map_or("", Id::as_str);
    let factor = which.factor.map_or("", Factor::name);
    let judgement = which.judgement.map_or("", Judgement::name);
    let (source, team) = (which.source.map_or("", Source::name), which.team.as_ref().map_or("", Id::as_str));
    format!(
        "/moments/list?touchpoint={touchpoint}&factor={factor}&judgement={judgement}&days={days}&source={source}&team={team}&before={}_{}",
        last.at.0, last.id
    )
}

/// A place in the list; the beginning for what is none.
fn place(text: &str) -> Option<(Time, Id)> {
    let (at, id) = text.split_once('_')?;
    Some((Time(at.parse().ok()?), Id::parse(id)?))
}
