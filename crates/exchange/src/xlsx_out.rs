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
            three: number("0.000"),
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
        let mut row = 4;
        if report.findings.is_empty() {
            text(sheet, row, 1, &self.say("report-no-finding"), &self.looks.text)?;
        }
        for finding in &report.findings {
            let question = match finding.kind {
                FindingKind::Shortfall => "report-question-shortfall",
                FindingKind::Driver => "report-question-driver",
                FindingKind::First => "report-question-first",
                FindingKind::Certainty => "report-question-certainty",
                _ => "",
            };
            if !question.is_empty() {
                text(sheet, row, 0, &self.say(question), &self.looks.heading)?;
            }
            text(sheet, row, 1, &finding.text, &self.looks.text)?;
            row += 1;
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
            SubjectKind::Dimension => subject.label.clone(),
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
