//! Who is doubtful: respondents with two or more signs of careless answering.
//!
//! Separate from the signs, which are facts; two of them together are a judgement. It refuses to delete anyone: the
//! report shows its results with and without the doubtful and leaves the decision to the reader.
//!
//! Formula: doubtful = at least two of: longstring(P) ≥ ⌈15·k/22⌉, IRV(P) = 0, p(D²) < 0.001, E identical to P, too fast
//! Unit: respondents. Needs: rows; expectations and times where there are any. Too fast is under 2 seconds per item.
//! A sign that cannot be judged for a respondent is absent. Undefined: no perception items.
//! Source: Meade & Craig (2012), Psychological Methods 17, 437–455, for combining signs; Huang et al. (2012), Journal of
//! Business and Psychology 27, 99–114, for two seconds; the run of 15 in 22 is the project's own convention.
//! Method page: docs/method/careless.md

use sums::Rows;

use crate::Undefined;

use super::identical::identical;
use super::irv::irv;
use super::longstring::{MissingRule, longstring};
use super::mahalanobis::mahalanobis;
use super::too_fast::too_fast;
use super::{answers, at_least_half};

/// Signs that it takes to be doubtful.
pub const SIGNS_NEEDED: usize = 2;
/// Below this p-value a distance is a sign.
pub const UNUSUAL_P: f64 = 0.001;

/// What to look at.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Screen<'a> {
    /// The perception columns, in the order of presentation.
    pub perception: &'a [usize],
    /// The expectation columns of the same items, in the same order; empty when they were not asked.
    pub expectation: &'a [usize],
    /// How long each respondent took for all items of both batteries, where it is known; empty when it is not.
    pub seconds: &'a [Option<f64>],
}

/// The signs of one respondent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Signs {
    /// A long run of equal perceptions.
    pub longstring: bool,
    /// All perceptions alike.
    pub no_variation: bool,
    /// An unusual combination of perceptions.
    pub unusual: bool,
    /// Expectations and perceptions the same, cell by cell.
    pub identical: bool,
    /// Less time than reading takes.
    pub too_fast: bool,
}

impl Signs {
    /// How many signs there are.
    #[must_use]
    pub fn count(&self) -> usize {
        let signs = [self.longstring, self.no_variation, self.unusual, self.identical, self.too_fast];
        signs.into_iter().filter(|sign| *sign).count()
    }

    /// Two or more signs.
    #[must_use]
    pub fn doubtful(&self) -> bool {
        self.count() >= SIGNS_NEEDED
    }
}

/// The signs of everyone, and how many show each.
#[derive(Debug, Clone, PartialEq)]
pub struct Screening {
    /// One per respondent, in the order of the rows.
    pub signs: Vec<Signs>,
    /// The run of equal answers from which it is a sign here.
    pub longstring_from: usize,
    /// Respondents with a long run.
    pub longstring: usize,
    /// Respondents whose perceptions are all alike.
    pub no_variation: usize,
    /// Respondents with an unusual combination, or why that cannot be judged.
    pub unusual: Result<usize, Undefined>,
    /// Respondents with both batteries the same; not asked without expectations.
    pub identical: Result<usize, Undefined>,
    /// Respondents who were too fast; not asked without times.
    pub too_fast: Result<usize, Undefined>,
    /// Respondents with two or more signs.
    pub doubtful: usize,
}

/// The run of equal answers, among `items`, from which it is a sign: 15 of 22, in the same proportion for others.
#[must_use]
pub fn longstring_from(items: usize) -> usize {
    (15 * items).div_ceil(22)
}

