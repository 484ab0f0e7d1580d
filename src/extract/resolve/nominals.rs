//! Unnamed things and people: every noun phrase whose head is a noun for those who say something, so
//! that "the study" finds "a survey of voter lists by …". Only collects; `nominal.rs` chooses.

use super::cast::Cast;
use super::phrase::{Phrase, is_known};
use super::words::{AFTER_HEAD, is_determiner, is_time, is_verb};
use crate::extract::Document;
use crate::names;
use crate::text::TokenKind;

/// A noun phrase outside names.
#[derive(Clone, Debug)]
pub(super) struct Nominal {
    /// The phrase, taken apart.
    pub phrase: Phrase,
    /// The head noun, singular.
    pub noun: String,
    /// Whether a preposition stands before it.
    pub oblique: bool,
}

/// Every nominal, in the order of the text.
pub(super) fn nominals(document: &Document, cast: &Cast) -> Vec<Nominal> {
    let mut found = Vec::new();
    let mut floor = 0;
    for (at, word) in document.words().iter().enumerate() {
        if word.kind != TokenKind::Word || cast.mention_at(at).is_some() || !is_known(&word.lower) {
            continue;
        }
        let next = document.word(at + 1);
        // Inside a longer compound or a title: "campaign manager", "minister Ada Quill".
        let goes_on = next.kind == TokenKind::Clitic
            || next.kind == TokenKind::Word && (is_known(&next.lower) || cast.mention_at(at + 1).is_some());
        if goes_on {
            continue;
        }
        let sentence = document.sentence(word.sentence).tokens.start;
        let start = start_of(document, at, sentence.max(floor).max(at.saturating_sub(10)));
        let end = (at + 12).min(document.sentence(word.sentence).tokens.end);
        let end = (at + 1..end).find(|i| is_verb_like(document, *i)).unwrap_or(end);
        // What follows belongs to it only behind a preposition.
        let timed = document.word(at + 2).any(&["the", "this", "that"]) && document.word(at + 3).is("time");
        let end = if LINKS.contains(&&*next.lower) && !timed { end } else { at + 1 };
        if let Some(phrase) = Phrase::read(document, cast, start..end)
            && phrase.head == at
        {
            let oblique = start > 0 && AFTER_HEAD.contains(&document.lower(start - 1));
            found.push(Nominal { noun: names::singular(&word.lower), phrase, oblique });
            floor = at + 1;
        }
    }
    found
}

/// Prepositions behind which a phrase goes on.
const LINKS: &[&str] = &["of", "for", "from", "with", "by", "in", "at", "on"];

/// Walks left from a head noun to the beginning of its phrase.
fn start_of(document: &Document, head: usize, floor: usize) -> usize {
    let mut at = head;
    while at > floor {
        let word = document.word(at - 1);
        if is_determiner(&word.lower) || names::number_word(&word.lower).is_some() {
            let partitive = at > floor + 1 && document.lower(at - 2) == "of";
            return if partitive { (at - 1).saturating_sub(2).max(floor) } else { at - 1 };
        }
        let part = match word.kind {
            TokenKind::Clitic => true,
            TokenKind::Word => {
                word.capital
                    || names::is_modifier(&word.lower)
                    || is_known(&word.lower)
                    || names::country(&word.lower).is_some()
                    || !AFTER_HEAD.contains(&&*word.lower) && head - at < 2 && !is_verb_like(document, at - 1)
            }
            TokenKind::Number | TokenKind::Mark => false,
        };
        if !part {
            break;
        }
        at -= 1;
    }
    at
}

/// Words that end a phrase: verbs by their commonest forms and endings.
fn is_verb_like(document: &Document, at: usize) -> bool {
    let lower = document.lower(at);
    is_verb(lower)
        || matches!(
            lower,
            "it" | "he" | "she" | "they" | "we" | "i" | "that" | "when" | "after" | "if" | "because"
        )
        || matches!(lower, "to" | "shown" | "and" | "or" | "but" | "not" | "then" | "also" | "who")
        || is_time(lower)
        || lower.len() > 5 && (lower.ends_with("ed") || lower.ends_with("ly"))
}
