//! How things look: width, colour, and the styles that text is written in.

use anstyle::{AnsiColor, Style};

/// Whether styles are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Colour {
    /// As escape sequences.
    On,
    /// Not at all.
    Off,
}

/// What the reader's terminal is like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Look {
    /// Columns; taken as at least [`Look::NARROWEST`].
    pub width: usize,
    /// Whether to style.
    pub colour: Colour,
}

impl Look {
    /// The narrowest width that is written for.
    pub const NARROWEST: usize = 20;
    /// The widest lines of running text: longer ones are hard to read.
    pub const WIDEST_TEXT: usize = 100;

    /// Columns to fill.
    #[must_use]
    pub fn columns(self) -> usize {
        self.width.max(Self::NARROWEST)
    }

    /// Columns of running text.
    #[must_use]
    pub fn text_columns(self) -> usize {
        self.columns().min(Self::WIDEST_TEXT)
    }
}

/// Plain text.
pub(super) const PLAIN: Style = Style::new();
/// Speakers and headlines.
pub(super) const BOLD: Style = Style::new().bold();
/// What goes without saying.
pub(super) const DIM: Style = Style::new().dimmed();
/// Matched words.
pub(super) const LIT: Style = Style::new().bold().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Yellow)));
/// A statement within its article.
pub(super) const SAID: Style = Style::new().underline();
/// The source of a statement within its article.
pub(super) const SOURCE: Style = Style::new().bold();
