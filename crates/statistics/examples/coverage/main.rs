//! Do 95 % intervals hold the truth 95 times in a hundred? Prints `docs/method/coverage.md`.
//!
//! `cargo run --release -p rater-statistics --example coverage > docs/method/coverage.md`
//!
//! Separate from the tests, which ask whether a formula is computed as its source has it; here is asked whether it is the
//! right one for answers on seven points. Everything is drawn from one seed, by two threads that share nothing.
#![allow(clippy::print_stdout, reason = "the page is printed")]

mod evidence;
mod numbers;
mod page;
mod population;
mod quadrants;
mod tally;

use statistics::uncertainty::splitmix::SplitMix64;

use evidence::Evidence;
use page::Findings;
use population::Population;

const SEED: u64 = 1988;
/// Sample sizes, how many samples of each, and how many of each of the populations of the quadrants.
const SIZES: [(usize, usize, usize); 3] = [(50, 1000, 6), (300, 1000, 6), (5000, 500, 3)];
/// People whose numbers are taken for the truth, in parts of which each thread makes one at a time.
const TRUTH_PARTS: usize = 40;
const TRUTH_PART: usize = 100_000;
/// Populations for the quadrants, and the people whose quadrants are taken for the truth of each.
const POPULATIONS: usize = 100;
const TRUTH_OF_QUADRANTS: usize = 100_000;

fn main() {
    let population = Population::usual();
    let parts = by_two(TRUTH_PARTS, |part| Evidence::drawn(&population, TRUTH_PART, &mut stream(0, part)));
    let mut everyone = Evidence::new();
    parts.iter().for_each(|part| everyone.merge(part));
    let truth = numbers::truth(&everyone);
    let mut tallies = Vec::new();
    let mut cases = Vec::new();
    for (n, samples, of_each) in SIZES {
        let found = by_two(samples, |sample| numbers::of_sample(&population, n, &mut stream(n, sample)));
        tallies.push(tally::tallies(n, &found, &truth));
        let of_population = |at| quadrants::cases(n, of_each, TRUTH_OF_QUADRANTS, &mut stream(n + 1, at));
        cases.push((n, by_two(POPULATIONS, of_population)));
    }
    print!("{}", page::page(&Findings { everyone, truth, tallies, cases }));
}

/// A stream of draws for each thing that is drawn.
fn stream(stage: usize, at: usize) -> SplitMix64 {
    SplitMix64::new(SplitMix64::new(SEED ^ (stage as u64) << 32 ^ at as u64).draw())
}

/// Does every job on one of two threads; the results are in the order of the jobs.
fn by_two<T: Send>(jobs: usize, job: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let job = &job;
    let every_second = |first: usize| (first..jobs).step_by(2).map(job).collect::<Vec<T>>();
    let (even, odd) = std::thread::scope(|scope| {
        let odd = scope.spawn(move || every_second(1));
        (every_second(0), odd.join())
    });
    let mut odd = odd.unwrap_or_else(|panic| std::panic::resume_unwind(panic)).into_iter();
    even.into_iter().flat_map(|first| [Some(first), odd.next()]).flatten().collect()
}
