//! What a report says first, for whole files: which findings there are, which dimension they name, and their sentences.
//!
//! The numbers in the expected sentences are those of the reference files, or are recomputed from the rows; only the
//! words are the program's.

mod support;

use std::path::PathBuf;

use serde_json::Value;
use support::simple::{Group, Table, benjamini_hochberg, t_of_five_percent, two_sided_p, welch};
use support::{DIMENSIONS, Set, example, golden, input, printed, servqual_items};

/// The findings of a report.
struct Told(Value);

impl Told {
    fn keys(&self) -> Vec<&str> {
        self.all().map(|finding| finding["key"].as_str().expect("a key").trim_start_matches("findings-")).collect()
    }

    fn all(&self) -> impl Iterator<Item = &Value> {
        self.0["findings"].as_array().expect("findings").iter()
    }

    /// The one finding of this key: its sentence, with plain spaces, and the first subject it names.
    fn finding(&self, key: &str) -> (String, &str) {
        let full = format!("findings-{key}");
        let found: Vec<&Value> = self.all().filter(|finding| finding["key"] == full.as_str()).collect();
        let [finding] = found.as_slice() else { panic!("{} findings {key} in {:?}", found.len(), self.keys()) };
        let text = finding["text"].as_str().expect("a sentence").replace('\u{a0}', " ");
        (text, finding["of"][0].as_str().unwrap_or_default())
    }

    fn text(&self, key: &str) -> String {
        self.finding(key).0
    }

    /// The short words for a subject.
    fn label(&self, of: &str) -> &str {
        let subjects = self.0["subjects"].as_array().expect("subjects");
        subjects.iter().find(|s| s["of"] == of).and_then(|s| s["label"].as_str()).expect("a subject")
    }
}

fn measured(arguments: &[&str]) -> Told {
    Told(serde_json::from_str(&printed(&[&["measure"], arguments, &["--format", "json"]].concat())).expect("JSON"))
}

/// Two decimals, with the sign that a reader sees; halves go up, also those that a float puts a hair below.
fn two(value: f64) -> String {
    format!("{:.2}", value + value.signum() * 1e-12).replace('-', "−")
}

fn percent(share: f64) -> String {
    format!("{:.0}%", 100.0 * share)
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("{value} is no number"))
}

/// The dimension of `DIMENSIONS` where something is least, and the next.
fn two_least(value: impl Fn(&str) -> f64) -> (&'static str, &'static str) {
    let mut ranked = DIMENSIONS;
    ranked.sort_by(|a, b| value(a).total_cmp(&value(b)));
    (ranked[0], ranked[1])
}

fn title(dimension: &str) -> String {
    dimension[..1].to_uppercase() + &dimension[1..]
}

/// A gap of `py_gaps.json` in words.
fn gap_in_words(golden: &Value, dimension: &str) -> String {
    let gap = &golden["dimensions"][dimension]["gap"];
    let [low, high] = [0, 1].map(|end| two(number(&gap["ci95_t"][end])));
    let n = &gap["n"];
    format!("a gap of {} points (95% interval {low} to {high}, n = {n}).", two(number(&gap["mean"])))
}

