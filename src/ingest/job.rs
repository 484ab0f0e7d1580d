//! What passes from the reading thread over the extracting threads to the writer.

use crate::article::{Article, ArticleId};
use crate::engine::EngineError;
use crate::schema::{FileStamp, Fingerprint, Origin, Record};

use super::report::Skipped;

/// One step of reading, in the order of the input.
#[derive(Debug)]
pub enum Step {
    /// A file that is as it was.
    Unchanged {
        /// Its stamp.
        stamp: FileStamp,
        /// Whether the stamp is to be put again: its time was not the same.
        renew: bool,
    },
    /// What follows was read from this file.
    Begin {
        /// Its path, as in origins.
        path: String,
        /// Whether it was read to its end before.
        known: bool,
    },
    /// An article.
    Article {
        /// The article.
        article: Box<Article>,
        /// Where it was read from.
        origin: Origin,
    },
    /// Something that looks like an article but cannot be read.
    Skipped(Skipped),
    /// Something no reader wants.
    Ignored {
        /// Its path.
        path: String,
        /// Why.
        reason: String,
    },
    /// The file begun last has ended.
    End {
        /// Its stamp, but for what it held; `None` where it was not read to its end as it is.
        stamp: Option<FileStamp>,
    },
    /// So many bytes of files are done with, and so many files.
    Passed {
        /// Bytes.
        bytes: u64,
        /// Files.
        files: u64,
    },
}

/// One step for the writer.
#[derive(Debug)]
pub enum Job {
    /// An article, its record made.
    Ready(Box<Ready>),
    /// An article that was taken down.
    Withheld,
    /// What the index has of an article could not be read.
    Failed(EngineError),
    /// Any other step, as it was.
    Other(Step),
}

/// An article with its record made.
#[derive(Debug)]
pub struct Ready {
    /// Its identity.
    pub id: ArticleId,
    /// Of all that was read.
    pub fingerprint: Fingerprint,
    /// Its record; the only origin is where it was read from.
    pub record: Record,
    /// What the index had of it, in the snapshot of this generation.
    pub known: Option<Known>,
    /// The snapshot's number.
    pub generation: u64,
}

/// What the index has of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Of the version it has.
    pub fingerprint: Fingerprint,
    /// Where it was read from.
    pub origins: Vec<Origin>,
    /// The extractor's version.
    pub extractor: Option<u32>,
}

impl Known {
    /// Of a record.
    #[must_use]
    pub fn of(record: &Record) -> Self {
        Self {
            fingerprint: Fingerprint::of(&record.article),
            origins: record.origins.clone(),
            extractor: record.extractor,
        }
    }
}
