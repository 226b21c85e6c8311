//! Bars of blocks: the gap to either side of zero, perception along the scale, the zone of tolerance.
//!
//! Separate from the tables they stand above. A bar is solid where the whole interval agrees and shaded inside the interval,
//! so that its end never looks surer than it is.

/// A bar from zero to a gap, between `least` and `most`; negative gaps grow to the left.
pub(super) fn gap(low: f64, high: f64, least: f64, most: f64, width: usize) -> String {
    let zero = cell(0.0, least, most, width);
    let step = (most - least) / (width.max(2) - 1) as f64;
    let sure = if low < 0.0 && high < 0.0 {
        high
    } else if 0.0 < low && 0.0 < high {
        low
    } else {
        0.0
    };
    (0..width)
        .map(|place| {
            if place == zero {
                return '│';
            }
            // The near edge decides, so that any gap worth a cell is seen.
            let towards = if place < zero { 0.5 } else { -0.5 };
            let at = (place as f64 - zero as f64 + towards) * step;
            if (at < 0.0 && sure < at) || (0.0 < at && at < sure) {
                '█'
            } else if low < at && at < high {
                '▒'
            } else {
                ' '
            }
        })
        .collect()
}

/// A bar along the answer scale from its lowest point.
pub(super) fn level(low: f64, high: f64, least: f64, most: f64, width: usize) -> String {
    let (sure, end) = (cell(low, least, most, width), cell(high, least, most, width));
    (0..width)
        .map(|place| match place {
            _ if place < sure => '█',
            _ if place <= end => '▒',
            _ => '·',
        })
        .collect()
}

/// The zone from minimum to desired, with perception in or outside it.
pub(super) fn zone(minimum: f64, desired: f64, perception: f64, least: f64, most: f64, width: usize) -> String {
    let at = |value| cell(value, least, most, width);
    let (from, to, mark) = (at(minimum), at(desired), at(perception));
    (0..width)
        .map(|place| match place {
            _ if place == mark => '■',
            _ if from <= place && place <= to => '░',
            _ => '·',
        })
        .collect()
}

/// The cell of a value.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // Clamped to the width first.
fn cell(value: f64, least: f64, most: f64, width: usize) -> usize {
    let last = width.max(2) - 1;
    let share = if least < most { ((value - least) / (most - least)).clamp(0.0, 1.0) } else { 0.0 };
    (share * last as f64).round() as usize
}

#[cfg(test)]
mod tests {
    use super::{gap, level, zone};

    #[test]
    fn a_shortfall_grows_to_the_left_and_its_interval_is_shaded() {
        // One cell is 0.25 points; zero stands in the ninth; −1.0 is sure, down to −1.5 is inside the interval.
        assert_eq!(gap(-1.5, -1.0, -2.0, 0.0, 9), "  ▒▒████│");
    }

    #[test]
    fn a_surplus_grows_to_the_right() {
        assert_eq!(gap(0.5, 1.0, 0.0, 2.0, 9), "│██▒▒    ");
    }

    #[test]
    fn an_interval_over_zero_has_no_sure_part() {
        assert_eq!(gap(-0.5, 0.5, -1.0, 1.0, 9), "  ▒▒│▒▒  ");
    }

    #[test]
    fn perception_fills_the_scale() {
        assert_eq!(level(4.0, 5.0, 1.0, 7.0, 7), "███▒▒··");
    }

    #[test]
    fn perception_stands_in_or_outside_the_zone() {
        assert_eq!(zone(3.0, 6.0, 4.0, 1.0, 9.0, 9), "··░■░░···");
        assert_eq!(zone(5.0, 7.0, 2.0, 1.0, 9.0, 9), "·■··░░░··");
    }
}
