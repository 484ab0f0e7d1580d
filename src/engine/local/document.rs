//! Records as documents, and back. Writes and reads nothing but the documents it is given.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use tantivy::TantivyDocument;
use tantivy::schema::Value;

use super::intake::NewDocument;
use super::words::keyed;
use crate::article::{Article, ArticleId, Attribution, Date, Kind, SpeakerType, url};
use crate::query::ArticleHead;
use crate::schema::name_terms::{party_terms, speaker_terms};
use crate::schema::{Field, FileStamp, Origin, Record, Takedown, quoted_parts};
use crate::text::{Span, paragraphs, quotations};

/// What a document is, as written in [`Field::Doc`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Doc {
    /// An article.
    Article,
    /// A statement.
    Statement,
    /// A file's stamp.
    Stamp,
    /// A takedown.
    Takedown,
}

impl Doc {
    /// The term for it.
    pub(super) const fn term(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Statement => "statement",
            Self::Stamp => "stamp",
            Self::Takedown => "takedown",
        }
    }
}

/// The further term in [`Field::Doc`] of what has no date.
pub(super) const UNDATED: &str = "undated";
/// The term in [`Field::NoComment`] of every no comment.
pub(super) const ANY: &str = "any";

/// The stored part of an article's document, beside its text.
#[derive(Serialize, Deserialize)]
struct Head {
    article: Article,
    origins: Vec<Origin>,
    quoted: Vec<String>,
    extractor: Option<u32>,
}

/// The key of a stamp's document.
pub(super) fn stamp_key(path: &str) -> String {
    format!("stamp:{path}")
}

/// The documents of `record` under `id`: the article, then its statements.
pub(super) fn documents(id: ArticleId, record: &Record) -> Vec<NewDocument> {
    let key = id.to_string();
    let text: Arc<str> = record.article.text.as_str().into();
    let mut documents = Vec::with_capacity(record.attributions.len() + 1);
    documents.push(article_document(id, &key, record, &text));
    let mixed = record.attributions.iter().any(|said| said.kind == Kind::Mixed);
    let quotations = if mixed { quotations(&text, &paragraphs(&text)) } else { Vec::new() };
    for (index, attribution) in record.attributions.iter().enumerate() {
        let mut document = statement_document(&key, record, &text, index, attribution);
        if attribution.kind == Kind::Mixed {
            for part in quoted_parts(attribution, &quotations) {
                document.add_part(Field::Quote, part);
            }
        }
        documents.push(document);
    }
    documents
}

/// What articles and their statements have in common.
fn shared(doc: Doc, key: &str, place: usize, article: &Article, text: &Arc<str>) -> NewDocument {
    let mut document = NewDocument::new(text);
    document.add(Field::Doc, doc.term());
    document.add(Field::Record, key);
    document.add_unsigned(Field::Place, wide(place));
    match article.date {
        Some(date) => document.add_signed(Field::Date, date.local_seconds()),
        None => document.add(Field::Doc, UNDATED),
    }
    if let Some(outlet) = &article.outlet {
        document.add(Field::Outlet, outlet);
    }
    for author in &article.authors {
        document.add(Field::Author, author);
    }
    document
}

