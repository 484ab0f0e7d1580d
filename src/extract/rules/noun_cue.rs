//! "Vale's claim that the ferry was late", "a statement from Vale", "his promise to leave": nouns that
//! ascribe, with the owner as the source.

use std::ops::Range;

use super::super::document::Document;
use super::super::lexicon::{CueForm, Shape};
use super::super::phrase::{
    clause_end, is_nominal, noun_phrase_ending_at, noun_phrase_starting_at, subject_before,
};
use super::super::word_class::{is_auxiliary, is_determiner, is_possessive, is_preposition, is_stop};
use super::quoted_content::extend;
use super::reading::{Construction, Reading, SubjectKind};
use super::subject::LONGEST_SENTENCE;

/// Proposes the reading of token `head` as a noun; `true` if it can be no verb.
pub fn read(document: &Document<'_>, head: usize, cue: &CueForm, found: &mut Vec<Reading>) -> bool {
    if matches!(cue.shape, Shape::Past | Shape::Ing) {
        return false;
    }
    let sentence = document.sentence(document.word(head).sentence);
    let first = sentence.tokens.start.max(head.saturating_sub(LONGEST_SENTENCE));
    let start = phrase_start(document, head, first);
    let led = start < head
        || start.checked_sub(1).is_some_and(|at| {
            at >= first && (is_preposition(document.lower(at)) && !document.word(at).is("to"))
        });
    let owner = owner(document, start, head);
    let noun = cue.shape == Shape::Other || led;
    if !noun {
        return false;
    }
    let mut limit = sentence.tokens.end.min(head + LONGEST_SENTENCE);
    while limit > head + 1
        && is_stop(document.lower(limit - 1))
        && document.word(limit - 1).quotation.is_none()
    {
        limit -= 1;
    }
    let (source, kind, from) = match owner {
        Some(owner) => (Some(owner), SubjectKind::Owner, head + 1),
        None => match agent(document, head, limit) {
            Some(agent) => (Some(agent.clone()), SubjectKind::Agent, agent.end),
            None => match subject_before(document, start) {
                Some(subject) => (Some(subject), SubjectKind::Coordinated, head + 1),
                None => (None, SubjectKind::None, head + 1),
            },
        },
    };
    let mut content_start = from;
    if matches!(
        document.lower(from),
        "of" | "for" | "about" | "on" | "against" | "," | ":" | "in" | "over" | "with"
    ) {
        content_start += 1;
    }
    let end = clause_end(document, content_start, limit);
    if content_start >= end {
        return cue.shape == Shape::Other;
    }
    let mut content = std::iter::once(content_start..end).collect();
    extend(document, &mut content, limit);
    found.push(Reading {
        construction: Construction::Noun,
        subject: kind,
        head,
        cue: std::iter::once(head..content_start.min(head + 2)).collect(),
        source: source.into_iter().collect(),
        content,
    });
    cue.shape == Shape::Other && led
}

/// First token of the noun phrase that `head` ends, its determiner or owner's clitic included.
fn phrase_start(document: &Document<'_>, head: usize, first: usize) -> usize {
    let mut start = head;
    for _ in 0..4 {
        let Some(before) = start.checked_sub(1).filter(|before| *before >= first) else { break };
        let lower = document.lower(before);
        if is_determiner(lower) || lower == "'s" || lower == "'" {
            return before;
        }
        let adjective =
            !document.word(before).capital && is_nominal(document, before) && !is_auxiliary(lower);
        if !adjective {
            break;
        }
        start = before;
    }
    head
}

/// The owner in the phrase from `start` to `head`: "his", "Vale's".
fn owner(document: &Document<'_>, start: usize, head: usize) -> Option<Range<usize>> {
    (start < head).then_some(())?;
    let lower = document.lower(start);
    if is_possessive(lower) {
        return Some(start..start + 1);
    }
    if matches!(lower, "'s" | "'") {
        let end = start.checked_sub(1)?;
        return noun_phrase_ending_at(document, end).map(|owner| owner.start..owner.end);
    }
    None
}

/// "by Vale", "from Vale" right after the noun.
fn agent(document: &Document<'_>, head: usize, limit: usize) -> Option<Range<usize>> {
    matches!(document.lower(head + 1), "by" | "from").then_some(())?;
    noun_phrase_starting_at(document, head + 2, limit)
}
