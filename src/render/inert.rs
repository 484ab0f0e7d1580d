//! Text that a terminal shows and does not obey: control characters (C0, C1, DEL) and bidi marks are
//! taken out of everything that came from an article or a query.

/// Whether a terminal could obey `c`, or show what stands around it in another order.
#[must_use]
pub fn is_obeyed(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}')
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// `c` as shown on one line: a space for line breaks and tabs, nothing for other controls.
#[must_use]
pub fn shown(c: char) -> Option<char> {
    match c {
        '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => Some(' '),
        c if is_obeyed(c) => None,
        c => Some(c),
    }
}

/// `text` on one line, with nothing in it that a terminal obeys.
#[must_use]
pub fn one_line(text: &str) -> String {
    text.chars().filter_map(shown).collect()
}
