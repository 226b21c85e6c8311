//! Which of the five factors a definition of great service speaks of, and with which words.
//!
//! Separate from reading comments, which judge what happened: a definition says what is to happen, so whether a clause praises or
//! complains is left aside and only what it is about is taken. It gives no mark: five of five may still be empty words, and what is
//! missing may be missing on purpose. People decide.

use comments::{Language, Reading};
use service::Factor;

/// Words that a definition uses and a comment seldom does without more to it ("we keep what we promise"): they count in clauses in which the
/// reader finds nothing. A word with a star stands for all that begin so.
type Phrases = [(Factor, &'static [&'static str]); 5];

const ENGLISH: Phrases = [
    (Factor::Reliability, &["promis*", "our word", "reliab*", "on time", "right the first time"]),
    (Factor::Assurance, &["trust*", "polite*", "courte*", "honest*", "know our work", "competen*"]),
    (Factor::Tangibles, &["clean*", "tidy", "our rooms", "looks good"]),
    (Factor::Empathy, &["listen*", "by name", "understand*", "as a person", "as people"]),
    (Factor::Responsiveness, &["prompt*", "quick*", "at once", "right away", "waits", "wait"]),
];
const INDONESIAN: Phrases = [
    (Factor::Reliability, &["janji*", "menepati", "tepat waktu", "andal*", "ditepati"]),
    (Factor::Assurance, &["percaya*", "dipercaya", "sopan", "ramah", "jujur", "menguasai"]),
    (Factor::Tangibles, &["bersih", "rapi", "nyaman"]),
    (Factor::Empathy, &["mendengar*", "memahami", "menyapa", "peduli", "sebagai manusia"]),
    (Factor::Responsiveness, &["cepat", "segera", "sigap", "tanggap", "menunggu"]),
];
const SPANISH: Phrases = [
    (Factor::Reliability, &["promet*", "promesa*", "cumpl*", "nuestra palabra", "a tiempo", "puntual*"]),
    (Factor::Assurance, &["confia*", "confianza", "amable*", "honest*", "cortes*", "cortés", "sabemos lo que hacemos"]),
    (Factor::Tangibles, &["limpi*", "ordenad*", "cuidad*"]),
    (Factor::Empathy, &["escuch*", "por su nombre", "entende*", "como persona*"]),
    (Factor::Responsiveness, &["rápid*", "enseguida", "pronto", "al momento", "espera", "espere"]),
];

/// A definition with the words that speak of a factor.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Coverage {
    /// The words, in their order, none inside another.
    pub shown: Vec<Shown>,
}

/// Words that speak of a factor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shown {
    /// Where they begin in the definition, in bytes.
    pub start: usize,
    /// Where they end.
    pub end: usize,
    /// The factor.
    pub factor: Factor,
}

impl Coverage {
    /// Whether it speaks of a factor.
    #[must_use]
    pub fn covers(&self, factor: Factor) -> bool {
        self.shown.iter().any(|shown| shown.factor == factor)
    }

    /// The factors that it says nothing of.
    #[must_use]
    pub fn missing(&self) -> Vec<Factor> {
        Factor::ALL.into_iter().filter(|factor| !self.covers(*factor)).collect()
    }

    /// The words that speak of a factor.
    pub fn of(&self, factor: Factor) -> impl Iterator<Item = &Shown> {
        self.shown.iter().filter(move |shown| shown.factor == factor)
    }
}

/// What a definition covers, from how it was read.
#[must_use]
pub fn coverage(words: &str, reading: &Reading) -> Coverage {
    let mut shown: Vec<Shown> = Vec::new();
    for mention in &reading.mentions {
        for factor in mention.factors.iter() {
            let own = mention.evidence.iter().filter(|evidence| evidence.factor == Some(factor));
            shown.extend(own.map(|evidence| Shown { start: evidence.start, end: evidence.end, factor }));
        }
        if mention.factors.is_empty() {
            let clause = words.get(mention.start..mention.end).unwrap_or_default();
            shown.extend(phrases(clause, mention.start, reading.language));
        }
    }
    shown.sort_unstable_by_key(|one| (one.factor, *one));
    // Neighbours that show the same are one.
    shown.dedup_by(|next, before| {
        let between = words.get(before.end..next.start).is_some_and(|text| text.chars().all(char::is_whitespace));
        let same = before.factor == next.factor && (between || next.start < before.end);
        before.end = if same { before.end.max(next.end) } else { before.end };
        same
    });
    shown.sort_unstable();
    Coverage { shown }
}

