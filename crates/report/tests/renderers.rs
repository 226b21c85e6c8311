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
const MESSAGE_NAMES: [&str; 5] = ["report-", "html-", "undefined-", "finding-", "findings-"];

#[test]
fn no_line_of_text_is_wider_than_the_terminal() {
    for width in [40, 60, 80, 120] {
        each(|name, report| {
            for line in render::text(report, width, false).lines() {
                assert!(line.width() <= width, "{name} at {width}: {} in {line:?}", line.width());
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
    assert!(text.contains("—¹") && text.contains("¹ Responden terlalu sedikit"), "{text}");
}

#[test]
fn csv_has_the_agreed_header_and_a_row_per_number() {
    each(|name, report| {
        let csv = render::csv(report).expect("memory takes every row");
        let mut lines = csv.lines();
        assert_eq!(lines.next(), Some("statistic,of,by,wave,value,low,high,se,n,method"), "{name}");
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
    assert!(csv.contains("gap.mean,all,'=cmd()=1,'-1,-0.30000000000000004,,,,300,gap"), "{csv}");
}

#[test]
fn json_reads_back_as_the_same_report() {
    each(|name, report| {
        let json = render::json(report).expect("a report is writable");
        let read: Report = serde_json::from_str(&json).expect("and readable");
        assert_eq!(&read, report, "{name}");
    });
}

#[test]
fn nothing_but_words_reaches_the_reader_of_the_page() {
    each(|name, report| {
        let page = render::html(report);
        for message in MESSAGE_NAMES {
            let found = page.find(message).map(|at| page[at..].chars().take(40).collect::<String>());
            assert_eq!(found, None, "{name}");
        }
    });
}

#[test]
fn the_page_stands_alone_without_script() {
    each(|name, report| {
        let page = render::html(report);
        for forbidden in ["<script", "javascript:", "http:", "https:", "//", "@import", "url(", "<img"] {
            assert!(!page.contains(forbidden), "{name} has {forbidden}");
        }
    });
}

#[test]
fn the_page_says_its_language_and_begins_with_the_finding() {
    for language in LANGUAGES {
        let page = render::html(&support::servqual(language));
        assert!(page.contains(&format!("<html lang=\"{language}\">")), "{language}");
        let (finding, table) = (page.find("id=\"finding\""), page.find("<table"));
        assert!(finding.is_some() && finding < table, "{language}");
    }
}

/// The tags that must be closed, in order, with whatever opened them last.
fn check_balance(name: &str, page: &str) {
    const EMPTY: [&str; 5] = ["meta", "path", "rect", "circle", "!doctype"];
    let mut open = Vec::new();
    let body = page.replace(page.split("<style>").nth(1).and_then(|s| s.split("</style>").next()).unwrap_or(""), "");
    for piece in body.split('<').skip(1) {
        let tag = piece.split('>').next().unwrap_or_default();
        let word = tag.trim_end_matches('/').split(' ').next().unwrap_or_default();
        if let Some(closed) = word.strip_prefix('/') {
            assert_eq!(open.pop(), Some(closed), "{name}: after {piece:.60}");
        } else if !EMPTY.contains(&word) {
            open.push(word);
        }
    }
    assert!(open.is_empty(), "{name}: {open:?} stay open");
}

#[test]
fn every_tag_is_closed() {
    each(|name, report| check_balance(name, &render::html(report)));
}

#[test]
fn every_id_is_unique_and_every_link_leads_somewhere() {
    each(|name, report| {
        let page = render::html(report);
        let values = |mark: &str| -> Vec<String> {
            page.split(mark).skip(1).filter_map(|rest| Some(rest.split('"').next()?.to_owned())).collect()
        };
        let ids = values(" id=\"");
        let unique: std::collections::HashSet<&String> = ids.iter().collect();
        assert_eq!(ids.len(), unique.len(), "{name}");
        for target in values(" href=\"#") {
            assert!(ids.contains(&target), "{name}: nothing is called {target}");
        }
    });
}

#[test]
fn every_chart_is_titled_described_and_has_its_table_beside_it() {
    let mut charts = 0;
    each(|name, report| {
        let page = render::html(report);
        for chart in page.split("<svg").skip(1).filter_map(|rest| rest.split("</svg>").next()) {
            charts += 1;
            assert!(chart.contains("<title ") && chart.contains("<desc "), "{name}");
            assert!(!chart.contains("<title id=\"\"") && !chart.contains("></desc>"), "{name}");
        }
        for section in page.split("<section").skip(1) {
            if section.contains("<figure") {
                assert!(section.contains("<table"), "{name}: a chart without its table");
            }
        }
    });
    // Gap of dimensions and of items, two quadrants, contrast and trend; level of both and trend; zone; gap of both, quadrant,
    // contrast, trend, control charts of scores and of shares, and funnel. For page and phone, in each language.
    assert_eq!(charts, (6 + 3 + 1 + 8) * 2 * LANGUAGES.len());
}

#[test]
fn every_number_of_a_table_leads_to_its_method() {
    let page = render::html(&support::servqual("en"));
    assert!(page.contains("href=\"#method-gap\" tabindex=\"-1\" title=\"n = 296 · dimension scores"), "{page:.2000}");
    let method = page.split("id=\"method-gap\"").nth(1).and_then(|rest| rest.split("id=\"method-").next());
    let method = method.expect("the method is explained on the same page");
    for part in
        ["<pre lang=\"en\">gap = a &lt; b</pre>", "and\nanother", "points", "Student (1908)", "docs/method/gap.md"]
    {
        assert!(method.contains(part), "{part}: {method}");
    }
}

#[test]
fn a_hidden_cell_of_the_page_says_fewer_than_ten() {
    let page = render::html(&support::servqual("en"));
    assert!(page.contains("hidden (fewer than 10)</span>"));
}

#[test]
fn the_test_of_the_gap_is_told_once() {
    let mut report = support::servqual("en");
    assert!(render::text(&report, 80, false).contains("F(5, 277) = 7.39"));
    let finding = report.findings.iter_mut().find(|f| f.kind == report::FindingKind::Measure);
    finding.expect("the sample has one").key = "findings-measure-rejected".into();
    assert!(!render::text(&report, 80, false).contains("F(5, 277)"));
    assert!(!render::html(&report).contains("F(5, 277)"));
}

/// The lines of a text report that begin with these words.
fn lines_of<'a>(text: &'a str, label: &str) -> Vec<&'a str> {
    text.lines().filter(|line| line.trim_start().starts_with(label)).collect()
}

#[test]
fn items_are_shown_as_drivers_with_both_weights_and_their_intervals() {
    let text = render::text(&support::servqual("en"), 100, false);
    let drivers = text.split("WHAT DRIVES THE OUTCOME").nth(1).and_then(|rest| rest.split("\n\nTHE ").next());
    // Item 06: 5/55 ± 0.02 and 5/54 ± 0.03.
    let line = lines_of(drivers.expect("a section"), "06 ")[0];
    assert!(line.contains("9% [7%, 11%]") && line.contains("9% [6%, 12%]") && line.ends_with("271"), "{line}");
    let page = render::html(&support::servqual("en"));
    let table = page.split("<span>Every item as a driver</span>").nth(1).expect("a table");
    assert!(table.contains("[7%, 11%]") && table.contains("[6%, 12%]"));
}

#[test]
fn whether_the_gap_is_the_right_measure_is_shown_with_everything_promised() {
    let text = render::text(&support::servqual("en"), 100, false);
    let measure = text.split("IS THE GAP THE RIGHT MEASURE HERE?").nth(1).expect("a section");
    let row = lines_of(measure, "Tangibles")[0];
    // Consistency of the difference 0.61, and alpha of the gap items 0.78 beside it.
    assert!(row.contains("0.61") && row.matches("0.78").count() == 3, "{row}");
    assert!(lines_of(measure, "Perceptions weighted by points")[0].contains("0.561"), "{measure}");
    let page = render::html(&support::servqual("en"));
    let table = page.split("<span>Variance of the gap among those who expect the same</span>").nth(1).expect("a table");
    let table = table.split("</table>").next().expect("its end");
    assert!(table.contains("E = 4") && !table.contains("E = 3"), "only levels that occur: {table}");
    let row = table.split("<tr><th scope=\"row\">").nth(1).expect("a row");
    for part in ["—<sup>1</sup>", "1.75", "2.00", "2.25"] {
        assert!(row.contains(part), "{part}: {row}");
    }
}

#[test]
fn perceptions_alone_are_shown_with_and_without_the_flagged() {
    let text = render::text(&support::servperf("en"), 100, false);
    let careful = text.split("CAREFUL ANSWERING").nth(1).expect("a section");
    // 3.9 − 1.52/4 of everybody, 3.8 − 1.52/4 without the flagged.
    let row = lines_of(careful, "Reliability")[0];
    assert!(row.contains("3.52 [3.51, 3.53]") && row.contains("3.42 [3.27, 3.57]"), "{row}");
    let page = render::html(&support::servperf("en"));
    assert!(page.contains("<span>Perception with and without the flagged respondents</span>"));
    assert!(
        render::html(&support::servqual("en"))
            .contains("<span>Results with and without the flagged respondents</span>")
    );
}

#[test]
fn what_is_taken_for_granted_stands_with_the_drivers_in_words_table_and_picture() {
    let page = render::html(&support::servqual("en"));
    let part = page.split("What is taken for granted, and what delights").nth(1).expect("a part");
    let part = part.split("</section>").next().expect("the end of the section");
    assert!(part.contains("Reliability is taken for granted: poor service costs 0.80 points of Overall satisfaction"));
    assert!(part.contains("good service earns nothing that could not be chance"));
    assert!(part.contains("contrast-wide-t") && part.contains("Penalty and reward in numbers"));
    assert!(part.contains("a mean perception of 4 or lower, good one of 6 or higher"));
    // Nine rated one dimension good: neither they nor what they bring is shown, and no class.
    assert!(part.contains("hidden (fewer than 10)"));
    let text = render::text(&support::servqual("en"), 80, false);
    assert!(lines_of(&text, "Reliability").iter().any(|line| line.contains("taken for granted")), "{text}");
    // A report without the contrast says nothing of it.
    assert!(!render::html(&support::zone("en")).contains("taken for granted"));
}

#[test]
fn missing_answers_are_shown_by_pattern() {
    let page = render::html(&support::servqual("en"));
    assert!(page.contains("215 of 300 respondents answered every item"));
    assert!(
        page.contains("Little&#39;s test finds nothing against")
            && page.contains("does not justify leaving anybody out")
    );
    assert!(page.contains("Expectation: 22 items; Perception: 05"));
    assert!(page.contains("like a mere difference only on: Tangibles"));
}

#[test]
fn the_regression_stands_below_the_drivers() {
    let page = render::html(&support::servqual("en"));
    let table = page.split("<span>Regression of the outcome on the perceptions</span>").nth(1).expect("a table");
    let row = table.split("Reliability</th>").nth(1).and_then(|rest| rest.split("</tr>").next()).expect("a row");
    // b = 0.34 + 0.1 with half width 0.196, so that the standard error is 0.1; t = 3.4 + 1; p; beta; VIF.
    for part in [">0.44<", "[0.24, 0.64]", ">0.100<", ">4.40<", ">0.010<", ">0.29<", ">2.2<", ">0.170<", ">288<"] {
        assert!(row.contains(part), "{part}: {row}");
    }
}

#[test]
fn overall_judgements_are_shown_of_everybody_of_groups_and_of_waves() {
    let text = render::text(&support::servqual("en"), 100, false);
    let section = text.split("THE OVERALL JUDGEMENT ─").nth(1).expect("a section of its own");
    let section = section.split("\n\nIMPORTANCE").next().expect("and another after it");
    assert_eq!(lines_of(section, "Overall satisfaction")[0].split_whitespace().last(), Some("300"), "{section}");
    for (group, mean) in [("North", "4.55 [4.35, 4.75]"), ("2025", "4.79 [4.61, 4.97]"), ("45 to 64", "hidden¹")] {
        assert!(lines_of(section, group)[0].contains(mean), "{group}: {section}");
    }
    let page = render::html(&support::servqual("en"));
    let section = page.split("id=\"outcomes\"").nth(1).and_then(|rest| rest.split("</section>").next()).expect("one");
    for mean in ["4.71", "[4.58, 4.84]", "4.55", "4.79", "hidden (fewer than 10)"] {
        assert!(section.contains(mean), "{mean}: {section}");
    }
}

#[test]
fn changes_of_judgements_are_shown_and_no_row_is_empty() {
    let text = render::text(&support::servqual("en"), 100, false);
    let changes = text.split("Change of 2025 since").nth(1).expect("changes");
    assert!(lines_of(changes, "Overall satisfaction")[0].contains("+0.17"), "{changes}");
    let page = render::html(&support::servperf("en"));
    let every = page.split("<span>Every change since the wave before</span>").nth(1).expect("a table");
    let every = every.split("</table>").next().expect("its end");
    let rows: Vec<&str> = every.split("<tr><th scope=\"row\">").skip(1).collect();
    assert_eq!(rows.len(), 6, "five dimensions and one judgement: {every}");
    assert!(rows[5].starts_with("Overall satisfaction") && rows[5].contains("+0.17"), "{every}");
}

/// Words as a file may hold them, put wherever a report takes words from a file.
fn with_words(words: &str) -> Report {
    let mut report = support::servqual("en");
    let put = |place: &mut String| *place = words.to_owned();
    put(&mut report.title);
    put(&mut report.instrument.title);
    put(&mut report.instrument.source);
    put(&mut report.instrument.outcome);
    put(&mut report.method_paragraph);
    report.data.files = vec![words.to_owned()];
    report.data.columns_unused = vec![words.to_owned()];
    for refusal in &mut report.data.refused {
        for place in [&mut refusal.file, &mut refusal.column, &mut refusal.value, &mut refusal.reason] {
            put(place);
        }
    }
    for subject in &mut report.subjects {
        put(&mut subject.label);
        put(&mut subject.wording);
    }
    for segmentation in &mut report.segmentations {
        put(&mut segmentation.title);
        segmentation.levels.iter_mut().for_each(|level| put(&mut level.label));
    }
    for wave in &mut report.waves {
        let old = std::mem::replace(&mut wave.name, words.to_owned());
        for number in report.numbers.iter_mut().filter(|number| number.wave == old) {
            put(&mut number.wave);
        }
    }
    for finding in &mut report.findings {
        put(&mut finding.text);
    }
    for method in &mut report.methods {
        put(&mut method.title);
        put(&mut method.page);
        put(&mut method.unit);
        put(&mut method.source);
        method.formulas = vec![words.to_owned()];
    }
    report
}

#[test]
fn markup_in_a_file_stays_words() {
    for words in ["<script>alert(1)</script>", "\"><svg onload=x>", "</style><b>", "'&<!--"] {
        let page = render::html(&with_words(words));
        assert!(!page.contains(words), "{words}");
        assert!(!page.contains("<script") && !page.contains("<b>") && !page.contains("<!--"), "{words}");
        check_balance(words, &page);
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(24))]

    #[test]
    fn no_words_break_any_renderer(words in "[<>&\"'=a-z \u{1b}\u{7}\u{202e}質é\n,;-]{0,40}") {
        let report = with_words(&words);
        check_balance(&words, &render::html(&report));
        for line in render::text(&report, 80, false).lines() {
            proptest::prop_assert!(line.width() <= 80, "{line:?}");
            proptest::prop_assert!(!line.contains('\u{1b}'), "{line:?}");
        }
        let mut reader = csv::Reader::from_reader(std::io::Cursor::new(render::csv(&report).expect("writable")));
        proptest::prop_assert_eq!(reader.records().filter(Result::is_ok).count(), report.numbers.len());
    }
}

/// Pages of the folder that no number names: the list, and a report on the intervals.
const NOT_METHODS: [&str; 2] = ["README", "coverage"];

#[test]
fn every_page_of_methods_has_a_title_in_every_language() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/method");
    let mut pages = 0;
    for page in std::fs::read_dir(folder).expect("the project has method pages") {
        let name = page.expect("a readable folder").file_name().into_string().expect("plain names");
        let Some(id) = name.strip_suffix(".md").filter(|id| !NOT_METHODS.contains(id)) else { continue };
        pages += 1;
        for language in language::Language::ALL {
            let message = format!("report-method-{id}");
            assert_ne!(language.words().text(&message), message, "{}", language.code());
        }
    }
    assert!(10 < pages, "{pages}");
}
