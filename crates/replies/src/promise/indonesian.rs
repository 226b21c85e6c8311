//! What makes a promise in Indonesian: "saya kirim besok", "akan kami cek", "Bu Ratna mengirimkan … nanti malam", "akan dikirim".
//!
//! Separate from the other languages, because the future is often only in the time that is said. What is already done (sudah, tadi),
//! possible (bisa), wished (semoga) or general (biasanya) is no promise.

use super::{Anchor, Sentence};

pub(super) fn anchors(sentence: &Sentence<'_>) -> Vec<Anchor> {
    if sentence.asks() {
        return vec![];
    }
    let mut anchors: Vec<Anchor> = vec![];
    for at in 0..sentence.tokens.len() {
        let found = mine(sentence, at)
            .or_else(|| passive(sentence, at))
            .or_else(|| others(sentence, at))
            .or_else(|| from_us(sentence, at))
            .or_else(|| arrival(sentence, at));
        let Some(found) = found else { continue };
        if anchors.last().is_some_and(|last| {
            found.at <= last.at
                || (found.from <= last.at && found.who.is_some() == last.who.is_some() && found.from == last.from)
        }) {
            continue;
        }
        anchors.push(found);
    }
    // One clause, one promise: what follows without a joining word or a comma belongs to the first.
    let mut kept: Vec<Anchor> = vec![];
    for anchor in anchors {
        if let Some(last) = kept.last()
            && !separated(sentence, last.at, anchor.from.max(last.at))
        {
            continue;
        }
        kept.push(anchor);
    }
    kept
}

fn separated(sentence: &Sentence<'_>, from: usize, to: usize) -> bool {
    (from..to).any(|at| sentence.breaks(at) || (sentence.is(at, "joins") && !sentence.in_time(at)))
}

/// The clause around a word, in which time, negation and reporting count.
fn clause(sentence: &Sentence<'_>, at: usize) -> (usize, usize) {
    let start = sentence.clause_start(at);
    let mut end = at + 1;
    while end < sentence.tokens.len() && !sentence.breaks(end - 1) {
        end += 1;
    }
    (start, end)
}

fn any(sentence: &Sentence<'_>, from: usize, to: usize, list: &str) -> bool {
    (from..to).any(|at| sentence.is(at, list) && !sentence.in_time(at))
}

fn verb(sentence: &Sentence<'_>, at: usize) -> bool {
    let word = sentence.word(at);
    if word.is_empty() || sentence.is(at, "not_verbs") || sentence.is(at, "not_after") {
        return false;
    }
    if sentence.is(at, "verbs") {
        return true;
    }
    let active = ["mem", "men", "meng", "meny", "mel", "mer", "mew", "ngg", "nge", "nga", "ngi", "ngu", "ngo"]
        .iter()
        .any(|head| word.starts_with(head))
        && 6 <= word.len();
    let bare = word.strip_suffix("nya").unwrap_or(word);
    let causes = (bare.ends_with("kan") && 6 <= bare.len()) || (bare.ends_with("in") && 5 <= bare.len());
    active || causes || sentence.lexicon.has("verbs", bare)
}

