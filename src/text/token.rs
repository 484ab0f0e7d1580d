//! Tokens: words, numbers and marks, with their byte spans. Tokens are in order, never overlap, never
//! hold white space, and together with the white space between them make up the text.

use super::Span;
use super::abbreviation::dot_after;

/// What sort of token it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, with inner hyphens and apostrophes and the dots of abbreviations: "walkie-talkies",
    /// "O'Brien", "didn't", "U.S.", "Sen.", "J.", "AT&T", "@handle", "example.com/page".
    Word,
    /// What ends a contraction or marks a possessive, apart from its word: "'s", "’re", "'ll".
    Clitic,
    /// Begins with a digit: "1,000", "3.5", "24-hour", "2nd", "1990s".
    Number,
    /// One mark; runs of dots, hyphens, back-ticks and doubled single quotes are one token.
    #[default]
    Mark,
}

/// One token.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
}

/// Splits `text` into tokens, in order. Linear in the length of the text.
#[must_use]
pub fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::with_capacity(text.len() / 5);
    let mut at = 0;
    while let Some(rest) = text.get(at..) {
        let Some(first) = rest.chars().next() else { break };
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        let (len, kind) = measure(rest, first);
        let end = at + len.max(first.len_utf8());
        push(&mut found, text, Span::new(at, end), kind);
        at = end;
    }
    found
}

/// Adds the token, its clitic as a token of its own.
fn push(found: &mut Vec<Token>, text: &str, span: Span, kind: TokenKind) {
    if kind == TokenKind::Word
        && let Some(at) = clitic(span.of(text))
    {
        found.push(Token { span: Span::new(span.start, span.start + at), kind });
        found.push(Token { span: Span::new(span.start + at, span.end), kind: TokenKind::Clitic });
    } else {
        found.push(Token { span, kind });
    }
}

/// Where the clitic at the end of `word` begins: "Okoro’s" → 5. Not in "n't", "O'Brien", "'s".
fn clitic(word: &str) -> Option<usize> {
    let at = word.rfind(['\'', '’'])?;
    let tail = word.get(at..)?.trim_start_matches(['\'', '’']);
    let known = ["s", "re", "ve", "ll", "d", "m"].iter().any(|clitic| tail.eq_ignore_ascii_case(clitic));
    (at > 0 && known).then_some(at)
}

/// Length in bytes and kind of the token that `rest` begins with.
fn measure(rest: &str, first: char) -> (usize, TokenKind) {
    if first.is_ascii_digit() || (first.is_numeric() && !first.is_alphabetic()) {
        return (number(rest), TokenKind::Number);
    }
    if first.is_alphabetic() {
        return (word(rest), TokenKind::Word);
    }
    let second = rest.chars().nth(1);
    if matches!(first, '@' | '#') && second.is_some_and(|c| c.is_alphanumeric() || c == '_') {
        let len: usize =
            rest.chars().skip(1).take_while(|c| c.is_alphanumeric() || *c == '_').map(char::len_utf8).sum();
        return (1 + len, TokenKind::Word);
    }
    let run = match first {
        '.' | '-' | '`' => rest.chars().take_while(|c| *c == first).count(),
        '\'' if second == Some('\'') => 2,
        _ => first.len_utf8(),
    };
    (run, TokenKind::Mark)
}

/// Length of the number at the start of `rest`, with what is glued to it.
fn number(rest: &str) -> usize {
    let mut len = 0;
    let mut chars = rest.chars().peekable();
    while let Some(c) = chars.next() {
        let next_digit = chars.peek().is_some_and(char::is_ascii_digit);
        let next_alnum = chars.peek().is_some_and(|c| c.is_alphanumeric());
        match c {
            c if c.is_alphanumeric() => {}
            '.' | ',' | ':' if next_digit => {}
            '-' if next_alnum => {}
            _ => break,
        }
        len += c.len_utf8();
    }
    len
}

