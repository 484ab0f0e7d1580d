//! Stems of English words, kept in a direct-mapped cache: stemming is a third of the cost of indexing.
//! Never changes a word that is not plain lower-case English.

use std::borrow::Cow;

use frostem::{Algorithm, Stemmer};

/// Slots of the cache, a power of two.
const SLOTS: usize = 65_536;
/// Longest word and stem kept in a slot, in bytes.
const KEPT: usize = 15;

/// Frequent words whose stem no other word has: their exact form needs no term of its own.
const LONERS: [&str; 67] = [
    "a", "about", "after", "also", "an", "and", "are", "as", "at", "because", "been", "before", "but", "by",
    "could", "did", "for", "from", "had", "has", "he", "her", "him", "his", "how", "i", "in", "into", "is",
    "it", "its", "me", "my", "not", "of", "on", "or", "said", "she", "should", "so", "some", "such", "than",
    "that", "the", "their", "them", "then", "there", "these", "they", "this", "to", "was", "we", "were",
    "what", "when", "where", "which", "while", "who", "with", "would", "you", "us",
];

/// A word with its stem, as bytes.
#[derive(Clone, Copy)]
struct Slot {
    word_len: u8,
    stem_len: u8,
    word: [u8; KEPT],
    stem: [u8; KEPT],
}

const EMPTY: Slot = Slot { word_len: 0, stem_len: 0, word: [0; KEPT], stem: [0; KEPT] };

/// Finds stems. A clone begins with an empty cache.
pub(super) struct Stems {
    stemmer: Stemmer,
    slots: Vec<Slot>,
    long: String,
}

impl Default for Stems {
    fn default() -> Self {
        Self { stemmer: Stemmer::new(Algorithm::English), slots: Vec::new(), long: String::new() }
    }
}

impl Clone for Stems {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl Stems {
    /// The stem of a folded word, and whether another word may have the same.
    pub(super) fn stem<'a>(&'a mut self, word: &'a str) -> (&'a str, bool) {
        if !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return (word, false);
        }
        let inflects = !is_loner(word);
        if !inflects {
            return (word, false);
        }
        if word.len() > KEPT {
            self.long.clear();
            self.long.push_str(&self.stemmer.stem(word));
            return (&self.long, true);
        }
        if self.slots.is_empty() {
            self.slots.resize(SLOTS, EMPTY);
        }
        let stemmer = self.stemmer;
        let Some(slot) = self.slots.get_mut(slot_of(word)) else { return (word, true) };
        if slot.word.get(..usize::from(slot.word_len)) != Some(word.as_bytes()) {
            let stem: Cow<'_, str> = stemmer.stem(word);
            *slot = EMPTY;
            if stem.len() > KEPT {
                self.long.clear();
                self.long.push_str(&stem);
                return (&self.long, true);
            }
            slot.word_len = store(word, &mut slot.word);
            slot.stem_len = store(&stem, &mut slot.stem);
        }
        let stem = slot.stem.get(..usize::from(slot.stem_len)).unwrap_or_default();
        (std::str::from_utf8(stem).unwrap_or(word), true)
    }
}

fn store(text: &str, bytes: &mut [u8; KEPT]) -> u8 {
    for (to, from) in bytes.iter_mut().zip(text.bytes()) {
        *to = from;
    }
    u8::try_from(text.len()).unwrap_or(0)
}

/// Where a word is kept: FNV-1a, folded onto the slots.
fn slot_of(word: &str) -> usize {
    let mut hash = 0x811c_9dc5_u32;
    for byte in word.bytes() {
        hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    }
    usize::try_from(hash ^ (hash >> 16)).unwrap_or(0) % SLOTS
}

/// Whether `word` is one of [`LONERS`]; most words are told by their length or first letter.
fn is_loner(word: &str) -> bool {
    word.len() <= 6 && LONERS.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cached_stem_is_the_stemmers_own() {
        let mut stems = Stems::default();
        let stemmer = Stemmer::new(Algorithm::English);
        for _ in 0..2 {
            for word in ["officials", "ceasefires", "said", "running", "misunderstandings", "as", "hopping"] {
                assert_eq!(stems.stem(word).0, stemmer.stem(word), "{word}");
            }
        }
    }

    #[test]
    fn no_inflected_word_has_a_loner_for_its_stem() {
        let mut stems = Stems::default();
        for word in
            ["ours", "being", "doing", "having", "wills", "willing", "cans", "ads", "sayings", "mores"]
        {
            assert!(!LONERS.contains(&stems.stem(word).0), "{word}");
        }
        assert_eq!(stems.stem("before"), ("before", false));
    }
}
