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
    /// "Vale: “The ferry was late.”"
    Introduced,
    /// "“The ferry was late.” ― Dana Vale"
    Signed,
    /// "— The ferry was late, Vale said."
    Dialogue,
    /// A verb that is in no lexicon, beside a quotation.
    Unknown,
}

impl Construction {
    /// How sure a reading of this construction is at least, where its layout is so fixed that no weight
    /// needs to judge it.
    #[must_use]
    pub const fn sure(self) -> Option<f32> {
        match self {
            Self::Turn => Some(0.95),
            Self::Introduced | Self::Signed | Self::Dialogue => Some(0.9),
            _ => None,
        }
    }

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
            Self::Introduced => "intro",
            Self::Signed => "signed",
            Self::Dialogue => "dialogue",
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
