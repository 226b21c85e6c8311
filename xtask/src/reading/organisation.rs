//! What an organisation's own layer brings: one source, or some trades, taken as an organisation that corrects 50, 100, 150 or 400 clauses.
//!
//! Separate from `evaluate.rs`, which judges models. The model has seen nothing of the organisation; what is corrected is drawn by comment
//! from fixed seeds, and the rest of its clauses is what comes afterwards. The layer is adopted, or not, by the rule of the program.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use comments::embedding::Embedding;
use comments::model::Models;
use comments::reader::{Reader, Scratch, concepts, finders};
use comments::refit::{LABELLED_MAX, Labelled, Lean, Verdict, refit};
use comments::said::{Said, fitting};
use comments::score::{Labels, Score};
use comments::train::{Example, Settings, features, train};
use comments::vectors::Vectors;
use comments::{Language, Layer};
use web::embeddings::{Patience, Service};

use super::data::{self, Clause, Set};
use crate::shell::{Failure, While};

const DRAWS: u64 = 8;
const CORRECTED: [usize; 4] = [50, 100, 150, 400];
/// So many are corrected where only what was misread is.
const MISREAD: usize = 150;
/// Fewer clauses afterwards say too little.
const AFTERWARDS_MIN: usize = 100;

/// A set of clauses that is taken for an organisation.
struct Organisation {
    name: String,
    language: Language,
    groups: Vec<String>,
    set: Set,
}

impl Organisation {
    fn has(&self, clause: &Clause) -> bool {
        clause.set == self.set && clause.example.language == self.language && self.groups.contains(&clause.group)
    }
}

/// Every real source, and half of the made-up trades of the other languages.
fn organisations(clauses: &[Clause]) -> Vec<Organisation> {
    let groups = |set: Set, language: Language| {
        let of = clauses.iter().filter(|clause| clause.set == set && clause.example.language == language);
        let mut all: Vec<String> = of.map(|clause| clause.group.clone()).collect();
        all.sort_unstable();
        all.dedup();
        all
    };
    let english = Language::English;
    let mut found: Vec<Organisation> = groups(Set::Real, english)
        .into_iter()
        .map(|group| Organisation { name: group.clone(), language: english, groups: vec![group], set: Set::Real })
        .collect();
    for language in [Language::Indonesian, Language::Spanish] {
        let some: Vec<String> = groups(Set::Written, language).into_iter().step_by(2).collect();
        let name = format!("half of the trades ({})", language.code());
        found.push(Organisation { name, language, groups: some, set: Set::Written });
    }
    found
}

/// A number that depends on the draw and the comment alone.
fn drawn(seed: u64, comment: &str) -> u64 {
    let start = 0xcbf2_9ce4_8422_2325 ^ seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let hash = comment.bytes().fold(start, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    (hash ^ (hash >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9)
}

fn score(reader: &Reader, layer: Option<&Layer>, clauses: &[&Clause]) -> Score {
    let mut scratch = Scratch::default();
    let pairs: Vec<(Labels, Labels)> = clauses
        .iter()
        .map(|clause| {
            let one = &clause.example;
            let (factors, polarity, _) = reader.label_with(&one.text, one.language, layer, &mut scratch);
            ((one.factors, one.polarity), (factors, polarity))
        })
        .collect();
    Score::of(&pairs)
}

/// So many clauses that are misread, of the comments that come first, and the clauses of the comments after the last of these.
fn wrong_first<'a>(reader: &Reader, order: &[&'a Clause], many: usize) -> Option<(Vec<&'a Clause>, Vec<&'a Clause>)> {
    let mut scratch = Scratch::default();
    let mut wrong = |clause: &Clause| {
        let one = &clause.example;
        let (factors, polarity, _) = reader.label(&one.text, one.language, &mut scratch);
        (factors, polarity) != (one.factors, one.polarity)
    };
    let places: Vec<usize> = (0..order.len()).filter(|place| wrong(order[*place])).take(many).collect();
    let last = *places.last().filter(|_| places.len() == many)?;
    let afterwards = order[last + 1..].iter().filter(|clause| clause.comment != order[last].comment);
    Some((places.iter().map(|place| order[*place]).collect(), afterwards.copied().collect()))
}

