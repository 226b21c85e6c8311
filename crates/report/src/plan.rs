//! What to add up for a report, and where each thing will stand in the evidence.
//!
//! Separate from assembling, because the plan must exist before the data are read, and any engine may carry it out. It
//! looks at the instrument and at which answers a file holds, never at an answer.

use sums::{Composite, Facet, Plan, Variable};
use survey::{BatteryKind, Instrument, Layout};

/// Histograms of dimension scores are kept while they have at most this many cells; longer dimensions need rows.
const HISTOGRAM_CELLS_MAX: i64 = 12_000;

/// Weighted scores are made while the common multiple is at most this (dimensions of up to 12 items), so that their
/// products stay exact.
const WEIGHTED_SCALE_MAX: i64 = 27_720;

/// The plan of a report and its map.
#[derive(Debug, Clone)]
pub struct Blueprint {
    /// What to add up. Its facets are set by [`Blueprint::with_facets`].
    pub plan: Plan,
    /// The common multiple by which dimension scores are scaled.
    pub scale: i64,
    /// The items that occur in the data, in the instrument's order.
    pub items: Vec<ItemPlace>,
    /// The dimensions that occur in the data, in the instrument's order.
    pub dimensions: Vec<DimensionPlace>,
    /// Everything about all dimensions together.
    pub overall: OverallPlace,
    /// Whether expectation and perception are both there.
    pub gaps: bool,
    /// Whether minimum, desired and perception are all there.
    pub zone: bool,
    /// Whether there is a perception battery.
    pub perceptions: bool,
    /// Position in `Instrument::outcomes` of the outcome that drivers explain.
    pub outcome: Option<usize>,
    /// Every outcome in the data (position in `Instrument::outcomes`) with the block of its column alone.
    pub outcomes: Vec<(usize, usize)>,
}

/// Where an item stands.
#[derive(Debug, Clone)]
pub struct ItemPlace {
    /// Position in `Instrument::items`.
    pub item: usize,
    /// Position in [`Blueprint::dimensions`].
    pub dimension: usize,
    /// Answer column per battery.
    pub columns: ItemColumns,
    /// Table of expectation by perception.
    pub table: Option<usize>,
    /// Block of each battery's column alone, where no table holds it.
    pub alone: BatteryBlocks,
    /// Zone of tolerance.
    pub zone: Option<ZonePlace>,
}

/// The answer columns of an item.
#[derive(Debug, Clone, Copy, Default)]
pub struct ItemColumns {
    /// Expectation.
    pub expectation: Option<usize>,
    /// Perception.
    pub perception: Option<usize>,
    /// Minimum.
    pub minimum: Option<usize>,
    /// Desired.
    pub desired: Option<usize>,
}

impl ItemColumns {
    /// All columns there are.
    pub fn present(&self) -> impl Iterator<Item = usize> {
        [self.expectation, self.perception, self.minimum, self.desired].into_iter().flatten()
    }
}

/// One block per battery.
#[derive(Debug, Clone, Copy, Default)]
pub struct BatteryBlocks {
    /// Expectation.
    pub expectation: Option<usize>,
    /// Perception.
    pub perception: Option<usize>,
    /// Minimum.
    pub minimum: Option<usize>,
    /// Desired.
    pub desired: Option<usize>,
}

/// Where a dimension stands.
#[derive(Debug, Clone)]
pub struct DimensionPlace {
    /// Position in `Instrument::dimensions`.
    pub dimension: usize,
    /// Positions in [`Blueprint::items`].
    pub items: Vec<usize>,
    /// Block of each battery's score alone.
    pub score: BatteryBlocks,
    /// Composite of the perception score.
    pub perception: Option<usize>,
    /// Composite of the expectation score.
    pub expectation: Option<usize>,
    /// Composite of the gap score.
    pub gap: Option<usize>,
    /// Block of the gap score alone.
    pub gap_block: Option<usize>,
    /// Histogram of the gap score.
    pub gap_histogram: Option<usize>,
    /// Block of the expectation and the perception score together.
    pub pair_block: Option<usize>,
    /// Block of the items, per battery.
    pub item_blocks: BatteryBlocks,
    /// Block of the expectation items, then the perception items, in the same order.
    pub gap_items: Option<usize>,
    /// Answer column of the importance points.
    pub points: Option<usize>,
    /// Zone of tolerance.
    pub zone: Option<ZonePlace>,
}

