//! How many matches there are on each day, apart by speaker or outlet where asked for; from columns alone.

use std::collections::BTreeMap;

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocId, Score, SegmentReader};

use super::groups::place_of;
use super::owner::Owners;
use super::rank::civil_day;
use super::words::{NONE, parts};
use crate::query::{DayCount, Grouping};
use crate::schema::Field;

const SECONDS_A_DAY: i64 = 86_400;

/// Counts all matches by day.
pub(super) struct DayCollector {
    /// Whether names are counted apart.
    pub(super) by: Option<Grouping>,
}

/// Matches by the day, as days from 1970-01-01, and the name as its column holds it.
type Counts = BTreeMap<(Option<i64>, Option<Vec<u8>>), u64>;

/// What is counted in one segment.
pub(super) struct SegmentDays {
    by: Option<Grouping>,
    name: Option<StrColumn>,
    owners: Owners,
    date: Column<i64>,
    /// By day and the place of the name in the segment's dictionary.
    counts: BTreeMap<(Option<i64>, u32), u64>,
}

impl Collector for DayCollector {
    type Fruit = Vec<DayCount>;
    type Child = SegmentDays;

    fn for_segment(&self, _ordinal: u32, reader: &SegmentReader) -> tantivy::Result<SegmentDays> {
        let columns = reader.fast_fields();
        Ok(SegmentDays {
            by: self.by,
            name: match self.by {
                None => None,
                Some(Grouping::Speaker) => columns.str(Field::SpeakerName.name())?,
                Some(Grouping::Outlet) => columns.str(Field::OutletName.name())?,
            },
            owners: Owners::new(reader)?,
            date: columns.i64(Field::Date.name())?,
            counts: BTreeMap::new(),
        })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, segments: Vec<tantivy::Result<Counts>>) -> tantivy::Result<Vec<DayCount>> {
        let mut all = Counts::new();
        for segment in segments {
            for (key, count) in segment? {
                *all.entry(key).or_default() += count;
            }
        }
        Ok(merged(&all))
    }
}

impl SegmentCollector for SegmentDays {
    type Fruit = tantivy::Result<Counts>;

    fn collect(&mut self, doc: DocId, _score: Score) {
        let article = self.owners.of(doc);
        let day = self.date.first(article).map(|seconds| seconds.div_euclid(SECONDS_A_DAY));
        let name = match self.by {
            None => NONE,
            Some(Grouping::Speaker) => place_of(self.name.as_ref(), doc),
            Some(Grouping::Outlet) => place_of(self.name.as_ref(), article),
        };
        *self.counts.entry((day, name)).or_default() += 1;
    }

    fn harvest(self) -> tantivy::Result<Counts> {
        let mut places: Vec<u64> = self
            .counts
            .keys()
            .filter(|(_, place)| *place != NONE)
            .map(|(_, place)| u64::from(*place))
            .collect();
        places.sort_unstable();
        places.dedup();
        let mut names: BTreeMap<u64, Vec<u8>> = BTreeMap::new();
        if let Some(column) = &self.name {
            let mut next = places.iter();
            column.dictionary().sorted_ords_to_term_cb(&places, |bytes| {
                names.extend(next.next().map(|place| (*place, bytes.to_vec())));
            })?;
        }
        let named = |place: u32| names.get(&u64::from(place)).cloned();
        Ok(self.counts.into_iter().map(|((day, place), count)| ((day, named(place)), count)).collect())
    }
}

/// The counts with names that fold alike as one, in the spelling most frequent in all, the first in order
/// among equals.
fn merged(all: &Counts) -> Vec<DayCount> {
    let mut spellings: BTreeMap<&[u8], BTreeMap<&[u8], u64>> = BTreeMap::new();
    for ((_, keyed), count) in all {
        if let Some((folded, name)) = keyed.as_deref().map(parts) {
            *spellings.entry(folded).or_default().entry(name).or_default() += count;
        }
    }
    let most = |spellings: &BTreeMap<&[u8], u64>| {
        let most = spellings.iter().rev().max_by_key(|(_, count)| **count);
        most.map(|(name, _)| String::from_utf8_lossy(name).into_owned()).unwrap_or_default()
    };
    let shown: BTreeMap<&[u8], String> =
        spellings.iter().map(|(folded, spellings)| (*folded, most(spellings))).collect();
    let mut merged: BTreeMap<(Option<i64>, Option<&String>), u64> = BTreeMap::new();
    for ((day, keyed), count) in all {
        let name = keyed.as_deref().map(parts).and_then(|(folded, _)| shown.get(folded));
        *merged.entry((*day, name)).or_default() += count;
    }
    let counts = merged.into_iter();
    counts
        .map(|((day, name), count)| DayCount { day: day.and_then(civil_day), name: name.cloned(), count })
        .collect()
}
