//! `rater listen` as a person runs it: files in, pages and rows out, mistakes told.

mod support;

use std::path::PathBuf;
use std::process::{Command, Output};

fn listen(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_rater")).arg("listen").args(arguments).output().expect("the program runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// A file of its own for each test.
fn file(name: &str, content: &[u8]) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("rater-listen-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder can be made");
    let path = folder.join(name);
    std::fs::write(&path, content).expect("a file can be written");
    path
}

const REVIEWS: &str = "site,review
North,\"We waited two hours and nobody answered. The nurse was very kind, though the room was dirty.\"
South,Petugasnya ramah dan cepat sekali.
North,\"Me cobraron dos veces la misma factura.\"
South,
";

#[test]
fn comments_in_three_languages_become_rows_that_point_into_them() {
    let path = file("three.csv", REVIEWS.as_bytes());
    let output = listen(&[path.to_str().unwrap(), "--by", "site", "--format", "csv"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let mut reader = csv::Reader::from_reader(output.stdout.as_slice());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let labels: Vec<(&str, &str, &str, &str)> = rows.iter().map(|row| (&row[0], &row[3], &row[7], &row[8])).collect();
    assert_eq!(labels[0], ("North", "en", "responsiveness", "complaint"));
    assert!(
        labels.iter().any(|row| row.1 == "id" && row.2.contains("assurance") && row.3 == "compliment"),
        "{labels:?}"
    );
    assert!(labels.iter().any(|row| row.1 == "es" && row.2 == "reliability" && row.3 == "complaint"), "{labels:?}");
    assert!(rows.iter().all(|row| row[6].parse::<usize>().unwrap() > row[5].parse::<usize>().unwrap()));
}

#[test]
fn rows_listed_are_clauses_counted() {
    let path = file("counted.csv", REVIEWS.as_bytes());
    let rows = text(&listen(&[path.to_str().unwrap(), "--format", "csv"]).stdout).lines().count() - 1;
    let json = listen(&[path.to_str().unwrap(), "--format", "json"]).stdout;
    let value: serde_json::Value = serde_json::from_slice(&json).unwrap();
    assert_eq!(
        (value["clauses"].as_u64(), value["comments"].as_u64(), value["blank"].as_u64()),
        (Some(rows as u64), Some(3), Some(1))
    );
    assert_eq!(value["corrected"], false);
}

#[test]
fn the_page_says_the_same_in_every_language_and_runs_nothing() {
    let path = file("page.csv", REVIEWS.replace("dirty", "<script>alert(1)</script> dirty").as_bytes());
    for (language, word) in [("en", "Responsiveness"), ("id", "Daya Tanggap"), ("es", "Capacidad de respuesta")] {
        let output = listen(&[path.to_str().unwrap(), "--format", "html", "--lang", language]);
        let page = text(&output.stdout);
        assert!(page.contains(word) && page.contains(&format!("lang=\"{language}\"")), "{language}");
        assert!(!page.contains("<script>") && !page.contains("said-"), "{language}");
    }
}

#[test]
fn mistakes_are_told_with_what_to_do() {
    let numbers = file("numbers.csv", b"a,b\n1,2\n3,4\n");
    let path = file("mistakes.csv", REVIEWS.as_bytes());
    let binary = file("nul.csv", b"review\nbad\x00 service here\n");
    for (arguments, words) in [
        (vec![numbers.to_str().unwrap()], "--text"),
        (vec![path.to_str().unwrap(), "--text", "nothing"], "site, review"),
        (vec![path.to_str().unwrap(), "--by", "branch"], "site, review"),
        (vec!["no-such-file.csv"], "no-such-file.csv"),
        (vec![binary.to_str().unwrap()], "neither a table"),
        (vec![path.to_str().unwrap(), "--out", path.to_str().unwrap()], "overwrite"),
    ] {
        let output = listen(&arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(text(&output.stderr).contains(words), "{}", text(&output.stderr));
    }
    assert_eq!(std::fs::read_to_string(&path).unwrap(), REVIEWS);
}

#[test]
fn whatever_a_comment_holds_is_read_or_told() {
    let long = format!("review\n\"{}\"\n\"fine\"\n", "wait ".repeat(300_000));
    let cases: [(&str, Vec<u8>, i32); 3] = [
        ("emoji.csv", "review\n👍👍 great staff 😡 queue\nמצוין שירות\n\u{202e}evil\n".as_bytes().to_vec(), 0),
        ("latin.csv", b"review\nLa atenci\xf3n fue p\xe9sima, esperamos una hora\n".to_vec(), 0),
        ("long.csv", long.into_bytes(), 1),
    ];
    for (name, content, code) in cases {
        let path = file(name, &content);
        let output = listen(&[path.to_str().unwrap(), "--format", "csv"]);
        assert_eq!(output.status.code(), Some(code), "{name}: {}", text(&output.stderr));
        assert!(1 < text(&output.stdout).lines().count(), "{name}");
    }
}

/// Real comments, read where they lie: a sanity bound, not an accuracy. What people put into the box for bad things is mostly read as
/// complaint, and what they put into the box for good things as compliment.
#[test]
fn the_boxes_of_hotel_guests_are_mostly_read_as_they_were_meant() {
    let Some(hotels) = support::shared("data/comments-hotels-eu/comments.csv") else { return };
    for (column, polarity) in [("negative", "complaint"), ("positive", "compliment")] {
        let output = listen(&[hotels.to_str().unwrap(), "--text", column, "--format", "json"]);
        let value: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let sum = |polarity: &str| -> u64 {
            value["factors"].as_object().unwrap().values().map(|tally| tally[polarity].as_u64().unwrap()).sum()
        };
        let (meant, all) = (sum(polarity), sum("complaint") + sum("compliment"));
        assert!(all * 4 / 5 < meant, "{column}: {meant} of {all}");
    }
}