#[test]
fn the_largest_gap_is_named_first_with_its_interval_and_its_weakest_item() {
    for set in Set::all() {
        let (told, golden, tests) = (Told(set.report(&[])), set.golden("py_gaps.json"), set.golden("py_tests.json"));
        let dimension = |dimension: &str| &golden["dimensions"][dimension];
        let (worst, _) = two_least(|d| number(&dimension(d)["gap"]["mean"]));
        let expected = format!(
            "The service falls short most on {}: customers expect {} and perceive {}, {}",
            title(worst),
            two(number(&dimension(worst)["E"]["mean"])),
            two(number(&dimension(worst)["P"]["mean"])),
            gap_in_words(&golden, worst),
        );
        assert_eq!(told.finding("shortfall"), (expected, format!("dimension:{worst}").as_str()));

        let short = DIMENSIONS.iter().filter(|d| number(&tests["adjusted"]["dims_t"]["holm"][**d]) < 0.05);
        let short = short.filter(|d| number(&dimension(d)["gap"]["mean"]) < 0.0).count();
        let (key, expected) = match short {
            5 => ("shortfall-all", "All 5 dimensions lie below expectation, beyond chance.".to_owned()),
            short => ("shortfall-some", format!("{short} of 5 dimensions lie below expectation beyond chance.")),
        };
        assert_eq!(told.text(key), expected);

        let gap = |item: &String| number(&golden["items"][item]["gap"]["mean"]);
        let weakest = set.items_of(worst).into_iter().min_by(|a, b| gap(a).total_cmp(&gap(b))).expect("items");
        let (text, of) = told.finding("shortfall-item");
        assert_eq!(of, format!("item:{weakest}"));
        let label = told.label(of);
        assert_eq!(text, format!("Within {}, the weakest item is “{label}” ({}).", title(worst), two(gap(&weakest))));
    }
}

#[test]
fn what_matters_most_is_the_strongest_driver_of_the_reference() {
    for set in Set::all() {
        let (told, drivers) = (Told(set.report(&[])), set.golden("py_drivers.json"));
        let model = &drivers["models"]["five_dims"];
        let shares: Vec<f64> = model["lmg_rescaled_pct"].as_array().expect("shares").iter().map(number).collect();
        let top = (0..5).max_by(|a, b| shares[*a].total_cmp(&shares[*b])).expect("five");
        let dimension = model["predictors"][top].as_str().expect("a name");
        let (text, of) = told.finding("driver");
        assert_eq!(of, format!("dimension:{dimension}"));
        let outcome = told.0["instrument"]["outcome"].as_str().expect("an outcome");
        let begins = format!(
            "{} matters most for {outcome}: it carries {} (95% interval ",
            title(dimension),
            percent(shares[top] / 100.0)
        );
        assert!(text.starts_with(&begins), "{text}");
        let ends = format!(
            "which is {} of the differences between customers (n = {}). This is association, not proof of cause.",
            percent(number(&model["R2"])),
            model["n"]
        );
        assert!(text.ends_with(&ends), "{text}");
    }
}

#[test]
fn how_sure_we_are_follows_from_the_intervals_of_the_reference() {
    for set in Set::all() {
        let (told, golden) = (Told(set.report(&[])), set.golden("py_gaps.json"));
        let gap = |dimension: &str| &golden["dimensions"][dimension]["gap"];
        let (worst, next) = two_least(|d| number(&gap(d)["mean"]));
        let half = |d: &&str| (number(&gap(d)["ci95_t"][1]) - number(&gap(d)["ci95_t"][0])) / 2.0;
        let widest = DIMENSIONS.iter().map(half).fold(0.0, f64::max);
        // In both surveys the interval of the worst takes in some of the next.
        assert!(number(&gap(next)["ci95_t"][0]) < number(&gap(worst)["ci95_t"][1]));
        let expected = format!(
            "With {} respondents the means are known to within ± {} points; {} and {} are too close to say which is worse.",
            set.table().rows.len(),
            two(widest),
            title(worst),
            title(next)
        );
        assert_eq!(told.text("certainty-close"), expected);
    }
}

#[test]
fn a_rejected_gap_constraint_is_told_with_what_it_means() {
    for set in Set::all() {
        let (told, golden) = (Told(set.report(&[])), set.golden("py_difference_score.json"));
        let validity = &golden["predictive_validity"];
        let test = &validity["F_test_gap_constraint_bE_eq_minus_bP"];
        assert!(number(&test["p"]) < 0.001, "METHOD 2.4: the constraint is rejected");
        let expected = format!(
            "For predicting {}, no: that expectation counts exactly as much against as perception counts for is rejected \
             (F(5, {:.0}) = {}, p < 0.001). Perceptions explain {}, gaps {}. Use the gap to see where you are below what is \
             asked, and perceptions to predict or to compare over time.",
            told.0["instrument"]["outcome"].as_str().expect("an outcome"),
            number(&test["df2"]),
            two(number(&test["F"])),
            percent(number(&validity["perf5"]["adjR2"])),
            percent(number(&validity["gap5"]["adjR2"])),
        );
        assert_eq!(told.text("measure-rejected"), expected);
    }
}

