//! A pattern as the matcher takes it, or what is wrong with it.

use crate::words::fold;

/// One way for a word to fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fit {
    /// This word.
    Word(String),
    /// A word that begins so.
    Stem(String),
    /// A number.
    Number,
}

/// One place of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    /// One of these.
    OneOf(Vec<Fit>),
    /// Any one word.
    Any,
    /// Up to three words, or none.
    Gap,
}

/// The longest way between two parts with `...` between them.
pub(super) const GAP_WORDS_MAX: usize = 3;

/// The shortest stem: `a*` would be nearly every word.
const STEM_BYTES_MIN: usize = 3;

fn fit(word: &str) -> Result<Fit, String> {
    if word == "#" {
        return Ok(Fit::Number);
    }
    let plain = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || u32::from(c) >= 0x2600);
    match word.strip_suffix('*') {
        Some(stem) if plain(stem) && STEM_BYTES_MIN <= stem.len() => Ok(Fit::Stem(stem.to_owned())),
        Some(_) => Err(format!("`{word}`: a stem has at least {STEM_BYTES_MIN} letters before its `*`")),
        None if plain(word) => Ok(Fit::Word(word.to_owned())),
        None => Err(format!("`{word}` holds something that is no letter, no digit and none of `* | ... _ #`")),
    }
}

fn part(word: &str) -> Result<Part, String> {
    match word {
        "..." => Ok(Part::Gap),
        "_" => Ok(Part::Any),
        _ => word.split('|').map(fit).collect::<Result<_, _>>().map(Part::OneOf),
    }
}

/// Reads a pattern; the words are folded as the texts are.
pub(super) fn parse(text: &str) -> Result<Vec<Part>, String> {
    let folded: String = fold(text).chars().filter(|c| !matches!(c, '\'' | '’')).collect();
    let parts: Vec<Part> = folded.split_whitespace().map(part).collect::<Result<_, _>>()?;
    if !matches!(parts.first(), Some(Part::OneOf(_))) || !matches!(parts.last(), Some(Part::OneOf(_))) {
        return Err("a pattern begins and ends with a word".to_owned());
    }
    Ok(parts)
}

#[cfg(test)]
mod tests {
    use super::{Fit, Part, parse};

    #[test]
    fn a_pattern_is_read_as_texts_are_folded() {
        let word = |word: &str| Fit::Word(word.to_owned());
        let expected = vec![Part::OneOf(vec![word("dont"), Fit::Stem("nun".to_owned())]), Part::Gap, Part::Any];
        assert_eq!(parse("don't|ñúñ* ... _ #").unwrap()[..3], expected);
    }

    #[test]
    fn what_would_match_nearly_everything_is_refused() {
        for text in ["", "...", "a* b", "_ word", "word ...", "wo-rd"] {
            assert!(parse(text).is_err(), "{text}");
        }
    }
}
