//! A comment in a real browser: left on the feedback page, sorted in the inbox, corrected, and made a case; a note of what somebody heard;
//! a file. It gives the pages that are to be looked at.
//!
//! Separate from serving, where ours begin: here a stranger does. Reading itself is tested where it lives.

use std::time::{Duration, Instant};

use serde_json::json;

use super::driver::Browser;
use super::server::Server;
use crate::shell::Failure;

/// Walks the path; gives pages by name.
pub fn listen(browser: &Browser, server: &Server) -> Result<Vec<(String, String)>, Failure> {
    let base = &server.base;
    browser.size(390, 844)?;
    browser.dark(false)?;
    browser.open(&format!("{base}/comments/page"))?;
    browser.wait(".poster .address a")?;
    let door = browser.script("return document.querySelector('.poster .address a').pathname", json!([]))?;
    let door = format!("{base}{}", door.as_str().unwrap_or_default());
    browser.open(&door)?;
    browser.wait("#words")?;
    browser.fill("#words", "Nobody answered the phone for two days. The nurse was very kind.")?;
    send(browser, "form.fields")?;
    browser.wait(".receipt .reference")?;

    browser.open(&format!("{base}/comments"))?;
    browser.wait("li[data-comment] mark")?;
    let one = browser.script("return document.querySelector('li[data-comment] .open a').href", json!([]))?;
    let one = one.as_str().unwrap_or_default().to_owned();
    browser.open(&one)?;
    browser.wait("#clause-0 form.correct")?;
    let correct = "const form = document.querySelector('#clause-0 form.correct'); form.empathy.checked = true; \
                   form.responsiveness.checked = true; form.querySelector('[value=complaint]').checked = true; form.requestSubmit()";
    browser.script(correct, json!([]))?;
    until(browser, "return document.querySelector('ul.history li') !== null", "the correction is not kept")?;
    send(browser, "form[action$='/case']")?;
    let opened =
        "return document.querySelector(\"a[href^='/comments/']\") !== null && location.pathname.startsWith('/cases/')";
    until(browser, opened, "the case does not lead back to the comment")?;

    browser.open(&format!("{base}/comments/new"))?;
    browser.fill("#words", "Kursi di ruang tunggu nyaman sekali.")?;
    send(browser, "main form.fields")?;
    browser.wait(".clauses")?;
    println!("listening: a comment was left, sorted, corrected and made a case");
    Ok([
        ("comments", format!("{base}/comments")),
        ("comments-compliments", format!("{base}/comments?polarity=compliment")),
        ("comment", one),
        ("comment-new", format!("{base}/comments/new")),
        ("comments-import", format!("{base}/comments/import")),
        ("comments-themes", format!("{base}/comments/themes")),
        ("comments-words", format!("{base}/comments/words")),
        ("comments-mailboxes", format!("{base}/comments/mailboxes")),
        ("comments-agreement", format!("{base}/comments/agreement")),
        ("comments-guide", format!("{base}/comments/guide")),
        ("comments-page", format!("{base}/comments/page")),
        ("feedback", door.clone()),
        ("feedback-thanks", format!("{door}?done=0123-4567")),
    ]
    .map(|(name, address)| (name.to_owned(), address))
    .into())
}

fn send(browser: &Browser, form: &str) -> Result<(), Failure> {
    browser.script("document.querySelector(arguments[0]).requestSubmit()", json!([form])).map(drop)
}

/// Waits for what a script says, as long as for an element.
fn until(browser: &Browser, script: &str, otherwise: &str) -> Result<(), Failure> {
    let begun = Instant::now();
    loop {
        // A page that is being left answers nothing; the next look will.
        if let Ok(found) = browser.script(script, json!([]))
            && found.as_bool() == Some(true)
        {
            return Ok(());
        }
        if Duration::from_secs(20) < begun.elapsed() {
            return Err(Failure::new(otherwise));
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}
