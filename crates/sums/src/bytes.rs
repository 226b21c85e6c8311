//! Plans and cubes as bytes, so that sums can be kept and added to later.
//!
//! Separate from what they hold, because the form is a promise to files that exist: it begins with a version, and what is
//! not of that version, or not whole, is nothing. Numbers are variable-length (seven bits to a byte, lowest first), signed
//! ones zigzag; in a cube, which is mostly noughts, a run of noughts is a nought and its length. It writes no file.

use crate::{Composite, Cube, Evidence, Facet, Plan, Variable};

/// The first byte of a cube.
const CUBE: u8 = 1;
/// The first byte of a plan.
const PLAN: u8 = 1;

impl Cube {
    /// The cube as bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Writer { bytes: vec![CUBE], zeros: 0 };
        for cells in &self.facets {
            out.number(cells.len() as u128);
            cells.iter().for_each(|cell| write_evidence(&mut out, cell));
        }
        out.end()
    }

    /// A cube from the bytes of one of the same plan; nothing when they are not whole.
    #[must_use]
    pub fn from_bytes(plan: &Plan, bytes: &[u8]) -> Option<Self> {
        let (&version, rest) = bytes.split_first()?;
        if version != CUBE {
            return None;
        }
        let mut from = Reader { bytes: rest, zeros: 0 };
        let mut cube = Self { facets: Vec::with_capacity(plan.facets.len()) };
        for facet in &plan.facets {
            let count = usize::try_from(from.number()?).ok().filter(|count| (1..=facet.cells).contains(count))?;
            let mut cells = Vec::new();
            for _ in 0..count {
                cells.push(read_evidence(&mut from, plan)?);
            }
            cube.facets.push(cells);
        }
        (from.bytes.is_empty() && from.zeros == 0).then_some(cube)
    }
}

fn write_evidence(out: &mut Writer, cell: &Evidence) {
    out.number(cell.rows.into());
    for block in &cell.blocks {
        for i in 0..block.variables() {
            (0..=i).for_each(|j| out.signed(block.cross(i, j)));
        }
        (0..block.variables()).for_each(|i| out.signed(block.sum(i).into()));
        out.signed(block.n().into());
    }
    cell.tables.iter().for_each(|table| out.numbers(table.counts()));
    cell.histograms.iter().for_each(|histogram| out.numbers(histogram.counts()));
    out.numbers(&cell.missing);
    out.numbers(&cell.not_applicable);
}

fn read_evidence(from: &mut Reader<'_>, plan: &Plan) -> Option<Evidence> {
    let mut cell = Evidence::new(plan);
    cell.rows = u64::try_from(from.number()?).ok()?;
    for block in &mut cell.blocks {
        let k = block.variables();
        let cells = k * (k + 1) / 2 + k + 1;
        if from.skip(cells) {
            continue;
        }
        let triangle = (0..cells).map(|_| from.signed()).collect::<Option<Vec<i128>>>()?;
        // Sums and counts fit 64 bits in every cube that was written.
        if triangle[k * (k + 1) / 2..].iter().any(|value| i64::try_from(*value).is_err()) {
            return None;
        }
        block.add_triangle(&triangle);
    }
    for table in &mut cell.tables {
        from.numbers(table.counts_mut())?;
    }
    for histogram in &mut cell.histograms {
        from.numbers(histogram.counts_mut())?;
    }
    from.numbers(&mut cell.missing)?;
    from.numbers(&mut cell.not_applicable)?;
    Some(cell)
}

