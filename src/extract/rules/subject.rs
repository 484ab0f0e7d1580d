//! The verb of a cue with its subject: before it, behind an aside, shared with an earlier verb, after it.
//! Proposes each way in which the verb can have one.

use std::ops::Range;

use super::super::document::Document;
use super::super::lexicon::{self, Shape};
use super::super::phrase::{
    is_nominal, main_subject, noun_phrase_starting_at, subject_before, subject_ending_at,
    subject_starting_at, verb_group_start,
};
use super::super::word_class::{
    is_be, is_coordinator, is_dash, is_have, is_possessive, is_preposition, is_quote, is_stop,
    is_subject_pronoun,
};
use super::reading::SubjectKind;

/// How far from its cue, in tokens, anything is looked for in one sentence.
pub const LONGEST_SENTENCE: usize = 200;

/// A verb with a subject.
#[derive(Clone, Debug)]
pub struct Verb {
    /// The verb itself.
    pub head: usize,
    /// First token of its group.
    pub group: usize,
    /// Its subject, `None` where there is none in reach.
    pub subject: Option<Range<usize>>,
    /// How the subject was found.
    pub kind: SubjectKind,
    /// First token of its sentence.
    pub first: usize,
    /// One past the last token of its sentence, the closing stop left out.
    pub limit: usize,
}

/// Whether token `at`, which is no verb, is the predicate of "be" or "seem".
#[must_use]
pub fn is_predicate(document: &Document<'_>, at: usize) -> bool {
    let start = verb_group_start(document, at);
    start < at && (start..at).any(|at| is_be(document.lower(at)))
}

/// Whether an article or possessive stands right before token `at`, so that it is no verb: "a state".
#[must_use]
pub fn follows_determiner(document: &Document<'_>, at: usize) -> bool {
    let before = document.word(at.wrapping_sub(1));
    before.sentence == document.word(at).sentence
        && (before.any(&["a", "an", "the", "every", "no"])
            || (is_possessive(&before.lower) && !before.is("her")))
}

/// The verb `head` with each subject it can have.
#[must_use]
pub fn verbs(document: &Document<'_>, head: usize) -> Vec<Verb> {
    let sentence = document.sentence(document.word(head).sentence);
    let first = sentence.tokens.start.max(head.saturating_sub(LONGEST_SENTENCE));
    let mut limit = sentence.tokens.end.min(head + LONGEST_SENTENCE);
    while limit > head + 1
        && document.word(limit - 1).quotation.is_none()
        && is_stop(document.lower(limit - 1))
    {
        // A colon at the end leads to what follows.
        if document.word(limit - 1).is(":") {
            break;
        }
        limit -= 1;
    }
    let group = verb_group_start(document, head);
    let verb = |subject, kind| Verb { head, group, subject, kind, first, limit };
    let (subject, kind) = before(document, head, group, first);
    let mut found = vec![verb(subject.clone(), kind)];
    if matches!(kind, SubjectKind::Coordinated | SubjectKind::Participle | SubjectKind::Infinitive) {
        let main = main_subject(document, group);
        if main.is_some() && main != subject {
            found.push(verb(main, SubjectKind::Main));
        } else if subject.is_none() && main.is_none() && first < group {
            let opening = noun_phrase_starting_at(document, first, group);
            if opening.is_some() {
                found.push(verb(opening, SubjectKind::Main));
            }
        }
    }
    if kind == SubjectKind::Agent {
        found.push(verb(None, SubjectKind::None));
    }
    if let Some(subject) = inverted(document, head, group, first, limit) {
        found.push(verb(Some(subject), SubjectKind::Inverted));
    }
    found
}

