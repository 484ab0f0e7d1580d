//! Laws of the room: of any text at all, spans lie in it, in order and on character boundaries, and the same
//! text gives the same attributions.

use proptest::prelude::*;

use super::{Extraction, extract};
use crate::article::Article;
use crate::text::Span;

/// Words that make text the room has rules for, and some that it has none for.
fn word() -> impl Strategy<Value = String> {
    let known = vec![
        "said",
        "told",
        "says",
        "according to",
        "claimed",
        "Vale",
        "Pell",
        "Ada Quill",
        "Mr. Otter",
        "he",
        "she",
        "they",
        "who",
        "that",
        "the mayor",
        "officials",
        "declined to comment",
        "did not respond to",
        "requests",
        "“",
        "”",
        "\"",
        "'",
        "‘",
        "’s",
        ",",
        ".",
        ":",
        "?",
        "—",
        "\n\n",
        "\n",
        "QUILL:",
        "call for",
        "claim that",
        "by",
        "of",
        "from",
        "was",
        "the Ledger",
        "two",
        "on Friday",
        "refused",
        "(R-Utah)",
        "I",
        "we",
        "é",
        "日本",
        "🦀",
        "\u{301}",
        "\u{200f}",
        "<tweet/>",
    ];
    prop_oneof![
        8 => prop::sample::select(known).prop_map(str::to_owned),
        2 => "[a-zA-Z]{1,8}",
        1 => "\\PC{0,6}",
    ]
}

fn found(text: String, author: String) -> (Extraction, Extraction, String) {
    let article = Article {
        text,
        authors: vec![author],
        outlet: Some("Harbor Ledger".to_owned()),
        title: Some("Harbor Vote Delayed, Mayor Says".to_owned()),
        ..Article::default()
    };
    (extract(&article), extract(&article), article.text)
}

/// Checks the spans of every attribution against `text`.
fn check(extraction: &Extraction, text: &str) -> Result<(), TestCaseError> {
    for attribution in &extraction.attributions {
        prop_assert!(!(attribution.cue.is_empty() && attribution.content.is_empty()));
        for spans in [&attribution.source, &attribution.cue, &attribution.content] {
            let mut end = 0;
            for Span { start, end: stop } in spans.iter().copied() {
                prop_assert!(start < stop && start >= end, "{:?} in {:?}", spans, text);
                prop_assert!(text.get(start..stop).is_some(), "{:?} in {:?}", spans, text);
                end = stop;
            }
        }
        prop_assert!(attribution.to.iter().chain(&attribution.via).all(|party| !party.name.is_empty()));
    }
    let passages: Vec<usize> = extraction.attributions.iter().map(|a| a.passage().start).collect();
    prop_assert!(passages.is_sorted(), "{:?}", passages);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn spans_lie_in_any_text(words in prop::collection::vec(word(), 0..80), author in "\\PC{0,20}") {
        let (first, again, text) = found(words.join(" "), author);
        check(&first, &text)?;
        prop_assert_eq!(first, again);
    }

    #[test]
    fn no_string_at_all_breaks_it(text in "\\PC{0,300}|[\\x00-\\x7f]{0,300}") {
        let (first, again, text) = found(text, String::new());
        check(&first, &text)?;
        prop_assert_eq!(first, again);
    }
}

#[test]
fn a_paragraph_that_never_ends_is_taken() {
    // No full stop, and dense in what the rules look for.
    for (phrase, times) in [
        ("“he said, who declined to comment on ", 4_000),
        ("He declined to comment and did not return calls ", 800),
        ("Vale said Pell told them that Quill claimed ", 300),
    ] {
        let article = Article { text: phrase.repeat(times), ..Article::default() };
        let extraction = extract(&article);
        assert!(extraction.attributions.len() < article.text.len() / 8);
    }
}

#[test]
fn a_text_longer_than_any_article_is_read_in_parts() {
    let statement = "“The ferry was late,” Ada Quill said.";
    let text = [statement, &"\n".repeat(super::stretch::LONGEST), statement].concat();
    let article = Article { text, ..Article::default() };
    let extraction = extract(&article);
    let said: Vec<&str> = extraction.attributions.iter().map(|a| a.content[0].of(&article.text)).collect();
    assert_eq!(said, ["“The ferry was late,”"; 2]);
    let starts: Vec<usize> = extraction.attributions.iter().map(|a| a.content[0].start).collect();
    assert_eq!(starts, [0, article.text.len() - statement.len()]);
    assert_eq!(extraction.diagnostics, ["the text is read in 2 parts, each by itself"]);
}
