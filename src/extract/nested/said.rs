//! What a verb inside a content says: where its cue ends and where what is said begins and ends. Looks no
//! further than one sentence of one content.

use std::ops::Range;

use super::super::document::Document;
use super::super::lexicon::Shape;
use super::super::phrase::{clause_end, first_comma, noun_phrase_starting_at};
use super::super::word_class::{
    is_adverb, is_auxiliary, is_coordinator, is_dash, is_determiner, is_personal_pronoun, is_possessive,
    is_preposition, is_quote, is_stop, is_subject_pronoun, is_subordinator, is_time,
};
use super::speech::{self, Takes};
use super::verb::Verb;
use crate::text::TokenKind;

/// How far from its verb, in tokens, anything is looked for in one sentence.
const LONGEST_SENTENCE: usize = 200;

/// The part of `content` in the sentence of token `head`, without the marks at its end.
pub fn bounds(document: &Document<'_>, head: usize, content: &Range<usize>) -> Range<usize> {
    let sentence = document.sentence(document.word(head).sentence).tokens.clone();
    let start = sentence.start.max(content.start).max(head.saturating_sub(LONGEST_SENTENCE));
    let mut end = sentence.end.min(content.end).min(head + LONGEST_SENTENCE);
    while end > head + 1
        && (is_stop(document.lower(end - 1))
            || is_quote(document.lower(end - 1))
            || document.word(end - 1).is(","))
    {
        end -= 1;
    }
    start..end
}

/// Where the cue ends, and what is said.
pub fn said(
    document: &Document<'_>,
    verb: &Verb,
    source: &Range<usize>,
    bounds: &Range<usize>,
) -> Option<(usize, Range<usize>)> {
    let first = verb.head + 1;
    // "what the mayor said was": said is what comes before, and has no place of its own.
    let before_it = source.start.wrapping_sub(1);
    let joined = is_preposition(document.lower(before_it.wrapping_sub(1)));
    let free = document.word(before_it).any(&["what", "whatever", "which", "whom", "how"]) && !joined;
    if free && source.start > bounds.start && verb.takes != Takes::Object {
        return cleft(document, verb, bounds);
    }
    if let Some(quoted) = quotation_after(document, first, verb.limit) {
        return Some((first, quoted));
    }
    let after = times_end(document, first, bounds.end);
    let comma = document.word(after).is(",") && !opens_after_comma(document, after + 1, bounds);
    if after >= bounds.end || is_stop(document.lower(after)) || comma {
        let said = before(document, source, bounds).map(|said| (first, said));
        // “He said, look, it was late”
        let goes_on = comma && document.word(verb.head).quotation.is_some() && after == first;
        if said.is_some() || !goes_on {
            return said;
        }
    }
    // "…, Vale said during the vote"
    let aside = document.word(first).any(&["during", "in", "at", "on", "to", "after", "from"])
        && verb.takes == Takes::Clause;
    let later = (first..bounds.end).any(|at| document.word(at).is("that") || is_quote(document.lower(at)));
    if aside
        && !later
        && let Some(said) = before(document, source, bounds)
    {
        return Some((first, said));
    }
    let (cue_end, at) = onset(document, verb, bounds)?;
    let over = at >= bounds.end || document.word(at).is(",") && !opens_after_comma(document, at + 1, bounds);
    if over && verb.takes == Takes::Addressee {
        // "…, Vale told reporters"; "asked the mills, the banks and the guilds"
        let asked = document.lower(verb.head).starts_with("ask");
        let whole = || asked.then(|| clause(document, first, bounds)).flatten();
        return before(document, source, bounds).or_else(whole).map(|said| (first, said));
    }
    let at = past_marks(document, at, bounds.end);
    let relative =
        source.start > bounds.start && document.word(source.start - 1).any(&["which", "that", "who"]);
    if at >= bounds.end || !opens(document, verb, cue_end, at, relative) {
        return None;
    }
    let mut content = clause(document, at, bounds)?;
    // "When Vale said so, we wept": the clause ends at its comma.
    if is_subordinator(document.lower(before_it))
        && source.start > bounds.start
        && !document.word(before_it).is("that")
    {
        content.end = first_comma(document, at, content.end).unwrap_or(content.end);
    }
    let things = document.word(content.end - 1).any(&["things", "thing"]) && content.len() < 5;
    // "called me", "told us", "called her to ask": nothing is said.
    let pronoun = is_personal_pronoun(document.lower(at));
    let called = document.word(verb.head).any(&["called", "calls", "calling", "call"]);
    let phoned = called || verb.takes == Takes::Addressee;
    let nothing = pronoun && phoned && (content.len() == 1 || document.word(at + 1).is("to"));
    (!nothing && !things).then_some((cue_end, content))
}