#[test]
fn a_p_that_is_not_tiny_is_written_as_equal() {
    let text = std::fs::read_to_string(input("synth300.csv")).expect("the input");
    for (respondents, key) in [(25, "measure-kept"), (40, "measure-rejected")] {
        let first: Vec<&str> = text.lines().take(1 + respondents).collect();
        let file = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("first-{respondents}.csv"));
        std::fs::write(&file, first.join("\n")).expect("a file");
        for language in ["en", "id", "es"] {
            let told = measured(&[file.to_str().expect("a path"), "--lang", language]);
            let numbers = told.0["numbers"].as_array().expect("numbers");
            let p = numbers.iter().find(|number| number["statistic"] == "constraint.p").expect("the test was made");
            let p = format!("{:.3}", number(&p["value"]));
            let p = if language == "en" { p } else { p.replace('.', ",") };
            let written = told.text(key);
            assert!(written.contains(&format!(", p = {p})")), "p = {p} is not in: {written}");
        }
    }
}

/// Dimensions in the instrument's order, as a list in words.
fn listed(report: &Told, holds: impl Fn(&str) -> bool) -> String {
    let subjects = report.0["subjects"].as_array().expect("subjects").iter();
    let dimensions = subjects.filter(|subject| subject["kind"] == "dimension");
    let names = dimensions.filter_map(|subject| subject["of"].as_str()?.strip_prefix("dimension:"));
    let mut labels: Vec<String> = names.filter(|name| holds(name)).map(title).collect();
    let last = labels.pop().unwrap_or_default();
    if labels.is_empty() { last } else { format!("{} and {last}", labels.join(", ")) }
}

#[test]
fn weak_dimensions_are_named_and_sound_ones_counted() {
    for set in Set::all() {
        let (told, golden) = (Told(set.report(&[])), set.golden("r_reliability.json"));
        let alpha = |d: &str| number(&golden["sets"]["P"]["dims"][d]["alpha"]["listwise"]["raw_alpha"]);
        let alphas = DIMENSIONS.map(alpha);
        let (lowest, highest) = (alphas.into_iter().fold(1.0, f64::min), alphas.into_iter().fold(0.0, f64::max));
        let weak = listed(&told, |d| alpha(d) < 0.7);
        let (key, expected) = if weak.is_empty() {
            let range = format!("from {} to {}.", two(lowest), two(highest));
            (
                "consistency-sound",
                format!("The items of each dimension belong together: Cronbach's alpha of perceptions {range}"),
            )
        } else {
            let found = format!("is below 0.70 on {weak} (lowest {})", two(lowest));
            ("consistency-weak", format!("Cronbach's alpha of perceptions {found}: read the items there one by one."))
        };
        assert_eq!(told.text(key), expected);
        let noisy = listed(&told, |d| number(&golden["sets"]["difference_score"][d]["rel_difference"]) < 0.7);
        let expected = format!(
            "The difference P − E is less consistent than 0.70 on {noisy}: do not rank single persons or small groups by it."
        );
        assert_eq!(told.text("measure-noisy"), expected);
    }
}

