//! What reading gives: articles with where each field came from, problems, and what no reader wants.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use crate::article::Article;

/// What one step of reading gives.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// An article.
    Article(Box<Reading>),
    /// Something that looks like an article but cannot be read: it is *skipped*.
    Problem(Problem),
    /// The whole input is what no reader wants: it is *ignored*.
    Ignored(Ignored),
    /// So is a part of it: a picture among articles, a file in an archive.
    IgnoredPart {
        /// Which: the record's number from 1, or the name in the archive.
        part: String,
        /// Why.
        reason: Ignored,
    },
}

/// The items of one input, read as they are asked for.
pub type Items<'a> = Box<dyn Iterator<Item = Item> + 'a>;

/// An article, and how it was understood.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// The article.
    pub article: Article,
    /// Its number in an input of many, from 1; `None` where the input is one article.
    pub record: Option<u64>,
    /// Where each known field came from, in the order of [`Field::ALL`].
    pub found: Vec<Found>,
    /// The input's own "id", as it was.
    pub given_id: Option<serde_json::Value>,
}

/// A field of an article, as it can be named in `--map`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each is the field of that name")]
pub enum Field {
    Outlet,
    Date,
    Authors,
    Title,
    Url,
    Section,
    Language,
    Text,
    Id,
}

impl Field {
    /// Every field.
    pub const ALL: [Self; 9] = [
        Self::Outlet,
        Self::Date,
        Self::Authors,
        Self::Title,
        Self::Url,
        Self::Section,
        Self::Language,
        Self::Text,
        Self::Id,
    ];

    /// The word for it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Outlet => "outlet",
            Self::Date => "date",
            Self::Authors => "authors",
            Self::Title => "title",
            Self::Url => "url",
            Self::Section => "section",
            Self::Language => "language",
            Self::Text => "text",
            Self::Id => "id",
        }
    }
}

impl FromStr for Field {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        let name = if name == "author" { "authors" } else { name };
        Self::ALL.into_iter().find(|field| field.name() == name).ok_or(())
    }
}

/// Where in the input a value was found.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// A line, from 1.
    Line(u64),
    /// A key of JSON or of YAML front matter.
    Key(Cow<'static, str>),
    /// A `<meta>` element, by its name or property.
    Meta(Cow<'static, str>),
    /// A key of a JSON-LD object, with the object's type: "NewsArticle.headline".
    JsonLd(Cow<'static, str>),
    /// An element of the page, as a selector: "time\[datetime\]".
    Element(Cow<'static, str>),
    /// All that follows the header.
    Body,
    /// The domain of the article's URL.
    Domain,
    /// The name of the folder that the file lies in.
    Folder,
    /// `--outlet`.
    Option,
    /// Worked out from the text.
    Detected,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Line(line) => write!(f, "line {line}"),
            Self::Key(key) => write!(f, "key {key}"),
            Self::Meta(name) => write!(f, "meta {name}"),
            Self::JsonLd(path) => write!(f, "JSON-LD {path}"),
            Self::Element(selector) => write!(f, "element {selector}"),
            Self::Body => f.write_str("what follows the header"),
            Self::Domain => f.write_str("the URL's domain"),
            Self::Folder => f.write_str("the folder's name"),
            Self::Option => f.write_str("--outlet"),
            Self::Detected => f.write_str("detected from the text"),
        }
    }
}

/// Where the value of a field came from, and what else was found for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The field.
    pub field: Field,
    /// Its value as shown; empty for the text, which the article has.
    pub value: String,
    /// Where it stood.
    pub place: Place,
    /// Other values found for the field, the best first: those that differ.
    pub rivals: Vec<(String, Place)>,
}

/// Something that looks like an article but cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Number of the record, from 1, in an input of many.
    pub record: Option<u64>,
    /// Line, from 1, where one can be named.
    pub line: Option<u64>,
    /// Why.
    pub reason: Reason,
    /// What the user can do about it.
    pub hint: Option<String>,
}

impl Problem {
    /// A problem of the whole input, with the reason's own hint.
    #[must_use]
    pub fn new(reason: Reason) -> Self {
        let hint = reason.hint().map(str::to_owned);
        Self { record: None, line: None, reason, hint }
    }

    /// The same, of record `record` at `line`.
    #[must_use]
    pub fn at(self, record: Option<u64>, line: Option<u64>) -> Self {
        Self { record, line, ..self }
    }
}

