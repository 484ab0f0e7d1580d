//! Rules over the lexicon of cues, one file a construction. They propose readings of a cue ("X said Y";
//! "Y, X said"; "Y, said X"); learned weights say how probable each is.
//! The learned tagger takes readings as hints; only where a layout is fixed are they candidates themselves.

mod according_to;
mod bare_colon;
mod dialogue;
mod features;
mod noun_cue;
pub mod quoted_content;
mod quoted_cue;
mod reading;
mod said_clause;
mod signed;
mod subject;
mod told;
mod trailing_clause;
mod transcript;
mod unknown_verb;
mod weights;

use super::document::Document;
use super::lexicon::{self, Shape};
use super::tagger::Candidate;
use crate::text::TokenKind;

pub use features::Features;
pub use reading::{Construction, Reading, SubjectKind};
pub use weights::Weights;

/// The probability of each of the readings of one cue, against each other and against its being none.
#[must_use]
pub fn shares(document: &Document<'_>, rivals: &[Reading], weights: &Weights) -> Vec<f32> {
    let scores: Vec<i32> =
        rivals.iter().map(|reading| weights.score(&Features::of(document, reading))).collect();
    weights::shares(&scores).into_iter().map(narrow).collect()
}

/// The candidate of a reading whose construction alone makes it sure.
#[must_use]
pub fn sure_candidate(document: &Document<'_>, reading: &Reading) -> Option<Candidate> {
    Some(reading_candidate(document, reading, reading.construction.sure()?))
}

/// The candidate of a reading that is right with this `probability`.
#[must_use]
pub fn reading_candidate(document: &Document<'_>, reading: &Reading, probability: f32) -> Candidate {
    Candidate { probability, share: probability, ..candidate(document, reading) }
}

/// Cues read in a sentence, besides one for each eight tokens.
const MOST_HEADS: usize = 16;

/// Every reading of every possible cue, in the order of the cues.
#[must_use]
pub fn readings(document: &Document<'_>) -> Vec<Reading> {
    let mut found = Vec::new();
    let (mut sentence, mut heads) = (usize::MAX, 0);
    let labels = transcript::labels(document);
    for at in 0..document.words().len() {
        let word = document.word(at);
        if word.sentence != sentence {
            (sentence, heads) = (word.sentence, 0);
        }
        // No prose is denser in cues; text made to be slow is.
        let start = document.sentence(sentence).tokens.start;
        if heads > MOST_HEADS + (at - start.min(at)) / 8 {
            continue;
        }
        let before = found.len();
        if labels.get(&word.paragraph) == Some(&at) {
            found.push(transcript::turn(document, &labels, word.paragraph, at));
            heads += 1;
            continue;
        }
        if word.quotation.is_some() {
            if let Some(cue) = lexicon::cue(&word.lower) {
                quoted_cue::read(document, at, cue, &mut found);
            }
            heads += usize::from(found.len() > before);
            continue;
        }
        if word.kind == TokenKind::Mark {
            bare_colon::read(document, at, &mut found);
            dialogue::read(document, at, &mut found);
            signed::read(document, at, &mut found);
            continue;
        }
        if word.kind != TokenKind::Word {
            continue;
        }
        match lexicon::cue(&word.lower) {
            Some(_) if word.is("according") => according_to::read(document, at, &mut found),
            Some(cue) => {
                let noun = noun_cue::read(document, at, cue, &mut found);
                if !noun
                    && !subject::follows_determiner(document, at)
                    && (cue.shape != Shape::Other || subject::is_predicate(document, at))
                {
                    read_verb(document, at, &mut found);
                }
            }
            None => unknown_verb::read(document, at, &mut found),
        }
        heads += usize::from(found.len() > before);
    }
    found
}

/// The readings of the verb `head`.
fn read_verb(document: &Document<'_>, head: usize, found: &mut Vec<Reading>) {
    for verb in subject::verbs(document, head) {
        said_clause::read(document, &verb, found);
        trailing_clause::read(document, &verb, found);
    }
}

/// The candidate that a reading makes, its probability left open.
fn candidate(document: &Document<'_>, reading: &Reading) -> Candidate {
    Candidate {
        cue: document.spans(&reading.cue),
        source: document.spans(&reading.source),
        content: document.spans(&reading.content),
        rivals: reading.head,
        ..Candidate::default()
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a probability needs no more than single precision")]
const fn narrow(probability: f64) -> f32 {
    probability as f32
}
