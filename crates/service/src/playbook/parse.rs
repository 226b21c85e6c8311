//! From TOML to a checked playbook.
//!
//! Separate from the playbook, so that everything behind this border holds one that is known to be whole. It reads what is
//! written and leaves what the parts must be to each other to `check`. It opens no file.

use toml::de::DeTable;

use super::check::check;
use super::problem::{Problem, ProblemKind};
use super::reader::{Notes, Reader, note_invisible};
use super::{Amends, Applies, Avoid, Guide, Playbook, Severity};
use crate::Factor;
use crate::recovery::{Channel, Origin, Step};

/// The first line of every playbook.
const FORMAT: &str = "rater.playbook/1";

/// Minutes for a step: a year without a closing hour, which nobody should need.
const MINUTES: (u32, u32) = (1, 525_600);

/// Stands for a time that is wrong by itself, so that it is not said to be too early as well.
pub(super) const WRONG_MINUTES: u32 = 0;

/// Stands for a limit that is wrong by itself, so that it is not said to be out of proportion as well.
pub(super) const WRONG_PERCENT: u8 = u8::MAX;

pub(super) fn parse(text: &str) -> Result<Playbook, Vec<Problem>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut notes = Notes::new(text);
    let playbook = examine(text, &mut notes);
    let mut problems = notes.problems;
    problems.sort_by(|a, b| (a.line, &a.place).cmp(&(b.line, &b.place)));
    match playbook {
        Some(playbook) if problems.is_empty() => Ok(playbook),
        _ => Err(problems),
    }
}

/// Notes what is wrong; stops where all that follows would only be problems that are not there.
fn examine(text: &str, notes: &mut Notes) -> Option<Playbook> {
    let (table, errors) = DeTable::parse_recoverable(text);
    // What follows the first error is mostly the same error again, line after line.
    let place = |error: &toml::de::Error| error.span().map_or(0, |span| span.start);
    if let Some(first) = errors.iter().min_by_key(|error| place(error)) {
        notes.note_at(place(first), ProblemKind::Syntax { message: first.message().to_owned() });
        return None;
    }
    if table.get_ref().is_empty() {
        notes.note("", ProblemKind::EmptyFile);
        return None;
    }
    note_invisible(table.get_ref(), notes);
    let mut root = Reader::new(table.get_ref(), String::new(), 0, notes);
    if !root.has("format") {
        notes.note("", ProblemKind::WrongFormat { found: String::new() });
        return None;
    }
    let found = root.text("format", notes);
    if found != FORMAT {
        notes.note("format", ProblemKind::WrongFormat { found });
        return None;
    }
    let playbook = read(&mut root, notes);
    root.finish(notes);
    check(&playbook, notes);
    Some(playbook)
}

fn read(root: &mut Reader<'_>, notes: &mut Notes) -> Playbook {
    notes.languages = root.list("languages", notes);
    Playbook {
        id: root.text("id", notes),
        languages: notes.languages.clone(),
        title: root.localized("title", notes),
        applies: read_applies(root, notes),
        escalate_minutes_open: root.wholes("escalate_minutes_open", MINUTES, notes),
        steps: read_steps(root, notes),
        amends: read_amends(root, notes),
    }
}

fn read_applies(root: &mut Reader<'_>, notes: &mut Notes) -> Applies {
    let Some(mut table) = root.table("applies", notes) else { return Applies::default() };
    let applies = Applies {
        origins: table.words("origins", &Origin::ALL.map(|origin| (origin.name(), origin)), notes),
        factors: table.words("factors", &Factor::ALL.map(|factor| (factor.name(), factor)), notes),
        channels: table.words("channels", &Channel::ALL.map(|channel| (channel.name(), channel)), notes),
        behaves_badly: table.truth("behaves_badly", notes),
    };
    table.finish(notes);
    applies
}

fn read_steps(root: &mut Reader<'_>, notes: &mut Notes) -> Vec<Guide> {
    let tables = root.tables("steps", "step", notes);
    tables.into_iter().filter_map(|table| read_step(table, notes)).collect()
}

fn read_step(mut table: Reader<'_>, notes: &mut Notes) -> Option<Guide> {
    let step = table.word("step", &Step::ALL.map(|step| (step.name(), step)), notes);
    let minutes_open = table.whole("minutes_open", MINUTES, notes);
    let (what, say) = (table.localized("what", notes), table.sentences("say", notes));
    let avoid = table.tables("avoid", "", notes).into_iter().map(|avoid| read_avoid(avoid, notes)).collect();
    table.finish(notes);
    // A step whose time is wrong is there all the same, or it would be said to be absent as well.
    let minutes_open = minutes_open.unwrap_or(WRONG_MINUTES);
    Some(Guide { step: step?, minutes_open, what, say, avoid })
}

fn read_avoid(mut table: Reader<'_>, notes: &mut Notes) -> Avoid {
    let avoid = Avoid { words: table.localized("words", notes), why: table.localized("why", notes) };
    table.finish(notes);
    avoid
}

fn read_amends(root: &mut Reader<'_>, notes: &mut Notes) -> Vec<Amends> {
    // Several offers may be of one severity, so their numbers tell them apart.
    let tables = root.tables("amends", "", notes);
    tables.into_iter().filter_map(|table| read_offer(table, notes)).collect()
}

fn read_offer(mut table: Reader<'_>, notes: &mut Notes) -> Option<Amends> {
    let severity = table.word("severity", &Severity::ALL.map(|severity| (severity.name(), severity)), notes);
    let percent = table.whole("limit_percent", (0, 100), notes);
    let offer = table.localized("offer", notes);
    table.finish(notes);
    let limit_percent = percent.and_then(|percent| u8::try_from(percent).ok()).unwrap_or(WRONG_PERCENT);
    Some(Amends { severity: severity?, limit_percent, offer })
}
