//! Bad input: one clear sentence in the reader's language, exit code 2 (nothing usable) or 1 (something refused), no panic,
//! bounded memory.

mod support;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use support::{measure, rater};

/// A folder of its own for one test, removed at the end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).expect("a folder");
        Self(folder)
    }

    fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.join(name);
        std::fs::write(&path, content).expect("a file");
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Forty-four answers per row and an id, as the built-in SERVQUAL names them.
fn servqual(rows: usize, answer: impl Fn(usize, usize) -> String, separator: &str) -> String {
    let mut header = vec!["id".to_owned()];
    header.extend((1..=22).map(|item| format!("E{item:02}")));
    header.extend((1..=22).map(|item| format!("P{item:02}")));
    let mut text = header.join(separator) + "\n";
    for row in 0..rows {
        let cells: Vec<String> = (0..44).map(|column| answer(row, column)).collect();
        text += &format!("{}{separator}{}\n", row + 1, cells.join(separator));
    }
    text
}

/// Answers that vary: expectation high, perception lower.
fn ordinary(row: usize, column: usize) -> String {
    let value =
        if column < 22 { 5 + (row * 7 + column * 3) % 3 } else { 2 + (row * 5 + column * 11 + row * column) % 5 };
    value.to_string()
}

fn run(file: &Path, more: &[&str]) -> Output {
    rater(&[&["measure", file.to_str().expect("a path")], more].concat())
}

/// The file is refused as a whole: exit 2, nothing on standard output, few sentences without a panic.
fn refused(file: &Path, more: &[&str], words: &[&str]) {
    for language in ["en", "id", "es"] {
        let output = run(file, &[&["--lang", language], more].concat());
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{}: {said}", file.display());
        assert!(output.stdout.is_empty(), "nothing is printed beside an error");
        assert!(said.starts_with("rater: ") && !said.contains("panicked"), "{said}");
        assert!(!said.contains("exchange-") && !said.contains("commands-"), "a sentence, not a name: {said}");
        assert!(said.lines().count() <= 3, "one clear error: {said}");
        if language == "en" {
            for word in words {
                assert!(said.contains(word), "`{word}` is missing in: {said}");
            }
        }
    }
}

/// The report is made, and what is wrong is told: exit 1. Gives what was said in English, Indonesian and Spanish.
fn partly(file: &Path, more: &[&str], words: &[&str]) -> Vec<String> {
    let mut told: Vec<String> = vec![];
    for language in ["en", "id", "es"] {
        let output = run(file, &[&["--lang", language], more].concat());
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(1), "{}: {said}", file.display());
        assert!(!output.stdout.is_empty(), "the report is made");
        assert!(said.lines().all(|line| line.starts_with("rater: ")) && !said.contains("panicked"), "{said}");
        let names = ["exchange-", "commands-", "survey-", "{ "];
        assert!(!names.iter().any(|name| said.contains(name)), "a sentence, not a name: {said}");
        assert!(!told.contains(&said), "the same sentence in two languages: {said}");
        told.push(said);
    }
    for word in words {
        assert!(told[0].contains(word), "`{word}` is missing in: {}", told[0]);
    }
    told
}

#[test]
fn a_file_that_is_not_there_is_named() {
    refused(Path::new("no-such-file.csv"), &[], &["no-such-file.csv"]);
}

#[test]
fn an_empty_file_is_refused() {
    let folder = Folder::new("empty");
    refused(&folder.file("empty.csv", ""), &[], &["empty.csv"]);
    refused(&folder.file("header.csv", servqual(0, ordinary, ",")), &[], &["header.csv"]);
}

#[test]
fn a_wrong_delimiter_is_refused() {
    let folder = Folder::new("delimiter");
    refused(&folder.file("hash.csv", servqual(30, ordinary, "#")), &[], &["hash.csv"]);
}

#[test]
fn answers_outside_the_scale_are_listed_with_line_column_and_value() {
    let folder = Folder::new("scale");
    let text = servqual(
        30,
        |row, column| match (row, column) {
            (3, 0) => "0".to_owned(),
            (9, 30) => "8".to_owned(),
            _ => ordinary(row, column),
        },
        ",",
    );
    let file = folder.file("scale.csv", text);
    let told = partly(&file, &[], &["Row 5:", "Row 11:", "1 to 7"]);
    for said in told {
        for place in ["E01", "P09", "5", "11"] {
            assert!(said.contains(place), "`{place}` is missing in: {said}");
        }
    }
    let numbers = measure(&file, &[]);
    assert_eq!(numbers.at("gap.mean", "item:01", "", "").n, Some(29), "a refused cell counts as not answered");
}

#[test]
fn text_in_a_number_column_is_listed() {
    let folder = Folder::new("text");
    let text = servqual(30, |r, c| if (r, c) == (4, 5) { "good".to_owned() } else { ordinary(r, c) }, ",");
    for said in partly(&folder.file("text.csv", text), &[], &["Row 6:"]) {
        assert!(said.contains("E06") && said.contains("good"), "{said}");
    }
}

