//! Are customers for whom we made good as satisfied as those who never had a problem? The table of four groups.
//!
//! Separate from cases, because it compares people who answered a survey, most of whom never had a case. It speaks of a recovery
//! paradox (more satisfied than without a problem) only where the whole interval lies above zero and both groups have thirty
//! respondents, and it never says that failing pays: who complains and answers again was loyal to begin with. Which groups are too
//! small to be shown it is told; of those it gives nothing, and of no group a difference from one that is hidden.
//!
//! Formula: difference = mean₁ − mean₀, its interval by Welch; g = J · difference / √(((n₁ − 1)s₁² + (n₀ − 1)s₀²) / (n₁ + n₀ − 2))
//! Unit: points of the satisfaction scale; g in standard deviations.
//! Needs: n, Σx and Σx² of satisfaction in each group. Undefined: a group of fewer than two, or two groups that never vary.
//! Source: De Matos, Henrique & Rossi (2007), Journal of Service Research 10, 60–77; Hedges (1981), J. Educational Statistics
//! 6, 107–128.
//! Method page: docs/method/recovery-paradox.md

use statistics::Undefined;
use statistics::comparison::Group;
use statistics::comparison::welch::{WelchDifference, welch_difference};
use statistics::gap::effect_size::hedges_j;
use statistics::gap::mean::MeanSummary;

use super::stored;

/// Respondents that the two compared groups must each have before a paradox is spoken of.
pub const LEAST_RESPONDENTS: i64 = 30;

stored! {
    /// The four groups.
    CustomerGroup {
        /// Had no problem.
        NoProblem = "no-problem",
        /// Had one and did not tell us.
        Silent = "silent",
        /// Complained, and we solved it.
        Resolved = "resolved",
        /// Complained, and we did not.
        Unresolved = "unresolved",
    }
}

/// The exact sums of satisfaction in one group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct GroupSums {
    n: i64,
    sum: i64,
    squares: i64,
}

impl GroupSums {
    /// How many answered, the sum of their answers and the sum of the squares of them; nothing when no answers have such sums.
    #[must_use]
    pub fn new(n: i64, sum: i64, squares: i64) -> Option<Self> {
        let sums = Self { n, sum, squares };
        let empty = n == 0 && sum == 0 && squares == 0;
        (empty || 0 < n && 0 <= sums.scatter()).then_some(sums)
    }

    /// With one more answer.
    fn with(self, answer: u8) -> Self {
        let answer = i64::from(answer);
        Self { n: self.n + 1, sum: self.sum + answer, squares: self.squares + answer * answer }
    }

    /// How many answered.
    #[must_use]
    pub fn n(&self) -> i64 {
        self.n
    }

    /// n Σx² − (Σx)², exact.
    fn scatter(&self) -> i128 {
        i128::from(self.n) * i128::from(self.squares) - i128::from(self.sum) * i128::from(self.sum)
    }

    fn summary(&self, level: f64) -> Result<MeanSummary, Undefined> {
        let n = self.n as f64;
        // Of nobody, and of one, the summary says itself that there is none.
        let variance = self.scatter() as f64 / (n * (n - 1.0)).max(1.0);
        MeanSummary::new(self.n, self.sum as f64 / n.max(1.0), variance, level)
    }
}

/// The sums of each group, in the order of [`CustomerGroup::ALL`].
#[must_use]
pub fn sums_of(answers: impl IntoIterator<Item = (CustomerGroup, u8)>) -> [GroupSums; CustomerGroup::ALL.len()] {
    answers.into_iter().fold([GroupSums::default(); CustomerGroup::ALL.len()], |mut sums, (group, answer)| {
        sums[group as usize] = sums[group as usize].with(answer);
        sums
    })
}

/// A group against those without a problem.
#[derive(Debug, Clone, PartialEq)]
pub struct Contrast {
    /// This group minus those without a problem, with its interval.
    pub difference: WelchDifference,
    /// The same in standard deviations, freed from the bias of small samples.
    pub hedges_g: f64,
}

