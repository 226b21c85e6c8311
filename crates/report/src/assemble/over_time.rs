//! Over time: which wave is out of the ordinary, and is there a trend? From three waves on.
//!
//! Separate from the changes between two waves. It reads the finished numbers of waves and nothing else, so that what is
//! hidden of a wave is in no limit, no mean and no trend. Where other items were asked than in the wave before, the series
//! breaks, and nothing is computed across.

use std::collections::HashMap;

use statistics::Undefined;
use statistics::comparison::multiplicity::{Adjustment, adjust};
use statistics::trend::individuals::individuals_chart;
use statistics::trend::linear_trend::linear_trend;
use statistics::trend::mann_kendall::mann_kendall;
use statistics::trend::p_chart::p_chart;
use statistics::trend::series::{Counted, Measured, Point, Series, Stretch};
use sums::Variable;

use super::groups::Group;
use super::{By, Context, Estimate, FacetMeaning, LEVEL, Numbers, Place};

/// Fewer waves by the same items have neither limits nor a trend.
const WAVES_MIN: usize = 3;

const CHARTS: By = By("control-charts", "half");
const SHARES: By = By("control-charts", "available");

/// Adds control charts and trends, once the numbers of the waves stand and those that may not be shown are hidden.
pub fn add(context: &Context<'_>, numbers: &mut Numbers) {
    let waves: Vec<&Group> = context.groups.waves.iter().filter(|wave| !wave.hidden).collect();
    if context.running || waves.len() < WAVES_MIN {
        return;
    }
    let known = Known::of(numbers);
    let asked: Vec<Vec<bool>> = waves
        .iter()
        .map(|wave| super::waves::asked(context, &wave.evidence).iter().map(|count| 0 < *count).collect())
        .collect();
    let mut added = Numbers::default();
    let mut trends = Vec::new();
    for (place, of) in context.blueprint.dimensions.iter().zip(&context.dimension_names) {
        let score = if place.gap.is_some() { "gap.mean" } else { "perception.mean" };
        let items: Vec<Vec<bool>> =
            asked.iter().map(|asked| place.items.iter().map(|item| asked[*item]).collect()).collect();
        let runs = runs(&items);
        let course = Course { waves: &waves, of, runs: &runs };
        course.add_breaks(&mut added);
        course.add_scores(&mut added, &known.of_waves(score, of, &waves), &mut trends);
    }
    add_adjusted(&mut added, trends);
    add_shares(context, &mut added, &waves, &known, &asked);
    numbers.0.extend(added.0);
}

/// What is shown of the waves: value, standard error and respondents.
struct Known(HashMap<(String, String, String), (f64, f64, i64)>);

impl Known {
    fn of(numbers: &Numbers) -> Self {
        let of_waves = numbers.0.iter().filter(|number| number.by.is_empty() && !number.wave.is_empty());
        let kept = of_waves.filter_map(|number| {
            let found = (number.value?, number.se.unwrap_or(f64::NAN), number.n?);
            Some(((number.statistic.clone(), number.of.clone(), number.wave.clone()), found))
        });
        Self(kept.collect())
    }

    fn of_waves(&self, statistic: &str, of: &str, waves: &[&Group]) -> Vec<Option<(f64, f64, i64)>> {
        let key = |wave: &&Group| (statistic.to_owned(), of.to_owned(), wave.value.clone());
        waves.iter().map(|wave| self.0.get(&key(wave)).copied()).collect()
    }
}

/// A number per wave that changes where other items were asked than in the wave before.
fn runs(items: &[Vec<bool>]) -> Vec<usize> {
    let mut run = 0;
    let next = |(place, asked): (usize, &Vec<bool>)| {
        run += usize::from(0 < place && items[place - 1] != *asked);
        run
    };
    items.iter().enumerate().map(next).collect()
}

/// One subject over the waves.
struct Course<'a> {
    waves: &'a [&'a Group],
    of: &'a str,
    runs: &'a [usize],
}

/// A trend's place in the numbers and its p, to be corrected.
type Trend = (String, String, f64);

