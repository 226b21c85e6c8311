//! The page: tables of what was found, and in words where it falls short and what a reader should do.
//!
//! Separate from finding it. What it says of an interval it says only where the numbers say so, so that the page cannot
//! praise or blame what a later run finds otherwise.

use super::evidence::Evidence;
use super::numbers::Kind;
use super::population::{DIMENSIONS, ITEMS, NAMES};
use super::quadrants::{BINS, Bin, Case, together};
use super::tally::Tally;
use super::{POPULATIONS, SIZES, TRUTH_OF_QUADRANTS, TRUTH_PART, TRUTH_PARTS};

/// Coverage of a 95 % interval that is as good as promised.
const LOW: f64 = 0.93;
const HIGH: f64 = 0.97;

/// Everything the page shows.
pub struct Findings {
    pub everyone: Evidence,
    pub truth: Vec<(Kind, Vec<f64>)>,
    /// By sample size.
    pub tallies: Vec<Vec<Tally>>,
    /// By sample size: the cases of every population.
    pub cases: Vec<(usize, Vec<Vec<Case>>)>,
}

/// The whole page.
pub fn page(found: &Findings) -> String {
    let sections = [
        opening(),
        in_short(found),
        people(found),
        format!("{INTERVALS}\n\n{}", intervals(found)),
        short_of(found),
        format!("{ERRORS}\n\n{}\n\n{AFTER_ERRORS}", errors(found)),
        format!("{}\n\n{}\n\n{}\n\n{AFTER_QUADRANTS}", before_quadrants(), likeliest(found), bins(found)),
        ABSENT.to_owned(),
    ];
    sections.join("\n\n") + "\n"
}

fn opening() -> String {
    let sizes: Vec<String> = SIZES.iter().map(|(n, samples, _)| format!("{samples} of {n}")).collect();
    let people = TRUTH_PARTS * TRUTH_PART / 1_000_000;
    format!(
        "# Coverage: do the intervals hold what they promise?

Code: `crates/statistics/examples/coverage`. This page is a report and not a method; it is printed, whole, by

```text
cargo run --release -p rater-statistics --example coverage > docs/method/coverage.md
```

A 95 % interval should hold the truth in 95 of 100 surveys. Here the truth is known, because the customers are made up:
samples are drawn from them ({}), every interval is computed as the report
computes it, and it is counted how often it holds the truth. Between 93 and 97 % it is as good as promised. What follows ±
is the Monte Carlo standard error: what another seed would change. All of it takes two to four minutes of one processor.

The answers are such as surveys give: whole points from 1 to 7, with expectations of which more than half are the highest
answer in some dimensions. The truth is what the same functions give for {people} million of the same people; its own error is a
twenty-eighth of the standard error of a sample of 5000, and changes a coverage by less than 0.02 points.",
        listed(&sizes)
    )
}

fn in_short(found: &Findings) -> String {
    let shown: Vec<&Tally> = found.tallies.iter().flatten().filter(|tally| tally.kind.is_shown()).collect();
    let by_size = SIZES.map(|(n, _, _)| {
        let of_size = || shown.iter().filter(|tally| tally.n == n);
        let good = of_size().filter(|tally| is_good(tally.coverage.0)).count();
        format!("{good} of {} at {n}", of_size().count())
    });
    let outside = |is_outside: &dyn Fn(f64) -> bool| -> Vec<String> {
        let of_kind = |kind: Kind| {
            let of_kind = shown.iter().filter(|tally| tally.kind == kind && is_outside(tally.coverage.0));
            let found: Vec<String> =
                of_kind.map(|tally| format!("{} at {}", percent(tally.coverage.0), tally.n)).collect();
            (!found.is_empty()).then(|| format!("{} ({})", kind.name(), found.join(", ")))
        };
        Kind::ALL.into_iter().filter_map(of_kind).collect()
    };
    let (low, high) = (outside(&|coverage| coverage < LOW), outside(&|coverage| coverage > HIGH));
    let or_none = |names: Vec<String>| if names.is_empty() { "none".to_owned() } else { names.join("; ") };
    let told = [
        format!("Too rarely right: {}.", or_none(low)),
        format!("More often than promised, and so wider than needed: {}.", or_none(high)),
        format!(
            "Quadrants with a stated probability of at least 95 % are the true ones in {}.",
            listed(&surest(found))
        ),
        format!(
            "The jackknife errors of LMG and Johnson's weights are on average {} times the true ones.",
            jackknife_ratios(found)
        ),
    ];
    format!(
        "## In short\n\nWithin 93 to 97 % are, of the kinds of interval that the report shows, {}.\n\n{}",
        listed(&by_size),
        told.map(|told| wrapped(&format!("- {told}"))).join("\n")
    )
}

