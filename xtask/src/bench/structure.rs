//! The structure of a questionnaire beside what a researcher would use in R, on the same answers, in one run.
//!
//! Separate from surveys: other tools, other files, and results that must agree. Both sides read the same made-up answers,
//! measure themselves and print the same numbers; where these differ by more than 0.1 %, the benchmark fails. Where R cannot
//! be had, our side stands alone.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use sample::people::{Circumstances, ITEM_COUNT, Person};
use sample::random::Random;

use crate::bench::SECTION;
use crate::bench::serve::load_average;
use crate::setup::{Need, bring};
use crate::shell::{Failure, While, cargo, output, root, target};

const SEED: u64 = 1_988;
const RESPONDENTS: usize = 300;
/// The share of people who tick one column from top to bottom, so that no model fits perfectly.
const CARELESS: f64 = 0.05;
/// The share of people who break off, and of answers that are left out: five in a hundred are missing in all.
const BREAKS_OFF: f64 = 0.06;
const LEFT_OUT: f64 = 0.02;
/// How far two results may be apart: of the number itself, or in units where it is below one.
const APART_MAX: f64 = 0.001;
const NOTHING_BESIDE: &str = "R with lavaan, psych and polycor is not installed here: no counterpart was measured.";

const R: Need = Need {
    program: "Rscript",
    purpose: "holding the structure statistics against lavaan, psych and polycor",
    packages: &["r-base-core", "r-cran-lavaan", "r-cran-psych", "r-cran-gparotation", "r-cran-polycor"],
    there: || {
        let packages = "library(lavaan); library(psych); library(GPArotation); library(polycor)";
        Command::new("Rscript").args(["-e", packages]).output().is_ok_and(|output| output.status.success())
    },
};

/// How much is measured.
struct Extent {
    /// Respondents of Little's test.
    large: usize,
    /// The most runs of each family.
    runs: usize,
    /// The same in R; both stop after ten seconds.
    runs_in_r: usize,
}

const WHOLE: Extent = Extent { large: 100_000, runs: 15, runs_in_r: 7 };
const QUICK: Extent = Extent { large: 10_000, runs: 3, runs_in_r: 1 };

/// What is measured: its name in both programs, in words, and the milliseconds aimed at.
const FAMILIES: [(&str, &str, Option<u32>); 9] = [
    ("cfa-ml", "CFA, five factors, maximum likelihood", Some(10)),
    ("cfa-fiml", "CFA, the same with 5 % missing, full information", None),
    ("cfa-wlsmv", "CFA, the same as categories, WLSMV", None),
    ("efa-varimax", "EFA, five factors, minres, varimax from 40 starts", Some(50)),
    ("efa-oblimin", "EFA, five factors, minres, oblimin", None),
    ("polychoric", "polychoric correlations, 22 × 22, two steps", Some(200)),
    ("omega", "omega, five group factors", None),
    ("parallel", "parallel analysis, 200 random matrices", None),
    ("little", "Little's test", Some(1000)),
];

/// One family as one tool did it.
#[derive(Debug, Clone, PartialEq)]
struct Measured {
    family: String,
    tool: String,
    best: f64,
    median: f64,
    numbers: Vec<(String, f64)>,
}

impl Measured {
    fn read(line: &str) -> Result<Self, Failure> {
        let unclear = || Failure::new(format!("A program that measures itself said: {line}"));
        let number = |text: &str| text.parse::<f64>().ok().filter(|x| x.is_finite()).ok_or_else(unclear);
        let [family, tool, best, median, numbers @ ..] = &line.split('\t').collect::<Vec<_>>()[..] else {
            return Err(unclear());
        };
        let named = |text: &&str| {
            let (name, value) = text.split_once('=').ok_or_else(unclear)?;
            Ok((name.to_owned(), number(value)?))
        };
        Ok(Self {
            family: (*family).to_owned(),
            tool: (*tool).to_owned(),
            best: number(best)?,
            median: number(median)?,
            numbers: numbers.iter().map(named).collect::<Result<_, _>>()?,
        })
    }
}