fn before(
    document: &Document<'_>,
    head: usize,
    group: usize,
    first: usize,
) -> (Option<Range<usize>>, SubjectKind) {
    let shape = lexicon::cue(document.lower(head)).map_or(Shape::Past, |cue| cue.shape);
    let passive = matches!(shape, Shape::Past)
        && (group..head).any(|at| is_be(document.lower(at)))
        && !(group..head).rev().take(1).any(|at| is_have(document.lower(at)));
    if passive {
        return match agent(document, head) {
            Some(agent) => (Some(agent), SubjectKind::Agent),
            None => (None, SubjectKind::None),
        };
    }
    let participle = shape == Shape::Ing && !(group..head).any(|at| is_be(document.lower(at)));
    let Some(last) = group.checked_sub(1).filter(|last| *last >= first) else {
        return if participle {
            (after_comma(document, head), SubjectKind::Participle)
        } else {
            (None, SubjectKind::None)
        };
    };
    let lower = document.lower(last);
    if matches!(lower, "who" | "which") || (lower == "that" && last > first && is_nominal(document, last - 1))
    {
        return (Some(last..last + 1), SubjectKind::Relative);
    }
    if lower == "to" {
        return (subject_before(document, last), SubjectKind::Infinitive);
    }
    if participle {
        if is_nominal(document, last) || is_subject_pronoun(lower) {
            return (subject_ending_at(document, last), SubjectKind::Participle);
        }
        let shared = subject_before(document, last).or_else(|| after_comma(document, head));
        return (shared, SubjectKind::Participle);
    }
    if lower == "," || is_dash(lower) {
        if let Some(subject) = subject_ending_at(document, last) {
            return (Some(subject), SubjectKind::Aside);
        }
        return (subject_before(document, last), SubjectKind::Coordinated);
    }
    if is_coordinator(lower) {
        return (subject_before(document, last), SubjectKind::Coordinated);
    }
    if is_preposition(lower) || is_quote(lower) {
        return (None, SubjectKind::None);
    }
    match subject_ending_at(document, last) {
        Some(subject) => (Some(subject), SubjectKind::Before),
        None => (None, SubjectKind::None),
    }
}

/// The noun phrase after the "by" that follows a passive verb.
fn agent(document: &Document<'_>, head: usize) -> Option<Range<usize>> {
    let sentence = document.word(head).sentence;
    let by = (head + 1..head + 4)
        .take_while(|at| document.word(*at).sentence == sentence && !document.word(*at).is(","))
        .find(|at| document.word(*at).is("by"))?;
    noun_phrase_starting_at(document, by + 1, document.sentence(sentence).tokens.end)
}

/// The subject of the main clause after an opening participle: "Asked about it, Vale …".
fn after_comma(document: &Document<'_>, head: usize) -> Option<Range<usize>> {
    let sentence = document.sentence(document.word(head).sentence);
    let comma = (head + 1..sentence.tokens.end.min(head + 40)).find(|at| document.word(*at).is(","))?;
    noun_phrase_starting_at(document, comma + 1, sentence.tokens.end)
}

/// The subject after a verb that follows a quotation or a comma: “…,” said Vale.
fn inverted(
    document: &Document<'_>,
    head: usize,
    group: usize,
    first: usize,
    limit: usize,
) -> Option<Range<usize>> {
    let cue = lexicon::cue(document.lower(head));
    let finite = cue.is_none_or(|cue| matches!(cue.shape, Shape::Past | Shape::Third | Shape::Base));
    if group != head || !finite {
        return None;
    }
    let starts = head == first;
    let last = group.checked_sub(1).unwrap_or(usize::MAX);
    let led = document.word(last).sentence == document.word(head).sentence
        && (document.word(last).is(",") || is_quote(document.lower(last)) || is_dash(document.lower(last)));
    let after_quote = document.word(last).quotation.is_some();
    if !(starts || led || after_quote) {
        return None;
    }
    subject_starting_at(document, head + 1, limit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;

    #[test]
    fn an_endless_sentence_is_read_within_reach_of_the_verb() {
        let article = Article { text: "Vale said, ".repeat(2_000), ..Article::default() };
        let document = Document::new(&article);
        for verb in verbs(&document, 3_001) {
            assert!(verb.limit - verb.first <= 2 * LONGEST_SENTENCE, "{verb:?}");
        }
    }
}
