//! Citations of articles and statements, one style a file. Every style gives the words as they stand in
//! the article, where they stand, and the id by which `show` finds them again.

mod annotation;
mod bibtex;
mod csl;
mod prose;

use std::io::{self, Write};

use crate::article::{Article, Attribution, StatementId};
use crate::query::StoredArticle;
use crate::text::{self, Span};

/// What is cited.
#[derive(Clone, Copy, Debug)]
pub struct Cited<'a> {
    /// The article.
    pub stored: &'a StoredArticle,
    /// The passage in it; `None` for the whole article.
    pub passage: Option<Passage<'a>>,
}

/// The words that are cited.
#[derive(Clone, Copy, Debug)]
pub struct Passage<'a> {
    /// Where they stand in the article's text.
    pub span: Span,
    /// Who said them, where that is stored.
    pub attribution: Option<&'a Attribution>,
}

/// How a citation is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// For reading and pasting: the sentence, who said it, the reference.
    Text,
    /// The same in Markdown.
    Markdown,
    /// BibTeX, one entry each.
    Bibtex,
    /// CSL-JSON (version 1.0.2), one array of all.
    CslJson,
    /// W3C Web Annotation (JSON-LD), one array of all.
    Annotation,
}

/// All of `cited` in `style`.
///
/// # Errors
/// Where `out` cannot be written.
pub fn write(out: &mut dyn Write, cited: &[Cited<'_>], style: Style) -> io::Result<()> {
    match style {
        Style::Text => prose::text(out, cited),
        Style::Markdown => prose::markdown(out, cited),
        Style::Bibtex => bibtex::entries(out, cited),
        Style::CslJson => csl::items(out, cited),
        Style::Annotation => annotation::annotations(out, cited),
    }
}

impl<'a> Cited<'a> {
    const fn article(&self) -> &'a Article {
        &self.stored.record.article
    }

    /// The id of the statement, or of the article.
    fn id(&self) -> String {
        let article = self.stored.id;
        self.passage.map_or_else(
            || article.to_string(),
            |passage| StatementId::of(article, passage.span, &self.article().text).to_string(),
        )
    }

    /// The cited words.
    fn words(&self) -> Option<&'a str> {
        self.passage.map(|passage| passage.span.of(&self.article().text))
    }

    /// The sentences that the statement's words, source and cue stand in, on one line.
    fn sentences(&self) -> Option<String> {
        let passage = self.passage?;
        let text = self.article().text.as_str();
        let all = passage.attribution.map_or(passage.span, |attribution| {
            let spans = attribution.source.iter().chain(&attribution.cue);
            spans.copied().fold(passage.span, Span::join)
        });
        let sentences = text::sentences(text, &text::paragraphs(text), &text::tokens(text));
        let whole = sentences.into_iter().filter(|sentence| sentence.overlaps(all)).fold(all, Span::join);
        Some(whole.of(text).split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// "Dana Vale, mayor, via U.S. official".
    fn speaker(&self) -> Option<String> {
        let attribution = self.passage?.attribution?;
        let mention = text::span::join_text(&attribution.source, &self.article().text);
        let speaker = attribution.speaker.name.clone().unwrap_or(mention);
        let role = attribution.speaker.role.clone().filter(|role| !speaker.contains(role.as_str()));
        let passed = attribution.via.iter().map(|via| format!("via {}", via.name));
        let parts = [speaker].into_iter().chain(role).chain(passed);
        Some(parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", "))
            .filter(|all| !all.is_empty())
    }

    /// BLAKE3 of the article's text, in hexadecimal.
    fn text_hash(&self) -> String {
        blake3::hash(self.article().text.as_bytes()).to_hex().to_string()
    }
}
