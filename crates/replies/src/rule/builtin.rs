//! The rules that come with the program, one file each in `rules/`.

use super::Rule;

macro_rules! files {
    ($($name:literal)*) => {
        &[$(($name, include_str!(concat!("../../rules/", $name, ".toml")))),*]
    };
}

/// Every rule: its name, and its file.
pub(crate) const FILES: &[(&str, &str)] = files! {
    "policy-as-reason" "they-wont-allow" "own-firm-as-they" "blaming-customer" "blaming-colleague" "doubting-customer" "empty-apology"
    "conditional-apology" "sorry-but" "unfortunately-opening" "jargon" "passive-evasion" "shouting" "threat" "legal-hedge"
    "as-already-said" "command" "calm-down" "nobody-else" "nothing-we-can-do" "not-my-department" "sent-elsewhere" "stock-phrase"
    "name-missing" "sender-missing" "no-thanks" "no-next-step" "apology-missing" "unanswered-question" "undated-promise" "soon"
    "weak-commitment" "over-promise" "outside-calendar" "past-date" "wrong-weekday" "asks-for-patience" "busy-excuse" "playing-down"
    "closing-door" "no-reply" "customer-as-number" "receipt-opening" "frankly" "over-familiar" "ask-again" "placeholder-left"
    "doubled-word" "text-speak" "wall-of-text" "long-sentence" "emoji-in-apology" "answer-in-attachment" "against-open-promise"
    "unwanted-channel"
};

/// The rules, read.
///
/// # Panics
///
/// If a file of the program itself is wrong; a test reads them all.
pub(crate) fn rules() -> Vec<Rule> {
    let read = |(name, text): &(&str, &str)| match Rule::parse(text) {
        Ok(rule) => rule,
        Err(problems) => {
            let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
            panic!("the rules of the program are checked by a test; {name}: {}", told.join("; "))
        }
    };
    FILES.iter().map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::{FILES, rules};

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
        for (rule, (name, _)) in rules().iter().zip(FILES) {
            assert_eq!(rule.name, *name);
            assert_eq!(rule.tongues.len(), 3, "{name}");
        }
    }
}
