//! What customers say unasked: the inbox, one comment with its clauses, bringing comments, and how well the machine reads.
//!
//! Separate from surveys, where somebody was asked. A handler reads a form, calls the reader and the store, and shows a page; every page
//! works without script. No rule about service stands here, and no label is given by a page.

mod agreement;
mod door;
mod feedback;
pub mod file;
mod guide;
pub(crate) mod import;
mod inbox;
mod layer;
mod lexicon;
mod mailboxes;
mod note;
mod one;
pub(crate) mod rows;
mod shown;
mod themes;

use ::comments::label::{Expectation, Polarity};
use axum::http::Method;
use axum::routing::{get, post};
use language::Words;
use store::Role;
use store::comments::Channel;

use super::Choice;
use crate::operation::{Access, FILE_MAX, Operation};

/// The operations of this place.
pub fn operations() -> Vec<Operation> {
    let see = |id, path, handler| Operation::new(id, Method::GET, path, Access::SignedIn(Role::Agent), handler);
    let change = |id, path, handler| Operation::new(id, Method::POST, path, Access::SignedIn(Role::Agent), handler);
    let prepare = |id, path, handler| Operation::new(id, Method::GET, path, Access::SignedIn(Role::Manager), handler);
    let manage = |id, path, handler| Operation::new(id, Method::POST, path, Access::SignedIn(Role::Manager), handler);
    let own = |id, method, path, handler| Operation::new(id, method, path, Access::SignedIn(Role::Owner), handler);
    vec![
        see("comment.list", "/comments", get(inbox::show)),
        see("comment.form", "/comments/new", get(note::form)),
        change("comment.note", "/comments/new", post(note::note)),
        prepare("comment.import-form", "/comments/import", get(import::form)),
        manage("comment.upload", "/comments/import", post(import::upload)).with_body(FILE_MAX),
        prepare("comment.import-show", "/comments/import/{import}", get(import::show)),
        manage("comment.import", "/comments/import/{import}", post(import::begin)),
        own("mailbox.list", Method::GET, "/comments/mailboxes", get(mailboxes::show)),
        own("mailbox.connect", Method::POST, "/comments/mailboxes", post(mailboxes::connect)),
        own("mailbox.test", Method::POST, "/comments/mailboxes/{mailbox}/test", post(mailboxes::test)),
        own("mailbox.password", Method::POST, "/comments/mailboxes/{mailbox}/password", post(mailboxes::renew)),
        own("mailbox.pause", Method::POST, "/comments/mailboxes/{mailbox}/pause", post(mailboxes::pause)),
        own("mailbox.resume", Method::POST, "/comments/mailboxes/{mailbox}/resume", post(mailboxes::resume)),
        own(
            "mailbox.disconnect",
            Method::POST,
            "/comments/mailboxes/{mailbox}/disconnect",
            post(mailboxes::disconnect),
        ),
        see("comment.themes", "/comments/themes", get(themes::show)),
        see("comment.agreement", "/comments/agreement", get(agreement::show)),
        manage("comment.layer", "/comments/agreement", post(layer::decide)),
        prepare("comment.words", "/comments/words", get(lexicon::show)),
        manage("comment.words-decide", "/comments/words", post(lexicon::decide)),
        see("comment.guide", "/comments/guide", get(guide::show)),
        see("comment.door", "/comments/page", get(door::show)),
        manage("comment.door-set", "/comments/page", post(door::set)),
        see("comment.show", "/comments/{comment}", get(one::show)),
        change("comment.correct", "/comments/{comment}/correct", post(one::correct)),
        change("comment.join", "/comments/{comment}/join", post(one::join)),
        change("comment.case", "/comments/{comment}/case", post(one::case)),
        manage("comment.erase", "/comments/{comment}/erase", post(one::erase)),
        Operation::new("feedback.show", Method::GET, "/f/{organisation}", Access::Door, get(feedback::show)),
        Operation::new("feedback.leave", Method::POST, "/f/{organisation}", Access::Door, post(feedback::leave)),
    ]
}

/// A channel as people read it.
fn channel_name(w: Words, channel: Channel) -> String {
    w.text(&format!("comments-channel-{}", channel.name()))
}

/// Some channels to choose from.
fn channels(w: Words, some: &[Channel], chosen: Option<Channel>) -> Vec<Choice> {
    let choice = |channel: &Channel| Choice {
        value: channel.name().to_owned(),
        text: channel_name(w, *channel),
        help: String::new(),
        chosen: chosen == Some(*channel),
    };
    some.iter().map(choice).collect()
}

/// A polarity as people read it.
fn polarity_name(w: Words, polarity: Polarity) -> String {
    w.text(&format!("comments-polarity-{}", polarity.name()))
}

/// An expectation as people read it.
fn expectation_name(w: Words, expectation: Expectation) -> String {
    w.text(&format!("comments-expectation-{}", expectation.name()))
}

/// The mark that stands beside the words of a polarity, and never alone.
fn mark(polarity: Polarity) -> &'static str {
    match polarity {
        Polarity::Complaint => "▼",
        Polarity::Compliment => "▲",
        Polarity::Neutral => "–",
    }
}

/// The reference of a comment, for whoever asks about it on the phone: the end of its id.
fn reference(id: &store::Id) -> String {
    let letters: String = id.as_str().chars().filter(char::is_ascii_alphanumeric).collect();
    let end = letters.len().saturating_sub(8);
    format!("{}-{}", &letters[end..end + 4], &letters[end + 4..]).to_uppercase()
}

#[cfg(test)]
mod tests {
    use super::reference;

    #[test]
    fn a_reference_can_be_read_out() {
        let id = store::Id::parse("01890a5d-ac96-774b-bcce-b302099a8057").expect("an id");
        assert_eq!(reference(&id), "099A-8057");
    }
}
