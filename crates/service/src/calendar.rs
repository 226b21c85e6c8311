//! When an organisation is open: shifts by weekday, and the dates on which it is otherwise.
//!
//! Separate from due times, because pauses, reminders and overdue time are measured by it as well. It reads no clock and looks
//! up no zone, both arrive as arguments, and it refuses a calendar that contradicts itself.
//!
//! A shift is written in local time and lasts from [`first_instant`] of its begin to [`first_instant`] of its end, the end not
//! included. So a bound in a gap of the clock moves to the first valid minute after the gap, and of a bound that occurs twice the
//! earlier reading counts. What is measured is time that passes, never the difference of two readings of the clock: a shift
//! 22:00–24:00 on a night on which 23:00 comes twice is three hours long.

use std::collections::BTreeMap;
use std::fmt;

use jiff::civil::{Date, DateTime, Weekday};
use jiff::tz::{AmbiguousOffset, TimeZone};
use jiff::{SignedDuration, Timestamp, ToSpan};
use serde::{Deserialize, Serialize};

/// The last minute bound of a day: 24:00.
const DAY_END: u16 = 24 * 60;

/// How far ahead an opening is looked for: ten years, of which at most three are leap years.
const HORIZON_DAYS: i32 = 3653;

const WEEK: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

/// Business hours, whole and without contradiction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "WrittenCalendar", into = "WrittenCalendar")]
pub struct Calendar {
    /// From Monday on; the shifts of a day in order.
    week: [Vec<Shift>; 7],
    exceptions: BTreeMap<Date, Vec<Shift>>,
}

/// A stretch of a local day, in minutes from midnight; the end is not included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shift {
    begin: u16,
    end: u16,
}

/// A calendar as it is written in JSON and in forms: times as `HH:MM`, an end also as `24:00`, dates as `YYYY-MM-DD`.
///
/// An exception replaces all shifts of its date; an empty one is a holiday. A shift over midnight is written as two.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct WrittenCalendar {
    /// Begin and end of each shift on Mondays.
    pub monday: Vec<(String, String)>,
    /// On Tuesdays.
    pub tuesday: Vec<(String, String)>,
    /// On Wednesdays.
    pub wednesday: Vec<(String, String)>,
    /// On Thursdays.
    pub thursday: Vec<(String, String)>,
    /// On Fridays.
    pub friday: Vec<(String, String)>,
    /// On Saturdays.
    pub saturday: Vec<(String, String)>,
    /// On Sundays.
    pub sunday: Vec<(String, String)>,
    /// By local date.
    pub exceptions: BTreeMap<String, Vec<(String, String)>>,
}

/// Which day of a calendar a problem is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CalendarDay {
    /// Every such day.
    Weekday(Weekday),
    /// The exception of this date.
    Date(Date),
}

/// What is wrong with a written calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CalendarProblem {
    /// The date of an exception is none, or is written otherwise than `YYYY-MM-DD`.
    BadDate {
        /// As written.
        text: String,
    },
    /// A time is none, or is written otherwise than `HH:MM`.
    BadTime {
        /// Where it is.
        day: CalendarDay,
        /// As written.
        text: String,
    },
    /// A shift ends before it begins, or when it begins.
    EndNotAfterBegin {
        /// Where it is.
        day: CalendarDay,
        /// As written.
        begin: String,
        /// As written.
        end: String,
    },
    /// Two shifts of a day have time in common.
    Overlap {
        /// Where they are.
        day: CalendarDay,
        /// The one that begins first.
        first: Shift,
        /// The one that begins before the first ends.
        second: Shift,
    },
    /// There is no shift on any weekday or date.
    NeverOpen,
}

/// All that is wrong with a written calendar, in the order of the week and then of the dates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarProblems(pub Vec<CalendarProblem>);

