//! "VALE: The ferry was late", "Vale: Ferry Is Late": a name, a colon and what it says, at the start of a
//! paragraph, as in transcripts and headlines.

use super::super::document::Document;
use super::super::phrase::{is_nominal, noun_phrase_ending_at};
use super::reading::{Construction, Reading, SubjectKind};

/// The longest name before a colon, in tokens.
const LONGEST_NAME: usize = 8;

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
