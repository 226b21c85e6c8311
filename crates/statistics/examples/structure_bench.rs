//! How long the structure of a questionnaire takes, and what comes out: factor models, polychoric correlations, Little's test.
//!
//! `cargo run --release -p rater-statistics --example structure_bench COMPLETE.csv MISSING.csv LARGE.csv RUNS`
//!
//! Separate from the tests, which ask whether it is right; the numbers are printed here so that whoever compares speed sees
//! that the same was computed. A line is: family, tool, best and median milliseconds from the answers in memory to the
//! result, then numbers as `name=value`, tabs between. It reads commas and whole numbers, an empty cell for a missing one.
#![allow(clippy::print_stdout, reason = "a measurement is printed")]

use std::fmt::Display;
use std::time::{Duration, Instant};

use nalgebra::DMatrix;
use statistics::Undefined;
use statistics::association::polychoric_covariance::polychoric_covariance;
use statistics::association::polychoric_matrix::polychoric_matrix;
use statistics::confirmation::fiml::full_information;
use statistics::confirmation::fit::Fit;
use statistics::confirmation::ml::{Likelihood, maximum_likelihood};
use statistics::confirmation::model::{Model, Structure};
use statistics::confirmation::moments::Moments;
use statistics::confirmation::wlsmv::{Ordinal, wlsmv};
use statistics::consistency::omega_hierarchical::omega_hierarchical;
use statistics::exploration::extraction::{Method, extract};
use statistics::exploration::fit::fit;
use statistics::exploration::parallel::{ParallelSettings, parallel};
use statistics::exploration::rotation::oblimin::oblimin;
use statistics::exploration::rotation::varimax::{VarimaxSettings, varimax};
use statistics::linear::correlation_matrix;
use statistics::missing::little::little;
use sums::{MISSING, Rows, Sums};

/// Items per factor.
const ITEMS: [usize; 5] = [4, 5, 4, 4, 5];
const FACTORS: usize = ITEMS.len();
const SEED: u64 = 1988;
/// After so long a family is not run again.
const PATIENCE: Duration = Duration::from_secs(10);

type Numbers = Vec<(&'static str, f64)>;

fn main() -> Result<(), String> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [complete, missing, large, runs] = arguments.as_slice() else {
        return Err("Name three files and how often to run: COMPLETE.csv MISSING.csv LARGE.csv RUNS.".to_owned());
    };
    let runs = runs.parse().map_err(|_| format!("`{runs}` is not a number of runs."))?;
    let (complete, missing, large) = (read(complete)?, read(missing)?, read(large)?);
    measure("cfa-ml", runs, || confirmed(&complete))?;
    measure("cfa-fiml", runs, || informed(&missing))?;
    measure("cfa-wlsmv", runs, || ordinal(&complete))?;
    measure("efa-varimax", runs, || explored(&complete))?;
    measure("efa-oblimin", runs, || oblique(&complete))?;
    measure("polychoric", runs, || polychoric(&complete))?;
    measure("omega", runs, || omega(&complete))?;
    measure("parallel", runs, || chance(&complete))?;
    measure("little", runs, || random_holes(&large))
}

/// Five correlated factors by maximum likelihood.
fn confirmed(rows: &Rows) -> Result<Numbers, Undefined> {
    let solution = maximum_likelihood(&model()?, &Moments::of(&sums(rows))?, Likelihood::Normal)?;
    Ok(fitted(&solution.fit))
}

/// The same from everyone's answers, however many are missing.
fn informed(rows: &Rows) -> Result<Numbers, Undefined> {
    Ok(fitted(&full_information(&model()?, rows, &places(rows))?.fit))
}

/// The same with answers as categories.
fn ordinal(rows: &Rows) -> Result<Numbers, Undefined> {
    let found = polychoric_covariance(rows, &places(rows))?;
    let ordinal = Ordinal::from(&found);
    let solution = wlsmv(&model()?, &ordinal)?;
    let df = solution.solution.fit.df as f64;
    Ok(vec![("chi2", solution.chi2), ("df", df), ("CFI", solution.cfi), ("RMSEA", solution.rmsea.value)])
}

