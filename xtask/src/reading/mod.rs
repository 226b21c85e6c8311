//! Training and judging the reader of comments.
//!
//! Separate from the crate that reads, which knows no files. `train` writes the model that is compiled in; `evaluate` judges what
//! such a model does on clauses of sources and trades it has not seen, beside simpler ones.

mod data;
mod evaluate;
mod organisation;

use comments::reader::{concepts, finders};
use comments::train::{Settings, features, train as fit};
use comments::{Language, model::Models};

use crate::shell::{Failure, While, root};
use data::Clause;
pub use evaluate::evaluate;
pub use organisation::evaluate as evaluate_layers;

/// Clauses of this language, each with what it counts for a model of it.
fn material(clauses: &[Clause], language: Language) -> Vec<usize> {
    (0..clauses.len()).filter(|place| clauses[*place].example.language == language).collect()
}

/// Fits the models of the program on every labelled clause at hand and writes them.
pub fn train() -> Result<(), Failure> {
    let clauses = data::all()?;
    let concepts = concepts();
    let finders = finders(&concepts);
    let examples: Vec<_> = clauses.iter().map(|clause| clause.example.clone()).collect();
    let features = features(&finders, &examples);
    let models = Language::ALL.map(|language| {
        let chosen = material(&clauses, language);
        let rows: Vec<_> = chosen.iter().map(|place| &examples[*place]).collect();
        let seen: Vec<_> = chosen.iter().map(|place| &features[*place]).collect();
        println!("{}: {} clauses", language.code(), rows.len());
        fit(&rows, &seen, &concepts, &Settings::default())
    });
    let bytes = Models(models).to_bytes();
    let path = root().join("crates/comments/model/comments.model");
    std::fs::write(&path, &bytes).doing(format!("writing {}", path.display()))?;
    println!("{}: {} bytes", path.display(), bytes.len());
    Ok(())
}
