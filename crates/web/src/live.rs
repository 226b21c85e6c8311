//! From the sums of a wave to its report, by the same assembly as the command line, while answers come and afterwards.
//!
//! Separate from the pages, which show a report and know no sums. A report is made once for what went into it and for each
//! language; who asks meanwhile waits for the same one. It decides nothing about service quality: what may be said while
//! answers come, and what must not be shown of small groups, is the report's own.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use language::Words;
use report::{Arrivals, Basis, Blueprint, DataCare, FacetMeaning, Material, Report, SUPPRESS_BELOW};
use store::instruments::{Questionnaire, questionnaire};
use store::surveys::Survey;
use store::waves::{Wave, WaveState};
use store::{Id, Role, Scope, StoreError, Time, Transaction};
use sums::{Accumulator, Cube, Rows};
use tokio::sync::{OnceCell, watch};

use crate::App;
use crate::failure::Failure;

/// Up to so many answers, a running wave's report looks at single respondents; beyond, it makes do with sums, so that its
/// cost does not grow. The report of a closed wave looks at as many as the command line does.
pub const ROWS_WHILE_RUNNING: i64 = 2_000;
/// Folds of respondents, as at the command line.
const FOLDS: usize = 20;
/// Groups of a segment at most, as the store keeps them.
const GROUPS: usize = 500;
/// The smallest gap that matters, and the seed of the bootstrap: those of the command line.
const MINIMUM_GAP: f64 = 0.3;
const SEED: u64 = 1;
/// Numbers move by so many answers for those who may not read answers one by one.
const STEP: usize = SUPPRESS_BELOW as usize;
/// Where rows are too many to look at, they move by so many.
const STEP_OF_MANY: i64 = 1_000;
/// Reports kept at most, and for how long.
const KEPT_MAX: usize = 128;
const KEPT: Duration = Duration::from_secs(300);
/// A reader who had to add up so many answers leaves the sums for the next one.
const LEAVE_FROM: i64 = 4_096;
/// From so many new answers on they are added up without a reader, and how often that is looked for.
const KEEP_FROM: i64 = 1_024;
const KEEP_UP: Duration = Duration::from_secs(2);

/// Reports that were made: of each wave the newest, by who looks and in which language.
#[derive(Default)]
pub struct Reports {
    made: Mutex<HashMap<String, Slot>>,
    /// How many answers the numbers of a wave of many rows were last made of.
    published: Mutex<HashMap<Id, i64>>,
}

struct Slot {
    /// What went into it.
    version: String,
    since: Instant,
    report: Arc<OnceCell<Arc<Live>>>,
}

/// A wave with its report at a moment.
#[derive(Debug)]
pub struct Live {
    /// The survey.
    pub survey: Survey,
    /// The wave.
    pub wave: Wave,
    /// Its questionnaire.
    pub asked: Arc<Questionnaire>,
    /// Where it stands.
    pub state: WaveState,
    /// Answers in the numbers: all that count, or fewer while numbers move in steps.
    pub shown: u64,
    /// Answers in the numbers of groups.
    pub shown_of_groups: u64,
    /// The report; none while fewer answered than may be shown.
    pub report: Option<Report>,
}

impl Live {
    /// Whether answers still come.
    #[must_use]
    pub fn running(&self) -> bool {
        self.state != WaveState::Closed
    }
}

/// What to add up for a questionnaire's waves. The sums that the store keeps are those of this plan.
#[must_use]
pub fn blueprint(asked: &Questionnaire) -> Blueprint {
    let mut cells = vec![GROUPS; 1 + asked.instrument.segments.len()];
    cells[0] = FOLDS;
    Blueprint::new(&asked.instrument, &asked.layout, false).with_facets(&cells)
}

