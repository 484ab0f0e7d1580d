//! One line of a header: what it says for certain (a date, a byline, an address), and how much it looks
//! like an outlet, a headline or prose.

use super::super::byline;
use super::super::draft::from_moment;
use super::super::hints::Hints;
use crate::article::Date;
use crate::text::date;
use crate::text::fold;

/// Longest line that can be part of a header, in bytes.
const LONGEST: usize = 600;

/// Words around a date on a date line.
const LABELS: [&str; 31] = [
    "published",
    "posted",
    "updated",
    "last",
    "modified",
    "first",
    "date",
    "dated",
    "released",
    "release",
    "filed",
    "created",
    "corrected",
    "amended",
    "on",
    "at",
    "as",
    "originally",
    "edited",
    "publication",
    "time",
    "local",
    "uhr",
    "am",
    "um",
    "le",
    "el",
    "il",
    "min",
    "read",
    "issued",
];
/// Words that say that a date is not that of publication.
const CHANGES: [&str; 8] =
    ["updated", "update", "modified", "corrected", "amended", "edited", "revised", "aktualisiert"];
/// Words that begin a headline or sentence after "By", never a name.
const NO_NAME: [&str; 14] = [
    "the", "a", "an", "all", "any", "now", "then", "contrast", "law", "far", "way", "accident", "design",
    "his",
];
/// Lower-case words that occur in bylines.
const IN_BYLINES: [&str; 30] = [
    "and",
    "in",
    "for",
    "with",
    "de",
    "del",
    "der",
    "den",
    "la",
    "le",
    "van",
    "von",
    "di",
    "da",
    "dos",
    "al",
    "bin",
    "ibn",
    "el",
    "of",
    "the",
    "at",
    "to",
    "staff",
    "writer",
    "reporter",
    "correspondent",
    "special",
    "editor",
    "y",
];
/// Words of which outlets' names are made.
const OUTLET_WORDS: [&str; 52] = [
    "times",
    "post",
    "news",
    "ledger",
    "herald",
    "journal",
    "journalism",
    "tribune",
    "gazette",
    "press",
    "today",
    "daily",
    "weekly",
    "guardian",
    "telegraph",
    "observer",
    "chronicle",
    "courier",
    "star",
    "sun",
    "mirror",
    "standard",
    "globe",
    "mail",
    "wire",
    "agency",
    "reuters",
    "bloomberg",
    "politico",
    "axios",
    "cnn",
    "bbc",
    "npr",
    "dispatch",
    "bulletin",
    "examiner",
    "inquirer",
    "enquirer",
    "sentinel",
    "argus",
    "record",
    "register",
    "review",
    "monitor",
    "magazine",
    "network",
    "broadcasting",
    "radio",
    "tv",
    "report",
    "zeitung",
    "afp",
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
    /// What else stands beside a date: it may be an outlet.
    pub beside: Option<String>,
    /// Handles, e-mail, "3 min read": a header's line that says nothing.
    pub filler: bool,
}

