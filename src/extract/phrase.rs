//! Phrases: noun phrases, verb groups and clause ends, found by closed-class words and capitals. A light
//! chunker, right often enough for finding who speaks; it never looks beyond a sentence.

use std::ops::Range;

use super::document::Document;
use super::lexicon::{self, Shape};
use super::word_class::{
    is_adverb, is_auxiliary, is_coordinator, is_dash, is_determiner, is_personal_pronoun, is_possessive,
    is_preposition, is_quote, is_subject_pronoun, is_subordinator, is_wh,
};
use crate::text::TokenKind;

/// The longest noun phrase looked for, in tokens.
const LONGEST_PHRASE: usize = 30;

/// The longest aside between commas, in tokens.
const LONGEST_ASIDE: usize = 32;

/// Whether token `at` can stand inside a noun phrase as noun, name, adjective or number.
#[must_use]
pub fn is_nominal(document: &Document, at: usize) -> bool {
    let word = document.word(at);
    let lower = word.lower.as_str();
    match word.kind {
        TokenKind::Number => true,
        TokenKind::Word => {
            if word.capital && word.sentence != document.word(at.wrapping_sub(1)).sentence {
                // The capital says nothing at a sentence's start.
                return !is_function(lower) && !is_subject_pronoun(lower);
            }
            (word.capital && !matches!(lower, "i" | "he" | "she" | "they" | "we" | "you" | "it"))
                || !is_function(lower)
        }
        TokenKind::Clitic | TokenKind::Mark => matches!(lower, "%" | "$" | "&" | "#"),
    }
}

fn is_function(lower: &str) -> bool {
    is_auxiliary(lower)
        || is_preposition(lower)
        || is_coordinator(lower)
        || is_subordinator(lower)
        || is_wh(lower)
        || is_determiner(lower)
        || is_personal_pronoun(lower)
        || is_adverb(lower)
        || matches!(lower, "there" | "here" | "if" | "not" | "than")
}

/// Whether token `at`, in lower case, looks like a verb that no noun phrase runs across.
fn is_verb_like(document: &Document, at: usize) -> bool {
    let word = document.word(at);
    if word.capital || word.kind != TokenKind::Word {
        return false;
    }
    let before = document.word(at.wrapping_sub(1));
    let led = is_determiner(&before.lower) || before.is("'s") || is_preposition(&before.lower);
    match lexicon::cue(&word.lower) {
        Some(cue) => match cue.shape {
            Shape::Past => !led && cue.rate() > 0.2,
            Shape::Third => !led && cue.rate() > 0.45,
            Shape::Ing => !led && cue.rate() > 0.3,
            Shape::Base | Shape::Other => false,
        },
        None => {
            word.lower.ends_with("ed")
                && word.lower.len() > 4
                && !led
                && before.kind == TokenKind::Word
                && before.capital
        }
    }
}

/// The noun phrase whose last token is `end`, as a range of tokens.
#[must_use]
pub fn noun_phrase_ending_at(document: &Document, end: usize) -> Option<Range<usize>> {
    let sentence = document.word(end).sentence;
    if is_subject_pronoun(document.lower(end)) || is_wh(document.lower(end)) {
        return Some(end..end + 1);
    }
    if let Some(part) = part_of_them(document, end) {
        return Some(part);
    }
    let mut start = end + 1;
    let mut at = end;
    let floor = end.saturating_sub(LONGEST_PHRASE);
    loop {
        let word = document.word(at);
        if word.sentence != sentence || at < floor {
            break;
        }
        let lower = word.lower.as_str();
        let before = at.checked_sub(1).unwrap_or(usize::MAX);
        if lower == ")" || lower == "]" {
            let Some(open) = opening_bracket(document, at) else { break };
            start = open;
            at = match open.checked_sub(1) {
                Some(at) => at,
                None => break,
            };
            continue;
        }
        let owner = (lower == "'s" && is_nominal(document, before))
            || (lower == "'" && document.lower(before).ends_with('s'));
        let tied = chains(document, at, start) || joins(document, at);
        let noun = is_nominal(document, at) && !is_verb_like(document, at);
        if is_determiner(lower) {
            start = at;
            // "a spokesman for the campaign": go on across the preposition.
            if !chains(document, before, at) {
                break;
            }
        } else if noun || (start <= end && (owner || tied)) {
            start = at;
        } else if lower == "," && is_state(document.lower(start)) && document.word(before).capital {
            // "Port Vale, Tenn."
            start = at;
        } else {
            break;
        }
        let Some(next) = at.checked_sub(1) else { break };
        at = next;
    }
    // What begins with a preposition, "and", "that" or a weekday was carried one too far.
    while start <= end
        && (is_preposition(document.lower(start))
            || is_coordinator(document.lower(start))
            || (start < end
                && (document.word(start).is("that")
                    || is_time_like(document, start)
                        && document.word(start + 1).capital
                        && document.word(start).capital)))
    {
        start += 1;
    }
    (start <= end).then_some(start..end + 1)
}

