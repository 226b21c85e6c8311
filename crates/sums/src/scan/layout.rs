//! A plan made ready: where each counter stands, which kernel adds up which block, and which facets are dealt out
//! together.
//!
//! Separate from the plan, which says only what is wanted, and from the counters, which exist once per cell.

use super::sheet::RECORDS;
use crate::kernel::transpose::SIDE;
use crate::kernel::{Engine, triangle_cells};
use crate::plan::Width;
use crate::{Composite, Plan, PlanError, WEIGHT_TOTAL};

/// Memory a group of several facets may take before it is split: 500 combinations of a SERVQUAL plan.
const GROUP_BYTES: usize = 20 << 20;
/// Combinations of cells that a group can tell apart.
const COMBINATIONS: usize = 1 << 16;
/// A histogram by number of answers and their sum is used up to this many cells; longer ones are kept by value.
const COUNTED_CELLS: usize = 4096;

#[derive(Debug)]
pub(super) struct Layout {
    pub plan: Plan,
    pub engine: Engine,
    /// Bytes of one respondent's record: the columns, rounded up to whole blocks of a transpose.
    pub width: usize,
    pub composites: Vec<Recipe>,
    pub blocks: Vec<Block>,
    /// 64-bit sums of all byte and short blocks together.
    pub narrow_sums: usize,
    /// 128-bit sums of all wide blocks together.
    pub wide_sums: usize,
    pub tables: Vec<Pair>,
    pub histograms: Vec<Distribution>,
    /// Small counters of all tables and histograms together.
    pub counters: usize,
    /// Histograms too long for small counters.
    pub loose: usize,
    /// Facets by group, at first: (facet, cells).
    pub groups: Vec<Vec<(usize, usize)>>,
    /// Combinations that a group of several facets may hold before it is split.
    pub most_heaps: usize,
}

/// How a composite is scored.
#[derive(Debug)]
pub(super) struct Recipe {
    /// Whether all its values fit 16 bits.
    pub short: bool,
    pub rule: Rule,
}

#[derive(Debug)]
pub(super) enum Rule {
    Mean { terms: Vec<Term>, minimum: usize, scale: i64 },
    Total { of: Vec<usize> },
    Weight { column: usize, among: Vec<usize>, low: i64, high: i64, shares: Vec<(i64, i64)> },
    Weighted { pairs: Vec<(usize, usize)> },
}

/// One answer, or one difference of answers, that a mean is taken of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Term {
    pub plus: usize,
    pub minus: Option<usize>,
    pub also: Option<usize>,
}

/// A block's place among the sums: the packed triangle of its variables and, as one variable more, of "answered all".
/// Its products with the others are their sums; its product with itself is n.
#[derive(Debug)]
pub(super) struct Block {
    pub width: Width,
    pub start: usize,
    pub cells: usize,
    /// The largest value either way, for the 16-bit kernel.
    pub magnitude: u16,
}

/// A table's place among the counters.
#[derive(Debug)]
pub(super) struct Pair {
    pub row: usize,
    pub column: usize,
    pub row_max: u8,
    pub column_max: u8,
    pub start: usize,
    pub cells: usize,
}

/// A histogram's place among the counters.
#[derive(Debug)]
pub(super) enum Distribution {
    /// By how many answered and the sum of their answers: far fewer cells than values.
    Counted { composite: usize, steps: Vec<Step>, start: usize, cells: usize },
    /// By value.
    Direct { composite: usize, lowest: i64, start: usize, cells: usize },
    /// In a sorted map.
    Loose { composite: usize, slot: usize },
}

/// The sums of `answers` answers: `lowest..=highest`, from cell `start` on; each answer counts `factor` in the score.
#[derive(Debug, Clone, Copy)]
pub(super) struct Step {
    pub answers: usize,
    pub lowest: i64,
    pub highest: i64,
    pub start: usize,
    pub factor: i64,
}

/// Bytes of a record of so many columns.
pub(super) fn record(columns: usize) -> usize {
    columns.max(1).next_multiple_of(SIDE)
}

impl Layout {
    pub fn new(plan: &Plan) -> Result<Self, Vec<PlanError>> {
        plan.check()?;
        let composites = (0..plan.composites.len()).map(|index| Recipe::new(plan, index)).collect();
        let mut layout = Self {
            engine: Engine::best(),
            width: record(plan.column_max.len()),
            composites,
            blocks: vec![],
            narrow_sums: 0,
            wide_sums: 0,
            tables: vec![],
            histograms: vec![],
            counters: 0,
            loose: 0,
            groups: vec![],
            most_heaps: 0,
            plan: plan.clone(),
        };
        layout.place_blocks();
        layout.place_tables();
        layout.place_histograms();
        layout.group_facets();
        Ok(layout)
    }

    fn place_blocks(&mut self) {
        for (index, variables) in self.plan.blocks.iter().enumerate() {
            let (width, cells) = (self.plan.width(index), triangle_cells(variables.len() + 1));
            let place = if width == Width::Wide { &mut self.wide_sums } else { &mut self.narrow_sums };
            let start = *place;
            *place += cells;
            self.blocks.push(Block { width, start, cells, magnitude: self.plan.magnitude(index) });
        }
    }

