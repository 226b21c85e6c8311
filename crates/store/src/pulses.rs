//! What an answer says of a moment of truth: a link that names a touchpoint brings its pulse to the board of moments, and a bad
//! answer of somebody who is known opens a recovery case.
//!
//! Separate from answers, which are counted whatever they say, and from moments that staff note. Of an anonymous survey only counts
//! are kept, which move by ten; nothing leads from them to an answer.

use std::collections::BTreeMap;

use service::Factor;
use service::moment::{Encounter, Judgement, Judgements};
use service::recovery::Origin;
use sums::{MISSING, NOT_APPLICABLE};
use survey::{AnswerColumn, BatteryKind, Role as Meaning};

use crate::instruments::Questionnaire;
use crate::links::Door;
use crate::{Id, StoreError, Time, Transaction, audit, cases, customers, moments, touchpoints, values};

/// The field of a link that names a touchpoint, by its name or its id.
pub const FIELD: &str = "touchpoint";

/// What perceptions say of the five factors. A factor of several items is judged by their mean: it exceeds only where every answer
/// is the highest. One that was not asked, or does not apply, says nothing.
#[must_use]
pub fn judgements(asked: &Questionnaire, codes: &[u8]) -> Judgements {
    Factor::ALL.map(|factor| {
        let (mut sum, mut count, mut bounds) = (0_u32, 0_u32, None);
        for (column, _, code) in answered(asked, codes, BatteryKind::Perception, factor) {
            sum += u32::from(code);
            count += 1;
            bounds = Some((column.scale.min, column.scale.max));
        }
        // Rounded down: one answer below the highest is enough not to exceed.
        let mean = sum.checked_div(count).and_then(|mean| u8::try_from(mean).ok());
        let judged = mean.zip(bounds).and_then(|(mean, (min, max))| Judgement::of_answer(mean, min, max));
        judged.unwrap_or(Judgement::Nothing)
    })
}

/// One respondent's gap in each factor: the mean of perception less expectation over the items that have both.
#[must_use]
pub fn gaps(asked: &Questionnaire, codes: &[u8]) -> [Option<f64>; 5] {
    Factor::ALL.map(|factor| {
        let expected: BTreeMap<usize, u8> =
            answered(asked, codes, BatteryKind::Expectation, factor).map(|(_, item, code)| (item, code)).collect();
        let (mut sum, mut count) = (0_i32, 0_i32);
        for (_, item, code) in answered(asked, codes, BatteryKind::Perception, factor) {
            if let Some(expected) = expected.get(&item) {
                sum += i32::from(code) - i32::from(*expected);
                count += 1;
            }
        }
        (count != 0).then(|| f64::from(sum) / f64::from(count))
    })
}

/// The answers to a factor's items of one battery: column, item and code.
fn answered<'a>(
    asked: &'a Questionnaire,
    codes: &'a [u8],
    battery: BatteryKind,
    factor: Factor,
) -> impl Iterator<Item = (&'a AnswerColumn, usize, u8)> {
    asked.layout.columns.iter().zip(codes).filter_map(move |(column, code)| match column.role {
        Meaning::Item { battery: of, item } if of == battery && ![MISSING, NOT_APPLICABLE].contains(code) => {
            let of_factor = asked.instrument.items.get(item).is_some_and(|item| item.dimension == factor.name());
            of_factor.then_some((column, item, *code))
        }
        _ => None,
    })
}

/// Hears what an answer says that was just taken. What contradicts it elsewhere (a calendar that is damaged, a playbook) keeps no
/// answer from being taken; that it was not heard stands in the log.
pub(crate) fn hear(
    tx: &mut Transaction<'_>,
    door: &Door,
    asked: &Questionnaire,
    codes: &[u8],
    named: Option<&str>,
    invitee: Option<&Id>,
    now: Time,
) -> Result<(), StoreError> {
    match follow(tx, door, asked, codes, named, invitee, now) {
        Err(StoreError::NotFound | StoreError::Refused(..) | StoreError::Conflict(_) | StoreError::Damaged(_)) => {
            audit::append(tx, &door.scope, "answer.unheard", door.survey.id.as_str(), &[], now)
        }
        heard => heard,
    }
}

