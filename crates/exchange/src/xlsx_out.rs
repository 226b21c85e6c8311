//! The report as an Excel workbook: findings, gaps, every number, what was refused, methods.
//!
//! Separate from the readers and from the other formats: here numbers stay numbers, to be sorted and computed with. The
//! sheet of all numbers has the columns of the CSV. Text is always written as text, so that nothing a respondent or a
//! header says becomes a formula. It computes nothing and shows nothing that the report hides.

use language::{Language, Words};
use report::{FindingKind, Index, Number, Report, Subject, SubjectKind};
use rust_xlsxwriter::{Color, DocProperties, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};

use crate::ReadError;

/// The header of the sheet of all numbers, the same as that of the CSV.
const TIDY: [&str; 10] = ["statistic", "of", "by", "wave", "value", "low", "high", "se", "n", "method"];

/// The longest text of a cell; Excel takes 32,767 characters.
const TEXT_MAX: usize = 32_000;

/// The report as the bytes of an `.xlsx` file.
///
/// # Errors
/// When it has more rows than a sheet.
pub fn write_spreadsheet(report: &Report) -> Result<Vec<u8>, ReadError> {
    Writer::new(report)
        .workbook()
        .map_err(|error| ReadError::new("exchange-sheet-failed").with("reason", error.to_string()))
}

/// How a cell looks.
struct Looks {
    title: Format,
    heading: Format,
    head: Format,
    text: Format,
    group: Format,
    two: Format,
    three: Format,
    whole: Format,
    share: Format,
}

impl Looks {
    fn new() -> Self {
        let ink = Color::RGB(0x1F_2D_3D);
        let plain = Format::new().set_align(FormatAlign::Top);
        let number = |pattern: &str| plain.clone().set_num_format(pattern);
        Self {
            title: Format::new().set_bold().set_font_size(16).set_font_color(ink).set_text_wrap(),
            heading: Format::new().set_bold().set_font_color(ink).set_align(FormatAlign::Top),
            head: Format::new()
                .set_bold()
                .set_font_color(Color::White)
                .set_background_color(ink)
                .set_text_wrap()
                .set_align(FormatAlign::VerticalCenter)
                .set_border_bottom(FormatBorder::Thin),
            text: plain.clone().set_text_wrap(),
            group: Format::new().set_bold().set_background_color(Color::RGB(0xE8_ED_F2)),
            two: number("0.00"),
            // No probability is shown as zero.
            three: number("[<0.001]\"< 0.001\";0.000"),
            whole: number("#,##0"),
            share: number("0%"),
        }
    }
}

/// Which part of a number a column shows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Value,
    Low,
    High,
    N,
}

/// A column of the sheet of gaps.
struct Column {
    statistic: &'static str,
    part: Part,
    head: String,
    pattern: Pattern,
}

#[derive(Clone, Copy)]
enum Pattern {
    Two,
    Three,
    Whole,
    Share,
}

struct Writer<'a> {
    report: &'a Report,
    index: Index<'a>,
    words: Words,
    looks: Looks,
}

impl<'a> Writer<'a> {
    fn new(report: &'a Report) -> Self {
        let words = Language::from_code(&report.language).unwrap_or_default().words();
        Self { report, index: report.index(), words, looks: Looks::new() }
    }

    fn workbook(&self) -> Result<Vec<u8>, XlsxError> {
        let mut book = Workbook::new();
        book.set_properties(&DocProperties::new().set_title(clipped(&self.report.title)));
        self.summary(self.sheet(&mut book, "summary")?)?;
        self.gaps(self.sheet(&mut book, "gaps")?)?;
        self.numbers(self.sheet(&mut book, "numbers")?)?;
        self.data(self.sheet(&mut book, "data")?)?;
        self.methods(self.sheet(&mut book, "methods")?)?;
        book.save_to_buffer()
    }

