//! `onrecord train`: makes the model that ships, from PolNeAR's train part. Only in builds with the
//! feature of that name.

use std::fs;
use std::io::Write as _;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use super::Outcome;
use super::failure::Failure;
use super::global::all_cores;
use crate::measure::train::{Plan, read_corpus, train};

/// Train the model that finds statements
///
/// DIR holds articles-train.jsonl and gold-train.jsonl. Measures on held-out folds, then trains on
/// everything and writes the model to --out.
#[derive(Debug, clap::Args)]
pub struct TrainArgs {
    /// Folder of the training data
    #[arg(value_name = "DIR", env = "ONRECORD_POLNEAR")]
    data: PathBuf,
    /// File of the model; without it, only the folds are measured
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// How many threads work [default: all cores]; the model is the same with any number
    #[arg(long, value_name = "N")]
    threads: Option<NonZeroUsize>,
}

/// Runs the command.
pub fn run(args: &TrainArgs) -> Result<Outcome, Failure> {
    let articles = read(&args.data.join("articles-train.jsonl"))?;
    let gold = read(&args.data.join("gold-train.jsonl"))?;
    let corpus = read_corpus(&articles, &gold).map_err(|error| Failure::new(error.to_string()))?;
    let plan = Plan {
        folds: 4,
        threads: args.threads.unwrap_or_else(all_cores).get(),
        only_measure: args.out.is_none(),
    };
    let model = train(&corpus, plan, PROVENANCE, &|line| {
        let _ = writeln!(std::io::stderr().lock(), "{line}");
    });
    if let Some(out) = &args.out {
        fs::write(out, model.to_bytes()).map_err(|error| Failure::new(error.to_string()))?;
    }
    Ok(Outcome::Done)
}

const PROVENANCE: &str = "onrecord's taggers, fitted on the train part of PolNeAR 1.0.0 (E. Newell, D. Margolin, D. Ruths, LREC 2018); weights of hashed features only, no text";

fn read(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(|error| Failure::new(format!("{}: {error}", path.display())))
}
