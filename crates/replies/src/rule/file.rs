//! Rule files: TOML, one per rule.
//!
//! Separate from the rule itself; it collects all problems and never stops at the first.

use std::collections::BTreeMap;

use comments::Language;
use comments::cue::problem_of;
use serde::Deserialize;
use service::Factor;

use super::{Problem, Rule, Tongue};
use crate::draft::Severity;

/// What a rule file says of itself.
const FORMAT: &str = "rater.rule/1";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    format: String,
    name: String,
    factor: String,
    severity: String,
    #[serde(default)]
    at: Option<String>,
    en: Option<Tongue>,
    id: Option<Tongue>,
    es: Option<Tongue>,
}

pub(super) fn parse(text: &str) -> Result<Rule, Vec<Problem>> {
    let file: File =
        toml::from_str(text).map_err(|error| vec![Problem { part: String::new(), what: error.to_string() }])?;
    let mut problems = vec![];
    let mut tell = |part: &str, what: String| problems.push(Problem { part: part.to_owned(), what });
    if file.format != FORMAT {
        tell("format", format!("is `{}`; write `{FORMAT}`", file.format));
    }
    let sound = file.name.starts_with(|letter: char| letter.is_ascii_lowercase())
        && file.name.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-');
    if !sound {
        tell("name", format!("is `{}`; use small letters, digits and hyphens", file.name));
    }
    let factor = Factor::named(&file.factor);
    if factor.is_none() {
        tell(
            "factor",
            format!("is `{}`; write reliability, assurance, tangibles, empathy or responsiveness", file.factor),
        );
    }
    let severity = match file.severity.as_str() {
        "advice" => Some(Severity::Advice),
        "fault" => Some(Severity::Fault),
        other => {
            tell("severity", format!("is `{other}`; write advice or fault"));
            None
        }
    };
    let opening = match file.at.as_deref() {
        None | Some("anywhere") => false,
        Some("opening") => true,
        Some(other) => {
            tell("at", format!("is `{other}`; write opening, or leave it out"));
            false
        }
    };
    let mut tongues = BTreeMap::new();
    let coded = super::check_of(&file.name).is_some();
    for (language, tongue) in Language::ALL.into_iter().zip([file.en, file.id, file.es]) {
        let Some(tongue) = tongue else { continue };
        let code = language.code();
        let lists = [&tongue.patterns, &tongue.except, &tongue.unless, &tongue.unless_near];
        for pattern in lists.into_iter().flatten().chain(tongue.words.values().flatten()) {
            if let Some(what) = problem_of(pattern) {
                tell(code, format!("pattern `{pattern}`: {what}"));
            }
        }
        if tongue.patterns.is_empty() && !coded {
            tell(code, "has no patterns; write what shows the fault".to_owned());
        }
        if tongue.fails.is_empty() || tongue.passes.is_empty() {
            tell(code, "needs at least one draft in `fails` and one in `passes`".to_owned());
        }
        if tongue.why.trim().is_empty() {
            tell(code, "needs a `why` that the person who writes can understand".to_owned());
        }
        tongues.insert(code, tongue);
    }
    if tongues.is_empty() {
        tell("", "has no language; add a part [en], [id] or [es]".to_owned());
    }
    match (factor, severity) {
        (Some(factor), Some(severity)) if problems.is_empty() => {
            Ok(Rule { name: file.name, factor, severity, opening, tongues })
        }
        _ => Err(problems),
    }
}

#[cfg(test)]
mod tests {
    use super::parse;

    const GOOD: &str = "format = \"rater.rule/1\"\nname = \"no-worries\"\nfactor = \"empathy\"\nseverity = \"advice\"\n[en]\npatterns = [\"no worries\"]\nwhy = \"It makes light of the trouble.\"\nrewrite = \"Say what you will do.\"\nfails = [\"No worries, we fix it.\"]\npasses = [\"We fix it today.\"]\n";

    #[test]
    fn a_house_rule_is_read() {
        assert_eq!(parse(GOOD).map(|rule| rule.name), Ok("no-worries".to_owned()));
    }

    #[test]
    fn a_rule_without_examples_is_refused() {
        let bare = GOOD.replace("[\"No worries, we fix it.\"]", "[]");
        assert_eq!(parse(&bare).unwrap_err().len(), 1);
    }

    #[test]
    fn all_problems_are_told_at_once() {
        let bad = GOOD.replace("empathy", "kindness").replace("advice", "mild").replace("no worries\"", "n* worries\"");
        assert_eq!(parse(&bad).unwrap_err().len(), 3);
    }
}
