//! Readings: what a rule makes of a cue, in tokens. Plain values.

use std::ops::Range;

/// How source, cue and content stand to one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Construction {
    /// "Vale said the ferry was late".
    SaidClause,
    /// "The ferry was late, Vale said".
    Trailing,
    /// "The ferry, Vale said, was late".
    Around,
    /// "According to Vale, …" and "…, according to Vale".
    AccordingTo,
    /// "Vale's claim that …".
    Noun,
    /// "VALE: The ferry was late".
    Colon,
    /// A turn in a transcript.
    Turn,
    /// A verb that is in no lexicon, beside a quotation.
    Unknown,
}

impl Construction {
    /// A short name, used in features.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::SaidClause => "said",
            Self::Trailing => "trail",
            Self::Around => "around",
            Self::AccordingTo => "acc",
            Self::Noun => "noun",
            Self::Colon => "colon",
            Self::Turn => "turn",
            Self::Unknown => "unk",
        }
    }
}

/// How the source was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SubjectKind {
    /// Directly before the verb.
    Before,
    /// Before an aside in commas.
    Aside,
    /// "who", "which".
    Relative,
    /// Shared with an earlier verb: "and added".
    Coordinated,
    /// Of the clause that a participle hangs on: ", saying".
    Participle,
    /// Of the sentence, where an earlier verb is nearer.
    Main,
    /// Of the clause that an infinitive hangs on: "to say".
    Infinitive,
    /// After the verb: "said Vale".
    Inverted,
    /// "by Vale".
    Agent,
    /// A possessive: "Vale's", "his".
    Owner,
    /// None in reach.
    None,
}

impl SubjectKind {
    /// A short name, used in features.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Before => "before",
            Self::Aside => "aside",
            Self::Relative => "rel",
            Self::Coordinated => "coord",
            Self::Participle => "part",
            Self::Main => "main",
            Self::Infinitive => "inf",
            Self::Inverted => "inv",
            Self::Agent => "agent",
            Self::Owner => "owner",
            Self::None => "none",
        }
    }
}

/// One reading of one cue.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The construction.
    pub construction: Construction,
    /// How its source was found.
    pub subject: SubjectKind,
    /// The token that makes the cue one.
    pub head: usize,
    /// Tokens of the cue.
    pub cue: Vec<Range<usize>>,
    /// Tokens of the source.
    pub source: Vec<Range<usize>>,
    /// Tokens of the content.
    pub content: Vec<Range<usize>>,
}

impl Reading {
    /// Whether `other` has the same source and at least half of the content in common.
    #[must_use]
    pub fn agrees(&self, other: &Self) -> bool {
        let both = shared(&self.content, &other.content);
        let either = (size(&self.content) + size(&other.content)).saturating_sub(both);
        let same_source =
            (self.source.is_empty() && other.source.is_empty()) || shared(&self.source, &other.source) > 0;
        same_source && both * 2 >= either
    }
}

/// How many tokens two lists of ranges have in common.
fn shared(one: &[Range<usize>], other: &[Range<usize>]) -> usize {
    one.iter()
        .flat_map(|a| other.iter().map(move |b| a.end.min(b.end).saturating_sub(a.start.max(b.start))))
        .sum()
}

fn size(ranges: &[Range<usize>]) -> usize {
    ranges.iter().map(ExactSizeIterator::len).sum()
}
