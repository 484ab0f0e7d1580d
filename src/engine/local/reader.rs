//! The reader of a local index: one snapshot, opened as of the last commit.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use tantivy::collector::DocSetCollector;
use tantivy::directory::MmapDirectory;
use tantivy::query::{Query as TantivyQuery, TermQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, Index, ReloadPolicy, Searcher, TantivyDocument};

use super::counts;
use super::days::DayCollector;
use super::directory::ReadOnly;
use super::document::{Doc, attribution_of, record_of, stored_text};
use super::failure;
use super::fetch::{Failure, Fetcher, article_id};
use super::fields::{register_tokenizers, tantivy_field, term};
use super::folder::{State, bytes_of};
use super::groups::GroupCollector;
use super::join::{JoinQuery, Step};
use super::lower::Lowering;
use super::rank::{Rank, RankCollector, Ranked};
use super::statistics::Statistics;
use super::vouched;
use crate::article::ArticleId;
use crate::engine::{Reader, Result};
use crate::query::{
    Answer, Cursor, DayCount, Found, Grouping, Groups, Hit, Query, Sort, Stats, StoredArticle, Target,
};
use crate::schema::{Field, FileStamp, Stamps, Takedown};

/// How often an index is opened again where a writer took a file away meanwhile.
const TRIES: usize = 20;
/// Decompressed blocks of stored documents kept for each segment.
const BLOCKS: usize = 16;
/// How many hits a scan ranks at a time.
const SCANNED: usize = 20_000;

/// A snapshot of a local index.
pub struct LocalReader {
    data: PathBuf,
    searcher: Searcher,
}

impl LocalReader {
    pub(super) fn open(root: &Path) -> Result<Self> {
        let mut tries = 0;
        loop {
            let state = State::read(root)?;
            state.require_ours(root)?;
            let opened = state.data(root).and_then(|data| {
                let searcher = searcher(root, &data)?;
                Ok(Self { data, searcher })
            });
            tries += 1;
            match opened {
                Err(_) if tries < TRIES && has_changed(root, &state) => {}
                Err(_) if tries < 4 => {}
                opened => return opened,
            }
        }
    }

    fn failed(&self, failure: Failure) -> crate::engine::EngineError {
        match failure {
            Failure::Tantivy(error) => failure::tantivy(&self.data, error),
            Failure::Unreadable => failure::damaged(&self.data, "a stored document cannot be read"),
        }
    }

    fn tantivy<T>(&self, result: tantivy::Result<T>) -> Result<T> {
        result.map_err(|error| failure::tantivy(&self.data, error))
    }

    fn ranked(&self, query: &Query, sort: Sort, limit: usize, after: Option<Rank>) -> Result<Ranked> {
        let mut lowering = Lowering::default();
        let lowered = lowering.query(query.target, &query.matching, &query.filters);
        let collector = RankCollector { sort, recency: query.recency, limit, after };
        let statistics = self.tantivy(Statistics::new(&self.searcher, query.target))?;
        let ranked = guarded(&self.data, || {
            self.tantivy(self.searcher.search_with_statistics_provider(&lowered, &collector, &statistics))
        })?;
        Ok(Ranked { notes: lowering.notes(), ..ranked })
    }

    /// The addresses of the documents under a term, in their order.
    fn under(&self, field: Field, text: &str) -> Result<Vec<DocAddress>> {
        let query = TermQuery::new(term(field, text), IndexRecordOption::Basic);
        let found = self.tantivy(self.searcher.search(&query, &DocSetCollector))?;
        let mut found: Vec<DocAddress> = found.into_iter().collect();
        found.sort_unstable();
        Ok(found)
    }

    fn stored_article(&self, id: ArticleId) -> std::result::Result<Option<StoredArticle>, Failure> {
        let found = self.under(Field::Record, &id.to_string()).unwrap_or_default();
        let mut addresses = found.into_iter();
        let Some(first) = addresses.next() else { return Ok(None) };
        let document: TantivyDocument = self.searcher.doc(first)?;
        let read = |document: &TantivyDocument, field: Field| {
            stored_text(document, tantivy_field(field)).map(str::to_owned).ok_or(Failure::Unreadable)
        };
        let (mut record, _) = record_of(&read(&document, Field::Head)?, &read(&document, Field::Text)?)
            .ok_or(Failure::Unreadable)?;
        for address in addresses {
            let document: TantivyDocument = self.searcher.doc(address)?;
            record
                .attributions
                .push(attribution_of(&read(&document, Field::Said)?).ok_or(Failure::Unreadable)?);
        }
        Ok(Some(StoredArticle { id, record }))
    }

    fn kept(&self, doc: Doc) -> Result<impl Iterator<Item = String>> {
        Ok(self.tantivy(counts::kept(&self.searcher, doc))?.into_iter())
    }
}

fn has_changed(root: &Path, state: &State) -> bool {
    State::read(root).is_ok_and(|now| now != *state)
}

/// Opens the index in `data` as of its last commit; nothing is written, watched or warmed.
pub(super) fn searcher(root: &Path, data: &Path) -> Result<Searcher> {
    let tantivy = |error| failure::tantivy(data, error);
    guarded(data, || {
        let directory = MmapDirectory::open(data).map_err(|error| tantivy(error.into()))?;
        let mut index = Index::open(ReadOnly(directory)).map_err(tantivy)?;
        vouched::check(root, data, &index)?;
        register_tokenizers(&mut index);
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .doc_store_cache_num_blocks(BLOCKS)
            .try_into()
            .map_err(tantivy)?;
        Ok(reader.searcher())
    })
}

