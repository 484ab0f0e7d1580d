//! Taking down: an article, an outlet or an origin is removed, and the next ingest respects it.

use crate::article::ArticleId;
use crate::engine::{EngineError, Reader, Result, Writer};
use crate::query::{Clause, Query, Target};
use crate::schema::{Origin, Takedown};
use crate::text::fold;

use super::walk::is_below;

/// What a takedown did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TakenDown {
    /// Articles that are gone.
    pub removed: u64,
    /// Articles that lost an origin and stay with others.
    pub kept: u64,
}

/// Removes what `takedown` says, and remembers it.
///
/// # Errors
/// Where the engine fails.
pub fn take_down(reader: &dyn Reader, writer: &mut dyn Writer, takedown: &Takedown) -> Result<TakenDown> {
    let mut done = TakenDown::default();
    for id in affected(reader, takedown)? {
        let Some(stored) = reader.article(id)? else { continue };
        let mut record = stored.record;
        if let Takedown::Origin(gone) = takedown {
            record.origins.retain(|origin| !covers(gone, origin));
        } else {
            record.origins.clear();
        }
        if record.origins.is_empty() {
            writer.remove(id)?;
            done.removed += 1;
        } else {
            writer.put(&record)?;
            done.kept += 1;
        }
    }
    writer.put_takedown(takedown)?;
    writer.commit()?;
    Ok(done)
}

/// Whether the takedown of `gone` covers what was read from `origin`.
pub fn covers(gone: &Origin, origin: &Origin) -> bool {
    match gone.record {
        Some(_) => gone == origin,
        None => is_below(&origin.path, &gone.path),
    }
}

/// The articles that a takedown is about, sorted.
fn affected(reader: &dyn Reader, takedown: &Takedown) -> Result<Vec<ArticleId>> {
    let mut ids = match takedown {
        Takedown::Article(id) => vec![*id],
        Takedown::Outlet(outlet) => of_outlet(reader, outlet)?,
        Takedown::Origin(origin) => {
            let mut ids = reader.read_from(&origin.path)?;
            if origin.record.is_none() {
                for path in reader.stamps(&origin.path)?.keys() {
                    ids.extend(reader.read_from(path)?);
                }
            }
            ids
        }
    };
    ids.sort();
    ids.dedup();
    Ok(ids)
}

fn of_outlet(reader: &dyn Reader, outlet: &str) -> Result<Vec<ArticleId>> {
    let query = Query::every(Target::Articles, Clause::Outlet(outlet.to_owned()));
    let folded = fold(outlet);
    let mut ids = Vec::new();
    // The clause finds the words in a row; "Herald" must not take down the Tolvar Herald.
    reader.scan(&query, &mut |hit| {
        let same = hit.article.article.outlet.as_deref().is_some_and(|own| fold(own) == folded);
        ids.extend(hit.article.id.filter(|_| same));
        Ok::<(), EngineError>(())
    })?;
    Ok(ids)
}
