//! Customers answer: without script by plain forms, with it by the same fields at once; and nothing is counted twice or lost.

mod answering;

use answering::{Browser, House, Plan, attribute, between, encoded};
use axum::http::{Method, StatusCode};
use sha2::Digest as _;
use store::listing::ResponseState;
use store::surveys::Pulse;

fn servqual() -> &'static str {
    survey::builtin_source("servqual").expect("it comes with the program")
}

fn pulse() -> &'static str {
    survey::builtin_source("rater-pulse").expect("it comes with the program")
}

fn plan(toml: &str) -> Plan<'_> {
    Plan { toml, title: "How was your visit?", language: "en", pulse: Pulse::Off, anonymous: true }
}

/// The questionnaire with two groups: one that is asked for, and one that only a link can name.
fn with_groups() -> String {
    let groups = "\n[[segments]]\ncolumn = \"age\"\ntitle.en = \"How old are you?\"\ntitle.id = \"Usia?\"\ntitle.es = \"¿Edad?\"\n\
        labels.1.en = \"Under 40\"\nlabels.1.id = \"Di bawah 40\"\nlabels.1.es = \"Menos de 40\"\n\
        labels.2.en = \"40 and over\"\nlabels.2.id = \"40 ke atas\"\nlabels.2.es = \"40 y más\"\n\
        \n[[segments]]\ncolumn = \"branch\"\ntitle.en = \"Branch\"\ntitle.id = \"Cabang\"\ntitle.es = \"Sucursal\"\n";
    let (before, columns) = servqual().split_once("[columns]").expect("its columns come last");
    format!("{before}{groups}\n[columns]{columns}")
}

/// Answers every step of a page without script: 6 to what should be, 5 to what is, points and the rest.
async fn answer_all(browser: &mut Browser<'_>) {
    browser.press("next", &[]).await;
    for _ in 0..40 {
        let asked = browser.asked();
        let points = browser.page.seen().contains("class=\"step step-points\"");
        let mut fields: Vec<(&str, &str)> = Vec::new();
        for (place, name) in asked.iter().enumerate() {
            let value = match (points, place) {
                _ if name.starts_with('g') => "2",
                (true, 0) => "60",
                (true, _) => "10",
                (false, 0) => "6",
                (false, _) => "5",
            };
            fields.push((name, value));
        }
        if browser.page.seen().contains("step-last") {
            return browser.press("send", &[("comment", "Everybody was kind.")]).await;
        }
        browser.press("next", &fields).await;
    }
    panic!("the end was not reached");
}

