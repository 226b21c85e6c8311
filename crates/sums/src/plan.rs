//! What to add up: a plan names columns, composites, blocks, tables and facets, and nothing of what they mean.
//!
//! Separate from the scan, so that any engine (this process, a database) can carry out the same plan and be compared
//! with `==`. It refuses plans that could overflow or that name what is not there.

use std::fmt;

use crate::{MAX_VALUE, WEIGHT_TOTAL};

/// A variable of a block: an answer column or a composite.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Variable {
    /// The column's value.
    Column(usize),
    /// The composite's value.
    Composite(usize),
}

/// A respondent's score made of several columns; always an integer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Composite {
    /// `scale` × the mean of the answered columns; undefined when fewer than `minimum` are answered.
    /// `scale` is a multiple of every possible count, so that the value is an integer.
    Mean {
        /// The columns.
        columns: Vec<usize>,
        /// The fewest answers that count.
        minimum: usize,
        /// The common multiple, lcm(1..=k) or a multiple of it.
        scale: i64,
    },
    /// `scale` × the mean of `plus − minus` over the pairs answered on both sides.
    MeanDifference {
        /// Pairs (plus, minus) of columns: perception, expectation.
        pairs: Vec<(usize, usize)>,
        /// The fewest pairs that count.
        minimum: usize,
        /// The common multiple.
        scale: i64,
    },
    /// `scale` × the mean of `plus − minus` over the items where all columns named (also `also`) are answered.
    MeanDifferenceWhere {
        /// Triples (plus, minus, also answered): the case rule of the zone of tolerance.
        triples: Vec<(usize, usize, usize)>,
        /// The fewest triples that count.
        minimum: usize,
        /// The common multiple.
        scale: i64,
    },
    /// The plain sum of other composites; undefined when one of them is.
    Total {
        /// Earlier composites.
        of: Vec<usize>,
    },
    /// A stated weight: `WEIGHT_TOTAL × column / Σ columns`, rounded half up; undefined unless every column is
    /// answered and `low ≤ Σ columns ≤ high`. Exact when the sum divides `WEIGHT_TOTAL × column`. A sum of zero has no
    /// shares, whatever `low` says.
    Weight {
        /// The column whose share this is.
        column: usize,
        /// All columns of the allocation.
        among: Vec<usize>,
        /// The smallest sum that counts.
        low: i64,
        /// The largest sum that counts.
        high: i64,
    },
    /// `Σ weight × score` over pairs of earlier composites; undefined when one of them is.
    Weighted {
        /// Pairs (weight, score) of earlier composites.
        pairs: Vec<(usize, usize)>,
    },
}

/// One way of cutting the respondents into cells: all of them by fold, by segment, by wave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facet {
    /// Number of cells; a row's cell is `0..cells`, or it belongs to none.
    pub cells: usize,
}

/// What to add up.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan {
    /// The largest value of each answer column.
    pub column_max: Vec<u8>,
    /// The composites, each made of columns and of earlier composites.
    pub composites: Vec<Composite>,
    /// Blocks of variables: sums over the respondents who have all variables of the block.
    pub blocks: Vec<Vec<Variable>>,
    /// Pairwise tables (row column, column column).
    pub tables: Vec<(usize, usize)>,
    /// Composites of which the full distribution is kept, with their bounds.
    pub histograms: Vec<(usize, i64, i64)>,
    /// The ways of cutting.
    pub facets: Vec<Facet>,
}

/// How wide the numbers of a block are, and so which kernel adds it up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Width {
    /// Answer columns only: the byte kernel.
    Byte,
    /// Composites of small scale among them: the 16-bit kernel.
    Short,
    /// Weights or weighted scores among them: 64-bit values, 128-bit products.
    Wide,
}

/// Why a plan cannot be carried out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlanError {
    /// A column's largest value is above [`MAX_VALUE`].
    ValueTooLarge {
        /// The column.
        column: usize,
    },
    /// Something names a column, or a composite not made before it.
    Unknown {
        /// Words that say where.
        place: String,
    },
    /// A scale is not a multiple of every possible number of answers.
    Scale {
        /// The composite.
        composite: usize,
    },
    /// The fewest answers that count are none, or more than there are.
    Minimum {
        /// The composite.
        composite: usize,
    },
    /// A composite can become so large that its sums would not be exact.
    Overflow {
        /// The composite.
        composite: usize,
    },
    /// A histogram's bounds are the wrong way round, or too far apart to count every value.
    Bounds {
        /// The histogram.
        histogram: usize,
    },
    /// A facet has no cells, or more than can be kept apart.
    Cells {
        /// The facet.
        facet: usize,
    },
}

