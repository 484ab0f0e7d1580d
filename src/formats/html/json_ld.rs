//! JSON-LD: finds the object that describes the article among graphs, lists and broken scripts, and
//! takes its fields. Of schema.org; `dateModified` and `dateCreated` are no dates of publication.

use serde_json::{Map, Value};

use crate::formats::byline;
use crate::formats::draft::{Candidate, Draft, even};
use crate::formats::html::unescaped;
use crate::formats::reading::{Field, Place};

/// Deepest object looked into, and most objects looked at.
const DEPTH: u8 = 12;
const MOST: usize = 2_000;

/// Rank of an article's own fields, and of those of the page around it.
const ARTICLE: u8 = 200;
const PAGE: u8 = 110;

/// Adds to `draft` what the JSON-LD `scripts` of a page say; gives the article's text, if they hold it.
pub fn read(scripts: &[String], draft: &mut Draft) -> Option<String> {
    let mut objects = Vec::new();
    let values: Vec<Value> = scripts.iter().filter_map(|script| parse(script)).collect();
    for value in &values {
        collect(value, 0, &mut objects);
    }
    let mut body = None;
    // Several articles: a list of teasers describes none of them.
    let articles: Vec<&&Map<String, Value>> =
        objects.iter().filter(|object| kind(object) == Kind::Article).collect();
    let main = articles.iter().find(|object| object.contains_key("articleBody")).or(articles.first());
    for object in &objects {
        match kind(object) {
            Kind::Article if main.is_some_and(|main| std::ptr::eq(**main, *object)) => {
                take(object, ARTICLE, draft);
                referred(object, &objects, draft);
                body = body.or_else(|| string(object.get("articleBody")));
            }
            Kind::Page => take(object, PAGE, draft),
            Kind::Site => {
                if let Some(name) = string(object.get("name")) {
                    draft.add(Field::Outlet, &name, place("WebSite", "name"), PAGE);
                }
            }
            Kind::Article | Kind::Other => {}
        }
    }
    body
}

/// What `object` only refers to by its "@id", from the object that has it.
fn referred(object: &Map<String, Value>, objects: &[&Map<String, Value>], draft: &mut Draft) {
    let kind = object.get("@type").and_then(|kind| string(Some(kind))).unwrap_or_default();
    let find = |key: &str| {
        let value = object.get(key)?;
        let value = value.as_array().and_then(|many| many.first()).unwrap_or(value);
        let id = value.get("@id").filter(|_| value.get("name").is_none())?;
        objects.iter().find(|other| other.get("@id") == Some(id) && other.contains_key("name"))
    };
    if let Some(author) = find("author") {
        let value = names(Some(&Value::Object((*author).clone())));
        if !value.is_empty() {
            draft.authors.push(Candidate { value, place: place(&kind, "author"), rank: ARTICLE });
        }
    }
    if let Some(name) = find("publisher").and_then(|publisher| string(publisher.get("name"))) {
        draft.add(Field::Outlet, &unescaped(&name), place(&kind, "publisher"), ARTICLE - 10);
    }
}

/// Scripts in the wild: CDATA or comments around, raw line feeds in strings, a semicolon behind.
fn parse(script: &str) -> Option<Value> {
    let mut inner = script.trim();
    for (open, close) in
        [("//<![CDATA[", "//]]>"), ("/*<![CDATA[*/", "/*]]>*/"), ("<![CDATA[", "]]>"), ("<!--", "-->")]
    {
        if let Some(rest) = inner.strip_prefix(open) {
            inner = rest.trim_end_matches(close).trim();
        }
    }
    let inner = inner.trim_end_matches(';');
    if let Ok(value) = serde_json::from_str(inner) {
        return Some(value);
    }
    let mended: String = inner.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let mended = mended.replace("\\'", "'").replace(", }", "}").replace(",}", "}").replace(",]", "]");
    // What stands after the first value is dropped.
    serde_json::Deserializer::from_str(&mended).into_iter::<Value>().next()?.ok()
}

