//! The places of an instrument that a column can hold, and what they are called in a mapping file.
//!
//! Separate from finding, because mapping files, drafts and errors name the same places. It knows no file.

use survey::{BatteryKind, Instrument, Role, Scale};

use super::{name, points_scale};

/// What one column of a file can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Place {
    /// One item in one battery.
    Item(BatteryKind, usize),
    /// Importance points of a dimension.
    Points(usize),
    /// An overall judgement.
    Outcome(usize),
    /// The respondent.
    Id,
    /// The wave.
    Wave,
    /// The seconds it took to answer.
    Seconds,
}

impl Place {
    /// The battery, for an item.
    pub fn battery(self) -> Option<BatteryKind> {
        match self {
            Self::Item(kind, _) => Some(kind),
            _ => None,
        }
    }

    /// Its name in a mapping file.
    pub fn name(self, instrument: &Instrument) -> String {
        let dimension = |at: usize| instrument.dimensions.get(at).map_or("", |dimension| dimension.id.as_str());
        match self {
            Self::Item(kind, item) => {
                let id = instrument.items.get(item).map_or("", |item| item.id.as_str());
                format!("{}.{id}", battery_name(kind))
            }
            Self::Points(at) => format!("points.{}", dimension(at)),
            Self::Outcome(at) => {
                let id = instrument.outcomes.get(at).map_or("", |outcome| outcome.id.as_str());
                format!("outcome.{id}")
            }
            Self::Id => "id".to_owned(),
            Self::Wave => "wave".to_owned(),
            Self::Seconds => "seconds".to_owned(),
        }
    }

    /// The place of a name; upper and lower case and leading zeros do not matter.
    pub fn parse(text: &str, instrument: &Instrument) -> Option<Self> {
        let wanted = dotted(text);
        everything(instrument).find(|place| dotted(&place.name(instrument)) == wanted)
    }

    /// The column that the instrument says holds it, or its own name.
    pub fn column_name(self, instrument: &Instrument) -> String {
        let declared = match self {
            Self::Item(kind, item) => instrument.items.get(item).and_then(|item| item.columns.get(&kind)).cloned(),
            Self::Points(at) => points_column(instrument, at),
            Self::Outcome(at) => instrument.outcomes.get(at).map(|outcome| outcome.column.clone()),
            Self::Id => instrument.id_column.clone(),
            Self::Wave => instrument.wave_column.clone(),
            Self::Seconds => instrument.seconds_column.clone(),
        };
        declared.unwrap_or_else(|| self.name(instrument))
    }

    /// Its role among the answers; the respondent, the wave and the time are none.
    pub fn role(self) -> Option<Role> {
        match self {
            Self::Item(battery, item) => Some(Role::Item { battery, item }),
            Self::Points(dimension) => Some(Role::Points { dimension }),
            Self::Outcome(outcome) => Some(Role::Outcome { outcome }),
            Self::Id | Self::Wave | Self::Seconds => None,
        }
    }

    /// The scale of its answers.
    pub fn scale(self, instrument: &Instrument) -> Scale {
        match self {
            Self::Points(_) => points_scale(),
            Self::Outcome(at) => {
                instrument.outcomes.get(at).map_or_else(|| instrument.scale.clone(), |outcome| outcome.scale.clone())
            }
            _ => instrument.scale.clone(),
        }
    }

    /// Whether the instrument turns its answers round. How much an item matters is never turned: a badly keyed item is
    /// as important as its opposite.
    pub fn reversed(self, instrument: &Instrument) -> bool {
        match self {
            Self::Item(BatteryKind::Importance, _) => false,
            Self::Item(_, item) => instrument.items.get(item).is_some_and(|item| item.reversed),
            _ => false,
        }
    }
}

fn points_column(instrument: &Instrument, dimension: usize) -> Option<String> {
    let id = &instrument.dimensions.get(dimension)?.id;
    instrument.points.iter().find(|points| points.dimension == *id).map(|points| points.column.clone())
}

/// A place's name as it is compared: each part in canonical form.
fn dotted(text: &str) -> String {
    text.split('.').map(name::canonical).collect::<Vec<_>>().join(".")
}

/// The name of a battery in files.
pub(crate) fn battery_name(kind: BatteryKind) -> &'static str {
    match kind {
        BatteryKind::Expectation => "expectation",
        BatteryKind::Perception => "perception",
        BatteryKind::Minimum => "minimum",
        BatteryKind::Desired => "desired",
        BatteryKind::Importance => "importance",
    }
}

/// Every item of every battery, battery by battery.
pub(crate) fn items(instrument: &Instrument) -> impl Iterator<Item = Place> + '_ {
    instrument
        .batteries
        .iter()
        .flat_map(|battery| (0..instrument.items.len()).map(move |item| Place::Item(battery.kind, item)))
}

/// Every answer column, in the order of a layout: batteries, points, outcomes.
pub(crate) fn answers(instrument: &Instrument) -> impl Iterator<Item = Place> + '_ {
    let points =
        (0..instrument.dimensions.len()).filter(|at| points_column(instrument, *at).is_some()).map(Place::Points);
    items(instrument).chain(points).chain((0..instrument.outcomes.len()).map(Place::Outcome))
}

/// Every place.
pub(crate) fn everything(instrument: &Instrument) -> impl Iterator<Item = Place> + '_ {
    answers(instrument).chain([Place::Id, Place::Wave, Place::Seconds])
}

/// Every place for which the instrument names a column.
pub(crate) fn named(instrument: &Instrument) -> Vec<(Place, String)> {
    let declared = |place: &Place| match place {
        Place::Id => instrument.id_column.is_some(),
        Place::Wave => instrument.wave_column.is_some(),
        Place::Seconds => instrument.seconds_column.is_some(),
        _ => true,
    };
    everything(instrument).filter(declared).map(|place| (place, place.column_name(instrument))).collect()
}

/// The first and last columns of a battery, as examples for a person.
pub(crate) fn examples(kind: BatteryKind, instrument: &Instrument) -> String {
    let last = instrument.items.len().saturating_sub(1);
    let name = |item| Place::Item(kind, item).column_name(instrument);
    format!("{} … {}", name(0), name(last))
}

/// The place that the text most likely means.
pub(crate) fn nearest(text: &str, instrument: &Instrument) -> Option<String> {
    let names: Vec<_> = everything(instrument).map(|place| place.name(instrument)).collect();
    name::nearest(text, names.iter().map(String::as_str)).map(str::to_owned)
}
