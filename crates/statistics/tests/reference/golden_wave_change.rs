//! The change of one score from wave to wave equals scipy's Welch test (`sfo/py_waves.json`) within 1e-9.
//!
//! The airport's answers stay where they are. The reference holds n, mean and standard deviation of whole answers, from
//! which their sums, being whole numbers, come back exactly.

use crate::support::{close, golden_of_its_own};
use statistics::trend::wave_change::fresh_change;
use sums::Sums;

#[test]
fn every_step_of_the_airport_equals_the_reference() {
    let golden = golden_of_its_own("sfo/py_waves.json");
    let number = |key: &str, wave: usize| golden[key][wave].as_f64().expect("a number");
    let whole = |value: f64| {
        assert!((value - value.round()).abs() < 1e-5, "{value} is not whole");
        value.round() as i64
    };
    let sums = |wave: usize| {
        let (n, mean, sd) = (number("n", wave), number("mean", wave), number("sd", wave));
        let mut sums = Sums::new(1);
        sums.add_block(n as i64, &[whole(n * mean)], &[whole((n - 1.0) * sd * sd + n * mean * mean)]);
        sums
    };
    let waves = golden["years"].as_array().expect("years").len();
    for wave in 1..waves {
        let step = format!("{}-{}", golden["years"][wave - 1], golden["years"][wave]);
        let expected = &golden["wave_to_wave_welch"][&step];
        let change = fresh_change(&sums(wave - 1), &sums(wave), 1, 0.95).expect("two waves");
        close(&step, change.difference, &expected["diff"], 1e-9);
        close(&step, change.difference / change.se, &expected["t"], 1e-9);
        close(&step, change.df, &expected["df"], 1e-9);
        close(&step, change.p.expect("a p-value"), &expected["p"], 1e-8);
        close(&step, change.low, &expected["ci95"][0], 1e-9);
        close(&step, change.high, &expected["ci95"][1], 1e-9);
    }
}
