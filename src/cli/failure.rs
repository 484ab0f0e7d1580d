//! What ends a command early, and how it is told: `error: …`, `hint: …`.

use std::fmt;
use std::io;

use crate::engine::EngineError;
use crate::render::inert::one_line;

/// Why a command ended early.
#[derive(Debug)]
pub enum Failure {
    /// Nobody reads the output any more: no error.
    ClosedPipe,
    /// Nothing was found: exit status 1.
    Nothing(String),
    /// Something the user should know.
    Told {
        /// What is wrong, in lower case, naming file and place.
        what: String,
        /// The place where it is wrong, on lines of its own.
        place: Option<String>,
        /// What to do about it.
        hint: Option<String>,
    },
}

impl Failure {
    /// A failure without a hint.
    pub fn new(what: impl Into<String>) -> Self {
        Self::Told { what: what.into(), place: None, hint: None }
    }

    /// What was asked for is not there.
    pub fn nothing(what: impl Into<String>) -> Self {
        Self::Nothing(what.into())
    }

    /// The same with a hint.
    #[must_use]
    pub fn hint(self, hint: impl Into<String>) -> Self {
        match self {
            Self::Told { what, place, .. } => Self::Told { what, place, hint: Some(hint.into()) },
            other => other,
        }
    }

    /// The same with the place where it is wrong, inert and on lines of its own.
    #[must_use]
    pub fn at(self, place: impl Into<String>) -> Self {
        match self {
            Self::Told { what, hint, .. } => Self::Told { what, place: Some(place.into()), hint },
            other => other,
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
        match self {
            Self::ClosedPipe => Ok(()),
            Self::Nothing(what) => writeln!(f, "{}", one_line(what)),
            Self::Told { what, place, hint } => {
                writeln!(f, "error: {}", one_line(what))?;
                if let Some(place) = place {
                    writeln!(f, "{place}")?;
                }
                hint.as_ref().map_or(Ok(()), |hint| writeln!(f, "hint: {hint}"))
            }
        }
    }
}

impl From<EngineError> for Failure {
    fn from(error: EngineError) -> Self {
        match error {
            EngineError::Receiver(error) => Self::output(error),
            error => {
                let hint = error.hint().map(str::to_owned);
                Self::Told { what: error.to_string(), place: None, hint }
            }
        }
    }
}
