//! Editing the questionnaire in the page: its words in a form, the file itself for experts, and the answer page beside it.
//!
//! Separate from the survey's home, because nothing here touches a wave: what is saved is a new version, which the next wave
//! asks. Both ways of editing end in the same text, and the same parser judges it.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderValue, header};
use axum::response::Response;
use language::Words;
use serde::Deserialize;
use store::instruments::{InstrumentVersion, Questionnaire};
use store::links::DoorKind;
use store::surveys::{Survey, SurveyChange};
use store::{Id, Role, StoreError, Time};
use survey::{BatteryKind, Instrument, Layout};

use super::home::{Done, language_name};
use super::sent::SentForm;
use super::{Choice, id_of, refused, source, unprocessable, wording};
use crate::App;
use crate::failure::Failure;
use crate::page::{Page, html, seen, words_of};
use crate::pages::answer::view::{Body, Given, Sheet, StepView};
use crate::security::POLICY;
use crate::visitor::{SignedIn, Visitor};

#[derive(Template)]
#[template(path = "desk/questionnaire.html")]
struct Editor {
    page: Page,
    w: Words,
    tab: &'static str,
    id: String,
    survey: Survey,
    version: String,
    in_use: Option<String>,
    language: String,
    languages: Vec<Choice>,
    sections: Vec<Section>,
    toml: String,
    expert: bool,
    problems: Vec<String>,
    done: Option<String>,
    changes: bool,
    entered: NewSegment,
}

/// A part of the form.
struct Section {
    title: String,
    help: String,
    open: bool,
    groups: Vec<Group>,
}

/// What belongs together: an item with its sentences, a group with its answers.
struct Group {
    title: String,
    fields: Vec<Field>,
    /// What a button says and sends that takes it out.
    removal: Option<(String, String)>,
}

/// One text.
struct Field {
    place: String,
    label: String,
    value: String,
    long: bool,
}

/// A group to be added.
#[derive(Default, Clone)]
struct NewSegment {
    column: String,
    title: String,
    answers: String,
}

/// The page as it was sent.
type Sent = BTreeMap<String, String>;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    language: String,
    done: String,
}

/// What the page is about.
struct Found {
    survey: Survey,
    version: InstrumentVersion,
    asked: std::sync::Arc<Questionnaire>,
    in_use: Option<(String, i64)>,
}

async fn find(app: &App, session: &SignedIn, id: &Id) -> Result<Found, Failure> {
    let (scope, id) = (session.scope.clone(), id.clone());
    let found = app.store.read(move |tx| {
        let survey = store::surveys::get(tx, &scope, &id)?;
        let (name, number) = (&survey.instrument, survey.instrument_version);
        let current = store::waves::current(tx, &scope, &id, Time::now())?;
        Ok(Found {
            version: store::instruments::get(tx, &scope, name, number)?,
            asked: store::instruments::questionnaire(tx, &scope, name, number)?,
            in_use: current.map(|wave| (wave.title, wave.instrument_version)),
            survey,
        })
    });
    Ok(found.await?)
}

/// The page.
pub async fn show(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let found = find(&app, &session, &id_of(&id)?).await?;
    let done = Done::named(&asked.done).note(words_of(&session, &visitor));
    let sent: Sent = [("language".to_owned(), asked.language)].into();
    editor(&session, &visitor, found, &sent, None, Vec::new(), done)
}

fn editor(
    session: &SignedIn,
    visitor: &Visitor,
    found: Found,
    sent: &Sent,
    text: Option<String>,
    problems: Vec<String>,
    done: Option<String>,
) -> Result<Response, Failure> {
    let w = words_of(session, visitor);
    let page = Page::of(
        session,
        visitor,
        "surveys",
        w.say("desk-instrument-title", &[("survey", found.survey.title.as_str().into())]),
    );
    let language = language_of(sent, &found);
    let languages = found.asked.instrument.title.0.keys();
    let languages = languages.map(|code| Choice {
        name: code.clone(),
        text: language_name(code).to_owned(),
        help: String::new(),
        chosen: *code == language,
    });
    let field = |name: &str| sent.get(name).cloned().unwrap_or_default();
    let in_use = found.in_use.as_ref().filter(|(_, version)| *version != found.version.version);
    let editor = Editor {
        w,
        tab: "instrument",
        id: found.survey.id.to_string(),
        version: found.version.version.to_string(),
        in_use: in_use.map(|(wave, version)| {
            w.say("desk-instrument-in-use", &[("wave", wave.as_str().into()), ("version", version.to_string().into())])
        }),
        languages: languages.collect(),
        sections: sections(&found.asked.instrument, &found.version.toml, &language, sent, w),
        toml: text.unwrap_or(found.version.toml),
        expert: sent.get("how").is_some_and(|how| how == "toml") || !problems.is_empty(),
        problems,
        done,
        changes: session.scope.role().at_least(Role::Manager) && found.survey.archived_at.is_none(),
        entered: NewSegment { column: field("new-column"), title: field("new-title"), answers: field("new-answers") },
        language,
        survey: found.survey,
        page,
    };
    with_policy(html(&editor)?, &format!("{POLICY}; frame-src 'self'"))
}

