//! Which answers a file holds: the meaning of each answer column, in a fixed order.
//!
//! Separate from the instrument, because a file may lack batteries or items. It is what a reader found and what a plan of
//! sums is made for; the order is batteries, then points, then outcomes.

use crate::{BatteryKind, Scale};

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