fn receipt(browser: &Browser<'_>) -> String {
    let seen = browser.page.seen();
    let code = between(&seen, "<p class=\"code\" dir=\"ltr\">", "</p>");
    code.first().copied().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn a_whole_survey_is_answered_without_script() {
    let house = House::new().await;
    let toml = with_groups();
    let asked = house.ask(plan(&toml)).await;
    let mut browser = Browser::open(&house, &format!("/s/{}", asked.open.token)).await;
    answer_all(&mut browser).await;
    assert!(browser.at.contains("/thanks?a="), "{}", browser.at);
    let code = receipt(&browser);
    assert_eq!((code.len(), code.matches('-').count()), (19, 3), "{code}");
    let [response] = &house.responses(&asked).await[..] else { panic!("one answer") };
    // 22 expectations, 22 perceptions, five shares of a hundred points, three judgements.
    let mut expected = vec![6; 22];
    expected.extend([5; 22]);
    expected.extend([60, 10, 10, 10, 10]);
    expected.extend([6; 3]);
    assert_eq!(response.codes, expected);
    assert_eq!(response.segments, [Some("2".to_owned()), None]);
    assert_eq!(response.comment.as_deref(), Some("Everybody was kind."));
    assert_eq!((response.state, response.language.as_str()), (ResponseState::SetAside, "en"), "too quick for a person");
    assert_eq!(response.aside.as_deref(), Some("hasty"));
    assert_eq!(store::answers::receipt_of(&response.attempt), code);
    assert!(house.rows().lines().all(|row| !row.starts_with("drafts")), "the draft is done with");
}

#[tokio::test]
async fn each_step_is_kept_and_can_be_gone_back_to() {
    let house = House::new().await;
    let asked = house.ask(plan(servqual())).await;
    let mut browser = Browser::open(&house, &format!("/s/{}", asked.open.token)).await;
    browser.press("next", &[]).await;
    browser.press("next", &[("q0", "7"), ("q22", "na")]).await;
    assert!(browser.at.contains("at=2"), "{}", browser.at);
    browser.press("back", &[]).await;
    let seen = browser.page.seen();
    let chosen: Vec<_> = between(&seen, "<input", ">").into_iter().filter(|input| input.contains(" checked")).collect();
    let values: Vec<_> = chosen.iter().filter_map(|input| attribute(input, "value")).collect();
    assert_eq!(values, ["7", "na"]);
    // In another language the same step has the same answers.
    browser.press("language", &[]).await;
    assert!(browser.page.text.contains("checked"), "{}", browser.page.text);
}

#[tokio::test]
async fn an_answer_sent_again_has_the_first_receipt_and_counts_once() {
    let house = House::new().await;
    let asked = house.ask(plan(servqual())).await;
    let mut browser = Browser::open(&house, &format!("/s/{}", asked.open.token)).await;
    browser.press("next", &[]).await;
    browser.press("next", &[("q0", "7"), ("q22", "3")]).await;
    // The last step is gone to by its address, as a bookmark would.
    let last = browser.at.replace("at=2", "at=27");
    browser.go(&last).await;
    let (action, body) = browser.form("send", &[]);
    let first = browser.send(Method::POST, &action, Some(body.clone())).await.location();
    let second = browser.send(Method::POST, &action, Some(body)).await.location();
    assert_eq!(first, second);
    browser.go(&first).await;
    assert!(!receipt(&browser).is_empty());
    // Going back to a step leads to the thanks, too.
    browser.go(&last).await;
    assert!(browser.at.contains("/thanks"), "{}", browser.at);
    assert_eq!(house.responses(&asked).await.len(), 1);
}

/// What the page's script sends: the attempt, where to, and answers.
fn scripted(attempt: &str, way: &str, fields: &[(&str, &str)]) -> String {
    let mut body = format!("a={attempt}&lang=en&go=0%3A{way}");
    for (name, value) in fields {
        body.push_str(&format!("&{}={}", encoded(name), encoded(value)));
    }
    body
}

const ATTEMPT: &str = "11111111-2222-4333-8444-555555555555";

#[tokio::test]
async fn the_script_sends_the_same_fields_and_is_told_in_json() {
    let house = House::new().await;
    let asked = house.ask(plan(pulse())).await;
    let base = format!("/s/{}", asked.open.token);
    let mut browser = Browser::open(&house, &base).await;
    let json = "application/json";
    let post = Method::POST;
    let kept = browser.send_as(post.clone(), &base, Some(scripted(ATTEMPT, "stay", &[("q0", "4")])), json).await;
    assert_eq!((kept.status, kept.text.contains("\"state\":\"saved\"")), (StatusCode::OK, true), "{}", kept.text);
    let whole = [("q0", "4"), ("q5", "5"), ("seconds", "31"), ("comment", "Good.")];
    let sent = browser.send_as(post.clone(), &base, Some(scripted(ATTEMPT, "send", &whole)), json).await;
    assert!(sent.text.contains("\"state\":\"received\""), "{}", sent.text);
    let again = browser.send_as(post.clone(), &base, Some(scripted(ATTEMPT, "send", &whole)), json).await;
    assert_eq!((again.status, &again.text), (StatusCode::OK, &sent.text));
    let other = [("q0", "1"), ("q5", "5"), ("seconds", "31"), ("comment", "Good.")];
    let other = browser.send_as(post.clone(), &base, Some(scripted(ATTEMPT, "send", &other)), json).await;
    assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY, "the same attempt with another answer");
    assert_eq!(other.header("content-type"), "application/problem+json");
    // A draft that comes late brings nothing back.
    let late = browser.send_as(post, &base, Some(scripted(ATTEMPT, "stay", &[("q0", "1")])), json).await;
    assert_eq!(late.status, StatusCode::OK);
    let [response] = &house.responses(&asked).await[..] else { panic!("one answer") };
    assert_eq!((response.codes[0], response.seconds, response.state), (4, Some(31), ResponseState::Counted));
    assert!(!house.rows().contains("\ndrafts "));
}

