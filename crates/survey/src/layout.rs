//! Which answers a file holds: the meaning of each answer column, in a fixed order.
//!
//! Separate from the instrument, because a file may lack batteries or items. It is what a reader found and what a plan of
//! sums is made for; the order is batteries, then points, then outcomes.

use std::collections::BTreeMap;

use crate::{BatteryKind, Instrument, Scale};

/// What one answer column holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Role {
    /// One item in one battery.
    Item {
        /// Which battery.
        battery: BatteryKind,
        /// Position of the item in `Instrument::items`.
        item: usize,
    },
    /// Importance points of a dimension (position in `Instrument::dimensions`), whole numbers 0 to 100.
    Points {
        /// Position in `Instrument::dimensions`.
        dimension: usize,
    },
    /// An overall judgement (position in `Instrument::outcomes`).
    Outcome {
        /// Position in `Instrument::outcomes`.
        outcome: usize,
    },
}

/// One answer column of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerColumn {
    /// What it holds.
    pub role: Role,
    /// The scale its answers are read by.
    pub scale: Scale,
    /// Whether answers are turned round.
    pub reversed: bool,
    /// The name of the column in the file.
    pub name: String,
}

/// The answer columns of a file, in the order in which codes are stored.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Layout {
    /// The columns.
    pub columns: Vec<AnswerColumn>,
}

impl Layout {
    /// Everything that an instrument asks: each battery's items in the instrument's order, then points, then outcomes. The
    /// order in which a database keeps the codes of answers to it; it must never change.
    #[must_use]
    pub fn of(instrument: &Instrument) -> Self {
        let items = instrument.batteries.iter().flat_map(|battery| {
            instrument.items.iter().enumerate().map(move |(position, item)| AnswerColumn {
                role: Role::Item { battery: battery.kind, item: position },
                scale: instrument.scale.clone(),
                // How much an item matters is never turned round.
                reversed: item.reversed && battery.kind != BatteryKind::Importance,
                name: item.columns.get(&battery.kind).unwrap_or(&item.id).clone(),
            })
        });
        let points = instrument.dimensions.iter().enumerate().filter_map(|(position, dimension)| {
            let points = instrument.points.iter().find(|points| points.dimension == dimension.id)?;
            Some(AnswerColumn {
                role: Role::Points { dimension: position },
                scale: hundred(),
                reversed: false,
                name: points.column.clone(),
            })
        });
        let outcomes = instrument.outcomes.iter().enumerate().map(|(position, outcome)| AnswerColumn {
            role: Role::Outcome { outcome: position },
            scale: outcome.scale.clone(),
            reversed: false,
            name: outcome.column.clone(),
        });
        Self { columns: items.chain(points).chain(outcomes).collect() }
    }

    /// The position of an item's answer in a battery, if the file has it.
    #[must_use]
    pub fn item(&self, battery: BatteryKind, item: usize) -> Option<usize> {
        self.find(&Role::Item { battery, item })
    }

    /// The position of a dimension's importance points, if the file has them.
    #[must_use]
    pub fn points(&self, dimension: usize) -> Option<usize> {
        self.find(&Role::Points { dimension })
    }

    /// The position of an overall judgement, if the file has it.
    #[must_use]
    pub fn outcome(&self, outcome: usize) -> Option<usize> {
        self.find(&Role::Outcome { outcome })
    }

    fn find(&self, role: &Role) -> Option<usize> {
        self.columns.iter().position(|column| column.role == *role)
    }
}

/// Points are whole numbers from 0 to 100.
fn hundred() -> Scale {
    Scale { min: 0, max: 100, labels: BTreeMap::new(), missing: Vec::new(), not_applicable: Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::{Layout, Role};
    use crate::{BatteryKind, builtin};

    #[test]
    fn a_layout_has_every_battery_then_points_then_outcomes() {
        let instrument = builtin("servqual").expect("it is built in");
        let layout = Layout::of(&instrument);
        let items = instrument.items.len();
        assert_eq!(layout.columns.len(), 2 * items + instrument.points.len() + instrument.outcomes.len());
        let first = instrument.batteries[0].kind;
        assert_eq!(layout.columns[0].role, Role::Item { battery: first, item: 0 });
        assert_eq!(layout.columns[items - 1].role, Role::Item { battery: first, item: items - 1 });
        assert_eq!(layout.points(0), Some(2 * items));
        assert_eq!(layout.outcome(0), Some(2 * items + instrument.points.len()));
        assert_eq!(layout.columns[2 * items].scale.max, 100);
    }

    #[test]
    fn an_item_is_turned_round_but_not_how_much_it_matters() {
        let mut instrument = builtin("servqual").expect("it is built in");
        instrument.items[3].reversed = true;
        instrument.batteries[0].kind = BatteryKind::Importance;
        let layout = Layout::of(&instrument);
        let reversed: Vec<usize> = (0..layout.columns.len()).filter(|c| layout.columns[*c].reversed).collect();
        assert_eq!(reversed, [instrument.items.len() + 3]);
    }
}
