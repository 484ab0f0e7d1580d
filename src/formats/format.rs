//! The one table of formats: what each is called, how it is known, what it gives, and how it is read.
//!
//! A row says nothing that its reader does not do; whatever lists formats lists these rows.

use super::glob::Glob;
use super::hints::Hints;
use super::reading::{Field, Items};
use super::source::{Head, Source};
use super::{
    anpa, container, feed, html, iptc7901, json, json_feed, mail, markdown, newsml, newsml_g2, ninjs, nitf,
    office, plain, reuters, table, web_archive, xml_article,
};

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

/// What the bytes of a format are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// Text: what looks like a program or a picture is not read, whatever its name says.
    Text,
    /// Bytes that are no text, known by the first of them.
    Binary,
}

/// One format.
#[derive(Debug)]
pub struct Format {
    /// A short word for it, as in `--format-of`.
    pub key: &'static str,
    /// Its name in messages.
    pub name: &'static str,
    /// How it is known, the extension aside.
    pub known_by: &'static str,
    /// What one input of it gives.
    pub gives: &'static str,
    /// The fields that it can give, the text aside.
    pub fields: &'static [Field],
    /// Extensions its files usually have.
    pub extensions: &'static [&'static str],
    /// What its bytes are.
    pub content: Content,
    /// How much the beginning of an input looks like it.
    pub sniff: fn(&Head) -> Likeness,
    /// Reads an input.
    pub read: for<'a> fn(Source<'a>, &'a Hints) -> Items<'a>,
}

/// All fields but the text and the input's own id.
const ALL: &[Field] =
    &[Field::Outlet, Field::Date, Field::Authors, Field::Title, Field::Url, Field::Section, Field::Language];
/// What wires say.
const WIRE: &[Field] =
    &[Field::Outlet, Field::Date, Field::Authors, Field::Title, Field::Url, Field::Language];
/// What the lines above a text can say.
const HEADER: &[Field] = &[Field::Outlet, Field::Date, Field::Authors, Field::Title, Field::Url];

