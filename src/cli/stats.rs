//! `onrecord stats`: what the index holds.

use super::failure::Failure;
use super::global::{Format, Global};
use super::output::Output;
use super::printing::look;
use super::{Outcome, index};
use crate::extract::{self, Tier};
use crate::query::Stats;
use crate::render::table::Extractors;
use crate::render::{json, table};

/// Show what is in the index
///
/// Articles, statements, the dates covered, how many are undated, the extractor's version.
#[derive(Debug, clap::Args)]
pub struct StatsArgs {}

/// Runs the command.
pub fn run(_: &StatsArgs, global: &Global) -> Result<Outcome, Failure> {
    let stats = index::open(&global.index()?)?.stats()?;
    let mut output = Output::stdout();
    let written = match global.format() {
        Format::Json | Format::Jsonl => json::stats(&mut output, &stats, extract::VERSION),
        Format::Text | Format::Csv => table::stats(&mut output, &stats, &extractors(&stats), look(global)),
    };
    written.map_err(Failure::output)?;
    output.finish()?;
    Ok(Outcome::Done)
}

fn extractors(stats: &Stats) -> Extractors {
    Extractors {
        made: stats.extractors.iter().copied().map(Tier::name_of).collect(),
        older: stats.extractors.iter().any(|version| !Tier::is_current(*version)),
        current: extract::VERSION,
    }
}