/// The wave with its report, made now or a moment ago.
///
/// # Errors
/// [`StoreError::NotFound`] when the scope sees no such wave.
pub async fn report(app: &App, scope: &Scope, wave: &Id, words: Words) -> Result<Arc<Live>, Failure> {
    let now = Time::now();
    let (asked_scope, asked_wave) = (scope.clone(), wave.clone());
    let wave = app.store.read(move |tx| store::waves::get(tx, &asked_scope, &asked_wave)).await?;
    let watch = Watch::of(app, scope, &wave, now);
    let place = format!("{} {} {}", wave.id, watch.stepped, words.language().code());
    let slot = app.reports.slot(place, watch.key(&wave));
    let scope = scope.clone();
    let made = slot.get_or_try_init(|| async move {
        let (reading, asked_scope) = (watch, scope.clone());
        let gathered = app.store.read(move |tx| gather(tx, &asked_scope, &wave.id, reading)).await?;
        if LEAVE_FROM <= gathered.looked_at {
            leave(app, scope, &gathered);
        }
        let made = tokio::task::spawn_blocking(move || gathered.live(words)).await;
        made.map(Arc::new).map_err(|_| StoreError::Damaged("a report".to_owned()))
    });
    Ok(made.await.map(Arc::clone)?)
}

/// The waves of a survey up to this one whose questionnaires ask the same, compared; none with fewer than two that may be
/// shown. Groups stay out of it: what is shown of them in one wave could be subtracted from all waves.
///
/// # Errors
/// [`StoreError::NotFound`] when the scope sees no such wave.
pub async fn comparison(app: &App, scope: &Scope, wave: &Id, words: Words) -> Result<Option<Arc<Live>>, Failure> {
    let now = Time::now();
    let (asked_scope, asked_wave) = (scope.clone(), wave.clone());
    let waves = app.store.read(move |tx| comparable(tx, &asked_scope, &asked_wave)).await?;
    let asked_wave = wave;
    if waves.len() < 2 {
        return Ok(None);
    }
    let watches: Vec<Watch> = waves.iter().map(|wave| Watch::of(app, scope, wave, now)).collect();
    let parts: Vec<String> = waves.iter().zip(&watches).map(|(wave, watch)| watch.key(wave)).collect();
    let stepped = watches.iter().any(|watch| watch.stepped);
    let place = format!("{asked_wave} and before {stepped} {}", words.language().code());
    let slot = app.reports.slot(place, parts.join("+"));
    let scope = scope.clone();
    let made = slot.get_or_try_init(|| async move {
        let gather_all = move |tx: &mut Transaction<'_>| {
            let each = waves.iter().zip(watches).map(|(wave, watch)| gather(tx, &scope, &wave.id, watch));
            each.collect::<Result<Vec<_>, _>>()
        };
        let gathered = app.store.read(gather_all).await?;
        let made = tokio::task::spawn_blocking(move || compared(gathered, words)).await;
        made.map(Arc::new).map_err(|_| StoreError::Damaged("a report".to_owned()))
    });
    let made = made.await.map(Arc::clone)?;
    Ok(made.report.is_some().then_some(made))
}

/// Keeps the sums that were just added up, so that the next reader need not. Whether it works out, nobody waits for.
fn leave(app: &App, scope: Scope, gathered: &Gathered) {
    let (Some(evidence), wave) = (gathered.evidence.clone(), gathered.wave.id.clone()) else { return };
    let plan = gathered.blueprint.plan.clone();
    drop(app.store.write(move |tx| store::live::keep(tx, &scope, &wave, &plan, &evidence)));
}

/// Adds up what comes in, in the background, so that whoever looks finds few answers that are not in the sums yet, also
/// after a file with millions was imported. Ends when the server stops.
pub async fn keep_up(app: App, mut stopping: watch::Receiver<bool>) {
    while !*stopping.borrow() {
        // What fails here fails for the next reader, too, who is told.
        if !add_up_some(&app).await.unwrap_or(false) {
            tokio::select! {
                () = tokio::time::sleep(KEEP_UP) => {}
                changed = stopping.changed() => if changed.is_err() { return },
            }
        }
    }
}

