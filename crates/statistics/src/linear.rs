//! The little linear algebra that survey statistics need, on top of nalgebra.
//!
//! Separate, so that "one variable can be computed from the others" is decided once, by one tolerance, and never by a
//! division that happens to overflow. It refuses to invert what cannot be inverted; it knows nothing of surveys.

use nalgebra::{Cholesky, DMatrix, DVector, Dyn, SymmetricEigen};
use sums::Sums;

use crate::Undefined;

/// The share of its variance that a variable must have of its own, given those before it. Below it the variable counts
/// as computed from them: a variance inflation of ten thousand million leaves no digit to report.
pub const OWN_VARIANCE: f64 = 1e-10;

/// A positive definite matrix, factored once and ready to solve with.
#[derive(Debug, Clone)]
pub struct Factored(Cholesky<f64, Dyn>);

impl Factored {
    /// Factors a symmetric matrix.
    ///
    /// # Errors
    /// [`Undefined::Collinear`] when a variable keeps less than [`OWN_VARIANCE`] of its variance given those before it.
    pub fn new(matrix: &DMatrix<f64>) -> Result<Self, Undefined> {
        let factor = Cholesky::new(matrix.clone()).ok_or(Undefined::Collinear)?;
        let lower = factor.l_dirty();
        let independent = (0..matrix.nrows()).all(|i| lower[(i, i)] * lower[(i, i)] > OWN_VARIANCE * matrix[(i, i)]);
        if independent { Ok(Self(factor)) } else { Err(Undefined::Collinear) }
    }

    /// `x` in `A x = right`.
    #[must_use]
    pub fn solve(&self, right: &DVector<f64>) -> DVector<f64> {
        self.0.solve(right)
    }

    /// `A⁻¹`.
    #[must_use]
    pub fn inverse(&self) -> DMatrix<f64> {
        inverse_of(&self.0)
    }

    /// `ln |A|`, without the determinant itself, which may be too small to be stored.
    #[must_use]
    pub fn ln_determinant(&self) -> f64 {
        2.0 * self.0.l_dirty().diagonal().iter().map(|x| x.ln()).sum::<f64>()
    }

    /// `x′ A⁻¹ x`, by one forward substitution.
    #[must_use]
    pub fn quadratic(&self, x: &DVector<f64>) -> f64 {
        self.0.l_dirty().solve_lower_triangular(x).map_or(f64::NAN, |z| z.norm_squared())
    }
}

/// `A⁻¹` from the factor of `A = L L′`: the rows of `L⁻¹` one after the other, then `L⁻′ L⁻¹`, which is symmetric and needs one
/// half only. Factor models spend much of their time here, and solving with every unit vector does the work several times over.
#[must_use]
pub fn inverse_of(factor: &Cholesky<f64, Dyn>) -> DMatrix<f64> {
    let lower = factor.l_dirty();
    let k = lower.nrows();
    // Row after row, as far as the diagonal.
    let mut rows = vec![0.0; k * k];
    let mut inverse = DMatrix::zeros(k, k);
    for i in 0..k {
        let (above, row) = rows.split_at_mut(i * k);
        let row = &mut row[..=i];
        let own = 1.0 / lower[(i, i)];
        for (j, above) in above.chunks_exact(k).enumerate() {
            let share = lower[(i, j)] * own;
            row.iter_mut().zip(&above[..=j]).for_each(|(x, above)| *x -= share * above);
        }
        row[i] = own;
        for j in 0..=i {
            let times = row[j];
            inverse.as_mut_slice()[j * k..=j * k + j].iter_mut().zip(&row[..=j]).for_each(|(x, r)| *x += times * r);
        }
    }
    inverse.fill_lower_triangle_with_upper_triangle();
    inverse
}

/// The correlations of all variables of a block.
///
/// # Errors
/// [`Undefined::NobodyAnswered`], [`Undefined::TooFewRespondents`] below two, [`Undefined::NoVariation`] when a variable
/// never varies.
pub fn correlation_matrix(sums: &Sums) -> Result<DMatrix<f64>, Undefined> {
    let deviations = standard_deviations(sums)?;
    let k = sums.variables();
    let mut matrix = DMatrix::identity(k, k);
    for i in 0..k {
        for j in 0..i {
            let covariance = sums.covariance(i, j).ok_or(Undefined::NobodyAnswered)?;
            matrix[(i, j)] = covariance / (deviations[i] * deviations[j]);
            matrix[(j, i)] = matrix[(i, j)];
        }
    }
    Ok(matrix)
}

/// The covariances (divisor n − 1) of all variables of a block.
///
/// # Errors
/// [`Undefined::NobodyAnswered`], or [`Undefined::TooFewRespondents`] below two.
pub fn covariance_matrix(sums: &Sums) -> Result<DMatrix<f64>, Undefined> {
    at_least(sums.n(), 2)?;
    let k = sums.variables();
    Ok(DMatrix::from_fn(k, k, |i, j| sums.covariance(i, j).unwrap_or(f64::NAN)))
}

