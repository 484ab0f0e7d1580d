//! Small lists of words, written as one string so that they can be read.

/// Whether `word`, case aside, stands in `list`, whose words are separated by spaces.
#[must_use]
pub fn among(list: &str, word: &str) -> bool {
    !word.is_empty() && list.split_whitespace().any(|other| other.eq_ignore_ascii_case(word))
}
