//! What a form says: fields become codes of a layout, groups and words, or the form is refused.
//!
//! Separate from the handlers, because whatever arrives here was written by anybody. The page that a browser sends step by
//! step and the one that a script sends whole have the same fields: `q0` is the first column of the layout, `g0` the first
//! group, `h.name` what the link said of the respondent. It refuses what the page could not have said.

use std::collections::BTreeMap;

use store::Id;
use store::answers::{COMMENT_LENGTH_MAX, SEGMENT_VALUE_LENGTH_MAX};
use store::instruments::Questionnaire;
use survey::AnswerColumn;

/// Hidden fields that one link may carry.
const HIDDEN_MAX: usize = 20;
/// Characters of a hidden field's name.
const HIDDEN_NAME_MAX: usize = 40;
/// Names in an address that mean something else.
const RESERVED: [&str; 6] = ["a", "at", "lang", "r", "form", "resume"];

/// Where to go from a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// To the next one.
    Next,
    /// To the one before.
    Back,
    /// To one by its number.
    To(usize),
    /// Nowhere: keep what is there.
    Stay,
    /// Done: take the answers.
    Send,
}

/// A form, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filled {
    /// The attempt it belongs to.
    pub attempt: Id,
    /// The step that was on the screen.
    pub at: usize,
    /// Where to go.
    pub way: Way,
    /// One code per column of the layout; missing where the form says nothing.
    pub codes: Vec<u8>,
    /// Columns that the form shows empty.
    pub cleared: Vec<usize>,
    /// Groups by column.
    pub segments: BTreeMap<String, String>,
    /// The comment, when the form has a place for it.
    pub comment: Option<String>,
    /// What the link said of the respondent.
    pub hidden: BTreeMap<String, String>,
    /// The language of the page.
    pub language: Option<String>,
    /// Another language that was asked for.
    pub switch: Option<String>,
    /// A judgement that the link preselected.
    pub rating: Option<u8>,
    /// How long it took, as the page's script counted.
    pub seconds: Option<u32>,
    /// Whether a field was filled that no person sees.
    pub trapped: bool,
}

/// The form is none that a page of ours could send.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Malformed;

/// Reads the fields of a form.
///
/// # Errors
/// [`Malformed`] for an attempt that is none, an answer outside its scale, or a group that is not offered.
pub fn read(fields: &[(String, String)], asked: &Questionnaire) -> Result<Filled, Malformed> {
    let mut filled = Filled {
        attempt: attempt(fields).ok_or(Malformed)?,
        at: 0,
        way: Way::Stay,
        codes: vec![sums::MISSING; asked.layout.columns.len()],
        cleared: Vec::new(),
        segments: BTreeMap::new(),
        comment: None,
        hidden: BTreeMap::new(),
        language: None,
        switch: None,
        rating: None,
        seconds: None,
        trapped: false,
    };
    for (name, value) in fields {
        filled.take(name, value, asked)?;
    }
    // The number of points and "does not apply" may share a name: whichever says something counts.
    let codes = &filled.codes;
    filled.cleared.retain(|column| codes[*column] == sums::MISSING);
    filled.cleared.sort_unstable();
    filled.cleared.dedup();
    Ok(filled)
}

/// The attempt of a form.
#[must_use]
pub fn attempt(fields: &[(String, String)]) -> Option<Id> {
    fields.iter().find(|(name, _)| name == "a").and_then(|(_, value)| Id::parse(value))
}

impl Filled {
    fn take(&mut self, name: &str, value: &str, asked: &Questionnaire) -> Result<(), Malformed> {
        match name {
            "go" => (self.at, self.way) = way(value).ok_or(Malformed)?,
            "lang" => self.language = Some(value.to_owned()),
            "language" => self.switch = Some(value.to_owned()),
            "comment" => self.comment = Some(value.chars().take(COMMENT_LENGTH_MAX).collect()),
            "seconds" => self.seconds = value.parse().ok().filter(|seconds| *seconds <= 86_400),
            "r" => self.rating = value.parse().ok(),
            "website" => self.trapped |= !value.is_empty(),
            _ => {
                if let Some(name) = name.strip_prefix("h.") {
                    keep_hidden(&mut self.hidden, name, value);
                } else if let Some(column) = numbered(name, 'q') {
                    self.answer(column, value, asked)?;
                } else if let Some(position) = numbered(name, 'g') {
                    self.group(position, value, asked)?;
                }
            }
        }
        Ok(())
    }

    fn answer(&mut self, column: usize, value: &str, asked: &Questionnaire) -> Result<(), Malformed> {
        let place = self.codes.get_mut(column).ok_or(Malformed)?;
        match code(&asked.layout.columns[column], value.trim()).ok_or(Malformed)? {
            sums::MISSING => self.cleared.push(column),
            code => *place = code,
        }
        Ok(())
    }

    fn group(&mut self, position: usize, value: &str, asked: &Questionnaire) -> Result<(), Malformed> {
        let segment = asked.instrument.segments.get(position).ok_or(Malformed)?;
        if !value.is_empty() && !segment.labels.contains_key(value) {
            return Err(Malformed);
        }
        self.segments.insert(segment.column.clone(), value.to_owned());
        Ok(())
    }
}

