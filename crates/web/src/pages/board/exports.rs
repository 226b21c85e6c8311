//! The results and the answers as files: the same report in every format, and the answers to be measured again.
//!
//! Separate from the pages. What is counted, what is listed and what is exported are the same answers.

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use report::{Report, render};
use sha2::{Digest, Sha256};
use store::listing::ResponseState;
use store::{StoreError, Time};

use super::frame::open;
use crate::App;
use crate::export::{self, AnswerFormat};
use crate::failure::Failure;
use crate::live;
use crate::visitor::{SignedIn, Visitor};

/// A file of the results.
pub async fn report(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Path((wave, file)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let opened = open(&app, &session, &visitor, &wave).await?;
    let live = opened.live.clone();
    let name = name_of(&live);
    // The waves beside each other are a report of their own.
    let (file, report) = match file.strip_prefix("waves-") {
        Some(file) => {
            let waves = live::comparison(&app, &session.scope, &live.wave.id, opened.words).await?;
            (file.to_owned(), waves.ok_or(StoreError::NotFound)?)
        }
        None => (file, live),
    };
    let made = tokio::task::spawn_blocking(move || {
        let report = report.report.as_ref().ok_or(StoreError::NotFound)?;
        written(report, &file, &name)
    });
    made.await.map_err(|_| StoreError::Damaged("an export".to_owned()))?
}

fn written(report: &Report, file: &str, name: &str) -> Result<Response, Failure> {
    let failed = |_| Failure::Store(StoreError::Damaged("an export".to_owned()));
    Ok(match file {
        "report.html" => download("text/html; charset=utf-8", name, "html", render::html(report).into_bytes()),
        "print" => printed(report),
        "numbers.csv" => download(
            "text/csv; charset=utf-8",
            name,
            "csv",
            render::csv(report).map_err(|e| failed(e.to_string()))?.into_bytes(),
        ),
        "report.json" => download(
            "application/json",
            name,
            "json",
            render::json(report).map_err(|e| failed(e.to_string()))?.into_bytes(),
        ),
        "report.xlsx" => {
            let bytes = exchange::write_spreadsheet(report).map_err(|e| failed(e.to_string()))?;
            download("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", name, "xlsx", bytes)
        }
        _ => return Err(StoreError::NotFound.into()),
    })
}

/// The report as a page to be printed, or saved as PDF by printing. It brings its own style and nothing else, and the
/// policy allows just that style.
fn printed(report: &Report) -> Response {
    let page = render::html(report);
    let style =
        page.split_once("<style>").and_then(|(_, rest)| rest.split_once("</style>")).map_or("", |(style, _)| style);
    let digest = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(style.as_bytes()));
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    );
    ([(header::CONTENT_TYPE, "text/html; charset=utf-8".to_owned()), (header::CONTENT_SECURITY_POLICY, policy)], page)
        .into_response()
}

/// A file of the answers.
pub async fn answers(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Path((wave, file)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let (format, state) = match file.as_str() {
        "answers.csv" => (AnswerFormat::Csv, ResponseState::Counted),
        "answers.sav" => (AnswerFormat::Sav, ResponseState::Counted),
        "set-aside.csv" => (AnswerFormat::Csv, ResponseState::SetAside),
        _ => return Err(StoreError::NotFound.into()),
    };
    let opened = open(&app, &session, &visitor, &wave).await?;
    let live = opened.live.clone();
    if live.report.is_none() {
        return Err(StoreError::Refused("board-too-few-to-read", vec![]).into());
    }
    let name = name_of(&live);
    let body = export::answers(&app, session.scope.clone(), live, format, state, opened.words, Time::now()).await?;
    Ok(match format {
        AnswerFormat::Csv => download("text/csv; charset=utf-8", &name, "csv", body),
        AnswerFormat::Sav => download("application/x-spss-sav", &name, "sav", body),
    })
}

/// A name for files: letters and digits of the survey's title, and the wave's number.
fn name_of(live: &live::Live) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
    let slug: String = live.survey.title.chars().map(plain).collect();
    let parts: Vec<&str> = slug.split('-').filter(|part| !part.is_empty()).take(6).collect();
    let slug = if parts.is_empty() { "survey".to_owned() } else { parts.join("-") };
    format!("{slug}-{}", live.wave.position)
}

fn download(kind: &'static str, name: &str, ending: &str, bytes: impl Into<Body>) -> Response {
    let disposition = format!("attachment; filename=\"{name}.{ending}\"");
    ([(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, disposition)], bytes.into())
        .into_response()
}
