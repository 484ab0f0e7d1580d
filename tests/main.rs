//! The one test binary: what onrecord does, seen from outside, and the laws its rooms keep.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test says what went wrong by failing"
)]

mod agreement;
mod architecture;
mod cli;
mod dialects;
mod engine_laws;
mod engines;
mod formats;
mod gold;
mod local_index;
mod naive;
mod no_comment;
mod query;
mod query_docs;
mod readme;
mod shared;
mod speakers;
mod story;
