//! The poster that leads to a survey: a QR code as a drawing, and a sheet of paper to hang up.
//!
//! Separate from the page it leads to, because staff print it. The sheet is set in the Helvetica that every reader of PDF
//! has, so it holds Western letters only; a title in other letters is left out rather than printed wrongly, and the drawing
//! of the code can be put on a sheet of one's own.

use axum::extract::{Path, State};
use axum::http::{Method, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use language::Language;
use pdf_writer::{Content, Finish, Name, Pdf, Rect, Ref, Str, TextStr};
use qrcode::{Color, EcLevel, QrCode};
use store::links::{self, LinkKind};
use store::{Id, Role, StoreError, surveys};

use crate::App;
use crate::failure::Failure;
use crate::operation::{Access, Operation};
use crate::visitor::{SignedIn, Visitor};

/// The operations of this file.
#[must_use]
pub fn operations() -> Vec<Operation> {
    vec![
        Operation::new("link.code", Method::GET, "/links/{link}/code.svg", Access::SignedIn(Role::Agent), get(code)),
        Operation::new(
            "link.poster",
            Method::GET,
            "/links/{link}/poster.pdf",
            Access::SignedIn(Role::Agent),
            get(sheet),
        ),
    ]
}

/// What stands on a poster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Poster {
    /// Who asks.
    pub organisation: String,
    /// The survey.
    pub title: String,
    /// What to do.
    pub line: String,
    /// What the address is for.
    pub before_address: String,
    /// Where the code leads.
    pub address: String,
    /// The language, as a code.
    pub language: String,
}

/// The whole address of a link.
#[must_use]
pub fn address_of(base_url: &str, kind: LinkKind, token: &str) -> String {
    let letter = match kind {
        LinkKind::Open => "s",
        LinkKind::Kiosk => "k",
        LinkKind::Embedded => "e",
    };
    format!("{base_url}/{letter}/{token}")
}

async fn poster_of(app: &App, session: &SignedIn, visitor: &Visitor, link: &str) -> Result<Poster, Failure> {
    let id = Id::parse(link).ok_or(StoreError::NotFound)?;
    let scope = session.scope.clone();
    let found = app.store.read(move |tx| {
        let link = links::get(tx, &scope, &id)?;
        let survey = surveys::get(tx, &scope, &link.survey)?;
        Ok((link, survey))
    });
    let (link, survey) = found.await?;
    let words = Language::from_code(&survey.language).unwrap_or_default().words();
    Ok(Poster {
        organisation: session.organisation.name.clone(),
        title: survey.title,
        line: words.text("answer-poster-line"),
        before_address: words.text("answer-poster-address"),
        address: address_of(&visitor.base_url, link.kind, &link.token),
        language: words.language().code().to_owned(),
    })
}

async fn code(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Path(link): Path<String>,
) -> Result<Response, Failure> {
    let poster = poster_of(&app, &session, &visitor, &link).await?;
    let words = Language::from_code(&poster.language).unwrap_or_default().words();
    let said = words.say("answer-poster-alt", &[("address", poster.address.as_str().into())]);
    let drawing = svg(&poster.address, &said).ok_or_else(too_long)?;
    Ok(([(header::CONTENT_TYPE, "image/svg+xml")], drawing).into_response())
}

async fn sheet(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Path(link): Path<String>,
) -> Result<Response, Failure> {
    let poster = poster_of(&app, &session, &visitor, &link).await?;
    let sheet = pdf(&poster).ok_or_else(too_long)?;
    let headers =
        [(header::CONTENT_TYPE, "application/pdf"), (header::CONTENT_DISPOSITION, "inline; filename=\"poster.pdf\"")];
    Ok((headers, sheet).into_response())
}

/// An address of ours always fits into a code, unless the server's own is a thousand characters long.
fn too_long() -> Failure {
    Failure::Store(StoreError::Damaged("an address too long for a code".to_owned()))
}

/// The squares of a code, row by row. A quarter of it may be scratched off the wall, and it is still read.
struct Squares {
    width: usize,
    dark: Vec<bool>,
}

