//! The corpus's own gold attributions: each stands in its article, and extraction agrees with them.

use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use onrecord::article::Article;
use onrecord::extract::extract;
use onrecord::formats::{Hints, Input, Item, read};
use onrecord::measure::{GoldFile, Score};

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

#[test]
fn extraction_agrees_with_the_corpus_gold() {
    let mut score = Score::default();
    for (name, gold) in gold_files() {
        let article = article(&gold.article);
        let marked =
            gold.attributions(&article.text).unwrap_or_else(|error| panic!("tests/gold/{name}: {error}"));
        // Gold marks what is relayed inside another statement as well; the score leaves it out.
        let outer: Vec<_> = marked.into_iter().filter(|attribution| attribution.via.is_empty()).collect();
        score.add(&article.text, &outer, &extract(&article).attributions);
    }
    let (all, quoted, speaker) = (score.who_said_what.f1(), score.quoted.f1(), score.speaker_given_content());
    println!("corpus gold: who-said-what {all:.3}, quoted {quoted:.3}, speaker given content {speaker:.3}");
    assert!(all >= WHO_SAID_WHAT, "who-said-what {all:.3}");
    assert!(quoted >= QUOTED, "quoted {quoted:.3}");
    assert!(speaker >= SPEAKER_GIVEN_CONTENT, "speaker given content {speaker:.3}");
}
