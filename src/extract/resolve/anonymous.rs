//! Sources kept unnamed, and groups: count, rank, nationality and institution of "two senior U.S.
//! officials at the Pentagon". Reads one noun phrase and nothing around it.

use std::ops::Range;

use super::cast::Cast;
use super::mentions::{Class, is_adjective};
use super::phrase::{Phrase, text_of};
use crate::article::{Anonymous, Speaker, SpeakerType};
use crate::extract::Document;
use crate::names;

/// Words that rank an unnamed source.
const RANKS: &[&str] = &[
    "senior",
    "junior",
    "top",
    "former",
    "current",
    "high-ranking",
    "high-level",
    "ranking",
    "mid-level",
    "low-level",
    "lower-level",
    "retired",
    "leading",
    "chief",
    "veteran",
    "longtime",
    "prominent",
    "ex",
    "key",
    "influential",
];

/// An unnamed source described by `name`.
pub(super) fn unnamed(name: &str) -> Speaker {
    Speaker {
        name: Some(name.to_owned()),
        kind: SpeakerType::Anonymous,
        anonymous: Some(Anonymous::default()),
        ..Speaker::default()
    }
}

/// A group described by `name`.
pub(super) fn group(name: &str) -> Speaker {
    Speaker { name: Some(name.to_owned()), kind: SpeakerType::Group, ..Speaker::default() }
}

/// The unnamed source that `phrase` describes, called `name`.
pub(super) fn describe(document: &Document, cast: &Cast, phrase: &Phrase, name: String) -> Speaker {
    let mut found = Anonymous { count: phrase.count, ..Anonymous::default() };
    let mut ranks = Vec::new();
    let mut at = phrase.full.start;
    while at < phrase.full.end {
        let in_chunk = at < phrase.chunk.end;
        if let Some(mention) = cast.mention_at(at).and_then(|m| cast.mention(m)) {
            let name = cast.entities.get(mention.entity).map(|e| e.name.clone());
            match mention.class {
                Class::Body if found.institution.is_none() => found.institution = name,
                Class::Place if in_chunk && found.nationality.is_none() => {
                    found.nationality = Some(mention.name.clone())
                }
                _ => {}
            }
            at = mention.tokens.end.max(at + 1);
            continue;
        }
        let word = document.word(at);
        if in_chunk && RANKS.contains(&&*word.lower) {
            ranks.push(word.lower.clone());
        }
        let nation = in_chunk && word.capital && names::country(document.shown(at)).is_some();
        let adjective = in_chunk && is_adjective_of_nation(document, at, phrase.head);
        if found.nationality.is_none() && (nation || adjective) {
            found.nationality = Some(document.shown(at).to_owned());
        }
        if found.institution.is_none() && word.capital && names::is_body(document.shown(at)) {
            found.institution = Some(document.shown(at).to_owned());
        }
        at += 1;
    }
    found.rank = (!ranks.is_empty()).then(|| ranks.join(" "));
    let affiliation = found.institution.clone().or_else(|| {
        found
            .nationality
            .as_deref()
            .and_then(names::country)
            .map(str::to_owned)
            .or_else(|| found.nationality.clone())
    });
    Speaker {
        name: Some(name),
        kind: SpeakerType::Anonymous,
        anonymous: Some(found),
        affiliation,
        ..Speaker::default()
    }
}

/// A capitalised adjective before an official's noun that no list knows: "a Marlovian official".
fn is_adjective_of_nation(document: &Document, at: usize, head: usize) -> bool {
    let word = document.word(at);
    at < head
        && word.capital
        && is_adjective(&word.lower)
        && !names::is_modifier(&word.lower)
        && !matches!(&*word.lower, "republican" | "democratic" | "american")
}

/// The name of an unnamed source: its words from after determiner and count through what follows the
/// head, up to a clause or comma.
pub(super) fn name(document: &Document, phrase: &Phrase) -> String {
    let range: Range<usize> = phrase.full.start..phrase.full.end;
    let text = text_of(document, range);
    if text.is_empty() { text_of(document, phrase.chunk.clone()) } else { text }
}
