//! Clauses: the resolved form of a query, one tree for every engine.
//!
//! Text in a clause is as typed; engines cut it into words by `schema`'s analysis, the same that
//! indexed it.

use jiff::civil;

use super::ast::{Boost, Case};
use super::near::Places;
use crate::article::{Act, ArticleId, Kind, NoComment, SpeakerType};
use crate::names::NameQuery;
use crate::schema::Pattern;

/// Running text that words and phrases are looked for in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TextField {
    /// Of an article its title and body; of a statement its content.
    Any,
    /// The headline.
    Title,
    /// The body.
    Body,
    /// The body's first two paragraphs; words in a row cannot be moved there.
    Lead,
    /// A statement's content.
    Content,
    /// What of a statement's content stands in quotation marks.
    Quote,
    /// The words that say that a statement is said: "denied".
    Cue,
}

/// Names of which each word can be looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NameField {
    /// The outlet's.
    Outlet,
    /// The authors'.
    Author,
    /// The section's.
    Section,
    /// A speaker's role and affiliation.
    Role,
    /// A speaker's affiliation.
    Affiliation,
}

/// What a document can have or lack.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Trait {
    /// Words in a running text.
    Text(TextField),
    /// A name.
    Name(NameField),
    /// A date.
    Date,
    /// An address.
    Url,
    /// A language.
    Language,
    /// A statement's speaker, named or described.
    Speaker,
    /// Whom a statement is addressed to.
    To,
    /// Who passed a statement on.
    Via,
}

/// What a document must be like.
#[derive(Clone, Debug, PartialEq)]
pub enum Clause {
    /// Everything.
    All,
    /// Nothing.
    Nothing,
    /// All of these.
    And(Vec<Clause>),
    /// One of these at least.
    Or(Vec<Clause>),
    /// Not this.
    Not(Box<Clause>),
    /// A word of running text; matched by its stem, or only in this very form where `exact`.
    Word {
        /// Where.
        field: TextField,
        /// The word as typed; cut into several by the analysis, they are read as a phrase.
        text: String,
        /// In this very form, case and accents aside.
        exact: bool,
    },
    /// Words in a row; matched by their stems.
    Phrase {
        /// Where.
        field: TextField,
        /// The words as typed.
        text: String,
        /// How many positions the words may be moved in all.
        slop: u32,
    },
    /// Words of the forms that a pattern stands for.
    Like {
        /// Where.
        field: TextField,
        /// Which forms.
        pattern: Pattern,
    },
    /// Something that has places in a text, so often at least.
    Places {
        /// Where.
        field: TextField,
        /// What.
        places: Places,
        /// How often at least; 1 or more.
        times: u32,
    },
    /// Words in a row in this very form, written with such letters.
    Cased {
        /// Where.
        field: TextField,
        /// The words as typed; their own case does not count.
        text: String,
        /// With which letters.
        case: Case,
    },
    /// This, counting so much more.
    Boost(Boost, Box<Clause>),
    /// A word of a name that a pattern stands for.
    NameLike(NameField, Pattern),
    /// Whether there is such a thing at all.
    Has(Trait),
    /// Words of the outlet's name, in a row.
    Outlet(String),
    /// Words of one author's name, in a row.
    Author(String),
    /// Published on one of these days, both included, as printed.
    Date {
        /// First day.
        from: Option<civil::Date>,
        /// Last day.
        to: Option<civil::Date>,
    },
    /// Without a date.
    Undated,
    /// Words of the section's name, in a row.
    Section(String),
    /// With so many words in its text, both included.
    WordCount {
        /// The least.
        from: u64,
        /// The most.
        to: u64,
    },
    /// In this language: "en".
    Language(String),
    /// The article of this address, in canonical form (`article::url::canonical`).
    Url(String),
    /// This article, or a statement of it.
    Article(ArticleId),
    /// An article that holds a statement like this.
    Holds(Box<Clause>),
    /// A statement by this speaker.
    Speaker(NameQuery),
    /// A statement by a speaker with these words in the role or affiliation.
    Role(String),
    /// A statement by a speaker with these words in the affiliation.
    Affiliation(String),
    /// A statement by a speaker of this type.
    Type(SpeakerType),
    /// A statement of this kind.
    Kind(Kind),
    /// A statement by this act.
    Act(Act),
    /// A statement to this person or body.
    To(NameQuery),
    /// A statement that this person or body passed on.
    Via(NameQuery),
    /// A no comment; of this sort, or any.
    NoComment(Option<NoComment>),
    /// A statement at least this sure, in hundredths.
    MinConfidence(u8),
}

impl Clause {
    /// All of `clauses`: [`Clause::All`] for none, the clause itself for one.
    #[must_use]
    pub fn all_of(mut clauses: Vec<Self>) -> Self {
        match (clauses.len(), clauses.pop()) {
            (1, Some(only)) => only,
            (_, Some(last)) => {
                clauses.push(last);
                Self::And(clauses)
            }
            (_, None) => Self::All,
        }
    }
}
