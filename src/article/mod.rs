//! The article room: the types everyone shares.
//!
//! Articles with their outlet, date and identity, and the attributions found in them. Plain values:
//! no I/O, no parsing of files, no judgement about what a text means.

mod attribution;
mod date;
mod id;
mod outlet;
mod speaker;
pub mod url;

pub use attribution::{Act, Attribution, Confidence, Kind, NoComment, Party};
pub use date::Date;
pub use id::{ArticleId, StatementId};
pub use outlet::OutletTable;
pub use speaker::{Anonymous, Speaker, SpeakerType};

use serde::{Deserialize, Serialize};

/// One article as a reader understood it. Everything but the text may be unknown; nothing is made up.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    /// The outlet's name as shown ("Axios", not "axios.com").
    pub outlet: Option<String>,
    /// When it was published, as printed.
    pub date: Option<Date>,
    /// Its authors in the order of the byline.
    pub authors: Vec<String>,
    /// Its headline.
    pub title: Option<String>,
    /// Its canonical address.
    pub url: Option<String>,
    /// The section or desk it stood in.
    pub section: Option<String>,
    /// BCP 47 tag of its language, such as "en".
    pub language: Option<String>,
    /// The canonical text, into which all spans point: without title and byline, dateline kept.
    pub text: String,
}

impl Article {
    /// The article's identity; see [`ArticleId::of`].
    #[must_use]
    pub fn id(&self) -> ArticleId {
        ArticleId::of(self)
    }

    /// Bytes of all that it says, for bounding how much is held at a time.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let fields = [&self.outlet, &self.title, &self.url, &self.section, &self.language];
        let fields = fields.into_iter().flatten().chain(&self.authors);
        self.text.len() + fields.map(String::len).sum::<usize>()
    }
}