/// Why something could not be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    /// No bytes, or white space alone.
    #[error("empty file")]
    Empty,
    /// Bytes that no charset explains, at this offset.
    #[error("invalid UTF-8 at byte {0}")]
    Charset(u64),
    /// Longer than this many bytes.
    #[error("longer than {0} bytes")]
    TooLong(usize),
    /// Nested deeper than this.
    #[error("nested more than {0} levels deep")]
    TooDeep(usize),
    /// More elements in a page than this.
    #[error("more than {0} elements in the page")]
    TooMany(usize),
    /// Not JSON: what and where.
    #[error("not valid JSON: {0}")]
    Json(String),
    /// Not YAML: what and where.
    #[error("front matter is not valid YAML: {0}")]
    Yaml(String),
    /// Not XML: what and where.
    #[error("not well-formed XML: {0}")]
    Xml(String),
    /// Not a message: what is wrong.
    #[error("not a message that can be read: {0}")]
    Mail(String),
    /// Not a word processor's file: what is wrong.
    #[error("not a document that can be read: {0}")]
    Office(String),
    /// Something in an archive: its name, and why.
    #[error("{0}: {1}")]
    Inside(String, Box<Reason>),
    /// Containers in each other deeper than this.
    #[error("compressed or packed more than {0} times over")]
    Nested(usize),
    /// Far more is unpacked of it than any text would give.
    #[error("unpacks to far more than it may")]
    Bomb,
    /// An entry of an archive whose checksum is wrong.
    #[error("damaged")]
    Damaged,
    /// An entry of an archive that a password keeps.
    #[error("encrypted")]
    Encrypted,
    /// An entry of an archive compressed in a way that is not read.
    #[error("compressed by method {0}, which is not read")]
    Method(u16),
    /// XML that declares entities of its own.
    #[error("it declares XML entities, which are never expanded")]
    Entities,
    /// Fields, but no text.
    #[error("no column for the article's text")]
    NoText,
    /// A text of white space alone.
    #[error("the article's text is empty")]
    EmptyText,
    /// A page in which no article's text was found.
    #[error("no article's text found in the page")]
    NoBody,
    /// The input failed while it was read.
    #[error("cannot be read: {0}")]
    Unreadable(String),
}

impl Reason {
    /// What the user can do about it.
    #[must_use]
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Charset(_) => Some("convert it first, for example: iconv -f WINDOWS-1252 -t UTF-8"),
            Self::TooLong(_) => Some("raise the limit with --max-article BYTES"),
            Self::NoText => Some("name it with --map text=COLUMN"),
            Self::NoBody => {
                Some("save the article's text as a .txt file: outlet, date, headline, byline, text")
            }
            Self::Json(_) => Some("one JSON object a line, or one document"),
            Self::Empty => Some("there is nothing in it: save it again, or delete it"),
            Self::EmptyText => {
                Some("save the whole article, or name the column of its text with --map text=COLUMN")
            }
            Self::Unreadable(_) => {
                Some("see that it is there, that it is a file, and that you may read it: ls -l")
            }
            Self::Xml(_) => Some("see where it breaks with: xmllint --noout FILE"),
            Self::Office(_) => Some("save it again as .docx, or its text as .txt"),
            Self::Mail(_) => Some("save the message again as it came, with its headers"),
            Self::Inside(_, reason) => reason.hint(),
            Self::Nested(_) | Self::Bomb | Self::Encrypted | Self::Method(_) => {
                Some("unpack it yourself, and give the files that are in it")
            }
            Self::Damaged => Some("fetch it again, or unpack what can be unpacked of it yourself"),
            Self::Entities => Some("take the <!ENTITY …> lines out, if you trust the file"),
            Self::TooDeep(_) | Self::TooMany(_) | Self::Yaml(_) => None,
        }
    }
}

/// What no reader wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum Ignored {
    /// Pictures, archives, programs.
    #[error("binary")]
    Binary,
    /// A README, licence, change log and the like.
    #[error("documentation")]
    Documentation,
    /// Attributions marked by hand, or other annotations, without the texts they belong to.
    #[error("annotations without articles")]
    Annotations,
    /// JSON or text that configures a program.
    #[error("settings")]
    Settings,
    /// A picture, graphic, audio or video, with or without a caption.
    #[error("picture, graphic, audio or video")]
    Media,
    /// Items put together out of others, without a text of their own.
    #[error("package of other items")]
    Package,
    /// Events, and plans of what will be covered.
    #[error("event or plan of coverage")]
    Event,
    /// What newsrooms tell each other, or what describes a news item, without the text of an article.
    #[error("news item without a text")]
    Textless,
    /// A draft, or what was thrown away.
    #[error("never published")]
    Unpublished,
    /// A picture, script, redirect or error in an archive of the web.
    #[error("part of a site that is no page")]
    Asset,
    /// An archive without files, a table without rows, a feed without items.
    #[error("nothing in it")]
    Nothing,
    /// A kind of file that no reader knows.
    #[error("no reader for this kind of file")]
    Unknown,
}
