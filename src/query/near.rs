//! Nearness as data: how near two things in a text have to be, and things that have places in a text.

use std::fmt;

use crate::schema::Pattern;

/// How far apart two things may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Within {
    /// So many words: 1 is right behind.
    Words(u32),
    /// The same sentence.
    Sentence,
    /// The same paragraph.
    Paragraph,
}

/// How two things have to stand to each other: `w/5`, `pre/5`, `not w/s`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Near {
    /// How far apart at most.
    pub within: Within,
    /// Whether the first has to come first.
    pub ordered: bool,
    /// Whether what is meant is the first *without* the second near it.
    pub apart: bool,
}

impl Near {
    /// The most words that may be asked for.
    pub const MOST_WORDS: u32 = 999;
}

impl fmt::Display for Near {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.apart { "not " } else { "" })?;
        f.write_str(if self.ordered { "pre/" } else { "w/" })?;
        match self.within {
            Within::Words(words) => write!(f, "{words}"),
            Within::Sentence => f.write_str("s"),
            Within::Paragraph => f.write_str("p"),
        }
    }
}

/// What has places in a running text: spans of word positions. Where two spans begin or end alike, only
/// the shorter of them counts.
#[derive(Clone, Debug, PartialEq)]
pub enum Places {
    /// A word, by its stem or, where `exact`, in this very form. Cut into several by the analysis, they
    /// are read as a phrase.
    Word {
        /// As typed.
        text: String,
        /// In this very form.
        exact: bool,
    },
    /// Words in a row, as typed, by their stems.
    Phrase(String),
    /// Words of the forms that a pattern stands for.
    Like(Pattern),
    /// Places of any of these.
    AnyOf(Vec<Places>),
    /// The first with the second near it: from one's beginning to the other's end, never overlapping,
    /// each taken with the next of the other before it and behind it. Where `apart`, the places of the
    /// first that have no second near them.
    Near(Near, Box<Places>, Box<Places>),
}