/// Where a zone of tolerance stands: three differences over respondents who answered all three.
#[derive(Debug, Clone, Copy)]
pub struct ZonePlace {
    /// Block of P − A and P − D.
    pub block: usize,
    /// Composites of P − A, P − D and D − A.
    pub composites: [usize; 3],
    /// Histogram of P − A.
    pub adequacy_histogram: Option<usize>,
    /// Histogram of P − D.
    pub superiority_histogram: Option<usize>,
    /// Histogram of D − A.
    pub width_histogram: Option<usize>,
}

/// Where the scores over all dimensions stand.
#[derive(Debug, Clone, Default)]
pub struct OverallPlace {
    /// Block of the total of the dimension gaps.
    pub gap: Option<usize>,
    /// Block of the total of the dimension perceptions.
    pub perception: Option<usize>,
    /// Block of the weighted gap.
    pub weighted_gap: Option<usize>,
    /// Block of the weighted perception.
    pub weighted_perception: Option<usize>,
    /// Block of the weights, then the gaps.
    pub weights_and_gaps: Option<usize>,
    /// Block of the weights alone.
    pub weights: Option<usize>,
    /// Block of the perception scores and the outcome.
    pub drivers: Option<usize>,
    /// Block of gap, perception and expectation scores, then (with points) the weighted gaps and perceptions, then the
    /// outcome.
    pub prediction: Option<usize>,
    /// Whether the weighted ones are in it.
    pub prediction_weighted: bool,
    /// Block of all items, per battery.
    pub items: BatteryBlocks,
    /// Block of all expectation items, then all perception items.
    pub gap_items: Option<usize>,
    /// Block of all perception items and the outcome.
    pub item_drivers: Option<usize>,
}

/// Three columns of one item.
type Triple = (usize, usize, usize);

/// Builds plans: pushes a thing and hands back its position.
#[derive(Default)]
struct Builder {
    plan: Plan,
}

impl Builder {
    fn composite(&mut self, composite: Composite) -> usize {
        self.plan.composites.push(composite);
        self.plan.composites.len() - 1
    }

    fn block(&mut self, variables: Vec<Variable>) -> usize {
        self.plan.blocks.push(variables);
        self.plan.blocks.len() - 1
    }

    fn columns_block(&mut self, columns: &[usize]) -> Option<usize> {
        (!columns.is_empty()).then(|| self.block(columns.iter().map(|c| Variable::Column(*c)).collect()))
    }

    fn alone(&mut self, composite: Option<usize>) -> Option<usize> {
        composite.map(|c| self.block(vec![Variable::Composite(c)]))
    }

    fn histogram(&mut self, composite: usize, reach: i64) -> Option<usize> {
        (2 * reach < HISTOGRAM_CELLS_MAX).then(|| {
            self.plan.histograms.push((composite, -reach, reach));
            self.plan.histograms.len() - 1
        })
    }

    fn zone(&mut self, triples: &[Triple], scale: i64, reach: i64) -> ZonePlace {
        let difference = |pick: fn(&Triple) -> Triple| Composite::MeanDifferenceWhere {
            triples: triples.iter().map(pick).collect(),
            minimum: half(triples.len()),
            scale,
        };
        // Triples arrive as (minimum, desired, perceived).
        let adequacy = self.composite(difference(|(a, d, p)| (*p, *a, *d)));
        let superiority = self.composite(difference(|(a, d, p)| (*p, *d, *a)));
        let width = self.composite(difference(|(a, d, p)| (*d, *a, *p)));
        ZonePlace {
            block: self.block(vec![Variable::Composite(adequacy), Variable::Composite(superiority)]),
            composites: [adequacy, superiority, width],
            adequacy_histogram: self.histogram(adequacy, scale * reach),
            superiority_histogram: self.histogram(superiority, scale * reach),
            width_histogram: self.histogram(width, scale * reach),
        }
    }
}

