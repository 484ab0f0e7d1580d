//! "VALE: The ferry was late", "Vale: Ferry Is Late": a name, a colon and what it says, at the start of a
//! paragraph, as in transcripts and headlines; and with a quotation after it.

use std::ops::Range;

use super::super::document::Document;
use super::super::phrase::{is_nominal, noun_phrase_ending_at};
use super::quoted_content::{extend, is_statement, quoted_paragraphs};
use super::reading::{Construction, Reading, SubjectKind};

/// The longest name before a colon, in tokens.
const LONGEST_NAME: usize = 8;

/// The quotation that opens right after the colon at `at`, with what goes on after it.
fn quotation_after(document: &Document<'_>, at: usize) -> Option<Vec<Range<usize>>> {
    let quotation = document.word(at + 1).quotation.filter(|own| is_statement(document, *own))?;
    let own = document.quotations().get(quotation)?;
    if own.span.start != document.word(at + 1).span.start {
        return None;
    }
    let mut content: Vec<Range<usize>> = std::iter::once(document.tokens_in(own.span)).collect();
    let end = content.last().map_or(at, |last| last.end);
    extend(document, &mut content, end);
    let end = content.last().map_or(at, |last| last.end);
    content.extend(quoted_paragraphs(document, &content, end));
    Some(content)
}

/// Proposes the rest of the paragraph as the content of a name before the colon at `at`.
pub fn read(document: &Document<'_>, at: usize, found: &mut Vec<Reading>) {
    if !document.word(at).is(":") {
        return;
    }
    let paragraph = document.paragraph(document.word(at).paragraph);
    let first = paragraph.tokens.start;
    if at == first
        || at - first > LONGEST_NAME
        || !document.word(first).capital
        || !is_nominal(document, at - 1)
    {
        return;
    }
    let Some(source) = noun_phrase_ending_at(document, at - 1) else { return };
    if let Some(content) = quotation_after(document, at).filter(|_| document.word(at - 1).capital) {
        found.push(Reading {
            construction: Construction::Introduced,
            subject: SubjectKind::Before,
            head: at,
            cue: std::iter::once(at..at + 1).collect(),
            source: std::iter::once(source).collect(),
            content,
        });
        return;
    }
    let mut end = paragraph.tokens.end;
    // A headline's full stop is no part of it.
    while end > at + 1 && document.word(end - 1).is(".") && document.word(end - 1).quotation.is_none() {
        end -= 1;
    }
    if source.start != first || at + 1 >= end {
        return;
    }
    found.push(Reading {
        construction: Construction::Colon,
        subject: SubjectKind::Before,
        head: at,
        cue: std::iter::once(at..at + 1).collect(),
        source: std::iter::once(source).collect(),
        content: std::iter::once(at + 1..end).collect(),
    });
}
