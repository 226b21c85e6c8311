//! A draft in its parts: greeting, sentences, signature, and what is not judged.
//!
//! Separate from rules, which all need the same parts. Quoted lines, words in quotation marks and forwarded headers are blanked, byte
//! for byte, so that every place still is a place of the draft.

use comments::words::fold;

use crate::token::{Token, tokens};

/// A stretch of the draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Span {
    pub start: usize,
    pub end: usize,
}

/// A sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Sentence {
    pub start: usize,
    pub end: usize,
    /// Which paragraph it is in.
    pub paragraph: usize,
    /// Which sentence of its paragraph it is.
    pub place: usize,
}

/// The parts of a draft.
#[derive(Debug)]
pub(crate) struct Page {
    /// The draft with what is not judged blanked.
    pub masked: String,
    /// Where the body ends and the signature begins.
    pub signature: usize,
    /// Sentences before the signature.
    pub sentences: Vec<Sentence>,
    /// Paragraphs before the signature.
    pub paragraphs: Vec<Span>,
}

/// The most lines a signature has.
const SIGNATURE_LINES_MAX: usize = 5;
/// The most words of one of its lines.
const SIGNATURE_WORDS_MAX: usize = 9;

/// After them a full stop does not end a sentence.
const ABBREVIATIONS: [&str; 35] = [
    "mr", "mrs", "ms", "dr", "dra", "sr", "sra", "srta", "no", "nro", "jl", "bpk", "st", "vs", "art", "tel", "hal",
    "drg", "drh", "prof", "sdr", "yth", "approx", "ud", "uds", "lic", "ing", "dept", "av", "kab", "gg", "rp", "num",
    "ref", "exp",
];

impl Page {
    pub(crate) fn of(text: &str) -> Self {
        let masked = mask(text);
        let signature = signature_start(&masked);
        let (sentences, paragraphs) = sentences(&masked, signature);
        Self { masked, signature, sentences, paragraphs }
    }

    /// The words of a stretch.
    pub(crate) fn tokens(&self, start: usize, end: usize) -> Vec<Token> {
        tokens(&self.masked, start, end)
    }

    pub(crate) fn part(&self, start: usize, end: usize) -> &str {
        self.masked.get(start..end).unwrap_or_default()
    }
}

/// Blanks quoted lines, words in quotation marks and forwarded headers.
fn mask(text: &str) -> String {
    let mut hidden = vec![false; text.len()];
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim_start();
        if trimmed.starts_with('>') || is_header(trimmed) {
            hidden[start..start + line.len()].fill(true);
        } else {
            quotations(line, start, &mut hidden);
        }
        start += line.len();
    }
    let mut masked = String::with_capacity(text.len());
    for (place, letter) in text.char_indices() {
        if hidden[place] && letter != '\n' {
            masked.extend(std::iter::repeat_n(' ', letter.len_utf8()));
        } else {
            masked.push(letter);
        }
    }
    masked
}

fn is_header(line: &str) -> bool {
    let folded = fold(line);
    let headers = [
        "from:",
        "sent:",
        "to:",
        "subject:",
        "de:",
        "para:",
        "asunto:",
        "enviado:",
        "dari:",
        "kepada:",
        "perihal:",
        "terkirim:",
        "-----",
        "on 20",
    ];
    let wrote = folded.trim_end().ends_with("wrote:")
        || folded.trim_end().ends_with("escribio:")
        || folded.trim_end().ends_with("menulis:");
    let mail = folded.contains('@')
        || folded.starts_with("subject:")
        || folded.starts_with("-----")
        || folded.starts_with("asunto:")
        || folded.starts_with("perihal:");
    (headers.iter().any(|header| folded.starts_with(header)) && mail) || (wrote && folded.contains('@'))
}

fn quotations(line: &str, start: usize, hidden: &mut [bool]) {
    let mut open: Option<(usize, char)> = None;
    for (place, letter) in line.char_indices() {
        match open {
            None => {
                let closes = match letter {
                    '"' => Some('"'),
                    '“' | '„' => Some('”'),
                    '«' => Some('»'),
                    _ => None,
                };
                open = closes.map(|closing| (place, closing));
            }
            Some((from, closing)) if letter == closing || (closing == '”' && letter == '“') => {
                let inside = &line[from..place];
                // One word in quotation marks is a name of something; more are somebody's words.
                if inside.contains(' ') {
                    hidden[start + from..start + place + letter.len_utf8()].fill(true);
                }
                open = None;
            }
            Some(_) => {}
        }
    }
}