/// Every format that is read. Of equally likely ones the first is taken.
pub const FORMATS: &[Format] = &[
    Format {
        key: "jsonl",
        name: "JSON Lines",
        known_by: "a JSON object on each of the first two lines; standard input",
        gives: "an article a line, of a file of any size",
        fields: ALL,
        extensions: &["jsonl", "ndjson", "jsonlines", "ldjson"],
        content: Content::Text,
        sniff: json::sniff_lines,
        read: json::read_lines,
    },
    Format {
        key: "ninjs",
        name: "ninjs",
        known_by: "IPTC's keys: versioncreated, body_html, bodies, pubstatus, …",
        gives: "an article an item; items of the AP Media API and of lists too",
        fields: ALL,
        extensions: &[],
        content: Content::Text,
        sniff: ninjs::sniff,
        read: ninjs::read,
    },
    Format {
        key: "json-feed",
        name: "JSON Feed",
        known_by: "its version, an address of jsonfeed.org",
        gives: "an article an item; up to four times --max-article",
        fields: ALL,
        extensions: &[],
        content: Content::Text,
        sniff: json_feed::sniff,
        read: json_feed::read,
    },
    Format {
        key: "json",
        name: "JSON",
        known_by: "{\" or [{ at the beginning",
        gives: "an article; an array of articles of any size; an object around articles, up to four times --max-article",
        fields: ALL,
        extensions: &["json"],
        content: Content::Text,
        sniff: json::sniff_document,
        read: json::read_document,
    },
    Format {
        key: "newsml-g2",
        name: "NewsML-G2",
        known_by: "the root element: newsItem, newsMessage, packageItem, …",
        gives: "an article a news item; its text as NITF, XHTML or plain text",
        fields: ALL,
        extensions: &[],
        content: Content::Text,
        sniff: newsml_g2::sniff,
        read: newsml_g2::read,
    },
    Format {
        key: "newsml",
        name: "NewsML 1",
        known_by: "the root element NewsML",
        gives: "an article a NewsItem",
        fields: WIRE,
        extensions: &[],
        content: Content::Text,
        sniff: newsml::sniff,
        read: newsml::read,
    },
    Format {
        key: "nitf",
        name: "NITF",
        known_by: "the root element nitf",
        gives: "an article",
        fields: ALL,
        extensions: &["nitf"],
        content: Content::Text,
        sniff: nitf::sniff,
        read: nitf::read,
    },
    Format {
        key: "reuters-21578",
        name: "Reuters-21578",
        known_by: "<REUTERS elements, in XML or in the distribution's SGML",
        gives: "an article a story that has a body",
        fields: &[Field::Outlet, Field::Date, Field::Authors, Field::Title, Field::Section, Field::Language],
        extensions: &[],
        content: Content::Text,
        sniff: reuters::sniff,
        read: reuters::read,
    },
    Format {
        key: "iptc7901",
        name: "IPTC 7901",
        known_by: "its control characters: SOH at the beginning, STX before the headline",
        gives: "an article a message",
        fields: &[Field::Outlet, Field::Date, Field::Authors, Field::Title, Field::Section],
        extensions: &[],
        content: Content::Binary,
        sniff: iptc7901::sniff,
        read: iptc7901::read,
    },
    Format {
        key: "anpa",
        name: "ANPA 1312",
        known_by: "its control characters: SYN and SOH at the beginning",
        gives: "an article a message",
        fields: &[Field::Outlet, Field::Date, Field::Authors, Field::Title],
        extensions: &[],
        content: Content::Binary,
        sniff: anpa::sniff,
        read: anpa::read,
    },
    Format {
        key: "wxr",
        name: "WordPress export",
        known_by: "an RSS feed that names wordpress.org/export",
        gives: "an article a published post or page, of a file of any size",
        fields: ALL,
        extensions: &[],
        content: Content::Text,
        sniff: feed::sniff_wxr,
        read: feed::read,
    },
    Format {
        key: "rss",
        name: "RSS",
        known_by: "the root element rss or rdf:RDF",
        gives: "an article an item: its whole text, else its description",
        fields: ALL,
        extensions: &["rss", "rdf"],
        content: Content::Text,
        sniff: feed::sniff_rss,
        read: feed::read,
    },
    Format {
        key: "atom",
        name: "Atom",
        known_by: "the root element feed or entry",
        gives: "an article an entry: its content, else its summary",
        fields: ALL,
        extensions: &["atom"],
        content: Content::Text,
        sniff: feed::sniff_atom,
        read: feed::read,
    },
    Format {
        key: "csv",
        name: "CSV and TSV",
        known_by: "a header that names a text and other fields, behind commas, semicolons, tabs or bars",
        gives: "an article a row, of a file of any size",
        fields: ALL,
        extensions: &["csv", "tsv", "tab", "psv"],
        content: Content::Text,
        sniff: table::sniff,
        read: table::read,
    },
    Format {
        key: "mhtml",
        name: "MHTML",
        known_by: "a message that a browser saved; Content-Location",
        gives: "an article a page",
        fields: ALL,
        extensions: &["mhtml", "mht"],
        content: Content::Text,
        sniff: mail::sniff_mhtml,
        read: mail::read_mhtml,
    },
    Format {
        key: "mail",
        name: "e-mail",
        known_by: "headers of the post: Received, Message-ID, MIME-Version, …",
        gives: "an article: its text, else its page",
        fields: HEADER,
        extensions: &["eml"],
        content: Content::Text,
        sniff: mail::sniff_message,
        read: mail::read_message,
    },
    Format {
        key: "mbox",
        name: "mailbox",
        known_by: "a line From … before the headers of the post",
        gives: "an article a message, of a file of any size",
        fields: HEADER,
        extensions: &["mbox"],
        content: Content::Text,
        sniff: mail::sniff_mbox,
        read: mail::read_mbox,
    },
    Format {
        key: "warc",
        name: "WARC",
        known_by: "its first bytes, WARC/",
        gives: "an article a page that was fetched whole; gzip, Brotli, chunks",
        fields: ALL,
        extensions: &["warc"],
        content: Content::Binary,
        sniff: web_archive::sniff,
        read: web_archive::read,
    },
    Format {
        key: "html",
        name: "HTML",
        known_by: "<!doctype html> or <html",
        gives: "an article a page",
        fields: ALL,
        extensions: &["html", "htm", "xhtml", "shtml"],
        content: Content::Text,
        sniff: html::sniff,
        read: html::read,
    },
    Format {
        key: "xml",
        name: "XML",
        known_by: "an XML declaration; elements named as keys of JSON",
        gives: "an article, or an article an element of a list; up to four times --max-article",
        fields: ALL,
        extensions: &["xml"],
        content: Content::Text,
        sniff: xml_article::sniff,
        read: xml_article::read,
    },
    Format {
        key: "docx",
        name: "DOCX",
        known_by: "a zip archive with word/document.xml in it",
        gives: "an article, or an article a document of Nexis Uni, LexisNexis and Factiva",
        fields: ALL,
        extensions: &["docx"],
        content: Content::Binary,
        sniff: office::sniff_docx,
        read: office::read_docx,
    },
    Format {
        key: "rtf",
        name: "RTF",
        known_by: "{\\rtf at the beginning",
        gives: "an article, or an article a document of Nexis Uni, LexisNexis and Factiva",
        fields: ALL,
        extensions: &["rtf"],
        content: Content::Text,
        sniff: office::sniff_rtf,
        read: office::read_rtf,
    },
    Format {
        key: "gzip",
        name: "gzip",
        known_by: "its first bytes",
        gives: "what is in it, of any size",
        fields: &[],
        extensions: &["gz", "tgz", "gzip"],
        content: Content::Binary,
        sniff: container::sniff_gzip,
        read: container::read_gzip,
    },
    Format {
        key: "zstd",
        name: "Zstandard",
        known_by: "its first bytes",
        gives: "what is in it, of any size",
        fields: &[],
        extensions: &["zst", "zstd", "tzst"],
        content: Content::Binary,
        sniff: container::sniff_zstd,
        read: container::read_zstd,
    },
    Format {
        key: "zip",
        name: "zip",
        known_by: "its first bytes",
        gives: "what its files give, numbered through; web archives (WACZ) too",
        fields: &[],
        extensions: &["zip", "wacz"],
        content: Content::Binary,
        sniff: container::sniff_zip,
        read: container::read_zip,
    },
    Format {
        key: "tar",
        name: "tar",
        known_by: "its first header",
        gives: "what its files give, numbered through",
        fields: &[],
        extensions: &["tar"],
        content: Content::Binary,
        sniff: container::sniff_tar,
        read: container::read_tar,
    },
    Format {
        key: "markdown",
        name: "Markdown",
        known_by: "YAML front matter",
        gives: "an article",
        fields: ALL,
        extensions: &["md", "markdown", "mdown", "mkd"],
        content: Content::Text,
        sniff: markdown::sniff,
        read: markdown::read,
    },
    Format {
        key: "text",
        name: "plain text",
        known_by: "a name without extension",
        gives: "an article",
        fields: HEADER,
        extensions: &["txt", "text"],
        content: Content::Text,
        sniff: plain::sniff,
        read: plain::read,
    },
];

