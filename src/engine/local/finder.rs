//! Finding things that have places: words near each other, patterns among them, and how often. A finder
//! goes through the documents of one segment and tells the places in each.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use tantivy::postings::{Postings, SegmentPostings};
use tantivy::{DocId, DocSet, TERMINATED};

use super::spans::{Span, near, thin};
use super::text_query::{Counted, Forms};
use crate::query::Near;
use crate::schema::units::LEAD;

/// Something that has places in a document.
pub(super) enum Finder {
    /// What no document has.
    Nothing,
    /// A word in its forms.
    Word(Forms),
    /// A word in many forms.
    Many(Merged),
    /// Words in a row.
    Row(Vec<Forms>),
    /// Any of these.
    AnyOf(Vec<Finder>),
    /// One near the other.
    Near { near: Near, first: Box<Finder>, second: Box<Finder>, starts: Starts },
}

/// The beginnings of units, as marked in an index; `None` where no document has any.
pub(super) struct Starts(pub(super) Option<Forms>);

impl Starts {
    /// Those in `doc`. Documents have to be asked for in order.
    fn of(&mut self, doc: DocId) -> Vec<u32> {
        let mut places = Vec::new();
        if let Some(marks) = &mut self.0
            && reach(marks, doc) == doc
        {
            marks.places(0, &mut places);
        }
        places
    }
}

/// The first document at or behind `from` at which all of two or more stand.
fn common<T>(parts: &mut [T], from: DocId, mut seek: impl FnMut(&mut T, DocId) -> DocId) -> DocId {
    let mut candidate = from;
    loop {
        let before = candidate;
        for part in &mut *parts {
            candidate = candidate.max(seek(part, candidate));
            if candidate == TERMINATED {
                return TERMINATED;
            }
        }
        if candidate == before {
            return candidate;
        }
    }
}

fn reach(words: &mut impl DocSet, from: DocId) -> DocId {
    if words.doc() < from { words.seek(from) } else { words.doc() }
}

impl Finder {
    /// The first document at or behind `from` that may have a place.
    fn reach(&mut self, from: DocId) -> DocId {
        match self {
            Self::Nothing => TERMINATED,
            Self::Word(word) => reach(word, from),
            Self::Many(words) => reach(words, from),
            Self::Row(words) => common(words, from, reach),
            Self::AnyOf(parts) => parts.iter_mut().map(|part| part.reach(from)).min().unwrap_or(TERMINATED),
            Self::Near { near, first, .. } if near.apart => first.reach(from),
            Self::Near { first, second, .. } => {
                common(&mut [first, second], from, |part, from| part.reach(from))
            }
        }
    }

    /// Its places in `doc`, in order. Documents have to be asked for in order.
    fn places(&mut self, doc: DocId) -> Vec<Span> {
        if self.reach(doc) != doc {
            return Vec::new();
        }
        match self {
            Self::Nothing => Vec::new(),
            Self::Word(word) => single(|places| word.places(0, places)),
            Self::Many(words) => single(|places| words.places(places)),
            Self::Row(words) => row(words),
            Self::AnyOf(parts) => {
                let mut found: Vec<Span> = parts.iter_mut().flat_map(|part| part.places(doc)).collect();
                thin(&mut found);
                found
            }
            Self::Near { near: how, first, second, starts } => {
                let (a, b) = (first.places(doc), second.places(doc));
                near(*how, &a, &b, &starts.of(doc))
            }
        }
    }

    fn size_hint(&self) -> u32 {
        match self {
            Self::Nothing => 0,
            Self::Word(word) => word.size_hint(),
            Self::Many(words) => words.size_hint(),
            Self::Row(words) => words.iter().map(DocSet::size_hint).min().unwrap_or(0),
            Self::AnyOf(parts) => parts.iter().fold(0, |sum, part| sum.saturating_add(part.size_hint())),
            Self::Near { near, first, .. } if near.apart => first.size_hint(),
            Self::Near { first, second, .. } => first.size_hint().min(second.size_hint()),
        }
    }
}

/// The places that `read` gives, as spans of one word.
fn single(read: impl FnOnce(&mut Vec<u32>)) -> Vec<Span> {
    let mut places = Vec::new();
    read(&mut places);
    places.into_iter().map(|place| (place, place.saturating_add(1))).collect()
}

