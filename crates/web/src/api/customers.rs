//! Customers and what is known of them: found, made once however often they are sent, joined, handed over.
//!
//! Separate from the people who sign in and from those who are invited to a survey. Erasing one is an erasure like any other
//! (`api.people.erase`); it gives no answer of an anonymous survey.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};
use service::card::{CONFIRM_DAYS, Freshness};
use store::customers::{self, Consent, CustomerKind, Everything, ImportRow, NewCustomer, NewFact};
use store::instruments::{Questionnaire, questionnaire};
use store::tokens::Area;
use store::{Id, Role, Scope, StoreError, Time, Transaction, audit, surveys, waves};

use super::answers::{Answer, RespondentAnswer, column_names, given as answer_given, shown};
use super::call::{Asked, Change, Named, changing, reading, viewing};
use super::comments::Comment;
use super::cursor;
use super::invitees::Invitee;
use super::surveys::Tongue;
use super::types::{Factor, Moment, Nothing, Page, Uid, place};
use crate::operation::Operation;

pub fn operations() -> Vec<Operation> {
    let named = |id, path, role, summary| Named { id, path, area: Area::Service, role, summary };
    let agent = |id, path, summary| named(id, path, Role::Agent, summary);
    let manager = |id, path, summary| named(id, path, Role::Manager, summary);
    let one = "/api/v1/customers/{customer}";
    vec![
        reading(
            agent(
                "api.customers.list",
                "/api/v1/customers",
                "The customers in the order in which their files were made; with `q`, those that a text finds, the best first",
            ),
            list,
        ),
        changing(
            agent("api.customers.create", "/api/v1/customers", "Makes a customer's file"),
            Change::making(),
            create,
        ),
        changing(
            agent(
                "api.customers.upsert",
                "/api/v1/customers/by-identifier",
                "Makes a customer, or completes whoever has one of these identifiers or this mail address; empties nothing",
            ),
            Change { method: axum::http::Method::PUT, key: super::Key::None, ..Change::doing() },
            upsert,
        ),
        reading(agent("api.customers.show", one, "One customer; of one that was merged, the one that it became"), show),
        changing(agent("api.customers.update", one, "Changes what is given"), Change::altering(), update),
        changing(
            manager(
                "api.customers.merge",
                "/api/v1/customers/{customer}/merge",
                "Puts everything of another customer into this one's file, which cannot be undone",
            ),
            Change::doing(),
            merge,
        ),
        viewing(
            manager(
                "api.customers.export",
                "/api/v1/customers/{customer}/export",
                "Everything that is kept of a customer: what erasing them would take away",
            ),
            export,
            // It notes itself that it was taken out.
            |_, _| None,
        ),
        reading(
            agent(
                "api.facts.list",
                "/api/v1/customers/{customer}/facts",
                "What is known of a customer, the newest first",
            ),
            facts,
        ),
        changing(
            agent("api.facts.note", "/api/v1/customers/{customer}/facts", "Notes a fact under one of the five factors"),
            Change::making(),
            note,
        ),
        changing(
            agent("api.facts.confirm", "/api/v1/facts/{fact}/confirm", "Notes that a fact still holds"),
            Change::doing(),
            confirm,
        ),
        changing(
            agent("api.facts.end", "/api/v1/facts/{fact}/end", "Notes that a fact holds no more"),
            Change::doing(),
            end,
        ),
    ]
}

/// What a customer is.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum CustomerType {
    /// Somebody.
    #[default]
    Person,
    /// A company or a family, above persons.
    Organisation,
}

impl From<CustomerKind> for CustomerType {
    fn from(kind: CustomerKind) -> Self {
        match kind {
            CustomerKind::Person => Self::Person,
            CustomerKind::Organisation => Self::Organisation,
        }
    }
}

impl From<CustomerType> for CustomerKind {
    fn from(kind: CustomerType) -> Self {
        match kind {
            CustomerType::Person => Self::Person,
            CustomerType::Organisation => Self::Organisation,
        }
    }
}

