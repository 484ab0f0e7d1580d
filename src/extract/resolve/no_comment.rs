//! No comment: sources that declined, refused, did not respond or could not be reached. Looks at the
//! words of cue and content alone.

use crate::article::NoComment;
use crate::extract::{Document, Link};
use crate::text::TokenKind;

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
    "reveal",
    "address",
    "divulge",
    "tell",
];

/// In which way the source of `link` withholds an answer, if it does.
pub fn no_comment(document: &Document, link: &Link) -> Option<NoComment> {
    if says_no_comment(document, link) {
        return Some(NoComment::Declined);
    }
    let words = words(document, link);
    if words.is_empty() {
        return None;
    }
    let none = link.source.iter().flat_map(|span| document.tokens_in(*span)).next();
    let nobody = none.is_some_and(|at| document.word(at).any(&["neither", "none", "nobody", "no"]));
    unreachable(&words)
        .or_else(|| unanswered(&words))
        .or_else(|| declined(&words))
        .or_else(|| refused(&words))
        .or_else(|| unsaid(&words, nobody))
}

/// Whether “No comment” is all that is said.
fn says_no_comment(document: &Document, link: &Link) -> bool {
    let said = link.content.iter().flat_map(|span| document.tokens_in(*span)).map(|at| document.word(at));
    let mut said = said.filter(|word| word.kind == TokenKind::Word).take(3);
    let first = said.next().is_some_and(|word| word.is("no"));
    first && said.next().is_some_and(|word| word.is("comment")) && said.next().is_none()
}

/// Whether `phrase` stands in `words`.
fn has(words: &[&str], phrase: &[&str]) -> bool {
    words.windows(phrase.len()).any(|w| w.iter().zip(phrase).all(|(a, b)| a == b))
}

fn any(words: &[&str], list: &[&str]) -> bool {
    words.iter().any(|word| list.contains(word))
}

/// The place of the first of `verbs` among the first `within` words.
fn first(words: &[&str], verbs: &[&str], within: usize) -> Option<usize> {
    words.iter().take(within).position(|word| verbs.contains(word))
}

/// Whether what was done at word `at` was not done: "did not", "has n't yet".
fn is_negated(words: &[&str], at: usize) -> bool {
    let before = words.get(at.saturating_sub(4)..at).unwrap_or_default();
    any(before, NEGATIONS) || before.ends_with(&["yet", "to"])
}

const NEGATIONS: &[&str] = &[
    "n't", "not", "never", "didn't", "hasn't", "haven't", "hadn't", "couldn't", "wasn't", "weren't",
    "doesn't", "don't",
];

/// "could not be reached", "was not available for comment".
fn unreachable(words: &[&str]) -> Option<NoComment> {
    let at = first(words, &["reached", "available", "contacted"], 9);
    let asked = any(words, &["comment", "interview"]) || has(words, &["be", "reached"]);
    let away = at.is_some_and(|at| is_negated(words, at)) && asked;
    let said = has(words, &["unavailable", "for"]) && any(words, &["comment", "interview"]);
    (away || said || has(words, &["unreachable"])).then_some(NoComment::Unreachable)
}

/// "went unanswered", "did not respond to a request", "has not returned calls". Not "could not answer", "the question of".
fn unanswered(words: &[&str]) -> Option<NoComment> {
    if any(words, &["unanswered"]) && any(words, REQUESTED) {
        return Some(NoComment::NoResponse);
    }
    let at = first(words, RESPONDING, 7)?;
    let before = words.get(..at).unwrap_or_default();
    let infinitive = before.ends_with(&["to"]) && !before.ends_with(&["yet", "to"]);
    let able = any(words.get(..at).unwrap_or_default(), &["could", "can", "would", "couldn't", "can't"]);
    if !is_negated(words, at) || infinitive || able {
        return None;
    }
    let answered = matches!(words.get(at), Some(&("answer" | "answered")));
    let asked = |word: &&str| if answered { ANSWERED.contains(word) } else { REQUESTED.contains(word) };
    // "messages were not returned": what was asked stands before.
    let passive = before.iter().any(|word| matches!(*word, "were" | "was" | "been" | "weren't" | "wasn't"));
    let asked_before = passive && before.iter().any(asked);
    let asked_after = words.get(at + 1..)?.iter().take(14).any(asked);
    (asked_before || asked_after).then_some(NoComment::NoResponse)
}

/// "declined to comment", "declined an interview request", "had no comment".
fn declined(words: &[&str]) -> Option<NoComment> {
    if has(words, &["no", "comment"]) || has(words, &["neither", "confirm", "nor", "deny"]) {
        return Some(NoComment::Declined);
    }
    let at = first(words, &["declined", "declines", "declining", "decline"], 6)?;
    let after = words.get(at + 1..(at + 8).min(words.len()))?;
    any(after, COMMENT).then_some(NoComment::Declined)
}

/// "refused to answer questions". Not "refused to say the words".
fn refused(words: &[&str]) -> Option<NoComment> {
    let at = first(words, &["refused", "refuses", "refusing"], 4)?;
    let rest = words.get(at + 1..)?;
    let told = match rest {
        ["to", "comment" | "answer" | "discuss" | "elaborate" | "respond" | "confirm" | "identify", ..] => {
            true
        }
        ["to", "say" | "disclose" | "specify" | "reveal", next, ..] => WHICH.contains(next),
        ["to", "speak" | "talk", ..] => {
            rest.len() == 2 || any(rest, &["reporters", "press", "media", "record"])
        }
        ["comment", ..] => true,
        _ => false,
    };
    told.then_some(NoComment::Refused)
}

/// "would not say whether", "cannot comment", "neither would discuss".
fn unsaid(words: &[&str], nobody: bool) -> Option<NoComment> {
    let at = first(words, &["comment", "elaborate", "discuss", "say", "specify"], 6)?;
    let before = words.get(at.saturating_sub(3)..at)?;
    let negated = nobody || any(before, &["not", "n't", "cannot", "wouldn't", "can't", "couldn't", "won't"]);
    let able =
        any(before, &["would", "will", "could", "can", "cannot", "wouldn't", "can't", "couldn't", "won't"]);
    let say = matches!(words.get(at), Some(&("say" | "specify")));
    let which = words.get(at + 1).is_some_and(|next| WHICH.contains(next));
    if !(negated && able) || say && !which {
        return None;
    }
    let comment = matches!(words.get(at), Some(&"comment"));
    Some(if comment { NoComment::Declined } else { NoComment::Refused })
}

/// Words that open what is not told: "would not say whether".
const WHICH: &[&str] = &[
    "if", "whether", "how", "what", "who", "when", "why", "where", "which", "more", "anything", "nothing",
    "exactly", "much",
];

/// Verbs of answering.
const RESPONDING: &[&str] = &[
    "respond",
    "responded",
    "reply",
    "replied",
    "return",
    "returned",
    "returning",
    "responding",
    "answer",
    "answered",
];

/// What goes unanswered where the verb is "answer", which debates are full of too.
const ANSWERED: &[&str] =
    &["questions", "emails", "calls", "messages", "requests", "inquiries", "queries", "email"];

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
