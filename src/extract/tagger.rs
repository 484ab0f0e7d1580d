//! The seam between finding candidates and deciding on them. A tagger proposes; whatever made a
//! candidate, linking treats it alike.

use super::document::Document;
use crate::text::Span;

/// A possible attribution.
///
/// Spans are in the order of the text and on character boundaries. One cue may have several
/// candidates, of which linking keeps at most one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Candidate {
    /// The words that ascribe; empty where there are none.
    pub cue: Vec<Span>,
    /// The source's mention; empty where there is none.
    pub source: Vec<Span>,
    /// What is ascribed, quotation marks included.
    pub content: Vec<Span>,
    /// Probability that this is an attribution with this source and about this content, 0 to 1.
    pub probability: f32,
    /// Probability of exactly these spans, which decides between rivals, 0 to 1.
    pub share: f32,
    /// Candidates with the same number are readings of one cue: rivals, of which one can be right.
    pub rivals: usize,
}

/// Something that proposes attributions.
pub trait Tagger {
    /// The candidates in `document`, in any order, but always in the same.
    fn tag(&self, document: &Document<'_>) -> Vec<Candidate>;

    /// The probability below which its candidates are wrong more often than worth it, 0 to 1.
    fn least(&self) -> f32;
}
