//! ANPA 1312, the text messages of American wires: a header, lines between "^" and "<" or "=", paragraphs
//! behind a tab, and the time at the end.
//!
//! Typewriter's marks become what they stand for: ``…'' quotation marks, " _ " a dash.

use super::draft::{Candidate, Draft};
use super::format::Likeness;
use super::hints::Hints;
use super::iptc7901;
use super::reading::{Field, Ignored, Items, Place};
use super::source::{Head, Source};

const STX: char = '\u{2}';
const ETX: char = '\u{3}';

/// How much `head` looks like ANPA.
#[must_use]
pub fn sniff(head: &Head) -> Likeness {
    let start = head.text.trim_start();
    let synchronised = start.starts_with('\u{16}') && start.trim_start_matches('\u{16}').starts_with('\u{1}');
    if synchronised && head.text.contains(STX) { Likeness::Surely } else { Likeness::No }
}

/// Reads every message.
#[must_use]
pub fn read<'a>(source: Source<'a>, hints: &'a Hints) -> Items<'a> {
    Box::new(iptc7901::messages(source, hints, &|message| message.contains(STX), &draft).into_iter())
}

fn draft(message: &str) -> Result<Draft, Ignored> {
    let (_, rest) = message.split_once(STX).ok_or(Ignored::Textless)?;
    let (text, trailer) = rest.split_once(ETX).unwrap_or((rest, ""));
    let lines: Vec<&str> = text.lines().map(|line| line.trim_end_matches(['\r', ' '])).collect();
    let is_paragraph = |line: &&str| line.starts_with(['\t', ' ']) && !line.trim().is_empty();
    let first = lines.iter().position(is_paragraph);
    let header = lines.get(..first.unwrap_or(lines.len())).unwrap_or_default();
    let mut draft = Draft::default();
    let told: Vec<&str> = header.iter().map(|line| bare(line)).filter(|line| !line.is_empty()).collect();
    add_header(&mut draft, &told);
    // Tables of results are lines of the header's kind alone.
    let body = match first {
        Some(first) => paragraphs(lines.get(first..).unwrap_or_default()),
        None => told.get(1..).unwrap_or_default().join("\n"),
    };
    let value = typeset(&body);
    if !value.chars().any(char::is_alphabetic) {
        return Err(Ignored::Textless);
    }
    draft.add(Field::Outlet, iptc7901::agency(&value).unwrap_or_default(), Place::Body, 200);
    let (outlet, date) = signed(trailer);
    draft.add(Field::Outlet, &outlet, Place::Element("time at the end".into()), 100);
    draft.add(Field::Date, &date, Place::Element("time at the end".into()), 200);
    draft.text.push(Candidate { value, place: Place::Body, rank: 200 });
    Ok(draft)
}

/// The slug, then the headline, notes to editors, and the byline.
fn add_header(draft: &mut Draft, lines: &[&str]) {
    let place = |name: &'static str| Place::Element(name.into());
    let note = |line: &str| {
        let lower = line.to_ascii_lowercase();
        ["eds:", "eds.", "ap photo", "ap video", "ap graphic", "by ", "with ", "for ", "attn"]
            .iter()
            .any(|begins| lower.starts_with(begins))
    };
    if let Some(slug) = lines.first() {
        let slug = slug.rsplit_once(',').map_or(*slug, |(slug, _)| slug);
        draft.add(Field::Title, slug, place("slug"), 50);
    }
    let headline = lines.iter().skip(1).find(|line| !note(line));
    draft.add(Field::Title, headline.unwrap_or(&""), place("headline"), 200);
    let byline = lines.iter().find(|line| line.to_ascii_lowercase().starts_with("by "));
    draft.add(Field::Authors, byline.unwrap_or(&""), place("byline"), 200);
}

/// A line without the marks that it was set with.
fn bare(line: &str) -> &str {
    let line = line.trim_matches(|c: char| c.is_control() || c.is_whitespace());
    let line = line.strip_prefix('*').and_then(|line| line.split_once('<')).map_or(line, |(_, rest)| rest);
    line.trim().trim_start_matches('^').trim_end_matches(['<', '=']).trim()
}

