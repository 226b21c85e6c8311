//! `cargo xtask …`: what people who work on Rater run, and what CI runs.
//!
//! Separate from the program, so that nothing of it reaches a user. It starts other programs and prints what it starts;
//! it changes nothing outside `target/`, but for `examples/` and `docs/benchmarks.md` when asked to.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a tool on the command line speaks to the terminal")]

mod api_check;
mod bench;
mod browser;
mod checks;
mod coach_evaluate;
mod examples;
mod fuzz;
mod journey;
mod postgres;
mod reading;
mod setup;
mod shell;

use std::path::Path;
use std::process::ExitCode;

use shell::Failure;

const USAGE: &str = "\
cargo xtask test                     sets up what the tests need, then runs everything, in the order of CI
cargo xtask browser                  the example reports in a browser, in every language, width and theme
cargo xtask journey                  the whole path through the web application in a browser, with pictures of every page
cargo xtask scripts [all]            300 payloads through every field, then a third of the pages in a browser, or all of them
cargo xtask api [EXAMPLES]           the API held against its description, as owner, viewer and nobody
cargo xtask examples                 makes examples/ again, from fixed seeds
cargo xtask look FILE.html FOLDER    pictures of a report: phone and desktop, light and dark, and A4 pages
cargo xtask coach-evaluate FOLDER [--misses]
                                     the check of drafts against labelled replies and sentences
cargo xtask bench [--quick] [--write] [--build]
                                     speed and memory against DuckDB, Polars and pandas, side by side
cargo xtask bench --serve [--quick] [--write]
                                     the server: durable answers a second, the board over millions of answers, memory
cargo xtask bench --listen [--quick] [--write]
                                     reading comments beside scikit-learn and fastText on the same clauses
cargo xtask bench --structure [--quick] [--write]
                                     factor models, polychoric correlations and Little's test beside lavaan, psych and polycor
cargo xtask train                    fits the models that comments are read with, from every labelled clause at hand
cargo xtask evaluate [SET]           how well comments are read, sources and trades left out in turn, step by step
cargo xtask evaluate own-layer [--vectors FILE | --embeddings URL --embeddings-model NAME] [STRENGTH...]
                                     what 50 to 400 corrections of one organisation bring, leaning on word vectors, on a service or not
cargo xtask fuzz [SECONDS]           every reader against generated nonsense, 60 seconds each
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments.as_slice() {
        ["test"] => checks::all(),
        ["browser"] => setup::all().and_then(|()| browser::check()),
        ["journey"] => setup::all().and_then(|()| journey::check()),
        ["scripts"] => setup::all().and_then(|()| journey::stored_scripts::check()),
        ["scripts", "all"] => setup::all().and_then(|()| journey::stored_scripts::all()),
        ["api"] => setup::all().and_then(|()| api_check::check()),
        ["api", examples] => match examples.parse() {
            Ok(examples) => api_check::run(examples),
            Err(_) => Err(Failure::new(format!("`{examples}` is not a number of examples."))),
        },
        ["examples"] => examples::write(),
        ["look", file, folder] => browser::look(Path::new(file), Path::new(folder)),
        ["coach-evaluate", folder] => coach_evaluate::run(Path::new(folder), false),
        ["coach-evaluate", folder, "--misses"] => coach_evaluate::run(Path::new(folder), true),
        ["bench", options @ ..] => bench::run(options),
        ["train"] => reading::train(),
        ["evaluate", "own-layer", strengths @ ..] => reading::evaluate_layers(strengths),
        ["evaluate"] => reading::evaluate(""),
        ["evaluate", of] => reading::evaluate(of),
        ["fuzz"] => fuzz::run(60),
        ["fuzz", seconds] => match seconds.parse() {
            Ok(seconds) => fuzz::run(seconds),
            Err(_) => Err(Failure::new(format!("`{seconds}` is not a number of seconds."))),
        },
        _ => Err(Failure::new(USAGE)),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}
