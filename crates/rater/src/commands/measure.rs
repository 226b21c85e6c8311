//! `rater measure FILE…`: from a survey file to the five-factor gap report.
//!
//! It opens the files, finds out which columns are which items, has the sums added up, and hands them to the report. It
//! computes nothing itself.

use std::collections::BTreeSet;
use std::collections::HashSet;
use std::path::{Path, PathBuf};

use clap::ArgMatches;
use exchange::{Binding, Column, FacetSpec, Mapping, Note, Reading, Request};
use language::Words;
use report::{Blueprint, Estimator, FacetMeaning, Material, Provider, Report, TargetMargin, Targets};
use survey::{Inside, Instrument, Role};

use super::checks::{self, Format};
use super::inside::{self, Answers};
use super::{instrument, output};
use crate::failure::{Failure, problem};

/// Folds of respondents, for jackknife errors and for bootstraps of large files.
const FOLDS: u32 = 20;
/// Rows are kept for row statistics up to this many respondents, about 5 MB.
const KEEP_ROWS: usize = 50_000;
/// The most cells that a facet may have.
const CELLS_MAX: usize = 100_000;
/// Refusals shown at the terminal; the report lists more.
const REFUSALS_SHOWN: usize = 5;

/// Runs the command: 0 done, 1 when something was refused or a whole battery is not in the file.
pub fn run(matches: &ArgMatches, words: Words) -> Result<u8, Failure> {
    if let Some(path) = matches.get_one::<PathBuf>("map") {
        return draft(matches, path, words);
    }
    let (format, out) = (checks::format_of(matches)?, checks::out(matches));
    let (survey, reading) = read(matches, words)?;
    let estimator = estimator_of(matches);
    if reading.rows.is_none() && estimator != Estimator::default() {
        let most = i64::try_from(KEEP_ROWS).unwrap_or(i64::MAX);
        let arguments = vec![("estimator", estimator.name().into()), ("most", most.into())];
        return Err(Failure::message("commands-estimator-rows", arguments));
    }
    for note in &survey.binding.notes {
        problem(&note.sentence(words));
    }
    if survey.binding.by.len() > 1 {
        problem(&words.text("commands-by-overlap"));
    }
    let report = survey.report(&reading, matches, words);
    output::write(out, &render(&report, format, out)?)?;
    if let Some(path) = out {
        problem(&words.say("commands-report-written", &[("path", path.display().to_string().into())]));
    }
    let inside = [&survey.managers, &survey.staff].into_iter().flatten();
    let refused = inside.map(|answers| answers.tell_refusals(words)).max().unwrap_or(0);
    let told = tell_refusals("commands-refused", &reading, 1 < survey.files.len(), words);
    Ok(told.max(refused).max(tell_targets(&report)).max(u8::from(survey.lacks_battery())))
}

/// Tells why nothing was weighted; the exit code says whether there was a reason.
fn tell_targets(report: &Report) -> u8 {
    let Some(weighting) = &report.weighting else { return 0 };
    weighting.refused.iter().for_each(|reason| problem(&format!("{}: {reason}", weighting.file)));
    u8::from(!weighting.refused.is_empty())
}

fn render(report: &Report, format: Format, out: Option<&Path>) -> Result<Vec<u8>, Failure> {
    let failed = |error: String| Failure::message("commands-cannot-print", vec![("reason", error.into())]);
    Ok(match format {
        Format::Text => {
            let colour = out.is_none() && std::io::IsTerminal::is_terminal(&std::io::stdout());
            report::render::text(report, 80, colour).into_bytes()
        }
        Format::Html => report::render::html(report).into_bytes(),
        Format::Json => report::render::json(report).map_err(|error| failed(error.to_string()))?.into_bytes(),
        Format::Csv => report::render::csv(report).map_err(|error| failed(error.to_string()))?.into_bytes(),
        Format::Spreadsheet => exchange::write_spreadsheet(report).map_err(|error| failed(error.to_string()))?,
    })
}

/// Everything decided before the answers are read.
pub struct Survey {
    files: Vec<PathBuf>,
    instrument: Instrument,
    binding: Binding,
    blueprint: Blueprint,
    meanings: Vec<FacetMeaning>,
    managers: Option<Answers>,
    staff: Option<Answers>,
    targets: Option<Targets>,
}