/// The first instant at which clocks of the zone show this local time or, where it is skipped, a later one.
///
/// In a gap that is the end of the gap, which has been a whole minute in every zone since 1972; in an overlap it is the earlier
/// reading. It never decreases when `local` increases. `None` beyond the years −9999 to 9999.
#[must_use]
pub fn first_instant(local: DateTime, zone: &TimeZone) -> Option<Timestamp> {
    match zone.to_ambiguous_timestamp(local).offset() {
        AmbiguousOffset::Unambiguous { offset } => offset.to_timestamp(local).ok(),
        AmbiguousOffset::Fold { before, .. } => before.to_timestamp(local).ok(),
        AmbiguousOffset::Gap { after, .. } => {
            // By the offset after it, the skipped time comes before the change. Looking back from the offset before would do as
            // well, but jiff 0.2.43 finds wrong changes there (Winamac on 2007-03-11, an hour early).
            let early = after.to_timestamp(local).ok()?;
            let mut changes = zone.following(early).map(|change| change.timestamp());
            changes.find(|change| local < zone.to_datetime(*change))
        }
    }
}

impl Calendar {
    /// The calendar that was written, or everything that is wrong with it.
    ///
    /// # Errors
    ///
    /// Every bad date and time, every shift that ends too early, every overlap; or that there is no shift at all.
    pub fn checked(written: &WrittenCalendar) -> Result<Self, CalendarProblems> {
        let mut problems = vec![];
        let week = written.week();
        let week = std::array::from_fn(|day| shifts(CalendarDay::Weekday(WEEK[day]), week[day], &mut problems));
        let mut exceptions = BTreeMap::new();
        for (text, pairs) in &written.exceptions {
            let Some(date) = parse_date(text) else {
                problems.push(CalendarProblem::BadDate { text: text.clone() });
                continue;
            };
            exceptions.insert(date, shifts(CalendarDay::Date(date), pairs, &mut problems));
        }
        let calendar = Self { week, exceptions };
        if problems.is_empty() && calendar.longest_day_minutes() == 0 {
            problems.push(CalendarProblem::NeverOpen);
        }
        if problems.is_empty() { Ok(calendar) } else { Err(CalendarProblems(problems)) }
    }

    /// Open day and night.
    #[must_use]
    pub fn always() -> Self {
        let day = vec![Shift { begin: 0, end: DAY_END }];
        Self { week: std::array::from_fn(|_| day.clone()), exceptions: BTreeMap::new() }
    }

    /// Monday to Friday, 08:00–12:00 and 13:00–17:00.
    #[must_use]
    pub fn office() -> Self {
        let day = [Shift { begin: 8 * 60, end: 12 * 60 }, Shift { begin: 13 * 60, end: 17 * 60 }];
        let week = std::array::from_fn(|at| if at < 5 { day.to_vec() } else { vec![] });
        Self { week, exceptions: BTreeMap::new() }
    }

    /// The shifts of a local date, in order: those of its exception, or else of its weekday.
    #[must_use]
    pub fn shifts_on(&self, date: Date) -> &[Shift] {
        let weekday = usize::from(date.weekday().to_monday_zero_offset().unsigned_abs());
        self.exceptions.get(&date).unwrap_or(&self.week[weekday])
    }

    /// Whether the organisation is open.
    #[must_use]
    pub fn is_open(&self, instant: Timestamp, zone: &TimeZone) -> bool {
        self.next_opening(instant, zone) == Some(instant)
    }

    /// The first instant at which the organisation is open: this one or a later one. `None` when it stays closed for ten years.
    #[must_use]
    pub fn next_opening(&self, instant: Timestamp, zone: &TimeZone) -> Option<Timestamp> {
        self.openings_ahead(instant, zone).next().map(|opening| opening.begin)
    }

    /// The first instant by which the organisation has been open for so many minutes since `instant`; with 0 minutes `instant`.
    ///
    /// So four hours that begin four hours before the end of the day end with the day, not when the next one begins. `None` when
    /// the organisation is not open long enough in ten years.
    #[must_use]
    pub fn add_open_time(&self, instant: Timestamp, zone: &TimeZone, minutes: u32) -> Option<Timestamp> {
        self.add_open_duration(instant, zone, SignedDuration::from_mins(i64::from(minutes)))
    }

    /// Whole minutes for which the organisation is open from `from` to `to`; 0 when `to` is not after `from`.
    #[must_use]
    pub fn open_minutes_between(&self, from: Timestamp, to: Timestamp, zone: &TimeZone) -> i64 {
        self.open_duration_between(from, to, zone).as_mins()
    }

