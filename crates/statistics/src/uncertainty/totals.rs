//! Values of respondents, laid out so that adding up those drawn is adding up short rows.
//!
//! Separate from what is computed of the totals. Whole numbers far below 2^53 are added up exactly, in whichever order, so
//! that columns stand side by side and as many as stay in registers are added at a time. It knows nothing of drawing.

/// Columns that are added up side by side: as many as stay in registers.
const LANES: usize = 14;

/// A table with a row per respondent.
#[derive(Debug, Clone)]
pub(crate) struct Table {
    n: usize,
    /// Blocks of [`LANES`] columns, each block row after row.
    blocks: Vec<Vec<[f64; LANES]>>,
}

impl Table {
    /// An empty table of so many columns, with room for so many rows.
    pub(crate) fn new(columns: usize, rows: usize) -> Self {
        Self { n: 0, blocks: vec![Vec::with_capacity(rows); columns.div_ceil(LANES)] }
    }

    /// Adds a respondent. Columns for which there is no value hold zero.
    pub(crate) fn push(&mut self, values: impl IntoIterator<Item = f64>) {
        let mut values = values.into_iter();
        for block in &mut self.blocks {
            block.push(std::array::from_fn(|_| values.next().unwrap_or(0.0)));
        }
        self.n += 1;
    }

    /// How many respondents there are.
    pub(crate) fn n(&self) -> usize {
        self.n
    }

    /// Columns, with those that fill up the last block.
    fn width(&self) -> usize {
        self.blocks.len() * LANES
    }

    /// Adds up the respondents drawn.
    pub(crate) fn add_up(&self, drawn: &[usize], totals: &mut [f64]) {
        for (block, totals) in self.blocks.iter().zip(totals.as_chunks_mut::<LANES>().0) {
            let mut total = [0.0; LANES];
            for &place in drawn {
                total.iter_mut().zip(&block[place]).for_each(|(total, value)| *total += value);
            }
            *totals = total;
        }
    }

    /// The totals of everyone.
    pub(crate) fn everyone(&self) -> Vec<f64> {
        let mut totals = vec![0.0; self.width()];
        self.add_up(&(0..self.n).collect::<Vec<_>>(), &mut totals);
        totals
    }

    /// The totals of everyone but one.
    pub(crate) fn without(&self, out: usize, all: &[f64], totals: &mut [f64]) {
        let own = self.blocks.iter().flat_map(|block| &block[out]);
        totals.iter_mut().zip(all.iter().zip(own)).for_each(|(total, (all, own))| *total = all - own);
    }
}

#[cfg(test)]
mod tests {
    use super::{LANES, Table};

    #[test]
    fn whoever_is_drawn_twice_counts_twice_in_every_column_of_every_block() {
        let columns = LANES + 2;
        let mut table = Table::new(columns, 3);
        for who in 1..=3_u32 {
            table.push((0..columns).map(|column| f64::from(who * 100) + column as f64));
        }
        let mut totals = vec![f64::NAN; table.width()];
        table.add_up(&[0, 2, 2], &mut totals);
        let of = |people: f64, hundreds: f64| -> Vec<f64> {
            (0..columns).map(|column| hundreds * 100.0 + people * column as f64).collect()
        };
        assert_eq!(totals[..columns], of(3.0, 7.0));
        let all = table.everyone();
        assert_eq!(all[..columns], of(3.0, 6.0));
        table.without(1, &all, &mut totals);
        assert_eq!(totals[..columns], of(2.0, 4.0));
        assert!(totals[columns..].iter().all(|rest| *rest == 0.0));
    }
}
