//! Layouts as survey tools write them, bound to the built-in instrument.
//!
//! Separate from the finders, because each layout is found by several of them together.

use std::collections::BTreeMap;

use language::Language;
use proptest::prelude::{ProptestConfig, Strategy, any, prop, proptest};
use survey::{Answer, AnswerRules, BatteryKind, Instrument, Role};

use super::{Binding, Note, bind};
use crate::{Column, Mapping, ReadError};
use BatteryKind::{Expectation, Perception};

fn servqual() -> Instrument {
    survey::builtin("servqual").expect("built in")
}

fn named(names: impl IntoIterator<Item = impl Into<String>>) -> Vec<Column> {
    names.into_iter().map(|name| Column { name: name.into(), ..Column::default() }).collect()
}

fn rows(width: usize, cells: &[&str]) -> Vec<Vec<String>> {
    cells.iter().map(|cell| vec![(*cell).to_owned(); width]).collect()
}

fn bound(columns: &[Column]) -> Result<Binding, ReadError> {
    bind(columns, &rows(columns.len(), &["7", "5 - Agree", ""]), &servqual(), None, &[], None)
}

/// Every item of both batteries stands at the position that `at` says.
fn check(columns: &[Column], at: impl Fn(BatteryKind, usize) -> usize) -> Binding {
    let binding = bound(columns).unwrap_or_else(|error| panic!("{error}"));
    let layout = &binding.layout;
    for kind in [Expectation, Perception] {
        for item in 0..22 {
            let place = layout.item(kind, item).unwrap_or_else(|| panic!("{kind:?} {item} is not found"));
            assert_eq!(binding.positions[place], at(kind, item), "{kind:?} {item}");
        }
    }
    binding
}

fn by_battery(kind: BatteryKind) -> usize {
    usize::from(kind == Perception)
}

fn numbers(width: usize) -> impl Iterator<Item = String> {
    (1..=22).map(move |item| format!("{item:0width$}"))
}

#[test]
fn names_are_found_however_they_are_written() {
    for (e, p, width) in [("E", "P", 2), ("e", "p", 1), (" E_", "P.", 3)] {
        let names = numbers(width).map(|n| format!("{e}{n}")).chain(numbers(width).map(|n| format!("{p}{n}")));
        let binding = check(&named(names), |kind, item| by_battery(kind) * 22 + item);
        assert!(binding.notes.is_empty() && binding.unused.is_empty());
    }
}

#[test]
fn the_order_of_a_layout_is_batteries_then_points_then_outcomes_whatever_the_file_says() {
    let mut names: Vec<_> = numbers(2).map(|n| format!("P{n}")).chain(numbers(2).map(|n| format!("E{n}"))).collect();
    names.insert(0, "W_emp".into());
    let binding = bound(&named(names)).expect("bound");
    let kinds: Vec<_> = binding.layout.columns.iter().map(|column| column.role.clone()).collect();
    assert_eq!(kinds[0], Role::Item { battery: Expectation, item: 0 });
    assert_eq!(kinds[22], Role::Item { battery: Perception, item: 0 });
    assert_eq!(kinds[44], Role::Points { dimension: 4 });
    assert_eq!(binding.layout.columns[44].scale.max, 100);
    assert!(binding.absent.contains(&"W_tan".to_owned()));
}

#[test]
fn respondent_wave_time_and_segments_are_found_beside_the_answers() {
    let mut names =
        vec!["Response ID".to_owned(), "Branch".to_owned(), "Wave".to_owned(), "Duration (in seconds)".to_owned()];
    names.extend(numbers(2).flat_map(|n| [format!("E{n}"), format!("P{n}")]));
    let columns = named(names);
    let mut preview = rows(columns.len(), &["7", "6"]);
    preview[1][0] = "other".into();
    let binding = bind(&columns, &preview, &servqual(), None, &["branch".into()], Some("Wave")).expect("bound");
    assert_eq!(
        (binding.id, binding.by.as_slice(), binding.wave, binding.seconds),
        (Some(0), &[1][..], Some(2), Some(3))
    );
    assert!(binding.unused.is_empty(), "{:?}", binding.unused);
    // The instrument's own id column counts even when it repeats; a usual name only when its values are unique.
    preview[1][0] = "7".into();
    let binding = bind(&columns, &preview, &servqual(), None, &[], None).expect("bound");
    assert_eq!(binding.id, None);
}