/// Whether a customer may be written to of our own accord.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Agreement {
    /// Nobody asked.
    #[default]
    Unknown,
    /// They agreed.
    Given,
    /// They do not agree, or no longer.
    Withdrawn,
}

impl From<Consent> for Agreement {
    fn from(consent: Consent) -> Self {
        match consent {
            Consent::Unknown => Self::Unknown,
            Consent::Given => Self::Given,
            Consent::Withdrawn => Self::Withdrawn,
        }
    }
}

impl From<Agreement> for Consent {
    fn from(agreement: Agreement) -> Self {
        match agreement {
            Agreement::Unknown => Self::Unknown,
            Agreement::Given => Self::Given,
            Agreement::Withdrawn => Self::Withdrawn,
        }
    }
}

/// A customer.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Customer {
    id: Uid,
    kind: CustomerType,
    name: String,
    /// The organisation above.
    parent: Option<Uid>,
    email: String,
    phone: String,
    /// The language, as a code; may be empty.
    language: String,
    consent: Agreement,
    /// Where that was said.
    consent_source: String,
    /// When that was said.
    consent_at: Option<Moment>,
    /// What other systems call them, by system.
    identifiers: BTreeMap<String, String>,
    made_at: Moment,
    changed_at: Moment,
}

impl From<customers::Customer> for Customer {
    fn from(found: customers::Customer) -> Self {
        let known = found.known;
        Self {
            id: found.id.into(),
            kind: known.kind.into(),
            name: known.name,
            parent: known.parent.map(Uid::from),
            email: known.email,
            phone: known.phone,
            language: known.language,
            consent: known.consent.into(),
            consent_source: known.consent_source,
            consent_at: found.consent_at.map(Moment::from),
            identifiers: known.identifiers,
            made_at: found.made_at.into(),
            changed_at: found.changed_at.into(),
        }
    }
}

/// Which customers.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct CustomersWanted {
    /// A part of a name, the end of a phone number, a mail address, or a number from another system. A search has one page.
    #[schemars(length(min = 1, max = 200))]
    q: Option<String>,
    /// `next` of the page before.
    #[schemars(length(max = 500))]
    after: Option<String>,
    /// The most items to give; 50 when nothing is said, and no more in a search.
    #[schemars(range(min = 1, max = 200))]
    limit: Option<u32>,
}

fn list(tx: &mut Transaction<'_>, asked: &Asked<CustomersWanted>) -> Result<Page<Customer>, StoreError> {
    let limit = asked.query.limit.unwrap_or(50);
    if let Some(text) = &asked.query.q {
        let hits = customers::search(tx, &asked.scope, text, limit)?;
        let found = hits.iter().map(|hit| customers::get(tx, &asked.scope, &hit.id).map(Customer::from));
        return Ok(Page { items: found.collect::<Result<_, _>>()?, next: None });
    }
    let after = place("customers", asked.query.after.as_deref())?.and_then(|place| Id::parse(&place));
    let mut found = customers::some(tx, &asked.scope, after.as_ref(), limit + 1)?;
    let more = limit as usize + 1 == found.len();
    found.truncate(limit as usize);
    let next = found.last().filter(|_| more).map(|last| cursor::after("customers", last.id.as_str()));
    Ok(Page { items: found.into_iter().map(Customer::from).collect(), next })
}

fn show(tx: &mut Transaction<'_>, asked: &Asked<Nothing>) -> Result<Customer, StoreError> {
    customers::get(tx, &asked.scope, &asked.id("customer")?).map(Customer::from)
}

/// A customer to be made.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CustomerToMake {
    #[serde(default)]
    kind: CustomerType,
    #[schemars(length(min = 1, max = 200), regex(pattern = r"\S"))]
    name: String,
    /// The organisation above.
    #[serde(default)]
    parent: Option<Uid>,
    #[serde(default)]
    #[schemars(length(max = 254))]
    email: String,
    /// The phone number as people write it.
    #[serde(default)]
    #[schemars(length(max = 40))]
    phone: String,
    #[serde(default)]
    language: Option<Tongue>,
    #[serde(default)]
    consent: Agreement,
    /// Where that was said.
    #[serde(default)]
    #[schemars(length(max = 120))]
    consent_source: String,
    /// What other systems call them, by system.
    #[serde(default)]
    #[schemars(extend("maxProperties" = 20))]
    identifiers: BTreeMap<String, String>,
}

