//! Answers in files, out and in again: what leaves is what can be brought back, one file never stands in the way of pages, and
//! a stranger's file is read within limits.

mod boarding;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use boarding::Clinic;
use store::answers::{ImportedAnswer, ImportedAnswers, Origin, import};
use store::listing::{self, Response, ResponseState, Way};
use store::waves::Wave;
use store::{Role, Time};
use tower::ServiceExt;
use web::export::{AnswerFormat, sheet, written};
use web::pages::desk::answers_file::{BY_WEB, Stopped, bring};

/// What is told of an answer, but for its name and when it came.
type Told =
    (ResponseState, Way, Option<i64>, String, Vec<u8>, Vec<Option<String>>, Option<String>, Vec<(String, String)>);

fn told(response: &Response) -> Told {
    let Response { state, way, seconds, language, codes, segments, comment, fields, .. } = response.clone();
    (state, way, seconds, language, codes, segments, comment, fields.into_iter().collect())
}

async fn answers_of(clinic: &Clinic, wave: &Wave) -> Vec<Told> {
    let (scope, wave) = (clinic.scope.clone(), wave.id.clone());
    let read = clinic.app.store.read(move |tx| {
        let mut all = Vec::new();
        listing::each(tx, &scope, &wave, |response| {
            all.push(told(&response));
            Ok(())
        })?;
        Ok(all)
    });
    let mut all = read.await.expect("they can be read");
    all.sort_by(|a, b| format!("{a:?}").cmp(&format!("{b:?}")));
    all
}

/// Answers with everything that an export can tell.
fn varied(count: u64) -> Vec<ImportedAnswer> {
    let ways = [Way::Open, Way::Invited, Way::Kiosk, Way::Embedded, Way::Api, Way::Imported];
    let row = |line: u64| {
        let code = |place: u64| match (line + place) % 9 {
            0 => sums::NOT_APPLICABLE,
            1 => sums::MISSING,
            answer => u8::try_from(answer - 1).unwrap_or(1),
        };
        let comments = ["=HYPERLINK(1)", "'quoted'", "two\nlines; \"quoted\"", "Antre lama sekali."];
        ImportedAnswer {
            line,
            codes: (0..44).map(code).chain([20; 5]).chain([sums::MISSING; 8]).collect(),
            segments: [("branch".to_owned(), "Utara".to_owned()), ("age".to_owned(), format!("{}", line % 3))].into(),
            comment: line.is_multiple_of(2).then(|| comments[usize::try_from(line / 2 % 4).unwrap_or(0)].to_owned()),
            seconds: (!line.is_multiple_of(5)).then(|| 60 + u32::try_from(line % 600).unwrap_or(0)),
            language: ["en", "id", "es"][usize::try_from(line % 3).unwrap_or(0)].to_owned(),
            origin: Origin {
                way: ways[usize::try_from(line % 6).unwrap_or(0)],
                aside: line % 7 == 3,
                fields: [("ticket".to_owned(), format!("T-{line}"))].into(),
            },
        }
    };
    (1..=count).map(row).collect()
}

async fn put(clinic: &Clinic, wave: &Wave, mut rows: Vec<ImportedAnswer>) -> ImportedAnswers {
    let (scope, id, version) = (clinic.scope.clone(), wave.instrument.clone(), wave.instrument_version);
    let wave = wave.id.clone();
    let done = clinic.app.store.write(move |tx| {
        let asked = store::instruments::questionnaire(tx, &scope, &id, version)?;
        for row in &mut rows {
            row.codes.resize(asked.layout.columns.len(), sums::MISSING);
        }
        import(tx, &scope, &wave, &[9; 32], &rows, Time::now())
    });
    done.await.expect("they are taken")
}

