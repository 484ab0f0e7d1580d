//! Tar archives as streams: headers of 512 bytes, each followed by its bytes; names of the old, POSIX and GNU
//! kinds.

use std::io::{self, BufRead, Read};

use super::entries::{Met, Walk};
use crate::formats::reading::Problem;
use crate::formats::source::unreadable;

const BLOCK: usize = 512;
/// Longest name or set of attributes that an entry of its own may give to the next.
const LONGEST_NAME: u64 = 64 << 10;

/// An archive being walked.
pub struct Tar<'a> {
    reader: Box<dyn BufRead + 'a>,
    /// Bytes left of the entry met last.
    left: u64,
    /// Bytes that fill its last block.
    fill: u64,
    /// The next entry's name, where one was given before it.
    name: Option<String>,
    size: Option<u64>,
}

/// Whether `bytes` begin with a header whose checksum is right.
#[must_use]
pub fn is_header(bytes: &[u8]) -> bool {
    let Some(header) = bytes.get(..BLOCK) else { return false };
    let Some(told) = header.get(148..156).and_then(octal) else { return false };
    // The checksum's own place counts as blanks.
    let sum: u64 = header
        .iter()
        .enumerate()
        .map(|(at, byte)| if (148..156).contains(&at) { 32 } else { u64::from(*byte) })
        .sum();
    sum == told
}

impl<'a> Tar<'a> {
    /// The archive that `reader` holds.
    pub fn new(reader: Box<dyn BufRead + 'a>) -> Self {
        Self { reader, left: 0, fill: 0, name: None, size: None }
    }

    fn met(&mut self) -> io::Result<Option<Met>> {
        let rest = self.left.saturating_add(self.fill);
        let passed = io::copy(&mut self.reader.by_ref().take(rest), &mut io::sink())?;
        (self.left, self.fill) = (0, 0);
        if passed < rest {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        if self.reader.fill_buf()?.is_empty() {
            return Ok(None);
        }
        let mut header = [0; BLOCK];
        self.reader.read_exact(&mut header)?;
        if header.iter().all(|byte| *byte == 0) {
            return Ok(None);
        }
        if !is_header(&header) {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "no entry where one should begin"));
        }
        let size = header.get(124..136).and_then(octal).unwrap_or(0);
        let size = self.size.take().unwrap_or(size);
        self.left = size;
        self.fill = size.next_multiple_of(512).saturating_sub(size);
        match header.get(156).copied().unwrap_or_default() {
            b'L' => {
                let name = self.told()?;
                self.name = Some(text(name.as_bytes()));
                Ok(Some(Met::Nothing))
            }
            b'x' => {
                let told = self.told()?;
                self.attributes(&told);
                Ok(Some(Met::Nothing))
            }
            b'0' | 0 | b'7' => {
                let name = self.name.take().unwrap_or_else(|| own_name(&header));
                Ok(Some(if name.ends_with('/') { Met::Nothing } else { Met::File(name) }))
            }
            // Folders, links, devices, attributes of all.
            _ => {
                self.name = None;
                Ok(Some(Met::Nothing))
            }
        }
    }

    /// The content of an entry that tells of the next.
    fn told(&mut self) -> io::Result<String> {
        let most = self.left.min(LONGEST_NAME);
        let mut bytes = Vec::new();
        let count = self.reader.by_ref().take(most).read_to_end(&mut bytes)?;
        self.left -= u64::try_from(count).unwrap_or(0);
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// "30 path=wire/a.xml": the name and size of the next entry, as POSIX tells them.
    fn attributes(&mut self, told: &str) {
        for line in told.split('\n') {
            let Some((key, value)) = line.split_once(' ').and_then(|(_, pair)| pair.split_once('=')) else {
                continue;
            };
            match key {
                "path" => self.name = Some(value.to_owned()),
                "size" => self.size = value.parse().ok(),
                _ => {}
            }
        }
    }
}

fn own_name(header: &[u8]) -> String {
    let name = text(header.get(..100).unwrap_or_default());
    let posix = header.get(257..262) == Some(b"ustar");
    let prefix = header.get(345..500).filter(|_| posix).map(text).unwrap_or_default();
    if prefix.is_empty() { name } else { format!("{prefix}/{name}") }
}

/// Text up to the first zero.
fn text(bytes: &[u8]) -> String {
    let end = bytes.iter().position(|byte| *byte == 0).unwrap_or(bytes.len());
    String::from_utf8_lossy(bytes.get(..end).unwrap_or_default()).into_owned()
}

/// A number in octal digits, or in bytes where the first of them says so.
fn octal(field: &[u8]) -> Option<u64> {
    if field.first().is_some_and(|byte| byte & 0x80 != 0) {
        let bytes = field.get(field.len().saturating_sub(8)..)?;
        return bytes.try_into().ok().map(u64::from_be_bytes);
    }
    let digits = std::str::from_utf8(field).ok()?.trim_matches(['\0', ' ']);
    u64::from_str_radix(digits, 8).ok()
}

impl Walk for Tar<'_> {
    fn next_entry(&mut self) -> Result<Option<Met>, Problem> {
        self.met().map_err(unreadable)
    }

    fn read_entry(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let most = usize::try_from(self.left).unwrap_or(usize::MAX).min(buffer.len());
        let count = self.reader.read(buffer.get_mut(..most).unwrap_or_default())?;
        if count == 0 && most > 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        self.left -= u64::try_from(count).unwrap_or(0);
        Ok(count)
    }
}
