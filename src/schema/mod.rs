//! The schema room: what an article becomes in an engine.
//!
//! The record, its stamps and takedowns; the table of fields; how text is cut into the terms it is
//! found under. Field names as strings stand only in this room. Imports `text`, `article`, `names`; no
//! I/O.

pub mod analysis;
pub mod field;
pub mod name_terms;
mod record;
mod stamp;
mod stem;

pub use field::Field;
pub use record::{Fingerprint, Origin, Record};
pub use stamp::{FileStamp, Stamps, Takedown};

/// The version of the documents in an index. It rises with every change of fields or analysis; an
/// index of another version is refused with a hint to `rebuild`.
pub const VERSION: u32 = 3;
