//! What a person types wrongly is answered in one sentence of their language, with exit code 2, before anything is read
//! or written.

mod support;

use std::path::{Path, PathBuf};

use support::{example, rater, root};

/// A folder with the made-up clinic in it, for one test; removed at the end.
struct Desk(PathBuf);

impl Desk {
    fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("desk-{name}"));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).expect("a folder");
        std::fs::copy(example("clinic-made-up.csv"), folder.join("clinic.csv")).expect("the clinic");
        Self(folder)
    }

    fn path(&self, name: &str) -> String {
        self.0.join(name).to_str().expect("a path that is text").to_owned()
    }

    /// The names of what lies there.
    fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(&self.0).expect("the folder");
        let mut names: Vec<_> =
            entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Exit code 2, nothing printed, one sentence in each language; the English one holds these words.
fn refused(arguments: &[&str], words: &[&str]) {
    let mut sentences = vec![];
    for language in ["en", "id", "es"] {
        let output = rater(&[arguments, &["--lang", language]].concat());
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {said}");
        assert!(output.stdout.is_empty(), "nothing is printed beside an error");
        assert!(said.starts_with("rater: ") && said.lines().count() == 1, "{said}");
        assert!(!said.contains("commands-") && !said.contains("{ "), "a sentence, not a name: {said}");
        if language == "en" {
            for word in words {
                assert!(said.contains(word), "`{word}` is missing in: {said}");
            }
        }
        assert!(!sentences.contains(&said), "the same sentence in two languages: {said}");
        sentences.push(said);
    }
}

/// What is printed, after exit code 0 or 1.
fn printed(arguments: &[&str]) -> String {
    support::printed(&[arguments, &["--lang", "en"]].concat())
}

#[test]
fn the_report_never_overwrites_what_it_is_made_from() {
    let desk = Desk::new("overwrite");
    let (answers, mapping, questionnaire) = (desk.path("clinic.csv"), desk.path("columns.csv"), desk.path("own.csv"));
    std::fs::write(&mapping, "").expect("a mapping");
    std::fs::copy(root().join("crates/survey/instruments/servqual.toml"), &questionnaire).expect("a questionnaire");
    let before = std::fs::read(&answers).expect("the answers");
    refused(&["measure", &answers, "--out", &answers], &["clinic.csv", "overwrite"]);
    // The same file by another way, and whatever format is asked for.
    let roundabout = desk.path("../desk-overwrite/clinic.csv");
    refused(&["measure", &answers, "--out", &roundabout, "--format", "html"], &["overwrite"]);
    refused(&["measure", &answers, "--mapping", &mapping, "--out", &mapping], &["columns.csv"]);
    refused(&["measure", &answers, "--instrument", &questionnaire, "--out", &questionnaire], &["own.csv"]);
    refused(&["measure", &answers, "--plan", "--format", "text", "--out", &answers], &["overwrite"]);
    assert_eq!(std::fs::read(&answers).expect("the answers"), before);
}

#[test]
fn an_older_report_may_be_overwritten() {
    let desk = Desk::new("again");
    let (answers, report) = (desk.path("clinic.csv"), desk.path("report.txt"));
    std::fs::write(&report, "last week's").expect("a report");
    printed(&["measure", &answers, "--out", &report]);
    assert!(std::fs::read_to_string(&report).expect("a report").contains("SERVQUAL"));
}

#[test]
fn an_ending_that_tells_no_format_is_refused() {
    let desk = Desk::new("ending");
    let answers = desk.path("clinic.csv");
    for name in ["report.pdf", "report.docx", "report."] {
        let endings = [name, ".txt", ".html", ".json", ".csv", ".xlsx", "--format"];
        refused(&["measure", &answers, "--out", &desk.path(name)], &endings);
    }
    assert_eq!(desk.names(), ["clinic.csv"]);
    printed(&["measure", &answers, "--out", &desk.path("REPORT.HTML")]);
    assert!(std::fs::read_to_string(desk.path("REPORT.HTML")).expect("a page").starts_with("<!"));
    printed(&["measure", &answers, "--out", &desk.path("report.pdf"), "--format", "json"]);
    assert!(std::fs::read_to_string(desk.path("report.pdf")).expect("numbers").starts_with('{'));
}

