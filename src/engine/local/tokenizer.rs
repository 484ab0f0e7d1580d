//! The project's analysis as a tantivy tokenizer. Decides nothing: `schema::analysis` cuts.

use std::iter::Peekable;

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use crate::schema::analysis::{Analyzer, stem_term_beside};
use crate::schema::units::{Unit, ends_sentence, units};

/// Which terms come out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cut {
    /// Folded words, each with its stem at the same position where that has a term of its own.
    FormsAndStems,
    /// The same, and a mark at the position of each word that begins a unit, the first aside. Where the
    /// text ends with a sentence, a mark stands behind its last word.
    Marked,
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
        let units = if self.cut == Cut::Marked { units(text) } else { Vec::new() };
        WordStream {
            tokenizer: self,
            text,
            at: 0,
            token,
            beside: String::with_capacity(32),
            waiting: false,
            units: units.into_iter().peekable(),
            mark: None,
            ended: false,
        }
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
    /// The units that begin behind the word just given.
    units: Peekable<std::vec::IntoIter<(usize, Unit)>>,
    /// The unit that the word just given begins, still to be given.
    mark: Option<Unit>,
    /// Whether the text is at its end.
    ended: bool,
}

impl WordStream<'_> {
    /// The greatest unit that begins at or before byte `at` and was not given yet.
    fn begun(&mut self, at: usize) -> Option<Unit> {
        let mut begun = None;
        while let Some((_, unit)) = self.units.next_if(|(start, _)| *start <= at) {
            begun = begun.max(Some(unit));
        }
        begun
    }

    fn give_mark(&mut self, unit: Unit) -> bool {
        self.token.text.clear();
        self.token.text.push_str(unit.term());
        true
    }

    /// The mark behind the last word of a sentence that ends with the text.
    fn end(&mut self) -> bool {
        let first_time = !std::mem::replace(&mut self.ended, true);
        let any = self.token.position != usize::MAX;
        if !(first_time && any && self.tokenizer.cut == Cut::Marked && ends_sentence(self.text)) {
            return false;
        }
        self.token.position = self.token.position.wrapping_add(1);
        // It takes no place of its own.
        self.token.position_length = 0;
        self.give_mark(Unit::Sentence)
    }
}

impl TokenStream for WordStream<'_> {
    fn advance(&mut self) -> bool {
        if self.waiting {
            self.waiting = false;
            std::mem::swap(&mut self.token.text, &mut self.beside);
            return true;
        }
        if let Some(unit) = self.mark.take() {
            return self.give_mark(unit);
        }
        let Some((word, rest)) = self.tokenizer.analyzer.next_word(self.text, self.at) else {
            return self.end();
        };
        self.at = rest;
        self.token.text.clear();
        self.token.offset_from = word.span.start;
        self.token.offset_to = word.span.end;
        self.token.position = self.token.position.wrapping_add(1);
        self.token.text.push_str(word.folded);
        if self.tokenizer.cut != Cut::Folded {
            self.waiting = stem_term_beside(&word, &mut self.beside);
        }
        let start = word.span.start;
        self.mark = self.begun(start).filter(|_| self.token.position > 0);
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
