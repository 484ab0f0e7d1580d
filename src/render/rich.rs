//! Styled text and its wrapping by display width. What goes in comes out inert: nothing in it is obeyed
//! by a terminal but the styles set here.

use std::io::{self, Write};

use anstyle::Style;
use unicode_width::UnicodeWidthChar;

use super::cover::Cover;
use super::inert::shown;
use super::style::{Colour, LIT, Look, PLAIN};
use crate::text::Span;

/// Joins the character after it to the one before: a zero-width joiner.
const JOINER: char = '\u{200d}';

/// One line's worth of styled characters, to be wrapped.
#[derive(Clone, Debug, Default)]
pub(super) struct Rich {
    chars: Vec<(char, Style)>,
}

impl Rich {
    pub fn new() -> Self {
        Self::default()
    }

    /// `text` in `style`.
    pub fn of(text: &str, style: Style) -> Self {
        let mut rich = Self::new();
        rich.push(text, style);
        rich
    }

    pub fn is_empty(&self) -> bool {
        self.chars.is_empty()
    }

    /// Adds `text` in `style`, line breaks as spaces.
    pub fn push(&mut self, text: &str, style: Style) {
        self.chars.extend(text.chars().filter_map(shown).map(|c| (c, style)));
    }

    /// Adds the part `span` of `text`, the words under `marks` lit.
    pub fn push_marked(&mut self, text: &str, span: Span, marks: &[Span], style: Style) {
        let marks = Cover::of(marks.iter().copied());
        self.push_styled(text, span, |at| if marks.covers(at) { LIT } else { style });
    }

    /// Adds the part `span` of `text`, each byte position in its style.
    pub fn push_styled(&mut self, text: &str, span: Span, style: impl Fn(usize) -> Style) {
        for (at, c) in span.of(text).char_indices() {
            self.chars.extend(shown(c).map(|c| (c, style(span.start + at))));
        }
    }

    /// Adds `other` after `between`, which is left out at the beginning.
    pub fn join(&mut self, between: &str, other: Self) {
        if other.is_empty() {
            return;
        }
        if !self.is_empty() {
            self.push(between, super::style::DIM);
        }
        self.chars.extend(other.chars);
    }

    /// Display columns.
    pub fn width(&self) -> usize {
        self.chars.iter().map(|(c, _)| columns(*c)).sum()
    }

    /// Cut to `width` columns, with "…" where something is missing.
    pub fn cut(mut self, width: usize) -> Self {
        if self.width() <= width {
            return self;
        }
        let keep = fitting(&self.chars, width.saturating_sub(1));
        self.chars.truncate(keep);
        while self.chars.last().is_some_and(|(c, _)| *c == ' ') {
            self.chars.pop();
        }
        self.push("…", PLAIN);
        self
    }

    /// Writes it as lines that begin with `indent` spaces and end within `columns`.
    pub fn write(&self, out: &mut dyn Write, indent: usize, columns: usize, look: Look) -> io::Result<()> {
        for line in wrap(&self.chars, columns.saturating_sub(indent).max(8)) {
            write!(out, "{:indent$}", "")?;
            paint(out, line, look.colour)?;
            out.write_all(b"\n")?;
        }
        Ok(())
    }

    /// Writes it on one line, filled up with spaces to `columns` before or after it.
    pub fn write_cell(
        &self,
        out: &mut dyn Write,
        columns: usize,
        side: Side,
        colour: Colour,
    ) -> io::Result<()> {
        let gap = columns.saturating_sub(self.width());
        if side == Side::Right {
            write!(out, "{:gap$}", "")?;
        }
        paint(out, &self.chars, colour)?;
        if side == Side::Left {
            write!(out, "{:gap$}", "")?;
        }
        Ok(())
    }
}

/// To which side a cell's text is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Left,
    Right,
}

fn columns(c: char) -> usize {
    c.width().unwrap_or(0)
}

/// How many of `chars` fit into `width` columns without parting a character from its accents.
fn fitting(chars: &[(char, Style)], width: usize) -> usize {
    let mut used = 0;
    for (at, (c, _)) in chars.iter().enumerate() {
        used += columns(*c);
        if used > width {
            return whole(chars, at);
        }
    }
    chars.len()
}

