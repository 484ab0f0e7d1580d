//! Groups: speakers and outlets with their counts, from columns alone.

use std::collections::BTreeMap;

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocId, Score, SegmentReader};

use super::rank::civil_day;
use crate::article::{Date, SpeakerType};
use crate::query::{Group, Grouping, Groups};
use crate::schema::Field;
use crate::text::fold;

/// A value that is not there, as a place in a dictionary.
const NONE: u64 = u64::MAX;

/// Counts all matches by speaker or outlet.
pub(super) struct GroupCollector {
    pub(super) by: Grouping,
    /// How many groups to give in full.
    pub(super) limit: usize,
}

/// What is counted of one name as written, in one segment or all.
#[derive(Clone, Debug, Default)]
struct Counts<K> {
    statements: u64,
    articles: u64,
    kinds: [u64; 6],
    roles: Vec<(K, u64)>,
    outlets: Vec<(K, u64)>,
    /// First and last date, as local seconds and minutes east of UTC.
    first: Option<Moment>,
    last: Option<Moment>,
    /// The article counted last, so that each counts once.
    article: Option<DocId>,
}

/// Local seconds, and minutes east of UTC (`None` for a bare day).
pub(super) type Moment = (i64, Option<i64>);

impl<K: PartialEq> Counts<K> {
    fn date(&mut self, moment: Option<Moment>) {
        let Some(moment) = moment else { return };
        self.first = Some(self.first.map_or(moment, |first| first.min(moment)));
        self.last = Some(self.last.map_or(moment, |last| last.max(moment)));
    }
}

fn count<K: PartialEq>(list: &mut Vec<(K, u64)>, key: K, more: u64) {
    match list.iter_mut().find(|(known, _)| *known == key) {
        Some((_, number)) => *number += more,
        None => list.push((key, more)),
    }
}

impl Collector for GroupCollector {
    type Fruit = Groups;
    type Child = SegmentGroups;

    fn for_segment(&self, _ordinal: u32, reader: &SegmentReader) -> tantivy::Result<SegmentGroups> {
        let columns = reader.fast_fields();
        let words = |field: Field| columns.str(field.name());
        let outlet = words(Field::OutletName)?;
        let name = match self.by {
            Grouping::Speaker => words(Field::SpeakerName)?,
            Grouping::Outlet => outlet.clone(),
        };
        let names = name.as_ref().map_or(0, |name| name.dictionary().num_terms());
        Ok(SegmentGroups {
            by: self.by,
            name,
            role: words(Field::SpeakerRole)?,
            outlet,
            kind: columns.u64(Field::SpeakerType.name())?,
            place: columns.u64(Field::Place.name())?,
            statements: columns.u64(Field::Statements.name())?,
            date: columns.i64(Field::Date.name())?,
            offset: columns.i64(Field::Offset.name())?,
            counts: vec![Counts::default(); names],
        })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, segments: Vec<SegmentGroups>) -> tantivy::Result<Groups> {
        Ok(groups(self.by, &segments, self.limit))
    }
}

/// The part of one segment: counts by place in its dictionary of names.
pub(super) struct SegmentGroups {
    by: Grouping,
    name: Option<StrColumn>,
    role: Option<StrColumn>,
    outlet: Option<StrColumn>,
    kind: Column<u64>,
    place: Column<u64>,
    statements: Column<u64>,
    date: Column<i64>,
    offset: Column<i64>,
    counts: Vec<Counts<u64>>,
}

fn ordinal(column: Option<&StrColumn>, doc: DocId) -> u64 {
    column.and_then(|column| column.ords().first(doc)).unwrap_or(NONE)
}

impl SegmentCollector for SegmentGroups {
    type Fruit = Self;

