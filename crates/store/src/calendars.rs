//! The hours of business by which due times are counted, and how an organisation keeps its promises.
//!
//! Separate from promises, because a calendar is set once and used by all of them. Each has a time zone of its own, for branches
//! lie in several. A promise keeps the instant it was resolved to: changing a calendar moves no promise.

use jiff::tz::TimeZone;
use service::calendar::{Calendar, WrittenCalendar};

use crate::engine::Row;
use crate::people::{organisation, plain_name};
use crate::surveys::{from_json, json};
use crate::{Id, Role, Scope, StoreError, Time, Transaction, audit, values};

/// The most calendars of an organisation.
const CALENDARS_MAX: i64 = 50;
/// The most dates that are otherwise, in one calendar.
const EXCEPTIONS_MAX: usize = 1000;

/// A calendar as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BusinessCalendar {
    /// The id.
    pub id: Id,
    /// The name.
    pub name: String,
    /// The time zone, by its name.
    pub zone: String,
    /// The hours.
    pub hours: WrittenCalendar,
}

/// A calendar to count by.
#[derive(Debug, Clone)]
pub struct Hours {
    /// The hours.
    pub calendar: Calendar,
    /// The name of the time zone.
    pub zone_name: String,
    /// The time zone.
    pub zone: TimeZone,
}

impl Hours {
    /// Office hours in a zone; in UTC where it is not known.
    fn office(zone: &str) -> Self {
        Self {
            calendar: Calendar::office(),
            zone_name: zone.to_owned(),
            zone: TimeZone::get(zone).unwrap_or(TimeZone::UTC),
        }
    }

    /// The end of the local day that holds a moment.
    #[must_use]
    pub fn end_of_day(&self, now: Time) -> Time {
        let today = self.zone.to_datetime(now.stamp()).date();
        let next = today.tomorrow().ok().and_then(|day| day.to_zoned(self.zone.clone()).ok());
        next.map_or(now, |next| Time::from(next.timestamp()))
    }
}

/// How an organisation keeps its promises.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceSettings {
    /// Whether its standards and its keep rate may be read by everybody.
    pub public: bool,
    /// The calendar that counts; office hours when none.
    pub calendar: Option<Id>,
    /// What an agent may give in one case without asking, in hundredths of the currency.
    pub agent_cents: i64,
    /// After how many days without the customer's answer a case may be closed.
    pub answer_days: i64,
    /// How often a case is escalated.
    pub level_max: i64,
}

impl Default for ServiceSettings {
    fn default() -> Self {
        Self { public: false, calendar: None, agent_cents: 0, answer_days: 14, level_max: 2 }
    }
}

/// The settings.
///
/// # Errors
/// As the database says.
pub fn settings(tx: &mut Transaction<'_>, scope: &Scope) -> Result<ServiceSettings, StoreError> {
    let sql =
        "SELECT public, calendar, agent_cents, answer_days, level_max FROM service_settings WHERE organisation = ?1";
    let found = tx.first(sql, &values![scope.key()], |row| {
        Ok(ServiceSettings {
            public: row.flag(0)?,
            calendar: row.text_or_none(1)?.map(Id::stored),
            agent_cents: row.integer(2)?,
            answer_days: row.integer(3)?,
            level_max: row.integer(4)?,
        })
    })?;
    Ok(found.unwrap_or_default())
}

/// Changes the settings.
///
/// # Errors
/// [`StoreError::Forbidden`] for all but owners; [`StoreError::NotFound`] for a calendar that is not there;
/// [`StoreError::Refused`] for numbers out of range.
pub fn set_settings(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    new: &ServiceSettings,
    now: Time,
) -> Result<(), StoreError> {
    scope.require(Role::Owner)?;
    let levels = 0..=i64::from(service::recovery::LEVEL_MAX);
    let sound = 0 <= new.agent_cents && (1..=365).contains(&new.answer_days) && levels.contains(&new.level_max);
    if !sound {
        return Err(StoreError::Refused("store-service-settings", vec![]));
    }
    if let Some(calendar) = &new.calendar {
        get(tx, scope, calendar)?;
    }
    tx.execute(
        "INSERT INTO service_settings (organisation, public, calendar, agent_cents, answer_days, level_max) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (organisation) DO UPDATE SET public = excluded.public, \
         calendar = excluded.calendar, agent_cents = excluded.agent_cents, answer_days = excluded.answer_days, \
         level_max = excluded.level_max",
        &values![scope.key(), new.public, new.calendar.as_ref(), new.agent_cents, new.answer_days, new.level_max],
    )?;
    let fields = ["public", "calendar", "agent_cents", "answer_days", "level_max"];
    audit::append(tx, scope, "service.settings", "", &fields, now)
}

/// The calendar that counts.
///
/// # Errors
/// As the database says.
pub fn hours(tx: &mut Transaction<'_>, scope: &Scope) -> Result<Hours, StoreError> {
    let chosen = settings(tx, scope)?.calendar;
    hours_of(tx, scope, chosen.as_ref())
}

