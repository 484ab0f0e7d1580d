//! Laws of resolving: any text with any links is taken; spans stay as they were; the same input gives
//! the same attributions.

use proptest::prelude::*;

use super::resolve;
use crate::article::Article;
use crate::extract::{Document, Link};
use crate::text::Span;

/// Words that make text the resolver has rules for.
fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        "[A-Z][a-z]{1,7}",
        "[a-z]{1,7}",
        "\\PC{0,4}",
        prop::sample::select(vec![
            "he",
            "She",
            "they",
            "who",
            "the",
            "official",
            "Sen.",
            "President",
            ",",
            "\"",
            "“",
            "”",
            ".",
            "’s",
            "of",
            "told",
            "said",
            "White House",
            "(IDF)",
            "and",
            "\n",
            "I",
            "we",
            "minister",
            "two",
            "study",
        ])
        .prop_map(str::to_owned),
    ]
}

proptest! {
    #[test]
    fn anything_is_taken(
        words in prop::collection::vec(word(), 0..60),
        cuts in prop::collection::vec((0usize..400, 0usize..30, 0usize..30, prop::option::of(0usize..8)), 0..8),
        author in "\\PC{0,20}",
    ) {
        let article = Article { text: words.join(" "), authors: vec![author], ..Article::default() };
        let document = Document::new(&article);
        let links: Vec<Link> = cuts
            .into_iter()
            .map(|(at, source, content, outer)| Link {
                source: vec![Span::new(at, at + source)],
                cue: vec![Span::new(at + source, at + source + 5)],
                content: vec![Span::new(at + source + 5, at + source + 5 + content)],
                outer,
                ..Link::default()
            })
            .collect();
        let found = resolve(&document, &links);
        prop_assert!(found.len() <= links.len());
        for attribution in &found {
            let own = |link: &&Link| link.source == attribution.source && link.content == attribution.content;
            prop_assert!(links.iter().any(|link| own(&link)));
            prop_assert!(attribution.via.len() <= 8 && attribution.to.len() <= 1);
        }
        prop_assert_eq!(resolve(&document, &links), found);
    }
}

#[test]
fn long_runs_of_names_take_no_longer_than_they_should() {
    // Ten thousand namesakes, pronouns and nouns: quadratic work would take minutes here.
    let text = "Sen. Ada Quill told Quill he was the minister, who said “they” left. ".repeat(3000);
    let article = Article { text, ..Article::default() };
    let document = Document::new(&article);
    let links: Vec<Link> = (0..3000)
        .map(|i| Link { source: vec![Span::new(i * 69 + 26, i * 69 + 28)], ..Link::default() })
        .collect();
    assert_eq!(resolve(&document, &links).len(), 3000);
}
