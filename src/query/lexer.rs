//! A query cut into tokens. Never fails, looks at every character a bounded number of times.
//!
//! Typographic quotation marks, dashes and spaces are read as the plain ones; spans stay those of the
//! text as typed. A word's text, printed where it stood, is cut into the same word again.

use std::ops::Bound;

use super::ast::{Boost, Case};
use super::field::Field;
use super::near::Near;
use super::note::{Note, Notes, quoted};
use super::word::{
    Atom, at_least, case, connector, ends_word, function, is_bound, is_name, number, operator, plain,
    searched, separator,
};
use crate::text::Span;

/// A token, and where it was typed.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Lexeme {
    pub token: Token,
    pub span: Span,
}

/// What a query is made of.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    Word(String),
    Phrase(String, u32),
    Wild(String),
    Fuzzy(String, u8),
    Regex(String),
    Anything,
    Range(Bound<String>, Bound<String>),
    /// `outlet:`, its value being next.
    Field(Field),
    /// `atleast3`, what it counts being next.
    AtLeast(u32),
    /// `caps`, what is written so being next.
    Cased(Case),
    Open,
    Close,
    And,
    Or,
    Not,
    Near(Near),
    /// `^2`, right behind what it boosts.
    Boost(Boost),
}

/// The most positions that the words of a phrase may be moved.
const MAX_SLOP: u32 = 50;

/// Cuts `text`.
pub(super) fn tokens(text: &str) -> (Vec<Lexeme>, Notes) {
    let mut lexer = Lexer {
        chars: text.char_indices().filter_map(|(at, c)| Some((plain(c)?, at))).collect(),
        end: text.len(),
        at: 0,
        lexemes: Vec::new(),
        notes: Vec::new(),
    };
    while let Some(c) = lexer.peek(0) {
        lexer.step(c);
    }
    (lexer.lexemes, lexer.notes)
}

struct Lexer {
    chars: Vec<(char, usize)>,
    end: usize,
    at: usize,
    lexemes: Vec<Lexeme>,
    notes: Notes,
}

