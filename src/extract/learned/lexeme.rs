//! Lexemes: what the features look at in a token, as numbers made once for each token. Looks at single
//! tokens and their neighbours in the sentence; decides nothing.

use super::super::document::Document;
use super::super::lexicon::{self, Shape};
use super::super::word_class::{is_adverb, is_closed, is_dash, is_quote, is_stop, is_time};
use super::feature::word_number;
use super::step;
use super::vocabulary::{WordClasses, classes};
use crate::text::TokenKind;

/// How a token stands to quotation marks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
pub enum Quoted {
    /// Outside of any.
    #[default]
    No,
    /// The mark that opens.
    Opens,
    /// Inside.
    Inside,
    /// The mark that closes.
    Closes,
}

/// A token as numbers.
#[derive(Clone, Copy, Debug, Default)]
pub struct Lexeme {
    /// Its letters in lower case.
    pub word: u32,
    /// The lemma, where it can be a cue; else the word.
    pub lemma: u32,
    /// Its class; the word itself in closed classes.
    pub class: u32,
    /// Capitals, digits, length.
    pub shape: u32,
    /// Its last three letters.
    pub ending: u32,
    /// How often it is a cue, in steps; 0 for no cue.
    pub rate: u32,
    /// What the vocabulary says of it.
    pub known: WordClasses,
    /// How it stands to quotation marks.
    pub quoted: Quoted,
    /// 0 word, 1 comma, 2 stop, 3 quotation mark, 4 other mark.
    pub kind: u8,
    /// What it is to chains that step onto it: see [`super::step`].
    pub step: u8,
    /// Index of its sentence.
    pub sentence: usize,
}

/// The lexemes of `document`, one a token.
#[must_use]
pub fn lexemes(document: &Document<'_>) -> Vec<Lexeme> {
    let mut lexemes: Vec<Lexeme> = (0..document.words().len()).map(|at| lexeme(document, at)).collect();
    step::settle(&mut lexemes);
    lexemes
}

fn lexeme(document: &Document<'_>, at: usize) -> Lexeme {
    let word = document.word(at);
    let lower = word.lower.as_str();
    let number = word_number(lower);
    let cue = lexicon::cue(lower);
    let quoted = quoted(document, at);
    let class = class(lower, word.kind, word.capital, quoted, number);
    Lexeme {
        word: number,
        lemma: cue.map_or(number, |cue| word_number(cue.lemma)),
        class,
        shape: shape(document.shown(at)),
        ending: word_number(ending(lower)),
        rate: cue.map_or(0, |cue| rate(cue.rate())),
        known: if word.kind == TokenKind::Word { classes(lower) } else { WordClasses::default() },
        quoted,
        kind: kind(lower, word.kind),
        step: step::plain(lower, word.kind, class, quoted),
        sentence: word.sentence,
    }
}

fn rate(rate: f32) -> u32 {
    const EDGES: [f32; 6] = [0.08, 0.15, 0.25, 0.4, 0.6, 0.8];
    1 + EDGES.iter().map(|edge| u32::from(rate >= *edge)).sum::<u32>()
}

fn quoted(document: &Document<'_>, at: usize) -> Quoted {
    let word = document.word(at);
    let Some(quotation) = word.quotation.and_then(|at| document.quotations().get(at)) else {
        return Quoted::No;
    };
    if word.span.start < quotation.inner.start {
        Quoted::Opens
    } else if word.span.start >= quotation.inner.end {
        Quoted::Closes
    } else {
        Quoted::Inside
    }
}

fn kind(lower: &str, kind: TokenKind) -> u8 {
    if kind != TokenKind::Mark {
        0
    } else if lower == "," {
        1
    } else if is_stop(lower) {
        2
    } else if is_quote(lower) {
        3
    } else {
        4
    }
}

/// The last three letters.
fn ending(lower: &str) -> &str {
    lower.char_indices().rev().nth(2).and_then(|(at, _)| lower.get(at..)).unwrap_or(lower)
}

/// Letters by sort, runs shortened: "Mr." is `Aa.`, "2016" is `9`.
fn shape(shown: &str) -> u32 {
    let mut short = String::with_capacity(8);
    for c in shown.chars().take(24) {
        let sort = if c.is_uppercase() {
            'A'
        } else if c.is_alphabetic() {
            'a'
        } else if c.is_numeric() {
            '9'
        } else {
            c
        };
        if !short.ends_with(sort) {
            short.push(sort);
        }
    }
    if shown.chars().count() == 1 {
        short.push('1');
    }
    word_number(&short)
}

/// Numbers of the open classes, which no word's number is likely to equal.
fn class(lower: &str, kind: TokenKind, capital: bool, quoted: Quoted, number: u32) -> u32 {
    match kind {
        TokenKind::Number => 1,
        TokenKind::Mark if is_dash(lower) => 2,
        TokenKind::Mark if is_quote(lower) => match quoted {
            Quoted::Opens => 3,
            Quoted::Closes => 4,
            Quoted::No | Quoted::Inside => 5,
        },
        TokenKind::Mark | TokenKind::Clitic => number,
        TokenKind::Word if is_time(lower) && lower != "last" => 6,
        TokenKind::Word if is_closed(lower) => number,
        TokenKind::Word if is_adverb(lower) => 7,
        TokenKind::Word if capital => 8,
        TokenKind::Word => open_class(lower),
    }
}

fn open_class(lower: &str) -> u32 {
    if let Some(cue) = lexicon::cue(lower) {
        return match cue.shape {
            Shape::Base => 10,
            Shape::Third => 11,
            Shape::Past => 12,
            Shape::Ing => 13,
            Shape::Other => 14,
        };
    }
    const ENDINGS: [(&str, u32); 9] = [
        ("ing", 20),
        ("ed", 21),
        ("ion", 22),
        ("ions", 23),
        ("ment", 24),
        ("ity", 24),
        ("er", 25),
        ("ers", 26),
        ("s", 27),
    ];
    let mut fitting = ENDINGS.iter().filter(|(ending, _)| lower.ends_with(ending));
    fitting.next().map_or(28, |(_, class)| *class)
}
