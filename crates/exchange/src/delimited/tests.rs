//! What is found out about a file of delimited text before any answer is read.

use std::io::Read;
use std::sync::Arc;

use super::{DelimitedFile, Opener};
use crate::{ReadError, Records};

fn open(bytes: &[u8]) -> Result<DelimitedFile, ReadError> {
    let bytes: Arc<[u8]> = bytes.into();
    let opener: Opener = Arc::new(move || Ok(Box::new(std::io::Cursor::new(Arc::clone(&bytes)))));
    DelimitedFile::open("survey.csv", opener)
}

fn refused(bytes: &[u8]) -> &'static str {
    open(bytes).err().map_or("opened", |error| error.key)
}

fn names(bytes: &[u8]) -> Vec<String> {
    open(bytes).unwrap().columns().iter().map(|column| column.name.clone()).collect()
}

#[test]
fn files_without_answers_are_refused_each_with_its_own_sentence() {
    assert_eq!(refused(b""), "exchange-empty");
    assert_eq!(refused(b"\n \r\n"), "exchange-empty");
    assert_eq!(refused(b"\xef\xbb\xbf"), "exchange-empty");
    assert_eq!(refused(b"id,E01,E02\n"), "exchange-header-only");
    assert_eq!(refused(b"sep=;\n"), "exchange-empty");
    assert_eq!(refused(b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\x01\0"), "exchange-not-text");
    assert_eq!(refused(b"GIF89a\x01\x02\x03\x04\x05\x06\n\x07"), "exchange-not-text");
}

#[test]
fn one_column_is_told_with_the_delimiter_that_was_seen() {
    let error = open(b"id^E01^E02\n1^7^6\n2^5^5\n").err().unwrap();
    assert_eq!(error.key, "exchange-wrong-delimiter");
    assert!(error.to_string().contains('^'), "{error}");
    assert_eq!(refused(b"id E01 E02\n1 7 6\n"), "exchange-spaces");
    assert_eq!(refused(b"E01\n7\n6\n"), "exchange-one-column");
}

#[test]
fn korean_names_survive_the_encoding_of_korean_windows() {
    let text = "번호,지점,친절도\n1,강남지점,7\n2,서초지점,6\n3,직원이 친절합니다,5\n";
    let bytes = encoding_rs::EUC_KR.encode(text).0.into_owned();
    assert_eq!(names(&bytes), ["번호", "지점", "친절도"]);
}

#[test]
fn the_header_of_a_survey_tool_gives_names_and_questions() {
    let text = "StartDate,Q1_1\nStart Date,\"Staff keep promises,\nalways\"\n\
        \"{\"\"ImportId\"\":\"\"startDate\"\"}\",\"{\"\"ImportId\"\":\"\"QID1_1\"\"}\"\n2024-01-01,7\n";
    let mut file = open(text.as_bytes()).unwrap();
    assert_eq!(file.columns()[1].question, "Staff keep promises,\nalways");
    assert_eq!(file.preview(), [["2024-01-01", "7"]]);
    let mut lines = vec![];
    file.for_each(&mut |line, _| {
        lines.push(line);
        Ok(())
    })
    .unwrap();
    assert_eq!(lines, [5]);
}

#[test]
fn a_sep_line_is_no_header_and_still_a_line() {
    let mut file = open(b"sep=;\r\nid;E01\r\n1;7\r\n").unwrap();
    assert_eq!(file.columns()[0].name, "id");
    let mut lines = vec![];
    file.for_each(&mut |line, _| {
        lines.push(line);
        Ok(())
    })
    .unwrap();
    assert_eq!(lines, [3]);
}

/// Sevens without end, after a beginning.
struct Endless(std::io::Cursor<Vec<u8>>, u64);

impl Read for Endless {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        match self.0.read(buffer)? {
            0 => {
                let most = buffer.len().min(usize::try_from(self.1).unwrap_or(usize::MAX));
                buffer[..most].fill(b'7');
                self.1 -= most as u64;
                Ok(most)
            }
            read => Ok(read),
        }
    }
}

#[test]
fn two_gibibytes_on_one_line_are_refused_within_a_few_mebibytes() {
    let opener = |start: &'static str| -> Opener {
        Arc::new(move || Ok(Box::new(Endless(std::io::Cursor::new(start.into()), 2 << 30))))
    };
    let error = DelimitedFile::open("survey.csv", opener("")).err().unwrap();
    assert_eq!((error.key, error.arguments[1].clone()), ("exchange-line-too-long", ("line", "1".into())));
    let mut file = DelimitedFile::open("survey.csv", opener("id,E01\n1,7\n2,\"")).unwrap();
    let error = file.for_each(&mut |_, _| Ok(())).err().unwrap();
    assert_eq!((error.key, error.arguments[1].clone()), ("exchange-line-too-long", ("line", "3".into())));
}
