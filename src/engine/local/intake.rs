//! Documents on their way into an index, and how many bytes of them may be on it. tantivy bounds only
//! their number, which twenty long articles never reach.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use tantivy::schema::document::{ReferenceValue, ReferenceValueLeaf};
use tantivy::schema::{Field as TantivyField, Value};

use super::fields::tantivy_field;
use crate::schema::Field;
use crate::text::Span;

/// Bytes on their way from which on the next record waits, until there are half as many.
const BYTES: usize = 16 << 20;
/// How long it waits at most for tantivy to take one in; then it only costs memory.
const PATIENCE: Duration = Duration::from_secs(60);
/// What a value takes beside its text, in bytes.
const OVERHEAD: usize = size_of::<(TantivyField, Content)>();

/// A document to be indexed. The documents of a record share its text.
pub(super) struct NewDocument {
    text: Arc<str>,
    /// All other text, value behind value.
    own: String,
    values: Vec<(TantivyField, Content)>,
    /// Given back with the record's last document.
    weight: Option<Arc<Weight>>,
}

/// A value of a document.
#[derive(Clone, Copy)]
enum Content {
    Own(Span),
    Text(Span),
    Unsigned(u64),
    Signed(i64),
}

impl NewDocument {
    /// A document without values, of a record with this text.
    pub(super) fn new(text: &Arc<str>) -> Self {
        Self { text: Arc::clone(text), own: String::new(), values: Vec::with_capacity(24), weight: None }
    }

    /// Adds text.
    pub(super) fn add(&mut self, field: Field, text: &str) {
        let start = self.own.len();
        self.own.push_str(text);
        self.push(field, Content::Own(Span::new(start, self.own.len())));
    }

    /// Adds a part of the record's text.
    pub(super) fn add_part(&mut self, field: Field, part: Span) {
        self.push(field, Content::Text(part));
    }

    /// Adds a whole number from 0.
    pub(super) fn add_unsigned(&mut self, field: Field, number: u64) {
        self.push(field, Content::Unsigned(number));
    }

    /// Adds a whole number.
    pub(super) fn add_signed(&mut self, field: Field, number: i64) {
        self.push(field, Content::Signed(number));
    }

    fn push(&mut self, field: Field, content: Content) {
        self.values.push((tantivy_field(field), content));
    }

    fn bytes(&self) -> usize {
        self.own.len() + self.values.len() * OVERHEAD
    }
}

impl tantivy::Document for NewDocument {
    type Value<'a> = NewValue<'a>;
    type FieldsValuesIter<'a> = NewValues<'a>;

    fn iter_fields_and_values(&self) -> NewValues<'_> {
        NewValues { document: self, rest: self.values.iter() }
    }
}

/// The values of a document.
pub(super) struct NewValues<'a> {
    document: &'a NewDocument,
    rest: std::slice::Iter<'a, (TantivyField, Content)>,
}

impl<'a> Iterator for NewValues<'a> {
    type Item = (TantivyField, NewValue<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        let (field, content) = self.rest.next()?;
        let value = match *content {
            Content::Own(span) => NewValue::Text(span.of(&self.document.own)),
            Content::Text(span) => NewValue::Text(span.of(&self.document.text)),
            Content::Unsigned(number) => NewValue::Unsigned(number),
            Content::Signed(number) => NewValue::Signed(number),
        };
        Some((*field, value))
    }
}

/// A value as tantivy asks for it.
#[derive(Clone, Copy, Debug)]
pub(super) enum NewValue<'a> {
    Text(&'a str),
    Unsigned(u64),
    Signed(i64),
}

impl<'a> Value<'a> for NewValue<'a> {
    type ArrayIter = std::iter::Empty<Self>;
    type ObjectIter = std::iter::Empty<(&'a str, Self)>;

    fn as_value(&self) -> ReferenceValue<'a, Self> {
        ReferenceValue::Leaf(match *self {
            NewValue::Text(text) => ReferenceValueLeaf::Str(text),
            NewValue::Unsigned(number) => ReferenceValueLeaf::U64(number),
            NewValue::Signed(number) => ReferenceValueLeaf::I64(number),
        })
    }
}

/// How much is on its way.
#[derive(Clone, Default)]
pub(super) struct Intake(Arc<(Mutex<usize>, Condvar)>);

/// Bytes that are on their way until this is dropped.
struct Weight {
    bytes: usize,
    intake: Intake,
}

impl Intake {
    /// Waits until there is room for the documents of a record, and counts them until they are indexed.
    pub(super) fn admit(&self, documents: &mut [NewDocument]) {
        let text = documents.first().map_or(0, |document| document.text.len());
        let bytes = documents.iter().fold(text, |sum, document| sum.saturating_add(document.bytes()));
        let (under_way, fewer) = &*self.0;
        let mut under_way = under_way.lock().unwrap_or_else(PoisonError::into_inner);
        if under_way.saturating_add(bytes) > BYTES {
            // Not for each record: changing threads costs as much as indexing a short one.
            let full = |under_way: &mut usize| *under_way > 0 && under_way.saturating_add(bytes) > BYTES / 2;
            under_way =
                fewer.wait_timeout_while(under_way, PATIENCE, full).unwrap_or_else(PoisonError::into_inner).0;
        }
        *under_way = under_way.saturating_add(bytes);
        drop(under_way);
        let weight = Arc::new(Weight { bytes, intake: self.clone() });
        documents.iter_mut().for_each(|document| document.weight = Some(Arc::clone(&weight)));
    }

    #[cfg(test)]
    fn bytes(&self) -> usize {
        *self.0.0.lock().unwrap()
    }
}

impl Drop for Weight {
    fn drop(&mut self) {
        let (under_way, fewer) = &*self.intake.0;
        let mut under_way = under_way.lock().unwrap_or_else(PoisonError::into_inner);
        *under_way = under_way.saturating_sub(self.bytes);
        if *under_way <= BYTES / 2 {
            fewer.notify_one();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(bytes: usize) -> Vec<NewDocument> {
        let text: Arc<str> = "a".repeat(bytes).into();
        vec![NewDocument::new(&text), NewDocument::new(&text)]
    }

    #[test]
    fn a_record_waits_until_enough_of_the_others_are_indexed() {
        let intake = Intake::default();
        let mut first = record(BYTES - 10);
        intake.admit(&mut first);
        assert_eq!(intake.bytes(), BYTES - 10);
        std::thread::scope(|scope| {
            let second = scope.spawn(|| {
                let mut second = record(20);
                intake.admit(&mut second);
                second
            });
            std::thread::sleep(Duration::from_millis(30));
            assert_eq!(intake.bytes(), BYTES - 10, "the second waits");
            drop(first.pop());
            assert_eq!(intake.bytes(), BYTES - 10, "the first is not indexed to its end");
            drop(first);
            let second = second.join().unwrap();
            assert_eq!(intake.bytes(), 20);
            drop(second);
        });
        assert_eq!(intake.bytes(), 0);
    }

    #[test]
    fn a_record_beyond_the_bound_passes_alone() {
        let intake = Intake::default();
        intake.admit(&mut record(BYTES * 3));
        assert_eq!(intake.bytes(), 0);
    }
}
