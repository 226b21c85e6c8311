//! Bringing the answers of a file into a wave. The same file brought twice counts once.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use language::Words;
use store::Id;
use store::answers::ImportedAnswers;
use store::surveys::Survey;
use store::waves::Wave;

use super::answers_file::{AnswersFile, Stopped};
use super::sent::SentForm;
use super::upload::{self, Into, Sent};
use super::{Choice, id_of, refused, unprocessable};
use crate::App;
use crate::failure::Failure;
use crate::page::{Page, html, words_of};
use crate::visitor::{SignedIn, Visitor};

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
    form: SentForm,
) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    let w = words_of(&session, &visitor);
    let wave = form.fields.get("wave").cloned().unwrap_or_default();
    let wave_id = id_of(&wave)?;
    let problem = |text: String| Told { problem: Some(text), ..Told::default() };
    if form.file.is_empty() {
        let told = problem(w.text("desk-import-empty"));
        return page(&app, &session, &visitor, &id, &wave, told).await.map(unprocessable);
    }
    let into = Into::of(&app, &session.scope, Some(id.clone()), wave_id).await?;
    let (told, taken) =
        match upload::bring(&app, &session.scope, into, Sent { name: form.file_name, bytes: form.file }).await? {
            Ok((file, done)) => (told(&file, done, w), true),
            Err(Stopped::File(error)) => (problem(error.sentence(w)), false),
            Err(Stopped::Store(error)) => (problem(refused(error, w)?), false),
        };
    let page = page(&app, &session, &visitor, &id, &wave, told).await?;
    Ok(if taken { page } else { unprocessable(page) })
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
