//! The answers of a wave as a sheet: the names of the questionnaire's columns, so that it can be measured again.
//!
//! Separate from the formats. Only answers that count are in it, in the order in which they came. Of an anonymous survey no
//! name, no time and no order leaves, no group but those that the report shows, and no combination of groups that fewer than
//! ten share.

use std::sync::Arc;

use exchange::{SheetCell, SheetColumn};
use language::Words;
use store::listing::{Response, ResponseState};
use survey::{AnswerColumn, BatteryKind, Instrument, Role, Scale};

use super::answers::moment;
use crate::export::AnswerFormat;
use crate::live::Live;
use crate::single::{Group, Groups};

/// The most answers of one file; more are exported by the operator, who need not hold them in a server's memory.
pub(crate) const ANSWERS_MAX: i64 = 250_000;
/// The number that means "does not apply" where only numbers are allowed.
const NOT_APPLICABLE: u8 = 99;

/// Makes rows of answers, one after another.
#[derive(Clone)]
pub(crate) struct AnswerRows<'a> {
    live: &'a Live,
    format: AnswerFormat,
    /// Answers of this state.
    state: ResponseState,
    groups: Arc<Groups>,
    fields: Vec<String>,
    columns: Vec<SheetColumn>,
    /// Rows so far.
    made: u64,
}

impl<'a> AnswerRows<'a> {
    /// Before the first row; `fields` are the names of what links said besides. Of an anonymous survey whoever asks gives the
    /// answers in no order, and the rows are numbered anew: the order in which they came would tell whoever saw people come.
    pub fn new(
        live: &'a Live,
        (format, state): (AnswerFormat, ResponseState),
        groups: Arc<Groups>,
        fields: Vec<String>,
        words: Words,
    ) -> Self {
        let fields = if live.survey.anonymous { Vec::new() } else { fields };
        let mut rows = Self { live, format, state, groups, fields, columns: Vec::new(), made: 0 };
        rows.columns = rows.make_columns(words);
        rows
    }

    /// The columns of all rows.
    pub fn columns(&self) -> &[SheetColumn] {
        &self.columns
    }

    /// What the file is about.
    pub fn title(&self) -> String {
        format!("{} · {}", self.live.survey.title, self.live.wave.title)
    }

    fn make_columns(&self, words: Words) -> Vec<SheetColumn> {
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

    /// The row of an answer, if it is of the state asked for.
    pub fn row(&mut self, response: &Response) -> Option<Vec<SheetCell>> {
        if response.state != self.state {
            return None;
        }
        self.made += 1;
        let anonymous = self.live.survey.anonymous;
        let text = |text: &str| if text.is_empty() { SheetCell::Empty } else { SheetCell::Text(text.to_owned()) };
        // The attempt of an anonymous answer is known to the respondent's browser, so a number stands in its place.
        let id = if anonymous { self.made.to_string() } else { response.attempt.to_string() };
        let mut row = vec![SheetCell::Text(id)];
        if !anonymous {
            row.push(SheetCell::Text(moment(response.received_at)));
        }
        row.push(text(&response.language));
        row.push(text(response.way.name()));
        #[allow(clippy::cast_precision_loss)] // Seconds of a sitting are far below 2^53.
        row.push(response.seconds.map_or(SheetCell::Empty, |seconds| SheetCell::Number(seconds as f64)));
        for group in self.groups.seen(&response.segments) {
            row.push(if let Group::Word(word) = group { text(word) } else { SheetCell::Empty });
        }
        for (column, code) in self.live.asked.layout.columns.iter().zip(&response.codes) {
            row.push(answer_cell(column, *code, self.format));
        }
        row.push(text(response.comment.as_deref().unwrap_or_default()));
        row.extend(self.fields.iter().map(|name| text(response.fields.get(name).map_or("", String::as_str))));
        Some(row)
    }
}

/// The column of one question.
pub(crate) fn answer_column(
    instrument: &Instrument,
    column: &AnswerColumn,
    language: &str,
    applies: &str,
) -> SheetColumn {
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
pub(crate) fn answer_cell(column: &AnswerColumn, code: u8, format: AnswerFormat) -> SheetCell {
    let scale = &column.scale;
    match code {
        code if code <= sums::MAX_VALUE && column.reversed => {
            SheetCell::Number(f64::from(scale.max - code.min(scale.max) + scale.min))
        }
        code if code <= sums::MAX_VALUE => SheetCell::Number(f64::from(code)),
        sums::NOT_APPLICABLE if format == AnswerFormat::Csv => {
            SheetCell::Text(scale.not_applicable.first().map_or("n/a", String::as_str).to_owned())
        }
        sums::NOT_APPLICABLE => SheetCell::Number(f64::from(not_applicable(scale))),
        _ => SheetCell::Empty,
    }
}
