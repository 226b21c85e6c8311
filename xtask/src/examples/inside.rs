//! The managers and the staff of `sample::inside` as files, and the shares of the clinic's branches.

use std::fmt::Write;

use sample::inside::{Answers, managers, staff};
use sample::people::ITEM_COUNT;

/// What managers answered: `E` what visitors expect, `S` what the standards demand, `C` what is communicated.
pub fn managers_csv() -> String {
    let people = managers();
    let rows = people.iter().map(|manager| vec![manager.estimate, manager.standards, manager.promised]);
    csv("m", &["E", "S", "C"], rows)
}

/// What staff answered: `P` what is delivered.
pub fn staff_csv() -> String {
    csv("s", &["P"], staff().into_iter().map(|delivered| vec![delivered]))
}

/// The shares of the branches among everybody who visits.
pub fn targets_toml() -> String {
    "# Made up: how the visitors of the clinic are spread over its branches.\n[branch]\nUtara = 0.45\nSelatan = 0.55\n"
        .to_owned()
}

fn csv(letter: &str, batteries: &[&str], people: impl Iterator<Item = Vec<Answers>>) -> String {
    let mut text = "id".to_owned();
    for battery in batteries {
        (1..=ITEM_COUNT).for_each(|item| {
            let _ = write!(text, ",{battery}{item:02}");
        });
    }
    text.push('\n');
    for (place, answers) in people.enumerate() {
        let _ = write!(text, "{letter}{}", place + 1);
        for answer in answers.iter().flatten() {
            text.push(',');
            if let Some(answer) = answer {
                let _ = write!(text, "{answer}");
            }
        }
        text.push('\n');
    }
    text
}
