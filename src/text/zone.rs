//! Time zones as news writes them: "ET", "BST", "+02:00". Knows fixed offsets and the daylight-saving
//! rules of the United States; guesses nothing else and reads no system files.

use jiff::ToSpan as _;
use jiff::civil::{Date, Time, Weekday};

/// A time zone as printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Zone {
    /// Minutes east of UTC.
    Fixed(i16),
    /// An American zone without saying whether daylight saving holds ("ET"): its standard offset.
    American(i16),
}

/// Abbreviations that mean one offset in news. "IST" (India, Israel, Ireland) is left out on purpose.
const FIXED: [(&str, i16); 37] = [
    ("z", 0),
    ("utc", 0),
    ("gmt", 0),
    ("wet", 0),
    ("west", 60),
    ("bst", 60),
    ("cet", 60),
    ("mez", 60),
    ("cest", 120),
    ("mesz", 120),
    ("eet", 120),
    ("eest", 180),
    ("msk", 180),
    ("sast", 120),
    ("pkt", 300),
    ("hkt", 480),
    ("sgt", 480),
    ("awst", 480),
    ("jst", 540),
    ("kst", 540),
    ("aest", 600),
    ("aedt", 660),
    ("nzst", 720),
    ("nzdt", 780),
    ("brt", -180),
    ("art", -180),
    ("adt", -180),
    ("ast", -240),
    ("edt", -240),
    ("est", -300),
    ("cdt", -300),
    ("cst", -360),
    ("mdt", -360),
    ("mst", -420),
    ("pdt", -420),
    ("pst", -480),
    ("hst", -600),
];

/// Abbreviations and names whose offset follows the day.
const AMERICAN: [(&str, i16); 10] = [
    ("et", -300),
    ("eastern", -300),
    ("ct", -360),
    ("central", -360),
    ("mt", -420),
    ("mountain", -420),
    ("pt", -480),
    ("pacific", -480),
    ("akt", -540),
    ("alaska", -540),
];

impl Zone {
    /// The zone named `word`, case aside.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        let is = |name: &str| name.eq_ignore_ascii_case(word);
        let fixed = FIXED.iter().find(|(name, _)| is(name)).map(|(_, minutes)| Self::Fixed(*minutes));
        fixed.or_else(|| AMERICAN.iter().find(|(name, _)| is(name)).map(|(_, at)| Self::American(*at)))
    }

    /// Minutes east of UTC at a local time, or `None` where the rule of that year is not known.
    #[must_use]
    pub fn offset_minutes(self, day: Date, time: Time) -> Option<i16> {
        match self {
            Self::Fixed(minutes) => Some(minutes),
            Self::American(standard) => {
                let (first, last) = american_summer(day.year())?;
                // The clock changes at two in the morning.
                let two = Time::constant(2, 0, 0, 0);
                let begun = day > first || (day == first && time >= two);
                let over = day > last || (day == last && time >= two);
                Some(if begun && !over { standard + 60 } else { standard })
            }
        }
    }
}

/// First and last day of daylight saving in the United States (Uniform Time Act of 1966 as amended in
/// 1986 and 2005). The emergency years 1974 and 1975 and what lies before 1967 are left open.
fn american_summer(year: i16) -> Option<(Date, Date)> {
    let nth = |month: i8, nth: i8| {
        Date::new(year, month, 1).ok().and_then(|day| day.nth_weekday_of_month(nth, Weekday::Sunday).ok())
    };
    match year {
        2007.. => Some((nth(3, 2)?, nth(11, 1)?)),
        1987..=2006 => Some((nth(4, 1)?, nth(10, -1)?)),
        1967..=1973 | 1976..=1986 => Some((nth(4, -1)?, nth(10, -1)?)),
        _ => None,
    }
}

/// The day and time in UTC that lie `seconds` after 1970-01-01T00:00:00Z.
#[must_use]
pub fn from_epoch(seconds: i64) -> Option<(Date, Time)> {
    let start = Date::constant(1970, 1, 1).at(0, 0, 0, 0);
    let then = start.checked_add(seconds.seconds()).ok()?;
    Some((then.date(), then.time()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{date, time};

    #[test]
    fn american_clocks_follow_the_rule_of_the_year() {
        let noon = time(12, 0, 0, 0);
        for (zone, day, hours) in [
            ("ET", date(2024, 10, 8), -4),
            ("ET", date(2024, 12, 8), -5),
            ("ct", date(2024, 7, 1), -5),
            ("PT", date(2024, 3, 10), -7),
            ("PT", date(2024, 3, 9), -8),
            ("ET", date(2024, 11, 3), -5),
            ("ET", date(2006, 3, 20), -5),
            ("ET", date(2006, 10, 28), -4),
            ("ET", date(1980, 4, 27), -4),
            ("EST", date(2024, 7, 1), -5),
            ("BST", date(2024, 7, 1), 1),
        ] {
            let offset = Zone::named(zone).and_then(|zone| zone.offset_minutes(day, noon));
            assert_eq!(offset, Some(hours * 60), "{zone} {day}");
        }
        assert_eq!(Zone::named("ET").and_then(|zone| zone.offset_minutes(date(1950, 7, 1), noon)), None);
        assert_eq!(Zone::named("IST"), None);
    }
}
