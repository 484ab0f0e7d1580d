//! One JSON object read as an article, straight from the parser: only the values of known keys are kept.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::keys::{self, Key};
use super::value::{Value, ValueSeed};
use crate::formats::draft::{Candidate, Draft};
use crate::formats::hints::FieldMap;
use crate::formats::html;
use crate::formats::reading::{Field, Place, Reason};

/// Deepest object in which articles are looked for.
const DEPTH: u8 = 8;
/// serde_json's own bound.
const PARSER_DEPTH: usize = 128;

/// What one JSON value told of articles.
#[derive(Debug, Default)]
pub struct Record {
    draft: Draft,
    /// Articles inside.
    children: Vec<Record>,
    /// Whether it was an object at all.
    is_object: bool,
    /// Whether it has keys of annotations.
    pub annotated: bool,
    /// Fields that it has, a title counting twice.
    evidence: u8,
}

/// Parses `bytes`, one JSON value.
///
/// # Errors
/// Where they are no JSON, or nested too deep.
pub fn parse(bytes: &[u8], map: &FieldMap) -> Result<Record, Reason> {
    let mut parser = serde_json::Deserializer::from_slice(bytes);
    let record = RecordSeed { map, depth: 0 }.deserialize(&mut parser);
    record.and_then(|record| parser.end().map(|()| record)).map_err(|error| reason(&error, bytes))
}

/// Reads what `deserializer` holds as a record: YAML front matter has the names of JSON.
///
/// # Errors
/// Those of the deserializer.
pub fn record_of<'de, D: Deserializer<'de>>(deserializer: D, map: &FieldMap) -> Result<Record, D::Error> {
    RecordSeed { map, depth: 0 }.deserialize(deserializer)
}

fn reason(error: &serde_json::Error, bytes: &[u8]) -> Reason {
    if let Err(broken) = std::str::from_utf8(bytes) {
        return Reason::Charset(u64::try_from(broken.valid_up_to()).unwrap_or(u64::MAX));
    }
    reason_of(error)
}

/// Why a document could not be parsed.
#[must_use]
pub fn reason_of(error: &serde_json::Error) -> Reason {
    let message = error.to_string();
    if message.starts_with("recursion limit") {
        return Reason::TooDeep(PARSER_DEPTH);
    }
    Reason::Json(message)
}

impl Record {
    /// Whether it has a text of its own.
    #[must_use]
    pub fn has_text(&self) -> bool {
        !self.draft.text.is_empty()
    }

    /// Whether it or anything in it looks like an article, the text aside: a title, or two other fields.
    #[must_use]
    pub fn hopeful(&self) -> bool {
        self.evidence >= 2 || self.children.iter().any(Self::hopeful)
    }

    /// Whether it or anything in it has a text.
    #[must_use]
    pub fn holds_text(&self) -> bool {
        self.has_text() || self.children.iter().any(Self::holds_text)
    }

    /// One draft an article; one without a text where there is none.
    #[must_use]
    pub fn into_drafts(self) -> Vec<Draft> {
        if self.has_text() || self.children.is_empty() {
            return vec![self.draft];
        }
        let outer = self.draft;
        let many = self.children.len() > 1;
        let mut drafts: Vec<Draft> = Vec::new();
        for child in self.children {
            for mut draft in child.into_drafts() {
                inherit(&mut draft, &outer, many);
                drafts.push(draft);
            }
        }
        drafts
    }
}

/// What the object around articles says holds for those that do not say it themselves.
fn inherit(draft: &mut Draft, outer: &Draft, many: bool) {
    fn fill<T: Clone>(inner: &mut Vec<Candidate<T>>, outer: &[Candidate<T>]) {
        if inner.is_empty() {
            inner.extend_from_slice(outer);
        }
    }
    fill(&mut draft.outlet, &outer.outlet);
    fill(&mut draft.language, &outer.language);
    fill(&mut draft.section, &outer.section);
    if !many {
        fill(&mut draft.date, &outer.date);
        fill(&mut draft.authors, &outer.authors);
        fill(&mut draft.title, &outer.title);
        fill(&mut draft.url, &outer.url);
        draft.given_id = draft.given_id.take().or_else(|| outer.given_id.clone());
    }
}

/// Reads a [`Record`].
#[derive(Clone, Copy)]
struct RecordSeed<'m> {
    map: &'m FieldMap,
    depth: u8,
}

impl RecordSeed<'_> {
    fn deeper(self) -> Self {
        Self { depth: self.depth + 1, ..self }
    }
}

