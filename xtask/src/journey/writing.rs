//! A reply in a real browser: underlined while it is typed, put right by a key, its promise logged by another, and a rule of the house
//! written. It gives the pages that are to be looked at.
//!
//! Separate from listening, where the comment came from that is answered. What is a fault is tested where it lives.

use std::time::{Duration, Instant};

use serde_json::json;

use super::driver::Browser;
use super::server::Server;
use crate::shell::Failure;

/// The keys of a browser's driver.
const ALT: char = '\u{E00A}';

/// Walks the path; gives pages by name.
pub fn write(browser: &Browser, server: &Server) -> Result<Vec<(String, String)>, Failure> {
    let base = &server.base;
    browser.size(1280, 900)?;
    browser.dark(false)?;
    browser.open(&format!("{base}/comments"))?;
    browser.wait("li[data-comment] .open a")?;
    let one = browser.script("return document.querySelector('li[data-comment] .open a').href", json!([]))?;
    browser.open(one.as_str().unwrap_or_default())?;
    browser.wait("a[href^='/coach?comment=']")?;
    browser.click("a[href^='/coach?comment=']")?;
    browser.wait(".live #draft")?;
    let from = browser.address()?;
    type_in(browser, "👋 Dear Ana,\n\nthank you you for writing. I will call you on 3 March 2031 at 10:00.\n\nTom")?;
    until(
        browser,
        "return document.querySelector('.behind mark.tangibles')?.textContent === 'you you'",
        "no word is underlined",
    )?;
    // The line stands exactly under the words, behind the emoji as well.
    let over = "const area = document.getElementById('draft'), mark = document.querySelector('.behind mark.tangibles'); \
                const box = mark.getBoundingClientRect(), paper = area.getBoundingClientRect(); \
                return paper.left < box.left && box.right < paper.right && paper.top < box.top && box.bottom < paper.bottom \
                && Math.abs(area.scrollHeight - area.clientHeight) < 2";
    until(browser, over, "the lines do not stand under the words")?;
    cursor(browser, "you you")?;
    until(
        browser,
        "return !document.getElementById('here').hidden && document.querySelector('#here .apply') !== null",
        "nothing is explained",
    )?;
    browser.chord(ALT, 'a')?;
    let put_right = "return document.getElementById('draft').value.includes('thank you for') && \
                     document.querySelector('.behind mark.tangibles') === null";
    until(browser, put_right, "the words are not put right")?;
    until(browser, "return document.querySelector('#promises .log') !== null", "no promise is found")?;
    cursor(browser, "I will call")?;
    browser.chord(ALT, 'l')?;
    browser.wait("#promises a.logged")?;
    let promise = browser.script("return document.querySelector('#promises a.logged').href", json!([]))?;
    let promise = promise.as_str().unwrap_or_default().to_owned();

    browser.open(&promise)?;
    until(
        browser,
        "return document.querySelector('h1').textContent.includes('I will call you')",
        "the promise is not in the ledger",
    )?;

    browser.open(&format!("{base}/coach/rules/new"))?;
    browser.fill("#name", "santai-saja")?;
    for (field, text) in [
        ("patterns", "santai saja"),
        ("why", "Masalahnya dikecilkan."),
        ("rewrite", "Katakan apa yang akan Anda lakukan."),
        ("fails", "Santai saja, Bu."),
        ("passes", "Kami perbaiki hari ini."),
    ] {
        browser.script(
            "document.getElementById(arguments[0]).value = arguments[1]",
            json!([format!("id-{field}"), text]),
        )?;
    }
    browser.script("document.querySelector('form.fields.sheet').requestSubmit()", json!([]))?;
    browser.wait("a[href='/coach/rules/santai-saja/edit']")?;
    println!("writing: a draft was underlined and put right, its promise logged, and a rule of the house written");
    Ok([
        ("coach", from),
        ("coach-empty", format!("{base}/coach")),
        ("coach-rules", format!("{base}/coach/rules")),
        ("coach-rule-new", format!("{base}/coach/rules/new")),
        ("coach-rule-edit", format!("{base}/coach/rules/santai-saja/edit")),
    ]
    .map(|(name, address)| (name.to_owned(), address))
    .into())
}

/// Puts a text into the draft as typing does; the driver itself types no emoji.
fn type_in(browser: &Browser, text: &str) -> Result<(), Failure> {
    let typed = "const area = document.getElementById('draft'); area.focus(); area.select(); \
                 document.execCommand('insertText', false, arguments[0])";
    browser.script(typed, json!([text])).map(drop)
}

/// Puts the cursor into words of the draft.
fn cursor(browser: &Browser, words: &str) -> Result<(), Failure> {
    let put = "const area = document.getElementById('draft'); area.focus(); \
               const at = area.value.indexOf(arguments[0]) + 1; area.setSelectionRange(at, at)";
    browser.script(put, json!([words])).map(drop)
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
