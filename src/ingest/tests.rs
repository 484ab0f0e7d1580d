//! The ingest against an engine in memory: what each run adds, updates and removes.

use std::collections::BTreeMap;
use std::fs;
use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::{Arc, Mutex};

use super::{Budget, Options, Report, run, take_down};
use crate::article::ArticleId;
use crate::engine::{EngineError, Reader, Result, Writer};
use crate::extract::Tier;
use crate::formats::Hints;
use crate::query::{Answer, DayCount, Grouping, Groups, Hit, Query, Stats, StoredArticle};
use crate::schema::{FileStamp, Origin, Record, Stamps, Takedown};

#[derive(Clone, Default)]
struct State {
    records: BTreeMap<ArticleId, Record>,
    stamps: Stamps,
    takedowns: Vec<Takedown>,
}

/// An index in memory: what is committed, and how often that was.
#[derive(Clone, Default)]
struct Memory {
    committed: Arc<Mutex<(State, u64)>>,
}

impl Memory {
    fn snapshot(&self) -> State {
        self.committed.lock().unwrap().0.clone()
    }
}

impl Reader for State {
    fn answer(&self, _: &Query) -> Result<Answer> {
        Ok(Answer::default())
    }

    fn scan(&self, _: &Query, _: &mut dyn FnMut(Hit) -> Result<()>) -> Result<()> {
        Ok(())
    }

    fn groups(&self, _: &Query, _: Grouping) -> Result<Groups> {
        Ok(Groups::default())
    }

    fn days(&self, _: &Query, _: Option<Grouping>) -> Result<Vec<DayCount>> {
        Ok(Vec::new())
    }

    fn article(&self, id: ArticleId) -> Result<Option<StoredArticle>> {
        Ok(self.records.get(&id).map(|record| StoredArticle { id, record: record.clone() }))
    }

    fn read_from(&self, path: &str) -> Result<Vec<ArticleId>> {
        let from = |record: &Record| record.origins.iter().any(|origin| origin.path == path);
        Ok(self.records.iter().filter(|(_, record)| from(record)).map(|(id, _)| *id).collect())
    }

    fn stamps(&self, path: &str) -> Result<Stamps> {
        let below = self.stamps.iter().filter(|(name, _)| super::walk::is_below(name, path));
        Ok(below.map(|(name, stamp)| (name.clone(), stamp.clone())).collect())
    }

    fn takedowns(&self) -> Result<Vec<Takedown>> {
        Ok(self.takedowns.clone())
    }

    fn stats(&self) -> Result<Stats> {
        Ok(Stats::default())
    }

    fn check_files(&self) -> Result<usize> {
        Ok(0)
    }
}

struct MemoryWriter {
    memory: Memory,
    state: State,
}

impl Writer for MemoryWriter {
    fn put(&mut self, record: &Record) -> Result<()> {
        assert!(record.origins.is_sorted() && !record.origins.is_empty());
        self.state.records.insert(record.article.id(), record.clone());
        Ok(())
    }

    fn remove(&mut self, id: ArticleId) -> Result<()> {
        self.state.records.remove(&id);
        Ok(())
    }

    fn put_stamp(&mut self, stamp: &FileStamp) -> Result<()> {
        self.state.stamps.insert(stamp.path.clone(), stamp.clone());
        Ok(())
    }

    fn remove_stamp(&mut self, path: &str) -> Result<()> {
        self.state.stamps.remove(path);
        Ok(())
    }

    fn put_takedown(&mut self, takedown: &Takedown) -> Result<()> {
        self.state.takedowns.push(takedown.clone());
        Ok(())
    }

    fn commit(&mut self) -> Result<()> {
        let mut committed = self.memory.committed.lock().unwrap();
        *committed = (self.state.clone(), committed.1 + 1);
        Ok(())
    }
}

/// A folder of articles and the index made of it.
struct Bench {
    folder: tempfile::TempDir,
    memory: Memory,
    options: Options,
}

impl Bench {
    fn new() -> Self {
        let options = Options {
            threads: NonZeroUsize::new(3).unwrap(),
            extract: Some(Tier::Fast),
            prune: false,
            reread: false,
            list_ignored: false,
            hints: Hints::default(),
            index: None,
            now: i64::MAX,
            budget: Budget::default(),
        };
        Self { folder: tempfile::tempdir().unwrap(), memory: Memory::default(), options }
    }

