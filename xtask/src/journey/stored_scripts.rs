//! Text that strangers write does not become a program in somebody's browser: 300 payloads through every field that keeps
//! text, then every page that shows it, opened in Chromium.
//!
//! Separate from the journey of an honest person. Nothing is judged by reading our own escaping: a payload that runs calls
//! a function of the page, one that only tried is reported by the policy, and one that became an element is found in the
//! document. A page that was to show payloads and shows none is a fault, too: it would prove nothing.

mod serving;

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Value, json};
use store::people::{NewMember, NewOrganisation};
use store::tokens::TokenScope;
use store::{DatabaseUrl, Id, Options, Role, Store, StoreError, Time, people, sessions, tokens};

use super::driver::Browser;
use crate::api_check::Server;
use crate::shell::{Failure, While, cargo, fresh_folder, run as start};

/// How many payloads there are.
const PAYLOADS: usize = 300;
/// Characters of a title: payloads that share one.
const TOGETHER: usize = 190;
/// Answers of each survey: enough for results, groups included.
const ANSWERS: usize = 12;
/// Texts of the forms that keep one value: each form is sent so many times at most, because some are limited.
const REFUSED_SIGN_INS: usize = 3;

/// Runs in every page before its own scripts.
const WATCH: &str = r"
window.__seen = [];
window.hit = (n) => { try { (window.top.__seen ||= []).push('ran: ' + n); } catch { } console.error('payload ran: ' + n); };
window.alert = window.print = () => window.hit('dialog');
document.addEventListener('securitypolicyviolation', (e) => {
    window.__seen.push('policy: ' + e.violatedDirective + ' ' + e.blockedURI + ' ' + e.sample);
});
";

/// What became of the payloads in the page that is open: what is wrong, and how often their text is there.
const JUDGE: &str = r"
const faults = [...(window.__seen || [])];
const links = ['href', 'src', 'action', 'formaction', 'xlink:href', 'data', 'content', 'poster', 'background', 'ping'];
for (const element of document.querySelectorAll('*')) {
    const told = () => element.outerHTML.slice(0, 200);
    if (element.closest('.probe') || /^(base|object|embed|math|marquee)$/.test(element.localName)) faults.push('element: ' + told());
    if (element.localName === 'script' && !new URL(element.src || 'x:', location).pathname.startsWith('/assets/')) {
        if (!/json/.test(element.type)) faults.push('script: ' + told());
    }
    for (const { name, value } of element.attributes) {
        const bare = value.replace(/[\u0000-\u0020\u200b\ufeff]/g, '').toLowerCase();
        if (name.startsWith('on') || name === 'srcdoc') faults.push('handler: ' + told());
        if (links.includes(name) && /^(javascript|vbscript|livescript|data:text)/.test(bare)) faults.push('link: ' + told());
    }
}
const fields = [...document.querySelectorAll('input, textarea')].map((field) => field.value).join(' ');
const shown = (document.documentElement.textContent + fields).split('hit(').length - 1;
return [faults, shown];
";

/// Sends a form as the page would, with a file if there is one.
const SEND: &str = r"
const [path, fields, file] = arguments;
document.documentElement.dataset.before = '1';
const form = document.createElement('form');
form.method = 'post';
form.action = path;
const add = (name, value) => {
    const field = document.createElement('textarea');
    field.name = name;
    field.value = value;
    form.append(field);
};
Object.entries(fields).forEach(([name, value]) => add(name, value));
if (file) {
    form.enctype = 'multipart/form-data';
    const field = document.createElement('input');
    field.type = 'file';
    field.name = 'file';
    const held = new DataTransfer();
    held.items.add(new File([file[1]], file[0]));
    field.files = held.files;
    form.append(field);
}
document.body.append(form);
form.submit();
";

