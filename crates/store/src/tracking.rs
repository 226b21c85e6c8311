//! What a customer reads and answers by a link: one promise or one recovery case, like a parcel on its way.
//!
//! Separate from what we read, because nothing is shown here but what the customer was told. A link is a secret of which only the
//! digest is kept; it opens one thing, and dies thirty days after that has come to its end. It names no customer.

use service::promise::{Promise, What};
use service::recovery::{CaseState, CaseWhat, Satisfied};

use crate::people::{Organisation, organisation_in};
use crate::{Actor, Id, Role, Scope, Secret, StoreError, Time, TokenHash, Transaction, audit, cases, promises, values};

/// The kind of secret in the address.
pub const KIND: &str = "track";
/// How long a link is good after the end.
const KEPT_SECONDS: i64 = 30 * 24 * 3600;
/// The most links of one promise or case.
const LINKS_MAX: i64 = 50;

/// What a link opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Object {
    /// A promise.
    Promise(Id),
    /// A recovery case.
    Case(Id),
}

/// A link that was opened. Nothing was changed by opening it.
#[derive(Debug, Clone)]
pub struct Door {
    /// Whose rows may be touched.
    pub scope: Scope,
    /// Who promised.
    pub organisation: Organisation,
    /// What it opens.
    pub object: Object,
}

/// What the customer reads of what happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// About a promise.
    Promise(What),
    /// About a case.
    Case(CaseWhat),
}

/// Something that happened, as the customer may read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// When.
    pub at: Time,
    /// What.
    pub what: Told,
    /// By when, where a time was set.
    pub due: Option<service::due::Due>,
    /// The words that the customer may read.
    pub words: String,
}

/// What the customer sees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tracked {
    /// What they were told, in a promise; nothing in a case.
    pub told: String,
    /// How the promise stands.
    pub promise: Option<(Promise, service::due::Due)>,
    /// How the case stands, or the last one that came of the promise; how they answered; and when its next step is due.
    pub case: Option<(CaseState, Option<Satisfied>, Option<Time>)>,
    /// Who sees to it.
    pub owner: String,
    /// What happened, from the beginning on.
    pub moments: Vec<Moment>,
    /// The case that came of the promise, when it asks for an answer.
    pub asks: Option<Id>,
}

/// Makes a link. Earlier ones stay good.
///
/// # Errors
/// [`StoreError::Forbidden`] below an agent; [`StoreError::NotFound`]; [`StoreError::Refused`] when there are too many.
pub fn issue(tx: &mut Transaction<'_>, scope: &Scope, object: &Object, now: Time) -> Result<Secret, StoreError> {
    scope.require(Role::Agent)?;
    let (promise, case, id) = match object {
        Object::Promise(id) => (Some(promises::load(tx, scope, id)?.id), None, id),
        Object::Case(id) => (None, Some(cases::load(tx, scope, id)?.id), id),
    };
    let column = if promise.is_some() { "promise" } else { "kase" };
    let sql = format!("SELECT COUNT(*) FROM tracking_tokens WHERE organisation = ?1 AND {column} = ?2");
    if LINKS_MAX <= tx.one(&sql, &values![scope.key(), id], |row| row.integer(0))? {
        return Err(StoreError::Refused("store-links-many", vec![]));
    }
    let secret = Secret::new(KIND);
    tx.execute(
        "INSERT INTO tracking_tokens (hash, organisation, promise, kase, made_at) VALUES (?1, ?2, ?3, ?4, ?5)",
        &values![&secret.hash(), scope.key(), promise, case, now],
    )?;
    audit::append(tx, scope, "tracking.link", id.as_str(), &[], now)?;
    Ok(secret)
}

/// What a link opens; nothing when there is none, or it has died.
///
/// # Errors
/// As the database says.
pub fn resolve(tx: &mut Transaction<'_>, token: &TokenHash, now: Time) -> Result<Option<Door>, StoreError> {
    // A promise that the clock broke ended with its time, and not when something was last done about it.
    let sql = "SELECT t.promise, t.kase, CASE WHEN p.state = 'open' THEN NULL WHEN p.done_at IS NOT NULL THEN p.done_at \
               WHEN p.state = 'broken' AND p.last_at < p.due_at THEN p.due_at ELSE p.last_at END, \
               k.closed_at, o.key, o.id, o.name, o.language, o.zone, o.sample FROM tracking_tokens t \
               JOIN organisations o ON o.key = t.organisation \
               LEFT JOIN promises p ON p.organisation = t.organisation AND p.id = t.promise \
               LEFT JOIN cases k ON k.organisation = t.organisation AND k.id = t.kase WHERE t.hash = ?1";
    let found = tx.first(sql, &values![token], |row| {
        let promise = row.text_or_none(0)?.map(|id| Object::Promise(Id::stored(id)));
        let case = row.text_or_none(1)?.map(|id| Object::Case(Id::stored(id)));
        let ended = row.integer_or_none(2)?.or(row.integer_or_none(3)?).map(Time);
        let object = promise.or(case).ok_or_else(|| StoreError::Damaged("a link to nothing".to_owned()))?;
        let scope = Scope::new(row.integer(4)?, Actor::Link, Role::Viewer, None);
        Ok((Door { scope, organisation: organisation_in(row, 5)?, object }, ended))
    })?;
    let Some((door, ended)) = found else { return Ok(None) };
    let over = ended.is_some_and(|ended| ended.plus_seconds(KEPT_SECONDS) < now);
    // While a case about the promise waits for an answer, its link lives on.
    let over = over && asking(tx, &door)?.is_none();
    Ok((!over).then_some(door))
}

