//! Who works here, as what, in which team, and who is invited.

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::http::Method;
use axum::response::Response;
use axum::routing::{get, post};
use language::Words;
use serde::Deserialize;
use store::outbox::Mail;
use store::people::{Member, Team};
use store::staff_invitations::Pending;
use store::{Id, Role, Scope, StoreError, Time, Transaction};

use super::{Choice, id, id_or_none, refusal, role_name, roles, unprocessable};
use crate::App;
use crate::failure::Failure;
use crate::operation::{Access, Operation};
use crate::page::{Page, html, seen, words_of};
use crate::pages::desk::clock::Clock;
use crate::visitor::{SignedIn, Visitor};

const OWNER: Access = Access::SignedIn(Role::Owner);

/// The operations of this file.
pub fn operations() -> Vec<Operation> {
    let change = |id, path, handler| Operation::new(id, Method::POST, path, OWNER, handler);
    vec![
        Operation::new("people.show", Method::GET, "/people", OWNER, get(show)),
        change("people.invite", "/people/invite", post(invite)),
        change("people.withdraw", "/people/invitations/{id}/withdraw", post(withdraw)),
        change("people.role", "/people/{id}/role", post(set_role)),
        change("people.suspend", "/people/{id}/suspend", post(suspend)),
        change("people.resume", "/people/{id}/resume", post(resume)),
        change("people.end_sessions", "/people/{id}/signout", post(end_sessions)),
        change("people.remove", "/people/{id}/remove", post(remove)),
        change("team.create", "/people/teams", post(create_team)),
        change("team.rename", "/people/teams/{id}/rename", post(rename_team)),
        change("team.delete", "/people/teams/{id}/delete", post(delete_team)),
    ]
}

#[derive(Template)]
#[template(path = "office/people.html")]
struct People {
    page: Page,
    problem: Option<String>,
    fresh: Option<Fresh>,
    members: Vec<Row>,
    pending: Vec<PendingRow>,
    teams: Vec<Team>,
    roles: Vec<Choice>,
    mail: bool,
    email: String,
}

/// An invitation that was made just now: the only time that its link is shown.
struct Fresh {
    sentence: String,
    link: String,
}

struct Row {
    user: String,
    name: String,
    email: String,
    role: String,
    team: Option<String>,
    suspended: bool,
    second_factor: bool,
    oneself: bool,
    since: String,
    roles: Vec<Choice>,
    teams: Vec<Choice>,
    ask_remove: String,
}

struct PendingRow {
    id: String,
    email: String,
    role: String,
    until: String,
}

/// What a page shows beside what is stored.
#[derive(Default)]
struct Extra {
    problem: Option<String>,
    fresh: Option<Fresh>,
    email: String,
}

async fn show(State(app): State<App>, session: SignedIn, visitor: Visitor) -> Result<Response, Failure> {
    page(&app, &session, &visitor, Extra::default()).await
}

async fn page(app: &App, session: &SignedIn, visitor: &Visitor, extra: Extra) -> Result<Response, Failure> {
    let (scope, now) = (session.scope.clone(), Time::now());
    let (members, pending, teams) = app
        .store
        .read(move |tx| {
            let members = store::people::members(tx, &scope)?;
            let pending = store::staff_invitations::list(tx, &scope, now)?;
            Ok((members, pending, store::people::teams(tx, &scope)?))
        })
        .await?;
    let w = words_of(session, visitor);
    let clock = Clock::new(&session.organisation.zone, w);
    let refused = extra.problem.is_some();
    let response = html(&People {
        page: Page::of(session, visitor, "people", w.text("office-people-title")),
        members: members.into_iter().map(|member| row(w, &clock, member, &teams, &session.user)).collect(),
        pending: pending.into_iter().map(|pending| pending_row(w, &clock, pending)).collect(),
        teams,
        roles: roles(w, Role::Manager),
        mail: app.settings.smtp.is_some(),
        problem: extra.problem,
        fresh: extra.fresh,
        email: extra.email,
    })?;
    Ok(if refused { unprocessable(response) } else { response })
}

fn row(w: Words, clock: &Clock, member: Member, teams: &[Team], oneself: &Id) -> Row {
    let team = member.team.as_ref().and_then(|id| teams.iter().find(|team| team.id == *id));
    Row {
        user: member.user.to_string(),
        role: role_name(w, member.role),
        team: team.map(|team| team.name.clone()),
        suspended: member.suspended,
        second_factor: member.second_factor,
        oneself: member.user == *oneself,
        since: clock.day(member.joined_at),
        roles: roles(w, member.role),
        teams: team_choices(teams, member.team.as_ref()),
        ask_remove: w.say("office-member-remove-ask", &[("name", member.name.as_str().into())]),
        name: member.name,
        email: member.email,
    }
}

fn team_choices(teams: &[Team], chosen: Option<&Id>) -> Vec<Choice> {
    let choice =
        |team: &Team| Choice { value: team.id.to_string(), name: team.name.clone(), chosen: chosen == Some(&team.id) };
    teams.iter().map(choice).collect()
}

fn pending_row(w: Words, clock: &Clock, pending: Pending) -> PendingRow {
    PendingRow {
        id: pending.id.to_string(),
        email: pending.email,
        role: role_name(w, pending.role),
        until: clock.day(pending.expires_at),
    }
}

