//! The answers of a wave as a sheet, one respondent a row, and as files that other programs read.
//!
//! Separate from who asks. Whoever asks by a program gets what the board gives; the operator's own export holds everything,
//! in an anonymous survey in an order that says nothing of when anybody answered.

use std::collections::BTreeSet;

use exchange::{Sheet, SheetCell, SheetColumn, write_csv, write_sav};
use language::Words;
use store::instruments::{Questionnaire, questionnaire};
use store::listing::{Response, ResponseState};
use store::surveys::Survey;
use store::waves::Wave;
use store::{Id, Role, Scope, StoreError, Time, Transaction, audit, listing, surveys, waves};
use sums::{MISSING, NOT_APPLICABLE};

use crate::App;
use crate::api::column_names;
use crate::failure::Failure;
use crate::pages::board::sheet::{ANSWERS_MAX, Form, Sheets};

/// How answers are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnswerFormat {
    /// Text, for spreadsheets.
    Csv,
    /// An SPSS system file.
    Sav,
}

/// A file to be given away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: &'static str,
    /// What is in it.
    pub content: Vec<u8>,
}

/// The counted answers of a wave as the board gives them: of an anonymous survey without names, times and small groups, and
/// none at all while fewer answered than may be shown. That somebody took them away stands in the audit log before they
/// leave.
///
/// # Errors
/// [`StoreError::NotFound`] when the scope sees no such wave; [`StoreError::Forbidden`] below a manager.
pub async fn answers_file(
    app: &App,
    scope: Scope,
    wave: Id,
    format: AnswerFormat,
    words: Words,
    now: Time,
) -> Result<File, Failure> {
    scope.require(Role::Manager)?;
    let live = crate::live::report(app, &scope, &wave, words).await?;
    if live.report.is_none() {
        return Err(StoreError::Refused("api-report-too-few", vec![]).into());
    }
    if ANSWERS_MAX < live.wave.answers.saturating_add(live.wave.set_aside) {
        return Err(StoreError::Refused("board-too-many-to-export", vec![]).into());
    }
    let (asked_scope, asked_wave) = (scope.clone(), wave.clone());
    let noted = move |tx: &mut Transaction<'_>| {
        audit::append(tx, &asked_scope, "answers.export", asked_wave.as_str(), &[], now)
    };
    app.store.write(noted).await?;
    let form = match format {
        AnswerFormat::Csv => Form::Csv,
        AnswerFormat::Sav => Form::Sav,
    };
    let asked_wave = wave.clone();
    let sheet = app.store.read(move |tx| {
        let mut found: Vec<Response> = Vec::new();
        listing::each(tx, &scope, &asked_wave, |response| {
            found.push(response);
            Ok(())
        })?;
        let mut sheets = Sheets::new(&live, form, ResponseState::Counted, fields_of(&found), words);
        found.iter().for_each(|response| sheets.take(response));
        Ok(sheets.finish())
    });
    let sheet = sheet.await?;
    let content = tokio::task::spawn_blocking(move || written(&sheet, format, now)).await;
    let content = content.map_err(|error| StoreError::Unavailable(error.to_string()))??;
    let (ending, kind) = match format {
        AnswerFormat::Csv => ("csv", "text/csv"),
        AnswerFormat::Sav => ("sav", "application/x-spss-sav"),
    };
    Ok(File { name: format!("answers-{wave}.{ending}"), kind, content })
}

/// The names of what links said besides, in any answer.
fn fields_of(found: &[Response]) -> Vec<String> {
    let names: BTreeSet<&String> = found.iter().flat_map(|response| response.fields.keys()).collect();
    names.into_iter().cloned().collect()
}

/// A sheet as a file.
///
/// # Errors
/// When the format cannot hold it.
pub fn written(sheet: &Sheet, format: AnswerFormat, now: Time) -> Result<Vec<u8>, StoreError> {
    let content = match format {
        AnswerFormat::Csv => write_csv(sheet),
        AnswerFormat::Sav => write_sav(sheet, now.0 / 1000),
    };
    content.map_err(|error| StoreError::Damaged(format!("{error:?}")))
}

