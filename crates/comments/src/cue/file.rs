//! Cue files: TOML, one per language and topic.

use serde::Deserialize;

use super::{Concept, Cue, pattern};

/// What a cue file says of itself.
const FORMAT: &str = "rater.cues/1";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    format: String,
    language: String,
    topic: String,
    #[serde(default)]
    cue: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: String,
    patterns: Vec<String>,
    #[serde(default)]
    except: Vec<String>,
    examples: Vec<String>,
    counter: Vec<String>,
}

/// What is wrong with a cue file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The cue, where one is concerned.
    pub cue: Option<String>,
    /// In words.
    pub what: String,
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.cue {
            Some(cue) => write!(f, "cue `{cue}`: {}", self.what),
            None => f.write_str(&self.what),
        }
    }
}

impl std::error::Error for Problem {}

/// Reads one file, into its language and cues or into every problem it has.
pub(super) fn parse(text: &str) -> Result<(String, Vec<Cue>), Vec<Problem>> {
    let file: File = toml::from_str(text).map_err(|error| vec![Problem { cue: None, what: error.to_string() }])?;
    let mut problems = vec![];
    if file.format != FORMAT {
        problems.push(Problem { cue: None, what: format!("format is `{}`; write `{FORMAT}`", file.format) });
    }
    let mut cues: Vec<Cue> = vec![];
    for entry in file.cue {
        let mut tell = |what: String| problems.push(Problem { cue: Some(entry.id.clone()), what });
        if cues.iter().any(|cue| cue.concept.id == entry.id) {
            tell("is there twice".to_owned());
        }
        for text in entry.patterns.iter().chain(&entry.except) {
            if let Err(what) = pattern::parse(text) {
                tell(format!("pattern `{text}`: {what}"));
            }
        }
        if entry.patterns.is_empty() || entry.examples.is_empty() || entry.counter.is_empty() {
            tell("needs patterns, examples and counter-examples".to_owned());
        }
        let concept = Concept { topic: file.topic.clone(), id: entry.id };
        let Entry { patterns, except, examples, counter, .. } = Entry { id: String::new(), ..entry };
        cues.push(Cue { concept, patterns, except, examples, counter });
    }
    if problems.is_empty() { Ok((file.language, cues)) } else { Err(problems) }
}

macro_rules! files {
    ($($language:literal: $($topic:literal)*;)*) => {
        [$(($language, &[$(include_str!(concat!("../../cues/", $language, "/", $topic, ".toml"))),*] as &[&str])),*]
    };
}

/// The files of the program.
const BUILTIN: [(&str, &[&str]); 3] = files! {
    "en": "reliability" "assurance" "tangibles" "empathy" "responsiveness" "other" "tone";
    "id": "reliability" "assurance" "tangibles" "empathy" "responsiveness" "other" "tone";
    "es": "reliability" "assurance" "tangibles" "empathy" "responsiveness" "other" "tone";
};

/// The cues that come with the program for a language; none for a language without any.
///
/// # Panics
///
/// If a file of the program itself is wrong; a test reads them all.
#[must_use]
pub fn builtin(language: &str) -> Vec<Cue> {
    let files = BUILTIN.iter().filter(|(of, _)| *of == language).flat_map(|(_, files)| files.iter());
    files.flat_map(|text| parse(text).expect("the cue files of the program are checked by a test").1).collect()
}
