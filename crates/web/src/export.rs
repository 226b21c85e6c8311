//! The answers of a wave as a sheet, one respondent a row, and as files that other programs read.
//!
//! Separate from who asks. Whoever asks by a program gets what the board gives; the operator's own export holds everything,
//! in an anonymous survey in an order that says nothing of when anybody answered.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::body::Body;
use exchange::{
    ReadError, Sheet, SheetCell, SheetColumn, Widths, write_csv, write_csv_head, write_csv_rows, write_sav,
    write_sav_head, write_sav_rows,
};
use language::Words;
use store::instruments::{Questionnaire, questionnaire};
use store::listing::{Order, Response, ResponseState};
use store::surveys::Survey;
use store::waves::Wave;
use store::{Id, Role, Scope, Store, StoreError, Time, Transaction, audit, listing, surveys, waves};

use crate::App;
use crate::api::column_names;
use crate::failure::Failure;
use crate::live::Live;
use crate::pages::board::sheet::{ANSWERS_MAX, AnswerRows, answer_cell, answer_column};
use crate::single::Groups;
use crate::stream::Out;

/// How answers are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnswerFormat {
    /// Text, for spreadsheets.
    Csv,
    /// An SPSS system file.
    Sav,
}

/// A file to be given away.
pub struct File {
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: &'static str,
    /// What is in it, while it is made.
    pub body: Body,
}

/// The counted answers of a wave as the board gives them: of an anonymous survey without names, times and small groups, and
/// none at all while fewer answered than may be shown. That somebody took them away stands in the audit log before they
/// leave.
///
/// # Errors
/// [`StoreError::NotFound`] when the scope sees no such wave; [`StoreError::Forbidden`] below a manager; when other files are
/// being made.
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
    let (ending, kind) = match format {
        AnswerFormat::Csv => ("csv", "text/csv"),
        AnswerFormat::Sav => ("sav", "application/x-spss-sav"),
    };
    let body = answers(app, scope, live, format, ResponseState::Counted, words, now).await?;
    Ok(File { name: format!("answers-{wave}.{ending}"), kind, body })
}

/// The answers of a state, of a wave whose report may be seen, while the file is made.
///
/// # Errors
/// When there are too many, or other files are being made.
pub async fn answers(
    app: &App,
    scope: Scope,
    live: Arc<Live>,
    format: AnswerFormat,
    state: ResponseState,
    words: Words,
    now: Time,
) -> Result<Body, Failure> {
    if ANSWERS_MAX < live.wave.answers.saturating_add(live.wave.set_aside) {
        return Err(StoreError::Refused("board-too-many-to-export", vec![]).into());
    }
    let turn = app.file_turn()?;
    let (noting, wave) = (scope.clone(), live.wave.id.clone());
    let noted = move |tx: &mut Transaction<'_>| audit::append(tx, &noting, "answers.export", wave.as_str(), &[], now);
    app.store.write(noted).await?;
    let store = app.store.clone();
    crate::stream::body(move |send| {
        let _turn = turn;
        let pieces = Pieces::of(&store, scope, &live)?;
        let rows = AnswerRows::new(&live, (format, state), Arc::clone(&pieces.groups), pieces.fields(&live)?, words);
        match format {
            AnswerFormat::Csv => csv(&pieces, rows, send),
            AnswerFormat::Sav => sav(&pieces, rows, now, send),
        }
    })
    .await
}

/// Notes in the audit log that somebody looks at single answers, before they are shown.
///
/// # Errors
/// As the database says.
pub async fn note_view(app: &App, scope: &Scope, wave: &Id) -> Result<(), StoreError> {
    let (scope, wave, now) = (scope.clone(), wave.clone(), Time::now());
    app.store.write(move |tx| audit::append(tx, &scope, "answers.view", wave.as_str(), &[], now)).await
}

fn csv(pieces: &Pieces<'_>, mut rows: AnswerRows<'_>, send: &mut Out<'_>) -> Result<(), StoreError> {
    let columns = rows.columns().to_vec();
    send(whole(write_csv_head(&columns))?);
    pieces.each(&mut |some| {
        let some: Vec<_> = some.iter().filter_map(|response| rows.row(response)).collect();
        Ok(send(whole(write_csv_rows(&columns, &some))?))
    })
}

