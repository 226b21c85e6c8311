//! What makes a promise in Spanish: "le llamaré", "te lo mando mañana", "vamos a cambiarle", "será anulado", "se le enviará".
//!
//! Separate from the other languages, because the ending of the verb says who and when. The future of others (usted, un vecino),
//! the past, and what is possible or habitual are no promise.

use super::{Anchor, Sentence};

pub(super) fn anchors(sentence: &Sentence<'_>) -> Vec<Anchor> {
    let starts_question = |at: usize| {
        let before = sentence.tokens.get(at).and_then(|token| sentence.text.get(..token.start)).unwrap_or_default();
        before.rfind('¿').is_some_and(|open| !before[open..].contains('?'))
    };
    if sentence.asks() && !sentence.text.contains('¿') {
        return vec![];
    }
    let mut anchors: Vec<Anchor> = vec![];
    for at in 0..sentence.tokens.len() {
        let found = future(sentence, at)
            .or_else(|| going(sentence, at))
            .or_else(|| committed(sentence, at))
            .or_else(|| present(sentence, at))
            .or_else(|| impersonal(sentence, at))
            .or_else(|| others(sentence, at));
        if let Some(found) = found
            && !starts_question(found.at)
        {
            anchors.push(found);
        }
    }
    // A verb that serves another one ("voy a estar llamando") is the same promise.
    let mut kept: Vec<Anchor> = vec![];
    for anchor in anchors {
        if let Some(last) = kept.last() {
            let apart = (last.at..anchor.at).any(|at| sentence.breaks(at) || sentence.is(at, "joins"));
            if !apart {
                continue;
            }
        }
        kept.push(anchor);
    }
    kept
}

/// The words that stand before a verb and belong to it: "se lo", "le".
fn clitics_before(sentence: &Sentence<'_>, at: usize) -> usize {
    let mut from = at;
    while 0 < from && sentence.is(from - 1, "clitics") && !sentence.breaks(from - 1) && at - from < 3 {
        from -= 1;
    }
    from
}

fn before<'s>(sentence: &'s Sentence<'_>, from: usize) -> &'s str {
    match from.checked_sub(1) {
        Some(place) if !sentence.breaks(place) => sentence.word(place),
        _ => "",
    }
}

fn barred(sentence: &Sentence<'_>, from: usize) -> bool {
    from.checked_sub(1).is_some_and(|place| !sentence.breaks(place) && sentence.is(place, "before_not"))
        && !(before(sentence, from) == "que" && promised_that(sentence, from))
}

/// "Le aseguro que …", "le prometo que …": what follows is promised.
fn promised_that(sentence: &Sentence<'_>, from: usize) -> bool {
    from.checked_sub(2).is_some_and(|place| {
        matches!(
            sentence.word(place),
            "aseguro"
                | "prometo"
                | "garantizo"
                | "aseguramos"
                | "garantizamos"
                | "prometemos"
                | "tranquilo"
                | "tranquila"
                | "seguro"
                | "asi"
                | "modo"
                | "lo"
        )
    })
}

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

/// The joined part of the clause in which a word stands.
fn part(sentence: &Sentence<'_>, at: usize) -> (usize, usize) {
    let (start, end) = clause(sentence, at);
    let start = (start..at)
        .rev()
        .find(|place| sentence.is(*place, "joins") && !sentence.in_time(*place))
        .map_or(start, |join| join + 1);
    let end = (at + 1..end)
        .find(|place| matches!(sentence.word(*place), "y" | "pero") && !sentence.in_time(*place))
        .unwrap_or(end);
    (start, end)
}

/// "llamaré", "devolveremos".
fn future(sentence: &Sentence<'_>, at: usize) -> Option<Anchor> {
    let word = sentence.word(at);
    let raw = sentence.raw(at);
    let many =
        ["aremos", "eremos", "iremos", "dremos", "rremos"].iter().any(|tail| word.ends_with(tail)) && 6 < word.len();
    let one = raw.ends_with('é')
        && ["are", "ere", "ire", "dre", "rre"].iter().any(|tail| word.ends_with(tail))
        && 4 < word.len()
        || raw == "iré"
        || raw == "daré";
    if !(many || one) || sentence.is(at, "preterites") || sentence.is(at, "unable") {
        return None;
    }
    let from = clitics_before(sentence, at);
    if barred(sentence, from) {
        return None;
    }
    let (start, _) = clause(sentence, at);
    if any(sentence, start, from, "saying") && !any(sentence, start, from, "joins") {
        return None;
    }
    if matches!(word, "intentare" | "intentaremos" | "esperaremos" | "esperare" | "estaremos" if !sentence.pieces.iter().any(|piece| at < piece.from))
        && word != "intentaremos"
        && word != "intentare"
    {
        return None;
    }
    Some(Anchor { from, at, needs_time: false, who: None })
}

