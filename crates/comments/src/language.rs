//! Which language a comment is in.
//!
//! Separate from the language of the pages (`crates/language`): people write in their own. Frequent small words decide, which
//! hold in chat as well; where they are silent or tied, whatlang's trigrams do, and else what the caller expects.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

use whatlang::{Detector, Lang};

use crate::hash;
use crate::words::Words;

/// A language that comments are read in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// English.
    English,
    /// Indonesian.
    Indonesian,
    /// Spanish.
    Spanish,
}

const ENGLISH: &str = "\
    the and of was were is are it they i you he she we my our your their to for with not but that this have had has very \
    at on in from when which would could been be by an or so as if there what who dont im its did get got too just good \
    bad great staff never always after before them us";
const INDONESIAN: &str = "\
    yang yg dan di ke dari untuk utk dengan dgn tidak tdk gak ga nggak ngga enggak saya sy aku kami kita dia mereka ini \
    itu sudah sdh udah udh belum blm ada bisa sangat banget bgt sekali tapi tetapi namun juga jg karena krn padahal lagi \
    masih hanya cuma kalau kalo pada akan atau apa jadi buat sama lebih terima kasih pelayanan petugas pak bu mbak mas kak \
    nya aja saja malah mau jangan semua setelah baru bagus baik kok sih dong deh orang dalam oleh secara agar supaya mohon \
    tolong kurang terlalu";
const SPANISH: &str = "\
    el la los las de que q y en un una es fue por con para del se al lo le les mi su sus nos muy pero mas como ya si sin \
    sobre esta este todo todos nada nadie cuando donde porque xq hasta desde ni son eran era hay tiene tienen tuve gracias \
    bien mal siempre nunca atencion servicio senor senora buena bueno excelente ellos ella yo usted ustedes vos tan otra \
    otro despues antes solo tambien tb te";
const ENGLISH_NUMBERS: &[&str] = &[
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "fifteen",
    "twenty", "thirty", "forty", "fifty", "sixty", "hundred", "half", "dozen", "couple", "several", "few",
];
const INDONESIAN_NUMBERS: &[&str] = &[
    "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas", "belas",
    "puluh", "seratus", "ratus", "ribu", "setengah", "beberapa",
];
const SPANISH_NUMBERS: &[&str] = &[
    "un",
    "una",
    "dos",
    "tres",
    "cuatro",
    "cinco",
    "seis",
    "siete",
    "ocho",
    "nueve",
    "diez",
    "once",
    "doce",
    "quince",
    "veinte",
    "treinta",
    "cuarenta",
    "cincuenta",
    "sesenta",
    "cien",
    "media",
    "medio",
    "varios",
    "varias",
];

/// A quick hash for a table that nobody can fill but us.
struct Quick(u64);

impl Default for Quick {
    fn default() -> Self {
        Self(hash::SEED)
    }
}

impl Hasher for Quick {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        self.0 = hash::of(bytes, self.0);
    }
}

type Small = HashMap<&'static str, [bool; 3], BuildHasherDefault<Quick>>;

/// Each small word, with the languages it is one of.
static SMALL: LazyLock<Small> = LazyLock::new(|| {
    let mut small = Small::default();
    for language in Language::ALL {
        for word in language.small_words().split_whitespace() {
            small.entry(word).or_default()[language as usize] = true;
        }
    }
    small
});

/// Whether texts in some language are full of this word.
pub(crate) fn is_small_word(word: &str) -> bool {
    SMALL.contains_key(word)
}

/// Shorter texts are not given to the detector, which guesses at any cost.
const GUESSED_WORDS_MIN: usize = 4;

impl Language {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::English, Self::Indonesian, Self::Spanish];

    /// `en`, `id` or `es`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Indonesian => "id",
            Self::Spanish => "es",
        }
    }

    /// From its code.
    #[must_use]
    pub fn coded(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.code() == code)
    }

    /// Words that are numbers.
    pub(crate) fn numbers(self) -> &'static [&'static str] {
        match self {
            Self::English => ENGLISH_NUMBERS,
            Self::Indonesian => INDONESIAN_NUMBERS,
            Self::Spanish => SPANISH_NUMBERS,
        }
    }

    fn small_words(self) -> &'static str {
        match self {
            Self::English => ENGLISH,
            Self::Indonesian => INDONESIAN,
            Self::Spanish => SPANISH,
        }
    }

    /// The language of a whole comment; `expected` where nothing tells.
    #[must_use]
    pub fn of(text: &str, words: &Words, expected: Self) -> Self {
        let mut counts = [0_usize; 3];
        for languages in words.iter().filter_map(|word| SMALL.get(word)) {
            counts.iter_mut().zip(languages).for_each(|(count, of)| *count += usize::from(*of));
        }
        let most = counts.iter().copied().max().unwrap_or(0);
        let mut leaders = Self::ALL.into_iter().zip(counts).filter(|(_, count)| *count == most);
        let first = leaders.next().map_or(expected, |(language, _)| language);
        if 0 < most && leaders.next().is_none() {
            return first;
        }
        if words.len() < GUESSED_WORDS_MIN {
            return expected;
        }
        let detector = Detector::with_allowlist(vec![Lang::Eng, Lang::Ind, Lang::Spa]);
        match detector.detect(text) {
            Some(found) if found.is_reliable() => match found.lang() {
                Lang::Ind => Self::Indonesian,
                Lang::Spa => Self::Spanish,
                _ => Self::English,
            },
            _ => expected,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Language::{self, English, Indonesian, Spanish};
    use crate::words::Words;

    #[track_caller]
    fn check(text: &str, expected: Language, found: Language) {
        assert_eq!(Language::of(text, &Words::of(text), expected), found, "{text}");
    }

    #[test]
    fn small_words_tell_the_language_in_chat_as_well() {
        check("udah nunggu 2 jam gak dipanggil jg", English, Indonesian);
        check("q mal servicio, nadie contesta", English, Spanish);
        check("they never answer", Indonesian, English);
    }

    #[test]
    fn what_does_not_tell_is_in_the_language_expected() {
        check("OK", Spanish, Spanish);
        check("No.", Indonesian, Indonesian);
        check("", English, English);
    }
}