/// "one of them", "three of whom": the whole, for its last token.
fn part_of_them(document: &Document, end: usize) -> Option<Range<usize>> {
    let start = end.checked_sub(2)?;
    let part = document.word(start);
    let whole = document.word(end).any(&["them", "us", "you", "whom", "which", "those", "these"]);
    (whole
        && document.word(end - 1).is("of")
        && part.sentence == document.word(end).sentence
        && (is_determiner(&part.lower) || part.kind == TokenKind::Number || is_nominal(document, start)))
    .then_some(start..end + 1)
}

/// Whether token `at` is a preposition that ties the phrase after it to a noun before it.
fn chains(document: &Document, at: usize, after: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    if document.word(before).sentence != document.word(at).sentence {
        return false;
    }
    let part = document.word(at).is("of") && is_determiner(document.lower(before));
    if !(part || is_nominal(document, before)) {
        return false;
    }
    match document.lower(at) {
        "of" => true,
        "for" | "at" | "with" | "to" | "from" => {
            !document.word(before).capital && !is_time_like(document, after)
        }
        // "the Embassy in Port Vale"; not "met Vale in Iowa".
        "in" if document.word(before).capital => {
            document.word(after).capital
                && before
                    .checked_sub(1)
                    .is_some_and(|at| is_nominal(document, at) || is_determiner(document.lower(at)))
        }
        "in" | "on" => {
            !document.word(before).capital
                && !is_time_like(document, after)
                && (document.word(after).capital || is_determiner(document.lower(after)))
        }
        _ => false,
    }
}

fn is_time_like(document: &Document, at: usize) -> bool {
    super::word_class::is_time(document.lower(at)) || document.word(at).kind == TokenKind::Number
}

/// Whether token `at` is "and" between two nouns of one kind.
fn joins(document: &Document, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    matches!(document.lower(at), "and" | "&" | "or")
        && is_nominal(document, before)
        && document.word(before).capital == document.word(at + 1).capital
        && document.word(before).sentence == document.word(at).sentence
}

/// Whether `word` is a state, as written after a town.
fn is_state(word: &str) -> bool {
    matches!(
        word,
        "dc" | "d.c."
            | "texas"
            | "iowa"
            | "ohio"
            | "utah"
            | "maine"
            | "florida"
            | "california"
            | "wisconsin"
            | "illinois"
            | "virginia"
            | "georgia"
            | "michigan"
            | "nevada"
            | "arizona"
            | "massachusetts"
            | "pennsylvania"
            | "maryland"
            | "tennessee"
            | "kentucky"
            | "louisiana"
            | "alabama"
            | "oregon"
            | "minnesota"
            | "missouri"
            | "connecticut"
            | "colorado"
    ) || crate::text::abbreviation::is_state(word.trim_end_matches('.'))
}

fn opening_bracket(document: &Document, close: usize) -> Option<usize> {
    (close.saturating_sub(10)..close).rev().find(|at| matches!(document.lower(*at), "(" | "["))
}

