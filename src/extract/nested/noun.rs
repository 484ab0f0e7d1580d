//! Statements inside a content made by a noun that somebody owns: "Vale's claim that it was late", "his
//! call for a vote", or that somebody makes: "Vale made remarks about it". Without a complement the noun makes
//! none: "Vale's remarks".

use std::ops::Range;

use super::super::document::Document;
use super::super::phrase::{clause_end, is_nominal, noun_phrase_starting_at, verb_group_start};
use super::super::word_class::{is_dash, is_determiner, is_possessive, is_time};
use super::{Statement, source, speech, verb};
use crate::names::singular;
use crate::text::TokenKind;

/// How far behind its noun what is said is looked for, in tokens.
const LONGEST: usize = 200;

/// The statement that the noun at token `head` makes inside tokens `content`, if it makes one.
pub fn read(document: &Document<'_>, head: usize, content: &Range<usize>) -> Option<Statement> {
    let word = document.word(head);
    let led = matches!(
        document.lower(head + 1),
        "that" | "of" | "about" | "against" | "to" | "on" | "for" | "regarding" | "by" | "from"
    );
    if word.kind != TokenKind::Word || word.capital || !led {
        return None;
    }
    let end = document.sentence(word.sentence).tokens.end.min(content.end).min(head + LONGEST);
    let agent = agent(document, head, end);
    let last = agent.as_ref().map_or(head, |agent| agent.end - 1);
    let next = document.lower(last + 1);
    if !speech::is_noun(&singular(&word.lower), next) {
        return None;
    }
    let made = made(document, head, content);
    let cue_start = made.as_ref().map_or(head, |(verb, _)| *verb);
    let source = agent.or_else(|| made.map(|(_, maker)| maker)).or_else(|| owner(document, head, content))?;
    let from = if matches!(next, "that" | "to") { last + 1 } else { last + 2 };
    if from >= end {
        return None;
    }
    if is_time(document.lower(from)) || document.word(from).kind == TokenKind::Number {
        return None; // "Vale's remarks on Thursday"
    }
    let mut to = clause_end(document, from, end);
    // "her refusal to sail was wrong": the noun's own verb ends what it says.
    if next != "that" {
        let own = |at: &usize| is_finite(document, *at);
        to = (from + 1..to).find(own).unwrap_or(to);
    }
    while to > from && (document.word(to - 1).kind == TokenKind::Mark || is_dash(document.lower(to - 1))) {
        to -= 1;
    }
    let cue_end = if from == head + 2 { head + 2 } else { head + 1 };
    (from < to).then_some(Statement { source, cue: cue_start..cue_end, content: from..to })
}

/// Who made it, and the verb's token: "Vale made remarks about", "Vale, who issued a statement on".
fn made(document: &Document<'_>, head: usize, content: &Range<usize>) -> Option<(usize, Range<usize>)> {
    let floor = head.saturating_sub(5).max(content.start);
    let verb = (floor..head).rev().find(|at| document.word(*at).any(MAKING))?;
    let between = (verb + 1..head).all(|at| {
        let word = document.word(at);
        is_nominal(document, at) || is_determiner(&word.lower) && !is_possessive(&word.lower)
    });
    let group = verb_group_start(document, verb).max(content.start);
    let supposed = (group..verb).any(|at| verb::UNSAID.contains(&document.lower(at)));
    let last = group.checked_sub(1).filter(|last| between && !supposed && *last >= content.start)?;
    let relative = document.word(last).any(&["who", "which", "that"]);
    let end = if relative { last.checked_sub(1)? } else { last };
    let end = if document.word(end).is(",") { end.checked_sub(1)? } else { end };
    let source = if relative {
        source::antecedent(document, end, content.start)
    } else {
        source::ending_at(document, end, content.start)
    };
    source.map(|source| (verb, source))
}

/// Verbs that make a statement of the noun after them.
const MAKING: &[&str] = &[
    "made",
    "makes",
    "making",
    "issued",
    "issues",
    "gave",
    "gives",
    "delivered",
    "delivers",
    "released",
    "raised",
    "raises",
    "voiced",
    "expressed",
    "leveled",
    "repeated",
    "broke",
];

/// "by Vale", "from Vale" right after the noun.
fn agent(document: &Document<'_>, head: usize, end: usize) -> Option<Range<usize>> {
    if !document.word(head + 1).any(&["by", "from"]) {
        return None;
    }
    let phrase = noun_phrase_starting_at(document, head + 2, end)?;
    source::ending_at(document, phrase.end - 1, phrase.start)
}

/// Whether token `at` is an auxiliary that agrees with a subject.
fn is_finite(document: &Document<'_>, at: usize) -> bool {
    let word = document.word(at);
    word.any(&[
        "is", "was", "are", "were", "has", "had", "will", "would", "could", "can", "may", "might", "should",
    ]) && !document.word(at - 1).any(&["who", "which", "that", "what"])
}

/// The owner before the noun at `head`: "his", "Vale's", over adjectives.
fn owner(document: &Document<'_>, head: usize, content: &Range<usize>) -> Option<Range<usize>> {
    let mut at = head;
    for _ in 0..4 {
        at = at.checked_sub(1).filter(|at| *at >= content.start)?;
        let word = document.word(at);
        if word.any(&["his", "her", "their"]) {
            return Some(at..at + 1);
        }
        if word.kind == TokenKind::Clitic && word.is("'s") || word.is("'") {
            let end = at.checked_sub(1)?;
            return source::ending_at(document, end, content.start);
        }
        if !is_nominal(document, at) || word.capital {
            return None;
        }
    }
    None
}
