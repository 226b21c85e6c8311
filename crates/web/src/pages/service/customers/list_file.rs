//! A list of customers, as it comes out of a till, a spreadsheet or another program.
//!
//! Separate from the page and from the store: text goes in, rows and refused lines come out. It guesses no column: a list that does
//! not say what its columns hold is not taken, and a line that cannot be understood is refused with its number and its reason.

use language::Language;
use store::customers::{Consent, CustomerKind, ImportRow, NewCustomer};

use crate::pages::desk::people_list::{Lines, decoded, delimiter, shortened, visible};

/// The most lines of one list.
pub const LINES_MAX: usize = 5_000;

/// What a list held.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct List {
    /// The rows, each with the line it stood on.
    pub rows: Vec<(u64, ImportRow)>,
    /// Lines that were refused.
    pub refused: Vec<Refused>,
    /// Columns that mean nothing here.
    pub unused: Vec<String>,
    /// Whether the first line said what the columns hold.
    pub headed: bool,
}

/// A line that was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Its number, as people count.
    pub line: u64,
    /// The message that says why.
    pub reason: &'static str,
    /// What stood there.
    pub found: String,
}

/// What a column holds.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Holds {
    Name,
    Kind,
    Above,
    Email,
    Phone,
    Language,
    Consent,
    ConsentSource,
    Identifier(String),
    Nothing,
}

/// Reads a list.
#[must_use]
pub fn read(bytes: &[u8]) -> List {
    let text = decoded(bytes);
    let mut list = List::default();
    let mut columns = Vec::new();
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(&text))
        .from_reader(text.as_bytes());
    let mut lines = Lines::of_text(&text);
    for record in reader.records() {
        let Ok(record) = record else { continue };
        let line = lines.of(record.position().map_or(0, csv::Position::byte));
        let cells: Vec<&str> = record.iter().map(str::trim).collect();
        if cells.iter().all(|cell| cell.is_empty()) {
            continue;
        }
        if !list.headed {
            columns = cells.iter().map(|cell| holds(cell)).collect();
            list.headed = columns.contains(&Holds::Name);
            if !list.headed {
                return list;
            }
            let idle = cells.iter().zip(&columns).filter(|(cell, holds)| **holds == Holds::Nothing && !cell.is_empty());
            list.unused = idle.map(|(cell, _)| shortened(cell)).collect();
            continue;
        }
        if LINES_MAX <= list.rows.len() + list.refused.len() {
            list.refused.push(Refused { line, reason: "customers-list-too-many", found: String::new() });
            break;
        }
        match row(&columns, &cells) {
            Ok(row) => list.rows.push((line, row)),
            Err((reason, found)) => list.refused.push(Refused { line, reason, found: shortened(found) }),
        }
    }
    list
}

/// What a heading means, in three languages. `id:till` is what the system `till` calls a customer.
fn holds(cell: &str) -> Holds {
    let lower = cell.to_lowercase();
    if let Some((_, system)) = lower.split_once(':').filter(|(kind, _)| kind.trim() == "id") {
        let system = system.trim();
        return if system.is_empty() { Holds::Nothing } else { Holds::Identifier(system.to_owned()) };
    }
    match lower.replace([' ', '_', '-', '.'], "").as_str() {
        "name" | "fullname" | "customer" | "customername" | "nama" | "namalengkap" | "pelanggan" | "namapelanggan"
        | "nombre" | "nombrecompleto" | "cliente" | "nombredelcliente" => Holds::Name,
        "kind" | "type" | "jenis" | "tipe" | "tipo" | "clase" => Holds::Kind,
        "organisation" | "organization" | "company" | "firm" | "organisasi" | "perusahaan" | "instansi" | "empresa"
        | "organización" | "organizacion" | "compañía" | "compañia" | "compania" => Holds::Above,
        "email" | "mail" | "emailaddress" | "surel" | "alamatsurel" | "alamatemail" | "correo"
        | "correoelectrónico" | "correoelectronico" => Holds::Email,
        "phone" | "phonenumber" | "telephone" | "tel" | "mobile" | "cell" | "whatsapp" | "wa" | "telepon"
        | "telpon" | "nomortelepon" | "notelepon" | "notelp" | "hp" | "nohp" | "nomorhp" | "ponsel" | "handphone"
        | "teléfono" | "telefono" | "móvil" | "movil" | "celular" => Holds::Phone,
        "language" | "lang" | "bahasa" | "idioma" | "lengua" => Holds::Language,
        "consent" | "persetujuan" | "izin" | "consentimiento" => Holds::Consent,
        "consentsource"
        | "sumberpersetujuan"
        | "asalpersetujuan"
        | "origendelconsentimiento"
        | "origenconsentimiento" => Holds::ConsentSource,
        "id" | "customerid" | "customernumber" | "idpelanggan" | "nomorpelanggan" | "nopelanggan" | "idcliente"
        | "númerodecliente" | "numerodecliente" => Holds::Identifier("id".to_owned()),
        _ => Holds::Nothing,
    }
}

