//! What makes a promise in English: "I'll", "we are going to", "Rina from billing will", "your refund will be paid".
//!
//! Separate from the other languages, which promise without an auxiliary. Would, could and can are offers, not promises.

use super::{Anchor, Sentence};

/// How far before "will" its subject may begin.
const SUBJECT_WORDS_MAX: usize = 12;

pub(super) fn anchors(sentence: &Sentence<'_>) -> Vec<Anchor> {
    if sentence.asks() {
        return vec![];
    }
    let mut anchors: Vec<Anchor> = vec![];
    for at in 0..sentence.tokens.len() {
        let found = mine(sentence, at)
            .or_else(|| going(sentence, at))
            .or_else(|| promise_to(sentence, at))
            .or_else(|| recipient(sentence, at))
            .or_else(|| others(sentence, at, !anchors.is_empty() || sentence.after_promise));
        anchors.extend(found);
    }
    anchors
}

fn i_or_we(sentence: &Sentence<'_>, at: usize) -> bool {
    matches!(sentence.word(at), "i" | "we")
}

fn negated(sentence: &Sentence<'_>, at: usize) -> bool {
    matches!(sentence.word(at), "not" | "never" | "no")
}

/// Whether the clause is reported, wished or conditional.
fn reported(sentence: &Sentence<'_>, at: usize) -> bool {
    let start = sentence.clause_start(at);
    (start..at).any(|place| sentence.is(place, "reported")) && !(start..at).any(|place| sentence.is(place, "joins"))
}

/// "I'll", "I will", "we shall", with at most an adverb between.
fn mine(sentence: &Sentence<'_>, at: usize) -> Option<Anchor> {
    let contracted = matches!(sentence.raw(at), "i'll" | "we'll");
    let next = if contracted {
        at + 1
    } else if i_or_we(sentence, at) {
        let will = (at + 1..at + 4).find(|place| matches!(sentence.word(*place), "will" | "shall"))?;
        let adverbs = (at + 1..will).all(|place| {
            sentence.word(place).ends_with("ly") || matches!(sentence.word(place), "both" | "all" | "myself" | "too")
        });
        if !adverbs {
            return None;
        }
        will + 1
    } else {
        return None;
    };
    if negated(sentence, next)
        || sentence.is(next, "polite") && !(sentence.word(next) == "see" && sentence.word(next + 1) == "that")
    {
        return None;
    }
    if sentence.word(next) == "be" && sentence.is(next + 1, "polite") {
        return None;
    }
    if next >= sentence.tokens.len() || reported(sentence, at) {
        return None;
    }
    Some(Anchor { from: at, at: next, needs_time: false, who: Some((at, at + 1)) })
}

/// "I'm going to", and "we are shipping it tomorrow".
fn going(sentence: &Sentence<'_>, at: usize) -> Option<Anchor> {
    let contracted = matches!(sentence.raw(at), "i'm" | "we're");
    let next = if contracted {
        at + 1
    } else if i_or_we(sentence, at) && matches!(sentence.word(at + 1), "am" | "are") {
        at + 2
    } else {
        return None;
    };
    let mut next = next;
    while matches!(sentence.word(next), "now" | "just" | "already" | "also" | "currently") {
        next += 1;
    }
    if reported(sentence, at) {
        return None;
    }
    if sentence.word(next) == "going" && sentence.word(next + 1) == "to" {
        return Some(Anchor { from: at, at: next + 2, needs_time: false, who: Some((at, at + 1)) });
    }
    let doing =
        sentence.word(next).ends_with("ing") && (!sentence.is(next, "not_doing") || sentence.word(next) == "going");
    let needs_time = true;
    doing.then_some(Anchor { from: at, at: next, needs_time, who: Some((at, at + 1)) })
}