    fn collect(&mut self, doc: DocId, _score: Score) {
        let place = self.place.first(doc).unwrap_or(0);
        let article = u32::try_from(place).map_or(doc, |steps| doc.saturating_sub(steps));
        let named = if self.by == Grouping::Speaker { doc } else { article };
        let name = ordinal(self.name.as_ref(), named);
        let Some(counts) = usize::try_from(name).ok().and_then(|name| self.counts.get_mut(name)) else {
            return;
        };
        let statements = if place == 0 { self.statements.first(doc).unwrap_or(0) } else { 1 };
        counts.statements += statements;
        if counts.article != Some(article) {
            counts.article = Some(article);
            counts.articles += 1;
            counts.date(self.date.first(article).map(|seconds| (seconds, self.offset.first(article))));
        }
        if self.by == Grouping::Speaker {
            let kind = self.kind.first(doc).and_then(|kind| usize::try_from(kind).ok());
            if let Some(number) = kind.and_then(|kind| counts.kinds.get_mut(kind)) {
                *number += 1;
            }
            let role = ordinal(self.role.as_ref(), doc);
            let outlet = ordinal(self.outlet.as_ref(), article);
            for (value, list) in [(role, &mut counts.roles), (outlet, &mut counts.outlets)] {
                if value != NONE {
                    count(list, value, 1);
                }
            }
        }
    }

    fn harvest(self) -> Self {
        self
    }
}

/// Part of a column's dictionary.
struct Dictionary {
    words: Vec<(u64, String)>,
}

impl Dictionary {
    fn of(column: Option<&StrColumn>, used: Vec<u64>) -> Self {
        let mut words = Vec::with_capacity(used.len());
        if let Some(column) = column {
            let mut next = used.iter();
            let read = column.dictionary().sorted_ords_to_term_cb(&used, |bytes| {
                if let Some(place) = next.next() {
                    words.push((*place, String::from_utf8_lossy(bytes).into_owned()));
                }
            });
            if read.is_err() {
                words.clear();
            }
        }
        Self { words }
    }

    /// For each segment the words of one column that the groups need.
    fn of_all(
        segments: &[SegmentGroups],
        tallies: &[Tally],
        column: impl Fn(&SegmentGroups) -> Option<&StrColumn>,
        list: impl Fn(&Counts<u64>) -> &Vec<(u64, u64)>,
    ) -> Vec<Self> {
        let mut used: Vec<Vec<u64>> = vec![Vec::new(); segments.len()];
        for (at, place) in tallies.iter().flat_map(|tally| &tally.places) {
            let counts = segments.get(*at).and_then(|segment| segment.counts.get(*place));
            if let (Some(counts), Some(used)) = (counts, used.get_mut(*at)) {
                used.extend(list(counts).iter().map(|(place, _)| *place));
            }
        }
        segments
            .iter()
            .zip(used)
            .map(|(segment, mut used)| {
                used.sort_unstable();
                used.dedup();
                Self::of(column(segment), used)
            })
            .collect()
    }

    fn get(&self, place: u64) -> Option<String> {
        let at = self.words.binary_search_by_key(&place, |(place, _)| *place).ok()?;
        self.words.get(at).map(|(_, word)| word.clone())
    }

    fn spell(&self, list: &[(u64, u64)]) -> Vec<(String, u64)> {
        list.iter().filter_map(|(place, number)| Some((self.get(*place)?, *number))).collect()
    }
}

/// One name in one segment: which segment, and its place in the dictionary there.
type Place = (usize, usize);

/// What is known of a group before its roles and outlets are spelled.
#[derive(Default)]
struct Tally {
    statements: u64,
    articles: u64,
    /// Forms of the name with what was counted under each.
    forms: Vec<(String, u64)>,
    places: Vec<Place>,
}

impl Tally {
    /// The most frequent form of the name, the first in order among equals.
    fn name(&self) -> &str {
        let most = self.forms.iter().max_by(|(a, many), (b, more)| many.cmp(more).then_with(|| b.cmp(a)));
        most.map_or("", |(name, _)| name)
    }
}