/// The noun phrase that ends at `end`, with the aside in commas that `end` closes: "Vale, a lawyer
/// from Austin," for the last comma. Without an aside, the plain noun phrase.
#[must_use]
pub fn subject_ending_at(document: &Document, end: usize) -> Option<Range<usize>> {
    if !document.word(end).is(",") && !is_dash(document.lower(end)) {
        return noun_phrase_ending_at(document, end);
    }
    let sentence = document.word(end).sentence;
    let quotation = document.word(end).quotation;
    let mut at = end;
    for _ in 0..LONGEST_ASIDE {
        at = at.checked_sub(1)?;
        let word = document.word(at);
        if word.sentence != sentence || word.quotation != quotation {
            return None;
        }
        if !word.is(document.lower(end)) {
            continue;
        }
        let first = at + 1;
        if !opens_aside(document, first, end) {
            continue;
        }
        let head = at.checked_sub(1)?;
        if !is_nominal(document, head) && document.lower(head) != ")" {
            continue;
        }
        let phrase = noun_phrase_ending_at(document, head)?;
        let named =
            phrase.clone().any(|at| document.word(at).capital) || is_determiner(document.lower(phrase.start));
        if named && !is_time_like(document, phrase.start) {
            return Some(phrase.start..end);
        }
    }
    None
}

/// Whether the aside from `first` to `end` can stand after a name.
fn opens_aside(document: &Document, first: usize, end: usize) -> bool {
    let word = document.word(first);
    let lower = word.lower.as_str();
    if is_personal_pronoun(lower) && lower != "her" || (is_coordinator(lower)) {
        return false;
    }
    is_determiner(lower)
        || matches!(
            lower,
            "who" | "whose" | "which" | "whom" | "formerly" | "then" | "now" | "himself" | "herself"
        )
        || word.kind == TokenKind::Number
        || end - first <= 6
        || word.capital
        || (!is_function(lower) && !lower.ends_with("ing"))
        || matches!(lower, "of" | "from" | "in" | "at")
}

/// The noun phrase whose first token is `start`, before token `limit`.
#[must_use]
pub fn noun_phrase_starting_at(document: &Document, start: usize, limit: usize) -> Option<Range<usize>> {
    let first = document.word(start);
    if is_personal_pronoun(&first.lower) && !is_possessive(&first.lower) {
        return Some(start..start + 1);
    }
    let limit = limit.min(start + LONGEST_PHRASE);
    let mut at = start;
    let mut nouns = 0usize;
    while at < limit {
        let word = document.word(at);
        let lower = word.lower.as_str();
        if word.quotation != first.quotation || word.sentence != first.sentence {
            break;
        }
        let next_nominal = is_nominal(document, at + 1) || is_determiner(document.lower(at + 1));
        let inside = if is_determiner(lower) {
            nouns == 0 || is_preposition(document.lower(at.wrapping_sub(1))) || is_possessive(lower)
        } else if is_nominal(document, at) && !(nouns > 0 && is_verb_like(document, at)) {
            nouns += 1;
            true
        } else if word.kind == TokenKind::Clitic || (lower == "'" && nouns > 0) {
            lower == "'s" || lower == "'"
        } else if lower == "of" || (matches!(lower, "for" | "at" | "in" | "from" | "with") && nouns > 0) {
            next_nominal && nouns > 0 && !is_time_like(document, at + 1)
        } else if matches!(lower, "and" | "&") {
            nouns > 0 && document.word(at + 1).capital && document.word(at.wrapping_sub(1)).capital
        } else if lower == "(" || lower == "[" {
            match (at..limit).find(|close| matches!(document.lower(*close), ")" | "]")) {
                Some(close) if nouns > 0 && close - at < 8 => {
                    at = close;
                    true
                }
                _ => false,
            }
        } else {
            false
        };
        if !inside {
            break;
        }
        at += 1;
    }
    (nouns > 0).then_some(start..at.min(limit))
}

/// The noun phrase from `start` with the aside that follows it: "Ida Vale, a lawyer from Austin".
#[must_use]
pub fn subject_starting_at(document: &Document, start: usize, limit: usize) -> Option<Range<usize>> {
    let phrase = noun_phrase_starting_at(document, start, limit)?;
    if document.lower(phrase.end) != "," || is_personal_pronoun(document.lower(start)) {
        return Some(phrase);
    }
    let first = phrase.end + 1;
    let lower = document.lower(first);
    let aside = is_determiner(lower) || matches!(lower, "who" | "whose" | "which") || {
        let word = document.word(first);
        word.kind == TokenKind::Number
            || (!word.capital && !is_function(lower) && !lower.ends_with("ing"))
            || (word.capital && is_nominal(document, first))
    };
    if !aside {
        return Some(phrase);
    }
    let stop = (first..limit.min(first + LONGEST_ASIDE))
        .find(|at| {
            matches!(document.lower(*at), "," | ";" | ":" | "." | "?" | "!")
                || is_quote(document.lower(*at))
                || is_dash(document.lower(*at))
        })
        .unwrap_or(limit.min(first + LONGEST_ASIDE));
    Some(phrase.start..stop.max(phrase.end))
}

