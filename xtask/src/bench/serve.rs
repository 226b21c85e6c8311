//! What the server does: answers a second that are on the disk, the board over millions of answers, memory, start, size.
//!
//! Separate from the benchmark of reading files. It runs the released program and asks it as a browser would, by the
//! loopback; beside it, on the same PostgreSQL, runs pgbench. A run whose acknowledged answers are not all in the database
//! is no result. Other work on the machine spoils the figures, so its load is told with them.

mod client;
mod load;
mod pgbench;
mod server;
mod waits;

use std::fmt;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::postgres::Cluster;
use crate::shell::{Failure, While, cargo, fresh_folder, run as start};
use client::Connection;
use load::{Carried, Pace, Target};
use server::{Filled, Server};
use waits::Waits;

const PULSE: &str = "rater-pulse";
const LONG: &str = "servqual";
/// Connections at once.
const CONNECTIONS: [usize; 3] = [1, 32, 128];
/// Answers a second at their own pace, as many as a large airport has.
const PACE: f64 = 300.0;

/// How much is measured.
struct Extent {
    /// Seconds of each load.
    seconds: f64,
    /// Looks at each board.
    looks: usize,
    /// Answers in a pulse: few, many, and most.
    pulses: [u64; 3],
    /// Answers in the long questionnaire: few and many.
    longs: [u64; 2],
}

const WHOLE: Extent =
    Extent { seconds: 10.0, looks: 200, pulses: [10_000, 1_000_000, 10_000_000], longs: [10_000, 1_000_000] };
const QUICK: Extent =
    Extent { seconds: 2.0, looks: 30, pulses: [10_000, 100_000, 1_000_000], longs: [10_000, 100_000] };

/// Runs it, and gives the page.
pub fn run(quick: bool) -> Result<String, Failure> {
    let extent = if quick { QUICK } else { WHOLE };
    start(&mut cargo("build --release --package rater --bin rater --example filled_store"))?;
    let folder = fresh_folder("bench-serve")?;
    let mut page = opening(&folder)?;
    page.push_str(&smallness(&folder)?);
    page.push_str(&answers(&folder, &extent)?);
    page.push_str(&boards(&folder, &extent)?);
    tell(&mut page, format_args!("\nLoad of the machine at the end: {}.", load_average()));
    std::fs::remove_dir_all(&folder).doing("Cannot remove the databases")?;
    Ok(page)
}

/// Adds a line to the page, and prints it: who waits for minutes sees how far it is.
fn tell(page: &mut String, line: fmt::Arguments<'_>) {
    let line = line.to_string();
    println!("{line}");
    page.push_str(&line);
    page.push('\n');
}

fn sqlite(folder: &Path, name: &str) -> String {
    format!("sqlite:{}", folder.join(name).with_extension("db").display())
}

/// What the figures depend on: the processors, the disk, and what else runs.
fn opening(folder: &Path) -> Result<String, Failure> {
    let synced = synced(folder)?;
    Ok(format!(
        "# Benchmarks of the server\n\nOne run of `cargo xtask bench --serve` on {} cores, client and database on the same machine. An answer is one request\n\
         with the whole form, as the page's script sends it; it counts when its reply is complete, which comes after its commit was\n\
         synced, and all that counted were found in the database afterwards. Waits are in milliseconds.\n\n\
         One synced write of 4 kB on this disk: p50 {:.2}, p99 {:.2}. Load of the machine at the beginning: {}.\n",
        std::thread::available_parallelism().map_or(1, usize::from),
        synced.milliseconds(500),
        synced.milliseconds(990),
        load_average(),
    ))
}

/// How long the disk takes for the least that can be lost.
fn synced(folder: &Path) -> Result<Waits, Failure> {
    use std::io::Write as _;
    let mut file = std::fs::File::create(folder.join("synced")).doing("Cannot write to the disk")?;
    let waits = (0..200).map(|_| {
        let begun = Instant::now();
        file.write_all(&[7; 4096]).and_then(|()| file.sync_data()).doing("Cannot write to the disk")?;
        Ok(begun.elapsed().as_secs_f64())
    });
    waits.collect::<Result<Vec<f64>, Failure>>().map(Waits::new)
}

/// What else runs: the mean number of busy programs over one, five and fifteen minutes.
pub(super) fn load_average() -> String {
    let text = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split(' ').take(3).collect::<Vec<_>>().join(", ")
}