/// Sums over draws.
#[derive(Default)]
struct Sums {
    before: [f64; 2],
    after: [f64; 2],
    /// With the layer where it was adopted, without it elsewhere.
    ruled: [f64; 2],
    adopted: u32,
    /// Of the layers, those that lean on word vectors or a service.
    leans: u32,
    worst: [f64; 2],
    columns: usize,
    bytes: usize,
}

/// What corrections bring. `misread`: only what the model misreads is corrected, as people do who look for mistakes.
fn line(
    reader: &Reader,
    own: &[&Clause],
    corrected: usize,
    misread: bool,
    lean: &Lean,
    embedding: Option<&Arc<dyn Embedding>>,
) -> Option<String> {
    let mut sums = Sums::default();
    for seed in 0..DRAWS {
        let mut order = own.to_vec();
        order.sort_by_key(|clause| (drawn(seed, &clause.comment), &clause.comment));
        let (taught, afterwards) = if misread {
            wrong_first(reader, &order, corrected)?
        } else {
            let mut cut = corrected.min(order.len());
            while cut < order.len() && order[cut].comment == order[cut - 1].comment {
                cut += 1;
            }
            let afterwards = order.split_off(cut);
            (order, afterwards)
        };
        if afterwards.len() < AFTERWARDS_MIN {
            return None;
        }
        let labelled: Vec<Labelled<'_>> = taught.iter().map(|clause| labelled(clause)).collect();
        let made = refit(reader, &labelled, lean, embedding);
        let of = |score: &Score| [score.macro_f1(), score.polarity()];
        let (before, after) =
            (of(&score(reader, None, &afterwards)), of(&score(reader, Some(&made.layer), &afterwards)));
        let adopted = made.judged.verdict == Verdict::Adopted;
        sums.adopted += u32::from(adopted);
        sums.leans += u32::from(made.layer.leans());
        for place in 0..2 {
            sums.before[place] += before[place];
            sums.after[place] += after[place];
            let ruled = if adopted { after[place] } else { before[place] };
            sums.ruled[place] += ruled;
            sums.worst[place] = sums.worst[place].min(ruled - before[place]);
        }
        sums.columns = sums.columns.max(made.layer.len());
        sums.bytes = sums.bytes.max(made.layer.to_bytes().len());
    }
    #[allow(clippy::cast_precision_loss, reason = "a few draws")]
    let mean = |sum: f64| sum / DRAWS as f64;
    let cells = |place: usize| {
        format!(
            "{:.3} {:.3} {:.3} {:+.3}",
            mean(sums.before[place]),
            mean(sums.after[place]),
            mean(sums.ruled[place]),
            sums.worst[place]
        )
    };
    let mark = if misread { '*' } else { ' ' };
    Some(format!(
        "  {corrected:>4}{mark} {}   {}   {} of {DRAWS}, {} lean  {:>5} {:>6}",
        cells(0),
        cells(1),
        sums.adopted,
        sums.leans,
        sums.columns,
        sums.bytes
    ))
}

fn vectors(path: &str) -> Result<Vectors, Failure> {
    let file = std::fs::File::open(path).doing(format!("reading {path}"))?;
    Vectors::read(std::io::BufReader::new(file)).map_err(|bad| Failure::new(format!("{path}: {bad:?}")))
}

/// A service whose blocks are kept: other draws of the same clauses do not ask again.
#[derive(Debug)]
struct Remembered {
    service: Service,
    known: Mutex<HashMap<String, Vec<f32>>>,
}

impl Remembered {
    fn of(url: &str, model: &str) -> Result<Self, Failure> {
        let key = std::env::var("RATER_EMBEDDINGS_KEY").ok().filter(|key| !key.is_empty());
        let service = Service::new(url, model, key.as_deref(), Patience::default());
        let service = service.map_err(|bad| Failure::new(format!("{url}: {bad:?}")))?;
        Ok(Self { service, known: Mutex::default() })
    }
}

impl Embedding for Remembered {
    fn dimensions(&self) -> Option<usize> {
        self.service.dimensions()
    }

    fn fingerprint(&self) -> u64 {
        self.service.fingerprint()
    }

