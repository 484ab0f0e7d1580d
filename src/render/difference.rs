//! A statement that a marked article has and its prediction has not, or the other way round: source, cue
//! and words as they stand in the text, without judgement about which side is right.

use std::io::{self, Write};

use super::rich::Rich;
use super::style::{DIM, LIT, Look, PLAIN, SOURCE};
use crate::article::Attribution;
use crate::schema::Origin;
use crate::text::{Span, span::join_text};

/// How far the words are set in.
const INDENT: usize = 2;

/// Writes `attribution` of the article from `origin`, whose text is `text`.
///
/// # Errors
/// Where `out` cannot be written.
pub fn statement(
    out: &mut dyn Write,
    origin: &Origin,
    attribution: &Attribution,
    text: &str,
    look: Look,
) -> io::Result<()> {
    let part = |spans: &[Span], none: &str| {
        if spans.is_empty() { none.to_owned() } else { join_text(spans, text) }
    };
    let columns = look.text_columns();
    let mut head = Rich::of("[", DIM);
    head.push(&part(&attribution.source, "no source"), SOURCE);
    head.push("] ", DIM);
    head.push(&part(&attribution.cue, "no cue"), LIT);
    head.write(out, INDENT, columns, look)?;
    Rich::of(&part(&attribution.content, "nothing said"), PLAIN).write(out, INDENT * 2, columns, look)?;
    let place = format!("{} · {origin}", attribution.kind.name());
    Rich::of(&place, DIM).write(out, INDENT * 2, columns, look)
}