/// How often what is all but sure is true, by sample size.
fn surest(found: &Findings) -> Vec<String> {
    let sure = BINS.last().copied().unwrap_or(1.0);
    let of_size = |(n, populations): &(usize, Vec<Vec<Case>>)| {
        format!("{} % at {n}", percent(together(populations, |case| case.stated >= sure).is_true))
    };
    found.cases.iter().map(of_size).collect()
}

/// The smallest and the largest ratio of what the report shows as a jackknife error to the true one.
fn jackknife_ratios(found: &Findings) -> String {
    let shown = [Kind::JackknifeLmg, Kind::JackknifeJohnson];
    let of_shown = found.tallies.iter().flatten().filter(|tally| shown.contains(&tally.kind));
    let ratios: Vec<f64> = of_shown.filter_map(|tally| Some(tally.error_ratio?.0)).collect();
    let (least, most) = ratios.iter().fold((f64::INFINITY, 0.0_f64), |(l, m), ratio| (l.min(*ratio), m.max(*ratio)));
    format!("{least:.2} to {most:.2}")
}

fn people(found: &Findings) -> String {
    let of = |kind: Kind, d: usize| {
        let values = found.truth.iter().find(|(of, _)| *of == kind).map(|(_, values)| values);
        values.and_then(|values| values.get(d)).copied().unwrap_or(f64::NAN)
    };
    let row = |d: usize| {
        let answers = ITEMS[d] as i64 * found.everyone.drivers.n();
        format!(
            "| {} | {} | {:.2} | {} | {:.2} | {:.2} | {:.3} | {:.3} | {} |",
            NAMES[d],
            ITEMS[d],
            of(Kind::Expectation, d),
            percent(found.everyone.at_ceiling[d] as f64 / answers as f64),
            of(Kind::Perception, d),
            of(Kind::Gap, d),
            of(Kind::AlphaExpectation, d),
            of(Kind::AlphaPerception, d),
            percent(of(Kind::LmgShare, d)),
        )
        .replace(" -", " −")
    };
    let rows: Vec<String> = (0..DIMENSIONS).map(row).collect();
    format!(
        "## Who was made up

| dimension | items | expectation | of it 7, % | perception | gap | alpha E | alpha P | LMG share, % |
|---|---|---|---|---|---|---|---|---|
{}

Each answer is a normal value cut into points. Of its variance 35 % is common to all items of expectation (or of
perception), 20 % to those of its dimension, 45 % its own; what is common to expectations and what is common to perceptions
correlate 0.3. The outcome, on seven points, follows the perceptions with R² = {:.2}. Of a hundred points per customer some are
moved at random and some to what disappoints them most, so that the weighted overall gap is {:.2} where the unweighted is
{:.2}. Nobody leaves anything unanswered, and everyone is drawn independently.",
        rows.join("\n"),
        of(Kind::RSquared, 0),
        of(Kind::Weighted, 0),
        of(Kind::Servqual, 0),
    )
    .replace(" -", " −")
    .replace("\n-", "\n−")
}

fn intervals(found: &Findings) -> String {
    let row = |tally: &Tally| {
        format!(
            "| {} | {} | {} ± {} | {} | {:.3} | {} | {} |",
            tally.kind.name(),
            tally.n,
            percent(tally.coverage.0),
            percent(tally.coverage.1),
            lowest(tally),
            tally.width,
            percent(tally.undefined),
            verdict(tally.coverage)
        )
    };
    format!(
        "| number, interval | n | coverage, % | lowest part, % | mean width | undefined, % | 93–97 % |
|---|---|---|---|---|---|---|
{}",
        rows(found, |kind| kind.is_shown(), row)
    )
}

fn errors(found: &Findings) -> String {
    let row = |tally: &Tally| {
        let ratio = tally.error_ratio.map(|(ratio, error)| format!("{ratio:.2} ± {error:.2}"));
        format!(
            "| {} | {} | {} | {} | {} ± {} | {} | {:.3} | {} | {} |",
            tally.kind.name(),
            tally.n,
            ratio.unwrap_or_default(),
            bias(tally),
            percent(tally.coverage.0),
            percent(tally.coverage.1),
            lowest(tally),
            tally.width,
            percent(tally.undefined),
            verdict(tally.coverage)
        )
    };
    format!(
        "| number, interval | n | error / true | largest bias | coverage, % | lowest part, % | mean width | undefined, % | 93–97 % |
|---|---|---|---|---|---|---|---|---|
{}",
        rows(found, |kind| !kind.is_shown(), row)
    )
}

/// The rows of a table, kind by kind, each at every sample size.
fn rows(found: &Findings, wanted: impl Fn(Kind) -> bool, row: impl Fn(&Tally) -> String) -> String {
    let kinds = Kind::ALL.into_iter().filter(|kind| wanted(*kind));
    let of_kind = |kind: Kind| found.tallies.iter().flatten().filter(move |tally| tally.kind == kind);
    kinds.flat_map(of_kind).map(row).collect::<Vec<_>>().join("\n")
}

