//! One bundle of messages per language.
//!
//! Separate from whoever speaks: a name and arguments come in, a sentence goes out. A message that is missing in a
//! language falls back to English; a test sees to it that none is.

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use std::sync::LazyLock;

/// A language that screens, reports and errors speak.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Indonesian.
    Indonesian,
    /// Spanish.
    Spanish,
}

/// What a message may be given.
#[derive(Debug, Clone, PartialEq)]
pub enum Argument {
    /// A text, as it is.
    Text(String),
    /// A count; plural rules apply, and it is written with the language's thousands separator.
    Count(i64),
}

impl From<&str> for Argument {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Argument {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Argument {
    fn from(count: i64) -> Self {
        Self::Count(count)
    }
}

macro_rules! pages {
    ($language:literal) => {
        [
            include_str!(concat!("../../../locales/", $language, "/answer.ftl")),
            include_str!(concat!("../../../locales/", $language, "/api.ftl")),
            include_str!(concat!("../../../locales/", $language, "/board.ftl")),
            include_str!(concat!("../../../locales/", $language, "/cases.ftl")),
            include_str!(concat!("../../../locales/", $language, "/comments.ftl")),
            include_str!(concat!("../../../locales/", $language, "/coach.ftl")),
            include_str!(concat!("../../../locales/", $language, "/customers.ftl")),
            include_str!(concat!("../../../locales/", $language, "/desk.ftl")),
            include_str!(concat!("../../../locales/", $language, "/housekeeping.ftl")),
            include_str!(concat!("../../../locales/", $language, "/moments.ftl")),
            include_str!(concat!("../../../locales/", $language, "/office.ftl")),
            include_str!(concat!("../../../locales/", $language, "/practice.ftl")),
            include_str!(concat!("../../../locales/", $language, "/promises.ftl")),
            include_str!(concat!("../../../locales/", $language, "/sample.ftl")),
            include_str!(concat!("../../../locales/", $language, "/service.ftl")),
            include_str!(concat!("../../../locales/", $language, "/store.ftl")),
            include_str!(concat!("../../../locales/", $language, "/web.ftl")),
        ]
    };
}

macro_rules! files {
    ($language:literal) => {
        [
            include_str!(concat!("../../../locales/", $language, "/commands.ftl")),
            include_str!(concat!("../../../locales/", $language, "/exchange.ftl")),
            include_str!(concat!("../../../locales/", $language, "/findings.ftl")),
            include_str!(concat!("../../../locales/", $language, "/html.ftl")),
            include_str!(concat!("../../../locales/", $language, "/report.ftl")),
            include_str!(concat!("../../../locales/", $language, "/said.ftl")),
            include_str!(concat!("../../../locales/", $language, "/survey.ftl")),
            include_str!(concat!("../../../locales/", $language, "/undefined.ftl")),
        ]
    };
}

impl Language {
    /// Every language, English first.
    pub const ALL: [Self; 3] = [Self::English, Self::Indonesian, Self::Spanish];

    /// Its code: `en`, `id`, `es`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Indonesian => "id",
            Self::Spanish => "es",
        }
    }

    /// The language of a code such as `id`, `es-MX` or `en_US.UTF-8`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        let short = code.split(['-', '_', '.']).next().unwrap_or_default().to_ascii_lowercase();
        Self::ALL.into_iter().find(|language| language.code() == short)
    }

    /// The Fluent files of the language: those of the report, then those of the web application.
    #[must_use]
    pub fn sources(self) -> [&'static [&'static str]; 2] {
        match self {
            Self::English => [&files!("en"), &pages!("en")],
            Self::Indonesian => [&files!("id"), &pages!("id")],
            Self::Spanish => [&files!("es"), &pages!("es")],
        }
    }

    /// Its words.
    #[must_use]
    pub fn words(self) -> Words {
        Words { language: self }
    }

    /// The words of the report and of the web application. The latter are read when they are first asked for: a report
    /// at the command line need not wait for them.
    fn bundles(self) -> impl Iterator<Item = &'static FluentBundle<FluentResource>> {
        static BUNDLES: [[LazyLock<FluentBundle<FluentResource>>; 2]; 3] = [
            [LazyLock::new(|| build(Language::English, 0)), LazyLock::new(|| build(Language::English, 1))],
            [LazyLock::new(|| build(Language::Indonesian, 0)), LazyLock::new(|| build(Language::Indonesian, 1))],
            [LazyLock::new(|| build(Language::Spanish, 0)), LazyLock::new(|| build(Language::Spanish, 1))],
        ];
        BUNDLES[self as usize].iter().map(|bundle| &**bundle)
    }

    fn marks(self) -> (char, char) {
        match self {
            Self::English => ('.', ','),
            Self::Indonesian | Self::Spanish => (',', '.'),
        }
    }
}

