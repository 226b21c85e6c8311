//! What the people of the clinic of `rater demo` practise: a definition that was written anew, thanks, and a challenge of which one of them
//! told the others.
//!
//! Separate from the week, which is what they do for visitors. Each of it is written by one of them, as on the pages, so they sign in for it
//! and out again. Nobody in it exists.

use language::Words;
use service::Factor;
use store::comments::{self, Which};
use store::people::members;
use store::practice::{self, Answered, Thanks};
use store::{Id, Scope, StoreError, Time, Transaction, sessions};

const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;
const MILLISECONDS: i64 = 1000;
/// The challenge that was done, and the factor that it is of.
const DONE: (&str, &str) = ("reliability", "reliability-1");

/// Fills what is practised.
///
/// # Errors
/// As the store says.
pub fn make(tx: &mut Transaction<'_>, scope: &Scope, owner: &Id, words: Words, now: Time) -> Result<(), StoreError> {
    let all = members(tx, scope)?;
    let at = |email: &str| all.iter().find(|one| one.email == email).map(|one| one.user.clone());
    let (Some(desk), Some(laboratory)) = (at("desk@example.org"), at("laboratory@example.org")) else { return Ok(()) };
    let praised = comments::list(tx, scope, &Which::default(), None, 200)?.into_iter();
    // One that the owner can read.
    let code = words.language().code();
    let praised = praised.filter(praises).find(|one| one.language == code).map(|one| one.id);
    let say = |name: &str| words.text(name);
    as_member(tx, owner, now, |tx, scope| {
        practice::define(tx, scope, None, &say("sample-great-first"), now.plus_seconds(-40 * DAY))?;
        practice::define(tx, scope, None, &say("sample-great-now"), now.plus_seconds(-12 * DAY))?;
        practice::thank(tx, scope, &desk, None, &say("sample-thanks-desk"), now.plus_seconds(-2 * DAY)).map(drop)
    })?;
    as_member(tx, &desk, now, |tx, scope| {
        practice::thank(tx, scope, owner, None, &say("sample-thanks-owner"), now.plus_seconds(-9 * DAY))?;
        let week = ::practice::week_of(now.0.div_euclid(DAY * MILLISECONDS));
        practice::take_up(tx, scope, week, DONE, now.plus_seconds(-3 * HOUR))?;
        practice::finish(tx, scope, week, now.plus_seconds(-2 * HOUR))?;
        let asked = ::practice::questions(words.language().code(), Factor::Reliability);
        let answers = ["sample-answer-one", "sample-answer-two"].iter().zip(asked);
        let answers: Vec<Answered> =
            answers.map(|(name, asked)| Answered { asked: asked.clone(), answer: words.text(name) }).collect();
        practice::reflect(tx, scope, week, &answers, true)
    })?;
    // One was read, one is new.
    as_member(tx, owner, now, |tx, scope| {
        let received: Vec<Thanks> = practice::thanks_received(tx, scope)?;
        let up_to = received.first().map_or(now, |one| one.at);
        practice::read_thanks(tx, scope, up_to, now.plus_seconds(-8 * DAY))
    })?;
    as_member(tx, &laboratory, now, |tx, scope| {
        let seen = praised.filter(|id| comments::get(tx, scope, id).is_ok());
        let words = say("sample-thanks-laboratory");
        practice::thank(tx, scope, owner, seen.as_ref(), &words, now.plus_seconds(-5 * HOUR)).map(drop)
    })
}

/// Whether a comment praises and does nothing else.
fn praises(comment: &comments::Comment) -> bool {
    use ::comments::label::Polarity::Compliment;
    let all = !comment.clauses.is_empty() && !comment.words.is_empty();
    all && comment.clauses.iter().all(|clause| clause.said.polarity == Compliment && !clause.said.factors.is_empty())
}

/// Does something as one of them.
fn as_member(
    tx: &mut Transaction<'_>,
    user: &Id,
    now: Time,
    does: impl FnOnce(&mut Transaction<'_>, &Scope) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let secret = sessions::begin(tx, user, None, now)?;
    let session = sessions::find(tx, &secret.hash(), now)?.ok_or(StoreError::NotFound)?;
    does(tx, &session.scope)?;
    sessions::end(tx, &secret.hash(), now)
}
