//! The steps of a questionnaire: what is asked, in which order, and what is left out.
//!
//! Separate from how a step looks. It is worked out anew for each request from the questionnaire and the attempt, so nothing of
//! it needs to be kept, and the same attempt sees the same steps on every device.

use std::collections::BTreeSet;

use store::Id;
use store::surveys::Pulse;
use survey::Instrument;

/// What one step asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// Nothing yet: who asks, and how long it takes.
    Welcome,
    /// One item in every battery (position in `Instrument::items`).
    Item(usize),
    /// A hundred points to share out.
    Points,
    /// An overall judgement (position in `Instrument::outcomes`).
    Outcome(usize),
    /// A group of the respondent (position in `Instrument::segments`).
    Segment(usize),
    /// These items and the first overall judgement on one screen, which sends them, too.
    Pulse(Vec<usize>),
    /// A comment, what was left blank, and sending.
    Last,
}

/// The most scales that one screen may show.
const ON_ONE_SCREEN: usize = 10;

/// The steps of an attempt. `known` are the segment columns that the link or the invitation fills.
#[must_use]
pub fn steps(instrument: &Instrument, pulse: Pulse, attempt: &Id, known: &BTreeSet<String>) -> Vec<Asked> {
    if let Some(items) = on_one_screen(instrument, pulse, attempt) {
        return vec![Asked::Pulse(items)];
    }
    let mut steps = vec![Asked::Welcome];
    steps.extend((0..instrument.items.len()).map(Asked::Item));
    if !instrument.points.is_empty() {
        steps.push(Asked::Points);
    }
    steps.extend((0..instrument.outcomes.len()).map(Asked::Outcome));
    // A group without words for its codes is not asked for: what people would write there could be anything.
    let asked = |at: &usize| {
        let segment = &instrument.segments[*at];
        !segment.labels.is_empty() && !known.contains(&segment.column)
    };
    steps.extend((0..instrument.segments.len()).filter(asked).map(Asked::Segment));
    steps.push(Asked::Last);
    steps
}

/// The items of a pulse, when they fit on a screen.
fn on_one_screen(instrument: &Instrument, pulse: Pulse, attempt: &Id) -> Option<Vec<usize>> {
    let count = instrument.items.len();
    match pulse {
        Pulse::Off => None,
        Pulse::All => (count * instrument.batteries.len() <= ON_ONE_SCREEN).then(|| (0..count).collect()),
        // Which item it is depends on nothing but the attempt, and every item is equally likely.
        Pulse::Rotating => {
            let bytes = attempt.bytes();
            let random = u32::from_be_bytes([bytes[12], bytes[13], bytes[14], bytes[15]]);
            (random as usize).checked_rem(count).map(|item| vec![item])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn instrument(id: &str) -> Instrument {
        survey::builtin(id).expect("it comes with the program")
    }

    #[test]
    fn each_item_is_one_step_and_the_end_can_always_be_reached() {
        let steps = steps(&instrument("servqual"), Pulse::Off, &Id::random(), &BTreeSet::new());
        // Welcome, 22 items, points, 3 judgements, the end.
        assert_eq!(steps.len(), 28);
        assert_eq!((&steps[0], &steps[22], &steps[23]), (&Asked::Welcome, &Asked::Item(21), &Asked::Points));
        assert_eq!(steps.last(), Some(&Asked::Last));
    }

    #[test]
    fn a_group_that_the_link_names_is_not_asked_for() {
        let mut airport = instrument("servperf");
        for column in ["shift", "age", "branch"] {
            let labels =
                if column == "branch" { Vec::new() } else { vec![("1".to_owned(), survey::Localized::default())] };
            airport.segments.push(survey::Segment {
                column: column.to_owned(),
                title: survey::Localized::default(),
                labels: labels.into_iter().collect(),
            });
        }
        let known = BTreeSet::from(["shift".to_owned()]);
        let steps = steps(&airport, Pulse::Off, &Id::random(), &known);
        let groups: Vec<_> = steps.into_iter().filter(|step| matches!(step, Asked::Segment(_))).collect();
        assert_eq!(groups, [Asked::Segment(1)]);
    }

    #[test]
    fn a_pulse_is_one_screen_and_a_long_questionnaire_is_none() {
        let all = |id| steps(&instrument(id), Pulse::All, &Id::random(), &BTreeSet::new()).len();
        assert_eq!((all("rater-pulse"), all("servqual")), (1, 28));
    }

    #[test]
    fn a_rotating_pulse_asks_every_item_of_somebody_and_the_same_of_one_attempt() {
        let pulse = instrument("rater-pulse");
        let of = |attempt: &Id| steps(&pulse, Pulse::Rotating, attempt, &BTreeSet::new());
        let mut seen = BTreeSet::new();
        for number in 0..200_u32 {
            let mut bytes = [7; 16];
            bytes[12..].copy_from_slice(&number.to_be_bytes());
            let attempt = Id::from_bytes(bytes);
            assert_eq!(of(&attempt), of(&attempt));
            let [Asked::Pulse(items)] = &of(&attempt)[..] else { panic!("one screen") };
            seen.extend(items.clone());
        }
        assert_eq!(seen.len(), 5);
    }
}
