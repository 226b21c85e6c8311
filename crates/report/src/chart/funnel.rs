//! The funnel: each group's score by its size, between limits that narrow as groups grow.
//!
//! Separate from the other charts because its limits are curves. Groups within are squares without a name: nothing is to be
//! said of them. Those outside are diamonds, those worth a look open circles, both with their names; it ranks nobody.
//! Source: Spiegelhalter (2005), Statistics in Medicine 24, 1185–1202.

use super::svg::{Anchor, Axis, Frame, Svg, TEXT, about_width, fit};

/// Where a group lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    Within,
    Warning,
    Outside,
}

/// One group.
#[derive(Debug, Clone)]
pub(crate) struct Point {
    pub(crate) label: String,
    pub(crate) n: f64,
    pub(crate) value: f64,
    pub(crate) place: Place,
}

/// What the limits are made of: the centre and the spread within groups.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    pub(crate) centre: f64,
    pub(crate) sd: f64,
}

impl Limits {
    /// The limits of so many standard errors for a group of `n`.
    fn at(&self, n: f64, errors: f64) -> (f64, f64) {
        let reach = errors * self.sd / n.sqrt();
        (self.centre - reach, self.centre + reach)
    }
}

/// The words around the drawing.
pub(crate) struct Words<'a> {
    pub(crate) id: &'a str,
    pub(crate) title: &'a str,
    pub(crate) desc: &'a str,
    /// What the axes are: respondents, and the score.
    pub(crate) n: &'a str,
    pub(crate) score: &'a str,
    pub(crate) within: &'a str,
    pub(crate) warning: &'a str,
    pub(crate) outside: &'a str,
}

/// Points on each curve.
const CURVE: usize = 48;

/// The chart for a frame; `write` gives the words of a score or, with `true`, of a number of respondents.
pub(crate) fn draw(
    points: &[Point],
    limits: Limits,
    words: &Words<'_>,
    frame: Frame,
    write: &dyn Fn(f64, bool) -> String,
) -> String {
    let mut svg = Svg::new();
    let below = legend(&mut svg, points, words, frame);
    let height = below + if frame == Frame::Page { 380.0 } else { 340.0 };
    let (left, right, top, bottom) = (50.0, frame.width() - 12.0, below + 24.0, height - 46.0);
    let (least, most) = points.iter().fold((f64::MAX, f64::MIN), |(l, h), p| (l.min(p.n), h.max(p.n)));
    let margin = ((most - least) * 0.08).max(1.0);
    let x = Axis { least: (least - margin).max(least * 0.8), most: most + margin, from: left, to: right };
    let widest = limits.at(x.least, 3.0);
    let ends = points.iter().map(|point| point.value).chain([widest.0, widest.1]);
    let (low, high) = ends.fold((f64::MAX, f64::MIN), |(l, h), v| (l.min(v), h.max(v)));
    let margin = ((high - low) * 0.06).max(0.01);
    let y = Axis { least: low - margin, most: high + margin, from: bottom, to: top };
    for tick in y.ticks(5) {
        svg.line("grid", (left, y.at(tick)), (right, y.at(tick)));
        svg.text("quiet", (left - 7.0, y.at(tick) + 4.5), Anchor::End, &write(tick, false));
    }
    for tick in x.ticks(if frame == Frame::Page { 7 } else { 4 }).into_iter().filter(|tick| tick.fract() == 0.0) {
        svg.line("tick", (x.at(tick), bottom), (x.at(tick), bottom + 4.0));
        svg.text("quiet", (x.at(tick), bottom + 18.0), Anchor::Middle, &write(tick, true));
    }
    svg.line("zero", (left, y.at(limits.centre)), (right, y.at(limits.centre)));
    for (class, errors) in [("cut", 2.0), ("limit", 3.0)] {
        for side in [0, 1] {
            curve(&mut svg, class, (&x, &y), &|n| {
                let ends = limits.at(n, errors);
                if side == 0 { ends.0 } else { ends.1 }
            });
        }
    }
    svg.text("quiet", (right, bottom + 38.0), Anchor::End, &format!("{} →", words.n));
    svg.text("quiet", (0.0, below + 10.0), Anchor::Start, &format!("↑ {}", words.score));
    let at = |point: &Point| (x.at(point.n), y.at(point.value));
    for point in points {
        mark(&mut svg, point.place, at(point));
    }
    names(&mut svg, points, &at, (left, right));
    svg.finish(frame, height, words.id, words.title, words.desc)
}

