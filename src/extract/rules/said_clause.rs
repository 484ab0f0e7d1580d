//! "Vale said the ferry was late": the content follows its cue.

use std::ops::Range;

use super::super::document::Document;
use super::super::phrase::{clause_end, first_comma};
use super::super::word_class::is_coordinator;
use super::quoted_content::{extend, following_paragraph, quoted_paragraphs};
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
    let mut contents: Vec<Vec<Range<usize>>> = Vec::new();
    if onset.content < verb.limit {
        if is_coordinator(document.lower(onset.content)) {
            return;
        }
        for end in ends(document, onset.content, verb.limit) {
            contents.push(std::iter::once(onset.content..end).collect());
        }
    } else if document.word(verb.limit.saturating_sub(1)).is(":") {
        contents.push(following_paragraph(document, document.word(verb.head).paragraph));
    }
    for mut content in contents {
        if content.is_empty() {
            continue;
        }
        let quoted = document.word(verb.head).quotation.is_some();
        if !quoted {
            extend(document, &mut content, verb.limit);
        }
        let more = if quoted { Vec::new() } else { quoted_paragraphs(document, &content, verb.limit) };
        let whole = (!more.is_empty()).then(|| content.iter().cloned().chain(more).collect::<Vec<_>>());
        for content in std::iter::once(content).chain(whole) {
            found.push(Reading {
                construction: Construction::SaidClause,
                subject: verb.kind,
                head: verb.head,
                cue: std::iter::once(verb.group..cue_end).collect(),
                source: verb.subject.iter().cloned().collect(),
                content,
            });
        }
    }
}

/// Where a content that begins at `from` may end: with its clause, with the sentence, before a comma.
#[must_use]
pub fn ends(document: &Document<'_>, from: usize, limit: usize) -> Vec<usize> {
    let mut ends = vec![clause_end(document, from, limit), limit];
    ends.extend(first_comma(document, from, limit));
    ends.sort_unstable();
    ends.dedup();
    ends.retain(|end| *end > from);
    ends
}
