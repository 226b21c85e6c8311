//! What a team calls great service, and the organisation where it is nobody's team.
//!
//! Separate from standards, which bind towards customers: this is what people mean to be. It is not changed but written anew, so that one
//! can see how it became what it is.

use crate::engine::Row;
use crate::people::team_there;
use crate::{Id, Role, Scope, StoreError, Time, Transaction, audit, values};

use super::some;

/// The longest definition, in characters.
pub const DEFINITION_MAX: usize = 4_000;
/// Versions that are listed.
const VERSIONS: u32 = 100;

/// One version of a definition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definition {
    /// Its id.
    pub id: Id,
    /// Whose it is; the organisation's when none.
    pub team: Option<Id>,
    /// What it says.
    pub words: String,
    /// The name of whoever wrote it, while they work here.
    pub made_by: Option<String>,
    /// When.
    pub made_at: Time,
}

const VERSION: &str = "SELECT g.id, g.team, g.words, u.name, g.made_at FROM great_service g
    LEFT JOIN memberships m ON m.organisation = g.organisation AND 'user:' || m.user_id = g.made_by
    LEFT JOIN users u ON u.id = m.user_id WHERE g.organisation = ?1";

/// Writes a definition anew; gives the version. The same words again are the version there is.
///
/// # Errors
/// [`StoreError::Forbidden`] below an agent, and for another team than one's own; [`StoreError::NotFound`] when there is no such team;
/// [`StoreError::Refused`] for nothing, or too much.
pub fn define(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    team: Option<&Id>,
    words: &str,
    now: Time,
) -> Result<Id, StoreError> {
    scope.require(Role::Agent)?;
    let own = scope.team().is_none_or(|own| team == Some(own));
    if !own {
        return Err(StoreError::Forbidden);
    }
    if let Some(team) = team {
        team_there(tx, scope, team)?;
    }
    let words = some(words, DEFINITION_MAX)?;
    if let Some(newest) = newest(tx, scope, team)?.filter(|newest| newest.words == words) {
        return Ok(newest.id);
    }
    let id = Id::new(now);
    tx.execute(
        "INSERT INTO great_service (organisation, id, team, words, made_by, made_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        &values![scope.key(), &id, team, words, scope.actor().text(), now],
    )?;
    audit::append(tx, scope, "great-service.define", id.as_str(), &["words"], now)?;
    Ok(id)
}

fn newest(tx: &mut Transaction<'_>, scope: &Scope, team: Option<&Id>) -> Result<Option<Definition>, StoreError> {
    Ok(definitions(tx, scope, team)?.into_iter().next())
}

/// The versions of a team's definition, or of the organisation's, the latest first.
///
/// # Errors
/// [`StoreError::NotFound`] for another team than one's own.
pub fn definitions(tx: &mut Transaction<'_>, scope: &Scope, team: Option<&Id>) -> Result<Vec<Definition>, StoreError> {
    if team.is_some() && scope.team().is_some_and(|own| team != Some(own)) {
        return Err(StoreError::NotFound);
    }
    let order = "ORDER BY g.made_at DESC, g.id DESC LIMIT ?2";
    match team {
        None => tx.query(&format!("{VERSION} AND g.team IS NULL {order}"), &values![scope.key(), VERSIONS], version),
        Some(team) => {
            team_there(tx, scope, team)?;
            let sql = format!("{VERSION} AND g.team = ?3 {order}");
            tx.query(&sql, &values![scope.key(), VERSIONS, team], version)
        }
    }
}

fn version(row: &Row) -> Result<Definition, StoreError> {
    Ok(Definition {
        id: Id::stored(row.text(0)?),
        team: row.text_or_none(1)?.map(Id::stored),
        words: row.text(2)?,
        made_by: row.text_or_none(3)?,
        made_at: Time(row.integer(4)?),
    })
}
