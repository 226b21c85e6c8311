//! The heat map: which step of colour a number gets, to either side of a middle.
//!
//! Separate from the table that carries it: the map is a table with a number in every cell, so that it can be read aloud,
//! scrolled on a phone and printed, and colour only repeats the number.

/// How many steps there are to either side.
const STEPS: f64 = 4.0;

/// The class of a cell: `m4` far below the middle to `a4` far above it, `m0` at it; `far` is the distance of the last step.
pub(crate) fn class(value: f64, middle: f64, far: f64) -> &'static str {
    const BELOW: [&str; 5] = ["m0", "m1", "m2", "m3", "m4"];
    const ABOVE: [&str; 5] = ["m0", "a1", "a2", "a3", "a4"];
    let distance = value - middle;
    if !distance.is_finite() || !far.is_finite() || far <= 0.0 {
        return "m0";
    }
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // Between 0 and 4.
    let step = (distance.abs() / far * STEPS).ceil().clamp(0.0, STEPS) as usize;
    let near = distance.abs() < far / (2.0 * STEPS);
    match (near, distance < 0.0) {
        (true, _) => "m0",
        (false, true) => BELOW[step],
        (false, false) => ABOVE[step],
    }
}

#[cfg(test)]
mod tests {
    use super::class;

    #[test]
    fn colour_follows_the_sign_and_the_size() {
        assert_eq!(class(-2.0, 0.0, 2.0), "m4");
        assert_eq!(class(-0.3, 0.0, 2.0), "m1");
        assert_eq!(class(0.1, 0.0, 2.0), "m0");
        assert_eq!(class(1.2, 0.0, 2.0), "a3");
        assert_eq!(class(9.0, 0.0, 2.0), "a4");
        assert_eq!(class(1.0, 0.0, 0.0), "m0");
    }
}
