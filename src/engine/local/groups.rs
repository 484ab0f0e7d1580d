//! Groups: speakers and outlets with their counts, from columns alone.

use std::collections::BTreeMap;

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocId, Score, SegmentReader};

use super::document::wide;
use super::rank::civil_day;
use crate::article::{Date, SpeakerType};
use crate::query::{Group, Grouping};
use crate::schema::Field;
use crate::text::fold;

/// A value that is not there, as a place in a dictionary.
const NONE: u64 = u64::MAX;

/// Counts all matches by speaker or outlet.
pub(super) struct GroupCollector {
    pub(super) by: Grouping,
}

/// What is counted of one name as written, in one segment or all.
#[derive(Clone, Debug, Default)]
struct Counts {
    statements: u64,
    articles: u64,
    kinds: [u64; 6],
    roles: Vec<(u64, u64)>,
    outlets: Vec<(u64, u64)>,
    /// First and last date, as local seconds and minutes east of UTC.
    first: Option<Moment>,
    last: Option<Moment>,
    /// The article counted last, so that each counts once.
    article: Option<DocId>,
}

/// Local seconds, and minutes east of UTC (`None` for a bare day).
pub(super) type Moment = (i64, Option<i64>);

impl Counts {
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

/// What one segment counted: names as written, and the words that its counts stand for.
#[derive(Debug)]
pub(super) struct Part {
    names: Vec<(String, Counts)>,
    roles: Dictionary,
    outlets: Dictionary,
}

impl Collector for GroupCollector {
    type Fruit = Vec<Group>;
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
            last: None,
        })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, parts: Vec<Part>) -> tantivy::Result<Vec<Group>> {
        Ok(groups(self.by, parts))
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
    counts: Vec<Counts>,
    /// The article looked at last: its outlet and date serve all its statements.
    last: Option<(DocId, u64, Option<Moment>)>,
}

fn ordinal(column: Option<&StrColumn>, doc: DocId) -> u64 {
    column.and_then(|column| column.ords().first(doc)).unwrap_or(NONE)
}

impl SegmentCollector for SegmentGroups {
    type Fruit = Part;

    fn collect(&mut self, doc: DocId, _score: Score) {
        let place = self.place.first(doc).unwrap_or(0);
        let article = u32::try_from(place).map_or(doc, |steps| doc.saturating_sub(steps));
        let (outlet, moment) = self.article(article);
        let speaker = self.by == Grouping::Speaker;
        let name = if speaker { ordinal(self.name.as_ref(), doc) } else { outlet };
        let Some(counts) = usize::try_from(name).ok().and_then(|name| self.counts.get_mut(name)) else {
            return;
        };
        counts.statements += if place == 0 { self.statements.first(doc).unwrap_or(0) } else { 1 };
        if counts.article != Some(article) {
            counts.article = Some(article);
            counts.articles += 1;
            counts.date(moment);
        }
        if !speaker {
            return;
        }
        let kind = self.kind.first(doc).and_then(|kind| usize::try_from(kind).ok());
        if let Some(number) = kind.and_then(|kind| counts.kinds.get_mut(kind)) {
            *number += 1;
        }
        let role = ordinal(self.role.as_ref(), doc);
        for (value, list) in [(role, &mut counts.roles), (outlet, &mut counts.outlets)] {
            if value != NONE {
                count(list, value, 1);
            }
        }
    }

    fn harvest(self) -> Part {
        let names = Dictionary::of(self.name.as_ref(), self.used(|_| Vec::new(), true));
        let roles = Dictionary::of(self.role.as_ref(), self.used(|counts| places(&counts.roles), false));
        let outlets =
            Dictionary::of(self.outlet.as_ref(), self.used(|counts| places(&counts.outlets), false));
        let counted = self.counts.into_iter().filter(|counts| counts.articles > 0);
        // Both are in the order of the dictionary of names.
        let names = names.words.into_iter().map(|(_, name)| name).zip(counted).collect();
        Part { names, roles, outlets }
    }
}

fn places(list: &[(u64, u64)]) -> Vec<u64> {
    list.iter().map(|(place, _)| *place).collect()
}

impl SegmentGroups {
    /// The outlet's place and the date of an article.
    fn article(&mut self, article: DocId) -> (u64, Option<Moment>) {
        if let Some((last, outlet, moment)) = self.last
            && last == article
        {
            return (outlet, moment);
        }
        let outlet = ordinal(self.outlet.as_ref(), article);
        let moment = self.date.first(article).map(|seconds| (seconds, self.offset.first(article)));
        self.last = Some((article, outlet, moment));
        (outlet, moment)
    }

