//! The gaps inside: what managers think, what the standards demand, what is delivered, what was promised; and where the shortfall
//! is made.
//!
//! Separate from the customers' scores, because others answered. It compares dimensions only, on the same items of both sides, and
//! hides what fewer than five managers or staff answered (docs/decisions/0014-staff-answers.md).

use statistics::Undefined;
use statistics::comparison::Group;
use statistics::gap::mean::mean;
use statistics::provider_gap::gaps::{Asked, Gap, ProviderGap, independent_gaps};
use statistics::provider_gap::where_made::where_made;
use sums::{Cube, Evidence};
use survey::{BatteryKind, PROMISES, STANDARDS};

use super::{By, Context, Estimate, LEVEL, Numbers, Place};
use crate::plan::{BatteryBlocks, Blueprint, ItemColumns};

const METHOD: By = By("provider-gaps", "half");

/// Differences with fewer managers or staff are not shown, and those with fewer than ten are flagged.
pub const INSIDE_SHOWN_FROM: i64 = 5;

/// Answers of managers or staff to the questionnaire of [`survey::inside`].
#[derive(Debug, Clone, Copy)]
pub struct Inside<'a> {
    /// What was added up.
    pub blueprint: &'a Blueprint,
    /// The sums.
    pub cube: &'a Cube,
}

/// Those inside who answered.
#[derive(Debug, Clone, Copy, Default)]
pub struct Provider<'a> {
    /// Managers.
    pub managers: Option<Inside<'a>>,
    /// Staff.
    pub staff: Option<Inside<'a>>,
}

/// Gaps 1 to 4: all but the customers' own.
pub const INSIDE_GAPS: [Gap; 4] = [Gap::Knowledge, Gap::Standards, Gap::Delivery, Gap::Communication];

/// Adds the gaps of every dimension, and which of them is the largest.
pub fn add(context: &Context<'_>, numbers: &mut Numbers) {
    let provider = context.material.provider;
    if context.running || (provider.managers.is_none() && provider.staff.is_none()) {
        return;
    }
    let total = |inside: Option<Inside<'_>>| inside.map(|inside| inside.cube.total(0));
    let (managers, staff) = (total(provider.managers), total(provider.staff));
    let managers = provider.managers.zip(managers.as_ref());
    let staff = provider.staff.zip(staff.as_ref());
    let dimensions = context.dimension_names.len();
    let found = INSIDE_GAPS.map(|gap| {
        let pairs: Vec<_> = (0..dimensions).map(|d| asked(context, managers, staff, gap, d)).collect();
        compared(&pairs)
    });
    for (d, of) in context.dimension_names.iter().enumerate() {
        let of_dimension: Vec<(Gap, Result<ProviderGap, Undefined>)> =
            INSIDE_GAPS.into_iter().zip(&found).map(|(gap, found)| (gap, found[d].clone())).collect();
        for (gap, found) in &of_dimension {
            add_gap(numbers, of, *gap, found);
        }
        add_place(numbers, of, &of_dimension);
    }
}

/// One gap over the dimensions. What may not be compared, or not be shown, leaves Holm's family.
fn compared(pairs: &[Result<Asked, Undefined>]) -> Vec<Result<ProviderGap, Undefined>> {
    let allowed: Vec<Asked> = pairs.iter().filter_map(|pair| pair.as_ref().ok().copied()).collect();
    let mut gaps = independent_gaps(&allowed, LEVEL).into_iter();
    pairs
        .iter()
        .map(|pair| match pair {
            Ok(_) => gaps.next().unwrap_or(Err(Undefined::NotAsked)),
            Err(reason) => Err(*reason),
        })
        .collect()
}

fn add_gap(numbers: &mut Numbers, of: &str, gap: Gap, found: &Result<ProviderGap, Undefined>) {
    let by = format!("gap={}", gap.number());
    let place = Place { of, by: &by, wave: "" };
    let found = found.as_ref().map_err(|reason| *reason);
    let fewest = |gap: &ProviderGap| gap.n.0.min(gap.n.1);
    let part = |pick: fn(&ProviderGap) -> f64| found.map(|gap| Estimate::plain(pick(gap), fewest(gap)));
    let difference = found.map(|gap| Estimate {
        value: gap.difference,
        interval: Some((gap.low, gap.high)),
        se: Some(gap.se),
        n: fewest(gap),
    });
    numbers.add("provider.difference", place, METHOD, difference);
    numbers.add("provider.df", place, METHOD, part(|gap| gap.df));
    numbers.add("provider.p", place, METHOD, part(|gap| gap.p));
    numbers.add("provider.p_holm", place, METHOD, part(|gap| gap.p_holm));
    let count = |pick: fn(&ProviderGap) -> i64| found.map(|gap| Estimate::plain(pick(gap) as f64, pick(gap)));
    numbers.add("provider.n_later", place, METHOD, count(|gap| gap.n.0));
    numbers.add("provider.n_earlier", place, METHOD, count(|gap| gap.n.1));
}

