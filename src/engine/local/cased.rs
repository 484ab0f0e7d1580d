//! Words written with capitals or without. The index knows no case, so the stored texts of the documents
//! that have the words are read.

use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::Field as TantivyField;
use tantivy::store::StoreReader;
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, TantivyDocument};

use super::document::{attribution_of, record_of, stored_text};
use super::fields::tantivy_field;
use super::text_query::{Counted, Scoring, Similarity, TextScorer, WordTerms};
use crate::query::Case;
use crate::schema::Field;
use crate::schema::analysis::Analyzer;
use crate::schema::quoted_parts;
use crate::schema::units::lead_end;
use crate::text::{paragraphs, quotations};

/// Decompressed blocks kept for each segment.
const BLOCKS: usize = 4;

/// Which of a document's texts is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Written {
    Title,
    Body,
    Lead,
    Content,
    Quote,
    Cue,
}

impl Written {
    /// The field in which its words are found.
    const fn field(self) -> Field {
        match self {
            Self::Title => Field::Title,
            Self::Body | Self::Lead => Field::Body,
            // What stands in quotation marks is a part of the content.
            Self::Content | Self::Quote => Field::Content,
            Self::Cue => Field::Cue,
        }
    }
}

/// Words in a row, written with such letters.
#[derive(Clone, Debug)]
pub(super) struct CasedQuery {
    written: Written,
    words: Vec<String>,
    case: Case,
}

impl CasedQuery {
    /// `words` are folded.
    pub(super) const fn new(written: Written, words: Vec<String>, case: Case) -> Self {
        Self { written, words, case }
    }

    fn terms(&self) -> Vec<WordTerms> {
        let lookups = self.words.iter().flat_map(|word| Analyzer::default().lookups(word, true));
        lookups.map(|lookup| WordTerms::new(self.written.field(), &lookup)).collect()
    }
}

impl Query for CasedQuery {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let words = self.terms();
        let similarity = match scoring {
            EnableScoring::Enabled { statistics_provider, .. } if !words.is_empty() => {
                let frequencies: tantivy::Result<Vec<_>> =
                    words.iter().map(|word| word.frequency(statistics_provider)).collect();
                Some(Similarity::new(statistics_provider, &frequencies?)?)
            }
            _ => None,
        };
        let row = super::text_query::TextQuery::of(self.written.field(), words);
        let row = row.weight(EnableScoring::disabled_from_schema(scoring.schema()))?;
        Ok(Box::new(CasedWeight { query: self.clone(), row, similarity }))
    }
}

struct CasedWeight {
    query: CasedQuery,
    /// Finds the words in any case.
    row: Box<dyn Weight>,
    similarity: Option<Similarity>,
}

impl Weight for CasedWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let field: TantivyField = tantivy_field(self.query.written.field());
        let mut found = Cased {
            candidates: self.row.scorer(reader, 1.0)?,
            query: self.query.clone(),
            store: reader.get_store_reader(BLOCKS)?,
            place: reader.fast_fields().u64(Field::Place.name())?,
            analyzer: Analyzer::default(),
            times: 0,
        };
        found.settle();
        let scoring = match &self.similarity {
            Some(similarity) => Some(Scoring::new(similarity, reader, field, boost)?),
            None => None,
        };
        Ok(Box::new(TextScorer { found, scoring }))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        let mut scorer = self.scorer(reader, 1.0)?;
        let found = scorer.doc() == doc || (scorer.doc() < doc && scorer.seek(doc) == doc);
        Ok(Explanation::new("words written so", if found { scorer.score() } else { 0.0 }))
    }
}

/// The documents with the words written so.
struct Cased {
    candidates: Box<dyn Scorer>,
    query: CasedQuery,
    store: StoreReader,
    place: tantivy::columnar::Column<u64>,
    analyzer: Analyzer,
    times: u32,
}

impl Cased {
    /// Goes on until the candidate come to is one.
    fn settle(&mut self) -> DocId {
        loop {
            let doc = self.candidates.doc();
            if doc == TERMINATED {
                return doc;
            }
            self.times = self.count(doc).unwrap_or(0);
            if self.times > 0 {
                return doc;
            }
            self.candidates.advance();
        }
    }

    /// How often the words stand so in `doc`; `None` where it cannot be read, which reading the hit tells.
    fn count(&mut self, doc: DocId) -> Option<u32> {
        let document: TantivyDocument = self.store.get(doc).ok()?;
        let stored = |document: &TantivyDocument, field| {
            stored_text(document, tantivy_field(field)).map(str::to_owned)
        };
        let written = self.query.written;
        if written == Written::Title {
            let (record, _) = record_of(&stored(&document, Field::Head)?, "")?;
            return Some(self.count_in(&record.article.title?));
        }
        if matches!(written, Written::Body | Written::Lead) {
            let text = stored(&document, Field::Text)?;
            let end = if written == Written::Lead { lead_end(&text) } else { text.len() };
            return Some(self.count_in(text.get(..end)?));
        }
        let said = attribution_of(&stored(&document, Field::Said)?)?;
        let steps = u32::try_from(self.place.first(doc)?).ok()?;
        let article: TantivyDocument = self.store.get(doc.checked_sub(steps)?).ok()?;
        let text = stored(&article, Field::Text)?;
        let parts = match written {
            Written::Quote => quoted_parts(&said, &quotations(&text, &paragraphs(&text))),
            Written::Cue => said.cue,
            _ => said.content,
        };
        Some(parts.iter().map(|part| self.count_in(part.of(&text))).sum())
    }

    /// How often the words stand so in `text`.
    fn count_in(&mut self, text: &str) -> u32 {
        let Self { query, analyzer, .. } = self;
        // Of the last words, whether each can be one of the row.
        let mut runs: Vec<usize> = Vec::new();
        let mut times = 0;
        analyzer.each_word(text, |_, word| {
            let fits = query.case.is_of(word.span.of(text));
            let is = |number: usize| fits && query.words.get(number).is_some_and(|own| own == word.folded);
            runs.push(0);
            runs.retain_mut(|number| {
                *number += 1;
                is(*number - 1)
            });
            let before = runs.len();
            runs.retain(|number| *number < query.words.len());
            times += u32::try_from(before - runs.len()).unwrap_or(0);
        });
        times
    }
}

impl DocSet for Cased {
    fn advance(&mut self) -> DocId {
        self.candidates.advance();
        self.settle()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.candidates.doc() < target {
            self.candidates.seek(target);
            return self.settle();
        }
        self.doc()
    }

    fn doc(&self) -> DocId {
        self.candidates.doc()
    }

    fn size_hint(&self) -> u32 {
        self.candidates.size_hint()
    }
}

impl Counted for Cased {
    fn times(&self) -> u32 {
        self.times
    }
}
