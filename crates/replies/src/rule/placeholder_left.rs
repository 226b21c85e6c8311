//! A gap of a template that nobody filled: "[name]", "{{first_name}}", "XXX", an angle bracket with `insert date` in it.

use super::Hit;
use crate::coach::Case;

pub(super) fn check(case: &Case<'_>) -> Vec<Hit> {
    let text = &case.page.masked;
    let mut hits = vec![];
    for (open, close) in [("{{", "}}"), ("[", "]"), ("<", ">"), ("{", "}"), ("__", "__"), ("%%", "%%")] {
        let mut from = 0;
        while let Some(start) = text[from..].find(open).map(|at| from + at) {
            let inside = start + open.len();
            let Some(end) = text[inside..].find(close).map(|at| inside + at) else { break };
            let words = &text[inside..end];
            from = end + close.len();
            let short = words.len() <= 40 && !words.contains('\n');
            let named = words.chars().any(char::is_alphabetic)
                && !words.contains("://")
                && !words.contains('@')
                && !words.starts_with("http");
            if (short && named)
                || (open == "["
                    && short
                    && words.trim().chars().all(|c| matches!(c, '.' | '…' | '_' | ' '))
                    && !words.is_empty())
            {
                hits.push(Hit::at(start, from));
            }
        }
    }
    for (words, _) in case.times {
        for word in words {
            let written = text.get(word.start..word.end).unwrap_or_default();
            let crosses = 3 <= written.len() && written.bytes().all(|byte| byte == b'X')
                || 3 <= written.len() && written.bytes().all(|byte| byte == b'x');
            // A masked card number (XXXX1234, xxx-12) is no gap.
            let masked = text[word.end..].starts_with(|next: char| next.is_ascii_digit() || next == '-')
                && text[word.end..].chars().nth(1).is_some_and(|next| next.is_ascii_digit());
            if crosses && !masked {
                hits.push(Hit::at(word.start, word.end));
            }
        }
    }
    let lines = text.match_indices("____").chain(text.match_indices("……"));
    hits.extend(lines.map(|(place, found)| Hit::at(place, place + found.len())));
    hits
}