#[test]
fn a_duplicated_respondent_is_counted_once() {
    let folder = Folder::new("duplicates");
    let mut text = servqual(30, ordinary, ",");
    let copy = text.lines().nth(5).expect("a row").to_owned();
    text += &format!("{copy}\n");
    let file = folder.file("duplicates.csv", text);
    partly(&file, &[], &["Row 32: respondent", "already answered in an earlier row"]);
    assert_eq!(measure(&file, &[]).value("respondents", "all"), Some(30.0));
}

/// A table of answers with only some of its columns.
fn columns(text: &str, kept: impl Fn(usize) -> bool) -> String {
    let kept_of = |line: &str| {
        let cells = line.split(',').enumerate().filter(|(place, _)| kept(*place));
        cells.map(|(_, cell)| cell).collect::<Vec<_>>().join(",")
    };
    text.lines().map(kept_of).collect::<Vec<_>>().join("\n")
}

#[test]
fn perceptions_alone_are_reported_as_perceptions() {
    let folder = Folder::new("perceptions");
    let text = columns(&servqual(30, ordinary, ","), |place| place == 0 || 22 < place);
    let file = folder.file("perceptions.csv", text);
    let output = run(&file, &[]);
    assert_eq!(output.status.code(), Some(0), "nobody asked for gaps: {}", String::from_utf8_lossy(&output.stderr));
    let numbers = measure(&file, &[]);
    assert!(numbers.value("perception.mean", "dimension:reliability").is_some());
    assert!(numbers.maybe("gap.mean", "dimension:reliability", "", "").is_none());
}

#[test]
fn gaps_asked_of_a_file_without_expectations_are_told_to_be_impossible() {
    let folder = Folder::new("no-expectations");
    let text = columns(&servqual(30, ordinary, ","), |place| place == 0 || 22 < place);
    let told = partly(&folder.file("perceptions.csv", text), &["--instrument", "servqual"], &[]);
    let sentences = [
        "rater: The file has no expectation answers, so everything that needs them is left out.\n",
        "rater: Berkas ini tidak berisi jawaban harapan, jadi semua yang memerlukannya tidak dihitung.\n",
        "rater: El archivo no tiene respuestas de expectativa, así que se omite todo lo que las necesita.\n",
    ];
    assert_eq!(told, sentences);
}

#[test]
fn a_file_without_perceptions_is_refused() {
    let folder = Folder::new("no-perceptions");
    let text = columns(&servqual(30, ordinary, ","), |place| place < 23);
    let file = folder.file("expectations.csv", text);
    refused(&file, &[], &["no answers to the perception questions", "P01 … P22"]);
    let sentences = [
        ("en", "rater: The file has no answers to the perception questions of servqual (columns such as P01 … P22)."),
        (
            "id",
            "rater: Berkas ini tidak berisi jawaban untuk pertanyaan persepsi dari servqual (kolom seperti P01 … P22).",
        ),
        (
            "es",
            "rater: El archivo no tiene respuestas a las preguntas de percepción de servqual (columnas como P01 … P22).",
        ),
    ];
    for (language, sentence) in sentences {
        let said = run(&file, &["--lang", language]).stderr;
        let said = String::from_utf8_lossy(&said);
        assert!(said.starts_with(sentence), "{said}");
    }
}

#[test]
fn all_answers_equal_are_undefined_and_not_a_number() {
    let folder = Folder::new("equal");
    let file = folder.file("equal.csv", servqual(30, |_, _| "5".to_owned(), ","));
    let numbers = measure(&file, &[]);
    assert_eq!(numbers.value("gap.mean", "dimension:empathy"), Some(0.0));
    assert_eq!(numbers.value("gap.t", "dimension:empathy"), None);
    assert_eq!(numbers.value("alpha.perception", "dimension:empathy"), None);
    let text = support::printed(&["measure", file.to_str().expect("a path"), "--lang", "en"]);
    assert!(!text.contains("NaN") && !text.contains("inf"), "{text}");
}

#[test]
fn one_respondent_is_too_few() {
    let folder = Folder::new("one");
    refused(&folder.file("one.csv", servqual(1, ordinary, ",")), &[], &["one respondent"]);
}

#[test]
fn five_respondents_are_shown_with_a_warning() {
    let folder = Folder::new("five");
    let text = support::printed(&[
        "measure",
        folder.file("five.csv", servqual(5, ordinary, ",")).to_str().expect("a path"),
        "--lang",
        "en",
    ]);
    assert!(text.contains("Too few to say"), "{text}");
}