#[derive(Deserialize)]
struct Invited {
    email: String,
    role: String,
    #[serde(default)]
    team: String,
    #[serde(default)]
    mail: Option<String>,
}

async fn invite(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Form(invited): Form<Invited>,
) -> Result<Response, Failure> {
    let role = Role::named(&invited.role).ok_or(StoreError::NotFound)?;
    let team = id_or_none(&invited.team)?;
    let w = words_of(&session, &visitor);
    let by_mail = invited.mail.is_some() && app.settings.smtp.is_some();
    let begin = format!("{}/join/", visitor.base_url);
    let (scope, email, now) = (session.scope.clone(), invited.email.clone(), Time::now());
    let (inviter, organisation) = (session.name.clone(), session.organisation.name.clone());
    let made = app.store.write(move |tx| {
        let secret = store::staff_invitations::invite(tx, &scope, &email, role, team.as_ref(), now)?;
        let link = format!("{begin}{}", secret.reveal());
        if by_mail {
            let mail = letter(w, &email, &inviter, &organisation, &link);
            store::outbox::mail(tx, &scope, &mail, now)?;
        }
        Ok(link)
    });
    match made.await {
        Ok(link) => {
            let sentence = if by_mail { "office-invited-by-mail" } else { "office-invited" };
            let sentence = w.say(sentence, &[("email", invited.email.trim().into())]);
            page(&app, &session, &visitor, Extra { fresh: Some(Fresh { sentence, link }), ..Extra::default() }).await
        }
        Err(error @ StoreError::Refused(..)) => {
            let extra = Extra { problem: Some(error.sentence(w)), email: invited.email, fresh: None };
            page(&app, &session, &visitor, extra).await
        }
        Err(error) => Err(error.into()),
    }
}

fn letter(w: Words, email: &str, inviter: &str, organisation: &str, link: &str) -> Mail {
    let names = [("name", inviter.into()), ("organisation", organisation.into()), ("link", link.into())];
    Mail {
        to: email.trim().to_lowercase(),
        subject: w.say("office-invitation-subject", &names[..2]),
        text: w.say("office-invitation-text", &names),
    }
}

/// Does something to what the address names, and shows the page again.
async fn act(
    app: &App,
    session: &SignedIn,
    visitor: &Visitor,
    named: &str,
    job: impl FnOnce(&mut Transaction<'_>, &Scope, &Id, Time) -> Result<(), StoreError> + Send + 'static,
) -> Result<Response, Failure> {
    let (named, scope) = (id(named)?, session.scope.clone());
    let done = app.store.write(move |tx| job(tx, &scope, &named, Time::now())).await;
    shown(app, session, visitor, done).await
}

async fn shown(
    app: &App,
    session: &SignedIn,
    visitor: &Visitor,
    done: Result<(), StoreError>,
) -> Result<Response, Failure> {
    match refusal(done, session, visitor)? {
        None => Ok(seen("/people")),
        problem => page(app, session, visitor, Extra { problem, ..Extra::default() }).await,
    }
}

async fn withdraw(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Path(named): Path<String>,
) -> Result<Response, Failure> {
    act(&app, &session, &visitor, &named, store::staff_invitations::withdraw).await
}

#[derive(Deserialize)]
struct NewRole {
    role: String,
    #[serde(default)]
    team: String,
}

async fn set_role(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Path(named): Path<String>,
    Form(new): Form<NewRole>,
) -> Result<Response, Failure> {
    let role = Role::named(&new.role).ok_or(StoreError::NotFound)?;
    let team = id_or_none(&new.team)?;
    act(&app, &session, &visitor, &named, move |tx, scope, user, now| {
        store::people::set_role(tx, scope, user, role, team.as_ref(), now)
    })
    .await
}

async fn suspend(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Path(named): Path<String>,
) -> Result<Response, Failure> {
    act(&app, &session, &visitor, &named, store::people::suspend).await
}

async fn resume(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Path(named): Path<String>,
) -> Result<Response, Failure> {
    act(&app, &session, &visitor, &named, store::people::resume).await
}

async fn end_sessions(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Path(named): Path<String>,
) -> Result<Response, Failure> {
    act(&app, &session, &visitor, &named, store::sessions::end_all).await
}

async fn remove(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Path(named): Path<String>,
) -> Result<Response, Failure> {
    act(&app, &session, &visitor, &named, store::people::remove).await
}

#[derive(Deserialize)]
struct Named {
    name: String,
}

async fn create_team(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Form(team): Form<Named>,
) -> Result<Response, Failure> {
    let scope = session.scope.clone();
    let done = app.store.write(move |tx| store::people::create_team(tx, &scope, &team.name, Time::now())).await;
    shown(&app, &session, &visitor, done.map(|_| ())).await
}

async fn rename_team(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Path(named): Path<String>,
    Form(team): Form<Named>,
) -> Result<Response, Failure> {
    act(&app, &session, &visitor, &named, move |tx, scope, id, now| {
        store::people::rename_team(tx, scope, id, &team.name, now)
    })
    .await
}

async fn delete_team(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Path(named): Path<String>,
) -> Result<Response, Failure> {
    act(&app, &session, &visitor, &named, store::people::delete_team).await
}
