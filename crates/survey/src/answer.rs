//! From the text of a cell to an answer, by the rules of a scale.
//!
//! Separate from reading files: every reader, every page and every import uses these same rules, so an answer means the
//! same wherever it came from. It never guesses: a cell that could be read in two ways is a problem, not an answer.
//!
//! Missing without being declared: an empty cell, `NA` and `NaN` (R, Python), `.` (SPSS, SAS, Stata), `-` and dashes,
//! `null`, `none`, and the spreadsheet's `#N/A` and `#NULL!`. Not applicable without being declared: `N/A`, which is what
//! people and survey tools write when a question does not concern the respondent. The instrument's own codes come first.

use std::collections::BTreeMap;

use crate::Scale;

/// What a cell says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// A value within the scale.
    Value(u8),
    /// No answer.
    Missing,
    /// The question does not apply.
    NotApplicable,
}

/// Why a cell is not an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnswerProblem {
    /// A whole number outside the scale.
    OutOfScale {
        /// The lowest answer.
        min: u8,
        /// The highest answer.
        max: u8,
    },
    /// A number that is not whole.
    NotWhole,
    /// Text that is no label of the scale.
    NotANumber,
    /// A number together with the label of another number, such as `1 - Strongly agree` where 7 is "Strongly agree":
    /// the file may be coded the other way round.
    LabelOfAnother {
        /// The number that bears this label.
        labelled: u8,
    },
}

impl AnswerProblem {
    /// The name and the arguments of the sentence that tells a person about it; `row`, `item` and `value` say where it is
    /// and what stands there.
    #[must_use]
    pub fn message(&self, row: u64, item: &str, value: &str) -> (&'static str, Vec<(&'static str, String)>) {
        let mut arguments = vec![("row", row.to_string()), ("item", item.to_owned()), ("value", value.to_owned())];
        let name = match self {
            Self::OutOfScale { min, max } => {
                arguments.extend([("min", min.to_string()), ("max", max.to_string())]);
                "survey-answer-out-of-scale"
            }
            Self::NotWhole => "survey-answer-not-whole",
            Self::NotANumber => "survey-answer-not-a-number",
            Self::LabelOfAnother { labelled } => {
                arguments.push(("labelled", labelled.to_string()));
                "survey-answer-label-of-another"
            }
        };
        (name, arguments)
    }
}

type Reading = Result<Answer, AnswerProblem>;

/// Cells that mean "no answer" in the tools people export from, in the normal form of [`plain`].
const MISSING: [&str; 12] = ["na", "nan", ".", "-", "--", "–", "—", "null", "none", "#n/a", "#null!", "<na>"];

/// Cells that mean "does not apply".
const NOT_APPLICABLE: [&str; 6] = ["n/a", "n.a.", "not applicable", "tidak berlaku", "no aplica", "no procede"];

/// Whole numbers below this are looked up in a table; a scale ends at 120.
const TABLE: usize = 128;

/// The rules of one scale, ready for many cells.
#[derive(Debug, Clone)]
pub struct AnswerRules {
    min: u8,
    max: u8,
    reversed: bool,
    /// What each whole number means; nearly every cell of a real file ends here.
    table: [Reading; TABLE],
    /// Declared numeric codes the table has no place for: −9, 999, 99.5.
    codes: Vec<(f64, Answer)>,
    /// Declared codes that are words.
    words: BTreeMap<String, Answer>,
    /// Labels of the scale, in every language.
    labels: BTreeMap<String, u8>,
}

impl AnswerRules {
    /// Rules of a scale; `reversed` turns values round: (min + max) − x.
    #[must_use]
    pub fn new(scale: &Scale, reversed: bool) -> Self {
        let mut rules = Self {
            min: scale.min,
            max: scale.max,
            reversed,
            table: [Err(AnswerProblem::OutOfScale { min: scale.min, max: scale.max }); TABLE],
            codes: Vec::new(),
            words: BTreeMap::new(),
            labels: BTreeMap::new(),
        };
        for value in scale.min..=scale.max {
            let answer = rules.turned(value);
            if let Some(entry) = rules.table.get_mut(usize::from(value)) {
                *entry = Ok(answer);
            }
        }
        rules.words.extend(MISSING.map(|word| (word.to_owned(), Answer::Missing)));
        rules.words.extend(NOT_APPLICABLE.map(|word| (word.to_owned(), Answer::NotApplicable)));
        rules.declare(&scale.missing, Answer::Missing);
        rules.declare(&scale.not_applicable, Answer::NotApplicable);
        for (value, label) in &scale.labels {
            rules.labels.extend(label.0.values().map(|text| (plain(text), *value)));
        }
        rules
    }

