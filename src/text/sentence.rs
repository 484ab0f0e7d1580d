//! Sentences: spans inside paragraphs. In order, never overlapping; sentences and the white space
//! between them make up the text; none runs over a paragraph's end.

use super::Span;
use super::abbreviation::{Dot, dot_after, opens_sentence};
use super::token::{Token, TokenKind};

/// How many capitalised words may stand between a question in quotation marks and "asked".
const NAME_LENGTH: usize = 5;

/// Verbs that follow "…?” Name": the sentence goes on.
const ASKING: &[&str] = &[
    "said",
    "says",
    "asked",
    "asks",
    "told",
    "wrote",
    "tweeted",
    "added",
    "cried",
    "shouted",
    "wondered",
    "quipped",
    "joked",
    "demanded",
    "replied",
    "responded",
    "continued",
    "exclaimed",
    "declared",
    "yelled",
];

/// The sentences of `text`, given its paragraphs and tokens. Linear in the number of tokens.
#[must_use]
pub fn sentences(text: &str, paragraphs: &[Span], tokens: &[Token]) -> Vec<Span> {
    let mut found = Vec::new();
    let mut rest = tokens;
    for paragraph in paragraphs {
        let skip = rest.partition_point(|token| token.span.start < paragraph.start);
        let (_, tail) = rest.split_at_checked(skip).unwrap_or((&[], &[]));
        let inside = tail.partition_point(|token| token.span.start < paragraph.end);
        let (own, tail) = tail.split_at_checked(inside).unwrap_or((tail, &[]));
        rest = tail;
        split_paragraph(text, own, &mut found);
    }
    found
}

fn split_paragraph(text: &str, tokens: &[Token], found: &mut Vec<Span>) {
    let mut start: Option<usize> = None;
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let from = *start.get_or_insert(token.span.start);
        let Some(closed) = ending(text, tokens, at) else {
            at += 1;
            continue;
        };
        let end = tokens.get(closed).map_or(token.span.end, |last| last.span.end);
        found.push(Span::new(from, end));
        start = None;
        at = closed + 1;
    }
    if let (Some(from), Some(last)) = (start, tokens.last()) {
        found.push(Span::new(from, last.span.end));
    }
}

