//! Days and hours as people of an organisation write them, in its time zone.
//!
//! Separate, because every page of the desk shows some. It reads no clock itself.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use language::Words;
use store::Time;

/// A time zone and a language.
pub struct Clock {
    zone: TimeZone,
    w: Words,
}

impl Clock {
    /// The clock of an organisation; UTC where its zone is not known.
    #[must_use]
    pub fn new(zone: &str, w: Words) -> Self {
        Self { zone: TimeZone::get(zone).unwrap_or(TimeZone::UTC), w }
    }

    /// Such as "22 November 2026".
    #[must_use]
    pub fn day(&self, time: Time) -> String {
        self.local(time).map_or(String::new(), |local| {
            let arguments = [
                ("day", local.day().to_string().into()),
                ("month", self.month_name(local.month()).into()),
                ("year", local.year().to_string().into()),
            ];
            self.w.say("desk-day", &arguments)
        })
    }

    /// Such as "22 November 2026, 17:05".
    #[must_use]
    pub fn moment(&self, time: Time) -> String {
        self.local(time)
            .map_or(String::new(), |local| format!("{}, {:02}:{:02}", self.day(time), local.hour(), local.minute()))
    }

    /// The end of something: the day alone when it ends with the day.
    #[must_use]
    pub fn end(&self, time: Time) -> String {
        let midnight = self.local(time).is_some_and(|local| (local.hour(), local.minute()) == (0, 0));
        if midnight { self.day(time.plus_seconds(-1)) } else { self.moment(time) }
    }

    /// Such as "November 2026", what a wave is called when nobody says otherwise.
    #[must_use]
    pub fn month(&self, time: Time) -> String {
        self.local(time).map_or(String::new(), |local| {
            let month = self.month_name(local.month());
            let name: String =
                month.chars().take(1).flat_map(char::to_uppercase).chain(month.chars().skip(1)).collect();
            format!("{name} {}", local.year())
        })
    }

    /// As a field for days takes it, such as `2026-11-22`.
    #[must_use]
    pub fn field(&self, time: Time) -> String {
        self.local(time).map_or(String::new(), |local| local.date().to_string())
    }

    /// The beginning of a day that a field gave.
    #[must_use]
    pub fn begin_of(&self, field: &str) -> Option<Time> {
        self.begin(field.trim().parse().ok()?)
    }

    /// The end of a day that a field gave.
    #[must_use]
    pub fn end_of(&self, field: &str) -> Option<Time> {
        let day: Date = field.trim().parse().ok()?;
        self.begin(day.tomorrow().ok()?)
    }

    fn begin(&self, day: Date) -> Option<Time> {
        let zoned = day.to_zoned(self.zone.clone()).ok()?;
        Some(Time(zoned.timestamp().as_millisecond()))
    }

    fn local(&self, time: Time) -> Option<jiff::Zoned> {
        Timestamp::from_millisecond(time.0).ok().map(|moment| moment.to_zoned(self.zone.clone()))
    }

    fn month_name(&self, month: i8) -> String {
        self.w.text(&format!("desk-month-{month}"))
    }
}

#[cfg(test)]
mod tests {
    use language::Language;

    use super::*;

    #[test]
    fn a_day_ends_at_midnight_of_the_organisation() {
        let clock = Clock::new("Asia/Jakarta", Language::Indonesian.words());
        // Midnight in Jakarta is 17:00 UTC of the day before.
        let end = clock.end_of("2026-11-22").expect("a day");
        assert_eq!(end, Time(1_795_366_800_000));
        assert_eq!(clock.moment(end), "23 November 2026, 00:00");
        assert_eq!(clock.end(end), "22 November 2026");
        assert_eq!(clock.end(end.plus_seconds(-60)), "22 November 2026, 23:59");
        assert_eq!(clock.end_of("22.11.2026"), None);
    }

    #[test]
    fn days_are_written_as_in_the_language() {
        let noon = Time(1_787_918_400_000);
        let day = |language: Language| Clock::new("UTC", language.words()).day(noon);
        assert_eq!(day(Language::English), "28 August 2026");
        assert_eq!(day(Language::Indonesian), "28 Agustus 2026");
        assert_eq!(day(Language::Spanish), "28 de agosto de 2026");
    }
}
