//! Bringing the answers of a file into a wave. The same file brought twice counts once.

use std::path::PathBuf;

use askama::Template;
use axum::extract::{Multipart, Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use language::Words;
use sha2::{Digest, Sha256};
use store::answers::{ImportedAnswer, ImportedAnswers};
use store::surveys::Survey;
use store::waves::Wave;
use store::{Id, Scope, StoreError, Time};

use super::answers_file::{self, AnswersFile};
use super::{Choice, id_of, refused, unprocessable};
use crate::App;
use crate::failure::Failure;
use crate::page::{Page, html, words_of};
use crate::visitor::{SignedIn, Visitor};

/// Answers that share a transaction, so that those who answer meanwhile need not wait.
const TOGETHER: usize = 2000;

#[derive(Template)]
#[template(path = "desk/import.html")]
struct Import {
    page: Page,
    w: Words,
    tab: &'static str,
    id: String,
    survey: Survey,
    waves: Vec<Choice>,
    columns: String,
    problem: Option<String>,
    summary: Vec<String>,
    notes: Vec<String>,
    refusals: Vec<String>,
}

/// What the page says of a file.
#[derive(Default)]
struct Told {
    problem: Option<String>,
    summary: Vec<String>,
    notes: Vec<String>,
    refusals: Vec<String>,
}

/// The page.
pub async fn show(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    page(&app, &session, &visitor, &id_of(&id)?, "", Told::default()).await
}

async fn page(
    app: &App,
    session: &SignedIn,
    visitor: &Visitor,
    id: &Id,
    chosen: &str,
    told: Told,
) -> Result<Response, Failure> {
    let (scope, survey) = (session.scope.clone(), id.clone());
    let (survey, waves, columns) = app
        .store
        .read(move |tx| {
            let found = store::surveys::get(tx, &scope, &survey)?;
            let asked = store::instruments::questionnaire(tx, &scope, &found.instrument, found.instrument_version)?;
            let names = asked
                .layout
                .columns
                .iter()
                .map(|column| column.name.clone())
                .chain(asked.segments().map(str::to_owned));
            let names: Vec<String> = names.collect();
            Ok((found, store::waves::list(tx, &scope, &survey)?, names))
        })
        .await?;
    let w = words_of(session, visitor);
    let page =
        Page::of(session, visitor, "surveys", w.say("desk-import-title", &[("survey", survey.title.as_str().into())]));
    let wave = |wave: &Wave| Choice {
        name: wave.id.to_string(),
        text: wave.title.clone(),
        help: String::new(),
        chosen: wave.id.as_str() == chosen,
    };
    html(&Import {
        page,
        w,
        tab: "import",
        id: id.to_string(),
        waves: waves.iter().map(wave).collect(),
        columns: columns.join(", "),
        problem: told.problem,
        summary: told.summary,
        notes: told.notes,
        refusals: told.refusals,
        survey,
    })
}

/// Takes the answers of a file.
pub async fn take(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Path(id): Path<String>,
    mut parts: Multipart,
) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    let w = words_of(&session, &visitor);
    let unreadable = |_| Failure::Request(StatusCode::BAD_REQUEST, "web-request-unreadable");
    let (mut bytes, mut wave, mut name) = (Vec::new(), String::new(), String::new());
    while let Some(field) = parts.next_field().await.map_err(unreadable)? {
        match field.name() {
            Some("file") => {
                name = field.file_name().unwrap_or_default().to_owned();
                bytes = field.bytes().await.map_err(unreadable)?.to_vec();
            }
            Some("wave") => wave = field.text().await.map_err(unreadable)?,
            _ => {}
        }
    }
    let wave_id = id_of(&wave)?;
    let problem = |text: String| Told { problem: Some(text), ..Told::default() };
    if bytes.is_empty() {
        let told = problem(w.text("desk-import-empty"));
        return page(&app, &session, &visitor, &id, &wave, told).await.map(unprocessable);
    }
    let told = match import(&app, &session.scope, &id, &wave_id, bytes, &name, w).await {
        Ok(told) => told,
        Err(Refusal::Sentence(text)) => {
            return page(&app, &session, &visitor, &id, &wave, problem(text)).await.map(unprocessable);
        }
        Err(Refusal::Store(error)) => {
            let text = refused(error, w)?;
            return page(&app, &session, &visitor, &id, &wave, problem(text)).await.map(unprocessable);
        }
    };
    page(&app, &session, &visitor, &id, &wave, told).await
}

