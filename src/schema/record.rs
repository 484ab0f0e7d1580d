//! Records: one article with all that is indexed of it, replaced and removed together.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::article::{Article, Attribution};

/// Where an article was read from: a file, and the record within it for a file of many.
///
/// Written `path` or `path#record`, records counting from 1.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct Origin {
    /// The file's path as given to the ingest, or "-" for standard input.
    pub path: String,
    /// The record within it, from 1; `None` where the file is one article.
    pub record: Option<u64>,
}

impl Origin {
    /// The origin of a file that is one article.
    #[must_use]
    pub fn file(path: impl Into<String>) -> Self {
        Self { path: path.into(), record: None }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path)?;
        self.record.map_or(Ok(()), |record| write!(f, "#{record}"))
    }
}

impl From<String> for Origin {
    fn from(text: String) -> Self {
        let split =
            text.rsplit_once('#').and_then(|(path, record)| Some((path, u64::from_str(record).ok()?)));
        match split {
            Some((path, record)) => Self { path: path.to_owned(), record: Some(record) },
            None => Self { path: text, record: None },
        }
    }
}

impl From<Origin> for String {
    fn from(origin: Origin) -> Self {
        origin.to_string()
    }
}

/// 64 bits of BLAKE3 over everything that was read of an article: equal where nothing changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Fingerprint(pub u64);

impl Fingerprint {
    /// The fingerprint of `article`, its text and all its fields.
    #[must_use]
    pub fn of(article: &Article) -> Self {
        let mut hasher = blake3::Hasher::new();
        let mut part = |value: Option<&str>| {
            hasher.update(&[u8::from(value.is_some())]);
            let value = value.unwrap_or_default();
            hasher.update(&u64::try_from(value.len()).unwrap_or(u64::MAX).to_le_bytes());
            hasher.update(value.as_bytes());
        };
        part(article.outlet.as_deref());
        part(article.date.map(|date| date.to_string()).as_deref());
        for field in [&article.title, &article.url, &article.section, &article.language] {
            part(field.as_deref());
        }
        part(Some(&article.text));
        article.authors.iter().for_each(|author| part(Some(author)));
        let [a, b, c, d, e, f, g, h, ..] = *hasher.finalize().as_bytes();
        Self(u64::from_le_bytes([a, b, c, d, e, f, g, h]))
    }
}

/// One article as an engine holds it: its article document and its attribution documents.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// The article.
    pub article: Article,
    /// Where it was read from, sorted, at least one.
    pub origins: Vec<Origin>,
    /// Its attributions, in the order of the text.
    pub attributions: Vec<Attribution>,
    /// The version of the extractor that made them; `None` where none ran (`--no-extract`).
    pub extractor: Option<u32>,
}

impl Record {
    /// The names of the speakers the article quotes, each once, in the order of the text.
    #[must_use]
    pub fn quoted(&self) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for name in self.attributions.iter().filter_map(|attribution| attribution.speaker.name.as_ref()) {
            if !names.contains(name) {
                names.push(name.clone());
            }
        }
        names
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn origins_are_written_and_read_back() {
        for (text, record) in [("a/b.jsonl#12", Some(12)), ("a/b.txt", None), ("a/c#sharp.txt", None)] {
            let origin = Origin::from(text.to_owned());
            assert_eq!((origin.record, origin.to_string().as_str()), (record, text));
        }
    }

    #[test]
    fn a_moved_boundary_between_fields_changes_the_fingerprint() {
        let article = |title: &str, text: &str| Article {
            title: Some(title.into()),
            text: text.into(),
            ..Article::default()
        };
        assert_eq!(Fingerprint::of(&article("a", "bc")), Fingerprint::of(&article("a", "bc")));
        assert_ne!(Fingerprint::of(&article("ab", "c")), Fingerprint::of(&article("a", "bc")));
    }
}
