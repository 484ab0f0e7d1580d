//! Lines of an input of any size, one at a time, none kept longer than a limit.

use std::io::{BufRead, Read};

use super::reading::Problem;
use super::source::unreadable;

/// Reads lines; holds one at a time.
pub struct LineReader<'a> {
    reader: Box<dyn BufRead + 'a>,
    limit: usize,
    /// Number of the line given last, from 1.
    pub number: u64,
    buffer: Vec<u8>,
    done: bool,
}

/// One line.
#[derive(Debug, PartialEq, Eq)]
pub enum Line<'l> {
    /// Its bytes, without the line feed.
    Whole(&'l [u8]),
    /// It was longer than the limit, and is passed over.
    TooLong,
}

impl<'a> LineReader<'a> {
    /// Lines of `reader`, up to `limit` bytes each.
    #[must_use]
    pub fn new(reader: Box<dyn BufRead + 'a>, limit: usize) -> Self {
        Self { reader, limit, number: 0, buffer: Vec::new(), done: false }
    }

    /// The next line, or `None` at the end.
    ///
    /// # Errors
    /// Where reading fails; nothing follows then.
    pub fn next_line(&mut self) -> Result<Option<Line<'_>>, Problem> {
        if self.done {
            return Ok(None);
        }
        // A long line is rare: its room is not kept for the rest of the file.
        if self.buffer.capacity() > (1 << 20) {
            self.buffer = Vec::new();
        }
        self.buffer.clear();
        // The limit, the line feed, and one byte more to tell that it was passed.
        let most = u64::try_from(self.limit).unwrap_or(u64::MAX).saturating_add(2);
        let read = self.reader.by_ref().take(most).read_until(b'\n', &mut self.buffer);
        let read = read.and_then(|count| {
            let too_long = self.buffer.last() != Some(&b'\n') && self.buffer.len() > self.limit;
            if too_long {
                self.buffer = Vec::new();
                self.reader.skip_until(b'\n')?;
            }
            Ok((count, too_long))
        });
        let (count, too_long) = read.map_err(|error| {
            self.done = true;
            unreadable(error)
        })?;
        if count == 0 {
            self.done = true;
            return Ok(None);
        }
        self.number += 1;
        let line = self.buffer.strip_suffix(b"\n").unwrap_or(&self.buffer);
        Ok(Some(if too_long || line.len() > self.limit { Line::TooLong } else { Line::Whole(line) }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_over_the_limit_is_passed_over_and_the_rest_is_read() {
        let text: &[u8] = b"one\n\nfar too long\r\nlast";
        let reader = std::io::BufReader::with_capacity(4, text);
        let mut lines = LineReader::new(Box::new(reader), 6);
        assert_eq!(lines.next_line(), Ok(Some(Line::Whole(b"one"))));
        assert_eq!(lines.next_line(), Ok(Some(Line::Whole(b""))));
        assert_eq!(lines.next_line(), Ok(Some(Line::TooLong)));
        assert_eq!(lines.next_line(), Ok(Some(Line::Whole(b"last"))));
        assert_eq!(lines.number, 4);
        assert_eq!(lines.next_line(), Ok(None));
    }
}
