//! Promises in a draft: who will do what, and by when.
//!
//! Separate from rules, because a promise is no fault: it is offered to the ledger. What a language calls a promise is known by its
//! words (`promise/*.toml`) and by one file each in `promise/`; a promise by the customer or a third party, an offer, a question, a
//! wish and what is past are none. It resolves times in the calendar and zone it is given.

mod english;
mod indonesian;
mod lexicon;
mod spanish;

use comments::Language;
use jiff::civil::DateTime;

use crate::token::{Token, gap, tokens};
use crate::when::{Grammar, Piece, Present, Reading, scan};
pub(crate) use lexicon::Lexicon;

/// Something the organisation commits itself to.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Promise {
    /// Where it begins, in bytes of the draft.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// Who will do it, as written; empty where nobody is named.
    pub who: String,
    /// What will be done, as written.
    pub what: String,
    /// By when, local time; none when no time is said, or only a vague one.
    #[serde(serialize_with = "written")]
    pub due: Option<DateTime>,
    /// Whether the draft says anything of a time.
    pub timed: bool,
}

/// A local time as forms write it.
fn written<S: serde::Serializer>(due: &Option<DateTime>, serializer: S) -> Result<S::Ok, S::Error> {
    match due {
        Some(due) => serializer.collect_str(&due.strftime("%Y-%m-%dT%H:%M")),
        None => serializer.serialize_none(),
    }
}

/// A word at which a promise was recognised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Anchor {
    /// The first word that belongs to it: its subject, where there is one.
    pub from: usize,
    /// The word that makes it a promise.
    pub at: usize,
    /// Whether it counts only when a time is said with it.
    pub needs_time: bool,
    pub who: Option<(usize, usize)>,
}

/// A promise, and how its time was read.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    pub promise: Promise,
    pub reading: Reading,
    /// Whether it hangs on something that the customer or chance does first.
    pub conditional: bool,
}

/// What is needed to find promises in one language.
pub(crate) struct Finder {
    language: Language,
    lexicon: Lexicon,
    pub(crate) grammar: Grammar,
}

/// A sentence while promises are looked for.
pub(crate) struct Sentence<'a> {
    pub text: &'a str,
    pub tokens: Vec<Token>,
    pub pieces: Vec<Piece>,
    pub lexicon: &'a Lexicon,
    /// Whether a promise stands in the text before it.
    pub after_promise: bool,
}

impl Sentence<'_> {
    pub fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.folded.as_str())
    }

    pub fn raw(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.raw.as_str())
    }

    pub fn is(&self, at: usize, list: &str) -> bool {
        at < self.tokens.len() && self.lexicon.has(list, self.word(at))
    }

    pub fn gap(&self, at: usize) -> &str {
        let gap = gap(self.text, &self.tokens, at);
        if at + 1 < self.tokens.len() { gap } else { "" }
    }

    /// Whether a clause ends between a word and the next.
    pub fn breaks(&self, at: usize) -> bool {
        let gap = self.gap(at);
        if gap.contains([';', '\n', '(', ')', '!', '?', '…']) || gap.contains(" - ") || gap.contains(['–', '—']) {
            return true;
        }
        if gap.contains(": ") || (gap.contains(". ") && !self.abbreviates(at)) {
            return true;
        }
        gap.contains(',') && !self.inside_time(at)
    }

    fn abbreviates(&self, at: usize) -> bool {
        self.is(at, "titles")
    }

    /// A comma between two parts of one time: "Friday, 12 March".
    fn inside_time(&self, at: usize) -> bool {
        self.pieces.iter().any(|piece| piece.to == at + 1)
            && self.pieces.iter().any(|piece| {
                piece.from <= at + 1 && at + 1 < piece.to + 1 && at < piece.from + 1 && self.starts_time(at + 1)
            })
    }

    /// Whether a time begins here, perhaps behind a small word: "antes de las 12", "pukul 10".
    fn starts_time(&self, at: usize) -> bool {
        self.pieces.iter().any(|piece| piece.from == at || piece.from == at + 1)
    }

    /// The first word of the clause in which a word stands.
    pub fn clause_start(&self, at: usize) -> usize {
        let mut start = at;
        while 0 < start && !self.breaks(start - 1) {
            start -= 1;
        }
        start
    }

    pub fn in_time(&self, at: usize) -> bool {
        self.pieces.iter().any(|piece| piece.from <= at && at < piece.to)
    }

    pub fn asks(&self) -> bool {
        let end = self.tokens.last().map_or(0, |token| token.end);
        self.text.get(end..).is_some_and(|rest| rest.trim_start_matches([' ', '"', '”', ')', '»']).starts_with('?'))
    }
}

impl Finder {
    pub(crate) fn new(language: Language) -> Self {
        Self { language, lexicon: Lexicon::of(language), grammar: Grammar::of(language) }
    }

    /// The promises of a text between these places; `text` ends where its sentence ends, with the sign that ends it.
    pub(crate) fn find(
        &self,
        text: &str,
        from: usize,
        to: usize,
        after_promise: bool,
        present: &Present<'_>,
    ) -> Vec<Found> {
        let upto = text.get(..to).unwrap_or(text);
        let tokens = tokens(upto, from, to);
        let pieces = scan(upto, &tokens, &self.grammar);
        let sentence = Sentence { text: upto, tokens, pieces, lexicon: &self.lexicon, after_promise };
        let mut anchors = match self.language {
            Language::English => english::anchors(&sentence),
            Language::Indonesian => indonesian::anchors(&sentence),
            Language::Spanish => spanish::anchors(&sentence),
        };
        anchors.sort_by_key(|anchor| anchor.at);
        anchors.dedup_by_key(|anchor| anchor.at);
        self.clauses(&sentence, &anchors, present)
    }