/// The code of what stands in a field, turned round where the item is reversed.
#[must_use]
pub fn code(column: &AnswerColumn, value: &str) -> Option<u8> {
    match value {
        "" => Some(sums::MISSING),
        "na" => Some(sums::NOT_APPLICABLE),
        _ => {
            let scale = &column.scale;
            let value: u8 = value.parse().ok().filter(|value| (scale.min..=scale.max).contains(value))?;
            Some(if column.reversed { (scale.max - value) + scale.min } else { value })
        }
    }
}

/// What to show for a code: the value as it was chosen; nothing when there is none.
#[must_use]
pub fn shown(column: &AnswerColumn, code: u8) -> Option<u8> {
    let scale = &column.scale;
    (scale.min..=scale.max).contains(&code).then(|| if column.reversed { (scale.max - code) + scale.min } else { code })
}

fn numbered(name: &str, letter: char) -> Option<usize> {
    name.strip_prefix(letter)?.parse().ok()
}

/// `3:next`, `3:back`, `3:send`, `3:stay`, or `27:4` for a step by its number.
fn way(text: &str) -> Option<(usize, Way)> {
    let (at, way) = text.split_once(':')?;
    let way = match way {
        "next" => Way::Next,
        "back" => Way::Back,
        "send" => Way::Send,
        "stay" => Way::Stay,
        number => Way::To(number.parse().ok()?),
    };
    Some((at.parse().ok()?, way))
}

/// Keeps what a link says, as long as it is short and of few.
fn keep_hidden(hidden: &mut BTreeMap<String, String>, name: &str, value: &str) {
    let plain = |c: char| c.is_ascii_alphanumeric() || "_-.".contains(c);
    let sound = !name.is_empty() && name.len() <= HIDDEN_NAME_MAX && name.chars().all(plain);
    let value = value.trim();
    if sound && !value.is_empty() && value.chars().count() <= SEGMENT_VALUE_LENGTH_MAX && hidden.len() < HIDDEN_MAX {
        hidden.insert(name.to_owned(), value.to_owned());
    }
}

/// What the address of an embedded survey says of the respondent.
#[must_use]
pub fn hidden_of(query: &[(String, String)]) -> BTreeMap<String, String> {
    let mut hidden = BTreeMap::new();
    for (name, value) in query.iter().filter(|(name, _)| !RESERVED.contains(&name.as_str())) {
        keep_hidden(&mut hidden, name, value);
    }
    hidden
}

#[cfg(test)]
mod tests {
    use super::*;
    use survey::Layout;

    fn asked() -> Questionnaire {
        let mut instrument = survey::builtin("servqual").expect("it comes with the program");
        instrument.items[1].reversed = true;
        instrument.segments.push(survey::Segment {
            column: "branch".to_owned(),
            title: survey::Localized::default(),
            labels: [("N".to_owned(), survey::Localized::default())].into(),
        });
        Questionnaire { layout: Layout::of(&instrument), instrument }
    }

    fn form(fields: &[(&str, &str)]) -> Result<Filled, Malformed> {
        let mut all = vec![("a".to_owned(), "00000000-0000-4000-8000-000000000001".to_owned())];
        all.extend(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        read(&all, &asked())
    }

    #[test]
    fn an_answer_of_a_reversed_item_is_turned_round_and_shown_as_it_was_given() {
        let filled = form(&[("q0", "6"), ("q1", "6"), ("q2", "na")]).expect("sound");
        assert_eq!(filled.codes[..4], [6, 2, sums::NOT_APPLICABLE, sums::MISSING]);
        let columns = &asked().layout.columns;
        assert_eq!((shown(&columns[0], 6), shown(&columns[1], 2), shown(&columns[2], 254)), (Some(6), Some(6), None));
    }

    #[test]
    fn what_the_page_could_not_have_said_is_refused() {
        for field in [("q0", "8"), ("q0", "x"), ("q999", "1"), ("g0", "S"), ("g7", "N"), ("go", "next"), ("a", "1")] {
            let only = [("a".to_owned(), field.1.to_owned())];
            let refused = if field.0 == "a" { read(&only, &asked()).is_err() } else { form(&[field]).is_err() };
            assert!(refused, "{field:?}");
        }
    }

    #[test]
    fn an_empty_field_clears_and_an_absent_one_says_nothing() {
        let filled = form(&[("q44", ""), ("q45", "40"), ("q46", ""), ("q46", "na"), ("g0", "")]).expect("sound");
        assert_eq!(filled.cleared, [44]);
        assert_eq!(filled.codes[45], 40);
        assert_eq!(filled.segments, [("branch".to_owned(), String::new())].into());
    }

    #[test]
    fn what_a_link_says_is_kept_within_bounds() {
        let mut query = vec![("branch".to_owned(), " N ".to_owned()), ("lang".to_owned(), "id".to_owned())];
        query.push(("<b>".to_owned(), "x".to_owned()));
        query.push(("long".to_owned(), "x".repeat(101)));
        query.extend((0..30).map(|number| (format!("n{number}"), "1".to_owned())));
        let hidden = hidden_of(&query);
        assert_eq!((hidden.len(), hidden.get("branch").map(String::as_str)), (20, Some("N")));
        assert!(!hidden.contains_key("lang") && !hidden.contains_key("<b>") && !hidden.contains_key("long"));
    }

    #[test]
    fn where_to_go_is_read_with_the_step_it_is_said_on() {
        assert_eq!(way("27:4"), Some((27, Way::To(4))));
        assert_eq!(way("3:send"), Some((3, Way::Send)));
        assert_eq!(way("3"), None);
    }
}