/// All answers of a wave with all that is known of them, one respondent a row: for the operator, who has the file itself.
///
/// # Errors
/// As [`answers_file`].
pub fn sheet(tx: &mut Transaction<'_>, scope: &Scope, wave: &Id, words: Words) -> Result<Sheet, StoreError> {
    scope.require(Role::Manager)?;
    let wave = waves::get(tx, scope, wave)?;
    let survey = surveys::get(tx, scope, &wave.survey)?;
    let asked = questionnaire(tx, scope, &wave.instrument, wave.instrument_version)?;
    let mut found: Vec<Response> = Vec::new();
    listing::each(tx, scope, &wave.id, |response| {
        found.push(response);
        Ok(())
    })?;
    if survey.anonymous {
        // Attempts are random, so this order is, too.
        found.sort_by(|a, b| a.attempt.cmp(&b.attempt));
    }
    let fields = fields_of(&found);
    let language = words.language().code();
    let mut columns = about(words);
    columns.extend(asked.instrument.segments.iter().map(|segment| SheetColumn {
        text_labels:
            segment.labels.iter().map(|(code, label)| (code.clone(), label.get(language).to_owned())).collect(),
        ..SheetColumn::text(&segment.column, segment.title.get(language))
    }));
    columns.extend(questions(&asked, language));
    columns.push(SheetColumn::text("comment", &words.text("api-sheet-comment")));
    columns.extend(fields.iter().map(|name| SheetColumn::text(&format!("field.{name}"), name)));
    let rows = found.iter().map(|response| row(response, &asked, &fields)).collect();
    Ok(Sheet { title: title(&survey, &wave), columns, rows })
}

fn title(survey: &Survey, wave: &Wave) -> String {
    format!("{}: {}", survey.title, wave.title)
}

/// What is known of every answer.
fn about(words: Words) -> Vec<SheetColumn> {
    vec![
        SheetColumn::text("answer", &words.text("api-sheet-answer")),
        SheetColumn::text("received_at", &words.text("api-sheet-received")),
        SheetColumn::number("counted", &words.text("api-sheet-counted")),
        SheetColumn::text("way", &words.text("api-sheet-way")),
        SheetColumn::number("seconds", &words.text("api-sheet-seconds")),
        SheetColumn::text("language", &words.text("api-sheet-language")),
    ]
}

/// One column per question.
fn questions(asked: &Questionnaire, language: &str) -> Vec<SheetColumn> {
    let instrument = &asked.instrument;
    let question = |column: &survey::AnswerColumn| match &column.role {
        survey::Role::Item { battery, item } => {
            let item = &instrument.items[*item];
            item.wording.get(battery).unwrap_or(&item.short).get(language).to_owned()
        }
        survey::Role::Points { dimension } => instrument.dimensions[*dimension].title.get(language).to_owned(),
        survey::Role::Outcome { outcome } => instrument.outcomes[*outcome].title.get(language).to_owned(),
    };
    let names = column_names(asked);
    let columns = names.iter().zip(&asked.layout.columns);
    columns
        .map(|(name, column)| SheetColumn {
            labels: column
                .scale
                .labels
                .iter()
                .map(|(value, label)| (f64::from(*value), label.get(language).to_owned()))
                .collect(),
            not_applicable: Some(not_applicable(&column.scale)),
            ..SheetColumn::number(name, &question(column))
        })
        .collect()
}

/// The number that says "does not apply": the questionnaire's own, or one that is no answer.
fn not_applicable(scale: &survey::Scale) -> f64 {
    let own = scale.not_applicable.iter().find_map(|cell| cell.parse::<u16>().ok());
    own.map_or(if scale.max < 99 { 99.0 } else { 999.0 }, f64::from)
}

fn row(response: &Response, asked: &Questionnaire, fields: &[String]) -> Vec<SheetCell> {
    let text = |text: &str| SheetCell::Text(text.to_owned());
    let or_empty = |found: Option<&String>| found.map_or(SheetCell::Empty, |found| SheetCell::Text(found.clone()));
    let received =
        jiff::Timestamp::from_millisecond(response.received_at.0).map(|at| at.to_string()).unwrap_or_default();
    #[allow(clippy::cast_precision_loss)] // Seconds of one answer are far below 2^53.
    let seconds = response.seconds.map_or(SheetCell::Empty, |seconds| SheetCell::Number(seconds as f64));
    let mut cells = vec![
        text(response.attempt.as_str()),
        text(&received),
        SheetCell::Number(if response.state == ResponseState::Counted { 1.0 } else { 0.0 }),
        text(response.way.name()),
        seconds,
        text(&response.language),
    ];
    cells.extend(response.segments.iter().map(|word| or_empty(word.as_ref())));
    cells.extend(response.codes.iter().zip(&asked.layout.columns).map(|(code, column)| match *code {
        MISSING => SheetCell::Empty,
        NOT_APPLICABLE => SheetCell::Number(not_applicable(&column.scale)),
        // As it was given: the reader of the file turns it round by the questionnaire.
        code if column.reversed => {
            SheetCell::Number(f64::from(column.scale.min) + f64::from(column.scale.max) - f64::from(code))
        }
        code => SheetCell::Number(f64::from(code)),
    }));
    cells.push(or_empty(response.comment.as_ref()));
    cells.extend(fields.iter().map(|name| or_empty(response.fields.get(name))));
    cells
}
