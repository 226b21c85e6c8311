//! Bringing comments by a file: what its columns hold is shown first, then it is read in the background, piece by piece.
//!
//! Separate from a single comment, because thousands come at once. The same file again adds nothing twice, so that what was interrupted is
//! simply brought again; every row that was refused is told with its line and its reason.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use askama::Template;
use axum::Form;
use axum::extract::{Multipart, Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use exchange::{Limits, Records};
use jiff::tz::TimeZone;
use language::Words;
use store::comments::Channel;
use store::{Id, StoreError, Time};

use super::channels;
use super::file::{Done, Why, bring};
use super::rows::{Holds, Plan, guess, is_heading};
use crate::App;
use crate::failure::Failure;
use crate::page::{Page, html, seen, words_of};
use crate::pages::desk::people_list::shortened;
use crate::pages::desk::upload::OnDisk;
use crate::pages::service::{Choice, id_of, unprocessable};
use crate::visitor::{SignedIn, Visitor};

/// The most of a file that comes over the web; `rater import` takes as much as there is.
const MOST: Limits = Limits { bytes: 256 << 20, records: 250_000 };
/// Files that wait at once, of everybody.
const WAITING_MAX: usize = 20;
/// How long a file waits for somebody to begin, and how long what became of it can be read, in seconds.
const WAITING_SECONDS: i64 = 3600;
/// Rows and columns of the preview.
const PREVIEW_ROWS: usize = 3;
const COLUMNS_MAX: usize = 60;

/// Files that were sent and not yet forgotten, by their id. They are gone with the process; bringing one again does no harm.
#[derive(Default)]
pub(crate) struct Imports(Mutex<BTreeMap<Id, Arc<Import>>>);

impl Imports {
    fn put(&self, id: Id, import: Import) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        while WAITING_MAX <= all.len() {
            // Ids are in the order of time: the oldest goes.
            all.pop_first();
        }
        all.insert(id, Arc::new(import));
    }

    /// Forgets files that nobody began, and those that are long read.
    pub(crate) fn forget(&self, now: Time) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let running = |import: &Import| {
            let state = import.state.lock().unwrap_or_else(PoisonError::into_inner);
            state.begun && !state.ended
        };
        all.retain(|_, import| running(import) || now < import.at.plus_seconds(WAITING_SECONDS));
    }

    /// The file of this id, if it is of the same organisation.
    fn get(&self, id: &Id, organisation: &Id) -> Option<Arc<Import>> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.get(id).filter(|import| import.organisation == *organisation).cloned()
    }
}

/// A file that was sent.
struct Import {
    organisation: Id,
    at: Time,
    /// Gone from the disk once it was read.
    file: Mutex<Option<OnDisk>>,
    name: String,
    columns: Vec<(String, Holds)>,
    /// A few cells of each column, until it is read.
    examples: Mutex<Vec<Vec<String>>>,
    state: Mutex<Progress>,
}

/// How far it has come.
#[derive(Debug, Clone, Default)]
struct Progress {
    begun: bool,
    ended: bool,
    done: Done,
    /// Why it stopped before its end.
    stopped: Option<Why>,
}

#[derive(Template)]
#[template(path = "service/comments/import.html")]
struct Begin {
    page: Page,
    w: Words,
    tab: &'static str,
    more: &'static str,
    problem: Option<String>,
}

/// The form for a file.
pub(super) async fn form(session: SignedIn, visitor: Visitor) -> Result<Response, Failure> {
    first(&session, &visitor, None)
}

fn first(session: &SignedIn, visitor: &Visitor, problem: Option<String>) -> Result<Response, Failure> {
    let w = words_of(session, visitor);
    let wrong = problem.is_some();
    let page = Page::of(session, visitor, "service", w.text("comments-import-title"));
    let response = html(&Begin { page, w, tab: "comments", more: "import", problem })?;
    Ok(if wrong { unprocessable(response) } else { response })
}

