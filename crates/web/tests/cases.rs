//! Recovery over the real router: a case is opened, led step by step, and closed by the customer alone; problems, playbooks and
//! outcomes beside it; and whoever may only look changes nothing.

mod serving;

use std::collections::BTreeMap;

use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, StatusCode, header};
use serde_json::{Value, json};
use service::Factor;
use service::due::DueRule;
use service::moment::Judgement;
use service::recovery::{Channel, CustomerGroup, Origin, Satisfied, Step};
use serving::{Desk, House, Page, encoded};
use store::answers::Submission;
use store::cases::{self, Act, NewCase};
use store::customers::{self, Consent, NewCustomer};
use store::invitees::NewInvitee;
use store::moments::NewMoment;
use store::surveys::{NewSurvey, Pulse};
use store::tokens::TokenScope;
use store::waves::NewWave;
use store::{
    Id, Role, Scope, Secret, StoreError, Time, Transaction, answers, calendars, instruments, invitees, moments,
    problems, promises, surveys, touchpoints, tracking, waves,
};
use tower::ServiceExt;
use web::Smtp;

const DAY: i64 = 24 * 3600;

impl Page {
    /// The link for the customer, which is shown once.
    fn link(&self) -> Option<Secret> {
        let (_, rest) = self.text.split_once("http://rater.example/p/")?;
        Secret::parse(tracking::KIND, rest.split(['<', '"', '&', '\n']).next().unwrap_or_default())
    }
}

impl House {
    /// One that can send mails.
    async fn with_mail() -> Self {
        Self::with("id", |settings| {
            settings.smtp = Some(Smtp {
                host: "127.0.0.1".to_owned(),
                port: 1,
                credentials: None,
                from: "service@klinik.example".to_owned(),
                plain: true,
            });
        })
        .await
    }

    async fn customer(&self, language: &str, email: &str, consent: Consent) -> Id {
        let new = NewCustomer {
            name: "Siti Test".to_owned(),
            email: email.to_owned(),
            language: language.to_owned(),
            consent,
            ..NewCustomer::default()
        };
        self.by(&self.scope, move |tx, scope| customers::create(tx, scope, &new, Time::now())).await
    }

    /// What the customer says by the link.
    async fn answer(&self, link: &Secret, satisfied: Satisfied, words: &'static str) {
        let hash = link.hash();
        let said = self.store.write(move |tx| {
            let door = tracking::resolve(tx, &hash, Time::now())?.ok_or(StoreError::NotFound)?;
            tracking::answer(tx, &door, satisfied, words, Time::now())
        });
        said.await.expect("the customer answers");
    }

    /// Mails in the outbox.
    async fn mails(&self) -> usize {
        let scope = self.scope.clone();
        let listed = self.store.read(move |tx| store::outbox::list(tx, &scope, None, 50)).await.expect("a list");
        listed.into_iter().filter(|one| one.event == "mail").count()
    }
}

impl Desk<'_> {
    /// Opens a case by the form; gives its address.
    async fn open(&self, fields: &[(&str, &str)]) -> String {
        let made = self.post("/cases/new", fields).await;
        made.is(StatusCode::SEE_OTHER);
        made.location().split('?').next().unwrap_or_default().to_owned()
    }

    async fn act(&self, case: &str, act: &str, fields: &[(&str, &str)]) -> Page {
        self.post(&format!("{case}/act"), &[&[("act", act)], fields].concat()).await
    }

    /// Does all that comes before asking.
    async fn prepare(&self, case: &str) {
        for step in ["acknowledge", "fix-person"] {
            self.act(case, "step", &[("step", step)]).await.is(StatusCode::SEE_OTHER);
        }
        self.act(case, "cause", &[("words", "Nobody calls when a doctor is late.")]).await.is(StatusCode::SEE_OTHER);
        self.act(case, "action", &[("words", "From Monday on, the desk calls.")]).await.is(StatusCode::SEE_OTHER);
    }
}

/// A case that was opened and asked some days ago, through the store.
fn asked_before(tx: &mut Transaction<'_>, scope: &Scope, factor: Factor, days: i64) -> Result<Id, StoreError> {
    let at = |minutes: i64| Time::now().plus_seconds(-days * DAY + 60 * minutes);
    let new = NewCase { factor: Some(factor), ..NewCase::by_hand("Waited for two hours.".to_owned(), Channel::Phone) };
    let id = cases::open(tx, scope, &new, at(0))?;
    let words = ("The desk now calls.", false);
    cases::act(tx, scope, &id, &Act::Step(Step::Acknowledge), words, at(1))?;
    cases::act(tx, scope, &id, &Act::Step(Step::FixPerson), words, at(2))?;
    cases::act(tx, scope, &id, &Act::RootCause, words, at(3))?;
    cases::act(tx, scope, &id, &Act::Action, words, at(4))?;
    cases::act(tx, scope, &id, &Act::Ask, ("", false), at(5))?;
    Ok(id)
}

