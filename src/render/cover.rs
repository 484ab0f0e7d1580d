//! Spans merged for looking up whether a byte is covered, quickly however many there are.

use crate::text::Span;

/// Merged spans, in order.
#[derive(Clone, Debug, Default)]
pub(super) struct Cover {
    spans: Vec<Span>,
}

impl Cover {
    /// The bytes under any of `spans`.
    pub fn of(spans: impl IntoIterator<Item = Span>) -> Self {
        let mut sorted: Vec<Span> = spans.into_iter().collect();
        sorted.sort_unstable();
        let mut merged: Vec<Span> = Vec::with_capacity(sorted.len());
        for span in sorted {
            match merged.last_mut() {
                Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
                _ => merged.push(span),
            }
        }
        Self { spans: merged }
    }

    /// Whether byte `at` is covered.
    pub fn covers(&self, at: usize) -> bool {
        let next = self.spans.partition_point(|span| span.end <= at);
        self.spans.get(next).is_some_and(|span| span.covers(at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_byte_is_covered_where_any_span_covers_it(
            spans in prop::collection::vec((0_usize..60, 0_usize..9), 0..12),
        ) {
            let spans: Vec<Span> = spans.iter().map(|(start, len)| Span::new(*start, start + len)).collect();
            let cover = Cover::of(spans.iter().copied());
            for at in 0..80 {
                prop_assert_eq!(cover.covers(at), spans.iter().any(|span| span.covers(at)));
            }
        }
    }
}