/// "voy a llamarle", "vamos a revisar".
fn going(sentence: &Sentence<'_>, at: usize) -> Option<Anchor> {
    let infinitive = |at: usize| {
        let word = sentence.word(at);
        let bare =
            ["selo", "sela", "selos", "telo", "melo", "le", "les", "lo", "la", "los", "las", "te", "nos", "se", "os"];
        let ends = |word: &str| ["ar", "er", "ir"].iter().any(|tail| word.ends_with(tail)) && 2 < word.len();
        ends(word) || bare.iter().any(|tail| word.strip_suffix(tail).is_some_and(ends))
    };
    if !(matches!(sentence.word(at), "voy" | "vamos") && sentence.word(at + 1) == "a" && infinitive(at + 2)) {
        return None;
    }
    let from = clitics_before(sentence, at);
    (!barred(sentence, from)).then_some(Anchor { from, at: at + 2, needs_time: false, who: None })
}

/// "me comprometo a", "quedo en", "cuente con", "le prometo".
fn committed(sentence: &Sentence<'_>, at: usize) -> Option<Anchor> {
    let word = sentence.word(at);
    let next = sentence.word(at + 1);
    let bound = matches!(word, "comprometo" | "comprometemos") && next == "a"
        || matches!(word, "quedo" | "quedamos") && next == "en" && !sentence.in_time(at + 1)
        || matches!(word, "cuente" | "cuenta" | "cuenten")
            && next == "con"
            && !matches!(sentence.word(at + 2), "nosotros" | "nuestro" | "nuestra" | "mi" | "ello")
        || matches!(word, "encargo" | "encargamos" | "ocupo" | "ocupamos")
            && matches!(before(sentence, at), "me" | "nos");
    if !bound {
        return None;
    }
    let from = clitics_before(sentence, at);
    let needs_time = matches!(word, "cuente" | "cuenta" | "cuenten");
    (!barred(sentence, from)).then_some(Anchor { from, at, needs_time, who: None })
}

