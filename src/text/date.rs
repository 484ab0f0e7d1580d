//! Dates in words: finds the day (and time, and offset) in a line as news prints it.
//!
//! A date is never made up: a day that does not exist, a day without its year, a month without its day
//! and "08/10/2024", which is two days, are no dates. Reads no clock and no locale.

use jiff::civil::{Date, Time};

use super::Span;
use super::date_tokens::{Kind, Tokens};
use super::month;
use super::zone::{self, Zone};

/// A day as printed, with what is known of its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The day.
    pub day: Date,
    /// The local time.
    pub time: Option<Time>,
    /// Minutes east of UTC of that time.
    pub offset_minutes: Option<i16>,
}

/// Years that a date may lie in: newspapers began about 1600.
pub const YEARS: std::ops::RangeInclusive<i16> = 1600..=2100;
/// Tokens between a time and the day it belongs to, at most.
const REACH: usize = 12;

/// The first date in `line` and where it stands (its weekday, time and zone included).
#[must_use]
pub fn find(line: &str) -> Option<(Moment, Span)> {
    find_all(line).into_iter().next()
}

/// The date that `text`, the value of a field, gives.
#[must_use]
pub fn parse(text: &str) -> Option<Moment> {
    let text = text.trim();
    from_digits(text).or_else(|| find(text).map(|(moment, _)| moment))
}

/// Every date in `line`, in order.
#[must_use]
pub fn find_all(line: &str) -> Vec<(Moment, Span)> {
    let tokens = Tokens::of(line);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.all.len() {
        match tokens.moment(at) {
            Some((moment, span, next)) => {
                found.push((moment, span));
                at = next.max(at + 1);
            }
            None => at += 1,
        }
    }
    found
}

/// A whole value of digits: `20241008`, or seconds or milliseconds since 1970.
fn from_digits(text: &str) -> Option<Moment> {
    if !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let number: i64 = text.parse().ok()?;
    let seconds = match text.len() {
        9 | 10 => number,
        12 | 13 => number / 1000,
        _ => return None,
    };
    let (day, time) = zone::from_epoch(seconds)?;
    if !YEARS.contains(&day.year()) {
        return None;
    }
    Some(Moment { day, time: Some(time), offset_minutes: Some(0) })
}

