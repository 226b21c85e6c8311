//! The other pages of the board, each a part of the report under its own heading.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use report::render::Links;
use report::render::board::{Board, Part};
use store::StoreError;

use super::frame::{Frame, Opened, open};
use crate::App;
use crate::failure::Failure;
use crate::live;
use crate::page::{Page, html};
use crate::visitor::{SignedIn, Visitor};

#[derive(Template)]
#[template(path = "board/part.html")]
struct PartPage {
    page: Page,
    frame: Frame,
    sections: Vec<Section>,
    /// What stands there when the report has nothing of the part.
    without: String,
}

/// One part under its heading.
struct Section {
    title: String,
    lead: String,
    body: String,
}

/// A part of the board.
pub async fn show(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Path((wave, part)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let (sections, without): (&[(Part, &str)], &str) = match part.as_str() {
        "items" => (&[(Part::Items, "board-lead-items")], "board-without-items"),
        "priorities" => {
            let parts = &[(Part::Priorities, "board-lead-priorities"), (Part::Drivers, ""), (Part::Outcomes, "")];
            (parts, "board-without-priorities")
        }
        "zone" => (&[(Part::Zone, "board-lead-zone")], "board-without-zone"),
        "segments" => (&[(Part::Segments, "board-lead-segments")], "board-without-segments"),
        "waves" => (&[], "board-without-waves"),
        "structure" => (
            &[(Part::Consistency, "board-lead-structure"), (Part::Structure, ""), (Part::Measure, "")],
            "board-without-structure",
        ),
        "data" => (&[(Part::Data, "board-lead-data"), (Part::Careful, ""), (Part::Quote, "")], "board-without-data"),
        _ => return Err(StoreError::NotFound.into()),
    };
    let opened = open(&app, &session, &visitor, &wave).await?;
    let w = opened.words;
    let lead = |message: &str| if message.is_empty() { String::new() } else { w.text(message) };
    let section = |board: &Board<'_>, part: Part, message: &str| Section {
        title: board.title(part),
        lead: lead(message),
        body: board.part(part),
    };
    let mut shown: Vec<Section> = match opened.board() {
        Some(board) => sections.iter().map(|(part, message)| section(&board, *part, message)).collect(),
        None => Vec::new(),
    };
    if part == "waves" && opened.live.report.is_some() {
        shown = compared(&app, &session, &opened).await?;
    }
    shown.retain(|section| !section.body.is_empty());
    let page = opened.page(&session, &visitor);
    html(&PartPage { frame: opened.frame(&part), page, sections: shown, without: w.text(without) })
}

/// The waves beside each other. Their numbers rest on several waves, so they do not lead to the answers of one.
async fn compared(app: &App, session: &SignedIn, opened: &Opened) -> Result<Vec<Section>, Failure> {
    let waves = live::comparison(app, &session.scope, &opened.live.wave.id, opened.words).await?;
    let Some(report) = waves.as_ref().and_then(|live| live.report.as_ref()) else { return Ok(Vec::new()) };
    let board = Board::new(report, Links { method: "/method/".to_owned(), rows: None });
    let lead = opened.words.text("board-lead-waves");
    Ok(vec![Section { title: board.title(Part::Waves), lead, body: board.part(Part::Waves) }])
}
