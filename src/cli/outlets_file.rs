//! The user's own table of outlets: `"domain" = "Name"` lines of TOML.
//!
//! Read, where they are, from `outlets.toml` beside the paths given and in them, then in the index's
//! folder, then from `--outlets-file`; later ones count over earlier ones.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::failure::Failure;
use crate::article::OutletTable;

const FILE_NAME: &str = "outlets.toml";
/// No such table is longer than this, in bytes.
const LONGEST: u64 = 4 << 20;

/// The table for `paths`, the index `index` and the file `named`.
///
/// # Errors
/// Where a file cannot be read or is no such table.
pub fn table(paths: &[PathBuf], index: Option<&Path>, named: Option<&Path>) -> Result<OutletTable, Failure> {
    let beside = paths.iter().filter(|path| path.as_os_str() != "-").flat_map(|path| {
        let parent = path.parent().map(|parent| parent.join(FILE_NAME));
        parent.into_iter().chain([path.join(FILE_NAME)])
    });
    let found = beside.chain(index.map(|index| index.join(FILE_NAME))).filter(|file| file.is_file());
    let mut table = OutletTable::default();
    for file in found.chain(named.map(Path::to_owned)) {
        add(&mut table, &file)?;
    }
    Ok(table)
}

fn add(table: &mut OutletTable, file: &Path) -> Result<(), Failure> {
    let shown = file.display();
    let failed = |what: String| {
        Failure::new(format!("{shown}: {what}")).hint("write one outlet a line: \"domain\" = \"Name\"")
    };
    let long = file.metadata().is_ok_and(|metadata| metadata.len() > LONGEST);
    if long {
        return Err(failed("too long for a table of outlets".to_owned()));
    }
    let text = std::fs::read_to_string(file).map_err(|error| failed(error.to_string()))?;
    let rows: BTreeMap<String, String> =
        toml::from_str(&text).map_err(|error| failed(error.message().to_owned()))?;
    for (domain, name) in &rows {
        table.insert(domain, name);
    }
    Ok(())
}
