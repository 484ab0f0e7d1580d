//! The direction of dependencies between rooms, held by reading the sources.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Each room with the rooms it may import, as in `docs/architecture.md`.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("article", &["text"]),
    ("names", &["text", "article"]),
    ("extract", &["text", "article", "names"]),
    ("measure", &["text", "article", "names", "extract"]),
    ("formats", &["text", "article", "names"]),
    ("schema", &["text", "article", "names"]),
    ("query", &["text", "article", "names", "schema"]),
    ("engine", &["text", "article", "names", "schema", "query"]),
    ("render", &["text", "article", "names", "schema", "query"]),
    ("ingest", &["text", "article", "names", "extract", "formats", "schema", "query", "engine"]),
];

/// A crate, and the only places that may name it.
const ONLY_IN: &[(&str, &[&str])] = &[
    ("tantivy", &["engine/local"]),
    ("clap", &["cli", "main.rs"]),
    ("anyhow", &["cli", "main.rs"]),
    ("walkdir", &["ingest"]),
    ("indicatif", &["cli"]),
    ("trafilatura", &["formats"]),
];

/// Longest a source file may be; longer ones hide more than one noun.
const MOST_LINES: usize = 700;

fn sources() -> BTreeMap<PathBuf, String> {
    fn walk(folder: &Path, found: &mut BTreeMap<PathBuf, String>) {
        for entry in fs::read_dir(folder).expect("a folder of sources") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.insert(path.clone(), fs::read_to_string(&path).expect("UTF-8"));
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = BTreeMap::new();
    walk(&root, &mut found);
    found
        .into_iter()
        .map(|(path, text)| (path.strip_prefix(&root).expect("below src").to_owned(), text))
        .collect()
}

/// The rooms that a source names as `crate::room`, its own aside.
fn imports(text: &str) -> Vec<String> {
    let code: String = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    let mut found = Vec::new();
    for piece in code.split("crate::").skip(1) {
        let braced = piece.strip_prefix('{').and_then(|rest| rest.split('}').next());
        let names = braced.map_or_else(|| vec![piece], |list| list.split(',').collect());
        found.extend(names.iter().map(|name| {
            name.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>()
        }));
    }
    found
}

#[test]
fn a_room_imports_only_rooms_above_it() {
    let mut broken = Vec::new();
    for (path, text) in sources() {
        let room = path.components().next().map(|part| part.as_os_str().to_string_lossy().into_owned());
        let Some((room, allowed)) = MAY_IMPORT
            .iter()
            .find(|(name, _)| room.as_deref().is_some_and(|room| room.trim_end_matches(".rs") == *name))
        else {
            continue;
        };
        for import in imports(&text) {
            let known =
                MAY_IMPORT.iter().any(|(name, _)| *name == import) || import == "cli" || import == "serve";
            if known && import != *room && !allowed.contains(&import.as_str()) {
                broken.push(format!("{} imports {import}", path.display()));
            }
        }
    }
    assert!(broken.is_empty(), "against docs/architecture.md: {broken:#?}");
}

#[test]
fn a_library_is_named_only_where_it_belongs() {
    let mut broken = Vec::new();
    for (path, text) in sources() {
        for (library, places) in ONLY_IN {
            let named = text.lines().map(str::trim_start).any(|line| {
                !line.starts_with("//")
                    && (line.contains(&format!("{library}::")) || line.contains(&format!("use {library};")))
            });
            if named && !places.iter().any(|place| path.starts_with(place)) {
                broken.push(format!("{} names {library}", path.display()));
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn each_file_says_what_it_holds_and_is_short() {
    let mut broken = Vec::new();
    for (path, text) in sources() {
        if !text.starts_with("//!") {
            broken.push(format!("{}: does not begin with //!", path.display()));
        }
        let lines = text.lines().count();
        if lines > MOST_LINES {
            broken.push(format!("{}: {lines} lines, at most {MOST_LINES}", path.display()));
        }
        let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        if ["utils", "util", "common", "helpers", "misc", "manager"].contains(&stem.as_str()) {
            broken.push(format!("{}: a name that says nothing", path.display()));
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn the_test_of_imports_sees_both_forms() {
    assert_eq!(
        imports("use crate::engine::Reader;\nuse crate::{text::Span, cli};\n// crate::serve"),
        ["engine", "text", "cli"]
    );
}
