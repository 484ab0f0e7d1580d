//! `onrecord speakers`: who is quoted.

use super::failure::Failure;
use super::global::{Format, Global};
use super::query_args::{Asked, FilterArgs, StatementArgs};
use super::{Outcome, printing, said};
use crate::query::{Grouping, Sort, Target};

/// How many are shown to people unless told otherwise.
const SHOWN: usize = 50;

/// List who is quoted
///
/// With role, number of statements, outlets, first and last date; most statements first.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  onrecord speakers
  onrecord speakers Sullivan
  onrecord speakers --type anonymous --since 2026-01 --format csv

Exit status: 0 found, 1 nothing found, 2 an error.")]
pub struct SpeakersArgs {
    /// Only speakers called so
    #[arg(value_name = "NAME")]
    name: Vec<String>,
    /// Only statements about this
    #[arg(long, value_name = "QUERY", allow_hyphen_values = true)]
    about: Option<String>,
    #[command(flatten)]
    filters: FilterArgs,
    #[command(flatten)]
    statements: StatementArgs,
    /// How many to show, 0 for all [default: 50 on text, else all]
    #[arg(short = 'n', long, value_name = "N")]
    limit: Option<usize>,
}

/// Runs the command.
pub fn run(args: &SpeakersArgs, global: &Global) -> Result<Outcome, Failure> {
    let name = args.name.join(" ");
    let asked = Asked {
        target: Target::Statements,
        text: args.about.as_deref().unwrap_or_default(),
        speaker: &name,
        filters: &args.filters,
        statements: Some(&args.statements),
        page: None,
        default_sort: Sort::Newest,
    };
    let (mut query, mut notes, reader) = asked.open(global)?;
    let limit = args.limit.unwrap_or(if global.format() == Format::Text { SHOWN } else { 0 });
    query.limit = if limit == 0 { usize::MAX } else { limit };
    let groups = reader.groups(&query, Grouping::Speaker)?;
    if groups.total == 0 {
        notes.extend(said::about_names(reader.as_ref(), &query, &name, 0)?);
    }
    printing::groups(&groups, Grouping::Speaker, &notes, global)
}