    /// The end of the last shift of a local date. `None` when the organisation is closed all day, or the date has no time in
    /// this zone at all (Samoa went without 30 December 2011).
    #[must_use]
    pub fn close_of_day(&self, date: Date, zone: &TimeZone) -> Option<Timestamp> {
        self.openings_on(date, zone).last().map(|opening| opening.end)
    }

    /// Minutes of the longest day of the week as its shifts are written; of the longest exception where the week has no shift.
    #[must_use]
    pub fn longest_day_minutes(&self) -> u32 {
        let longest = |days: &mut dyn Iterator<Item = &Vec<Shift>>| {
            days.map(|shifts| shifts.iter().map(|shift| u32::from(shift.end - shift.begin)).sum()).max().unwrap_or(0)
        };
        match longest(&mut self.week.iter()) {
            0 => longest(&mut self.exceptions.values()),
            minutes => minutes,
        }
    }

    /// The ends of the business days that end after `instant`, within ten years. A business day is a date with open time.
    pub(crate) fn closings_ahead(&self, instant: Timestamp, zone: &TimeZone) -> impl Iterator<Item = Timestamp> {
        let (first, last) = ten_years(instant, zone);
        dates(first, last).filter_map(|date| self.close_of_day(date, zone)).filter(move |close| instant < *close)
    }

    /// As [`Self::add_open_time`], of any length.
    pub(crate) fn add_open_duration(
        &self,
        instant: Timestamp,
        zone: &TimeZone,
        duration: SignedDuration,
    ) -> Option<Timestamp> {
        let mut left = duration;
        if left <= SignedDuration::ZERO {
            return Some(instant);
        }
        for opening in self.openings_ahead(instant, zone) {
            let length = opening.length();
            if left <= length {
                return opening.begin.checked_add(left).ok();
            }
            left -= length;
        }
        None
    }

    /// As [`Self::open_minutes_between`], exactly.
    pub(crate) fn open_duration_between(&self, from: Timestamp, to: Timestamp, zone: &TimeZone) -> SignedDuration {
        // The day after the last belongs to it: where clocks go back over midnight it begins before the old one ends.
        let last = zone.to_datetime(to).date().saturating_add(1.day());
        let openings = self.openings(from, last, zone).take_while(|opening| opening.begin < to);
        openings.map(|opening| Opening { end: opening.end.min(to), ..opening }.length()).sum()
    }

    /// The openings that are not over at `from`, in order, within ten years.
    fn openings_ahead(&self, from: Timestamp, zone: &TimeZone) -> impl Iterator<Item = Opening> {
        self.openings(from, ten_years(from, zone).1, zone)
    }

    /// The openings up to a local date that are not over at `from`, in order; what is over of the first is cut off.
    ///
    /// No opening of an earlier date can still last: it ends by the first instant of the date that clocks show at `from`.
    fn openings(&self, from: Timestamp, last: Date, zone: &TimeZone) -> impl Iterator<Item = Opening> {
        let openings = dates(zone.to_datetime(from).date(), last).flat_map(move |date| self.openings_on(date, zone));
        let ahead = openings.filter(move |opening| from < opening.end);
        ahead.map(move |opening| Opening { begin: opening.begin.max(from), ..opening })
    }

    /// The shifts of a date as they happen; one that lies in a gap of the clock does not.
    fn openings_on(&self, date: Date, zone: &TimeZone) -> impl Iterator<Item = Opening> {
        let openings = self.shifts_on(date).iter().filter_map(move |shift| {
            let begin = first_instant(local_time(date, shift.begin)?, zone)?;
            Some(Opening { begin, end: first_instant(local_time(date, shift.end)?, zone)? })
        });
        openings.filter(|opening| opening.begin < opening.end)
    }
}

impl Shift {
    /// Minutes from midnight to its begin.
    #[must_use]
    pub fn begin_minute(self) -> u16 {
        self.begin
    }

    /// Minutes from midnight to its end, at most 1440.
    #[must_use]
    pub fn end_minute(self) -> u16 {
        self.end
    }

    fn written(self) -> (String, String) {
        let clock = |minute: u16| format!("{:02}:{:02}", minute / 60, minute % 60);
        (clock(self.begin), clock(self.end))
    }
}

