//! A first draft of an instrument, for whoever writes their own.
//!
//! Separate from the built-in instruments, which are finished. It is a complete small questionnaire, because changing
//! a thing that works is easier than filling in blanks.

/// A first draft of an instrument file, with comments, for `rater instrument new`.
#[must_use]
pub fn template(id: &str) -> String {
    let sound: String = id.chars().filter(|c| c.is_ascii_alphanumeric() || "-_.".contains(*c)).collect();
    let id = if sound.is_empty() { "my-survey" } else { &sound };
    include_str!("../instruments/template.toml").replace("my-survey", id)
}