fn row<'c>(columns: &[Holds], cells: &[&'c str]) -> Result<ImportRow, (&'static str, &'c str)> {
    let mut row = ImportRow { known: NewCustomer::default(), parent: String::new() };
    let known = &mut row.known;
    for (holds, cell) in columns.iter().zip(cells).filter(|(_, cell)| !cell.is_empty()) {
        match holds {
            Holds::Name => known.name = visible(cell),
            Holds::Kind => known.kind = kind(cell).ok_or(("customers-list-kind", *cell))?,
            Holds::Above => row.parent = visible(cell),
            Holds::Email => known.email = (*cell).to_owned(),
            Holds::Phone => known.phone = visible(cell),
            Holds::Language => known.language = tongue(cell).ok_or(("customers-list-language", *cell))?.to_owned(),
            Holds::Consent => known.consent = consent(cell).ok_or(("customers-list-consent", *cell))?,
            Holds::ConsentSource => known.consent_source = visible(cell),
            Holds::Identifier(system) => drop(known.identifiers.insert(system.clone(), visible(cell))),
            Holds::Nothing => {}
        }
    }
    if known.name.is_empty() { Err(("customers-list-name", "")) } else { Ok(row) }
}

fn kind(cell: &str) -> Option<CustomerKind> {
    match cell.to_lowercase().as_str() {
        "person" | "orang" | "perorangan" | "individu" | "persona" | "particular" => Some(CustomerKind::Person),
        "organisation" | "organization" | "company" | "firm" | "organisasi" | "perusahaan" | "instansi" | "empresa"
        | "organización" | "organizacion" => Some(CustomerKind::Organisation),
        _ => None,
    }
}

fn tongue(cell: &str) -> Option<&'static str> {
    let named = match cell.to_lowercase().as_str() {
        "english" | "inggris" | "bahasa inggris" | "inglés" | "ingles" => Some(Language::English),
        "indonesian" | "indonesia" | "bahasa" | "bahasa indonesia" | "indonesio" => Some(Language::Indonesian),
        "spanish" | "spanyol" | "bahasa spanyol" | "español" | "espanol" => Some(Language::Spanish),
        code => Language::from_code(code),
    };
    named.map(Language::code)
}

fn consent(cell: &str) -> Option<Consent> {
    match cell.to_lowercase().as_str() {
        "yes" | "y" | "given" | "true" | "1" | "x" | "ya" | "setuju" | "sí" | "si" | "s" => Some(Consent::Given),
        "no" | "n" | "withdrawn" | "false" | "0" | "tidak" | "tidak setuju" => Some(Consent::Withdrawn),
        "unknown" | "-" | "?" | "belum" | "desconocido" => Some(Consent::Unknown),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spreadsheet_with_semicolons_and_indonesian_headings_is_understood() {
        let text = "Nama;Surel;No. HP;Perusahaan;Bahasa;Persetujuan;id:Kasir;Nomor Pelanggan;Gaji\n\
                    Siti Test;SITI@x.example;0812 1;PT Contoh;Indonesia;ya;K-7;17;900\n\nBudi Test;;;;;;;;\n";
        let list = read(text.as_bytes());
        assert_eq!(list.refused, []);
        assert_eq!(list.unused, ["Gaji"]);
        let (line, siti) = &list.rows[0];
        assert_eq!((*line, siti.parent.as_str(), siti.known.phone.as_str()), (2, "PT Contoh", "0812 1"));
        assert_eq!((siti.known.language.as_str(), siti.known.consent), ("id", Consent::Given));
        let pair = |system: &str, value: &str| (system.to_owned(), value.to_owned());
        assert_eq!(siti.known.identifiers, [pair("id", "17"), pair("kasir", "K-7")].into());
        assert_eq!(list.rows[1].0, 4);
    }

    #[test]
    fn a_bad_line_is_refused_with_its_number_and_the_others_are_taken() {
        let text = "nombre,idioma,consentimiento,tipo\nAna,es,sí,persona\n,es,,\nBo,klingon,,\nCy,,quizás,\nDi,,,planeta\nTec,,,empresa\n";
        let list = read(text.as_bytes());
        let refused: Vec<_> = list.refused.iter().map(|one| (one.line, one.reason, one.found.as_str())).collect();
        let expected = [
            (3, "customers-list-name", ""),
            (4, "customers-list-language", "klingon"),
            (5, "customers-list-consent", "quizás"),
            (6, "customers-list-kind", "planeta"),
        ];
        assert_eq!(refused, expected);
        assert_eq!(list.rows.len(), 2);
        assert_eq!(list.rows[1].1.known.kind, CustomerKind::Organisation);
    }

    #[test]
    fn a_list_that_does_not_say_what_it_holds_is_not_guessed_at() {
        let list = read(b"Siti,siti@x.example\nBudi,budi@x.example\n");
        assert_eq!((list.headed, list.rows.len()), (false, 0));
    }

    #[test]
    fn of_a_list_that_is_too_long_the_rest_is_refused_and_said() {
        let text = format!("name\n{}", "Siti\n".repeat(LINES_MAX + 2));
        let list = read(text.as_bytes());
        assert_eq!(list.rows.len(), LINES_MAX);
        assert_eq!(list.refused.iter().map(|one| one.reason).collect::<Vec<_>>(), ["customers-list-too-many"]);
    }
}