/// Every payload, each with its number.
pub fn payloads() -> Vec<String> {
    const BEFORE: [&str; 12] = [
        "",
        "\">",
        "'>",
        "</p>",
        "</title>",
        "</textarea>",
        "</script>",
        "</style>",
        "</option></select>",
        "]]>",
        "-->",
        "\u{ff1e}",
    ];
    const WITHIN: [&str; 18] = [
        "<script class=probe>hit(N)</script>",
        "<ScRiPt class=probe>hit(N)</sCrIpT >",
        "<img class=probe src=x onerror=hit(N)>",
        "<img/class=probe/src=x/onerror=hit(N)//",
        "<svg class=probe onload=hit(N)>",
        "<svg class=probe><script>hit(N)</script></svg>",
        "<svg><animate class=probe onbegin=hit(N)>",
        "<body class=probe onload=hit(N)>",
        "<input class=probe autofocus onfocus=hit(N)>",
        "<details class=probe open ontoggle=hit(N)>",
        "<iframe class=probe src=javascript:hit(N)>",
        "<iframe class=probe srcdoc='<script>hit(N)</script>'>",
        "<a class=probe href=javascript:hit(N)>x</a>",
        "<math><mi class=probe xlink:href=javascript:hit(N)>",
        "<form class=probe><button formaction=javascript:hit(N)>x",
        "<object class=probe data=javascript:hit(N)>",
        "<meta class=probe http-equiv=refresh content=0;javascript:hit(N)>",
        "<link class=probe rel=stylesheet href=data:,hit(N)>",
    ];
    const ALONE: [&str; 58] = [
        "<a class=probe href='&#106;avascript:hit(N)'>x</a>",
        "<base class=probe href=//x.example/hit(N)/>",
        "javascript:hit(N)",
        "JaVaScRiPt:hit(N)",
        "java\tscript:hit(N)",
        "\u{1}javascript:hit(N)",
        "javascript://%0ahit(N)",
        "javascript&colon;hit(N)",
        "vbscript:hit(N)",
        "data:text/html,<script>hit(N)</script>",
        "//x.example/\" onmouseover=hit(N) x=\"",
        "\" onmouseover=hit(N) x=\"",
        "' onmouseover=hit(N) x='",
        "` onmouseover=hit(N) x=`",
        "x onmouseover=hit(N) ",
        "\" autofocus onfocus=hit(N) \"",
        "\" style=\"x:expression(hit(N))",
        "\";hit(N);//",
        "';hit(N);//",
        "`;hit(N);//",
        "${hit(N)}",
        "#{hit(N)}",
        "{{hit(N)}}",
        "{{constructor.constructor('hit(N)')()}}",
        "{% raw %}hit(N){% endraw %}",
        "{%- hit(N) -%}",
        "<%= hit(N) %>",
        "[[${hit(N)}]]",
        "{ $hit(N) }",
        "{ -hit(N) }",
        "@{hit(N)}",
        "*{hit(N)}",
        "=HYPERLINK(\"javascript:hit(N)\")",
        "=cmd|'hit(N)'!A1",
        "+hit(N)",
        "-hit(N)",
        "@SUM(hit(N))",
        "\thit(N)",
        "\u{ff1c}script\u{ff1e}hit(N)\u{ff1c}/script\u{ff1e}",
        "\u{2039}script\u{203a}hit(N)",
        "<\u{17f}cript class=probe>hit(N)</\u{17f}cript>",
        "<scr\u{200b}ipt>hit(N)</scr\u{200b}ipt>",
        "\u{202e}<script class=probe>hit(N)</script>",
        "\u{2028}hit(N)\u{2029}",
        "<\u{feff}img class=probe src=x onerror=hit(N)>",
        "%3Cscript%3Ehit(N)%3C/script%3E",
        "&lt;script&gt;hit(N)&lt;/script&gt;",
        "&#60;script&#62;hit(N)&#60;/script&#62;",
        "\\u003cscript\\u003ehit(N)\\u003c/script\\u003e",
        "\\x3cscript\\x3ehit(N)",
        "[x](javascript:hit(N))",
        "![x](x\"onerror=\"hit(N))",
        "<http://x.example/onclick=hit(N)>",
        "url(javascript:hit(N))",
        "</svg><script class=probe>hit(N)</script>",
        "<xss class=probe style=animation-name:x onanimationstart=hit(N)>",
        "hit(N)\r\nSet-Cookie: probe=1",
        "hit(N)\r\n\r\n<script class=probe>hit(N)</script>",
    ];
    // What swallows the rest of a page stands alone at the end.
    const SWALLOWING: [&str; 8] = [
        "<!-- hit(N)",
        "<![CDATA[ hit(N)",
        "<textarea class=probe>hit(N)",
        "<title class=probe>hit(N)",
        "<style class=probe>hit(N)",
        "<plaintext class=probe>hit(N)",
        "<template class=probe>hit(N)",
        "<noscript class=probe>hit(N)",
    ];
    let mut all: Vec<String> =
        BEFORE.iter().flat_map(|before| WITHIN.map(|within| format!("{before}{within}"))).collect();
    all.extend(ALONE.map(str::to_owned));
    all.extend(
        ["<b>", "\"'", "&"].iter().flat_map(|before| WITHIN[..6].iter().map(move |within| format!("{before}{within}"))),
    );
    all.truncate(PAYLOADS - SWALLOWING.len());
    all.extend(SWALLOWING.map(str::to_owned));
    all.iter().enumerate().map(|(number, text)| text.replace("(N)", &format!("({number})"))).collect()
}

