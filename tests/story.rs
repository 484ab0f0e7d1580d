//! The main job on one article of `corpus/`, of the make that onrecord was first built for: whom each
//! question finds, and that who is only mentioned says nothing.

use serde_json::Value;

use crate::cli::bench::Bench;

const ARTICLE: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/corpus/larchline/2025-11-25-larch-house-trust.txt");
const OUTLETS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus/outlets.toml");

/// The hits of `said NAME`, oldest place in the article first, as "to; via; said".
fn said(bench: &Bench, name: &str) -> Vec<(String, String, String)> {
    let answer = bench.json(&["said", name, "--limit", "50"]);
    let names = |hit: &Value, key: &str| {
        let list = hit[key].as_array().cloned().unwrap_or_default();
        list.iter()
            .map(|party| party["name"].as_str().unwrap_or("").to_owned())
            .collect::<Vec<_>>()
            .join("; ")
    };
    let hits = answer["hits"].as_array().cloned().unwrap_or_default();
    hits.iter()
        .map(|hit| (names(hit, "to"), names(hit, "via"), hit["said"].as_str().unwrap_or("").to_owned()))
        .collect()
}

/// Whether one of `statements` has these words, this addressee and this relay.
#[track_caller]
fn holds(statements: &[(String, String, String)], words: &str, to: &str, via: &str) {
    let fits = |(known_to, known_via, text): &&(String, String, String)| {
        text.contains(words) && known_to.contains(to) && known_via.contains(via)
    };
    assert!(
        statements.iter().any(|statement| fits(&statement)),
        "{words:?} to {to:?} via {via:?}: {statements:#?}"
    );
}

#[test]
fn the_seed_of_the_main_job() {
    let bench = Bench::new();
    let report = bench.json(&["ingest", ARTICLE, "--outlets-file", OUTLETS]);
    assert_eq!((report["added"].as_u64(), report["skipped"].as_array().map(Vec::len)), (Some(1), Some(0)));

    let article = &bench.json(&["search", "title:patience"])["hits"][0]["article"];
    assert_eq!(article["outlet"], "Larchline");
    assert_eq!(article["date"], "2025-11-25");
    assert_eq!(article["authors"], serde_json::json!(["Sela Brandis"]));
    assert_eq!(article["title"], "Larch House runs short of patience with Veltra on the Sael");

    let marrin = said(&bench, "Marrin");
    holds(&marrin, "keep Castermere in the dark", "Oster", "Veltran officials");
    holds(&marrin, "the cabinet has yet to settle", "Oster", "Federation official");
    holds(&said(&bench, "Renn"), "\"no more surprises\"", "Valk", "Federation officials");
    holds(&said(&bench, "Valk"), "plan together with its ally", "", "officials");
    holds(&said(&bench, "Drenn"), "until the new year", "Ansel", "");
    let official = said(&bench, "senior Veltran official");
    holds(&official, "Drenn didn't go back on his word", "Larchline", "");
    holds(&official, "\"Castermere has a right to ask", "", "");

    for silent in ["Sorun", "Thorne", "Reyl"] {
        assert_eq!(said(&bench, silent), [], "{silent} says nothing");
    }
    let silent = bench.json(&["said", "--no-comment"]);
    let mut who: Vec<&str> =
        silent["hits"].as_array().unwrap().iter().filter_map(|hit| hit["speaker"]["name"].as_str()).collect();
    who.sort_unstable();
    assert_eq!(who, ["Larch House", "Veltran Embassy"]);
}
