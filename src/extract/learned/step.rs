//! Steps: what a token is to the chains that step onto it. At a conjunction before a verb, a dash or a word
//! behind a comma what one says tends to end; the chains learn how much for each kind. Looks at a token and
//! those beside it.

use super::super::word_class::{
    is_auxiliary, is_coordinator, is_dash, is_determiner, is_personal_pronoun, is_preposition, is_quote,
    is_stop, is_subordinator, is_wh,
};
use super::lexeme::{Lexeme, Quoted};
use crate::text::TokenKind;

/// The kinds of tokens that steps tell apart.
pub const KINDS: usize = 2 * PLAIN as usize;

/// The kinds, but for what stands before.
const PLAIN: u8 = 24;
const OTHER: u8 = 0;
const COMMA: u8 = 1;
const DASH: u8 = 5;
const AND: u8 = 7;
const AND_VERB: u8 = 8;
const AUXILIARY: u8 = 16;
const ADVERB: u8 = 17;
const PAST: u8 = 20;
const THIRD: u8 = 21;

/// The kind of a token by itself, from its class (see [`super::lexeme`]).
#[must_use]
pub fn plain(lower: &str, kind: TokenKind, class: u32, quoted: Quoted) -> u8 {
    match kind {
        TokenKind::Mark if lower == "," => COMMA,
        TokenKind::Mark if is_stop(lower) => 2,
        TokenKind::Mark if is_quote(lower) && quoted == Quoted::Opens => 3,
        TokenKind::Mark if is_quote(lower) => 4,
        TokenKind::Mark if is_dash(lower) => DASH,
        TokenKind::Mark => 6,
        TokenKind::Number => 18,
        TokenKind::Clitic => 23,
        TokenKind::Word => match lower {
            "that" => 9,
            "to" => 11,
            _ if is_coordinator(lower) => AND,
            _ if is_subordinator(lower) => 13,
            _ if is_wh(lower) => 10,
            _ if is_auxiliary(lower) => AUXILIARY,
            _ if is_preposition(lower) => 12,
            _ if is_personal_pronoun(lower) => 15,
            _ if is_determiner(lower) => 14,
            _ => open(class),
        },
    }
}

const fn open(class: u32) -> u8 {
    match class {
        6 => 18,
        7 => ADVERB,
        8 => 19,
        10 | 11 => THIRD,
        12 | 21 => PAST,
        13 | 20 => 22,
        _ => OTHER,
    }
}

/// Tells kinds apart by their neighbours: conjunctions that go on with a verb, and words behind a comma or dash.
pub fn settle(lexemes: &mut [Lexeme]) {
    let plain: Vec<u8> = lexemes.iter().map(|lexeme| lexeme.step).collect();
    let at = |at: usize| plain.get(at).copied().unwrap_or(OTHER);
    for (index, lexeme) in lexemes.iter_mut().enumerate() {
        if lexeme.step == AND {
            let next = if at(index + 1) == ADVERB { at(index + 2) } else { at(index + 1) };
            if matches!(next, AUXILIARY | PAST | THIRD) {
                lexeme.step = AND_VERB;
            }
        }
        let before = index.checked_sub(1).map_or(OTHER, at);
        if lexeme.step >= AND && matches!(before, COMMA | DASH) || lexeme.step == OTHER && before == COMMA {
            lexeme.step += PLAIN;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::document::Document;
    use super::super::lexeme::lexemes;
    use super::*;
    use crate::article::Article;

    #[test]
    fn neighbours_tell_kinds_apart() {
        let text = "He denied it, and then left, and Vale and Drenn also stayed.";
        let article = Article { text: text.to_owned(), ..Article::default() };
        let document = Document::new(&article);
        let found = lexemes(&document);
        let steps: Vec<u8> = found
            .iter()
            .enumerate()
            .filter(|(at, _)| document.lower(*at) == "and")
            .map(|(_, lexeme)| lexeme.step)
            .collect();
        assert_eq!(steps.len(), 3);
        assert_eq!(steps[1..], [AND + PLAIN, AND]);
        assert!(found.iter().all(|lexeme| usize::from(lexeme.step) < KINDS));
    }
}
