//! The languages a questionnaire can be answered in: their own names, and from which side they are read.
//!
//! Separate from the languages that the program itself speaks: a questionnaire may come in more of them.

use std::collections::BTreeSet;

use survey::Instrument;

/// A language to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tongue {
    /// Its code.
    pub code: String,
    /// Its name, in itself.
    pub name: String,
    /// Whether the page is in it.
    pub current: bool,
}

/// Names of languages in themselves; of others the code is shown.
const NAMES: [(&str, &str); 34] = [
    ("am", "አማርኛ"),
    ("ar", "العربية"),
    ("bn", "বাংলা"),
    ("de", "Deutsch"),
    ("el", "Ελληνικά"),
    ("en", "English"),
    ("es", "Español"),
    ("fa", "فارسی"),
    ("fil", "Filipino"),
    ("fr", "Français"),
    ("ha", "Hausa"),
    ("he", "עברית"),
    ("hi", "हिन्दी"),
    ("id", "Bahasa Indonesia"),
    ("it", "Italiano"),
    ("ja", "日本語"),
    ("jv", "Basa Jawa"),
    ("ko", "한국어"),
    ("ms", "Bahasa Melayu"),
    ("my", "မြန်မာ"),
    ("ne", "नेपाली"),
    ("nl", "Nederlands"),
    ("pl", "Polski"),
    ("pt", "Português"),
    ("ru", "Русский"),
    ("su", "Basa Sunda"),
    ("sw", "Kiswahili"),
    ("ta", "தமிழ்"),
    ("th", "ไทย"),
    ("tr", "Türkçe"),
    ("uk", "Українська"),
    ("ur", "اردو"),
    ("vi", "Tiếng Việt"),
    ("zh", "中文"),
];

/// Languages that are read from the right.
const FROM_THE_RIGHT: [&str; 9] = ["ar", "ckb", "dv", "fa", "he", "ps", "sd", "ur", "yi"];

fn short(code: &str) -> &str {
    code.split(['-', '_']).next().unwrap_or(code)
}

/// The name of a language in itself.
#[must_use]
pub fn name(code: &str) -> &str {
    NAMES.iter().find(|(known, _)| *known == short(code)).map_or(code, |(_, name)| name)
}

/// `rtl` or `ltr`.
#[must_use]
pub fn direction(code: &str) -> &'static str {
    if FROM_THE_RIGHT.contains(&short(code)) { "rtl" } else { "ltr" }
}

/// The languages in which the whole questionnaire is worded: its title, every item and every judgement.
#[must_use]
pub fn of(instrument: &Instrument) -> Vec<String> {
    let mut texts = vec![&instrument.title];
    texts.extend(instrument.batteries.iter().map(|battery| &battery.instruction));
    texts.extend(instrument.items.iter().flat_map(|item| item.wording.values()));
    texts.extend(instrument.outcomes.iter().map(|outcome| &outcome.title));
    let mut codes: BTreeSet<&String> = instrument.title.0.keys().collect();
    for text in texts {
        codes.retain(|code| text.0.contains_key(*code));
    }
    codes.into_iter().cloned().collect()
}

/// The languages to choose from, with the one that the page is in.
#[must_use]
pub fn choices(instrument: &Instrument, current: &str) -> Vec<Tongue> {
    let choice = |code: String| Tongue { name: name(&code).to_owned(), current: code == current, code };
    of(instrument).into_iter().map(choice).collect()
}

/// The language of the page: the one asked for, the survey's, English, or whichever there is.
#[must_use]
pub fn chosen(instrument: &Instrument, asked: Option<&str>, of_survey: &str) -> String {
    let there = of(instrument);
    let known = |code: &&str| there.iter().any(|one| one == code);
    let wish = [asked.unwrap_or_default(), of_survey, "en"];
    let found = wish.into_iter().find(known).map(str::to_owned);
    found.or_else(|| there.into_iter().next()).unwrap_or_else(|| "en".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_that_lacks_an_item_is_not_offered() {
        let mut instrument = survey::builtin("servqual").expect("it comes with the program");
        assert_eq!(of(&instrument), ["en", "es", "id"]);
        for text in instrument.items[3].wording.values_mut() {
            text.0.remove("es");
        }
        assert_eq!(of(&instrument), ["en", "id"]);
        assert_eq!(chosen(&instrument, Some("es"), "id"), "id");
        assert_eq!(chosen(&instrument, Some("en"), "id"), "en");
    }

    #[test]
    fn arabic_is_read_from_the_right() {
        assert_eq!((direction("ar-EG"), name("ar-EG")), ("rtl", "العربية"));
        assert_eq!((direction("id"), name("tlh")), ("ltr", "tlh"));
    }
}