/// What follows from an answer.
fn follow(
    tx: &mut Transaction<'_>,
    door: &Door,
    asked: &Questionnaire,
    codes: &[u8],
    named: Option<&str>,
    invitee: Option<&Id>,
    now: Time,
) -> Result<(), StoreError> {
    let touchpoint = match named {
        Some(name) => touchpoints::by_name(tx, &door.scope, name)?,
        None => None,
    };
    let judged = judgements(asked, codes);
    if door.survey.anonymous {
        let Some(touchpoint) = touchpoint else { return Ok(()) };
        let month = moments::month(&door.organisation.zone, now);
        return moments::count_pulse(tx, &door.scope, &touchpoint.id, &judged, &month);
    }
    let customer = match invitee {
        Some(invitee) => customer_of(tx, door, invitee)?,
        None => None,
    };
    if let Some(touchpoint) = touchpoint {
        let noted = moments::from_pulse(tx, &door.scope, &touchpoint.id, customer.as_ref(), &judged, now)?;
        return match noted {
            Some(noted) if noted.encounter == Encounter::Bad => {
                cases::open_for_moment(tx, &door.scope, &noted.id, Origin::Answer, now).map(drop)
            }
            _ => Ok(()),
        };
    }
    let worst = Factor::ALL.into_iter().zip(judged).find(|(_, judgement)| *judgement == Judgement::Disappointed);
    match (customer, worst) {
        (Some(customer), Some((factor, _))) => {
            cases::open_for_answer(tx, &door.scope, &customer, factor, now).map(drop)
        }
        _ => Ok(()),
    }
}

/// The file of whoever was invited, when there is one for their address.
fn customer_of(tx: &mut Transaction<'_>, door: &Door, invitee: &Id) -> Result<Option<Id>, StoreError> {
    let sql = "SELECT email FROM invitees WHERE organisation = ?1 AND id = ?2";
    let email = tx.first(sql, &values![door.scope.key(), invitee], |row| row.text(0))?;
    match email {
        Some(email) => customers::by_email(tx, &door.scope, &email),
        None => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a pulse says whose items of these factors have these answers.
    fn judged(answers: &[(Factor, u8)]) -> Judgements {
        let answers: Vec<_> = answers.iter().map(|(factor, code)| (BatteryKind::Perception, *factor, *code)).collect();
        let (asked, codes) = said("rater-pulse", &answers);
        judgements(&asked, &codes)
    }

    /// The answers of somebody who says the same to all items of a factor and battery.
    fn said(id: &str, answers: &[(BatteryKind, Factor, u8)]) -> (Questionnaire, Vec<u8>) {
        let instrument = survey::parse(survey::builtin_source(id).expect("it is built in")).expect("it is sound");
        let layout = survey::Layout::of(&instrument);
        let code = |column: &AnswerColumn| match column.role {
            Meaning::Item { battery, item } => {
                let dimension = &instrument.items[item].dimension;
                let same = |(of, factor, _): &&(BatteryKind, Factor, u8)| *of == battery && factor.name() == dimension;
                answers.iter().find(same).map_or(MISSING, |(_, _, code)| *code)
            }
            _ => 1,
        };
        let codes = layout.columns.iter().map(code).collect();
        (Questionnaire { instrument, layout }, codes)
    }

    #[test]
    fn a_gap_of_one_respondent_is_perception_less_expectation_where_both_were_answered() {
        use BatteryKind::{Expectation, Perception};
        let (asked, mut codes) = said(
            "servqual",
            &[
                (Expectation, Factor::Reliability, 7),
                (Perception, Factor::Reliability, 5),
                (Perception, Factor::Empathy, 6),
                (Expectation, Factor::Tangibles, 4),
                (Perception, Factor::Tangibles, NOT_APPLICABLE),
            ],
        );
        assert_eq!(gaps(&asked, &codes), [Some(-2.0), None, None, None, None]);
        // Of the five items of reliability the first is now 1 less 7: (−6 − 2 − 2 − 2 − 2) / 5 = −2.8; left out, it is −2 again.
        let first = asked.layout.columns.iter().position(|column| match column.role {
            Meaning::Item { battery: Perception, item } => asked.instrument.items[item].dimension == "reliability",
            _ => false,
        });
        let first = first.expect("reliability is asked");
        codes[first] = 1;
        assert_eq!(gaps(&asked, &codes)[0], Some(-2.8));
        codes[first] = MISSING;
        assert_eq!(gaps(&asked, &codes)[0], Some(-2.0));
    }

    #[test]
    fn an_item_that_does_not_apply_says_nothing_of_the_others() {
        use BatteryKind::Perception;
        let (asked, mut codes) = said("servqual", &[(Perception, Factor::Reliability, 1)]);
        assert_eq!(judgements(&asked, &codes)[0], Judgement::Disappointed);
        let first = codes
            .iter()
            .zip(&asked.layout.columns)
            .position(|(code, column)| *code == 1 && matches!(column.role, Meaning::Item { battery: Perception, .. }));
        codes[first.expect("reliability is asked")] = NOT_APPLICABLE;
        assert_eq!(judgements(&asked, &codes)[0], Judgement::Disappointed);
    }

    #[test]
    fn each_item_of_a_pulse_judges_its_factor_and_the_overall_answer_none() {
        assert_eq!(judged(&[]), [Judgement::Nothing; 5]);
        let found = judged(&[(Factor::Reliability, 2), (Factor::Empathy, 5), (Factor::Responsiveness, 4)]);
        let expected =
            [Judgement::Disappointed, Judgement::Nothing, Judgement::Nothing, Judgement::Exceeded, Judgement::Met];
        assert_eq!(found, expected);
    }
}