/// Payloads that fit into one title together.
fn bunches(all: &[String]) -> Vec<Vec<String>> {
    let mut bunches: Vec<Vec<String>> = vec![];
    let mut length = TOGETHER;
    for payload in all {
        let more = payload.chars().count() + 1;
        if length + more > TOGETHER {
            bunches.push(vec![]);
            length = 0;
        }
        length += more;
        if let Some(bunch) = bunches.last_mut() {
            bunch.push(payload.clone());
        }
    }
    bunches
}

/// Whoever asks by HTTP as the owner, and as the owner's program.
struct Owner {
    base: String,
    cookie: String,
    form: String,
    token: String,
    user: String,
    organisation: String,
    agent: ureq::Agent,
}

/// What was found on the pages.
#[derive(Default)]
struct Found {
    faults: Vec<String>,
    /// Of so many surveys, one shows a page; and which survey it is.
    sample: usize,
    position: usize,
    /// Per kind of page: how often it was opened, and how many payloads stood on it.
    pages: BTreeMap<&'static str, (usize, usize)>,
}

/// In a test run, every page is opened for one survey in so many: each payload stands on a third of the pages, and each page
/// shows a third of the payloads.
const SAMPLE: usize = 3;

/// As part of a test run: a third of the pages.
pub fn check() -> Result<(), Failure> {
    run(SAMPLE)
}

/// Everything: the server, the payloads, the pages.
pub fn all() -> Result<(), Failure> {
    run(1)
}

fn run(sample: usize) -> Result<(), Failure> {
    start(&mut cargo("build --package rater"))?;
    let folder = fresh_folder("stored-scripts")?;
    let url = DatabaseUrl::Sqlite(folder.join("rater.db"));
    let [cookie, form, token, user, organisation] = {
        let store = Store::open(&url, &Options::default()).doing("Cannot make a database")?;
        store.write(organisation).wait().doing("Cannot make an organisation")?
    };
    let server = Server::start(&url, &folder.join("server.log"))?;
    let agent = ureq::Agent::config_builder().proxy(None).http_status_as_error(false).max_redirects(0);
    let agent = agent.max_redirects_will_error(false).build().into();
    let owner = Owner { base: server.base.clone(), cookie, form, token, user, organisation, agent };
    let browser = Browser::start(&folder.join("profile"))?;
    browser.tools("Page.enable", json!({}))?;
    browser.tools("Page.addScriptToEvaluateOnNewDocument", json!({"source": WATCH}))?;
    watchful(&browser)?;
    open_all(&browser, &owner, &folder, sample)
}

