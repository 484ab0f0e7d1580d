//! Things that have places, as a query: planned once for an index, found in each of its segments.

use tantivy::query::{EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, InvertedIndexReader, Score, Searcher, SegmentReader, Term};

use super::expansion::{Remarks, expand};
use super::fields::{tantivy_field, term};
use super::finder::{Finder, Merged, Placed, Starts};
use super::text_query::{Forms, Scoring, Similarity, TextScorer, WordTerms};
use crate::query::{Near, Places, Within};
use crate::schema::Field;
use crate::schema::analysis::Analyzer;
use crate::schema::units::Unit;

/// Something that has places in a field, so often at least.
#[derive(Clone, Debug)]
pub(super) struct PlacesQuery {
    field: Field,
    places: Places,
    times: u32,
    part: Part,
    remarks: Remarks,
}

/// Which part of a text is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    All,
    Lead,
}

impl PlacesQuery {
    pub(super) const fn new(field: Field, places: Places, times: u32, part: Part, remarks: Remarks) -> Self {
        Self { field, places, times, part, remarks }
    }
}

impl Query for PlacesQuery {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let Some(searcher) = scoring.searcher() else { return Ok(Box::new(Nothing)) };
        let mut planner = Planner {
            field: self.field,
            searcher,
            remarks: &self.remarks,
            analyzer: Analyzer::default(),
            words: Vec::new(),
            many: Vec::new(),
        };
        let plan = planner.plan(&self.places)?;
        let similarity = match scoring {
            EnableScoring::Enabled { statistics_provider, .. } => {
                let words = planner.words.iter().map(|word| word.frequency(statistics_provider));
                let mut frequencies = words.collect::<tantivy::Result<Vec<_>>>()?;
                frequencies.append(&mut planner.many);
                Some(Similarity::new(statistics_provider, &frequencies)?)
            }
            EnableScoring::Disabled { .. } => None,
        };
        Ok(Box::new(PlacesWeight { field: self.field, plan, times: self.times, part: self.part, similarity }))
    }
}

/// What to read of a segment.
enum Plan {
    Row(Vec<WordTerms>),
    Many(Vec<Term>),
    AnyOf(Vec<Plan>),
    Near(Near, Box<Plan>, Box<Plan>),
}

struct Planner<'a> {
    field: Field,
    searcher: &'a Searcher,
    remarks: &'a Remarks,
    analyzer: Analyzer,
    /// Every word planned for.
    words: Vec<WordTerms>,
    /// Every pattern planned for, as a term, and the number of documents with a word like it.
    many: Vec<(Term, u64)>,
}

impl Planner<'_> {
    fn plan(&mut self, places: &Places) -> tantivy::Result<Plan> {
        Ok(match places {
            Places::Word { text, exact } => self.row(text, *exact),
            Places::Phrase(text) => self.row(text, false),
            Places::Like(pattern) => {
                let expansion = expand(self.searcher, self.field, pattern, self.remarks)?;
                self.many.push((term(self.field, pattern.typed()), expansion.documents));
                Plan::Many(expansion.terms)
            }
            Places::AnyOf(parts) => {
                Plan::AnyOf(parts.iter().map(|part| self.plan(part)).collect::<tantivy::Result<_>>()?)
            }
            Places::Near(near, first, second) => {
                let (first, second) = (self.plan(first)?, self.plan(second)?);
                Plan::Near(*near, Box::new(first), Box::new(second))
            }
        })
    }

    fn row(&mut self, text: &str, exact: bool) -> Plan {
        let lookups = self.analyzer.lookups(text, exact);
        let words: Vec<WordTerms> = lookups.iter().map(|lookup| WordTerms::new(self.field, lookup)).collect();
        self.words.extend(words.iter().cloned());
        Plan::Row(words)
    }
}

struct PlacesWeight {
    field: Field,
    plan: Plan,
    times: u32,
    part: Part,
    similarity: Option<Similarity>,
}

const POSITIONS: IndexRecordOption = IndexRecordOption::WithFreqsAndPositions;

impl Plan {
    fn finder(&self, field: Field, index: &InvertedIndexReader) -> tantivy::Result<Finder> {
        Ok(match self {
            Self::Row(words) => {
                let mut row = Vec::with_capacity(words.len());
                for word in words {
                    let Some(forms) = word.postings(index, POSITIONS)? else { return Ok(Finder::Nothing) };
                    row.push(forms);
                }
                match (row.len(), row.pop()) {
                    (_, None) => Finder::Nothing,
                    (1, Some(only)) => Finder::Word(only),
                    (_, Some(last)) => {
                        row.push(last);
                        Finder::Row(row)
                    }
                }
            }
            Self::Many(terms) => {
                let mut parts = Vec::new();
                for term in terms {
                    parts.extend(index.read_postings(term, POSITIONS)?);
                }
                if parts.is_empty() { Finder::Nothing } else { Finder::Many(Merged::new(parts)) }
            }
            Self::AnyOf(parts) => Finder::AnyOf(
                parts.iter().map(|part| part.finder(field, index)).collect::<tantivy::Result<_>>()?,
            ),
            Self::Near(near, first, second) => {
                let (first, second) = (first.finder(field, index)?, second.finder(field, index)?);
                let units: &[Unit] = match near.within {
                    Within::Words(_) => &[],
                    Within::Sentence => &[Unit::Sentence, Unit::Paragraph],
                    Within::Paragraph => &[Unit::Paragraph],
                };
                let starts = starts(field, index, units)?;
                Finder::Near { near: *near, first: Box::new(first), second: Box::new(second), starts }
            }
        })
    }
}

/// Where `units` begin, by their marks.
fn starts(field: Field, index: &InvertedIndexReader, units: &[Unit]) -> tantivy::Result<Starts> {
    let mut parts = Vec::new();
    for unit in units {
        parts.extend(index.read_postings(&term(field, unit.term()), POSITIONS)?);
    }
    Ok(Starts((!parts.is_empty()).then(|| Forms::new(parts))))
}

impl Weight for PlacesWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let index = reader.inverted_index(tantivy_field(self.field))?;
        let lead = match self.part {
            Part::Lead => Some(starts(self.field, &index, &[Unit::Paragraph])?),
            Part::All => None,
        };
        let found = Placed::new(self.plan.finder(self.field, &index)?, self.times, lead);
        let scoring = match &self.similarity {
            Some(similarity) => Some(Scoring::new(similarity, reader, tantivy_field(self.field), boost)?),
            None => None,
        };
        Ok(Box::new(TextScorer { found, scoring }))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        let mut scorer = self.scorer(reader, 1.0)?;
        let found = scorer.doc() == doc || (scorer.doc() < doc && scorer.seek(doc) == doc);
        Ok(Explanation::new("places", if found { scorer.score() } else { 0.0 }))
    }
}

/// What matches nothing: there is no index to look into.
struct Nothing;

impl Weight for Nothing {
    fn scorer(&self, _reader: &SegmentReader, _boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        Ok(Box::new(EmptyScorer))
    }

    fn explain(&self, _reader: &SegmentReader, _doc: DocId) -> tantivy::Result<Explanation> {
        Ok(Explanation::new("nothing", 0.0))
    }
}
