//! When a promise is due: at a given time, within elapsed or open time, or by the end of a business day.
//!
//! Separate from the promise, because playbooks and recoveries need due times too. It reads no clock and looks up no zone, and it
//! refuses a due time before the promise was made and one that the calendar never reaches.
//!
//! A due time is kept as people read it, with the name of their zone, and as an instant. In the gap of a clock change the first
//! valid minute after the gap is due, and is also what people read; of a time that occurs twice the earlier reading is due.

use std::fmt;

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::calendar::{Calendar, first_instant};

/// A reminder leaves at least so many open minutes.
const REMINDER_MINUTES_MIN: u32 = 15;
/// A reminder comes when this part of the open time is left.
const REMINDER_PART: i64 = 5;

/// How somebody said when it will be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum DueRule {
    /// At a local time of the organisation's zone, written as in a form: `2026-12-24T16:30`.
    At(#[serde(with = "entry")] DateTime),
    /// After so many minutes, open or not.
    Within {
        /// Minutes that pass.
        minutes: u32,
    },
    /// After so many minutes in which the organisation is open.
    WithinOpen {
        /// Open minutes.
        minutes: u32,
    },
    /// At the end of a business day. Day 0 is the first that is not over when the promise is made: today before its last shift
    /// ends, otherwise the next day that opens. Day n is the n-th business day after day 0.
    EndOfDay {
        /// Business days after day 0.
        days: u32,
    },
}

/// A due time. Of the three forms `at` decides; `local` is what clocks of the zone show then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// As people of the zone read it.
    pub local: DateTime,
    /// The zone's name in the tz database, such as `Asia/Jakarta`.
    pub zone: String,
    /// The instant.
    pub at: Timestamp,
}

/// Why there is no due time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DueError {
    /// The time is before the promise was made.
    BeforeMade {
        /// When it would be due.
        local: DateTime,
    },
    /// The calendar has not enough open time in ten years.
    NotOpenEnough,
    /// The time is beyond the year 9999.
    OutOfRange,
}

/// A text that is not a local time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryError {
    /// As entered.
    pub text: String,
}

/// When to speak up about a promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EscalationTimes {
    /// For whoever is to keep it; none when there were never more open minutes than a reminder leaves.
    pub remind_at: Option<Timestamp>,
    /// When it is due.
    pub due_at: Timestamp,
    /// For whoever answers for it; none when the calendar does not open long enough in ten years.
    pub escalate_at: Option<Timestamp>,
}

/// When a promise that was made at `made_at` is due in the zone called `zone_name`.
///
/// # Errors
///
/// When it would be due before it was made, when the calendar does not open often enough in ten years, and beyond the year 9999.
pub fn resolve(
    rule: DueRule,
    made_at: Timestamp,
    zone_name: &str,
    zone: &TimeZone,
    calendar: &Calendar,
) -> Result<Due, DueError> {
    let at = match rule {
        DueRule::At(local) => first_instant(local, zone).ok_or(DueError::OutOfRange)?,
        DueRule::Within { minutes } => {
            let elapsed = SignedDuration::from_mins(i64::from(minutes));
            made_at.checked_add(elapsed).map_err(|_| DueError::OutOfRange)?
        }
        DueRule::WithinOpen { minutes } => {
            calendar.add_open_time(made_at, zone, minutes).ok_or(DueError::NotOpenEnough)?
        }
        DueRule::EndOfDay { days } => {
            let days = usize::try_from(days).map_err(|_| DueError::NotOpenEnough)?;
            calendar.closings_ahead(made_at, zone).nth(days).ok_or(DueError::NotOpenEnough)?
        }
    };
    let due = Due::read(at, zone_name, zone);
    if at < made_at { Err(DueError::BeforeMade { local: due.local }) } else { Ok(due) }
}

