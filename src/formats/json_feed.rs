//! JSON Feed, versions 1 and 1.1: an article an item, its text as HTML or plain.

use serde_json::Value;

use super::draft::{Candidate, Draft};
use super::format::Likeness;
use super::hints::Hints;
use super::reading::{Field, Ignored, Item, Items, Place, Problem, Reason};
use super::source::{Head, Source};
use super::{html, json};
use crate::article::url;

/// How much `head` looks like a JSON Feed.
#[must_use]
pub fn sniff(head: &Head) -> Likeness {
    let said = head.text.contains("jsonfeed.org/version/") || head.text.contains("jsonfeed.org\\/version\\/");
    if head.trimmed().starts_with('{') && said { Likeness::Surely } else { Likeness::No }
}

/// Reads every item.
#[must_use]
pub fn read<'a>(source: Source<'a>, hints: &'a Hints) -> Items<'a> {
    Box::new(whole(source, hints).into_iter())
}

fn whole(source: Source<'_>, hints: &Hints) -> Vec<Item> {
    let feed = match json::value(source, hints) {
        Ok(feed) => feed,
        Err(problem) => return vec![Item::Problem(problem)],
    };
    let items = feed.get("items").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    if items.is_empty() {
        return vec![Item::Ignored(Ignored::Nothing)];
    }
    let many = items.len() > 1;
    let items = (1_u64..).zip(items).map(|(number, item)| {
        let record = many.then_some(number);
        match draft(item, &feed, hints) {
            Err(reason) => Item::Problem(Problem::new(reason).at(record, None)),
            Ok(draft) if draft.text.is_empty() && many => {
                Item::IgnoredPart { part: number.to_string(), reason: Ignored::Textless }
            }
            Ok(draft) if draft.text.is_empty() => Item::Ignored(Ignored::Textless),
            Ok(draft) if draft.text.iter().any(|text| text.value.len() > hints.max_article) => {
                Item::Problem(Problem::new(Reason::TooLong(hints.max_article)).at(record, None))
            }
            Ok(draft) => Draft { record, ..draft }.finish(hints),
        }
    });
    items.collect()
}

fn draft(item: &Value, feed: &Value, hints: &Hints) -> Result<Draft, Reason> {
    let text =
        |value: &Value, key: &str| value.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let key = |name: &'static str| Place::Key(name.into());
    let mut draft = Draft::default();
    for (rank, name) in (0_u8..).zip(["content_html", "content_text", "summary"]) {
        let raw = text(item, name);
        let value =
            if name == "content_html" { html::text_of_piece(&raw)? } else { raw.replace("\r\n", "\n") };
        if value.chars().any(char::is_alphabetic) {
            draft.text.push(Candidate { value: value.trim().to_owned(), place: key(name), rank: 200 - rank });
        }
    }
    draft.add(Field::Title, &html::unescaped(&text(item, "title")), key("title"), 200);
    draft.add(Field::Date, &text(item, "date_published"), key("date_published"), 200);
    draft.add(Field::Date, &text(item, "date_modified"), key("date_modified"), 100);
    for (rank, name) in (0_u8..).zip(["url", "external_url", "id"]) {
        draft.add(Field::Url, &text(item, name), key(name), 200 - rank);
    }
    for (rank, value) in (0_u8..).zip([item, feed]) {
        let many = value.get("authors").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let names = many.iter().chain(value.get("author")).map(|author| text(author, "name"));
        let names: Vec<String> = names.filter(|name| !name.is_empty()).collect();
        draft.add(Field::Authors, &names.join(", "), key("authors"), 200 - rank);
        draft.add(Field::Language, &text(value, "language"), key("language"), 200 - rank);
    }
    let host = url::host(&text(item, "url"));
    if let Some(name) = host.as_deref().and_then(|host| hints.outlets.name(host)) {
        draft.add(Field::Outlet, name, Place::Domain, 190);
    }
    draft.add(Field::Outlet, &html::unescaped(&text(feed, "title")), key("title of the feed"), 150);
    let tag = item.get("tags").and_then(|tags| tags.get(0)).and_then(Value::as_str);
    draft.add(Field::Section, tag.unwrap_or_default(), key("tags"), 100);
    draft.given_id = item.get("id").cloned();
    Ok(draft)
}

#[cfg(test)]
mod tests {
    use super::super::{Input, read};
    use super::*;

    fn items(text: &str) -> Vec<Item> {
        read(Input { name: "a.json", bytes: Box::new(text.as_bytes()) }, &Hints::default()).collect()
    }

    #[test]
    fn an_item_is_an_article() {
        let feed = r#"{"version":"https://jsonfeed.org/version/1.1","title":"Harbor Ledger","language":"en","items":[
            {"id":"1","url":"https://ledger.example/dam","title":"Dam &amp; lock","content_html":"<p>It held.</p><p>It did.</p>","date_published":"2024-10-08T16:15:00-04:00","authors":[{"name":"Anna Karr"}],"tags":["Home"]},
            {"id":"2","title":"Nothing"}]}"#;
        let items = items(feed);
        let [Item::Article(reading), Item::IgnoredPart { reason: Ignored::Textless, .. }] = &items[..] else {
            panic!("{items:?}")
        };
        let article = &reading.article;
        assert_eq!(article.outlet.as_deref(), Some("Harbor Ledger"));
        assert_eq!(article.title.as_deref(), Some("Dam & lock"));
        assert_eq!(article.authors, ["Anna Karr"]);
        assert_eq!(article.date.map(|date| date.to_string()).as_deref(), Some("2024-10-08T16:15:00-04:00"));
        assert_eq!(article.text, "It held.\n\nIt did.");
    }

    #[test]
    fn broken_feeds_are_problems() {
        for text in [
            r#"{"version":"https://jsonfeed.org/version/1","items":[{"content_html":"x"#,
            &format!(
                r#"{{"version":"https://jsonfeed.org/version/1","items":[{{"content_html":"{}"}}]}}"#,
                "<div>".repeat(1_000)
            ),
        ] {
            assert!(matches!(&items(text)[..], [Item::Problem(_)]), "{text}");
        }
        assert_eq!(
            items(r#"{"version":"https://jsonfeed.org/version/1"}"#),
            [Item::Ignored(Ignored::Nothing)]
        );
    }
}
