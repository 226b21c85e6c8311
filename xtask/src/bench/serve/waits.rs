//! How long people waited: the half, and the slowest in a hundred.
//!
//! Separate from who measured, because our server, its board and pgbench are read in the same way.

/// Waits in seconds, in order.
#[derive(Debug, Clone, PartialEq)]
pub struct Waits(Vec<f64>);

impl Waits {
    /// Waits in seconds.
    pub fn new(mut waits: Vec<f64>) -> Self {
        waits.sort_by(f64::total_cmp);
        Self(waits)
    }

    /// The wait that so many of a thousand do not exceed, in milliseconds; the nearest rank, so that it was really waited.
    pub fn milliseconds(&self, per_mille: usize) -> f64 {
        let rank = (self.0.len() * per_mille).div_ceil(1000).max(1);
        self.0.get(rank - 1).map_or(f64::NAN, |seconds| seconds * 1e3)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_of_a_hundred_waits_longer_than_p99() {
        let waits = Waits::new((1..=100).rev().map(f64::from).collect());
        assert_eq!(waits.milliseconds(500), 50_000.0);
        assert_eq!(waits.milliseconds(990), 99_000.0);
        assert_eq!(waits.milliseconds(1000), 100_000.0);
    }

    #[test]
    fn a_single_wait_is_its_own_p99_and_none_is_no_number() {
        assert_eq!(Waits::new(vec![0.25]).milliseconds(990), 250.0);
        assert!(Waits::new(vec![]).milliseconds(500).is_nan());
    }
}
