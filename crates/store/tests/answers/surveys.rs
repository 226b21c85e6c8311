//! Surveys, their waves and links, and what editing them does not do.

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use store::links::{self, DoorKind, LinkKind};
use store::surveys::{self, SurveyChange};
use store::waves::{self, NewWave, WaveState};
use store::{Id, Role, Scope, Store, StoreError, answers, instruments, listing, people};

use crate::common::{
    MORNING, done, member, on_both, operator, organisation, refusal, refused, scope_of, seen, sign_in,
};
use crate::scene::{Scene, answer, new_survey, new_wave, one, questionnaire};

#[test]
fn the_same_questionnaire_is_the_same_version_and_another_the_next() {
    on_both(|store| {
        let (mine, theirs) = (organisation(&store, "Bank"), organisation(&store, "Clinic"));
        let save = |scope: &Scope, text: String| {
            let scope = scope.clone();
            done(&store, move |tx| instruments::save(tx, &scope, &text, MORNING)).version
        };
        let changed = questionnaire().replace("I felt in safe", "I was in safe");
        assert_eq!(save(&mine, questionnaire()), 1);
        assert_eq!(save(&mine, changed.clone()), 2);
        assert_eq!(save(&mine, questionnaire()), 1);
        assert_eq!(save(&theirs, changed), 1);
        let scope = mine.clone();
        let listed = seen(&store, move |tx| instruments::list(tx, &scope));
        assert_eq!(listed.iter().map(|one| (one.id.as_str(), one.version)).collect::<Vec<_>>(), [("rater-pulse", 2)]);
        let why = refused(&store, move |tx| instruments::save(tx, &mine, "format = 1", MORNING));
        assert!(matches!(why, StoreError::Refused("store-instrument-has-problems", _)));
    });
}

