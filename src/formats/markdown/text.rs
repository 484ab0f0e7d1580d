//! From Markdown to text: paragraphs keep their words, marks go. Lines of one paragraph are joined, as
//! Markdown means them; what is no mark ("5 * 3", "snake_case") stays.

/// The text of `source`, paragraphs separated by blank lines.
#[must_use]
pub fn plain(source: &str) -> String {
    let mut paragraphs: Vec<String> = Vec::new();
    let mut open = false;
    let mut code = false;
    for line in source.lines() {
        let trimmed = line.trim();
        if trimmed.starts_with("```") || trimmed.starts_with("~~~") {
            (code, open) = (!code, false);
            continue;
        }
        if code {
            paragraphs.push(trimmed.to_owned());
            continue;
        }
        if trimmed.is_empty() || is_rule(trimmed) || is_definition(trimmed) {
            open = false;
            continue;
        }
        let (text, starts, ends) = block(trimmed);
        // Two spaces or a backslash at the end break the line.
        let broken = line.ends_with("  ") || line.ends_with('\\');
        let text = text.trim_end_matches('\\').trim();
        match paragraphs.last_mut().filter(|_| open && !starts) {
            Some(last) => {
                if !last.ends_with('\n') {
                    last.push(' ');
                }
                last.push_str(text);
            }
            None => paragraphs.push(text.to_owned()),
        }
        if let Some(last) = paragraphs.last_mut().filter(|_| broken) {
            last.push('\n');
        }
        open = !ends;
    }
    let inline: Vec<String> = paragraphs.iter().map(|text| inline(text).trim().to_owned()).collect();
    let full: Vec<&str> = inline.iter().map(String::as_str).filter(|text| !text.is_empty()).collect();
    full.join("\n\n")
}

/// "---", "***", "===": rules, and underlines of headings.
fn is_rule(line: &str) -> bool {
    let mark = line.chars().next().filter(|c| matches!(c, '-' | '*' | '_' | '='));
    mark.is_some_and(|mark| line.chars().all(|c| c == mark || c == ' ') && line.matches(mark).count() >= 3)
}

/// "\[1\]: https://…", a link's address.
fn is_definition(line: &str) -> bool {
    line.starts_with('[')
        && line
            .find("]:")
            .is_some_and(|at| at > 1 && line.get(at + 2..).is_some_and(|rest| !rest.trim().is_empty()))
        || (line.starts_with("<!--") && line.ends_with("-->"))
}

