//! Tables, figures and notes as HTML; every word escaped.
//!
//! Separate from the page, which decides what stands where. Each number is a link to its method and carries its n and its
//! rule; the links stay out of the tab order, because the line under each table offers the same ones once.

use crate::{
    Number,
    chart::svg::escape,
    render::{
        tables::{Entry, Row, Table},
        view::{Cell, View},
    },
};

/// Wider tables than this do not fit on a sheet; the rest of the columns follows in a second table. A column counts 1.4, or 2
/// where its cells hold an interval too.
const WIDTH_MOST: f64 = 17.0;

/// How a cell is coloured, given the row, the column and the number.
pub(super) type Paint<'p> = &'p dyn Fn(usize, usize, &Number) -> Option<&'static str>;

/// A table with its caption, its reasons for empty cells, its rules and its methods; nothing if it has no rows.
pub(super) fn table(view: &View<'_>, caption: &str, table: &Table<'_>) -> String {
    painted(view, caption, "", table, &|_, _, _| None)
}

/// The same with colours.
pub(super) fn painted(view: &View<'_>, caption: &str, class: &str, table: &Table<'_>, paint: Paint<'_>) -> String {
    if table.is_empty() {
        return String::new();
    }
    let table = table.without_empty_columns();
    let mut notes = Notes::default();
    let mut out = String::with_capacity(8192);
    // Equal parts read better than a full one and a rest.
    let width: f64 = (0..table.heads.len()).map(|column| column_width(&table, column)).sum();
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // A small positive count.
    let parts = (width / WIDTH_MOST).ceil().max(1.0) as usize;
    let each = table.heads.len().div_ceil(parts).max(1);
    for (part, from) in (0..table.heads.len()).step_by(each).enumerate() {
        let to = (from + each).min(table.heads.len());
        let caption = if part == 0 { caption.to_owned() } else { format!("{caption} {}", view.text("html-continued")) };
        let columns = from..to;
        block(&mut out, view, &caption, class, &table, columns, paint, &mut notes);
    }
    out.push_str(&notes.finish());
    out.push_str(&source(view, &table.numbers()));
    out
}

