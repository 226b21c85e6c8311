//! The guide to labels, where people label: so that everybody's corrections pull the machine in one direction.
//!
//! Separate from the form that it stands beside. The same is in `docs/guide/labelling.md`.

use askama::Template;
use axum::response::Response;
use language::Words;
use service::Factor;

use crate::failure::Failure;
use crate::page::{Page, html, words_of};
use crate::pages::service::factor_name;
use crate::visitor::{SignedIn, Visitor};

/// A part of the guide.
pub(super) struct Part {
    /// The factor that it is about, as a style sheet names it; empty for the others.
    pub(super) name: &'static str,
    pub(super) heading: String,
    pub(super) lines: Vec<String>,
}

#[derive(Template)]
#[template(path = "service/comments/guide.html")]
struct Guide {
    page: Page,
    w: Words,
    tab: &'static str,
    more: &'static str,
    guide: Vec<Part>,
}

pub(super) async fn show(session: SignedIn, visitor: Visitor) -> Result<Response, Failure> {
    let w = words_of(&session, &visitor);
    html(&Guide {
        page: Page::of(&session, &visitor, "service", w.text("comments-guide-title")),
        w,
        tab: "comments",
        more: "guide",
        guide: parts(w),
    })
}

/// The guide, part by part.
pub(super) fn parts(w: Words) -> Vec<Part> {
    let factor = |factor: Factor| Part {
        name: factor.name(),
        heading: factor_name(w, factor),
        lines: ["is", "not", "says"].map(|what| w.text(&format!("comments-guide-{}-{what}", factor.name()))).into(),
    };
    let other = |name: &str, lines: &[&str]| Part {
        name: "",
        heading: w.text(name),
        lines: lines.iter().map(|line| w.text(line)).collect(),
    };
    let mut all = vec![other("comments-guide-rules", &["comments-guide-own-words", "comments-guide-several"])];
    all.extend(Factor::ALL.into_iter().map(factor));
    all.push(other("comments-guide-none", &["comments-guide-none-is"]));
    all.push(other(
        "comments-polarity",
        &["comments-guide-complaint", "comments-guide-compliment", "comments-guide-neutral"],
    ));
    all.push(other(
        "comments-expectation",
        &["comments-guide-disappointed", "comments-guide-met", "comments-guide-exceeded"],
    ));
    all
}