/// The quotation behind a colon at token `at`, which may be a sentence of its own.
fn quotation_after(document: &Document<'_>, at: usize, limit: usize) -> Option<Range<usize>> {
    let start = document.word(at + 1).span.start;
    let quotation = document.word(at).is(":").then(|| document.quotation_at(start)).flatten()?;
    let tokens = document.tokens_in(quotation.span);
    (tokens.start == at + 1 && tokens.end <= limit).then_some(tokens)
}

/// "what Vale said was that it rained": what is said follows "was".
fn cleft(document: &Document<'_>, verb: &Verb, bounds: &Range<usize>) -> Option<(usize, Range<usize>)> {
    let be = document.word(verb.head + 1).any(&["is", "was"]);
    let that = document.word(verb.head + 2).any(&["that", "he", "she", "they", "it", "we"]);
    let content = (be && that).then(|| clause(document, verb.head + 2, bounds))??;
    Some((verb.head + 1, content))
}

/// Where the cue ends and the search for what is said goes on.
fn onset(document: &Document<'_>, verb: &Verb, bounds: &Range<usize>) -> Option<(usize, usize)> {
    let at = verb.head + 1;
    match verb.takes {
        Takes::Clause => Some((at, adjunct(document, at, bounds))),
        Takes::Addressee => {
            let told = addressee(document, at, bounds).unwrap_or(at);
            Some((at, adjunct(document, told, bounds)))
        }
        Takes::Shown => Some((at, at)),
        Takes::Object | Takes::Preposition => {
            // "the man accused of": somebody else accuses.
            let accused = document.word(at).is("of")
                && !document.word(verb.head).any(&["complained", "spoke", "spoken"]);
            let described =
                document.word(verb.head).any(&["described", "describes", "characterized", "portrayed"]);
            if described && document.word(at).is("as") {
                return Some((at + 1, at + 1));
            }
            if accused || document.word(at).is("as") {
                return None;
            }
            let lower = document.lower(verb.head);
            if lower.ends_with("agree") {
                return None; // "they agree with me" is a stance
            }
            let joined: &[&str] = if lower.starts_with("agree") || lower.starts_with("disagree") {
                &["with", "to"]
            } else if lower.starts_with("refer") {
                &["to"]
            } else {
                &["for", "on", "about", "of"]
            };
            let preposition = document.word(at).any(joined);
            if preposition {
                Some((at + 1, at + 1))
            } else {
                let opens = document.word(at).any(&["that", ":"]) || is_quote(document.lower(at));
                (verb.takes == Takes::Object || opens).then_some((at, at))
            }
        }
    }
}

fn past_marks(document: &Document<'_>, mut at: usize, end: usize) -> usize {
    while at < end && (matches!(document.lower(at), "," | ":") || is_dash(document.lower(at))) {
        at += 1;
    }
    at
}

/// Whether the token at `at` can begin what `verb` says; `relative` tells whether a relative pronoun stands
/// before its subject.
fn opens(document: &Document<'_>, verb: &Verb, cue_end: usize, at: usize, relative: bool) -> bool {
    let next = document.word(at);
    let joined = cue_end > verb.head + 1;
    let clausal = next.any(&["that", "how", "why", "what", "whether", "there"])
        || is_subject_pronoun(&next.lower)
        || is_quote(&next.lower)
        || is_determiner(&next.lower);
    let doubtful = speech::is_noun_as_well(document.lower(verb.head)) || verb.shape == Shape::Base;
    if is_coordinator(&next.lower) {
        return false; // "is inviting and calm"
    }
    let verbal = is_auxiliary(&next.lower) || is_adverb(&next.lower) && !next.any(&["not", "only"]);
    if doubtful && !clausal && !joined && !next.capital || verbal && verb.takes != Takes::Clause {
        return false;
    }
    // "wrote a book", "is writing checks"
    let written = document.lower(verb.head).starts_with("wr");
    if written && !(next.is("that") || is_quote(&next.lower) || is_subject_pronoun(&next.lower)) {
        return false;
    }
    // "most pledged delegates": a quantity speaks in clauses.
    let quantity = document.word(verb.group.wrapping_sub(1)).any(&["most", "many", "some", "few", "others"]);
    if quantity && !clausal && verb.takes != Takes::Addressee {
        return false;
    }
    // "the men who Vale said were armed"
    if relative && verb.takes == Takes::Clause && is_auxiliary(&next.lower) {
        return true;
    }
    if verb.takes == Takes::Shown && !(clausal || next.capital || next.kind == TokenKind::Number) {
        return false;
    }
    let whom = document.word(at + 1);
    let whom = whom.capital || is_determiner(&whom.lower) || is_personal_pronoun(&whom.lower);
    let infinitive = next.is("to") && !whom;
    joined
        || verb.takes == Takes::Addressee
        || infinitive
        || !(is_preposition(&next.lower) || is_auxiliary(&next.lower))
}

