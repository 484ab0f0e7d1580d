//! Documents: an article analysed once, for taggers and for resolving. Holds paragraphs, sentences,
//! words and quotations with their places in one another; decides nothing about who says what, and
//! every accessor answers for every index.

use std::ops::Range;

use crate::article::{Article, Date};
use crate::text::{self, Quotation, Span, TokenKind};

/// A token with its place in the article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Word {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
    /// In lower case, with ’ written as '.
    pub lower: String,
    /// Index of its sentence.
    pub sentence: usize,
    /// Index of its paragraph.
    pub paragraph: usize,
    /// Index of the outermost quotation that it stands in (its marks count as inside).
    pub quotation: Option<usize>,
    /// Whether its first letter is a capital.
    pub capital: bool,
}

impl Word {
    /// Whether it is the mark, number or word `lower` (in lower case).
    #[must_use]
    pub fn is(&self, lower: &str) -> bool {
        self.lower == lower
    }

    /// Whether it is one of `list` (in lower case).
    #[must_use]
    pub fn any(&self, list: &[&str]) -> bool {
        list.contains(&self.lower.as_str())
    }
}

/// A sentence with its place in the article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands.
    pub span: Span,
    /// Index of its paragraph.
    pub paragraph: usize,
    /// Indices of its tokens.
    pub tokens: Range<usize>,
}

/// A paragraph with what it holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paragraph {
    /// Where it stands.
    pub span: Span,
    /// Indices of its sentences.
    pub sentences: Range<usize>,
    /// Indices of its tokens.
    pub tokens: Range<usize>,
}

static BLANK_WORD: Word = Word {
    span: Span::new(0, 0),
    kind: TokenKind::Mark,
    lower: String::new(),
    sentence: usize::MAX,
    paragraph: usize::MAX,
    quotation: None,
    capital: false,
};
static BLANK_SENTENCE: Sentence = Sentence { span: Span::new(0, 0), paragraph: usize::MAX, tokens: 0..0 };
static BLANK_PARAGRAPH: Paragraph = Paragraph { span: Span::new(0, 0), sentences: 0..0, tokens: 0..0 };

/// An article, analysed.
#[derive(Clone, Debug)]
pub struct Document<'a> {
    article: &'a Article,
    words: Vec<Word>,
    sentences: Vec<Sentence>,
    paragraphs: Vec<Paragraph>,
    quotations: Vec<Quotation>,
    /// Whether what stands between single marks alone is quoted, not set off.
    single_marks_quote: bool,
}

impl<'a> Document<'a> {
    /// Analyses `article`. Linear in the length of its text.
    #[must_use]
    pub fn new(article: &'a Article) -> Self {
        let text = article.text.as_str();
        let tokens = text::tokens(text);
        let spans = text::paragraphs(text);
        let sentence_spans = text::sentences(text, &spans, &tokens);
        let quotations = text::quotations(text, &spans);
        let mut words: Vec<Word> = tokens
            .iter()
            .map(|token| {
                let shown = token.span.of(text);
                let lower = shown.to_lowercase().replace('’', "'");
                let capital = shown.chars().next().is_some_and(char::is_uppercase);
                Word { span: token.span, kind: token.kind, lower, capital, ..Word::default() }
            })
            .collect();
        let paragraphs = place_paragraphs(&spans, &sentence_spans, &mut words);
        let sentences = place_sentences(&sentence_spans, &spans, &mut words);
        place_quotations(&quotations, &mut words);
        let single_marks_quote = single_marks_quote(text, &quotations);
        Self { article, words, sentences, paragraphs, quotations, single_marks_quote }
    }