#[tokio::test]
async fn a_case_is_led_step_by_step_and_closed_by_the_customer_alone() {
    let house = House::new().await;
    let agent = house.desk(Role::Agent, "en").await;
    agent.get("/cases").await.is(StatusCode::OK).has("No case is open").has("href=\"/cases/new\"");
    agent.get("/cases/new").await.is(StatusCode::OK).has("What happened?").has("Face to face");
    let fields =
        [("words", "She waited two hours.\nNobody said why."), ("factor", "responsiveness"), ("channel", "person")];
    let case = agent.open(&fields).await;
    let page = agent.get(&format!("{case}?done=opened")).await;
    page.has("The case is open. Begin with the first step.").has("She waited two hours.").has("Customer not known");
    page.has("aria-current=\"step\"").has("Done: Say that it happened, and that we are sorry").has("Words to avoid");
    page.has("Only the customer&#39;s own answer closes this case. Nobody here can.")
        .has("disabled aria-describedby=\"lacks\"");
    agent.get("/cases").await.has("Customer not known").has("Say that it happened").has("by ");
    // Asking comes after the apology, the help, the cause and the action; each is named while it is absent.
    let said = |sentence: &'static str| sentence;
    let reasons = [
        said("Do this before you ask the customer: say that it happened and that we are sorry."),
        said("Do this before you ask the customer: help the person."),
        said("Write down why it happened."),
        said("Write down what we do so that it does not happen again."),
    ];
    for reason in reasons {
        page.has(reason);
    }
    let early = agent.act(&case, "ask", &[]).await;
    early.is(StatusCode::UNPROCESSABLE_ENTITY).has(&format!("role=\"alert\">{}", reasons[0]));
    for step in ["acknowledge", "listen", "fix-person", "fix-problem"] {
        let done = agent.act(&case, "step", &[("step", step), ("words", "Spoke with her."), ("told", "yes")]).await;
        assert_eq!(done.is(StatusCode::SEE_OTHER).location(), format!("{case}?done=step#now"));
    }
    agent
        .act(&case, "step", &[("step", "listen")])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .has("This was done already");
    agent.act(&case, "amends", &[("words", "A call every month.")]).await.is(StatusCode::SEE_OTHER);
    agent.act(&case, "step", &[("step", "keep-promise")]).await.is(StatusCode::SEE_OTHER);
    let page = agent.get(&format!("{case}?done=step")).await;
    page.has("Amends that cost nothing").has("the customer may read this").has("href=\"#ask\"").lacks(reasons[1]);
    page.has(reasons[2]).has(reasons[3]);
    agent.act(&case, "ask", &[]).await.is(StatusCode::UNPROCESSABLE_ENTITY).has("Write down why it happened.");
    agent.act(&case, "cause", &[("words", " ")]).await.is(StatusCode::UNPROCESSABLE_ENTITY).has("A reason is missing.");
    agent.act(&case, "cause", &[("words", "Nobody calls.")]).await.is(StatusCode::SEE_OTHER);
    agent.act(&case, "action", &[("words", "The desk calls.")]).await.is(StatusCode::SEE_OTHER);
    agent.get(&case).await.lacks("aria-describedby=\"lacks\"").has("Ask: is it good now?");
    // The link is shown once, with words to send.
    let asked = agent.act(&case, "ask", &[]).await;
    asked
        .is(StatusCode::OK)
        .has("It is shown only now")
        .has("Only you can say whether it is good now.")
        .has("data-copy=");
    let link = asked.link().expect("a link");
    let page = agent.get(&case).await;
    page.lacks("/p/sq_track").has("The customer can answer until").has("Make another link").lacks("Close: no answer");
    assert!(page.link().is_none());
    agent.get("/cases?show=waiting").await.has("The customer is to answer");
    agent.act(&case, "ask", &[]).await.is(StatusCode::UNPROCESSABLE_ENTITY).has("The customer was asked already.");
    let another = agent.act(&case, "link", &[]).await;
    assert!(another.is(StatusCode::OK).link().is_some_and(|other| other != link));
    house.answer(&link, Satisfied::Partly, "Thank you for the call.").await;
    let page = agent.get(&case).await;
    page.has("Closed: the customer says that it is good enough").has("Thank you for the call.").has("the customer");
    agent.get("/cases?show=closed").await.has("Closed: the customer says that it is good enough");
    agent.get("/cases").await.has("No case is open");
    agent.act(&case, "back", &[("back", "yes")]).await.is(StatusCode::SEE_OTHER);
    agent.get(&case).await.has("The customer came back");
    let again = agent.act(&case, "back", &[("back", "no")]).await;
    again.is(StatusCode::UNPROCESSABLE_ENTITY).has("It is noted already that the customer came back.");
    agent.act(&case, "reopen", &[("words", "It happened again.")]).await.is(StatusCode::SEE_OTHER);
    agent.get(&case).await.has("Level 1 of 2.").has("this is attempt 2");
}

#[tokio::test]
async fn a_customer_who_is_not_content_is_heard_one_level_higher() {
    let house = House::new().await;
    let agent = house.desk(Role::Agent, "id").await;
    let case = agent.open(&[("words", "Menunggu dua jam."), ("channel", "phone")]).await;
    agent
        .get(&case)
        .await
        .has("Kata-kata yang dapat dipakai")
        .has("Hanya jawaban pelanggan sendiri yang menutup kasus ini");
    agent.prepare(&case).await;
    let asked = agent.act(&case, "ask", &[]).await;
    asked.is(StatusCode::OK).has("Tautan ini hanya ditampilkan sekarang").has("Dengan hormat,");
    house.answer(&asked.link().expect("a link"), Satisfied::No, "Masih sama.").await;
    let page = agent.get(&case).await;
    page.has("ini percobaan ke-2").has("Tingkat 1 dari 2.").has("Masih sama.").has("Kata pelanggan: belum baik");
    // What was done did not help: the steps and the action are to be done anew, the cause stays.
    page.has("Sudah: Akui apa yang terjadi dan minta maaf")
        .has("Sebelumnya, ini belum cukup: From Monday on, the desk calls.");
    page.lacks("Tuliskan mengapa ini terjadi.").has("Tuliskan apa yang kita lakukan supaya tidak terulang.");
    agent.act(&case, "escalate", &[("words", "Saya tidak berwenang.")]).await.is(StatusCode::SEE_OTHER);
    agent.get(&case).await.has("Tingkat 2 dari 2.").lacks("value=\"escalate\"");
    let higher = agent.act(&case, "escalate", &[]).await;
    higher.is(StatusCode::UNPROCESSABLE_ENTITY).has("Tingkat 2 adalah yang tertinggi");
}

