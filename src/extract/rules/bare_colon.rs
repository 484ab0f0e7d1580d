//! "VALE: The ferry was late", "Vale: Ferry Is Late": a name, a colon and what it says, at the start of a
//! paragraph, as in transcripts and headlines; with a quotation after it; and "From Vale: The ferry was late".

use std::ops::Range;

use super::super::document::Document;
use super::super::phrase::{is_nominal, noun_phrase_ending_at, noun_phrase_starting_at};
use super::super::word_class::is_time;
use super::quoted_content::{extend, is_statement, quoted_paragraphs};
use super::reading::{Construction, Reading, SubjectKind};
use crate::names;
use crate::text::TokenKind;

/// The longest name before a colon, in tokens.
const LONGEST_NAME: usize = 8;
/// The longest that "From" may name: with what he or she is.
const LONGEST_SENDER: usize = 16;

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
    let tokens = paragraph.tokens.clone();
    // A list's bullet is no part of the name.
    let bullet = document.word(tokens.start).kind == TokenKind::Mark
        && document.word(tokens.start).quotation.is_none();
    let first = tokens.start + usize::from(bullet);
    if from(document, first, at, &tokens, found)
        || at <= first
        || at - first > LONGEST_NAME
        || !document.word(first).capital
        || !is_nominal(document, at - 1)
        || is_time(document.lower(at - 1))
    {
        return;
    }
    let Some(source) = noun_phrase_ending_at(document, at - 1) else { return };
    if let Some(content) = quotation_after(document, at).filter(|_| document.word(at - 1).capital) {
        found.push(reading(Construction::Introduced, at, source, content));
        return;
    }
    let end = stop(document, at, tokens.end);
    if source.start == first && at + 1 < end {
        found.push(reading(Construction::Colon, at, source, std::iter::once(at + 1..end).collect()));
    }
}

/// "From the mayor: “The harbor is safe.”": who wrote what comes after the colon. Whether it was such a line.
fn from(
    document: &Document<'_>,
    first: usize,
    at: usize,
    paragraph: &Range<usize>,
    found: &mut Vec<Reading>,
) -> bool {
    let source = first + 1..at;
    if !document.word(first).is("from") || source.is_empty() || source.len() > LONGEST_SENDER {
        return false;
    }
    let Some(phrase) = noun_phrase_starting_at(document, source.start, at) else { return false };
    let writes = |at: usize| {
        let word = document.word(at);
        names::is_role(&word.lower)
            || names::is_group_noun(&word.lower)
            || names::is_organization_noun(&word.lower)
            || names::is_title(document.shown(at))
    };
    let aside = phrase.end == at || document.word(phrase.end).is(",");
    let last = document.word(phrase.end - 1);
    let plain = source.clone().all(|at| document.word(at).quotation.is_none());
    let place = names::is_place(document.span(phrase.clone()).of(document.text()));
    let named = last.capital && !is_time(&last.lower) && !place;
    if !(aside && plain && (named || phrase.clone().any(writes))) {
        return false;
    }
    let quoted = quotation_after(document, at);
    let rest = at + 1..stop(document, at, paragraph.end);
    let content = quoted.unwrap_or_else(|| std::iter::once(rest).filter(|rest| !rest.is_empty()).collect());
    if !content.is_empty() {
        found.push(reading(Construction::Introduced, at, source, content));
    }
    true
}

fn reading(
    construction: Construction,
    at: usize,
    source: Range<usize>,
    content: Vec<Range<usize>>,
) -> Reading {
    Reading {
        construction,
        subject: SubjectKind::Before,
        head: at,
        cue: std::iter::once(at..at + 1).collect(),
        source: std::iter::once(source).collect(),
        content,
    }
}

/// One past what stands behind the colon at `at`, before token `end`: a headline's full stop is no part of it.
fn stop(document: &Document<'_>, at: usize, mut end: usize) -> usize {
    while end > at + 1 && document.word(end - 1).is(".") && document.word(end - 1).quotation.is_none() {
        end -= 1;
    }
    end
}
