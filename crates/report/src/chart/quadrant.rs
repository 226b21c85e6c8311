//! Importance against performance, in four quadrants with a name for each point.
//!
//! Separate for its label placement: a label takes the first free place around its point and is joined to it by a line when
//! that place is far. How sure a point is of its quadrant stands in the table, in words.
//! Source of the quadrants: Martilla and James (1977), Journal of Marketing 41(1), 77–79.

use super::svg::{Anchor, Axis, Frame, Svg, TEXT, about_width, fit};

/// One dimension.
#[derive(Debug, Clone)]
pub(crate) struct Point {
    pub(crate) label: String,
    pub(crate) performance: f64,
    pub(crate) importance: f64,
}

/// The words around the drawing.
pub(crate) struct Words<'a> {
    pub(crate) id: &'a str,
    pub(crate) title: &'a str,
    pub(crate) desc: &'a str,
    pub(crate) performance: &'a str,
    pub(crate) importance: &'a str,
    /// Concentrate here, keep up, possible overkill, low priority.
    pub(crate) quadrants: [&'a str; 4],
}

/// A box on the drawing: left, top, right, bottom.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Area(f64, f64, f64, f64);

impl Area {
    fn meets(&self, other: &Self) -> bool {
        self.0 < other.2 && other.0 < self.2 && self.1 < other.3 && other.1 < self.3
    }

    fn inside(&self, other: &Self) -> bool {
        other.0 <= self.0 && other.1 <= self.1 && self.2 <= other.2 && self.3 <= other.3
    }
}

/// The chart for a frame; `cut` is performance and importance, and `write` gives the words of an importance or performance.
pub(crate) fn draw(
    points: &[Point],
    cut: (f64, f64),
    words: &Words<'_>,
    frame: Frame,
    write: &dyn Fn(f64, bool) -> String,
) -> String {
    let height = if frame == Frame::Page { 460.0 } else { 400.0 };
    let plot = Area(46.0, 28.0, frame.width() - 8.0, height - 48.0);
    let (least, most) = range(points.iter().map(|p| p.performance).chain([cut.0]));
    let x = Axis { least, most, from: plot.0, to: plot.2 };
    let (least, most) = range(points.iter().map(|p| p.importance).chain([cut.1]));
    let y = Axis { least: least.max(0.0), most, from: plot.3, to: plot.1 };
    let mut svg = Svg::new();
    // The quadrant to act on is the only one with a ground of its own.
    svg.rect("concentrate", (plot.0, plot.1), x.at(cut.0) - plot.0, y.at(cut.1) - plot.1);
    svg.rect("frame", (plot.0, plot.1), plot.2 - plot.0, plot.3 - plot.1);
    svg.line("cut", (x.at(cut.0), plot.1), (x.at(cut.0), plot.3));
    svg.line("cut", (plot.0, y.at(cut.1)), (plot.2, y.at(cut.1)));
    axes(&mut svg, (&x, &y), &plot, words, frame, write);
    let mut taken = names(&mut svg, words, x.at(cut.0), &plot);
    let places: Vec<(f64, f64)> = points.iter().map(|p| (x.at(p.performance), y.at(p.importance))).collect();
    taken.extend(places.iter().map(|(x, y)| Area(x - 7.0, y - 7.0, x + 7.0, y + 7.0)));
    let cut = (x.at(cut.0), y.at(cut.1));
    for (point, place) in points.iter().zip(&places) {
        let label = fit(&point.label, 170.0, TEXT);
        // Strong letters are a little wider than plain ones.
        let width = about_width(&label, TEXT) * 1.1 + 4.0;
        let area = free_place(*place, width, &taken, cut, &plot);
        taken.push(area);
        let (left, base) = (area.0 + 2.0, area.3 - 5.0);
        let near = Area(place.0 - 14.0, place.1 - 14.0, place.0 + 14.0, place.1 + 14.0);
        if !area.meets(&near) {
            let end = (place.0.clamp(area.0, area.2), place.1.clamp(area.1, area.3));
            svg.line("leader", *place, end);
        }
        svg.text("strong", (left, base), Anchor::Start, &label);
    }
    for place in &places {
        svg.perception(*place);
    }
    svg.finish(frame, height, words.id, words.title, words.desc)
}

/// How many decimals keep the ticks of the performance apart, for points and the cut between them.
pub(crate) fn decimals(points: &[Point], cut: f64) -> usize {
    let (least, most) = range(points.iter().map(|p| p.performance).chain([cut]));
    // Six ticks at most: their steps are below a tenth, or a hundredth, from here on.
    match most - least {
        span if span <= 0.03 => 3,
        span if span <= 0.3 => 2,
        _ => 1,
    }
}

/// A little more than the values cover.
fn range(values: impl Iterator<Item = f64>) -> (f64, f64) {
    let (low, high) = values.fold((f64::MAX, f64::MIN), |(l, h), v| (l.min(v), h.max(v)));
    let margin = if low < high { (high - low) * 0.16 } else { 0.5 };
    (low - margin, high + margin)
}