/// Adds up some of what waits; gives whether more does.
async fn add_up_some(app: &App) -> Result<bool, StoreError> {
    let mut more = false;
    for (scope, wave) in app.store.read(|tx| store::live::lagging(tx, KEEP_FROM)).await? {
        let (asked_scope, asked_wave) = (scope.clone(), wave.clone());
        let gathered = app.store.read(move |tx| {
            let found = store::waves::get(tx, &asked_scope, &asked_wave)?;
            let asked = questionnaire(tx, &asked_scope, &found.instrument, found.instrument_version)?;
            let plan = blueprint(&asked).plan;
            store::live::some_more(tx, &asked_scope, &asked_wave, &plan, store::live::FOLD_MAX)
                .map(|evidence| (plan, evidence))
        });
        let Ok((plan, evidence)) = gathered.await else { continue };
        let full = store::live::FOLD_MAX <= evidence.looked_at;
        let kept = app.store.write(move |tx| store::live::keep(tx, &scope, &wave, &plan, &evidence)).await?;
        more |= full && kept;
    }
    Ok(more)
}

impl Reports {
    /// The report at a place, when it is of what is there now; else room for the new one. The old one gives way, so that a
    /// wave that is looked at between any two answers takes no more memory than one.
    fn slot(&self, place: String, version: String) -> Arc<OnceCell<Arc<Live>>> {
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        made.retain(|_, slot| slot.since.elapsed() < KEPT);
        if KEPT_MAX <= made.len() {
            made.clear();
        }
        let fresh = |version| Slot { version, since: Instant::now(), report: Arc::default() };
        match made.get_mut(&place) {
            Some(slot) if slot.version == version => Arc::clone(&slot.report),
            Some(slot) => {
                *slot = fresh(version);
                Arc::clone(&slot.report)
            }
            None => Arc::clone(&made.entry(place).or_insert(fresh(version)).report),
        }
    }

    /// Of how many answers the numbers of a wave are made for somebody before whom they move in steps.
    fn publish(&self, wave: &Wave) -> i64 {
        let mut published = self.published.lock().unwrap_or_else(PoisonError::into_inner);
        let last = published.entry(wave.id.clone()).or_insert(wave.answers);
        if *last + STEP_OF_MANY <= wave.answers || wave.answers < *last {
            *last = wave.answers;
        }
        *last
    }
}

/// How somebody sees a wave at a moment.
#[derive(Debug, Clone, Copy)]
struct Watch {
    state: WaveState,
    /// Whether numbers move in steps, and stay where the end of the wave would give single answers away.
    stepped: bool,
    /// Which answers went in, as far as it matters for keeping the report.
    answers: i64,
}

/// How many of so many answers are shown in steps at most while more may come. The last ten are always left out: when the wave
/// is closed all are shown, and what then comes at once must not be fewer than ten.
fn steps_of(answers: i64) -> i64 {
    let held = (answers - STEP as i64).max(0);
    held - held % STEP as i64
}

impl Watch {
    /// Whoever may read answers one by one, which are managers, sees every number as it is.
    fn of(app: &App, scope: &Scope, wave: &Wave, now: Time) -> Self {
        let state = wave.state(now);
        let stepped = !scope.role().at_least(Role::Manager);
        let many = i64::try_from(store::listing::ROWS_MAX).unwrap_or(i64::MAX) < wave.answers;
        let answers = match (stepped && state != WaveState::Closed, many) {
            (false, _) => wave.answers,
            (true, false) => steps_of(wave.answers),
            (true, true) => app.reports.publish(wave),
        };
        Self { state, stepped, answers }
    }

    fn key(self, wave: &Wave) -> String {
        let when =
            if self.stepped && self.state != WaveState::Closed { 0 } else { wave.last_answer_at.unwrap_or_default().0 };
        // One out and another in are as many answers as before, and not the same.
        let changed = (wave.set_aside, wave.revision());
        format!("{} {:?} {} {} {when} {changed:?}", wave.id, self.state, self.stepped, self.answers)
    }
}

/// The waves of a survey up to this one whose layout is the same, the oldest first.
fn comparable(tx: &mut Transaction<'_>, scope: &Scope, wave: &Id) -> Result<Vec<Wave>, StoreError> {
    let wave = store::waves::get(tx, scope, wave)?;
    let own = questionnaire(tx, scope, &wave.instrument, wave.instrument_version)?;
    let mut same = Vec::new();
    for other in store::waves::list(tx, scope, &wave.survey)? {
        let asked = questionnaire(tx, scope, &other.instrument, other.instrument_version)?;
        let shown = other.answers >= SUPPRESS_BELOW as i64;
        if other.position <= wave.position && asked.layout == own.layout && shown {
            same.push(other);
        }
    }
    same.sort_by_key(|wave| wave.position);
    Ok(same)
}