#[test]
fn a_gap_that_matters_is_a_finite_number_of_points() {
    for value in ["nan", "inf", "-inf", "-1", "-0,1"] {
        let rule = "--minimum-gap must be a number of 0 or more.";
        refused(&["measure", "answers.csv", "--minimum-gap", value], &[rule]);
        refused(&["measure", "answers.csv", &format!("--minimum-gap={value}")], &[rule]);
    }
    refused(&["measure", "answers.csv", "--minimum-gap", "half"], &["--minimum-gap", "half", "number"]);
    refused(&["measure", "answers.csv", "--minimum-gap", "--by", "branch"], &["--minimum-gap", "--by", "number"]);
}

#[test]
fn numbers_below_zero_are_answered_as_numbers() {
    refused(&["measure", "--plan", "--sd", "-1"], &["--sd must be a number above 0."]);
    refused(&["measure", "--plan", "--half-width", "-0.2"], &["--half-width must be a number above 0."]);
    refused(&["measure", "--plan", "--population", "0"], &["--population must be a number above 0."]);
    refused(&["measure", "answers.csv", "--seed", "-3"], &["--seed", "-3", "whole number"]);
    refused(&["measure", "--plan", "--population", "12.5"], &["--population", "12.5", "whole number"]);
}

#[test]
fn a_decimal_comma_is_a_decimal_point() {
    let point = printed(&["measure", "--plan", "--half-width", "0.25", "--sd", "1.1", "--response-rate", "0.4"]);
    let comma = printed(&["measure", "--plan", "--half-width", "0,25", "--sd", "1,1", "--response-rate", "0,4"]);
    assert_eq!(point, comma);
    assert!(point.contains("0.25") && point.contains("1.10"), "{point}");
    refused(&["measure", "--plan", "--half-width", "1,234,5"], &["1,234,5", "number"]);
}

#[test]
fn a_half_width_out_of_reach_names_the_customers_and_the_rate() {
    let customers = ["--population", "300", "--response-rate", "0.3"];
    refused(
        &[&["measure", "--plan", "--half-width", "0.2"], customers.as_slice()].concat(),
        &["Even if all 300 customers are invited, too few will answer at 30%. Choose a larger --half-width."],
    );
    // Ninety answers of 300: 1.2 · 1.987 / √(90 · 299 / 210) = 0.211, so that 0.2 is out of reach and 0.3 is not.
    let within = printed(&[&["measure", "--plan"], customers.as_slice()].concat());
    assert!(!within.contains("± 0.20") && within.contains("± 0.30"), "{within}");
    refused(&["measure", "--plan", "--half-width", "0.000001"], &["0.000001", "--half-width"]);
}

#[test]
fn a_column_named_twice_is_compared_once() {
    let answers = example("clinic-made-up.csv");
    let answers = answers.to_str().expect("a path that is text");
    let once = printed(&["measure", answers, "--by", "branch"]);
    assert!(once.contains("Selatan"), "{once}");
    assert_eq!(printed(&["measure", answers, "--by", "branch", "--by", "branch"]), once);
}

#[test]
fn two_columns_of_groups_come_with_a_word_about_overlaps() {
    let answers = example("clinic-made-up.csv");
    let told = |more: &[&str]| {
        let arguments = [&["measure", answers.to_str().expect("a path that is text")], more].concat();
        String::from_utf8_lossy(&rater(&arguments).stderr).into_owned()
    };
    assert!(told(&["--by", "branch", "--by", "wave"]).contains("subtraction"));
    assert!(!told(&["--by", "branch", "--by", "branch"]).contains("subtraction"));
}

