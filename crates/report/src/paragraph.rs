//! The method paragraph, ready to quote in a thesis or a report: what was asked, of whom, and by which rules.

use language::Words;

use crate::value::{Report, SubjectKind};

/// The paragraph in the report's language.
#[must_use]
pub fn paragraph(report: &Report, words: Words) -> String {
    let instrument = &report.instrument;
    let items = report.subjects.iter().filter(|subject| subject.kind == SubjectKind::Item).count();
    let arguments = [
        ("instrument", instrument.title.as_str().into()),
        ("version", instrument.version.as_str().into()),
        ("items", (items as i64).into()),
        ("dimensions", (report.dimensions().count() as i64).into()),
        ("min", i64::from(instrument.scale_min).into()),
        ("max", i64::from(instrument.scale_max).into()),
        ("records", (report.data.records as i64).into()),
        ("n", (report.data.respondents as i64).into()),
    ];
    let main = if report.has("expectation") && report.has("perception") {
        "findings-paragraph-gap"
    } else if report.has("minimum") && report.has("desired") {
        "findings-paragraph-zone"
    } else {
        "findings-paragraph-perception"
    };
    let mut sentences = vec![words.say(main, &arguments)];
    if report.numbers.iter().any(|number| number.statistic == "driver.lmg" && number.value.is_some()) {
        let arguments = [
            ("outcome", instrument.outcome.as_str().into()),
            ("replicates", (report.settings.replicates as i64).into()),
            ("seed", report.settings.seed.to_string().into()),
        ];
        sentences.push(words.say("findings-paragraph-drivers", &arguments));
    }
    if report.numbers.iter().any(|number| number.statistic == "item_driver.lmg_share" && number.value.is_some()) {
        sentences.push(words.text("findings-paragraph-item-drivers"));
    }
    if !report.segmentations.is_empty() {
        let least = [("least", (report.settings.suppress_below as i64).into())];
        sentences.push(words.say("findings-paragraph-segments", &least));
    }
    let program = [("program", env!("CARGO_PKG_VERSION").into())];
    sentences.push(words.say("findings-paragraph-program", &program));
    sentences.join(" ")
}
