//! Who says a statement inside a content: the noun phrase that ends where a verb or an owner's clitic
//! begins. Strict, unlike the chunker it stands on: a phrase that names nobody who can say something is none.

use std::ops::Range;

use super::super::document::Document;
use super::super::phrase::subject_ending_at;
use super::super::word_class::{
    is_adverb, is_auxiliary, is_coordinator, is_dash, is_determiner, is_personal_pronoun, is_preposition,
    is_subordinator, is_time, is_wh,
};
use crate::names;
use crate::text::TokenKind;

/// Pronouns that mean the speaker, the one spoken to, nobody or nothing in particular.
const NOBODY: &[&str] = &[
    "i", "we", "you", "me", "us", "nobody", "none", "anyone", "anybody", "it", "this", "that", "what",
    "neither", "there", "one", "no", "these", "each", "which", "who", "himself", "itself", "those", "ones",
    "any",
];

/// The source whose last token is `end`, from token `floor` on; a subject, so no preposition stands before.
pub fn ending_at(document: &Document<'_>, end: usize, floor: usize) -> Option<Range<usize>> {
    let mut end = end;
    for _ in 0..3 {
        let source = antecedent(document, end, floor);
        let phrase = subject_ending_at(document, end)?;
        let start = source.as_ref().map_or(phrase.start, |source| source.start).max(floor);
        if !is_oblique(document, start, floor) {
            return source;
        }
        // "the folks here in the hall said", "a witness heard by the court said": what stands before.
        end = start.checked_sub(2)?;
        if document.word(end).any(&["here", "there"]) || document.word(end + 1).is("by") {
            end = end.checked_sub(1)?;
        }
        if end < floor || document.word(end).sentence != document.word(start).sentence {
            return None;
        }
    }
    None
}

/// As [`ending_at`], for a form that may be a noun: nothing is looked past.
pub fn adjacent(document: &Document<'_>, end: usize, floor: usize) -> Option<Range<usize>> {
    antecedent(document, end, floor).filter(|source| !is_oblique(document, source.start, floor))
}

/// As [`ending_at`], for what a relative clause or participle hangs on: "of a mayor who said".
pub fn antecedent(document: &Document<'_>, end: usize, floor: usize) -> Option<Range<usize>> {
    let whole = subject_ending_at(document, end)?;
    // “When Vale said”: a capital behind a mark makes no name of a small word.
    let small = |at: &usize| {
        let lower = document.lower(*at);
        lower != "whose" && is_wh(lower)
            || is_coordinator(lower)
            || is_subordinator(lower)
            || is_preposition(lower)
            || is_adverb(lower)
    };
    let from = whole.start.max(floor);
    let range = (from..whole.end).find(|at| !small(at))?..whole.end;
    let head = head(document, &range)?;
    let start = start(document, past_participle(document, range.start, head), head);
    let first = document.word(start);
    let part = range.end > start + 1 && first.any(&["one", "each", "these", "those", "this", "that"]);
    let speaks = (part || !first.any(NOBODY)) && !document.word(head).any(NOBODY) && can_say(document, head);
    speaks.then_some(start..range.end)
}

/// The source in tokens `range` as somebody else found it, if it names somebody who can say something; for a
/// relative pronoun, what it stands for.
pub fn settled(document: &Document<'_>, range: Range<usize>, floor: usize) -> Option<Range<usize>> {
    let last = range.end.checked_sub(1)?;
    if document.word(last).any(&["who", "which", "that"]) {
        let end = last.checked_sub(1).filter(|end| *end >= floor)?;
        let aside = document.word(end).is(",") || is_dash(document.lower(end));
        let end = if aside { end.checked_sub(1)? } else { end };
        return antecedent(document, end, floor);
    }
    let small = |at: usize| {
        let lower = document.lower(at);
        is_wh(lower)
            || is_coordinator(lower)
            || is_subordinator(lower)
            || is_preposition(lower)
            || is_adverb(lower)
    };
    let range = range.clone().find(|at| !small(*at))?..range.end;
    let head = head(document, &range)?;
    let first = document.word(range.start);
    let part = range.len() > 1 && first.any(&["one", "each", "these", "those", "this", "that"]);
    let speaks = (part || !first.any(NOBODY)) && !document.word(head).any(NOBODY) && can_say(document, head);
    speaks.then_some(range)
}

