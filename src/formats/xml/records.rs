//! Records cut out of an XML input of any size: every element of certain names, one at a time. One that is
//! broken or too long costs itself alone.
//!
//! Looks at tags, comments and CDATA sections and nothing else; holds one record at a time.

use std::io::{BufRead, Cursor};

use super::element::Element;
use crate::formats::charset;
use crate::formats::reading::{Problem, Reason};
use crate::formats::source::{Source, unreadable};

/// How much of a tag is kept: its name, and whether it is a tag at all.
const BEGINNING: usize = 256;
/// How much of what stands before the first record is kept.
const PRELUDE: usize = 256 << 10;
/// Longest document in UTF-16, which is turned to UTF-8 as a whole, in articles.
const UTF16: usize = 4;

/// Records of an input.
pub struct Records<'a> {
    reader: Box<dyn BufRead + 'a>,
    names: &'static [&'static str],
    limit: usize,
    /// The charset that the XML declaration names.
    declared: Option<String>,
    /// Lines seen so far, from 1.
    line: u64,
    /// What stood before the first record.
    before: Vec<u8>,
    prelude: Option<Element>,
}

/// What is found next.
pub enum Cut {
    /// A record's bytes, and the line it begins on.
    Record(Vec<u8>, u64),
    /// A record over the limit, and the line it begins on.
    TooLong(u64),
    /// No record any more.
    End,
}

/// Where bytes go: kept up to a limit.
struct Sink {
    bytes: Vec<u8>,
    limit: usize,
    over: bool,
}

impl Sink {
    fn new(limit: usize) -> Self {
        Self { bytes: Vec::new(), limit, over: false }
    }

    fn take(&mut self, bytes: &[u8]) {
        self.over |= self.bytes.len() + bytes.len() > self.limit;
        if self.over {
            self.bytes = Vec::new();
        } else {
            self.bytes.extend_from_slice(bytes);
        }
    }
}

/// What a tag does.
enum Tag {
    Begins(String),
    Ends(String),
    Empty(String),
    Other,
}

impl<'a> Records<'a> {
    /// The elements of `source` whose local names are among `names`, up to `limit` bytes each.
    ///
    /// # Errors
    /// Where it is in a charset that cannot be read, or declares entities.
    pub fn open(source: Source<'a>, names: &'static [&'static str], limit: usize) -> Result<Self, Problem> {
        let head = &source.head;
        if declares_entities(&head.text) {
            return Err(Problem::new(Reason::Entities));
        }
        let declared = declared_charset(&head.text);
        let reader: Box<dyn BufRead + 'a> = if charset::is_utf16(&head.bytes) {
            let bytes = source.bytes(limit.saturating_mul(UTF16))?;
            Box::new(Cursor::new(charset::decode(bytes, None)?.into_bytes()))
        } else {
            source.reader()
        };
        Ok(Self { reader, names, limit, declared, line: 1, before: Vec::new(), prelude: None })
    }

    /// What stood before the first record, as far as it is well-formed.
    #[must_use]
    pub fn prelude(&mut self) -> &Element {
        let before = &self.before;
        self.prelude.get_or_insert_with(|| Element::parse_beginning(&String::from_utf8_lossy(before)))
    }

    /// The text of a record.
    ///
    /// # Errors
    /// Where no charset explains its bytes.
    pub fn decode(&self, bytes: Vec<u8>) -> Result<String, Reason> {
        charset::decode(bytes, self.declared.as_deref()).map_err(|problem| problem.reason)
    }

    /// The next record.
    ///
    /// # Errors
    /// Where reading fails, or a record does not end.
    pub fn next_cut(&mut self) -> Result<Cut, Problem> {
        let mut outside = Sink::new(PRELUDE);
        if self.prelude.is_none() {
            outside.bytes = std::mem::take(&mut self.before);
        }
        loop {
            if !self.see_until(b'<', &mut |piece| outside.take(piece))? {
                self.before = outside.bytes;
                return Ok(Cut::End);
            }
            outside.bytes.pop();
            let line = self.line;
            let mut record = Sink::new(self.limit);
            record.take(b"<");
            match self.tag(&mut record)? {
                Tag::Begins(name) if self.is_record(&name) => {
                    if self.prelude.is_none() {
                        self.before = outside.bytes;
                        let _ = self.prelude();
                    }
                    return self.rest_of(&name, record, line);
                }
                Tag::Empty(name) if self.is_record(&name) => {
                    return Ok(Cut::Record(record.bytes, line));
                }
                _ => outside.take(&record.bytes),
            }
        }
    }

    fn is_record(&self, name: &str) -> bool {
        self.names.contains(&name)
    }

    /// The rest of a record whose first tag has been read.
    fn rest_of(&mut self, name: &str, mut record: Sink, line: u64) -> Result<Cut, Problem> {
        let mut depth = 1_usize;
        while depth > 0 {
            if !self.see_until(b'<', &mut |piece| record.take(piece))? {
                let reason = Reason::Xml(format!("<{name}> does not end"));
                return Err(Problem::new(reason).at(None, Some(line)));
            }
            match self.tag(&mut record)? {
                Tag::Begins(other) if other == name => depth += 1,
                Tag::Ends(other) if other == name => depth -= 1,
                _ => {}
            }
        }
        Ok(if record.over { Cut::TooLong(line) } else { Cut::Record(record.bytes, line) })
    }

