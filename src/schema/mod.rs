//! The schema room: what an article becomes in an engine.
//!
//! The record, its stamps and takedowns. Field names as strings stand only in this room. Imports
//! `text`, `article`, `names`; no I/O.

mod record;
mod stamp;

pub use record::{Fingerprint, Origin, Record};
pub use stamp::{FileStamp, Stamps, Takedown};

/// The version of the documents in an index. It rises with every change of fields or analysis; an
/// index of another version is refused with a hint to `rebuild`.
pub const VERSION: u32 = 1;
