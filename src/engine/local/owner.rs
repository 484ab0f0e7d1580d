//! The article that a document belongs to, by columns alone.

use tantivy::columnar::Column;
use tantivy::{DocId, SegmentReader};

use crate::schema::Field;

/// Finds articles for documents that come in order.
pub(super) struct Owners {
    place: Column<u64>,
    statements: Column<u64>,
    /// The article come to, and the last document of its record.
    article: DocId,
    last: DocId,
}

impl Owners {
    /// Those of one segment.
    pub(super) fn new(reader: &SegmentReader) -> tantivy::Result<Self> {
        let columns = reader.fast_fields();
        Ok(Self {
            place: columns.u64(Field::Place.name())?,
            statements: columns.u64(Field::Statements.name())?,
            article: DocId::MAX,
            last: 0,
        })
    }

    /// The article of `doc`: itself, or that of a statement.
    pub(super) fn of(&mut self, doc: DocId) -> DocId {
        if doc < self.article || doc > self.last {
            let steps = self.place.first(doc).and_then(|steps| u32::try_from(steps).ok()).unwrap_or(0);
            self.article = doc.saturating_sub(steps);
            let statements = u32::try_from(self.statements(self.article)).unwrap_or(0);
            self.last = self.article.saturating_add(statements);
        }
        self.article
    }

    /// How many statements an article has.
    pub(super) fn statements(&self, article: DocId) -> u64 {
        self.statements.first(article).unwrap_or(0)
    }
}
