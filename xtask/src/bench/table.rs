//! Medians and ratios of the runs, as a page.
//!
//! Separate from running: it takes what the stopwatch printed and gives text.

use std::fmt::Write;

use crate::shell::Failure;

/// One run of one command.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    name: String,
    /// From start to end of the process.
    seconds: f64,
    /// Without the start of Python, where the script says.
    inside: Option<f64>,
    /// Peak memory.
    megabytes: f64,
}

impl Run {
    /// Reads a line of the stopwatch; a command that failed ends the benchmark.
    pub fn read(line: &str) -> Result<Self, Failure> {
        let unclear = || Failure::new(format!("The stopwatch said: {line}"));
        let [name, code, seconds, inside, megabytes] = line.split('\t').collect::<Vec<_>>()[..] else {
            return Err(unclear());
        };
        // Exit code 1 is a report with refused rows, which is a report.
        if !["0", "1"].contains(&code) {
            return Err(Failure::new(format!("`{name}` ended with code {code}.")));
        }
        let number = |text: &str| text.parse().map_err(|_| unclear());
        let inside = if inside.is_empty() { None } else { Some(number(inside)?) };
        Ok(Self { name: name.to_owned(), seconds: number(seconds)?, inside, megabytes: number(megabytes)? })
    }
}

/// All runs.
pub struct Table(Vec<Run>);

impl Table {
    /// A table of these runs.
    pub fn new(runs: Vec<Run>) -> Self {
        Self(runs)
    }

    fn median_of(&self, name: &str, value: impl Fn(&Run) -> Option<f64>) -> f64 {
        median(self.0.iter().filter(|run| run.name == name).filter_map(value).collect())
    }

    fn seconds(&self, name: &str) -> f64 {
        self.median_of(name, |run| Some(run.seconds))
    }

    /// Without the start of Python where that is known, else everything: the harder comparison for us.
    fn work(&self, name: &str) -> f64 {
        self.median_of(name, |run| Some(run.inside.unwrap_or(run.seconds)))
    }

    /// Medians of a command: seconds, seconds without the start of Python (NaN where the script does not say), megabytes.
    pub fn of(&self, name: &str) -> (f64, f64, f64) {
        let median = |value: fn(&Run) -> Option<f64>| self.median_of(name, value);
        (self.seconds(name), median(|run| run.inside), median(|run| Some(run.megabytes)))
    }

    /// The page: medians, ratios, growth.
    pub fn page(&self, sizes: [u64; 3]) -> String {
        let mut page = format!(
            "# Benchmarks\n\nMedians of one run of `cargo xtask bench` on {} cores: made-up SERVQUAL answers of {} respondents × 44 items\n\
             in 20 segments. Rater makes the complete text report by segment; DuckDB and Polars average the 44 columns by\n\
             segment; pandas with scipy computes gaps, alpha and the t test by segment. `inside` leaves the start of Python out.\n\
             Ratios are against the whole command, which is what a user waits for, and against `inside`.\n\n| command | seconds | inside | peak MB |\n|---|---:|---:|---:|\n",
            std::thread::available_parallelism().map_or(1, usize::from),
            sizes[1],
        );
        let mut names: Vec<&str> = vec![];
        self.0.iter().for_each(|run| {
            if !names.contains(&run.name.as_str()) {
                names.push(&run.name)
            }
        });
        for name in names {
            let inside = self.median_of(name, |run| run.inside);
            let inside = if inside.is_nan() { String::new() } else { format!("{inside:.3}") };
            let memory = self.median_of(name, |run| Some(run.megabytes));
            let _ = writeln!(page, "| {name} | {:.3} | {inside} | {memory:.0} |", self.seconds(name));
        }
        page.push_str("\n| ratio | to the whole command | to `inside` | aim |\n|---|---:|---:|---:|\n");
        for (ours, theirs, aim) in [
            ("rater-csv", "duckdb-csv", "≤ 1.0"),
            ("rater-csv", "polars-csv", ""),
            ("rater-csv", "pandas-csv", "≤ 0.05"),
            ("rater-parquet", "duckdb-parquet", "≤ 1.0"),
            ("rater-parquet", "polars-parquet", ""),
        ] {
            let (own, whole, inside) = (self.seconds(ours), self.seconds(theirs), self.work(theirs));
            let _ = writeln!(page, "| {ours} / {theirs} | {:.3} | {:.3} | {aim} |", own / whole, own / inside);
        }
        page.push_str("\n| respondents | seconds | µs per respondent |\n|---:|---:|---:|\n");
        for (size, name) in sizes.into_iter().zip(["rater-small", "rater-middle", "rater-large"]) {
            let seconds = self.seconds(name);
            let _ = writeln!(page, "| {size} | {seconds:.3} | {:.3} |", 1e6 * seconds / size as f64);
        }
        page
    }
}

/// The middle value, or the mean of the two in the middle; NaN of nothing.
fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    match values.len() {
        0 => f64::NAN,
        n if n % 2 == 1 => values[middle],
        _ => (values[middle - 1] + values[middle]) / 2.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_of_an_even_number_lies_between_the_two_in_the_middle() {
        assert_eq!(median(vec![4.0, 1.0, 3.0, 2.0]), 2.5);
        assert_eq!(median(vec![9.0, 1.0, 2.0]), 2.0);
    }

    #[test]
    fn a_ratio_is_told_with_the_start_of_python_and_without() {
        let lines = ["rater-csv\t0\t0.5\t\t40", "duckdb-csv\t0\t2.0\t1.0\t300"];
        let table = Table::new(lines.iter().map(|line| Run::read(line).expect("a line")).collect());
        assert!(table.page([1, 2, 3]).contains("| rater-csv / duckdb-csv | 0.250 | 0.500 |"));
    }

    #[test]
    fn a_command_that_could_not_do_its_work_is_no_result() {
        assert!(Run::read("duckdb-csv\t2\t0.1\t\t30").is_err());
        assert!(Run::read("nonsense").is_err());
    }
}
