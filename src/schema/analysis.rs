//! Analysis: how running text is cut into words, and which terms a word is indexed and found under.
//!
//! Every engine uses it, for documents and for queries alike. Nothing is looked up, nothing fails, and
//! the same text always gives the same words.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::stem::Stems;
use crate::text::Span;

/// Longest folded word kept, in bytes; what is longer is cut.
const LONGEST: usize = 120;

/// Comes before the stem of a word, so that it never shares a term with a form.
const STEM: char = '~';

/// What an apostrophe may be.
const APOSTROPHES: [char; 3] = ['\'', '’', 'ʼ'];

/// Endings behind an apostrophe that are left off: "Gallant's" is found as "Gallant".
const ENDINGS: [&str; 6] = ["s", "ll", "re", "d", "ve", "m"];

/// One word of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word<'a> {
    /// Where it stands, without a possessive ending.
    pub span: Span,
    /// Lower case, without accents, apostrophes and the dots of "U.S.".
    pub folded: &'a str,
    /// Its English stem; the folded form where it is no plain English word.
    pub stem: &'a str,
    /// Whether other words may share its stem.
    pub inflects: bool,
}

/// What a typed word is looked up with. A word is indexed under its form and, where that differs from
/// its stem, under its stem too: the form that is the stem itself costs one term and not two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lookup {
    /// The term of a form: the one typed, or the one that is the stem.
    pub form: String,
    /// The term of all other forms with that stem, where any are meant.
    pub others: Option<String>,
}

/// Cuts texts into words. Keeps the stems it has seen.
#[derive(Clone, Default)]
pub struct Analyzer {
    folded: String,
    stems: Stems,
}

impl Analyzer {
    /// The next word at or after byte `from` of `text`, and where to look for the one after it.
    pub fn next_word(&mut self, text: &str, from: usize) -> Option<(Word<'_>, usize)> {
        let mut from = from;
        let (span, rest) = loop {
            let (span, rest) = cut(text, from, &mut self.folded)?;
            if !self.folded.is_empty() {
                break (span, rest);
            }
            from = rest;
        };
        let (stem, inflects) = self.stems.stem(&self.folded);
        Some((Word { span, folded: &self.folded, stem, inflects }, rest))
    }

    /// Calls `each` with every word of `text` and its position, counting from 0.
    pub fn each_word(&mut self, text: &str, mut each: impl FnMut(usize, Word<'_>)) {
        let (mut at, mut position) = (0, 0);
        while let Some((word, rest)) = self.next_word(text, at) {
            each(position, word);
            (at, position) = (rest, position + 1);
        }
    }

    /// What to look the words of `text` up with, in order: in any form, or in the form they have.
    pub fn lookups(&mut self, text: &str, exact: bool) -> Vec<Lookup> {
        let mut lookups = Vec::new();
        self.each_word(text, |_, word| {
            let any_form = word.inflects && !exact;
            lookups.push(Lookup {
                form: if exact { word.folded } else { word.stem }.to_owned(),
                others: any_form.then(|| format!("{STEM}{}", word.stem)),
            });
        });
        lookups
    }

    /// The folded words of `text`, in order: for names of outlets, authors, sections and roles.
    pub fn folded_words(&mut self, text: &str) -> Vec<String> {
        let mut words = Vec::new();
        self.each_word(text, |_, word| words.push(word.folded.to_owned()));
        words
    }
}

/// Writes the term of `word`'s stem into `term`, if it has one beside that of its form.
pub(crate) fn stem_term_beside(word: &Word<'_>, term: &mut String) -> bool {
    let differs = word.stem != word.folded;
    term.clear();
    if differs {
        term.push(STEM);
        term.push_str(word.stem);
    }
    differs
}

/// Finds the next word, folds it, and says where to go on.
fn cut(text: &str, from: usize, folded: &mut String) -> Option<(Span, usize)> {
    folded.clear();
    let start = from + text.get(from..)?.find(|c: char| c.is_alphanumeric())?;
    let mut word = Cut { text, at: start, end: start, piece: 0, folded };
    loop {
        let rest = word.rest();
        let Some(c) = rest.chars().next() else { break };
        if c.is_alphanumeric() {
            if is_ideograph(c) && word.end > start {
                break;
            }
            word.take(c);
            if is_ideograph(c) {
                break;
            }
        } else if is_combining_mark(c) || c == '\u{ad}' {
            word.at += c.len_utf8();
            word.end = if c == '\u{ad}' { word.end } else { word.at };
        } else if let Some(skip) = word.ending(c) {
            return Some((Span::new(start, word.end), word.at + skip));
        } else if !word.join(c) {
            break;
        }
    }
    Some((Span::new(start, word.end), word.at))
}

/// A word while it is being cut.
struct Cut<'a> {
    text: &'a str,
    /// The next byte to look at.
    at: usize,
    /// One past the last byte that belongs to the word.
    end: usize,
    /// Characters since the start or the last joining mark.
    piece: usize,
    folded: &'a mut String,
}