/// Size, start and memory of a server that nobody uses.
fn smallness(folder: &Path) -> Result<String, Failure> {
    let bytes = std::fs::metadata(server::program()).doing("Cannot find the program")?.len();
    let mut page = "\n## Size, start, memory\n\n| | is | aim |\n|---|---:|---:|\n".to_owned();
    tell(&mut page, format_args!("| binary, MB | {:.1} | ≤ 40 |", bytes as f64 / 1e6));
    let empty = Filled::make(&sqlite(folder, "empty"), PULSE, 0)?;
    let fresh = Server::first_page(&sqlite(folder, "fresh"))?;
    let again: Result<Vec<f64>, Failure> = (0..9).map(|_| Server::first_page(&empty.url)).collect();
    let again = Waits::new(again?.into_iter().map(|milliseconds| milliseconds / 1e3).collect());
    tell(&mut page, format_args!("| start to first page, new database, ms | {fresh:.0} | ≤ 200 |"));
    tell(
        &mut page,
        format_args!("| start to first page, median of nine, ms | {:.0} | ≤ 200 |", again.milliseconds(500)),
    );
    let server = Server::start(&empty.url)?;
    let mut visitor = Connection::open(server.address)?;
    visitor.get("/signin", "")?;
    visitor.get(&format!("/s/{}", empty.token), "")?;
    std::thread::sleep(Duration::from_secs(3));
    tell(&mut page, format_args!("| memory, idle, MB | {:.0} | ≤ 50 |", server.megabytes()?));
    Ok(page)
}

/// Answers a second.
fn answers(folder: &Path, extent: &Extent) -> Result<String, Failure> {
    let mut page = "\n## Durable answers a second\n\n\
        | database | questionnaire | connections | answers/s | p50 | p99 | p99.9 | memory, MB |\n|---|---|---:|---:|---:|---:|---:|---:|\n"
        .to_owned();
    for (instrument, name) in [(PULSE, "pulse"), (LONG, "44 items")] {
        let filled = Filled::make(&sqlite(folder, &format!("answers-{instrument}")), instrument, 0)?;
        page.push_str(&loads(&filled, "SQLite", name, extent)?);
    }
    for (instrument, name, codes) in [(PULSE, "pulse", 5), (LONG, "44 items", 52)] {
        let cluster = Cluster::start("bench-postgres")?;
        let filled = Filled::make(cluster.url(), instrument, 0)?;
        page.push_str(&loads(&filled, "PostgreSQL", name, extent)?);
        for connections in CONNECTIONS {
            let done = pgbench::insert(&cluster, codes, connections, extent.seconds as u64)?;
            let waits = waited(&done.waits);
            tell(
                &mut page,
                format_args!("| pgbench | row like {name} | {connections} | {:.0} | {waits} | |", done.per_second),
            );
        }
    }
    tell(
        &mut page,
        format_args!(
            "\nAims: ≥ 1500 answers/s at the most; at {PACE:.0} a second, each at its own time, p50 ≤ 10, p99 ≤ 50, p99.9 ≤ 150.\n\
         pgbench inserts rows of like width with the same key and index, one to a transaction, without HTTP and without looking whether\n\
         the answer may be taken."
        ),
    );
    Ok(page)
}

/// Each number of connections, and a steady pace; all that was acknowledged must be there.
fn loads(filled: &Filled, database: &str, name: &str, extent: &Extent) -> Result<String, Failure> {
    let mut rows = String::new();
    let mut acknowledged = 0;
    {
        let server = Server::start(&filled.url)?;
        let target = Target { address: server.address, token: &filled.token, forms: &filled.forms };
        let paces =
            CONNECTIONS.map(|connections| (connections, Pace::Closed)).into_iter().chain([(32, Pace::Open(PACE))]);
        for (connections, pace) in paces {
            let done = load::carry(target, connections, pace, extent.seconds)?;
            acknowledged += done.acknowledged;
            let memory = server.megabytes()?;
            tell(
                &mut rows,
                format_args!(
                    "| {database} | {name} | {} | {} | {memory:.0} |",
                    paced(connections, pace),
                    carried(&done)
                ),
            );
        }
    }
    let there = filled.count()?;
    if there != acknowledged {
        return Err(Failure::new(format!("{database}: {acknowledged} answers were acknowledged, {there} are there.")));
    }
    Ok(rows)
}

fn paced(connections: usize, pace: Pace) -> String {
    match pace {
        Pace::Closed => connections.to_string(),
        Pace::Open(rate) => format!("{connections}, at {rate:.0}/s"),
    }
}

fn carried(done: &Carried) -> String {
    format!("{:.0} | {}", done.per_second, waited(&done.waits))
}

fn waited(waits: &Waits) -> String {
    let [half, most, nearly_all] = [500, 990, 999].map(|per_mille| waits.milliseconds(per_mille));
    format!("{half:.1} | {most:.1} | {nearly_all:.1}")
}

/// A board, and how long somebody waited for it.
struct Board {
    filled: Filled,
    server: Server,
    answers: u64,
    staff: Connection,
    somebody: Connection,
    first: f64,
    again: Vec<f64>,
}

