//! How deep containers may lie in each other, and how much may be unpacked of one input.

use std::cell::Cell;
use std::io::{self, BufRead, Read};
use std::rc::Rc;

use crate::formats::reading::{Problem, Reason};

/// Deepest nesting of containers: a gzipped tar of zips is three.
const DEEPEST: usize = 6;
/// What may be unpacked of any input, in bytes.
const FREE: u64 = if cfg!(test) { 1 << 20 } else { 256 << 20 };
/// And beyond that for each byte read of it: texts compress ten times, tables of them thirty.
const RATIO: u64 = 100;

/// Where an input lies in containers: in none at first.
#[derive(Clone, Debug, Default)]
pub struct Nesting {
    depth: usize,
    tally: Option<Rc<Tally>>,
}

#[derive(Debug, Default)]
struct Tally {
    read: Cell<u64>,
    unpacked: Cell<u64>,
}

/// More was unpacked than is allowed.
#[derive(Debug, thiserror::Error)]
#[error("unpacked beyond what is allowed")]
struct Over;

impl Nesting {
    /// One level deeper: the bytes of the container, counted if it is the outermost, and the nesting of
    /// what lies in it.
    ///
    /// # Errors
    /// Where that is too deep.
    pub fn deeper<'a>(self, bytes: Box<dyn BufRead + 'a>) -> Result<(Box<dyn BufRead + 'a>, Self), Problem> {
        let depth = self.depth + 1;
        if depth > DEEPEST {
            return Err(Problem::new(Reason::Nested(DEEPEST)));
        }
        if self.tally.is_some() {
            return Ok((bytes, Self { depth, ..self }));
        }
        let tally = Rc::new(Tally::default());
        let counted = Counted { inner: bytes, tally: Rc::clone(&tally) };
        Ok((Box::new(counted), Self { depth, tally: Some(tally) }))
    }

    /// Counts `bytes` as unpacked.
    ///
    /// # Errors
    /// Where that is more than is allowed.
    pub fn unpacked(&self, bytes: usize) -> io::Result<()> {
        let Some(tally) = &self.tally else { return Ok(()) };
        let unpacked = tally.unpacked.get().saturating_add(u64::try_from(bytes).unwrap_or(u64::MAX));
        tally.unpacked.set(unpacked);
        let allowed = FREE.saturating_add(tally.read.get().saturating_mul(RATIO));
        if unpacked > allowed { Err(io::Error::other(Over)) } else { Ok(()) }
    }
}

/// Whether `error` is that of an input of which too much was unpacked.
#[must_use]
pub fn is_over(error: &io::Error) -> bool {
    error.get_ref().is_some_and(|inner| inner.is::<Over>())
}

struct Counted<'a> {
    inner: Box<dyn BufRead + 'a>,
    tally: Rc<Tally>,
}

impl Counted<'_> {
    fn count(&self, bytes: usize) {
        let read = self.tally.read.get().saturating_add(u64::try_from(bytes).unwrap_or(0));
        self.tally.read.set(read);
    }
}

impl Read for Counted<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.count(count);
        Ok(count)
    }
}

impl BufRead for Counted<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.count(amount);
        self.inner.consume(amount);
    }
}
