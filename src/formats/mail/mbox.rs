//! A mailbox: messages one after the other, each behind a line "From …" (RFC 4155), read one at a time.

use std::io::BufRead;

use super::message;
use crate::formats::hints::Hints;
use crate::formats::line_reader::{Line, LineReader};
use crate::formats::reading::{Item, Problem, Reason};

/// The bytes of a message, if no more than a message may have, and the line it begins on.
type Cut = (Option<Vec<u8>>, u64);

/// Messages of a mailbox.
pub struct Mailbox<'a> {
    lines: LineReader<'a>,
    hints: &'a Hints,
    record: u64,
    /// A line "From …" was read, of the message that comes next.
    begun: bool,
    over: bool,
}

impl<'a> Mailbox<'a> {
    /// The mailbox that `reader` holds.
    pub fn new(reader: Box<dyn BufRead + 'a>, hints: &'a Hints) -> Self {
        let lines = LineReader::new(reader, hints.max_article);
        Self { lines, hints, record: 0, begun: false, over: false }
    }

    /// The next message.
    fn next_message(&mut self) -> Result<Option<Cut>, Problem> {
        let mut bytes: Vec<u8> = Vec::new();
        let (mut long, mut blank, mut any) = (false, true, self.begun);
        let first = self.lines.number + 1;
        loop {
            let Some(line) = self.lines.next_line()? else {
                self.over = true;
                return Ok(any.then_some((Some(bytes).filter(|_| !long), first)));
            };
            let Line::Whole(line) = line else {
                (long, any) = (true, true);
                bytes = Vec::new();
                continue;
            };
            if blank && line.starts_with(b"From ") {
                if self.begun || any {
                    self.begun = true;
                    return Ok(Some((Some(bytes).filter(|_| !long), first)));
                }
                self.begun = true;
                any = true;
                continue;
            }
            blank = line.trim_ascii().is_empty();
            any |= !blank;
            long |= bytes.len() + line.len() > self.hints.max_article;
            if long {
                bytes = Vec::new();
            } else {
                // ">From " is how a text's own "From " is written.
                let quoted = line.iter().position(|byte| *byte != b'>').unwrap_or(0);
                let own = quoted > 0 && line.get(quoted..).is_some_and(|rest| rest.starts_with(b"From "));
                bytes.extend_from_slice(line.get(usize::from(own)..).unwrap_or_default());
                bytes.push(b'\n');
            }
        }
    }
}

impl Iterator for Mailbox<'_> {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        if self.over {
            return None;
        }
        let (bytes, line) = match self.next_message() {
            Ok(message) => message?,
            Err(problem) => {
                self.over = true;
                return Some(Item::Problem(problem));
            }
        };
        self.record += 1;
        let (record, line) = (Some(self.record), Some(line));
        let Some(bytes) = bytes else {
            return Some(Item::Problem(
                Problem::new(Reason::TooLong(self.hints.max_article)).at(record, line),
            ));
        };
        Some(match message::read(&bytes, self.hints) {
            Item::Article(mut reading) => {
                reading.record = record;
                Item::Article(reading)
            }
            Item::Problem(problem) => Item::Problem(problem.at(record, line)),
            Item::Ignored(reason) => Item::IgnoredPart { part: self.record.to_string(), reason },
            part => part,
        })
    }
}
