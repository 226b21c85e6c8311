//! What a scan counts, in small files whose counts can be done by hand, for every way of reading.

use std::path::PathBuf;

use sums::{Facet, MISSING, NOT_APPLICABLE, Plan, Variable};
use survey::{AnswerColumn, AnswerProblem, BatteryKind, Layout, Role, Scale};

use super::{FacetSpec, Reading, Request, Way, scan_by};
use crate::scratch::File;
use crate::{Binding, ReadError, RefusalReason};

/// Answers 1 to 7; 9 is missing, 8 does not apply on the last item only.
fn layout(names: &[&str]) -> Layout {
    let column = |(item, name): (usize, &&str)| AnswerColumn {
        role: Role::Item { battery: BatteryKind::Perception, item },
        scale: Scale {
            min: 1,
            max: 7,
            labels: [].into(),
            missing: vec!["99".to_owned()],
            not_applicable: vec!["77".to_owned()],
        },
        reversed: item == 2,
        name: (*name).to_owned(),
    };
    Layout { columns: names.iter().enumerate().map(column).collect() }
}

/// A request for the columns of a header: `P…` answers, `id`, `wave`, `seconds`, and `branch` as a facet.
pub(crate) fn request(header: &[&str]) -> Request {
    let at = |name: &str| header.iter().position(|other| *other == name);
    let items: Vec<&str> = header.iter().copied().filter(|name| name.starts_with('P')).collect();
    let binding = Binding {
        layout: layout(&items),
        positions: items.iter().filter_map(|name| at(name)).collect(),
        id: at("id"),
        wave: at("wave"),
        seconds: at("seconds"),
        ..Binding::default()
    };
    let mut facets = vec![FacetSpec::Folds(1), FacetSpec::Folds(5)];
    facets.extend(at("branch").map(|position| FacetSpec::Columns(vec![position])));
    let plan = Plan {
        column_max: vec![7; items.len()],
        blocks: vec![(0..items.len()).map(Variable::Column).collect()],
        tables: (1..items.len()).map(|item| (item - 1, item)).collect(),
        facets: vec![Facet { cells: 1 }; facets.len()],
        ..Plan::default()
    };
    Request { binding, plan, facets, keep_rows: 1000, threads: 1 }
}

/// Reads some files in every way and with one and two workers, and expects one result.
fn scan_all(files: &[&[u8]], request: &Request) -> Result<Reading, ReadError> {
    let scratch: Vec<File> = files.iter().map(|bytes| File::new("survey.csv", bytes)).collect();
    let paths: Vec<PathBuf> = scratch.iter().map(|file| file.path().to_owned()).collect();
    let general = scan_by(Way::General, &paths, request);
    for threads in 1..=3 {
        let fast = scan_by(Way::Fast, &paths, &Request { threads, ..request.clone() });
        assert_eq!(comparable(&fast), comparable(&general), "{threads} threads");
    }
    general
}

/// Seconds are compared by their bits, because unknown ones are not a number.
fn comparable(reading: &Result<Reading, ReadError>) -> Result<(Reading, Vec<u64>), ReadError> {
    reading.clone().map(|mut reading| {
        let seconds = std::mem::take(&mut reading.seconds).into_iter().map(f64::to_bits).collect();
        (reading, seconds)
    })
}

const HEADER: [&str; 6] = ["id", "branch", "P1", "P2", "P3", "seconds"];

fn read(text: &str) -> Reading {
    scan_all(&[text.as_bytes()], &request(&HEADER)).unwrap()
}

/// What was refused, wherever the file was kept.
fn listed(reading: &Reading) -> Vec<(u64, &str, &str, &RefusalReason)> {
    let refusals = reading.refusals.listed.iter();
    refusals.map(|one| (one.line, one.column.as_str(), one.value.as_str(), &one.reason)).collect()
}

