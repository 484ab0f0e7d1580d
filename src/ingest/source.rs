//! Reading: from the walk's entries to articles, one file after another.
//!
//! Runs on a thread of its own. A file whose stamp vouches for it is not opened.

use std::fs::File;
use std::io::{BufReader, Read};
use std::time::Instant;

use super::job::Step;
use super::report::Skipped;
use super::stamp::{self, Hashed};
use super::walk::{Entry, FileEntry, Walk};
use crate::extract::Tier;
use crate::formats::{self, Hints, Input, Item, Items, Problem, Reason};
use crate::schema::{FileStamp, Origin, Stamps};

/// Bytes between two tellings of how far a large file is.
const TELL: u64 = 1 << 20;

/// All that is to be read.
pub struct Source<'a> {
    /// What was found.
    pub walk: &'a Walk,
    /// What was seen of the files when they were last read.
    pub stamps: &'a Stamps,
    /// What is known of the articles from outside.
    pub hints: Hints,
    /// Whether statements are wanted.
    pub extract: Option<Tier>,
    /// Whether to read files again that are as they were.
    pub reread: bool,
    /// Nanoseconds from 1970 when the ingest began, and the moment of it.
    pub began: (i64, Instant),
}

/// Takes the next step; `false` where nobody wants more.
type Send<'s> = &'s mut dyn FnMut(Step) -> bool;

impl Source<'_> {
    /// Sends every step.
    pub fn read(mut self, send: Send<'_>) {
        for entry in &self.walk.entries {
            let more = match entry {
                Entry::File(file) => self.file(file, send),
                Entry::Stdin => self.stdin(send),
                Entry::Problem { path, error } => send(Step::Skipped(unreadable(path, error.clone()))),
                Entry::Ignored { path, reason } => {
                    send(Step::Ignored { path: path.clone(), reason: (*reason).to_owned() })
                }
            };
            if !more {
                return;
            }
        }
    }

    fn file(&mut self, file: &FileEntry, send: Send<'_>) -> bool {
        let old = self.stamps.get(&file.name);
        if let Some(old) = old.filter(|old| !self.must_read(old)) {
            if stamp::vouches(old, file) {
                return send(Step::Unchanged { stamp: old.clone(), renew: false }) && passed(file.size, send);
            }
            if old.size == file.size && stamp::hash(file).is_ok_and(|hash| hash == old.hash) {
                let new = stamp::stamp(file, old.hash, self.now());
                let stamp = FileStamp {
                    extractor: old.extractor,
                    articles: old.articles,
                    skipped: old.skipped,
                    ..new
                };
                return send(Step::Unchanged { stamp, renew: true }) && passed(file.size, send);
            }
        }
        let opened = match File::open(&file.path) {
            Ok(opened) => opened,
            Err(error) => {
                let skipped = unreadable(&file.name, error.to_string());
                return send(Step::Skipped(skipped)) && passed(file.size, send);
            }
        };
        self.opened(file, &opened, old.is_some(), send)
    }

    fn opened(&mut self, file: &FileEntry, opened: &File, known: bool, send: Send<'_>) -> bool {
        if !send(Step::Begin { path: file.name.clone(), known }) {
            return false;
        }
        self.hints.folder.clone_from(&file.folder);
        // One byte more than the walk saw: a file that grows meanwhile is seen, and no pipe is endless.
        let (bytes, so_far) = Hashed::new(opened.take(file.size.saturating_add(1)));
        let input = Input { name: &file.name, bytes: Box::new(bytes) };
        let items = formats::read(input, &self.hints);
        let mut told = 0;
        let (more, ignored) = forward(&file.name, items, &mut |step| {
            let ahead = so_far.bytes().min(file.size).saturating_sub(told);
            if ahead >= TELL {
                told += ahead;
            }
            (ahead < TELL || send(Step::Passed { bytes: ahead, files: 0 })) && send(step)
        });
        if !more {
            return false;
        }
        let unchanged = opened.metadata().is_ok_and(|metadata| stamp::is_same(file, &metadata));
        let hash = if unchanged && !ignored { so_far.of_all(file.size) } else { None };
        let hash = hash.or_else(|| (unchanged && !ignored).then(|| stamp::hash(file).ok()).flatten());
        let stamp = hash.map(|hash| stamp::stamp(file, hash, self.now()));
        send(Step::End { stamp }) && passed(file.size.saturating_sub(told), send)
    }

    fn stdin(&mut self, send: Send<'_>) -> bool {
        self.hints.folder = None;
        let bytes = Box::new(BufReader::new(std::io::stdin()));
        let items = formats::read_lines(Input { name: "-", bytes }, &self.hints);
        send(Step::Begin { path: "-".to_owned(), known: false })
            && forward("-", items, send).0
            && send(Step::End { stamp: None })
    }

    /// Whether a file is read although it is as it was: for statements that are still missing, or to
    /// name again what of it cannot be read.
    fn must_read(&self, stamp: &FileStamp) -> bool {
        self.reread
            || stamp.skipped > 0
            || self.extract.is_some_and(|tier| !tier.is_reached_by(stamp.extractor))
    }

    fn now(&self) -> i64 {
        let since = i64::try_from(self.began.1.elapsed().as_nanos()).unwrap_or(i64::MAX);
        self.began.0.saturating_add(since)
    }
}

/// Sends `items`; whether more is wanted, and whether the whole was ignored.
fn forward(name: &str, items: Items<'_>, send: Send<'_>) -> (bool, bool) {
    let mut ignored = false;
    for item in items {
        let step = match item {
            Item::Article(reading) => Step::Article {
                article: Box::new(reading.article),
                origin: Origin { path: name.to_owned(), record: reading.record },
            },
            Item::Problem(problem) => Step::Skipped(skipped(name, problem)),
            Item::Ignored(reason) => {
                ignored = true;
                Step::Ignored { path: name.to_owned(), reason: reason.to_string() }
            }
            Item::IgnoredPart { part, reason } => {
                Step::Ignored { path: format!("{name}#{part}"), reason: reason.to_string() }
            }
        };
        if !send(step) {
            return (false, ignored);
        }
    }
    (true, ignored)
}

fn passed(bytes: u64, send: Send<'_>) -> bool {
    send(Step::Passed { bytes, files: 1 })
}

fn unreadable(path: &str, error: String) -> Skipped {
    skipped(path, Problem::new(Reason::Unreadable(error)))
}

fn skipped(path: &str, problem: Problem) -> Skipped {
    Skipped {
        origin: Origin { path: path.to_owned(), record: problem.record },
        line: problem.line,
        reason: problem.reason.to_string(),
        hint: problem.hint,
    }
}
