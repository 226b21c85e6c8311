//! What a draft answers and to whom: a comment, a case, a customer's file.
//!
//! Separate from the draft, which somebody types; this is looked up within their scope. It shows what a draft must not go against.

use language::Words;
use replies::Channel;
use store::{Id, Scope, StoreError, Time, Transaction, cases, comments, customers};

use crate::coach::Checker;
use crate::pages::desk::clock::Clock;

/// Where somebody comes from.
#[derive(Debug, Clone, Default)]
pub(super) struct From {
    pub(super) customer: Option<Id>,
    pub(super) comment: Option<Id>,
    pub(super) case: Option<Id>,
}

/// What was found there.
#[derive(Debug, Clone, Default)]
pub(super) struct Answered {
    /// Whom the draft is for: id and name.
    pub(super) customer: Option<(Id, String)>,
    /// What they wrote, as far as it is known.
    pub(super) received: String,
}

/// Looks it up. A customer in the address goes before that of the comment or case.
pub(super) fn answered(tx: &mut Transaction<'_>, scope: &Scope, from: &From) -> Result<Answered, StoreError> {
    let (mut customer, mut received) = (from.customer.clone(), String::new());
    let mut comment = from.comment.clone();
    if let Some(id) = &from.case {
        let case = cases::get(tx, scope, id)?;
        customer = customer.or(case.customer.map(|(id, _)| id));
        received = case.words;
        comment = comment.or(case.comment);
    }
    if let Some(id) = &comment {
        match comments::get(tx, scope, id) {
            Ok(found) => {
                customer = customer.or(found.customer);
                // What the customer wrote goes before what we wrote of it.
                received = if found.words.is_empty() { received } else { found.words };
            }
            // The comment of a case may belong to another team: then the case's own words must do.
            Err(StoreError::NotFound) if from.comment.is_none() => {}
            Err(error) => return Err(error),
        }
    }
    let customer = customer.map(|id| customers::get(tx, scope, &id)).transpose()?;
    Ok(Answered { customer: customer.map(|one| (one.id, one.known.name)), received })
}

/// What the page says of the customer.
pub(super) struct Known {
    pub(super) id: String,
    pub(super) name: String,
    /// What is promised to them: the words, and by when.
    pub(super) promises: Vec<(String, String)>,
    /// How they do not want to be reached.
    pub(super) unwanted: Vec<String>,
}

pub(super) fn known(customer: &(Id, String), checker: &Checker, w: Words) -> Known {
    let (id, name) = (customer.0.to_string(), customer.1.clone());
    let Some(file) = &checker.file else { return Known { id, name, promises: vec![], unwanted: vec![] } };
    let clock = Clock::new(&checker.hours.zone_name, w);
    let due = |local: jiff::civil::DateTime| {
        checker.hours.zone.to_timestamp(local).map_or(String::new(), |at| clock.moment(Time::from(at)))
    };
    Known {
        id,
        name,
        promises: file.open_promises.iter().map(|one| (one.what.clone(), due(one.due))).collect(),
        unwanted: file.unwanted.iter().map(|channel| w.text(channel_name(*channel))).collect(),
    }
}

fn channel_name(channel: Channel) -> &'static str {
    match channel {
        Channel::Phone => "coach-channel-phone",
        Channel::Mail => "coach-channel-mail",
        Channel::Letter => "coach-channel-letter",
        Channel::Message => "coach-channel-message",
        Channel::Visit => "coach-channel-visit",
    }
}
