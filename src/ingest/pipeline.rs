//! The pipeline: a thread that reads, threads that extract, and one writer.

use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant};

use super::intake::Intake;
use super::job::{Job, Known, Ready, Step};
use super::ordered;
use super::progress::Progress;
use super::prune::prune;
use super::report::Report;
use super::source::Source;
use super::walk::Walk;
use super::withheld::Withheld;
use crate::article::Article;
use crate::engine::{Reader, Result, Writer};
use crate::extract::{self, Tier};
use crate::formats::Hints;
use crate::schema::{Fingerprint, Origin, Record, Stamps};

/// How an ingest is to be done.
#[derive(Clone, Debug)]
pub struct Options {
    /// How many threads extract.
    pub threads: NonZeroUsize,
    /// How to find statements; `None` to find none.
    pub extract: Option<Tier>,
    /// Whether to take away what is gone below the paths given.
    pub prune: bool,
    /// Whether to read files again that are as they were.
    pub reread: bool,
    /// Whether to list what is ignored.
    pub list_ignored: bool,
    /// What is known of the articles from outside.
    pub hints: Hints,
    /// The folder of the index, which is not read.
    pub index: Option<PathBuf>,
    /// Nanoseconds from 1970 at the beginning.
    pub now: i64,
    /// When to commit.
    pub budget: Budget,
}

/// When to commit, at the next place where that is allowed.
#[derive(Clone, Copy, Debug)]
pub struct Budget {
    /// After so much text.
    pub text_bytes: u64,
    /// After so long.
    pub time: Duration,
}

impl Default for Budget {
    fn default() -> Self {
        Self { text_bytes: 256 << 20, time: Duration::from_secs(20) }
    }
}

/// What is committed, at one moment.
pub struct Snapshot {
    /// Counts commits.
    pub generation: u64,
    /// The engine's reader.
    pub reader: Box<dyn Reader>,
}

/// The newest snapshot, shared by all threads.
pub struct Snapshots<'a> {
    open: &'a dyn Fn() -> Result<Box<dyn Reader>>,
    newest: Newest,
}

/// The part of it that other threads see.
type Newest = Arc<RwLock<Arc<Snapshot>>>;

impl<'a> Snapshots<'a> {
    fn new(open: &'a dyn Fn() -> Result<Box<dyn Reader>>) -> Result<Self> {
        let first = Snapshot { generation: 0, reader: open()? };
        Ok(Self { open, newest: Arc::new(RwLock::new(Arc::new(first))) })
    }

    /// The newest.
    #[must_use]
    pub fn now(&self) -> Arc<Snapshot> {
        now(&self.newest)
    }

    /// Opens a newer one, after a commit.
    pub fn renew(&self) -> Result<()> {
        let next = Snapshot { generation: self.now().generation + 1, reader: (self.open)()? };
        *self.newest.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(next);
        Ok(())
    }
}

fn now(newest: &Newest) -> Arc<Snapshot> {
    Arc::clone(&newest.read().unwrap_or_else(PoisonError::into_inner))
}

/// Reads `paths` ("-" is standard input) into the index that `open` reads and `writer` writes, and
/// tells `progress` again and again how far it is.
///
/// # Errors
/// Where the engine fails; what was committed before stands.
pub fn run(
    paths: &[PathBuf],
    options: &Options,
    open: &dyn Fn() -> Result<Box<dyn Reader>>,
    writer: &mut dyn Writer,
    progress: &mut dyn FnMut(Progress),
) -> Result<Report> {
    let began = Instant::now();
    let snapshots = Snapshots::new(open)?;
    let walk = Walk::new(paths, options.index.as_deref());
    let stamps = stamps(&snapshots, &walk)?;
    let withheld = Withheld::new(snapshots.now().reader.takedowns()?);
    let source = Source {
        walk: &walk,
        stamps: &stamps,
        hints: options.hints.clone(),
        extract: options.extract,
        reread: options.reread,
        began: (options.now, began),
    };
    let mut intake = Intake::new(writer, &snapshots, options.budget);
    intake.extractor = options.extract.map(Tier::version);
    intake.list_ignored = options.list_ignored;
    intake.progress.bytes_total = walk.bytes();
    intake.progress.files_total = u64::try_from(walk.files().count()).unwrap_or(0);
    intake.report.missing.clone_from(&walk.missing);
    let newest = Arc::clone(&snapshots.newest);
    ordered::map(
        options.threads,
        |send| source.read(send),
        weight,
        |step| prepare(step, &newest, &withheld, options.extract),
        |job| {
            intake.take(job)?;
            progress(intake.progress);
            Ok(())
        },
    )?;
    intake.commit()?;
    if options.prune {
        prune(&mut intake, &walk, &stamps)?;
    }
    let mut report = intake.report;
    report.seconds = (began.elapsed().as_secs_f64() * 1000.0).round() / 1000.0;
    if let Some(note) = outdated(&snapshots)? {
        report.notes.push(note);
    }
    Ok(report)
}

fn stamps(snapshots: &Snapshots<'_>, walk: &Walk) -> Result<Stamps> {
    let reader = snapshots.now();
    let mut stamps = Stamps::new();
    for root in &walk.roots {
        let below = if root.name == "." { "" } else { root.name.as_str() };
        stamps.extend(reader.reader.stamps(below)?);
    }
    Ok(stamps)
}

/// What to say where statements were made by an older extractor.
fn outdated(snapshots: &Snapshots<'_>) -> Result<Option<String>> {
    let extractors = snapshots.now().reader.stats()?.extractors;
    let oldest = extractors.into_iter().filter(|version| !Tier::is_current(*version)).min();
    Ok(oldest.map(|oldest| {
        let (oldest, current) = (Tier::name_of(oldest), extract::VERSION);
        format!(
            "statements were found by extractor version {oldest}, this onrecord has {current}; \
             find them anew with: onrecord rebuild"
        )
    }))
}

fn weight(step: &Step) -> usize {
    match step {
        Step::Article { article, .. } => article.bytes() + 256,
        _ => 256,
    }
}

fn prepare(step: Step, newest: &Newest, withheld: &Withheld, wanted: Option<Tier>) -> Job {
    let Step::Article { article, origin } = step else { return Job::Other(step) };
    let id = article.id();
    if withheld.covers(&article, id, &origin) {
        return Job::Withheld;
    }
    let snapshot = now(newest);
    match snapshot.reader.article(id) {
        Err(error) => Job::Failed(error),
        Ok(stored) => {
            let fingerprint = Fingerprint::of(&article);
            let stored = stored.map(|stored| (Known::of(&stored.record), stored.record));
            let known = stored.as_ref().map(|(known, _)| known.clone());
            let usable = stored.filter(|(known, _)| {
                known.fingerprint == fingerprint && wanted.is_none_or(|tier| tier.is_met_by(known.extractor))
            });
            let record = match usable {
                Some((_, record)) => Record { origins: vec![origin], ..record },
                None => record(*article, vec![origin], wanted),
            };
            Job::Ready(Box::new(Ready { id, fingerprint, record, known, generation: snapshot.generation }))
        }
    }
}

/// The record of an article, with its statements if they are `wanted`.
pub fn record(article: Article, origins: Vec<Origin>, wanted: Option<Tier>) -> Record {
    let found = wanted.map(|tier| extract::extract_at(&article, tier).attributions);
    let attributions = found.unwrap_or_default();
    Record { article, origins, attributions, extractor: wanted.map(Tier::version) }
}
