//! What is new in what people say: themes of these days that the days before do not explain, each with its comments.
//!
//! Separate from the inbox, which shows what was said and compares nothing. What counts as a theme is said in `comments::theme`; here
//! comments become remarks and themes become sentences.

use std::collections::BTreeMap;

use ::comments::label::Polarity;
use ::comments::theme::{Demands, Remark, Theme, place_of, themes};
use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use language::Words;
use serde::Deserialize;
use service::Factor;
use store::Time;
use store::comments::{self, Text};

use crate::App;
use crate::failure::Failure;
use crate::page::{Page, html, words_of};
use crate::pages::desk::clock::Clock;
use crate::pages::service::moments::span::Span;
use crate::pages::service::{Choice, factor_name, factors};
use crate::visitor::{SignedIn, Visitor};

/// The days that can be chosen as now, and the usual ones.
const DAYS: [u16; 3] = [7, 14, 30];
const USUAL: u16 = 14;
/// So many days before are the past.
const PAST_DAYS: i64 = 180;
/// The latest comments that are looked at; when there are more, the page says so.
const MOST: u32 = 30_000;
/// Themes on the page, comments that are shown at once under each, and in all.
const THEMES_MAX: usize = 12;
const SHOWN: usize = 3;
const LISTED: usize = 60;
/// A clause is shown up to here, in characters.
const QUOTE_MAX: usize = 240;

#[derive(Template)]
#[template(path = "service/comments/themes.html")]
struct Themes {
    page: Page,
    w: Words,
    tab: &'static str,
    more: &'static str,
    spans: Vec<Choice>,
    factors: Vec<Choice>,
    rows: Vec<ThemeShown>,
    /// Why there is none, when there is none.
    none: String,
    looked: String,
    cut: bool,
}

struct ThemeShown {
    title: String,
    sentence: String,
    meaning: String,
    sure: String,
    tone: &'static str,
    first: Vec<Quote>,
    rest: Vec<Quote>,
}

struct Quote {
    id: String,
    at: String,
    before: String,
    phrase: String,
    after: String,
}

/// What an address asks for.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Asked {
    days: String,
    factor: String,
}

pub(super) async fn show(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let (w, zone) = (words_of(&session, &visitor), session.organisation.zone.clone());
    let days = asked.days.parse().ok().filter(|days| DAYS.contains(days)).unwrap_or(USUAL);
    let span = Span::of(&zone, days, Time::now());
    let factor = Factor::named(&asked.factor);
    let scope = session.scope.clone();
    let past = span.from.plus_seconds(-PAST_DAYS * 86_400);
    let texts = app.store.read(move |tx| comments::texts(tx, &scope, (past, span.to), MOST)).await?;
    let clock = Clock::new(&zone, w);
    // Thousands of comments are compared: no work for who serves pages.
    let made = tokio::task::spawn_blocking(move || {
        let found = themes(&remarks(&texts, span.from, factor), &Demands::default());
        let rows = found.iter().take(THEMES_MAX).map(|theme| shown(w, &clock, theme, &texts, days)).collect();
        let now = texts.iter().filter(|text| span.from <= text.at).count();
        (rows, now, texts.len() - now)
    });
    let (rows, now, before): (Vec<ThemeShown>, usize, usize) =
        made.await.map_err(|_| store::StoreError::Unavailable("comparing comments".to_owned()))?;
    let whole = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let none = match () {
        () if !rows.is_empty() => String::new(),
        () if now < Demands::default().mentions_min || before == 0 => w.text("comments-themes-few"),
        () => w.text("comments-themes-none"),
    };
    let arguments = [("now", whole(now).into()), ("days", i64::from(days).into()), ("before", whole(before).into())];
    let span_choice = |one: u16| Choice {
        value: one.to_string(),
        text: w.say("moments-days", &[("days", i64::from(one).into())]),
        help: String::new(),
        chosen: one == days,
    };
    html(&Themes {
        page: Page::of(&session, &visitor, "service", w.text("comments-themes-title")),
        w,
        tab: "comments",
        more: "themes",
        spans: DAYS.map(span_choice).into(),
        factors: factors(w, factor),
        rows,
        none,
        looked: w.say("comments-themes-looked", &arguments),
        cut: MOST as usize <= now + before,
    })
}