/// The half rule: a score needs at least half of its items answered.
fn half(items: usize) -> usize {
    items.div_ceil(2)
}

impl Blueprint {
    /// The blueprint of everything that the layout allows. `item_drivers` asks for the items, too, as predictors.
    #[must_use]
    pub fn new(instrument: &Instrument, layout: &Layout, item_drivers: bool) -> Self {
        let mut builder = Builder::default();
        builder.plan.column_max = layout.columns.iter().map(|column| column.scale.max).collect();
        let reach = i64::from(instrument.scale.max) - i64::from(instrument.scale.min);

        let mut items = Vec::new();
        let mut dimensions = Vec::new();
        for (position, dimension) in instrument.dimensions.iter().enumerate() {
            let start = items.len();
            for (item, _) in instrument.items.iter().enumerate().filter(|(_, item)| item.dimension == dimension.id) {
                let columns = ItemColumns {
                    expectation: layout.item(BatteryKind::Expectation, item),
                    perception: layout.item(BatteryKind::Perception, item),
                    minimum: layout.item(BatteryKind::Minimum, item),
                    desired: layout.item(BatteryKind::Desired, item),
                };
                if columns.present().next().is_some() {
                    items.push(ItemPlace {
                        item,
                        dimension: dimensions.len(),
                        columns,
                        table: None,
                        alone: BatteryBlocks::default(),
                        zone: None,
                    });
                }
            }
            if items.len() > start {
                dimensions.push(DimensionPlace {
                    dimension: position,
                    items: (start..items.len()).collect(),
                    score: BatteryBlocks::default(),
                    perception: None,
                    expectation: None,
                    gap: None,
                    gap_block: None,
                    gap_histogram: None,
                    pair_block: None,
                    item_blocks: BatteryBlocks::default(),
                    gap_items: None,
                    points: layout.points(position),
                    zone: None,
                });
            }
        }
        let longest = dimensions.iter().map(|d| d.items.len()).max().unwrap_or(1);
        // An instrument allows at most 30 items in a dimension, for which the multiple exists.
        let scale = sums::common_multiple(longest).unwrap_or(1);

        for place in &mut items {
            builder.item(place, reach);
        }
        for place in &mut dimensions {
            builder.dimension(place, &items, scale, reach);
        }
        let outcome = (0..instrument.outcomes.len()).find(|o| layout.outcome(*o).is_some());
        let outcome_column = outcome.and_then(|o| layout.outcome(o));
        // Points are an allocation over all dimensions that were asked, also one whose items are not in the file.
        let allocation: Vec<usize> = (0..instrument.dimensions.len()).filter_map(|d| layout.points(d)).collect();
        let overall = builder.overall(&dimensions, &items, outcome_column, item_drivers, scale, &allocation);
        let outcomes = (0..instrument.outcomes.len())
            .filter_map(|o| Some((o, builder.columns_block(layout.outcome(o).as_slice())?)))
            .collect();
        let gaps = dimensions.iter().any(|d| d.gap.is_some());
        let zone = dimensions.iter().any(|d| d.zone.is_some());
        let perceptions = dimensions.iter().any(|d| d.perception.is_some());
        Self { plan: builder.plan, scale, items, dimensions, overall, gaps, zone, perceptions, outcome, outcomes }
    }

    /// The same with facets of the given upper bounds of cells.
    #[must_use]
    pub fn with_facets(mut self, cells: &[usize]) -> Self {
        self.plan.facets = cells.iter().map(|cells| Facet { cells: *cells }).collect();
        self
    }