impl CustomerToMake {
    fn known(&self) -> Result<NewCustomer, StoreError> {
        Ok(NewCustomer {
            kind: self.kind.into(),
            name: self.name.clone(),
            parent: self.parent.as_ref().map(Uid::id).transpose()?,
            email: self.email.clone(),
            phone: self.phone.clone(),
            language: code(self.language),
            consent: self.consent.into(),
            consent_source: self.consent_source.clone(),
            identifiers: self.identifiers.clone(),
        })
    }
}

fn code(language: Option<Tongue>) -> String {
    language.map_or_else(String::new, |language| language.code().to_owned())
}

fn create(tx: &mut Transaction<'_>, asked: &Asked<Nothing, CustomerToMake>) -> Result<Customer, StoreError> {
    let id = customers::create(tx, &asked.scope, &asked.body.known()?, asked.now)?;
    customers::get(tx, &asked.scope, &id).map(Customer::from)
}

/// A customer as another system knows them.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CustomerToPut {
    #[serde(default)]
    kind: CustomerType,
    #[schemars(length(min = 1, max = 200), regex(pattern = r"\S"))]
    name: String,
    /// The name of the organisation above, which is made when it is not there.
    #[serde(default)]
    #[schemars(length(max = 200))]
    organisation: String,
    #[serde(default)]
    #[schemars(length(max = 254))]
    email: String,
    /// The phone number as people write it.
    #[serde(default)]
    #[schemars(length(max = 40))]
    phone: String,
    #[serde(default)]
    language: Option<Tongue>,
    #[serde(default)]
    consent: Agreement,
    /// Where that was said.
    #[serde(default)]
    #[schemars(length(max = 120))]
    consent_source: String,
    /// What other systems call them, by system: whoever has one of them is the same.
    #[schemars(extend(
        "minProperties" = 1,
        "maxProperties" = 20,
        // At least one that says something.
        "not" = {"additionalProperties": {"type": "string", "pattern": r"^\s*$"}}
    ))]
    identifiers: BTreeMap<String, String>,
}

/// A customer that was made or completed.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CustomerPut {
    /// Whether the file is new.
    added: bool,
    customer: Customer,
}

fn upsert(tx: &mut Transaction<'_>, asked: &Asked<Nothing, CustomerToPut>) -> Result<CustomerPut, StoreError> {
    let body = &asked.body;
    // Without one, nobody would be known again the next time.
    if body.identifiers.values().all(|value| value.trim().is_empty()) {
        asked.fault("identifiers".to_owned(), asked.words.say("api-field-few", &[("value", "1".into())]));
    }
    asked.sound()?;
    let known = NewCustomer {
        kind: body.kind.into(),
        name: body.name.clone(),
        parent: None,
        email: body.email.clone(),
        phone: body.phone.clone(),
        language: code(body.language),
        consent: body.consent.into(),
        consent_source: body.consent_source.clone(),
        identifiers: body.identifiers.clone(),
    };
    let row = ImportRow { known, parent: body.organisation.clone() };
    let (id, added) = customers::upsert(tx, &asked.scope, &row, asked.now)?;
    Ok(CustomerPut { added, customer: customers::get(tx, &asked.scope, &id)?.into() })
}

