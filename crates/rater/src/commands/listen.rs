//! `rater listen FILE…`: comments sorted by factor and polarity, with the words that show it.
//!
//! It opens the files, finds the column of text, has every comment read on as many threads as there are, and writes. It decides
//! nothing about service quality itself.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use clap::ArgMatches;
use comments::{Reader, Reading, Scratch};
use exchange::{Cell, Column};
use language::Words;
use report::said::{self, Said};

use super::checks::{self, Format};
use super::output;
use crate::failure::{Failure, problem};

/// Comments that travel together, and after how many bytes they leave though they are fewer.
const BATCH: usize = 512;
const BATCH_BYTES: usize = 1 << 20;
/// A comment longer than this is read up to here and told.
const TEXT_BYTES_MAX: usize = 1 << 20;
/// After so many comments a person at a terminal hears of it.
const TOLD_EVERY: u64 = 50_000;

/// A comment as it stands in the file.
struct Comment {
    by: Vec<String>,
    text: String,
}

/// Comments that go out to be read, and what comes back.
type Batch = Vec<Comment>;
type Read = Vec<(Comment, Reading)>;

/// Runs the command: 0 done, 1 when something was refused.
pub fn run(matches: &ArgMatches, words: Words) -> Result<u8, Failure> {
    let (format, out) = (checks::format_of(matches)?, checks::out(matches));
    let files: Vec<PathBuf> = matches.get_many("files").map(|files| files.cloned().collect()).unwrap_or_default();
    let by: Vec<String> = matches.get_many("by").map(|by| by.cloned().collect()).unwrap_or_default();
    let names: Vec<String> =
        files.iter().map(|file| file.file_name().unwrap_or_default().to_string_lossy().into_owned()).collect();
    let title = matches.get_one::<String>("title").cloned().unwrap_or_else(|| names.join(", "));
    let mut said = Said::new(title, names, by.clone(), words);
    let expected = matches.get_one::<String>("language").and_then(|code| comments::Language::coded(code));
    if let Some(out) = out {
        checks::spares_the_input(out, matches)?;
    }
    let text = matches.get_one::<String>("text").map(String::as_str);
    let mut rows = (format == Format::Csv).then(|| Rows::open(out, &by)).transpose()?;
    for file in &files {
        listen(file, text, &by, expected, words, &mut said, rows.as_mut())?;
    }
    for refused in &said.refused {
        problem(refused);
    }
    match rows {
        Some(rows) => rows.close()?,
        None => output::write(out, render(&said, format, out)?.as_bytes())?,
    }
    if let Some(path) = out {
        problem(&words.say("commands-report-written", &[("path", path.display().to_string().into())]));
    }
    Ok(u8::from(!said.refused.is_empty()))
}

fn render(said: &Said, format: Format, out: Option<&Path>) -> Result<String, Failure> {
    Ok(match format {
        Format::Text => said::text(said, out.is_none() && std::io::IsTerminal::is_terminal(&std::io::stdout())),
        Format::Html => said::html(said),
        Format::Json => said::json(said),
        Format::Csv | Format::Spreadsheet => return Err(Failure::message("commands-usage-other", vec![])),
    })
}

/// Where the columns stand.
struct Places {
    text: usize,
    by: Vec<usize>,
}

/// Names that a column of comments has in the files people have.
const TEXT_NAMES: [&str; 24] = [
    "comment",
    "comments",
    "text",
    "review",
    "review_text",
    "reviewtext",
    "feedback",
    "message",
    "body",
    "content",
    "description",
    "komentar",
    "ulasan",
    "saran",
    "keluhan",
    "pesan",
    "teks",
    "comentario",
    "comentarios",
    "resena",
    "opinion",
    "mensaje",
    "texto",
    "verbatim",
];

/// Whether a column of this name holds comments.
fn is_text_name(name: &str) -> bool {
    TEXT_NAMES.contains(&comments::words::fold(name.trim()).as_str())
}

