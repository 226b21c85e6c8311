//! A clinic with two branches and two waves: 300 respondents, expectations and perceptions, points and outcomes.
//!
//! What is built in, for the report to find: reliability falls short most; the branch Selatan is served worse; between
//! the waves responsiveness becomes better and expectations a little lower; a few people answer without reading.

use crate::people::{Circumstances, ITEM_COUNT, Person};
use crate::random::Random;

const SEED: u64 = 20_250_101;
/// How many answered, in both waves together.
pub const RESPONDENTS: usize = 300;
const AGES: [&str; 4] = ["18-29", "30-44", "45-59", "60+"];

/// One respondent of the clinic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visitor {
    /// Counted from 1.
    pub id: usize,
    /// The branch.
    pub branch: &'static str,
    /// Whether the visit was in the second wave.
    pub second: bool,
    /// The group of ages.
    pub age: &'static str,
    /// Expectations, 1 to 7; nothing where no answer was given.
    pub expectation: [Option<u8>; ITEM_COUNT],
    /// Perceptions, 1 to 7; nothing where no answer was given.
    pub perception: [Option<u8>; ITEM_COUNT],
    /// Points, 100 in all: tangibles, reliability, responsiveness, assurance, empathy.
    pub points: [u8; 5],
    /// The overall judgement, 1 to 7.
    pub overall: u8,
    /// Whether they would recommend the clinic, 0 to 10.
    pub recommend: u8,
    /// Seconds to answer everything.
    pub seconds: u32,
}

impl Visitor {
    /// The answer in a column, by the names that the questionnaire `servqual` gives them.
    #[must_use]
    pub fn answer(&self, column: &str) -> Option<u8> {
        let item = |answers: &[Option<u8>; ITEM_COUNT], number: &str| {
            let position = number.parse::<usize>().ok()?.checked_sub(1)?;
            *answers.get(position)?
        };
        match column {
            "overall" => Some(self.overall),
            "recommend" => Some(self.recommend),
            // Made up from what they would recommend, from 1 to 7 as the questionnaire asks.
            "satisfaction" => Some(1 + self.recommend * 6 / 10),
            _ if column.starts_with('E') => item(&self.expectation, &column[1..]),
            _ if column.starts_with('P') => item(&self.perception, &column[1..]),
            _ => POINTS.iter().position(|name| *name == column).map(|position| self.points[position]),
        }
    }
}

/// The columns of the points, in the order in which they are kept here.
pub const POINTS: [&str; 5] = ["W_tan", "W_rel", "W_res", "W_ass", "W_emp"];

/// Everybody who answered.
#[must_use]
pub fn visitors() -> Vec<Visitor> {
    let mut random = Random::new(SEED);
    (1..=RESPONDENTS).map(|id| visitor(&mut random, id)).collect()
}

fn visitor(random: &mut Random, id: usize) -> Visitor {
    let second = id > RESPONDENTS / 2;
    let south = random.chance(0.42);
    let age = AGES[random.below(4) as usize];
    let circumstances = Circumstances {
        perception: if south { -0.45 } else { 0.15 },
        responsiveness: if second { 0.55 } else { 0.0 },
        expectation: if second { -0.15 } else { 0.0 },
    };
    let person = if random.chance(0.03) { Person::careless(random) } else { Person::attentive(random, circumstances) };
    // Two answers in a hundred are not given.
    let mut given = |answer: u8| (!random.chance(0.02)).then_some(answer);
    Visitor {
        id,
        branch: if south { "Selatan" } else { "Utara" },
        second,
        age,
        expectation: person.expectation.map(&mut given),
        perception: person.perception.map(&mut given),
        points: person.points,
        overall: person.overall,
        recommend: person.recommend,
        seconds: person.seconds,
    }
}

#[cfg(test)]
mod tests {
    use super::{POINTS, visitors};

    #[test]
    fn every_column_of_the_questionnaire_has_an_answer_somewhere() {
        let all = visitors();
        let columns = ["E01", "E22", "P01", "P22", "overall", "recommend"];
        for column in columns.iter().chain(&POINTS) {
            assert!(all.iter().any(|visitor| visitor.answer(column).is_some()), "{column}");
        }
        assert!(["E00", "E23", "P", "W_x", "id", ""].iter().all(|column| all[0].answer(column).is_none()));
    }

    #[test]
    fn half_of_the_visitors_are_of_the_second_wave() {
        assert_eq!(visitors().iter().filter(|visitor| visitor.second).count(), 150);
    }
}
