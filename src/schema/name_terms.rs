//! The terms under which speakers, addressees and relays are indexed, and those a typed name is looked
//! up with. Which names match which speakers is `names`' own decision; here it is only spelled out.

use crate::article::{Party, Speaker};
use crate::names::{self, NameQuery};

/// Parties of one statement beyond this number share the last number.
pub const PARTIES: usize = 8;

/// The terms of a speaker.
#[must_use]
pub fn speaker_terms(speaker: &Speaker) -> Vec<String> {
    numbered_terms(speaker, None)
}

/// The terms of the addressees or relays of one statement, each numbered, so that words of two parties
/// never count as one.
#[must_use]
pub fn party_terms(parties: &[Party]) -> Vec<String> {
    let mut terms = Vec::new();
    for (number, party) in parties.iter().enumerate() {
        terms.extend(numbered_terms(&party_speaker(party), Some(number.min(PARTIES - 1))));
    }
    terms
}

/// A party as the speaker it would be.
#[must_use]
pub fn party_speaker(party: &Party) -> Speaker {
    Speaker { name: Some(party.name.clone()), kind: party.kind, ..Speaker::default() }
}

fn numbered_terms(speaker: &Speaker, number: Option<usize>) -> Vec<String> {
    let keys = names::keys(speaker).into_iter().map(|key| spell(number, 'k', &key));
    let roles = names::role_words(speaker).into_iter().map(|word| spell(number, 'r', &word));
    let words = names::anonymous_words(speaker).into_iter().map(|word| spell(number, 'w', &word));
    keys.chain(roles).chain(words).collect()
}

/// What a typed name is looked up with: one of the keys and all of the roles, or all of the words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameTerms {
    /// Any of these…
    pub keys: Vec<String>,
    /// …with all of these…
    pub roles: Vec<String>,
    /// …or all of these, if there are any.
    pub words: Vec<String>,
}

/// The terms to look a speaker up with, or, with a number, the party of that number.
#[must_use]
pub fn query_terms(query: &NameQuery, number: Option<usize>) -> NameTerms {
    let spelled = |sort: char, texts: &[String]| texts.iter().map(|text| spell(number, sort, text)).collect();
    NameTerms {
        keys: spelled('k', &query.keys),
        roles: spelled('r', &query.role),
        words: spelled('w', &query.words),
    }
}

fn spell(number: Option<usize>, sort: char, text: &str) -> String {
    match number {
        Some(number) => format!("{number}{sort}:{text}"),
        None => format!("{sort}:{text}"),
    }
}
