//! The index folder: which files it has, who may write, and how one index takes the place of another.
//!
//! ```text
//! .onrecord/            0700
//!   onrecord.json       the schema's version and the name of the data folder; replaced by renaming
//!   files.json          the data files as the writer left them
//!   writer.lock         locked by the process that writes, never outliving it
//!   data-1/             tantivy's files
//! ```
//! Nothing here follows a link, nor trusts a name found in the folder.

use std::fs::{self, File};
use std::io::{Read, Seek, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::failure::{damaged, io};
use crate::engine::{EngineError, INDEX_MARK, Result};
use crate::schema::VERSION;

const STATE: &str = INDEX_MARK;
const STATE_NEW: &str = "onrecord.json.new";
const LOCK: &str = "writer.lock";
const VOUCHED: &str = "files.json";
const VOUCHED_NEW: &str = "files.json.new";
const DATA: &str = "data-";
/// Longest state or list of files read, in bytes.
const LONGEST: u64 = 16 << 20;

/// What `onrecord.json` says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct State {
    /// The version of the documents.
    pub(super) schema: u32,
    /// The program that made it.
    pub(super) made_by: String,
    /// The data folder's name.
    pub(super) data: String,
}

impl State {
    /// The state of a new index whose data lie in folder number `generation`.
    pub(super) fn new(generation: u64) -> Self {
        let made_by = concat!("onrecord ", env!("CARGO_PKG_VERSION")).to_owned();
        Self { schema: VERSION, made_by, data: format!("{DATA}{generation}") }
    }

    /// The number of the data folder.
    pub(super) fn generation(&self) -> Option<u64> {
        self.data.strip_prefix(DATA)?.parse().ok().filter(|number| self.data == format!("{DATA}{number}"))
    }

    /// Reads the state of the index in `root`, of whatever schema.
    pub(super) fn read(root: &Path) -> Result<Self> {
        let path = root.join(STATE);
        let mut bytes = Vec::new();
        match File::open(&path) {
            Ok(file) => file.take(LONGEST).read_to_end(&mut bytes).map_err(|error| io(&path, error))?,
            Err(error)
                if matches!(
                    error.kind(),
                    std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory
                ) =>
            {
                return Err(EngineError::Missing { path: root.display().to_string() });
            }
            Err(error) => return Err(io(&path, error)),
        };
        let state: Self =
            serde_json::from_slice(&bytes).map_err(|error| damaged(&path, error.to_string()))?;
        if state.generation().is_none() {
            return Err(damaged(&path, "it names a data folder that is none"));
        }
        Ok(state)
    }

    /// Fails where the index was made with another schema.
    pub(super) fn require_ours(&self, root: &Path) -> Result<()> {
        if self.schema == VERSION {
            return Ok(());
        }
        Err(EngineError::OtherSchema {
            path: root.display().to_string(),
            found: self.schema,
            expected: VERSION,
        })
    }

    /// The data folder in `root`: a folder, not a link to one.
    pub(super) fn data(&self, root: &Path) -> Result<PathBuf> {
        let data = root.join(&self.data);
        match fs::symlink_metadata(&data) {
            Ok(found) if found.is_dir() => Ok(data),
            Ok(_) => Err(damaged(&data, "it is not a folder")),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                Err(damaged(&data, "the folder is missing"))
            }
            Err(error) => Err(io(&data, error)),
        }
    }

    /// Makes this the state of the index in `root`: after a crash it is either the old or the new one.
    pub(super) fn write(&self, root: &Path) -> Result<()> {
        let bytes = serde_json::to_vec_pretty(self).map_err(|error| io(root, error.into()))?;
        replace(root, STATE_NEW, STATE, &bytes)
    }
}