/// Looks for all signs in all respondents.
///
/// # Errors
/// [`Undefined::NotAsked`] without perception items, [`Undefined::NobodyAnswered`] without respondents.
///
/// # Panics
/// When a column is outside the rows.
pub fn flags(rows: &Rows, screen: &Screen<'_>) -> Result<Screening, Undefined> {
    if screen.perception.is_empty() {
        return Err(Undefined::NotAsked);
    }
    crate::linear::at_least(rows.n as i64, 1)?;
    let mut signs = vec![Signs::default(); rows.n];
    let longstring_from = longstring_from(screen.perception.len());
    // On two or three items a run says nothing that the spread does not say.
    for (signs, run) in signs.iter_mut().zip(longstring(rows, screen.perception, MissingRule::Breaks)?) {
        signs.longstring = run >= longstring_from && run > 1;
    }
    for (respondent, spread) in irv(rows, screen.perception).into_iter().enumerate() {
        let answered = answers(rows, screen.perception, respondent).flatten().count();
        signs[respondent].no_variation = spread == Ok(0.0) && at_least_half(answered, screen.perception.len());
    }
    let distances = mahalanobis(rows, screen.perception);
    for (signs, distance) in signs.iter_mut().zip(distances.iter().flatten()) {
        signs.unusual = distance.is_some_and(|distance| distance.p < UNUSUAL_P);
    }
    for (signs, same) in signs.iter_mut().zip(identical(rows, screen.expectation, screen.perception)) {
        signs.identical = same == Some(true);
    }
    let items = screen.perception.len() + screen.expectation.len();
    for (signs, fast) in signs.iter_mut().zip(too_fast(screen.seconds, items)) {
        signs.too_fast = fast == Some(true);
    }
    let count = |sign: fn(&Signs) -> bool| signs.iter().filter(|signs| sign(signs)).count();
    let asked = |there: bool, sign| {
        if there { Ok(count(sign)) } else { Err(Undefined::NotAsked) }
    };
    Ok(Screening {
        longstring_from,
        longstring: count(|signs| signs.longstring),
        no_variation: count(|signs| signs.no_variation),
        unusual: distances.map(|_| count(|signs| signs.unusual)),
        identical: asked(!screen.expectation.is_empty(), |signs| signs.identical),
        too_fast: asked(screen.seconds.iter().any(Option::is_some), |signs| signs.too_fast),
        doubtful: count(Signs::doubtful),
        signs,
    })
}

#[cfg(test)]
mod tests {
    use sums::Rows;

    use super::{Screen, Signs, flags, longstring_from};
    use crate::Undefined;

    /// Eight items; each respondent gives all expectations, then all perceptions.
    fn rows(respondents: &[[u8; 16]]) -> Rows {
        let columns = (0..16).map(|column| respondents.iter().map(|answers| answers[column]).collect()).collect();
        Rows { n: respondents.len(), columns, ..Rows::default() }
    }

    const EXPECTATION: [usize; 8] = [0, 1, 2, 3, 4, 5, 6, 7];
    const PERCEPTION: [usize; 8] = [8, 9, 10, 11, 12, 13, 14, 15];
    const BOTH: Screen<'static> = Screen { perception: &PERCEPTION, expectation: &EXPECTATION, seconds: &[] };

    #[test]
    fn expecting_the_best_everywhere_is_no_sign() {
        let found = flags(&rows(&[[7, 7, 7, 7, 7, 7, 7, 7, 5, 6, 4, 5, 6, 5, 4, 6]]), &BOTH).unwrap();
        assert_eq!(found.signs, [Signs::default()]);
        assert_eq!(found.doubtful, 0);
    }

    #[test]
    fn the_same_answer_to_everything_is_doubtful() {
        let found = flags(&rows(&[[5; 16]]), &BOTH).unwrap();
        let expected = Signs { longstring: true, no_variation: true, identical: true, ..Signs::default() };
        assert_eq!(found.signs, [expected]);
        assert_eq!((found.longstring, found.no_variation, found.identical, found.doubtful), (1, 1, Ok(1), 1));
        // One respondent is not enough to know what is unusual, and nobody kept the time.
        assert_eq!(found.unusual, Err(Undefined::TooFewRespondents { n: 1, needed: 9 }));
        assert_eq!(found.too_fast, Err(Undefined::NotAsked));
    }

    #[test]
    fn one_sign_alone_is_held_against_nobody() {
        let copied = [7, 6, 5, 4, 5, 6, 7, 6, 7, 6, 5, 4, 5, 6, 7, 6];
        let seconds = [Some(40.0), Some(31.9), None];
        let found = flags(&rows(&[copied; 3]), &Screen { seconds: &seconds, ..BOTH }).unwrap();
        // Two seconds for each of sixteen answers make 32.
        assert_eq!(found.signs.iter().map(Signs::count).collect::<Vec<_>>(), [1, 2, 1]);
        assert_eq!((found.identical, found.too_fast, found.doubtful), (Ok(3), Ok(1), 1));
    }

    #[test]
    fn the_run_is_fifteen_of_twenty_two_and_in_proportion() {
        assert_eq!([22, 44, 19, 10, 5].map(longstring_from), [15, 30, 13, 7, 4]);
    }

    #[test]
    fn a_survey_without_perceptions_cannot_be_screened() {
        let screen = Screen { perception: &[], ..BOTH };
        assert_eq!(flags(&rows(&[[5; 16]]), &screen), Err(Undefined::NotAsked));
        assert_eq!(flags(&Rows::default(), &BOTH).err(), Some(Undefined::NobodyAnswered));
    }
}