/// Brings a file into a wave as the pages do.
async fn brought(clinic: &Clinic, wave: &Wave, name: &str, bytes: Vec<u8>) -> Result<ImportedAnswers, Stopped> {
    let (scope, wave, store) = (clinic.scope.clone(), wave.clone(), clinic.app.store.clone());
    let path = std::env::temp_dir().join(format!("rater-files-{}-{name}", store::Id::random()));
    std::fs::write(&path, bytes).expect("a file can be written");
    let (asking, id, version) = (scope.clone(), wave.instrument.clone(), wave.instrument_version);
    let asked = store.read(move |tx| store::instruments::questionnaire(tx, &asking, &id, version)).await;
    let asked = asked.expect("a questionnaire");
    let done = tokio::task::spawn_blocking(move || {
        let done = bring(&path, &asked, "en", Some(BY_WEB), &mut |some| {
            let (scope, wave, some) = (scope.clone(), wave.id.clone(), some.to_vec());
            store.write(move |tx| import(tx, &scope, &wave, &[8; 32], &some, Time::now())).wait()
        });
        let _ = std::fs::remove_file(&path);
        done.map(|(_, done)| done)
    });
    done.await.expect("it ends")
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_operator_exports_and_imports_into_another_wave_is_the_same() {
    for (format, name) in [(AnswerFormat::Csv, "answers.csv"), (AnswerFormat::Sav, "answers.sav")] {
        let clinic = Clinic::new(false).await;
        let first = clinic.wave("First").await;
        put(&clinic, &first, varied(60)).await;
        clinic.close(&first).await;
        let (scope, wave) = (clinic.scope.clone(), first.id.clone());
        let words = language::Language::English.words();
        let exported =
            clinic.app.store.read(move |tx| written(&sheet(tx, &scope, &wave, format, words)?, format, Time::now()));
        let exported = exported.await.expect("an export");
        let second = clinic.wave("Second").await;
        let done = brought(&clinic, &second, name, exported).await.expect("our own file");
        assert_eq!(done.added, 60, "{name}");
        assert_eq!(answers_of(&clinic, &second).await, answers_of(&clinic, &first).await, "{name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_board_exports_keeps_comments_languages_ways_and_seconds() {
    let clinic = Clinic::new(false).await;
    let first = clinic.wave("First").await;
    // More than are read by one job.
    put(&clinic, &first, varied(2_300)).await;
    let session = clinic.sign_in(Role::Manager).await;
    clinic.close(&first).await;
    for (file, name) in [("answers.csv", "a.csv"), ("answers.sav", "a.sav")] {
        let exported = clinic.get(&session, &format!("/board/{}/answers/{file}", first.id)).await;
        assert_eq!(exported.status, StatusCode::OK, "{file}");
        let second = clinic.wave(file).await;
        brought(&clinic, &second, name, exported.body).await.expect("our own file");
        let plain = |all: Vec<Told>| -> Vec<Told> {
            let counted = all.into_iter().filter(|told| told.0 == ResponseState::Counted);
            // What links said besides stands under its own name in this file, and whose column it is nobody knows.
            counted
                .map(|mut told| {
                    told.7.clear();
                    told
                })
                .collect()
        };
        let mut before = plain(answers_of(&clinic, &first).await);
        before.sort_by(|a, b| format!("{a:?}").cmp(&format!("{b:?}")));
        assert_eq!(plain(answers_of(&clinic, &second).await), before, "{file}");
        clinic.close(&second).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_breaks_off_leaves_nothing_and_a_packed_one_is_refused() {
    let clinic = Clinic::new(true).await;
    let wave = clinic.wave("First").await;
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    std::io::Write::write_all(&mut packed, boarding::CLINIC.as_bytes()).expect("memory takes it");
    let packed = packed.finish().expect("memory takes it");
    let refused = brought(&clinic, &wave, "a.csv.gz", packed).await;
    assert!(matches!(&refused, Err(Stopped::File(error)) if error.key == "exchange-packed"), "{refused:?}");
    let header = boarding::CLINIC.lines().next().expect("a header");
    let line = boarding::CLINIC.lines().nth(1).expect("a line");
    let many = std::iter::once(header).chain(std::iter::repeat_n(line, 250_001)).collect::<Vec<_>>().join("\n");
    let refused = brought(&clinic, &wave, "a.csv", many.into_bytes()).await;
    assert!(matches!(&refused, Err(Stopped::File(error)) if error.key == "exchange-too-many-records"), "{refused:?}");
    assert_eq!(answers_of(&clinic, &wave).await.len(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_comes_when_all_turns_are_taken_is_told_to_come_again_and_pages_go_on() {
    let clinic = Clinic::new(false).await;
    let wave = clinic.wave("First").await;
    put(&clinic, &wave, varied(30)).await;
    let session = clinic.sign_in(Role::Manager).await;
    let address = format!("/board/{}/answers/answers.csv", wave.id);
    let turns = (clinic.app.file_turn().expect("a turn"), clinic.app.file_turn().expect("another"));
    let busy = clinic.get(&session, &address).await;
    assert_eq!(busy.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(busy.headers["retry-after"], "20");
    assert!(busy.text().contains("Other files of answers"), "{}", busy.text());
    let request =
        Request::get("/healthz").header(header::HOST, "rater.example").body(Body::empty()).expect("a request");
    let health = clinic.router.clone().oneshot(request).await.expect("the router answers");
    assert_eq!(health.status(), StatusCode::OK);
    drop(turns);
    assert_eq!(clinic.get(&session, &address).await.status, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn that_somebody_looked_at_single_answers_stands_in_the_log() {
    let clinic = Clinic::new(false).await;
    let wave = clinic.wave("First").await;
    put(&clinic, &wave, varied(30)).await;
    let session = clinic.sign_in(Role::Manager).await;
    assert_eq!(clinic.get(&session, &format!("/board/{}/answers", wave.id)).await.status, StatusCode::OK);
    let scope = clinic.scope.clone();
    let entries = clinic.app.store.read(move |tx| store::audit::list(tx, &scope, None, 50)).await.expect("a log");
    let noted: Vec<_> = entries.iter().filter(|entry| entry.action == "answers.view").collect();
    assert_eq!(noted.len(), 1);
    assert_eq!(noted[0].object, wave.id.to_string());
}
