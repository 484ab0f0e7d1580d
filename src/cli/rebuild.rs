//! `onrecord rebuild`: the index made anew from what it stores.

use std::io::Write as _;
use std::num::NonZeroUsize;
use std::time::Instant;

use serde_json::json;

use super::failure::Failure;
use super::global::{Format, Global, all_cores};
use super::ingest::Bar;
use super::output::Output;
use super::tier_args::TierArgs;
use super::{Outcome, index};
use crate::extract::Tier;

/// Make the index anew from its stored texts
///
/// Finds all statements anew with this onrecord's extractor, each article's in the way they were found
/// before or as asked; the files that were ingested are not needed. Until it is done, the old index answers; killed before, it stays.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  onrecord rebuild
  onrecord rebuild --accurate    find more of the statements, and take longer

Exit status: 0 done, 2 an error; then the old index stays as it was.")]
pub struct RebuildArgs {
    #[command(flatten)]
    tier: TierArgs,
    /// Find statements fast, where they were found with --accurate too
    #[arg(long, conflicts_with = "accurate")]
    fast: bool,
    #[command(flatten)]
    waiting: index::Waiting,
    /// How many threads find statements [default: all cores]
    #[arg(long, value_name = "N")]
    threads: Option<NonZeroUsize>,
}

/// Runs the command.
pub fn run(args: &RebuildArgs, global: &Global) -> Result<Outcome, Failure> {
    let began = Instant::now();
    let folder = global.index()?;
    let bar = Bar::new();
    let tier = if args.fast { Some(Tier::Fast) } else { args.tier.asked() };
    let threads = args.threads.unwrap_or_else(all_cores);
    let articles = index::rebuild(&folder, threads, tier, args.waiting, &mut |progress| bar.show(progress))?;
    bar.done();
    let mut output = Output::stdout();
    let seconds = (began.elapsed().as_secs_f64() * 1000.0).round() / 1000.0;
    let written = match global.format() {
        Format::Json | Format::Jsonl => {
            writeln!(output, "{}", json!({"articles": articles, "seconds": seconds}))
        }
        Format::Text | Format::Csv => {
            let plural = if articles == 1 { "" } else { "s" };
            writeln!(output, "{articles} article{plural} read anew, {seconds:.1} s.")
        }
    };
    written.map_err(Failure::output)?;
    output.finish()?;
    Ok(Outcome::Done)
}
