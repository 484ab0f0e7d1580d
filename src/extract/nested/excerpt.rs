//! Excerpts: the sentences of contents that hold a word of speaking, each as a paragraph of a text of its
//! own, to be read as if nobody had said them. Knows where each came from; finds nothing in them.

use std::ops::Range;

use super::super::document::Document;
use super::super::link::Link;
use super::super::word_class::{is_coordinator, is_dash, is_quote};
use crate::article::Article;
use crate::text::{Span, TokenKind};

/// The most sentences taken from one content.
const MOST: usize = 24;

/// Sentences of contents as an article.
#[derive(Clone, Debug, Default)]
pub struct Excerpt {
    article: Article,
    pieces: Vec<Piece>,
}

/// One of them.
#[derive(Clone, Copy, Debug)]
struct Piece {
    /// Where it begins in the excerpt.
    at: usize,
    /// Where it stands in the document.
    span: Span,
    /// Which link's content it is from.
    link: usize,
}

impl Excerpt {
    /// The sentences in the contents of `links` that hold a token for which `speaks`.
    #[must_use]
    pub fn of(document: &Document<'_>, links: &[Link], speaks: impl Fn(usize) -> bool) -> Self {
        let own = document.article();
        let article = Article { outlet: own.outlet.clone(), title: own.title.clone(), ..Article::default() };
        let mut excerpt = Self { article, pieces: Vec::new() };
        for (index, link) in links.iter().enumerate() {
            let sentences = link.content.iter().flat_map(|span| sentences(document, *span));
            let bare = sentences.map(|tokens| bare(document, tokens));
            for tokens in bare.filter(|tokens| tokens.clone().any(&speaks)).take(MOST) {
                excerpt.add(document, tokens, index);
            }
        }
        excerpt
    }

    /// Whether it holds nothing.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// The sentences, a paragraph each, in the outlet and under the title of the article.
    #[must_use]
    pub const fn article(&self) -> &Article {
        &self.article
    }

    /// Adds a sentence, without "that" before it and as if it began with a capital.
    fn add(&mut self, document: &Document<'_>, tokens: Range<usize>, link: usize) {
        let span = document.span(tokens);
        let text = &mut self.article.text;
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        self.pieces.push(Piece { at: text.len(), span, link });
        let said = span.of(document.text());
        let mut letters = said.chars();
        // A letter of one byte for one of one byte: offsets stay.
        if let Some(first) = letters.next() {
            text.push(first.to_ascii_uppercase());
        }
        text.extend(letters.map(|c| if c == '\n' { ' ' } else { c }));
        if !said.ends_with(['.', '?', '!']) {
            text.push('.');
        }
    }

    /// Where `span` of the excerpt stands in the document, and in which link's content.
    #[must_use]
    pub fn origin(&self, span: Span) -> Option<(usize, Span)> {
        let index = self.pieces.partition_point(|piece| piece.at <= span.start).checked_sub(1)?;
        let piece = self.pieces.get(index)?;
        let moved = |byte: usize| (byte - piece.at + piece.span.start).min(piece.span.end);
        let inside = Span::new(moved(span.start), moved(span.end));
        (!inside.is_empty()).then_some((piece.link, inside))
    }
}

/// The tokens of each sentence in `span`.
fn sentences<'d>(document: &'d Document<'_>, span: Span) -> impl Iterator<Item = Range<usize>> + 'd {
    let tokens = document.tokens_in(span);
    let first = document.word(tokens.start).sentence;
    let last = document.word(tokens.end.saturating_sub(1)).sentence;
    let range = if first <= last && !tokens.is_empty() { first..last.saturating_add(1) } else { 0..0 };
    range.map(move |sentence| {
        let own = &document.sentence(sentence).tokens;
        own.start.max(tokens.start)..own.end.min(tokens.end)
    })
}

/// `tokens` without the marks around them and without what joins them to what comes before.
fn bare(document: &Document<'_>, tokens: Range<usize>) -> Range<usize> {
    let (mut start, mut end) = (tokens.start, tokens.end);
    let joins = |at: usize| {
        let word = document.word(at);
        is_quote(&word.lower)
            || is_dash(&word.lower)
            || word.any(&[",", ";", ":", "that"])
            || is_coordinator(&word.lower)
    };
    while start < end && joins(start) {
        start += 1;
    }
    let loose = |at: usize| {
        let word = document.word(at);
        is_quote(&word.lower) || word.kind == TokenKind::Mark && !word.any(&[".", "?", "!", ")", "%"])
    };
    while end > start && loose(end - 1) {
        end -= 1;
    }
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_stand_alone_and_know_where_they_came_from() {
        let text = "Vale said “that it rained. Émile said no. And kerr told us,” and left.".to_owned();
        let article = Article { text, ..Article::default() };
        let document = Document::new(&article);
        let content = Span::new(10, article.text.find(" and left").expect("an end"));
        let links = [Link::default(), Link { content: vec![content], ..Link::default() }];
        let excerpt = Excerpt::of(&document, &links, |at| document.word(at).any(&["said", "told"]));
        assert_eq!(excerpt.article().text, "Émile said no.\n\nKerr told us.");
        let at = excerpt.article().text.find("told").expect("a word");
        let (link, span) = excerpt.origin(Span::new(at, at + 4)).expect("an origin");
        assert_eq!((link, span.of(&article.text)), (1, "told"));
        let last = excerpt.article().text.len();
        assert_eq!(excerpt.origin(Span::new(last - 1, last)), None, "its full stop is nobody's");
    }
}
