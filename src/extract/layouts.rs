//! Layouts: small invented articles in every usual manner of marking what is said, and what is found in
//! them.
//!
//! In a layout `[…]` is a source, `{…}` a cue and `‹…›` a content; a number before the bracket joins the
//! parts of one attribution. A line of three dashes divides layouts; one that begins with `?` names the next.

use std::collections::BTreeMap;

use super::extract;
use crate::article::{Article, Kind};
use crate::text::Span;

/// Source, cue and content, as text.
type Parts = [Vec<Span>; 3];

/// Reads the marks out of a layout: its bare text and its attributions by number.
fn read(marked: &str) -> (String, BTreeMap<u32, Parts>) {
    let mut text = String::new();
    let mut found: BTreeMap<u32, Parts> = BTreeMap::new();
    let mut open: Vec<(usize, u32, usize)> = Vec::new();
    let mut chars = marked.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().and_then(|bracket| "[{‹".chars().position(|one| one == *bracket));
        if let (Some(number), Some(part)) = (c.to_digit(10), next) {
            chars.next();
            open.push((part, number, text.len()));
        } else if let Some((part, number, start)) =
            open.last().copied().filter(|(part, ..)| "]}›".chars().nth(*part) == Some(c))
        {
            open.pop();
            found.entry(number).or_default()[part].push(Span::new(start, text.len()));
        } else {
            text.push(c);
        }
    }
    assert!(open.is_empty(), "unclosed bracket in {marked}");
    (text, found)
}

#[test]
fn every_usual_layout_is_read() {
    let mut wrong = Vec::new();
    for layout in include_str!("layouts.txt").split("---\n") {
        let (name, marked) = layout.split_once('\n').expect("a name");
        let (text, expected) = read(marked.trim_end());
        let article = Article { text, ..Article::default() };
        let bare = |span: &Span| span.of(&article.text).trim_matches([',', '.', ' ']).to_owned();
        let show = |spans: &[Span]| spans.iter().map(bare).collect::<Vec<_>>().join(" … ");
        let mut expected: Vec<[String; 3]> =
            expected.into_values().map(|parts| parts.map(|spans| show(&spans))).collect();
        let attributions = extract(&article).attributions;
        let outer = attributions.iter().filter(|one| one.via.is_empty());
        let mut found: Vec<[String; 3]> =
            outer.map(|one| [&one.source, &one.cue, &one.content].map(|spans| show(spans))).collect();
        expected.sort();
        found.sort();
        if found != expected {
            wrong.push(format!("{name}\n  expected {expected:?}\n  found    {found:?}"));
        }
        let direct = name.contains("direct");
        if direct && !attributions.iter().all(|one| one.kind == Kind::Direct) {
            wrong.push(format!("{name}: not all of it is direct"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
