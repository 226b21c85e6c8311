//! A customer in a line or two: who it is and how to reach them.
//!
//! Separate, because the search, the file, the merge and an organisation's list of persons all show it in one way. It writes
//! addresses that a phone understands, and nothing that was not given.

use language::Words;
use store::customers::{Consent, Customer, CustomerKind, Hit};

use crate::pages::answer::address::encoded;
use crate::pages::desk::clock::Clock;

/// Somebody that a search found.
#[derive(Clone)]
pub struct Person {
    pub id: String,
    pub name: String,
    pub organisation: bool,
    pub above: String,
    pub phone: String,
    pub email: String,
}

impl From<Hit> for Person {
    fn from(hit: Hit) -> Self {
        Self {
            id: hit.id.to_string(),
            name: hit.name,
            organisation: hit.kind == CustomerKind::Organisation,
            above: hit.parent.unwrap_or_default(),
            phone: hit.phone,
            email: hit.email,
        }
    }
}

/// What a file begins with.
pub struct Contact {
    pub id: String,
    pub name: String,
    pub organisation: bool,
    /// The organisation above: its id and its name.
    pub above: Option<(String, String)>,
    pub phone: String,
    /// The number as a phone dials it.
    pub dialled: String,
    pub email: String,
    /// The address as a link holds it.
    pub written: String,
    pub language: &'static str,
    pub language_code: String,
    /// `unknown`, `given` or `withdrawn`, and the sentence about it.
    pub consent: &'static str,
    pub consent_text: String,
    /// What other systems call them.
    pub identifiers: Vec<(String, String)>,
    pub since: String,
}

impl Contact {
    /// Of a customer, with the name of the organisation above.
    pub fn of(customer: &Customer, above: Option<String>, clock: &Clock, w: Words) -> Self {
        let known = &customer.known;
        Self {
            id: customer.id.to_string(),
            name: known.name.clone(),
            organisation: known.kind == CustomerKind::Organisation,
            above: known.parent.as_ref().map(ToString::to_string).zip(above),
            phone: known.phone.clone(),
            dialled: dialled(&known.phone),
            email: known.email.clone(),
            written: known.email.split('@').map(encoded).collect::<Vec<_>>().join("@"),
            language: language_name(&known.language),
            language_code: known.language.clone(),
            consent: known.consent.name(),
            consent_text: consent_text(customer, clock, w),
            identifiers: known.identifiers.iter().map(|(system, value)| (system.clone(), value.clone())).collect(),
            since: clock.day(customer.made_at),
        }
    }
}

/// A number as a phone dials it: digits, and a plus in front.
fn dialled(phone: &str) -> String {
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    match phone.trim_start().starts_with('+') {
        _ if digits.is_empty() => String::new(),
        true => format!("+{digits}"),
        false => digits,
    }
}

/// A language in its own words; empty when there is none.
fn language_name(code: &str) -> &'static str {
    match code {
        "en" => "English",
        "id" => "Bahasa Indonesia",
        "es" => "Español",
        _ => "",
    }
}

fn consent_text(customer: &Customer, clock: &Clock, w: Words) -> String {
    let message = match (customer.known.consent, customer.known.consent_source.is_empty()) {
        (Consent::Unknown, _) => return w.text("customers-consent-unknown-text"),
        (Consent::Given, true) => "customers-consent-given-text",
        (Consent::Given, false) => "customers-consent-given-source",
        (Consent::Withdrawn, true) => "customers-consent-withdrawn-text",
        (Consent::Withdrawn, false) => "customers-consent-withdrawn-source",
    };
    let day = customer.consent_at.map(|at| clock.day(at)).unwrap_or_default();
    w.say(message, &[("day", day.into()), ("source", customer.known.consent_source.as_str().into())])
}

#[cfg(test)]
mod tests {
    use super::dialled;

    #[test]
    fn a_number_is_dialled_without_what_people_write_between() {
        assert_eq!(dialled("+62 812-3456 (7890)"), "+6281234567890");
        assert_eq!(dialled("0812 3456"), "08123456");
        assert_eq!(dialled("ask the desk"), "");
    }
}
