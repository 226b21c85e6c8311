//! The scan gives the same exact integers as the row-by-row twin, in any order, any split and any number of workers.

mod twin;

use proptest::prelude::*;
use sums::{
    Accumulator, Batch, Composite, Cube, Evidence, Facet, MISSING, NO_SCORE, NOT_APPLICABLE, Plan, Rows, Sums,
    Variable, WEIGHT_TOTAL, common_multiple,
};

use Variable::{Column as C, Composite as S};

/// Five items twice (expectation 0–4, perception 5–9) on a scale to 7, five allotted points (10–14), an outcome (15):
/// every kind of composite, block, table and histogram.
fn plan() -> Plan {
    let scale = common_multiple(3).unwrap_or(0);
    let pairs = |items: [usize; 3]| items.map(|i| (i + 5, i)).to_vec();
    let mean = |columns: &[usize], minimum| Composite::Mean { columns: columns.to_vec(), minimum, scale };
    let weight = |column| Composite::Weight { column, among: vec![10, 11, 12], low: 95, high: 105 };
    Plan {
        column_max: [vec![7; 10], vec![100, 100, 100, 120, 0, 10]].concat(),
        composites: vec![
            mean(&[0, 1, 2], 2),
            mean(&[5, 6, 7], 2),
            Composite::MeanDifference { pairs: pairs([0, 1, 2]), minimum: 2, scale },
            Composite::MeanDifference { pairs: pairs([2, 3, 4]), minimum: 1, scale },
            Composite::Total { of: vec![2, 3] },
            weight(10),
            weight(11),
            Composite::Weighted { pairs: vec![(5, 2), (6, 3)] },
            Composite::MeanDifferenceWhere { triples: vec![(5, 0, 3), (6, 1, 4)], minimum: 1, scale },
            // Up to 70,560: too large for 16 bits.
            Composite::Mean { columns: (0..10).collect(), minimum: 3, scale: 4 * common_multiple(10).unwrap_or(0) },
            Composite::Total { of: vec![9, 9] },
        ],
        blocks: vec![
            vec![C(0), C(1), C(2), C(5), C(6), C(7)],
            vec![C(4), C(9)],
            vec![S(0), S(1), S(2), S(3), C(15)],
            vec![S(4), S(8)],
            vec![S(7), S(5), S(6), C(15), S(10)],
            vec![],
            vec![C(13), C(14)],
        ],
        tables: vec![(0, 5), (3, 8), (15, 13), (14, 14)],
        histograms: vec![(0, 0, 42), (2, -42, 42), (4, -84, 84), (8, -1000, 1000), (3, -42, 42), (9, 0, 70_560)],
        facets: vec![Facet { cells: 1 }, Facet { cells: 4 }, Facet { cells: 3 }],
    }
}

/// A code of a column: mostly a value, at times missing or not applicable.
fn code(max: u8, points: bool) -> BoxedStrategy<u8> {
    // Points near 33 make allocations whose sum is often, but not always, within 95 to 105.
    let value = if points { (30..=36_u8).boxed() } else { (0..=max).boxed() };
    prop_oneof![12 => value, 1 => Just(MISSING), 1 => Just(NOT_APPLICABLE)].boxed()
}

type Row = (Vec<u8>, Vec<u32>);

fn row() -> impl Strategy<Value = Row> {
    let plan = plan();
    let codes: Vec<_> = plan.column_max.iter().enumerate().map(|(c, &max)| code(max, (10..13).contains(&c))).collect();
    let cells: Vec<_> =
        plan.facets.iter().map(|facet| prop_oneof![9 => 0..facet.cells as u32, 1 => Just(u32::MAX)].boxed()).collect();
    (codes, cells)
}

/// Some hundred respondents drawn from a handful, so that proptest need not make each.
fn survey() -> impl Strategy<Value = Vec<Row>> {
    (prop::collection::vec(row(), 1..25), prop::collection::vec(any::<prop::sample::Index>(), 0..900))
        .prop_map(|(kinds, draws)| draws.iter().map(|draw| kinds[draw.index(kinds.len())].clone()).collect())
}

fn batch(rows: &[Row]) -> Batch {
    let plan = plan();
    Batch {
        columns: (0..plan.column_max.len()).map(|c| rows.iter().map(|row| row.0[c]).collect()).collect(),
        cells: (0..plan.facets.len()).map(|f| rows.iter().map(|row| row.1[f]).collect()).collect(),
    }
}

