//! What is no text at all: pictures, archives, office files, programs. Looks at the first bytes alone.

use super::charset;
use super::source::Head;

/// First bytes of common kinds that may lack zeros in their head.
const MAGIC: [&[u8]; 12] = [
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"%PDF-",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"BZh",
    b"\xfd7zXZ",
    b"\x28\xb5\x2f\xfd",
    b"Rar!",
    b"\x7fELF",
    b"7z\xbc\xaf",
];

/// Extensions of files that hold no articles though they may hold text.
const EXTENSIONS: [&str; 18] = [
    "png", "jpg", "jpeg", "gif", "webp", "ico", "bmp", "tif", "tiff", "mp3", "mp4", "wav", "mov", "woff",
    "woff2", "ttf", "pdf", "gold",
];

/// Whether the input is binary.
#[must_use]
pub fn is_binary(head: &Head) -> bool {
    if EXTENSIONS.contains(&head.extension.as_str())
        || MAGIC.iter().any(|magic| head.bytes.starts_with(magic))
    {
        return true;
    }
    if charset::is_utf16(&head.bytes) {
        return false;
    }
    let zeros = head.bytes.iter().filter(|byte| **byte == 0).count();
    let control = |byte: u8| byte < 0x20 && !matches!(byte, b'\n' | b'\r' | b'\t' | 0x0b | 0x0c | 0x1b | 0);
    let controls = head.bytes.iter().filter(|byte| control(**byte)).count();
    // A stray zero is a slip in a text; many, or other control characters, are a program's.
    zeros * 200 > head.bytes.len() || controls * 20 > head.bytes.len()
}
