//! A file of answers that came by the web: on the disk for as long as it is read, and brought into a wave piece by piece.
//!
//! Separate from the page and from the API, which tell of it in different words. What a stranger sends is read within limits,
//! and no more than a few files at once.

use std::path::PathBuf;
use std::sync::Arc;

use sha2::{Digest, Sha256};
use store::answers::ImportedAnswers;
use store::instruments::Questionnaire;
use store::{Id, Scope, StoreError, Time};

use super::answers_file::{self, AnswersFile, BY_WEB, Stopped};
use crate::App;
use crate::failure::Failure;

/// A file as it was sent.
pub struct Sent {
    /// Its name; only the ending is looked at.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// A wave that takes answers of a file.
pub struct Into {
    /// The wave.
    pub wave: Id,
    /// What it asks.
    pub asked: Arc<Questionnaire>,
    /// What answers are in that do not say.
    pub language: String,
}

impl Into {
    /// The wave of this id, of any survey or of one.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub async fn of(app: &App, scope: &Scope, survey: Option<Id>, wave: Id) -> Result<Self, StoreError> {
        let scope = scope.clone();
        let found = app.store.read(move |tx| {
            let found = store::waves::get(tx, &scope, &wave)?;
            if survey.is_some_and(|survey| survey != found.survey) {
                return Err(StoreError::NotFound);
            }
            let survey = store::surveys::get(tx, &scope, &found.survey)?;
            let asked = store::instruments::questionnaire(tx, &scope, &found.instrument, found.instrument_version)?;
            Ok(Self { wave, asked, language: survey.language })
        });
        found.await
    }
}

/// Brings the answers of a file into a wave; the same file again changes nothing. What became of it, or why it was not taken.
///
/// # Errors
/// When other files are under way.
pub async fn bring(
    app: &App,
    scope: &Scope,
    into: Into,
    sent: Sent,
) -> Result<Result<(AnswersFile, ImportedAnswers), Stopped>, Failure> {
    let turn = app.file_turn()?;
    let (store, scope) = (app.store.clone(), scope.clone());
    let done = tokio::task::spawn_blocking(move || {
        let _turn = turn;
        let digest: [u8; 32] = Sha256::digest(&sent.bytes).into();
        let upload = OnDisk::new(&sent.name);
        upload.write(&sent.bytes).map_err(|_| Stopped::Store(StoreError::DiskFull))?;
        drop(sent);
        answers_file::bring(&upload.0, &into.asked, &into.language, Some(BY_WEB), &mut |some| {
            let (scope, wave, some) = (scope.clone(), into.wave.clone(), some.to_vec());
            store.write(move |tx| store::answers::import(tx, &scope, &wave, &digest, &some, Time::now())).wait()
        })
    });
    done.await.map_err(|_| StoreError::Unavailable("reading a file".to_owned()).into())
}

/// How files that were sent begin on the disk.
const PREFIX: &str = "rater-upload-";
/// The age at which such a file is nobody's.
const LEFTOVER: std::time::Duration = std::time::Duration::from_secs(24 * 3600);

/// A file on the disk for as long as it is read: the readers take paths, because they read large files in pieces.
pub(crate) struct OnDisk(PathBuf);

impl OnDisk {
    /// A file with the ending of this name; nothing is written yet.
    pub(crate) fn new(name: &str) -> Self {
        // Only the ending is the visitor's, and only when it is a plain one.
        let ending = std::path::Path::new(name).extension().and_then(|ending| ending.to_str()).unwrap_or("csv");
        let ending =
            if ending.len() <= 8 && ending.chars().all(|c| c.is_ascii_alphanumeric()) { ending } else { "csv" };
        Self(std::env::temp_dir().join(format!("{PREFIX}{}.{ending}", Id::random())))
    }

    /// Takes away what a server that was killed left behind: nothing is read for a day.
    pub(crate) fn forget_leftovers() {
        let old = |entry: &std::fs::DirEntry| {
            let age = entry.metadata().and_then(|found| found.modified()).map(|at| at.elapsed().unwrap_or_default());
            entry.file_name().to_str().is_some_and(|name| name.starts_with(PREFIX))
                && age.is_ok_and(|age| LEFTOVER < age)
        };
        let Ok(entries) = std::fs::read_dir(std::env::temp_dir()) else { return };
        for entry in entries.flatten().filter(old) {
            // Somebody else's, or gone by now.
            let _ = std::fs::remove_file(entry.path());
        }
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &std::path::Path {
        &self.0
    }

    /// Writes it, for nobody else to read.
    pub(crate) fn write(&self, bytes: &[u8]) -> std::io::Result<()> {
        use std::io::Write;
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options.open(&self.0)?.write_all(bytes)
    }
}

impl Drop for OnDisk {
    fn drop(&mut self) {
        // One that was never written is not there.
        let _ = std::fs::remove_file(&self.0);
    }
}
