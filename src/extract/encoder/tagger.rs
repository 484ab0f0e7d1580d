//! The accurate tagger's steps, from a document to candidates. Each step stands in a file of its own.

use super::super::document::Document;
use super::super::tagger::{Candidate, Tagger};
use super::claim::claims;
use super::pieces::Pieces;
use super::reading::read;
use super::settlement::{Settled, settle};
use super::weights::Weights;
use super::window::parts;
use crate::text::Span;

/// The most pieces that are settled together, but for one paragraph: bounds what is held of a long text.
const STRETCH: usize = 4096;

/// The tagger.
#[derive(Clone, Default)]
pub struct AccurateTagger {
    pub(super) weights: Weights,
}

impl AccurateTagger {
    /// A tagger that reads by `weights`.
    #[must_use]
    pub const fn new(weights: Weights) -> Self {
        Self { weights }
    }
}

impl Tagger for AccurateTagger {
    fn least(&self) -> f32 {
        self.weights.settings.accept
    }

    fn tag(&self, document: &Document<'_>) -> Vec<Candidate> {
        if self.weights.layers.is_empty() {
            return Vec::new();
        }
        let text = document.text();
        let settings = &self.weights.settings;
        let pieces = Pieces::of(text, &self.weights.vocabulary);
        let parts = parts(&pieces.paragraphs);
        let mut found = Vec::new();
        let same_stretch = |one: &std::ops::Range<usize>, next: &std::ops::Range<usize>| {
            one.start / STRETCH == next.start / STRETCH
        };
        for parts in parts.chunk_by(same_stretch) {
            let reading = read(&self.weights, &pieces, parts);
            let claims = claims(&pieces, &reading, settings);
            let settled = settle(&pieces, reading.pieces.clone(), claims, settings);
            found.extend(settled.iter().map(|one| candidate(text, &pieces, one)));
        }
        found
    }
}

fn candidate(text: &str, pieces: &Pieces, settled: &Settled) -> Candidate {
    Candidate {
        cue: spans(text, pieces, &settled.cue),
        source: without_comma(text, spans(text, pieces, &settled.source)),
        content: spans(text, pieces, &settled.content),
        probability: settled.chance,
        share: settled.chance,
        rivals: settled.cue.first().copied().unwrap_or_default(),
    }
}

/// `spans` without a comma at their end: "Ms. Orr, who runs the board," is who it is without.
fn without_comma(text: &str, mut spans: Vec<Span>) -> Vec<Span> {
    if let Some(last) = spans.last_mut() {
        last.end = last.start + last.of(text).trim_end_matches(',').len();
    }
    spans.retain(|span| !span.is_empty());
    spans
}

/// The spans of the pieces `at`, those on one line joined that no letter or digit lies between: a mark alone
/// parts nothing.
fn spans(text: &str, pieces: &Pieces, at: &[usize]) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    for piece in at.iter().filter_map(|index| pieces.all.get(*index)) {
        let joins = |span: &Span| {
            Span::new(span.end, piece.span.start).of(text).chars().all(|c| c != '\n' && !c.is_alphanumeric())
        };
        match found.last_mut().filter(|span| joins(span)) {
            Some(span) => *span = span.join(piece.span),
            None => found.push(piece.span),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::pieces::Piece;
    use super::*;

    #[test]
    fn a_mark_alone_parts_no_words() {
        let text = "at 6 p.m. (1600 GMT), he\nsaid";
        let piece = |word: &str| {
            let start = text.find(word).expect("the word stands there");
            Piece { span: Span::new(start, start + word.len()), ..Piece::default() }
        };
        let all = ["6", "p.m.", "1600", "GMT", "he", "said"].map(piece).to_vec();
        let found = spans(text, &Pieces { all, ..Pieces::default() }, &[0, 1, 2, 3, 5]);
        assert_eq!(found.iter().map(|span| span.of(text)).collect::<Vec<_>>(), ["6 p.m. (1600 GMT", "said"]);
    }
}
