//! The inbox: what was said under each factor, and the comments themselves, the latest first.
//!
//! Separate from one comment. Each number opens the rows it counts: both look at the same days in the same way.

use ::comments::label::Polarity;
use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use language::Words;
use serde::Deserialize;
use service::Factor;
use store::comments::{self, Channel, Comment, Counts, Which};
use store::factors::Part;
use store::{Id, Time};

use super::shown::{Names, RowShown, row};
use super::{channels, polarity_name};
use crate::App;
use crate::failure::Failure;
use crate::page::{Page, html, words_of};
use crate::pages::desk::clock::Clock;
use crate::pages::service::moments::span::{DAYS, Span};
use crate::pages::service::sieve::{part_of, part_text};
use crate::pages::service::{Choice, factor_name, factors};
use crate::visitor::{SignedIn, Visitor};

/// Comments on a page.
const PAGE: usize = 30;
/// The longest search, in characters.
const SEARCH_MAX: usize = 200;

#[derive(Template)]
#[template(path = "service/comments/inbox.html")]
struct Inbox {
    page: Page,
    w: Words,
    tab: &'static str,
    more: &'static str,
    tiles: Vec<Tile>,
    factors: Vec<Choice>,
    polarities: Vec<Choice>,
    channels: Vec<Choice>,
    spans: Vec<Choice>,
    q: String,
    part: String,
    part_name: String,
    rows: Vec<RowShown>,
    next: String,
    narrowed: bool,
    erased: bool,
    /// Whether only a team's comments are listed, while all are counted.
    team: bool,
}

/// A factor with how many complain of it and how many praise it.
struct Tile {
    letter: char,
    name: String,
    complaints: String,
    complaints_href: String,
    compliments: String,
    compliments_href: String,
    chosen: bool,
}

/// What an address asks for.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(super) struct Asked {
    factor: String,
    polarity: String,
    channel: String,
    days: String,
    part: String,
    q: String,
    before: String,
    done: String,
}

impl Asked {
    fn which(&self, span: &Span) -> Result<Which, Failure> {
        Ok(Which {
            from: Some(span.from),
            to: Some(span.to),
            factor: match self.factor.as_str() {
                "none" => Some(None),
                name => Factor::named(name).map(Some),
            },
            polarity: Polarity::named(&self.polarity),
            channel: Channel::named(&self.channel),
            part: part_of(&self.part)?,
            text: self.q.chars().take(SEARCH_MAX).collect(),
        })
    }

    /// The address of these rows with another factor and polarity.
    fn address(&self, span: &Span, factor: &str, polarity: &str) -> String {
        let mut address = format!("/comments?factor={factor}&polarity={polarity}&days={}", span.days);
        for (name, value) in [("channel", &self.channel), ("part", &self.part)] {
            let plain: String = value.chars().filter(|c| c.is_ascii_alphanumeric() || "-:".contains(*c)).collect();
            if !plain.is_empty() {
                address.push_str(&format!("&{name}={plain}"));
            }
        }
        address
    }
}

pub(super) async fn show(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let (w, zone) = (words_of(&session, &visitor), session.organisation.zone.clone());
    let span = Span::asked(&zone, &asked.days, Time::now());
    let which = asked.which(&span)?;
    let (scope, wanted, before) = (session.scope.clone(), which.clone(), place(&asked.before));
    let found = app.store.read(move |tx| {
        let (part, name) = wanted.part.named(tx, &scope)?;
        let wanted = Which { part, ..wanted };
        let before = before.as_ref().map(|(at, id)| (*at, id));
        let some = comments::list(tx, &scope, &wanted, before, PAGE as u32 + 1)?;
        let counts = comments::counts(tx, &scope, &wanted.part, (span.from, span.to), wanted.channel)?;
        let names = Names::of(tx, &scope, &some)?;
        Ok((some, counts, names, name, wanted.part))
    });
    let (some, counts, names, part_name, part) = found.await?;
    let clock = Clock::new(&zone, w);
    let last: Option<&Comment> = (PAGE < some.len()).then(|| some.get(PAGE - 1)).flatten();
    let asked = Asked { part: part_text(&part), ..asked };
    let next = last.map_or(String::new(), |last| {
        let q: String = query_text(&which.text);
        format!("{}&q={q}&before={}_{}", asked.address(&span, &asked.factor, &asked.polarity), last.at.0, last.id)
    });
    let narrowed = which.factor.is_some()
        || which.polarity.is_some()
        || which.channel.is_some()
        || part != Part::Whole
        || !which.text.trim().is_empty();
    html(&Inbox {
        page: Page::of(&session, &visitor, "service", w.text("comments-title")),
        w,
        tab: "comments",
        more: if which.polarity == Some(Polarity::Compliment) { "compliments" } else { "inbox" },
        tiles: tiles(w, &asked, &span, &counts),
        factors: with_none(w, factors(w, which.factor.flatten()), which.factor == Some(None)),
        polarities: Polarity::ALL.map(|polarity| polarity_choice(w, polarity, which.polarity)).into(),
        channels: channels(w, &Channel::ALL, which.channel),
        spans: DAYS.map(|days| span_choice(w, days, span.days)).into(),
        q: which.text,
        part: asked.part,
        part_name,
        rows: some.iter().take(PAGE).map(|comment| row(w, &clock, comment, &names)).collect(),
        next,
        narrowed,
        erased: asked.done == "erased",
        team: session.scope.team().is_some() && !matches!(part, Part::Customer(_)),
    })
}

fn tiles(w: Words, asked: &Asked, span: &Span, counts: &Counts) -> Vec<Tile> {
    let tile = |factor: Factor| {
        let count = |all: [u64; 5]| w.count(i64::try_from(all[factor.place()]).unwrap_or(i64::MAX));
        Tile {
            letter: factor.name().chars().next().map_or('R', |first| first.to_ascii_uppercase()),
            name: factor_name(w, factor),
            complaints: count(counts.complaints),
            complaints_href: asked.address(span, factor.name(), Polarity::Complaint.name()),
            compliments: count(counts.compliments),
            compliments_href: asked.address(span, factor.name(), Polarity::Compliment.name()),
            chosen: asked.factor == factor.name(),
        }
    };
    Factor::ALL.into_iter().map(tile).collect()
}

fn with_none(w: Words, mut factors: Vec<Choice>, chosen: bool) -> Vec<Choice> {
    let text = w.text("comments-no-factor");
    factors.push(Choice { value: "none".to_owned(), text, help: String::new(), chosen });
    factors
}

fn polarity_choice(w: Words, polarity: Polarity, chosen: Option<Polarity>) -> Choice {
    let text = polarity_name(w, polarity);
    Choice { value: polarity.name().to_owned(), text, help: String::new(), chosen: chosen == Some(polarity) }
}

fn span_choice(w: Words, days: u16, chosen: u16) -> Choice {
    let text = w.say("moments-days", &[("days", i64::from(days).into())]);
    Choice { value: days.to_string(), text, help: String::new(), chosen: days == chosen }
}

/// A search as an address holds it.
fn query_text(text: &str) -> String {
    text.bytes()
        .map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

/// A place in the list; the beginning for what is none.
fn place(text: &str) -> Option<(Time, Id)> {
    let (at, id) = text.split_once('_')?;
    Some((Time(at.parse().ok()?), Id::parse(id)?))
}

#[cfg(test)]
mod tests {
    use super::query_text;

    #[test]
    fn a_search_in_an_address_leads_back_to_itself_and_nowhere_else() {
        assert_eq!(query_text("a&b=ü"), "a%26b%3D%C3%BC");
    }
}
