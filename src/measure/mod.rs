//! The measure room: how well attributions agree with gold ones.
//!
//! Scores predicted attributions as words shared with gold spans, and reads the project's own gold
//! files. Reads nothing from disk; never changes what it measures.

mod gold;
mod score;

pub use gold::{GoldError, GoldFile, GoldStatement};
pub use score::{Agreement, Score};