fn curve(svg: &mut Svg, class: &str, (x, y): (&Axis, &Axis), of: &dyn Fn(f64) -> f64) {
    let mut path = String::new();
    for step in 0..=CURVE {
        // Closer where the curve is steep, among small groups.
        let share = (step as f64 / CURVE as f64).powi(2);
        let n = x.least + share * (x.most - x.least);
        let command = if step == 0 { 'M' } else { 'L' };
        path.push_str(&format!("{command}{:.1} {:.1}", x.at(n), y.at(of(n))));
    }
    svg.raw(format_args!(r#"<path class="{class}" d="{path}"/>"#));
}

fn mark(svg: &mut Svg, place: Place, (x, y): (f64, f64)) {
    match place {
        Place::Within => svg.rect("p", (x - 3.5, y - 3.5), 7.0, 7.0),
        Place::Warning => svg.raw(format_args!(r#"<circle class="e" cx="{x:.1}" cy="{y:.1}" r="5"/>"#)),
        Place::Outside => {
            svg.raw(format_args!(r#"<path class="out" d="M{x:.1} {:.1}l6.5 6.5l-6.5 6.5l-6.5 -6.5z"/>"#, y - 6.5));
        }
    }
}

/// What the signs mean, of those that occur.
fn legend(svg: &mut Svg, points: &[Point], words: &Words<'_>, frame: Frame) -> f64 {
    let (mut x, mut y) = (8.0, 12.0);
    for (place, text) in
        [(Place::Within, words.within), (Place::Warning, words.warning), (Place::Outside, words.outside)]
    {
        if !points.iter().any(|point| point.place == place) {
            continue;
        }
        let width = 30.0 + about_width(text, TEXT);
        if frame.width() < x + width && 8.0 < x {
            (x, y) = (8.0, y + 22.0);
        }
        mark(svg, place, (x, y));
        svg.text("", (x + 14.0, y + 4.5), Anchor::Start, text);
        x += width + 8.0;
    }
    y + 16.0
}

/// The names of the groups that are not within, on the side with more room; one that would cover another is left to the table.
fn names(svg: &mut Svg, points: &[Point], at: &dyn Fn(&Point) -> (f64, f64), (left, right): (f64, f64)) {
    let mut taken: Vec<(f64, f64, f64)> = Vec::new();
    let mut named: Vec<&Point> = points.iter().filter(|point| point.place != Place::Within).collect();
    // What lies outside is named first.
    named.sort_by_key(|point| point.place != Place::Outside);
    for point in named {
        let (x, y) = at(point);
        let label = fit(&point.label, 150.0, TEXT);
        let width = about_width(&label, TEXT) * 1.1;
        let after = x + 12.0 + width <= right;
        let start = if after { x + 11.0 } else { x - 11.0 - width };
        let free =
            taken.iter().all(|(from, to, line)| *to < start || start + width < *from || 15.0 <= (line - y).abs());
        if !free || start < left {
            continue;
        }
        taken.push((start, start + width, y));
        let (place, anchor) = if after { (x + 11.0, Anchor::Start) } else { (x - 11.0, Anchor::End) };
        svg.text("strong num", (place, y + 4.5), anchor, &label);
    }
}

#[cfg(test)]
mod tests {
    use super::{Limits, Place, Point, Words, draw};
    use crate::chart::Frame;

    #[test]
    fn only_groups_that_are_not_within_have_a_name_and_another_shape() {
        let point = |label: &str, n: f64, value: f64, place| Point { label: label.into(), n, value, place };
        let points = [
            point("North", 100.0, 5.0, Place::Within),
            point("South", 25.0, 4.5, Place::Warning),
            point("East", 400.0, 5.4, Place::Outside),
        ];
        let words = Words {
            id: "f",
            title: "t",
            desc: "d",
            n: "n",
            score: "gap",
            within: "within",
            warning: "look",
            outside: "outside",
        };
        let svg = draw(&points, Limits { centre: 5.0, sd: 1.0 }, &words, Frame::Phone, &|_, _| String::new());
        assert!(svg.contains(">South<") && svg.contains(">East<") && !svg.contains(">North<"), "{svg}");
        // Each sign once in the legend and once in the picture.
        assert_eq!([r#"class="out""#, "<circle", "<rect"].map(|sign| svg.matches(sign).count()), [2, 2, 2]);
    }

    #[test]
    fn limits_narrow_with_the_root_of_the_size() {
        let limits = Limits { centre: 5.0, sd: 1.0 };
        assert_eq!((limits.at(25.0, 3.0), limits.at(100.0, 2.0)), ((4.4, 5.6), (4.8, 5.2)));
    }
}