fn axes(
    svg: &mut Svg,
    (x, y): (&Axis, &Axis),
    plot: &Area,
    words: &Words<'_>,
    frame: Frame,
    write: &dyn Fn(f64, bool) -> String,
) {
    for tick in x.ticks(if frame == Frame::Page { 6 } else { 4 }) {
        svg.line("tick", (x.at(tick), plot.3), (x.at(tick), plot.3 + 4.0));
        svg.text("quiet", (x.at(tick), plot.3 + 18.0), Anchor::Middle, &write(tick, false));
    }
    for tick in y.ticks(5) {
        svg.line("tick", (plot.0 - 4.0, y.at(tick)), (plot.0, y.at(tick)));
        svg.text("quiet", (plot.0 - 7.0, y.at(tick) + 4.5), Anchor::End, &write(tick, true));
    }
    svg.text("quiet", (plot.2, plot.3 + 38.0), Anchor::End, &format!("{} →", words.performance));
    svg.text("quiet", (0.0, plot.1 - 12.0), Anchor::Start, &format!("↑ {}", words.importance));
}

/// The quadrants' names in the outer corners; the places they take.
fn names(svg: &mut Svg, words: &Words<'_>, cx: f64, plot: &Area) -> Vec<Area> {
    let (top, bottom) = (plot.1 + 17.0, plot.3 - 8.0);
    let corners = [
        ((plot.0 + 6.0, top), Anchor::Start, cx - plot.0),
        ((plot.2 - 6.0, top), Anchor::End, plot.2 - cx),
        ((plot.2 - 6.0, bottom), Anchor::End, plot.2 - cx),
        ((plot.0 + 6.0, bottom), Anchor::Start, cx - plot.0),
    ];
    let mut taken = Vec::new();
    for ((place, anchor, room), name) in corners.into_iter().zip(words.quadrants) {
        // A narrow quadrant's name may reach over its cut, but not to the other side's name.
        let name = fit(name, room.max((plot.2 - plot.0) / 2.0) - 12.0, TEXT);
        svg.text("quadrant", place, anchor, &name);
        let width = about_width(&name, TEXT);
        let left = if anchor == Anchor::Start { place.0 } else { place.0 - width };
        taken.push(Area(left, place.1 - 13.0, left + width, place.1 + 5.0));
    }
    taken
}

/// The best place around a point for a label of a width: one that meets nothing and stays in the point's quadrant.
fn free_place((x, y): (f64, f64), width: f64, taken: &[Area], cut: (f64, f64), plot: &Area) -> Area {
    let height = 18.0;
    let at = |left: f64, top: f64| Area(left, top, left + width, top + height);
    let middle = y - height / 2.0;
    let candidates = [10.0, 24.0, 40.0, 58.0, 78.0].into_iter().flat_map(|away| {
        [
            at(x + away, middle),
            at(x - away - width, middle),
            at(x - width / 2.0, y - away - height),
            at(x - width / 2.0, y + away),
            at(x + away * 0.7, y - away - height),
            at(x + away * 0.7, y + away),
            at(x - away * 0.7 - width, y - away - height),
            at(x - away * 0.7 - width, y + away),
        ]
    });
    // Another label in the way is worst; a label in the wrong quadrant says something untrue; a line through it only disturbs.
    let cost = |area: &Area| {
        let labels = taken.iter().filter(|other| other.meets(area)).count();
        let middle = ((area.0 + area.2) / 2.0, (area.1 + area.3) / 2.0);
        let wrong = (middle.0 < cut.0) != (x < cut.0) || (middle.1 < cut.1) != (y < cut.1);
        let upright = area.0 < cut.0 && cut.0 < area.2;
        let level = area.1 < cut.1 && cut.1 < area.3;
        labels * 100 + usize::from(wrong) * 50 + usize::from(upright || level) * 10
    };
    let inside = candidates.filter(|candidate| candidate.inside(plot));
    let ranked = inside.enumerate().min_by_key(|(place, area)| cost(area) + place / 4);
    ranked.map_or(at(x + 10.0, middle), |(_, area)| area)
}

#[cfg(test)]
mod tests {
    use super::{Area, Axis, Point, decimals, free_place, range};

    #[test]
    fn ticks_of_close_points_are_told_apart() {
        for (spread, written) in [(1.0, 1), (0.2, 2), (0.05, 2), (0.01, 3)] {
            let at = |performance| Point { label: String::new(), performance, importance: 0.2 };
            let points = [at(4.0 - spread / 2.0), at(4.0 + spread / 2.0)];
            assert_eq!(decimals(&points, 4.0), written, "{spread}");
            let (least, most) = range(points.iter().map(|point| point.performance));
            let ticks = Axis { least, most, from: 0.0, to: 360.0 }.ticks(6);
            let shown = ticks.iter().map(|tick| format!("{tick:.*}", written));
            let different: std::collections::BTreeSet<String> = shown.collect();
            assert_eq!(different.len(), ticks.len(), "{spread}: {different:?}");
        }
    }

    #[test]
    fn labels_of_close_points_do_not_meet() {
        let plot = Area(0.0, 0.0, 360.0, 360.0);
        let points = [(180.0, 180.0), (184.0, 182.0), (176.0, 178.0), (181.0, 190.0), (188.0, 171.0)];
        let mut taken: Vec<Area> = points.iter().map(|(x, y)| Area(x - 7.0, y - 7.0, x + 7.0, y + 7.0)).collect();
        let fixed = taken.len();
        for point in points {
            taken.push(free_place(point, 90.0, &taken, (0.0, 0.0), &plot));
        }
        for (place, label) in taken.iter().enumerate().skip(fixed) {
            assert!(label.inside(&plot));
            assert!(taken[..place].iter().all(|area| !area.meets(label)), "{place}: {taken:?}");
        }
    }
}
