//! Contested words keep their one meaning (the table in STYLE.md).

use crate::house;

/// What we do not say, and what we say instead. Written in two parts, so that this file does not hold them.
const WORDS: &[(&str, &str, &str)] = &[
    ("cronbach relia", "bility", "consistency"),
    ("cronbach's relia", "bility", "consistency"),
    ("alpha relia", "bility", "consistency"),
    ("relia", "bility alpha", "consistency"),
    ("relia", "bility_alpha", "consistency"),
    ("relia", "bility coefficient", "consistency"),
    ("relia", "bility statistics", "consistency"),
    ("internal relia", "bility", "consistency"),
    ("average expec", "tation", "mean expectation; expectation alone never means average"),
    ("statistical mo", "ment", "sums"),
    ("second mo", "ment", "sums"),
    ("central mo", "ment", "sums"),
    ("sub", "scale", "dimension"),
    ("sub-", "scale", "dimension"),
    ("text seg", "ment", "span or sentence"),
    ("http resp", "onse", "page"),
    ("database dri", "ver", "engine"),
    ("error reco", "very", "retry"),
];

fn faults(text: &str) -> Vec<String> {
    let mut faults = vec![];
    for (number, line) in text.lines().enumerate() {
        let line = line.to_lowercase();
        for (begin, end, instead) in WORDS {
            if line.contains(&format!("{begin}{end}")) {
                faults.push(format!("{}: `{begin}{end}`: say {instead}", number + 1));
            }
        }
    }
    faults
}

#[test]
fn a_contested_word_is_found_however_it_is_written() {
    let text = format!("The Cronbach Relia{} is high.\nReliability fell short most.\n", "bility");
    assert_eq!(faults(&text), [format!("1: `cronbach relia{}`: say consistency", "bility")]);
}

#[test]
fn the_house_uses_its_words() {
    let files = house::files("", &[".rs", ".md", ".ftl", ".toml", ".html"]);
    let files = files.iter().filter(|file| file.path != "STYLE.md");
    house::none(
        files.flat_map(|f| faults(&f.text).into_iter().map(move |fault| format!("{}:{fault}", f.path))).collect(),
    );
}