    /// The answer columns of all items in one battery, in the order of [`Blueprint::items`].
    #[must_use]
    pub fn columns_of(&self, pick: impl Fn(&ItemColumns) -> Option<usize>) -> Vec<usize> {
        self.items.iter().filter_map(|item| pick(&item.columns)).collect()
    }
}

impl Builder {
    fn item(&mut self, place: &mut ItemPlace, reach: i64) {
        let columns = place.columns;
        // A table of expectation by perception holds both distributions, so that neither needs a block.
        let paired = columns.expectation.is_some() && columns.perception.is_some();
        let alone = |column: Option<usize>| column.filter(|_| !paired);
        place.alone = BatteryBlocks {
            expectation: self.columns_block(alone(columns.expectation).as_slice()),
            perception: self.columns_block(alone(columns.perception).as_slice()),
            minimum: self.columns_block(columns.minimum.as_slice()),
            desired: self.columns_block(columns.desired.as_slice()),
        };
        if let (Some(expectation), Some(perception)) = (columns.expectation, columns.perception) {
            self.plan.tables.push((expectation, perception));
            place.table = Some(self.plan.tables.len() - 1);
        }
        if let (Some(minimum), Some(desired), Some(perceived)) = (columns.minimum, columns.desired, columns.perception)
        {
            place.zone = Some(self.zone(&[(minimum, desired, perceived)], 1, reach));
        }
    }

    fn dimension(&mut self, place: &mut DimensionPlace, items: &[ItemPlace], scale: i64, reach: i64) {
        let mine: Vec<ItemColumns> = place.items.iter().map(|i| items[*i].columns).collect();
        let of = |pick: fn(&ItemColumns) -> Option<usize>| mine.iter().filter_map(pick).collect::<Vec<_>>();
        let expectations = of(|c| c.expectation);
        let perceptions = of(|c| c.perception);
        let minimums = of(|c| c.minimum);
        let desired = of(|c| c.desired);
        let score = |builder: &mut Self, columns: &[usize]| {
            (!columns.is_empty()).then(|| {
                builder.composite(Composite::Mean { columns: columns.to_vec(), minimum: half(columns.len()), scale })
            })
        };
        place.expectation = score(self, &expectations);
        place.perception = score(self, &perceptions);
        let minimum_score = score(self, &minimums);
        let desired_score = score(self, &desired);
        place.score = BatteryBlocks {
            expectation: self.alone(place.expectation),
            perception: self.alone(place.perception),
            minimum: self.alone(minimum_score),
            desired: self.alone(desired_score),
        };
        place.item_blocks = BatteryBlocks {
            expectation: self.columns_block(&expectations),
            perception: self.columns_block(&perceptions),
            minimum: None,
            desired: None,
        };
        let pairs: Vec<(usize, usize)> = mine.iter().filter_map(|c| c.perception.zip(c.expectation)).collect();
        if !pairs.is_empty() {
            let gap =
                self.composite(Composite::MeanDifference { pairs: pairs.clone(), minimum: half(pairs.len()), scale });
            place.gap = Some(gap);
            place.gap_block = self.alone(place.gap);
            place.gap_histogram = self.histogram(gap, scale * reach);
            let both: Vec<usize> = pairs.iter().map(|(_, e)| *e).chain(pairs.iter().map(|(p, _)| *p)).collect();
            place.gap_items = self.columns_block(&both);
        }
        if let (Some(expectation), Some(perception)) = (place.expectation, place.perception) {
            place.pair_block =
                Some(self.block(vec![Variable::Composite(expectation), Variable::Composite(perception)]));
        }
        let triples: Vec<Triple> = mine.iter().filter_map(|c| Some((c.minimum?, c.desired?, c.perception?))).collect();
        if !triples.is_empty() {
            place.zone = Some(self.zone(&triples, scale, reach));
        }
    }

