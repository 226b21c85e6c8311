//! The whole path in a real browser: first run, owner, a survey in Indonesian, answers on a phone without script and with,
//! the board, the export; and every page on the way looked at.
//!
//! Separate from the tests over the router, which see no style sheet, no script and no keyboard. Pictures of every page stay
//! in the target folder for people.

mod answering;
pub mod driver;
mod listening;
mod pages;
mod practising;
mod server;
mod serving;
pub mod stored_scripts;
mod writing;

use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::shell::{Failure, While, cargo, fresh_folder, output, run, target};
use driver::Browser;
use server::Server;

const PASSWORD: &str = "kopi pagi di teras rumah";
/// Answers that are sent besides those of the browser, so that the board has something to say.
const MORE: usize = 58;
/// Nobody reads 44 questions in less; whoever does is set aside as hasty, and so would this browser be.
const READING: Duration = Duration::from_secs(14);
/// The step after all items of the questionnaire.
const AFTER_ITEMS: usize = 23;

/// Walks the whole path.
pub fn check() -> Result<(), Failure> {
    run(&mut cargo("build --package rater"))?;
    let folder = fresh_folder("journey")?;
    let pictures = fresh_folder("journey-pictures")?;
    let server = Server::start(&folder)?;
    let browser = Browser::start(&folder.join("profile"))?;
    let other = Browser::start(&folder.join("profile-dark"))?;
    let mut faults = vec![];
    let mut look = |name: &str, address: &str| -> Result<(), Failure> {
        let found = pages::look(&browser, &other, name, address, &pictures)?;
        println!("{name}: looked at in 12 ways, {} faults", found.len());
        found.iter().for_each(|fault| println!("  {fault}"));
        faults.extend(found);
        Ok(())
    };
    look("setup", &server.setup)?;
    become_owner(&browser, &server)?;
    let survey = make_survey(&browser, &server)?;
    let link = browser.script("return document.querySelector('.address a').href", json!([]))?;
    let link = link.as_str().unwrap_or_default().to_owned();

    look("answer", &link)?;
    let without = answer_without_script(&browser, &link, &pictures)?;
    let with = answer_with_script(&browser, &link, &pictures)?;
    too_few_to_say(&browser, &survey)?;
    for position in 0..MORE {
        send(&link, position)?;
    }
    let cookies = session_cookie(&browser)?;
    equal_exports(&browser, &survey, &cookies, &folder, &[without, with])?;

    for (name, path) in staff_pages(&browser, &server, &survey)? {
        look(&name, &path)?;
    }
    for (name, path) in serving::serve(&browser, &server)? {
        look(&name, &path)?;
    }
    for (name, path) in listening::listen(&browser, &server)? {
        look(&name, &path)?;
    }
    for (name, path) in practising::practise(&browser, &server)? {
        look(&name, &path)?;
    }
    for (name, path) in writing::write(&browser, &server)? {
        look(&name, &path)?;
    }
    leave_and_return(&browser, &server)?;
    look("signin", &format!("{}/signin", server.base))?;
    println!("pictures: {}", pictures.display());
    if faults.is_empty() { Ok(()) } else { Err(Failure::new(faults.join("\n"))) }
}

fn become_owner(browser: &Browser, server: &Server) -> Result<(), Failure> {
    browser.size(1280, 900)?;
    browser.open(&format!("{}?lang=id", server.setup))?;
    browser.fill("#organisation", "Klinik Kenanga")?;
    browser.fill("#name", "Wulan")?;
    browser.fill("#email", "wulan@example.org")?;
    browser.fill("#password", PASSWORD)?;
    browser.click("form.fields button.primary")?;
    browser.wait("nav.main")?;
    // The link is good for one owner.
    let again = get(&server.setup, "")?;
    if again.status == 200 { Err(Failure::new("the setup link works twice")) } else { Ok(()) }
}

