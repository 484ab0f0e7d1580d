//! Notes: what a query's reader is told about how the query was read. Never an error.

use crate::text::Span;

/// How much a note weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Weight {
    /// Worth knowing; the query says what it says.
    Remark,
    /// Something could not be read as it was probably meant: an error under `--strict`.
    Doubt,
}

/// One remark on how a query was read, and how to mean the other thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What was read, and how to mean the other: one sentence or two, in lower case.
    pub text: String,
    /// Where in the query as typed, where it is about a place.
    pub span: Option<Span>,
    /// Whether it is a doubt.
    pub weight: Weight,
}

impl Note {
    /// A doubt about the place `span`.
    #[must_use]
    pub fn doubt(text: impl Into<String>, span: Span) -> Self {
        Self { text: text.into(), span: Some(span), weight: Weight::Doubt }
    }

    /// A remark about no place in particular.
    #[must_use]
    pub fn remark(text: impl Into<String>) -> Self {
        Self { text: text.into(), span: None, weight: Weight::Remark }
    }
}

/// Notes in the order they came up.
pub type Notes = Vec<Note>;

/// `text` in quotation marks, cut to a length fit for a note.
pub(crate) fn quoted(text: &str) -> String {
    const LONGEST: usize = 60;
    let mut cut: String = text.chars().take(LONGEST).collect();
    if cut.len() < text.len() {
        cut.push('…');
    }
    format!("“{cut}”")
}
