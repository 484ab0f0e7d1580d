//! Transcripts and interviews: paragraphs that begin with who speaks and a colon ("VALE: …", "MR. PELL: …",
//! "Q: …"). Reads labels only where a text has several; a single one is a headline or a list.

use std::collections::BTreeMap;
use std::ops::Range;

use super::super::document::Document;
use super::reading::{Construction, Reading, SubjectKind};
use crate::text::TokenKind;

/// How sure a labelled paragraph of a transcript is.
pub const SURE: f32 = 0.95;

/// The fewest labels that make a transcript.
const FEWEST: usize = 4;

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
    // One speaker's label comes again, and a fair share of the paragraphs has one.
    let mut shown: Vec<&str> = found
        .iter()
        .map(|(paragraph, colon)| {
            document.span(document.paragraph(*paragraph).tokens.start..*colon).of(document.text())
        })
        .collect();
    shown.sort_unstable();
    let all = shown.len();
    shown.dedup();
    let again = shown.len() < all;
    let dense = all * 4 >= document.paragraphs().len();
    if all >= FEWEST && again && dense { found } else { BTreeMap::new() }
}

fn label(document: &Document<'_>, paragraph: usize) -> Option<usize> {
    let tokens = document.paragraph(paragraph).tokens.clone();
    let colon = (tokens.start..tokens.end.min(tokens.start + LONGEST_LABEL + 1))
        .find(|at| document.word(*at).is(":"))
        .filter(|colon| *colon > tokens.start && *colon + 1 < tokens.end)?;
    let named = (tokens.start..colon).all(|at| {
        let word = document.word(at);
        word.kind == TokenKind::Word && word.capital && word.quotation.is_none()
    });
    named.then_some(colon)
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
        source: std::iter::once(tokens.start..colon).collect(),
        content,
    }
}