impl Squares {
    fn of(address: &str) -> Option<Self> {
        let levels = [EcLevel::Q, EcLevel::M, EcLevel::L];
        let code = levels.into_iter().find_map(|level| QrCode::with_error_correction_level(address, level).ok())?;
        let dark = code.to_colors().into_iter().map(|color| color == Color::Dark).collect();
        Some(Self { width: code.width(), dark })
    }

    /// Every run of dark squares: its row, where it begins, how long it is.
    fn runs(&self) -> Vec<(usize, usize, usize)> {
        let mut runs = Vec::new();
        for (row, squares) in self.dark.chunks(self.width).enumerate() {
            let mut column = 0;
            while column < squares.len() {
                let length = squares[column..].iter().take_while(|dark| **dark).count();
                if 0 < length {
                    runs.push((row, column, length));
                }
                column += length.max(1);
            }
        }
        runs
    }
}

/// The light border that readers need, in squares.
const QUIET: usize = 4;

/// The code as a drawing that says what it is.
#[must_use]
pub fn svg(address: &str, said: &str) -> Option<String> {
    let squares = Squares::of(address)?;
    let side = squares.width + 2 * QUIET;
    let mut path = String::new();
    for (row, column, length) in squares.runs() {
        path.push_str(&format!("M{} {}h{length}v1h-{length}z", column + QUIET, row + QUIET));
    }
    let said = said.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    Some(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" role=\"img\" \
         shape-rendering=\"crispEdges\"><title>{said}</title><path fill=\"#fff\" d=\"M0 0h{side}v{side}h-{side}z\"/>\
         <path fill=\"#000\" d=\"{path}\"/></svg>"
    ))
}

/// A4 in points.
const PAGE: (f32, f32) = (595.28, 841.89);
const MARGIN: f32 = 62.0;
/// The side of the printed code, border included: 12 cm, read from two metres away.
const CODE_SIDE: f32 = 340.0;
const INK: [f32; 3] = [0.106, 0.125, 0.153];
const ACCENT: [f32; 3] = [0.051, 0.361, 0.459];

/// The sheet.
#[must_use]
pub fn pdf(poster: &Poster) -> Option<Vec<u8>> {
    let squares = Squares::of(&poster.address)?;
    let mut content = Content::new();
    let bottom_of_code = words_above(&mut content, poster) - CODE_SIDE - 30.0;
    draw_code(&mut content, &squares, bottom_of_code);
    address_below(&mut content, poster, bottom_of_code);
    let mut pdf = Pdf::new();
    let [catalog, pages, page, regular, bold, contents, info] = [1, 2, 3, 4, 5, 6, 7].map(Ref::new);
    pdf.catalog(catalog).pages(pages).lang(TextStr(&poster.language));
    pdf.pages(pages).kids([page]).count(1);
    let mut sheet = pdf.page(page);
    sheet.media_box(Rect::new(0.0, 0.0, PAGE.0, PAGE.1)).parent(pages).contents(contents);
    sheet.resources().fonts().pair(REGULAR, regular).pair(BOLD, bold);
    sheet.finish();
    for (font, name) in [(regular, "Helvetica"), (bold, "Helvetica-Bold")] {
        pdf.type1_font(font).base_font(Name(name.as_bytes())).encoding_predefined(Name(b"WinAnsiEncoding"));
    }
    pdf.stream(contents, &content.finish());
    pdf.document_info(info).title(TextStr(&poster.title));
    Some(pdf.finish())
}

const REGULAR: Name<'static> = Name(b"R");
const BOLD: Name<'static> = Name(b"B");

/// Organisation, title and what to do; gives the height of the last line.
fn words_above(content: &mut Content, poster: &Poster) -> f32 {
    let mut height = PAGE.1 - 84.0;
    colour(content, ACCENT);
    if let Some(organisation) = western(&poster.organisation) {
        for line in wrapped(&organisation, &WIDTHS_BOLD, 17.0) {
            write(content, BOLD, 17.0, height, &line);
            height -= 23.0;
        }
    }
    colour(content, INK);
    if let Some(title) = western(&poster.title) {
        let (size, lines) = fitted(&title);
        height -= size * 0.85;
        for line in lines {
            write(content, BOLD, size, height, &line);
            height -= size * 1.14;
        }
    }
    height -= 10.0;
    for line in wrapped(&western(&poster.line).unwrap_or_default(), &WIDTHS, 20.0) {
        write(content, REGULAR, 20.0, height, &line);
        height -= 28.0;
    }
    height
}

