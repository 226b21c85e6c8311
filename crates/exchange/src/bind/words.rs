//! Columns recognised by the words of their questions.
//!
//! Separate from names, because words are never equal: survey tools put the question, or the row of a grid, into the
//! header. A column is an item when the item's wording stands in it, or when its words are clearly more like this item's
//! than like any other's; words that many items share count little. Which battery it is, the wording or a word of the
//! header says (expectation, harapan, expectativa …). It never takes a column that does not hold answers.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use survey::{BatteryKind, Instrument};

use super::{Finder, Note, Place};
use crate::Column;

/// Likeness from which a column is an item.
const LIKE: f64 = 0.72;

/// By how much the best item must beat the second.
const CLEAR: f64 = 0.12;

/// By how much one battery's wording must beat the other's to tell them apart.
const CLEAR_BATTERY: f64 = 0.06;

/// A wording of fewer words says too little when it merely stands somewhere in a header.
const WORDS_MIN: usize = 3;

/// Text as it is compared: lower case, without accents and punctuation, single spaces.
pub(crate) fn plain(text: &str) -> String {
    let mut out = String::new();
    for character in text.chars().flat_map(char::to_lowercase) {
        match unaccented(character) {
            Some(letter) => out.push(letter),
            None if character.is_alphanumeric() => out.push(character),
            None if !out.ends_with(' ') && !out.is_empty() => out.push(' '),
            None => {}
        }
    }
    out.truncate(out.trim_end().len());
    out
}

fn unaccented(character: char) -> Option<char> {
    Some(match character {
        'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' => 'o',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        'ñ' => 'n',
        'ç' => 'c',
        _ => return None,
    })
}

/// How headers call a battery: beginnings of words, in normal form.
fn cues(kind: BatteryKind) -> &'static [&'static str] {
    match kind {
        BatteryKind::Expectation => &[
            "expect",
            "should",
            "ideal",
            "harap",
            "diharap",
            "ekspektasi",
            "seharusnya",
            "sebaiknya",
            "espera",
            "deberia",
            "debe",
        ],
        BatteryKind::Perception => &[
            "percep",
            "perceiv",
            "actual",
            "experienc",
            "reality",
            "received",
            "persepsi",
            "kenyataan",
            "realita",
            "kinerja",
            "dirasakan",
            "diterima",
            "percib",
            "recibid",
            "realidad",
        ],
        BatteryKind::Minimum => &["minim", "adequate", "accept", "adecuad", "acepta"],
        BatteryKind::Desired => &["desire", "wish", "ideal", "diingin", "ingin", "dese"],
        BatteryKind::Importance => &["importan", "kepentingan", "penting", "tingkat kepentingan"],
    }
}

/// The one battery that the text names; none when it names none or several.
pub(crate) fn battery_named(text: &str, kinds: &[BatteryKind]) -> Option<BatteryKind> {
    let text = format!(" {text}");
    let mut named = kinds.iter().filter(|kind| cues(**kind).iter().any(|cue| text.contains(&format!(" {cue}"))));
    match (named.next(), named.next()) {
        (Some(kind), None) => Some(*kind),
        _ => None,
    }
}

/// One wording of one item.
struct Wording {
    item: usize,
    /// The battery it asks for; the short label asks for none.
    battery: Option<BatteryKind>,
    text: Text,
}

/// A wording, or a piece of a column's header or question that may be one.
struct Text {
    text: String,
    /// Its words that stand in some wording, by their number, in order.
    known: Vec<usize>,
    /// How many different words it has.
    words: usize,
    /// What its words weigh together.
    weight: f64,
}

/// All wordings, and how much each word tells.
struct Book {
    number: HashMap<String, usize>,
    weights: Vec<f64>,
    wordings: Vec<Wording>,
}

/// What a word weighs that stands in no wording: it speaks against the match, as much as a telling word for it.
const UNKNOWN: f64 = 3.0;

impl Book {
    fn new(instrument: &Instrument) -> Self {
        let mut asked: Vec<(usize, Option<BatteryKind>, &str)> = Vec::new();
        for (at, item) in instrument.items.iter().enumerate() {
            let full = item.wording.iter().map(|(kind, text)| (Some(*kind), text));
            for (battery, text) in full.chain([(None, &item.short)]) {
                asked.extend(text.0.values().map(|text| (at, battery, text.as_str())));
            }
        }
        let mut items_with: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
        for (item, _, text) in &asked {
            for word in plain(text).split(' ') {
                items_with.entry(word.to_owned()).or_default().insert(*item);
            }
        }
        let all = instrument.items.len() as f64 + 1.0;
        let mut book = Self {
            weights: items_with.values().map(|items| (all / items.len() as f64).ln()).collect(),
            number: items_with.into_keys().enumerate().map(|(number, word)| (word, number)).collect(),
            wordings: Vec::new(),
        };
        for (item, battery, text) in asked {
            if let Some(text) = book.text(text) {
                book.wordings.push(Wording { item, battery, text });
            }
        }
        book
    }

