//! Bringing a list of customers: by file or pasted, as often as one likes.
//!
//! Separate from single files, because a list is read first and then taken in pieces, so that nobody else has to wait for it. The same
//! list again makes nobody twice, and a line that will not do is told with its number and its reason.

use askama::Template;
use axum::extract::{Multipart, State};
use axum::http::StatusCode;
use axum::response::Response;
use language::Words;
use store::customers::{ImportRow, Imported};
use store::{Scope, StoreError, Time};

use super::super::unprocessable;
use super::list_file::{self, LINES_MAX, List};
use crate::App;
use crate::failure::Failure;
use crate::page::{Page, html, words_of};
use crate::visitor::{SignedIn, Visitor};

/// Rows that are taken at a time.
const TOGETHER: usize = 500;
/// Refused lines that are listed; all are counted.
const LISTED: usize = 100;

#[derive(Template)]
#[template(path = "service/customers/import.html")]
struct Import {
    page: Page,
    w: Words,
    tab: &'static str,
    problem: Option<String>,
    became: Option<Became>,
    pasted: String,
    most: i64,
}

/// What became of a list.
struct Became {
    counts: Vec<(String, String)>,
    refused: Vec<String>,
    more: Option<String>,
    unused: Option<String>,
}

/// The form.
pub async fn show(session: SignedIn, visitor: Visitor) -> Result<Response, Failure> {
    page(&session, &visitor, String::new(), None, None)
}

fn page(
    session: &SignedIn,
    visitor: &Visitor,
    pasted: String,
    became: Option<Became>,
    problem: Option<String>,
) -> Result<Response, Failure> {
    let page = Page::of(session, visitor, "service", String::new());
    let w = page.w;
    let refused = problem.is_some();
    let response = html(&Import {
        page: Page { title: w.text("customers-import-title"), ..page },
        w,
        tab: "customers",
        problem,
        became,
        pasted,
        most: i64::try_from(LINES_MAX).unwrap_or(i64::MAX),
    })?;
    Ok(if refused { unprocessable(response) } else { response })
}

/// Takes a list.
pub async fn take(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    mut parts: Multipart,
) -> Result<Response, Failure> {
    let w = words_of(&session, &visitor);
    let unreadable = |_| Failure::Request(StatusCode::BAD_REQUEST, "web-request-unreadable");
    let (mut bytes, mut pasted) = (Vec::new(), String::new());
    while let Some(part) = parts.next_field().await.map_err(unreadable)? {
        match part.name() {
            Some("file") => bytes = part.bytes().await.map_err(unreadable)?.to_vec(),
            Some("pasted") => pasted = part.text().await.map_err(unreadable)?,
            _ => {}
        }
    }
    let source = if bytes.is_empty() { pasted.as_bytes() } else { &bytes };
    let list = list_file::read(source);
    if !list.headed {
        let empty = source.iter().all(u8::is_ascii_whitespace);
        let problem = w.text(if empty { "customers-list-empty" } else { "customers-list-headless" });
        return page(&session, &visitor, pasted, None, Some(problem));
    }
    let rows: Vec<ImportRow> = list.rows.iter().map(|(_, row)| row.clone()).collect();
    let done = in_pieces(&app, &session.scope, &rows).await?;
    // What was refused stays in the field, to be put right.
    let pasted = if list.refused.is_empty() && done.refused.is_empty() { String::new() } else { pasted };
    page(&session, &visitor, pasted, Some(became(&list, &done, w)), None)
}

/// Takes rows some at a time: whoever looks for a customer meanwhile need not wait for thousands of others.
async fn in_pieces(app: &App, scope: &Scope, rows: &[ImportRow]) -> Result<Imported, StoreError> {
    let mut all = Imported::default();
    for (piece, some) in rows.chunks(TOGETHER).enumerate() {
        let (scope, some) = (scope.clone(), some.to_vec());
        let done = app.store.write(move |tx| store::customers::import(tx, &scope, &some, Time::now())).await?;
        all.added += done.added;
        all.changed += done.changed;
        all.same += done.same;
        all.refused.extend(done.refused.into_iter().map(|(place, error)| (piece * TOGETHER + place, error)));
    }
    Ok(all)
}

fn became(list: &List, done: &Imported, w: Words) -> Became {
    let by_line = |line: u64, reason: String| {
        w.say("customers-list-line", &[("line", line.to_string().into()), ("reason", reason.into())])
    };
    let read = list
        .refused
        .iter()
        .map(|refused| (refused.line, w.say(refused.reason, &[("found", refused.found.as_str().into())])));
    let kept = done.refused.iter().filter_map(|(place, error)| {
        let (line, _) = list.rows.get(*place)?;
        Some((*line, error.sentence(w)))
    });
    let mut refused: Vec<(u64, String)> = read.chain(kept).collect();
    refused.sort_by_key(|(line, _)| *line);
    let count = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
    let number = |message: &str, number: u64| (w.text(message), w.count(count(number)));
    let all = refused.len();
    Became {
        counts: vec![
            number("customers-list-added", done.added),
            number("customers-list-changed", done.changed),
            number("customers-list-same", done.same),
            number("customers-list-refused", all as u64),
        ],
        more: (LISTED < all).then(|| w.say("customers-list-more", &[("count", count((all - LISTED) as u64).into())])),
        refused: refused.into_iter().take(LISTED).map(|(line, reason)| by_line(line, reason)).collect(),
        unused: (!list.unused.is_empty())
            .then(|| w.say("customers-list-unused", &[("columns", list.unused.join(", ").into())])),
    }
}
