//! A comment as it is read: its words with what shows each label underlined, its clauses, and what stands beside it.
//!
//! Separate from the pages, because the list and the single page show the same. It underlines what the reader gave, and cuts nothing out of
//! a letter: a long comment is cut at a word in a list, and whole on its page.

use std::collections::BTreeMap;

use ::comments::label::Polarity;
use language::Words;
use service::Factor;
use store::comments::{By, Clause, Comment};
use store::touchpoints::Touchpoint;
use store::{Id, Scope, StoreError, Transaction, customers, touchpoints};

use super::{channel_name, expectation_name, mark, polarity_name};
use crate::pages::desk::clock::Clock;
use crate::pages::service::factor_name;

/// The longest words in a list, in characters.
const LISTED_MAX: usize = 600;
/// From which probability on the machine is sure, and from which it is fairly sure, in thousandths.
const SURE: i64 = 750;
const FAIRLY: i64 = 500;

/// A stretch of words.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// The words.
    pub(super) text: String,
    /// The factor or polarity that they show; empty for none.
    pub(super) name: &'static str,
    /// Whether they are of a complaint, a compliment or neither.
    pub(super) tone: &'static str,
    /// What they show, to be read.
    pub(super) title: String,
}

/// A label of a clause.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Tag {
    /// The factor; empty for none.
    pub(super) name: &'static str,
    /// As people read it.
    pub(super) text: String,
    /// The polarity.
    pub(super) tone: &'static str,
    /// Its mark and its name.
    pub(super) mark: &'static str,
    pub(super) polarity: String,
}

/// A comment in a list.
pub(super) struct RowShown {
    pub(super) id: String,
    pub(super) channel: String,
    pub(super) at: String,
    pub(super) language: String,
    pub(super) pieces: Vec<Piece>,
    pub(super) cut: bool,
    pub(super) erased: bool,
    pub(super) tags: Vec<Tag>,
    /// Whose it is: the address of their file and their name.
    pub(super) customer: Option<(String, String)>,
    /// Who wrote it and where, in one line.
    pub(super) about: String,
    pub(super) case: Option<String>,
    /// Whether something of it was good, and something bad.
    pub(super) compliments: bool,
}

/// What stands beside comments: names of places and people.
pub(super) struct Names {
    customers: BTreeMap<Id, String>,
    pub(super) touchpoints: Vec<Touchpoint>,
}

impl Names {
    /// The names that some comments need.
    pub(super) fn of(tx: &mut Transaction<'_>, scope: &Scope, comments: &[Comment]) -> Result<Self, StoreError> {
        let mut names = BTreeMap::new();
        for customer in comments.iter().filter_map(|comment| comment.customer.as_ref()) {
            if !names.contains_key(customer) {
                names.insert(customer.clone(), customers::get(tx, scope, customer)?.known.name);
            }
        }
        Ok(Self { customers: names, touchpoints: touchpoints::list(tx, scope, true)? })
    }

    pub(super) fn customer(&self, comment: &Comment) -> Option<(String, String)> {
        let id = comment.customer.as_ref()?;
        Some((id.to_string(), self.customers.get(id).cloned().unwrap_or_default()))
    }

    pub(super) fn touchpoint(&self, comment: &Comment) -> String {
        let place = self.touchpoints.iter().find(|place| Some(&place.id) == comment.touchpoint.as_ref());
        place.map_or(String::new(), |place| place.name.clone())
    }
}

/// A comment as it stands in the list.
pub(super) fn row(w: Words, clock: &Clock, comment: &Comment, names: &Names) -> RowShown {
    let (end, cut) = cut(&comment.words);
    let rating = comment.rating.map_or(String::new(), |rating| rating_text(w, rating));
    let about = [comment.author.clone(), comment.site.clone(), names.touchpoint(comment), rating];
    RowShown {
        id: comment.id.to_string(),
        channel: channel_name(w, comment.channel),
        at: clock.moment(comment.at),
        language: comment.language.clone(),
        pieces: pieces(w, comment, end),
        cut,
        erased: comment.words.is_empty(),
        tags: tags(w, &comment.clauses),
        customer: names.customer(comment),
        about: about.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · "),
        case: comment.case.as_ref().map(ToString::to_string),
        compliments: comment.clauses.iter().any(|clause| clause.said.polarity == Polarity::Compliment),
    }
}

/// A rating as the source has it.
pub(super) fn rating_text(w: Words, hundredths: i64) -> String {
    #[allow(clippy::cast_precision_loss)] // Ratings are small.
    let value = hundredths as f64 / 100.0;
    let decimals = usize::from(hundredths % 100 != 0);
    w.say("comments-rating", &[("rating", w.number(value, decimals).into())])
}

/// Where the words of a list end, and whether there are more.
fn cut(words: &str) -> (usize, bool) {
    match words.char_indices().nth(LISTED_MAX) {
        None => (words.len(), false),
        Some((end, _)) => (words[..end].rfind(char::is_whitespace).unwrap_or(end), true),
    }
}

/// The words up to a place, with those underlined that show something.
pub(super) fn pieces(w: Words, comment: &Comment, end: usize) -> Vec<Piece> {
    between(w, &comment.words, &comment.clauses, (0, end))
}