/// Objects in the order of the page: those of graphs, lists and of what the page is about.
fn collect<'v>(value: &'v Value, depth: u8, objects: &mut Vec<&'v Map<String, Value>>) {
    if depth > DEPTH || objects.len() > MOST {
        return;
    }
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(item, depth + 1, objects)),
        Value::Object(object) => {
            objects.push(object);
            for key in ["@graph", "mainEntity", "mainEntityOfPage", "liveBlogUpdate", "isPartOf"] {
                if let Some(inner) =
                    object.get(key).filter(|_| key != "liveBlogUpdate" || kind(object) != Kind::Article)
                {
                    collect(inner, depth + 1, objects);
                }
            }
        }
        _ => {}
    }
}

#[derive(PartialEq, Eq)]
enum Kind {
    Article,
    Page,
    Site,
    Other,
}

fn kind(object: &Map<String, Value>) -> Kind {
    let types: Vec<&str> = match object.get("@type") {
        Some(Value::String(name)) => vec![name.as_str()],
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).collect(),
        _ => return Kind::Other,
    };
    let any =
        |test: fn(&str) -> bool| types.iter().any(|name| test(name.rsplit(['/', ':']).next().unwrap_or("")));
    if any(|name| {
        name.ends_with("Article")
            || matches!(name, "BlogPosting" | "LiveBlogPosting" | "Report" | "SocialMediaPosting")
    }) {
        Kind::Article
    } else if any(|name| matches!(name, "WebPage" | "ItemPage")) {
        Kind::Page
    } else if any(|name| name == "WebSite") {
        Kind::Site
    } else {
        Kind::Other
    }
}

fn place(kind: &str, key: &str) -> Place {
    Place::JsonLd(format!("{kind}.{key}").into())
}

fn take(object: &Map<String, Value>, rank: u8, draft: &mut Draft) {
    let kind = object.get("@type").and_then(|kind| string(Some(kind))).unwrap_or_default();
    let mut add = |field: Field, key: &str, rank: u8| {
        if let Some(value) = string(object.get(key)) {
            draft.add(field, &unescaped(&value), place(&kind, key), rank);
        }
    };
    add(Field::Title, "name", rank - 40);
    add(Field::Title, "headline", rank);
    add(Field::Date, "datePublished", rank);
    add(Field::Language, "inLanguage", rank);
    add(Field::Section, "articleSection", rank);
    add(Field::Url, "url", rank - 50);
    add(Field::Url, "mainEntityOfPage", rank - 51);
    for key in ["publisher", "sourceOrganization", "provider"] {
        add(Field::Outlet, key, rank - 10);
    }
    for key in ["creator", "author"] {
        let names = names(object.get(key));
        if !names.is_empty() {
            draft.authors.push(Candidate { value: names, place: place(&kind, key), rank });
        }
    }
}

/// The one string that a value comes to: of an object its name, else its address.
fn string(value: Option<&Value>) -> Option<String> {
    match value? {
        Value::String(text) => Some(text.clone()).filter(|text| !text.trim().is_empty()),
        Value::Array(items) => items.iter().find_map(|item| string(Some(item))),
        Value::Object(object) => ["name", "@id", "url"].iter().find_map(|key| string(object.get(*key))),
        _ => None,
    }
}

/// Authors: strings, objects with a name or given and family name, or lists of them; organisations only
/// where no person is named.
fn names(value: Option<&Value>) -> Vec<String> {
    let mut persons: Vec<String> = Vec::new();
    let mut bodies: Vec<String> = Vec::new();
    each_name(value, 0, &mut |name, person| {
        let into = if person { &mut persons } else { &mut bodies };
        for name in byline::authors(&even(&unescaped(name))) {
            if !into.contains(&name) {
                into.push(name);
            }
        }
    });
    if persons.is_empty() { bodies } else { persons }
}