/// The case that the customer may answer by this link.
fn asking(tx: &mut Transaction<'_>, door: &Door) -> Result<Option<Id>, StoreError> {
    let (column, id) = match &door.object {
        Object::Promise(id) => ("promise", id),
        Object::Case(id) => ("id", id),
    };
    let sql = format!(
        "SELECT id FROM cases WHERE organisation = ?1 AND {column} = ?2 AND state = 'waiting' ORDER BY number DESC LIMIT 1"
    );
    tx.first(&sql, &values![door.scope.key(), id], |row| Ok(Id::stored(row.text(0)?)))
}

/// What a link shows.
///
/// # Errors
/// As the database says.
pub fn view(tx: &mut Transaction<'_>, door: &Door, now: Time) -> Result<Tracked, StoreError> {
    let asks = asking(tx, door)?;
    let readable = |words: String, told: bool| if told { words } else { String::new() };
    match &door.object {
        Object::Promise(id) => {
            let found = promises::load(tx, &door.scope, id)?;
            let case = cases::existing(tx, &door.scope, "promise", id)?;
            let case = case.map(|case| cases::load(tx, &door.scope, &case)).transpose()?;
            let moments = promises::events(tx, &door.scope, id)?;
            let moments = moments.into_iter().map(|one| Moment {
                at: one.at,
                what: Told::Promise(one.what),
                due: one.due,
                words: readable(one.words, one.told),
            });
            Ok(Tracked {
                told: found.told,
                promise: Some((found.promise.at(now.stamp()), found.due)),
                case: case.map(|case| (case.state, case.satisfied, case.step_due_at)),
                owner: found.owner_name,
                moments: moments.collect(),
                asks,
            })
        }
        Object::Case(id) => {
            let found = cases::load(tx, &door.scope, id)?;
            let moments = cases::events(tx, &door.scope, id)?;
            let moments = moments.into_iter().map(|one| Moment {
                at: one.at,
                what: Told::Case(one.what),
                due: None,
                words: readable(one.words, one.told),
            });
            Ok(Tracked {
                told: String::new(),
                promise: None,
                case: Some((found.state, found.satisfied, found.step_due_at)),
                owner: found.owner_name,
                moments: moments.collect(),
                asks,
            })
        }
    }
}

/// The customer says whether the promise was kept.
///
/// # Errors
/// [`StoreError::NotFound`] when the link opens no promise; [`StoreError::Refused`] as the rules say.
pub fn say(tx: &mut Transaction<'_>, door: &Door, kept: bool, words: &str, now: Time) -> Result<(), StoreError> {
    let Object::Promise(id) = &door.object else { return Err(StoreError::NotFound) };
    promises::customer_says(tx, &door.scope, id, kept, words, now)
}

/// The customer says whether it is good now.
///
/// # Errors
/// [`StoreError::NotFound`] when nothing asks; [`StoreError::Refused`] as the rules say.
pub fn answer(
    tx: &mut Transaction<'_>,
    door: &Door,
    satisfied: Satisfied,
    words: &str,
    now: Time,
) -> Result<(), StoreError> {
    let case = asking(tx, door)?.ok_or(StoreError::NotFound)?;
    cases::customer_answers(tx, &door.scope, &case, satisfied, words, now)
}

/// What everybody may read of an organisation that wants it so.
#[derive(Debug, Clone)]
pub struct Open {
    /// Whose.
    pub organisation: Organisation,
    /// What it holds itself to.
    pub standards: Vec<crate::commitments::Published>,
    /// How many promises of the last year were kept.
    pub kept: service::keep_rate::KeepRate,
}

/// A year, over which the public keep rate is counted.
const YEAR_SECONDS: i64 = 365 * 24 * 3600;

/// The standards and the keep rate of an organisation; nothing where its owner did not switch that on, as where there is no such
/// organisation.
///
/// # Errors
/// As the database says.
pub fn open(tx: &mut Transaction<'_>, organisation: &Id, now: Time) -> Result<Option<Open>, StoreError> {
    let sql = "SELECT o.key, o.id, o.name, o.language, o.zone, o.sample FROM organisations o \
               JOIN service_settings s ON s.organisation = o.key WHERE o.id = ?1 AND s.public = 1";
    let found = tx.first(sql, &values![organisation], |row| {
        Ok((Scope::new(row.integer(0)?, Actor::Link, Role::Viewer, None), organisation_in(row, 1)?))
    })?;
    let Some((scope, organisation)) = found else { return Ok(None) };
    let span = (now.plus_seconds(-YEAR_SECONDS), now);
    let rates = promises::keep_rates(tx, &scope, promises::By::All, span, now)?;
    let kept = rates.into_iter().map(|(_, rate)| rate).next().unwrap_or_default();
    Ok(Some(Open { organisation, standards: crate::commitments::published(tx, &scope)?, kept }))
}
