//! The cells of a facet by first appearance: a value gets the next number when it is first seen.
//!
//! Separate, because each worker numbers for itself and the numbers are made equal at the end. It gives up beyond
//! [`SEGMENTS_MAX`] values of a column, or [`PAIRS_MAX`] of several together.

use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};

use super::FacetKey;
use super::setup::{PAIRS_MAX, SEGMENTS_MAX};

/// No byte of UTF-8 text.
const BETWEEN: u8 = 0xff;
const CACHE: usize = 256;

/// A key, and where it was met first: the block, and its number among the keys of the worker that read this block. Of
/// several workers the smallest is that of the file, whoever read what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Met {
    pub(super) key: FacetKey,
    pub(super) first: (u64, u32),
}

/// The values of one facet, as one worker met them.
pub(super) struct Segments {
    slots: Vec<usize>,
    numbers: HashMap<Vec<u8>, u32>,
    keys: Vec<Met>,
    /// The different values of each column.
    values: Vec<HashSet<String>>,
    block: u64,
    scratch: Vec<u8>,
    /// Short values looked up last, by a hash of them: nearly all rows end here.
    cache: Vec<(u64, u32)>,
    overflow: bool,
}

impl Segments {
    /// Values of these capture slots together.
    pub(super) fn new(slots: Vec<usize>) -> Self {
        Self {
            values: vec![HashSet::new(); slots.len()],
            slots,
            numbers: HashMap::new(),
            keys: vec![],
            block: 0,
            scratch: vec![],
            cache: vec![(0, 0); CACHE],
            overflow: false,
        }
    }

    /// Begins a block; numbers rise.
    pub(super) fn begin_block(&mut self, number: u64) {
        self.block = number;
    }

    /// The cell of a respondent; `u32::MAX` when one of the values is empty.
    pub(super) fn number(&mut self, captured: &[&str]) -> u32 {
        if let [slot] = *self.slots {
            let Some(packed) = pack(captured[slot].as_bytes()) else {
                return self.number_slowly(captured);
            };
            let place = (packed.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 56) as usize;
            let (known, number) = self.cache[place];
            if known == packed {
                return number;
            }
            let number = self.number_slowly(captured);
            self.cache[place] = (packed, number);
            return number;
        }
        self.number_slowly(captured)
    }

    fn number_slowly(&mut self, captured: &[&str]) -> u32 {
        self.scratch.clear();
        for &slot in &self.slots {
            let value = captured[slot].trim();
            if value.is_empty() {
                return u32::MAX;
            }
            self.scratch.extend_from_slice(value.as_bytes());
            self.scratch.push(BETWEEN);
        }
        if let Some(&number) = self.numbers.get(&self.scratch) {
            return number;
        }
        if self.overflow {
            return u32::MAX;
        }
        for (seen, &slot) in self.values.iter_mut().zip(&self.slots) {
            seen.insert(captured[slot].trim().to_owned());
            self.overflow |= SEGMENTS_MAX < seen.len();
        }
        self.overflow |= self.keys.len() == PAIRS_MAX;
        let number = self.keys.len() as u32;
        self.numbers.insert(self.scratch.clone(), number);
        let values = self.slots.iter().map(|&slot| captured[slot].trim().to_owned()).collect();
        self.keys.push(Met { key: FacetKey { values }, first: (self.block, number) });
        // The one too many is kept, to say which column has it; nothing is added up for it.
        if self.overflow { u32::MAX } else { number }
    }

    /// How many values there are so far.
    pub(super) fn len(&self) -> usize {
        self.keys.len()
    }

    /// The values, by number; and whether there were too many.
    pub(super) fn finish(self) -> (Vec<Met>, bool) {
        (self.keys, self.overflow)
    }
}

/// Up to seven bytes and their length in one word; never zero, which is the empty entry of the cache.
fn pack(value: &[u8]) -> Option<u64> {
    (1..=7)
        .contains(&value.len())
        .then(|| value.iter().fold(value.len() as u64, |packed, &byte| packed << 8 | u64::from(byte)))
}

/// The order of cells in a result, column by column. A column of whole numbers, or of numbers some of which are below
/// zero, is ordered by size. One that holds digits is ordered as text with runs of digits as numbers: 2025-9 before
/// 2025-10, 2025.9 before 2025.10. One without any digit (before and after, months) keeps the order of the file.
pub(super) fn order(keys: &mut [Met]) {
    let width = keys.first().map_or(0, |met| met.key.values.len());
    let orders: Vec<Order> = (0..width).map(|at| Order::of(keys, at)).collect();
    keys.sort_by(|a, b| {
        let parts = a.key.values.iter().zip(&b.key.values).zip(&orders);
        let compared = parts.map(|((a, b), order)| order.compare(a, b));
        compared.fold(Ordering::Equal, Ordering::then)
    });
}

/// How the values of one column are ordered.
enum Order {
    Size,
    Natural,
    /// By where each was met first.
    File(HashMap<String, (u64, u32)>),
}

