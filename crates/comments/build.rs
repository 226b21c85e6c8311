//! Packs what the reader is made of: the patterns of the cue files without their examples, and the models.
//!
//! The cue files are two megabytes, most of it examples that only tests need; the program carries a tenth.

use std::path::Path;

const LANGUAGES: [&str; 3] = ["en", "id", "es"];
const TOPICS: [&str; 7] = ["reliability", "assurance", "tangibles", "empathy", "responsiveness", "other", "tone"];

/// As small as it gets; it is done once.
const LEVEL: u8 = 9;

fn pack(name: &str, bytes: &[u8]) {
    let out = std::env::var("OUT_DIR").expect("cargo says where to build");
    let packed = miniz_oxide::deflate::compress_to_vec(bytes, LEVEL);
    std::fs::write(Path::new(&out).join(name), packed).expect("the folder of the build can be written");
}

/// The concepts of a file, each with a line per pattern: a tab, `!` for one over which it does not fire, the pattern.
fn patterns(path: &str) -> String {
    println!("cargo::rerun-if-changed={path}");
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let file: toml::Table = toml::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}"));
    let topic = file["topic"].as_str().expect("a topic is a text");
    let mut lines = String::new();
    for cue in file.get("cue").and_then(toml::Value::as_array).into_iter().flatten() {
        lines.push_str(&format!("{topic}.{}\n", cue["id"].as_str().expect("an id is a text")));
        for (key, mark) in [("patterns", ""), ("except", "!")] {
            for pattern in cue.get(key).and_then(toml::Value::as_array).into_iter().flatten() {
                lines.push_str(&format!("\t{mark}{}\n", pattern.as_str().expect("a pattern is a text")));
            }
        }
    }
    lines
}

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    for language in LANGUAGES {
        let all: String = TOPICS.iter().map(|topic| patterns(&format!("cues/{language}/{topic}.toml"))).collect();
        pack(&format!("cues-{language}"), all.as_bytes());
    }
    println!("cargo::rerun-if-changed=model/comments.model");
    pack("model", &std::fs::read("model/comments.model").expect("the model file is there"));
}
