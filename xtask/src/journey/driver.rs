//! A browser that does what a person does: WebDriver, spoken to Debian's driver of Chromium.
//!
//! Separate from the journeys, which read like a person's errands. It has only the few words that they need; everything
//! talks to loopback.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::shell::{Failure, While};

/// How long a page may take to become what is waited for.
const PATIENCE: Duration = Duration::from_secs(15);

/// A browser under our hands.
pub struct Browser {
    driver: Child,
    session: String,
    agent: ureq::Agent,
}

/// What keeps a browser from reaching anything but this machine, and from having ideas of its own.
const FLAGS: &[&str] = &[
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--disable-dev-shm-usage",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
];

impl Browser {
    /// Starts a browser with a new, empty profile in a folder.
    pub fn start(profile: &Path) -> Result<Self, Failure> {
        let mut driver = Command::new("chromedriver")
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .doing("Cannot start chromedriver")?;
        let said = BufReader::new(driver.stdout.take().ok_or_else(|| Failure::new("chromedriver has no output"))?);
        let port = said.lines().map_while(Result::ok).find_map(|line| {
            line.split_once("started successfully on port ").map(|(_, port)| port.trim_end_matches('.').to_owned())
        });
        let port = port.ok_or_else(|| Failure::new("chromedriver did not start"))?;
        let agent: ureq::Agent = ureq::Agent::config_builder()
            .proxy(None)
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(90)))
            .build()
            .into();
        let mut browser = Self { driver, session: format!("http://127.0.0.1:{port}/session"), agent };
        let mut flags: Vec<String> = FLAGS.iter().map(|flag| (*flag).to_owned()).collect();
        flags.push(format!("--user-data-dir={}", profile.display()));
        let options = json!({"args": flags, "prefs": {"intl.accept_languages": "en"}});
        let wanted = json!({"capabilities": {"alwaysMatch": {
            "browserName": "chrome",
            "goog:chromeOptions": options,
            "goog:loggingPrefs": {"browser": "ALL"},
        }}});
        let made = browser.post("", &wanted)?;
        let id = made["sessionId"].as_str().ok_or_else(|| Failure::new(format!("no session: {made}")))?;
        browser.session = format!("{}/{id}", browser.session);
        Ok(browser)
    }

    fn post(&self, path: &str, body: &Value) -> Result<Value, Failure> {
        let reply = self.agent.post(format!("{}{path}", self.session)).send_json(body);
        Self::value(reply, path)
    }

    fn get(&self, path: &str) -> Result<Value, Failure> {
        Self::value(self.agent.get(format!("{}{path}", self.session)).call(), path)
    }

    fn value(reply: Result<ureq::http::Response<ureq::Body>, ureq::Error>, path: &str) -> Result<Value, Failure> {
        let mut reply = reply.doing(format_args!("The browser does not answer to {path}"))?;
        let mut body: Value = reply.body_mut().read_json().doing("The browser speaks no JSON")?;
        let value = body["value"].take();
        if reply.status().is_success() {
            Ok(value)
        } else {
            Err(Failure::new(format!("the browser on {path}: {}", value["message"].as_str().unwrap_or("?"))))
        }
    }

    /// A command of the developer tools.
    pub fn tools(&self, command: &str, parameters: Value) -> Result<Value, Failure> {
        self.post("/goog/cdp/execute", &json!({"cmd": command, "params": parameters}))
    }

    /// Opens an address.
    pub fn open(&self, url: &str) -> Result<(), Failure> {
        self.post("/url", &json!({"url": url})).map(|_| ())
    }

    /// The address that is open.
    pub fn address(&self) -> Result<String, Failure> {
        Ok(self.get("/url")?.as_str().unwrap_or_default().to_owned())
    }

    /// Runs a function body in the page.
    pub fn script(&self, body: &str, arguments: Value) -> Result<Value, Failure> {
        self.post("/execute/sync", &json!({"script": body, "args": arguments}))
    }

    fn element(&self, selector: &str) -> Result<String, Failure> {
        let found = self.post("/element", &json!({"using": "css selector", "value": selector}))?;
        let id = found.as_object().and_then(|object| object.values().next()?.as_str().map(str::to_owned));
        id.ok_or_else(|| Failure::new(format!("no {selector}")))
    }

    /// Whether something is there.
    pub fn has(&self, selector: &str) -> bool {
        self.element(selector).is_ok()
    }

    /// Waits until something is there.
    pub fn wait(&self, selector: &str) -> Result<(), Failure> {
        let begun = Instant::now();
        while !self.has(selector) {
            if PATIENCE < begun.elapsed() {
                let address = self.address()?;
                let text = self.text("body").unwrap_or_default();
                return Err(Failure::new(format!("{selector} did not come on {address}, which says: {text}")));
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Ok(())
    }

    /// Clicks, as a person does: the element must be in sight.
    pub fn click(&self, selector: &str) -> Result<(), Failure> {
        let element = self.element(selector)?;
        self.post(&format!("/element/{element}/click"), &json!({})).map(|_| ())
    }

    /// Types into a field, after what is there was taken away.
    pub fn fill(&self, selector: &str, text: &str) -> Result<(), Failure> {
        let element = self.element(selector)?;
        self.post(&format!("/element/{element}/clear"), &json!({}))?;
        self.post(&format!("/element/{element}/value"), &json!({"text": text})).map(|_| ())
    }

    /// Presses keys where the focus is.
    pub fn press(&self, keys: &str) -> Result<(), Failure> {
        let strokes: Vec<Value> = keys
            .chars()
            .flat_map(|key| [json!({"type": "keyDown", "value": key}), json!({"type": "keyUp", "value": key})])
            .collect();
        let actions = json!({"actions": [{"type": "key", "id": "keyboard", "actions": strokes}]});
        self.post("/actions", &actions).map(|_| ())
    }

    /// Presses a key while another is held.
    pub fn chord(&self, held: char, key: char) -> Result<(), Failure> {
        let strokes = [("keyDown", held), ("keyDown", key), ("keyUp", key), ("keyUp", held)]
            .map(|(kind, key)| json!({"type": kind, "value": key}));
        let actions = json!({"actions": [{"type": "key", "id": "keyboard", "actions": strokes}]});
        self.post("/actions", &actions).map(|_| ())
    }

    /// What stands in an element.
    pub fn text(&self, selector: &str) -> Result<String, Failure> {
        let element = self.element(selector)?;
        Ok(self.get(&format!("/element/{element}/text"))?.as_str().unwrap_or_default().to_owned())
    }

    /// A window of so many pixels, a phone's below 600.
    pub fn size(&self, width: u32, height: u32) -> Result<(), Failure> {
        let metrics = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600});
        self.tools("Emulation.setDeviceMetricsOverride", metrics).map(|_| ())
    }

    /// Whether the person prefers dark pages.
    pub fn dark(&self, dark: bool) -> Result<(), Failure> {
        let value = if dark { "dark" } else { "light" };
        let features = json!({"features": [{"name": "prefers-color-scheme", "value": value}]});
        self.tools("Emulation.setEmulatedMedia", features).map(|_| ())
    }

    /// Whether pages may run scripts.
    pub fn scripts(&self, allowed: bool) -> Result<(), Failure> {
        self.tools("Emulation.setScriptExecutionDisabled", json!({"value": !allowed})).map(|_| ())
    }

    /// Whether there is a network.
    pub fn online(&self, online: bool) -> Result<(), Failure> {
        self.tools("Network.enable", json!({}))?;
        let conditions = json!({"offline": !online, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1});
        self.tools("Network.emulateNetworkConditions", conditions).map(|_| ())
    }

    /// Forgets who is signed in.
    pub fn forget(&self) -> Result<(), Failure> {
        self.tools("Network.clearBrowserCookies", json!({})).map(|_| ())
    }

    /// Takes over who is signed in, and every other cookie, from another browser.
    pub fn become_same(&self, other: &Self) -> Result<(), Failure> {
        self.forget()?;
        let cookies = other.tools("Network.getAllCookies", json!({}))?;
        self.tools("Network.setCookies", json!({"cookies": cookies["cookies"]})).map(|_| ())
    }

    /// A picture of the whole page.
    pub fn picture(&self, to: &Path) -> Result<(), Failure> {
        let taken = self.tools("Page.captureScreenshot", json!({"captureBeyondViewport": true}))?;
        let data = STANDARD.decode(taken["data"].as_str().unwrap_or_default()).doing("No picture came")?;
        std::fs::write(to, data).doing(format_args!("Cannot write {}", to.display()))
    }

    /// Complaints of the console since the last call.
    pub fn complaints(&self) -> Result<Vec<String>, Failure> {
        let lines = self.post("/se/log", &json!({"type": "browser"}))?;
        let lines = lines.as_array().cloned().unwrap_or_default();
        let bad = lines.iter().filter(|line| line["level"] == "SEVERE" || line["level"] == "WARNING");
        Ok(bad.filter_map(|line| line["message"].as_str().map(str::to_owned)).collect())
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.agent.delete(&self.session).call();
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}