impl fmt::Display for PlanError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ValueTooLarge { column } => {
                write!(f, "Column {column} allows values above {MAX_VALUE}; code its answers in fewer steps.")
            }
            Self::Unknown { place } => write!(f, "There is no such thing: {place}. Name only what comes before it."),
            Self::Scale { composite } => write!(
                f,
                "The scale of composite {composite} is not a multiple of every number of answers that counts; \
                 use common_multiple of the number of its columns."
            ),
            Self::Minimum { composite } => {
                write!(f, "Composite {composite} must ask for at least one answer, and for no more than it has.")
            }
            Self::Overflow { composite } => {
                write!(f, "Composite {composite} can grow beyond what is summed exactly; choose a smaller scale.")
            }
            Self::Bounds { histogram } => {
                write!(f, "Histogram {histogram} needs a lowest value not above its highest, at most 2^24 apart.")
            }
            Self::Cells { facet } => {
                write!(f, "Facet {facet} needs at least one cell and at most 2^24.")
            }
        }
    }
}

impl std::error::Error for PlanError {}

/// The least common multiple of `1..=k`: the scale that keeps every mean of up to `k` answers an integer.
///
/// `None` when it does not fit 63 bits (`k` above 42).
#[must_use]
pub fn common_multiple(k: usize) -> Option<i64> {
    (1..=i64::try_from(k).ok()?).try_fold(1_i64, |multiple, m| multiple.checked_mul(m / common_divisor(multiple, m)))
}

fn common_divisor(a: i64, b: i64) -> i64 {
    if b == 0 { a } else { common_divisor(b, a % b) }
}

/// The largest absolute value of a composite whose sums over 2^16 respondents, and whose products over 2^36, still fit.
const LARGEST: i128 = 1 << 45;
const MOST_CELLS: usize = 1 << 24;

impl Plan {
    /// Looks for everything that keeps the plan from being carried out.
    ///
    /// # Errors
    /// All problems at once, in the order of the plan.
    pub fn check(&self) -> Result<(), Vec<PlanError>> {
        let mut problems: Vec<PlanError> = (0..self.column_max.len())
            .filter(|&column| self.column_max[column] > MAX_VALUE)
            .map(|column| PlanError::ValueTooLarge { column })
            .collect();
        for index in 0..self.composites.len() {
            self.check_composite(index, &mut problems);
        }
        self.check_names(&mut problems);
        for (histogram, &(_, low, high)) in self.histograms.iter().enumerate() {
            let apart = i128::from(high) - i128::from(low);
            if !(0..MOST_CELLS as i128).contains(&apart) {
                problems.push(PlanError::Bounds { histogram });
            }
        }
        for (facet, cut) in self.facets.iter().enumerate() {
            if !(1..=MOST_CELLS).contains(&cut.cells) {
                problems.push(PlanError::Cells { facet });
            }
        }
        if problems.is_empty() { Ok(()) } else { Err(problems) }
    }

    fn check_composite(&self, index: usize, problems: &mut Vec<PlanError>) {
        let composite = &self.composites[index];
        for column in composite.columns() {
            if column >= self.column_max.len() {
                problems.push(PlanError::Unknown { place: format!("column {column} in composite {index}") });
            }
        }
        for part in composite.parts() {
            if part >= index {
                problems.push(PlanError::Unknown { place: format!("composite {part} in composite {index}") });
            }
        }
        if let Some((count, minimum, scale)) = composite.counting() {
            if minimum == 0 || minimum > count {
                problems.push(PlanError::Minimum { composite: index });
            } else if scale <= 0 || (minimum..=count).any(|m| scale % m as i64 != 0) {
                problems.push(PlanError::Scale { composite: index });
            }
        }
        let known = composite.columns().all(|c| c < self.column_max.len()) && composite.parts().all(|p| p < index);
        if known && !self.bounds(index).is_some_and(|(low, high)| -LARGEST <= low && high <= LARGEST) {
            problems.push(PlanError::Overflow { composite: index });
        }
    }

    fn check_names(&self, problems: &mut Vec<PlanError>) {
        let mut column = |column: usize, place: String| {
            if column >= self.column_max.len() {
                problems.push(PlanError::Unknown { place: format!("column {column} in {place}") });
            }
        };
        for (block, variables) in self.blocks.iter().enumerate() {
            for variable in variables {
                if let Variable::Column(index) = *variable {
                    column(index, format!("block {block}"));
                }
            }
        }
        for (table, &(row, other)) in self.tables.iter().enumerate() {
            column(row, format!("table {table}"));
            column(other, format!("table {table}"));
        }
        let mut composite = |composite: usize, place: String| {
            if composite >= self.composites.len() {
                problems.push(PlanError::Unknown { place: format!("composite {composite} in {place}") });
            }
        };
        for (block, variables) in self.blocks.iter().enumerate() {
            for variable in variables {
                if let Variable::Composite(index) = *variable {
                    composite(index, format!("block {block}"));
                }
            }
        }
        for (histogram, &(index, _, _)) in self.histograms.iter().enumerate() {
            composite(index, format!("histogram {histogram}"));
        }
    }

