//! Pure crates touch no files, clock, randomness, network or environment.
//!
//! Their tests may: a golden file has to be read by somebody.

use crate::house;

const WORLD: [&str; 9] =
    ["std::fs", "std::net", "std::env", "std::process", "SystemTime", "Instant::", "std::time", "rand::", "getrandom"];

fn faults(text: &str) -> Vec<&'static str> {
    let code = house::code(text);
    WORLD.into_iter().filter(|world| code.contains(world)).collect()
}

#[test]
fn reading_a_file_is_found_unless_a_test_does_it() {
    assert_eq!(faults("//! Why.\nuse std::fs;\n"), ["std::fs"]);
    assert!(faults("//! No std::fs here.\nfn f() {}\n#[cfg(test)]\nmod tests { use std::fs; }\n").is_empty());
}

#[test]
fn pure_crates_do_not_touch_the_world() {
    let files = house::PURE.iter().flat_map(|name| house::files(&format!("crates/{name}/src"), &[".rs"]));
    house::none(
        files.flat_map(|file| faults(&file.text).into_iter().map(move |f| format!("{}: {f}", file.path))).collect(),
    );
}
