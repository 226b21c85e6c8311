//! What every page has: its words, its title, who is signed in, and the files it loads.
//!
//! Separate from the pages, which bring a template each. A template gets a [`Page`] under the name `page`.

use askama::Template;
use axum::http::header;
use axum::response::{Html, IntoResponse, Response};
use language::Words;
use store::Role;
use store::sessions::Session;

use crate::assets::asset;
use crate::failure::Failure;
use crate::visitor::Visitor;

/// What the frame of a page needs.
#[derive(Debug, Clone)]
pub struct Page {
    /// The words.
    pub w: Words,
    /// The title.
    pub title: String,
    /// Who is signed in.
    pub person: Option<Person>,
    /// The token that forms carry; empty when nobody is signed in.
    pub form: String,
    /// Which part of the navigation this is: `surveys`, `people`, `settings`.
    pub part: &'static str,
    /// The path of this page.
    pub path: String,
}

/// Who is signed in.
#[derive(Debug, Clone)]
pub struct Person {
    /// The name.
    pub name: String,
    /// The organisation's name.
    pub organisation: String,
    /// Whether the organisation is a made-up sample.
    pub sample: bool,
    /// The role.
    pub role: Role,
}

impl Page {
    /// A page for whoever is there.
    #[must_use]
    pub fn public(visitor: &Visitor, title: String) -> Self {
        Self { w: visitor.words, title, person: None, form: String::new(), part: "", path: visitor.path.clone() }
    }

    /// A page for somebody who signed in, in their language.
    #[must_use]
    pub fn of(session: &Session, visitor: &Visitor, part: &'static str, title: String) -> Self {
        Self {
            w: words_of(session, visitor),
            title,
            person: Some(Person {
                name: session.name.clone(),
                organisation: session.organisation.name.clone(),
                sample: session.organisation.sample,
                role: session.scope.role(),
            }),
            form: session.form_token.clone(),
            part,
            path: visitor.path.clone(),
        }
    }

    /// The address of a file of ours, with the digest of its content in it.
    #[must_use]
    pub fn asset(&self, name: &str) -> String {
        asset(name)
    }

    /// Whether the person may do what this role may: `owner`, `manager`, `agent`, `viewer`.
    #[must_use]
    pub fn may(&self, role: &str) -> bool {
        let role = Role::named(role);
        self.person.as_ref().zip(role).is_some_and(|(person, role)| person.role.at_least(role))
    }
}

/// The words for somebody who signed in: those of the account, unless the address asks for others.
#[must_use]
pub fn words_of(session: &Session, visitor: &Visitor) -> Words {
    let own = || language::Language::from_code(&session.language);
    visitor.asked.or_else(own).map_or(visitor.words, language::Language::words)
}

/// A rendered template.
///
/// # Errors
/// When the template cannot be rendered, which is our mistake.
pub fn html(template: &impl Template) -> Result<Response, Failure> {
    let text = template.render().map_err(|error| {
        tracing::error!(%error, "a page could not be rendered");
        Failure::Store(store::StoreError::Damaged("page".to_owned()))
    })?;
    Ok(Html(text).into_response())
}

#[derive(Template)]
#[template(path = "failed.html")]
struct Failed {
    page: Page,
    sentence: String,
}

/// The page that tells why something could not be done.
pub fn failed(words: Words, failure: &Failure) -> Response {
    let title = words.text(if failure.status() == axum::http::StatusCode::NOT_FOUND {
        "web-failed-not-found"
    } else {
        "web-failed-title"
    });
    let page = Page { w: words, title, person: None, form: String::new(), part: "", path: String::new() };
    let failed = Failed { page, sentence: failure.sentence(words) };
    match failed.render() {
        Ok(text) => Html(text).into_response(),
        Err(_) => ([(header::CONTENT_TYPE, "text/plain")], failure.sentence(words)).into_response(),
    }
}

/// Sends the browser to another page after a change.
#[must_use]
pub fn seen(path: &str) -> Response {
    axum::response::Redirect::to(path).into_response()
}