/// Names written differently become one group, under their most frequent form. Only the first `limit`
/// groups have their roles and outlets spelled.
fn groups(by: Grouping, segments: &[SegmentGroups], limit: usize) -> Groups {
    let mut tallies: Vec<Tally> = tally(segments).into_values().collect();
    let total = u64::try_from(tallies.len()).unwrap_or(u64::MAX);
    let order = |a: &Tally, b: &Tally| {
        let counts = (b.statements, b.articles).cmp(&(a.statements, a.articles));
        counts.then_with(|| a.name().cmp(b.name()))
    };
    if limit == 0 {
        tallies.clear();
    } else if limit < tallies.len() {
        tallies.select_nth_unstable_by(limit - 1, order);
        tallies.truncate(limit);
    }
    tallies.sort_by(order);
    let roles =
        Dictionary::of_all(segments, &tallies, |segment| segment.role.as_ref(), |counts| &counts.roles);
    let outlets =
        Dictionary::of_all(segments, &tallies, |segment| segment.outlet.as_ref(), |counts| &counts.outlets);
    let groups = tallies.into_iter().map(|tally| group(by, segments, tally, &roles, &outlets)).collect();
    Groups { total, groups }
}

/// The names of all segments, by their folded form.
fn tally(segments: &[SegmentGroups]) -> BTreeMap<String, Tally> {
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    for (at, segment) in segments.iter().enumerate() {
        let counted = segment.counts.iter().enumerate().filter(|(_, counts)| counts.articles > 0);
        let used: Vec<u64> = counted.filter_map(|(place, _)| u64::try_from(place).ok()).collect();
        for (place, name) in Dictionary::of(segment.name.as_ref(), used).words {
            let Ok(place) = usize::try_from(place) else { continue };
            let Some(counts) = segment.counts.get(place) else { continue };
            let tally = tallies.entry(fold(&name)).or_default();
            tally.statements += counts.statements;
            tally.articles += counts.articles;
            count(&mut tally.forms, name, counts.statements.max(1));
            tally.places.push((at, place));
        }
    }
    tallies
}

fn group(
    by: Grouping,
    segments: &[SegmentGroups],
    tally: Tally,
    roles: &[Dictionary],
    outlets: &[Dictionary],
) -> Group {
    let mut group = Group {
        name: tally.name().to_owned(),
        statements: tally.statements,
        articles: tally.articles,
        ..Group::default()
    };
    let mut all: Counts<String> = Counts::default();
    for (at, place) in tally.places {
        let Some(counts) = segments.get(at).and_then(|segment| segment.counts.get(place)) else { continue };
        all.kinds.iter_mut().zip(counts.kinds).for_each(|(all, more)| *all += more);
        all.date(counts.first);
        all.date(counts.last);
        for (dictionaries, list, into) in
            [(roles, &counts.roles, &mut group.roles), (outlets, &counts.outlets, &mut group.outlets)]
        {
            let Some(dictionary) = dictionaries.get(at) else { continue };
            for (word, number) in dictionary.spell(list) {
                count(into, word, number);
            }
        }
    }
    for list in [&mut group.roles, &mut group.outlets] {
        list.sort_by(|(a, many), (b, more)| more.cmp(many).then_with(|| a.cmp(b)));
    }
    let most = all.kinds.iter().copied().max().unwrap_or(0);
    let kind = SpeakerType::ALL.iter().zip(all.kinds).find(|(_, number)| *number == most);
    group.kind = kind.map(|(kind, _)| *kind).filter(|_| by == Grouping::Speaker);
    group.first = all.first.and_then(date_of);
    group.last = all.last.and_then(date_of);
    group
}

/// The date that two columns hold.
pub(super) fn date_of((seconds, offset): Moment) -> Option<Date> {
    let day = civil_day(seconds.div_euclid(86_400))?;
    let Some(minutes) = offset else { return Some(Date::day_only(day)) };
    let second = i32::try_from(seconds.rem_euclid(86_400)).ok()?;
    let part = |number: i32| i8::try_from(number).ok();
    let time =
        jiff::civil::Time::new(part(second / 3600)?, part(second / 60 % 60)?, part(second % 60)?, 0).ok()?;
    Some(Date::at(day, time, i16::try_from(minutes).ok()))
}
