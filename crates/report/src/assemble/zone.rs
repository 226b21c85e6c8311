//! The zone of tolerance: what lies between the least that is acceptable and what is wished for.

use statistics::Undefined;
use statistics::gap::zone::{Zone, ZoneShares, zone, zone_shares};

use super::{By, Context, Estimate, LEVEL, Numbers, Place, scores};
use crate::plan::ZonePlace;

/// Adds the zone of every dimension and item that has one.
pub fn add(context: &Context<'_>, numbers: &mut Numbers) {
    for (place, of) in context.blueprint.dimensions.iter().zip(&context.dimension_names) {
        if let Some(zone) = &place.zone {
            add_zone(context, numbers, of, zone, context.scale(), "half");
        }
    }
    for (place, of) in context.blueprint.items.iter().zip(&context.item_names) {
        if let Some(zone) = &place.zone {
            add_zone(context, numbers, of, zone, 1, "listwise");
        }
    }
}

fn add_zone(context: &Context<'_>, numbers: &mut Numbers, of: &str, place: &ZonePlace, scale: i64, rule: &'static str) {
    let method = By("zone", rule);
    let found = zone(&context.total.blocks[place.block], 0, 1, scale, LEVEL);
    let part = |pick: fn(&Zone) -> Estimate| found.as_ref().map(pick).map_err(|reason| *reason);
    let mut put = |name: &str, result: Result<Estimate, Undefined>| numbers.add(name, Place::of(of), method, result);
    put("zone.adequacy", part(|zone| zone.adequacy.clone().into()));
    put("zone.superiority", part(|zone| zone.superiority.clone().into()));
    put("zone.width", part(|zone| zone.width.clone().into()));
    let histogram = |place: Option<usize>, composite: usize| match place {
        Some(place) => Some(context.total.histograms[place].clone()),
        None => scores::ranked_histogram(context, composite),
    };
    let [adequacy, superiority, width] = place.composites;
    let counted = histogram(place.adequacy_histogram, adequacy)
        .zip(histogram(place.superiority_histogram, superiority))
        .zip(histogram(place.width_histogram, width))
        .ok_or(Undefined::NeedsRows)
        .and_then(|((adequacy, superiority), width)| zone_shares(&adequacy, &superiority, &width));
    let share = |pick: fn(&ZoneShares) -> f64| {
        counted.as_ref().map(|shares| Estimate::plain(pick(shares), shares.n as i64)).map_err(|reason| *reason)
    };
    put("zone.below", share(|shares| shares.below));
    put("zone.within", share(|shares| shares.within));
    put("zone.above", share(|shares| shares.above));
    put("zone.inverted", share(|shares| shares.inverted as f64));
}