/// A line without its block mark; whether it begins a paragraph, and whether it ends it.
fn block(line: &str) -> (&str, bool, bool) {
    let heading = line.trim_start_matches('#');
    if heading.len() < line.len() && line.len() - heading.len() <= 6 && heading.starts_with([' ', '\t']) {
        return (heading.trim().trim_end_matches('#').trim_end(), true, true);
    }
    let quote = line.trim_start_matches(['>', ' ']);
    if line.starts_with('>') {
        let (inner, _, ends) = if quote.starts_with('>') { (quote, false, false) } else { block(quote) };
        return (inner, quote.is_empty(), ends);
    }
    for bullet in ["- ", "* ", "+ ", "• "] {
        if let Some(rest) = line.strip_prefix(bullet) {
            return (rest.trim(), true, false);
        }
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let numbered = (1..=3).contains(&digits)
        && line.get(digits..).is_some_and(|rest| rest.starts_with(". ") || rest.starts_with(") "));
    (line, numbered, false)
}

/// Text without emphasis, links (their text stays), pictures, code marks and escapes.
fn inline(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let at = |index: usize| chars.get(index).copied();
    let mut index = 0;
    while let Some(c) = at(index) {
        match c {
            '\\' if at(index + 1).is_some_and(|next| next.is_ascii_punctuation()) => {
                out.extend(at(index + 1));
                index += 2;
            }
            '!' if at(index + 1) == Some('[') => match link(&chars, index + 1) {
                Some((_, end)) => index = end,
                None => {
                    out.push(c);
                    index += 1;
                }
            },
            '[' => match link(&chars, index) {
                Some((inner, end)) => {
                    out.push_str(&inner);
                    index = end;
                }
                None => {
                    out.push(c);
                    index += 1;
                }
            },
            '*' | '_' | '`' | '~' => {
                let run =
                    chars.get(index..).unwrap_or_default().iter().take_while(|other| **other == c).count();
                if !is_mark(&chars, index, run) {
                    out.extend(std::iter::repeat_n(c, run));
                }
                index += run;
            }
            '<' => match tag(&chars, index) {
                Some(end) => index = end,
                None => {
                    out.push(c);
                    index += 1;
                }
            },
            _ => {
                out.push(c);
                index += 1;
            }
        }
    }
    out
}

/// Whether the run of marks at `index` opens or closes something in the paragraph.
fn is_mark(chars: &[char], index: usize, run: usize) -> bool {
    let Some(mark) = chars.get(index).copied() else { return false };
    let blank = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_none_or(|c| c.is_whitespace());
    let word = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(|c| c.is_alphanumeric());
    let (before, after) = (index.checked_sub(1), Some(index + run));
    let opens = !(blank(after) || mark == '_' && word(before));
    let closes = !(blank(before) || mark == '_' && word(after));
    if mark == '~' && run != 2 {
        return false;
    }
    let other = |range: &[char]| {
        let mut count = 0;
        range.iter().any(|c| {
            count = if *c == mark { count + 1 } else { 0 };
            count == run
        })
    };
    // Marks pair within a reach that no emphasis passes, so that hostile text costs little.
    let ahead = chars.get(index + run..(index + run + 2_000).min(chars.len())).unwrap_or_default();
    let behind = chars.get(index.saturating_sub(2_000)..index).unwrap_or_default();
    (opens && other(ahead)) || (closes && other(behind))
}

/// The text of the link at `index` and the character after it.
fn link(chars: &[char], index: usize) -> Option<(String, usize)> {
    let close = find_close(chars, index, '[', ']')?;
    let inner: String = chars.get(index + 1..close)?.iter().collect();
    match chars.get(close + 1) {
        Some('(') => Some((inline(&inner), find_close(chars, close + 1, '(', ')')? + 1)),
        Some('[') => Some((inline(&inner), find_close(chars, close + 1, '[', ']')? + 1)),
        // A footnote's mark; any other brackets are an editor's.
        _ if inner.starts_with('^') => Some((String::new(), close + 1)),
        _ => None,
    }
}

fn find_close(chars: &[char], index: usize, open: char, close: char) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, c) in chars.iter().enumerate().skip(index).take(1_000) {
        if *c == open {
            depth += 1;
            if depth > 8 {
                return None;
            }
        } else if *c == close {
            depth -= 1;
            if depth == 0 {
                return Some(at);
            }
        }
    }
    None
}

/// The character after the HTML tag at `index`; an address in angle brackets keeps its text.
fn tag(chars: &[char], index: usize) -> Option<usize> {
    let next = chars.get(index + 1)?;
    if !(next.is_ascii_alphabetic() || matches!(next, '/' | '!')) {
        return None;
    }
    let end = chars.iter().skip(index).take(300).position(|c| *c == '>')? + index;
    let inner: String = chars.get(index + 1..end)?.iter().collect();
    (!inner.contains("://") && !inner.contains('@')).then_some(end + 1)
}

#[cfg(test)]
mod tests {
    use super::plain;
    use proptest::prelude::*;

    #[test]
    fn marks_go_and_words_stay() {
        for (source, expected) in [
            ("It **held**, _she_ said, `twice`.", "It held, she said, twice."),
            (
                "# Dam\nIt held\nall night.\n\n## More #\n- One\n- Two\n  goes on\n\n1. First\n2. Second",
                "Dam\n\nIt held all night.\n\nMore\n\nOne\n\nTwo goes on\n\n1. First\n\n2. Second",
            ),
            ("> \"Quoted,\"\n> he said.\n\n---\nAfter", "\"Quoted,\" he said.\n\nAfter"),
            (
                "See [the *report*](https://x.example/a_(b)) and [this][1].![pic](p.png)[^2]\n\n[1]: https://x.example",
                "See the report and this.",
            ),
            (
                "5 * 3 and snake_case_name, [sic] \\*x\\* a<br>b <https://x.example>",
                "5 * 3 and snake_case_name, [sic] *x* ab <https://x.example>",
            ),
            ("one  \ntwo\nthree", "one\ntwo three"),
            ("Dam\n===\n\nIt held.", "Dam\n\nIt held."),
            ("~~old~~ ~5", "old ~5"),
        ] {
            assert_eq!(plain(source), expected, "{source}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(source in "[a-z\\[\\]()*_`<>!#~\\\\\n -]{0,120}") {
            let _ = plain(&source);
        }

        #[test]
        fn text_without_marks_is_kept(source in "[a-zA-Z,.' ]{0,80}") {
            let evened: Vec<&str> = source.split('\n').map(str::trim).filter(|line| !line.is_empty()).collect();
            prop_assert_eq!(plain(&source), evened.join("\n\n"));
        }
    }
}
