//! What holds for every draft: places inside the text, times ahead, and fixing that is done once.

use std::sync::LazyLock;

use jiff::civil::date;
use jiff::tz::TimeZone;
use proptest::prelude::*;
use replies::{Channel, Coach, CustomerFile, Draft, Language, OpenPromise, Review, calendar_unless_said, fix};

/// The rules are read once.
static COACH: LazyLock<Coach> = LazyLock::new(Coach::builtin);

fn review(coach: &Coach, text: &str, language: Language) -> Review {
    let calendar = calendar_unless_said();
    let now = date(2026, 3, 11).at(10, 20, 0, 0);
    coach.review(&Draft {
        text,
        language,
        received: None,
        now,
        calendar: &calendar,
        zone: &TimeZone::UTC,
        customer: None,
    })
}

const PARTS: [&str; 22] = [
    "Dear Ann,",
    "\n\n",
    "I'll ring you",
    " by Friday noon",
    " the the box",
    " u get it",
    "!!",
    "??",
    " on 12 March",
    " within two hours",
    ". ",
    "Xq ese día",
    " te mando",
    " mañana",
    " yg sdh",
    " saya kirim besok pukul 09.00",
    " “their words here”",
    "\n> quoted\n",
    " soon",
    " é😡",
    " 31 February",
    "\n\nTom",
];

#[test]
fn fixing_does_not_double_a_word() {
    for text in ["I'll ring you u get it", "I'll ring u u get it"] {
        let once = fix(text, &review(&COACH, text, Language::English).findings);
        assert!(!once.contains("you you"), "{once}");
        assert_eq!(fix(&once, &review(&COACH, &once, Language::English).findings), once);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn every_place_is_inside_the_draft_and_fixing_twice_is_fixing_once(
        parts in proptest::collection::vec(0..PARTS.len(), 0..14),
        wild in ".{0,30}",
        language in 0..3_usize,
    ) {
        let coach = &*COACH;
        let language = Language::ALL[language];
        let text: String = parts.iter().map(|at| PARTS[*at]).chain([wild.as_str()]).collect();
        let found = review(coach, &text, language);
        for finding in &found.findings {
            prop_assert!(text.get(finding.start..finding.end).is_some());
        }
        for promise in &found.promises {
            prop_assert!(text.get(promise.start..promise.end).is_some());
        }
        let once = fix(&text, &found.findings);
        let again = review(coach, &once, language);
        prop_assert_eq!(fix(&once, &again.findings), once);
    }

    #[test]
    fn a_time_that_is_resolved_is_not_before_now(hour in 8..18_i8, day in 1..29_i8, phrase in 0..12_usize) {
        let phrases = [
            "by Friday", "tomorrow", "within two hours", "on the 15th", "by the end of the month", "at 9:30", "next week", "within five working days",
            "by next Monday noon", "at half past four", "on 14 March", "in a month",
        ];
        let coach = &*COACH;
        let calendar = calendar_unless_said();
        let now = date(2026, 4, day).at(hour, 0, 0, 0);
        let text = format!("I'll ring you {}.", phrases[phrase]);
        let draft = Draft { text: &text, language: Language::English, received: None, now, calendar: &calendar, zone: &TimeZone::UTC, customer: None };
        let due = coach.review(&draft).promises.first().and_then(|promise| promise.due);
        prop_assert!(due.is_some_and(|due| now <= due || due.date() == now.date()), "{text} at {now}: {due:?}");
    }
}

#[test]
fn what_is_fixed_is_no_longer_found() {
    let coach = &*COACH;
    let text = "Dear Ann,\n\nu get the the money back today!! Thank you.\n\nTom";
    let fixed = fix(text, &review(coach, text, Language::English).findings);
    assert_eq!(fixed, "Dear Ann,\n\nyou get the money back today! Thank you.\n\nTom");
    assert!(review(coach, &fixed, Language::English).findings.iter().all(|finding| !finding.safe));
}

#[test]
fn a_draft_against_the_customer_s_file_is_found() {
    let coach = &*COACH;
    let calendar = calendar_unless_said();
    let now = date(2026, 3, 11).at(10, 20, 0, 0);
    let file = CustomerFile {
        open_promises: vec![OpenPromise { what: "pay the refund".to_owned(), due: date(2026, 3, 12).at(17, 0, 0, 0) }],
        unwanted: vec![Channel::Mail],
    };
    let text = "Dear Ann,\n\nthank you. We will pay your refund by Friday and I'll mail you the receipt.\n\nTom";
    let draft = Draft {
        text,
        language: Language::English,
        received: None,
        now,
        calendar: &calendar,
        zone: &TimeZone::UTC,
        customer: Some(&file),
    };
    let rules: Vec<String> = coach.review(&draft).findings.into_iter().map(|finding| finding.rule).collect();
    assert!(rules.iter().any(|rule| rule == "against-open-promise"), "{rules:?}");
    assert!(rules.iter().any(|rule| rule == "unwanted-channel"), "{rules:?}");
}
