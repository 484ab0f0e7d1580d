//! Where the header ends, and which of its lines is the outlet and which the headline.
//!
//! Lines that say something for certain (dates, bylines, addresses) are anchors: all before the last of
//! them is header, and one line may stand between them that reads like prose. After the last anchor only
//! what is still missing is looked for, and prose ends the search.

use super::likeness::{is_agency, is_prose, outlet_score, title_score};
use super::line::{self, Said};
use crate::article::Date;
use crate::formats::hints::Hints;
use crate::formats::reading::Field;
use crate::text::fold;

/// Lines looked at, blank ones aside.
const LOOKED_AT: usize = 14;
/// An outlet's score from which a line is one though nothing else is left for the headline.
const PLAIN_OUTLET: u8 = 6;

/// What a header says.
#[derive(Debug, Default, PartialEq)]
pub struct Header {
    /// Fields but for dates, with their lines, from 1.
    pub fields: Vec<(Field, String, u64)>,
    /// Dates, whether each is that of a change, and their lines.
    pub dates: Vec<(Date, bool, u64)>,
    /// Whether there was a byline with a name in it.
    pub has_byline: bool,
    /// Byte at which the text begins.
    pub body: usize,
}

/// A line that is not blank.
struct HeaderLine<'t> {
    text: &'t str,
    number: u64,
    /// Byte after it.
    end: usize,
    said: Said,
}

/// Reads the header of `text`.
pub fn read(text: &str, hints: &Hints) -> Header {
    let lines = first_lines(text);
    let anchored = anchored(&lines, hints);
    let mut header = Header::default();
    let mut open: Vec<&HeaderLine<'_>> = Vec::new();
    let mut beside: Vec<(String, u64)> = Vec::new();
    for line in lines.iter().take(anchored) {
        header.body = line.end;
        if !line.said.is_anchor() {
            open.push(line);
        }
        header.dates.extend(line.said.dates.iter().map(|(date, updated)| (*date, *updated, line.number)));
        if let Some(address) = &line.said.address {
            header.fields.push((Field::Url, address.clone(), line.number));
        }
        if let Some(byline) = &line.said.byline {
            header.has_byline |= !byline.is_empty();
            header.fields.push((Field::Authors, byline.clone(), line.number));
        }
        if let Some((field, value)) = &line.said.labelled {
            header.fields.push((*field, value.clone(), line.number));
        }
        beside.extend(line.said.beside.iter().map(|rest| (rest.clone(), line.number)));
    }
    take_trailing(&lines, anchored, hints, &mut open, &mut header);
    // What a label names need not be looked for.
    let named = |header: &Header, field: Field| header.fields.iter().any(|(other, _, _)| *other == field);
    let (outlet, title) = assign(&open, hints);
    let outlet = outlet.filter(|_| !named(&header, Field::Outlet));
    let title = title.filter(|_| !named(&header, Field::Title));
    let is = |line: Option<&HeaderLine<'_>>, other: &HeaderLine<'_>| {
        line.is_some_and(|line| std::ptr::eq(line, other))
    };
    if !header.has_byline
        && let Some(agency) =
            open.iter().find(|line| is_agency(line.text) && !is(outlet, line) && !is(title, line))
    {
        header.has_byline = true;
        header.fields.push((Field::Authors, agency.text.trim().to_owned(), agency.number));
    }
    let mut beside = beside.into_iter();
    if let Some(line) = outlet {
        header.fields.push((Field::Outlet, line.text.trim().to_owned(), line.number));
    } else if !named(&header, Field::Outlet)
        && let Some((name, number)) = beside.find(|(name, _)| outlet_score(name, hints) >= 3)
    {
        header.fields.push((Field::Outlet, name, number));
    }
    if let Some(line) = title {
        header.fields.push((Field::Title, line.text.trim().to_owned(), line.number));
    } else if !named(&header, Field::Title)
        && let Some((name, number)) = beside.find(|(name, _)| name.contains(' '))
    {
        // "News at seven, 8 October 2024"
        header.fields.push((Field::Title, name, number));
    }
    header
}

fn first_lines(text: &str) -> Vec<HeaderLine<'_>> {
    let mut lines = Vec::new();
    let (mut start, mut number) = (0, 0);
    for line in text.split_inclusive('\n') {
        start += line.len();
        number += 1;
        if !line.trim().is_empty() {
            lines.push(HeaderLine { text: line, number, end: start, said: line::said(line) });
        }
        if lines.len() == LOOKED_AT {
            break;
        }
    }
    // "Source: mayor to resign" is a headline, unless other lines have labels too.
    let labels = lines.iter().filter_map(|line| line.said.labelled.as_ref().map(|(field, _)| *field));
    let alone = labels.clone().all(|field| field == Field::Outlet);
    for line in lines.iter_mut().filter(|_| alone) {
        let doubtful = matches!(&line.said.labelled, Some((Field::Outlet, _)));
        if doubtful && !line.text.trim_start().to_lowercase().starts_with("outlet") {
            line.said = Said::default();
        }
    }
    lines
}

