//! `onrecord outlets`: which outlets there are.

use super::failure::Failure;
use super::global::Global;
use super::query_args::{Asked, FilterArgs};
use super::{Outcome, printing};
use crate::query::{Grouping, Sort, Target};

/// List the outlets
///
/// With numbers of articles and statements, first and last date; most articles first.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  onrecord outlets
  onrecord outlets --since 2026-01 --json

Exit status: 0 found, 1 nothing found, 2 an error.")]
pub struct OutletsArgs {
    /// Only articles that match this, as for search
    #[arg(value_name = "QUERY")]
    query: Vec<String>,
    #[command(flatten)]
    filters: FilterArgs,
}

/// Runs the command.
pub fn run(args: &OutletsArgs, global: &Global) -> Result<Outcome, Failure> {
    let asked = Asked {
        target: Target::Articles,
        text: &args.query.join(" "),
        speaker: "",
        filters: &args.filters,
        statements: None,
        page: None,
        default_sort: Sort::Newest,
    };
    let (mut query, notes, reader) = asked.open(global)?;
    query.limit = usize::MAX;
    let groups = reader.groups(&query, Grouping::Outlet)?;
    printing::groups(&groups, Grouping::Outlet, &notes, global)
}
