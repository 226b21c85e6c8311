//! The report as one page: for a screen of any width, light or dark, and for paper.
//!
//! Separate from text, which is brief. One file with everything inside it: no script, nothing fetched from elsewhere. The
//! finding comes first, the numbers behind it after, the rules and refusals last.

pub mod board;
mod markup;
mod pictures;

use statistics::confirmation::invariance::CFI_FALL;
use statistics::missing::pattern::LOSS_FOR_IMPUTATION;

use super::text::{OPENING, outcome, subtitle};
use crate::{
    Estimator, FindingKind, MethodCard, Report,
    assemble::INVARIANCE_LEAST,
    chart::svg::escape,
    render::{
        tables::{self, Detail},
        view::{Style, View},
    },
};
use markup::{folded, folded_away, method_anchor, paragraphs, table};

/// The report as a self-contained HTML page.
#[must_use]
pub fn html(report: &Report) -> String {
    let view = View::new(report);
    let sections = sections(&view);
    let mut out = String::with_capacity(256 * 1024);
    head(&mut out, &view);
    cover(&mut out, &view, &sections);
    out.push_str("<main id=\"main\">");
    for section in &sections {
        let (id, title) = (section.id, escape(&section.title));
        out.push_str(&format!(
            r#"<section id="{id}" aria-labelledby="title-{id}"><h2 id="title-{id}">{title}</h2>{}</section>"#,
            section.body
        ));
    }
    out.push_str("</main>");
    foot(&mut out, &view);
    out
}

/// One section that has something to say.
struct Section {
    id: &'static str,
    title: String,
    body: String,
}

fn sections(view: &View<'_>) -> Vec<Section> {
    let named = [
        ("finding", "report-finding", finding(view)),
        ("dimensions", "report-section-dimensions", dimensions(view)),
        ("overall", "report-section-overall", overall(view)),
        ("outcomes", "report-section-outcomes", outcomes(view)),
        ("items", "report-section-items", items(view)),
        ("priorities", "report-section-priorities", priorities(view)),
        ("drivers", "report-section-drivers", drivers(view)),
        ("zone", "report-section-zone", zone(view)),
        ("provider", "report-section-provider", provider(view)),
        ("segments", "report-section-segments", segments(view)),
        ("waves", "report-section-waves", waves(view)),
        ("consistency", "report-section-consistency", consistency(view)),
        ("structure", "report-section-structure", structure(view)),
        ("measure", "report-section-measure", measure(view)),
        ("careful", "report-section-careful", careful(view)),
        ("data", "report-section-data", data(view)),
        ("quote", "report-section-quote", quote(view)),
        ("methods", "report-section-methods", methods(view)),
    ];
    named
        .into_iter()
        .filter(|(_, _, body)| !body.is_empty())
        .map(|(id, title, body)| Section { id, title: view.text(title), body })
        .collect()
}

fn title(report: &Report) -> &str {
    if report.title.is_empty() { &report.instrument.title } else { &report.title }
}

fn head(out: &mut String, view: &View<'_>) {
    out.push_str(&format!(
        r##"<!doctype html>
<html lang="{}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="generator" content="Rater"><title>{}</title><style>{}</style></head>
<body><a class="skip" href="#finding">{}</a>"##,
        view.words.language().code(),
        escape(title(view.report)),
        include_str!("page.css"),
        escape(&view.text("html-skip")),
    ));
}

