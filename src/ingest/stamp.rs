//! Stamps: whether a file is still the one that was read, and the hash taken of it while reading.

use std::cell::RefCell;
use std::fs::{File, Metadata};
use std::io::{self, BufRead, BufReader, Read};
use std::rc::Rc;

use super::walk::{FileEntry, modified};
use crate::schema::FileStamp;

/// A file changed this shortly before it was read may change again within the same tick of its
/// file system's clock.
const TICK: i64 = 2_000_000_000;

/// Whether size, time and inode are those of `stamp`, and can vouch for the content.
#[must_use]
pub fn vouches(stamp: &FileStamp, file: &FileEntry) -> bool {
    !stamp.fresh && (stamp.size, stamp.modified, stamp.inode) == (file.size, file.modified, file.inode)
}

/// The hash of a file's bytes.
///
/// # Errors
/// Where it cannot be read.
pub fn hash(file: &FileEntry) -> io::Result<u64> {
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(File::open(&file.path)?)?;
    Ok(bits(&hasher))
}

/// A new stamp of `file`, without what it held.
#[must_use]
pub fn stamp(file: &FileEntry, hash: u64, now: i64) -> FileStamp {
    FileStamp {
        path: file.name.clone(),
        size: file.size,
        modified: file.modified,
        inode: file.inode,
        hash,
        fresh: file.modified > now.saturating_sub(TICK),
        extractor: None,
        articles: 0,
        skipped: 0,
    }
}

/// Whether `metadata` is still what the walk saw of `file`.
#[must_use]
pub fn is_same(file: &FileEntry, metadata: &Metadata) -> bool {
    metadata.len() == file.size && modified(metadata) == file.modified
}

fn bits(hasher: &blake3::Hasher) -> u64 {
    let [a, b, c, d, e, f, g, h, ..] = *hasher.finalize().as_bytes();
    u64::from_le_bytes([a, b, c, d, e, f, g, h])
}

/// What was read of a file so far.
#[derive(Debug, Default)]
struct Tally {
    hasher: blake3::Hasher,
    bytes: u64,
}

/// A file's bytes on their way to a reader of some format, hashed as they pass.
pub struct Hashed<R> {
    reader: BufReader<Tee<R>>,
}

/// The hash that a [`Hashed`] takes.
pub struct HashSoFar(Rc<RefCell<Tally>>);

struct Tee<R> {
    inner: R,
    tally: Rc<RefCell<Tally>>,
}

impl<R: Read> Hashed<R> {
    /// Hashes what is read from `inner`.
    #[must_use]
    pub fn new(inner: R) -> (Self, HashSoFar) {
        let tally = Rc::new(RefCell::new(Tally::default()));
        let tee = Tee { inner, tally: Rc::clone(&tally) };
        (Self { reader: BufReader::with_capacity(64 << 10, tee) }, HashSoFar(tally))
    }
}

impl HashSoFar {
    /// The hash, if all `size` bytes of the file have passed.
    #[must_use]
    pub fn of_all(&self, size: u64) -> Option<u64> {
        let tally = self.0.borrow();
        (tally.bytes == size).then(|| bits(&tally.hasher))
    }

    /// How many bytes have passed.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.0.borrow().bytes
    }
}

impl<R: Read> Read for Tee<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        let mut tally = self.tally.borrow_mut();
        tally.bytes += u64::try_from(count).unwrap_or(0);
        tally.hasher.update(buffer.get(..count).unwrap_or_default());
        Ok(count)
    }
}

impl<R: Read> Read for Hashed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.reader.read(buffer)
    }
}

impl<R: Read> BufRead for Hashed<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.reader.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.reader.consume(amount);
    }
}
