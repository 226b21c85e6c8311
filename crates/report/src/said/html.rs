//! What was said, as one page: for a screen of any width, light or dark, and for paper.
//!
//! Separate from the survey's page, with which it shares its dress. No script, nothing fetched; every word is escaped.

use service::Factor;

use super::{Quote, SIDES, Said, Tally, name};
use crate::chart::svg::escape;

/// The page.
#[must_use]
pub fn html(said: &Said) -> String {
    let words = said.words;
    let text = |key: &str| escape(&words.text(key)).into_owned();
    let mut out = format!(
        r##"<!doctype html>
<html lang="{}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="generator" content="Rater"><title>{}</title><style>{}{}</style></head>
<body><a class="skip" href="#finding">{}</a><header class="cover"><p class="kicker">{}</p><h1>{}</h1><p>{}</p></header><main>"##,
        words.language().code(),
        escape(&said.title),
        include_str!("../render/html/page.css"),
        include_str!("said.css"),
        text("html-skip"),
        text("said-kicker"),
        escape(&said.title),
        escape(&said.subtitle()),
    );
    section(&mut out, "finding", &text("report-finding"), &paragraphs(&said.findings()));
    section(&mut out, "factors", &text("said-section-factors"), &factors(said));
    if !said.by.is_empty() {
        section(&mut out, "groups", &text("said-section-groups"), &groups(said));
    }
    section(&mut out, "words", &text("said-section-words"), &quotes(said));
    section(&mut out, "care", &text("said-section-care"), &care(said));
    out.push_str("</main><footer></footer></body></html>\n");
    out
}

fn section(out: &mut String, id: &str, title: &str, body: &str) {
    out.push_str(&format!(
        r#"<section id="{id}" aria-labelledby="title-{id}"><h2 id="title-{id}">{title}</h2>{body}</section>"#
    ));
}

