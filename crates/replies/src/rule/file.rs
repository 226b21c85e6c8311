//! Rule files: TOML, one per rule.
//!
//! Separate from the rule itself; it collects all problems and never stops at the first.

use std::collections::BTreeMap;

use comments::Language;
use comments::cue::problem_of;
use serde::{Deserialize, Serialize};
use service::Factor;

use super::{Problem, ProblemKind, Rule, Tongue};
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

/// A rule on its way into a file.
#[derive(Serialize)]
struct Out<'a> {
    format: &'static str,
    name: &'a str,
    factor: &'static str,
    severity: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<&'static str>,
    #[serde(flatten)]
    tongues: &'a BTreeMap<&'static str, Tongue>,
}

pub(super) fn written(rule: &Rule) -> String {
    let out = Out {
        format: FORMAT,
        name: &rule.name,
        factor: rule.factor.name(),
        severity: match rule.severity {
            Severity::Advice => "advice",
            Severity::Fault => "fault",
        },
        at: rule.opening.then_some("opening"),
        tongues: &rule.tongues,
    };
    toml::to_string(&out).unwrap_or_default()
}

/// A problem of a field outside the languages.
fn value(field: &'static str, what: String) -> Problem {
    let part = field.to_owned();
    Problem { part, what, kind: ProblemKind::Value, language: None, field, quoted: String::new() }
}

pub(super) fn parse(text: &str) -> Result<Rule, Vec<Problem>> {
    let file: File = toml::from_str(text).map_err(|error| vec![value("", error.to_string())])?;
    let mut problems = vec![];
    if file.format != FORMAT {
        problems.push(value("format", format!("is `{}`; write `{FORMAT}`", file.format)));
    }
    let sound = file.name.starts_with(|letter: char| letter.is_ascii_lowercase())
        && file.name.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-');
    if !sound {
        problems.push(value("name", format!("is `{}`; use small letters, digits and hyphens", file.name)));
    }
    let factor = Factor::named(&file.factor);
    if factor.is_none() {
        let what = format!("is `{}`; write reliability, assurance, tangibles, empathy or responsiveness", file.factor);
        problems.push(value("factor", what));
    }
    let severity = match file.severity.as_str() {
        "advice" => Some(Severity::Advice),
        "fault" => Some(Severity::Fault),
        other => {
            problems.push(value("severity", format!("is `{other}`; write advice or fault")));
            None
        }
    };
    let opening = match file.at.as_deref() {
        None | Some("anywhere") => false,
        Some("opening") => true,
        Some(other) => {
            problems.push(value("at", format!("is `{other}`; write opening, or leave it out")));
            false
        }
    };
    let mut tongues = BTreeMap::new();
    let coded = super::check_of(&file.name).is_some();
    for (language, tongue) in Language::ALL.into_iter().zip([file.en, file.id, file.es]) {
        let Some(tongue) = tongue else { continue };
        problems.extend(of_language(language.code(), &tongue, coded));
        tongues.insert(language.code(), tongue);
    }
    if tongues.is_empty() {
        let what = "has no language; add a part [en], [id] or [es]".to_owned();
        problems.push(Problem { kind: ProblemKind::Empty, ..value("", what) });
    }
    match (factor, severity) {
        (Some(factor), Some(severity)) if problems.is_empty() => {
            Ok(Rule { name: file.name, factor, severity, opening, tongues })
        }
        _ => Err(problems),
    }
}

/// What is wrong with the part of one language. `coded`: whether the rule finds anything without patterns.
fn of_language(code: &'static str, tongue: &Tongue, coded: bool) -> Vec<Problem> {
    let mut problems = vec![];
    let mut tell = |field: &'static str, kind: ProblemKind, quoted: &str, what: String| {
        let (part, quoted) = (code.to_owned(), quoted.to_owned());
        problems.push(Problem { part, what, kind, language: Some(code), field, quoted });
    };
    let lists = [
        ("patterns", &tongue.patterns),
        ("except", &tongue.except),
        ("unless", &tongue.unless),
        ("unless_near", &tongue.unless_near),
    ];
    for (field, pattern) in lists
        .into_iter()
        .flat_map(|(field, list)| list.iter().map(move |pattern| (field, pattern)))
        .chain(tongue.words.values().flatten().map(|pattern| ("words", pattern)))
    {
        if let Some(what) = problem_of(pattern) {
            tell(field, ProblemKind::Pattern, pattern, format!("pattern `{pattern}`: {what}"));
        }
    }
    let mut demand = |field: &'static str, there: bool, what: &str| {
        if !there {
            tell(field, ProblemKind::Empty, "", what.to_owned());
        }
    };
    demand("patterns", !tongue.patterns.is_empty() || coded, "has no patterns; write what shows the fault");
    demand("fails", !tongue.fails.is_empty(), "needs at least one draft in `fails`");
    demand("passes", !tongue.passes.is_empty(), "needs at least one draft in `passes`");
    let why = !tongue.why.trim().is_empty();
    demand("why", why, "needs a `why` that the person who writes can understand");
    problems
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
    fn a_rule_that_is_written_is_the_rule_that_is_read() {
        let rule = parse(&GOOD.replace("passes =", "except = [\"no worries ... left\"]\npasses =")).expect("a rule");
        assert_eq!(parse(&rule.file()), Ok(rule));
        for (name, text) in super::super::builtin::files() {
            let rule = parse(&text).expect("a rule of the program");
            assert_eq!(parse(&rule.file()).as_ref(), Ok(&rule), "{name}");
        }
    }

    #[test]
    fn all_problems_are_told_at_once() {
        let bad = GOOD.replace("empathy", "kindness").replace("advice", "mild").replace("no worries\"", "n* worries\"");
        assert_eq!(parse(&bad).unwrap_err().len(), 3);
    }
}
