//! The HTML report of whole files: every part that a file can have is there, each chart beside its table and with the
//! report's own numbers, and no part is there that the file cannot have.

mod support;

use std::path::{Path, PathBuf};

use serde_json::Value;
use support::{example, printed};

/// A page with the report that it shows.
struct Page {
    html: String,
    report: Value,
}

impl Page {
    fn of(file: &Path, more: &[&str]) -> Self {
        let file = file.to_str().expect("a path that is text");
        let print = |format: &str| printed(&[&["measure", file, "--format", format], more].concat());
        Self { html: print("html"), report: serde_json::from_str(&print("json")).expect("JSON") }
    }

    /// The ids of its sections.
    fn sections(&self) -> Vec<&str> {
        between(&self.html, "<section id=\"", "\"")
    }

    /// One section.
    fn section(&self, id: &str) -> &str {
        let found = between(&self.html, &format!("<section id=\"{id}\""), "</section>");
        found.first().unwrap_or_else(|| panic!("there is no section {id}"))
    }

    /// The figure of a chart in a section, which must also hold the table with this caption.
    fn figure(&self, section: &str, chart: &str, caption: &str) -> &str {
        let body = self.section(section);
        let table = format!("<table class=\"\"><caption><span>{caption}</span></caption>");
        assert!(body.contains(&table), "the chart {chart} has no table “{caption}” beside it");
        let of_chart = |figure: &&&str| figure.contains(&format!("<title id=\"{chart}-wide-t\">"));
        let figures = between(body, "<figure>", "</figure>");
        let figure = figures.iter().find(of_chart).unwrap_or_else(|| panic!("no chart {chart} in {section}"));
        assert!(figure.contains(&format!("<title id=\"{chart}-narrow-t\">")), "{chart} is not drawn for a phone");
        figure
    }

    /// What a chart says in words, alike for a page and a phone.
    fn told<'a>(&self, figure: &'a str) -> &'a str {
        let told: Vec<&str> = between(figure, "<desc id=\"", "</desc>");
        assert_eq!(told.len(), 2, "{figure}");
        let words = |text: &'a str| text.split_once("\">").expect("an id").1;
        assert_eq!(words(told[0]), words(told[1]));
        words(told[0])
    }

    /// A number of the report.
    fn number(&self, statistic: &str, of: &str, by: &str, wave: &str) -> f64 {
        let numbers = self.report["numbers"].as_array().expect("numbers");
        let found = numbers.iter().find(|number| {
            [("statistic", statistic), ("of", of), ("by", by), ("wave", wave)]
                .into_iter()
                .all(|(key, value)| number[key] == value)
        });
        let value = found.and_then(|number| number["value"].as_f64());
        value.unwrap_or_else(|| panic!("no number {statistic} of {of} {by} {wave}"))
    }

    /// Subjects of a kind: `of` and label.
    fn subjects(&self, kind: &str) -> Vec<(&str, &str)> {
        let subjects = self.report["subjects"].as_array().expect("subjects");
        let of_kind = subjects.iter().filter(|subject| subject["kind"] == kind);
        of_kind.map(|s| (s["of"].as_str().expect("a name"), s["label"].as_str().expect("a label"))).collect()
    }
}

/// Everything that stands between two marks.
fn between<'a>(text: &'a str, from: &str, to: &str) -> Vec<&'a str> {
    text.split(from).skip(1).filter_map(|rest| rest.split(to).next()).collect()
}

/// Words as they stand in a page.
fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('\'', "&#39;")
}

/// How often a mark is drawn in a figure, which holds each drawing twice.
fn marks(figure: &str, mark: &str) -> usize {
    let count = figure.matches(mark).count();
    assert_eq!(count % 2, 0, "a page and a phone show the same");
    count / 2
}

const EXPECTATION: &str = "<circle class=\"e\"";
const PERCEPTION: &str = "<rect class=\"p\"";
const INTERVAL: &str = "<path class=\"ci\"";

/// With two decimals and its sign, as the page writes it.
fn signed(value: f64) -> String {
    format!("{value:+.2}").replace('-', "−")
}

fn clinic() -> Page {
    Page::of(&example("clinic-made-up.csv"), &["--by", "branch", "--wave", "wave"])
}

