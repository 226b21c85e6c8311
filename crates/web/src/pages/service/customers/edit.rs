//! Making a file, and writing one anew: one form for both.
//!
//! Separate from the file that is read. The organisation above is a name that is found or made, so that nobody has to leave a form
//! half filled in; what was typed stays there when something will not do.

use std::collections::BTreeMap;

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use language::Words;
use serde::Deserialize;
use store::customers::{Consent, Customer, CustomerKind, NewCustomer};
use store::{Id, Scope, StoreError, Time, Transaction};

use super::super::{Choice, id_of, refused, unprocessable};
use super::{Fields, field};
use crate::App;
use crate::failure::Failure;
use crate::page::{Page, html, seen};
use crate::visitor::{SignedIn, Visitor};

/// Empty rows for what other systems call a customer.
const EMPTY_ROWS: usize = 3;

#[derive(Template)]
#[template(path = "service/customers/edit.html")]
struct Edit {
    page: Page,
    w: Words,
    tab: &'static str,
    problem: Option<String>,
    /// Where the form goes.
    action: String,
    /// Where whoever does not want to goes back.
    back: String,
    entered: Entered,
    consents: Vec<Choice>,
}

/// What was typed.
#[derive(Default)]
struct Entered {
    organisation: bool,
    name: String,
    above: String,
    email: String,
    phone: String,
    language: String,
    consent: Consent,
    consent_source: String,
    identifiers: Vec<(String, String)>,
}

impl Entered {
    fn of(fields: &Fields) -> Self {
        let text = |name| field(fields, name).to_owned();
        let all = |name: &str| -> Vec<String> {
            fields.iter().filter(|(field, _)| field == name).map(|(_, value)| value.trim().to_owned()).collect()
        };
        let rows = all("system").into_iter().zip(all("value"));
        Self {
            organisation: field(fields, "kind") == CustomerKind::Organisation.name(),
            name: text("name"),
            above: text("above"),
            email: text("email"),
            phone: text("phone"),
            language: text("language"),
            consent: Consent::named(field(fields, "consent")).unwrap_or_default(),
            consent_source: text("consent_source"),
            identifiers: rows.filter(|(system, value)| !(system.is_empty() && value.is_empty())).collect(),
        }
    }

    fn known(customer: &Customer, above: Option<String>) -> Self {
        let known = customer.known.clone();
        Self {
            organisation: known.kind == CustomerKind::Organisation,
            name: known.name,
            above: above.unwrap_or_default(),
            email: known.email,
            phone: known.phone,
            language: known.language,
            consent: known.consent,
            consent_source: known.consent_source,
            identifiers: known.identifiers.into_iter().collect(),
        }
    }

    /// What is to be written, but for the organisation above.
    fn read(&self, w: Words) -> Result<NewCustomer, String> {
        let mut identifiers = BTreeMap::new();
        for (system, value) in &self.identifiers {
            // Of two in one system the store keeps one: better to ask than to lose the other.
            if identifiers.insert(system.to_lowercase(), value.clone()).is_some() {
                return Err(w.say("customers-system-twice", &[("system", system.as_str().into())]));
            }
        }
        Ok(NewCustomer {
            kind: if self.organisation { CustomerKind::Organisation } else { CustomerKind::Person },
            name: self.name.clone(),
            parent: None,
            email: self.email.clone(),
            phone: self.phone.clone(),
            language: self.language.clone(),
            consent: self.consent,
            consent_source: self.consent_source.clone(),
            identifiers,
        })
    }
}

/// The customer with the name of the organisation above.
pub fn with_above(tx: &mut Transaction<'_>, scope: &Scope, id: &Id) -> Result<(Customer, Option<String>), StoreError> {
    let customer = store::customers::get(tx, scope, id)?;
    let above = customer.known.parent.clone();
    let above = above.map(|above| store::customers::get(tx, scope, &above)).transpose()?;
    Ok((customer, above.map(|above| above.known.name)))
}

/// What the search or a file gives to begin with.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Begun {
    name: String,
    phone: String,
    email: String,
    above: String,
}