    /// The text with its words looked up; nothing when no wording has any of them.
    fn text(&self, raw: &str) -> Option<Text> {
        let text = plain(raw);
        let words: BTreeSet<_> = text.split(' ').filter(|word| !word.is_empty()).collect();
        let mut known: Vec<_> = words.iter().filter_map(|word| self.number.get(*word).copied()).collect();
        known.sort_unstable();
        let weight = self.weigh(known.iter()) + UNKNOWN * (words.len() - known.len()) as f64;
        let words = words.len();
        (!known.is_empty()).then_some(Text { text, known, words, weight })
    }

    fn weigh<'w>(&self, numbers: impl Iterator<Item = &'w usize>) -> f64 {
        numbers.filter_map(|number| self.weights.get(*number)).sum()
    }

    /// How alike a wording and a text are, from 0 to 1, by what their common words tell of the item.
    fn likeness(&self, wording: &Text, text: &Text) -> f64 {
        let both = wording.weight + text.weight;
        let common = 2.0 * self.weigh(common(wording, text));
        standing(wording, text).max(if 0.0 < both { common / both } else { 0.0 })
    }
}

fn common<'t>(one: &'t Text, other: &'t Text) -> impl Iterator<Item = &'t usize> {
    one.known.iter().filter(|number| other.known.binary_search(number).is_ok())
}

/// 1 for the same text, nearly that for a wording that stands within a longer text; longer wordings beat shorter ones
/// that stand inside them.
fn standing(wording: &Text, text: &Text) -> f64 {
    if wording.text == text.text {
        return 1.0;
    }
    let stands = WORDS_MIN <= wording.words
        && wording.words <= text.words
        && format!(" {} ", text.text).contains(&format!(" {} ", wording.text));
    if stands { 0.9 + 0.1 * wording.words as f64 / text.words as f64 } else { 0.0 }
}

/// How alike two texts are when every word counts alike: what tells batteries apart is just what all items share.
fn likeness_plain(wording: &Text, text: &Text) -> f64 {
    let shared = 2.0 * common(wording, text).count() as f64 / (wording.words + text.words) as f64;
    standing(wording, text).max(shared)
}

const MARKS: [&str; 6] = [" - ", ": ", " – ", " | ", "? ", ". "];

/// The whole name and question, and what stands in brackets or after a dash or colon in them.
fn texts(book: &Book, column: &Column) -> Vec<Text> {
    let mut raw = Vec::new();
    for whole in [column.name.as_str(), column.question.as_str()] {
        raw.push(whole);
        raw.extend(whole.split(['[', ']']).skip(1).step_by(2));
        for mark in MARKS {
            raw.extend(whole.rsplit_once(mark).map(|(_, last)| last));
            raw.extend(whole.split_once(mark).map(|(_, rest)| rest));
        }
    }
    raw.into_iter().filter_map(|text| book.text(text)).collect()
}

/// What stands before the bracket or the last dash: the heading of a grid.
fn heading(column: &Column) -> String {
    let mut heads = Vec::new();
    for whole in [column.name.as_str(), column.question.as_str()] {
        heads.extend(whole.split_once('[').map(|(head, _)| head));
        heads.extend(MARKS.iter().filter_map(|mark| whole.rsplit_once(mark)).map(|(head, _)| head));
    }
    plain(&heads.join(" "))
}

/// The item that a column asks, with the likeness of each battery's wording.
struct Match {
    item: usize,
    batteries: BTreeMap<BatteryKind, f64>,
}

fn best_item(book: &Book, column: &Column) -> Option<Match> {
    let texts = texts(book, column);
    let most = |like: &dyn Fn(&Text) -> f64| texts.iter().map(like).fold(0.0, f64::max);
    let mut items: BTreeMap<usize, f64> = BTreeMap::new();
    for wording in &book.wordings {
        let like = most(&|text| book.likeness(&wording.text, text));
        let best = items.entry(wording.item).or_default();
        *best = best.max(like);
    }
    let (item, like) = items.iter().map(|(item, like)| (*item, *like)).max_by(|a, b| a.1.total_cmp(&b.1))?;
    let second = items.iter().filter(|(other, _)| **other != item).map(|(_, like)| *like).fold(0.0, f64::max);
    // A wording that stands there as it is needs no distance, as long as no other does.
    let clear = if 1.0 <= like { second < 1.0 } else { second + CLEAR <= like };
    if like < LIKE || !clear {
        return None;
    }
    let mut batteries = BTreeMap::new();
    for wording in book.wordings.iter().filter(|wording| wording.item == item) {
        if let Some(kind) = wording.battery {
            let best: &mut f64 = batteries.entry(kind).or_default();
            *best = best.max(most(&|text| likeness_plain(&wording.text, text)));
        }
    }
    Some(Match { item, batteries })
}