/// The title as large as it fits on three lines.
fn fitted(title: &[u8]) -> (f32, Vec<Vec<u8>>) {
    let sizes = [46.0, 40.0, 34.0, 28.0, 22.0];
    let tried = sizes.into_iter().map(|size| (size, wrapped(title, &WIDTHS_BOLD, size)));
    let mut last = (18.0, wrapped(title, &WIDTHS_BOLD, 18.0));
    for (size, lines) in tried {
        if lines.len() <= 3 {
            last = (size, lines);
            break;
        }
    }
    last
}

fn draw_code(content: &mut Content, squares: &Squares, bottom: f32) {
    let side = CODE_SIDE / squares.width as f32;
    content.set_fill_rgb(0.0, 0.0, 0.0);
    for (row, column, length) in squares.runs() {
        let (x, y) = (MARGIN + column as f32 * side, bottom + (squares.width - 1 - row) as f32 * side);
        content.rect(x, y, length as f32 * side, side);
    }
    content.fill_nonzero();
}

fn address_below(content: &mut Content, poster: &Poster, bottom_of_code: f32) {
    let mut height = bottom_of_code - 42.0;
    colour(content, INK);
    for line in wrapped(&western(&poster.before_address).unwrap_or_default(), &WIDTHS, 13.0) {
        write(content, REGULAR, 13.0, height, &line);
        height -= 20.0;
    }
    colour(content, ACCENT);
    let address = poster.address.strip_prefix("https://").unwrap_or(&poster.address);
    for line in wrapped(&western(address).unwrap_or_default(), &WIDTHS_BOLD, 14.0) {
        write(content, BOLD, 14.0, height, &line);
        height -= 20.0;
    }
}

fn colour(content: &mut Content, [red, green, blue]: [f32; 3]) {
    content.set_fill_rgb(red, green, blue);
}

fn write(content: &mut Content, font: Name<'_>, size: f32, height: f32, line: &[u8]) {
    content.begin_text().set_font(font, size).next_line(MARGIN, height).show(Str(line)).end_text();
}

/// The text in the code page of the built-in fonts; nothing when a letter is missing there.
fn western(text: &str) -> Option<Vec<u8>> {
    text.trim().chars().map(western_letter).collect()
}

fn western_letter(letter: char) -> Option<u8> {
    const HIGH: [(char, u8); 15] = [
        ('€', 0x80),
        ('…', 0x85),
        ('Š', 0x8A),
        ('Œ', 0x8C),
        ('Ž', 0x8E),
        ('‘', 0x91),
        ('’', 0x92),
        ('“', 0x93),
        ('”', 0x94),
        ('•', 0x95),
        ('–', 0x96),
        ('—', 0x97),
        ('š', 0x9A),
        ('œ', 0x9C),
        ('ž', 0x9E),
    ];
    let code = u32::from(letter);
    if (0x20..0x7F).contains(&code) || (0xA0..0x100).contains(&code) {
        return u8::try_from(code).ok();
    }
    HIGH.iter().find(|(known, _)| *known == letter).map(|(_, byte)| *byte)
}

/// Lines no wider than the sheet; a word that is wider by itself (an address) is cut.
fn wrapped(text: &[u8], widths: &[u16; 95], size: f32) -> Vec<Vec<u8>> {
    let room = PAGE.0 - 2.0 * MARGIN;
    let wide = |line: &[u8]| line.iter().map(|byte| width(*byte, widths)).sum::<f32>() * size / 1000.0;
    let mut lines: Vec<Vec<u8>> = Vec::new();
    for word in text.split(|byte| *byte == b' ').filter(|word| !word.is_empty()) {
        let longer = lines.last().map(|line| [line.as_slice(), b" ", word].concat());
        if let (Some(longer), Some(line)) = (longer.filter(|longer| wide(longer) <= room), lines.last_mut()) {
            *line = longer;
            continue;
        }
        let mut line = Vec::new();
        for byte in word {
            line.push(*byte);
            if room < wide(&line) {
                line.pop();
                lines.push(std::mem::replace(&mut line, vec![*byte]));
            }
        }
        lines.push(line);
    }
    lines
}

