//! The local index under bad luck and bad will: other writers, strangers' folders, read-only disks.

use std::fs;
use std::path::{Path, PathBuf};

use onrecord::article::Article;
use onrecord::engine::local::{self, WriterOptions};
use onrecord::engine::{EngineError, Reader, Writer};
use onrecord::schema::{Record, VERSION};

fn record(text: &str) -> Record {
    Record { article: Article { text: text.into(), ..Article::default() }, ..Record::default() }
}

/// An index of one article in a temporary folder.
fn index() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let index = folder.path().join("index");
    local::create(&index).expect("an index");
    let mut writer = local::writer(&index, &WriterOptions::default()).expect("a writer");
    writer.put(&record("The tribunal sat.")).expect("put");
    writer.commit().expect("commit");
    drop(writer);
    (folder, index)
}

fn articles(index: &Path) -> u64 {
    local::open(index).expect("a reader").stats().expect("stats").articles
}

#[test]
fn a_missing_index_is_said_to_be_missing() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    assert!(matches!(local::open(folder.path()), Err(EngineError::Missing { .. })));
    assert!(matches!(local::open(&folder.path().join("none")), Err(EngineError::Missing { .. })));
}

#[test]
fn a_folder_of_other_files_is_refused() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("notes.txt"), "mine").expect("a file");
    assert!(matches!(local::create(folder.path()), Err(EngineError::Io { .. })));
    assert_eq!(fs::read_dir(folder.path()).expect("the folder").count(), 1);
}

#[cfg(unix)]
#[test]
fn only_the_owner_may_enter() {
    use std::os::unix::fs::PermissionsExt;
    let (_folder, index) = index();
    for folder in [index.clone(), index.join("data-1")] {
        assert_eq!(fs::metadata(folder).expect("a folder").permissions().mode() & 0o777, 0o700);
    }
}

#[test]
fn a_second_writer_is_refused_until_the_first_is_gone() {
    let (_folder, index) = index();
    let first = local::writer(&index, &WriterOptions::default()).expect("a writer");
    match local::writer(&index, &WriterOptions::default()) {
        Err(EngineError::Locked { holder, .. }) => {
            assert_eq!(holder, format!(" (process {})", std::process::id()));
        }
        other => panic!("{:?}", other.map(|_| ())),
    }
    assert_eq!(articles(&index), 1);
    drop(first);
    local::writer(&index, &WriterOptions::default()).expect("a writer");
}

#[test]
fn a_reader_is_one_snapshot() {
    let (_folder, index) = index();
    let before = local::open(&index).expect("a reader");
    let mut writer = local::writer(&index, &WriterOptions::default()).expect("a writer");
    writer.put(&record("The tribunal rose.")).expect("put");
    assert_eq!(articles(&index), 1);
    writer.commit().expect("commit");
    assert_eq!(articles(&index), 2);
    assert_eq!(before.stats().expect("stats").articles, 1);
}

#[test]
fn what_was_not_committed_is_gone_and_nothing_else() {
    let (_folder, index) = index();
    let mut writer = local::writer(&index, &WriterOptions::default()).expect("a writer");
    writer.remove(record("The tribunal sat.").article.id()).expect("removed");
    writer.put(&record("Lost.")).expect("put");
    drop(writer);
    assert_eq!(articles(&index), 1);
}

#[test]
fn a_list_of_files_to_delete_is_not_trusted() {
    let (folder, index) = index();
    let mine = folder.path().join("mine.txt");
    fs::write(&mine, "mine").expect("a file");
    for name in [mine.display().to_string(), "../../mine.txt".to_owned(), "../onrecord.json".to_owned()] {
        let list = serde_json::to_string(&[name]).expect("JSON");
        fs::write(index.join("data-1/.managed.json"), list).expect("a list");
        let opened = local::writer(&index, &WriterOptions::default()).map(|_| ());
        assert!(matches!(opened, Err(EngineError::Damaged { .. })), "{opened:?}");
        assert_eq!(fs::read_to_string(&mine).expect("still there"), "mine");
    }
}

