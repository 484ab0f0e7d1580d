//! How well extraction agrees with PolNeAR's dev part: floors below the figures of `docs/accuracy.md`,
//! and the same figures by the scorer that lies beside the data, where it is. Needs the corpus, where
//! `shared.rs` finds it; says that it skips where there is none.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use onrecord::extract::{Tier, extract_at};
use onrecord::formats::{Hints, Input, Item, read_lines};
use onrecord::measure::{MarkedLine, Score};
use serde_json::Value;

use crate::shared;

/// Floors, about 0.015 below what is measured now.
const WHO_SAID_WHAT: f64 = 0.67;
const QUOTED: f64 = 0.81;
const INDIRECT: f64 = 0.565;
const SOURCE_GIVEN_CONTENT: f64 = 0.945;
/// The most that confidence may be off by, on average over ten bins.
const CALIBRATION: f64 = 0.05;

/// Floors of the accurate tier: over all of dev, and, since a program that is not optimised takes seconds over
/// an article, over the first few alone.
const ACCURATE: [f64; 3] = [0.75, 0.88, 0.68];
const FEW: usize = 10;
const ACCURATE_FEW: [f64; 3] = [0.72, 0.73, 0.71];

/// Extracts the first `most` articles of `articles`; their score against `gold`, and the predictions as
/// `extract` prints them.
fn score(articles: &Path, gold: &Path, tier: Tier, most: usize) -> (Score, String) {
    let gold = MarkedLine::parse_all(&fs::read_to_string(gold).unwrap()).unwrap();
    let gold: BTreeMap<String, MarkedLine> =
        gold.into_iter().map(|marked| (marked.id.to_string(), marked)).collect();
    let (mut score, mut predicted) = (Score::default(), String::new());
    let text = fs::read_to_string(articles).unwrap();
    let hints = Hints::default();
    for item in read_lines(Input { name: "-", bytes: Box::new(text.as_bytes()) }, &hints).take(most) {
        let Item::Article(reading) = item else { panic!("{item:?}") };
        let id = reading.given_id.unwrap();
        let found = extract_at(&reading.article, tier).attributions;
        score.add(&reading.article.text, &gold[&id.to_string()].attributions, &found);
        predicted += &format!("{}\n", serde_json::json!({"id": id, "attributions": found}));
    }
    (score, predicted)
}

/// The same figures by the scorer beside the data, if it and Python are there.
fn by_the_other_scorer(articles: &Path, gold: &Path, predicted: &str) -> Option<Value> {
    let scorer = shared::path("bin/score-attributions")?;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("predicted.jsonl");
    fs::write(&path, predicted).unwrap();
    let mut command = Command::new("python3");
    command.arg(scorer).arg("--articles").arg(articles).arg("--gold").arg(gold);
    let output = command.arg("--pred").arg(path).arg("--json").output().ok()?;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(serde_json::from_slice(&output.stdout).unwrap())
}

#[test]
fn extraction_agrees_with_what_people_marked() {
    let (Some(articles), Some(gold)) =
        (shared::path("polnear/articles-dev.jsonl"), shared::path("polnear/gold-dev.jsonl"))
    else {
        return;
    };
    let (score, predicted) = score(&articles, &gold, Tier::Fast, usize::MAX);
    let (all, quoted, indirect) = (score.who_said_what.f1(), score.quoted.f1(), score.indirect.f1());
    let source = score.source_given_content();
    println!(
        "dev: who-said-what {all:.3}, quoted {quoted:.3}, indirect {indirect:.3}, source given content {source:.3}"
    );
    if let Some(other) = by_the_other_scorer(&articles, &gold, &predicted) {
        for (key, agreement) in [
            ("who-said-what", score.who_said_what),
            ("who-said-what/quoted", score.quoted),
            ("who-said-what/indirect", score.indirect),
            ("partial", score.partial),
            ("exact", score.exact),
        ] {
            let shown = |value: f64| format!("{value:.4}");
            let other = |figure: &str| shown(other[key][figure].as_f64().unwrap());
            assert_eq!(
                [agreement.precision(), agreement.recall(), agreement.f1()].map(shown),
                ["p", "r", "f1"].map(other),
                "{key}"
            );
        }
        let theirs = other["source accuracy among content matches"].as_f64().unwrap();
        assert!((source - theirs).abs() < 0.0001, "{source} {theirs}");
    }
    let off = score.confidence.expected_error();
    println!("dev: confidence is off by {off:.3} on average");
    assert!(off <= CALIBRATION, "confidence is off by {off:.3} on average");
    assert!(all >= WHO_SAID_WHAT, "who-said-what {all:.3}");
    assert!(quoted >= QUOTED, "quoted {quoted:.3}");
    assert!(indirect >= INDIRECT, "indirect {indirect:.3}");
    assert!(source >= SOURCE_GIVEN_CONTENT, "source given content {source:.3}");
}

#[test]
fn the_accurate_tier_agrees_better() {
    let (Some(articles), Some(gold)) =
        (shared::path("polnear/articles-dev.jsonl"), shared::path("polnear/gold-dev.jsonl"))
    else {
        return;
    };
    let (most, floors) = if cfg!(debug_assertions) { (FEW, ACCURATE_FEW) } else { (usize::MAX, ACCURATE) };
    let (score, _) = score(&articles, &gold, Tier::Accurate, most);
    let figures = [score.who_said_what, score.quoted, score.indirect].map(|agreement| agreement.f1());
    println!("dev, accurate: who-said-what, quoted, indirect {figures:.3?}");
    assert!(figures.iter().zip(floors).all(|(figure, floor)| *figure >= floor), "{figures:.3?}");
    if most == usize::MAX {
        let off = score.confidence.expected_error();
        assert!(off <= CALIBRATION, "confidence is off by {off:.3} on average");
    }
}
