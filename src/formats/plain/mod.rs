//! Plain text as people save it from the web: a few header lines in any order, any of them missing, then
//! the text. The text is what follows the header, its paragraphs as they are; nothing of it is taken away.

mod header;
mod likeness;
mod line;
mod words;
mod wrapped;

use super::clean::clean;
use super::draft::{Candidate, Draft, from_moment};
use super::hints::Hints;
use super::reading::{Field, Ignored, Item, Items, Place, Problem, Reason};
use super::source::{Head, Source};
use super::{Likeness, byline, charset};
use crate::article::Date;
use crate::text::date;

/// Rank of what the header says plainly.
const SAID: u8 = 200;
/// Rank of the date of a change.
const UPDATED: u8 = 100;
/// Rank of what stands at the text's end.
const TRAILING: u8 = 50;

/// Names of files about a program or a collection, that hold no article.
const DOCUMENTATION: [&str; 16] = [
    "readme",
    "license",
    "licence",
    "copying",
    "changelog",
    "changes",
    "history",
    "contributing",
    "authors",
    "notice",
    "makefile",
    "dockerfile",
    "todo",
    "requirements",
    "install",
    "code_of_conduct",
];

/// Whether a file of this name (without extension, lower case) documents or builds something.
#[must_use]
pub fn is_documentation(stem: &str) -> bool {
    DOCUMENTATION.contains(&stem) || stem.starts_with("license-") || stem.starts_with("readme.")
}

/// How much `head` looks like plain text.
#[must_use]
pub fn sniff(head: &Head) -> Likeness {
    match head.extension.as_str() {
        "txt" | "text" => Likeness::Likely,
        "" => Likeness::Perhaps,
        _ => Likeness::No,
    }
}

/// Reads one article of plain text.
#[must_use]
pub fn read<'a>(source: Source<'a>, hints: &'a Hints) -> Items<'a> {
    if is_documentation(source.head.stem()) {
        return Box::new(std::iter::once(Item::Ignored(Ignored::Documentation)));
    }
    let text = source.bytes(hints.max_article).and_then(|bytes| charset::decode(bytes, None));
    let item = match text {
        Ok(text) => article(clean(text), hints),
        Err(problem) => Item::Problem(problem),
    };
    Box::new(std::iter::once(item))
}

fn article(text: String, hints: &Hints) -> Item {
    if text.is_empty() {
        return Item::Problem(Problem::new(Reason::Empty));
    }
    draft(&text, hints).finish(hints)
}

/// What a header and a text say, of `text` as [`clean`] leaves it.
#[must_use]
pub fn draft(text: &str, hints: &Hints) -> Draft {
    let header = header::read(text, hints);
    let mut draft = Draft::default();
    for (field, value, number) in &header.fields {
        draft.add(*field, value, Place::Line(*number), SAID);
    }
    for (date, updated, number) in &header.dates {
        // Of several dates the first is the publication's.
        let rank = if *updated { UPDATED } else { SAID }
            .saturating_sub(u8::try_from(draft.date.len()).unwrap_or(50));
        draft.date.push(Candidate { value: *date, place: Place::Line(*number), rank });
    }
    let body = text.get(header.body..).unwrap_or("").trim();
    if let Some(date) = dateline(body).filter(|_| draft.date.is_empty()) {
        draft.date.push(Candidate { value: date, place: Place::Body, rank: TRAILING });
    }
    if let Some(line) = reporting_line(body).filter(|_| !header.has_byline) {
        draft.add(Field::Authors, line, Place::Body, TRAILING);
    }
    draft.text.push(Candidate { value: wrapped::unwrapped(body), place: Place::Body, rank: SAID });
    draft
}

/// The date of "PORT HALDEN, May 8, 2026 (NWA) - …" at the beginning of a text.
fn dateline(body: &str) -> Option<Date> {
    let first = body.lines().find(|line| !line.trim().is_empty())?;
    let (moment, span) = date::find(first)?;
    let place = first.get(..span.start)?;
    let capitals = place.chars().filter(|c| c.is_uppercase()).count();
    let town = place.split(',').next()?.chars().all(|c| !c.is_lowercase());
    let behind = first.get(span.end..)?.trim_start();
    let dash = behind.get(..behind.floor_char_boundary(30))?.contains(['-', '—', '–', '―']);
    (span.start <= 60 && capitals >= 3 && town && dash).then(|| from_moment(moment))
}

/// The date of publication that `line` gives, if it is a date line and nothing else.
#[must_use]
pub fn date_line(line: &str) -> Option<Date> {
    let said = line::said(line);
    let alone = said.beside.is_none() && said.byline.is_none();
    said.dates.iter().find(|(_, updated)| !*updated).filter(|_| alone).map(|(date, _)| *date)
}

/// The names of a trailing "(Reporting by …; editing by …)".
fn reporting_line(body: &str) -> Option<&str> {
    let last = body.lines().rev().filter(|line| !line.trim().is_empty()).take(3);
    last.filter_map(|line| {
        let line = line.trim().trim_start_matches(['(', '[']);
        let rest = line
            .get(..13)
            .filter(|head| head.eq_ignore_ascii_case("reporting by "))
            .and_then(|_| line.get(13..))?;
        let end = rest.find([';', ')', '|']).unwrap_or(rest.len());
        rest.get(..end).filter(|names| !byline::authors(names).is_empty())
    })
    .last()
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