fn rows(reading: &Reading) -> Vec<Vec<u8>> {
    let rows = reading.rows.as_ref().unwrap();
    (0..rows.n).map(|r| rows.columns.iter().map(|column| column[r]).collect()).collect()
}

#[test]
fn answers_become_codes_and_reversed_items_are_turned_round() {
    let reading = read("id,branch,P1,P2,P3,seconds\n1,north,7,1,2,61.5\n2,south, 6 ,\"5\",7.0,\"70,5\"\n");
    assert_eq!(rows(&reading), [[7, 1, 6], [6, 5, 1]]);
    assert_eq!(reading.ids, ["1", "2"]);
    assert_eq!(reading.seconds, [61.5, 70.5]);
    assert_eq!(reading.rows.as_ref().unwrap().lines, [2, 3]);
    assert_eq!(reading.cube.facets[0][0].rows, 2);
    assert_eq!(reading.cube.facets[0][0].blocks[0].sum(0), 13);
}

#[test]
fn answers_outside_the_scale_are_refused_cell_by_cell_and_the_rest_counts() {
    let reading = read("id,branch,P1,P2,P3,seconds\n1,a,0,8,4,\n2,a,good,3,2.5,\n");
    assert_eq!(rows(&reading), [[MISSING, MISSING, 4], [MISSING, 3, MISSING]]);
    assert_eq!((reading.refusals.rows, reading.refusals.cells), (0, 4));
    let listed: Vec<(u64, &str, &str)> =
        reading.refusals.listed.iter().map(|r| (r.line, r.column.as_str(), r.value.as_str())).collect();
    assert_eq!(listed, [(2, "P1", "0"), (2, "P2", "8"), (3, "P1", "good"), (3, "P3", "2.5")]);
    let reason = RefusalReason::Answer(AnswerProblem::OutOfScale { min: 1, max: 7 });
    assert_eq!(reading.refusals.listed[0].reason, reason);
    assert_eq!(reading.refusals.listed[2].reason, RefusalReason::Answer(AnswerProblem::NotANumber));
}

#[test]
fn a_record_without_answers_is_no_respondent_but_not_applicable_is_an_answer() {
    let reading = read("id,branch,P1,P2,P3,seconds\n1,a,,99, ,\n2,a,77,,,\n3,a,1,77,,\n");
    assert_eq!((reading.records, reading.blank), (3, 1));
    assert_eq!(rows(&reading), [[NOT_APPLICABLE, MISSING, MISSING], [1, NOT_APPLICABLE, MISSING]]);
    assert_eq!(reading.cube.facets[0][0].not_applicable, [1, 1, 0]);
}

#[test]
fn ragged_records_are_refused_whole() {
    let reading = read("id,branch,P1,P2,P3,seconds\n1,a,1,2,3,4\n2,a,1,2,3\n3,a,1,2,3,4,5\n4,a,9,2,3\n");
    assert_eq!((reading.records, reading.refusals.rows, reading.refusals.cells), (4, 3, 0));
    let found: Vec<RefusalReason> = reading.refusals.listed.iter().map(|refusal| refusal.reason.clone()).collect();
    let count = |found| RefusalReason::CellCount { expected: 6, found };
    assert_eq!(found, [count(5), count(7), count(5)]);
}

#[test]
fn the_first_answer_of_a_respondent_counts_and_the_others_are_refused() {
    let text =
        "id,branch,P1,P2,P3,seconds\nb,x,1,1,1,\na,x,,,,\nb,x,2,2,9,\na,x,3,3,3,\n,x,4,4,4,\n,x,5,5,5,\na,x,6,6,6,\n";
    let reading = read(text);
    // The blank record of `a` is nobody's answer; records without an id are different people.
    assert_eq!(reading.ids, ["b", "a", "", ""]);
    assert_eq!((reading.refusals.rows, reading.refusals.cells, reading.blank), (2, 0, 1));
    let listed: Vec<(u64, &str)> = reading.refusals.listed.iter().map(|r| (r.line, r.value.as_str())).collect();
    assert_eq!(listed, [(4, "…"), (8, "…")]);
    assert_eq!(reading.cube.facets[0][0].rows, 4);
}