#[tokio::test]
async fn what_is_above_the_limit_needs_a_manager() {
    let house = House::new().await;
    let rules = calendars::ServiceSettings { agent_cents: 5_000_000, ..calendars::ServiceSettings::default() };
    house.by(&house.scope, move |tx, scope| calendars::set_settings(tx, scope, &rules, Time::now())).await;
    let (agent, manager) = (house.desk(Role::Agent, "id").await, house.desk(Role::Manager, "en").await);
    let case = agent.open(&[("words", "Menunggu dua jam."), ("channel", "person")]).await;
    let page = agent.get(&case).await;
    page.has("Tanpa manajer, Anda masih dapat memberi 50.000 dalam kasus ini.").lacks("name=\"approved\"");
    let above = agent.act(&case, "amends", &[("amount", "60.000"), ("words", "Ongkos <b>taksi</b>")]).await;
    above.is(StatusCode::UNPROCESSABLE_ENTITY).has("sisanya 50.000").has("value=\"60.000\"");
    above.has("Ongkos &#60;b&#62;taksi&#60;/b&#62;");
    agent.act(&case, "amends", &[("amount", "60.000"), ("approved", "yes")]).await.is(StatusCode::FORBIDDEN);
    agent
        .act(&case, "amends", &[("amount", "Rp 5")])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .has("Jumlah ini tidak terbaca");
    agent.act(&case, "amends", &[("amount", "30.000")]).await.is(StatusCode::SEE_OTHER);
    agent.get(&case).await.has("Diberikan: 30.000").has("masih dapat memberi 20.000");
    manager.get(&case).await.has("name=\"approved\"").has("you can still give 20,000");
    manager.act(&case, "amends", &[("amount", "60,000.50"), ("approved", "yes")]).await.is(StatusCode::SEE_OTHER);
    manager.get(&case).await.has("Given: 60,000.50, approved by a manager").has("you can still give 20,000");
}

#[tokio::test]
async fn without_an_answer_a_case_is_closed_only_after_the_stated_time() {
    let house = House::new().await;
    let agent = house.desk(Role::Agent, "en").await;
    let fresh = house.by(&agent.scope, |tx, scope| asked_before(tx, scope, Factor::Empathy, 13)).await;
    let over = house.by(&agent.scope, |tx, scope| asked_before(tx, scope, Factor::Empathy, 15)).await;
    let (fresh, over) = (format!("/cases/{fresh}"), format!("/cases/{over}"));
    agent.get(&fresh).await.lacks("Close: no answer").has("within 14 days");
    let early = agent.act(&fresh, "timeout", &[]).await;
    early.is(StatusCode::UNPROCESSABLE_ENTITY).has("The customer can still answer until ").lacks("T0").lacks("Z.");
    agent.get(&over).await.has("Close: no answer");
    agent.act(&over, "timeout", &[]).await.is(StatusCode::SEE_OTHER);
    agent.get(&over).await.has("Closed: the customer did not answer in the time we had given");
}

#[tokio::test]
async fn words_to_use_are_in_the_customers_language_and_a_mail_goes_only_where_it_is_welcome() {
    let house = House::with_mail().await;
    let agent = house.desk(Role::Agent, "en").await;
    let welcome = house.customer("es", "siti@test.example", Consent::Unknown).await.to_string();
    let case = agent.open(&[("words", "Waited."), ("channel", "message"), ("customer", &welcome)]).await;
    let page = agent.get(&case).await;
    page.has(&format!("href=\"/customers/{welcome}\""))
        .has("Siti Test")
        .has("lang=\"es\"")
        .has("Lo siento")
        .has("Words to use");
    page.has("a mail with a link goes to siti@test.example");
    agent.get(&format!("/cases/new?customer={welcome}")).await.has("There are open cases of this customer already");
    agent.prepare(&case).await;
    let asked = agent.act(&case, "ask", &[]).await;
    asked.is(StatusCode::OK).has("Hola, Siti Test:").has("A mail with a link of its own is on its way, too.");
    assert_eq!(house.mails().await, 1);
    agent.act(&case, "link", &[]).await.is(StatusCode::OK).lacks("is on its way");
    assert_eq!(house.mails().await, 1, "another link sends no mail");
    for (email, consent, why) in [
        ("other@test.example", Consent::Withdrawn, "The customer does not want to be written to"),
        ("", Consent::Given, "No mail address is known."),
    ] {
        let customer = house.customer("id", email, consent).await.to_string();
        let case = agent.open(&[("words", "Waited."), ("channel", "phone"), ("customer", &customer)]).await;
        agent.prepare(&case).await;
        agent.get(&case).await.has(why);
        agent.act(&case, "ask", &[]).await.is(StatusCode::OK).has("Yth. Bapak/Ibu Siti Test,");
    }
    assert_eq!(house.mails().await, 1);
}