/// Writes `bytes` beside the file `name` of `root` and renames them into its place, durably.
fn replace(root: &Path, beside: &str, name: &str, bytes: &[u8]) -> Result<()> {
    let new = root.join(beside);
    match fs::remove_file(&new) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(io(&new, error)),
        _ => {}
    }
    let write = || -> std::io::Result<()> {
        let mut file = File::options().write(true).create_new(true).open(&new)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&new, root.join(name))
    };
    write().map_err(|error| io(&new, error))?;
    sync(root)
}

/// Notes which files are as the writer left them; see `vouched`.
pub(super) fn note_vouched(root: &Path, json: &[u8]) {
    let new = root.join(VOUCHED_NEW);
    let _ = fs::remove_file(&new);
    let write = || -> std::io::Result<()> {
        File::options().write(true).create_new(true).open(&new)?.write_all(json)?;
        fs::rename(&new, root.join(VOUCHED))
    };
    let _ = write();
}

/// What [`note_vouched`] noted, where it can be read.
pub(super) fn read_vouched(root: &Path) -> Option<Vec<u8>> {
    let mut json = Vec::new();
    File::open(root.join(VOUCHED)).ok()?.take(LONGEST).read_to_end(&mut json).ok()?;
    Some(json)
}

/// Makes the names in `folder` durable.
pub(super) fn sync(folder: &Path) -> Result<()> {
    #[cfg(unix)]
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(|error| io(folder, error))?;
    Ok(())
}

/// Makes `root` if it is not there, for its owner alone. A folder that holds other things than an
/// index is refused.
pub(super) fn make_root(root: &Path) -> Result<()> {
    if root.is_dir() {
        return refuse_foreign(root);
    }
    make_private(root, true)?;
    match root.canonicalize().ok().as_deref().and_then(Path::parent) {
        Some(parent) => sync(parent),
        None => Ok(()),
    }
}

fn refuse_foreign(root: &Path) -> Result<()> {
    for entry in fs::read_dir(root).map_err(|error| io(root, error))? {
        let name = entry.map_err(|error| io(root, error))?.file_name();
        let name = name.to_string_lossy();
        if ![STATE, STATE_NEW, LOCK, VOUCHED, VOUCHED_NEW].contains(&name.as_ref()) && !name.starts_with(DATA)
        {
            let what = format!("the folder is no index and holds other files ({name}): name an empty one");
            return Err(io(root, std::io::Error::new(std::io::ErrorKind::DirectoryNotEmpty, what)));
        }
    }
    Ok(())
}

/// Makes a folder that only its owner can enter.
pub(super) fn make_private(folder: &Path, parents: bool) -> Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(parents);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|error| io(folder, error))
}

/// Fails unless every file that tantivy would delete from `data` is one of its own, by name: a list made
/// by a stranger could name any file of the user's.
pub(super) fn check_managed(data: &Path) -> Result<()> {
    let path = data.join(".managed.json");
    let bytes = match File::open(&path) {
        Ok(file) => {
            let mut bytes = Vec::new();
            file.take(LONGEST).read_to_end(&mut bytes).map_err(|error| io(&path, error))?;
            bytes
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(io(&path, error)),
    };
    let names: Vec<String> =
        serde_json::from_slice(&bytes).map_err(|error| damaged(&path, error.to_string()))?;
    match names.iter().find(|name| !is_tantivys(name)) {
        Some(name) => Err(damaged(&path, format!("it lists a file that is not the index's: {name:?}"))),
        None => Ok(()),
    }
}

/// Whether tantivy gives files such a name: `meta.json`, or a segment's 32 hexadecimal digits, a dot and
/// plain words.
pub(super) fn is_tantivys(name: &str) -> bool {
    let Some((segment, ending)) = name.split_once('.') else { return false };
    if name == "meta.json" {
        return true;
    }
    segment.len() == 32
        && segment.bytes().all(|byte| byte.is_ascii_hexdigit())
        && ending.len() <= 64
        && ending.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'.')
}

