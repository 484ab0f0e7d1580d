//! ninjs, IPTC's news in JSON, versions 1 to 3, alone or in lists, and the items of the AP Media API.
//!
//! A document is read whole, up to four times the longest article. What an item is associated with
//! (pictures, other stories) is no article of it. Pictures, packages, events and items without a body are
//! ignored.

mod item;

use serde_json::Value;

use super::format::Likeness;
use super::hints::Hints;
use super::json;
use super::reading::{Ignored, Item, Items, Problem, Reason};
use super::source::{Head, Source};

/// Deepest object in which items are looked for.
const DEPTH: usize = 8;

/// Keys that hardly anything but ninjs has, as written in JSON.
const MARKS: [&str; 10] = [
    "\"versioncreated\"",
    "\"versionCreated\"",
    "\"body_xhtml\"",
    "\"pubstatus\"",
    "\"pubStatus\"",
    "\"representationtype\"",
    "\"representationType\"",
    "ninjs-schema",
    "ninjs/ninjs",
    "\"ninjs\"",
];
/// Keys of which two together say the same.
const SIGNS: [&str; 9] = [
    "\"uri\"",
    "\"body_html\"",
    "\"body_text\"",
    "\"bodies\"",
    "\"headlines\"",
    "\"slugline\"",
    "\"urgency\"",
    "\"description_text\"",
    "\"firstcreated\"",
];

/// How much `head` looks like ninjs.
#[must_use]
pub fn sniff(head: &Head) -> Likeness {
    let text = head.trimmed();
    if !text.starts_with(['{', '[']) || matches!(head.extension.as_str(), "md" | "markdown" | "html" | "htm")
    {
        return Likeness::No;
    }
    // A text of its own under a plain name: another export's, that the reader of JSON knows.
    let has = |mark: &&&str| text.contains(**mark);
    if ["\"text\"", "\"articleBody\""].iter().any(|key| is_key(text, key)) {
        return Likeness::No;
    }
    let signs = SIGNS.iter().filter(has).count();
    if MARKS.iter().any(|mark| text.contains(mark)) || signs > 2 { Likeness::Surely } else { Likeness::No }
}

/// Whether `quoted` stands in `text` as a key.
fn is_key(text: &str, quoted: &str) -> bool {
    text.match_indices(quoted)
        .any(|(at, _)| text.get(at + quoted.len()..).is_some_and(|rest| rest.trim_start().starts_with(':')))
}

/// Reads the items of a document.
#[must_use]
pub fn read<'a>(source: Source<'a>, hints: &'a Hints) -> Items<'a> {
    if !hints.map.is_empty() {
        // Whoever names keys means the reader that goes by them.
        return json::read_document(source, hints);
    }
    Box::new(whole(source, hints).into_iter())
}

fn whole(source: Source<'_>, hints: &Hints) -> Vec<Item> {
    let document = match json::value(source, hints) {
        Ok(document) => document,
        Err(problem) => return vec![Item::Problem(problem)],
    };
    let mut found = Vec::new();
    items_of(&document, 0, &mut found);
    let many = found.len() > 1;
    let items = (1_u64..).zip(found).map(|(number, object)| {
        let record = many.then_some(number);
        match item::draft(object, record) {
            Ok(draft) if draft.text.iter().any(|text| text.value.len() > hints.max_article) => {
                Item::Problem(Problem::new(Reason::TooLong(hints.max_article)).at(record, None))
            }
            Ok(draft) => draft.finish(hints),
            Err(item::Not::Broken(reason)) => Item::Problem(Problem::new(reason).at(record, None)),
            Err(item::Not::Article(reason)) if many => Item::IgnoredPart { part: number.to_string(), reason },
            Err(item::Not::Article(reason)) => Item::Ignored(reason),
        }
    });
    let items: Vec<Item> = items.collect();
    if items.is_empty() { vec![Item::Ignored(Ignored::Settings)] } else { items }
}

/// The news items in `value`: itself, or those in the lists and wrappers that it holds.
fn items_of<'v>(value: &'v Value, depth: usize, found: &mut Vec<&'v Value>) {
    if depth > DEPTH {
        return;
    }
    match value {
        Value::Array(values) => values.iter().for_each(|value| items_of(value, depth + 1, found)),
        Value::Object(pairs) if item::is_item(pairs) => found.push(value),
        Value::Object(pairs) => {
            for key in ["data", "items", "item", "results", "hits", "news"] {
                if let Some(inner) = pairs.get(key) {
                    items_of(inner, depth + 1, found);
                }
            }
        }
        _ => {}
    }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
