//! The render room: answers as JSON, CSV and text for a terminal, written to a given writer.
//!
//! Fails only where the writer does. Never tokenises: marks are the answer's spans.

pub mod attribution;
pub mod chart;
pub mod citation;
mod cover;
pub mod csv;
pub mod difference;
pub mod inert;
pub mod json;
pub mod passage;
mod rich;
pub mod style;
pub mod table;
pub mod terminal;
#[cfg(test)]
mod tests;
pub mod timeline;
