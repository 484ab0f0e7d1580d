//! Files compressed one by one: gzip and Zstandard. What is in them keeps its own record numbers.

use std::io::{self, BufReader, Read};

use flate2::bufread::MultiGzDecoder;

use super::allowance::Nesting;
use crate::formats::hints::Hints;
use crate::formats::read_inside;
use crate::formats::reading::{Item, Items};
use crate::formats::source::{Source, unreadable};

/// How a file is compressed.
#[derive(Clone, Copy, Debug)]
pub enum Method {
    Gzip,
    Zstd,
}

/// Reads what `source` holds.
pub fn read<'a>(source: Source<'a>, hints: &'a Hints, method: Method) -> Items<'a> {
    let name = inner_name(&source.head.file_name);
    let (reader, nesting) = match source.enter() {
        Ok(entered) => entered,
        Err(problem) => return Box::new(std::iter::once(Item::Problem(problem))),
    };
    let unpacked: Box<dyn Read + 'a> = match method {
        Method::Gzip => Box::new(MultiGzDecoder::new(reader)),
        Method::Zstd => match zstd::stream::read::Decoder::with_buffer(reader) {
            Ok(decoder) => Box::new(decoder),
            Err(error) => return Box::new(std::iter::once(Item::Problem(unreadable(error)))),
        },
    };
    let counted = Unpacked { inner: unpacked, nesting: nesting.clone() };
    read_inside(&name, Box::new(BufReader::with_capacity(64 << 10, counted)), nesting, hints)
}

/// "wire.jsonl" of "wire.jsonl.gz", "wire.tar" of "wire.tgz".
fn inner_name(name: &str) -> String {
    match name.rsplit_once('.') {
        Some((stem, "tgz" | "tzst")) => format!("{stem}.tar"),
        Some((stem, "gz" | "gzip" | "zst" | "zstd")) => stem.to_owned(),
        _ => name.to_owned(),
    }
}

struct Unpacked<'a> {
    inner: Box<dyn Read + 'a>,
    nesting: Nesting,
}

impl Read for Unpacked<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.nesting.unpacked(count)?;
        Ok(count)
    }
}
