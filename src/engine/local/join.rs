//! Steps from statements to their articles and back. The documents of a record lie in a row, so a step
//! is a subtraction; nothing is scored.

use tantivy::query::{ConstScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED};

use crate::schema::Field;

/// In which direction to step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// From statements to the articles that hold them.
    ToArticles,
    /// From articles to all their statements.
    ToStatements,
    /// Nowhere: the matches themselves, gathered first. What is excluded has to be, as tantivy asks it
    /// for documents it has gone past, which its phrases do not survive.
    Stay,
}

/// The documents one step away from what another query matches.
#[derive(Debug)]
pub(super) struct JoinQuery {
    from: Box<dyn Query>,
    step: Step,
}

impl JoinQuery {
    pub(super) fn new(from: Box<dyn Query>, step: Step) -> Self {
        Self { from, step }
    }
}

impl Clone for JoinQuery {
    fn clone(&self) -> Self {
        Self { from: self.from.box_clone(), step: self.step }
    }
}

impl Query for JoinQuery {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let unscored = match scoring {
            EnableScoring::Enabled { searcher, .. } => EnableScoring::disabled_from_searcher(searcher),
            disabled @ EnableScoring::Disabled { .. } => disabled,
        };
        Ok(Box::new(JoinWeight { from: self.from.weight(unscored)?, step: self.step }))
    }
}

struct JoinWeight {
    from: Box<dyn Weight>,
    step: Step,
}

impl JoinWeight {
    fn documents(&self, reader: &SegmentReader) -> tantivy::Result<Vec<DocId>> {
        let place = reader.fast_fields().u64(Field::Place.name())?;
        let mut from = self.from.scorer(reader, 1.0)?;
        let mut found = Vec::new();
        let mut doc = from.doc();
        while doc != TERMINATED {
            match (self.step, place.first(doc)) {
                (Step::Stay, _) => found.push(doc),
                (Step::ToArticles, Some(steps @ 1..)) => {
                    let article = u32::try_from(steps).ok().and_then(|steps| doc.checked_sub(steps));
                    if let Some(article) = article.filter(|article| found.last() != Some(article)) {
                        found.push(article);
                    }
                }
                (Step::ToStatements, Some(0)) => {
                    found.extend((doc.saturating_add(1)..reader.max_doc()).take_while(|statement| {
                        place.first(*statement) == Some(u64::from(statement.saturating_sub(doc)))
                    }));
                }
                _ => {}
            }
            doc = from.advance();
        }
        Ok(found)
    }
}

impl Weight for JoinWeight {
    fn scorer(&self, reader: &SegmentReader, _boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let documents = SortedDocuments { documents: self.documents(reader)?, at: 0 };
        Ok(Box::new(ConstScorer::new(documents, 0.0)))
    }

    fn explain(&self, _reader: &SegmentReader, _doc: DocId) -> tantivy::Result<Explanation> {
        Ok(Explanation::new("joined", 0.0))
    }
}

/// Documents in ascending order, held in memory.
struct SortedDocuments {
    documents: Vec<DocId>,
    at: usize,
}

impl DocSet for SortedDocuments {
    fn advance(&mut self) -> DocId {
        self.at = self.at.saturating_add(1);
        self.doc()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        let rest = self.documents.get(self.at..).unwrap_or_default();
        self.at += rest.partition_point(|doc| *doc < target);
        self.doc()
    }

    fn doc(&self) -> DocId {
        self.documents.get(self.at).copied().unwrap_or(TERMINATED)
    }

    fn size_hint(&self) -> u32 {
        u32::try_from(self.documents.len()).unwrap_or(u32::MAX)
    }
}
