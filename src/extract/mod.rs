//! The extract room: from an article to its attributions.
//!
//! Pure: no I/O, no clock, no randomness; the same article gives the same attributions on every
//! machine and thread. It never fails: what it cannot make out it leaves out and says so in a
//! diagnostic.

pub mod act;
pub mod document;
pub mod encoder;
pub mod kind;
#[cfg(test)]
mod laws;
pub mod learned;
pub mod lexicon;
mod link;
pub mod linking;
pub mod nested;
pub mod phrase;
mod resolve;
pub mod rules;
pub mod tagger;
mod tier;
mod withheld;
pub mod word_class;

use crate::article::{Article, Attribution};

pub use document::Document;
pub use link::Link;
pub use resolve::resolve;
pub use tagger::{Candidate, Tagger};
pub use tier::Tier;

/// The version of what is extracted. It rises whenever the attributions of some article change, so
/// that an index knows whether it is older than the program.
pub const VERSION: u32 = 5;

/// What was found in one article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extraction {
    /// The attributions, in the order of their passages in the text.
    pub attributions: Vec<Attribution>,
    /// What was left out, and why.
    pub diagnostics: Vec<String>,
}

/// Finds the attributions of `article`.
///
/// An article whose language is known and is not English gives none, and a diagnostic. The time taken
/// grows with the length of the text, times its logarithm at most.
#[must_use]
pub fn extract(article: &Article) -> Extraction {
    extract_at(article, Tier::Fast)
}

/// As [`extract`], in another tier.
#[must_use]
pub fn extract_at(article: &Article, tier: Tier) -> Extraction {
    if let Some(language) = foreign_language(article) {
        let diagnostic = format!("no attributions: the article is in {language}, and only English is read");
        return Extraction { attributions: Vec::new(), diagnostics: vec![diagnostic] };
    }
    let document = Document::new(article);
    let tagger = tier.tagger();
    let links = linking::link(&document, tagger.tag(&document), tagger.least());
    let attributions = resolve(&document, &links);
    Extraction { attributions, diagnostics: Vec::new() }
}

/// The article's language, where it is known and not English.
fn foreign_language(article: &Article) -> Option<&str> {
    let language = article.language.as_deref()?.trim();
    let primary = language.split(['-', '_']).next()?;
    let english = ["en", "eng", "english", "und", ""].iter().any(|known| primary.eq_ignore_ascii_case(known));
    (!english).then_some(language)
}
