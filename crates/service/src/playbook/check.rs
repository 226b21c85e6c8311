//! What the parts of a playbook must be to each other: every step once and in time, amends in proportion, and no sentence that
//! holds words to avoid.
//!
//! Separate from `parse`, which reads each part alone. It mends nothing and guesses nothing.

use std::collections::BTreeSet;

use super::parse::{WRONG_MINUTES, WRONG_PERCENT};
use super::problem::ProblemKind;
use super::reader::Notes;
use super::{Avoid, Playbook, Severity};
use crate::recovery::{LEVEL_MAX, Step};

/// Notes everything that does not fit together.
pub(super) fn check(playbook: &Playbook, notes: &mut Notes) {
    check_head(playbook, notes);
    check_steps(playbook, notes);
    check_times(playbook, notes);
    check_amends(playbook, notes);
    check_words(playbook, notes);
}

fn check_head(playbook: &Playbook, notes: &mut Notes) {
    let sign = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    if !playbook.id.bytes().all(sign) {
        notes.note("id", ProblemKind::BadId { id: playbook.id.clone() });
    }
    let rising = playbook.escalate_minutes_open.is_sorted_by(|earlier, later| earlier < later);
    if !rising || usize::from(LEVEL_MAX) < playbook.escalate_minutes_open.len() {
        notes.note("escalate_minutes_open", ProblemKind::Escalation { most: LEVEL_MAX });
    }
}

fn check_steps(playbook: &Playbook, notes: &mut Notes) {
    let mut seen = BTreeSet::new();
    for (number, guide) in playbook.steps.iter().enumerate() {
        let step = guide.step.name();
        if !seen.insert(guide.step) {
            notes.note(&format!("steps[#{}]", number + 1), ProblemKind::StepTwice { step });
        }
    }
    for step in Step::ALL.into_iter().filter(|step| !seen.contains(step)) {
        notes.note("", ProblemKind::StepAbsent { step: step.name() });
    }
}

/// Every step counts from the same beginning, so a later one cannot be due earlier.
fn check_times(playbook: &Playbook, notes: &mut Notes) {
    for pair in playbook.steps.windows(2) {
        let [before, after] = pair else { continue };
        if after.minutes_open < before.minutes_open && after.minutes_open != WRONG_MINUTES {
            let kind = ProblemKind::DueTooEarly { before: before.step.name(), minutes_open: before.minutes_open };
            notes.note(&format!("steps[{}].minutes_open", after.step.name()), kind);
        }
    }
}

fn check_amends(playbook: &Playbook, notes: &mut Notes) {
    let mut lesser: Option<(Severity, u8)> = None;
    for severity in Severity::ALL {
        let Some(most) = playbook.offers(severity).map(|amends| amends.limit_percent).max() else {
            notes.note("amends", ProblemKind::SeverityAbsent { severity: severity.name() });
            continue;
        };
        if most == WRONG_PERCENT {
            continue;
        }
        if let Some((severity, limit_percent)) = lesser.filter(|(_, limit)| most < *limit) {
            notes.note("amends", ProblemKind::OutOfProportion { lesser: severity.name(), limit_percent });
        }
        lesser = Some((severity, most));
    }
}

fn check_words(playbook: &Playbook, notes: &mut Notes) {
    for guide in &playbook.steps {
        for (number, avoid) in guide.avoid.iter().enumerate() {
            let other = format!("steps[{}].avoid[#{}]", guide.step.name(), number + 1);
            check_avoided(playbook, avoid, &other, notes);
        }
    }
}

/// Words that one step says to avoid are no better in another.
fn check_avoided(playbook: &Playbook, avoid: &Avoid, other: &str, notes: &mut Notes) {
    for (language, words) in &avoid.words.0 {
        for guide in &playbook.steps {
            let sentences = guide.say.0.get(language).map_or(&[][..], Vec::as_slice);
            if sentences.iter().any(|sentence| holds(sentence, words)) {
                let place = format!("steps[{}].say.{language}", guide.step.name());
                let (language, words, other) = (language.clone(), words.clone(), other.to_owned());
                notes.note(&place, ProblemKind::AvoidedWords { language, words, other });
            }
        }
    }
}

/// Whether a sentence holds the words one after the other, however they are capitalised and whatever stands between them.
pub(super) fn holds(sentence: &str, words: &str) -> bool {
    let (sentence, words) = (split(sentence), split(words));
    !words.is_empty() && sentence.windows(words.len()).any(|window| window == words)
}