impl Due {
    /// An instant, and how clocks of the zone show it.
    fn read(at: Timestamp, zone_name: &str, zone: &TimeZone) -> Self {
        Self { local: zone.to_datetime(at), zone: zone_name.to_owned(), at }
    }

    /// The same due time by newer data of its zone: what people read stays, the instant moves.
    ///
    /// Nothing moves as long as the instant is still read so. That keeps the later reading of a time that occurs twice, on which
    /// elapsed time may end. A local time that the new data skip becomes the first valid minute after the gap.
    #[must_use]
    pub fn recomputed(&self, zone: &TimeZone) -> Self {
        if zone.to_datetime(self.at) == self.local {
            return self.clone();
        }
        first_instant(self.local, zone).map_or_else(|| self.clone(), |at| Self::read(at, &self.zone, zone))
    }

    /// The due time of a promise that could not be worked on from `paused_at` to `resumed_at`: the open time that was left at
    /// the pause is left afterwards.
    ///
    /// A promise that was due by the pause, or a pause that never was, changes nothing.
    ///
    /// # Errors
    ///
    /// When the calendar does not open often enough in ten years.
    pub fn resumed(
        &self,
        paused_at: Timestamp,
        resumed_at: Timestamp,
        zone: &TimeZone,
        calendar: &Calendar,
    ) -> Result<Self, DueError> {
        if self.at <= paused_at || resumed_at <= paused_at {
            return Ok(self.clone());
        }
        let left = calendar.open_duration_between(paused_at, self.at, zone);
        let at = calendar.add_open_duration(resumed_at, zone, left).ok_or(DueError::NotOpenEnough)?;
        Ok(Self::read(at.max(self.at), &self.zone, zone))
    }
}

/// When to remind of a promise and when to escalate it.
///
/// The reminder comes in open time, at the first instant at which no more than a fifth of the open time between the making and
/// the due time is left (in whole minutes, rounded down), but never more than the longest day of the week and never less than 15
/// open minutes. It escalates when the organisation has been open for `overdue_minutes` since the due time.
#[must_use]
pub fn escalation_times(
    due: &Due,
    made_at: Timestamp,
    overdue_minutes: u32,
    zone: &TimeZone,
    calendar: &Calendar,
) -> EscalationTimes {
    EscalationTimes {
        remind_at: reminder(due, made_at, zone, calendar),
        due_at: due.at,
        escalate_at: calendar.add_open_time(due.at, zone, overdue_minutes),
    }
}

fn reminder(due: &Due, made_at: Timestamp, zone: &TimeZone, calendar: &Calendar) -> Option<Timestamp> {
    let open = calendar.open_duration_between(made_at, due.at, zone);
    let part = (open.as_mins() / REMINDER_PART).min(i64::from(calendar.longest_day_minutes()));
    let lead = SignedDuration::from_mins(part.max(i64::from(REMINDER_MINUTES_MIN)));
    if open <= lead {
        return None;
    }
    // At the very end of a shift nobody reads it any more; the next one begins before the due time, for open time is left.
    calendar.next_opening(calendar.add_open_duration(made_at, zone, open - lead)?, zone)
}

/// A local time as a form's field for date and time gives it: `2026-12-24T16:30`, or with seconds.
///
/// # Errors
///
/// For every other way of writing it, and for dates that do not exist.
pub fn parse_entry(text: &str) -> Result<DateTime, EntryError> {
    let entered = text.trim();
    // A whole date and time has more ways of being written, some with a zone; only those two read back as they were.
    let read_back = |local: &DateTime| {
        let with_seconds = local.strftime("%Y-%m-%dT%H:%M:%S").to_string();
        with_seconds == entered || with_seconds.strip_suffix(":00") == Some(entered)
    };
    entered.parse().ok().filter(read_back).ok_or_else(|| EntryError { text: text.to_owned() })
}

