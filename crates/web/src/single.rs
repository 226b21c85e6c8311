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
    /// Combinations of the first groups that enough respondents share, all of which the report shows.
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
        let shown = shown(live);
        let columns: Vec<&str> = live.asked.instrument.segments.iter().map(|segment| segment.column.as_str()).collect();
        let told = |place: usize, value: &Option<String>| match (columns.get(place), value) {
            (Some(column), Some(value)) => shown.contains(&format!("{column}={value}")),
            _ => true,
        };
        let shared = shared(&store::listing::combinations(tx, scope, &live.wave.id)?, told);
        Ok(Self(Some(Rules { shown, shared })))
    }

    /// Whether a group `column=value` may not be seen at all.
    pub fn hides(&self, by: &str) -> bool {
        self.0.as_ref().is_some_and(|rules| !rules.shown.contains(by))
    }

    /// The groups of one respondent.
    pub fn seen<'a>(&self, segments: &'a [Option<String>]) -> Vec<Group<'a>> {
        let together = self.0.as_ref().map_or(segments.len(), |rules| shared_of(&rules.shared, segments));
        let one = |(place, value): (usize, &'a Option<String>)| match value {
            _ if together <= place => Group::Hidden,
            None => Group::Unknown,
            Some(value) => Group::Word(value),
        };
        segments.iter().enumerate().map(one).collect()
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

/// The combinations of the first groups that may be seen: those that enough share, of groups that the report tells.
///
/// What is hidden must not stand out either. The report says how many there are of each group, and what they answered on
/// average, so it is looked along two lines until nothing changes: of all that have the groups before in common, and of all
/// that have the last group in common, nobody is hidden, or ten or more are. And of the first, no group is hidden alone: it
/// would be the one that is not there.
fn shared(combinations: &[(Combination, i64)], told: impl Fn(usize, &Option<String>) -> bool) -> BTreeSet<Combination> {
    let mut counts: BTreeMap<&[Option<String>], i64> = BTreeMap::new();
    for (combination, count) in combinations {
        for together in 1..=combination.len() {
            *counts.entry(&combination[..together]).or_default() += count;
        }
    }
    let mut hidden: BTreeSet<&[Option<String>]> = BTreeSet::new();
    for (of, count) in &counts {
        let told = of.last().is_some_and(|last| told(of.len() - 1, last));
        if !told || *count < SUPPRESS_BELOW as i64 {
            hidden.insert(of);
        }
    }
    loop {
        let mut shared: BTreeSet<&[Option<String>]> = BTreeSet::from([&[][..]]);
        // A combination comes before those that go on from it.
        for of in counts.keys() {
            if shared.contains(&of[..of.len() - 1]) && !hidden.contains(of) {
                shared.insert(of);
            }
        }
        let more = standing_out(&counts, &shared);
        if more.is_empty() {
            return shared.into_iter().map(<[_]>::to_vec).collect();
        }
        hidden.extend(more);
    }
}

/// Of every line in which the hidden stand out: the smallest that can be hidden with them.
fn standing_out<'a>(
    counts: &BTreeMap<&'a [Option<String>], i64>,
    shared: &BTreeSet<&'a [Option<String>]>,
) -> Vec<&'a [Option<String>]> {
    let mut lines: BTreeMap<Line<'a>, Vec<Member<'a>>> = BTreeMap::new();
    for (of, count) in counts {
        let Some((last, before)) = of.split_last() else { continue };
        if shared.contains(before) {
            lines.entry(Line::After(before)).or_default().push((*count, of));
        }
        lines.entry(Line::Of(of.len(), last)).or_default().push((*count, of));
    }
    let smallest = |(line, members): (Line<'a>, Vec<Member<'a>>)| {
        let (seen, hidden): (Vec<_>, Vec<_>) = members.into_iter().partition(|(_, of)| shared.contains(of));
        let alone = hidden.len() == 1 && matches!(line, Line::After(_));
        let few = hidden.iter().map(|(count, _)| count).sum::<i64>() < SUPPRESS_BELOW as i64;
        if hidden.is_empty() || !(few || alone) { None } else { seen.into_iter().min().map(|(_, of)| of) }
    };
    lines.into_iter().filter_map(smallest).collect()
}

/// How many share a combination, and which.
type Member<'a> = (i64, &'a [Option<String>]);

