//! Answers withheld from the press, in their fixed forms: "declined to comment", "did not respond to a
//! request for comment", "could not be reached". Works on finished links, whoever proposed them: adds what
//! they lack, and takes out a link that has the source's own noun for its cue. Nothing quoted is looked at.

use std::collections::BTreeMap;
use std::ops::Range;

use super::document::Document;
use super::link::Link;
use super::phrase::{
    clause_end, noun_phrase_starting_at, subject_before, subject_ending_at, verb_group_start,
};
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
    "had",
    "has",
    "confirm",
    "unanswered",
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
    "deny",
];

/// What goes unanswered, with the one whom it was to reach behind it.
const SENT: &[&str] = &[
    "call",
    "calls",
    "message",
    "messages",
    "email",
    "emails",
    "e-mails",
    "request",
    "requests",
    "inquiries",
    "texts",
    "letters",
    "voicemail",
    "voicemails",
];

/// The longest sentence read behind a form, in tokens.
const REACH: usize = 80;

/// The longest subject of "went unanswered", in tokens.
const LONGEST_SUBJECT: usize = 20;

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
    let mut group = verb_group_start(document, head).max(sentence.start);
    let bare = word.any(&["declined", "declines", "refused", "unavailable"])
        || word.any(&["had", "has"])
            && document.word(head + 1).is("no")
            && document.word(head + 2).is("comment");
    if word.any(&["had", "has"]) && !bare {
        return None;
    }
    // "has yet to respond", "would neither confirm nor deny", "went unanswered"
    let before = |back: usize| head.checked_sub(back).filter(|at| *at > sentence.start);
    let led =
        [&["has", "yet", "to"][..], &["have", "yet", "to"], &["would", "neither"], &["went"], &["gone"]];
    for words in led {
        let from = before(words.len())
            .filter(|from| words.iter().zip(*from..).all(|(word, at)| document.word(at).is(word)));
        group = from.map_or(group, |from| from.min(group));
    }
    if group == head && !bare {
        return None;
    }
    if word.any(&["unanswered", "returned"])
        && let Some(link) = unreturned(document, group, head, &sentence)
    {
        return Some(link);
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
    let link = link(document, source, group..head + 1, head + 1..end);
    let asked = (head..end).any(|at| document.word(at).any(ASKED));
    (asked && no_comment(document, &link).is_some()).then_some(link)
}

/// "Calls to the union went unanswered", "messages left for Otter were not returned": the one called.
fn unreturned(document: &Document<'_>, group: usize, head: usize, sentence: &Range<usize>) -> Option<Link> {
    let floor = group.saturating_sub(LONGEST_SUBJECT).max(sentence.start);
    let sent = (floor..group).find(|at| document.word(*at).any(SENT))?;
    let to = (sent + 1..group).find(|at| document.word(*at).any(&["to", "for", "with"]))?;
    let near = to - sent <= 3;
    let called =
        noun_phrase_starting_at(document, to + 1, group).filter(|called| near && !called.is_empty())?;
    let link = link(document, called, group..head + 1, sent..sent + 1);
    no_comment(document, &link).is_some().then_some(link)
}

fn link(document: &Document<'_>, source: Range<usize>, cue: Range<usize>, content: Range<usize>) -> Link {
    let spans = |range: Range<usize>| {
        Some(document.span(range)).filter(|span| !span.is_empty()).into_iter().collect()
    };
    Link {
        source: spans(source),
        cue: spans(cue),
        content: spans(content),
        probability: SURE,
        ..Link::default()
    }
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
            ("The bank had no comment.", "The bank", "had", "no comment"),
            (
                "The ministry has yet to respond to questions.",
                "The ministry",
                "has yet to respond",
                "to questions",
            ),
            (
                "A spokesman would neither confirm nor deny it.",
                "A spokesman",
                "would neither confirm",
                "nor deny it",
            ),
            ("Calls to the union went unanswered.", "the union", "went unanswered", "Calls"),
            ("Messages left for Mr. Otter were not returned.", "Mr. Otter", "were not returned", "Messages"),
        ] {
            assert_eq!(found(text, Vec::new()), [[source, cue, content]], "{text}");
        }
        for text in [
            "“He declined to comment,” she said.",
            "He declined an invitation.",
            "Otter did not return home.",
            "Otter has no boat.",
            "The boats to Norden were not returned.",
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
