//! Notes: what a query's reader is told about how the query was read. Never an error.

use super::Group;
use crate::names::NameQuery;
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

/// A remark where a single name was asked for and several speakers bear it; `groups` are the speakers
/// found, most statements first.
#[must_use]
pub fn bearers(name: &NameQuery, groups: &[Group]) -> Option<Note> {
    const NAMED: usize = 5;
    if !name.bare || groups.len() < 2 {
        return None;
    }
    let first: Vec<String> =
        groups.iter().take(NAMED).map(|group| format!("{} ({})", group.name, group.statements)).collect();
    let more = match groups.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    Some(Note::remark(format!(
        "{} is {} speakers here: {}{more}; give the full name for one of them",
        quoted(&name.typed),
        groups.len(),
        first.join(", ")
    )))
}

/// `text` in quotation marks, cut to a length fit for a note.
pub(crate) fn quoted(text: &str) -> String {
    const LONGEST: usize = 60;
    let mut cut: String = text.chars().take(LONGEST).collect();
    if cut.len() < text.len() {
        cut.push('…');
    }
    format!("“{cut}”")
}