fn places(columns: &[Column], preview: &[Vec<String>], text: Option<&str>, by: &[String]) -> Result<Places, Failure> {
    let known = || columns.iter().map(|column| column.name.clone()).collect::<Vec<_>>().join(", ");
    let unknown = |name: &str| {
        Failure::message("commands-column-unknown", vec![("column", name.into()), ("columns", known().into())])
    };
    let find = |name: &str| exchange::column_named(columns, name);
    let by = by.iter().map(|name| find(name).ok_or_else(|| unknown(name))).collect::<Result<_, _>>()?;
    if let Some(name) = text {
        return Ok(Places { text: find(name).ok_or_else(|| unknown(name))?, by });
    }
    let named = columns.iter().position(|column| is_text_name(&column.name));
    let long = |place: usize| {
        let cells = preview.iter().filter_map(|row| row.get(place)).filter(|cell| cell.contains(' '));
        cells.map(|cell| cell.chars().count()).sum::<usize>()
    };
    let longest = (0..columns.len()).max_by_key(|place| long(*place)).filter(|place| 0 < long(*place));
    let text = named.or(longest);
    let none = || Failure::message("commands-listen-no-text", vec![("columns", known().into())]);
    Ok(Places { text: text.ok_or_else(none)?, by })
}

fn written(cell: &Cell<'_>) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => (*text).to_owned(),
        Cell::Number(number) => number.to_string(),
    }
}

/// The language in which most of a file is written; that of the reader where it does not tell.
fn language_of(text: &str, words: Words) -> comments::Language {
    let own = comments::Language::coded(words.language().code()).unwrap_or(comments::Language::English);
    comments::Language::of(text, &comments::words::Words::of(text), own)
}

/// Reads one file: comments go out in batches to the readers and come back in their order.
fn listen(
    file: &Path,
    text: Option<&str>,
    by: &[String],
    expected: Option<comments::Language>,
    words: Words,
    said: &mut Said,
    mut rows: Option<&mut Rows>,
) -> Result<(), Failure> {
    let mut records = exchange::open_comments(file, &is_text_name)?;
    let places = places(records.columns(), records.preview(), text, by)?;
    let expected = expected.unwrap_or_else(|| {
        let start: Vec<&str> =
            records.preview().iter().filter_map(|row| row.get(places.text)).map(String::as_str).collect();
        language_of(&start.join(" "), words)
    });
    let reader = Reader::builtin();
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    std::thread::scope(|scope| {
        let mut readers: Vec<(SyncSender<Batch>, Receiver<Read>)> = vec![];
        for _ in 0..threads {
            let (give, take) = sync_channel::<Batch>(2);
            let (back, done) = sync_channel(2);
            let reader = &reader;
            scope.spawn(move || {
                let mut scratch = Scratch::default();
                for batch in take {
                    let read = |comment: Comment| {
                        let reading = reader.read(&comment.text, expected, &mut scratch);
                        (comment, reading)
                    };
                    if back.send(batch.into_iter().map(read).collect::<Read>()).is_err() {
                        return;
                    }
                }
            });
            readers.push((give, done));
        }
        let mut seen = 0_u64;
        let mut told = Told::new(words);
        let mut collect = |batch: Read, said: &mut Said| -> Result<(), Failure> {
            for (comment, reading) in batch {
                said.add(&comment.text, &comment.by, &reading);
                seen += 1;
                if let Some(rows) = rows.as_deref_mut() {
                    rows.write(&said::csv_rows(said.comments, &comment.by, &comment.text, &reading))?;
                }
            }
            told.tell(seen);
            Ok(())
        };
        let (mut sent, mut got) = (0_usize, 0_usize);
        let mut batch = Vec::with_capacity(BATCH);
        let mut bytes = 0;
        let mut failed = None;
        let read = records.for_each(&mut |line, cells| {
            let mut text = cells.get(places.text).map(written).unwrap_or_default();
            if TEXT_BYTES_MAX < text.len() {
                text.truncate(text.floor_char_boundary(TEXT_BYTES_MAX));
                let line = i64::try_from(line).unwrap_or(i64::MAX);
                said.refused.push(words.say("commands-listen-long", &[("line", line.into())]));
            }
            let by = places.by.iter().map(|place| cells.get(*place).map(written).unwrap_or_default()).collect();
            bytes += text.len();
            batch.push(Comment { by, text });
            if batch.len() == BATCH || BATCH_BYTES <= bytes {
                bytes = 0;
                let full = std::mem::replace(&mut batch, Vec::with_capacity(BATCH));
                // Each reader holds at most two batches, so the oldest is taken back first.
                if 2 * threads <= sent - got {
                    if let Ok(done) = readers[got % threads].1.recv()
                        && failed.is_none()
                    {
                        failed = collect(done, said).err();
                    }
                    got += 1;
                }
                // A reader that is gone has panicked, and the scope will say so.
                let _ = readers[sent % threads].0.send(full);
                sent += 1;
            }
            Ok(())
        });
        if !batch.is_empty() {
            let _ = readers[sent % threads].0.send(batch);
            sent += 1;
        }
        while got < sent {
            if let Ok(done) = readers[got % threads].1.recv()
                && failed.is_none()
            {
                failed = collect(done, said).err();
            }
            got += 1;
        }
        drop(readers);
        read?;
        failed.map_or(Ok(()), Err)
    })
}

