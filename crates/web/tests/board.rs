//! The board: what is counted is listed and exported, what may not be shown is nowhere, and every number leads somewhere.

mod boarding;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use axum::http::StatusCode;
use boarding::{CLINIC, Clinic};
use report::{Blueprint, FacetMeaning, Material, Number, Report};
use store::Role;

const PARTS: [&str; 8] = ["", "/items", "/priorities", "/zone", "/segments", "/waves", "/structure", "/data"];

fn of_json(text: &str) -> Report {
    serde_json::from_str(text).expect("a report")
}

/// What the command line makes of a file of answers: the same binding, scan and assembly.
fn measured(path: &PathBuf, toml: &str, by: &[&str]) -> Report {
    let instrument = survey::parse(toml).expect("a questionnaire");
    let records = exchange::open(path).expect("our own file");
    let by: Vec<String> = by.iter().map(|name| (*name).to_owned()).collect();
    let binding =
        exchange::bind(records.columns(), records.preview(), &instrument, None, &by, None).expect("our own columns");
    drop(records);
    let mut facets = vec![exchange::FacetSpec::Folds(20)];
    let mut meanings = vec![FacetMeaning::Folds];
    for (position, name) in binding.by.iter().zip(&by) {
        facets.push(exchange::FacetSpec::Columns(vec![*position]));
        meanings.push(FacetMeaning::Segments { column: name.clone() });
    }
    let mut cells = vec![500; facets.len()];
    cells[0] = 20;
    let blueprint = Blueprint::new(&instrument, &binding.layout, false).with_facets(&cells);
    let request = exchange::Request {
        binding: binding.clone(),
        plan: blueprint.plan.clone(),
        facets,
        keep_rows: 50_000,
        threads: 2,
    };
    let reading = exchange::scan(std::slice::from_ref(path), &request).expect("our own answers");
    assert_eq!((reading.refusals.rows, reading.refusals.cells), (0, 0), "nothing of our own is refused");
    let keys: Vec<Vec<Vec<String>>> =
        reading.keys.iter().map(|keys| keys.iter().map(|key| key.values.clone()).collect()).collect();
    report::assemble(&Material {
        instrument: &instrument,
        layout: &binding.layout,
        blueprint: &blueprint,
        cube: &reading.cube,
        meanings: &meanings,
        keys: &keys,
        rows: reading.rows.as_ref(),
        seconds: &reading.seconds,
        care: report::DataCare::default(),
        words: language::Language::English.words(),
        title: None,
        minimum_gap: 0.3,
        seed: 1,
        estimator: report::Estimator::default(),
        provider: report::Provider::default(),
        targets: None,
    })
}

type Name = (String, String, String, String);

/// Numbers by name. The groups of a pair stand in some order; here in that of their names, and without sign.
fn by_name(report: &Report) -> BTreeMap<Name, Number> {
    let named = |number: &Number| {
        let mut number = number.clone();
        if let Some((column, pair)) = number.by.split_once('=').filter(|(_, pair)| pair.contains('~')) {
            let mut groups: Vec<&str> = pair.split('~').collect();
            groups.sort_unstable();
            number.by = format!("{column}={}", groups.join("~"));
            let mut ends = [number.low.map(f64::abs), number.high.map(f64::abs)];
            ends.sort_by(|a, b| a.partial_cmp(b).expect("ends of an interval"));
            (number.value, number.low, number.high) = (number.value.map(f64::abs), ends[0], ends[1]);
        }
        let name = (number.statistic.clone(), number.of.clone(), number.by.clone(), number.wave.clone());
        (name, number)
    };
    report.numbers.iter().map(named).collect()
}

fn temporary(name: &str, bytes: &[u8]) -> PathBuf {
    let path = std::env::temp_dir().join(format!("board-{}-{name}", std::process::id()));
    std::fs::write(&path, bytes).expect("a temporary file");
    path
}

/// Numbers that depend on how respondents were dealt out to folds, which goes by their id.
fn by_folds(number: &Number) -> bool {
    ["driver.", "item_driver", "omega."].iter().any(|name| number.statistic.starts_with(name))
}

