//! Characters as word pieces are made of them: in lower case, without accents, each with the bytes that it
//! comes from. The way of BERT's "uncased" vocabularies (Devlin et al. 2019); cuts no words itself.

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

use crate::text::Span;

/// What a character is to the words around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Ends a word and is none itself.
    Space,
    /// A word of its own: a mark or an ideograph.
    Single,
    /// Part of a word.
    Inner,
}

/// One character after normalising.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Character {
    /// In lower case, without accent.
    pub letter: char,
    /// The bytes of the text that it comes from.
    pub span: Span,
    /// What it is to its neighbours.
    pub class: Class,
}

/// Gives `each` the characters that `c` at `span` becomes: none for controls and accents.
pub fn normalise(c: char, span: Span, each: &mut dyn FnMut(Character)) {
    if is_removed(c) {
        return;
    }
    if c.is_whitespace() {
        each(Character { letter: ' ', span, class: Class::Space });
        return;
    }
    if c.is_ascii() {
        let letter = c.to_ascii_lowercase();
        each(Character { letter, span, class: class(letter) });
        return;
    }
    decompose_canonical(c, |part| {
        if !is_combining_mark(part) {
            for letter in part.to_lowercase() {
                each(Character { letter, span, class: class(letter) });
            }
        }
    });
}

fn class(c: char) -> Class {
    if is_mark(c) || is_ideograph(c) { Class::Single } else { Class::Inner }
}

/// Controls but tab and line ends, what formats a line, private use, and the replacement character.
fn is_removed(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' => false,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' => true,
        '\u{feff}' | '\u{fffd}' | '\u{e000}'..='\u{f8ff}' => true,
        c => c.is_control(),
    }
}

/// Every mark of ASCII, and Unicode's punctuation as far as it occurs in print beside English.
fn is_mark(c: char) -> bool {
    match c {
        c if c.is_ascii() => c.is_ascii_punctuation(),
        '¡' | '§' | '«' | '¶' | '·' | '»' | '¿' => true,
        '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{2043}' | '\u{2045}'..='\u{2051}' => true,
        '\u{2053}'..='\u{205e}' | '\u{2e00}'..='\u{2e5d}' => true,
        '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301f}' => true,
        '\u{ff01}'..='\u{ff03}' | '\u{ff05}'..='\u{ff0a}' | '\u{ff0c}'..='\u{ff0f}' => true,
        '\u{55a}'..='\u{55f}' | '\u{5be}' | '\u{60c}' | '\u{61b}' | '\u{61f}' | '\u{964}' => true,
        _ => false,
    }
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{2ceaf}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_controls_and_capitals_go() {
        let mut found = String::new();
        for c in "É\u{301}\u{ad}ß\u{7}İ日x".chars() {
            normalise(c, Span::default(), &mut |one| found.push(one.letter));
        }
        assert_eq!(found, "eßi日x");
        assert_eq!((class('“'), class('€'), class('$')), (Class::Single, Class::Inner, Class::Single));
    }
}
