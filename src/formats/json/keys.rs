//! The keys under which real exports keep the fields of an article. A table, and how keys are compared.

use std::borrow::Cow;

use crate::formats::hints::FieldMap;
use crate::formats::reading::Field;

/// What a key holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Key {
    /// A field's value; the higher the rank, the better the key.
    Field(Field, u8, Cow<'static, str>),
    /// One article, if the value is an object; a text, if it is a string.
    Article,
    /// Articles, if the value is an array.
    Many,
    /// Attributions and the like, that a gold file has.
    Annotation,
    /// Anything else.
    Other,
}

/// Rank of a key that `--map` names.
const MAPPED: u8 = 255;

/// Keys by field, the best first. Compared without case, dashes, underscores, dots and colons.
const FIELDS: [(Field, &[&str]); 9] = [
    (
        Field::Text,
        &[
            "text",
            "body",
            "articlebody",
            "fulltext",
            "content",
            "bodytext",
            "maintext",
            "articletext",
            "contenttext",
            "storybody",
            "story",
            "plaintext",
            "cleanedtext",
            "contents",
            "transcript",
            "bodyhtml",
            "contenthtml",
            "html",
        ],
    ),
    (Field::Title, &["title", "headline", "articletitle", "headlinemain", "webtitle", "ogtitle", "dctitle"]),
    (
        Field::Authors,
        &[
            "authors",
            "author",
            "byline",
            "creator",
            "creators",
            "authorname",
            "authornames",
            "dccreator",
            "writers",
            "writer",
            "journalist",
        ],
    ),
    (
        Field::Date,
        &[
            "date",
            "datepublished",
            "published",
            "publishedat",
            "publicationdate",
            "pubdate",
            "publishdate",
            "publisheddate",
            "firstpublicationdate",
            "webpublicationdate",
            "firstpublishedat",
            "datepublish",
            "dcdate",
            "articledate",
            "dategmt",
            "publishedtime",
            "posted",
            "postedat",
            "datetime",
            "timestamp",
            "created",
            "createdat",
            "datecreated",
        ],
    ),
    (
        Field::Outlet,
        &[
            "outlet",
            "outletname",
            "publisher",
            "source",
            "sourcename",
            "sitename",
            "site",
            "publication",
            "newspaper",
            "publicationname",
            "media",
            "medianame",
            "ogsitename",
            "domain",
            "sourcedomain",
            "hostname",
            "sourceurl",
            "pubtitle",
            "publicationtitle",
        ],
    ),
    (
        Field::Url,
        &[
            "url",
            "canonicalurl",
            "link",
            "weburl",
            "articleurl",
            "permalink",
            "canonical",
            "href",
            "uri",
            "mainentityofpage",
            "documenturl",
            "storyurl",
        ],
    ),
    (
        Field::Section,
        &["section", "articlesection", "sectionname", "category", "categories", "desk", "newsdesk", "kicker"],
    ),
    (Field::Language, &["language", "lang", "inlanguage", "languagecode", "locale"]),
    (Field::Id, &["id", "articleid", "uuid", "guid"]),
];

/// Keys of an object around one article.
const WRAPPERS: [&str; 8] = ["article", "document", "doc", "item", "newsitem", "response", "fields", "data"];
/// Keys of an array of articles, or of an object around one.
const LISTS: [&str; 12] = [
    "articles",
    "items",
    "results",
    "docs",
    "documents",
    "hits",
    "records",
    "rows",
    "entries",
    "news",
    "stories",
    "posts",
];
/// Keys of annotations without texts.
const ANNOTATIONS: [&str; 8] =
    ["attributions", "annotator", "nested", "addressees", "nocomment", "speakers", "annotations", "quotes"];

/// What `key` holds, under the caller's mapping first.
#[must_use]
pub fn key(key: &str, map: &FieldMap) -> Key {
    if !map.is_empty()
        && let Some(field) = map.field(key)
    {
        return Key::Field(field, MAPPED, Cow::Owned(key.to_owned()));
    }
    if key == "_source" {
        return Key::Article;
    }
    for (field, names) in &FIELDS {
        for (rank, name) in (0_u8..).zip(names.iter()) {
            if same(key, name) {
                let shown = if key == *name { Cow::Borrowed(*name) } else { Cow::Owned(key.to_owned()) };
                return Key::Field(*field, 200 - rank, shown);
            }
        }
    }
    let among = |names: &[&str]| names.iter().any(|name| same(key, name));
    if among(&WRAPPERS) {
        Key::Article
    } else if among(&LISTS) {
        Key::Many
    } else if among(&ANNOTATIONS) {
        Key::Annotation
    } else {
        Key::Other
    }
}

/// Whether `key` is `name`, which is lower case letters.
fn same(key: &str, name: &str) -> bool {
    if key.len() < name.len() || key.len() > name.len() + 4 {
        return false;
    }
    let letters = key.bytes().filter(|byte| !matches!(byte, b'_' | b'-' | b' ' | b'.' | b':' | b'@'));
    letters.map(|byte| byte.to_ascii_lowercase()).eq(name.bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_real_exports() {
        let map = FieldMap::default();
        let field = |name: &str| match key(name, &map) {
            Key::Field(field, _, _) => Some(field),
            _ => None,
        };
        for (name, expected) in [
            ("articleBody", Field::Text),
            ("full_text", Field::Text),
            ("published_at", Field::Date),
            ("pub_date", Field::Date),
            ("Published Date", Field::Date),
            ("og:site_name", Field::Outlet),
            ("web_url", Field::Url),
            ("dc:title", Field::Title),
        ] {
            assert_eq!(field(name), Some(expected), "{name}");
        }
        assert_eq!(key("_source", &map), Key::Article);
        assert_eq!(key("quoted", &map), Key::Other);
        assert_eq!(key("origins", &map), Key::Other);
    }
}
