//! Groups: speakers and outlets with their counts, from columns alone. Names written differently are
//! one group; what only shown groups need is read for these alone.

use std::cmp::Reverse;

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocId, Score, SegmentReader};

use super::document::wide;
use super::group_details::details;
use super::owner::Owners;
use super::words::{NONE, Used, Words, index, narrow};
use crate::query::{Grouping, Groups};
use crate::schema::Field;

/// How many matches are read from a column at once.
const BLOCK: usize = 64;

/// Counts all matches by speaker or outlet.
pub(super) struct GroupCollector {
    pub(super) by: Grouping,
    /// How many groups to give.
    pub(super) limit: usize,
}

/// A match that has a name.
#[derive(Clone, Copy)]
pub(super) struct Match {
    pub(super) doc: DocId,
    pub(super) article: DocId,
    /// The place of the name in the segment's dictionary.
    pub(super) name: u32,
}

/// The matches of one segment in the order of its documents, and the columns that tell of them.
pub(super) struct SegmentMatches {
    by: Grouping,
    name: Option<StrColumn>,
    owners: Owners,
    pub(super) role: Option<StrColumn>,
    pub(super) outlet: Option<StrColumn>,
    pub(super) kind: Column<u64>,
    pub(super) date: Column<i64>,
    pub(super) offset: Column<i64>,
    pub(super) matches: Vec<Match>,
}

impl Collector for GroupCollector {
    type Fruit = Groups;
    type Child = SegmentMatches;

    fn for_segment(&self, _ordinal: u32, reader: &SegmentReader) -> tantivy::Result<SegmentMatches> {
        let columns = reader.fast_fields();
        let outlet = columns.str(Field::OutletName.name())?;
        Ok(SegmentMatches {
            by: self.by,
            name: match self.by {
                Grouping::Speaker => columns.str(Field::SpeakerName.name())?,
                Grouping::Outlet => outlet.clone(),
            },
            owners: Owners::new(reader)?,
            role: columns.str(Field::SpeakerRole.name())?,
            outlet,
            kind: columns.u64(Field::SpeakerType.name())?,
            date: columns.i64(Field::Date.name())?,
            offset: columns.i64(Field::Offset.name())?,
            matches: Vec::new(),
        })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, segments: Vec<SegmentMatches>) -> tantivy::Result<Groups> {
        groups(self.by, &segments, self.limit)
    }
}

/// The place of a document's value in the dictionary of a column.
pub(super) fn place_of(column: Option<&StrColumn>, doc: DocId) -> u32 {
    let place = column.and_then(|column| column.ords().first(doc));
    place.and_then(|place| u32::try_from(place).ok()).unwrap_or(NONE)
}

impl SegmentMatches {
    /// Takes a match whose own name, a speaker's, is at `place`.
    fn found(&mut self, doc: DocId, place: Option<u64>) {
        let article = self.owners.of(doc);
        let name = match self.by {
            Grouping::Speaker => place.and_then(|place| u32::try_from(place).ok()).unwrap_or(NONE),
            Grouping::Outlet => place_of(self.name.as_ref(), article),
        };
        if name != NONE {
            self.matches.push(Match { doc, article, name });
        }
    }
}

impl SegmentCollector for SegmentMatches {
    type Fruit = Self;

    fn collect(&mut self, doc: DocId, _score: Score) {
        self.collect_block(&[doc]);
    }

    fn collect_block(&mut self, docs: &[DocId]) {
        for docs in docs.chunks(BLOCK) {
            let mut places = [None; BLOCK];
            let own = self.name.as_ref().filter(|_| self.by == Grouping::Speaker);
            if let (Some(column), Some(places)) = (own, places.get_mut(..docs.len())) {
                column.ords().first_vals(docs, places);
            }
            for (doc, place) in docs.iter().zip(places) {
                self.found(*doc, place);
            }
        }
    }

    fn harvest(self) -> Self {
        self
    }
}

/// The names of all matches, and the group of each.
struct Names {
    words: Words,
    /// How many groups there are.
    count: usize,
    /// The group of each name, by the name's number.
    groups: Vec<u32>,
}

impl Names {
    fn read(segments: &[SegmentMatches]) -> tantivy::Result<Self> {
        let words = Words::read(segments.iter().map(|segment| {
            let mut used = Used::none(segment.name.as_ref());
            segment.matches.iter().for_each(|found| used.mark(found.name));
            (segment.name.as_ref(), used)
        }))?;
        let (groups, count) = words.groups();
        Ok(Self { words, count, groups })
    }

    fn group(&self, number: u32) -> u32 {
        self.groups.get(index(number)).copied().unwrap_or(NONE)
    }

