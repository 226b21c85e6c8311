//! Making good: what is done for a customer whom we disappointed, until the customer says that it is good.
//!
//! Separate from the playbooks, which say how each step is done and in which words, because the rules of a case must hold
//! whoever edits those. A case is the fold of its history (`event`, `case`), to which is only ever added; `guide` says what to
//! do now, `outcome` what became of many cases, `groups` whether those we made good for are happier than the rest, and
//! `standing` who belongs to which group. It refuses to close a case on our own word, and keeps no words of anybody: those stand
//! beside the history, where they can be erased.

mod case;
mod event;
mod groups;
mod guide;
mod outcome;
mod standing;

pub use case::{Case, CaseState, LEVEL_MAX, Refused, apply};
pub use event::{Authority, CaseEvent, CaseWhat, Opening};
pub use groups::{
    Contrast, CustomerGroup, GroupAnswers, GroupRow, GroupTable, LEAST_RESPONDENTS, ShownRow, ShownTable, Verdict,
    answers_of, groups,
};
pub use guide::{Deadline, deadlines, level_due, next_step};
pub use outcome::{Outcomes, by_problem, outcomes};
pub use standing::{CaseHistory, DAYS_REMEMBERED, standing};

/// An enum whose values are stored by name, so that the name, the way back and serde cannot differ.
macro_rules! stored {
    ($(#[$doc:meta])* $name:ident { $($(#[$note:meta])* $value:ident = $stored:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name {
            $($(#[$note])* #[serde(rename = $stored)] $value),+
        }

        impl $name {
            /// All, in order.
            pub const ALL: [Self; [$($stored),+].len()] = [$(Self::$value),+];

            /// As it is stored.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$value => $stored),+
                }
            }

            /// From how it is stored.
            #[must_use]
            pub fn named(name: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|value| value.name() == name)
            }
        }
    };
}
pub(crate) use stored;

stored! {
    /// What a case was opened by.
    Origin {
        /// A bad answer in a survey.
        Answer = "answer",
        /// A promise that was broken.
        Promise = "promise",
        /// An encounter that disappointed.
        Moment = "moment",
        /// Somebody who heard of it.
        Hand = "hand",
    }
}

stored! {
    /// How we and the customer speak to each other.
    Channel {
        /// Face to face.
        Person = "person",
        /// On the phone.
        Phone = "phone",
        /// In writing that only they read: mail, letters, messages.
        Message = "message",
        /// In writing that everybody reads: reviews, social networks.
        Public = "public",
    }
}

stored! {
    /// The steps of making good, in the order in which they are usually taken.
    Step {
        /// Say that it happened, and that we are sorry.
        Acknowledge = "acknowledge",
        /// Hear it to the end and understand it.
        Listen = "listen",
        /// See to what the person needs now.
        FixPerson = "fix-person",
        /// Put the thing itself right, fairly and quickly.
        FixProblem = "fix-problem",
        /// Give something in proportion to the harm.
        Amends = "amends",
        /// Do what was promised while making good.
        KeepPromise = "keep-promise",
        /// Ask later whether it is good.
        FollowUp = "follow-up",
    }
}

stored! {
    /// What the customer says when asked whether it is good now.
    Satisfied {
        /// It is.
        Yes = "yes",
        /// Not all of it, but enough to leave it there.
        Partly = "partly",
        /// It is not.
        No = "no",
    }
}

impl Step {
    /// Its place in [`Step::ALL`].
    #[must_use]
    pub fn place(self) -> usize {
        self as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_found_by_its_name_and_nothing_by_another() {
        for (place, step) in Step::ALL.into_iter().enumerate() {
            assert_eq!((Step::named(step.name()), step.place()), (Some(step), place));
        }
        assert!(Origin::ALL.into_iter().all(|origin| Origin::named(origin.name()) == Some(origin)));
        assert!(Channel::ALL.into_iter().all(|channel| Channel::named(channel.name()) == Some(channel)));
        assert!(Satisfied::ALL.into_iter().all(|satisfied| Satisfied::named(satisfied.name()) == Some(satisfied)));
        assert_eq!(Step::named("Acknowledge"), None);
        let steps: Vec<_> = Step::ALL.iter().map(|step| step.name()).collect();
        let axioms = ["acknowledge", "listen", "fix-person", "fix-problem", "amends", "keep-promise", "follow-up"];
        assert_eq!(steps, axioms);
    }
}
