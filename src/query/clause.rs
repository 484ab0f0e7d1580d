//! Clauses: the resolved form of a query, one tree for every engine.
//!
//! Text in a clause is as typed; engines cut it into words by `schema`'s analysis, the same that
//! indexed it.

use jiff::civil;

use crate::article::{Act, ArticleId, Kind, NoComment, SpeakerType};
use crate::names::NameQuery;

/// Running text that words and phrases are looked for in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TextField {
    /// Of an article its title and body; of a statement its content.
    Any,
    /// The headline.
    Title,
    /// The body.
    Body,
    /// A statement's content.
    Content,
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