/// Something that is tried on a survey and a wave.
type Attempt = fn(&mut store::Transaction<'_>, &Scope, &Id, &Id) -> Result<(), StoreError>;

#[test]
fn what_belongs_to_another_organisation_does_not_exist() {
    on_both(|store| {
        let scene = Scene::new(&store, "Bank", false);
        let other = organisation(&store, "Clinic");
        let (survey, wave) = (scene.survey.id.clone(), scene.wave.id.clone());
        let attempts: [Attempt; 7] = [
            |tx, scope, survey, _| surveys::get(tx, scope, survey).map(drop),
            |tx, scope, survey, _| surveys::update(tx, scope, survey, &SurveyChange::default(), MORNING).map(drop),
            |tx, scope, survey, _| surveys::archive(tx, scope, survey, MORNING),
            |tx, scope, survey, _| waves::list(tx, scope, survey).map(drop),
            |tx, scope, survey, _| waves::open(tx, scope, survey, &new_wave("April", MORNING), MORNING).map(drop),
            |tx, scope, _, wave| waves::close(tx, scope, wave, MORNING).map(drop),
            |tx, scope, survey, _| {
                links::create(tx, scope, survey, LinkKind::Open, "Door", &BTreeMap::new(), MORNING).map(drop)
            },
        ];
        for attempt in attempts {
            let (scope, survey, wave) = (other.clone(), survey.clone(), wave.clone());
            assert_eq!(refused(&store, move |tx| attempt(tx, &scope, &survey, &wave)), StoreError::NotFound);
        }
        assert!(scene.see(|tx, s| surveys::list(tx, &s.scope)).len() == 1);
        assert_eq!(seen(&store, move |tx| surveys::list(tx, &other)), []);
    });
}

#[test]
fn a_team_sees_its_own_surveys_only() {
    on_both(|store| {
        let scope = organisation(&store, "Bank");
        let mine = operator(&store, &scope);
        member(&store, &scope, "owner@bank.example", Role::Owner);
        let (team, survey) = done(&store, move |tx| {
            let team = people::create_team(tx, &mine, "North", MORNING)?;
            let version = instruments::save(tx, &mine, &questionnaire(), MORNING)?.version;
            surveys::create(tx, &mine, &new_survey(version, false), MORNING)?;
            let mut new = new_survey(version, false);
            new.team = Some(team.clone());
            Ok((team, surveys::create(tx, &mine, &new, MORNING)?))
        });
        let manager = member(&store, &scope, "manager@bank.example", Role::Manager);
        let (all, person, its) = (operator(&store, &scope), manager.clone(), team.clone());
        done(&store, move |tx| people::set_role(tx, &all, &person, Role::Manager, Some(&its), MORNING));
        let session = sign_in(&store, &manager, MORNING);
        let narrow = scope_of(&store, &session, MORNING);
        assert_eq!(narrow.team(), Some(&team));
        let look = narrow.clone();
        let listed = seen(&store, move |tx| surveys::list(tx, &look));
        assert_eq!(listed.iter().map(|one| &one.id).collect::<Vec<_>>(), [&survey.id]);
        assert_eq!(seen(&store, move |tx| surveys::list(tx, &scope)).len(), 2);
        let change = SurveyChange { team: Some(None), ..SurveyChange::default() };
        assert_eq!(
            refused(&store, move |tx| surveys::update(tx, &narrow, &survey.id, &change, MORNING)),
            StoreError::Forbidden
        );
    });
}

#[test]
fn of_one_survey_only_one_wave_is_open_at_a_time() {
    on_both(|store| {
        let scene = Scene::new(&store, "Bank", false);
        let open = |new: NewWave| {
            let (scope, survey) = (scene.scope.clone(), scene.survey.id.clone());
            store.write(move |tx| waves::open(tx, &scope, &survey, &new, MORNING)).wait()
        };
        let day = MORNING.plus_seconds(86_400);
        assert!(matches!(open(new_wave("April", day)), Err(StoreError::Refused("store-wave-overlaps", _))));
        scene.change(|tx, s| waves::close(tx, &s.scope, &s.wave.id, MORNING));
        let planned =
            open(NewWave { closes_at: Some(day.plus_seconds(60)), ..new_wave("April", day) }).expect("it is planned");
        assert_eq!(planned.state(MORNING), WaveState::Planned);
        assert!(open(NewWave { closes_at: Some(day), ..new_wave("Before", MORNING) }).is_ok());
        assert!(matches!(open(new_wave("Also", MORNING)), Err(StoreError::Refused("store-wave-overlaps", _))));
        let backwards = NewWave { closes_at: Some(day), ..new_wave("Backwards", day) };
        assert_eq!(open(backwards), Err(refusal("store-wave-closes-too-early")));
        let titles =
            |now| scene.see(move |tx, s| waves::current(tx, &s.scope, &s.survey.id, now)).map(|wave| wave.title);
        assert_eq!(titles(MORNING).as_deref(), Some("Before"));
        assert_eq!(titles(day).as_deref(), Some("April"));
        assert_eq!(titles(day.plus_seconds(60)), None);
        assert_eq!(scene.change(move |tx, _| waves::close_due(tx, day)), 1);
        assert_eq!(scene.change(move |tx, _| waves::close_due(tx, day)), 0);
    });
}

#[test]
fn a_link_leads_to_the_wave_that_is_open_until_it_or_its_survey_is_closed() {
    on_both(|store| {
        let scene = Scene::new(&store, "Bank", false);
        assert!(22 <= scene.token.len() && scene.token.bytes().all(|b| b.is_ascii_alphanumeric()));
        let kiosk = scene.change(|tx, s| {
            links::create(tx, &s.scope, &s.survey.id, LinkKind::Kiosk, "Counter", &one("branch", "North"), MORNING)
        });
        let resolve = |token: &str| {
            let token = token.to_owned();
            seen(&store, move |tx| links::resolve(tx, &token, MORNING))
        };
        let door = resolve(&kiosk.token).expect("it is open");
        assert_eq!(
            (door.kind, door.hidden, door.wave.map(|wave| wave.id)),
            (DoorKind::Kiosk, one("branch", "North"), Some(scene.wave.id.clone()))
        );
        assert_eq!(door.organisation.name, "Bank");
        assert!(resolve("nonsense").is_none());
        scene.change(move |tx, s| links::close(tx, &s.scope, &kiosk.id, MORNING));
        let closed =
            scene.see(|tx, s| links::list(tx, &s.scope, &s.survey.id)).into_iter().find(|one| one.closed_at.is_some());
        assert!(resolve(&closed.expect("one is closed").token).is_none());
        scene.change(|tx, s| waves::close(tx, &s.scope, &s.wave.id, MORNING));
        assert!(resolve(&scene.token).expect("it is open").wave.is_none());
        scene.change(|tx, s| surveys::archive(tx, &s.scope, &s.survey.id, MORNING));
        assert!(resolve(&scene.token).is_none());
    });
}

#[test]
fn what_the_link_says_of_the_branch_outweighs_the_form_and_the_rest_is_kept_only_with_names() {
    on_both(|store| {
        for anonymous in [false, true] {
            let mut scene = Scene::new(&store, if anonymous { "Clinic" } else { "Bank" }, anonymous);
            let link = scene.change(|tx, s| {
                links::create(tx, &s.scope, &s.survey.id, LinkKind::Kiosk, "Counter", &one("branch", "North"), MORNING)
            });
            scene.token = link.token;
            let mut submission = answer([3; 6]);
            submission.segments = one("branch", "South");
            submission.fields = one("customer", "4711");
            scene.submit(&scene.door(MORNING), &submission, MORNING.plus_seconds(754)).expect("it is taken");
            let listed = scene.see(|tx, s| listing::responses(tx, &s.scope, &s.wave.id, None, 10)).items;
            assert_eq!(listed[0].segments[0].as_deref(), Some("North"));
            let (fields, at) = if anonymous {
                (BTreeMap::new(), MORNING)
            } else {
                (one("customer", "4711"), MORNING.plus_seconds(754))
            };
            assert_eq!((&listed[0].fields, listed[0].received_at), (&fields, at));
        }
    });
}

#[test]
fn a_viewer_reads_no_answers_and_an_agent_changes_nothing() {
    on_both(|store| {
        let scene = Scene::new(&store, "Bank", false);
        let as_role = |role: Role| {
            let person = member(&store, &scene.scope, &format!("{}@bank.example", role.name()), role);
            scope_of(&store, &sign_in(&store, &person, MORNING), MORNING)
        };
        let (viewer, agent) = (as_role(Role::Viewer), as_role(Role::Agent));
        let wave = scene.wave.id.clone();
        let look = move |tx: &mut store::Transaction<'_>| listing::responses(tx, &viewer, &wave, None, 10);
        assert_eq!(store.read(look).wait(), Err(StoreError::Forbidden));
        let wave = scene.wave.id.clone();
        let by = agent.clone();
        assert_eq!(refused(&store, move |tx| waves::close(tx, &by, &wave, MORNING)), StoreError::Forbidden);
        // Nor may an agent say which answers count, or bring some in; nothing of it is done.
        let sent = scene.submit(&scene.door(MORNING), &answer([3; 6]), MORNING);
        sent.expect("it is taken");
        let attempt =
            scene.see(|tx, s| listing::responses(tx, &s.scope, &s.wave.id, None, 10)).items[0].attempt.clone();
        let (by, wave) = (agent.clone(), scene.wave.id.clone());
        let why = refused(&store, move |tx| answers::set_aside(tx, &by, &wave, &attempt, Some("trap"), MORNING));
        assert_eq!(why, StoreError::Forbidden);
        let wave = scene.wave.id.clone();
        let why = refused(&store, move |tx| answers::import(tx, &agent, &wave, &[1; 32], &[], MORNING));
        assert_eq!(why, StoreError::Forbidden);
        let counts = scene.see(|tx, s| waves::get(tx, &s.scope, &s.wave.id));
        assert_eq!((counts.answers, counts.set_aside), (1, 0));
    });
}

/// What may be done to a questionnaire between two waves.
#[derive(Debug, Clone)]
enum Edit {
    Reorder,
    Reword(u8),
    AddOrDropItem,
    SwapSegments,
    RenameSegment,
    WiderScale,
}

fn edited(text: &str, edit: &Edit) -> String {
    let item = |id: &str| {
        let start = text.find(&format!("[[items]]\nid = \"{id}\"")).expect("the item is there");
        let end = text[start + 1..].find("[[").map_or(text.len(), |end| start + 1 + end);
        text[start..end].to_owned()
    };
    match edit {
        Edit::Reorder => {
            let (first, second) = (item("rel"), item("ass"));
            text.replace(&first, "#first#").replace(&second, &first).replace("#first#", &second)
        }
        Edit::Reword(n) => text.replacen("source = \"", &format!("source = \"Edition {n}. "), 1),
        Edit::AddOrDropItem if text.contains("id = \"tan2\"") => text.replace(&item("tan2"), ""),
        Edit::AddOrDropItem => {
            let languages = ["en", "id", "es"].map(|language| format!(".{language} = \""));
            let other = languages.iter().fold(item("tan"), |text, start| text.replace(start, &format!("{start}Also ")));
            text.replace(&item("tan"), &format!("{}{}", item("tan"), other.replace("\"tan\"", "\"tan2\"")))
        }
        Edit::SwapSegments => {
            text.replace("\"branch\"", "@@").replace("\"channel\"", "\"branch\"").replace("@@", "\"channel\"")
        }
        Edit::RenameSegment => text.replace("column = \"channel\"", "column = \"way\""),
        Edit::WiderScale => text.replacen("max = 5", "max = 7", 1),
    }
}

/// What one person answered, by the names of what was asked.
type Seen = (BTreeMap<String, u8>, BTreeMap<String, String>);

fn ask(scene: &Scene, text: &str, round: u8) -> (Id, Seen) {
    let asked = survey::parse(text).expect("an edited questionnaire is whole");
    let layout = survey::Layout::of(&asked);
    let codes: Vec<u8> = (0..layout.columns.len()).map(|column| 1 + (column as u8 * 3 + round) % 5).collect();
    let segments: BTreeMap<String, String> = asked
        .segments
        .iter()
        .map(|one| (one.column.clone(), format!("{} of round {}", one.column, round % 3)))
        .collect();
    let mut submission = answer([1; 6]);
    submission.codes.clone_from(&codes);
    submission.segments.clone_from(&segments);
    scene.submit(&scene.door(MORNING), &submission, MORNING).expect("it is taken");
    let names = layout.columns.iter().map(|column| column.name.clone());
    let wave = scene.see(|tx, s| waves::current(tx, &s.scope, &s.survey.id, MORNING)).expect("one is open");
    (wave.id, (names.zip(codes).collect(), segments))
}

fn read_again(scene: &Scene, wave: &Id) -> Vec<Seen> {
    let wave = wave.clone();
    scene.see(move |tx, s| {
        let wave = waves::get(tx, &s.scope, &wave)?;
        let asked = instruments::questionnaire(tx, &s.scope, &wave.instrument, wave.instrument_version)?;
        let listed = listing::responses(tx, &s.scope, &wave.id, None, 200)?.items;
        Ok(listed
            .into_iter()
            .map(|one| {
                let names = asked.layout.columns.iter().map(|column| column.name.clone());
                let words = asked.segments().map(str::to_owned).zip(one.segments);
                let words = words.filter_map(|(name, word)| Some((name, word?)));
                (names.zip(one.codes).collect(), words.collect())
            })
            .collect())
    })
}

fn edit_history(store: &Store, name: &str, edits: Vec<Edit>) {
    let scene = Scene::new(store, name, true);
    let mut text = questionnaire();
    let mut history = vec![ask(&scene, &text, 0)];
    for (round, edit) in (1..).zip(edits) {
        text = edited(&text.replace("column = \"way\"", "column = \"channel\""), &edit);
        let next = text.clone();
        scene.change(move |tx, s| {
            let version = instruments::save(tx, &s.scope, &next, MORNING)?.version;
            let change = SurveyChange { instrument_version: Some(version), ..SurveyChange::default() };
            surveys::update(tx, &s.scope, &s.survey.id, &change, MORNING)
        });
        // The wave that is open keeps asking what it asked.
        let asked_before = scene.door(MORNING).questionnaire.expect("a wave is open");
        assert_eq!(asked_before.layout.columns.len(), history.last().expect("one").1.0.len());
        scene.change(|tx, s| {
            let open = waves::current(tx, &s.scope, &s.survey.id, MORNING)?.expect("one is open");
            waves::close(tx, &s.scope, &open.id, MORNING)?;
            waves::open(tx, &s.scope, &s.survey.id, &new_wave("Next", MORNING), MORNING)
        });
        history.push(ask(&scene, &text, round));
    }
    for (wave, answered) in &history {
        assert_eq!(read_again(&scene, wave), std::slice::from_ref(answered));
    }
}

#[test]
fn editing_a_questionnaire_re_labels_no_answer() {
    on_both(|store| {
        let edit = prop_oneof![
            Just(Edit::Reorder),
            any::<u8>().prop_map(Edit::Reword),
            Just(Edit::AddOrDropItem),
            Just(Edit::SwapSegments),
            Just(Edit::RenameSegment),
            Just(Edit::WiderScale),
        ];
        let mut runner = TestRunner::new(Config { cases: 16, failure_persistence: None, ..Config::default() });
        let count = std::cell::Cell::new(0);
        let outcome = runner.run(&prop::collection::vec(edit, 1..8), |edits| {
            count.set(count.get() + 1);
            edit_history(&store, &format!("Organisation {}", count.get()), edits);
            Ok(())
        });
        outcome.expect("every answer is read as it was given");
    });
}
