//! Amounts as people write them, in units of the organisation's own currency, and as the store keeps them, in hundredths.
//!
//! Separate, because a dot is a decimal mark to one and a thousands mark to another. It reads what can mean only one thing, and
//! refuses the rest: nobody gives a hundred times what was meant.

use language::Words;

/// The most that can be written, in hundredths: far beyond what anybody gives.
const CENTS_MAX: u64 = 100_000_000_000_000;

/// What somebody wrote, in hundredths; nothing when it is no amount.
#[must_use]
pub fn cents_of(text: &str) -> Option<u64> {
    let text: String = text.chars().filter(|c| !c.is_whitespace() && !"'’".contains(*c)).collect();
    let (whole, part) = match text.rfind(['.', ',']) {
        // Two digits at most stand after a decimal mark, and three after every other.
        Some(mark) if text.len() - mark <= 3 => text.split_at_checked(mark)?,
        _ => (text.as_str(), ""),
    };
    let part = part.get(1..).unwrap_or_default();
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let decimal = text.len() != whole.len();
    if !digits(part) || decimal && part.is_empty() {
        return None;
    }
    let units = units_of(whole, decimal.then(|| text.as_bytes().get(whole.len()).copied()).flatten())?;
    let part: u64 = format!("{part:0<2}").parse().ok()?;
    let cents = units.checked_mul(100)?.checked_add(part)?;
    (cents <= CENTS_MAX).then_some(cents)
}

/// The whole units, with or without one kind of thousands mark, which is not the decimal mark.
fn units_of(whole: &str, decimal_mark: Option<u8>) -> Option<u64> {
    let mark = whole.bytes().find(|byte| !byte.is_ascii_digit());
    let Some(mark) = mark else { return whole.parse().ok() };
    if !b".,".contains(&mark) || decimal_mark == Some(mark) {
        return None;
    }
    let mut groups = whole.split(char::from(mark));
    let first = groups.next()?;
    let sound = (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3);
    if !sound {
        return None;
    }
    whole.replace(char::from(mark), "").parse().ok()
}

/// An amount as the language writes numbers; hundredths only where there are some.
#[must_use]
pub fn written(w: Words, cents: u64) -> String {
    if cents.is_multiple_of(100) {
        w.count(i64::try_from(cents / 100).unwrap_or(i64::MAX))
    } else {
        w.number(cents as f64 / 100.0, 2)
    }
}

#[cfg(test)]
mod tests {
    use language::Language;

    use super::{cents_of, written};

    #[test]
    fn what_means_only_one_thing_is_read() {
        for (text, cents) in [
            ("25", 2_500),
            ("25.5", 2_550),
            ("25,50", 2_550),
            ("0.05", 5),
            ("50.000", 5_000_000),
            ("50,000", 5_000_000),
            ("1.250.000", 125_000_000),
            ("1.250,75", 125_075),
            ("1,250.75", 125_075),
            (" 1 000 ", 100_000),
        ] {
            assert_eq!(cents_of(text), Some(cents), "{text}");
        }
    }

    #[test]
    fn what_could_mean_two_things_or_none_is_refused() {
        for text in [
            "",
            ".",
            ",5",
            "5.",
            "-5",
            "5.5.5",
            "1.25.000",
            "1,2,34",
            "1.0000",
            "1.000.00",
            "Rp 5",
            "1e3",
            "５",
            "9999999999999999",
        ] {
            assert_eq!(cents_of(text), None, "{text}");
        }
    }

    #[test]
    fn amounts_are_written_as_in_the_language() {
        let (en, id) = (Language::English.words(), Language::Indonesian.words());
        assert_eq!(
            (written(en, 125_000_000), written(id, 125_000_000)),
            ("1,250,000".to_owned(), "1.250.000".to_owned())
        );
        assert_eq!((written(en, 2_550), written(id, 2_550)), ("25.50".to_owned(), "25,50".to_owned()));
    }
}