#[test]
fn an_unknown_segment_column_is_answered_with_the_nearest() {
    let mut names = vec!["branch".to_owned()];
    names.extend(numbers(2).flat_map(|n| [format!("E{n}"), format!("P{n}")]));
    let columns = named(names);
    let error =
        bind(&columns, &rows(45, &["7"]), &servqual(), None, &["brnch".into()], None).expect_err("no such column");
    assert_eq!(error.key, "exchange-column-unknown-hint");
    assert!(error.to_string().contains("did you mean branch?"), "{error}");
}

#[test]
fn a_name_that_stands_twice_is_not_decided() {
    let names = numbers(2).flat_map(|n| [format!("E{n}"), format!("P{n}")]).chain(["E07".to_owned()]);
    let error = bound(&named(names)).expect_err("twice");
    assert_eq!(error.key, "exchange-ambiguous");
    assert!(error.to_string().contains("expectation.07"), "{error}");
}

#[test]
fn the_dual_scale_of_limesurvey_is_expectation_first() {
    for (first, second) in [("[1]", "[2]"), ("#0", "#1"), ("_1", "_2"), ("[Scale 1]", "[Scale 2]")] {
        let name = |n: &str, scale: &str| match scale.strip_prefix('[') {
            Some(_) => format!("G01Q02[SQ0{n}]{scale}"),
            None => format!("G01Q02[SQ0{n}{scale}]"),
        };
        let names = numbers(2).flat_map(|n| [name(&n, first), name(&n, second)]);
        let binding = check(&named(names), |kind, item| item * 2 + by_battery(kind));
        assert!(matches!(
            &binding.notes[..],
            [Note::ByOrder { battery: Expectation, found: 22, .. }, Note::ByOrder { .. }]
        ));
    }
}

#[test]
fn a_dual_scale_may_be_spread_over_one_question_per_dimension() {
    let names = (1..=22).flat_map(|item| {
        let question = [4, 9, 13, 17, 22].iter().filter(|last| **last < item).count() + 1;
        ["1", "2"].map(|scale| format!("G0{question}Q01[SQ{item:03}][{scale}]"))
    });
    check(&named(names), |kind, item| item * 2 + by_battery(kind));
}

#[test]
fn blocks_of_qualtrics_without_questions_are_taken_in_order() {
    let names = ["Status".to_owned(), "ResponseId".to_owned()]
        .into_iter()
        .chain(numbers(1).map(|n| format!("Q1_{n}")))
        .chain(numbers(1).map(|n| format!("Q2_{n}")));
    let binding = check(&named(names), |kind, item| 2 + by_battery(kind) * 22 + item);
    assert_eq!(binding.unused, ["Status", "ResponseId"]);
}

#[test]
fn side_by_side_questions_of_qualtrics_are_two_scales() {
    let names = numbers(1).map(|n| format!("Q4#1_{n}")).chain(numbers(1).map(|n| format!("Q4#2_{n}")));
    check(&named(names), |kind, item| by_battery(kind) * 22 + item);
}

#[test]
fn a_block_that_says_perception_is_not_taken_for_expectation() {
    for (p, e) in
        [("Kenyataan ", "Harapan "), ("perception_", "expectation_"), ("K", "H"), ("Percepciones ", "Expectativas ")]
    {
        let names = numbers(1).map(|n| format!("{p}{n}")).chain(numbers(1).map(|n| format!("{e}{n}")));
        check(&named(names), |kind, item| (1 - by_battery(kind)) * 22 + item);
    }
}

