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
const EXTENSIONS: [&str; 17] = [
    "png", "jpg", "jpeg", "gif", "webp", "ico", "bmp", "tif", "tiff", "mp3", "mp4", "wav", "mov", "woff",
    "woff2", "ttf", "pdf",
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
    (zeros > 4 && zeros * 200 > head.bytes.len())
        || zeros * 10 > head.bytes.len()
        || controls * 20 > head.bytes.len()
}

#[cfg(test)]
mod tests {
    use super::super::source::{Input, Source};
    use super::is_binary;

    #[test]
    fn a_stray_zero_is_a_slip_and_many_are_a_program() {
        let binary = |name: &str, bytes: &[u8]| {
            let input = Input { name, bytes: Box::new(std::io::Cursor::new(bytes.to_vec())) };
            is_binary(&Source::open(input).unwrap().head)
        };
        assert!(!binary("a.txt", b"The dam\0 held, the mayor said.\r\n\tSo far."));
        assert!(binary("a.txt", b"\0\x01\x02\x03"));
        assert!(binary("a.txt", &[b"The dam held.".as_slice(), &[0; 40]].concat()));
        assert!(binary("a", b"\x7fELF\x02\x01\x01"));
        assert!(binary("a.png", b"text"));
        assert!(!binary(
            "a.txt",
            "Dam".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>().repeat(9).as_slice()
        ));
    }
}
