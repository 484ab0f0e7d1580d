//! Quotation states: whether a character stands inside quotation marks, as simply as the encoder was taught
//! it. What a quotation really is, the text room says; nothing but the encoder reads these.

use crate::text::Span;

/// Where a character stands to double quotation marks; the number is its row in the encoder's table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum QuoteState {
    /// Outside.
    #[default]
    Outside = 0,
    /// Inside.
    Inside = 1,
    /// An opening mark itself.
    Opening = 2,
    /// A closing mark itself.
    Closing = 3,
    /// No character: where a window begins and a paragraph ends.
    Special = 4,
}

impl QuoteState {
    /// How many there are.
    pub const COUNT: usize = 5;
}

/// The states at bytes `at` (rising) of `line`. Two single marks count as one double, as some wires print it.
#[must_use]
pub fn quote_states(text: &str, line: Span, at: impl Iterator<Item = usize>) -> Vec<QuoteState> {
    let mut wanted = at.peekable();
    let mut found = Vec::new();
    let mut inside = false;
    let mut chars = line.of(text).char_indices().peekable();
    while let Some((offset, c)) = chars.next() {
        let doubled = matches!(c, '\'' | '`' | '‘' | '’') && chars.next_if(|(_, next)| *next == c).is_some();
        let state = state(c, doubled, inside);
        match state {
            QuoteState::Opening => inside = true,
            QuoteState::Closing => inside = false,
            _ => {}
        }
        let end = line.start + offset + c.len_utf8() * if doubled { 2 } else { 1 };
        while wanted.next_if(|at| *at < end).is_some() {
            found.push(state);
        }
    }
    found
}

fn state(c: char, doubled: bool, inside: bool) -> QuoteState {
    match c {
        '`' | '‘' if doubled => QuoteState::Opening,
        '’' if doubled => QuoteState::Closing,
        '\'' if doubled && !inside => QuoteState::Opening,
        '\'' if doubled => QuoteState::Closing,
        '“' | '‟' | '„' => QuoteState::Opening,
        '”' => QuoteState::Closing,
        '"' if inside => QuoteState::Closing,
        '"' => QuoteState::Opening,
        _ if inside => QuoteState::Inside,
        _ => QuoteState::Outside,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_follow_the_marks_to_the_end_of_the_line() {
        let text = "a ''b'' \"c";
        let states = quote_states(text, Span::new(0, text.len()), 0..text.len());
        let shown: Vec<u8> = states.iter().map(|state| *state as u8).collect();
        assert_eq!(shown, [0, 0, 2, 2, 1, 3, 3, 0, 2, 1]);
    }
}
