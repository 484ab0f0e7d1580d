//! What relevance is computed from: documents of the kind asked for are counted, not all that share the
//! index with them.

use tantivy::query::Bm25StatisticsProvider;
use tantivy::schema::Field as TantivyField;
use tantivy::{Searcher, Term};

use super::document::Doc;
use super::fields::term;
use crate::query::Target;
use crate::schema::Field;

/// Counts for one kind of documents.
pub(super) struct Statistics<'a> {
    searcher: &'a Searcher,
    documents: u64,
}

impl<'a> Statistics<'a> {
    pub(super) fn new(searcher: &'a Searcher, target: Target) -> tantivy::Result<Self> {
        let doc = match target {
            Target::Articles => Doc::Article,
            Target::Statements => Doc::Statement,
        };
        // Like the frequencies of words, it counts removed documents until they are merged away.
        let documents = searcher.doc_freq(&term(Field::Doc, doc.term()))?;
        Ok(Self { searcher, documents })
    }
}

impl Bm25StatisticsProvider for Statistics<'_> {
    fn total_num_tokens(&self, field: TantivyField) -> tantivy::Result<u64> {
        self.searcher.total_num_tokens(field)
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        Ok(self.documents)
    }

    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        // Never more than there are documents: the formula would not hold.
        Ok(self.searcher.doc_freq(term)?.min(self.documents))
    }
}