#[tokio::test]
async fn a_get_changes_nothing() {
    let house = House::new().await;
    let asked = house.ask(plan(servqual())).await;
    let invitation = house.invite(&asked).await;
    let attempt = format!("a={ATTEMPT}&at=5&lang=id&r=5&branch=N");
    let before = house.rows();
    let tokens = [
        format!("/s/{}", asked.open.token),
        format!("/k/{}", asked.kiosk.token),
        format!("/e/{}", asked.embedded.token),
        format!("/i/{invitation}"),
    ];
    let mut browser = Browser::open(&house, &tokens[0]).await;
    for base in &tokens {
        for path in
            [base.clone(), format!("{base}?{attempt}"), format!("{base}/thanks"), format!("{base}/thanks?{attempt}")]
        {
            for method in [Method::GET, Method::HEAD] {
                let reply = browser.send(method, &path, None).await;
                assert!(reply.status.is_success() || reply.status == StatusCode::SEE_OTHER, "{path} {}", reply.status);
            }
        }
    }
    assert_eq!(house.rows(), before);
}

#[tokio::test]
async fn an_invitation_is_exchanged_for_a_clean_address_and_used_by_sending_only() {
    let house = House::new().await;
    let asked = house.ask(plan(servqual())).await;
    let invitation = house.invite(&asked).await;
    let address = format!("/i/{invitation}");
    let mut browser = Browser::open(&house, &address).await;
    assert!(browser.page.text.contains("Begin"), "it is shown at once");
    browser.press("next", &[]).await;
    assert!(!browser.at.contains(&invitation), "{}", browser.at);
    browser.press("next", &[("q0", "7"), ("q22", "3")]).await;
    browser.go(&browser.at.replace("at=2", "at=27")).await;
    browser.press("send", &[]).await;
    assert!(browser.at.contains("/thanks"), "{}", browser.at);
    let [response] = &house.responses(&asked).await[..] else { panic!("one answer") };
    assert_eq!((response.way.name(), &response.invitee), ("invited", &None), "an anonymous survey");
    let mut other = Browser::open(&house, &address).await;
    assert!(other.page.text.contains("This invitation has been used"));
    // Whoever answers with it once more is told the same, and nothing is counted.
    let body = scripted("99999999-2222-4333-8444-555555555555", "send", &[("q0", "1")]);
    let again = other.send_as(Method::POST, &address, Some(body), "application/json").await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(house.responses(&asked).await.len(), 1);
    // The clean address is nothing without its cookie.
    let clean = browser.at.split("/thanks").next().unwrap_or_default().to_owned();
    let stranger = Browser::open(&house, &clean).await;
    assert_eq!(stranger.page.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_rating_in_the_link_is_chosen_already_but_is_no_answer() {
    let house = House::new().await;
    let asked = house.ask(Plan { pulse: Pulse::All, ..plan(pulse()) }).await;
    let mut browser = Browser::open(&house, &format!("/s/{}?r=4", asked.open.token)).await;
    let seen = browser.page.seen();
    let chosen: Vec<_> = between(&seen, "<input", ">").into_iter().filter(|input| input.contains(" checked")).collect();
    assert_eq!(chosen.len(), 1, "{chosen:?}");
    assert_eq!(
        (attribute(chosen[0], "name").as_deref(), attribute(chosen[0], "value").as_deref()),
        (Some("q5"), Some("4"))
    );
    assert!(house.responses(&asked).await.is_empty());
    browser.press("send", &[("q0", "5")]).await;
    let [response] = &house.responses(&asked).await[..] else { panic!("one answer") };
    assert_eq!((response.codes[0], response.codes[5]), (5, 4));
}

#[tokio::test]
async fn answers_are_continued_elsewhere_with_the_receipt_code() {
    let house = House::new().await;
    let asked = house.ask(plan(servqual())).await;
    let base = format!("/s/{}", asked.open.token);
    let mut browser = Browser::open(&house, &base).await;
    browser.press("next", &[]).await;
    browser.press("next", &[("q0", "7"), ("q22", "3")]).await;
    let code = receipt(&browser);
    let mut elsewhere = Browser::open(&house, &base).await;
    let typed = encoded(&code.to_lowercase().replace('-', " "));
    let reply = elsewhere.send(Method::POST, &format!("{base}/resume"), Some(format!("receipt={typed}"))).await;
    let place = reply.location();
    elsewhere.go(&place).await;
    assert!(elsewhere.at.contains("at=2"), "the first step without an answer: {}", elsewhere.at);
    elsewhere.press("back", &[]).await;
    assert!(elsewhere.page.seen().contains("value=\"7\" checked"));
    let unknown = elsewhere.send(Method::POST, &format!("{base}/resume"), Some("receipt=AAAA".to_owned())).await;
    assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(unknown.text.contains("There are no unfinished answers with this code"));
}

#[tokio::test]
async fn answers_continued_elsewhere_took_as_long_as_they_took_on_both_devices() {
    let house = House::new().await;
    let asked = house.ask(plan(servqual())).await;
    let base = format!("/s/{}", asked.open.token);
    let names: Vec<String> = (0..44).map(|column| format!("q{column}")).collect();
    let mut whole: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "5")).collect();
    let mut here = Browser::open(&house, &base).await;
    let json = "application/json";
    here.send_as(Method::POST, &base, Some(scripted(ATTEMPT, "stay", &whole)), json).await;
    house.age_drafts(240);
    let mut elsewhere = Browser::open(&house, &base).await;
    let code = store::answers::receipt_of(&store::Id::parse(ATTEMPT).expect("an attempt"));
    let place =
        elsewhere.send(Method::POST, &format!("{base}/resume"), Some(format!("receipt={code}"))).await.location();
    elsewhere.go(&place).await;
    // The script of the second device counts from when its page was opened.
    whole.push(("seconds", "3"));
    let sent = elsewhere.send_as(Method::POST, &base, Some(scripted(ATTEMPT, "send", &whole)), json).await;
    assert!(sent.text.contains("\"state\":\"received\""), "{}", sent.text);
    let [response] = &house.responses(&asked).await[..] else { panic!("one answer") };
    assert_eq!((response.state, response.aside.as_deref()), (ResponseState::Counted, None));
    assert!(response.seconds.is_some_and(|seconds| (240..300).contains(&seconds)), "{:?}", response.seconds);
}

