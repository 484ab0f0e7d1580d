//! Dates as people type them: `2024-10`, `yesterday`, `7d`, `last month`, `Oct 8, 2024`. Reads no clock:
//! today is given. A day that does not exist, or lacks its year, is no date.

use jiff::civil::{self, Weekday};
use jiff::{Span, ToSpan};

use crate::article::Date;

/// What a typed date covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// From one day to another, both included.
    Days(civil::Date, civil::Date),
    /// The time since a day: `7d`.
    Since(civil::Date),
}

impl Period {
    /// Its first day.
    #[must_use]
    pub const fn first(self) -> civil::Date {
        match self {
            Self::Days(first, _) | Self::Since(first) => first,
        }
    }

    /// Its last day where it ends a span of time: `--until 2024-10` is until the 31st, `--until 7d` until
    /// seven days ago.
    #[must_use]
    pub const fn last(self) -> civil::Date {
        match self {
            Self::Days(_, last) | Self::Since(last) => last,
        }
    }

    /// Its days, both included, where it stands alone, today being `as_of`.
    #[must_use]
    pub fn days(self, as_of: civil::Date) -> (civil::Date, civil::Date) {
        match self {
            Self::Days(first, last) => (first, last),
            Self::Since(first) => (first, as_of.max(first)),
        }
    }
}

/// Reads `typed`, today being `as_of`; `None` where it is no date.
#[must_use]
pub fn period(typed: &str, as_of: civil::Date) -> Option<Period> {
    const LONGEST: usize = 60;
    let typed = typed.trim().trim_matches('"').trim();
    if typed.len() > LONGEST {
        return None;
    }
    let lower = typed.to_lowercase();
    numeric(&lower)
        .or_else(|| relative(&lower, as_of))
        .or_else(|| in_words(&lower))
        .or_else(|| typed.parse::<Date>().ok().map(|date| day(date.day())))
}

const fn day(day: civil::Date) -> Period {
    Period::Days(day, day)
}

fn month(year: i16, month: i8) -> Option<Period> {
    let first = civil::Date::new(year, month, 1).ok()?;
    Some(Period::Days(first, first.last_of_month()))
}

fn year(year: i16) -> Option<Period> {
    let first = civil::Date::new(year, 1, 1).ok()?;
    Some(Period::Days(first, first.last_of_year()))
}

/// `2024`, `2024-10`, `2024-10-08`, `2024/10/08`.
fn numeric(text: &str) -> Option<Period> {
    let parts: Vec<&str> = text.split(['-', '/', '.']).collect();
    if parts.iter().any(|part| part.is_empty() || !part.bytes().all(|b| b.is_ascii_digit())) {
        return None;
    }
    let small = |part: &str| (part.len() <= 2).then(|| part.parse::<i8>().ok()).flatten();
    match parts.as_slice() {
        [y] => year(year_number(y)?),
        [y, m] => month(year_number(y)?, small(m)?),
        [y, m, d] => civil::Date::new(year_number(y)?, small(m)?, small(d)?).ok().map(day),
        _ => None,
    }
}

