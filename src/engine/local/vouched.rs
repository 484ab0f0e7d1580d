//! Which files of an index are as its writer left them. On opening, a file whose size and time are those that the
//! writer noted is taken as it is; the checksum of any other is computed before anything is read from it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::UNIX_EPOCH;

use tantivy::Index;
use tantivy::index::SegmentId;

use super::failure;
use super::folder::{is_tantivys, note_vouched, read_vouched};
use crate::engine::Result;

/// Size, and nanoseconds from 1970 to the last change.
type Seen = (u64, u128);

/// Notes the files of `data` as its writer leaves them. Where that fails nothing is lost but time.
pub(super) fn vouch(root: &Path, data: &Path) {
    let Ok(entries) = fs::read_dir(data) else { return };
    let mut files: BTreeMap<String, Seen> = BTreeMap::new();
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if let Some(seen) = seen(&entry.path()).filter(|_| is_tantivys(&name)) {
            files.insert(name, seen);
        }
    }
    if let Ok(json) = serde_json::to_vec(&files) {
        note_vouched(root, &json);
    }
}

fn seen(path: &Path) -> Option<Seen> {
    let metadata = fs::symlink_metadata(path).ok().filter(fs::Metadata::is_file)?;
    let changed = metadata.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some((metadata.len(), changed.as_nanos()))
}

/// Fails where a file that `index` reads was changed since it was written.
pub(super) fn check(root: &Path, data: &Path, index: &Index) -> Result<()> {
    let vouched: BTreeMap<String, Seen> =
        read_vouched(root).and_then(|json| serde_json::from_slice(&json).ok()).unwrap_or_default();
    for name in names(data, index)? {
        let now = seen(&data.join(&name));
        if now.is_some() && now.as_ref() != vouched.get(&name) {
            check_file(data, index, &name)?;
        }
    }
    Ok(())
}

/// Fails where a checksum of a file that `index` reads is wrong, whoever vouches for it; how many there are.
pub(super) fn check_all(data: &Path, index: &Index) -> Result<usize> {
    let names = names(data, index)?;
    names.iter().try_for_each(|name| check_file(data, index, name))?;
    Ok(names.len())
}

/// The files in `data` that `index` reads, sorted.
fn names(data: &Path, index: &Index) -> Result<Vec<String>> {
    let ids = index.searchable_segment_ids().map_err(|error| failure::tantivy(data, error))?;
    let ids: Vec<String> = ids.iter().map(SegmentId::uuid_string).collect();
    let entries = fs::read_dir(data).map_err(|error| failure::io(data, error))?.flatten();
    let mut names: Vec<String> =
        entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.retain(|name| {
        let segment = name.split('.').next().unwrap_or("");
        is_tantivys(name) && ids.iter().any(|id| id == segment)
    });
    names.sort();
    Ok(names)
}

fn check_file(data: &Path, index: &Index, name: &str) -> Result<()> {
    match index.directory().validate_checksum(Path::new(name)) {
        Ok(true) => Ok(()),
        Ok(false) => Err(failure::damaged(&data.join(name), "its bytes are not those that were written")),
        Err(error) => Err(failure::tantivy(data, error.into())),
    }
}
