//! What to add up: a plan names columns, composites, blocks, tables and facets, and nothing of what they mean.
//!
//! Separate from the scan, so that any engine (this process, a database) can carry out the same plan and be compared
//! with `==`. It refuses plans that could overflow or that name what is not there.

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
    /// A stated weight: `WEIGHT_TOTAL × column / Σ columns`, rounded; undefined unless every column is answered and
    /// `low ≤ Σ columns ≤ high`. Exact when the sum divides `WEIGHT_TOTAL × column`.
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

/// Why a plan cannot be carried out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlanError {
    /// A column's largest value is above [`crate::MAX_VALUE`].
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
}