fn build(language: Language, part: usize) -> FluentBundle<FluentResource> {
    let identifier = language.code().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
    // Isolation marks are for mixed-direction pages; in a terminal and a table they are stray characters.
    bundle.set_use_isolating(false);
    for source in language.sources()[part] {
        // A file with a fault still gives its sound messages; a test refuses files with faults.
        let resource = match FluentResource::try_new((*source).to_owned()) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        bundle.add_resource_overriding(resource);
    }
    bundle
}

/// The words of one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words {
    language: Language,
}

impl Words {
    /// Which language it is.
    #[must_use]
    pub fn language(self) -> Language {
        self.language
    }

    /// A message without arguments. An unknown name is returned as it is, so that it is seen.
    #[must_use]
    pub fn text(self, name: &str) -> String {
        self.say(name, &[])
    }

    /// A message with arguments.
    #[must_use]
    pub fn say(self, name: &str, arguments: &[(&str, Argument)]) -> String {
        let mut values = FluentArgs::new();
        for (key, argument) in arguments {
            match argument {
                Argument::Text(text) => values.set(*key, FluentValue::from(text.as_str())),
                Argument::Count(count) => {
                    values.set(*key, FluentValue::from(*count));
                    values.set(format!("{key}-written"), FluentValue::from(self.count(*count)));
                }
            }
        }
        [self.language, Language::English]
            .into_iter()
            .flat_map(Language::bundles)
            .find_map(|bundle| {
                let pattern = bundle.get_message(name)?.value()?;
                Some(bundle.format_pattern(pattern, Some(&values), &mut Vec::new()).into_owned())
            })
            .unwrap_or_else(|| name.to_owned())
    }

    /// A number with a fixed count of decimals: −1.33, or −1,33 in Indonesian and Spanish. The minus is a real one.
    #[must_use]
    pub fn number(self, value: f64, decimals: usize) -> String {
        let written = format!("{:.decimals$}", value.abs());
        let negative = value < 0.0 && written.bytes().any(|b| (b'1'..=b'9').contains(&b));
        let (mark, _) = self.language.marks();
        let (whole, rest) = written.split_once('.').map_or((written.as_str(), None), |(w, r)| (w, Some(r)));
        let mut out = String::new();
        if negative {
            out.push('−');
        }
        out.push_str(&self.grouped(whole));
        if let Some(rest) = rest {
            out.push(mark);
            out.push_str(rest);
        }
        out
    }

    /// A number with its sign always shown, for gaps.
    #[must_use]
    pub fn signed(self, value: f64, decimals: usize) -> String {
        let written = self.number(value, decimals);
        let zero = !written.bytes().any(|b| (b'1'..=b'9').contains(&b));
        if value > 0.0 && !zero { format!("+{written}") } else { written }
    }

    /// A count with the language's thousands separator.
    #[must_use]
    pub fn count(self, count: i64) -> String {
        let digits = self.grouped(&count.unsigned_abs().to_string());
        if count < 0 { format!("−{digits}") } else { digits }
    }

    /// A share as per cent: 0.314 → 31 % with `decimals` 0. English has no space before the sign.
    #[must_use]
    pub fn percent(self, share: f64, decimals: usize) -> String {
        let gap = if self.language == Language::Spanish { "\u{a0}" } else { "" };
        format!("{}{gap}%", self.number(share * 100.0, decimals))
    }

