//! `onrecord search`: articles by their words.

use super::failure::Failure;
use super::global::Global;
use super::query_args::{Asked, FilterArgs, PageArgs};
use super::{Outcome, printing, unknown};
use crate::query::{Sort, Target};
use crate::render::terminal::Context;

/// Find articles by their words
///
/// A query is words, "phrases", AND, OR, NOT, (parentheses), w/5, news*, and fields such as outlet:
/// author: title: date: speaker: says:. All words are required, in any form ("talk" finds "talks");
/// "quotes" want them in a row. A minus before a word leaves it out. Best match first.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  onrecord search ceasefire talks
  onrecord search '\"water treaty\" -football outlet:\"Harbor Ledger\"'
  onrecord search 'dam date:[2025-10 TO 2026-01]' --sort recent
  onrecord search 'speaker:Aske says:(memo w/5 read)' --json

Exit status: 0 found, 1 nothing found, 2 an error.")]
pub struct SearchArgs {
    /// The query; several words are one query
    #[arg(value_name = "QUERY")]
    query: Vec<String>,
    #[command(flatten)]
    filters: FilterArgs,
    #[command(flatten)]
    page: PageArgs,
}

/// Runs the command.
pub fn run(args: &SearchArgs, global: &Global) -> Result<Outcome, Failure> {
    let asked = Asked {
        target: Target::Articles,
        text: &args.query.join(" "),
        speaker: "",
        filters: &args.filters,
        statements: None,
        page: Some(&args.page),
        default_sort: Sort::Relevance,
    };
    let (query, mut notes, reader) = asked.open(global)?;
    let answer = reader.answer(&query)?;
    notes.extend(answer.notes.iter().cloned());
    if answer.total == 0 {
        notes.extend(unknown::names(reader.as_ref(), &query)?);
    }
    printing::page(&answer, &query, &notes, Context::default(), global)
}
