//! One factor at a glance, in three small pictures: its gap, its way over the waves, its weight.
//!
//! Separate from the charts with axes and legends: these stand in a row of the board beside the numbers they repeat, and
//! are left out when it is read aloud. All factors share one axis, so that rows can be compared.

use super::svg::{Anchor, Axis, Svg};

/// What a strip shows.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Strip {
    pub(crate) expectation: Option<f64>,
    pub(crate) perception: f64,
    /// The ends of the interval, already placed around the perception.
    pub(crate) interval: Option<(f64, f64)>,
}

/// Expectation, perception, the gap between them and its interval; `ends` are those of the axis, whole points.
pub(crate) fn strip(strip: &Strip, ends: (f64, f64)) -> String {
    let axis = Axis { least: ends.0, most: ends.1, from: 18.0, to: 242.0 };
    let mut svg = Svg::new();
    svg.line("grid", (axis.from, 16.0), (axis.to, 16.0));
    for tick in axis.ticks(8).into_iter().filter(|tick| tick.fract() == 0.0) {
        svg.line("grid", (axis.at(tick), 12.0), (axis.at(tick), 20.0));
    }
    for (end, x, anchor) in [(ends.0, 8.0, Anchor::End), (ends.1, 252.0, Anchor::Start)] {
        svg.text("end", (x, 20.0), anchor, &format!("{end:.0}"));
    }
    let p = axis.at(strip.perception);
    if let Some(expectation) = strip.expectation {
        let e = axis.at(expectation);
        let edge = if (e - p).abs() < 6.0 { p } else { e - 6.0 * (e - p).signum() };
        svg.line("span", (p, 16.0), (edge, 16.0));
        svg.expectation((e, 16.0));
    }
    svg.perception((p, 16.0));
    if let Some((low, high)) = strip.interval {
        svg.interval(axis.at(low), axis.at(high), 29.0);
    }
    svg.small("strip", 260.0, 36.0)
}

/// A value with its interval.
pub(crate) type Point = (f64, Option<(f64, f64)>);

/// A factor over the waves; a wave without a number leaves a hole.
pub(crate) fn spark(points: &[Option<Point>], ends: (f64, f64)) -> String {
    let axis = Axis { least: ends.0, most: ends.1, from: 32.0, to: 5.0 };
    let step = 108.0 / (points.len().max(2) - 1) as f64;
    let x = |place: usize| 6.0 + step * place as f64;
    let mut svg = Svg::new();
    if ends.0 < 0.0 && 0.0 < ends.1 {
        svg.line("zero", (2.0, axis.at(0.0)), (118.0, axis.at(0.0)));
    }
    let (mut path, mut pen) = (String::new(), 'M');
    for (place, point) in points.iter().enumerate() {
        let Some((value, interval)) = point else {
            pen = 'M';
            continue;
        };
        path.push_str(&format!("{pen}{:.1} {:.1}", x(place), axis.at(*value)));
        pen = 'L';
        if let Some((low, high)) = interval {
            svg.line("ci", (x(place), axis.at(*low)), (x(place), axis.at(*high)));
        }
    }
    svg.raw(format_args!(r#"<path class="trend" d="{path}"/>"#));
    for (place, point) in points.iter().enumerate() {
        if let Some((value, _)) = point {
            svg.rect("p", (x(place) - 3.0, axis.at(*value) - 3.0), 6.0, 6.0);
        }
    }
    svg.small("spark", 120.0, 38.0)
}

/// A weight as a bar with its interval; `most` is the largest on the board.
pub(crate) fn weight(share: f64, interval: Option<(f64, f64)>, most: f64) -> String {
    let axis = Axis { least: 0.0, most: most.max(1e-9), from: 1.0, to: 119.0 };
    let mut svg = Svg::new();
    svg.line("grid", (1.0, 19.0), (119.0, 19.0));
    svg.rect("bar", (1.0, 6.0), (axis.at(share) - 1.0).max(1.0), 8.0);
    if let Some((low, high)) = interval {
        svg.interval(axis.at(low), axis.at(high), 19.0);
    }
    svg.small("weight", 120.0, 24.0)
}

#[cfg(test)]
mod tests {
    use super::{Strip, spark, strip, weight};

    #[test]
    fn a_strip_shows_both_marks_and_the_interval() {
        let both = Strip { expectation: Some(6.0), perception: 4.5, interval: Some((4.3, 4.7)) };
        let svg = strip(&both, (1.0, 7.0));
        assert_eq!((svg.matches("<circle").count(), svg.matches("class=\"p\"").count()), (1, 1));
        // 4.5 on 1..7 is seven twelfths of 224 from 18: 148.7, and the square begins 5.5 before.
        assert!(svg.contains(r#"x="143.2""#) && svg.contains("class=\"ci\""), "{svg}");
        let alone = Strip { expectation: None, perception: 4.5, interval: None };
        assert!(!strip(&alone, (1.0, 7.0)).contains("class=\"ci\""));
    }

    #[test]
    fn a_missing_wave_is_a_hole() {
        let point = |value: f64| Some((value, None));
        let svg = spark(&[point(-1.0), None, point(-0.5), point(-0.4)], (-1.2, 0.1));
        let path = svg.split("class=\"trend\" d=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
        assert_eq!((path.matches('M').count(), path.matches('L').count()), (2, 1), "{path}");
    }

    #[test]
    fn the_largest_weight_fills_the_bar() {
        assert!(weight(0.4, None, 0.4).contains(r#"width="118.0""#));
        assert!(weight(0.0, None, 0.4).contains(r#"width="1.0""#), "a weight of nothing is still seen");
    }
}
