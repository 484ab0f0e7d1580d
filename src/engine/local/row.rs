//! Words in a row: the documents in which several words follow each other, or nearly.

use tantivy::{DocId, DocSet, TERMINATED};

use super::text_query::{Counted, Forms};

/// Words that have to follow each other in order.
pub(super) struct Row {
    /// The words with their places in the row, the rarest first.
    words: Vec<(u32, Forms)>,
    slop: u32,
    doc: DocId,
    times: u32,
    /// Where the row may begin, as known so far, with the slop used up.
    starts: Vec<(u32, u32)>,
    places: Vec<u32>,
}

impl Row {
    /// The words in the order of the row, shifted against each other by `slop` places in all at most.
    pub(super) fn new(words: Vec<Forms>, slop: u32) -> Self {
        let mut words: Vec<(u32, Forms)> = (0..).zip(words).collect();
        // With slop the words are taken in their own order, each measured against the one before.
        if slop == 0 {
            words.sort_by_key(|(_, word)| word.size_hint());
        }
        let mut row = Self { words, slop, doc: 0, times: 0, starts: Vec::new(), places: Vec::new() };
        row.find(0);
        row
    }

    /// Goes to the first match at or behind `from`.
    fn find(&mut self, from: DocId) -> DocId {
        let mut candidate = from;
        loop {
            candidate = self.common(candidate);
            if candidate == TERMINATED {
                self.times = 0;
                break;
            }
            self.times = self.count();
            if self.times > 0 {
                break;
            }
            candidate += 1;
        }
        self.doc = candidate;
        candidate
    }

    /// The first document at or behind `candidate` that has all words.
    fn common(&mut self, mut candidate: DocId) -> DocId {
        loop {
            let mut furthest = candidate;
            for (_, word) in &mut self.words {
                if word.doc() < furthest {
                    word.seek(furthest);
                }
                furthest = furthest.max(word.doc());
                if furthest == TERMINATED {
                    return TERMINATED;
                }
            }
            if furthest == candidate && self.words.iter().all(|(_, word)| word.doc() == candidate) {
                return candidate;
            }
            candidate = furthest;
        }
    }

    /// How often the words stand in a row in the document that all are at.
    fn count(&mut self) -> u32 {
        let Self { words, slop, starts, places, .. } = self;
        let last = u32::try_from(words.len()).unwrap_or(u32::MAX);
        starts.clear();
        for (number, (place, word)) in words.iter_mut().enumerate() {
            // Shifted so that the words of one row fall on the same number.
            word.places(last.saturating_sub(*place), places);
            if number == 0 {
                starts.extend(places.iter().map(|place| (*place, 0)));
            } else if *slop == 0 {
                let mut rest = places.iter().peekable();
                starts.retain(|(start, _)| {
                    while rest.next_if(|place| *place < start).is_some() {}
                    rest.peek() == Some(&start)
                });
            } else {
                *starts = near(starts, places, *slop);
            }
            if starts.is_empty() {
                return 0;
            }
        }
        u32::try_from(starts.len()).unwrap_or(u32::MAX)
    }
}

/// Those of `places` near enough to one of `starts`, with the least slop used up.
fn near(starts: &[(u32, u32)], places: &[u32], slop: u32) -> Vec<(u32, u32)> {
    let reach = |place: &u32| {
        let first = starts.partition_point(|(start, _)| start.saturating_add(slop) < *place);
        let rest = starts.get(first..).unwrap_or_default().iter();
        let within = rest.take_while(|(start, _)| *start <= place.saturating_add(slop));
        let used = within.map(|(start, used)| used.saturating_add(start.abs_diff(*place))).min()?;
        (used <= slop).then_some((*place, used))
    };
    places.iter().filter_map(reach).collect()
}

impl DocSet for Row {
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
        self.words.iter().map(|(_, word)| word.size_hint()).min().unwrap_or(0)
    }
}

impl Counted for Row {
    fn times(&self) -> u32 {
        self.times
    }
}

#[cfg(test)]
mod tests {
    use super::near;

    #[test]
    fn slop_is_used_up_from_word_to_word() {
        assert_eq!(near(&[(3, 0), (9, 0)], &[2, 4, 7, 20], 1), [(2, 1), (4, 1)]);
        assert_eq!(near(&[(3, 1), (5, 0)], &[4], 1), [(4, 1)]);
        assert_eq!(near(&[(3, 1)], &[4], 1), []);
        assert_eq!(near(&[(3, 0)], &[u32::MAX, 3], 2), [(3, 0)]);
    }
}
