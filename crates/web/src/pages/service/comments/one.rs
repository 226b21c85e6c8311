//! One comment: its clauses with the words that show each label, and what can be done about it.
//!
//! Separate from the list. A label is corrected here and nowhere else, with the guide beside it; what somebody says is appended, and the
//! machine remembers it at once.

use ::comments::label::{Expectation, Polarity};
use ::comments::{Said, said};
use askama::Template;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use language::Words;
use serde::Deserialize;
use service::Factor;
use service::recovery::Channel as Speak;
use store::cases::{self, NewCase};
use store::comments::{self as kept, Channel, Clause, Comment, Correction};
use store::customers::Hit;
use store::erase::{self, PersonQuery};
use store::people::{self, Colleague};
use store::{Id, Time, customers};

use super::shown::{self, Names, Piece, RowShown, Tag};
use super::{expectation_name, polarity_name, reference};
use crate::App;
use crate::failure::Failure;
use crate::page::{Page, html, seen, words_of};
use crate::pages::desk::clock::Clock;
use crate::pages::service::{Choice, actor_name, factors, id_of, id_or_none, refused, unprocessable};
use crate::visitor::{SignedIn, Visitor};

/// Customers that a search shows.
const HITS: u32 = 8;

#[derive(Template)]
#[template(path = "service/comments/one.html")]
struct One {
    page: Page,
    w: Words,
    tab: &'static str,
    done: String,
    problem: Option<String>,
    row: RowShown,
    reference: String,
    again: String,
    clauses: Vec<ClauseShown>,
    history: Vec<String>,
    complains: bool,
    touchpoint: Option<(String, String)>,
    touchpoints: Vec<Choice>,
    q: String,
    searched: bool,
    hits: Vec<(String, String, String)>,
    guide: Vec<super::guide::Part>,
}

