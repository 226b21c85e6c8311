//! What was said, as a page of a terminal.
//!
//! Separate from HTML, which shows more. Eighty columns; the finding comes first, then the five factors, then people's own words.

use service::Factor;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::{Quote, SIDES, Said, Tally, name};

const WIDTH: usize = 80;
const BAR: usize = 24;
/// Quotations of each side; the page shows more.
const QUOTES: usize = 2;

/// The page. With `colour` the words that show a label are underlined.
#[must_use]
pub fn text(said: &Said, colour: bool) -> String {
    let mut out = format!("{}\n", said.title);
    wrap(&mut out, &said.subtitle(), "");
    out.push('\n');
    for finding in said.findings() {
        wrap(&mut out, &finding, "");
    }
    out.push('\n');
    table(&mut out, said);
    for (column, groups) in &said.by {
        out.push_str(&format!("\n{column}\n"));
        let (large, small, together) = Said::shown_groups(groups);
        let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX).into();
        let others = said.words.say("said-small-groups", &[("groups", count(together))]);
        let rest = (0 < together).then_some((others.as_str(), &small));
        let rows: Vec<_> = large.into_iter().chain(rest).collect();
        let wide = rows.iter().map(|(value, _)| value.width()).max().unwrap_or(0).clamp(8, 24);
        let heads: Vec<String> = Factor::ALL.into_iter().map(|factor| short(&name(said.words, factor), 10)).collect();
        out.push_str(&format!("  {} {:>8}  {}\n", pad("", wide), said.words.text("said-head-comments"), row(&heads)));
        for (value, group) in rows {
            let shares: Vec<String> = group.factors.iter().map(|tally| share(said, tally, false)).collect();
            let comments = said.words.count(i64::try_from(group.comments).unwrap_or(i64::MAX));
            out.push_str(&format!("  {} {comments:>8}  {}\n", pad(&short(value, wide), wide), row(&shares)));
        }
        wrap(&mut out, &said.words.text("said-by-note"), "  ");
    }
    quotes(&mut out, said, colour);
    out.push('\n');
    for caution in said.cautions() {
        wrap(&mut out, &caution, "");
    }
    out
}

fn row(cells: &[String]) -> String {
    cells
        .iter()
        .map(|cell| format!("{}{cell}", " ".repeat(10_usize.saturating_sub(cell.width()))))
        .collect::<Vec<_>>()
        .join(" ")
}

fn pad(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

fn short(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut taken = String::new();
    for letter in text.chars() {
        if width < taken.width() + letter.width().unwrap_or(0) + 1 {
            break;
        }
        taken.push(letter);
    }
    taken + "…"
}

/// "69 % (62–76)", or a dash below ten clauses that judge.
fn share(said: &Said, tally: &Tally, interval: bool) -> String {
    let Some((value, low, high)) = tally.complaining() else { return "–".to_owned() };
    let percent = said.words.percent(value, 0);
    if interval {
        format!("{percent} ({}–{})", said.words.number(low * 100.0, 0), said.words.number(high * 100.0, 0))
    } else {
        percent
    }
}

fn table(out: &mut String, said: &Said) {
    let words = said.words;
    let rows: Vec<(String, Tally)> = Factor::ALL
        .into_iter()
        .map(|factor| (name(words, factor), said.factors[factor.place()]))
        .chain([(words.text("said-no-factor"), said.other)])
        .collect();
    let most = rows.iter().map(|(_, tally)| tally.n()).max().unwrap_or(0).max(1);
    let wide = rows.iter().map(|(name, _)| name.width()).max().unwrap_or(0);
    for (name, tally) in &rows {
        let part = |count: u64| usize::try_from(count * BAR as u64 / most).unwrap_or(0);
        let (bad, plain, good) = (part(tally.complaint), part(tally.neutral), part(tally.compliment));
        let bar = format!("{}{}{}", "█".repeat(bad), "▒".repeat(plain), "░".repeat(good));
        let count = |n: u64| words.count(i64::try_from(n).unwrap_or(i64::MAX));
        out.push_str(&format!(
            "{}  {}  {:>6} {:>6} {:>6}  {}\n",
            pad(name, wide),
            pad(&bar, BAR),
            count(tally.complaint),
            count(tally.neutral),
            count(tally.compliment),
            share(said, tally, true),
        ));
    }
    wrap(out, &words.text("said-table-note"), "");
}

fn quotes(out: &mut String, said: &Said, colour: bool) {
    for factor in Factor::ALL {
        for (side, title) in SIDES.into_iter().enumerate() {
            let quotes = &said.quotes[factor.place()][side];
            if quotes.is_empty() {
                continue;
            }
            out.push_str(&format!("\n{} · {}\n", name(said.words, factor), said.words.text(title)));
            for quote in quotes.iter().take(QUOTES) {
                let number = i64::try_from(quote.comment).unwrap_or(i64::MAX);
                let source = said.words.say("said-quote-of", &[("comment", number.into())]);
                wrap(out, &format!("“{}” {source}", marked(quote, colour)), "  ");
            }
        }
    }
}

/// A quotation with the words that show it underlined. What steers a terminal is taken out.
fn marked(quote: &Quote, colour: bool) -> String {
    let mut out = String::new();
    let shown = |place: usize| quote.shown.iter().any(|(start, end)| (*start..*end).contains(&place));
    let mut under = false;
    for (place, letter) in quote.text.char_indices() {
        if colour && shown(place) != under {
            under = !under;
            out.push_str(if under { "\u{1b}[4m" } else { "\u{1b}[24m" });
        }
        out.push(if letter.is_control() { ' ' } else { letter });
    }
    if under {
        out.push_str("\u{1b}[24m");
    }
    out
}

fn wrap(out: &mut String, text: &str, indent: &str) {
    let mut line = indent.to_owned();
    for word in text.split_whitespace() {
        let wide = plain_width(word);
        if indent.len() < plain_width(&line) && WIDTH < plain_width(&line) + 1 + wide {
            out.push_str(line.trim_end());
            out.push('\n');
            line = indent.to_owned();
        }
        if indent.len() < plain_width(&line) {
            line.push(' ');
        }
        line.push_str(word);
    }
    out.push_str(line.trim_end());
    out.push('\n');
}

/// Width without the signs that underline.
fn plain_width(text: &str) -> usize {
    text.replace("\u{1b}[4m", "").replace("\u{1b}[24m", "").width()
}