struct Line<'a> {
    start: usize,
    text: &'a str,
}

fn lines(text: &str) -> Vec<Line<'_>> {
    let mut start = 0;
    let mut lines = vec![];
    for line in text.split_inclusive('\n') {
        if !line.trim().is_empty() {
            let from = start + (line.len() - line.trim_start().len());
            lines.push(Line { start: from, text: line.trim() });
        }
        start += line.len();
    }
    lines
}

/// Words with which people take their leave.
const VALEDICTIONS: [&str; 52] = [
    "kind regards",
    "best regards",
    "regards",
    "warm regards",
    "warmly",
    "yours sincerely",
    "yours faithfully",
    "sincerely",
    "best wishes",
    "all the best",
    "best",
    "cheers",
    "thanks",
    "many thanks",
    "with kind regards",
    "yours",
    "take care",
    "respectfully",
    "kindest regards",
    "thank you",
    "salam",
    "salam hangat",
    "salam hormat",
    "hormat kami",
    "hormat saya",
    "terima kasih",
    "salam sehat",
    "wassalam",
    "makasih",
    "tabik",
    "demikian",
    "un saludo",
    "saludos",
    "saludos cordiales",
    "cordialmente",
    "atentamente",
    "un abrazo",
    "atte",
    "reciba un cordial saludo",
    "un cordial saludo",
    "un fuerte abrazo",
    "gracias",
    "abrazos",
    "quedo a su disposicion",
    "quedamos a su disposicion",
    "muchas gracias",
    "saludos afectuosos",
    "with best wishes",
    "talk soon",
    "salam kenal",
    "hormatku",
    "le saluda atentamente",
];

/// Whether a line only takes leave.
pub(crate) fn is_valediction(line: &str) -> bool {
    let folded = fold(line);
    let bare = folded.trim_matches(|letter: char| !letter.is_alphanumeric());
    VALEDICTIONS.contains(&bare)
}

/// Where the signature begins: the end of the text when there is none.
fn signature_start(masked: &str) -> usize {
    let lines = lines(masked);
    let mut start = masked.len();
    let last = lines.len();
    for (count, line) in lines.iter().enumerate().skip(1).rev().take(SIGNATURE_LINES_MAX) {
        let words = line.text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count();
        let ends = line.text.ends_with(['!', '?', ':', ';'])
            || (line.text.ends_with('.') && 3 < words && !line.text.ends_with(" S.A."));
        let leave = is_valediction(line.text);
        let capital = line.text.chars().find(|letter| letter.is_alphabetic()).is_some_and(char::is_uppercase);
        let short = words <= SIGNATURE_WORDS_MAX;
        let verbal = line.text.ends_with('.') && !leave;
        let fits = leave || (short && !ends && !verbal && (capital || words <= 3 || count + 1 < last));
        if !fits || line.text.ends_with(',') && !leave && count + 1 == last {
            break;
        }
        start = line.start;
    }
    if start == masked.len() {
        return inline_signature(masked).unwrap_or(start);
    }
    start
}

/// A name behind a dash at the very end: "… by noon. — Rina".
fn inline_signature(masked: &str) -> Option<usize> {
    let trimmed = masked.trim_end();
    let line = trimmed.rfind('\n').map_or(0, |at| at + 1);
    let dash = trimmed[line..].rfind(['—', '–']).or_else(|| trimmed[line..].rfind(" - "))?;
    let rest = &trimmed[line + dash..];
    let words = rest.trim_matches(|letter: char| !letter.is_alphanumeric());
    let few = words.split_whitespace().count() <= 5;
    (few && words.starts_with(char::is_uppercase) && !rest.ends_with(['.', '!', '?'])).then_some(line + dash)
}

/// The sentences and paragraphs up to a place.
fn sentences(masked: &str, until: usize) -> (Vec<Sentence>, Vec<Span>) {
    let mut found = vec![];
    let mut paragraphs: Vec<Span> = vec![];
    let body = masked.get(..until).unwrap_or(masked);
    let mut start = 0;
    for paragraph in split_paragraphs(body) {
        let number = paragraphs.len();
        paragraphs.push(paragraph);
        start = start.max(paragraph.start);
        for (place, sentence) in split_sentences(body, paragraph).into_iter().enumerate() {
            found.push(Sentence { start: sentence.start, end: sentence.end, paragraph: number, place });
        }
    }
    (found, paragraphs)
}

