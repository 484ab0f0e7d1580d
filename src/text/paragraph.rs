//! Paragraphs: lines, or blocks between blank lines where lines are wrapped by hand. A paragraph's span
//! has no white space at its edges; paragraphs are in order and never empty.

use super::Span;

/// A line at least this long may have been wrapped.
const WRAPPED_LINE: usize = 45;

/// The paragraphs of `text`. Linear in its length.
#[must_use]
pub fn paragraphs(text: &str) -> Vec<Span> {
    let lines = lines(text);
    if !is_wrapped(text, &lines) {
        return lines.into_iter().filter(|line| !line.is_empty()).collect();
    }
    let mut found: Vec<Span> = Vec::new();
    let mut open = false;
    for line in lines {
        match found.last_mut() {
            Some(last) if open && !line.is_empty() => *last = last.join(line),
            _ if !line.is_empty() => found.push(line),
            _ => {}
        }
        open = !line.is_empty();
    }
    found
}

/// Every line, trimmed; blank ones as empty spans.
fn lines(text: &str) -> Vec<Span> {
    let mut at = 0;
    let mut found = Vec::new();
    for line in text.split(['\n', '\r', '\u{2028}', '\u{2029}', '\u{85}', '\u{b}', '\u{c}']) {
        found.push(Span::new(at, at + line.len()).trim(text));
        // The separator's own length varies with its encoding.
        at += line.len();
        at += text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    }
    found
}

/// Whether the lines of a block are one paragraph wrapped by hand: blank lines divide the text, and of
/// the lines followed by another, most are long and stop in the middle of a sentence.
fn is_wrapped(text: &str, lines: &[Span]) -> bool {
    let blank = lines.iter().skip_while(|line| line.is_empty()).any(|line| line.is_empty());
    let (mut followed, mut cut) = (0usize, 0usize);
    for pair in lines.windows(2) {
        let [line, next] = pair else { continue };
        if line.is_empty() || next.is_empty() {
            continue;
        }
        followed += 1;
        let ends = line.of(text).ends_with(['.', '!', '?', '"', '”', '’', ':', '…', ')', '\'']);
        cut += usize::from(line.len() >= WRAPPED_LINE && !ends);
    }
    blank && followed > 0 && cut * 2 > followed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        paragraphs(text).iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn lines_are_paragraphs_unless_they_are_wrapped() {
        assert_eq!(split("One.\nTwo.\r\n\r\nThree."), ["One.", "Two.", "Three."]);
        assert_eq!(split("\n\n A b. \n"), ["A b."]);
        let wrapped = "The council of the harbour town met on Monday to talk\nabout the ferry, which has been late.\n\nIt rained.";
        assert_eq!(split(wrapped).len(), 2);
        assert_eq!(split(""), Vec::<&str>::new());
        assert_eq!(split("A\u{2028}B\u{85}C"), ["A", "B", "C"]);
    }
}
