//! Opening a case by hand: what happened, to whom, and how we speak with them.
//!
//! Separate from the case, which leads on from here. It asks little, because somebody is waiting; everything but the words may be
//! left as it is.

use askama::Template;
use axum::Form;
use axum::extract::{Query, State};
use axum::response::Response;
use language::Words;
use serde::Deserialize;
use service::Factor;
use service::recovery::{Channel, Origin};
use store::cases::{self, NewCase, WORDS_MAX, Wanted};
use store::customers::{self, Hit};
use store::people::{self, Colleague};
use store::promises::{self, Ledgered};
use store::touchpoints::{self, Touchpoint};
use store::{Id, StoreError, Time};

use super::super::{Choice, colleagues, factors, id_or_none, refused, unprocessable};
use super::first_line;
use crate::App;
use crate::failure::Failure;
use crate::page::{Page, html, seen, words_of};
use crate::visitor::{SignedIn, Visitor};

/// Customers that a search shows.
const HITS: u32 = 8;

/// What the form holds, and what its address may bring along.
#[derive(Debug, Default, Clone, Deserialize)]
#[serde(default)]
pub(super) struct Fields {
    customer: String,
    promise: String,
    /// What a customer is searched by.
    q: String,
    words: String,
    factor: String,
    touchpoint: String,
    channel: String,
    behaves: String,
    owner: String,
}

#[derive(Template)]
#[template(path = "service/cases_new.html")]
struct New {
    page: Page,
    w: Words,
    tab: &'static str,
    problem: Option<String>,
    customer: Option<(String, String)>,
    promise: Option<(String, String)>,
    /// Cases of the same customer that are open already.
    open: Vec<(String, String)>,
    q: String,
    searched: bool,
    hits: Vec<(String, String, String)>,
    words: String,
    words_max: usize,
    factors: Vec<Choice>,
    touchpoints: Vec<Choice>,
    channels: Vec<Choice>,
    behaves: bool,
    owners: Vec<Choice>,
}

/// What the form needs to know.
struct Known {
    customer: Option<(Id, String)>,
    promise: Option<Ledgered>,
    open: Vec<cases::Kept>,
    hits: Vec<Hit>,
    colleagues: Vec<Colleague>,
    touchpoints: Vec<Touchpoint>,
}

async fn find(app: &App, session: &SignedIn, fields: &Fields) -> Result<Known, Failure> {
    let (customer, promise) = (id_or_none(&fields.customer)?, id_or_none(&fields.promise)?);
    let (scope, q, now) = (session.scope.clone(), fields.q.trim().to_owned(), Time::now());
    let found = app.store.read(move |tx| {
        let promise = promise.map(|id| promises::get(tx, &scope, &id, now)).transpose()?;
        let customer =
            customer.or_else(|| promise.as_ref().and_then(|promise| promise.customer.clone()).map(|(id, _)| id));
        let customer = customer.map(|id| customers::get(tx, &scope, &id)).transpose()?;
        let wanted = customer.as_ref().map(|customer| Wanted {
            open: true,
            customer: Some(customer.id.clone()),
            ..Wanted::default()
        });
        Ok(Known {
            open: wanted.map(|wanted| cases::list(tx, &scope, &wanted, 20)).transpose()?.unwrap_or_default(),
            customer: customer.map(|customer| (customer.id, customer.known.name)),
            promise,
            hits: if q.is_empty() { vec![] } else { customers::search(tx, &scope, &q, HITS)? },
            colleagues: people::colleagues(tx, &scope)?,
            touchpoints: touchpoints::list(tx, &scope, false)?,
        })
    });
    Ok(found.await?)
}

/// The form, filled with what the address brings along.
pub(super) async fn show(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Query(asked): Query<Fields>,
) -> Result<Response, Failure> {
    let known = find(&app, &session, &asked).await?;
    let mut fields = Fields { words: String::new(), ..asked };
    if let Some(promise) = &known.promise {
        fields.words.clone_from(&promise.told);
        fields.factor = promise.factor.name().to_owned();
        fields.touchpoint = promise.touchpoint.as_ref().map_or(String::new(), ToString::to_string);
        fields.owner = promise.owner.to_string();
    }
    page(&session, &visitor, known, fields, None)
}

