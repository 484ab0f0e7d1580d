//! CPU of `onrecord ingest`, with and without extraction, as a ratio to plain tantivy on the same
//! articles in the same run: `cargo bench --bench ingest`. Plain tantivy holds stems alone.
//!
//! `ONRECORD_BENCH=FILE` names JSON Lines of articles; without it `corpus/` is repeated. Plain tantivy:
//! English stemming, positions, stored text (zstd level 3, 16 KB blocks), fast outlet, date and author,
//! delete_term + add for each article, one indexing thread.
#![allow(
    missing_docs,
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a bench ends at the first thing that goes wrong, and prints"
)]

mod plain;
mod support;

use std::path::Path;
use std::process::Command;

/// Rounds, each running all three in turn.
const ROUNDS: usize = 3;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let [_, verb, articles, index] = arguments.as_slice()
        && verb == "plain-tantivy"
    {
        plain::index(Path::new(articles), Path::new(index));
        return;
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    let articles = support::articles(folder.path()).expect("articles");
    let file = articles.to_str().expect("a UTF-8 path");
    let this = std::env::current_exe().expect("this program");
    let (mut plain, mut without, mut with) = (Vec::new(), Vec::new(), Vec::new());
    let mut extract = Vec::new();
    let mut sizes = [0; 3];
    for round in 0..ROUNDS {
        let index = |name: &str| folder.path().join(format!("{name}-{round}"));
        let [a, b, c] = [index("plain"), index("without"), index("with")];
        std::fs::create_dir(&a).expect("a folder");
        plain.push(
            support::cpu_of(Command::new(&this).arg("plain-tantivy").arg(file).arg(&a))
                .expect("plain tantivy"),
        );
        without.push(support::run(&["ingest", "--no-extract", file], &b).expect("ingest --no-extract"));
        with.push(support::run(&["ingest", file], &c).expect("ingest"));
        let mut extractor = Command::new(support::onrecord());
        extract.push(support::cpu_of(extractor.arg("extract").arg(file)).expect("extract"));
        sizes = [&a, &b, &c].map(|index| support::size_of(index));
    }
    let texts = plain::text_bytes(&articles);
    let base = support::median(plain);
    println!("articles: {file}; CPU seconds, median of {ROUNDS} rounds in turn; index ÷ text");
    let (with, extract) = (support::median(with), support::median(extract));
    for (name, cpu, size) in [
        ("plain tantivy (stems)", base, sizes[0]),
        ("ingest --no-extract", support::median(without), sizes[1]),
        ("ingest", with, sizes[2]),
        ("ingest less extract", with - extract, sizes[2]),
    ] {
        let share = size as f64 / texts as f64;
        println!("{name:<22} {cpu:>8.2} s  {:>6.2} × plain  {share:>6.2}", cpu / base);
    }
}
