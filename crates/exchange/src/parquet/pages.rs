//! The pages of a Parquet column, without those that promise more than they hold.
//!
//! Separate from the library's reader, which makes room for as many dictionary entries as a page's header claims before it
//! looks for them: three kilobytes could ask for gigabytes. An entry takes at least a byte, so more entries than bytes
//! is damage.

use parquet::column::page::{Page, PageMetadata, PageReader};
use parquet::errors::{ParquetError, Result};

/// A reader of pages that refuses empty promises.
pub(crate) struct Pages(pub(crate) Box<dyn PageReader>);

fn honest(page: Option<Page>) -> Result<Option<Page>> {
    match &page {
        Some(Page::DictionaryPage { buf, num_values, .. }) if buf.len() < *num_values as usize => {
            Err(ParquetError::General(format!("{num_values} dictionary entries in {} bytes", buf.len())))
        }
        _ => Ok(page),
    }
}

impl Iterator for Pages {
    type Item = Result<Page>;

    fn next(&mut self) -> Option<Self::Item> {
        self.get_next_page().transpose()
    }
}

impl PageReader for Pages {
    fn get_next_page(&mut self) -> Result<Option<Page>> {
        honest(self.0.get_next_page()?)
    }

    fn peek_next_page(&mut self) -> Result<Option<PageMetadata>> {
        self.0.peek_next_page()
    }

    fn skip_next_page(&mut self) -> Result<()> {
        self.0.skip_next_page()
    }

    fn supports_deferred_dictionary(&self) -> bool {
        self.0.supports_deferred_dictionary()
    }

    fn take_deferred_dictionary(&mut self) -> Result<Option<Page>> {
        honest(self.0.take_deferred_dictionary()?)
    }

    fn at_record_boundary(&mut self) -> Result<bool> {
        self.0.at_record_boundary()
    }
}

#[cfg(test)]
mod tests {
    use parquet::basic::Encoding;

    use super::*;

    fn dictionary(bytes: usize, entries: u32) -> Option<Page> {
        let buf = vec![0; bytes].into();
        Some(Page::DictionaryPage { buf, num_values: entries, encoding: Encoding::PLAIN, is_sorted: false })
    }

    #[test]
    fn a_dictionary_of_more_entries_than_bytes_is_refused() {
        assert!(honest(dictionary(80, 10)).is_ok());
        assert!(honest(dictionary(80, 270_000_000)).is_err());
    }
}