/// Faults that are planted are found: a payload that runs, one that the policy stops, and one that waits for a click.
fn watchful(browser: &Browser) -> Result<(), Failure> {
    const POLICY: &str = "<meta http-equiv=Content-Security-Policy content=\"script-src 'none'\">";
    for (planted, expected) in [
        ("<img src=x onerror=hit(1)>".to_owned(), ["ran: 1", "handler: "]),
        (format!("{POLICY}<p><script class=probe>hit(2)</script>"), ["policy: script-src", "element: "]),
        ("<p><a class=probe href='java&#9;script:hit(3)'>x</a>".to_owned(), ["link: ", "element: "]),
    ] {
        browser.open(&format!("data:text/html,{}", encoded(&planted)))?;
        let mut found = Found::default();
        found.judge(browser, "planted")?;
        for expected in expected {
            if !found.faults.iter().any(|fault| fault.contains(expected)) {
                return Err(Failure::new(format!("`{planted}` was not found by `{expected}`: {:?}", found.faults)));
            }
        }
    }
    Ok(())
}

/// An organisation with an owner who is signed in and has a token: cookie, form token, API token, and the ids of both.
fn organisation(tx: &mut store::Transaction<'_>) -> Result<[String; 5], StoreError> {
    let now = Time::now();
    let new = NewOrganisation { name: "Clinic".into(), language: "en".into(), zone: "UTC".into(), sample: false };
    let scope = people::create_organisation(tx, &new, now)?;
    let member = NewMember {
        email: "owner@clinic.example".into(),
        name: "Owner".into(),
        language: "en".into(),
        role: Role::Owner,
        team: None,
        password_hash: "!".into(),
    };
    let user = people::add_member(tx, &scope, &member, now)?;
    let session = sessions::begin(tx, &user, None, now)?;
    let found = sessions::find(tx, &session.hash(), now)?.ok_or(StoreError::NotFound)?;
    let (_, token) = tokens::create(tx, &found.scope, "program", &TokenScope::all(), 1, now)?;
    let house = people::organisation(tx, &scope)?.id.to_string();
    Ok([session.reveal().to_owned(), found.form_token, token.reveal().to_owned(), user.to_string(), house])
}

impl Owner {
    fn api(&self, path: &str, body: &Value) -> Result<Value, Failure> {
        let request = self.agent.post(format!("{}/api/v1{path}", self.base));
        let request = request.header("authorization", format!("Bearer {}", self.token));
        let request = request.header("idempotency-key", Id::random().as_str());
        let sent = if body.is_null() { request.send_empty() } else { request.send_json(body) };
        let mut reply = sent.doing(path)?;
        let said: Value = reply.body_mut().read_json().doing(path)?;
        if reply.status().is_success() {
            Ok(said)
        } else {
            Err(Failure::new(format!("POST {path} {body}: {} {said}", reply.status())))
        }
    }

    fn read(&self, path: &str) -> Result<Value, Failure> {
        let request = self.agent.get(format!("{}/api/v1{path}", self.base));
        let mut reply = request.header("authorization", format!("Bearer {}", self.token)).call().doing(path)?;
        reply.body_mut().read_json().doing(path)
    }

    /// A form by HTTP; whether it was taken or refused is the page's business.
    fn post(&self, path: &str, fields: &[(&str, &str)]) -> Result<u16, Failure> {
        let request =
            self.agent.post(format!("{}{path}", self.base)).header("cookie", format!("rater={}", self.cookie));
        let all = std::iter::once(("form", self.form.as_str())).chain(fields.iter().copied());
        let reply = request.send_form(all).doing(path)?;
        let status = reply.status().as_u16();
        if status < 500 { Ok(status) } else { Err(Failure::new(format!("POST {path}: {status}"))) }
    }
}

/// A survey whose every word is payloads.
struct Planted {
    survey: String,
    wave: String,
    open: String,
    embedded: String,
    text: String,
    words: Vec<String>,
    served: serving::Served,
}

