//! What is told of the groups that are shown beside their counts: types, roles, outlets and dates.

use std::cmp::Reverse;

use tantivy::DocId;
use tantivy::columnar::{Column, StrColumn};

use super::document::wide;
use super::groups::{SegmentMatches, place_of};
use super::rank::civil_day;
use super::words::{NONE, Used, Words, index};
use crate::article::{Date, SpeakerType};
use crate::query::{Group, Grouping};

/// Local seconds, and minutes east of UTC (`None` for a bare day).
pub(super) type Moment = (i64, Option<i64>);

/// What is gathered of one shown group.
#[derive(Clone, Default)]
struct Gathered {
    kinds: [u64; SpeakerType::ALL.len()],
    /// First and last date.
    dates: Option<(Moment, Moment)>,
}

impl Gathered {
    fn date(&mut self, moment: Moment) {
        let (first, last) = self.dates.unwrap_or((moment, moment));
        self.dates = Some((first.min(moment), last.max(moment)));
    }
}

/// Values of one column, each seen with a shown group: by segment, as (slot, place in the dictionary).
type Seen = Vec<Vec<(u32, u32)>>;

/// The details of the `shown` groups; names and counts are left empty. `slots` tells for each segment and
/// each place in its dictionary of names where the name's group is shown.
pub(super) fn details(
    by: Grouping,
    segments: &[SegmentMatches],
    slots: &[Vec<u32>],
    shown: usize,
) -> tantivy::Result<Vec<Group>> {
    let mut gathered = vec![Gathered::default(); shown];
    let (mut roles, mut outlets) = (Seen::new(), Seen::new());
    for (segment, slots) in segments.iter().zip(slots) {
        let (mut docs, mut with_outlets) = (Vec::new(), Vec::new());
        let mut article = ArticleDetails::default();
        for found in &segment.matches {
            let slot = slots.get(index(found.name)).copied().unwrap_or(NONE);
            let Some(gathered) = gathered.get_mut(index(slot)) else { continue };
            article.come_to(segment, found.article);
            if let Some(moment) = article.moment {
                gathered.date(moment);
            }
            if by == Grouping::Speaker {
                docs.push(found.doc);
                with_outlets.push((slot, article.outlet));
            }
        }
        let kinds = all(&segment.kind, &docs);
        for ((slot, _), kind) in with_outlets.iter().zip(kinds) {
            let kind = kind.and_then(|kind| usize::try_from(kind).ok());
            let kinds = gathered.get_mut(index(*slot)).map(|gathered| &mut gathered.kinds);
            if let Some(number) = kind.zip(kinds).and_then(|(kind, kinds)| kinds.get_mut(kind)) {
                *number += 1;
            }
        }
        let places = segment.role.as_ref().map(|role| all(role.ords(), &docs)).unwrap_or_default();
        let with_roles = with_outlets.iter().zip(places);
        let number = |place: Option<u64>| place.and_then(|place| u32::try_from(place).ok()).unwrap_or(NONE);
        roles.push(with_roles.map(|((slot, _), place)| (*slot, number(place))).collect());
        outlets.push(with_outlets);
    }
    let mut groups: Vec<Group> = gathered.into_iter().map(|gathered| group(by, gathered)).collect();
    let words = words(segments, &roles, |segment| segment.role.as_ref())?;
    for (group, roles) in groups.iter_mut().zip(lists(&words, &roles, shown, |number| number)) {
        group.roles = roles.into_iter().map(|(number, count)| (words.word(number), count)).collect();
    }
    let words = self::words(segments, &outlets, |segment| segment.outlet.as_ref())?;
    let ranks = words.ranks();
    let rank = |number| ranks.get(index(number)).copied().unwrap_or(NONE);
    for (group, outlets) in groups.iter_mut().zip(lists(&words, &outlets, shown, rank)) {
        group.outlets = outlets.into_iter().map(|(number, count)| (words.name(number), count)).collect();
    }
    Ok(groups)
}

/// What all statements of an article share, read once.
#[derive(Default)]
struct ArticleDetails {
    article: Option<DocId>,
    moment: Option<Moment>,
    outlet: u32,
}

impl ArticleDetails {
    fn come_to(&mut self, segment: &SegmentMatches, article: DocId) {
        if self.article != Some(article) {
            self.article = Some(article);
            self.moment = segment.date.first(article).map(|seconds| (seconds, segment.offset.first(article)));
            self.outlet = place_of(segment.outlet.as_ref(), article);
        }
    }
}

fn group(by: Grouping, gathered: Gathered) -> Group {
    let most = gathered.kinds.iter().copied().max().unwrap_or(0);
    let kind = SpeakerType::ALL.iter().zip(gathered.kinds).find(|(_, number)| *number == most);
    Group {
        kind: kind.map(|(kind, _)| *kind).filter(|_| by == Grouping::Speaker),
        first: gathered.dates.and_then(|(first, _)| date_of(first)),
        last: gathered.dates.and_then(|(_, last)| date_of(last)),
        ..Group::default()
    }
}

/// What `column` has of each of `docs`.
fn all(column: &Column<u64>, docs: &[DocId]) -> Vec<Option<u64>> {
    let mut values = vec![None; docs.len()];
    column.first_vals(docs, &mut values);
    values
}

/// The words seen of one column.
fn words(
    segments: &[SegmentMatches],
    seen: &Seen,
    column: impl Fn(&SegmentMatches) -> Option<&StrColumn>,
) -> tantivy::Result<Words> {
    Words::read(segments.iter().zip(seen).map(|(segment, seen)| {
        let mut used = Used::none(column(segment));
        seen.iter().for_each(|(_, place)| used.mark(*place));
        (column(segment), used)
    }))
}

/// For each of the `shown` groups the numbers of the words seen with it and how often, most frequent
/// first, equals by `rank`.
fn lists(
    words: &Words,
    seen: &Seen,
    shown: usize,
    rank: impl Fn(u32) -> u32,
) -> impl Iterator<Item = Vec<(u32, u64)>> {
    let mut lists: Vec<Vec<u32>> = vec![Vec::new(); shown];
    for (numbers, seen) in words.numbers().iter().zip(seen) {
        for (slot, place) in seen {
            if let (Some(list), Some(number)) = (lists.get_mut(index(*slot)), numbers.get(index(*place))) {
                list.push(*number);
            }
        }
    }
    lists.into_iter().map(move |mut list| {
        list.sort_unstable();
        let same = list.chunk_by(|a, b| a == b);
        let mut counts: Vec<(u32, u64)> =
            same.filter_map(|same| Some((*same.first()?, wide(same.len())))).collect();
        counts.sort_unstable_by_key(|(number, count)| (Reverse(*count), rank(*number)));
        counts
    })
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
