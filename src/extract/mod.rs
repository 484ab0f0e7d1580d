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
#[cfg(test)]
mod layouts;
pub mod learned;
pub mod lexicon;
mod link;
pub mod linking;
pub mod nested;
pub mod phrase;
mod resolve;
pub mod rules;
pub mod stretch;
pub mod tagger;
mod tier;
mod whole_source;
mod withheld;
pub mod word_class;

use crate::article::{Article, Attribution};
use crate::text::Span;
use learned::LearnedTagger;

pub use document::Document;
pub use link::Link;
pub use resolve::resolve;
pub use tagger::{Candidate, Tagger};
pub use tier::Tier;

/// The version of what is extracted. It rises whenever the attributions of some article change, so
/// that an index knows whether it is older than the program.
pub const VERSION: u32 = 6;

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
/// grows with the length of the text, times its logarithm at most; the memory does not grow beyond what a
/// stretch of [`stretch::LONGEST`] bytes takes: a longer text is read in such stretches.
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
    let stretches = stretch::stretches(&article.text);
    if let [_] = stretches.as_slice() {
        return Extraction { attributions: read(article, tier), diagnostics: Vec::new() };
    }
    let diagnostic = format!("the text is read in {} parts, each by itself", stretches.len());
    let attributions = stretches.iter().flat_map(|span| read_stretch(article, *span, tier)).collect();
    Extraction { attributions, diagnostics: vec![diagnostic] }
}

/// The attributions of an article that is read at once.
fn read(article: &Article, tier: Tier) -> Vec<Attribution> {
    let document = Document::new(article);
    // Contents are read by the fast tagger in every tier: the accurate one would take a sixth more of its time.
    let links = linking::link(&document, tier.tagger(), &LearnedTagger);
    resolve(&document, &links)
}

/// The attributions in `stretch` of the text of `article`, which is read as if it were all of it.
fn read_stretch(article: &Article, stretch: Span, tier: Tier) -> Vec<Attribution> {
    let text = stretch.of(&article.text).to_owned();
    let part = Article {
        text,
        outlet: article.outlet.clone(),
        date: article.date,
        authors: article.authors.clone(),
        title: article.title.clone(),
        ..Article::default()
    };
    let mut found = read(&part, tier);
    let spans = |one: &mut Attribution| {
        for span in one.source.iter_mut().chain(&mut one.cue).chain(&mut one.content) {
            *span = Span::new(span.start + stretch.start, span.end + stretch.start);
        }
    };
    found.iter_mut().for_each(spans);
    found
}

/// The article's language, where it is known and not English.
fn foreign_language(article: &Article) -> Option<&str> {
    let language = article.language.as_deref()?.trim();
    let primary = language.split(['-', '_']).next()?;
    let english = ["en", "eng", "english", "und", ""].iter().any(|known| primary.eq_ignore_ascii_case(known));
    (!english).then_some(language)
}
