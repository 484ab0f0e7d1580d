//! One file that a command was given by name, opened: "-" is standard input. Folders, devices and pipes
//! are refused before they are opened, so that nothing hangs.

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

use super::failure::Failure;
use crate::ingest::walk;

/// Why a file that was named cannot be opened, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unopened {
    /// Its name, as an origin.
    pub name: String,
    /// Why, in lower case.
    pub what: String,
    /// What to do about it.
    pub hint: &'static str,
}

/// The bytes of `path`.
///
/// # Errors
/// Where it is missing, no regular file, or may not be read.
pub fn open(path: &Path) -> Result<Box<dyn BufRead>, Unopened> {
    if path.as_os_str() == "-" {
        return Ok(Box::new(BufReader::new(io::stdin())));
    }
    let unopened = |what: &str, hint| Unopened { name: walk::origin_name(path), what: what.to_owned(), hint };
    let failed = |error: &io::Error| match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => {
            unopened("no such file", "give a file that is there, or - for standard input")
        }
        io::ErrorKind::PermissionDenied => {
            unopened("it may not be read", "ask whoever owns it, or change its permissions with chmod")
        }
        _ => unopened(
            &format!("cannot be read: {error}"),
            "see that it is a file and that you may read it: ls -l",
        ),
    };
    let metadata = path.metadata().map_err(|error| failed(&error))?;
    if metadata.is_dir() {
        return Err(unopened("a folder", "name the files in it"));
    }
    if !metadata.is_file() {
        return Err(unopened("not a regular file", "give a file, or - for standard input"));
    }
    let file = File::open(path).map_err(|error| failed(&error))?;
    Ok(Box::new(BufReader::new(file)))
}

impl From<Unopened> for Failure {
    fn from(unopened: Unopened) -> Self {
        Self::new(format!("{}: {}", unopened.name, unopened.what)).hint(unopened.hint)
    }
}
