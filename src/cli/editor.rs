//! The person's own text editor, run on a file and waited for.

use std::path::Path;
use std::process::Command;

use super::failure::Failure;

/// The editor to open: the one named; else, where a person sits at the terminal, `$VISUAL` or `$EDITOR`.
#[must_use]
pub fn of(named: Option<&str>, at_terminal: bool) -> Option<String> {
    let told = |name: &str| std::env::var(name).ok().filter(|command| !command.trim().is_empty());
    match named {
        Some(named) => Some(named.to_owned()),
        None if at_terminal => told("VISUAL").or_else(|| told("EDITOR")),
        None => None,
    }
}

/// Runs `editor`, a program and its arguments parted by spaces, on `file`.
///
/// # Errors
/// Where it cannot be run, or says that it failed.
pub fn edit(editor: &str, file: &Path) -> Result<(), Failure> {
    let hint = "name an editor with --editor COMMAND or $EDITOR, or correct the file yourself";
    let mut words = editor.split_whitespace();
    let Some(program) = words.next() else {
        return Err(Failure::new("the editor has no name").hint(hint));
    };
    match Command::new(program).args(words).arg(file).status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(Failure::new(format!("{editor}: ended with {status}")).hint(hint)),
        Err(error) => Err(Failure::new(format!("{editor}: cannot be run: {error}")).hint(hint)),
    }
}