/// The phrases of a language in a clause that begins at a place.
fn phrases(clause: &str, begins: usize, language: Language) -> Vec<Shown> {
    let table = match language {
        Language::English => &ENGLISH,
        Language::Indonesian => &INDONESIAN,
        Language::Spanish => &SPANISH,
    };
    let words = words_of(clause);
    let mut found = Vec::new();
    for (factor, phrases) in table {
        for phrase in *phrases {
            let wanted: Vec<&str> = phrase.split(' ').collect();
            for row in words.windows(wanted.len()) {
                if row.iter().zip(&wanted).all(|((_, _, word), wanted)| is(word, wanted)) {
                    let (start, end) = (begins + row[0].0, begins + row[row.len() - 1].1);
                    found.push(Shown { start, end, factor: *factor });
                }
            }
        }
    }
    found
}

fn is(word: &str, wanted: &str) -> bool {
    wanted.strip_suffix('*').map_or(word == wanted, |stem| word.starts_with(stem))
}

/// The words of a text in small letters, each with where it begins and ends.
fn words_of(text: &str) -> Vec<(usize, usize, String)> {
    let (mut words, mut begin) = (Vec::new(), None);
    for (at, letter) in text.char_indices().chain([(text.len(), ' ')]) {
        match (letter.is_alphanumeric(), begin) {
            (true, None) => begin = Some(at),
            (false, Some(start)) => {
                words.push((start, at, text[start..at].to_lowercase()));
                begin = None;
            }
            _ => {}
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use comments::{Language, Reader, Scratch};

    use super::*;

    static READER: LazyLock<Reader> = LazyLock::new(Reader::builtin);

    fn read(text: &str, language: Language) -> Coverage {
        coverage(text, &READER.read(text, language, &mut Scratch::default()))
    }

    #[track_caller]
    fn check(language: Language, text: &str, factor: Factor, word: &str) {
        let found = read(text, language);
        let shown: Vec<&str> = found.of(factor).map(|one| &text[one.start..one.end]).collect();
        assert!(shown.iter().any(|one| one.contains(word)), "{text}: {shown:?} of {found:?}");
    }

    #[test]
    fn what_teams_write_is_held_against_the_five_factors() {
        use Factor::{Assurance, Empathy, Reliability, Responsiveness, Tangibles};
        use Language::{English, Indonesian, Spanish};
        check(English, "We keep what we promise.", Reliability, "promise");
        check(English, "We keep every promise, on the day we said.", Reliability, "promise");
        check(English, "Everyone is greeted politely by people who know what they are doing.", Assurance, "politely");
        check(English, "Our rooms are clean and our letters can be read.", Tangibles, "clean");
        check(English, "We listen before we solve, and we know our regulars by name.", Empathy, "listen");
        check(English, "Nobody waits longer than ten minutes without hearing why.", Responsiveness, "waits");
        check(Indonesian, "Kami menepati janji tepat waktu.", Reliability, "janji");
        check(Indonesian, "Petugas kami ramah, sopan, dan paham pekerjaannya.", Assurance, "sopan");
        check(Indonesian, "Ruang tunggu bersih dan nyaman.", Tangibles, "bersih");
        check(Indonesian, "Kami mendengarkan dan peduli pada setiap pelanggan.", Empathy, "mendengarkan");
        check(Indonesian, "Kami membantu dengan cepat, tanpa membuat orang menunggu.", Responsiveness, "cepat");
        check(Spanish, "Cumplimos lo que prometemos, el día que dijimos.", Reliability, "prometemos");
        check(Spanish, "Somos amables y sabemos lo que hacemos.", Assurance, "amables");
        check(Spanish, "Todo está limpio y en orden.", Tangibles, "limpio");
        check(Spanish, "Escuchamos a cada persona y la llamamos por su nombre.", Empathy, "Escuchamos");
        check(Spanish, "Respondemos el mismo día y nadie espera sin saber por qué.", Responsiveness, "Respondemos");
    }

    #[test]
    fn neighbours_that_show_the_same_are_one() {
        let text = "Our rooms are clean.";
        let found = read(text, Language::English);
        let shown: Vec<&str> = found.of(Factor::Tangibles).map(|one| &text[one.start..one.end]).collect();
        assert_eq!(shown, ["rooms are clean"]);
    }

    #[test]
    fn what_is_not_said_is_missing() {
        let found = read("Our rooms are clean. The coffee is hot.", Language::English);
        assert_eq!(found.missing(), [Factor::Reliability, Factor::Assurance, Factor::Empathy, Factor::Responsiveness]);
        for nothing in ["", "We are the best.", "🙂", "¡"] {
            assert_eq!(read(nothing, Language::English).missing(), Factor::ALL, "{nothing}");
        }
    }

    #[test]
    fn words_are_found_whole_and_where_they_stand() {
        let at = |text: &str| phrases(text, 10, Language::Spanish);
        let shown = |start, end| Shown { start, end, factor: Factor::Responsiveness };
        assert_eq!(at("¡Rápido, sí!"), [shown(12, 19)]);
        assert_eq!(at("desesperado"), []);
        let two = phrases("Tepat, waktu", 0, Language::Indonesian);
        assert_eq!(two, [Shown { start: 0, end: 12, factor: Factor::Reliability }]);
    }
}