/// "I promise to ring", "we undertake to repair".
fn promise_to(sentence: &Sentence<'_>, at: usize) -> Option<Anchor> {
    let verb =
        matches!(sentence.word(at + 1), "promise" | "undertake" | "commit" | "guarantee" | "aim" | "intend" | "plan");
    let to = sentence.word(at + 2) == "to" && !sentence.word(at + 3).ends_with("ing");
    (i_or_we(sentence, at) && verb && to).then_some(Anchor {
        from: at,
        at: at + 3,
        needs_time: false,
        who: Some((at, at + 1)),
    })
}

/// "You will receive", "you'll hear from me".
fn recipient(sentence: &Sentence<'_>, at: usize) -> Option<Anchor> {
    let next = if sentence.raw(at) == "you'll" {
        at + 1
    } else if sentence.word(at) == "you" && matches!(sentence.word(at + 1), "will" | "shall") {
        at + 2
    } else {
        return None;
    };
    let next = if matches!(sentence.word(next), "then" | "also" | "soon" | "shortly" | "of" | "now") {
        next + 1
    } else {
        next
    };
    let verb = sentence.word(next);
    let gets = matches!(verb, "receive" | "get" | "hear");
    let told = verb == "be"
        && matches!(
            sentence.word(next + 1),
            "contacted"
                | "informed"
                | "notified"
                | "refunded"
                | "reimbursed"
                | "paid"
                | "called"
                | "told"
                | "sent"
                | "compensated"
                | "credited"
                | "given"
                | "updated"
                | "advised"
        );
    let have = verb == "have" && sentence.pieces.iter().any(|piece| next < piece.from);
    ((gets || told || have) && !reported(sentence, at) && !if_before(sentence, at)).then_some(Anchor {
        from: at,
        at: next,
        needs_time: false,
        who: None,
    })
}

fn if_before(sentence: &Sentence<'_>, at: usize) -> bool {
    0 < at && matches!(sentence.word(at - 1), "if" | "whether" | "that" | "when")
}