/// If a sentence ends at token `at`, the index of its last token (closing marks included).
fn ending(text: &str, tokens: &[Token], at: usize) -> Option<usize> {
    let token = tokens.get(at)?;
    let word = token.span.of(text);
    let stop = match token.kind {
        TokenKind::Mark => match word {
            "." | "!" | "?" | "…" | "‽" | "。" | "！" | "？" => Stop::Full,
            dots if dots.starts_with("..") => Stop::Dots,
            _ => return None,
        },
        TokenKind::Word if word.ends_with('.') => Stop::Abbreviation,
        _ => return None,
    };
    let mut last = at;
    while let Some(next) = tokens.get(last + 1) {
        let mark = next.span.of(text);
        let glued = tokens.get(last).is_some_and(|token| token.span.end == next.span.start);
        let closes =
            matches!(mark, "”" | "’" | "\"" | "''" | "'" | ")" | "]" | "»" | "!" | "?" | "." | "…" | "“")
                || mark.starts_with("..");
        // “ closes only after „; elsewhere it opens the next sentence.
        if !(glued && closes) || (mark == "“" && last == at) || (next.kind == TokenKind::Word) {
            break;
        }
        last += 1;
    }
    let Some(next) = tokens.get(last + 1) else { return Some(last) };
    let spaced = tokens.get(last).is_some_and(|token| token.span.end < next.span.start);
    let quoted = last > at;
    goes_on(text, tokens, last + 1, stop, word, spaced, quoted).then_some(()).map_or(Some(last), |()| None)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stop {
    Full,
    Dots,
    Abbreviation,
}

/// Whether the sentence goes on with token `at` after a stop.
fn goes_on(
    text: &str,
    tokens: &[Token],
    at: usize,
    stop: Stop,
    word: &str,
    spaced: bool,
    quoted: bool,
) -> bool {
    let Some(next) = tokens.get(at) else { return false };
    let shown = next.span.of(text);
    if !spaced {
        // "over.The": a space is missing; "v.2" and ".5" are none.
        let upper = shown.chars().next().is_some_and(char::is_uppercase);
        return !(stop == Stop::Full && word == "." && upper && shown.chars().count() > 1);
    }
    let opening = matches!(shown, "“" | "\"" | "‘" | "'" | "``" | "(" | "[" | "«" | "„");
    let first = if opening { tokens.get(at + 1).map_or("", |token| token.span.of(text)) } else { shown };
    let lower = first.chars().next().is_some_and(char::is_lowercase);
    match stop {
        Stop::Full if lower => !(is_camel(first) || (word == "." && opening)),
        Stop::Full => {
            matches!(shown, "," | ";" | ")" | "”" | "’")
                || (quoted && word != "." && asking_follows(text, tokens, at))
        }
        Stop::Dots => lower || matches!(shown, "," | ";" | ")" | "”" | "’"),
        Stop::Abbreviation => after_abbreviation(word, shown, first, lower, opening, quoted),
    }
}

/// "iPhone", "eBay": lower case, and yet the first word of a sentence.
fn is_camel(word: &str) -> bool {
    word.chars().nth(1).is_some_and(char::is_uppercase)
}

fn after_abbreviation(
    word: &str,
    shown: &str,
    first: &str,
    lower: bool,
    opening: bool,
    quoted: bool,
) -> bool {
    let digit = first.chars().next().is_some_and(|c| c.is_ascii_digit());
    match dot_after(word.trim_end_matches('.')) {
        Some(Dot::BeforeName) => !quoted,
        Some(Dot::BeforeNumber) => digit || lower || !opens_sentence(first),
        _ if lower => true,
        _ if quoted => false,
        _ => {
            let mark = !opening && !shown.chars().next().is_some_and(char::is_alphanumeric);
            mark && !matches!(shown, "—" | "–" | "•" | "@" | "$") || (!opening && !opens_sentence(first))
        }
    }
}

/// Whether a name and a verb of saying follow: “Why now?” Vale asked.
fn asking_follows(text: &str, tokens: &[Token], at: usize) -> bool {
    let mut rest = tokens.iter().skip(at).map(|token| token.span.of(text));
    let capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    for (count, word) in rest.by_ref().take(NAME_LENGTH).enumerate() {
        if ASKING.contains(&word) {
            return count > 0;
        }
        if !capital(word) || (count > 0 && opens_sentence(word)) {
            return false;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::super::{paragraph::paragraphs, token::tokens};
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        sentences(text, &paragraphs(text), &tokens(text)).iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn hard_sentences() {
        for expected in [
            &["Sen. Ida Okoro met Gen. Pell in St. Brannoc on Jan. 4.", "They left."][..],
            &["It is No. 3 in the U.S. Senate.", "He said no.", "She agreed."],
            &["The talks were held in the U.S.", "The minister left at 4 p.m.", "He slept."],
            &["“We are late.”", "He left."],
            &["“Why now?” Vale asked.", "Nobody knew."],
            &["“Will it rain?” he asked.", "“Perhaps!”", "The crowd laughed."],
            &["J. K. Marrow and Ann T. Lowe won.", "A third lost."],
            &["He paused ... and went on.", "“Well...”", "They waited."],
            &["It fell to 3.5 percent.", "“So?” she said."],
            &["Harbor Foods Inc. said it would close.", "Vale Corp. declined."],
            &["(It was late.)", "Then came Mr. Okoro, Jr., who sang."],
            &["It is over.", "The end."],
        ] {
            let text = expected.join(" ");
            assert_eq!(split(&text), expected);
        }
        assert_eq!(split("It is over.The end."), ["It is over.", "The end."]);
        assert_eq!(split("A headline\nA line. Two"), ["A headline", "A line.", "Two"]);
    }
}