/// The file says before its first row how long its texts are, so the answers are read once more.
fn sav(pieces: &Pieces<'_>, mut rows: AnswerRows<'_>, now: Time, send: &mut Out<'_>) -> Result<(), StoreError> {
    let columns = rows.columns().to_vec();
    let mut widths = Widths::of(&columns);
    let mut measured = rows.clone();
    pieces.each(&mut |some| {
        some.iter().filter_map(|response| measured.row(response)).for_each(|row| widths.measure(&row));
        Ok(true)
    })?;
    send(whole(write_sav_head(&rows.title(), &columns, &widths, None, now.0 / 1000))?);
    pieces.each(&mut |some| {
        let some: Vec<_> = some.iter().filter_map(|response| rows.row(response)).collect();
        Ok(send(write_sav_rows(&columns, &widths, &some)))
    })
}

fn whole<T>(written: Result<T, ReadError>) -> Result<T, StoreError> {
    written.map_err(|error| StoreError::Damaged(format!("{error:?}")))
}

/// Answers that are read by one job of the readers: those in no order are sorted anew for every piece, so that pieces are few.
fn piece_of(order: Order) -> u32 {
    match order {
        Order::Came => 2000,
        Order::Shuffled => listing::SHUFFLED_MAX,
    }
}

/// A wave's answers piece by piece, each read by a job of its own: pages are answered in between.
struct Pieces<'a> {
    store: &'a Store,
    scope: Scope,
    wave: Id,
    order: Order,
    /// Answers that come later are not in the file.
    until: i64,
    groups: Arc<Groups>,
}

impl<'a> Pieces<'a> {
    fn of(store: &'a Store, scope: Scope, live: &Arc<Live>) -> Result<Self, StoreError> {
        let (wave, asking, of) = (live.wave.id.clone(), scope.clone(), Arc::clone(live));
        let found = store.read(move |tx| {
            let last = listing::last(tx, &asking, &of.wave.id)?;
            Ok((last, Groups::of(tx, &asking, &of)?))
        });
        let (until, groups) = found.wait()?;
        let order = if live.survey.anonymous { Order::Shuffled } else { Order::Came };
        Ok(Self { store, scope, wave, order, until, groups: Arc::new(groups) })
    }

    /// Hands over every piece, until somebody wants no more.
    fn each(&self, take: &mut dyn FnMut(&[Response]) -> Result<bool, StoreError>) -> Result<(), StoreError> {
        let mut last: Option<Response> = None;
        loop {
            let (scope, wave, order, until) = (self.scope.clone(), self.wave.clone(), self.order, self.until);
            let read = move |tx: &mut Transaction<'_>| {
                listing::piece(tx, &scope, &wave, order, until, last.as_ref(), piece_of(order))
            };
            let mut some = self.store.read(read).wait()?;
            if some.is_empty() || !take(&some)? {
                return Ok(());
            }
            last = some.pop();
        }
    }

    /// The names of what links said besides; nobody asks for them in an anonymous survey.
    fn fields(&self, live: &Live) -> Result<Vec<String>, StoreError> {
        let mut names = BTreeSet::new();
        if !live.survey.anonymous {
            self.each(&mut |some| {
                names.extend(some.iter().flat_map(|response| response.fields.keys().cloned()));
                Ok(true)
            })?;
        }
        Ok(names.into_iter().collect())
    }
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
    whole(match format {
        AnswerFormat::Csv => write_csv(sheet),
        AnswerFormat::Sav => write_sav(sheet, now.0 / 1000),
    })
}

/// All answers of a wave with all that is known of them, one respondent a row: for the operator, who has the file itself.
///
/// # Errors
/// As [`answers_file`].
pub fn sheet(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    wave: &Id,
    format: AnswerFormat,
    words: Words,
) -> Result<Sheet, StoreError> {
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
    columns.extend(questions(&asked, words));
    columns.push(SheetColumn::text("comment", &words.text("api-sheet-comment")));
    columns.extend(fields.iter().map(|name| SheetColumn::text(&format!("field.{name}"), name)));
    let rows = found.iter().map(|response| row(response, &asked, &fields, format)).collect();
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

/// One column per question, each with a name of its own.
fn questions(asked: &Questionnaire, words: Words) -> Vec<SheetColumn> {
    let (language, applies) = (words.language().code(), words.text("board-not-applicable"));
    let columns = column_names(asked).into_iter().zip(&asked.layout.columns);
    columns
        .map(|(name, column)| SheetColumn { name, ..answer_column(&asked.instrument, column, language, &applies) })
        .collect()
}

fn row(response: &Response, asked: &Questionnaire, fields: &[String], format: AnswerFormat) -> Vec<SheetCell> {
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
    let codes = asked.layout.columns.iter().zip(&response.codes);
    cells.extend(codes.map(|(column, code)| answer_cell(column, *code, format)));
    cells.push(or_empty(response.comment.as_ref()));
    cells.extend(fields.iter().map(|name| or_empty(response.fields.get(name))));
    cells
}