impl<'a> Course<'a> {
    fn at(&self, wave: usize) -> Place<'a> {
        Place { of: self.of, by: "", wave: &self.waves[wave].value }
    }

    /// The waves that have a value, in their order; the time is the wave's place.
    fn series<T: Clone>(&self, values: &[Option<T>]) -> Series<T> {
        let point = |(wave, value): (usize, &Option<T>)| {
            let value = value.clone()?;
            Some(Point { at: wave as f64, instrument: self.runs[wave].to_string(), value })
        };
        Series::new(values.iter().enumerate().filter_map(point).collect())
    }

    fn add_breaks(&self, numbers: &mut Numbers) {
        for wave in 1..self.waves.len() {
            if self.runs[wave - 1] != self.runs[wave] {
                let n = self.waves[wave].evidence.rows as i64;
                numbers.value("control.break", self.at(wave), By("control-charts", ""), 1.0, n);
            }
        }
    }

    /// The chart of single values, and the trend of each stretch.
    fn add_scores(&self, numbers: &mut Numbers, found: &[Option<(f64, f64, i64)>], trends: &mut Vec<Trend>) {
        let values: Vec<Option<f64>> = found.iter().map(|found| found.map(|(value, ..)| value)).collect();
        let series = self.series(&values);
        for stretch in individuals_chart(&series) {
            let chart = enough(&stretch);
            let centre = chart.as_ref().map(|chart| chart.centre).map_err(|reason| *reason);
            let waves = stretch.at.len() as i64;
            for (place, wave) in places(&stretch).enumerate() {
                let Some((value, _, n)) = found[wave] else { continue };
                let plain = Estimate::plain(value, n);
                let point = chart.as_ref().ok().and_then(|chart| chart.points.get(place));
                let score = point.map_or(plain, |point| plain.between(point.low, point.high));
                numbers.add("control.score", self.at(wave), CHARTS, Ok(score));
                let centre = centre.map(|centre| Estimate::plain(centre, waves));
                numbers.add("control.centre", self.at(wave), CHARTS, centre);
            }
        }
        let measured: Vec<Option<Measured>> =
            found.iter().map(|found| found.map(|(mean, se, _)| Measured { mean, se })).collect();
        let lines = linear_trend(&self.series(&measured), LEVEL);
        for (line, order) in lines.iter().zip(mann_kendall(&series)) {
            let (Some(last), true) = (places(line).last(), WAVES_MIN <= line.at.len()) else { continue };
            let (here, waves) = (self.at(last), line.at.len() as i64);
            let found = line.result.as_ref().map_err(|reason| *reason);
            let slope = found.map(|line| Estimate {
                value: line.slope,
                interval: Some((line.low, line.high)),
                se: Some(line.se),
                n: waves,
            });
            numbers.add("trend.slope", here, CHARTS, slope);
            numbers.add("trend.p", here, CHARTS, found.map(|line| Estimate::plain(line.p, waves)));
            if let Some(p) = found.ok().and_then(|line| line.lack_of_fit_p) {
                numbers.value("trend.lack_p", here, CHARTS, p, waves);
            }
            let order = order.result.as_ref().map_err(|reason| *reason);
            numbers.add("trend.tau", here, CHARTS, order.map(|order| Estimate::plain(order.tau, waves)));
            numbers.add("trend.tau_p", here, CHARTS, order.map(|order| Estimate::plain(order.p, waves)));
            if let Ok(line) = found {
                trends.push((self.of.to_owned(), here.wave.to_owned(), line.p));
            }
        }
    }

    /// The chart of a share with Laney's limits.
    fn add_share(&self, numbers: &mut Numbers, counts: &[Option<Counted>]) {
        for stretch in p_chart(&self.series(counts)) {
            let chart = enough(&stretch);
            let waves = stretch.at.len() as i64;
            for (place, wave) in places(&stretch).enumerate() {
                let Some(counted) = counts[wave] else { continue };
                let share = counted.count as f64 / counted.n as f64;
                let plain = Estimate::plain(share, i64::try_from(counted.n).unwrap_or(i64::MAX));
                let point = chart.as_ref().ok().and_then(|chart| chart.laney.get(place));
                let share = point.map_or(plain, |point| plain.between(point.low, point.high));
                numbers.add("control.share", self.at(wave), SHARES, Ok(share));
                let found = chart.as_ref().map_err(|reason| *reason);
                numbers.add(
                    "control.share_centre",
                    self.at(wave),
                    SHARES,
                    found.map(|chart| Estimate::plain(chart.centre, waves)),
                );
                if wave == places(&stretch).last().unwrap_or(wave) {
                    let sigma = found.map(|chart| Estimate::plain(chart.sigma_z, waves));
                    numbers.add("control.sigma_z", self.at(wave), SHARES, sigma);
                }
            }
        }
    }
}