/// The width of a letter in thousandths of its size. Letters with marks are as wide as most without.
fn width(byte: u8, widths: &[u16; 95]) -> f32 {
    let at = usize::from(byte).checked_sub(0x20);
    f32::from(at.and_then(|at| widths.get(at)).copied().unwrap_or(600))
}

/// Widths of Helvetica from the space to the tilde, by Adobe's metrics of the base fonts.
#[rustfmt::skip]
const WIDTHS: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
    333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

/// Widths of Helvetica-Bold.
#[rustfmt::skip]
const WIDTHS_BOLD: [u16; 95] = [
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611,
    975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556,
    333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611,
    611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
];

#[cfg(test)]
mod tests {
    use super::*;

    const ADDRESS: &str = "https://survey.example.org/s/0123456789abcdefABCDEF01";

    fn poster() -> Poster {
        Poster {
            organisation: "Clínica del Río".to_owned(),
            title: "¿Cómo fue su visita? Cuéntenos lo que estuvo bien y lo que debería cambiar".to_owned(),
            line: "Apunte la cámara de su teléfono al cuadro.".to_owned(),
            before_address: "O abra esta dirección:".to_owned(),
            address: ADDRESS.to_owned(),
            language: "es".to_owned(),
        }
    }

    #[test]
    fn the_drawing_holds_every_dark_square_of_the_code_once() {
        let squares = Squares::of(ADDRESS).expect("it fits");
        let drawn: usize = squares.runs().iter().map(|(_, _, length)| length).sum();
        assert_eq!(drawn, squares.dark.iter().filter(|dark| **dark).count());
        // Three corners have a frame of seven dark squares, as ISO/IEC 18004 has it.
        assert!(squares.runs().starts_with(&[(0, 0, 7)]), "the corner at the top left");
        let drawing = svg(ADDRESS, "a <b> & c").expect("it fits");
        assert!(drawing.contains("<title>a &lt;b&gt; &amp; c</title>") && drawing.contains("M4 4h7v1h-7z"));
    }

    #[test]
    fn the_sheet_is_a_pdf_with_the_words_in_western_letters() {
        let sheet = pdf(&poster()).expect("it fits");
        assert!(sheet.starts_with(b"%PDF-1.7") && sheet.trim_ascii_end().ends_with(b"%%EOF"));
        let text = String::from_utf8_lossy(&sheet);
        // Text beyond ASCII stands in the file as the hexadecimal digits of its bytes: í is ED in this code page.
        let digits: String =
            western("Clínica del Río").expect("western").iter().map(|byte| format!("{byte:02X}")).collect();
        assert!(digits.contains("ED") && text.to_uppercase().contains(&digits), "{digits}");
        assert!(text.contains("(survey.example.org/s/0123456789abcdefABCDEF01)"));
    }

    #[test]
    fn a_title_in_other_letters_is_left_out_and_not_printed_wrongly() {
        assert_eq!(western("كيف كانت زيارتك؟"), None);
        let lines = |title: &str| {
            let sheet = pdf(&Poster { title: title.to_owned(), ..poster() }).expect("it fits");
            String::from_utf8_lossy(&sheet).matches("Tj").count()
        };
        assert_eq!((lines("كيف"), lines("A title")), (lines(""), lines("") + 1));
    }

    #[test]
    fn no_line_is_wider_than_the_sheet() {
        let room = PAGE.0 - 2.0 * MARGIN;
        let long = format!("{} {}", "palabra ".repeat(30), "x".repeat(200));
        let lines = wrapped(&western(&long).expect("western"), &WIDTHS, 20.0);
        let wide = |line: &Vec<u8>| line.iter().map(|byte| width(*byte, &WIDTHS)).sum::<f32>() * 0.02;
        assert!(lines.iter().all(|line| wide(line) <= room));
        let whole: usize = lines.iter().map(Vec::len).sum();
        assert_eq!(whole, 30 * 7 + 200 + 29 - (lines.iter().filter(|line| line.starts_with(b"palabra")).count() - 1));
    }
}
