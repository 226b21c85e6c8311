//! Finding what is said of times among the words of a stretch of text.
//!
//! Separate from reading it (`when.rs`): this knows phrases and their order, that knows calendars. It takes the longest phrase
//! first and never overlaps.

use jiff::civil::Weekday;

use super::grammar::{Grammar, Sign};
use super::{Piece, Said, Which};
use crate::token::{Token, gap};

/// How many words before a number "within" may stand.
const WITHIN_WORDS_MAX: usize = 5;

struct Scan<'a> {
    text: &'a str,
    tokens: &'a [Token],
    words: Vec<&'a str>,
    grammar: &'a Grammar,
}

/// Everything that is said of times, in order.
pub(crate) fn scan(text: &str, tokens: &[Token], grammar: &Grammar) -> Vec<Piece> {
    let scan = Scan { text, tokens, words: tokens.iter().map(|token| token.folded.as_str()).collect(), grammar };
    let mut pieces = vec![];
    let mut at = 0;
    while at < tokens.len() {
        match scan.piece(at) {
            Some(found) => {
                at = found.iter().map(|piece| piece.to).max().unwrap_or(at + 1).max(at + 1);
                pieces.extend(found);
            }
            None => at += 1,
        }
    }
    pieces
}

impl Scan<'_> {
    /// The longest phrase at a word that has this kind of meaning.
    fn sign<T>(&self, at: usize, wanted: impl Fn(Sign) -> Option<T>) -> Option<(T, usize)> {
        let words = self.words.get(at..)?;
        self.grammar
            .at(words)
            .filter(|(length, _)| self.together(at, *length))
            .find_map(|(length, signs)| signs.iter().find_map(|sign| wanted(*sign)).map(|found| (found, at + length)))
    }

    /// Whether the words of a phrase follow each other without the end of a sentence between.
    fn together(&self, at: usize, length: usize) -> bool {
        (at..at + length - 1).all(|place| !gap(self.text, self.tokens, place).contains(['.', '!', '?', ';', '\n', ',']))
    }

    fn is(&self, at: usize, sign: Sign) -> Option<usize> {
        self.sign(at, |found| (found == sign).then_some(())).map(|(_, to)| to)
    }

    /// The number at a word, in digits or letters.
    fn number(&self, at: usize) -> Option<(u32, usize)> {
        let word = self.words.get(at)?;
        if word.bytes().all(|byte| byte.is_ascii_digit()) && word.len() <= 4 {
            return word.parse().ok().map(|number| (number, at + 1));
        }
        self.sign(at, |sign| if let Sign::Number(number) = sign { Some(number) } else { None })
    }

    /// `15th`, `1st`, `1º`.
    fn ordinal(&self, at: usize) -> Option<(u32, usize)> {
        let word = self.words.get(at)?;
        let digits: String = word.chars().take_while(char::is_ascii_digit).collect();
        let rest = &word[digits.len()..];
        let ending = matches!(rest, "st" | "nd" | "rd" | "th");
        (ending && !digits.is_empty()).then(|| digits.parse().ok().map(|number| (number, at + 1))).flatten()
    }

    fn gap(&self, at: usize) -> &str {
        gap(self.text, self.tokens, at)
    }

    fn piece(&self, at: usize) -> Option<Vec<Piece>> {
        let one = |said: Said, to: usize| Some(vec![Piece { said, from: at, to }]);
        let longest = self.grammar.at(self.words.get(at..)?).find(|(length, _)| self.together(at, *length));
        // Phrases of several words that mean something whole come before their parts.
        if let Some((length, signs)) = longest
            && 1 < length
        {
            for sign in signs {
                let to = at + length;
                if let Some(pieces) = self.whole(*sign, at, to) {
                    return Some(pieces);
                }
            }
        }
        if let Some((said, to)) = self.elapsed(at) {
            return one(said, to);
        }
        if let Some((said, to)) = self.date(at) {
            return one(said, to);
        }
        if let Some(pieces) = self.weekday(at) {
            return Some(pieces);
        }
        if let Some((said, to)) = self.clock(at) {
            return one(said, to);
        }
        let (length, signs) = longest?;
        signs.iter().find_map(|sign| self.whole(*sign, at, at + length))
    }

    /// Phrases that need nothing beside them.
    fn whole(&self, sign: Sign, at: usize, to: usize) -> Option<Vec<Piece>> {
        let one = |said: Said| Some(vec![Piece { said, from: at, to }]);
        let past = || self.is(to, Sign::Ago).is_some() || (0 < at && self.just_ago(at - 1));
        match sign {
            Sign::Vague => one(Said::Vague),
            Sign::AtOnce => one(Said::AtOnce),
            Sign::Day(days) => one(Said::Day(days)),
            Sign::DayPart(days, hour) => Some(vec![
                Piece { said: Said::Day(days), from: at, to },
                Piece { said: Said::Part(hour), from: at, to },
            ]),
            Sign::Part(hour) => one(Said::Part(hour)),
            Sign::Close => one(Said::Close),
            Sign::ThisWeek => one(Said::Week(0)),
            Sign::EndNextWeek if self.is(at, Sign::Vague).is_none() => one(Said::Week(1)),
            Sign::NextWorkday => one(Said::Workdays(1)),
            Sign::EndMonth if !past() => one(Said::Month(0)),
            Sign::EndNextMonth => one(Said::Month(1)),
            Sign::EndYear => one(Said::Year),
            _ => None,
        }
    }

    fn just_ago(&self, at: usize) -> bool {
        matches!(self.words.get(at), Some(&"hace" | &"desde" | &"since" | &"sejak" | &"selama" | &"last"))
    }

    /// "within three days", "dua jam lagi", "en hora y media".
    fn elapsed(&self, at: usize) -> Option<(Said, usize)> {
        let whole = self.sign(at, |sign| match sign {
            Sign::Minutes(minutes) => Some(Said::Minutes(i64::from(minutes))),
            Sign::Days(days) => Some(Said::Days(i32::try_from(days).ok()?)),
            Sign::Months(months) => Some(Said::Months(i32::try_from(months).ok()?)),
            _ => None,
        });
        let (said, to) = match whole {
            Some(found) => found,
            None => self.counted(at)?,
        };
        let before = self.within_before(at);
        let after = self.is(to, Sign::Later).is_some();
        if self.is(to, Sign::Ago).is_some() && !before {
            return None;
        }
        (before || after).then(|| {
            let to = self.is(to, Sign::Later).unwrap_or(to);
            (said, to)
        })
    }

    /// A number, or a range of which the later end counts, with its unit.
    fn counted(&self, at: usize) -> Option<(Said, usize)> {
        let (mut number, mut to) = self.number(at)?;
        let glued = matches!(self.gap(to - 1).trim(), "-" | "–");
        if glued && let Some((later, end)) = self.number(to) {
            (number, to) = (later, end);
        } else if let Some(next) = self.is(to, Sign::Range)
            && let Some((later, end)) = self.number(next)
        {
            (number, to) = (later, end);
        }
        while self.is(to, Sign::Filler).is_some() && self.unit(to).is_none() {
            to = self.is(to, Sign::Filler)?;
        }
        let (unit, to) = self.unit(to)?;
        let days = i32::try_from(number).ok().filter(|days| *days < 4000)?;
        let said = match unit {
            Sign::Minute => Said::Minutes(i64::from(number)),
            Sign::Hour => Said::Minutes(i64::from(number) * 60),
            Sign::DayUnit => Said::Days(days),
            Sign::Workday => Said::Workdays(days),
            Sign::WeekUnit => Said::Days(days * 7),
            Sign::Fortnight => Said::Days(days * 14),
            _ => Said::Months(days),
        };
        Some((said, to))
    }

    fn unit(&self, at: usize) -> Option<(Sign, usize)> {
        let unit = |sign: Sign| {
            let is = matches!(
                sign,
                Sign::Minute
                    | Sign::Hour
                    | Sign::DayUnit
                    | Sign::Workday
                    | Sign::WeekUnit
                    | Sign::MonthUnit
                    | Sign::Fortnight
            );
            is.then_some(sign)
        };
        let (sign, to) = self.sign(at, unit)?;
        // "2 jam 30" is two hours, "jam 10" a time of the clock.
        (self.gap(at.max(1) - 1).trim().len() <= 1).then_some((sign, to))
    }

    fn within_before(&self, at: usize) -> bool {
        let mut place = at;
        for _ in 0..WITHIN_WORDS_MAX {
            if place == 0 {
                return false;
            }
            let before = place - 1;
            if self.gap(before).contains(['.', ';', '!', '?', '\n']) {
                return false;
            }
            let ends = |begin: usize| self.is(begin, Sign::Within) == Some(place);
            if (place.saturating_sub(5)..place).any(ends) {
                return true;
            }
            let filler = |begin: usize| self.is(begin, Sign::Filler) == Some(place);
            match (place.saturating_sub(3)..place).find(|begin| filler(*begin)) {
                Some(begin) => place = begin,
                None => return false,
            }
        }
        false
    }

    /// "14 March", "June 12", "el 3 de mayo", "tanggal 7", "the 15th".
    fn date(&self, at: usize) -> Option<(Said, usize)> {
        let month = |at: usize| self.sign(at, |sign| if let Sign::Month(month) = sign { Some(month) } else { None });
        let marked = self.is(at, Sign::DayNumber);
        let from = marked.unwrap_or(at);
        let digits = |at: usize| {
            let word = self.words.get(at)?;
            let plain = word.bytes().all(|byte| byte.is_ascii_digit()) && word.len() <= 2;
            if plain { word.parse::<u32>().ok().map(|number| (number, at + 1)) } else { self.ordinal(at) }
        };
        if let Some((number, mut to)) = digits(from)
            && (1..=31).contains(&number)
        {
            let day = i8::try_from(number).ok()?;
            let end = to;
            if let Some(next) = self.is(to, Sign::Of) {
                to = next;
            }
            if self.gap(end - 1).trim().is_empty()
                && let Some((month, to)) = month(to)
            {
                return Some(self.year(day, month, to));
            }
            // "12/03" and "12-03-2026": day and month as all three languages write them here.
            if matches!(self.gap(end - 1), "/" | "-")
                && let Some((second, to)) = digits(end)
                && (1..=12).contains(&second)
            {
                let slash = self.gap(end - 1) == "/" || matches!(self.gap(to - 1), "-");
                if slash && self.unit(to).is_none() {
                    let to = if matches!(self.gap(to - 1), "/" | "-") { (to + 1).min(self.words.len()) } else { to };
                    return Some((Said::Date { day, month: i8::try_from(second).ok(), year: None }, to));
                }
            }
            let strong = marked.is_some_and(|_| {
                let word = self.words.get(from - 1).copied().unwrap_or_default();
                self.ordinal(from).is_some() || matches!(word, "tanggal" | "tgl" | "dia")
            });
            let ordinal_alone = self.ordinal(from).is_some();
            if (strong || ordinal_alone) && self.unit(end).is_none() && !self.is_number_tail(end) {
                return Some((Said::Date { day, month: None, year: None }, end));
            }
        }
        // "March 14", "June 12th".
        if let Some((month, to)) = month(at)
            && let Some((number, to)) = digits(to)
            && (1..=31).contains(&number)
            && self.gap(to - 2).trim().is_empty()
            && !self.gap(to - 1).starts_with(':')
            && self.grammar.language == Some(comments::Language::English)
        {
            return Some(self.year(i8::try_from(number).ok()?, month, to));
        }
        None
    }

    fn is_number_tail(&self, at: usize) -> bool {
        matches!(self.gap(at - 1), ":" | ".")
            && self.words.get(at).is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()))
    }

    fn year(&self, day: i8, month: i8, to: usize) -> (Said, usize) {
        let at = self.is(to, Sign::Of).unwrap_or(to);
        let year = self.words.get(at).filter(|word| word.len() == 4).and_then(|word| word.parse::<i16>().ok());
        match year.filter(|year| (2000..2100).contains(year)) {
            Some(year) => (Said::Date { day, month: Some(month), year: Some(year) }, at + 1),
            None => (Said::Date { day, month: Some(month), year: None }, to),
        }
    }

    /// A weekday, with "next" and "this" before or after, and with a number of the day beside it.
    fn weekday(&self, at: usize) -> Option<Vec<Piece>> {
        let named = |at: usize| self.sign(at, |sign| if let Sign::Weekday(day) = sign { Some(day) } else { None });
        let before = self.is(at, Sign::Next).map(|to| (Which::Next, to));
        let before = before.or_else(|| self.is(at, Sign::This).map(|to| (Which::This, to)));
        let (mut which, (day, mut to)) = match before.and_then(|(which, to)| Some((which, named(to)?))) {
            Some(found) => found,
            None => (Which::Coming, named(at)?),
        };
        let weekday = Weekday::from_monday_one_offset(day).ok()?;
        if self.gap(to - 1).trim().is_empty() {
            if let Some(next) = self.is(to, Sign::Next).or_else(|| self.is(to, Sign::OfNextWeek)) {
                (which, to) = (Which::Next, next);
            } else if let Some(next) = self.is(to, Sign::This).or_else(|| self.is(to, Sign::OfThisWeek)) {
                (which, to) = (Which::This, next);
            }
        }
        // Past: "last Friday", "viernes pasado", "Jumat lalu".
        let last = 0 < at && matches!(self.words.get(at - 1), Some(&"last" | &"previous"));
        if last
            || self.is(to, Sign::Ago).is_some_and(|end| {
                self.sign(to, |s| (s == Sign::Later).then_some(())).is_none()
                    && end == to + 1
                    && matches!(
                        self.words.get(to),
                        Some(&"lalu" | &"kemarin" | &"pasado" | &"pasada" | &"ago" | &"ultimo")
                    )
            })
        {
            return None;
        }
        let mut pieces = vec![Piece { said: Said::Weekday(weekday, which), from: at, to }];
        // "el lunes 9", "Friday 12": a number of the day without its month.
        let close = self.gap(to - 1).trim().is_empty();
        if close
            && let Some(word) = self.words.get(to)
            && word.len() <= 2
            && word.bytes().all(|b| b.is_ascii_digit())
            && let Ok(number) = word.parse::<i8>()
            && (1..=31).contains(&number)
            && self.date(to).is_none()
            && self.unit(to + 1).is_none()
            && self.is(to + 1, Sign::Am).or_else(|| self.is(to + 1, Sign::Pm)).is_none()
            && !self.is_number_tail(to + 1)
            && self.grammar.language != Some(comments::Language::English)
        {
            pieces.push(Piece { said: Said::Date { day: number, month: None, year: None }, from: to, to: to + 1 });
        }
        Some(pieces)
    }

    /// "at 3 pm", "pukul 09.30", "a las 4 de la tarde", "half past four".
    fn clock(&self, at: usize) -> Option<(Said, usize)> {
        let hour = |number: u32| i8::try_from(number).ok().filter(|hour| (0..=24).contains(hour));
        for (sign, minute, less) in [(Sign::HalfPast, 30, 0), (Sign::QuarterPast, 15, 0), (Sign::QuarterTo, 45, 1)] {
            if let Some(to) = self.is(at, sign)
                && let Some((number, to)) = self.number(to)
            {
                let hour = hour(number)? - less;
                let (hour, certain, to) = self.half_of_day(hour, to);
                return Some((Said::Clock { hour, minute, certain }, to));
            }
        }
        let marked = self.is(at, Sign::At);
        let from = marked.unwrap_or(at);
        // Before a number that is money, a share or a count there is no time.
        if 0 < from && self.gap(from - 1).contains(['£', '$', '€', '%', '#']) {
            return None;
        }
        let word = self.words.get(from)?;
        let digits: String = word.chars().take_while(char::is_ascii_digit).collect();
        let glued = &word[digits.len()..];
        let (number, mut to) = if digits.is_empty() {
            marked?;
            self.number(from)?
        } else if digits.len() <= 2 && matches!(glued, "" | "am" | "pm" | "h" | "hs") {
            (digits.parse().ok()?, from + 1)
        } else {
            return None;
        };
        let mut hour = hour(number)?;
        let mut minute: i8 = 0;
        let mut written = false;
        let colon = self.gap(to - 1);
        let minutes =
            self.words.get(to).map(|word| word.trim_end_matches("am").trim_end_matches("pm").trim_end_matches('h'));
        if matches!(colon, ":" | ".")
            && let Some(digits) = minutes
            && digits.len() == 2
            && let Ok(found) = digits.parse::<i8>()
            && found < 60
            && (colon == ":" || marked.is_some())
            && !matches!(self.gap(to), "." | ":" if self.words.get(to + 1).is_some_and(|w| w.starts_with(|c: char| c.is_ascii_digit())))
        {
            minute = found;
            written = true;
            if self.words.get(to).is_some_and(|word| word.ends_with("pm")) && hour < 12 {
                hour += 12;
            }
            to += 1;
        }
        if !written {
            for (sign, add, less) in [(Sign::Half, 30, 0), (Sign::Quarter, 15, 0), (Sign::LessQuarter, 45, 1)] {
                if let Some(next) = self.is(to, sign) {
                    (minute, hour, to) = (add, hour - less, next);
                }
            }
        }
        let suffix = matches!(glued, "am" | "pm" | "h" | "hs");
        if glued == "pm" && hour < 12 {
            hour += 12;
        }
        if glued == "am" && hour == 12 {
            hour = 0;
        }
        let oclock = self.is(to, Sign::OClock);
        let (found, sure, end) = self.half_of_day(hour, to);
        let halves = end != to;
        // A bare number is a time only after a word that leads to one, and with nothing behind it that is counted.
        let bare = !written && !suffix && !halves && oclock.is_none() && minute == 0;
        if bare {
            let strong = marked.is_some() && self.strong_at(at, from);
            let weekday = self.sign(to, |sign| matches!(sign, Sign::Weekday(_)).then_some(())).is_some();
            let counted = (self.unit(to).is_some() && !weekday)
                || self.sign(to, |sign| matches!(sign, Sign::Month(_)).then_some(())).is_some()
                || self
                    .is(to, Sign::Of)
                    .is_some_and(|next| self.sign(next, |s| matches!(s, Sign::Month(_)).then_some(())).is_some())
                || self.gap(to - 1).contains(['%', '€', '$', '/', '£', '-'])
                || (self.gap(to - 1).starts_with(['.', ',', ':'])
                    && self.words.get(to).is_some_and(|w| w.starts_with(|c: char| c.is_ascii_digit()))
                    && !self.gap(to - 1).contains(' '));
            if !strong || counted || hour == 0 {
                return None;
            }
            if self.grammar.language == Some(comments::Language::English) && !self.plain_end(to) {
                return None;
            }
        }
        if found > 24 {
            return None;
        }
        let certain = sure || suffix || (written && (digits.len() == 2 || 12 < found || 7 <= found)) || 12 < found;
        Some((Said::Clock { hour: found, minute, certain }, oclock.unwrap_or(end)))
    }

    /// Whether the word before a bare number can only lead to a time.
    fn strong_at(&self, at: usize, from: usize) -> bool {
        let phrase: Vec<&str> = self.words[at..from].to_vec();
        !matches!(
            phrase.as_slice(),
            ["from"]
                | ["and"]
                | ["to"]
                | ["about"]
                | ["around"]
                | ["dan"]
                | ["sampai"]
                | ["hingga"]
                | ["sebelum"]
                | ["las"]
        )
    }

    /// Whether a bare English number is followed by the end of a clause, a preposition or another time.
    fn plain_end(&self, to: usize) -> bool {
        if !self.gap(to - 1).trim().is_empty() {
            return true;
        }
        let Some(word) = self.words.get(to) else { return true };
        let small = [
            "on", "tomorrow", "today", "this", "in", "and", "to", "at", "with", "for", "from", "next", "about",
            "about", "so", "if", "when", "tonight", "sharp", "then", "or", "by", "i", "we", "your", "the",
        ];
        small.contains(word)
            || self
                .sign(to, |sign| {
                    matches!(sign, Sign::Weekday(_) | Sign::Day(_) | Sign::Part(_) | Sign::DayPart(..)).then_some(())
                })
                .is_some()
    }

    fn half_of_day(&self, hour: i8, to: usize) -> (i8, bool, usize) {
        if let Some(end) = self.is(to, Sign::Pm) {
            return (if hour < 12 { hour + 12 } else { hour }, true, end);
        }
        if let Some(end) = self.is(to, Sign::Am) {
            return (if hour == 12 { 0 } else { hour }, true, end);
        }
        (hour, false, to)
    }
}
