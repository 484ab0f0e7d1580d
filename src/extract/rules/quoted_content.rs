//! Contents that go on: to the end of a quotation, through the quoted sentences that follow, and over
//! paragraphs that a quotation opens again. Adds whole quotations only.

use std::ops::Range;

use super::super::document::Document;
use super::super::word_class::is_stop;
use crate::text::{Closure, TokenKind};

/// The most quotations one content takes in.
const MOST: usize = 40;

/// Extends `content` by what goes on after it; its sentence ends before token `limit`.
pub fn extend(document: &Document<'_>, content: &mut Vec<Range<usize>>, limit: usize) {
    let Some(last) = content.last_mut() else { return };
    let Some(mut quotation) =
        last.end.checked_sub(1).and_then(|at| document.word(at).quotation).or_else(|| {
            // `…,” he said.`: the comma may stand outside the marks.
            last.end.checked_sub(2).filter(|at| *at >= last.start).and_then(|at| document.word(at).quotation)
        })
    else {
        return;
    };
    let Some(own) = document.quotations().get(quotation) else { return };
    let tokens = document.tokens_in(own.span);
    last.end = last.end.max(tokens.end);
    if !is_statement(document, quotation) {
        return;
    }
    let mut at = limit.max(tokens.end);
    for _ in 0..MOST {
        let Some(own) = document.quotations().get(quotation) else { break };
        if own.closed == Closure::Reopened {
            let Some(next) = next_outer(document, quotation) else { break };
            let tokens = quotation_tokens(document, next);
            at = tokens.end;
            content.push(tokens);
            quotation = next;
            continue;
        }
        while document.word(at).kind == TokenKind::Mark
            && is_stop(document.lower(at))
            && document.word(at).quotation.is_none()
        {
            at += 1;
        }
        let Some(next) = quoted_sentence(document, at, own.span.start) else { break };
        let tokens = quotation_tokens(document, next);
        at = tokens.end;
        content.push(tokens);
        quotation = next;
    }
}

fn quotation_tokens(document: &Document<'_>, quotation: usize) -> Range<usize> {
    document.quotations().get(quotation).map_or(0..0, |own| document.tokens_in(own.span))
}

/// The next quotation that is not inside another.
fn next_outer(document: &Document<'_>, quotation: usize) -> Option<usize> {
    (quotation + 1..document.quotations().len().min(quotation + 20))
        .find(|at| document.quotations().get(*at).is_some_and(|own| own.depth == 0))
}

/// The quotation that begins at token `at` in the paragraph of byte `near`, if its sentences hold nothing else.
fn quoted_sentence(document: &Document<'_>, at: usize, near: usize) -> Option<usize> {
    let word = document.word(at);
    let quotation = word.quotation?;
    let own = document.quotations().get(quotation)?;
    let earlier = document.word(document.token_at(near)?);
    if own.span.start != word.span.start || word.paragraph != earlier.paragraph {
        return None;
    }
    let tokens = document.tokens_in(own.span);
    let last = document.word(tokens.end.saturating_sub(1));
    let sentence = document.sentence(last.sentence);
    let free = (tokens.end..sentence.tokens.end).any(|at| document.word(at).kind != TokenKind::Mark);
    (!free).then_some(quotation)
}

/// Whether a quotation is long enough to be a statement rather than a borrowed word.
#[must_use]
pub fn is_statement(document: &Document<'_>, quotation: usize) -> bool {
    let tokens = quotation_tokens(document, quotation);
    let words = tokens.clone().take(40).filter(|at| document.word(*at).kind == TokenKind::Word).count();
    let stops =
        tokens.end.checked_sub(2).is_some_and(|at| matches!(document.lower(at), "." | "," | "!" | "?" | "…"));
    words >= 5 || (stops && words >= 1)
}

/// The quoted paragraphs after the one in which `content` ends, where they hold nothing else: who spoke
/// before speaks on.
#[must_use]
pub fn quoted_paragraphs(
    document: &Document<'_>,
    content: &[Range<usize>],
    limit: usize,
) -> Vec<Range<usize>> {
    let Some(last) = content.last().and_then(|last| last.end.checked_sub(1)) else { return Vec::new() };
    let quoted = content.iter().any(|range| document.word(range.end.saturating_sub(1)).quotation.is_some());
    let paragraph = document.word(last.max(limit.saturating_sub(1))).paragraph;
    if !quoted
        || last + 3 < document.paragraph(paragraph).tokens.end
            && limit + 2 < document.paragraph(paragraph).tokens.end
    {
        return Vec::new();
    }
    let mut found = Vec::new();
    for next in (paragraph + 1..document.paragraphs().len()).take(6) {
        let tokens = document.paragraph(next).tokens.clone();
        let free = tokens
            .clone()
            .any(|at| document.word(at).quotation.is_none() && document.word(at).kind != TokenKind::Mark);
        let statement = document.word(tokens.start).quotation.is_some_and(|own| is_statement(document, own));
        if free || !statement || tokens.is_empty() {
            break;
        }
        found.push(tokens);
    }
    found
}

/// What follows paragraph `paragraph`, if that ends in a colon: the quoted paragraphs, or one unquoted.
#[must_use]
pub fn following_paragraph(document: &Document<'_>, paragraph: usize) -> Vec<Range<usize>> {
    let mut content = Vec::new();
    for next in (paragraph + 1..document.paragraphs().len()).take(MOST) {
        let tokens = document.paragraph(next).tokens.clone();
        let Some(quotation) = document.word(tokens.start).quotation else {
            if content.is_empty() && !tokens.is_empty() {
                content.push(tokens);
            }
            break;
        };
        let own = quotation_tokens(document, quotation);
        content.push(own.start..own.end.min(tokens.end));
        let free = (own.end..tokens.end)
            .any(|at| document.word(at).quotation.is_none() && document.word(at).kind != TokenKind::Mark);
        let open = document.quotations().get(quotation).is_some_and(|own| own.closed == Closure::Reopened);
        if free || !open {
            break;
        }
    }
    content
}
