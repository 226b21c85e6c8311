//! The bytes of a text file as UTF-8: unpacked, byte order mark left out, other encodings converted as they stream by.
//!
//! Separate from records, because nothing after it needs to know how the file was written. It guesses an encoding only
//! when the bytes are not UTF-8, and never holds more than a few blocks.

use std::io::{self, Read};
use std::sync::Arc;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use encoding_rs_io::DecodeReaderBytesBuilder;

/// Opens the file's bytes from the beginning; called once per pass.
pub(crate) type Opener = Arc<dyn Fn() -> io::Result<Box<dyn Read + Send>> + Send + Sync>;

const SAMPLE: usize = 1 << 20;

/// A text file and what its bytes mean.
#[derive(Clone)]
pub(crate) struct Input {
    open: Opener,
    encoding: &'static Encoding,
    /// Bytes of the byte order mark.
    mark: usize,
    /// Everything seen so far was ASCII, so that the encoding is settled only by the first byte that is not.
    undecided: bool,
}

/// What the first bytes show.
pub(crate) enum Sniffed {
    /// There are none.
    Empty,
    /// They are no text.
    NotText,
    /// They are text; the beginning of it.
    Text(Input, String),
}

impl Input {
    /// Looks at the first mebibyte.
    ///
    /// # Errors
    /// When the stream fails.
    pub(crate) fn sniff(open: Opener) -> io::Result<Sniffed> {
        let sample = read_up_to(&mut *open()?, SAMPLE)?;
        let whole = sample.len() < SAMPLE;
        if sample.is_empty() {
            return Ok(Sniffed::Empty);
        }
        let (encoding, mark) = marked(&sample).unwrap_or((UTF_8, 0));
        let mut input = Self { open, encoding, mark, undecided: false };
        let body = &sample[mark..];
        if mark == 0 {
            if let Some(wide) = wide_without_mark(body) {
                input.encoding = wide;
            } else if !looks_like_text(body) {
                return Ok(Sniffed::NotText);
            } else if !is_utf8(body, whole) {
                input.encoding = guess(&mut &body[..])?;
            } else {
                input.undecided = body.is_ascii();
            }
        }
        let text = input.encoding.decode_without_bom_handling(body).0.into_owned();
        if text.trim().is_empty() && whole {
            return Ok(Sniffed::Empty);
        }
        Ok(if text.contains('\0') { Sniffed::NotText } else { Sniffed::Text(input, text) })
    }

    /// Whether the encoding rests on ASCII alone so far.
    pub(crate) fn undecided(&self) -> bool {
        self.undecided
    }

    /// Settles the encoding by everything that is in the file.
    ///
    /// # Errors
    /// When the stream fails.
    pub(crate) fn settle(&mut self) -> io::Result<()> {
        if self.undecided {
            self.encoding = guess(&mut *(self.open)()?)?;
            self.undecided = false;
        }
        Ok(())
    }

    /// Whether every byte sequence of the stream is sure to be UTF-8, because it was converted.
    pub(crate) fn converted(&self) -> bool {
        self.encoding != UTF_8
    }

    /// The text as UTF-8 from the beginning, `skip` bytes left out.
    ///
    /// # Errors
    /// When the stream fails.
    pub(crate) fn stream(&self, skip: u64) -> io::Result<Box<dyn Read + Send>> {
        let mut raw = (self.open)()?;
        pass(&mut raw, self.mark as u64)?;
        if !self.converted() {
            pass(&mut raw, skip)?;
            return Ok(raw);
        }
        let mut text: Box<dyn Read + Send> =
            Box::new(DecodeReaderBytesBuilder::new().encoding(Some(self.encoding)).build(raw));
        pass(&mut text, skip)?;
        Ok(text)
    }
}

fn pass(stream: &mut dyn Read, bytes: u64) -> io::Result<()> {
    io::copy(&mut stream.take(bytes), &mut io::sink()).map(|_| ())
}

/// The first `most` bytes, or all when there are fewer.
pub(crate) fn read_up_to(stream: &mut dyn Read, most: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    stream.take(most as u64).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn marked(sample: &[u8]) -> Option<(&'static Encoding, usize)> {
    Encoding::for_bom(sample)
}

/// UTF-16 without a byte order mark: nearly every second byte of a table of answers is zero.
fn wide_without_mark(sample: &[u8]) -> Option<&'static Encoding> {
    let pairs = sample.chunks_exact(2).take(2048);
    let (mut low, mut high, mut both) = (0, 0, 0);
    for pair in pairs {
        both += 1;
        high += usize::from(pair[0] == 0);
        low += usize::from(pair[1] == 0);
    }
    match () {
        () if both < 2 || (0 < low && 0 < high) => None,
        () if both / 2 < low => Some(UTF_16LE),
        () if both / 2 < high => Some(UTF_16BE),
        () => None,
    }
}

/// Text holds no zero bytes and hardly any control characters.
fn looks_like_text(sample: &[u8]) -> bool {
    let control = |byte: &&u8| **byte < b' ' && ![b'\t', b'\n', b'\r', 0x0b, 0x0c, 0x1a, 0x1b].contains(*byte);
    !sample.contains(&0) && sample.iter().filter(control).count() * 100 <= sample.len()
}

/// Whether the bytes are UTF-8; a sample may break off within a character.
fn is_utf8(sample: &[u8], whole: bool) -> bool {
    match std::str::from_utf8(sample) {
        Ok(_) => true,
        Err(error) => !whole && error.error_len().is_none(),
    }
}

fn guess(stream: &mut dyn Read) -> io::Result<&'static Encoding> {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    let mut buffer = vec![0; 1 << 16];
    loop {
        match stream.read(&mut buffer) {
            Ok(0) => break,
            Ok(read) => {
                detector.feed(&buffer[..read], false);
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    detector.feed(b"", true);
    // A few accented letters fit several encodings. Spanish is the language of our readers that needs such letters, so it
    // decides the ties; text that is plainly Korean or Polish is still recognised.
    Ok(detector.guess(Some(b"es"), Utf8Detection::Deny))
}
