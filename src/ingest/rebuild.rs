//! Rebuilding: the statements of all stored articles found anew.

use std::num::NonZeroUsize;
use std::time::Instant;

use super::ordered;
use super::pipeline::{Budget, record};
use super::progress::Progress;
use crate::engine::{EngineError, Result, Writer};
use crate::extract::Tier;
use crate::schema::{FileStamp, Record, Takedown};

/// What an index has stored.
pub struct Stored<R> {
    /// Gives every record to the function it is called with, and ends where that fails.
    pub records: R,
    /// Stamps of all files.
    pub stamps: Vec<FileStamp>,
    /// What was taken down.
    pub takedowns: Vec<Takedown>,
    /// How many records there are, or more: for the progress alone.
    pub most: u64,
}

/// Puts everything `stored` into `writer`, statements found anew unless an article was ingested
/// without, and commits. Each article's are found in `tier`, or in the one they were found in before. The
/// files are not needed. Returns how many articles there were.
///
/// # Errors
/// Where an engine fails.
pub fn rebuild<R>(
    threads: NonZeroUsize,
    tier: Option<Tier>,
    stored: Stored<R>,
    writer: &mut dyn Writer,
    progress: &mut dyn FnMut(Progress),
) -> Result<u64>
where
    R: FnOnce(&mut dyn FnMut(Record) -> Result<()>) -> Result<()> + Send,
{
    let Stored { records, stamps, takedowns, most } = stored;
    let budget = Budget::default();
    let (mut done, mut text_bytes, mut committed) = (Progress::default(), 0, Instant::now());
    done.bytes_total = most;
    let anew = |extractor: Option<u32>| extractor.map(|old| tier.unwrap_or(Tier::of_version(old).0));
    ordered::map(
        threads,
        |send| send_all(records, send),
        |record| record.as_ref().map_or(0, |record| record.article.text.len()),
        |old| old.map(|old| record(old.article, old.origins, anew(old.extractor))),
        |record| {
            let record = record?;
            writer.put(&record)?;
            done.articles += 1;
            done.bytes = done.articles;
            text_bytes += u64::try_from(record.article.text.len()).unwrap_or(0);
            progress(done);
            if text_bytes >= budget.text_bytes || committed.elapsed() >= budget.time {
                writer.commit()?;
                (text_bytes, committed) = (0, Instant::now());
            }
            Ok(())
        },
    )?;
    for stamp in stamps {
        let extractor = anew(stamp.extractor).map(Tier::version);
        writer.put_stamp(&FileStamp { extractor, ..stamp })?;
    }
    for takedown in &takedowns {
        writer.put_takedown(takedown)?;
    }
    writer.commit()?;
    Ok(done.articles)
}

fn send_all<R>(records: R, send: &mut dyn FnMut(Result<Record>) -> bool)
where
    R: FnOnce(&mut dyn FnMut(Record) -> Result<()>) -> Result<()>,
{
    let mut wanted = true;
    let all = records(&mut |record| {
        wanted = send(Ok(record));
        // The writer failed, and has said why.
        if wanted { Ok(()) } else { Err(EngineError::Receiver(std::io::ErrorKind::BrokenPipe.into())) }
    });
    if let Err(error) = all
        && wanted
    {
        send(Err(error));
    }
}
