//! Large made-up surveys for the benchmark: id, segment and 44 answers, as CSV.
//!
//! Separate from the examples, which are small and kept. A row repeats one of some thousand made-up people under a new
//! id: making ten million different people takes longer than measuring them, and no program here can tell.

use std::io::{BufWriter, Write};
use std::path::Path;

use crate::shell::{Failure, While};
use sample::people::{Circumstances, ITEM_COUNT, Person};
use sample::random::Random;

const SEED: u64 = 4_244;
const PEOPLE: u64 = 50_000;
const SEGMENTS: u64 = 20;

/// Writes a file of `respondents`, unless it is there.
pub fn write(file: &Path, respondents: u64) -> Result<(), Failure> {
    if file.exists() {
        return Ok(());
    }
    println!("making {}", file.display());
    let part = file.with_extension("part");
    csv(&part, respondents)
        .and_then(|()| std::fs::rename(&part, file))
        .doing(format_args!("Cannot write {}", file.display()))
}

fn csv(file: &Path, respondents: u64) -> std::io::Result<()> {
    let mut random = Random::new(SEED);
    let people: Vec<String> = (0..PEOPLE.min(respondents)).map(|_| answers(&mut random)).collect();
    let mut file = BufWriter::with_capacity(1 << 20, std::fs::File::create(file)?);
    file.write_all(b"id,segment")?;
    for battery in ["E", "P"] {
        (1..=ITEM_COUNT).try_for_each(|item| write!(file, ",{battery}{item:02}"))?;
    }
    file.write_all(b"\n")?;
    for id in 1..=respondents {
        write!(file, "{id},S{:02}", 1 + random.below(SEGMENTS))?;
        file.write_all(people[random.below(people.len() as u64) as usize].as_bytes())?;
    }
    file.flush()
}

/// One person's answers as the end of a line; two in a hundred are missing.
fn answers(random: &mut Random) -> String {
    let person = Person::attentive(random, Circumstances::default());
    let mut line = String::with_capacity(90);
    for answer in person.expectation.iter().chain(&person.perception) {
        line.push(',');
        if !random.chance(0.02) {
            line.push(char::from(b'0' + answer));
        }
    }
    line.push('\n');
    line
}
