//! Chromium without a window: pictures, paper, and what a page becomes.
//!
//! Separate from what is asked of a page. Each start has a new, empty profile below `target/` and no reach to the
//! network; a browser that does not come back is ended after a minute.

use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use crate::shell::{Failure, While, fresh_folder};

/// Whether the reader prefers dark pages.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Dark {
    /// Dark.
    Yes,
    /// Light.
    No,
}

/// The window a picture is taken of.
pub struct Page {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// Light or dark.
    pub dark: Dark,
}

const FLAGS: &[&str] = &[
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--enable-logging=stderr",
];
const PATIENCE: Duration = Duration::from_secs(60);

/// The page as the browser has it after its scripts ran, and what it said meanwhile.
pub struct Visit {
    /// The document as text.
    pub document: String,
    /// Lines of the console.
    pub console: Vec<String>,
}

/// Opens a page and gives back its document.
pub fn visit(page: &Path) -> Result<Visit, Failure> {
    let (document, said) = start(&["--virtual-time-budget=10000", "--dump-dom"], page)?;
    let console = said.lines().filter(|line| line.contains(":CONSOLE")).map(str::to_owned).collect();
    Ok(Visit { document, console })
}

/// A picture of a page.
pub fn picture(page: &Path, to: &Path, size: Page) -> Result<(), Failure> {
    let window = format!("--window-size={},{}", size.width, size.height);
    let scheme = format!("--blink-settings=preferredColorScheme={}", if size.dark == Dark::Yes { 0 } else { 1 });
    start(&[&window, &scheme, &format!("--screenshot={}", to.display())], page)?;
    made(to)
}

/// A page on paper.
pub fn print(page: &Path, to: &Path) -> Result<(), Failure> {
    start(&["--no-pdf-header-footer", &format!("--print-to-pdf={}", to.display())], page)?;
    made(to)
}

fn made(file: &Path) -> Result<(), Failure> {
    if file.exists() { Ok(()) } else { Err(Failure::new(format!("Chromium made no {}.", file.display()))) }
}

fn start(flags: &[&str], page: &Path) -> Result<(String, String), Failure> {
    static VISITS: AtomicU32 = AtomicU32::new(0);
    let name = format!("chromium/{}-{}", std::process::id(), VISITS.fetch_add(1, Ordering::Relaxed));
    let folder = fresh_folder(&name)?;
    let (out, err) = (folder.join("out"), folder.join("err"));
    let file = |path: &Path| std::fs::File::create(path).doing("Cannot keep what Chromium says");
    let mut command = Command::new("chromium");
    command.args(FLAGS).args(flags).arg(format!("--user-data-dir={}", folder.join("profile").display()));
    command.arg(format!("file://{}", page.display()));
    command.stdin(Stdio::null()).stdout(file(&out)?).stderr(file(&err)?);
    let mut browser = command.spawn().doing("Cannot start chromium")?;
    let begun = Instant::now();
    let status = loop {
        if let Some(status) = browser.try_wait().doing("Cannot wait for chromium")? {
            break status;
        }
        if begun.elapsed() > PATIENCE {
            browser.kill().and_then(|()| browser.wait()).doing("Cannot end chromium")?;
            return Err(Failure::new(format!("Chromium did not come back from {}.", page.display())));
        }
        std::thread::sleep(Duration::from_millis(20));
    };
    let read = |path: &Path| std::fs::read(path).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    let said = (read(&out).doing("Cannot read Chromium's page")?, read(&err).doing("Cannot read Chromium's log")?);
    // The profile is some megabytes per visit; a failure to remove it is no failure of the page.
    let _ = std::fs::remove_dir_all(&folder);
    if status.success() { Ok(said) } else { Err(Failure::new(format!("Chromium ended with {status}.\n{}", said.1))) }
}
