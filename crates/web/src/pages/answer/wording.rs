//! What tells two wordings of one item apart, so that a reader need not read the same sentence twice.
//!
//! "An excellent clinic …" and "This clinic …" often go on with the same words. The words that differ are set strong; the
//! sentences stay whole, because it is their wording that is measured. It knows no languages, only words between spaces.

/// A piece of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its text, with the space after it.
    pub text: String,
    /// Whether it is what differs.
    pub strong: bool,
}

/// The share of words that two sentences must have in common for the rest to be worth pointing out.
const COMMON_MIN: usize = 30;

/// The sentence in parts, with what the other one says differently set strong. Where they have little in common, or nothing
/// differs, the sentence is one plain part.
#[must_use]
pub fn told_apart(sentence: &str, other: &str) -> Vec<Part> {
    let words: Vec<&str> = sentence.split(' ').collect();
    let others: Vec<&str> = other.split(' ').collect();
    let shorter = words.len().min(others.len());
    let alike = |pair: &(&&str, &&str)| pair.0 == pair.1;
    let before = words.iter().zip(&others).take_while(alike).count();
    let after = words.iter().rev().zip(others.iter().rev()).take(shorter - before).take_while(alike).count();
    let differing = words.len() - before - after;
    if differing == 0 || (before + after) * 100 < words.len() * COMMON_MIN {
        return vec![Part { text: sentence.to_owned(), strong: false }];
    }
    let piece = |words: &[&str], strong: bool, last: bool| {
        let space = if last { "" } else { " " };
        Part { text: words.join(" ") + space, strong }
    };
    let (head, rest) = words.split_at(before);
    let (middle, tail) = rest.split_at(differing);
    let mut parts = Vec::with_capacity(3);
    if !head.is_empty() {
        parts.push(piece(head, false, false));
    }
    parts.push(piece(middle, true, tail.is_empty()));
    if !tail.is_empty() {
        parts.push(piece(tail, false, true));
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::told_apart;

    fn strong(sentence: &str, other: &str) -> Vec<String> {
        let parts = told_apart(sentence, other);
        let whole: String = parts.iter().map(|part| part.text.as_str()).collect();
        assert_eq!(whole, sentence, "no word is lost");
        parts.into_iter().filter(|part| part.strong).map(|part| part.text).collect()
    }

    #[test]
    fn what_differs_at_the_beginning_is_strong() {
        let (ideal, ours) = ("An excellent clinic of this kind keeps its promises.", "This clinic keeps its promises.");
        assert_eq!(strong(ideal, ours), ["An excellent clinic of this kind "]);
        // Three words of nine are common, and three of five; "clinic" is, too, but does not stand at either end.
        assert_eq!(strong(ours, ideal), ["This clinic "]);
    }

    #[test]
    fn what_differs_within_is_strong() {
        let (ideal, ours) = ("Staff di klinik yang unggul rapi dan bersih.", "Staff di klinik ini rapi dan bersih.");
        assert_eq!(strong(ideal, ours), ["yang unggul "]);
        assert_eq!(strong(ours, ideal), ["ini "]);
    }

    #[test]
    fn sentences_with_little_in_common_stay_plain() {
        assert_eq!(strong("It understands what each person needs.", "My own wishes were seen."), Vec::<String>::new());
        assert_eq!(strong("The same words.", "The same words."), Vec::<String>::new());
    }

    #[test]
    fn a_sentence_within_another_loses_no_word() {
        assert_eq!(strong("a b a b a b", "a b a b"), ["a b"]);
        assert_eq!(strong("a b a b", "a b a b a b"), Vec::<String>::new());
    }
}
