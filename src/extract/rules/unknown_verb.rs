//! “…,” Vale thundered: a verb that no lexicon holds, beside a quotation of a statement's size.

use super::super::document::Document;
use super::super::phrase::is_nominal;
use super::super::word_class::{is_quote, is_subject_pronoun};
use super::quoted_content::is_statement;
use super::reading::{Construction, Reading, SubjectKind};
use super::{said_clause, subject, trailing_clause};

/// Proposes the readings of `head` as a cue, if it looks like a verb and a quotation is next to its clause.
pub fn read(document: &Document<'_>, head: usize, found: &mut Vec<Reading>) {
    let word = document.word(head);
    let verb_like = word.lower.len() > 3
        && (word.lower.ends_with("ed") || word.lower.ends_with('s') || word.lower.ends_with("ing"));
    if word.capital || !verb_like || !beside_quotation(document, head) {
        return;
    }
    let mut own = Vec::new();
    for verb in subject::verbs(document, head) {
        if verb.subject.is_none()
            || !matches!(verb.kind, SubjectKind::Before | SubjectKind::Aside | SubjectKind::Inverted)
        {
            continue;
        }
        said_clause::read(document, &verb, &mut own);
        trailing_clause::read(document, &verb, &mut own);
    }
    found.extend(own.into_iter().map(|reading| Reading { construction: Construction::Unknown, ..reading }));
}

/// Whether a quotation ends a few words before `head`, or begins right after it.
fn beside_quotation(document: &Document<'_>, head: usize) -> bool {
    let statement = |at: usize| {
        document
            .word(at)
            .quotation
            .is_some_and(|quotation| is_quote(document.lower(at)) && is_statement(document, quotation))
    };
    let after = (head + 1..head + 4)
        .take_while(|at| {
            document.word(*at).quotation.is_some() || matches!(document.lower(*at), "," | ":" | "that")
        })
        .any(statement);
    let before = (head.saturating_sub(6)..head)
        .rev()
        .take_while(|at| {
            document.word(*at).quotation.is_some()
                || is_nominal(document, *at)
                || is_subject_pronoun(document.lower(*at))
                || matches!(document.lower(*at), "," | "the" | "a")
        })
        .any(statement);
    after || before
}
