//! How far an ingest is.

/// How far an ingest is, told again and again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Bytes of files that are done with.
    pub bytes: u64,
    /// Bytes of all files to look at.
    pub bytes_total: u64,
    /// Files that are done with.
    pub files: u64,
    /// Files to look at.
    pub files_total: u64,
    /// Articles so far.
    pub articles: u64,
}
