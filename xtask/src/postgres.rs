//! A PostgreSQL cluster of our own: made empty, started, and stopped when its owner lets go of it, also when a test failed.
//!
//! Separate, because tests, fault tests and benchmarks each need one. Its settings are those of a fresh installation, synced
//! commits included, so that what holds here holds elsewhere. It listens on this machine only, with a password made for
//! it, and never touches a cluster that is there already.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::shell::{Failure, While, fresh_folder, output, run, target};

/// Where Debian keeps the programs of each version.
const VERSIONS: &str = "/usr/lib/postgresql";
/// A path to a socket may be no longer.
const SOCKET_PATH_MAX: usize = 90;

/// A running cluster.
pub struct Cluster {
    programs: PathBuf,
    user: Option<User>,
    folder: PathBuf,
    url: String,
}

/// Whom the server runs as when we are root, which it refuses to be.
#[derive(Clone, Copy)]
struct User {
    user: u32,
    group: u32,
}

/// The folder with `initdb` and `pg_ctl` of the newest version that is installed.
pub fn programs() -> Option<PathBuf> {
    let versions = std::fs::read_dir(VERSIONS).ok()?.filter_map(|entry| Some(entry.ok()?.path()));
    let complete = versions.filter(|path| ["initdb", "pg_ctl"].iter().all(|name| path.join("bin").join(name).exists()));
    complete.max_by_key(|path| number(path)).map(|path| path.join("bin"))
}

fn number(version: &Path) -> u32 {
    version.file_name().and_then(|name| name.to_str()?.parse().ok()).unwrap_or_default()
}

impl Cluster {
    /// Makes an empty cluster in a folder of this name below `target`, and starts it.
    pub fn start(name: &str) -> Result<Self, Failure> {
        let programs =
            programs().ok_or_else(|| Failure::new("PostgreSQL is missing; install the package postgresql."))?;
        let user = unprivileged()?;
        stop_leftover(&programs, user, &target().join(name).join("data"));
        let folder = fresh_folder(name)?;
        let (password, port) = (password()?, free_port()?);
        let cluster =
            Self { programs, user, url: format!("postgres://rater:{password}@127.0.0.1:{port}/postgres"), folder };
        cluster.make(&password)?;
        cluster.settle(port)?;
        cluster.control(&["start", "-w", "-s", "-l"], Some(&cluster.folder.join("log")))?;
        Ok(cluster)
    }