/// What to change; what is not given stays.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct CustomerToChange {
    kind: Option<CustomerType>,
    #[schemars(length(min = 1, max = 200), regex(pattern = r"\S"))]
    name: Option<String>,
    /// The organisation above; null for none.
    #[serde(deserialize_with = "given")]
    #[schemars(with = "Option<Uid>")]
    parent: Option<Option<Uid>>,
    #[schemars(length(max = 254))]
    email: Option<String>,
    #[schemars(length(max = 40))]
    phone: Option<String>,
    /// The language; null for none.
    #[serde(deserialize_with = "given")]
    #[schemars(with = "Option<Tongue>")]
    language: Option<Option<Tongue>>,
    consent: Option<Agreement>,
    #[schemars(length(max = 120))]
    consent_source: Option<String>,
    /// All of what other systems call them, by system.
    #[schemars(extend("maxProperties" = 20))]
    identifiers: Option<BTreeMap<String, String>>,
}

/// Tells `null` from a field that is not there.
fn given<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}

fn update(tx: &mut Transaction<'_>, asked: &Asked<Nothing, CustomerToChange>) -> Result<Customer, StoreError> {
    let (body, id) = (&asked.body, asked.id("customer")?);
    let before = customers::get(tx, &asked.scope, &id)?.known;
    let parent = match &body.parent {
        Some(given) => given.as_ref().map(Uid::id).transpose()?,
        None => before.parent,
    };
    let new = NewCustomer {
        kind: body.kind.map_or(before.kind, CustomerKind::from),
        name: body.name.clone().unwrap_or(before.name),
        parent,
        email: body.email.clone().unwrap_or(before.email),
        phone: body.phone.clone().unwrap_or(before.phone),
        language: body.language.map_or(before.language, code),
        consent: body.consent.map_or(before.consent, Consent::from),
        consent_source: body.consent_source.clone().unwrap_or(before.consent_source),
        identifiers: body.identifiers.clone().unwrap_or(before.identifiers),
    };
    customers::update(tx, &asked.scope, &id, &new, asked.now)?;
    customers::get(tx, &asked.scope, &id).map(Customer::from)
}

/// The customer whose file is given up.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CustomerToMerge {
    /// Whose file is given up.
    from: Uid,
}

fn merge(tx: &mut Transaction<'_>, asked: &Asked<Nothing, CustomerToMerge>) -> Result<Customer, StoreError> {
    let into = asked.id("customer")?;
    customers::merge(tx, &asked.scope, &asked.body.from.id()?, &into, asked.now)?;
    customers::get(tx, &asked.scope, &into).map(Customer::from)
}

/// How far a fact can be relied on.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Reliance {
    /// Noted or confirmed lately.
    Fresh,
    /// Old: ask whether it is still so.
    Stale,
    /// Past its end.
    Expired,
}

/// Something that is known of a customer.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Fact {
    id: Uid,
    customer: Uid,
    factor: Factor,
    words: String,
    /// Where it is known from.
    source: String,
    /// Whether it is to be read before saying hello.
    first: bool,
    /// After how many days it asks to be confirmed.
    confirm_days: i64,
    /// From when on it is no longer true.
    expires_at: Option<Moment>,
    /// Who noted it, as the audit log writes it.
    noted_by: String,
    noted_at: Moment,
    /// When it was confirmed last.
    confirmed_at: Moment,
    state: Reliance,
    /// Since when it holds no more.
    ended_at: Option<Moment>,
}

impl Fact {
    fn of(found: customers::Fact, ended: Option<Time>, now: Time) -> Self {
        let state = match found.ruled().freshness(now.stamp()) {
            Freshness::Fresh => Reliance::Fresh,
            Freshness::Stale => Reliance::Stale,
            Freshness::Expired => Reliance::Expired,
        };
        Self {
            id: found.id.into(),
            customer: found.customer.into(),
            factor: found.noted.factor.into(),
            words: found.noted.words,
            source: found.noted.source,
            first: found.noted.first,
            confirm_days: found.noted.confirm_days,
            expires_at: found.noted.expires_at.map(Moment::from),
            noted_by: found.noted_by,
            noted_at: found.noted_at.into(),
            confirmed_at: found.confirmed_at.into(),
            state,
            ended_at: ended.map(Moment::from),
        }
    }
}

