//! From evidence to the report: every number with its n, its interval, its method and its rule.
//!
//! One file per part of the report. It decides which statistic answers which question and where groups are hidden; how a
//! statistic is computed stands in `statistics`, how it is shown in `render`.

mod branches;
mod careless;
mod consistency;
mod drivers;
mod estimator;
mod explored;
mod groups;
mod invariance;
mod missing;
mod numbers;
mod over_time;
mod provider;
mod scores;
mod segments;
mod shape;
mod small_cells;
mod structure;
mod waves;
mod weights;
mod zone;

use language::Words;
use sums::{Cube, Evidence, Rows};
use survey::{ExpectationMeaning, Factor, Instrument, Layout};

use crate::findings::findings;
use crate::methods::methods;
use crate::paragraph::paragraph;
use crate::plan::Blueprint;
use crate::value::{DataCare, FORMAT, InstrumentCard, Report, Settings, Subject, SubjectKind};

pub use estimator::Estimator;
pub use provider::{INSIDE_SHOWN_FROM, Inside, Provider};
pub use weights::{TargetMargin, Targets};

use groups::Groups;
pub(crate) use invariance::GROUP_LEAST as INVARIANCE_LEAST;
use numbers::{By, Estimate, Numbers, Part, Place};

/// What one facet of the cube means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FacetMeaning {
    /// Folds of all respondents; always the first facet.
    Folds,
    /// One cell per wave.
    Waves,
    /// One cell per group, or per group and wave when there are waves.
    Segments {
        /// The column of the file.
        column: String,
    },
    /// One cell per value of a column for which shares in the population are known.
    Targets,
}

/// Everything a report is made of.
#[derive(Debug, Clone)]
pub struct Material<'a> {
    /// The questionnaire.
    pub instrument: &'a Instrument,
    /// Which answers the data hold.
    pub layout: &'a Layout,
    /// What was added up.
    pub blueprint: &'a Blueprint,
    /// The sums.
    pub cube: &'a Cube,
    /// What the facets mean.
    pub meanings: &'a [FacetMeaning],
    /// The values that make each cell of each facet.
    pub keys: &'a [Vec<Vec<String>>],
    /// The answers, when there are few enough.
    pub rows: Option<&'a Rows>,
    /// Seconds to answer, parallel to `rows`; not a number where unknown.
    pub seconds: &'a [f64],
    /// What was read and refused.
    pub care: DataCare,
    /// The language of the report.
    pub words: Words,
    /// The title, if one was given.
    pub title: Option<String>,
    /// The smallest gap that matters, in points.
    pub minimum_gap: f64,
    /// Seed of the bootstrap.
    pub seed: u64,
    /// How the models of the perceptions are fitted.
    pub estimator: Estimator,
    /// Answers of managers and staff, where there are any.
    pub provider: Provider<'a>,
    /// Known shares of groups in the population, to weight by.
    pub targets: Option<&'a Targets>,
}

/// Groups of fewer respondents are hidden.
pub const SUPPRESS_BELOW: u64 = 10;
/// Bootstrap replicates.
const REPLICATES: usize = 2000;
/// Confidence of every interval.
const LEVEL: f64 = 0.95;

/// What every part of the assembly sees.
struct Context<'a> {
    material: &'a Material<'a>,
    blueprint: &'a Blueprint,
    total: Evidence,
    folds: &'a [Evidence],
    groups: Groups,
    dimension_names: Vec<String>,
    item_names: Vec<String>,
    running: bool,
}

/// Makes the report.
#[must_use]
pub fn assemble(material: &Material<'_>) -> Report {
    made(material, false)
}

/// The same while answers still come, without the comparisons that take longest: [`crate::while_running`] would take them out.
#[must_use]
pub fn assemble_running(material: &Material<'_>) -> Report {
    made(material, true)
}

fn made(material: &Material<'_>, running: bool) -> Report {
    let blueprint = material.blueprint;
    let folds = material.cube.facets.first().map_or(&[][..], Vec::as_slice);
    let context = Context {
        material,
        blueprint,
        total: material.cube.total(0),
        folds,
        groups: Groups::of(material),
        dimension_names: blueprint
            .dimensions
            .iter()
            .map(|place| format!("dimension:{}", material.instrument.dimensions[place.dimension].id))
            .collect(),
        item_names: blueprint
            .items
            .iter()
            .map(|place| format!("item:{}", material.instrument.items[place.item].id))
            .collect(),
        running,
    };
    let context = &context;
    let (mut priorities, mut stated, mut waves, mut weighting) = (Vec::new(), Vec::new(), Vec::new(), None);
    let mut parts: Vec<Part<'_>> = vec![
        Part::new(|numbers| scores::add(context, numbers)),
        Part::new(|numbers| zone::add(context, numbers)),
        Part::long(|numbers| structure::add_exploration(context, numbers)),
        Part::long(|numbers| structure::add_omega_of_all(context, numbers)),
        Part::long(|numbers| structure::add(context, numbers)),
        Part::new(|numbers| consistency::add(context, numbers)),
        Part::new(|numbers| priorities = drivers::add(context, numbers)),
        Part::new(|_| stated = drivers::stated(context)),
        Part::new(|numbers| shape::add(context, numbers)),
        Part::new(|numbers| missing::add(context, numbers)),
    ];
    parts.extend(segments::parts(context));
    parts.extend(invariance::parts(context));
    parts.push(Part::new(|numbers| waves = waves::add(context, numbers)));
    parts.push(Part::new(|numbers| careless::add(context, numbers)));
    parts.push(Part::new(|numbers| provider::add(context, numbers)));
    parts.push(Part::new(|numbers| weighting = weights::add(context, numbers)));
    let mut numbers = Numbers::of_parts(parts);
    small_cells::hide_small_cells(context, &mut numbers);
    over_time::add(context, &mut numbers);
    branches::add(context, &mut numbers);
    priorities.extend(stated);

    let mut report = Report {
        format: FORMAT.to_owned(),
        language: material.words.language().code().to_owned(),
        title: String::new(),
        instrument: context.card(),
        data: context.care(),
        settings: Settings {
            level: LEVEL,
            minimum_gap: material.minimum_gap,
            suppress_below: SUPPRESS_BELOW,
            replicates: REPLICATES,
            seed: material.seed,
            estimator: material.estimator.name().to_owned(),
        },
        subjects: context.subjects(),
        segmentations: context.groups.segmentations(material),
        waves,
        weighting,
        findings: Vec::new(),
        priorities,
        methods: methods(&numbers.0, material.words),
        numbers: numbers.0,
        method_paragraph: String::new(),
    };
    report.title = material.title.clone().unwrap_or_else(|| {
        material.words.say("findings-title", &[("instrument", report.instrument.title.as_str().into())])
    });
    report.findings = findings(&report, material.words);
    report.method_paragraph = paragraph(&report, material.words);
    report
}

