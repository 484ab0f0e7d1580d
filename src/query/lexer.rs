//! A query cut into tokens. Never fails, looks at every character a bounded number of times.
//!
//! Typographic quotation marks, dashes and spaces are read as the plain ones; spans stay those of the
//! text as typed. A word's text, printed where it stood, is cut into the same word again.

use std::ops::Bound;

use super::Target;
use super::field::Field;
use super::note::{Note, Notes, quoted};
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
    Range(Bound<String>, Bound<String>),
    /// `outlet:`, its value being next.
    Field(Field),
    Open,
    Close,
    And,
    Or,
    Not,
}

/// The most positions that the words of a phrase may be moved.
const MAX_SLOP: u32 = 50;

/// Cuts `text`, a query for `target`.
pub(super) fn tokens(text: &str, target: Target) -> (Vec<Lexeme>, Notes) {
    let mut lexer = Lexer {
        chars: text.char_indices().filter_map(|(at, c)| Some((plain(c)?, at))).collect(),
        end: text.len(),
        at: 0,
        target,
        lexemes: Vec::new(),
        notes: Vec::new(),
    };
    while let Some(c) = lexer.peek(0) {
        lexer.step(c);
    }
    (lexer.lexemes, lexer.notes)
}

/// `c` as read: plain marks for typographic ones, a space for white space and controls, nothing for
/// characters that are not seen.
fn plain(c: char) -> Option<char> {
    Some(match c {
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' | '＂' => '"',
        '‘' | '’' | '‚' | '‛' | 'ʼ' | '′' => '\'',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '－' => '-',
        '（' => '(',
        '）' => ')',
        '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{feff}' => return None,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => return None,
        c if c.is_whitespace() || c.is_control() => ' ',
        c => c,
    })
}

/// Whether `c` ends a word.
const fn ends_word(c: char) -> bool {
    matches!(c, ' ' | '"' | '(' | ')')
}

struct Lexer {
    chars: Vec<(char, usize)>,
    end: usize,
    at: usize,
    target: Target,
    lexemes: Vec<Lexeme>,
    notes: Notes,
}

impl Lexer {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.chars.get(self.at + ahead).map(|(c, _)| *c)
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

    fn step(&mut self, c: char) {
        match c {
            ' ' => self.at += 1,
            '"' => self.phrase(),
            '(' => self.push(Token::Open, self.at + 1),
            ')' => self.push(Token::Close, self.at + 1),
            '-' if self.peek(1).is_some_and(|next| next.is_alphabetic() || matches!(next, '"' | '(')) => {
                self.push(Token::Not, self.at + 1);
                if self.peek(0).is_some_and(char::is_alphabetic) {
                    self.word(false);
                }
            }
            _ => self.word(true),
        }
    }

    /// From a quotation mark to the next; without one the mark is passed over.
    fn phrase(&mut self) {
        let inside = self.chars.iter().skip(self.at + 1);
        let Some(length) = inside.clone().position(|(c, _)| *c == '"') else {
            let text = "a quotation mark without its partner: what follows is searched as words";
            self.notes.push(Note::doubt(text, self.span(self.at, self.at + 1)));
            self.at += 1;
            return;
        };
        let close = self.at + 1 + length;
        let text = self.text(self.at + 1, close);
        let digits: String = match self.chars.get(close + 1) {
            Some(('~', _)) => {
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
        let name = text.split_once(':').map(|(name, _)| name).filter(|name| is_name(name));
        if let Some(name) = name {
            return self.named(name, &text, end);
        }
        let token = match text.as_str() {
            "AND" if operators => Token::And,
            "OR" if operators => Token::Or,
            "NOT" if operators => Token::Not,
            _ => Token::Word(searched(text)),
        };
        self.push(token, end);
    }

    /// What begins with `name:`.
    fn named(&mut self, name: &str, text: &str, end: usize) {
        let value = self.at + name.chars().count() + 1;
        let next = self.chars.get(value).map(|(c, _)| *c);
        let here = self.span(self.at, value);
        match Field::named(name, self.target) {
            Some(_) if next.is_none_or(|c| matches!(c, ' ' | ')' | ':')) => {
                let own = name.to_lowercase();
                let note = format!(
                    "“{own}:” is searched as a word; to name the field, let the value follow at once: {own}:value"
                );
                self.notes.push(Note::doubt(note, here));
                self.push(Token::Word(text.to_owned()), end);
            }
            Some(field) => {
                self.push(Token::Field(field), value);
                self.value();
            }
            None if next == Some('/') && text.contains("://") => {
                let note = format!(
                    "{} is searched as words; to find the article of an address write url:{}",
                    quoted(text),
                    text
                );
                self.notes.push(Note::doubt(note, self.span(self.at, end)));
                self.push(Token::Word(text.to_owned()), end);
            }
            None if next.is_some_and(|c| c.is_alphabetic() || matches!(c, '"' | '(')) => {
                self.notes.push(Note::doubt(unknown(name, self.target), here));
                let span = self.span(self.at, value - 1);
                self.lexemes.push(Lexeme { token: Token::Word(searched(name.to_owned())), span });
                self.at = value;
            }
            None => self.push(Token::Word(text.to_owned()), end),
        }
    }

    /// The value right after `field:`; a phrase or parenthesis is left to [`Self::step`].
    fn value(&mut self) {
        match self.peek(0) {
            Some('"' | '(') => {}
            Some('[' | '{') if self.range() => {}
            _ => {
                let end = self.word_end(self.at);
                let text = self.text(self.at, end);
                self.push(Token::Word(searched(text)), end);
            }
        }
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

/// Whether `name:` could be meant as a field.
fn is_name(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_alphabetic() || c == '_')
}

/// An operator's word where it is searched as a word: in lower case, in which it is no operator.
fn searched(text: String) -> String {
    if matches!(text.as_str(), "AND" | "OR" | "NOT") { text.to_lowercase() } else { text }
}

fn unknown(name: &str, target: Target) -> String {
    let name = quoted(name);
    match Field::named(name.trim_matches(['“', '”']), Target::Statements) {
        Some(_) if target == Target::Articles => {
            format!("{name} is a field of statements (said --about): searched as words here")
        }
        _ => format!("{name} is no field: searched as words; the fields are {}", Field::list(target)),
    }
}
