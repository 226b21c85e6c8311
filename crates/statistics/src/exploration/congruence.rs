//! Which factor of one solution is which of another?
//!
//! Separate, because the order and the signs of factors are arbitrary: two solutions must be laid over each other before
//! a loading of one is compared with a loading of the other, or of an earlier wave, or of a published table.
//!
//! Formula: congruence = Σ x·y / √(Σ x² · Σ y²) of two columns of loadings; the pairing with the largest Σ |congruence|
//! Unit: none; 0.95 and more is called the same factor, 0.85 to 0.94 a similar one.
//! Needs: two matrices of loadings of the same items. Undefined: different items, or fewer factors than the reference.
//! Source: Tucker (1951), A method for synthesis of factor analysis studies; bounds: Lorenzo-Seva & ten Berge (2006),
//! Methodology 2, 57–64; assignment: Kuhn (1955), Naval Research Logistics Quarterly 2, 83–97.
//! Method page: docs/method/exploration.md

use nalgebra::DMatrix;

use crate::Undefined;

/// How to lay one solution over another.
#[derive(Debug, Clone, PartialEq)]
pub struct Alignment {
    /// For each factor of the reference: which factor of the other belongs to it.
    pub order: Vec<usize>,
    /// For each factor of the reference: 1, or −1 when the other points the opposite way.
    pub signs: Vec<f64>,
    /// For each factor of the reference: how alike the two are, from 0 to 1.
    pub congruence: Vec<f64>,
}

impl Alignment {
    /// The other's loadings in the order and with the signs of the reference.
    ///
    /// # Panics
    /// When these loadings have fewer columns than those that were aligned.
    #[must_use]
    pub fn loadings(&self, other: &DMatrix<f64>) -> DMatrix<f64> {
        DMatrix::from_fn(other.nrows(), self.order.len(), |i, j| self.signs[j] * other[(i, self.order[j])])
    }

    /// The correlations of the other's factors in the order and with the signs of the reference.
    ///
    /// # Panics
    /// When there are fewer factors than those that were aligned.
    #[must_use]
    pub fn phi(&self, other: &DMatrix<f64>) -> DMatrix<f64> {
        let m = self.order.len();
        DMatrix::from_fn(m, m, |i, j| self.signs[i] * self.signs[j] * other[(self.order[i], self.order[j])])
    }
}

/// Tucker's congruence of every column of one matrix (rows of the result) with every column of another. A column
/// of zeros is like no other.
///
/// # Errors
/// [`Undefined::TooFewItems`] when the two have different numbers of items.
pub fn congruence(first: &DMatrix<f64>, second: &DMatrix<f64>) -> Result<DMatrix<f64>, Undefined> {
    if first.nrows() != second.nrows() {
        let (items, needed) = (first.nrows().min(second.nrows()), first.nrows().max(second.nrows()));
        return Err(Undefined::TooFewItems { items, needed });
    }
    let alike = |i: usize, j: usize| {
        let length = first.column(i).norm() * second.column(j).norm();
        if length > 0.0 { first.column(i).dot(&second.column(j)) / length } else { 0.0 }
    };
    Ok(DMatrix::from_fn(first.ncols(), second.ncols(), alike))
}

/// Finds for every factor of `reference` its own factor of `other`, no factor twice.
///
/// # Errors
/// [`Undefined::TooFewItems`] when the two have different numbers of items, [`Undefined::TooFewFactors`] when the other has
/// fewer factors than the reference, [`Undefined::NoVariation`] when a loading is not a number.
pub fn align(reference: &DMatrix<f64>, other: &DMatrix<f64>) -> Result<Alignment, Undefined> {
    let (needed, factors) = (reference.ncols(), other.ncols());
    if factors < needed {
        return Err(Undefined::TooFewFactors { factors, needed });
    }
    if reference.iter().chain(other).any(|loading| !loading.is_finite()) {
        return Err(Undefined::NoVariation);
    }
    let alike = congruence(reference, other)?;
    let order = assign(&alike.map(|value| -value.abs()));
    let sign = |value: f64| if value < 0.0 { -1.0 } else { 1.0 };
    let of = |(i, &j): (usize, &usize)| alike[(i, j)];
    Ok(Alignment {
        signs: order.iter().enumerate().map(of).map(sign).collect(),
        congruence: order.iter().enumerate().map(of).map(f64::abs).collect(),
        order,
    })
}

