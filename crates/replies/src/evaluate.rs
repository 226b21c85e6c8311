//! How well the rules and the reading of promises do on labelled replies and sentences.
//!
//! Separate from the checking, which must not know the answers. A finding counts when the rule is the same and its words overlap
//! those of the label; a label without words is about the whole reply and counts when the rule is the same.

use std::collections::{BTreeMap, BTreeSet};

use comments::Language;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde::Deserialize;

use crate::{Coach, Draft, calendar_unless_said};

/// When pieces were written: a Wednesday morning.
const WRITTEN: DateTime = DateTime::constant(2026, 3, 11, 10, 20, 0, 0);

/// A label: a rule and the words that show it.
#[derive(Debug, Clone, Deserialize)]
pub struct Label {
    /// The rule.
    pub rule: String,
    /// Words of the reply; empty for the whole.
    pub quote: String,
}

/// A labelled reply.
#[derive(Debug, Clone, Deserialize)]
pub struct Reply {
    /// Its name.
    pub id: String,
    /// When it was written.
    #[serde(deserialize_with = "local")]
    pub now: DateTime,
    /// What the customer wrote.
    #[serde(default)]
    pub received: String,
    /// The reply.
    pub reply: String,
    /// What is wrong with it.
    pub findings: Vec<Label>,
}

/// A sentence, or a message and a reply, written for one rule: labelled by the rules of its set alone.
#[derive(Debug, Clone, Deserialize)]
pub struct Piece {
    /// What the customer wrote.
    #[serde(default)]
    pub received: String,
    /// The sentence or the reply.
    pub reply: String,
    /// The rules that find something in it, of those of the set.
    pub labels: Vec<String>,
}

impl Piece {
    /// A line of a file of sentences: the rule it was written for, the rules it is a fault of with commas between or `-`, the sentence.
    #[must_use]
    pub fn of_line(line: &str) -> Option<Self> {
        let [_, labels, sentence] = *line.split('\t').collect::<Vec<_>>() else { return None };
        let labels = labels.split(',').filter(|label| *label != "-").map(str::to_owned).collect();
        Some(Self { received: String::new(), reply: sentence.to_owned(), labels })
    }
}

/// A labelled promise.
#[derive(Debug, Clone, Deserialize)]
pub struct Promised {
    /// Words of the sentence.
    pub quote: String,
    /// When it is due.
    #[serde(deserialize_with = "perhaps")]
    pub due: Option<DateTime>,
}

/// A sentence with its promises.
#[derive(Debug, Clone, Deserialize)]
pub struct Sentence {
    /// Its name.
    pub id: String,
    /// When it was written.
    #[serde(deserialize_with = "local")]
    pub now: DateTime,
    /// The sentence.
    pub text: String,
    /// What it promises.
    pub promises: Vec<Promised>,
}

/// What was found of what is there.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Found and labelled.
    pub right: usize,
    /// Found and not labelled.
    pub wrong: usize,
    /// Labels that were met.
    pub met: usize,
    /// Labels that were not.
    pub missed: usize,
}

impl Tally {
    /// The share of what was found that is right.
    #[must_use]
    pub fn precision(self) -> f64 {
        share(self.right, self.right + self.wrong)
    }

    /// The share of what is there that was found.
    #[must_use]
    pub fn recall(self) -> f64 {
        share(self.met, self.met + self.missed)
    }

    fn add(&mut self, other: Self) {
        self.right += other.right;
        self.wrong += other.wrong;
        self.met += other.met;
        self.missed += other.missed;
    }

    /// The harmonic mean of both.
    #[must_use]
    pub fn f1(self) -> f64 {
        let (precision, recall) = (self.precision(), self.recall());
        if precision + recall == 0.0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) }
    }
}

#[expect(clippy::cast_precision_loss, reason = "labels are counted in hundreds")]
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

/// The figures of a set of labels.
#[derive(Debug, Clone, Default)]
pub struct Figures {
    /// All findings.
    pub findings: Tally,
    /// Findings by rule.
    pub by_rule: BTreeMap<String, Tally>,
    /// Promises.
    pub promises: Tally,
    /// Promises found of which the time is exact.
    pub due_exact: usize,
    /// Promises found.
    pub due_all: usize,
    /// What went wrong, one line each.
    pub misses: Vec<String>,
}

impl Figures {
    /// The share of the promises found of which the time is exact.
    #[must_use]
    pub fn due_share(&self) -> f64 {
        share(self.due_exact, self.due_all)
    }
}

fn local<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<DateTime, D::Error> {
    String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
}

fn perhaps<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<DateTime>, D::Error> {
    let text = Option::<String>::deserialize(deserializer)?;
    text.map(|text| text.parse().map_err(serde::de::Error::custom)).transpose()
}

fn span(text: &str, quote: &str) -> Option<(usize, usize)> {
    text.find(quote).map(|start| (start, start + quote.len()))
}

fn overlap(a: (usize, usize), b: (usize, usize)) -> bool {
    a.0 < b.1 && b.0 < a.1
}

