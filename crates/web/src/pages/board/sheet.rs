//! The answers of a wave as a sheet: the names of the questionnaire's columns, so that it can be measured again.
//!
//! Separate from the formats. Only answers that count are in it, in the order in which they came. Of an anonymous survey no
//! name, no time and no order leaves, and no group but those that the report shows.

use std::collections::BTreeSet;

use exchange::{Sheet, SheetCell, SheetColumn};
use language::Words;
use store::Id;
use store::listing::{Response, ResponseState};
use survey::{AnswerColumn, BatteryKind, Instrument, Role, Scale};

use super::answers::moment;
use crate::live::Live;

/// The most answers of one file; more are exported by the operator, who need not hold them in a server's memory.
pub(crate) const ANSWERS_MAX: i64 = 250_000;
/// The number that means "does not apply" where only numbers are allowed.
const NOT_APPLICABLE: u8 = 99;

/// How a sheet is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// Texts are allowed everywhere.
    Csv,
    /// Answers are numbers only.
    Sav,
}

/// Writes answers down one after another.
pub(crate) struct Sheets<'a> {
    live: &'a Live,
    form: Form,
    /// Answers of this state.
    state: ResponseState,
    groups: Groups,
    fields: Vec<String>,
    sheet: Sheet,
    /// The attempts of the rows.
    attempts: Vec<Id>,
}

impl<'a> Sheets<'a> {
    /// An empty sheet; `fields` are the names of what links said besides.
    pub fn new(live: &'a Live, form: Form, state: ResponseState, fields: Vec<String>, words: Words) -> Self {
        let fields = if live.survey.anonymous { Vec::new() } else { fields };
        let title = format!("{} · {}", live.survey.title, live.wave.title);
        let sheet = Sheet { title, ..Sheet::default() };
        let mut sheets = Self { live, form, state, groups: Groups::of(live), fields, sheet, attempts: Vec::new() };
        sheets.sheet.columns = sheets.columns(words);
        sheets
    }

    fn columns(&self, words: Words) -> Vec<SheetColumn> {
        let instrument = &self.live.asked.instrument;
        let language = words.language().code();
        let text = |name: &str, message: &str| SheetColumn::text(name, &words.text(message));
        let mut columns = vec![text(self.id_name(), "board-column-id")];
        if !self.live.survey.anonymous {
            columns.push(text("received", "board-column-received"));
        }
        columns.push(text("language", "board-column-language"));
        columns.push(text("way", "board-column-way"));
        let seconds = instrument.seconds_column.as_deref().unwrap_or("seconds");
        columns.push(SheetColumn::number(seconds, &words.text("board-column-seconds")));
        for segment in &instrument.segments {
            let mut column = SheetColumn::text(&segment.column, segment.title.get(language));
            let labels = segment.labels.iter().map(|(value, label)| (value.clone(), label.get(language).to_owned()));
            column.text_labels = labels.collect();
            columns.push(column);
        }
        let applies = words.text("board-not-applicable");
        columns.extend(
            self.live.asked.layout.columns.iter().map(|column| answer_column(instrument, column, language, &applies)),
        );
        columns.push(text("comment", "board-column-comment"));
        columns.extend(self.fields.iter().map(|name| SheetColumn::text(name, "")));
        columns
    }

    fn id_name(&self) -> &str {
        self.live.asked.instrument.id_column.as_deref().unwrap_or("id")
    }

    /// Writes one answer down, if it is of the state asked for.
    pub fn take(&mut self, response: &Response) {
        if response.state != self.state {
            return;
        }
        let anonymous = self.live.survey.anonymous;
        let text = |text: &str| if text.is_empty() { SheetCell::Empty } else { SheetCell::Text(text.to_owned()) };
        // The attempt of an anonymous answer is known to the respondent's browser, so a number will stand in its place.
        let mut row = vec![if anonymous { SheetCell::Empty } else { SheetCell::Text(response.attempt.to_string()) }];
        if !anonymous {
            row.push(SheetCell::Text(moment(response.received_at)));
        }
        row.push(text(&response.language));
        row.push(text(response.way.name()));
        #[allow(clippy::cast_precision_loss)] // Seconds of a sitting are far below 2^53.
        row.push(response.seconds.map_or(SheetCell::Empty, |seconds| SheetCell::Number(seconds as f64)));
        for (segment, value) in self.live.asked.instrument.segments.iter().zip(&response.segments) {
            let value = value.as_deref().unwrap_or_default();
            let by = format!("{}={value}", segment.column);
            row.push(if self.groups.hides(&by) { SheetCell::Empty } else { text(value) });
        }
        for (column, code) in self.live.asked.layout.columns.iter().zip(&response.codes) {
            row.push(answer_cell(column, *code, self.form));
        }
        row.push(text(response.comment.as_deref().unwrap_or_default()));
        row.extend(self.fields.iter().map(|name| text(response.fields.get(name).map_or("", String::as_str))));
        self.sheet.rows.push(row);
        self.attempts.push(response.attempt.clone());
    }

