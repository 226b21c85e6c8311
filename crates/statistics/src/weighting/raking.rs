//! Raking: weights with which the respondents have the known shares of several groupings at once.
//!
//! Separate from what is done with the weights. It needs only the margins, never the cross table of the population. It
//! refuses a group that has a target and nobody to stand for it, and says so when margins contradict each other.
//!
//! Formula: w_i ← w_i · target(g) / (Σ_{i in g} w_i / Σ w), margin by margin, until no factor is off 1 by more than 10⁻¹²
//! Unit: none; weights have mean 1.
//! Needs: each respondent's group and the target shares, per margin. A respondent without a group in some margin, or in a
//! group without a target, has no weight. Undefined: no margins, a target that is no share, a target above zero for a
//! group in which nobody answered.
//! Source: Deming & Stephan (1940), Annals of Mathematical Statistics 11, 427–444; Battaglia, Hoaglin & Frankel (2009),
//! Survey Practice 2(5), for trimming.
//! Method page: docs/method/weighting.md

use std::collections::BTreeMap;

use crate::Undefined;
use crate::linear::at_least;
use crate::uncertainty::bootstrap::quantile;

/// After so many rounds over all margins the weights are given as they are, and flagged.
pub const ROUNDS_MAX: usize = 1000;
/// Weights above so many medians are cut, when trimming is asked for.
pub const TRIM_AT_MEDIANS: f64 = 5.0;
/// The rounds end when no factor is further from 1.
const STILL: f64 = 1e-12;
/// Trimming and raking take turns at most so often.
const TRIMS_MAX: usize = 50;

/// One grouping of the respondents with its known shares.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Margin<'a> {
    /// The group of each respondent, `None` where it is not known.
    pub groups: &'a [Option<u32>],
    /// The share of each group in the population; divided by their sum.
    pub targets: &'a [f64],
}

/// The weights, and how well they do.
#[derive(Debug, Clone, PartialEq)]
pub struct Raked {
    /// One per respondent, mean 1 over those who have one.
    pub weights: Vec<Option<f64>>,
    /// Respondents who have a weight.
    pub n: usize,
    /// Rounds over all margins, those after trimming included.
    pub rounds: usize,
    /// Whether every margin is met; otherwise the margins contradict each other.
    pub converged: bool,
    /// The largest part of itself by which a margin's share is missed.
    pub largest_miss: f64,
    /// How often weights were cut and raked again.
    pub trims: usize,
    /// Respondents whose weight is above the cut all the same, because the margins ask for it.
    pub above_cut: usize,
}

/// Rakes to all margins; `trim` cuts weights above so many medians, rakes again, and so on.
///
/// # Errors
/// [`Undefined::NotAsked`] without margins, [`Undefined::NobodyAnswered`] when nobody has a group in every margin,
/// [`Undefined::InvalidTarget`], [`Undefined::EmptyTarget`].
///
/// # Panics
/// When the margins name different numbers of respondents.
pub fn rake(margins: &[Margin<'_>], trim: Option<f64>) -> Result<Raked, Undefined> {
    let Some(first) = margins.first() else { return Err(Undefined::NotAsked) };
    assert!(margins.iter().all(|margin| margin.groups.len() == first.groups.len()), "the same respondents");
    let targets =
        margins.iter().enumerate().map(|(place, margin)| shares(place, margin)).collect::<Result<Vec<_>, _>>()?;
    let mut crossed = Crossed::new(margins, &targets);
    at_least(crossed.n as i64, 1)?;
    crossed.nobody_missing()?;
    let (mut rounds, mut converged) = crossed.rake()?;
    let mut trims = 0;
    if let Some(medians) = trim {
        while converged && trims < TRIMS_MAX && crossed.cut(medians) {
            trims += 1;
            let (more, again) = crossed.rake()?;
            rounds += more;
            converged = again;
        }
    }
    let above_cut = trim.map_or(0, |medians| crossed.above(medians * crossed.median()));
    let scale = crossed.n as f64 / crossed.total();
    let weights = crossed.cell_of.iter().map(|cell| cell.map(|cell| crossed.weight[cell] * scale)).collect();
    Ok(Raked { weights, n: crossed.n, rounds, converged, largest_miss: crossed.largest_miss(), trims, above_cut })
}

fn shares(place: usize, margin: &Margin<'_>) -> Result<Vec<f64>, Undefined> {
    let sum: f64 = margin.targets.iter().sum();
    let valid =
        margin.targets.iter().all(|target| target.is_finite() && *target >= 0.0) && sum > 0.0 && sum.is_finite();
    if valid {
        Ok(margin.targets.iter().map(|target| target / sum).collect())
    } else {
        Err(Undefined::InvalidTarget { margin: place })
    }
}

/// Respondents by their groups in all margins: all in a cell have the same weight.
struct Crossed<'a> {
    n: usize,
    targets: &'a [Vec<f64>],
    cell_of: Vec<Option<usize>>,
    groups: Vec<Vec<usize>>,
    count: Vec<f64>,
    weight: Vec<f64>,
}

