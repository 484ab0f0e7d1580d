//! The schema room: what an article becomes in an engine.
//!
//! The record, its stamps and takedowns; the table of fields; how text is cut into the terms it is
//! found under. Field names as strings stand only in this room. Imports `text`, `article`, `names`; no
//! I/O.

pub mod analysis;
pub mod field;
pub mod name_terms;
pub mod pattern;
mod quoted;
mod record;
mod regex;
mod stamp;
mod stem;
pub mod units;

pub use field::Field;
pub use pattern::Pattern;
pub use quoted::quoted_parts;
pub use record::{Fingerprint, Origin, Record};
pub use regex::NotARegex;
pub use stamp::{FileStamp, Stamps, Takedown};

/// The version of the documents in an index. It rises with every change of fields or analysis; an
/// index of another version is refused with a hint to `rebuild`.
pub const VERSION: u32 = 4;
