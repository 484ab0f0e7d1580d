//! From ranked addresses to hits: documents fetched, words marked, snippets chosen, scores explained.

use std::sync::Arc;

use tantivy::query::{EnableScoring, Query as TantivyQuery, Weight};
use tantivy::{DocAddress, DocSet, Searcher, TERMINATED, TantivyDocument};

use super::document::{attribution_of, head_of, id_of_numbers, stored_text};
use super::fields::tantivy_field;
use super::lower::{Lowering, factor};
use super::marks::{Shown, Wanted};
use super::rank::{Rank, by_date};
use super::snippet::snippet;
use super::statistics::Statistics;
use crate::article::ArticleId;
use crate::query::{ArticleHead, Clause, Explanation, Found, Hit, Query, Sort, Target, TextField, in_words};
use crate::schema::Field;
use crate::schema::analysis::Analyzer;
use crate::text::Span;

/// Something stored is not as it was written.
#[derive(Debug)]
pub(super) struct Unreadable;

/// Why no hit came.
pub(super) enum Failure {
    /// tantivy's reason.
    Tantivy(tantivy::TantivyError),
    /// A stored document cannot be read.
    Unreadable,
}

impl From<tantivy::TantivyError> for Failure {
    fn from(error: tantivy::TantivyError) -> Self {
        Self::Tantivy(error)
    }
}

impl From<Unreadable> for Failure {
    fn from(_: Unreadable) -> Self {
        Self::Unreadable
    }
}

/// Fetches the hits of one query. Keeps the last article, as its statements often follow each other.
pub(super) struct Fetcher<'a> {
    searcher: &'a Searcher,
    query: &'a Query,
    wanted: Wanted,
    analyzer: Analyzer,
    last: Option<(DocAddress, Arc<ArticleHead>)>,
    /// The scoring parts of the query, named, where they are to be explained.
    parts: Vec<Part>,
}

/// A part of a query that scores.
struct Part {
    name: String,
    boost: f64,
    weight: Box<dyn Weight>,
}

impl<'a> Fetcher<'a> {
    pub(super) fn new(searcher: &'a Searcher, query: &'a Query) -> tantivy::Result<Self> {
        let mut analyzer = Analyzer::default();
        let clauses = std::iter::once(&query.matching).chain(&query.filters);
        let wanted = Wanted::of(clauses, &mut analyzer);
        let parts = if query.explain { scoring_parts(searcher, query)? } else { Vec::new() };
        Ok(Self { searcher, query, wanted, analyzer, last: None, parts })
    }

    /// The hit at `address`.
    pub(super) fn hit(&mut self, rank: &Rank, address: DocAddress) -> Result<Hit, Failure> {
        let score = if by_date(self.query.sort) { 0.0 } else { rank.score() };
        let (article, found) = match self.query.target {
            Target::Articles => (self.article(address)?, None),
            Target::Statements => {
                let said = self.stored(address, Field::Said)?;
                (
                    self.article(article_address(self.searcher, address)?)?,
                    Some(attribution_of(&said).ok_or(Unreadable)?),
                )
            }
        };
        let text = &article.article.text;
        let (found, marks) = match found {
            None => {
                let all = self.wanted.find(text, Shown::Body, &mut self.analyzer);
                let snippet = snippet(text, &all);
                let inside = all.into_iter().map(|(mark, _)| mark).filter(|mark| snippet.contains(*mark));
                (Found::Article { snippet }, inside.collect())
            }
            Some(said) => {
                let mut marks = Vec::new();
                for span in &said.content {
                    let inside = self.wanted.find(span.of(text), Shown::Content, &mut self.analyzer);
                    let moved = |mark: Span| Span::new(mark.start + span.start, mark.end + span.start);
                    marks.extend(inside.into_iter().map(|(mark, _)| moved(mark)));
                }
                (Found::Statement(Box::new(said)), marks)
            }
        };
        let title = article.article.title.as_deref().unwrap_or("");
        let title_marks = match self.query.target {
            Target::Articles => self.wanted.find(title, Shown::Title, &mut self.analyzer),
            Target::Statements => Vec::new(),
        };
        let title_marks = title_marks.into_iter().map(|(mark, _)| mark).collect();
        let explanation = if self.query.explain { Some(self.explain(&article, address)?) } else { None };
        Ok(Hit { score, article, found, marks, title_marks, explanation })
    }

