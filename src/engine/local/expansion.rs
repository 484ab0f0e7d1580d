//! Patterns against an index: which of its words they stand for, and in which documents those are.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use tantivy::postings::Postings;
use tantivy::query::{ConstScorer, EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::{Field as TantivyField, IndexRecordOption};
use tantivy::{DocId, DocSet, Score, Searcher, SegmentReader, TERMINATED, Term};

use super::fields::{tantivy_field, term};
use super::text_query::{Counted, Scoring, Similarity, TextScorer};
use crate::query::{Note, Notes};
use crate::schema::{Field, Pattern};

/// The most words that a pattern stands for, the most frequent first: reading them all at once has to
/// fit in memory.
pub(super) const MOST_WORDS: usize = 2_000;

/// What an engine has to tell about an answer.
#[derive(Clone, Debug, Default)]
pub(super) struct Remarks(Arc<Mutex<Vec<String>>>);

impl Remarks {
    fn add(&self, text: String) {
        let mut texts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !texts.contains(&text) {
            texts.push(text);
        }
    }

    /// All of them, as notes.
    pub(super) fn notes(&self) -> Notes {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).iter().map(Note::remark).collect()
    }
}

/// The words of an index that a pattern stands for.
pub(super) struct Expansion {
    pub(super) terms: Vec<Term>,
    /// In how many documents each of them is, added up.
    pub(super) documents: u64,
}

/// Finds the words of `field` that `pattern` stands for.
pub(super) fn expand(
    searcher: &Searcher,
    field: Field,
    pattern: &Pattern,
    remarks: &Remarks,
) -> tantivy::Result<Expansion> {
    let mut found: BTreeMap<String, u64> = BTreeMap::new();
    for reader in searcher.segment_readers() {
        let index = reader.inverted_index(tantivy_field(field))?;
        let mut matcher = pattern.matcher();
        let mut words = index.terms().range().ge(pattern.prefix()).into_stream()?;
        while words.advance() {
            let Ok(word) = std::str::from_utf8(words.key()) else { continue };
            if !word.starts_with(pattern.prefix()) {
                break;
            }
            // Stems and marks begin with what no form begins with.
            if word.starts_with(char::is_alphanumeric) && matcher.is_match(word) {
                let frequency = u64::from(words.value().doc_freq);
                match found.get_mut(word) {
                    Some(sum) => *sum = sum.saturating_add(frequency),
                    None => drop(found.insert(word.to_owned(), frequency)),
                }
            }
        }
    }
    let mut found: Vec<(String, u64)> = found.into_iter().collect();
    if found.len() > MOST_WORDS {
        remarks.add(format!(
            "{} stands for {} words: only the {MOST_WORDS} most frequent are looked for",
            pattern.typed(),
            found.len()
        ));
        found.sort_by(|(a, x), (b, y)| y.cmp(x).then_with(|| a.cmp(b)));
        found.truncate(MOST_WORDS);
    }
    let documents = found.iter().fold(0, |sum: u64, (_, frequency)| sum.saturating_add(*frequency));
    Ok(Expansion { terms: found.iter().map(|(word, _)| term(field, word)).collect(), documents })
}

/// Documents with words that a pattern stands for.
#[derive(Clone, Debug)]
pub(super) struct LikeQuery {
    field: Field,
    pattern: Pattern,
    /// Whether the words count for relevance.
    scored: bool,
    remarks: Remarks,
}

impl LikeQuery {
    pub(super) const fn new(field: Field, pattern: Pattern, scored: bool, remarks: Remarks) -> Self {
        Self { field, pattern, scored, remarks }
    }
}

impl Query for LikeQuery {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let Some(searcher) = scoring.searcher() else {
            return Ok(Box::new(LikeWeight {
                field: tantivy_field(self.field),
                terms: Vec::new(),
                similarity: None,
            }));
        };
        let expansion = expand(searcher, self.field, &self.pattern, &self.remarks)?;
        let alike = term(self.field, self.pattern.typed());
        let similarity = match scoring {
            EnableScoring::Enabled { statistics_provider, .. } if self.scored => {
                Some(Similarity::new(statistics_provider, &[(alike, expansion.documents)])?)
            }
            _ => None,
        };
        Ok(Box::new(LikeWeight { field: tantivy_field(self.field), terms: expansion.terms, similarity }))
    }
}

