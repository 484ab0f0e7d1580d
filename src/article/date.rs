//! Dates of publication, as printed. A date that does not exist cannot be made.

use std::fmt;
use std::str::FromStr;

use jiff::civil;
use serde::{Deserialize, Serialize};

/// A day, and where it is known the time of day with its offset from UTC.
///
/// Written as `2024-10-08` or `2024-10-08T16:15:00-04:00` (RFC 3339). Ordered and compared as printed:
/// by its local day and time, a bare day first, whatever the offset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Date {
    day: civil::Date,
    time: Option<Moment>,
}

/// A local time to the second, and minutes east of UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Moment {
    second_of_day: u32,
    offset_minutes: i16,
}

impl Date {
    /// A bare day.
    #[must_use]
    pub const fn day_only(day: civil::Date) -> Self {
        Self { day, time: None }
    }

    /// A day with a local time and its offset in minutes east of UTC (within ±18 hours); the offset
    /// being unknown or out of range, the time is dropped rather than guessed.
    #[must_use]
    pub fn at(day: civil::Date, time: civil::Time, offset_minutes: Option<i16>) -> Self {
        let time = offset_minutes.filter(|minutes| minutes.abs() <= 18 * 60).map(|offset_minutes| {
            let second_of_day =
                i32::from(time.hour()) * 3600 + i32::from(time.minute()) * 60 + i32::from(time.second());
            Moment { second_of_day: second_of_day.unsigned_abs(), offset_minutes }
        });
        Self { day, time }
    }

    /// The day as printed.
    #[must_use]
    pub const fn day(self) -> civil::Date {
        self.day
    }

    /// Minutes east of UTC, where the time of day is known.
    #[must_use]
    pub fn offset_minutes(self) -> Option<i16> {
        self.time.map(|moment| moment.offset_minutes)
    }

    /// Seconds from 1970-01-01T00:00:00 to the local time as printed (midnight for a bare day):
    /// the key by which dates sort.
    #[must_use]
    pub fn local_seconds(self) -> i64 {
        let days = i64::from(days_since_epoch(self.day));
        days * 86_400 + self.time.map_or(0, |moment| i64::from(moment.second_of_day))
    }
}

/// Days from 1970-01-01 to `day`.
fn days_since_epoch(day: civil::Date) -> i32 {
    // civil::date(1970, 1, 1) is a constant date; the difference in days always fits.
    day.since((jiff::Unit::Day, civil::date(1970, 1, 1))).map_or(0, |span| span.get_days())
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.day)?;
        let Some(Moment { second_of_day, offset_minutes }) = self.time else { return Ok(()) };
        let (hour, minute, second) = (second_of_day / 3600, second_of_day / 60 % 60, second_of_day % 60);
        write!(f, "T{hour:02}:{minute:02}:{second:02}")?;
        if offset_minutes == 0 {
            return f.write_str("Z");
        }
        let sign = if offset_minutes < 0 { '-' } else { '+' };
        let offset = offset_minutes.unsigned_abs();
        write!(f, "{sign}{:02}:{:02}", offset / 60, offset % 60)
    }
}

/// The text is neither a day nor an RFC 3339 time, or names a day that does not exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a date: write it as 2024-10-08 or 2024-10-08T16:15:00-04:00")]
pub struct NotADate;

impl FromStr for Date {
    type Err = NotADate;

    /// Reads exactly what `Display` writes (and fractions of seconds, which are dropped); looser styles
    /// are the business of `text::date`.
    fn from_str(text: &str) -> Result<Self, NotADate> {
        let day = text.get(..10).ok_or(NotADate)?.parse::<civil::Date>().map_err(|_| NotADate)?;
        let Some(rest) = text.get(10..).filter(|rest| !rest.is_empty()) else {
            return Ok(Self::day_only(day));
        };
        let rest = rest.strip_prefix(['T', 't', ' ']).ok_or(NotADate)?;
        let (clock, offset) = match rest.find(['Z', 'z', '+', '-']) {
            Some(at) => (rest.get(..at).unwrap_or(""), rest.get(at..).unwrap_or("")),
            None => return Err(NotADate),
        };
        let time = clock.parse::<civil::Time>().map_err(|_| NotADate)?;
        Ok(Self::at(day, time, Some(offset_minutes(offset).ok_or(NotADate)?)))
    }
}

/// Reads `Z`, `+05:30`, `-0400`.
fn offset_minutes(offset: &str) -> Option<i16> {
    if offset.eq_ignore_ascii_case("z") {
        return Some(0);
    }
    let negative = offset.starts_with('-');
    let digits: String = offset.get(1..)?.chars().filter(|c| *c != ':').collect();
    if digits.len() != 4 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let number: i16 = digits.parse().ok()?;
    let (hours, minutes) = (number / 100, number % 100);
    (hours <= 18 && minutes < 60).then_some((hours * 60 + minutes) * if negative { -1 } else { 1 })
}

impl TryFrom<String> for Date {
    type Error = NotADate;

    fn try_from(text: String) -> Result<Self, NotADate> {
        text.parse()
    }
}

impl From<Date> for String {
    fn from(date: Date) -> Self {
        date.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_as_they_were_read() {
        for text in ["2024-10-08", "2024-10-08T16:15:00-04:00", "1987-02-26T15:01:01Z", "0099-01-01"] {
            assert_eq!(text.parse::<Date>().map(|date| date.to_string()).as_deref(), Ok(text));
        }
    }

    #[test]
    fn a_day_that_does_not_exist_is_none() {
        for text in
            ["2023-02-29", "2024-13-01", "2024-10-8", "", "2024-10-08T25:00:00Z", "2024-10-08T10:00:00"]
        {
            assert_eq!(text.parse::<Date>(), Err(NotADate), "{text}");
        }
    }

    #[test]
    fn order_is_that_of_the_printed_day() {
        let date = |text: &str| text.parse::<Date>().ok().map(Date::local_seconds);
        assert!(date("2024-10-08T23:59:59-11:00") < date("2024-10-09T00:00:00+11:00"));
        assert_eq!(date("1970-01-02"), Some(86_400));
        assert_eq!(date("1969-12-31"), Some(-86_400));
    }

    #[test]
    fn the_offset_of_a_time_is_kept() {
        for (date, minutes) in [
            ("2026-03-02", None),
            ("2026-03-02T10:00:00Z", Some(0)),
            ("2026-03-02T10:00:00-04:30", Some(-270)),
        ] {
            assert_eq!(date.parse::<Date>().unwrap().offset_minutes(), minutes);
        }
    }
}
