//! Rows of a table, one at a time: cells between delimiters, in quotation marks where they hold delimiters,
//! marks (doubled) or line ends (RFC 4180). Holds one row, up to a limit.

use std::io::BufRead;

use crate::formats::reading::Problem;
use crate::formats::source::unreadable;

/// Most cells of a row.
const MOST: usize = 10_000;

/// Rows of an input.
pub struct Rows<'a> {
    reader: Box<dyn BufRead + 'a>,
    delimiter: u8,
    limit: usize,
    /// The line that comes next, from 1.
    line: u64,
}

/// One row.
#[derive(Debug, PartialEq, Eq)]
pub struct Row {
    /// Its cells; `None` where it was longer than the limit.
    pub cells: Option<Vec<Vec<u8>>>,
    /// The line it begins on, from 1.
    pub line: u64,
}

/// Where in a row the last byte was.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// Before a cell.
    Start,
    /// In a cell without marks.
    Bare,
    /// In a cell in marks.
    Quoted,
    /// Behind a mark in a cell in marks: its end, or the first of two.
    Mark,
}

impl<'a> Rows<'a> {
    /// The rows of `reader`, up to `limit` bytes each.
    #[must_use]
    pub fn new(reader: Box<dyn BufRead + 'a>, delimiter: u8, limit: usize) -> Self {
        Self { reader, delimiter, limit, line: 1 }
    }

    /// The next row; `None` at the end.
    ///
    /// # Errors
    /// Where reading fails.
    pub fn next_row(&mut self) -> Result<Option<Row>, Problem> {
        let mut row = Pending { cells: Vec::new(), cell: Vec::new(), bytes: 0, limit: self.limit };
        let first = self.line;
        let (mut state, mut any) = (State::Start, false);
        loop {
            let chunk = match self.reader.fill_buf() {
                Ok(chunk) => chunk,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(unreadable(error)),
            };
            if chunk.is_empty() {
                return Ok(any.then(|| row.done(first)));
            }
            any = true;
            let (mut used, mut ended) = (0, false);
            for byte in chunk {
                used += 1;
                self.line += u64::from(*byte == b'\n');
                state = match (state, *byte) {
                    (State::Quoted, b'"') => State::Mark,
                    (State::Quoted, byte) => row.add(byte, State::Quoted),
                    (State::Mark, b'"') => row.add(b'"', State::Quoted),
                    (_, b'\n') => {
                        ended = true;
                        State::Start
                    }
                    (_, byte) if byte == self.delimiter => {
                        row.end_cell();
                        State::Start
                    }
                    (State::Start, b'"') => State::Quoted,
                    (_, byte) => row.add(byte, State::Bare),
                };
                // A row without an end is one of no table: what follows it is read as rows again.
                if ended || (row.is_over() && state == State::Quoted && *byte == b'\n') {
                    ended = true;
                    break;
                }
            }
            self.reader.consume(used);
            if ended {
                return Ok(Some(row.done(first)));
            }
        }
    }
}

struct Pending {
    cells: Vec<Vec<u8>>,
    cell: Vec<u8>,
    bytes: usize,
    limit: usize,
}

impl Pending {
    fn add(&mut self, byte: u8, state: State) -> State {
        self.bytes += 1;
        if self.is_over() {
            (self.cells, self.cell) = (Vec::new(), Vec::new());
        } else {
            self.cell.push(byte);
        }
        state
    }

    fn is_over(&self) -> bool {
        self.bytes > self.limit
    }

    fn end_cell(&mut self) {
        if self.cells.len() < MOST {
            self.cells.push(std::mem::take(&mut self.cell));
        } else {
            self.cell.clear();
        }
    }

    fn done(mut self, line: u64) -> Row {
        if self.is_over() {
            return Row { cells: None, line };
        }
        if self.cell.last() == Some(&b'\r') {
            self.cell.pop();
        }
        self.end_cell();
        Row { cells: Some(self.cells), line }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str, limit: usize) -> Vec<(u64, Option<Vec<String>>)> {
        let reader = std::io::BufReader::with_capacity(3, text.as_bytes());
        let mut rows = Rows::new(Box::new(reader), b',', limit);
        let mut all = Vec::new();
        while let Some(row) = rows.next_row().unwrap() {
            let text = |cell: Vec<u8>| String::from_utf8(cell).unwrap();
            all.push((row.line, row.cells.map(|cells| cells.into_iter().map(text).collect())));
        }
        all
    }

    #[test]
    fn cells_end_at_delimiters_outside_marks() {
        let row = |line, cells: &[&str]| (line, Some(cells.iter().map(|cell| (*cell).to_owned()).collect()));
        assert_eq!(
            rows("a,\"b, \"\"c\"\"\nd\",\r\n\r\n5\" dam,x\"y\"\n\"z\"tail", 100),
            [
                row(1, &["a", "b, \"c\"\nd", ""]),
                row(3, &[""]),
                row(4, &["5\" dam", "x\"y\""]),
                row(5, &["ztail"])
            ]
        );
        assert_eq!(rows("", 100), []);
        assert_eq!(rows("a", 100), [row(1, &["a"])]);
    }

    #[test]
    fn a_long_row_is_passed_over() {
        assert_eq!(rows("aaaaaaaaaa,b\nc\n", 5), [(1, None), (2, Some(vec!["c".to_owned()]))]);
        // A mark that never ends swallows no more than the limit and the rest of the line.
        assert_eq!(
            rows("\"aaaa\naaaa\naaaa\nc\n", 8),
            [(1, None), (3, Some(vec!["aaaa".to_owned()])), (4, Some(vec!["c".to_owned()]))]
        );
    }
}
