//! Which playbook is for a case.
//!
//! Separate from the playbooks, each of which says for which cases it is and knows nothing of the others. It never finds none: a
//! case without a playbook is one that nobody attends to.

use super::builtin::general;
use super::{Applies, Playbook};
use crate::Factor;
use crate::recovery::{Channel, Origin};

/// The playbook that fits most closely: how the customer behaves counts before the channel, that before what opened the case, and
/// that before the factor. The first of several wins, so that a house's own stand before those that come with the program. Where
/// none fits, it is the general one of the program.
#[must_use]
pub fn choose(
    playbooks: &[Playbook],
    origin: Origin,
    factor: Option<Factor>,
    channel: Channel,
    behaves_badly: bool,
) -> &Playbook {
    let fits = |applies: &Applies| {
        let factor = applies.factors.is_empty() || factor.is_some_and(|factor| applies.factors.contains(&factor));
        let origin = applies.origins.is_empty() || applies.origins.contains(&origin);
        let channel = applies.channels.is_empty() || applies.channels.contains(&channel);
        factor && origin && channel && (behaves_badly || !applies.behaves_badly)
    };
    let fitting = playbooks.iter().filter(|playbook| fits(&playbook.applies));
    // Of several equal ones `max_by_key` takes the last.
    fitting.rev().max_by_key(|playbook| closeness(&playbook.applies)).unwrap_or_else(|| general())
}

/// What a playbook asks for, the weightiest first.
fn closeness(applies: &Applies) -> [bool; 4] {
    [applies.behaves_badly, !applies.channels.is_empty(), !applies.origins.is_empty(), !applies.factors.is_empty()]
}

#[cfg(test)]
mod tests {
    use super::super::builtin;
    use super::*;

    /// The built-in playbook for a case.
    fn check(origin: Origin, factor: Option<Factor>, channel: Channel, behaves_badly: bool, expected: &str) {
        assert_eq!(choose(builtin(), origin, factor, channel, behaves_badly).id, expected);
    }

    #[test]
    fn each_case_has_its_playbook() {
        use Factor::{Assurance, Empathy, Reliability, Responsiveness, Tangibles};
        check(Origin::Promise, Some(Reliability), Channel::Phone, false, "broken-promise");
        check(Origin::Promise, Some(Responsiveness), Channel::Phone, false, "broken-promise");
        check(Origin::Answer, Some(Responsiveness), Channel::Message, false, "long-wait");
        check(Origin::Moment, Some(Reliability), Channel::Person, false, "wrong-result");
        check(Origin::Hand, Some(Empathy), Channel::Person, false, "unfriendly");
        check(Origin::Hand, Some(Assurance), Channel::Person, false, "unfriendly");
        check(Origin::Answer, Some(Tangibles), Channel::Person, false, "unclean-or-broken");
        check(Origin::Answer, None, Channel::Message, false, "general");
    }

    #[test]
    fn how_the_customer_behaves_counts_first_but_in_public_the_public_reads_along() {
        check(Origin::Promise, Some(Factor::Reliability), Channel::Person, true, "angry-customer");
        check(Origin::Promise, Some(Factor::Reliability), Channel::Public, false, "public-post");
        check(Origin::Promise, Some(Factor::Reliability), Channel::Public, true, "public-post");
    }

    #[test]
    fn a_houses_own_playbook_wins_over_an_equal_one_and_there_is_always_one() {
        let own: Vec<_> = std::iter::once(Playbook { id: "own".to_owned(), ..general().clone() })
            .chain(builtin().iter().cloned())
            .collect();
        assert_eq!(choose(&own, Origin::Hand, None, Channel::Person, false).id, "own");
        assert_eq!(choose(&[], Origin::Hand, None, Channel::Person, false).id, "general");
        // A house with a playbook for queues only still has something to say about a rude word.
        let queues: Vec<_> = builtin().iter().filter(|playbook| playbook.id == "long-wait").cloned().collect();
        assert_eq!(choose(&queues, Origin::Hand, Some(Factor::Empathy), Channel::Person, false).id, "general");
    }
}