/// A clause as the page shows it.
struct ClauseShown {
    ordinal: usize,
    pieces: Vec<Piece>,
    tags: Vec<Tag>,
    expectation: String,
    confidence: String,
    by_person: bool,
    open: bool,
    factors: Vec<Choice>,
    polarities: Vec<Choice>,
    exceeded: bool,
    met: bool,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Asked {
    done: String,
    clause: String,
    q: String,
}

pub(super) async fn show(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    page(&app, &session, &visitor, id_of(&id)?, asked, None).await
}

struct Found {
    comment: Comment,
    corrections: Vec<Correction>,
    names: Names,
    staff: Vec<Colleague>,
    hits: Vec<Hit>,
}

async fn page(
    app: &App,
    session: &SignedIn,
    visitor: &Visitor,
    id: Id,
    asked: Asked,
    problem: Option<String>,
) -> Result<Response, Failure> {
    let (w, scope, q) = (words_of(session, visitor), session.scope.clone(), asked.q.trim().to_owned());
    let found = app.store.read(move |tx| {
        let comment = kept::get(tx, &scope, &id)?;
        // Who wrote from an address that one customer has is offered, and not taken for them.
        let text = if q.is_empty() { comment.email.clone() } else { q };
        let hits = match (&comment.customer, text.is_empty()) {
            (None, false) => customers::search(tx, &scope, &text, HITS)?,
            _ => vec![],
        };
        Ok(Found {
            corrections: kept::corrections(tx, &scope, &comment.id)?,
            names: Names::of(tx, &scope, std::slice::from_ref(&comment))?,
            staff: people::colleagues(tx, &scope)?,
            hits,
            comment,
        })
    });
    let found = found.await?;
    let (comment, clock) = (&found.comment, Clock::new(&session.organisation.zone, w));
    let row = shown::row(w, &clock, comment, &found.names);
    let place = |one: &store::touchpoints::Touchpoint| Choice {
        value: one.id.to_string(),
        text: one.name.clone(),
        help: String::new(),
        chosen: Some(&one.id) == comment.touchpoint.as_ref(),
    };
    let usable = found.names.touchpoints.iter().filter(|one| one.retired_at.is_none());
    let wrong = problem.is_some();
    let response = html(&One {
        page: Page::of(session, visitor, "service", w.text("comments-one-title")),
        w,
        tab: "comments",
        done: done_text(w, &asked.done),
        problem,
        reference: reference(&comment.id),
        again: if comment.again == 0 {
            String::new()
        } else {
            w.say("comments-came-again", &[("count", comment.again.into())])
        },
        clauses: clauses(w, comment, asked.clause.parse().ok()),
        history: found.corrections.iter().rev().map(|one| corrected(w, &clock, one, &found.staff)).collect(),
        complains: comment.clauses.iter().any(|clause| clause.said.polarity == Polarity::Complaint),
        touchpoint: comment.touchpoint.as_ref().map(|id| (id.to_string(), found.names.touchpoint(comment))),
        touchpoints: usable.map(place).collect(),
        searched: !asked.q.trim().is_empty(),
        q: asked.q,
        hits: found.hits.iter().map(hit).collect(),
        guide: super::guide::parts(w),
        row: RowShown { pieces: shown::pieces(w, comment, comment.words.len()), cut: false, ..row },
    })?;
    Ok(if wrong { unprocessable(response) } else { response })
}

fn done_text(w: Words, done: &str) -> String {
    match done {
        "noted" => w.text("comments-done-noted"),
        "again" => w.text("comments-done-again"),
        "corrected" => w.text("comments-done-corrected"),
        "joined" => w.text("comments-done-joined"),
        _ => String::new(),
    }
}

fn hit(hit: &Hit) -> (String, String, String) {
    (hit.id.to_string(), hit.name.clone(), hit.parent.clone().unwrap_or_default())
}

fn clauses(w: Words, comment: &Comment, open: Option<usize>) -> Vec<ClauseShown> {
    let one = |(ordinal, clause): (usize, &Clause)| ClauseShown {
        ordinal,
        pieces: shown::between(w, &comment.words, std::slice::from_ref(clause), (clause.start, clause.end)),
        tags: shown::tags(w, std::slice::from_ref(clause)),
        expectation: shown::expectation(w, clause),
        confidence: shown::confidence(w, clause),
        by_person: clause.by == kept::By::Person,
        open: open == Some(ordinal),
        factors: factors(w, None)
            .into_iter()
            .map(|choice| Choice {
                chosen: Factor::named(&choice.value).is_some_and(|factor| clause.said.factors.has(factor)),
                ..choice
            })
            .collect(),
        polarities: Polarity::ALL
            .map(|polarity| Choice {
                value: polarity.name().to_owned(),
                text: polarity_name(w, polarity),
                help: w.text(&format!("comments-polarity-{}-help", polarity.name())),
                chosen: clause.said.polarity == polarity,
            })
            .into(),
        exceeded: clause.said.expectation == Expectation::Exceeded,
        met: clause.said.polarity == Polarity::Neutral && clause.said.expectation == Expectation::Met,
    };
    // Of a comment whose words are gone, there is nothing to look at.
    if comment.words.is_empty() { vec![] } else { comment.clauses.iter().enumerate().map(one).collect() }
}

/// A correction in one line: when, who, what it was and what it is.
fn corrected(w: Words, clock: &Clock, one: &Correction, staff: &[Colleague]) -> String {
    let say = |said: &Said| {
        let names: Vec<String> =
            said.factors.iter().map(|factor| crate::pages::service::factor_name(w, factor)).collect();
        let names = if names.is_empty() { w.text("comments-no-factor") } else { names.join(" + ") };
        format!("{names}, {}, {}", polarity_name(w, said.polarity), expectation_name(w, said.expectation))
    };
    let arguments = [
        ("when", clock.moment(one.at).into()),
        ("who", actor_name(w, staff, &one.actor).into()),
        ("clause", one.clause.trim().into()),
        ("before", say(&one.before).into()),
        ("after", say(&one.after).into()),
    ];
    w.say(if one.before == one.after { "comments-history-agreed" } else { "comments-history-changed" }, &arguments)
}

/// What the form of a clause sends; a box that is not ticked is not sent.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Labels {
    clause: String,
    reliability: String,
    assurance: String,
    tangibles: String,
    empathy: String,
    responsiveness: String,
    polarity: String,
    exceeded: String,
    met: String,
}

impl Labels {
    fn said(&self) -> Option<Said> {
        let ticked = [&self.reliability, &self.assurance, &self.tangibles, &self.empathy, &self.responsiveness];
        let factors = Factor::ALL.into_iter().zip(ticked).filter(|(_, tick)| !tick.is_empty());
        let polarity = Polarity::named(&self.polarity)?;
        let expectation = match polarity {
            Polarity::Compliment if !self.exceeded.is_empty() => Expectation::Exceeded,
            Polarity::Neutral if !self.met.is_empty() => Expectation::Met,
            _ => *said::fitting(polarity).first()?,
        };
        Some(Said { factors: factors.map(|(factor, _)| factor).collect(), polarity, expectation })
    }
}