    /// The article itself.
    #[must_use]
    pub const fn article(&self) -> &'a Article {
        self.article
    }

    /// The article's canonical text.
    #[must_use]
    pub fn text(&self) -> &'a str {
        &self.article.text
    }

    /// Its headline, or "".
    #[must_use]
    pub fn title(&self) -> &'a str {
        self.article.title.as_deref().unwrap_or("")
    }

    /// Its authors.
    #[must_use]
    pub fn authors(&self) -> &'a [String] {
        &self.article.authors
    }

    /// Its outlet, or "".
    #[must_use]
    pub fn outlet(&self) -> &'a str {
        self.article.outlet.as_deref().unwrap_or("")
    }

    /// Its date of publication.
    #[must_use]
    pub const fn date(&self) -> Option<&'a Date> {
        self.article.date.as_ref()
    }

    /// Every token.
    #[must_use]
    pub fn words(&self) -> &[Word] {
        &self.words
    }

    /// Token `at`, or a blank mark in no sentence where there is none.
    #[must_use]
    pub fn word(&self, at: usize) -> &Word {
        self.words.get(at).unwrap_or(&BLANK_WORD)
    }

    /// Token `at` as it is written.
    #[must_use]
    pub fn shown(&self, at: usize) -> &'a str {
        self.word(at).span.of(self.text())
    }

    /// Token `at` in lower case.
    #[must_use]
    pub fn lower(&self, at: usize) -> &str {
        &self.word(at).lower
    }

    /// Every sentence.
    #[must_use]
    pub fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// Sentence `at`, or an empty one.
    #[must_use]
    pub fn sentence(&self, at: usize) -> &Sentence {
        self.sentences.get(at).unwrap_or(&BLANK_SENTENCE)
    }

    /// Every paragraph.
    #[must_use]
    pub fn paragraphs(&self) -> &[Paragraph] {
        &self.paragraphs
    }

    /// Paragraph `at`, or an empty one.
    #[must_use]
    pub fn paragraph(&self, at: usize) -> &Paragraph {
        self.paragraphs.get(at).unwrap_or(&BLANK_PARAGRAPH)
    }

    /// Every quotation, in order; those inside others have a depth above 0.
    #[must_use]
    pub fn quotations(&self) -> &[Quotation] {
        &self.quotations
    }

    /// Whether `word` is given as somebody's own: whether it stands between marks that this article quotes with.
    /// An article that quotes with double marks sets titles, ironies and catchwords off with single ones.
    #[must_use]
    pub fn is_quoted(&self, word: &Word) -> bool {
        let quotation = word.quotation.and_then(|index| self.quotations.get(index));
        quotation.is_some_and(|own| self.single_marks_quote || !has_single_marks(self.text(), own))
    }

    /// The outermost quotation that covers byte `at`.
    #[must_use]
    pub fn quotation_at(&self, at: usize) -> Option<&Quotation> {
        let index = self.token_at(at)?;
        let quotation = self.quotations.get(self.word(index).quotation?)?;
        quotation.span.covers(at).then_some(quotation)
    }

    /// Index of the first token that ends after byte `at`.
    #[must_use]
    pub fn token_at(&self, at: usize) -> Option<usize> {
        let index = self.words.partition_point(|word| word.span.end <= at);
        (index < self.words.len()).then_some(index)
    }

    /// Indices of the tokens that share a byte with `span`.
    #[must_use]
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let start = self.words.partition_point(|word| word.span.end <= span.start);
        let end = self.words.partition_point(|word| word.span.start < span.end);
        start..end.max(start)
    }

    /// Index of the sentence that covers byte `at`, or of the next one.
    #[must_use]
    pub fn sentence_at(&self, at: usize) -> Option<usize> {
        let index = self.sentences.partition_point(|sentence| sentence.span.end <= at);
        (index < self.sentences.len()).then_some(index)
    }

    /// From the first to the last byte of tokens `range`; empty where it holds none.
    #[must_use]
    pub fn span(&self, range: Range<usize>) -> Span {
        match self.words.get(range) {
            Some([first, .., last]) => first.span.join(last.span),
            Some([only]) => only.span,
            _ => Span::default(),
        }
    }

    /// The spans of `ranges` of tokens, those that hold none left out.
    #[must_use]
    pub fn spans(&self, ranges: &[Range<usize>]) -> Vec<Span> {
        ranges.iter().map(|range| self.span(range.clone())).filter(|span| !span.is_empty()).collect()
    }
}

