//! XML as news formats use it: records cut out of an input of any size, each parsed into a small tree.
//!
//! Namespaces are left aside: elements go by their local names. A DOCTYPE is passed over and nothing that
//! it names is opened; a file that declares entities is refused. Depth, elements and bytes are bounded.

mod element;
mod parse;
mod records;
mod root;

pub use element::{Element, Node};
pub use records::{Cut, Records, declared_charset, declares_entities};
pub use root::root;

use super::draft::Draft;
use super::hints::Hints;
use super::reading::{Ignored, Item, Items, Problem, Reason};
use super::source::Source;
use super::{Head, Likeness};

/// What one record comes to.
#[derive(Clone, Debug)]
pub enum Verdict {
    /// An article.
    Article(Box<Draft>),
    /// No article.
    Ignored(Ignored),
    /// Something that should be one, but cannot be read.
    Problem(Reason),
}

impl From<Draft> for Verdict {
    fn from(draft: Draft) -> Self {
        Self::Article(Box::new(draft))
    }
}

/// How records of a format are found and read.
pub struct Reader {
    /// Local names of the elements that are a record each.
    pub records: &'static [&'static str],
    /// Reads a record; the second is what stood before the first of them, as far as it could be parsed.
    pub read: fn(&Element, &Element, &Hints) -> Verdict,
}

/// [`Likeness::Surely`] where the root element of `head` has one of these local names.
#[must_use]
pub fn sniff_root(head: &Head, names: &[&str]) -> Likeness {
    let known = root(head.trimmed()).is_some_and(|root| names.contains(&root));
    if known { Likeness::Surely } else { Likeness::No }
}

/// Reads every record of `source`.
#[must_use]
pub fn read<'a>(source: Source<'a>, hints: &'a Hints, reader: &'static Reader) -> Items<'a> {
    match Records::open(source, reader.records, hints.max_article) {
        Ok(records) => Box::new(Read { records, reader, hints, number: 0, begun: false, ahead: None }),
        Err(problem) => Box::new(std::iter::once(Item::Problem(problem))),
    }
}

struct Read<'a> {
    records: Records<'a>,
    reader: &'static Reader,
    hints: &'a Hints,
    /// Records given so far.
    number: u64,
    begun: bool,
    /// The next one, by which it is known whether there is but one.
    ahead: Option<Result<Verdicted, Problem>>,
}

/// What a record came to, and the line it began on.
type Verdicted = (Verdict, u64);

impl Read<'_> {
    /// What the next record comes to.
    fn next_verdict(&mut self) -> Option<Result<Verdicted, Problem>> {
        match self.records.next_cut() {
            Ok(Cut::Record(bytes, line)) => {
                let element = self.records.decode(bytes).and_then(|text| Element::parse(&text));
                let verdict = match element {
                    Ok(element) => (self.reader.read)(&element, self.records.prelude(), self.hints),
                    Err(reason) => Verdict::Problem(reason),
                };
                Some(Ok((verdict, line)))
            }
            Ok(Cut::TooLong(line)) => {
                Some(Ok((Verdict::Problem(Reason::TooLong(self.hints.max_article)), line)))
            }
            Ok(Cut::End) => None,
            Err(problem) => Some(Err(problem)),
        }
    }

    fn first(&mut self) -> Option<Result<Verdicted, Problem>> {
        self.begun = true;
        Some(self.next_verdict().unwrap_or(Ok((Verdict::Ignored(Ignored::Nothing), 1))))
    }

    fn item(&mut self, (verdict, line): Verdicted, many: bool) -> Item {
        self.number += 1;
        let (record, line) = (many.then_some(self.number), many.then_some(line));
        match verdict {
            Verdict::Article(draft) => Draft { record, line, ..*draft }.finish(self.hints),
            Verdict::Ignored(reason) if many => Item::IgnoredPart { part: self.number.to_string(), reason },
            Verdict::Ignored(reason) => Item::Ignored(reason),
            Verdict::Problem(reason) => Item::Problem(Problem::new(reason).at(record, line)),
        }
    }
}

impl Iterator for Read<'_> {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        let current = if self.begun { self.ahead.take()? } else { self.first()? };
        let verdict = match current {
            Ok(verdict) => verdict,
            // Nothing follows what cannot be read on.
            Err(problem) => return Some(Item::Problem(problem)),
        };
        self.ahead = self.next_verdict();
        let many = self.number > 0 || self.ahead.is_some();
        Some(self.item(verdict, many))
    }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
