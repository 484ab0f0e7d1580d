//! Annotated passages: small invented articles, each statement marked, with whom its source means.
//!
//! In a passage `[…]` is a source, `{…}` a cue and `<…>` a content; a number before the bracket joins
//! the parts of one link (`1[…]`), `1>2` after a content says that link 2 lies in link 1. Each line
//! after it starting with `>` states, link by link: speaker, and where given type, role, affiliation,
//! to, via, no comment, asked by, act, count, rank, nationality, institution.

use std::collections::BTreeMap;

use super::resolve;
use crate::article::{Article, Attribution};
use crate::extract::{Document, Link};
use crate::text::Span;

/// Reads the marks out of a passage: its bare text and its links by number.
fn read(marked: &str) -> (String, BTreeMap<u32, Link>) {
    let mut text = String::new();
    let mut links: BTreeMap<u32, Link> = BTreeMap::new();
    let mut open: Vec<(char, u32, usize)> = Vec::new();
    let mut chars = marked.chars().peekable();
    while let Some(c) = chars.next() {
        let number = c.to_digit(10).filter(|_| matches!(chars.peek(), Some('[' | '{' | '<')));
        if let Some(number) = number {
            let bracket = chars.next().expect("a bracket");
            open.push((bracket, number, text.len()));
            continue;
        }
        let closes = match c {
            ']' => '[',
            '}' => '{',
            '>' => '<',
            _ => ' ',
        };
        if open.last().is_some_and(|(bracket, ..)| *bracket == closes) {
            let (bracket, number, start) = open.pop().expect("an opening bracket");
            let span = Span::new(start, text.len());
            let link = links.entry(number).or_insert_with(|| Link { probability: 0.9, ..Link::default() });
            match bracket {
                '[' => link.source.push(span),
                '{' => link.cue.push(span),
                _ => link.content.push(span),
            }
        } else {
            text.push(c);
        }
    }
    assert!(open.is_empty(), "unclosed bracket in {marked}");
    (text, links)
}

/// The link in whose content each link's cue lies.
fn nest(links: &mut [Link]) {
    let all = links.to_vec();
    for (index, link) in links.iter_mut().enumerate() {
        let Some(cue) = link.cue.first().copied() else { continue };
        let holders = all.iter().enumerate().filter(|(other, _)| *other != index);
        let holding = holders.filter(|(_, holder)| holder.content.iter().any(|c| c.contains(cue)));
        link.outer = holding
            .min_by_key(|(_, holder)| holder.content.iter().map(|c| c.len()).sum::<usize>())
            .map(|(i, _)| i);
    }
}

fn state(attribution: &Attribution, key: &str) -> String {
    let speaker = &attribution.speaker;
    let anonymous = speaker.anonymous.clone().unwrap_or_default();
    let names = |parties: &[crate::article::Party]| {
        parties.iter().map(|party| party.name.clone()).collect::<Vec<_>>().join(" < ")
    };
    match key {
        "speaker" => speaker.name.clone().unwrap_or_default(),
        "type" => speaker.kind.name().to_owned(),
        "role" => speaker.role.clone().unwrap_or_default(),
        "affiliation" => speaker.affiliation.clone().unwrap_or_default(),
        "to" => names(&attribution.to),
        "via" => names(&attribution.via),
        "no comment" => attribution.no_comment.map_or(String::new(), |no| no.name().to_owned()),
        "asked by" => attribution.asked_by.clone().unwrap_or_default(),
        "act" => attribution.act.name().to_owned(),
        "count" => anonymous.count.map_or(String::new(), |count| count.to_string()),
        "rank" => anonymous.rank.unwrap_or_default(),
        "nationality" => anonymous.nationality.unwrap_or_default(),
        "institution" => anonymous.institution.unwrap_or_default(),
        other => panic!("unknown key {other}"),
    }
}

/// Resolves every passage of `file` and compares it with its annotation.
fn check(file: &str) {
    let mut wrong = Vec::new();
    for passage in file.split("\n---\n") {
        let lines = passage.trim().lines();
        let (expected, marked): (Vec<&str>, Vec<&str>) = lines.partition(|line| line.starts_with("> "));
        let (text, links) = read(&marked.join("\n"));
        let mut links: Vec<Link> = links.into_values().collect();
        nest(&mut links);
        let article = Article {
            text,
            outlet: Some("Harbor Ledger".to_owned()),
            authors: vec!["Nell Ostrava".to_owned()],
            ..Article::default()
        };
        let found = resolve(&Document::new(&article), &links);
        assert_eq!(found.len(), expected.len(), "statements in {passage}");
        for (attribution, line) in found.iter().zip(expected) {
            for part in line.trim_start_matches("> ").split(" | ") {
                let (key, value) = part.split_once(':').expect("key: value");
                let found = state(attribution, key.trim());
                if found != value.trim() {
                    wrong.push(format!("{key} is {found:?}, not {:?}, in\n{passage}", value.trim()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn names_find_their_fullest_form() {
    check(include_str!("passages/names.txt"));
}

#[test]
fn pronouns_find_their_person() {
    check(include_str!("passages/pronouns.txt"));
}

#[test]
fn nouns_find_whom_they_mean() {
    check(include_str!("passages/nominals.txt"));
}

#[test]
fn unnamed_sources_are_described() {
    check(include_str!("passages/unnamed.txt"));
}

#[test]
fn addressees_and_relays_are_named() {
    check(include_str!("passages/chains.txt"));
}

#[test]
fn answers_withheld_are_known() {
    check(include_str!("passages/no_comment.txt"));
}