#[tokio::test]
async fn a_stand_at_the_door_shows_no_receipt_and_begins_anew() {
    let house = House::new().await;
    let asked = house.ask(Plan { pulse: Pulse::All, ..plan(pulse()) }).await;
    let base = format!("/k/{}", asked.kiosk.token);
    let mut browser = Browser::open(&house, &base).await;
    browser.press("send", &[("q0", "5")]).await;
    assert_eq!(browser.at, format!("{base}/thanks"), "nothing of the answer stands in the address");
    assert!(receipt(&browser).is_empty());
    assert!(browser.page.text.contains(&format!("<noscript><meta http-equiv=\"refresh\" content=\"10; url={base}\">")));
    let reply = browser.send(Method::POST, &format!("{base}/resume"), Some("receipt=AAAA".to_owned())).await;
    assert_eq!(reply.status, StatusCode::NOT_FOUND);
    assert_eq!(house.responses(&asked).await[0].way.name(), "kiosk");
}

#[tokio::test]
async fn a_frame_may_only_be_shown_by_the_survey_s_sites_and_keeps_what_its_address_says() {
    let house = House::new().await;
    let toml = with_groups();
    let asked = house.ask(Plan { anonymous: false, ..plan(&toml) }).await;
    let address = format!("/e/{}?branch=North&ticket=A%2017&age=1", asked.embedded.token);
    let mut browser = Browser::open(&house, &address).await;
    let policy = browser.page.header("content-security-policy");
    assert!(policy.contains("frame-ancestors https://help.example.org;"), "{policy}");
    answer_all(&mut browser).await;
    assert!(browser.at.contains("/thanks"), "{}", browser.at);
    let [response] = &house.responses(&asked).await[..] else { panic!("one answer") };
    assert_eq!(response.segments, [Some("1".to_owned()), Some("North".to_owned())], "the age was not asked for");
    assert_eq!(response.fields.get("ticket").map(String::as_str), Some("A 17"));
    // A word that the questionnaire does not offer where it offers some is nobody's group; it stays with what else was said.
    let body = format!("{}&h.age=700&h.ticket=2", scripted(ATTEMPT, "send", &[("q0", "5"), ("seconds", "9")]));
    let base = format!("/e/{}", asked.embedded.token);
    browser.send_as(Method::POST, &base, Some(body), "application/json").await;
    let strange = house.responses(&asked).await.into_iter().find(|response| response.attempt.as_str() == ATTEMPT);
    let strange = strange.expect("it is taken");
    assert_eq!((strange.segments, strange.fields.get("age").map(String::as_str)), (vec![None, None], Some("700")));
    let open = Browser::open(&house, &format!("/s/{}", asked.open.token)).await;
    assert!(open.page.header("content-security-policy").contains("frame-ancestors 'none'"));
}

