//! Asking the customer: the link by which they answer, the words to send it with, and the mail if one can go.
//!
//! Separate from the page, because programs ask, too. All of it is one job: nobody is asked without a link, and no mail goes for a
//! case that does not ask. Whoever said that they do not want to be written to gets no mail.

use language::{Language, Words};
use service::recovery::CaseState;
use store::cases::{Act, Kept};
use store::customers::{Consent, Customer};
use store::outbox::Mail;
use store::tracking::Object;
use store::{Id, Scope, StoreError, Time, Transaction, cases, customers, outbox, people, tracking};

/// What is needed to write to a customer.
pub struct Means<'a> {
    /// How addresses of this server begin.
    pub base_url: &'a str,
    /// Whether mails can be sent.
    pub mails: bool,
    /// The language where the customer's is not known.
    pub otherwise: Language,
}

/// A customer who was asked.
pub struct Sent {
    /// The case.
    pub case: Kept,
    /// The address, which is shown once.
    pub link: String,
    /// Words to send it with.
    pub text: String,
    /// In which language they are.
    pub language: Language,
    /// Whether a mail is on its way, with a link of its own.
    pub mailed: bool,
}

/// Why a customer gets no mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoMail {
    /// Nobody set up mail.
    NotSetUp,
    /// No address is known.
    NoAddress,
    /// They do not want to be written to.
    Withdrawn,
}

/// Whether a mail can go, and where to.
pub fn address(customer: Option<&Customer>, mails: bool) -> Result<&str, NoMail> {
    let known = customer.map(|customer| &customer.known);
    match known {
        _ if !mails => Err(NoMail::NotSetUp),
        Some(known) if known.consent == Consent::Withdrawn => Err(NoMail::Withdrawn),
        Some(known) if !known.email.is_empty() => Ok(&known.email),
        _ => Err(NoMail::NoAddress),
    }
}

/// The customer's language, where it is known.
pub fn language_of(customer: Option<&Customer>) -> Option<Language> {
    customer.and_then(|customer| Language::from_code(&customer.known.language))
}

/// Asks the customer, or makes another link for one who was asked.
///
/// # Errors
/// As [`cases::act`] and [`tracking::issue`].
pub fn ask(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    id: &Id,
    again: bool,
    means: &Means<'_>,
    now: Time,
) -> Result<Sent, StoreError> {
    let case = if again { cases::get(tx, scope, id)? } else { cases::act(tx, scope, id, &Act::Ask, ("", false), now)? };
    if case.state != CaseState::Waiting {
        return Err(StoreError::Refused("case-not-asked", vec![]));
    }
    let customer = case.customer.as_ref().map(|(id, _)| customers::get(tx, scope, id)).transpose()?;
    let language = language_of(customer.as_ref()).unwrap_or(means.otherwise);
    let organisation = people::organisation(tx, scope)?.name;
    let name = customer.as_ref().map_or("", |customer| customer.known.name.as_str());
    let written = |tx: &mut Transaction<'_>| {
        let secret = tracking::issue(tx, scope, &Object::Case(id.clone()), now)?;
        let link = format!("{}/p/{}", means.base_url, secret.reveal());
        let text = letter(language.words(), &organisation, name, &link);
        Ok::<_, StoreError>((link, text))
    };
    let (link, text) = written(tx)?;
    let to = address(customer.as_ref(), means.mails).ok().filter(|_| !again);
    if let Some(to) = to {
        let (_, text) = written(tx)?;
        let subject = language.words().say("cases-letter-subject", &[("organisation", organisation.as_str().into())]);
        outbox::mail(tx, scope, &Mail { to: to.to_owned(), subject: one_line(&subject), text }, now)?;
    }
    Ok(Sent { case, link, text, language, mailed: to.is_some() })
}

fn letter(w: Words, organisation: &str, name: &str, link: &str) -> String {
    let said = [("organisation", organisation.into()), ("name", name.into())];
    let greeting = if name.is_empty() { w.text("cases-letter-hello") } else { w.say("cases-letter-dear", &said) };
    [greeting, w.say("cases-letter-ask", &said), link.to_owned(), w.text("cases-letter-end"), organisation.to_owned()]
        .join("\n\n")
}

/// A subject is one line, whatever the organisation is called.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
