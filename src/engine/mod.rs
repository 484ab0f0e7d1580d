//! The engine room: the seam between onrecord and whatever holds its index.
//!
//! Two small traits and their error. A [`Reader`] is one consistent snapshot. Engines get resolved
//! queries and records; they parse nothing a user typed and extract nothing.

pub mod local;

use crate::article::ArticleId;
use crate::query::{Answer, DayCount, Grouping, Groups, Hit, Query, Stats, StoredArticle};
use crate::schema::{FileStamp, Record, Stamps, Takedown};

/// The file that marks a folder as an index: no article lies in it.
pub const INDEX_MARK: &str = "onrecord.json";

/// What can go wrong in an engine.
pub type Result<T> = std::result::Result<T, EngineError>;

/// One snapshot of an index: it answers the same for as long as it lives.
pub trait Reader: Send + Sync {
    /// One page of what matches `query`.
    ///
    /// # Errors
    /// Where the index cannot be read.
    fn answer(&self, query: &Query) -> Result<Answer>;

    /// Every match of `query`, in its order for sorts by date (else by date, newest first), whatever
    /// its limit, in bounded memory. An error from `each` ends the scan and is passed on.
    ///
    /// # Errors
    /// Where the index cannot be read, or `each` fails.
    fn scan(&self, query: &Query, each: &mut dyn FnMut(Hit) -> Result<()>) -> Result<()>;

    /// The first `query.limit` groups of what matches `query`, most statements (then articles) first,
    /// then by name, and how many there are.
    ///
    /// # Errors
    /// Where the index cannot be read.
    fn groups(&self, query: &Query, by: Grouping) -> Result<Groups>;

    /// How many of what matches `query` there are on each day, apart by the names of `by` where given;
    /// in the order of days, those without a date first. A day or name without matches is left out.
    ///
    /// # Errors
    /// Where the index cannot be read.
    fn days(&self, query: &Query, by: Option<Grouping>) -> Result<Vec<DayCount>>;

    /// An article with its statements.
    ///
    /// # Errors
    /// Where the index cannot be read.
    fn article(&self, id: ArticleId) -> Result<Option<StoredArticle>>;

    /// The articles that were read from the file at `path`, in any order.
    ///
    /// # Errors
    /// Where the index cannot be read.
    fn read_from(&self, path: &str) -> Result<Vec<ArticleId>>;

    /// The stamps of the file or of all files below the folder `path` ("" for all).
    ///
    /// # Errors
    /// Where the index cannot be read.
    fn stamps(&self, path: &str) -> Result<Stamps>;

    /// What was taken down, sorted.
    ///
    /// # Errors
    /// Where the index cannot be read.
    fn takedowns(&self) -> Result<Vec<Takedown>>;

    /// What the index holds.
    ///
    /// # Errors
    /// Where the index cannot be read.
    fn stats(&self) -> Result<Stats>;

    /// Reads every file of this snapshot whole and compares it with the checksum that its writer left;
    /// how many there are.
    ///
    /// # Errors
    /// For the first file that is not as it was written.
    fn check_files(&self) -> Result<usize>;
}

/// The one writer of an index. Nothing it does is seen before [`Writer::commit`], all of it after.
pub trait Writer: Send {
    /// Puts a record in the place of the one with the same article id, if any.
    ///
    /// # Errors
    /// Where the index cannot be written.
    fn put(&mut self, record: &Record) -> Result<()>;

    /// Removes an article and its statements.
    ///
    /// # Errors
    /// Where the index cannot be written.
    fn remove(&mut self, id: ArticleId) -> Result<()>;

    /// Remembers a file's stamp in the place of the one of the same path.
    ///
    /// # Errors
    /// Where the index cannot be written.
    fn put_stamp(&mut self, stamp: &FileStamp) -> Result<()>;

    /// Forgets a file.
    ///
    /// # Errors
    /// Where the index cannot be written.
    fn remove_stamp(&mut self, path: &str) -> Result<()>;

    /// Remembers a takedown. It removes nothing by itself.
    ///
    /// # Errors
    /// Where the index cannot be written.
    fn put_takedown(&mut self, takedown: &Takedown) -> Result<()>;

    /// Makes everything since the last commit durable and visible, at once.
    ///
    /// # Errors
    /// Where the index cannot be written; then the last commit still stands.
    fn commit(&mut self) -> Result<()>;
}

/// What can go wrong in an engine, by what its user can do about it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EngineError {
    /// There is no index there.
    #[error("{path}: no index here")]
    Missing {
        /// Where.
        path: String,
    },
    /// The index was made by another version.
    #[error("{path}: this index has schema {found}, this onrecord reads {expected}")]
    OtherSchema {
        /// Where.
        path: String,
        /// Its version.
        found: u32,
        /// Ours.
        expected: u32,
    },
    /// Another process writes to it.
    #[error("{path}: another onrecord is writing to this index{holder}")]
    Locked {
        /// Where.
        path: String,
        /// " (process 123)", where known.
        holder: String,
    },
    /// It is damaged.
    #[error("{path}: the index is damaged: {what}")]
    Damaged {
        /// The file or folder.
        path: String,
        /// What is wrong.
        what: String,
    },
    /// The disk or its permissions refuse.
    #[error("{path}: {source}")]
    Io {
        /// The file or folder.
        path: String,
        /// What the system says.
        source: std::io::Error,
    },
    /// A receiver of a scan gave up: a closed pipe, mostly.
    #[error("{0}")]
    Receiver(#[source] std::io::Error),
}

impl EngineError {
    /// The next step for the user, where there is one.
    #[must_use]
    pub const fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Missing { .. } => Some("make one with: onrecord ingest PATH"),
            Self::OtherSchema { .. } | Self::Damaged { .. } => {
                Some("make it anew from its stored texts with: onrecord rebuild")
            }
            Self::Locked { .. } => Some("wait until it is done, or pass --wait"),
            Self::Io { .. } | Self::Receiver(_) => None,
        }
    }
}