/// Whether what follows a comma at once after the verb is what is said.
fn opens_after_comma(document: &Document<'_>, at: usize, bounds: &Range<usize>) -> bool {
    let word = document.word(at);
    at < bounds.end && (is_quote(&word.lower) || word.capital || is_personal_pronoun(&word.lower))
}

/// From `at` to the end of its clause.
pub fn clause(document: &Document<'_>, at: usize, bounds: &Range<usize>) -> Option<Range<usize>> {
    let mut end = clause_end(document, at, bounds.end);
    // "that it rained, and that the mill stood still"
    for _ in 0..3 {
        let and = end + usize::from(document.word(end).is(","));
        let goes_on = document.word(and).any(&["and", "but"])
            && document.word(and + 1).is("that")
            && and + 2 < bounds.end;
        end = if goes_on { clause_end(document, and + 2, bounds.end) } else { end };
    }
    while end > at && (matches!(document.lower(end - 1), "," | ";" | "-") || is_dash(document.lower(end - 1)))
    {
        end -= 1;
    }
    (end > at && (at..end).any(|i| document.word(i).kind == TokenKind::Word)).then_some(at..end)
}

/// What comes before a source in an aside: "the plan was dead, Vale said".
fn before(document: &Document<'_>, source: &Range<usize>, bounds: &Range<usize>) -> Option<Range<usize>> {
    let comma = source.start.checked_sub(1).filter(|at| *at > bounds.start)?;
    if !(document.word(comma).is(",") || is_quote(document.lower(comma))) {
        return None;
    }
    let start = bounds.start + usize::from(document.word(bounds.start).any(&["that", "and", "but"]));
    (start + 1 < comma).then_some(start..comma)
}

/// One past the one spoken to, who begins at `at`.
fn addressee(document: &Document<'_>, at: usize, bounds: &Range<usize>) -> Option<usize> {
    let lower = document.lower(at);
    if matches!(lower, "that" | "for" | "about" | "of" | "if" | "whether" | "how" | "why") || is_quote(lower)
    {
        return Some(at);
    }
    if is_personal_pronoun(lower) && !is_possessive(lower) || lower == "her" {
        return Some(at + 1);
    }
    let phrase = noun_phrase_starting_at(document, at, bounds.end)?;
    let next = document.lower(phrase.end);
    if next == "and"
        && document.word(phrase.end + 1).any(&["others", "her", "him", "them", "his", "the", "other"])
    {
        let more = noun_phrase_starting_at(document, phrase.end + 1, bounds.end);
        return Some(more.map_or(phrase.end + 2, |more| more.end));
    }
    // "told Axios Vale didn't": the last name is the subject of what was said.
    let verb = is_auxiliary(next) && next != "'s" && phrase.len() > 1;
    Some(if verb { phrase.end - 1 } else { phrase.end })
}

/// One past the times that begin at `at`: "on Friday", "last week", "ten days ago".
fn times_end(document: &Document<'_>, at: usize, end: usize) -> usize {
    let small = |i: usize| {
        document.word(i).any(&["on", "last", "this", "earlier", "the", "other", "in"])
            || document.word(i).kind == TokenKind::Number
    };
    let mut to = at;
    while to < end && (is_time(document.lower(to)) || small(to) || is_determiner(document.lower(to))) {
        to += 1;
    }
    let timed = (at..to).any(|i| is_time(document.lower(i)));
    if timed { to } else { at }
}

/// One past times and places after "said", where a clause follows them.
fn adjunct(document: &Document<'_>, at: usize, bounds: &Range<usize>) -> usize {
    let lower = document.lower(at);
    let opens = is_time(lower)
        || is_adverb(lower)
        || matches!(
            lower,
            "in" | "on" | "at" | "to" | "during" | "last" | "over" | "earlier" | "after" | "before"
        );
    if !opens {
        return at;
    }
    let reach = bounds.end.min(at + 16);
    for here in at..reach {
        let word = document.word(here);
        if word.any(&["that", ":"]) || is_quote(&word.lower) {
            return here;
        }
        let subject = is_subject_pronoun(&word.lower) && !is_determiner(&word.lower);
        if here > at && subject && !is_preposition(document.lower(here - 1)) {
            return here;
        }
        if is_auxiliary(&word.lower) || word.is("and") || word.is(",") && !is_quote(document.lower(here + 1))
        {
            break;
        }
    }
    times_end(document, at, reach)
}
