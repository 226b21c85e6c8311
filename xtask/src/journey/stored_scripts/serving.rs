//! The same for customers, promises, moments of truth, recovery and what the organisation is held to.
//!
//! Separate from surveys, because here our own people write, and customers read some of it by a link. Every text that is kept is a
//! payload, and so is what a form repeats when it refuses.

use serde_json::{Value, json};
use store::Id;

use super::super::driver::Browser;
use super::{Found, Owner, Planted, cell, encoded};
use crate::shell::Failure;

/// What was written for one bunch of payloads.
pub(super) struct Served {
    touchpoint: String,
    commitment: String,
    customer: String,
    promise: String,
    moment: String,
    case: String,
    problem: String,
    /// Links by which the customer reads about the promise and the case.
    links: [String; 2],
}

/// The first so many characters.
fn cut(text: &str, length: usize) -> String {
    text.chars().take(length).collect()
}

/// A playbook of the program with payloads for its words: the title, what to do, and why.
fn playbook(source: &str, words: &[String]) -> String {
    let mut turn = words.iter().cycle();
    let spoken = |key: &str| {
        let (name, language) = key.split_once('.').unwrap_or_default();
        ["title", "what", "why"].contains(&name) && ["en", "id", "es"].contains(&language)
    };
    let line = |line: &str| match (line.split(" = ").next().filter(|key| spoken(key)), turn.next()) {
        (Some(key), Some(word)) => {
            let word: String = word.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
            format!("{key} = \"{}\"\n", word.replace('\\', "\\\\").replace('"', "\\\""))
        }
        _ => format!("{line}\n"),
    };
    source.lines().map(line).collect()
}

/// Writes it all, by the API and as a program would.
pub(super) fn serve(owner: &Owner, text: &str, number: usize) -> Result<Served, Failure> {
    // What is one line takes no characters that control something.
    let line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let line = line.as_str();
    let id_of = |value: &Value| value["id"].as_str().unwrap_or_default().to_owned();
    let link_of =
        |value: &Value| value["url"].as_str().unwrap_or_default().rsplit('/').next().unwrap_or_default().to_owned();
    // Names are unique, and short.
    let name = cut(&format!("{number} {line}"), 120);
    let touchpoint = id_of(&owner.api("/touchpoints", &json!({ "name": name }))?);
    let expected = json!({ "kind": "common", "factor": "empathy", "words": text, "source": line, "can_do": line,
        "we_say": line, "said_by": line });
    let published = json!({ "kind": "trade", "factor": "empathy", "words": text, "source": line, "competitor": line,
        "published": true });
    owner.api("/commitments", &published)?;
    let commitment = id_of(&owner.api("/commitments", &expected)?);
    let above = json!({ "kind": "organisation", "name": cut(line, 190) });
    let above = id_of(&owner.api("/customers", &above)?);
    let customer = json!({ "name": line, "parent": above, "phone": cut(line, 40), "consent": "given",
        "consent_source": cut(line, 120), "identifiers": { "till": cut(line, 60) } });
    let customer = id_of(&owner.api("/customers", &customer)?);
    for (factor, first) in [("responsiveness", true), ("empathy", false)] {
        let fact = json!({ "factor": factor, "words": line, "source": cut(line, 120), "first": first });
        owner.api(&format!("/customers/{customer}/facts"), &fact)?;
    }
    let promise = json!({ "customer": customer, "commitment": commitment, "touchpoint": touchpoint, "factor": "empathy",
        "told": text, "words": text, "owner": owner.user, "due": { "within_minutes": 5 } });
    let promise = id_of(&owner.api("/promises", &promise)?);
    let progress = json!({ "act": "progress", "words": text, "told": true });
    owner.api(&format!("/promises/{promise}/events"), &progress)?;
    let told = link_of(&owner.api(&format!("/promises/{promise}/link"), &Value::Null)?);
    let moment = Id::random().to_string();
    let noted = json!({ "id": moment, "touchpoint": touchpoint, "customer": customer, "words": text,
        "judgements": { "empathy": "met" } });
    owner.api("/moments", &noted)?;
    let problem = id_of(&owner.api("/problems", &json!({ "title": line, "factor": "empathy" }))?);
    let case = json!({ "words": text, "customer": customer, "promise": promise, "touchpoint": touchpoint,
        "factor": "empathy", "channel": "public" });
    let case = id_of(&owner.api("/cases", &case)?);
    let acts = [
        json!({ "act": "hang", "problem": problem }),
        json!({ "act": "step", "step": "acknowledge", "words": text, "told": true }),
        json!({ "act": "step", "step": "fix-person", "words": text }),
        json!({ "act": "root-cause", "words": text }),
        json!({ "act": "action", "words": text }),
    ];
    for act in acts {
        owner.api(&format!("/cases/{case}/act"), &act)?;
    }
    let asked = link_of(&owner.api(&format!("/cases/{case}/act"), &json!({ "act": "ask" }))?);
    let problem_words = [("root_cause", text), ("action", text)];
    owner.post(&format!("/problems/{problem}"), &problem_words)?;
    Ok(Served { touchpoint, commitment, customer, promise, moment, case, problem, links: [told, asked] })
}