/// The form for a new file.
pub async fn empty(session: SignedIn, visitor: Visitor, Query(begun): Query<Begun>) -> Result<Response, Failure> {
    let Begun { name, phone, email, above } = begun;
    form(&session, &visitor, None, Entered { name, phone, email, above, ..Entered::default() }, None)
}

/// The form with what is known.
pub async fn filled(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let (scope, id) = (session.scope.clone(), id_of(&id)?);
    let (customer, above) = app.store.read(move |tx| with_above(tx, &scope, &id)).await?;
    form(&session, &visitor, Some(&customer.id), Entered::known(&customer, above), None)
}

fn form(
    session: &SignedIn,
    visitor: &Visitor,
    id: Option<&Id>,
    entered: Entered,
    problem: Option<String>,
) -> Result<Response, Failure> {
    let page = Page::of(session, visitor, "service", String::new());
    let w = page.w;
    let consent = |consent: Consent| Choice {
        value: consent.name().to_owned(),
        text: w.text(&format!("customers-consent-{}", consent.name())),
        help: String::new(),
        chosen: consent == entered.consent,
    };
    let back = id.map_or_else(|| "/customers".to_owned(), |id| format!("/customers/{id}"));
    let consents = Consent::ALL.into_iter().map(consent).collect();
    let mut entered = entered;
    entered.identifiers.extend((0..EMPTY_ROWS).map(|_| Default::default()));
    let refused = problem.is_some();
    let response = html(&Edit {
        page: Page { title: w.text(if id.is_some() { "customers-edit-title" } else { "customers-new-title" }), ..page },
        w,
        tab: "customers",
        problem,
        action: id.map_or_else(|| "/customers/new".to_owned(), |id| format!("/customers/{id}/edit")),
        back,
        entered,
        consents,
    })?;
    Ok(if refused { unprocessable(response) } else { response })
}

/// Makes a file.
pub async fn make(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Form(fields): Form<Fields>,
) -> Result<Response, Failure> {
    let entered = Entered::of(&fields);
    save(&app, &session, &visitor, None, entered, "made").await
}

/// Writes a file anew.
pub async fn change(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(fields): Form<Fields>,
) -> Result<Response, Failure> {
    let entered = Entered::of(&fields);
    save(&app, &session, &visitor, Some(id_of(&id)?), entered, "changed").await
}

async fn save(
    app: &App,
    session: &SignedIn,
    visitor: &Visitor,
    id: Option<Id>,
    entered: Entered,
    done: &str,
) -> Result<Response, Failure> {
    let w = crate::page::words_of(session, visitor);
    // Somebody else's customer is not there, whatever was typed.
    if let Some(id) = id.clone() {
        let scope = session.scope.clone();
        app.store.read(move |tx| store::customers::get(tx, &scope, &id)).await?;
    }
    let new = match entered.read(w) {
        Ok(new) => new,
        Err(problem) => return form(session, visitor, id.as_ref(), entered, Some(problem)),
    };
    let (scope, above, whose) = (session.scope.clone(), entered.above.trim().to_owned(), id.clone());
    let written = app.store.write(move |tx| write(tx, &scope, whose.as_ref(), new, &above, Time::now())).await;
    match written {
        Ok(id) => Ok(seen(&format!("/customers/{id}?done={done}"))),
        Err(error) => {
            let problem = refused(error, w)?;
            form(session, visitor, id.as_ref(), entered, Some(problem))
        }
    }
}

/// Writes a customer below the organisation of this name.
fn write(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    id: Option<&Id>,
    new: NewCustomer,
    above: &str,
    now: Time,
) -> Result<Id, StoreError> {
    let parent = match above {
        "" => None,
        above => Some(store::customers::organisation_named(tx, scope, above, now)?),
    };
    let new = NewCustomer { parent, ..new };
    match id {
        None => store::customers::create(tx, scope, &new, now),
        Some(id) => {
            store::customers::update(tx, scope, id, &new, now)?;
            Ok(store::customers::get(tx, scope, id)?.id)
        }
    }
}