/// Everything a report is made of, taken out of the store.
struct Gathered {
    survey: Survey,
    wave: Wave,
    state: WaveState,
    asked: Arc<Questionnaire>,
    blueprint: Blueprint,
    cube: Cube,
    /// Per facet, the values of each cell.
    keys: Vec<Vec<Vec<String>>>,
    rows: Option<Rows>,
    seconds: Vec<f64>,
    shown: u64,
    shown_of_groups: u64,
    looked_at: i64,
    evidence: Option<store::live::Evidence>,
    held: Option<Held>,
}

/// Which numbers are held back, by what they rest on.
struct Held {
    bases: Vec<Basis>,
    everybody: Vec<bool>,
    groups: Vec<bool>,
}

impl Held {
    fn back(&self, report: Report, words: Words) -> Report {
        report::hold_back(report, &self.bases, &self.everybody, &self.groups, words)
    }
}

fn gather(tx: &mut Transaction<'_>, scope: &Scope, wave: &Id, watch: Watch) -> Result<Gathered, StoreError> {
    let wave = store::waves::get(tx, scope, wave)?;
    let survey = store::surveys::get(tx, scope, &wave.survey)?;
    let asked = questionnaire(tx, scope, &wave.instrument, wave.instrument_version)?;
    let blueprint = blueprint(&asked);
    let evidence = store::live::evidence(tx, scope, &wave.id, &blueprint.plan)?;
    let most = if watch.state == WaveState::Closed { i64::MAX } else { ROWS_WHILE_RUNNING };
    let rows = if watch.stepped || wave.answers <= most {
        store::listing::rows(tx, scope, &wave.id, &blueprint.plan)?
    } else {
        None
    };
    let seconds = if rows.is_some() { store::listing::seconds(tx, scope, &wave.id)? } else { Vec::new() };
    let all = evidence.cube.total(0).rows;
    let mut gathered = Gathered {
        survey,
        state: watch.state,
        asked,
        cube: evidence.cube.clone(),
        keys: Vec::new(),
        rows,
        seconds,
        shown: all,
        shown_of_groups: all,
        looked_at: evidence.looked_at,
        evidence: None,
        held: None,
        wave,
        blueprint,
    };
    if watch.stepped {
        gathered.hold_back()?;
    }
    if gathered.wave.answers > most {
        (gathered.rows, gathered.seconds) = (None, Vec::new());
    }
    gathered.name_cells(&evidence.keys);
    gathered.evidence = Some(evidence);
    Ok(gathered)
}

impl Gathered {
    /// Leaves out the answers that would give themselves away by moving the numbers.
    fn hold_back(&mut self) -> Result<(), StoreError> {
        let Some(rows) = &self.rows else {
            self.hold_back_of_many();
            return Ok(());
        };
        let bases = report::bases(&self.asked.instrument, &self.blueprint, rows);
        let answered: Vec<&[bool]> = bases.iter().map(|basis| &basis.answered[..]).collect();
        let groups = rows.cells.get(1..).unwrap_or_default();
        let closed = self.state == WaveState::Closed;
        let waited_for: Vec<bool> = bases.iter().map(Basis::is_waited_for).collect();
        let (answered, waited_for) = (&answered[..], &waited_for[..]);
        let shown = report::shown_of(Arrivals { n: rows.n, closed, groups, answered, waited_for }, STEP);
        if shown.groups < rows.n {
            let mut rows = rows.retain(|row| *row < shown.everybody);
            for cells in rows.cells.iter_mut().skip(1) {
                cells.iter_mut().skip(shown.groups).for_each(|cell| *cell = u32::MAX);
            }
            let mut sums = Accumulator::new(&self.blueprint.plan)
                .map_err(|_| StoreError::Damaged("the plan of a questionnaire".to_owned()))?;
            if rows.n > 0 {
                sums.observe(&rows.batch());
            }
            self.cube = sums.finish();
            self.seconds.truncate(shown.everybody);
            self.rows = Some(rows);
        }
        (self.shown, self.shown_of_groups) = (shown.everybody as u64, shown.groups as u64);
        self.held = Some(Held { bases, everybody: shown.held, groups: shown.held_of_groups });
        Ok(())
    }

