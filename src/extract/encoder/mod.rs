//! The accurate tagger: a small transformer over word pieces (MiniLM, six layers), fine-tuned on PolNeAR's
//! train part, with whole numbers of 8 bits for weights and inputs.
//!
//! It reads a window of some paragraphs at once and says of each piece how likely it is a cue's, a source's
//! or a content's; then, beside each possible cue, what every piece around it is to that cue. Slower than
//! [`super::learned`] by far. Gives the same numbers to the bit on every machine.

pub mod alone;
pub mod attention;
pub mod characters;
pub mod claim;
pub mod curve;
pub mod heads;
pub mod layer;
#[cfg(test)]
mod made_up;
pub mod matrix;
pub mod norm;
pub mod pieces;
pub mod quote_state;
pub mod reading;
pub mod settings;
pub mod settlement;
pub mod shape;
mod shipped;
pub mod tagger;
pub mod vocabulary;
pub mod weights;
pub mod wide;
pub mod window;
#[cfg(test)]
mod worked_example;

pub use shipped::shipped;
pub use tagger::AccurateTagger;
pub use weights::{Weights, WeightsError};