/// "saya kirim", "akan kami cek", "saya akan mengembalikan", "kurir kami akan mengambil".
fn mine(sentence: &Sentence<'_>, at: usize) -> Option<Anchor> {
    if !sentence.is(at, "me") {
        return None;
    }
    let (start, end) = clause(sentence, at);
    if any(sentence, start, at, "saying") || any(sentence, start, at, "general") {
        return None;
    }
    let mut before = at.checked_sub(1).filter(|before| start <= *before);
    let will_before = before.is_some_and(|before| sentence.is(before, "will"));
    let possessive = before.is_some_and(|before| sentence.is(before, "staff"))
        || (start..at).any(|place| sentence.is(place, "staff"))
            && before.is_some_and(|before| !sentence.in_time(before) && start <= before);
    let mut fresh = !will_before;
    while let Some(place) = before {
        if sentence.is(place, "will") || matches!(sentence.word(place), "segera" | "nanti" | "pasti" | "langsung") {
            before = place.checked_sub(1).filter(|before| start <= *before);
            fresh = true;
            continue;
        }
        break;
    }
    // "Dalam 36 jam dananya sudah kami kirim": done by a time that is to come.
    let done_by_then = before.is_some_and(|place| sentence.word(place) == "sudah")
        && !any(sentence, start, end, "past")
        && sentence.pieces.iter().any(|piece| {
            start <= piece.from
                && piece.to <= at
                && matches!(
                    piece.said,
                    crate::when::Said::Workdays(_)
                        | crate::when::Said::Days(_)
                        | crate::when::Said::Minutes(_)
                        | crate::when::Said::Day(1..)
                )
        });
    let barred = before.is_some_and(|place| sentence.is(place, "not_before")) && !done_by_then;
    let yang_i = before.is_some_and(|place| sentence.word(place) == "yang") || sentence.word(at + 1) == "yang";
    if fresh
        && barred
        && !(yang_i && sentence.word(at + 1) == "yang")
        && !(will_before && before.is_some_and(|p| matches!(sentence.word(p), "untuk" | "dengan")))
    {
        return None;
    }
    if before.is_some_and(|place| sentence.is(place, "closed")) {
        return None;
    }
    let mut next = at + 1;
    let mut will = will_before;
    let mut promising = false;
    while next < end && sentence.is(next, "particles") && !sentence.is(next, "verbs") {
        if sentence.is(next, "not_after") {
            return None;
        }
        will |= sentence.is(next, "will");
        promising |= sentence.is(next, "promising");
        next += 1;
    }
    // A noun between "kami" and its verb: "petugas kami yang menjemput", "akan ada petugas kami".
    if next >= end {
        return None;
    }
    let told = matches!(
        sentence.word(next),
        "catat" | "sampaikan" | "jelaskan" | "lampirkan" | "buka" | "membaca" | "beritahukan"
    );
    let ahead = will || before_is(sentence, start, at, "nanti");
    if sentence.is(next, "not_after") && !(told && ahead) {
        return None;
    }
    if any(sentence, next, end.min(next + 8), "past") && !will {
        return None;
    }
    if conditional_clause(sentence, start, at) {
        return None;
    }
    let recognised = verb(sentence, next);
    let person = sentence.is(next, "promising");
    if sentence.in_time(next) {
        // "aku besok kirim": the verb follows the time.
        let after = sentence.pieces.iter().filter(|piece| piece.from <= next).map(|piece| piece.to).max()?;
        if after < end && verb(sentence, after) {
            return Some(Anchor { from: at, at: after, needs_time: false, who: Some((at, at + 1)) });
        }
    }
    let who = if possessive && before.is_some() { (before.unwrap_or(at).min(at), at + 1) } else { (at, at + 1) };
    if will || promising || person {
        return Some(Anchor {
            from: start_of_object(sentence, start, at),
            at: next,
            needs_time: false,
            who: Some(who),
        });
    }
    if recognised {
        let needs_time = possessive || !firm(sentence, next);
        return Some(Anchor { from: start_of_object(sentence, start, at), at: next, needs_time, who: Some(who) });
    }
    // Any other word after "saya" counts when a time is said ahead of or behind it and the clause is long enough.
    None
}

fn before_is(sentence: &Sentence<'_>, start: usize, at: usize, word: &str) -> bool {
    start < at && sentence.word(at - 1) == word
}

/// Verbs that promise by themselves; a verb that could be past or habit needs a time.
fn firm(sentence: &Sentence<'_>, at: usize) -> bool {
    !matches!(
        sentence.word(at),
        "buka"
            | "tutup"
            | "sampai"
            | "datang"
            | "kembali"
            | "ke"
            | "terima"
            | "pesan"
            | "tulis"
            | "catat"
            | "mulai"
            | "atur"
            | "cat"
            | "isi"
    )
}

