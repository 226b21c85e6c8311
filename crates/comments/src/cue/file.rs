//! The cues that come with the program, packed by the build, and the files they are written in.
//!
//! A file is TOML, one per language and topic; the program carries the patterns, and tests read the files with their examples.

use miniz_oxide::inflate::decompress_to_vec;

use super::{Concept, Cue};

const PACKED: [(&str, &[u8]); 3] = [
    ("en", include_bytes!(concat!(env!("OUT_DIR"), "/cues-en"))),
    ("id", include_bytes!(concat!(env!("OUT_DIR"), "/cues-id"))),
    ("es", include_bytes!(concat!(env!("OUT_DIR"), "/cues-es"))),
];

/// The cues that come with the program for a language; none for a language without any.
///
/// # Panics
///
/// If the build packed something else; a test unpacks it.
#[must_use]
pub fn builtin(language: &str) -> Vec<Cue> {
    let Some((_, packed)) = PACKED.iter().find(|(of, _)| *of == language) else { return vec![] };
    let bytes = decompress_to_vec(packed).expect("the build packed the cues");
    let text = String::from_utf8(bytes).expect("cue files are UTF-8");
    let mut cues: Vec<Cue> = vec![];
    for line in text.lines() {
        match (line.strip_prefix('\t'), cues.last_mut()) {
            (Some(pattern), Some(cue)) => match pattern.strip_prefix('!') {
                Some(except) => cue.except.push(except.to_owned()),
                None => cue.patterns.push(pattern.to_owned()),
            },
            _ => {
                let (topic, id) = line.split_once('.').unwrap_or((line, ""));
                let concept = Concept { topic: topic.to_owned(), id: id.to_owned() };
                cues.push(Cue { concept, patterns: vec![], except: vec![] });
            }
        }
    }
    cues
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::super::{Concept, Cue, Finder, Hits, pattern};
    use super::builtin;
    use crate::language::Language;
    use crate::words::Words;

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct File {
        format: String,
        language: String,
        topic: String,
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

    const TOPICS: [&str; 7] = ["reliability", "assurance", "tangibles", "empathy", "responsiveness", "other", "tone"];

    fn files(language: Language) -> Vec<File> {
        let read = |topic: &&str| {
            let path = format!("{}/cues/{}/{topic}.toml", env!("CARGO_MANIFEST_DIR"), language.code());
            let file: File = toml::from_str(&std::fs::read_to_string(&path).unwrap())
                .unwrap_or_else(|error| panic!("{path}: {error}"));
            assert_eq!((file.format.as_str(), file.language.as_str()), ("rater.cues/1", language.code()), "{path}");
            assert_eq!(file.topic, **topic);
            file
        };
        TOPICS.iter().map(read).collect()
    }

    #[test]
    fn every_cue_fires_on_its_examples_and_not_on_its_counter_examples() {
        let mut faults = vec![];
        for language in Language::ALL {
            for file in files(language) {
                for entry in file.cue {
                    let concept = Concept { topic: file.topic.clone(), id: entry.id };
                    let name = format!("{} {}", language.code(), concept.name());
                    for text in entry.patterns.iter().chain(&entry.except) {
                        faults.extend(pattern::parse(text).err().map(|what| format!("{name}: `{text}`: {what}")));
                    }
                    if entry.examples.is_empty() || entry.counter.is_empty() {
                        faults.push(format!("{name}: examples or counter-examples are missing"));
                    }
                    let cue = Cue { concept: concept.clone(), patterns: entry.patterns, except: entry.except };
                    let finder = Finder::new(&[cue], &[concept], language.numbers());
                    let mut hits = Hits::default();
                    let mut fires = |text: &String| {
                        finder.find(&Words::of(text), &mut hits);
                        !hits.as_slice().is_empty()
                    };
                    let silent: Vec<_> = entry.examples.iter().filter(|text| !fires(text)).collect();
                    faults.extend(silent.into_iter().map(|text| format!("{name} does not fire: {text}")));
                    let loud: Vec<_> = entry.counter.iter().filter(|text| fires(text)).collect();
                    faults.extend(loud.into_iter().map(|text| format!("{name} fires: {text}")));
                }
            }
        }
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }

    #[test]
    fn every_language_has_the_same_concepts_and_carries_what_its_files_say() {
        let names = |language: Language| -> Vec<String> {
            let mut names: Vec<String> = files(language)
                .iter()
                .flat_map(|file| file.cue.iter().map(|entry| format!("{}.{}", file.topic, entry.id)))
                .collect();
            names.sort_unstable();
            names
        };
        for language in Language::ALL {
            let mut carried: Vec<String> = builtin(language.code()).iter().map(|cue| cue.concept.name()).collect();
            carried.sort_unstable();
            assert_eq!(carried, names(language));
            assert_eq!(names(language), names(Language::English));
        }
        assert!(builtin("xx").is_empty());
    }
}
