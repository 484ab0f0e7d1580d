//! Citations as W3C Web Annotations, which Hypothesis and other readers of the model show in the page.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::{Cited, Passage};
use crate::render::json::line;
use crate::text::Span;

/// Characters of context to each side of a quotation.
const CONTEXT: usize = 32;

/// One array with an annotation each.
pub(super) fn annotations(out: &mut dyn Write, all: &[Cited<'_>]) -> io::Result<()> {
    line(out, &all.iter().map(annotation).collect::<Vec<_>>())
}

fn annotation(cited: &Cited<'_>) -> Value {
    let article = cited.article();
    let source = article.url.clone().unwrap_or_else(|| format!("urn:onrecord:{}", cited.stored.id));
    let target = match cited.passage {
        None => json!({"source": source}),
        Some(passage) => json!({"source": source, "selector": selectors(&article.text, passage)}),
    };
    let mut annotation = json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": format!("urn:onrecord:{}", cited.id()),
        "type": "Annotation",
        "motivation": if cited.passage.is_some() { "highlighting" } else { "bookmarking" },
        "target": target,
    });
    if let (Some(speaker), Some(object)) = (cited.speaker(), annotation.as_object_mut()) {
        let body = json!([{"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": speaker}]);
        object.insert("body".to_owned(), body);
    }
    annotation
}

/// The words with what stands around them, and where they stand. Positions count characters, as the
/// model has it, not bytes.
fn selectors(text: &str, passage: Passage<'_>) -> Value {
    let Span { start, end } = passage.span;
    let (before, after) = (text.get(..start).unwrap_or_default(), text.get(end..).unwrap_or_default());
    let words = passage.span.of(text);
    let from = before.chars().count();
    let prefix: Vec<char> = before.chars().rev().take(CONTEXT).collect();
    json!([
        {
            "type": "TextQuoteSelector",
            "exact": words,
            "prefix": prefix.into_iter().rev().collect::<String>(),
            "suffix": after.chars().take(CONTEXT).collect::<String>(),
        },
        {"type": "TextPositionSelector", "start": from, "end": from + words.chars().count()},
    ])
}
