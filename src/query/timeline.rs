//! Timelines: how many matches each day, week, month or year has. Whole periods in a row, counted from
//! what an engine tells of days.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use jiff::civil::{Date, Weekday};
use jiff::{ToSpan as _, Unit};

/// The matches of one day, of one name where names are told apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayCount {
    /// The day as printed; `None` for matches without a date.
    pub day: Option<Date>,
    /// The speaker or outlet; `None` where there is none, or none was asked for.
    pub name: Option<String>,
    /// How many.
    pub count: u64,
}

/// How long one bar of a timeline is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// A day.
    Day,
    /// From Monday to Sunday.
    Week,
    /// A month.
    Month,
    /// A year.
    Year,
}

impl Period {
    /// The word for it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
        }
    }

    /// The period that gives a readable number of bars from the first day to the last.
    #[must_use]
    pub fn fitting(first: Date, last: Date) -> Self {
        let days = first.until((Unit::Day, last)).map_or(i32::MAX, |span| span.get_days());
        match days {
            ..=31 => Self::Day,
            32..=182 => Self::Week,
            183..=1500 => Self::Month,
            _ => Self::Year,
        }
    }

    /// The first day of the period that `day` lies in.
    #[must_use]
    pub fn start(self, day: Date) -> Date {
        match self {
            Self::Day => day,
            Self::Week => {
                let since = day.weekday().since(Weekday::Monday);
                day.checked_sub(i32::from(since).days()).unwrap_or(day)
            }
            Self::Month => day.first_of_month(),
            Self::Year => day.first_of_year(),
        }
    }

    /// The first day of the period after the one that begins at `start`; `None` at the end of time.
    fn next(self, start: Date) -> Option<Date> {
        let step = match self {
            Self::Day => 1.day(),
            Self::Week => 1.week(),
            Self::Month => 1.month(),
            Self::Year => 1.year(),
        };
        start.checked_add(step).ok()
    }

    /// The period that begins at `start` in short: `2026-03-02`, `2026-03`, `2026`.
    #[must_use]
    pub fn label(self, start: Date) -> String {
        match self {
            Self::Day | Self::Week => start.to_string(),
            Self::Month => format!("{:04}-{:02}", start.year(), start.month()),
            Self::Year => format!("{:04}", start.year()),
        }
    }
}

/// One period's matches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// Its first day.
    pub start: Date,
    /// How many in all.
    pub count: u64,
    /// How many of each of the timeline's names.
    pub parts: Vec<u64>,
}

/// Matches over time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timeline {
    /// How long a bar is.
    pub period: Period,
    /// How many matches, those without a date included.
    pub total: u64,
    /// How many of them have no date.
    pub undated: u64,
    /// The most frequent names, most frequent first; empty where none are told apart.
    pub names: Vec<String>,
    /// The periods from the first to the last match, empty ones included unless they would be too many.
    pub bars: Vec<Bar>,
}

impl Timeline {
    /// Beyond so many bars, empty ones are left out.
    pub const MOST_BARS: usize = 5_000;

    /// The timeline of `days`, in any order, by `period` or the one that fits, with up to `most_names` names.
    #[must_use]
    pub fn of(days: &[DayCount], period: Option<Period>, most_names: usize) -> Self {
        let dated = || days.iter().filter_map(|count| Some((count.day?, count)));
        let first = dated().map(|(day, _)| day).min();
        let last = dated().map(|(day, _)| day).max();
        let fitting = first.zip(last).map_or(Period::Day, |(first, last)| Period::fitting(first, last));
        let period = period.unwrap_or(fitting);
        let names = most_frequent(days, most_names);
        let mut bars: BTreeMap<Date, Bar> = BTreeMap::new();
        let empty = |start| Bar { start, count: 0, parts: vec![0; names.len()] };
        for (day, count) in dated() {
            let start = period.start(day);
            let bar = bars.entry(start).or_insert_with(|| empty(start));
            bar.count += count.count;
            let place = names.iter().position(|name| count.name.as_ref() == Some(name));
            if let Some(part) = place.and_then(|place| bar.parts.get_mut(place)) {
                *part += count.count;
            }
        }
        for start in between(period, first, last) {
            bars.entry(start).or_insert_with(|| empty(start));
        }
        Self {
            period,
            total: days.iter().map(|count| count.count).sum(),
            undated: days.iter().filter(|count| count.day.is_none()).map(|count| count.count).sum(),
            names,
            bars: bars.into_values().collect(),
        }
    }
}

/// The starts of all periods from `first` to `last`; none where they are too many.
fn between(period: Period, first: Option<Date>, last: Option<Date>) -> Vec<Date> {
    let Some((first, last)) = first.zip(last) else { return Vec::new() };
    let starts = std::iter::successors(Some(period.start(first)), |start| period.next(*start));
    let starts: Vec<Date> = starts.take_while(|start| *start <= last).take(Timeline::MOST_BARS + 1).collect();
    if starts.len() > Timeline::MOST_BARS { Vec::new() } else { starts }
}

/// The names with the most matches, ties by name.
fn most_frequent(days: &[DayCount], most: usize) -> Vec<String> {
    let mut counts: BTreeMap<&String, u64> = BTreeMap::new();
    for day in days {
        if let Some(name) = &day.name {
            *counts.entry(name).or_default() += day.count;
        }
    }
    let mut names: Vec<(&String, u64)> = counts.into_iter().collect();
    names.sort_by_key(|(name, count)| (Reverse(*count), *name));
    names.into_iter().take(most).map(|(name, _)| name.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: &str, name: &str, count: u64) -> DayCount {
        DayCount { day: day.parse().ok(), name: Some(name.to_owned()).filter(|name| !name.is_empty()), count }
    }

    #[test]
    fn gaps_are_bars_and_names_are_counted_apart() {
        let days = [
            day("2026-01-31", "Vale", 2),
            day("2026-03-01", "Orsk", 1),
            day("2026-03-31", "Vale", 3),
            day("2026-03-31", "", 4),
            day("no date", "Orsk", 5),
        ];
        let found = Timeline::of(&days, Some(Period::Month), 5);
        assert_eq!((found.total, found.undated), (15, 5));
        assert_eq!(found.names, ["Orsk", "Vale"]);
        let bars: Vec<_> = found
            .bars
            .iter()
            .map(|bar| (Period::Month.label(bar.start), bar.count, bar.parts.clone()))
            .collect();
        assert_eq!(
            bars,
            [
                ("2026-01".to_owned(), 2, vec![0, 2]),
                ("2026-02".to_owned(), 0, vec![0, 0]),
                ("2026-03".to_owned(), 8, vec![1, 3]),
            ]
        );
        assert_eq!(Timeline::of(&days, None, 1).period, Period::Week);
        assert_eq!(Timeline::of(&days, None, 1).names, ["Orsk"]);
    }

    #[test]
    fn periods_begin_where_they_do() {
        let sunday: Date = "2026-03-01".parse().unwrap();
        assert_eq!(Period::Week.start(sunday).to_string(), "2026-02-23");
        assert_eq!(Period::Month.start(sunday), sunday);
        assert_eq!(Period::Year.start(sunday).to_string(), "2026-01-01");
        assert_eq!(Period::Week.start(Date::MIN), Date::MIN);
    }

    #[test]
    fn the_ends_of_time_make_no_endless_row() {
        let days = [Date::MIN, Date::MAX].map(|day| DayCount { day: Some(day), name: None, count: 1 });
        let by_day = Timeline::of(&days, Some(Period::Day), 0);
        assert_eq!(by_day.bars.len(), 2);
        assert_eq!(Timeline::of(&[], None, 3).bars, []);
    }
}