    /// Where rows are too many to look at, groups wait for the end of the wave.
    fn hold_back_of_many(&mut self) {
        if self.state != WaveState::Closed {
            self.cube.facets.iter_mut().skip(1).for_each(Vec::clear);
            self.shown_of_groups = 0;
        }
    }

    /// Names the cells of each segment, and puts them in the order of their names: that in which they came says who
    /// answered first.
    fn name_cells(&mut self, words: &[Vec<String>]) {
        self.keys = vec![Vec::new()];
        for (place, words) in words.iter().enumerate() {
            let facet = place + 1;
            let cells = std::mem::take(&mut self.cube.facets[facet]);
            let mut order: Vec<usize> =
                (0..cells.len().min(words.len())).filter(|cell| !words[*cell].is_empty()).collect();
            order.sort_by(|a, b| in_order(&words[*a], &words[*b]));
            self.keys.push(order.iter().map(|cell| vec![words[*cell].clone()]).collect());
            let mut moved = vec![u32::MAX; cells.len()];
            for (to, from) in order.iter().enumerate() {
                moved[*from] = u32::try_from(to).unwrap_or(u32::MAX);
            }
            let mut cells: Vec<Option<sums::Evidence>> = cells.into_iter().map(Some).collect();
            let ordered = order.iter().filter_map(|from| cells.get_mut(*from).and_then(Option::take));
            self.cube.facets[facet] = ordered.collect();
            if let Some(rows) = &mut self.rows {
                for cell in &mut rows.cells[facet] {
                    *cell = moved.get(*cell as usize).copied().unwrap_or(u32::MAX);
                }
            }
        }
    }

    fn live(self, words: Words) -> Live {
        let report = (SUPPRESS_BELOW <= self.shown).then(|| {
            let title = format!("{} · {}", self.survey.title, self.wave.title);
            let meanings = self.asked.instrument.segments.iter();
            let meanings = meanings.map(|segment| FacetMeaning::Segments { column: segment.column.clone() });
            let meanings: Vec<FacetMeaning> = std::iter::once(FacetMeaning::Folds).chain(meanings).collect();
            let running = self.state != WaveState::Closed;
            let make = if running { report::assemble_running } else { report::assemble };
            let report = assembled(make, &self, &self.cube, &meanings, &self.keys, title, words);
            let report = if running { report::while_running(report, None, words) } else { report };
            self.held.iter().fold(report, |report, held| held.back(report, words))
        });
        Live {
            survey: self.survey,
            wave: self.wave,
            asked: self.asked,
            state: self.state,
            shown: self.shown,
            shown_of_groups: self.shown_of_groups,
            report,
        }
    }

    fn care(&self) -> DataCare {
        let set_aside = u64::try_from(self.wave.set_aside).unwrap_or_default();
        DataCare { records: self.shown + set_aside, rows_refused: set_aside, ..DataCare::default() }
    }
}

