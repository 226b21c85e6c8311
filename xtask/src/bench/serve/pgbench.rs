//! What the same PostgreSQL does without us: rows of like width, inserted one to a transaction by its own benchmark.
//!
//! Separate, because it is the measuring stick. The table has the columns, the key and the index of our answers.

use std::path::Path;
use std::process::Command;

use super::waits::Waits;
use crate::postgres::{Cluster, programs};
use crate::shell::{Failure, While, fresh_folder, output};

const TABLE: &str = "CREATE TABLE IF NOT EXISTS like_answers (organisation BIGINT NOT NULL, wave BIGINT NOT NULL, \
    sequence BIGSERIAL NOT NULL, attempt BYTEA NOT NULL, received_at BIGINT NOT NULL, state BIGINT NOT NULL, \
    way BIGINT NOT NULL, seconds BIGINT, language TEXT NOT NULL, codes BYTEA NOT NULL, segments BYTEA NOT NULL, \
    comment TEXT, fields TEXT, invitee TEXT, aside TEXT, PRIMARY KEY (organisation, wave, sequence)); \
    CREATE UNIQUE INDEX IF NOT EXISTS like_answers_by_attempt ON like_answers (organisation, attempt)";

/// What pgbench did.
pub struct Inserted {
    pub per_second: f64,
    pub waits: Waits,
}

/// Inserts rows with so many codes by so many connections for so long.
pub fn insert(cluster: &Cluster, codes: usize, connections: usize, seconds: u64) -> Result<Inserted, Failure> {
    let programs = programs().ok_or_else(|| Failure::new("PostgreSQL is missing."))?;
    output(Command::new(programs.join("psql")).args(["-X", "-q", "-c", TABLE]).arg(cluster.url()))?;
    let folder = fresh_folder("bench-pgbench")?;
    let script = folder.join("insert.sql");
    let text = format!(
        "INSERT INTO like_answers (organisation, wave, attempt, received_at, state, way, seconds, language, codes, segments) \
         VALUES (1, 1, uuid_send(gen_random_uuid()), 1763800000000, 0, 0, 60, 'en', decode('{}', 'hex'), decode('0300', 'hex'));\n",
        "05".repeat(codes)
    );
    std::fs::write(&script, text).doing("Cannot write the script of pgbench")?;
    let mut command = Command::new(programs.join("pgbench"));
    command.args(["--no-vacuum", "--protocol=prepared", "--log", "--jobs=2"]);
    command.arg(format!("--client={connections}")).arg(format!("--time={seconds}"));
    command.arg("--log-prefix").arg(folder.join("log")).arg("--file").arg(&script).arg(cluster.url());
    // One client needs one thread only, and pgbench insists on no more threads than clients.
    if connections == 1 {
        command.arg("--jobs=1");
    }
    output(&mut command)?;
    let waits = logged(&folder)?;
    let per_second = waits.len() as f64 / seconds as f64;
    Ok(Inserted { per_second, waits: Waits::new(waits) })
}

/// Seconds of each transaction, from pgbench's log.
fn logged(folder: &Path) -> Result<Vec<f64>, Failure> {
    let mut waits = vec![];
    for entry in std::fs::read_dir(folder).doing("Cannot read the log of pgbench")? {
        let entry = entry.doing("Cannot read the log of pgbench")?;
        if entry.file_name().to_string_lossy().starts_with("log.") {
            let text = std::fs::read_to_string(entry.path()).doing("Cannot read the log of pgbench")?;
            waits.extend(text.lines().filter_map(wait_in));
        }
    }
    Ok(waits)
}

/// `client transaction microseconds script seconds microseconds`.
fn wait_in(line: &str) -> Option<f64> {
    line.split(' ').nth(2)?.parse::<f64>().ok().map(|microseconds| microseconds / 1e6)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_third_number_of_a_line_is_the_wait() {
        assert_eq!(wait_in("0 199 2241 0 1175850568 995598"), Some(0.002241));
        assert_eq!(wait_in("0 201 skipped 0 1175850569 608"), None);
    }
}
