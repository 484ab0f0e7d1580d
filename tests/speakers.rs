//! Whom sources mean, measured on PolNeAR's hand-marked links: the share of sources that resolve to
//! the right speaker where the spans are given. Needs the corpus, where
//! `shared.rs` finds it; says that it skips where there is none.
//! `ONRECORD_ERRORS=1` lists the wrong ones.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use onrecord::article::{Article, Attribution, Kind};
use onrecord::extract::{Document, Link, resolve};
use onrecord::text::Span;
use serde_json::Value;

use crate::shared;

fn rows(path: &Path) -> BTreeMap<String, Value> {
    let text = fs::read_to_string(path).expect("the corpus can be read");
    let rows = text.lines().map(|line| serde_json::from_str::<Value>(line).expect("a line of JSON"));
    rows.map(|row| (row["id"].as_str().expect("an id").to_owned(), row)).collect()
}

fn article(row: &Value) -> Article {
    let string = |key: &str| row[key].as_str().map(str::to_owned);
    Article {
        outlet: string("outlet"),
        authors: string("author").into_iter().collect(),
        title: string("title"),
        text: string("text").unwrap_or_default(),
        ..Article::default()
    }
}

fn spans(value: &Value) -> Vec<Span> {
    serde_json::from_value(value.clone()).expect("pairs of offsets")
}

fn link(row: &Value) -> Link {
    let kind = match row["kind"].as_str() {
        Some("direct") => Kind::Direct,
        Some("mixed") => Kind::Mixed,
        _ => Kind::Indirect,
    };
    Link {
        source: spans(&row["source"]),
        cue: spans(&row["cue"]),
        content: spans(&row["content"]),
        kind,
        outer: None,
        probability: 1.0,
    }
}

/// The attributions of an article's gold links, with the links' ids.
fn attributions(article_row: &Value, gold: &Value) -> Vec<(String, Attribution)> {
    let article = article(article_row);
    let document = Document::new(&article);
    let rows = gold["attributions"].as_array().expect("attributions");
    let links: Vec<Link> = rows.iter().map(link).collect();
    let ids = rows.iter().map(|row| row["id"].as_str().expect("an id").to_owned());
    ids.zip(resolve(&document, &links)).collect()
}

/// A name as the scorer compares it: case, dots, quotation marks, hyphens and "the" aside.
fn plain(name: &str) -> String {
    let kept: String = name.chars().filter(|c| !".,'’“”\"".contains(*c)).collect();
    let folded = kept.replace('-', " ").to_lowercase();
    let words: Vec<&str> = folded.split_whitespace().collect();
    words.join(" ").trim_start_matches("the ").to_owned()
}

#[test]
fn sources_mean_the_right_speakers() {
    let Some(speakers) = shared::path("polnear/speakers-dev.jsonl") else { return };
    let dir = speakers.parent().expect("a folder");
    let articles = rows(&dir.join("articles-dev.jsonl"));
    let gold = rows(&dir.join("gold-dev.jsonl"));
    let verbose = std::env::var_os("ONRECORD_ERRORS").is_some();
    let (mut right, mut typed, mut all) = (0, 0, 0);
    for (id, row) in rows(&speakers) {
        let found: BTreeMap<String, Attribution> =
            attributions(&articles[&id], &gold[&id]).into_iter().collect();
        for expected in row["speakers"].as_array().expect("speakers") {
            let kind = expected["type"].as_str().expect("a type");
            if kind == "unknown" {
                continue;
            }
            let attribution = &found[expected["id"].as_str().expect("an id")];
            let also = expected["also"].as_array().expect("also").iter();
            let mut names =
                also.chain([&expected["speaker"]]).map(|name| plain(name.as_str().expect("a name")));
            let name = plain(attribution.speaker.name.as_deref().unwrap_or(""));
            let hit = names.any(|other| other == name);
            all += 1;
            right += usize::from(hit);
            typed += usize::from(attribution.speaker.kind.name() == kind);
            if verbose && (!hit || attribution.speaker.kind.name() != kind) {
                let text = articles[&id]["text"].as_str().expect("text");
                let source = onrecord::text::span::join_text(&attribution.source, text);
                let speaker = &attribution.speaker;
                println!(
                    "{id} {}: [{source}] is {kind} {}, not {} {:?}",
                    expected["id"],
                    expected["speaker"],
                    speaker.kind.name(),
                    speaker.name
                );
            }
        }
    }
    println!("speakers given the links: {right} of {all} named right, {typed} of the right type");
    assert!(all > 250, "the gold is there");
    assert!(right * 100 >= all * 90, "{right} of {all}");
}
