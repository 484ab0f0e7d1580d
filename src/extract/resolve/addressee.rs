//! Addressees: to whom it was said. "told Axios", "said to reporters", "in an interview with the
//! Ledger", "wrote to her". Looks at the words of the cue and of its sentence outside the content.

use std::ops::Range;

use super::phrase::Phrase;
use super::speaker::{Speakers, anchor};
use super::words::{AFTER_HEAD, OBLIQUE};
use crate::article::{Party, Speaker};
use crate::extract::{Document, Link};
use crate::names;
use crate::text::TokenKind;

/// Verbs whose object is the one spoken to.
const TELLING: &[&str] = &[
    "told",
    "tell",
    "tells",
    "telling",
    "informed",
    "informs",
    "informing",
    "assured",
    "assures",
    "assuring",
    "reminded",
    "reminds",
    "reminding",
    "warned",
    "warns",
    "warning",
    "advised",
    "advises",
    "notified",
    "notifies",
    "urged",
    "urges",
    "urging",
    "asked",
    "asks",
    "asking",
    "persuaded",
    "convinced",
    "implored",
    "implores",
    "begged",
    "instructed",
    "ordered",
    "orders",
    "emailed",
    "texted",
    "called on",
    "calls on",
    "calling on",
    "challenged",
    "challenges",
    "implore",
    "ask",
    "urge",
    "warn",
    "thanked",
    "promised",
    "assure",
    "encouraged",
    "encourages",
    "encouraging",
    "beseeched",
    "lectured",
    "briefed",
    "directed",
    "pressed",
    "invited",
    "commanded",
];

/// Verbs and nouns of saying that take "to".
const SAYING_TO: &[&str] = &[
    "said",
    "say",
    "says",
    "saying",
    "wrote",
    "writes",
    "writing",
    "spoke",
    "speaks",
    "speaking",
    "speech",
    "letter",
    "email",
    "e-mail",
    "message",
    "memo",
    "remarks",
    "statement",
    "comments",
    "confirmed",
    "explained",
    "explains",
    "complained",
    "admitted",
    "announced",
    "suggested",
    "replied",
    "responded",
    "apologized",
    "confided",
    "whispered",
    "pitched",
    "address",
    "proposed",
    "conceded",
    "testified",
    "indicated",
    "insisted",
    "acknowledged",
    "signaled",
    "revealed",
    "talking",
    "talk",
    "appeal",
];

/// Nouns of talk that take "with".
const TALK_WITH: &[&str] = &[
    "interview",
    "interviews",
    "conversation",
    "phone",
    "call",
    "meeting",
    "talk",
    "discussion",
    "appearance",
    "speaking",
    "spoke",
    "talking",
    "sit-down",
    "exchange",
];

/// What is told rather than told something.
const TALES: &[&str] =
    &["story", "stories", "tale", "tales", "truth", "lie", "lies", "joke", "jokes", "anecdote", "anecdotes"];

/// To whom `link` was said, other than the speaker.
pub(super) fn addressees(speakers: &mut Speakers, link: &Link, speaker: &Speaker) -> Vec<Party> {
    let document = speakers.document;
    let Some(range) = object(document, link).or_else(|| prepositional(document, link)) else {
        return Vec::new();
    };
    let Some(range) = trim(speakers, range) else { return Vec::new() };
    let Some(mut party) = speakers.party(range.clone()) else { return Vec::new() };
    if speaker.name.as_deref() == Some(party.name.as_str()) {
        // "Gallant told him": a pronoun beside the speaker is somebody else.
        let Some(other) = speakers.other_than(range.start, &party.name) else { return Vec::new() };
        party = other;
    }
    if names::is_place(&party.name) && party.name.len() < 3 {
        return Vec::new();
    }
    vec![party]
}

/// Whether token `at` lies in the link's content or source.
fn is_taken(document: &Document, link: &Link, at: usize) -> bool {
    let span = document.word(at).span;
    link.content.iter().chain(&link.source).any(|own| own.overlaps(span))
}