/// "le llamo mañana", "se lo mando", "cierro el expediente el día 2".
fn present(sentence: &Sentence<'_>, at: usize) -> Option<Anchor> {
    let one = sentence.is(at, "one");
    let many = sentence.is(at, "many");
    if !(one || many) || sentence.raw(at).ends_with('ó') {
        return None;
    }
    let from = clitics_before(sentence, at);
    if barred(sentence, from) {
        return None;
    }
    let clitic = from < at;
    let (start, end) = part(sentence, at);
    let (clause_start, clause_end) = clause(sentence, at);
    // Nouns that look like verbs: "el pago", "un regalo", "mi cuento".
    if !clitic
        && 0 < at
        && matches!(before(sentence, at), "el" | "un" | "de" | "del" | "su" | "mi" | "este" | "al" | "en" | "con" | "por" | "sin" | "cada" | "nuestro" | "ningun" | "otro" | "primer" | "los" | "y" if before(sentence, at) != "y")
    {
        return None;
    }
    if clitic && before(sentence, at) == "los" && matches!(sentence.word(at), "pagos") {
        return None;
    }
    if any(sentence, start, at, "past") && sentence.word(start) != "ya" && before(sentence, from) != "ya" {
        return None;
    }
    if any(sentence, at, end.min(clause_end), "past") && many {
        return None;
    }
    if before(sentence, from) == "ya" && many {
        return None;
    }
    if any(sentence, clause_start, from, "saying") && !clitic {
        return None;
    }
    if (at..end).any(|place| matches!(sentence.word(place), "disculpas" | "perdon" | "gracias" | "paciencia" | "comprension" | "tardes" if sentence.word(place) != "tardes")) {
        return None;
    }
    if any(sentence, start, end, "general") {
        return None;
    }
    let stative = sentence.is(at, "stative");
    let preterite = many && (sentence.word(at).ends_with("amos") || sentence.word(at).ends_with("imos"));
    let ours = matches!(before(sentence, from), "yo" | "nosotros" | "mismo" | "misma")
        || matches!(sentence.word(at + 1), "yo");
    let needs_time = stative || preterite || !(clitic || ours);
    if stative
        && matches!(sentence.word(at + 1), "que" | "de" | "a" | "por" | "disculpas" | "su" | "un" | "una" | "el" | "la")
        && !sentence.pieces.iter().any(|piece| start <= piece.from && piece.from < end)
    {
        return None;
    }
    if matches!(
        sentence.word(at),
        "siento"
            | "sentimos"
            | "lamento"
            | "ruego"
            | "rogamos"
            | "agradezco"
            | "agradecemos"
            | "recuerdo"
            | "recordamos"
            | "espero"
            | "esperamos"
            | "deseo"
            | "deseamos"
            | "pido"
            | "pedimos"
            | "tengo"
            | "tenemos"
            | "veo"
            | "vemos"
            | "informamos"
            | "informo"
            | "comunico"
            | "comunicamos"
            | "entre"
    ) && !(matches!(sentence.word(at), "tengo" | "tenemos" | "espero" | "esperamos") && clitic)
    {
        return None;
    }
    if matches!(sentence.word(at), "acabo" | "acabamos") && sentence.word(at + 1) == "de" {
        return None;
    }
    if matches!(sentence.word(at + 1), "que") && !matches!(sentence.word(at), "hago" | "hacemos") {
        return None;
    }
    Some(Anchor { from, at, needs_time, who: None })
}

/// "recibirá el informe", "será anulado", "se le enviará", "estará listo".
fn impersonal(sentence: &Sentence<'_>, at: usize) -> Option<Anchor> {
    let word = sentence.word(at);
    let raw = sentence.raw(at);
    let from = clitics_before(sentence, at);
    if barred(sentence, from) || sentence.is(at, "unable") {
        return None;
    }
    let (start, end) = clause(sentence, at);
    let (part_start, part_end) = part(sentence, at);
    let outsider = any(sentence, part_start, from, "third")
        || any(sentence, start, from, "saying")
        || any(sentence, part_start, part_end, "general");
    if outsider {
        return None;
    }
    let ends = raw.ends_with("rá") || raw.ends_with("rán") || raw.ends_with("rás");
    if !ends {
        return None;
    }
    let reflexive = (from..at).any(|place| sentence.word(place) == "se") && sentence.word(from) == "se";
    if reflexive {
        let house = !any(sentence, part_start, from, "third");
        return house.then_some(Anchor { from: part_start, at, needs_time: false, who: None });
    }
    if !sentence.is(at, "receive") {
        return None;
    }
    let participle = |place: usize| {
        let word = sentence.word(place);
        [
            "ado", "ada", "ados", "adas", "ido", "ida", "idos", "idas", "cho", "cha", "listo", "lista", "listos",
            "listas", "puesto", "puesta", "vuelto", "vuelta", "abierto", "abierta", "resuelto", "resuelta", "impreso",
            "escrito", "cubierto",
        ]
        .iter()
        .any(|tail| word.ends_with(tail))
    };
    let done = (at + 1..end.min(at + 4)).any(participle);
    let timed = sentence.pieces.iter().any(|piece| start <= piece.from && piece.from < end);
    let fits = match word {
        "sera" | "seran" | "estara" | "estaran" | "quedara" | "quedaran" => {
            done || (timed && !matches!(word, "sera" | "seran"))
        }
        "ira" | "iran" => false,
        "saldra" | "saldran" | "contara" => timed,
        "tendra" | "tendran" | "tendras" => timed && !matches!(sentence.word(at + 1), "que" | "lugar" | "efecto"),
        _ => true,
    };
    let subject_outside = any(sentence, part_start, from, "third");
    (fits && !subject_outside).then_some(Anchor { from: part_start, at, needs_time: false, who: None })
}

