//! Timelines: a bar a period for the terminal, rows of CSV, JSON.

use std::io::{self, Write};

use serde::Serialize;

use super::rich::{Rich, Side};
use super::style::{BOLD, DIM, Look, PLAIN};
use super::table::{Table, grouped};
use super::{csv, json};
use crate::query::{Bar, Note, Target, Timeline};

/// The longest bar, in columns.
const LONGEST: usize = 48;
/// The columns that everything but bars and names takes.
const BESIDE: usize = 24;

/// A line a period: its first day, how many matches, a bar, and how many of each name.
///
/// # Errors
/// Where `out` cannot be written.
pub fn text(out: &mut dyn Write, found: &Timeline, target: Target, look: Look) -> io::Result<()> {
    let names = &found.names;
    let most = found.bars.iter().map(|bar| bar.count).max().unwrap_or(0);
    let room = look.columns().saturating_sub(BESIDE + names.len() * 14);
    let longest = room.clamp(8, LONGEST);
    let counted = things(target, 2);
    let mut columns = vec![(found.period.name(), Side::Left), (counted, Side::Right), ("", Side::Left)];
    columns.extend(names.iter().map(|name| (name.as_str(), Side::Right)));
    let mut table = Table::new(&columns);
    for bar in &found.bars {
        let mut cells = vec![
            Rich::of(&found.period.label(bar.start), PLAIN),
            Rich::of(&grouped(bar.count), BOLD),
            Rich::of(&blocks(bar.count, most, longest), PLAIN),
        ];
        cells.extend(bar.parts.iter().map(|part| match part {
            0 => Rich::of("·", DIM),
            part => Rich::of(&grouped(*part), PLAIN),
        }));
        table.row(cells);
    }
    if !found.bars.is_empty() {
        table.write(out, look)?;
        writeln!(out)?;
    }
    Rich::of(&summary(found, target), BOLD).write(out, 0, look.columns(), look)
}

/// "12 articles by week; 3 more without a date".
fn summary(found: &Timeline, target: Target) -> String {
    let dated = found.total - found.undated;
    if found.total == 0 {
        return format!("no {} found", things(target, 2));
    }
    let mut told = format!("{} {} by {}", grouped(dated), things(target, dated), found.period.name());
    if found.undated > 0 {
        told.push_str(&format!("; {} more without a date", grouped(found.undated)));
    }
    told
}

const fn things(target: Target, count: u64) -> &'static str {
    match (target, count) {
        (Target::Articles, 1) => "article",
        (Target::Articles, _) => "articles",
        (Target::Statements, 1) => "statement",
        (Target::Statements, _) => "statements",
    }
}

/// A bar of block characters, to an eighth of a column; something for anything.
fn blocks(count: u64, most: u64, longest: usize) -> String {
    const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    let longest = u64::try_from(longest).unwrap_or(u64::MAX);
    let eighths = (count * longest * 8).div_ceil(most.max(1));
    let part = usize::try_from(eighths % 8).ok().and_then(|part| EIGHTHS.get(part));
    let whole = usize::try_from(eighths / 8).unwrap_or(0);
    "█".repeat(whole) + part.unwrap_or(&"")
}

/// A header and a row a period: its first day, how many matches, how many of each name.
///
/// # Errors
/// Where `out` cannot be written.
pub fn rows(out: &mut dyn Write, found: &Timeline, target: Target) -> io::Result<()> {
    let header =
        [found.period.name(), things(target, 2)].into_iter().chain(found.names.iter().map(String::as_str));
    csv::row(out, header)?;
    for bar in &found.bars {
        let counts: Vec<String> = [bar.count].iter().chain(&bar.parts).map(ToString::to_string).collect();
        let label = found.period.label(bar.start);
        csv::row(out, std::iter::once(label.as_str()).chain(counts.iter().map(String::as_str)))?;
    }
    Ok(())
}

#[derive(Serialize)]
struct TimelineJson<'a> {
    by: &'static str,
    total: u64,
    undated: u64,
    names: &'a [String],
    periods: Vec<BarJson<'a>>,
    notes: Vec<&'a str>,
}

#[derive(Serialize)]
struct BarJson<'a> {
    start: String,
    count: u64,
    parts: &'a [u64],
}

impl<'a> BarJson<'a> {
    fn new(bar: &'a Bar) -> Self {
        Self { start: bar.start.to_string(), count: bar.count, parts: &bar.parts }
    }
}

/// `{"by", "total", "undated", "names", "periods": [{"start", "count", "parts"}], "notes"}`; parts are of
/// the names, in their order.
///
/// # Errors
/// Where `out` cannot be written.
pub fn document(out: &mut dyn Write, found: &Timeline, notes: &[Note]) -> io::Result<()> {
    let document = TimelineJson {
        by: found.period.name(),
        total: found.total,
        undated: found.undated,
        names: &found.names,
        periods: found.bars.iter().map(BarJson::new).collect(),
        notes: notes.iter().map(|note| note.text.as_str()).collect(),
    };
    json::line(out, &document)
}

/// A period a line, as `periods` holds them.
///
/// # Errors
/// Where `out` cannot be written.
pub fn lines(out: &mut dyn Write, found: &Timeline) -> io::Result<()> {
    found.bars.iter().try_for_each(|bar| json::line(out, &BarJson::new(bar)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_as_long_as_they_should_be() {
        assert_eq!(blocks(8, 8, 4), "████");
        assert_eq!(blocks(3, 8, 4), "█▌");
        assert_eq!(blocks(1, 1_000_000, 4), "▏");
        assert_eq!(blocks(0, 8, 4), "");
        assert_eq!(blocks(0, 0, 4), "");
    }
}
