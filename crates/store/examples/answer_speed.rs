//! How long it takes to take an answer, to look at a wave, and to take an answer back, with so many answers there:
//! `cargo run --release -p rater-store --example answer_speed -- 100000`.
//!
//! Times without the wait for the disk: many answers share a commit. Separate from the tests, which say nothing of speed.

#![allow(clippy::print_stdout, reason = "an example tells what it measured")]

use std::collections::BTreeMap;
use std::error::Error;
use std::sync::Arc;
use std::time::Instant;

use store::answers::{self, Submission};
use store::erase::{self, PersonQuery};
use store::links::{self, LinkKind};
use store::people::{self, NewOrganisation};
use store::surveys::{self, NewSurvey, Pulse};
use store::waves::{self, NewWave};
use store::{DatabaseUrl, Id, Options, Store, Time, instruments, live};
use sums::{Composite, Facet, Plan, Variable};

fn main() -> Result<(), Box<dyn Error>> {
    let answers: u32 = std::env::args().nth(1).map_or(Ok(100_000), |text| text.parse())?;
    let folder = std::env::temp_dir().join(format!("rater_speed_{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let store = Store::open(&DatabaseUrl::Sqlite(folder.join("rater.db")), &Options::default())?;
    let now = Time::now();
    let (scope, wave, token) = store
        .write(move |tx| {
            let bank =
                NewOrganisation { name: "Bank".into(), language: "en".into(), zone: "UTC".into(), sample: false };
            let scope = people::create_organisation(tx, &bank, now)?;
            let toml = survey::builtin_source("servqual").unwrap_or_default();
            let version = instruments::save(tx, &scope, toml, now)?;
            let new = NewSurvey {
                title: "Speed".into(),
                instrument: version.id,
                instrument_version: version.version,
                language: "en".into(),
                team: None,
                anonymous: true,
                pulse: Pulse::Off,
                ask_comment: true,
                thanks: String::new(),
                embed_origins: vec![],
                sample: false,
            };
            let survey = surveys::create(tx, &scope, &new, now)?;
            let wave = waves::open(
                tx,
                &scope,
                &survey.id,
                &NewWave { title: "One".into(), opens_at: now, closes_at: None },
                now,
            )?;
            let link = links::create(tx, &scope, &survey.id, LinkKind::Open, "", &BTreeMap::new(), now)?;
            Ok((scope, wave.id, link.token))
        })
        .wait()?;

    let plan = Arc::new(servqual_plan());
    let mut door = store.read(move |tx| links::resolve(tx, &token, now)).wait()?.ok_or("the link is open")?;
    let segments = door.questionnaire.as_ref().map_or(0, |asked| asked.segments().len());
    let facets = std::iter::once(20).chain(std::iter::repeat_n(500, segments)).map(|cells| Facet { cells });
    let plan = Arc::new(Plan { facets: facets.collect(), ..Plan::clone(&plan) });
    door.plan = Some(Arc::clone(&plan));
    let door = Arc::new(door);
    let mut spent = 0.0;
    let mut attempts = vec![];
    for start in (0..answers).step_by(256) {
        let door = Arc::clone(&door);
        let (seconds, some) = store
            .write(move |tx| {
                let begun = Instant::now();
                let mut some = None;
                for n in start..(start + 256).min(answers) {
                    let submission = submission(&door, n);
                    answers::submit(tx, &door, &submission, now)?;
                    some = Some(submission.attempt);
                }
                Ok((begun.elapsed().as_secs_f64(), some))
            })
            .wait()?;
        spent += seconds;
        attempts.extend(some);
    }
    println!("{answers} answers: {:.1} µs each to take, folding included", spent * 1e6 / f64::from(answers));

    let (scope_too, wave_too, plan_too) = (scope.clone(), wave.clone(), Arc::clone(&plan));
    let begun = Instant::now();
    let evidence = store.read(move |tx| live::evidence(tx, &scope_too, &wave_too, &plan_too)).wait()?;
    println!("{:.1} ms to look, {} rows looked at", begun.elapsed().as_secs_f64() * 1e3, evidence.looked_at);
    println!("{} bytes of sums", evidence.cube.to_bytes().len());

    let begun = Instant::now();
    let attempt = attempts.swap_remove(attempts.len() / 2);
    let scope_too = scope.clone();
    store.write(move |tx| erase::person(tx, &scope_too, &PersonQuery::Attempt(attempt), now)).wait()?;
    println!("{:.1} ms to erase one, commit included", begun.elapsed().as_secs_f64() * 1e3);

    let begun = Instant::now();
    let cube = sums::Scan::scan(&mut live::StoreScan { store: store.clone(), scope, wave }, &plan)?;
    println!("{:.0} ms to add all rows up anew, {} of them", begun.elapsed().as_secs_f64() * 1e3, cube.total(0).rows);
    drop(store);
    std::fs::remove_dir_all(&folder)?;
    Ok(())
}

fn submission(door: &links::Door, n: u32) -> Submission {
    let columns = door.questionnaire.as_ref().map(|asked| &asked.layout.columns[..]).unwrap_or_default();
    let codes = (0..).zip(columns).map(|(at, column)| {
        let steps = u32::from(column.scale.max - column.scale.min) + 1;
        column.scale.min + ((n * 7 + at * 5 + n / 11) % steps) as u8
    });
    Submission {
        attempt: Id::random(),
        codes: codes.collect(),
        segments: BTreeMap::from([("branch".to_owned(), format!("Branch {}", n % 12))]),
        fields: BTreeMap::new(),
        comment: n.is_multiple_of(4).then(|| "The queue was long, but the counter was friendly.".to_owned()),
        seconds: Some(180),
        language: "en".into(),
        invitation: None,
        suspicious: None,
    }
}

/// About as much as a report asks for: scores, gaps, tables and histograms of 22 items in five dimensions.
fn servqual_plan() -> Plan {
    let layout = survey::builtin("servqual").map(|instrument| survey::Layout::of(&instrument)).unwrap_or_default();
    let dimensions = [0..4, 4..9, 9..13, 13..17, 17..22_usize];
    let composites: Vec<Composite> = dimensions
        .iter()
        .map(|items| Composite::MeanDifference {
            pairs: items.clone().map(|item| (22 + item, item)).collect(),
            minimum: 2,
            scale: 60,
        })
        .collect();
    let columns = dimensions.iter().map(|items| {
        items.clone().chain(items.clone().map(|item| 22 + item)).map(Variable::Column).collect::<Vec<_>>()
    });
    let every = (0..44).map(Variable::Column).collect();
    let scores = (0..5).map(Variable::Composite).collect();
    Plan {
        column_max: layout.columns.iter().map(|column| column.scale.max).collect(),
        blocks: columns.chain([every, scores]).collect(),
        tables: (0..22).map(|item| (item, 22 + item)).collect(),
        histograms: (0..5).map(|score| (score, -360, 360)).collect(),
        composites,
        facets: vec![Facet { cells: 20 }],
    }
}
