//! A line cut into figures, words and signs: what dates are made of.

use super::Span;

/// What is looked at of a line, in bytes: longer lines are prose.
const LOOKED_AT: usize = 2_000;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind<'t> {
    /// Its value and number of digits.
    Number(u64, usize),
    Word(&'t str),
    Sign(char),
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Token<'t> {
    pub(super) kind: Kind<'t>,
    pub(super) span: Span,
}

pub(super) struct Tokens<'t> {
    pub(super) all: Vec<Token<'t>>,
}

impl<'t> Tokens<'t> {
    pub(super) fn of(line: &'t str) -> Self {
        let line = line.get(..line.floor_char_boundary(LOOKED_AT)).unwrap_or("");
        let mut all = Vec::new();
        let mut chars = line.char_indices().peekable();
        while let Some((start, first)) = chars.next() {
            if first.is_whitespace() {
                continue;
            }
            let class = Class::of(first);
            let mut end = start + first.len_utf8();
            while let Some((at, next)) = chars.peek().copied() {
                if class == Class::Sign || Class::of(next) != class {
                    break;
                }
                end = at + next.len_utf8();
                chars.next();
            }
            let span = Span::new(start, end);
            let text = span.of(line);
            let kind = match class {
                Class::Digit => Kind::Number(text.parse().unwrap_or(u64::MAX), text.len()),
                Class::Letter => Kind::Word(text),
                Class::Sign => Kind::Sign(first),
            };
            all.push(Token { kind, span });
        }
        Self { all }
    }

    pub(super) fn kind(&self, at: usize) -> Option<Kind<'t>> {
        self.all.get(at).map(|token| token.kind)
    }

    pub(super) fn number(&self, at: usize) -> Option<(u32, usize)> {
        match self.kind(at)? {
            Kind::Number(value, digits) => Some((u32::try_from(value).ok()?, digits)),
            _ => None,
        }
    }

    pub(super) fn word(&self, at: usize) -> Option<&'t str> {
        match self.kind(at)? {
            Kind::Word(word) => Some(word),
            _ => None,
        }
    }

    pub(super) fn is(&self, at: usize, sign: char) -> bool {
        self.kind(at) == Some(Kind::Sign(sign))
    }

    pub(super) fn sign(&self, at: usize) -> Option<char> {
        match self.kind(at)? {
            Kind::Sign(sign) => Some(sign),
            _ => None,
        }
    }

    pub(super) fn word_is(&self, at: usize, words: &[&str]) -> bool {
        self.word(at).is_some_and(|word| words.iter().any(|other| other.eq_ignore_ascii_case(word)))
    }

    /// Whether the tokens `at` and `at + 1` touch.
    pub(super) fn touches(&self, at: usize) -> bool {
        let pair = self.all.get(at).zip(self.all.get(at + 1));
        pair.is_some_and(|(one, other)| one.span.end == other.span.start)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Digit,
    Letter,
    Sign,
}

impl Class {
    fn of(c: char) -> Self {
        if c.is_ascii_digit() {
            Self::Digit
        } else if c.is_alphabetic() {
            Self::Letter
        } else {
            Self::Sign
        }
    }
}
