//! No comment: sources that declined, refused, did not respond or could not be reached. Looks at the
//! words of cue and content alone.

use crate::article::NoComment;
use crate::extract::{Document, Link};

/// Longest content that can still be an answer withheld, in words.
const LONGEST: usize = 40;

/// Words by which what is withheld is known to be an answer.
const COMMENT: &[&str] = &[
    "comment",
    "comments",
    "respond",
    "response",
    "say",
    "answer",
    "answers",
    "discuss",
    "elaborate",
    "identify",
    "request",
    "requests",
    "inquiry",
    "inquiries",
    "question",
    "questions",
    "call",
    "calls",
    "message",
    "messages",
    "email",
    "emails",
    "interview",
    "interviewed",
    "quoted",
    "confirm",
    "provide",
    "specify",
    "name",
    "talk",
    "speak",
    "clarify",
    "detail",
    "explain",
    "queries",
    "query",
    "e-mails",
    "disclose",
];

/// In which way the source of `link` withholds an answer, if it does.
pub(super) fn no_comment(document: &Document, link: &Link) -> Option<NoComment> {
    let words = words(document, link);
    let has =
        |phrase: &[&str]| words.windows(phrase.len()).any(|w| w.iter().zip(phrase).all(|(a, b)| a == b));
    let any = |list: &[&str]| words.iter().any(|w| list.contains(w));
    let begins = |list: &[&str]| words.iter().take(5).any(|w| list.contains(w));
    let negated = begins(&["n't", "not", "never", "didn't", "hasn't", "haven't", "couldn't", "wouldn't"]);
    if has(&["no", "comment"]) {
        return Some(NoComment::Declined);
    }
    if negated
        && any(&["reached", "available", "contacted"])
        && (any(&["comment", "interview"]) || has(&["be", "reached"]))
    {
        return Some(NoComment::Unreachable);
    }
    if has(&["unavailable", "for"]) && any(&["comment", "interview"]) || has(&["unreachable"]) {
        return Some(NoComment::Unreachable);
    }
    if negated
        && begins(&["respond", "responded", "reply", "replied", "return", "returned", "answer", "answered"])
        && any(REQUESTED)
    {
        return Some(NoComment::NoResponse);
    }
    let after = |verbs: &[&str]| {
        let at = words.iter().position(|w| verbs.contains(w))?;
        (at < 6).then(|| {
            words
                .get(at + 1..(at + 8).min(words.len()))
                .unwrap_or_default()
                .iter()
                .any(|w| COMMENT.contains(w))
        })
    };
    if after(&["declined", "declines", "declining", "decline"]) == Some(true) {
        return Some(NoComment::Declined);
    }
    let refusal =
        ["comment", "answer", "discuss", "say", "elaborate", "respond", "talk", "confirm", "identify"];
    let refused = words.iter().position(|w| matches!(*w, "refused" | "refuses" | "refusing"));
    if refused.is_some_and(|at| {
        at < 3 && words.get(at + 1) == Some(&"to") && words.get(at + 2).is_some_and(|w| refusal.contains(w))
    }) {
        return Some(NoComment::Refused);
    }
    let would_not = words.windows(3).any(|w| {
        matches!(w, ["would" | "will" | "could" | "can", "not" | "n't", verb] if matches!(*verb, "comment" | "elaborate" | "discuss"))
    });
    let cannot = words.windows(2).any(|w| {
        matches!(
            w,
            ["cannot" | "wouldn't" | "can't" | "couldn't" | "won't", "comment" | "elaborate" | "discuss"]
        )
    });
    if would_not || cannot {
        return Some(if has(&["comment"]) { NoComment::Declined } else { NoComment::Refused });
    }
    None
}

/// What goes unanswered.
const REQUESTED: &[&str] = &[
    "request",
    "requests",
    "call",
    "calls",
    "message",
    "messages",
    "email",
    "emails",
    "e-mails",
    "e-mail",
    "question",
    "questions",
    "inquiry",
    "inquiries",
    "comment",
    "query",
    "voicemail",
    "letter",
    "phone",
    "texts",
];

/// The words of cue and content in order, in lower case; none where the content is long or quoted.
fn words<'d>(document: &'d Document, link: &Link) -> Vec<&'d str> {
    let mut spans: Vec<_> = link.cue.iter().chain(&link.content).copied().collect();
    spans.sort();
    let mut found = Vec::new();
    for span in spans {
        for at in document.tokens_in(span) {
            let word = document.word(at);
            if word.quotation.is_none() && word.lower.chars().any(char::is_alphanumeric) {
                found.push(word.lower.as_str());
            }
        }
    }
    if link.content.is_empty() {
        // "did not immediately respond": what follows in the sentence tells to what.
        let last = link.cue.last().and_then(|span| document.token_at(span.end.saturating_sub(1)));
        if let Some(last) = last {
            let end = document.sentence(document.word(last).sentence).tokens.end;
            found.extend((last + 1..end.min(last + 12)).map(|at| document.lower(at)));
        }
    }
    if found.len() > LONGEST { Vec::new() } else { found }
}
