//! Exports as survey tools write them, from the file to the sums: opened, bound and scanned with nothing said about them.
//!
//! The people are made up and so are their answers, by a rule ([`answered`]) that says what every cell must become. The
//! wording of the questions is the built-in instrument's own.

use std::path::{Path, PathBuf};

use exchange::{Binding, FacetSpec, Note, Reading, Request, bind, open, scan};
use sums::{Facet, MISSING, Plan, Variable};
use survey::BatteryKind::{self, Expectation, Perception};
use survey::Instrument;

/// Respondents of every export.
const RESPONDENTS: usize = 12;
const ITEMS: usize = 22;

/// What a respondent answered: another number for every neighbour, so that no column can be taken for another unseen.
/// Respondent 3 left out one item of each battery.
fn answered(respondent: usize, kind: BatteryKind, item: usize) -> Option<u8> {
    let skipped = respondent == 3 && [(Expectation, 5), (Perception, 9)].contains(&(kind, item));
    let value = match kind {
        Expectation => 4 + (respondent + 2 * item) % 4,
        _ => 1 + (3 * respondent + item * item) % 7,
    };
    (!skipped).then_some(value as u8)
}

fn servqual() -> Instrument {
    survey::builtin("servqual").expect("built in")
}

/// The wording of an item in a battery.
fn question(kind: BatteryKind, item: usize) -> String {
    servqual().items[item].wording[&kind].get("en").to_owned()
}

/// Rows as text: commas, and quotes around every cell as the tools write them.
fn quoted(rows: &[Vec<String>]) -> String {
    let cell = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
    let row = |row: &Vec<String>| row.iter().map(cell).collect::<Vec<_>>().join(",") + "\r\n";
    rows.iter().map(row).collect()
}

/// Opens, binds and scans a file of this text.
fn read(name: &str, text: &str) -> (Binding, Reading) {
    let path: PathBuf = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, text).expect("a file");
    let records = open(&path).unwrap_or_else(|error| panic!("{error}"));
    let binding = bind(records.columns(), records.preview(), &servqual(), None, &[], None)
        .unwrap_or_else(|error| panic!("{error}"));
    let answers = binding.layout.columns.len();
    let plan = Plan {
        column_max: binding.layout.columns.iter().map(|column| column.scale.max).collect(),
        blocks: (0..answers).map(|column| vec![Variable::Column(column)]).collect(),
        facets: vec![Facet { cells: 1 }],
        ..Plan::default()
    };
    let facets = vec![FacetSpec::Folds(1)];
    let request = Request { binding: binding.clone(), plan, facets, keep_rows: 1000, threads: 2 };
    let reading = scan(&[path], &request).unwrap_or_else(|error| panic!("{error}"));
    (binding, reading)
}

/// Every answer of every respondent is what was answered, and so are the sums.
fn check(binding: &Binding, reading: &Reading) {
    assert_eq!((reading.records, reading.blank), (RESPONDENTS as u64, 0));
    assert_eq!((reading.refusals.rows, reading.refusals.cells), (0, 0), "{:?}", reading.refusals.listed.first());
    let rows = reading.rows.as_ref().expect("few enough to be kept");
    for kind in [Expectation, Perception] {
        for item in 0..ITEMS {
            let place = binding.layout.item(kind, item).unwrap_or_else(|| panic!("{kind:?} {item} is not found"));
            let expected: Vec<Option<u8>> = (0..RESPONDENTS).map(|r| answered(r, kind, item)).collect();
            let codes: Vec<u8> = expected.iter().map(|answer| answer.unwrap_or(MISSING)).collect();
            assert_eq!(rows.columns[place], codes, "{kind:?} {item}");
            let sums = &reading.cube.facets[0][0].blocks[place];
            let given: Vec<i64> = expected.iter().flatten().map(|answer| i64::from(*answer)).collect();
            assert_eq!((sums.n(), sums.sum(0)), (given.len() as i64, given.iter().sum()), "{kind:?} {item}");
        }
    }
}

fn plain(respondent: usize, kind: BatteryKind, item: usize) -> String {
    answered(respondent, kind, item).map_or(String::new(), |value| value.to_string())
}

/// The array (dual scale) of LimeSurvey, one per dimension; in the export the two scales of a row stand side by side.
fn limesurvey(written: impl Fn(String) -> String) -> String {
    let dimension = |item: usize| [4, 9, 13, 17, 22].iter().filter(|last| **last <= item).count() + 1;
    let names = (0..ITEMS)
        .flat_map(|item| ["1", "2"].map(|scale| format!("G0{}Q01[SQ{:03}][{scale}]", dimension(item), item + 1)));
    let about = ["id", "submitdate", "lastpage", "startlanguage", "interviewtime"].map(str::to_owned);
    let mut rows = vec![about.into_iter().chain(names).collect::<Vec<_>>()];
    for respondent in 0..RESPONDENTS {
        let about = [
            (respondent + 1).to_string(),
            "2025-03-04 10:11:12".to_owned(),
            "5".to_owned(),
            "en".to_owned(),
            format!("{}.25", 200 + respondent),
        ];
        let answers =
            (0..ITEMS).flat_map(|item| [Expectation, Perception].map(|kind| written(plain(respondent, kind, item))));
        rows.push(about.into_iter().chain(answers).collect());
    }
    quoted(&rows)
}