/// Takes a file and looks at its columns.
pub(super) async fn upload(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    mut parts: Multipart,
) -> Result<Response, Failure> {
    let w = words_of(&session, &visitor);
    let unreadable = |_| Failure::Request(StatusCode::BAD_REQUEST, "web-request-unreadable");
    let (mut name, mut bytes) = (String::new(), Vec::new());
    while let Some(part) = parts.next_field().await.map_err(unreadable)? {
        if part.name() == Some("file") {
            name = part.file_name().unwrap_or_default().to_owned();
            bytes = part.bytes().await.map_err(unreadable)?.to_vec();
        }
    }
    if bytes.is_empty() {
        return first(&session, &visitor, Some(w.text("comments-import-no-file")));
    }
    let (organisation, turn) = (session.organisation.id.clone(), app.file_turn()?);
    let opened = tokio::task::spawn_blocking(move || {
        let _turn = turn;
        let file = OnDisk::new(&name);
        file.write(&bytes).map_err(|_| Why::Store(StoreError::DiskFull))?;
        let records = exchange::open_comments_within(file.path(), &is_heading, MOST).map_err(Why::File)?;
        let (columns, examples) = columns(&*records);
        Ok(Import {
            organisation,
            at: Time::now(),
            file: Mutex::new(Some(file)),
            name: shortened(&name),
            columns,
            examples: Mutex::new(examples),
            state: Mutex::default(),
        })
    });
    let opened: Result<Import, Why> = opened.await.map_err(|_| StoreError::Unavailable("reading a file".to_owned()))?;
    match opened {
        Ok(import) => {
            let id = Id::new(Time::now());
            app.imports.put(id.clone(), import);
            Ok(seen(&format!("/comments/import/{id}")))
        }
        Err(why) => first(&session, &visitor, Some(why.said(w))),
    }
}

/// The columns with what each seems to hold, and a few cells of each.
fn columns(records: &dyn Records) -> (Vec<(String, Holds)>, Vec<Vec<String>>) {
    let holds = guess(records.columns(), records.preview());
    let column = |(place, (column, holds)): (usize, (&exchange::Column, Holds))| {
        let cells = records.preview().iter().filter_map(|row| row.get(place)).filter(|cell| !cell.trim().is_empty());
        let some = cells.take(PREVIEW_ROWS).map(|cell| shortened(cell.trim())).collect();
        ((shortened(&column.name), holds), some)
    };
    records.columns().iter().zip(holds).take(COLUMNS_MAX).enumerate().map(column).unzip()
}

#[derive(Template)]
#[template(path = "service/comments/import_one.html")]
struct Under {
    page: Page,
    w: Words,
    tab: &'static str,
    problem: Option<String>,
    id: String,
    name: String,
    columns: Vec<ColumnShown>,
    channels: Vec<Choice>,
    begun: bool,
    ended: bool,
    counts: Vec<(String, String)>,
    rows: Vec<String>,
    left_out: Option<String>,
    stopped: Option<String>,
}

struct ColumnShown {
    place: usize,
    name: String,
    examples: Vec<String>,
    holds: Vec<Choice>,
}

pub(super) async fn show(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    let import = app.imports.get(&id, &session.organisation.id).ok_or(StoreError::NotFound)?;
    page(&session, &visitor, &id, &import, None)
}

