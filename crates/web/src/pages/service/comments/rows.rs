//! Which column of a file holds what, and a row of it as a comment.
//!
//! Separate from the page and from the store: cells go in, a comment or the reason why there is none comes out. Columns are guessed from
//! their names, as they stand in the exports of Zendesk, Chatwoot, Google reviews and the shops of apps, and in three languages; whoever
//! brings the file sees the guess first and changes it. Without a column of words nothing is taken.

use exchange::{Cell, Column};
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use store::comments::{self, Channel, NewComment};
use store::{StoreError, Time};

use crate::pages::desk::people_list::shortened;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Holds {
    /// The comment.
    Words,
    /// A heading that belongs to it.
    Title,
    /// When it was written.
    At,
    /// Who wrote it.
    Author,
    /// Their mail address.
    Email,
    /// The rating.
    Rating,
    /// The channel.
    Channel,
    /// What the other system calls it.
    Id,
    /// The branch or site.
    Site,
    /// Nothing that is kept.
    Nothing,
}

impl Holds {
    /// All, in the order in which they are offered.
    pub(crate) const ALL: [Self; 10] = [
        Self::Nothing,
        Self::Words,
        Self::Title,
        Self::At,
        Self::Author,
        Self::Email,
        Self::Rating,
        Self::Channel,
        Self::Id,
        Self::Site,
    ];

    /// As a form sends it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Words => "words",
            Self::Title => "title",
            Self::At => "at",
            Self::Author => "author",
            Self::Email => "email",
            Self::Rating => "rating",
            Self::Channel => "channel",
            Self::Id => "id",
            Self::Site => "site",
            Self::Nothing => "nothing",
        }
    }

    /// From how a form sends it.
    pub(crate) fn named(name: &str) -> Self {
        Self::ALL.into_iter().find(|holds| holds.name() == name).unwrap_or(Self::Nothing)
    }

    /// What a heading means; names that several systems use stand once.
    fn of(heading: &str) -> Self {
        let letters: String = heading.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
        match letters.as_str() {
            "text" | "comment" | "comments" | "commenttext" | "review" | "reviewtext" | "reviewbody" | "content"
            | "body" | "description" | "message" | "feedback" | "words" | "verbatim" | "note" | "teks" | "komentar"
            | "ulasan" | "isi" | "isiulasan" | "pesan" | "catatan" | "masukan" | "saran" | "texto" | "comentario"
            | "comentarios" | "reseña" | "opinión" | "opinion" | "mensaje" | "contenido" | "sugerencia" | "nota" => {
                Self::Words
            }
            "title" | "subject" | "reviewtitle" | "judul" | "subjek" | "título" | "titulo" | "asunto" => Self::Title,
            "date"
            | "time"
            | "at"
            | "created"
            | "createdat"
            | "createtime"
            | "updatedat"
            | "writtenat"
            | "timestamp"
            | "submittedat"
            | "reviewdate"
            | "reviewsubmitdateandtime"
            | "reviewcreatedat"
            | "datetime"
            | "tanggal"
            | "waktu"
            | "dibuat"
            | "fecha"
            | "hora"
            | "fechayhora"
            | "creado" => Self::At,
            "author"
            | "name"
            | "reviewer"
            | "reviewername"
            | "reviewerdisplayname"
            | "requester"
            | "requestername"
            | "sender"
            | "sendername"
            | "contact"
            | "contactname"
            | "customer"
            | "customername"
            | "nickname"
            | "username"
            | "user"
            | "nama"
            | "penulis"
            | "pengirim"
            | "pelanggan"
            | "nombre"
            | "autor"
            | "cliente"
            | "remitente" => Self::Author,
            "email" | "mail" | "requesteremail" | "contactemail" | "senderemail" | "surel" | "correo"
            | "correoelectrónico" | "correoelectronico" => Self::Email,
            "rating" | "stars" | "starrating" | "score" | "satisfactionscore" | "csat" | "nilai" | "bintang"
            | "peringkat" | "puntuación" | "puntuacion" | "calificación" | "calificacion" | "estrellas" => {
                Self::Rating
            }
            "channel" | "via" | "source" | "viachannel" | "inbox" | "kanal" | "saluran" | "sumber" | "canal"
            | "fuente" | "origen" => Self::Channel,
            "id" | "reviewid" | "ticketid" | "commentid" | "messageid" | "conversationid" | "displayid"
            | "externalid" | "reviewlink" | "nomor" | "número" | "numero" => Self::Id,
            "site" | "branch" | "location" | "store" | "locationname" | "cabang" | "lokasi" | "tempat" | "sucursal"
            | "sede" | "lugar" | "ubicación" | "ubicacion" => Self::Site,
            _ => Self::Nothing,
        }
    }
}