#[test]
fn the_kiosk_survey_names_assurance_responsiveness_and_the_rejected_constraint() {
    let Some(set) = Set::all().into_iter().nth(1) else { return };
    let told = Told(set.report(&[]));
    let keys = [
        "shortfall",
        "shortfall-some",
        "shortfall-item",
        "driver",
        "driver-rivals",
        "first-shortfall-elsewhere",
        "certainty-close",
        "certainty-sample",
        "measure-rejected",
        "measure-restricted",
        "measure-noisy",
        "consistency-weak",
    ];
    assert_eq!(told.keys()[..keys.len()], keys);
    assert_eq!(told.finding("shortfall").1, "dimension:assurance");
    assert_eq!(told.finding("driver").1, "dimension:responsiveness");
    // py_drivers: reliability has the next share, 23 % of R² beside 47 %.
    let rivals = told.text("driver-rivals");
    assert!(rivals.starts_with("It cannot be told apart with certainty from Reliability"), "{rivals}");
    // METHOD 2.4: on the kiosk data F(5, 196) = 7.39, p = 2e-6.
    assert!(told.text("measure-rejected").contains("is rejected (F(5, 196) = 7.39, p < 0.001)"));
    // No dimension is important and below the others in perception, so the largest gap is told instead.
    let expected = "No dimension is both important and below the others in perception. Measured by what customers expect, the \
                    largest shortfall is on Assurance (−1.71 points): do not read its place among the quadrants as “too much”.";
    assert_eq!(told.finding("first-shortfall-elsewhere"), (expected.to_owned(), "dimension:assurance"));
}

#[test]
fn the_made_up_survey_says_to_start_where_points_drivers_and_the_gap_agree() {
    let told = Told(Set::all()[0].report(&[]));
    // py_ipa: reliability has the most points, 29.7, and lies in "concentrate here" by every meaning of importance.
    let expected = "Asked directly, customers give most points to Reliability (30 of 100). Stated and derived importance may \
                    differ; both are shown.";
    assert_eq!(told.finding("driver-stated"), (expected.to_owned(), "dimension:reliability"));
    let first = told.all().find(|finding| finding["kind"] == "first").expect("what to do first");
    assert_eq!(first["of"][0], "dimension:reliability");
    assert!(first["text"].as_str().is_some_and(|text| text.starts_with("Start with Reliability")), "{first}");
}

#[test]
fn findings_are_the_same_in_every_language() {
    let set = &Set::all()[0];
    let english = Told(set.report(&["--lang", "en"]));
    for (language, reliability, interval) in
        [("id", "Keandalan", "selang kepercayaan 95%"), ("es", "Fiabilidad", "intervalo del 95")]
    {
        let told = Told(set.report(&["--lang", language]));
        assert_eq!(told.keys(), english.keys());
        let (text, of) = told.finding("shortfall");
        assert_eq!(of, "dimension:reliability");
        // py_gaps: −1.5951, from −1.7243 to −1.4660, of 300.
        for part in [reliability, interval, "−1,60", "−1,72", "−1,47", "300"] {
            assert!(text.contains(part), "`{part}` is missing in: {text}");
        }
        for (finding, english) in told.all().zip(english.all()) {
            assert_ne!(finding["text"], english["text"], "{language}");
        }
    }
}

#[test]
fn a_zone_of_tolerance_names_the_dimension_that_comes_closest_to_the_minimum() {
    let file = input("synth_zot200.csv");
    let told = measured(&[file.to_str().expect("a path"), "--instrument", "servqual-zone"]);
    let golden = golden("zot/py_zot.json");
    let adequacy = |dimension: &str| &golden["dimensions"][dimension]["MSA"];
    let (worst, _) = two_least(|d| number(&adequacy(d)["mean"]));
    let [low, high] = [0, 1].map(|end| two(number(&adequacy(worst)["ci95"][end])));
    let mean = number(&adequacy(worst)["mean"]);
    let value = if mean > 0.0 { format!("+{}", two(mean)) } else { two(mean) };
    let expected = format!(
        "The service comes closest to customers' minimum, or below it, on {}: perceived minus minimum is {value} points (95% \
         interval {low} to {high}, n = {}), and {} of customers receive less than their minimum.",
        title(worst),
        adequacy(worst)["n"],
        percent(number(&golden["dimensions"][worst]["share_below_adequate"])),
    );
    assert_eq!(told.finding("shortfall-zone"), (expected, format!("dimension:{worst}").as_str()));
}

/// The made-up clinic, by branch and wave.
fn clinic() -> (Told, Table) {
    let file = example("clinic-made-up.csv");
    let path = file.to_str().expect("a path");
    (measured(&[path, "--by", "branch", "--wave", "wave"]), Table::read(&file))
}

