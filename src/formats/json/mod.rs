//! JSON and JSON Lines as news archives export them. The text is kept byte for byte.
//!
//! Lines and the elements of a top-level array are read one at a time; any other document is read
//! whole, up to four times the longest article.

mod annotations;
mod elements;
pub(in crate::formats) mod keys;
mod record;
mod value;

use serde_json::Value;

use super::draft::Draft;
use super::hints::Hints;
use super::line_reader::{Line, LineReader};
use super::reading::{Ignored, Item, Items, Problem, Reason};
use super::source::{Head, Source};
use super::{Likeness, charset};
use elements::Elements;
use record::reason_of;
pub use record::{Record, record_of};

/// How much `head` looks like one JSON document.
#[must_use]
pub fn sniff_document(head: &Head) -> Likeness {
    let text = head.trimmed();
    let opens = text.starts_with(['{', '[']);
    match (opens, head.extension.as_str()) {
        (_, "json") => Likeness::Surely,
        (true, "md" | "markdown" | "txt" | "html" | "htm" | "jsonl" | "ndjson") => Likeness::No,
        (true, _) if text.starts_with("{\"") || text.starts_with("[{") || text.starts_with("{\n") => {
            Likeness::Likely
        }
        _ => Likeness::No,
    }
}

/// How much `head` looks like JSON Lines.
#[must_use]
pub fn sniff_lines(head: &Head) -> Likeness {
    if matches!(head.extension.as_str(), "jsonl" | "ndjson" | "jsonlines" | "ldjson") {
        return Likeness::Surely;
    }
    let mut lines = head.trimmed().lines().filter(|line| !line.trim().is_empty());
    let object = |line: Option<&str>| {
        line.is_some_and(|line| {
            line.starts_with('{') && serde_json::from_str::<serde::de::IgnoredAny>(line).is_ok()
        })
    };
    let first = object(lines.next());
    // The second line may be cut off by the end of the head.
    let second = lines.next().is_some_and(|line| line.starts_with('{'));
    if first && second {
        return Likeness::Surely;
    }
    // Standard input is JSON Lines by agreement.
    if head.file_name == "-" && head.trimmed().starts_with('{') { Likeness::Likely } else { Likeness::No }
}

/// Reads JSON Lines.
#[must_use]
pub fn read_lines<'a>(source: Source<'a>, hints: &'a Hints) -> Items<'a> {
    if let Some(reason) = annotations::of_lines(&source.head, hints) {
        return Box::new(std::iter::once(Item::Ignored(reason)));
    }
    every_line(source, hints)
}

/// Reads JSON Lines, each line that is not blank giving at least one item, whatever it looks like.
#[must_use]
pub fn every_line<'a>(source: Source<'a>, hints: &'a Hints) -> Items<'a> {
    if charset::is_utf16(&source.head.bytes) {
        return match source.bytes(hints.max_article).and_then(charset::decode_unicode) {
            Ok(text) => {
                let reader = Box::new(std::io::Cursor::new(text.into_bytes()));
                Box::new(Lines {
                    lines: LineReader::new(reader, hints.max_article),
                    hints,
                    record: 0,
                    more: Vec::new(),
                })
            }
            Err(problem) => Box::new(std::iter::once(Item::Problem(problem))),
        };
    }
    let lines = LineReader::new(source.reader(), hints.max_article);
    Box::new(Lines { lines, hints, record: 0, more: Vec::new() })
}

struct Lines<'a> {
    lines: LineReader<'a>,
    hints: &'a Hints,
    record: u64,
    /// Further articles of the same line, the last first.
    more: Vec<Item>,
}

impl Iterator for Lines<'_> {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        if let Some(item) = self.more.pop() {
            return Some(item);
        }
        loop {
            let line = match self.lines.next_line() {
                Ok(line) => line?,
                Err(problem) => return Some(Item::Problem(problem)),
            };
            let Line::Whole(bytes) = line else {
                self.record += 1;
                let problem = Problem::new(Reason::TooLong(self.hints.max_article));
                return Some(Item::Problem(problem.at(Some(self.record), Some(self.lines.number))));
            };
            let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
            if bytes.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            self.record += 1;
            let parsed = record::parse(bytes, &self.hints.map);
            let (record, line) = (Some(self.record), Some(self.lines.number));
            let mut items = items_of(parsed, self.hints, record, line);
            items.reverse();
            let first = items.pop();
            self.more = items;
            return first;
        }
    }
}

/// The articles of one parsed record, or its problem; never none.
fn items_of(
    parsed: Result<Record, Reason>,
    hints: &Hints,
    record: Option<u64>,
    line: Option<u64>,
) -> Vec<Item> {
    let drafts = match parsed {
        Ok(record) => record.into_drafts(),
        Err(reason) => return vec![Item::Problem(Problem::new(reason).at(record, line))],
    };
    drafts.into_iter().map(|draft| Draft { record, line, ..draft }.finish(hints)).collect()
}

/// What one JSON object says of an article, if it has a text.
#[must_use]
pub fn draft_of(bytes: &[u8], map: &super::hints::FieldMap) -> Option<Draft> {
    let record = record::parse(bytes, map).ok()?;
    record.has_text().then(|| record.into_drafts().into_iter().next()).flatten()
}

/// Reads one JSON document: an article, an array of articles, or an object that holds some.
#[must_use]
pub fn read_document<'a>(source: Source<'a>, hints: &'a Hints) -> Items<'a> {
    if annotations::is_settings_name(&source.head.file_name) {
        return Box::new(std::iter::once(Item::Ignored(Ignored::Settings)));
    }
    let array = source.head.trimmed().starts_with('[') && !charset::is_utf16(&source.head.bytes);
    if array {
        return Box::new(Elements::new(source, hints));
    }
    Box::new(whole(source, hints).into_iter())
}

/// A document whole, as JSON that has a form of its own.
///
/// # Errors
/// Where it cannot be read, is too long or no JSON.
pub fn value(source: Source<'_>, hints: &Hints) -> Result<Value, Problem> {
    let text = source.document(hints.max_article).and_then(charset::decode_unicode)?;
    serde_json::from_str(&text).map_err(|error| Problem::new(reason_of(&error)))
}

fn whole(source: Source<'_>, hints: &Hints) -> Vec<Item> {
    let text = match source.document(hints.max_article).and_then(charset::decode_unicode) {
        Ok(text) => text,
        Err(problem) => return vec![Item::Problem(problem)],
    };
    let record = match record::parse(text.as_bytes(), &hints.map) {
        Ok(record) => record,
        Err(reason) => return vec![Item::Problem(Problem::new(reason))],
    };
    if let Some(reason) = annotations::of_record(&record) {
        return vec![Item::Ignored(reason)];
    }
    let drafts = record.into_drafts();
    let many = drafts.len() > 1;
    let numbered = (1..).zip(drafts);
    numbered
        .map(|(number, draft)| {
            if draft.text.iter().any(|text| text.value.len() > hints.max_article) {
                return Item::Problem(
                    Problem::new(Reason::TooLong(hints.max_article)).at(many.then_some(number), None),
                );
            }
            Draft { record: many.then_some(number), ..draft }.finish(hints)
        })
        .collect()
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