    fn place_tables(&mut self) {
        for &(row, column) in &self.plan.tables {
            let (row_max, column_max) = (self.plan.column_max[row], self.plan.column_max[column]);
            let cells = (usize::from(row_max) + 3) * (usize::from(column_max) + 3);
            self.tables.push(Pair { row, column, row_max, column_max, start: self.counters, cells });
            self.counters += cells;
        }
    }

    /// Counters of a histogram have one more at the end, for the respondents who have no score.
    fn place_histograms(&mut self) {
        for &(composite, low, high) in &self.plan.histograms {
            let start = self.counters;
            let (possible_low, possible_high) = self.plan.bounds(composite).unwrap_or((0, 0));
            let (lowest, highest) = (i128::from(low).max(possible_low), i128::from(high).min(possible_high));
            let direct = usize::try_from(highest - lowest + 1).unwrap_or(0);
            let steps = self.composites[composite].steps(&self.plan);
            let counted = steps.last().map_or(usize::MAX, |step| step.start + step.cells());
            let distribution = if !self.composites[composite].short {
                self.loose += 1;
                Distribution::Loose { composite, slot: self.loose - 1 }
            } else if counted <= COUNTED_CELLS && counted < direct {
                Distribution::Counted { composite, steps, start, cells: counted }
            } else {
                Distribution::Direct { composite, lowest: lowest as i64, start, cells: direct }
            };
            self.counters += distribution.counters();
            self.histograms.push(distribution);
        }
    }

    /// Facets dealt out together share the whole work. How many of their combinations occur is seen only in the data:
    /// bounds are often far above it. So all go together at first, and a group that grows too large is split.
    fn group_facets(&mut self) {
        let mut combinations = COMBINATIONS + 1;
        for (facet, cut) in self.plan.facets.iter().enumerate() {
            let joined = combinations.saturating_mul(cut.cells + 1);
            match self.groups.last_mut() {
                Some(group) if joined <= COMBINATIONS => {
                    combinations = joined;
                    group.push((facet, cut.cells));
                }
                _ => {
                    combinations = cut.cells + 1;
                    self.groups.push(vec![(facet, cut.cells)]);
                }
            }
        }
        self.most_heaps = GROUP_BYTES / self.bytes_per_cell();
    }

    fn bytes_per_cell(&self) -> usize {
        RECORDS * self.width + 8 * self.narrow_sums + 16 * self.wide_sums + 2 * self.counters + 8 * self.width
    }
}

impl Recipe {
    fn new(plan: &Plan, index: usize) -> Self {
        let rule = match &plan.composites[index] {
            Composite::Mean { columns, minimum, scale } => {
                let terms = columns.iter().map(|&plus| Term { plus, minus: None, also: None }).collect();
                Rule::Mean { terms, minimum: *minimum, scale: *scale }
            }
            Composite::MeanDifference { pairs, minimum, scale } => {
                let terms = pairs.iter().map(|&(plus, minus)| Term { plus, minus: Some(minus), also: None }).collect();
                Rule::Mean { terms, minimum: *minimum, scale: *scale }
            }
            Composite::MeanDifferenceWhere { triples, minimum, scale } => {
                let term = |&(plus, minus, also): &_| Term { plus, minus: Some(minus), also: Some(also) };
                Rule::Mean { terms: triples.iter().map(term).collect(), minimum: *minimum, scale: *scale }
            }
            Composite::Total { of } => Rule::Total { of: of.clone() },
            Composite::Weight { column, among, low, high } => {
                let most: i64 = among.iter().map(|&c| i64::from(plan.column_max[c])).sum();
                let shares = (0..=most).map(|sum| (WEIGHT_TOTAL / sum.max(1), WEIGHT_TOTAL % sum.max(1))).collect();
                Rule::Weight { column: *column, among: among.clone(), low: *low, high: *high, shares }
            }
            Composite::Weighted { pairs } => Rule::Weighted { pairs: pairs.clone() },
        };
        Self { short: plan.is_short(index), rule }
    }

    /// For a mean: the sums possible for each number of answers that counts, laid out one behind the other.
    pub fn steps(&self, plan: &Plan) -> Vec<Step> {
        let Rule::Mean { terms, minimum, scale } = &self.rule else {
            return vec![];
        };
        let max = |column: Option<usize>| column.map_or(0, |column| i64::from(plan.column_max[column]));
        let plus = terms.iter().map(|term| max(Some(term.plus))).max().unwrap_or(0);
        let minus = terms.iter().map(|term| max(term.minus)).max().unwrap_or(0);
        let mut start = 0;
        (*minimum..=terms.len())
            .map(|answers| {
                let count = answers as i64;
                let step =
                    Step { answers, lowest: -minus * count, highest: plus * count, start, factor: scale / count };
                start += step.cells();
                step
            })
            .collect()
    }
}

impl Distribution {
    /// Small counters it takes: its cells, and one for the respondents who have no score.
    pub fn counters(&self) -> usize {
        match self {
            Self::Counted { cells, .. } | Self::Direct { cells, .. } => cells + 1,
            Self::Loose { .. } => 0,
        }
    }
}

impl Step {
    pub fn cells(&self) -> usize {
        (self.highest - self.lowest + 1) as usize
    }
}
