//! `rater import FILE --wave ID`: the answers of a survey file into a wave; `rater import FILE --comments`: comments, read and sorted. The
//! same file again changes nothing.

use std::path::{Path, PathBuf};

use clap::ArgMatches;
use language::Words;
use sha2::{Digest, Sha256};
use store::comments::Channel;
use store::{Time, answers, instruments, people, surveys, waves};
use web::comments_file::{Done, Opened, Why};
use web::pages::desk::answers_file::{self, Stopped};

use super::keep::{Kept, count, id, lean_on_what_is_given, say, unread};
use crate::commands::listen::Told;
use crate::failure::{Failure, problem};

/// Refusals shown at the terminal.
const REFUSALS_SHOWN: usize = 5;

/// Runs the command: 0 done, 1 when something was refused.
pub fn run(matches: &ArgMatches, words: Words) -> Result<u8, Failure> {
    let Some(path) = matches.get_one::<PathBuf>("file") else {
        return Err(Failure::message("commands-usage-other", vec![]));
    };
    if matches.get_flag("comments") {
        return comments(matches, path, words);
    }
    let wave = id(matches.get_one::<String>("wave").map_or("", String::as_str))?;
    let kept = Kept::of(matches)?;
    let asked_wave = wave.clone();
    let (asked, language) = kept.read(move |tx, scope| {
        let wave = waves::get(tx, scope, &asked_wave)?;
        let asked = instruments::questionnaire(tx, scope, &wave.instrument, wave.instrument_version)?;
        Ok((asked, surveys::get(tx, scope, &wave.survey)?.language))
    })?;
    let bytes = std::fs::read(path).map_err(|error| unread(path, &error))?;
    let digest: [u8; 32] = Sha256::digest(&bytes).into();
    drop(bytes);
    let brought = answers_file::bring(path, &asked, &language, None, &mut |some| {
        let (some, wave, now, scope) = (some.to_vec(), wave.clone(), Time::now(), kept.scope.clone());
        kept.store.write(move |tx| answers::import(tx, &scope, &wave, &digest, &some, now)).wait()
    });
    let (file, done) = brought.map_err(|stopped| match stopped {
        Stopped::File(error) => Failure::from(error),
        Stopped::Store(error) => error.into(),
    })?;
    for note in &file.notes {
        problem(&note.sentence(words));
    }
    let arguments = [("added", count(done.added)), ("repeated", count(done.repeated)), ("blank", count(file.blank))];
    say(words, "housekeeping-import-done", &arguments)?;
    if file.refused_rows + file.refused_cells == 0 {
        return Ok(0);
    }
    let arguments = [("rows", count(file.refused_rows)), ("cells", count(file.refused_cells))];
    problem(&words.say("commands-refused", &arguments));
    for refusal in file.refusals.iter().take(REFUSALS_SHOWN) {
        problem(&format!("  {}", refusal.sentence(words)));
    }
    Ok(1)
}

/// Comments of any number: what the columns are taken for is said first, then how far it has come, and every reason in the end.
fn comments(matches: &ArgMatches, path: &Path, words: Words) -> Result<u8, Failure> {
    lean_on_what_is_given(matches, words)?;
    let kept = Kept::of(matches)?;
    let organisation = kept.read(people::organisation)?;
    let channel = matches.get_one::<String>("channel").and_then(|name| Channel::named(name)).unwrap_or(Channel::Other);
    let text = matches.get_one::<String>("text").map(String::as_str);
    let opened = Opened::new(path, text, channel, &organisation.zone)?;
    for (column, holds) in opened.taken_for(words) {
        problem(&format!("{column}: {holds}"));
    }
    let mut told = Told::new(words);
    let mut done = Done::default();
    let end = opened.bring(&kept.store, &kept.scope, &organisation.language, &mut |so_far| {
        told.tell(so_far.added + so_far.again + so_far.refused);
        done = so_far.clone();
    });
    let (done, why) = match end {
        Ok(done) => (done, None),
        Err(why) => (done, Some(why)),
    };
    let arguments = [("added", count(done.added)), ("repeated", count(done.again)), ("refused", count(done.refused))];
    say(words, "housekeeping-import-comments-done", &arguments)?;
    if 0 < done.without_layer {
        problem(&words.say("housekeeping-import-without-layer", &[("count", count(done.without_layer))]));
    }
    // Nowhere else are they listed.
    for (line, why) in &done.rows {
        let arguments = [("line", line.to_string().into()), ("reason", why.said(words).into())];
        problem(&words.say("customers-list-line", &arguments));
    }
    let more = done.refused - done.rows.len() as u64;
    if 0 < more {
        problem(&words.say("customers-list-more", &[("count", count(more))]));
    }
    match why {
        Some(why) => {
            problem(&words.text("comments-import-stopped"));
            Err(stopped(why, words))
        }
        None => Ok(u8::from(0 < done.refused)),
    }
}

fn stopped(why: Why, words: Words) -> Failure {
    match why {
        Why::File(error) => error.into(),
        Why::Store(error) => error.into(),
        Why::Row(..) => Failure::Sentences(vec![why.said(words)]),
    }
}
