//! Many articles in one document, as the archives of the press export them: where each begins and ends, and
//! which of its lines say what.
//!
//! Nexis Uni ends an article with "End of Document" and marks its text with "Body"; LexisNexis begins one
//! with "3 of 50 DOCUMENTS" and has labels in capitals; Factiva ends one with "Document HLED0000…" and may
//! label lines with two letters.

use crate::formats::draft::{Candidate, Draft, read_date};
use crate::formats::reading::{Field, Place};

/// Lines above a text that may belong to its header.
const HEADER: usize = 25;

/// The articles in `paragraphs`; none where they are no export.
pub fn drafts(paragraphs: &[String]) -> Vec<Draft> {
    let mut drafts = Vec::new();
    let mut article: Vec<&str> = Vec::new();
    let mut ended = false;
    for line in paragraphs.iter().flat_map(|paragraph| paragraph.split('\n')) {
        let line = line.trim();
        if line.is_empty() {
            continue;
        }
        if is_start(line) {
            drafts.extend(draft(&article).filter(|_| ended));
            article.clear();
            ended = true;
        } else if is_end(line) {
            drafts.extend(draft(&article));
            article.clear();
            ended = false;
        } else {
            article.push(line);
        }
    }
    // After the last end there are only the marks of the whole document.
    if ended {
        drafts.extend(draft(&article));
    }
    drafts
}

/// "3 of 50 DOCUMENTS".
fn is_start(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    let number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    matches!(words.as_slice(), [a, "of", b, "DOCUMENTS"] if number(a) && number(b))
}

/// "End of Document", or "Document HLED000020241008ekaa0001l".
fn is_end(line: &str) -> bool {
    if line.eq_ignore_ascii_case("end of document") {
        return true;
    }
    let code = line.strip_prefix("AN ").unwrap_or(line).trim().strip_prefix("Document ").map(str::trim);
    code.is_some_and(|code| {
        let digits = code.bytes().filter(u8::is_ascii_digit).count();
        (18..=32).contains(&code.len())
            && digits >= 10
            && code.bytes().all(|byte| byte.is_ascii_alphanumeric())
    })
}

/// Labels of lines and what they hold; `None` is passed over.
const LABELS: [(&str, Option<Field>); 14] = [
    ("byline", Some(Field::Authors)),
    ("section", Some(Field::Section)),
    ("language", Some(Field::Language)),
    ("url", Some(Field::Url)),
    ("headline", Some(Field::Title)),
    ("length", None),
    ("dateline", None),
    ("load-date", None),
    ("copyright", None),
    ("graphic", None),
    ("publication-type", None),
    ("subject", None),
    ("highlight", None),
    ("series", None),
];
/// Factiva's labels.
const CODES: [(&str, Option<Field>); 20] = [
    ("HD", Some(Field::Title)),
    ("BY", Some(Field::Authors)),
    ("PD", Some(Field::Date)),
    ("SN", Some(Field::Outlet)),
    ("LA", Some(Field::Language)),
    ("SE", Some(Field::Section)),
    ("WC", None),
    ("ET", None),
    ("SC", None),
    ("PG", None),
    ("CY", None),
    ("VOL", None),
    ("ED", None),
    ("CO", None),
    ("IN", None),
    ("NS", None),
    ("RE", None),
    ("IPD", None),
    ("PUB", None),
    ("CLM", None),
];

fn draft(lines: &[&str]) -> Option<Draft> {
    if lines
        .iter()
        .any(|line| *line == "LP" || *line == "TD" || line.starts_with("LP ") || line.starts_with("TD "))
    {
        return Some(coded(lines));
    }
    let mut draft = Draft::default();
    let body = body_start(lines)?;
    let (header, rest) = lines.split_at_checked(body)?;
    add_header(&mut draft, header);
    let end = rest.iter().position(|line| is_tail(line)).unwrap_or(rest.len());
    for line in rest.get(end..).unwrap_or_default() {
        if let Some((field, value)) = labelled(line) {
            add(&mut draft, field, value, 100);
        }
    }
    push_text(&mut draft, rest.get(..end).unwrap_or_default());
    Some(draft)
}

/// The line on which the text begins: behind "Body", or behind the last line that only a header has.
fn body_start(lines: &[&str]) -> Option<usize> {
    let marked =
        lines.iter().take(200).position(|line| line.eq_ignore_ascii_case("body") || *line == "BODY:");
    if let Some(at) = marked {
        return Some(at + 1);
    }
    let header = lines.iter().take(HEADER).take_while(|line| !is_tail(line)).enumerate();
    let last = header
        .filter(|(_, line)| labelled(line).is_some() || is_copyright(line) || is_words(line))
        .map(|(at, _)| at)
        .last();
    last.map(|at| at + 1)
}

/// "512 words", "Length: 512 words".
fn is_words(line: &str) -> bool {
    line.split_once(' ').is_some_and(|(number, rest)| {
        rest == "words" && number.bytes().all(|byte| byte.is_ascii_digit() || byte == b',')
    })
}

fn is_copyright(line: &str) -> bool {
    let lower = line.to_lowercase();
    line.len() < 200
        && (lower.starts_with("copyright ") || lower.starts_with("(c) ") || lower.starts_with("© "))
}

