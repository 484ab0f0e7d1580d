//! Links: a source, a cue and a content that belong together, before anyone asked who the source is.

use crate::article::Kind;
use crate::text::Span;

/// One attribution as spans, its speaker not yet resolved.
///
/// Made by linking, consumed by resolving; spans as in [`crate::article::Attribution`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Link {
    /// The source's mention; empty where there is none in reach.
    pub source: Vec<Span>,
    /// The cue.
    pub cue: Vec<Span>,
    /// The content.
    pub content: Vec<Span>,
    /// Computed from the quotation marks.
    pub kind: Kind,
    /// Index of the link in whose content this one lies: whose source relays it.
    pub outer: Option<usize>,
    /// Probability that this is an attribution, 0 to 1.
    pub probability: f32,
}