/// The language of the form: the one asked for when the questionnaire speaks it, else the survey's.
fn language_of(sent: &Sent, found: &Found) -> String {
    let spoken = &found.asked.instrument.title.0;
    let asked = sent.get("language").filter(|asked| spoken.contains_key(*asked));
    let own = Some(&found.survey.language).filter(|own| spoken.contains_key(*own));
    asked.or(own).or_else(|| spoken.keys().next()).cloned().unwrap_or_default()
}

fn with_policy(mut response: Response, policy: &str) -> Result<Response, Failure> {
    let policy = HeaderValue::from_str(policy).map_err(|_| StoreError::Damaged("policy".to_owned()))?;
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    Ok(response)
}

/// The form: everything that people read, in one language.
fn sections(instrument: &Instrument, toml: &str, language: &str, sent: &Sent, w: Words) -> Vec<Section> {
    let field = |place: String, label: String, words: &survey::Localized, long: bool| Field {
        value: sent.get(&place).cloned().unwrap_or_else(|| words.0.get(language).cloned().unwrap_or_default()),
        place,
        label,
        long,
    };
    let section = |name: &str, open: bool, groups: Vec<Group>| Section {
        title: w.text(&format!("desk-part-{name}")),
        help: w.text(&format!("desk-part-{name}-help")),
        open,
        groups,
    };
    let alone = |title: String, fields: Vec<Field>| Group { title, fields, removal: None };
    let battery = |kind: BatteryKind| w.text(&format!("desk-battery-{}", battery_name(kind)));

    let mut opening = vec![field("title".to_owned(), w.text("desk-word-name"), &instrument.title, false)];
    for (at, asked) in instrument.batteries.iter().enumerate() {
        opening.push(field(format!("batteries/{at}/instruction"), battery(asked.kind), &asked.instruction, true));
    }
    let dimensions = instrument.dimensions.iter().enumerate();
    let dimensions = dimensions.map(|(at, dimension)| {
        field(
            format!("dimensions/{at}/title"),
            w.text(&format!("desk-factor-{}", factor_name(dimension.factor))),
            &dimension.title,
            false,
        )
    });
    let items = instrument.items.iter().enumerate().map(|(at, item)| {
        let mut fields = vec![field(format!("items/{at}/short"), w.text("desk-word-short"), &item.short, false)];
        let own = instrument.batteries.iter().filter_map(|asked| Some((asked.kind, item.wording.get(&asked.kind)?)));
        for (kind, words) in own {
            fields.push(field(format!("items/{at}/{}", battery_name(kind)), battery(kind), words, true));
        }
        if let Some(words) = item.wording.values().next() {
            fields.push(field(format!("items/{at}/text"), w.text("desk-word-sentence"), words, true));
        }
        let dimension = instrument.dimensions.iter().find(|dimension| dimension.id == item.dimension);
        let title = dimension.map_or("", |dimension| dimension.title.get(language));
        alone(format!("{} · {title}", item.id), fields)
    });
    let outcomes = instrument.outcomes.iter().enumerate().map(|(at, outcome)| {
        let fields = vec![
            field(format!("outcomes/{at}/title"), w.text("desk-word-question"), &outcome.title, true),
            field(format!("outcomes/{at}/short"), w.text("desk-word-short"), &outcome.short, false),
        ];
        let removal = Some((w.text("desk-outcome-remove"), format!("remove outcomes {at}")));
        Group { title: outcome.id.clone(), fields, removal }
    });
    let segments = instrument.segments.iter().enumerate().map(|(at, segment)| {
        let mut fields =
            vec![field(format!("segments/{at}/title"), w.text("desk-word-question"), &segment.title, true)];
        for (code, words) in &segment.labels {
            let label = w.say("desk-word-answer", &[("code", code.as_str().into())]);
            fields.push(field(format!("segments/{at}/labels/{code}"), label, words, false));
        }
        let removal = Some((w.text("desk-segment-remove"), format!("remove segments {at}")));
        Group { title: segment.column.clone(), fields, removal }
    });
    let mut sections = vec![
        section("opening", true, vec![alone(String::new(), opening)]),
        section("items", true, items.collect()),
        section("dimensions", false, vec![alone(String::new(), dimensions.collect())]),
        section("outcomes", false, outcomes.collect()),
        section("segments", false, segments.collect()),
    ];
    keep_present(&mut sections, toml);
    sections
}