fn accumulator() -> Accumulator {
    Accumulator::new(&plan()).expect("the plan is sound")
}

fn scan(rows: &[Row]) -> Cube {
    let mut accumulator = accumulator();
    accumulator.observe(&batch(rows));
    accumulator.finish()
}

fn twin_scan(rows: &[Row]) -> Cube {
    let mut cube = Cube::new(&plan());
    twin::add(&plan(), &mut cube, &batch(rows));
    cube
}

/// A full and sound answer in the first cell of every facet.
fn full_row() -> Row {
    (vec![7, 6, 5, 4, 3, 1, 2, 3, 4, 5, 40, 30, 30, 120, 0, 10], vec![0, 0, 0])
}

#[test]
fn nobody_leaves_every_counter_at_zero() {
    assert_eq!(scan(&[]), twin_scan(&[]));
    assert_eq!(accumulator().finish(), Cube::new(&plan()));
}

#[test]
fn one_respondent_counts_once_in_every_facet() {
    let cube = scan(&[full_row()]);
    assert_eq!(cube, twin_scan(&[full_row()]));
    // Gap of the first three items: (1 − 7) + (2 − 6) + (3 − 5) = −12 over 3, times 6.
    assert_eq!(cube.total(1).blocks[2].sum(2), -24);
    // 40 of 100 points.
    assert_eq!(cube.total(2).blocks[4].sum(1), 4 * WEIGHT_TOTAL / 10);
}

#[test]
fn more_respondents_than_small_counters_hold_are_still_counted_exactly() {
    // Three rounds of 65,535 in one cell; two workers, the second alone beyond the counters too.
    let mut other = full_row();
    other.0[0] = MISSING;
    let rows: Vec<Row> = [full_row(), other].into_iter().cycle().take(50_000).collect();
    let mut first = accumulator();
    let mut second = accumulator();
    for _ in 0..2 {
        first.observe(&batch(&rows));
        second.observe(&batch(&rows));
    }
    first.merge(second);
    let mut expected = Cube::new(&plan());
    let once = twin_scan(&rows);
    (0..4).for_each(|_| expected.merge(&once));
    assert_eq!(first.finish(), expected);
}

#[test]
fn more_combinations_of_cells_than_the_memory_allows_are_dealt_out_facet_by_facet() {
    // Every one of 6,000 respondents has a combination of its own, and even two facets have 2,050. The workers split
    // their groups at different moments, and some never do.
    let mut plan = plan();
    plan.facets = vec![Facet { cells: 41 }, Facet { cells: 50 }, Facet { cells: 3 }];
    let rows: Vec<Row> = (0..6000_u32)
        .map(|r| {
            let mut row = full_row();
            row.0[0] = (r % 8) as u8;
            row.1 = vec![r % 41, r % 50, if r % 3 == 0 { u32::MAX } else { r % 3 }];
            row
        })
        .collect();
    let mut expected = Cube::new(&plan);
    twin::add(&plan, &mut expected, &batch(&rows));
    for cut in [0, 10, 1500, 4000, 6000] {
        let [mut first, second] = [&rows[..cut], &rows[cut..]].map(|rows| {
            let mut accumulator = Accumulator::new(&plan).expect("the plan is sound");
            accumulator.observe(&batch(rows));
            accumulator
        });
        first.merge(second);
        assert!(first.finish() == expected, "workers cut at {cut}");
    }
}

#[test]
#[should_panic(expected = "codes within")]
fn a_code_beyond_the_scale_is_refused_not_counted() {
    let mut row = full_row();
    row.0[0] = 8;
    scan(&[row]);
}

#[test]
#[should_panic(expected = "cells that exist")]
fn a_cell_that_does_not_exist_is_refused() {
    let mut row = full_row();
    row.1[1] = 4;
    scan(&[row]);
}