impl Board {
    /// A new server on such a database, and the first look.
    fn new(filled: Filled, answers: u64) -> Result<Self, Failure> {
        let server = Server::start(&filled.url)?;
        let (staff, somebody) = (Connection::open(server.address)?, Connection::open(server.address)?);
        let mut board = Self { filled, server, answers, staff, somebody, first: 0.0, again: vec![] };
        board.first = board.look()? * 1e3;
        Ok(board)
    }

    fn look(&mut self) -> Result<f64, Failure> {
        let begun = Instant::now();
        self.staff.get(&format!("/board/{}", self.filled.wave), &self.filled.session)?;
        Ok(begun.elapsed().as_secs_f64())
    }

    /// One more answer, and one more look.
    fn look_again(&mut self) -> Result<(), Failure> {
        let form = &self.filled.forms[self.again.len() % self.filled.forms.len()];
        self.somebody.send_answer(&self.filled.token, &load::attempt(), form)?;
        let waited = self.look()?;
        self.again.push(waited);
        Ok(())
    }
}

/// The board with few, many and most answers. They take turns, so that what else the machine does meets all of them.
fn boards(folder: &Path, extent: &Extent) -> Result<String, Failure> {
    let mut page = "\n## The board\n\nThe first look is the first page of a new process. Between any two of the other looks an answer came; the boards\n\
        of one questionnaire take turns.\n\n\
        | questionnaire | answers | first look | p50 | p99 | p50 to the fewest | p99 to the fewest | memory, MB | sums from rows, s |\n\
        |---|---:|---:|---:|---:|---:|---:|---:|---:|\n"
        .to_owned();
    for (instrument, name, sizes) in [(PULSE, "pulse", &extent.pulses[..]), (LONG, "44 items", &extent.longs[..])] {
        let fill = |answers: &u64| {
            let url = sqlite(folder, &format!("board-{instrument}-{answers}"));
            Filled::make(&url, instrument, *answers).map(|filled| (filled, *answers))
        };
        let filled = sizes.iter().map(fill).collect::<Result<Vec<_>, _>>()?;
        // Only then: a server does not wait for somebody who says nothing for minutes.
        let boards = filled.into_iter().map(|(filled, answers)| Board::new(filled, answers));
        let mut boards = boards.collect::<Result<Vec<_>, _>>()?;
        for _ in 0..extent.looks {
            boards.iter_mut().try_for_each(Board::look_again)?;
        }
        let mut fewest = None;
        for board in &boards {
            let waits = Waits::new(board.again.clone());
            let [half, most] = [500, 990].map(|per_mille| waits.milliseconds(per_mille));
            let (of_half, of_most) = *fewest.get_or_insert((half, most));
            let added_up = board.filled.added_up.map_or_else(String::new, |seconds| format!("{seconds:.1}"));
            tell(
                &mut page,
                format_args!(
                    "| {name} | {} | {:.0} | {half:.1} | {most:.1} | {:.2} | {:.2} | {:.0} | {added_up} |",
                    board.answers,
                    board.first,
                    half / of_half,
                    most / of_most,
                    board.server.megabytes()?,
                ),
            );
        }
        if let Some(Board { filled, server, .. }) = boards.last().filter(|_| instrument == LONG) {
            page.push_str(&under_load(server, filled, extent)?);
        }
    }
    tell(
        &mut page,
        format_args!("\nAims: all sizes within 1.20 of the fewest; memory with 10^6 answers ≤ 100; first look ≤ 1000."),
    );
    Ok(page)
}

/// With a million answers there, the steady pace while somebody keeps the board open.
fn under_load(server: &Server, filled: &Filled, extent: &Extent) -> Result<String, Failure> {
    let target = Target { address: server.address, token: &filled.token, forms: &filled.forms };
    let done = std::sync::atomic::AtomicBool::new(false);
    let (load, looks) = std::thread::scope(|scope| {
        let looking = scope.spawn(|| -> Result<Waits, Failure> {
            let mut staff = Connection::open(server.address)?;
            let mut waits = vec![];
            while !done.load(std::sync::atomic::Ordering::Acquire) {
                let begun = Instant::now();
                staff.get(&format!("/board/{}", filled.wave), &filled.session)?;
                waits.push(begun.elapsed().as_secs_f64());
                std::thread::sleep(Duration::from_secs(1));
            }
            Ok(Waits::new(waits))
        });
        let load = load::carry(target, 32, Pace::Open(PACE), extent.seconds);
        done.store(true, std::sync::atomic::Ordering::Release);
        (load, looking.join())
    });
    let looks = looks.map_err(|_| Failure::new("Nobody looked at the board."))??;
    let load = load?;
    let memory = server.megabytes()?;
    Ok(format!(
        "| 44 items, {PACE:.0} answers/s meanwhile | | | {:.1} | {:.1} | | | {memory:.0} | |\n| … and those who answer | | | {:.1} | {:.1} | | | | |\n",
        looks.milliseconds(500),
        looks.milliseconds(990),
        load.waits.milliseconds(500),
        load.waits.milliseconds(990),
    ))
}
