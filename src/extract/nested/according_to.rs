//! "according to Vale" inside a content: what the rest of the sentence says is Vale's.

use std::ops::Range;

use super::super::document::Document;
use super::super::phrase::noun_phrase_starting_at;
use super::{Statement, said, source};

/// The statement that "according" at token `head` makes inside tokens `content`.
pub fn read(document: &Document<'_>, head: usize, content: &Range<usize>) -> Option<Statement> {
    if !(document.word(head).is("according") && document.word(head + 1).is("to")) {
        return None;
    }
    let bounds = said::bounds(document, head, content);
    let phrase = noun_phrase_starting_at(document, head + 2, bounds.end)?;
    let source = source::ending_at(document, phrase.end - 1, phrase.start)?;
    let cue = head..head + 2;
    let first = document.word(bounds.start).any(&["that", "and", "but"]);
    let start = bounds.start + usize::from(first);
    if head > start + 1 {
        let end = head - usize::from(document.word(head - 1).is(","));
        return (start < end).then_some(Statement { source, cue, content: start..end });
    }
    let from = phrase.end + usize::from(document.word(phrase.end).is(","));
    let content = said::clause(document, from, &bounds)?;
    Some(Statement { source, cue, content })
}