/// Which battery the column asks, if its words say so: the heading, else the wording, else any word of it.
fn battery_of(found: &Match, column: &Column, kinds: &[BatteryKind]) -> Option<BatteryKind> {
    if let [only] = kinds {
        return Some(*only);
    }
    let mut likes: Vec<_> =
        kinds.iter().map(|kind| (found.batteries.get(kind).copied().unwrap_or(0.0), *kind)).collect();
    likes.sort_by(|a, b| b.0.total_cmp(&a.0));
    let by_wording = match likes.as_slice() {
        [(best, kind), (second, _), ..] if LIKE <= *best && second + CLEAR_BATTERY <= *best => Some(*kind),
        _ => None,
    };
    battery_named(&heading(column), kinds)
        .or(by_wording)
        .or_else(|| battery_named(&plain(&format!("{} {}", column.name, column.question)), kinds))
}

/// Finds items among the columns that are still free.
pub(crate) fn find(finder: &mut Finder<'_>) {
    let kinds: Vec<_> = finder.instrument.batteries.iter().map(|battery| battery.kind).collect();
    let book = Book::new(finder.instrument);
    let mut claims: BTreeMap<Place, Vec<usize>> = BTreeMap::new();
    let mut unsaid: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, column) in finder.columns.iter().enumerate() {
        if finder.taken.contains(&at) || !finder.looks_like_answers(at) {
            continue;
        }
        let Some(found) = best_item(&book, column) else {
            continue;
        };
        match battery_of(&found, column, &kinds) {
            Some(kind) => claims.entry(Place::Item(kind, found.item)).or_default().push(at),
            None => unsaid.entry(found.item).or_default().push(at),
        }
    }
    claims.retain(|place, _| !finder.found.contains_key(place));
    let before = finder.items_found();
    for (place, columns) in claims {
        match columns.as_slice() {
            [column] => finder.set(place, *column),
            _ => {
                finder.ambiguous.insert(place, columns);
            }
        }
    }
    let found = finder.items_found() - before;
    if 0 < found {
        finder.notes.push(Note::ByText { found });
    }
    in_order(finder, &kinds, &unsaid);
}

/// Columns whose item is known but not their battery: when every item stands as often as batteries are free, and whole
/// batteries follow each other, they are taken in the instrument's order.
fn in_order(finder: &mut Finder<'_>, kinds: &[BatteryKind], unsaid: &BTreeMap<usize, Vec<usize>>) {
    let free: Vec<_> = kinds.iter().copied().filter(|kind| finder.count(*kind) == 0).collect();
    let whole =
        unsaid.len() == finder.instrument.items.len() && unsaid.values().all(|columns| columns.len() == free.len());
    if !whole || free.is_empty() {
        return;
    }
    let block =
        |rank: usize| -> Vec<usize> { unsaid.values().filter_map(|columns| columns.get(rank).copied()).collect() };
    let blocks: Vec<_> = (0..free.len()).map(block).collect();
    let apart = blocks.windows(2).all(|pair| match pair {
        [before, after] => before.iter().max() < after.iter().min(),
        _ => true,
    });
    if !apart {
        return;
    }
    for (kind, block) in free.into_iter().zip(blocks) {
        finder.note_order(kind, &block);
        for (item, column) in unsaid.keys().zip(block) {
            finder.set(Place::Item(kind, *item), column);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{battery_named, plain};
    use survey::BatteryKind::{Expectation, Perception};

    #[test]
    fn accents_case_and_punctuation_do_not_matter() {
        assert_eq!(plain("  ¿El Equipo, está MÁS moderno? "), "el equipo esta mas moderno");
    }

    #[test]
    fn a_header_names_its_battery_in_three_languages() {
        let kinds = [Expectation, Perception];
        for text in ["expectations", "harapan pasien", "expectativas", "an excellent clinic should have"] {
            assert_eq!(battery_named(text, &kinds), Some(Expectation), "{text}");
        }
        for text in ["perceptions", "kenyataan", "percepciones", "kinerja klinik"] {
            assert_eq!(battery_named(text, &kinds), Some(Perception), "{text}");
        }
        for text in ["modern equipment", "expected and perceived"] {
            assert_eq!(battery_named(text, &kinds), None, "{text}");
        }
    }
}
