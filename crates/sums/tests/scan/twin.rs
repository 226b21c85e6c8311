//! The scan as anyone would write it: one respondent after the other, straight from the definitions in `plan.rs`.
//!
//! Separate from the scan that is tested, and sharing none of its code but the counters themselves.

use sums::{Batch, Composite, Cube, Evidence, MAX_VALUE, MISSING, NOT_APPLICABLE, Plan, Variable, WEIGHT_TOTAL};

pub fn add(plan: &Plan, cube: &mut Cube, batch: &Batch) {
    assert_eq!(batch.columns.len(), plan.column_max.len(), "the plan's columns");
    assert_eq!(batch.cells.len(), plan.facets.len(), "the plan's facets");
    for r in 0..batch.n() {
        let row: Vec<u8> = batch.columns.iter().map(|column| column[r]).collect();
        for (cells, facet) in cube.facets.iter_mut().zip(&batch.cells) {
            if facet[r] != u32::MAX {
                // Cells up to the last that anybody belongs to.
                let cell = facet[r] as usize;
                cells.resize_with(cells.len().max(cell + 1), || Evidence::new(plan));
                add_row(plan, &mut cells[cell], &row);
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

pub fn composites(plan: &Plan, row: &[u8]) -> Vec<Option<i64>> {
    let answer = |c: usize| (row[c] <= MAX_VALUE).then_some(i64::from(row[c]));
    let mean = |terms: Vec<i64>, minimum: usize, scale: i64| {
        (terms.len() >= minimum).then(|| scale * terms.iter().sum::<i64>() / terms.len() as i64)
    };
    let mut made: Vec<Option<i64>> = vec![];
    for composite in &plan.composites {
        let value = match composite {
            Composite::Mean { columns, minimum, scale } => {
                mean(columns.iter().filter_map(|&c| answer(c)).collect(), *minimum, *scale)
            }
            Composite::MeanDifference { pairs, minimum, scale } => {
                mean(pairs.iter().filter_map(|&(p, m)| Some(answer(p)? - answer(m)?)).collect(), *minimum, *scale)
            }
            Composite::MeanDifferenceWhere { triples, minimum, scale } => {
                let terms = triples.iter().filter_map(|&(p, m, also)| answer(also).and(Some(answer(p)? - answer(m)?)));
                mean(terms.collect(), *minimum, *scale)
            }
            Composite::Total { of } => of.iter().map(|&c| made[c]).sum(),
            Composite::Weight { column, among, low, high } => among
                .iter()
                .map(|&c| answer(c))
                .sum::<Option<i64>>()
                .filter(|sum| *sum > 0 && (*low..=*high).contains(sum))
                .and_then(|sum| Some((2 * WEIGHT_TOTAL * answer(*column)? + sum) / (2 * sum))),
            Composite::Weighted { pairs } => pairs.iter().map(|&(w, s)| Some(made[w]? * made[s]?)).sum(),
        };
        made.push(value);
    }
    made
}
