//! How deep a page's elements lie in each other, by a scan that builds nothing: parsers and extractors
//! take quadratic time, or hang, on thousands of levels.

/// Deepest nesting that is parsed; real pages stay below a hundred.
pub const DEEPEST: usize = 400;

/// Most elements of a page that is parsed: a tree takes two kilobytes an element. Real pages have some
/// thousands, long live blogs some ten thousands.
pub const MOST: usize = 100_000;

/// Whether `page` may have more elements than [`MOST`].
#[must_use]
pub fn is_too_large(page: &str) -> bool {
    page.bytes().filter(|byte| *byte == b'<').nth(2 * MOST).is_some()
}

/// Elements that have no end, or whose end is left out as often as not.
const UNCLOSED: [&str; 32] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr", "p", "li", "dt", "dd", "td", "th", "tr", "thead", "tbody", "tfoot", "option", "optgroup",
    "colgroup", "html", "body", "head", "rp", "rt",
];

/// Whether elements lie deeper in each other than [`DEEPEST`].
#[must_use]
pub fn is_too_deep(page: &str) -> bool {
    let bytes = page.as_bytes();
    let mut depth: usize = 0;
    let mut unclosed: usize = 0;
    let mut rest = bytes;
    while let Some(at) = rest.iter().position(|byte| *byte == b'<') {
        rest = rest.get(at + 1..).unwrap_or_default();
        if rest.starts_with(b"!--") {
            rest = after(rest, b"-->");
            continue;
        }
        let end = rest.first() == Some(&b'/');
        let name_from = rest.get(usize::from(end)..).unwrap_or_default();
        let length = name_from.iter().take(12).take_while(|byte| byte.is_ascii_alphanumeric()).count();
        let name = name_from.get(..length).unwrap_or_default().to_ascii_lowercase();
        let Ok(name) = std::str::from_utf8(&name) else { continue };
        if name.is_empty() {
            continue;
        }
        if !end && matches!(name, "script" | "style" | "textarea" | "title") {
            rest = after_end(rest, name);
        } else if UNCLOSED.contains(&name) {
            // Lists inside items without an end: counted with a wider bound.
            let nests = matches!(name, "li" | "td" | "dd" | "tr");
            unclosed = if !nests {
                unclosed
            } else if end {
                unclosed.saturating_sub(1)
            } else {
                unclosed + 1
            };
        } else if end {
            depth = depth.saturating_sub(1);
        } else if !closes_itself(rest) {
            depth += 1;
        }
        if depth > DEEPEST || unclosed > 50 * DEEPEST {
            return true;
        }
    }
    false
}

/// Whether the tag that `rest` goes on with ends in "/>", as in SVG.
fn closes_itself(rest: &[u8]) -> bool {
    let end = rest.iter().take(2_000).position(|byte| *byte == b'>');
    end.and_then(|end| end.checked_sub(1)).and_then(|before| rest.get(before)) == Some(&b'/')
}

fn after<'b>(bytes: &'b [u8], mark: &[u8]) -> &'b [u8] {
    let at = bytes.windows(mark.len()).position(|window| window == mark);
    at.and_then(|at| bytes.get(at + mark.len()..)).unwrap_or_default()
}

fn after_end<'b>(bytes: &'b [u8], name: &str) -> &'b [u8] {
    let mark = [b"</", name.as_bytes()].concat();
    let at = bytes.windows(mark.len()).position(|window| window.eq_ignore_ascii_case(&mark));
    at.and_then(|at| bytes.get(at + mark.len()..)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_counted_before_anything_is_parsed() {
        assert!(is_too_large(&"<p>x</p>".repeat(MOST + 1)));
        assert!(!is_too_large(&"<p>x</p>".repeat(MOST)));
    }

    #[test]
    fn nesting_is_bounded_before_anything_is_parsed() {
        assert!(is_too_deep(&"<div>".repeat(20_000)));
        assert!(is_too_deep(&"<b><i>".repeat(1_000)));
        assert!(!is_too_deep(&"<div>x</div>".repeat(20_000)));
        assert!(!is_too_deep(&"<p>x<br>".repeat(20_000)));
        assert!(!is_too_deep(&"<script>if (a<b) document.write('<div>')</script>".repeat(1_000)));
        assert!(!is_too_deep(&"<svg><path d='m'/></svg>".repeat(1_000)));
    }
}
