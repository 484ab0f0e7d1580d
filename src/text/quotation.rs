//! Quotations: what stands between quotation marks, of whatever style. A quotation lies inside one
//! paragraph; its text is never judged here (who says it, or whether anybody does).

mod single;

use super::Span;
use single::Singles;

/// How a quotation ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Closure {
    /// By its closing mark.
    #[default]
    Closed,
    /// With its paragraph, because the next paragraph opens it again.
    Reopened,
    /// With its paragraph, or before the next opening mark: its closing mark is missing.
    Missing,
}

/// One quotation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Quotation {
    /// Its marks included.
    pub span: Span,
    /// Without its marks.
    pub inner: Span,
    /// How it ends.
    pub closed: Closure,
    /// Whether it goes on with a quotation that the paragraph before left open.
    pub continues: bool,
    /// 0 for one that lies in no other quotation.
    pub depth: u8,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Style {
    Straight,
    Curly,
    Low,
    Ticks,
    Guillemets,
    Single,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Turn {
    Open,
    Close,
    Either,
}

/// A mark that may open or close a quotation.
#[derive(Clone, Copy)]
struct Mark {
    at: usize,
    len: usize,
    style: Style,
    turn: Turn,
}

/// The quotations of `text`, ordered by where they begin. Linear in its length.
#[must_use]
pub fn quotations(text: &str, paragraphs: &[Span]) -> Vec<Quotation> {
    let mut found: Vec<Quotation> = Vec::new();
    let mut left_open = false;
    for paragraph in paragraphs {
        let first = found.len();
        let marks = marks(text, *paragraph);
        pair(text, *paragraph, &marks, left_open, &mut found);
        left_open = found
            .get(first..)
            .and_then(|own| own.iter().rfind(|quotation| quotation.depth == 0))
            .is_some_and(|last| last.closed == Closure::Missing && last.span.end == paragraph.end);
    }
    reopen(text, paragraphs, &mut found);
    found.sort_by_key(|quotation| (quotation.span.start, quotation.depth));
    found
}

/// Turns a missing closer into a reopened quotation where the next paragraph begins with a quotation.
fn reopen(text: &str, paragraphs: &[Span], found: &mut [Quotation]) {
    found.sort_by_key(|quotation| (quotation.span.start, quotation.depth));
    let mut open: Option<usize> = None;
    for at in 0..found.len() {
        let Some(quotation) = found.get(at).copied() else { continue };
        if quotation.depth > 0 {
            continue;
        }
        if let Some(before) = open.take()
            && let Some(earlier) = found.get(before).copied()
        {
            let next = paragraphs.partition_point(|paragraph| paragraph.start < earlier.span.end);
            let starts =
                paragraphs.get(next).is_some_and(|paragraph| paragraph.start == quotation.span.start);
            let marked = quotation.inner.start > quotation.span.start;
            if starts && !quotation.span.of(text).is_empty() {
                if let Some(earlier) = found.get_mut(before) {
                    earlier.closed = if marked { Closure::Reopened } else { Closure::Missing };
                }
                if let Some(own) = found.get_mut(at) {
                    own.continues = true;
                }
            }
        }
        let ends = paragraphs.partition_point(|paragraph| paragraph.end < quotation.span.end);
        let to_end = paragraphs.get(ends).is_some_and(|paragraph| paragraph.end == quotation.span.end);
        if quotation.closed == Closure::Missing && to_end {
            open = Some(at);
        }
    }
}

/// Every mark of the paragraph, in order.
fn marks(text: &str, paragraph: Span) -> Vec<Mark> {
    let singles = Singles::of(text, paragraph);
    let mut found = Vec::new();
    let mut before = ' ';
    let mut chars = paragraph.of(text).char_indices().peekable();
    while let Some((offset, c)) = chars.next() {
        let at = paragraph.start + offset;
        let next = chars.peek().map_or(' ', |(_, next)| *next);
        let mark = match c {
            '"' => straight(before, next).map(|turn| (1, Style::Straight, turn)),
            // A typist's slip: “ where ” is meant, after a word and before a space.
            '“' if straight(before, next) == Some(Turn::Close) => {
                Some((c.len_utf8(), Style::Curly, Turn::Close))
            }
            '“' => Some((c.len_utf8(), Style::Curly, Turn::Open)),
            '”' => Some((c.len_utf8(), Style::Curly, Turn::Close)),
            '„' => Some((c.len_utf8(), Style::Low, Turn::Open)),
            // »so« as well as «so»
            '«' if straight(before, next) == Some(Turn::Close) => {
                Some((c.len_utf8(), Style::Guillemets, Turn::Close))
            }
            '«' => Some((c.len_utf8(), Style::Guillemets, Turn::Open)),
            '»' if straight(before, next) == Some(Turn::Open) => {
                Some((c.len_utf8(), Style::Guillemets, Turn::Open))
            }
            '»' => Some((c.len_utf8(), Style::Guillemets, Turn::Close)),
            '`' if next == '`' => Some((2, Style::Ticks, Turn::Open)),
            '\'' if next == '\'' => {
                // Some wires print '' at both ends.
                let after = paragraph.of(text).get(offset + 2..).and_then(|rest| rest.chars().next());
                straight(before, after.unwrap_or(' ')).map(|turn| (2, Style::Ticks, turn))
            }
            '‘' | '\'' | '’' => singles.turn(at).map(|turn| (c.len_utf8(), Style::Single, turn)),
            _ => None,
        };
        if let Some((len, style, turn)) = mark {
            found.push(Mark { at, len, style, turn });
        }
        if matches!(mark, Some((2, _, _))) {
            chars.next();
        }
        before = c;
    }
    found
}

/// What a straight double mark does, by its neighbours; `None` for inches (6'2").
fn straight(before: char, next: char) -> Option<Turn> {
    let open_before =
        before.is_whitespace() || matches!(before, '(' | '[' | '—' | '–' | '-' | '\'' | '‘' | '/' | '“');
    let word_next =
        next.is_alphanumeric() || matches!(next, '\'' | '‘' | '$' | '[' | '(' | '.' | '…' | '@' | '#');
    let word_before = !before.is_whitespace();
    let end_next =
        next.is_whitespace() || matches!(next, '.' | ',' | ';' | ':' | ')' | ']' | '!' | '?' | '—' | '–');
    match (open_before && word_next, word_before && end_next) {
        (true, false) => Some(Turn::Open),
        (false, true) => Some(Turn::Close),
        _ => Some(Turn::Either),
    }
}

/// A quotation that has been opened.
struct Opened {
    at: usize,
    len: usize,
    style: Style,
}

/// Pairs the marks of one paragraph.
fn pair(text: &str, paragraph: Span, marks: &[Mark], left_open: bool, found: &mut Vec<Quotation>) {
    let first = found.len();
    // At most a double with a single inside: deeper nesting does not occur in print.
    let mut outer: Option<Opened> = None;
    let mut inner: Option<Opened> = None;
    for mark in marks {
        let opened = Opened { at: mark.at, len: mark.len, style: mark.style };
        match &outer {
            None if mark.turn != Turn::Close && !is_inches(text, mark) => outer = Some(opened),
            None => {
                let untouched = found.len() == first && mark.style != Style::Single;
                if untouched && (left_open || lacks_opener(text, paragraph, mark)) {
                    found.push(Quotation {
                        span: Span::new(paragraph.start, mark.at + mark.len),
                        inner: Span::new(paragraph.start, mark.at),
                        continues: left_open,
                        ..Quotation::default()
                    });
                }
            }
            Some(open) if closes(open.style, mark) && !is_measure(text, mark) => {
                found.push(quotation(text, open, mark.at, mark.at + mark.len, Closure::Closed, 0));
                outer = None;
                inner = None;
            }
            Some(open) if open.style == mark.style && mark.turn == Turn::Open => {
                found.push(quotation(text, open, mark.at, mark.at, Closure::Missing, 0));
                outer = Some(opened);
                inner = None;
            }
            Some(_) => match &inner {
                Some(nested) if closes(nested.style, mark) => {
                    found.push(quotation(text, nested, mark.at, mark.at + mark.len, Closure::Closed, 1));
                    inner = None;
                }
                None if mark.turn == Turn::Open => inner = Some(opened),
                _ => {}
            },
        }
    }
    // A single quotation mark that never closes is more likely an apostrophe, unless it opens the paragraph.
    if let Some(open) = outer
        && (open.style != Style::Single || open.at == paragraph.start)
    {
        found.push(quotation(text, &open, paragraph.end, paragraph.end, Closure::Missing, 0));
    }
}

fn quotation(
    text: &str,
    open: &Opened,
    inner_end: usize,
    end: usize,
    closed: Closure,
    depth: u8,
) -> Quotation {
    let marked = Span::new(open.at, end);
    let missing = closed == Closure::Missing;
    let span = if missing { marked.trim(text) } else { marked };
    let inner_end = if missing { span.end.max(open.at + open.len) } else { inner_end };
    Quotation { span, inner: Span::new(open.at + open.len, inner_end), closed, continues: false, depth }
}

fn closes(open: Style, mark: &Mark) -> bool {
    match open {
        // „low“ and „low” are both printed; “straight" mixes occur where editors paste.
        Style::Low => mark.style == Style::Curly,
        Style::Curly => matches!(mark.style, Style::Curly | Style::Straight) && mark.turn == Turn::Close,
        Style::Straight => {
            (mark.style == Style::Straight && mark.turn != Turn::Open)
                || (mark.style == Style::Curly && mark.turn == Turn::Close)
        }
        Style::Ticks => mark.style == Style::Ticks && mark.turn != Turn::Open,
        style => mark.style == style && mark.turn == Turn::Close,
    }
}

/// A straight mark after a digit opens nothing: 12" pipes.
fn is_inches(text: &str, mark: &Mark) -> bool {
    let digit =
        text.get(..mark.at).and_then(|before| before.chars().next_back()).is_some_and(|c| c.is_ascii_digit());
    mark.style == Style::Straight && digit
}

/// 6'2" inside a quotation does not close it.
fn is_measure(text: &str, mark: &Mark) -> bool {
    if mark.style != Style::Straight {
        return false;
    }
    let mut before = text.get(..mark.at).unwrap_or("").chars().rev();
    let digits = before.by_ref().take_while(char::is_ascii_digit).take(3).count();
    // `take_while` has consumed the character after the digits; look again without it.
    let tail = text.get(..mark.at).unwrap_or("").trim_end_matches(|c: char| c.is_ascii_digit());
    (1..=2).contains(&digits)
        && tail.ends_with(['\'', '’', '′'])
        && tail.trim_end_matches(['\'', '’', '′']).ends_with(|c: char| c.is_ascii_digit())
}

/// A closing mark that no mark opened: “ was lost at the start of the paragraph, if what precedes reads
/// like speech, that is ends in a comma or a full stop.
fn lacks_opener(text: &str, paragraph: Span, mark: &Mark) -> bool {
    mark.turn == Turn::Close
        && matches!(mark.style, Style::Curly | Style::Guillemets)
        && Span::new(paragraph.start, mark.at).of(text).ends_with([',', '.', '?', '!'])
}

#[cfg(test)]
mod tests;
