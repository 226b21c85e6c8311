//! Importing a million comments, as an organisation would that comes from elsewhere: read, sorted, indexed and kept.
//!
//! Separate from reading clauses, of which nothing is kept. Comments have one to three made-up clauses and the dates of two years, in no
//! order, which is harder for the indexes than the order in which most programs give them out.

use std::fmt::Write;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use store::people::{self, NewOrganisation};
use store::{DatabaseUrl, Options, Store, Time};

use crate::shell::{Failure, While, output, target};

/// Comments that are imported, and when it is only to be seen whether it works.
const COMMENTS: usize = 1_000_000;
const COMMENTS_QUICK: usize = 20_000;
const DAYS: usize = 672;

/// Imports them; gives a section of the page.
pub fn run(folder: &Path, clauses: &[String], quick: bool) -> Result<String, Failure> {
    let comments = if quick { COMMENTS_QUICK } else { COMMENTS };
    let file = folder.join(format!("comments-{comments}.csv"));
    write(&file, clauses, comments)?;
    let databases = folder.join("import");
    let _ = std::fs::remove_dir_all(&databases);
    std::fs::create_dir_all(&databases).doing("Cannot make a folder for the database")?;
    let database = databases.join("rater.db");
    found(&database)?;
    let mut command = Command::new("/usr/bin/time");
    command.args(["-f", "%M", "-o"]).arg(databases.join("kilobytes")).arg(target().join("release/rater"));
    command.args(["--lang", "en", "import"]).arg(&file).arg("--comments");
    command.arg("--database").arg(format!("sqlite:{}", database.display()));
    let begin = Instant::now();
    let said = output(&mut command)?;
    let seconds = begin.elapsed().as_secs_f64();
    let added: String = said.split('.').next().unwrap_or_default().chars().filter(char::is_ascii_digit).collect();
    if added != comments.to_string() {
        return Err(Failure::new(format!("{comments} comments were to be imported: {said}")));
    }
    let kilobytes = std::fs::read_to_string(databases.join("kilobytes")).doing("Cannot read the memory it took")?;
    let megabytes = kilobytes.trim().parse::<f64>().doing("Cannot read the memory it took")? * 1024.0 / 1e6;
    let size = std::fs::metadata(&database).doing("Cannot see the database")?.len() as f64 / 1e6;
    std::fs::remove_dir_all(&databases).doing("Cannot remove the database")?;
    Ok(format!(
        "\n`rater import FILE --comments`: {comments} comments of one to three clauses, dated over two years in no order, into an empty\n\
         SQLite file: {seconds:.1} s, {:.0} comments a second, {megabytes:.0} MB of memory, a file of {size:.0} MB.\n",
        comments as f64 / seconds
    ))
}

/// A database with an organisation and nothing else.
fn found(path: &Path) -> Result<(), Failure> {
    let store =
        Store::open(&DatabaseUrl::Sqlite(path.to_owned()), &Options::default()).doing("Cannot make a database")?;
    let new = NewOrganisation { name: "Bench".into(), language: "en".into(), zone: "UTC".into(), sample: false };
    let made = store.write(move |tx| people::create_organisation(tx, &new, Time::now()).map(drop)).wait();
    made.doing("Cannot make an organisation")
}

/// A file of so many comments, each with a number of its own.
fn write(file: &Path, clauses: &[String], comments: usize) -> Result<(), Failure> {
    if file.exists() {
        return Ok(());
    }
    let mut text = String::from("id,date,branch,comment\n");
    for number in 0..comments {
        // Steps without a common divisor, so that neighbours have nothing in common.
        let day = number * 7_919 % DAYS;
        // Months of four weeks.
        let (year, month, day) = (2024 + day / 336, day % 336 / 28 + 1, day % 28 + 1);
        let some: Vec<&str> =
            (0..=number % 3).map(|part| clauses[(number * 3 + part * 5_003) % clauses.len()].as_str()).collect();
        let words = some.join(" ").replace('"', "\"\"");
        let _ = writeln!(text, "{number},{year}-{month:02}-{day:02},b{},\"{words} {number}.\"", number % 5);
    }
    std::fs::write(file, text).doing("Cannot write the comments")
}
