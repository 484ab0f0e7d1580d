//! Quotations that are signed: `"We left."` and then "― Dana Vale, 24", in the same paragraph or alone in
//! the next, as in pull quotes, letters and embedded posts ("… — Dana Vale (@vale)"). Reads the layout alone.

use std::ops::Range;

use super::super::document::Document;
use super::super::word_class::is_dash;
use super::quoted_content::is_statement;
use super::reading::{Construction, Reading, SubjectKind};
use crate::text::{Span, TokenKind};

/// The longest signature, in tokens.
const LONGEST: usize = 24;
/// The longest line before it that is read.
const LONGEST_LINE: usize = 200;
/// The longest name in it.
const LONGEST_NAME: usize = 8;
/// The most quoted paragraphs that one signature closes.
const MOST_PARAGRAPHS: usize = 6;

/// Proposes what stands before the dash at token `at`, if a name and nothing else follows it.
pub fn read(document: &Document<'_>, at: usize, found: &mut Vec<Reading>) {
    let dash = document.word(at);
    if !is_dash(&dash.lower) || dash.quotation.is_some() {
        return;
    }
    let line = line(document, at);
    let Some(name) = signature(document, at + 1..line.end) else { return };
    let content = if at == document.paragraph(dash.paragraph).tokens.start {
        quoted_before(document, dash.paragraph)
    } else if let Some(quoted) = quotation_before(document, at) {
        vec![quoted]
    } else if is_post(document, name.end) && line.start < at {
        std::iter::once(line.start..at).collect()
    } else {
        Vec::new()
    };
    if content.is_empty() {
        return;
    }
    found.push(Reading {
        construction: Construction::Signed,
        subject: SubjectKind::Before,
        head: at,
        cue: std::iter::once(at..at + 1).collect(),
        source: std::iter::once(name).collect(),
        content,
    });
}

/// The name at the start of `rest`, if that is a signature: a name, then at most what describes its bearer.
fn signature(document: &Document<'_>, rest: Range<usize>) -> Option<Range<usize>> {
    if rest.is_empty() || rest.len() > LONGEST {
        return None;
    }
    let named = |at: &usize| {
        let word = document.word(*at);
        word.kind == TokenKind::Word && (word.capital || word.any(&["of", "the", "for", "de", "von", "van"]))
    };
    let end = rest.start + rest.clone().take_while(named).count();
    let ends = end == rest.end || document.word(end).any(&[",", "(", "/"]);
    let quoted = rest.clone().any(|at| document.word(at).quotation.is_some());
    let name = rest.start..end;
    let fits = document.word(name.start).capital && name.len() <= LONGEST_NAME && !name.is_empty();
    (fits && ends && !quoted).then_some(name)
}

/// Whether an account's name follows: "(@vale)".
fn is_post(document: &Document<'_>, at: usize) -> bool {
    document.word(at).is("(") && document.word(at + 1).lower.starts_with('@')
}

/// The quotation that says something and ends right before token `at`.
fn quotation_before(document: &Document<'_>, at: usize) -> Option<Range<usize>> {
    let last = document.word(at.checked_sub(1)?);
    let own = last.quotation.filter(|own| is_statement(document, *own))?;
    let quotation = document.quotations().get(own)?;
    (quotation.span.end == last.span.end).then(|| document.tokens_in(quotation.span))
}

/// The tokens of the paragraph's line that holds token `at`.
fn line(document: &Document<'_>, at: usize) -> Range<usize> {
    let tokens = document.paragraph(document.word(at).paragraph).tokens.clone();
    let breaks = |before: usize| {
        let between = Span::new(document.word(before).span.end, document.word(before + 1).span.start);
        between.of(document.text()).contains('\n')
    };
    let far = (at.saturating_sub(LONGEST_LINE).max(tokens.start), (at + LONGEST + 1).min(tokens.end));
    let start = (far.0..at).rev().find(|before| breaks(*before)).map_or(far.0, |before| before + 1);
    let end =
        (at..far.1).find(|before| before + 1 < tokens.end && breaks(*before)).map_or(far.1, |last| last + 1);
    start..end
}

/// The paragraphs right before `paragraph` that are quoted and nothing else, in order.
fn quoted_before(document: &Document<'_>, paragraph: usize) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for before in (0..paragraph).rev().take(MOST_PARAGRAPHS) {
        let tokens = document.paragraph(before).tokens.clone();
        let quoted = !tokens.is_empty()
            && tokens.clone().all(|at| {
                let word = document.word(at);
                word.quotation.is_some() || word.kind == TokenKind::Mark
            });
        if !quoted {
            break;
        }
        found.push(tokens.clone());
        // Only a quotation that goes on from the paragraph before reaches further back.
        let continues = document.word(tokens.start).quotation.and_then(|own| document.quotations().get(own));
        if !continues.is_some_and(|own| own.continues) {
            break;
        }
    }
    found.reverse();
    found
}