fn assembled(
    make: fn(&Material<'_>) -> Report,
    gathered: &Gathered,
    cube: &Cube,
    meanings: &[FacetMeaning],
    keys: &[Vec<Vec<String>>],
    title: String,
    words: Words,
) -> Report {
    make(&Material {
        instrument: &gathered.asked.instrument,
        layout: &gathered.asked.layout,
        blueprint: &gathered.blueprint,
        cube,
        meanings,
        keys,
        rows: gathered.rows.as_ref(),
        seconds: &gathered.seconds,
        care: gathered.care(),
        words,
        title: Some(title),
        minimum_gap: MINIMUM_GAP,
        seed: SEED,
        estimator: report::Estimator::default(),
        provider: report::Provider::default(),
        targets: None,
    })
}

/// Waves side by side: folds of everybody, and one cell per wave.
fn compared(mut waves: Vec<Gathered>, words: Words) -> Live {
    waves.retain(|wave| SUPPRESS_BELOW <= wave.shown);
    let names = distinct(&waves);
    let mut folds: Vec<sums::Evidence> = Vec::new();
    let mut cells = Vec::new();
    for wave in &waves {
        for (place, fold) in wave.cube.facets[0].iter().enumerate() {
            match folds.get_mut(place) {
                Some(all) => all.merge(fold),
                None => folds.push(fold.clone()),
            }
        }
        cells.push(wave.cube.total(0));
    }
    let rows = together(&waves);
    let seconds = waves.iter().flat_map(|wave| wave.seconds.iter().copied()).collect();
    let held: Vec<Held> = waves.iter_mut().filter_map(|wave| wave.held.take()).collect();
    let running = waves.last().filter(|wave| wave.state != WaveState::Closed).and(names.last().cloned());
    let several = waves.len() > 1;
    let shown = waves.iter().map(|wave| wave.shown).sum();
    let set_aside = waves.iter().map(|wave| wave.wave.set_aside).sum();
    // There is always one: who has no second wave does not get here.
    let mut last = waves.pop().unwrap_or_else(|| unreachable!("a comparison of no wave"));
    let cut = last.blueprint.plan.facets.len().min(1);
    last.blueprint.plan.facets.truncate(cut);
    last.blueprint.plan.facets.push(sums::Facet { cells: cells.len() });
    (last.rows, last.seconds, last.shown, last.wave.set_aside) = (rows, seconds, shown, set_aside);
    let cube = Cube { facets: vec![folds, cells] };
    let keys = vec![Vec::new(), names.iter().map(|name| vec![name.clone()]).collect()];
    let meanings = [FacetMeaning::Folds, FacetMeaning::Waves];
    let report = several.then(|| {
        let report = assembled(report::assemble, &last, &cube, &meanings, &keys, last.survey.title.clone(), words);
        let report = if running.is_some() { report::while_running(report, running.as_deref(), words) } else { report };
        // What is held back of one wave is held back of all: it could be subtracted from their sum.
        held.iter().fold(report, |report, held| held.back(report, words))
    });
    Live {
        survey: last.survey,
        wave: last.wave,
        asked: last.asked,
        state: last.state,
        shown,
        shown_of_groups: 0,
        report,
    }
}

/// The names of waves; two of the same name are told apart by their number.
fn distinct(waves: &[Gathered]) -> Vec<String> {
    let title = |wave: &Gathered| wave.wave.title.clone();
    let twice = |name: &String| waves.iter().filter(|wave| wave.wave.title == *name).count() > 1;
    let named = |wave: &Gathered| {
        let name = title(wave);
        if twice(&name) { format!("{name} ({})", wave.wave.position) } else { name }
    };
    waves.iter().map(named).collect()
}

/// The rows of all waves, when each still has them and they are few enough.
fn together(waves: &[Gathered]) -> Option<Rows> {
    let many = waves.iter().map(|wave| wave.shown).sum::<u64>();
    if store::listing::ROWS_MAX as u64 <= many {
        return None;
    }
    let mut all = Rows::default();
    for (place, wave) in waves.iter().enumerate() {
        let rows = wave.rows.as_ref()?;
        let mut batch = rows.batch();
        batch.cells.truncate(1);
        batch.cells.push(vec![u32::try_from(place).unwrap_or(u32::MAX); rows.n]);
        all.append(&batch, &rows.lines);
    }
    Some(all)
}

/// Numbers by their size, texts by their letters.
fn in_order(a: &str, b: &str) -> std::cmp::Ordering {
    match (a.parse::<f64>(), b.parse::<f64>()) {
        (Ok(a), Ok(b)) => a.total_cmp(&b),
        (Ok(_), Err(_)) => std::cmp::Ordering::Less,
        (Err(_), Ok(_)) => std::cmp::Ordering::Greater,
        (Err(_), Err(_)) => a.cmp(b),
    }
}
