//! A place in a query, shown under it. Shows nothing that a terminal obeys.

use crate::render::inert::{one_line, shown};
use crate::text::Span;

/// The most characters shown before and behind the place.
const AROUND: usize = 50;

/// `query` on one line, and carets under `span` of it on the next.
pub fn caret(query: &str, span: Span) -> String {
    let part = |from: usize, to: usize| query.get(from..to).unwrap_or("");
    let line = |text: &str| text.chars().filter_map(shown).collect::<Vec<char>>();
    let (before, at, behind) =
        (line(part(0, span.start)), line(part(span.start, span.end)), line(part(span.end, query.len())));
    let cut = before.len().saturating_sub(AROUND);
    let before: String = before.into_iter().skip(cut).collect();
    let before = if cut > 0 { format!("…{before}") } else { before };
    let at: String = at.into_iter().take(AROUND).collect();
    let behind: String = behind.into_iter().take(AROUND).collect();
    let width = |text: &str| unicode_width::UnicodeWidthStr::width(text);
    let all = one_line(&format!("{before}{at}{behind}")).trim_end().to_owned();
    let carets = "^".repeat(width(&at).max(1));
    format!("  {all}\n  {}{carets}", " ".repeat(width(&before)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn carets_stand_under_the_place() {
        let query = "dam colour:red wall";
        assert_eq!(caret(query, Span::new(4, 11)), "  dam colour:red wall\n      ^^^^^^^");
        assert_eq!(caret("“x", Span::new(0, 3)), "  “x\n  ^");
        let long = "x".repeat(200);
        assert!(caret(&long, Span::new(150, 151)).lines().all(|line| line.chars().count() <= 2 * AROUND + 5));
        assert_eq!(caret("é", Span::new(1, 9)).lines().count(), 2);
    }
}
