//! Titles before a name, as tokens: how far "former White House press secretary" reaches to the left.
//! Looks at one sentence and never beyond the words before the name.

use std::ops::Range;

use super::mentions::shown;
use super::runs::{is_capital, opens};
use super::words::{DEFINITE, OBLIQUE, POSSESSIVE, is_determiner, is_opener, is_time, is_verb};
use crate::extract::Document;
use crate::names;
use crate::text::TokenKind;

/// The index of the token after the first `count` white-space-separated pieces of `run`.
pub(super) fn skip_tokens(document: &Document, run: Range<usize>, count: usize) -> usize {
    let mut pieces = 0;
    let mut last_end = None;
    for at in run.clone() {
        let span = document.word(at).span;
        if last_end != Some(span.start) {
            pieces += 1;
        }
        if pieces > count {
            return at;
        }
        last_end = Some(span.end);
    }
    run.end
}

/// Extends a title leftwards over lower-case words: "former", "White House national security adviser".
pub(super) fn lower_title(document: &Document, title: Range<usize>, name: usize) -> Range<usize> {
    let mut start = if title.is_empty() { name } else { title.start };
    let sentence = document.sentence(document.word(name).sentence).tokens.start;
    if title.is_empty() {
        let Some(before) = name.checked_sub(1).filter(|b| *b >= sentence) else { return title };
        let before = portfolio(document, name, sentence).unwrap_or(before);
        let word = document.word(before);
        let singular = names::singular(&word.lower) == word.lower;
        if word.kind != TokenKind::Word || !names::is_role(&word.lower) || !singular || word.capital {
            return title;
        }
        start = before;
    } else if names::canonical_roles(&shown(document, title.clone())).is_empty() {
        return title; // "Mr." has nothing before it
    }
    let mut known = start;
    let floor = start.saturating_sub(9).max(sentence);
    while start > floor {
        let at = start - 1;
        let word = document.word(at);
        let run = word.capital && (!opens(document, at) || is_capital(document, at + 1));
        let own = word.kind == TokenKind::Clitic && at > floor && is_capital(document, at - 1);
        let plural = names::is_role(&word.lower) && names::singular(&word.lower) != word.lower;
        if word.kind == TokenKind::Number
            || !(own || word.kind == TokenKind::Word)
            || ends_title(&word.lower) && !(run && is_capital(document, at + 1) && word.lower.ends_with("ly"))
            || is_participle(document, at)
            || plural
        {
            break;
        }
        start = at;
        let listed = names::is_modifier(&word.lower)
            || names::is_role(&word.lower)
            || names::is_organization_noun(&word.lower);
        if own || listed || run || names::is_body(&word.lower) {
            known = at;
        } else if known - start > 1 {
            break; // two unknown words in a row
        }
    }
    // Unknown words belong to it only where a determiner or the sentence's beginning bounds them.
    let bound = start == sentence
        || start > 0
            && (is_determiner(document.lower(start - 1)) || document.word(start - 1).kind == TokenKind::Mark);
    let start = if bound && known - start <= 2 { start } else { known };
    start..name
}

/// The office's noun in "minister for strategic affairs Ada Quill", "secretary of state Ada Quill".
fn portfolio(document: &Document, name: usize, sentence: usize) -> Option<usize> {
    let plain = |at: &usize| {
        let word = document.word(*at);
        let joint = matches!(&*word.lower, "of" | "for" | "and");
        let plain = !OBLIQUE.contains(&&*word.lower) && !is_determiner(&word.lower) && !is_verb(&word.lower);
        word.kind == TokenKind::Word && !word.capital && (joint || plain)
    };
    let from = name.saturating_sub(5).max(sentence + 1);
    let joint = (from..name.checked_sub(1)?)
        .rev()
        .take_while(plain)
        .find(|at| matches!(document.lower(*at), "of" | "for"))?;
    let office = joint.checked_sub(1)?;
    let known = [
        "minister",
        "secretary",
        "director",
        "commissioner",
        "chief",
        "undersecretary",
        "speaker",
        "head",
        "attorney",
    ];
    document.word(office).any(&known).then_some(office)
}

/// Whether token `at` is a participle that governs what follows: "beating rival", "telling conservative
/// host"; not the noun in "planning director" or "prize-winning author".
fn is_participle(document: &Document, at: usize) -> bool {
    let word = document.word(at);
    let shape =
        !word.capital && word.lower.len() > 5 && word.lower.ends_with("ing") && !word.lower.contains('-');
    let next = document.lower(at + 1);
    let noun = names::is_role(next) && !RELATIONS.contains(&next);
    shape && !names::is_modifier(&word.lower) && !noun
}

/// Nouns that say what somebody is to another and nothing alone.
pub(super) const RELATIONS: &[&str] = &[
    "rival",
    "opponent",
    "ally",
    "friend",
    "colleague",
    "counterpart",
    "partner",
    "major",
    "critic",
    "challenger",
];

/// Words over which a title does not reach.
fn ends_title(lower: &str) -> bool {
    is_determiner(lower)
        || DEFINITE.contains(&lower)
        || POSSESSIVE.contains(&lower)
        || OBLIQUE.contains(&lower)
        || is_time(lower)
        || is_opener(lower) && !names::is_modifier(lower)
        || lower.ends_with("ly")
        || is_verb(lower) && !names::is_modifier(lower)
        || matches!(
            lower,
            "and" | "or" | "but" | "not" | "is" | "was" | "were" | "are" | "be" | "been" | "has"
        )
        || matches!(lower, "told" | "tells" | "said" | "says" | "named" | "met" | "called" | "beat" | "asked")
}
