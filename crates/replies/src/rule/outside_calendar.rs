//! A promise for a time at which nobody works.

use super::Hit;
use crate::coach::Case;

pub(super) fn check(case: &Case<'_>) -> Vec<Hit> {
    let mut hits = vec![];
    for found in case.promises {
        let (Some(due), true) = (found.promise.due, found.reading.day || found.reading.hour) else { continue };
        if !found.reading.day && !found.reading.hour {
            continue;
        }
        let shifts = case.draft.calendar.shifts_on(due.date());
        let minute = u16::try_from(i32::from(due.hour()) * 60 + i32::from(due.minute())).unwrap_or(0);
        let open = shifts.iter().any(|shift| shift.begin_minute() <= minute && minute <= shift.end_minute());
        let closed_day = shifts.is_empty() && found.reading.day;
        let closed_hour = !shifts.is_empty() && !open && found.reading.hour && !between(shifts, minute);
        if (closed_day || closed_hour) && case.draft.now < due {
            hits.push(Hit::at(found.promise.start, found.promise.end));
        }
    }
    hits
}

/// A pause at noon is no night.
fn between(shifts: &[service::calendar::Shift], minute: u16) -> bool {
    let first = shifts.first().map_or(0, |shift| shift.begin_minute());
    let last = shifts.last().map_or(0, |shift| shift.end_minute());
    first <= minute && minute <= last
}
