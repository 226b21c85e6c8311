//! A promise, or an appointment, for a time at which nobody works.

use super::Hit;
use crate::coach::Case;
use crate::when::Reading;

pub(super) fn check(case: &Case<'_>) -> Vec<Hit> {
    let mut hits = vec![];
    for found in case.promises {
        if closed(case, &found.reading) {
            hits.push(Hit::at(found.promise.start, found.promise.end));
        }
    }
    // What the house does is told without a promise as well: "The next slot is on Saturday at 10:00".
    for (sentence, (words, pieces)) in case.page.sentences.iter().zip(case.times) {
        let promised = case.promises.iter().any(|found| {
            found.promise.start < sentence.end && sentence.start < found.promise.end && found.promise.due.is_some()
        });
        let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else { continue };
        let (Some(first), Some(last)) = (words.get(first.from), words.get(last.to - 1)) else { continue };
        let reading = case.present.read(pieces);
        let ours = case.near("outside-calendar", "ours", sentence.start, sentence.end)
            && !case.near("outside-calendar", "theirs", sentence.start, sentence.end);
        if !promised && ours && reading.day && reading.hour && closed(case, &reading) {
            hits.push(Hit::at(first.start, last.end));
        }
    }
    hits
}

/// Whether nobody works at the time that is said.
fn closed(case: &Case<'_>, reading: &Reading) -> bool {
    let Some(due) = reading.due else { return false };
    if !reading.day && !reading.hour {
        return false;
    }
    let shifts = case.draft.calendar.shifts_on(due.date());
    let minute = u16::try_from(i32::from(due.hour()) * 60 + i32::from(due.minute())).unwrap_or(0);
    let open = shifts.iter().any(|shift| shift.begin_minute() <= minute && minute <= shift.end_minute());
    let closed_day = shifts.is_empty() && reading.day;
    let closed_hour = !shifts.is_empty() && !open && reading.hour && !between(shifts, minute);
    (closed_day || closed_hour) && case.draft.now < due
}

/// A pause at noon is no night.
fn between(shifts: &[service::calendar::Shift], minute: u16) -> bool {
    let first = shifts.first().map_or(0, |shift| shift.begin_minute());
    let last = shifts.last().map_or(0, |shift| shift.end_minute());
    first <= minute && minute <= last
}
