//! Which column of a file is which item of an instrument.
//!
//! Separate from reading and from scanning, because a mistake here makes every number wrong: whatever is found otherwise
//! than by a name is told in a note, and where two columns could be meant it decides nothing. In this order: what the
//! mapping file says, the instrument's column names, the words of the questions, the order of whole blocks. It reads no
//! answers beyond the preview.

mod blocks;
mod name;
mod note;
mod place;
mod scale;
#[cfg(test)]
mod tests;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use survey::{Answer, AnswerColumn, AnswerRules, BatteryKind, Instrument, Layout, Role, Scale};

use crate::{Column, Mapping, ReadError};
pub use note::Note;
pub(crate) use place::{Place, answers};
pub(crate) use scale::Codes;

/// What was found: the answer columns and where they stand in the file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Binding {
    /// The answer columns.
    pub layout: Layout,
    /// For each answer column, its position in the file.
    pub positions: Vec<usize>,
    /// Position of the respondent's id.
    pub id: Option<usize>,
    /// Position of the wave.
    pub wave: Option<usize>,
    /// Position of the seconds to answer.
    pub seconds: Option<usize>,
    /// Positions of the segment columns, in the order asked for.
    pub by: Vec<usize>,
    /// Names of the columns that were not used.
    pub unused: Vec<String>,
    /// Columns of the instrument that the file lacks.
    pub absent: Vec<String>,
    /// What a person should know about how the columns were found.
    pub notes: Vec<Note>,
}

/// Binds columns to an instrument: by mapping, by name, by the words of the questions, by the order of blocks.
///
/// A file may lack a battery: then its columns are listed as absent, a note says so, and the caller decides. Only a file
/// without perceptions (or, in an instrument that asks none, without the first battery) is refused.
///
/// # Errors
/// When it cannot decide; the error says how to make a mapping file.
pub fn bind(
    columns: &[Column],
    preview: &[Vec<String>],
    instrument: &Instrument,
    mapping: Option<&Mapping>,
    by: &[String],
    wave: Option<&str>,
) -> Result<Binding, ReadError> {
    let mut finder = Finder::new(columns, preview, instrument);
    if let Some(mapping) = mapping {
        finder.by_mapping(mapping)?;
    }
    finder.by_name()?;
    finder.by_content_or_codes();
    finder.beside();
    finder.check()?;
    finder.finish(mapping, by, wave)
}

/// Best guesses for a draft of a mapping file: what is found, never refused.
pub(crate) fn guess(columns: &[Column], preview: &[Vec<String>], instrument: &Instrument) -> BTreeMap<Place, usize> {
    let mut finder = Finder::new(columns, preview, instrument);
    // Two columns of one name are left for the person to tell apart.
    let _ = finder.by_name();
    finder.by_content_or_codes();
    finder.beside();
    finder.found
}

/// The one column of this name, if there is exactly one.
pub(crate) fn column_named(columns: &[Column], name: &str) -> Option<usize> {
    name::column_or_error(columns, name).ok()
}

/// The columns while they are being told apart.
struct Finder<'a> {
    columns: &'a [Column],
    preview: &'a [Vec<String>],
    instrument: &'a Instrument,
    found: BTreeMap<Place, usize>,
    /// Columns that are spoken for.
    taken: BTreeSet<usize>,
    /// Places that more than one column could hold.
    ambiguous: BTreeMap<Place, Vec<usize>>,
    notes: Vec<Note>,
    /// Whether codes may be answers.
    coded: bool,
}

impl<'a> Finder<'a> {
    fn new(columns: &'a [Column], preview: &'a [Vec<String>], instrument: &'a Instrument) -> Self {
        Self {
            columns,
            preview,
            instrument,
            found: BTreeMap::new(),
            taken: BTreeSet::new(),
            ambiguous: BTreeMap::new(),
            notes: Vec::new(),
            coded: false,
        }
    }

    /// Codes are looked at only where nothing else was found: a list question may be coded beside answers that are numbers.
    fn by_content_or_codes(&mut self) {
        self.by_content();
        if self.items_found() == 0 {
            self.coded = true;
            self.by_content();
        }
    }