#[tokio::test(flavor = "multi_thread")]
async fn counted_is_listed_is_exported_is_measured() {
    for anonymous in [false, true] {
        let clinic = Clinic::new(anonymous).await;
        let wave = clinic.wave("2025-1").await;
        // But nine who would stand out by branch and age together: of an anonymous survey their groups would stay here.
        let nine = |cells: &BTreeMap<&str, &str>| cells["branch"] == "Selatan" && cells["age"] == "45-59";
        let counted = clinic.answer(&wave, |_, cells| cells["wave"] == "2025-1" && !nine(cells)).await;
        clinic.close(&wave).await;
        let session = clinic.sign_in(Role::Manager).await;
        let base = format!("/board/{}", wave.id);
        let shown = of_json(&clinic.page(&session, &format!("{base}/report/report.json")).await);
        assert_eq!(shown.data.respondents, counted as u64);
        let listed = listed(&clinic, &session, &base).await;
        assert_eq!(listed, counted);
        for file in ["answers.csv", "answers.sav"] {
            let bytes = clinic.get(&session, &format!("{base}/answers/{file}")).await;
            assert_eq!(bytes.status, StatusCode::OK);
            let path = temporary(file, &bytes.body);
            let again = measured(&path, &clinic.toml, &["branch", "age"]);
            std::fs::remove_file(&path).expect("a temporary file goes");
            assert_eq!(again.data.respondents, counted as u64, "{file}");
            let (mine, theirs) = (by_name(&shown), by_name(&again));
            let names = |numbers: &BTreeMap<Name, Number>| numbers.keys().cloned().collect::<BTreeSet<_>>();
            let (mine_only, theirs_only) = (&names(&mine) - &names(&theirs), &names(&theirs) - &names(&mine));
            assert_eq!((mine_only, theirs_only), (BTreeSet::new(), BTreeSet::new()), "{file}");
            for (name, number) in &mine {
                let other = &theirs[name];
                assert_eq!((number.value, number.n), (other.value, other.n), "{file}: {name:?}");
                // An anonymous file is in another order, of which other respondents are drawn.
                let by_draws = anonymous && number.method == "bootstrap";
                if !by_folds(number) && !by_draws {
                    assert_eq!((number.low, number.high), (other.low, other.high), "{file}: {name:?}");
                }
            }
        }
    }
}

/// How many answers the listing has, page after page.
async fn listed(clinic: &Clinic, session: &str, base: &str) -> usize {
    let mut next = Some(format!("{base}/answers"));
    let mut rows = 0;
    while let Some(path) = next.take() {
        let page = clinic.page(session, &path).await;
        let body = page.split_once("<tbody>").and_then(|(_, rest)| rest.split_once("</tbody>")).map_or("", |(b, _)| b);
        rows += body.matches("<tr").count();
        let link =
            page.split("href=\"").filter_map(|rest| rest.split('"').next()).find(|href| href.contains("?after="));
        next = link.map(|href| href.replace("&#38;", "&").replace("&amp;", "&"));
    }
    rows
}