/// What comes behind a text: labels of the archive.
fn is_tail(line: &str) -> bool {
    matches!(line, "Classification" | "Graphic" | "Notes")
        || [
            "Load-Date:",
            "LOAD-DATE:",
            "LANGUAGE:",
            "PUBLICATION-TYPE:",
            "GRAPHIC:",
            "SUBJECT:",
            "Language: ",
        ]
        .iter()
        .any(|label| line.starts_with(label))
}

/// The field and value of a line with a label.
fn labelled(line: &str) -> Option<(Option<Field>, &str)> {
    let (label, value) = line.split_once(':')?;
    let label = label.trim().to_lowercase();
    LABELS.iter().find(|(other, _)| *other == label).map(|(_, field)| (*field, value.trim()))
}

/// Title, outlet and date stand above all, one a line; Factiva has a byline and a number of words between.
fn add_header(draft: &mut Draft, header: &[&str]) {
    let mut bare: Vec<&str> = Vec::new();
    for line in header {
        if let Some((field, value)) = labelled(line) {
            add(draft, field, value, 200);
        } else if line.to_lowercase().starts_with("by ") && line.len() < 150 {
            add(draft, Some(Field::Authors), line, 190);
        } else if read_date(date_part(line)).is_some() && line.len() < 60 {
            add(draft, Some(Field::Date), date_part(line), 200);
            bare.push("");
        } else if !is_copyright(line)
            && !is_words(line)
            && !line.eq_ignore_ascii_case("body")
            && *line != "BODY:"
        {
            bare.push(line);
        }
    }
    let before: Vec<&str> = bare.iter().take_while(|line| !line.is_empty()).copied().collect();
    let after: Vec<&str> = bare
        .iter()
        .skip_while(|line| !line.is_empty())
        .skip(1)
        .filter(|line| !line.is_empty())
        .copied()
        .collect();
    match (before.as_slice(), after.as_slice()) {
        // Nexis Uni: title, outlet, date.
        ([title, outlet, ..], _) => {
            add(draft, Some(Field::Title), title, 190);
            add(draft, Some(Field::Outlet), outlet, 190);
        }
        // LexisNexis: outlet, date, title. Factiva: title, date, outlet.
        ([only], [other, ..]) if draft.title.is_empty() && factiva(header) => {
            add(draft, Some(Field::Title), only, 190);
            add(draft, Some(Field::Outlet), other, 190);
        }
        ([only], others) => {
            add(draft, Some(Field::Outlet), only, 190);
            add(draft, Some(Field::Title), others.first().unwrap_or(&""), 190);
        }
        ([], others) => add(draft, Some(Field::Title), others.first().unwrap_or(&""), 100),
    }
}

fn factiva(header: &[&str]) -> bool {
    header.iter().any(|line| is_words(line))
}

/// "October 8, 2024" of "October 8, 2024 Tuesday 4:15 PM GMT".
fn date_part(line: &str) -> &str {
    let days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    let end = days.iter().filter_map(|day| line.find(day)).filter(|at| *at > 0).min().unwrap_or(line.len());
    line.get(..end).unwrap_or(line).trim()
}

/// Factiva's lines with two letters before them.
fn coded(lines: &[&str]) -> Draft {
    let mut draft = Draft::default();
    let mut text: Vec<&str> = Vec::new();
    let mut inside: Option<Option<Field>> = None;
    let mut in_text = false;
    for line in lines {
        let (code, value) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        if matches!(code, "LP" | "TD") {
            (in_text, inside) = (true, None);
            text.extend(Some(value.trim()).filter(|value| !value.is_empty()));
        } else if let Some((_, field)) = CODES.iter().find(|(other, _)| *other == code) {
            (in_text, inside) = (false, Some(*field));
            add(&mut draft, *field, value.trim(), 200);
        } else if in_text {
            text.push(line);
        } else if let Some(field) = inside {
            add(&mut draft, field, line, 150);
        }
    }
    push_text(&mut draft, &text);
    draft
}

fn push_text(draft: &mut Draft, lines: &[&str]) {
    let value = super::super::clean::clean(lines.join("\n\n"));
    draft.text.push(Candidate { value, place: Place::Body, rank: 200 });
}

fn add(draft: &mut Draft, field: Option<Field>, value: &str, rank: u8) {
    let Some(field) = field else { return };
    let value = match field {
        // "ENGLISH" is "en"; "NEWS; Pg. A1" is "NEWS".
        Field::Language => language(value),
        Field::Section => value.split(';').next().unwrap_or(value),
        _ => value,
    };
    draft.add(field, value, Place::Element(field.name().into()), rank);
}

fn language(name: &str) -> &str {
    let known = [
        ("english", "en"),
        ("french", "fr"),
        ("german", "de"),
        ("spanish", "es"),
        ("italian", "it"),
        ("portuguese", "pt"),
        ("dutch", "nl"),
    ];
    let lower = name.to_lowercase();
    known.iter().find(|(full, _)| lower.starts_with(full)).map_or("", |(_, tag)| tag)
}
