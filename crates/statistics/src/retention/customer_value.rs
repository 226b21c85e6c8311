//! What is a customer worth who stays with a constant probability?
//!
//! Separate from the beta-geometric model, in which customers differ: a constant retention understates those who have stayed.
//! Two forms are in use that differ by one margin; each result is of the form that was named.
//!
//! Formula: first margin now m (1 + d)/(1 + d − r (1 + g)), after the first renewal m r/(1 + d − r (1 + g)); expected lifetime
//! 1/(1 − r)
//! Unit: money of the margin; periods.
//! Needs: margin m, retention r and discount d per period, growth g of the margin. Undefined: r outside 0 to 1, no margin that is
//! a number, r (1 + g) not below 1 + d; the lifetime for r = 1.
//! Source: Berger & Nasr (1998), Journal of Interactive Marketing 12(1), 17–30; Gupta & Lehmann (2003), Journal of
//! Interactive Marketing 17(1), 9–24.
//! Method page: docs/method/retention.md

use crate::Undefined;

/// When the first margin comes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FirstMargin {
    /// At once: the value of a new customer.
    Now,
    /// After the first renewal: the value of a customer who has just paid.
    AfterRenewal,
}

/// What the value of a customer follows from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Terms {
    /// Margin (not revenue) per period.
    pub margin: f64,
    /// Probability of staying from one period to the next.
    pub retention: f64,
    /// Discount per period, such as 0.1.
    pub discount: f64,
    /// Growth of the margin per period; 0 for a constant one.
    pub growth: f64,
    /// When the first margin comes in.
    pub first: FirstMargin,
}

impl Terms {
    /// The present value of one customer, for ever.
    ///
    /// # Errors
    /// [`Undefined::OutOfRange`] when a term is no number or outside its range, or the value would be infinite.
    pub fn value(&self) -> Result<f64, Undefined> {
        self.check()?;
        let left = 1.0 + self.discount - self.retention * (1.0 + self.growth);
        if left <= 0.0 {
            return Err(Undefined::OutOfRange);
        }
        Ok(self.margin * self.start() / left)
    }

    /// The present value of the first `periods` margins.
    ///
    /// # Errors
    /// [`Undefined::OutOfRange`] when a term is no number or outside its range.
    pub fn value_over(&self, periods: u32) -> Result<f64, Undefined> {
        self.check()?;
        let ratio = self.retention * (1.0 + self.growth) / (1.0 + self.discount);
        // 1 + q + … + q^(periods − 1).
        let series = if (1.0 - ratio).abs() < 1e-9 {
            f64::from(periods)
        } else {
            (1.0 - ratio.powi(i32::try_from(periods).unwrap_or(i32::MAX))) / (1.0 - ratio)
        };
        Ok(self.margin * self.start() / (1.0 + self.discount) * series)
    }

    /// The first margin as a share of itself, one discount period late.
    fn start(&self) -> f64 {
        match self.first {
            FirstMargin::Now => 1.0 + self.discount,
            FirstMargin::AfterRenewal => self.retention,
        }
    }

    fn check(&self) -> Result<(), Undefined> {
        let rates = [self.discount, self.growth].iter().all(|rate| rate.is_finite() && -1.0 < *rate);
        let fine = rates && self.margin.is_finite() && (0.0..=1.0).contains(&self.retention);
        if fine { Ok(()) } else { Err(Undefined::OutOfRange) }
    }
}

/// For how many periods a customer is expected to stay, the first included.
///
/// # Errors
/// [`Undefined::OutOfRange`] unless the retention is at least 0 and below 1.
pub fn expected_lifetime(retention: f64) -> Result<f64, Undefined> {
    if (0.0..1.0).contains(&retention) { Ok(1.0 / (1.0 - retention)) } else { Err(Undefined::OutOfRange) }
}

#[cfg(test)]
mod tests {
    use super::{FirstMargin, Terms, expected_lifetime};
    use crate::Undefined;

    const TERMS: Terms = Terms { margin: 100.0, retention: 0.8, discount: 0.1, growth: 0.0, first: FirstMargin::Now };

    #[test]
    fn the_worked_example_of_the_method_page() {
        // 100·1.1/0.3 = 366.67 with the first margin now, 100·0.8/0.3 = 266.67 after the first renewal: one margin apart.
        let now = TERMS.value().unwrap();
        let later = Terms { first: FirstMargin::AfterRenewal, ..TERMS }.value().unwrap();
        assert!((now - 1100.0 / 3.0).abs() < 1e-12 && (now - later - 100.0).abs() < 1e-12);
        assert!((expected_lifetime(0.8).unwrap() - 5.0).abs() < 1e-14);
    }

    #[test]
    fn many_periods_come_to_the_value_for_ever() {
        // Two periods: 100 + 80/1.1.
        assert!((TERMS.value_over(2).unwrap() - 100.0 - 80.0 / 1.1).abs() < 1e-12);
        assert!((TERMS.value_over(500).unwrap() - TERMS.value().unwrap()).abs() < 1e-10);
        assert_eq!(TERMS.value_over(0), Ok(0.0));
        let level = Terms { retention: 1.0, discount: 0.0, ..TERMS };
        assert!((level.value_over(7).unwrap() - 700.0).abs() < 1e-6);
    }

    #[test]
    fn customers_who_never_leave_and_cost_nothing_to_wait_for_have_no_value() {
        assert_eq!(Terms { retention: 1.0, discount: 0.0, ..TERMS }.value(), Err(Undefined::OutOfRange));
        assert_eq!(Terms { growth: 0.5, ..TERMS }.value(), Err(Undefined::OutOfRange));
        for retention in [-0.1, 1.1, f64::NAN] {
            assert_eq!(Terms { retention, ..TERMS }.value(), Err(Undefined::OutOfRange));
        }
        assert_eq!(Terms { margin: f64::INFINITY, ..TERMS }.value_over(3), Err(Undefined::OutOfRange));
        assert_eq!(expected_lifetime(1.0), Err(Undefined::OutOfRange));
    }
}