    /// Reads one cell. Accepts surrounding space, `7`, `7.0`, `7,0`, `7 - Strongly agree`, `(7) Strongly agree`,
    /// `Strongly agree (7)`, a bare label in any of the scale's languages, and the declared missing and not-applicable
    /// codes; a numeric code is compared by value.
    ///
    /// # Errors
    /// When the cell is neither empty nor an answer of this scale.
    pub fn read(&self, cell: &str) -> Result<Answer, AnswerProblem> {
        match *cell.as_bytes() {
            [] => Ok(Answer::Missing),
            [a @ b'0'..=b'9'] | [a @ b'0'..=b'9', b'.' | b',', b'0'] => self.table[usize::from(a - b'0')],
            [a @ b'0'..=b'9', b @ b'0'..=b'9'] => self.table[usize::from(a - b'0') * 10 + usize::from(b - b'0')],
            _ => self.read_any(cell),
        }
    }

    /// Reads a number that a file stores as one. Not-a-number means missing, as statistics packages store it.
    ///
    /// # Errors
    /// When it is not a whole number of this scale.
    pub fn read_number(&self, number: f64) -> Result<Answer, AnswerProblem> {
        // Numbers computed in single precision or from text arrive as 6.9999999; a real 6.5 is far from that.
        const NOISE: f64 = 1e-6;
        if number.is_nan() {
            return Ok(Answer::Missing);
        }
        if let Some((_, answer)) = self.codes.iter().find(|(code, _)| (code - number).abs() < NOISE) {
            return Ok(*answer);
        }
        let whole = number.round();
        if NOISE < (number - whole).abs() {
            return Err(AnswerProblem::NotWhole);
        }
        if whole < 0.0 || (TABLE as f64) <= whole {
            return Err(AnswerProblem::OutOfScale { min: self.min, max: self.max });
        }
        self.table[whole as usize]
    }

    fn declare(&mut self, codes: &[String], answer: Answer) {
        for code in codes {
            match number(code.trim()) {
                Some(value) if value.fract() == 0.0 && 0.0 <= value && value < TABLE as f64 => {
                    self.table[value as usize] = Ok(answer);
                }
                Some(value) => self.codes.push((value, answer)),
                None => {
                    self.words.insert(plain(code), answer);
                }
            }
        }
    }

    fn turned(&self, value: u8) -> Answer {
        Answer::Value(if self.reversed { (self.max - value) + self.min } else { value })
    }

    fn read_any(&self, cell: &str) -> Reading {
        let text = cell.trim();
        if let Some(value) = number(text) {
            return self.read_number(value);
        }
        let text = plain(text);
        if text.is_empty() {
            return Ok(Answer::Missing);
        }
        if let Some(answer) = self.words.get(&text) {
            return Ok(*answer);
        }
        if let Some(value) = self.labels.get(&text) {
            return Ok(self.turned(*value));
        }
        let (value, label) = numbered(&text).ok_or(AnswerProblem::NotANumber)?;
        match self.labels.get(label) {
            Some(&labelled) if f64::from(labelled) != value => Err(AnswerProblem::LabelOfAnother { labelled }),
            _ => self.read_number(value),
        }
    }
}

/// A text as it is compared: lower case, without surrounding space, each run of space as one.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(word.chars().flat_map(char::to_lowercase));
    }
    out
}

/// A plain number with a decimal point or comma. Not "inf", not "1e3", not "1,000.5": a survey holds none of these, and
/// where one stands something else is wrong.
fn number(text: &str) -> Option<f64> {
    let digits = text.strip_prefix(['-', '+', '−']).unwrap_or(text);
    let (whole, rest) = digits.split_once(['.', ',']).unwrap_or((digits, ""));
    let sound = (1..=15).contains(&whole.len()) && whole.bytes().chain(rest.bytes()).all(|b| b.is_ascii_digit());
    if !sound {
        return None;
    }
    let size: f64 = if rest.is_empty() { whole.parse().ok()? } else { format!("{whole}.{rest}").parse().ok()? };
    Some(if digits.len() < text.len() && !text.starts_with('+') { -size } else { size })
}

