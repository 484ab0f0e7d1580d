//! The header of a table: where it is, what separates its columns, and which of them hold what.

use super::rows::Rows;
use crate::formats::hints::FieldMap;
use crate::formats::json::keys::{self, Key};
use crate::formats::reading::Field;

/// Rows in which the header is looked for.
const ROWS: usize = 12;
/// Most columns looked at.
const COLUMNS: usize = 2_000;

/// A table's header.
pub struct Header {
    /// The line it begins on, from 1.
    pub line: u64,
    /// What separates columns.
    pub delimiter: u8,
    /// The columns that hold something of an article.
    pub columns: Vec<Column>,
}

/// A column that holds something of an article.
pub struct Column {
    /// Its place, from 0.
    pub index: usize,
    /// Its name as printed.
    pub name: String,
    /// What it holds.
    pub field: Field,
    /// The higher, the better.
    pub rank: u8,
}

impl Header {
    /// Whether a column holds `field`.
    #[must_use]
    pub fn has(&self, field: Field) -> bool {
        self.columns.iter().any(|column| column.field == field)
    }

    /// How many fields it has a column for.
    #[must_use]
    pub fn known(&self) -> usize {
        Field::ALL.into_iter().filter(|field| self.has(*field)).count()
    }
}

/// The header in `text`, the beginning of a table: the row that names most fields, under the delimiter that
/// gives it most of them.
#[must_use]
pub fn of_text(text: &str, map: &FieldMap) -> Option<Header> {
    let (told, text, skipped) = told_delimiter(text);
    let all = [b',', b';', b'\t', b'|'];
    let delimiters = match &told {
        Some(delimiter) => std::slice::from_ref(delimiter),
        None => all.as_slice(),
    };
    let headers = delimiters.iter().filter_map(|delimiter| with_delimiter(text, *delimiter, map));
    // `max_by_key` takes the last of equals.
    let best = headers.rev().max_by_key(|header| (header.has(Field::Text), header.known()))?;
    Some(Header { line: best.line + skipped, ..best })
}

/// Excel's first line "sep=;".
fn told_delimiter(text: &str) -> (Option<u8>, &str, u64) {
    let Some(rest) = text.strip_prefix("sep=").or_else(|| text.strip_prefix("\"sep=")) else {
        return (None, text, 0);
    };
    let delimiter = rest.bytes().next().filter(u8::is_ascii_punctuation);
    match rest.split_once('\n') {
        Some((_, rest)) => (delimiter, rest, 1),
        None => (None, text, 0),
    }
}

fn with_delimiter(text: &str, delimiter: u8, map: &FieldMap) -> Option<Header> {
    let mut rows = Rows::new(Box::new(text.as_bytes()), delimiter, text.len());
    let mut best: Option<Header> = None;
    for _ in 0..ROWS {
        let Some(row) = rows.next_row().ok()? else { break };
        let cells = row.cells.unwrap_or_default();
        let named = cells.iter().take(COLUMNS).enumerate();
        let columns: Vec<Column> =
            named.filter_map(|(index, cell)| column(index, std::str::from_utf8(cell).ok()?, map)).collect();
        if cells.len() < 2 || columns.is_empty() {
            continue;
        }
        let header = Header { line: row.line, delimiter, columns };
        if best.as_ref().is_none_or(|best| header.known() > best.known()) {
            best = Some(header);
        }
    }
    best
}

fn column(index: usize, cell: &str, map: &FieldMap) -> Option<Column> {
    let name = cell.trim().trim_start_matches('\u{feff}');
    if name.len() > 60 {
        return None;
    }
    match keys::key(name, map) {
        Key::Field(field, rank, _) => Some(Column { index, name: name.to_owned(), field, rank }),
        _ => None,
    }
}
