//! Words of running text: one word in any of its forms, or several in a row. Each place of a text holds
//! one form, so the places of a word's forms never overlap.

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::query::{
    Bm25StatisticsProvider, Bm25Weight, EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight,
};
use tantivy::schema::{Field as TantivyField, IndexRecordOption};
use tantivy::{DocId, DocSet, InvertedIndexReader, Score, SegmentReader, TERMINATED, Term};

use super::fields::{tantivy_field, term};
use super::row::Row;
use crate::schema::Field;
use crate::schema::analysis::Lookup;

/// Words in a row, each in one of its forms.
#[derive(Clone, Debug)]
pub(super) struct TextQuery {
    field: TantivyField,
    words: Vec<WordTerms>,
    /// How many places the words may be shifted against each other in all.
    slop: u32,
}

/// The terms of one word.
#[derive(Clone, Debug)]
pub(super) struct WordTerms {
    form: Term,
    others: Option<Term>,
}

impl WordTerms {
    pub(super) fn new(field: Field, lookup: &Lookup) -> Self {
        Self {
            form: term(field, &lookup.form),
            others: lookup.others.as_ref().map(|others| term(field, others)),
        }
    }

    /// Its term, and in how many documents its forms are by `statistics`.
    pub(super) fn frequency(&self, statistics: &dyn Bm25StatisticsProvider) -> tantivy::Result<(Term, u64)> {
        let others = self.others.as_ref().map_or(Ok(0), |others| statistics.doc_freq(others))?;
        Ok((self.form.clone(), statistics.doc_freq(&self.form)?.saturating_add(others)))
    }

    /// Its postings in a segment; `None` where it is not there.
    pub(super) fn postings(
        &self,
        index: &InvertedIndexReader,
        record: IndexRecordOption,
    ) -> tantivy::Result<Option<Forms>> {
        let mut parts = Vec::new();
        for term in self.all() {
            parts.extend(index.read_postings(term, record)?);
        }
        Ok((!parts.is_empty()).then(|| Forms::new(parts)))
    }

    fn all(&self) -> impl Iterator<Item = &Term> {
        std::iter::once(&self.form).chain(&self.others)
    }
}

impl TextQuery {
    /// These words, found in `field`, without slop.
    pub(super) fn of(field: Field, words: Vec<WordTerms>) -> Self {
        Self { field: tantivy_field(field), words, slop: 0 }
    }

    /// At least one word, found in `field`.
    pub(super) fn new(field: Field, lookups: &[Lookup], slop: u32) -> Self {
        let words = lookups.iter().map(|lookup| WordTerms::new(field, lookup));
        Self { field: tantivy_field(field), words: words.collect(), slop }
    }
}

impl Query for TextQuery {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let similarity = match scoring {
            EnableScoring::Enabled { statistics_provider, .. } if !self.words.is_empty() => {
                let frequencies: tantivy::Result<Vec<_>> =
                    self.words.iter().map(|word| word.frequency(statistics_provider)).collect();
                Some(Similarity::new(statistics_provider, &frequencies?)?)
            }
            _ => None,
        };
        Ok(Box::new(TextWeight { query: self.clone(), similarity }))
    }
}

/// What words are worth together: several terms counted as one word are one.
pub(super) struct Similarity(Bm25Weight);

impl Similarity {
    /// `words` are given by one term each, and by the number of documents that any of its forms is in.
    pub(super) fn new(
        statistics: &dyn Bm25StatisticsProvider,
        words: &[(Term, u64)],
    ) -> tantivy::Result<Self> {
        let terms: Vec<Term> = words.iter().map(|(term, _)| term.clone()).collect();
        Ok(Self(Bm25Weight::for_terms(&AnyForm { words, each: statistics }, &terms)?))
    }
}

/// Counts a word's forms as one.
struct AnyForm<'a> {
    words: &'a [(Term, u64)],
    each: &'a dyn Bm25StatisticsProvider,
}

impl Bm25StatisticsProvider for AnyForm<'_> {
    fn total_num_tokens(&self, field: TantivyField) -> tantivy::Result<u64> {
        self.each.total_num_tokens(field)
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        self.each.total_num_docs()
    }

    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        let documents = self.words.iter().find(|(own, _)| own == term).map_or(0, |(_, documents)| *documents);
        // A document may have several forms, but there are not more than all documents.
        Ok(documents.min(self.total_num_docs()?))
    }
}

struct TextWeight {
    query: TextQuery,
    similarity: Option<Similarity>,
}