/// The column for each row that makes the sum of costs as small as possible (Hungarian method by shortest paths). There are
/// at least as many columns as rows.
fn assign(cost: &DMatrix<f64>) -> Vec<usize> {
    let (rows, columns) = cost.shape();
    let (mut of_row, mut of_column) = (vec![0.0; rows], vec![0.0; columns]);
    let mut owner: Vec<Option<usize>> = vec![None; columns];
    for row in 0..rows {
        // Dijkstra's search over reduced costs, from this row to the nearest column that nobody owns.
        let mut distance = vec![f64::INFINITY; columns];
        let mut before: Vec<Option<usize>> = vec![None; columns];
        let mut seen = vec![false; columns];
        let (mut current, mut reached, mut last) = (row, 0.0, None);
        let free = loop {
            for j in (0..columns).filter(|&j| !seen[j]) {
                let through = reached + cost[(current, j)] - of_row[current] - of_column[j];
                if through < distance[j] {
                    (distance[j], before[j]) = (through, last);
                }
            }
            let unseen = (0..columns).filter(|&j| !seen[j]);
            let Some(nearest) = unseen.min_by(|&a, &b| distance[a].total_cmp(&distance[b])) else { break None };
            seen[nearest] = true;
            (reached, last) = (distance[nearest], Some(nearest));
            match owner[nearest] {
                Some(next) => current = next,
                None => break Some(nearest),
            }
        };
        for j in (0..columns).filter(|&j| seen[j]) {
            let slack = reached - distance[j];
            of_column[j] -= slack;
            if let Some(i) = owner[j] {
                of_row[i] += slack;
            }
        }
        of_row[row] += reached;
        // The owners along the path each move one column on.
        let mut column = free;
        while let Some(j) = column {
            let previous = before[j];
            owner[j] = previous.map_or(Some(row), |k| owner[k]);
            column = previous;
        }
    }
    let mut order = vec![0; rows];
    for (column, row) in owner.iter().enumerate() {
        if let Some(row) = row {
            order[*row] = column;
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use nalgebra::DMatrix;
    use proptest::prelude::*;

    use super::{align, assign, congruence};
    use crate::Undefined;

    #[test]
    fn worked_example_of_the_method_page() {
        // (0.8, 0.6) and (0.6, 0.8): 0.96 / √(1 · 1).
        let first = DMatrix::from_column_slice(2, 1, &[0.8, 0.6]);
        let second = DMatrix::from_column_slice(2, 1, &[0.6, 0.8]);
        assert!((congruence(&first, &second).unwrap()[(0, 0)] - 0.96).abs() < 1e-15);
    }

    #[test]
    fn a_turned_and_shuffled_solution_is_laid_back() {
        let reference = DMatrix::from_row_slice(4, 3, &[0.8, 0.1, 0.0, 0.7, 0.2, 0.3, 0.1, 0.6, 0.1, 0.0, 0.1, 0.9]);
        let other = DMatrix::from_fn(4, 3, |i, j| if j == 1 { -1.0 } else { 1.0 } * reference[(i, (j + 1) % 3)]);
        let found = align(&reference, &other).unwrap();
        assert_eq!((found.order.as_slice(), found.signs.as_slice()), (&[2, 0, 1][..], &[1.0, 1.0, -1.0][..]));
        assert!(found.congruence.iter().all(|value| (value - 1.0).abs() < 1e-15));
        assert_eq!(found.loadings(&other), reference);
        let phi = DMatrix::from_row_slice(3, 3, &[1.0, -0.3, 0.2, -0.3, 1.0, -0.1, 0.2, -0.1, 1.0]);
        assert_eq!(found.phi(&phi)[(0, 2)], 0.1, "correlations follow order and signs");
    }

    #[test]
    fn the_best_pairing_of_all_is_not_the_best_of_the_first() {
        // Greedy would give the first row its 0.9 and leave 0.1 for the second: 1.0 instead of 1.6.
        assert_eq!(assign(&DMatrix::from_row_slice(2, 2, &[-0.9, -0.8, -0.8, -0.1])), [1, 0]);
    }

    #[test]
    fn different_items_or_fewer_factors_say_why() {
        let (four, five) = (DMatrix::zeros(4, 2), DMatrix::zeros(5, 2));
        assert_eq!(align(&four, &five), Err(Undefined::TooFewItems { items: 4, needed: 5 }));
        let fewer = Undefined::TooFewFactors { factors: 1, needed: 2 };
        assert_eq!(align(&four, &DMatrix::zeros(4, 1)), Err(fewer));
        assert_eq!(align(&four, &DMatrix::from_element(4, 2, f64::NAN)), Err(Undefined::NoVariation));
        assert_eq!(align(&four, &four).unwrap().congruence, [0.0, 0.0]);
        assert!(align(&DMatrix::zeros(4, 0), &four).unwrap().order.is_empty());
    }

    fn cheapest(cost: &DMatrix<f64>, row: usize, taken: &mut Vec<usize>) -> f64 {
        if row == cost.nrows() {
            return 0.0;
        }
        let mut least = f64::INFINITY;
        for column in 0..cost.ncols() {
            if !taken.contains(&column) {
                taken.push(column);
                least = least.min(cost[(row, column)] + cheapest(cost, row + 1, taken));
                taken.pop();
            }
        }
        least
    }

    proptest! {
        #[test]
        fn no_other_pairing_is_cheaper(cells in prop::collection::vec(0.0..1.0, 30), rows in 1..6_usize) {
            let cost = DMatrix::from_fn(rows, 6, |i, j| cells[(i * 6 + j) % 30]);
            let order = assign(&cost);
            let found: f64 = order.iter().enumerate().map(|(i, &j)| cost[(i, j)]).sum();
            prop_assert!((found - cheapest(&cost, 0, &mut vec![])).abs() < 1e-12);
        }
    }
}
