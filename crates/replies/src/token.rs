//! Words of a draft with their places and with what stands between them.
//!
//! Separate from `comments::words`, on which it rests, because times and promises need the punctuation as well: `15:30` is one
//! time, and a comma may end a clause. It keeps the letters as written beside the folded form.

use comments::words::Words;

/// One word.
#[derive(Debug, Clone)]
pub(crate) struct Token {
    /// Where it begins, in bytes of the draft.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// Lower case, without accents and apostrophes.
    pub folded: String,
    /// As written, in lower case, with straight apostrophes.
    pub raw: String,
    /// Whether it begins with a capital letter.
    pub capital: bool,
}

/// The words of a stretch of a text.
pub(crate) fn tokens(text: &str, from: usize, to: usize) -> Vec<Token> {
    let Some(part) = text.get(from..to) else { return vec![] };
    let words = Words::of(part);
    let token = |place: usize| {
        let (start, end) = words.span(place)?;
        let written = part.get(start..end)?;
        Some(Token {
            start: from + start,
            end: from + end,
            folded: words.word(place).to_owned(),
            raw: written.to_lowercase().replace(['’', '‘', '`'], "'"),
            capital: written.chars().next().is_some_and(char::is_uppercase),
        })
    };
    (0..words.len()).filter_map(token).collect()
}

/// What stands between a word and the next one; to the end of the text after the last.
pub(crate) fn gap<'a>(text: &'a str, tokens: &[Token], at: usize) -> &'a str {
    let Some(token) = tokens.get(at) else { return "" };
    let end = tokens.get(at + 1).map_or(text.len(), |next| next.start);
    text.get(token.end..end).unwrap_or("")
}
