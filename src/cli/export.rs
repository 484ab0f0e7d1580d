//! `onrecord export`: all of it, out again.

use clap::ValueEnum;

use super::failure::Failure;
use super::global::{Format, Global};
use super::output::Output;
use super::query_args::{Asked, FilterArgs, StatementArgs};
use super::{Outcome, index, outlets_file, printing};
use crate::engine::EngineError;
use crate::query::{Sort, Target};
use crate::render::{csv, json};

/// Write articles or statements as JSON Lines, all of them or what matches
///
/// What went in comes out again: ingested into an empty index, exported articles give the same answers.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  onrecord export articles > articles.jsonl
  onrecord export statements --speaker Gallant --format csv > gallant.csv
  onrecord export articles | onrecord ingest --index other -

Exit status: 0 done, 1 nothing matched, 2 an error.")]
pub struct ExportArgs {
    /// What to write
    #[arg(value_enum, value_name = "WHAT")]
    what: What,
    /// Only what matches this: a query as for search; of statements, what they are about
    #[arg(value_name = "QUERY")]
    query: Vec<String>,
    /// Only this speaker's statements
    #[arg(long, value_name = "NAME")]
    speaker: Option<String>,
    #[command(flatten)]
    filters: FilterArgs,
    #[command(flatten)]
    statements: StatementArgs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum What {
    /// Articles with their text.
    Articles,
    /// Statements with their articles.
    Statements,
}

/// Runs the command.
pub fn run(args: &ExportArgs, global: &Global) -> Result<Outcome, Failure> {
    let folder = global.index()?;
    let outlets = outlets_file::table(&[], Some(&folder), global.config().outlets_file())?;
    let target = match args.what {
        What::Articles => Target::Articles,
        What::Statements => Target::Statements,
    };
    let asked = Asked {
        target,
        text: &args.query.join(" "),
        speaker: args.speaker.as_deref().unwrap_or_default(),
        filters: &args.filters,
        statements: Some(&args.statements),
        page: None,
        default_sort: Sort::Oldest,
    };
    let (query, notes) = asked.query(&outlets, global.config())?;
    printing::tell(&notes);
    let reader = index::open(&folder)?;
    let mut output = Output::stdout();
    let is_csv = global.format() == Format::Csv;
    if is_csv {
        csv::header(&mut output, target).map_err(Failure::output)?;
    }
    let mut total = 0;
    reader.scan(&query, &mut |hit| {
        total += 1;
        let written = match target {
            _ if is_csv => csv::hit(&mut output, &hit),
            Target::Articles => json::export_article(&mut output, &hit.article),
            Target::Statements => json::hit(&mut output, &hit),
        };
        written.map_err(EngineError::Receiver)
    })?;
    output.finish()?;
    Ok(printing::found(total))
}
