//! A challenge: one small thing to do differently for a week, and five questions to look back with.
//!
//! Separate from lessons, which are read. The same week, factor and past give the same challenge on every machine, so that nobody can
//! shuffle until it is easy. Questions belong to the factor: they are open, and nobody is blamed by them.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;
use service::Factor;

use crate::{LANGUAGES, place_of};

/// How many questions follow a challenge.
pub const QUESTIONS: usize = 5;

/// A challenge in one language.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Challenge {
    /// By what it is known, in every language: its factor and a number.
    pub id: String,
    /// What it is about.
    pub factor: Factor,
    /// What it is called.
    pub title: String,
    /// What to do this week.
    pub what: String,
    /// Hints.
    pub how: Vec<String>,
}

/// A file of challenges.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Challenges {
    challenge: Vec<Challenge>,
    questions: BTreeMap<Factor, [String; QUESTIONS]>,
}

/// In the order of [`LANGUAGES`].
const SOURCES: [&str; LANGUAGES.len()] = [
    include_str!("../challenges/en.toml"),
    include_str!("../challenges/id.toml"),
    include_str!("../challenges/es.toml"),
];

static ALL: LazyLock<[Challenges; LANGUAGES.len()]> = LazyLock::new(|| {
    // They are compiled in and nobody can change them; a test reads every one, so that this cannot reach a user.
    SOURCES.map(|source| toml::from_str(source).unwrap_or_else(|error| panic!("challenges: {error}")))
});

/// One challenge.
#[must_use]
pub fn challenge(language: &str, id: &str) -> Option<&'static Challenge> {
    ALL[place_of(language)].challenge.iter().find(|challenge| challenge.id == id)
}

/// The questions that follow a challenge of a factor.
///
/// # Panics
/// When a file of ours has no questions for a factor, which a test would show.
#[must_use]
pub fn questions(language: &str, factor: Factor) -> &'static [String; QUESTIONS] {
    &ALL[place_of(language)].questions[&factor]
}

/// The challenge of a week: of the factor that is weakest, the next one in turn that was not done yet. When all were done, it is simply the
/// one whose turn it is.
///
/// # Panics
/// When a file of ours has no challenge for a factor, which a test would show.
#[must_use]
pub fn challenge_of(language: &str, week: i64, weakest: Factor, already_done: &[String]) -> &'static Challenge {
    let all = &ALL[place_of(language)].challenge;
    let mut of_factor: Vec<&Challenge> = all.iter().filter(|challenge| challenge.factor == weakest).collect();
    let turn = week.div_euclid(7).rem_euclid(of_factor.len().max(1) as i64);
    of_factor.rotate_left(usize::try_from(turn).unwrap_or(0));
    let next = of_factor.iter().find(|challenge| !already_done.contains(&challenge.id));
    next.copied().unwrap_or(of_factor[0])
}

/// The week of a day: its Monday. Both are days since 1 January 1970, which was a Thursday.
#[must_use]
pub fn week_of(day: i64) -> i64 {
    day - (day + 3).rem_euclid(7)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_factor_has_six_challenges_and_five_questions_in_every_language() {
        let ids = |place: usize| ALL[place].challenge.iter().map(|one| one.id.as_str()).collect::<Vec<_>>();
        for (place, language) in LANGUAGES.iter().enumerate() {
            assert_eq!(ids(place), ids(0), "{language}");
            for factor in Factor::ALL {
                let of: Vec<_> = ALL[place].challenge.iter().filter(|one| one.factor == factor).collect();
                assert!(6 <= of.len(), "{language}: {factor:?} has {}", of.len());
                assert!(of.iter().all(|one| one.id.starts_with(factor.name())), "{language}: {factor:?}");
                let asked = questions(language, factor);
                assert!(asked.iter().all(|one| one.trim_end().ends_with('?')), "{language}: {asked:?}");
                assert_eq!(asked.iter().collect::<BTreeSet<_>>().len(), QUESTIONS, "{language}: {factor:?}");
            }
        }
        assert_eq!(ids(0).iter().collect::<BTreeSet<_>>().len(), ids(0).len());
    }

    #[test]
    fn every_challenge_is_whole_short_and_translated() {
        let mut faults = vec![];
        for (place, language) in LANGUAGES.iter().enumerate() {
            for one in &ALL[place].challenge {
                let whole = (1..=60).contains(&one.title.chars().count())
                    && (20..=320).contains(&one.what.chars().count())
                    && one.how.len() == 3
                    && one.how.iter().all(|hint| (8..=240).contains(&hint.chars().count()));
                let translated = place == 0 || challenge("en", &one.id).is_some_and(|en| en.what != one.what);
                faults.extend((!whole || !translated).then(|| format!("{language}: {}", one.id)));
            }
        }
        assert!(faults.is_empty(), "{faults:?}");
    }

    #[test]
    fn the_same_week_gives_the_same_challenge_and_what_was_done_is_passed_over() {
        let monday = week_of(20_000);
        let first = challenge_of("en", monday, Factor::Empathy, &[]);
        assert_eq!(first, challenge_of("en", monday, Factor::Empathy, &[]));
        assert_eq!(challenge_of("id", monday, Factor::Empathy, &[]).id, first.id);
        let mut done = vec![first.id.clone()];
        let mut seen = BTreeSet::from([first.id.clone()]);
        for _ in 1..6 {
            let next = challenge_of("en", monday, Factor::Empathy, &done);
            assert_eq!(next.factor, Factor::Empathy);
            assert!(seen.insert(next.id.clone()), "{} comes again too early", next.id);
            done.push(next.id.clone());
        }
        assert_eq!(challenge_of("en", monday, Factor::Empathy, &done), first, "all were done: they come in turn");
        assert_ne!(challenge_of("en", monday + 7, Factor::Empathy, &done), first);
        assert_ne!(challenge_of("en", monday, Factor::Tangibles, &[]).factor, Factor::Empathy);
    }

    #[test]
    fn a_week_begins_on_monday_also_before_1970() {
        // 29 November 2026 is a Sunday, 20 786 days after 1 January 1970; its Monday is the 23rd.
        assert_eq!(week_of(20_786), 20_780);
        assert_eq!([week_of(20_780), week_of(20_787)], [20_780, 20_787]);
        // 1 January 1970 was a Thursday; the Monday before it was 29 December 1969.
        assert_eq!([week_of(0), week_of(-3), week_of(-4)], [-3, -3, -10]);
    }
}
