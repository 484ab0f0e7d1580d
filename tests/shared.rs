//! Where the data for measuring lies: `$ONRECORD_SHARED`, else `../shared`; PolNeAR also where
//! `$ONRECORD_POLNEAR` names its folder.

#![allow(clippy::print_stderr, reason = "what is skipped is for whoever runs the tests")]

use std::path::PathBuf;

/// The file or folder `path` of the shared data, or `None`, said on stderr, where it is absent.
pub fn path(path: &str) -> Option<PathBuf> {
    let root = std::env::var_os("ONRECORD_SHARED")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
    let own =
        path.strip_prefix("polnear/").and_then(|name| Some((std::env::var_os("ONRECORD_POLNEAR")?, name)));
    let path = own.map_or_else(|| root.join(path), |(folder, name)| PathBuf::from(folder).join(name));
    if path.exists() {
        return Some(path);
    }
    eprintln!(
        "skipped: {} is not there (set ONRECORD_SHARED, or ONRECORD_POLNEAR for its folder)",
        path.display()
    );
    None
}
