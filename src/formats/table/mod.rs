//! CSV and TSV: a row is an article, columns go by the names of JSON keys or by `--map`. Rows are read one at
//! a time, from a file of any size.
//!
//! Commas, semicolons, tabs and bars, quotes, a byte order mark, Excel's "sep=" line, and lines before the
//! header are understood. A table without a column for a text is a problem, once, if it is about articles.

mod header;
mod rows;

use std::io::Cursor;

use super::draft::{Candidate, Draft};
use super::format::Likeness;
use super::hints::Hints;
use super::reading::{Field, Ignored, Item, Items, Place, Problem, Reason};
use super::source::{Head, Source};
use super::{charset, clean, html};
use header::{Column, Header};
use rows::Rows;

/// A table in UTF-16 is turned to UTF-8 as a whole; it may be this many times as long as an article.
const UTF16: usize = 8;

/// How much `head` looks like a table of articles.
#[must_use]
pub fn sniff(head: &Head) -> Likeness {
    let text = head.trimmed();
    if text.starts_with(['{', '<']) {
        return Likeness::No;
    }
    let header = header::of_text(text, &Default::default());
    let has = |field| header.as_ref().is_some_and(|header| header.has(field));
    let known = header.as_ref().map_or(0, Header::known);
    let named = matches!(head.extension.as_str(), "csv" | "tsv" | "tab" | "psv");
    if has(Field::Text) && (known >= 3 || (named && known >= 2)) {
        Likeness::Surely
    } else if named {
        Likeness::Likely
    } else {
        Likeness::No
    }
}

/// Reads every row.
#[must_use]
pub fn read<'a>(source: Source<'a>, hints: &'a Hints) -> Items<'a> {
    match open(source, hints) {
        Ok(rows) => Box::new(rows),
        Err(item) => Box::new(std::iter::once(*item)),
    }
}

fn open<'a>(source: Source<'a>, hints: &'a Hints) -> Result<Table<'a>, Box<Item>> {
    let Some(header) = header::of_text(source.head.trimmed(), &hints.map) else {
        return Err(Box::new(Item::Ignored(Ignored::Unknown)));
    };
    if !header.has(Field::Text) {
        let about_articles = header.has(Field::Title) && header.known() >= 2;
        return Err(Box::new(if about_articles {
            Item::Problem(Problem::new(Reason::NoText).at(None, Some(header.line)))
        } else {
            Item::Ignored(Ignored::Unknown)
        }));
    }
    let legacy = charset::legacy(&source.head.bytes);
    let utf16 = charset::is_utf16(&source.head.bytes);
    let bytes: Box<dyn std::io::BufRead + 'a> = if utf16 {
        let text = source.bytes(hints.max_article.saturating_mul(UTF16));
        let text = text.and_then(|bytes| charset::decode(bytes, None));
        let text = text.map_err(|problem| Box::new(Item::Problem(problem)))?;
        Box::new(Cursor::new(text.into_bytes()))
    } else {
        source.reader()
    };
    let rows = Rows::new(bytes, header.delimiter, hints.max_article.saturating_mul(2));
    Ok(Table { rows, header, hints, legacy, record: 0, over: false })
}

struct Table<'a> {
    rows: Rows<'a>,
    header: Header,
    hints: &'a Hints,
    legacy: Option<&'static encoding_rs::Encoding>,
    record: u64,
    over: bool,
}

impl Iterator for Table<'_> {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        while !self.over {
            let row = match self.rows.next_row() {
                Ok(Some(row)) => row,
                Ok(None) => {
                    self.over = true;
                    return (self.record == 0).then_some(Item::Ignored(Ignored::Nothing));
                }
                Err(problem) => {
                    self.over = true;
                    return Some(Item::Problem(problem));
                }
            };
            if row.line <= self.header.line {
                continue;
            }
            let Some(cells) = row.cells else {
                self.record += 1;
                let problem = Problem::new(Reason::TooLong(self.hints.max_article));
                return Some(Item::Problem(problem.at(Some(self.record), Some(row.line))));
            };
            if cells.iter().all(|cell| cell.trim_ascii().is_empty()) {
                continue;
            }
            self.record += 1;
            return Some(self.item(&cells, row.line));
        }
        None
    }
}

impl Table<'_> {
    fn item(&self, cells: &[Vec<u8>], line: u64) -> Item {
        let mut draft = Draft { record: Some(self.record), line: Some(line), ..Draft::default() };
        let (record, at) = (draft.record, draft.line);
        for column in &self.header.columns {
            let Some(cell) = cells.get(column.index) else { continue };
            match self.decode(cell) {
                Ok(value) => add(&mut draft, column, value),
                Err(reason) => return Item::Problem(Problem::new(reason).at(record, at)),
            }
        }
        if draft.text.iter().any(|text| text.value.len() > self.hints.max_article) {
            return Item::Problem(Problem::new(Reason::TooLong(self.hints.max_article)).at(record, at));
        }
        draft.finish(self.hints)
    }

    fn decode(&self, cell: &[u8]) -> Result<String, Reason> {
        if let Ok(text) = std::str::from_utf8(cell) {
            return Ok(text.trim_start_matches('\u{feff}').to_owned());
        }
        let legacy = self
            .legacy
            .and_then(|encoding| encoding.decode_without_bom_handling_and_without_replacement(cell));
        match legacy {
            Some(text) => Ok(text.into_owned()),
            None => charset::decode(cell.to_vec(), None).map_err(|problem| problem.reason),
        }
    }
}

fn add(draft: &mut Draft, column: &Column, value: String) {
    let place = Place::Key(column.name.clone().into());
    match column.field {
        Field::Text => {
            let value = clean::clean(html::text_if_html(value));
            draft.text.push(Candidate { value, place, rank: column.rank });
        }
        Field::Id => draft.given_id = Some(value.into()),
        Field::Authors => draft.add(Field::Authors, &authors(&value), place, column.rank),
        Field::Title => draft.add(Field::Title, &html::unescaped(&value), place, column.rank),
        field => draft.add(field, &value, place, column.rank),
    }
}

/// "Anna Karr, Tom Vale" of "Karr, Anna; Vale, Tom", as archives list authors.
fn authors(cell: &str) -> String {
    let names: Vec<&str> = cell.split(';').map(str::trim).filter(|name| !name.is_empty()).collect();
    let turned = names.iter().map(|name| {
        let (family, given) = name.split_once(',')?;
        let (family, given) = (family.trim(), given.trim());
        let whole = !family.is_empty() && !given.is_empty() && !given.contains(',');
        // "Anna Karr, Tom Vale" are two: a family name of several words is rare, a given one rarer.
        (whole && (names.len() > 1 || !family.contains(' '))).then(|| format!("{given} {family}"))
    });
    let turned: Option<Vec<String>> = turned.collect();
    match turned {
        Some(turned) if !turned.is_empty() => turned.join(", "),
        _ => names.join(", "),
    }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
