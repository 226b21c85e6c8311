//! Are customers for whom we made good as satisfied as those who never had a problem? The table of four groups.
//!
//! Separate from cases, because it compares people who answered a survey, most of whom never had a case. It speaks of a recovery
//! paradox (more satisfied than without a problem) only where the whole interval lies above zero and both groups have thirty
//! respondents, and it never says that failing pays: who complains and answers again was loyal to begin with. Which groups are too
//! small to be shown it is told; of those it gives nothing, and of no group a difference from one that is hidden.
//!
//! Formula: difference = mean₁ − mean₀, its interval by Welch; g = J · difference / √(((n₁ − 1)s₁² + (n₀ − 1)s₀²) / (n₁ + n₀ − 2)); δ = (#(x₁ > x₀) − #(x₁ < x₀)) / (n₁ n₀)
//! Unit: points of the satisfaction scale; g in standard deviations; δ none, −1 to 1.
//! Needs: how often each answer was given in each group. Undefined: a group of fewer than two, or two groups that never vary.
//! Source: De Matos, Henrique & Rossi (2007), Journal of Service Research 10, 60–77; Hedges (1981), J. Educational Statistics
//! 6, 107–128; Cliff (1993), Psychological Bulletin 114, 494–509.
//! Method page: docs/method/recovery-paradox.md

use std::collections::BTreeMap;

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

/// How often each answer was given in one group, exact.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GroupAnswers {
    counts: BTreeMap<u8, i64>,
}

impl FromIterator<u8> for GroupAnswers {
    fn from_iter<T: IntoIterator<Item = u8>>(answers: T) -> Self {
        let mut all = Self::default();
        answers.into_iter().for_each(|answer| all.count(answer));
        all
    }
}

impl GroupAnswers {
    /// Counts one more.
    pub fn count(&mut self, answer: u8) {
        *self.counts.entry(answer).or_default() += 1;
    }

    /// How many answered.
    #[must_use]
    pub fn n(&self) -> i64 {
        self.counts.values().sum()
    }

    /// n, Σx and Σx².
    #[must_use]
    pub fn sums(&self) -> (i64, i64, i64) {
        self.counts.iter().fold((0, 0, 0), |(n, sum, squares), (answer, count)| {
            let answer = i64::from(*answer);
            (n + count, sum + count * answer, squares + count * answer * answer)
        })
    }

    fn summary(&self, level: f64) -> Result<MeanSummary, Undefined> {
        let (count, sum, squares) = self.sums();
        let n = count as f64;
        // n Σx² − (Σx)², exact. Of nobody, and of one, the summary says itself that there is none.
        let scatter = i128::from(count) * i128::from(squares) - i128::from(sum) * i128::from(sum);
        let variance = scatter as f64 / (n * (n - 1.0)).max(1.0);
        MeanSummary::new(count, sum as f64 / n.max(1.0), variance, level)
    }

    /// How much more often an answer of this group is above one of the other than below it.
    fn dominance(&self, other: &Self) -> f64 {
        let pairs = self.counts.iter().flat_map(|one| other.counts.iter().map(move |two| (one, two)));
        let more: i64 = pairs.map(|((one, n), (two, m))| n * m * (one.cmp(two) as i64)).sum();
        more as f64 / (self.n() * other.n()).max(1) as f64
    }
}

/// The answers of each group, in the order of [`CustomerGroup::ALL`].
#[must_use]
pub fn answers_of(answers: impl IntoIterator<Item = (CustomerGroup, u8)>) -> [GroupAnswers; CustomerGroup::ALL.len()] {
    let mut groups = CustomerGroup::ALL.map(|_| GroupAnswers::default());
    answers.into_iter().for_each(|(group, answer)| groups[group as usize].count(answer));
    groups
}

