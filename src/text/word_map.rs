//! Maps and sets of words for fixed tables: quick to ask, since what is in them is known when onrecord is
//! built. Not for keys that input brings: those could be chosen to collide.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// A map of a fixed table.
pub type WordMap<K, V> = HashMap<K, V, BuildHasherDefault<WordHasher>>;
/// A set of a fixed table.
pub type WordSet<K> = HashSet<K, BuildHasherDefault<WordHasher>>;

/// A hash of eight bytes at a step, the same on every machine and in every run.
#[derive(Clone, Copy, Debug, Default)]
pub struct WordHasher(u64);

impl WordHasher {
    const fn add(&mut self, part: u64) {
        self.0 = (self.0.rotate_left(5) ^ part).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
}

impl Hasher for WordHasher {
    fn write(&mut self, bytes: &[u8]) {
        let (eights, rest) = bytes.as_chunks::<8>();
        for eight in eights {
            self.add(u64::from_le_bytes(*eight));
        }
        if !rest.is_empty() {
            let last = rest.iter().rev().fold(0, |part, byte| part << 8 | u64::from(*byte));
            self.add(last);
        }
    }

    fn write_u8(&mut self, number: u8) {
        self.add(u64::from(number));
    }

    fn write_u64(&mut self, number: u64) {
        self.add(number);
    }

    fn finish(&self) -> u64 {
        // The map takes the lowest and the highest bits.
        self.0 ^ (self.0 >> 29)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_and_told_apart() {
        let words = ["", "a", "b", "said", "saidly", "according", "accordingly", "a\0"];
        let map: WordMap<&str, usize> = words.iter().copied().zip(0..).collect();
        assert_eq!(map.len(), words.len());
        assert!(words.iter().enumerate().all(|(at, word)| map.get(word) == Some(&at)));
        assert_eq!(map.get("say"), None);
    }
}