/// Opens, binds and scans the files of a command line.
pub fn read(matches: &ArgMatches, words: Words) -> Result<(Survey, Reading), Failure> {
    let files: Vec<PathBuf> = matches.get_many("files").map(|files| files.cloned().collect()).unwrap_or_default();
    let Some(first) = files.first() else { return Err(Failure::message("commands-usage-other", vec![])) };
    let records = exchange::open(first)?;
    let (columns, preview) = (records.columns(), records.preview());
    let mapping = mapping_of(matches, words)?;
    let by: Vec<String> = matches.get_many("by").map(|by| by.cloned().collect()).unwrap_or_default();
    let wave = matches.get_one::<String>("wave").map(String::as_str);
    let (instrument, mut binding) = bind(matches, columns, preview, mapping.as_ref(), &by, wave, words)?;
    // Named twice, in whatever spelling, a column is compared once.
    let mut compared = BTreeSet::new();
    binding.by.retain(|position| compared.insert(*position));
    let item_drivers = matches.try_get_one("item-drivers").ok().flatten().copied().unwrap_or(false);

    let mut facets = vec![FacetSpec::Folds(FOLDS)];
    let mut meanings = vec![FacetMeaning::Folds];
    if let Some(wave) = binding.wave {
        facets.push(FacetSpec::Columns(vec![wave]));
        meanings.push(FacetMeaning::Waves);
    }
    for position in &binding.by {
        facets.push(FacetSpec::Columns([Some(*position), binding.wave].into_iter().flatten().collect()));
        meanings.push(FacetMeaning::Segments { column: columns[*position].name.clone() });
    }
    let targets = targets_of(matches, columns, &binding, words)?.map(|(mut targets, positions)| {
        for (margin, position) in targets.margins.iter_mut().zip(positions) {
            let Some(position) = position else { continue };
            margin.facet = Some(facets.len());
            facets.push(FacetSpec::Columns(vec![position]));
            meanings.push(FacetMeaning::Targets);
            binding.unused.retain(|unused| *unused != columns[position].name);
        }
        targets
    });
    let mut cells = vec![CELLS_MAX; facets.len()];
    cells[0] = FOLDS as usize;
    let blueprint = Blueprint::new(&instrument, &binding.layout, item_drivers).with_facets(&cells);
    let request = Request {
        binding: binding.clone(),
        plan: blueprint.plan.clone(),
        facets,
        keep_rows: KEEP_ROWS,
        threads: std::thread::available_parallelism().map_or(1, std::num::NonZero::get),
    };
    drop(records);
    let reading = exchange::scan(&files, &request)?;
    let managers = inside::read(matches, "managers", Inside::Managers, &instrument, words)?;
    let staff = inside::read(matches, "staff", Inside::Staff, &instrument, words)?;
    let survey = Survey { files, instrument, binding, blueprint, meanings, managers, staff, targets };
    survey.enough(&reading)?;
    Ok((survey, reading))
}

/// How the factor model is to be fitted.
fn estimator_of(matches: &ArgMatches) -> Estimator {
    let name = matches.try_get_one::<String>("estimator").ok().flatten();
    name.and_then(|name| Estimator::named(name)).unwrap_or_default()
}

/// Targets of a weighting, and for each of their columns where it stands in the file.
type Bound = (Targets, Vec<Option<usize>>);

/// The targets of a weighting, and where their columns stand in the file.
fn targets_of(
    matches: &ArgMatches,
    columns: &[Column],
    binding: &Binding,
    words: Words,
) -> Result<Option<Bound>, Failure> {
    let Some(path) = matches.try_get_one::<PathBuf>("targets").ok().flatten() else { return Ok(None) };
    let read = exchange::read_targets(path)
        .map_err(|errors| Failure::Sentences(errors.iter().map(|error| error.sentence(words)).collect()))?;
    let positions = read.iter().map(|(column, _)| exchange::column_named(columns, column)).collect();
    let margins = read.into_iter().map(|(column, wanted)| TargetMargin { column, wanted, facet: None }).collect();
    let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    // Nobody weights by an answer, so the answers are not offered.
    let others =
        (0..columns.len()).filter(|position| !binding.positions.contains(position) && binding.id != Some(*position));
    let columns = others.map(|position| columns[position].name.clone()).collect();
    Ok(Some((Targets { file, margins, columns }, positions)))
}

