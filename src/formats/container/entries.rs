//! The entries of an archive as items: each read as a file of its own, articles numbered through.

use std::cell::RefCell;
use std::io::{self, BufRead, BufReader, Read};
use std::rc::Rc;

use super::allowance::Nesting;
use super::zip::Zip;
use crate::formats::hints::Hints;
use crate::formats::read_inside;
use crate::formats::reading::{Ignored, Item, Items, Problem, Reason};

/// An archive being walked from its first entry to its last.
pub trait Walk {
    /// Passes over what is left of the entry met last, and goes to the next.
    ///
    /// # Errors
    /// Where the archive cannot be read on.
    fn next_entry(&mut self) -> Result<Option<Met>, Problem>;
    /// Reads on in the entry met last.
    ///
    /// # Errors
    /// Where its bytes are damaged.
    fn read_entry(&mut self, buffer: &mut [u8]) -> io::Result<usize>;
}

/// What is met in an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Met {
    /// A file of this name.
    File(String),
    /// A folder, or something that only describes others.
    Nothing,
    /// A file of this name that cannot be read.
    Unreadable(String, Reason),
    /// The file before it was not what it should have been.
    Damaged,
}

/// Reads every entry.
pub fn read<'a>(walk: impl Walk + 'a, nesting: Nesting, hints: &'a Hints) -> Items<'a> {
    Box::new(Entries {
        walk: Rc::new(RefCell::new(walk)),
        nesting,
        hints,
        name: String::new(),
        inner: None,
        number: 0,
        any: false,
        over: false,
    })
}

/// Shows the files of a zip archive, each with its name and bytes, in their order, until `see` says `false`.
///
/// # Errors
/// Where the archive cannot be read on.
pub fn walk_zip<'a>(
    reader: Box<dyn BufRead + 'a>,
    nesting: Nesting,
    see: &mut dyn FnMut(&str, &mut dyn Read) -> io::Result<bool>,
) -> Result<(), Problem> {
    let mut zip = Zip::new(reader, nesting);
    while let Some(met) = zip.next_entry()? {
        if let Met::File(name) = met {
            let more = see(&name, &mut Direct(&mut zip)).map_err(crate::formats::source::unreadable)?;
            if !more {
                break;
            }
        }
    }
    Ok(())
}

struct Direct<'w>(&'w mut dyn Walk);

impl Read for Direct<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read_entry(buffer)
    }
}

struct Body<'a>(Rc<RefCell<dyn Walk + 'a>>);

impl Read for Body<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.borrow_mut().read_entry(buffer)
    }
}

struct Entries<'a> {
    walk: Rc<RefCell<dyn Walk + 'a>>,
    nesting: Nesting,
    hints: &'a Hints,
    /// The entry that is being read.
    name: String,
    inner: Option<Items<'a>>,
    /// Articles and problems so far.
    number: u64,
    any: bool,
    over: bool,
}

impl Iterator for Entries<'_> {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        loop {
            match self.inner.as_mut().map(Iterator::next) {
                Some(Some(item)) => return Some(self.placed(item)),
                Some(None) => self.inner = None,
                None => {}
            }
            if self.over {
                return (!std::mem::replace(&mut self.any, true)).then_some(Item::Ignored(Ignored::Nothing));
            }
            let met = self.walk.borrow_mut().next_entry();
            match met {
                Err(problem) => {
                    (self.over, self.any) = (true, true);
                    self.number += 1;
                    return Some(Item::Problem(Problem { record: Some(self.number), ..problem }));
                }
                Ok(None) => self.over = true,
                Ok(Some(Met::Nothing)) => {}
                Ok(Some(Met::File(name))) if is_hidden(&name) => {}
                Ok(Some(Met::File(name))) if describes(&name) => {
                    self.any = true;
                    return Some(Item::IgnoredPart { part: name, reason: Ignored::Settings });
                }
                Ok(Some(Met::File(name))) => {
                    let bytes = Box::new(BufReader::new(Body(Rc::clone(&self.walk))));
                    self.inner = Some(read_inside(&name, bytes, self.nesting.clone(), self.hints));
                    self.name = name;
                }
                Ok(Some(Met::Unreadable(name, reason))) => {
                    self.name = name;
                    return Some(self.placed(Item::Problem(Problem::new(reason))));
                }
                Ok(Some(Met::Damaged)) => {
                    return Some(self.placed(Item::Problem(Problem::new(Reason::Damaged))));
                }
            }
        }
    }
}

impl Entries<'_> {
    /// `item` of the entry that is being read, as one of the archive.
    fn placed(&mut self, item: Item) -> Item {
        self.any = true;
        let name = self.name.clone();
        match item {
            Item::Article(mut reading) => {
                self.number += 1;
                reading.record = Some(self.number);
                Item::Article(reading)
            }
            Item::Problem(problem) => {
                self.number += 1;
                let reason = Reason::Inside(name, Box::new(problem.reason));
                Item::Problem(Problem { record: Some(self.number), reason, ..problem })
            }
            Item::Ignored(reason) => Item::IgnoredPart { part: name, reason },
            Item::IgnoredPart { part, reason } => {
                Item::IgnoredPart { part: format!("{name}#{part}"), reason }
            }
        }
    }
}

/// Hidden files, and what macOS adds to its archives.
fn is_hidden(name: &str) -> bool {
    name.split('/').any(|part| part.starts_with('.') && part != "." && part != "..")
        || name.starts_with("__MACOSX/")
}

/// Files by which a web archive (WACZ) lists its pages.
fn describes(name: &str) -> bool {
    matches!(name, "datapackage.json" | "datapackage-digest.json")
        || (name.starts_with("pages/") && name.ends_with(".jsonl"))
        || name.starts_with("indexes/")
}