    fn set(&mut self, place: Place, column: usize) {
        self.found.insert(place, column);
        self.taken.insert(column);
    }

    fn name(&self, column: usize) -> &'a str {
        self.columns.get(column).map_or("", |column| column.name.as_str())
    }

    fn names(&self, columns: &[usize]) -> String {
        columns.iter().map(|column| self.name(*column)).collect::<Vec<_>>().join(", ")
    }

    /// Takes what the mapping says; tells all its mistakes at once.
    fn by_mapping(&mut self, mapping: &Mapping) -> Result<(), ReadError> {
        let mut claimed: BTreeMap<Place, Vec<usize>> = BTreeMap::new();
        let mut errors = vec![];
        for (name, place) in &mapping.columns {
            match self.mapped(name, place) {
                Ok((column, place)) => {
                    self.taken.insert(column);
                    if let Some(place) = place {
                        claimed.entry(place).or_default().push(column);
                    }
                }
                Err(error) => errors.push(error),
            }
        }
        let coded: BTreeSet<&String> =
            mapping.missing.keys().chain(mapping.not_applicable.keys()).chain(mapping.reversed.keys()).collect();
        let unplaced = coded.into_iter().filter(|name| !mapping.columns.contains_key(*name));
        errors.extend(unplaced.filter_map(|name| name::column_or_error(self.columns, name).err()));
        for (place, columns) in claimed {
            match columns.as_slice() {
                [column] => self.set(place, *column),
                several => errors.push(
                    ReadError::new("exchange-mapping-twice")
                        .with("place", place.name(self.instrument))
                        .with("columns", self.names(several)),
                ),
            }
        }
        ReadError::none_of(errors)
    }

    /// The column and the place of one line of a mapping; a column to be ignored has no place.
    fn mapped(&self, name: &str, place: &str) -> Result<(usize, Option<Place>), ReadError> {
        let column = name::column_or_error(self.columns, name)?;
        if place.trim().eq_ignore_ascii_case("ignore") {
            return Ok((column, None));
        }
        if let Some(place) = Place::parse(place, self.instrument) {
            return Ok((column, Some(place)));
        }
        let error = |key| {
            ReadError::new(key)
                .with("column", name)
                .with("place", place)
                .with("instrument", self.instrument.id.as_str())
        };
        Err(match place::nearest(place, self.instrument) {
            Some(nearest) => error("exchange-mapping-place-hint").with("nearest", nearest),
            None => error("exchange-mapping-place"),
        })
    }

    /// Columns called as the instrument calls them.
    fn by_name(&mut self) -> Result<(), ReadError> {
        for (place, wanted) in place::named(self.instrument) {
            if self.found.contains_key(&place) {
                continue;
            }
            let free: Vec<_> =
                name::all(self.columns, &wanted).into_iter().filter(|column| !self.taken.contains(column)).collect();
            match free.as_slice() {
                [] => {}
                [column] => self.set(place, *column),
                several => {
                    return Err(ReadError::new("exchange-ambiguous")
                        .with("place", place.name(self.instrument))
                        .with("columns", self.names(several)));
                }
            }
        }
        Ok(())
    }

    /// Columns recognised by what they say or where they stand, where names did not tell.
    fn by_content(&mut self) {
        let kinds: Vec<_> = self.instrument.batteries.iter().map(|battery| battery.kind).collect();
        let lacking: Vec<_> =
            kinds.into_iter().filter(|kind| self.count(*kind) < self.instrument.items.len()).collect();
        if lacking.is_empty() {
            return;
        }
        // A few names that happen to fit must not keep a file of another layout from being recognised.
        let before = (self.found.clone(), self.taken.clone());
        for kind in &lacking {
            if self.count(*kind) * 2 < self.instrument.items.len() {
                self.drop_battery(*kind);
            }
        }
        words::find(self);
        blocks::find(self);
        if self.items_found() <= before.0.keys().filter(|place| place.battery().is_some()).count() {
            (self.found, self.taken) = before;
            self.notes.clear();
        }
    }

    fn drop_battery(&mut self, kind: BatteryKind) {
        let places: Vec<_> = self.found.keys().copied().filter(|place| place.battery() == Some(kind)).collect();
        for place in places {
            if let Some(column) = self.found.remove(&place) {
                self.taken.remove(&column);
            }
        }
    }

    /// Respondent, wave and time, by the names that tools give them.
    fn beside(&mut self) {
        for (place, usual) in [(Place::Id, &name::IDS[..]), (Place::Seconds, &name::SECONDS[..])] {
            if self.found.contains_key(&place) {
                continue;
            }
            let column = usual.iter().find_map(|usual| {
                let free = name::all(self.columns, usual).into_iter().find(|column| !self.taken.contains(column))?;
                (place != Place::Id || self.looks_unique(free)).then_some(free)
            });
            if let Some(column) = column {
                self.set(place, column);
            }
        }
    }

    fn values(&self, column: usize) -> impl Iterator<Item = &'a str> {
        self.preview.iter().filter_map(move |row| row.get(column)).map(|cell| cell.trim())
    }

    fn looks_unique(&self, column: usize) -> bool {
        let mut seen = BTreeSet::new();
        self.values(column).all(|value| !value.is_empty() && seen.insert(value))
    }

    /// Whether what the column holds could be answers: most of its cells are, or all are empty.
    fn looks_like_answers(&self, column: usize) -> bool {
        let mut scale = match self.columns.get(column) {
            Some(column) => scale::extended(&self.instrument.scale, column, None),
            None => return false,
        };
        if self.coded
            && let Some(letters) = self.letters(column, &scale)
        {
            scale::add_codes(&mut scale, letters);
        }
        let rules = AnswerRules::new(&scale, false);
        let (mut good, mut all) = (0, 0);
        for value in self.values(column).filter(|value| !value.is_empty()) {
            all += 1;
            good += usize::from(rules.read(value).is_ok());
        }
        all <= good * 2
    }

    /// The letters of the codes that a column holds beside what says that there is no answer.
    fn letters(&self, position: usize, scale: &Scale) -> Option<&'static str> {
        let rules = AnswerRules::new(scale, false);
        let absent = |value: &&str| matches!(rules.read(value), Ok(Answer::Missing | Answer::NotApplicable));
        scale::code_letters(self.values(position).filter(|value| !absent(value)))
    }

    /// Adds codes to the scales of the columns that hold them, and of those in which nobody has answered so far.
    fn add_codes(&mut self, binding: &mut Binding) {
        let judged = |column: &AnswerColumn| !matches!(column.role, Role::Points { .. });
        let letters: Vec<Option<&'static str>> = binding
            .layout
            .columns
            .iter()
            .zip(&binding.positions)
            .map(|(column, position)| self.letters(*position, &column.scale).filter(|_| judged(column)))
            .collect();
        let kinds: BTreeSet<&'static str> = letters.iter().copied().flatten().collect();
        let Some(usual) = kinds.first().filter(|_| kinds.len() == 1) else { return };
        let mut coded = vec![];
        for ((column, position), letters) in binding.layout.columns.iter_mut().zip(&binding.positions).zip(letters) {
            let empty = self.values(*position).all(str::is_empty);
            if letters.is_some() || (empty && judged(column)) {
                scale::add_codes(&mut column.scale, usual);
            }
            if letters.is_some() {
                coded.push(*position);
            }
        }
        if let Some(first) = coded.first() {
            let note =
                Note::Coded { letters: (*usual).to_owned(), first: self.name(*first).to_owned(), found: coded.len() };
            self.notes.push(note);
        }
    }

    fn count(&self, kind: BatteryKind) -> usize {
        self.found.keys().filter(|place| place.battery() == Some(kind)).count()
    }

    fn items_found(&self) -> usize {
        self.found.keys().filter(|place| place.battery().is_some()).count()
    }

    /// The battery without which nothing can be measured.
    fn indispensable(&self) -> Option<BatteryKind> {
        if self.instrument.has(BatteryKind::Perception) {
            return Some(BatteryKind::Perception);
        }
        self.instrument.batteries.first().map(|battery| battery.kind)
    }

    fn check(&mut self) -> Result<(), ReadError> {
        let all = self.instrument.items.len();
        let Some(needed) = self.indispensable() else {
            return Ok(());
        };
        if let Some((place, columns)) = self.ambiguous.iter().find(|(place, _)| !self.found.contains_key(place)) {
            return Err(ReadError::new("exchange-ambiguous")
                .with("place", place.name(self.instrument))
                .with("columns", self.names(columns)));
        }
        if self.items_found() == 0 {
            return Err(self.undecided());
        }
        if self.count(needed) == 0 {
            return Err(ReadError::new("exchange-battery-missing")
                .with("battery", place::battery_name(needed))
                .with("instrument", self.instrument.id.as_str())
                .with("columns", place::examples(needed, self.instrument)));
        }
        let guessed = self.notes.iter().any(Note::is_guess);
        for battery in &self.instrument.batteries {
            match self.count(battery.kind) {
                0 => self.notes.push(Note::BatteryAbsent { battery: battery.kind }),
                // Names may be lacking because the items were not asked; guesses that stop half-way are doubtful.
                some if some < all && guessed => return Err(self.undecided()),
                _ => {}
            }
        }
        Ok(())
    }

    fn undecided(&self) -> ReadError {
        let missing: Vec<_> = place::items(self.instrument).filter(|place| !self.found.contains_key(place)).collect();
        let mut listed: Vec<_> = missing.iter().take(6).map(|place| place.name(self.instrument)).collect();
        if listed.len() < missing.len() {
            listed.push("…".to_owned());
        }
        ReadError::new("exchange-undecided")
            .with("instrument", self.instrument.id.as_str())
            .with("missing", missing.len() as i64)
            .with("items", listed.join(", "))
    }

    fn finish(mut self, mapping: Option<&Mapping>, by: &[String], wave: Option<&str>) -> Result<Binding, ReadError> {
        let by = by.iter().map(|name| name::column_or_error(self.columns, name)).collect::<Result<Vec<_>, _>>()?;
        let wave = match wave {
            Some(name) => Some(name::column_or_error(self.columns, name)?),
            None => self.found.get(&Place::Wave).copied(),
        };
        let mut binding = Binding {
            id: self.found.get(&Place::Id).copied(),
            seconds: self.found.get(&Place::Seconds).copied(),
            wave,
            by,
            ..Binding::default()
        };
        for place in answers(self.instrument) {
            let Some(position) = self.found.get(&place).copied() else {
                binding.absent.push(place.column_name(self.instrument));
                continue;
            };
            if let Some(role) = place.role() {
                binding.layout.columns.push(self.answer_column(place, role, position, mapping));
                binding.positions.push(position);
            }
        }
        self.add_codes(&mut binding);
        self.notes.extend(scale::contradictions(&binding.layout, &binding.positions, self.columns, self.instrument));
        let used: BTreeSet<_> = binding
            .positions
            .iter()
            .chain(&binding.by)
            .chain(binding.id.iter().chain(&binding.seconds).chain(&binding.wave))
            .collect();
        binding.unused =
            (0..self.columns.len()).filter(|at| !used.contains(at)).map(|at| self.name(at).to_owned()).collect();
        binding.notes = self.notes;
        Ok(binding)
    }

    fn answer_column(&self, place: Place, role: Role, position: usize, mapping: Option<&Mapping>) -> AnswerColumn {
        let empty = Column::default();
        let column = self.columns.get(position).unwrap_or(&empty);
        let base = place.scale(self.instrument);
        let told = mapping.and_then(|mapping| mapping.reversed(self.columns, position));
        AnswerColumn {
            role,
            scale: scale::extended(&base, column, mapping.map(|mapping| mapping.codes(self.columns, position))),
            reversed: told.unwrap_or_else(|| place.reversed(self.instrument)),
            name: column.name.clone(),
        }
    }
}

/// The scale of importance points: 100 shared out.
pub(crate) fn points_scale() -> Scale {
    Scale { min: 0, max: 100, labels: BTreeMap::new(), missing: Vec::new(), not_applicable: Vec::new() }
}
