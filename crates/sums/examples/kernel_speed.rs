//! How many respondents a second the cross products of 44 columns take, engine by engine, checked for equality.
//!
//! `cargo run --release -p rater-sums --example kernel_speed [RESPONDENTS]`; ten million by default, half a gigabyte.
#![allow(clippy::print_stdout, reason = "a measurement is printed")]

use std::time::Instant;

use sums::Engine;

const COLUMNS: usize = 44;

fn main() {
    let respondents = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(10_000_000);
    let columns: Vec<Vec<u8>> = (0..COLUMNS).map(|column| answers(column as u64, respondents)).collect();
    let columns: Vec<&[u8]> = columns.iter().map(Vec::as_slice).collect();
    println!(
        "{respondents} respondents, {COLUMNS} columns, all {} cross products, one thread",
        COLUMNS * (COLUMNS + 1) / 2
    );
    let mut first: Option<Vec<i64>> = None;
    for engine in Engine::available() {
        let mut best = f64::INFINITY;
        let mut products = vec![];
        for _ in 0..if engine.name() == "scalar" { 1 } else { 5 } {
            let start = Instant::now();
            products = engine.cross_products(&columns);
            best = best.min(start.elapsed().as_secs_f64());
        }
        let equal = *first.get_or_insert_with(|| products.clone()) == products;
        println!(
            "{:14} {:8.1} million respondents/s   {}",
            engine.name(),
            respondents as f64 / best / 1e6,
            if equal { "equal" } else { "DIFFERENT" }
        );
        assert!(equal, "every engine gives the same integers");
    }
}

/// Made-up answers 1 to 7, the same on every machine (SplitMix64).
fn answers(seed: u64, n: usize) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0xd134_2543_de82_ef95);
    (0..n)
        .map(|_| {
            state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            1 + ((mixed >> 33) % 7) as u8
        })
        .collect()
}
