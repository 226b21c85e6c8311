//! The rules that come with the program, one file each in `rules/`.

use super::Rule;

/// The names of the rules, in the order in which they are told.
pub(crate) const NAMES: [&str; 55] = [
    "policy-as-reason",
    "they-wont-allow",
    "own-firm-as-they",
    "blaming-customer",
    "blaming-colleague",
    "doubting-customer",
    "empty-apology",
    "conditional-apology",
    "sorry-but",
    "unfortunately-opening",
    "jargon",
    "passive-evasion",
    "shouting",
    "threat",
    "legal-hedge",
    "as-already-said",
    "command",
    "calm-down",
    "nobody-else",
    "nothing-we-can-do",
    "not-my-department",
    "sent-elsewhere",
    "stock-phrase",
    "name-missing",
    "sender-missing",
    "no-thanks",
    "no-next-step",
    "apology-missing",
    "unanswered-question",
    "undated-promise",
    "soon",
    "weak-commitment",
    "over-promise",
    "outside-calendar",
    "past-date",
    "wrong-weekday",
    "asks-for-patience",
    "busy-excuse",
    "playing-down",
    "closing-door",
    "no-reply",
    "customer-as-number",
    "receipt-opening",
    "frankly",
    "over-familiar",
    "ask-again",
    "placeholder-left",
    "doubled-word",
    "text-speak",
    "wall-of-text",
    "long-sentence",
    "emoji-in-apology",
    "answer-in-attachment",
    "against-open-promise",
    "unwanted-channel",
];

/// Every rule: its name, and its file.
pub(crate) fn files() -> Vec<(&'static str, String)> {
    let packed = include_bytes!(concat!(env!("OUT_DIR"), "/rules"));
    let all =
        miniz_oxide::inflate::decompress_to_vec(packed).expect("the rules were packed when the program was built");
    let all = String::from_utf8(all).expect("rules are text");
    let parts: Vec<&str> = all.split('\0').collect();
    let file = |name: &'static str| {
        let found = parts.chunks_exact(2).find(|pair| pair[0] == name);
        (name, found.map_or_else(String::new, |pair| pair[1].to_owned()))
    };
    NAMES.into_iter().map(file).collect()
}

/// The rules, read.
///
/// # Panics
///
/// If a file of the program itself is wrong; a test reads them all.
pub(crate) fn rules() -> Vec<Rule> {
    let read = |(name, text): &(&str, String)| match Rule::parse(text) {
        Ok(rule) => rule,
        Err(problems) => {
            let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
            panic!("the rules of the program are checked by a test; {name}: {}", told.join("; "))
        }
    };
    files().iter().map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::{NAMES, rules};

    #[test]
    fn the_method_page_names_every_rule_with_its_why() {
        let page = include_str!("../../../../docs/method/replies.md");
        for rule in rules() {
            let why = rule.tongue(comments::Language::English).map(|tongue| tongue.why.clone()).unwrap_or_default();
            assert!(page.contains(&format!("| `{}` | {} |", rule.name, rule.factor.name())), "{}", rule.name);
            assert!(page.contains(&why), "{}: {why}", rule.name);
        }
    }

    #[test]
    fn every_rule_of_the_program_can_be_read_is_named_as_its_file_and_speaks_three_languages() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/rules");
        assert_eq!(std::fs::read_dir(folder).expect("the rules").count(), NAMES.len(), "every file is named");
        for (rule, name) in rules().iter().zip(NAMES) {
            assert_eq!(rule.name, name);
            assert_eq!(rule.tongues.len(), 3, "{name}");
        }
    }
}