/// One line of the table.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupRow {
    /// Which group.
    pub group: CustomerGroup,
    /// How many answered.
    pub n: i64,
    /// Their mean satisfaction with its interval.
    pub mean: Result<MeanSummary, Undefined>,
    /// The group against those without a problem; absent for those themselves.
    pub contrast: Option<Result<Contrast, Undefined>>,
}

/// What may be said of a paradox.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Verdict {
    /// In these answers, those for whom we made good are more satisfied than those who had no problem.
    Paradox {
        /// By how much.
        difference: f64,
        /// Lower end of the interval, above zero.
        low: f64,
        /// Upper end of the interval.
        high: f64,
    },
    /// The answers show no paradox.
    NoneShown,
    /// Too few answered to say.
    TooFew,
}

impl Verdict {
    /// The name of the sentence for a reader.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Paradox { .. } => "case-paradox-shown",
            Self::NoneShown => "case-paradox-none-shown",
            Self::TooFew => "case-paradox-too-few",
        }
    }
}

/// The table of four groups.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupTable {
    /// The groups, in the order of [`CustomerGroup::ALL`].
    pub rows: [GroupRow; CustomerGroup::ALL.len()],
    /// What may be said of a paradox.
    pub verdict: Verdict,
}

/// What of a group may be shown.
#[derive(Debug, Clone, PartialEq)]
pub enum ShownRow {
    /// All of it; of the difference only where those without a problem are shown, too.
    Whole(GroupRow),
    /// That it is smaller than may be shown.
    Few(CustomerGroup),
    /// That it is hidden, so that a smaller one cannot be worked out.
    Hidden(CustomerGroup),
}

/// A table as it may be shown.
#[derive(Debug, Clone, PartialEq)]
pub struct ShownTable {
    /// The groups, in the order of [`CustomerGroup::ALL`].
    pub rows: [ShownRow; CustomerGroup::ALL.len()],
    /// What may be said of a paradox; nothing where one of the two groups is hidden.
    pub verdict: Option<Verdict>,
}

impl GroupTable {
    /// The table without the groups that are hidden. Those of fewer than `minimum` are said to be so small.
    #[must_use]
    pub fn without(&self, hidden: [bool; CustomerGroup::ALL.len()], minimum: i64) -> ShownTable {
        let hides = |group: CustomerGroup| hidden[group as usize];
        let rows = self.rows.clone().map(|row| match hides(row.group) {
            false if hides(CustomerGroup::NoProblem) => ShownRow::Whole(GroupRow { contrast: None, ..row }),
            false => ShownRow::Whole(row),
            true if row.n < minimum => ShownRow::Few(row.group),
            true => ShownRow::Hidden(row.group),
        });
        let compared = !hides(CustomerGroup::NoProblem) && !hides(CustomerGroup::Resolved);
        let verdict = Some(self.verdict).filter(|verdict| compared || *verdict == Verdict::TooFew);
        ShownTable { rows, verdict }
    }
}

/// Compares satisfaction in four groups, given in the order of [`CustomerGroup::ALL`], with intervals of this level. Whoever
/// shows the table says which groups are too small for it: [`GroupTable::without`].
#[must_use]
pub fn groups(sums: &[GroupSums; CustomerGroup::ALL.len()], level: f64) -> GroupTable {
    let means = sums.map(|sums| sums.summary(level));
    let row = |group: CustomerGroup| {
        let mean = means[group as usize].clone();
        let contrast = (group != CustomerGroup::NoProblem).then(|| contrast(&mean, &means[0], level));
        GroupRow { group, n: sums[group as usize].n, mean, contrast }
    };
    let rows = CustomerGroup::ALL.map(row);
    let verdict = verdict(&rows[CustomerGroup::NoProblem as usize], &rows[CustomerGroup::Resolved as usize]);
    GroupTable { rows, verdict }
}

fn contrast(
    of: &Result<MeanSummary, Undefined>,
    against: &Result<MeanSummary, Undefined>,
    level: f64,
) -> Result<Contrast, Undefined> {
    let (of, against) = (Group::from(&of.clone()?), Group::from(&against.clone()?));
    let difference = welch_difference(&of, &against, level)?;
    let hedges_g = hedges_g(&of, &against);
    Ok(Contrast { difference, hedges_g })
}