/// Why a file was not taken.
enum Refusal {
    Sentence(String),
    Store(StoreError),
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

async fn import(
    app: &App,
    scope: &Scope,
    survey: &Id,
    wave: &Id,
    bytes: Vec<u8>,
    name: &str,
    w: Words,
) -> Result<Told, Refusal> {
    let (scope_read, survey, wave_read) = (scope.clone(), survey.clone(), wave.clone());
    let (asked, language) = app
        .store
        .read(move |tx| {
            let found = store::waves::get(tx, &scope_read, &wave_read)?;
            let survey = store::surveys::get(tx, &scope_read, &survey)?;
            if found.survey != survey.id {
                return Err(StoreError::NotFound);
            }
            let asked =
                store::instruments::questionnaire(tx, &scope_read, &found.instrument, found.instrument_version)?;
            Ok((asked, survey.language))
        })
        .await?;
    let digest: [u8; 32] = Sha256::digest(&bytes).into();
    let upload = Upload::new(name);
    let read = tokio::task::spawn_blocking(move || {
        upload.write(&bytes)?;
        Ok::<_, std::io::Error>(answers_file::read(&upload.0, &asked, &language))
    });
    let file = read.await.map_err(|_| StoreError::Unavailable("reading a file".to_owned()))?;
    let file = file.map_err(|_| StoreError::DiskFull)?.map_err(|error| Refusal::Sentence(error.sentence(w)))?;
    let mut done = ImportedAnswers::default();
    for some in file.answers.chunks(TOGETHER) {
        let (scope, wave, some): (_, _, Vec<ImportedAnswer>) = (scope.clone(), wave.clone(), some.to_vec());
        let part =
            app.store.write(move |tx| store::answers::import(tx, &scope, &wave, &digest, &some, Time::now())).await?;
        done.added += part.added;
        done.repeated += part.repeated;
    }
    Ok(told(&file, done, w))
}

fn told(file: &AnswersFile, done: ImportedAnswers, w: Words) -> Told {
    let count = |message: &str, number: u64| {
        let number = i64::try_from(number).unwrap_or(i64::MAX);
        (number != 0).then(|| w.say(message, &[("count", number.into())]))
    };
    let added = i64::try_from(done.added).unwrap_or(i64::MAX);
    let mut summary = vec![w.say("desk-import-added", &[("count", added.into())])];
    summary.extend(
        [
            count("desk-import-repeated", done.repeated),
            count("desk-import-blank", file.blank),
            count("desk-import-rows", file.refused_rows),
            count("desk-import-cells", file.refused_cells),
        ]
        .into_iter()
        .flatten(),
    );
    let mut notes: Vec<String> = file.notes.iter().map(|note| note.sentence(w)).collect();
    if !file.unused.is_empty() {
        notes.push(w.say("desk-people-unused", &[("columns", file.unused.join(", ").into())]));
    }
    let refusals = file.refusals.iter().map(|refusal| refusal.sentence(w)).collect();
    Told { problem: None, summary, notes, refusals }
}

/// A file on the disk for as long as it is read: the readers take paths, because they read large files in pieces.
struct Upload(PathBuf);

impl Upload {
    fn new(name: &str) -> Self {
        // Only the ending is the visitor's, and only when it is a plain one.
        let ending = std::path::Path::new(name).extension().and_then(|ending| ending.to_str()).unwrap_or("csv");
        let ending =
            if ending.len() <= 8 && ending.chars().all(|c| c.is_ascii_alphanumeric()) { ending } else { "csv" };
        Self(std::env::temp_dir().join(format!("rater-{}.{ending}", Id::random())))
    }

    fn write(&self, bytes: &[u8]) -> std::io::Result<()> {
        use std::io::Write;
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options.open(&self.0)?.write_all(bytes)
    }
}

impl Drop for Upload {
    fn drop(&mut self) {
        // One that was never written is not there.
        let _ = std::fs::remove_file(&self.0);
    }
}
