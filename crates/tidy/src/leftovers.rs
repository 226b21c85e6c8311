//! Nothing is left half done, skipped, or tied to one machine.

use crate::house;

/// What may not stand in a file of the house, and why. Written in two parts, so that this file does not hold them.
const LEFTOVERS: &[(&str, &str, &str)] = &[
    ("/wo", "rk/", "a path of one machine"),
    ("/tm", "p/", "a path of one machine"),
    ("/ro", "ot/", "a path of one machine"),
    ("/ho", "me/", "a path of one machine"),
    ("index.crat", "es.io", "the address of a registry"),
    ("static.crat", "es.io", "the address of a registry"),
    ("pypi", ".org", "the address of a registry"),
    ("registry.npm", "js", "the address of a registry"),
    ("to", "do!", "something not done"),
    ("unimple", "mented!", "something not done"),
    ("FIX", "ME", "something not done"),
    ("TO", "DO", "something not done"),
    ("#[ig", "nore", "a test that is skipped"),
];

fn faults(text: &str) -> Vec<String> {
    let mut faults = vec![];
    for (number, line) in text.lines().enumerate() {
        for (begin, end, why) in LEFTOVERS {
            let leftover = format!("{begin}{end}");
            // In Spanish "todo" is "all", and all may well end in an exclamation mark; the macro has a bracket.
            let found = line.find(&leftover).is_some_and(|at| {
                !leftover.ends_with('!') || line[at + leftover.len()..].trim_start().starts_with(['(', '[', '{'])
            });
            if found {
                faults.push(format!("{}: `{leftover}` is {why}", number + 1));
            }
        }
    }
    faults
}

#[test]
fn leftovers_are_found_with_their_line() {
    let text = format!("fn f() {{\n    {}{}()\n}}\n", "to", "do!");
    assert_eq!(faults(&text).len(), 1);
    assert!(faults(&text)[0].starts_with("2: "));
    assert_eq!(faults(&format!("¡Eso es {}{}\n", "to", "do!")), Vec::<String>::new());
}

#[test]
fn no_file_holds_leftovers() {
    let endings = [".rs", ".md", ".toml", ".ftl", ".py", ".js", ".html", ".css", ".yml", ".csv", "run"];
    let files = house::files("", &endings);
    house::none(
        files
            .iter()
            .flat_map(|f| faults(&f.text).into_iter().map(move |fault| format!("{}:{fault}", f.path)))
            .collect(),
    );
}
