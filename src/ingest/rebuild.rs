//! Rebuilding: the statements of all stored articles found anew.

use std::num::NonZeroUsize;
use std::time::Instant;

use super::ordered;
use super::pipeline::{Budget, record};
use super::progress::Progress;
use crate::engine::{Result, Writer};
use crate::schema::Record;

/// Takes the next stored record; `false` where nobody wants more.
pub type SendRecord<'s> = &'s mut dyn FnMut(Result<Record>) -> bool;

/// Puts every record that `stored` sends into `writer`, its statements found anew unless it was
/// ingested without, and commits. Returns how many there were.
///
/// # Errors
/// Where the engine fails, or `stored` sends an error.
pub fn rebuild(
    threads: NonZeroUsize,
    stored: impl FnOnce(SendRecord<'_>) + Send,
    writer: &mut dyn Writer,
    progress: &mut dyn FnMut(Progress),
) -> Result<u64> {
    let budget = Budget::default();
    let (mut done, mut bytes, mut committed) = (Progress::default(), 0, Instant::now());
    ordered::map(
        threads,
        |send| stored(send),
        |record| record.as_ref().map_or(0, |record| record.article.text.len()),
        |old| old.map(|old| record(old.article, old.origins, old.extractor.is_some())),
        |record| {
            let record = record?;
            writer.put(&record)?;
            done.articles += 1;
            bytes += u64::try_from(record.article.text.len()).unwrap_or(0);
            progress(done);
            if bytes >= budget.text_bytes || committed.elapsed() >= budget.time {
                writer.commit()?;
                (bytes, committed) = (0, Instant::now());
            }
            Ok(())
        },
    )?;
    writer.commit()?;
    Ok(done.articles)
}
