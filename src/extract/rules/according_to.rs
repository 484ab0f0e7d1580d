//! "According to Vale, the ferry was late", "the ferry was late, according to Vale".

use super::super::document::Document;
use super::super::phrase::{clause_end, noun_phrase_starting_at, subject_starting_at};
use super::super::word_class::is_stop;
use super::quoted_content::extend;
use super::reading::{Construction, Reading, SubjectKind};
use super::subject::LONGEST_SENTENCE;

/// Proposes the content before, after or on both sides of "according to".
pub fn read(document: &Document<'_>, head: usize, found: &mut Vec<Reading>) {
    if !document.word(head + 1).is("to") {
        return;
    }
    let sentence = document.sentence(document.word(head).sentence);
    let first = sentence.tokens.start.max(head.saturating_sub(LONGEST_SENTENCE));
    let mut limit = sentence.tokens.end.min(head + LONGEST_SENTENCE);
    while limit > head + 2
        && is_stop(document.lower(limit - 1))
        && document.word(limit - 1).quotation.is_none()
    {
        limit -= 1;
    }
    let opens = head <= first + 2;
    let source = if opens {
        noun_phrase_starting_at(document, head + 2, limit)
    } else {
        subject_starting_at(document, head + 2, limit)
    };
    let Some(source) = source else { return };
    let mut content = Vec::new();
    let mut left_end = head;
    while left_end > first && document.word(left_end - 1).is(",") {
        left_end -= 1;
    }
    if !opens && left_end > first {
        let mut from = first;
        if let Some(quotation) = document.word(first).quotation.and_then(|at| document.quotations().get(at)) {
            from = document.token_at(quotation.span.start).unwrap_or(from).min(first);
        }
        content.push(from..left_end);
    }
    let mut right = source.end;
    while right < limit && !document.word(right).is(",") && opens {
        right += 1;
    }
    if document.word(right).is(",") && right + 1 < limit {
        let end = clause_end(document, right + 1, limit);
        if opens || !document.lower(right + 1).starts_with("wh") {
            content.push(right + 1..end);
        }
    }
    if content.is_empty() {
        return;
    }
    extend(document, &mut content, limit);
    found.push(Reading {
        construction: Construction::AccordingTo,
        subject: SubjectKind::Inverted,
        head,
        cue: std::iter::once(head..head + 2).collect(),
        source: std::iter::once(source).collect(),
        content,
    });
}
