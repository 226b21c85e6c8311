//! Changing words of a questionnaire within its file.
//!
//! Separate from the page, because it is about text only: a word is replaced where it stands, and everything around it
//! (order, comments, what the page does not show) stays as its author wrote it. It does not judge the result: the same
//! parser as for every file does that afterwards.
//!
//! A place is written with slashes, such as `items/3/perception` or `segments/0/labels/1`; lists count from 0.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The text with other words at these places, in one language. Places that are not there are left alone.
#[must_use]
pub fn reworded(text: &str, language: &str, words: &BTreeMap<String, String>) -> String {
    let Ok(root) = DeTable::parse(text) else { return text.to_owned() };
    let first = languages(root.get_ref()).into_iter().next().unwrap_or_default();
    let changes = words.iter().filter_map(|(place, words)| {
        let value = find(root.get_ref(), place)?;
        change(text, value, language, language == first, words)
    });
    let mut changes: Vec<(Range<usize>, String)> = changes.collect();
    changes.sort_by_key(|(range, _)| std::cmp::Reverse((range.start, range.end)));
    let mut out = text.to_owned();
    for (range, words) in changes {
        out.replace_range(range, &words);
    }
    out
}

/// Which of these places are there.
#[must_use]
pub fn present(text: &str, places: Vec<String>) -> Vec<String> {
    let Ok(root) = DeTable::parse(text) else { return Vec::new() };
    places.into_iter().filter(|place| find(root.get_ref(), place).is_some()).collect()
}

/// The text without one entry of a list of tables, such as the second of `segments`. Nothing when it is not written as
/// `[[name]]`.
#[must_use]
pub fn without(text: &str, list: &str, position: usize) -> Option<String> {
    let header = format!("[[{list}]]");
    let belongs = format!("[{list}.");
    let starts = line_starts(text);
    let line = |at: usize| text[starts[at]..].lines().next().unwrap_or_default().trim();
    let from = (0..starts.len()).filter(|at| line(*at) == header).nth(position)?;
    let ends = |at: &usize| line(*at).starts_with('[') && !line(*at).starts_with(&belongs);
    let to = (from + 1..starts.len()).find(ends).map_or(text.len(), |at| starts[at]);
    Some(format!("{}{}", &text[..starts[from]], &text[to..]))
}

/// The text with one more group column: its title and its answers, the same words in every declared language.
#[must_use]
pub fn with_segment(text: &str, column: &str, title: &str, answers: &[String]) -> String {
    let declared = DeTable::parse(text).map(|root| languages(root.get_ref())).unwrap_or_default();
    let mut out = format!("{}\n\n[[segments]]\ncolumn = {}\n", text.trim_end(), quoted(column));
    for language in &declared {
        out.push_str(&format!("title.{} = {}\n", key(language), quoted(title)));
    }
    for (number, answer) in (1..).zip(answers) {
        for language in &declared {
            out.push_str(&format!("labels.{number}.{} = {}\n", key(language), quoted(answer)));
        }
    }
    out
}

/// The text with another id.
#[must_use]
pub fn renamed(text: &str, id: &str) -> String {
    let Ok(root) = DeTable::parse(text) else { return text.to_owned() };
    let Some(value) = root.get_ref().get("id") else { return text.to_owned() };
    let mut out = text.to_owned();
    out.replace_range(value.span(), &quoted(id));
    out
}

fn line_starts(text: &str) -> Vec<usize> {
    std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).filter(|at| *at < text.len()).collect()
}

fn languages(root: &DeTable<'_>) -> Vec<String> {
    let Some(DeValue::Array(declared)) = root.get("languages").map(Spanned::get_ref) else { return Vec::new() };
    declared.iter().filter_map(|language| language.get_ref().as_str()).map(str::to_owned).collect()
}

fn find<'t>(root: &'t DeTable<'_>, place: &str) -> Option<&'t Spanned<DeValue<'t>>> {
    let (first, rest) = place.split_once('/').map_or((place, None), |(first, rest)| (first, Some(rest)));
    let mut value = root.get(first)?;
    for step in rest.into_iter().flat_map(|rest| rest.split('/')) {
        value = match value.get_ref() {
            DeValue::Table(table) => table.get(step)?,
            DeValue::Array(list) => list.get(step.parse::<usize>().ok()?)?,
            _ => return None,
        };
    }
    Some(value)
}