impl<'de> DeserializeSeed<'de> for RecordSeed<'_> {
    type Value = Record;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Record, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for RecordSeed<'_> {
    type Value = Record;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut pairs: A) -> Result<Record, A::Error> {
        let mut record = Record { is_object: true, ..Record::default() };
        while let Some(key) = pairs.next_key_seed(KeySeed(self.map))? {
            match key {
                Key::Field(Field::Id, rank, _) => {
                    let id = pairs.next_value::<serde_json::Value>()?;
                    if rank == 200 || record.draft.given_id.is_none() {
                        record.draft.given_id = Some(id);
                    }
                }
                Key::Field(field, rank, name) => {
                    let value = pairs.next_value_seed(ValueSeed::new())?;
                    record.take(field, rank, Place::Key(name), value);
                }
                Key::Article | Key::Many if self.depth < DEPTH => {
                    let inner = pairs.next_value_seed(InnerSeed(self.deeper()))?;
                    record.enclose(inner, key == Key::Article);
                }
                Key::Annotation => {
                    record.annotated = true;
                    pairs.next_value::<IgnoredAny>()?;
                }
                Key::Article | Key::Many | Key::Other => {
                    pairs.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(record)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Record, A::Error> {
        let mut record = Record::default();
        if self.depth >= DEPTH {
            return Err(A::Error::custom("recursion limit exceeded"));
        }
        while let Some(child) = items.next_element_seed(self.deeper())? {
            if child.is_object || !child.children.is_empty() {
                record.children.push(child);
            }
        }
        Ok(record)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Record, E> {
        Ok(Record::default())
    }

    fn visit_i64<E>(self, _: i64) -> Result<Record, E> {
        Ok(Record::default())
    }

    fn visit_u64<E>(self, _: u64) -> Result<Record, E> {
        Ok(Record::default())
    }

    fn visit_f64<E>(self, _: f64) -> Result<Record, E> {
        Ok(Record::default())
    }

    fn visit_str<E>(self, _: &str) -> Result<Record, E> {
        Ok(Record::default())
    }

    fn visit_unit<E>(self) -> Result<Record, E> {
        Ok(Record::default())
    }
}

impl Record {
    /// Takes in the value of a known key.
    fn take(&mut self, field: Field, rank: u8, place: Place, value: Value) {
        match field {
            Field::Text => {
                if let Some(value) = value.into_text() {
                    let value = html::text_if_html(value);
                    self.draft.text.push(Candidate { value, place, rank });
                }
                return;
            }
            Field::Authors => {
                self.evidence = self.evidence.saturating_add(1);
                let mut names: Vec<String> = Vec::new();
                for text in value.into_texts() {
                    for name in crate::formats::byline::authors(&crate::formats::draft::even(&text)) {
                        if !names.contains(&name) {
                            names.push(name);
                        }
                    }
                }
                if !names.is_empty() {
                    self.draft.authors.push(Candidate { value: names, place, rank });
                }
                return;
            }
            Field::Outlet => {
                if let Some(address) = value.get("url").cloned().and_then(Value::into_text) {
                    self.draft.add(Field::Outlet, &address, place.clone(), rank.saturating_sub(100));
                }
            }
            Field::Url => {
                if let Some(address) = value.get("@id").cloned().and_then(Value::into_text) {
                    self.draft.add(Field::Url, &address, place.clone(), rank);
                }
            }
            _ => {}
        }
        let weight = match (field, &value) {
            (_, Value::Nothing) => 0,
            (Field::Title, _) => 2,
            (Field::Date | Field::Outlet | Field::Url, _) => 1,
            _ => 0,
        };
        self.evidence = self.evidence.saturating_add(weight);
        let first = value.into_texts().into_iter().next().unwrap_or_default();
        let shown = if field == Field::Title { html::unescaped(&first) } else { first };
        self.draft.add(field, &shown, place, rank);
    }

    /// Takes in what stood under a key that may enclose articles.
    fn enclose(&mut self, inner: Inner, single: bool) {
        match inner {
            Inner::Text(text) if single => {
                let place = Place::Key("article".into());
                self.draft.text.push(Candidate { value: html::text_if_html(text), place, rank: 100 });
            }
            Inner::Record(record) if record.is_object || !record.children.is_empty() => {
                self.annotated |= record.annotated;
                if record.is_object {
                    self.children.push(*record)
                } else {
                    self.children.extend(record.children)
                }
            }
            _ => {}
        }
    }
}

/// What stands under a key that may enclose articles.
enum Inner {
    Text(String),
    Record(Box<Record>),
}

struct InnerSeed<'m>(RecordSeed<'m>);

impl<'de> DeserializeSeed<'de> for InnerSeed<'_> {
    type Value = Inner;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Inner, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for InnerSeed<'_> {
    type Value = Inner;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("articles")
    }

    fn visit_str<E>(self, text: &str) -> Result<Inner, E> {
        Ok(Inner::Text(text.to_owned()))
    }

    fn visit_map<A: MapAccess<'de>>(self, pairs: A) -> Result<Inner, A::Error> {
        self.0.visit_map(pairs).map(|record| Inner::Record(Box::new(record)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<Inner, A::Error> {
        self.0.visit_seq(items).map(|record| Inner::Record(Box::new(record)))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Inner, E> {
        Ok(Inner::Record(Box::default()))
    }

    fn visit_i64<E>(self, _: i64) -> Result<Inner, E> {
        Ok(Inner::Record(Box::default()))
    }

    fn visit_u64<E>(self, _: u64) -> Result<Inner, E> {
        Ok(Inner::Record(Box::default()))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Inner, E> {
        Ok(Inner::Record(Box::default()))
    }

    fn visit_unit<E>(self) -> Result<Inner, E> {
        Ok(Inner::Record(Box::default()))
    }
}

/// Reads a key without keeping those that hold nothing of an article.
struct KeySeed<'m>(&'m FieldMap);

impl<'de> DeserializeSeed<'de> for KeySeed<'_> {
    type Value = Key;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for KeySeed<'_> {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E>(self, key: &str) -> Result<Key, E> {
        Ok(keys::key(key, self.0))
    }
}
