//! Groups of respondents: segments and waves, with their evidence, and which of them are hidden.

use std::collections::BTreeMap;

use sums::Evidence;

use super::{FacetMeaning, Material, SUPPRESS_BELOW};
use crate::suppress::{hidden, hide};
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
        for (facet, meaning) in material.meanings.iter().enumerate() {
            let cells: Vec<(&[String], &Evidence)> =
                material.keys[facet].iter().map(Vec::as_slice).zip(&material.cube.facets[facet]).collect();
            match meaning {
                FacetMeaning::Folds | FacetMeaning::Targets => {}
                FacetMeaning::Waves => groups.waves = collect(&cells, material.cube.total(0).rows).0,
                FacetMeaning::Segments { column } => {
                    let (levels, without) = collect(&cells, material.cube.total(0).rows);
                    let within_waves = within(&cells, &levels, &groups.waves);
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

/// The groups within each wave that may be shown: nothing may follow by subtraction from the wave or from the group.
fn within(cells: &[(&[String], &Evidence)], levels: &[Group], waves: &[Group]) -> Vec<(String, usize, Evidence)> {
    let mut grid: Vec<Vec<Option<&Evidence>>> = vec![vec![None; waves.len()]; levels.len()];
    for (key, evidence) in cells {
        let [value, wave] = key else { continue };
        let level = levels.iter().position(|level| level.value == *value);
        let wave = waves.iter().position(|group| group.value == *wave);
        if let (Some(level), Some(wave)) = (level, wave) {
            grid[level][wave] = Some(*evidence);
        }
    }
    let size = |level: usize, wave: usize| grid[level][wave].map_or(0, |evidence| evidence.rows);
    let mut hidden: Vec<Vec<bool>> =
        levels.iter().map(|level| waves.iter().map(|wave| level.hidden || wave.hidden).collect()).collect();
    loop {
        let mut more = false;
        for (level, group) in levels.iter().enumerate() {
            let sizes: Vec<u64> = (0..waves.len()).map(|wave| size(level, wave)).collect();
            let without = group.evidence.rows.saturating_sub(sizes.iter().sum());
            more |= hide(&sizes, without, SUPPRESS_BELOW, &mut hidden[level]);
        }
        for (wave, group) in waves.iter().enumerate() {
            let sizes: Vec<u64> = (0..levels.len()).map(|level| size(level, wave)).collect();
            let without = group.evidence.rows.saturating_sub(sizes.iter().sum());
            let mut column: Vec<bool> = hidden.iter().map(|row| row[wave]).collect();
            more |= hide(&sizes, without, SUPPRESS_BELOW, &mut column);
            hidden.iter_mut().zip(column).for_each(|(row, hide)| row[wave] = hide);
        }
        if !more {
            break;
        }
    }
    let mut shown = Vec::new();
    for (wave, group) in waves.iter().enumerate() {
        for level in 0..levels.len() {
            if let Some(evidence) = grid[level][wave].filter(|_| !hidden[level][wave]) {
                shown.push((group.value.clone(), level, evidence.clone()));
            }
        }
    }
    shown
}