fn year_number(text: &str) -> Option<i16> {
    let digits = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

/// `today`, `7d`, `-2w`, `3 months ago`, `last week`, `this year`.
fn relative(text: &str, as_of: civil::Date) -> Option<Period> {
    let words: Vec<&str> = text.split_whitespace().collect();
    match words.as_slice() {
        ["today"] => Some(day(as_of)),
        ["yesterday"] => Some(day(as_of.saturating_sub(1.day()))),
        [length] => Some(Period::Since(as_of.saturating_sub(span(length.trim_start_matches('-'))?))),
        ["this", unit] => calendar(unit, as_of),
        ["last" | "past", unit] => match calendar(unit, as_of)? {
            Period::Days(first, _) => calendar(unit, first.saturating_sub(1.day())),
            since @ Period::Since(_) => Some(since),
        },
        [number, unit, "ago"] => Some(day(as_of.saturating_sub(span_of(number, unit)?))),
        ["last" | "past", number, unit] => Some(Period::Since(as_of.saturating_sub(span_of(number, unit)?))),
        _ => None,
    }
}

/// The week (from Monday), month or year that `date` lies in.
fn calendar(unit: &str, date: civil::Date) -> Option<Period> {
    match unit {
        "week" => {
            let before = date.weekday().since(Weekday::Monday);
            let first = date.saturating_sub(before.days());
            Some(Period::Days(first, first.saturating_add(6.days())))
        }
        "month" => month(date.year(), date.month()),
        "year" => year(date.year()),
        _ => None,
    }
}

/// `7d`, `2w`, `3m`, `1y`.
fn span(text: &str) -> Option<Span> {
    let unit = text.find(|c: char| !c.is_ascii_digit())?;
    span_of(text.get(..unit)?, text.get(unit..)?)
}

fn span_of(number: &str, unit: &str) -> Option<Span> {
    let number: i64 = match number {
        "a" | "one" => 1,
        // Four digits stay within what a span may hold, whatever the unit.
        digits if digits.len() <= 4 && digits.bytes().all(|b| b.is_ascii_digit()) => digits.parse().ok()?,
        _ => return None,
    };
    match unit {
        "d" | "day" | "days" => Some(number.days()),
        "w" | "week" | "weeks" => Some(number.weeks()),
        "m" | "mo" | "month" | "months" => Some(number.months()),
        "y" | "year" | "years" => Some(number.years()),
        _ => None,
    }
}

/// `Oct 8, 2024`, `8 October 2024`, `Tuesday, Sept. 3, 2024`, `October 2024`.
fn in_words(text: &str) -> Option<Period> {
    let words = text.split(|c: char| c.is_whitespace() || c == ',').filter(|word| !word.is_empty());
    let words: Vec<&str> =
        words.map(|word| word.trim_end_matches('.')).skip_while(|w| is_weekday(w)).collect();
    match words.as_slice() {
        [m, y] => month(year_number(y)?, month_number(m)?),
        [m, d, y] if month_number(m).is_some() => date(y, m, d),
        [d, m, y] => date(y, m, d),
        _ => None,
    }
}

fn date(year: &str, month: &str, number: &str) -> Option<Period> {
    let number = ["st", "nd", "rd", "th"].iter().find_map(|end| number.strip_suffix(end)).unwrap_or(number);
    let number = number.parse::<i8>().ok()?;
    civil::Date::new(year_number(year)?, month_number(month)?, number).ok().map(day)
}

fn is_weekday(word: &str) -> bool {
    const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    word.len() >= 3 && DAYS.iter().any(|day| day.starts_with(word))
}

fn month_number(word: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let at = MONTHS.iter().position(|month| word.len() >= 3 && month.starts_with(word))?;
    i8::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A Tuesday.
    const TODAY: civil::Date = civil::date(2024, 10, 8);

    fn read(typed: &str) -> Option<String> {
        let (first, last) = period(typed, TODAY)?.days(TODAY);
        Some(if first == last { first.to_string() } else { format!("{first}..{last}") })
    }

    #[test]
    fn dates_as_people_type_them() {
        for (typed, expected) in [
            ("2024", "2024-01-01..2024-12-31"),
            ("2024-10", "2024-10-01..2024-10-31"),
            ("2024-2", "2024-02-01..2024-02-29"),
            ("2024-10-08", "2024-10-08"),
            ("2024/10/8", "2024-10-08"),
            ("2024-10-08T16:15:00-04:00", "2024-10-08"),
            ("today", "2024-10-08"),
            ("Yesterday", "2024-10-07"),
            ("7d", "2024-10-01..2024-10-08"),
            ("-7d", "2024-10-01..2024-10-08"),
            ("2w", "2024-09-24..2024-10-08"),
            ("3m", "2024-07-08..2024-10-08"),
            ("1y", "2023-10-08..2024-10-08"),
            ("last week", "2024-09-30..2024-10-06"),
            ("this week", "2024-10-07..2024-10-13"),
            ("last month", "2024-09-01..2024-09-30"),
            ("last year", "2023-01-01..2023-12-31"),
            ("last 3 days", "2024-10-05..2024-10-08"),
            ("2 weeks ago", "2024-09-24"),
            ("Oct 8, 2024", "2024-10-08"),
            ("8 October 2024", "2024-10-08"),
            ("Tuesday, Sept. 3rd, 2024", "2024-09-03"),
            ("May 2024", "2024-05-01..2024-05-31"),
        ] {
            assert_eq!(read(typed).as_deref(), Some(expected), "{typed}");
        }
    }

    #[test]
    fn what_is_no_date_is_none() {
        for typed in [
            "",
            "2024-02-30",
            "2024-13",
            "Oct 8",
            "octopus",
            "99",
            "8",
            "08/10/2024",
            "Feb 30, 2024",
            "d",
            "99999d",
            "last",
            "soon",
            "--",
            "2024-10-08-01",
        ] {
            assert_eq!(read(typed), None, "{typed}");
        }
    }

    #[test]
    fn until_ends_with_the_last_day() {
        let last = |typed: &str| period(typed, TODAY).map(|period| period.last().to_string());
        assert_eq!(last("2024-10").as_deref(), Some("2024-10-31"));
        assert_eq!(last("7d").as_deref(), Some("2024-10-01"));
    }
}
