//! A clinic with two branches and two waves: 300 respondents, expectations and perceptions, points and outcomes.
//!
//! What is built in, for the report to find: reliability falls short most; the branch Selatan is served worse; between
//! the waves responsiveness becomes better and expectations a little lower; a few people answer without reading.

use std::fmt::Write;

use super::people::{Circumstances, ITEM_COUNT, Person};
use super::random::Random;

const SEED: u64 = 20_250_101;
const RESPONDENTS: usize = 300;
const AGES: [&str; 4] = ["18-29", "30-44", "45-59", "60+"];

/// The file.
pub fn csv() -> String {
    let mut random = Random::new(SEED);
    let mut text = header();
    for id in 1..=RESPONDENTS {
        let second = id > RESPONDENTS / 2;
        let south = random.chance(0.42);
        let age = AGES[random.below(4) as usize];
        let circumstances = Circumstances {
            perception: if south { -0.45 } else { 0.15 },
            responsiveness: if second { 0.55 } else { 0.0 },
            expectation: if second { -0.15 } else { 0.0 },
        };
        let person = if random.chance(0.03) {
            Person::careless(&mut random)
        } else {
            Person::attentive(&mut random, circumstances)
        };
        let (branch, wave) = (if south { "Selatan" } else { "Utara" }, if second { "2025-2" } else { "2025-1" });
        let _ = write!(text, "{id},{branch},{wave},{age}");
        row(&mut text, &mut random, &person);
    }
    text
}

fn header() -> String {
    let mut text = "id,branch,wave,age".to_owned();
    for battery in ["E", "P"] {
        (1..=ITEM_COUNT).for_each(|item| {
            let _ = write!(text, ",{battery}{item:02}");
        });
    }
    text.push_str(",W_tan,W_rel,W_res,W_ass,W_emp,overall,recommend,seconds\n");
    text
}

/// Two answers in a hundred are not given.
fn row(text: &mut String, random: &mut Random, person: &Person) {
    for answer in person.expectation.iter().chain(&person.perception) {
        text.push(',');
        if !random.chance(0.02) {
            let _ = write!(text, "{answer}");
        }
    }
    for points in person.points {
        let _ = write!(text, ",{points}");
    }
    let _ = writeln!(text, ",{},{},{}", person.overall, person.recommend, person.seconds);
}