/// Where the report's intervals fall short, in words.
fn short_of(found: &Findings) -> String {
    let shown = Kind::ALL.into_iter().filter(|kind| kind.is_shown());
    let of_kind = |kind: Kind| {
        let outside = found.tallies.iter().flatten().filter(|tally| tally.kind == kind && is_outside(tally));
        let outside: Vec<String> = outside.map(told).collect();
        let told = || format!("- **{}**: {}. {}", kind.name(), outside.join("; "), advice(kind));
        (!outside.is_empty()).then(|| wrapped(&told()))
    };
    let told: Vec<String> = shown.filter_map(of_kind).collect();
    let told = if told.is_empty() { "Nowhere.".to_owned() } else { told.join("\n") };
    format!(
        "## Where it is not 95 %, and what to do

Named are means outside 93 to 97 %, and parts that lie below 93 by more than twice their own error.

{told}"
    )
}

fn is_outside(tally: &Tally) -> bool {
    let (_, coverage, error) = tally.lowest;
    !is_good(tally.coverage.0) || coverage + 2.0 * error < LOW
}

fn told(tally: &Tally) -> String {
    let lowest = if tally.parts > 1 { format!(" (lowest {})", lowest(tally)) } else { String::new() };
    format!("{} % at {}{lowest}", percent(tally.coverage.0), tally.n)
}

/// What a reader should do where an interval falls short.
fn advice(kind: Kind) -> &'static str {
    match kind {
        Kind::AlphaExpectation | Kind::AlphaPerception => {
            "Feldt's interval takes answers for normal. Where they pile up at the highest one, alpha varies more than it \
             knows, and more respondents do not help. Read it as an interval of about 90 %, or take the jackknife of the \
             table below, which holds."
        }
        Kind::RSquared => {
            "Above 2000 respondents twenty folds are drawn. They tell an error on 19 degrees of freedom, and percentiles \
             do not know it: at best 93.5 % can be expected. Think the interval a tenth wider."
        }
        Kind::LmgShare | Kind::JohnsonShare => {
            "With 50 respondents the corrections of BCa are themselves guesses: do not rank dimensions by these \
             intervals, look at the interval of the rank; plain percentiles of the same draws come nearer (table below). \
             At 5000 it is the twenty folds, as for R²: think the interval a tenth wider, or take the jackknife of the share."
        }
        Kind::Rank => {
            "Ranks are whole, so that an interval of them holds more than it must. It errs on the safe side: nothing to do."
        }
        _ => "Take it for less sure than it says.",
    }
}

const INTERVALS: &str = "## Intervals that the report shows

Coverage is the mean over the parts (dimensions, items); beside it stands the part with the lowest. The error of a single
part is about 0.7 at 50 and 300 respondents and 1.0 at 5000, and the lowest of five or of 22 is low by chance alone.
*Just* stands where another seed might say otherwise: less than two errors from 93 or 97 %.";

const ERRORS: &str = "## Jackknife errors, and other intervals of the same numbers

The report shows LMG and Johnson's weights with the standard error of a jackknife over twenty folds. Here its mean is
divided by the true one, which is the standard deviation of the estimate over all samples; then follows how often
estimate ± t · error holds the truth. The bias is that of the part with the largest, in units of the true error. The other
rows are not in the report: they are what could be taken instead. Omega, above, has the jackknife of ln(1 − omega), and not
the bootstrap, which would fit 2000 factor models per dimension and sample. Folds are of unequal size, as a hash makes them:
with 50 respondents one or two of twenty are empty.";

const AFTER_ERRORS: &str = "\
Where the error is right and the interval still falls short (LMG and its shares at 50), it is the estimate that is skewed and
biased: R² of few respondents is too high, and what adds little seems to add more. Read it as an error, not as an interval.";

fn before_quadrants() -> String {
    let sizes: Vec<String> = SIZES.iter().map(|(n, _, of_each)| format!("{of_each} samples of {n}")).collect();
    let before = format!(
        "The report says with which probability a dimension lies in each quadrant: the share of the replicates in which it \
         does. With one population a false quadrant stays false however often it is tried. So {POPULATIONS} populations were \
         drawn, each with mean perceptions between 4.6 and 5.8 and with effects on the outcome between none and half a point, \
         and of each {}; the truth is that of {TRUTH_OF_QUADRANTS} of its people. The error is by populations, because samples \
         of one share its truth.",
        listed(&sizes)
    );
    let before = wrapped(&before).replace("\n  ", "\n");
    format!("## Probabilities of the quadrants\n\n{before}\n\nThe likeliest quadrant of each dimension:")
}