    /// For each segment what `of` tells of a group, by the place of each of its names.
    fn by_place(&self, of: impl Fn(u32) -> u32) -> Vec<Vec<u32>> {
        let segments = self.words.numbers().iter();
        segments.map(|numbers| numbers.iter().map(|number| of(self.group(*number))).collect()).collect()
    }
}

/// What is counted of all groups, whether they are shown or not.
struct Tallies {
    statements: Vec<u64>,
    articles: Vec<u64>,
    /// The number of the most frequent name, the first in order among equals.
    names: Vec<u32>,
}

fn groups(by: Grouping, segments: &[SegmentMatches], limit: usize) -> tantivy::Result<Groups> {
    let names = Names::read(segments)?;
    let tallies = Tallies::count(segments, &names);
    let first = tallies.first(&names, limit);
    let mut slots = vec![NONE; names.count];
    for (slot, place) in first.iter().enumerate() {
        if let Some(shown) = slots.get_mut(index(place.group)) {
            *shown = narrow(slot);
        }
    }
    let slots = names.by_place(|group| slots.get(index(group)).copied().unwrap_or(NONE));
    let mut groups = details(by, segments, &slots, first.len())?;
    for (group, Place { statements, articles, name, .. }) in groups.iter_mut().zip(first) {
        group.name = names.words.name(name);
        (group.statements, group.articles) = (statements.0, articles.0);
    }
    Ok(Groups { total: wide(names.count), groups })
}

/// Where a group stands: what comes first is smaller.
#[derive(Clone, Copy)]
struct Place {
    statements: Reverse<u64>,
    articles: Reverse<u64>,
    /// The first bytes of its name.
    start: [u8; 8],
    name: u32,
    group: u32,
}

impl Tallies {
    fn count(segments: &[SegmentMatches], names: &Names) -> Self {
        let (mut statements, mut articles) = (vec![0_u64; names.count], vec![0_u64; names.count]);
        let mut frequencies = vec![0_u32; names.words.len()];
        let groups = names.by_place(|group| group);
        for ((segment, groups), numbers) in segments.iter().zip(&groups).zip(names.words.numbers()) {
            // The article counted last of each group, so that each counts once.
            let mut counted = vec![DocId::MAX; names.count];
            let mut frequent = vec![0_u32; groups.len()];
            for found in &segment.matches {
                let name = index(found.name);
                let (Some(group), Some(frequency)) = (groups.get(name), frequent.get_mut(name)) else {
                    continue;
                };
                let group = index(*group);
                *frequency = frequency.saturating_add(1);
                if let Some(number) = statements.get_mut(group) {
                    *number +=
                        if found.doc == found.article { segment.owners.statements(found.doc) } else { 1 };
                }
                if let (Some(counted), Some(number)) = (counted.get_mut(group), articles.get_mut(group))
                    && *counted != found.article
                {
                    *counted = found.article;
                    *number += 1;
                }
            }
            for (number, frequency) in numbers.iter().zip(frequent) {
                if let Some(all) = frequencies.get_mut(index(*number)) {
                    *all = all.saturating_add(frequency);
                }
            }
        }
        Self { statements, articles, names: most_frequent(names, &frequencies) }
    }

    /// The first `limit` groups, in order.
    fn first(&self, names: &Names, limit: usize) -> Vec<Place> {
        let mut first = self.places(names);
        if limit == 0 {
            first.clear();
        } else if limit < first.len() {
            let counts = |place: &Place| (place.statements, place.articles);
            let (_, last, _) = first.select_nth_unstable_by_key(limit - 1, counts);
            let last = counts(last);
            first.retain(|place| counts(place) <= last);
        }
        let counts = |place: &Place| (place.statements, place.articles, place.start);
        let name = |place: &Place| names.words.name_bytes(place.name);
        first.sort_unstable_by(|a, b| counts(a).cmp(&counts(b)).then_with(|| name(a).cmp(name(b))));
        first.truncate(limit);
        first
    }

    fn places(&self, names: &Names) -> Vec<Place> {
        let counts = self.statements.iter().zip(&self.articles).zip(&self.names);
        (0..)
            .zip(counts)
            .map(|(group, ((statements, articles), name))| {
                let mut start = [0; 8];
                start.iter_mut().zip(names.words.name_bytes(*name)).for_each(|(to, from)| *to = *from);
                let (statements, articles) = (Reverse(*statements), Reverse(*articles));
                Place { statements, articles, start, name: *name, group }
            })
            .collect()
    }
}

/// For each group the number of its most frequent name.
fn most_frequent(names: &Names, frequencies: &[u32]) -> Vec<u32> {
    let mut most = vec![(NONE, 0); names.count];
    for (number, frequency) in (0..).zip(frequencies) {
        let most = most.get_mut(index(names.group(number)));
        if let Some(most) = most.filter(|(_, most)| frequency > most) {
            *most = (number, *frequency);
        }
    }
    most.into_iter().map(|(number, _)| number).collect()
}
