//! What the tests need on this machine, and how it gets there.
//!
//! Separate from the tests, so that a new need is one entry of [`NEEDS`]. It installs from the system's own packages and
//! only where it may; otherwise it says in one sentence what a person has to install.

use std::process::Command;

use crate::postgres;
use crate::shell::{Failure, answers, output, run};

/// A program that the tests start, and the Debian packages that bring it.
pub struct Need {
    /// The program, as it is started.
    pub program: &'static str,
    /// What it is needed for.
    pub purpose: &'static str,
    /// The Debian packages.
    pub packages: &'static [&'static str],
    /// Whether it is there.
    pub there: fn() -> bool,
}

/// Everything the tests need besides Rust.
pub const NEEDS: &[Need] = &[
    Need {
        program: "chromedriver",
        purpose: "walking through the web application as a person would",
        packages: &["chromium-driver"],
        there: || answers("chromedriver"),
    },
    Need {
        program: "chromium",
        purpose: "looking at reports as a reader would",
        packages: &["chromium", "fonts-liberation"],
        there: || answers("chromium"),
    },
    Need {
        program: "pg_ctl",
        purpose: "testing the store on PostgreSQL",
        packages: &["postgresql"],
        there: || postgres::programs().is_some(),
    },
    Need {
        program: "python3",
        purpose: "holding due times against another calculator",
        packages: &["python3"],
        there: || answers("python3"),
    },
    Need {
        program: "zoneinfo",
        purpose: "the time zones of that calculator",
        packages: &["tzdata"],
        there: || std::path::Path::new("/usr/share/zoneinfo/UTC").exists(),
    },
];

/// Brings what is missing.
pub fn all() -> Result<(), Failure> {
    NEEDS.iter().try_for_each(bring)
}

/// Brings one thing, unless it is there.
pub fn bring(need: &Need) -> Result<(), Failure> {
    if (need.there)() { Ok(()) } else { install(need) }
}

fn install(need: &Need) -> Result<(), Failure> {
    let Need { program, purpose, packages, .. } = need;
    println!("`{program}` is missing; it is needed for {purpose}.");
    let by_hand = || Failure::new(format!("Install {}, for {purpose}, and run this again.", packages.join(" and ")));
    if !answers("apt-get") {
        return Err(by_hand());
    }
    run(apt().ok_or_else(by_hand)?.arg("update"))?;
    let mut install = apt().ok_or_else(by_hand)?;
    run(install.args(["install", "-y", "--no-install-recommends"]).args(*packages))
}

/// `apt-get`, as whoever may use it; nothing when this user may not.
fn apt() -> Option<Command> {
    let mut command = if output(Command::new("id").arg("-u")).is_ok_and(|user| user.trim() == "0") {
        Command::new("apt-get")
    } else {
        let may = Command::new("sudo").args(["-n", "true"]).status().is_ok_and(|status| status.success());
        let mut sudo = may.then(|| Command::new("sudo"))?;
        sudo.args(["-n", "apt-get"]);
        sudo
    };
    command.env("DEBIAN_FRONTEND", "noninteractive").arg("-q");
    Some(command)
}
