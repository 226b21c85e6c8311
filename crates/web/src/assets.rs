//! Style sheets, scripts and pictures of ours, compiled in and served under the digest of their content.
//!
//! Separate, because their addresses change with their content: a browser may keep them for ever, and never has an old one.

use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

use crate::failure::Failure;

const FILES: &[(&str, &str, &[u8])] = &[
    ("rater.css", "text/css; charset=utf-8", include_bytes!("../assets/rater.css")),
    ("rater.js", "text/javascript; charset=utf-8", include_bytes!("../assets/rater.js")),
    ("icon.svg", "image/svg+xml", include_bytes!("../assets/icon.svg")),
    ("answer.css", "text/css; charset=utf-8", include_bytes!("../assets/answer.css")),
    ("answer.js", "text/javascript; charset=utf-8", include_bytes!("../assets/answer.js")),
    ("office.css", "text/css; charset=utf-8", include_bytes!("../assets/office.css")),
    ("desk.css", "text/css; charset=utf-8", include_bytes!("../assets/desk.css")),
    ("desk.js", "text/javascript; charset=utf-8", include_bytes!("../assets/desk.js")),
    ("service.css", "text/css; charset=utf-8", include_bytes!("../assets/service.css")),
    ("customers.css", "text/css; charset=utf-8", include_bytes!("../assets/customers.css")),
    ("moments.css", "text/css; charset=utf-8", include_bytes!("../assets/moments.css")),
    ("comments.css", "text/css; charset=utf-8", include_bytes!("../assets/comments.css")),
    ("coach.css", "text/css; charset=utf-8", include_bytes!("../assets/coach.css")),
    ("coach.js", "text/javascript; charset=utf-8", include_bytes!("../assets/coach.js")),
    ("cases.css", "text/css; charset=utf-8", include_bytes!("../assets/cases.css")),
    ("practice.css", "text/css; charset=utf-8", include_bytes!("../assets/practice.css")),
    ("board.css", "text/css; charset=utf-8", include_bytes!("../assets/board.css")),
    ("board.js", "text/javascript; charset=utf-8", include_bytes!("../assets/board.js")),
];

static DIGESTS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let digest = |bytes: &[u8]| Sha256::digest(bytes)[..8].iter().map(|byte| format!("{byte:02x}")).collect();
    FILES.iter().map(|(_, _, bytes)| digest(bytes)).collect()
});

/// The address of a file.
///
/// # Panics
/// When there is no such file, which a test of every page would show.
#[must_use]
pub fn asset(name: &str) -> String {
    let position = FILES.iter().position(|file| file.0 == name);
    let digest = position.and_then(|position| DIGESTS.get(position)).unwrap_or_else(|| panic!("no asset {name}"));
    format!("/assets/{digest}/{name}")
}

/// Serves a file; the digest is for the browser's memory only.
pub async fn serve(Path((_, name)): Path<(String, String)>) -> Result<Response, Failure> {
    let file = FILES.iter().find(|file| file.0 == name).ok_or(store::StoreError::NotFound)?;
    let headers = [(header::CONTENT_TYPE, file.1), (header::CACHE_CONTROL, "public, max-age=31536000, immutable")];
    Ok((headers, file.2).into_response())
}