/// How a local time is written in a rule.
mod entry {
    use jiff::civil::DateTime;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub fn serialize<S: Serializer>(local: &DateTime, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&local.strftime("%Y-%m-%dT%H:%M:%S"))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<DateTime, D::Error> {
        super::parse_entry(&String::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}

impl DueError {
    /// The name of the sentence that explains it, `due-…` in every language's file.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::BeforeMade { .. } => "due-before-made",
            Self::NotOpenEnough => "due-not-open-enough",
            Self::OutOfRange => "due-out-of-range",
        }
    }
}

impl fmt::Display for DueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BeforeMade { local } => {
                write!(f, "{local} is before the promise was made; choose a later time")
            }
            Self::NotOpenEnough => {
                f.write_str("the calendar is not open long enough in the next ten years; give it more shifts")
            }
            Self::OutOfRange => f.write_str("the time is beyond the year 9999; choose an earlier one"),
        }
    }
}

impl fmt::Display for EntryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not a date and time; write it as 2026-12-24T16:30", self.text)
    }
}

impl std::error::Error for DueError {}
impl std::error::Error for EntryError {}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use jiff::tz::{TimeZoneDatabase, offset};

    use super::*;

    fn zone(name: &str) -> TimeZone {
        TimeZoneDatabase::bundled().get(name).expect("a zone of the tz database")
    }

    fn at(text: &str) -> Timestamp {
        text.parse().expect("an instant")
    }

    fn by(text: &str) -> DueRule {
        DueRule::At(parse_entry(text).expect("a local time"))
    }

    /// When a promise by office hours is due, by the clock and as an instant.
    #[track_caller]
    fn check(rule: DueRule, made_at: &str, name: &str, local: &str, instant: &str) {
        let due = resolve(rule, at(made_at), name, &zone(name), &Calendar::office()).expect("a due time");
        let expected = Due { local: parse_entry(local).expect("a local time"), zone: name.to_owned(), at: at(instant) };
        assert_eq!(due, expected);
        assert_eq!(due.recomputed(&zone(name)), due);
    }

    #[test]
    fn a_given_time_is_read_by_the_clocks_of_the_zone() {
        // Seven hours ahead all year; an hour ahead in winter.
        check(
            by("2026-12-24T16:30"),
            "2026-11-27T08:00:00Z",
            "Asia/Jakarta",
            "2026-12-24T16:30",
            "2026-12-24T09:30:00Z",
        );
        check(
            by("2026-12-24T16:30"),
            "2026-11-27T08:00:00Z",
            "Europe/Madrid",
            "2026-12-24T16:30",
            "2026-12-24T15:30:00Z",
        );
    }

    #[test]
    fn a_time_that_is_skipped_becomes_the_first_valid_minute() {
        // Madrid skips 02:00 to 03:00, which ends at 01:00 UTC; Lord Howe skips 02:00 to 02:30, which ends at 15:30 UTC.
        check(
            by("2026-03-29T02:30"),
            "2026-03-01T08:00:00Z",
            "Europe/Madrid",
            "2026-03-29T03:00",
            "2026-03-29T01:00:00Z",
        );
        check(
            by("2026-10-04T02:15"),
            "2026-10-01T08:00:00Z",
            "Australia/Lord_Howe",
            "2026-10-04T02:30",
            "2026-10-03T15:30:00Z",
        );
    }

    #[test]
    fn of_a_time_that_comes_twice_the_earlier_is_due() {
        // Madrid shows 02:30 at 00:30 and 01:30 UTC; Lord Howe shows 01:45 at 14:45 and 15:15 UTC.
        check(
            by("2026-10-25T02:30"),
            "2026-10-01T08:00:00Z",
            "Europe/Madrid",
            "2026-10-25T02:30",
            "2026-10-25T00:30:00Z",
        );
        check(
            by("2026-04-05T01:45"),
            "2026-04-01T08:00:00Z",
            "Australia/Lord_Howe",
            "2026-04-05T01:45",
            "2026-04-04T14:45:00Z",
        );
    }

    #[test]
    fn elapsed_time_passes_whatever_clocks_show() {
        // From 01:30 in Madrid: an hour later it is 03:30 in spring, and for the first time 02:30 in autumn, two hours later for
        // the second time. The second reading is kept by being read again, for no data changed.
        let (spring, autumn) = ("2026-03-29T00:30:00Z", "2026-10-24T23:30:00Z");
        let hours = |hours: u32| DueRule::Within { minutes: 60 * hours };
        check(hours(1), spring, "Europe/Madrid", "2026-03-29T03:30", "2026-03-29T01:30:00Z");
        check(hours(1), autumn, "Europe/Madrid", "2026-10-25T02:30", "2026-10-25T00:30:00Z");
        check(hours(2), autumn, "Europe/Madrid", "2026-10-25T02:30", "2026-10-25T01:30:00Z");
    }

    #[test]
    fn open_time_passes_while_the_organisation_is_open() {
        // Friday 15:00 in Jakarta: two hours until 17:00, two from Monday 08:00 on. In Madrid clocks change in between.
        let rule = DueRule::WithinOpen { minutes: 240 };
        check(rule, "2026-11-27T08:00:00Z", "Asia/Jakarta", "2026-11-30T10:00", "2026-11-30T03:00:00Z");
        check(rule, "2026-03-27T14:00:00Z", "Europe/Madrid", "2026-03-30T10:00", "2026-03-30T08:00:00Z");
    }

    #[test]
    fn days_are_counted_from_the_first_business_day_that_is_not_over() {
        // In Jakarta offices close at 10:00 UTC. Friday 27 November before and at the close, and Saturday.
        let (open, closed, saturday) = ("2026-11-27T09:59:59Z", "2026-11-27T10:00:00Z", "2026-11-28T03:00:00Z");
        let check = |days: u32, made_at: &str, day: i8, month: i8| {
            let local = date(2026, month, day).at(17, 0, 0, 0).to_string();
            let instant = date(2026, month, day).at(10, 0, 0, 0).to_string() + "Z";
            check(DueRule::EndOfDay { days }, made_at, "Asia/Jakarta", &local, &instant);
        };
        check(0, open, 27, 11);
        check(0, closed, 30, 11);
        check(0, saturday, 30, 11);
        check(1, open, 30, 11);
        check(1, closed, 1, 12);
        check(1, saturday, 1, 12);
        check(5, open, 4, 12);
    }

    #[test]
    fn a_day_that_samoa_went_without_is_no_business_day() {
        // From Thursday 29 December 2011 the first business day after it is Saturday the 31st, which ends at 10:00 UTC.
        let (rule, apia) = (DueRule::EndOfDay { days: 1 }, zone("Pacific/Apia"));
        let due = resolve(rule, at("2011-12-30T00:00:00Z"), "Pacific/Apia", &apia, &Calendar::always());
        assert_eq!(due.map(|due| due.at), Ok(at("2011-12-31T10:00:00Z")));
    }

    #[test]
    fn what_cannot_be_promised_is_refused_with_its_reason() {
        let madrid = zone("Europe/Madrid");
        let refused = |rule: DueRule, made_at: &str| {
            resolve(rule, at(made_at), "Europe/Madrid", &madrid, &Calendar::office()).expect_err("no due time")
        };
        // 16:30 in Madrid is 15:30 UTC: due when it is made is allowed, a second later is not.
        check(
            by("2026-12-24T16:30"),
            "2026-12-24T15:30:00Z",
            "Europe/Madrid",
            "2026-12-24T16:30",
            "2026-12-24T15:30:00Z",
        );
        let late = refused(by("2026-12-24T16:30"), "2026-12-24T15:30:01Z");
        assert_eq!(late, DueError::BeforeMade { local: date(2026, 12, 24).at(16, 30, 0, 0) });
        assert_eq!(refused(DueRule::WithinOpen { minutes: u32::MAX }, "2026-11-27T08:00:00Z"), DueError::NotOpenEnough);
        assert_eq!(refused(DueRule::EndOfDay { days: u32::MAX }, "2026-11-27T08:00:00Z"), DueError::NotOpenEnough);
        assert_eq!(refused(DueRule::Within { minutes: 1 }, "9999-12-30T21:59:59Z"), DueError::OutOfRange);
        assert_eq!(late.key(), "due-before-made");
        assert_eq!(late.to_string(), "2026-12-24T16:30:00 is before the promise was made; choose a later time");
    }

    #[test]
    fn new_data_of_the_zone_move_the_instant_and_not_what_people_read() {
        // Promised for 09:00 when winter was to be eight hours behind; then it was decided to stay seven hours behind.
        let (old, new) = (TimeZone::fixed(offset(-8)), TimeZone::fixed(offset(-7)));
        let (made_at, always) = (at("2026-02-01T12:00:00Z"), Calendar::always());
        let due = resolve(by("2026-12-01T09:00"), made_at, "America/Vancouver", &old, &always).expect("a due time");
        assert_eq!(due.at, at("2026-12-01T17:00:00Z"));
        let moved = due.recomputed(&new);
        assert_eq!((moved.local, moved.at), (due.local, at("2026-12-01T16:00:00Z")));
        assert_eq!(moved.zone, "America/Vancouver");
        assert_eq!(moved.recomputed(&old), due);
    }

    #[test]
    fn a_pause_leaves_the_open_time_that_was_left() {
        // Jakarta, due on Monday at 17:00; paused from 16:00 to Tuesday 10:00, so an hour is left, until 11:00.
        let (jakarta, office) = (zone("Asia/Jakarta"), Calendar::office());
        let rule = DueRule::EndOfDay { days: 0 };
        let due = resolve(rule, at("2026-11-30T01:00:00Z"), "Asia/Jakarta", &jakarta, &office).expect("a due time");
        let resumed = |paused: &str, resumed: &str| due.resumed(at(paused), at(resumed), &jakarta, &office);
        let later = resumed("2026-11-30T09:00:00Z", "2026-12-01T03:00:00Z").expect("a due time");
        assert_eq!((later.local, later.at), (date(2026, 12, 1).at(11, 0, 0, 0), at("2026-12-01T04:00:00Z")));
        // A pause over lunch takes no open time; one after the due time, or one that ends before it begins, is none.
        for (from, to) in [("05:00", "06:00"), ("10:00", "20:00"), ("04:00", "03:00")] {
            let pause = resumed(&format!("2026-11-30T{from}:00Z"), &format!("2026-11-30T{to}:00Z"));
            assert_eq!(pause.as_ref(), Ok(&due), "{from} to {to}");
        }
    }

    #[test]
    fn a_pause_never_makes_a_promise_due_earlier() {
        // Due on Sunday at 10:00. The open time that is left on Thursday evening ends on Friday at 17:00.
        let (jakarta, office) = (zone("Asia/Jakarta"), Calendar::office());
        let made_at = at("2026-11-26T01:00:00Z");
        let due = resolve(by("2026-11-29T10:00"), made_at, "Asia/Jakarta", &jakarta, &office).expect("a due time");
        let (paused, resumed) = (at("2026-11-26T12:00:00Z"), at("2026-11-26T20:00:00Z"));
        assert_eq!(due.resumed(paused, resumed, &jakarta, &office).as_ref(), Ok(&due));
    }

    /// The reminder and the escalation of a promise made in Jakarta on Monday 30 November 2026 at 08:00, by office hours.
    fn times(rule: DueRule, overdue_minutes: u32) -> (Option<Timestamp>, Option<Timestamp>) {
        let (made_at, jakarta, office) = (at("2026-11-30T01:00:00Z"), zone("Asia/Jakarta"), Calendar::office());
        let due = resolve(rule, made_at, "Asia/Jakarta", &jakarta, &office).expect("a due time");
        let times = escalation_times(&due, made_at, overdue_minutes, &jakarta, &office);
        assert_eq!(times.due_at, due.at);
        (times.remind_at, times.escalate_at)
    }

    #[test]
    fn a_reminder_comes_when_a_fifth_of_the_open_time_is_left() {
        // A fifth of the day's 480 minutes is 96: 15:24. An hour overdue is Tuesday 09:00.
        let expected = (Some(at("2026-11-30T08:24:00Z")), Some(at("2026-12-01T02:00:00Z")));
        assert_eq!(times(DueRule::EndOfDay { days: 0 }, 60), expected);
    }

    #[test]
    fn a_reminder_leaves_a_quarter_of_an_hour_at_least_and_a_day_at_most() {
        // Of 30 minutes 15 are left, of 15 there would be nothing to remind of.
        assert_eq!(times(DueRule::WithinOpen { minutes: 30 }, 0).0, Some(at("2026-11-30T01:15:00Z")));
        assert_eq!(times(DueRule::WithinOpen { minutes: 16 }, 0).0, Some(at("2026-11-30T01:01:00Z")));
        assert_eq!(times(DueRule::WithinOpen { minutes: 15 }, 0).0, None);
        // Day 20 is Monday 28 December. A day is left on Friday at 17:00, so that the reminder comes on Monday at 08:00.
        assert_eq!(times(DueRule::EndOfDay { days: 20 }, 0).0, Some(at("2026-12-28T01:00:00Z")));
    }

    #[test]
    fn an_entry_is_a_date_and_a_time_and_nothing_else() {
        let time = date(2026, 12, 24).at(16, 30, 0, 0);
        for entry in ["2026-12-24T16:30", " 2026-12-24T16:30 ", "2026-12-24T16:30:00"] {
            assert_eq!(parse_entry(entry), Ok(time), "{entry}");
        }
        assert_eq!(parse_entry("2026-12-24T16:30:05"), Ok(date(2026, 12, 24).at(16, 30, 5, 0)));
        let refused = [
            "",
            "2026-12-24",
            "2026-12-24T16",
            "2026-12-24 16:30",
            "20261224T1630",
            "2026-12-24T16:30Z",
            "24.12.2026 16:30",
            "2026-12-24T16:30+01:00",
            "2026-12-24T16:30[Europe/Madrid]",
            "2026-02-30T16:30",
            "2026-12-24T24:00",
            "2026-12-24T16:30:60",
            "2026-12-24T16:30:05.5",
            "+002026-12-24T16:30",
            "2026-12-24t16:30",
        ];
        for entry in refused {
            assert_eq!(parse_entry(entry), Err(EntryError { text: entry.to_owned() }), "{entry}");
        }
    }

    #[test]
    fn a_rule_is_written_in_words() {
        #[derive(Debug, PartialEq, Serialize, Deserialize)]
        struct Held {
            due: DueRule,
        }
        let rules = [
            (by("2026-12-24T16:30"), "at = \"2026-12-24T16:30\""),
            (DueRule::Within { minutes: 90 }, "within = { minutes = 90 }"),
            (DueRule::WithinOpen { minutes: 240 }, "within_open = { minutes = 240 }"),
            (DueRule::EndOfDay { days: 1 }, "end_of_day = { days = 1 }"),
        ];
        for (due, text) in rules {
            let read: Held = toml::from_str(&format!("due = {{ {text} }}")).expect("a rule");
            assert_eq!(read, Held { due });
            let written = toml::to_string(&read).expect("text");
            assert_eq!(toml::from_str::<Held>(&written).expect("a rule"), read);
        }
        for refused in ["at = \"tomorrow\"", "within = { hours = 1 }", "within = { minutes = -1 }", "soon = {}"] {
            assert!(toml::from_str::<Held>(&format!("due = {{ {refused} }}")).is_err(), "{refused}");
        }
    }
}
