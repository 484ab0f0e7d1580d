//! "Vale said the ferry was late": the content follows its cue.

use super::super::document::Document;
use super::super::phrase::clause_end;
use super::quoted_content::{extend, following_paragraph};
use super::reading::{Construction, Reading, SubjectKind};
use super::subject::Verb;
use super::told::onset;

/// Proposes the content after the verb, to the end of its clause, with the quotations that go on.
pub fn read(document: &Document<'_>, verb: &Verb, found: &mut Vec<Reading>) {
    let from = match (&verb.subject, verb.kind) {
        (Some(subject), SubjectKind::Inverted) => subject.end - 1,
        _ => verb.head,
    };
    let onset = onset(document, from, verb.limit);
    let cue_end = if verb.kind == SubjectKind::Inverted { verb.head + 1 } else { onset.cue_end };
    let mut content = Vec::new();
    if onset.content < verb.limit {
        let end = clause_end(document, onset.content, verb.limit);
        content.push(onset.content..end);
    } else if document.word(verb.limit.saturating_sub(1)).is(":") {
        content = following_paragraph(document, document.word(verb.head).paragraph);
    }
    if content.is_empty() {
        return;
    }
    extend(document, &mut content, verb.limit);
    found.push(Reading {
        construction: Construction::SaidClause,
        subject: verb.kind,
        head: verb.head,
        cue: std::iter::once(verb.group..cue_end).collect(),
        source: verb.subject.iter().cloned().collect(),
        content,
    });
}