/// Wordings of the instrument as questions, perception first and items backwards, so that order cannot help.
fn questions(language: &str, question: impl Fn(&str) -> Column) -> Vec<Column> {
    let instrument = servqual();
    [Perception, Expectation]
        .into_iter()
        .flat_map(|kind| {
            let words = |item: &survey::Item| item.wording[&kind].get(language).to_owned();
            instrument.items.iter().rev().map(words).collect::<Vec<_>>()
        })
        .map(|words| question(&words))
        .collect()
}

#[test]
fn questions_in_the_second_header_row_are_recognised_in_every_language() {
    for language in Language::ALL {
        let columns = questions(language.code(), |words| Column {
            name: "QX".into(),
            question: format!("How far do you agree? - {}", words.to_uppercase()),
            ..Column::default()
        });
        let binding = check(&columns, |kind, item| (1 - by_battery(kind)) * 22 + 21 - item);
        assert_eq!(binding.notes, [Note::ByText { found: 44 }]);
    }
}

#[test]
fn grids_of_google_forms_name_their_battery_before_the_bracket() {
    let heads = [
        ("en", "Expectations", "Perceptions"),
        ("id", "Harapan Anda", "Kenyataan yang Anda rasakan"),
        ("es", "Expectativas", "Percepciones"),
    ];
    for (language, expectation, perception) in heads {
        let instrument = servqual();
        let names = instrument.items.iter().flat_map(|item| {
            // Both grids show the same sentence, as in most questionnaires.
            let row = item.wording[&Perception].get(language);
            [format!("{expectation} [{row}]"), format!("{perception} [{row}]")]
        });
        let mut columns = named(["Timestamp"]);
        columns.extend(named(names));
        let preview = vec![vec!["7 - Strongly agree".to_owned(); columns.len()]; 3];
        let binding = bind(&columns, &preview, &instrument, None, &[], None).unwrap_or_else(|error| panic!("{error}"));
        for item in 0..22 {
            let at = |kind| binding.positions[binding.layout.item(kind, item).expect("found")];
            assert_eq!((at(Expectation), at(Perception)), (1 + item * 2, 2 + item * 2), "{language} {item}");
        }
    }
}

#[test]
fn short_labels_under_two_silent_grids_are_taken_in_order_with_a_note() {
    let instrument = servqual();
    let names = ["Part A", "Part B"]
        .into_iter()
        .flat_map(|part| instrument.items.iter().map(move |item| format!("{part} [{}]", item.short.get("en"))))
        .collect::<Vec<_>>();
    let binding = check(&named(names), |kind, item| by_battery(kind) * 22 + item);
    assert!(binding.notes.iter().any(|note| matches!(note, Note::ByOrder { battery: Expectation, .. })));
}

#[test]
fn a_column_of_comments_is_not_taken_for_an_answer() {
    let instrument = servqual();
    let mut columns = questions("en", |words| named([words]).remove(0));
    columns.push(named([instrument.items[0].wording[&Perception].get("en")]).remove(0));
    let mut preview = rows(columns.len(), &["6", "7"]);
    for row in &mut preview {
        row[44] = "the machine was broken".into();
    }
    let binding = bind(&columns, &preview, &instrument, None, &[], None).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(binding.unused.len(), 1);
}

#[test]
fn two_columns_with_the_same_question_are_not_decided() {
    let mut columns = questions("en", |words| named([words]).remove(0));
    columns.push(columns[3].clone());
    let error = bound(&columns).expect_err("two claims");
    assert_eq!(error.key, "exchange-ambiguous");
}

#[test]
fn a_file_without_expectations_is_bound_and_says_so() {
    let columns = named(numbers(2).map(|n| format!("P{n}")));
    let binding = bound(&columns).expect("perceptions are enough");
    assert!(binding.notes.contains(&Note::BatteryAbsent { battery: Expectation }));
    assert!(binding.absent.contains(&"E01".to_owned()) && binding.absent.contains(&"E22".to_owned()));
}