#[test]
#[should_panic(expected = "taken back")]
fn a_respondent_never_seen_cannot_be_taken_back() {
    let mut accumulator = accumulator();
    accumulator.retract(&batch(&[full_row()]));
    let _ = accumulator.finish();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn the_scan_equals_the_row_by_row_twin(rows in survey()) {
        prop_assert_eq!(scan(&rows), twin_scan(&rows));
    }

    #[test]
    fn any_order_any_split_and_any_number_of_workers_give_the_same_sums(
        rows in survey(),
        shuffle in prop::collection::vec(any::<u64>(), 900),
        cuts in prop::collection::vec(1..400_usize, 1..6),
        workers in 1..4_usize,
    ) {
        let mut order: Vec<usize> = (0..rows.len()).collect();
        order.sort_by_key(|&r| shuffle[r]);
        let shuffled: Vec<Row> = order.iter().map(|&r| rows[r].clone()).collect();
        let mut accumulators: Vec<Accumulator> = (0..workers).map(|_| accumulator()).collect();
        let (mut rest, mut turn) = (shuffled.as_slice(), 0);
        while !rest.is_empty() {
            let (part, left) = rest.split_at(cuts[turn % cuts.len()].min(rest.len()));
            accumulators[turn % workers].observe(&batch(part));
            (rest, turn) = (left, turn + 1);
        }
        let mut merged = accumulators.pop().expect("at least one worker");
        accumulators.into_iter().for_each(|other| merged.merge(other));
        prop_assert_eq!(merged.finish(), scan(&rows));
    }

    #[test]
    fn taking_back_equals_never_having_seen(rows in survey(), gone in survey()) {
        let mut accumulator = accumulator();
        accumulator.observe(&batch(&gone));
        accumulator.observe(&batch(&rows));
        accumulator.retract(&batch(&gone));
        prop_assert_eq!(accumulator.finish(), scan(&rows));
    }

    #[test]
    fn one_worker_may_take_back_whom_another_saw(rows in survey(), gone in survey()) {
        let mut first = accumulator();
        first.retract(&batch(&gone));
        let mut second = accumulator();
        second.observe(&batch(&gone));
        second.observe(&batch(&rows));
        first.merge(second);
        prop_assert_eq!(first.finish(), scan(&rows));
    }

    #[test]
    fn merging_is_commutative_and_associative(a in survey(), b in survey(), c in survey()) {
        let [a, b, c] = [a, b, c].map(|rows| scan(&rows));
        let merged = |parts: [&Cube; 3]| {
            let mut left = parts[0].clone();
            left.merge(parts[1]);
            left.merge(parts[2]);
            left
        };
        let mut bc = b.clone();
        bc.merge(&c);
        let mut right = a.clone();
        right.merge(&bc);
        prop_assert_eq!(merged([&a, &b, &c]), right);
        prop_assert_eq!(merged([&a, &b, &c]), merged([&c, &a, &b]));
        let mut back = merged([&a, &b, &c]);
        back.unmerge(&c);
        back.unmerge(&b);
        prop_assert_eq!(back, a);
    }

    #[test]
    fn the_facet_of_everyone_is_the_sum_of_any_other_facet_that_places_everyone(mut rows in survey()) {
        for (r, row) in rows.iter_mut().enumerate() {
            row.1 = vec![0, r as u32 % 4, u32::MAX];
        }
        let cube = scan(&rows);
        prop_assert_eq!(cube.total(0), cube.total(1));
        prop_assert_eq!(cube.total(2), Evidence::new(&plan()));
    }

    #[test]
    fn gaps_are_a_linear_form_of_expectations_and_perceptions(rows in survey()) {
        let gap = |row: &Row, item: usize| Some(answer(row, item + 5)? - answer(row, item)?);
        let gaps: Vec<Vec<i64>> = rows.iter().filter(|row| row.1[0] == 0)
            .filter_map(|row| (0..3).map(|item| gap(row, item)).collect()).collect();
        let weights: Vec<Vec<i64>> =
            (0..3).map(|item| (0..6).map(|v| i64::from(v == item + 3) - i64::from(v == item)).collect()).collect();
        let mut expected = Sums::new(3);
        gaps.iter().for_each(|row| expected.observe(row));
        prop_assert_eq!(scan(&rows).facets[0][0].blocks[0].linear(&weights), expected);
    }

    #[test]
    fn composites_of_rows_are_those_of_the_definitions(rows in survey()) {
        let batch = batch(&rows);
        let table = Rows { n: rows.len(), columns: batch.columns, cells: batch.cells, lines: vec![] };
        let made = plan().composites_of(&table);
        for (r, row) in rows.iter().enumerate() {
            let expected: Vec<i64> =
                twin::composites(&plan(), &row.0).into_iter().map(|value| value.unwrap_or(NO_SCORE)).collect();
            let found: Vec<i64> = made.iter().map(|values| values[r]).collect();
            prop_assert_eq!(found, expected);
        }
    }
}

fn answer(row: &Row, column: usize) -> Option<i64> {
    (row.0[column] < NOT_APPLICABLE).then_some(i64::from(row.0[column]))
}
