//! HTMT: whether the items of two dimensions go together as much as those of one.
//!
//! Separate from the confirmatory models, because it needs none: it is a ratio of average correlations. Above 0.90, by a
//! strict reading 0.85, two dimensions are hardly two. Correlations are taken without their sign, so a reversed item does
//! not hide anything. The second form averages geometrically, which does not ask the items to measure equally well.
//!
//! Formula: HTMT = mean |r| across / √(mean |r| within a · mean |r| within b); HTMT2 the same with geometric means
//! Unit: none; 1 means that the dimensions cannot be told apart.
//! Needs: `Sums` of complete respondents. Undefined: a dimension with fewer than two items, or whose items are
//! all uncorrelated; an item that never varies.
//! Source: Henseler, Ringle & Sarstedt (2015), J. Academy of Marketing Science 43, 115–135; Roemer, Schuberth & Henseler
//! (2021), Industrial Management & Data Systems 121, 2637–2650.
//! Method page: docs/method/consistency.md

use nalgebra::DMatrix;
use sums::Sums;

use crate::Undefined;
use crate::linear::correlation_matrix;

/// Two dimensions held against each other.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ratio {
    /// The first dimension.
    pub first: usize,
    /// The second.
    pub second: usize,
    /// The ratio of arithmetic means.
    pub htmt: f64,
    /// The ratio of geometric means: 0 when a correlation across is zero, `None` when one within is.
    pub htmt2: Option<f64>,
}

/// HTMT of every pair of dimensions, given the items of each by their place in the block.
///
/// # Errors
/// [`Undefined::TooFewItems`] for a dimension with fewer than two items, [`Undefined::NobodyAnswered`],
/// [`Undefined::TooFewRespondents`], [`Undefined::NoVariation`], also of correlations within that are all zero.
///
/// # Panics
/// When an item is outside the block.
pub fn htmt(items: &Sums, dimensions: &[Vec<usize>]) -> Result<Vec<Ratio>, Undefined> {
    let fewest = dimensions.iter().map(Vec::len).min().unwrap_or(0);
    if fewest < 2 {
        return Err(Undefined::TooFewItems { items: fewest, needed: 2 });
    }
    let r = correlation_matrix(items)?;
    let within: Vec<Means> = dimensions.iter().map(|items| means(&r, items, items)).collect();
    let pairs = (0..dimensions.len()).flat_map(|a| (a + 1..dimensions.len()).map(move |b| (a, b)));
    pairs
        .map(|(first, second)| {
            let (across, a, b) = (means(&r, &dimensions[first], &dimensions[second]), within[first], within[second]);
            if a.arithmetic <= 0.0 || b.arithmetic <= 0.0 {
                return Err(Undefined::NoVariation);
            }
            let htmt = across.arithmetic / (a.arithmetic * b.arithmetic).sqrt();
            let scale = (a.geometric * b.geometric).sqrt();
            Ok(Ratio { first, second, htmt, htmt2: (scale > 0.0).then(|| across.geometric / scale) })
        })
        .collect()
}

#[derive(Clone, Copy)]
struct Means {
    arithmetic: f64,
    geometric: f64,
}

/// Mean correlations of two lists of items, each item with another, without signs.
fn means(r: &DMatrix<f64>, a: &[usize], b: &[usize]) -> Means {
    let pairs = a.iter().flat_map(|i| b.iter().filter(move |j| *j != i).map(move |j| r[(*i, *j)].abs()));
    let (sum, logarithms, count) = pairs.fold((0.0, 0.0, 0), |(sum, ln, count), x| (sum + x, ln + x.ln(), count + 1));
    let count = f64::from(count.max(1));
    Means { arithmetic: sum / count, geometric: (logarithms / count).exp() }
}

#[cfg(test)]
mod tests {
    use sums::Sums;

    use super::htmt;
    use crate::Undefined;

    fn four_items() -> Sums {
        Sums::of_rows(&[vec![1, 2, 1, 4], vec![2, 1, 3, 3], vec![3, 4, 2, 2], vec![4, 3, 4, 1]])
    }

    #[test]
    fn worked_example_of_the_method_page() {
        // Correlations of the ranks 1 to 4: 1–2 0.6, 3–4 −0.8, 1–3 0.8, 1–4 −1, 2–3 0, 2–4 −0.6: (0.8 + 1 + 0 + 0.6)/4 = 0.6
        // over √(0.6 · 0.8). The geometric mean across is 0, because one of them is.
        let found = htmt(&four_items(), &[vec![0, 1], vec![2, 3]]).unwrap();
        assert_eq!((found.len(), found[0].first, found[0].second), (1, 0, 1));
        assert!((found[0].htmt - 0.6 / 0.48_f64.sqrt()).abs() < 1e-12);
        assert_eq!(found[0].htmt2, Some(0.0));
    }

    #[test]
    fn one_item_has_nothing_within() {
        let one = htmt(&four_items(), &[vec![0], vec![2, 3]]);
        assert_eq!(one, Err(Undefined::TooFewItems { items: 1, needed: 2 }));
        assert_eq!(htmt(&Sums::new(4), &[vec![0, 1], vec![2, 3]]), Err(Undefined::NobodyAnswered));
    }
}