#[test]
fn the_dual_scale_export_of_limesurvey_comes_to_the_right_sums() {
    let (binding, reading) = read("limesurvey.csv", &limesurvey(|answer| answer));
    check(&binding, &reading);
    assert_eq!(reading.ids[..2], ["1", "2"]);
    assert_eq!(reading.seconds[..2], [200.25, 201.25]);
    // Which scale is expectation was told by the order only, and a person is told so.
    let by_order = binding.notes.iter().filter(|note| matches!(note, Note::ByOrder { found: 22, .. })).count();
    assert_eq!(by_order, 2, "{:?}", binding.notes);
}

#[test]
fn the_codes_that_limesurvey_gives_by_itself_are_read_in_their_order_and_told() {
    // Older versions number from A1, newer ones from AO01.
    for (letters, zero) in [("A", ""), ("AO", "0")] {
        let code = |answer: String| if answer.is_empty() { "-".to_owned() } else { format!("{letters}{zero}{answer}") };
        let (binding, reading) = read(&format!("limesurvey-{letters}.csv"), &limesurvey(code));
        check(&binding, &reading);
        let first = "G01Q01[SQ001][1]".to_owned();
        let coded = Note::Coded { letters: letters.to_owned(), first, found: 44 };
        assert!(binding.notes.contains(&coded), "{:?}", binding.notes);
    }
}

#[test]
fn the_three_header_rows_of_qualtrics_come_to_the_right_sums() {
    let about =
        ["StartDate", "EndDate", "Status", "IPAddress", "Progress", "Duration (in seconds)", "Finished", "ResponseId"];
    let texts = [
        "Start Date",
        "End Date",
        "Response Type",
        "IP Address",
        "Progress",
        "Duration (in seconds)",
        "Finished",
        "Response ID",
    ];
    let ids = ["startDate", "endDate", "status", "ipAddress", "progress", "duration", "finished", "_recordId"];
    // Perceptions were asked first, so that the order cannot help.
    let asked: Vec<(BatteryKind, usize)> =
        [Perception, Expectation].into_iter().flat_map(|kind| (0..ITEMS).map(move |item| (kind, item))).collect();
    let block = |kind| if kind == Perception { 7 } else { 9 };
    let row = |first: &[&str], cell: &dyn Fn(BatteryKind, usize) -> String| {
        let first = first.iter().map(|text| (*text).to_owned());
        first.chain(asked.iter().map(|(kind, item)| cell(*kind, *item))).collect::<Vec<_>>()
    };
    let import = |id: &str| format!("{{\"ImportId\":\"{id}\"}}");
    let import_ids = ids.map(import);
    let mut rows = vec![
        row(&about, &|kind, item| format!("Q{}_{}", block(kind), item + 1)),
        row(&texts, &|kind, item| format!("How far do you agree with each statement? - {}", question(kind, item))),
        row(&import_ids.each_ref().map(String::as_str), &|kind, item| {
            import(&format!("QID{}_{}", block(kind), item + 1))
        }),
    ];
    for respondent in 0..RESPONDENTS {
        let (seconds, id) = ((300 + respondent).to_string(), format!("R_made{respondent:02}up"));
        let first = ["2025-03-04 10:11:12", "2025-03-04 10:16:12", "0", "", "100", &seconds, "1", &id];
        rows.push(row(&first, &|kind, item| plain(respondent, kind, item)));
    }
    let (binding, reading) = read("qualtrics.csv", &quoted(&rows));
    check(&binding, &reading);
    assert_eq!(binding.notes, [Note::ByText { found: 44 }]);
    assert_eq!(reading.ids[..2], ["R_made00up", "R_made01up"]);
    assert_eq!(reading.seconds[..2], [300.0, 301.0]);
    // The third header row is no respondent, and lines are counted as the file has them.
    assert_eq!(reading.rows.as_ref().expect("rows").lines[..2], [4, 5]);
}

#[test]
fn answers_with_labels_of_google_forms_come_to_the_right_sums() {
    let labelled = |value: u8| match value {
        1 => "1 - Strongly disagree".to_owned(),
        4 => "4 - Neither agree nor disagree".to_owned(),
        7 => "7 - Strongly agree".to_owned(),
        value => value.to_string(),
    };
    // Two grids with the same rows, as most people build it: only the title of the grid tells them apart.
    let grids = [("Expectations", Expectation), ("Perceptions", Perception)];
    let names = grids
        .iter()
        .flat_map(|(grid, _)| (0..ITEMS).map(move |item| format!("{grid} [{}]", question(Perception, item))));
    let mut rows = vec![["Timestamp".to_owned()].into_iter().chain(names).collect::<Vec<_>>()];
    for respondent in 0..RESPONDENTS {
        let when = format!("2025/03/04 10:{respondent:02}:00 AM GMT+7");
        let answers = grids.iter().flat_map(|(_, kind)| {
            (0..ITEMS).map(move |item| answered(respondent, *kind, item).map_or(String::new(), labelled))
        });
        rows.push([when].into_iter().chain(answers).collect());
    }
    let (binding, reading) = read("google-forms.csv", &quoted(&rows));
    check(&binding, &reading);
    assert_eq!(binding.notes, [Note::ByText { found: 44 }]);
    assert_eq!(binding.id, None, "the time of an answer is nobody's name");
}
