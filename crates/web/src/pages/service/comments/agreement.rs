//! How well the machine reads, by what people say who looked: agreement beyond chance, factor by factor.
//!
//! Separate from the inbox, whose numbers it is about. Below thirty clauses it gives no number.

use ::comments::Said;
use ::comments::label::Polarity;
use ::comments::prevalence::{ENOUGH, swallowing};
use ::comments::quantify::{CHECKED_MIN, Uncorrected, corrected};
use ::comments::score::{Counts, Labels, Score};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use language::Words;
use service::Factor;
use store::comments::{self, Agreed, ClauseCounts};
use store::factors::Part;
use store::{StoreError, Time};

use super::layer::Learnt;
use crate::failure::Failure;
use crate::page::{Page, html, words_of};
use crate::pages::desk::clock::Clock;
use crate::pages::service::factor_name;
use crate::pages::service::moments::span::Span;
use crate::visitor::{SignedIn, Visitor};
use crate::{App, listen};

/// The days whose comments are looked through for a factor that has swallowed the rest.
const DAYS: u16 = 90;

#[derive(Template)]
#[template(path = "service/comments/agreement.html")]
struct Agreement {
    page: Page,
    w: Words,
    tab: &'static str,
    more: &'static str,
    n: i64,
    rows: Vec<Row>,
    alarm: Option<String>,
    clauses: i64,
    shares: Vec<ShareShown>,
    /// Why all shares stay as they were counted, when one reason holds for all.
    uncorrected: String,
    layer: Learnt,
}

/// How much of what is said is about a factor: as counted, and corrected for how the machine errs.
struct ShareShown {
    name: &'static str,
    title: String,
    counted: String,
    corrected: String,
    /// Why it stays as it was counted; empty when it does not.
    why: String,
}

/// A factor, or the polarity.
struct Row {
    name: &'static str,
    title: String,
    kappa: String,
    /// The word for it; empty when there are too few.
    word: String,
    /// Clauses that the person, or the machine, put under it.
    person: String,
    machine: String,
    both: String,
}

pub(super) async fn show(State(app): State<App>, session: SignedIn, visitor: Visitor) -> Result<Response, Failure> {
    let (w, scope) = (words_of(&session, &visitor), session.scope.clone());
    let span = Span::of(&session.organisation.zone, DAYS, Time::now());
    let found = app.store.read(move |tx| {
        let counts = comments::counts(tx, &scope, &Part::Whole, (span.from, span.to), None)?;
        let clauses = comments::clause_counts(tx, &scope, &Part::Whole, (span.from, span.to))?;
        let layer = comments::layer_state(tx, &scope, listen::model())?;
        let alike = comments::checked_as_in(tx, &scope, (span.from, span.to))?;
        Ok::<_, StoreError>((comments::checked(tx, &scope)?, alike, counts, clauses, layer))
    });
    let (checked, alike, counts, clauses, layer) = found.await?;
    let all = Factor::ALL.map(|factor| counts.judging[factor.place()] + counts.neutral[factor.place()]);
    let alarm = swallowing(all).map(|(factor, share)| {
        let arguments = [("factor", factor_name(w, factor).into()), ("share", w.percent(share, 0).into())];
        w.say("comments-alarm", &arguments)
    });
    let score = score(&checked);
    html(&Agreement {
        page: Page::of(&session, &visitor, "service", w.text("comments-agreement-title")),
        w,
        tab: "comments",
        more: "agreement",
        n: i64::try_from(checked.len()).unwrap_or(i64::MAX),
        rows: rows(w, checked.len(), &score),
        alarm,
        clauses: i64::try_from(clauses.all).unwrap_or(i64::MAX),
        uncorrected: if few(&alike) {
            reason(w, Uncorrected::FewChecked { checked: alike.len() })
        } else {
            String::new()
        },
        shares: shares(w, &self::score(&alike), &clauses),
        layer: Learnt::of(w, &Clock::new(&session.organisation.zone, w), checked.len(), &layer),
    })
}

/// Whether too few clauses were checked to correct any share.
fn few(checked: &[Agreed]) -> bool {
    checked.len() < CHECKED_MIN
}

fn shares(w: Words, score: &Score, clauses: &ClauseCounts) -> Vec<ShareShown> {
    let share = |factor: Factor| {
        let found = clauses.found[factor.place()];
        #[allow(clippy::cast_precision_loss, reason = "counts of clauses")]
        let counted = (0 < clauses.all).then(|| found as f64 / clauses.all as f64);
        let known = corrected(found, clauses.all, &score.factors[factor.place()]);
        let of = |share: f64| w.percent(share, 0);
        ShareShown {
            name: factor.name(),
            title: factor_name(w, factor),
            counted: counted.map_or_else(|| "–".to_owned(), of),
            corrected: known.map_or(String::new(), |known| {
                let arguments =
                    [("share", of(known.share).into()), ("low", of(known.low).into()), ("high", of(known.high).into())];
                w.say("comments-share-corrected", &arguments)
            }),
            why: known.err().map_or(String::new(), |why| reason(w, why)),
        }
    };
    Factor::ALL.map(share).into()
}

fn reason(w: Words, why: Uncorrected) -> String {
    let whole = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    match why {
        Uncorrected::FewChecked { checked } => {
            w.say("comments-share-few", &[("checked", whole(checked).into()), ("least", whole(CHECKED_MIN).into())])
        }
        Uncorrected::OneSided => w.text("comments-share-one-sided"),
        Uncorrected::NoBetterThanChance => w.text("comments-share-chance"),
        // A share of clauses may be nought; only that of complaints among them has nothing left then.
        Uncorrected::Nothing | Uncorrected::NothingLeft => w.text("comments-share-nothing"),
    }
}

/// The last word of people against what the machine alone said.
fn score(checked: &[Agreed]) -> Score {
    let labels = |said: &Said| -> Labels { (said.factors, said.polarity) };
    let pairs: Vec<(Labels, Labels)> = checked.iter().map(|one| (labels(&one.person), labels(&one.machine))).collect();
    Score::of(&pairs)
}

fn rows(w: Words, checked: usize, score: &Score) -> Vec<Row> {
    let enough = ENOUGH <= checked as u64;
    let row = |name: &'static str, title: String, counts: &Counts| {
        let kappa = counts.kappa().filter(|_| enough);
        let count = |count: usize| w.count(i64::try_from(count).unwrap_or(i64::MAX));
        Row {
            name,
            title,
            kappa: kappa.map_or_else(|| w.text("comments-kappa-few"), |kappa| w.number(kappa, 2)),
            word: kappa.map_or(String::new(), |kappa| w.text(word(kappa))),
            person: count(counts.both + counts.missed),
            machine: count(counts.both + counts.extra),
            both: count(counts.both),
        }
    };
    let of_factor = |factor: Factor| row(factor.name(), factor_name(w, factor), &score.factors[factor.place()]);
    let judged = [Polarity::Complaint, Polarity::Compliment];
    let of_polarity = |polarity: Polarity| {
        row(polarity.name(), super::polarity_name(w, polarity), &score.polarities[polarity as usize])
    };
    Factor::ALL.into_iter().map(of_factor).chain(judged.into_iter().map(of_polarity)).collect()
}

/// The word for an agreement, by the bands of Landis and Koch (1977).
fn word(kappa: f64) -> &'static str {
    match kappa {
        k if k < 0.21 => "comments-kappa-slight",
        k if k < 0.41 => "comments-kappa-fair",
        k if k < 0.61 => "comments-kappa-moderate",
        k if k < 0.81 => "comments-kappa-substantial",
        _ => "comments-kappa-almost",
    }
}
