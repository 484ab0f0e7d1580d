//! WARC, the archive of the web (ISO 28500): every page that a crawl was given is an article, with the
//! address it was fetched from. WACZ holds such files in a zip archive, gzip one record at a time.
//!
//! Records are read one after another; bodies are unchunked and decompressed up to a bound. What is no page
//! (pictures, scripts, redirects, errors, front pages) is ignored.

use std::io::{self, BufRead, Read};

use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

use super::format::Likeness;
use super::hints::Hints;
use super::reading::{Ignored, Item, Items, Problem, Reason};
use super::source::{Head, Source, unreadable};
use super::{charset, html};

/// Longest header of a record or response, in bytes.
const LONGEST_HEADER: u64 = 256 << 10;

/// How much `head` looks like a WARC file.
#[must_use]
pub fn sniff(head: &Head) -> Likeness {
    if head.bytes.starts_with(b"WARC/") { Likeness::Surely } else { Likeness::No }
}

/// Reads every page.
#[must_use]
pub fn read<'a>(source: Source<'a>, hints: &'a Hints) -> Items<'a> {
    Box::new(Records { reader: source.reader(), hints, number: 0, over: false, any: false })
}

struct Records<'a> {
    reader: Box<dyn BufRead + 'a>,
    hints: &'a Hints,
    /// Records so far.
    number: u64,
    over: bool,
    any: bool,
}

/// Names and values of a header.
type Fields = Vec<(String, String)>;

impl Iterator for Records<'_> {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        while !self.over {
            match self.record() {
                Ok(Some(item)) => {
                    self.any = true;
                    return Some(item);
                }
                Ok(None) => {}
                Err(error) => {
                    (self.over, self.any) = (true, true);
                    let problem = unreadable(error);
                    return Some(Item::Problem(problem.at(Some(self.number), None)));
                }
            }
        }
        (!std::mem::replace(&mut self.any, true)).then_some(Item::Ignored(Ignored::Nothing))
    }
}

impl Records<'_> {
    /// What the next record gives, if anything.
    fn record(&mut self) -> io::Result<Option<Item>> {
        let Some(first) = first_line(&mut self.reader)? else {
            self.over = true;
            return Ok(None);
        };
        if !first.starts_with("WARC/") {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "no record where one should begin"));
        }
        self.number += 1;
        let fields = fields(&mut self.reader)?;
        let length = field(&fields, "content-length").and_then(|length| length.parse::<u64>().ok());
        let length =
            length.ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, "a record without a length"))?;
        let mut block = (&mut self.reader as &mut dyn BufRead).take(length);
        let item = page(&mut block, &fields, self.hints);
        let left = block.limit();
        let passed = io::copy(&mut block, &mut io::sink())?;
        if passed < left {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let (record, part) = (Some(self.number), self.number.to_string());
        Ok(match item? {
            Some(Item::Article(mut reading)) => {
                reading.record = record;
                Some(Item::Article(reading))
            }
            // A page without an article's text is a list of links, or a form.
            Some(Item::Problem(problem)) if problem.reason == Reason::NoBody => {
                Some(Item::IgnoredPart { part, reason: Ignored::Textless })
            }
            Some(Item::Problem(problem)) => Some(Item::Problem(problem.at(record, None))),
            Some(Item::Ignored(reason)) => Some(Item::IgnoredPart { part, reason }),
            other => other,
        })
    }
}

/// The page in a record's block.
fn page(block: &mut dyn BufRead, record: &Fields, hints: &Hints) -> io::Result<Option<Item>> {
    let kind = field(record, "warc-type").unwrap_or_default().to_ascii_lowercase();
    let address = field(record, "warc-target-uri").map(|address| address.trim_matches(['<', '>']));
    let ignored = |reason| Ok(Some(Item::Ignored(reason)));
    let (head, content_type) = match kind.as_str() {
        "response" => {
            let Some(status) = first_line(block)? else { return ignored(Ignored::Asset) };
            let head = fields(block)?;
            if status.split_whitespace().nth(1) != Some("200") {
                return ignored(Ignored::Asset);
            }
            let kind = field(&head, "content-type").unwrap_or_default().to_owned();
            (head, kind)
        }
        "resource" => (Fields::new(), field(record, "content-type").unwrap_or_default().to_owned()),
        "revisit" | "conversion" => return ignored(Ignored::Asset),
        // About the crawl itself.
        _ => return Ok(None),
    };
    let kind = content_type.to_ascii_lowercase();
    if !kind.contains("html") || address.is_some_and(is_asset) {
        return ignored(Ignored::Asset);
    }
    if address.is_some_and(is_front) {
        return ignored(Ignored::Package);
    }
    let limit = hints.max_article;
    let body = match body(block, &head, limit)? {
        Ok(body) => body,
        Err(reason) => return Ok(Some(Item::Problem(Problem::new(reason)))),
    };
    let declared =
        kind.split_once("charset=").map(|(_, label)| label.trim_matches(['"', '\'', ' ']).to_owned());
    let declared = declared.or_else(|| html::declared_charset(&body));
    Ok(Some(match charset::decode(body, declared.as_deref()) {
        Ok(page) => html::article_at(&page, address, "WARC-Target-URI", hints),
        Err(problem) => Item::Problem(problem),
    }))
}