impl Said {
    /// Whether the line is part of a header for certain.
    #[must_use]
    pub fn is_anchor(&self) -> bool {
        !self.dates.is_empty() || self.byline.is_some() || self.address.is_some() || self.filler
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
    let labelled = line.split_once(' ').filter(|(label, _)| {
        matches!(
            label.to_lowercase().trim_end_matches(':'),
            "url" | "link" | "source" | "address" | "permalink" | "from"
        )
    });
    let address = labelled.map_or(line, |(_, rest)| rest.trim());
    let web = address.starts_with("http://") || address.starts_with("https://");
    (web && !address.contains(char::is_whitespace)).then_some(address)
}

fn is_filler(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    let lower = line.to_lowercase();
    let single = words.len() == 1;
    let mail = single && line.contains('@');
    let minutes = words.len() <= 4
        && (lower.ends_with("min read") || lower.ends_with("minute read") || lower.ends_with("minutes read"));
    let role = words.len() <= 4
        && !lower.starts_with("by ")
        && !words.is_empty()
        && ["staff writer", "staff reporter", "staff writers", "political correspondent", "senior reporter"]
            .iter()
            .any(|role| lower == *role);
    let buttons = [
        "share",
        "save",
        "print",
        "listen",
        "comments",
        "advertisement",
        "email",
        "tweet",
        "share this",
        "listen to this article",
        "copy link",
    ];
    mail || minutes || role || buttons.contains(&lower.as_str())
}

/// Notes the dates of `line` if it is a date line; gives what stands beside them.
fn dates(line: &str, said: &mut Said) -> Option<String> {
    let found = date::find_all(line);
    if found.is_empty() {
        return None;
    }
    let mut beside = String::new();
    let mut at = 0;
    let mut dates = Vec::new();
    for (moment, span) in &found {
        let before = line.get(at..span.start).unwrap_or("");
        let change = before
            .split(|c: char| !c.is_alphanumeric())
            .any(|word| CHANGES.contains(&word.to_lowercase().as_str()));
        dates.push((from_moment(*moment), change));
        beside.push_str(before);
        beside.push('|');
        at = span.end;
    }
    beside.push_str(line.get(at..).unwrap_or(""));
    // Pieces beside the dates; a date in the middle of a sentence is no date line.
    let mut rest: Vec<String> = Vec::new();
    let count = beside.split('|').count();
    for (number, piece) in beside.split('|').enumerate() {
        let words: Vec<&str> = piece.split_whitespace().filter(|word| !is_label(word)).collect();
        let piece_trimmed = piece.trim();
        let last = number + 1 == count;
        let joined = words.is_empty()
            || piece_trimmed.ends_with([',', '-', '–', '—', ':', '•', '·', '/', '('])
            || (last && piece_trimmed.starts_with([',', '-', '–', '—', ':', '•', '·', '/', ')', '.', '(']))
            || line.contains(['|', '•', '·'])
            || byline_of(piece_trimmed).is_some();
        if !joined {
            return None;
        }
        let kept = words.join(" ");
        let kept =
            kept.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '"' | '“' | ')' | '.' | '!'));
        if !kept.is_empty() {
            rest.push(kept.to_owned());
        }
    }
    if rest.iter().map(|piece| piece.split(' ').count()).sum::<usize>() > 9 {
        return None;
    }
    said.dates = dates;
    Some(rest.join(" | "))
}

fn is_label(word: &str) -> bool {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    bare.is_empty()
        || LABELS.contains(&bare.as_str())
        || CHANGES.contains(&bare.as_str())
        || bare.bytes().all(|b| b.is_ascii_digit())
}

/// The names after "By", if `line` is a byline; empty where it names nobody.
fn byline_of(line: &str) -> Option<String> {
    let first = line.split(['|', '•', '·']).next().unwrap_or("").trim();
    let Some(names) = byline::opening(line) else { return role_byline(first) };
    if names.trim_matches(|c: char| !c.is_alphanumeric()).is_empty() {
        return Some(String::new());
    }
    let sentence = names.split(". ").next().unwrap_or("");
    let first = sentence.split([' ', ',']).next().unwrap_or("");
    if NO_NAME.contains(&first)
        || (NO_NAME.contains(&first.to_lowercase().as_str()) && !names.to_lowercase().contains("board"))
    {
        return None;
    }
    let lower = sentence
        .split([' ', ','])
        .filter(|word| {
            word.chars().next().is_some_and(char::is_lowercase)
                && !IN_BYLINES.contains(word)
                && !word.contains('@')
        })
        .count();
    let contributed = sentence.contains("contribut") || sentence.contains("reported");
    (lower <= 1 || (contributed && lower <= 4)).then(|| names.to_owned())
}

/// "Anna Karr, Staff Writer": a byline without "By".
fn role_byline(line: &str) -> Option<String> {
    let (name, role) = line.rsplit_once(", ")?;
    let role = role.to_lowercase();
    let known = [
        "staff writer",
        "staff reporter",
        "correspondent",
        "reporter",
        "columnist",
        "political editor",
        "political correspondent",
    ];
    let name_like = (2..=4).contains(&name.split(' ').count())
        && name.split(' ').all(|word| word.chars().next().is_some_and(char::is_uppercase));
    (name_like && known.contains(&role.as_str())).then(|| name.to_owned())
}

