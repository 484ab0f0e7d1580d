//! The local engine: one folder on disk, searched through tantivy. Nobody else names tantivy.
//!
//! Searching reads and never writes. Everything an index holds is in its one data folder, written by
//! one writer at a time.

mod cased;
mod counts;
mod days;
mod directory;
mod document;
mod expansion;
mod failure;
mod fetch;
mod fields;
mod finder;
mod folder;
mod group_details;
mod groups;
mod intake;
mod join;
mod lower;
mod marks;
mod owner;
mod places_query;
mod rank;
mod reader;
mod row;
mod snippet;
mod spans;
mod statistics;
mod stored;
mod text_query;
mod tokenizer;
mod vouched;
mod words;
mod writer;

use std::path::Path;

pub use reader::LocalReader;
pub use stored::Stored;
pub use writer::{LocalWriter, WriterOptions};

use super::Result;

/// Makes an index in the folder `dir`, which is made too, for its owner alone; an index that is there is
/// left as it is.
///
/// # Errors
/// Where the folder cannot be made or written, or holds other files.
pub fn create(dir: &Path) -> Result<()> {
    writer::create(dir)
}

/// A snapshot of the index in `dir`, as of its last commit.
///
/// # Errors
/// Where there is no index, or one of another schema, or a damaged one.
pub fn open(dir: &Path) -> Result<LocalReader> {
    LocalReader::open(dir)
}

/// The writer of the index in `dir`.
///
/// # Errors
/// Where there is no index, or one of another schema, or another process writes to it.
pub fn writer(dir: &Path, options: &WriterOptions) -> Result<LocalWriter> {
    LocalWriter::open(dir, options)
}

/// The writer of an empty index that takes the place of the one in `dir`, of whatever schema, at
/// [`LocalWriter::finish`]; dropped before, it leaves the old one as it was.
///
/// # Errors
/// Where there is no index, or another process writes to it.
pub fn writer_anew(dir: &Path, options: &WriterOptions) -> Result<LocalWriter> {
    LocalWriter::anew(dir, options)
}

/// What the index in `dir`, of whatever schema, has stored: the source from which it is made anew.
///
/// # Errors
/// Where there is no index, or a damaged one.
pub fn stored(dir: &Path) -> Result<Stored> {
    Stored::open(dir)
}