    /// The smallest and largest value composite `index` can take over all codes `0..=column_max`; `None` when that is
    /// beyond 127 bits, or when the composite names itself or a later one.
    #[must_use]
    pub fn bounds(&self, index: usize) -> Option<(i128, i128)> {
        let max = |column: usize| self.column_max.get(column).map(|&max| i128::from(max));
        let largest = |columns: &mut dyn Iterator<Item = usize>| {
            columns.map(max).try_fold(0, |most, value| value.map(|value| most.max(value)))
        };
        let earlier = |part: usize| {
            if part < index { self.bounds(part) } else { None }
        };
        match self.composites.get(index)? {
            Composite::Mean { columns, scale, .. } => {
                Some((0, i128::from(*scale) * largest(&mut columns.iter().copied())?))
            }
            Composite::MeanDifference { pairs, scale, .. } => {
                let (plus, minus) =
                    (largest(&mut pairs.iter().map(|p| p.0))?, largest(&mut pairs.iter().map(|p| p.1))?);
                Some((-i128::from(*scale) * minus, i128::from(*scale) * plus))
            }
            Composite::MeanDifferenceWhere { triples, scale, .. } => {
                let plus = largest(&mut triples.iter().map(|t| t.0))?;
                let minus = largest(&mut triples.iter().map(|t| t.1))?;
                Some((-i128::from(*scale) * minus, i128::from(*scale) * plus))
            }
            Composite::Total { of } => of.iter().try_fold((0_i128, 0_i128), |(low, high), &part| {
                let (part_low, part_high) = earlier(part)?;
                Some((low.checked_add(part_low)?, high.checked_add(part_high)?))
            }),
            Composite::Weight { .. } => Some((0, i128::from(WEIGHT_TOTAL))),
            Composite::Weighted { pairs } => {
                pairs.iter().try_fold((0_i128, 0_i128), |(low, high), &(weight, score)| {
                    let ((a, b), (c, d)) = (earlier(weight)?, earlier(score)?);
                    let ends = [a.checked_mul(c)?, a.checked_mul(d)?, b.checked_mul(c)?, b.checked_mul(d)?];
                    let (least, most) = ends.iter().fold((ends[0], ends[0]), |(l, h), &e| (l.min(e), h.max(e)));
                    Some((low.checked_add(least)?, high.checked_add(most)?))
                })
            }
        }
    }

    /// How wide the numbers of a block are.
    #[must_use]
    pub fn width(&self, block: usize) -> Width {
        let composites = self.blocks[block].iter().filter_map(|variable| match *variable {
            Variable::Composite(index) => Some(index),
            Variable::Column(_) => None,
        });
        composites.fold(Width::Byte, |width, index| {
            if width == Width::Wide || !self.is_short(index) { Width::Wide } else { Width::Short }
        })
    }

    /// The largest value, either way, of the variables of a byte or short block.
    pub(crate) fn magnitude(&self, block: usize) -> u16 {
        let most = |variable: &Variable| match *variable {
            Variable::Column(column) => i128::from(self.column_max[column]),
            Variable::Composite(index) => self.bounds(index).map_or(i128::MAX, |(low, high)| high.max(-low)),
        };
        let most = self.blocks[block].iter().map(most).max().unwrap_or(0).max(1);
        u16::try_from(most).unwrap_or(u16::MAX)
    }

    /// Whether every value of the composite, and of what it is made of, fits 16 bits. Weights never do.
    pub(crate) fn is_short(&self, composite: usize) -> bool {
        let short = i128::from(i16::MAX);
        let fits = self.bounds(composite).is_some_and(|(low, high)| -short <= low && high <= short);
        fits && match &self.composites[composite] {
            Composite::Total { of } => of.iter().all(|&part| self.is_short(part)),
            Composite::Weight { .. } | Composite::Weighted { .. } => false,
            Composite::Mean { .. } | Composite::MeanDifference { .. } | Composite::MeanDifferenceWhere { .. } => true,
        }
    }
}

