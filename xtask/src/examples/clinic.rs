//! The clinic of `sample::clinic` as a file.

use std::fmt::Write;

use sample::clinic::{POINTS, Visitor, visitors};
use sample::people::ITEM_COUNT;

/// The file.
pub fn csv() -> String {
    let mut text = header();
    for visitor in visitors() {
        row(&mut text, &visitor);
    }
    text
}

fn header() -> String {
    let mut text = "id,branch,wave,age".to_owned();
    for battery in ["E", "P"] {
        (1..=ITEM_COUNT).for_each(|item| {
            let _ = write!(text, ",{battery}{item:02}");
        });
    }
    let _ = writeln!(text, ",{},overall,recommend,seconds", POINTS.join(","));
    text
}

fn row(text: &mut String, visitor: &Visitor) {
    let wave = if visitor.second { "2025-2" } else { "2025-1" };
    let _ = write!(text, "{},{},{wave},{}", visitor.id, visitor.branch, visitor.age);
    for answer in visitor.expectation.iter().chain(&visitor.perception) {
        text.push(',');
        if let Some(answer) = answer {
            let _ = write!(text, "{answer}");
        }
    }
    for points in visitor.points {
        let _ = write!(text, ",{points}");
    }
    let _ = writeln!(text, ",{},{},{}", visitor.overall, visitor.recommend, visitor.seconds);
}
