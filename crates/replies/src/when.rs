//! Times as people say them: "by Friday noon", "dalam dua hari kerja", "el lunes a primera hora".
//!
//! The phrases of each language are data (`when/*.toml`), what they mean together is code and the same in all three. Separate from
//! promises, because a time is also wrong, past, or outside the hours without any promise. A reading is a local time; it reads no
//! clock, and a vague phrase ("early next week") stays vague.

mod grammar;
mod scan;

use jiff::civil::{Date, DateTime, Weekday};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, ToSpan};
use service::calendar::Calendar;

pub(crate) use grammar::Grammar;
pub(crate) use scan::scan;

/// The hour by which a day is over when the calendar says nothing of it.
const CLOSE_HOUR: i8 = 17;

/// One thing said of a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Said {
    /// So many days from today.
    Day(i32),
    /// A date; `year` where it was said.
    Date { day: i8, month: Option<i8>, year: Option<i16> },
    /// A weekday of this week, of the next, or the first to come.
    Weekday(Weekday, Which),
    /// The last open day of this week, or of the next.
    Week(i32),
    /// The last working day of this month, or of the next.
    Month(i32),
    /// The last working day of the year.
    Year,
    /// An hour by its part of the day.
    Part(i8),
    /// The end of business.
    Close,
    /// A time of the clock; whether the half of the day is certain.
    Clock { hour: i8, minute: i8, certain: bool },
    /// Minutes from now.
    Minutes(i64),
    /// Days from today.
    Days(i32),
    /// Working days from today.
    Workdays(i32),
    /// Months from today.
    Months(i32),
    /// At once; no time, and no lack of one.
    AtOnce,
    /// Nothing that could be held to.
    Vague,
}

/// Which weekday is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Which {
    /// The first after today.
    Coming,
    /// The one of this week.
    This,
    /// The one of the week after.
    Next,
}

/// Something said of a time, with its place among the tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Piece {
    pub said: Said,
    /// Its first token.
    pub from: usize,
    /// The token after its last.
    pub to: usize,
}

impl Said {
    fn is_day(self) -> bool {
        matches!(
            self,
            Self::Day(_) | Self::Date { .. } | Self::Weekday(..) | Self::Week(_) | Self::Month(_) | Self::Year
        )
    }
}

/// What the pieces of one clause come to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Reading {
    /// The local time by which it is due.
    pub due: Option<DateTime>,
    /// Whether anything was said of a time.
    pub said: bool,
    /// Whether something vague was said.
    pub vague: bool,
    /// Whether it is at once.
    pub at_once: bool,
    /// Whether an hour was said.
    pub hour: bool,
    /// A weekday and a date that do not fit each other.
    pub mismatch: bool,
    /// Whether the text names a date that is over.
    pub past: bool,
    /// Whether a day was named at all.
    pub day: bool,
}

/// The moment at which, and the hours in which, things are said.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Present<'a> {
    pub now: DateTime,
    pub zone: &'a TimeZone,
    pub calendar: &'a Calendar,
}