fn article_document(id: ArticleId, key: &str, record: &Record, text: &Arc<str>) -> NewDocument {
    let article = &record.article;
    let mut document = shared(Doc::Article, key, 0, article, text);
    let (high, low) = id_numbers(id);
    for (field, number) in [
        (Field::IdHigh, high),
        (Field::IdLow, low),
        (Field::Statements, wide(record.attributions.len())),
        (Field::TextBytes, wide(article.text.len())),
        (Field::WordCount, wide(article.text.split_whitespace().count())),
    ] {
        document.add_unsigned(field, number);
    }
    if let Some(version) = record.extractor {
        document.add_unsigned(Field::Extractor, u64::from(version));
    }
    if let Some(minutes) = article.date.and_then(Date::offset_minutes) {
        document.add_signed(Field::Offset, i64::from(minutes));
    }
    for (field, value) in [(Field::Title, &article.title), (Field::Section, &article.section)] {
        value.iter().for_each(|value| document.add(field, value));
    }
    if let Some(outlet) = &article.outlet {
        document.add(Field::OutletName, &keyed(outlet));
    }
    for tag in article.language.iter().flat_map(|tag| language_terms(tag)) {
        document.add(Field::Language, &tag);
    }
    if let Some(address) = article.url.as_deref().and_then(url::canonical) {
        document.add(Field::Url, &address);
    }
    for (index, origin) in record.origins.iter().enumerate() {
        if !record.origins.iter().take(index).any(|earlier| earlier.path == origin.path) {
            document.add(Field::Path, &origin.path);
        }
    }
    let all = Span::new(0, text.len());
    document.add_part(Field::Body, all);
    document.add_part(Field::Text, all);
    document.add(Field::Head, &head_json(record));
    document
}

fn head_json(record: &Record) -> String {
    let article = &record.article;
    let head = Head {
        article: Article {
            outlet: article.outlet.clone(),
            date: article.date,
            authors: article.authors.clone(),
            title: article.title.clone(),
            url: article.url.clone(),
            section: article.section.clone(),
            language: article.language.clone(),
            text: String::new(),
        },
        origins: record.origins.clone(),
        quoted: record.quoted(),
        extractor: record.extractor,
    };
    // Plain structs of strings and numbers always serialise.
    serde_json::to_string(&head).unwrap_or_default()
}

fn statement_document(
    key: &str,
    record: &Record,
    text: &Arc<str>,
    index: usize,
    said: &Attribution,
) -> NewDocument {
    let mut document = shared(Doc::Statement, key, index + 1, &record.article, text);
    for span in &said.content {
        document.add_part(Field::Content, *span);
    }
    for span in &said.cue {
        document.add_part(Field::Cue, *span);
    }
    if let Some(affiliation) = &said.speaker.affiliation {
        document.add(Field::Affiliation, affiliation);
    }
    for (field, terms) in [
        (Field::Speaker, speaker_terms(&said.speaker)),
        (Field::To, party_terms(&said.to)),
        (Field::Via, party_terms(&said.via)),
    ] {
        terms.iter().for_each(|term| document.add(field, term));
    }
    for part in [&said.speaker.role, &said.speaker.affiliation].into_iter().flatten() {
        document.add(Field::Role, part);
    }
    document.add(Field::Type, said.speaker.kind.name());
    document.add(Field::Kind, said.kind.name());
    document.add(Field::Act, said.act.name());
    if let Some(no_comment) = said.no_comment {
        document.add(Field::NoComment, no_comment.name());
        document.add(Field::NoComment, ANY);
    }
    if let Some(name) = &said.speaker.name {
        document.add(Field::SpeakerName, &keyed(name));
    }
    if let Some(role) = &said.speaker.role {
        document.add(Field::SpeakerRole, role);
    }
    let passage = said.passage();
    for (field, number) in [
        (Field::Passage, passage_number(passage.start, passage.end)),
        (Field::Confidence, u64::from(said.confidence.hundredths())),
        (Field::SpeakerType, type_number(said.speaker.kind)),
    ] {
        document.add_unsigned(field, number);
    }
    // The published JSON leaves the variants out, but they are part of the record.
    let stored = serde_json::to_string(&(said, &said.speaker.variants)).unwrap_or_default();
    document.add(Field::Said, &stored);
    document
}

/// The document of a stamp.
pub(super) fn stamp_document(stamp: &FileStamp) -> NewDocument {
    let stored = serde_json::to_string(stamp).unwrap_or_default();
    kept_document(Doc::Stamp, &stamp_key(&stamp.path), &stored)
}

