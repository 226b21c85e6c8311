//! Carrying out a plan over batches of answers.

use crate::{
    Composite, Cube, Evidence, MAX_VALUE, MISSING, NO_SCORE, NOT_APPLICABLE, Plan, PlanError,
    Variable, WEIGHT_TOTAL,
};

/// Some respondents' answers, by column, to be added up.
#[derive(Debug, Clone, Default)]
pub struct Batch {
    /// `columns[c][r]`: the code of respondent `r` in column `c`.
    pub columns: Vec<Vec<u8>>,
    /// `cells[f][r]`: the cell of respondent `r` in facet `f`, or `u32::MAX` for none.
    pub cells: Vec<Vec<u32>>,
}

impl Batch {
    /// Number of respondents.
    #[must_use]
    pub fn n(&self) -> usize {
        self.columns
            .first()
            .map_or_else(|| self.cells.first().map_or(0, Vec::len), Vec::len)
    }
}

/// An engine that can carry out a plan: this process over a file, or a database over its rows.
pub trait Scan {
    /// Why it failed.
    type Error;
    /// Adds up everything the plan asks for.
    ///
    /// # Errors
    /// When the engine cannot read its rows.
    fn scan(&mut self, plan: &Plan) -> Result<Cube, Self::Error>;
}

/// Adds batches up. One per worker; merge them at the end.
#[derive(Debug, Clone)]
pub struct Accumulator {
    plan: Plan,
    seen: Cube,
    erased: Cube,
}

impl Accumulator {
    /// An accumulator of nobody.
    ///
    /// # Errors
    /// When the plan cannot be carried out: all reasons.
    pub fn new(plan: &Plan) -> Result<Self, Vec<PlanError>> {
        plan.check()?;
        Ok(Self {
            plan: plan.clone(),
            seen: Cube::new(plan),
            erased: Cube::new(plan),
        })
    }

    /// Adds the respondents of a batch.
    ///
    /// # Panics
    /// When the batch has other columns or facets than the plan, columns of different lengths, a cell that does not
    /// exist, a code above its column's largest value, or a composite outside its histogram's bounds.
    pub fn observe(&mut self, batch: &Batch) {
        add(&self.plan, &mut self.seen, batch);
    }

    /// Takes the respondents of a batch back, as if never seen. They may be observed later, by another worker.
    ///
    /// # Panics
    /// As [`Accumulator::observe`].
    pub fn retract(&mut self, batch: &Batch) {
        add(&self.plan, &mut self.erased, batch);
    }

    /// Adds the work of another worker on the same plan.
    ///
    /// # Panics
    /// When the plans differ.
    pub fn merge(&mut self, other: Self) {
        assert_eq!(self.plan, other.plan, "the same plan");
        self.seen.merge(&other.seen);
        self.erased.merge(&other.erased);
    }

    /// The evidence of all who were observed and not retracted.
    ///
    /// # Panics
    /// When somebody was retracted who was never observed.
    #[must_use]
    pub fn finish(self) -> Cube {
        let mut cube = self.seen;
        cube.unmerge(&self.erased);
        cube
    }
}

fn add(plan: &Plan, cube: &mut Cube, batch: &Batch) {
    assert_eq!(
        batch.columns.len(),
        plan.column_max.len(),
        "the plan's columns"
    );
    assert_eq!(batch.cells.len(), plan.facets.len(), "the plan's facets");
    for r in 0..batch.n() {
        let row: Vec<u8> = batch.columns.iter().map(|column| column[r]).collect();
        for (cells, facet) in cube.facets.iter_mut().zip(&batch.cells) {
            if facet[r] != u32::MAX {
                add_row(plan, &mut cells[facet[r] as usize], &row);
            }
        }
    }
}

fn add_row(plan: &Plan, evidence: &mut Evidence, row: &[u8]) {
    let composites = composites(plan, row);
    evidence.rows += 1;
    for (column, &code) in row.iter().enumerate() {
        evidence.missing[column] += u64::from(code == MISSING);
        evidence.not_applicable[column] += u64::from(code == NOT_APPLICABLE);
    }
    for (sums, block) in evidence.blocks.iter_mut().zip(&plan.blocks) {
        let values: Option<Vec<i64>> = block
            .iter()
            .map(|variable| match *variable {
                Variable::Column(c) => (row[c] <= MAX_VALUE).then_some(i64::from(row[c])),
                Variable::Composite(c) => composites[c],
            })
            .collect();
        if let Some(values) = values {
            sums.observe(&values);
        }
    }
    for (table, &(a, b)) in evidence.tables.iter_mut().zip(&plan.tables) {
        table.observe(row[a], row[b]);
    }
    for (histogram, &(c, _, _)) in evidence.histograms.iter_mut().zip(&plan.histograms) {
        if let Some(value) = composites[c] {
            histogram.observe(value);
        }
    }
}

fn composites(plan: &Plan, row: &[u8]) -> Vec<Option<i64>> {
    let answer = |c: usize| (row[c] <= MAX_VALUE).then_some(i64::from(row[c]));
    let mean = |terms: Vec<i64>, minimum: usize, scale: i64| {
        (terms.len() >= minimum).then(|| scale * terms.iter().sum::<i64>() / terms.len() as i64)
    };
    let mut made: Vec<Option<i64>> = vec![];
    for composite in &plan.composites {
        let value = match composite {
            Composite::Mean {
                columns,
                minimum,
                scale,
            } => mean(
                columns.iter().filter_map(|&c| answer(c)).collect(),
                *minimum,
                *scale,
            ),
            Composite::MeanDifference {
                pairs,
                minimum,
                scale,
            } => mean(
                pairs
                    .iter()
                    .filter_map(|&(p, m)| Some(answer(p)? - answer(m)?))
                    .collect(),
                *minimum,
                *scale,
            ),
            Composite::MeanDifferenceWhere {
                triples,
                minimum,
                scale,
            } => {
                let terms = triples
                    .iter()
                    .filter_map(|&(p, m, also)| answer(also).and(Some(answer(p)? - answer(m)?)));
                mean(terms.collect(), *minimum, *scale)
            }
            Composite::Total { of } => of.iter().map(|&c| made[c]).sum(),
            Composite::Weight {
                column,
                among,
                low,
                high,
            } => among
                .iter()
                .map(|&c| answer(c))
                .sum::<Option<i64>>()
                .filter(|sum| *sum > 0 && (*low..=*high).contains(sum))
                .and_then(|sum| Some((2 * WEIGHT_TOTAL * answer(*column)? + sum) / (2 * sum))),
            Composite::Weighted { pairs } => {
                pairs.iter().map(|&(w, s)| Some(made[w]? * made[s]?)).sum()
            }
        };
        made.push(value);
    }
    made
}

impl Plan {
    /// Every composite of every respondent, by composite; [`NO_SCORE`] where undefined.
    #[must_use]
    pub fn composites_of(&self, rows: &crate::Rows) -> Vec<Vec<i64>> {
        let mut made = vec![Vec::with_capacity(rows.n); self.composites.len()];
        for r in 0..rows.n {
            let row: Vec<u8> = rows.columns.iter().map(|column| column[r]).collect();
            for (column, value) in made.iter_mut().zip(composites(self, &row)) {
                column.push(value.unwrap_or(NO_SCORE));
            }
        }
        made
    }
}
