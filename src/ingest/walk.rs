//! Walking: from the paths given to the files to read, sorted.
//!
//! Never follows a symbolic link below a given path, never opens anything, and names what it passes
//! over: FIFOs, devices, sockets, folders that cannot be read.

use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use walkdir::{DirEntry, WalkDir};

use crate::engine::INDEX_MARK;

/// What was found at one place.
#[derive(Clone, Debug)]
pub enum Entry {
    /// A file to read.
    File(FileEntry),
    /// Something that should have been read but cannot be.
    Problem {
        /// Where, as an origin's path.
        path: String,
        /// Why reading it fails.
        error: String,
    },
    /// Something that is not read.
    Ignored {
        /// Where, as an origin's path.
        path: String,
        /// Why.
        reason: &'static str,
    },
    /// Standard input.
    Stdin,
}

/// A file to read, and what a stat says of it.
#[derive(Clone, Debug)]
pub struct FileEntry {
    /// Where it is.
    pub path: PathBuf,
    /// Its name as an origin.
    pub name: String,
    /// The folder it lies in, where that lies below the path given.
    pub folder: Option<String>,
    /// Bytes.
    pub size: u64,
    /// Modification time, nanoseconds since 1970.
    pub modified: i64,
    /// Inode number, 0 where there is none.
    pub inode: u64,
}

/// A path that was given.
#[derive(Clone, Debug)]
pub struct Root {
    /// Its name as an origin.
    pub name: String,
    /// Whether it exists and all below it could be listed, and there was a file: what is not found
    /// below it is then really gone.
    pub complete: bool,
}

/// All that the paths given hold.
#[derive(Clone, Debug, Default)]
pub struct Walk {
    /// In the order of the paths given, and of the names below each.
    pub entries: Vec<Entry>,
    /// The paths given.
    pub roots: Vec<Root>,
    /// Paths given that are not there.
    pub missing: Vec<String>,
}

impl Walk {
    /// Walks `paths` ("-" is standard input), passing over hidden files, the folder `index` and
    /// every other index.
    #[must_use]
    pub fn new(paths: &[PathBuf], index: Option<&Path>) -> Self {
        let index = index.and_then(|index| index.canonicalize().ok());
        let mut walk = Self::default();
        for path in paths {
            if path.as_os_str() == "-" {
                walk.entries.push(Entry::Stdin);
            } else {
                walk.add(path, index.as_deref());
            }
        }
        walk
    }

    /// Bytes of all files.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.files().map(|file| file.size).sum()
    }

    /// The files.
    pub fn files(&self) -> impl Iterator<Item = &FileEntry> {
        self.entries.iter().filter_map(|entry| match entry {
            Entry::File(file) => Some(file),
            _ => None,
        })
    }

    fn add(&mut self, given: &Path, index: Option<&Path>) {
        let name = origin_name(given);
        let tree = WalkDir::new(given).sort_by_file_name().into_iter();
        let mut tree = tree.filter_entry(|entry| wanted(entry, index));
        let (mut complete, mut files) = (true, 0_usize);
        while let Some(entry) = tree.next() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) if error.depth() == 0 && is_missing(&error) => {
                    self.missing.push(name);
                    return;
                }
                Err(error) => {
                    complete = false;
                    let path = error.path().map_or_else(|| name.clone(), origin_name);
                    let error = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
                    self.entries.push(Entry::Problem { path, error });
                    continue;
                }
            };
            if is_of_saved_page(&entry) {
                let path = origin_name(entry.path());
                self.entries.push(Entry::Ignored { path, reason: "files of a saved page" });
                tree.skip_current_dir();
                continue;
            }
            if let Some(entry) = classify(&entry) {
                files += usize::from(matches!(entry, Entry::File(_)));
                complete &= !matches!(entry, Entry::Problem { .. });
                self.entries.push(entry);
            }
        }
        self.roots.push(Root { name, complete: complete && files > 0 });
    }
}

fn is_missing(error: &walkdir::Error) -> bool {
    error.io_error().is_some_and(|error| {
        matches!(error.kind(), std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory)
    })
}

fn wanted(entry: &DirEntry, index: Option<&Path>) -> bool {
    if entry.depth() == 0 {
        return true;
    }
    let hidden = entry.file_name().as_encoded_bytes().first() == Some(&b'.');
    let is_index = || {
        let own = || index.is_some() && entry.path().canonicalize().ok().as_deref() == index;
        entry.file_type().is_dir() && (entry.path().join(INDEX_MARK).is_file() || own())
    };
    !hidden && !is_index()
}

/// Whether `entry` is the folder that a browser saves beside a page: "Dam_files" beside "Dam.html".
fn is_of_saved_page(entry: &DirEntry) -> bool {
    const ENDS: [&str; 7] = ["_files", ".files", "-Dateien", "_fichiers", "_archivos", "_bestanden", "_file"];
    if entry.depth() == 0 || !entry.file_type().is_dir() {
        return false;
    }
    let Some(name) = entry.file_name().to_str() else { return false };
    let page = ENDS.iter().find_map(|end| name.strip_suffix(end)).filter(|page| !page.is_empty());
    page.is_some_and(|page| {
        ["html", "htm"]
            .iter()
            .any(|extension| entry.path().with_file_name(format!("{page}.{extension}")).is_file())
    })
}