pub(super) async fn correct(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(labels): Form<Labels>,
) -> Result<Response, Failure> {
    let (id, scope) = (id_of(&id)?, session.scope.clone());
    let (whose, ordinal) = (id.clone(), labels.clause.parse::<i64>().unwrap_or(-1));
    let said = labels.said();
    let done = app.store.write(move |tx| {
        kept::get(tx, &scope, &whose)?;
        let said = said.ok_or(store::StoreError::Refused("store-comment-labels", vec![]))?;
        kept::correct(tx, &scope, &whose, ordinal, said, Time::now())
    });
    match done.await {
        Ok(()) => Ok(seen(&format!("/comments/{id}?done=corrected#clause-{ordinal}"))),
        Err(error) => {
            let problem = refused(error, words_of(&session, &visitor))?;
            page(&app, &session, &visitor, id, Asked { clause: labels.clause, ..Asked::default() }, Some(problem)).await
        }
    }
}

/// Whose the comment is, or where it happened.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Joined {
    customer: Option<String>,
    touchpoint: Option<String>,
}

pub(super) async fn join(
    State(app): State<App>,
    session: SignedIn,
    Path(id): Path<String>,
    Form(joined): Form<Joined>,
) -> Result<Response, Failure> {
    let (id, scope) = (id_of(&id)?, session.scope.clone());
    let customer = joined.customer.as_deref().map(id_or_none).transpose()?;
    let touchpoint = joined.touchpoint.as_deref().map(id_or_none).transpose()?;
    let whose = id.clone();
    let done = app.store.write(move |tx| {
        kept::get(tx, &scope, &whose)?;
        if let Some(customer) = &customer {
            kept::join(tx, &scope, &whose, customer.as_ref(), Time::now())?;
        }
        if let Some(touchpoint) = &touchpoint {
            kept::hang(tx, &scope, &whose, touchpoint.as_ref(), Time::now())?;
        }
        Ok(())
    });
    done.await?;
    Ok(seen(&format!("/comments/{id}?done=joined")))
}

/// Opens the recovery case of a comment, with what is known of it; or goes to the one there is.
pub(super) async fn case(
    State(app): State<App>,
    session: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let (id, scope) = (id_of(&id)?, session.scope.clone());
    let opened = app.store.write(move |tx| {
        let comment = kept::get(tx, &scope, &id)?;
        let bad = comment.clauses.iter().filter(|clause| clause.said.polarity == Polarity::Complaint);
        let words: String = comment.words.chars().take(cases::WORDS_MAX).collect();
        let new = NewCase {
            customer: comment.customer.clone(),
            comment: Some(comment.id.clone()),
            touchpoint: comment.touchpoint.clone(),
            factor: bad.flat_map(|clause| clause.said.factors.iter()).next(),
            ..NewCase::by_hand(words, speak(comment.channel))
        };
        cases::open(tx, &scope, &new, Time::now())
    });
    Ok(seen(&format!("/cases/{}?done=opened", opened.await?)))
}

/// How we speak with somebody who told us this way.
fn speak(channel: Channel) -> Speak {
    match channel {
        Channel::Counter => Speak::Person,
        Channel::Phone => Speak::Phone,
        Channel::Review | Channel::Social => Speak::Public,
        Channel::Page | Channel::Mail | Channel::Chat | Channel::Survey | Channel::Other => Speak::Message,
    }
}

pub(super) async fn erase(
    State(app): State<App>,
    session: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let (query, scope) = (PersonQuery::Comment(id_of(&id)?), session.scope.clone());
    app.store.write(move |tx| erase::person(tx, &scope, &query, Time::now())).await?;
    // Not before it has left the database's own logs, too, is it said to be gone.
    crate::pages::service::customers::without_traces(&app).await?;
    Ok(seen("/comments?done=erased"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_says_what_the_guide_allows_and_nothing_else() {
        let sent = |polarity: &str, exceeded: &str| Labels {
            empathy: "on".to_owned(),
            polarity: polarity.to_owned(),
            exceeded: exceeded.to_owned(),
            ..Labels::default()
        };
        let said = |polarity, exceeded| sent(polarity, exceeded).said().expect("a polarity").expectation;
        assert_eq!(said("complaint", "on"), Expectation::Disappointed);
        assert_eq!([said("compliment", ""), said("compliment", "on")], [Expectation::Met, Expectation::Exceeded]);
        assert_eq!(said("neutral", "on"), Expectation::None);
        assert!(sent("", "").said().is_none());
    }
}