const AFTER_QUADRANTS: &str = "\
Replicates scatter around the sample and not around the truth, so that the sample's own error comes on top: with few
respondents a probability is too sure of itself, at both ends. With 50, take *almost certain* for *three times out of
four*, and act on a quadrant only where something else says so too; from 300 on, stated and true differ by a few points.
By how much depends on the populations: the nearer the dimensions lie to each other, the more.";

fn likeliest(found: &Findings) -> String {
    let row = |(n, populations): &(usize, Vec<Vec<Case>>)| {
        let bin = together(populations, |case| case.is_likeliest);
        format!("| {n} | {} |", of_bin(&bin))
    };
    let rows: Vec<String> = found.cases.iter().map(row).collect();
    format!("| n | dimensions | mean stated, % | true, % |\n|---|---|---|---|\n{}", rows.join("\n"))
}

fn bins(found: &Findings) -> String {
    let ends = BINS.iter().zip(BINS.iter().skip(1).copied().chain([f64::INFINITY]));
    let row = |n: usize, populations: &[Vec<Case>], low: f64, high: f64| {
        let bin = together(populations, |case| low <= case.stated && case.stated < high);
        let span = format!("{:.0}–{:.0}", 100.0 * low, 100.0 * high.min(1.0));
        (bin.cases > 0).then(|| format!("| {n} | {span} | {} |", of_bin(&bin)))
    };
    let rows: Vec<String> = found
        .cases
        .iter()
        .flat_map(|(n, cases)| ends.clone().filter_map(move |(low, high)| row(*n, cases, *low, high)))
        .collect();
    format!(
        "All four quadrants, by what was stated:\n\n| n | stated, % | cases | mean stated, % | true, % |\n|---|---|---|---|---|\n{}",
        rows.join("\n")
    )
}

fn of_bin(bin: &Bin) -> String {
    format!("{} | {} | {} ± {}", bin.cases, percent(bin.stated), percent(bin.is_true), percent(bin.error))
}

const ABSENT: &str = "## What was not tried

- Missing answers, weights, and whole branches as folds: everyone here is complete and drawn by themselves.
- Shares of 22 items, whose jackknife walks through four million subsets for every fold; they are made as the jackknife of
  the dimensions' shares above.
- Quadrants by stated points, Wilson's intervals, differences of segments and waves, intervals while answers still come.
- Other customers: one set of correlations and one ceiling, and nothing below 50 respondents or between the three sizes.

## Sources

Bonett (2002), Journal of Educational and Behavioral Statistics 27, 335–340. Efron (1987), Journal of the American Statistical
Association 82, 171–185. Feldt (1965), Psychometrika 30, 357–370. Shao & Tu (1995), The jackknife and bootstrap, chapter 2. Burton, Altman, Royston & Holder (2006), Statistics in Medicine 25, 4279–4292, for
how such a simulation is reported.";

fn is_good(coverage: f64) -> bool {
    (LOW..=HIGH).contains(&coverage)
}

/// Whether the coverage is as promised, and whether another seed might say otherwise.
fn verdict((coverage, error): (f64, f64)) -> String {
    let near = (coverage - LOW).abs().min((coverage - HIGH).abs()) < 2.0 * error;
    let word = match coverage {
        low if low < LOW => "too low",
        high if high > HIGH => "too high",
        _ => "yes",
    };
    if near { format!("{word}, just") } else { word.to_owned() }
}

fn lowest(tally: &Tally) -> String {
    let (part, coverage, _) = tally.lowest;
    match tally.parts {
        1 => String::new(),
        DIMENSIONS => format!("{} {}", percent(coverage), NAMES[part]),
        _ => format!("{} item {}", percent(coverage), part + 1),
    }
}

/// The largest bias of a part, in units of the true error.
fn bias(tally: &Tally) -> String {
    let (part, bias) = tally.bias;
    let name = if tally.parts == DIMENSIONS { NAMES[part] } else { "" };
    format!("{bias:+.2} {name}").replace('-', "−")
}

/// A paragraph in lines of no more than 120 characters; all but the first are indented, as in a list.
fn wrapped(text: &str) -> String {
    const WIDTH: usize = 120;
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let last = lines.len() - 1;
        if lines[last].is_empty() {
            lines[last] += word;
        } else if lines[last].chars().count() + 1 + word.chars().count() <= WIDTH {
            lines[last] += &format!(" {word}");
        } else {
            lines.push(format!("  {word}"));
        }
    }
    lines.join("\n")
}

fn percent(share: f64) -> String {
    format!("{:.1}", 100.0 * share)
}

fn listed(words: &[String]) -> String {
    match words {
        [first @ .., last] if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        _ => words.concat(),
    }
}