    fn sheet<'b>(&self, book: &'b mut Workbook, name: &str) -> Result<&'b mut Worksheet, XlsxError> {
        let sheet = book.add_worksheet();
        sheet.set_name(self.words.text(&format!("exchange-sheet-{name}")))?;
        // A4, and as many pages down as it takes.
        sheet.set_paper_size(9).set_landscape().set_print_fit_to_pages(1, 0);
        Ok(sheet)
    }

    fn say(&self, name: &str) -> String {
        self.words.text(name)
    }

    fn summary(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let report = self.report;
        sheet.set_column_width(0, 30)?.set_column_width(1, 100)?;
        text(sheet, 0, 0, &report.title, &self.looks.title)?;
        let respondents = [("count", (report.data.respondents as i64).into())];
        let measured = [
            report.instrument.title.clone(),
            self.words.say("report-respondents-count", &respondents),
            report.data.files.join(", "),
        ];
        text(sheet, 1, 0, &measured.join(" · "), &Format::new())?;
        text(sheet, 3, 0, &self.say("report-finding"), &self.looks.heading)?;
        if report.findings.is_empty() {
            text(sheet, 4, 1, &self.say("report-no-finding"), &self.looks.text)?;
        }
        let mut asked = "";
        for (row, finding) in (4..).zip(&report.findings) {
            let question = match finding.kind {
                FindingKind::Shortfall => "report-question-shortfall",
                FindingKind::Driver => "report-question-driver",
                FindingKind::First => "report-question-first",
                FindingKind::Certainty => "report-question-certainty",
                _ => "",
            };
            if question != asked && !question.is_empty() {
                text(sheet, row, 0, &self.say(question), &self.looks.heading)?;
            }
            asked = question;
            text(sheet, row, 1, &finding.text, &self.looks.text)?;
        }
        Ok(())
    }

    /// The columns of the sheet of gaps; those without any number are left out.
    fn columns(&self) -> Vec<Column> {
        use Part::{High, Low, N, Value};
        use Pattern::{Share, Three, Two, Whole};
        let measure = if self.report.has("expectation") { "gap.mean" } else { "perception.mean" };
        let all = [
            (measure, N, "report-head-n", Whole),
            ("expectation.mean", Value, "report-head-expectation", Two),
            ("minimum.mean", Value, "report-head-minimum", Two),
            ("desired.mean", Value, "report-head-desired", Two),
            ("perception.mean", Value, "report-head-perception", Two),
            ("gap.mean", Value, "report-head-gap", Two),
            (measure, Low, "exchange-sheet-low", Two),
            (measure, High, "exchange-sheet-high", Two),
            ("gap.sd", Value, "report-head-sd", Two),
            ("gap.t", Value, "report-head-t", Two),
            ("gap.p", Value, "report-head-p-value", Three),
            ("gap.p_holm", Value, "report-head-p-holm", Three),
            ("gap.p_bh", Value, "report-head-p-bh", Three),
            ("gap.d_z", Value, "report-head-d-z", Two),
            ("zone.adequacy", Value, "report-head-adequacy", Two),
            ("zone.superiority", Value, "report-head-superiority", Two),
            ("alpha.expectation", Value, "report-head-alpha-expectation", Two),
            ("alpha.perception", Value, "report-head-alpha-perception", Two),
            ("alpha.gap", Value, "report-head-alpha-gap", Two),
            ("driver.lmg_share", Value, "report-head-driver", Share),
            ("importance.points", Value, "report-head-points", Two),
        ];
        all.into_iter()
            .filter(|(statistic, _, _, _)| {
                let somewhere = |subject: &Subject| self.index.get(statistic, &subject.of).is_some_and(shown);
                self.report.subjects.iter().any(somewhere)
            })
            .map(|(statistic, part, head, pattern)| Column { statistic, part, head: self.say(head), pattern })
            .collect()
    }

    fn gaps(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let columns = self.columns();
        sheet.set_column_width(0, 44)?.set_row_height(0, 44)?.set_freeze_panes(1, 1)?;
        sheet.set_repeat_rows(0, 0)?;
        text(sheet, 0, 0, &self.say("report-head-dimension"), &self.looks.head)?;
        for (at, column) in (1..).zip(&columns) {
            sheet.set_column_width(at, 13)?;
            text(sheet, 0, at, &column.head, &self.looks.head)?;
        }
        let mut row = 1;
        for dimension in self.report.dimensions() {
            self.subject(sheet, row, dimension, &columns)?;
            row += 1;
        }
        for dimension in self.report.dimensions() {
            row += 1;
            text(sheet, row, 0, &dimension.label, &self.looks.group)?;
            for at in (1..).zip(&columns).map(|(at, _)| at) {
                sheet.write_blank(row, at, &self.looks.group)?;
            }
            row += 1;
            for item in self.report.items(&dimension.of) {
                self.subject(sheet, row, item, &columns)?;
                row += 1;
            }
        }
        Ok(())
    }

    fn subject(&self, sheet: &mut Worksheet, row: u32, subject: &Subject, columns: &[Column]) -> Result<(), XlsxError> {
        let name = match subject.kind {
            SubjectKind::Dimension | SubjectKind::Outcome => subject.label.clone(),
            SubjectKind::Item => format!("{} {}", subject.of.trim_start_matches("item:"), subject.label),
        };
        text(sheet, row, 0, &name, &self.looks.text)?;
        for (at, column) in (1..).zip(columns) {
            let Some(number) = self.index.get(column.statistic, &subject.of) else { continue };
            let value = match column.part {
                Part::Value => number.value,
                Part::Low => number.low,
                Part::High => number.high,
                Part::N => number.n.map(|n| n as f64),
            };
            let look = match column.pattern {
                Pattern::Two => &self.looks.two,
                Pattern::Three => &self.looks.three,
                Pattern::Whole => &self.looks.whole,
                Pattern::Share => &self.looks.share,
            };
            match value.filter(|value| value.is_finite()) {
                Some(value) => drop(sheet.write_number_with_format(row, at, value, look)?),
                None if number.undefined == "undefined-suppressed" => {
                    text(sheet, row, at, &self.say("report-hidden"), &self.looks.text)?;
                }
                None => {}
            }
        }
        Ok(())
    }

    fn numbers(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        sheet.set_freeze_panes(1, 0)?.set_column_width(0, 28)?.set_column_width(1, 24)?.set_column_width(2, 18)?;
        sheet.set_repeat_rows(0, 0)?;
        for (at, head) in (0..).zip(TIDY) {
            text(sheet, 0, at, head, &self.looks.head)?;
        }
        let plain = Format::new();
        let mut row = 0;
        for number in &self.report.numbers {
            row += 1;
            for (at, word) in (0..).zip([&number.statistic, &number.of, &number.by, &number.wave]) {
                text(sheet, row, at, word, &plain)?;
            }
            let n = number.n.map(|n| n as f64);
            for (at, value) in (4..).zip([number.value, number.low, number.high, number.se, n]) {
                if let Some(value) = value.filter(|value| value.is_finite()) {
                    sheet.write_number(row, at, value)?;
                }
            }
            text(sheet, row, 9, &number.method, &plain)?;
        }
        sheet.autofilter(0, 0, row, 9)?;
        Ok(())
    }

    fn data(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let data = &self.report.data;
        sheet.set_column_width(0, 30)?.set_column_width(1, 12)?.set_column_width(2, 20)?;
        sheet.set_column_width(3, 20)?.set_column_width(4, 90)?;
        let counts = [
            ("report-data-records", data.records),
            ("report-data-respondents", data.respondents),
            ("report-data-blank", data.blank),
            ("report-data-rows-refused", data.rows_refused),
            ("report-data-cells-refused", data.cells_refused),
            ("report-data-missing", data.answers_missing),
            ("report-data-not-applicable", data.answers_not_applicable),
        ];
        let lists = [
            ("report-data-files", &data.files),
            ("report-data-unused", &data.columns_unused),
            ("report-data-absent", &data.columns_absent),
        ];
        let mut row = 0;
        for (name, count) in counts {
            text(sheet, row, 0, &self.say(name), &self.looks.heading)?;
            sheet.write_number_with_format(row, 1, count as f64, &self.looks.whole)?;
            row += 1;
        }
        for (name, list) in lists {
            text(sheet, row, 0, &self.say(name), &self.looks.heading)?;
            text(sheet, row, 1, &list.join(", "), &Format::new())?;
            row += 1;
        }
        if data.refused.is_empty() {
            return Ok(());
        }
        row += 1;
        for (at, head) in (0..).zip(["file", "line", "column", "value", "reason"]) {
            text(sheet, row, at, &self.say(&format!("exchange-sheet-{head}")), &self.looks.head)?;
        }
        for refused in &data.refused {
            row += 1;
            text(sheet, row, 0, &refused.file, &self.looks.text)?;
            sheet.write_number(row, 1, refused.line as f64)?;
            text(sheet, row, 2, &refused.column, &self.looks.text)?;
            text(sheet, row, 3, &refused.value, &self.looks.text)?;
            text(sheet, row, 4, &refused.reason, &self.looks.text)?;
        }
        Ok(())
    }

    fn methods(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        sheet.set_column_width(0, 60)?.set_column_width(1, 40)?;
        text(sheet, 0, 0, &self.say("report-section-methods"), &self.looks.head)?;
        text(sheet, 0, 1, &self.say("exchange-sheet-page"), &self.looks.head)?;
        let mut row = 0;
        for method in &self.report.methods {
            row += 1;
            text(sheet, row, 0, &method.title, &self.looks.text)?;
            text(sheet, row, 1, &method.page, &self.looks.text)?;
        }
        row += 2;
        text(sheet, row, 0, &self.say("report-section-quote"), &self.looks.heading)?;
        row += 1;
        if self.report.method_paragraph.is_empty() {
            return Ok(());
        }
        let paragraph = clipped(&self.report.method_paragraph);
        sheet.merge_range(row, 0, row, 1, paragraph, &self.looks.text)?;
        // A merged cell does not grow with its text; about a hundred characters stand on a line.
        let lines = paragraph.chars().count().div_ceil(95) as u32;
        sheet.set_row_height(row, (lines * 15).min(400))?;
        Ok(())
    }
}