impl WrittenCalendar {
    fn week(&self) -> [&[(String, String)]; 7] {
        let first = [&self.monday, &self.tuesday, &self.wednesday, &self.thursday];
        let [monday, tuesday, wednesday, thursday] = first.map(Vec::as_slice);
        [monday, tuesday, wednesday, thursday, &self.friday, &self.saturday, &self.sunday]
    }
}

impl CalendarProblem {
    /// The name of the sentence that explains it, `calendar-…` in every language's file.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::BadDate { .. } => "calendar-bad-date",
            Self::BadTime { .. } => "calendar-bad-time",
            Self::EndNotAfterBegin { .. } => "calendar-end-not-after-begin",
            Self::Overlap { .. } => "calendar-overlap",
            Self::NeverOpen => "calendar-never-open",
        }
    }
}

impl TryFrom<WrittenCalendar> for Calendar {
    type Error = CalendarProblems;

    fn try_from(written: WrittenCalendar) -> Result<Self, Self::Error> {
        Self::checked(&written)
    }
}

impl From<Calendar> for WrittenCalendar {
    fn from(calendar: Calendar) -> Self {
        let written = |shifts: Vec<Shift>| shifts.into_iter().map(Shift::written).collect();
        let [monday, tuesday, wednesday, thursday, friday, saturday, sunday] = calendar.week.map(written);
        let exceptions = calendar.exceptions.into_iter().map(|(date, shifts)| (date.to_string(), written(shifts)));
        let exceptions = exceptions.collect();
        Self { monday, tuesday, wednesday, thursday, friday, saturday, sunday, exceptions }
    }
}

impl fmt::Display for Shift {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (begin, end) = self.written();
        write!(f, "{begin}–{end}")
    }
}

impl fmt::Display for CalendarDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Weekday(weekday) => write!(f, "{weekday:?}"),
            Self::Date(date) => write!(f, "{date}"),
        }
    }
}

impl fmt::Display for CalendarProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BadDate { text } => {
                write!(f, "exception `{text}` is not a date; write year, month and day, such as 2026-12-24")
            }
            Self::BadTime { day, text } => {
                write!(f, "{day}: `{text}` is not a time of the day; write hour and minute, 00:00 to 24:00")
            }
            Self::EndNotAfterBegin { day, begin, end } => {
                write!(f, "{day}: shift {begin}–{end} ends before it begins; write one over midnight as two")
            }
            Self::Overlap { day, first, second } => {
                write!(f, "{day}: shifts {first} and {second} overlap; let one begin when the other ends")
            }
            Self::NeverOpen => f.write_str("the calendar has no shift on any day; write at least one"),
        }
    }
}

impl fmt::Display for CalendarProblems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, problem) in self.0.iter().enumerate() {
            let separator = if at == 0 { "" } else { ". " };
            write!(f, "{separator}{problem}")?;
        }
        Ok(())
    }
}

impl std::error::Error for CalendarProblems {}

/// A stretch of open time.
struct Opening {
    begin: Timestamp,
    end: Timestamp,
}

impl Opening {
    fn length(&self) -> SignedDuration {
        self.end.duration_since(self.begin)
    }
}

/// The shifts of one day in order; what is wrong with them is added to the problems.
fn shifts(day: CalendarDay, pairs: &[(String, String)], problems: &mut Vec<CalendarProblem>) -> Vec<Shift> {
    let mut shifts: Vec<Shift> = pairs.iter().filter_map(|pair| shift(day, pair, problems)).collect();
    shifts.sort_unstable();
    for pair in shifts.windows(2) {
        if pair[1].begin < pair[0].end {
            problems.push(CalendarProblem::Overlap { day, first: pair[0], second: pair[1] });
        }
    }
    shifts
}

fn shift(day: CalendarDay, pair: &(String, String), problems: &mut Vec<CalendarProblem>) -> Option<Shift> {
    let (begin, end) = (parse_minute(&pair.0), parse_minute(&pair.1));
    for (text, minute) in [(&pair.0, begin), (&pair.1, end)] {
        if minute.is_none() {
            problems.push(CalendarProblem::BadTime { day, text: text.clone() });
        }
    }
    let (begin, end) = (begin?, end?);
    if end <= begin {
        let (begin, end) = pair.clone();
        problems.push(CalendarProblem::EndNotAfterBegin { day, begin, end });
        return None;
    }
    Some(Shift { begin, end })
}

