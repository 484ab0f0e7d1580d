//! What stands between a cue and its content: the addressee ("told Axios"), a time ("said Tuesday"), a
//! place or manner ("said in an interview with Axios that"). Finds where the content begins.

use super::super::document::Document;
use super::super::lexicon;
use super::super::phrase::noun_phrase_starting_at;
use super::super::word_class::{
    is_auxiliary, is_dash, is_personal_pronoun, is_preposition, is_quote, is_subject_pronoun, is_time,
};

/// How far the content may be from its cue, in tokens.
const REACH: usize = 26;

/// Where the cue ends and the content begins.
#[derive(Clone, Copy, Debug)]
pub struct Onset {
    /// One past the cue's last token.
    pub cue_end: usize,
    /// The content's first token.
    pub content: usize,
}

/// Where the content of the cue whose verb is `head` begins, in a sentence that ends before `limit`.
#[must_use]
pub fn onset(document: &Document<'_>, head: usize, limit: usize) -> Onset {
    let lemma = lexicon::cue(document.lower(head)).map_or("", |cue| cue.lemma);
    let mut at = head + 1;
    let mut cue_end = at;
    if takes_addressee(lemma) {
        at = addressee_end(document, at, limit).unwrap_or(at);
    }
    if at == head + 1 && is_particle(document.lower(at), lemma) && at + 1 < limit {
        at += 1;
        cue_end = at;
    }
    if lemma == "say"
        || lemma == "write"
        || lemma == "speak"
        || takes_addressee(lemma)
        || is_time(document.lower(at))
    {
        at = adjunct_end(document, at, limit).unwrap_or(at);
    }
    while at < limit && (matches!(document.lower(at), "," | ":") || is_dash(document.lower(at))) {
        at += 1;
    }
    Onset { cue_end, content: at }
}

/// Whether the verb names whom it speaks to before what it says.
#[must_use]
pub fn takes_addressee(lemma: &str) -> bool {
    matches!(lemma, "tell" | "remind" | "assure" | "inform" | "notify" | "warn" | "text" | "email" | "advise")
}

/// Words that belong to the verb before them.
fn is_particle(word: &str, lemma: &str) -> bool {
    match word {
        "for" | "on" | "about" | "of" | "against" | "at" | "out" | "up" | "as" | "off" | "down" => true,
        "to" => matches!(
            lemma,
            "respond" | "refer" | "point" | "listen" | "reply" | "allude" | "object" | "react" | "admit"
        ),
        "with" => matches!(lemma, "agree" | "disagree" | "side" | "concur"),
        _ => false,
    }
}

/// One past the addressee that begins at `at`.
fn addressee_end(document: &Document<'_>, at: usize, limit: usize) -> Option<usize> {
    let phrase = noun_phrase_starting_at(document, at, limit)?;
    if is_personal_pronoun(document.lower(at)) {
        return Some(at + 1);
    }
    // "told Axios Netanyahu didn't": the last name is the subject of what was said.
    let next = document.lower(phrase.end);
    let verb = is_auxiliary(next) && next != "'s"
        || lexicon::cue(next)
            .is_some_and(|cue| matches!(cue.shape, lexicon::Shape::Past | lexicon::Shape::Third));
    if verb && phrase.len() > 1 {
        let mut last = phrase.end - 1;
        while last > at + 1 && !document.word(last).capital {
            last -= 1;
        }
        return Some(last);
    }
    Some(phrase.end)
}

/// One past the times and places that begin at `at`, where a that-clause, a quotation or a clause follows.
fn adjunct_end(document: &Document<'_>, at: usize, limit: usize) -> Option<usize> {
    let lower = document.lower(at);
    let opens = is_time(lower)
        || (is_preposition(lower) && !matches!(lower, "of" | "as" | "than" | "like" | "about"))
        || (matches!(lower, "this" | "the") && is_time(document.lower(at + 1)));
    if !opens {
        return None;
    }
    let reach = limit.min(at + REACH);
    for here in at..reach {
        let word = document.word(here);
        let mark = word.quotation.is_some() && is_quote(&word.lower);
        if mark || word.is(":") || word.is("that") {
            return Some(here);
        }
        if is_subject_pronoun(&word.lower)
            && !is_preposition(document.lower(here.wrapping_sub(1)))
            && here > at
            && !matches!(
                word.lower.as_str(),
                "this" | "those" | "these" | "all" | "one" | "some" | "most" | "many"
            )
        {
            return Some(here);
        }
        if is_auxiliary(&word.lower) && !word.is("'s") {
            break;
        }
    }
    // Times alone: "said Tuesday the ferry".
    let mut end = at;
    while end < reach
        && (is_time(document.lower(end))
            || (document.word(end).is("on") && is_time(document.lower(end + 1)))
            || (matches!(document.lower(end), "this" | "last") && is_time(document.lower(end + 1))))
    {
        end += 1;
    }
    (end > at).then_some(end)
}
