//! The composites of a sheet: what each kind means, 256 respondents at a time.
//!
//! Separate from the sheet, because these are the definitions of `Composite`; the tests hold them against a twin that
//! scores one respondent after the other. Undefined is a mask, and the value under it is zero.
#![allow(clippy::needless_range_loop, reason = "several columns are read at the same respondent")]

use super::layout::{Recipe, Rule, Term};
use super::sheet::{ALL, Column, RECORDS, ZERO};

/// A composite of every respondent; zero where undefined.
#[derive(Debug, Clone)]
pub(super) struct Score {
    pub values: Values,
    /// All ones where it is defined, else zero.
    pub defined: [i16; RECORDS],
    /// For a short mean: how many answers it is made of, and their sum.
    pub answers: [i16; RECORDS],
    pub sums: [i16; RECORDS],
}

#[derive(Debug, Clone)]
pub(super) enum Values {
    Short(Box<[i16; RECORDS]>),
    Long(Box<[i64; RECORDS]>),
}

impl Score {
    pub fn new(recipe: &Recipe) -> Self {
        let values = match recipe.short {
            true => Values::Short(Box::new([0; RECORDS])),
            false => Values::Long(Box::new([0; RECORDS])),
        };
        Self { values, defined: [0; RECORDS], answers: [0; RECORDS], sums: [0; RECORDS] }
    }

    #[inline(always)]
    pub fn value(&self, r: usize) -> i64 {
        match &self.values {
            Values::Short(values) => i64::from(values[r]),
            Values::Long(values) => values[r],
        }
    }

    /// Scores the respondents of the columns; `earlier` are the composites before this one.
    #[inline(always)]
    pub fn fill(&mut self, recipe: &Recipe, columns: &[Column], earlier: &[Self]) {
        let Self { values, defined, answers, sums } = self;
        match (&recipe.rule, values) {
            (Rule::Mean { terms, minimum, scale }, Values::Short(values)) => {
                add_terms(terms, columns, answers, sums);
                short_mean(answers, sums, *minimum..=terms.len(), *scale, values, defined);
            }
            (Rule::Mean { terms, minimum, scale }, Values::Long(values)) => {
                long_mean(terms, columns, *minimum, *scale, values, defined);
            }
            (Rule::Total { of }, Values::Short(values)) => {
                all_defined(of.iter().copied(), earlier, defined);
                short_total(of, earlier, values, defined);
            }
            (Rule::Total { of }, Values::Long(values)) => {
                all_defined(of.iter().copied(), earlier, defined);
                for r in 0..RECORDS {
                    let total: i64 = of.iter().map(|&part| earlier[part].value(r)).sum();
                    values[r] = total & i64::from(defined[r]);
                }
            }
            (Rule::Weight { column, among, low, high, shares }, Values::Long(values)) => {
                let sums = allotted(*column, among, columns, defined);
                for r in 0..RECORDS {
                    let sum = sums[r];
                    defined[r] &= -i16::from(sum > 0 && *low <= sum && sum <= *high);
                    values[r] = if defined[r] == 0 { 0 } else { share(columns[*column].codes[r], sum, shares) };
                }
            }
            (Rule::Weighted { pairs }, Values::Long(values)) => {
                all_defined(pairs.iter().flat_map(|&(weight, score)| [weight, score]), earlier, defined);
                for r in 0..RECORDS {
                    let products =
                        pairs.iter().map(|&(weight, score)| earlier[weight].value(r) * earlier[score].value(r));
                    values[r] = products.sum::<i64>() & i64::from(defined[r]);
                }
            }
            (Rule::Weight { .. } | Rule::Weighted { .. }, Values::Short(_)) => {
                unreachable!("weights are never short")
            }
        }
    }
}

/// One multiplication per possible number of answers; everything fits 16 bits, because every value of the composite
/// does, and so do the sums and the counts.
#[inline(always)]
fn short_mean(
    answers: &[i16; RECORDS],
    sums: &[i16; RECORDS],
    counts: std::ops::RangeInclusive<usize>,
    scale: i64,
    values: &mut [i16; RECORDS],
    defined: &mut [i16; RECORDS],
) {
    *values = [0; RECORDS];
    *defined = [0; RECORDS];
    for count in counts {
        let (factor, count) = ((scale / count as i64) as i16, count as i16);
        for r in 0..RECORDS {
            let hit = -i16::from(answers[r] == count);
            values[r] |= sums[r].wrapping_mul(factor) & hit;
            defined[r] |= hit;
        }
    }
}

