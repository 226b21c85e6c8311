//! Made-up answers, added up and assembled as any survey is: several waves and many branches.
//!
//! Separate from the made-up reports, whose numbers are written down: here they are computed, so that a test can compute
//! them once more.

use language::Words;
use report::{Blueprint, DataCare, FacetMeaning, Material, Report, assemble, assemble_running};
use statistics::uncertainty::splitmix::SplitMix64;
use sums::{Accumulator, Batch, MISSING, Rows};
use survey::{BatteryKind, Instrument, Layout, Role};

/// What is made up.
pub struct Made {
    /// Respondents in each wave.
    pub waves: Vec<usize>,
    /// Per branch its share of the respondents, in tenths of a per cent, and how much better it is than others.
    pub branches: Vec<(usize, f64)>,
    /// From this wave on, the first item of the second dimension is not asked any more.
    pub dropped_from: Option<usize>,
    /// How much perceptions move from wave to wave.
    pub drift: f64,
    /// A wave in which the second dimension was much worse.
    pub bad: Option<usize>,
    /// Answers of the branches at these places are turned round: those of nobody else move.
    pub turned: Vec<usize>,
    /// Whether expectation was asked.
    pub expected: bool,
}

impl Default for Made {
    fn default() -> Self {
        Self {
            waves: vec![80; 8],
            branches: Vec::new(),
            dropped_from: None,
            drift: 0.0,
            bad: None,
            turned: Vec::new(),
            expected: true,
        }
    }
}

impl Made {
    /// The report of it.
    pub fn report(&self, words: Words) -> Report {
        self.made(words, assemble)
    }

    /// The report while answers still come.
    pub fn running(&self, words: Words) -> Report {
        self.made(words, assemble_running)
    }

    fn made(&self, words: Words, make: fn(&Material<'_>) -> Report) -> Report {
        let instrument = survey::builtin("servqual").expect("it is built in");
        let mut layout = Layout::of(&instrument);
        let asked = |role: &Role| match role {
            Role::Item { battery, .. } => self.expected || *battery == BatteryKind::Perception,
            Role::Points { .. } => false,
            _ => true,
        };
        layout.columns.retain(|column| asked(&column.role));
        let rows = self.rows(&instrument, &layout);
        let (mut meanings, mut cells) = (vec![FacetMeaning::Folds], vec![20]);
        let folds: Vec<Vec<String>> = (0..20).map(|fold| vec![fold.to_string()]).collect();
        let mut keys = vec![folds];
        if 1 < self.waves.len() {
            meanings.push(FacetMeaning::Waves);
            keys.push((0..self.waves.len()).map(|wave| vec![wave_name(wave)]).collect());
            cells.push(self.waves.len());
        }
        if !self.branches.is_empty() {
            meanings.push(FacetMeaning::Segments { column: "branch".into() });
            keys.push((0..self.branches.len()).map(|branch| vec![branch_name(branch)]).collect());
            cells.push(self.branches.len());
        }
        let blueprint = Blueprint::new(&instrument, &layout, false).with_facets(&cells);
        let mut seen = Accumulator::new(&blueprint.plan).expect("a plan that can be carried out");
        seen.observe(&rows.batch());
        let cube = seen.finish();
        make(&Material {
            instrument: &instrument,
            layout: &layout,
            blueprint: &blueprint,
            cube: &cube,
            meanings: &meanings,
            keys: &keys,
            rows: Some(&rows),
            seconds: &vec![f64::NAN; rows.n],
            care: DataCare { records: rows.n as u64, ..DataCare::default() },
            words,
            title: None,
            minimum_gap: 0.3,
            seed: 1,
            estimator: report::Estimator::default(),
            provider: report::Provider::default(),
            targets: None,
        })
    }

    fn rows(&self, instrument: &Instrument, layout: &Layout) -> Rows {
        let mut chance = SplitMix64::new(20_260_101);
        let second = &instrument.dimensions[1].id;
        let in_second: Vec<bool> = instrument.items.iter().map(|item| item.dimension == *second).collect();
        let dropped = in_second.iter().position(|second| *second);
        let mut batch = Batch { columns: vec![Vec::new(); layout.columns.len()], cells: vec![Vec::new()] };
        let (many_waves, many_branches) = (1 < self.waves.len(), !self.branches.is_empty());
        batch.cells.resize(1 + usize::from(many_waves) + usize::from(many_branches), Vec::new());
        let everybody = self.waves.iter().enumerate().flat_map(|(wave, n)| (0..*n).map(move |_| wave));
        for (respondent, wave) in everybody.enumerate() {
            let branch = self.branch_of(respondent);
            let better = branch.map_or(0.0, |branch| self.branches[branch].1);
            let turned = branch.is_some_and(|branch| self.turned.contains(&branch));
            let mood = 0.6 * chance.normal();
            for (column, codes) in layout.columns.iter().zip(&mut batch.columns) {
                let noise = chance.normal();
                let level = match column.role {
                    Role::Item { battery: BatteryKind::Expectation, .. } => 6.2 + 0.6 * noise,
                    Role::Item { item, .. } => {
                        let bad = if in_second[item] && self.bad == Some(wave) { -0.9 } else { 0.0 };
                        5.2 + self.drift * wave as f64 + better + mood + bad + noise
                    }
                    _ => 5.0 + self.drift * wave as f64 + better + mood + noise,
                };
                let (least, most) = (f64::from(column.scale.min), f64::from(column.scale.max));
                let code = level.round().clamp(least, most);
                let code = if turned { least + most - code } else { code };
                let gone = matches!(column.role, Role::Item { item, .. } if Some(item) == dropped)
                    && self.dropped_from.is_some_and(|from| from <= wave);
                codes.push(if gone { MISSING } else { code as u8 });
            }
            batch.cells[0].push((respondent % 20) as u32);
            if many_waves {
                batch.cells[1].push(wave as u32);
            }
            if let (true, Some(cells)) = (many_branches, batch.cells.last_mut()) {
                cells.push(branch.map_or(u32::MAX, |branch| branch as u32));
            }
        }
        let lines: Vec<u64> = (0..batch.n() as u64).collect();
        let mut rows = Rows::default();
        rows.append(&batch, &lines);
        rows
    }

    /// Branches by turns, so that each has its share of every wave.
    fn branch_of(&self, respondent: usize) -> Option<usize> {
        let mut place = (respondent * 617) % 1000;
        for (branch, (share, _)) in self.branches.iter().enumerate() {
            if place < *share {
                return Some(branch);
            }
            place -= share;
        }
        None
    }
}

/// The name of a wave.
pub fn wave_name(wave: usize) -> String {
    format!("{}-{}", 2021 + wave / 4, wave % 4 + 1)
}

/// The name of a branch.
pub fn branch_name(branch: usize) -> String {
    const NAMES: [&str; 14] = [
        "Barat", "Cikini", "Dago", "Gambir", "Kemang", "Kota", "Menteng", "Pusat", "Selatan", "Senen", "Tebet",
        "Timur", "Ujung", "Utara",
    ];
    NAMES[branch % NAMES.len()].to_owned()
}
