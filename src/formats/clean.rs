//! Text as it is kept: line feeds, no other control characters. Changes no letter.

/// `text` with every line end as a line feed, tabs as spaces, and without other control characters,
/// byte order marks and invisible breaks. White space at its edges goes.
#[must_use]
pub fn clean(text: String) -> String {
    let odd = |c: char| {
        (c.is_control() && c != '\n') || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{ad}')
    };
    if !text.chars().any(odd) {
        let trimmed = text.trim();
        return if trimmed.len() == text.len() { text } else { trimmed.to_owned() };
    }
    let mut cleaned = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' if chars.peek() == Some(&'\n') => {}
            '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => cleaned.push('\n'),
            '\t' => cleaned.push(' '),
            c if odd(c) => {}
            c => cleaned.push(c),
        }
    }
    cleaned.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn line_ends_become_line_feeds_and_controls_go() {
        assert_eq!(clean("\u{feff}a\r\nb\rc\u{2028}d\te\0\u{1b}[1m\n".to_owned()), "a\nb\nc\nd e[1m");
        assert_eq!(clean("plain".to_owned()), "plain");
    }
}
