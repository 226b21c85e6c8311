//! Packs the rules of the program into one piece: two megabytes of patterns and examples become a fifth.

use std::path::Path;

/// As small as it gets; it is done once.
const LEVEL: u8 = 9;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=rules");
    let mut names: Vec<String> = std::fs::read_dir("rules")
        .expect("the rules are there")
        .filter_map(|entry| entry.expect("a folder can be read").file_name().into_string().ok())
        .filter(|name| name.ends_with(".toml"))
        .collect();
    names.sort_unstable();
    let mut all = vec![];
    for name in names {
        let path = Path::new("rules").join(&name);
        println!("cargo::rerun-if-changed={}", path.display());
        // A name, a file, and between them what neither can hold.
        all.extend(name.trim_end_matches(".toml").bytes());
        all.push(0);
        all.extend(std::fs::read(&path).expect("a rule can be read"));
        all.push(0);
    }
    let out = std::env::var("OUT_DIR").expect("cargo says where to build");
    let packed = miniz_oxide::deflate::compress_to_vec(&all, LEVEL);
    std::fs::write(Path::new(&out).join("rules"), packed).expect("the folder of the build can be written");
}