/// A number with words beside it, as form tools write the point of a scale: `7 - label`, `7 = label`, `7. label`,
/// `(7) label`, `7 label`, `label (7)`. The words must begin with a letter, so that `1-2`, `7/10` and dates stay problems.
fn numbered(text: &str) -> Option<(f64, &str)> {
    let (value, label) = leading(text).or_else(|| trailing(text))?;
    label.starts_with(char::is_alphabetic).then_some((value, label))
}

fn leading(text: &str) -> Option<(f64, &str)> {
    let bare = text.strip_prefix(['(', '[']).unwrap_or(text);
    let end = bare.find(|c: char| !c.is_ascii_digit()).unwrap_or(bare.len());
    let (digits, rest) = bare.split_at(end);
    if bare.len() < text.len() && !rest.starts_with([')', ']']) {
        return None;
    }
    let label = rest.trim_start_matches([')', ']', '.', ':', '=', '-', '–', '—', ' ', '\u{2192}']);
    // "7th" and "5x" have no separator: their number is part of a word.
    if label.len() == rest.len() { None } else { Some((number(digits)?, label)) }
}

fn trailing(text: &str) -> Option<(f64, &str)> {
    let (label, rest) = text.rsplit_once(['(', '['])?;
    let digits = rest.strip_suffix([')', ']'])?;
    if !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    Some((number(digits)?, label.trim_end()))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::{Answer, AnswerProblem, AnswerRules};
    use crate::{Localized, Scale};

    fn label(texts: &[(&str, &str)]) -> Localized {
        Localized(texts.iter().map(|(language, text)| ((*language).to_owned(), (*text).to_owned())).collect())
    }

    fn seven() -> Scale {
        Scale {
            min: 1,
            max: 7,
            labels: BTreeMap::from([
                (1, label(&[("en", "Strongly disagree"), ("id", "Sangat tidak setuju")])),
                (7, label(&[("en", "Strongly agree"), ("id", "Sangat setuju"), ("es", "Totalmente de acuerdo")])),
            ]),
            missing: vec!["99".into(), "-9".into(), "no answer".into()],
            not_applicable: vec!["8".into(), "Not used".into()],
        }
    }

    fn check(cell: &str, expected: Result<Answer, AnswerProblem>) {
        assert_eq!(AnswerRules::new(&seven(), false).read(cell), expected, "{cell:?}");
    }

    const OUTSIDE: AnswerProblem = AnswerProblem::OutOfScale { min: 1, max: 7 };

    #[test]
    fn seven_is_seven_however_a_tool_writes_it() {
        for cell in [
            "7",
            " 7 ",
            "7.0",
            "7,0",
            "7,00",
            "7.",
            "+7",
            "07",
            "\u{a0}7\t",
            "7 - Strongly agree",
            "7 = strongly  AGREE",
            "7. Strongly agree",
            "7: Sangat setuju",
            "(7) Totalmente de acuerdo",
            "[7] Strongly agree",
            "7 Strongly agree",
            "Strongly agree (7)",
            "Strongly agree",
            "  SANGAT   setuju ",
            "totalmente de acuerdo",
            "7 – Agree in every way",
        ] {
            check(cell, Ok(Answer::Value(7)));
        }
    }

    #[test]
    fn an_empty_cell_and_the_signs_of_other_tools_are_missing() {
        for cell in [
            "",
            "  ",
            "NA",
            "na",
            "NaN",
            ".",
            "-",
            "—",
            "NULL",
            "#N/A",
            "#NULL!",
            "99",
            "99.0",
            "99,0",
            "-9",
            "-9.0",
            "No Answer",
        ] {
            check(cell, Ok(Answer::Missing));
        }
    }

    #[test]
    fn not_applicable_is_kept_apart_from_missing() {
        let spelt = ["N/A", "n.a.", "N.A.", "Not applicable", "TIDAK BERLAKU", "No aplica", "no  procede"];
        for cell in ["8", "8.0", "not used", "n/a"].into_iter().chain(spelt) {
            check(cell, Ok(Answer::NotApplicable));
        }
    }

    #[test]
    fn a_declared_code_overrules_what_the_word_means_elsewhere() {
        let scale = Scale { not_applicable: vec!["NA".into()], ..seven() };
        assert_eq!(AnswerRules::new(&scale, false).read("na"), Ok(Answer::NotApplicable));
    }

    #[test]
    fn what_is_outside_the_scale_is_refused_and_never_moved_inside() {
        for cell in ["0", "9", "9.0", "77", "700", "-1", "-7", "123456789012345", "9 - Strongly"] {
            check(cell, Err(OUTSIDE));
        }
    }

    #[test]
    fn a_half_point_is_not_an_answer() {
        for cell in ["6.5", "6,5", "0.5", "6.9"] {
            check(cell, Err(AnswerProblem::NotWhole));
        }
    }

    #[test]
    fn text_that_only_holds_a_number_is_not_an_answer() {
        for cell in [
            "agree",
            "7th",
            "1-2",
            "7/10",
            "7 8",
            "2024-07-07",
            "inf",
            "1e0",
            "7.0.0",
            "seven",
            "(7",
            "x7",
            "7%",
            "7 %",
            "٧",
        ] {
            check(cell, Err(AnswerProblem::NotANumber));
        }
    }

    #[test]
    fn a_number_with_the_label_of_another_number_is_a_problem() {
        // A file coded the other way round would otherwise turn praise into blame without a word.
        check("1 - Strongly agree", Err(AnswerProblem::LabelOfAnother { labelled: 7 }));
        check("Sangat tidak setuju (7)", Err(AnswerProblem::LabelOfAnother { labelled: 1 }));
    }

    #[test]
    fn a_reversed_item_is_turned_round_but_its_codes_are_not() {
        let rules = AnswerRules::new(&seven(), true);
        // (1 + 7) − 2 = 6.
        assert_eq!(rules.read("2"), Ok(Answer::Value(6)));
        assert_eq!(rules.read("7 - Strongly agree"), Ok(Answer::Value(1)));
        assert_eq!(rules.read("Strongly agree"), Ok(Answer::Value(1)));
        assert_eq!(rules.read("99"), Ok(Answer::Missing));
        assert_eq!(rules.read("9"), Err(OUTSIDE));
    }

    #[test]
    fn numbers_stored_as_numbers_follow_the_same_rules() {
        let rules = AnswerRules::new(&seven(), false);
        assert_eq!(rules.read_number(7.0), Ok(Answer::Value(7)));
        assert_eq!(rules.read_number(6.999_999_9), Ok(Answer::Value(7)));
        assert_eq!(rules.read_number(f64::NAN), Ok(Answer::Missing));
        assert_eq!(rules.read_number(-9.0), Ok(Answer::Missing));
        assert_eq!(rules.read_number(8.0), Ok(Answer::NotApplicable));
        assert_eq!(rules.read_number(6.5), Err(AnswerProblem::NotWhole));
        for number in [f64::INFINITY, f64::NEG_INFINITY, 1e300, -1.0, 0.0, 128.0] {
            assert_eq!(rules.read_number(number), Err(OUTSIDE), "{number}");
        }
    }

    #[test]
    fn a_scale_from_zero_to_a_hundred_is_read_to_its_ends() {
        let scale =
            Scale { min: 0, max: 100, labels: BTreeMap::new(), missing: vec!["999".into()], not_applicable: vec![] };
        let rules = AnswerRules::new(&scale, true);
        assert_eq!(rules.read("0"), Ok(Answer::Value(100)));
        assert_eq!(rules.read("100"), Ok(Answer::Value(0)));
        assert_eq!(rules.read("999"), Ok(Answer::Missing));
        assert_eq!(rules.read("101"), Err(AnswerProblem::OutOfScale { min: 0, max: 100 }));
    }

    proptest! {
        #[test]
        fn whatever_stands_in_a_cell_an_answer_lies_within_the_scale(cell in "\\PC{0,12}|[ 0-9.,()=:-]{0,8}[a-zA-Z ]{0,6}", reversed: bool) {
            let rules = AnswerRules::new(&seven(), reversed);
            if let Ok(Answer::Value(value)) = rules.read(&cell) {
                prop_assert!((1..=7).contains(&value), "{cell:?} became {value}");
            }
        }

        #[test]
        fn text_and_stored_number_agree(number in -200i32..400, reversed: bool) {
            let rules = AnswerRules::new(&seven(), reversed);
            let stored = rules.read_number(f64::from(number));
            prop_assert_eq!(rules.read(&number.to_string()), stored);
            prop_assert_eq!(rules.read(&format!(" {number},0")), stored);
        }
    }
}
