//! Stamps, by which an unchanged file is known, and takedowns, by which a removed article stays away.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Origin;
use crate::article::ArticleId;

/// What was seen of a file when it was last read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileStamp {
    /// The path as ingested.
    pub path: String,
    /// Bytes.
    pub size: u64,
    /// Modification time, nanoseconds since 1970.
    pub modified: i64,
    /// Inode number, 0 where the file system has none.
    pub inode: u64,
    /// 64 bits of BLAKE3 over its bytes.
    pub hash: u64,
    /// Whether it was changed so shortly before it was read that its time cannot vouch for it: then
    /// the next ingest hashes it again.
    pub fresh: bool,
    /// The extractor's version at the time, `None` for `--no-extract`.
    pub extractor: Option<u32>,
    /// How many articles it held.
    pub articles: u64,
    /// How many of its records could not be read.
    pub skipped: u64,
}

/// Stamps by path.
pub type Stamps = BTreeMap<String, FileStamp>;

/// What was taken down on purpose, so that the next ingest does not bring it back.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Takedown {
    /// One article.
    Article(ArticleId),
    /// Every article of an outlet (its folded name).
    Outlet(String),
    /// Every article read from a file, a record of a file, or a folder.
    Origin(Origin),
}
