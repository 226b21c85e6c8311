//! Groups of respondents: segments and waves, with their evidence, and which of them are hidden.

use std::collections::BTreeMap;

use sums::Evidence;

use super::{FacetMeaning, Material, SUPPRESS_BELOW};
use crate::suppress::hidden;
use crate::value::{SegmentLevel, Segmentation};

/// All groups.
pub struct Groups {
    /// One per segment column.
    pub columns: Vec<SegmentColumn>,
    /// The waves in order.
    pub waves: Vec<Group>,
}

/// The groups of one column.
pub struct SegmentColumn {
    /// The column.
    pub column: String,
    /// Its groups, over all waves.
    pub levels: Vec<Group>,
    /// Its groups within each wave: (wave, position in `levels`, evidence); only those that may be shown.
    pub within_waves: Vec<(String, usize, Evidence)>,
    /// Respondents without a value.
    pub without: u64,
}

/// One group.
pub struct Group {
    /// The value that makes it.
    pub value: String,
    /// Its evidence.
    pub evidence: Evidence,
    /// Its cells in the facet, to find its rows.
    pub cells: Vec<u32>,
    /// Whether it is hidden.
    pub hidden: bool,
}

impl Groups {
    /// The groups of the material.
    pub fn of(material: &Material<'_>) -> Self {
        let mut groups = Self { columns: Vec::new(), waves: Vec::new() };
        let waved = material.meanings.contains(&FacetMeaning::Waves);
        for (facet, meaning) in material.meanings.iter().enumerate() {
            let cells: Vec<(&[String], &Evidence)> =
                material.keys[facet].iter().map(Vec::as_slice).zip(&material.cube.facets[facet]).collect();
            match meaning {
                FacetMeaning::Folds => {}
                FacetMeaning::Waves => groups.waves = collect(&cells, material.cube.total(0).rows).0,
                FacetMeaning::Segments { column } => {
                    let (levels, without) = collect(&cells, material.cube.total(0).rows);
                    let within_waves = if waved { within(&cells, &levels) } else { Vec::new() };
                    groups.columns.push(SegmentColumn { column: column.clone(), levels, within_waves, without });
                }
            }
        }
        groups
    }

    /// The groups as the report lists them.
    pub fn segmentations(&self, material: &Material<'_>) -> Vec<Segmentation> {
        let language = material.words.language().code();
        let titled = |column: &SegmentColumn| {
            let declared = material.instrument.segments.iter().find(|segment| segment.column == column.column);
            let title = declared.map_or("", |segment| segment.title.get(language));
            let label = |value: &str| {
                let words = declared.and_then(|segment| segment.labels.get(value)).map(|label| label.get(language));
                words.unwrap_or(value).to_owned()
            };
            Segmentation {
                column: column.column.clone(),
                title: if title.is_empty() { column.column.clone() } else { title.to_owned() },
                levels: column
                    .levels
                    .iter()
                    .map(|level| SegmentLevel {
                        by: format!("{}={}", column.column, level.value),
                        label: label(&level.value),
                        n: (!level.hidden).then_some(level.evidence.rows),
                        suppressed: level.hidden,
                    })
                    .collect(),
                without: column.without,
            }
        };
        self.columns.iter().map(titled).collect()
    }
}

/// Merges cells by their first value, in the order in which they come; counts who is in none.
fn collect(cells: &[(&[String], &Evidence)], respondents: u64) -> (Vec<Group>, u64) {
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let mut groups: Vec<Group> = Vec::new();
    for (cell, (key, evidence)) in cells.iter().enumerate() {
        let value = key.first().map_or("", String::as_str);
        let place = *places.entry(value).or_insert(groups.len());
        let cell = u32::try_from(cell).unwrap_or(u32::MAX);
        match groups.get_mut(place) {
            Some(group) => {
                group.evidence.merge(evidence);
                group.cells.push(cell);
            }
            None => groups.push(Group {
                value: value.to_owned(),
                evidence: (*evidence).clone(),
                cells: vec![cell],
                hidden: false,
            }),
        }
    }
    let sizes: Vec<u64> = groups.iter().map(|group| group.evidence.rows).collect();
    let without = respondents.saturating_sub(sizes.iter().sum());
    for (group, hidden) in groups.iter_mut().zip(hidden(&sizes, without, SUPPRESS_BELOW)) {
        group.hidden = hidden;
    }
    (groups, without)
}

/// The groups within each wave; a wave's groups are hidden by the same rule as the groups of the whole.
fn within(cells: &[(&[String], &Evidence)], levels: &[Group]) -> Vec<(String, usize, Evidence)> {
    let mut waves: BTreeMap<&str, Vec<(usize, &Evidence)>> = BTreeMap::new();
    for (key, evidence) in cells {
        let [value, wave] = key else { continue };
        if let Some(level) = levels.iter().position(|level| level.value == *value) {
            waves.entry(wave).or_default().push((level, evidence));
        }
    }
    let mut shown = Vec::new();
    for (wave, groups) in waves {
        let sizes: Vec<u64> = groups.iter().map(|(_, evidence)| evidence.rows).collect();
        for ((level, evidence), hidden) in groups.into_iter().zip(hidden(&sizes, 0, SUPPRESS_BELOW)) {
            if !hidden && !levels[level].hidden {
                shown.push((wave.to_owned(), level, evidence.clone()));
            }
        }
    }
    shown
}
