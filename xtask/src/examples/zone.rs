//! A library asked for its zone of tolerance: 150 respondents on a scale of 1 to 9 say of each item what they would
//! still accept (A), what they desire (D) and what they perceive (Q).
//!
//! Separate from the clinic: three columns per item, and people who now and then desire less than their minimum.

use std::fmt::Write;

use sample::people::{ITEM_COUNT, correlated, dimension};
use sample::random::Random;

const SEED: u64 = 20_250_303;
const RESPONDENTS: usize = 150;
/// How far each dimension is above or below the middle of its zone.
const SERVED: [f64; 5] = [0.3, -0.6, -0.1, 0.2, 0.0];

/// The file.
pub fn csv() -> String {
    let mut random = Random::new(SEED);
    let mut text = "id".to_owned();
    for battery in ["A", "D", "Q"] {
        (1..=ITEM_COUNT).for_each(|item| {
            let _ = write!(text, ",{battery}{item:02}");
        });
    }
    text.push('\n');
    for id in 1..=RESPONDENTS {
        let factors = correlated(&mut random);
        let answers: Vec<[f64; 3]> = (0..ITEM_COUNT).map(|item| answer(&mut random, factors, item)).collect();
        let _ = write!(text, "{id}");
        for battery in 0..3 {
            for answer in &answers {
                text.push(',');
                if !random.chance(0.01) {
                    let _ = write!(text, "{}", answer[battery]);
                }
            }
        }
        text.push('\n');
    }
    text
}

/// Minimum, desired and perceived of one item.
fn answer(random: &mut Random, factors: [f64; 5], item: usize) -> [f64; 3] {
    let d = dimension(item);
    let on_scale = |value: f64| value.round().clamp(1.0, 9.0);
    let desired = on_scale(7.9 + 0.5 * random.normal() + 0.4 * factors[d]);
    let width = (1.6 + 0.9 * random.normal()).round().clamp(-1.0, 5.0);
    let perceived = on_scale(6.9 + SERVED[d] + 0.9 * factors[d] + 0.8 * random.normal());
    [on_scale(desired - width), desired, perceived]
}