fn gaps(table: &Table, column: &str, value: &str, dimension: &str) -> Group {
    let items = servqual_items(dimension);
    Group::of(&table.rows_of(column, value).into_iter().filter_map(|row| table.gap(row, &items)).collect::<Vec<_>>())
}

#[test]
fn branches_that_differ_are_told_on_the_dimension_where_they_lie_furthest_apart() {
    let (told, table) = clinic();
    let groups = |d: &str| ["Selatan", "Utara"].map(|branch| gaps(&table, "branch", branch, d));
    let p = DIMENSIONS.map(|d| {
        let [selatan, utara] = groups(d);
        let (difference, se, df) = welch(selatan, utara);
        two_sided_p(difference / se, df)
    });
    let adjusted = benjamini_hochberg(&p);
    let differs = |d: &str| adjusted[DIMENSIONS.iter().position(|other| *other == d).expect("a dimension")] < 0.05;
    let apart = |d: &str| groups(d)[1].mean - groups(d)[0].mean;
    let widest = DIMENSIONS.into_iter().filter(|d| differs(d)).max_by(|a, b| apart(a).total_cmp(&apart(b)));
    let widest = widest.expect("Selatan is served worse, as the file was made");
    let [selatan, utara] = groups(widest);
    let expected = format!(
        "By branch, there are differences beyond chance on {}; the largest is on {}: Selatan {}, Utara {}.",
        listed(&told, differs),
        title(widest),
        two(selatan.mean),
        two(utara.mean)
    );
    assert_eq!(told.finding("segment"), (expected, format!("dimension:{widest}").as_str()));
}

#[test]
fn what_changed_since_the_last_wave_is_told_with_its_two_parts() {
    let (told, table) = clinic();
    let groups = |d: &str| ["2025-1", "2025-2"].map(|wave| gaps(&table, "wave", wave, d));
    let change = |d: &str| {
        let [before, after] = groups(d);
        welch(after, before)
    };
    let beyond = |d: &&str| {
        let (difference, se, df) = change(d);
        5.0 * two_sided_p(difference / se, df) < 0.05
    };
    let moved = DIMENSIONS.into_iter().filter(beyond).max_by(|a, b| change(a).0.abs().total_cmp(&change(b).0.abs()));
    let moved = moved.expect("responsiveness became better, as the file was made");
    let (difference, se, df) = change(moved);
    let reach = t_of_five_percent(df) * se;
    let items = servqual_items(moved);
    let of_wave = |wave: &str| {
        let pairs: Vec<(f64, f64)> =
            table.rows_of("wave", wave).into_iter().filter_map(|row| table.pair(row, &items)).collect();
        let n = pairs.len() as f64;
        (pairs.iter().map(|(e, _)| e).sum::<f64>() / n, pairs.iter().map(|(_, p)| p).sum::<f64>() / n)
    };
    let ((e_before, p_before), (e_after, p_after)) = (of_wave("2025-1"), of_wave("2025-2"));
    let signed = |value: f64| format!("{value:+.2}").replace('-', "−");
    let [before, after] = groups(moved);
    let expected = format!(
        "From 2025-1 to 2025-2 the gap on {} improved: {} points (95% interval {} to {}, n = {}), of which {} from what \
         customers perceive and {} from what they expect (plus: they expect less; minus: they expect more).",
        title(moved),
        signed(difference),
        two(difference - reach),
        two(difference + reach),
        before.n + after.n,
        signed(p_after - p_before),
        signed(e_before - e_after),
    );
    assert_eq!(moved, "responsiveness");
    assert_eq!(told.finding("wave-better"), (expected, "dimension:responsiveness"));
}

fn paragraph(arguments: &[&str]) -> String {
    measured(arguments).0["method_paragraph"].as_str().expect("a paragraph").to_owned()
}