/// Both groups have two respondents at least and one of them varies, or Welch's difference would not be there.
fn hedges_g(of: &Group, against: &Group) -> f64 {
    let scatter = |group: &Group| (group.n - 1) as f64 * group.sd * group.sd;
    let df = (of.n + against.n - 2) as f64;
    let pooled = (scatter(of) + scatter(against)) / df;
    hedges_j(df) * (of.mean - against.mean) / pooled.sqrt()
}

fn verdict(no_problem: &GroupRow, resolved: &GroupRow) -> Verdict {
    if no_problem.n.min(resolved.n) < LEAST_RESPONDENTS {
        return Verdict::TooFew;
    }
    match &resolved.contrast {
        Some(Ok(contrast)) if 0.0 < contrast.difference.low => {
            let WelchDifference { difference, low, high, .. } = contrast.difference;
            Verdict::Paradox { difference, low, high }
        }
        _ => Verdict::NoneShown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sums(n: i64, sum: i64, squares: i64) -> GroupSums {
        GroupSums::new(n, sum, squares).unwrap_or_else(|| panic!("no answers have n {n}, Σ {sum}, Σ² {squares}"))
    }

    /// Half of `n` respondents answered `middle` − 1, half `middle` + 1.
    fn spread(n: i64, middle: i64) -> GroupSums {
        sums(n, n * middle, n * (middle * middle + 1))
    }

    fn verdict_of(no_problem: GroupSums, resolved: GroupSums) -> Verdict {
        groups(&[no_problem, GroupSums::default(), resolved, GroupSums::default()], 0.95).verdict
    }

    #[test]
    fn the_table_of_the_golden_numbers() {
        // Sums of satisfaction in `inputs/synth300.csv` of the golden numbers, where scipy 1.17.1 (`ttest_ind` with
        // equal_var=False) and the exact J give these values: `misc/py_iceberg.json`.
        let table = groups(&[sums(238, 1190, 6424), sums(35, 110, 422), sums(14, 52, 206), sums(13, 52, 228)], 0.95);
        let golden = [
            (
                CustomerGroup::Silent,
                [-1.8571428571428572, 43.391133439683415, -2.4000460421747603, -1.2996635875423896],
            ),
            (
                CustomerGroup::Resolved,
                [-1.2857142857142856, 16.26413824914659, -1.880946273797464, -0.9185595832162127],
            ),
            (CustomerGroup::Unresolved, [-1.0, 13.621701734453337, -1.7947961089077427, -0.7078228366681575]),
        ];
        for (group, expected) in golden {
            let row = &table.rows[group as usize];
            let contrast = row.contrast.clone().expect("it is not the first group").expect("it varies");
            let found =
                [contrast.difference.difference, contrast.difference.df, contrast.difference.low, contrast.hedges_g];
            for (found, expected) in found.into_iter().zip(expected) {
                assert!((found - expected).abs() < 1e-9, "{group:?}: {found} is not {expected}");
            }
        }
        let mean = table.rows[0].mean.clone().expect("238 answered");
        assert!(mean.mean == 5.0 && mean.low < 5.0 && 5.0 < mean.high);
        assert_eq!(table.rows[0].contrast, None);
        // Fourteen for whom it was solved are too few, although the difference is clear.
        assert_eq!(table.verdict, Verdict::TooFew);
    }

    #[test]
    fn a_paradox_needs_thirty_in_both_groups_and_an_interval_above_zero() {
        let Verdict::Paradox { difference, low, high } = verdict_of(spread(30, 5), spread(30, 6)) else {
            panic!("a whole point between two groups of thirty is shown")
        };
        // Variances 30/29, standard error √(2/29) = 0.26261, t(0.975; 58) = 2.0017 (any t table): 1 ± 0.5257.
        assert!((difference - 1.0).abs() < 1e-12 && (low - 0.4743).abs() < 1e-4 && (high - 1.5257).abs() < 1e-4);
        assert_eq!(verdict_of(spread(30, 5), spread(28, 6)), Verdict::TooFew);
        assert_eq!(verdict_of(spread(28, 5), spread(30, 6)), Verdict::TooFew);
        assert_eq!(verdict_of(spread(28, 5), sums(29, 200, 1400)), Verdict::TooFew);
        assert_eq!(verdict_of(spread(30, 5), spread(30, 5)), Verdict::NoneShown);
        assert_eq!(verdict_of(spread(30, 6), spread(30, 5)), Verdict::NoneShown);
        // 7 × 4, 8 × 5, 8 × 6 and 7 × 7: half a point above, with √((30 + 35.5) / (29 · 30)) · 2.0017 = 0.549 to either side.
        assert_eq!(verdict_of(spread(30, 5), sums(30, 165, 943)), Verdict::NoneShown);
    }

    #[test]
    fn where_nobody_answered_or_nothing_varies_there_is_a_reason_instead_of_a_number() {
        let nobody = groups(&[GroupSums::default(); 4], 0.95);
        assert!(nobody.rows.iter().all(|row| row.mean == Err(Undefined::NobodyAnswered)));
        assert_eq!(nobody.verdict, Verdict::TooFew);
        // Everybody without a problem said 5, everybody else 6: no spread by which to judge.
        let same = groups(&[sums(40, 200, 1000), GroupSums::default(), sums(40, 240, 1440), sums(1, 3, 9)], 0.95);
        assert_eq!(same.rows[2].contrast, Some(Err(Undefined::NoVariation)));
        assert_eq!(same.rows[3].mean, Err(Undefined::TooFewRespondents { n: 1, needed: 2 }));
        assert_eq!(same.verdict, Verdict::NoneShown);
    }

    #[test]
    fn answers_are_added_up_by_group() {
        let answers = [(CustomerGroup::Resolved, 5), (CustomerGroup::NoProblem, 4), (CustomerGroup::Resolved, 7)];
        // 5 + 7 = 12, 25 + 49 = 74.
        let expected = [sums(1, 4, 16), GroupSums::default(), sums(2, 12, 74), GroupSums::default()];
        assert_eq!(sums_of(answers), expected);
    }

    #[test]
    fn nothing_is_told_of_a_hidden_group_and_no_difference_from_one() {
        let whole = groups(&[spread(40, 5), spread(8, 3), spread(34, 6), spread(12, 3)], 0.95);
        assert!(matches!(whole.verdict, Verdict::Paradox { .. }));
        let shown = whole.without([false, true, false, true], 10);
        let [no_problem, silent, resolved, unresolved] = shown.rows;
        assert_eq!(no_problem, ShownRow::Whole(whole.rows[0].clone()));
        assert_eq!(silent, ShownRow::Few(CustomerGroup::Silent));
        assert_eq!(resolved, ShownRow::Whole(whole.rows[2].clone()));
        assert_eq!(unresolved, ShownRow::Hidden(CustomerGroup::Unresolved));
        assert_eq!(shown.verdict, Some(whole.verdict));

        let shown = whole.without([true, true, false, false], 10);
        assert_eq!(shown.rows[0], ShownRow::Hidden(CustomerGroup::NoProblem));
        assert_eq!(shown.rows[2], ShownRow::Whole(GroupRow { contrast: None, ..whole.rows[2].clone() }));
        assert_eq!(shown.verdict, None);
        assert_eq!(whole.without([false, true, true, false], 10).verdict, None);
        // That fewer than thirty are too few says nothing of anybody.
        let few = groups(&[spread(40, 5), GroupSums::default(), spread(8, 6), spread(12, 3)], 0.95);
        assert_eq!(few.without([false, true, true, true], 10).verdict, Some(Verdict::TooFew));
    }

    #[test]
    fn sums_that_no_answers_have_are_refused() {
        assert_eq!(GroupSums::new(2, 10, 49), None);
        assert_eq!(GroupSums::new(0, 1, 1), None);
        assert_eq!(GroupSums::new(-1, 0, 0), None);
        assert!(GroupSums::new(2, 10, 50).is_some());
    }
}
