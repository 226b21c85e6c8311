//! Serving a customer in a real browser, once in Indonesian and once in English: the file is made, found and read, a promise is made
//! on a phone and broken, its case is taken through its steps, and the customer closes it by a link.
//!
//! Separate from the survey's path, which nobody serves in. It gives the pages that are to be looked at besides. One promise is left to
//! the clock: the page of the day reminds of it, and when its minute has passed, it is broken and its case is open by itself. Mails
//! that remind are tested over the router, where hours can pass.

use serde_json::json;

use super::driver::Browser;
use super::server::Server;
use crate::shell::Failure;

/// Walks the path in both languages; gives pages by name.
pub fn serve(browser: &Browser, server: &Server) -> Result<Vec<(String, String)>, Failure> {
    let base = &server.base;
    browser.size(390, 844)?;
    browser.dark(false)?;
    add_touchpoint(browser, base)?;
    let mut pages: Vec<(String, String)> = [
        ("today", "/today"),
        ("customers", "/customers"),
        ("customer-new", "/customers/new"),
        ("customers-import", "/customers/import"),
        ("promises", "/promises"),
        ("promises-rates", "/promises/rates"),
        ("promise-new", "/promises/new"),
        ("moments", "/moments"),
        ("moment-new", "/moments/new"),
        ("touchpoints", "/touchpoints"),
        ("commitments", "/commitments"),
        ("cases", "/cases"),
        ("case-new", "/cases/new"),
        ("cases-outcomes", "/cases/outcomes"),
        ("problems", "/problems"),
        ("playbooks", "/playbooks"),
        ("playbook", "/playbooks/broken-promise"),
        ("rules", "/service/rules"),
        ("calendar", "/service/calendars/new"),
        ("factors", "/factors"),
        ("promises-counted", "/promises?kept=no&factor=reliability&days=30"),
    ]
    .map(|(name, path)| (name.to_owned(), format!("{base}{path}")))
    .into();
    for (language, name, phone) in
        [("id", "Ibu Contoh Satu", "+62 812 555 0199"), ("en", "Example Two", "+44 20 5550 0155")]
    {
        speak(browser, base, language)?;
        let walked = once(browser, base, (name, phone))?;
        if language == "id" {
            let customer = walked[0].rsplit('/').next().unwrap_or_default().to_owned();
            pages.push(("factors-customer".to_owned(), format!("{base}/factors?part=customer:{customer}")));
            let names = ["customer", "promise", "case", "tracking"];
            pages.extend(names.into_iter().zip(walked).map(|(name, address)| (name.to_owned(), address)));
        }
        println!("serving in {language}: file, promise, case, and the customer's answer");
    }
    let left = forget(browser, base)?;
    speak(browser, base, "id")?;
    broken_by_the_clock(browser, &left)?;
    println!("serving: a promise that was forgotten is broken by the clock, and its case is open");
    Ok(pages)
}

/// Gives the account a language.
fn speak(browser: &Browser, base: &str, language: &str) -> Result<(), Failure> {
    browser.open(&format!("{base}/account"))?;
    let chosen = "const choice = document.querySelector('select[name=language]'); choice.value = arguments[0]; \
                  choice.form.requestSubmit()";
    browser.script(chosen, json!([language]))?;
    browser.wait(&format!("html[lang={language}]"))
}

fn add_touchpoint(browser: &Browser, base: &str) -> Result<(), Failure> {
    browser.open(&format!("{base}/touchpoints"))?;
    let sent = "const field = [...document.querySelectorAll('form[method=post] input[name=name]')].pop(); \
                field.value = arguments[0]; field.form.requestSubmit()";
    browser.script(sent, json!(["Loket"]))?;
    until(browser, "return document.body.textContent.includes('Loket')", "the touchpoint is not there")
}