fn each_name(value: Option<&Value>, depth: u8, each: &mut impl FnMut(&str, bool)) {
    match value {
        Some(Value::String(name)) => each(name, true),
        Some(Value::Array(items)) if depth < DEPTH => {
            items.iter().for_each(|item| each_name(Some(item), depth + 1, each));
        }
        Some(Value::Object(object)) => {
            let part = |key: &str| object.get(key).and_then(Value::as_str).unwrap_or("").trim();
            let organisation = part("@type").ends_with("Organization");
            if let Some(name) = object.get("name") {
                match name {
                    Value::String(name) => each(name, !organisation),
                    other => each_name(Some(other), depth + 1, each),
                }
            } else if !part("familyName").is_empty() {
                each(&format!("{} {}", part("givenName"), part("familyName")), true);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_one(script: &str) -> String {
        let mut draft = Draft::default();
        read(&[script.to_owned()], &mut draft);
        let best = |all: &[Candidate<String>]| {
            all.iter()
                .max_by_key(|one| one.rank)
                .map_or("-".to_owned(), |one| format!("{} ({})", one.value, one.place))
        };
        let date =
            draft.date.iter().max_by_key(|one| one.rank).map_or("-".to_owned(), |one| one.value.to_string());
        let authors =
            draft.authors.iter().max_by_key(|one| one.rank).map_or(String::new(), |one| one.value.join("; "));
        format!("{} | {} | {} | {authors}", best(&draft.outlet), date, best(&draft.title))
    }

    #[test]
    fn the_shapes_that_pages_have() {
        for (script, expected) in [
            (
                r#"{"@type":"NewsArticle","headline":"Dam","datePublished":"2024-10-08","dateModified":"2024-10-09","author":"Anna Karr","publisher":{"name":"Ledger"}}"#,
                "Ledger (JSON-LD NewsArticle.publisher) | 2024-10-08 | Dam (JSON-LD NewsArticle.headline) | Anna Karr",
            ),
            (
                r#"{"@graph":[{"@type":"WebSite","name":"Harbor Ledger"},{"@type":["Article","BlogPosting"],"headline":"Dam &amp; lock","author":[{"@type":"Person","name":"Anna Karr"},{"givenName":"Tom","familyName":"Vale"}]}]}"#,
                "Harbor Ledger (JSON-LD WebSite.name) | - | Dam & lock (JSON-LD Article.headline) | Anna Karr; Tom Vale",
            ),
            (
                "//<![CDATA[\n[{\"@type\":\"ReportageNewsArticle\",\"headline\":\"Dam\nholds\",\"author\":{\"@type\":\"Organization\",\"name\":\"AFP\"},}]\n//]]>",
                "- | - | Dam holds (JSON-LD ReportageNewsArticle.headline) | AFP",
            ),
            (
                r#"{"@type":"LiveBlogPosting","headline":"Dam live","datePublished":"2024-10-08","liveBlogUpdate":[{"@type":"BlogPosting","headline":"Gate opens","datePublished":"2024-10-09"}]}"#,
                "- | 2024-10-08 | Dam live (JSON-LD LiveBlogPosting.headline) | ",
            ),
            (
                r##"{"@graph":[{"@type":"Article","headline":"Dam","author":{"@id":"#a"},"publisher":{"@id":"#p"}},{"@type":"Organization","@id":"#p","name":"Harbor Ledger"},{"@type":"Person","@id":"#a","name":"Anna Karr"}]}"##,
                "Harbor Ledger (JSON-LD Article.publisher) | - | Dam (JSON-LD Article.headline) | Anna Karr",
            ),
            (r#"{"@type":"Organization","name":"Ledger","foundingDate":"1999-05-12"}"#, "- | - | - | "),
            (r#"{"@type":"NewsArticle","author":"Staff","dateModified":"2024-10-09"}"#, "- | - | - | "),
            ("not json", "- | - | - | "),
        ] {
            assert_eq!(read_one(script), expected, "{script}");
        }
    }
}
