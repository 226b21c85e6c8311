//! What a whole SERVQUAL survey costs per respondent: 22 items twice, gaps, composites, tables and distributions, by 20
//! folds and 20 segments.
//!
//! `cargo run --release -p rater-sums --example scan_speed [RESPONDENTS]`; one million by default, with 1 % of the
//! answers missing, and with none.
#![allow(clippy::print_stdout, reason = "a measurement is printed")]

use std::time::Instant;

use sums::{Accumulator, Batch, Composite, Cube, Facet, MISSING, Plan, Variable, stable_hash};

const ITEMS: usize = 22;
const BATCH: usize = 8192;
/// The dimensions' items, in the published order.
const DIMENSIONS: [(usize, usize); 5] = [(0, 4), (4, 9), (9, 13), (13, 17), (17, 22)];

fn main() {
    let respondents = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(1_000_000);
    let plan = servqual();
    for missing_percent in [0, 1] {
        let batches = survey(respondents, missing_percent);
        let mut first: Option<Cube> = None;
        for threads in [1, 2] {
            let mut best = f64::INFINITY;
            for _ in 0..5 {
                let start = Instant::now();
                let cube = scan(&plan, &batches, threads);
                best = best.min(start.elapsed().as_secs_f64());
                assert!(*first.get_or_insert_with(|| cube.clone()) == cube, "the same integers every time");
            }
            let nanoseconds = best * 1e9 / respondents as f64;
            println!(
                "{respondents} respondents, {missing_percent} % missing, {threads} thread(s): \
                 {nanoseconds:6.1} ns per respondent, {:.1} ms in all",
                best * 1e3
            );
        }
    }
}

fn scan(plan: &Plan, batches: &[Batch], threads: usize) -> Cube {
    let worker = |turn: usize| {
        let mut accumulator = Accumulator::new(plan).expect("the plan is sound");
        batches.iter().skip(turn).step_by(threads).for_each(|batch| accumulator.observe(batch));
        accumulator
    };
    let accumulators: Vec<Accumulator> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|turn| scope.spawn(move || worker(turn))).collect();
        workers.into_iter().map(|worker| worker.join().expect("a worker that does not panic")).collect()
    });
    let merged = accumulators.into_iter().reduce(|mut all, other| {
        all.merge(other);
        all
    });
    merged.expect("at least one worker").finish()
}

/// Expectations are columns 0–21, perceptions 22–43.
fn servqual() -> Plan {
    let scale = 60;
    let minimum = |(first, end): (usize, usize)| (end - first).div_ceil(2);
    let mean = |shift: usize| {
        DIMENSIONS.map(|d| Composite::Mean {
            columns: (d.0 + shift..d.1 + shift).collect(),
            minimum: minimum(d),
            scale,
        })
    };
    let gap = |d: (usize, usize)| Composite::MeanDifference {
        pairs: (d.0..d.1).map(|item| (item + ITEMS, item)).collect(),
        minimum: minimum(d),
        scale,
    };
    let totals = [Composite::Total { of: (10..15).collect() }, Composite::Total { of: (5..10).collect() }];
    let columns = |from: usize, to: usize| (from..to).map(Variable::Column);
    let mut blocks = vec![];
    for (first, end) in DIMENSIONS {
        blocks.push(columns(first + ITEMS, end + ITEMS).collect());
        blocks.push(columns(first, end).collect());
        blocks.push(columns(first, end).chain(columns(first + ITEMS, end + ITEMS)).collect());
    }
    let outcome = Variable::Column(2 * ITEMS);
    blocks.push((5..10).map(Variable::Composite).chain([outcome]).collect());
    blocks.push((0..15).map(Variable::Composite).chain([outcome]).collect());
    let bounds = |index: usize| {
        if index < 10 { (index, 0, 420) } else { (index, -360, 360) }
    };
    Plan {
        column_max: [vec![7; 2 * ITEMS], vec![10]].concat(),
        composites: mean(0).into_iter().chain(mean(ITEMS)).chain(DIMENSIONS.map(gap)).chain(totals).collect(),
        blocks,
        tables: (0..ITEMS).map(|item| (item, item + ITEMS)).collect(),
        histograms: (0..15).map(bounds).chain([(15, -1800, 1800), (16, 0, 2100)]).collect(),
        facets: vec![Facet { cells: 20 }, Facet { cells: 20 }],
    }
}

/// Made-up answers, the same on every machine; respondents differ in how kind they are, so that items go together.
fn survey(respondents: usize, missing_percent: u64) -> Vec<Batch> {
    let mut random = SplitMix(7);
    let mut batches = vec![];
    for start in (0..respondents).step_by(BATCH) {
        let end = respondents.min(start + BATCH);
        let mut batch = Batch { columns: vec![vec![]; 2 * ITEMS + 1], cells: vec![vec![]; 2] };
        for respondent in start..end {
            let kindness = random.below(3);
            for column in &mut batch.columns {
                let code = 1 + random.below(5) + kindness;
                column.push(if random.below(100) < missing_percent { MISSING } else { code.min(7) as u8 });
            }
            batch.cells[0].push((stable_hash(&respondent.to_le_bytes()) % 20) as u32);
            batch.cells[1].push(random.below(20) as u32);
        }
        batches.push(batch);
    }
    batches
}

/// Steele, Lea, Flood (2014).
struct SplitMix(u64);

impl SplitMix {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) >> 33) % end
    }
}
