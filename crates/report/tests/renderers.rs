//! Every renderer renders every report, in every language, whatever the report lacks.
//!
//! Separate from unit tests, because these go through the public functions only.

mod support;

use report::{Report, render};
use support::{LANGUAGES, all};
use unicode_width::UnicodeWidthStr;

/// Every sample in every language.
fn each(mut check: impl FnMut(&str, &Report)) {
    for language in LANGUAGES {
        for (name, report) in all(language) {
            check(&format!("{name} in {language}"), &report);
        }
    }
}

/// Message names start like this; a reader must never meet one.
const MESSAGE_NAMES: [&str; 4] = ["report-", "html-", "undefined-", "finding-"];

#[test]
fn no_line_of_text_is_wider_than_the_terminal() {
    for width in [40, 60, 80, 120] {
        each(|name, report| {
            for line in render::text(report, width, false).lines() {
                assert!(
                    line.width() <= width,
                    "{name} at {width}: {} in {line:?}",
                    line.width()
                );
            }
        });
    }
}

#[test]
fn nothing_but_words_reaches_the_reader_of_text() {
    each(|name, report| {
        let text = render::text(report, 80, false);
        for message in MESSAGE_NAMES {
            assert!(!text.contains(message), "{name}: {message} in {text}");
        }
    });
}

#[test]
fn colour_changes_nothing_but_colour() {
    each(|name, report| {
        let plain = render::text(report, 80, false);
        let mut coloured = render::text(report, 80, true);
        for code in ["1", "2", "31", "34", "0"] {
            coloured = coloured.replace(&format!("\u{1b}[{code}m"), "");
        }
        assert_eq!(plain, coloured, "{name}");
    });
}

#[test]
fn text_begins_with_the_finding() {
    let text = render::text(&support::servqual("en"), 80, false);
    let (finding, table) = (text.find("falls short most"), text.find("THE DIMENSIONS"));
    assert!(finding.is_some() && finding < table, "{text}");
}

#[test]
fn a_hidden_group_says_so_and_why() {
    let text = render::text(&support::servqual("en"), 80, false);
    assert!(text.contains("hidden¹"), "{text}");
    assert!(text.contains("hidden (fewer than 10)"), "{text}");
}

#[test]
fn an_undefined_number_says_why() {
    let text = render::text(&support::tiny("id"), 80, false);
    assert!(
        text.contains("—¹") && text.contains("¹ Responden terlalu sedikit"),
        "{text}"
    );
}

#[test]
fn csv_has_the_agreed_header_and_a_row_per_number() {
    each(|name, report| {
        let csv = render::csv(report).expect("memory takes every row");
        let mut lines = csv.lines();
        assert_eq!(
            lines.next(),
            Some("statistic,of,by,wave,value,low,high,se,n,method"),
            "{name}"
        );
        assert_eq!(lines.count(), report.numbers.len(), "{name}");
    });
}

#[test]
fn csv_keeps_every_digit_and_guards_names_that_look_like_formulas() {
    let mut report = support::servqual("en");
    report.numbers.truncate(1);
    let number = &mut report.numbers[0];
    number.statistic = "gap.mean".into();
    number.value = Some(-0.1 - 0.2);
    number.by = "=cmd()=1".into();
    number.wave = "-1".into();
    let csv = render::csv(&report).expect("memory takes every row");
    assert!(
        csv.contains("gap.mean,all,'=cmd()=1,'-1,-0.30000000000000004,,,,300,gap"),
        "{csv}"
    );
}

#[test]
fn json_reads_back_as_the_same_report() {
    each(|name, report| {
        let json = render::json(report).expect("a report is writable");
        let read: Report = serde_json::from_str(&json).expect("and readable");
        assert_eq!(&read, report, "{name}");
    });
}
