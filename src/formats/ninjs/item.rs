//! One item of ninjs as a draft: which of its keys say what, in the spellings of versions 1 to 3.

use serde_json::{Map, Value};

use crate::formats::draft::{Candidate, Draft};
use crate::formats::html;
use crate::formats::reading::{Field, Ignored, Place, Reason};

/// Why an item gives no draft.
pub enum Not {
    /// It is no article.
    Article(Ignored),
    /// Its text cannot be read.
    Broken(Reason),
}

/// Keys of dates, the best first: the first publication, as the versions after it keep it; an item without
/// one has the date of this version.
const DATES: [&str; 8] = [
    "firstpublished",
    "firstPublished",
    "firstcreated",
    "firstCreated",
    "versioncreated",
    "versionCreated",
    "contentcreated",
    "contentCreated",
];
/// Keys of outlets, the best first.
const OUTLETS: [&str; 7] =
    ["source", "provider", "infosources", "infosource", "infoSources", "copyrightholder", "copyrightHolder"];

/// Whether an object is a news item.
pub fn is_item(object: &Map<String, Value>) -> bool {
    let has = |keys: &[&str]| keys.iter().any(|key| object.contains_key(*key));
    has(&["uri", "guid", "type", "standard", "$standard"])
        && !has(&["items", "item"])
        && has(&[
            "type",
            "headline",
            "headlines",
            "versioncreated",
            "versionCreated",
            "body_text",
            "body_html",
            "body_xhtml",
            "bodies",
            "pubstatus",
            "uri",
        ])
}

/// The draft of the news item `value`.
pub fn draft(value: &Value, record: Option<u64>) -> Result<Draft, Not> {
    let text = |key: &str| value.get(key).and_then(Value::as_str).filter(|text| !text.trim().is_empty());
    let kind = text("type").unwrap_or("text");
    match kind {
        "picture" | "photo" | "graphic" | "audio" | "video" | "media" | "image" => {
            return Err(Not::Article(Ignored::Media));
        }
        "event" | "planning" | "planned" | "planned_coverage" => return Err(Not::Article(Ignored::Event)),
        _ => {}
    }
    let mut draft = Draft { record, ..Draft::default() };
    bodies(value, &mut draft).map_err(Not::Broken)?;
    if draft.text.is_empty() {
        let package = kind == "composite" || kind == "package";
        return Err(Not::Article(if package {
            Ignored::Package
        } else if value.get("event_details").is_some() || value.get("plannedCoverage").is_some() {
            Ignored::Event
        } else {
            Ignored::Textless
        }));
    }
    for (key, value) in titles(value) {
        draft.add(Field::Title, &html::unescaped(value), Place::Key(key.into()), 190);
    }
    // Version 1 lets newsrooms add to the names: "headline_main", "body_main".
    let object = value.as_object();
    for (key, value) in object.into_iter().flatten().filter(|(key, _)| key.starts_with("headline_")) {
        let rank = if key.ends_with("_main") { 185 } else { 110 };
        let title = html::unescaped(value.as_str().unwrap_or_default());
        draft.add(Field::Title, &title, Place::Key(key.clone().into()), rank);
    }
    for key in ["title", "name"] {
        draft.add(
            Field::Title,
            &html::unescaped(text(key).unwrap_or_default()),
            Place::Key(key.to_owned().into()),
            100,
        );
    }
    if let Some(published) =
        value.get("extra").and_then(|extra| extra.get("original_published_at")).and_then(Value::as_str)
    {
        draft.add(Field::Date, published, Place::Key("extra.original_published_at".into()), 210);
    }
    for (rank, key) in (0_u8..).zip(DATES) {
        draft.add(Field::Date, text(key).unwrap_or_default(), Place::Key(key.into()), 200 - rank);
    }
    for (rank, key) in (0_u8..).zip(OUTLETS) {
        for name in names(value.get(key)) {
            draft.add(Field::Outlet, name, Place::Key(key.into()), 200 - rank);
        }
    }
    for (rank, key) in (0_u8..).zip(["byline", "by"]) {
        draft.add(Field::Authors, text(key).unwrap_or_default(), Place::Key(key.into()), 200 - rank);
    }
    let authors: Vec<&str> = names(value.get("authors")).collect();
    draft.add(Field::Authors, &authors.join(", "), Place::Key("authors".into()), 190);
    for (rank, key) in (0_u8..).zip(["canonical_url", "canonicalUrl", "link", "uri", "guid"]) {
        draft.add(Field::Url, text(key).unwrap_or_default(), Place::Key(key.into()), 200 - rank);
    }
    for key in ["service", "services", "section", "genres", "genre"] {
        let section = names(value.get(key)).next();
        let rank = if key.starts_with("genre") { 100 } else { 200 };
        draft.add(Field::Section, section.unwrap_or_default(), Place::Key(key.to_owned().into()), rank);
    }
    draft.add(Field::Language, text("language").unwrap_or_default(), Place::Key("language".into()), 200);
    draft.given_id = ["uri", "guid", "id"].iter().find_map(|key| value.get(*key).cloned());
    Ok(draft)
}

