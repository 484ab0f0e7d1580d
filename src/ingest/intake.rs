//! Taking in: what each article read means for the index, and when to commit.
//!
//! Works in the order of the input, so its result depends on nothing else. Keeps of an article only
//! its fingerprint and origins, and that only until the next commit. A file's stamp is put in the
//! commit that holds the last of its records, never before.

use std::collections::{BTreeSet, HashMap};
use std::time::Instant;

use super::job::{Job, Known, Ready, Step};
use super::pipeline::{Budget, Snapshot, Snapshots};
use super::progress::Progress;
use super::report::Report;
use crate::article::ArticleId;
use crate::engine::{Result, Writer};
use crate::schema::{FileStamp, Origin};

/// The writer's side of an ingest.
pub struct Intake<'a> {
    /// The engine's writer.
    pub writer: &'a mut dyn Writer,
    /// What is committed.
    pub snapshots: &'a Snapshots<'a>,
    /// When to commit.
    pub budget: Budget,
    /// The extractor's version, `None` for an ingest without.
    pub extractor: Option<u32>,
    /// Whether to list what is ignored.
    pub list_ignored: bool,
    /// What happened so far.
    pub report: Report,
    /// How far it is.
    pub progress: Progress,
    /// Articles changed since the last commit; `None` for one removed.
    pending: HashMap<ArticleId, Option<Known>>,
    /// Whether anything else was written since.
    dirty: bool,
    text_bytes: u64,
    committed: Instant,
    file: Reading,
}

/// The file that is being read.
#[derive(Default)]
struct Reading {
    path: String,
    /// Whether it was read to its end before; then all of it changes in one commit.
    known: bool,
    /// The articles that the index has from it.
    before: Vec<ArticleId>,
    /// The records under which each article was met in it.
    met: HashMap<ArticleId, Vec<Option<u64>>>,
    articles: u64,
    skipped: u64,
    /// Records that could not be read: what the index has of them is left alone.
    unread: BTreeSet<Option<u64>>,
}

impl<'a> Intake<'a> {
    /// Nothing taken in yet.
    pub fn new(writer: &'a mut dyn Writer, snapshots: &'a Snapshots<'a>, budget: Budget) -> Self {
        Self {
            writer,
            snapshots,
            budget,
            extractor: None,
            list_ignored: false,
            report: Report::default(),
            progress: Progress::default(),
            pending: HashMap::new(),
            dirty: false,
            text_bytes: 0,
            committed: Instant::now(),
            file: Reading::default(),
        }
    }

    /// Takes one job.
    pub fn take(&mut self, job: Job) -> Result<()> {
        match job {
            Job::Ready(ready) => self.article(*ready),
            Job::Failed(error) => Err(error),
            Job::Withheld => {
                self.file.articles += 1;
                self.report.articles += 1;
                self.report.withheld += 1;
                Ok(())
            }
            Job::Other(step) => self.step(step),
        }
    }

    fn step(&mut self, step: Step) -> Result<()> {
        match step {
            Step::Unchanged { stamp, renew } => self.unchanged(&stamp, renew),
            Step::Begin { path, known } => self.begin(path, known),
            Step::End { stamp } => self.end(stamp),
            Step::Skipped(skipped) => {
                if skipped.origin.path == self.file.path {
                    self.file.skipped += 1;
                    self.file.unread.insert(skipped.origin.record);
                }
                self.report.skip(skipped);
                Ok(())
            }
            Step::Ignored { path, reason } => {
                self.report.ignore(&path, &reason, self.list_ignored);
                Ok(())
            }
            Step::Passed { bytes, files } => {
                self.progress.bytes += bytes;
                self.progress.files += files;
                self.report.files += files;
                Ok(())
            }
            Step::Article { .. } => Ok(()),
        }
    }

    fn unchanged(&mut self, stamp: &FileStamp, renew: bool) -> Result<()> {
        self.report.articles += stamp.articles;
        self.report.unchanged += stamp.articles;
        self.progress.articles += stamp.articles;
        if renew {
            self.writer.put_stamp(stamp)?;
            self.dirty = true;
        }
        Ok(())
    }

    fn begin(&mut self, path: String, known: bool) -> Result<()> {
        let before = if path == "-" { Vec::new() } else { self.snapshots.now().reader.read_from(&path)? };
        // What another file changed of these would have to be read from the index below.
        if before.iter().any(|id| self.pending.contains_key(id)) {
            self.commit()?;
        }
        self.file = Reading { path, known, before, ..Reading::default() };
        Ok(())
    }