#[tokio::test]
async fn a_case_comes_from_a_promise_and_hangs_on_a_problem() {
    let house = House::new().await;
    let (agent, manager) = (house.desk(Role::Agent, "en").await, house.desk(Role::Manager, "en").await);
    let customer = house.customer("", "", Consent::Unknown).await;
    let promise = house
        .by(&agent.scope, move |tx, scope| {
            let new = promises::NewPromise {
                customer: Some(customer),
                commitment: None,
                touchpoint: None,
                factor: Factor::Reliability,
                told: "We call you by noon".to_owned(),
                words: String::new(),
                owner: None,
                due: DueRule::Within { minutes: 60 },
            };
            promises::make(tx, scope, &new, Time::now())
        })
        .await
        .to_string();
    let form = agent.get(&format!("/cases/new?promise={promise}")).await;
    form.has("It is about a promise that was broken:").has("We call you by noon").has("Siti Test");
    form.has("value=\"reliability\" selected");
    let case = agent.open(&[("words", "We did not call."), ("channel", "phone"), ("promise", &promise)]).await;
    let page = agent.get(&case).await;
    page.has(&format!("href=\"/promises/{promise}\">a broken promise</a>"))
        .has("Siti Test")
        .has("A promise that was broken");
    // A problem is written down and the case hung on it at once.
    agent
        .act(&case, "problem", &[("title", "Calls forgotten")])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .has("one of the five");
    let hung = agent.act(&case, "problem", &[("title", "Calls forgotten"), ("factor", "reliability")]).await;
    hung.is(StatusCode::SEE_OTHER);
    agent.get(&case).await.has("hangs on <a href=\"/problems/").has("Hung on the problem “Calls forgotten”");
    let list = agent.get("/problems").await;
    list.has("Calls forgotten").has("1 case");
    let (_, rest) = list.text.split_once("href=\"/problems/").expect("its page");
    let problem = format!("/problems/{}", rest.split('"').next().unwrap_or_default());
    agent.get(&problem).await.has("Customer").has("We did not call.").has("A manager writes down cause and action.");
    agent.post(&problem, &[("root_cause", "a")]).await.is(StatusCode::FORBIDDEN);
    let hasty = manager.post(&problem, &[("root_cause", "Nobody owns calls"), ("solved", "yes")]).await;
    hasty.is(StatusCode::UNPROCESSABLE_ENTITY).has("A reason is missing.").has("Nobody owns calls</textarea>");
    let fields = [("root_cause", "Nobody owns calls"), ("action", "Ana owns them"), ("solved", "yes")];
    manager.post(&problem, &fields).await.is(StatusCode::SEE_OTHER);
    manager.get(&format!("{problem}?done=solved")).await.has("solved on ").has("The problem counts as solved.");
    manager
        .post("/problems", &[("title", "Another")])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .has("value=\"Another\"");
    let made = manager.post("/problems", &[("title", "Another"), ("factor", "tangibles")]).await;
    made.is(StatusCode::SEE_OTHER);
    let another = made.location().trim_start_matches("/problems/").split('?').next().unwrap_or_default().to_owned();
    agent.act(&case, "problem", &[("problem", &another)]).await.is(StatusCode::SEE_OTHER);
    let colleague = match manager.scope.actor() {
        store::Actor::User(id) => id.to_string(),
        _ => String::new(),
    };
    agent.act(&case, "hand", &[("to", &colleague), ("words", "She knows him.")]).await.is(StatusCode::SEE_OTHER);
    agent.get(&case).await.has("manager Test").has("Handed over").has("She knows him.");
    manager.get("/cases?show=mine").await.has("We did not call.");
    agent.get("/cases?show=mine").await.has("No open case is yours at present.");
}

