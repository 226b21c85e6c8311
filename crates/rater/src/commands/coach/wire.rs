//! Messages of the Language Server Protocol on a stream: a header with a length, then JSON.
//!
//! Separate from what they mean. `lsp-server` reads these as well, but reserves whatever length a header claims and ends with the
//! first message that is not JSON; here a length has a limit and such a message is answered. It does not look into a message.

use std::io::{BufRead, ErrorKind, Read, Write};

use serde_json::Value;

use crate::failure::Failure;

/// A draft has a few megabytes at most, and JSON may write a byte in six.
const MESSAGE_BYTES_MAX: u64 = 32 << 20;
const HEADER_BYTES_MAX: u64 = 4096;

/// The next message; none at the end of the stream. After a failure nobody knows where the next one begins.
pub fn next(input: &mut impl BufRead) -> Result<Option<Vec<u8>>, Failure> {
    let mut length = None;
    let mut begun = false;
    loop {
        let mut line = vec![];
        input.by_ref().take(HEADER_BYTES_MAX).read_until(b'\n', &mut line).map_err(unreadable)?;
        if line.is_empty() && !begun {
            return Ok(None);
        }
        let Some(line) = line.strip_suffix(b"\n") else { return Err(lost()) };
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        begun = true;
        if line.is_empty() {
            break;
        }
        let (name, value) = std::str::from_utf8(line).ok().and_then(|line| line.split_once(':')).ok_or_else(lost)?;
        if name.trim().eq_ignore_ascii_case("Content-Length") {
            length = value.trim().parse::<u64>().ok();
        }
    }
    let length = length.filter(|length| *length <= MESSAGE_BYTES_MAX).ok_or_else(lost)?;
    let mut content = vec![];
    input.by_ref().take(length).read_to_end(&mut content).map_err(unreadable)?;
    if (content.len() as u64) < length { Err(lost()) } else { Ok(Some(content)) }
}

/// Sends one message.
pub fn send(output: &mut impl Write, message: &Value) -> Result<(), Failure> {
    let text = message.to_string();
    let sent = write!(output, "Content-Length: {}\r\n\r\n{text}", text.len()).and_then(|()| output.flush());
    sent.map_err(|error| match error.kind() {
        ErrorKind::BrokenPipe => Failure::OutputClosed,
        _ => Failure::message("commands-cannot-print", vec![("reason", error.to_string().into())]),
    })
}

fn lost() -> Failure {
    Failure::message("commands-coach-lsp-lost", vec![])
}

#[allow(clippy::needless_pass_by_value, reason = "it is what `map_err` hands over")]
fn unreadable(error: std::io::Error) -> Failure {
    Failure::message("commands-cannot-read", vec![("path", "-".into()), ("reason", error.to_string().into())])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(stream: &str) -> Result<Option<String>, ()> {
        let read = next(&mut stream.as_bytes()).map_err(|_| ())?;
        Ok(read.map(|bytes| String::from_utf8(bytes).expect("text")))
    }

    #[test]
    fn a_message_is_as_long_as_its_header_says() {
        assert_eq!(check("Content-Length: 2\r\n\r\n{}{"), Ok(Some("{}".to_owned())));
        assert_eq!(check("Content-Type: x\r\ncontent-length:2\r\n\r\n{}"), Ok(Some("{}".to_owned())));
        assert_eq!(check(""), Ok(None));
    }

    #[test]
    fn a_header_that_cannot_be_followed_is_refused() {
        for stream in
            ["{}", "Content-Length: two\r\n\r\n{}", "Content-Length: 3\r\n\r\n{}", "\r\n{}", "Content-Length: 2\r\n"]
        {
            assert_eq!(check(stream), Err(()), "{stream:?}");
        }
        assert_eq!(check("Content-Length: 99999999999999\r\n\r\n{}"), Err(()));
        assert_eq!(check(&"x".repeat(9000)), Err(()));
    }
}
