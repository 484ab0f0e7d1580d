//! The vocabulary: classes of frequent English words. The table is made by `measure/train/words.py`; looks
//! up single words and decides nothing.

use std::sync::LazyLock;

use crate::text::word_map::WordMap;

/// The classes of a word; all 0 for one that is not in the table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WordClasses {
    /// One of 64 clusters of words that are used alike.
    pub coarse: u32,
    /// One of 768.
    pub fine: u32,
    /// The class of its first sense as a verb.
    pub verb: u32,
    /// The same as a noun.
    pub noun: u32,
    /// How often it is a verb, in tenths and one more.
    pub verbness: u32,
}

static WORDS: LazyLock<WordMap<&'static str, WordClasses>> = LazyLock::new(|| {
    include_str!("words.tsv").lines().filter(|line| !line.starts_with('#')).filter_map(read).collect()
});

fn read(line: &'static str) -> Option<(&'static str, WordClasses)> {
    let mut columns = line.split('\t');
    let word = columns.next()?;
    let mut number = || columns.next()?.parse::<u32>().ok();
    let (coarse, fine, verb, noun) = (number()?, number()?, number()?, number()?);
    Some((word, WordClasses { coarse, fine, verb, noun, verbness: number()? + 1 }))
}

/// The classes of `word` (in lower case).
#[must_use]
pub fn classes(word: &str) -> WordClasses {
    WORDS.get(word).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_read() {
        let lines = include_str!("words.tsv").lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(WORDS.len(), lines);
        assert_eq!(classes("urged").fine, classes("urges").fine);
        assert_eq!(classes("qwertyish"), WordClasses::default());
    }
}
