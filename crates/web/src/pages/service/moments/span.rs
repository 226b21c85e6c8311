//! From when to when the board looks: whole days of the organisation, today included.
//!
//! Separate, because the board and the list behind its numbers must look at the same days: a span that began at this minute
//! would have moved on before somebody opened a number. It reads no clock.

use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use store::Time;

/// The days that can be chosen.
pub(crate) const DAYS: [u16; 3] = [30, 90, 365];
/// Those that are shown when none are chosen.
const USUAL: u16 = 90;

/// Some days up to the end of today, and as many before them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Span {
    /// How many.
    pub(crate) days: u16,
    /// When the first begins.
    pub(crate) from: Time,
    /// When today ends.
    pub(crate) to: Time,
    /// When those before begin.
    pub(crate) before: Time,
}

impl Span {
    /// So many days in a time zone; an unknown one is UTC.
    pub(crate) fn of(zone: &str, days: u16, now: Time) -> Self {
        let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
        let tomorrow = now.stamp().to_zoned(zone.clone()).date().saturating_add(1.day());
        let begin = |back: i32| begin_of(tomorrow.saturating_sub(back.days()), &zone, now);
        let days_back = i32::from(days);
        Self { days, from: begin(days_back), to: begin(0), before: begin(2 * days_back) }
    }

    /// As an address asks for it: one of the choices, the usual one for anything else.
    pub(crate) fn asked(zone: &str, text: &str, now: Time) -> Self {
        let days = text.parse().ok().filter(|days| DAYS.contains(days));
        Self::of(zone, days.unwrap_or(USUAL), now)
    }
}

/// When a day begins. Days beyond all calendars begin now, so that a span is empty and never wrong.
fn begin_of(day: Date, zone: &TimeZone, now: Time) -> Time {
    day.to_zoned(zone.clone()).map_or(now, |begin| Time::from(begin.timestamp()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn time(text: &str) -> Time {
        Time::from(text.parse::<jiff::Timestamp>().expect("a moment"))
    }

    #[test]
    fn thirty_days_of_jakarta_end_with_today_and_follow_on_the_thirty_before() {
        // 23:30 on 22 November in Jakarta, which is seven hours ahead.
        let span = Span::asked("Asia/Jakarta", "30", time("2026-11-22T16:30:00Z"));
        assert_eq!(span.to, time("2026-11-22T17:00:00Z"));
        assert_eq!(span.from, time("2026-10-23T17:00:00Z"));
        assert_eq!(span.before, time("2026-09-23T17:00:00Z"));
    }

    #[test]
    fn days_are_those_of_the_calendar_also_when_the_clock_was_changed() {
        let span = Span::of("Europe/Berlin", 30, time("2026-11-10T12:00:00Z"));
        assert_eq!(span.to, time("2026-11-10T23:00:00Z"));
        assert_eq!(span.from, time("2026-10-11T22:00:00Z"));
    }

    #[test]
    fn what_cannot_be_chosen_is_the_usual() {
        for text in ["", "31", "-30", "90", "ninety"] {
            assert_eq!(Span::asked("UTC", text, time("2026-11-22T16:30:00Z")).days, 90, "{text}");
        }
    }
}