/// "Rina, de facturación, le llamará", "el técnico pasará", "Facu te lleva el router el jueves".
fn others(sentence: &Sentence<'_>, at: usize) -> Option<Anchor> {
    let raw = sentence.raw(at);
    let word = sentence.word(at);
    let from = clitics_before(sentence, at);
    if barred(sentence, from) || sentence.is(at, "unable") {
        return None;
    }
    let future = (raw.ends_with("rá") || raw.ends_with("rán")) && 3 <= word.len();
    let plural_present = word.strip_suffix('n').is_some_and(|stem| sentence.lexicon.has("three", stem));
    let present = sentence.is(at, "three") || plural_present;
    if !future && !present {
        return None;
    }
    let (mut start, end) = clause(sentence, at);
    // "Sonia, de pedidos, le escribe": the name stands before its comma.
    let mut name = None;
    if start == from && 0 < start {
        let begin = sentence.clause_start(start - 1);
        let of = matches!(
            sentence.word(begin),
            "de" | "del"
                | "desde"
                | "la"
                | "el"
                | "nuestra"
                | "nuestro"
                | "mi"
                | "tecnico"
                | "tecnica"
                | "jefa"
                | "jefe"
        );
        let outer = if of && 0 < begin && sentence.gap(begin - 1).contains(',') {
            sentence.clause_start(begin - 1)
        } else {
            begin
        };
        let capital = (outer..start).find(|place| {
            sentence.tokens[*place].capital && !sentence.is(*place, "fuzzy_names") && !sentence.in_time(*place)
        });
        if of && let Some(capital) = capital {
            name = Some(capital);
            start = capital;
        }
    }
    if let Some(join) = (start..from).rev().find(|place| sentence.is(*place, "joins") && !sentence.in_time(*place)) {
        start = join + 1;
        name = None;
    }
    while start < from
        && (sentence.in_time(start)
            || matches!(sentence.word(start), "el" | "los" | "a" | "en" | "y" | "pues" | "luego" | "entonces")
                && (sentence.in_time(start + 1) || start + 1 == from))
    {
        start += 1;
    }
    if any(sentence, start, from, "saying") || any(sentence, start, end, "general") {
        return None;
    }
    if any(sentence, start, from, "third") {
        return None;
    }
    let capital = name.or_else(|| {
        (start..from).find(|place| {
            sentence.tokens[*place].capital
                && !sentence.is(*place, "fuzzy_names")
                && !sentence.in_time(*place)
                && (!sentence.is(*place, "staff") || *place != start)
        })
    });
    let titled = (start..from).any(|place| sentence.is(place, "titles"));
    let staff = (start..from).any(|place| sentence.is(place, "staff"));
    // The subject behind its verb: "le llamará Rina", "pasará el técnico".
    let behind = (at + 1..end.min(at + 5)).find(|place| {
        !sentence.in_time(*place)
            && (sentence.is(*place, "staff")
                || sentence.is(*place, "titles")
                || (*place == at + 1
                    && sentence.tokens[*place].capital
                    && !sentence.is(*place, "third")
                    && !sentence.is(*place, "fuzzy_names")))
    });
    let foreign = (at + 1..end.min(at + 4)).any(|place| {
        sentence.is(place, "third")
            && matches!(sentence.word(place.saturating_sub(1)), "el" | "la" | "su" | "un" | "una")
    });
    if foreign && capital.is_none() && !staff {
        return None;
    }
    let own_truck = (at..end).any(|place| matches!(sentence.word(place), "nuestro" | "nuestra" | "nosotros" | "mi"));
    let clitic = from < at;
    let known = capital.is_some() || titled || staff;
    if future && (known || behind.is_some()) {
        let who = if known { Some((capital.filter(|_| name.is_some()).unwrap_or(start), from)) } else { None };
        return Some(Anchor { from: start.min(from), at, needs_time: false, who });
    }
    if present && !future && start < from + 1 {
        let ours = (known
            && (clitic || matches!(word, "va" | "pasa" | "viene" | "van" | "pasan" | "llega" | "sale" | "hace")))
            || (own_truck && (start < from) && !clitic);
        if ours && !any(sentence, start, at, "past") {
            return Some(Anchor { from: start, at, needs_time: true, who: Some((start, from)) });
        }
    }
    None
}