fn open_all(browser: &Browser, owner: &Owner, folder: &Path, sample: usize) -> Result<(), Failure> {
    let all = payloads();
    if all.len() != PAYLOADS {
        return Err(Failure::new(format!("there are {} payloads", all.len())));
    }
    let bunches = bunches(&all);
    let planted: Vec<Planted> =
        bunches.iter().zip(0..).map(|(bunch, number)| plant(owner, bunch, number)).collect::<Result<_, _>>()?;
    println!("stored scripts: {} payloads in {} surveys", all.len(), planted.len());
    browser.open(&format!("{}/signin", owner.base))?;
    let cookie = json!({"name": "rater", "value": owner.cookie, "url": owner.base, "httpOnly": true});
    browser.tools("Network.setCookie", cookie)?;
    let mut found = Found { sample, ..Found::default() };
    for (position, planted) in planted.iter().enumerate() {
        found.position = position;
        found.of_survey(browser, owner, planted)?;
        found.of_organisation(browser, owner, planted, position)?;
        found.of_service(browser, owner, planted)?;
    }
    found.of_lists(browser, owner)?;
    found.of_service_lists(browser, owner)?;
    let told = |(name, (opened, shown)): (&&str, &(usize, usize))| format!("{name}: {opened} opened, {shown} payloads");
    println!("{}", found.pages.iter().map(told).collect::<Vec<_>>().join("\n"));
    found.faults.extend(
        found.pages.iter().filter(|(_, (_, shown))| *shown == 0).map(|(name, _)| format!("{name} shows no payload")),
    );
    let log = std::fs::read_to_string(folder.join("server.log")).unwrap_or_default();
    if log.contains("panicked") {
        found.faults.push(format!("the server panicked:\n{log}"));
    }
    if found.faults.is_empty() { Ok(()) } else { Err(Failure::new(found.faults.join("\n"))) }
}

/// The questionnaire with payloads for words: whatever stands for a language, and the source.
fn questionnaire(bunch: &[String], id: &str) -> String {
    let quoted = |text: &str| {
        let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
    };
    let mut turn = bunch.iter().cycle();
    let mut out = String::new();
    // Two items must not ask the same, and two answers not be called the same: each word has a number.
    for (number, line) in survey::builtin_source("rater-pulse").unwrap_or_default().lines().enumerate() {
        let key = line.split(" = ").next().unwrap_or_default();
        let spoken = [".en", ".id", ".es"].iter().any(|language| key.ends_with(language)) || key == "source";
        match (key, turn.next()) {
            ("id", _) if !out.contains("\nid = ") => out.push_str(&format!("id = \"{id}\"")),
            (_, Some(payload)) if spoken => {
                out.push_str(&format!("{key} = {}", quoted(&format!("{payload} {number}"))))
            }
            _ => out.push_str(line),
        }
        out.push('\n');
    }
    let title = quoted(&bunch.join(" "));
    out.push_str("\n[[segments]]\ncolumn = \"branch\"\n");
    ["en", "id", "es"].iter().for_each(|language| out.push_str(&format!("title.{language} = {title}\n")));
    out
}

fn plant(owner: &Owner, bunch: &[String], number: usize) -> Result<Planted, Failure> {
    let text = bunch.join(" ");
    let id = format!("pulse-{}", &Id::random().as_str()[..8]);
    let text_of = |value: &Value, name: &str| value[name].as_str().unwrap_or_default().to_owned();
    owner.api("/instruments", &json!({"toml": questionnaire(bunch, &id)}))?;
    let survey = owner.api(
        "/surveys",
        &json!({"title": text, "instrument": id, "instrument_version": 1, "language": "en", "anonymous": false,
            "ask_comment": true, "thanks": text}),
    )?;
    let survey = text_of(&survey, "id");
    let wave = text_of(&owner.api(&format!("/surveys/{survey}/waves"), &json!({"title": text}))?, "id");
    let hidden: BTreeMap<String, &String> =
        bunch.iter().enumerate().map(|(number, payload)| (format!("field{number}"), payload)).collect();
    let token = |kind: &str| -> Result<String, Failure> {
        let link = json!({"kind": kind, "label": text, "hidden": hidden});
        let link = owner.api(&format!("/surveys/{survey}/links"), &link)?;
        Ok(text_of(&link, "url").rsplit('/').next().unwrap_or_default().to_owned())
    };
    let (open, _, embedded) = (token("open")?, token("kiosk")?, token("embedded")?);
    let people: Vec<Value> = (0..)
        .zip(bunch)
        .map(|(number, payload)| json!({"email": format!("p{number}@{id}.example"), "name": payload}))
        .collect();
    owner.api(&format!("/waves/{wave}/invitees"), &json!({"people": people}))?;
    let group: String = text.chars().take(100).collect();
    for number in 0..ANSWERS {
        let answers: BTreeMap<String, usize> =
            (0..5).map(|item| (columns()[item].clone(), 1 + (number * 3 + item * 2) % 5)).collect();
        let answer = json!({"attempt": Id::random().as_str(), "answers": answers, "segments": {"branch": group},
            "fields": hidden, "comment": bunch[number % bunch.len()]});
        owner.api(&format!("/waves/{wave}/answers"), &answer)?;
    }
    owner.api("/teams", &json!({"name": text}))?;
    owner.post("/account/name", &[("name", &text), ("language", "en")])?;
    owner.post("/settings", &[("name", &text), ("zone", "UTC"), ("language", "en")])?;
    let served = serving::serve(owner, &text, number)?;
    Ok(Planted { survey, wave, open, embedded, text, words: bunch.to_vec(), served })
}

