//! Which files of an index are as its writer left them. A file whose size and time are those that the
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
    let ids = index.searchable_segment_ids().map_err(|error| failure::tantivy(data, error))?;
    let ids: Vec<String> = ids.iter().map(SegmentId::uuid_string).collect();
    for entry in fs::read_dir(data).map_err(|error| failure::io(data, error))?.flatten() {
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        let segment = name.split('.').next().unwrap_or("");
        if !is_tantivys(&name) || !ids.iter().any(|id| id == segment) {
            continue;
        }
        let now = seen(&path);
        if now.is_none() || now.as_ref() == vouched.get(&name) {
            continue;
        }
        let file = Path::new(&name);
        match index.directory().validate_checksum(file) {
            Ok(true) => {}
            Ok(false) => return Err(failure::damaged(&path, "its bytes are not those that were written")),
            Err(error) => return Err(failure::tantivy(data, error.into())),
        }
    }
    Ok(())
}
