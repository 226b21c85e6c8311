//! Findings and promises as people read them: the rule in words, the words underlined, by when.
//!
//! Separate from the page and from the answer to its script, which show the same. It decides nothing.

use language::Words;
use replies::{Finding, Language, Promise, Rule, Severity};
use serde::Serialize;
use service::Factor;
use service::due::DueRule;
use sha2::{Digest, Sha256};
use store::promises::{NewPromise, TOLD_MAX};
use store::{Id, Scope, StoreError, Time, Transaction};

use crate::coach::{Checked, Checker};
use crate::pages::desk::clock::Clock;
use crate::pages::service::factor_name;

/// A finding.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Shown {
    /// What tells it from others while the draft is written: its rule and its words.
    pub(super) key: String,
    pub(super) rule: String,
    pub(super) title: String,
    pub(super) factor: &'static str,
    pub(super) factor_name: String,
    pub(super) severity: &'static str,
    pub(super) severity_name: String,
    /// Where it begins, in bytes of UTF-8; one about the whole is empty.
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) words: String,
    pub(super) reason: String,
    pub(super) rewrite: String,
    /// What can be put in place of the words without asking.
    pub(super) replacement: Option<String>,
    /// The same in a sentence.
    pub(super) apply: String,
}

/// A promise.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Promised {
    pub(super) key: String,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) words: String,
    pub(super) who: String,
    pub(super) what: String,
    /// By when, as a field takes it; empty when no time is said.
    pub(super) due: String,
    pub(super) due_text: String,
    /// Where it stands in the ledger, once it does.
    pub(super) link: Option<String>,
}

/// A stretch of the draft, underlined or not.
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) factor: &'static str,
    pub(super) factor_name: String,
    pub(super) severity: &'static str,
}

/// A rule in words. Rules of the house are named by the house.
pub(super) fn title(w: Words, rule: &str) -> String {
    if Rule::comes_with_the_program(rule) { w.text(&format!("coach-rule-{rule}")) } else { plain(rule) }
}

fn plain(name: &str) -> String {
    let words = name.replace('-', " ");
    let mut letters = words.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// A language as it calls itself.
pub(super) fn own_name(language: Language) -> &'static str {
    match language {
        Language::English => "English",
        Language::Indonesian => "Bahasa Indonesia",
        Language::Spanish => "Español",
    }
}

pub(super) fn severity_key(severity: Severity) -> &'static str {
    match severity {
        Severity::Advice => "advice",
        Severity::Fault => "fault",
    }
}

/// The key of a stretch of words under a name.
pub(super) fn key_of(name: &str, words: &str) -> String {
    let digest = Sha256::digest(words.as_bytes());
    let short: String = digest.iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    format!("{name}:{short}")
}

/// The key of a finding.
pub(super) fn finding_key(text: &str, finding: &Finding) -> String {
    key_of(&finding.rule, text.get(finding.start..finding.end).unwrap_or_default())
}

pub(super) fn findings(w: Words, text: &str, checker: &Checker, checked: &Checked) -> Vec<Shown> {
    // Why is said in the language of whoever reads, as far as the rule speaks it; a better wording in that of the draft.
    let own = Language::coded(w.language().code());
    let one = |finding: &Finding| {
        let words = text.get(finding.start..finding.end).unwrap_or_default().to_owned();
        let tongue = own.and_then(|own| checker.rule(&finding.rule)?.tongue(own));
        Shown {
            key: finding_key(text, finding),
            rule: finding.rule.clone(),
            title: title(w, &finding.rule),
            factor: finding.factor.name(),
            factor_name: factor_name(w, finding.factor),
            severity: severity_key(finding.severity),
            severity_name: severity_name(w, finding.severity),
            start: finding.start,
            end: finding.end,
            words,
            reason: tongue.map_or_else(|| finding.reason.clone(), |tongue| tongue.why.clone()),
            rewrite: finding.rewrite.clone().unwrap_or_default(),
            apply: finding
                .replacement
                .as_ref()
                .map_or_else(|| w.text("coach-go-to"), |to| w.say("coach-apply", &[("words", to.as_str().into())])),
            replacement: finding.replacement.clone(),
        }
    };
    checked.review.findings.iter().map(one).collect()
}

pub(super) fn severity_name(w: Words, severity: Severity) -> String {
    w.text(match severity {
        Severity::Advice => "coach-severity-advice",
        Severity::Fault => "coach-severity-fault",
    })
}

/// A promise of a draft as the ledger takes it; none when no time is said.
pub(super) fn to_log(words: &str, due: Option<jiff::civil::DateTime>, customer: Option<&Id>) -> Option<NewPromise> {
    Some(NewPromise {
        customer: customer.cloned(),
        commitment: None,
        touchpoint: None,
        factor: Factor::Reliability,
        told: words.trim().chars().take(TOLD_MAX).collect(),
        words: String::new(),
        owner: None,
        due: DueRule::At(due?),
    })
}