/// A survey in Indonesian, by the form; gives the address of its page.
fn make_survey(browser: &Browser, server: &Server) -> Result<String, Failure> {
    browser.open(&format!("{}/surveys/new", server.base))?;
    browser.fill("#title", "Kunjungan Anda")?;
    browser.script("document.getElementById('language').value = 'id'", json!([]))?;
    browser.click("form.fields button.primary")?;
    browser.wait(".address a")?;
    let address = browser.address()?;
    Ok(address.split(['?', '#']).next().unwrap_or_default().to_owned())
}

/// A phone whose browser runs no script: one form after the other.
fn answer_without_script(browser: &Browser, link: &str, pictures: &Path) -> Result<answering::Chosen, Failure> {
    browser.size(390, 844)?;
    browser.dark(false)?;
    browser.scripts(false)?;
    browser.open(link)?;
    let begun = Instant::now();
    let chosen = answering::answer(browser, 1, |step| match step {
        AFTER_ITEMS => {
            std::thread::sleep(READING.saturating_sub(begun.elapsed()));
            Ok(())
        }
        1 => browser.picture(&pictures.join("step-without-script.png")),
        _ => Ok(()),
    })?;
    browser.wait(".thanks .receipt .code")?;
    browser.picture(&pictures.join("thanks-without-script.png"))?;
    let thanks = browser.address()?;
    // Going back and sending again is harmless: the same thanks, and one answer.
    browser.open(&thanks)?;
    browser.scripts(true)?;
    Ok(chosen)
}

/// An older answer of the same device that the server will not have, too long to outlive its page: it must hold up no other.
const KEEP_STUCK: &str = "localStorage.setItem('rater.answer.stuck', JSON.stringify({ attempt: 'stuck', base: '/healthz', \
     language: 'en', fields: { 'h.note': 'ü'.repeat(20000) }, answers: {}, final: true, refused: 0, ended: 1 }))";
/// Whether it is still there; and takes it away.
const TAKE_STUCK: &str = "const there = localStorage.getItem('rater.answer.stuck') !== null; \
     localStorage.removeItem('rater.answer.stuck'); return there";

/// A phone with script, whose network goes away on the way and comes back after everything was sent.
fn answer_with_script(browser: &Browser, link: &str, pictures: &Path) -> Result<answering::Chosen, Failure> {
    browser.dark(true)?;
    browser.open(link)?;
    let begun = Instant::now();
    let chosen = answering::answer(browser, 3, |step| match step {
        AFTER_ITEMS => {
            std::thread::sleep(READING.saturating_sub(begun.elapsed()));
            Ok(())
        }
        2 => browser.picture(&pictures.join("step-with-script.png")),
        5 => browser.online(false),
        _ => Ok(()),
    })?;
    browser.wait("main .waiting")?;
    browser.picture(&pictures.join("waiting-for-the-network.png"))?;
    browser.script(KEEP_STUCK, json!([]))?;
    browser.online(true)?;
    browser.wait(".thanks")?;
    browser.picture(&pictures.join("thanks-with-script.png"))?;
    if browser.script(TAKE_STUCK, json!([]))? != json!(true) {
        return Err(Failure::new("an answer that could not be sent was thrown away"));
    }
    let expected = |line: &String| line.contains("ERR_INTERNET_DISCONNECTED") || line.contains("/healthz");
    let faults: Vec<String> = browser.complaints()?.into_iter().filter(|line| !expected(line)).collect();
    browser.dark(false)?;
    if faults.is_empty() { Ok(chosen) } else { Err(Failure::new(faults.join("\n"))) }
}

/// With two answers the board shows no number of anybody.
fn too_few_to_say(browser: &Browser, survey: &str) -> Result<(), Failure> {
    browser.size(1280, 900)?;
    browser.open(&format!("{survey}/board"))?;
    let text = browser.text("main")?;
    if text.contains('−') {
        Err(Failure::new(format!("the board of two answers shows gaps: {text}")))
    } else {
        Ok(())
    }
}

