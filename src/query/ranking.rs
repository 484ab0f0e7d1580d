//! Ranking as data: sort orders, the recency formula, and cursors into a result.

use std::fmt;
use std::str::FromStr;

use jiff::civil;

use crate::article::Date;

/// The order of hits. Ties go by date (newest first; oldest first for [`Sort::Oldest`]; undated
/// last), then by id ascending, never by an engine's own address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sort {
    /// Best match first.
    Relevance,
    /// Latest printed date first, undated last.
    Newest,
    /// Earliest printed date first, undated last.
    Oldest,
    /// Relevance weighed by age; see [`Recency::factor`].
    Recent,
}

/// How age weighs on relevance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Recency {
    /// The day ages are counted to.
    pub as_of: civil::Date,
    /// Age in days at which half of what is above the floor is left; above 0.
    pub half_life_days: f64,
    /// What is left of relevance at any age, 0 to 1.
    pub floor: f64,
}

impl Recency {
    /// The floor used unless told otherwise.
    pub const FLOOR: f64 = 0.3;
    /// The half-life used unless told otherwise, in days.
    pub const HALF_LIFE_DAYS: f64 = 30.0;

    /// What relevance is multiplied with, once: floor + (1 − floor) · 2^(−age ÷ half-life).
    ///
    /// Age is in whole days as printed; an undated article counts as one half-life old, a date in the
    /// future as age 0.
    #[must_use]
    pub fn factor(&self, date: Option<Date>) -> f64 {
        let half_lives = date.map_or(1.0, |date| self.age_days(date) / self.half_life_days);
        self.floor + (1.0 - self.floor) * libm::exp2(-half_lives)
    }

    /// Whole days from `date` to `as_of`, 0 for the future.
    fn age_days(&self, date: Date) -> f64 {
        let days = |day: civil::Date| Date::day_only(day).local_seconds().div_euclid(86_400);
        let age = days(self.as_of).saturating_sub(days(date.day())).max(0);
        f64::from(i32::try_from(age).unwrap_or(i32::MAX))
    }
}

/// Where a page of hits ended: the last hit's sort key and id. Opaque to users, and still good after
/// the index changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Cursor {
    /// The last hit's score; 0 for sorts by date.
    pub score: f32,
    /// The last hit's date as [`Date::local_seconds`]; `None` if undated.
    pub seconds: Option<i64>,
    /// The last hit's id as written: an article's, or a statement's.
    pub id: String,
}

/// The text is not a cursor that onrecord gave out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a cursor: pass the value of \"next\" from the page before")]
pub struct NotACursor;

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.seconds.map_or_else(|| "-".to_owned(), |seconds| seconds.to_string());
        let plain = format!("{:08x}/{seconds}/{}", self.score.to_bits(), self.id);
        f.write_str(&data_encoding::BASE64URL_NOPAD.encode(plain.as_bytes()))
    }
}

impl FromStr for Cursor {
    type Err = NotACursor;

    fn from_str(text: &str) -> Result<Self, NotACursor> {
        let bytes = data_encoding::BASE64URL_NOPAD.decode(text.trim().as_bytes()).map_err(|_| NotACursor)?;
        let plain = String::from_utf8(bytes).map_err(|_| NotACursor)?;
        let mut parts = plain.splitn(3, '/');
        let (Some(score), Some(seconds), Some(id)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(NotACursor);
        };
        let score = f32::from_bits(u32::from_str_radix(score, 16).map_err(|_| NotACursor)?);
        let seconds = match seconds {
            "-" => None,
            number => Some(number.parse().map_err(|_| NotACursor)?),
        };
        if score.is_finite() { Ok(Self { score, seconds, id: id.to_owned() }) } else { Err(NotACursor) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recency_follows_the_formula() {
        let recency = Recency { as_of: civil::date(2026, 3, 31), half_life_days: 30.0, floor: 0.3 };
        let factor = |date: &str| recency.factor(date.parse().ok());
        assert!((factor("2026-03-31") - 1.0).abs() < 1e-12);
        assert!((factor("2026-03-01") - 0.65).abs() < 1e-12);
        assert!((factor("2027-01-01") - 1.0).abs() < 1e-12);
        assert!((recency.factor(None) - 0.65).abs() < 1e-12);
        assert!((factor("1926-03-01") - 0.3).abs() < 1e-12);
    }

    #[test]
    fn cursors_are_written_and_read_back() {
        for seconds in [None, Some(-86_400)] {
            let cursor = Cursor { score: 1.25, seconds, id: "abc.1-2.00ff00".into() };
            assert_eq!(cursor.to_string().parse(), Ok(cursor));
        }
        assert_eq!("x y".parse::<Cursor>(), Err(NotACursor));
    }
}
