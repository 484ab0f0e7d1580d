//! Archives made for tests.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::DeflateEncoder;

fn entry(name: &str, bytes: &[u8], deflated: bool, streamed: bool) -> Vec<u8> {
    let mut crc = flate2::Crc::new();
    crc.update(bytes);
    let body = if deflated {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    } else {
        bytes.to_vec()
    };
    let size = |bytes: &[u8]| u32::try_from(bytes.len()).unwrap().to_le_bytes();
    let mut zip = b"PK\x03\x04\x14\0".to_vec();
    zip.extend(if streamed { [8, 0] } else { [0, 0] });
    zip.extend(if deflated { [8, 0] } else { [0, 0] });
    zip.extend([0; 4]);
    let sizes = [crc.sum().to_le_bytes(), size(&body), size(bytes)].concat();
    zip.extend(if streamed { vec![0; 12] } else { sizes.clone() });
    zip.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
    zip.extend([0, 0]);
    zip.extend(name.as_bytes());
    zip.extend(body);
    if streamed {
        zip.extend(b"PK\x07\x08");
        zip.extend(sizes);
    }
    zip
}

/// A zip archive: its entries stored, deflated, and streamed by turns.
pub fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = Vec::new();
    for (at, (name, bytes)) in entries.iter().enumerate() {
        zip.extend(entry(name, bytes, at % 3 != 0, at % 3 == 2));
    }
    zip.extend(b"PK\x05\x06");
    zip.extend([0; 18]);
    zip
}
