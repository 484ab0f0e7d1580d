//! CPU of one `onrecord` process a query, by class of query, median of ten:
//! `cargo bench --bench query`.
//!
//! `ONRECORD_BENCH=FILE` names JSON Lines of articles; without it `corpus/` is repeated.
#![allow(
    missing_docs,
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a bench ends at the first thing that goes wrong, and prints"
)]

mod support;

/// Measurements a class.
const ROUNDS: usize = 10;
/// Processes a measurement: the kernel counts in hundredths of a second.
const PROCESSES: u32 = 10;

fn main() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let articles = support::articles(folder.path()).expect("articles");
    let index = folder.path().join("index");
    support::run(&["ingest", articles.to_str().expect("a UTF-8 path")], &index).expect("ingest");
    let classes: &[(&str, &[&str])] = &[
        ("term", &["search", "agreement"]),
        ("two words", &["search", "agreement water"]),
        ("phrase", &["search", "\"the government\""]),
        ("outlet", &["search", "minister", "--outlet", "Reuters"]),
        ("date range", &["search", "minister", "--since", "2016", "--until", "2020"]),
        ("newest", &["search", "minister", "--sort", "newest"]),
        ("said name", &["said", "Clinton"]),
        ("name + about", &["said", "Clinton", "--about", "president"]),
        ("said type", &["said", "--type", "anonymous"]),
        ("speakers", &["speakers"]),
    ];
    println!("articles: {}; CPU ms a process, median of {ROUNDS}", articles.display());
    for (name, arguments) in classes {
        let times = (0..ROUNDS).map(|_| {
            let seconds: f64 = (0..PROCESSES).map(|_| support::run(arguments, &index).expect(name)).sum();
            1000.0 * seconds / f64::from(PROCESSES)
        });
        println!("{name:<14} {:>6.1} ms", support::median(times.collect()));
    }
}
