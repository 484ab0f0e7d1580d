//! Units: where the sentences and paragraphs of a running text begin. An index marks them between the
//! words, so that "the same sentence" is a question of positions.

use crate::text::{paragraphs, sentences, tokens};

/// What begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// A sentence, in the paragraph of the one before.
    Sentence,
    /// A paragraph, and its first sentence.
    Paragraph,
}

impl Unit {
    /// The term that marks it. No word is written so.
    #[must_use]
    pub const fn term(self) -> &'static str {
        match self {
            Self::Sentence => "§",
            Self::Paragraph => "¶",
        }
    }
}

/// Paragraphs that an article's lead is made of.
pub const LEAD: usize = 2;

/// The units of `text`, in order, each with the byte at which it begins; the first is its first
/// paragraph. Linear in its length.
#[must_use]
pub fn units(text: &str) -> Vec<(usize, Unit)> {
    let paragraphs = paragraphs(text);
    let sentences = sentences(text, &paragraphs, &tokens(text));
    let mut found: Vec<(usize, Unit)> =
        paragraphs.iter().map(|paragraph| (paragraph.start, Unit::Paragraph)).collect();
    found.extend(sentences.iter().map(|sentence| (sentence.start, Unit::Sentence)));
    found.sort_unstable_by_key(|(start, unit)| (*start, std::cmp::Reverse(*unit)));
    found.dedup_by_key(|(start, _)| *start);
    found
}

/// Where the lead of `text` ends: before its third paragraph, those without words aside.
#[must_use]
pub fn lead_end(text: &str) -> usize {
    let has_words = |paragraph: &crate::text::Span| paragraph.of(text).contains(char::is_alphanumeric);
    let mut begins = paragraphs(text).into_iter().filter(has_words).map(|paragraph| paragraph.start);
    begins.nth(LEAD).unwrap_or(text.len())
}

/// Whether a sentence ends with `text`, so that what follows elsewhere is another one.
#[must_use]
pub fn ends_sentence(text: &str) -> bool {
    let closers = |c: char| c.is_whitespace() || matches!(c, '"' | '”' | '’' | '\'' | '»' | ')');
    text.trim_end_matches(closers).ends_with(['.', '!', '?', '…'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_and_paragraphs_begin_where_they_do() {
        let text = "The dam holds. Mr. Ruiz said so.\n\nThe U.S. team left.";
        let found: Vec<_> =
            units(text).into_iter().map(|(at, unit)| (text.get(at..at + 3).unwrap(), unit)).collect();
        assert_eq!(found, [("The", Unit::Paragraph), ("Mr.", Unit::Sentence), ("The", Unit::Paragraph)]);
        assert!(ends_sentence("It will hold.” ") && !ends_sentence("It will hold,”"));
        assert!(units("").is_empty());
    }
}