/// Combinations that are told together, so that one could be found from the others.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Line<'a> {
    /// All that go on from these groups.
    After(&'a [Option<String>]),
    /// All whose group at this place is this one, counted from 1.
    Of(usize, &'a Option<String>),
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{shared, shared_of};

    fn of(groups: &[&str]) -> Vec<Option<String>> {
        groups.iter().map(|group| Some((*group).to_owned())).collect()
    }

    /// Which of these groups of one column may be seen.
    fn seen<'a>(counts: &[(&'a str, i64)]) -> Vec<&'a str> {
        let combinations: Vec<_> = counts.iter().map(|(name, count)| (of(&[name]), *count)).collect();
        let shared = shared(&combinations, |_, _| true);
        counts.iter().map(|(name, _)| *name).filter(|name| shared.contains(&of(&[name]))).collect()
    }

    #[test]
    fn a_group_of_fewer_than_ten_is_hidden_and_another_with_it_when_too_few_would_be() {
        assert_eq!(seen(&[("a", 40), ("b", 10)]), ["a", "b"]);
        // Twelve are hidden together: nobody stands out among them.
        assert_eq!(seen(&[("a", 40), ("b", 9), ("c", 3)]), ["a"]);
        // One alone would be found as the only one without groups, and eleven hidden with it would all be of the group
        // that is hidden beside it.
        assert_eq!(seen(&[("a", 40), ("b", 11), ("c", 1)]), ["a"]);
        assert!(seen(&[("a", 40), ("b", 1)]).is_empty());
        assert!(seen(&[]).is_empty());
    }

    #[test]
    fn a_rare_combination_cannot_be_found_from_what_the_report_says_of_its_last_group() {
        // The report tells of 21 young: were the 20 of the north seen, the one of the south would be what is left.
        let counts =
            [(["north", "old"], 30), (["north", "young"], 20), (["south", "old"], 25), (["south", "young"], 1)];
        let combinations: Vec<_> = counts.iter().map(|(groups, count)| (of(groups), *count)).collect();
        let shared = shared(&combinations, |_, _| true);
        assert_eq!(counts.map(|(groups, _)| shared_of(&shared, &of(&groups))), [1, 1, 1, 1]);
    }

    #[test]
    fn a_rare_combination_hides_no_more_than_what_it_could_be_found_from() {
        let ages = ["a", "b", "c", "d"];
        let combinations: Vec<_> = ["north", "south"]
            .into_iter()
            .flat_map(|side| ages.map(|age| (of(&[side, age]), if (side, age) == ("south", "d") { 4 } else { 15 })))
            .collect();
        let shared = shared(&combinations, |_, _| true);
        // A second group of the south is hidden with the rare one, and what of the north would tell them.
        let hidden = combinations.iter().filter(|(groups, _)| shared_of(&shared, groups) < 2).count();
        assert_eq!(hidden, 4);
        assert!(combinations.iter().all(|(groups, _)| 1 <= shared_of(&shared, groups)));
    }

    #[test]
    fn a_group_that_the_report_hides_is_not_counted_as_seen() {
        let counts = [(["north", "old"], 40), (["north", "young"], 30), (["south", "old"], 20), (["south", "teen"], 1)];
        let combinations: Vec<_> = counts.iter().map(|(groups, count)| (of(groups), *count)).collect();
        let told = |place: usize, value: &Option<String>| place == 0 || value.as_deref() == Some("old");
        let shared = shared(&combinations, told);
        assert_eq!(counts.map(|(groups, _)| shared_of(&shared, &of(&groups))), [1, 1, 1, 1]);
    }

    proptest! {
        #[test]
        fn whoever_is_hidden_is_among_ten_along_every_line(
            sizes in proptest::collection::vec(0_i64..40, 12)
        ) {
            let (sides, ages) = (["n", "s", "w"], ["a", "b", "c", "d"]);
            let combinations: Vec<_> = sides.iter().flat_map(|side| ages.map(|age| of(&[side, age]))).zip(sizes).filter(|(_, n)| 0 < *n).collect();
            let shared = shared(&combinations, |_, _| true);
            let sum = |pick: &dyn Fn(&[Option<String>]) -> bool| -> i64 {
                combinations.iter().filter(|(groups, _)| pick(groups)).map(|(_, count)| count).sum()
            };
            for age in ages {
                let hidden = sum(&|groups| groups[1].as_deref() == Some(age) && shared_of(&shared, groups) < 2);
                let seen = sum(&|groups| groups[1].as_deref() == Some(age) && shared_of(&shared, groups) == 2);
                prop_assert!(seen == 0 || hidden == 0 || 10 <= hidden, "{age}: {hidden}");
            }
            for side in sides {
                let hidden = sum(&|groups| groups[0].as_deref() == Some(side) && shared_of(&shared, groups) == 1);
                let seen = sum(&|groups| groups[0].as_deref() == Some(side) && shared_of(&shared, groups) == 2);
                prop_assert!(seen == 0 || hidden == 0 || 10 <= hidden, "{side}: {hidden}");
            }
        }
    }
}
