//! The quoted part of a statement: what of its content the speaker said word by word.

use crate::article::{Attribution, Kind};
use crate::text::{Quotation, Span};

/// Of a direct statement all its content, of a mixed one what stands inside `quotations`, those of the
/// article's text in order; of an indirect one nothing.
#[must_use]
pub fn quoted_parts(said: &Attribution, quotations: &[Quotation]) -> Vec<Span> {
    match said.kind {
        Kind::Direct => said.content.clone(),
        Kind::Indirect => Vec::new(),
        Kind::Mixed => {
            let outer = || quotations.iter().filter(|quotation| quotation.depth == 0);
            let inside = |span: &Span| {
                let span = *span;
                outer().filter_map(move |quotation| {
                    let start = quotation.inner.start.max(span.start);
                    let end = quotation.inner.end.min(span.end);
                    (start < end).then(|| Span::new(start, end))
                })
            };
            said.content.iter().flat_map(inside).collect()
        }
    }
}
