//! How long it takes from a survey file to exact sums: the built-in SERVQUAL with everything its report asks for, by 20
//! folds and by one segment column.
//!
//! `cargo run --release -p rater-exchange --example read_speed FILE [SEGMENT] [THREADS]`; the columns of the file are
//! named as the instrument names them, the segment is `branch` when left out. The best of five runs is printed.
#![allow(clippy::print_stdout, reason = "a measurement is printed")]

use std::path::PathBuf;
use std::time::Instant;

use exchange::{Binding, FacetSpec, Reading, Request, open, scan};
use report::Blueprint;
use survey::{AnswerColumn, BatteryKind, Instrument, Layout, Role};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = PathBuf::from(arguments.next().ok_or("name a survey file")?);
    let segment = arguments.next().unwrap_or_else(|| "branch".to_owned());
    let threads = arguments.next().map_or(Ok(2), |threads| threads.parse())?;
    let instrument = survey::builtin("servqual").ok_or("servqual is built in")?;
    let names: Vec<String> = open(&path)?.columns().iter().map(|column| column.name.clone()).collect();
    let request = request(&instrument, &names, &segment, threads);
    let mut best = f64::INFINITY;
    let mut first: Option<Reading> = None;
    for _ in 0..5 {
        let start = Instant::now();
        let reading = scan(std::slice::from_ref(&path), &request)?;
        best = best.min(start.elapsed().as_secs_f64());
        let expected = first.get_or_insert_with(|| reading.clone());
        assert!(expected.cube == reading.cube, "the same integers every time");
    }
    let megabytes = std::fs::metadata(&path)?.len() as f64 / 1e6;
    let records = first.map_or(0, |reading| reading.records);
    println!(
        "{records} records, {megabytes:.1} MB, {threads} thread(s): {:.1} ms, {:.0} MB/s, {:.0} ns per record",
        best * 1e3,
        megabytes / best,
        best * 1e9 / records as f64
    );
    Ok(())
}

fn request(instrument: &Instrument, names: &[String], segment: &str, threads: usize) -> Request {
    let at = |name: &str| names.iter().position(|other| other == name);
    let mut binding = Binding { id: at("id"), ..Binding::default() };
    let mut layout = Layout::default();
    for battery in [BatteryKind::Expectation, BatteryKind::Perception] {
        for (item, asked) in instrument.items.iter().enumerate() {
            let Some(name) = asked.columns.get(&battery) else { continue };
            let Some(position) = at(name) else { continue };
            binding.positions.push(position);
            layout.columns.push(AnswerColumn {
                role: Role::Item { battery, item },
                scale: instrument.scale.clone(),
                reversed: asked.reversed,
                name: name.clone(),
            });
        }
    }
    let blueprint = Blueprint::new(instrument, &layout, false).with_facets(&[20, 1000]);
    binding.layout = layout;
    let facets = vec![FacetSpec::Folds(20), FacetSpec::Columns(at(segment).into_iter().collect())];
    Request { binding, plan: blueprint.plan, facets, keep_rows: 20_000, threads }
}