    fn article(&mut self, address: DocAddress) -> Result<Arc<ArticleHead>, Failure> {
        if let Some((last, head)) = &self.last
            && *last == address
        {
            return Ok(Arc::clone(head));
        }
        let document: TantivyDocument = self.searcher.doc(address)?;
        let head = stored_text(&document, tantivy_field(Field::Head)).ok_or(Unreadable)?;
        let text = stored_text(&document, tantivy_field(Field::Text)).unwrap_or("");
        let id = article_id(self.searcher, address)?;
        let head = head_of(head, text, id).ok_or(Unreadable)?;
        self.last = Some((address, Arc::clone(&head)));
        Ok(head)
    }

    fn stored(&self, address: DocAddress, field: Field) -> Result<String, Failure> {
        let document: TantivyDocument = self.searcher.doc(address)?;
        Ok(stored_text(&document, tantivy_field(field)).ok_or(Unreadable)?.to_owned())
    }

    fn explain(&self, article: &ArticleHead, address: DocAddress) -> Result<Explanation, Failure> {
        let reader = self.searcher.segment_reader(address.segment_ord);
        let mut explanation = Explanation::default();
        for Part { name, boost, weight } in &self.parts {
            let mut scorer = weight.scorer(reader, factor(*boost))?;
            let mut doc = scorer.doc();
            if doc < address.doc_id {
                doc = scorer.seek(address.doc_id);
            }
            if doc == address.doc_id && doc != TERMINATED {
                let amount = scorer.score();
                explanation.relevance += amount;
                explanation.terms.push((name.clone(), amount));
            }
        }
        explanation.recency =
            (self.query.sort == Sort::Recent).then(|| self.query.recency.factor(article.article.date));
        Ok(explanation)
    }
}

/// Every word and phrase of a query that adds to relevance, with its weight.
fn scoring_parts(searcher: &Searcher, query: &Query) -> tantivy::Result<Vec<Part>> {
    fn gather<'c>(clause: &'c Clause, boost: f64, found: &mut Vec<(&'c Clause, f64)>) {
        match clause {
            Clause::And(parts) | Clause::Or(parts) => {
                parts.iter().for_each(|part| gather(part, boost, found))
            }
            Clause::Boost(more, part) => gather(part, boost * more.factor(), found),
            Clause::Word { .. }
            | Clause::Phrase { .. }
            | Clause::Like { .. }
            | Clause::Places { .. }
            | Clause::Cased { .. } => {
                found.push((clause, boost));
            }
            _ => {}
        }
    }
    let mut leaves = Vec::new();
    gather(&query.matching, 1.0, &mut leaves);
    let statistics = Statistics::new(searcher, query.target)?;
    let mut lowering = Lowering::default();
    let mut parts = Vec::new();
    for (leaf, boost) in leaves {
        let lowered: Box<dyn TantivyQuery> = lowering.clause(query.target, leaf);
        let scoring = EnableScoring::enabled_from_statistics_provider(&statistics, searcher);
        parts.push(Part { name: name_of(leaf), boost, weight: lowered.weight(scoring)? });
    }
    Ok(parts)
}

fn name_of(leaf: &Clause) -> String {
    let (field, text) = match leaf {
        Clause::Word { field, text, exact: false } => (*field, text.clone()),
        Clause::Word { field, text, .. } | Clause::Phrase { field, text, .. } => {
            (*field, format!("\"{text}\""))
        }
        Clause::Like { field, pattern } => (*field, pattern.typed().to_owned()),
        leaf => return in_words(leaf),
    };
    let field = match field {
        TextField::Any => "",
        TextField::Title => "title:",
        TextField::Body => "body:",
        TextField::Lead => "lead:",
        TextField::Content => "content:",
        TextField::Quote => "quote:",
        TextField::Cue => "cue:",
    };
    format!("{field}{text}")
}

/// The address of the article that holds the statement at `address`.
pub(super) fn article_address(searcher: &Searcher, address: DocAddress) -> tantivy::Result<DocAddress> {
    let columns = searcher.segment_reader(address.segment_ord).fast_fields();
    let place = columns.u64(Field::Place.name())?.first(address.doc_id).unwrap_or(0);
    let steps = u32::try_from(place).unwrap_or(0);
    Ok(DocAddress::new(address.segment_ord, address.doc_id.saturating_sub(steps)))
}

/// The id of the article at `address`.
pub(super) fn article_id(searcher: &Searcher, address: DocAddress) -> Result<ArticleId, Failure> {
    let columns = searcher.segment_reader(address.segment_ord).fast_fields();
    let high = columns.u64(Field::IdHigh.name())?.first(address.doc_id).ok_or(Unreadable)?;
    let low = columns.u64(Field::IdLow.name())?.first(address.doc_id).ok_or(Unreadable)?;
    Ok(id_of_numbers(high, low).ok_or(Unreadable)?)
}
