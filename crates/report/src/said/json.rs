//! What was said, as JSON: `rater.said/1`.
//!
//! Separate from the pages, which round and word. Keys are a contract; adding one is allowed.

use comments::Language;
use serde_json::{Value, json as object};
use service::Factor;

use super::{Group, Quote, Said, Tally};

fn tally(tally: &Tally) -> Value {
    let share = tally.complaining().map(|(value, low, high)| object!({"value": value, "low": low, "high": high}));
    object!({
        "n": tally.n(), "complaint": tally.complaint, "compliment": tally.compliment, "neutral": tally.neutral,
        "exceeded": tally.exceeded, "complaint_share": share, "method": "wilson",
    })
}

fn factors(tallies: &[Tally; 5]) -> Value {
    Factor::ALL.into_iter().map(|factor| (factor.name().to_owned(), tally(&tallies[factor.place()]))).collect()
}

fn quote(quote: &Quote) -> Value {
    object!({"comment": quote.comment, "text": quote.text, "evidence": quote.shown, "confidence": quote.confidence})
}

/// The report as JSON.
#[must_use]
pub fn json(said: &Said) -> String {
    let groups = |(column, groups): &(String, std::collections::BTreeMap<String, Group>)| {
        let (large, small, together) = Said::shown_groups(groups);
        let written = |value: Option<&str>, group: &Group| object!({"value": value, "comments": group.comments, "factors": factors(&group.factors)});
        let groups: Vec<Value> = large.into_iter().map(|(value, group)| written(Some(value), group)).collect();
        let rest = (0 < together).then(|| written(None, &small));
        object!({"column": column, "groups": groups, "small_groups": together, "small": rest})
    };
    let quotes: serde_json::Map<String, Value> = Factor::ALL
        .into_iter()
        .map(|factor| {
            let [complaints, compliments] = &said.quotes[factor.place()];
            let list = |quotes: &Vec<Quote>| quotes.iter().map(quote).collect::<Vec<_>>();
            (factor.name().to_owned(), object!({"complaint": list(complaints), "compliment": list(compliments)}))
        })
        .collect();
    let languages: serde_json::Map<String, Value> =
        Language::ALL.into_iter().zip(said.languages).map(|(l, n)| (l.code().to_owned(), n.into())).collect();
    let value = object!({
        "format": "rater.said/1", "title": said.title, "files": said.files, "language": said.words.language().code(),
        "comments": said.comments, "blank": said.blank, "clauses": said.clauses, "unsure": said.unsure,
        "languages": languages, "findings": said.findings(), "cautions": said.cautions(), "corrected": false,
        "factors": factors(&said.factors), "no_factor": tally(&said.other),
        "by": said.by.iter().map(groups).collect::<Vec<_>>(), "quotes": quotes, "refused": said.refused,
    });
    let mut text = format!("{value:#}");
    text.push('\n');
    text
}
