//! Whole sources: of a long subject a tagger often marks the last noun phrase alone: "Vale" of "aides to
//! Vale", "his aides" of "Vale and his aides". Finds where such a subject begins; whose it is says its verb,
//! which has to follow at once.

use super::document::Document;
use super::link::Link;
use super::phrase::{noun_phrase_ending_at, subject_ending_at};
use super::word_class::{
    is_adverb, is_auxiliary, is_coordinator, is_dash, is_determiner, is_preposition, is_quote,
    is_subject_pronoun, is_subordinator, is_time, is_wh,
};
use crate::names;
use crate::text::{Span, TokenKind};

/// How far before a source its head is looked for, in tokens.
const REACH: usize = 12;
/// How many tokens may stand between a source and its cue.
const GAP: usize = 2;
/// How often a subject is extended.
const MOST: usize = 3;

/// The source of `link` from the beginning of the subject that it ends, where it is not that already.
pub fn whole(document: &Document<'_>, link: &Link) -> Option<Span> {
    let [source] = link.source.as_slice() else { return None };
    let cue = document.tokens_in(*link.cue.first()?);
    let tokens = document.tokens_in(*source);
    let follows = cue.start >= tokens.end && cue.start - tokens.end <= GAP;
    if tokens.is_empty() || !follows || document.word(cue.start).kind == TokenKind::Mark {
        return None;
    }
    let mut start = tokens.start;
    for _ in 0..MOST {
        let Some(longer) = longer(document, start, tokens.end) else { break };
        start = longer;
    }
    let span = document.span(start..tokens.end);
    let free = link.content.iter().all(|content| !content.overlaps(span));
    (start < tokens.start && free).then_some(span)
}

/// Where the subject begins whose last part is the tokens from `start` to `end`.
fn longer(document: &Document<'_>, start: usize, end: usize) -> Option<usize> {
    let last = start.checked_sub(1).filter(|last| beside(document, *last, start))?;
    let found = match document.lower(last) {
        "and" | "&" => joined(document, last),
        "," => named(document, last, start..end),
        _ => described(document, start),
    };
    found.filter(|found| *found < start && is_subject(document, *found))
}

/// Whether both tokens stand in one sentence, and both inside or outside of one quotation.
fn beside(document: &Document<'_>, one: usize, other: usize) -> bool {
    let (one, other) = (document.word(one), document.word(other));
    one.sentence == other.sentence && one.quotation == other.quotation
}

/// "Vale and his aides": what stands before "and".
fn joined(document: &Document<'_>, and: usize) -> Option<usize> {
    let before = and.checked_sub(1).filter(|before| beside(document, *before, and))?;
    if is_subject_pronoun(document.lower(before)) {
        return Some(before);
    }
    let last = document.word(before);
    let someone = last.capital || last.any(&[",", ")"]) || is_person(document, before);
    subject_ending_at(document, before).filter(|_| someone).map(|phrase| phrase.start)
}

/// "Ida Vale, a lawyer from Norden,": the name before a description.
fn named(document: &Document<'_>, comma: usize, description: std::ops::Range<usize>) -> Option<usize> {
    let first = document.word(description.start);
    let describes = is_determiner(&first.lower) && !description.clone().any(|at| document.word(at).is("and"))
        || !first.capital && is_person(document, description.start);
    let person = description.clone().any(|at| is_person(document, at));
    let before = comma.checked_sub(1).filter(|before| beside(document, *before, comma))?;
    let phrase = noun_phrase_ending_at(document, before)?;
    let name = phrase.len() >= 2
        && phrase.clone().all(|at| document.word(at).capital || document.word(at).is("."))
        && !phrase.clone().any(|at| is_time(document.lower(at)));
    (describes && person && name).then_some(phrase.start)
}

/// "Aides to Vale", "people briefed on the move", "one official who heard it": the head before what tells
/// which persons they are.
fn described(document: &Document<'_>, start: usize) -> Option<usize> {
    let floor = start.saturating_sub(REACH);
    let relative = |at: usize| document.word(at).any(&["who", "whose"]);
    for at in (floor + 1..start).rev() {
        let word = document.word(at);
        let stops = word.kind == TokenKind::Mark && !word.any(&["-", "."]) || !beside(document, at, start);
        let finite = is_auxiliary(&word.lower) && !(floor..at).any(relative);
        if stops || finite || word.is("that") {
            return None;
        }
        if leads(document, at) && (is_person(document, at - 1) || is_quantity(document, at - 1)) {
            return Some(noun_phrase_ending_at(document, at - 1).map_or(at - 1, |phrase| phrase.start));
        }
    }
    None
}