/// Comments as what is compared: their words, or of one factor the clauses about it. Channel and site are strata.
fn remarks(texts: &[Text], from: Time, factor: Option<Factor>) -> Vec<Remark> {
    let mut strata = BTreeMap::new();
    let mut all = vec![];
    for (place, text) in texts.iter().enumerate() {
        let next = u32::try_from(strata.len()).unwrap_or(u32::MAX);
        let stratum = *strata.entry((text.channel, text.site.as_str())).or_insert(next);
        let words = match factor {
            None => text.words.clone(),
            Some(factor) => {
                let about = text.clauses.iter().filter(|(.., factors, _)| factors.has(factor));
                about.filter_map(|(start, end, ..)| text.words.get(*start..*end)).collect::<Vec<_>>().join(". ")
            }
        };
        if !words.trim().is_empty() {
            all.push(Remark { comment: place as u64, stratum, now: from <= text.at, text: words });
        }
    }
    all
}

fn shown(w: Words, clock: &Clock, theme: &Theme, texts: &[Text], days: u16) -> ThemeShown {
    let whole = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let holding = theme.now.iter().filter_map(|place| texts.get(usize::try_from(*place).ok()?));
    let (mut complaints, mut compliments, mut of_factor) = (0_usize, 0_usize, [0_usize; 5]);
    let mut quotes = vec![];
    for text in holding {
        let mut quoted = None;
        for (start, end, factors, polarity) in &text.clauses {
            let Some(clause) = text.words.get(*start..*end) else { continue };
            let Some(place) = place_of(&theme.phrase, clause) else { continue };
            quoted.get_or_insert((clause, place));
            match polarity {
                Polarity::Complaint => complaints += 1,
                Polarity::Compliment => compliments += 1,
                Polarity::Neutral => {}
            }
            factors.iter().for_each(|factor| of_factor[factor.place()] += 1);
        }
        let whole = || place_of(&theme.phrase, &text.words).map(|place| (text.words.as_str(), place));
        if let Some((clause, place)) = quoted.or_else(whole)
            && quotes.len() < LISTED
        {
            quotes.push(quote(clock, text, clause, place));
        }
    }
    let title = quotes.first().map_or_else(|| theme.phrase.clone(), |quote: &Quote| quote.phrase.clone());
    let factor = Factor::ALL.into_iter().max_by_key(|factor| of_factor[factor.place()]);
    let factor = factor.filter(|factor| 0 < of_factor[factor.place()]).map(|factor| factor_name(w, factor));
    let (meaning, tone) = match (complaints, compliments) {
        (bad, good) if good < bad => ("comments-theme-complaints", "complaint"),
        (bad, good) if bad < good => ("comments-theme-compliments", "compliment"),
        _ => ("comments-theme-neither", "neutral"),
    };
    let mut meaning = w.text(meaning);
    if let Some(factor) = factor {
        meaning = format!("{} {meaning}", w.say("comments-theme-factor", &[("factor", factor.into())]));
    }
    let arguments = [
        ("now", whole(theme.now.len()).into()),
        ("of", whole(theme.of.0).into()),
        ("days", i64::from(days).into()),
        ("past", whole(theme.past).into()),
        ("before", whole(theme.of.1).into()),
        ("times", theme.times().map_or(String::new(), |times| w.number(times, 1)).into()),
    ];
    let message = if theme.times().is_some() { "comments-theme-more" } else { "comments-theme-first" };
    let rest = quotes.split_off(SHOWN.min(quotes.len()));
    let sure = [("z", w.number(theme.z, 1).into()), ("q", w.number(theme.q, 3).into())];
    ThemeShown {
        title,
        sentence: w.say(message, &arguments),
        meaning,
        sure: w.say("comments-theme-sure", &sure),
        tone,
        first: quotes,
        rest,
    }
}

/// A clause with its phrase, cut so that the phrase stays.
fn quote(clock: &Clock, text: &Text, clause: &str, (start, end): (usize, usize)) -> Quote {
    let (before, phrase, after) = (&clause[..start], &clause[start..end], &clause[end..]);
    let half = QUOTE_MAX / 2;
    let left: Vec<char> = before.chars().collect();
    let right: Vec<char> = after.chars().collect();
    let cut_left = left.len().saturating_sub(half);
    Quote {
        id: text.id.to_string(),
        at: clock.day(text.at),
        before: format!("{}{}", if 0 < cut_left { "…" } else { "" }, left[cut_left..].iter().collect::<String>()),
        phrase: phrase.to_owned(),
        after: format!("{}{}", right.iter().take(half).collect::<String>(), if half < right.len() { "…" } else { "" }),
    }
}
