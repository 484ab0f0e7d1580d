//! IPTC 7901, the text messages that agencies have sent since the teleprinter: a header line, a slug, a
//! headline up to "=", the text, and the time at the end, set apart by control characters.
//!
//! A file may hold several messages. Notebooks for editors are no text of the article.

use super::draft::{Candidate, Draft};
use super::format::Likeness;
use super::hints::Hints;
use super::reading::{Field, Ignored, Item, Items, Place, Problem, Reason};
use super::source::{Head, Source};
use super::{charset, wire_text};

const SOH: char = '\u{1}';
const STX: char = '\u{2}';
const ETX: char = '\u{3}';
/// A file may be this many times as long as an article.
const FILE: usize = 4;
/// Categories of messages to newsrooms, not to readers.
const SERVICE: [&str; 2] = ["rs", "adv"];

/// How much `head` looks like IPTC 7901.
#[must_use]
pub fn sniff(head: &Head) -> Likeness {
    let starts = head.text.trim_start().starts_with(SOH);
    if starts && head.text.contains(STX) { Likeness::Surely } else { Likeness::No }
}

/// Reads every message.
#[must_use]
pub fn read<'a>(source: Source<'a>, hints: &'a Hints) -> Items<'a> {
    Box::new(messages(source, hints, &|message| message.contains(STX), &draft).into_iter())
}

/// The messages of a file, each beginning with SOH, as `draft` reads them.
pub fn messages(
    source: Source<'_>,
    hints: &Hints,
    wanted: &dyn Fn(&str) -> bool,
    draft: &dyn Fn(&str) -> Result<Draft, Ignored>,
) -> Vec<Item> {
    let bytes = source.bytes(hints.max_article.saturating_mul(FILE));
    // What is no Unicode is Latin: a name with one accent is too little to tell it by.
    let text = match bytes.and_then(|bytes| charset::decode(bytes, Some("windows-1252"))) {
        Ok(text) => text,
        Err(problem) => return vec![Item::Problem(problem)],
    };
    let messages: Vec<&str> = text.split(SOH).skip(1).filter(|message| wanted(message)).collect();
    if messages.is_empty() {
        return vec![Item::Ignored(Ignored::Textless)];
    }
    let many = messages.len() > 1;
    let items = (1_u64..).zip(messages).map(|(number, message)| {
        let record = many.then_some(number);
        match draft(message) {
            Ok(draft) if draft.text.iter().any(|text| text.value.len() > hints.max_article) => {
                Item::Problem(Problem::new(Reason::TooLong(hints.max_article)).at(record, None))
            }
            Ok(draft) => Draft { record, ..draft }.finish(hints),
            Err(reason) if many => Item::IgnoredPart { part: number.to_string(), reason },
            Err(reason) => Item::Ignored(reason),
        }
    });
    items.collect()
}

fn draft(message: &str) -> Result<Draft, Ignored> {
    let (header, rest) = message.split_once(STX).ok_or(Ignored::Textless)?;
    let (text, trailer) = rest.split_once(ETX).unwrap_or((rest, ""));
    let codes: Vec<&str> = header.lines().next().unwrap_or_default().split_whitespace().collect();
    if codes.get(2).is_some_and(|category| SERVICE.contains(category)) {
        return Err(Ignored::Textless);
    }
    let (headline, body) = match text.split_once('=') {
        Some((headline, body)) if headline.lines().count() <= 4 => (headline, body),
        _ => ("", text),
    };
    let (body, notes) = without_notes(body);
    let value = wire_text::joined(body);
    if !value.chars().any(char::is_alphabetic) {
        return Err(Ignored::Textless);
    }
    let mut draft = Draft::default();
    draft.add(Field::Title, &title(headline), Place::Element("headline".into()), 200);
    draft.add(Field::Outlet, agency(&value).unwrap_or_default(), Place::Body, 200);
    let service = codes.iter().rev().find(|code| code.chars().all(char::is_alphabetic));
    draft.add(Field::Outlet, service.unwrap_or(&""), Place::Line(1), 100);
    draft.add(Field::Date, &sent(trailer).unwrap_or_default(), Place::Element("time at the end".into()), 200);
    let slug = header.lines().map(str::trim).rfind(|line| line.ends_with('/'));
    let slug = slug.unwrap_or_default().trim_end_matches('/');
    draft.add(Field::Section, slug, Place::Element("slug".into()), 50);
    draft.add(Field::Authors, reporters(notes).unwrap_or_default(), Place::Element("notebook".into()), 100);
    draft.text.push(Candidate { value, place: Place::Body, rank: 200 });
    Ok(draft)
}

/// The headline without marks of urgency on lines of their own: "EXTRA", "(Achtung)".
fn title(headline: &str) -> String {
    let lines = headline.lines().map(str::trim).filter(|line| !line.is_empty());
    let mark = |line: &&str| {
        let bare = line.trim_matches(['(', ')', '*', ' ']);
        !bare.contains(' ') && (bare.len() < line.len() || bare.chars().all(|c| c.is_uppercase()))
    };
    let title: Vec<&str> = lines.skip_while(mark).collect();
    title.join(" ")
}

