//! `onrecord speakers`: who is quoted.

use super::failure::Failure;
use super::global::Global;
use super::query_args::{Asked, FilterArgs, StatementArgs};
use super::{Outcome, index, outlets_file, printing, said};
use crate::query::{Grouping, Sort, Target};

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
    /// How many to show, 0 for all
    #[arg(short = 'n', long, value_name = "N", default_value_t = 0)]
    limit: usize,
}

/// Runs the command.
pub fn run(args: &SpeakersArgs, global: &Global) -> Result<Outcome, Failure> {
    let folder = global.index()?;
    let outlets = outlets_file::table(&[], Some(&folder), None)?;
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
    let (query, mut notes) = asked.query(&outlets)?;
    let reader = index::open(&folder)?;
    let mut groups = reader.groups(&query, Grouping::Speaker)?;
    if groups.is_empty() {
        notes.extend(said::about_names(reader.as_ref(), &query, &name, 0)?);
    }
    if args.limit > 0 {
        groups.truncate(args.limit);
    }
    printing::groups(&groups, Grouping::Speaker, &notes, global)
}
