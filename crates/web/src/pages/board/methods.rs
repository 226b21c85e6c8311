//! The pages on methods: formula, units, source and a worked example of every number, as in the project's documentation.
//!
//! Separate from the board, because they belong to no survey and may be read by everybody. The texts are compiled in.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use pulldown_cmark::{CowStr, Event, Options, Parser, Tag};
use report::METHOD_PAGES as PAGES;
use store::StoreError;

use crate::failure::Failure;
use crate::page::{Page, html};
use crate::visitor::Visitor;

const LIST: &str = include_str!("../../../../../docs/method/README.md");

/// What stands in the list and is no method: how often the intervals held the truth.
const COVERAGE: (&str, &str) = ("coverage", include_str!("../../../../../docs/method/coverage.md"));

#[derive(Template)]
#[template(path = "board/method.html")]
struct Method {
    page: Page,
    body: String,
    /// Whether this is one page, with a way back to the list.
    one: bool,
}

/// The list of pages.
pub async fn list(visitor: Visitor) -> Result<Response, Failure> {
    shown(&visitor, LIST, false)
}

/// One page.
pub async fn show(visitor: Visitor, Path(id): Path<String>) -> Result<Response, Failure> {
    let page = PAGES.iter().chain([&COVERAGE]).find(|page| page.0 == id).ok_or(StoreError::NotFound)?;
    shown(&visitor, page.1, true)
}

fn shown(visitor: &Visitor, text: &str, one: bool) -> Result<Response, Failure> {
    let title = text.lines().next().unwrap_or_default().trim_start_matches('#').trim().to_owned();
    html(&Method { page: Page::public(visitor, title), body: rendered(text), one })
}

/// Our own Markdown as HTML. Markup within it is shown, not obeyed, and links to other pages lead to them.
fn rendered(text: &str) -> String {
    let parser = Parser::new_ext(text, Options::ENABLE_TABLES);
    let events = parser.map(|event| match event {
        Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
            Event::Start(Tag::Link { link_type, dest_url: address(dest_url), title, id })
        }
        Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
        other => other,
    });
    let mut out = String::with_capacity(text.len() * 2);
    pulldown_cmark::html::push_html(&mut out, events);
    out
}

fn address(link: CowStr<'_>) -> CowStr<'_> {
    match link.strip_suffix(".md") {
        Some(name) if !name.contains('/') => format!("/method/{name}").into(),
        _ => link,
    }
}

#[cfg(test)]
mod tests {
    use super::{COVERAGE, LIST, PAGES, rendered};

    #[test]
    fn every_page_of_the_documentation_is_here() {
        let linked = LIST.matches("](").count();
        assert_eq!(linked, PAGES.len() + 1);
        for (id, text) in PAGES.iter().chain([&COVERAGE]) {
            assert!(LIST.contains(&format!("]({id}.md)")), "{id}");
            let html = rendered(text);
            assert!(html.contains("<h1>") && !html.contains(" style=") && !html.contains("<script"), "{id}");
        }
    }

    #[test]
    fn links_lead_to_pages_and_markup_is_text() {
        assert!(rendered("[a](gap.md)").contains("href=\"/method/gap\""));
        assert!(rendered("x <b onclick=1>y</b>").contains("&lt;b onclick=1&gt;"));
    }
}
