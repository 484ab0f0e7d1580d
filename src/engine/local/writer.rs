//! The one writer of a local index. What it writes is durable once it says so.

use std::path::{Path, PathBuf};

use tantivy::directory::MmapDirectory;
use tantivy::indexer::{IndexWriterOptions, UserOperation};
use tantivy::store::{Compressor, ZstdCompressor};
use tantivy::{Index, IndexSettings, IndexWriter};

use super::document::{documents, stamp_document, stamp_key, takedown_document};
use super::failure;
use super::fields::{register_tokenizers, schema, term};
use super::folder::{self, Lock, State};
use super::intake::{Intake, NewDocument};
use super::vouched::vouch;
use crate::article::ArticleId;
use crate::engine::{Result, Writer};
use crate::schema::{Field, FileStamp, Record, Takedown};

/// Memory per thread below which tantivy refuses to work.
const LEAST_MEMORY: usize = 16 << 20;
/// Memory per thread above which it does.
const MOST_MEMORY: usize = 2 << 30;
/// Bytes of stored documents compressed together.
const BLOCK: usize = 16_384;

/// How a writer works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WriterOptions {
    /// Threads that index.
    pub threads: usize,
    /// Memory for what is not yet written, in bytes, over all threads.
    pub memory: usize,
    /// Whether to wait for another writer to finish, rather than to fail.
    pub wait: bool,
}

impl Default for WriterOptions {
    /// One thread, 64 MB, no waiting.
    fn default() -> Self {
        Self { threads: 1, memory: 64 << 20, wait: false }
    }
}

/// The writer of an index, until it is dropped.
pub struct LocalWriter {
    root: PathBuf,
    data: PathBuf,
    /// `None` only while it is dropped.
    writer: Option<IndexWriter<NewDocument>>,
    intake: Intake,
    /// What takes the old index's place at [`LocalWriter::finish`].
    pending: Option<State>,
    _lock: Lock,
}

/// Makes an index in `root`, if there is none.
pub(super) fn create(root: &Path) -> Result<()> {
    if State::read(root).is_ok() {
        return Ok(());
    }
    folder::make_root(root)?;
    let _lock = Lock::take(root, true)?;
    match State::read(root) {
        Err(crate::engine::EngineError::Missing { .. }) => {}
        found => return found.map(|_| ()),
    }
    let state = State::new(1);
    let data = root.join(&state.data);
    folder::remove_data(&data)?;
    make_index(&data)?;
    state.write(root)
}

fn make_index(data: &Path) -> Result<()> {
    folder::make_private(data, false)?;
    let settings = IndexSettings {
        docstore_compression: Compressor::Zstd(ZstdCompressor { compression_level: Some(3) }),
        docstore_blocksize: BLOCK,
        docstore_compress_dedicated_thread: false,
        ..IndexSettings::default()
    };
    let directory = MmapDirectory::open(data).map_err(|error| failure::tantivy(data, error.into()))?;
    Index::create(directory, schema(), settings).map_err(|error| failure::tantivy(data, error))?;
    folder::sync(data)
}

impl LocalWriter {
    /// The writer of the index in `root`.
    pub(super) fn open(root: &Path, options: &WriterOptions) -> Result<Self> {
        State::read(root)?.require_ours(root)?;
        let lock = Lock::take(root, options.wait)?;
        // Read again: the writer before may have put another index in its place.
        let state = State::read(root)?;
        state.require_ours(root)?;
        folder::remove_stale(root, &state)?;
        let data = state.data(root)?;
        Self::over(root, data, options, None, lock)
    }

    /// The writer of an empty index that takes the place of the one in `root` when it is finished.
    pub(super) fn anew(root: &Path, options: &WriterOptions) -> Result<Self> {
        let lock = Lock::take(root, options.wait)?;
        let old = State::read(root)?;
        folder::remove_stale(root, &old)?;
        let state = State::new(old.generation().unwrap_or(0).saturating_add(1));
        let data = root.join(&state.data);
        make_index(&data)?;
        Self::over(root, data, options, Some(state), lock)
    }