/// Whether the first line of a list of comments is its heading.
pub(crate) fn is_heading(line: &str) -> bool {
    Holds::of(line) == Holds::Words
}

/// What the columns of a file seem to hold: by their names, each kind once; where no name tells, the longest texts are the comments.
pub(crate) fn guess(columns: &[Column], preview: &[Vec<String>]) -> Vec<Holds> {
    let mut found: Vec<Holds> = Vec::with_capacity(columns.len());
    for column in columns {
        let holds = Holds::of(&column.name);
        let again = holds != Holds::Nothing && found.contains(&holds);
        found.push(if again { Holds::Nothing } else { holds });
    }
    if !found.contains(&Holds::Words) {
        let letters = |place: usize| -> usize {
            preview.iter().filter_map(|row| row.get(place)).map(|cell| cell.chars().count()).sum()
        };
        let free = (0..found.len()).filter(|place| matches!(found[*place], Holds::Nothing | Holds::Title));
        if let Some(place) = free.max_by_key(|place| letters(*place)).filter(|place| 0 < letters(*place)) {
            found[place] = Holds::Words;
        }
    }
    found
}

/// How a file is read.
#[derive(Debug, Clone)]
pub(crate) struct Plan {
    /// What each column holds.
    pub(crate) holds: Vec<Holds>,
    /// The channel of rows that do not say.
    pub(crate) channel: Channel,
    /// Where days without a zone are.
    pub(crate) zone: TimeZone,
    /// When the file was brought: rows without a day are of now.
    pub(crate) now: Time,
}