#[allow(clippy::too_many_arguments)] // One place draws every table.
fn block(
    out: &mut String,
    view: &View<'_>,
    caption: &str,
    class: &str,
    table: &Table<'_>,
    columns: std::ops::Range<usize>,
    paint: Paint<'_>,
    notes: &mut Notes,
) {
    let caption = escape(caption);
    out.push_str(&format!(
        r#"<div class="scroll" role="region" tabindex="0" aria-label="{caption}"><table class="{class}"><caption><span>{caption}</span></caption><thead><tr><th scope="col">{}</th>"#,
        escape(&table.corner)
    ));
    for column in columns.clone() {
        let head = &table.heads[column];
        // A long head beside short numbers would otherwise be broken into a tower.
        let class = match (wordy(table, column), 12 < head.chars().count()) {
            (true, _) => r#" class="w""#,
            (false, true) => r#" class="long""#,
            (false, false) => "",
        };
        out.push_str(&format!(r#"<th scope="col"{class}>{}</th>"#, escape(head)));
    }
    out.push_str("</tr></thead><tbody>");
    for (place, row) in table.rows.iter().enumerate() {
        if row.entries.is_empty() {
            let span = columns.len() + 1;
            if 0 < place {
                out.push_str("</tbody><tbody>");
            }
            out.push_str(&format!(r#"<tr><th scope="rowgroup" colspan="{span}">{}</th></tr>"#, escape(&row.label)));
            continue;
        }
        one_row(out, view, row, place, columns.clone(), paint, notes);
    }
    out.push_str("</tbody></table></div>");
}

fn one_row(
    out: &mut String,
    view: &View<'_>,
    row: &Row<'_>,
    place: usize,
    columns: std::ops::Range<usize>,
    paint: Paint<'_>,
    notes: &mut Notes,
) {
    out.push_str(&format!(r#"<tr><th scope="row">{}</th>"#, escape(&row.label)));
    for column in columns {
        let Some(entry) = row.entries.get(column) else {
            out.push_str("<td></td>");
            continue;
        };
        let colour = entry.number.and_then(|number| paint(place, column, number));
        match (entry.words, colour) {
            (true, _) => out.push_str(r#"<td class="w">"#),
            (false, Some(colour)) => out.push_str(&format!(r#"<td class="{colour}">"#)),
            (false, None) => out.push_str("<td>"),
        }
        cell(out, view, entry, notes);
        out.push_str("</td>");
    }
    out.push_str("</tr>");
}

fn cell(out: &mut String, view: &View<'_>, entry: &Entry<'_>, notes: &mut Notes) {
    match &entry.cell {
        Cell::Written(text) => {
            match (opened(view, entry), entry.number) {
                (Some(address), _) => out.push_str(&format!(r#"<a href="{}">{}</a>"#, escape(&address), escape(text))),
                (None, Some(number)) => linked(out, view, number, text),
                (None, None) => out.push_str(&escape(text)),
            }
            if let Some(interval) = &entry.interval {
                out.push_str(&format!(r#"<span class="i">{}</span>"#, escape(interval)));
            }
        }
        Cell::Absent => {}
        Cell::Hidden => {
            out.push_str(&format!(
                r#"<span class="hidden">{}</span>{}"#,
                escape(&hidden_short(view)),
                notes.mark(&view.hidden())
            ));
        }
        Cell::Undefined(reason) => {
            out.push('—');
            out.push_str(&notes.mark(reason));
        }
    }
}

/// "hidden (fewer than 10)".
fn hidden_short(view: &View<'_>) -> String {
    let least = i64::try_from(view.report.settings.suppress_below).unwrap_or(i64::MAX);
    view.say("html-hidden", &[("least", least.into())])
}

/// A number that leads to its method and tells its n and rule.
fn linked(out: &mut String, view: &View<'_>, number: &Number, text: &str) {
    let mut about = Vec::new();
    if let Some(n) = number.n {
        about.push(format!("n = {}", view.words.count(n)));
    }
    let rule = view.rules(&[number]);
    if !rule.is_empty() {
        about.push(rule);
    }
    let about = escape(&about.join(" · ")).into_owned();
    if view.report.methods.iter().any(|method| method.id == number.method) {
        out.push_str(&format!(
            r#"<a href="{}" tabindex="-1" title="{about}">{}</a>"#,
            escape(&method_address(view, &number.method)),
            escape(text)
        ));
    } else {
        out.push_str(&format!(r#"<span title="{about}">{}</span>"#, escape(text)));
    }
}

/// Where a count of respondents leads: to their answers, where they may be read.
fn opened(view: &View<'_>, entry: &Entry<'_>) -> Option<String> {
    let rows = view.links.as_ref()?.rows.as_ref()?;
    let group = entry.opens?;
    Some(if group.is_empty() { rows.clone() } else { format!("{rows}?by={}", encoded(group)) })
}

/// A text as a part of an address.
fn encoded(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    text.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

/// Where a method is explained: on a page of its own, or further down.
pub(super) fn method_address(view: &View<'_>, id: &str) -> String {
    match &view.links {
        Some(links) => format!("{}{}", links.method, encoded(id)),
        None => format!("#{}", method_anchor(id)),
    }
}

/// The anchor of a method.
pub(super) fn method_anchor(id: &str) -> String {
    let safe = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
    format!("method-{}", id.chars().map(safe).collect::<String>())
}

/// The line below a table: its rules for missing answers and its methods.
fn source(view: &View<'_>, numbers: &[&Number]) -> String {
    let mut parts = Vec::new();
    let rules = view.rules(numbers);
    if !rules.is_empty() {
        parts.push(escape(&view.say("html-rules", &[("rules", rules.into())])).into_owned());
    }
    let methods: Vec<String> = view
        .report
        .methods
        .iter()
        .filter(|method| numbers.iter().any(|number| number.method == method.id))
        .map(|method| {
            format!(r#"<a href="{}">{}</a>"#, escape(&method_address(view, &method.id)), escape(&method.title))
        })
        .collect();
    if !methods.is_empty() {
        parts.push(format!("{} {}.", escape(&view.text("html-method")), methods.join(", ")));
    }
    if parts.is_empty() {
        return String::new();
    }
    format!(r#"<p class="source">{}</p>"#, parts.join(" "))
}

/// Why cells have no number, each reason once, below its table.
#[derive(Default)]
struct Notes {
    reasons: Vec<String>,
}

impl Notes {
    fn mark(&mut self, reason: &str) -> String {
        let known = self.reasons.iter().position(|known| known == reason);
        let place = known.unwrap_or_else(|| {
            self.reasons.push(reason.to_owned());
            self.reasons.len() - 1
        });
        format!("<sup>{}</sup>", place + 1)
    }

    fn finish(self) -> String {
        if self.reasons.is_empty() {
            return String::new();
        }
        let mut out = String::from(r#"<p class="source">"#);
        for (place, reason) in self.reasons.iter().enumerate() {
            out.push_str(&format!("<sup>{}</sup> {} ", place + 1, escape(reason)));
        }
        out.push_str("</p>");
        out
    }
}

fn column_width(table: &Table<'_>, column: usize) -> f64 {
    let entries = table.rows.iter().filter_map(|row| row.entries.get(column));
    if entries.into_iter().any(|entry| entry.interval.is_some()) { 2.0 } else { 1.4 }
}

/// Whether a column holds words, which stand left.
fn wordy(table: &Table<'_>, column: usize) -> bool {
    table.rows.iter().filter_map(|row| row.entries.get(column)).any(|entry| entry.words)
}

/// A figure: the drawings for a page and a phone, and what it shows in words.
pub(super) fn figure(caption: &str, drawings: &[String]) -> String {
    format!(r"<figure>{}<figcaption>{}</figcaption></figure>", drawings.concat(), escape(caption))
}

/// Paragraphs of findings.
pub(super) fn paragraphs<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    texts.map(|text| format!(r#"<p class="lead">{}</p>"#, escape(text))).collect()
}

/// Something long that may be folded away on a screen and is always printed.
pub(super) fn folded(summary: &str, inside: &str) -> String {
    details("<details open>", summary, inside)
}

/// The same, closed until asked for, and left out of print.
pub(super) fn folded_away(summary: &str, inside: &str) -> String {
    details("<details>", summary, inside)
}

fn details(tag: &str, summary: &str, inside: &str) -> String {
    if inside.is_empty() {
        return String::new();
    }
    format!("{tag}<summary>{}</summary>{inside}</details>", escape(summary))
}
