//! What these tests begin with: a survey of a bank branch with a wave that is open, and its doors.

use std::collections::BTreeMap;
use std::sync::Arc;

use store::answers::{Submission, Submitted};
use store::invitees::NewInvitee;
use store::links::{Door, LinkKind};
use store::surveys::{NewSurvey, Pulse, Survey};
use store::waves::{NewWave, Wave};
use store::{
    Id, Scope, Secret, Store, StoreError, Time, Transaction, answers, instruments, invitees, links, surveys, waves,
};
use sums::{Composite, Facet, Plan, Variable};
use survey::Layout;

use crate::common::{MORNING, done, organisation, seen};

/// Columns of the questionnaire: five items and the overall judgement.
pub const COLUMNS: usize = 6;

/// A survey that is asked.
#[derive(Clone)]
pub struct Scene {
    pub store: Store,
    pub scope: Scope,
    pub survey: Survey,
    pub wave: Wave,
    pub token: String,
}

/// The questionnaire: five short items, and two groups.
pub fn questionnaire() -> String {
    let pulse = survey::builtin_source("rater-pulse").expect("it is built in");
    let group = |column: &str| {
        format!(
            "\n[[segments]]\ncolumn = \"{column}\"\ntitle.en = \"Group\"\ntitle.id = \"Kelompok\"\ntitle.es = \"Grupo\"\n"
        )
    };
    format!("{pulse}{}{}", group("branch"), group("channel"))
}

pub fn layout() -> Layout {
    Layout::of(&survey::parse(&questionnaire()).expect("the questionnaire is whole"))
}

/// A plan with something of each kind.
pub fn plan() -> Plan {
    Plan {
        column_max: layout().columns.iter().map(|column| column.scale.max).collect(),
        composites: vec![Composite::Mean { columns: vec![0, 1, 2, 3, 4], minimum: 3, scale: 60 }],
        blocks: vec![(0..COLUMNS).map(Variable::Column).collect(), vec![Variable::Composite(0), Variable::Column(5)]],
        tables: vec![(0, 5)],
        histograms: vec![(0, 0, 300)],
        facets: vec![Facet { cells: 20 }, Facet { cells: 500 }, Facet { cells: 500 }],
    }
}

pub fn new_survey(version: i64, anonymous: bool) -> NewSurvey {
    NewSurvey {
        title: "After your visit".into(),
        instrument: "rater-pulse".into(),
        instrument_version: version,
        language: "id".into(),
        team: None,
        anonymous,
        pulse: Pulse::Off,
        ask_comment: true,
        thanks: "Terima kasih".into(),
        embed_origins: vec!["https://bank.example".into()],
        sample: false,
    }
}

pub fn new_wave(title: &str, opens_at: Time) -> NewWave {
    NewWave { title: title.into(), opens_at, closes_at: None }
}

impl Scene {
    /// A survey of a new organisation.
    pub fn new(store: &Store, name: &str, anonymous: bool) -> Self {
        let scope = organisation(store, name);
        let mine = scope.clone();
        let (survey, wave, link) = done(store, move |tx| {
            let version = instruments::save(tx, &mine, &questionnaire(), MORNING)?.version;
            let survey = surveys::create(tx, &mine, &new_survey(version, anonymous), MORNING)?;
            let wave = waves::open(tx, &mine, &survey.id, &new_wave("March", MORNING), MORNING)?;
            let hidden = BTreeMap::new();
            let link = links::create(tx, &mine, &survey.id, LinkKind::Open, "Poster", &hidden, MORNING)?;
            Ok((survey, wave, link))
        });
        Self { store: store.clone(), scope, survey, wave, token: link.token }
    }

    /// What the link opens.
    pub fn door(&self, now: Time) -> Door {
        let token = self.token.clone();
        seen(&self.store, move |tx| links::resolve(tx, &token, now)).expect("the link is open")
    }

    /// The same, folding as it goes.
    pub fn folding_door(&self, now: Time) -> Door {
        Door { plan: Some(Arc::new(plan())), ..self.door(now) }
    }

    /// Somebody is invited: the token of the mail, and the person.
    pub fn invite(&self, email: &str) -> (Secret, Id) {
        let (scope, wave, email) = (self.scope.clone(), self.wave.id.clone(), email.to_owned());
        done(&self.store, move |tx| {
            let person = NewInvitee {
                email: email.clone(),
                name: "Budi Santoso".into(),
                language: "id".into(),
                segments: BTreeMap::new(),
            };
            invitees::import(tx, &scope, &wave, vec![person], MORNING)?;
            let listed = invitees::list(tx, &scope, &wave, None, 1000)?;
            let invitee = listed.into_iter().find(|one| one.email == email).expect("the person is on the list");
            Ok((invitees::issue_token(tx, &scope, &invitee.id, MORNING)?, invitee.id))
        })
    }

    /// What an invitation opens.
    pub fn invited_door(&self, token: &Secret, now: Time) -> Door {
        let hash = token.hash();
        seen(&self.store, move |tx| invitees::resolve_invitation(tx, &hash, now)).expect("there is an invitation")
    }

    pub fn submit(&self, door: &Door, submission: &Submission, now: Time) -> Result<Submitted, StoreError> {
        let (door, submission) = (door.clone(), submission.clone());
        self.store.write(move |tx| answers::submit(tx, &door, &submission, now)).wait()
    }

    /// The wave as it is now.
    pub fn wave_now(&self) -> Wave {
        self.see(|tx, scene| waves::get(tx, &scene.scope, &scene.wave.id))
    }

    pub fn see<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut Transaction<'_>, &Self) -> Result<T, StoreError> + Send + 'static,
    ) -> T {
        let scene = self.clone();
        seen(&self.store, move |tx| job(tx, &scene))
    }

    pub fn change<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut Transaction<'_>, &Self) -> Result<T, StoreError> + Send + 'static,
    ) -> T {
        let scene = self.clone();
        done(&self.store, move |tx| job(tx, &scene))
    }
}

/// An answer of six codes.
pub fn answer(codes: [u8; COLUMNS]) -> Submission {
    Submission {
        attempt: Id::random(),
        codes: codes.to_vec(),
        segments: BTreeMap::new(),
        fields: BTreeMap::new(),
        comment: None,
        seconds: Some(40),
        language: "id".into(),
        invitation: None,
        suspicious: None,
    }
}

/// One pair of a map.
pub fn one(key: &str, value: &str) -> BTreeMap<String, String> {
    BTreeMap::from([(key.to_owned(), value.to_owned())])
}