    fn blocks(&self, clauses: &[&str]) -> Option<Vec<Vec<f32>>> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let mut fresh: Vec<&str> = clauses.iter().copied().filter(|clause| !known.contains_key(*clause)).collect();
        fresh.sort_unstable();
        fresh.dedup();
        let blocks = self.service.many(&fresh)?;
        known.extend(fresh.into_iter().map(str::to_owned).zip(blocks));
        clauses.iter().map(|clause| known.get(*clause).cloned()).collect()
    }
}

/// Prints what corrections bring, for the strengths of the program or for others.
pub fn evaluate(options: &[&str]) -> Result<(), Failure> {
    let (embedding, strengths): (Option<Arc<dyn Embedding>>, _) = match options {
        ["--vectors", path, rest @ ..] => (Some(Arc::new(vectors(path)?)), rest),
        ["--embeddings", url, "--embeddings-model", model, rest @ ..] => {
            (Some(Arc::new(Remembered::of(url, model)?)), rest)
        }
        _ => (None, options),
    };
    let embedding = embedding.as_ref();
    let strengths: Vec<f64> =
        strengths.iter().map(|text| text.parse()).collect::<Result<_, _>>().doing("reading a strength".to_owned())?;
    let mut leans: Vec<Lean> = strengths
        .into_iter()
        .map(|strength| Lean { strength, polarity_strength: strength, ..Lean::default() })
        .collect();
    if leans.is_empty() {
        leans.push(Lean::default());
    }
    let clauses = data::all()?;
    let concepts = concepts();
    let finders = finders(&concepts);
    let examples: Vec<Example> = clauses.iter().map(|clause| clause.example.clone()).collect();
    let seen = features(&finders, &examples);
    println!(
        "  k, then macro F1 of factors and of polarity: without, with, by the rule, worst draw by the rule; adopted; columns, bytes; *: only what was misread is corrected"
    );
    for organisation in organisations(&clauses) {
        let others: Vec<usize> = (0..clauses.len())
            .filter(|place| {
                let clause = &clauses[*place];
                // Made-up clauses of the same trade in another set are the same trade.
                clause.example.language == organisation.language && !organisation.groups.contains(&clause.group)
            })
            .collect();
        let rows: Vec<_> = others.iter().map(|place| &examples[*place]).collect();
        let features: Vec<_> = others.iter().map(|place| &seen[*place]).collect();
        let model = train(&rows, &features, &concepts, &Settings::default());
        let reader = Reader::new(Models([model.clone(), model.clone(), model])).doing("making a reader".to_owned())?;
        let own: Vec<&Clause> = clauses.iter().filter(|clause| organisation.has(clause)).collect();
        println!("{}: {} clauses", organisation.name, own.len());
        if let Some(embedding) = embedding {
            let texts: Vec<&str> = own.iter().map(|clause| clause.example.text.as_str()).collect();
            embedding.many(&texts).ok_or_else(|| Failure::new("the service gives no embeddings of these clauses"))?;
        }
        for lean in &leans {
            println!("  strength {} for factors, {} for polarity", lean.strength, lean.polarity_strength);
            CORRECTED
                .iter()
                .filter_map(|corrected| line(&reader, &own, *corrected, false, lean, embedding))
                .chain(line(&reader, &own, MISREAD, true, lean, embedding))
                .for_each(|line| println!("{line}"));
        }
    }
    how_long(&clauses, embedding);
    Ok(())
}

/// How long the largest attempt takes that the program makes.
fn how_long(clauses: &[Clause], embedding: Option<&Arc<dyn Embedding>>) {
    let real: Vec<&Clause> = clauses.iter().filter(|clause| clause.set == Set::Real).take(LABELLED_MAX).collect();
    let labelled: Vec<Labelled<'_>> = real.iter().map(|clause| labelled(clause)).collect();
    let begun = std::time::Instant::now();
    let made = refit(&Reader::builtin(), &labelled, &Lean::default(), embedding);
    println!("{} clauses: {:.1} s, {} columns", labelled.len(), begun.elapsed().as_secs_f64(), made.layer.len());
}

fn labelled(clause: &Clause) -> Labelled<'_> {
    let one = &clause.example;
    let said = Said { factors: one.factors, polarity: one.polarity, expectation: fitting(one.polarity)[0] };
    Labelled { comment: &clause.comment, clause: &one.text, language: one.language, said }
}
