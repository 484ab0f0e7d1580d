//! The text room: what can be said of a string alone.
//!
//! Spans, folding, and (as they are added) tokens, sentences, paragraphs, quotation marks and dates in
//! words. Imports no other room, performs no I/O, and never fails.

pub mod fold;
pub mod span;

pub use fold::fold;
pub use span::Span;