/// Leaves out what the file does not say in so many words, such as a battery that uses the sentence of all.
fn keep_present(sections: &mut [Section], toml: &str) {
    let groups = |sections: &mut [Section], each: &mut dyn FnMut(&mut Group)| {
        sections.iter_mut().flat_map(|section| section.groups.iter_mut()).for_each(each);
    };
    let mut places = Vec::new();
    groups(sections, &mut |group| places.extend(group.fields.iter().map(|field| field.place.clone())));
    let present: std::collections::BTreeSet<String> = wording::present(toml, places).into_iter().collect();
    groups(sections, &mut |group| group.fields.retain(|field| present.contains(&field.place)));
}

fn battery_name(kind: BatteryKind) -> &'static str {
    match kind {
        BatteryKind::Expectation => "expectation",
        BatteryKind::Perception => "perception",
        BatteryKind::Minimum => "minimum",
        BatteryKind::Desired => "desired",
        BatteryKind::Importance => "importance",
    }
}

fn factor_name(factor: survey::Factor) -> &'static str {
    match factor {
        survey::Factor::Reliability => "reliability",
        survey::Factor::Assurance => "assurance",
        survey::Factor::Tangibles => "tangibles",
        survey::Factor::Empathy => "empathy",
        survey::Factor::Responsiveness => "responsiveness",
    }
}

/// The text that a form means, whichever way it was edited.
fn edited(found: &Found, sent: &Sent) -> String {
    let field = |name: &str| sent.get(name).map(String::as_str).unwrap_or_default();
    if field("how") == "toml" {
        return field("toml").replace("\r\n", "\n");
    }
    let words: Sent = sent.iter().filter(|(place, _)| editable(place)).map(|(k, v)| (k.clone(), v.clone())).collect();
    let mut text = wording::reworded(&found.version.toml, &language_of(sent, found), &words);
    if let Some((list, at)) = field("go").strip_prefix("remove ").and_then(|rest| rest.split_once(' '))
        && let (true, Ok(at)) = (["segments", "outcomes"].contains(&list), at.parse())
    {
        text = wording::without(&text, list, at).unwrap_or(text);
    }
    let title = field("new-title").trim();
    if !title.is_empty() {
        let column = column_of(field("new-column"), title);
        let answers = field("new-answers").lines().map(str::trim).filter(|line| !line.is_empty());
        text = wording::with_segment(&text, &column, title, &answers.map(str::to_owned).collect::<Vec<_>>());
    }
    text
}

/// The fields, with the file that was chosen in the place of the text; and whether that file is a text.
fn with_file(form: SentForm, w: Words) -> (Sent, Result<(), Vec<String>>) {
    let mut sent = form.fields;
    if form.file.is_empty() {
        return (sent, Ok(()));
    }
    match source::text_of(&form.file, w) {
        Ok(text) => {
            sent.insert("toml".to_owned(), text);
            (sent, Ok(()))
        }
        Err(problems) => (sent, Err(problems)),
    }
}

/// Places that the form shows; nothing else of a file is changed by one.
fn editable(place: &str) -> bool {
    let whole = place == "title";
    whole
        || ["batteries/", "dimensions/", "items/", "outcomes/", "segments/"].iter().any(|list| place.starts_with(list))
}

/// The name of a new column: as given, or made of the title.
fn column_of(given: &str, title: &str) -> String {
    let source = if given.trim().is_empty() { title } else { given };
    let plain = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' };
    let name: String = source.trim().chars().map(plain).collect();
    let name: String = name.split('_').filter(|part| !part.is_empty()).take(4).collect::<Vec<_>>().join("_");
    if name.is_empty() { "segment".to_owned() } else { name }
}

/// The instrument, or every sentence about what is wrong with the text.
fn judged(text: &str, found: &Found, w: Words) -> Result<Instrument, Vec<String>> {
    let instrument = source::checked(text, w)?;
    if instrument.id == found.survey.instrument {
        return Ok(instrument);
    }
    let arguments = [("found", instrument.id.into()), ("expected", found.survey.instrument.as_str().into())];
    Err(vec![w.say("desk-instrument-other-id", &arguments)])
}

