//! Spans of word positions and how they stand to each other. Knows no index: lists in, lists out.

use crate::query::{Near, Within};

/// From one position to another, the second not included.
pub(super) type Span = (u32, u32);

/// The unit that `span` lies in; `None` where it lies in several.
fn unit(span: Span, starts: &[u32]) -> Option<usize> {
    let of = |place: u32| starts.partition_point(|start| *start <= place);
    let first = of(span.0);
    (first == of(span.1.saturating_sub(1))).then_some(first)
}

/// Whether `second`, which comes behind `first`, is near it.
fn is_near(first: Span, second: Span, within: Within, starts: &[u32]) -> bool {
    match within {
        Within::Words(words) => second.0.saturating_sub(first.1) < words,
        Within::Sentence | Within::Paragraph => {
            let unit_of_first = unit(first, starts);
            unit_of_first.is_some() && unit_of_first == unit(second, starts)
        }
    }
}

/// Spans in two orders: by their beginning, and by their end.
struct Sorted {
    by_start: Vec<Span>,
    by_end: Vec<Span>,
}

impl Sorted {
    fn new(spans: &[Span]) -> Self {
        let by_start = spans.to_vec();
        let mut by_end = by_start.clone();
        by_end.sort_unstable_by_key(|(start, end)| (*end, *start));
        Self { by_start, by_end }
    }

    /// The first that begins at or behind `place`.
    fn next(&self, place: u32) -> Option<Span> {
        let at = self.by_start.partition_point(|(start, _)| *start < place);
        self.by_start.get(at).copied()
    }

    /// The last that ends at or before `place`.
    fn last(&self, place: u32) -> Option<Span> {
        let at = self.by_end.partition_point(|(_, end)| *end <= place);
        at.checked_sub(1).and_then(|at| self.by_end.get(at)).copied()
    }
}

/// From `a` to `b` and from `b` to `a` where they are near as `near` says; where it is apart, those of `a`
/// that have no `b` near. Each is taken with the next of the other before it and behind it. Both are in
/// order, and so is the result. `starts` are the positions at which units begin, the first aside.
pub(super) fn near(near: Near, a: &[Span], b: &[Span], starts: &[u32]) -> Vec<Span> {
    let (firsts, seconds) = (Sorted::new(a), Sorted::new(b));
    let behind = |one: Span, others: &Sorted| {
        others.next(one.1).filter(|other| is_near(one, *other, near.within, starts))
    };
    let before = |one: Span, others: &Sorted| {
        others.last(one.0).filter(|other| is_near(*other, one, near.within, starts))
    };
    if near.apart {
        let alone = |one: &&Span| {
            behind(**one, &seconds).is_none() && (near.ordered || before(**one, &seconds).is_none())
        };
        return a.iter().filter(alone).copied().collect();
    }
    let mut found = Vec::new();
    for one in a {
        found.extend(behind(*one, &seconds).map(|other| (one.0, other.1)));
        if !near.ordered {
            found.extend(before(*one, &seconds).map(|other| (other.0, one.1)));
        }
    }
    for other in b {
        found.extend(before(*other, &firsts).map(|one| (one.0, other.1)));
        if !near.ordered {
            found.extend(behind(*other, &firsts).map(|one| (other.0, one.1)));
        }
    }
    thin(&mut found);
    found
}

/// Sorts `spans` and leaves out those that are neither the shortest from where they begin nor the
/// shortest to where they end: no list grows longer than twice the words in it.
pub(super) fn thin(spans: &mut Vec<Span>) {
    spans.sort_unstable();
    spans.dedup();
    let mut shortest_from = spans.clone();
    shortest_from.dedup_by_key(|(start, _)| *start);
    let mut shortest_to = std::mem::take(spans);
    shortest_to.sort_unstable_by_key(|(start, end)| (*end, std::cmp::Reverse(*start)));
    shortest_to.dedup_by_key(|(_, end)| *end);
    shortest_from.extend(shortest_to);
    shortest_from.sort_unstable();
    shortest_from.dedup();
    *spans = shortest_from;
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn within(words: u32) -> Near {
        Near { within: Within::Words(words), ordered: false, apart: false }
    }

    #[test]
    fn near_counts_words_from_end_to_beginning() {
        let (a, b) = ([(3, 4), (20, 21)], [(8, 9)]);
        assert_eq!(near(within(5), &a, &b, &[]), [(3, 9)]);
        assert_eq!(near(within(4), &a, &b, &[]), []);
        assert_eq!(near(within(12), &a, &b, &[]), [(3, 9), (8, 21)]);
        assert_eq!(near(Near { ordered: true, ..within(12) }, &a, &b, &[]), [(3, 9)]);
        assert_eq!(near(Near { apart: true, ..within(5) }, &a, &b, &[]), [(20, 21)]);
        // A phrase counts from its last word.
        assert_eq!(near(within(1), &[(3, 6)], &[(6, 7)], &[]), [(3, 7)]);
        // Nothing is near itself.
        assert_eq!(near(within(5), &[(3, 4)], &[(3, 4)], &[]), []);
    }

    #[test]
    fn units_end_where_others_begin() {
        let same = Near { within: Within::Sentence, ordered: false, apart: false };
        assert_eq!(near(same, &[(2, 3)], &[(5, 6)], &[4]), []);
        assert_eq!(near(same, &[(2, 3)], &[(5, 6)], &[2, 6]), [(2, 6)]);
        assert_eq!(near(same, &[(1, 3)], &[(3, 4)], &[2]), []);
    }

    #[test]
    fn both_ends_of_something_near_stay_within_reach() {
        let first = near(within(5), &[(10, 11)], &[(11, 12), (14, 15)], &[]);
        assert_eq!(first, [(10, 12), (10, 15)]);
        assert_eq!(near(within(3), &first, &[(17, 18)], &[]), [(10, 18)]);
    }
}