fn paragraphs(lines: &[&str]) -> String {
    let mut text = String::new();
    for line in lines {
        let starts = line.starts_with(['\t', ' ']) || line.starts_with('^');
        let bare = bare(line);
        if bare.is_empty() {
            continue;
        }
        if !text.is_empty() {
            text.push_str(if starts { "\n\n" } else { " " });
        }
        text.push_str(bare);
    }
    text
}

/// Typewriter's marks as what they stand for, without control characters.
fn typeset(text: &str) -> String {
    let text = text.replace("``", "“").replace("''", "”").replace(" _ ", " — ");
    text.chars().filter(|c| !c.is_control() || *c == '\n').collect()
}

/// "AP" and "2016-02-10 04:23 GMT" of "AP-WF-02-10-16 0423GMT".
fn signed(trailer: &str) -> (String, String) {
    let Some(line) = trailer.lines().map(bare).find(|line| !line.is_empty()) else {
        return Default::default();
    };
    let mut parts = line.split(['-', ' ']);
    let outlet = parts.next().filter(|name| name.chars().all(|c| c.is_ascii_uppercase())).unwrap_or_default();
    let digits =
        |length: usize| move |part: &&str| part.len() == length && part.bytes().all(|b| b.is_ascii_digit());
    let numbers: Vec<&str> = parts.clone().filter(digits(2)).collect();
    let clock =
        parts.find_map(|part| part.get(..4).filter(|_| part.ends_with("GMT")).filter(|part| digits(4)(part)));
    let [month, day, year, ..] = numbers.as_slice() else { return (outlet.to_owned(), String::new()) };
    let century = if year.parse::<u8>().is_ok_and(|year| year < 70) { "20" } else { "19" };
    let clock = clock
        .and_then(|clock| clock.split_at_checked(2))
        .map(|(hour, minute)| format!("T{hour}:{minute}:00Z"));
    (outlet.to_owned(), format!("{century}{year}-{month}-{day}{}", clock.unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::super::reading::Item;
    use super::super::{Input, read};
    use super::*;

    #[test]
    fn a_message_gives_what_its_lines_say() {
        let message = "\u{16}\u{16}\u{1}z6715\u{1f}-----\r\nr z\u{13}\u{11} BC-NWA--Dam 1stLd-Writethru   02-20 0500\r\n\u{2}^BC-NWA--Dam, 1st Ld-Writethru,416< \r\n^Dam above Port Halden holds< \r\n^NWA Photo 105< \r\n^Eds: Updates.< \r\n^By ANNA KARR= \r\n^NWA Writer= \r\n\t   PORT HALDEN (NWA) _ The dam held, the mayor said. \r\n\t   ``I gave it a couple of days,'' she said.\r\n\t   \u{3}NWA-WF-02-10-16 0423GMT<\r\n\u{c}\r\n\u{4}";
        let input = Input { name: "a.tst", bytes: Box::new(message.as_bytes()) };
        let items: Vec<Item> = read(input, &Hints::default()).collect();
        let [Item::Article(reading)] = &items[..] else { panic!("{items:?}") };
        let article = &reading.article;
        assert_eq!(article.outlet.as_deref(), Some("NWA"));
        assert_eq!(article.date.map(|date| date.to_string()).as_deref(), Some("2016-02-10T04:23:00Z"));
        assert_eq!(article.title.as_deref(), Some("Dam above Port Halden holds"));
        assert_eq!(article.authors.len(), 1);
        assert_eq!(
            article.text,
            "PORT HALDEN (NWA) — The dam held, the mayor said.\n\n“I gave it a couple of days,” she said."
        );
    }

    #[test]
    fn dates_that_are_none_stay_away() {
        assert_eq!(
            signed("\rNWA-WF-02-10-16 0423GMT<"),
            ("NWA".to_owned(), "2016-02-10T04:23:00Z".to_owned())
        );
        assert_eq!(signed("<<<"), Default::default());
        assert_eq!(signed("NWA"), ("NWA".to_owned(), String::new()));
    }
}