impl Format {
    /// The format that `head` looks most like.
    #[must_use]
    pub fn of(head: &Head) -> Option<&'static Self> {
        let liked = FORMATS.iter().map(|format| {
            let named = format.extensions.contains(&head.extension.as_str());
            let likeness = (format.sniff)(head);
            (if named { likeness.max(Likeness::Perhaps) } else { likeness }, format)
        });
        let liked = liked.filter(|(likeness, _)| *likeness > Likeness::No);
        // `max_by_key` takes the last of equals.
        liked.rev().max_by_key(|(likeness, _)| *likeness).map(|(_, format)| format)
    }

    /// The format called `name`, by its short word or its name, case aside.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        let same = |other: &str| other.eq_ignore_ascii_case(name.trim());
        FORMATS.iter().find(|format| same(format.key) || same(format.name))
    }
}

/// Formats that the caller says files have, by their names.
#[derive(Clone, Debug, Default)]
pub struct Forced {
    rules: Vec<(Glob, &'static Format)>,
}

impl Forced {
    /// Adds `GLOB=NAME`.
    ///
    /// # Errors
    /// Where there is no `=`, no pattern, or no such format.
    pub fn add(&mut self, pair: &str) -> Result<(), BadFormat> {
        let bad = || BadFormat(pair.to_owned());
        let (glob, name) = pair.rsplit_once('=').ok_or_else(bad)?;
        let format = Format::named(name).ok_or_else(bad)?;
        if glob.trim().is_empty() {
            return Err(bad());
        }
        self.rules.push((Glob::new(glob.trim()), format));
        Ok(())
    }

    /// The format that the input called `name` was said to have; of several the one said last.
    #[must_use]
    pub fn format(&self, name: &str) -> Option<&'static Format> {
        self.rules.iter().rev().find(|(glob, _)| glob.matches(name)).map(|(_, format)| *format)
    }
}

/// A format for files that cannot be understood.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a format for files: \"{0}\"; write GLOB=NAME, NAME one of those that `onrecord formats` lists")]
pub struct BadFormat(String);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_is_found_by_its_word_and_its_name() {
        for format in FORMATS {
            assert_eq!(Format::named(format.key).map(|found| found.key), Some(format.key));
            assert_eq!(Format::named(&format.name.to_uppercase()).map(|found| found.key), Some(format.key));
            assert!(format.key.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'));
        }
    }

    #[test]
    fn what_was_said_last_of_a_name_holds() {
        let mut forced = Forced::default();
        assert_eq!(forced.add("*.dat=jsonl"), Ok(()));
        assert_eq!(forced.add("wire/*.dat=Plain Text"), Ok(()));
        let key = |name: &str| forced.format(name).map(|format| format.key);
        assert_eq!(key("a.dat"), Some("jsonl"));
        assert_eq!(key("in/wire/a.dat"), Some("text"));
        assert_eq!(key("a.txt"), None);
        for bad in ["*.dat", "=json", "*.dat=flac"] {
            assert_eq!(Forced::default().add(bad), Err(BadFormat(bad.to_owned())), "{bad}");
        }
    }
}