impl Composite {
    /// The columns it reads itself.
    pub fn columns(&self) -> Box<dyn Iterator<Item = usize> + '_> {
        match self {
            Self::Mean { columns, .. } => Box::new(columns.iter().copied()),
            Self::MeanDifference { pairs, .. } => Box::new(pairs.iter().flat_map(|&(plus, minus)| [plus, minus])),
            Self::MeanDifferenceWhere { triples, .. } => {
                Box::new(triples.iter().flat_map(|&(plus, minus, also)| [plus, minus, also]))
            }
            Self::Weight { column, among, .. } => Box::new(among.iter().copied().chain([*column])),
            Self::Total { .. } | Self::Weighted { .. } => Box::new(std::iter::empty()),
        }
    }

    /// The earlier composites it is made of.
    pub fn parts(&self) -> Box<dyn Iterator<Item = usize> + '_> {
        match self {
            Self::Total { of } => Box::new(of.iter().copied()),
            Self::Weighted { pairs } => Box::new(pairs.iter().flat_map(|&(weight, score)| [weight, score])),
            _ => Box::new(std::iter::empty()),
        }
    }

    /// For the means: how many terms it has, how many must be answered, and the scale.
    fn counting(&self) -> Option<(usize, usize, i64)> {
        match self {
            Self::Mean { columns, minimum, scale } => Some((columns.len(), *minimum, *scale)),
            Self::MeanDifference { pairs, minimum, scale } => Some((pairs.len(), *minimum, *scale)),
            Self::MeanDifferenceWhere { triples, minimum, scale } => Some((triples.len(), *minimum, *scale)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Composite, Facet, Plan, PlanError, Variable, Width, common_multiple};

    /// Two items on a scale to 7, their mean, and one cell for everyone.
    fn sound() -> Plan {
        Plan {
            column_max: vec![7, 7],
            composites: vec![Composite::Mean { columns: vec![0, 1], minimum: 1, scale: 2 }],
            blocks: vec![vec![Variable::Column(0), Variable::Column(1)]],
            tables: vec![(0, 1)],
            histograms: vec![(0, 0, 14)],
            facets: vec![Facet { cells: 1 }],
        }
    }

    fn check(spoil: impl FnOnce(&mut Plan), expected: &[PlanError]) {
        let mut plan = sound();
        spoil(&mut plan);
        assert_eq!(plan.check(), Err(expected.to_vec()));
    }

    #[test]
    fn common_multiples_are_those_of_the_school_book() {
        assert_eq!([1, 2, 4, 5, 6].map(common_multiple), [Some(1), Some(2), Some(12), Some(60), Some(60)]);
        assert_eq!(common_multiple(22), Some(232_792_560));
        assert_eq!(common_multiple(0), Some(1));
        assert_eq!(common_multiple(43), None);
    }

    #[test]
    fn a_sound_plan_is_accepted() {
        assert_eq!(sound().check(), Ok(()));
    }

    #[test]
    fn every_problem_is_named_at_once() {
        let unknown = |place: &str| PlanError::Unknown { place: place.into() };
        check(
            |plan| {
                plan.column_max[1] = 121;
                plan.composites.push(Composite::Total { of: vec![1] });
                plan.blocks.push(vec![Variable::Column(2), Variable::Composite(5)]);
                plan.facets[0].cells = 0;
            },
            &[
                PlanError::ValueTooLarge { column: 1 },
                unknown("composite 1 in composite 1"),
                unknown("column 2 in block 1"),
                unknown("composite 5 in block 1"),
                PlanError::Cells { facet: 0 },
            ],
        );
    }

    #[test]
    fn a_scale_that_does_not_divide_by_every_number_of_answers_is_refused() {
        // A mean of three answers times 2 is no integer.
        let mean = |minimum, scale| Composite::Mean { columns: vec![0, 1, 1], minimum, scale };
        check(|plan| plan.composites[0] = mean(1, 2), &[PlanError::Scale { composite: 0 }]);
        check(|plan| plan.composites[0] = mean(0, 6), &[PlanError::Minimum { composite: 0 }]);
        check(|plan| plan.composites[0] = mean(4, 6), &[PlanError::Minimum { composite: 0 }]);
    }

    #[test]
    fn a_score_whose_sums_might_not_fit_is_refused() {
        let mean = Composite::Mean { columns: vec![0, 1], minimum: 1, scale: 1 << 50 };
        check(|plan| plan.composites[0] = mean, &[PlanError::Overflow { composite: 0 }]);
    }

    #[test]
    fn a_histogram_upside_down_is_refused() {
        check(|plan| plan.histograms[0] = (0, 3, 2), &[PlanError::Bounds { histogram: 0 }]);
    }

    #[test]
    fn blocks_are_as_wide_as_their_widest_variable() {
        let mut plan = sound();
        let weight = Composite::Weight { column: 0, among: vec![0, 1], low: 1, high: 14 };
        plan.composites.extend([weight, Composite::Weighted { pairs: vec![(1, 0)] }]);
        plan.blocks.extend([vec![Variable::Composite(0), Variable::Column(0)], vec![Variable::Composite(2)]]);
        assert_eq!([0, 1, 2].map(|block| plan.width(block)), [Width::Byte, Width::Short, Width::Wide]);
    }
}