/// Rows that leave while comments are read.
struct Rows {
    file: Box<dyn Write>,
    /// The unfinished file and the name it is to have.
    draft: Option<(PathBuf, PathBuf)>,
}

impl Rows {
    fn open(out: Option<&Path>, by: &[String]) -> Result<Self, Failure> {
        let mut rows = match out {
            None => Self { file: Box::new(std::io::BufWriter::new(std::io::stdout())), draft: None },
            Some(path) => {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                let draft = path.with_file_name(format!(".{name}.{}.part", std::process::id()));
                let file = std::fs::File::create(&draft).map_err(|error| Self::failure(Some(path), &error))?;
                Self { file: Box::new(std::io::BufWriter::new(file)), draft: Some((draft, path.to_owned())) }
            }
        };
        rows.write(&said::csv_head(by))?;
        Ok(rows)
    }

    fn failure(path: Option<&Path>, error: &std::io::Error) -> Failure {
        match path {
            None if error.kind() == std::io::ErrorKind::BrokenPipe => Failure::OutputClosed,
            None => Failure::message("commands-cannot-print", vec![("reason", error.to_string().into())]),
            Some(path) => Failure::message(
                "commands-cannot-write",
                vec![("path", path.display().to_string().into()), ("reason", error.to_string().into())],
            ),
        }
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        let path = self.draft.as_ref().map(|(_, path)| path.clone());
        self.file.write_all(bytes).map_err(|error| Self::failure(path.as_deref(), &error))
    }

    /// The file gets its name only when it is whole.
    fn close(mut self) -> Result<(), Failure> {
        let path = self.draft.as_ref().map(|(_, path)| path.clone());
        self.file.flush().map_err(|error| Self::failure(path.as_deref(), &error))?;
        if let Some((draft, path)) = self.draft.take() {
            std::fs::rename(draft, &path).map_err(|error| Self::failure(Some(&path), &error))?;
        }
        Ok(())
    }
}

impl Drop for Rows {
    fn drop(&mut self) {
        if let Some((draft, _)) = self.draft.take() {
            // What is left of an interrupted run is nobody's file.
            let _ = std::fs::remove_file(draft);
        }
    }
}

/// How far it has come, for whoever waits at a terminal.
pub(super) struct Told {
    words: Words,
    next: u64,
    terminal: bool,
}

impl Told {
    pub(super) fn new(words: Words) -> Self {
        Self { words, next: TOLD_EVERY, terminal: std::io::IsTerminal::is_terminal(&std::io::stderr()) }
    }

    pub(super) fn tell(&mut self, seen: u64) {
        if self.terminal && self.next <= seen {
            let seen = i64::try_from(seen).unwrap_or(i64::MAX);
            problem(&self.words.say("commands-listen-progress", &[("comments", seen.into())]));
            self.next += TOLD_EVERY;
        }
    }
}