impl Lexer {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.char(self.at + ahead)
    }

    fn char(&self, at: usize) -> Option<char> {
        self.chars.get(at).map(|(c, _)| *c)
    }

    /// The bytes from character `from` up to character `to`.
    fn span(&self, from: usize, to: usize) -> Span {
        let byte = |at: usize| self.chars.get(at).map_or(self.end, |(_, byte)| *byte);
        Span::new(byte(from), byte(to))
    }

    fn text(&self, from: usize, to: usize) -> String {
        self.chars.get(from..to).unwrap_or_default().iter().map(|(c, _)| c).collect()
    }

    /// Gives out the token that ends before character `to`, and goes on there.
    fn push(&mut self, token: Token, to: usize) {
        let span = self.span(self.at, to);
        self.lexemes.push(Lexeme { token, span });
        self.at = to;
    }

    fn doubt(&mut self, text: impl Into<String>, to: usize) {
        let span = self.span(self.at, to);
        self.notes.push(Note::doubt(text, span));
    }

    fn step(&mut self, c: char) {
        let next = self.peek(1);
        let begins = |next: char| next.is_alphabetic() || matches!(next, '"' | '(');
        match c {
            ' ' => self.at += 1,
            '"' => self.phrase(),
            '(' => self.push(Token::Open, self.at + 1),
            ')' => {
                self.push(Token::Close, self.at + 1);
                self.boost();
            }
            '-' | '!' if next.is_some_and(begins) => {
                self.push(Token::Not, self.at + 1);
                if next.is_some_and(char::is_alphabetic) {
                    self.word(false);
                }
            }
            // Every word is required as it is.
            '+' if next.is_some_and(begins) => self.at += 1,
            '/' if self.regex() => {}
            _ => self.word(true),
        }
    }

    /// `^2`, if it stands here and a word ends behind it.
    fn boost(&mut self) {
        if self.peek(0) != Some('^') {
            return;
        }
        let end = self.word_end(self.at);
        if let Some(boost) = number(&self.text(self.at + 1, end)) {
            self.push(Token::Boost(boost), end);
        }
    }

    /// From a quotation mark to the next; without one the mark is passed over.
    fn phrase(&mut self) {
        let mut inside = self.chars.iter().skip(self.at + 1);
        let Some(length) = inside.position(|(c, _)| *c == '"') else {
            self.doubt(
                "a quotation mark without its partner: what follows is searched as words",
                self.at + 1,
            );
            self.at += 1;
            return;
        };
        let close = self.at + 1 + length;
        let text = self.text(self.at + 1, close);
        let digits: String = match self.char(close + 1) {
            Some('~') => {
                let after = self.chars.iter().skip(close + 2).map(|(c, _)| *c);
                after.take_while(char::is_ascii_digit).collect()
            }
            _ => String::new(),
        };
        if digits.is_empty() {
            self.push(Token::Phrase(text, 0), close + 1);
        } else {
            let slop = digits.parse().unwrap_or(MAX_SLOP).min(MAX_SLOP);
            self.push(Token::Phrase(text, slop), close + 2 + digits.len());
        }
        self.boost();
    }

    /// `/…/` with a word's end behind it, and no white space in it; `false` where it is none.
    fn regex(&mut self) -> bool {
        let mut escaped = false;
        let mut close = None;
        for at in self.at + 1..self.chars.len() {
            match self.char(at) {
                Some(' ' | '"') | None => break,
                Some('/') if !escaped => {
                    close = Some(at);
                    break;
                }
                c => escaped = c == Some('\\') && !escaped,
            }
        }
        let ended = |at: usize| self.char(at).is_none_or(|c| ends_word(c) || c == '^');
        let Some(close) = close.filter(|close| *close > self.at + 1 && ended(close + 1)) else {
            return false;
        };
        let text = self.text(self.at + 1, close);
        self.push(Token::Regex(text), close + 1);
        self.boost();
        true
    }

    /// Where the word at `from` ends.
    fn word_end(&self, from: usize) -> usize {
        let rest = self.chars.iter().skip(from);
        from + rest.take_while(|(c, _)| !ends_word(*c)).count()
    }

    /// A word, an operator (where `operators` may stand), or a field and its value.
    fn word(&mut self, operators: bool) {
        let end = self.word_end(self.at);
        let text = self.text(self.at, end);
        if self.prefix(&text, end) || self.near(&text, end) {
            return;
        }
        let name = separator(&text).filter(|(name, _)| is_name(name));
        if let Some((name, sign)) = name {
            return self.named(name, sign, &text, end);
        }
        match operator(&text).filter(|_| operators) {
            Some(token) => self.push(token, end),
            None => self.atom(&text, end),
        }
    }

    /// `atleast3`, `headline(`: what stands before an operand; `false` where it is none.
    fn prefix(&mut self, text: &str, end: usize) -> bool {
        let token = match at_least(text) {
            Some(times) => Some(Token::AtLeast(times)),
            None if self.char(end) == Some('(') => {
                function(text).map(Token::Field).or_else(|| case(text).map(Token::Cased))
            }
            None => None,
        };
        let is_one = token.is_some();
        if let Some(token) = token {
            self.push(token, end);
        }
        is_one
    }

    /// `w/5`, `not w/5`, `AROUND(5)`; `false` where it is none.
    fn near(&mut self, text: &str, end: usize) -> bool {
        if let Some(near) = connector(text) {
            self.push(Token::Near(near), end);
            return true;
        }
        if text == "AROUND" && self.char(end) == Some('(') {
            let digits: String =
                self.chars.iter().skip(end + 1).map(|(c, _)| *c).take_while(char::is_ascii_digit).collect();
            let close = end + 1 + digits.len();
            if let Some(near) = connector(&format!("w/{digits}")).filter(|_| self.char(close) == Some(')')) {
                self.push(Token::Near(near), close + 1);
                return true;
            }
        }
        if text.eq_ignore_ascii_case("not") {
            let next = end + self.chars.iter().skip(end).take_while(|(c, _)| *c == ' ').count();
            let next_end = self.word_end(next);
            if let Some(near) = connector(&self.text(next, next_end)) {
                self.push(Token::Near(Near { apart: true, ..near }), next_end);
                return true;
            }
        }
        false
    }

    /// What begins with `name:`, `name=`, `name>`.
    fn named(&mut self, name: &str, sign: char, text: &str, end: usize) {
        // Signs of comparison belong to the value.
        let value = self.at + name.chars().count() + usize::from(matches!(sign, ':' | '='));
        let next = self.char(value);
        match Field::named(name) {
            Some(field) if sign != ':' => {
                if next.is_none_or(|c| matches!(c, ' ' | ')')) || sign != '=' && !field.has_ranges() {
                    return self.atom(text, end);
                }
                self.push(Token::Field(field), value);
                self.value(field);
            }
            None if sign != ':' => self.atom(text, end),
            Some(_) if next.is_none_or(|c| matches!(c, ' ' | ')' | ':')) => {
                let own = name.to_lowercase();
                let note = format!(
                    "“{own}:” is searched as a word; to name the field, let the value follow at once: {own}:value"
                );
                self.doubt(note, value);
                self.push(Token::Word(text.to_owned()), end);
            }
            Some(field) => {
                self.push(Token::Field(field), value);
                self.value(field);
            }
            None if next == Some('/') && text.contains("://") => {
                let note = format!(
                    "{} is searched as words; to find the article of an address write url:{text}",
                    quoted(text)
                );
                self.doubt(note, end);
                self.push(Token::Word(text.to_owned()), end);
            }
            None if next.is_some_and(|c| c.is_alphabetic() || matches!(c, '"' | '(')) => {
                let note = format!(
                    "{} is no field: searched as words; the fields are {}",
                    quoted(name),
                    Field::list()
                );
                self.doubt(note, value);
                let span = self.span(self.at, value - 1);
                self.lexemes.push(Lexeme { token: Token::Word(searched(name.to_owned())), span });
                self.at = value;
            }
            None => self.atom(text, end),
        }
    }

    /// The value right after `field:`; a phrase or parenthesis is left to [`Self::step`].
    fn value(&mut self, field: Field) {
        match self.peek(0) {
            Some('"' | '(') => return,
            Some('[' | '{') if self.range() => return,
            Some('>' | '<') if field.has_ranges() && self.comparison() => return,
            Some('/') if field != Field::Url && self.regex() => return,
            _ => {}
        }
        let end = self.word_end(self.at);
        let text = self.text(self.at, end);
        if field == Field::Url && text != "*" {
            return self.push(Token::Word(text), end);
        }
        if self.prefix(&text, end) {
            return;
        }
        if field.has_ranges()
            && let Some((from, to)) = text.split_once("..")
            && let (Some(from), Some(to)) = (bound(from), bound(to.trim_start_matches('.')))
            && (from.is_some() || to.is_some())
        {
            let side = |side: Option<String>| side.map_or(Bound::Unbounded, Bound::Included);
            return self.push(Token::Range(side(from), side(to)), end);
        }
        self.atom(&text, end);
    }

    /// One word, with what stands behind it: `word~1`, `word^2`, `w*rd`.
    fn atom(&mut self, text: &str, end: usize) {
        let Atom { token, boost, note } = Atom::of(text);
        if let Some((note, weight)) = note {
            self.notes.push(Note { text: note, span: Some(self.span(self.at, end)), weight });
        }
        let word_end = end - boost.map_or(0, |(_, length)| length);
        self.push(token, word_end);
        if let Some((boost, _)) = boost {
            self.push(Token::Boost(boost), end);
        }
    }

    /// `>=2024`, `<"Oct 8, 2024"`; `false` where it is none.
    fn comparison(&mut self) -> bool {
        let above = self.peek(0) == Some('>');
        let equal = self.peek(1) == Some('=');
        let from = self.at + 1 + usize::from(equal);
        let (text, end) = if self.char(from) == Some('"') {
            let Some(length) = self.chars.iter().skip(from + 1).position(|(c, _)| *c == '"') else {
                return false;
            };
            (self.text(from + 1, from + 1 + length), from + length + 2)
        } else {
            let end = self.word_end(from);
            (self.text(from, end), end)
        };
        let Some(Some(text)) = bound(&text) else { return false };
        let side = if equal { Bound::Included(text) } else { Bound::Excluded(text) };
        let (from, to) = if above { (side, Bound::Unbounded) } else { (Bound::Unbounded, side) };
        self.push(Token::Range(from, to), end);
        true
    }

    /// `[a TO b]`, `{a TO b}`; `false` where it is none. The search for its end stops at another
    /// beginning, so that no character is looked at twice.
    fn range(&mut self) -> bool {
        let rest = self.chars.iter().skip(self.at + 1).map(|(c, _)| *c);
        let Some(length) = rest.clone().position(|c| matches!(c, ']' | '}' | '[' | '{' | '(' | ')')) else {
            return false;
        };
        let inside: String = rest.clone().take(length).collect();
        let close = rest.clone().nth(length);
        let words: Vec<&str> = inside.split(' ').filter(|word| !word.is_empty()).collect();
        let Some(middle) = words.iter().position(|word| word.eq_ignore_ascii_case("to")) else {
            return false;
        };
        let side = |words: &[&str], included: bool| match words.join(" ") {
            text if text.is_empty() || text == "*" => Bound::Unbounded,
            text if included => Bound::Included(text),
            text => Bound::Excluded(text),
        };
        let from = side(words.get(..middle).unwrap_or_default(), self.peek(0) == Some('['));
        let to = side(words.get(middle + 1..).unwrap_or_default(), close == Some(']'));
        if matches!(close, Some(']' | '}')) {
            self.push(Token::Range(from, to), self.at + length + 2);
            return true;
        }
        false
    }
}

/// One side of a range: `Some(None)` where it is open, `None` where it is none.
fn bound(text: &str) -> Option<Option<String>> {
    match text.split_whitespace().collect::<Vec<_>>().join(" ") {
        text if text.is_empty() || text == "*" => Some(None),
        text if is_bound(&text) => Some(Some(text)),
        _ => None,
    }
}
