//! Answers withheld, against the list of those in PolNeAR's train part: spans only, `tests/gold/`. It holds
//! what people marked there, and what they left unmarked but says that a source gave no answer to the press.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use onrecord::article::Article;
use onrecord::extract::extract;
use onrecord::measure::Agreement;
use onrecord::text::Span;
use serde_json::Value;

use crate::shared;

/// Floor on F1, below what is measured now; see `docs/accuracy.md`.
const NO_COMMENT: f64 = 0.93;

/// The rows of a JSON Lines file.
fn rows(path: &Path) -> Vec<Value> {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn span(pair: &Value) -> Span {
    let at = |i: usize| usize::try_from(pair[i].as_u64().unwrap()).unwrap();
    Span::new(at(0), at(1))
}

#[test]
fn answers_withheld_are_found() {
    let list = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/gold/polnear-train-no-comment.jsonl");
    let list = rows(&list);
    assert!(list.iter().map(|row| row["no_comment"].as_array().unwrap().len()).sum::<usize>() >= 85);
    let Some(articles) = shared::path("polnear/articles-train.jsonl") else { return };
    let texts: BTreeMap<String, String> = rows(&articles)
        .into_iter()
        .map(|row| (row["id"].as_str().unwrap().to_owned(), row["text"].as_str().unwrap().to_owned()))
        .collect();
    let mut found = Agreement::default();
    for row in &list {
        let id = row["id"].as_str().unwrap();
        let article = Article { text: texts[id].clone(), ..Article::default() };
        let gold: Vec<(Span, &str)> = row["no_comment"]
            .as_array()
            .unwrap()
            .iter()
            .map(|case| (span(&case["cue"]), case["form"].as_str().unwrap()))
            .collect();
        let either: Vec<Span> = row["either"].as_array().unwrap().iter().map(span).collect();
        found.gold += u32::try_from(gold.len()).unwrap();
        let predicted = extract(&article).attributions;
        for attribution in predicted.iter().filter(|attribution| attribution.no_comment.is_some()) {
            let touches = |span: &Span| attribution.cue.iter().any(|cue| cue.overlaps(*span));
            let form = attribution.no_comment.unwrap().name();
            let hit = gold.iter().any(|(span, known)| touches(span) && form == *known);
            found.right += u32::from(hit);
            found.predicted += u32::from(hit || !either.iter().any(touches));
        }
    }
    let f1 = found.f1();
    println!("no comment, train's list: {f1:.3} ({} of {})", found.right, found.gold);
    assert!(f1 >= NO_COMMENT, "no comment {f1:.3}");
}