    fn article(&mut self, ready: Ready) -> Result<()> {
        let Ready { id, fingerprint, mut record, known, generation } = ready;
        let known = self.known(id, known, generation)?;
        self.file.articles += 1;
        self.report.articles += 1;
        self.progress.articles += 1;
        let here = record.origins.first().and_then(|origin| origin.record);
        let met = self.file.met.entry(id).or_default();
        met.push(here);
        let path = &self.file.path;
        let kept = |origin: &&Origin| {
            origin.path != *path || path == "-" || self.file.unread.contains(&origin.record)
        };
        let mut origins: BTreeSet<Origin> =
            known.iter().flat_map(|known| known.origins.iter().filter(kept)).cloned().collect();
        origins.extend(met.iter().map(|record| Origin { path: path.clone(), record: *record }));
        record.origins = origins.into_iter().collect();
        let seen_again = met.len() > 1;
        let was_here = known.as_ref().is_some_and(|known| known.origins.iter().any(|o| o.path == *path));
        let same = known.as_ref().is_some_and(|known| known.fingerprint == fingerprint);
        match &known {
            None => self.report.added += 1,
            Some(_) if !same => self.report.updated += 1,
            Some(_) if seen_again || !was_here => self.report.duplicates += 1,
            Some(_) => self.report.unchanged += 1,
        }
        let now = Known { fingerprint, origins: record.origins.clone(), extractor: record.extractor };
        if known.as_ref() == Some(&now) {
            return Ok(());
        }
        if !same {
            self.report.undated += u64::from(record.article.date.is_none());
            self.report.attributions += u64::try_from(record.attributions.len()).unwrap_or(0);
        }
        self.writer.put(&record)?;
        self.text_bytes += u64::try_from(record.article.text.len()).unwrap_or(0);
        self.pending.insert(id, Some(now));
        if self.file.known { Ok(()) } else { self.commit_if_due() }
    }

    /// What the index will have of `id` after the next commit.
    fn known(&self, id: ArticleId, seen: Option<Known>, generation: u64) -> Result<Option<Known>> {
        if let Some(pending) = self.pending.get(&id) {
            return Ok(pending.clone());
        }
        let snapshot = self.snapshots.now();
        if snapshot.generation == generation { Ok(seen) } else { snapshot.known(id) }
    }

    fn end(&mut self, stamp: Option<FileStamp>) -> Result<()> {
        let file = std::mem::take(&mut self.file);
        if file.articles == 0 && file.skipped > 0 {
            // What is in it is not known, so nothing of what it held is taken away.
            return Ok(());
        }
        for id in &file.before {
            if !file.met.contains_key(id) {
                self.leave(*id, |origin| origin.path == file.path && !file.unread.contains(&origin.record))?;
            }
        }
        match stamp {
            Some(stamp) => {
                let extractor = self.extractor;
                let stamp = FileStamp { extractor, articles: file.articles, skipped: file.skipped, ..stamp };
                self.writer.put_stamp(&stamp)?;
                self.dirty = true;
            }
            None if file.known => {
                self.writer.remove_stamp(&file.path)?;
                self.dirty = true;
            }
            None => {}
        }
        self.commit_if_due()
    }

    /// Takes from an article the origins that are `gone`, and the article away with the last of them.
    /// Does nothing to an article that has changed since the last commit.
    pub fn leave(&mut self, id: ArticleId, gone: impl Fn(&Origin) -> bool) -> Result<()> {
        if self.pending.contains_key(&id) {
            return Ok(());
        }
        let Some(stored) = self.snapshots.now().reader.article(id)? else { return Ok(()) };
        let mut record = stored.record;
        let before = record.origins.len();
        record.origins.retain(|origin| !gone(origin));
        if record.origins.len() == before {
            return Ok(());
        }
        if record.origins.is_empty() {
            self.writer.remove(id)?;
            self.report.removed += 1;
            self.pending.insert(id, None);
        } else {
            self.writer.put(&record)?;
            self.pending.insert(id, Some(Known::of(&record)));
        }
        Ok(())
    }

    /// Forgets the stamp of a file that is gone.
    pub fn forget(&mut self, path: &str) -> Result<()> {
        self.writer.remove_stamp(path)?;
        self.dirty = true;
        Ok(())
    }

    /// Commits where the budget is used up.
    pub fn commit_if_due(&mut self) -> Result<()> {
        let due = self.text_bytes >= self.budget.text_bytes || self.committed.elapsed() >= self.budget.time;
        if due { self.commit() } else { Ok(()) }
    }

    /// Commits what there is.
    pub fn commit(&mut self) -> Result<()> {
        if self.dirty || !self.pending.is_empty() {
            self.writer.commit()?;
            self.snapshots.renew()?;
            self.pending.clear();
            self.dirty = false;
        }
        self.text_bytes = 0;
        self.committed = Instant::now();
        Ok(())
    }
}

impl Snapshot {
    /// What it has of an article.
    pub fn known(&self, id: ArticleId) -> Result<Option<Known>> {
        Ok(self.reader.article(id)?.map(|stored| Known::of(&stored.record)))
    }
}
