//! What the machine learnt from an organisation's corrections: how well clauses are read without its own layer and with it, and what
//! follows.
//!
//! Separate from agreement, on whose page it stands and which measures the reader as it is. Nothing is fitted here: whoever asks for it is
//! answered at once, and the attempt is made in the background.

use ::comments::label::Polarity;
use ::comments::refit::{FRESH_MIN, LABELLED_MIN, Verdict};
use ::comments::score::{Counts, Score};
use axum::Form;
use axum::extract::State;
use axum::response::Response;
use language::Words;
use serde::Deserialize;
use service::Factor;
use store::Time;
use store::comments::{self, Attempt, LayerState};

use crate::App;
use crate::failure::Failure;
use crate::page::seen;
use crate::pages::desk::clock::Clock;
use crate::pages::service::factor_name;
use crate::visitor::SignedIn;

/// Earlier attempts on the page.
const EARLIER: usize = 10;

/// How it stands with the layer, in words.
pub(super) struct Learnt {
    /// With what comments are read.
    pub(super) now: String,
    /// When the next attempt comes.
    pub(super) next: String,
    /// Whether somebody waits for it.
    pub(super) asked: bool,
    pub(super) on: bool,
    /// Whether comments are read with one now.
    pub(super) stands: bool,
    /// The newest attempt.
    pub(super) latest: String,
    pub(super) rows: Vec<Reached>,
    pub(super) earlier: Vec<String>,
}

/// A factor, a polarity, or all of them: how well it is read.
pub(super) struct Reached {
    pub(super) name: &'static str,
    pub(super) title: String,
    pub(super) before: String,
    pub(super) after: String,
    pub(super) change: String,
    /// Whether it is a mean by which is decided.
    pub(super) decides: bool,
}

impl Learnt {
    pub(super) fn of(w: Words, clock: &Clock, checked: usize, state: &LayerState) -> Self {
        let whole = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        let now = match state.applied {
            _ if !state.on => w.text("comments-layer-off"),
            Some((_, at)) => w.say("comments-layer-applied", &[("when", clock.moment(at).into())]),
            None => w.text("comments-layer-without"),
        };
        let labelled = state.attempts.first().map_or(checked, |attempt| attempt.judged.labelled.max(checked));
        let next = match () {
            () if state.asked_at.is_some() => w.text("comments-layer-asked"),
            // What is off is not fitted by itself.
            () if !state.on => String::new(),
            () if labelled < LABELLED_MIN => {
                w.say("comments-layer-few", &[("count", whole(checked).into()), ("least", whole(LABELLED_MIN).into())])
            }
            () => w.say("comments-layer-next", &[("count", state.fresh.into()), ("least", FRESH_MIN.into())]),
        };
        Self {
            now,
            next,
            asked: state.asked_at.is_some(),
            on: state.on,
            stands: state.applied.is_some(),
            latest: state.attempts.first().map_or(String::new(), |attempt| sentence(w, clock, attempt)),
            rows: state.attempts.first().filter(|one| 0 < one.judged.judged).map_or(vec![], |one| rows(w, one)),
            earlier: state.attempts.iter().skip(1).take(EARLIER).map(|attempt| sentence(w, clock, attempt)).collect(),
        }
    }
}

/// An attempt in words.
fn sentence(w: Words, clock: &Clock, attempt: &Attempt) -> String {
    let whole = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let judged = &attempt.judged;
    let verdict = match judged.verdict {
        Verdict::Adopted => w.text("comments-layer-adopted"),
        Verdict::Few => w.say("comments-layer-too-few", &[("least", whole(LABELLED_MIN).into())]),
        Verdict::FactorsFall => w.text("comments-layer-factors-fall"),
        Verdict::PolarityFalls => w.text("comments-layer-polarity-falls"),
        Verdict::BothFall => w.text("comments-layer-both-fall"),
    };
    let f1 = |value: f64| w.number(value, 2).into();
    let arguments = [
        ("when", clock.moment(attempt.at).into()),
        ("labelled", whole(judged.labelled).into()),
        ("judged", whole(judged.judged).into()),
        ("factors-before", f1(judged.before.factors_named())),
        ("factors-after", f1(judged.after.factors_named())),
        ("polarity-before", f1(judged.before.polarities_named())),
        ("polarity-after", f1(judged.after.polarities_named())),
    ];
    let figures = if judged.judged == 0 { "comments-layer-unjudged" } else { "comments-layer-judged" };
    let leans = if judged.vectors { w.text("comments-layer-leans") } else { String::new() };
    format!("{} {verdict} {leans}", w.say(figures, &arguments)).trim_end().to_owned()
}

fn rows(w: Words, attempt: &Attempt) -> Vec<Reached> {
    let (before, after) = (&attempt.judged.before, &attempt.judged.after);
    let row = |name: &'static str, title: String, before: Option<f64>, after: Option<f64>, decides: bool| {
        let shown = |value: Option<f64>| value.map_or_else(|| "–".to_owned(), |value| w.number(value, 2));
        let change = before.zip(after).map_or_else(|| "–".to_owned(), |(before, after)| w.signed(after - before, 2));
        Reached { name, title, before: shown(before), after: shown(after), change, decides }
    };
    let of = |name, title, of: &dyn Fn(&Score) -> Counts| row(name, title, of(before).f1(), of(after).f1(), false);
    let mean =
        |title: &str, mean: &dyn Fn(&Score) -> f64| row("", w.text(title), Some(mean(before)), Some(mean(after)), true);
    let mut all = vec![mean("comments-layer-factors", &Score::factors_named)];
    all.extend(
        Factor::ALL.map(|factor| of(factor.name(), factor_name(w, factor), &|score| score.factors[factor.place()])),
    );
    all.push(mean("comments-layer-judgements", &Score::polarities_named));
    all.extend(Polarity::ALL.map(|polarity| {
        of(polarity.name(), super::polarity_name(w, polarity), &|score| score.polarities[polarity as usize])
    }));
    all
}

/// What is decided: an attempt now, or whether comments are read with the layer.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Decision {
    decision: String,
}

pub(super) async fn decide(
    State(app): State<App>,
    session: SignedIn,
    Form(sent): Form<Decision>,
) -> Result<Response, Failure> {
    let scope = session.scope.clone();
    match sent.decision.as_str() {
        "on" | "off" => {
            let on = sent.decision == "on";
            app.store.write(move |tx| comments::set_layer(tx, &scope, on, Time::now())).await?;
        }
        _ => {
            app.store.write(move |tx| comments::ask_layer(tx, &scope, Time::now())).await?;
            app.refit_asked.notify_one();
        }
    }
    Ok(seen("/comments/agreement#layer"))
}