impl Found {
    /// The pages of one customer and of what was promised to them, met with them, and made good.
    pub(super) fn of_service(&mut self, browser: &Browser, owner: &Owner, planted: &Planted) -> Result<(), Failure> {
        let Planted { text, words, served, .. } = planted;
        let (base, sample) = (&owner.base, self.sample);
        // These pages are many, and are opened half as often.
        self.sample = if sample == 1 { 1 } else { 2 * sample };
        let source = owner.read("/playbooks/general")?["toml"].as_str().unwrap_or_default().to_owned();
        owner.api("/playbooks", &json!({ "toml": playbook(&source, words) }))?;
        let Served { touchpoint, commitment, customer, promise, moment, case, problem, links: [told, asked] } = served;
        let word = encoded(&words[0]);
        for (name, path) in [
            ("customer", format!("/customers/{customer}")),
            ("customer to change", format!("/customers/{customer}/edit")),
            ("customer to merge", format!("/customers/{customer}/merge")),
            ("customer to erase", format!("/customers/{customer}/erase")),
            ("customers found", format!("/customers?q={word}")),
            ("new customer", format!("/customers/new?name={word}&phone={word}")),
            ("promise", format!("/promises/{promise}")),
            ("promise to be made", format!("/promises/new?customer={customer}&told={word}")),
            ("promises of a touchpoint", format!("/promises?part=touchpoint:{touchpoint}&days=30")),
            ("moment", format!("/moments/{moment}")),
            ("moment to be noted", format!("/moments/new?touchpoint={touchpoint}&customer={customer}")),
            ("moments of a touchpoint", format!("/moments/list?touchpoint={touchpoint}")),
            ("case", format!("/cases/{case}")),
            ("case to be opened", format!("/cases/new?customer={customer}")),
            ("cases of a touchpoint", format!("/cases?part=touchpoint:{touchpoint}")),
            ("problem", format!("/problems/{problem}")),
            ("playbook", "/playbooks/general".to_owned()),
            ("playbook to change", "/playbooks/general/edit".to_owned()),
            ("commitment to change", format!("/commitments/{commitment}")),
            ("factors of a touchpoint", format!("/factors?part=touchpoint:{touchpoint}")),
            ("factors of a customer", format!("/factors?part=customer:{customer}")),
            ("promise told", format!("/p/{told}")),
            ("case told", format!("/p/{asked}")),
        ] {
            self.open(browser, name, &format!("{base}{path}"))?;
        }
        self.of_forms(browser, owner, text, served)?;
        // What stands in an address is given back nowhere as a program.
        let addresses = [
            format!("/customers/{customer}?done={word}&story={word}"),
            format!("/promises?state={word}&factor={word}&days={word}"),
            format!("/moments/list?factor={word}&judgement={word}&before={word}&source={word}"),
            format!("/cases?show={word}"),
            format!("/cases/{case}?done={word}"),
            format!("/playbooks?done={word}"),
            format!("/factors?part={word}&days={word}"),
            format!("/p/{word}"),
            format!("/o/{word}"),
            format!("/calendar/{word}.ics"),
        ];
        let position = self.position;
        for path in addresses.iter().skip(position % self.sample.max(1)).step_by(self.sample.max(1)) {
            self.harmless(browser, &format!("{base}{path}"))?;
        }
        self.sample = sample;
        Ok(())
    }