/// The title page: what was measured, with what, on whom; and the way to each section.
fn cover(out: &mut String, view: &View<'_>, sections: &[Section]) {
    let report = view.report;
    out.push_str(&format!(
        r#"<header class="cover"><p class="kicker">{}</p><h1>{}</h1><dl class="facts">"#,
        escape(&view.text("html-kicker")),
        escape(title(report))
    ));
    for (what, value) in facts(view) {
        out.push_str(&fact(&what, &value));
    }
    out.push_str(&format!(r#"</dl><nav aria-label="{}"><ul>"#, escape(&view.text("html-contents"))));
    for section in sections {
        out.push_str(&format!(r##"<li><a href="#{}">{}</a></li>"##, section.id, escape(&section.title)));
    }
    out.push_str("</ul></nav></header>");
}

/// One fact and its name; a long one takes the room of two.
fn fact(what: &str, value: &str) -> String {
    let class = if 28 < value.chars().count() { r#" class="two""# } else { "" };
    format!("<div{class}><dt>{}</dt><dd>{}</dd></div>", escape(what), escape(value))
}

fn facts(view: &View<'_>) -> Vec<(String, String)> {
    let report = view.report;
    let count = |n: u64| view.words.count(i64::try_from(n).unwrap_or(i64::MAX));
    let mut facts = vec![
        ("html-fact-questionnaire", subtitle(view, false)),
        ("html-fact-respondents", count(report.data.respondents)),
    ];
    if !report.instrument.source.is_empty() {
        facts.push(("html-fact-source", report.instrument.source.clone()));
    }
    if let (Some(first), Some(last)) = (report.waves.first(), report.waves.last()) {
        let waves = if report.waves.len() == 1 {
            first.name.clone()
        } else {
            format!("{} ({} … {})", report.waves.len(), first.name, last.name)
        };
        facts.push(("html-fact-waves", waves));
    }
    if !report.segmentations.is_empty() {
        let titles: Vec<&str> = report.segmentations.iter().map(|s| s.title.as_str()).collect();
        facts.push(("html-fact-segments", titles.join(", ")));
    }
    if !report.data.files.is_empty() {
        facts.push(("html-fact-files", report.data.files.join(", ")));
    }
    facts.push(("html-fact-level", view.words.percent(report.settings.level, 0)));
    facts.into_iter().map(|(name, value)| (view.text(name), value)).collect()
}

fn finding(view: &View<'_>) -> String {
    let mut out = String::new();
    for (kind, question) in OPENING {
        let texts: Vec<_> = view.findings(kind).map(escape).collect();
        if !texts.is_empty() {
            let answers: String = texts.iter().map(|text| format!("<dd>{text}</dd>")).collect();
            let question = view.text(question);
            out.push_str(&format!(r#"<div><dt class="question">{}</dt>{answers}</div>"#, escape(&question)));
        }
    }
    if out.is_empty() {
        return format!(r#"<p class="lead">{}</p>"#, escape(&view.text("report-no-finding")));
    }
    format!(r#"<dl class="findings">{out}</dl>"#)
}

fn dimensions(view: &View<'_>) -> String {
    let summary = tables::dimensions(view, Detail::Full);
    if summary.is_empty() {
        return String::new();
    }
    let mut out = if view.shows("zone.adequacy") { String::new() } else { pictures::gap_of_dimensions(view) };
    out.push_str(&table(view, &view.text("html-table-dimensions"), &summary));
    if view.shows("gap.mean") {
        out.push_str(&smallest(view));
        let inside = table(view, &view.text("html-table-tests"), &tables::tests(view, false))
            + &table(view, &view.text("html-table-effects"), &tables::effects(view, false));
        out.push_str(&folded(&view.text("html-more-dimensions"), &inside));
    }
    out
}

/// What the verdicts mean.
fn smallest(view: &View<'_>) -> String {
    let smallest = view.write(view.report.settings.minimum_gap, Style::Plain(1));
    let words = view.say("report-legend-smallest", &[("smallest", smallest.into())]);
    format!(r#"<p class="source">{}</p>"#, escape(&words))
}

fn overall(view: &View<'_>) -> String {
    let inside = table(view, &view.text("html-table-overall"), &tables::overall(view));
    if inside.is_empty() {
        return inside;
    }
    format!("<p>{}</p>{inside}", escape(&view.text("html-overall")))
}

/// The overall judgements: everybody's, and those of groups and waves.
fn outcomes(view: &View<'_>) -> String {
    let everybody = table(view, &view.text("html-table-outcomes"), &tables::outcomes(view));
    everybody + &table(view, &view.text("html-table-outcomes-groups"), &tables::outcomes_of_groups(view))
}

fn items(view: &View<'_>) -> String {
    let list = tables::items(view, Detail::Full);
    if list.is_empty() {
        return String::new();
    }
    let mut out = table(view, &view.text("html-table-items"), &list);
    if !view.shows("zone.adequacy") {
        out.push_str(&pictures::gap_of_items(view));
    }
    if view.shows("gap.mean") {
        let inside = table(view, &view.text("html-table-tests"), &tables::tests(view, true))
            + &table(view, &view.text("html-table-effects"), &tables::effects(view, true));
        out.push_str(&folded(&view.text("html-more-items"), &inside));
    }
    out
}

fn priorities(view: &View<'_>) -> String {
    let mut out = String::new();
    for basis in tables::bases(view.report) {
        out.push_str(&format!("<h3>{}</h3>", escape(&view.text(tables::basis_name(basis)))));
        out.push_str(&pictures::quadrant(view, basis));
        let list = tables::priorities(view, basis, Detail::Full);
        out.push_str(&table(view, &view.text("html-table-priorities"), &list));
    }
    out
}

fn drivers(view: &View<'_>) -> String {
    if !view.shows_any(&["driver.lmg_share", "importance.points"]) {
        return String::new();
    }
    let words = outcome(view).map_or(String::new(), |words| format!("<p>{}</p>", escape(&words)));
    let regression = table(view, &view.text("html-table-regression"), &tables::regression(view));
    words
        + &table(view, &view.text("html-table-drivers"), &tables::drivers(view, Detail::Full))
        + &folded(&view.text("html-more-drivers"), &regression)
        + &table(view, &view.text("html-table-item-drivers"), &tables::item_drivers(view))
        + &contrast(view)
}

/// What is taken for granted, and what delights.
fn contrast(view: &View<'_>) -> String {
    let list = tables::contrast(view, Detail::Full);
    if list.is_empty() {
        return String::new();
    }
    let mut out = format!("<h3>{}</h3>", escape(&view.text("report-section-contrast")));
    out.push_str(&said(&tables::contrast_words(view)));
    out.push_str(&pictures::contrast(view));
    out.push_str(&table(view, &view.text("html-table-contrast"), &list));
    out.push_str(&note(tables::contrast_cuts(view)));
    out
}

/// Sentences as paragraphs.
fn said(sentences: &[String]) -> String {
    sentences.iter().map(|words| format!("<p>{}</p>", escape(words))).collect()
}

/// A note below a table.
fn note(words: Option<String>) -> String {
    words.map_or(String::new(), |words| format!(r#"<p class="source">{}</p>"#, escape(&words)))
}

fn zone(view: &View<'_>) -> String {
    if !view.shows("zone.adequacy") {
        return String::new();
    }
    let items = table(view, &view.text("html-table-zone-items"), &tables::zone(view, true, Detail::Full));
    pictures::zone(view)
        + &table(view, &view.text("html-table-zone"), &tables::zone(view, false, Detail::Full))
        + &folded(&view.text("html-more-items"), &items)
}

/// Where inside the shortfall is made: the sentence, the gaps as bars, the table.
fn provider(view: &View<'_>) -> String {
    let list = table(view, &view.text("html-table-provider"), &tables::provider(view, Detail::Full));
    if list.is_empty() {
        return list;
    }
    paragraphs(view.findings(FindingKind::Provider)) + &pictures::provider(view) + &list + &provider_legend(view)
}

fn provider_legend(view: &View<'_>) -> String {
    format!(r#"<p class="source">{}</p>"#, escape(&tables::provider_legend(view)))
}

/// Pairs of groups are unfolded up to this many groups.
const PAIRED_OPEN_MAX: usize = 4;

fn segments(view: &View<'_>) -> String {
    let mut out = paragraphs(view.findings(FindingKind::Segment));
    for segmentation in &view.report.segmentations {
        out.push_str(&format!("<h3>{}</h3>", escape(&segmentation.title)));
        let caption = if view.score() == "gap.mean" { "html-table-segments-gap" } else { "html-table-segments-level" };
        out.push_str(&table(
            view,
            &view.say(caption, &[("title", segmentation.title.as_str().into())]),
            &tables::segments(view, segmentation, Detail::Full),
        ));
        if 0 < segmentation.without {
            let without = i64::try_from(segmentation.without).unwrap_or(i64::MAX);
            let words = view.say("html-without-group", &[("count", without.into())]);
            out.push_str(&format!(r#"<p class="source">{}</p>"#, escape(&words)));
        }
        let title: [(&str, language::Argument); 1] = [("title", segmentation.title.as_str().into())];
        out.push_str(&pictures::funnel(view, segmentation));
        out.push_str(&table(view, &view.say("report-table-funnel", &title), &tables::funnel(view, segmentation)));
        out.push_str(&pictures::heat(view, segmentation));
        let pairs = table(view, &view.text("html-table-pairs"), &tables::pairs(view, segmentation));
        // Four groups have six pairs in each dimension; many more are for looking something up, not for reading.
        let shown = segmentation.levels.iter().filter(|level| !level.suppressed).count();
        let fold = if shown > PAIRED_OPEN_MAX { folded_away } else { folded };
        out.push_str(&fold(&view.text("html-more-pairs"), &pairs));
        out.push_str(&invariance(view, &segmentation.column));
    }
    out
}

fn waves(view: &View<'_>) -> String {
    let mut out = paragraphs(view.findings(FindingKind::Wave));
    if view.report.waves.is_empty() {
        return out;
    }
    let caption = if view.score() == "gap.mean" { "html-table-waves-gap" } else { "html-table-waves-level" };
    out.push_str(&pictures::trend(view));
    out.push_str(&table(view, &view.text(caption), &tables::waves(view, Detail::Full)));
    if let Some(last) = view.report.waves.last() {
        let caption = view.say("report-changes", &[("wave", last.name.as_str().into())]);
        out.push_str(&table(view, &caption, &tables::changes(view, &last.name)));
    }
    if 2 < view.report.waves.len() {
        let caption = view.text("html-table-changes");
        out.push_str(&table(view, &caption, &tables::every_change(view)));
    }
    out.push_str(&pictures::control(view));
    out.push_str(&table(view, &view.text("report-table-control"), &tables::control(view, Detail::Full)));
    let shares = table(view, &view.text(tables::share_name(view)), &tables::control_shares(view));
    if !shares.is_empty() {
        out.push_str(&folded(&view.text("html-more-control"), &(pictures::control_shares(view) + &shares)));
    }
    out.push_str(&invariance(view, ""));
    out
}

/// Whether groups, or waves, understand the questions alike: for whoever doubts a comparison.
fn invariance(view: &View<'_>, by: &str) -> String {
    let inside = table(view, &view.text("html-table-invariance"), &tables::invariance(view, by));
    if inside.is_empty() {
        return inside;
    }
    let arguments = [("least", INVARIANCE_LEAST.into()), ("fall", view.words.number(CFI_FALL, 2).into())];
    let note = format!(r#"<p class="source">{}</p>"#, escape(&view.say("html-invariance-note", &arguments)));
    folded(&view.text("html-more-invariance"), &(inside + &note))
}

fn consistency(view: &View<'_>) -> String {
    let mut out = paragraphs(view.findings(FindingKind::Consistency));
    let caption = view.text("html-table-consistency");
    let summary = table(view, &caption, &tables::consistency(view, Detail::Full));
    out.push_str(&summary);
    if !summary.is_empty() && view.shows("validity.critical_r") {
        out.push_str(&format!(r#"<p class="source">{}</p>"#, escape(&view.text("html-validity"))));
    }
    for battery in ["perception", "expectation"] {
        if view.shows(&format!("item_rest.{battery}")) {
            let caption = view.text(&format!("html-table-validity-{battery}"));
            out.push_str(&table(view, &caption, &tables::validity(view, battery)));
        }
    }
    out
}

/// Do the factors hold here: in words first, then the models, then what the factors are made of.
fn structure(view: &View<'_>) -> String {
    let mut out = paragraphs(view.findings(FindingKind::Structure));
    if !view.shows_any(&["structure.cfi", "structure.kmo"]) {
        return out;
    }
    let named = |name: &str, inside: &tables::Table<'_>| table(view, &view.text(name), inside);
    out.push_str(&named("html-table-models", &tables::models(view, Detail::Full)));
    if view.shows("structure.cfi") {
        out.push_str(&format!(r#"<p class="source">{}</p>"#, escape(&structure_note(view))));
    }
    out.push_str(&pictures::factor_correlations(view));
    let inside = named("html-table-convergence", &tables::convergence(view))
        + &named("html-table-htmt", &tables::factors(view, "structure.htmt"))
        + &named("html-table-factorability", &tables::factorability(view))
        + &named("html-table-loadings", &tables::loadings(view))
        + &named("html-table-explored", &tables::explored(view));
    out.push_str(&folded(&view.text("html-more-structure"), &inside));
    out
}

/// How the models were fitted, and what would take in those who were left out.
fn structure_note(view: &View<'_>) -> String {
    // A report made before there was a choice names none.
    let estimator = Estimator::named(&view.report.settings.estimator).unwrap_or_default();
    let how = view.text(&format!("html-structure-{}", estimator.name()));
    let mut note = vec![how, view.text("html-structure-note")];
    let complete = view.index.get("structure.cfi", "model:correlated").and_then(|number| number.n);
    let all = i64::try_from(view.report.data.respondents).unwrap_or(i64::MAX);
    let most = (1.0 - LOSS_FOR_IMPUTATION) * all as f64;
    if let Some(n) = complete.filter(|n| estimator == Estimator::default() && (*n as f64) < most) {
        let left_out = [("left", (all - n).into()), ("all", all.into())];
        note.push(view.say("html-structure-loss", &left_out));
    }
    note.join(" ")
}

fn measure(view: &View<'_>) -> String {
    let mut out = paragraphs(view.findings(FindingKind::Measure));
    if let Some(words) = tables::constraint(view) {
        out.push_str(&format!("<p>{}</p>", escape(&words)));
    }
    if view.shows_any(&["difference.reliability", "fit.r2_adjusted", "constraint.f"]) {
        out.push_str(&table(view, &view.text("html-table-fits"), &tables::fits(view)));
        let caption = view.text("html-table-difference");
        out.push_str(&table(view, &caption, &tables::difference(view, Detail::Full)));
        let restriction = table(view, &view.text("html-table-restriction"), &tables::restriction(view));
        out.push_str(&folded(&view.text("html-more-restriction"), &restriction));
    }
    let surface = table(view, &view.text("html-table-surface"), &tables::surface(view, Detail::Full));
    if !surface.is_empty() {
        let inside = said(tables::surface_words(view).as_slice()) + &surface + &note(Some(view.text("html-surface")));
        out.push_str(&folded(&view.text("html-more-surface"), &inside));
    }
    out
}

fn careful(view: &View<'_>) -> String {
    let signs = table(view, &view.text("html-table-careless"), &tables::careless(view));
    let caption = if view.score() == "gap.mean" { "html-table-careful" } else { "html-table-careful-level" };
    let indices = table(view, &view.text("html-table-indices"), &tables::indices(view));
    let indices = if indices.is_empty() { indices } else { indices + &note(Some(view.text("html-indices"))) };
    signs
        + &table(view, &view.text(caption), &tables::careful(view, Detail::Full))
        + &folded(&view.text("html-more-indices"), &indices)
}

fn data(view: &View<'_>) -> String {
    let mut out = paragraphs(view.findings(FindingKind::Data));
    out.push_str(r#"<dl class="facts">"#);
    for (what, value) in tables::data_lines(view) {
        out.push_str(&fact(&what, &value));
    }
    out.push_str("</dl>");
    out.push_str(&missing(view));
    out.push_str(&table(view, &view.text("html-table-weighted"), &tables::weighted(view)));
    out.push_str(&table(view, &view.text("html-table-response"), &tables::response(view)));
    out.push_str(&refused(view));
    out
}

/// Which answers are missing, and whether at random.
fn missing(view: &View<'_>) -> String {
    let patterns = table(view, &view.text("html-table-patterns"), &tables::patterns(view));
    let imputed = table(view, &view.text("html-table-imputed"), &tables::imputed(view));
    said(&tables::missing_words(view)) + &patterns + &imputed
}

/// Every listed refusal: where, what stood there, and why it was refused.
fn refused(view: &View<'_>) -> String {
    let data = &view.report.data;
    if data.refused.is_empty() {
        return String::new();
    }
    let caption = view.text("html-table-refused");
    let caption = escape(&caption);
    let mut out = format!(
        r#"<div class="scroll" role="region" tabindex="0" aria-label="{caption}"><table><caption><span>{caption}</span></caption><thead><tr>"#
    );
    for head in ["file", "line", "column", "value", "reason"] {
        let class = if head == "line" { "" } else { r#" class="w""# };
        let head = view.text(&format!("html-head-{head}"));
        out.push_str(&format!(r#"<th scope="col"{class}>{}</th>"#, escape(&head)));
    }
    out.push_str("</tr></thead><tbody>");
    let whole = view.text("html-whole-row");
    for refusal in &data.refused {
        let column = if refusal.column.is_empty() { &whole } else { &refusal.column };
        out.push_str(&format!(
            r#"<tr><th scope="row">{}</th><td>{}</td><td class="w">{}</td><td class="w wrap">{}</td><td class="w wrap">{}</td></tr>"#,
            escape(&refusal.file),
            refusal.line,
            escape(column),
            escape(&refusal.value),
            escape(&refusal.reason)
        ));
    }
    out.push_str("</tbody></table></div>");
    let more = tables::refused_beyond_the_list(view.report);
    if 0 < more {
        let more = i64::try_from(more).unwrap_or(i64::MAX);
        let words = view.say("report-refused-more", &[("count", more.into())]);
        out.push_str(&format!(r#"<p class="source">{}</p>"#, escape(&words)));
    }
    out
}

fn quote(view: &View<'_>) -> String {
    let paragraph = &view.report.method_paragraph;
    if paragraph.is_empty() {
        return String::new();
    }
    format!("<blockquote><p>{}</p></blockquote>", escape(paragraph))
}

/// The methods, each with what a reader who has nothing but this page needs of it.
fn methods(view: &View<'_>) -> String {
    if view.report.methods.is_empty() {
        return String::new();
    }
    let cards: String = view.report.methods.iter().map(|method| method_card(view, method)).collect();
    format!("<p>{}</p>{cards}", escape(&view.text("html-methods")))
}

fn method_card(view: &View<'_>, method: &MethodCard) -> String {
    // Formulas and sources are those of the page, which is in English.
    let formulas: String =
        method.formulas.iter().map(|formula| format!(r#"<pre lang="en">{}</pre>"#, escape(formula))).collect();
    let parts = [
        ("html-method-formula", formulas),
        ("html-method-unit", escape(&method.unit).into_owned()),
        ("html-method-source", in_english(&method.source)),
        ("html-method-page", format!("<code>{}</code>", escape(&method.page))),
    ];
    let told: String = parts
        .iter()
        .filter(|(_, part)| !part.is_empty())
        .map(|(name, part)| format!("<div><dt>{}</dt><dd>{part}</dd></div>", escape(&view.text(name))))
        .collect();
    let (id, title) = (method_anchor(&method.id), escape(&method.title));
    format!(r#"<div class="method" id="{id}"><h3>{title}</h3><dl>{told}</dl></div>"#)
}

fn in_english(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!(r#"<span lang="en">{}</span>"#, escape(text)) }
}

fn foot(out: &mut String, view: &View<'_>) {
    let settings = &view.report.settings;
    let written = |n: u64| view.words.count(i64::try_from(n).unwrap_or(i64::MAX));
    let words = view.say(
        "html-foot",
        &[
            ("format", view.report.format.as_str().into()),
            ("instrument", view.report.instrument.id.as_str().into()),
            ("version", view.report.instrument.version.as_str().into()),
            ("replicates", written(settings.replicates as u64).into()),
            ("seed", settings.seed.to_string().into()),
        ],
    );
    out.push_str(&format!("<footer><p>{}</p></footer></body></html>\n", escape(&words)));
}
