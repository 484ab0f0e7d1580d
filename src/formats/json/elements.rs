//! The elements of a top-level JSON array, cut out one at a time, so that an array of any size is read
//! in the room of one article.

use std::io::BufRead;

use super::annotations;
use super::record;
use crate::formats::hints::Hints;
use crate::formats::reading::{Ignored, Item, Problem, Reason};
use crate::formats::source::{Source, unreadable};

/// Deepest nesting that is looked into.
const DEPTH: usize = 128;

pub(super) struct Elements<'a> {
    reader: Box<dyn BufRead + 'a>,
    hints: &'a Hints,
    /// Lines seen so far, from 1.
    line: u64,
    record: u64,
    state: State,
    /// Further articles of the same element, the last first.
    more: Vec<Item>,
    /// Nothing that was an article or should be one, so far.
    nothing: Option<Ignored>,
}

#[derive(PartialEq, Eq)]
enum State {
    Before,
    Inside,
    Over,
}

/// One element as cut out.
enum Cut {
    /// Its bytes, and the line it begins on.
    Element(Vec<u8>, u64),
    TooLong(u64),
    End,
}

impl<'a> Elements<'a> {
    pub(super) fn new(source: Source<'a>, hints: &'a Hints) -> Self {
        let reader = source.reader();
        let nothing = Some(Ignored::Settings);
        Self { reader, hints, line: 1, record: 0, state: State::Before, more: Vec::new(), nothing }
    }

    fn byte(&mut self) -> Result<Option<u8>, Problem> {
        loop {
            match self.reader.fill_buf() {
                Ok(chunk) => {
                    let byte = chunk.first().copied();
                    if byte.is_some() {
                        self.reader.consume(1);
                    }
                    self.line += u64::from(byte == Some(b'\n'));
                    return Ok(byte);
                }
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(error) => return Err(unreadable(error)),
            }
        }
    }

    /// Cuts out the next element: the bytes up to a comma or bracket outside strings and nested values.
    fn cut(&mut self) -> Result<Cut, Problem> {
        let mut element = Vec::new();
        let (mut depth, mut quoted, mut escaped, mut too_long) = (0_usize, false, false, false);
        let mut begins = None;
        loop {
            let Some(byte) = self.byte()? else {
                let reason = Reason::Json("the array does not end".to_owned());
                return Err(Problem::new(reason).at(None, Some(self.line)));
            };
            if self.state == State::Before {
                if byte == b'[' {
                    self.state = State::Inside;
                }
                continue;
            }
            match byte {
                _ if escaped => escaped = false,
                b'\\' if quoted => escaped = true,
                b'"' => quoted = !quoted,
                _ if quoted => {}
                b'[' | b'{' => depth += 1,
                b']' | b'}' if depth > 0 => depth -= 1,
                b',' | b']' if depth == 0 => {
                    if byte == b']' {
                        self.state = State::Over;
                    }
                    return Ok(match begins {
                        None if byte == b']' => Cut::End,
                        _ if too_long => Cut::TooLong(begins.unwrap_or(self.line)),
                        _ => Cut::Element(element, begins.unwrap_or(self.line)),
                    });
                }
                _ => {}
            }
            if depth > DEPTH {
                self.state = State::Over;
                return Err(Problem::new(Reason::TooDeep(DEPTH)).at(None, Some(self.line)));
            }
            if begins.is_none() && !byte.is_ascii_whitespace() {
                begins = Some(self.line);
            }
            too_long |= element.len() >= self.hints.max_article;
            if too_long {
                element = Vec::new();
            } else if begins.is_some() {
                element.push(byte);
            }
        }
    }
}

impl Iterator for Elements<'_> {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        loop {
            if let Some(item) = self.more.pop() {
                self.nothing = None;
                return Some(item);
            }
            if self.state == State::Over {
                return self.nothing.take().map(Item::Ignored);
            }
            let cut = match self.cut() {
                Ok(cut) => cut,
                Err(problem) => {
                    (self.state, self.nothing) = (State::Over, None);
                    return Some(Item::Problem(problem));
                }
            };
            let (bytes, line) = match cut {
                Cut::End => continue,
                Cut::Element(bytes, line) => (bytes, line),
                Cut::TooLong(line) => {
                    self.record += 1;
                    self.nothing = None;
                    let problem = Problem::new(Reason::TooLong(self.hints.max_article));
                    return Some(Item::Problem(problem.at(Some(self.record), Some(line))));
                }
            };
            self.record += 1;
            let parsed = record::parse(&bytes, &self.hints.map);
            // Until something hopeful comes, elements that are nothing of ours say nothing.
            if let Some(reason) = parsed.as_ref().ok().and_then(annotations::of_record)
                && self.nothing.is_some()
            {
                self.nothing = Some(reason);
                continue;
            }
            self.more = super::items_of(parsed, self.hints, Some(self.record), Some(line));
            self.more.reverse();
        }
    }
}