/// The place at or before `at` where no joined sequence is parted; `at` itself where all of it is one.
fn whole(chars: &[(char, Style)], at: usize) -> usize {
    let parts = |at: usize| {
        let here = chars.get(at).is_some_and(|(c, _)| columns(*c) == 0);
        let before = at.checked_sub(1).and_then(|at| chars.get(at)).is_some_and(|(c, _)| *c == JOINER);
        here || before
    };
    (1..=at).rev().find(|at| !parts(*at)).unwrap_or(at)
}

/// Cuts `chars` into lines of at most `width` columns, at spaces where there are any.
fn wrap(chars: &[(char, Style)], width: usize) -> Vec<&[(char, Style)]> {
    let mut lines = Vec::new();
    let mut rest = trim_start(chars);
    while !rest.is_empty() {
        let fits = fitting(rest, width).max(1);
        let end = if fits == rest.len() || rest.get(fits).is_some_and(|(c, _)| *c == ' ') {
            fits
        } else {
            let line = rest.get(..fits).unwrap_or_default();
            line.iter().rposition(|(c, _)| *c == ' ').filter(|at| *at > 0).unwrap_or(fits)
        };
        let (line, after) = rest.split_at_checked(end).unwrap_or((rest, &[]));
        lines.push(trim_end(line));
        rest = trim_start(after);
    }
    lines
}

fn trim_start(chars: &[(char, Style)]) -> &[(char, Style)] {
    let spaces = chars.iter().take_while(|(c, _)| *c == ' ').count();
    chars.get(spaces..).unwrap_or_default()
}

fn trim_end(chars: &[(char, Style)]) -> &[(char, Style)] {
    let spaces = chars.iter().rev().take_while(|(c, _)| *c == ' ').count();
    chars.get(..chars.len() - spaces).unwrap_or_default()
}

fn paint(out: &mut dyn Write, chars: &[(char, Style)], colour: Colour) -> io::Result<()> {
    for run in chars.chunk_by(|(_, a), (_, b)| a == b) {
        let text: String = run.iter().map(|(c, _)| c).collect();
        let style = run.first().map_or(PLAIN, |(_, style)| *style);
        if colour == Colour::On {
            write!(out, "{style}{text}{style:#}")?;
        } else {
            out.write_all(text.as_bytes())?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn lines(text: &str, width: usize) -> Vec<String> {
        let rich = Rich::of(text, PLAIN);
        wrap(&rich.chars, width).iter().map(|line| line.iter().map(|(c, _)| *c).collect()).collect()
    }

    #[test]
    fn text_is_wrapped_by_what_it_takes_on_the_screen() {
        assert_eq!(lines("the dam held", 8), ["the dam", "held"]);
        assert_eq!(lines("the dam", 7), ["the dam"]);
        assert_eq!(lines("unbreakable", 4), ["unbr", "eaka", "ble"]);
        assert_eq!(lines("ダムは持ちこたえた", 8), ["ダムは持", "ちこたえ", "た"]);
        // "e" and its combining accent stay together.
        assert_eq!(lines("abce\u{301}d", 4), ["abce\u{301}", "d"]);
        assert_eq!(lines("abc\u{1f469}\u{200d}\u{1f4bb}", 6), ["abc", "\u{1f469}\u{200d}\u{1f4bb}"]);
        assert_eq!(lines("  ", 8), [""; 0]);
    }

    proptest! {
        #[test]
        fn no_line_is_too_long_and_nothing_is_lost(text in "\\PC{0,60}", width in 8_usize..40) {
            let lines = lines(&text, width);
            for line in &lines {
                let zero_width_joined = line.contains(JOINER);
                prop_assert!(zero_width_joined || Rich::of(line, PLAIN).width() <= width);
            }
            let letters = |text: &str| text.chars().filter_map(shown).filter(|c| *c != ' ').collect::<String>();
            prop_assert_eq!(letters(&lines.concat()), letters(&text));
        }
    }
}
