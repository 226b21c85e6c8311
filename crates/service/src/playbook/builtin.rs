//! The playbooks that come with the program.
//!
//! Separate from parsing: they are files like anybody's, and pass through the same border. Their wording is our own, and each is
//! meant to be copied and changed.

use std::sync::LazyLock;

use super::Playbook;

const SOURCES: [(&str, &str); 8] = [
    ("general", include_str!("../../playbooks/general.toml")),
    ("broken-promise", include_str!("../../playbooks/broken-promise.toml")),
    ("long-wait", include_str!("../../playbooks/long-wait.toml")),
    ("wrong-result", include_str!("../../playbooks/wrong-result.toml")),
    ("unfriendly", include_str!("../../playbooks/unfriendly.toml")),
    ("unclean-or-broken", include_str!("../../playbooks/unclean-or-broken.toml")),
    ("public-post", include_str!("../../playbooks/public-post.toml")),
    ("angry-customer", include_str!("../../playbooks/angry-customer.toml")),
];

static BUILTIN: LazyLock<[Playbook; SOURCES.len()]> = LazyLock::new(|| {
    // They are compiled in and nobody can change them; a test parses every one, so that this cannot reach a user.
    SOURCES.map(|(id, source)| Playbook::parse(source).unwrap_or_else(|problems| panic!("{id}: {problems:?}")))
});

/// The playbooks that come with the program, the general one first.
#[must_use]
pub fn builtin() -> &'static [Playbook] {
    &*BUILTIN
}

/// The TOML text of one of them, to be copied and changed.
#[must_use]
pub fn builtin_source(id: &str) -> Option<&'static str> {
    SOURCES.iter().find(|(known, _)| *known == id).map(|(_, source)| *source)
}

/// The one for every case that has none of its own.
pub(super) fn general() -> &'static Playbook {
    &BUILTIN[0]
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::check::holds;
    use super::super::{Localized, Severity};
    use super::{SOURCES, builtin, builtin_source, general};
    use crate::playbook::Playbook;
    use crate::recovery::Step;

    const LANGUAGES: [&str; 3] = ["en", "id", "es"];

    fn in_all<T>(localized: &Localized<T>) -> bool {
        localized.languages().collect::<BTreeSet<_>>() == BTreeSet::from(LANGUAGES)
    }

    #[test]
    fn every_built_in_playbook_is_without_a_problem_and_carries_its_name() {
        for (id, source) in SOURCES {
            let playbook = Playbook::parse(source).unwrap_or_else(|problems| panic!("{id}: {problems:#?}"));
            assert_eq!(playbook.id, id);
            assert_eq!(playbook.languages, LANGUAGES);
            assert_eq!(builtin_source(id), Some(source));
        }
        let ids: BTreeSet<_> = builtin().iter().map(|playbook| playbook.id.as_str()).collect();
        assert_eq!(ids.len(), builtin().len());
        assert_eq!(general().id, "general");
        assert_eq!(builtin_source("none"), None);
    }

    #[test]
    fn every_step_has_instruction_words_to_use_and_words_to_avoid_in_three_languages() {
        for playbook in builtin() {
            assert!(in_all(&playbook.title), "{}", playbook.id);
            assert!(!playbook.escalate_minutes_open.is_empty(), "{}", playbook.id);
            for step in Step::ALL {
                let guide = playbook.guide(step).unwrap_or_else(|| panic!("{} has no {step:?}", playbook.id));
                let texts = guide.avoid.iter().flat_map(|avoid| [&avoid.words, &avoid.why]);
                let said = LANGUAGES.iter().all(|language| 2 <= guide.say.get(language).len());
                assert!(said && in_all(&guide.what) && in_all(&guide.say), "{} {step:?}", playbook.id);
                assert!(!guide.avoid.is_empty() && texts.into_iter().all(in_all), "{} {step:?}", playbook.id);
            }
            for severity in Severity::ALL {
                assert!(playbook.offers(severity).all(|amends| in_all(&amends.offer)), "{}", playbook.id);
                assert_ne!(playbook.offers(severity).count(), 0, "{} {severity:?}", playbook.id);
            }
        }
    }

    #[test]
    fn what_is_to_be_said_is_whole_sentences_without_words_to_avoid() {
        for playbook in builtin() {
            for language in LANGUAGES {
                let said: Vec<_> = playbook.steps.iter().flat_map(|guide| guide.say.get(language)).collect();
                assert!(said.iter().all(|sentence| sentence.ends_with(['.', '?', '!'])), "{} {language}", playbook.id);
                for avoid in playbook.steps.iter().flat_map(|guide| &guide.avoid) {
                    let words = avoid.words.get(language);
                    let found: Vec<_> = said.iter().filter(|sentence| holds(sentence, words)).collect();
                    assert!(found.is_empty(), "{} {language}: {words:?} in {found:?}", playbook.id);
                }
            }
        }
    }

    #[test]
    fn every_playbook_says_sorry_and_speaks_politely() {
        for playbook in builtin() {
            let said = |language| {
                let guides = playbook.steps.iter().flat_map(|guide| guide.say.get(language));
                guides.map(|sentence| sentence.to_lowercase()).collect::<Vec<_>>().join(" ")
            };
            assert!(said("en").contains("i'm sorry"), "{}", playbook.id);
            assert!(said("id").contains("maaf") && said("id").contains("bapak/ibu"), "{}", playbook.id);
            assert!(said("es").contains("lo siento") && said("es").contains("usted"), "{}", playbook.id);
            // Nobody is addressed as an intimate.
            for intimate in ["kamu", "anda", "tú", "te", "tu", "contigo"] {
                let language = if intimate == "kamu" || intimate == "anda" { "id" } else { "es" };
                assert!(!holds(&said(language), intimate), "{} says {intimate}", playbook.id);
            }
        }
    }
}