#[test]
fn corrupt_files_are_refused() {
    let folder = Folder::new("corrupt");
    refused(&folder.file("broken.xlsx", b"PK\x03\x04 and then nothing of use"), &[], &["broken.xlsx"]);
    refused(&folder.file("broken.sav", b"$FL2@(#) SPSS DATA FILE and then nothing of use"), &[], &["broken.sav"]);
    refused(&folder.file("broken.parquet", b"PAR1 and then nothing of use PAR1"), &[], &["broken.parquet"]);
    refused(&folder.file("broken.csv.gz", b"\x1f\x8b\x08 and then nothing of use"), &[], &["broken.csv.gz"]);
    refused(&folder.file("broken.jsonl", b"{\"E01\": 7,\n{\"E01\": \n"), &[], &["broken.jsonl"]);
}

#[test]
fn an_unknown_segment_column_is_named_with_the_nearest() {
    let folder = Folder::new("segment");
    let file = folder.file("answers.csv", servqual(30, ordinary, ","));
    refused(&file, &["--by", "branch"], &["branch"]);
}

/// Two gigabytes of sevens on one line after a beginning, packed: a file of two megabytes, of many equal members.
fn endless_sevens(beginning: &str) -> Vec<u8> {
    const MEMBER: usize = 16 << 20;
    let packed = |bytes: &[u8]| {
        let mut encoder = flate2::write::GzEncoder::new(vec![], flate2::Compression::fast());
        encoder.write_all(bytes).and_then(|()| encoder.finish()).expect("memory takes everything")
    };
    [packed(beginning.as_bytes()), packed(&[b'7'; MEMBER]).repeat((2 << 30) / MEMBER)].concat()
}

/// The line is refused as too long, within a memory that could not hold it.
fn refused_as_too_long(file: &Path, line: u32) {
    let sentences = [
        ("en", format!("line {line}: the line is longer than 4 MB.")),
        ("id", format!("baris {line}: baris ini lebih panjang dari 4 MB.")),
        ("es", format!("línea {line}: la línea supera 4 MB.")),
    ];
    for (language, sentence) in sentences {
        let (code, said) = measured_within_a_gigabyte(file, language);
        assert_eq!(code, Some(2), "{said}");
        assert!(said.starts_with("rater: endless.") && said.contains(&sentence), "{said}");
        assert_eq!(said.lines().count(), 1, "{said}");
    }
}

/// What the program says of a file when the system gives it a gigabyte, and its exit code.
fn measured_within_a_gigabyte(file: &Path, language: &str) -> (Option<i32>, String) {
    let output = Command::new("/bin/sh")
        .arg("-c")
        .arg("ulimit -v 1000000; exec \"$0\" measure \"$1\" --lang \"$2\"")
        .args([env!("CARGO_BIN_EXE_rater").as_ref(), file.as_os_str(), language.as_ref()])
        .output()
        .expect("the program starts");
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn two_gigabytes_of_one_line_are_refused_in_bounded_memory() {
    let folder = Folder::new("endless");
    refused_as_too_long(&folder.file("endless.csv.gz", endless_sevens("")), 1);
    let beginning = servqual(30, ordinary, ",") + "31,";
    refused_as_too_long(&folder.file("endless.later.csv.gz", endless_sevens(&beginning)), 32);
}

#[test]
fn two_gigabytes_of_one_json_line_are_refused_in_bounded_memory() {
    let folder = Folder::new("endless-json");
    refused_as_too_long(&folder.file("endless.jsonl.gz", endless_sevens("{\"E01\": ")), 1);
    // Later than the lines that are looked at for their keys.
    let beginning = "{\"E01\": 7, \"P01\": 5}\n".repeat(1500) + "{\"E01\": 7, \"P01\": ";
    refused_as_too_long(&folder.file("endless.later.jsonl.gz", endless_sevens(&beginning)), 1501);
}

#[test]
fn two_gigabytes_of_nothing_are_no_text() {
    // The file is all hole after its beginning, so that it takes no room on the disk.
    let folder = Folder::new("hole");
    let path = folder.file("hole.csv", vec![b'7'; 1 << 16]);
    let file = std::fs::OpenOptions::new().write(true).open(&path).expect("the file");
    file.set_len(2 << 30).expect("a file with a hole");
    let (code, said) = measured_within_a_gigabyte(&path, "en");
    assert_eq!(code, Some(2), "{said}");
    assert!(said.starts_with("rater: hole.csv is neither a table of text"), "{said}");
}

#[test]
fn a_mistyped_option_is_answered_in_the_readers_language() {
    let output = rater(&["measure", "answers.csv", "--formt", "html", "--lang", "id"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2));
    assert!(said.contains("--formt") && said.contains("--format") && said.contains("Maksud Anda"), "{said}");
}

#[test]
fn a_closed_pipe_is_not_an_error() {
    let folder = Folder::new("pipe");
    let file = folder.file("answers.csv", servqual(30, ordinary, ","));
    let mut child = Command::new(env!("CARGO_BIN_EXE_rater"))
        .args(["measure", file.to_str().expect("a path")])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert!(!String::from_utf8_lossy(&output.stderr).contains("panicked"));
}
