//! Integer cross products of byte columns, as fast as the machine allows.

/// Cross products (packed lower triangle) of byte columns of equal length.
#[must_use]
pub fn cross_products(columns: &[&[u8]]) -> Vec<i64> {
    let _ = columns;
    vec![]
}