#[cfg(unix)]
#[test]
fn links_in_an_index_are_not_followed() {
    let (folder, index) = index();
    let mine = folder.path().join("mine.txt");
    fs::write(&mine, "mine").expect("a file");
    fs::remove_file(index.join("writer.lock")).expect("removed");
    std::os::unix::fs::symlink(&mine, index.join("writer.lock")).expect("a link");
    let opened = local::writer(&index, &WriterOptions::default()).map(|_| ());
    assert!(matches!(opened, Err(EngineError::Damaged { .. })), "{opened:?}");
    fs::rename(index.join("data-1"), folder.path().join("elsewhere")).expect("moved");
    std::os::unix::fs::symlink(folder.path().join("elsewhere"), index.join("data-1")).expect("a link");
    assert!(matches!(local::open(&index), Err(EngineError::Damaged { .. })));
    assert_eq!(fs::read_to_string(&mine).expect("still there"), "mine");
}

#[cfg(unix)]
#[test]
fn a_read_only_index_is_searched_and_searching_leaves_no_trace() {
    use std::os::unix::fs::PermissionsExt;
    let (_folder, index) = index();
    let listing = || {
        let mut names = Vec::new();
        for folder in [index.clone(), index.join("data-1")] {
            for entry in fs::read_dir(folder).expect("a folder") {
                let entry = entry.expect("an entry");
                names.push((entry.path(), entry.metadata().expect("metadata").modified().expect("a time")));
            }
        }
        names.sort();
        names
    };
    let set = |mode| {
        for folder in [index.clone(), index.join("data-1")] {
            fs::set_permissions(folder, fs::Permissions::from_mode(mode)).expect("permissions");
        }
    };
    fs::remove_file(index.join("data-1/.tantivy-meta.lock")).expect("the lock of an earlier writer");
    let before = listing();
    set(0o500);
    let found = articles(&index);
    set(0o700);
    assert_eq!(found, 1);
    assert_eq!(listing(), before);
}

/// How the state of an index names its schema.
fn schema(version: u32) -> String {
    format!("\"schema\": {version},")
}

#[test]
fn another_schema_is_refused_with_a_way_on() {
    let (_folder, index) = index();
    let state = index.join("onrecord.json");
    let other = fs::read_to_string(&state).expect("the state").replace(&schema(VERSION), &schema(999));
    fs::write(&state, other).expect("another state");
    let refused = local::open(&index).err().expect("an error");
    assert!(matches!(refused, EngineError::OtherSchema { found: 999, .. }), "{refused}");
    assert!(refused.hint().is_some_and(|hint| hint.contains("rebuild")));
}

#[test]
fn an_index_is_made_anew_from_what_it_stored() {
    let (_folder, index) = index();
    let state = index.join("onrecord.json");
    let other = fs::read_to_string(&state).expect("the state").replace(&schema(VERSION), &schema(999));
    fs::write(&state, other).expect("another state");
    // Given up before it is finished, it leaves the old index as it was.
    drop(local::writer_anew(&index, &WriterOptions::default()).expect("a writer"));
    assert!(matches!(local::open(&index), Err(EngineError::OtherSchema { .. })));
    let mut writer = local::writer_anew(&index, &WriterOptions::default()).expect("a writer");
    let stored = local::stored(&index).expect("what is stored");
    stored.records(&mut |record| writer.put(&Record { extractor: Some(7), ..record })).expect("all records");
    writer.finish().expect("the new index in place");
    let stats = local::open(&index).expect("a reader").stats().expect("stats");
    assert_eq!((stats.articles, stats.extractors), (1, vec![7]));
    assert!(!index.join("data-1").exists());
    drop(local::writer(&index, &WriterOptions::default()).expect("a writer of the new index"));
}

#[test]
fn a_flipped_byte_is_an_error_that_names_its_file() {
    let (_folder, index) = index();
    let data = index.join("data-1");
    let mut tried = 0;
    for entry in fs::read_dir(&data).expect("the data") {
        let path = entry.expect("an entry").path();
        let bytes = fs::read(&path).expect("a file");
        // The lists of files are no segment's, and hold no checksum.
        if path.extension().is_some_and(|ending| ending == "json" || ending == "lock") || bytes.is_empty() {
            continue;
        }
        let mut flipped = bytes.clone();
        flipped[bytes.len() / 3] ^= 1;
        fs::write(&path, &flipped).expect("a flip");
        match local::open(&index).map(|_| ()) {
            Err(EngineError::Damaged { path: named, .. }) => {
                assert_eq!(Path::new(&named).file_name(), path.file_name());
            }
            other => panic!("{path:?}: {other:?}"),
        }
        fs::write(&path, &bytes).expect("as before");
        assert_eq!(articles(&index), 1);
        tried += 1;
    }
    assert!(tried >= 5);
}
