//! The formats room: from bytes to articles.
//!
//! A format is one file (or folder) and one row of [`FORMATS`]: how it is known, what it gives, and how it
//! is read. The format is found by content first, by the name's extension second. Readers stream where they hold
//! many articles; sizes and depths are bounded; nothing is fetched, opened or written. What a reader
//! found for an article goes into a draft, which alone decides what becomes of it.

mod anpa;
mod binary;
mod byline;
mod charset;
mod clean;
mod container;
mod draft;
mod feed;
mod format;
mod glob;
mod hints;
pub(crate) mod html;
mod iptc7901;
mod json;
mod json_feed;
mod language;
mod line_reader;
mod mail;
mod markdown;
mod newsml;
mod newsml_g2;
mod ninjs;
mod nitf;
mod office;
mod paragraphs;
mod plain;
mod reading;
mod reuters;
mod source;
mod table;
mod web_archive;
mod wire_text;
mod xml;
mod xml_article;

use std::io::BufRead;

pub use format::{BadFormat, Content, FORMATS, Forced, Format, Likeness};
pub use hints::{BadMap, FieldMap, Hints, MAX_ARTICLE};
pub use reading::{Field, Found, Ignored, Item, Items, Place, Problem, Reading, Reason};
pub use source::{Head, Input, Source};

/// Reads `input`: its articles, problems, or why it is ignored; at least one item.
#[must_use]
pub fn read<'a>(input: Input<'a>, hints: &'a Hints) -> Items<'a> {
    let forced = hints.forced.format(input.name);
    read_source(Source::open(input), forced, hints)
}

/// Reads a file called `name` that lies in a container.
fn read_inside<'a>(
    name: &str,
    bytes: Box<dyn BufRead + 'a>,
    nesting: container::Nesting,
    hints: &'a Hints,
) -> Items<'a> {
    read_source(Source::open_inside(name, bytes, nesting), hints.forced.format(name), hints)
}

fn read_source<'a>(
    source: Result<Source<'a>, Problem>,
    forced: Option<&'static Format>,
    hints: &'a Hints,
) -> Items<'a> {
    let source = match source {
        Ok(source) => source,
        Err(problem) => return one(Item::Problem(problem)),
    };
    if let Some(reason) = nothing_to_read(&source.head) {
        return one(reason);
    }
    if let Some(format) = forced {
        return (format.read)(source, hints);
    }
    if source.head.extension == "gold" {
        return one(Item::Ignored(Ignored::Annotations));
    }
    let format = Format::of(&source.head);
    if format.is_none_or(|format| format.content == Content::Text) && binary::is_binary(&source.head) {
        return one(Item::Ignored(Ignored::Binary));
    }
    match format {
        Some(format) => (format.read)(source, hints),
        None => one(Item::Ignored(Ignored::Unknown)),
    }
}

fn nothing_to_read(head: &Head) -> Option<Item> {
    let blank = head.whole && head.text.chars().all(|c| c.is_whitespace() || c == '\u{feff}');
    blank.then(|| Item::Problem(Problem::new(Reason::Empty)))
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

fn one<'a>(item: Item) -> Items<'a> {
    Box::new(std::iter::once(item))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(name: &str, text: &str) -> Option<&'static str> {
        let source = Source::open(Input { name, bytes: Box::new(text.as_bytes()) }).unwrap();
        Format::of(&source.head).map(|format| format.name)
    }

    #[test]
    fn every_extension_of_the_table_is_known_by_its_name_alone() {
        for format in FORMATS {
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