fn split_paragraphs(body: &str) -> Vec<Span> {
    let mut spans: Vec<Span> = vec![];
    let mut open: Option<usize> = None;
    let mut start = 0;
    let mut end = 0;
    for line in body.split_inclusive('\n') {
        if line.trim().is_empty() {
            if let Some(from) = open.take() {
                spans.push(Span { start: from, end });
            }
        } else {
            open.get_or_insert(start + (line.len() - line.trim_start().len()));
            end = start + line.trim_end().len();
        }
        start += line.len();
    }
    if let Some(from) = open {
        spans.push(Span { start: from, end });
    }
    spans
}

/// No sentence is longer; what goes on is looked at in parts, so that a page without any sign costs no more than its length.
const SENTENCE_BYTES_MAX: usize = 2000;

fn split_sentences(body: &str, paragraph: Span) -> Vec<Span> {
    let text = &body[paragraph.start..paragraph.end];
    let mut spans = vec![];
    let mut start = 0;
    let mut line_start = 0;
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    for (at, (place, letter)) in letters.iter().enumerate() {
        let next = letters.get(at + 1).map(|(_, letter)| *letter);
        let end = place + letter.len_utf8();
        let stop = match letter {
            '.' | '!' | '?' | '…' => {
                next.is_none_or(|next| next.is_whitespace() || matches!(next, '"' | '”' | ')' | '»'))
                    && (*letter != '.' || !abbreviates(&text[start..*place]))
                    || (matches!(letter, '!' | '?') && next.is_some_and(char::is_alphabetic))
            }
            '\n' => {
                let line = text[line_start..*place].trim_end();
                line_start = end;
                line.len() < 60 || line.ends_with([',', ':', '.'])
            }
            _ => SENTENCE_BYTES_MAX < end - start && !letter.is_alphanumeric(),
        };
        if stop {
            push(text, start, end, paragraph.start, &mut spans);
            start = end;
        }
    }
    push(text, start, text.len(), paragraph.start, &mut spans);
    spans
}

fn push(text: &str, start: usize, end: usize, offset: usize, spans: &mut Vec<Span>) {
    let part = &text[start..end];
    let trimmed = part.trim();
    if trimmed.chars().any(|letter| letter.is_alphanumeric() || 0x2600 <= u32::from(letter)) {
        let from = start + (part.len() - part.trim_start().len());
        spans.push(Span { start: offset + from, end: offset + from + trimmed.len() });
    }
}

fn abbreviates(before: &str) -> bool {
    let word = before.rsplit(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default();
    let single = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    single || ABBREVIATIONS.contains(&fold(word).as_str())
}

#[cfg(test)]
mod tests {
    use super::Page;

    #[test]
    fn what_the_customer_said_is_blanked_and_every_place_stays() {
        let text = "Dear Ann,\n\n> it is a disgrace\nYou wrote: “it’s your policy” – no.\n\nRina, desk";
        let page = Page::of(text);
        assert_eq!(page.masked.len(), text.len());
        assert!(!page.masked.contains("disgrace") && !page.masked.contains("policy"));
        assert_eq!(&text[page.signature..], "Rina, desk");
    }

    #[test]
    fn a_title_and_a_time_do_not_end_a_sentence() {
        let page = Page::of("Dr. Lara comes at 15.00. She is glad.");
        assert_eq!(page.sentences.len(), 2);
    }

    #[test]
    fn a_last_sentence_is_no_signature() {
        let text = "Hello Ann,\n\nthe line is up again.";
        assert_eq!(Page::of(text).signature, text.len());
    }

    #[test]
    fn a_page_without_any_sign_is_looked_at_in_parts_and_no_word_is_lost_or_cut() {
        let text: String = (0..2000).map(|place| format!("word{place} ")).collect();
        let page = Page::of(&text);
        assert!(page.sentences.iter().all(|sentence| sentence.end - sentence.start <= 2010));
        let words: Vec<&str> =
            page.sentences.iter().flat_map(|one| text[one.start..one.end].split_whitespace()).collect();
        assert_eq!(words, text.split_whitespace().collect::<Vec<_>>());
    }
}