/// Length of the word at the start of `rest`, its abbreviation's dot included.
fn word(rest: &str) -> usize {
    let address = address(rest);
    if address > 0 {
        return address;
    }
    let mut len = 0;
    let mut chars = rest.chars().peekable();
    let mut before = ' ';
    while let Some(c) = chars.next() {
        let next = chars.peek().copied().unwrap_or(' ');
        match c {
            c if c.is_alphanumeric() || c == '_' || is_joined_mark(c) => {}
            '-' | '‑' | '\'' | '’' | '.' if next.is_alphanumeric() => {}
            '.' if next == '-' && dotted_so_far(rest.get(..len).unwrap_or("")) => {}
            '&' if before.is_uppercase() && next.is_uppercase() => {}
            _ => break,
        }
        // A full stop without a space after it ("over.The") ends the word, unless it is dotted (U.S.A).
        if c == '.' && !dotted_so_far(rest.get(..len).unwrap_or("")) && next.is_uppercase() {
            break;
        }
        len += c.len_utf8();
        before = c;
    }
    let stem = rest.get(..len).unwrap_or("");
    let dotted = rest.get(len..).is_some_and(|tail| tail.starts_with('.') && !tail.starts_with(".."));
    if dotted && dot_after(stem).is_some() { len + 1 } else { len }
}

/// Combining marks and soft hyphens belong to the word that they stand in.
fn is_joined_mark(c: char) -> bool {
    c == '\u{ad}' || unicode_normalization::char::is_combining_mark(c)
}

/// Whether what precedes a dot is one letter, or single letters with dots: "U", "U.S".
fn dotted_so_far(stem: &str) -> bool {
    stem.len() <= 24 && stem.rsplit('-').next().is_some_and(|s| s.split('.').all(|p| p.chars().count() <= 2))
}

/// Length of a web address at the start of `rest`, or 0.
fn address(rest: &str) -> usize {
    let known = ["http://", "https://", "www.", "pic.twitter.com/", "t.co/"];
    if !known.iter().any(|start| rest.get(..start.len()).is_some_and(|s| s.eq_ignore_ascii_case(start))) {
        return 0;
    }
    let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '"' | '“' | '”' | '<' | '>' | ')' | ']'));
    let run = end.and_then(|end| rest.get(..end)).unwrap_or(rest);
    run.trim_end_matches(['.', ',', ';', '!', '?', ':', '\'', '’']).len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        tokens(text).iter().map(|token| token.span.of(text)).collect()
    }

    #[test]
    fn words_keep_what_belongs_to_them() {
        for (text, expected) in [
            ("Sen. J. O'Brien-Vale didn't go.", "Sen.|J.|O'Brien-Vale|didn't|go|."),
            ("the U.S.-led talks in the U.S.", "the|U.S.-led|talks|in|the|U.S."),
            ("Okoro’s aides say they're in", "Okoro|’s|aides|say|they|'re|in"),
            ("It cost $1,200.50, up 3.5%", "It|cost|$|1,200.50|,|up|3.5|%"),
            ("at 4:15 p.m. ET", "at|4:15|p.m.|ET"),
            ("“No,” he said—twice...", "“|No|,|”|he|said|—|twice|..."),
            ("``Yes'' -- AT&T @vale_m #now", "``|Yes|''|--|AT&T|@vale_m|#now"),
            ("see https://example.com/a?b=1.", "see|https://example.com/a?b=1|."),
            ("over.The end.", "over|.|The|end|."),
            ("24-hour 1990s 2nd", "24-hour|1990s|2nd"),
            ("the officials' claim", "the|officials|'|claim"),
        ] {
            assert_eq!(split(text).join("|"), expected);
        }
    }

    #[test]
    fn kinds() {
        let text = "Vale's 3 “";
        let kinds: Vec<TokenKind> = tokens(text).iter().map(|token| token.kind).collect();
        assert_eq!(kinds, [TokenKind::Word, TokenKind::Clitic, TokenKind::Number, TokenKind::Mark]);
    }
}