fn paragraphs(texts: &[String]) -> String {
    texts.iter().map(|text| format!(r#"<p class="lead">{}</p>"#, escape(text))).collect()
}

fn count(said: &Said, n: u64) -> String {
    said.words.count(i64::try_from(n).unwrap_or(i64::MAX))
}

/// "69 % (62 – 76)", or why not.
fn share(said: &Said, tally: &Tally) -> String {
    match tally.complaining() {
        Some((value, low, high)) => format!(
            r#"{}<span class="i">{} – {}</span>"#,
            escape(&said.words.percent(value, 0)),
            said.words.number(low * 100.0, 0),
            said.words.number(high * 100.0, 0)
        ),
        None => escape(&said.words.text("said-few")).into_owned(),
    }
}

/// One bar: complaints, mentions, compliments, as parts of the longest.
fn bar(tally: &Tally, most: u64) -> String {
    #[allow(clippy::cast_precision_loss, reason = "a picture")]
    let part = |n: u64| n as f64 * 100.0 / most as f64;
    let (bad, plain, good) = (part(tally.complaint), part(tally.neutral), part(tally.compliment));
    let piece = |class: &str, from: f64, wide: f64| {
        format!(r#"<rect class="{class}" x="{from:.2}" width="{wide:.2}" height="8"/>"#)
    };
    format!(
        r#"<svg class="said" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">{}{}{}</svg>"#,
        piece("bad", 0.0, bad),
        piece("plain", bad, plain),
        piece("good", bad + plain, good)
    )
}

fn factors(said: &Said) -> String {
    let words = said.words;
    let rows: Vec<(String, Tally)> = Factor::ALL
        .into_iter()
        .map(|factor| (name(words, factor), said.factors[factor.place()]))
        .chain([(words.text("said-no-factor"), said.other)])
        .collect();
    let most = rows.iter().map(|(_, tally)| tally.n()).max().unwrap_or(0).max(1);
    let text = |key: &str| escape(&words.text(key)).into_owned();
    let caption = text("said-table-factors");
    let mut out = format!(
        r#"<p class="legend"><span class="key bad"></span>{} <span class="key plain"></span>{} <span class="key good"></span>{}</p><div class="scroll" role="region" tabindex="0" aria-label="{caption}"><table class="said"><caption><span>{caption}</span></caption><thead><tr><th scope="col">{}</th><th scope="col"></th><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th></tr></thead><tbody>"#,
        text("said-complaints"),
        text("said-mentions"),
        text("said-compliments"),
        text("said-head-factor"),
        text("said-head-share"),
        text("said-complaints"),
        text("said-mentions"),
        text("said-compliments"),
        text("said-head-exceeded"),
    );
    for (name, tally) in &rows {
        out.push_str(&format!(
            r#"<tr><th scope="row">{}</th><td class="bar">{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>"#,
            escape(name),
            bar(tally, most),
            share(said, tally),
            count(said, tally.complaint),
            count(said, tally.neutral),
            count(said, tally.compliment),
            count(said, tally.exceeded)
        ));
    }
    out.push_str(&format!(r#"</tbody></table></div><p class="source">{}</p>"#, text("said-table-note-html")));
    out
}

fn groups(said: &Said) -> String {
    let words = said.words;
    let mut out = String::new();
    for (column, groups) in &said.by {
        let caption = escape(column).into_owned();
        out.push_str(&format!(
            r#"<div class="scroll" role="region" tabindex="0" aria-label="{caption}"><table><caption><span>{caption}</span></caption><thead><tr><th scope="col">{caption}</th><th scope="col">{}</th>"#,
            escape(&words.text("said-head-comments"))
        ));
        for factor in Factor::ALL {
            out.push_str(&format!(r#"<th scope="col">{}</th>"#, escape(&name(words, factor))));
        }
        out.push_str("</tr></thead><tbody>");
        let (large, small, together) = Said::shown_groups(groups);
        let count_of = |n: usize| i64::try_from(n).unwrap_or(i64::MAX).into();
        let others = words.say("said-small-groups", &[("groups", count_of(together))]);
        let rest = (0 < together).then_some((others.as_str(), &small));
        for (value, group) in large.into_iter().chain(rest) {
            out.push_str(&format!(
                r#"<tr><th scope="row">{}</th><td>{}</td>"#,
                escape(value),
                count(said, group.comments)
            ));
            for tally in &group.factors {
                out.push_str(&format!("<td>{}</td>", share(said, tally)));
            }
            out.push_str("</tr>");
        }
        out.push_str("</tbody></table></div>");
    }
    out.push_str(&format!(r#"<p class="source">{}</p>"#, escape(&words.text("said-by-note"))));
    out
}

fn quotes(said: &Said) -> String {
    let words = said.words;
    let mut out = String::new();
    for factor in Factor::ALL {
        let sides = &said.quotes[factor.place()];
        if sides.iter().all(Vec::is_empty) {
            continue;
        }
        out.push_str(&format!(r#"<h3>{}</h3><div class="sides">"#, escape(&name(words, factor))));
        for ((quotes, title), class) in sides.iter().zip(SIDES).zip(["bad", "good"]) {
            if quotes.is_empty() {
                continue;
            }
            out.push_str(&format!(r#"<div><p class="question">{}</p>"#, escape(&words.text(title))));
            for quote in quotes {
                let number = i64::try_from(quote.comment).unwrap_or(i64::MAX);
                let source = words.say("said-quote-of", &[("comment", number.into())]);
                out.push_str(&format!(
                    r#"<blockquote class="{class}">{} <cite>{}</cite></blockquote>"#,
                    marked(quote),
                    escape(&source)
                ));
            }
            out.push_str("</div>");
        }
        out.push_str("</div>");
    }
    out
}

/// A quotation with the words that show it marked.
fn marked(quote: &Quote) -> String {
    let mut out = String::new();
    let mut at = 0;
    for (start, end) in &quote.shown {
        let (start, end) = ((*start).max(at), (*end).max(at));
        out.push_str(&escape(&quote.text[at..start]));
        if start < end {
            out.push_str(&format!("<mark>{}</mark>", escape(&quote.text[start..end])));
        }
        at = end;
    }
    out.push_str(&escape(&quote.text[at..]));
    out
}

fn care(said: &Said) -> String {
    let mut out: String = said.cautions().iter().map(|text| format!("<p>{}</p>", escape(text))).collect();
    if !said.refused.is_empty() {
        out.push_str(&format!("<details open><summary>{}</summary><ul>", escape(&said.words.text("said-refused"))));
        said.refused.iter().for_each(|text| out.push_str(&format!("<li>{}</li>", escape(text))));
        out.push_str("</ul></details>");
    }
    out
}
