//! The kind of a content: direct, mixed or indirect, computed from the quotation marks around its letters
//! and never guessed.

use super::document::Document;
use crate::article::Kind;
use crate::text::Span;

/// The kind of `content`: direct where at least 90 % of its letters and digits stand inside quotation
/// marks, indirect where none do.
#[must_use]
pub fn kind(document: &Document<'_>, content: &[Span]) -> Kind {
    let (mut all, mut quoted) = (0usize, 0usize);
    for span in content {
        for at in document.tokens_in(*span) {
            let word = document.word(at);
            let own = Span::new(word.span.start.max(span.start), word.span.end.min(span.end));
            let letters = own.of(document.text()).chars().filter(|c| c.is_alphanumeric()).count();
            all += letters;
            if word.quotation.is_some() {
                quoted += letters;
            }
        }
    }
    if quoted == 0 {
        Kind::Indirect
    } else if quoted * 10 >= all * 9 {
        Kind::Direct
    } else {
        Kind::Mixed
    }
}