/// The same of a stretch of the words.
pub(super) fn between(w: Words, words: &str, clauses: &[Clause], (from, to): (usize, usize)) -> Vec<Piece> {
    let mut spans: Vec<(usize, usize, Option<Factor>, Polarity)> = Vec::new();
    for clause in clauses.iter().filter(|clause| from <= clause.start) {
        for shown in &clause.evidence {
            // What shows a factor that a person took away shows nothing any more.
            let holds = shown.factor.is_none_or(|factor| clause.said.factors.has(factor));
            let polarity = shown.factor.is_some() || clause.said.polarity == clause.machine.polarity;
            if holds && polarity && shown.end <= to && words.get(shown.start..shown.end).is_some() {
                spans.push((shown.start, shown.end, shown.factor, clause.said.polarity));
            }
        }
    }
    // A factor before a polarity, the longer before the shorter.
    spans.sort_by_key(|(start, end, factor, _)| (factor.is_none(), *start, std::cmp::Reverse(*end)));
    let mut taken: Vec<(usize, usize, Option<Factor>, Polarity)> = Vec::new();
    for span in spans {
        if taken.iter().all(|(start, end, ..)| span.1 <= *start || *end <= span.0) {
            taken.push(span);
        }
    }
    taken.sort_by_key(|(start, ..)| *start);
    // Neighbours that show the same are one line.
    taken.dedup_by(|next, before| {
        let between = words.get(before.1..next.0).is_some_and(|text| text.chars().all(char::is_whitespace));
        let same = between && (before.2, before.3) == (next.2, next.3);
        before.1 = if same { next.1 } else { before.1 };
        same
    });
    let (mut pieces, mut at) = (Vec::new(), from);
    let plain = |text: &str| Piece { text: text.to_owned(), name: "", tone: "", title: String::new() };
    for (start, end, factor, polarity) in taken {
        pieces.extend((at < start).then(|| plain(&words[at..start])));
        let name = factor.map_or_else(|| polarity_name(w, polarity), |factor| factor_name(w, factor));
        pieces.push(Piece {
            text: words[start..end].to_owned(),
            name: factor.map_or("tone", Factor::name),
            tone: polarity.name(),
            title: name,
        });
        at = end;
    }
    pieces.extend((at < to).then(|| plain(&words[at..to])));
    pieces
}

/// What some clauses say, each label once, complaints first.
pub(super) fn tags(w: Words, clauses: &[Clause]) -> Vec<Tag> {
    let mut found = std::collections::BTreeSet::new();
    for clause in clauses {
        let judged = clause.said.polarity != Polarity::Neutral;
        let factors: Vec<Factor> = clause.said.factors.iter().collect();
        found.extend(factors.iter().map(|factor| (clause.said.polarity, Some(*factor))));
        found.extend((factors.is_empty() && judged).then_some((clause.said.polarity, None)));
    }
    let tag = |(polarity, factor): (Polarity, Option<Factor>)| Tag {
        name: factor.map_or("", Factor::name),
        text: factor.map_or_else(|| w.text("comments-no-factor"), |factor| factor_name(w, factor)),
        tone: polarity.name(),
        mark: mark(polarity),
        polarity: polarity_name(w, polarity),
    };
    found.into_iter().map(tag).collect()
}

/// Who says so, and how sure.
pub(super) fn confidence(w: Words, clause: &Clause) -> String {
    w.text(match (clause.by, clause.confidence) {
        (By::Person, _) => "comments-by-person",
        (By::Machine, SURE..) => "comments-sure",
        (By::Machine, FAIRLY..) => "comments-fairly-sure",
        (By::Machine, _) => "comments-unsure",
    })
}

/// What a clause says of the expectation.
pub(super) fn expectation(w: Words, clause: &Clause) -> String {
    expectation_name(w, clause.said.expectation)
}

#[cfg(test)]
mod tests {
    use ::comments::Said;
    use ::comments::label::{Expectation, Factors};
    use store::comments::Shown;

    use super::*;

    fn clause(said: Said, evidence: Vec<Shown>) -> Clause {
        Clause { start: 0, end: 12, said, machine: said, by: By::Machine, confidence: 600, evidence }
    }

    #[test]
    fn words_that_show_something_are_underlined_once_and_nothing_is_lost() {
        let said = Said {
            factors: Factors::NONE.with(Factor::Empathy),
            polarity: Polarity::Complaint,
            expectation: Expectation::Disappointed,
        };
        let shown = |factor, start, end| Shown { factor, start, end, cue: None };
        let all = vec![shown(None, 0, 6), shown(Some(Factor::Empathy), 4, 8), shown(Some(Factor::Tangibles), 9, 12)];
        let words = "Käse <b>abc";
        let w = language::Language::English.words();
        let pieces = between(w, words, &[clause(said, all)], (0, words.len()));
        assert_eq!(pieces.iter().map(|piece| piece.text.as_str()).collect::<String>(), words);
        let marked: Vec<(&str, &str)> =
            pieces.iter().filter(|piece| !piece.name.is_empty()).map(|piece| (piece.name, piece.tone)).collect();
        assert_eq!(marked, [("empathy", "complaint")]);
    }

    #[test]
    fn neighbours_that_show_the_same_are_underlined_in_one_line() {
        let said = Said {
            factors: Factors::NONE.with(Factor::Empathy),
            polarity: Polarity::Complaint,
            expectation: Expectation::Disappointed,
        };
        let shown = |start, end| Shown { factor: Some(Factor::Empathy), start, end, cue: None };
        let w = language::Language::English.words();
        let pieces = between(w, "they close early", &[clause(said, vec![shown(0, 4), shown(5, 10)])], (0, 16));
        assert_eq!(pieces.iter().map(|piece| piece.text.as_str()).collect::<Vec<_>>(), ["they close", " early"]);
    }

    #[test]
    fn a_long_comment_is_cut_at_a_word() {
        let words = "abcd ".repeat(200);
        let (end, more) = cut(&words);
        assert!(more && words[..end].ends_with("abcd"), "{end}");
        assert_eq!(cut("short"), (5, false));
    }
}