/// Where `words`, all in one document, stand in a row.
fn row(words: &mut [Forms]) -> Vec<Span> {
    let length = u32::try_from(words.len()).unwrap_or(u32::MAX);
    let (mut starts, mut places): (Vec<u32>, Vec<u32>) = (Vec::new(), Vec::new());
    for (number, word) in (0..).zip(words) {
        // Shifted so that the words of one row fall on the same number.
        word.places(length.saturating_sub(number), &mut places);
        if number == 0 {
            starts.clone_from(&places);
        } else {
            let mut rest = places.iter().peekable();
            starts.retain(|start| {
                while rest.next_if(|place| *place < start).is_some() {}
                rest.peek() == Some(&start)
            });
        }
        if starts.is_empty() {
            break;
        }
    }
    starts.into_iter().map(|end| (end.saturating_sub(length), end)).collect()
}

/// The documents that have what a finder looks for, so often at least.
pub(super) struct Placed {
    finder: Finder,
    least: u32,
    /// Where only the lead counts, the beginnings of paragraphs.
    lead: Option<Starts>,
    doc: DocId,
    times: u32,
}

impl Placed {
    pub(super) fn new(finder: Finder, least: u32, lead: Option<Starts>) -> Self {
        let mut placed = Self { finder, least: least.max(1), lead, doc: 0, times: 0 };
        placed.find(0);
        placed
    }

    fn find(&mut self, from: DocId) -> DocId {
        let mut from = from;
        loop {
            self.doc = self.finder.reach(from);
            if self.doc == TERMINATED {
                return TERMINATED;
            }
            let mut places = self.finder.places(self.doc);
            if let Some(lead) = &mut self.lead {
                // The first paragraph has no mark.
                let end = lead.of(self.doc).get(LEAD - 1).copied().unwrap_or(u32::MAX);
                places.retain(|(_, last)| *last <= end);
            }
            self.times = u32::try_from(places.len()).unwrap_or(u32::MAX);
            if self.times >= self.least {
                return self.doc;
            }
            from = self.doc + 1;
        }
    }
}

impl DocSet for Placed {
    fn advance(&mut self) -> DocId {
        if self.doc == TERMINATED { TERMINATED } else { self.find(self.doc + 1) }
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if target <= self.doc { self.doc } else { self.find(target) }
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        self.finder.size_hint()
    }
}

impl Counted for Placed {
    fn times(&self) -> u32 {
        self.times
    }
}

/// The postings of many words as one.
pub(super) struct Merged {
    parts: Vec<SegmentPostings>,
    /// The parts by the document that each is at.
    next: BinaryHeap<Reverse<(DocId, usize)>>,
    size: u32,
}

impl Merged {
    pub(super) fn new(parts: Vec<SegmentPostings>) -> Self {
        let next = parts.iter().enumerate().map(|(number, part)| Reverse((part.doc(), number))).collect();
        let size = parts.iter().fold(0, |sum: u32, part| sum.saturating_add(part.size_hint()));
        Self { parts, next, size }
    }

    /// The places in the document come to, in order.
    fn places(&mut self, places: &mut Vec<u32>) {
        let doc = self.doc();
        let mut here = Vec::new();
        while let Some(Reverse((at, number))) = self.next.peek().copied()
            && at == doc
        {
            self.next.pop();
            here.push(Reverse((at, number)));
            if let Some(part) = self.parts.get_mut(number) {
                part.append_positions_with_offset(0, places);
            }
        }
        self.next.extend(here);
        places.sort_unstable();
        places.dedup();
    }
}

impl DocSet for Merged {
    fn advance(&mut self) -> DocId {
        let doc = self.doc();
        if doc == TERMINATED { TERMINATED } else { self.seek(doc + 1) }
    }

    fn seek(&mut self, target: DocId) -> DocId {
        while let Some(mut first) = self.next.peek_mut()
            && first.0.0 < target
        {
            let number = first.0.1;
            let doc = self.parts.get_mut(number).map_or(TERMINATED, |part| part.seek(target));
            *first = Reverse((doc, number));
        }
        self.doc()
    }

    fn doc(&self) -> DocId {
        self.next.peek().map_or(TERMINATED, |Reverse((doc, _))| *doc)
    }

    fn size_hint(&self) -> u32 {
        self.size
    }
}
