//! Words: the values of one column of text over all segments, in order, each with a number. Columns are
//! read in one pass; nothing is compared or kept that no match has.

use tantivy::columnar::StrColumn;

use crate::text::fold;

/// A word or place that is not there.
pub(super) const NONE: u32 = u32::MAX;
/// Stands between a name's folded form and the name; no folded form holds it.
const BETWEEN: u8 = 0;

/// A name as columns hold it: folded, and as shown, so that names which fold alike lie in a row.
pub(super) fn keyed(name: &str) -> String {
    let mut keyed = fold(name);
    keyed.push(char::from(BETWEEN));
    keyed.push_str(name);
    keyed
}

/// The folded form and the name that [`keyed`] put together.
pub(super) fn parts(keyed: &[u8]) -> (&[u8], &[u8]) {
    let between = keyed.iter().position(|byte| *byte == BETWEEN).unwrap_or(keyed.len());
    let (folded, name) = keyed.split_at_checked(between).unwrap_or_default();
    (folded, name.get(1..).unwrap_or_default())
}

/// Which places in a column's dictionary are used.
pub(super) struct Used(Vec<bool>);

impl Used {
    /// None of `column`'s.
    pub(super) fn none(column: Option<&StrColumn>) -> Self {
        Self(vec![false; column.map_or(0, |column| column.dictionary().num_terms())])
    }

    /// Marks a place.
    pub(super) fn mark(&mut self, place: u32) {
        if let Some(used) = self.0.get_mut(index(place)) {
            *used = true;
        }
    }

    fn places(&self) -> Vec<u64> {
        (0..).zip(&self.0).filter(|(_, used)| **used).map(|(place, _)| place).collect()
    }
}

/// A word where it was read: its bytes, its segment and its place in the dictionary there.
struct Entry {
    start: usize,
    end: usize,
    segment: usize,
    place: u64,
}

/// The words of one column that are used in any segment.
#[derive(Default)]
pub(super) struct Words {
    bytes: Vec<u8>,
    /// Start and end of each word in `bytes`, by its number.
    spans: Vec<(usize, usize)>,
    /// The number of each word, by segment and place in the dictionary there.
    numbers: Vec<Vec<u32>>,
}

impl Words {
    /// Reads those words of each segment's column that are used there.
    pub(super) fn read<'a>(
        segments: impl Iterator<Item = (Option<&'a StrColumn>, Used)>,
    ) -> tantivy::Result<Self> {
        let (mut words, mut entries) = (Self::default(), Vec::new());
        for (segment, (column, used)) in segments.enumerate() {
            let places = used.places();
            let mut next = places.iter();
            let bytes = &mut words.bytes;
            if let Some(column) = column {
                column.dictionary().sorted_ords_to_term_cb(&places, |word| {
                    let start = bytes.len();
                    bytes.extend_from_slice(word);
                    if let Some(place) = next.next() {
                        entries.push(Entry { start, end: bytes.len(), segment, place: *place });
                    }
                })?;
            }
            words.numbers.push(vec![NONE; used.0.len()]);
        }
        // Each segment's words are in order, and this sort merges what it finds in order.
        entries.sort_by(|a, b| words.bytes.get(a.start..a.end).cmp(&words.bytes.get(b.start..b.end)));
        for entry in &entries {
            words.number(entry);
        }
        Ok(words)
    }

    /// Gives the next word its number, that of the word before if it is the same.
    fn number(&mut self, entry: &Entry) {
        let word = |(start, end): (usize, usize)| self.bytes.get(start..end);
        let span = (entry.start, entry.end);
        if self.spans.last().is_none_or(|last| word(*last) != word(span)) {
            self.spans.push(span);
        }
        let number = narrow(self.spans.len().saturating_sub(1));
        let numbers = self.numbers.get_mut(entry.segment);
        let place = usize::try_from(entry.place).ok();
        if let Some(slot) = numbers.zip(place).and_then(|(numbers, place)| numbers.get_mut(place)) {
            *slot = number;
        }
    }

    /// How many words there are.
    pub(super) fn len(&self) -> usize {
        self.spans.len()
    }

    /// For each segment the numbers of the words by their places in its dictionary; [`NONE`] where one is
    /// not used.
    pub(super) fn numbers(&self) -> &[Vec<u32>] {
        &self.numbers
    }

    fn bytes_of(&self, number: u32) -> &[u8] {
        let span = self.spans.get(index(number)).copied();
        span.and_then(|(start, end)| self.bytes.get(start..end)).unwrap_or_default()
    }

    /// The word.
    pub(super) fn word(&self, number: u32) -> String {
        String::from_utf8_lossy(self.bytes_of(number)).into_owned()
    }

    /// A keyed name as shown.
    pub(super) fn name(&self, number: u32) -> String {
        String::from_utf8_lossy(self.name_bytes(number)).into_owned()
    }

    /// A keyed name as shown, as bytes, which sort like it.
    pub(super) fn name_bytes(&self, number: u32) -> &[u8] {
        parts(self.bytes_of(number)).1
    }

    /// For each keyed name its place in the order of the names as shown.
    pub(super) fn ranks(&self) -> Vec<u32> {
        let mut numbers: Vec<u32> = (0..narrow(self.len())).collect();
        numbers.sort_unstable_by_key(|number| self.name_bytes(*number));
        let mut ranks = vec![NONE; numbers.len()];
        for (rank, number) in (0..).zip(numbers) {
            if let Some(slot) = ranks.get_mut(index(number)) {
                *slot = rank;
            }
        }
        ranks
    }

    /// For each keyed name the number of its group: names in one group fold alike. Also how many groups
    /// there are.
    pub(super) fn groups(&self) -> (Vec<u32>, usize) {
        let (mut groups, mut count, mut last) = (Vec::with_capacity(self.len()), 0, None);
        for number in 0..narrow(self.len()) {
            let folded = parts(self.bytes_of(number)).0;
            if last != Some(folded) {
                last = Some(folded);
                count += 1;
            }
            groups.push(narrow(count - 1));
        }
        (groups, count)
    }
}

/// A number as an index.
pub(super) fn index(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// An index as a number, [`NONE`] beyond the last.
pub(super) fn narrow(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(NONE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_keyed_name_gives_back_both_its_parts() {
        for name in ["Núñez", "", "a\0b", "\0"] {
            let keyed = keyed(name);
            assert_eq!(parts(keyed.as_bytes()), (fold(name).as_bytes(), name.as_bytes()), "{name:?}");
        }
    }
}