fn text_of(path: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(path).map_err(|error| {
        let arguments = vec![("path", path.display().to_string().into()), ("reason", error.to_string().into())];
        Failure::message("commands-cannot-read", arguments)
    })
}

fn mapping_of(matches: &ArgMatches, words: Words) -> Result<Option<Mapping>, Failure> {
    let Some(path) = matches.get_one::<PathBuf>("mapping") else { return Ok(None) };
    let text = text_of(path)?;
    match Mapping::parse(&text) {
        Ok(mapping) => Ok(Some(mapping)),
        Err(errors) => Err(Failure::Sentences(errors.iter().map(|error| error.sentence(words)).collect())),
    }
}

/// Binds the columns to the instrument asked for, or to the built-in one that fits best.
fn bind(
    matches: &ArgMatches,
    columns: &[Column],
    preview: &[Vec<String>],
    mapping: Option<&Mapping>,
    by: &[String],
    wave: Option<&str>,
    words: Words,
) -> Result<(Instrument, Binding), Failure> {
    let attempt = |instrument: &Instrument| {
        let declared = instrument.segments.iter().map(|segment| segment.column.clone());
        let by: Vec<String> = if by.is_empty() {
            declared.filter(|name| columns.iter().any(|column| column.name == *name)).collect()
        } else {
            by.to_vec()
        };
        exchange::bind(columns, preview, instrument, mapping, &by, wave)
    };
    if let Some(name) = matches.get_one::<String>("instrument") {
        let instrument = instrument::load(name, words)?;
        let binding = attempt(&instrument)?;
        return Ok((instrument, binding));
    }
    if let Some(instrument) = named_in_full(columns)
        && let Ok(binding) = attempt(&instrument)
    {
        return Ok((instrument, binding));
    }
    let known: Vec<Instrument> = survey::builtin_ids().iter().filter_map(|id| survey::builtin(id)).collect();
    // Of instruments that fit alike the first is taken, which is the more usual one.
    let fitting = known
        .into_iter()
        .rev()
        .filter_map(|instrument| attempt(&instrument).ok().map(|binding| (instrument, binding)))
        .max_by(|(_, a), (_, b)| fit(a).total_cmp(&fit(b)));
    match fitting {
        Some(found) => Ok(found),
        // Nothing fits: what the standard instrument lacks is the most useful thing to say.
        None => match survey::builtin("servqual") {
            Some(instrument) => attempt(&instrument).map(|binding| (instrument, binding)).map_err(Failure::from),
            None => Err(Failure::message("commands-usage-other", vec![])),
        },
    }
}

/// The built-in instrument all of whose item columns stand in the file by their own names; of several the one with the
/// most. Most files are of this kind, and need no search by the words of their questions.
fn named_in_full(columns: &[Column]) -> Option<Instrument> {
    let there: HashSet<&str> = columns.iter().map(|column| column.name.as_str()).collect();
    let wanted = survey::builtin_ids().iter().rev().map(|id| (id, survey::builtin_columns(id)));
    let named = wanted.filter(|(_, names)| names.iter().all(|name| there.contains(name.as_str())));
    named.max_by_key(|(_, names)| names.len()).and_then(|(id, _)| survey::builtin(id))
}

/// How well an instrument fits: answers found, less what it lacks.
fn fit(binding: &Binding) -> f64 {
    let found = binding.layout.columns.iter().filter(|column| matches!(column.role, Role::Item { .. })).count();
    found as f64 - 0.9 * binding.absent.len() as f64
}

/// Writes a first draft of a mapping file.
fn draft(matches: &ArgMatches, path: &Path, words: Words) -> Result<u8, Failure> {
    if path.exists() {
        let arguments = vec![("path", path.display().to_string().into()), ("option", "--map".into())];
        return Err(Failure::message("commands-exists", arguments));
    }
    let Some(first) = matches.get_one::<PathBuf>("files") else {
        return Err(Failure::message("commands-usage-other", vec![]));
    };
    let records = exchange::open(first)?;
    let name = matches.get_one::<String>("instrument").map_or("servqual", String::as_str);
    let instrument = instrument::load(name, words)?;
    let text = exchange::draft_mapping(records.columns(), records.preview(), &instrument, words);
    output::write(Some(path), text.as_bytes())?;
    problem(&words.say("commands-mapping-written", &[("path", path.display().to_string().into())]));
    Ok(0)
}