#[test]
fn options_of_the_plan_need_the_plan() {
    for (option, value) in [("--half-width", "0.2"), ("--sd", "1"), ("--population", "300"), ("--response-rate", "0.3")]
    {
        refused(&["measure", "answers.csv", option, value], &[option, "--plan"]);
    }
}

#[test]
fn a_plan_is_text_on_the_screen_or_in_a_file() {
    let desk = Desk::new("plan");
    refused(&["measure", "--plan", "--format", "html"], &["--plan", "--format"]);
    refused(&["measure", "--plan", "--out", &desk.path("plan.xlsx")], &["--plan", "--out"]);
    assert_eq!(printed(&["measure", "--plan", "--out", &desk.path("plan.txt")]), "");
    let written = std::fs::read_to_string(desk.path("plan.txt")).expect("the plan");
    assert_eq!(written, printed(&["measure", "--plan"]));
}

#[test]
fn a_mapping_is_drafted_or_used_and_never_both() {
    let desk = Desk::new("mapping");
    let (answers, mapping) = (desk.path("clinic.csv"), desk.path("columns.toml"));
    refused(&["measure", &answers, "--map", &mapping, "--mapping", &mapping], &["--map and --mapping"]);
    refused(&["measure", &answers, "--map", &mapping, "--out", &desk.path("report.txt")], &["--map and --out"]);
    printed(&["measure", &answers, "--map", &mapping]);
    refused(&["measure", &answers, "--map", &mapping], &["exists already", "another name with --map."]);
    refused(&["instrument", "new", "own", "--out", &mapping], &["exists already", "another name with --out."]);
}

#[cfg(feature = "serve")]
#[test]
fn help_indents_its_examples_and_names_what_is_missing_once() {
    let help = printed(&["measure", "--help"]);
    assert!(help.contains("\n  rater measure answers.csv\n"), "{help}");
    let help = printed(&["instrument", "new", "--help"]);
    assert!(help.contains("Write the questionnaire to this file"), "{help}");
    // All commands, whatever stands behind.
    for words in [&["--help"][..], &["--help", "measure"], &["-h", "measure"]] {
        let help = printed(words);
        assert!(help.contains("\n  measure ") && help.contains("\n  serve "), "{words:?}: {help}");
    }
    refused(&["measure"], &["Something is missing: <FILE>. See"]);
    refused(
        &["measure", "answers.csv", "--estimator"],
        &["Something is missing: --estimator <ml|mlr|fiml|wlsmv>. See"],
    );
}

#[test]
fn an_estimator_is_one_of_four_and_looks_at_no_more_people_than_it_can() {
    let desk = Desk::new("estimator");
    refused(
        &["measure", &desk.path("clinic.csv"), "--estimator", "bayes"],
        &["cannot be bayes", "ml, mlr, fiml, wlsmv"],
    );
    let names: Vec<String> = (1..=22).map(|item| format!("P{item:02}")).collect();
    let mut text = names.join(",") + "\n";
    for row in 0..50_001 {
        let answers: Vec<String> = (0..22).map(|item| (1 + (row * 7 + item * row) % 7).to_string()).collect();
        text.push_str(&(answers.join(",") + "\n"));
    }
    let many = desk.path("many.csv");
    std::fs::write(&many, text).expect("a file");
    refused(&["measure", &many, "--estimator", "fiml"], &["at most at 50,000", "Leave it out"]);
    assert!(printed(&["measure", &many, "--estimator", "ml"]).contains("50,001"));
}

#[test]
fn refusals_are_counted_in_the_singular_too() {
    let desk = Desk::new("plural");
    let text = std::fs::read_to_string(desk.path("clinic.csv")).expect("the answers");
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let at = lines[0].split(',').position(|name| name == "E01").expect("the first item");
    let mut cells: Vec<&str> = lines[1].split(',').collect();
    cells[at] = "9";
    lines[1] = cells.join(",");
    let file = desk.path("one.csv");
    std::fs::write(&file, lines.join("\n")).expect("a file");
    let said = String::from_utf8_lossy(&rater(&["measure", &file]).stderr).into_owned();
    let expected = "rater: One cell was refused and counts as not answered. The report lists them; the first are:";
    assert!(said.lines().any(|line| line == expected), "{said}");
}