impl TextWeight {
    /// The postings of each word; `None` where a word is not in the segment.
    fn words(&self, reader: &SegmentReader) -> tantivy::Result<Option<Vec<Forms>>> {
        let record = match (self.query.words.len(), &self.similarity) {
            (0 | 1, None) => IndexRecordOption::Basic,
            (0 | 1, Some(_)) => IndexRecordOption::WithFreqs,
            _ => IndexRecordOption::WithFreqsAndPositions,
        };
        let index = reader.inverted_index(self.query.field)?;
        let mut words = Vec::with_capacity(self.query.words.len());
        for word in &self.query.words {
            let Some(forms) = word.postings(&index, record)? else { return Ok(None) };
            words.push(forms);
        }
        Ok(Some(words))
    }
}

impl Weight for TextWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let Some(mut words) = self.words(reader)? else { return Ok(Box::new(EmptyScorer)) };
        let scoring = match &self.similarity {
            Some(similarity) => Some(Scoring::new(similarity, reader, self.query.field, boost)?),
            None => None,
        };
        Ok(match (words.len(), words.pop()) {
            (_, None) => Box::new(EmptyScorer),
            (1, Some(word)) => Box::new(TextScorer { found: word, scoring }),
            (_, Some(last)) => {
                words.push(last);
                Box::new(TextScorer { found: Row::new(words, self.query.slop), scoring })
            }
        })
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        let mut scorer = self.scorer(reader, 1.0)?;
        let found = scorer.doc() == doc || (scorer.doc() < doc && scorer.seek(doc) == doc);
        Ok(Explanation::new("words in a row", if found { scorer.score() } else { 0.0 }))
    }
}

/// How the documents of a segment are scored.
pub(super) struct Scoring {
    similarity: Bm25Weight,
    norms: FieldNormReader,
}

impl Scoring {
    pub(super) fn new(
        similarity: &Similarity,
        reader: &SegmentReader,
        field: TantivyField,
        boost: Score,
    ) -> tantivy::Result<Self> {
        let norms = reader.fieldnorms_readers().get_field(field)?;
        Ok(Self {
            similarity: similarity.0.boost_by(boost),
            norms: norms.unwrap_or_else(|| FieldNormReader::constant(reader.max_doc(), 1)),
        })
    }
}

/// Documents with the number of times that they have what is looked for.
pub(super) trait Counted: DocSet + 'static {
    /// The number of times in the document come to.
    fn times(&self) -> u32;
}

/// Documents found, scored by how often.
pub(super) struct TextScorer<C> {
    pub(super) found: C,
    pub(super) scoring: Option<Scoring>,
}

impl<C: Counted> DocSet for TextScorer<C> {
    fn advance(&mut self) -> DocId {
        self.found.advance()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        self.found.seek(target)
    }

    fn doc(&self) -> DocId {
        self.found.doc()
    }

    fn size_hint(&self) -> u32 {
        self.found.size_hint()
    }
}

impl<C: Counted> Scorer for TextScorer<C> {
    fn score(&mut self) -> Score {
        self.scoring.as_ref().map_or(1.0, |scoring| {
            scoring.similarity.score(scoring.norms.fieldnorm_id(self.found.doc()), self.found.times())
        })
    }
}

/// The postings of one word in all its forms.
pub(super) struct Forms {
    parts: Vec<SegmentPostings>,
    doc: DocId,
}

impl Forms {
    pub(super) fn new(parts: Vec<SegmentPostings>) -> Self {
        let mut forms = Self { parts, doc: TERMINATED };
        forms.settle();
        forms
    }

    fn settle(&mut self) -> DocId {
        self.doc = self.parts.iter().map(DocSet::doc).min().unwrap_or(TERMINATED);
        self.doc
    }

    /// Its places in the document come to, each `shift` higher, in order.
    pub(super) fn places(&mut self, shift: u32, places: &mut Vec<u32>) {
        places.clear();
        let doc = self.doc;
        let mut several = false;
        for part in self.parts.iter_mut().filter(|part| part.doc() == doc) {
            several = !places.is_empty();
            part.append_positions_with_offset(shift, places);
        }
        if several {
            places.sort_unstable();
        }
    }
}

impl DocSet for Forms {
    fn advance(&mut self) -> DocId {
        let doc = self.doc;
        for part in self.parts.iter_mut().filter(|part| part.doc() == doc) {
            part.advance();
        }
        self.settle()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        for part in self.parts.iter_mut().filter(|part| part.doc() < target) {
            part.seek(target);
        }
        self.settle()
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        self.parts.iter().fold(0, |sum, part| sum.saturating_add(part.size_hint()))
    }
}

impl Counted for Forms {
    fn times(&self) -> u32 {
        let here = self.parts.iter().filter(|part| part.doc() == self.doc);
        here.fold(0, |sum, part| sum.saturating_add(part.term_freq()))
    }
}
