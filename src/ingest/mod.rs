//! The ingest room: from paths to records in an engine, and the report of what happened.
//!
//! Walks, reads, extracts on several threads, and hands records to one writer in the order of the
//! input. Sees the engine's traits and nothing below; stops early only where the engine fails. Never
//! writes to the files it reads, never prints.

mod intake;
mod job;
pub mod ordered;
mod pipeline;
mod progress;
mod prune;
mod rebuild;
mod report;
mod source;
mod stamp;
mod takedown;
#[cfg(test)]
mod tests;
pub mod walk;
mod withheld;

pub use pipeline::{Budget, Options, run};
pub use progress::Progress;
pub use rebuild::{Stored, rebuild};
pub use report::{Report, Skipped};
pub use takedown::{TakenDown, take_down};
