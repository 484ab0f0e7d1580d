//! One line of a header: what it says for certain. A date, a byline, an address or a label makes it part
//! of the header; how much a line looks like an outlet or a headline is judged elsewhere.

use super::likeness::is_outlet_word;
use super::words::among;
use crate::article::Date;
use crate::formats::byline;
use crate::formats::draft::from_moment;
use crate::formats::reading::Field;
use crate::text::date;

/// Longest line that can be part of a header, in bytes.
const LONGEST: usize = 600;

/// Words around a date on a date line.
const LABELS: &str = "published posted updated last modified first date dated released release filed created corrected \
    amended on at as originally edited publication time local uhr am um le el il min read issued sent";
/// Words that say that a date is not that of publication.
const CHANGES: &str = "updated update modified corrected amended edited revised aktualisiert";
/// Words that begin a headline or sentence after "By", never a name.
const NO_NAME: &str = "the a an all any now then contrast law far way accident design his";
/// Lower-case words that occur in bylines.
const IN_BYLINES: &str = "and in for with de del der den la le van von di da dos al bin ibn el of the at to staff writer \
    reporter correspondent special editor y";
/// Roles after a name without "By".
const ROLES: &str = "writer reporter correspondent editor columnist";
/// What stands alone on a line and says nothing of the article.
const BUTTONS: [&str; 16] = [
    "share",
    "save",
    "print",
    "listen",
    "comments",
    "advertisement",
    "email",
    "tweet",
    "share this",
    "copy link",
    "listen to this article",
    "urgent",
    "breaking",
    "exclusive",
    "staff writer",
    "staff writers",
];
/// Labels of lines, and the fields they name.
const LABELLED: [(&str, Option<Field>); 20] = [
    ("subject", Some(Field::Title)),
    ("title", Some(Field::Title)),
    ("headline", Some(Field::Title)),
    ("outlet", Some(Field::Outlet)),
    ("publication", Some(Field::Outlet)),
    ("newspaper", Some(Field::Outlet)),
    ("publisher", Some(Field::Outlet)),
    ("from", Some(Field::Outlet)),
    ("source", Some(Field::Outlet)),
    ("section", Some(Field::Section)),
    ("language", Some(Field::Language)),
    ("to", None),
    ("cc", None),
    ("reply-to", None),
    ("message-id", None),
    ("content-type", None),
    ("mime-version", None),
    ("tags", None),
    ("keywords", None),
    ("load-date", None),
];

/// What a line says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Said {
    /// Dates, each with whether it is that of a change.
    pub dates: Vec<(Date, bool)>,
    /// The byline, which may name nobody.
    pub byline: Option<String>,
    /// An address of the article.
    pub address: Option<String>,
    /// A field that the line names before a colon.
    pub labelled: Option<(Field, String)>,
    /// What else stands beside a date: it may be an outlet.
    pub beside: Option<String>,
    /// Handles, e-mail, "3 min read": a header's line that says nothing.
    pub filler: bool,
}

impl Said {
    /// Whether the line is part of a header for certain.
    #[must_use]
    pub fn is_anchor(&self) -> bool {
        !self.dates.is_empty()
            || self.byline.is_some()
            || self.address.is_some()
            || self.labelled.is_some()
            || self.filler
    }
}

/// What `line` says for certain.
#[must_use]
pub fn said(line: &str) -> Said {
    let line = line.trim();
    let mut said = Said::default();
    if line.len() > LONGEST {
        return said;
    }
    if let Some(address) = address(line) {
        said.address = Some(address.to_owned());
        return said;
    }
    if let Some((field, value)) = labelled(line) {
        said.filler = field.is_none();
        said.labelled = field.map(|field| (field, value.to_owned()));
        return said;
    }
    if is_filler(line) {
        said.filler = true;
        return said;
    }
    let rest = dates(line, &mut said);
    let rest = rest.as_deref().unwrap_or(line);
    if let Some(byline) = byline_of(rest) {
        said.byline = Some(byline);
    } else if !said.dates.is_empty() && !rest.is_empty() {
        said.beside = Some(rest.to_owned());
    }
    said
}

fn address(line: &str) -> Option<&str> {
    let labelled = line
        .split_once(' ')
        .filter(|(label, _)| among("url link source address permalink from", label.trim_end_matches(':')));
    let address = labelled.map_or(line, |(_, rest)| rest.trim());
    let web = address.starts_with("http://") || address.starts_with("https://");
    (web && !address.contains(char::is_whitespace)).then_some(address)
}

fn labelled(line: &str) -> Option<(Option<Field>, &str)> {
    let (label, value) = line.split_once(": ")?;
    let (_, field) = LABELLED.iter().find(|(name, _)| name.eq_ignore_ascii_case(label.trim()))?;
    // "Northern Wire <desk@nwa.example>"
    let value = if *field == Some(Field::Outlet) { value.split('<').next().unwrap_or("") } else { value };
    Some((*field, value.trim().trim_matches('"')))
}