#[tokio::test(flavor = "multi_thread")]
async fn fewer_than_ten_answers_show_no_number_to_anybody() {
    let clinic = Clinic::new(false).await;
    let wave = clinic.wave("2026-1").await;
    clinic.answer(&wave, |number, _| number < 9).await;
    for role in [Role::Owner, Role::Viewer] {
        let session = clinic.sign_in(role).await;
        let base = format!("/board/{}", wave.id);
        for part in PARTS {
            let page = clinic.page(&session, &format!("{base}{part}")).await;
            assert!(page.contains("9 answers so far"), "{part}");
            assert!(!page.contains("<svg class=\"chart"), "{part}");
        }
        for file in ["report.json", "numbers.csv", "report.html", "print", "report.xlsx"] {
            let reply = clinic.get(&session, &format!("{base}/report/{file}")).await;
            assert_eq!(reply.status, StatusCode::NOT_FOUND, "{file}");
        }
        for file in ["answers.csv", "answers.sav"] {
            let reply = clinic.get(&session, &format!("{base}/answers/{file}")).await;
            assert!(reply.status.is_client_error(), "{file}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn before_a_viewer_numbers_move_in_tens_and_before_a_manager_with_every_answer() {
    let clinic = Clinic::new(false).await;
    let wave = clinic.wave("2026-1").await;
    let (viewer, manager) = (clinic.sign_in(Role::Viewer).await, clinic.sign_in(Role::Manager).await);
    let path = format!("/board/{}/report/report.json", wave.id);
    let mut seen = BTreeMap::new();
    for count in (55..=62).chain(78..=82) {
        clinic.answer(&wave, |number, _| number < count).await;
        let exact = of_json(&clinic.page(&manager, &path).await);
        assert_eq!(exact.data.respondents, count as u64);
        let stepped = of_json(&clinic.page(&viewer, &path).await);
        let shown = stepped.data.respondents;
        // The last ten are left out, so that the end of the wave does not give away what came since; and as some leave an
        // item out, it takes more than ten people until each item has ten more answers.
        assert!(10 <= shown && shown.is_multiple_of(10) && shown + 10 <= count as u64, "{shown} of {count}");
        let numbers = seen.entry(count / 10).or_insert_with(|| stepped.numbers.clone());
        assert_eq!(*numbers, stepped.numbers, "between two tens nothing moves");
    }
    assert_ne!(seen[&5], seen[&8], "it does move");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_running_wave_has_always_valid_intervals_and_a_closed_one_its_own() {
    let clinic = Clinic::new(false).await;
    let wave = clinic.wave("2026-1").await;
    let session = clinic.sign_in(Role::Owner).await;
    let path = format!("/board/{}/report/report.json", wave.id);
    clinic.answer(&wave, |number, _| number < 40).await;
    let early = of_json(&clinic.page(&session, &path).await);
    let gap = |report: &Report| report.index().get("gap.mean", "dimension:reliability").expect("a gap").clone();
    assert_eq!((gap(&early).low, gap(&early).method.as_str()), (None, "always-valid"));
    let page = clinic.page(&session, &format!("/board/{}", wave.id)).await;
    assert!(page.contains("too few to say") && page.contains("data-running"));
    clinic.answer(&wave, |number, _| number < 120).await;
    let report = of_json(&clinic.page(&session, &path).await);
    let tests = report.numbers.iter().filter(|n| n.statistic.starts_with("segment.welch") || n.statistic == "gap.p");
    assert!(tests.clone().count() > 10 && tests.clone().all(|number| number.value.is_none()));
    let told = |word: &str| report.findings.iter().any(|finding| finding.text.contains(word));
    assert!(!told("no dimension differs") && told("when the wave is closed"), "what was not tested is not denied");
    let running = gap(&report);
    clinic.close(&wave).await;
    let closed = gap(&of_json(&clinic.page(&session, &path).await));
    assert_eq!((running.value, closed.value.is_some()), (closed.value, true));
    let width = |number: &Number| number.high.expect("an interval") - number.low.expect("an interval");
    assert!(width(&closed) * 1.2 < width(&running), "{} {}", width(&closed), width(&running));
    assert_eq!(closed.method, "gap");
    let page = clinic.page(&session, &format!("/board/{}", wave.id)).await;
    assert!(!page.contains("data-running"), "what cannot change is not asked for again");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_is_without_inline_style_and_script_and_every_method_is_explained() {
    let clinic = Clinic::new(false).await;
    let first = clinic.wave("2025-1").await;
    clinic.answer(&first, |_, cells| cells["wave"] == "2025-1").await;
    clinic.close(&first).await;
    let second = clinic.wave("2025-2").await;
    clinic.answer(&second, |_, cells| cells["wave"] != "2025-1").await;
    let session = clinic.sign_in(Role::Owner).await;
    let mut methods = BTreeSet::new();
    let mut pages: Vec<String> = PARTS.iter().map(|part| format!("/board/{}{part}", second.id)).collect();
    pages.push(format!("/board/{}/answers", second.id));
    pages.push(format!("/board/{}/answers?by=branch%3DUtara", second.id));
    for path in pages {
        let page = clinic.page(&session, &path).await;
        assert!(!page.contains(" style=") && !page.contains("<style") && !page.contains("javascript:"), "{path}");
        assert_eq!(
            page.matches("<script").count(),
            page.matches("<script type=\"module\" src=\"/assets/").count(),
            "{path}"
        );
        for message in ["board-", "report-", "html-", "undefined-", "findings-"] {
            let words = page.replace("-board-", "");
            assert!(!words.contains(&format!(">{message}")), "{path}: a name of a message, {message}");
        }
        let links = page.split("href=\"/method/").skip(1).filter_map(|rest| rest.split('"').next());
        methods.extend(links.map(str::to_owned));
    }
    assert!(methods.len() >= 8, "{methods:?}");
    for method in methods {
        let page = clinic.page(&session, &format!("/method/{method}")).await;
        assert!(page.contains("<h1>") && !page.contains(" style="), "{method}");
    }
    let overview = clinic.page(&session, &format!("/board/{}", second.id)).await;
    assert_eq!(overview.matches("class=\"chart strip\"").count(), 5);
    assert_eq!(overview.matches("class=\"chart spark\"").count(), 5);
    let newest = clinic.get(&session, &format!("/surveys/{}/board", clinic.survey.id)).await;
    let expected = format!("/board/{}", second.id);
    assert_eq!(newest.headers.get("location").and_then(|to| to.to_str().ok()), Some(expected.as_str()));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_small_group_is_in_no_outlet() {
    // Nine of Selatan among many of Utara: Selatan is hidden, and Utara with it.
    let few: Vec<usize> = CLINIC
        .lines()
        .skip(1)
        .enumerate()
        .filter(|(_, line)| line.split(',').nth(1) == Some("Selatan"))
        .map(|(number, _)| number)
        .take(9)
        .collect();
    let clinic = Clinic::new(true).await;
    let wave = clinic.wave("2026-1").await;
    clinic.answer(&wave, |number, cells| cells["branch"] == "Utara" || few.contains(&number)).await;
    clinic.close(&wave).await;
    let session = clinic.sign_in(Role::Owner).await;
    let base = format!("/board/{}", wave.id);
    let report = of_json(&clinic.page(&session, &format!("{base}/report/report.json")).await);
    let of_group = report.numbers.iter().filter(|number| number.by.starts_with("branch="));
    assert!(of_group.clone().all(|number| number.value.is_none()), "{:?}", of_group.collect::<Vec<_>>());
    let page = clinic.page(&session, &format!("{base}/segments")).await;
    assert!(page.contains("hidden (fewer than 10)"));
    let listing = clinic.page(&session, &format!("{base}/answers?by=branch%3DSelatan")).await;
    assert!(!listing.contains("<tbody>"), "the answers of a hidden group are not listed");
    let csv = clinic.get(&session, &format!("{base}/answers/answers.csv")).await;
    assert!(!csv.text().contains("Selatan") && !csv.text().contains("Utara,"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_viewer_reads_no_answers_and_another_organisation_sees_nothing() {
    let clinic = Clinic::new(false).await;
    let wave = clinic.wave("2026-1").await;
    clinic.answer(&wave, |number, _| number < 60).await;
    let viewer = clinic.sign_in(Role::Viewer).await;
    let base = format!("/board/{}", wave.id);
    for path in ["answers", "answers/answers.csv", "answers/answers.sav"] {
        let reply = clinic.get(&viewer, &format!("{base}/{path}")).await;
        assert_eq!(reply.status, StatusCode::FORBIDDEN, "{path}");
    }
    let page = clinic.page(&viewer, &base).await;
    assert!(!page.contains("/answers"), "no way to what may not be read");
    let other = Clinic::new(false).await;
    let stranger = other.sign_in(Role::Owner).await;
    let nowhere = other.get(&stranger, &format!("/board/{}", store::Id::random())).await;
    for path in [base.clone(), format!("{base}/items"), format!("{base}/report/report.json"), format!("{base}/answers")]
    {
        let reply = other.get(&stranger, &path).await;
        assert_eq!((reply.status, reply.text()), (StatusCode::NOT_FOUND, nowhere.text()), "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_script_in_a_comment_is_shown_and_a_formula_does_not_leave() {
    let clinic = Clinic::new(false).await;
    let wave = clinic.wave("2026-1").await;
    clinic.answer(&wave, |number, _| number < 60).await;
    let session = clinic.sign_in(Role::Owner).await;
    let base = format!("/board/{}", wave.id);
    let page = clinic.page(&session, &format!("{base}/answers")).await;
    assert!(page.contains("&#60;script&#62;alert") || page.contains("&lt;script&gt;alert"));
    let csv = clinic.get(&session, &format!("{base}/answers/answers.csv")).await;
    assert!(csv.text().contains("\"'=HYPERLINK(") && !csv.text().contains("\"=HYPERLINK("));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_answers_of_an_anonymous_survey_leave_in_no_order_and_with_no_group_that_is_not_shown() {
    let clinic = Clinic::new(true).await;
    let wave = clinic.wave("2026-1").await;
    clinic.answer(&wave, |number, cells| number < 120 && cells["branch"] == "Utara").await;
    // The only one of another branch is set aside, so that the report knows nothing of the branch.
    let alone =
        CLINIC.lines().skip(1).position(|line| line.split(',').nth(1) == Some("Selatan")).expect("there is one");
    clinic.answer(&wave, |number, _| number == alone).await;
    let (scope, id) = (clinic.scope.clone(), wave.id.clone());
    let arrived = clinic.app.store.write(move |tx| {
        let mut arrived = Vec::new();
        store::listing::each(tx, &scope, &id, |response| {
            arrived.push(response);
            Ok(())
        })?;
        let last = arrived.pop().ok_or(store::StoreError::NotFound)?;
        assert_eq!(last.segments[0].as_deref(), Some("Selatan"));
        store::answers::set_aside(tx, &scope, &id, &last.attempt, Some("test"), store::Time::now())?;
        Ok(arrived)
    });
    let mut arrived = arrived.await.expect("answers");
    clinic.close(&wave).await;
    let session = clinic.sign_in(Role::Manager).await;
    let base = format!("/board/{}", wave.id);

    let aside = clinic.get(&session, &format!("{base}/answers/set-aside.csv")).await;
    assert!(aside.text().lines().count() == 2 && !aside.text().contains("Selatan"), "{}", aside.text());
    let listing = clinic.page(&session, &format!("{base}/answers")).await;
    assert!(listing.contains("<tbody>") && !listing.contains("Selatan"));
    let of_group = clinic.page(&session, &format!("{base}/answers?by=branch%3DSelatan")).await;
    assert!(!of_group.contains("<tbody>"), "a group that the report does not show is not listed");

    let csv = clinic.get(&session, &format!("{base}/answers/answers.csv")).await;
    let mut rows = csv.text().lines().map(|line| line.split(',').collect::<Vec<_>>());
    let head = rows.next().expect("a header");
    let column = |name: &str| head.iter().position(|cell| cell.trim_matches('"') == name).expect("a column");
    let (id, seconds) = (column(head[0].trim_matches('"')), column("seconds"));
    let rows: Vec<Vec<&str>> = rows.collect();
    let left: Vec<&str> = rows.iter().map(|row| row[seconds].trim_matches('"')).collect();
    let seconds = |of: &[store::listing::Response]| {
        of.iter().map(|response| response.seconds.map_or(String::new(), |s| s.to_string())).collect::<Vec<_>>()
    };
    let in_order = seconds(&arrived);
    arrived.sort_by_key(|response| response.attempt.bytes()[8..].to_vec());
    assert_eq!(left, seconds(&arrived));
    assert_ne!(left, in_order, "not as they came");
    let numbers: Vec<String> = (1..=rows.len()).map(|number| number.to_string()).collect();
    assert_eq!(rows.iter().map(|row| row[id].trim_matches('"')).collect::<Vec<_>>(), numbers);
}

/// The names of the answers on a page, in its order.
fn handles(page: &str) -> Vec<String> {
    let named = page.split("name=\"answer\" value=\"").skip(1).filter_map(|rest| rest.split('"').next());
    named.map(str::to_owned).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_manager_sets_an_answer_aside_and_counts_it_again() {
    for anonymous in [false, true] {
        let clinic = Clinic::new(anonymous).await;
        let wave = clinic.wave("2026-1").await;
        clinic.answer(&wave, |number, _| number < 40).await;
        clinic.close(&wave).await;
        let session = clinic.sign_in(Role::Manager).await;
        let base = format!("/board/{}", wave.id);
        let (list, aside) = (format!("{base}/answers"), format!("{base}/answers?only=aside"));
        let report = format!("{base}/report/report.json");
        let judge = async |page: &str, handle: &str, verdict: &str| {
            let fields = format!("answer={handle}&verdict={verdict}");
            assert_eq!(clinic.press(&session, page, &list, &fields).await, StatusCode::SEE_OTHER, "{verdict}");
        };
        let whole = of_json(&clinic.page(&session, &report).await);
        let page = clinic.page(&session, &list).await;
        let (scope, id) = (clinic.scope.clone(), wave.id.clone());
        let all = clinic.app.store.read(move |tx| store::listing::responses(tx, &scope, &id, None, 100)).await;
        for answer in all.expect("answers").items {
            assert!(!page.contains(answer.attempt.as_str()), "the device that sent it knows it by this name");
        }
        let [first, second, ..] = &handles(&page)[..] else { panic!("forty answers") };
        judge(&list, first, "set-aside").await;
        let without_first = of_json(&clinic.page(&session, &report).await);
        assert_eq!((whole.data.respondents, without_first.data.respondents), (40, 39));
        let listed = clinic.page(&session, &aside).await;
        assert_eq!(handles(&listed), std::slice::from_ref(first));
        assert!(listed.contains("Somebody set it aside."));
        // One out and another in: as many as before, and not the same.
        judge(&list, second, "set-aside").await;
        judge(&aside, first, "count").await;
        let without_second = of_json(&clinic.page(&session, &report).await);
        assert_eq!(without_second.data.respondents, 39);
        assert_ne!(without_first.numbers, without_second.numbers, "the report is of these answers");
        judge(&aside, second, "count").await;
        assert_eq!(whole.numbers, of_json(&clinic.page(&session, &report).await).numbers);
        let unknown = format!("answer={}&verdict=count", store::Id::random());
        assert_eq!(clinic.press(&session, &list, &list, &unknown).await, StatusCode::NOT_FOUND);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_set_aside_can_be_judged_when_too_few_are_left_to_show() {
    let clinic = Clinic::new(true).await;
    let wave = clinic.wave("2026-1").await;
    clinic.answer(&wave, |number, _| number < 12).await;
    let (scope, id) = (clinic.scope.clone(), wave.id.clone());
    let aside = clinic.app.store.write(move |tx| {
        for answer in store::listing::responses(tx, &scope, &id, None, 12)?.items {
            store::answers::set_aside(tx, &scope, &id, &answer.attempt, Some("hasty"), store::Time::now())?;
        }
        Ok(())
    });
    aside.await.expect("all are set aside");
    clinic.close(&wave).await;
    let session = clinic.sign_in(Role::Manager).await;
    let list = format!("/board/{}/answers", wave.id);
    assert!(clinic.page(&session, &list).await.contains("only=aside"), "there is a way to them");
    let aside = format!("{list}?only=aside");
    let page = clinic.page(&session, &aside).await;
    assert_eq!((handles(&page).len(), page.matches("It was sent faster than anybody reads.").count()), (12, 12));
    for handle in handles(&page) {
        let fields = format!("answer={handle}&verdict=count");
        assert_eq!(clinic.press(&session, &aside, &list, &fields).await, StatusCode::SEE_OTHER);
    }
    assert_eq!(handles(&clinic.page(&session, &list).await).len(), 12);
}

/// How many lines of answers a file has.
async fn exported(clinic: &Clinic, session: &str, base: &str) -> usize {
    clinic.get(session, &format!("{base}/answers/answers.csv")).await.text().lines().count() - 1
}

#[tokio::test(flavor = "multi_thread")]
async fn single_answers_are_all_there_in_an_order_that_tells_nothing() {
    let clinic = Clinic::new(true).await;
    let wave = clinic.wave("2026-1").await;
    let session = clinic.sign_in(Role::Manager).await;
    let base = format!("/board/{}", wave.id);
    let mut seen = BTreeMap::new();
    for count in [60, 82] {
        clinic.answer(&wave, |number, _| number < count).await;
        // What is counted is listed and exported, also while the wave runs.
        assert_eq!((listed(&clinic, &session, &base).await, exported(&clinic, &session, &base).await), (count, count));
        let page = clinic.page(&session, &format!("{base}/answers")).await;
        let next = page.split("?after=").nth(1).and_then(|rest| rest.split('&').next()).expect("another page");
        assert!(store::Id::parse(next).is_some(), "the way on has no number in it: {next}");
        seen.insert(count, handles(&page));
    }
    assert!(seen[&82].iter().any(|name| !seen[&60].contains(name)), "those who came later are not at the end");
    clinic.close(&wave).await;
    assert_eq!((listed(&clinic, &session, &base).await, exported(&clinic, &session, &base).await), (82, 82));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_combination_of_groups_that_singles_somebody_out_is_nowhere_beside_an_answer() {
    // Utara and Selatan have many each, and so has every age; one of Selatan is the only one of that age there.
    let clinic = Clinic::new(true).await;
    let wave = clinic.wave("2026-1").await;
    let age_of = |line: &str| line.split(',').nth(3).unwrap_or_default().to_owned();
    let lines: Vec<&str> = CLINIC.lines().skip(1).collect();
    let in_branch = |number: usize, branch: &str| lines[number].split(',').nth(1) == Some(branch);
    let lone = (0..lines.len()).find(|n| in_branch(*n, "Selatan") && !age_of(lines[*n]).is_empty()).expect("somebody");
    let age = age_of(lines[lone]);
    let others = |number: usize| {
        in_branch(number, "Selatan") && age_of(lines[number]) != age && !age_of(lines[number]).is_empty()
    };
    clinic.answer(&wave, |number, _| number == lone || in_branch(number, "Utara") || others(number)).await;
    clinic.close(&wave).await;
    let session = clinic.sign_in(Role::Manager).await;
    let base = format!("/board/{}", wave.id);
    let csv = clinic.get(&session, &format!("{base}/answers/answers.csv")).await;
    let mut rows =
        csv.text().lines().map(|line| line.split(',').map(|cell| cell.trim_matches('"')).collect::<Vec<_>>());
    let head = rows.next().expect("a header");
    let place = |name: &str| head.iter().position(|cell| *cell == name).expect("a column");
    let (branch, years) = (place("branch"), place("age"));
    let mut combinations: BTreeMap<(String, String), usize> = BTreeMap::new();
    for row in rows {
        *combinations.entry((row[branch].to_owned(), row[years].to_owned())).or_default() += 1;
    }
    assert!(!combinations.contains_key(&("Selatan".to_owned(), age.clone())), "{combinations:?}");
    assert!(combinations.keys().any(|(branch, _)| branch == "Selatan"), "the others are shown: {combinations:?}");
    assert!(combinations.values().all(|count| 10 <= *count), "nobody stands out, hidden or not: {combinations:?}");
    // The report says how many are of the age. Were all the others of it listed, the one would be what is left.
    let encoded: String = age.bytes().map(|byte| format!("%{byte:02X}")).collect();
    let mut next = Some(format!("{base}/answers?by=age%3D{encoded}"));
    let mut rows = 0;
    while let Some(path) = next.take() {
        let page = clinic.page(&session, &path).await;
        let body = page.split_once("<tbody>").and_then(|(_, rest)| rest.split_once("</tbody>")).map_or("", |(b, _)| b);
        assert!(!body.contains("Selatan") && !body.contains(">hidden<"), "{body}");
        rows += body.matches("<tr").count();
        let link =
            page.split("href=\"").filter_map(|rest| rest.split('"').next()).find(|href| href.contains("?after="));
        next = link.map(|href| href.replace("&#38;", "&").replace("&amp;", "&"));
    }
    assert_eq!(rows, 0, "nobody of the age is listed");
}