impl<'a> Crossed<'a> {
    fn new(margins: &[Margin<'_>], targets: &'a [Vec<f64>]) -> Self {
        let mut cells: BTreeMap<Vec<usize>, usize> = BTreeMap::new();
        let (mut cell_of, mut groups, mut count) = (vec![], vec![], vec![]);
        for respondent in 0..margins[0].groups.len() {
            let group = |(margin, targets): (&Margin<'_>, &Vec<f64>)| {
                margin.groups[respondent].map(|group| group as usize).filter(|group| *group < targets.len())
            };
            let place: Option<Vec<usize>> = margins.iter().zip(targets).map(group).collect();
            cell_of.push(place.map(|place| {
                let cell = *cells.entry(place.clone()).or_insert(count.len());
                if cell == count.len() {
                    groups.push(place);
                    count.push(0.0);
                }
                count[cell] += 1.0;
                cell
            }));
        }
        let n = cell_of.iter().flatten().count();
        let weight = vec![1.0; count.len()];
        Self { n, targets, cell_of, groups, count, weight }
    }

    fn total(&self) -> f64 {
        self.count.iter().zip(&self.weight).map(|(count, weight)| count * weight).sum()
    }

    /// The weighted share of every group of a margin.
    fn achieved(&self, margin: usize) -> Vec<f64> {
        let mut sums = vec![0.0; self.targets[margin].len()];
        for ((groups, count), weight) in self.groups.iter().zip(&self.count).zip(&self.weight) {
            sums[groups[margin]] += count * weight;
        }
        let total: f64 = sums.iter().sum();
        sums.iter().map(|sum| sum / total).collect()
    }

    fn nobody_missing(&self) -> Result<(), Undefined> {
        (0..self.targets.len()).try_for_each(|margin| self.factors(margin).map(|_| ()))
    }

    /// What the weights of every group of a margin are multiplied with.
    fn factors(&self, margin: usize) -> Result<Vec<f64>, Undefined> {
        let factor = |(group, (target, achieved)): (usize, (&f64, f64))| {
            if achieved > 0.0 {
                Ok(target / achieved)
            } else if *target > 0.0 {
                Err(Undefined::EmptyTarget { margin, group })
            } else {
                Ok(1.0)
            }
        };
        self.targets[margin].iter().zip(self.achieved(margin)).enumerate().map(factor).collect()
    }

    fn rake(&mut self) -> Result<(usize, bool), Undefined> {
        for round in 1..=ROUNDS_MAX {
            let mut furthest = 0.0_f64;
            for margin in 0..self.targets.len() {
                let factors = self.factors(margin)?;
                for (groups, weight) in self.groups.iter().zip(&mut self.weight) {
                    let factor = factors[groups[margin]];
                    *weight *= factor;
                    furthest = furthest.max((factor - 1.0).abs());
                }
            }
            if furthest < STILL {
                return Ok((round, true));
            }
        }
        Ok((ROUNDS_MAX, false))
    }

    fn largest_miss(&self) -> f64 {
        let miss = |margin: usize| {
            let pairs = self.targets[margin].iter().zip(self.achieved(margin)).filter(|(target, _)| **target > 0.0);
            pairs.map(|(target, achieved)| (achieved / target - 1.0).abs()).fold(0.0, f64::max)
        };
        (0..self.targets.len()).map(miss).fold(0.0, f64::max)
    }

    /// The median weight over respondents.
    fn median(&self) -> f64 {
        let mut weights: Vec<f64> = self.cell_of.iter().flatten().map(|&cell| self.weight[cell]).collect();
        weights.sort_unstable_by(f64::total_cmp);
        quantile(&weights, 0.5)
    }

    /// Respondents with a weight above a cut.
    fn above(&self, cut: f64) -> usize {
        // A weight that stands at the cut but for rounding is not above it.
        let cells = self.count.iter().zip(&self.weight).filter(|(_, weight)| **weight > cut * (1.0 + 1e-9));
        cells.map(|(count, _)| *count as usize).sum()
    }

    /// Cuts weights above so many medians, and says whether there were any.
    fn cut(&mut self, medians: f64) -> bool {
        let cut = medians * self.median();
        if self.above(cut) == 0 {
            return false;
        }
        self.weight.iter_mut().for_each(|weight| *weight = weight.min(cut));
        true
    }
}

#[cfg(test)]
mod tests {
    use super::{Margin, TRIM_AT_MEDIANS, rake};
    use crate::Undefined;

