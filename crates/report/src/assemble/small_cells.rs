//! A number of a group rests on those who answered, who can be far fewer than the group: such numbers are hidden, too.
//!
//! Separate from hiding groups, because it works on finished numbers: within a branch of twelve, two may have answered an
//! item, and the two can also be had by subtracting the other branches from the total. The rule is the same along every
//! line: the groups of a column within everybody or within a wave, and the waves of everybody or of a group.

use std::collections::{BTreeSet, HashMap};

use statistics::Undefined;

use super::{Context, Numbers, SUPPRESS_BELOW};
use crate::suppress::hide;

/// Statistic and subject; the cells of one table of groups by waves.
type Table<'a> = (&'a str, &'a str);

/// Hides every number of a group or wave that rests on too few respondents, or would give such a number away.
pub fn hide_small_cells(context: &Context<'_>, numbers: &mut Numbers) {
    let hidden = find(context, numbers);
    for place in hidden {
        let number = &mut numbers.0[place];
        number.value = None;
        (number.low, number.high, number.se, number.n) = (None, None, None, None);
        number.undefined = Undefined::Suppressed.key().to_owned();
    }
}

fn find(context: &Context<'_>, numbers: &Numbers) -> BTreeSet<usize> {
    let mut tables: HashMap<Table<'_>, HashMap<(&str, &str), usize>> = HashMap::new();
    for (place, number) in numbers.0.iter().enumerate().filter(|(_, number)| number.value.is_some()) {
        let cells = tables.entry((&number.statistic, &number.of)).or_default();
        cells.insert((&number.by, &number.wave), place);
    }
    let columns: Vec<Vec<String>> = context
        .groups
        .columns
        .iter()
        .map(|column| column.levels.iter().map(|level| format!("{}={}", column.column, level.value)).collect())
        .collect();
    let waves: Vec<&str> = context.groups.waves.iter().map(|wave| wave.value.as_str()).collect();
    let mut hidden = BTreeSet::new();
    for ((statistic, _), cells) in &tables {
        // A change between waves has its own rule, and no total to subtract from.
        if statistic.starts_with("wave.") {
            continue;
        }
        loop {
            let mut more = hide_line(numbers, cells, ("", ""), waves.iter().map(|wave| ("", *wave)), &mut hidden);
            for levels in &columns {
                let all = levels.iter().map(|by| (by.as_str(), ""));
                more |= hide_line(numbers, cells, ("", ""), all, &mut hidden);
                for wave in &waves {
                    let line = levels.iter().map(|by| (by.as_str(), *wave));
                    more |= hide_line(numbers, cells, ("", wave), line, &mut hidden);
                }
                for by in levels {
                    let line = waves.iter().map(|wave| (by.as_str(), *wave));
                    more |= hide_line(numbers, cells, (by, ""), line, &mut hidden);
                }
            }
            if !more {
                break;
            }
        }
    }
    hidden
}

/// Hides along one line of cells that together make `total`; says whether it hid any more.
fn hide_line<'a>(
    numbers: &Numbers,
    cells: &HashMap<(&str, &str), usize>,
    total: (&'a str, &'a str),
    line: impl Iterator<Item = (&'a str, &'a str)>,
    hidden: &mut BTreeSet<usize>,
) -> bool {
    let places: Vec<usize> = line.filter_map(|key| cells.get(&key).copied()).collect();
    if places.is_empty() {
        return false;
    }
    let n = |place: usize| numbers.0[place].n.and_then(|n| u64::try_from(n).ok()).unwrap_or(0);
    let sizes: Vec<u64> = places.iter().map(|place| n(*place)).collect();
    // Nothing can be subtracted from a total that is not shown.
    let shown_total = cells.get(&total).filter(|place| !hidden.contains(place));
    let without = shown_total.map_or(SUPPRESS_BELOW, |place| n(*place).saturating_sub(sizes.iter().sum()));
    let mut flags: Vec<bool> = places.iter().map(|place| hidden.contains(place)).collect();
    let more = hide(&sizes, without, SUPPRESS_BELOW, &mut flags);
    hidden.extend(places.iter().zip(flags).filter(|(_, hide)| *hide).map(|(place, _)| *place));
    more
}