/// The document of a takedown, and its key.
pub(super) fn takedown_document(takedown: &Takedown) -> (String, NewDocument) {
    let stored = serde_json::to_string(takedown).unwrap_or_default();
    let key = format!("takedown:{stored}");
    let document = kept_document(Doc::Takedown, &key, &stored);
    (key, document)
}

fn kept_document(doc: Doc, key: &str, stored: &str) -> NewDocument {
    let mut document = NewDocument::new(&Arc::from(""));
    document.add(Field::Doc, doc.term());
    document.add(Field::Record, key);
    document.add(Field::Kept, stored);
    document
}

/// The text of a stored field, given by its tantivy field.
pub(super) fn stored_text(document: &TantivyDocument, field: tantivy::schema::Field) -> Option<&str> {
    document.get_first(field).and_then(|value| value.as_str())
}

/// The record in an article's document, without its attributions, and the names it quotes.
pub(super) fn record_of(head: &str, text: &str) -> Option<(Record, Vec<String>)> {
    let Head { mut article, origins, quoted, extractor } = serde_json::from_str(head).ok()?;
    text.clone_into(&mut article.text);
    Some((Record { article, origins, attributions: Vec::new(), extractor }, quoted))
}

/// The head of a hit, from an article's document.
pub(super) fn head_of(head: &str, text: &str, id: ArticleId) -> Option<Arc<ArticleHead>> {
    let (record, quoted) = record_of(head, text)?;
    Some(Arc::new(ArticleHead { id: Some(id), article: record.article, origins: record.origins, quoted }))
}

/// The attribution in a statement's document.
pub(super) fn attribution_of(said: &str) -> Option<Attribution> {
    let (mut said, variants): (Attribution, Vec<String>) = serde_json::from_str(said).ok()?;
    said.speaker.variants = variants;
    Some(said)
}

/// The terms of a language's tag: all of it, and its first part.
pub(super) fn language_terms(tag: &str) -> Vec<String> {
    let tag = tag.to_lowercase();
    let first = tag.split(['-', '_']).next().unwrap_or("").to_owned();
    if first == tag { vec![tag] } else { vec![tag, first] }
}

/// An article's id as two numbers that sort like it: its first eight bytes, and its last two.
pub(super) fn id_numbers(id: ArticleId) -> (u64, u64) {
    let [a, b, c, d, e, f, g, h, i, j] = id.to_bytes();
    (u64::from_be_bytes([a, b, c, d, e, f, g, h]), u64::from(u16::from_be_bytes([i, j])))
}

/// The id that [`id_numbers`] took apart.
pub(super) fn id_of_numbers(high: u64, low: u64) -> Option<ArticleId> {
    let [a, b, c, d, e, f, g, h] = high.to_be_bytes();
    let [i, j] = u16::try_from(low).ok()?.to_be_bytes();
    Some(ArticleId::from_bytes([a, b, c, d, e, f, g, h, i, j]))
}

/// Start and end of a passage as one number that sorts like them.
pub(super) fn passage_number(start: usize, end: usize) -> u64 {
    let clamp = |at: usize| u64::from(u32::try_from(at).unwrap_or(u32::MAX));
    (clamp(start) << 32) | clamp(end)
}

/// A speaker's type as its place among all.
pub(super) fn type_number(kind: SpeakerType) -> u64 {
    wide(SpeakerType::ALL.iter().position(|other| *other == kind).unwrap_or(0))
}

/// A count or place as a column holds it.
pub(super) fn wide(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_survive_as_numbers_in_their_order() {
        let mut ids: Vec<ArticleId> = ["aaaaaaaaaaaaaaaa", "7777777777777777", "a2b3c4d5e6f7abcd"]
            .iter()
            .map(|id| id.parse().unwrap())
            .collect();
        ids.sort();
        let numbers: Vec<_> = ids.iter().map(|id| id_numbers(*id)).collect();
        assert!(numbers.is_sorted());
        for (id, (high, low)) in ids.iter().zip(numbers) {
            assert_eq!(id_of_numbers(high, low), Some(*id));
        }
    }
}
