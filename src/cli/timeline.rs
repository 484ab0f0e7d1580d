//! `onrecord timeline`: how many articles or statements there are over time.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::Outcome;
use super::failure::Failure;
use super::global::{Format, Global};
use super::output::Output;
use super::printing::{self, look};
use super::query_args::{Asked, FilterArgs, StatementArgs};
use crate::query::{Grouping, Period, Sort, Target, Timeline};
use crate::render::{chart, timeline};

/// Count articles or statements over time
///
/// Articles that match, or with --speaker or --statements what was said, by day, week, month or year.
/// Whatever has no date is counted below.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  onrecord timeline ceasefire
  onrecord timeline ceasefire --by month --split outlet
  onrecord timeline --speaker Gallant --by week --svg gallant.svg
  onrecord timeline 'water treaty' --statements --split speaker --format csv

Exit status: 0 found, 1 nothing found, 2 an error.")]
pub struct TimelineArgs {
    /// What articles say, as for search; of statements, what they are about
    #[arg(value_name = "QUERY")]
    query: Vec<String>,
    /// Count this speaker's statements
    #[arg(long, value_name = "NAME")]
    speaker: Option<String>,
    /// Count statements, not articles
    #[arg(long)]
    statements: bool,
    /// How long a bar is [default: what gives a readable number of bars]
    #[arg(long, value_enum, value_name = "PERIOD")]
    by: Option<By>,
    /// Count the most frequent outlets or speakers apart
    #[arg(long, value_enum, value_name = "WHAT")]
    split: Option<Split>,
    /// How many of them
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u8).range(1..=7))]
    top: u8,
    /// Draw it into this file as well
    #[arg(long, value_name = "FILE")]
    svg: Option<PathBuf>,
    #[command(flatten)]
    filters: FilterArgs,
    #[command(flatten)]
    narrowed: StatementArgs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum By {
    Day,
    /// From Monday on.
    Week,
    Month,
    Year,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Split {
    Outlet,
    /// Counts statements.
    Speaker,
}

impl By {
    const fn period(self) -> Period {
        match self {
            Self::Day => Period::Day,
            Self::Week => Period::Week,
            Self::Month => Period::Month,
            Self::Year => Period::Year,
        }
    }
}

/// Runs the command.
pub fn run(args: &TimelineArgs, global: &Global) -> Result<Outcome, Failure> {
    let of_statements = args.statements || args.speaker.is_some() || args.split == Some(Split::Speaker);
    let target = if of_statements { Target::Statements } else { Target::Articles };
    let text = args.query.join(" ");
    let asked = Asked {
        target,
        text: &text,
        speaker: args.speaker.as_deref().unwrap_or_default(),
        filters: &args.filters,
        statements: Some(&args.narrowed),
        page: None,
        default_sort: Sort::Oldest,
    };
    let (query, notes, reader) = asked.open(global)?;
    let split = args.split.map(|split| match split {
        Split::Outlet => Grouping::Outlet,
        Split::Speaker => Grouping::Speaker,
    });
    let names = if split.is_some() { usize::from(args.top) } else { 0 };
    let found = Timeline::of(&reader.days(&query, split)?, args.by.map(By::period), names);
    if let Some(file) = &args.svg {
        let title = [args.speaker.as_deref().unwrap_or_default(), &text].join(" ");
        draw(file, &found, if title.trim().is_empty() { "Timeline" } else { title.trim() })?;
    }
    let mut output = Output::stdout();
    let format = global.format();
    if format != Format::Json {
        printing::tell(&notes);
    }
    let written = match format {
        Format::Text => timeline::text(&mut output, &found, target, look(global)),
        Format::Json => timeline::document(&mut output, &found, &notes),
        Format::Jsonl => timeline::lines(&mut output, &found),
        Format::Csv => timeline::rows(&mut output, &found, target),
    };
    written.map_err(Failure::output)?;
    output.finish()?;
    Ok(printing::found(found.total))
}

fn draw(file: &Path, found: &Timeline, title: &str) -> Result<(), Failure> {
    let failed = |error: std::io::Error| {
        Failure::new(format!("{}: {error}", file.display())).hint("give a file that you may write")
    };
    let mut out = BufWriter::new(File::create(file).map_err(failed)?);
    chart::svg(&mut out, found, title).map_err(failed)?;
    out.flush().map_err(failed)
}
