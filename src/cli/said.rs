//! `onrecord said`: statements, by who said them and what about.

use super::failure::Failure;
use super::global::Global;
use super::query_args::{Asked, FilterArgs, PageArgs, StatementArgs};
use super::{Outcome, printing, unknown};
use crate::engine::Reader;
use crate::names::{NameQuery, closest};
use crate::query::{Clause, Grouping, Groups, Note, Query, Sort, Target};
use crate::render::terminal::Context;

/// Find statements: who said what, when, in which outlet
///
/// Newest first.
/// A surname finds all who bear it, a full name that person under every form of it, a title before it
/// the role: said "Secretary Austin". Sources kept unnamed are found by their words, all required:
/// said "senior Israeli official".
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  onrecord said Gallant
  onrecord said \"White House\" --about ceasefire --since 2024-10
  onrecord said --about '\"rate rise\"' --type anonymous
  onrecord said Aske --kind direct --context 1
  onrecord said --no-comment --outlet \"Harbor Ledger\" --format csv

Exit status: 0 found, 1 nothing found, 2 an error.")]
pub struct SaidArgs {
    /// Whose statements; anybody's where none is given
    #[arg(value_name = "SPEAKER")]
    speaker: Vec<String>,
    /// What the statement is about: a query as for search, matched within one statement
    #[arg(long, value_name = "QUERY", allow_hyphen_values = true)]
    about: Option<String>,
    #[command(flatten)]
    filters: FilterArgs,
    #[command(flatten)]
    statements: StatementArgs,
    #[command(flatten)]
    page: PageArgs,
    /// Show so many sentences before and after each statement
    #[arg(long, value_name = "N", default_value_t = 0)]
    context: usize,
}

/// Runs the command.
pub fn run(args: &SaidArgs, global: &Global) -> Result<Outcome, Failure> {
    let speaker = args.speaker.join(" ");
    let asked = Asked {
        target: Target::Statements,
        text: args.about.as_deref().unwrap_or_default(),
        speaker: &speaker,
        filters: &args.filters,
        statements: Some(&args.statements),
        page: Some(&args.page),
        default_sort: Sort::Newest,
    };
    let (query, mut notes, reader) = asked.open(global)?;
    let answer = reader.answer(&query)?;
    notes.extend(answer.notes.iter().cloned());
    notes.extend(about_names(reader.as_ref(), &query, &speaker, answer.total)?);
    if answer.total == 0 {
        let about = Query {
            filters: query.filters.iter().filter(|one| !is_speaker(one)).cloned().collect(),
            ..query.clone()
        };
        notes.extend(unknown::names(reader.as_ref(), &about)?);
    }
    printing::page(&answer, &query, &notes, Context { sentences: args.context }, global)
}

/// Whether it is what [`about_names`] speaks of.
const fn is_speaker(clause: &Clause) -> bool {
    matches!(clause, Clause::Speaker(_))
}

/// How many names a note gives.
const NAMES: usize = 5;

/// What to say of a name that several bear, or that nobody bears.
pub fn about_names(
    reader: &dyn Reader,
    query: &Query,
    typed: &str,
    total: u64,
) -> Result<Option<Note>, Failure> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let name = NameQuery::parse(typed);
    if total > 0 {
        if !name.bare {
            return Ok(None);
        }
        let groups =
            reader.groups(&Query { after: None, limit: NAMES, ..query.clone() }, Grouping::Speaker)?;
        return Ok(bearers(typed, &groups));
    }
    let everything =
        Query { matching: Clause::All, filters: Vec::new(), after: None, limit: usize::MAX, ..query.clone() };
    let known = Query { filters: vec![Clause::Speaker(name)], ..everything.clone() };
    let statements: u64 =
        reader.groups(&known, Grouping::Speaker)?.groups.iter().map(|group| group.statements).sum();
    if statements > 0 {
        let which = if statements == 1 { "one statement" } else { "statements" };
        let number = if statements == 1 { String::new() } else { format!("{statements} ") };
        return Ok(Some(Note::remark(format!("{typed}: {number}{which} in all, none like this"))));
    }
    let groups = reader.groups(&everything, Grouping::Speaker)?;
    let near = closest(typed, groups.groups.iter().map(|group| group.name.as_str()), 3);
    Ok(Some(Note::remark(match near.is_empty() {
        true => format!("no speaker is called {typed}"),
        false => format!("no speaker is called {typed}; did you mean {}?", near.join(" or ")),
    })))
}

/// Who bears a name: `Sullivan: 12 Jake Sullivan, 3 Dan Sullivan`.
fn bearers(typed: &str, found: &Groups) -> Option<Note> {
    let groups = &found.groups;
    if groups.len() < 2 {
        return None;
    }
    let mut names: Vec<String> =
        groups.iter().map(|group| format!("{} {}", group.statements, group.name)).collect();
    let others = found.total.saturating_sub(u64::try_from(groups.len()).unwrap_or(u64::MAX));
    if others > 0 {
        names.push(format!("{others} others"));
    }
    Some(Note::remark(format!("{typed}: {}", names.join(", "))))
}