/// The object before "saya kirim" belongs to the promise; a joining word does not.
fn start_of_object(sentence: &Sentence<'_>, start: usize, at: usize) -> usize {
    (start..at)
        .rev()
        .find(|place| sentence.is(*place, "joins") && !sentence.in_time(*place))
        .map_or(start, |join| join + 1)
}

fn conditional_clause(sentence: &Sentence<'_>, start: usize, at: usize) -> bool {
    (start..at).any(|place| sentence.is(place, "condition") && !sentence.in_time(place))
}

/// "akan dikirim", "segera diproses".
fn passive(sentence: &Sentence<'_>, at: usize) -> Option<Anchor> {
    if !(sentence.is(at, "will") || matches!(sentence.word(at), "segera" | "pasti")) {
        return None;
    }
    let next = (at + 1..at + 4).find(|place| {
        !matches!(sentence.word(*place), "segera" | "langsung" | "kembali" | "kami" | "akan" | "ikut" | "otomatis")
    })?;
    let word = sentence.word(next);
    let di = word.starts_with("di") && 5 <= word.len() && !sentence.is(next, "passive_not");
    if !di {
        return None;
    }
    let (start, end) = clause(sentence, at);
    let barred = any(sentence, start, at, "saying")
        || any(sentence, start, end, "general")
        || conditional_clause(sentence, start, at)
        || (0 < at && matches!(sentence.word(at - 1), "tidak" | "belum" | "yang" | "bahwa" | "apakah" | "kapan"))
        || any(sentence, start, at, "third") && !any(sentence, at, end, "me");
    (!barred).then(|| Anchor { from: start_of_object(sentence, start, at), at: next, needs_time: false, who: None })
}

/// "Rina akan menjemput", "tim kami menggantinya lusa", "Bu Ratna mengirimkan jadwalnya nanti malam".
fn others(sentence: &Sentence<'_>, at: usize) -> Option<Anchor> {
    let (clause_start, end) = clause(sentence, at);
    let mut start = start_of_object(sentence, clause_start, at);
    while start < at
        && (sentence.in_time(start)
            || matches!(sentence.word(start), "pada" | "pukul" | "jam" | "nanti" | "baik" | "akan" | "ada"))
    {
        start += 1;
    }
    let reported = (0..sentence.tokens.len())
        .any(|place| matches!(sentence.word(place), "tulisnya" | "katanya" | "ujarnya" | "ceritanya"));
    if reported
        || any(sentence, clause_start, end, "saying")
        || any(sentence, clause_start, end, "general")
        || conditional_clause(sentence, clause_start, at)
    {
        return None;
    }
    let will = sentence.is(at, "will");
    if !will && !verb(sentence, at) {
        return None;
    }
    if start == at || sentence.is(at.checked_sub(1)?, "me") && !will {
        return None;
    }
    if (start..at).any(|place| matches!(sentence.word(place), "tidak" | "belum" | "sudah" | "telah" | "bisa" | "dapat" | "yang" if sentence.word(place) != "yang" || place + 1 < at)) {
        return None;
    }
    let verb_at = if will { at + 1 } else { at };
    if verb_at >= end || sentence.is(verb_at, "not_after") {
        return None;
    }
    let subject_end = if sentence.word(at - 1) == "yang" { at - 1 } else { at };
    let capital = |place: usize| sentence.tokens.get(place).is_some_and(|token| token.capital);
    let titled = (start..subject_end).find(|place| {
        sentence.is(*place, "titles")
            && capital(place + 1)
            && place + 1 < subject_end
            && !sentence.is(place + 1, "customer")
    });
    let staff = (start..subject_end).find(|place| sentence.is(*place, "staff"));
    let outsider = (start..subject_end).any(|place| sentence.is(place, "third")) && staff.is_none();
    let foreign = staff.is_some_and(|place| sentence.word(place) == "kurir" && capital(place + 1));
    if outsider || foreign || any(sentence, at, end, "past") {
        return None;
    }
    let named = (start + 1 == subject_end || sentence.word(start + 1) == "dari")
        && capital(start)
        && !sentence.is(start, "customer")
        && sentence.word(start).len() <= 10
        && !sentence.is(start, "third")
        && will
        && !sentence.word(start).ends_with("nya")
        && !(sentence.word(start).ends_with("an") && 7 <= sentence.word(start).len());
    let from = titled.or(staff).or(named.then_some(start))?;
    if from != start && staff != Some(from) && titled != Some(from) {
        return None;
    }
    // A person addressed is not a person who promises: "Pak Made, …" is cut off by its comma already.
    let needs_time = !will;
    Some(Anchor { from, at: verb_at, needs_time, who: Some((from, subject_end)) })
}