#[test]
fn a_file_without_perceptions_is_refused_by_name_of_its_columns() {
    let columns = named(numbers(2).map(|n| format!("E{n}")));
    let error = bound(&columns).expect_err("nothing to measure");
    assert_eq!(error.key, "exchange-battery-missing");
    assert!(error.to_string().contains("P01 … P22"), "{error}");
}

#[test]
fn expectations_are_not_taken_for_perceptions_where_only_those_are_asked() {
    let servperf = survey::builtin("servperf").expect("built in");
    for name in ["E", "Harapan ", "Expectativas "] {
        let columns = named(numbers(1).map(|n| format!("{name}{n}")));
        let found = bind(&columns, &rows(22, &["7", "5"]), &servperf, None, &[], None);
        assert_eq!(found.map_err(|error| error.key), Err("exchange-undecided"), "{name}");
    }
    // A block that says nothing is taken, with a note.
    let columns = named(numbers(1).map(|n| format!("Q{n}")));
    let found = bind(&columns, &rows(22, &["7", "5"]), &servperf, None, &[], None).expect("bound");
    assert!(matches!(found.notes[..], [Note::ByOrder { battery: Perception, found: 22, .. }]), "{:?}", found.notes);
}

#[test]
fn a_few_items_that_were_not_asked_are_absent_not_an_error() {
    let columns = named(numbers(2).skip(2).flat_map(|n| [format!("E{n}"), format!("P{n}")]));
    let binding = bound(&columns).expect("twenty items");
    assert_eq!(binding.layout.columns.len(), 40);
    assert!(
        binding.absent.starts_with(&["E01".to_owned(), "E02".to_owned(), "P01".to_owned()]),
        "{:?}",
        binding.absent
    );
}

#[test]
fn a_file_of_something_else_is_told_how_to_be_mapped() {
    let error = bound(&named(["name", "city", "age"])).expect_err("no survey");
    assert_eq!(error.key, "exchange-undecided");
    for language in Language::ALL {
        let sentence = error.sentence(language.words());
        assert!(
            sentence.contains("--map") && sentence.contains("44") && sentence.contains("expectation.01"),
            "{sentence}"
        );
    }
    assert_eq!(bound(&[]).expect_err("nothing").key, "exchange-undecided");
}

fn mapped(columns: &[Column], text: &str) -> Result<Binding, ReadError> {
    let mapping = Mapping::parse(&format!("format = \"rater.mapping/1\"\n{text}")).expect("sound");
    bind(columns, &rows(columns.len(), &["7"]), &servqual(), Some(&mapping), &[], None)
}

#[test]
fn a_mapping_goes_before_names_and_adds_codes_and_direction() {
    let mut columns = named(numbers(2).flat_map(|n| [format!("E{n}"), format!("P{n}")]));
    columns.extend(named(["modern", "who"]));
    let text = "[columns]\nmodern = \"perception.1\"\nP01 = \"ignore\"\nwho = \"id\"\n[missing]\nmodern = [\"77\"]\n\
                [not_applicable]\nmodern = [88]\n[reversed]\nmodern = true\n";
    let binding = mapped(&columns, text).expect("bound");
    let place = binding.layout.item(Perception, 0).expect("mapped");
    assert_eq!((binding.positions[place], binding.id), (44, Some(45)));
    assert_eq!(binding.unused, ["P01"]);
    let column = &binding.layout.columns[place];
    let rules = AnswerRules::new(&column.scale, column.reversed);
    assert_eq!(rules.read("77"), Ok(Answer::Missing));
    assert_eq!(rules.read("88"), Ok(Answer::NotApplicable));
    assert_eq!(rules.read("1"), Ok(Answer::Value(7)));
}

