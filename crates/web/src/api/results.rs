//! Results of a wave: the report as JSON, as a tidy table, as a page or a spreadsheet; and the answers as files.
//!
//! Separate from the other operations, because a report is made outside the transaction that read its evidence: it takes a
//! while, and nobody is to wait for it.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderName, Method, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use store::tokens::Area;
use store::{Role, StoreError};

use super::call::{Asked, Described, Key, Named, Reply, Rules, begin, operation};
use super::schema;
use super::types::Nothing;
use crate::App;
use crate::export::{AnswerFormat, answers_file};
use crate::failure::Failure;
use crate::live::{self, Live};
use crate::operation::{Operation, Right};

/// Kinds of files that a report is given as.
const REPORT_KINDS: &[&str] =
    &["text/html", "text/csv", "application/json", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"];
/// Kinds of files that answers are given as.
const ANSWER_KINDS: &[&str] = &["text/csv", "application/x-spss-sav"];

pub fn operations() -> Vec<Operation> {
    let results = |id, path, summary| Named { id, path, area: Area::Results, role: Role::Viewer, summary };
    let json = Described {
        summary: "The report of a wave; groups of fewer than ten are hidden",
        query: schema::of::<Nothing>,
        body: None,
        file: false,
        reply: Reply::Json(200, report_schema),
        key: Key::None,
    };
    let table = Described {
        summary: "Every number of the report as a tidy table",
        reply: Reply::File(&["text/csv"]),
        ..json.clone()
    };
    let file = Described {
        summary: "The report as a file",
        query: schema::of::<ReportFile>,
        reply: Reply::File(REPORT_KINDS),
        ..json.clone()
    };
    let answers = Described {
        summary: "The answers of a wave as a file, one respondent a row",
        query: schema::of::<AnswersFile>,
        reply: Reply::File(ANSWER_KINDS),
        ..json.clone()
    };
    let exports = Named {
        id: "api.exports.answers",
        path: "/api/v1/waves/{wave}/exports/answers",
        area: Area::Answers,
        role: Role::Manager,
        summary: answers.summary,
    };
    let compared = Described {
        summary: "The waves of a survey up to this one, compared: what changed, and what the change is made of",
        ..json.clone()
    };
    let plain = Arc::new(Rules::new::<Nothing, Nothing>(None, Key::None));
    let (plain_too, plain_again) = (Arc::clone(&plain), Arc::clone(&plain));
    let of_file = Arc::new(Rules::new::<ReportFile, Nothing>(None, Key::None));
    let of_answers = Arc::new(Rules::new::<AnswersFile, Nothing>(None, Key::None));
    let show = get(move |State(app): State<App>, request: Request| async move {
        let (asked, _) = begin::<Nothing, Nothing>(&app, &plain, request).await?;
        rendered(&*report_of(&app, &asked).await?, ReportFormat::Json, None)
    });
    let tidy = get(move |State(app): State<App>, request: Request| async move {
        let (asked, _) = begin::<Nothing, Nothing>(&app, &plain_too, request).await?;
        rendered(&*report_of(&app, &asked).await?, ReportFormat::Csv, None)
    });
    let compare = get(move |State(app): State<App>, request: Request| async move {
        let (asked, _) = begin::<Nothing, Nothing>(&app, &plain_again, request).await?;
        let waves = live::comparison(&app, &asked.scope, &asked.id("wave")?, asked.words).await?;
        let waves = waves.ok_or(StoreError::Refused("api-comparison-alone", vec![]))?;
        rendered(&waves, ReportFormat::Json, None)
    });
    let export = get(move |State(app): State<App>, request: Request| async move {
        let (asked, _) = begin::<ReportFile, Nothing>(&app, &of_file, request).await?;
        let report = report_of(&app, &asked).await?;
        rendered(&report, asked.query.format, Some(asked.text("wave")))
    });
    let raw = get(move |State(app): State<App>, request: Request| async move {
        let (asked, _) = begin::<AnswersFile, Nothing>(&app, &of_answers, request).await?;
        let (wave, format) = (asked.id("wave")?, asked.query.format.into());
        let file = answers_file(&app, asked.scope, wave, format, asked.words, asked.now).await?;
        Ok::<_, Failure>(attached(file.kind, &file.name, file.body))
    });
    vec![
        operation(
            results("api.results.report", "/api/v1/waves/{wave}/report", json.summary),
            Method::GET,
            Right::Read,
            show,
            json,
        ),
        operation(
            results("api.results.comparison", "/api/v1/waves/{wave}/comparison", compared.summary),
            Method::GET,
            Right::Read,
            compare,
            compared,
        ),
        operation(
            results("api.results.table", "/api/v1/waves/{wave}/report.csv", table.summary),
            Method::GET,
            Right::Read,
            tidy,
            table,
        ),
        operation(
            results("api.exports.report", "/api/v1/waves/{wave}/exports/report", file.summary),
            Method::GET,
            Right::Read,
            export,
            file,
        ),
        operation(exports, Method::GET, Right::Read, raw, answers),
    ]
}

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum ReportFormat {
    /// A page that loads nothing and runs nothing.
    Html,
    /// A tidy table.
    Csv,
    /// The report value.
    Json,
    /// A spreadsheet.
    Xlsx,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ReportFile {
    /// How it is written.
    format: ReportFormat,
}

#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum AnswersFormat {
    /// Text with labels, for spreadsheets.
    Csv,
    /// An SPSS system file with labels.
    Sav,
}

impl From<AnswersFormat> for AnswerFormat {
    fn from(format: AnswersFormat) -> Self {
        match format {
            AnswersFormat::Csv => Self::Csv,
            AnswersFormat::Sav => Self::Sav,
        }
    }
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct AnswersFile {
    /// How they are written.
    format: AnswersFormat,
}

/// The report value has its own format number, and a page in the documentation.
fn report_schema(_: &mut SchemaGenerator) -> Schema {
    json_schema!({
        "type": "object",
        "description": "The report: settings, subjects, numbers, findings. Each number has its n, its interval and its method.",
        "required": ["format", "numbers"],
        "properties": { "format": {}, "numbers": { "type": "array", "items": { "type": "object" } } }
    })
}

async fn report_of<Q>(app: &App, asked: &Asked<Q>) -> Result<Arc<Live>, Failure> {
    live::report(app, &asked.scope, &asked.id("wave")?, asked.words).await
}

fn rendered(live: &Live, format: ReportFormat, name: Option<&str>) -> Result<Response, Failure> {
    let damaged = |reason: String| Failure::from(StoreError::Damaged(reason));
    let report = live.report.as_ref().ok_or(StoreError::Refused("api-report-too-few", vec![]))?;
    let (kind, ending, content) = match format {
        ReportFormat::Html => (REPORT_KINDS[0], "html", report::render::html(report).into_bytes()),
        ReportFormat::Csv => {
            let text = report::render::csv(report).map_err(|error| damaged(error.to_string()))?;
            (REPORT_KINDS[1], "csv", text.into_bytes())
        }
        ReportFormat::Json => {
            let text = report::render::json(report).map_err(|error| damaged(error.to_string()))?;
            (REPORT_KINDS[2], "json", text.into_bytes())
        }
        ReportFormat::Xlsx => {
            let file = exchange::write_spreadsheet(report).map_err(|error| damaged(format!("{error:?}")))?;
            (REPORT_KINDS[3], "xlsx", file)
        }
    };
    Ok(match name {
        Some(wave) => attached(kind, &format!("wave-{wave}-report.{ending}"), content),
        None => ([(header::CONTENT_TYPE, kind)], content).into_response(),
    })
}

/// A file to be kept; a browser does not show it in place of our pages.
fn attached(kind: &'static str, name: &str, content: impl Into<Body>) -> Response {
    let plain: String = name.chars().filter(|c| c.is_ascii_alphanumeric() || "-_.".contains(*c)).collect();
    let heads: [(HeaderName, String); 3] = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{plain}\"")),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox".to_owned()),
    ];
    (heads, content.into()).into_response()
}