fn facts(tx: &mut Transaction<'_>, asked: &Asked<Nothing>) -> Result<Page<Fact>, StoreError> {
    let found = customers::facts(tx, &asked.scope, &asked.id("customer")?)?;
    Ok(Page { items: found.into_iter().map(|fact| Fact::of(fact, None, asked.now)).collect(), next: None })
}

/// A fact to be noted.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FactToNote {
    factor: Factor,
    #[schemars(length(min = 1, max = 300), regex(pattern = r"\S"))]
    words: String,
    /// Where it is known from.
    #[serde(default)]
    #[schemars(length(max = 120))]
    source: String,
    /// Whether it is to be read before saying hello.
    #[serde(default)]
    first: bool,
    /// After how many days it asks to be confirmed.
    #[serde(default = "year")]
    #[schemars(range(min = 1, max = 3650))]
    confirm_days: i64,
    /// From when on it is no longer true.
    #[serde(default)]
    expires_at: Option<Moment>,
}

fn year() -> i64 {
    CONFIRM_DAYS
}

fn note(tx: &mut Transaction<'_>, asked: &Asked<Nothing, FactToNote>) -> Result<Fact, StoreError> {
    let body = &asked.body;
    let new = NewFact {
        factor: body.factor.into(),
        words: body.words.clone(),
        source: body.source.clone(),
        first: body.first,
        confirm_days: body.confirm_days,
        expires_at: body.expires_at.as_ref().map(Moment::time),
    };
    let id = customers::note_fact(tx, &asked.scope, &asked.id("customer")?, &new, asked.now)?;
    Ok(Fact::of(customers::fact(tx, &asked.scope, &id)?, None, asked.now))
}

fn confirm(tx: &mut Transaction<'_>, asked: &Asked<Nothing, Nothing>) -> Result<Fact, StoreError> {
    let fact = asked.id("fact")?;
    customers::confirm_fact(tx, &asked.scope, &fact, asked.now)?;
    Ok(Fact::of(customers::fact(tx, &asked.scope, &fact)?, None, asked.now))
}

fn end(tx: &mut Transaction<'_>, asked: &Asked<Nothing, Nothing>) -> Result<Fact, StoreError> {
    let fact = asked.id("fact")?;
    let found = customers::fact(tx, &asked.scope, &fact)?;
    customers::end_fact(tx, &asked.scope, &fact, asked.now)?;
    Ok(Fact::of(found, Some(asked.now), asked.now))
}

/// Everything that is kept of a customer.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ExportedCustomer {
    /// When it was taken out.
    taken_at: Moment,
    customer: Customer,
    /// Everything that other systems call them, also a second name in the same system.
    identifiers: Vec<ExportedIdentifier>,
    /// Files that became this one.
    merged: Vec<Uid>,
    /// Everything that was ever noted of them.
    facts: Vec<Fact>,
    promises: Vec<ExportedPromise>,
    moments: Vec<ExportedMoment>,
    cases: Vec<ExportedCase>,
    /// What they said unasked.
    comments: Vec<Comment>,
    /// Places on lists of invited people.
    invitations: Vec<ExportedInvitation>,
    /// Answers that are known to be theirs, by wave.
    answers: Vec<ExportedAnswer>,
    /// Answers under way.
    drafts: Vec<ExportedDraft>,
    /// Mails to them, without what would open a door.
    mails: Vec<ExportedMail>,
    /// Other files with the same mail address, which are erased with this one.
    same_address: Vec<Uid>,
}

/// What another system calls a customer.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ExportedIdentifier {
    system: String,
    value: String,
}

/// A promise to a customer.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ExportedPromise {
    id: Uid,
    factor: Factor,
    /// What the customer was told.
    told: String,
    /// What was known besides.
    words: String,
    /// `open`, `kept`, `broken`, `withdrawn`.
    state: String,
    made_at: Moment,
    due_at: Moment,
    done_at: Option<Moment>,
    /// Whether the customer says that it was kept.
    customer_says_kept: Option<bool>,
    history: Vec<ExportedEvent>,
}

