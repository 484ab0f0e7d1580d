//! The ingest room: from paths to records in an engine, and the report of what happened.
//!
//! Walks, reads, extracts on several threads, and hands records to one writer in the order of the
//! input. Sees the engine's traits and nothing below; stops early only where the engine fails. Never
//! writes to the files it reads, never prints.

pub mod ordered;
