//! What an index holds, counted from columns; and what it keeps about files and takedowns.

use std::collections::BTreeSet;

use tantivy::Searcher;
use tantivy::query::{EnableScoring, Query};
use tantivy::{DocId, DocSet, SegmentReader, TERMINATED};

use super::document::{Doc, wide};
use super::fields::term;
use super::group_details::{Moment, date_of};
use crate::query::Stats;
use crate::schema::Field;

/// Counts everything but the bytes on disk.
pub(super) fn stats(searcher: &Searcher) -> tantivy::Result<Stats> {
    let mut stats = Stats::default();
    let mut dates: Option<(Moment, Moment)> = None;
    let mut extractors = BTreeSet::new();
    let (mut outlets, mut speakers) = (BTreeSet::new(), BTreeSet::new());
    for reader in searcher.segment_readers() {
        let columns = reader.fast_fields();
        let date = columns.i64(Field::Date.name())?;
        let offset = columns.i64(Field::Offset.name())?;
        let bytes = columns.u64(Field::TextBytes.name())?;
        let extractor = columns.u64(Field::Extractor.name())?;
        for doc in alive(reader, searcher, Doc::Article)? {
            stats.articles += 1;
            stats.text_bytes += bytes.first(doc).unwrap_or(0);
            match extractor.first(doc).and_then(|version| u32::try_from(version).ok()) {
                Some(version) => {
                    extractors.insert(version);
                }
                None => stats.unextracted += 1,
            }
            match date.first(doc).map(|seconds| (seconds, offset.first(doc))) {
                Some(moment) => {
                    let (first, last) = dates.unwrap_or((moment, moment));
                    dates = Some((first.min(moment), last.max(moment)));
                }
                None => stats.undated += 1,
            }
        }
        let statements = alive(reader, searcher, Doc::Statement)?;
        stats.statements += wide(statements.len());
        stats.files += wide(alive(reader, searcher, Doc::Stamp)?.len());
        words(reader, Field::OutletName, alive(reader, searcher, Doc::Article)?, &mut outlets)?;
        words(reader, Field::SpeakerName, statements, &mut speakers)?;
    }
    stats.outlets = wide(outlets.len());
    stats.speakers = wide(speakers.len());
    stats.first = dates.and_then(|(first, _)| date_of(first));
    stats.last = dates.and_then(|(_, last)| date_of(last));
    stats.extractors = extractors.into_iter().collect();
    Ok(stats)
}

/// The documents of one sort in a segment that are not removed.
fn alive(reader: &SegmentReader, searcher: &Searcher, doc: Doc) -> tantivy::Result<Vec<DocId>> {
    let query = tantivy::query::TermQuery::new(
        term(Field::Doc, doc.term()),
        tantivy::schema::IndexRecordOption::Basic,
    );
    let mut scorer = query.weight(EnableScoring::disabled_from_searcher(searcher))?.scorer(reader, 1.0)?;
    let mut found = Vec::new();
    let mut doc = scorer.doc();
    while doc != TERMINATED {
        if !reader.is_deleted(doc) {
            found.push(doc);
        }
        doc = scorer.advance();
    }
    Ok(found)
}

/// Adds the different values that `documents` have in a column of text.
fn words(
    reader: &SegmentReader,
    field: Field,
    documents: Vec<DocId>,
    into: &mut BTreeSet<String>,
) -> tantivy::Result<()> {
    let Some(column) = reader.fast_fields().str(field.name())? else { return Ok(()) };
    let mut places: Vec<u64> = documents.into_iter().filter_map(|doc| column.ords().first(doc)).collect();
    places.sort_unstable();
    places.dedup();
    column.dictionary().sorted_ords_to_term_cb(&places, |bytes| {
        into.insert(String::from_utf8_lossy(bytes).into_owned());
    })?;
    Ok(())
}

/// What is kept under `doc`, as JSON.
pub(super) fn kept(searcher: &Searcher, doc: Doc) -> tantivy::Result<BTreeSet<String>> {
    let mut found = BTreeSet::new();
    for reader in searcher.segment_readers() {
        words(reader, Field::Kept, alive(reader, searcher, doc)?, &mut found)?;
    }
    Ok(found)
}