/// The noun, name or pronoun that makes a source: "people" of "people close to Vale".
pub fn noun(document: &Document<'_>, source: &Range<usize>) -> usize {
    head(document, source).unwrap_or(source.end.saturating_sub(1))
}

/// The head of a phrase: the token before its first comma or bracket, over what a preposition adds.
fn head(document: &Document<'_>, range: &Range<usize>) -> Option<usize> {
    let ends = |at: &usize| {
        let word = document.word(*at);
        word.kind == TokenKind::Mark && !matches!(&*word.lower, "-" | "&" | ".")
            || is_preposition(&word.lower) && *at > range.start
            || word.any(&["who", "whose"]) && *at > range.start
    };
    // "one of his aides": the whole is what counts.
    let part = document.word(range.start + 1).is("of") && is_determiner(document.lower(range.start));
    let from = range.start + if part { 2 } else { 0 };
    let mut end = (from..range.end).find(ends).unwrap_or(range.end);
    // "people close to Vale", "Vale himself"
    while end > from + 1
        && document.word(end - 1).any(&["close", "familiar", "near", "himself", "herself", "themselves"])
    {
        end -= 1;
    }
    end.checked_sub(1).filter(|at| *at >= from)
}

/// Past the last participle before the head: "the ruling granting Vale" is no source, "Vale" is.
fn past_participle(document: &Document<'_>, from: usize, head: usize) -> usize {
    let participle = |at: &usize| {
        let word = document.word(*at);
        !word.capital
            && word.lower.len() > 5
            && word.lower.ends_with("ing")
            && !names::is_speaking_noun(&word.lower)
    };
    (from..head).rev().find(participle).map_or(from, |at| at + 1)
}

/// Where the phrase with this head begins, no earlier than `from`: at its determiner, its first capital or
/// number, else at the words that belong to a noun for persons.
fn start(document: &Document<'_>, from: usize, head: usize) -> usize {
    let opens = |at: &usize| {
        let word = document.word(*at);
        is_determiner(&word.lower)
            || word.capital
            || word.kind == TokenKind::Number
            || is_personal_pronoun(&word.lower)
    };
    if let Some(at) = (from..head).find(opens) {
        return at;
    }
    let mut at = head;
    while at > from
        && (names::is_modifier(document.lower(at - 1)) || names::is_speaking_noun(document.lower(at - 1)))
    {
        at -= 1;
    }
    at
}

/// Whether the word at `head` is a name, a pronoun, a share or a noun for those who say something.
fn can_say(document: &Document<'_>, head: usize) -> bool {
    let word = document.word(head);
    let named = !is_auxiliary(&word.lower)
        && word.lower != "having"
        && word.capital
        && word.kind == TokenKind::Word
        && !is_time(&word.lower)
        && !is_determiner(&word.lower);
    named
        || word.any(&[
            "he",
            "she",
            "they",
            "him",
            "her",
            "them",
            "percent",
            "%",
            "others",
            "many",
            "some",
            "most",
            "everyone",
            "everybody",
            "someone",
            "somebody",
            "few",
        ])
        || word.lower.ends_with('%')
        || names::is_speaking_noun(&word.lower)
        || is_agent(&word.lower)
}

/// Whether a plural by its ending names persons: "leaners".
fn is_agent(lower: &str) -> bool {
    lower.len() > 6
        && ["ers", "ors", "ists", "ians"].iter().any(|end| lower.ends_with(end))
        && !lower.ends_with("tters")
}

/// Whether a preposition before the phrase makes it something other than a subject.
fn is_oblique(document: &Document<'_>, start: usize, floor: usize) -> bool {
    let before = document.word(start.wrapping_sub(1));
    start > floor
        && before.sentence == document.word(start).sentence
        && (is_preposition(&before.lower)
            && !before.any(&[
                "as", "like", "than", "after", "before", "since", "until", "because", "about", "over",
            ])
            || before.any(&["if", "unless", "whether", "let", "had"]))
}