impl Plan {
    /// The plan as bytes; two plans are equal just when their bytes are.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Plain(vec![PLAN]);
        out.list(&self.column_max, |out, max| out.number((*max).into()));
        out.list(&self.composites, write_composite);
        out.list(&self.blocks, |out, block| out.list(block, write_variable));
        out.list(&self.tables, |out, table| out.pair(table));
        out.list(&self.histograms, |out, (composite, low, high)| {
            out.size(*composite);
            out.signed(*low);
            out.signed(*high);
        });
        out.list(&self.facets, |out, facet| out.size(facet.cells));
        out.0
    }

    /// A plan from its bytes; nothing when they are not whole, or it could not be carried out.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (&version, rest) = bytes.split_first()?;
        if version != PLAN {
            return None;
        }
        let mut from = Reader { bytes: rest, zeros: 0 };
        let plan = Self {
            column_max: from.list(|from| u8::try_from(from.plain()?).ok())?,
            composites: from.list(read_composite)?,
            blocks: from.list(|from| from.list(read_variable))?,
            tables: from.list(Reader::pair)?,
            histograms: from.list(|from| Some((from.size()?, from.plain_signed()?, from.plain_signed()?)))?,
            facets: from.list(|from| Some(Facet { cells: from.size()? }))?,
        };
        (from.bytes.is_empty() && plan.check().is_ok()).then_some(plan)
    }
}

fn write_variable(out: &mut Plain, variable: &Variable) {
    let (kind, index) = match variable {
        Variable::Column(index) => (0, *index),
        Variable::Composite(index) => (1, *index),
    };
    out.size(kind);
    out.size(index);
}

fn read_variable(from: &mut Reader<'_>) -> Option<Variable> {
    match from.plain()? {
        0 => Some(Variable::Column(from.size()?)),
        1 => Some(Variable::Composite(from.size()?)),
        _ => None,
    }
}

fn write_composite(out: &mut Plain, composite: &Composite) {
    match composite {
        Composite::Mean { columns, minimum, scale } => {
            out.number(0);
            out.list(columns, |out, column| out.size(*column));
            out.size(*minimum);
            out.signed(*scale);
        }
        Composite::MeanDifference { pairs, minimum, scale } => {
            out.number(1);
            out.list(pairs, |out, pair| out.pair(pair));
            out.size(*minimum);
            out.signed(*scale);
        }
        Composite::MeanDifferenceWhere { triples, minimum, scale } => {
            out.number(2);
            out.list(triples, |out, (plus, minus, also)| {
                out.pair(&(*plus, *minus));
                out.size(*also);
            });
            out.size(*minimum);
            out.signed(*scale);
        }
        Composite::Total { of } => {
            out.number(3);
            out.list(of, |out, part| out.size(*part));
        }
        Composite::Weight { column, among, low, high } => {
            out.number(4);
            out.size(*column);
            out.list(among, |out, column| out.size(*column));
            out.signed(*low);
            out.signed(*high);
        }
        Composite::Weighted { pairs } => {
            out.number(5);
            out.list(pairs, |out, pair| out.pair(pair));
        }
    }
}

fn read_composite(from: &mut Reader<'_>) -> Option<Composite> {
    Some(match from.plain()? {
        0 => Composite::Mean { columns: from.list(Reader::size)?, minimum: from.size()?, scale: from.plain_signed()? },
        1 => Composite::MeanDifference {
            pairs: from.list(Reader::pair)?,
            minimum: from.size()?,
            scale: from.plain_signed()?,
        },
        2 => Composite::MeanDifferenceWhere {
            triples: from.list(|from| Some((from.size()?, from.size()?, from.size()?)))?,
            minimum: from.size()?,
            scale: from.plain_signed()?,
        },
        3 => Composite::Total { of: from.list(Reader::size)? },
        4 => Composite::Weight {
            column: from.size()?,
            among: from.list(Reader::size)?,
            low: from.plain_signed()?,
            high: from.plain_signed()?,
        },
        5 => Composite::Weighted { pairs: from.list(Reader::pair)? },
        _ => return None,
    })
}

fn zigzag(value: i128) -> u128 {
    ((value << 1) ^ (value >> 127)).cast_unsigned()
}

fn unzigzag(value: u128) -> i128 {
    (value >> 1).cast_signed() ^ -((value & 1).cast_signed())
}