/// Why a row is refused: a message, and what stood there.
pub(crate) type Refusal = (&'static str, String);

impl Plan {
    /// A row as a comment; nothing for a row without any words.
    pub(crate) fn row(&self, cells: &[Cell<'_>]) -> Result<Option<NewComment>, Refusal> {
        let text = |holds: Holds| {
            let place = self.holds.iter().position(|one| *one == holds)?;
            cells.get(place).map(|cell| written(*cell)).filter(|text| !text.trim().is_empty())
        };
        if cells.iter().all(|cell| written(*cell).trim().is_empty()) {
            return Ok(None);
        }
        let words = match (text(Holds::Title), text(Holds::Words)) {
            (Some(title), Some(words)) if !words.starts_with(title.trim()) => format!("{}\n{words}", title.trim()),
            (_, Some(words)) | (Some(words), None) => words,
            (None, None) => return Err(("comments-row-empty", String::new())),
        };
        let words = comments::fit(&words).map_err(|error| match error {
            StoreError::Refused("store-comment-long", _) => ("comments-row-long", String::new()),
            StoreError::Refused("store-text-unfit", _) => ("comments-row-unfit", String::new()),
            _ => ("comments-row-empty", String::new()),
        })?;
        let written_at = text(Holds::At);
        let dated = written_at.is_some();
        let at = match written_at {
            None => self.now,
            Some(text) => moment(&text, &self.zone).ok_or_else(|| ("comments-row-date", shortened(text.trim())))?,
        };
        let rating = match text(Holds::Rating) {
            None => None,
            Some(text) => Some(rating(&text).ok_or_else(|| ("comments-row-rating", shortened(text.trim())))?),
        };
        let channel = text(Holds::Channel).map_or(self.channel, |text| channel(&text).unwrap_or(self.channel));
        Ok(Some(NewComment {
            external: text(Holds::Id),
            site: text(Holds::Site).unwrap_or_default(),
            author: text(Holds::Author).unwrap_or_default(),
            email: text(Holds::Email).unwrap_or_default(),
            rating,
            dated,
            ..NewComment::of(words, channel, at)
        }))
    }
}

fn written(cell: Cell<'_>) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => text.to_owned(),
        Cell::Number(number) => number.to_string(),
    }
}

/// A moment as files write it: with a zone or without, with an hour or without, day first or year first, or as a number of days or of
/// seconds. Of `03/04/2026` the first is the day, as in Indonesia and Spain; where that cannot be, the second is.
fn moment(text: &str, zone: &TimeZone) -> Option<Time> {
    let text = text.trim();
    if let Ok(stamp) = text.replace(" UTC", "Z").parse::<Timestamp>() {
        return Some(Time::from(stamp));
    }
    let local = |at: DateTime| at.to_zoned(zone.clone()).ok().map(|at| Time::from(at.timestamp()));
    if let Ok(number) = text.parse::<f64>() {
        return numbered(number, zone);
    }
    if let Ok(at) = text.parse::<DateTime>() {
        return local(at);
    }
    let (day, hour) = text.split_once([' ', 'T']).unwrap_or((text, ""));
    let parts: Vec<i16> = day.split(['/', '-', '.']).map(str::parse).collect::<Result<_, _>>().ok()?;
    let [first, second, third] = parts[..] else { return None };
    let small = |number: i16| i8::try_from(number).ok();
    let date = match () {
        () if 31 < first => Date::new(first, small(second)?, small(third)?),
        () if 12 < second => Date::new(third, small(first)?, small(second)?),
        () => Date::new(third, small(second)?, small(first)?),
    };
    let hour = if hour.is_empty() { "00:00".to_owned() } else { format!("{hour:0>5}") };
    let time = hour.parse::<jiff::civil::Time>().ok()?;
    date.ok().and_then(|date| local(date.to_datetime(time)))
}

/// A moment as a number: days as spreadsheets count them, seconds or milliseconds since 1970.
fn numbered(number: f64, zone: &TimeZone) -> Option<Time> {
    #[allow(clippy::cast_possible_truncation)] // The bounds are those of the arms.
    match number {
        n if (10_000.0..100_000.0).contains(&n) => {
            let seconds = (n * 86_400.0).round() as i64;
            let at = Date::new(1899, 12, 30).ok()?.at(0, 0, 0, 0).checked_add(seconds.seconds()).ok()?;
            at.to_zoned(zone.clone()).ok().map(|at| Time::from(at.timestamp()))
        }
        n if (1e8..1e11).contains(&n) => Some(Time((n * 1000.0).round() as i64)),
        n if (1e11..1e14).contains(&n) => Some(Time(n.round() as i64)),
        _ => None,
    }
}

/// A rating in hundredths: `4`, `4,5`, `4/5`, `★★★★`, or `FOUR` as Google has it.
fn rating(text: &str) -> Option<i64> {
    let text = text.trim();
    let stars = text.chars().filter(|c| matches!(c, '★' | '⭐')).count();
    if 0 < stars {
        return i64::try_from(stars * 100).ok();
    }
    let words = ["ONE", "TWO", "THREE", "FOUR", "FIVE"];
    if let Some(place) = words.iter().position(|word| text.eq_ignore_ascii_case(word)) {
        return i64::try_from((place + 1) * 100).ok();
    }
    let first = text.split(['/', ' ']).next().unwrap_or_default().replace(',', ".");
    let value: f64 = first.parse().ok()?;
    #[allow(clippy::cast_possible_truncation)] // Within a thousand.
    (0.0..=1000.0).contains(&value).then(|| (value * 100.0).round() as i64)
}

/// The channel that another system names.
fn channel(text: &str) -> Option<Channel> {
    let lower = text.trim().to_lowercase();
    Channel::named(&lower).or_else(|| {
        let has = |some: &[&str]| some.iter().any(|part| lower.contains(part));
        Some(match () {
            () if has(&["mail", "surel", "correo"]) => Channel::Mail,
            () if has(&["chat", "whatsapp", "telegram", "sms", "messag", "pesan", "mensaje", "line"]) => Channel::Chat,
            () if has(&["voice", "phone", "call", "telepon", "telpon", "telé", "tele", "llamada"]) => Channel::Phone,
            () if has(&["google", "play", "app store", "review", "ulasan", "reseñ", "trip", "maps"]) => {
                Channel::Review
            }
            () if has(&["facebook", "instagram", "twitter", "tiktok", "social"]) => Channel::Social,
            () if has(&["counter", "loket", "mostrador", "ventanilla"]) => Channel::Counter,
            () if has(&["survey", "survei", "encuesta"]) => Channel::Survey,
            () if has(&["web", "form", "page"]) => Channel::Page,
            () => return None,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(names: &[&str]) -> Vec<Column> {
        names.iter().map(|name| Column { name: (*name).to_owned(), ..Column::default() }).collect()
    }

    fn at(text: &str) -> Option<i64> {
        moment(text, &TimeZone::get("Asia/Jakarta").expect("a zone")).map(|time| time.0 / 1000)
    }

    #[test]
    fn exports_of_other_systems_are_understood_by_their_headings() {
        use Holds::{At, Author, Channel, Email, Id, Nothing, Rating, Site, Title, Words};
        for (names, expected) in [
            // Zendesk.
            (
                ["Id", "Subject", "Description", "Created at", "Requester", "Requester email", "Via", "Tags"],
                vec![Id, Title, Words, At, Author, Email, Channel, Nothing],
            ),
            // Chatwoot.
            (
                ["message_id", "content", "created_at", "sender_name", "sender_email", "inbox", "status", "type"],
                vec![Id, Words, At, Author, Email, Channel, Nothing, Nothing],
            ),
            // Google reviews.
            (
                [
                    "reviewId",
                    "reviewer.displayName",
                    "starRating",
                    "comment",
                    "createTime",
                    "locationName",
                    "reply",
                    "x",
                ],
                vec![Id, Author, Rating, Words, At, Site, Nothing, Nothing],
            ),
            // A shop of apps.
            (
                [
                    "Review Submit Date and Time",
                    "Star Rating",
                    "Review Title",
                    "Review Text",
                    "Review Link",
                    "Device",
                    "a",
                    "b",
                ],
                vec![At, Rating, Title, Words, Id, Nothing, Nothing, Nothing],
            ),
            (
                ["No", "Tanggal", "Nama", "Ulasan", "Bintang", "Cabang", "Kanal", "Surel"],
                vec![Nothing, At, Author, Words, Rating, Site, Channel, Email],
            ),
        ] {
            assert_eq!(guess(&columns(&names), &[]), expected, "{names:?}");
        }
        let preview = [vec!["7".to_owned(), "a long text".to_owned()]];
        assert_eq!(guess(&columns(&["q1", "q2"]), &preview), [Nothing, Words]);
        assert_eq!(guess(&columns(&["q1"]), &[]), [Nothing]);
    }

    #[test]
    fn days_and_hours_are_read_however_they_are_written() {
        // 1 March 2026, 10:30 in Jakarta, is 03:30 in UTC.
        let expected = Some(1_772_335_800);
        for text in [
            "2026-03-01T03:30:00Z",
            "2026-03-01 03:30:00 UTC",
            "2026-03-01T10:30:00+07:00",
            "2026-03-01 10:30",
            "1/3/2026 10:30",
            "01.03.2026 10:30",
            "1772335800",
            "1772335800000",
            "46082.4375",
        ] {
            assert_eq!(at(text), expected, "{text}");
        }
        assert_eq!(at("2026-03-31"), at("31/3/2026"));
        assert_eq!(at("3/31/2026"), at("31/3/2026"));
        for text in ["yesterday", "31/31/2026", "2026", "", "1/2"] {
            assert_eq!(at(text), None, "{text}");
        }
    }

    #[test]
    fn ratings_and_channels_of_other_systems_are_understood() {
        for (text, expected) in [("4", 400), ("4,5", 450), ("4/5", 400), ("★★★", 300), ("FIVE", 500)] {
            assert_eq!(rating(text), Some(expected), "{text}");
        }
        assert_eq!((rating("good"), rating("-1"), rating("NaN")), (None, None, None));
        for (text, expected) in [("E-mail", Channel::Mail), ("WhatsApp", Channel::Chat), ("loket", Channel::Counter)] {
            assert_eq!(channel(text), Some(expected), "{text}");
        }
        assert_eq!(channel("?"), None);
    }

    #[test]
    fn a_row_becomes_a_comment_or_says_why_not() {
        let plan = Plan {
            holds: vec![Holds::Title, Holds::Words, Holds::At, Holds::Rating],
            channel: Channel::Review,
            zone: TimeZone::UTC,
            now: Time(5),
        };
        let row = |cells: [&'static str; 4]| plan.row(&cells.map(Cell::Text));
        let good = row(["Late", "It came on Friday.", "2026-03-01", "2"]).expect("a row").expect("with words");
        assert_eq!((good.words.as_str(), good.rating), ("Late\nIt came on Friday.", Some(200)));
        assert_eq!(row(["", "", "", ""]), Ok(None));
        assert_eq!(row(["", "", "2026-03-01", ""]), Err(("comments-row-empty", String::new())));
        assert_eq!(row(["", "a", "soon", ""]), Err(("comments-row-date", "soon".to_owned())));
        assert_eq!(row(["", "a", "", "great"]), Err(("comments-row-rating", "great".to_owned())));
        assert_eq!(row(["", "a\0", "", ""]), Err(("comments-row-unfit", String::new())));
        assert_eq!(row(["", "a", "", ""]).expect("a row").expect("with words").at, Time(5));
    }
}
