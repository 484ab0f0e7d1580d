//! The corpus's own gold attributions: each stands in its article, and extraction agrees with them.

use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use onrecord::article::{Article, Attribution, Party};
use onrecord::extract::extract;
use onrecord::formats::{Hints, Input, Item, read};
use onrecord::measure::{GoldFile, MarkedLine, Score};
use onrecord::text::Span;

use crate::shared;

/// Floors on the agreement with gold, below what is measured now; see `docs/accuracy.md`.
const WHO_SAID_WHAT: f64 = 0.80;
const QUOTED: f64 = 0.88;
const SPEAKER_GIVEN_CONTENT: f64 = 0.70;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every gold file with its name, in order.
fn gold_files() -> Vec<(String, GoldFile)> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(root().join("tests/gold")).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
        .into_iter()
        .filter(|path| path.extension().is_some_and(|extension| extension == "gold"))
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let gold = GoldFile::parse(&fs::read_to_string(&path).unwrap());
            (name.clone(), gold.unwrap_or_else(|error| panic!("tests/gold/{name}: {error}")))
        })
        .collect()
}

/// The article that a gold file names: `path` or `path#record`.
fn article(name: &str) -> Article {
    let (path, record) = match name.rsplit_once('#') {
        Some((path, record)) => (path, record.parse().ok()),
        None => (name, None),
    };
    let bytes = fs::read(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    let folder =
        Path::new(path).parent().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
    let hints = Hints { folder, ..Hints::default() };
    let input = Input { name: path, bytes: Box::new(Cursor::new(bytes)) };
    let readings = read(input, &hints).filter_map(|item| match item {
        Item::Article(reading) => Some(reading),
        _ => None,
    });
    let mut wanted = readings.filter(|reading| record.is_none() || reading.record == record);
    wanted.next().unwrap_or_else(|| panic!("{name}: not read as an article")).article
}

#[test]
fn fifteen_articles_have_gold_and_it_stands_in_them() {
    let files = gold_files();
    assert!(files.len() >= 15, "{} gold files", files.len());
    for (name, gold) in files {
        let text = article(&gold.article).text;
        gold.attributions(&text).unwrap_or_else(|error| panic!("tests/gold/{name}: {error}"));
    }
}

/// The text of the words under `spans`, as a person reads it.
fn words(text: &str, spans: &[Span]) -> Vec<(usize, String)> {
    let mut words = Vec::new();
    for span in spans {
        for word in span.of(text).split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
            words.push((word.as_ptr() as usize - text.as_ptr() as usize, word.to_owned()));
        }
    }
    words
}

/// A draft of `attributions` reads back as the same words in the same places.
fn draft_reads_back(name: &str, text: &str, attributions: &[Attribution]) {
    let draft = GoldFile::draft(name, text, attributions);
    let file = GoldFile::parse(&draft).unwrap_or_else(|error| panic!("{name}: {error}"));
    let read = file.attributions(text).unwrap_or_else(|error| panic!("{name}: {error}"));
    let told = |one: &Attribution| {
        let spans = [&one.source, &one.cue, &one.content].map(|spans| words(text, spans));
        let names = |parties: &[Party]| parties.iter().map(|party| party.name.clone()).collect::<Vec<_>>();
        (
            spans,
            one.kind,
            one.speaker.kind,
            one.no_comment,
            one.act,
            names(&one.to).len(),
            names(&one.via).len(),
        )
    };
    let mut expected: Vec<_> = attributions.iter().collect();
    expected.sort_by_key(|one| one.passage().start);
    let expected: Vec<_> = expected.into_iter().map(told).collect();
    let read: Vec<_> = read.iter().map(told).collect();
    for (expected, read) in expected.iter().zip(&read) {
        assert_eq!(expected, read, "{name}");
    }
    assert_eq!(expected.len(), read.len(), "{name}");
}

#[test]
fn what_is_written_to_be_corrected_reads_back_as_the_same_words() {
    for (name, gold) in gold_files() {
        let article = article(&gold.article);
        draft_reads_back(&name, &article.text, &gold.attributions(&article.text).unwrap());
        draft_reads_back(&name, &article.text, &extract(&article).attributions);
    }
    let Some(path) = shared::path("polnear/articles-dev.jsonl") else { return };
    let text = fs::read_to_string(&path).unwrap();
    let hints = Hints::default();
    let gold =
        MarkedLine::parse_all(&fs::read_to_string(path.with_file_name("gold-dev.jsonl")).unwrap()).unwrap();
    let items = onrecord::formats::read_lines(Input { name: "-", bytes: Box::new(text.as_bytes()) }, &hints);
    for (item, gold) in items.zip(gold).take(30) {
        let Item::Article(reading) = item else { panic!("{item:?}") };
        draft_reads_back(&gold.id.to_string(), &reading.article.text, &gold.attributions);
    }
}

#[test]
fn extraction_agrees_with_the_corpus_gold() {
    let mut score = Score::default();
    for (name, gold) in gold_files() {
        let article = article(&gold.article);
        let marked =
            gold.attributions(&article.text).unwrap_or_else(|error| panic!("tests/gold/{name}: {error}"));
        score.add(&article.text, &marked, &extract(&article).attributions);
    }
    let (all, quoted, speaker) = (score.who_said_what.f1(), score.quoted.f1(), score.speaker_given_content());
    println!("corpus gold: who-said-what {all:.3}, quoted {quoted:.3}, speaker given content {speaker:.3}");
    assert!(all >= WHO_SAID_WHAT, "who-said-what {all:.3}");
    assert!(quoted >= QUOTED, "quoted {quoted:.3}");
    assert!(speaker >= SPEAKER_GIVEN_CONTENT, "speaker given content {speaker:.3}");
}
