//! What is to happen at a moment: a reminder, the end of a promise, an escalation, the end of a wait.
//!
//! Separate from what then happens, so that it happens once: an alarm is crossed out in the transaction of its effects, whatever
//! the clock does and however often the program is killed. An alarm that comes late, because nothing was running, still rings;
//! whoever hears it looks at how things stand now.

use crate::{Actor, Id, Role, Scope, StoreError, Time, Transaction, values};

/// What an alarm is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AlarmKind {
    /// A promise will be due soon.
    PromiseSoon,
    /// A promise is due.
    PromiseDue,
    /// A promise was broken some time ago, and is still not done.
    PromiseLate,
    /// A recovery case goes to the next level.
    CaseLevel,
    /// The customer of a case was asked and did not answer.
    CaseTimeout,
}

impl AlarmKind {
    const ALL: [Self; 5] = [Self::PromiseSoon, Self::PromiseDue, Self::PromiseLate, Self::CaseLevel, Self::CaseTimeout];

    /// As it is stored.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::PromiseSoon => "promise.soon",
            Self::PromiseDue => "promise.due",
            Self::PromiseLate => "promise.late",
            Self::CaseLevel => "case.level",
            Self::CaseTimeout => "case.timeout",
        }
    }
}

/// An alarm that rings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alarm {
    /// The organisation whose it is, by the program's own scope.
    pub scope: Scope,
    /// The promise or the case.
    pub object: Id,
    /// What it is for.
    pub kind: AlarmKind,
    /// For when it was set.
    pub at: Time,
}

/// Sets an alarm; the same one twice is one.
pub(crate) fn set(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    object: &Id,
    kind: AlarmKind,
    at: Time,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO alarms (organisation, object, kind, at) VALUES (?1, ?2, ?3, ?4) \
               ON CONFLICT (organisation, object, kind, at) DO NOTHING";
    tx.execute(sql, &values![scope.key(), object, kind.name(), at]).map(drop)
}

/// Takes away the alarms of a promise or a case that have not rung.
pub(crate) fn clear(tx: &mut Transaction<'_>, scope: &Scope, object: &Id) -> Result<(), StoreError> {
    let sql = "DELETE FROM alarms WHERE organisation = ?1 AND object = ?2 AND fired_at IS NULL";
    tx.execute(sql, &values![scope.key(), object]).map(drop)
}

/// Lets what is due ring, the earliest first, and crosses each out; gives how many there were. What `each` does belongs to the same
/// transaction.
///
/// # Errors
/// As `each` says, or the database; then none of them has rung.
pub fn ring(
    tx: &mut Transaction<'_>,
    now: Time,
    limit: i64,
    each: &mut dyn FnMut(&mut Transaction<'_>, &Alarm) -> Result<(), StoreError>,
) -> Result<usize, StoreError> {
    let sql =
        "SELECT organisation, object, kind, at FROM alarms WHERE fired_at IS NULL AND at <= ?1 ORDER BY at LIMIT ?2";
    let due = tx.query(sql, &values![now, limit.clamp(1, 1000)], |row| {
        let kind = row.text(2)?;
        let kind = AlarmKind::ALL.into_iter().find(|known| known.name() == kind);
        Ok(Alarm {
            scope: Scope::new(row.integer(0)?, Actor::Operator, Role::Owner, None),
            object: Id::stored(row.text(1)?),
            kind: kind.ok_or_else(|| StoreError::Damaged("an alarm's kind".to_owned()))?,
            at: Time(row.integer(3)?),
        })
    })?;
    let mut rung = 0;
    for alarm in &due {
        let cross_out = "UPDATE alarms SET fired_at = ?5 WHERE organisation = ?1 AND object = ?2 AND kind = ?3 AND at = ?4 \
                         AND fired_at IS NULL";
        let key = values![alarm.scope.key(), &alarm.object, alarm.kind.name(), alarm.at, now];
        // One that an earlier alarm of the same lot took away has nothing to say any more.
        if tx.execute(cross_out, &key)? == 1 {
            each(tx, alarm)?;
            rung += 1;
        }
    }
    Ok(rung)
}

/// Forgets alarms that rang more than 90 days ago.
///
/// # Errors
/// As the database says.
pub fn purge(tx: &mut Transaction<'_>, now: Time) -> Result<u64, StoreError> {
    tx.execute("DELETE FROM alarms WHERE fired_at < ?1", &values![now.plus_seconds(-90 * 24 * 3600)])
}
