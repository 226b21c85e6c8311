//! What every page of the board has around it: which survey and wave, how it stands, the ways to its parts and other waves.

use std::sync::Arc;

use language::Words;
use report::SUPPRESS_BELOW;
use report::render::Links;
use report::render::board::Board;
use store::waves::{Wave, WaveState};
use store::{Id, Role, StoreError};

use crate::App;
use crate::failure::Failure;
use crate::live::{self, Live};
use crate::page::{Page, words_of};
use crate::visitor::{SignedIn, Visitor};

/// A way to another page.
pub(super) struct Way {
    pub href: String,
    pub label: String,
    pub here: bool,
}

/// The frame of a page.
pub(super) struct Frame {
    pub survey: String,
    pub survey_href: String,
    pub wave: String,
    pub base: String,
    pub state: &'static str,
    pub state_text: String,
    pub facts: Vec<(String, String)>,
    pub parts: Vec<Way>,
    pub waves: Vec<Way>,
    pub notes: Vec<String>,
    pub may_read: bool,
    /// Why nothing is shown yet.
    pub nothing: Option<String>,
}

/// What a handler of the board begins with.
pub(super) struct Opened {
    pub words: Words,
    pub live: Arc<Live>,
    pub waves: Vec<Wave>,
    pub may_read: bool,
}

/// The parts of the board, as in addresses, and the message that names each.
pub(super) const PARTS: [(&str, &str); 7] = [
    ("items", "board-part-items"),
    ("priorities", "board-part-priorities"),
    ("zone", "board-part-zone"),
    ("segments", "board-part-segments"),
    ("waves", "board-part-waves"),
    ("structure", "board-part-structure"),
    ("data", "board-part-data"),
];

/// An id from an address; whatever is none does not exist.
pub(super) fn id_of(text: &str) -> Result<Id, Failure> {
    Id::parse(text).ok_or(Failure::Store(StoreError::NotFound))
}

/// Opens a wave for whoever is signed in.
pub(super) async fn open(app: &App, session: &SignedIn, visitor: &Visitor, wave: &str) -> Result<Opened, Failure> {
    let words = words_of(session, visitor);
    let live = live::report(app, &session.scope, &id_of(wave)?, words).await?;
    let (scope, survey) = (session.scope.clone(), live.survey.id.clone());
    let mut waves = app.store.read(move |tx| store::waves::list(tx, &scope, &survey)).await?;
    waves.sort_by_key(|wave| wave.position);
    Ok(Opened { words, live, waves, may_read: session.scope.role().at_least(Role::Manager) })
}

impl Opened {
    /// Where this wave's board is.
    pub fn base(&self) -> String {
        format!("/board/{}", self.live.wave.id)
    }

    /// The report in parts, its numbers leading to methods and, for those who may, to answers.
    pub fn board(&self) -> Option<Board<'_>> {
        let rows = self.may_read.then(|| format!("{}/answers", self.base()));
        let links = Links { method: "/method/".to_owned(), rows };
        self.live.report.as_ref().map(|report| Board::new(report, links))
    }

    /// The page around it; `part` is the part that is shown, empty for the overview.
    pub fn page(&self, session: &SignedIn, visitor: &Visitor) -> Page {
        let title = format!("{} · {}", self.live.survey.title, self.live.wave.title);
        Page::of(session, visitor, "surveys", title)
    }

    /// The frame of a part.
    pub fn frame(&self, part: &str) -> Frame {
        let (live, w, base) = (&*self.live, self.words, self.base());
        let (state, state_text) = match live.state {
            WaveState::Planned => ("planned", "board-state-planned"),
            WaveState::Open => ("open", "board-state-open"),
            WaveState::Closed => ("closed", "board-state-closed"),
        };
        let few = live.report.is_none().then(|| self.too_few());
        Frame {
            survey: live.survey.title.clone(),
            survey_href: format!("/surveys/{}", live.survey.id),
            wave: live.wave.title.clone(),
            state,
            state_text: w.text(state_text),
            facts: self.facts(),
            parts: self.parts(part),
            waves: self.other_waves(part),
            notes: if live.report.is_some() { self.notes() } else { Vec::new() },
            may_read: self.may_read,
            nothing: few,
            base,
        }
    }

    fn too_few(&self) -> String {
        let arguments = [("n", self.live.wave.answers.into()), ("least", (SUPPRESS_BELOW as i64).into())];
        self.words.say("board-too-few", &arguments)
    }

    fn facts(&self) -> Vec<(String, String)> {
        let (wave, w) = (&self.live.wave, self.words);
        let mut facts = vec![(w.text("board-fact-answers"), w.count(wave.answers))];
        if wave.set_aside > 0 {
            facts.push((w.text("board-fact-aside"), w.count(wave.set_aside)));
        }
        if let Some(report) = &self.live.report {
            facts.push((w.text("board-fact-questionnaire"), report.instrument.title.clone()));
        }
        facts
    }

    fn parts(&self, part: &str) -> Vec<Way> {
        let base = self.base();
        let way = |(name, message): (&str, &str)| Way {
            href: format!("{base}/{name}"),
            label: self.words.text(message),
            here: part == name,
        };
        let overview = Way { href: base.clone(), label: self.words.text("board-part-overview"), here: part.is_empty() };
        let zone = self.live.report.as_ref().is_some_and(|report| report.has("minimum"));
        let segments = self.live.report.as_ref().is_some_and(|report| !report.segmentations.is_empty());
        let there = |name: &str| match name {
            "zone" => zone,
            "segments" => segments,
            "waves" => self.waves.len() > 1,
            _ => true,
        };
        let mut ways = vec![overview];
        ways.extend(PARTS.into_iter().filter(|(name, _)| there(name)).map(way));
        if self.may_read {
            ways.push(way(("answers", "board-part-answers")));
        }
        ways
    }

    fn other_waves(&self, part: &str) -> Vec<Way> {
        if self.waves.len() < 2 {
            return Vec::new();
        }
        let tail = if part.is_empty() { String::new() } else { format!("/{part}") };
        let way = |wave: &Wave| Way {
            href: format!("/board/{}{tail}", wave.id),
            label: wave.title.clone(),
            here: wave.id == self.live.wave.id,
        };
        self.waves.iter().map(way).collect()
    }

    /// What to know while numbers are held back.
    fn notes(&self) -> Vec<String> {
        let counted = u64::try_from(self.live.wave.answers).unwrap_or_default();
        let count = |n: u64| i64::try_from(n).unwrap_or(i64::MAX).into();
        let mut notes = Vec::new();
        if self.live.shown < counted {
            let arguments = [("shown", count(self.live.shown)), ("n", count(counted)), ("step", count(SUPPRESS_BELOW))];
            notes.push(self.words.say("board-held-back", &arguments));
        }
        if self.live.shown_of_groups < self.live.shown {
            notes.push(self.words.say("board-held-back-groups", &[("shown", count(self.live.shown_of_groups))]));
        }
        notes
    }
}
