//! What the writer of a message wrote, without what they quote and without their signature.
//!
//! Separate from the format, because it is a guess about habits: programs mark quotations with `>`, with a line that says who wrote when,
//! or with headers in the text. Where nothing would be left the whole text is, so that a guess never loses a message.

/// Between a line that names a writer and a time and what it introduces: `On Monday Ana wrote:`.
const WROTE: [&str; 8] =
    ["wrote:", "menulis:", "escribió:", "escribio:", "writes:", "schrieb:", "a écrit :", "escreveu:"];
const BEFORE_WROTE: [&str; 9] = ["on ", "pada ", "el ", "am ", "le ", "em ", "op ", "tanggal ", "2"];

/// Headings over a message that is quoted whole.
const ORIGINAL: [&str; 10] = [
    "original message",
    "forwarded message",
    "begin forwarded message",
    "pesan asli",
    "pesan terusan",
    "pesan yang diteruskan",
    "mensaje original",
    "mensaje reenviado",
    "inicio del mensaje reenviado",
    "ursprüngliche nachricht",
];

/// Headers in the text: of the first kind, and within four lines one of the second.
const SENDER: [&str; 3] = ["from:", "dari:", "de:"];
const SENT: [&str; 8] = ["sent:", "date:", "dikirim:", "tanggal:", "enviado:", "enviado el:", "fecha:", "envoyé :"];

/// Lines by which a program or a telephone signs.
const DEVICE: [&str; 9] = [
    "sent from my ",
    "sent from mail for ",
    "get outlook for ",
    "dikirim dari ",
    "terkirim dari ",
    "enviado desde ",
    "enviado do meu ",
    "obtener outlook para ",
    "dapatkan outlook untuk ",
];

/// The words of the writer.
pub(super) fn own_words(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let mut own: Vec<&str> = vec![];
    let mut place = 0;
    while let Some(line) = lines.get(place) {
        let rest = &lines[place..];
        if let Some(length) = introduces(rest) {
            place += length;
            let quoted = lines[place..].iter().find(|line| !line.is_empty()).is_some_and(|line| line.starts_with('>'));
            // Marked line by line, the writer's words may stand below or between; otherwise all that follows is of others.
            if !quoted && has_words(&own) {
                break;
            }
            continue;
        }
        let signs = matches!(*line, "--" | "__")
            || DEVICE.iter().any(|mark| line.to_lowercase().trim_start().starts_with(mark));
        if signs && has_words(&own) {
            break;
        }
        if !line.trim_start().starts_with('>') {
            own.push(line);
        }
        place += 1;
    }
    let own = tidy(&own);
    if own.is_empty() { tidy(&lines) } else { own }
}

fn has_words(lines: &[&str]) -> bool {
    lines.iter().any(|line| line.chars().any(char::is_alphanumeric))
}

/// How many lines introduce what somebody else wrote; none when these do not.
fn introduces(lines: &[&str]) -> Option<usize> {
    let first = lines.first()?.trim().trim_matches('*').to_lowercase();
    if first.is_empty() {
        return None;
    }
    let bare = first.trim_matches(|c: char| matches!(c, '-' | '_' | '=' | ' ' | ':'));
    if ORIGINAL.contains(&bare) {
        return Some(1);
    }
    let starts = |some: &[&str], line: &str| {
        let line = line.trim().trim_matches('*').to_lowercase();
        some.iter().any(|mark| line.starts_with(mark))
    };
    let ruled = 10 <= first.len() && first.chars().all(|c| c == '_');
    let header = usize::from(ruled);
    if lines.get(header).is_some_and(|line| starts(&SENDER, line))
        && lines.iter().skip(header + 1).take(4).any(|line| starts(&SENT, line))
    {
        return Some(header + 1);
    }
    if BEFORE_WROTE.iter().any(|mark| first.starts_with(mark)) {
        // Long introductions are broken over two or three lines.
        for length in 1..=3 {
            let joined = lines.get(..length)?.join(" ").to_lowercase();
            if WROTE.iter().any(|mark| joined.trim_end().ends_with(mark)) && joined.len() < 300 {
                return Some(length);
            }
        }
    }
    None
}

/// Without empty lines at either end, and never two of them together.
fn tidy(lines: &[&str]) -> String {
    let mut text = String::new();
    for line in lines {
        let empty = line.trim().is_empty();
        if empty && (text.is_empty() || text.ends_with("\n\n")) {
            continue;
        }
        text.push_str(if empty { "" } else { line });
        text.push('\n');
    }
    text.trim_matches('\n').trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::own_words;

    #[test]
    fn what_is_quoted_below_goes() {
        for (text, expected) in [
            (
                "It never came.\n\nOn Mon, 2 Mar 2026 at 09:00, Service <s@example.org> wrote:\n> We sent it.\n> Regards\n",
                "It never came.",
            ),
            (
                "It never came.\n\nOn Mon, 2 Mar 2026 at 09:00, Service of the\nMunicipal Water Company <s@example.org> wrote:\n\nWe sent it.\n",
                "It never came.",
            ),
            (
                "Belum sampai.\n\nPada Sen, 2 Mar 2026 pukul 09.00 Layanan <s@example.org> menulis:\n\n> Sudah dikirim.\n",
                "Belum sampai.",
            ),
            (
                "No llegó.\n\nEl lun, 2 mar 2026 a las 9:00, Servicio (<s@example.org>) escribió:\nLo enviamos.\n",
                "No llegó.",
            ),
            ("It never came.\n\n-----Original Message-----\nFrom: s@example.org\nWe sent it.", "It never came."),
            (
                "It never came.\n________________________________\nFrom: Service <s@example.org>\nSent: Monday\nTo: me\n\nWe sent it.",
                "It never came.",
            ),
            ("No llegó.\n\nDe: Servicio\nEnviado el: lunes\nPara: yo\n\nLo enviamos.", "No llegó."),
        ] {
            assert_eq!(own_words(text), expected, "{text}");
        }
    }

    #[test]
    fn answers_between_quotations_stay() {
        let text =
            "On Mon, 2 Mar 2026, Service wrote:\n> When did you call?\nOn Friday.\n> And who answered?\nNobody.\n";
        assert_eq!(own_words(text), "On Friday.\nNobody.");
        let below = "Thank you.\n\nOn Mon, 2 Mar 2026, Service wrote:\n> When did you call?\nOn Friday.\n";
        assert_eq!(own_words(below), "Thank you.\n\nOn Friday.");
    }

    #[test]
    fn signatures_go() {
        assert_eq!(own_words("It never came.\nAna\n-- \nAna Pérez\nTel. 555"), "It never came.\nAna");
        assert_eq!(own_words("It never came.\n\nSent from my phone"), "It never came.");
        assert_eq!(own_words("Belum sampai.\nDikirim dari ponsel saya"), "Belum sampai.");
    }

    #[test]
    fn a_guess_never_loses_a_message() {
        for text in ["> only a quotation", "-- \nAna", "Sent from my phone", "On Monday she wrote:\nWe sent it."] {
            assert!(own_words(text).chars().any(char::is_alphanumeric), "{text}");
        }
        assert_eq!(own_words(""), "");
        assert_eq!(
            own_words("On Monday nobody came.\nI wrote: please come."),
            "On Monday nobody came.\nI wrote: please come."
        );
        assert_eq!(own_words("From: the first day on it was bad."), "From: the first day on it was bad.");
    }
}
