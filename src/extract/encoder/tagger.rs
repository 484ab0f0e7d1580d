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

/// The spans of the pieces `at`, those that follow one another on a line joined.
fn spans(text: &str, pieces: &Pieces, at: &[usize]) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let mut last = None;
    for index in at {
        let Some(piece) = pieces.all.get(*index) else { continue };
        let follows = last.is_some_and(|last: usize| last + 1 == *index);
        match found.last_mut().filter(|_| follows) {
            Some(span) if !Span::new(span.end, piece.span.start).of(text).contains('\n') => {
                *span = span.join(piece.span);
            }
            _ => found.push(piece.span),
        }
        last = Some(*index);
    }
    found
}