/// The key of a promise.
pub(super) fn promise_key(words: &str, promise: &Promise) -> String {
    key_of(&field_of(promise), words)
}

/// The due time as a field takes it.
fn field_of(promise: &Promise) -> String {
    promise.due.map_or(String::new(), |due| due.strftime("%Y-%m-%dT%H:%M").to_string())
}

/// The promises of a draft, each with its place in the ledger if this attempt brought it there.
pub(super) fn promises(
    tx: &mut Transaction<'_>,
    (scope, w): (&Scope, Words),
    (text, checker, checked): (&str, &Checker, &Checked),
    (attempt, customer): (Option<&Id>, Option<&Id>),
    now: Time,
) -> Result<Vec<Promised>, StoreError> {
    let clock = Clock::new(&checker.hours.zone_name, w);
    let mut all = Vec::new();
    for promise in &checked.review.promises {
        let words = text.get(promise.start..promise.end).unwrap_or_default();
        let logged = match (to_log(words, promise.due, customer), attempt) {
            (Some(new), Some(attempt)) => store::replies::logged(tx, scope, attempt, &new, now)?,
            _ => None,
        };
        let at = promise.due.and_then(|due| checker.hours.zone.to_timestamp(due).ok());
        all.push(Promised {
            key: promise_key(words, promise),
            start: promise.start,
            end: promise.end,
            words: words.trim().to_owned(),
            who: promise.who.clone(),
            what: promise.what.clone(),
            due: field_of(promise),
            due_text: at
                .map_or(String::new(), |at| format!("{} · {}", clock.moment(Time::from(at)), checker.hours.zone_name)),
            link: logged.map(|id| format!("/promises/{id}")),
        });
    }
    Ok(all)
}

/// The draft cut where an underline begins or ends. Where findings overlap, the graver one is shown, then the one that begins first.
pub(super) fn pieces(text: &str, findings: &[Shown]) -> Vec<Piece> {
    let mut ordered: Vec<&Shown> = findings.iter().filter(|one| one.start < one.end).collect();
    ordered.sort_by_key(|one| (one.severity != "fault", one.start, one.end));
    let mut cuts: Vec<usize> = ordered.iter().flat_map(|one| [one.start, one.end]).chain([0, text.len()]).collect();
    cuts.sort_unstable();
    cuts.dedup();
    let mut pieces = Vec::new();
    let mut last: Option<&str> = None;
    for pair in cuts.windows(2) {
        let (from, to) = (pair[0], pair[1]);
        let Some(words) = text.get(from..to) else { continue };
        let over = ordered.iter().find(|one| one.start <= from && to <= one.end);
        let key = over.map(|one| one.key.as_str());
        match (pieces.last_mut(), key == last) {
            (Some(Piece { text, .. }), true) => text.push_str(words),
            _ => pieces.push(Piece {
                text: words.to_owned(),
                factor: over.map_or("", |one| one.factor),
                factor_name: over.map_or(String::new(), |one| one.factor_name.clone()),
                severity: over.map_or("", |one| one.severity),
            }),
        }
        last = key;
    }
    pieces
}

/// How much was found, in a sentence.
pub(super) fn count(w: Words, findings: usize, promises: usize) -> String {
    let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    w.say("coach-count", &[("findings", number(findings).into()), ("promises", number(promises).into())])
}

#[cfg(test)]
mod tests {
    use super::{Shown, key_of, pieces, plain};

    fn finding(rule: &str, severity: &'static str, start: usize, end: usize) -> Shown {
        Shown {
            key: key_of(rule, rule),
            rule: rule.to_owned(),
            title: String::new(),
            factor: "empathy",
            factor_name: "Empathy".to_owned(),
            severity,
            severity_name: String::new(),
            start,
            end,
            words: String::new(),
            reason: String::new(),
            rewrite: String::new(),
            replacement: None,
            apply: String::new(),
        }
    }

    fn shown(text: &str, findings: &[Shown]) -> Vec<(String, &'static str)> {
        pieces(text, findings).into_iter().map(|piece| (piece.text, piece.severity)).collect()
    }

    #[test]
    fn nothing_of_a_draft_is_lost_and_the_graver_finding_is_shown_where_two_overlap() {
        let text = "🙂 abc def";
        let found = [finding("a", "advice", 5, 12), finding("b", "fault", 9, 12), finding("whole", "fault", 12, 12)];
        let expected = [("🙂 ", ""), ("abc ", "advice"), ("def", "fault")];
        assert_eq!(shown(text, &found), expected.map(|(text, severity)| (text.to_owned(), severity)));
    }

    #[test]
    fn a_place_inside_a_letter_does_no_harm() {
        let text = "é";
        let all: String = shown(text, &[finding("a", "fault", 1, 2)]).into_iter().map(|(text, _)| text).collect();
        assert!(all.is_empty() || all == text);
    }

    #[test]
    fn a_rule_of_the_house_is_called_by_its_name() {
        assert_eq!(plain("no-worries"), "No worries");
        assert_eq!(plain(""), "");
    }
}