/// A group against those without a problem.
#[derive(Debug, Clone, PartialEq)]
pub struct Contrast {
    /// This group minus those without a problem, with its interval.
    pub difference: WelchDifference,
    /// The same in standard deviations, freed from the bias of small samples.
    pub hedges_g: f64,
    /// The share of pairs in which this group is above less that in which it is below, from −1 to 1: it asks no more of a scale than
    /// its order.
    pub cliffs_delta: f64,
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
pub fn groups(answers: &[GroupAnswers; CustomerGroup::ALL.len()], level: f64) -> GroupTable {
    let row = |group: CustomerGroup| {
        let (of, against) = (&answers[group as usize], &answers[CustomerGroup::NoProblem as usize]);
        let contrast = (group != CustomerGroup::NoProblem).then(|| contrast(of, against, level));
        GroupRow { group, n: of.n(), mean: of.summary(level), contrast }
    };
    let rows = CustomerGroup::ALL.map(row);
    let verdict = verdict(&rows[CustomerGroup::NoProblem as usize], &rows[CustomerGroup::Resolved as usize]);
    GroupTable { rows, verdict }
}

fn contrast(of: &GroupAnswers, against: &GroupAnswers, level: f64) -> Result<Contrast, Undefined> {
    let cliffs_delta = of.dominance(against);
    let (of, against) = (Group::from(&of.summary(level)?), Group::from(&against.summary(level)?));
    let difference = welch_difference(&of, &against, level)?;
    Ok(Contrast { difference, hedges_g: hedges_g(&of, &against), cliffs_delta })
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

    /// Each answer so often.
    fn answers(counts: &[(u8, i64)]) -> GroupAnswers {
        GroupAnswers { counts: counts.iter().copied().collect() }
    }

    fn nobody() -> GroupAnswers {
        GroupAnswers::default()
    }

    /// Half of `n` respondents answered `middle` − 1, half `middle` + 1.
    fn spread(n: i64, middle: u8) -> GroupAnswers {
        answers(&[(middle - 1, n / 2), (middle + 1, n / 2)])
    }

    fn verdict_of(no_problem: GroupAnswers, resolved: GroupAnswers) -> Verdict {
        groups(&[no_problem, nobody(), resolved, nobody()], 0.95).verdict
    }

    #[test]
    fn the_table_of_the_golden_numbers() {
        // Answers on satisfaction in `inputs/synth300.csv` of the golden numbers, where scipy 1.17.1 (`ttest_ind` with
        // equal_var=False), the exact J and counting of pairs give these values: `misc/py_iceberg.json`.
        let no_problem = answers(&[(1, 2), (2, 9), (3, 25), (4, 49), (5, 58), (6, 56), (7, 39)]);
        let silent = answers(&[(1, 5), (2, 8), (3, 8), (4, 8), (5, 4), (6, 1), (7, 1)]);
        let resolved = answers(&[(2, 1), (3, 6), (4, 3), (5, 4)]);
        let unresolved = answers(&[(2, 1), (3, 4), (4, 4), (5, 3), (7, 1)]);
        assert_eq!((no_problem.sums(), silent.sums()), ((238, 1190, 6424), (35, 110, 422)));
        assert_eq!((resolved.sums(), unresolved.sums()), ((14, 52, 206), (13, 52, 228)));
        let table = groups(&[no_problem, silent, resolved, unresolved], 0.95);
        let golden = [
            (
                CustomerGroup::Silent,
                [-1.8571428571428572, 43.391133439683415, -2.4000460421747603, -1.2996635875423896, -0.621968787515006],
            ),
            (
                CustomerGroup::Resolved,
                [-1.2857142857142856, 16.26413824914659, -1.880946273797464, -0.9185595832162127, -0.5288115246098439],
            ),
            (
                CustomerGroup::Unresolved,
                [-1.0, 13.621701734453337, -1.7947961089077427, -0.7078228366681575, -0.416289592760181],
            ),
        ];
        for (group, expected) in golden {
            let row = &table.rows[group as usize];
            let contrast = row.contrast.clone().expect("it is not the first group").expect("it varies");
            let WelchDifference { difference, df, low, .. } = contrast.difference;
            let found = [difference, df, low, contrast.hedges_g, contrast.cliffs_delta];
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
        assert_eq!(verdict_of(spread(28, 5), answers(&[(6, 14), (7, 15)])), Verdict::TooFew);
        assert_eq!(verdict_of(spread(30, 5), spread(30, 5)), Verdict::NoneShown);
        assert_eq!(verdict_of(spread(30, 6), spread(30, 5)), Verdict::NoneShown);
        // 7 × 4, 8 × 5, 8 × 6 and 7 × 7: half a point above, with √((30 + 35.5) / (29 · 30)) · 2.0017 = 0.549 to either side.
        assert_eq!(verdict_of(spread(30, 5), answers(&[(4, 7), (5, 8), (6, 8), (7, 7)])), Verdict::NoneShown);
    }

    #[test]
    fn where_nobody_answered_or_nothing_varies_there_is_a_reason_instead_of_a_number() {
        let none = groups(&[nobody(), nobody(), nobody(), nobody()], 0.95);
        assert!(none.rows.iter().all(|row| row.mean == Err(Undefined::NobodyAnswered)));
        assert_eq!(none.verdict, Verdict::TooFew);
        // Everybody without a problem said 5, everybody else 6: no spread by which to judge.
        let same = groups(&[answers(&[(5, 40)]), nobody(), answers(&[(6, 40)]), answers(&[(3, 1)])], 0.95);
        assert_eq!(same.rows[2].contrast, Some(Err(Undefined::NoVariation)));
        assert_eq!(same.rows[3].mean, Err(Undefined::TooFewRespondents { n: 1, needed: 2 }));
        assert_eq!(same.verdict, Verdict::NoneShown);
    }

    #[test]
    fn answers_are_counted_by_group() {
        let given = [(CustomerGroup::Resolved, 5), (CustomerGroup::NoProblem, 4), (CustomerGroup::Resolved, 7)];
        let found = answers_of(given);
        assert_eq!(found, [answers(&[(4, 1)]), nobody(), [7, 5].into_iter().collect(), nobody()]);
        // 5 + 7 = 12, 25 + 49 = 74.
        assert_eq!(found[2].sums(), (2, 12, 74));
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
        let few = groups(&[spread(40, 5), nobody(), spread(8, 6), spread(12, 3)], 0.95);
        assert_eq!(few.without([false, true, true, true], 10).verdict, Some(Verdict::TooFew));
    }

    #[test]
    fn cliffs_delta_counts_pairs_and_ties_count_neither_way() {
        // By hand: of the 2 × 3 pairs of {3, 5} and {3, 4, 5}, above are 5>3, 5>4; below 3<4, 3<5; two are ties: 0. Of {5, 5} and {3, 4,
        // 5} four of six are above and none below.
        let others = answers(&[(3, 1), (4, 1), (5, 1)]);
        assert_eq!(answers(&[(3, 1), (5, 1)]).dominance(&others), 0.0);
        assert!((answers(&[(5, 2)]).dominance(&others) - 4.0 / 6.0).abs() < 1e-12);
        assert_eq!(nobody().dominance(&others), 0.0);
    }
}
