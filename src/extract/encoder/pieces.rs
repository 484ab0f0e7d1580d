//! Word pieces of a text: what the encoder reads. Each has its bytes, the shape of its word and where it
//! stands to quotation marks. Paragraphs are lines here, as in what the encoder was trained on.

use std::ops::Range;

use super::characters::{Character, Class, normalise};
use super::quote_state::{QuoteState, quote_states};
use super::shape::Shape;
use super::vocabulary::Vocabulary;
use crate::text::Span;

/// One word piece.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Piece {
    /// Its row in the table of words.
    pub id: u32,
    /// Where it stands.
    pub span: Span,
    /// How its whole word is written.
    pub shape: Shape,
    /// Where it stands to quotation marks.
    pub quote: QuoteState,
}

/// The pieces of a text.
#[derive(Clone, Debug, Default)]
pub struct Pieces {
    /// All, in order.
    pub all: Vec<Piece>,
    /// Indices of the pieces of each line that has any.
    pub paragraphs: Vec<Range<usize>>,
}

impl Pieces {
    /// The pieces of `text`. Linear in its length.
    #[must_use]
    pub fn of(text: &str, vocabulary: &Vocabulary) -> Self {
        let mut own = Self::default();
        let mut start = 0;
        for line in text.split('\n') {
            own.add_line(text, Span::new(start, start + line.len()), vocabulary);
            start += line.len() + 1;
        }
        own
    }

    fn add_line(&mut self, text: &str, line: Span, vocabulary: &Vocabulary) {
        let first = self.all.len();
        let mut word: Vec<Character> = Vec::new();
        for (offset, c) in line.of(text).char_indices() {
            let start = line.start + offset;
            normalise(c, Span::new(start, start + c.len_utf8()), &mut |character| {
                if character.class != Class::Inner {
                    self.add_word(text, &mut word, vocabulary);
                }
                if character.class != Class::Space {
                    word.push(character);
                }
                if character.class == Class::Single {
                    self.add_word(text, &mut word, vocabulary);
                }
            });
        }
        self.add_word(text, &mut word, vocabulary);
        let own = self.all.get_mut(first..).unwrap_or_default();
        let starts = own.iter().map(|piece| piece.span.start);
        let states = quote_states(text, line, starts);
        own.iter_mut().zip(states).for_each(|(piece, state)| piece.quote = state);
        if self.all.len() > first {
            self.paragraphs.push(first..self.all.len());
        }
    }

    /// Adds the pieces of `word`, and empties it.
    fn add_word(&mut self, text: &str, word: &mut Vec<Character>, vocabulary: &Vocabulary) {
        let Some(whole) = cover(word) else { return };
        let shape = Shape::of(whole.of(text));
        let letters: Vec<char> = word.iter().map(|character| character.letter).collect();
        let mut rest = word.as_slice();
        for part in vocabulary.parts(&letters) {
            let (own, after) = rest.split_at_checked(part.characters).unwrap_or((rest, &[]));
            rest = after;
            let span = cover(own).unwrap_or(whole);
            self.all.push(Piece { id: part.id, span, shape, quote: QuoteState::Outside });
        }
        word.clear();
    }
}

fn cover(characters: &[Character]) -> Option<Span> {
    characters.iter().map(|character| character.span).reduce(Span::join)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_know_their_bytes_words_and_quotations() {
        let vocabulary =
            Vocabulary::from_lines("[UNK]\n[CLS]\n[SEP]\ncafe\nlow\n##ick\n“\n”\n.").expect("whole");
        let text = "Lowick “Café”.\n\nLow";
        let pieces = Pieces::of(text, &vocabulary);
        let shown: Vec<&str> = pieces.all.iter().map(|piece| piece.span.of(text)).collect();
        assert_eq!(shown, ["Low", "ick", "“", "Café", "”", ".", "Low"]);
        assert_eq!(pieces.all.iter().map(|piece| piece.id).collect::<Vec<_>>(), [4, 5, 6, 3, 7, 8, 4]);
        assert_eq!(pieces.paragraphs, [0..6, 6..7]);
        assert_eq!(pieces.all[1].shape, Shape::Capital);
        let states: Vec<QuoteState> = pieces.all.iter().map(|piece| piece.quote).collect();
        use QuoteState::{Closing, Inside, Opening, Outside};
        assert_eq!(states, [Outside, Outside, Opening, Inside, Closing, Outside, Outside]);
    }
}
