//! Every engine of this machine gives the integers of the scalar twin, whatever the length and the values.

use proptest::prelude::*;
use sums::Engine;

/// The definition, one respondent after the other.
fn naive<T: Copy + Into<i64>>(columns: &[Vec<T>]) -> Vec<i64> {
    let mut products = vec![];
    for i in 0..columns.len() {
        for j in 0..=i {
            products.push((0..columns[i].len()).map(|r| columns[i][r].into() * columns[j][r].into()).sum());
        }
    }
    products
}

fn check_bytes(columns: &[Vec<u8>]) {
    let slices: Vec<&[u8]> = columns.iter().map(Vec::as_slice).collect();
    for engine in Engine::available() {
        assert_eq!(engine.cross_products(&slices), naive(columns), "{}", engine.name());
    }
}

fn check_shorts(columns: &[Vec<i16>]) {
    let slices: Vec<&[i16]> = columns.iter().map(Vec::as_slice).collect();
    for engine in Engine::available() {
        assert_eq!(engine.cross_products_short(&slices), naive(columns), "{}", engine.name());
    }
}

#[test]
fn the_scalar_twin_is_always_there() {
    assert_eq!(Engine::available().last().map(|engine| engine.name()), Some("scalar"));
}

#[test]
fn nobody_and_nothing_asked() {
    check_bytes(&[]);
    check_bytes(&[vec![], vec![]]);
    check_shorts(&[]);
    check_shorts(&[vec![], vec![]]);
}

#[test]
fn every_length_around_the_vectors_and_every_number_of_columns_around_the_tiles() {
    for length in (0..=130).chain([4095, 4096, 4097]) {
        for count in [1, 3, 4, 5, 11] {
            let columns: Vec<Vec<u8>> =
                (0..count).map(|c| (0..length).map(|r| ((r * 7 + c * 13) % 121) as u8).collect()).collect();
            check_bytes(&columns);
        }
    }
}

#[test]
fn the_largest_answers_do_not_saturate_over_many_respondents() {
    // 20 000 respondents × 120 × 120 = 288 000 000 in every cell.
    let columns = vec![vec![120_u8; 20_000]; 5];
    let slices: Vec<&[u8]> = columns.iter().map(Vec::as_slice).collect();
    for engine in Engine::available() {
        assert_eq!(engine.cross_products(&slices), vec![288_000_000; 15], "{}", engine.name());
    }
}

#[test]
fn the_largest_short_values_do_not_overflow() {
    // 1000 × 32768² = 1 073 741 824 000, far beyond 32 bits.
    let columns = [vec![i16::MIN; 1000], vec![i16::MAX; 1000]];
    let slices: Vec<&[i16]> = columns.iter().map(Vec::as_slice).collect();
    for engine in Engine::available() {
        let expected = vec![1_073_741_824_000, -1_073_709_056_000, 1_073_676_289_000];
        assert_eq!(engine.cross_products_short(&slices), expected, "{}", engine.name());
    }
}

#[test]
#[should_panic(expected = "values up to 120")]
fn a_missing_code_is_not_a_value() {
    let _ = sums::cross_products(&[&[1, 255]]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_answers_give_the_same_products_on_every_engine(
        columns in (1..12_usize, 0..700_usize)
            .prop_flat_map(|(k, n)| prop::collection::vec(prop::collection::vec(0..=120_u8, n), k))
    ) {
        check_bytes(&columns);
    }

    #[test]
    fn any_short_values_give_the_same_products_on_every_engine(
        columns in (1..8_usize, 0..400_usize, prop::sample::select(vec![9_i16, 720, 2100, 8191, 20_000, i16::MAX]))
            .prop_flat_map(|(k, n, most)| prop::collection::vec(prop::collection::vec(-most..=most, n), k))
    ) {
        check_shorts(&columns);
    }
}
