//! Snippets: the part of an article's text worth showing for a query, in whole sentences where they are
//! short enough.

use crate::text::Span;

/// About how long a snippet is, in bytes.
const ABOUT: usize = 240;
/// Longer than this it never is.
const MOST: usize = 400;
/// How far before its first mark a snippet may begin when the sentence began earlier.
const LEAD: usize = 80;

/// The best window of `text` for `marks` (spans in order, each with the part of the query it answers).
pub(super) fn snippet(text: &str, marks: &[(Span, usize)]) -> Span {
    let mut best = (0, window(text, start_near(text, 0)));
    for (index, (mark, _)) in marks.iter().enumerate() {
        let start = start_near(text, mark.start);
        let window = window(text, start);
        let inside = || marks.iter().skip(index).take_while(|(mark, _)| window.contains(*mark));
        let mut parts: Vec<usize> = inside().map(|(_, part)| *part).collect();
        let words = parts.len();
        parts.sort_unstable();
        parts.dedup();
        // Different words count most; then how many; then what comes first.
        let worth = parts.len() * 100 + words.min(99);
        if worth > best.0 {
            best = (worth, window);
        }
    }
    best.1
}

/// Where a window for what stands at `at` begins: at its sentence, or a little before it.
fn start_near(text: &str, at: usize) -> usize {
    let floor = text.floor_char_boundary(at.saturating_sub(MOST - LEAD));
    let before = text.get(floor..at).unwrap_or("");
    let sentence = sentence_starts(before).last().map(|start| floor + start);
    match sentence {
        Some(start) => start,
        None if floor == 0 => text.len() - text.trim_start().len(),
        None => {
            let near = text.floor_char_boundary(at.saturating_sub(LEAD));
            let gap = text.get(near..at).and_then(|lead| lead.find(' ')).map_or(0, |gap| gap + 1);
            near + gap
        }
    }
    .min(at.max(text.len() - text.trim_start().len()))
}

/// Offsets in `text` at which a sentence or paragraph begins, as far as punctuation tells.
fn sentence_starts(text: &str) -> impl Iterator<Item = usize> {
    let mut ended = false;
    let mut gap = false;
    text.char_indices().filter_map(move |(at, c)| {
        if c == '\n' {
            (ended, gap) = (true, true);
        } else if matches!(c, '.' | '!' | '?') {
            (ended, gap) = (true, false);
        } else if c.is_whitespace() {
            gap = true;
        } else if ended && gap {
            (ended, gap) = (false, false);
            return Some(at);
        } else if !matches!(c, '"' | '”' | '’' | '\'' | ')' | '»') {
            (ended, gap) = (false, false);
        }
        None
    })
}

/// The window that begins at `start`: whole sentences up to about [`ABOUT`] bytes, else whole words.
fn window(text: &str, start: usize) -> Span {
    let most = text.floor_char_boundary(start.saturating_add(MOST));
    let rest = text.get(start..most).unwrap_or("");
    let end = if most == text.len() && rest.len() <= ABOUT {
        rest.len()
    } else {
        let fits = sentence_starts(rest).filter(|at| *at >= ABOUT / 2);
        let near = fits.min_by_key(|at| at.abs_diff(ABOUT));
        let word =
            || rest.get(..rest.floor_char_boundary(ABOUT)).and_then(|head| head.rfind(char::is_whitespace));
        near.or_else(word).unwrap_or(rest.len())
    };
    Span::new(start, start + end).trim(text)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn mark(text: &str, word: &str, part: usize) -> (Span, usize) {
        let start = text.find(word).unwrap();
        (Span::new(start, start + word.len()), part)
    }

    #[test]
    fn the_window_with_more_of_the_query_wins() {
        let filler = "Nothing of note was decided in the long first session that day. ".repeat(8);
        let text = format!("The dam stood. {filler}Marrin said the dam would hold the river. {filler}");
        let marks = [mark(&text, "dam", 0), mark(&text, "dam would", 0), mark(&text, "river", 1)];
        let shown = snippet(&text, &marks).of(&text).to_owned();
        assert!(shown.starts_with("Marrin said the dam"), "{shown}");
        assert!(snippet(&text, &[]).of(&text).starts_with("The dam stood."));
    }

    proptest! {
        #[test]
        fn a_snippet_is_bounded_and_on_character_boundaries(text in "[a-zé. \n]{0,900}", at in 0usize..900) {
            let at = text.floor_char_boundary(at);
            let end = text.ceil_char_boundary(at + 1);
            let span = snippet(&text, &[(Span::new(at, end), 0)]);
            prop_assert!(span.len() <= MOST);
            prop_assert!(text.get(span.start..span.end).is_some());
        }
    }
}