    /// Groups of respondents, as many of each as said.
    fn groups(counts: &[usize]) -> Vec<Option<u32>> {
        counts.iter().enumerate().flat_map(|(group, &count)| vec![Some(group as u32); count]).collect()
    }

    #[test]
    fn one_margin_is_target_over_share() {
        // Three of ten are women; half are in the population: 0.5/0.3 and 0.5/0.7.
        let sex = groups(&[3, 7]);
        let found = rake(&[Margin { groups: &sex, targets: &[50.0, 50.0] }], None).unwrap();
        assert!(
            (found.weights[0].unwrap() - 5.0 / 3.0).abs() < 1e-14
                && (found.weights[9].unwrap() - 5.0 / 7.0).abs() < 1e-14
        );
        assert!(found.converged && found.largest_miss < 1e-14 && found.n == 10);
    }

    #[test]
    fn worked_example_of_the_method_page() {
        // Cells 4, 1, 2, 3: the table [4 1; 2 3] raked to halves both ways keeps its odds ratio 6: cells x, ½ − x with
        // (x / (½ − x))² = 6, so x = ½ · √6 / (1 + √6) = 0.355 051; weights 10 x / 4, 10 (½ − x) / 1, …
        let (row, column) = (groups(&[5, 5]), [0, 0, 0, 0, 1, 0, 0, 1, 1, 1].map(Some));
        let margins = [Margin { groups: &row, targets: &[0.5, 0.5] }, Margin { groups: &column, targets: &[0.5, 0.5] }];
        let found = rake(&margins, None).unwrap();
        let x = 0.5 * 6.0_f64.sqrt() / (1.0 + 6.0_f64.sqrt());
        for (respondent, expected) in [(0, 2.5 * x), (4, 10.0 * (0.5 - x)), (5, 5.0 * (0.5 - x)), (9, 10.0 / 3.0 * x)] {
            assert!((found.weights[respondent].unwrap() - expected).abs() < 1e-11, "{found:?}");
        }
        assert!((found.weights.iter().flatten().sum::<f64>() - 10.0).abs() < 1e-11);
    }

    #[test]
    fn someone_whose_group_is_unknown_has_no_weight() {
        let sex = [Some(0), None, Some(1), Some(7)];
        let found = rake(&[Margin { groups: &sex, targets: &[0.5, 0.5] }], None).unwrap();
        assert_eq!(found.weights, [Some(1.0), None, Some(1.0), None]);
    }