    /// Its address, with the password.
    pub fn url(&self) -> &str {
        &self.url
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    fn make(&self, password: &str) -> Result<(), Failure> {
        let secret = self.folder.join("password");
        std::fs::write(&secret, password).doing("Cannot write the cluster's password")?;
        for path in [&self.folder, &secret] {
            self.give(path)?;
        }
        let mut command = self.command("initdb");
        command.args(["--username=rater", "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8", "--pwfile"]);
        output(command.arg(secret).arg("-D").arg(self.data())).map(|_| ()).map_err(|failure| {
            let folder = self.folder.display();
            Failure::new(format!("{failure}\nThe user that PostgreSQL runs as must be able to reach {folder}."))
        })
    }

    /// Adds where it listens to its settings.
    fn settle(&self, port: u16) -> Result<(), Failure> {
        let folder = self.folder.display().to_string();
        // The address that tests use is the loopback's; a path too long for a socket takes nothing from them.
        let sockets = if folder.len() <= SOCKET_PATH_MAX { folder.replace('\'', "''") } else { String::new() };
        let settings = format!(
            "port = {port}\nlisten_addresses = '127.0.0.1'\nunix_socket_directories = '{sockets}'\nmax_connections = 200\n"
        );
        let file = std::fs::OpenOptions::new().append(true).open(self.data().join("postgresql.conf"));
        file.and_then(|mut file| file.write_all(settings.as_bytes())).doing("Cannot write the cluster's settings")
    }

    fn control(&self, words: &[&str], log: Option<&Path>) -> Result<(), Failure> {
        let mut command = self.command("pg_ctl");
        run(command.args(words).args(log).arg("-D").arg(self.data()))
    }

    fn command(&self, program: &str) -> Command {
        command(&self.programs, program, self.user)
    }

    /// Makes a file belong to whom the server runs as.
    fn give(&self, path: &Path) -> Result<(), Failure> {
        let Some(User { user, group }) = self.user else { return Ok(()) };
        std::os::unix::fs::chown(path, Some(user), Some(group)).doing(format_args!("Cannot give {}", path.display()))
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // Nothing in it is worth more than the seconds it would take to stop politely.
        if let Err(failure) = self.control(&["stop", "-w", "-s", "-m", "immediate"], None) {
            eprintln!("{failure}");
        }
    }
}

/// Stops a cluster of ours that an interrupted run left behind.
fn stop_leftover(programs: &Path, user: Option<User>, data: &Path) {
    if data.join("postmaster.pid").exists() {
        let mut command = command(programs, "pg_ctl", user);
        // When it is not running any more there is nothing to stop, and the folder is made anew.
        let _ = command.args(["stop", "-w", "-s", "-m", "immediate", "-D"]).arg(data).output();
    }
}

fn command(programs: &Path, program: &str, user: Option<User>) -> Command {
    use std::os::unix::process::CommandExt;
    let mut command = Command::new(programs.join(program));
    if let Some(User { user, group }) = user {
        command.uid(user).gid(group);
    }
    command.current_dir("/");
    command
}

/// Somebody without rights, when we are root; ourselves otherwise.
fn unprivileged() -> Result<Option<User>, Failure> {
    let id = |words: &[&str]| output(Command::new("id").args(words)).ok().and_then(|text| text.trim().parse().ok());
    if id(&["-u"]) != Some(0) {
        return Ok(None);
    }
    let known = ["postgres", "nobody"].into_iter();
    let user = known.filter_map(|name| Some(User { user: id(&["-u", name])?, group: id(&["-g", name])? })).next();
    user.map(Some).ok_or_else(|| Failure::new("PostgreSQL will not run as root, and there is no user `nobody`."))
}

fn password() -> Result<String, Failure> {
    let mut bytes = [0; 16];
    let random = std::fs::File::open("/dev/urandom").and_then(|mut file| file.read_exact(&mut bytes));
    random.doing("Cannot make a password for the cluster")?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

fn free_port() -> Result<u16, Failure> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).doing("Cannot find a free port")?;
    listener.local_addr().map(|address| address.port()).doing("Cannot find a free port")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cluster_answers_while_it_is_held_and_is_gone_afterwards() {
        // The setup of `cargo xtask test` sees to it that there are programs; a plain `cargo test` asks for nothing.
        let Some(programs) = programs() else { return };
        let cluster = Cluster::start("test-postgres-itself").expect("a cluster starts");
        let url = cluster.url().to_owned();
        let data = cluster.data();
        let asked = |sql: &str| {
            let mut psql = Command::new(programs.join("psql"));
            psql.args(["-X", "-A", "-t", "-c", sql, &url])
                .output()
                .map(|output| (output.status.success(), String::from_utf8_lossy(&output.stdout).trim().to_owned()))
        };
        let settings = "SELECT current_setting('fsync') || current_setting('synchronous_commit') || current_user";
        assert_eq!(asked(settings).expect("psql is there"), (true, "ononrater".to_owned()));
        // Whoever interrupts a run leaves a server behind; the next run of the same name stops it.
        let process = std::fs::read_to_string(data.join("postmaster.pid")).expect("it runs");
        std::mem::forget(cluster);
        let again = Cluster::start("test-postgres-itself").expect("a cluster starts over a forgotten one");
        let process = process.lines().next().expect("a number").to_owned();
        assert!(!runs(&process));
        assert!(!asked("SELECT 1").expect("psql is there").0);
        let url = again.url().to_owned();
        drop(again);
        let mut psql = Command::new(programs.join("psql"));
        assert!(!psql.args(["-X", "-c", "SELECT 1", &url]).output().expect("psql is there").status.success());
    }

    /// Whether a process with this number still does something. One that ended and that nobody has waited for keeps its
    /// number, as a zombie: in a container whose first process waits for nobody, for ever.
    fn runs(process: &str) -> bool {
        let state = std::fs::read_to_string(Path::new("/proc").join(process).join("stat")).unwrap_or_default();
        // The name comes before it, in brackets, and may hold anything.
        state.rsplit_once(')').is_some_and(|(_, rest)| !rest.trim_start().starts_with(['Z', 'X']))
    }

    #[test]
    fn the_tenth_version_is_newer_than_the_ninth() {
        let newest = ["/usr/lib/postgresql/9", "/usr/lib/postgresql/15", "/usr/lib/postgresql/doc"];
        assert_eq!(newest.iter().max_by_key(|path| number(Path::new(path))), Some(&"/usr/lib/postgresql/15"));
    }
}