#[inline(always)]
fn long_mean(
    terms: &[Term],
    columns: &[Column],
    minimum: usize,
    scale: i64,
    values: &mut [i64; RECORDS],
    defined: &mut [i16; RECORDS],
) {
    let (mut answers, mut sums) = ([0_i64; RECORDS], [0_i64; RECORDS]);
    add_terms(terms, columns, &mut answers, &mut sums);
    let factors: Vec<i64> = (0..=terms.len() as i64).map(|count| scale / count.max(1)).collect();
    for r in 0..RECORDS {
        let hit = answers[r] >= minimum as i64;
        values[r] = if hit { factors[answers[r] as usize] * sums[r] } else { 0 };
        defined[r] = -i16::from(hit);
    }
}

#[inline(always)]
fn short_total(of: &[usize], earlier: &[Score], values: &mut [i16; RECORDS], defined: &[i16; RECORDS]) {
    *values = [0; RECORDS];
    for &part in of {
        let Values::Short(part) = &earlier[part].values else { unreachable!("a short total has short parts") };
        let part: &[i16; RECORDS] = part;
        for r in 0..RECORDS {
            values[r] = values[r].wrapping_add(part[r]);
        }
    }
    for r in 0..RECORDS {
        values[r] &= defined[r];
    }
}

#[inline(always)]
fn all_defined(parts: impl Iterator<Item = usize>, earlier: &[Score], defined: &mut [i16; RECORDS]) {
    *defined = [-1; RECORDS];
    for part in parts {
        let part = &earlier[part].defined;
        for r in 0..RECORDS {
            defined[r] &= part[r];
        }
    }
}

/// The sum of an allocation; defined where every column of it is answered.
#[inline(always)]
fn allotted(column: usize, among: &[usize], columns: &[Column], defined: &mut [i16; RECORDS]) -> [i64; RECORDS] {
    let mut sums = [0; RECORDS];
    *defined = columns[column].answered.map(|answered| i16::from(answered as i8));
    for &column in among {
        let Column { codes, answered, .. } = &columns[column];
        for r in 0..RECORDS {
            defined[r] &= i16::from(answered[r] as i8);
            sums[r] += i64::from(codes[r] & answered[r]);
        }
    }
    sums
}

/// `WEIGHT_TOTAL × points / sum`, rounded half up; quotient and remainder of `WEIGHT_TOTAL / sum` are at hand.
#[inline(always)]
fn share(points: u8, sum: i64, shares: &[(i64, i64)]) -> i64 {
    let (quotient, remainder) = shares[sum as usize];
    let points = i64::from(points);
    if remainder == 0 { quotient * points } else { quotient * points + (2 * remainder * points + sum) / (2 * sum) }
}

/// An integer type a mean is summed in.
trait Number: Copy + std::ops::AddAssign + std::ops::Sub<Output = Self> + std::ops::BitAnd<Output = Self> {
    const ZERO: Self;
    const ONE: Self;
    fn from_code(code: u8) -> Self;
    /// All ones or zero.
    fn from_mask(mask: u8) -> Self;
}

macro_rules! number {
    ($($type:ty),*) => {$(
        impl Number for $type {
            const ZERO: Self = 0;
            const ONE: Self = 1;
            #[inline(always)]
            fn from_code(code: u8) -> Self {
                Self::from(code)
            }
            #[inline(always)]
            fn from_mask(mask: u8) -> Self {
                Self::from(mask as i8)
            }
        }
    )*};
}

number!(i16, i64);

/// How many terms each respondent answered, and their sum.
#[inline(always)]
fn add_terms<T: Number>(terms: &[Term], columns: &[Column], answers: &mut [T; RECORDS], sums: &mut [T; RECORDS]) {
    *answers = [T::ZERO; RECORDS];
    *sums = [T::ZERO; RECORDS];
    for term in terms {
        let plus = &columns[term.plus];
        let minus = term.minus.map(|column| &columns[column]);
        let also = term.also.map(|column| &columns[column]);
        let minus_codes = minus.map_or(&ZERO, |column| &column.codes);
        if plus.whole && minus.is_none_or(|column| column.whole) && also.is_none_or(|column| column.whole) {
            for r in 0..RECORDS {
                sums[r] += T::from_code(plus.codes[r]) - T::from_code(minus_codes[r]);
                answers[r] += T::ONE;
            }
        } else {
            let minus_answered = minus.map_or(&ALL, |column| &column.answered);
            let also_answered = also.map_or(&ALL, |column| &column.answered);
            for r in 0..RECORDS {
                let both = T::from_mask(plus.answered[r] & minus_answered[r] & also_answered[r]);
                sums[r] += (T::from_code(plus.codes[r]) - T::from_code(minus_codes[r])) & both;
                answers[r] += both & T::ONE;
            }
        }
    }
}
