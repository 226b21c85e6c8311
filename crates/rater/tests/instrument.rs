//! `rater instrument list | show | check | new`: what is printed in each language, and the exit code.

mod support;

use std::path::{Path, PathBuf};

use support::{rater, root};

const LANGUAGES: [&str; 3] = ["en", "id", "es"];

/// The exit code, what was printed and what was said besides.
fn instrument(arguments: &[&str], language: &str) -> (Option<i32>, String, String) {
    let output = rater(&[&["instrument"], arguments, &["--lang", language]].concat());
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("text");
    (output.status.code(), text(output.stdout), text(output.stderr))
}

/// What is printed when all goes well.
fn printed(arguments: &[&str], language: &str) -> String {
    let (code, printed, said) = instrument(arguments, language);
    assert_eq!((code, said.as_str()), (Some(0), ""), "{arguments:?} in {language}");
    printed
}

/// Exit code 2, nothing printed, one sentence in each language that begins like this.
fn refused(arguments: &[&str], sentences: [&str; 3]) {
    for (language, sentence) in LANGUAGES.into_iter().zip(sentences) {
        let (code, printed, said) = instrument(arguments, language);
        assert_eq!((code, printed.as_str()), (Some(2), ""), "{arguments:?} in {language}");
        assert!(said.starts_with(&format!("rater: {sentence}")) && said.lines().count() == 1, "{said}");
    }
}

fn source(id: &str) -> String {
    let path = root().join(format!("crates/survey/instruments/{id}.toml"));
    std::fs::read_to_string(path).expect("a questionnaire of the project")
}

/// A file of a test, written anew.
fn file(name: &str, text: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, text).expect("a file");
    path
}

/// The built-in questionnaires: id, items, dimensions, and the ends of the scale, as METHOD and the papers have them.
const BUILT_IN: [(&str, usize, usize, u8, u8); 5] = [
    ("servqual", 22, 5, 1, 7),
    ("servperf", 22, 5, 1, 7),
    ("servqual-zone", 22, 5, 1, 9),
    ("servqual-ten", 30, 10, 1, 7),
    ("rater-pulse", 5, 5, 1, 5),
];

#[test]
fn the_list_says_of_every_questionnaire_what_it_asks() {
    let batteries = |language: &str, id: &str| match (id, language) {
        ("servperf" | "rater-pulse", "en") => "asked for perception;",
        ("servperf" | "rater-pulse", "id") => "menanyakan persepsi;",
        ("servperf" | "rater-pulse", _) => "se pregunta por percepción;",
        ("servqual-zone", "en") => "asked for minimum, desired, perception;",
        ("servqual-zone", "id") => "menanyakan minimum, yang diinginkan, persepsi;",
        ("servqual-zone", _) => "se pregunta por mínimo, deseado, percepción;",
        (_, "en") => "asked for expectation, perception;",
        (_, "id") => "menanyakan harapan, persepsi;",
        (_, _) => "se pregunta por expectativa, percepción;",
    };
    for language in LANGUAGES {
        let list = printed(&["list"], language);
        let lines: Vec<&str> = list.lines().collect();
        assert_eq!(lines.len(), 2 * BUILT_IN.len(), "a name and a summary each: {list}");
        for (id, items, dimensions, min, max) in BUILT_IN {
            let at = lines.iter().position(|line| line.split_whitespace().next() == Some(id));
            let at = at.unwrap_or_else(|| panic!("{id} is not in the list: {list}"));
            let title = format!("title.{language} = \"{}\"", lines[at].split_once(' ').expect("a title").1.trim());
            assert!(source(id).contains(&title), "{title}");
            let counts = match language {
                "en" => format!("{items} items, {dimensions} dimensions"),
                "id" => format!("{items} butir, {dimensions} dimensi"),
                _ => format!("{items} ítems, {dimensions} dimensiones"),
            };
            let answers = match language {
                "en" => format!("answers {min} to {max}"),
                "id" => format!("jawaban {min} sampai {max}"),
                _ => format!("respuestas de {min} a {max}"),
            };
            assert_eq!(lines[at + 1].trim(), format!("{counts}, {} {answers}", batteries(language, id)), "{id}");
        }
    }
}

#[test]
fn a_questionnaire_is_shown_as_it_is_read() {
    let words = [
        ("en", "Answers from 1 Strongly disagree to 7 Strongly agree", "EXPECTATION", "PERCEPTION", "Reliability"),
        ("id", "Jawaban dari 1 Sangat tidak setuju sampai 7 Sangat setuju", "HARAPAN", "PERSEPSI", "Keandalan"),
        (
            "es",
            "Respuestas de 1 Totalmente en desacuerdo a 7 Totalmente de acuerdo",
            "EXPECTATIVA",
            "PERCEPCIÓN",
            "Fiabilidad",
        ),
    ];
    let source = source("servqual");
    // The sentences of one battery in a language, in the order of the file.
    let sentences = |battery: &str, language: &str| {
        let key = format!("{battery}.{language} = \"");
        let found = source.lines().filter_map(|line| line.strip_prefix(&key)?.strip_suffix('"').map(str::to_owned));
        found.collect::<Vec<_>>()
    };
    for (language, scale, expectation, perception, reliability) in words {
        let shown = printed(&["show", "servqual"], language);
        assert!(shown.lines().any(|line| line == scale), "{shown}");
        let (first, second) = (shown.find(&format!("\n{expectation}\n")), shown.find(&format!("\n{perception}\n")));
        assert!(first.is_some() && first < second, "expectation, then perception: {shown}");
        let headings = shown.lines().filter(|line| line.trim() == reliability).count();
        assert_eq!(headings, 2, "{reliability} once in each battery");
        for (battery, letter) in [("expectation", 'E'), ("perception", 'P')] {
            let asked = sentences(battery, language);
            assert_eq!(asked.len(), 22);
            for (item, sentence) in (1..).zip(asked) {
                let line = format!("    {letter}{item:02}   {sentence}");
                assert!(shown.lines().any(|shown| shown == line), "`{line}` is missing in {shown}");
            }
        }
        assert!(shown.contains("(1–7)") && shown.contains("(0–10)"), "the outcomes with their scales: {shown}");
    }
}