/// "Bapak mendapat jawaban dari saya", "draf kontraknya menyusul dari saya".
fn from_us(sentence: &Sentence<'_>, at: usize) -> Option<Anchor> {
    let gets = matches!(sentence.word(at), "mendapat" | "menyusul" | "menerima" | "dapat" | "terima" | "mendapatkan");
    let (start, end) = clause(sentence, at);
    let ours = (at..end).any(|place| sentence.word(place) == "dari" && sentence.is(place + 1, "me"));
    let foreign = (at..end).any(|place| sentence.word(place) == "bukan" || sentence.word(place) == "pihak");
    (gets && ours && !foreign && !conditional_clause(sentence, start, at)).then(|| Anchor {
        from: start_of_object(sentence, start, at),
        at,
        needs_time: false,
        who: (at..end).find(|place| sentence.is(*place, "me")).map(|place| (place, place + 1)),
    })
}

/// "Refund tiketnya masuk ke rekening Kakak dalam 14 hari kerja".
fn arrival(sentence: &Sentence<'_>, at: usize) -> Option<Anchor> {
    if !sentence.is(at, "arrive") || sentence.in_time(at) {
        return None;
    }
    let (start, end) = clause(sentence, at);
    let end = (at..end).find(|place| sentence.is(*place, "joins") && !sentence.in_time(*place)).unwrap_or(end);
    let barred = any(sentence, start, end, "general")
        || any(sentence, start, end, "saying")
        || conditional_clause(sentence, start, at)
        || any(sentence, start, at, "third")
        || (start..end).any(|place| {
            matches!(
                sentence.word(place),
                "harap"
                    | "berharap"
                    | "sudah"
                    | "tidak"
                    | "belum"
                    | "bisa"
                    | "seharusnya"
                    | "setelah"
                    | "telah"
                    | "mohon"
                    | "menunggu"
                    | "tunggu"
                    | "jangan"
            )
        })
        || any(sentence, start, end, "me")
        || start == at;
    let ahead = sentence.pieces.iter().any(|piece| {
        start <= piece.from
            && piece.from < end
            && matches!(
                piece.said,
                crate::when::Said::Workdays(_)
                    | crate::when::Said::Days(_)
                    | crate::when::Said::Minutes(_)
                    | crate::when::Said::Months(_)
                    | crate::when::Said::Day(1..)
                    | crate::when::Said::Weekday(..)
                    | crate::when::Said::Date { .. }
            )
    });
    let clitic = (start..at).any(|place| sentence.word(place).ends_with("nya") || sentence.is(place, "customer"))
        || (at..end).any(|place| sentence.is(place, "customer"))
        || matches!(sentence.word(at), "menyusul" | "terbit");
    (!barred && ahead && clitic).then(|| Anchor {
        from: start_of_object(sentence, start, at),
        at,
        needs_time: true,
        who: None,
    })
}