/// Runs it; gives the section of the page.
pub fn run(quick: bool) -> Result<String, Failure> {
    let folder = target().join("bench");
    std::fs::create_dir_all(&folder).doing("Cannot make a folder for the benchmark")?;
    let extent = if quick { QUICK } else { WHOLE };
    let files = files(&folder, extent.large)?;
    let load = load_average();
    let example = "run --release --quiet --package rater-statistics --example structure_bench --";
    let ours = read(cargo(example).args(&files).arg(extent.runs.to_string()))?;
    let theirs = match bring(&R) {
        Ok(()) => {
            let script = root().join("xtask/src/bench/structure.R");
            let mut command = Command::new("Rscript");
            command.env("OPENBLAS_NUM_THREADS", "1").arg(script).args(&files).arg(extent.runs_in_r.to_string());
            read(&mut command)?
        }
        Err(failure) => {
            println!("{failure}\n{NOTHING_BESIDE}");
            vec![]
        }
    };
    let page = page(&ours, &theirs, &extent, &load);
    let apart = apart(&ours, &theirs);
    if apart.is_empty() {
        return Ok(page);
    }
    println!("{page}");
    Err(Failure::new(apart.join("\n")))
}

fn read(command: &mut Command) -> Result<Vec<Measured>, Failure> {
    let said = output(command)?;
    print!("{said}");
    said.lines().map(Measured::read).collect()
}

/// Complete answers, the same with some missing, and many with some missing.
fn files(folder: &Path, large: usize) -> Result<[PathBuf; 3], Failure> {
    let files = [("complete", RESPONDENTS, false), ("missing", RESPONDENTS, true), ("large", large, true)];
    for (name, respondents, holes) in files {
        let file = folder.join(format!("structure-{name}.csv"));
        std::fs::write(&file, answers(respondents, holes)).doing(format_args!("Cannot write {}", file.display()))?;
    }
    Ok(files.map(|(name, ..)| folder.join(format!("structure-{name}.csv"))))
}

/// The perceptions of made-up people, the same people with and without holes.
fn answers(respondents: usize, holes: bool) -> String {
    let (mut random, mut forgetting) = (Random::new(SEED), Random::new(SEED + 1));
    let names: Vec<String> = (1..=ITEM_COUNT).map(|item| format!("P{item:02}")).collect();
    let mut text = names.join(",") + "\n";
    for _ in 0..respondents {
        let person = if random.chance(CARELESS) {
            Person::careless(&mut random)
        } else {
            Person::attentive(&mut random, Circumstances::default())
        };
        let breaks_off = forgetting.chance(BREAKS_OFF);
        let last = if breaks_off { 1 + forgetting.below(ITEM_COUNT as u64 - 1) as usize } else { ITEM_COUNT };
        for (item, answer) in person.perception.iter().enumerate() {
            let missing = forgetting.chance(LEFT_OUT) || item >= last;
            text.push_str(if item == 0 { "" } else { "," });
            if !(holes && missing) {
                text.push(char::from(b'0' + answer));
            }
        }
        text.push('\n');
    }
    text
}

/// Each result of theirs with ours of the same family.
fn pairs<'a>(ours: &'a [Measured], theirs: &'a [Measured]) -> impl Iterator<Item = (&'a Measured, &'a Measured)> {
    ours.iter().flat_map(move |own| {
        theirs.iter().filter(move |other| other.family == own.family).map(move |other| (own, other))
    })
}

/// A sentence for every number that is not the same, or that only one side has.
fn apart(ours: &[Measured], theirs: &[Measured]) -> Vec<String> {
    let mut found = vec![];
    for (own, other) in pairs(ours, theirs) {
        let (family, tool) = (&other.family, &other.tool);
        for (name, value) in &own.numbers {
            match other.numbers.iter().find(|(known, _)| known == name) {
                Some((_, theirs)) if (value - theirs).abs() <= APART_MAX * theirs.abs().max(1.0) => {}
                Some((_, theirs)) => found.push(format!("{family}: {name} is {value} here and {theirs} in {tool}.")),
                None => found.push(format!("{family}: {tool} does not say {name}.")),
            }
        }
        let unknown = other.numbers.iter().filter(|(name, _)| !own.numbers.iter().any(|(known, _)| known == name));
        found.extend(unknown.map(|(name, _)| format!("{family}: only {tool} says {name}.")));
    }
    if !theirs.is_empty() {
        let alone = ours.iter().filter(|own| !theirs.iter().any(|other| other.family == own.family));
        found.extend(alone.map(|own| format!("{}: nothing stands beside it.", own.family)));
    }
    found
}