/// One customer, from the first search to the customer's answer; gives the pages of the file, the promise, the case and the link.
fn once(browser: &Browser, base: &str, (name, phone): (&str, &str)) -> Result<[String; 4], Failure> {
    browser.open(&format!("{base}/customers/new"))?;
    browser.fill("#name", name)?;
    browser.fill("#phone", phone)?;
    send(browser, "form.form")?;
    browser.wait(".hello")?;
    let end: String = phone.chars().filter(char::is_ascii_digit).collect::<String>().chars().rev().take(4).collect();
    let end: String = end.chars().rev().collect();
    browser.open(&format!("{base}/customers?q={end}"))?;
    let found = "const link = [...document.querySelectorAll('main a')].find((a) => a.textContent.includes(arguments[0])); \
                 return link ? link.href : ''";
    let file = browser.script(found, json!([name]))?.as_str().unwrap_or_default().to_owned();
    if file.is_empty() {
        return Err(Failure::new(format!("{name} is not found by {end}")));
    }
    browser.open(&file)?;
    let fact = "const field = document.getElementById('responsiveness-words'); field.value = arguments[0]; \
                field.form.querySelector('[name=first]').checked = true; field.form.requestSubmit()";
    browser.script(fact, json!(["calls back the same day"]))?;
    let first =
        "const hello = document.querySelector('.hello'); return hello && hello.textContent.includes(arguments[0])";
    until_with(browser, first, "calls back the same day", "the fact is not read before saying hello")?;

    browser.click("nav.acts a.primary")?;
    browser.wait("#told")?;
    browser.fill("#told", "printed <b>result</b>")?;
    send(browser, "form.fields")?;
    browser.wait(".promise h1")?;
    let promise = without_query(&browser.address()?);
    send(browser, "form[action$='/link#link']")?;
    browser.wait("#link .address")?;
    let tracking = browser.text("#link .address")?;
    browser.open(&promise)?;
    let admit =
        "const field = document.getElementById('admit-why'); field.value = 'no paper'; field.form.requestSubmit()";
    browser.script(admit, json!([]))?;
    browser.wait(".promise.broken a[href^='/cases/']")?;

    let case = browser.script("return document.querySelector(\".promise a[href^='/cases/']\").href", json!([]))?;
    let case = case.as_str().unwrap_or_default().to_owned();
    for step in ["acknowledge", "fix-person"] {
        browser.open(&case)?;
        let field = format!("form.step-form input[value={step}]");
        browser.wait(&field)?;
        browser.script("document.querySelector(arguments[0]).form.requestSubmit()", json!([field]))?;
        let gone =
            "return document.querySelector(arguments[0]) === null && document.querySelector('.case-steps') !== null";
        until_with(browser, gone, &field, "the step is not done")?;
    }
    for field in ["cause", "action"] {
        browser.open(&case)?;
        let said =
            "const field = document.getElementById(arguments[0]); field.value = 'said'; field.form.requestSubmit()";
        browser.script(said, json!([field]))?;
        let kept = "const field = document.getElementById(arguments[0]); \
                    return document.readyState === 'complete' && field !== null && field.form.querySelector('.badge.open') !== null";
        until_with(browser, kept, field, "cause or action is not recorded")?;
    }
    browser.open(&case)?;
    browser.script("document.querySelector('input[name=act][value=ask]').form.requestSubmit()", json!([]))?;
    browser.wait(".secret code")?;

    browser.open(&tracking)?;
    browser.wait("input[name=satisfied][value=yes]")?;
    browser.script("document.querySelector('input[name=satisfied][value=yes]').checked = true", json!([]))?;
    send(browser, ".ask form")?;
    browser.wait(".notice")?;
    browser.open(&case)?;
    browser.wait(".state.closed-by-customer, .what .state")?;
    if browser.has("input[name=act][value=ask]") {
        return Err(Failure::new("the customer's answer did not close the case"));
    }
    Ok([without_query(&file), promise, case, tracking])
}

/// Makes a promise for the next minute or the one after, which nobody keeps; the page of the day reminds of it.
fn forget(browser: &Browser, base: &str) -> Result<String, Failure> {
    browser.open(&format!("{base}/promises/new"))?;
    browser.wait("#told")?;
    browser.fill("#told", "nobody thinks of this")?;
    // The organisation's zone is the browser's: it was made here.
    let soon = "const at = new Date(Date.now() + 65000); const two = (n) => String(n).padStart(2, '0'); \
                document.querySelector('input[name=due][value=at]').checked = true; \
                document.getElementById('at').value = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}` + \
                `T${two(at.getHours())}:${two(at.getMinutes())}`";
    browser.script(soon, json!([]))?;
    send(browser, "form.fields")?;
    browser.wait(".promise h1")?;
    let promise = without_query(&browser.address()?);
    browser.open(&format!("{base}/today"))?;
    // Around midnight it is due tomorrow.
    let reminded = "return [...document.querySelectorAll('[aria-labelledby=due] .told, [aria-labelledby=ahead] .told')] \
                    .some((told) => told.textContent === arguments[0])";
    until_with(browser, reminded, "nobody thinks of this", "the page of the day does not remind of it")?;
    Ok(promise)
}

/// Waits until the minute of a promise has passed and its case is open.
fn broken_by_the_clock(browser: &Browser, promise: &str) -> Result<(), Failure> {
    let begun = std::time::Instant::now();
    loop {
        browser.open(promise)?;
        if browser.has(".promise.broken a[href^='/cases/']") {
            return Ok(());
        }
        if std::time::Duration::from_secs(150) < begun.elapsed() {
            return Err(Failure::new("the clock did not break a promise, or opened no case"));
        }
        std::thread::sleep(std::time::Duration::from_secs(1));
    }
}

fn send(browser: &Browser, form: &str) -> Result<(), Failure> {
    browser.script("document.querySelector(arguments[0]).requestSubmit()", json!([form])).map(drop)
}

fn without_query(address: &str) -> String {
    address.split(['?', '#']).next().unwrap_or_default().to_owned()
}

fn until(browser: &Browser, script: &str, otherwise: &str) -> Result<(), Failure> {
    until_with(browser, script, "", otherwise)
}

/// Waits for what a script says, as long as for an element.
fn until_with(browser: &Browser, script: &str, argument: &str, otherwise: &str) -> Result<(), Failure> {
    let begun = std::time::Instant::now();
    loop {
        // A page that is being left answers nothing; the next look will.
        if let Ok(found) = browser.script(script, json!([argument]))
            && found.as_bool() == Some(true)
        {
            return Ok(());
        }
        if std::time::Duration::from_secs(20) < begun.elapsed() {
            return Err(Failure::new(otherwise));
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
}
