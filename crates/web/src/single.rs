//! Which answers may be seen one by one, and what of each: the same for pages, files and programs.
//!
//! Separate from all three, so that none shows what another hides. Only anonymous surveys hide anything: of a respondent's
//! groups, in the order of the questionnaire, as many are shown as enough others share together.

use std::collections::{BTreeMap, BTreeSet};

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
    /// Combinations of the first so many groups that enough respondents share.
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
        let shared = shared(&store::listing::combinations(tx, scope, &live.wave.id)?);
        Ok(Self(Some(Rules { shown: shown(live), shared })))
    }

    /// Whether a group `column=value` may not be seen at all.
    pub fn hides(&self, by: &str) -> bool {
        self.0.as_ref().is_some_and(|rules| !rules.shown.contains(by))
    }

    /// The groups of one respondent.
    pub fn seen<'a>(&self, live: &Live, segments: &'a [Option<String>]) -> Vec<Group<'a>> {
        let columns = live.asked.instrument.segments.iter().map(|segment| &segment.column);
        let together = self.0.as_ref().map_or(segments.len(), |rules| shared_of(&rules.shared, segments));
        let one = |(place, (column, value)): (usize, (&String, &'a Option<String>))| match value {
            _ if together <= place => Group::Hidden,
            None => Group::Unknown,
            Some(value) if self.hides(&format!("{column}={value}")) => Group::Hidden,
            Some(value) => Group::Word(value),
        };
        columns.zip(segments).enumerate().map(one).collect()
    }
}

/// The groups that the report of a wave shows.
fn shown(live: &Live) -> BTreeSet<String> {
    let levels = live.report.iter().flat_map(|report| &report.segmentations).flat_map(|s| &s.levels);
    levels.filter(|level| !level.suppressed).map(|level| level.by.clone()).collect()
}

/// How many of the first groups of a respondent may be seen together.
fn shared_of(shared: &BTreeSet<Combination>, segments: &[Option<String>]) -> usize {
    (1..=segments.len()).take_while(|together| shared.contains(&segments[..*together])).count()
}

/// How many respondents share a combination.
type Counts<'a> = BTreeMap<&'a [Option<String>], i64>;

/// The combinations of the first groups that may be seen, one more group at a time.
fn shared(combinations: &[(Combination, i64)]) -> BTreeSet<Combination> {
    let mut shared = BTreeSet::from([Combination::new()]);
    let most = combinations.iter().map(|(combination, _)| combination.len()).max().unwrap_or_default();
    for together in 1..=most {
        let mut within: BTreeMap<&[Option<String>], Counts<'_>> = BTreeMap::new();
        for (combination, count) in combinations {
            let (before, all) = (&combination[..together - 1], &combination[..together]);
            if shared.contains(before) {
                *within.entry(before).or_default().entry(all).or_default() += count;
            }
        }
        let more: Vec<Combination> = within.into_values().flat_map(enough).collect();
        shared.extend(more);
    }
    shared
}

/// Those that enough share, of all that have the groups before in common. What is hidden must not stand out either: where
/// fewer than ten would be hidden, the next smallest is hidden with them.
fn enough(counts: Counts<'_>) -> Vec<Combination> {
    let mut counts: Vec<(i64, &[Option<String>])> = counts.into_iter().map(|(of, count)| (count, of)).collect();
    counts.sort_unstable();
    let fewest = SUPPRESS_BELOW as i64;
    let mut hidden = 0;
    counts.retain(|(count, _)| {
        let hides = *count < fewest || (0 < hidden && hidden < fewest);
        hidden += if hides { *count } else { 0 };
        !hides
    });
    counts.into_iter().map(|(_, of)| of.to_vec()).collect()
}

#[cfg(test)]
mod tests {
    use super::{shared, shared_of};

    fn of(groups: &[&str]) -> Vec<Option<String>> {
        groups.iter().map(|group| Some((*group).to_owned())).collect()
    }

    /// Which of these groups of one column may be seen.
    fn seen<'a>(counts: &[(&'a str, i64)]) -> Vec<&'a str> {
        let combinations: Vec<_> = counts.iter().map(|(name, count)| (of(&[name]), *count)).collect();
        let shared = shared(&combinations);
        counts.iter().map(|(name, _)| *name).filter(|name| shared.contains(&of(&[name]))).collect()
    }

    #[test]
    fn a_group_of_fewer_than_ten_is_hidden_and_another_with_it_when_too_few_would_be() {
        assert_eq!(seen(&[("a", 40), ("b", 10)]), ["a", "b"]);
        // Twelve are hidden together: nobody stands out among them.
        assert_eq!(seen(&[("a", 40), ("b", 9), ("c", 3)]), ["a"]);
        // One alone would be known by being hidden.
        assert_eq!(seen(&[("a", 40), ("b", 11), ("c", 1)]), ["a"]);
        assert!(seen(&[("a", 40), ("b", 1)]).is_empty());
        assert!(seen(&[]).is_empty());
    }

    #[test]
    fn a_rare_combination_hides_its_last_group_and_not_the_first() {
        let counts =
            [(["north", "old"], 30), (["north", "young"], 20), (["south", "old"], 25), (["south", "young"], 1)];
        let combinations: Vec<_> = counts.iter().map(|(groups, count)| (of(groups), *count)).collect();
        let shared = shared(&combinations);
        let together = counts.map(|(groups, _)| shared_of(&shared, &of(&groups)));
        // The one young of the south stands among the 26 of the south whose age is hidden.
        assert_eq!(together, [2, 2, 1, 1]);
    }
}
