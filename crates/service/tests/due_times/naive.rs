//! The second calculator of due times, on chrono-tz: it writes down all open hours and looks results up in the list.
//!
//! Separate from the code it is to agree with, and of another make: a gap is crossed minute by minute, open time is a cumulative
//! sum, and a due time is found where that sum reaches its mark. It shares nothing with the crate, not even the calendar's type.
//!
//! Where the two editions of the tz database differ it computes once more on the offsets of jiff, and on nothing else of jiff, so
//! that such a promise is still checked for everything but the edition.

use chrono::{DateTime, Days, LocalResult, NaiveDate, TimeDelta, TimeZone, Timelike, Utc};
use chrono_tz::Tz;

use crate::promises::{DAY, HOUR, MINUTE, Organisation, Pattern, Promise, Rule, Zone, date_of, second};

/// The last day on which an opening counts, from the local date of the start.
const HORIZON: Days = Days::new(3653);

/// Where a calculator has its offsets from.
#[derive(Clone, Copy)]
pub enum Clock<'a> {
    ChronoTz(Tz),
    Jiff(&'a jiff::tz::TimeZone),
}

/// The open hours of an organisation, as far as somebody asked for them.
pub struct Naive<'a> {
    zone: Clock<'a>,
    elsewhere: Clock<'a>,
    pattern: &'a Pattern,
    openings: Vec<Opening>,
    /// The first day that is not in the list.
    next: NaiveDate,
}

struct Opening {
    date: NaiveDate,
    begin: i64,
    end: i64,
    /// Open seconds before it, and with it.
    sum_before: i64,
    sum: i64,
}

impl Clock<'_> {
    /// What clocks of the zone show, in seconds as if they showed UTC.
    pub fn local(self, at: i64) -> i64 {
        match self {
            Self::ChronoTz(zone) => time(at).with_timezone(&zone).naive_local().and_utc().timestamp(),
            Self::Jiff(zone) => at + i64::from(zone.to_offset(second(at)).seconds()),
        }
    }

    /// The earlier reading, or the first minute from here on that has any.
    fn instant(self, local: i64) -> i64 {
        match self {
            Self::ChronoTz(zone) => earlier_or_first_valid(zone, local),
            Self::Jiff(_) => self.first_showing(local),
        }
    }

    /// The first second at which clocks show this time or a later one.
    fn first_showing(self, local: i64) -> i64 {
        // No clock is further ahead than at one of these hours, so none shows the time earlier than by that offset.
        let hours = (-28..=28).map(|hour| local + hour * HOUR);
        let ahead = hours.map(|at| self.local(at) - at).max().expect("an hour");
        let mut minutes = (local - ahead) / MINUTE..;
        // No clock changes within a minute, so what a minute shows last is the most it shows.
        let minute = minutes.find(|minute| local <= self.local(minute * MINUTE + 59)).expect("it comes");
        let mut seconds = minute * MINUTE..;
        seconds.find(|at| local <= self.local(*at)).expect("it comes")
    }
}

fn time(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(seconds, 0).expect("a time of these centuries")
}

fn earlier_or_first_valid(zone: Tz, local: i64) -> i64 {
    let mut time = time(local).naive_utc();
    loop {
        match zone.from_local_datetime(&time) {
            LocalResult::Single(at) => return at.timestamp(),
            LocalResult::Ambiguous(one, other) => return one.timestamp().min(other.timestamp()),
            LocalResult::None => time = time + TimeDelta::seconds(MINUTE - i64::from(time.second())),
        }
    }
}

impl<'a> Naive<'a> {
    /// On the edition of chrono-tz.
    pub fn new(organisation: &'a Organisation<'_>) -> Self {
        Self::on(organisation, |zone| Clock::ChronoTz(zone.chrono))
    }

    /// On the edition of jiff.
    pub fn on_offsets_of_jiff(organisation: &'a Organisation<'_>) -> Self {
        Self::on(organisation, |zone| Clock::Jiff(&zone.jiff))
    }

