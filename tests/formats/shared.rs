//! Where the data for measuring lies.

use std::path::PathBuf;

/// The file or folder `path` of the shared data, or `None`, said on stderr, where it is absent.
pub fn path(path: &str) -> Option<PathBuf> {
    let root = std::env::var_os("ONRECORD_SHARED")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
    let path = root.join(path);
    if path.exists() {
        return Some(path);
    }
    eprintln!("skipped: {} is not there (set ONRECORD_SHARED)", path.display());
    None
}