/// The answer columns of the pulse that are items.
fn columns() -> Vec<String> {
    let instrument = survey::builtin_source("rater-pulse").and_then(|source| survey::parse(source).ok());
    let columns = instrument.map(|instrument| survey::Layout::of(&instrument).columns).unwrap_or_default();
    columns.into_iter().map(|column| column.name).collect()
}

/// As an address has it.
fn encoded(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric();
    text.bytes().map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}

impl Found {
    /// Whether this survey is the one of the sample that shows this page.
    fn is_turn(&self, name: &str) -> bool {
        let turn: usize = name.bytes().map(usize::from).sum();
        (turn + self.position).is_multiple_of(self.sample.max(1))
    }

    /// Opens a page, and judges it.
    fn open(&mut self, browser: &Browser, name: &'static str, address: &str) -> Result<(), Failure> {
        if !self.is_turn(name) {
            return Ok(());
        }
        browser.open(address)?;
        self.judge(browser, name)
    }

    /// Sends a form from the page that is open, and judges what comes.
    fn send(
        &mut self,
        browser: &Browser,
        name: &'static str,
        path: &str,
        fields: &Value,
        file: Option<(&str, &str)>,
    ) -> Result<(), Failure> {
        if !self.is_turn(name) {
            return Ok(());
        }
        let file = file.map(|(name, text)| json!([name, text])).unwrap_or_default();
        browser.script(SEND, json!([path, fields, file]))?;
        browser.wait("html:not([data-before])")?;
        self.judge(browser, name)
    }

    fn judge(&mut self, browser: &Browser, name: &'static str) -> Result<(), Failure> {
        let said = browser.script(JUDGE, json!([]))?;
        let address = browser.address()?;
        let texts = said[0].as_array().cloned().unwrap_or_default();
        let mut faults: Vec<String> = texts.iter().filter_map(|fault| fault.as_str().map(str::to_owned)).collect();
        // A page that refuses a form says so with its status; that is no complaint of the policy.
        let told = browser.complaints()?.into_iter().filter(|line| !line.contains("Failed to load resource"));
        faults.extend(told.map(|line| format!("console: {line}")));
        self.faults.extend(faults.into_iter().map(|fault| format!("{name} {address}: {fault}")));
        let (opened, shown) = self.pages.entry(name).or_default();
        *opened += 1;
        *shown += said[1].as_u64().and_then(|shown| usize::try_from(shown).ok()).unwrap_or_default();
        Ok(())
    }