    fn on(organisation: &'a Organisation<'_>, clock: impl Fn(&'a Zone) -> Clock<'a>) -> Self {
        let instants = organisation.promises.iter().flat_map(|promise| [promise.made, promise.paused]);
        let earliest = instants.min().expect("a promise");
        let Organisation { zone, elsewhere, pattern, .. } = organisation;
        let next = date_of(earliest - 3 * DAY);
        Self { zone: clock(zone), elsewhere: clock(elsewhere), pattern, openings: vec![], next }
    }

    fn write_down_next_day(&mut self) {
        let midnight = self.next.and_time(chrono::NaiveTime::MIN).and_utc().timestamp();
        for (begin, end) in self.pattern.on(self.next) {
            let begin = self.zone.instant(midnight + i64::from(*begin) * MINUTE);
            let end = self.zone.instant(midnight + i64::from(*end) * MINUTE);
            let sum_before = self.openings.last().map_or(0, |opening| opening.sum);
            if begin < end {
                let sum = sum_before + end - begin;
                self.openings.push(Opening { date: self.next, begin, end, sum_before, sum });
            }
        }
        self.next = self.next + Days::new(1);
    }

    /// The first opening for which this holds, not looking further than ten years from `at`.
    fn find(&mut self, at: i64, holds: impl Fn(&Opening) -> bool) -> Option<&Opening> {
        let last = date_of(self.zone.local(at)) + HORIZON;
        while self.next <= last && !self.openings.last().is_some_and(&holds) {
            self.write_down_next_day();
        }
        let place = self.openings.partition_point(|opening| !holds(opening));
        self.openings.get(place).filter(|opening| opening.date <= last)
    }

    /// Open seconds from the beginning of the list.
    fn sum(&mut self, at: i64) -> i64 {
        let last = date_of(self.zone.local(at)) + Days::new(2);
        while self.next <= last {
            self.write_down_next_day();
        }
        let begun = self.openings.partition_point(|opening| opening.begin < at);
        self.openings[..begun].last().map_or(0, |opening| opening.sum_before + at.min(opening.end) - opening.begin)
    }

    fn between(&mut self, from: i64, to: i64) -> i64 {
        if to <= from { 0 } else { self.sum(to) - self.sum(from) }
    }

    fn add(&mut self, from: i64, seconds: i64) -> Option<i64> {
        if seconds == 0 {
            return Some(from);
        }
        let mark = self.sum(from) + seconds;
        self.find(from, |opening| mark <= opening.sum).map(|opening| opening.begin + mark - opening.sum_before)
    }

    fn next_opening(&mut self, at: i64) -> Option<i64> {
        self.find(at, |opening| at < opening.end).map(|opening| opening.begin.max(at))
    }

    fn end_of_day(&mut self, at: i64, days: i64) -> Option<i64> {
        let mut date = self.find(at, |opening| at < opening.end)?.date;
        for _ in 0..days {
            date = self.find(at, |opening| date < opening.date)?.date;
        }
        // The list is long enough when it holds a later day; the last opening of the date is the one before that.
        while self.next <= date + Days::new(1) {
            self.write_down_next_day();
        }
        let after = self.openings.partition_point(|opening| opening.date <= date);
        Some(self.openings[after - 1].end)
    }

    fn remind(&mut self, made: i64, due: i64) -> Option<i64> {
        let total = self.between(made, due);
        let lengths = |days: &mut dyn Iterator<Item = &Vec<(u16, u16)>>| {
            days.map(|shifts| shifts.iter().map(|(begin, end)| i64::from(end - begin)).sum::<i64>()).max().unwrap_or(0)
        };
        let of_week = lengths(&mut self.pattern.week.iter());
        let longest = if of_week == 0 { lengths(&mut self.pattern.exceptions.values()) } else { of_week };
        let lead = (total / (5 * MINUTE)).min(longest).max(15) * MINUTE;
        if total <= lead {
            return None;
        }
        let at = self.add(made, total - lead)?;
        self.next_opening(at)
    }

    /// Everything the test asks of a promise, in the order of `FIELDS`.
    pub fn outcome(&mut self, promise: &Promise) -> [Option<i64>; 10] {
        let next = self.next_opening(promise.made);
        let open = i64::from(next == Some(promise.made));
        let due = match promise.rule {
            Rule::At(local) => Some(self.zone.instant(local)),
            Rule::Within(minutes) => Some(promise.made + minutes * MINUTE),
            Rule::WithinOpen(minutes) => self.add(promise.made, minutes * MINUTE),
            Rule::EndOfDay(days) => self.end_of_day(promise.made, days),
        };
        let Some(due) = due.filter(|due| promise.made <= *due) else {
            return [Some(open), next, Some(due.map_or(1, |_| 2)), None, None, None, None, None, None, None];
        };
        let read = self.zone.local(due);
        let moved = if self.elsewhere.local(due) == read { due } else { self.elsewhere.instant(read) };
        let between = self.between(promise.made, due) / MINUTE;
        let remind = self.remind(promise.made, due);
        let escalate = self.add(due, promise.overdue_minutes * MINUTE);
        let resumed = self.resume(promise, due);
        [Some(open), next, Some(0), Some(due), Some(read), Some(between), remind, escalate, resumed, Some(moved)]
    }

    fn resume(&mut self, promise: &Promise, due: i64) -> Option<i64> {
        if due <= promise.paused || promise.resumed <= promise.paused {
            return Some(due);
        }
        let left = self.between(promise.paused, due);
        self.add(promise.resumed, left).map(|at| at.max(due))
    }
}