    #[test]
    fn a_group_in_which_nobody_answered_cannot_be_weighted_up() {
        let (sex, age) = (groups(&[4, 4]), groups(&[3, 0, 5]));
        let margins =
            [Margin { groups: &sex, targets: &[0.5, 0.5] }, Margin { groups: &age, targets: &[0.3, 0.2, 0.5] }];
        assert_eq!(rake(&margins, None), Err(Undefined::EmptyTarget { margin: 1, group: 1 }));
        // A target of zero asks for nobody.
        let without = [margins[0], Margin { groups: &age, targets: &[0.4, 0.0, 0.6] }];
        assert!(rake(&without, None).unwrap().converged);
        // Targets that leave nobody for a group of another margin.
        let nobody = [margins[0], Margin { groups: &sex, targets: &[0.0, 1.0] }];
        assert_eq!(rake(&nobody, None), Err(Undefined::EmptyTarget { margin: 0, group: 0 }));
    }

    #[test]
    fn margins_that_contradict_each_other_are_said_to_do_so() {
        // The same grouping twice, with other targets.
        let sex = groups(&[5, 5]);
        let margins = [Margin { groups: &sex, targets: &[0.5, 0.5] }, Margin { groups: &sex, targets: &[0.4, 0.6] }];
        let found = rake(&margins, None).unwrap();
        assert!(!found.converged && found.rounds == 1000 && (found.largest_miss - 0.2).abs() < 1e-12, "{found:?}");
    }

    #[test]
    fn trimming_cuts_what_the_margins_do_not_insist_on() {
        // One margin insists on its single respondent of group 0: the weight stays above the cut, and that is said.
        let rare = groups(&[1, 19]);
        let insists = rake(&[Margin { groups: &rare, targets: &[0.5, 0.5] }], Some(TRIM_AT_MEDIANS)).unwrap();
        assert!(insists.above_cut == 1 && insists.converged && insists.largest_miss < 1e-12);
        // Two margins leave room: the one respondent who is rare in both can be cut, the margins are still met.
        let a: Vec<Option<u32>> = (0..400).map(|i| Some(u32::from(i < 40))).collect();
        let b: Vec<Option<u32>> = (0..400).map(|i| Some(u32::from(i == 0 || i > 360))).collect();
        let margins = [Margin { groups: &a, targets: &[0.75, 0.25] }, Margin { groups: &b, targets: &[0.75, 0.25] }];
        let (plain, cut) = (rake(&margins, None).unwrap(), rake(&margins, Some(TRIM_AT_MEDIANS)).unwrap());
        let largest = |weights: &[Option<f64>]| weights.iter().flatten().copied().fold(0.0, f64::max);
        assert!(cut.trims > 0 && largest(&cut.weights) < largest(&plain.weights), "{} {}", cut.trims, plain.trims);
        assert!(cut.converged && cut.largest_miss < 1e-11, "the margins are met after the last cut");
        let mut sorted: Vec<f64> = cut.weights.iter().flatten().copied().collect();
        sorted.sort_by(f64::total_cmp);
        let medians = largest(&cut.weights) / (0.5 * (sorted[199] + sorted[200]));
        assert!(cut.above_cut == 0 && (4.0..5.000_001).contains(&medians), "{medians} {}", cut.above_cut);
    }

    #[test]
    fn targets_that_are_no_shares_and_nobody_to_weight_say_why() {
        let sex = groups(&[5, 5]);
        for targets in [[-0.5, 1.5], [f64::NAN, 1.0], [0.0, 0.0], [f64::INFINITY, 1.0]] {
            let margins = [Margin { groups: &sex, targets: &[1.0, 1.0] }, Margin { groups: &sex, targets: &targets }];
            assert_eq!(rake(&margins, None), Err(Undefined::InvalidTarget { margin: 1 }));
        }
        assert_eq!(rake(&[], None), Err(Undefined::NotAsked));
        assert_eq!(rake(&[Margin { groups: &[None], targets: &[1.0] }], None), Err(Undefined::NobodyAnswered));
    }
}