    fn over(
        root: &Path,
        data: PathBuf,
        options: &WriterOptions,
        pending: Option<State>,
        lock: Lock,
    ) -> Result<Self> {
        folder::check_managed(&data)?;
        let open = || -> tantivy::Result<IndexWriter<NewDocument>> {
            let mut index = Index::open(MmapDirectory::open(&data)?)?;
            register_tokenizers(&mut index);
            let threads = options.threads.clamp(1, 64);
            let memory = (options.memory / threads).clamp(LEAST_MEMORY, MOST_MEMORY);
            let options = IndexWriterOptions::builder()
                .num_worker_threads(threads)
                .memory_budget_per_thread(memory)
                .num_merge_threads(threads.min(2))
                .build();
            let writer = index.writer_with_options(options)?;
            // A writer that was killed may have left files whose names the next deletions would take.
            writer.garbage_collect_files().wait()?;
            Ok(writer)
        };
        let writer = open().map_err(|error| failure::tantivy(&data, error))?;
        let intake = Intake::default();
        Ok(Self { root: root.to_owned(), data, writer: Some(writer), intake, pending, _lock: lock })
    }

    /// Puts the index made anew in the place of the old one. Does nothing for any other writer.
    ///
    /// # Errors
    /// Where the folder cannot be written; then the old index still stands.
    pub fn finish(mut self) -> Result<()> {
        self.commit()?;
        self.settle();
        if let Some(state) = self.pending.take() {
            folder::sync(&self.data)?;
            state.write(&self.root)?;
            vouch(&self.root, &self.data);
            folder::remove_stale(&self.root, &state)?;
        }
        Ok(())
    }

    /// Deletes what has `key` and adds `documents`, as one step that no commit divides.
    fn replace(&self, key: &str, mut documents: Vec<NewDocument>) -> Result<()> {
        let Some(writer) = &self.writer else { return Ok(()) };
        self.intake.admit(&mut documents);
        let mut steps = Vec::with_capacity(documents.len() + 1);
        steps.push(UserOperation::Delete(term(Field::Record, key)));
        steps.extend(documents.into_iter().map(UserOperation::Add));
        writer.run(steps).map_err(|error| failure::tantivy(&self.data, error))?;
        Ok(())
    }

    /// Waits for merges, so that an index written often stays small; what they save is only speed.
    fn settle(&mut self) {
        if let Some(writer) = self.writer.take() {
            let _ = writer.wait_merging_threads();
            let _ = folder::sync(&self.data);
            if self.pending.is_none() {
                vouch(&self.root, &self.data);
            }
        }
    }
}

impl Writer for LocalWriter {
    fn put(&mut self, record: &Record) -> Result<()> {
        let id = record.article.id();
        self.replace(&id.to_string(), documents(id, record))
    }

    fn remove(&mut self, id: ArticleId) -> Result<()> {
        self.replace(&id.to_string(), Vec::new())
    }

    fn put_stamp(&mut self, stamp: &FileStamp) -> Result<()> {
        self.replace(&stamp_key(&stamp.path), vec![stamp_document(stamp)])
    }

    fn remove_stamp(&mut self, path: &str) -> Result<()> {
        self.replace(&stamp_key(path), Vec::new())
    }

    fn put_takedown(&mut self, takedown: &Takedown) -> Result<()> {
        let (key, document) = takedown_document(takedown);
        self.replace(&key, vec![document])
    }

    fn commit(&mut self) -> Result<()> {
        if let Some(writer) = &mut self.writer {
            writer.commit().map_err(|error| failure::tantivy(&self.data, error))?;
            // tantivy renames its list of segments into place without making the name durable.
            folder::sync(&self.data)?;
            if self.pending.is_none() {
                vouch(&self.root, &self.data);
            }
        }
        Ok(())
    }
}

impl Drop for LocalWriter {
    fn drop(&mut self) {
        self.settle();
        if self.pending.is_some() {
            let _ = folder::remove_data(&self.data);
        }
    }
}
