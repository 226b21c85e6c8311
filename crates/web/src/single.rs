//! Which answers may be seen one by one, and what of each: the same for pages, files and programs.
//!
//! Separate from all three, so that none shows what another hides. Only anonymous surveys hide anything: a respondent's groups
//! are shown only where enough share all of them.

use std::collections::BTreeSet;

use report::SUPPRESS_BELOW;
use store::listing::Combination;
use store::{Scope, StoreError, Transaction};

use crate::live::Live;

/// Which groups may be seen beside single answers: in a survey that is not anonymous all.
pub struct Groups(Option<Rules>);

struct Rules {
    /// Groups `column=value` that the report shows. One that is not in it has come since, or only answers that were set aside
    /// are of it.
    shown: BTreeSet<String>,
    /// Combinations that enough respondents share.
    shared: BTreeSet<Combination>,
}

/// One group of a respondent, as far as it may be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group<'a> {
    /// None is known.
    Unknown,
    /// It may not be seen.
    Hidden,
    /// The word of it.
    Word(&'a str),
}

impl Groups {
    /// The rules for the answers of a wave.
    ///
    /// # Errors
    /// As the store says.
    pub fn of(tx: &mut Transaction<'_>, scope: &Scope, live: &Live) -> Result<Self, StoreError> {
        if !live.survey.anonymous {
            return Ok(Self(None));
        }
        let shared = shared(store::listing::combinations(tx, scope, &live.wave.id)?);
        Ok(Self(Some(Rules { shown: shown(live), shared })))
    }

    /// Whether a group `column=value` may not be seen at all.
    pub fn hides(&self, by: &str) -> bool {
        self.0.as_ref().is_some_and(|rules| !rules.shown.contains(by))
    }

    /// The groups of one respondent.
    pub fn seen<'a>(&self, live: &Live, segments: &'a [Option<String>]) -> Vec<Group<'a>> {
        if self.0.as_ref().is_some_and(|rules| !rules.shared.contains(segments)) {
            return vec![Group::Hidden; segments.len()];
        }
        let columns = live.asked.instrument.segments.iter().map(|segment| &segment.column);
        let one = |(column, value): (&String, &'a Option<String>)| match value {
            None => Group::Unknown,
            Some(value) if self.hides(&format!("{column}={value}")) => Group::Hidden,
            Some(value) => Group::Word(value),
        };
        columns.zip(segments).map(one).collect()
    }
}

/// The groups that the report of a wave shows.
fn shown(live: &Live) -> BTreeSet<String> {
    let levels = live.report.iter().flat_map(|report| &report.segmentations).flat_map(|s| &s.levels);
    levels.filter(|level| !level.suppressed).map(|level| level.by.clone()).collect()
}

/// The combinations that may be seen. What is hidden must not stand out either: where fewer than ten would be hidden, the
/// next smallest combination is hidden with them.
fn shared(mut combinations: Vec<(Combination, i64)>) -> BTreeSet<Combination> {
    combinations.sort_by(|a, b| (a.1, &a.0).cmp(&(b.1, &b.0)));
    let fewest = SUPPRESS_BELOW as i64;
    let mut hidden = 0;
    let mut shared = BTreeSet::new();
    for (combination, count) in combinations {
        if count < fewest || (0 < hidden && hidden < fewest) {
            hidden += count;
        } else {
            shared.insert(combination);
        }
    }
    shared
}

#[cfg(test)]
mod tests {
    use super::shared;

    fn seen(counts: &[(&str, i64)]) -> Vec<String> {
        let combinations = counts.iter().map(|(name, count)| (vec![Some((*name).to_owned())], *count));
        shared(combinations.collect()).into_iter().flatten().flatten().collect()
    }

    #[test]
    fn a_combination_of_fewer_than_ten_is_hidden_and_another_with_it_when_too_few_would_be() {
        assert_eq!(seen(&[("a", 40), ("b", 10)]), ["a", "b"]);
        // Twelve are hidden together: nobody stands out among them.
        assert_eq!(seen(&[("a", 40), ("b", 9), ("c", 3)]), ["a"]);
        // One alone would be known by being hidden.
        assert_eq!(seen(&[("a", 40), ("b", 11), ("c", 1)]), ["a"]);
        assert!(seen(&[("a", 40), ("b", 1)]).is_empty());
        assert!(seen(&[]).is_empty());
    }
}