#[test]
fn a_respondent_may_answer_once_in_every_wave() {
    let header = ["id", "wave", "P1", "P2"];
    let text = "id,wave,P1,P2\n1,2023,5,5\n2,2023,6,6\n1,2024,7,7\n2,2024,7,7\n1,2024,1,1\n";
    let reading = scan_all(&[text.as_bytes()], &request(&header)).unwrap();
    assert_eq!(reading.cube.facets[0][0].rows, 4);
    assert_eq!(reading.refusals.listed.iter().map(|refusal| refusal.line).collect::<Vec<_>>(), [6]);
}

#[test]
fn segments_are_ordered_by_value_and_the_unnamed_belong_to_none() {
    let reading = read("id,branch,P1,P2,P3,seconds\n1,10,1,1,1,\n2,9,2,2,2,\n3,,3,3,3,\n4,10,5,5,5,\n");
    let names: Vec<&str> = reading.keys[2].iter().map(|key| key.values[0].as_str()).collect();
    assert_eq!(names, ["9", "10"]);
    assert_eq!(reading.rows.as_ref().unwrap().cells[2], [1, 0, u32::MAX, 1]);
    assert_eq!(reading.cube.facets[2].iter().map(|cell| cell.rows).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(reading.cube.facets[2][1].blocks[0].sum(0), 6);
}

#[test]
fn a_column_with_a_thousand_and_one_values_is_no_segment() {
    let line = |n: u32| format!("{n},b{n},1,2,3,\n");
    let text = |lines: u32| "id,branch,P1,P2,P3,seconds\n".to_owned() + &(0..lines).map(line).collect::<String>();
    assert_eq!(read(&text(1000)).keys[2].len(), 1000);
    let error = scan_all(&[text(1001).as_bytes()], &request(&HEADER)).unwrap_err();
    assert_eq!(error.key, "exchange-too-many-segments");
    assert!(error.to_string().contains("branch"), "{error}");
}

#[test]
fn a_thousand_values_of_each_column_may_stand_together_but_not_twenty_thousand_pairs() {
    let header = ["id", "branch", "wave", "P1"];
    let both = |pairs: &[(u32, u32)]| {
        let line = |(n, (branch, wave)): (usize, &(u32, u32))| format!("{n},b{branch},{wave},5\n");
        let text = header.join(",") + "\n" + &pairs.iter().enumerate().map(line).collect::<String>();
        let mut request = Request { keep_rows: 0, ..request(&header) };
        request.facets[2] = FacetSpec::Columns(vec![1, 2]);
        scan_all(&[text.as_bytes()], &request)
    };
    let pairs = |branches: u32, waves: u32| -> Vec<(u32, u32)> {
        (0..branches).flat_map(|branch| (0..waves).map(move |wave| (branch, wave))).collect()
    };
    assert_eq!(both(&pairs(600, 2)).unwrap().keys[2].len(), 1200);
    let error = both(&pairs(1001, 1)).unwrap_err();
    assert_eq!((error.key, error.to_string().contains("branch")), ("exchange-too-many-segments", true));
    let error = both(&pairs(1, 1001)).unwrap_err();
    assert_eq!((error.key, error.to_string().contains("wave")), ("exchange-too-many-segments", true));
    let error = both(&pairs(300, 67)).unwrap_err();
    assert_eq!(error.key, "exchange-too-many-pairs");
    assert!(error.to_string().contains("branch and wave"), "{error}");
}

#[test]
fn waves_stand_in_the_order_of_time_however_the_file_is_shared_out() {
    let ordered = |values: &[&str]| -> Vec<String> {
        let mut text = "id,branch,P1,P2,P3,seconds\n".to_owned();
        // Enough lines for several blocks, so that workers meet the values at different times.
        (0..60_000).for_each(|n| {
            let value = values[(n / 20_000 + n % 2) % values.len()];
            text.push_str(&format!("{n},{value},1,2,3,\n"));
        });
        read(&text).keys[2].iter().map(|key| key.values[0].clone()).collect()
    };
    assert_eq!(ordered(&["pre", "post"]), ["pre", "post"]);
    assert_eq!(ordered(&["Jan", "Feb", "Mar"]), ["Jan", "Feb", "Mar"]);
    assert_eq!(ordered(&["2025-10", "2025-9"]), ["2025-9", "2025-10"]);
    assert_eq!(ordered(&["2025.10", "2025.9"]), ["2025.9", "2025.10"]);
}

#[test]
fn the_labels_of_segment_values_come_with_the_reading() {
    use crate::Column;
    let branches = [("1", "Centro"), ("2", "Norte")].map(|(value, label)| (value.to_owned(), label.to_owned()));
    let mut columns = HEADER.map(|name| Column { name: name.to_owned(), ..Column::default() });
    columns[1].labels = branches.clone().into();
    let request = request(&HEADER);
    let setup = super::Setup::new(&request, &columns, &super::Identity::Collect);
    assert_eq!(setup.labels, [vec![], vec![], vec![branches.into()]]);
    let (reading, _) = super::gather::gather(&setup, vec![]).unwrap();
    assert_eq!(reading.labels, setup.labels);
}

#[test]
fn an_address_as_an_id_does_not_go_out_with_the_report() {
    let line = "someone@example.org,a,1,2,3,\n";
    let reading = read(&format!("id,branch,P1,P2,P3,seconds\n{line}{line}"));
    let refusal = &reading.refusals.listed[0];
    assert_eq!((refusal.line, refusal.value.as_str()), (3, "so…"));
    assert!(!refusal.sentence(language::Language::English.words()).contains("example"));
}

#[test]
fn who_only_judges_overall_is_counted_and_who_only_gives_points_is_not() {
    let text = "id,branch,P1,P2,P3,seconds\n1,a,1,2,3,\n2,a,,,3,\n3,a,,2,,\n4,a,,,,\n";
    let mut request = request(&HEADER);
    request.binding.layout.columns[2].role = Role::Outcome { outcome: 0 };
    let reading = scan_all(&[text.as_bytes()], &request).unwrap();
    assert_eq!((reading.blank, reading.ids), (1, ["1", "2", "3"].map(str::to_owned).to_vec()));
    request.binding.layout.columns[2].role = Role::Points { dimension: 0 };
    let reading = scan_all(&[text.as_bytes()], &request).unwrap();
    assert_eq!((reading.blank, reading.ids), (2, ["1", "3"].map(str::to_owned).to_vec()));
}

#[test]
fn a_plan_that_cannot_be_summed_says_what_to_do_in_words_of_the_reader() {
    let mut request = request(&HEADER);
    request.plan.column_max[0] = 255;
    let error = scan_all(&[b"id,branch,P1,P2,P3,seconds\n1,a,1,2,3,\n"], &request).unwrap_err();
    assert_eq!((error.key, error.arguments.len()), ("exchange-plan-refused", 0));
    assert!(error.to_string().contains("30 items"), "{error}");
}

#[test]
fn rows_are_kept_only_while_they_are_few() {
    let few = Request { keep_rows: 2, ..request(&HEADER) };
    let text = "id,branch,P1,P2,P3,seconds\n1,a,1,1,1,\n2,a,2,2,2,\n";
    assert!(scan_all(&[text.as_bytes()], &few).unwrap().rows.is_some());
    let more = format!("{text}3,a,3,3,3,\n");
    let reading = scan_all(&[more.as_bytes()], &few).unwrap();
    assert_eq!((reading.rows, reading.ids.len(), reading.seconds.len()), (None, 0, 0));
    assert_eq!(reading.cube.facets[0][0].rows, 3);
}

#[test]
fn several_files_are_one_survey_matched_by_the_names_of_columns() {
    let first = "id,branch,P1,P2,P3,seconds\n1,a,1,2,3,\n";
    let second = "P3;P2;extra;P1;seconds;branch;id\n7;6;x;5;;b;2\n7;7;x;7;;b;1\n9;1;x;1;;b;3\n";
    let reading = scan_all(&[first.as_bytes(), second.as_bytes()], &request(&HEADER)).unwrap();
    assert_eq!(rows(&reading), [[1, 2, 5], [5, 6, 1], [1, 1, MISSING]]);
    assert_eq!(reading.rows.as_ref().unwrap().lines, [2, 2, 4]);
    // Respondent 1 of the second file answered in the first.
    let refused: Vec<(u64, &str)> = reading.refusals.listed.iter().map(|r| (r.line, r.value.as_str())).collect();
    assert_eq!(refused, [(3, "…"), (4, "9")]);
    assert!(reading.refusals.listed[0].file.ends_with("survey.csv"));
    let lacking = scan_all(&[first.as_bytes(), b"id,P1,P2\n1,2,3\n"], &request(&HEADER)).unwrap_err();
    assert_eq!(lacking.key, "exchange-column-not-in-file");
}

#[test]
fn one_respondent_and_equal_answers_are_counted_like_any_others() {
    let reading = read("id,branch,P1,P2,P3,seconds\n1,a,4,4,4,\n");
    assert_eq!(reading.cube.facets[0][0].rows, 1);
    let reading = read("id,branch,P1,P2,P3,seconds\n1,a,4,4,4,\n2,a,4,4,4,\n3,a,4,4,4,\n");
    assert_eq!(reading.cube.facets[0][0].blocks[0].variance(0), Some(0.0));
}

#[test]
fn quoted_line_ends_are_counted_as_lines_and_carriage_returns_are_not_cells() {
    let reading = read("id,branch,P1,P2,P3,seconds\r\n1,\"two\r\nlines\",1,2,3,\r\n\r\n2,b,8,2,3,\r\n");
    assert_eq!(reading.keys[2][0].values[0], "two\r\nlines");
    assert_eq!(reading.keys[2][1].values[0], "b");
    assert_eq!(reading.rows.as_ref().unwrap().lines, [2, 5]);
    assert_eq!(reading.refusals.listed[0].line, 5);
}

#[test]
fn a_semicolon_file_has_decimal_commas() {
    let reading = read("id;branch;P1;P2;P3;seconds\n1;a;7,0;6;2,5;12,5\n");
    assert_eq!(rows(&reading), [[7, 6, MISSING]]);
    assert_eq!(reading.seconds, [12.5]);
}

#[test]
fn the_same_survey_in_another_encoding_is_the_same_reading() {
    let text = "id,branch,P1,P2,P3,seconds\n1,Málaga,1,2,3,\n2,Logroño,8,2,3,\n3,Málaga,4,5,6,\n";
    let expected = read(text);
    let wide = |order: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(order).collect::<Vec<u8>>();
    let with_mark = |mark: &[u8], body: Vec<u8>| [mark, &body].concat();
    let western = encoding_rs::WINDOWS_1252.encode(text).0.into_owned();
    for bytes in [
        with_mark(b"\xef\xbb\xbf", text.as_bytes().to_vec()),
        with_mark(b"\xff\xfe", wide(u16::to_le_bytes)),
        with_mark(b"\xfe\xff", wide(u16::to_be_bytes)),
        wide(u16::to_le_bytes),
        western,
    ] {
        assert_eq!(scan_all(&[&bytes], &request(&HEADER)).map(|reading| reading.keys), Ok(expected.keys.clone()));
        let reading = scan_all(&[&bytes], &request(&HEADER)).unwrap();
        assert_eq!((&reading.cube, listed(&reading)), (&expected.cube, listed(&expected)));
    }
}

#[test]
fn a_first_foreign_letter_deep_in_the_file_still_settles_the_encoding() {
    let mut text = "id,branch,P1,P2,P3,seconds\n".to_owned();
    (0..70_000).for_each(|n| text.push_str(&format!("{n},north,1,2,3,\n")));
    text.push_str("70000,Logroño,1,2,3,\n");
    let western = encoding_rs::WINDOWS_1252.encode(&text).0.into_owned();
    let reading = scan_all(&[&western], &request(&HEADER)).unwrap();
    assert_eq!(reading.refusals.rows, 0);
    assert_eq!(reading.keys[2][1].values, ["Logroño"]);
}

#[test]
fn a_damaged_row_of_a_file_that_is_otherwise_utf8_is_refused() {
    let mut bytes = "id,branch,P1,P2,P3,seconds\n1,Logroño,1,2,3,\n".as_bytes().to_vec();
    // Beyond the first mebibyte, by which the encoding is known.
    (2..70_000).for_each(|n| bytes.extend(format!("{n},north,1,2,3,\n").as_bytes()));
    bytes.extend(b"70000,Logro\xf1o,1,2,3,\n70001,north,1,2,3,\n");
    let reading = scan_all(&[&bytes], &request(&HEADER)).unwrap();
    assert_eq!((reading.refusals.rows, reading.refusals.listed[0].line), (1, 70_001));
    assert_eq!(reading.refusals.listed[0].reason, RefusalReason::NotText);
}

#[test]
fn segments_that_appear_late_are_counted_like_the_early_ones() {
    let mut text = "id,branch,P1,P2,P3,seconds\n".to_owned();
    (0..20_000).for_each(|n| text.push_str(&format!("{n},b{},{},2,3,\n", n / 5000, 1 + n / 5000)));
    let reading = read(&text);
    let sums: Vec<(u64, i64)> = reading.cube.facets[2].iter().map(|cell| (cell.rows, cell.blocks[0].sum(0))).collect();
    assert_eq!(sums, [(5000, 5000), (5000, 10_000), (5000, 15_000), (5000, 20_000)]);
}

#[test]
fn damage_in_a_packed_file_is_told_and_a_sound_one_is_read() {
    use std::io::Write;
    let text = "id,branch,P1,P2,P3,seconds\n1,a,1,2,3,\n2,b,4,5,6,\n";
    let mut packer = flate2::write::GzEncoder::new(vec![], flate2::Compression::default());
    packer.write_all(text.as_bytes()).unwrap();
    let packed = packer.finish().unwrap();
    let reading = scan_all(&[&packed], &request(&HEADER)).unwrap();
    assert_eq!(reading.cube, read(text).cube);
    let error = scan_all(&[&packed[..packed.len() - 12]], &request(&HEADER)).unwrap_err();
    assert_eq!(error.key, "exchange-damaged");
}

mod parquet_files {
    use super::{HEADER, listed, read, request, rows, scan_all};
    use parquet::basic::Compression;
    use parquet::data_type::{ByteArrayType, DoubleType, Int32Type, Int64Type};
    use parquet::file::properties::{WriterProperties, WriterPropertiesBuilder, WriterVersion};
    use parquet::file::writer::SerializedFileWriter;
    use parquet::schema::parser::parse_message_type;
    use std::sync::Arc;
    use sums::MISSING;

    const SCHEMA: &str = "message survey { optional int64 id; optional binary branch (UTF8); optional int64 P1; \
        required int32 P2; optional double P3; optional binary seconds (UTF8); }";

    /// `respondents` of them, in row groups of 10,000; the answers of number n are n % 9, 1 + n % 7 and n % 5 + 0.5 or 3.
    fn file(respondents: std::ops::Range<i64>) -> Vec<u8> {
        written(WriterProperties::builder(), respondents)
    }

    fn written(properties: WriterPropertiesBuilder, respondents: std::ops::Range<i64>) -> Vec<u8> {
        let schema = Arc::new(parse_message_type(SCHEMA).unwrap());
        let properties = Arc::new(properties.set_data_page_row_count_limit(3000).build());
        let mut writer = SerializedFileWriter::new(Vec::new(), schema, properties).unwrap();
        let all: Vec<i64> = respondents.collect();
        for rows in all.chunks(10_000) {
            let mut group = writer.next_row_group().unwrap();
            let levels: Vec<i16> = rows.iter().map(|n| i16::from(n % 10 != 0)).collect();
            let there = |n: &&i64| *n % 10 != 0;
            let all = vec![1; rows.len()];
            let mut column = group.next_column().unwrap().unwrap();
            column.typed::<Int64Type>().write_batch(rows, Some(&all), None).unwrap();
            column.close().unwrap();
            let mut column = group.next_column().unwrap().unwrap();
            let branch: Vec<_> = rows.iter().map(|n| format!("B{}", n % 3).as_str().into()).collect();
            column.typed::<ByteArrayType>().write_batch(&branch, Some(&all), None).unwrap();
            column.close().unwrap();
            let mut column = group.next_column().unwrap().unwrap();
            let first: Vec<i64> = rows.iter().filter(there).map(|n| n % 9).collect();
            column.typed::<Int64Type>().write_batch(&first, Some(&levels), None).unwrap();
            column.close().unwrap();
            let mut column = group.next_column().unwrap().unwrap();
            let second: Vec<i32> = rows.iter().map(|n| 1 + (n % 7) as i32).collect();
            column.typed::<Int32Type>().write_batch(&second, None, None).unwrap();
            column.close().unwrap();
            let mut column = group.next_column().unwrap().unwrap();
            let third: Vec<f64> = rows.iter().map(|n| if n % 5 == 1 { 0.5 } else { 3.0 }).collect();
            column.typed::<DoubleType>().write_batch(&third, Some(&all), None).unwrap();
            column.close().unwrap();
            let mut column = group.next_column().unwrap().unwrap();
            column.typed::<ByteArrayType>().write_batch(&[], Some(&vec![0; rows.len()]), None).unwrap();
            column.close().unwrap();
            group.close().unwrap();
        }
        writer.into_inner().unwrap()
    }

    /// The same as text.
    fn text(respondents: std::ops::Range<i64>) -> String {
        let line = |n: i64| {
            let first = if n % 10 == 0 { String::new() } else { (n % 9).to_string() };
            let third = if n % 5 == 1 { "0.5" } else { "3" };
            format!("{n},B{},{first},{},{third},\n", n % 3, 1 + n % 7)
        };
        "id,branch,P1,P2,P3,seconds\n".to_owned() + &respondents.map(line).collect::<String>()
    }

    #[test]
    fn a_parquet_file_is_the_same_survey_as_its_text() {
        let (small, large) = (file(1..4), file(1..25_001));
        let reading = scan_all(&[&small], &request(&HEADER)).unwrap();
        // P3 is a reversed item: 8 − 3.
        assert_eq!(rows(&reading), [[1, 2, MISSING], [2, 3, 5], [3, 4, 5]]);
        let reading = scan_all(&[&large], &request(&HEADER)).unwrap();
        let expected = read(&text(1..25_001));
        assert_eq!((reading.cube, reading.keys), (expected.cube, expected.keys));
        assert_eq!((reading.refusals.cells, reading.refusals.rows), (expected.refusals.cells, 0));
        let place = |refusals: &crate::Refusals| -> Vec<(u64, String, String)> {
            refusals.listed.iter().map(|r| (r.line, r.column.clone(), r.value.clone())).collect()
        };
        // Text has its header in line 1.
        let shifted = place(&expected.refusals).into_iter().map(|(line, column, value)| (line - 1, column, value));
        assert_eq!(place(&reading.refusals), shifted.collect::<Vec<_>>());
    }

    #[test]
    fn the_survey_is_the_same_however_the_file_was_written() {
        let usual = WriterProperties::builder;
        let expected = scan_all(&[&file(1..25_001)], &request(&HEADER)).unwrap();
        for properties in [
            usual().set_writer_version(WriterVersion::PARQUET_2_0),
            usual().set_compression(Compression::SNAPPY),
            usual().set_dictionary_enabled(false),
            // Nine answers of eight bytes do not fit: positions turn into values after 6000 rows.
            usual().set_dictionary_page_size_limit(40).set_write_batch_size(6000),
            usual().set_dictionary_page_size_limit(40).set_writer_version(WriterVersion::PARQUET_2_0),
        ] {
            let reading = scan_all(&[&written(properties, 1..25_001)], &request(&HEADER)).unwrap();
            assert_eq!((&reading.cube, &reading.keys), (&expected.cube, &expected.keys));
            assert_eq!(listed(&reading), listed(&expected));
        }
    }

    #[test]
    fn respondents_twice_in_parquet_are_counted_once() {
        let reading = scan_all(&[&file(1..9001), &file(8001..9002)], &request(&HEADER)).unwrap();
        assert_eq!((reading.cube.facets[0][0].rows, reading.refusals.rows), (9001, 1000));
    }

    #[test]
    fn a_damaged_parquet_file_is_one_error_wherever_the_damage_is() {
        let sound = file(1..200);
        assert_eq!(scan_all(&[&sound[..sound.len() / 2]], &request(&HEADER)).unwrap_err().key, "exchange-damaged");
        for at in (4..sound.len()).step_by(23) {
            for mask in [0xff, 0x01] {
                let mut damaged = sound.clone();
                damaged[at] ^= mask;
                // Damage to an answer may leave another valid answer: then there is a reading, but never a panic.
                let _ = super::scan_by(
                    super::Way::Fast,
                    &[crate::scratch::File::new("damaged.parquet", &damaged).path().to_owned()],
                    &request(&HEADER),
                );
            }
        }
    }
}

mod messy {
    use super::{HEADER, request, scan_all};
    use proptest::prelude::*;

    fn cell() -> impl Strategy<Value = String> {
        prop_oneof![
            8 => "[1-7]",
            2 => "",
            2 => "[0-9]{1,2}",
            1 => " [1-7] ",
            1 => "77|99|n/a|NA|7.0|2,5|[a-z]{1,12}|é",
            1 => "\"[1-7]\"",
            1 => "\"[a-z\n,]{0,4}(\"\")?\"",
            1 => "[a-z]\"[a-z]",
        ]
    }

    fn line() -> impl Strategy<Value = String> {
        let cells = (proptest::collection::vec(cell(), 6), prop_oneof![6 => Just(6_usize), 1 => 4..8_usize]);
        let text = cells.prop_map(|(mut cells, width)| {
            cells.resize(width, "7".to_owned());
            cells.join(",")
        });
        (text, prop_oneof![4 => Just("\n"), 1 => Just("\r\n"), 1 => Just("\n\n")]).prop_map(|(text, end)| text + end)
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]
        /// Whatever stands in a file, the fast way and the general way find the same, with any number of workers.
        #[test]
        fn the_fast_way_is_the_general_way(
            lines in proptest::collection::vec(line(), 1..30),
            repeat in prop_oneof![9 => Just(1_usize), 1 => Just(3000_usize)],
        ) {
            let text = HEADER.join(",") + "\n1,a,1,2,3,\n" + &lines.concat().repeat(repeat);
            let _ = scan_all(&[text.as_bytes()], &request(&HEADER));
        }
    }
}