impl Survey {
    /// The names of the files, without folders.
    fn names(&self) -> Vec<String> {
        self.files.iter().map(|file| file.file_name().unwrap_or_default().to_string_lossy().into_owned()).collect()
    }

    /// Whether the questionnaire asks something that nobody was asked here.
    fn lacks_battery(&self) -> bool {
        self.binding.notes.iter().any(|note| matches!(note, Note::BatteryAbsent { .. }))
    }

    /// A report needs two respondents; fewer is a mistake to be told, not a page of dashes.
    fn enough(&self, reading: &Reading) -> Result<(), Failure> {
        let respondents: u64 = reading.cube.total(0).rows;
        let files = self.names().join(", ");
        match respondents {
            0 => {
                let columns = self.binding.layout.columns.iter().take(6).map(|c| c.name.as_str()).collect::<Vec<_>>();
                let arguments = vec![("files", files.into()), ("columns", columns.join(", ").into())];
                Err(Failure::message("commands-no-respondents", arguments))
            }
            1 => Err(Failure::message("commands-one-respondent", vec![("files", files.into())])),
            _ => Ok(()),
        }
    }

    /// The report of what was read.
    pub fn report(&self, reading: &Reading, matches: &ArgMatches, words: Words) -> Report {
        let inside = || [&self.managers, &self.staff].into_iter().flatten();
        let mut files = self.names();
        files.extend(inside().map(|answers| answers.file.clone()));
        files.extend(self.targets.iter().map(|targets| targets.file.clone()));
        let mut notes: Vec<String> = self.binding.notes.iter().map(|note| note.sentence(words)).collect();
        notes.extend(inside().flat_map(|answers| answers.notes(words)));
        let care = report::DataCare {
            files,
            records: reading.records,
            blank: reading.blank,
            rows_refused: reading.refusals.rows,
            cells_refused: reading.refusals.cells,
            refused: reading
                .refusals
                .listed
                .iter()
                .map(|refusal| report::ListedRefusal {
                    file: refusal.file.clone(),
                    line: refusal.line,
                    column: refusal.column.clone(),
                    value: refusal.value.clone(),
                    reason: refusal.sentence(words),
                })
                .collect(),
            column_notes: notes,
            columns_unused: self.binding.unused.clone(),
            columns_absent: self.binding.absent.clone(),
            ..report::DataCare::default()
        };
        let keys: Vec<Vec<Vec<String>>> =
            reading.keys.iter().map(|keys| keys.iter().map(|key| key.values.clone()).collect()).collect();
        report::assemble(&Material {
            instrument: &self.instrument,
            layout: &self.binding.layout,
            blueprint: &self.blueprint,
            cube: &reading.cube,
            meanings: &self.meanings,
            keys: &keys,
            rows: reading.rows.as_ref(),
            seconds: &reading.seconds,
            care,
            words,
            title: matches.get_one::<String>("title").cloned(),
            minimum_gap: matches.try_get_one("minimum-gap").ok().flatten().copied().unwrap_or(0.3),
            seed: matches.try_get_one("seed").ok().flatten().copied().unwrap_or(1),
            estimator: estimator_of(matches),
            provider: Provider {
                managers: self.managers.as_ref().map(Answers::material),
                staff: self.staff.as_ref().map(Answers::material),
            },
            targets: self.targets.as_ref(),
        })
    }
}

/// Tells how many were refused by this message and the first of them, with their file when there are several; the exit code says
/// whether there were any.
pub fn tell_refusals(message: &str, reading: &Reading, several: bool, words: Words) -> u8 {
    let refusals = &reading.refusals;
    if refusals.rows + refusals.cells == 0 {
        return 0;
    }
    let arguments = [("rows", (refusals.rows as i64).into()), ("cells", (refusals.cells as i64).into())];
    problem(&words.say(message, &arguments));
    for refusal in refusals.listed.iter().take(REFUSALS_SHOWN) {
        problem(&format!("  {}", refusal.sentence_in(words, several)));
    }
    1
}
