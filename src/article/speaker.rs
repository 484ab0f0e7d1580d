//! Speakers: whom a source resolves to.

use serde::{Deserialize, Serialize};

/// What sort of speaker it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SpeakerType {
    /// A named person.
    Person,
    /// A body that speaks: a ministry, a company, a party's office.
    Organization,
    /// Persons the article keeps unnamed: "two aides", "a senior official".
    Anonymous,
    /// A poll, letter, filing, report.
    Document,
    /// People at large: readers, voters, critics, parties.
    Group,
    /// A source that could not be resolved, such as a pronoun without its person.
    #[default]
    Unknown,
}

impl SpeakerType {
    /// Every type, in the order of the words above.
    pub const ALL: [Self; 6] =
        [Self::Person, Self::Organization, Self::Anonymous, Self::Document, Self::Group, Self::Unknown];

    /// The word for it in output and queries.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organization => "organization",
            Self::Anonymous => "anonymous",
            Self::Document => "document",
            Self::Group => "group",
            Self::Unknown => "unknown",
        }
    }
}

/// Whom a statement is ascribed to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Speaker {
    /// The fullest name in the article ("Yoav Gallant"); for an anonymous source its mention without
    /// article ("senior Israeli official"); `None` where unknown.
    pub name: Option<String>,
    /// What sort of speaker.
    #[serde(rename = "type")]
    pub kind: SpeakerType,
    /// Title or office: "defense minister".
    pub role: Option<String>,
    /// Body or country it belongs to: "Israel", "White House".
    pub affiliation: Option<String>,
    /// What is known of a source kept unnamed.
    pub anonymous: Option<Anonymous>,
    /// Further forms under which the article names it ("Gallant"), as written; not part of the
    /// published JSON, but indexed as keys.
    #[serde(default, skip_serializing)]
    pub variants: Vec<String>,
}

/// What an article tells of a source it keeps unnamed: "two senior U.S. officials".
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anonymous {
    /// How many, where a number is given.
    pub count: Option<u32>,
    /// "senior", "former", "high-ranking".
    pub rank: Option<String>,
    /// "U.S.", "Israeli".
    pub nationality: Option<String>,
    /// "White House", "Pentagon".
    pub institution: Option<String>,
}