#[tokio::test]
async fn points_that_do_not_add_up_are_shown_again_as_they_were_written() {
    let house = House::new().await;
    let asked = house.ask(plan(servqual())).await;
    let mut browser = Browser::open(&house, &format!("/s/{}?a={ATTEMPT}&at=23", asked.open.token)).await;
    browser.press("next", &[("q44", "50"), ("q45", "40")]).await;
    assert_eq!(browser.page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(browser.page.text.contains("they add up to 90"));
    assert!(
        browser
            .page
            .seen()
            .contains("name=\"q44\" min=\"0\" max=\"100\" step=\"1\" inputmode=\"numeric\" value=\"50\"")
    );
    browser.press("next", &[("q44", "50"), ("q45", "50")]).await;
    assert!(browser.at.contains("at=24"), "{}", browser.at);
    browser.press("back", &[]).await;
    assert!(
        browser.page.seen().contains("name=\"q46\" min=\"0\" max=\"100\" step=\"1\" inputmode=\"numeric\" value=\"0\"")
    );
    // All empty is no answer, and takes the earlier ones back.
    let none: Vec<(&str, &str)> = ["q44", "q45", "q46", "q47", "q48"].map(|name| (name, "")).to_vec();
    browser.press("next", &none).await;
    browser.press("back", &[]).await;
    assert!(
        browser.page.seen().contains("name=\"q44\" min=\"0\" max=\"100\" step=\"1\" inputmode=\"numeric\" value=\"\"")
    );
}

#[tokio::test]
async fn what_no_page_of_ours_could_send_is_refused() {
    let house = House::new().await;
    let asked = house.ask(plan(servqual())).await;
    let base = format!("/s/{}", asked.open.token);
    let mut browser = Browser::open(&house, &base).await;
    // Whoever tries is counted, and nothing else.
    let rows = || house.rows().lines().filter(|row| !row.starts_with("limits")).map(str::to_owned).collect::<Vec<_>>();
    let before = rows();
    for fields in [[("q0", "8")], [("q99", "1")], [("q44", "101")], [("go", "x")]] {
        let reply = browser.send(Method::POST, &base, Some(scripted(ATTEMPT, "stay", &fields))).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}");
    }
    let none = browser.send_as(Method::POST, &base, Some(scripted(ATTEMPT, "send", &[])), "application/json").await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY, "nothing was answered");
    let elsewhere =
        browser.send(Method::POST, "/s/000000000000000000000000", Some(scripted(ATTEMPT, "stay", &[]))).await;
    assert_eq!(elsewhere.status, StatusCode::NOT_FOUND);
    // The token of a stand opens no other way in.
    let crossed = browser.send(Method::GET, &format!("/s/{}", asked.kiosk.token), None).await;
    assert_eq!(crossed.status, StatusCode::NOT_FOUND);
    assert_eq!(rows(), before);
}

