//! Finding words in a text as a person copies them: runs of white space are one space, straight and curly
//! quotation marks the same, and what a terminal would obey is not there. Linear in the text, each search
//! too. Never guesses: what is found has every letter of what was asked for.

use crate::text::Span;

/// A text prepared for finding words in it.
pub(super) struct Searchable {
    folded: String,
    /// For each byte of `folded`, the character of the text that it stands for.
    places: Vec<Span>,
}

impl Searchable {
    /// Prepares `text`.
    pub(super) fn new(text: &str) -> Self {
        let mut searchable = Self { folded: String::with_capacity(text.len()), places: Vec::new() };
        for (at, c) in text.char_indices() {
            searchable.push(c, Span::new(at, at + c.len_utf8()));
        }
        searchable
    }

    fn push(&mut self, c: char, place: Span) {
        let Some(c) = plain(c) else { return };
        if c == ' ' && self.folded.ends_with(' ') {
            return;
        }
        self.folded.push(c);
        self.places.resize(self.folded.len(), place);
    }

    /// The pieces of `words`, parted by " … ", each after the one before, the first from byte `from` on;
    /// one piece where the text has the dots itself.
    pub(super) fn in_order(&self, words: &str, from: usize) -> Option<Vec<Span>> {
        if let Some(whole) = self.find(words, from) {
            return Some(vec![whole]);
        }
        self.pieces(words, from)
    }

    fn pieces(&self, words: &str, from: usize) -> Option<Vec<Span>> {
        let mut at = from;
        let mut spans = Vec::new();
        for piece in words.split(" … ") {
            let span = self.find(piece, at)?;
            at = span.end;
            spans.push(span);
        }
        Some(spans)
    }

    /// The same, the first exactly at byte `at`.
    pub(super) fn exactly(&self, words: &str, at: usize) -> Option<Vec<Span>> {
        self.in_order(words, at).filter(|spans| spans.first().is_some_and(|span| span.start == at))
    }

    /// The occurrence of `words` inside `within` nearest to `near` that does not overlap `taken`.
    pub(super) fn nearest(&self, words: &str, near: Span, taken: &[Span], within: Span) -> Option<Vec<Span>> {
        let fits = |span: &Span| within.contains(*span) && !taken.iter().any(|other| other.overlaps(*span));
        let free = |spans: &Vec<Span>| spans.iter().all(fits);
        let whole = self.starts(words).filter_map(|start| self.find(words, start)).map(|span| vec![span]);
        let first = words.split(" … ").next().filter(|first| first.len() < words.len());
        let pieces = first.into_iter().flat_map(|first| self.starts(first));
        let pieces = pieces.filter_map(|start| self.pieces(words, start));
        let occurrences = whole.chain(pieces).filter(free);
        occurrences.min_by_key(|spans| {
            let span = spans.first().copied().unwrap_or_default();
            if span.end <= near.start { near.start - span.end } else { span.start.saturating_sub(near.end) }
        })
    }

    fn find(&self, words: &str, from: usize) -> Option<Span> {
        let wanted = folded(words);
        let from = self.places.partition_point(|place| place.start < from);
        let start = from + self.folded.get(from..)?.find(&wanted)?;
        let last = (start + wanted.len()).checked_sub(1).filter(|_| !wanted.is_empty())?;
        Some(self.places.get(start)?.join(*self.places.get(last)?))
    }

    /// Where in the text `words` begin.
    fn starts(&self, words: &str) -> impl Iterator<Item = usize> {
        let wanted = folded(words);
        let found = self.folded.match_indices(&wanted).filter(|_| !wanted.is_empty());
        let starts = found.filter_map(|(at, _)| self.places.get(at).map(|place| place.start));
        starts.collect::<Vec<usize>>().into_iter()
    }
}

fn folded(words: &str) -> String {
    let mut searchable = Searchable { folded: String::new(), places: Vec::new() };
    for c in words.trim().chars() {
        searchable.push(c, Span::default());
    }
    searchable.folded
}

/// A character as it is compared; nothing for one that is not shown.
fn plain(c: char) -> Option<char> {
    match c {
        c if c.is_whitespace() => Some(' '),
        c if "‘’‚‛".contains(c) => Some('\''),
        c if "“”„‟".contains(c) => Some('"'),
        c if "‐‑‒–—―".contains(c) => Some('-'),
        // A bar parts the fields of a gold line, where the text's own is written broken.
        '¦' => Some('|'),
        c if c.is_control() => None,
        '\u{ad}' | '\u{61c}' | '\u{feff}' => None,
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' => None,
        c => Some(c),
    }
}

/// `text` on one line, as a person can copy and [`Searchable`] finds it.
pub(super) fn copied(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for c in text.trim().chars().filter(|c| plain(*c).is_some()) {
        match c {
            c if c.is_whitespace() => {
                if !line.ends_with(' ') {
                    line.push(' ');
                }
            }
            '|' => line.push('¦'),
            c => line.push(c),
        }
    }
    // What is not shown may have stood between white space and the edge.
    line.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn line_breaks_and_the_shape_of_marks_do_not_matter() {
        let text = "He said: “Not now — \n\n not\u{200b} here | there.”";
        let searchable = Searchable::new(text);
        let found = searchable.in_order("\"Not now - not here ¦ there.\"", 0).unwrap();
        assert_eq!(found, [Span::new(9, text.len())]);
        assert_eq!(searchable.in_order("not there", 0), None);
        assert_eq!(searchable.in_order("", 0), None);
        assert_eq!(searchable.in_order("he said", 0), None, "case does");
        assert_eq!(copied("\u{200b}\n\u{200b}"), "");
    }

    #[test]
    fn the_nearest_free_occurrence_is_taken() {
        let searchable = Searchable::new("he said he would, he … he said");
        let (near, all) = (Span::new(11, 16), Span::new(0, 99));
        assert_eq!(searchable.nearest("he", near, &[], all), Some(vec![Span::new(8, 10)]));
        assert_eq!(searchable.nearest("he", near, &[Span::new(8, 16)], all), Some(vec![Span::new(18, 20)]));
        assert_eq!(searchable.nearest("he … said", near, &[], all).map(|spans| spans.len()), Some(2));
        assert_eq!(searchable.nearest("he", near, &[], Span::new(0, 8)), Some(vec![Span::new(0, 2)]));
        assert_eq!(searchable.in_order("he … he", 17).unwrap(), [Span::new(18, 27)]);
        assert_eq!(searchable.exactly("he", 9), None);
    }

    proptest! {
        #[test]
        fn what_is_copied_is_found_where_it_was(text in "[ab “\"|¦\n\u{200b}é…]{0,40}", from in 0_usize..40, to in 0_usize..40) {
            let span = Span::new(from, to).trim(&text);
            let words = copied(span.of(&text));
            let found = Searchable::new(&text).in_order(&words, 0);
            let near = |spans: Vec<Span>| spans.first().is_some_and(|first| first.start < span.end);
            prop_assert!(words.is_empty() || found.is_some_and(near));
        }
    }
}
