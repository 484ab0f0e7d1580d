//! Records of crawls as crawlers write them, and hostile ones.

use std::io::Write as _;

use super::super::{Input, read};
use super::*;

fn page() -> String {
    let text =
        "The dam above Port Halden held through the night, the mayor said on Monday, and nobody was hurt. "
            .repeat(6);
    format!(
        "<html><head><title>Dam holds</title></head><body><article><h1>Dam holds</h1><p>{text}</p><p>{text}</p></article></body></html>"
    )
}

fn record(kind: &str, address: &str, block: &[u8]) -> Vec<u8> {
    let mut record = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nContent-Type: application/http;\r\n msgtype=response\r\nContent-Length: {}\r\n\r\n",
        block.len()
    )
    .into_bytes();
    record.extend(block);
    record.extend(b"\r\n\r\n");
    record
}

fn response(head: &str, body: &[u8]) -> Vec<u8> {
    [format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n{head}\r\n").as_bytes(), body]
        .concat()
}

fn all(bytes: &[u8]) -> Vec<String> {
    let shown = |item: Item| match item {
        Item::Article(reading) => format!(
            "{:?} {} {}",
            reading.record,
            reading.article.url.unwrap_or_default(),
            reading.article.text.get(..12).unwrap_or_default()
        ),
        Item::Problem(problem) => format!("problem {:?}: {}", problem.record, problem.reason),
        Item::Ignored(reason) => format!("ignored: {reason}"),
        Item::IgnoredPart { part, reason } => format!("ignored {part}: {reason}"),
    };
    read(Input { name: "a.warc", bytes: Box::new(bytes) }, &Hints::default()).map(shown).collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn pages_are_articles_however_they_came() {
    let page = page();
    let plain = page.as_bytes();
    let (one, two) = plain.split_at(300);
    let chunked = [
        format!("{:x}\r\n", one.len()).as_bytes(),
        one,
        format!("\r\n{:x};x=1\r\n", two.len()).as_bytes(),
        two,
        b"\r\n0\r\n\r\n",
    ]
    .concat();
    let mut warc = record("warcinfo", "", b"software: x");
    warc.extend(record("request", "https://ledger.example/dam", b"GET /dam HTTP/1.1\r\n\r\n"));
    warc.extend(record("response", "https://ledger.example/dam", &response("", plain)));
    warc.extend(record(
        "response",
        "https://ledger.example/two",
        &response("Transfer-Encoding: chunked\r\n", &chunked),
    ));
    warc.extend(record(
        "response",
        "https://ledger.example/three",
        &response("Content-Encoding: gzip\r\n", &gzip(plain)),
    ));
    warc.extend(record("response", "https://ledger.example/", &response("", plain)));
    warc.extend(record(
        "response",
        "https://ledger.example/pic.png",
        b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG",
    ));
    warc.extend(record(
        "response",
        "https://ledger.example/gone",
        b"HTTP/1.1 301 Moved\r\nLocation: x\r\n\r\n",
    ));
    let expected = [
        "Some(3) https://ledger.example/dam The dam abov",
        "Some(4) https://ledger.example/two The dam abov",
        "Some(5) https://ledger.example/three The dam abov",
        "ignored 6: package of other items",
        "ignored 7: part of a site that is no page",
        "ignored 8: part of a site that is no page",
    ];
    assert_eq!(all(&warc), expected);
    assert_eq!(all(&gzip(&warc)), expected);
}

#[test]
fn hostile_records_end() {
    let whole = record("response", "https://ledger.example/dam", &response("", page().as_bytes()));
    for cut in [10, 60, 150, 300, whole.len() - 10] {
        let found = all(&whole[..cut]);
        assert!(!found.is_empty() && found.len() <= 2, "{cut} {found:?}");
    }
    assert!(
        all(b"WARC/1.0\r\nContent-Length: 99999999999999\r\nWARC-Type: response\r\n\r\nHTTP/1.1 200\r\n")[0]
            .starts_with("problem")
    );
    assert!(all(b"WARC/1.0\r\n\r\n")[0].starts_with("problem"));
    assert_eq!(all(&record("warcinfo", "", b"x")), ["ignored: nothing in it"]);
    let bomb = gzip(&vec![b' '; 17 << 20]);
    let bomb =
        record("response", "https://ledger.example/dam", &response("Content-Encoding: gzip\r\n", &bomb));
    assert_eq!(all(&bomb), ["problem Some(1): longer than 16777216 bytes"]);
    let deep =
        record("response", "https://ledger.example/dam", &response("", "<div>".repeat(10_000).as_bytes()));
    assert_eq!(all(&deep), ["problem Some(1): nested more than 400 levels deep"]);
}
