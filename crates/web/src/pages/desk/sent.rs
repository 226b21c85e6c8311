//! A form as it was sent: its fields, and the file that came with it.
//!
//! Separate from the pages, because a form with a file is written in another way than one without, and no page should have
//! to know which of the two a browser, or a program of ours, has chosen.

use std::collections::BTreeMap;

use axum::Form;
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::{StatusCode, header};

use store::StoreError;

use crate::App;
use crate::failure::Failure;

/// What was sent.
#[derive(Debug, Default)]
pub struct SentForm {
    /// The fields, by name; of several of a name the last.
    pub fields: BTreeMap<String, String>,
    /// The bytes of the field `file`; empty when none was chosen.
    pub file: Vec<u8>,
    /// Its name, as the browser says it.
    pub file_name: String,
}

impl FromRequest<App> for SentForm {
    type Rejection = Failure;

    async fn from_request(request: Request, app: &App) -> Result<Self, Failure> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        if kind.starts_with("multipart/form-data") {
            return in_parts(Multipart::from_request(request, app).await.map_err(|_| unreadable())?).await;
        }
        let Form(fields) = Form::from_request(request, app).await.map_err(|_| unreadable())?;
        Ok(Self { fields, ..Self::default() })
    }
}

async fn in_parts(mut parts: Multipart) -> Result<SentForm, Failure> {
    let mut sent = SentForm::default();
    while let Some(field) = parts.next_field().await.map_err(|_| unreadable())? {
        let name = field.name().unwrap_or_default().to_owned();
        if name == "file" {
            sent.file_name = field.file_name().unwrap_or_default().to_owned();
            sent.file = field.bytes().await.map_err(|_| unreadable())?.to_vec();
        } else {
            let text = field.text().await.map_err(|_| unreadable())?;
            if text.contains('\0') {
                return Err(StoreError::text_unfit().into());
            }
            sent.fields.insert(name, text);
        }
    }
    Ok(sent)
}

fn unreadable() -> Failure {
    Failure::Request(StatusCode::BAD_REQUEST, "web-request-unreadable")
}
