//! Statements inside a content made by a verb: "that Vale told Pell it was late", "the plan, Vale said, was
//! dead", "Pell, who claimed it was early". Looks no further than the content's own sentence; leaves out
//! what is only supposed, denied to have been said or still to be said.

use std::ops::Range;

use super::super::document::Document;
use super::super::lexicon::Shape;
use super::super::phrase::{noun_phrase_starting_at, subject_before, subject_ending_at, verb_group_start};
use super::super::word_class::{
    is_be, is_coordinator, is_dash, is_determiner, is_have, is_possessive, is_preposition, is_quote,
    is_subject_pronoun, is_wh,
};
use super::said;
use super::speech::{self, Takes};
use super::{Statement, source};
use crate::names;
use crate::text::TokenKind;

/// A verb of speaking with its group.
#[derive(Clone, Copy, Debug)]
pub struct Verb {
    /// The verb itself.
    pub head: usize,
    /// First token of its group.
    pub group: usize,
    /// Its form.
    pub shape: Shape,
    /// What may follow it.
    pub takes: Takes,
    /// One past the last token of the content around it.
    pub limit: usize,
}

/// The statement that the verb at token `head` makes inside tokens `content`, if it makes one.
pub fn read(document: &Document<'_>, head: usize, content: &Range<usize>) -> Option<Statement> {
    let (shape, takes) = speech::verb(document.lower(head))?;
    if document.word(head).capital {
        return None;
    }
    let group = verb_group_start(document, head).max(content.start);
    if is_unsaid(document, group, head, content) {
        return None;
    }
    let verb = Verb { head, group, shape, takes, limit: content.end };
    let bounds = said::bounds(document, head, content);
    let be = (group..head).any(|at| is_be(document.lower(at)));
    let perfect = (group..head).next_back().is_some_and(|at| is_have(document.lower(at)));
    let reduced = document.word(head + 1).is("by") && !perfect;
    if shape == Shape::Past && (be && !perfect || reduced) {
        return by_agent(document, &verb, &bounds);
    }
    let source = subject(document, &verb, &bounds, be)?;
    if is_noun_here(document, &verb, &source) || takes == Takes::Shown && !is_written(document, &source) {
        return None;
    }
    let (cue_end, said) = said::said(document, &verb, &source, &bounds)?;
    Some(Statement { source, cue: group..cue_end, content: said })
}

/// Whether the saying is only supposed, asked for, ruled out or ahead: "would say", "never said", "to say".
pub fn is_unsaid(document: &Document<'_>, group: usize, head: usize, content: &Range<usize>) -> bool {
    let unsaid = |at: usize| document.word(at).any(UNSAID);
    let before = |back: usize, list: &[&str]| {
        let at = group.checked_sub(back).filter(|at| *at >= content.start);
        at.is_some_and(|at| document.word(at).any(list))
    };
    (group..head).any(unsaid)
        || before(1, &["to", "not", "never", "n't"])
        || before(2, &["let", "if", "not", "never"])
}

/// Words before a verb by which it is only supposed, asked for, ruled out or ahead.
pub const UNSAID: &[&str] = &[
    "will",
    "would",
    "can",
    "could",
    "may",
    "might",
    "must",
    "shall",
    "should",
    "won't",
    "wouldn't",
    "can't",
    "couldn't",
    "cannot",
    "shouldn't",
    "'ll",
    "not",
    "n't",
    "never",
    "didn't",
    "doesn't",
    "don't",
    "hasn't",
    "haven't",
    "hadn't",
    "to",
    "isn't",
    "wasn't",
    "ain't",
    "ever",
    "going",
];

/// Who says it. `be` tells whether a form of "be" stands in the verb's group.
fn subject(document: &Document<'_>, verb: &Verb, bounds: &Range<usize>, be: bool) -> Option<Range<usize>> {
    let last = verb.group.checked_sub(1).filter(|last| *last >= bounds.start)?;
    // "Vale himself said"
    // "Vale and Pell all said"
    let floating = document.word(last).any(&["all", "both"])
        && last.checked_sub(1).is_some_and(|at| document.word(at).capital);
    let own = document.word(last).any(&["himself", "herself", "themselves", "itself"]) || floating;
    let own = own && last > bounds.start;
    let last = last - usize::from(own);
    let lower = document.lower(last);
    let participle = verb.shape == Shape::Ing && !be;
    // "a film comparing": of participles only those speak that a clause follows.
    let clausal =
        matches!(verb.takes, Takes::Clause | Takes::Addressee) || document.word(verb.head).is("calling");
    let by = participle && matches!(lower, "by" | "for" | "after");
    if participle && !clausal && !by {
        return None;
    }
    if participle || is_coordinator(lower) {
        if participle && !by && !is_coordinator(lower) && lower != "," {
            // "56 percent saying", "one aide as saying"
            let end = if lower == "as" { last.checked_sub(1)? } else { last };
            let direct =
                end >= bounds.start && !is_preposition(document.lower(end)) && !is_wh(document.lower(end));
            return direct.then(|| source::antecedent(document, end, bounds.start))?;
        }
        let shares = verb.shape != Shape::Base && verb.takes != Takes::Shown;
        let shared = shares.then(|| subject_before(document, verb.group))??;
        let unsaid = |at: usize| document.word(at).any(UNSAID) && !(participle && document.word(at).is("to"));
        let supposed = (shared.end..verb.group).any(unsaid);
        return (shared.start >= bounds.start && !supposed)
            .then(|| source::ending_at(document, shared.end - 1, bounds.start))?;
    }
    if matches!(lower, "who" | "which" | "that") {
        let end = last.checked_sub(1).filter(|end| *end >= bounds.start)?;
        let aside = document.word(end).is(",") || is_dash(document.lower(end));
        let end = if aside { end.checked_sub(1)? } else { end };
        return source::antecedent(document, end, bounds.start);
    }
    // "Vale “says a lot”": what is quoted begins with the verb.
    if is_quote(lower) && document.word(verb.group).quotation != document.word(last.wrapping_sub(1)).quotation
    {
        let before = last.checked_sub(1).filter(|at| *at >= bounds.start)?;
        return source::ending_at(document, before, bounds.start);
    }
    if is_preposition(lower) || is_quote(lower) || is_wh(lower) {
        return None;
    }
    let doubtful = speech::is_noun_as_well(document.lower(verb.head))
        || document.word(verb.head).any(&["pledged", "alleged", "reported", "proposed", "stated"]);
    if doubtful {
        source::adjacent(document, last, bounds.start)
    } else {
        source::ending_at(document, last, bounds.start)
    }
}

