//! The vocabulary of word pieces, and the longest pieces that a word falls into. Knows nothing of where a
//! word stands.

use std::collections::HashMap;

/// Words longer than this, in characters, are not looked up.
const LONGEST_WORD: usize = 100;

/// Numbers of pieces that are no words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Special {
    /// Begins a window.
    pub start: u32,
    /// Ends a paragraph.
    pub end: u32,
    /// Stands for a word that has no pieces.
    pub unknown: u32,
}

/// Pieces by their letters.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    /// Those that begin a word.
    first: HashMap<String, u32>,
    /// Those that go on with it, without their `##`.
    inner: HashMap<String, u32>,
    /// Characters in the longest.
    longest: usize,
    /// How many there are.
    pub size: usize,
    /// Those that are no words.
    pub special: Special,
}

/// One piece of a word: its number and how many characters it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its row in the table of words.
    pub id: u32,
    /// How many characters of the word it covers.
    pub characters: usize,
}

impl Vocabulary {
    /// From one piece a line, the first being number 0; `None` where the special ones are missing.
    #[must_use]
    pub fn from_lines(lines: &str) -> Option<Self> {
        let mut own = Self::default();
        for (line, id) in lines.split('\n').zip(0u32..) {
            own.size += 1;
            own.longest = own.longest.max(line.chars().count());
            match line.strip_prefix("##") {
                Some(inner) if !inner.is_empty() => own.inner.insert(inner.to_owned(), id),
                _ => own.first.insert(line.to_owned(), id),
            };
        }
        let id = |name: &str| own.first.get(name).copied();
        own.special = Special { start: id("[CLS]")?, end: id("[SEP]")?, unknown: id("[UNK]")? };
        Some(own)
    }

    /// The pieces of `word`, each the longest that fits from the left; one unknown piece where none do.
    #[must_use]
    pub fn parts(&self, word: &[char]) -> Vec<Part> {
        let unknown = || vec![Part { id: self.special.unknown, characters: word.len() }];
        if word.len() > LONGEST_WORD {
            return unknown();
        }
        let (mut parts, mut at) = (Vec::new(), 0);
        while at < word.len() {
            let table = if at == 0 { &self.first } else { &self.inner };
            let Some(part) = self.longest(table, word.get(at..).unwrap_or_default()) else {
                return unknown();
            };
            at += part.characters;
            parts.push(part);
        }
        parts
    }

    /// The longest piece of `table` that `rest` begins with.
    fn longest(&self, table: &HashMap<String, u32>, rest: &[char]) -> Option<Part> {
        let most = rest.len().min(self.longest);
        let mut letters: String = rest.iter().take(most).collect();
        for characters in (1..=most).rev() {
            if let Some(id) = table.get(&letters) {
                return Some(Part { id: *id, characters });
            }
            letters.pop();
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_falls_into_the_longest_pieces_or_none() {
        let own = Vocabulary::from_lines("[UNK]\n[CLS]\n[SEP]\nlow\nlo\n##wick\n##w\n##ick").expect("whole");
        let ids = |word: &str| -> Vec<u32> {
            own.parts(&word.chars().collect::<Vec<_>>()).iter().map(|part| part.id).collect()
        };
        assert_eq!(ids("lowick"), [3, 7]);
        assert_eq!(ids("lowwick"), [3, 5]);
        assert_eq!(ids("lowx"), [0]);
        assert_eq!(ids(&"lo".repeat(60)), [0]);
        assert!(Vocabulary::from_lines("low").is_none());
    }
}
