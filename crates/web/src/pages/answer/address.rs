//! Addresses of a survey's pages: where an attempt is at, in which language, and what the link said, as a query.
//!
//! Separate, because every step of the page without script goes through one. Nothing of what was answered stands in it.

use std::collections::BTreeMap;

use store::Id;

/// What an address says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    /// The attempt; none before it has begun.
    pub attempt: Option<Id>,
    /// The step.
    pub at: usize,
    /// The language, when it was chosen.
    pub language: Option<String>,
    /// A judgement that the link preselects.
    pub rating: Option<u8>,
    /// What the link says of the respondent.
    pub hidden: BTreeMap<String, String>,
}

impl Place {
    /// The address below `base`.
    #[must_use]
    pub fn address(&self, base: &str) -> String {
        let mut pairs: Vec<(&str, String)> = Vec::new();
        if let Some(attempt) = &self.attempt {
            pairs.push(("a", attempt.to_string()));
        }
        if 0 < self.at {
            pairs.push(("at", self.at.to_string()));
        }
        if let Some(language) = &self.language {
            pairs.push(("lang", language.clone()));
        }
        if let Some(rating) = self.rating {
            pairs.push(("r", rating.to_string()));
        }
        pairs.extend(self.hidden.iter().map(|(name, value)| (name.as_str(), value.clone())));
        let query: Vec<String> =
            pairs.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value))).collect();
        if query.is_empty() { base.to_owned() } else { format!("{base}?{}", query.join("&")) }
    }
}

/// Text as it may stand in a query.
#[must_use]
pub fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_carries_what_the_link_said_and_no_answer() {
        let place = Place {
            at: 3,
            language: Some("id".to_owned()),
            hidden: [("branch".to_owned(), "Ruang & Klinik é".to_owned())].into(),
            ..Place::default()
        };
        assert_eq!(place.address("/e/x"), "/e/x?at=3&lang=id&branch=Ruang%20%26%20Klinik%20%C3%A9");
        assert_eq!(Place::default().address("/e/x"), "/e/x");
    }
}
