//! Training: from articles with gold attributions to the model that ships. Everything random comes from
//! one seed, everything is added up in one order: the same data give the same bytes. Reads and writes
//! nothing itself.

mod corpus;
mod example;
mod folds;
mod learner;
mod logistic;
mod report;
mod rivals;
mod sequence;

pub use corpus::{CorpusError, TrainArticle, read_corpus};
pub use folds::{Plan, train};