fn classify(entry: &DirEntry) -> Option<Entry> {
    let path = origin_name(entry.path());
    let kind = entry.file_type();
    if kind.is_dir() {
        return None;
    }
    if kind.is_symlink() && entry.depth() > 0 {
        return Some(Entry::Ignored { path, reason: "symbolic link" });
    }
    // A given path that is a link is followed, once.
    let metadata = match entry.path().metadata() {
        Ok(metadata) => metadata,
        Err(error) => return Some(Entry::Problem { path, error: error.to_string() }),
    };
    if !metadata.is_file() {
        let reason = "not a regular file";
        return Some(match entry.depth() {
            0 => Entry::Problem { path, error: reason.to_owned() },
            _ => Entry::Ignored { path, reason },
        });
    }
    let folder = (entry.depth() > 1)
        .then(|| entry.path().parent()?.file_name()?.to_str().map(str::to_owned))
        .flatten();
    Some(Entry::File(FileEntry {
        name: path,
        folder,
        size: metadata.len(),
        modified: modified(&metadata),
        inode: inode(&metadata),
        path: entry.path().to_owned(),
    }))
}

/// Nanoseconds from 1970 to the last change; 0 where the file system does not say.
#[must_use]
pub fn modified(metadata: &Metadata) -> i64 {
    let Ok(modified) = metadata.modified() else { return 0 };
    match modified.duration_since(UNIX_EPOCH) {
        Ok(after) => i64::try_from(after.as_nanos()).unwrap_or(i64::MAX),
        Err(before) => i64::try_from(before.duration().as_nanos()).map_or(i64::MIN, |nanos| -nanos),
    }
}

#[cfg(unix)]
fn inode(metadata: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(metadata)
}

#[cfg(not(unix))]
fn inode(_: &Metadata) -> u64 {
    0
}

/// The name of a path in origins: as given, without "./" before it, doubled and trailing slashes;
/// bytes that are not UTF-8 as `\xNN`.
#[must_use]
pub fn origin_name(path: &Path) -> String {
    let clean: PathBuf =
        path.components().filter(|part| !matches!(part, std::path::Component::CurDir)).collect();
    let clean = if clean.as_os_str().is_empty() { Path::new(".") } else { clean.as_path() };
    let mut name = String::new();
    for chunk in clean.as_os_str().as_encoded_bytes().utf8_chunks() {
        name.push_str(chunk.valid());
        for byte in chunk.invalid() {
            name.push_str(&format!("\\x{byte:02x}"));
        }
    }
    name
}

/// Whether `name` is `folder` or lies below it; everything lies below "." and "".
#[must_use]
pub fn is_below(name: &str, folder: &str) -> bool {
    match folder {
        "" | "." => !name.starts_with('/') && !name.starts_with(".."),
        "/" => name.starts_with('/'),
        _ => name.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_as_given_and_clean() {
        for (given, name) in [("./a//b/", "a/b"), (".", "."), ("../a", "../a"), ("/a/./b", "/a/b")] {
            assert_eq!(origin_name(Path::new(given)), name);
        }
        assert!(is_below("a/b", "a") && is_below("a", "a") && is_below("a/b", "."));
        assert!(!is_below("ab", "a") && !is_below("/a", "."));
    }

    #[cfg(unix)]
    #[test]
    fn only_regular_files_below_are_read() {
        use std::os::unix::ffi::OsStrExt as _;

        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        std::fs::create_dir_all(at("nwa/.cache")).unwrap();
        std::fs::create_dir(at("index")).unwrap();
        for name in ["b.txt", "a.txt", ".hidden", "nwa/c.txt", "nwa/.cache/d.txt", "index/e.txt"] {
            std::fs::write(at(name), "x").unwrap();
        }
        std::os::unix::fs::symlink("/etc", at("outside")).unwrap();
        std::fs::write(folder.path().join(std::ffi::OsStr::from_bytes(b"z\xff.txt")), "x").unwrap();
        let walk = Walk::new(&[folder.path().to_owned(), at("gone")], Some(&at("index")));
        let prefix = format!("{}/", folder.path().display());
        let seen: Vec<String> = walk
            .entries
            .iter()
            .map(|entry| match entry {
                Entry::File(file) => format!("{} {:?}", file.name.replace(&prefix, ""), file.folder),
                Entry::Ignored { path, reason } => format!("{} {reason}", path.replace(&prefix, "")),
                other => format!("{other:?}"),
            })
            .collect();
        assert_eq!(
            seen,
            [
                "a.txt None",
                "b.txt None",
                "nwa/c.txt Some(\"nwa\")",
                "outside symbolic link",
                "z\\xff.txt None"
            ]
        );
        assert_eq!(walk.missing, [format!("{prefix}gone")]);
        assert!(walk.roots.iter().all(|root| root.complete));
    }
}