fn page(
    session: &SignedIn,
    visitor: &Visitor,
    id: &Id,
    import: &Import,
    problem: Option<String>,
) -> Result<Response, Failure> {
    let w = words_of(session, visitor);
    let now = import.state.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let count = |message: &str, count: u64| (w.text(message), w.count(i64::try_from(count).unwrap_or(i64::MAX)));
    let line = |(line, why): &(u64, Why)| {
        w.say("customers-list-line", &[("line", line.to_string().into()), ("reason", why.said(w).into())])
    };
    let examples = import.examples.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let more = now.done.refused.saturating_sub(now.done.rows.len() as u64);
    let wrong = problem.is_some();
    let response = html(&Under {
        page: Page::of(session, visitor, "service", w.text("comments-import-title")),
        w,
        tab: "comments",
        problem,
        id: id.to_string(),
        name: import.name.clone(),
        columns: import.columns.iter().enumerate().map(|(place, column)| shown(w, place, column, &examples)).collect(),
        channels: channels(w, &Channel::ALL, Some(Channel::Review)),
        begun: now.begun,
        ended: now.ended,
        counts: vec![
            count("comments-import-added", now.done.added),
            count("comments-import-again", now.done.again),
            count("comments-import-refused", now.done.refused),
        ],
        rows: now.done.rows.iter().map(line).collect(),
        left_out: (0 < more)
            .then(|| w.say("customers-list-more", &[("count", i64::try_from(more).unwrap_or(i64::MAX).into())])),
        stopped: now.stopped.map(|why| why.said(w)),
    })?;
    Ok(if wrong { unprocessable(response) } else { response })
}

fn shown(w: Words, place: usize, (name, guessed): &(String, Holds), examples: &[Vec<String>]) -> ColumnShown {
    let choice = |holds: Holds| Choice {
        value: holds.name().to_owned(),
        text: w.text(&format!("comments-holds-{}", holds.name())),
        help: String::new(),
        chosen: holds == *guessed,
    };
    let name = if name.is_empty() { w.count(i64::try_from(place + 1).unwrap_or(0)) } else { name.clone() };
    let examples = examples.get(place).cloned().unwrap_or_default();
    ColumnShown { place, name, examples, holds: Holds::ALL.map(choice).into() }
}

/// Begins to read, as was chosen. Pressed twice, it begins once.
pub(super) async fn begin(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(fields): Form<BTreeMap<String, String>>,
) -> Result<Response, Failure> {
    let (id, w) = (id_of(&id)?, words_of(&session, &visitor));
    let import = app.imports.get(&id, &session.organisation.id).ok_or(StoreError::NotFound)?;
    let chosen =
        |place: usize| fields.get(&format!("column-{place}")).map_or(Holds::Nothing, |name| Holds::named(name));
    let holds: Vec<Holds> = (0..import.columns.len()).map(chosen).collect();
    if !holds.contains(&Holds::Words) {
        return page(&session, &visitor, &id, &import, Some(w.text("comments-import-no-words")));
    }
    let plan = Plan {
        holds,
        channel: fields.get("channel").and_then(|name| Channel::named(name)).unwrap_or(Channel::Other),
        zone: TimeZone::get(&session.organisation.zone).unwrap_or(TimeZone::UTC),
        now: Time::now(),
    };
    let turn = app.file_turn()?;
    {
        let mut state = import.state.lock().unwrap_or_else(PoisonError::into_inner);
        if std::mem::replace(&mut state.begun, true) {
            return Ok(seen(&format!("/comments/import/{id}")));
        }
    }
    let (store, scope, language) = (app.store.clone(), session.scope.clone(), session.organisation.language.clone());
    drop(tokio::task::spawn_blocking(move || {
        let _turn = turn;
        let file = import.file.lock().unwrap_or_else(PoisonError::into_inner).take();
        let stopped = match &file {
            Some(file) => {
                let tell = &mut |done: &Done| {
                    import.state.lock().unwrap_or_else(PoisonError::into_inner).done = done.clone();
                };
                match exchange::open_comments_within(file.path(), &is_heading, MOST) {
                    Ok(mut records) => bring(&store, &scope, &language, plan, &mut *records, tell).err(),
                    Err(error) => Some(Why::File(error)),
                }
            }
            // It was forgotten while somebody looked at its columns.
            None => Some(Why::Store(StoreError::NotFound)),
        };
        // Off the disk before anybody is told that it is done: an erasure after that is to find nothing.
        drop(file);
        import.examples.lock().unwrap_or_else(PoisonError::into_inner).clear();
        let mut state = import.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.stopped = stopped;
        state.ended = true;
    }));
    Ok(seen(&format!("/comments/import/{id}")))
}