#[test]
fn a_complete_file_has_every_part_and_the_title_page_leads_to_each() {
    let page = clinic();
    let expected = [
        "finding",
        "dimensions",
        "overall",
        "outcomes",
        "items",
        "priorities",
        "drivers",
        "segments",
        "waves",
        "consistency",
        "structure",
        "measure",
        "careful",
        "data",
        "quote",
        "methods",
    ];
    assert_eq!(page.sections(), expected);
    let cover = between(&page.html, "<header class=\"cover\">", "</header>");
    let [cover] = cover.as_slice() else { panic!("one title page, not {}", cover.len()) };
    let title = page.report["title"].as_str().expect("a title");
    assert!(cover.contains(&format!("<h1>{title}</h1>")), "{cover}");
    assert_eq!(between(cover, "<li><a href=\"#", "\""), expected);
    for fact in [
        "<dt>Respondents</dt><dd>300</dd>",
        "<dt>Waves</dt><dd>2 (2025-1 … 2025-2)</dd>",
        "<dd>clinic-made-up.csv</dd>",
    ] {
        assert!(cover.contains(fact), "`{fact}` is missing in {cover}");
    }
}

#[test]
fn the_method_paragraph_can_be_quoted_as_it_stands() {
    for language in ["en", "id", "es"] {
        let page = Page::of(&example("clinic-made-up.csv"), &["--lang", language]);
        let paragraph = page.report["method_paragraph"].as_str().expect("a paragraph");
        let quoted = between(page.section("quote"), "<blockquote><p>", "</p></blockquote>");
        assert_eq!(quoted, [escaped(paragraph)], "{language}");
    }
}

#[test]
fn the_gap_chart_has_a_line_for_every_dimension_and_item() {
    let page = clinic();
    for (section, chart, caption, kind, rows) in [
        ("dimensions", "gap-dimensions", "The dimensions in numbers", "dimension", 5),
        ("items", "gap-items", "The items in numbers", "item", 22),
    ] {
        let figure = page.figure(section, chart, caption);
        for mark in [EXPECTATION, PERCEPTION, INTERVAL] {
            assert_eq!(marks(figure, mark), rows + 1, "{mark} once per row and once in the legend of {chart}");
        }
        let subjects = page.subjects(kind);
        assert_eq!(subjects.len(), rows);
        for (of, label) in subjects {
            let gap = signed(page.number("gap.mean", of, "", ""));
            let told = format!("{}: {gap} ", escaped(label));
            assert!(page.told(figure).contains(&told), "{told} is not in {}", page.told(figure));
            let table = page.section(section).replace(figure, "");
            assert!(table.contains(&gap), "the table of {section} lacks {gap} of {label}");
        }
    }
}

#[test]
fn each_meaning_of_importance_has_its_quadrant() {
    let page = clinic();
    for (chart, basis) in [("quadrant", "derived"), ("quadrant-stated", "stated")] {
        let figure = page.figure("priorities", chart, "Quadrant and probability of each quadrant");
        assert_eq!(marks(figure, PERCEPTION), 5, "a point per dimension in {chart}");
        let priorities = page.report["priorities"].as_array().expect("priorities");
        let of_basis: Vec<&Value> = priorities.iter().filter(|priority| priority["basis"] == basis).collect();
        assert_eq!(of_basis.len(), 5, "{basis}");
        for (of, label) in page.subjects("dimension") {
            let priority = of_basis.iter().find(|priority| priority["of"] == of).expect("a priority");
            let name = match priority["quadrant"].as_str().expect("a quadrant") {
                "concentrate_here" => "Concentrate here",
                "keep_up" => "Keep it up",
                "possible_overkill" => "Possible overkill",
                _ => "Low priority",
            };
            let told = page.told(figure).to_lowercase();
            assert!(told.contains(&format!("{label}: {name}").to_lowercase()), "{label}: {name} in {told}");
        }
    }
}