/// Whether the form is a noun or participle here: "party rules", "a call", "a film called". A verb agrees
/// with its subject and has one that speaks.
fn is_noun_here(document: &Document<'_>, verb: &Verb, source: &Range<usize>) -> bool {
    let last = document.word(source::noun(document, source));
    let naming = document.word(verb.head).any(&["called", "dubbed", "labeled"]);
    let plural = is_plural(document, source);
    let named = last.capital || last.any(&["he", "she"]);
    match verb.shape {
        Shape::Base => !plural || last.capital && speech::is_noun_as_well(document.lower(verb.head)),
        Shape::Third if plural => true,
        Shape::Third => {
            speech::is_noun_as_well(document.lower(verb.head))
                && !named
                && !(opens_clause(document, verb.head + 1) && is_whole(document, source))
        }
        Shape::Past if document.word(verb.head).is("attacked") => !named && !last.is("they"),
        Shape::Past => {
            let thing = names::is_organization_noun(&last.lower) || names::is_document_noun(&last.lower);
            naming
                && !last.capital
                && (thing || !names::is_role(&last.lower))
                && !last.any(&["he", "she", "they", "who"])
        }
        Shape::Ing => false,
        Shape::Other => true,
    }
}

/// Whether a source is many.
pub fn is_plural(document: &Document<'_>, source: &Range<usize>) -> bool {
    let last = document.word(source::noun(document, source));
    last.any(&["they", "others", "many", "some", "most", "few"]) || names::singular(&last.lower) != last.lower
}

/// Whether a source is a noun phrase by itself: "her team", not "party" in "party rules".
fn is_whole(document: &Document<'_>, source: &Range<usize>) -> bool {
    let first = document.word(source.start);
    (is_determiner(&first.lower) || first.capital) && !source.clone().any(|at| document.word(at).is("of"))
}

/// Whether a clause, a quotation or a noun phrase begins at token `at`.
fn opens_clause(document: &Document<'_>, at: usize) -> bool {
    let lower = document.lower(at);
    lower == "that"
        || is_quote(lower)
        || is_subject_pronoun(lower)
        || is_possessive(lower)
        || matches!(lower, "the" | "a")
}

/// Whether a source is something written or counted: "the poll".
pub fn is_written(document: &Document<'_>, source: &Range<usize>) -> bool {
    source.clone().any(|at| names::is_document_noun(document.lower(at)))
}

/// "was told by Vale that", "the plan endorsed by Vale": the one after "by" says it, of what comes after or
/// else of what stands before.
fn by_agent(document: &Document<'_>, verb: &Verb, bounds: &Range<usize>) -> Option<Statement> {
    let by = (verb.head + 1..(verb.head + 3).min(bounds.end)).find(|at| document.word(*at).is("by"))?;
    let phrase = noun_phrase_starting_at(document, by + 1, bounds.end)?;
    // "by Vale at the mill", "by Vale of stealing": the agent is Vale.
    let of = |at: &usize| {
        let lower = document.lower(*at);
        is_preposition(lower) && (lower != "of" || document.lower(*at + 1).ends_with("ing"))
    };
    let end = phrase.clone().find(of).unwrap_or(phrase.end);
    let source = source::antecedent(document, end.checked_sub(1)?, phrase.start)?;
    let cue = verb.group..by + 1;
    let after = said::clause(document, end, bounds);
    let opens =
        |content: &Range<usize>| document.word(content.start).any(&["that", "to", "of", "as", "for", "how"]);
    if let Some(content) = after.filter(opens) {
        return Some(Statement { source, cue, content });
    }
    if verb.takes != Takes::Object {
        return None;
    }
    let end = verb.group.checked_sub(1).filter(|end| *end >= bounds.start)?;
    let about = subject_ending_at(document, end)?;
    let content = about.start.max(bounds.start)..about.end;
    let named =
        content.clone().any(|at| document.word(at).kind == TokenKind::Word) && !is_wh(document.lower(end));
    named.then_some(Statement { source, cue, content })
}