fn page(
    session: &SignedIn,
    visitor: &Visitor,
    known: Known,
    fields: Fields,
    problem: Option<String>,
) -> Result<Response, Failure> {
    let w = words_of(session, visitor);
    let named = |kept: cases::Kept| {
        let number = w.say("cases-number", &[("number", kept.number.into())]);
        (kept.id.to_string(), format!("{number}: {}", first_line(&kept.words)))
    };
    let wrong = problem.is_some();
    let response = html(&New {
        page: Page::of(session, visitor, "service", w.text("cases-new-title")),
        w,
        tab: "cases",
        problem,
        customer: known.customer.map(|(id, name)| (id.to_string(), name)),
        promise: known.promise.map(|promise| (promise.id.to_string(), promise.told)),
        open: known.open.into_iter().map(named).collect(),
        searched: !fields.q.trim().is_empty(),
        q: fields.q,
        hits: known.hits.into_iter().map(hit).collect(),
        words: fields.words,
        words_max: WORDS_MAX,
        factors: factors(w, Factor::named(&fields.factor)),
        touchpoints: touchpoints_to_choose(&known.touchpoints, &fields.touchpoint),
        channels: channels(w, Channel::named(&fields.channel).unwrap_or(Channel::Person)),
        behaves: fields.behaves == "yes",
        owners: colleagues(&known.colleagues, Id::parse(&fields.owner).as_ref()),
    })?;
    Ok(if wrong { unprocessable(response) } else { response })
}

fn hit(hit: Hit) -> (String, String, String) {
    (hit.id.to_string(), hit.name, hit.parent.unwrap_or_default())
}

fn touchpoints_to_choose(all: &[Touchpoint], chosen: &str) -> Vec<Choice> {
    let choice = |one: &Touchpoint| Choice {
        value: one.id.to_string(),
        text: one.name.clone(),
        help: String::new(),
        chosen: one.id.as_str() == chosen,
    };
    all.iter().map(choice).collect()
}

fn channels(w: Words, chosen: Channel) -> Vec<Choice> {
    let choice = |channel: Channel| Choice {
        value: channel.name().to_owned(),
        text: w.text(&format!("cases-channel-{}", channel.name())),
        help: w.text(&format!("cases-channel-{}-help", channel.name())),
        chosen: channel == chosen,
    };
    Channel::ALL.into_iter().map(choice).collect()
}

/// Opens the case.
pub(super) async fn open(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Form(fields): Form<Fields>,
) -> Result<Response, Failure> {
    let new = NewCase {
        customer: id_or_none(&fields.customer)?,
        promise: id_or_none(&fields.promise)?,
        origin: if fields.promise.is_empty() { Origin::Hand } else { Origin::Promise },
        touchpoint: id_or_none(&fields.touchpoint)?,
        factor: Factor::named(&fields.factor),
        behaves_badly: fields.behaves == "yes",
        owner: id_or_none(&fields.owner)?,
        ..NewCase::by_hand(fields.words.clone(), Channel::named(&fields.channel).unwrap_or(Channel::Person))
    };
    let scope = session.scope.clone();
    let opened = app.store.write(move |tx| cases::open(tx, &scope, &new, Time::now())).await;
    match opened {
        Ok(id) => Ok(seen(&format!("/cases/{id}?done=opened"))),
        Err(error) => again(&app, &session, &visitor, fields, error).await,
    }
}

async fn again(
    app: &App,
    session: &SignedIn,
    visitor: &Visitor,
    fields: Fields,
    error: StoreError,
) -> Result<Response, Failure> {
    let problem = refused(error, words_of(session, visitor))?;
    let known = find(app, session, &fields).await?;
    page(session, visitor, known, fields, Some(problem))
}