    /// Shows what follows up to and with `byte`, piece by piece; `false` at the end of the input.
    fn see_until(&mut self, byte: u8, see: &mut dyn FnMut(&[u8])) -> Result<bool, Problem> {
        loop {
            let chunk = match self.reader.fill_buf() {
                Ok(chunk) => chunk,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(unreadable(error)),
            };
            if chunk.is_empty() {
                return Ok(false);
            }
            let at = chunk.iter().position(|one| *one == byte);
            let length = at.map_or(chunk.len(), |at| at + 1);
            let piece = chunk.get(..length).unwrap_or_default();
            self.line += u64::try_from(piece.iter().filter(|one| **one == b'\n').count()).unwrap_or(0);
            see(piece);
            self.reader.consume(length);
            if at.is_some() {
                return Ok(true);
            }
        }
    }

    /// Reads the rest of a tag whose `<` has been read, into `sink` as well.
    fn tag(&mut self, sink: &mut Sink) -> Result<Tag, Problem> {
        let mut seen = Seen::default();
        loop {
            let ended = self.see_until(b'>', &mut |piece| {
                sink.take(piece);
                seen.take(piece);
            })?;
            if !ended || seen.is_over() {
                return Ok(seen.kind());
            }
        }
    }
}

/// What was seen of a tag.
#[derive(Default)]
struct Seen {
    /// Its beginning, behind the `<`.
    beginning: Vec<u8>,
    /// Its last three bytes.
    end: [u8; 3],
    length: usize,
    /// The quotation mark of the value that it is in.
    quote: Option<u8>,
    /// It holds a `[`, as a DOCTYPE with declarations of its own.
    subset: bool,
    /// It holds a `<`: the quotation marks before it never pair up.
    slipped: bool,
}

impl Seen {
    fn take(&mut self, piece: &[u8]) {
        let room = BEGINNING.saturating_sub(self.beginning.len());
        self.beginning.extend(piece.iter().take(room));
        for byte in piece {
            let [_, b, c] = self.end;
            self.end = [b, c, *byte];
            match (self.quote, byte) {
                (None, b'"' | b'\'') => self.quote = Some(*byte),
                (Some(open), byte) if open == *byte => self.quote = None,
                (_, b'[') => self.subset = true,
                (_, b'<') => self.slipped = true,
                _ => {}
            }
        }
        self.length += piece.len();
    }

    /// Whether it came to its end with the last `>`.
    fn is_over(&self) -> bool {
        let begins = |mark: &[u8]| self.beginning.starts_with(mark);
        if begins(b"!--") {
            self.length >= 6 && self.end == *b"-->"
        } else if begins(b"![CDATA[") {
            self.end == *b"]]>"
        } else if begins(b"?") {
            let [_, b, _] = self.end;
            b == b'?'
        } else if begins(b"!") {
            let [_, b, _] = self.end;
            !self.subset || b == b']'
        } else {
            self.quote.is_none() || self.slipped
        }
    }

    fn kind(&self) -> Tag {
        let inner = self.beginning.strip_suffix(b">").unwrap_or(&self.beginning);
        let (ends, rest) = match inner.strip_prefix(b"/") {
            Some(rest) => (true, rest),
            None => (false, inner),
        };
        let over = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>');
        let length = rest.iter().position(over).unwrap_or(rest.len());
        let name = rest.get(..length).unwrap_or_default();
        if !name.first().is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'_' || *byte >= 0x80) {
            return Tag::Other;
        }
        let colon = name.iter().rposition(|byte| *byte == b':');
        let name = colon.and_then(|at| name.get(at + 1..)).unwrap_or(name);
        let name = String::from_utf8_lossy(name).into_owned();
        let [_, before, _] = self.end;
        match (ends, before) {
            (true, _) => Tag::Ends(name),
            (false, b'/') => Tag::Empty(name),
            (false, _) => Tag::Begins(name),
        }
    }
}

/// Whether a DOCTYPE in `head` declares entities.
#[must_use]
pub fn declares_entities(head: &str) -> bool {
    let Some((_, doctype)) = head.split_once("<!DOCTYPE") else { return false };
    let subset = doctype.split_once("]>").map_or(doctype, |(subset, _)| subset);
    let opens = doctype.find('[').is_some_and(|at| doctype.find('>').is_none_or(|end| at < end));
    opens && subset.contains("<!ENTITY")
}

/// The charset in the XML declaration.
#[must_use]
pub fn declared_charset(head: &str) -> Option<String> {
    let text = head.trim_start_matches('\u{feff}').trim_start();
    let declaration = text.strip_prefix("<?xml")?.split_once("?>")?.0;
    let rest = declaration.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = rest.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    rest.get(1..)?.split(quote).next().map(str::to_owned)
}
