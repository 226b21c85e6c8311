//! Carrying out a plan over batches of answers.

use crate::{Cube, Plan, PlanError};

/// Some respondents' answers, by column, to be added up.
#[derive(Debug, Clone, Default)]
pub struct Batch {
    /// `columns[c][r]`: the code of respondent `r` in column `c`.
    pub columns: Vec<Vec<u8>>,
    /// `cells[f][r]`: the cell of respondent `r` in facet `f`, or `u32::MAX` for none.
    pub cells: Vec<Vec<u32>>,
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
pub struct Accumulator {
    cube: Cube,
}

impl Accumulator {
    /// # Errors
    /// When the plan cannot be carried out.
    pub fn new(plan: &Plan) -> Result<Self, PlanError> {
        let _ = plan;
        Ok(Self { cube: Cube { facets: vec![] } })
    }
    /// The evidence so far.
    #[must_use]
    pub fn finish(self) -> Cube {
        self.cube
    }
}