/// Saves the next version.
pub async fn save(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Path(id): Path<String>,
    form: SentForm,
) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    let found = find(&app, &session, &id).await?;
    let w = words_of(&session, &visitor);
    let (sent, no_text) = with_file(form, w);
    let text = edited(&found, &sent);
    let again = |found: Found, problems: Vec<String>| {
        editor(&session, &visitor, found, &sent, Some(text.clone()), problems, None).map(unprocessable)
    };
    if sent.get("version").is_some_and(|version| *version != found.version.version.to_string()) {
        return again(found, vec![w.text("desk-instrument-meanwhile")]);
    }
    if let Err(problems) = no_text.and_then(|()| judged(&text, &found, w)) {
        return again(found, problems);
    }
    let language = language_of(&sent, &found);
    if text == found.version.toml {
        return Ok(seen(&format!("/surveys/{id}/instrument?language={language}&done=same")));
    }
    let (scope, survey, toml, now) = (session.scope.clone(), id.clone(), text.clone(), Time::now());
    let saved = app.store.write(move |tx| {
        let version = store::instruments::save(tx, &scope, &toml, now)?.version;
        let change = SurveyChange { instrument_version: Some(version), ..SurveyChange::default() };
        store::surveys::update(tx, &scope, &survey, &change, now).map(drop)
    });
    match saved.await {
        Ok(()) => Ok(seen(&format!("/surveys/{id}/instrument?language={language}&done=saved"))),
        Err(error) => again(found, vec![refused(error, w)?]),
    }
}

#[derive(Template)]
#[template(path = "desk/preview.html")]
struct Preview {
    w: Words,
    language: String,
    style: String,
    desk: String,
    steps: Vec<StepView>,
    problems: Vec<String>,
    organisation: String,
    title: String,
    /// The words of whoever looks, where they are not those of the page.
    own: Words,
}

/// The answer page of the version that is saved.
pub async fn look(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let found = find(&app, &session, &id_of(&id)?).await?;
    let sent: Sent = [("language".to_owned(), asked.language)].into();
    previewed(&session, &visitor, &found, &sent, Ok(found.asked.instrument.clone()))
}

/// The answer page of what stands in the form; nothing is saved.
pub async fn preview(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Path(id): Path<String>,
    form: SentForm,
) -> Result<Response, Failure> {
    let found = find(&app, &session, &id_of(&id)?).await?;
    let w = words_of(&session, &visitor);
    let (sent, no_text) = with_file(form, w);
    let judged = no_text.and_then(|()| judged(&edited(&found, &sent), &found, w));
    previewed(&session, &visitor, &found, &sent, judged)
}

fn previewed(
    session: &SignedIn,
    visitor: &Visitor,
    found: &Found,
    sent: &Sent,
    judged: Result<Instrument, Vec<String>>,
) -> Result<Response, Failure> {
    let language = language_of(sent, found);
    let own = words_of(session, visitor);
    let w = language::Language::from_code(&language).map_or(own, language::Language::words);
    let mut preview = Preview {
        w,
        language,
        style: crate::assets::asset("answer.css"),
        desk: crate::assets::asset("desk.css"),
        steps: Vec::new(),
        problems: Vec::new(),
        organisation: session.organisation.name.clone(),
        title: own.text("desk-preview"),
        own,
    };
    match judged {
        Ok(instrument) => preview.steps = steps(instrument, found, &preview),
        Err(problems) => preview.problems = problems,
    }
    // The only page of the desk that another page, the editor, may hold in a frame.
    with_policy(html(&preview)?, &POLICY.replace("frame-ancestors 'none'", "frame-ancestors 'self'"))
}

fn steps(instrument: Instrument, found: &Found, preview: &Preview) -> Vec<StepView> {
    let asked = Questionnaire { layout: Layout::of(&instrument), instrument };
    let known = std::collections::BTreeSet::new();
    let sheet = Sheet {
        asked: &asked,
        survey: &found.survey,
        organisation: &preview.organisation,
        kind: DoorKind::Open,
        known: &known,
        attempt: &Id::random(),
        language: &preview.language,
        words: preview.w,
    };
    let given = Given { codes: vec![sums::MISSING; asked.layout.columns.len()], ..Given::default() };
    sheet.views(&given)
}

#[cfg(test)]
mod tests {
    use super::column_of;

    #[test]
    fn a_column_without_a_name_is_called_after_its_question() {
        assert_eq!(column_of("", "Which ward were you in?"), "which_ward_were_you");
        assert_eq!(column_of("Ward", "Which ward?"), "ward");
        assert_eq!(column_of("", "¿?"), "segment");
    }
}
