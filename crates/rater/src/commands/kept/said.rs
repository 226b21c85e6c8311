//! What the visitors of the clinic of `rater demo` say unasked, sorted by factor; and what its people said of some clauses.
//!
//! Separate from the week, because nobody of the clinic does anything here. Everything is read and kept as on the pages, at times in the
//! past. Nobody in it exists.

use comments::Said;
use comments::label::{Expectation, Polarity};
use sample::comments::{Comment, Sentence};
use service::Factor;
use store::comments::{self as kept, Channel, NewComment};
use store::customers::Hit;
use store::{Scope, StoreError, Time, Transaction, customers, touchpoints};

const DAY: i64 = 24 * 3600;
/// Clauses that somebody looked at.
const CHECKED: usize = 120;

/// Fills the inbox.
///
/// # Errors
/// As the store says.
pub fn make(tx: &mut Transaction<'_>, scope: &Scope, language: &str, now: Time) -> Result<(), StoreError> {
    let places = touchpoints::list(tx, scope, false)?;
    let people: Vec<Hit> = customers::newest(tx, scope, 14)?;
    let mut checked = 0;
    for comment in sample::comments::comments(language) {
        let words = comment.words();
        let at = written_at(&comment, now);
        let read = web::listen::read(&words, comment.language, &web::listen::Taught::default());
        let draw = comment.draw as usize;
        // Whoever calls or writes is often known; a review is not.
        let known = matches!(comment.channel, "phone" | "mail" | "chat") && !draw.is_multiple_of(3);
        let new = NewComment {
            touchpoint: (!draw.is_multiple_of(4))
                .then(|| places.get(draw / 7 % places.len().max(1)))
                .flatten()
                .map(|p| p.id.clone()),
            customer: known.then(|| people.get(draw / 11 % people.len().max(1))).flatten().map(|one| one.id.clone()),
            author: comment.author.to_owned(),
            rating: comment.stars.map(|stars| i64::from(stars) * 100),
            ..NewComment::of(words, Channel::named(comment.channel).unwrap_or(Channel::Other), at)
        };
        let taken = kept::take(tx, scope, &new, &read, at)?;
        if taken.fresh && checked < CHECKED && draw.is_multiple_of(2) {
            checked += check(tx, scope, &taken.id, &comment, now)?;
        }
    }
    Ok(())
}

/// In the past, at an hour of the day, and never after now.
fn written_at(comment: &Comment, now: Time) -> Time {
    let midnight = Time(now.0 - now.0.rem_euclid(DAY * 1000)).plus_seconds(-(comment.days_ago as i64) * DAY);
    midnight.plus_seconds(comment.minute as i64 * 60).min(now.plus_seconds(-60))
}

/// Says of each clause that is one of the sentences what it says. Gives how many there were.
fn check(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    id: &store::Id,
    comment: &Comment,
    now: Time,
) -> Result<usize, StoreError> {
    let mut count = 0;
    let found = kept::get(tx, scope, id)?;
    for (ordinal, clause) in (0_i64..).zip(&found.clauses) {
        let words = found.words.get(clause.start..clause.end).unwrap_or_default().trim();
        if let Some(sentence) =
            comment.sentences.iter().find(|sentence| sentence.text.trim_end_matches('.') == words.trim_end_matches('.'))
        {
            kept::correct(tx, scope, id, ordinal, said(sentence), now)?;
            count += 1;
        }
    }
    Ok(count)
}

fn said(sentence: &Sentence) -> Said {
    let factors = sentence.factor.and_then(|place| Factor::ALL.get(place).copied());
    Said {
        factors: factors.into_iter().collect(),
        polarity: if sentence.good { Polarity::Compliment } else { Polarity::Complaint },
        expectation: if sentence.good { Expectation::Met } else { Expectation::Disappointed },
    }
}
