//! Transcripts and interviews: paragraphs that begin with who speaks and a colon ("VALE: …", "MR. PELL: …",
//! "Q: …"). Reads labels only where a text has several; a single one is a headline or a list.

use std::collections::BTreeMap;
use std::ops::Range;

use super::super::document::Document;
use super::reading::{Construction, Reading, SubjectKind};
use crate::text::TokenKind;

/// The fewest labels that make a transcript.
const FEWEST: usize = 4;

/// The most paragraphs from one label to the next.
const WIDEST_GAP: usize = 4;

/// The longest label, in tokens.
const LONGEST_LABEL: usize = 6;

/// The most paragraphs of one turn.
const LONGEST_TURN: usize = 20;

/// The labels of a transcript: the colon's token, by its paragraph. Empty where the text is none.
#[must_use]
pub fn labels(document: &Document<'_>) -> BTreeMap<usize, usize> {
    let found: BTreeMap<usize, usize> = (0..document.paragraphs().len())
        .filter_map(|paragraph| label(document, paragraph).map(|colon| (paragraph, colon)))
        .collect();
    let mut kept = BTreeMap::new();
    let places: Vec<(usize, usize)> = found.into_iter().collect();
    for group in places.chunk_by(|(one, _), (next, _)| next - one <= WIDEST_GAP) {
        if is_transcript(document, group) {
            kept.extend(group.iter().copied());
        }
    }
    kept
}

/// Whether labels that lie close together make a transcript: enough of them, and one comes again.
fn is_transcript(document: &Document<'_>, labels: &[(usize, usize)]) -> bool {
    let mut shown: Vec<&str> = labels
        .iter()
        .map(|(paragraph, colon)| {
            document
                .span(label_start(document, &document.paragraph(*paragraph).tokens)..*colon)
                .of(document.text())
        })
        .collect();
    shown.sort_unstable();
    shown.dedup();
    labels.len() >= FEWEST && shown.len() < labels.len()
}

fn label(document: &Document<'_>, paragraph: usize) -> Option<usize> {
    let tokens = document.paragraph(paragraph).tokens.clone();
    let first = label_start(document, &tokens);
    let colon = (first..tokens.end.min(first + LONGEST_LABEL + 1))
        .find(|at| document.word(*at).is(":"))
        .filter(|colon| *colon > first && *colon + 1 < tokens.end)?;
    let quoted = first > tokens.start;
    let named = (first..colon).all(|at| {
        let word = document.word(at);
        word.kind == TokenKind::Word && word.capital && word.quotation.is_some() == quoted
    });
    named.then_some(colon)
}

/// Where the label would begin: behind a mark that opens a quotation, where a whole transcript is quoted.
fn label_start(document: &Document<'_>, tokens: &Range<usize>) -> usize {
    let first = document.word(tokens.start);
    let opens = first.kind == TokenKind::Mark && first.quotation.is_some();
    tokens.start + usize::from(opens)
}

/// The turn that the label at `colon` opens: its paragraph, and those up to the next label.
#[must_use]
pub fn turn(
    document: &Document<'_>,
    labels: &BTreeMap<usize, usize>,
    paragraph: usize,
    colon: usize,
) -> Reading {
    let tokens = document.paragraph(paragraph).tokens.clone();
    let mut content: Vec<Range<usize>> = std::iter::once(colon + 1..tokens.end).collect();
    let next = labels.range(paragraph + 1..).next().map(|(next, _)| *next);
    if let Some(next) = next.filter(|next| *next <= paragraph + LONGEST_TURN) {
        content.extend((paragraph + 1..next).map(|own| document.paragraph(own).tokens.clone()));
    }
    Reading {
        construction: Construction::Turn,
        subject: SubjectKind::Before,
        head: colon,
        cue: std::iter::once(colon..colon + 1).collect(),
        source: std::iter::once(label_start(document, &tokens)..colon).collect(),
        content,
    }
}