    fn overall(
        &mut self,
        dimensions: &[DimensionPlace],
        items: &[ItemPlace],
        outcome: Option<usize>,
        item_drivers: bool,
        scale: i64,
        allocation: &[usize],
    ) -> OverallPlace {
        let mut place = OverallPlace::default();
        let all = |pick: fn(&DimensionPlace) -> Option<usize>| dimensions.iter().map(pick).collect::<Option<Vec<_>>>();
        let gaps = all(|d| d.gap).filter(|of| !of.is_empty());
        let perceptions = all(|d| d.perception).filter(|of| !of.is_empty());
        let expectations = all(|d| d.expectation).filter(|of| !of.is_empty());
        let points = all(|d| d.points).filter(|of| of.len() > 1);
        let composites = |of: &[usize]| of.iter().map(|c| Variable::Composite(*c)).collect::<Vec<_>>();

        let total = |builder: &mut Self, of: &Option<Vec<usize>>| {
            of.as_ref().map(|of| builder.composite(Composite::Total { of: of.clone() }))
        };
        let gap_total = total(self, &gaps);
        place.gap = self.alone(gap_total);
        let perception_total = total(self, &perceptions);
        place.perception = self.alone(perception_total);

        let mut weighted = Vec::new();
        let scaled = scale <= WEIGHTED_SCALE_MAX;
        if let Some(points) = points.as_ref().filter(|points| scaled && points.len() == allocation.len()) {
            let weights: Vec<usize> = points
                .iter()
                .map(|column| {
                    // Points that do not sum to 100 are divided by their sum while it lies within 95..105.
                    self.composite(Composite::Weight {
                        column: *column,
                        among: allocation.to_vec(),
                        low: 95,
                        high: 105,
                    })
                })
                .collect();
            place.weights = Some(self.block(composites(&weights)));
            let score = |builder: &mut Self, of: &Option<Vec<usize>>| {
                of.as_ref().map(|of| {
                    let pairs = weights.iter().copied().zip(of.iter().copied()).collect();
                    builder.composite(Composite::Weighted { pairs })
                })
            };
            let (gap, perception) = (score(self, &gaps), score(self, &perceptions));
            place.weighted_gap = self.alone(gap);
            place.weighted_perception = self.alone(perception);
            for scores in [&gaps, &perceptions].into_iter().flatten() {
                let pairs = weights.iter().zip(scores);
                weighted.extend(pairs.map(|(w, g)| self.composite(Composite::Weighted { pairs: vec![(*w, *g)] })));
            }
            place.weights_and_gaps =
                gaps.as_ref().map(|gaps| self.block([composites(&weights), composites(gaps)].concat()));
        }

        if let (Some(outcome), Some(perceptions)) = (outcome, &perceptions) {
            let outcome = Variable::Column(outcome);
            place.drivers = Some(self.block([composites(perceptions), vec![outcome]].concat()));
            if let (Some(gaps), Some(expectations)) = (&gaps, &expectations) {
                let mut variables = [composites(gaps), composites(perceptions), composites(expectations)].concat();
                variables.extend(composites(&weighted));
                place.prediction_weighted = !weighted.is_empty();
                variables.push(outcome);
                place.prediction = Some(self.block(variables));
            }
        }

        let of =
            |pick: fn(&ItemColumns) -> Option<usize>| items.iter().filter_map(|i| pick(&i.columns)).collect::<Vec<_>>();
        let (every_expectation, every_perception) = (of(|c| c.expectation), of(|c| c.perception));
        place.items.expectation = self.columns_block(&every_expectation);
        place.items.perception = self.columns_block(&every_perception);
        let pairs: Vec<(usize, usize)> =
            items.iter().filter_map(|i| i.columns.expectation.zip(i.columns.perception)).collect();
        let both: Vec<usize> = pairs.iter().map(|(e, _)| *e).chain(pairs.iter().map(|(_, p)| *p)).collect();
        place.gap_items = self.columns_block(&both);
        if let (true, Some(outcome)) = (item_drivers, outcome) {
            let mut variables = every_perception;
            variables.push(outcome);
            place.item_drivers = self.columns_block(&variables);
        }
        place
    }
}
