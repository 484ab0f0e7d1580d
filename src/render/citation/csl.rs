//! Citations as CSL-JSON, which Zotero and Pandoc read.

use std::io::{self, Write};

use serde_json::{Map, Value, json};

use super::Cited;
use crate::render::json::line;

/// One array with an item each: an `article-newspaper`; a statement's sentences and speaker are its note,
/// and its words, span and hashes stand under `custom`.
pub(super) fn items(out: &mut dyn Write, all: &[Cited<'_>]) -> io::Result<()> {
    line(out, &all.iter().map(item).collect::<Vec<_>>())
}

fn item(cited: &Cited<'_>) -> Value {
    let article = cited.article();
    let mut item = Map::new();
    let mut put = |key: &str, value: Value| {
        if !value.is_null() {
            item.insert(key.to_owned(), value);
        }
    };
    put("id", json!(cited.id()));
    put("type", json!("article-newspaper"));
    put("title", json!(article.title));
    // Where a family name begins is not for us to guess.
    let authors: Vec<Value> = article.authors.iter().map(|author| json!({"literal": author})).collect();
    put("author", if authors.is_empty() { Value::Null } else { json!(authors) });
    put("container-title", json!(article.outlet));
    let day = article.date.map(crate::article::Date::day);
    put(
        "issued",
        day.map_or(Value::Null, |day| json!({"date-parts": [[day.year(), day.month(), day.day()]]})),
    );
    put("URL", json!(article.url));
    put("section", json!(article.section));
    put("language", json!(article.language));
    let note = cited.sentences().map(|said| match cited.speaker() {
        Some(speaker) => format!("{said} — {speaker}"),
        None => said,
    });
    put("note", json!(note));
    let span = cited.passage.map(|passage| json!([passage.span.start, passage.span.end]));
    put(
        "custom",
        json!({"onrecord": {
            "id": cited.id(), "words": cited.words(), "span": span, "text_blake3": cited.text_hash(),
        }}),
    );
    Value::Object(item)
}
