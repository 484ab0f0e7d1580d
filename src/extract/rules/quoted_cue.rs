//! Cues inside a quotation: “Vale told us it was late,” Pell said. Proposes what the speaker of the quotation
//! says that somebody else said; linking keeps it only inside that speaker's statement.

use super::super::act;
use super::super::document::Document;
use super::super::lexicon::{CueForm, Shape};
use super::reading::{Reading, SubjectKind};
use super::{said_clause, subject};

/// How often a form has to be a cue to be read as one inside a quotation.
const OFTEN: f32 = 0.3;

/// Proposes the readings of the verb `head` that stay inside its quotation.
pub fn read(document: &Document<'_>, head: usize, cue: &CueForm, found: &mut Vec<Reading>) {
    let word = document.word(head);
    let spoken = cue.rate() > OFTEN || matches!(cue.lemma, "say" | "tell" | "claim" | "ask");
    let verb = matches!(cue.shape, Shape::Past | Shape::Third | Shape::Ing | Shape::Base);
    if !(spoken && verb && act::is_spoken(document, &[word.span])) {
        return;
    }
    let Some(quotation) = word.quotation.and_then(|at| document.quotations().get(at)) else { return };
    let end = document.tokens_in(quotation.inner).end;
    for mut verb in subject::verbs(document, head) {
        let Some(source) = &verb.subject else { continue };
        let own = document.word(source.start).any(&["i", "we", "you", "me", "us"]);
        let near = matches!(verb.kind, SubjectKind::Before | SubjectKind::Aside | SubjectKind::Relative);
        let inside = document.word(source.start).quotation == word.quotation;
        if own || !near || !inside {
            continue;
        }
        verb.limit = verb.limit.min(end);
        said_clause::read(document, &verb, found);
    }
}