/// Removes a data folder that is no longer the index's, and from it only files of known names.
pub(super) fn remove_data(data: &Path) -> Result<()> {
    if !fs::symlink_metadata(data).is_ok_and(|found| found.is_dir()) {
        return Ok(());
    }
    for entry in fs::read_dir(data).map_err(|error| io(data, error))? {
        let entry = entry.map_err(|error| io(data, error))?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let own = is_tantivys(&name)
            || [".managed.json", ".tantivy-meta.lock", ".tantivy-writer.lock"].contains(&name.as_ref())
            || name.starts_with(".tmp");
        if own {
            fs::remove_file(entry.path()).map_err(|error| io(&entry.path(), error))?;
        }
    }
    fs::remove_dir(data).map_err(|error| io(data, error))
}

/// Removes data folders of `root` that interrupted rebuilds left behind.
pub(super) fn remove_stale(root: &Path, state: &State) -> Result<()> {
    for entry in fs::read_dir(root).map_err(|error| io(root, error))? {
        let name = entry.map_err(|error| io(root, error))?.file_name().to_string_lossy().into_owned();
        let other = State { data: name.clone(), ..state.clone() };
        if other.generation().is_some() && other.data != state.data {
            remove_data(&root.join(name))?;
        }
    }
    Ok(())
}

/// The right to write to an index. It ends with the value or its process.
#[derive(Debug)]
pub(super) struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the lock of the index in `root`; where another process holds it, waits or gives up.
    pub(super) fn take(root: &Path, wait: bool) -> Result<Self> {
        let path = root.join(LOCK);
        if fs::symlink_metadata(&path).is_ok_and(|found| !found.is_file()) {
            return Err(damaged(&path, "it is not a file"));
        }
        let mut file = File::options()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .map_err(|error| io(&path, error))?;
        let taken = if wait {
            file.lock()
        } else {
            match file.try_lock() {
                Ok(()) => Ok(()),
                Err(fs::TryLockError::WouldBlock) => {
                    return Err(EngineError::Locked {
                        path: root.display().to_string(),
                        holder: holder(&mut file),
                    });
                }
                Err(fs::TryLockError::Error(error)) => Err(error),
            }
        };
        taken.map_err(|error| io(&path, error))?;
        let mut name_holder = || -> std::io::Result<()> {
            file.set_len(0)?;
            file.rewind()?;
            write!(file, "{}", std::process::id())
        };
        name_holder().map_err(|error| io(&path, error))?;
        Ok(Self { _file: file })
    }
}

/// " (process 123)", from a lock's file.
fn holder(file: &mut File) -> String {
    let mut written = String::new();
    let read = Read::by_ref(file).take(20).read_to_string(&mut written);
    match written.trim().parse::<u32>() {
        Ok(process) if read.is_ok() => format!(" (process {process})"),
        _ => String::new(),
    }
}

/// Bytes of all files in `data`.
pub(super) fn bytes_of(data: &Path) -> u64 {
    let Ok(entries) = fs::read_dir(data) else { return 0 };
    entries
        .flatten()
        .filter_map(|entry| entry.metadata().ok())
        .filter(fs::Metadata::is_file)
        .map(|f| f.len())
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_that_tantivy_gives_are_its_own() {
        for own in
            ["meta.json", "0123456789abcdef0123456789abcdef.store", "0123456789abcdef0123456789abcdef.12.del"]
        {
            assert!(is_tantivys(own), "{own}");
        }
        for foreign in [
            "/etc/passwd",
            "../notes.txt",
            "notes.txt",
            "0123456789abcdef0123456789abcdef./../x",
            "0123456789abcdef0123456789abcdef",
            "",
        ] {
            assert!(!is_tantivys(foreign), "{foreign}");
        }
    }

    #[test]
    fn a_state_names_only_a_data_folder() {
        for (data, good) in [("data-1", true), ("data-01", false), ("data-/x", false), ("../data-1", false)] {
            let state = State { data: data.to_owned(), ..State::new(1) };
            assert_eq!(state.generation().is_some(), good, "{data}");
        }
    }
}