fn factor_name(factor: Factor) -> &'static str {
    match factor {
        Factor::Reliability => "reliability",
        Factor::Assurance => "assurance",
        Factor::Tangibles => "tangibles",
        Factor::Empathy => "empathy",
        Factor::Responsiveness => "responsiveness",
    }
}

impl Context<'_> {
    fn language(&self) -> &'static str {
        self.material.words.language().code()
    }

    fn subjects(&self) -> Vec<Subject> {
        let instrument = self.material.instrument;
        let mut subjects = Vec::new();
        for (place, of) in self.blueprint.dimensions.iter().zip(&self.dimension_names) {
            let dimension = &instrument.dimensions[place.dimension];
            let title = dimension.title.get(self.language());
            subjects.push(Subject {
                of: of.clone(),
                kind: SubjectKind::Dimension,
                factor: factor_name(dimension.factor).to_owned(),
                parent: String::new(),
                label: title.to_owned(),
                wording: title.to_owned(),
            });
            for item in &place.items {
                let source = &instrument.items[self.blueprint.items[*item].item];
                let wording = source.wording.get(&survey::BatteryKind::Perception);
                subjects.push(Subject {
                    of: self.item_names[*item].clone(),
                    kind: SubjectKind::Item,
                    factor: factor_name(dimension.factor).to_owned(),
                    parent: of.clone(),
                    label: source.short.get(self.language()).to_owned(),
                    wording: wording.unwrap_or(&source.short).get(self.language()).to_owned(),
                });
            }
        }
        subjects.extend(self.blueprint.outcomes.iter().map(|(outcome, _)| self.outcome(*outcome)));
        subjects
    }

    fn outcome(&self, outcome: usize) -> Subject {
        let source = &self.material.instrument.outcomes[outcome];
        Subject {
            of: self.outcome_name(outcome),
            kind: SubjectKind::Outcome,
            factor: String::new(),
            parent: String::new(),
            label: source.short.get(self.language()).to_owned(),
            wording: source.title.get(self.language()).to_owned(),
        }
    }

    fn card(&self) -> InstrumentCard {
        let instrument = self.material.instrument;
        let has = |pick: fn(&crate::plan::ItemColumns) -> Option<usize>| !self.blueprint.columns_of(pick).is_empty();
        let batteries = [
            ("expectation", has(|c| c.expectation)),
            ("perception", has(|c| c.perception)),
            ("minimum", has(|c| c.minimum)),
            ("desired", has(|c| c.desired)),
        ];
        let meaning = match instrument.expectation.filter(|_| batteries[0].1) {
            Some(ExpectationMeaning::Ideal) => "ideal",
            Some(ExpectationMeaning::Should) => "should",
            Some(ExpectationMeaning::Predicted) => "predicted",
            Some(ExpectationMeaning::Importance) => "importance",
            Some(ExpectationMeaning::Manager) => "manager",
            None => "",
        };
        InstrumentCard {
            id: instrument.id.clone(),
            version: instrument.version.clone(),
            title: instrument.title.get(self.language()).to_owned(),
            source: instrument.source.clone(),
            expectation: meaning.to_owned(),
            batteries: batteries.iter().filter(|(_, there)| *there).map(|(name, _)| (*name).to_owned()).collect(),
            scale_min: instrument.scale.min,
            scale_max: instrument.scale.max,
            outcome: self
                .blueprint
                .outcome
                .map_or(String::new(), |outcome| instrument.outcomes[outcome].short.get(self.language()).to_owned()),
        }
    }

    fn care(&self) -> DataCare {
        let columns: Vec<usize> = self.blueprint.items.iter().flat_map(|item| item.columns.present()).collect();
        let sum = |counts: &[u64]| columns.iter().map(|column| counts[*column]).sum();
        DataCare {
            respondents: self.total.rows,
            answers_missing: sum(&self.total.missing),
            answers_not_applicable: sum(&self.total.not_applicable),
            answers_possible: self.total.rows * columns.len() as u64,
            ..self.material.care.clone()
        }
    }

    /// The name of an outcome in numbers.
    fn outcome_name(&self, outcome: usize) -> String {
        format!("outcome:{}", self.material.instrument.outcomes[outcome].id)
    }

    /// The scale by which dimension scores are divided.
    fn scale(&self) -> i64 {
        self.blueprint.scale
    }
}
