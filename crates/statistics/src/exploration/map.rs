//! How many components leave the least systematic correlation behind: Velicer's minimum average partial.
//!
//! Separate from the parallel analysis, which compares with chance; this one draws nothing at random and gives the same
//! answer every time.
//!
//! Formula: MAP_m = Σ r*² / (p(p − 1)) over all pairs i ≠ j, r* the correlations that m principal components leave; the number is the m with the lowest
//! Unit: none; a mean squared partial correlation. Needs: the correlation matrix of p items.
//! Undefined: fewer than two items, items that can be computed from each other.
//! Source: Velicer (1976), Psychometrika 41, 321–327.
//! Method page: docs/method/exploration.md

use nalgebra::DMatrix;

use super::{items_of, spectrum};
use crate::Undefined;
use crate::linear::Factored;

/// The average partial correlations by number of components.
#[derive(Debug, Clone, PartialEq)]
pub struct MinimumAveragePartial {
    /// `values[m]`: the average squared correlation when `m` components are taken out, from 0 to p − 1.
    pub values: Vec<f64>,
    /// The number of components with the lowest value; 0 when nothing is worth taking out.
    pub components: usize,
}

/// Velicer's minimum average partial.
///
/// # Errors
/// [`Undefined::TooFewItems`] below two, [`Undefined::Collinear`].
pub fn minimum_average_partial(correlations: &DMatrix<f64>) -> Result<MinimumAveragePartial, Undefined> {
    let p = items_of(correlations, 2)?;
    Factored::new(correlations)?;
    let found = spectrum(correlations.clone()).ok_or(Undefined::Collinear)?;
    let mut left = correlations.clone();
    let mut values = vec![average_square(&left)];
    for m in 0..p - 1 {
        let vector = found.vectors.column(m);
        left -= found.values[m] * vector * vector.transpose();
        values.push(average_square(&left));
    }
    let components = (0..p).min_by(|&a, &b| values[a].total_cmp(&values[b])).unwrap_or(0);
    Ok(MinimumAveragePartial { values, components })
}

/// The mean squared correlation of a matrix of covariances.
fn average_square(left: &DMatrix<f64>) -> f64 {
    let p = left.nrows();
    let mut total = 0.0;
    for i in 1..p {
        for j in 0..i {
            let product = left[(i, i)] * left[(j, j)];
            // An item of which nothing is left has no partial correlation.
            if left[(i, i)] > 1e-14 && left[(j, j)] > 1e-14 {
                total += 2.0 * left[(i, j)].powi(2) / product;
            }
        }
    }
    total / (p * (p - 1)) as f64
}

#[cfg(test)]
mod tests {
    use nalgebra::DMatrix;

    use super::minimum_average_partial;
    use crate::Undefined;

    #[test]
    fn three_items_correlated_one_half_by_hand() {
        // Nothing taken out: 1/4. The first component has eigenvalue 2 and takes 2/3 from every cell: 1/3 stays on the
        // diagonal and −1/6 beside it, all partial correlations are −1/2: 1/4 again. After two, the last vector is all
        // there is, and partial correlations are ±1.
        let r = DMatrix::from_fn(3, 3, |i, j| if i == j { 1.0 } else { 0.5 });
        let found = minimum_average_partial(&r).unwrap();
        assert!((found.values[0] - 0.25).abs() < 1e-14 && (found.values[1] - 0.25).abs() < 1e-14);
        assert_eq!(found.values.len(), 3);
    }

    #[test]
    fn two_separate_groups_of_items_have_two_components() {
        let r = DMatrix::from_fn(8, 8, |i, j| match (i == j, i / 4 == j / 4) {
            (true, _) => 1.0,
            (_, true) => 0.7,
            _ => 0.1,
        });
        assert_eq!(minimum_average_partial(&r).unwrap().components, 2);
        assert_eq!(minimum_average_partial(&DMatrix::identity(6, 6)).unwrap().components, 0);
    }

    #[test]
    fn equal_items_and_a_single_one_say_why() {
        assert_eq!(minimum_average_partial(&DMatrix::from_element(3, 3, 1.0)), Err(Undefined::Collinear));
        let one = Undefined::TooFewItems { items: 1, needed: 2 };
        assert_eq!(minimum_average_partial(&DMatrix::identity(1, 1)), Err(one));
    }
}
