//! Who did what, and whether the log is whole.

use schemars::JsonSchema;
use serde::Serialize;
use store::audit;
use store::tokens::Area;
use store::{Role, StoreError, Transaction};

use super::call::{Asked, Named, reading};
use super::cursor;
use super::types::{Moment, Nothing, Page, PagedSince, place};
use crate::operation::Operation;

pub fn operations() -> Vec<Operation> {
    let named = |id, path, summary| Named { id, path, area: Area::Organisation, role: Role::Owner, summary };
    vec![
        reading(named("api.audit.list", "/api/v1/audit", "Who did what, the latest first"), list),
        reading(
            named("api.audit.verify", "/api/v1/audit/verdict", "Checks every entry against the one before it"),
            verify,
        ),
    ]
}

/// One entry of the audit log.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Entry {
    /// Its place, from 1.
    sequence: i64,
    at: Moment,
    /// Who, as a kind and an id.
    actor: String,
    /// What was done, such as `survey.create`.
    action: String,
    /// The id of what it was done to.
    object: String,
    /// The names of what was changed.
    fields: Vec<String>,
    /// What ties it to the entries before, in hexadecimal.
    digest: String,
}

impl From<audit::Entry> for Entry {
    fn from(found: audit::Entry) -> Self {
        Self {
            sequence: found.sequence,
            at: found.at.into(),
            actor: found.actor,
            action: found.action,
            object: found.object,
            fields: found.fields,
            digest: found.digest.iter().map(|byte| format!("{byte:02x}")).collect(),
        }
    }
}

fn list(tx: &mut Transaction<'_>, asked: &Asked<PagedSince>) -> Result<Page<Entry>, StoreError> {
    let before = place("audit", asked.query.after.as_deref())?.and_then(|place| place.parse().ok());
    let limit = asked.query.limit();
    let mut found = audit::list(tx, &asked.scope, before, i64::from(limit) + 1)?;
    let more = limit as usize + 1 == found.len();
    found.truncate(limit as usize);
    let since = asked.query.since.as_ref().map(Moment::time);
    let kept = found.iter().take_while(|entry| since.is_none_or(|since| since <= entry.at)).count();
    let more = more && kept == found.len();
    found.truncate(kept);
    let next = found.last().filter(|_| more).map(|last| cursor::after("audit", &last.sequence.to_string()));
    Ok(Page { items: found.into_iter().map(Entry::from).collect(), next })
}

/// What a check of the log found.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Verdict {
    /// Whether nothing is wrong.
    sound: bool,
    /// The end of the chain, as far as it is sound: keep it elsewhere to see later whether entries were cut off.
    head: String,
}

fn verify(tx: &mut Transaction<'_>, asked: &Asked<Nothing>) -> Result<Verdict, StoreError> {
    // The guard let only owners through; the store's function is the operator's too and does not ask again.
    asked.scope.require(Role::Owner)?;
    let found = audit::verify(tx, &asked.scope)?;
    Ok(Verdict { sound: found.sound(), head: found.head.to_string() })
}