    fn write(&self, name: &str, content: &str) {
        let path = self.folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    fn remove(&self, name: &str) {
        fs::remove_file(self.folder.path().join(name)).unwrap();
    }

    fn ingest(&self) -> Report {
        let open = || -> Result<Box<dyn Reader>> { Ok(Box::new(self.memory.snapshot())) };
        let mut writer = MemoryWriter { memory: self.memory.clone(), state: self.memory.snapshot() };
        let paths = [self.folder.path().to_owned()];
        run(&paths, &self.options, &open, &mut writer, &mut |_| {}).unwrap()
    }

    /// Added, updated, unchanged, removed, duplicates.
    fn counts(&self) -> [u64; 5] {
        let report = self.ingest();
        let [a, b, c, d, e] =
            [report.added, report.updated, report.unchanged, report.removed, report.duplicates];
        assert_eq!(report.articles, a + b + c + e + report.withheld, "{report:?}");
        [a, b, c, d, e]
    }

    /// Titles with their origins.
    fn index(&self) -> Vec<String> {
        let prefix = format!("{}/", self.folder.path().display());
        let mut lines: Vec<String> = self
            .memory
            .snapshot()
            .records
            .values()
            .map(|record| {
                let origins: Vec<String> =
                    record.origins.iter().map(|origin| origin.to_string().replace(&prefix, "")).collect();
                format!("{} < {}", record.article.title.as_deref().unwrap_or("-"), origins.join(" "))
            })
            .collect();
        lines.sort();
        lines
    }
}

fn line(title: &str, text: &str) -> String {
    format!(
        "{{\"outlet\":\"Harbor Ledger\",\"date\":\"2026-03-02\",\"title\":\"{title}\",\"text\":\"{text}\"}}\n"
    )
}

#[test]
fn the_same_folder_again_changes_nothing() {
    let bench = Bench::new();
    bench.write("a.jsonl", &(line("One", "First text.") + &line("Two", "Second text.")));
    bench.write("b/c.json", &line("Three", "Third text."));
    assert_eq!(bench.counts(), [3, 0, 0, 0, 0]);
    let before = bench.memory.committed.lock().unwrap().1;
    assert_eq!(bench.counts(), [0, 0, 3, 0, 0]);
    assert_eq!(bench.memory.committed.lock().unwrap().1, before, "nothing to commit");
    assert_eq!(bench.index(), ["One < a.jsonl#1", "Three < b/c.json", "Two < a.jsonl#2"]);
}

#[test]
fn a_changed_file_replaces_all_that_was_its_own_in_one_commit() {
    let mut bench = Bench::new();
    bench.options.budget.text_bytes = 1;
    bench.write("a.jsonl", &(line("One", "First.") + &line("Two", "Second.") + &line("Three", "Third.")));
    bench.ingest();
    bench.write(
        "a.jsonl",
        &(line("New", "New.") + &line("Three", "Third, changed.") + &line("One", "First.")),
    );
    let before = bench.memory.committed.lock().unwrap().1;
    assert_eq!(bench.counts(), [1, 1, 1, 1, 0]);
    assert_eq!(bench.memory.committed.lock().unwrap().1, before + 1);
    assert_eq!(bench.index(), ["New < a.jsonl#1", "One < a.jsonl#3", "Three < a.jsonl#2"]);
    assert_eq!(bench.counts(), [0, 0, 3, 0, 0]);
}

#[test]
fn one_article_from_two_places_has_two_origins() {
    let bench = Bench::new();
    bench.write("a.json", &line("One", "First."));
    bench.write("b.json", &line("One", "First."));
    bench.write("c.jsonl", &(line("One", "First.") + &line("One", "First.")));
    assert_eq!(bench.counts(), [1, 0, 0, 0, 3]);
    assert_eq!(bench.index(), ["One < a.json b.json c.jsonl#1 c.jsonl#2"]);
    bench.write("b.json", &line("Two", "Second."));
    assert_eq!(bench.counts(), [1, 0, 3, 0, 0]);
    assert_eq!(bench.index(), ["One < a.json c.jsonl#1 c.jsonl#2", "Two < b.json"]);
}

#[test]
fn another_text_of_the_same_article_is_its_new_version() {
    let bench = Bench::new();
    bench.write("a.json", &line("One", "First."));
    bench.write("b.json", &line("One", "First, corrected."));
    assert_eq!(bench.counts(), [1, 1, 0, 0, 0]);
    let record = bench.memory.snapshot().records.into_values().next().unwrap();
    assert_eq!((record.article.text.as_str(), record.origins.len()), ("First, corrected.", 2));
    assert_eq!(bench.counts(), [0, 0, 2, 0, 0]);
}

#[test]
fn prune_removes_what_is_gone_and_keeps_what_moved() {
    let mut bench = Bench::new();
    for name in ["a.json", "b.json", "n/c.json"] {
        bench.write(name, &line(name, name));
    }
    bench.ingest();
    bench.remove("a.json");
    bench.remove("b.json");
    bench.write("moved.json", &line("b.json", "b.json"));
    assert_eq!(bench.counts(), [0, 0, 1, 0, 1]);
    assert_eq!(bench.index().len(), 3);
    bench.options.prune = true;
    assert_eq!(bench.counts(), [0, 0, 2, 1, 0]);
    assert_eq!(bench.index(), ["b.json < moved.json", "n/c.json < n/c.json"]);
    assert_eq!(bench.memory.snapshot().stamps.len(), 2);
}

#[test]
fn prune_takes_nothing_from_a_folder_that_looks_unmounted() {
    let mut bench = Bench::new();
    bench.write("a.json", &line("One", "First."));
    bench.ingest();
    bench.remove("a.json");
    bench.options.prune = true;
    let report = bench.ingest();
    assert_eq!((report.removed, report.notes.len()), (0, 1));
    fs::remove_dir(bench.folder.path()).unwrap();
    let report = bench.ingest();
    assert_eq!((report.removed, report.missing.len()), (0, 1));
    assert_eq!(bench.index().len(), 1);
}

#[test]
fn what_cannot_be_read_any_more_stays_as_it_was() {
    let bench = Bench::new();
    bench.write("a.jsonl", &(line("One", "First.") + &line("Two", "Second.") + &line("Three", "Third.")));
    bench.ingest();
    bench.write("a.jsonl", &(line("One", "First.") + "{\"title\": broken\n"));
    let report = bench.ingest();
    assert_eq!((report.skipped.len(), report.removed), (1, 1), "{report:?}");
    assert_eq!(bench.index(), ["One < a.jsonl#1", "Two < a.jsonl#2"]);
    bench.write("a.jsonl", "");
    let report = bench.ingest();
    assert_eq!((report.skipped.len(), report.removed), (1, 0));
    assert_eq!(bench.index().len(), 2);
    assert_eq!(bench.ingest().skipped.len(), 1, "named again");
}

#[test]
fn a_stamp_is_committed_with_the_last_record_of_its_file() {
    let mut bench = Bench::new();
    bench.options.budget.text_bytes = 1;
    bench.write("a.jsonl", &(1..20).map(|n| line(&format!("T{n}"), "Text.")).collect::<String>());
    bench.ingest();
    // As many commits as articles, and yet the stamp counts all of them.
    assert!(bench.memory.committed.lock().unwrap().1 >= 19);
    assert_eq!(bench.memory.snapshot().stamps.values().next().unwrap().articles, 19);
}

#[test]
fn takedowns_are_respected() {
    let bench = Bench::new();
    bench.write("a.json", &line("One", "First."));
    bench.write("n/b.json", &line("Two", "Second."));
    bench.write("n/c.json", &line("One", "First."));
    bench.ingest();
    let take = |takedown: &Takedown| {
        let mut writer = MemoryWriter { memory: bench.memory.clone(), state: bench.memory.snapshot() };
        take_down(&bench.memory.snapshot(), &mut writer, takedown).unwrap()
    };
    let below = bench.folder.path().join("n").display().to_string();
    let done = take(&Takedown::Origin(Origin::file(below)));
    assert_eq!((done.removed, done.kept), (1, 1));
    assert_eq!(bench.index(), ["One < a.json"]);
    let id = *bench.memory.snapshot().records.keys().next().unwrap();
    take(&Takedown::Article(id));
    for name in ["a.json", "n/b.json", "n/c.json"] {
        let path = bench.folder.path().join(name);
        fs::write(&path, fs::read_to_string(&path).unwrap() + " ").unwrap();
    }
    assert_eq!(bench.ingest().withheld, 3);
    assert!(bench.index().is_empty());
}

#[test]
fn the_index_is_the_same_at_any_number_of_threads() {
    let make = |threads: usize, reverse: bool| {
        let mut bench = Bench::new();
        bench.options.threads = NonZeroUsize::new(threads).unwrap();
        let mut names: Vec<usize> = (0..40).collect();
        if reverse {
            names.reverse();
        }
        for n in names {
            bench.write(
                &format!("f{n:02}.json"),
                &line(&format!("Title {}", n % 30), &format!("Text {}.", n % 7)),
            );
        }
        bench.ingest();
        let records: Vec<(ArticleId, String)> = bench
            .memory
            .snapshot()
            .records
            .into_iter()
            .map(|(id, record)| (id, record.article.text))
            .collect();
        (records, bench.index())
    };
    assert_eq!(make(1, false), make(8, true));
}

#[test]
fn an_engine_that_fails_ends_the_ingest() {
    struct Full;
    impl Writer for Full {
        fn put(&mut self, _: &Record) -> Result<()> {
            Err(EngineError::Io { path: "index".into(), source: std::io::Error::other("disk full") })
        }
        fn remove(&mut self, _: ArticleId) -> Result<()> {
            Ok(())
        }
        fn put_stamp(&mut self, _: &FileStamp) -> Result<()> {
            Ok(())
        }
        fn remove_stamp(&mut self, _: &str) -> Result<()> {
            Ok(())
        }
        fn put_takedown(&mut self, _: &Takedown) -> Result<()> {
            Ok(())
        }
        fn commit(&mut self) -> Result<()> {
            Ok(())
        }
    }
    let bench = Bench::new();
    bench.write("a.jsonl", &(0..500).map(|n| line(&format!("T{n}"), "Text.")).collect::<String>());
    let open = || -> Result<Box<dyn Reader>> { Ok(Box::new(State::default())) };
    let path: &Path = bench.folder.path();
    let result = run(&[path.to_owned()], &bench.options, &open, &mut Full, &mut |_| {});
    assert_eq!(result.map(|_| ()).unwrap_err().to_string(), "index: disk full");
}