/// The body of a response, unchunked and decompressed, up to `limit` bytes.
fn body(block: &mut dyn BufRead, head: &Fields, limit: usize) -> io::Result<Result<Vec<u8>, Reason>> {
    let most = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
    let mut raw = Vec::new();
    block.take(most).read_to_end(&mut raw)?;
    if raw.len() > limit {
        return Ok(Err(Reason::TooLong(limit)));
    }
    let chunked =
        field(head, "transfer-encoding").is_some_and(|value| value.to_ascii_lowercase().contains("chunked"));
    // Some crawlers keep the header and write the body as it came out.
    let raw = if chunked { unchunked(&raw).unwrap_or(raw) } else { raw };
    let coding = field(head, "content-encoding").unwrap_or_default().to_ascii_lowercase();
    let gzipped = raw.starts_with(b"\x1f\x8b");
    let mut body = Vec::new();
    let result = match coding.trim() {
        "gzip" | "x-gzip" if gzipped => MultiGzDecoder::new(raw.as_slice()).take(most).read_to_end(&mut body),
        "deflate" => {
            let zlib = ZlibDecoder::new(raw.as_slice()).take(most).read_to_end(&mut body);
            zlib.or_else(|_| {
                body.clear();
                DeflateDecoder::new(raw.as_slice()).take(most).read_to_end(&mut body)
            })
        }
        "br" if !looks_like_text(&raw) => {
            brotli_decompressor::Decompressor::new(raw.as_slice(), 4096).take(most).read_to_end(&mut body)
        }
        _ => return Ok(Ok(raw)),
    };
    Ok(match result {
        Ok(_) if body.len() > limit => Err(Reason::TooLong(limit)),
        // What came of a body that was cut off is a page still.
        Ok(_) => Ok(body),
        Err(_) if !body.is_empty() => Ok(body),
        Err(error) => Err(Reason::Unreadable(error.to_string())),
    })
}

fn looks_like_text(bytes: &[u8]) -> bool {
    bytes.trim_ascii_start().starts_with(b"<")
}

/// `raw` without the lengths of its chunks; `None` where it has none.
fn unchunked(raw: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::with_capacity(raw.len());
    let mut rest = raw;
    loop {
        let end = rest.iter().take(200).position(|byte| *byte == b'\n')?;
        let (line, after) = rest.split_at_checked(end + 1)?;
        let digits = std::str::from_utf8(line).ok()?.split(';').next()?.trim();
        let length = usize::from_str_radix(digits, 16).ok()?;
        if length == 0 {
            return Some(body);
        }
        let Some((chunk, after)) = after.split_at_checked(length) else {
            body.extend_from_slice(after);
            return Some(body);
        };
        body.extend_from_slice(chunk);
        rest = after.strip_prefix(b"\r\n").or_else(|| after.strip_prefix(b"\n")).unwrap_or(after);
        if rest.is_empty() {
            return Some(body);
        }
    }
}

/// The first line that is not blank.
fn first_line(reader: &mut dyn BufRead) -> io::Result<Option<String>> {
    for _ in 0..16 {
        let mut line = Vec::new();
        if reader.take(LONGEST_HEADER).read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        let line = line.trim_ascii();
        if !line.is_empty() {
            return Ok(Some(String::from_utf8_lossy(line).into_owned()));
        }
    }
    Ok(None)
}

/// The fields of a header, up to the blank line that ends it.
fn fields(reader: &mut dyn BufRead) -> io::Result<Fields> {
    let mut fields = Fields::new();
    let mut reader = reader.take(LONGEST_HEADER);
    loop {
        let mut line = Vec::new();
        reader.read_until(b'\n', &mut line)?;
        let text = String::from_utf8_lossy(&line);
        if text.trim().is_empty() {
            return if line.is_empty() && reader.limit() == 0 {
                Err(io::Error::new(io::ErrorKind::InvalidData, "a header without an end"))
            } else {
                Ok(fields)
            };
        }
        if text.starts_with([' ', '\t'])
            && let Some((_, value)) = fields.last_mut()
        {
            value.push(' ');
            value.push_str(text.trim());
        } else if let Some((name, value)) = text.split_once(':') {
            fields.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
        }
    }
}

fn field<'f>(fields: &'f Fields, name: &str) -> Option<&'f str> {
    fields.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
}

/// Whether an address is that of a site's front page.
fn is_front(address: &str) -> bool {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let rest = rest.split(['?', '#']).next().unwrap_or(rest);
    rest.split_once('/').is_none_or(|(_, path)| path.trim_matches('/').is_empty())
}

/// Whether an address is that of something that pages load, whatever its answer says that it is.
fn is_asset(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or(address).to_ascii_lowercase();
    [".js", ".css", ".png", ".jpg", ".gif", ".svg", ".ico", ".json", ".xml", ".txt", ".woff2"]
        .iter()
        .any(|extension| path.ends_with(extension))
}

#[cfg(test)]
#[path = "web_archive_tests.rs"]
mod tests;