/// Something that happened to a promise or in a case.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ExportedEvent {
    at: Moment,
    what: String,
    /// By whom, as the audit log writes it.
    actor: String,
    words: String,
    /// Whether the customer may read the words.
    told: bool,
}

/// A moment of truth with a customer.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ExportedMoment {
    id: Uid,
    touchpoint: Uid,
    at: Moment,
    /// `staff` or `pulse`.
    source: String,
    noted_by: String,
    noted_at: Moment,
    /// What became of each factor: `nothing`, `met`, `exceeded`, `disappointed`.
    judgements: BTreeMap<String, String>,
    words: String,
}

/// A recovery case of a customer.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ExportedCase {
    id: Uid,
    number: i64,
    factor: Option<Factor>,
    channel: String,
    state: String,
    words: String,
    root_cause: String,
    action: String,
    opened_at: Moment,
    closed_at: Option<Moment>,
    /// What the customer said: `yes`, `partly`, `no`.
    satisfied: Option<String>,
    came_back: Option<bool>,
    history: Vec<ExportedEvent>,
}

/// A place on a list of invited people.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ExportedInvitation {
    survey: String,
    wave: String,
    invitee: Invitee,
}

/// An answer of a customer.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ExportedAnswer {
    wave: Uid,
    answer: RespondentAnswer,
}

/// An answer under way.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ExportedDraft {
    wave: Uid,
    saved_at: Moment,
    answers: BTreeMap<String, Answer>,
    segments: BTreeMap<String, String>,
    comment: Option<String>,
}

/// A mail to a customer.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ExportedMail {
    to: String,
    subject: String,
    text: String,
    made_at: Moment,
    delivered_at: Option<Moment>,
}

/// Everything that is kept of a customer, as text. That somebody took it out stands in the audit log.
///
/// # Errors
/// As for erasing them: [`StoreError::Forbidden`] below a manager, or to whoever sees one team only; [`StoreError::NotFound`].
pub fn exported(tx: &mut Transaction<'_>, scope: &Scope, id: &Id, now: Time) -> Result<Vec<u8>, StoreError> {
    let all = take_out(tx, scope, id, now)?;
    serde_json::to_vec_pretty(&all).map_err(|error| StoreError::Damaged(error.to_string()))
}

fn export(tx: &mut Transaction<'_>, asked: &Asked<Nothing>) -> Result<ExportedCustomer, StoreError> {
    take_out(tx, &asked.scope, &asked.id("customer")?, asked.now)
}

fn take_out(tx: &mut Transaction<'_>, scope: &Scope, id: &Id, now: Time) -> Result<ExportedCustomer, StoreError> {
    let all = customers::everything(tx, scope, id, now)?;
    audit::append(tx, scope, "customer.export", all.customer.id.as_str(), &[], now)?;
    let (mut answers, mut drafts) = (Vec::new(), Vec::new());
    for kept in &all.answers {
        let (questions, names, anonymous) = questions(tx, scope, &kept.wave)?;
        let answer = shown(&kept.wave, kept.response.clone(), &questions, &names, anonymous);
        answers.push(ExportedAnswer { wave: (&kept.wave).into(), answer });
    }
    for kept in &all.drafts {
        let (questions, names, _) = questions(tx, scope, &kept.wave)?;
        let columns = names.into_iter().zip(&questions.layout.columns).zip(&kept.codes);
        drafts.push(ExportedDraft {
            wave: (&kept.wave).into(),
            saved_at: kept.saved_at.into(),
            answers: columns.filter_map(|((name, column), code)| Some((name, answer_given(*code, column)?))).collect(),
            segments: kept.segments.clone(),
            comment: kept.comment.clone(),
        });
    }
    Ok(written(all, answers, drafts, now))
}

/// The questions of a wave, the names of its columns, and whether its survey is anonymous.
fn questions(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    wave: &Id,
) -> Result<(std::sync::Arc<Questionnaire>, Vec<String>, bool), StoreError> {
    let wave = waves::get(tx, scope, wave)?;
    let questions = questionnaire(tx, scope, &wave.instrument, wave.instrument_version)?;
    let names = column_names(&questions);
    Ok((questions, names, surveys::get(tx, scope, &wave.survey)?.anonymous))
}

