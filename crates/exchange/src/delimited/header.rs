//! The header rows of survey tools: a name per column and, where the tool writes it, the question.
//!
//! Separate from binding, because these are habits of file formats and not of instruments. LimeSurvey writes
//! `G01Q01[SQ001]. The question` into one row; Qualtrics writes names, questions and import ids into three.

use crate::Column;

/// How many of the first records are header, and the columns they name.
pub(crate) fn columns(records: &[Vec<String>]) -> (usize, Vec<Column>) {
    let Some(names) = records.first() else {
        return (0, vec![]);
    };
    if let [_, questions, ids, ..] = records
        && is_import_ids(ids)
    {
        let question = |at: usize| questions.get(at).map_or("", |text| text.trim()).to_owned();
        let column = |(at, name): (usize, &String)| column(name.trim(), question(at));
        return (3, names.iter().enumerate().map(column).collect());
    }
    let split: Vec<Option<(&str, &str)>> = names.iter().map(|name| code_and_question(name.trim())).collect();
    let filled = names.iter().filter(|name| !name.trim().is_empty()).count();
    let coded = split.iter().flatten().count();
    if 2 <= coded && coded == filled {
        let made = |(name, split): (&String, &Option<(&str, &str)>)| match *split {
            Some((code, question)) => column(code, question.to_owned()),
            None => column(name.trim(), String::new()),
        };
        return (1, names.iter().zip(&split).map(made).collect());
    }
    (1, names.iter().map(|name| column(name.trim(), String::new())).collect())
}

fn column(name: &str, question: String) -> Column {
    Column { name: name.to_owned(), question, ..Column::default() }
}

/// Qualtrics' third row: `{"ImportId":"QID1_1"}` in every cell.
fn is_import_ids(cells: &[String]) -> bool {
    let is_id = |cell: &&String| cell.trim_start().starts_with('{') && cell.contains("\"ImportId\"");
    !cells.is_empty() && cells.len() <= 2 * cells.iter().filter(is_id).count()
}

/// LimeSurvey's `code. Question` or `code[subcode]. Question`.
fn code_and_question(name: &str) -> Option<(&str, &str)> {
    let (code, question) = name.split_once(". ")?;
    let word = code.split('[').next()?;
    let starts = word.starts_with(|first: char| first.is_ascii_alphabetic());
    let plain = word.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    let bracketed = word.len() == code.len() || code.ends_with(']');
    (starts && plain && bracketed && !question.trim().is_empty()).then(|| (code, question.trim()))
}

#[cfg(test)]
mod tests {
    use super::columns;

    fn check(records: &[&[&str]], expected: (usize, &[(&str, &str)])) {
        let records: Vec<Vec<String>> =
            records.iter().map(|record| record.iter().map(|cell| (*cell).to_owned()).collect()).collect();
        let (rows, found) = columns(&records);
        let found: Vec<(&str, &str)> = found.iter().map(|c| (c.name.as_str(), c.question.as_str())).collect();
        assert_eq!((rows, found.as_slice()), expected);
    }

    #[test]
    fn qualtrics_has_names_questions_and_import_ids() {
        check(
            &[
                &["ResponseId", "Q1_1"],
                &["Response ID", "Staff keep promises"],
                &["{\"ImportId\":\"_recordId\"}", "{\"ImportId\":\"QID1_1\"}"],
                &["R_1", "7"],
            ],
            (3, &[("ResponseId", "Response ID"), ("Q1_1", "Staff keep promises")]),
        );
    }

    #[test]
    fn limesurvey_has_code_and_question_in_one_cell() {
        check(
            &[&["id. Response ID", "G01Q01[SQ001]. Staff keep promises"], &["1", "7"]],
            (1, &[("id", "Response ID"), ("G01Q01[SQ001]", "Staff keep promises")]),
        );
    }

    #[test]
    fn a_question_that_begins_with_a_number_is_a_plain_name() {
        check(&[&["id", "1. Staff keep promises"], &["1", "7"]], (1, &[("id", ""), ("1. Staff keep promises", "")]));
    }
}
