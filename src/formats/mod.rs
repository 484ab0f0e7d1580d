//! The formats room: from bytes to articles.
//!
//! A format is one file (or folder) and one row of [`FORMATS`]: how it is known and how it is read. The
//! format is found by content first, by the name's extension second. Readers stream where they hold
//! many articles; sizes and depths are bounded; nothing is fetched, opened or written. What a reader
//! found for an article goes into a draft, which alone decides what becomes of it.

mod binary;
mod byline;
mod charset;
mod clean;
mod draft;
mod hints;
pub(crate) mod html;
mod json;
mod language;
mod line_reader;
mod markdown;
mod plain;
mod reading;
mod source;

pub use hints::{BadMap, FieldMap, Hints, MAX_ARTICLE};
pub use reading::{Field, Found, Ignored, Item, Items, Place, Problem, Reading, Reason};
pub use source::{Head, Input, Source};

/// How much the beginning of an input looks like a format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// It is something else.
    No,
    /// It can be read so if nothing better is found.
    Perhaps,
    /// It looks like it.
    Likely,
    /// Its content says so.
    Surely,
}

/// One format.
pub struct Format {
    /// Its name in messages.
    pub name: &'static str,
    /// What one input of it gives.
    pub gives: &'static str,
    /// Extensions its files usually have.
    pub extensions: &'static [&'static str],
    /// How much the beginning of an input looks like it.
    pub sniff: fn(&Head) -> Likeness,
    /// Reads an input.
    pub read: for<'a> fn(Source<'a>, &'a Hints) -> Items<'a>,
}

/// Every format that is read. Of equally likely ones the first is taken.
pub const FORMATS: [Format; 5] = [
    Format {
        name: "JSON Lines",
        gives: "an article a line",
        extensions: &["jsonl", "ndjson", "jsonlines", "ldjson"],
        sniff: json::sniff_lines,
        read: json::read_lines,
    },
    Format {
        name: "JSON",
        gives: "an article, or an array of articles",
        extensions: &["json"],
        sniff: json::sniff_document,
        read: json::read_document,
    },
    Format {
        name: "HTML",
        gives: "an article",
        extensions: &["html", "htm", "xhtml", "shtml"],
        sniff: html::sniff,
        read: html::read,
    },
    Format {
        name: "Markdown",
        gives: "an article",
        extensions: &["md", "markdown", "mdown", "mkd"],
        sniff: markdown::sniff,
        read: markdown::read,
    },
    Format {
        name: "plain text",
        gives: "an article",
        extensions: &["txt", "text"],
        sniff: plain::sniff,
        read: plain::read,
    },
];

/// Reads `input`: its articles, problems, or why it is ignored; at least one item.
#[must_use]
pub fn read<'a>(input: Input<'a>, hints: &'a Hints) -> Items<'a> {
    let source = match Source::open(input) {
        Ok(source) => source,
        Err(problem) => return one(Item::Problem(problem)),
    };
    let head = &source.head;
    if head.whole && head.text.chars().all(|c| c.is_whitespace() || c == '\u{feff}') {
        return one(Item::Problem(Problem::new(Reason::Empty)));
    }
    if head.extension == "gold" {
        return one(Item::Ignored(Ignored::Annotations));
    }
    if binary::is_binary(head) {
        return one(Item::Ignored(Ignored::Binary));
    }
    match format_of(head) {
        Some(format) => (format.read)(source, hints),
        None => one(Item::Ignored(Ignored::Unknown)),
    }
}

/// Reads `input` as JSON Lines, whatever it looks like: every line that is not blank gives an item, in
/// order, with its line number, as soon as the line has come. This is what a filter needs.
#[must_use]
pub fn read_lines<'a>(input: Input<'a>, hints: &'a Hints) -> Items<'a> {
    match Source::begin(input) {
        Ok(source) => json::every_line(source, hints),
        Err(problem) => one(Item::Problem(problem)),
    }
}

/// The format that `head` looks most like.
#[must_use]
pub fn format_of(head: &Head) -> Option<&'static Format> {
    let liked = FORMATS.iter().map(|format| ((format.sniff)(head), format));
    let liked = liked.filter(|(likeness, _)| *likeness > Likeness::No);
    // `max_by_key` takes the last of equals.
    liked.rev().max_by_key(|(likeness, _)| *likeness).map(|(_, format)| format)
}

fn one<'a>(item: Item) -> Items<'a> {
    Box::new(std::iter::once(item))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(name: &str, text: &str) -> Option<&'static str> {
        let source = Source::open(Input { name, bytes: Box::new(text.as_bytes()) }).unwrap();
        format_of(&source.head).map(|format| format.name)
    }

    #[test]
    fn every_extension_of_the_table_is_known_by_its_name_alone() {
        for format in &FORMATS {
            for extension in format.extensions {
                assert_eq!(known(&format!("a.{extension}"), "It held."), Some(format.name), "{extension}");
            }
        }
        for name in ["a.rs", "a.toml", "a.css"] {
            assert_eq!(known(name, "It held."), None, "{name}");
        }
    }

    #[test]
    fn content_goes_before_the_name() {
        for (name, text, expected) in [
            ("a.txt", "<!DOCTYPE html><html><p>x</p>", "HTML"),
            ("a.json", "{\"text\":\"a\"}\n{\"text\":\"b\"}\n", "JSON Lines"),
            ("a", "{\"text\":\"a\"}", "JSON"),
            ("-", "{\"text\":\"a\"}", "JSON Lines"),
            ("a.txt", "---\ntitle: Dam\n---\nIt held.", "Markdown"),
            ("a.txt", "{sic} It held.", "plain text"),
        ] {
            assert_eq!(known(name, text), Some(expected), "{name} {text}");
        }
    }
}