fn page(ours: &[Measured], theirs: &[Measured], extent: &Extent, load: &str) -> String {
    let Extent { large, runs, runs_in_r } = extent;
    let mut page = format!(
        "{SECTION}\nOne run of `cargo xtask bench --structure`: first Rater, then R, each on one core; load of the machine at the\n\
         beginning: {load}. Made-up answers of {RESPONDENTS} respondents to 22 items on seven points; Little's test has {large}\n\
         respondents with 5 % of the answers missing. Milliseconds from the answers in memory to the result, median and best of up\n\
         to {runs} runs (R: {runs_in_r}) within ten seconds, without the start of R and the reading of files. R and its packages are those of\n\
         Debian, and compute more on the way than is asked for here. None of these packages has Little's test: beside it stand\n\
         lavaan's EM moments and the formula over them.\n\n\
         | family | Rater | best | aim | beside it | median | best | times as long |\n|---|---:|---:|---:|---|---:|---:|---:|\n"
    );
    for own in ours {
        let (_, words, aim) = FAMILIES.iter().find(|family| family.0 == own.family).unwrap_or(&("", "", None));
        let aim = aim.map_or(String::new(), |aim| format!("≤ {aim}"));
        let start = format!("| {words} | {:.2} | {:.2} | {aim} |", own.median, own.best);
        let mut beside = pairs(std::slice::from_ref(own), theirs).peekable();
        if beside.peek().is_none() {
            let _ = writeln!(page, "{start} | | | |");
        }
        for (_, other) in beside {
            let (median, best, ratio) = (other.median, other.best, other.median / own.median);
            let _ = writeln!(page, "{start} {} | {median:.0} | {best:.0} | {ratio:.0} |", other.tool);
        }
    }
    if theirs.is_empty() {
        let _ = writeln!(page, "\n{NOTHING_BESIDE}");
        return page;
    }
    page.push_str(
        "\nThat both sides computed the same:\n\n| family | number | Rater | beside it | |\n|---|---|---:|---:|---|\n",
    );
    for (own, other) in pairs(ours, theirs) {
        for (name, value) in &own.numbers {
            let same = other.numbers.iter().find(|(known, _)| known == name).map_or(f64::NAN, |(_, value)| *value);
            let _ =
                writeln!(page, "| {} | {name} | {} | {} | {} |", own.family, short(*value), short(same), other.tool);
        }
    }
    page
}

/// Whole numbers without decimals, others with five.
fn short(value: f64) -> String {
    if value.fract() == 0.0 { format!("{value:.0}") } else { format!("{value:.5}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measured(line: &str) -> Vec<Measured> {
        vec![Measured::read(line).expect("a line")]
    }

    #[test]
    fn results_that_differ_by_more_than_a_thousandth_are_told() {
        let ours = measured("cfa-ml\tRater\t1.0\t2.0\tchi2=200.0\tCFI=0.95");
        assert_eq!(apart(&ours, &measured("cfa-ml\tlavaan\t80\t90\tchi2=200.1\tCFI=0.9505")), [""; 0]);
        assert_eq!(
            apart(&ours, &measured("cfa-ml\tlavaan\t80\t90\tchi2=201\tCFI=0.95")),
            ["cfa-ml: chi2 is 200 here and 201 in lavaan."]
        );
        assert_eq!(apart(&ours, &measured("cfa-ml\tlavaan\t80\t90\tchi2=200")), ["cfa-ml: lavaan does not say CFI."]);
    }

    #[test]
    fn a_family_stands_beside_its_counterpart_or_alone() {
        let ours = measured("cfa-ml\tRater\t1.0\t2.0\tchi2=200.0");
        let row = "| CFA, five factors, maximum likelihood | 2.00 | 1.00 | ≤ 10 |";
        let beside = page(&ours, &measured("cfa-ml\tlavaan\t80\t90\tchi2=200"), &QUICK, "0");
        assert!(beside.contains(&format!("{row} lavaan | 90 | 80 | 45 |")), "{beside}");
        assert!(beside.contains("| cfa-ml | chi2 | 200 | 200 | lavaan |"), "{beside}");
        let alone = page(&ours, &[], &QUICK, "0");
        assert!(alone.contains(&format!("{row} | | | |")) && alone.contains(NOTHING_BESIDE), "{alone}");
    }

    #[test]
    fn what_is_no_number_is_no_result() {
        assert!(Measured::read("cfa-ml\tlavaan\t80\t90\tchi2=NA").is_err());
        assert!(Measured::read("nonsense").is_err());
    }

    #[test]
    fn five_in_a_hundred_answers_are_missing_and_the_others_stay() {
        let (complete, holes) = (answers(2000, false), answers(2000, true));
        let cells = |text: &str| -> Vec<String> {
            text.lines().skip(1).flat_map(|line| line.split(',')).map(str::to_owned).collect()
        };
        let (complete, holes) = (cells(&complete), cells(&holes));
        let missing = holes.iter().filter(|cell| cell.is_empty()).count() as f64 / holes.len() as f64;
        assert!((0.04..0.06).contains(&missing), "{missing}");
        assert!(complete.iter().zip(&holes).all(|(full, hole)| hole.is_empty() || full == hole));
    }
}