    /// The sheet. Of an anonymous survey the rows are in the order of their attempts, which are random, and numbered anew:
    /// the order in which they came would tell whoever saw people come.
    pub fn finish(mut self) -> Sheet {
        if self.live.survey.anonymous {
            let mut rows: Vec<_> = self.attempts.into_iter().zip(self.sheet.rows).collect();
            rows.sort_by(|a, b| a.0.cmp(&b.0));
            self.sheet.rows = rows.into_iter().map(|(_, row)| row).collect();
            for (number, row) in (1..).zip(&mut self.sheet.rows) {
                let number: u64 = number;
                row[0] = SheetCell::Text(number.to_string());
            }
        }
        self.sheet
    }
}

/// Which groups may be seen beside single answers.
pub(super) struct Groups(Option<BTreeSet<String>>);

impl Groups {
    /// All, but of an anonymous survey only those that the report shows: one that is not in it has come since, or only
    /// answers that were set aside are of it.
    pub fn of(live: &Live) -> Self {
        let levels = || live.report.iter().flat_map(|report| &report.segmentations).flat_map(|s| &s.levels);
        let shown = || levels().filter(|level| !level.suppressed).map(|level| level.by.clone()).collect();
        Self(live.survey.anonymous.then(shown))
    }

    /// Whether a group `column=value` may not be seen.
    pub fn hides(&self, by: &str) -> bool {
        self.0.as_ref().is_some_and(|shown| !shown.contains(by))
    }
}

fn answer_column(instrument: &Instrument, column: &AnswerColumn, language: &str, applies: &str) -> SheetColumn {
    let question = match column.role {
        Role::Item { battery, item } => {
            let item = &instrument.items[item];
            let wording = item.wording.get(&battery).or_else(|| item.wording.get(&BatteryKind::Perception));
            wording.unwrap_or(&item.short).get(language)
        }
        Role::Points { dimension } => instrument.dimensions[dimension].title.get(language),
        Role::Outcome { outcome } => instrument.outcomes[outcome].title.get(language),
    };
    let mut made = SheetColumn::number(&column.name, question);
    made.labels =
        column.scale.labels.iter().map(|(value, label)| (f64::from(*value), label.get(language).to_owned())).collect();
    if !matches!(column.role, Role::Points { .. }) {
        made.not_applicable = Some(f64::from(not_applicable(&column.scale)));
        made.labels.push((f64::from(not_applicable(&column.scale)), applies.to_owned()));
    }
    made
}

/// A number outside the scale.
fn not_applicable(scale: &Scale) -> u8 {
    if scale.max < NOT_APPLICABLE { NOT_APPLICABLE } else { scale.max.saturating_add(1) }
}

/// What the respondent answered: stored answers to reversed items were turned round.
fn answer_cell(column: &AnswerColumn, code: u8, form: Form) -> SheetCell {
    let scale = &column.scale;
    match code {
        code if code <= sums::MAX_VALUE && column.reversed => {
            SheetCell::Number(f64::from(scale.max - code.min(scale.max) + scale.min))
        }
        code if code <= sums::MAX_VALUE => SheetCell::Number(f64::from(code)),
        sums::NOT_APPLICABLE if form == Form::Csv => {
            SheetCell::Text(scale.not_applicable.first().map_or("n/a", String::as_str).to_owned())
        }
        sums::NOT_APPLICABLE => SheetCell::Number(f64::from(not_applicable(scale))),
        _ => SheetCell::Empty,
    }
}