/// One more answer, by the form that a browser would send.
fn send(link: &str, position: usize) -> Result<(), Failure> {
    let page = get(link, "")?;
    let attempt = between(&page.body, "data-attempt=\"", "\"").ok_or_else(|| Failure::new("no attempt on the page"))?;
    let mut form = format!("a={attempt}&go=27:send");
    for column in 0..44 {
        let value = if column < 22 { 5 + (position + column) % 3 } else { 2 + (position * 7 + column * 3) % 5 };
        form.push_str(&format!("&q{column}={value}"));
    }
    let reply = agent().post(link).content_type("application/x-www-form-urlencoded").send(form.as_str());
    let reply = reply.doing("An answer could not be sent")?;
    if reply.status().is_success() || reply.status().is_redirection() {
        Ok(())
    } else {
        Err(Failure::new(format!("an answer was refused with {}", reply.status())))
    }
}

/// What is counted, listed and exported is the same; `rater measure` on the export gives the board's numbers.
fn equal_exports(
    browser: &Browser,
    survey: &str,
    cookies: &str,
    folder: &Path,
    chosen: &[answering::Chosen],
) -> Result<(), Failure> {
    browser.open(&format!("{survey}/board"))?;
    let links = browser.script("return [...document.querySelectorAll('main a')].map((a) => a.href)", json!([]))?;
    let links: Vec<String> =
        links.as_array().into_iter().flatten().filter_map(|l| l.as_str().map(str::to_owned)).collect();
    let find = |ending: &str| {
        links
            .iter()
            .find(|link| link.ends_with(ending))
            .cloned()
            .ok_or_else(|| Failure::new(format!("no link to {ending}")))
    };
    let answers = get(&find("answers.csv")?, cookies)?.body;
    let expected = MORE + chosen.len();
    let lines = answers.lines().count() - 1;
    if lines != expected {
        return Err(Failure::new(format!("{expected} answers were sent and {lines} are exported")));
    }
    let file = folder.join("answers.csv");
    std::fs::write(&file, &answers).doing("Cannot keep the export")?;
    let program = target().join("debug").join(format!("rater{}", std::env::consts::EXE_SUFFIX));
    let mut measure = std::process::Command::new(program);
    let measured = output(measure.arg("measure").arg(&file).args(["--format", "csv", "--lang", "en"]))?;
    let shown = get(&find("report.json")?, cookies)?.body;
    let shown: Value = serde_json::from_str(&shown).doing("The report is no JSON")?;
    let shown: BTreeMap<(String, String), (f64, i64)> = shown["numbers"]
        .as_array()
        .into_iter()
        .flatten()
        .filter(|number| {
            number["by"].as_str().unwrap_or_default().is_empty()
                && number["wave"].as_str().unwrap_or_default().is_empty()
        })
        .filter_map(|number| {
            let name = |key: &str| number[key].as_str().map(str::to_owned);
            Some(((name("statistic")?, name("of")?), (number["value"].as_f64()?, number["n"].as_i64().unwrap_or(-1))))
        })
        .collect();
    let mut compared = 0;
    for line in measured.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let [statistic, of, "", "", value, _, _, _, n, ..] = cells.as_slice() else { continue };
        if !["gap.mean", "expectation.mean", "perception.mean", "alpha.gap", "servqual.unweighted"].contains(statistic)
        {
            continue;
        }
        let key = ((*statistic).to_owned(), (*of).to_owned());
        let (there, count) = shown.get(&key).ok_or_else(|| Failure::new(format!("{key:?} is not on the board")))?;
        let here: f64 = value.parse().unwrap_or(f64::NAN);
        if (here - there).abs() > 1e-12 || n.parse::<i64>().unwrap_or(-2) != *count {
            return Err(Failure::new(format!("{key:?}: {here} (n {n}) measured, {there} (n {count}) on the board")));
        }
        compared += 1;
    }
    println!("exports: {lines} answers, {compared} numbers equal to the board's");
    if compared < 60 { Err(Failure::new(format!("only {compared} numbers were compared"))) } else { Ok(()) }
}