/// Where to put the words, and as what.
fn change(
    text: &str,
    value: &Spanned<DeValue<'_>>,
    language: &str,
    first: bool,
    words: &str,
) -> Option<(Range<usize>, String)> {
    match value.get_ref() {
        DeValue::String(before) => (first && before.trim() != words.trim()).then(|| (value.span(), quoted(words))),
        DeValue::Table(table) => match table.get(language) {
            Some(before) if before.get_ref().as_str().is_some_and(|before| before.trim() == words.trim()) => None,
            Some(before) => Some((before.span(), quoted(words))),
            None => {
                let sibling = table
                    .values()
                    .filter(|value| value.get_ref().as_str().is_some())
                    .max_by_key(|value| value.span().end)?;
                Some(beside(text, sibling.span(), language, words))
            }
        },
        _ => None,
    }
}

/// A language that is not there yet goes after one that is: on a line of its own, or within the same braces.
fn beside(text: &str, sibling: Range<usize>, language: &str, words: &str) -> (Range<usize>, String) {
    let line = text[..sibling.start].rfind('\n').map_or(0, |at| at + 1);
    let before = &text[line..sibling.start];
    if before.contains('{') {
        return (sibling.end..sibling.end, format!(", {} = {}", key(language), quoted(words)));
    }
    let path = before.trim_end().trim_end_matches('=').trim_end();
    let stem = path.rsplit_once('.').map_or(String::new(), |(stem, _)| format!("{stem}."));
    let end = text[sibling.end..].find('\n').map_or(text.len(), |at| sibling.end + at);
    (end..end, format!("\n{stem}{} = {}", key(language), quoted(words)))
}

/// A text as TOML has it, on one line.
fn quoted(text: &str) -> String {
    let text: String = text.trim().chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// A key as TOML has it.
fn key(text: &str) -> String {
    let bare = !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c));
    if bare { text.to_owned() } else { quoted(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(text: &str, language: &str, place: &str, words: &str) -> String {
        reworded(text, language, &[(place.to_owned(), words.to_owned())].into())
    }

    #[test]
    fn a_sentence_is_replaced_and_everything_else_stays_byte_for_byte() {
        let source = survey::builtin_source("servqual").expect("it comes with the program");
        let new = change(source, "id", "items/0/perception", "Klinik ini memakai \"alat\" baru.");
        let differing: Vec<_> = source.lines().zip(new.lines()).filter(|(before, after)| before != after).collect();
        assert_eq!(differing.len(), 1);
        let instrument = survey::parse(&new).expect("still whole");
        let words = &instrument.items[0].wording[&survey::BatteryKind::Perception];
        assert_eq!(words.get("id"), "Klinik ini memakai \"alat\" baru.");
        assert_eq!(words.get("en"), "This organisation works with equipment that looks up to date.");
    }

    #[test]
    fn a_missing_language_is_put_beside_the_others() {
        let text = "languages = [\"en\", \"id\"]\n[[items]]\nshort.en = \"Wait\" # how long\nid = \"1\"\n";
        let new = change(text, "id", "items/0/short", "Tunggu");
        assert_eq!(
            new,
            "languages = [\"en\", \"id\"]\n[[items]]\nshort.en = \"Wait\" # how long\nshort.id = \"Tunggu\"\nid = \"1\"\n"
        );
        let inline = change("title = { en = \"One\" }\n", "id", "title", "Satu");
        assert_eq!(inline, "title = { en = \"One\", id = \"Satu\" }\n");
    }

    #[test]
    fn words_without_a_language_belong_to_the_first_one() {
        let text = "languages = [\"es\", \"en\"]\ntitle = \"Uno\"\n";
        assert_eq!(change(text, "es", "title", "Dos"), "languages = [\"es\", \"en\"]\ntitle = \"Dos\"\n");
        assert_eq!(change(text, "en", "title", "Two"), text);
    }

    #[test]
    fn a_group_is_added_at_the_end_and_taken_out_again() {
        let source = survey::builtin_source("rater-pulse").expect("it comes with the program");
        let answers = ["North".to_owned(), "South".to_owned()];
        let with = with_segment(source, "branch", "Branch", &answers);
        let instrument = survey::parse(&with).expect("still whole");
        assert_eq!(instrument.segments[0].labels["2"].get("es"), "South");
        let again = without(&with, "segments", 0).expect("there is one");
        assert_eq!(again.trim_end(), source.trim_end());
        assert_eq!(without(source, "segments", 0), None);
    }

    #[test]
    fn words_can_break_out_of_nothing() {
        let text = "languages = [\"en\"]\ntitle.en = \"One\"\n";
        let new = change(text, "en", "title", "x\"\nid = \"evil\\");
        let root = DeTable::parse(&new).expect("still TOML");
        assert!(root.get_ref().get("id").is_none());
    }
}