/// What was computed from a stretch, unless it is too short to be called a chart.
fn enough<C: Clone>(stretch: &Stretch<C>) -> Result<C, Undefined> {
    let waves = stretch.at.len();
    if waves < WAVES_MIN {
        return Err(Undefined::TooFewWaves { waves, needed: WAVES_MIN });
    }
    stretch.result.clone()
}

/// The waves of a stretch by their place: their times, as they were given.
fn places<C>(stretch: &Stretch<C>) -> impl Iterator<Item = usize> {
    stretch.at.iter().map(|at| *at as usize)
}

/// One family: every trend that was tested.
fn add_adjusted(numbers: &mut Numbers, trends: Vec<Trend>) {
    let raw: Vec<Option<f64>> = trends.iter().map(|(.., p)| Some(*p)).collect();
    let family = adjust(&raw, Adjustment::Holm);
    let size = family.size as i64;
    for ((of, wave, _), p) in trends.iter().zip(family.p) {
        let p = p.ok_or(Undefined::NoVariation).map(|p| Estimate::plain(p, size));
        numbers.add("trend.p_holm", Place { of, by: "", wave }, By("multiplicity", ""), p);
    }
}

/// The share of the highest answer to each overall judgement; where none was asked, of those below their expectation.
fn add_shares(context: &Context<'_>, numbers: &mut Numbers, waves: &[&Group], known: &Known, asked: &[Vec<bool>]) {
    let shown = |counts: Vec<Option<Counted>>, found: Vec<Option<(f64, f64, i64)>>| -> Vec<Option<Counted>> {
        counts
            .into_iter()
            .zip(found)
            .map(|(count, found)| count.filter(|count| found.is_some() && 0 < count.n))
            .collect()
    };
    if !context.blueprint.outcomes.is_empty() {
        for (outcome, block) in &context.blueprint.outcomes {
            let of = context.outcome_name(*outcome);
            let Some(counts) = top_counts(context, *block, waves) else { continue };
            let counts = shown(counts, known.of_waves("outcome.mean", &of, waves));
            Course { waves, of: &of, runs: &vec![0; waves.len()] }.add_share(numbers, &counts);
        }
        return;
    }
    for (place, of) in context.blueprint.dimensions.iter().zip(&context.dimension_names) {
        let Some(histogram) = place.gap_histogram else { continue };
        let below = |wave: &&Group| {
            let histogram = &wave.evidence.histograms[histogram];
            let count = histogram.values().filter(|(gap, _)| *gap < 0).map(|(_, count)| count).sum();
            Some(Counted { count, n: histogram.n() })
        };
        let counts = shown(waves.iter().map(below).collect(), known.of_waves("gap.mean", of, waves));
        let items: Vec<Vec<bool>> =
            asked.iter().map(|asked| place.items.iter().map(|item| asked[*item]).collect()).collect();
        Course { waves, of, runs: &runs(&items) }.add_share(numbers, &counts);
    }
}

/// How many gave the highest answer to an overall judgement, per wave; only where the answers are at hand.
fn top_counts(context: &Context<'_>, block: usize, waves: &[&Group]) -> Option<Vec<Option<Counted>>> {
    let rows = context.material.rows?;
    let facet = context.material.meanings.iter().position(|meaning| *meaning == FacetMeaning::Waves)?;
    let Variable::Column(column) = *context.blueprint.plan.blocks[block].first()? else { return None };
    let top = *context.blueprint.plan.column_max.get(column)?;
    let wave_of: HashMap<u32, usize> =
        waves.iter().enumerate().flat_map(|(place, wave)| wave.cells.iter().map(move |cell| (*cell, place))).collect();
    let mut counts = vec![Counted { count: 0, n: 0 }; waves.len()];
    for respondent in 0..rows.n {
        let wave = rows.cell(facet, respondent).and_then(|cell| wave_of.get(&cell));
        if let (Some(wave), Some(answer)) = (wave, rows.value(column, respondent)) {
            counts[*wave].n += 1;
            counts[*wave].count += u64::from(answer == top);
        }
    }
    Some(counts.into_iter().map(Some).collect())
}