/// Every page for those who signed in, by name.
fn staff_pages(browser: &Browser, server: &Server, survey: &str) -> Result<Vec<(String, String)>, Failure> {
    let base = &server.base;
    let mut pages = vec![
        ("surveys".to_owned(), format!("{base}/surveys")),
        ("new".to_owned(), format!("{base}/surveys/new")),
        ("survey".to_owned(), survey.to_owned()),
        ("people".to_owned(), format!("{base}/people")),
        ("account".to_owned(), format!("{base}/account")),
        ("settings".to_owned(), format!("{base}/settings")),
    ];
    // Whatever the navigation of these pages leads to is looked at, too.
    for (from, within) in [
        (survey.to_owned(), "/surveys/"),
        (format!("{survey}/board"), "/board"),
        (format!("{base}/settings"), "/settings/"),
    ] {
        browser.open(&from)?;
        let links = browser
            .script("return [...document.querySelectorAll('nav a')].map((a) => a.href.split(/[?#]/)[0])", json!([]))?;
        for link in links.as_array().into_iter().flatten().filter_map(|link| link.as_str()) {
            let known = pages.iter().any(|(_, there)| there == link);
            if link.contains(within) && !known {
                let name = link.rsplit('/').next().unwrap_or("page");
                let place = within.trim_matches('/');
                pages.push((format!("{place}-{name}"), link.to_owned()));
            }
        }
    }
    Ok(pages)
}

/// Signing out ends the session; a wrong password does not begin one, the right one does.
fn leave_and_return(browser: &Browser, server: &Server) -> Result<(), Failure> {
    browser.size(1280, 900)?;
    browser.open(&format!("{}/surveys", server.base))?;
    browser.click("header.top form button")?;
    browser.wait("#password")?;
    browser.open(&format!("{}/surveys", server.base))?;
    browser.wait("#password")?;
    browser.fill("#email", "wulan@example.org")?;
    browser.fill("#password", "teh sore di teras rumah")?;
    browser.click("form.fields button.primary")?;
    browser.wait(".problem")?;
    browser.fill("#email", "wulan@example.org")?;
    browser.fill("#password", PASSWORD)?;
    browser.click("form.fields button.primary")?;
    browser.wait("nav.main")?;
    // That the wrong password was refused stands on the console, as it should.
    browser.complaints()?;
    browser.forget()
}

fn session_cookie(browser: &Browser) -> Result<String, Failure> {
    let cookies = browser.tools("Network.getCookies", json!({}))?;
    let all = cookies["cookies"].as_array().cloned().unwrap_or_default();
    let pairs =
        all.iter().filter_map(|cookie| Some(format!("{}={}", cookie["name"].as_str()?, cookie["value"].as_str()?)));
    Ok(pairs.collect::<Vec<_>>().join("; "))
}

/// A whole reply.
struct Reply {
    status: u16,
    body: String,
}

fn agent() -> ureq::Agent {
    ureq::Agent::config_builder()
        .proxy(None)
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .build()
        .into()
}

fn get(address: &str, cookies: &str) -> Result<Reply, Failure> {
    let reply = agent().get(address).header("cookie", cookies).call();
    let mut reply = reply.doing(format_args!("Cannot get {address}"))?;
    let body =
        reply.body_mut().with_config().limit(64 << 20).read_to_string().doing(format_args!("Cannot read {address}"))?;
    Ok(Reply { status: reply.status().as_u16(), body })
}

fn between<'a>(text: &'a str, open: &str, close: &str) -> Option<&'a str> {
    text.split_once(open)?.1.split_once(close).map(|(inside, _)| inside)
}
