//! onrecord: who said what, when, in which outlet.
//!
//! The library behind the `onrecord` command. Its rooms, in the order of their dependencies (a room
//! imports only rooms above it; `tests/architecture.rs` holds that):
//!
//! `text` → `article` → `names` → `extract` → `measure`; `formats`; `schema` → `query` → `engine` →
//! `render`; `ingest`; `cli`. `docs/architecture.md` is the map.

pub mod article;
pub mod cli;
pub mod engine;
pub mod extract;
pub mod formats;
pub mod ingest;
pub mod measure;
pub mod names;
pub mod query;
pub mod render;
pub mod schema;
pub mod text;
