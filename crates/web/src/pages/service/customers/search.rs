//! The search: one field for whatever somebody at the counter knows.
//!
//! Separate from the file that it leads to. Looking changes nothing and is noted nowhere; who is not found can be made with what
//! was typed.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use language::Words;
use serde::Deserialize;

use super::contact::Person;
use super::done_note;
use crate::App;
use crate::failure::Failure;
use crate::page::{Page, html};
use crate::visitor::{SignedIn, Visitor};

/// Hits on the page: more than that, and one types another letter.
const HITS: u32 = 25;

#[derive(Template)]
#[template(path = "service/customers/search.html")]
struct Search {
    page: Page,
    w: Words,
    tab: &'static str,
    done: Option<String>,
    q: String,
    heading: String,
    people: Vec<Person>,
    /// That there may be more than are shown.
    more: bool,
    all: i64,
    /// Which field of a new file takes what was typed.
    as_field: &'static str,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    q: String,
    done: String,
}

/// The page.
pub async fn show(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let q = asked.q.trim().to_owned();
    let (scope, text) = (session.scope.clone(), q.clone());
    let found = app.store.read(move |tx| {
        let hits = if text.is_empty() {
            store::customers::newest(tx, &scope, HITS)?
        } else {
            store::customers::search(tx, &scope, &text, HITS)?
        };
        Ok((hits, store::customers::count(tx, &scope)?))
    });
    let (hits, all) = found.await?;
    let page = Page::of(&session, &visitor, "service", String::new());
    let w = page.w;
    let count = i64::try_from(hits.len()).unwrap_or(i64::MAX);
    html(&Search {
        tab: "customers",
        done: done_note(&asked.done, w),
        heading: heading(w, &q, count),
        more: !q.is_empty() && i64::from(HITS) <= count,
        people: hits.into_iter().map(Person::from).collect(),
        all,
        as_field: meant(&q),
        page: Page { title: w.text("customers-title"), ..page },
        w,
        q,
    })
}

fn heading(w: Words, q: &str, count: i64) -> String {
    match (q.is_empty(), count) {
        (true, _) => w.text("customers-newest"),
        (false, 0) => w.say("customers-nobody", &[("text", q.into())]),
        (false, count) => w.say("customers-found", &[("count", count.into())]),
    }
}

/// Which field of a new file a text belongs to.
fn meant(text: &str) -> &'static str {
    let in_number = |c: char| c.is_ascii_digit() || " +-()./".contains(c);
    if text.contains('@') {
        "email"
    } else if text.chars().all(in_number) && text.chars().any(|c| c.is_ascii_digit()) {
        "phone"
    } else {
        "name"
    }
}

#[cfg(test)]
mod tests {
    use super::meant;

    #[test]
    fn what_was_typed_goes_into_the_field_it_belongs_to() {
        for (text, field) in [
            ("siti", "name"),
            ("siti@x.example", "email"),
            ("+62 (812) 34-56", "phone"),
            ("A-17", "name"),
            ("", "name"),
        ] {
            assert_eq!(meant(text), field, "{text}");
        }
    }
}