fn written(all: Everything, answers: Vec<ExportedAnswer>, drafts: Vec<ExportedDraft>, now: Time) -> ExportedCustomer {
    let identifiers = all.identifiers.into_iter().map(|(system, value)| ExportedIdentifier { system, value });
    let invitations = all.invitations.into_iter().map(|kept| ExportedInvitation {
        survey: kept.survey,
        wave: kept.wave,
        invitee: Invitee::of(kept.invitee, kept.anonymous),
    });
    let mails = all.mails.into_iter().map(|kept| ExportedMail {
        to: kept.mail.to,
        subject: kept.mail.subject,
        text: kept.mail.text,
        made_at: kept.made_at.into(),
        delivered_at: kept.delivered_at.map(Moment::from),
    });
    ExportedCustomer {
        taken_at: now.into(),
        customer: all.customer.into(),
        identifiers: identifiers.collect(),
        merged: all.merged.into_iter().map(Uid::from).collect(),
        facts: all.facts.into_iter().map(|(fact, ended)| Fact::of(fact, ended, now)).collect(),
        promises: all.promises.into_iter().map(promise).collect(),
        moments: all.moments.into_iter().map(moment).collect(),
        cases: all.cases.into_iter().map(case).collect(),
        comments: all.comments.into_iter().map(Comment::from).collect(),
        invitations: invitations.collect(),
        answers,
        drafts,
        mails: mails.collect(),
        same_address: all.same_address.into_iter().map(Uid::from).collect(),
    }
}

fn promise((kept, history): (store::promises::Ledgered, Vec<store::promises::Happened>)) -> ExportedPromise {
    let promise = kept.promise;
    let moment = |stamp| Moment::from(Time::from(stamp));
    let event = |one: store::promises::Happened| ExportedEvent {
        at: one.at.into(),
        what: one.what.name().to_owned(),
        actor: one.actor,
        words: one.words,
        told: one.told,
    };
    ExportedPromise {
        id: kept.id.into(),
        factor: kept.factor.into(),
        told: kept.told,
        words: kept.words,
        state: promise.state.name().to_owned(),
        made_at: moment(promise.made_at),
        due_at: moment(promise.due),
        done_at: promise.done_at.map(moment),
        customer_says_kept: promise.customer,
        history: history.into_iter().map(event).collect(),
    }
}

fn moment(kept: store::moments::Moment) -> ExportedMoment {
    let judged = service::Factor::ALL.into_iter().zip(kept.judgements);
    ExportedMoment {
        id: kept.id.into(),
        touchpoint: kept.touchpoint.into(),
        at: kept.at.into(),
        source: kept.source.name().to_owned(),
        noted_by: kept.noted_by,
        noted_at: kept.noted_at.into(),
        judgements: judged.map(|(factor, what)| (factor.name().to_owned(), what.name().to_owned())).collect(),
        words: kept.words,
    }
}

fn case((kept, history): (store::cases::Kept, Vec<store::cases::Happened>)) -> ExportedCase {
    let event = |one: store::cases::Happened| ExportedEvent {
        at: one.at.into(),
        what: one.what.name().to_owned(),
        actor: one.actor,
        words: one.words,
        told: one.told,
    };
    ExportedCase {
        id: kept.id.into(),
        number: kept.number,
        factor: kept.factor.map(Factor::from),
        channel: kept.channel.name().to_owned(),
        state: kept.state.name().to_owned(),
        words: kept.words,
        root_cause: kept.root_cause,
        action: kept.action,
        opened_at: kept.opened_at.into(),
        closed_at: kept.closed_at.map(Moment::from),
        satisfied: kept.satisfied.map(|satisfied| satisfied.name().to_owned()),
        came_back: kept.came_back,
        history: history.into_iter().map(event).collect(),
    }
}
