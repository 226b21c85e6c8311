//! Less time than reading takes.
//!
//! Separate from what was answered: it looks at the clock alone. It refuses to judge whoever's time is not known.
//!
//! Formula: too fast = seconds < 2 · items
//! Unit: yes or no. Needs: each respondent's time for all items. Undefined, per respondent: no time, or one that is no number.
//! Source: Huang, Curran, Keeney, Poposki & DeShon (2012), Journal of Business and Psychology 27, 99–114.
//! Method page: docs/method/careless.md

/// Below this time per item an answer was not read.
pub const SECONDS_PER_ITEM_MIN: f64 = 2.0;

/// Whether each respondent was too fast for so many items; `None` where the time is not known.
#[must_use]
pub fn too_fast(seconds: &[Option<f64>], items: usize) -> Vec<Option<bool>> {
    let shortest = SECONDS_PER_ITEM_MIN * items as f64;
    seconds.iter().map(|seconds| seconds.filter(|s| !s.is_nan()).map(|seconds| seconds < shortest)).collect()
}

#[cfg(test)]
mod tests {
    use super::too_fast;

    #[test]
    fn two_seconds_per_item_are_just_enough() {
        let seconds = [Some(44.0), Some(43.9), None, Some(f64::NAN)];
        assert_eq!(too_fast(&seconds, 22), [Some(false), Some(true), None, None]);
    }
}