fn is_filler(line: &str) -> bool {
    let lower = line.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    let mail = words.len() == 1 && line.contains('@');
    let read =
        words.len() <= 4 && words.last() == Some(&"read") && words.iter().any(|word| word.starts_with("min"));
    // "NWA-1142 r w": the slug of a wire story.
    let slug = words.len() <= 4
        && line.split(' ').next().is_some_and(|first| {
            let upper = first.chars().filter(char::is_ascii_uppercase).count();
            upper >= 2
                && first.contains('-')
                && first.bytes().filter(u8::is_ascii_digit).count() >= 2
                && !first.chars().any(|c| c.is_ascii_lowercase())
        });
    mail || read || slug || BUTTONS.contains(&lower.trim_end_matches([':', '!']))
}

/// Notes the dates of `line` if it is a date line; gives what stands beside them.
fn dates(line: &str, said: &mut Said) -> Option<String> {
    let found = date::find_all(line);
    let mut pieces: Vec<&str> = Vec::new();
    let mut dates = Vec::new();
    let mut at = 0;
    for (moment, span) in &found {
        let before = line.get(at..span.start).unwrap_or("");
        let change = before.split(|c: char| !c.is_alphanumeric()).any(|word| among(CHANGES, word));
        dates.push((from_moment(*moment), change));
        pieces.push(before);
        at = span.end;
    }
    let behind = line.get(at..).filter(|_| !found.is_empty())?;
    let separated = line.contains(['|', '•', '·']);
    let joined = |piece: &str, last: bool| {
        let edge = |c: char| matches!(c, ',' | '-' | '–' | '—' | ':' | '•' | '·' | '/' | '(' | ')' | '.');
        separated
            || without_labels(piece).is_empty()
            || if last { piece.trim().starts_with(edge) } else { piece.trim().ends_with(edge) }
            || byline_of(piece.trim()).is_some()
    };
    // "PORT HALDEN, May 8, 2026 (NWA) - The dam …" begins a text.
    let town = pieces.first().is_some_and(|piece| {
        piece.chars().filter(|c| c.is_uppercase()).count() >= 3 && !piece.chars().any(char::is_lowercase)
    });
    if town && behind.split_whitespace().count() > 3 && behind.contains(['-', '—', '–']) {
        return None;
    }
    // A date in the middle of a sentence makes no date line.
    if !pieces.iter().all(|piece| joined(piece, false)) || !joined(behind, true) {
        return None;
    }
    pieces.push(behind);
    let rest: Vec<String> = pieces
        .into_iter()
        .flat_map(|piece| piece.split('|'))
        .map(without_labels)
        .filter(|rest| !rest.is_empty())
        .collect();
    if rest.iter().map(|piece| piece.split(' ').count()).sum::<usize>() > 9 {
        return None;
    }
    said.dates = dates;
    Some(rest.join(" | "))
}

/// `piece` without the words that only say what a date is, and without marks at its edges.
fn without_labels(piece: &str) -> String {
    let mut words: Vec<&str> = piece.split_whitespace().collect();
    let is_label = |word: &&&str| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        bare.is_empty()
            || among(LABELS, bare)
            || among(CHANGES, bare)
            || bare.bytes().all(|b| b.is_ascii_digit())
    };
    let front = words.iter().take_while(is_label).count();
    words.drain(..front);
    let back = words.iter().rev().take_while(is_label).count();
    words.truncate(words.len() - back);
    let kept = words.join(" ");
    // "(PST)" loses both its parentheses or none.
    let kept = if kept.contains('(') { kept } else { kept.replace(')', "") };
    kept.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '"' | '“' | ')' | '.' | '!')).to_owned()
}

/// The names after "By", if `line` is a byline; empty where it names nobody.
fn byline_of(line: &str) -> Option<String> {
    let Some(names) = byline::opening(line) else {
        return role_byline(line.split(['|', '•', '·']).next().unwrap_or("").trim());
    };
    if names.trim_matches(|c: char| !c.is_alphanumeric()).is_empty() {
        return Some(String::new());
    }
    let sentence = names.split(". ").next().unwrap_or("");
    let words: Vec<&str> = sentence.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    // "By the numbers" begins a headline; "By The Harbor Ledger" and "By the Editorial Board" do not.
    let body = words.last().is_some_and(|last| is_outlet_word(last) || last.eq_ignore_ascii_case("board"));
    if words.first().is_some_and(|first| among(NO_NAME, first)) && !(body && words.len() <= 6) {
        return None;
    }
    let lower = |word: &&&str| {
        word.chars().next().is_some_and(char::is_lowercase) && !among(IN_BYLINES, word) && !word.contains('@')
    };
    let lower = words.iter().filter(lower).count();
    let contributed = sentence.contains("contribut") || sentence.contains("reported");
    (lower <= 1 || (contributed && lower <= 4)).then(|| names.to_owned())
}

/// "Anna Karr, courts correspondent" and "Anna Karr, in Port Halden": bylines without "By".
fn role_byline(line: &str) -> Option<String> {
    let (name, role) = line.split_once(", ")?;
    let words: Vec<&str> = role.split(' ').collect();
    let role = words.len() <= 4 && words.last().is_some_and(|last| among(ROLES, last));
    let place = words.len() <= 5 && words.first() == Some(&"in") && !line.ends_with('.');
    let name_like = (2..=4).contains(&name.split(' ').count())
        && name.split(' ').all(|word| word.chars().next().is_some_and(char::is_uppercase));
    (name_like && (role || place)).then(|| name.to_owned())
}