/// The object of a verb of telling in the cue.
fn object(document: &Document, link: &Link) -> Option<Range<usize>> {
    for cue in &link.cue {
        let tokens = document.tokens_in(*cue);
        let verb = tokens.clone().find(|at| {
            let pair = [document.lower(*at), document.lower(*at + 1)].join(" ");
            TELLING.contains(&document.lower(*at)) || TELLING.contains(&&*pair)
        });
        let Some(verb) = verb else { continue };
        let two = [document.lower(verb), document.lower(verb + 1)].join(" ");
        let from = verb + 1 + usize::from(TELLING.contains(&&*two));
        let passive = verb > 0
            && !document.lower(verb).ends_with("ing")
            && matches!(document.lower(verb - 1), "was" | "were" | "been" | "being" | "is" | "are" | "be");
        let asking = matches!(document.lower(verb), "ask" | "asked" | "asks" | "asking");
        let first = document.word(from);
        if passive
            || first.kind == TokenKind::Mark
            || asking && matches!(&*first.lower, "for" | "if" | "whether" | "about")
        {
            continue;
        }
        let weak = matches!(
            document.lower(verb),
            "warned"
                | "warns"
                | "warning"
                | "promised"
                | "asked"
                | "asks"
                | "ordered"
                | "orders"
                | "challenged"
                | "urged"
                | "directed"
        );
        let object_in_content = link.content.iter().any(|c| c.covers(first.span.start));
        if matches!(
            &*first.lower,
            "that"
                | "of"
                | "against"
                | "about"
                | "to"
                | "how"
                | "why"
                | "what"
                | "in"
                | "on"
                | "where"
                | "who"
                | "whether"
                | "if"
                | "when"
        ) {
            continue;
        }
        // "warned of", "ordered an inquiry": with the object inside the content only persons count.
        let end = phrase_end(document, link, from, object_in_content);
        // "told a tale of two parties": nobody is told. "urged the party to wait", "asked the mill why": somebody is.
        let tale = (from..end).any(|at| document.word(at).any(TALES));
        let led = document.word(end).any(&["to", "that", "if", "whether", "what", "who", "how", "why"]);
        let known = (!weak || led) && someone(document, from..end);
        if from < end && !tale && (starts_like_someone(document, from) || known) {
            return Some(from..end);
        }
    }
    None
}

/// Whether the words at `from` begin like a person, body or people.
fn starts_like_someone(document: &Document, from: usize) -> bool {
    let word = document.word(from);
    let next = document.lower(from + 1);
    word.capital
        || word.any(&["him", "her", "them", "me", "us", "you", "reporters", "people", "voters", "supporters"])
        || names::is_role(&word.lower)
        || names::is_group_noun(&word.lower)
        || word.any(&["the", "his", "their", "a", "fellow", "other", "our", "her", "its", "my", "your"])
            && (names::is_role(next) || names::is_group_noun(next) || document.word(from + 1).capital)
}

/// One past the noun phrase at `from`: it ends at a clause, a mark, a preposition of time or the
/// content.
fn phrase_end(document: &Document, link: &Link, from: usize, in_content: bool) -> usize {
    let sentence = document.sentence(document.word(from).sentence).tokens.end;
    let owner =
        document.word(from).is("her") && document.word(from + 1).kind == TokenKind::Word && !in_content;
    if document.word(from).any(&["him", "them", "me", "us", "you", "her"]) && !owner {
        return from + 1;
    }
    let mut at = from;
    while at < sentence.min(from + 14) {
        let word = document.word(at);
        let quote = word.quotation != document.word(from).quotation;
        let taken = !in_content && is_taken(document, link, at);
        let mark = word.kind == TokenKind::Mark && !matches!(&*word.lower, "&" | "-" | "'" | "’");
        let stop = word.any(&[
            "that", "to", "in", "on", "at", "from", "with", "away", "during", "about", "after", "when",
            "why", "how", "what", "if", "whether", "while", "as", "by", "last", "this", "earlier", "before",
            "not", "who", "via", "there", "he", "she", "they", "it", "i", "we",
        ]) && at > from;
        let time = super::words::is_time(&word.lower) && at > from;
        if quote || taken || mark || stop || time {
            break;
        }
        at += 1;
    }
    at
}

