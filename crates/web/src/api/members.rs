//! People who work in the organisation, and who is invited to.
//!
//! Inviting somebody is left to a person who has signed in: a program whose token leaks must not be able to let people in.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::tokens::Area;
use store::{Id, Role, StoreError, Transaction, people, staff_invitations};

use super::call::{Asked, Change, Named, changing, reading};
use super::types::{Moment, Nothing, Page, Paged, RoleName, Uid, page_of};
use crate::operation::Operation;

pub fn operations() -> Vec<Operation> {
    let named = |id, path, summary| Named { id, path, area: Area::Organisation, role: Role::Owner, summary };
    vec![
        reading(named("api.members.list", "/api/v1/members", "Everyone who works in the organisation, by name"), list),
        reading(named("api.members.show", "/api/v1/members/{member}", "One of them"), show),
        changing(
            named(
                "api.members.update",
                "/api/v1/members/{member}",
                "Gives another role or team, and signs the member out",
            ),
            Change::altering(),
            update,
        ),
        changing(
            named("api.members.suspend", "/api/v1/members/{member}/suspend", "Keeps a member out until further notice"),
            Change::doing(),
            suspend,
        ),
        changing(
            named("api.members.resume", "/api/v1/members/{member}/resume", "Lets a member in again"),
            Change::doing(),
            resume,
        ),
        changing(
            named(
                "api.members.remove",
                "/api/v1/members/{member}",
                "Takes a member out, with the tokens the member made",
            ),
            Change::removing(),
            remove,
        ),
        reading(
            named("api.invitations.list", "/api/v1/invitations", "Invitations to work here that were not accepted yet"),
            invitations,
        ),
        changing(
            named("api.invitations.withdraw", "/api/v1/invitations/{invitation}", "Takes an invitation back"),
            Change::removing(),
            withdraw,
        ),
    ]
}

/// Someone who works in the organisation.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Member {
    id: Uid,
    email: String,
    name: String,
    role: RoleName,
    /// The only team whose things the member sees; all when none.
    team: Option<Uid>,
    /// Whether the member may not come in at present.
    suspended: bool,
    /// Whether a second factor is set.
    second_factor: bool,
    joined_at: Moment,
}

impl From<people::Member> for Member {
    fn from(found: people::Member) -> Self {
        Self {
            id: found.user.into(),
            email: found.email,
            name: found.name,
            role: found.role.into(),
            team: found.team.map(Uid::from),
            suspended: found.suspended,
            second_factor: found.second_factor,
            joined_at: found.joined_at.into(),
        }
    }
}

fn list(tx: &mut Transaction<'_>, asked: &Asked<Paged>) -> Result<Page<Member>, StoreError> {
    let all = people::members(tx, &asked.scope)?;
    page_of(asked, "members", all, |member| member.user.to_string(), Member::from)
}

fn one<Q, B>(tx: &mut Transaction<'_>, asked: &Asked<Q, B>, id: &Id) -> Result<Member, StoreError> {
    people::member(tx, &asked.scope, id).map(Member::from)
}

fn show(tx: &mut Transaction<'_>, asked: &Asked<Nothing>) -> Result<Member, StoreError> {
    let id = asked.id("member")?;
    one(tx, asked, &id)
}

/// What the member may do from now on.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MemberToChange {
    role: RoleName,
    /// The only team whose things the member sees; all when null or not given.
    #[serde(default)]
    team: Option<Uid>,
}

fn update(tx: &mut Transaction<'_>, asked: &Asked<Nothing, MemberToChange>) -> Result<Member, StoreError> {
    let id = asked.id("member")?;
    let team = asked.body.team.as_ref().map(Uid::id).transpose()?;
    people::set_role(tx, &asked.scope, &id, asked.body.role.into(), team.as_ref(), asked.now)?;
    one(tx, asked, &id)
}

fn suspend(tx: &mut Transaction<'_>, asked: &Asked<Nothing, Nothing>) -> Result<Member, StoreError> {
    let id = asked.id("member")?;
    people::suspend(tx, &asked.scope, &id, asked.now)?;
    one(tx, asked, &id)
}

fn resume(tx: &mut Transaction<'_>, asked: &Asked<Nothing, Nothing>) -> Result<Member, StoreError> {
    let id = asked.id("member")?;
    people::resume(tx, &asked.scope, &id, asked.now)?;
    one(tx, asked, &id)
}

fn remove(tx: &mut Transaction<'_>, asked: &Asked<Nothing, Nothing>) -> Result<Nothing, StoreError> {
    people::remove(tx, &asked.scope, &asked.id("member")?, asked.now)?;
    Ok(Nothing {})
}

/// An invitation to work here.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Invitation {
    id: Uid,
    email: String,
    role: RoleName,
    team: Option<Uid>,
    made_at: Moment,
    expires_at: Moment,
}

fn invitations(tx: &mut Transaction<'_>, asked: &Asked<Paged>) -> Result<Page<Invitation>, StoreError> {
    let all = staff_invitations::list(tx, &asked.scope, asked.now)?;
    page_of(
        asked,
        "invitations",
        all,
        |invitation| invitation.id.to_string(),
        |found| Invitation {
            id: found.id.into(),
            email: found.email,
            role: found.role.into(),
            team: found.team.map(Uid::from),
            made_at: found.made_at.into(),
            expires_at: found.expires_at.into(),
        },
    )
}

fn withdraw(tx: &mut Transaction<'_>, asked: &Asked<Nothing, Nothing>) -> Result<Nothing, StoreError> {
    staff_invitations::withdraw(tx, &asked.scope, &asked.id("invitation")?, asked.now)?;
    Ok(Nothing {})
}