    /// The pages of one survey, of those who answer and of those who read.
    fn of_survey(&mut self, browser: &Browser, owner: &Owner, planted: &Planted) -> Result<(), Failure> {
        let base = &owner.base;
        let Planted { survey, wave, open, embedded, text, words, .. } = planted;
        let hidden: Vec<String> =
            words.iter().enumerate().map(|(number, word)| format!("field{number}={}", encoded(word))).collect();
        let hidden = hidden.join("&");
        for (name, path) in [
            ("survey", format!("/surveys/{survey}")),
            ("questionnaire", format!("/surveys/{survey}/instrument")),
            ("questionnaire preview", format!("/surveys/{survey}/instrument/preview?language=en")),
            ("invitations", format!("/surveys/{survey}/invitations")),
            ("import", format!("/surveys/{survey}/import")),
            ("answer page", format!("/s/{open}")),
            ("answer page in a frame", format!("/e/{embedded}?{hidden}")),
            ("thanks", format!("/s/{open}/thanks?a={}", Id::random())),
            ("board", format!("/board/{wave}")),
            ("board items", format!("/board/{wave}/items")),
            ("board segments", format!("/board/{wave}/segments")),
            ("board priorities", format!("/board/{wave}/priorities")),
            ("board data", format!("/board/{wave}/data")),
            ("board answers", format!("/board/{wave}/answers")),
            ("board print", format!("/board/{wave}/report/print")),
        ] {
            self.open(browser, name, &format!("{base}{path}"))?;
        }
        let form = &owner.form;
        let lines = format!("email,{}\nnot an address {},x\n", cell(text), cell(text));
        let name: String = text.chars().filter(|c| !c.is_control() && *c != '/').take(120).collect();
        // Forms are sent from a page whose policy lets it send them.
        browser.open(&format!("{base}/surveys/{survey}"))?;
        let home = format!("/surveys/{survey}");
        for (name, path, fields) in [
            ("settings refused", home.clone(), json!({"title": "", "thanks": text, "origins": text, "language": "en"})),
            ("link refused", format!("{home}/links"), json!({"kind": "open", "label": text, "hidden": text})),
            ("wave refused", format!("{home}/waves"), json!({"title": text, "opens": "x", "closes": text})),
            (
                "questionnaire refused",
                format!("{home}/instrument"),
                json!({"version": "1", "language": "en", "how": "toml", "go": "save", "toml": format!("id = {text}\n{text}")}),
            ),
            (
                "questionnaire words",
                format!("{home}/instrument"),
                json!({"version": "9", "language": "en", "how": "words", "go": "save", "new-title": text,
                    "new-column": text, "new-answers": text}),
            ),
        ] {
            let mut fields = fields;
            fields["form"] = json!(form);
            self.send(browser, name, &path, &fields, None)?;
        }
        let fields = json!({"form": form, "wave": wave});
        // The columns that are there let the file in; what stands in them and beside them is refused and told.
        let word = cell(text);
        let answers = format!("id,{word},{}\n1,x,{word},9,1,1,1\n2,x,1,{word},1,1,1\n", columns()[..5].join(","));
        let csv = format!("{name}.csv");
        self.send(browser, "import of a file", &format!("{home}/import"), &fields, Some((&csv, &answers)))?;
        let fields = json!({"form": form, "pasted": ""});
        self.send(browser, "list of people", &format!("{home}/invitations"), &fields, Some((&csv, &lines)))?;
        let fields = json!({"form": form, "pasted": format!("{text}\n{text}")});
        self.send(browser, "list that was pasted", &format!("{home}/invitations"), &fields, Some(("", "")))?;
        browser.open(&format!("{base}/s/{open}"))?;
        self.send(browser, "receipt refused", &format!("/s/{open}/resume"), &json!({"receipt": text}), None)?;
        Ok(())
    }