    /// Cuts a sentence so that each promise has its own clause, and reads the times of each.
    fn clauses(&self, sentence: &Sentence<'_>, anchors: &[Anchor], present: &Present<'_>) -> Vec<Found> {
        let mut found: Vec<Found> = vec![];
        let mut begin_min = 0;
        for (place, anchor) in anchors.iter().enumerate() {
            if anchor.at < begin_min {
                continue;
            }
            let mut begin = sentence.clause_start(anchor.from).max(begin_min);
            // A joining word between begin and the subject ends what came before, unless only a time stands before it.
            if let Some(join) = (begin..anchor.from)
                .rev()
                .find(|at| self.lexicon.has("joins", sentence.word(*at)) && !sentence.in_time(*at))
                && begin < join
            {
                begin = join + 1;
            }
            let limit = anchors.get(place + 1).map_or(sentence.tokens.len(), |next| next.from);
            let mut end = anchor.at + 1;
            while end < sentence.tokens.len() && !sentence.breaks(end - 1) {
                if limit <= end {
                    break;
                }
                if self.lexicon.has("cut", sentence.word(end)) && anchor.at + 1 < end && !sentence.in_time(end) {
                    break;
                }
                end += 1;
            }
            if limit <= end && anchors.get(place + 1).is_some() {
                // The next promise takes its own words from the last joining word on.
                let join = (anchor.at + 1..end)
                    .rev()
                    .find(|at| self.lexicon.has("joins", sentence.word(*at)) && !sentence.in_time(*at));
                match join {
                    Some(join) => end = join,
                    None if sentence.breaks(end - 1) => {}
                    None => {}
                }
            }
            let (first, last) = (begin, end.max(anchor.at + 1));
            let mut pieces: Vec<Piece> =
                sentence.pieces.iter().filter(|piece| first <= piece.from && piece.from < last).copied().collect();
            if pieces.is_empty() || !pieces.iter().any(|piece| !matches!(piece.said, crate::when::Said::AtOnce)) {
                pieces.extend(self.neighbours(sentence, first, last));
            }
            pieces.sort_by_key(|piece| piece.from);
            let mut reading = present.read(&pieces);
            self.look_ahead(&pieces, present, &mut reading);
            if anchor.needs_time && (!reading.said || (reading.due.is_none() && !reading.vague)) {
                continue;
            }
            let (Some(head), Some(tail)) = (sentence.tokens.get(first), sentence.tokens.get(last - 1)) else {
                continue;
            };
            let words = |from: usize, to: usize| {
                let (Some(head), Some(tail)) = (sentence.tokens.get(from), sentence.tokens.get(to.saturating_sub(1)))
                else {
                    return String::new();
                };
                sentence.text.get(head.start..tail.end).unwrap_or_default().to_owned()
            };
            let conditional =
                sentence.tokens.iter().take(first).any(|token| self.lexicon.has("condition", &token.folded))
                    || self.lexicon.has("condition", sentence.word(first))
                    || (last < sentence.tokens.len() && self.lexicon.has("condition", sentence.word(last)));
            let promise = Promise {
                start: head.start,
                end: tail.end,
                who: anchor.who.map_or_else(String::new, |(from, to)| words(from, to)),
                what: words(anchor.at, last),
                due: reading.due,
                timed: reading.said,
            };
            found.push(Found { promise, reading, conditional });
            begin_min = last;
        }
        found
    }

    /// In a promise a date without its year lies ahead.
    fn look_ahead(&self, pieces: &[Piece], present: &Present<'_>, reading: &mut Reading) {
        let Some(due) = reading.due else { return };
        let said = pieces
            .iter()
            .find(|piece| matches!(piece.said, crate::when::Said::Date { month: Some(_), year: None, .. }));
        if let Some(piece) = said
            && !reading.mismatch
            && !pieces.iter().any(|piece| matches!(piece.said, crate::when::Said::Weekday(..)))
        {
            let ahead = present.ahead(due.date(), piece.said);
            reading.due = Some(due.with().date(ahead).build().unwrap_or(due));
        }
    }

    /// The times in the clauses next to a promise that hold nothing else.
    fn neighbours(&self, sentence: &Sentence<'_>, first: usize, last: usize) -> Vec<Piece> {
        let only_time = |from: usize, to: usize| {
            let pieces: Vec<Piece> =
                sentence.pieces.iter().filter(|piece| from <= piece.from && piece.to <= to).copied().collect();
            let inside = |at: &usize| pieces.iter().any(|piece| piece.from <= *at && *at < piece.to);
            let others = (from..to).filter(|at| !inside(at)).filter(|at| 2 < sentence.word(*at).len()).count();
            let conditional = (from..to).any(|at| self.lexicon.has("condition", sentence.word(at)));
            if !pieces.is_empty() && !conditional && others <= 2 { pieces } else { vec![] }
        };
        let mut pieces = vec![];
        let mut end = first;
        for _ in 0..2 {
            if end == 0 || !sentence.gap(end - 1).contains([',', ':']) {
                break;
            }
            let start = sentence.clause_start(end - 1);
            let found = only_time(start, end);
            if found.is_empty() {
                break;
            }
            pieces.extend(found);
            end = start;
        }
        if pieces.is_empty() && last < sentence.tokens.len() && sentence.gap(last - 1).contains([',', '(', '–', '—'])
        {
            let mut to = last + 1;
            while to < sentence.tokens.len() && !sentence.breaks(to - 1) {
                to += 1;
            }
            pieces.extend(only_time(last, to));
        }
        pieces
    }
}
