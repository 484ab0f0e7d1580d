//! Containers: compressed files and archives, read as streams, whatever they hold read as if it lay in the
//! folder itself; nested to a bounded depth.
//!
//! Nothing is written: an entry's name is a name and never a path. All that is unpacked of one input, at all
//! depths together, is bounded by what was read of it.

mod allowance;
mod compressed;
mod entries;
mod tar;
#[cfg(test)]
pub mod testing;
mod zip;

use super::format::Likeness;
use super::hints::Hints;
use super::reading::{Item, Items};
use super::source::{Head, Source};
pub use allowance::{Nesting, is_over};
pub use entries::walk_zip;

/// How much `head` looks like gzip.
#[must_use]
pub fn sniff_gzip(head: &Head) -> Likeness {
    begins(head, b"\x1f\x8b\x08")
}

/// How much `head` looks like Zstandard.
#[must_use]
pub fn sniff_zstd(head: &Head) -> Likeness {
    begins(head, b"\x28\xb5\x2f\xfd")
}

/// How much `head` looks like a zip archive.
#[must_use]
pub fn sniff_zip(head: &Head) -> Likeness {
    // Files of office programs and programs themselves are zip archives too.
    let first = head.bytes.get(26..head.bytes.len().min(160)).unwrap_or_default();
    let other = [b"[Content_Types].xml".as_slice(), b"mimetypeapplication", b"META-INF/"];
    if other.iter().any(|mark| first.windows(mark.len()).any(|window| window == *mark)) {
        return Likeness::No;
    }
    begins(head, b"PK\x03\x04")
}

/// How much `head` looks like a tar archive.
#[must_use]
pub fn sniff_tar(head: &Head) -> Likeness {
    let named = head.extension == "tar" && tar::is_header(&head.bytes);
    let marked = head.bytes.get(257..262) == Some(b"ustar") && tar::is_header(&head.bytes);
    if named || marked { Likeness::Surely } else { Likeness::No }
}

fn begins(head: &Head, mark: &[u8]) -> Likeness {
    if head.bytes.starts_with(mark) { Likeness::Surely } else { Likeness::No }
}

/// Reads what a gzip file holds.
#[must_use]
pub fn read_gzip<'a>(source: Source<'a>, hints: &'a Hints) -> Items<'a> {
    compressed::read(source, hints, compressed::Method::Gzip)
}

/// Reads what a Zstandard file holds.
#[must_use]
pub fn read_zstd<'a>(source: Source<'a>, hints: &'a Hints) -> Items<'a> {
    compressed::read(source, hints, compressed::Method::Zstd)
}

/// Reads every entry of a zip archive.
#[must_use]
pub fn read_zip<'a>(source: Source<'a>, hints: &'a Hints) -> Items<'a> {
    match source.enter() {
        Ok((reader, nesting)) => entries::read(zip::Zip::new(reader, nesting.clone()), nesting, hints),
        Err(problem) => Box::new(std::iter::once(Item::Problem(problem))),
    }
}

/// Reads every entry of a tar archive.
#[must_use]
pub fn read_tar<'a>(source: Source<'a>, hints: &'a Hints) -> Items<'a> {
    match source.enter() {
        Ok((reader, nesting)) => entries::read(tar::Tar::new(reader), nesting, hints),
        Err(problem) => Box::new(std::iter::once(Item::Problem(problem))),
    }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
