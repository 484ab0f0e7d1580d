//! Speakers, outlets and figures as aligned tables for a terminal.

use std::io::{self, Write};

use super::rich::{Rich, Side};
use super::style::{BOLD, DIM, Look, PLAIN};
use super::terminal::human_date;
use crate::article::Date;
use crate::query::{Group, Grouping, Groups, Stats};

/// Columns between two columns.
const GAP: usize = 2;
/// A column of text is not made narrower than this.
const NARROWEST: usize = 8;

/// Speakers or outlets with their counts: what `speakers` and `outlets` print.
///
/// # Errors
/// Where `out` cannot be written.
pub fn groups(out: &mut dyn Write, by: Grouping, found: &Groups, look: Look) -> io::Result<()> {
    let groups = &found.groups;
    let (table, one, many) = match by {
        Grouping::Speaker => (speakers(groups), "speaker", "speakers"),
        Grouping::Outlet => (outlets(groups), "outlet", "outlets"),
    };
    if !groups.is_empty() {
        table.write(out, look)?;
        writeln!(out)?;
    }
    let shown = u64::try_from(groups.len()).unwrap_or(u64::MAX);
    let total = match found.total {
        0 => format!("no {many} found"),
        1 => format!("1 {one}"),
        number if shown < number => {
            format!("{shown} of {number} {many}, most statements first; -n 0 shows all")
        }
        number => format!("{number} {many}"),
    };
    Rich::of(&total, BOLD).write(out, 0, look.columns(), look)
}

fn speakers(groups: &[Group]) -> Table {
    let mut table = Table::new(&[
        ("speaker", Side::Left),
        ("role", Side::Left),
        ("statements", Side::Right),
        ("outlets", Side::Left),
        ("dates", Side::Left),
    ]);
    for group in groups {
        let kind = group.kind.unwrap_or_default().name();
        let role = group.roles.first().map_or(kind, |(role, _)| role.as_str());
        let outlets: Vec<&str> = group.outlets.iter().map(|(name, _)| name.as_str()).collect();
        table.row(vec![
            Rich::of(&group.name, BOLD),
            Rich::of(role, DIM),
            Rich::of(&group.statements.to_string(), PLAIN),
            Rich::of(&outlets.join(", "), PLAIN),
            Rich::of(&dates(group.first, group.last), DIM),
        ]);
    }
    table
}

fn outlets(groups: &[Group]) -> Table {
    let mut table = Table::new(&[
        ("outlet", Side::Left),
        ("articles", Side::Right),
        ("statements", Side::Right),
        ("dates", Side::Left),
    ]);
    for group in groups {
        let name = if group.name.is_empty() { "(none)" } else { &group.name };
        table.row(vec![
            Rich::of(name, BOLD),
            Rich::of(&group.articles.to_string(), PLAIN),
            Rich::of(&group.statements.to_string(), PLAIN),
            Rich::of(&dates(group.first, group.last), DIM),
        ]);
    }
    table
}

/// Versions of the extractor, as a person reads them.
#[derive(Clone, Debug, Default)]
pub struct Extractors {
    /// Those that made what an index holds.
    pub made: Vec<String>,
    /// Whether one of them is older than this program's.
    pub older: bool,
    /// This program's.
    pub current: u32,
}