#[cfg(feature = "serve")]
#[test]
fn a_table_that_is_none_keeps_the_server_from_starting_and_is_told_with_its_line() {
    let desk = Desk::new("vectors");
    let database = desk.path("rater.db");
    let serve = |table: &str, text: &str, words: &[&str]| {
        std::fs::write(desk.path(table), text).expect("it can be written");
        refused(&["serve", "--vectors", &desk.path(table), "--database", &database], words);
    };
    serve("short.vec", "slow 1 2\nfast 1\n", &["short.vec, line 2: this is not a word and its numbers"]);
    serve("none.vec", "3 2\n", &["none.vec holds no word vectors"]);
    refused(&["serve", "--vectors", &desk.path("nowhere.vec"), "--database", &database], &["nowhere.vec"]);
    assert!(!Path::new(&database).exists(), "nothing was made");
    // Answers are not read by words.
    refused(&["import", "answers.csv", "--wave", "x", "--vectors", &desk.path("short.vec")], &["--vectors", "--wave"]);
}

#[cfg(feature = "serve")]
#[test]
fn a_service_that_would_get_clauses_unencrypted_keeps_the_server_from_starting_and_it_is_told_what_to_do() {
    let desk = Desk::new("embeddings");
    let database = desk.path("rater.db");
    let serve = |options: &[&str], words: &[&str]| {
        refused(&[&["serve", "--database", &database], options].concat(), words);
    };
    let at = |url: &'static str| ["--embeddings", url, "--embeddings-model", "small"];
    serve(&at("http://embeddings.example.org/v1"), &["without encryption", "begins with https://"]);
    serve(&at("embeddings.example.org"), &["is not the address of an embedding service", "https://host/v1"]);
    // What belongs together, and what does not.
    serve(&["--embeddings", "http://127.0.0.1:1/v1"], &["--embeddings-model"]);
    serve(&["--embeddings-model", "small"], &["--embeddings"]);
    std::fs::write(desk.path("two.vec"), "slow 1 2\nfast 1 3\n").expect("it can be written");
    let table = desk.path("two.vec");
    serve(&[&at("http://127.0.0.1:1/v1")[..], &["--vectors", &table]].concat(), &["--vectors", "--embeddings"]);
    serve(&["--vectors", &table, "--embeddings-model", "small"], &["--vectors", "--embeddings-model"]);
    let import = |options: &[&str]| {
        let at = at("http://127.0.0.1:1/v1");
        refused(&[&["import", "answers.csv"], options, &at[..]].concat(), &["--embeddings", "--wave"]);
    };
    import(&["--wave", "x"]);
    assert!(!Path::new(&database).exists(), "nothing was made");
}

#[cfg(feature = "serve")]
#[test]
fn where_clauses_are_sent_to_is_said_at_the_start_in_the_language_of_the_terminal() {
    let desk = Desk::new("sent");
    let database = format!("sqlite:{}", desk.path("rater.db"));
    let said = |language: &str| {
        let service = ["--embeddings", "https://embeddings.example.org:8443/v1", "--embeddings-model", "small"];
        let import = ["import", "words.csv", "--comments", "--database", &database, "--lang", language];
        let output = rater(&[&import[..], &service].concat());
        String::from_utf8_lossy(&output.stderr).lines().next().unwrap_or_default().to_owned()
    };
    for (language, words) in [("en", "are sent to the embedding service"), ("id", "dikirim ke"), ("es", "se envían a")]
    {
        let said = said(language);
        assert!(said.contains(words) && said.contains(" embeddings.example.org:8443 "), "{language}: {said}");
    }
}
