//! The names room: names of persons and organisations.
//!
//! Parses, compares and merges names; knows titles and roles. Never reads an article's structure and
//! never fails.

mod query;

pub use query::NameQuery;