/// What an index holds, a line a figure.
///
/// # Errors
/// Where `out` cannot be written.
pub fn stats(out: &mut dyn Write, stats: &Stats, extractors: &Extractors, look: Look) -> io::Result<()> {
    let mut articles = grouped(stats.articles);
    if stats.undated > 0 {
        articles.push_str(&format!(" ({} without a date)", grouped(stats.undated)));
    }
    let mut statements = grouped(stats.statements);
    if stats.unextracted > 0 {
        let plural = if stats.unextracted == 1 { "article was" } else { "articles were" };
        statements.push_str(&format!(" ({} {plural} ingested without)", grouped(stats.unextracted)));
    }
    let Extractors { made, older, current } = extractors;
    let extractor = match (made.is_empty(), older) {
        (true, _) => format!("version {current}, not used yet"),
        (false, false) => format!("version {}", made.join(", ")),
        (false, true) => {
            format!("version {}; this onrecord has {current}: onrecord rebuild reads anew", made.join(", "))
        }
    };
    let lines = [
        ("articles", articles),
        ("statements", statements),
        ("speakers", grouped(stats.speakers)),
        ("outlets", grouped(stats.outlets)),
        ("dates", dates(stats.first, stats.last)),
        ("text", bytes(stats.text_bytes)),
        ("index", bytes(stats.index_bytes)),
        ("files", grouped(stats.files)),
        ("extractor", extractor),
    ];
    for (name, value) in lines {
        Rich::of(name, DIM).write_cell(out, 12, Side::Left, look.colour)?;
        Rich::of(&value, PLAIN).write_cell(out, 0, Side::Left, look.colour)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

/// "2 Mar 2026 – 4 Apr 2026", one day alone, or "no dates".
fn dates(first: Option<Date>, last: Option<Date>) -> String {
    match (first, last) {
        (None, None) => "no dates".to_owned(),
        (Some(first), Some(last)) if first.day() != last.day() => {
            format!("{} – {}", human_date(Some(first)), human_date(Some(last)))
        }
        (first, last) => human_date(first.or(last)),
    }
}

/// 1234567 as "1,234,567".
pub(super) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// "640 bytes", "12.5 MB".
fn bytes(number: u64) -> String {
    let units = [(1_000_000_000, "GB"), (1_000_000, "MB"), (1_000, "kB")];
    match units.iter().find(|(unit, _)| number >= *unit) {
        None => format!("{number} bytes"),
        Some((unit, name)) => format!("{}.{} {name}", number / unit, number % unit * 10 / unit),
    }
}

/// Columns of text and numbers, as wide as what stands in them.
pub(super) struct Table {
    sides: Vec<Side>,
    rows: Vec<Vec<Rich>>,
}

impl Table {
    /// A table under these names.
    pub(super) fn new(columns: &[(&str, Side)]) -> Self {
        let header = columns.iter().map(|(name, _)| Rich::of(name, DIM)).collect();
        Self { sides: columns.iter().map(|(_, side)| *side).collect(), rows: vec![header] }
    }

    pub(super) fn row(&mut self, cells: Vec<Rich>) {
        self.rows.push(cells);
    }

    /// The widths of the columns, the widest of text made narrower until the table fits.
    fn widths(&self, columns: usize) -> Vec<usize> {
        let mut widths = vec![0; self.sides.len()];
        for row in &self.rows {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = (*width).max(cell.width());
            }
        }
        let room = columns.saturating_sub(GAP * widths.len().saturating_sub(1));
        let mut excess = widths.iter().sum::<usize>().saturating_sub(room);
        // The last column, the dates, only where the others cannot give any more.
        for from_all in [false, true] {
            let columns = widths.len().saturating_sub(usize::from(!from_all));
            while excess > 0 {
                let texts = widths.iter_mut().zip(&self.sides).take(columns);
                let texts = texts.filter(|(_, side)| **side == Side::Left);
                let Some((widest, _)) = texts.max_by_key(|(width, _)| **width) else { break };
                if *widest <= NARROWEST {
                    break;
                }
                *widest -= 1;
                excess -= 1;
            }
        }
        widths
    }

    pub(super) fn write(self, out: &mut dyn Write, look: Look) -> io::Result<()> {
        let widths = self.widths(look.columns());
        for row in self.rows {
            let last = row.len().saturating_sub(1);
            for (at, ((cell, width), side)) in row.into_iter().zip(&widths).zip(&self.sides).enumerate() {
                // No spaces at the end of a line.
                let columns = if at == last && *side == Side::Left {
                    0
                } else {
                    *width + (GAP * usize::from(at < last))
                };
                let cell = cell.cut(*width);
                match side {
                    Side::Left => cell.write_cell(out, columns, Side::Left, look.colour)?,
                    Side::Right => {
                        cell.write_cell(out, *width, Side::Right, look.colour)?;
                        write!(out, "{:gap$}", "", gap = GAP * usize::from(at < last))?;
                    }
                }
            }
            out.write_all(b"\n")?;
        }
        Ok(())
    }
}