impl Tokens<'_> {
    /// Whether a digit or letter is glued to what begins at `at` ("v2024-10-08", "1-8-2024-10-08").
    fn glued_before(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).filter(|before| self.touches(*before)) else { return false };
        match self.kind(before) {
            Some(Kind::Sign('-' | '.' | ':')) => {
                before.checked_sub(1).is_some_and(|digit| self.touches(digit) && self.number(digit).is_some())
            }
            Some(Kind::Sign(_)) => false,
            _ => true,
        }
    }

    /// Whether more figures are glued on with a dash ("2024-10-08-1138"), a zone ("-04:00") aside.
    fn goes_on(&self, at: usize) -> bool {
        let glued = self.touches(at) && self.is(at + 1, '-') && self.touches(at + 1);
        glued && self.number(at + 2).is_some() && !self.is(at + 3, ':')
    }

    /// The date beginning at token `at`, its span, and the token after it.
    fn moment(&self, at: usize) -> Option<(Moment, Span, usize)> {
        let (day, mut next) = self.day(at)?;
        let mut start = at;
        let mut clock = None;
        // "Tue Oct 8 16:15:00 +0000 2024": the time stands inside.
        if let Some(inner) = self.inner_clock(at, next) {
            clock = Some(inner);
        } else if let Some((after, end)) = self.clock_after(next) {
            clock = Some(after);
            next = end;
        } else if let Some((before, first)) = self.clock_before(at) {
            clock = Some(before);
            start = first;
        }
        while start > 0
            && (self.weekday(start - 1)
                || (self.sign(start - 1).is_some() && start > 1 && self.weekday(start - 2)))
        {
            start -= 1;
        }
        let span = self.all.get(start)?.span.join(self.all.get(next.checked_sub(1)?)?.span);
        let time = clock.map(|(time, _)| time);
        let offset_minutes = clock.and_then(|(time, zone)| zone?.offset_minutes(day, time));
        Some((Moment { day, time, offset_minutes }, span, next))
    }

    fn weekday(&self, at: usize) -> bool {
        self.word(at).is_some_and(month::is_weekday)
    }

    fn day(&self, at: usize) -> Option<(Date, usize)> {
        if self.glued_before(at) {
            return None;
        }
        match self.kind(at)? {
            Kind::Number(_, 8) | Kind::Number(_, 14) | Kind::Number(_, 12) => self.compact(at),
            Kind::Number(_, 4) => self.year_first(at),
            Kind::Number(_, 1 | 2) => self.day_then_month(at).or_else(|| self.figures(at)),
            Kind::Word(_) => self.month_first(at),
            _ => None,
        }
    }

    /// `20241008`, with or without a time behind it.
    fn compact(&self, at: usize) -> Option<(Date, usize)> {
        let Kind::Number(value, digits) = self.kind(at)? else { return None };
        let value = u32::try_from(value / 10_u64.pow(u32::try_from(digits.checked_sub(8)?).ok()?)).ok()?;
        let day = day_of(value / 10_000, value / 100 % 100, value % 100)?;
        Some((day, at + 1))
    }

    /// `2024-10-08`, `2024/10/08`, `2024. 10. 8.`, `2024年10月8日`.
    fn year_first(&self, at: usize) -> Option<(Date, usize)> {
        let (year, _) = self.number(at)?;
        if self.word(at + 1).is_some_and(|word| matches!(word, "年" | "년")) {
            let ((month, _), (day, _)) = (self.number(at + 2)?, self.number(at + 4)?);
            let (month_sign, day_sign) = (self.word(at + 3)?, self.word(at + 5)?);
            let signs = month_sign.starts_with(['月', '월']) && day_sign.starts_with(['日', '일']);
            return signs.then(|| day_of(year, month, day)).flatten().map(|day| (day, at + 6));
        }
        let sign = self.sign(at + 1).filter(|sign| matches!(sign, '-' | '/' | '.' | '‑'))?;
        let month = match self.kind(at + 2)? {
            Kind::Word(word) => month::number(word)?,
            _ => self.number(at + 2).filter(|(_, digits)| *digits <= 2)?.0,
        };
        let (day, digits) = self.number(at + 4)?;
        if !self.is(at + 3, sign) || digits > 2 || self.goes_on(at + 4) {
            return None;
        }
        Some((day_of(year, month, day)?, at + 5))
    }

    /// `8 October 2024`, `8th of October, 2024`, `26-FEB-1987`, `8. Oktober 2024`, `8 de octubre de 2024`.
    fn day_then_month(&self, at: usize) -> Option<(Date, usize)> {
        let (day, _) = self.number(at)?;
        let mut next = at + 1;
        if self.word_is(next, &["st", "nd", "rd", "th", "er", "º", "ª"]) && self.touches(at) {
            next += 1;
        }
        if self.sign(next).is_some_and(|sign| matches!(sign, '.' | '-' | '/' | ',' | '‑')) {
            next += 1;
        }
        if self.word_is(next, &["of", "de", "d"]) {
            next += 1;
        }
        let month = month::number(self.word(next)?)?;
        let (year, next) = self.year(next + 1)?;
        Some((day_of(year, month, day)?, next))
    }

    /// `Oct. 8, 2024`, `October 8th 2024`, `Oct 8 16:15:00 2024`.
    fn month_first(&self, at: usize) -> Option<(Date, usize)> {
        let month = month::number(self.word(at)?)?;
        let mut next = at + 1;
        if self.sign(next).is_some_and(|sign| matches!(sign, '.' | '-' | '/')) {
            next += 1;
        }
        let (day, digits) = self.number(next)?;
        if digits > 2 {
            return None;
        }
        next += 1;
        if self.word_is(next, &["st", "nd", "rd", "th"]) {
            next += 1;
        }
        let plain = self.year(next);
        let (year, next) = plain.or_else(|| {
            let (_, _, after) = self.clock(next)?;
            self.year(after)
        })?;
        Some((day_of(year, month, day)?, next))
    }

    /// The year at `at`, after a comma, dot, dash or "de".
    fn year(&self, at: usize) -> Option<(u32, usize)> {
        let mut at = at;
        for _ in 0..2 {
            let filler = self.sign(at).is_some_and(|sign| matches!(sign, '.' | ',' | '-' | '/' | '‑'));
            if filler || self.word_is(at, &["de", "del", "of"]) {
                at += 1;
            }
        }
        let (year, digits) = self.number(at)?;
        // "Oct 8 2015:30" would be a time, "08/Oct/2024:16:15:00" is a date before one.
        let time = self.is(at + 1, ':') && self.touches(at) && !self.is(at + 3, ':');
        (digits == 4 && !time).then_some((year, at + 1))
    }

    /// `13/10/2024` and `10/13/2024`, which can be read in one way only; `10/10/2024` too.
    fn figures(&self, at: usize) -> Option<(Date, usize)> {
        let sign = self.sign(at + 1).filter(|sign| matches!(sign, '/' | '.' | '-'))?;
        let ((one, _), (two, digits), (year, long)) =
            (self.number(at)?, self.number(at + 2)?, self.number(at + 4)?);
        if !self.is(at + 3, sign) || long != 4 || digits > 2 {
            return None;
        }
        let readings = [day_of(year, two, one), day_of(year, one, two)];
        let day = match readings {
            [Some(day), None] | [None, Some(day)] => day,
            [Some(day), Some(other)] if day == other => day,
            _ => return None,
        };
        Some((day, at + 5))
    }

    /// A time that stands between the day's first and last token.
    fn inner_clock(&self, from: usize, to: usize) -> Option<(Time, Option<Zone>)> {
        let at = (from + 1..to).find(|at| self.is(*at + 1, ':') && self.number(*at).is_some())?;
        self.clock(at).map(|(time, zone, _)| (time, zone))
    }

    fn clock_after(&self, at: usize) -> Option<((Time, Option<Zone>), usize)> {
        for at in at..at + 4 {
            if let Some((time, zone, next)) = self.clock(at) {
                return Some(((time, zone), next));
            }
            let filler = self.sign(at).is_some_and(is_filler)
                || self.word_is(at, &["t", "at", "um", "à", "kl", "alle", "a", "las", "as", "às", "om"]);
            if !filler {
                return None;
            }
        }
        None
    }

    /// The time before the day ("6:03 PM ET, Sat July 9, 2016"), and its first token.
    fn clock_before(&self, at: usize) -> Option<((Time, Option<Zone>), usize)> {
        (at.saturating_sub(REACH)..at).find_map(|first| {
            let (time, zone, next) = self.clock(first)?;
            let between = next <= at
                && (next..at).all(|other| {
                    self.sign(other).is_some_and(is_filler)
                        || self.weekday(other)
                        || self.word_is(other, &["on"])
                });
            (between && !self.glued_before(first)).then_some(((time, zone), first))
        })
    }

    /// `16:15`, `4:15 p.m. ET`, `9 a.m.`, `161500Z`, `16:15:00.5-04:00`; and the token after it.
    fn clock(&self, at: usize) -> Option<(Time, Option<Zone>, usize)> {
        let (hour, digits) = self.number(at)?;
        if digits == 6 && self.word_is(at.checked_sub(1)?, &["t"]) {
            let time = time_of(hour / 10_000, hour / 100 % 100, hour % 100)?;
            let (zone, next) = self.zone(at + 1);
            return Some((time, zone, next));
        }
        if digits > 2 {
            return None;
        }
        let part = |at: usize| self.number(at).filter(|(_, digits)| *digits == 2).map(|(value, _)| value);
        let colon = self.is(at + 1, ':') && self.touches(at) && self.touches(at + 1);
        let dotted = (self.is(at + 1, '.') || self.word_is(at + 1, &["h", "u"]))
            && self.touches(at)
            && self.touches(at + 1);
        let (mut minute, mut second, mut next) = (0, 0, at + 1);
        if (colon || dotted) && part(at + 2).is_some() {
            minute = part(at + 2)?;
            next = at + 3;
            if colon && self.is(next, ':') && self.touches(next) {
                second = part(next + 1)?;
                next += 2;
                if self.sign(next).is_some_and(|sign| sign == '.' || sign == ',')
                    && self.touches(next - 1)
                    && self.touches(next)
                    && self.number(next + 1).is_some()
                {
                    next += 2;
                }
            }
        }
        let half = self.half_of_day(next);
        let marked = self.word_is(at + 1, &["h"]) && next > at + 1;
        let (hour, next) = match half {
            Some((afternoon, after)) if (1..=12).contains(&hour) => {
                (hour % 12 + if afternoon { 12 } else { 0 }, after)
            }
            _ if colon && next > at + 1 || marked => (hour, next),
            _ => return None,
        };
        let time = time_of(hour, minute, second)?;
        let (zone, next) = self.zone(next);
        Some((time, zone, next))
    }

    /// "a.m." or "PM" at `at`: whether it is the afternoon, and the token after it.
    fn half_of_day(&self, at: usize) -> Option<(bool, usize)> {
        if self.word_is(at, &["am", "pm"]) {
            return Some((self.word_is(at, &["pm"]), at + 1));
        }
        let dotted = self.word_is(at, &["a", "p"]) && self.is(at + 1, '.') && self.word_is(at + 2, &["m"]);
        let end = if self.is(at + 3, '.') { at + 4 } else { at + 3 };
        dotted.then(|| (self.word_is(at, &["p"]), end))
    }

    /// The zone at `at`, if one is printed, and the token after it.
    fn zone(&self, at: usize) -> (Option<Zone>, usize) {
        let open = usize::from(self.is(at, '('));
        let at_word = at + open;
        if let Some(zone) = self.word(at_word).and_then(Zone::named) {
            let mut next = at_word + 1;
            if self.word_is(next, &["time", "standard", "daylight"]) {
                next += 1;
            }
            // "GMT+0200", "UTC+2".
            if zone == Zone::Fixed(0)
                && let Some((minutes, after)) = self.signed(next)
            {
                return (Some(Zone::Fixed(minutes)), after);
            }
            next += usize::from(open == 1 && self.is(next, ')'));
            return (Some(zone), next);
        }
        match self.signed(at).filter(|_| self.number(at + 1).is_some_and(|(_, digits)| digits >= 2)) {
            Some((minutes, next)) => (Some(Zone::Fixed(minutes)), next),
            None => (None, at),
        }
    }

    /// `-04:00`, `+0530`, `+2`, in minutes.
    fn signed(&self, at: usize) -> Option<(i16, usize)> {
        let sign = match self.sign(at)? {
            '+' => 1,
            '-' | '−' => -1,
            _ => return None,
        };
        let (value, digits) = self.number(at + 1).filter(|_| self.touches(at))?;
        let (hours, minutes, next) = match digits {
            4 => (value / 100, value % 100, at + 2),
            1 | 2 if self.is(at + 2, ':') => (value, self.number(at + 3)?.0, at + 4),
            1 | 2 => (value, 0, at + 2),
            _ => return None,
        };
        if hours > 14 || minutes > 59 {
            return None;
        }
        i16::try_from(hours * 60 + minutes).ok().map(|minutes| (sign * minutes, next))
    }
}

fn is_filler(sign: char) -> bool {
    matches!(sign, ',' | '-' | '–' | '—' | '|' | '·' | '•' | '@' | '/' | '.' | ')' | '(' | ':' | ';')
}

fn day_of(year: u32, month: u32, day: u32) -> Option<Date> {
    let year = i16::try_from(year).ok().filter(|year| YEARS.contains(year))?;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn time_of(hour: u32, minute: u32, second: u32) -> Option<Time> {
    let second = second.min(59) + u32::from(second > 60) * 60;
    Time::new(i8::try_from(hour).ok()?, i8::try_from(minute).ok()?, i8::try_from(second).ok()?, 0).ok()
}

#[cfg(test)]
#[path = "date_tests.rs"]
mod tests;
