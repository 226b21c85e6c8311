//! The journey: the touchpoints in their order, who answers for each, and when they look at it again.
//!
//! Separate from the board, where they have numbers. Agents see the journey, managers change it.

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use language::Words;
use serde::Deserialize;
use store::people::Colleague;
use store::touchpoints::{self, NAME_MAX, Touchpoint};
use store::{Id, StoreError, Time, people};

use crate::App;
use crate::failure::Failure;
use crate::page::{Page, html, seen, words_of};
use crate::pages::desk::clock::Clock;
use crate::pages::service::{Choice, colleagues, id_of, id_or_none, refused, unprocessable};
use crate::visitor::{SignedIn, Visitor};

#[derive(Template)]
#[template(path = "service/touchpoints.html")]
struct Journey {
    page: Page,
    tab: &'static str,
    more: &'static str,
    stations: Vec<Station>,
    retired: Vec<Station>,
    typed: String,
    name_max: usize,
    done: String,
    problem: Option<String>,
}

/// A touchpoint in the list.
struct Station {
    id: String,
    number: usize,
    name: String,
    owner: String,
    owners: Vec<Choice>,
    review: String,
    review_field: String,
    due: bool,
    retired: String,
    /// Where it goes when it is moved up; nothing for the first.
    up: Option<usize>,
    /// Where it goes when it is moved down; nothing for the last.
    down: Option<usize>,
    /// Whether its fields are shown, because something in them was wrong.
    open: bool,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Asked {
    done: String,
}

/// What a form sends.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(super) struct Sent {
    name: String,
    owner: String,
    review: String,
    /// Whether the fields of owner and review were there: those that are out of use have none.
    whole: String,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Place {
    place: String,
}

/// What the page says besides.
#[derive(Default)]
struct Told {
    done: String,
    problem: Option<String>,
    sent: Sent,
    /// At which touchpoint something was wrong; at none for a new one.
    at: Option<Id>,
}

pub(super) async fn show(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let w = words_of(&session, &visitor);
    let done = match asked.done.as_str() {
        "added" => w.text("moments-touchpoint-added"),
        "saved" => w.text("moments-touchpoint-saved"),
        "moved" => w.text("moments-touchpoint-moved"),
        "retired" => w.text("moments-touchpoint-retired"),
        _ => String::new(),
    };
    page(&app, &session, &visitor, Told { done, ..Told::default() }).await
}

async fn page(app: &App, session: &SignedIn, visitor: &Visitor, told: Told) -> Result<Response, Failure> {
    let (w, scope, now) = (words_of(session, visitor), session.scope.clone(), Time::now());
    let (all, staff) =
        app.store.read(move |tx| Ok((touchpoints::list(tx, &scope, true)?, people::colleagues(tx, &scope)?))).await?;
    let clock = Clock::new(&session.organisation.zone, w);
    let (retired, used): (Vec<_>, Vec<_>) = all.iter().partition(|touchpoint| touchpoint.retired_at.is_some());
    let station = |place: usize, last: usize, touchpoint: &Touchpoint| {
        station(&clock, touchpoint, &staff, (place, last), now).with(&told)
    };
    let stations = |some: Vec<&Touchpoint>| {
        let last = some.len().saturating_sub(1);
        some.into_iter().enumerate().map(|(place, one)| station(place, last, one)).collect()
    };
    let wrong = told.problem.is_some();
    let response = html(&Journey {
        page: Page::of(session, visitor, "service", w.text("moments-journey-title")),
        tab: "more",
        more: "touchpoints",
        stations: stations(used),
        retired: stations(retired),
        typed: if told.at.is_none() { told.sent.name.clone() } else { String::new() },
        name_max: NAME_MAX,
        done: told.done.clone(),
        problem: told.problem.clone(),
    })?;
    Ok(if wrong { unprocessable(response) } else { response })
}

fn station(
    clock: &Clock,
    touchpoint: &Touchpoint,
    staff: &[Colleague],
    (place, last): (usize, usize),
    now: Time,
) -> Station {
    let owner = staff.iter().find(|one| touchpoint.owner.as_ref() == Some(&one.user));
    let day = |time: Option<Time>| time.map_or(String::new(), |time| clock.day(time));
    Station {
        id: touchpoint.id.to_string(),
        number: place + 1,
        name: touchpoint.name.clone(),
        owner: owner.map_or(String::new(), |owner| owner.name.clone()),
        owners: colleagues(staff, touchpoint.owner.as_ref()),
        review: day(touchpoint.review_at),
        review_field: touchpoint.review_at.map_or(String::new(), |review| clock.field(review)),
        due: touchpoint.review_at.is_some_and(|review| review <= now),
        retired: day(touchpoint.retired_at),
        up: place.checked_sub(1),
        down: (place < last).then_some(place + 1),
        open: false,
    }
}

impl Station {
    /// With what was typed, where something in it was wrong.
    fn with(self, told: &Told) -> Self {
        if told.at.as_ref().is_none_or(|id| id.as_str() != self.id) {
            return self;
        }
        let owners = self.owners.into_iter().map(|one| Choice { chosen: one.value == told.sent.owner, ..one });
        Self {
            name: told.sent.name.clone(),
            review_field: told.sent.review.clone(),
            owners: owners.collect(),
            open: true,
            ..self
        }
    }
}

/// Shows the page again with what is wrong, or passes on what cannot be said there.
async fn again(
    app: &App,
    session: &SignedIn,
    visitor: &Visitor,
    (at, sent): (Option<Id>, Sent),
    error: StoreError,
) -> Result<Response, Failure> {
    let problem = refused(error, words_of(session, visitor))?;
    page(app, session, visitor, Told { problem: Some(problem), sent, at, ..Told::default() }).await
}

pub(super) async fn create(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Form(sent): Form<Sent>,
) -> Result<Response, Failure> {
    let (scope, name) = (session.scope.clone(), sent.name.clone());
    match app.store.write(move |tx| touchpoints::create(tx, &scope, &name, Time::now())).await {
        Ok(_) => Ok(seen("/touchpoints?done=added")),
        Err(error) => again(&app, &session, &visitor, (None, sent), error).await,
    }
}

pub(super) async fn save(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Failure> {
    let (id, w) = (id_of(&id)?, words_of(&session, &visitor));
    let Some(review) = day(&session, w, &sent.review) else {
        let told = Told { problem: Some(w.text("moments-review-unknown")), sent, at: Some(id), ..Told::default() };
        return page(&app, &session, &visitor, told).await;
    };
    let (scope, named, name, whole) = (session.scope.clone(), id.clone(), sent.name.clone(), sent.whole == "yes");
    let owner = id_or_none(&sent.owner)?;
    let done = app
        .store
        .write(move |tx| {
            let now = Time::now();
            // That it is there is asked first: what is wrong with it is told to nobody else.
            touchpoints::get(tx, &scope, &named)?;
            touchpoints::rename(tx, &scope, &named, &name, now)?;
            if whole {
                touchpoints::set_owner(tx, &scope, &named, owner.as_ref(), review, now)?;
            }
            Ok(())
        })
        .await;
    match done {
        Ok(()) => Ok(seen("/touchpoints?done=saved")),
        Err(error) => again(&app, &session, &visitor, (Some(id), sent), error).await,
    }
}

/// The day of a field, if it was filled in; nothing when it is none.
fn day(session: &SignedIn, w: Words, field: &str) -> Option<Option<Time>> {
    if field.trim().is_empty() {
        return Some(None);
    }
    Clock::new(&session.organisation.zone, w).begin_of(field).map(Some)
}

pub(super) async fn shift(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(sent): Form<Place>,
) -> Result<Response, Failure> {
    // A place that is no number is the end of the journey.
    let (scope, id, place) = (session.scope.clone(), id_of(&id)?, sent.place.parse().unwrap_or(usize::MAX));
    let named = id.clone();
    match app.store.write(move |tx| touchpoints::move_to(tx, &scope, &named, place, Time::now())).await {
        Ok(()) => Ok(seen("/touchpoints?done=moved")),
        Err(error) => again(&app, &session, &visitor, (None, Sent::default()), error).await,
    }
}

pub(super) async fn retire(
    State(app): State<App>,
    session: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let (scope, id) = (session.scope.clone(), id_of(&id)?);
    app.store.write(move |tx| touchpoints::retire(tx, &scope, &id, Time::now())).await?;
    Ok(seen("/touchpoints?done=retired"))
}
