//! The cells of a facet by first appearance: a value gets the next number when it is first seen.
//!
//! Separate, because each worker numbers for itself and the numbers are made equal at the end. It gives up beyond
//! [`SEGMENTS_MAX`] values.

use std::cmp::Ordering;
use std::collections::HashMap;

use super::FacetKey;
use super::setup::SEGMENTS_MAX;

/// No byte of UTF-8 text.
const BETWEEN: u8 = 0xff;
const CACHE: usize = 256;

/// The values of one facet, as one worker met them.
pub(super) struct Segments {
    slots: Vec<usize>,
    numbers: HashMap<Vec<u8>, u32>,
    keys: Vec<FacetKey>,
    scratch: Vec<u8>,
    /// Short values looked up last, by a hash of them: nearly all rows end here.
    cache: Vec<(u64, u32)>,
    overflow: bool,
}

impl Segments {
    /// Values of these capture slots together.
    pub(super) fn new(slots: Vec<usize>) -> Self {
        Self {
            slots,
            numbers: HashMap::new(),
            keys: vec![],
            scratch: vec![],
            cache: vec![(0, 0); CACHE],
            overflow: false,
        }
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
        if self.keys.len() == SEGMENTS_MAX {
            self.overflow = true;
            return u32::MAX;
        }
        let number = self.keys.len() as u32;
        self.numbers.insert(self.scratch.clone(), number);
        let values = self.slots.iter().map(|&slot| captured[slot].trim().to_owned()).collect();
        self.keys.push(FacetKey { values });
        number
    }

    /// How many values there are so far.
    pub(super) fn len(&self) -> usize {
        self.keys.len()
    }

    /// The values, by number; and whether there were too many.
    pub(super) fn finish(self) -> (Vec<FacetKey>, bool) {
        (self.keys, self.overflow)
    }
}

/// Up to seven bytes and their length in one word; never zero, which is the empty entry of the cache.
fn pack(value: &[u8]) -> Option<u64> {
    (1..=7)
        .contains(&value.len())
        .then(|| value.iter().fold(value.len() as u64, |packed, &byte| packed << 8 | u64::from(byte)))
}

/// The order of cells in a result: value by value, as numbers where a column holds only numbers, else as text.
pub(super) fn order(keys: &mut [FacetKey]) {
    let width = keys.first().map_or(0, |key| key.values.len());
    let numeric: Vec<bool> = (0..width).map(|at| keys.iter().all(|key| number(&key.values[at]).is_some())).collect();
    keys.sort_by(|a, b| {
        let parts = a.values.iter().zip(&b.values).zip(&numeric);
        let compared = parts.map(|((a, b), &numeric)| compare(a, b, numeric));
        compared.fold(Ordering::Equal, Ordering::then)
    });
}

fn compare(a: &str, b: &str, numeric: bool) -> Ordering {
    let by_number = match (number(a), number(b)) {
        (Some(a), Some(b)) if numeric => a.total_cmp(&b),
        _ => Ordering::Equal,
    };
    by_number.then_with(|| a.cmp(b))
}

fn number(text: &str) -> Option<f64> {
    text.replace(',', ".").parse().ok().filter(|number: &f64| number.is_finite())
}

#[cfg(test)]
mod tests {
    use super::{FacetKey, Segments, order};

    fn keys(values: &[&[&str]]) -> Vec<FacetKey> {
        values
            .iter()
            .map(|values| FacetKey { values: values.iter().map(|value| (*value).to_owned()).collect() })
            .collect()
    }

    fn check(values: &[&[&str]], ordered: &[&[&str]]) {
        let mut found = keys(values);
        order(&mut found);
        assert_eq!(found, keys(ordered));
    }

    #[test]
    fn numbers_are_ordered_as_numbers_and_words_as_words() {
        check(&[&["10"], &["9"]], &[&["9"], &["10"]]);
        check(&[&["10"], &["9"], &["x"]], &[&["10"], &["9"], &["x"]]);
        check(&[&["b", "10"], &["b", "9"], &["a", "11"]], &[&["a", "11"], &["b", "9"], &["b", "10"]]);
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