impl Cut<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn take(&mut self, c: char) {
        if self.folded.len() < LONGEST {
            push_folded(c, self.folded);
        }
        self.at += c.len_utf8();
        self.end = self.at;
        self.piece += 1;
    }

    /// Length of an apostrophe with an ending that is left off, if one stands here.
    fn ending(&self, c: char) -> Option<usize> {
        if !APOSTROPHES.contains(&c) {
            return None;
        }
        let after = self.rest().get(c.len_utf8()..)?;
        let word_end = after.find(|c: char| !c.is_alphanumeric()).unwrap_or(after.len());
        let tail = after.get(..word_end)?;
        let left_off = ENDINGS.iter().any(|ending| tail.eq_ignore_ascii_case(ending));
        left_off.then_some(c.len_utf8() + word_end)
    }

    /// Goes over a mark inside a word ("O'Brien", "U.S.", "1,200", "3.5", "AT&T", "C++"), if it is one.
    fn join(&mut self, mark: char) -> bool {
        let mut next = self.rest().chars().skip(1);
        let (second, third) = (next.next().unwrap_or(' '), next.next().unwrap_or(' '));
        let digit_before = self.folded.ends_with(|c: char| c.is_ascii_digit());
        let letter_before = self.folded.ends_with(char::is_alphabetic);
        let kept = match mark {
            '.' if digit_before && second.is_ascii_digit() => Some("."),
            '.' if self.piece == 1 && letter_before && second.is_alphabetic() && !third.is_alphanumeric() => {
                Some("")
            }
            ',' if digit_before && self.three_digits_follow() => Some(""),
            '&' if letter_before && second.is_alphabetic() => Some("&"),
            '+' if letter_before && self.folded.len() <= 2 && second == '+' && !third.is_alphanumeric() => {
                self.at += 1;
                self.end = self.at + 1;
                Some("++")
            }
            '#' if letter_before && self.folded.len() == 1 && !second.is_alphanumeric() => {
                self.end = self.at + 1;
                Some("#")
            }
            c if APOSTROPHES.contains(&c) && letter_before && second.is_alphabetic() => Some(""),
            _ => None,
        };
        let Some(kept) = kept else { return false };
        self.folded.push_str(kept);
        self.at += mark.len_utf8();
        self.piece = 0;
        true
    }

    fn three_digits_follow(&self) -> bool {
        let mut next = self.rest().chars().skip(1);
        (0..3).all(|_| next.next().is_some_and(|c| c.is_ascii_digit()))
            && !next.next().is_some_and(|c| c.is_ascii_digit())
    }
}

/// Appends `c` in lower case without accents.
pub(super) fn push_folded(c: char, folded: &mut String) {
    if c.is_ascii() {
        folded.push(c.to_ascii_lowercase());
        return;
    }
    for c in std::iter::once(c).nfkd().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase) {
        match c {
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' => folded.push('d'),
            'ı' => folded.push('i'),
            c if is_combining_mark(c) => {}
            c => folded.push(c),
        }
    }
}

/// Scripts written without spaces: there each character is a word, and words are phrases.
const fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn words(text: &str) -> Vec<String> {
        Analyzer::default().folded_words(text)
    }

    #[test]
    fn what_people_type_is_cut_like_what_papers_print() {
        for (text, expected) in [
            ("O’Brien's boat", "obrien boat"),
            ("O'Brien", "obrien"),
            ("the U.S.-led talks", "the us led talks"),
            ("US", "us"),
            ("AT&T, C++ and C#.", "at&t c++ and c#"),
            ("-40 degrees at 10:30", "40 degrees at 10 30"),
            ("1,200 or 1200 [sic]", "1200 or 1200 sic"),
            ("3.5% of $1.2bn", "3.5 of 1.2bn"),
            ("Jean-Yves Núñez", "jean yves nunez"),
            ("“don’t,” he’ll say", "dont he say"),
            ("officials' 'plan'", "officials plan"),
            ("Straße, Ærø", "strasse aero"),
            ("e.g. J.P. Morgan", "eg jp morgan"),
            ("cafe\u{301} cafés", "cafe cafes"),
            ("東京 said", "東 京 said"),
            (" … ", ""),
            ("1,2,3", "1 2 3"),
        ] {
            assert_eq!(words(text).join(" "), expected, "{text}");
        }
    }

    #[test]
    fn a_span_covers_the_word_without_its_ending() {
        let text = "see U.S. Gallant’s C++";
        let mut spans = Vec::new();
        Analyzer::default().each_word(text, |_, word| spans.push(word.span.of(text).to_owned()));
        assert_eq!(spans, ["see", "U.S", "Gallant", "C++"]);
    }

    #[test]
    fn a_stem_and_an_exact_form_never_share_a_term() {
        let mut analyzer = Analyzer::default();
        let mut terms = |text: &str, exact| -> Vec<String> {
            let lookups = analyzer.lookups(text, exact);
            lookups.into_iter().flat_map(|lookup| std::iter::once(lookup.form).chain(lookup.others)).collect()
        };
        assert_eq!(terms("tariff Tariffs'", false), ["tariff", "~tariff", "tariff", "~tariff"]);
        assert_eq!(terms("tariff tariffs", true), ["tariff", "tariffs"]);
        assert_eq!(terms("the f16", true), ["the", "f16"]);
        assert_eq!(terms("the f16", false), ["the", "f16"]);
        let mut beside = |text: &str| {
            let (word, _) = analyzer.next_word(text, 0).unwrap();
            let mut term = String::new();
            stem_term_beside(&word, &mut term).then_some(term)
        };
        assert_eq!((beside("tariffs"), beside("tariff")), (Some("~tariff".to_owned()), None));
    }

    proptest! {
        #[test]
        fn words_lie_in_order_on_character_boundaries(text in "\\PC{0,80}") {
            let mut last = 0;
            Analyzer::default().each_word(&text, |_, word| {
                assert!(word.span.start >= last && text.get(word.span.start..word.span.end).is_some());
                assert!(!word.folded.is_empty());
                last = word.span.end;
            });
        }
    }
}