    /// Places of a dictionary that were counted, sorted and distinct.
    fn used(&self, of: impl Fn(&Counts) -> Vec<u64>, names: bool) -> Vec<u64> {
        let counted = self.counts.iter().enumerate().filter(|(_, counts)| counts.articles > 0);
        let mut used: Vec<u64> = Vec::new();
        for (place, counts) in counted {
            if names {
                used.extend(u64::try_from(place));
            } else {
                used.extend(of(counts));
            }
        }
        used.sort_unstable();
        used.dedup();
        used
    }
}

/// Part of a column's dictionary.
#[derive(Debug)]
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

    /// The number that each word has in `words`, by its place here.
    fn numbers(&self, words: &mut Numbered) -> Vec<(u64, u64)> {
        self.words.iter().map(|(place, word)| (*place, words.number(word))).collect()
    }
}

/// Words numbered as they come, over all segments.
#[derive(Default)]
struct Numbered {
    numbers: BTreeMap<String, u64>,
    words: Vec<String>,
}

impl Numbered {
    fn number(&mut self, word: &str) -> u64 {
        if let Some(number) = self.numbers.get(word) {
            return *number;
        }
        let number = wide(self.words.len());
        self.numbers.insert(word.to_owned(), number);
        self.words.push(word.to_owned());
        number
    }

    /// The counts of words, most frequent first.
    fn spell(&self, list: Vec<(u64, u64)>) -> Vec<(String, u64)> {
        let word = |number: u64| usize::try_from(number).ok().and_then(|number| self.words.get(number));
        let mut spelled: Vec<(&String, u64)> =
            list.into_iter().filter_map(|(number, count)| Some((word(number)?, count))).collect();
        spelled.sort_by(|(a, many), (b, more)| more.cmp(many).then_with(|| a.cmp(b)));
        spelled.into_iter().map(|(word, count)| (word.clone(), count)).collect()
    }
}

/// Adds `list`, in the places of one segment, to `all`, in numbers.
fn add_counts(all: &mut Vec<(u64, u64)>, list: Vec<(u64, u64)>, numbers: &[(u64, u64)]) {
    for (place, more) in list {
        let at = numbers.binary_search_by_key(&place, |(place, _)| *place).ok();
        if let Some((_, number)) = at.and_then(|at| numbers.get(at)) {
            count(all, *number, more);
        }
    }
}

/// Forms of one name with the statements under each, and what was counted of all.
type Gathered = (Vec<(String, u64)>, Counts);

/// Names written differently become one group, under their most frequent form.
fn groups(by: Grouping, parts: Vec<Part>) -> Vec<Group> {
    let (mut roles, mut outlets) = (Numbered::default(), Numbered::default());
    let mut gathered: BTreeMap<String, Gathered> = BTreeMap::new();
    for part in parts {
        let role_numbers = part.roles.numbers(&mut roles);
        let outlet_numbers = part.outlets.numbers(&mut outlets);
        for (name, counts) in part.names {
            let (forms, all) = gathered.entry(fold(&name)).or_default();
            count(forms, name, counts.statements.max(1));
            all.statements += counts.statements;
            all.articles += counts.articles;
            all.kinds.iter_mut().zip(counts.kinds).for_each(|(all, more)| *all += more);
            add_counts(&mut all.roles, counts.roles, &role_numbers);
            add_counts(&mut all.outlets, counts.outlets, &outlet_numbers);
            all.date(counts.first);
            all.date(counts.last);
        }
    }
    let group = |(forms, counts)| group(by, forms, counts, &roles, &outlets);
    let mut groups: Vec<Group> = gathered.into_values().map(group).collect();
    groups.sort_by(|a, b| {
        (b.statements, b.articles).cmp(&(a.statements, a.articles)).then_with(|| a.name.cmp(&b.name))
    });
    groups
}

fn group(
    by: Grouping,
    mut forms: Vec<(String, u64)>,
    counts: Counts,
    roles: &Numbered,
    outlets: &Numbered,
) -> Group {
    forms.sort_by(|(a, many), (b, more)| more.cmp(many).then_with(|| a.cmp(b)));
    let most = counts.kinds.iter().copied().max().unwrap_or(0);
    let kind = SpeakerType::ALL.iter().zip(counts.kinds).find(|(_, number)| *number == most);
    Group {
        name: forms.into_iter().next().map(|(name, _)| name).unwrap_or_default(),
        kind: kind.map(|(kind, _)| *kind).filter(|_| by == Grouping::Speaker),
        roles: roles.spell(counts.roles),
        statements: counts.statements,
        articles: counts.articles,
        outlets: outlets.spell(counts.outlets),
        first: counts.first.and_then(date_of),
        last: counts.last.and_then(date_of),
    }
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