/// Holds the findings in these replies against their labels.
pub fn replies(coach: &Coach, language: Language, replies: &[Reply], figures: &mut Figures) {
    let calendar = calendar_unless_said();
    for labelled in replies {
        let draft = Draft {
            text: &labelled.reply,
            language,
            received: Some(labelled.received.as_str()).filter(|text| !text.is_empty()),
            now: labelled.now,
            calendar: &calendar,
            zone: &TimeZone::UTC,
            customer: None,
        };
        let review = coach.review(&draft);
        let fits = |label: &Label, finding: &crate::Finding| {
            label.rule == finding.rule
                && (label.quote.is_empty()
                    || finding.is_whole()
                    || span(&labelled.reply, &label.quote)
                        .is_none_or(|place| overlap(place, (finding.start, finding.end))))
        };
        for finding in &review.findings {
            let right = labelled.findings.iter().any(|label| fits(label, finding));
            let tally = figures.by_rule.entry(finding.rule.clone()).or_default();
            if right {
                tally.right += 1;
                figures.findings.right += 1;
            } else {
                tally.wrong += 1;
                figures.findings.wrong += 1;
                let words = labelled.reply.get(finding.start..finding.end).unwrap_or_default();
                figures.misses.push(format!(
                    "{} too many: {} “{}”",
                    labelled.id,
                    finding.rule,
                    words.chars().take(90).collect::<String>()
                ));
            }
        }
        for label in &labelled.findings {
            let met = review.findings.iter().any(|finding| fits(label, finding));
            let tally = figures.by_rule.entry(label.rule.clone()).or_default();
            if met {
                tally.met += 1;
                figures.findings.met += 1;
            } else {
                tally.missed += 1;
                figures.findings.missed += 1;
                figures.misses.push(format!("{} missed: {} “{}”", labelled.id, label.rule, label.quote));
            }
        }
    }
}

/// Holds what is found in the pieces of a set against their labels: a rule counts once in a piece, and only rules that some piece is labelled
/// with are judged.
pub fn pieces(coach: &Coach, language: Language, pieces: &[Piece], figures: &mut Figures) {
    let calendar = calendar_unless_said();
    let judged: BTreeSet<&str> = pieces.iter().flat_map(|piece| &piece.labels).map(String::as_str).collect();
    for piece in pieces {
        let draft = Draft {
            text: &piece.reply,
            language,
            received: Some(piece.received.as_str()).filter(|text| !text.is_empty()),
            now: WRITTEN,
            calendar: &calendar,
            zone: &TimeZone::UTC,
            customer: None,
        };
        let review = coach.review(&draft);
        let found: BTreeSet<&str> = review.findings.iter().map(|finding| finding.rule.as_str()).collect();
        for rule in &judged {
            let labelled = piece.labels.iter().any(|label| label == rule);
            let one = match (labelled, found.contains(rule)) {
                (true, true) => Tally { right: 1, met: 1, ..Tally::default() },
                (true, false) => Tally { missed: 1, ..Tally::default() },
                (false, true) => Tally { wrong: 1, ..Tally::default() },
                (false, false) => continue,
            };
            figures.findings.add(one);
            figures.by_rule.entry((*rule).to_owned()).or_default().add(one);
        }
    }
}

/// Holds the promises in these sentences against their labels.
pub fn promises(coach: &Coach, language: Language, sentences: &[Sentence], figures: &mut Figures) {
    let calendar = calendar_unless_said();
    for labelled in sentences {
        let draft = Draft {
            text: &labelled.text,
            language,
            received: None,
            now: labelled.now,
            calendar: &calendar,
            zone: &TimeZone::UTC,
            customer: None,
        };
        let found = coach.review(&draft).promises;
        let mut taken = vec![false; found.len()];
        for label in &labelled.promises {
            let place = span(&labelled.text, &label.quote).unwrap_or((0, labelled.text.len()));
            let shared = |promise: &crate::Promise| promise.end.min(place.1).saturating_sub(promise.start.max(place.0));
            let best = (0..found.len())
                .filter(|at| !taken[*at] && 0 < shared(&found[*at]))
                .max_by_key(|at| shared(&found[*at]));
            let Some(best) = best else {
                figures.promises.missed += 1;
                figures.misses.push(format!("{} missed promise: {}", labelled.id, label.quote));
                continue;
            };
            taken[best] = true;
            figures.promises.met += 1;
            figures.promises.right += 1;
            figures.due_all += 1;
            if found[best].due == label.due {
                figures.due_exact += 1;
            } else {
                let said = |due: Option<DateTime>| {
                    due.map_or("none".to_owned(), |due| due.strftime("%Y-%m-%dT%H:%M").to_string())
                };
                figures.misses.push(format!(
                    "{} due {} instead of {}: {} (now {})",
                    labelled.id,
                    said(found[best].due),
                    said(label.due),
                    labelled.text,
                    labelled.now
                ));
            }
        }
        for (promise, _) in found.iter().zip(&taken).filter(|(_, taken)| !**taken) {
            figures.promises.wrong += 1;
            let words = labelled.text.get(promise.start..promise.end).unwrap_or_default();
            figures.misses.push(format!("{} no promise: {words} | {}", labelled.id, labelled.text));
        }
    }
}
