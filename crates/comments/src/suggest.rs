//! Words that people's corrections show to be signs of a factor, to be accepted or refused by a person.
//!
//! Formula: share = with / of, w = (2·of·share + z² − z·√(z² + 4·of·share·(1 − share))) / (2·(of + z²));
//! suggested when missed ≥ 3 and w > the factor's share of all checked clauses.
//! Unit: checked clauses; a word or two words, folded.
//! Needs: what people and the machine say of each checked clause.
//! Undefined: nothing is suggested of fewer than three clauses that the machine missed.
//! Source: Wilson (1927), Journal of the American Statistical Association 22, 209–212.
//! Method page: docs/method/comments.md

use std::collections::{BTreeMap, BTreeSet};

use service::Factor;

use crate::label::Factors;
use crate::theme::phrases;

/// Clauses that the machine missed, at least.
pub const MISSED_MIN: usize = 3;
/// The 97.5th percentile of the normal distribution.
const Z: f64 = 1.959_963_984_540_054;

/// A clause that a person looked at.
#[derive(Debug, Clone, Copy)]
pub struct Checked<'a> {
    /// Its words.
    pub clause: &'a str,
    /// What it is about, as a person says.
    pub person: Factors,
    /// What the machine said.
    pub machine: Factors,
}

/// Words that seem to be a sign of a factor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// Of which factor.
    pub factor: Factor,
    /// The words, folded.
    pub phrase: String,
    /// Checked clauses that hold them.
    pub of: usize,
    /// Those of them that people put under the factor.
    pub with: usize,
    /// The places of those that the machine missed.
    pub missed: Vec<usize>,
}

/// What is suggested, the words that were missed most first; nothing of clauses whose words somebody decided on.
#[must_use]
pub fn suggestions(all: &[Checked<'_>], decided: &BTreeSet<(String, Factor)>) -> Vec<Suggestion> {
    let mut holding: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (place, one) in all.iter().enumerate() {
        phrases(one.clause).into_iter().for_each(|phrase| holding.entry(phrase).or_default().push(place));
    }
    let mut found = vec![];
    for factor in Factor::ALL {
        // Whoever decided on words of a clause decided on the clause: the rest of it is not suggested, too.
        let settled: BTreeSet<usize> = decided
            .iter()
            .filter(|(_, of)| *of == factor)
            .flat_map(|(phrase, _)| holding.get(phrase))
            .flatten()
            .copied()
            .collect();
        let usual = share(all.iter().filter(|one| one.person.has(factor)).count(), all.len());
        for (phrase, places) in &holding {
            let about: Vec<usize> = places.iter().copied().filter(|place| all[*place].person.has(factor)).collect();
            let missed: Vec<usize> = about
                .iter()
                .copied()
                .filter(|place| !all[*place].machine.has(factor) && !settled.contains(place))
                .collect();
            let (with, of) = (about.len(), places.len());
            if MISSED_MIN <= missed.len() && usual < lowest(with, of) && !decided.contains(&(phrase.clone(), factor)) {
                found.push(Suggestion { factor, phrase: phrase.clone(), of, with, missed });
            }
        }
    }
    // Of words in the same clauses the longer tell more.
    found.sort_by_key(|one| std::cmp::Reverse((one.missed.len(), one.phrase.contains(' '), one.phrase.len())));
    let mut kept: Vec<Suggestion> = vec![];
    for one in found {
        if !kept.iter().any(|other| other.factor == one.factor && other.missed == one.missed) {
            kept.push(one);
        }
    }
    kept
}

fn share(with: usize, of: usize) -> f64 {
    #[allow(clippy::cast_precision_loss, reason = "counts of clauses")]
    if of == 0 { 0.0 } else { with as f64 / of as f64 }
}

/// The lower end of Wilson's interval of a share.
fn lowest(with: usize, of: usize) -> f64 {
    #[allow(clippy::cast_precision_loss, reason = "counts of clauses")]
    let n = of as f64;
    let (share, squared) = (share(with, of), Z * Z);
    let root = (squared + 4.0 * n * share * (1.0 - share)).sqrt();
    (2.0 * n * share + squared - Z * root) / (2.0 * (n + squared))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use service::Factor;

    use super::{Checked, lowest, suggestions};
    use crate::label::Factors;

    fn checked(clause: &str, person: Option<Factor>, machine: Option<Factor>) -> Checked<'_> {
        let of = |factor: Option<Factor>| factor.into_iter().collect::<Factors>();
        Checked { clause, person: of(person), machine: of(machine) }
    }

    #[test]
    fn the_lower_end_is_that_of_wilson() {
        // (2·10·0.8 + 3.8415 − 1.96·√(3.8415 + 4·10·0.8·0.2)) / (2·(10 + 3.8415)) = 0.4902.
        assert!((lowest(8, 10) - 0.490_2).abs() < 5e-5, "{}", lowest(8, 10));
        assert!(lowest(0, 10).abs() < 1e-12);
    }

    #[test]
    fn what_people_put_under_a_factor_again_and_again_is_suggested_once() {
        let late = Some(Factor::Responsiveness);
        let all = [
            checked("The pager never buzzed", late, None),
            checked("My pager never buzzed at all", late, None),
            checked("we sat there and the pager never buzzed", late, None),
            checked("The soup was cold", Some(Factor::Tangibles), Some(Factor::Tangibles)),
            checked("The soup was fine", Some(Factor::Tangibles), Some(Factor::Tangibles)),
            checked("They were kind", Some(Factor::Empathy), Some(Factor::Empathy)),
            checked("They listened", Some(Factor::Empathy), Some(Factor::Empathy)),
            checked("She remembered me", Some(Factor::Empathy), Some(Factor::Empathy)),
        ];
        let found = suggestions(&all, &BTreeSet::new());
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!((found[0].factor, found[0].phrase.as_str()), (Factor::Responsiveness, "buzzed"));
        assert_eq!((found[0].of, found[0].with, &found[0].missed), (3, 3, &vec![0, 1, 2]));
        let decided = BTreeSet::from([("buzzed".to_owned(), Factor::Responsiveness)]);
        assert!(suggestions(&all, &decided).is_empty(), "nor any other words of the same clauses");
    }

    #[test]
    fn words_that_stand_as_often_elsewhere_are_no_sign() {
        let of = |factor, clause| checked(clause, Some(factor), None);
        let all = [
            of(Factor::Empathy, "the counter was rude"),
            of(Factor::Empathy, "the counter laughed"),
            of(Factor::Empathy, "the counter yawned"),
            of(Factor::Tangibles, "the counter was dirty"),
            of(Factor::Tangibles, "the counter is chipped"),
            of(Factor::Tangibles, "the counter is wet"),
            of(Factor::Reliability, "the counter opened late"),
        ];
        assert!(suggestions(&all, &BTreeSet::new()).is_empty());
    }
}