/// First token of the verb group whose verb is `head`: auxiliaries and adverbs before it.
#[must_use]
pub fn verb_group_start(document: &Document, head: usize) -> usize {
    let sentence = document.word(head).sentence;
    let mut start = head;
    let mut at = head;
    for _ in 0..7 {
        let Some(before) = at.checked_sub(1) else { break };
        let word = document.word(before);
        if word.sentence != sentence || word.quotation != document.word(head).quotation {
            break;
        }
        let lower = word.lower.as_str();
        let possessive = lower == "'s" && !is_clitic_verb(document, before, head);
        if is_auxiliary(lower) && !possessive {
            start = before;
        } else if lower == "to" && leads_infinitive(document, before) {
            start = before.saturating_sub(1);
            at = start;
            continue;
        } else if !is_adverb(lower) || (word.capital && at != head) {
            break;
        } else if before + 1 == start {
            // An adverb belongs to the group; whether it opens the sentence is seen below.
            start = before;
        }
        at = before;
    }
    // "Later said" is no group: leave an adverb that opens the sentence outside.
    while start < head
        && is_adverb(document.lower(start))
        && document.word(start.wrapping_sub(1)).sentence != sentence
    {
        start += 1;
    }
    start
}

/// "going to say", "want to say", "continued to insist".
fn leads_infinitive(document: &Document, to: usize) -> bool {
    let Some(before) = to.checked_sub(1) else { return false };
    matches!(
        document.lower(before),
        "going"
            | "went"
            | "seemed"
            | "appeared"
            | "continued"
            | "continues"
            | "began"
            | "used"
            | "had"
            | "has"
            | "have"
            | "wants"
            | "wanted"
            | "tried"
            | "sought"
            | "appears"
            | "seems"
            | "goes"
            | "chose"
            | "likely"
            | "expected"
            | "on"
    )
}

/// Whether "'s" before a verb form is "is" or "has" rather than a possessive.
fn is_clitic_verb(document: &Document, at: usize, head: usize) -> bool {
    let before = document.lower(at.wrapping_sub(1));
    let participle = document.lower(head).ends_with("ing") || document.lower(head).ends_with("ed");
    is_personal_pronoun(before)
        || matches!(before, "who" | "that" | "there" | "what")
        || (participle && at + 1 < head)
}

/// The subject of the first finite verb of the sentence that holds token `at`, if it comes before `at`.
#[must_use]
pub fn main_subject(document: &Document, at: usize) -> Option<Range<usize>> {
    let sentence = document.word(at).sentence;
    let first = document.sentence(sentence).tokens.start;
    for verb in first..at.min(first + 60) {
        if !is_finite(document, verb) || document.word(verb).quotation.is_some() {
            continue;
        }
        let Some(end) = verb_group_start(document, verb).checked_sub(1) else { continue };
        let wh = is_wh(document.lower(end)) || document.lower(end) == "that";
        if end < first || wh {
            continue;
        }
        if let Some(subject) = subject_ending_at(document, end) {
            let lead = document.lower(subject.start.wrapping_sub(1));
            if subject.start > first && (is_subordinator(lead) || is_wh(lead)) {
                continue;
            }
            return Some(subject);
        }
    }
    None
}

/// Whether token `at` looks like a finite verb.
fn is_finite(document: &Document, at: usize) -> bool {
    let word = document.word(at);
    let lower = word.lower.as_str();
    (is_auxiliary(lower) && lower != "'s")
        || (!word.capital
            && lexicon::cue(lower).is_some_and(|cue| matches!(cue.shape, Shape::Past | Shape::Third)))
        || (lower.ends_with("ed") && lower.len() > 4 && !word.capital)
        || matches!(
            lower,
            "went"
                | "came"
                | "took"
                | "made"
                | "met"
                | "threw"
                | "left"
                | "won"
                | "lost"
                | "sent"
                | "began"
                | "kept"
                | "held"
                | "gave"
                | "got"
                | "ran"
                | "stood"
                | "broke"
                | "set"
                | "led"
                | "drew"
                | "fell"
                | "rose"
                | "say"
                | "think"
                | "believe"
                | "want"
        )
}

