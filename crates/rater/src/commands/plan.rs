//! `rater measure --plan`: how many respondents for a given half-width of the interval.
//!
//! The spread comes from `--sd`, from a file of earlier answers, or is a usual one; the answer says which.

use clap::ArgMatches;
use language::{Argument, Words};
use statistics::Undefined;
use statistics::precision::planner::{Circumstances, Target, respondents};

use super::checks::nonsense;
use super::{checks, measure, output};
use crate::failure::Failure;

/// A usual standard deviation of a dimension's gap on a 7-point scale.
const SD_USUAL: f64 = 1.2;
/// The half-widths shown when none is asked for.
const HALF_WIDTHS: [f64; 5] = [0.1, 0.15, 0.2, 0.3, 0.5];

/// Where the spread comes from.
enum Spread {
    Given(f64),
    File(f64),
    Usual,
}

/// Runs the command.
pub fn run(matches: &ArgMatches, words: Words) -> Result<u8, Failure> {
    let spread = spread(matches, words)?;
    let sd = match spread {
        Spread::Given(sd) | Spread::File(sd) => sd,
        Spread::Usual => SD_USUAL,
    };
    let rate = positive(matches, "response-rate", words)?.unwrap_or(1.0);
    if rate > 1.0 {
        return Err(nonsense("response-rate", "commands-plan-share", words));
    }
    let population = matches.get_one::<u64>("population").copied();
    if population == Some(0) {
        return Err(nonsense("population", "commands-plan-above-zero", words));
    }
    let circumstances = Circumstances { level: 0.95, population, answer_rate: rate };
    let asked = positive(matches, "half-width", words)?;
    let widths = asked.map_or(HALF_WIDTHS.to_vec(), |width| vec![width]);

    let mut lines = vec![words.say("commands-plan-heading", &[("sd", words.number(sd, 2).into())])];
    for width in widths {
        let written = ("width", Argument::from(words.number(width, 2)));
        let needed = |target, circumstances: &Circumstances| {
            respondents(target, width, circumstances).map_err(|reason| refusal(reason, width, circumstances, words))
        };
        let mean = match needed(Target::Mean { sd }, &circumstances) {
            Ok(mean) => mean,
            // Of the widths nobody asked for, those within reach are shown.
            Err(_) if asked.is_none() && width < HALF_WIDTHS[HALF_WIDTHS.len() - 1] => continue,
            Err(failure) => return Err(failure),
        };
        let answers = |n: u64| ("answers", Argument::from(words.count(n as i64)));
        lines.push(String::new());
        lines.push(words.say("commands-plan-mean", &[written.clone(), answers(mean.respondents)]));
        if rate < 1.0 {
            let invite = words.count(mean.invitations as i64);
            let arguments = [("rate", words.percent(rate, 0).into()), ("invite", invite.into())];
            lines.push(words.say("commands-plan-invitations", &arguments));
        }
        // The population is that of all customers; how it splits over the groups is not known.
        let apart = Circumstances { population: None, ..circumstances };
        let each = needed(Target::SegmentDifference { sd, other_sd: sd }, &apart)?;
        lines.push(words.say("commands-plan-groups", &[written, answers(each.respondents)]));
    }
    lines.push(String::new());
    if let Some(population) = population {
        lines.push(words.say("commands-plan-population", &[("population", (population as i64).into())]));
    }
    let written = [("sd", words.number(sd, 2).into())];
    match spread {
        Spread::Given(_) => {}
        Spread::File(_) => lines.push(words.say("commands-plan-from-file", &written)),
        Spread::Usual => lines.push(words.say("commands-plan-guess", &written)),
    }
    output::write(checks::out(matches), format!("{}\n", lines.join("\n").trim_end()).as_bytes())?;
    Ok(0)
}

/// Why no number of respondents will do.
fn refusal(reason: Undefined, width: f64, circumstances: &Circumstances, words: Words) -> Failure {
    match (reason, circumstances.population) {
        (Undefined::TooFewRespondents { .. }, Some(population)) => {
            let rate = words.percent(circumstances.answer_rate, 0).into();
            Failure::message(
                "commands-plan-out-of-reach",
                vec![("population", (population as i64).into()), ("rate", rate)],
            )
        }
        (Undefined::TooFewRespondents { .. }, None) => {
            let decimals = (2.0 - width.log10()).clamp(2.0, 12.0) as usize;
            Failure::message("commands-plan-too-fine", vec![("width", words.number(width, decimals).into())])
        }
        (reason, _) => Failure::Sentences(vec![words.text(reason.key())]),
    }
}

/// A number above zero, if the option was given.
fn positive(matches: &ArgMatches, option: &str, words: Words) -> Result<Option<f64>, Failure> {
    match matches.get_one::<f64>(option) {
        Some(value) if !(value.is_finite() && *value > 0.0) => Err(nonsense(option, "commands-plan-above-zero", words)),
        value => Ok(value.copied()),
    }
}

fn spread(matches: &ArgMatches, words: Words) -> Result<Spread, Failure> {
    if let Some(sd) = positive(matches, "sd", words)? {
        return Ok(Spread::Given(sd));
    }
    if !matches.contains_id("files") {
        return Ok(Spread::Usual);
    }
    let (survey, reading) = measure::read(matches, words)?;
    let report = survey.report(&reading, matches, words);
    let index = report.index();
    let of = |name| report.dimensions().filter_map(|d| index.value(name, &d.of)).fold(f64::NAN, f64::max);
    let name = if report.has("expectation") { "gap.sd" } else { "perception.sd" };
    let largest = of(name);
    Ok(if largest > 0.0 { Spread::File(largest) } else { Spread::Usual })
}
