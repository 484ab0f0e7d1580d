//! The render room: answers as JSON, CSV and text for a terminal, written to a given writer.
//!
//! Fails only where the writer does. Never tokenises: marks are the answer's spans.

pub mod attribution;
