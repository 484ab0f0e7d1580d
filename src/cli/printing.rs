//! Printing what was found, in the format asked for; notes go to standard error.

use std::io::{self, Write as _};

use super::Outcome;
use super::failure::Failure;
use super::global::{Format, Global, width};
use super::output::Output;
use crate::query::{Answer, Grouping, Groups, Note, Query, explain};
use crate::render::inert::one_line;
use crate::render::style::{Colour, Look};
use crate::render::terminal::Context;
use crate::render::{csv, json, table, terminal};

/// What the reader's terminal is like.
#[must_use]
pub fn look(global: &Global) -> Look {
    Look { width: width(), colour: if global.is_colored() { Colour::On } else { Colour::Off } }
}

/// Prints one page of hits.
///
/// # Errors
/// Where the output is closed or full.
pub fn page(
    answer: &Answer,
    query: &Query,
    notes: &[Note],
    context: Context,
    global: &Global,
) -> Result<Outcome, Failure> {
    let mut output = Output::stdout();
    let format = global.format();
    if format != Format::Json {
        tell(notes);
    }
    let written = match format {
        Format::Text => page_of_text(&mut output, answer, query, context, global),
        Format::Json => json::page(&mut output, answer, notes),
        Format::Jsonl => answer.hits.iter().try_for_each(|hit| json::hit(&mut output, hit)),
        Format::Csv => csv::header(&mut output, query.target)
            .and_then(|()| answer.hits.iter().try_for_each(|hit| csv::hit(&mut output, hit))),
    };
    written.map_err(Failure::output)?;
    output.finish()?;
    Ok(found(answer.total))
}

fn page_of_text(
    output: &mut Output,
    answer: &Answer,
    query: &Query,
    context: Context,
    global: &Global,
) -> io::Result<()> {
    if query.explain {
        writeln!(output, "{}\n", explain(query).lines().map(one_line).collect::<Vec<_>>().join("\n"))?;
    }
    terminal::page(output, answer, query, context, look(global))
}

/// Prints speakers or outlets.
///
/// # Errors
/// Where the output is closed or full.
pub fn groups(groups: &Groups, by: Grouping, notes: &[Note], global: &Global) -> Result<Outcome, Failure> {
    let mut output = Output::stdout();
    let format = global.format();
    if format != Format::Json {
        tell(notes);
    }
    let written = match format {
        Format::Text => table::groups(&mut output, by, groups, look(global)),
        Format::Json => json::groups(&mut output, by, groups, notes),
        Format::Jsonl => groups.groups.iter().try_for_each(|group| json::group(&mut output, by, group)),
        Format::Csv => csv::groups(&mut output, by, &groups.groups),
    };
    written.map_err(Failure::output)?;
    output.finish()?;
    Ok(found(groups.total))
}

/// Whether something was found.
#[must_use]
pub const fn found(total: u64) -> Outcome {
    if total == 0 { Outcome::Nothing } else { Outcome::Done }
}

/// Tells the notes on standard error.
pub fn tell(notes: &[Note]) {
    let mut stderr = io::stderr().lock();
    for note in notes {
        let _ = writeln!(stderr, "note: {}", one_line(&note.text));
    }
}
