//! Single quotation marks: which of the marks ' ‘ ’ open or close a quotation, and which are apostrophes.
//! Decides from the characters around them alone.

use super::{Span, Turn};
use std::collections::BTreeMap;

/// Words written with an apostrophe in front: 'em, '90s.
const ELISIONS: &[&str] =
    &["em", "til", "till", "twas", "tis", "cause", "cuz", "bout", "round", "n", "cept", "ere"];

/// The single marks of one paragraph that are quotation marks.
pub(super) struct Singles {
    turns: BTreeMap<usize, Turn>,
}

struct Seen {
    at: usize,
    mark: char,
    opens: bool,
    closes: bool,
    /// Closes only if nothing better comes: a plural's possessive looks the same.
    weak: bool,
}

impl Singles {
    /// Reads the marks of `paragraph`, pairing each that may open with the next that may close.
    pub(super) fn of(text: &str, paragraph: Span) -> Self {
        let seen = seen(text, paragraph);
        let mut turns = BTreeMap::new();
        let mut open: Option<(usize, char)> = None;
        let mut weak: Option<usize> = None;
        for one in &seen {
            match open {
                None if one.opens => open = Some((one.at, one.mark)),
                Some((start, _)) if one.closes && !one.weak => {
                    turns.insert(start, Turn::Open);
                    turns.insert(one.at, Turn::Close);
                    (open, weak) = (None, None);
                }
                Some(_) if one.closes => weak = weak.or(Some(one.at)),
                Some((start, _)) if one.opens => {
                    if let Some(end) = weak.take() {
                        turns.insert(start, Turn::Open);
                        turns.insert(end, Turn::Close);
                    }
                    open = Some((one.at, one.mark));
                }
                _ => {}
            }
        }
        if let Some((start, mark)) = open {
            if let Some(end) = weak {
                turns.insert(start, Turn::Open);
                turns.insert(end, Turn::Close);
            } else if mark == '‘' && start == paragraph.start {
                // Left open to the end of its paragraph; whether the next opens it again is seen later.
                turns.insert(start, Turn::Open);
            }
        }
        Self { turns }
    }

    /// What the mark at byte `at` does, if it is a quotation mark.
    pub(super) fn turn(&self, at: usize) -> Option<Turn> {
        self.turns.get(&at).copied()
    }
}

fn seen(text: &str, paragraph: Span) -> Vec<Seen> {
    let mut found = Vec::new();
    let mut before = ' ';
    let own = paragraph.of(text);
    let mut chars = own.char_indices().peekable();
    while let Some((offset, c)) = chars.next() {
        let next = chars.peek().map_or(' ', |(_, next)| *next);
        if matches!(c, '\'' | '‘' | '’') && before != '\'' && next != '\'' {
            let rest = own.get(offset + c.len_utf8()..).unwrap_or("");
            let free =
                before.is_whitespace() || matches!(before, '"' | '“' | '(' | '[' | '—' | '–' | '-' | '‘');
            let word =
                next.is_alphanumeric() || matches!(next, '"' | '“' | '[' | '(' | '$' | '…' | '#' | '@');
            let opens = c != '’' && (free || c == '‘') && word && !is_elision(rest);
            let closes = c != '‘' && !before.is_whitespace() && !next.is_alphanumeric();
            // "the officials' plan": after an s, with a word to follow.
            let weak = matches!(before, 's' | 'S') && next == ' ' && !opens;
            // "goin' home" and the like.
            let weak = weak || (before == 'n' && next == ' ');
            found.push(Seen { at: paragraph.start + offset, mark: c, opens, closes, weak });
        }
        before = c;
    }
    found
}

fn is_elision(rest: &str) -> bool {
    let word: String =
        rest.chars().take_while(|c| c.is_alphanumeric()).take(8).collect::<String>().to_lowercase();
    let years = word.len() <= 3 && word.chars().next().is_some_and(|c| c.is_ascii_digit());
    years || ELISIONS.contains(&word.as_str())
}