    /// Forms that refuse and repeat what was sent, and the customer's own words.
    fn of_forms(&mut self, browser: &Browser, owner: &Owner, text: &str, served: &Served) -> Result<(), Failure> {
        let Served { customer, promise, case, links: [told, asked], .. } = served;
        browser.open(&format!("{}/customers", owner.base))?;
        for (name, path, fields) in [
            (
                "customer refused",
                "/customers/new".to_owned(),
                json!({"kind": "person", "name": text, "email": text, "phone": text, "consent_source": text}),
            ),
            (
                "fact refused",
                format!("/customers/{customer}/facts"),
                json!({"factor": "empathy", "words": text, "source": text, "until": "2001-01-01"}),
            ),
            (
                "promise refused",
                "/promises/new".to_owned(),
                json!({"told": text, "words": text, "due": "at", "date": text, "time": text, "factor": ""}),
            ),
            ("case refused", "/cases/new".to_owned(), json!({"words": "", "channel": "person", "q": text})),
            ("moment refused", "/moments/new".to_owned(), json!({"words": text, "touchpoint": "", "when": text})),
            (
                "commitment refused",
                "/commitments/new".to_owned(),
                json!({"kind": "trade", "factor": "empathy", "words": text, "source": text, "minutes": text}),
            ),
            ("playbook refused", "/playbooks/general/edit".to_owned(), json!({"toml": format!("id = {text}\n{text}")})),
            (
                "rules refused",
                "/service/rules".to_owned(),
                json!({"amount": text, "answer_days": text, "level_max": text}),
            ),
            ("hours refused", "/service/calendars/new".to_owned(), json!({"name": text, "zone": text, "monday": text})),
        ] {
            let mut fields = fields;
            fields["form"] = json!(owner.form);
            self.send(browser, name, &path, &fields, None)?;
        }
        let list = format!("name,email,{}\n{},x,{}\n", cell(text), cell(text), cell(text));
        let fields = json!({ "form": owner.form });
        self.send(browser, "customers refused", "/customers/import", &fields, Some(("list.csv", &list)))?;
        // The customer answers in words of their own, and those who serve read them.
        browser.open(&format!("{}/p/{told}", owner.base))?;
        self.send(browser, "promise judged", &format!("/p/{told}"), &json!({"says": "not", "words": text}), None)?;
        browser.open(&format!("{}/p/{asked}", owner.base))?;
        self.send(browser, "case judged", &format!("/p/{asked}"), &json!({"says": "no", "words": text}), None)?;
        self.open(browser, "promise that was judged", &format!("{}/promises/{promise}", owner.base))?;
        self.open(browser, "case that was judged", &format!("{}/cases/{case}", owner.base))
    }

    /// Pages that list what all bunches left behind.
    pub(super) fn of_service_lists(&mut self, browser: &Browser, owner: &Owner) -> Result<(), Failure> {
        let rules = [("public", "yes"), ("amount", "1"), ("answer_days", "14"), ("level_max", "2")];
        owner.post("/service/rules", &rules)?;
        for (name, path) in [
            ("day", "/today".to_owned()),
            ("customers", "/customers".to_owned()),
            ("promises", "/promises".to_owned()),
            ("rates", "/promises/rates".to_owned()),
            ("moments", "/moments".to_owned()),
            ("journey", "/touchpoints".to_owned()),
            ("cases", "/cases".to_owned()),
            ("problems", "/problems".to_owned()),
            ("playbooks", "/playbooks".to_owned()),
            ("commitments", "/commitments".to_owned()),
            ("factors", "/factors".to_owned()),
            ("standards", format!("/o/{}", owner.organisation)),
        ] {
            self.open(browser, name, &format!("{}{path}", owner.base))?;
        }
        for path in ["/cases/outcomes", "/service/rules"] {
            self.harmless(browser, &format!("{}{path}", owner.base))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_playbook_of_payloads_keeps_its_frame() {
        let source =
            "id = \"general\"\ntitle.en = \"Making good\"\nwords.en = \"sorry\"\nsay.en = [\n    \"Hello\",\n]\n";
        let made = playbook(source, &["\"a\\".to_owned(), "b".to_owned()]);
        assert_eq!(made, "id = \"general\"\ntitle.en = \"b\"\nwords.en = \"sorry\"\nsay.en = [\n    \"Hello\",\n]\n");
    }
}
