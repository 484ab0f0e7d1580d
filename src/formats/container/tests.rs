//! Containers hold what files hold; hostile ones end in bounded time and room.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::super::reading::Reason;
use super::super::{Input, read};
use super::testing::zip;
use super::*;

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn tar(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut tar = Vec::new();
    for (name, bytes) in entries {
        let mut header = vec![0_u8; 512];
        header[..name.len()].copy_from_slice(name.as_bytes());
        header[124..136].copy_from_slice(format!("{:011o}\0", bytes.len()).as_bytes());
        header[156] = b'0';
        header[257..262].copy_from_slice(b"ustar");
        header[148..156].copy_from_slice(b"        ");
        let sum: u32 = header.iter().map(|byte| u32::from(*byte)).sum();
        header[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
        tar.extend(header);
        tar.extend(*bytes);
        tar.resize(tar.len().next_multiple_of(512), 0);
    }
    tar.extend([0; 1024]);
    tar
}

fn items(name: &str, bytes: &[u8]) -> Vec<Item> {
    read(Input { name, bytes: Box::new(bytes) }, &Hints::default()).collect()
}

fn all(name: &str, bytes: &[u8]) -> Vec<String> {
    let shown = |item: &Item| match item {
        Item::Article(reading) => format!("{:?} {}", reading.record, reading.article.text),
        Item::Problem(problem) => format!("{:?} problem: {}", problem.record, problem.reason),
        Item::Ignored(reason) => format!("ignored: {reason}"),
        Item::IgnoredPart { part, reason } => format!("ignored {part}: {reason}"),
    };
    items(name, bytes).iter().map(shown).collect()
}

const LINES: &[u8] = b"{\"text\":\"One held.\"}\n{\"text\":\"Two held.\"}\n";

#[test]
fn compressed_files_give_what_is_in_them() {
    let expected = ["Some(1) One held.", "Some(2) Two held."];
    let zstd = zstd::encode_all(LINES, 1).unwrap();
    for (name, bytes) in [
        ("a.jsonl.gz", gzip(LINES)),
        ("a.jsonl.zst", zstd),
        ("a", gzip(&gzip(LINES))),
        ("two.gz", [gzip(b"{\"text\":\"One held.\"}\n"), gzip(b"{\"text\":\"Two held.\"}\n")].concat()),
    ] {
        assert_eq!(all(name, &bytes), expected, "{name}");
    }
}

#[test]
fn archives_number_their_articles_through() {
    let page: &[u8] = b"By Anna Karr\n\nIt held through the night, she said on Monday.";
    let entries: [(&str, &[u8]); 6] = [
        ("wire/a.jsonl", LINES),
        ("wire/pic.png", b"\x89PNG"),
        ("../b.txt", page),
        ("._b.txt", b"x"),
        ("bad.json", b"{\"text\":"),
        ("c.jsonl.gz", &gzip(LINES)),
    ];
    let expected = [
        "Some(1) One held.",
        "Some(2) Two held.",
        "ignored wire/pic.png: binary",
        "Some(3) It held through the night, she said on Monday.",
        "Some(4) problem: bad.json: not valid JSON: EOF while parsing a value at line 1 column 8",
        "Some(5) One held.",
        "Some(6) Two held.",
    ];
    for (name, bytes) in [
        ("a.zip", zip(&entries)),
        ("a.tar", tar(&entries)),
        ("a.tgz", gzip(&tar(&entries))),
        ("b.zip", zip(&[("inner.zip", zip(&entries).as_slice())])),
    ] {
        let found = all(name, &bytes);
        let found: Vec<String> =
            found.iter().map(|line| line.replace("inner.zip#", "").replace("inner.zip: ", "")).collect();
        assert_eq!(found, expected, "{name}");
    }
    assert_eq!(all("a.zip", &zip(&[])), ["ignored: nothing in it"]);
    assert_eq!(all("a.tar", &tar(&[("x/", b"")])), ["ignored: nothing in it"]);
}

#[test]
fn long_names_of_tar_are_read() {
    let long = format!("{}/a.png", "x".repeat(150));
    let mut bytes = tar(&[("@LongLink", long.as_bytes())]);
    bytes[156] = b'L';
    bytes[148..156].copy_from_slice(b"        ");
    let sum: u32 = bytes[..512].iter().map(|byte| u32::from(*byte)).sum();
    bytes[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    bytes.truncate(1024);
    bytes.extend(tar(&[("short", b"\x89PNG")]));
    assert_eq!(all("a.tar", &bytes), [format!("ignored {long}: binary")]);
}

#[test]
fn damaged_archives_are_named_and_end() {
    let whole =
        zip(&[("a.txt", b"It held through the night, she said on Monday."), ("b.txt", b"It held as well.")]);
    for cut in 4..whole.len() - 22 {
        let items = items("a.zip", &whole[..cut]);
        assert!(!items.is_empty() && items.len() <= 3, "{cut} {items:?}");
    }
    let mut flipped = whole.clone();
    flipped[40] ^= 1;
    assert!(
        all("a.zip", &flipped).iter().any(|line| line.contains("damaged")),
        "{:?}",
        all("a.zip", &flipped)
    );
    let mut encrypted = whole.clone();
    encrypted[6] |= 1;
    let found = all("a.zip", &encrypted);
    assert_eq!(found[0], "Some(1) problem: a.txt: encrypted");
    assert!(found[1].contains("It held as well"), "{found:?}");
    let gz = gzip(LINES);
    assert!(matches!(items("a.jsonl.gz", &gz[..gz.len() / 2]).last(), Some(Item::Problem(_))));
    let mut broken = tar(&[("a.txt", b"x"), ("b.txt", b"x")]);
    broken[1024] ^= 0x55;
    assert!(matches!(items("a.tar", &broken).last(), Some(Item::Problem(_))));
}

#[test]
fn bombs_are_bounded_and_nesting_is() {
    let bomb = gzip(&vec![b' '; 8 << 20]);
    let found = items("a.jsonl.gz", &bomb);
    assert!(
        matches!(&found[..], [.., Item::Problem(problem)] if problem.reason == Reason::Bomb),
        "{found:?}"
    );
    let mut nested = LINES.to_vec();
    for _ in 0..10 {
        nested = gzip(&nested);
    }
    let found = items("a", &nested);
    assert!(
        matches!(&found[..], [Item::Problem(problem)] if matches!(problem.reason, Reason::Nested(_))),
        "{found:?}"
    );
}
