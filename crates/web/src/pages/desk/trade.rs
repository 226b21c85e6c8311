//! What a trade calls things: the words that a questionnaire begins with, and the groups it asks for.
//!
//! Separate from the questionnaires, which speak of any organisation. A trade is a file in `trades/`: how it says
//! "organisation" and "customer", and `[[segments]]` that are put at the end of the questionnaire as they are. It changes
//! only sentences that people read, never a column or an id.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::wording;

const TRADES: [(&str, &str); 6] = [
    ("health", include_str!("../../../trades/health.toml")),
    ("bank", include_str!("../../../trades/bank.toml")),
    ("utility", include_str!("../../../trades/utility.toml")),
    ("university", include_str!("../../../trades/university.toml")),
    ("shop", include_str!("../../../trades/shop.toml")),
    ("office", include_str!("../../../trades/office.toml")),
];

/// The names of the trades; one that is none of them takes the questionnaire as it is.
#[must_use]
pub fn names() -> Vec<&'static str> {
    TRADES.iter().map(|(name, _)| *name).chain(["other"]).collect()
}

/// By language: what is said, and what the trade says instead.
#[derive(Deserialize)]
struct Trade {
    words: BTreeMap<String, BTreeMap<String, String>>,
}

/// A questionnaire in the words of a trade, with its groups; as it is where there is no such trade.
#[must_use]
pub fn fitted(source: &str, trade: &str) -> String {
    let Some((name, file)) = TRADES.iter().find(|(name, _)| *name == trade) else { return source.to_owned() };
    let at = file.find("[[segments]]").unwrap_or(file.len());
    let Ok(words) = toml::from_str::<Trade>(&file[..at]) else { return source.to_owned() };
    let Ok(instrument) = survey::parse(source) else { return source.to_owned() };
    let lines = source.lines().map(|line| reworded(line, &words.words));
    let text = format!("{}\n\n{}", lines.collect::<Vec<_>>().join("\n").trim_end(), &file[at..]);
    wording::renamed(&text, &format!("{}-{name}", instrument.id))
}

/// Keys whose values people read.
const READ: [&str; 7] = ["instruction", "expectation", "perception", "minimum", "desired", "importance", "title"];

fn reworded(line: &str, words: &BTreeMap<String, BTreeMap<String, String>>) -> String {
    let Some((key, value)) = line.split_once(" = ") else { return line.to_owned() };
    let Some((what, language)) = key.split_once('.') else { return line.to_owned() };
    let Some(words) = words.get(language).filter(|_| READ.contains(&what)) else { return line.to_owned() };
    // The longer word first: customers before customer.
    let value = words.iter().rev().fold(value.to_owned(), |value, (said, instead)| {
        value.replace(said, instead).replace(&capital(said), &capital(instead))
    });
    format!("{key} = {value}")
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_questionnaire_in_every_trade_is_without_a_problem() {
        for id in survey::builtin_ids() {
            let source = survey::builtin_source(id).unwrap_or_default();
            for trade in names() {
                let text = fitted(source, trade);
                let fitted = survey::parse(&text).unwrap_or_else(|problems| panic!("{id} {trade}: {problems:#?}"));
                assert_eq!(fitted.segments.is_empty(), trade == "other", "{id} {trade}");
                assert_eq!(fitted.items.len(), survey::parse(source).map_or(0, |before| before.items.len()));
            }
        }
    }

    #[test]
    fn a_clinic_is_asked_about_patients_in_all_three_languages() {
        let text = fitted(survey::builtin_source("servqual").unwrap_or_default(), "health");
        let instrument = survey::parse(&text).expect("checked above");
        let said: Vec<String> = instrument
            .items
            .iter()
            .flat_map(|item| item.wording.values().flat_map(|words| words.0.values().cloned()))
            .collect();
        for general in ["organisation", "customer", "penyedia layanan", "organización"] {
            assert!(!said.iter().any(|sentence| sentence.to_lowercase().contains(general)), "{general}");
        }
        assert!(said.iter().any(|sentence| sentence.contains("patients")));
        assert_eq!(instrument.id, "servqual-health");
        assert!(instrument.source.contains("SERVQUAL"));
    }
}
