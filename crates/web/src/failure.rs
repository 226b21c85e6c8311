//! What a visitor is told when something could not be done: a page for people, `application/problem+json` for programs.
//!
//! Separate from the handlers, which just hand over the error. Details of the database never get out; what belongs to
//! another organisation and what does not exist are told with the same bytes.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use language::Words;
use serde_json::json;
use store::StoreError;

/// Why a request was not answered as asked.
#[derive(Debug, Clone)]
pub enum Failure {
    /// The store said no.
    Store(StoreError),
    /// The request itself is at fault: a status and the message that explains it.
    Request(StatusCode, &'static str),
    /// Fields of the request are at fault: their names, each with a sentence in the visitor's language.
    Fields(Vec<(String, String)>),
    /// Too much of this kind is under way: the message that says so, and after how many seconds to come back.
    Later(&'static str, u32),
    /// Somewhere else, please: not signed in, or the second factor is missing.
    Elsewhere(String),
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl Failure {
    /// The status of the response.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        match self {
            Self::Request(status, _) => *status,
            Self::Fields(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Elsewhere(_) => StatusCode::SEE_OTHER,
            Self::Later(..) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Store(error) => match error {
                StoreError::NotFound => StatusCode::NOT_FOUND,
                StoreError::Forbidden => StatusCode::FORBIDDEN,
                StoreError::Conflict(_) => StatusCode::CONFLICT,
                StoreError::Refused(..) => StatusCode::UNPROCESSABLE_ENTITY,
                StoreError::TooOften(_) => StatusCode::TOO_MANY_REQUESTS,
                StoreError::Busy | StoreError::Crowded | StoreError::Closed | StoreError::Unavailable(_) => {
                    StatusCode::SERVICE_UNAVAILABLE
                }
                StoreError::DiskFull => StatusCode::INSUFFICIENT_STORAGE,
                _ => StatusCode::INTERNAL_SERVER_ERROR,
            },
        }
    }

    /// The sentence for a person.
    #[must_use]
    pub fn sentence(&self, words: Words) -> String {
        match self {
            // What a database says of itself is for the log.
            Self::Store(StoreError::Unavailable(_)) => words.text("store-busy"),
            Self::Store(error) => error.sentence(words),
            Self::Request(_, message) | Self::Later(message, _) => words.text(message),
            Self::Fields(fields) => fields.iter().map(|(_, sentence)| sentence.as_str()).collect::<Vec<_>>().join(" "),
            Self::Elsewhere(_) => String::new(),
        }
    }

    /// After how many seconds to come back.
    fn retry_after(&self) -> Option<u32> {
        match self {
            Self::Store(StoreError::TooOften(seconds)) | Self::Later(_, seconds) => Some(*seconds),
            Self::Store(StoreError::Busy | StoreError::Closed | StoreError::Unavailable(_)) => Some(1),
            Self::Store(StoreError::Crowded) => Some(60),
            _ => None,
        }
    }

    /// The problem document of RFC 9457.
    #[must_use]
    pub fn problem(&self, words: Words) -> Response {
        let status = self.status();
        let mut body = json!({
            "type": "about:blank",
            "title": status.canonical_reason().unwrap_or("error"),
            "status": status.as_u16(),
            "detail": self.sentence(words),
        });
        if let Self::Fields(fields) = self {
            let errors: Vec<_> = fields.iter().map(|(name, text)| json!({"field": name, "detail": text})).collect();
            body["errors"] = errors.into();
        }
        let kind = [(header::CONTENT_TYPE, "application/problem+json")];
        self.with_retry((status, kind, body.to_string()).into_response())
    }

    /// Adds when to come back.
    pub(crate) fn with_retry(&self, mut response: Response) -> Response {
        if let Some(seconds) = self.retry_after() {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

impl IntoResponse for Failure {
    /// Leaves the words to `crate::security`, which knows the visitor's language.
    fn into_response(self) -> Response {
        if let Self::Elsewhere(place) = &self {
            return axum::response::Redirect::to(place).into_response();
        }
        if let Self::Store(error) = &self
            && self.status().is_server_error()
        {
            tracing::error!(%error, "the store failed");
        }
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// For addresses that are none of ours.
pub async fn nothing_here() -> Failure {
    Failure::Store(StoreError::NotFound)
}
