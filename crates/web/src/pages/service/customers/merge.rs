//! Making one file of two: the other is found, both are shown side by side, and then somebody says so.
//!
//! Separate from editing, because it cannot be undone. It never merges by itself, however alike two files look.

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use language::Words;
use serde::Deserialize;
use store::customers::{Customer, Hit};
use store::{Id, Scope, StoreError, Time, Transaction};

use super::super::{id_of, id_or_none, refused, unprocessable};
use super::contact::{Contact, Person};
use super::edit::with_above;
use crate::App;
use crate::failure::Failure;
use crate::page::{Page, html, seen, words_of};
use crate::pages::desk::clock::Clock;
use crate::visitor::{SignedIn, Visitor};

/// Files to choose from.
const HITS: u32 = 12;

#[derive(Template)]
#[template(path = "service/customers/merge.html")]
struct Merge {
    page: Page,
    w: Words,
    tab: &'static str,
    problem: Option<String>,
    contact: Contact,
    other: Option<Contact>,
    q: String,
    people: Vec<Person>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    q: String,
    with: String,
}

/// Two files, or one and those that may be the other.
struct Found {
    customer: (Customer, Option<String>),
    other: Option<(Customer, Option<String>)>,
    hits: Vec<Hit>,
}

impl Found {
    fn of(tx: &mut Transaction<'_>, scope: &Scope, id: &Id, with: Option<&Id>, q: &str) -> Result<Self, StoreError> {
        let customer = with_above(tx, scope, id)?;
        let other = with.map(|with| with_above(tx, scope, with)).transpose()?;
        let hits = if other.is_some() { vec![] } else { like(tx, scope, &customer.0, q)? };
        Ok(Self { customer, other, hits })
    }
}

/// Who a text finds; without one, whoever has the same name, number or address.
fn like(tx: &mut Transaction<'_>, scope: &Scope, customer: &Customer, q: &str) -> Result<Vec<Hit>, StoreError> {
    let known = &customer.known;
    let texts = if q.is_empty() { vec![known.email.as_str(), &known.phone, &known.name] } else { vec![q] };
    let mut found: Vec<Hit> = Vec::new();
    for text in texts.into_iter().filter(|text| !text.is_empty()) {
        for hit in store::customers::search(tx, scope, text, HITS)? {
            let fits = hit.id != customer.id && hit.kind == known.kind;
            if fits && !found.iter().any(|one| one.id == hit.id) {
                found.push(hit);
            }
        }
    }
    found.truncate(HITS as usize);
    Ok(found)
}

/// The page.
pub async fn show(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    page(&app, &session, &visitor, (id_of(&id)?, id_or_none(&asked.with)?, asked.q), None).await
}

async fn page(
    app: &App,
    session: &SignedIn,
    visitor: &Visitor,
    (id, with, q): (Id, Option<Id>, String),
    problem: Option<String>,
) -> Result<Response, Failure> {
    let (scope, text) = (session.scope.clone(), q.trim().to_owned());
    let found = app.store.read(move |tx| Found::of(tx, &scope, &id, with.as_ref(), &text)).await?;
    let page = Page::of(session, visitor, "service", String::new());
    let w = page.w;
    let clock = Clock::new(&session.organisation.zone, w);
    let contact = |(customer, above): (Customer, Option<String>)| Contact::of(&customer, above, &clock, w);
    let refused = problem.is_some();
    let response = html(&Merge {
        page: Page { title: w.text("customers-merge-title"), ..page },
        tab: "customers",
        problem,
        contact: contact(found.customer),
        other: found.other.map(contact),
        people: found.hits.into_iter().map(Person::from).collect(),
        q,
        w,
    })?;
    Ok(if refused { unprocessable(response) } else { response })
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Chosen {
    from: String,
}

/// Puts everything of the other file into this one.
pub async fn merge(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(chosen): Form<Chosen>,
) -> Result<Response, Failure> {
    let (id, from) = (id_of(&id)?, id_or_none(&chosen.from)?);
    let Some(from) = from else {
        let problem = words_of(&session, &visitor).text("customers-merge-nobody");
        return page(&app, &session, &visitor, (id, None, String::new()), Some(problem)).await;
    };
    let (scope, other, into) = (session.scope.clone(), from.clone(), id.clone());
    match app.store.write(move |tx| store::customers::merge(tx, &scope, &other, &into, Time::now())).await {
        Ok(()) => Ok(seen(&format!("/customers/{id}?done=merged"))),
        Err(error) => {
            let problem = refused(error, words_of(&session, &visitor))?;
            page(&app, &session, &visitor, (id, Some(from), String::new()), Some(problem)).await
        }
    }
}