/// The subject of the nearest finite verb before token `at` in its sentence.
#[must_use]
pub fn subject_before(document: &Document, at: usize) -> Option<Range<usize>> {
    let sentence = document.word(at).sentence;
    let first = document.sentence(sentence).tokens.start;
    let mut found = None;
    for verb in (first.max(at.saturating_sub(60))..at).rev() {
        let word = document.word(verb);
        if word.quotation.is_some() && document.word(at).quotation.is_none() {
            continue;
        }
        if !is_finite(document, verb) {
            continue;
        }
        let start = verb_group_start(document, verb);
        let Some(end) = start.checked_sub(1) else { continue };
        if document.word(end).sentence != sentence
            || is_wh(document.lower(end))
            || document.lower(end) == "that"
        {
            continue;
        }
        if let Some(subject) = subject_ending_at(document, end) {
            // "what he told them and claimed": the verb is inside another's object.
            if subject.start > first && is_wh(document.lower(subject.start - 1)) {
                continue;
            }
            found = Some(subject);
            break;
        }
    }
    found
}

/// The token after the last one of the clause that begins at `from`, in a sentence that ends before `limit`.
///
/// A clause ends before a coordinated cue ("and added"), a participle that cues (", saying"), a semicolon
/// and the like: where the sentences of PolNeAR's train part end their contents in more than half of the cases.
#[must_use]
pub fn clause_end(document: &Document, from: usize, limit: usize) -> usize {
    let mut at = from;
    // "that if it rains, he would": the comma after an opening clause or phrase ends nothing.
    let opening = from + usize::from(document.word(from).is("that"));
    let word = document.lower(opening);
    let mut protected = (is_subordinator(word) || is_preposition(word)) && word != "that";
    // What is quoted is cut only where the cue stands inside the quotation too.
    let around = document.word(from.wrapping_sub(1)).quotation;
    while at < limit {
        if document.word(at).quotation != around && document.word(at).quotation.is_some() {
            at += 1;
            continue;
        }
        if at > from && ends_clause(document, at, limit) {
            if !(protected && document.word(at).is(",")) {
                return at;
            }
            protected = false;
        }
        at += 1;
    }
    limit
}

/// The first comma outside quotation marks after `from`, before `limit`.
#[must_use]
pub fn first_comma(document: &Document, from: usize, limit: usize) -> Option<usize> {
    (from + 1..limit.min(from + 60)).find(|at| {
        document.word(*at).is(",")
            && document.word(*at).quotation == document.word(from.wrapping_sub(1)).quotation
    })
}

fn ends_clause(document: &Document, at: usize, limit: usize) -> bool {
    let next = document.word(at + 1);
    let after = document.word(at + 2);
    match document.lower(at) {
        ";" => true,
        "," => {
            if is_coordinator(&next.lower) {
                let and = next.is("and");
                return cues(document, at + 2)
                    || is_personal_pronoun(&after.lower)
                    || (next.is("but") && (after.capital || after.is("the")))
                    || (and && is_adverb(&after.lower) && cues(document, at + 3));
            }
            cues(document, at + 1)
                || next.any(&["which", "although", "while", "he", "she", "they", "despite", "though", "then"])
                || (next.is("according") && after.is("to"))
                || (is_adverb(&next.lower) && cues(document, at + 2))
        }
        "and" | "but" => {
            at + 1 < limit && (cues(document, at + 1) || (is_adverb(&next.lower) && cues(document, at + 2)))
        }
        _ => false,
    }
}

/// Whether token `at` is a participle or finite verb that is usually a cue.
fn cues(document: &Document, at: usize) -> bool {
    let word = document.word(at);
    !word.capital
        && lexicon::cue(&word.lower).is_some_and(|cue| match cue.shape {
            Shape::Ing => cue.rate() > 0.35,
            Shape::Past | Shape::Third => cue.rate() > 0.5,
            Shape::Base | Shape::Other => false,
        })
}