/// A calendar to count by; office hours of the organisation's zone when none is named.
///
/// # Errors
/// [`StoreError::NotFound`].
pub fn hours_of(tx: &mut Transaction<'_>, scope: &Scope, calendar: Option<&Id>) -> Result<Hours, StoreError> {
    let Some(calendar) = calendar else { return Ok(Hours::office(&organisation(tx, scope)?.zone)) };
    let written = get(tx, scope, calendar)?;
    Ok(Hours {
        calendar: Calendar::checked(&written.hours).map_err(|_| StoreError::Damaged("a calendar".to_owned()))?,
        zone: TimeZone::get(&written.zone).unwrap_or(TimeZone::UTC),
        zone_name: written.zone,
    })
}

const SELECT: &str = "SELECT id, name, zone, hours FROM calendars WHERE organisation = ?1";

/// All calendars, by name.
///
/// # Errors
/// As the database says.
pub fn list(tx: &mut Transaction<'_>, scope: &Scope) -> Result<Vec<BusinessCalendar>, StoreError> {
    tx.query(&format!("{SELECT} ORDER BY name, id"), &values![scope.key()], calendar_of)
}

/// One calendar.
///
/// # Errors
/// [`StoreError::NotFound`].
pub fn get(tx: &mut Transaction<'_>, scope: &Scope, id: &Id) -> Result<BusinessCalendar, StoreError> {
    tx.one(&format!("{SELECT} AND id = ?2"), &values![scope.key(), id], calendar_of)
}

/// Makes a calendar, or writes one anew when it has an id.
///
/// # Errors
/// [`StoreError::Forbidden`] below a manager; [`StoreError::NotFound`]; [`StoreError::Refused`] for hours that contradict
/// themselves (`service::calendar` names every fault), a zone that is none, or a name that is taken.
pub fn save(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    id: Option<&Id>,
    (name, zone, hours): (&str, &str, &WrittenCalendar),
    now: Time,
) -> Result<Id, StoreError> {
    scope.require(Role::Manager)?;
    let name = plain_name(name)?;
    let zone = TimeZone::get(zone).map_err(|_| StoreError::Refused("store-zone-unknown", vec![]))?;
    let zone = zone.iana_name().unwrap_or("UTC").to_owned();
    if EXCEPTIONS_MAX < hours.exceptions.len() || Calendar::checked(hours).is_err() {
        return Err(StoreError::Refused("store-calendar-invalid", vec![]));
    }
    let taken = "SELECT COUNT(*) FROM calendars WHERE organisation = ?1 AND name = ?2 AND id <> ?3";
    let own = id.map_or("", Id::as_str);
    if tx.one(taken, &values![scope.key(), &name, own], |row| row.integer(0))? != 0 {
        return Err(StoreError::Refused("store-calendar-exists", vec![]));
    }
    if let Some(id) = id {
        get(tx, scope, id)?;
        let sql = "UPDATE calendars SET name = ?3, zone = ?4, hours = ?5 WHERE organisation = ?1 AND id = ?2";
        tx.execute(sql, &values![scope.key(), id, name, zone, json(hours)])?;
        audit::append(tx, scope, "calendar.update", id.as_str(), &["name", "zone", "hours"], now)?;
        return Ok(id.clone());
    }
    let count = "SELECT COUNT(*) FROM calendars WHERE organisation = ?1";
    if CALENDARS_MAX <= tx.one(count, &values![scope.key()], |row| row.integer(0))? {
        return Err(StoreError::Refused("store-calendars-many", vec![]));
    }
    let id = Id::new(now);
    let sql = "INSERT INTO calendars (organisation, id, name, zone, hours) VALUES (?1, ?2, ?3, ?4, ?5)";
    tx.execute(sql, &values![scope.key(), &id, name, zone, json(hours)])?;
    audit::append(tx, scope, "calendar.create", id.as_str(), &["name", "zone", "hours"], now)?;
    Ok(id)
}

/// Deletes a calendar, unless it is the one that counts.
///
/// # Errors
/// [`StoreError::Forbidden`] below a manager; [`StoreError::NotFound`]; [`StoreError::Refused`].
pub fn delete(tx: &mut Transaction<'_>, scope: &Scope, id: &Id, now: Time) -> Result<(), StoreError> {
    scope.require(Role::Manager)?;
    get(tx, scope, id)?;
    if settings(tx, scope)?.calendar.as_ref() == Some(id) {
        return Err(StoreError::Refused("store-calendar-in-use", vec![]));
    }
    tx.execute("DELETE FROM calendars WHERE organisation = ?1 AND id = ?2", &values![scope.key(), id])?;
    audit::append(tx, scope, "calendar.delete", id.as_str(), &[], now)
}

fn calendar_of(row: &Row) -> Result<BusinessCalendar, StoreError> {
    Ok(BusinessCalendar {
        id: Id::stored(row.text(0)?),
        name: row.text(1)?,
        zone: row.text(2)?,
        hours: from_json(&row.text(3)?)?,
    })
}
