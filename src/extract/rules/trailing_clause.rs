//! "The ferry was late, Vale said" and "The ferry, Vale said, was late": the content comes first, or stands
//! on both sides of its cue.

use std::ops::Range;

use super::super::document::Document;
use super::super::phrase::clause_end;
use super::super::word_class::{is_dash, is_quote};
use super::quoted_content::extend;
use super::reading::{Construction, Reading, SubjectKind};
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
    let Some(left) = before(document, verb.first, start) else { return };
    let base = Reading {
        construction: Construction::Trailing,
        subject: verb.kind,
        head: verb.head,
        cue: std::iter::once(verb.group..verb.head + 1).collect(),
        source: verb.subject.iter().cloned().collect(),
        content: Vec::new(),
    };
    let mut content = vec![left.clone()];
    extend(document, &mut content, verb.limit);
    found.push(Reading { content, ..base.clone() });

    let right = resumes(document, end, verb.limit);
    if let Some(right) = right {
        let mut content = vec![left, right.clone()];
        extend(document, &mut content, verb.limit);
        found.push(Reading { construction: Construction::Around, content, ..base });
    }
}

/// The content that ends before token `start`: from the start of the sentence or of the quotation.
#[must_use]
pub fn before(document: &Document<'_>, first: usize, start: usize) -> Option<Range<usize>> {
    let last = start.checked_sub(1).filter(|last| *last >= first)?;
    let word = document.word(last);
    let comma = word.is(",") || is_dash(&word.lower);
    let mark = word.quotation.is_some() && is_quote(&word.lower);
    if !(comma || mark) {
        return None;
    }
    let mut from = first;
    let inner = if mark { Some(last) } else { last.checked_sub(1).filter(|at| *at >= first) };
    if let Some(quotation) = inner.and_then(|at| document.word(at).quotation)
        && let Some(quotation) = document.quotations().get(quotation)
    {
        let opening = document.token_at(quotation.span.start).unwrap_or(from);
        // What leads to a quotation ("He paused: “…,” he said") is no part of it; what runs into one is.
        let led = opening > first && matches!(document.lower(opening - 1), ":" | "," | "that");
        if opening < first || led {
            from = opening;
        }
    } else if let Some(quotation) = document.word(first).quotation
        && let Some(quotation) = document.quotations().get(quotation)
    {
        from = document.token_at(quotation.span.start).unwrap_or(from).min(first);
    }
    let end = if mark { last + 1 } else { last };
    (from < end).then_some(from..end)
}

/// The content that goes on after the cue: `…, he said, “…”`.
fn resumes(document: &Document<'_>, end: usize, limit: usize) -> Option<Range<usize>> {
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
        return None;
    }
    let from = if quoted { comma } else { comma + 1 };
    let end = clause_end(document, from, limit);
    (from < end).then_some(from..end)
}
