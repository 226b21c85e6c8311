//! The word lists by which promises are known, from `promise/*.toml`.
//!
//! Separate from the code that uses them, so that a word is added without it.

use std::collections::{BTreeMap, HashMap, HashSet};

use comments::Language;
use serde::Deserialize;

/// The lists of one language.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    lists: HashMap<String, HashSet<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    format: String,
    lists: BTreeMap<String, Vec<String>>,
}

impl Lexicon {
    fn parse(text: &str) -> Result<Self, String> {
        let file: File = toml::from_str(text).map_err(|error| error.to_string())?;
        if file.format != "rater.promise/1" {
            return Err(format!("format is `{}`; write `rater.promise/1`", file.format));
        }
        Ok(Self { lists: file.lists.into_iter().map(|(name, words)| (name, words.into_iter().collect())).collect() })
    }

    /// The lists of a language.
    ///
    /// # Panics
    ///
    /// If a file of the program itself is wrong; a test reads them all.
    pub(crate) fn of(language: Language) -> Self {
        let text = match language {
            Language::English => include_str!("../../promise/en.toml"),
            Language::Indonesian => include_str!("../../promise/id.toml"),
            Language::Spanish => include_str!("../../promise/es.toml"),
        };
        Self::parse(text).expect("the word lists of the program are checked by a test")
    }

    /// Whether a list has a word.
    pub(crate) fn has(&self, list: &str, word: &str) -> bool {
        self.lists.get(list).is_some_and(|words| words.contains(word))
    }
}

#[cfg(test)]
mod tests {
    use super::{Language, Lexicon};

    #[test]
    fn every_word_list_of_the_program_can_be_read() {
        for language in Language::ALL {
            assert!(!Lexicon::of(language).lists.is_empty());
        }
    }
}