#[test]
fn the_heat_map_is_a_table_of_items_and_groups_with_a_number_in_every_cell() {
    let page = clinic();
    let maps = between(page.section("segments"), "<table class=\"heat\">", "</table>");
    let [map] = maps.as_slice() else { panic!("one heat map, not {}", maps.len()) };
    assert!(map.contains("gap of each item"), "{map}");
    let heads = between(map.split("</thead>").next().expect("a head"), "<th scope=\"col\">", "</th>");
    assert_eq!(heads[1..], ["Everybody", "Utara", "Selatan"]);
    // Selatan is served worse than Utara, as the file was made: the redder cells are its own.
    let mut steps = [0_i32; 2];
    for (of, label) in page.subjects("item") {
        let row = map.split("<tr>").find(|row| row.contains(&format!("{}</th>", escaped(label))));
        let cells: Vec<&str> = row.unwrap_or_else(|| panic!("no row {label}")).split("<td class=\"").skip(1).collect();
        assert_eq!(cells.len(), 3, "{label}");
        for (cell, by) in cells.iter().zip(["", "branch=Utara", "branch=Selatan"]) {
            let value = signed(page.number("gap.mean", of, by, ""));
            assert!(cell.contains(&value), "{label} {by}: {value} is not in {cell}");
            let class = cell.split('"').next().expect("a class");
            assert!(class == "m0" || value.starts_with('−') == class.starts_with('m'), "{value} is painted {class}");
        }
        for (step, cell) in steps.iter_mut().zip(&cells[1..]) {
            *step += i32::from(cell.as_bytes()[1] - b'0');
        }
    }
    assert!(steps[0] < steps[1], "steps of red in Utara and Selatan: {steps:?}");
}

#[test]
fn the_trend_has_a_panel_for_every_dimension_and_the_whole() {
    let page = clinic();
    let figure = page.figure("waves", "trend", "Gap by wave");
    assert_eq!(marks(figure, PERCEPTION), 6 * 2, "five dimensions and the whole, two waves");
    for (of, label) in page.subjects("dimension") {
        let at = |wave| signed(page.number("gap.mean", of, "", wave));
        let told = format!("{label}: {}, {}", at("2025-1"), at("2025-2"));
        assert!(page.told(figure).contains(&told), "{told} is not in {}", page.told(figure));
    }
}

#[test]
fn a_zone_of_tolerance_has_its_own_chart_and_no_gap() {
    let page = Page::of(&example("zone-made-up.csv"), &["--instrument", "servqual-zone"]);
    let figure = page.figure("zone", "zone", "The zone of tolerance in numbers");
    assert_eq!(marks(figure, PERCEPTION), 5 + 1, "a square per dimension and one in the legend");
    assert_eq!(marks(figure, "<rect class=\"zone\""), 5 + 1, "a bar per dimension and one in the legend");
    for (of, label) in page.subjects("dimension") {
        let told = format!("{label}: {:.2}", page.number("perception.mean", of, "", ""));
        assert!(page.told(figure).contains(&told), "{told} is not in {}", page.told(figure));
    }
    assert!(!page.html.contains("gap-dimensions-wide") && !page.html.contains("gap-items-wide"));
    assert!(!page.sections().contains(&"waves") && !page.sections().contains(&"segments"));
}

/// The made-up clinic without what was expected, without points and without an overall judgement.
fn perceptions() -> PathBuf {
    let text = std::fs::read_to_string(example("clinic-made-up.csv")).expect("the example");
    let header: Vec<&str> = text.lines().next().expect("a header").split(',').collect();
    let kept = |name: &str| name == "id" || (name.starts_with('P') && name.len() == 3);
    let line = |line: &str| {
        let cells = line.split(',').zip(&header).filter(|(_, name)| kept(name)).map(|(cell, _)| cell);
        cells.collect::<Vec<_>>().join(",")
    };
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("perceptions-page.csv");
    std::fs::write(&file, text.lines().map(line).collect::<Vec<_>>().join("\n")).expect("a file");
    file
}

#[test]
fn perceptions_alone_are_drawn_as_levels_and_nothing_stands_empty() {
    let page = Page::of(&perceptions(), &[]);
    let figure = page.figure("dimensions", "gap-dimensions", "The dimensions in numbers");
    assert!(figure.contains(">Perception by dimension</title>"), "{figure}");
    assert_eq!(marks(figure, EXPECTATION), 0);
    assert_eq!(marks(figure, PERCEPTION), 5 + 1);
    for absent in ["priorities", "drivers", "zone", "segments", "waves", "measure"] {
        assert!(!page.sections().contains(&absent), "{absent}");
    }
}