fn shown(number: &Number) -> bool {
    number.value.is_some() || number.undefined == "undefined-suppressed"
}

/// Writes text as text, whatever it begins with.
fn text(sheet: &mut Worksheet, row: u32, column: u16, text: &str, look: &Format) -> Result<(), XlsxError> {
    if !text.is_empty() {
        sheet.write_string_with_format(row, column, clipped(text), look)?;
    }
    Ok(())
}

fn clipped(text: &str) -> &str {
    match text.char_indices().nth(TEXT_MAX) {
        Some((end, _)) => text.get(..end).unwrap_or_default(),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::{TEXT_MAX, write_spreadsheet};
    use calamine::{Data, Reader, Xlsx};
    use report::{DataCare, Finding, FindingKind, ListedRefusal, Number, Report, Subject, SubjectKind};
    use std::io::Cursor;

    fn subject(of: &str, parent: &str, label: &str) -> Subject {
        Subject {
            of: of.into(),
            kind: if parent.is_empty() { SubjectKind::Dimension } else { SubjectKind::Item },
            factor: "reliability".into(),
            parent: parent.into(),
            label: label.into(),
            wording: String::new(),
        }
    }

    fn number(statistic: &str, of: &str, value: Option<f64>, undefined: &str) -> Number {
        Number {
            statistic: statistic.into(),
            of: of.into(),
            by: String::new(),
            wave: String::new(),
            value,
            low: value.map(|value| value - 0.25),
            high: value.map(|value| value + 0.25),
            se: Some(f64::NAN),
            n: Some(300),
            method: "gap".into(),
            rule: "pairs".into(),
            undefined: undefined.into(),
        }
    }

    fn report(language: &str) -> Report {
        let empty = r#"{"format":"rater.report/1","language":"en","title":"Clinic","instrument":{"id":"servqual","version":"1",
            "title":"SERVQUAL","source":"","expectation":"ideal","batteries":["expectation","perception"],"scale_min":1,
            "scale_max":7,"outcome":""},"data":{"files":[],"records":0,"respondents":0,"blank":0,"rows_refused":0,
            "cells_refused":0,"answers_missing":0,"answers_not_applicable":0,"answers_possible":0,"refused":[],
            "columns_unused":[],"columns_absent":[]},"settings":{"level":0.95,"minimum_gap":0.3,"suppress_below":10,
            "replicates":2000,"seed":1},"subjects":[],"segmentations":[],"waves":[],"findings":[],"priorities":[],
            "numbers":[],"methods":[],"method_paragraph":"How it was measured."}"#;
        let mut report: Report = serde_json::from_str(empty).expect("a report");
        report.language = language.into();
        report.subjects = vec![
            subject("dimension:reliability", "", "Reliability"),
            subject("item:05", "dimension:reliability", "=Promise kept"),
            subject("item:06", "dimension:reliability", "Sincere interest"),
        ];
        report.numbers = vec![
            number("gap.mean", "dimension:reliability", Some(-1.25), ""),
            number("gap.mean", "item:05", None, "undefined-suppressed"),
            number("alpha.gap", "dimension:reliability", None, "undefined-no-variation"),
        ];
        report.findings = vec![Finding {
            kind: FindingKind::Shortfall,
            key: "finding".into(),
            text: "+Reliability falls short most.".into(),
            of: vec![],
        }];
        report.data = DataCare {
            files: vec!["clinic.csv".into()],
            refused: vec![ListedRefusal {
                file: "clinic.csv".into(),
                line: 7,
                column: "E01".into(),
                value: "=cmd()".into(),
                reason: "@no answer".into(),
            }],
            ..report.data
        };
        report
    }

    fn book(report: &Report) -> Xlsx<Cursor<Vec<u8>>> {
        Xlsx::new(Cursor::new(write_spreadsheet(report).expect("a workbook"))).expect("readable")
    }

    fn cells(book: &mut Xlsx<Cursor<Vec<u8>>>, sheet: &str) -> Vec<Data> {
        book.worksheet_range(sheet).expect(sheet).used_cells().map(|(_, _, cell)| cell.clone()).collect()
    }

    #[test]
    fn the_sheets_are_named_in_the_language_of_the_report() {
        let sheets = [
            ("en", ["Summary", "Gaps", "Numbers", "Data care", "Methods"]),
            ("id", ["Ringkasan", "Kesenjangan", "Angka", "Mutu data", "Metode"]),
            ("es", ["Resumen", "Brechas", "Números", "Calidad de los datos", "Métodos"]),
        ];
        for (language, names) in sheets {
            assert_eq!(book(&report(language)).sheet_names(), names);
        }
    }

    #[test]
    fn numbers_stay_numbers_and_hidden_ones_say_so() {
        let mut book = book(&report("en"));
        let gaps = cells(&mut book, "Gaps");
        assert!(gaps.contains(&Data::Float(-1.25)) && gaps.contains(&Data::Float(-1.5)), "{gaps:?}");
        assert!(gaps.contains(&Data::String("hidden".into())), "{gaps:?}");
        assert!(!gaps.contains(&Data::String("Alpha gap".into())), "a column without numbers is left out");
        let numbers = cells(&mut book, "Numbers");
        // Ten heads, and per row what is known of it: the undefined rows have neither value nor interval.
        assert_eq!(numbers.len(), 10 + 7 + 4 + 4, "{numbers:?}");
        assert!(numbers.contains(&Data::Float(300.0)));
    }

    #[test]
    fn nothing_that_a_file_says_becomes_a_formula() {
        let mut book = book(&report("en"));
        for sheet in ["Summary", "Gaps", "Numbers", "Data care", "Methods"] {
            assert!(book.worksheet_formula(sheet).expect(sheet).is_empty(), "{sheet}");
        }
        let data = cells(&mut book, "Data care");
        for text in ["=cmd()", "@no answer"] {
            assert!(data.contains(&Data::String(text.into())), "{data:?}");
        }
        assert!(cells(&mut book, "Summary").contains(&Data::String("+Reliability falls short most.".into())));
    }

    #[test]
    fn a_text_too_long_for_a_cell_is_cut_not_refused() {
        let mut report = report("en");
        report.title = "é".repeat(TEXT_MAX + 5);
        report.method_paragraph = report.title.clone();
        let cut = Data::String("é".repeat(TEXT_MAX));
        assert!(cells(&mut book(&report), "Summary").contains(&cut));
    }
}
