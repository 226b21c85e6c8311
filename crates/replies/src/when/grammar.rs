//! The phrases of a language that say something of a time, from `when/*.toml`.
//!
//! Separate from putting them together: a language is a file, not code.

use std::collections::{BTreeMap, HashMap};

use comments::Language;
use comments::words::fold;
use serde::Deserialize;

/// What a phrase means by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sign {
    Number(u32),
    Minute,
    Hour,
    DayUnit,
    Workday,
    WeekUnit,
    MonthUnit,
    Fortnight,
    Minutes(u32),
    Days(u32),
    Months(u32),
    Within,
    Filler,
    Range,
    Ago,
    Later,
    Day(i32),
    DayPart(i32, i8),
    Part(i8),
    Close,
    Weekday(i8),
    Month(i8),
    Next,
    This,
    OfNextWeek,
    OfThisWeek,
    ThisWeek,
    EndNextWeek,
    NextWorkday,
    EndMonth,
    EndNextMonth,
    EndYear,
    Vague,
    AtOnce,
    At,
    DayNumber,
    Am,
    Pm,
    OClock,
    HalfPast,
    QuarterPast,
    QuarterTo,
    Half,
    Quarter,
    LessQuarter,
    HalfBefore,
    Of,
    Soon,
}

/// The words of a phrase, and what they may mean.
type Phrase = (Vec<String>, Vec<Sign>);

/// The phrases of one language.
#[derive(Debug, Default)]
pub(crate) struct Grammar {
    /// By first word: the words of a phrase and what they mean, longest first.
    phrases: HashMap<String, Vec<Phrase>>,
    pub(crate) language: Option<Language>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    format: String,
    phrases: BTreeMap<String, Vec<String>>,
}

fn sign(key: &str) -> Option<Sign> {
    let mut words = key.split_whitespace();
    let kind = words.next()?;
    let mut number = || words.next().and_then(|word| word.parse::<i32>().ok());
    let unsigned = |number: i32| u32::try_from(number).ok();
    let short = |number: i32| i8::try_from(number).ok();
    Some(match kind {
        "number" => Sign::Number(unsigned(number()?)?),
        "unit" => match key.split_whitespace().nth(1)? {
            "minute" => Sign::Minute,
            "hour" => Sign::Hour,
            "day" => Sign::DayUnit,
            "workday" => Sign::Workday,
            "week" => Sign::WeekUnit,
            "month" => Sign::MonthUnit,
            "fortnight" => Sign::Fortnight,
            _ => return None,
        },
        "minutes" => Sign::Minutes(unsigned(number()?)?),
        "days" => Sign::Days(unsigned(number()?)?),
        "months" => Sign::Months(unsigned(number()?)?),
        "day" => Sign::Day(number()?),
        "daypart" => Sign::DayPart(number()?, short(number()?)?),
        "part" => Sign::Part(short(number()?)?),
        "weekday" => Sign::Weekday(short(number()?)?),
        "month" => Sign::Month(short(number()?)?),
        "within" => Sign::Within,
        "filler" => Sign::Filler,
        "range" => Sign::Range,
        "ago" => Sign::Ago,
        "later" => Sign::Later,
        "close" => Sign::Close,
        "next" => Sign::Next,
        "this" => Sign::This,
        "of-next-week" => Sign::OfNextWeek,
        "of-this-week" => Sign::OfThisWeek,
        "this-week" => Sign::ThisWeek,
        "end-next-week" => Sign::EndNextWeek,
        "next-workday" => Sign::NextWorkday,
        "end-month" => Sign::EndMonth,
        "end-next-month" => Sign::EndNextMonth,
        "end-year" => Sign::EndYear,
        "vague" => Sign::Vague,
        "at-once" => Sign::AtOnce,
        "at" => Sign::At,
        "day-number" => Sign::DayNumber,
        "am" => Sign::Am,
        "pm" => Sign::Pm,
        "oclock" => Sign::OClock,
        "half-past" => Sign::HalfPast,
        "quarter-past" => Sign::QuarterPast,
        "quarter-to" => Sign::QuarterTo,
        "half-after" => Sign::Half,
        "quarter-after" => Sign::Quarter,
        "quarter-before" => Sign::LessQuarter,
        "half-before" => Sign::HalfBefore,
        "of" => Sign::Of,
        "soon" => Sign::Soon,
        _ => return None,
    })
}

impl Grammar {
    /// The grammar of a file, or what is wrong with it.
    fn parse(text: &str) -> Result<Self, String> {
        let file: File = toml::from_str(text).map_err(|error| error.to_string())?;
        if file.format != "rater.when/1" {
            return Err(format!("format is `{}`; write `rater.when/1`", file.format));
        }
        let mut grammar = Self::default();
        for (key, phrases) in file.phrases {
            let sign = sign(&key).ok_or_else(|| format!("`{key}` is no meaning of a phrase"))?;
            for phrase in phrases {
                let words: Vec<String> = fold(&phrase).split_whitespace().map(str::to_owned).collect();
                let Some(first) = words.first() else { return Err(format!("`{key}` has an empty phrase")) };
                let row = grammar.phrases.entry(first.clone()).or_default();
                match row.iter_mut().find(|(known, _)| *known == words) {
                    Some((_, signs)) => signs.push(sign),
                    None => row.push((words, vec![sign])),
                }
            }
        }
        for row in grammar.phrases.values_mut() {
            row.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        }
        Ok(grammar)
    }

    /// The grammar of a language.
    ///
    /// # Panics
    ///
    /// If a file of the program itself is wrong; a test reads them all.
    pub(crate) fn of(language: Language) -> Self {
        let text = match language {
            Language::English => include_str!("../../when/en.toml"),
            Language::Indonesian => include_str!("../../when/id.toml"),
            Language::Spanish => include_str!("../../when/es.toml"),
        };
        let mut grammar = Self::parse(text).expect("the grammars of the program are checked by a test");
        grammar.language = Some(language);
        grammar
    }

    /// The longest phrases that begin at a word: how many words, and what each may mean, longest first.
    pub(crate) fn at<'a>(&'a self, words: &'a [&str]) -> impl Iterator<Item = (usize, &'a [Sign])> {
        let row = words.first().and_then(|first| self.phrases.get(*first)).map_or(&[][..], Vec::as_slice);
        row.iter()
            .filter(move |(phrase, _)| {
                phrase.len() <= words.len() && phrase.iter().zip(words).all(|(own, word)| own == word)
            })
            .map(|(phrase, signs)| (phrase.len(), signs.as_slice()))
    }
}

#[cfg(test)]
mod tests {
    use super::{Grammar, Language};

    #[test]
    fn every_grammar_of_the_program_can_be_read() {
        for language in Language::ALL {
            assert_eq!(Grammar::of(language).language, Some(language));
        }
    }

    #[test]
    fn a_meaning_that_does_not_exist_is_refused() {
        let text = "format = \"rater.when/1\"\n[phrases]\n\"hour-ish\" = [\"noonish\"]\n";
        assert!(Grammar::parse(text).is_err());
    }
}
