//! Ranking: every match counted, the best kept, in an order that no address of the engine decides.

use std::collections::{BinaryHeap, HashMap};

use jiff::{ToSpan, civil};
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::Column;
use tantivy::{DocAddress, DocId, Score, SegmentReader};

use super::document::{id_numbers, passage_number};
use crate::article::{ArticleId, Date, StatementId};
use crate::query::{Cursor, Notes, Recency, Sort};
use crate::schema::Field;

/// Where a hit stands: what comes first is smaller.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Rank {
    /// Bits of the score, turned round; 0 for sorts by date.
    score: u32,
    /// The date as the order wants it; the highest number for none.
    date: u64,
    id_high: u64,
    id_low: u64,
    passage: u64,
    place: u64,
}

impl Rank {
    /// The score it was made of.
    pub(super) fn score(&self) -> f32 {
        f32::from_bits(!self.score)
    }

    /// The place right behind every hit with the cursor's score, date and id.
    pub(super) fn after(cursor: &Cursor, sort: Sort) -> Self {
        let (article, passage) = match cursor.id.parse::<StatementId>() {
            Ok(id) => (Some(id.article), passage_number(id.span.start, id.span.end)),
            Err(_) => (cursor.id.parse::<ArticleId>().ok(), 0),
        };
        let (id_high, id_low) = article.map_or((0, 0), id_numbers);
        let score = if by_date(sort) { u32::MAX } else { !cursor.score.max(0.0).to_bits() };
        let date = date_rank(cursor.seconds, sort);
        Self { score, date, id_high, id_low, passage, place: u64::MAX }
    }
}

/// Whether the order needs no scores.
pub(super) const fn by_date(sort: Sort) -> bool {
    matches!(sort, Sort::Newest | Sort::Oldest)
}

fn date_rank(seconds: Option<i64>, sort: Sort) -> u64 {
    let Some(seconds) = seconds else { return u64::MAX };
    let ascending = seconds.cast_unsigned() ^ (1 << 63);
    if sort == Sort::Oldest { ascending } else { !ascending }
}

/// What a collection found.
#[derive(Debug, Default)]
pub(super) struct Ranked {
    /// How many matched.
    pub(super) total: u64,
    /// The first of them, in order.
    pub(super) best: Vec<(Rank, DocAddress)>,
    /// What had to be left out.
    pub(super) notes: Notes,
}

/// Counts all matches and keeps the first `limit` behind `after`.
pub(super) struct RankCollector {
    pub(super) sort: Sort,
    pub(super) recency: Recency,
    pub(super) limit: usize,
    pub(super) after: Option<Rank>,
}

impl Collector for RankCollector {
    type Fruit = Ranked;
    type Child = SegmentRanks;

    fn for_segment(&self, ordinal: u32, reader: &SegmentReader) -> tantivy::Result<SegmentRanks> {
        let columns = reader.fast_fields();
        Ok(SegmentRanks {
            ordinal,
            sort: self.sort,
            weigh: (self.sort == Sort::Recent)
                .then(|| Weighing { recency: self.recency, known: HashMap::new() }),
            limit: self.limit,
            after: self.after,
            date: columns.i64(Field::Date.name())?,
            place: columns.u64(Field::Place.name())?,
            id_high: columns.u64(Field::IdHigh.name())?,
            id_low: columns.u64(Field::IdLow.name())?,
            passage: columns.u64(Field::Passage.name())?,
            total: 0,
            best: BinaryHeap::new(),
        })
    }

    fn requires_scoring(&self) -> bool {
        !by_date(self.sort)
    }

    fn merge_fruits(&self, parts: Vec<Ranked>) -> tantivy::Result<Ranked> {
        let mut all = Ranked::default();
        for part in parts {
            all.total += part.total;
            all.best.extend(part.best);
        }
        all.best.sort_unstable_by_key(|(rank, _)| *rank);
        all.best.truncate(self.limit);
        Ok(all)
    }
}

/// The part of one segment.
pub(super) struct SegmentRanks {
    ordinal: u32,
    sort: Sort,
    weigh: Option<Weighing>,
    limit: usize,
    after: Option<Rank>,
    date: Column<i64>,
    place: Column<u64>,
    id_high: Column<u64>,
    id_low: Column<u64>,
    passage: Column<u64>,
    total: u64,
    best: BinaryHeap<(Rank, DocId)>,
}

impl SegmentRanks {
    /// The rank of a document whose score and date are known.
    fn rank(&self, doc: DocId, score: u32, date: u64) -> Rank {
        let place = self.place.first(doc).unwrap_or(0);
        let article = u32::try_from(place).map_or(doc, |steps| doc.saturating_sub(steps));
        Rank {
            score,
            date,
            id_high: self.id_high.first(article).unwrap_or(0),
            id_low: self.id_low.first(article).unwrap_or(0),
            passage: self.passage.first(doc).unwrap_or(0),
            place,
        }
    }
}

impl SegmentCollector for SegmentRanks {
    type Fruit = Ranked;

    fn collect(&mut self, doc: DocId, score: Score) {
        self.total += 1;
        if self.limit == 0 {
            return;
        }
        let seconds = self.date.first(doc);
        let score = match &mut self.weigh {
            Some(weighing) => weighing.weigh(score, seconds),
            None => score,
        };
        let score = if by_date(self.sort) { u32::MAX } else { !score.max(0.0).to_bits() };
        let date = date_rank(seconds, self.sort);
        // Ids are read only where score and date leave it open.
        if self.after.is_some_and(|after| (score, date) < (after.score, after.date)) {
            return;
        }
        let full = self.best.len() >= self.limit;
        if full && self.best.peek().is_some_and(|(worst, _)| (score, date) > (worst.score, worst.date)) {
            return;
        }
        let rank = self.rank(doc, score, date);
        if self.after.is_some_and(|after| rank <= after) {
            return;
        }
        self.best.push((rank, doc));
        if full {
            self.best.pop();
        }
    }

    fn harvest(self) -> Ranked {
        let ordinal = self.ordinal;
        let best = self.best.into_iter().map(|(rank, doc)| (rank, DocAddress::new(ordinal, doc))).collect();
        Ranked { total: self.total, best, notes: Notes::new() }
    }
}

/// Weighs scores by age, once each; days seen before are remembered.
struct Weighing {
    recency: Recency,
    known: HashMap<Option<i64>, f64>,
}

impl Weighing {
    fn weigh(&mut self, score: f32, seconds: Option<i64>) -> f32 {
        let day = seconds.map(|seconds| seconds.div_euclid(86_400));
        let recency = self.recency;
        let factor = *self.known.entry(day).or_insert_with(|| recency.factor(day.and_then(date_of_day)));
        weighed(score, factor)
    }
}

/// A score weighed by recency.
#[expect(clippy::cast_possible_truncation, reason = "a score is an f32; the product is rounded to one")]
pub(super) fn weighed(score: f32, factor: f64) -> f32 {
    (f64::from(score) * factor) as f32
}

/// The date of the day so many days after 1970-01-01.
pub(super) fn date_of_day(day: i64) -> Option<Date> {
    Some(Date::day_only(civil_day(day)?))
}

/// The day so many days after 1970-01-01.
pub(super) fn civil_day(day: i64) -> Option<civil::Date> {
    civil::date(1970, 1, 1).checked_add(i32::try_from(day).ok()?.days()).ok()
}