#[tokio::test]
async fn whoever_may_only_look_sees_the_outcomes_and_nothing_else() {
    let house = House::new().await;
    let agent = house.desk(Role::Agent, "en").await;
    let viewer = house.desk(Role::Viewer, "en").await;
    let case = agent.open(&[("words", "Waited."), ("channel", "phone")]).await;
    for path in
        ["/cases", "/cases/new", &case, "/problems", "/playbooks", "/playbooks/general", "/playbooks/general/edit"]
    {
        viewer.get(path).await.is(StatusCode::FORBIDDEN).lacks("Waited.");
    }
    viewer.act(&case, "step", &[("step", "acknowledge")]).await.is(StatusCode::FORBIDDEN);
    viewer.post("/cases/new", &[("words", "a")]).await.is(StatusCode::FORBIDDEN);
    viewer
        .get("/cases/outcomes")
        .await
        .is(StatusCode::OK)
        .has("1 case")
        .has("too few to say")
        .lacks("Waited.")
        .lacks("href=\"/cases\"");
    agent.get("/playbooks/general/edit").await.is(StatusCode::FORBIDDEN);
    agent.post("/playbooks/general/edit", &[("toml", "a")]).await.is(StatusCode::FORBIDDEN);
    // Nobody knocks at somebody else's.
    agent.get(&format!("/cases/{}", Id::random())).await.is(StatusCode::NOT_FOUND);
    agent.get("/cases/none").await.is(StatusCode::NOT_FOUND);
    agent.act(&case, "nothing", &[]).await.is(StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn how_cases_ended_is_counted_and_small_numbers_give_no_share() {
    let house = House::new().await;
    let agent = house.desk(Role::Agent, "en").await;
    let scope = agent.scope.clone();
    let all = house
        .by(&scope, |tx, scope| {
            let problem = problems::create(tx, scope, "Long waits", Factor::Empathy, Time::now())?;
            let ids: Vec<Id> =
                (0..6).map(|_| asked_before(tx, scope, Factor::Empathy, 20)).collect::<Result<_, StoreError>>()?;
            for id in &ids {
                cases::act(tx, scope, id, &Act::Hang(problem.clone()), ("", false), Time::now())?;
            }
            asked_before(tx, scope, Factor::Tangibles, 40)?;
            Ok(ids)
        })
        .await;
    for (place, id) in all.iter().enumerate() {
        let id = id.clone();
        if place == 0 {
            house
                .by(&scope, move |tx, scope| cases::act(tx, scope, &id, &Act::TimeOut, ("", false), Time::now()))
                .await;
            continue;
        }
        let link = house
            .by(&scope, move |tx, scope| tracking::issue(tx, scope, &tracking::Object::Case(id), Time::now()))
            .await;
        house.answer(&link, if place == 1 { Satisfied::Partly } else { Satisfied::Yes }, "").await;
    }
    let page = agent.get("/cases/outcomes").await;
    // Five of six: Wilson's interval at 95 % goes from 43.6 to 97.0.
    page.has("7 cases")
        .has("83 % (5 of 6; most likely between 44 and 97 %)")
        .has("Long waits")
        .has("good, says the customer <b>4</b>");
    page.has("closed without an answer <b>1</b>").has("0 of 0: too few to say");
    agent.get("/cases/outcomes?days=30").await.has("6 cases").lacks("Tangibles");
    agent.get("/cases/outcomes?days=x").await.is(StatusCode::OK).has("7 cases");
}

#[tokio::test]
async fn a_playbook_is_read_changed_and_given_back_and_all_its_faults_are_told_at_once() {
    let house = House::new().await;
    let manager = house.desk(Role::Manager, "en").await;
    manager
        .get("/playbooks")
        .await
        .has("comes with Rater")
        .has("Making good")
        .has("very angry customers")
        .lacks("your own");
    let page = manager.get("/playbooks/general").await;
    page.has("Within 2 opening hours").has("Words to use").has("To level 1 after 8 opening hours").has("costs nothing");
    let source = service::playbook::builtin_source("general").expect("it is there");
    let edit = manager.get("/playbooks/general/edit").await;
    edit.has("rater.playbook/1").has("Save as our own").lacks("role=\"alert\"");
    let broken = source
        .replacen("minutes_open = 240", "minutes_open = 119", 1)
        .replacen("title.id = ", "title.nl = ", 1)
        .replacen("limit_percent = 50", "limit_percent = 101", 1);
    let refused = manager.post("/playbooks/general/edit", &[("toml", &broken)]).await;
    refused.is(StatusCode::UNPROCESSABLE_ENTITY).has("The playbook was not saved").has("title.nl = ");
    refused.has("The language nl is not declared at the top").has("The number must be from 0 to 100.");
    refused
        .has("This step would be due before acknowledge, which has 120 minutes.")
        .has("It lacks these languages: id.");
    refused.has("Line 10 (title.nl)");
    manager.get("/playbooks").await.lacks("your own");
    manager
        .post("/playbooks/general/edit", &[("toml", "id = ")])
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .has("This is not TOML");
    let own = source.replacen("title.en = \"Making good\"", "title.en = \"Our way <script>alert(1)</script>\"", 1);
    let saved = manager.post("/playbooks/general/edit", &[("toml", &own)]).await;
    assert_eq!(saved.is(StatusCode::SEE_OTHER).location(), "/playbooks/general?done=saved");
    manager.get("/playbooks").await.has("your own").has("Our way &#60;script&#62;").lacks("<script>alert");
    manager
        .get("/playbooks/general")
        .await
        .has("Our way")
        .lacks("<script>alert")
        .has("Back to the one that comes with Rater");
    // Another id is one more.
    let more = own.replacen("id = \"general\"", "id = \"our-own\"", 1);
    let saved = manager.post("/playbooks/general/edit", &[("toml", &more)]).await;
    assert_eq!(saved.is(StatusCode::SEE_OTHER).location(), "/playbooks/our-own?done=saved");
    manager.post("/playbooks/our-own/drop", &[]).await.is(StatusCode::SEE_OTHER);
    manager.post("/playbooks/general/drop", &[]).await.is(StatusCode::SEE_OTHER);
    manager.get("/playbooks?done=dropped").await.has("Your own playbook is gone.").lacks("Our way");
    manager.post("/playbooks/general/drop", &[]).await.is(StatusCode::NOT_FOUND);
    manager.get("/playbooks/our-own").await.is(StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_is_typed_is_shown_and_never_run() {
    const EVIL: &str = "\"><script>alert('x')</script><img src=x onerror=alert(1)>";
    let house = House::new().await;
    let manager = house.desk(Role::Manager, "en").await;
    let name = NewCustomer { name: EVIL.to_owned(), ..NewCustomer::default() };
    let customer =
        house.by(&house.scope, move |tx, scope| customers::create(tx, scope, &name, Time::now())).await.to_string();
    let case = manager.open(&[("words", EVIL), ("channel", "message"), ("customer", &customer)]).await;
    manager.act(&case, "step", &[("step", "acknowledge"), ("words", EVIL), ("told", "yes")]).await;
    manager.act(&case, "step", &[("step", "fix-person"), ("words", EVIL)]).await;
    manager.act(&case, "amends", &[("amount", "5"), ("approved", "yes"), ("words", EVIL)]).await;
    manager.act(&case, "cause", &[("words", EVIL)]).await;
    manager.act(&case, "action", &[("words", EVIL)]).await;
    manager.act(&case, "problem", &[("title", EVIL), ("factor", "empathy")]).await;
    manager.act(&case, "escalate", &[("words", EVIL)]).await;
    let problem = house.by(&manager.scope, problems::list).await.remove(0).id;
    let problem = format!("/problems/{problem}");
    manager.post(&problem, &[("root_cause", EVIL), ("action", EVIL)]).await.is(StatusCode::SEE_OTHER);
    let query = encoded(EVIL);
    let search = format!("/cases/new?q={query}");
    let known = format!("/cases/new?customer={customer}");
    for path in ["/cases", "/problems", "/cases/outcomes", "/playbooks", &case, &problem, &search, &known] {
        let page = manager.get(path).await;
        page.is(StatusCode::OK).lacks("<script>alert").lacks("<img src=x");
    }
    let pages = [
        manager.act(&case, "amends", &[("amount", EVIL), ("words", EVIL)]).await,
        manager.act(&case, "problem", &[("title", EVIL), ("factor", EVIL)]).await,
        manager.post("/problems", &[("title", EVIL), ("factor", EVIL)]).await,
        manager.post("/cases/new", &[("words", &EVIL.repeat(40)), ("factor", EVIL), ("q", EVIL)]).await,
        manager.post("/playbooks/general/edit", &[("toml", EVIL)]).await,
    ];
    for page in &pages {
        page.is(StatusCode::UNPROCESSABLE_ENTITY).lacks("<script>alert").lacks("<img src=x");
    }
    let asked = manager.act(&case, "ask", &[]).await;
    asked.is(StatusCode::OK).lacks("<script>alert").lacks("<img src=x");
}

#[tokio::test]
async fn every_page_speaks_three_languages() {
    let house = House::new().await;
    let agent = house.desk(Role::Agent, "en").await;
    let case = agent.open(&[("words", "Waited."), ("channel", "public"), ("factor", "tangibles")]).await;
    agent.act(&case, "problem", &[("title", "Dust"), ("factor", "tangibles")]).await.is(StatusCode::SEE_OTHER);
    let problem = house.by(&agent.scope, problems::list).await.remove(0).id;
    let problem = format!("/problems/{problem}");
    let paths = [
        "/cases",
        "/cases?show=mine",
        "/cases?show=waiting",
        "/cases?show=closed",
        "/cases/new",
        "/cases/outcomes",
        &case,
        "/problems",
        &problem,
        "/playbooks",
        "/playbooks/public-post",
        "/playbooks/public-post/edit",
    ];
    for (language, word) in [("en", "Case 1"), ("id", "Kasus 1"), ("es", "Caso 1")] {
        let manager = house.desk(Role::Manager, language).await;
        manager.get("/cases").await.has(word);
        for path in paths {
            let page = manager.get(path).await;
            page.is(StatusCode::OK).has(&format!("<html lang=\"{language}\""));
            // A message that is not there is shown by its name.
            for name in ["cases-", "problems-", "playbooks-", ">case-", ">store-", "service-", "office-"] {
                page.lacks(name);
            }
        }
        for done in
            ["opened", "step", "amends", "cause", "action", "problem", "hand", "escalate", "reopen", "back", "timeout"]
        {
            manager.get(&format!("{case}?done={done}")).await.has("role=\"status\"").lacks("cases-done");
        }
    }
    agent.get(&format!("{case}?done=nonsense")).await.lacks("role=\"status\"");
}

/// A request of a program.
async fn call(house: &House, token: &Secret, method: Method, path: &str, body: Option<Value>) -> (StatusCode, Value) {
    let mut request = Request::builder()
        .method(method.clone())
        .uri(path)
        .header(header::HOST, "rater.example")
        .header(header::AUTHORIZATION, format!("Bearer {}", token.reveal()));
    if method == Method::POST {
        request = request.header("idempotency-key", Id::random().as_str());
    }
    let request = match body {
        Some(body) => request.header(header::CONTENT_TYPE, "application/json").body(Body::from(body.to_string())),
        None => request.body(Body::empty()),
    };
    let response = house.router.clone().oneshot(request.expect("a request")).await.expect("the router answers");
    let (parts, body) = response.into_parts();
    let bytes = to_bytes(body, 32 << 20).await.expect("a body");
    (parts.status, serde_json::from_slice(&bytes).unwrap_or_default())
}

#[tokio::test]
async fn a_program_leads_a_case_by_the_same_rules() {
    let house = House::new().await;
    let manager = house.desk(Role::Manager, "en").await;
    let make = |tx: &mut Transaction<'_>, scope: &Scope| {
        Ok(store::tokens::create(tx, scope, "program", &TokenScope::all(), 1, Time::now())?.1)
    };
    let owner = house.desk(Role::Owner, "en").await;
    let token = house.by(&owner.scope, make).await;
    let ask = |method: Method, path: String, body: Option<Value>| {
        let (house, token) = (&house, &token);
        async move { call(house, token, method, &path, body).await }
    };
    let body = json!({ "words": "Waited.", "channel": "phone", "factor": "empathy" });
    let (status, case) = ask(Method::POST, "/api/v1/cases".to_owned(), Some(body)).await;
    assert_eq!(status, StatusCode::CREATED, "{case}");
    assert_eq!(
        (&case["step"], &case["state"], &case["playbook"]),
        (&json!("acknowledge"), &json!("open"), &json!("unfriendly"))
    );
    let path = format!("/api/v1/cases/{}", case["id"].as_str().unwrap_or_default());
    let act = |body: Value| ask(Method::POST, format!("{path}/act"), Some(body));
    let (status, problem) = act(json!({ "act": "ask" })).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(problem["detail"].as_str().is_some_and(|said| said.starts_with("Do this before you ask")), "{problem}");
    let (status, problem) = act(json!({ "act": "step" })).await;
    assert_eq!((status, &problem["errors"][0]["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("step")));
    let (status, problem) = act(json!({ "act": "amends", "cents": 5000 })).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{problem}");
    assert_eq!(act(json!({ "act": "amends", "cents": 5000, "approved": true })).await.0, StatusCode::OK);
    for body in [
        json!({ "act": "step", "step": "acknowledge", "words": "Called.", "told": true }),
        json!({ "act": "step", "step": "fix-person" }),
        json!({ "act": "root-cause", "words": "Nobody calls." }),
        json!({ "act": "action", "words": "The desk calls." }),
    ] {
        let (status, reply) = act(body).await;
        assert_eq!((status, &reply["url"]), (StatusCode::OK, &Value::Null), "{reply}");
    }
    let (status, asked) = act(json!({ "act": "ask" })).await;
    assert_eq!((status, &asked["case"]["state"]), (StatusCode::OK, &json!("waiting")));
    let link = asked["url"].as_str().and_then(|url| url.strip_prefix("http://rater.example/p/")).unwrap_or_default();
    let link = Secret::parse(tracking::KIND, link).expect("a link");
    let waiting = "/api/v1/cases?state=waiting&limit=1".to_owned();
    assert_eq!(ask(Method::GET, waiting, None).await.1["items"][0]["id"], case["id"]);
    house.answer(&link, Satisfied::Yes, "Good.").await;
    let (_, shown) = ask(Method::GET, path.clone(), None).await;
    assert_eq!((&shown["case"]["state"], &shown["case"]["satisfied"]), (&json!("closed-by-customer"), &json!("yes")));
    let history = shown["history"].as_array().cloned().unwrap_or_default();
    assert_eq!((history.len(), &history[1]["cents"], &history[2]["words"]), (8, &json!(5000), &json!("Called.")));
    assert_eq!(ask(Method::GET, "/api/v1/cases?open=true".to_owned(), None).await.1["items"], json!([]));
    // Lists go on where they stopped.
    let body = json!({ "words": "Waited again.", "channel": "person" });
    ask(Method::POST, "/api/v1/cases".to_owned(), Some(body)).await;
    let (_, first) = ask(Method::GET, "/api/v1/cases?limit=1".to_owned(), None).await;
    let next = format!("/api/v1/cases?limit=1&after={}", first["next"].as_str().unwrap_or_default());
    let (_, second) = ask(Method::GET, next, None).await;
    assert_eq!(
        (&first["items"][0]["number"], &second["items"][0]["number"], &second["next"]),
        (&json!(2), &json!(1), &Value::Null)
    );
    // Problems and playbooks.
    let (status, made) =
        ask(Method::POST, "/api/v1/problems".to_owned(), Some(json!({ "title": "Calls", "factor": "empathy" }))).await;
    assert_eq!(status, StatusCode::CREATED);
    let problem = format!("/api/v1/problems/{}", made["id"].as_str().unwrap_or_default());
    assert_eq!(
        ask(Method::PATCH, problem.clone(), Some(json!({ "solved": true }))).await.0,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let (_, solved) =
        ask(Method::PATCH, problem, Some(json!({ "root_cause": "a", "action": "b", "solved": true }))).await;
    assert!(solved["solved_at"].is_string(), "{solved}");
    let (_, books) = ask(Method::GET, "/api/v1/playbooks".to_owned(), None).await;
    assert_eq!(books["items"].as_array().map(Vec::len), Some(8));
    let (_, book) = ask(Method::GET, "/api/v1/playbooks/general".to_owned(), None).await;
    let toml = book["toml"].as_str().unwrap_or_default().to_owned();
    let (status, faults) =
        ask(Method::POST, "/api/v1/playbooks".to_owned(), Some(json!({ "toml": toml.replace("listen", "lisen") })))
            .await;
    assert_eq!(
        (status, faults["errors"].as_array().map(Vec::len)),
        (StatusCode::UNPROCESSABLE_ENTITY, Some(2)),
        "{faults}"
    );
    let (status, saved) = ask(Method::POST, "/api/v1/playbooks".to_owned(), Some(json!({ "toml": toml }))).await;
    assert_eq!((status, &saved["own"]), (StatusCode::OK, &json!(true)));
    assert_eq!(ask(Method::DELETE, "/api/v1/playbooks/general".to_owned(), None).await.0, StatusCode::NO_CONTENT);
    manager.get("/playbooks").await.lacks("your own");
}

#[tokio::test]
async fn a_case_ends_with_its_customer_and_says_so() {
    let house = House::new().await;
    let customer = house.customer("en", "siti@example.org", Consent::Given).await;
    let new = NewCase {
        customer: Some(customer.clone()),
        ..NewCase::by_hand("Waited for two hours.".to_owned(), Channel::Phone)
    };
    let (case, scope) =
        house.does(move |tx, scope| Ok((cases::open(tx, scope, &new, Time::now())?, scope.clone()))).await;
    let erased = house.by(&scope, move |tx, scope| {
        store::erase::person(tx, scope, &store::erase::PersonQuery::Customer(customer), Time::now())
    });
    assert_eq!(erased.await.customers, 1);
    let agent = house.desk(Role::Agent, "en").await;
    agent.get("/cases").await.has("No case is open");
    agent.get("/cases?show=closed").await.has("Ended: the customer was erased").lacks("Waited");
    let page = agent.get(&format!("/cases/{case}")).await;
    page.has("The customer was erased, and the case ended with that")
        .lacks("Open the case again")
        .lacks("name=\"act\"");
    agent.get("/cases/outcomes").await.has("ended, because the customer was erased <b>1</b>");
}

/// A customer of a group who is invited and answers the overall question of a pulse, ten days ago.
fn respondent(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    (place, wave): (&Id, &Id),
    group: CustomerGroup,
    (number, overall): (i64, u8),
) -> Result<(), StoreError> {
    let days_ago = |days: i64| Time::now().plus_seconds(-days * DAY + 60 * number);
    let (opened, asked, told, answered) = (days_ago(20), days_ago(19), days_ago(18), days_ago(10));
    let email = format!("person{number}@example.org");
    let new = NewCustomer { name: format!("Person {number}"), email: email.clone(), ..NewCustomer::default() };
    let customer = customers::create(tx, scope, &new, opened)?;
    match group {
        CustomerGroup::NoProblem => {}
        CustomerGroup::Silent => {
            let judgements = [Judgement::Disappointed; 5];
            let (touchpoint, customer) = (place.clone(), Some(customer));
            let new = NewMoment { touchpoint, customer, at: opened, judgements, words: String::new() };
            let noted = moments::note(tx, scope, &new, opened)?;
            cases::open_for_moment(tx, scope, &noted.id, Origin::Moment, opened)?;
        }
        CustomerGroup::Resolved | CustomerGroup::Unresolved => {
            let new = NewCase {
                customer: Some(customer),
                ..NewCase::by_hand("Waited for two hours.".into(), Channel::Phone)
            };
            let case = cases::open(tx, scope, &new, opened)?;
            if group == CustomerGroup::Resolved {
                let acts = [Act::Step(Step::Acknowledge), Act::Step(Step::FixPerson), Act::RootCause, Act::Action];
                for act in acts.iter().chain([&Act::Ask]) {
                    cases::act(tx, scope, &case, act, ("The desk now calls.", false), asked)?;
                }
                let link = tracking::issue(tx, scope, &tracking::Object::Case(case), asked)?;
                let door = tracking::resolve(tx, &link.hash(), told)?.ok_or(StoreError::NotFound)?;
                tracking::answer(tx, &door, Satisfied::Yes, "", told)?;
            }
        }
    }
    let person = NewInvitee { email: email.clone(), language: "id".to_owned(), ..NewInvitee::default() };
    invitees::import(tx, scope, wave, vec![person], answered)?;
    let listed = invitees::list(tx, scope, wave, None, 1000)?;
    let invitee = listed.into_iter().find(|one| one.email == email).ok_or(StoreError::NotFound)?;
    let token = invitees::issue_token(tx, scope, &invitee.id, answered)?.hash();
    let door = invitees::resolve_invitation(tx, &token, answered)?.ok_or(StoreError::NotFound)?;
    let answer = Submission {
        attempt: Id::random(),
        // Five items that nobody is disappointed by, and the overall judgement.
        codes: vec![4, 4, 4, 4, 4, overall],
        segments: BTreeMap::new(),
        fields: BTreeMap::new(),
        comment: None,
        seconds: None,
        language: "id".to_owned(),
        invitation: Some(token),
        suspicious: None,
    };
    answers::submit(tx, &door, &answer, answered).map(drop)
}

#[tokio::test]
async fn satisfaction_is_shown_by_what_customers_went_through_and_no_small_group_is() {
    let house = House::new().await;
    let (manager, viewer) = (house.desk(Role::Manager, "en").await, house.desk(Role::Viewer, "en").await);
    manager.get("/cases/outcomes").await.has("Satisfaction after a problem").has("Nothing to compare yet.");
    let scope = house.does(|_, scope| Ok(scope.clone())).await;
    let (place, wave) = house
        .by(&scope, |tx, scope| {
            let begun = Time::now().plus_seconds(-30 * DAY);
            let source = survey::builtin_source("rater-pulse").ok_or(StoreError::NotFound)?;
            let version = instruments::save(tx, scope, source, begun)?.version;
            let new = NewSurvey {
                title: "After your visit".to_owned(),
                instrument: "rater-pulse".to_owned(),
                instrument_version: version,
                language: "id".to_owned(),
                team: None,
                anonymous: false,
                pulse: Pulse::Off,
                ask_comment: false,
                thanks: String::new(),
                embed_origins: vec![],
                sample: false,
            };
            let survey = surveys::create(tx, scope, &new, begun)?.id;
            let new = NewWave { title: "All year".to_owned(), opens_at: begun, closes_at: None };
            let wave = waves::open(tx, scope, &survey, &new, begun)?.id;
            let place = touchpoints::create(tx, scope, "Counter", begun)?;
            // Half and half of each: 3 and 5, 2 and 4, 4 and 5, 1 and 3.
            let groups = [
                (CustomerGroup::NoProblem, 12, [3, 5]),
                (CustomerGroup::Silent, 9, [2, 4]),
                (CustomerGroup::Resolved, 12, [4, 5]),
                (CustomerGroup::Unresolved, 10, [1, 3]),
            ];
            let people =
                groups.into_iter().flat_map(|(group, size, answers)| (0..size).map(move |n| (group, answers[n % 2])));
            for (number, (group, overall)) in (0..).zip(people) {
                respondent(tx, scope, (&place, &wave), group, (number, overall))?;
            }
            Ok((place, wave))
        })
        .await;

    // Nine are hidden, and with them the ten of the next smallest group, or subtraction would show the nine.
    let page = manager.get("/cases/outcomes").await;
    page.is(StatusCode::OK).has("All in all, how good was the service today?").has("1 to 5").has("After your visit");
    page.has("Hidden: fewer than 10").has("Hidden, because it would give away a smaller group");
    // Twelve without a problem: mean 4, variance 12/11, t(0.975; 11) = 2.2010 (any t table): 4 ± 2.2010 · √(1/11) = 4 ± 0.664.
    page.in_order(&["No problem", "<span>12</span>", "4.00", "between 3.34 and 4.66"]);
    // Twelve resolved: mean 4.5, variance 3/11, 4.5 ± 2.2010 · √(3/132) = 4.5 ± 0.332. Welch: error √(1/11 + 1/44) = 0.3371 on
    // 16.18 degrees of freedom, t = 2.118: 0.5 ± 0.714. Pooled variance 15/22, J(22) = 0.9655: g = 0.9655 · 0.5 / 0.8257 = 0.585.
    let resolved = ["Spoke to us, and it is good", "<span>12</span>", "4.50", "between 4.17 and 4.83"];
    page.in_order(&resolved).in_order(&["+0.50", "between −0.21 and +1.21", "+0.58", "and it is not good"]);
    page.has("Too few to say whether").has("Both groups need 30.").has("letting something go wrong never pays");
    page.has("href=\"/method/recovery-paradox\"").lacks("2.00").lacks("Person 1").lacks("example.org");
    manager.get("/method/recovery-paradox").await.is(StatusCode::OK).has("four groups");
    let seen = viewer.get("/cases/outcomes").await;
    let before = seen.is(StatusCode::OK).between("id=\"groups\"", "</section>").to_owned();

    // The tenth of the silent: now everything is shown. Whoever may not read single answers sees nothing move.
    house.by(&scope, move |tx, scope| respondent(tx, scope, (&place, &wave), CustomerGroup::Silent, (100, 4))).await;
    let page = manager.get("/cases/outcomes").await;
    // Nine silent were 2, 4, 2, 4, 2, 4, 2, 4, 2, with another 4: Σ 30 of 10. Ten unresolved: 2 on average, so −2 from the others.
    page.lacks("Hidden").in_order(&["said nothing", "<span>10</span>", "3.00", "−1.00"]);
    page.in_order(&["and it is not good", "<span>10</span>", "2.00", "−2.00"]);
    let seen = viewer.get("/cases/outcomes").await;
    assert_eq!(seen.between("id=\"groups\"", "</section>"), before);
    for (language, title) in [("id", "Kepuasan setelah masalah"), ("es", "Satisfacción después de un problema")] {
        house.desk(Role::Manager, language).await.get("/cases/outcomes").await.has(title).lacks("cases-group");
    }
}