#[test]
fn the_method_paragraph_says_what_was_asked_of_whom_and_by_which_rules() {
    let (synthetic, zone, clinic) = (input("synth300.csv"), input("synth_zot200.csv"), example("clinic-made-up.csv"));
    let [synthetic, zone, clinic] = [&synthetic, &zone, &clinic].map(|path| path.to_str().expect("a path"));
    let gap = paragraph(&[synthetic]);
    let begins = "Service quality was measured with SERVQUAL: expectation and perception (version 1; 22 items in 5 dimensions, \
                  answers 1 to 7). Of 300 records, 300 respondents were counted. A gap is perception minus expectation of the \
                  same item";
    assert!(gap.starts_with(begins), "{gap}");
    let drivers = "their intervals come from 2,000 bootstrap replicates (seed 1).";
    assert!(gap.contains(drivers) && !gap.contains("Groups were compared"), "{gap}");
    assert!(gap.ends_with(&format!("Computed with Rater {}.", env!("CARGO_PKG_VERSION"))), "{gap}");
    assert!(
        paragraph(&[clinic, "--by", "branch", "--seed", "7"]).contains("replicates (seed 7). Groups were compared")
    );
    let zone = paragraph(&[zone, "--instrument", "servqual-zone"]);
    assert!(
        zone.contains("answers 1 to 9). Of 200 records, 200 respondents were counted. An item counts where minimum"),
        "{zone}"
    );
    assert!(!zone.contains("Relative importance"), "no overall judgement was asked: {zone}");
    let spanish = paragraph(&[synthetic, "--lang", "es"]);
    assert!(spanish.contains("2000 réplicas") || spanish.contains("2.000 réplicas"), "{spanish}");
}

/// The 300 made-up respondents twice, the second time in another branch, where an answer to an item may be read otherwise.
fn twins(name: &str, answer: impl Fn(&str, u8) -> u8) -> PathBuf {
    let mut reader = csv::Reader::from_path(input("synth300.csv")).expect("a file");
    let header = reader.headers().expect("a header").clone();
    let mut table = vec![format!("{},branch", header.iter().collect::<Vec<_>>().join(","))];
    for record in reader.records().map(|record| record.expect("a row")) {
        table.push(format!("{},North", record.iter().collect::<Vec<_>>().join(",")));
        let other = header.iter().zip(&record).map(|(column, cell)| match cell.parse::<u8>() {
            Ok(given) if column.starts_with('P') => answer(column, given).to_string(),
            _ if column == "id" => format!("{cell}-again"),
            _ => cell.to_owned(),
        });
        table.push(format!("{},South", other.collect::<Vec<_>>().join(",")));
    }
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, table.join("\n") + "\n").expect("a file");
    path
}

#[test]
fn branches_that_answer_alike_may_be_compared_and_one_that_reads_a_question_otherwise_is_told() {
    let by_branch = |path: &std::path::Path| measured(&[path.to_str().expect("text"), "--by", "branch"]);
    let alike = by_branch(&twins("alike.csv", |_, given| given));
    assert!(alike.text("invariance-means").starts_with("branch: the groups understand the questions alike"));
    let value = |told: &Told, statistic: &str, of: &str| {
        let mut numbers = told.0["numbers"].as_array().expect("numbers").iter();
        let row = numbers.find(|row| row["statistic"] == statistic && row["of"] == of && row["by"] == "branch");
        number(&row.expect("a number")["value"])
    };
    // The same people twice fit exactly twice as badly as once, with twice the degrees of freedom.
    let once = &golden("synth300/r_cfa.json")["models"]["five_factor_ML_listwise"]["fit"];
    for (statistic, name) in [("invariance.chi2", "chisq"), ("invariance.df", "df")] {
        let (found, expected) = (value(&alike, statistic, "model:configural"), 2.0 * number(&once[name]));
        assert!((found - expected).abs() <= 1e-6 * expected, "{statistic}: {found} {expected}");
    }
    // What is held equal is equal already, and costs nothing.
    for model in ["model:metric", "model:scalar"] {
        assert!((value(&alike, "invariance.chi2", model) - 2.0 * number(&once["chisq"])).abs() < 1e-3);
    }
    let shifted =
        by_branch(&twins("shifted.csv", |column, given| if column == "P05" { given.max(3) - 2 } else { given }));
    assert!(shifted.text("invariance-loadings").contains("the same factors"));
}
