//! Lessons: one subject each, to be read in a few minutes between two customers.
//!
//! Separate from challenges, which are done: a lesson says why, what and in which words, and ends with one exercise. Each is a file per
//! language with the same factors; which ones suit is decided here, so that a page only shows them. It refuses a file with a field too
//! few or too many: that fails a test and reaches nobody.

use std::sync::LazyLock;

use serde::Deserialize;
use service::Factor;

use crate::{LANGUAGES, place_of};

/// Words that are read in a minute, on the careful side: lessons are read standing.
const WORDS_A_MINUTE: usize = 180;

/// A lesson in one language.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lesson {
    /// By what it is known, in every language.
    #[serde(skip)]
    pub slug: &'static str,
    /// What it is called.
    pub title: String,
    /// What it is about, the first above all.
    pub factors: Vec<Factor>,
    /// What it says, in a sentence.
    pub gist: String,
    /// Why it matters to the customer.
    pub why: Vec<String>,
    /// What to do.
    pub steps: Vec<String>,
    /// Words to say, and instead of which.
    pub words: Vec<Words>,
    /// A scene that never happened.
    pub story: String,
    /// An exercise for today.
    pub practice: String,
    /// A question to think about.
    pub question: String,
}

/// A wording, and a better one.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// What is often said.
    pub instead: String,
    /// What says it better.
    pub better: String,
}

impl Lesson {
    /// Everything that is read, in order.
    fn texts(&self) -> impl Iterator<Item = &str> {
        let words = self.words.iter().flat_map(|words| [&words.instead, &words.better]);
        let parts = [&self.story, &self.practice, &self.question];
        let all = [&self.title, &self.gist].into_iter().chain(&self.why).chain(&self.steps).chain(words).chain(parts);
        all.map(String::as_str)
    }

    /// How many minutes it takes to read, rounded up.
    #[must_use]
    pub fn minutes(&self) -> usize {
        let words: usize = self.texts().map(|text| text.split_whitespace().count()).sum();
        words.div_ceil(WORDS_A_MINUTE).max(1)
    }
}

/// The names of the lessons with their files, in the order in which they are best read.
macro_rules! sources {
    ($($slug:literal,)*) => {
        [$(($slug, [
            include_str!(concat!("../lessons/en/", $slug, ".toml")),
            include_str!(concat!("../lessons/id/", $slug, ".toml")),
            include_str!(concat!("../lessons/es/", $slug, ".toml")),
        ]),)*]
    };
}

/// The languages stand in the order of [`LANGUAGES`].
const SOURCES: &[(&str, [&str; LANGUAGES.len()])] = &sources![
    "being-the-company",
    "reliable-service",
    "reassuring-service",
    "tangible-service",
    "empathetic-service",
    "responsive-service",
    "honesty",
    "bending-rules",
    "trust",
    "owning-the-encounter",
    "listening-post",
    "intelligent-questions",
    "winning-words",
    "face-to-face",
    "telephone",
    "culture",
    "generations",
    "co-workers-as-partners",
    "details",
    "selling-as-service",
    "digital-and-mail",
    "negative-feedback",
    "thank-you",
    "fixing",
    "apologising",
    "fixing-the-person",
    "fair-fixing",
    "social-media",
    "difficult-customers",
    "calm",
    "professional",
    "learning",
    "celebrating",
];

static ALL: LazyLock<[Vec<Lesson>; LANGUAGES.len()]> = LazyLock::new(|| {
    // They are compiled in and nobody can change them; a test reads every one, so that this cannot reach a user.
    let read = |slug: &'static str, source: &str| {
        let lesson: Lesson = toml::from_str(source).unwrap_or_else(|error| panic!("{slug}: {error}"));
        Lesson { slug, ..lesson }
    };
    std::array::from_fn(|place| SOURCES.iter().map(|(slug, sources)| read(slug, sources[place])).collect())
});

/// All lessons in a language; in English where there is no such language.
#[must_use]
pub fn lessons(language: &str) -> &'static [Lesson] {
    &ALL[place_of(language)]
}

/// One lesson.
#[must_use]
pub fn lesson(language: &str, slug: &str) -> Option<&'static Lesson> {
    lessons(language).iter().find(|lesson| lesson.slug == slug)
}