/// Minutes from midnight of a time written as `HH:MM`, 24:00 included.
fn parse_minute(text: &str) -> Option<u16> {
    let (hour, minute) = text.split_once(':')?;
    let two_digits = |part: &str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
    if !two_digits(hour) || !two_digits(minute) {
        return None;
    }
    let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
    let total = hour * 60 + minute;
    (minute < 60 && total <= DAY_END).then_some(total)
}

/// A date in the one way it is written, so that no date can be there twice.
fn parse_date(text: &str) -> Option<Date> {
    text.parse().ok().filter(|date: &Date| date.to_string() == text)
}

fn local_time(date: Date, minute: u16) -> Option<DateTime> {
    if minute == DAY_END {
        return date.tomorrow().ok().map(|tomorrow| tomorrow.at(0, 0, 0, 0));
    }
    let (hour, minute) = (i8::try_from(minute / 60).ok()?, i8::try_from(minute % 60).ok()?);
    Some(date.at(hour, minute, 0, 0))
}

/// The local date at an instant, and the last one on which an opening is looked for.
fn ten_years(instant: Timestamp, zone: &TimeZone) -> (Date, Date) {
    let today = zone.to_datetime(instant).date();
    (today, today.saturating_add(HORIZON_DAYS.days()))
}

fn dates(first: Date, last: Date) -> impl Iterator<Item = Date> {
    std::iter::successors(Some(first), |date| date.tomorrow().ok()).take_while(move |date| *date <= last)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use jiff::tz::TimeZoneDatabase;

    use super::*;

    fn zone(name: &str) -> TimeZone {
        TimeZoneDatabase::bundled().get(name).expect("a zone of the tz database")
    }

    fn at(text: &str) -> Timestamp {
        text.parse().expect("an instant")
    }

    fn pairs(shifts: &[(&str, &str)]) -> Vec<(String, String)> {
        shifts.iter().map(|(begin, end)| ((*begin).to_owned(), (*end).to_owned())).collect()
    }

    /// Office hours but for some dates.
    fn office_except(exceptions: &[(&str, &[(&str, &str)])]) -> Calendar {
        let mut written = WrittenCalendar::from(Calendar::office());
        written.exceptions = exceptions.iter().map(|(date, shifts)| ((*date).to_owned(), pairs(shifts))).collect();
        Calendar::checked(&written).expect("a calendar without contradiction")
    }

    /// Closed but for these shifts on Sundays, on which clocks change.
    fn sundays(shifts: &[(&str, &str)]) -> Calendar {
        let written = WrittenCalendar { sunday: pairs(shifts), ..WrittenCalendar::default() };
        Calendar::checked(&written).expect("a calendar without contradiction")
    }

    #[test]
    fn friday_afternoon_goes_on_on_monday() {
        // Jakarta is seven hours ahead all year. Friday 15:00 to 17:00 are two hours, Monday 08:00 to 10:00 the other two.
        let (office, jakarta) = (Calendar::office(), zone("Asia/Jakarta"));
        let friday = at("2026-11-27T08:00:00Z");
        assert_eq!(office.add_open_time(friday, &jakarta, 240), Some(at("2026-11-30T03:00:00Z")));
        assert_eq!(office.open_minutes_between(friday, at("2026-11-30T03:00:00Z"), &jakarta), 240);
        assert_eq!(office.open_minutes_between(at("2026-11-30T03:00:00Z"), friday, &jakarta), 0);
    }

    #[test]
    fn time_that_is_up_when_the_shift_ends_does_not_wait_for_the_next_one() {
        // From Friday 13:00 four hours last until 17:00; none at all are over at once, lunch or not.
        let (office, jakarta) = (Calendar::office(), zone("Asia/Jakarta"));
        let after_lunch = at("2026-11-27T06:00:00Z");
        assert_eq!(office.add_open_time(after_lunch, &jakarta, 240), Some(at("2026-11-27T10:00:00Z")));
        let lunch = at("2026-11-27T05:30:00Z");
        assert_eq!(office.add_open_time(lunch, &jakarta, 0), Some(lunch));
    }

    #[test]
    fn open_begins_with_the_begin_of_a_shift_and_stops_before_its_end() {
        // Friday 08:00 to 12:00 in Jakarta is 01:00 to 05:00 UTC.
        let (office, jakarta) = (Calendar::office(), zone("Asia/Jakarta"));
        let is_open = |text: &str| office.is_open(at(text), &jakarta);
        assert!(!is_open("2026-11-27T00:59:59Z") && is_open("2026-11-27T01:00:00Z"));
        assert!(is_open("2026-11-27T04:59:59Z") && !is_open("2026-11-27T05:00:00Z"));
        let next = |text: &str| office.next_opening(at(text), &jakarta);
        assert_eq!(next("2026-11-27T02:00:00Z"), Some(at("2026-11-27T02:00:00Z")));
        assert_eq!(next("2026-11-27T05:00:00Z"), Some(at("2026-11-27T06:00:00Z")));
        assert_eq!(next("2026-11-27T10:00:00Z"), Some(at("2026-11-30T01:00:00Z")));
    }

    #[test]
    fn christmas_has_half_a_day_and_a_holiday() {
        // Madrid is an hour ahead in winter. Thursday 11:00 to 12:00, then Friday is a holiday, then Monday 08:00 to 09:00.
        let calendar = office_except(&[("2026-12-24", &[("08:00", "12:00")]), ("2026-12-25", &[])]);
        let madrid = zone("Europe/Madrid");
        assert_eq!(calendar.add_open_time(at("2026-12-24T10:00:00Z"), &madrid, 120), Some(at("2026-12-28T08:00:00Z")));
        assert_eq!(calendar.close_of_day(date(2026, 12, 24), &madrid), Some(at("2026-12-24T11:00:00Z")));
        assert_eq!(calendar.close_of_day(date(2026, 12, 25), &madrid), None);
        assert_eq!(calendar.close_of_day(date(2026, 12, 28), &madrid), Some(at("2026-12-28T16:00:00Z")));
        assert_eq!(calendar.shifts_on(date(2026, 12, 24)), [Shift { begin: 480, end: 720 }]);
        assert_eq!(calendar.shifts_on(date(2026, 12, 26)), []);
    }

    #[test]
    fn a_shift_loses_the_hour_that_is_skipped() {
        // In Madrid on 2026-03-29 clocks go from 02:00 to 03:00 at 01:00 UTC. 01:00–04:00 is 00:00 to 02:00 UTC.
        let madrid = zone("Europe/Madrid");
        let minutes = |calendar: &Calendar| {
            calendar.open_minutes_between(at("2026-03-28T12:00:00Z"), at("2026-03-29T20:00:00Z"), &madrid)
        };
        assert_eq!(minutes(&sundays(&[("01:00", "04:00")])), 120);
        // 02:15–02:45 never comes; what begins at 02:30 begins at 03:00, and what ends then ends at 03:00.
        let skipped = sundays(&[("02:15", "02:45")]);
        assert_eq!(minutes(&skipped), 0);
        assert_eq!(skipped.close_of_day(date(2026, 3, 29), &madrid), None);
        let begins = sundays(&[("02:30", "05:00")]);
        assert_eq!(begins.next_opening(at("2026-03-28T12:00:00Z"), &madrid), Some(at("2026-03-29T01:00:00Z")));
        let ends = sundays(&[("01:00", "02:30")]);
        assert_eq!(ends.close_of_day(date(2026, 3, 29), &madrid), Some(at("2026-03-29T01:00:00Z")));
    }

    #[test]
    fn a_shift_gains_the_hour_that_comes_twice_but_begins_and_ends_once() {
        // In Madrid on 2026-10-25 clocks go from 03:00 to 02:00 at 01:00 UTC. 01:00–04:00 is 23:00 to 03:00 UTC.
        let madrid = zone("Europe/Madrid");
        let evening = at("2026-10-24T12:00:00Z");
        let long = sundays(&[("01:00", "04:00")]);
        assert_eq!(long.open_minutes_between(evening, at("2026-10-25T20:00:00Z"), &madrid), 240);
        assert_eq!(long.add_open_time(evening, &madrid, 210), Some(at("2026-10-25T02:30:00Z")));
        // 02:15–02:45 is open by the first reading of the clock, 00:15 to 00:45 UTC, and closed by the second.
        let twice = sundays(&[("02:15", "02:45")]);
        assert!(twice.is_open(at("2026-10-25T00:30:00Z"), &madrid));
        assert!(!twice.is_open(at("2026-10-25T01:30:00Z"), &madrid));
        assert_eq!(twice.open_minutes_between(evening, at("2026-10-25T20:00:00Z"), &madrid), 30);
    }

    #[test]
    fn a_day_on_lord_howe_can_be_half_an_hour_longer() {
        // On 2026-04-05 clocks there go from 02:00 to 01:30. The day lasts from 13:00 UTC the day before to 13:30 UTC.
        let lord_howe = zone("Australia/Lord_Howe");
        let midnight = |day: i8| first_instant(date(2026, 4, day).at(0, 0, 0, 0), &lord_howe).expect("an instant");
        assert_eq!((midnight(5), midnight(6)), (at("2026-04-04T13:00:00Z"), at("2026-04-05T13:30:00Z")));
        assert_eq!(Calendar::always().open_minutes_between(midnight(5), midnight(6), &lord_howe), 1470);
    }

    #[test]
    fn sunday_can_begin_before_saturday_is_over() {
        // In St. John's on 2006-10-29 clocks went from 00:01 back to 23:01, at 02:31 UTC. Sunday first began at 02:30 UTC; its
        // shift 00:00–02:00 lasted until 05:30 UTC, though clocks showed Saturday again in between.
        let (calendar, st_johns) = (sundays(&[("00:00", "02:00")]), zone("America/St_Johns"));
        assert!(calendar.is_open(at("2006-10-29T02:45:00Z"), &st_johns));
        let (from, to) = (at("2006-10-29T02:40:00Z"), at("2006-10-29T03:00:00Z"));
        assert_eq!(calendar.open_minutes_between(from, to, &st_johns), 20);
        assert_eq!(calendar.open_minutes_between(at("2006-10-28T12:00:00Z"), to, &st_johns), 30);
        assert_eq!(calendar.close_of_day(date(2006, 10, 29), &st_johns), Some(at("2006-10-29T05:30:00Z")));
    }

    #[test]
    fn samoa_went_without_a_friday() {
        // On 2011-12-29 at 24:00, ten hours behind, the 31st began, fourteen hours ahead: at 10:00 UTC.
        let apia = zone("Pacific/Apia");
        assert_eq!(Calendar::always().close_of_day(date(2011, 12, 30), &apia), None);
        let noon = date(2011, 12, 30).at(12, 0, 0, 0);
        assert_eq!(first_instant(noon, &apia), Some(at("2011-12-30T10:00:00Z")));
    }

    #[test]
    fn a_gap_of_two_hours_ends_where_it_ends() {
        // Winamac went from Central winter to Eastern summer time on 2007-03-11, from 02:00 to 04:00 at 08:00 UTC. Found by the
        // million promises: jiff looking back from there says 07:00 UTC.
        let winamac = zone("America/Indiana/Winamac");
        for minute in [0, 32, 59] {
            let skipped = date(2007, 3, 11).at(2, minute, 0, 0);
            assert_eq!(first_instant(skipped, &winamac), Some(at("2007-03-11T08:00:00Z")));
        }
    }

    #[test]
    fn a_gap_ends_with_the_first_instant_after_it_even_within_a_minute() {
        // On 1972-01-07 Liberia went from 44 minutes and 30 seconds behind UTC to none, at midnight.
        let monrovia = zone("Africa/Monrovia");
        let skipped = date(1972, 1, 7).at(0, 0, 0, 0);
        assert_eq!(first_instant(skipped, &monrovia), Some(at("1972-01-07T00:44:30Z")));
    }

    #[test]
    fn all_problems_are_told_at_once() {
        let mut written = WrittenCalendar::from(Calendar::office());
        written.monday = pairs(&[("13:00", "17:00"), ("08:00", "13:30")]);
        written.tuesday = pairs(&[("22:00", "06:00"), ("8:00", "24:01")]);
        written.exceptions.insert("2026-02-30".to_owned(), vec![]);
        written.exceptions.insert("2026-12-24".to_owned(), pairs(&[("08:00", "08:00")]));
        let (monday, tuesday) = (CalendarDay::Weekday(Weekday::Monday), CalendarDay::Weekday(Weekday::Tuesday));
        let christmas = CalendarDay::Date(date(2026, 12, 24));
        let text = str::to_owned;
        let problems = Calendar::checked(&written).expect_err("contradictions");
        let expected = [
            CalendarProblem::Overlap {
                day: monday,
                first: Shift { begin: 480, end: 810 },
                second: Shift { begin: 780, end: 1020 },
            },
            CalendarProblem::EndNotAfterBegin { day: tuesday, begin: text("22:00"), end: text("06:00") },
            CalendarProblem::BadTime { day: tuesday, text: text("8:00") },
            CalendarProblem::BadTime { day: tuesday, text: text("24:01") },
            CalendarProblem::BadDate { text: text("2026-02-30") },
            CalendarProblem::EndNotAfterBegin { day: christmas, begin: text("08:00"), end: text("08:00") },
        ];
        assert_eq!(problems.0, expected);
        assert!(problems.to_string().starts_with("Monday: shifts 08:00–13:30 and 13:00–17:00 overlap; let one begin"));
        let keys: Vec<_> = problems.0.iter().map(CalendarProblem::key).collect();
        assert!(keys.iter().all(|key| key.starts_with("calendar-")));
    }

    #[test]
    fn shifts_that_touch_are_two_shifts() {
        let calendar = sundays(&[("12:00", "24:00"), ("08:00", "12:00")]);
        let shifts = [Shift { begin: 480, end: 720 }, Shift { begin: 720, end: 1440 }];
        assert_eq!(calendar.shifts_on(date(2026, 11, 29)), shifts);
        assert_eq!(calendar.longest_day_minutes(), 960);
    }

    #[test]
    fn a_calendar_without_shifts_is_refused_and_one_that_is_over_never_opens() {
        let problems = Calendar::checked(&WrittenCalendar::default()).expect_err("no shift");
        assert_eq!(problems.0, [CalendarProblem::NeverOpen]);
        let mut fair = WrittenCalendar::default();
        fair.exceptions.insert("2026-05-01".to_owned(), pairs(&[("10:00", "12:00")]));
        let fair = Calendar::checked(&fair).expect("open once");
        assert_eq!(fair.longest_day_minutes(), 120);
        // The same day, ten years before, the opening is still found; a minute more than it lasts is not.
        let (before, after) = (at("2016-05-01T00:00:00Z"), at("2026-05-01T12:00:00Z"));
        assert_eq!(fair.next_opening(before, &TimeZone::UTC), Some(at("2026-05-01T10:00:00Z")));
        assert_eq!(fair.add_open_time(before, &TimeZone::UTC, 120), Some(after));
        assert_eq!(fair.add_open_time(before, &TimeZone::UTC, 121), None);
        assert_eq!(fair.next_opening(after, &TimeZone::UTC), None);
        assert!(!fair.is_open(after, &TimeZone::UTC));
    }

    #[test]
    fn what_is_written_is_read_again() {
        let text = r#"monday = [["08:00", "12:00"], ["13:00", "17:00"]]
exceptions = { 2026-12-24 = [["08:00", "12:00"]], 2026-12-25 = [] }"#;
        let calendar: Calendar = toml::from_str(text).expect("a calendar");
        assert_eq!(calendar.shifts_on(date(2026, 11, 30)).len(), 2);
        assert_eq!(calendar.shifts_on(date(2026, 12, 1)), []);
        let written = toml::to_string(&calendar).expect("text");
        assert_eq!(toml::from_str::<Calendar>(&written).expect("a calendar"), calendar);
        for refused in ["", "mondays = []", "monday = [[\"08:00\"]]", "monday = [[\"12:00\", \"08:00\"]]"] {
            assert!(toml::from_str::<Calendar>(refused).is_err(), "{refused}");
        }
    }
}
