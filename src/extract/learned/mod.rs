//! The learned tagger: two linear-chain models over hashed features, fitted on PolNeAR's train part.
//!
//! The first reads a paragraph once and says of each token how likely it is a cue's, a source's or a
//! content's. The second reads around one possible cue and says whether it is one, and which tokens are
//! its source and its content. Both take the readings of the rules as hints among others. Decides nothing:
//! it proposes candidates with their probabilities.

pub mod anchor;
pub mod around;
pub mod chain;
pub mod confidence;
pub mod context;
pub mod decode;
pub mod feature;
pub mod lexeme;
pub mod model;
pub mod outline;
pub mod step;
pub mod tagger;
pub mod vocabulary;

pub use tagger::LearnedTagger;