impl Order {
    fn of(keys: &[Met], at: usize) -> Self {
        let values = || keys.iter().map(|met| met.key.values[at].as_str());
        let numbers: Option<Vec<f64>> = values().map(number).collect();
        if numbers.is_some_and(|all| all.iter().all(|one| one.fract() == 0.0) || all.iter().any(|one| *one < 0.0)) {
            return Self::Size;
        }
        if values().any(|value| value.bytes().any(|byte| byte.is_ascii_digit())) {
            return Self::Natural;
        }
        let mut firsts: HashMap<String, (u64, u32)> = HashMap::new();
        for met in keys {
            let first = firsts.entry(met.key.values[at].clone()).or_insert(met.first);
            *first = met.first.min(*first);
        }
        Self::File(firsts)
    }

    fn compare(&self, a: &str, b: &str) -> Ordering {
        let compared = match self {
            Self::Size => match (number(a), number(b)) {
                (Some(a), Some(b)) => a.total_cmp(&b),
                _ => Ordering::Equal,
            },
            Self::Natural => natural(a, b),
            Self::File(firsts) => firsts.get(a).cmp(&firsts.get(b)),
        };
        compared.then_with(|| a.cmp(b))
    }
}

/// Compares texts run by run: digits by their number, whatever its length, everything else as text.
fn natural(mut a: &str, mut b: &str) -> Ordering {
    while !a.is_empty() && !b.is_empty() {
        let (run_a, rest_a) = run(a);
        let (run_b, rest_b) = run(b);
        let digits = |run: &str| run.starts_with(|first: char| first.is_ascii_digit());
        let compared = if digits(run_a) && digits(run_b) {
            let (a, b) = (run_a.trim_start_matches('0'), run_b.trim_start_matches('0'));
            (a.len(), a).cmp(&(b.len(), b))
        } else {
            run_a.cmp(run_b)
        };
        if compared != Ordering::Equal {
            return compared;
        }
        (a, b) = (rest_a, rest_b);
    }
    a.len().cmp(&b.len())
}

/// The run of digits, or of anything else, with which a text begins, and the rest.
fn run(text: &str) -> (&str, &str) {
    let digits = text.starts_with(|first: char| first.is_ascii_digit());
    text.split_at(text.find(|sign: char| sign.is_ascii_digit() != digits).unwrap_or(text.len()))
}

fn number(text: &str) -> Option<f64> {
    text.replace(',', ".").parse().ok().filter(|number: &f64| number.is_finite())
}

#[cfg(test)]
mod tests {
    use super::{FacetKey, Met, Segments, order};

    /// Keys as they were met, one after the other.
    fn met(values: &[&[&str]]) -> Vec<Met> {
        let key = |values: &[&str]| FacetKey { values: values.iter().map(|value| (*value).to_owned()).collect() };
        values.iter().zip(0..).map(|(values, at)| Met { key: key(values), first: (0, at) }).collect()
    }

    fn check(values: &[&[&str]], ordered: &[&[&str]]) {
        let mut found = met(values);
        order(&mut found);
        let found: Vec<Vec<&str>> =
            found.iter().map(|met| met.key.values.iter().map(String::as_str).collect()).collect();
        assert_eq!(found, ordered);
    }

    #[test]
    fn numbers_are_ordered_by_size() {
        check(&[&["10"], &["9"]], &[&["9"], &["10"]]);
        check(&[&["1"], &["-2"], &["-10"]], &[&["-10"], &["-2"], &["1"]]);
        check(&[&["0,5"], &["-1,5"], &["-1,25"]], &[&["-1,5"], &["-1,25"], &["0,5"]]);
        check(&[&["b", "10"], &["b", "9"], &["a", "11"]], &[&["b", "9"], &["b", "10"], &["a", "11"]]);
    }

    #[test]
    fn periods_are_ordered_as_people_count_them() {
        check(&[&["2025-10"], &["2025-9"], &["2024-12"]], &[&["2024-12"], &["2025-9"], &["2025-10"]]);
        check(&[&["2025.10"], &["2025.9"]], &[&["2025.9"], &["2025.10"]]);
        check(&[&["x"], &["wave 10"], &["wave 9"]], &[&["wave 9"], &["wave 10"], &["x"]]);
        check(&[&["Q01"], &["Q1"], &["Q0"]], &[&["Q0"], &["Q01"], &["Q1"]]);
    }

    #[test]
    fn words_keep_the_order_of_the_file() {
        check(&[&["pre"], &["post"]], &[&["pre"], &["post"]]);
        check(
            &[&["n", "Jan"], &["m", "Jan"], &["m", "Feb"], &["n", "Feb"]],
            &[&["n", "Jan"], &["n", "Feb"], &["m", "Jan"], &["m", "Feb"]],
        );
    }

    #[test]
    fn an_empty_value_belongs_to_no_cell() {
        let mut segments = Segments::new(vec![0]);
        assert_eq!(segments.number(&["north"]), 0);
        assert_eq!(segments.number(&[" "]), u32::MAX);
        assert_eq!(segments.number(&["a name longer than the cache"]), 1);
        assert_eq!(segments.number(&[" north "]), 0);
    }
}