/// Minres, and varimax from forty starts.
fn explored(rows: &Rows) -> Result<Numbers, Undefined> {
    let sums = sums(rows);
    let r = correlation_matrix(&sums)?;
    let found = extract(&r, FACTORS, Method::Minres)?;
    let turned = varimax(&found.loadings, &VarimaxSettings::new(SEED));
    let fit = fit(&r, &turned.loadings, &DMatrix::identity(FACTORS, FACTORS), sums.n(), 0.9)?;
    Ok(vec![("chi2", fit.chi2), ("varimax", turned.criterion), ("largest loading", turned.loadings.amax())])
}

/// Minres and oblimin.
fn oblique(rows: &Rows) -> Result<Numbers, Undefined> {
    let sums = sums(rows);
    let r = correlation_matrix(&sums)?;
    let turned = oblimin(&extract(&r, FACTORS, Method::Minres)?.loadings, false);
    let fit = fit(&r, &turned.pattern, &turned.phi, sums.n(), 0.9)?;
    Ok(vec![("chi2", fit.chi2), ("largest loading", turned.pattern.amax())])
}

fn polychoric(rows: &Rows) -> Result<Numbers, Undefined> {
    let r = polychoric_matrix(rows, &places(rows))?.correlations;
    let k = r.nrows() as f64;
    Ok(vec![("mean r", (r.sum() - k) / (k * (k - 1.0))), ("r of items 1 and 2", r[(1, 0)])])
}

fn omega(rows: &Rows) -> Result<Numbers, Undefined> {
    let found = omega_hierarchical(&correlation_matrix(&sums(rows))?, FACTORS)?;
    Ok(vec![("hierarchical", found.hierarchical), ("total", found.total)])
}

fn chance(rows: &Rows) -> Result<Numbers, Undefined> {
    let sums = sums(rows);
    let found = parallel(&correlation_matrix(&sums)?, sums.n(), &ParallelSettings::new(SEED))?;
    let (components, factors) = (found.components.count as f64, found.factors.count as f64);
    Ok(vec![("components", components), ("factors", factors), ("first eigenvalue", found.components.observed[0])])
}

fn random_holes(rows: &Rows) -> Result<Numbers, Undefined> {
    let found = little(rows, &places(rows))?;
    Ok(vec![("chi2", found.square), ("df", found.df as f64), ("patterns", found.patterns as f64)])
}

fn fitted(fit: &Fit) -> Numbers {
    let rmsea = fit.rmsea.map_or(f64::NAN, |rmsea| rmsea.value);
    vec![("chi2", fit.chi2), ("df", fit.df as f64), ("CFI", fit.cfi), ("RMSEA", rmsea)]
}

fn model() -> Result<Model, Undefined> {
    let mut place = 0;
    let mut next = |count: usize| {
        place += count;
        (place - count..place).collect()
    };
    Model::new(Structure::Correlated, &ITEMS.map(&mut next))
}

fn sums(rows: &Rows) -> Sums {
    let columns: Vec<&[u8]> = rows.columns.iter().map(Vec::as_slice).collect();
    Sums::of_columns(&columns)
}

fn places(rows: &Rows) -> Vec<usize> {
    (0..rows.columns.len()).collect()
}

fn measure(family: &str, runs: usize, job: impl Fn() -> Result<Numbers, Undefined>) -> Result<(), String> {
    let (begun, mut times, mut numbers) = (Instant::now(), vec![], vec![]);
    while times.len() < runs.max(1) && (times.is_empty() || begun.elapsed() < PATIENCE) {
        let start = Instant::now();
        numbers = job().map_err(|reason| format!("{family}: {reason}"))?;
        times.push(1e3 * start.elapsed().as_secs_f64());
    }
    times.sort_by(f64::total_cmp);
    print!("{family}\tRater\t{:.3}\t{:.3}", times[0], times[times.len() / 2]);
    numbers.iter().for_each(|(name, value)| print!("\t{name}={value:.8}"));
    println!();
    Ok(())
}

fn read(path: &str) -> Result<Rows, String> {
    let say = |why: &dyn Display| format!("{path}: {why}");
    let text = std::fs::read_to_string(path).map_err(|error| say(&error))?;
    let mut lines = text.lines();
    let mut rows = Rows { columns: vec![vec![]; lines.next().unwrap_or("").split(',').count()], ..Rows::default() };
    for line in lines {
        for (column, cell) in rows.columns.iter_mut().zip(line.split(',')) {
            column.push(if cell.is_empty() { MISSING } else { cell.parse().map_err(|error| say(&error))? });
        }
        rows.n += 1;
    }
    Ok(rows)
}