#[tokio::test]
async fn a_closed_survey_says_so_and_takes_nothing() {
    let house = House::new().await;
    let asked = house.ask(plan(servqual())).await;
    house.close(&asked).await;
    let base = format!("/s/{}", asked.open.token);
    let mut browser = Browser::open(&house, &base).await;
    assert!(browser.page.text.contains("This survey is closed at the moment"));
    let sent =
        browser.send_as(Method::POST, &base, Some(scripted(ATTEMPT, "send", &[("q0", "1")])), "application/json").await;
    assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(house.responses(&asked).await.is_empty());
}

#[tokio::test]
async fn a_field_that_nobody_sees_sets_an_answer_aside_and_says_nothing() {
    let house = House::new().await;
    let asked = house.ask(Plan { pulse: Pulse::Rotating, ..plan(pulse()) }).await;
    let mut browser = Browser::open(&house, &format!("/s/{}", asked.open.token)).await;
    let fields = browser.asked();
    assert_eq!(fields.len(), 2, "one item and the judgement: {fields:?}");
    browser.press("send", &[(fields[0].as_str(), "5"), ("website", "http://spam.example")]).await;
    assert!(browser.at.contains("/thanks"));
    let [response] = &house.responses(&asked).await[..] else { panic!("one answer") };
    assert_eq!((response.state, response.aside.as_deref()), (ResponseState::SetAside, Some("trap")));
}

#[tokio::test]
async fn every_page_is_worded_in_every_language_and_every_field_has_a_name() {
    let house = House::new().await;
    for (id, mode) in [("servqual", Pulse::Off), ("servqual-zone", Pulse::Off), ("rater-pulse", Pulse::All)] {
        let toml = survey::builtin_source(id).expect("it comes with the program");
        let asked = house.ask(Plan { pulse: mode, ..plan(toml) }).await;
        for way in [format!("/s/{}", asked.open.token), format!("/k/{}", asked.kiosk.token)] {
            for language in ["en", "id", "es"] {
                let browser = Browser::open(&house, &format!("{way}?lang={language}")).await;
                let text = &browser.page.text;
                assert!(text.contains(&format!("<html lang=\"{language}\" dir=\"ltr\"")));
                // A name of a message stands where its words are missing.
                for part in between(text, ">", "<").into_iter().chain(between(text, "=\"", "\"")) {
                    let path = part.starts_with('/') || part == "answer";
                    assert!(path || !part.trim().starts_with("answer-"), "{id} {language}: {part}");
                }
                assert!(!text.contains(" style=") && !text.contains("<script>") && !text.contains(" onclick"));
                labelled(text);
            }
        }
    }
}

/// Every field is within a label, or is named by one.
fn labelled(text: &str) {
    for input in between(text, "<input", ">") {
        let kind = attribute(input, "type").unwrap_or_default();
        let named = attribute(input, "aria-label").is_some()
            || attribute(input, "id").is_some_and(|id| text.contains(&format!("for=\"{id}\"")));
        let within = text.split(input).next().and_then(|before| {
            let open = before.rfind("<label")?;
            Some(before.rfind("</label>").is_none_or(|close| close < open))
        });
        assert!(kind == "hidden" || named || within == Some(true), "{input}");
    }
    let groups = text.matches("<fieldset").count();
    assert_eq!(groups, text.matches("<legend").count(), "every group has its question");
}