#[test]
fn mistakes_in_a_mapping_come_with_the_nearest_right_thing() {
    let columns = named(numbers(2).flat_map(|n| [format!("E{n}"), format!("P{n}")]));
    for (text, key, hint) in [
        ("[columns]\nP1x = \"perception.01\"", "exchange-column-unknown-hint", "mean P01?"),
        ("[columns]\nP01 = \"percepton.01\"", "exchange-mapping-place-hint", "mean perception.01?"),
        ("[columns]\nP01 = \"perception.02\"\nP02 = \"perception.02\"", "exchange-mapping-twice", "P01, P02"),
        ("[missing]\nP1x = \"9\"", "exchange-column-unknown-hint", "mean P01?"),
        ("[columns]\nincome = \"id\"", "exchange-column-unknown", "no column income"),
        ("[columns]\nP01 = \"satisfied\"", "exchange-mapping-place", "satisfied"),
    ] {
        let error = mapped(&columns, text).expect_err(text);
        assert_eq!(error.key, key);
        assert!(error.to_string().contains(hint), "{error}");
    }
}

#[test]
fn all_mistakes_of_a_mapping_are_told_together() {
    let columns = named(numbers(2).flat_map(|n| [format!("E{n}"), format!("P{n}")]));
    let text = "[columns]\nP1x = \"id\"\nP01 = \"percepton.01\"\nP02 = \"perception.03\"\nP03 = \"perception.03\"\n\
                [missing]\nP2x = \"9\"\n";
    let error = mapped(&columns, text).expect_err("four mistakes");
    let keys: Vec<_> = std::iter::once(&error).chain(&error.more).map(|error| error.key).collect();
    assert_eq!(
        keys,
        [
            "exchange-mapping-place-hint",
            "exchange-column-unknown-hint",
            "exchange-column-unknown-hint",
            "exchange-mapping-twice"
        ]
    );
    assert_eq!(error.to_string().lines().count(), 4, "{error}");
}

#[test]
fn labels_and_missing_codes_of_the_file_extend_the_scale_of_their_column() {
    let mut columns = named(numbers(2).flat_map(|n| [format!("E{n}"), format!("P{n}")]));
    let labels = [("7", "Wholly so"), ("8", "Not applicable"), ("9", "Don't know"), ("98", "Interviewer error")];
    columns[1].labels = labels.iter().map(|(value, label)| ((*value).to_owned(), (*label).to_owned())).collect();
    columns[1].missing = vec!["8".into(), "97".into()];
    let binding = bound(&columns).expect("bound");
    let place = binding.layout.item(Perception, 0).expect("bound");
    let rules = AnswerRules::new(&binding.layout.columns[place].scale, false);
    assert_eq!(rules.read("Wholly so"), Ok(Answer::Value(7)));
    assert_eq!(rules.read("8"), Ok(Answer::NotApplicable), "declared missing, but its label says more");
    assert_eq!(rules.read("9"), Ok(Answer::Missing));
    assert_eq!(rules.read("97"), Ok(Answer::Missing));
    assert!(rules.read("98").is_err(), "a label that says nothing of the kind is no code");
    let other = binding.layout.item(Perception, 1).expect("bound");
    assert!(AnswerRules::new(&binding.layout.columns[other].scale, false).read("97").is_err());
}

#[test]
fn a_file_coded_the_other_way_round_is_warned_of() {
    let mut columns = named(numbers(2).flat_map(|n| [format!("E{n}"), format!("P{n}")]));
    columns[0].labels = BTreeMap::from([("1".to_owned(), "Strongly agree".to_owned())]);
    let binding = bound(&columns).expect("bound");
    let note = Note::LabelOfAnother { column: "E01".into(), value: 1, label: "Strongly agree".into(), labelled: 7 };
    assert_eq!(binding.notes, [note]);
}

/// The columns of both batteries, in all of which these cells stand.
fn holding(columns: &[Column], cells: &[&str]) -> Binding {
    bind(columns, &rows(columns.len(), cells), &servqual(), None, &[], None).expect("bound")
}