/// The text, and what follows it for editors: notebooks, and lines of initials after the agency's name.
fn without_notes(body: &str) -> (&str, &str) {
    let mut at = 0;
    for line in body.split_inclusive('\n') {
        let bare = line.trim();
        if bare.starts_with("# ") || bare.starts_with("* * *") || is_signature(bare) {
            return (body.get(..at).unwrap_or(body), body.get(at..).unwrap_or_default());
        }
        at += line.len();
    }
    (body, "")
}

/// "dpa wsz jln npr": an agency and the signs of those who wrote and edited.
fn is_signature(line: &str) -> bool {
    let words: Vec<&str> = line.split(' ').collect();
    let sign = |word: &str| (2..=4).contains(&word.len()) && word.chars().all(|c| c.is_ascii_lowercase());
    words.len() >= 2
        && words.len() <= 8
        && words.iter().all(|word| sign(word))
        && line.len() < 40
        && matches!(words.first(), Some(&("dpa" | "afp" | "apa" | "sda" | "ats" | "pap" | "ctk" | "anp")))
}

/// "dpa" of "Berlin (dpa) - …".
pub fn agency(text: &str) -> Option<&str> {
    let first = text.get(..text.floor_char_boundary(120))?;
    let (before, rest) = first.split_once('(')?;
    let (name, after) = rest.split_once(')')?;
    let short = name.len() <= 20 && name.split(' ').count() <= 3 && !name.is_empty();
    let dash = after.trim_start().starts_with(['-', '_', '–', '—']);
    (short && dash && before.len() <= 80 && before.starts_with(char::is_uppercase)).then_some(name)
}

/// "2013-11-13T11:37:00Z" of "131137 GMT Nov 13": day, hour and minute, then month and year.
fn sent(trailer: &str) -> Option<String> {
    let line = trailer.lines().find(|line| !line.trim().is_empty())?;
    let words: Vec<&str> = line.split_whitespace().collect();
    let [clock, "GMT" | "UTC", month, year, ..] = words.as_slice() else { return None };
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if clock.len() != 6 || !digits(clock) || year.len() != 2 || !digits(year) {
        return None;
    }
    let (day, hour, minute) = (clock.get(..2)?, clock.get(2..4)?, clock.get(4..)?);
    let century = if year.parse::<u8>().ok()? < 70 { "20" } else { "19" };
    Some(format!("{day} {month} {century}{year} {hour}:{minute} GMT"))
}

fn reporters(notes: &str) -> Option<&str> {
    let line = notes.lines().map(|line| line.trim().trim_start_matches(['-', ' ']));
    line.filter_map(|line| line.strip_prefix("Reporting by:")).map(str::trim).next()
}

#[cfg(test)]
mod tests {
    use super::super::{Input, read};
    use super::*;

    const MESSAGE: &str = "\u{1}nwa062 4 i 211 nwacc   nwa 061\r\n\r\nMarlovia-dam/\r\n\u{2}EXTRA\r\nDam above Port Halden holds, mayor says =\r\n\r\n   Port Halden (nwa) - The dam above Port Halden held through the\r\nnight, the mayor said on Wednesday.\r\n\r\n   \"One cannot yet say if it's going to hold,\" Anna Karr told nwa.\r\n\r\n# nwa NOTEBOOK\r\n\r\n- Reporting by: Tom Vale\r\n\u{3}131137 GMT Nov 13 \r\n\u{7f}\u{4}";

    fn items(text: &str) -> Vec<Item> {
        read(Input { name: "a.txt", bytes: Box::new(text.as_bytes()) }, &Hints::default()).collect()
    }

    #[test]
    fn a_message_gives_what_its_parts_say() {
        let items = items(MESSAGE);
        let [Item::Article(reading)] = &items[..] else { panic!("{items:?}") };
        let article = &reading.article;
        assert_eq!(article.outlet.as_deref(), Some("nwa"));
        assert_eq!(article.date.map(|date| date.to_string()).as_deref(), Some("2013-11-13T11:37:00Z"));
        assert_eq!(article.title.as_deref(), Some("Dam above Port Halden holds, mayor says"));
        assert_eq!(article.authors, ["Tom Vale"]);
        assert_eq!(
            article.text,
            "Port Halden (nwa) - The dam above Port Halden held through the night, the mayor said on Wednesday.\n\n\"One cannot yet say if it's going to hold,\" Anna Karr told nwa."
        );
    }

    #[test]
    fn several_messages_are_several_records_and_service_is_ignored() {
        let service = "\u{1}nwa1 4 rs 46  nwa 0027\r\nImpressum/\r\n\u{2}Impressum =\r\ncopyright by nwa\r\n\u{3}242200 GMT Jun 17\r\n";
        let both = items(&format!("{MESSAGE}\r\n{service}"));
        assert!(
            matches!(&both[..], [Item::Article(reading), Item::IgnoredPart { .. }] if reading.record == Some(1))
        );
        assert_eq!(items(service), [Item::Ignored(Ignored::Textless)]);
    }

    #[test]
    fn what_is_cut_off_or_senseless_ends_quietly() {
        for text in [
            "\u{1}\u{2}",
            "\u{1}a\u{2}=\u{3}",
            &"\u{1}\u{2}".repeat(10_000),
            "\u{1}x\u{2}It held =\r\nIt held",
        ] {
            assert!(!items(text).is_empty(), "{text:?}");
        }
        assert_eq!(sent("991137 GMT Nov 13").as_deref(), Some("99 Nov 2013 11:37 GMT"));
        assert_eq!(sent("131137 GMT"), None);
    }
}