/// Runs what reads the index in `data`. tantivy panics on bytes that it never wrote: then the index is
/// damaged.
fn guarded<T>(data: &Path, read: impl FnOnce() -> Result<T>) -> Result<T> {
    catch_unwind(AssertUnwindSafe(read))
        .unwrap_or_else(|_| Err(failure::damaged(data, "its files contradict each other")))
}

/// What `query` matches, without its order; of articles their statements, where these are to be counted.
fn lowered(query: &Query, statements: bool) -> Box<dyn TantivyQuery> {
    let lowered = Lowering::default().query(query.target, &query.matching, &query.filters);
    if statements && query.target == Target::Articles {
        Box::new(JoinQuery::new(lowered, Step::ToStatements))
    } else {
        lowered
    }
}

/// The cursor behind a hit.
fn cursor(hit: &Hit) -> Option<Cursor> {
    let article = hit.article.id?;
    let id = match &hit.found {
        Found::Article { .. } => article.to_string(),
        Found::Statement(said) => said.id(article, &hit.article.article.text).to_string(),
    };
    Some(Cursor { score: hit.score, seconds: hit.article.article.date.map(|date| date.local_seconds()), id })
}

impl Reader for LocalReader {
    fn answer(&self, query: &Query) -> Result<Answer> {
        let after = query.after.as_ref().map(|cursor| Rank::after(cursor, query.sort));
        // One more than asked for tells whether there is a next page.
        let mut ranked = self.ranked(query, query.sort, query.limit.saturating_add(1), after)?;
        let more = ranked.best.len() > query.limit;
        ranked.best.truncate(query.limit);
        let mut fetcher = self.tantivy(Fetcher::new(&self.searcher, query))?;
        let mut hits = Vec::with_capacity(ranked.best.len());
        for (rank, address) in &ranked.best {
            hits.push(fetcher.hit(rank, *address).map_err(|failure| self.failed(failure))?);
        }
        let next = hits.last().filter(|_| more).and_then(cursor);
        Ok(Answer { total: ranked.total, hits, next, notes: ranked.notes })
    }

    fn scan(&self, query: &Query, each: &mut dyn FnMut(Hit) -> Result<()>) -> Result<()> {
        let sort = if query.sort == Sort::Oldest { Sort::Oldest } else { Sort::Newest };
        let query = Query { sort, explain: false, ..query.clone() };
        let mut after = query.after.as_ref().map(|cursor| Rank::after(cursor, sort));
        let mut fetcher = self.tantivy(Fetcher::new(&self.searcher, &query))?;
        loop {
            let ranked = self.ranked(&query, sort, SCANNED, after)?;
            for (rank, address) in &ranked.best {
                each(fetcher.hit(rank, *address).map_err(|failure| self.failed(failure))?)?;
                after = Some(*rank);
            }
            if ranked.best.len() < SCANNED {
                return Ok(());
            }
        }
    }

    fn groups(&self, query: &Query, by: Grouping) -> Result<Groups> {
        let lowered = lowered(query, by == Grouping::Speaker);
        self.tantivy(
            self.searcher.search(&lowered as &dyn TantivyQuery, &GroupCollector { by, limit: query.limit }),
        )
    }

    fn days(&self, query: &Query, by: Option<Grouping>) -> Result<Vec<DayCount>> {
        let lowered = lowered(query, by == Some(Grouping::Speaker));
        self.tantivy(self.searcher.search(&lowered as &dyn TantivyQuery, &DayCollector { by }))
    }

    fn article(&self, id: ArticleId) -> Result<Option<StoredArticle>> {
        self.stored_article(id).map_err(|failure| self.failed(failure))
    }

    fn read_from(&self, path: &str) -> Result<Vec<ArticleId>> {
        let mut ids = Vec::new();
        for address in self.under(Field::Path, path)? {
            ids.push(article_id(&self.searcher, address).map_err(|failure| self.failed(failure))?);
        }
        ids.sort_unstable();
        Ok(ids)
    }

    fn stamps(&self, path: &str) -> Result<Stamps> {
        let folder = format!("{}/", path.trim_end_matches('/'));
        let inside =
            |stamp: &FileStamp| path.is_empty() || stamp.path == path || stamp.path.starts_with(&folder);
        let stamps = self.kept(Doc::Stamp)?.filter_map(|json| serde_json::from_str::<FileStamp>(&json).ok());
        Ok(stamps.filter(inside).map(|stamp| (stamp.path.clone(), stamp)).collect())
    }

    fn takedowns(&self) -> Result<Vec<Takedown>> {
        let mut takedowns: Vec<Takedown> =
            self.kept(Doc::Takedown)?.filter_map(|json| serde_json::from_str(&json).ok()).collect();
        takedowns.sort();
        Ok(takedowns)
    }

    fn stats(&self) -> Result<Stats> {
        let stats = self.tantivy(counts::stats(&self.searcher))?;
        Ok(Stats { index_bytes: bytes_of(&self.data), ..stats })
    }

    fn check_files(&self) -> Result<usize> {
        guarded(&self.data, || vouched::check_all(&self.data, self.searcher.index()))
    }
}