#[tokio::test(flavor = "multi_thread")]
async fn when_an_address_answered_is_not_found_by_trying_addresses() {
    let house = House::new().await;
    let asked = house.ask(plan(servqual())).await;
    let mut browser = Browser::open(&house, &format!("/s/{}", asked.open.token)).await;
    answer_all(&mut browser).await;
    let rows = house.rows();
    assert!(rows.contains("limits"), "an answer takes from a limit: {rows}");
    // All requests of these tests come from nowhere, which is written like this.
    let name = format!("answer:0.0.0.0:{}", asked.open.token);
    let digest = sha2::Sha256::digest(name.as_bytes());
    let kept: String = digest[..16].iter().map(|byte| format!("{byte:02x}")).collect();
    assert!(!rows.contains(&kept), "the name of the limit can be made by whoever knows the link: {rows}");
}

#[tokio::test]
async fn behind_a_proxy_that_was_not_declared_all_share_one_limit() {
    let house = House::new().await;
    let asked = house.ask(plan(pulse())).await;
    let base = format!("/s/{}", asked.open.token);
    let mut browser = Browser::open(&house, &base).await;
    browser.peer = Some(([127, 0, 0, 1], 4000).into());
    // More than are let through however slow the machine is: the bucket fills while they are sent.
    let tries = async |browser: &mut Browser<'_>, most: u32| {
        for _ in 0..most {
            let reply = browser.send(Method::POST, &format!("{base}/resume"), Some("receipt=AAAA".to_owned())).await;
            if reply.status == StatusCode::TOO_MANY_REQUESTS {
                return true;
            }
        }
        false
    };
    assert!(!tries(&mut browser, 30).await, "who sits at this machine is not limited");
    browser.forwarded = Some("203.0.113.7");
    assert!(tries(&mut browser, 500).await, "twenty addresses' worth, and no more");
}

#[tokio::test]
async fn an_answer_that_was_taken_is_in_the_numbers_of_the_server_once() {
    let house = House::new().await;
    let asked = house.ask(plan(pulse())).await;
    let base = format!("/s/{}", asked.open.token);
    let mut browser = Browser::open(&house, &base).await;
    for _ in 0..2 {
        let sent = scripted(ATTEMPT, "send", &[("q0", "4"), ("seconds", "30")]);
        browser.send_as(Method::POST, &base, Some(sent), "application/json").await;
    }
    let numbers = house.app.metrics.text();
    assert!(numbers.lines().any(|line| line == "rater_answers_total 1"), "{numbers}");
}

#[tokio::test]
async fn answers_are_not_begun_without_end_from_one_address() {
    let house = House::new().await;
    let asked = house.ask(plan(pulse())).await;
    let base = format!("/s/{}", asked.open.token);
    let mut browser = Browser::open(&house, &base).await;
    let json = "application/json";
    let attempt = |number: u32| format!("{number:08x}-2222-4333-8444-555555555555");
    let mut last = StatusCode::OK;
    // What is used up comes back with time, so a slow machine gets a few more.
    for number in 0..900 {
        let begun = scripted(&attempt(number), "stay", &[("q0", "4")]);
        last = browser.send_as(Method::POST, &base, Some(begun), json).await.status;
        if last != StatusCode::OK {
            break;
        }
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
    let on = browser.send_as(Method::POST, &base, Some(scripted(&attempt(0), "stay", &[("q5", "4")])), json).await;
    assert_eq!(on.status, StatusCode::OK, "whoever has begun goes on");
    let sent = scripted(&attempt(999), "send", &[("q0", "4"), ("seconds", "30")]);
    assert_eq!(browser.send_as(Method::POST, &base, Some(sent), json).await.status, StatusCode::OK, "and sends");
    // Whoever has said nothing takes no room.
    let rows = house.rows();
    browser.send_as(Method::POST, &base, Some(scripted(&attempt(1000), "stay", &[])), json).await;
    assert_eq!(house.rows().matches("\ndrafts ").count(), rows.matches("\ndrafts ").count());
}
