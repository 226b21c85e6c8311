//! Ways of being reached that a customer does not want, read from what is noted of them.
//!
//! Separate from the file of the customer, which keeps sentences: "no calls, please write" is a note that somebody took, and here it
//! becomes what a draft must not propose. Only a way that is refused in so many words counts; it guesses nothing from what is liked.

use comments::words::fold;

use crate::customer::Channel;

/// Words by which something is refused, in the three languages; the words that follow them in the same clause are.
const REFUSING: [&str; 17] = [
    "no", "not", "dont", "never", "without", "neither", "nor", "cannot", "cant", "jangan", "tidak", "tak", "tanpa",
    "bukan", "nunca", "sin", "ni",
];

/// How the words of a way begin, in the three languages.
const WAYS: [(Channel, &[&str]); 5] = [
    (
        Channel::Phone,
        &[
            "call",
            "phone",
            "telephone",
            "ring",
            "telepon",
            "menelepon",
            "ditelepon",
            "telpon",
            "llama",
            "llame",
            "telefon",
        ],
    ),
    (Channel::Mail, &["mail", "email", "surel", "correo"]),
    (Channel::Letter, &["letter", "post", "surat", "carta"]),
    (Channel::Message, &["text", "sms", "whatsapp", "wa", "mensaje", "pesan"]),
    (Channel::Visit, &["visit", "kunjung", "dikunjungi", "mengunjungi"]),
];

/// A clause ends at these words, too: what comes after them is wanted.
const TURNS: [&str; 9] = ["but", "rather", "instead", "only", "tapi", "tetapi", "melainkan", "sino", "pero"];

/// The ways that some notes refuse, each once.
#[must_use]
pub fn unwanted<'a>(notes: impl IntoIterator<Item = &'a str>) -> Vec<Channel> {
    let mut found = vec![];
    for note in notes {
        for clause in note.split([',', ';', '.', ':', '!', '\n', '–', '—', '(', ')']) {
            for channel in refused(clause) {
                if !found.contains(&channel) {
                    found.push(channel);
                }
            }
        }
    }
    found
}

fn refused(clause: &str) -> Vec<Channel> {
    let plain = fold(&clause.replace(['\'', '’', '-'], ""));
    let words = plain.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let (mut refusing, mut found) = (false, vec![]);
    for word in words {
        if TURNS.contains(&word) {
            refusing = false;
        } else if REFUSING.contains(&word) {
            refusing = true;
        } else if refusing {
            found.extend(WAYS.iter().filter(|(_, begins)| is_one(word, begins)).map(|(channel, _)| *channel));
        }
    }
    found
}

/// Whether a word is one of these, perhaps with an ending; short words have none.
fn is_one(word: &str, begins: &[&str]) -> bool {
    begins
        .iter()
        .any(|begin| word == *begin || (3 < begin.len() && word.starts_with(begin) && word.len() <= begin.len() + 4))
}

#[cfg(test)]
mod tests {
    use super::{Channel, unwanted};

    fn check(note: &str, expected: &[Channel]) {
        assert_eq!(unwanted([note]), expected, "{note}");
    }

    #[test]
    fn a_way_that_is_refused_in_so_many_words_is_unwanted() {
        check("No calls during the day, please write.", &[Channel::Phone]);
        check("Doesn't like mail: don't e-mail or call her.", &[Channel::Mail, Channel::Phone]);
        check("Jangan ditelepon, lebih suka WhatsApp.", &[Channel::Phone]);
        check("No quiere que le llamen ni cartas.", &[Channel::Phone, Channel::Letter]);
    }

    #[test]
    fn what_is_liked_or_only_mentioned_is_not() {
        check("Likes to be called in the morning.", &[]);
        check("Not by mail but by phone.", &[Channel::Mail]);
        check("No sugar. Call first.", &[]);
        check("No milk, phone is on the card.", &[]);
        check("Suka dikirimi surel.", &[]);
        check("", &[]);
    }
}
