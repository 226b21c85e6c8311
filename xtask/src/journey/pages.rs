//! What is asked of every page: readable at phone and desktop width, in light and dark, in each language, by keyboard.
//!
//! Separate from the journey that leads to the pages. It judges by what the browser measures (`audit.js`, `focus.js`),
//! and leaves pictures for people.

use std::path::Path;

use serde_json::{Value, json};

use super::driver::Browser;
use crate::shell::Failure;

const AUDIT: &str = concat!(include_str!("../browser/reading.js"), include_str!("audit.js"));
const FOCUS: &str = include_str!("focus.js");
const LANGUAGES: [&str; 3] = ["en", "id", "es"];
/// Steps of the keyboard that are followed on a page.
const STEPS: usize = 40;

/// Looks at a page in all ways, in light by the browser of the journey and in dark by another at the same time; gives what is wrong.
pub fn look(
    browser: &Browser,
    other: &Browser,
    name: &str,
    address: &str,
    pictures: &Path,
) -> Result<Vec<String>, Failure> {
    other.become_same(browser)?;
    std::thread::scope(|scope| {
        let in_dark = scope.spawn(|| look_in(other, true, name, address, pictures));
        let mut faults = look_in(browser, false, name, address, pictures)?;
        faults.extend(in_dark.join().map_err(|_| Failure::new("the browser in the dark gave up"))??);
        faults.extend(keyboard(browser)?.into_iter().map(|fault| format!("{name}: {fault}")));
        Ok(faults)
    })
}

fn look_in(browser: &Browser, dark: bool, name: &str, address: &str, pictures: &Path) -> Result<Vec<String>, Failure> {
    let mut faults = vec![];
    browser.dark(dark)?;
    for language in LANGUAGES {
        let address = with_language(address, language);
        for width in [390, 1280] {
            browser.size(width, if width == 390 { 844 } else { 900 })?;
            browser.open(&address)?;
            let way = format!("{name} {language} {width} {}", if dark { "dark" } else { "light" });
            faults.extend(complaints(browser)?.into_iter().map(|fault| format!("{way}: {fault}")));
            let shown = browser.script("return document.documentElement.lang", json!([]))?;
            if shown != language {
                faults.push(format!("{way}: the page says it is in {shown}"));
            }
            browser.picture(&pictures.join(format!("{}.png", way.replace(' ', "-"))))?;
        }
    }
    Ok(faults)
}

fn with_language(address: &str, language: &str) -> String {
    let (path, anchor) =
        address.split_once('#').map_or((address, String::new()), |(path, at)| (path, format!("#{at}")));
    let mark = if path.contains('?') { '&' } else { '?' };
    format!("{path}{mark}lang={language}{anchor}")
}

/// What the audit says of the page that is open, and what its console says.
pub fn complaints(browser: &Browser) -> Result<Vec<String>, Failure> {
    let said = browser.script(AUDIT, json!([]))?;
    let said = said.as_array().cloned().unwrap_or_default();
    let mut faults: Vec<String> = said.iter().filter_map(|fault| fault.as_str().map(str::to_owned)).collect();
    faults.extend(browser.complaints()?.into_iter().map(|line| format!("the console says {line}")));
    Ok(faults)
}

/// Follows the Tab key through the page that is open: every stop can be seen, and the order is that of the page.
fn keyboard(browser: &Browser) -> Result<Vec<String>, Failure> {
    const TAB: &str = "\u{E004}";
    let mut faults = vec![];
    let mut before = -1.0;
    for step in 0..STEPS {
        browser.press(TAB)?;
        let focus = browser.script(FOCUS, json!([]))?;
        if focus.is_null() {
            break;
        }
        let order = focus["order"].as_f64().unwrap_or(-1.0);
        if order <= before {
            // Round the page once, or back in it.
            break;
        }
        before = order;
        if focus["seen"] != Value::Bool(true) {
            faults.push(format!("stop {step} of the keyboard cannot be seen: {}", focus["what"]));
        }
    }
    if before < 0.0 {
        faults.push("the keyboard reaches nothing".to_owned());
    }
    Ok(faults)
}