    /// A p-value: never 0, never more than three decimals.
    #[must_use]
    pub fn p_value(self, p: f64) -> String {
        if p < 0.001 { format!("< {}", self.number(0.001, 3)) } else { self.number(p, 3) }
    }

    /// The same with its sign before it, for a sentence: "p = 0.012", "p < 0.001".
    #[must_use]
    pub fn p_stated(self, p: f64) -> String {
        let written = self.p_value(p);
        if written.starts_with('<') { format!("p {written}") } else { format!("p = {written}") }
    }

    fn grouped(self, digits: &str) -> String {
        let (_, separator) = self.language.marks();
        if digits.len() < 4 {
            return digits.to_owned();
        }
        let mut out = String::new();
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && (digits.len() - place).is_multiple_of(3) {
                out.push(separator);
            }
            out.push(digit);
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::{Argument, Language};
    use fluent_bundle::FluentResource;
    use std::collections::{BTreeMap, BTreeSet};

    /// Message name → the arguments it names.
    fn messages(language: Language) -> BTreeMap<String, BTreeSet<String>> {
        let mut found = BTreeMap::new();
        for source in language.sources().into_iter().flatten() {
            let mut name = String::new();
            for line in source.lines() {
                if let Some((start, _)) = line.split_once(" =")
                    && start.starts_with(|c: char| c.is_ascii_lowercase())
                {
                    name = start.to_owned();
                    assert!(
                        found.insert(name.clone(), BTreeSet::new()).is_none(),
                        "{name} stands twice in {}",
                        language.code()
                    );
                }
                for piece in line.split('$').skip(1) {
                    let end =
                        piece.find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_').unwrap_or(piece.len());
                    if let Some(arguments) = found.get_mut(&name) {
                        // Languages without plurals need only the written form of a count.
                        arguments.insert(piece[..end].trim_end_matches("-written").to_owned());
                    }
                }
            }
        }
        found
    }

    #[test]
    fn every_language_says_every_message_with_the_same_arguments() {
        let english = messages(Language::English);
        for language in Language::ALL {
            let other = messages(language);
            let missing: Vec<_> = english.keys().filter(|name| !other.contains_key(*name)).collect();
            let extra: Vec<_> = other.keys().filter(|name| !english.contains_key(*name)).collect();
            assert!(
                missing.is_empty() && extra.is_empty(),
                "{}: missing {missing:?}, extra {extra:?}",
                language.code()
            );
            for (name, arguments) in &english {
                assert_eq!(arguments, &other[name], "{} in {}", name, language.code());
            }
        }
    }

    #[test]
    fn every_file_is_sound_fluent() {
        for language in Language::ALL {
            for source in language.sources().into_iter().flatten() {
                if let Err((_, errors)) = FluentResource::try_new((*source).to_owned()) {
                    panic!("{}: {errors:?}", language.code());
                }
            }
        }
    }

    #[test]
    fn numbers_are_written_as_their_readers_write_them() {
        let (english, indonesian) = (Language::English.words(), Language::Indonesian.words());
        assert_eq!(english.number(-1.326, 2), "−1.33");
        assert_eq!(indonesian.number(-1.326, 2), "−1,33");
        assert_eq!(english.number(-0.001, 2), "0.00");
        assert_eq!(english.signed(0.5, 1), "+0.5");
        assert_eq!(english.count(1_234_567), "1,234,567");
        assert_eq!(indonesian.count(12_345), "12.345");
        assert_eq!(english.p_value(1e-9), "< 0.001");
        assert_eq!((english.p_stated(1e-9), indonesian.p_stated(0.012)), ("p < 0.001".into(), "p = 0,012".into()));
        assert_eq!(Language::Spanish.words().percent(0.314, 0), "31\u{a0}%");
    }

    #[test]
    fn an_unknown_message_is_seen_not_hidden() {
        assert_eq!(Language::English.words().say("no-such-message", &[("n", Argument::Count(1))]), "no-such-message");
    }

    #[test]
    fn a_language_is_found_in_a_locale_name() {
        assert_eq!(Language::from_code("id_ID.UTF-8"), Some(Language::Indonesian));
        assert_eq!(Language::from_code("fr"), None);
    }
}
