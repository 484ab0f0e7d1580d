//! "The ferry was late, Vale said" and "The ferry, Vale said, was late": the content comes first, or stands
//! on both sides of its cue.

use std::ops::Range;

use super::super::document::Document;
use super::super::word_class::{is_dash, is_quote};
use super::quoted_content::{extend, quoted_paragraphs};
use super::reading::{Construction, Reading, SubjectKind};
use super::said_clause::ends;
use super::subject::Verb;

/// Proposes the content before the subject, and the one on both sides.
pub fn read(document: &Document<'_>, verb: &Verb, found: &mut Vec<Reading>) {
    if !matches!(
        verb.kind,
        SubjectKind::Before | SubjectKind::Aside | SubjectKind::Inverted | SubjectKind::None
    ) {
        return;
    }
    let start = match (&verb.subject, verb.kind) {
        (Some(subject), SubjectKind::Before | SubjectKind::Aside) => subject.start.min(verb.group),
        _ => verb.group,
    };
    let end = match (&verb.subject, verb.kind) {
        (Some(subject), SubjectKind::Inverted) => subject.end,
        _ => verb.head + 1,
    };
    let base = Reading {
        construction: Construction::Trailing,
        subject: verb.kind,
        head: verb.head,
        cue: std::iter::once(verb.group..verb.head + 1).collect(),
        source: verb.subject.iter().cloned().collect(),
        content: Vec::new(),
    };
    for left in before(document, verb.first, start) {
        let mut content = vec![left.clone()];
        extend(document, &mut content, verb.limit);
        let more = quoted_paragraphs(document, &content, verb.limit);
        if !more.is_empty() {
            let content = content.iter().cloned().chain(more).collect();
            found.push(Reading { content, ..base.clone() });
        }
        found.push(Reading { content, ..base.clone() });
        for right in resumes(document, end, verb.limit) {
            let mut content = vec![left.clone(), right];
            extend(document, &mut content, verb.limit);
            found.push(Reading { construction: Construction::Around, content, ..base.clone() });
        }
    }
}

/// The contents that can end before token `start`: from the start of the sentence, of the quotation, or
/// after an opening phrase.
#[must_use]
pub fn before(document: &Document<'_>, first: usize, start: usize) -> Vec<Range<usize>> {
    let Some(last) = start.checked_sub(1).filter(|last| *last >= first) else { return Vec::new() };
    let word = document.word(last);
    let comma = word.is(",") || is_dash(&word.lower);
    let mark = word.quotation.is_some() && is_quote(&word.lower);
    if !(comma || mark) {
        return Vec::new();
    }
    let end = if mark { last + 1 } else { last };
    let inner = if mark { Some(last) } else { last.checked_sub(1).filter(|at| *at >= first) };
    let opening = |at: usize| {
        let quotation = document.quotations().get(document.word(at).quotation?)?;
        document.token_at(quotation.span.start)
    };
    let sentence = opening(first).unwrap_or(first).min(first);
    let mut starts = vec![sentence];
    if let Some(own) = inner.and_then(opening) {
        if own < first {
            starts = vec![own];
        } else if own > first && document.word(own - 1).quotation.is_none() {
            starts.push(own);
        }
    } else if let Some(divider) = (first..end).rev().find(|at| {
        let word = document.word(*at);
        word.quotation.is_none() && (word.is(";") || word.is(":") || is_dash(&word.lower) && *at + 1 < end)
    }) {
        starts.push(divider + 1);
    } else if document.word(first).any(&["but", "and", "so"]) && document.word(first + 1).is(",") {
        starts = vec![first + 2];
    }
    starts.retain(|from| *from < end);
    starts.into_iter().map(|from| from..end).collect()
}

/// The content that goes on after the cue: `…, he said, “…”`.
fn resumes(document: &Document<'_>, end: usize, limit: usize) -> Vec<Range<usize>> {
    let mut comma = end;
    // "he said Tuesday, …".
    while comma < limit.min(end + 12)
        && !document.word(comma).is(",")
        && document.word(comma).quotation.is_none()
    {
        comma += 1;
    }
    let quoted = document.word(comma).quotation.is_some();
    if !(document.word(comma).is(",") || quoted) || comma >= limit {
        return Vec::new();
    }
    let from = if quoted { comma } else { comma + 1 };
    ends(document, from, limit).into_iter().map(|end| from..end).collect()
}