fn split(text: &str) -> Vec<String> {
    // An apostrophe is part of its word, whichever of the two is written.
    let text = text.to_lowercase().replace(['\'', '’'], "");
    text.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::super::{Problem, builtin_source};
    use super::*;

    fn source() -> &'static str {
        builtin_source("general").unwrap_or_default()
    }

    fn problems(text: &str) -> Vec<Problem> {
        Playbook::parse(text).err().unwrap_or_default()
    }

    fn line<'t>(file: &'t str, problem: &Problem) -> &'t str {
        usize::try_from(problem.line).ok().and_then(|line| file.lines().nth(line - 1)).unwrap_or_default()
    }

    /// Breaks the general playbook where `from` stands first and compares the problems: place, the line it points at, kind.
    fn check(from: &str, to: &str, expected: &[(&str, &str, ProblemKind)]) {
        assert!(source().contains(from), "nothing to break: {from}");
        let broken = source().replacen(from, to, 1);
        let problems = problems(&broken);
        let found: Vec<_> =
            problems.iter().map(|found| (found.place.as_str(), line(&broken, found), found.kind.clone())).collect();
        assert_eq!(found, expected);
    }

    fn text(text: &str) -> String {
        text.to_owned()
    }

    #[test]
    fn a_file_of_another_kind_is_told_so() {
        let wrong = ProblemKind::WrongFormat { found: text("rater.instrument/1") };
        check("rater.playbook/1", "rater.instrument/1", &[("format", "format = \"rater.instrument/1\"", wrong)]);
        let [absent] = &problems("id = \"own\"\n")[..] else { panic!("one problem is enough") };
        assert_eq!(absent.kind, ProblemKind::WrongFormat { found: String::new() });
        assert_eq!(problems("")[0].kind, ProblemKind::EmptyFile);
        assert_eq!(problems("id = ")[0].kind.code(), "playbook-syntax");
    }

    #[test]
    fn every_step_is_there_once() {
        let listen = "step = \"listen\"";
        let unknown = ProblemKind::UnknownWord { found: text("lisen"), known: Step::ALL.map(Step::name).join(", ") };
        let absent = ProblemKind::StepAbsent { step: "listen" };
        check(
            listen,
            "step = \"lisen\"",
            &[
                (
                    "",
                    "# For every case that has no playbook of its own. Copy it, give the copy another id, and change what you like.",
                    absent.clone(),
                ),
                ("steps[lisen].step", "step = \"lisen\"", unknown),
            ],
        );
        let twice = ProblemKind::StepTwice { step: "acknowledge" };
        let found = problems(&source().replacen(listen, "step = \"acknowledge\"", 1));
        let kinds: Vec<_> = found.into_iter().map(|problem| problem.kind).collect();
        assert_eq!(kinds, [absent, twice]);
    }

    #[test]
    fn a_later_step_is_not_due_earlier_and_every_step_has_its_time() {
        let early = ProblemKind::DueTooEarly { before: "acknowledge", minutes_open: 120 };
        check(
            "minutes_open = 240",
            "minutes_open = 119",
            &[("steps[listen].minutes_open", "minutes_open = 119", early)],
        );
        let outside = ProblemKind::Outside { min: 1, max: 525_600 };
        check(
            "minutes_open = 240",
            "minutes_open = -1",
            &[("steps[listen].minutes_open", "minutes_open = -1", outside)],
        );
        let whole = ProblemKind::WrongType { expected: "whole" };
        check(
            "minutes_open = 240",
            "minutes_open = \"4 hours\"",
            &[("steps[listen].minutes_open", "minutes_open = \"4 hours\"", whole)],
        );
    }

    #[test]
    fn every_text_is_in_every_declared_language_and_no_other() {
        let missing = ProblemKind::MissingLanguage { languages: text("id") };
        check(
            "title.id = \"Memulihkan kekecewaan pelanggan\"\n",
            "",
            &[("title", "title.en = \"Making good\"", missing)],
        );
        let undeclared = ProblemKind::UndeclaredLanguage { language: text("nl"), known: text("en, id, es") };
        check(
            "title.id =",
            "title.nl = \"Goedmaken\"\ntitle.id =",
            &[("title.nl", "title.nl = \"Goedmaken\"", undeclared)],
        );
    }

    #[test]
    fn there_is_something_to_say_and_it_can_be_read() {
        let nothing = "say.en = []";
        let from = "say.en = [\n    \"What do you need most right now?\",\n    \"This is what I can do for you at once: [what you can do]. Shall I?\",\n]";
        check(from, nothing, &[("steps[fix-person].say.en", nothing, ProblemKind::Empty)]);
        let blank = "why.en = \" \"";
        let from = "why.en = \"It is a formula, and speaks as if perhaps nothing had happened. Name what happened.\"";
        check(from, blank, &[("steps[acknowledge].avoid[#1].why.en", blank, ProblemKind::Empty)]);
        let nul = "title.en = \"Making\\u0000good\"";
        check("title.en = \"Making good\"", nul, &[("", nul, ProblemKind::ControlCharacter)]);
    }

    #[test]
    fn words_to_avoid_are_said_in_no_step() {
        let said = "\"I'm sorry for Any  INCONVENIENCE, truly.\",";
        let (language, words) = (text("en"), text("any inconvenience"));
        let kind = ProblemKind::AvoidedWords { language, words, other: text("steps[acknowledge].avoid[#1]") };
        check("\"What do you need most right now?\",", said, &[("steps[fix-person].say.en", "say.en = [", kind)]);
    }

    #[test]
    fn words_are_found_as_words_and_not_as_pieces() {
        assert!(holds("Then it’s only a day.", "it's only"));
        assert!(holds("Bapak/Ibu, tunggu sebentar!", "TUNGGU sebentar"));
        assert!(!holds("We list all prices.", "is all"));
        assert!(!holds("Are you quite sure?", "are you sure"));
        assert!(!holds("Anything.", "…"));
    }

    #[test]
    fn amends_grow_with_the_harm() {
        let kind = ProblemKind::OutOfProportion { lesser: "slight", limit_percent: 31 };
        check("limit_percent = 10", "limit_percent = 31", &[("amends", "[[amends]]", kind)]);
        let outside = ProblemKind::Outside { min: 0, max: 100 };
        check(
            "limit_percent = 50",
            "limit_percent = 101",
            &[("amends[#4].limit_percent", "limit_percent = 101", outside)],
        );
        let absent = ProblemKind::SeverityAbsent { severity: "grave" };
        check("severity = \"grave\"", "severity = \"serious\"", &[("amends", "[[amends]]", absent)]);
    }

    #[test]
    fn levels_come_one_after_the_other_and_end() {
        let kind = ProblemKind::Escalation { most: LEVEL_MAX };
        for times in ["[480, 480]", "[1, 2, 3, 4, 5, 6]"] {
            let line = format!("escalate_minutes_open = {times}");
            let from = "escalate_minutes_open = [480, 1440, 2880]";
            check(from, &line, &[("escalate_minutes_open", &line, kind.clone())]);
        }
    }

    #[test]
    fn all_problems_are_named_at_once_in_the_order_of_the_lines() {
        let broken = source()
            .replacen("id = \"general\"", "id = \"Our own\"", 1)
            .replacen("languages = [\"en\", \"id\", \"es\"]", "langs = [\"en\"]", 1)
            .replacen("[[steps]]", "[applies]\nchannels = [\"fax\"]\norigin = []\n\n[[steps]]", 1)
            .replacen("severity = \"slight\"", "severity = 1", 1);
        let found: Vec<_> =
            problems(&broken).iter().map(|problem| (problem.kind.code(), problem.place.clone())).collect();
        let expected = [
            ("playbook-missing-key", ""),
            ("playbook-bad-id", "id"),
            ("playbook-unknown-key", "langs"),
            ("playbook-unknown-word", "applies.channels"),
            ("playbook-unknown-key", "applies.origin"),
            ("playbook-wrong-type", "amends[#1].severity"),
        ];
        assert_eq!(found, expected.map(|(code, place)| (code, text(place))));
    }

    #[test]
    fn a_text_stands_in_for_one_that_is_absent() {
        let title = &Playbook::parse(source()).unwrap_or_else(|problems| panic!("{problems:?}")).title;
        assert_eq!((title.get("es"), title.get("nl")), ("Reparar lo que salió mal", "Making good"));
        // A house that writes in its own language only has that everywhere.
        let own = source().replace("languages = [\"en\", \"id\", \"es\"]", "languages = [\"id\"]");
        let foreign = problems(&own);
        assert!(foreign.iter().all(|problem| problem.kind.code() == "playbook-undeclared-language"));
    }
}