impl Present<'_> {
    fn is_open(&self, date: Date) -> bool {
        !self.calendar.shifts_on(date).is_empty()
    }

    /// The end of business of a day; of a closed day, that of the last open one before.
    fn close(&self, date: Date) -> DateTime {
        let mut open = date;
        for _ in 0..14 {
            if let Some(shift) = self.calendar.shifts_on(open).last() {
                let minute = shift.end_minute().min(24 * 60 - 1);
                let (hour, minute) = (minute / 60, minute % 60);
                return date.at(i8::try_from(hour).unwrap_or(CLOSE_HOUR), i8::try_from(minute).unwrap_or(0), 0, 0);
            }
            open = open.saturating_sub(1.day());
        }
        date.at(CLOSE_HOUR, 0, 0, 0)
    }

    /// This day, or the last open one before it.
    fn last_open(&self, date: Date) -> Date {
        let mut open = date;
        for _ in 0..14 {
            if self.is_open(open) {
                return open;
            }
            open = open.saturating_sub(1.day());
        }
        date
    }

    /// The last open day of the week that begins so many weeks from this one's Monday.
    fn week_end(&self, weeks: i32) -> Date {
        let today = self.now.date();
        let monday = today.saturating_sub(i32::from(today.weekday().to_monday_zero_offset()).days());
        let monday = monday.saturating_add((7 * weeks).days());
        let mut day = monday.saturating_add(6.days());
        for _ in 0..7 {
            if self.is_open(day) {
                return day;
            }
            day = day.saturating_sub(1.day());
        }
        monday.saturating_add(4.days())
    }

    fn workdays(&self, count: i32) -> Date {
        let mut day = self.now.date();
        let mut left = count;
        for _ in 0..3650 {
            if left <= 0 {
                break;
            }
            day = day.saturating_add(1.day());
            if self.is_open(day) {
                left -= 1;
            }
        }
        day
    }

    fn after(&self, minutes: i64) -> Option<DateTime> {
        let here = self.now.to_zoned(self.zone.clone()).ok()?;
        here.checked_add(SignedDuration::from_mins(minutes)).ok().map(|then| then.datetime())
    }

    fn date(&self, said: Said) -> Option<Date> {
        let today = self.now.date();
        Some(match said {
            Said::Day(days) => today.saturating_add(days.days()),
            Said::Date { day, month: Some(month), year } => {
                let of = |year: i16| Date::new(year, month, day).ok();
                match year {
                    Some(year) => of(year)?,
                    None => match of(today.year()) {
                        Some(date) if today <= date => date,
                        // Half a year back is a mistake or the past; further back is next year.
                        Some(date) if today.saturating_sub(183.days()) <= date => date,
                        _ => of(today.year() + 1)?,
                    },
                }
            }
            Said::Date { day, month: None, .. } => {
                let mut month = today.first_of_month();
                for _ in 0..13 {
                    if let Ok(date) = Date::new(month.year(), month.month(), day)
                        && today <= date
                    {
                        return Some(date);
                    }
                    month = month.saturating_add(1.month());
                }
                return None;
            }
            Said::Weekday(weekday, which) => {
                let offset = i32::from(weekday.to_monday_zero_offset());
                let here = i32::from(today.weekday().to_monday_zero_offset());
                let days = match which {
                    Which::Coming if here < offset => offset - here,
                    Which::Coming => offset - here + 7,
                    Which::This => offset - here,
                    Which::Next => offset - here + 7,
                };
                today.saturating_add(days.days())
            }
            Said::Week(weeks) => self.week_end(weeks),
            Said::Month(months) => {
                let month = today.first_of_month().saturating_add(months.months());
                self.last_open(month.last_of_month())
            }
            Said::Year => self.last_open(today.last_of_year()),
            _ => return None,
        })
    }

    /// A date without its year is looked for ahead in promises, also when it was a few days ago.
    pub(crate) fn ahead(&self, date: Date, said: Said) -> Date {
        match said {
            Said::Date { month: Some(_), year: None, .. } if date < self.now.date() => {
                date.checked_add(1.year()).unwrap_or(date)
            }
            _ => date,
        }
    }

    /// What the pieces of one clause come to. `tokens_apart` tells how far two day-like pieces may stand apart to be one date.
    pub(crate) fn read(&self, pieces: &[Piece]) -> Reading {
        let mut reading = Reading::default();
        let Some(_) = pieces.first() else { return reading };
        reading.said = true;
        reading.at_once = pieces.iter().any(|piece| piece.said == Said::AtOnce);
        reading.vague = pieces.iter().any(|piece| piece.said == Said::Vague);
        let clock = pieces.iter().rev().find(|piece| matches!(piece.said, Said::Clock { .. }));
        let part = pieces.iter().find_map(|piece| if let Said::Part(hour) = piece.said { Some(hour) } else { None });
        let close = pieces.iter().any(|piece| piece.said == Said::Close);
        reading.hour = clock.is_some() || part.is_some() || close;
        let elapsed = pieces.iter().find_map(|piece| match piece.said {
            Said::Minutes(minutes) => self.after(minutes),
            Said::Days(days) => Some(self.close(self.now.date().saturating_add(days.days()))),
            Said::Workdays(days) => Some(self.close(self.workdays(days))),
            Said::Months(months) => Some(self.close(self.now.date().saturating_add(months.months()))),
            _ => None,
        });
        let mut days = pieces.iter().filter(|piece| piece.said.is_day());
        let day = days.next().map(|first| match days.next() {
            Some(second) if second.from <= first.to + 2 => self.agreed(*first, *second, &mut reading),
            _ => first.said,
        });
        reading.day = day.is_some();
        let date = day.and_then(|day| self.date(day).map(|date| (day, date)));
        if let Some((day, date)) = date {
            let over = date < self.now.date();
            reading.past = over && !matches!(day, Said::Week(_) | Said::Month(_) | Said::Year);
        }
        if reading.vague && date.is_none() {
            return reading;
        }
        if let Some(due) = elapsed
            && date.is_none()
        {
            reading.due = Some(due);
            return reading;
        }
        let date = match date {
            Some((_, date)) => date,
            None if reading.hour => self.now.date(),
            None => return reading,
        };
        let named = day.is_some();
        let at = match (clock.map(|piece| piece.said), part, close) {
            (Some(Said::Clock { hour, minute, certain }), part, _) => {
                let mut hour = hour;
                if !certain && hour <= 12 {
                    match part {
                        Some(20) if (5..12).contains(&hour) => hour += 12,
                        Some(17) if hour < 12 => hour += 12,
                        Some(12) if hour < 7 && minute == 0 && hour != 0 => hour += 12,
                        None if hour < 7 && hour != 0 => hour += 12,
                        _ => {}
                    }
                }
                date.at(hour.clamp(0, 23), minute, 0, 0)
            }
            (_, Some(hour), _) => date.at(hour, 0, 0, 0),
            _ => self.close(date),
        };
        // A clock without a day is today's if that is still ahead, else tomorrow's.
        let at = if !named && at <= self.now { at.saturating_add(1.day()) } else { at };
        reading.due = Some(at);
        reading
    }

    /// A weekday and a date beside it are one day; the date counts.
    fn agreed(&self, first: Piece, second: Piece, reading: &mut Reading) -> Said {
        let (weekday, date) = match (first.said, second.said) {
            (Said::Weekday(weekday, _), date @ Said::Date { .. })
            | (date @ Said::Date { .. }, Said::Weekday(weekday, _)) => (weekday, date),
            (Said::Day(days), date @ (Said::Date { .. } | Said::Weekday(..))) => {
                let day = self.now.date().saturating_add(days.days());
                let fits = match date {
                    Said::Weekday(weekday, _) => day.weekday() == weekday,
                    other => self.date(other) == Some(day),
                };
                reading.mismatch |= !fits;
                return Said::Day(days);
            }
            _ => return first.said,
        };
        if let Some(found) = self.date(date) {
            let said_month = matches!(date, Said::Date { month: Some(_), .. });
            reading.mismatch |= found.weekday() != weekday;
            if !said_month && found.weekday() != weekday {
                // "Monday the 4th" may be one that is just over.
                if let Said::Date { day, .. } = date
                    && let Ok(this) = Date::new(self.now.year(), self.now.month(), day)
                    && this.weekday() == weekday
                {
                    reading.mismatch = false;
                    return Said::Date { day, month: Some(self.now.month()), year: Some(self.now.year()) };
                }
            }
        }
        date
    }
}
