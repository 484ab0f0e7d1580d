//! The text room: what can be said of a string alone.
//!
//! Spans, folding, tokens, sentences, paragraphs and quotation marks, and dates in
//! words. Imports no other room, performs no I/O, and never fails.

pub mod abbreviation;
pub mod date;
mod date_tokens;
pub mod fold;
mod month;
pub mod paragraph;
pub mod quotation;
pub mod sentence;
pub mod span;
pub mod token;
pub mod word_map;
mod zone;

pub use fold::fold;
pub use paragraph::paragraphs;
pub use quotation::{Closure, Quotation, quotations};
pub use sentence::sentences;
pub use span::Span;
pub use token::{Token, TokenKind, tokens};

#[cfg(test)]
mod laws;