fn put(bytes: &mut Vec<u8>, mut value: u128) {
    while 0x80 <= value {
        bytes.push(value as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
}

/// Writes numbers, runs of noughts together.
struct Writer {
    bytes: Vec<u8>,
    zeros: u128,
}

impl Writer {
    fn number(&mut self, value: u128) {
        if value == 0 {
            self.zeros += 1;
            return;
        }
        self.write_zeros();
        put(&mut self.bytes, value);
    }

    fn signed(&mut self, value: i128) {
        self.number(zigzag(value));
    }

    fn numbers(&mut self, values: &[u64]) {
        values.iter().for_each(|value| self.number((*value).into()));
    }

    fn write_zeros(&mut self) {
        if self.zeros != 0 {
            put(&mut self.bytes, 0);
            put(&mut self.bytes, self.zeros);
            self.zeros = 0;
        }
    }

    fn end(mut self) -> Vec<u8> {
        self.write_zeros();
        self.bytes
    }
}

/// Writes numbers one by one, so that a list is never longer than its bytes.
struct Plain(Vec<u8>);

impl Plain {
    fn number(&mut self, value: u128) {
        put(&mut self.0, value);
    }

    fn size(&mut self, value: usize) {
        self.number(value as u128);
    }

    fn signed(&mut self, value: i64) {
        self.number(zigzag(value.into()));
    }

    fn pair(&mut self, pair: &(usize, usize)) {
        self.size(pair.0);
        self.size(pair.1);
    }

    fn list<T>(&mut self, items: &[T], write: impl Fn(&mut Self, &T)) {
        self.size(items.len());
        items.iter().for_each(|item| write(self, item));
    }
}

/// Reads what either wrote.
struct Reader<'a> {
    bytes: &'a [u8],
    /// Noughts of a run that were not yet handed out.
    zeros: u128,
}

impl Reader<'_> {
    /// The next number as it stands.
    fn plain(&mut self) -> Option<u128> {
        let mut value = 0_u128;
        for shift in (0..).step_by(7) {
            let (&byte, rest) = self.bytes.split_first()?;
            self.bytes = rest;
            let bits = u128::from(byte & 0x7f);
            if 128 <= shift || bits.leading_zeros() < shift {
                return None;
            }
            value |= bits << shift;
            if byte < 0x80 {
                return Some(value);
            }
        }
        None
    }

    fn plain_signed(&mut self) -> Option<i64> {
        i64::try_from(unzigzag(self.plain()?)).ok()
    }

    fn size(&mut self) -> Option<usize> {
        usize::try_from(self.plain()?).ok()
    }

    fn pair(&mut self) -> Option<(usize, usize)> {
        Some((self.size()?, self.size()?))
    }

    fn list<T>(&mut self, mut read: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let count = self.size().filter(|count| *count <= self.bytes.len())?;
        (0..count).map(|_| read(self)).collect()
    }

    /// The next number, also out of a run of noughts.
    fn number(&mut self) -> Option<u128> {
        if self.zeros == 0 {
            let value = self.plain()?;
            if value != 0 {
                return Some(value);
            }
            self.zeros = self.plain().filter(|run| *run != 0)?;
        }
        self.zeros -= 1;
        Some(0)
    }

    fn signed(&mut self) -> Option<i128> {
        self.number().map(unzigzag)
    }

    /// Leaves out so many noughts, when so many come next.
    fn skip(&mut self, count: usize) -> bool {
        let all = count as u128 <= self.zeros;
        if all {
            self.zeros -= count as u128;
        }
        all
    }

    /// Fills counters that are nought.
    fn numbers(&mut self, into: &mut [u64]) -> Option<()> {
        let mut at = 0;
        while at < into.len() {
            let run = usize::try_from(self.zeros).unwrap_or(usize::MAX).min(into.len() - at);
            if run != 0 {
                self.zeros -= run as u128;
                at += run;
                continue;
            }
            into[at] = u64::try_from(self.number()?).ok()?;
            at += 1;
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::{Accumulator, Batch, Composite, Cube, Facet, MISSING, NOT_APPLICABLE, Plan, Variable};

    /// Every kind of thing a plan may hold.
    fn rich() -> Plan {
        Plan {
            column_max: vec![7, 7, 7, 100, 100],
            composites: vec![
                Composite::Mean { columns: vec![0, 1], minimum: 1, scale: 2 },
                Composite::MeanDifference { pairs: vec![(0, 1)], minimum: 1, scale: 1 },
                Composite::MeanDifferenceWhere { triples: vec![(0, 1, 2)], minimum: 1, scale: 1 },
                Composite::Total { of: vec![0, 1] },
                Composite::Weight { column: 3, among: vec![3, 4], low: 95, high: 105 },
                Composite::Weighted { pairs: vec![(4, 0)] },
            ],
            blocks: vec![
                vec![Variable::Column(0), Variable::Column(1)],
                vec![Variable::Composite(1), Variable::Column(2)],
                vec![Variable::Composite(5)],
            ],
            tables: vec![(0, 1)],
            histograms: vec![(1, -7, 7)],
            facets: vec![Facet { cells: 3 }, Facet { cells: 500 }],
        }
    }

    fn code() -> impl Strategy<Value = u8> {
        prop_oneof![8 => 0_u8..=7, 1 => Just(MISSING), 1 => Just(NOT_APPLICABLE)]
    }

    fn respondents() -> impl Strategy<Value = Vec<([u8; 3], u8, u32, u32)>> {
        prop::collection::vec(
            ([code(), code(), code()], 0_u8..=100, 0_u32..3, prop_oneof![0_u32..40, Just(u32::MAX)]),
            0..80,
        )
    }

    fn cube_of(respondents: &[([u8; 3], u8, u32, u32)]) -> Cube {
        let mut batch = Batch { columns: vec![vec![]; 5], cells: vec![vec![]; 2] };
        for (codes, points, fold, segment) in respondents {
            for (column, code) in batch.columns.iter_mut().zip([codes[0], codes[1], codes[2], *points, 100 - points]) {
                column.push(code);
            }
            batch.cells[0].push(*fold);
            batch.cells[1].push(*segment);
        }
        let mut sums = Accumulator::new(&rich()).expect("the plan is sound");
        sums.observe(&batch);
        sums.finish()
    }

    proptest! {
        #[test]
        fn a_cube_is_read_back_as_it_was(respondents in respondents()) {
            let cube = cube_of(&respondents);
            prop_assert_eq!(Cube::from_bytes(&rich(), &cube.to_bytes()), Some(cube));
        }

        #[test]
        fn a_cube_that_is_not_whole_is_none(respondents in respondents(), cut in 0_usize..1000) {
            let bytes = cube_of(&respondents).to_bytes();
            prop_assert_eq!(Cube::from_bytes(&rich(), &bytes[..cut % bytes.len()]), None);
            prop_assert_eq!(Cube::from_bytes(&rich(), &[bytes, vec![1]].concat()), None);
        }

        #[test]
        fn other_bytes_are_read_without_harm(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let framed = [vec![1], bytes].concat();
            let _ = Cube::from_bytes(&rich(), &framed);
            let _ = Plan::from_bytes(&framed);
        }
    }

    #[test]
    fn a_plan_is_read_back_as_it_was() {
        let bytes = rich().to_bytes();
        assert_eq!(Plan::from_bytes(&bytes), Some(rich()));
        for cut in 0..bytes.len() {
            assert_eq!(Plan::from_bytes(&bytes[..cut]), None, "cut at {cut}");
        }
    }

    #[test]
    fn a_plan_that_could_not_be_carried_out_is_none() {
        let mut plan = rich();
        plan.column_max[0] = 121;
        assert_eq!(Plan::from_bytes(&plan.to_bytes()), None);
    }

    #[test]
    fn nobody_takes_a_few_bytes() {
        assert!(Cube::new(&rich()).to_bytes().len() < 10);
    }
}