#[test]
fn the_file_of_a_questionnaire_is_printed_byte_for_byte() {
    for (id, ..) in BUILT_IN {
        assert_eq!(printed(&["show", id, "--toml"], "id"), source(id));
    }
}

#[test]
fn a_questionnaire_that_is_not_there_is_answered_with_those_that_are() {
    for command in ["show", "check"] {
        refused(
            &[command, "servqal"],
            [
                "There is no questionnaire servqal, and no file of that name. Built in are servqual",
                "Tidak ada kuesioner servqal, dan tidak ada berkas bernama itu. Yang bawaan: servqual",
                "No hay ningún cuestionario servqal ni un archivo con ese nombre. Los incluidos son servqual",
            ],
        );
    }
}

#[test]
fn a_sound_questionnaire_is_called_sound() {
    let words = ["is sound: 22 items.", "sudah benar: 22 butir.", "está correcto: 22 ítems."];
    for (language, words) in LANGUAGES.into_iter().zip(words) {
        assert_eq!(printed(&["check", "servqual"], language), format!("servqual {words}\n"));
    }
    for (id, ..) in BUILT_IN {
        let path = root().join(format!("crates/survey/instruments/{id}.toml"));
        printed(&["check", path.to_str().expect("a path that is text")], "en");
    }
}

#[test]
fn every_problem_of_a_questionnaire_is_named_at_once_with_its_line() {
    let faulty = source("servqual")
        .replacen("id = \"07\"\ndimension = \"reliability\"", "id = \"07\"\ndimension = \"relability\"", 1)
        .replacen("short.en = \"Right first time\"", "short.en = \"\"", 1);
    let line = |text: &str| 1 + faulty.lines().position(|line| line == text).expect("the fault");
    let (dimension, label) = (line("dimension = \"relability\""), line("short.en = \"\""));
    let path = file("faulty-questionnaire.toml", &faulty);
    let path = path.to_str().expect("a path that is text");
    let words = [
        ("Line", "there is no dimension “relability”. Did you mean “reliability”?", "the text is empty."),
        ("Baris", "tidak ada dimensi “relability”. Apakah maksud Anda “reliability”?", "teksnya kosong."),
        ("Línea", "no existe la dimensión «relability». ¿Quiso decir «reliability»?", "el texto está vacío."),
    ];
    for (language, (at, first, second)) in LANGUAGES.into_iter().zip(words) {
        let (code, printed, said) = instrument(&["check", path], language);
        assert_eq!((code, printed.as_str()), (Some(1), ""), "{said}");
        let sentences: Vec<&str> = said.lines().collect();
        assert_eq!(sentences.len(), 2, "{said}");
        for (sentence, (line, words)) in sentences.into_iter().zip([(dimension, first), (label, second)]) {
            assert!(sentence.starts_with(&format!("rater: {at} {line}, ")) && sentence.contains(words), "{sentence}");
        }
    }
    // Shown or measured with, the same file is refused.
    let (code, _, said) = instrument(&["show", path], "en");
    assert_eq!((code, said.lines().count()), (Some(2), 3), "{said}");
    assert!(said.contains("has 2 problems; correct the file"), "{said}");
}

#[test]
fn a_new_questionnaire_is_a_draft_that_passes_the_check() {
    let draft = printed(&["new", "counter-2"], "en");
    assert!(draft.contains("\nid = \"counter-2\"\n"), "{draft}");
    let path = file("draft-questionnaire.toml", &draft);
    let path = path.to_str().expect("a path that is text");
    let (code, checked, _) = instrument(&["check", path], "en");
    assert_eq!((code, checked.as_str()), (Some(0), "counter-2 is sound: 4 items.\n"));
    // Written to a file, nothing is printed.
    let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join("written-questionnaire.toml");
    let _ = std::fs::remove_file(&out);
    assert_eq!(printed(&["new", "counter-2", "--out", out.to_str().expect("a path that is text")], "es"), "");
    assert_eq!(std::fs::read_to_string(out).expect("the draft"), draft);
}

#[test]
fn a_name_that_no_questionnaire_can_have_is_refused() {
    for id in ["Counter", "2-counter", "counter_2", "count er"] {
        refused(
            &["new", id],
            [
                &format!("{id} cannot be a questionnaire's name. Use small letters"),
                &format!("{id} tidak dapat menjadi nama kuesioner. Gunakan huruf kecil"),
                &format!("{id} no puede ser el nombre de un cuestionario. Use minúsculas"),
            ],
        );
    }
}