/// Somebody of the house, or a thing that will be done: everything else before "will".
fn others(sentence: &Sentence<'_>, at: usize, after_promise: bool) -> Option<Anchor> {
    let raw = sentence.raw(at);
    if matches!(raw, "he'll" | "she'll" | "they'll") {
        let fine = after_promise && !negated(sentence, at + 1) && !reported(sentence, at);
        return (fine && raw != "they'll").then_some(Anchor {
            from: at,
            at: at + 1,
            needs_time: false,
            who: Some((at, at + 1)),
        });
    }
    let contracted = raw.ends_with("'ll")
        && !matches!(raw, "i'll" | "we'll" | "you'll" | "it'll" | "that'll" | "there'll" | "who'll" | "what'll");
    let will = if contracted { at } else { at.checked_sub(0)? };
    if !contracted && !matches!(sentence.word(at), "will" | "shall") {
        return None;
    }
    let next = at + 1;
    if next >= sentence.tokens.len() || negated(sentence, next) || reported(sentence, at) {
        return None;
    }
    let mut start = sentence.clause_start(will);
    if let Some(join) = (start..will).rev().find(|place| sentence.is(*place, "joins") && !sentence.in_time(*place)) {
        start = join + 1;
    }
    // Times and greetings before the subject do not belong to it.
    while start < will
        && (sentence.in_time(start)
            || matches!(
                sentence.word(start),
                "at" | "by" | "on" | "in" | "then" | "also" | "please" | "yes" | "so" | "of" | "course"
            ))
    {
        start += 1;
    }
    // "by Monday our driver will", "once it is in, our fitter will".
    if let Some(piece) =
        sentence.pieces.iter().filter(|piece| start < piece.to && piece.to < will + 1).max_by_key(|piece| piece.to)
        && piece.to < will
    {
        let _ = piece;
    }
    let end = if contracted { will + 1 } else { will };
    let start = start.max(end.saturating_sub(SUBJECT_WORDS_MAX));
    if end <= start {
        return None;
    }
    let subject: Vec<usize> = (start..end).collect();
    let first = sentence.word(start);
    if matches!(sentence.word(end - 1), "he" | "she") && !contracted {
        return after_promise.then_some(Anchor {
            from: end - 1,
            at: next,
            needs_time: false,
            who: Some((end - 1, end)),
        });
    }
    if general(sentence, start) {
        return None;
    }
    let verb_at = if sentence.word(next).ends_with("ly") || matches!(sentence.word(next), "also" | "then" | "now") {
        next + 1
    } else {
        next
    };
    let passive = sentence.word(verb_at) == "be" && {
        let mut verb = verb_at + 1;
        while sentence.word(verb).ends_with("ly") || matches!(sentence.word(verb), "being") {
            verb += 1;
        }
        sentence.word(verb).ends_with("ed") || sentence.is(verb, "irregular")
    };
    let name = subject.iter().all(|place| {
        sentence.tokens[*place].capital
            || matches!(sentence.word(*place), "from" | "of" | "the" | "in" | "at" | "our" | "and" | "s")
            || start + 1 < *place
    }) && sentence.tokens[start].capital
        && !sentence.is(start, "fuzzy_names")
        && !sentence.is(start, "third")
        && (1 == subject.len() || !plural(first) || sentence.is(start, "titles"));
    let titled = sentence.is(start, "titles") && subject.len() <= 4;
    let owned = matches!(first, "my" | "our" | "one" | "a" | "an" | "the" | "another");
    let staffed = owned
        && subject.iter().any(|place| sentence.is(*place, "staff"))
        && !subject.iter().any(|place| sentence.is(*place, "third") && sentence.word(*place) != "your");
    let ours = first == "our" || first == "my";
    let who = Some((start, end));
    let active = Anchor { from: start, at: verb_at, needs_time: false, who };
    let nobody = Anchor { from: start, at: verb_at, needs_time: false, who: None };
    let determined = matches!(
        first,
        "your"
            | "the"
            | "a"
            | "an"
            | "all"
            | "both"
            | "any"
            | "this"
            | "it"
            | "that"
            | "our"
            | "my"
            | "these"
            | "they"
            | "everything"
            | "half"
            | "every"
    ) || first.starts_with(|c: char| c.is_ascii_digit());
    if passive {
        let outsider = matches!(sentence.word(verb_at + 1), "in" | "on" | "off" | "there" | "here" | "due")
            && !subject.iter().any(|place| sentence.is(*place, "things"));
        if (determined && !outsider) || (name && subject.len() <= 3) {
            return Some(nobody);
        }
        return None;
    }
    if sentence.word(verb_at) == "be" && !(staffed || ours || name || titled) {
        return None;
    }
    if titled || staffed || ours || (name && !(plural(first) && subject.len() == 1 && start == 0)) {
        return Some(active);
    }
    let thing = subject.iter().any(|place| sentence.is(*place, "things"));
    let yours = (next..sentence.tokens.len().min(next + 6)).any(|place| matches!(sentence.word(place), "you" | "your"));
    if sentence.is(verb_at, "arrive") && thing && determined && (first == "your" || yours) {
        return Some(nobody);
    }
    None
}

/// A plural that is hardly a name.
fn plural(word: &str) -> bool {
    let names = [
        "james", "chris", "thomas", "nicholas", "carlos", "marcus", "alexis", "lucas", "luis", "jonas", "dennis",
        "andreas", "agnes", "iris", "doris", "boris", "silas", "jess", "ross", "hans", "niels", "miles", "charles",
        "ines",
    ];
    word.ends_with('s') && !names.contains(&word)
}

fn general(sentence: &Sentence<'_>, start: usize) -> bool {
    let mut end = start;
    while end < sentence.tokens.len() && (end == start || !sentence.breaks(end - 1)) {
        if sentence.is(end, "general") {
            return true;
        }
        end += 1;
    }
    false
}
