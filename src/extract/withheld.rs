//! Answers withheld from the press, in their fixed forms: "declined to comment", "did not respond to a
//! request for comment", "could not be reached". Works on finished links, whoever proposed them: adds what
//! they lack, and takes out a link that has the source's own noun for its cue. Nothing quoted is looked at.

use std::collections::BTreeMap;
use std::ops::Range;

use super::document::Document;
use super::link::Link;
use super::phrase::{clause_end, subject_before, subject_ending_at, verb_group_start};
use super::resolve::no_comment;
use super::word_class::{is_coordinator, is_stop};
use crate::text::{Span, TokenKind};

/// How probable such a statement is.
const SURE: f32 = 0.9;

/// Verbs and adjectives on which the forms turn.
const HEADS: &[&str] = &[
    "declined",
    "declines",
    "refused",
    "respond",
    "responded",
    "reply",
    "replied",
    "return",
    "returned",
    "reached",
    "available",
    "unavailable",
    "comment",
];

/// Words without which a form is none: what was asked for, or how.
const ASKED: &[&str] = &[
    "comment",
    "comments",
    "interview",
    "interviewed",
    "request",
    "requests",
    "inquiry",
    "inquiries",
    "message",
    "messages",
    "calls",
    "email",
    "emails",
    "questions",
    "reached",
];

/// The longest sentence read behind a form, in tokens.
const REACH: usize = 80;

/// Links compared in one sentence.
const MOST: usize = 48;

/// Adds to `links` the answers withheld in fixed forms.
pub fn add(document: &Document<'_>, links: &mut Vec<Link>) {
    let sentence = |link: &Link| document.sentence_at(link.cue.first()?.start);
    let mut places: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (index, link) in links.iter().enumerate() {
        let place = sentence(link).map(|sentence| places.entry(sentence).or_default());
        place.filter(|place| place.len() < MOST).into_iter().for_each(|place| place.push(index));
    }
    let mut added: Vec<Link> = Vec::new();
    let mut gone = vec![false; links.len()];
    for own in (0..document.words().len()).filter_map(|head| read(document, head)) {
        let place = sentence(&own).and_then(|sentence| places.get(&sentence));
        let mut known =
            added.last().is_some_and(|last| overlap(&last.content, &own.cue) || overlap(&last.cue, &own.cue));
        let mut replaced = Vec::new();
        for index in place.into_iter().flatten().copied() {
            let Some(link) = links.get(index) else { continue };
            let same = overlap(&link.cue, &own.cue);
            // "The Otter campaign declined": the noun is no cue.
            if overlap(&link.cue, &own.source) && overlap(&link.content, &own.cue) {
                gone.get_mut(index).into_iter().for_each(|gone| *gone = true);
            } else if same && no_comment(document, link).is_none() {
                replaced.push(index);
            } else {
                known |= same || overlap(&link.content, &own.cue);
            }
        }
        if !known {
            for index in replaced {
                gone.get_mut(index).into_iter().for_each(|gone| *gone = true);
            }
            added.push(own);
        }
    }
    let mut gone = gone.into_iter();
    links.retain(|_| !gone.next().unwrap_or(false));
    links.append(&mut added);
}

/// The statement that the form at token `head` makes, if it is one.
fn read(document: &Document<'_>, head: usize) -> Option<Link> {
    let word = document.word(head);
    if word.quotation.is_some() || word.capital || !word.any(HEADS) {
        return None;
    }
    let sentence = document.sentence(word.sentence).tokens.clone();
    let group = verb_group_start(document, head).max(sentence.start);
    let refusing = word.any(&["declined", "declines", "refused"]);
    if group == head && !refusing && !word.is("unavailable") {
        return None;
    }
    let source = source(document, group, &sentence)?;
    let mut limit = sentence.end.min(head + REACH);
    while limit > head + 1 && is_stop(document.lower(limit - 1)) {
        limit -= 1;
    }
    let mut end = clause_end(document, head + 1, limit);
    while end > head + 1 && document.word(end - 1).kind == TokenKind::Mark {
        end -= 1;
    }
    let spans = |range: Range<usize>| {
        Some(document.span(range)).filter(|span| !span.is_empty()).into_iter().collect()
    };
    let link = Link {
        source: spans(source),
        cue: spans(group..head + 1),
        content: spans(head + 1..end),
        probability: SURE,
        ..Link::default()
    };
    let asked = (head..end).any(|at| document.word(at).any(ASKED));
    (asked && no_comment(document, &link).is_some()).then_some(link)
}

/// Who withholds: the subject before the verb group, or the one it shares.
fn source(document: &Document<'_>, group: usize, sentence: &Range<usize>) -> Option<Range<usize>> {
    let last = group.checked_sub(1).filter(|last| *last >= sentence.start)?;
    let direct = if is_coordinator(document.lower(last)) { None } else { subject_ending_at(document, last) };
    let source = direct.or_else(|| subject_before(document, group))?;
    (source.start >= sentence.start && source.end <= group).then_some(source)
}

fn overlap(one: &[Span], other: &[Span]) -> bool {
    one.iter().any(|a| other.iter().any(|b| a.overlaps(*b)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;

    /// The source, cue and content of each answer withheld that is found in `text`, `links` given.
    fn found(text: &str, mut links: Vec<Link>) -> Vec<[String; 3]> {
        let article = Article { text: text.to_owned(), ..Article::default() };
        add(&Document::new(&article), &mut links);
        let show = |spans: &[Span]| spans.iter().map(|span| span.of(text)).collect::<Vec<_>>().join(" … ");
        links.iter().map(|link| [show(&link.source), show(&link.cue), show(&link.content)]).collect()
    }

    #[test]
    fn the_fixed_forms_are_found_without_a_tagger() {
        for (text, source, cue, content) in [
            ("Mr. Otter declined to comment.", "Mr. Otter", "declined", "to comment"),
            (
                "His campaign did not respond to the Ledger's request for comment.",
                "His campaign",
                "did not respond",
                "to the Ledger's request for comment",
            ),
            (
                "Mr. Otter could not be reached for comment on Friday.",
                "Mr. Otter",
                "could not be reached",
                "for comment on Friday",
            ),
            ("The mill stood still, and its owner would not comment.", "its owner", "would not comment", ""),
            (
                "The Carson campaign declined to comment for this story.",
                "The Carson campaign",
                "declined",
                "to comment for this story",
            ),
            ("Otter left early and did not return calls.", "Otter", "did not return", "calls"),
        ] {
            assert_eq!(found(text, Vec::new()), [[source, cue, content]], "{text}");
        }
        for text in [
            "“He declined to comment,” she said.",
            "He declined an invitation.",
            "Otter did not return home.",
        ] {
            assert!(found(text, Vec::new()).is_empty(), "{text}");
        }
    }

    #[test]
    fn a_known_one_stays_and_a_noun_for_a_cue_goes() {
        let text = "The Otter campaign declined to comment.";
        let span = |start, end| vec![Span::new(start, end)];
        let known = Link { source: span(0, 18), cue: span(19, 27), content: span(28, 38), ..Link::default() };
        let right = [["The Otter campaign", "declined", "to comment"]];
        assert_eq!(found(text, vec![known]), right);
        let noun = Link { source: span(0, 9), cue: span(10, 18), content: span(19, 38), ..Link::default() };
        assert_eq!(found(text, vec![noun]), right);
    }
}
