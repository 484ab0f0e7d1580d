//! The project's analysis as a tantivy tokenizer. Decides nothing: `schema::analysis` cuts.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use crate::schema::analysis::{Analyzer, stem_term_beside};

/// Which terms come out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cut {
    /// Folded words, each with its stem at the same position where that has a term of its own.
    FormsAndStems,
    /// Folded words.
    Folded,
}

/// Cuts text by the project's analysis.
#[derive(Clone)]
pub(super) struct WordTokenizer {
    cut: Cut,
    analyzer: Analyzer,
}

impl WordTokenizer {
    pub(super) fn new(cut: Cut) -> Self {
        Self { cut, analyzer: Analyzer::default() }
    }
}

impl Tokenizer for WordTokenizer {
    type TokenStream<'a> = WordStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> WordStream<'a> {
        let token = Token { text: String::with_capacity(32), ..Token::default() };
        WordStream { tokenizer: self, text, at: 0, token, beside: String::with_capacity(32), waiting: false }
    }
}

/// The words of one text.
pub(super) struct WordStream<'a> {
    tokenizer: &'a mut WordTokenizer,
    text: &'a str,
    at: usize,
    token: Token,
    /// The stem of the word just given.
    beside: String,
    /// Whether it is still to be given.
    waiting: bool,
}

impl TokenStream for WordStream<'_> {
    fn advance(&mut self) -> bool {
        if self.waiting {
            self.waiting = false;
            std::mem::swap(&mut self.token.text, &mut self.beside);
            return true;
        }
        let Some((word, rest)) = self.tokenizer.analyzer.next_word(self.text, self.at) else { return false };
        self.at = rest;
        self.token.text.clear();
        self.token.offset_from = word.span.start;
        self.token.offset_to = word.span.end;
        self.token.position = self.token.position.wrapping_add(1);
        self.token.text.push_str(word.folded);
        if self.tokenizer.cut == Cut::FormsAndStems {
            self.waiting = stem_term_beside(&word, &mut self.beside);
        }
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