/// Whether the word at `at` can begin what tells which persons are meant.
fn leads(document: &Document<'_>, at: usize) -> bool {
    let word = document.word(at);
    is_preposition(&word.lower)
        || word.any(&["who", "whose", "like", "familiar", "close", "loyal", "known"])
        || !word.capital && word.lower.len() > 5 && word.lower.ends_with("ed")
}

/// Whether the word at `at` is a noun for persons.
fn is_person(document: &Document<'_>, at: usize) -> bool {
    let lower = document.lower(at);
    // "Kerr left and the mayor said no"
    let listed = names::is_role(lower) || names::is_group_noun(lower);
    listed && !matches!(lower, "left" | "right") || matches!(lower, "people" | "person" | "those")
}

/// Whether the word at `at` is a part of many.
fn is_quantity(document: &Document<'_>, at: usize) -> bool {
    document.word(at).any(&[
        "majority",
        "majorities",
        "most",
        "many",
        "some",
        "few",
        "several",
        "all",
        "none",
        "both",
        "one",
        "each",
        "half",
        "two-thirds",
        "percent",
        "%",
        "dozens",
        "hundreds",
        "thousands",
        "scores",
    ])
}

/// Whether a phrase that begins at `at` can be a subject: nothing stands before it that makes it an object.
fn is_subject(document: &Document<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1).filter(|before| beside(document, *before, at)) else { return true };
    let word = document.word(before);
    word.any(&[",", ";", ":", "that"])
        || is_quote(&word.lower)
        || is_dash(&word.lower)
        || is_coordinator(&word.lower)
        || is_adverb(&word.lower)
        || is_wh(&word.lower)
        || is_subordinator(&word.lower) && !word.is("as") && !is_preposition(&word.lower)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;

    /// The whole source of a line whose source stands in square and whose cue in curly brackets.
    fn read(marked: &str) -> String {
        let text: String = marked.chars().filter(|c| !"[]{}".contains(*c)).collect();
        let at = |mark: char| {
            let before = marked.split(mark).next().expect("a part");
            before.chars().filter(|c| !"[]{}".contains(*c)).map(char::len_utf8).sum::<usize>()
        };
        let link = Link {
            source: vec![Span::new(at('['), at(']'))],
            cue: vec![Span::new(at('{'), at('}'))],
            ..Link::default()
        };
        let article = Article { text, ..Article::default() };
        let document = Document::new(&article);
        whole(&document, &link).unwrap_or(link.source[0]).of(&article.text).to_owned()
    }

    #[test]
    fn a_source_is_the_whole_subject() {
        for (marked, source) in [
            ("Aides to [Ida Vale] {said} it rained.", "Aides to Ida Vale"),
            ("It rained, advisers to [Ida Vale] {said}.", "advisers to Ida Vale"),
            ("People briefed on [the move] {said} it rained.", "People briefed on the move"),
            (
                "One federal official who relayed [the exchange] {said} no.",
                "One federal official who relayed the exchange",
            ),
            ("Ms. Vale and [her aides] {said} it rained.", "Ms. Vale and her aides"),
            ("She and [other mayors] {said} it rained.", "She and other mayors"),
            ("Ida Vale, [a lawyer from Norden], {said} it rained.", "Ida Vale, a lawyer from Norden"),
            ("Most of the voters in [five towns] {said} no.", "Most of the voters in five towns"),
            ("Attorneys for [Vale] {saying} in papers that it rained.", "Attorneys for Vale"),
        ] {
            assert_eq!(read(marked), source, "{marked}");
        }
    }

    #[test]
    fn what_is_no_part_of_the_subject_stays_outside() {
        for marked in [
            "In a call with reporters [Vale] {said} it rained.",
            "Kerr met voters in Norden, and [Vale] {said} it rained.",
            "On Monday, [the mayor] {said} it rained.",
            "As a lawyer in Norden [Vale] {said} it rained.",
            "Kerr told officials from [Norden] {said} nothing.",
            "Before the vote in Norden, [a spokesman] {said} it rained.",
            "Kerr left and [the mayor] {said} it rained.",
        ] {
            let own = marked.split(['[', ']']).nth(1).expect("a source");
            assert_eq!(read(marked), own, "{marked}");
        }
    }
}