fn add_place(numbers: &mut Numbers, of: &str, gaps: &[(Gap, Result<ProviderGap, Undefined>)]) {
    let made = where_made(gaps);
    let made = made.as_ref().map_err(|reason| *reason);
    let n = gaps.iter().filter_map(|(_, gap)| gap.as_ref().ok()).map(|gap| gap.n.0.min(gap.n.1)).min().unwrap_or(0);
    let largest = made.map(|made| made.largest.as_ref().map_or(0.0, |(gap, _)| f64::from(gap.number())));
    numbers.add("provider.largest", Place::of(of), METHOD, largest.map(|number| Estimate::plain(number, n)));
    let clear = made.map(|made| Estimate::plain(f64::from(u8::from(made.clear)), n));
    numbers.add("provider.clear", Place::of(of), METHOD, clear);
}

/// One side of a gap: who answered, and in which battery of theirs.
#[derive(Clone, Copy)]
struct Side<'a> {
    blueprint: &'a Blueprint,
    evidence: &'a Evidence,
    battery: BatteryKind,
    /// The fewest who may be shown.
    shown_from: i64,
}

/// Both groups of a gap in a dimension.
fn asked(
    context: &Context<'_>,
    managers: Option<(Inside<'_>, &Evidence)>,
    staff: Option<(Inside<'_>, &Evidence)>,
    gap: Gap,
    dimension: usize,
) -> Result<Asked, Undefined> {
    let position = context.blueprint.dimensions[dimension].dimension;
    let customers = Side {
        blueprint: context.blueprint,
        evidence: &context.total,
        battery: BatteryKind::Expectation,
        shown_from: 2,
    };
    let (estimate, standards) = (Side::inside(managers, BatteryKind::Expectation), Side::inside(managers, STANDARDS));
    let delivery = Side::inside(staff, BatteryKind::Perception);
    // Whoever makes the promises knows them best; where managers were not asked, staff were.
    let promises = [Side::inside(managers, PROMISES), Side::inside(staff, PROMISES)]
        .into_iter()
        .find(|side| side.is_some_and(|side| !side.items(position).is_empty()))
        .flatten();
    let (later, earlier) = match gap {
        Gap::Knowledge => (estimate, Some(customers)),
        Gap::Standards => (standards, estimate),
        Gap::Delivery => (delivery, standards),
        Gap::Communication => (delivery, promises),
        Gap::Service => (None, None),
    };
    let (Some(later), Some(earlier)) = (later, earlier) else { return Err(Undefined::NotAsked) };
    // Other items would make it a difference of questions.
    let items = later.items(position);
    if items.is_empty() || items != earlier.items(position) {
        return Err(Undefined::NotAsked);
    }
    Ok(Asked { later: later.group(position)?, earlier: earlier.group(position)? })
}

impl<'a> Side<'a> {
    fn inside(who: Option<(Inside<'a>, &'a Evidence)>, battery: BatteryKind) -> Option<Self> {
        let (inside, evidence) = who?;
        Some(Self { blueprint: inside.blueprint, evidence, battery, shown_from: INSIDE_SHOWN_FROM })
    }

    /// The items of a dimension (its position in the questionnaire) that were asked, by their positions.
    fn items(&self, dimension: usize) -> Vec<usize> {
        let places = self.blueprint.dimensions.iter().filter(|place| place.dimension == dimension);
        let items = places.flat_map(|place| &place.items).map(|item| &self.blueprint.items[*item]);
        items.filter(|item| column_of(&item.columns, self.battery).is_some()).map(|item| item.item).collect()
    }

    /// Mean and spread of their scores of a dimension.
    fn group(&self, dimension: usize) -> Result<Group, Undefined> {
        let place = self.blueprint.dimensions.iter().find(|place| place.dimension == dimension);
        let block = place.and_then(|place| block_of(&place.score, self.battery)).ok_or(Undefined::NotAsked)?;
        let summary = mean(&self.evidence.blocks[block], 0, self.blueprint.scale, LEVEL)?;
        if summary.n < self.shown_from {
            return Err(Undefined::TooFewRespondents { n: summary.n, needed: self.shown_from });
        }
        Ok(Group { n: summary.n, mean: summary.mean, sd: summary.sd })
    }
}

fn column_of(columns: &ItemColumns, battery: BatteryKind) -> Option<usize> {
    match battery {
        BatteryKind::Expectation => columns.expectation,
        BatteryKind::Perception => columns.perception,
        BatteryKind::Minimum => columns.minimum,
        BatteryKind::Desired => columns.desired,
        BatteryKind::Importance => None,
    }
}

fn block_of(blocks: &BatteryBlocks, battery: BatteryKind) -> Option<usize> {
    match battery {
        BatteryKind::Expectation => blocks.expectation,
        BatteryKind::Perception => blocks.perception,
        BatteryKind::Minimum => blocks.minimum,
        BatteryKind::Desired => blocks.desired,
        BatteryKind::Importance => None,
    }
}
