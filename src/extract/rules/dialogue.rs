//! Dialogue with dashes: "— Where were you? Vale asked." A dash that opens a paragraph stands for quotation
//! marks, and what it opens ends where a clause of speaking begins.

use std::ops::Range;

use super::super::document::Document;
use super::super::lexicon::{self, Shape};
use super::super::phrase::{noun_phrase_ending_at, noun_phrase_starting_at};
use super::super::word_class::{is_dash, is_subject_pronoun};
use super::reading::{Construction, Reading, SubjectKind};
use crate::text::TokenKind;

/// How far behind its dash what is said may end, in tokens.
const LONGEST: usize = 80;
/// The longest source, in tokens.
const LONGEST_SOURCE: usize = 8;
/// How often a form has to be a cue.
const OFTEN: f32 = 0.35;

/// Proposes what follows the dash at token `at`, if it opens a paragraph and a clause of speaking ends it.
pub fn read(document: &Document<'_>, at: usize, found: &mut Vec<Reading>) {
    let dash = document.word(at);
    let paragraph = document.paragraph(dash.paragraph).tokens.clone();
    if at != paragraph.start || !is_dash(&dash.lower) || dash.quotation.is_some() {
        return;
    }
    let limit = paragraph.end.min(at + LONGEST);
    let ends = |mark: &usize| document.word(*mark).any(&[",", "?", "!", "…"]);
    let clause = (at + 2..limit).filter(ends).find_map(|mark| clause(document, mark, limit));
    let Some(Clause { mark, source, cue, end }) = clause else { return };
    let marked = mark + usize::from(!document.word(mark).is(","));
    // "— We will stay, Vale said, and we will build."
    let rest = document.word(end).is(",").then_some(end + 1..paragraph.end);
    let content = std::iter::once(at..marked).chain(rest.filter(|rest| !rest.is_empty())).collect();
    found.push(Reading {
        construction: Construction::Dialogue,
        subject: if source.start < cue { SubjectKind::Before } else { SubjectKind::Inverted },
        head: cue,
        cue: std::iter::once(cue..cue + 1).collect(),
        source: std::iter::once(source).collect(),
        content,
    });
}

/// A clause of speaking behind what is said.
struct Clause {
    /// The mark before it.
    mark: usize,
    source: Range<usize>,
    cue: usize,
    /// One past its last token.
    end: usize,
}

/// "Vale said" or "said Vale" behind the mark at `mark`, up to the next mark.
fn clause(document: &Document<'_>, mark: usize, limit: usize) -> Option<Clause> {
    let first = mark + 1;
    let speaks = |at: usize| {
        let word = document.word(at);
        !word.capital
            && lexicon::cue(&word.lower)
                .is_some_and(|cue| matches!(cue.shape, Shape::Past | Shape::Third) && cue.rate() > OFTEN)
    };
    if speaks(first) {
        let source = noun_phrase_starting_at(document, first + 1, limit)?;
        let end = source.end;
        return ends(document, end).then_some(Clause { mark, source, cue: first, end });
    }
    let cue = (first + 1..limit.min(first + LONGEST_SOURCE)).find(|at| speaks(*at))?;
    let source = if cue == first + 1 && is_subject_pronoun(document.lower(first)) {
        first..cue
    } else {
        noun_phrase_ending_at(document, cue - 1)?
    };
    (source.start == first && ends(document, cue + 1)).then_some(Clause { mark, source, cue, end: cue + 1 })
}

/// Whether a clause can end before token `at`.
fn ends(document: &Document<'_>, at: usize) -> bool {
    let word = document.word(at);
    word.kind == TokenKind::Mark && (word.any(&[",", ".", ":", ";"]) || is_dash(&word.lower))
}
