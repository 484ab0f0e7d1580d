//! An input while its format is still being found: its first bytes, its name, and the rest unread.
//!
//! Never holds more of an input than it is told to.

use std::io::{BufRead, Read};

use super::charset;
use super::container::{self, Nesting};
use super::reading::{Problem, Reason};

/// A document may be this many times as long as an article.
const DOCUMENT: usize = 4;

/// What is looked at to find a format, in bytes.
const HEAD: usize = 64 << 10;

/// An input to be read.
pub struct Input<'a> {
    /// Its name as shown in messages; its extension counts where the content leaves a choice.
    pub name: &'a str,
    /// Its bytes.
    pub bytes: Box<dyn BufRead + 'a>,
}

/// The beginning of an input, and its name.
pub struct Head {
    /// The first bytes, 64 KiB at most.
    pub bytes: Vec<u8>,
    /// The same as text, as well as it can be decoded without the rest.
    pub text: String,
    /// Whether that is all.
    pub whole: bool,
    /// The file's name without folders, lower case.
    pub file_name: String,
    /// Its extension without the dot, lower case; empty where it has none.
    pub extension: String,
}

impl Head {
    /// The name without extension, lower case.
    #[must_use]
    pub fn stem(&self) -> &str {
        self.file_name.rsplit_once('.').map_or(self.file_name.as_str(), |(stem, _)| stem)
    }

    /// The text without white space and byte order mark before it.
    #[must_use]
    pub fn trimmed(&self) -> &str {
        self.text.trim_start_matches('\u{feff}').trim_start()
    }
}

/// An input whose head has been read.
pub struct Source<'a> {
    /// The beginning.
    pub head: Head,
    rest: Box<dyn BufRead + 'a>,
    nesting: Nesting,
}

impl<'a> Source<'a> {
    /// Reads the head of `input`.
    ///
    /// # Errors
    /// Where reading fails.
    pub fn open(input: Input<'a>) -> Result<Self, Problem> {
        Self::open_inside(input.name, input.bytes, Nesting::default())
    }

    /// Reads the head of an input that lies in a container.
    ///
    /// # Errors
    /// Where reading fails.
    pub fn open_inside(
        name: &str,
        mut rest: Box<dyn BufRead + 'a>,
        nesting: Nesting,
    ) -> Result<Self, Problem> {
        let mut bytes = Vec::new();
        let limit = u64::try_from(HEAD).unwrap_or(u64::MAX);
        rest.by_ref().take(limit).read_to_end(&mut bytes).map_err(unreadable)?;
        let whole = bytes.len() < HEAD;
        Ok(Self::of(bytes, whole, name, rest, nesting))
    }

    fn of(bytes: Vec<u8>, whole: bool, name: &str, rest: Box<dyn BufRead + 'a>, nesting: Nesting) -> Self {
        let text = charset::decode_head(&bytes, whole);
        let file_name = name.rsplit(['/', '\\']).next().unwrap_or("").to_lowercase();
        let extension = match file_name.rsplit_once('.') {
            Some((stem, extension)) if !stem.is_empty() => extension.to_owned(),
            _ => String::new(),
        };
        Self { head: Head { bytes, text, whole, file_name, extension }, rest, nesting }
    }

    /// The same with no more of a head than the first read gives, which does not wait for what is
    /// still to come.
    ///
    /// # Errors
    /// Where reading fails.
    pub fn begin(mut input: Input<'a>) -> Result<Self, Problem> {
        let bytes = input.bytes.fill_buf().map_err(unreadable)?.to_vec();
        input.bytes.consume(bytes.len());
        Ok(Self::of(bytes, false, input.name, input.bytes, Nesting::default()))
    }

    /// All bytes, from the first.
    #[must_use]
    pub fn reader(self) -> Box<dyn BufRead + 'a> {
        if self.head.whole {
            return Box::new(std::io::Cursor::new(self.head.bytes));
        }
        Box::new(std::io::Cursor::new(self.head.bytes).chain(self.rest))
    }

    /// All bytes of a document that is read whole, which may be some times as long as an article.
    ///
    /// # Errors
    /// Where reading fails, or it is longer.
    pub fn document(self, max_article: usize) -> Result<Vec<u8>, Problem> {
        self.bytes(max_article.saturating_mul(DOCUMENT))
    }

    /// All bytes of a container, and the nesting of what lies in it.
    ///
    /// # Errors
    /// Where containers lie too deep in each other.
    pub fn enter(self) -> Result<(Box<dyn BufRead + 'a>, Nesting), Problem> {
        let nesting = self.nesting.clone();
        nesting.deeper(self.reader())
    }

    /// All bytes, if they are no more than `limit`.
    ///
    /// # Errors
    /// Where they are more, or reading fails.
    pub fn bytes(self, limit: usize) -> Result<Vec<u8>, Problem> {
        let mut bytes = self.head.bytes;
        if !self.head.whole {
            let left = limit.saturating_add(1).saturating_sub(bytes.len());
            self.rest
                .take(u64::try_from(left).unwrap_or(u64::MAX))
                .read_to_end(&mut bytes)
                .map_err(unreadable)?;
        }
        if bytes.len() > limit { Err(Problem::new(Reason::TooLong(limit))) } else { Ok(bytes) }
    }
}

/// The problem of an input that fails while it is read.
#[must_use]
pub fn unreadable(error: std::io::Error) -> Problem {
    if container::is_over(&error) {
        return Problem::new(Reason::Bomb);
    }
    Problem::new(Reason::Unreadable(error.to_string()))
}
