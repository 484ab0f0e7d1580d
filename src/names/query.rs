//! What a user typed as a name.

/// A name as typed, to be matched against speakers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NameQuery {
    /// The text as typed.
    pub typed: String,
}
