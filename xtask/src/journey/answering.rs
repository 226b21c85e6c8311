//! Somebody answers a survey: on a phone, with script and without, and with a network that goes away.
//!
//! Separate from the staff's pages. It chooses as a person does, by what is on the screen, and remembers what it chose.

use std::collections::BTreeMap;

use serde_json::json;

use super::driver::Browser;
use crate::shell::Failure;

/// What was chosen, by the name of the field.
pub type Chosen = BTreeMap<String, String>;

/// More steps than any questionnaire has.
const STEPS_MAX: usize = 80;

/// Answers all steps from the first page on, and sends. Gives what was chosen.
pub fn answer(
    browser: &Browser,
    mut choice: usize,
    mut before_step: impl FnMut(usize) -> Result<(), Failure>,
) -> Result<Chosen, Failure> {
    let mut chosen = Chosen::new();
    for step in 0..STEPS_MAX {
        before_step(step)?;
        let (at, last) = (number(browser)?, browser.has("main .step:not([hidden]) .send"));
        fill(browser, &mut choice, &mut chosen)?;
        if last {
            browser.click("main .step:not([hidden]) .send")?;
            return Ok(chosen);
        }
        go_on(browser, at)?;
    }
    Err(Failure::new("the questionnaire has no end"))
}

/// Goes on to the step after `at`. With script the page does so by itself a moment after the last answer of a step was
/// touched: a button that is gone by then was not needed.
fn go_on(browser: &Browser, at: u64) -> Result<(), Failure> {
    if number(browser)? == at
        && let Err(failure) = browser.click(&format!("main .step[data-number='{at}'] .next"))
        && number(browser)? == at
    {
        return Err(failure);
    }
    browser.wait(&format!("main .step:not([hidden])[data-number='{}']", at + 1))
}

/// The number of the step on the screen.
pub fn number(browser: &Browser) -> Result<u64, Failure> {
    let number = browser
        .script("return Number(document.querySelector('main .step:not([hidden])').dataset.number)", json!([]))?;
    number.as_f64().map(|number| number as u64).ok_or_else(|| Failure::new("no step on the screen"))
}

/// Fills whatever the step on the screen asks.
fn fill(browser: &Browser, choice: &mut usize, chosen: &mut Chosen) -> Result<(), Failure> {
    const FIELDS: &str = "return [...new Set([...document.querySelectorAll('main .step:not([hidden]) input, main .step:not([hidden]) textarea')].filter((e) => e.type !== 'hidden').map((e) => e.name))].map((name) => { const all = [...document.querySelectorAll(`main .step:not([hidden]) [name=\"${name}\"]`)].filter((e) => e.value !== 'na' && e.value !== ''|| e.type !== 'radio'); return [name, all[0].type, all.map((e) => e.value)]; })";
    let fields = browser.script(FIELDS, json!([]))?;
    for field in fields.as_array().cloned().unwrap_or_default() {
        let name = field[0].as_str().unwrap_or_default().to_owned();
        let values: Vec<String> =
            field[2].as_array().into_iter().flatten().filter_map(|v| v.as_str().map(str::to_owned)).collect();
        let value = match field[1].as_str() {
            Some("radio") => {
                *choice += 1;
                let value = values[*choice % values.len()].clone();
                // The circle itself is drawn by its label, which is what people touch.
                browser
                    .click(&format!("main .step:not([hidden]) label:has(> input[name='{name}'][value='{value}'])"))?;
                value
            }
            Some("number") if values.len() == 1 => {
                browser.fill(&format!("main .step:not([hidden]) input[name='{name}']"), "20")?;
                "20".to_owned()
            }
            Some("textarea") => {
                if browser.has("main .step:not([hidden]) details.more-words:not([open]) summary") {
                    browser.click("main .step:not([hidden]) details.more-words summary")?;
                }
                browser.fill(&format!("main .step:not([hidden]) textarea[name='{name}']"), "Ramah & cepat <3")?;
                "Ramah & cepat <3".to_owned()
            }
            _ => continue,
        };
        chosen.insert(name, value);
    }
    Ok(())
}
