//! Tokens for programs: made, shown once, listed, revoked.

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::http::Method;
use axum::response::Response;
use axum::routing::{get, post};
use language::Words;
use store::tokens::{Area, DAYS, Token, TokenScope};
use store::{Role, StoreError, Time};

use super::{id, is_proved, require_proof, unprocessable};
use crate::App;
use crate::failure::Failure;
use crate::operation::{Access, Operation};
use crate::page::{Page, html, seen, words_of};
use crate::pages::desk::clock::Clock;
use crate::visitor::{SignedIn, Visitor};

/// The operations of this file.
pub fn operations() -> Vec<Operation> {
    let owner = Access::SignedIn(Role::Owner);
    vec![
        Operation::new("token.show", Method::GET, "/settings/tokens", owner, get(show)),
        Operation::new("token.create", Method::POST, "/settings/tokens", owner, post(create)),
        Operation::new("token.revoke", Method::POST, "/settings/tokens/{id}/revoke", owner, post(revoke)),
    ]
}

#[derive(Template)]
#[template(path = "office/tokens.html")]
struct Tokens {
    page: Page,
    problem: Option<String>,
    tab: &'static str,
    fresh: Option<String>,
    proved: bool,
    areas: Vec<AreaRow>,
    days: [u32; 4],
    days_usual: u32,
    tokens: Vec<Row>,
    name: String,
}

struct AreaRow {
    name: String,
    read: String,
    write: String,
}

struct Row {
    id: String,
    name: String,
    scopes: String,
    made: String,
    expires: String,
    used: String,
    state: &'static str,
    state_name: String,
}

#[derive(Default)]
struct Extra {
    problem: Option<String>,
    fresh: Option<String>,
    name: String,
}

async fn show(State(app): State<App>, session: SignedIn, visitor: Visitor) -> Result<Response, Failure> {
    page(&app, &session, &visitor, Extra::default()).await
}

async fn page(app: &App, session: &SignedIn, visitor: &Visitor, extra: Extra) -> Result<Response, Failure> {
    let scope = session.scope.clone();
    let tokens = app.store.read(move |tx| store::tokens::list(tx, &scope)).await?;
    let (w, now) = (words_of(session, visitor), Time::now());
    let clock = Clock::new(&session.organisation.zone, w);
    let refused = extra.problem.is_some();
    let response = html(&Tokens {
        page: Page::of(session, visitor, "settings", w.text("office-tokens-title")),
        problem: extra.problem,
        tab: "tokens",
        fresh: extra.fresh,
        proved: is_proved(session),
        areas: Area::ALL.into_iter().map(|area| area_row(w, area)).collect(),
        days: [30, 90, 180, 365],
        days_usual: DAYS,
        tokens: tokens.into_iter().map(|token| row(w, &clock, token, now)).collect(),
        name: extra.name,
    })?;
    Ok(if refused { unprocessable(response) } else { response })
}

fn area_row(w: Words, area: Area) -> AreaRow {
    let name = w.text(match area {
        Area::Surveys => "office-area-surveys",
        Area::Answers => "office-area-answers",
        Area::Results => "office-area-results",
        Area::Service => "office-area-service",
        Area::Organisation => "office-area-organisation",
    });
    let scope = |write| TokenScope { area, write }.to_string();
    AreaRow { name, read: scope(false), write: scope(true) }
}

fn row(w: Words, clock: &Clock, token: Token, now: Time) -> Row {
    let (state, state_name) = match token.revoked_at {
        Some(_) => ("revoked", "office-token-revoked"),
        None if token.expires_at <= now => ("over", "office-token-over"),
        None => ("good", "office-token-good"),
    };
    let scopes: Vec<String> = token.scopes.iter().map(ToString::to_string).collect();
    Row {
        id: token.id.to_string(),
        name: token.name,
        scopes: scopes.join(", "),
        made: clock.day(token.made_at),
        expires: clock.day(token.expires_at),
        used: token.used_at.map_or_else(|| w.text("office-token-never-used"), |used| clock.moment(used)),
        state,
        state_name: w.text(state_name),
    }
}

async fn create(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    require_proof(&session, "/settings/tokens")?;
    let field = |name: &str| fields.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value.as_str());
    let name = field("name").to_owned();
    let days = field("days").parse().unwrap_or(DAYS);
    let chosen = fields.iter().filter(|(field, _)| field == "scope");
    let scopes: Vec<TokenScope> = chosen.filter_map(|(_, value)| TokenScope::parse(value)).collect();
    let (scope, called) = (session.scope.clone(), name.clone());
    let made = app.store.write(move |tx| store::tokens::create(tx, &scope, &called, &scopes, days, Time::now())).await;
    let extra = match made {
        Ok((_, secret)) => Extra { fresh: Some(secret.reveal().to_owned()), ..Extra::default() },
        Err(error @ StoreError::Refused(..)) => {
            Extra { problem: Some(error.sentence(words_of(&session, &visitor))), name, fresh: None }
        }
        Err(error) => return Err(error.into()),
    };
    page(&app, &session, &visitor, extra).await
}

async fn revoke(State(app): State<App>, session: SignedIn, Path(named): Path<String>) -> Result<Response, Failure> {
    let (scope, named) = (session.scope.clone(), id(&named)?);
    app.store.write(move |tx| store::tokens::revoke(tx, &scope, &named, Time::now())).await?;
    Ok(seen("/settings/tokens"))
}
