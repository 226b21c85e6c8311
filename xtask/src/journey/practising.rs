//! Practice in a real browser: the challenge of the week is taken up, done and looked back on; a definition of great service is written; a
//! lesson is read.
//!
//! Separate from serving, because nobody is served here. It gives the pages that are to be looked at; who may read what is tested over the
//! router.

use std::time::{Duration, Instant};

use serde_json::json;

use super::driver::Browser;
use super::server::Server;
use crate::shell::Failure;

/// Walks the path; gives pages by name.
pub fn practise(browser: &Browser, server: &Server) -> Result<Vec<(String, String)>, Failure> {
    let base = &server.base;
    browser.size(390, 844)?;
    browser.dark(false)?;
    browser.open(&format!("{base}/practice"))?;
    browser.wait(".challenge .why")?;
    send(browser, "form[action='/practice/take']")?;
    browser.wait("form[action='/practice/done']")?;
    send(browser, "form[action='/practice/done']")?;
    browser.wait("#answer-5")?;
    browser.fill("#answer-1", "Saya jadi lebih tenang.")?;
    send(browser, "form[action='/practice/answers']")?;
    let kept = "return document.querySelector('#answer-1')?.value === 'Saya jadi lebih tenang.' \
                && document.querySelector('.notice') !== null && !document.querySelector('[name=share]').checked";
    until(browser, kept, "what was answered is not kept")?;

    browser.open(&format!("{base}/practice/workshop"))?;
    browser.fill("#words", "Kami menepati janji tepat waktu. Ruang tunggu bersih dan nyaman.")?;
    send(browser, "form[action='/practice/workshop']")?;
    browser.wait(".definition mark.reliability")?;

    browser.open(&format!("{base}/practice/lessons/trust"))?;
    send(browser, "form[action='/practice/lessons/trust']")?;
    until(
        browser,
        "return document.querySelector('.lesson .badge.kept') !== null",
        "the lesson is not marked as read",
    )?;
    println!("practising: the weekly challenge is done, a definition written, a lesson read");
    Ok([
        ("practice", "/practice"),
        ("practice-lessons", "/practice/lessons"),
        ("practice-lesson", "/practice/lessons/honesty"),
        ("practice-lesson-read", "/practice/lessons/trust"),
        ("practice-workshop", "/practice/workshop"),
        ("practice-thanks", "/practice/thanks"),
    ]
    .map(|(name, path)| (name.to_owned(), format!("{base}{path}")))
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