/// The standard deviation (divisor n − 1) of every variable of a block.
///
/// # Errors
/// As [`correlation_matrix`].
pub fn standard_deviations(sums: &Sums) -> Result<Vec<f64>, Undefined> {
    at_least(sums.n(), 2)?;
    let deviation = |i| match sums.variance(i) {
        Some(variance) if variance > 0.0 => Ok(variance.sqrt()),
        _ => Err(Undefined::NoVariation),
    };
    (0..sums.variables()).map(deviation).collect()
}

/// Says why there are too few respondents, if there are.
///
/// # Errors
/// [`Undefined::NobodyAnswered`] for none, [`Undefined::TooFewRespondents`] for fewer than `needed`.
pub fn at_least(n: i64, needed: i64) -> Result<(), Undefined> {
    match n {
        0 => Err(Undefined::NobodyAnswered),
        n if n < needed => Err(Undefined::TooFewRespondents { n, needed }),
        _ => Ok(()),
    }
}

/// Eigenvalues and eigenvectors (columns, in the same order) of a correlation matrix, for its powers.
///
/// # Errors
/// [`Undefined::Collinear`] when an eigenvalue is not above [`OWN_VARIANCE`].
pub fn eigen(correlations: &DMatrix<f64>) -> Result<SymmetricEigen<f64, Dyn>, Undefined> {
    let eigen = SymmetricEigen::new(correlations.clone());
    let independent = eigen.eigenvalues.iter().all(|value| *value > OWN_VARIANCE);
    if independent { Ok(eigen) } else { Err(Undefined::Collinear) }
}

#[cfg(test)]
mod tests {
    use nalgebra::{DMatrix, DVector};
    use sums::Sums;

    use super::{Factored, correlation_matrix, eigen};
    use crate::Undefined;

    #[test]
    fn an_inverse_times_its_matrix_is_the_identity() {
        for k in [1, 2, 7, 22] {
            // Independent errors beside what all share: positive definite, and no two entries alike.
            let matrix = DMatrix::from_fn(k, k, |i, j| {
                0.3 / (1.0 + i.max(j) as f64) + if i == j { 0.5 + i as f64 } else { 0.0 }
            });
            let inverse = Factored::new(&matrix).unwrap().inverse();
            assert!((&inverse * &matrix - DMatrix::identity(k, k)).amax() < 1e-12, "{k}: {inverse}");
            assert_eq!(inverse, inverse.transpose());
        }
    }

    #[test]
    fn a_total_is_collinear_with_its_parts() {
        let rows: Vec<Vec<i64>> = [(1, 5), (2, 3), (4, 4), (7, 1), (5, 5)].map(|(x, y)| vec![x, y, x + y]).into();
        let matrix = correlation_matrix(&Sums::of_rows(&rows)).unwrap();
        assert_eq!(Factored::new(&matrix).err(), Some(Undefined::Collinear));
    }

    #[test]
    fn a_question_that_everyone_answered_alike_has_no_correlation() {
        let sums = Sums::of_rows(&[vec![1, 7], vec![2, 7], vec![3, 7]]);
        assert_eq!(correlation_matrix(&sums), Err(Undefined::NoVariation));
        assert_eq!(correlation_matrix(&Sums::new(2)), Err(Undefined::NobodyAnswered));
        let one = Sums::of_rows(&[vec![1, 7]]);
        assert_eq!(correlation_matrix(&one), Err(Undefined::TooFewRespondents { n: 1, needed: 2 }));
    }

    #[test]
    fn solving_and_the_quadratic_form_agree_with_the_inverse_by_hand() {
        // The inverse of [4 2; 2 2] (determinant 4) is [0.5 −0.5; −0.5 1]; times (2, 0) it is (1, −1), and
        // (2, 0) times that is 2.
        let factored = Factored::new(&DMatrix::from_row_slice(2, 2, &[4.0, 2.0, 2.0, 2.0])).unwrap();
        let x: DVector<f64> = DVector::from_row_slice(&[2.0, 0.0]);
        assert!((factored.solve(&x) - DVector::from_row_slice(&[1.0, -1.0])).norm() < 1e-15);
        assert!((factored.quadratic(&x) - 2.0).abs() < 1e-15);
        assert!((factored.ln_determinant() - 4.0_f64.ln()).abs() < 1e-15);
        assert!((factored.inverse() - DMatrix::from_row_slice(2, 2, &[0.5, -0.5, -0.5, 1.0])).norm() < 1e-15);
    }

    #[test]
    fn two_variables_correlated_six_tenths_have_the_eigenvalues_one_and_six_tenths_up_and_down() {
        let mut values: Vec<f64> =
            eigen(&DMatrix::from_row_slice(2, 2, &[1.0, 0.6, 0.6, 1.0])).unwrap().eigenvalues.iter().copied().collect();
        values.sort_by(f64::total_cmp);
        assert!((values[0] - 0.4).abs() < 1e-15 && (values[1] - 1.6).abs() < 1e-15);
        assert!(eigen(&DMatrix::from_element(2, 2, 1.0)).is_err());
    }
}