/// How much `line` looks like an outlet's name: 0 not at all, 9 beyond doubt.
#[must_use]
pub fn outlet_score(line: &str, hints: &Hints) -> u8 {
    let line = line.trim();
    let words: Vec<&str> = line.split_whitespace().collect();
    if words.is_empty()
        || words.len() > 7
        || line.ends_with(['.', '?', '!', ':', ','])
        || line.contains(['"', '“', '?', ';'])
    {
        return 0;
    }
    let folded = fold(line);
    let told = [hints.outlet.as_deref(), hints.folder.as_deref()];
    if told.into_iter().flatten().any(|told| fold(&told.replace('_', " ")) == folded) {
        return 9;
    }
    let joined: String = folded.chars().filter(|c| !c.is_whitespace()).collect();
    let joined = joined.strip_prefix("the").unwrap_or(&joined);
    let known =
        ["com", "org", "co.uk"].iter().any(|top| hints.outlets.name(&format!("{joined}.{top}")).is_some());
    if is_domain(line) || known {
        return 8;
    }
    let capital = |word: &&str| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        bare.is_empty()
            || bare.chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit())
            || matches!(*word, "of" | "and" | "the" | "on" | "de" | "&")
    };
    if !words.iter().all(capital) {
        return 0;
    }
    let outlet_word = |word: &&str| OUTLET_WORDS.contains(&word.to_lowercase().as_str());
    let ends = words.last().is_some_and(&outlet_word)
        || (words.len() <= 4 && words.first().is_some_and(&outlet_word));
    let the = words.first().is_some_and(|word| word.eq_ignore_ascii_case("the"));
    match (words.len(), ends) {
        (1..=5, true) => 6 + u8::from(the),
        (1..=2, false) => 3,
        (3, false) => 2 + u8::from(the),
        (4, false) => 1 + u8::from(the),
        _ => 0,
    }
}

fn is_domain(line: &str) -> bool {
    let Some((before, top)) = line.rsplit_once('.') else { return false };
    !before.is_empty()
        && line.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-'))
        && (2..=10).contains(&top.len())
        && top.chars().all(|c| c.is_ascii_lowercase())
        && line.len() >= 5
}

/// Whether `line` is prose rather than a headline: a sentence that ends, or one too long to head anything.
#[must_use]
pub fn is_prose(line: &str) -> bool {
    let line = line.trim();
    let words = line.split_whitespace().count();
    if words > 45 || line.len() > 350 {
        return true;
    }
    // "WASHINGTON (AP) —", "PORT HALDEN, Aug. 3 —"
    if let Some((place, _)) = line.split_once([')', '—', '–']).filter(|_| words > 12) {
        let name: String = place.chars().take_while(|c| !matches!(c, ',' | '(')).collect();
        let capitals =
            name.chars().filter(|c| c.is_alphabetic()).count() >= 3 && !name.chars().any(char::is_lowercase);
        if capitals && name.len() <= 40 {
            return true;
        }
    }
    let bare = line.trim_end_matches(['"', '”', '’', '\'', ')', '»']);
    if bare.ends_with(':') && words > 8 {
        return true;
    }
    if !bare.ends_with(['.', '…']) || words < 3 {
        return words > 30 && bare.ends_with(['?', '!']);
    }
    // "in N.Y.", "Vale Jr."
    let last = bare.trim_end_matches('.').rsplit(' ').next().unwrap_or("");
    let abbreviation =
        last.contains('.') || matches!(last, "Jr" | "Sr" | "Inc" | "Co" | "Corp" | "Ltd" | "No" | "St");
    !abbreviation
}

/// How much `line` looks like a headline.
#[must_use]
pub fn title_score(line: &str) -> u8 {
    let words = line.split_whitespace().count();
    let words = u8::try_from(words.min(8)).unwrap_or(8);
    words.saturating_sub(if is_prose(line) { 3 } else { 0 }) + 1
}
