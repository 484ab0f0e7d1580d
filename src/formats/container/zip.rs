//! Zip archives as streams: local headers in their order, each followed by its bytes (APPNOTE 6.3). The
//! directory at the end is not looked at, so that an archive in an archive needs no room.

use std::io::{self, BufRead, Read};

use flate2::{Crc, Decompress, FlushDecompress, Status};

use super::allowance::Nesting;
use super::entries::{Met, Walk};
use crate::formats::reading::{Problem, Reason};
use crate::formats::source::unreadable;

const LOCAL: u32 = 0x0403_4b50;
const DESCRIPTOR: u32 = 0x0807_4b50;
/// The directory, its end, and what else may follow the last file.
const AFTER: [u32; 5] = [0x0201_4b50, 0x0605_4b50, 0x0606_4b50, 0x0806_4b50, 0x0505_4b50];

/// Flags: encrypted; sizes follow the bytes; the name is UTF-8.
const ENCRYPTED: u16 = 1;
const STREAMED: u16 = 1 << 3;

/// An archive being walked.
pub struct Zip<'a> {
    reader: Box<dyn BufRead + 'a>,
    nesting: Nesting,
    body: Body,
    crc: Crc,
    /// What the header says of the checksum, if it does.
    expected: Option<u32>,
    /// A descriptor follows the bytes, with sizes of eight bytes each where that is said.
    descriptor: Option<bool>,
}

/// The bytes of the entry met last.
enum Body {
    Over,
    Stored(u64),
    /// With how many compressed bytes are left, where that is known.
    Deflated(Box<Decompress>, Option<u64>),
}

struct Header {
    flags: u16,
    method: u16,
    crc: u32,
    compressed: u64,
    large: bool,
    name: String,
}

impl<'a> Zip<'a> {
    /// The archive that `reader` holds.
    pub fn new(reader: Box<dyn BufRead + 'a>, nesting: Nesting) -> Self {
        Self { reader, nesting, body: Body::Over, crc: Crc::new(), expected: None, descriptor: None }
    }

    fn array<const N: usize>(&mut self) -> io::Result<[u8; N]> {
        let mut bytes = [0; N];
        self.reader.read_exact(&mut bytes)?;
        Ok(bytes)
    }

    fn number16(&mut self) -> io::Result<u16> {
        self.array().map(u16::from_le_bytes)
    }

    fn number32(&mut self) -> io::Result<u32> {
        self.array().map(u32::from_le_bytes)
    }

    /// A local header whose signature has been read.
    fn header(&mut self) -> io::Result<Header> {
        let _version = self.number16()?;
        let flags = self.number16()?;
        let method = self.number16()?;
        let _time = self.number32()?;
        let crc = self.number32()?;
        let compressed = self.number32()?;
        let _size = self.number32()?;
        let name_length = usize::from(self.number16()?);
        let extra_length = usize::from(self.number16()?);
        let mut name = vec![0; name_length];
        self.reader.read_exact(&mut name)?;
        let mut extra = vec![0; extra_length];
        self.reader.read_exact(&mut extra)?;
        let large = large_sizes(&extra);
        let compressed = match large {
            Some(size) if compressed == u32::MAX => size,
            _ => u64::from(compressed),
        };
        let name = String::from_utf8_lossy(&name).replace('\\', "/");
        Ok(Header { flags, method, crc, compressed, large: large.is_some(), name })
    }

    /// Passes over the rest of the entry and its descriptor; whether its checksum was as it should.
    fn finish(&mut self) -> io::Result<bool> {
        let mut scratch = [0; 8 << 10];
        while self.read_entry(&mut scratch)? > 0 {}
        if let Body::Deflated(_, Some(left)) = &self.body {
            let left = *left;
            io::copy(&mut self.reader.by_ref().take(left), &mut io::sink())?;
        }
        self.body = Body::Over;
        if let Some(large) = self.descriptor.take() {
            let first = self.number32()?;
            let crc = if first == DESCRIPTOR { self.number32()? } else { first };
            self.expected = Some(crc);
            if large {
                self.array::<16>()?;
            } else {
                self.array::<8>()?;
            }
        }
        let sum = self.crc.sum();
        Ok(self.expected.take().is_none_or(|expected| expected == sum))
    }