#[test]
fn codes_are_read_in_their_order_beside_what_is_missing_and_not_where_one_is_numbered_0() {
    let columns = named(numbers(2).flat_map(|n| [format!("E{n}"), format!("P{n}")]));
    let read = |cells: &[&str], cell: &str| {
        let binding = holding(&columns, cells);
        AnswerRules::new(&binding.layout.columns[0].scale, false).read(cell)
    };
    assert_eq!(read(&["A3", "-", "A07"], "A07"), Ok(Answer::Value(7)));
    assert_eq!(read(&["AO01", ""], "AO02"), Ok(Answer::Value(2)));
    // Eleven points from 0, coded by hand: read as the first, A1 would be 0.
    assert!(read(&["A0", "A1", "A5"], "A1").is_err());
    assert!(read(&["A1", "B2"], "A1").is_err());
    assert!(read(&["1", "7"], "A1").is_err());
}

#[test]
fn a_list_question_that_is_coded_is_no_item_beside_answers_that_are_numbers() {
    let columns = named((1..=23).map(|n| format!("G01Q{n:02}")));
    let row: Vec<String> = (0..23).map(|at| if at == 22 { "A1".to_owned() } else { "5".to_owned() }).collect();
    let servperf = survey::builtin("servperf").expect("built in");
    let binding = bind(&columns, &[row], &servperf, None, &[], None).expect("bound");
    assert_eq!(binding.positions, (0..22).collect::<Vec<_>>());
    assert!(!binding.notes.iter().any(|note| matches!(note, Note::Coded { .. })));
}

#[test]
fn codes_whose_words_the_file_tells_are_held_against_the_instrument() {
    let mut columns = named(numbers(2).flat_map(|n| [format!("E{n}"), format!("P{n}")]));
    columns[0].labels = BTreeMap::from([("A1".to_owned(), "Strongly agree".to_owned())]);
    let binding = holding(&columns, &["A2"]);
    assert!(binding.notes.iter().any(|note| matches!(note, Note::LabelOfAnother { value: 1, labelled: 7, .. })));
}

#[test]
fn every_note_is_a_sentence_in_every_language() {
    let notes = [
        Note::ByText { found: 44 },
        Note::ByOrder { battery: Expectation, first: "Q1_1".into(), last: "Q1_22".into(), found: 22 },
        Note::BatteryAbsent { battery: Perception },
        Note::Coded { letters: "AO".into(), first: "Q1".into(), found: 44 },
        Note::LabelOfAnother { column: "E01".into(), value: 1, label: "Agree".into(), labelled: 7 },
    ];
    for note in notes {
        for language in Language::ALL {
            let sentence = note.sentence(language.words());
            assert!(!sentence.contains("exchange-") && !sentence.contains('{'), "{sentence}");
        }
    }
}

/// Headers of all shapes: pieces that the finders look for, put together by chance.
fn header() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "E",
        "P",
        "Q",
        "01",
        "1",
        "_",
        "[",
        "]",
        "#",
        "[SQ001]",
        "[1]",
        "Harapan",
        "Expectations",
        "Modern equipment",
        " - ",
        ": ",
        "ñ",
        "𝟙",
        "",
        "id",
    ]);
    prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn any_header_is_bound_or_refused_but_never_panics(
        names in prop::collection::vec(header(), 0..60),
        question in any::<String>(),
        cell in any::<String>(),
        ragged in 0_usize..5,
    ) {
        let mut columns = named(names);
        if let Some(first) = columns.first_mut() {
            first.question.clone_from(&question);
            first.labels.insert(cell.clone(), question);
        }
        let preview = vec![vec![cell; columns.len() / (ragged + 1)]; 2];
        let by: Vec<_> = columns.first().map(|column| column.name.clone()).into_iter().collect();
        for id in survey::builtin_ids() {
            let instrument = survey::builtin(id).expect("built in");
            if let Ok(binding) = bind(&columns, &preview, &instrument, None, &by, None) {
                assert_eq!(binding.layout.columns.len(), binding.positions.len());
                assert!(binding.positions.iter().all(|position| *position < columns.len()));
            }
            let draft = crate::draft_mapping(&columns, &preview, &instrument, Language::English.words());
            assert!(Mapping::parse(&draft).is_ok(), "{draft}");
        }
    }
}