/// Number of lines up to and with the last anchor.
fn anchored(lines: &[HeaderLine<'_>], hints: &Hints) -> usize {
    let mut last = 0;
    // Lines since the last anchor and in all that may be headline, deck or outlet.
    let (mut waiting, mut titles, mut prose, mut bylines) = (0, 0, 0, 0);
    for (at, line) in lines.iter().enumerate() {
        if line.said.is_anchor() {
            // A second byline far down is a line of the text.
            bylines += usize::from(line.said.byline.is_some());
            if bylines > 1 && prose > 0 {
                break;
            }
            (last, waiting) = (at + 1, 0);
            continue;
        }
        waiting += 1;
        let outlet = outlet_score(line.text, hints) >= PLAIN_OUTLET;
        if is_prose(line.text) {
            prose += 1;
            // Prose can only be the headline, and only if none was seen.
            if prose > 1 || titles > 0 {
                break;
            }
        }
        titles += usize::from(!outlet && (at > 0 || outlet_score(line.text, hints) < 3));
        if waiting > 3 {
            break;
        }
    }
    last
}

/// Takes the lines after the last anchor that are still header: headline and outlet, if missing.
fn take_trailing<'l, 't>(
    lines: &'l [HeaderLine<'t>],
    anchored: usize,
    hints: &Hints,
    open: &mut Vec<&'l HeaderLine<'t>>,
    header: &mut Header,
) {
    for at in anchored..lines.len() {
        let Some(line) = lines.get(at) else { return };
        let following = lines.get(at + 1);
        let (outlet, title) = assign(open, hints);
        let named = |field: Field| header.fields.iter().any(|(other, _, _)| *other == field);
        let (no_outlet, no_title) =
            (outlet.is_none() && !named(Field::Outlet), title.is_none() && !named(Field::Title));
        let score = outlet_score(line.text, hints);
        let is_outlet = no_outlet && score >= PLAIN_OUTLET;
        let repeated = following.is_some_and(|next| repeats(next.text, line.text));
        // A line that is all there is cannot be a headline above a text.
        let is_title = following.is_some() && (repeated || !is_prose(line.text));
        // A first line taken for the headline may prove to be the outlet.
        let weak_outlet =
            no_outlet && open.len() == 1 && title.is_some_and(|title| outlet_score(title.text, hints) >= 3);
        let agency = !no_title && !no_outlet && !header.has_byline && is_agency(line.text);
        if !(agency
            || is_outlet
            || (is_title && (no_title || (weak_outlet && (repeated || anchored > 0 || at == 1)))))
        {
            return;
        }
        open.push(line);
        header.body = line.end;
    }
}

/// Whether `text` begins by saying `title` again.
fn repeats(text: &str, title: &str) -> bool {
    let title = fold(title);
    title.len() >= 8 && fold(text).starts_with(&title)
}

/// Which of the open lines is the outlet and which the headline.
fn assign<'l, 't>(
    open: &[&'l HeaderLine<'t>],
    hints: &Hints,
) -> (Option<&'l HeaderLine<'t>>, Option<&'l HeaderLine<'t>>) {
    let scores: Vec<u8> = open.iter().map(|line| outlet_score(line.text, hints)).collect();
    let mut best = (0_u32, None, None);
    let count = open.len();
    for outlet in (0..count).map(Some).chain([None]) {
        let title = open.iter().enumerate().filter(|(at, _)| Some(*at) != outlet);
        // Of equally good headlines the first: a deck follows.
        let title =
            title.rev().max_by_key(|(at, line)| title_points(line, scores.get(*at).copied().unwrap_or(0)));
        let outlet_points = match outlet.and_then(|at| scores.get(at)) {
            Some(0) => continue,
            // A doubtful name must stand first, and leave a headline.
            Some(score) if *score < PLAIN_OUTLET && (outlet != Some(0) || title.is_none()) => continue,
            Some(score) => u32::from(*score) * 2,
            None => 0,
        };
        let points = outlet_points
            + title.map_or(0, |(at, line)| title_points(line, scores.get(at).copied().unwrap_or(0)));
        if points > best.0 {
            best = (points, outlet, title.map(|(at, _)| at));
        }
    }
    let line = |at: Option<usize>| at.and_then(|at| open.get(at).copied());
    (line(best.1), line(best.2))
}

fn title_points(line: &HeaderLine<'_>, outlet: u8) -> u32 {
    let points = u32::from(title_score(line.text)) * 2;
    if outlet >= PLAIN_OUTLET { points / 2 } else { points }
}
