//! The measure room: how well attributions agree with gold ones.
//!
//! Scores predicted attributions as words shared with gold spans, and reads gold files, as words and as
//! lines of JSON. Reads nothing from disk; never changes what it measures.

mod calibration;
mod draft;
mod gold;
mod lines;
mod score;
#[cfg(feature = "train")]
pub mod train;
mod words;

pub use calibration::Calibration;
pub use gold::{GoldError, GoldFile, GoldStatement};
pub use lines::MarkedLine;
pub use score::{Agreement, Differences, Score};
