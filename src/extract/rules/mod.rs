//! The first tagger: rules over the lexicon of cues, one file a construction. Rules propose readings of
//! a cue ("X said Y"; "Y, X said"; "Y, said X"); weights counted and fitted on PolNeAR's train part say
//! how probable each is. Decides nothing.

mod according_to;
mod bare_colon;
mod features;
mod no_response;
mod noun_cue;
mod quoted_content;
mod quoted_cue;
mod reading;
mod said_clause;
mod subject;
mod told;
mod trailing_clause;
mod transcript;
mod unknown_verb;
mod weights;

use super::document::Document;
use super::lexicon::{self, Shape};
use super::tagger::{Candidate, Tagger};
use crate::text::{Span, TokenKind};

pub use features::Features;
pub use reading::{Construction, Reading, SubjectKind};

/// The rules.
#[derive(Clone, Copy, Debug, Default)]
pub struct RuleTagger;

impl Tagger for RuleTagger {
    fn tag(&self, document: &Document<'_>) -> Vec<Candidate> {
        let readings = readings(document);
        let mut found = Vec::with_capacity(readings.len());
        for rivals in readings.chunk_by(|one, next| one.head == next.head) {
            let scores: Vec<i32> = rivals
                .iter()
                .map(|reading| weights::score(&Features::of(document, reading, false)))
                .collect();
            let first = found.len();
            candidates(document, rivals, &weights::shares(&scores), &mut found);
            if let Some(sure) = certain(document, rivals) {
                let made = found.iter_mut().skip(first);
                let best = made.max_by(|a, b| a.share.total_cmp(&b.share));
                best.into_iter().for_each(|best| best.probability = best.probability.max(sure));
            }
        }
        found
    }
}

/// How sure the best reading of a cue is at least, where its construction is so fixed that no weight needs
/// to judge it.
fn certain(document: &Document<'_>, rivals: &[Reading]) -> Option<f32> {
    let first = rivals.first()?;
    match first.construction {
        Construction::Turn => Some(transcript::SURE),
        _ => no_response::least(document, first.head),
    }
}

/// The candidates that the readings of one cue make, given the probability of each.
pub fn candidates(document: &Document<'_>, rivals: &[Reading], shares: &[f64], found: &mut Vec<Candidate>) {
    for (reading, share) in rivals.iter().zip(shares) {
        // Readings with the same source that differ by a few words are as good as this one.
        let probability: f64 = rivals
            .iter()
            .zip(shares)
            .filter(|(rival, _)| reading.agrees(rival))
            .map(|(_, share)| share)
            .sum();
        found.push(Candidate {
            share: narrow(*share),
            probability: narrow(probability.min(1.0)),
            ..candidate(document, reading)
        });
    }
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
        if word.quotation.is_some() {
            if let Some(cue) = lexicon::cue(&word.lower) {
                quoted_cue::read(document, at, cue, &mut found);
            }
            heads += usize::from(found.len() > before);
            continue;
        }
        if word.kind == TokenKind::Mark {
            if labels.get(&word.paragraph) == Some(&at) {
                found.push(transcript::turn(document, &labels, word.paragraph, at));
            } else {
                bare_colon::read(document, at, &mut found);
            }
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
    let spans = |ranges: &[std::ops::Range<usize>]| -> Vec<Span> {
        ranges.iter().map(|range| document.span(range.clone())).filter(|span| !span.is_empty()).collect()
    };
    Candidate {
        cue: spans(&reading.cue),
        source: spans(&reading.source),
        content: spans(&reading.content),
        rivals: reading.head,
        ..Candidate::default()
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a probability needs no more than single precision")]
const fn narrow(probability: f64) -> f32 {
    probability as f32
}
