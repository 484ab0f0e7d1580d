//! The index on disk: the only place that names an engine.

use std::num::NonZeroUsize;
use std::path::Path;

use crate::engine::local::{self, WriterOptions};
use crate::engine::{Reader, Result, Writer};
use crate::extract::Tier;
use crate::ingest::{self, Progress};
use crate::schema::Record;

/// What to do while another process writes to the index.
#[derive(Clone, Copy, Debug, clap::Args)]
pub struct Waiting {
    /// Wait while another onrecord writes to the index, rather than give up
    #[arg(long)]
    wait: bool,
}

impl Waiting {
    fn options(self) -> WriterOptions {
        WriterOptions { wait: self.wait, ..WriterOptions::default() }
    }
}

/// The index in `folder`, as of its last commit.
///
/// # Errors
/// Where there is none, or it cannot be read.
pub fn open(folder: &Path) -> Result<Box<dyn Reader>> {
    Ok(Box::new(local::open(folder)?))
}

/// The writer of the index in `folder`, which is made if it is not there.
///
/// # Errors
/// Where it cannot be made or written, or another process writes to it.
pub fn writer(folder: &Path, waiting: Waiting) -> Result<Box<dyn Writer>> {
    local::create(folder)?;
    writer_of_existing(folder, waiting)
}

/// The writer of the index in `folder`.
///
/// # Errors
/// Where there is none, or another process writes to it.
pub fn writer_of_existing(folder: &Path, waiting: Waiting) -> Result<Box<dyn Writer>> {
    Ok(Box::new(local::writer(folder, &waiting.options())?))
}

/// Makes the index in `folder` anew from what it stores; how many articles it has.
///
/// # Errors
/// Where there is none, or it cannot be read or written, or another process writes to it.
pub fn rebuild(
    folder: &Path,
    threads: NonZeroUsize,
    tier: Option<Tier>,
    waiting: Waiting,
    progress: &mut dyn FnMut(Progress),
) -> Result<u64> {
    // Opened twice: whether there is one, and, once no other process may write, what it holds.
    local::stored(folder)?;
    let mut writer = local::writer_anew(folder, &waiting.options())?;
    let old = local::stored(folder)?;
    let stored = ingest::Stored {
        stamps: old.stamps()?,
        takedowns: old.takedowns()?,
        most: old.documents(),
        records: |each: &mut dyn FnMut(Record) -> Result<()>| old.records(each),
    };
    let articles = ingest::rebuild(threads, tier, stored, &mut writer, progress)?;
    writer.finish()?;
    Ok(articles)
}