fn place_paragraphs(spans: &[Span], sentences: &[Span], words: &mut [Word]) -> Vec<Paragraph> {
    let (mut sentence, mut token) = (0, 0);
    let mut placed = Vec::with_capacity(spans.len());
    for (index, span) in spans.iter().enumerate() {
        let (first_sentence, first_token) = (sentence, token);
        sentence += sentences.iter().skip(sentence).take_while(|own| own.start < span.end).count();
        for word in words.iter_mut().skip(token).take_while(|word| word.span.start < span.end) {
            word.paragraph = index;
            token += 1;
        }
        placed.push(Paragraph {
            span: *span,
            sentences: first_sentence..sentence,
            tokens: first_token..token,
        });
    }
    placed
}

fn place_sentences(sentences: &[Span], paragraphs: &[Span], words: &mut [Word]) -> Vec<Sentence> {
    let mut token = 0;
    let mut placed = Vec::with_capacity(sentences.len());
    for (index, span) in sentences.iter().enumerate() {
        let first = token;
        for word in words.iter_mut().skip(token).take_while(|word| word.span.start < span.end) {
            word.sentence = index;
            token += 1;
        }
        let paragraph = paragraphs.partition_point(|own| own.end <= span.start);
        placed.push(Sentence { span: *span, paragraph, tokens: first..token });
    }
    placed
}

fn place_quotations(quotations: &[Quotation], words: &mut [Word]) {
    let mut token = 0;
    for (index, quotation) in quotations.iter().enumerate().filter(|(_, quotation)| quotation.depth == 0) {
        token += words.iter().skip(token).take_while(|word| word.span.end <= quotation.span.start).count();
        for word in words.iter_mut().skip(token).take_while(|word| word.span.start < quotation.span.end) {
            word.quotation = Some(index);
            token += 1;
        }
    }
}

/// Whether single marks enclose quotations in this article: most of those that lie in no other.
fn single_marks_quote(text: &str, quotations: &[Quotation]) -> bool {
    let (mut single, mut double) = (0usize, 0usize);
    for quotation in quotations.iter().filter(|quotation| quotation.depth == 0) {
        let marked = if has_single_marks(text, quotation) { &mut single } else { &mut double };
        *marked += 1;
    }
    single > double
}

fn has_single_marks(text: &str, quotation: &Quotation) -> bool {
    let opener = Span::new(quotation.span.start, quotation.inner.start).of(text);
    matches!(opener, "‘" | "'" | "’")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(text: &str) -> Article {
        Article { text: text.to_owned(), ..Article::default() }
    }

    #[test]
    fn every_token_knows_its_place() {
        let article = article("Vale spoke. “We left,” she said.\nIt rained.");
        let document = Document::new(&article);
        let she = document.token_at(28).expect("a token");
        assert_eq!(document.shown(she), "she");
        assert_eq!((document.word(she).sentence, document.word(she).paragraph), (1, 0));
        assert_eq!(document.sentence(2).paragraph, 1);
        assert_eq!(document.paragraph(0).sentences, 0..2);
        assert_eq!(document.quotation_at(15).map(|q| q.inner.of(document.text())), Some("We left,"));
        assert_eq!(document.quotation_at(28), None);
        assert_eq!(document.span(document.tokens_in(Span::new(13, 14))), Span::new(12, 15));
    }

    #[test]
    fn what_is_out_of_range_is_blank() {
        let article = article("");
        let document = Document::new(&article);
        assert_eq!(document.word(7).lower, "");
        assert_eq!(document.sentence(7).tokens, 0..0);
        assert_eq!(document.paragraph(7).tokens, 0..0);
        assert_eq!((document.token_at(3), document.sentence_at(3)), (None, None));
        assert!(document.span(3..9).is_empty());
    }
}
