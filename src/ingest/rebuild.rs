//! Rebuilding: the statements of all stored articles found anew.

use std::num::NonZeroUsize;
use std::time::Instant;

use super::ordered;
use super::pipeline::{Budget, record};
use super::progress::Progress;
use crate::engine::{Reader, Result, Writer};
use crate::extract;
use crate::query::{Clause, Query, Recency, Sort, Target};
use crate::schema::Record;

/// Puts every article of `old` into `writer`, its statements found anew unless it was ingested
/// without, with all stamps and takedowns, and commits. The files are not needed. Returns how many
/// articles there were.
///
/// # Errors
/// Where an engine fails.
pub fn rebuild(
    threads: NonZeroUsize,
    old: &dyn Reader,
    writer: &mut dyn Writer,
    progress: &mut dyn FnMut(Progress),
) -> Result<u64> {
    let budget = Budget::default();
    let (mut done, mut bytes, mut committed) = (Progress::default(), 0, Instant::now());
    done.bytes_total = old.stats()?.text_bytes;
    ordered::map(
        threads,
        |send| stored(old, send),
        |record| record.as_ref().map_or(0, |record| record.article.text.len()),
        |old| old.map(|old| record(old.article, old.origins, old.extractor.is_some())),
        |record| {
            let record = record?;
            writer.put(&record)?;
            let length = u64::try_from(record.article.text.len()).unwrap_or(0);
            done.articles += 1;
            done.bytes += length;
            bytes += length;
            progress(done);
            if bytes >= budget.text_bytes || committed.elapsed() >= budget.time {
                writer.commit()?;
                (bytes, committed) = (0, Instant::now());
            }
            Ok(())
        },
    )?;
    for mut stamp in old.stamps("")?.into_values() {
        stamp.extractor = stamp.extractor.map(|_| extract::VERSION);
        writer.put_stamp(&stamp)?;
    }
    for takedown in old.takedowns()? {
        writer.put_takedown(&takedown)?;
    }
    writer.commit()?;
    Ok(done.articles)
}

/// Sends every record of `old`, oldest article first, or the error that ends it.
fn stored(old: &dyn Reader, send: &mut dyn FnMut(Result<Record>) -> bool) {
    let query = Query {
        target: Target::Articles,
        matching: Clause::All,
        filters: Vec::new(),
        sort: Sort::Oldest,
        recency: Recency {
            as_of: jiff::civil::Date::ZERO,
            half_life_days: Recency::HALF_LIFE_DAYS,
            floor: Recency::FLOOR,
        },
        limit: 0,
        after: None,
        explain: false,
    };
    let mut more = true;
    let scanned = old.scan(&query, &mut |hit| {
        let id = hit.article.id.unwrap_or_else(|| hit.article.article.id());
        if more && let Some(stored) = old.article(id)? {
            more = send(Ok(stored.record));
        }
        Ok(())
    });
    if let Err(error) = scanned {
        send(Err(error));
    }
}