    fn met(&mut self) -> io::Result<Option<Met>> {
        if !self.finish()? {
            return Ok(Some(Met::Damaged));
        }
        self.crc.reset();
        if self.reader.fill_buf()?.is_empty() {
            return Ok(None);
        }
        let signature = self.number32()?;
        if AFTER.contains(&signature) {
            return Ok(None);
        }
        if signature != LOCAL {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "no entry where one should begin"));
        }
        let Header { flags, method, crc, compressed, large, name } = self.header()?;
        let streamed = flags & STREAMED != 0 && compressed == 0;
        if flags & ENCRYPTED != 0
            || !matches!(method, 0 | 8)
            || (streamed && method == 0 && !name.ends_with('/'))
        {
            let reason = if flags & ENCRYPTED != 0 { Reason::Encrypted } else { Reason::Method(method) };
            if streamed {
                // Where it ends is not known.
                return Err(io::Error::new(io::ErrorKind::Unsupported, format!("{name}: {reason}")));
            }
            self.body = Body::Stored(compressed);
            io::copy(&mut self.reader.by_ref().take(compressed), &mut io::sink())?;
            self.body = Body::Over;
            return Ok(Some(Met::Unreadable(name, reason)));
        }
        self.descriptor = (flags & STREAMED != 0 && method == 8).then_some(large);
        self.expected = (flags & STREAMED == 0).then_some(crc);
        self.body = match method {
            0 => Body::Stored(compressed),
            _ => Body::Deflated(Box::new(Decompress::new(false)), (!streamed).then_some(compressed)),
        };
        Ok(Some(if name.ends_with('/') { Met::Nothing } else { Met::File(name) }))
    }
}

impl Walk for Zip<'_> {
    fn next_entry(&mut self) -> Result<Option<Met>, Problem> {
        self.met().map_err(|error| {
            self.body = Body::Over;
            unreadable(error)
        })
    }

    fn read_entry(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = match &mut self.body {
            Body::Over => 0,
            Body::Stored(left) => {
                let most = usize::try_from(*left).unwrap_or(usize::MAX).min(buffer.len());
                let count = self.reader.read(buffer.get_mut(..most).unwrap_or_default())?;
                if count == 0 && most > 0 {
                    return Err(io::ErrorKind::UnexpectedEof.into());
                }
                *left -= u64::try_from(count).unwrap_or(0);
                count
            }
            Body::Deflated(inflate, left) => inflated(&mut self.reader, inflate, left, buffer)?,
        };
        self.crc.update(buffer.get(..count).unwrap_or_default());
        self.nesting.unpacked(count)?;
        Ok(count)
    }
}

/// Inflates into `buffer`; takes exactly the compressed bytes from `reader`, none of what follows them.
fn inflated(
    reader: &mut Box<dyn BufRead + '_>,
    inflate: &mut Decompress,
    left: &mut Option<u64>,
    buffer: &mut [u8],
) -> io::Result<usize> {
    loop {
        let chunk = reader.fill_buf()?;
        let most =
            left.map_or(chunk.len(), |left| usize::try_from(left).unwrap_or(usize::MAX).min(chunk.len()));
        let chunk = chunk.get(..most).unwrap_or_default();
        let (before, written) = (inflate.total_in(), inflate.total_out());
        let status = inflate
            .decompress(chunk, buffer, FlushDecompress::None)
            .map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?;
        let taken = inflate.total_in() - before;
        let given = usize::try_from(inflate.total_out() - written).unwrap_or(0);
        let ended = chunk.is_empty();
        reader.consume(usize::try_from(taken).unwrap_or(0));
        if let Some(left) = left {
            *left -= taken;
        }
        if given > 0 || status == Status::StreamEnd || buffer.is_empty() {
            return Ok(given);
        }
        if ended && taken == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
    }
}

/// The compressed size in the extra field of large archives (ID 1), if that is there.
fn large_sizes(extra: &[u8]) -> Option<u64> {
    let mut rest = extra;
    loop {
        let (id, after) = rest.split_at_checked(2)?;
        let (length, after) = after.split_at_checked(2)?;
        let length = usize::from(u16::from_le_bytes([*length.first()?, *length.last()?]));
        let (field, after) = after.split_at_checked(length)?;
        if id == [1, 0] {
            let size: [u8; 8] = field.get(8..16).and_then(|bytes| bytes.try_into().ok()).unwrap_or_default();
            return Some(u64::from_le_bytes(size));
        }
        rest = after;
    }
}
