//! The schema room: what an article becomes in an engine.
//!
//! Field names as strings stand only here. Imports `text`, `article`, `names`; no I/O.