    /// Forms of the office that keep one value or refuse it, and addresses that are repeated on a page.
    fn of_organisation(
        &mut self,
        browser: &Browser,
        owner: &Owner,
        planted: &Planted,
        position: usize,
    ) -> Result<(), Failure> {
        let (base, form, text) = (&owner.base, &owner.form, &planted.text);
        owner.post("/account/name", &[("name", text), ("language", "en")])?;
        owner.post("/settings", &[("name", text), ("zone", "UTC"), ("language", "en")])?;
        for (name, path) in [
            ("account", "/account".to_owned()),
            ("settings", "/settings".to_owned()),
            ("answer page", format!("/s/{}", planted.open)),
        ] {
            self.open(browser, name, &format!("{base}{path}"))?;
        }
        browser.open(&format!("{base}/settings"))?;
        for (name, path, fields) in [
            ("new survey refused", "/surveys/new", json!({"title": text, "closes": "2020-01-01", "language": "en"})),
            ("person refused", "/people/invite", json!({"email": text, "role": "viewer"})),
            ("webhook refused", "/settings/webhooks", json!({"url": text, "event": "wave.closed"})),
            (
                "mailbox refused",
                "/comments/mailboxes",
                json!({"host": text, "login": text, "password": text, "folder": text, "site": text}),
            ),
            ("token refused", "/settings/tokens", json!({"name": text, "days": "1"})),
            ("organisation refused", "/settings", json!({"name": text, "zone": text, "language": "en"})),
        ] {
            let mut fields = fields;
            fields["form"] = json!(form);
            self.send(browser, name, path, &fields, None)?;
        }
        owner.post("/settings/tokens", &[("name", text), ("scope", "surveys:read"), ("days", "1")])?;
        // What stands in an address is given back nowhere as a program.
        let word = encoded(&planted.words[position % planted.words.len()]);
        let survey = &planted.survey;
        let addresses = [
            format!("/surveys/{survey}?done={word}"),
            format!("/surveys/{survey}/instrument?language={word}&done={word}"),
            format!("/board/{}/answers?by={word}&before={word}", planted.wave),
            format!("/settings/webhooks?before={word}"),
            format!("/method/{word}"),
            format!("/surveys?lang={word}"),
            format!("/s/{}?lang={word}&at={word}&r={word}", planted.open),
            format!("/signin?next={word}"),
        ];
        let turns =
            addresses.iter().enumerate().filter(|(turn, _)| (turn + position).is_multiple_of(self.sample.max(1)));
        for path in turns.map(|(_, path)| path).collect::<Vec<_>>() {
            self.harmless(browser, &format!("{base}{path}"))?;
        }
        if position < REFUSED_SIGN_INS {
            self.open_signin(browser, owner, text)?;
        }
        Ok(())
    }

    fn open_signin(&mut self, browser: &Browser, owner: &Owner, text: &str) -> Result<(), Failure> {
        browser.open(&format!("{}/method", owner.base))?;
        let fields = json!({"email": text, "password": text, "next": text});
        self.send(browser, "sign-in refused", "/signin", &fields, None)
    }

    /// Pages that list what all bunches left behind.
    fn of_lists(&mut self, browser: &Browser, owner: &Owner) -> Result<(), Failure> {
        self.sample = 1;
        for (name, path) in [("surveys", "/surveys"), ("people", "/people"), ("tokens", "/settings/tokens")] {
            self.open(browser, name, &format!("{}{path}", owner.base))?;
        }
        // Names are no part of the log; whatever is, must be harmless.
        self.harmless(browser, &format!("{}/settings/audit", owner.base))
    }

    /// Opens a page on which no payload need stand.
    fn harmless(&mut self, browser: &Browser, address: &str) -> Result<(), Failure> {
        browser.open(address)?;
        let before = self.pages.clone();
        self.judge(browser, "address")?;
        self.pages = before;
        Ok(())
    }
}

/// As a cell of CSV has it.
fn cell(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_300_payloads_each_with_its_number() {
        let all = payloads();
        assert_eq!(all.len(), PAYLOADS);
        for (number, payload) in all.iter().enumerate() {
            assert!(payload.contains(&format!("hit({number})")), "{payload}");
            assert!(payload.chars().count() <= 100, "{payload} is too long for a short field");
        }
        assert_eq!(bunches(&all).concat(), all);
    }

    #[test]
    fn a_questionnaire_of_payloads_is_still_one() {
        for bunch in bunches(&payloads()) {
            let made = survey::parse(&questionnaire(&bunch, "pulse-test"));
            let made = made.unwrap_or_else(|problems| panic!("{bunch:?}: {problems:?}"));
            assert_eq!(made.id, "pulse-test");
        }
    }
}
