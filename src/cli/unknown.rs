//! What to say where nothing was found: names in the query that the index does not know, and those that
//! were perhaps meant.

use super::failure::Failure;
use crate::engine::Reader;
use crate::names::closest;
use crate::query::{Clause, Grouping, Note, Notes, Query, Target};

/// How many names of a query are looked at.
const MOST: usize = 5;
/// How many names a note suggests.
const SUGGESTED: usize = 3;

/// A name in a query.
#[derive(Clone, Copy, PartialEq)]
enum Name<'a> {
    Speaker(&'a Clause, &'a str),
    Outlet(&'a Clause, &'a str),
}

/// Notes on the speakers and outlets in `query`, which found nothing, that the index does not know.
///
/// # Errors
/// Where the index cannot be read.
pub fn names(reader: &dyn Reader, query: &Query) -> Result<Notes, Failure> {
    let mut names = Vec::new();
    for clause in std::iter::once(&query.matching).chain(&query.filters) {
        gather(clause, &mut names);
    }
    let mut notes = Notes::new();
    for name in names.into_iter().take(MOST) {
        notes.extend(match name {
            Name::Speaker(clause, typed) => about(reader, query, clause, typed, Grouping::Speaker)?,
            Name::Outlet(clause, typed) => about(reader, query, clause, typed, Grouping::Outlet)?,
        });
    }
    Ok(notes)
}

/// The names that `clause` asks for.
fn gather<'a>(clause: &'a Clause, names: &mut Vec<Name<'a>>) {
    match clause {
        Clause::And(parts) | Clause::Or(parts) => parts.iter().for_each(|part| gather(part, names)),
        Clause::Holds(part) | Clause::Boost(_, part) => gather(part, names),
        Clause::Speaker(name) => names.push(Name::Speaker(clause, &name.typed)),
        Clause::Outlet(typed) => names.push(Name::Outlet(clause, typed)),
        _ => {}
    }
}

/// A note on one name, if nobody in the index bears it.
fn about(
    reader: &dyn Reader,
    query: &Query,
    clause: &Clause,
    typed: &str,
    by: Grouping,
) -> Result<Option<Note>, Failure> {
    let (target, what) = match by {
        Grouping::Speaker => (Target::Statements, "speaker"),
        Grouping::Outlet => (Target::Articles, "outlet"),
    };
    let all = Query {
        target,
        matching: Clause::All,
        filters: Vec::new(),
        after: None,
        limit: usize::MAX,
        explain: false,
        ..query.clone()
    };
    let known = Query { filters: vec![clause.clone()], limit: 0, ..all.clone() };
    if reader.answer(&known)?.total > 0 {
        return Ok(None);
    }
    let groups = reader.groups(&all, by)?;
    let near = closest(typed, groups.groups.iter().map(|group| group.name.as_str()), SUGGESTED);
    let text = format!("no {what} is called {typed}");
    Ok(Some(Note::remark(match near.is_empty() {
        true => text,
        false => format!("{text}; did you mean {}?", near.join(" or ")),
    })))
}