struct LikeWeight {
    field: TantivyField,
    terms: Vec<Term>,
    similarity: Option<Similarity>,
}

impl Weight for LikeWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let index = reader.inverted_index(self.field)?;
        let record = match self.similarity {
            Some(_) => IndexRecordOption::WithFreqs,
            None => IndexRecordOption::Basic,
        };
        let mut times = vec![0u32; usize::try_from(reader.max_doc()).unwrap_or(0)];
        for term in &self.terms {
            let Some(mut postings) = index.read_postings(term, record)? else { continue };
            let mut doc = postings.doc();
            while doc != TERMINATED {
                if let Some(times) = usize::try_from(doc).ok().and_then(|doc| times.get_mut(doc)) {
                    *times = times.saturating_add(postings.term_freq().max(1));
                }
                doc = postings.advance();
            }
        }
        let found: Vec<(DocId, u32)> = (0..).zip(times).filter(|(_, times)| *times > 0).collect();
        if found.is_empty() {
            return Ok(Box::new(EmptyScorer));
        }
        let found = Gathered { found, at: 0 };
        let scoring = match &self.similarity {
            Some(similarity) => Some(Scoring::new(similarity, reader, self.field, boost)?),
            None => None,
        };
        Ok(Box::new(TextScorer { found, scoring }))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        let mut scorer = self.scorer(reader, 1.0)?;
        let found = scorer.doc() == doc || (scorer.doc() < doc && scorer.seek(doc) == doc);
        Ok(Explanation::new("words like a pattern", if found { scorer.score() } else { 0.0 }))
    }
}

/// Documents in order with the number of times each, held in memory.
struct Gathered {
    found: Vec<(DocId, u32)>,
    at: usize,
}

impl DocSet for Gathered {
    fn advance(&mut self) -> DocId {
        self.at = self.at.saturating_add(1);
        self.doc()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        let rest = self.found.get(self.at..).unwrap_or_default();
        self.at += rest.partition_point(|(doc, _)| *doc < target);
        self.doc()
    }

    fn doc(&self) -> DocId {
        self.found.get(self.at).map_or(TERMINATED, |(doc, _)| *doc)
    }

    fn size_hint(&self) -> u32 {
        u32::try_from(self.found.len()).unwrap_or(u32::MAX)
    }
}

impl Counted for Gathered {
    fn times(&self) -> u32 {
        self.found.get(self.at).map_or(0, |(_, times)| *times)
    }
}

/// Documents that have anything at all in a field.
#[derive(Clone, Debug)]
pub(super) struct AnythingQuery(pub(super) Field);

impl Query for AnythingQuery {
    fn weight(&self, _scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(AnythingWeight(tantivy_field(self.0))))
    }
}

struct AnythingWeight(TantivyField);

impl AnythingWeight {
    fn documents(&self, reader: &SegmentReader) -> tantivy::Result<Vec<(DocId, u32)>> {
        if let Some(norms) = reader.fieldnorms_readers().get_field(self.0)? {
            return Ok((0..reader.max_doc())
                .filter(|doc| norms.fieldnorm_id(*doc) > 0)
                .map(|doc| (doc, 1))
                .collect());
        }
        let index = reader.inverted_index(self.0)?;
        let mut has = vec![false; usize::try_from(reader.max_doc()).unwrap_or(0)];
        let mut words = index.terms().stream()?;
        while words.advance() {
            let mut postings = index.read_postings_from_terminfo(words.value(), IndexRecordOption::Basic)?;
            let mut doc = postings.doc();
            while doc != TERMINATED {
                if let Some(has) = usize::try_from(doc).ok().and_then(|doc| has.get_mut(doc)) {
                    *has = true;
                }
                doc = postings.advance();
            }
        }
        Ok((0..).zip(has).filter(|(_, has)| *has).map(|(doc, _)| (doc, 1)).collect())
    }
}

impl Weight for AnythingWeight {
    fn scorer(&self, reader: &SegmentReader, _boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        Ok(Box::new(ConstScorer::new(Gathered { found: self.documents(reader)?, at: 0 }, 0.0)))
    }

    fn explain(&self, _reader: &SegmentReader, _doc: DocId) -> tantivy::Result<Explanation> {
        Ok(Explanation::new("anything", 0.0))
    }
}