/// So many lessons that suit a factor in a week: those that are not read yet, those whose first subject it is, and among these each week
/// others. When all are read, they are worth reading again.
#[must_use]
pub fn suiting(
    language: &str,
    factor: Factor,
    week: i64,
    read: impl Fn(&str) -> bool,
    count: usize,
) -> Vec<&'static Lesson> {
    let mut suited: Vec<&Lesson> = lessons(language).iter().filter(|one| one.factors.contains(&factor)).collect();
    let turn = usize::try_from(week.div_euclid(7).rem_euclid(suited.len().max(1) as i64)).unwrap_or(0);
    suited.rotate_left(turn);
    suited.sort_by_key(|one| (read(one.slug), one.factors.first() != Some(&factor)));
    suited.truncate(count);
    suited
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// Characters of a text on one line.
    fn length(text: &str) -> usize {
        text.chars().count()
    }

    fn count(text: &str) -> usize {
        text.split_whitespace().count()
    }

    /// What is wrong with a lesson.
    fn faults(lesson: &Lesson) -> Vec<&'static str> {
        let between = |low: usize, count: usize, high: usize| low <= count && count <= high;
        let sentences =
            |all: &[String]| all.iter().all(|one| one.trim_end().ends_with(['.', '?', '!', '”', '"', '\'', '»', ')']));
        let checks = [
            (between(1, length(&lesson.title), 60), "title"),
            (between(1, lesson.factors.len(), 3), "factors"),
            (between(20, length(&lesson.gist), 160), "gist"),
            (between(2, lesson.why.len(), 3), "paragraphs of why"),
            // The three languages do not need the same number of words for the same.
            (lesson.why.iter().all(|one| between(30, count(one), 85)), "words of why"),
            (between(4, lesson.steps.len(), 6), "steps"),
            (sentences(&lesson.steps) && sentences(&lesson.why), "ends of sentences"),
            (between(3, lesson.words.len(), 5), "pairs of words"),
            (lesson.words.iter().all(|one| one.instead != one.better), "words that are no better"),
            (between(50, count(&lesson.story), 130), "story"),
            (between(8, count(&lesson.practice), 72), "practice"),
            (lesson.question.trim_end().ends_with('?'), "question"),
            (lesson.texts().all(|text| !text.trim().is_empty()), "an empty text"),
            (lesson.factors.iter().collect::<BTreeSet<_>>().len() == lesson.factors.len(), "a factor twice"),
        ];
        checks.into_iter().filter(|(holds, _)| !holds).map(|(_, what)| what).collect()
    }

    #[test]
    fn every_lesson_is_whole_in_every_language_and_about_the_same() {
        let mut found = vec![];
        for (slug, _) in SOURCES {
            for language in LANGUAGES {
                let one = lesson(language, slug).unwrap_or_else(|| panic!("{slug} is not there in {language}"));
                found.extend(faults(one).into_iter().map(|fault| format!("{language}/{slug}: {fault}")));
                assert_eq!(one.factors, lessons("en").iter().find(|en| en.slug == *slug).unwrap().factors, "{slug}");
            }
        }
        assert!(found.is_empty(), "{} faults:\n{}", found.len(), found.join("\n"));
    }

    #[test]
    fn every_file_is_in_the_list_and_no_language_repeats_another() {
        let listed: BTreeSet<String> = SOURCES.iter().map(|(slug, _)| format!("{slug}.toml")).collect();
        assert_eq!(listed.len(), SOURCES.len());
        for language in LANGUAGES {
            let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("lessons").join(language);
            let files = std::fs::read_dir(folder).expect("the folder of a language");
            let files: BTreeSet<String> =
                files.map(|file| file.expect("a file").file_name().to_string_lossy().into_owned()).collect();
            assert_eq!(files, listed, "{language}");
        }
        for (slug, sources) in SOURCES {
            assert_eq!(sources.iter().collect::<BTreeSet<_>>().len(), LANGUAGES.len(), "{slug} is not translated");
        }
    }

    #[test]
    fn every_factor_has_lessons_and_unread_ones_come_first() {
        for factor in Factor::ALL {
            let all: Vec<&str> = suiting("en", factor, 0, |_| false, 99).iter().map(|one| one.slug).collect();
            let [first, second, ..] = all.as_slice() else { panic!("too few for {factor:?}: {all:?}") };
            assert_eq!(lesson("en", first).unwrap().factors[0], factor);
            let next = suiting("en", factor, 0, |slug| slug == *first, 2);
            assert!(next.iter().all(|one| one.slug != *first) || all.len() == 2, "{factor:?}: {first} was read");
            // All read: two are still proposed, and the same in every language.
            let again = suiting("es", factor, 0, |_| true, 2);
            assert_eq!(again.iter().map(|one| one.slug).collect::<Vec<_>>(), [*first, *second]);
        }
        let weeks: BTreeSet<&str> =
            (0..9).map(|week| suiting("en", Factor::Assurance, 7 * week, |_| false, 1)[0].slug).collect();
        assert!(1 < weeks.len(), "another week brings another lesson: {weeks:?}");
    }

    #[test]
    fn reading_takes_a_few_minutes_and_a_language_that_is_not_there_is_english() {
        for one in lessons("en") {
            assert!((1..=5).contains(&one.minutes()), "{}: {}", one.slug, one.minutes());
        }
        assert_eq!(lessons("xx"), lessons("en"));
        assert_eq!(lesson("en", "none"), None);
    }
}