/// "said to X", "in an interview with X", "in a letter to X", in the cue's sentence outside the content.
fn prepositional(document: &Document, link: &Link) -> Option<Range<usize>> {
    let anchor = anchor(link)?;
    let at = document.token_at(anchor.start)?;
    let sentence = document.sentence(document.word(at).sentence).tokens.clone();
    let floor = at.saturating_sub(40).max(sentence.start);
    let ceiling = (at + 60).min(sentence.end);
    for i in floor..ceiling {
        let word = document.word(i);
        let in_cue = link.cue.iter().any(|c| c.overlaps(word.span));
        if word.quotation.is_some() || !in_cue && link.content.iter().any(|c| c.overlaps(word.span)) {
            continue;
        }
        let object = match &*word.lower {
            "to" => saying_before(document, i, at, in_cue),
            "with" => talk_before(document, i),
            _ => false,
        };
        if !object {
            continue;
        }
        let end = phrase_end(document, link, i + 1, false);
        if end > i + 1 && someone(document, i + 1..end) {
            return Some(i + 1..end);
        }
    }
    None
}

/// Whether "to" at `at` follows a word of saying: "said to", "in a letter to".
fn saying_before(document: &Document, at: usize, cue: usize, in_cue: bool) -> bool {
    // "said on Friday to": times may stand between, "said, referring to" is something else.
    let between = |i: &usize| {
        let word = document.word(*i);
        super::words::is_time(&word.lower)
            || word.any(&[
                "on",
                "late",
                "early",
                "last",
                "this",
                "again",
                "month",
                "week",
                "year",
                "provided",
                "sent",
                "addressed",
            ])
    };
    let near = (at.saturating_sub(3)..at).rev().find(|i| !between(i));
    near.is_some_and(|i| {
        SAYING_TO.contains(&document.lower(i)) && (in_cue || i + 1 == at || i >= cue)
            || matches!(
                document.lower(i),
                "letter" | "email" | "speech" | "remarks" | "memo" | "message" | "interview"
            )
    })
}

/// Whether "with" at `at` follows a word of talk: "in an interview with", "in a meeting with". A meeting
/// after which something is said is none.
fn talk_before(document: &Document, at: usize) -> bool {
    let floor = at.saturating_sub(4);
    (floor..at).any(|i| {
        let talk = document.word(i);
        let held = || (i.saturating_sub(4)..i).any(|before| document.word(before).any(&["in", "during"]));
        TALK_WITH.contains(&&*talk.lower)
            && (!talk.any(&["meeting", "conversation", "discussion", "call", "appearance", "exchange"])
                || held())
    })
}

/// Whether the phrase names someone: a name, a pronoun or a noun for people or a body.
fn someone(document: &Document, range: Range<usize>) -> bool {
    let first = document.word(range.start);
    if first.any(&["him", "her", "them", "me", "us", "himself", "herself"]) {
        return range.len() == 1;
    }
    let last = document.lower(range.end.saturating_sub(1));
    let known = |at: usize| {
        let word = document.word(at);
        word.capital
            || names::is_role(&word.lower)
            || names::is_group_noun(&word.lower)
            || names::is_organization_noun(&word.lower)
            || word.any(&[
                "crowd",
                "audience",
                "gathering",
                "conference",
                "rally",
                "forum",
                "convention",
                "class",
            ])
    };
    !last.is_empty() && range.clone().any(known) && document.word(range.start).kind != TokenKind::Mark
}

/// Whether a name goes on at token `at`: "Fox 35", "Otter supporters", "Kerr and Quill".
fn goes_on(document: &Document, at: usize) -> bool {
    let word = document.word(at);
    word.kind == TokenKind::Number || word.is("and") || !word.capital && names::is_speaking_noun(&word.lower)
}

/// The phrase at the beginning of `range`: its name or noun with what belongs to it.
pub(super) fn trim(speakers: &Speakers, range: Range<usize>) -> Option<Range<usize>> {
    let document = speakers.document;
    let named = speakers.cast.titled_at(range.start).or_else(|| speakers.cast.mention_at(range.start));
    if let Some(mention) = named.and_then(|index| speakers.cast.mention(index))
        && mention.tokens.end <= range.end
        && !mention.possessive
        && !goes_on(document, mention.tokens.end)
    {
        return Some(range.start..mention.tokens.end);
    }
    let phrase = Phrase::read(document, speakers.cast, range.clone())?;
    // Behind a name nothing more belongs; behind a noun "of fracking leaders" does.
    let end = if phrase.name.is_some() { phrase.chunk.end } else { phrase.full.end };
    let mut end = end.min(range.end).max(range.start + 1);
    while end > range.start + 1
        && (AFTER_HEAD.contains(&document.lower(end - 1)) || OBLIQUE.contains(&document.lower(end - 1)))
    {
        end -= 1;
    }
    Some(range.start..end)
}