/// Headlines: the one of version 1, or those of versions 2 and 3, the main one last.
fn titles(value: &Value) -> Vec<(&'static str, &str)> {
    let mut titles = Vec::new();
    for key in ["headlines", "headline"] {
        match value.get(key) {
            Some(Value::String(title)) => titles.push((key, title.as_str())),
            Some(Value::Array(many)) => {
                let role = |one: &Value| one.get("role").and_then(Value::as_str).map(str::to_lowercase);
                let (main, other): (Vec<&Value>, Vec<&Value>) =
                    many.iter().partition(|one| matches!(role(one).as_deref(), Some("main") | None));
                let values = other.iter().rev().chain(main.iter().rev());
                titles.extend(values.filter_map(|one| one.get("value")?.as_str()).map(|title| (key, title)));
            }
            _ => {}
        }
    }
    titles
}

/// Every body that the item has, as text: marked-up ones first, for they have paragraphs.
fn bodies(value: &Value, draft: &mut Draft) -> Result<(), Reason> {
    let mut add = |key: &str, body: &str, rank: u8, markup: bool| {
        let value = if markup { html::text_of_piece(body)? } else { body.replace("\r\n", "\n") };
        let value = value.trim();
        if !value.is_empty() && value.chars().any(char::is_alphabetic) {
            let place = Place::Key(key.to_owned().into());
            draft.text.push(Candidate { value: value.to_owned(), place, rank });
        }
        Ok(())
    };
    if let Some(Value::Array(many)) = value.get("bodies") {
        for one in many {
            let part = |keys: [&str; 2]| keys.iter().find_map(|key| one.get(*key)?.as_str());
            let Some(body) = part(["value", "value"]) else { continue };
            let kind = part(["contentType", "contenttype"]).unwrap_or_default();
            let markup = kind.contains("html") || kind.contains("xml") || looks_marked_up(body);
            add("bodies", body, if markup { 200 } else { 190 }, markup)?;
        }
    }
    for (key, body) in value.as_object().into_iter().flatten() {
        if let Some(body) = body.as_str().filter(|_| key.starts_with("body_")) {
            add(key, body, 100, looks_marked_up(body))?;
        }
    }
    for (key, rank, markup) in [
        ("body_text", 150, false),
        ("body", 140, false),
        ("body_xhtml", 170, true),
        ("body_html", 180, true),
        ("body_nitf", 160, true),
        ("body_richtext", 130, true),
    ] {
        if let Some(body) = value.get(key).and_then(Value::as_str) {
            add(key, body, rank, markup || looks_marked_up(body))?;
        }
    }
    Ok(())
}

fn looks_marked_up(body: &str) -> bool {
    body.trim_start().starts_with('<') && body.contains("</")
}

/// Names: a string, an object with a name, or lists of them.
fn names(value: Option<&Value>) -> impl Iterator<Item = &str> {
    let values: Vec<&Value> = match value {
        Some(Value::Array(values)) => values.iter().collect(),
        Some(value) => vec![value],
        None => Vec::new(),
    };
    values.into_iter().filter_map(|value| match value {
        Value::String(name) => Some(name.as_str()),
        Value::Object(pairs) => pairs.get("name").and_then(Value::as_str),
        _ => None,
    })
}
