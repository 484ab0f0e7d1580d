//! What ends a command early, and how it is told: `error: …`, `hint: …`.

use std::fmt;
use std::io;

/// Why a command ended early.
#[derive(Debug)]
pub enum Failure {
    /// Nobody reads the output any more: no error.
    ClosedPipe,
    /// Something the user should know.
    Told {
        /// What is wrong, in lower case, naming file and place.
        what: String,
        /// What to do about it.
        hint: Option<String>,
    },
}

impl Failure {
    /// A failure without a hint.
    pub fn new(what: impl Into<String>) -> Self {
        Self::Told { what: what.into(), hint: None }
    }

    /// The same with a hint.
    #[must_use]
    #[expect(dead_code, reason = "the commands on an index have hints to give")]
    pub fn hint(self, hint: impl Into<String>) -> Self {
        match self {
            Self::Told { what, .. } => Self::Told { what, hint: Some(hint.into()) },
            Self::ClosedPipe => Self::ClosedPipe,
        }
    }

    /// The failure of writing to stdout.
    #[must_use]
    #[expect(clippy::needless_pass_by_value, reason = "handed to map_err")]
    pub fn output(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::ClosedPipe,
            _ => Self::new(format!("the output could not be written: {error}")),
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self::Told { what, hint } = self else { return Ok(()) };
        writeln!(f, "error: {what}")?;
        hint.as_ref().map_or(Ok(()), |hint| writeln!(f, "hint: {hint}"))
    }
}
