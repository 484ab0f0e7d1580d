//! `docs/query.md` on the articles of `corpus/`: what stands in its boxes is read without a doubt and
//! finds something; what stands in its tables is read without a doubt.

use std::fs;
use std::path::Path;

use onrecord::article::OutletTable;
use onrecord::engine::Reader;
use onrecord::engine::local;
use onrecord::query::{Filters, Notes, Recency, Request, Sort, Target, Weight};

use crate::cli::bench::Bench;

fn page() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/query.md")).unwrap()
}

/// The lines of the boxes called `name`.
fn boxes(page: &str, name: &str) -> Vec<String> {
    let opening = format!("```{name}\n");
    let inside = page.split(&opening).skip(1).map(|rest| rest.split("```").next().unwrap());
    inside.flat_map(str::lines).map(str::to_owned).collect()
}

/// The first cells of the tables under the headings `headings`, each piece of code in them.
fn cells(page: &str, headings: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for section in page.split("\n## ").filter(|section| headings.iter().any(|name| section.starts_with(name)))
    {
        for row in section.lines().filter(|line| line.starts_with("| `")) {
            let row = row.replace("\\|", "\u{1}");
            let cell = row.split('|').nth(1).unwrap();
            let code = cell.split('`').skip(1).step_by(2);
            found.extend(code.map(|code| code.replace('\u{1}', "|")));
        }
    }
    found
}

fn ask(reader: &dyn Reader, target: Target, text: &str) -> (u64, Notes) {
    let filters = Filters::default();
    let request = Request {
        target,
        text,
        speaker: "",
        filters: &filters,
        sort: Sort::Relevance,
        recency: Recency { as_of: jiff::civil::date(2026, 10, 20), half_life_days: 30.0, floor: 0.3 },
        limit: 3,
        after: None,
        explain: true,
    };
    let (query, mut notes) = request.read(&OutletTable::default()).expect("no flags");
    let answer = reader.answer(&query).expect("an answer");
    notes.retain(|note| note.weight == Weight::Doubt);
    (answer.total, notes)
}

#[test]
fn examples_are_read_and_find_something() {
    let bench = Bench::new();
    let corpus = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus");
    bench.json(&["ingest", corpus]);
    let reader = local::open(&bench.path(".onrecord")).expect("an index");
    let page = page();
    let mut wrong = Vec::new();
    for (name, target, least) in [("search", Target::Articles, 30), ("said", Target::Statements, 5)] {
        let examples = boxes(&page, name);
        assert!(examples.len() >= least, "{name}: {}", examples.len());
        for example in examples {
            let (total, doubts) = ask(&reader, target, &example);
            if total == 0 || !doubts.is_empty() {
                wrong.push(format!("{name} {example}: {total} found, {doubts:?}"));
            }
        }
    }
    let cells = cells(&page, &["Words", "Forms", "Nearness", "Fields"]);
    assert!(cells.len() >= 60, "{}", cells.len());
    for cell in cells.iter().filter(|cell| !cell.contains('…') && !cell.ends_with(':')) {
        let (_, doubts) = ask(&reader, Target::Articles, cell);
        if !doubts.is_empty() {
            wrong.push(format!("{cell}: {doubts:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
