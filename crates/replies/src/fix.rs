//! Puts the safe replacements in place.
//!
//! Separate from finding, because only what cannot change the meaning is done without asking: a doubled word, an abbreviation of
//! chat, signs that shout. What would need somebody to think stays a suggestion.

use crate::draft::Finding;

/// The draft with every safe replacement in place. Fixing again changes nothing when the findings are looked for again.
#[must_use]
pub fn fix(text: &str, findings: &[Finding]) -> String {
    let mut safe: Vec<&Finding> = findings.iter().filter(|finding| finding.safe && !finding.is_whole()).collect();
    safe.sort_by_key(|finding| (finding.start, finding.end));
    let mut fixed = String::with_capacity(text.len());
    let mut taken = 0;
    for finding in safe {
        let Some(replacement) = &finding.replacement else { continue };
        // "U u" is two faults in one place; somebody has to choose.
        let crossed = findings.iter().any(|other| {
            !other.safe && other.rule == "text-speak" && other.start < finding.end && finding.start < other.end
        });
        if finding.start < taken || crossed {
            continue;
        }
        let Some(before) = text.get(taken..finding.start) else { continue };
        // "You u" does not become "you you".
        let ahead = if before.trim().is_empty() { fixed.as_str() } else { before };
        let behind = text.get(finding.end..).unwrap_or_default();
        if repeats(ahead.split_whitespace().next_back(), replacement.split_whitespace().next())
            || repeats(replacement.split_whitespace().next_back(), behind.split_whitespace().next())
        {
            continue;
        }
        fixed.push_str(before);
        fixed.push_str(replacement);
        taken = finding.end;
    }
    fixed.push_str(text.get(taken..).unwrap_or_default());
    fixed
}

fn repeats(one: Option<&str>, next: Option<&str>) -> bool {
    let bare = |word: &str| word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase();
    one.zip(next).is_some_and(|(one, next)| bare(one) == bare(next) && !bare(one).is_empty())
}
