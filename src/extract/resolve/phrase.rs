//! Noun phrases: where a source's or addressee's words have their determiner, their head noun and
//! their name. Works on the words of one phrase; asks the cast only where names begin and end.

use std::ops::Range;

use super::cast::Cast;
use super::mentions::shown;
use super::words::{AFTER_HEAD, DEFINITE, INDEFINITE, POSSESSIVE};
use crate::extract::Document;
use crate::names;
use crate::text::TokenKind;

/// How a noun phrase begins.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Determiner {
    /// Without: "officials", "Police".
    #[default]
    Bare,
    /// "the", "this", "those".
    Definite,
    /// "a", "one", "several", a number.
    Indefinite,
    /// "his", "Clinton's": the owner's tokens, without the possessive ending.
    Owned(Range<usize>),
}

/// A noun phrase taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Phrase {
    /// How it begins.
    pub determiner: Determiner,
    /// How many, where a number says so.
    pub count: Option<u32>,
    /// From after the determiner through the head noun or name.
    pub chunk: Range<usize>,
    /// From after the determiner through what follows the head, up to a clause or comma.
    pub full: Range<usize>,
    /// The head noun's token, or the last one of the name.
    pub head: usize,
    /// The mention that is the head: a name.
    pub name: Option<usize>,
    /// The mention in apposition to the head: "Trump's spokesman, Dan Quill".
    pub apposed: Option<usize>,
    /// Whether the head is a plural noun.
    pub plural: bool,
    /// Whether it counts more people than anyone keeps unnamed: "hundreds of", "most".
    pub crowd: bool,
}

/// Words for more people than anyone keeps unnamed.
const CROWD: &[&str] = &["hundreds", "thousands", "millions", "scores", "countless", "all", "most", "every"];

/// Words that stand before a phrase without belonging to it.
const LEADING: &[&str] = &[
    "even",
    "only",
    "also",
    "meanwhile",
    "perhaps",
    "about",
    "at",
    "least",
    "more",
    "than",
    "nearly",
    "almost",
    "roughly",
    "just",
    "and",
    "but",
    "as",
    "yet",
    "among",
    "amid",
];

impl Phrase {
    /// Takes the phrase in tokens `range` apart; nothing where it holds no word.
    pub(super) fn read(document: &Document, cast: &Cast, range: Range<usize>) -> Option<Self> {
        let mut at = range.start;
        while at < range.end
            && (document.word(at).kind == TokenKind::Mark
                || LEADING.contains(&document.lower(at)) && cast.mention_at(at).is_none())
        {
            at += 1;
        }
        let mut phrase = Self::default();
        at = phrase.determiners(document, cast, at, range.end);
        if at >= range.end {
            return None;
        }
        let end = chunk_end(document, cast, at, range.end);
        phrase.chunk = at..end;
        phrase.head = head(document, cast, phrase.chunk.clone())?;
        let named = cast.mention_at(phrase.head);
        phrase.name = named.filter(|m| cast.mention(*m).is_some_and(|m| m.tokens.end >= phrase.chunk.end));
        let noun = document.lower(phrase.head);
        phrase.plural = phrase.name.is_none() && is_plural(noun);
        phrase.apposed = apposed(document, cast, &phrase, range.end);
        phrase.full = at..full_end(document, end, range.end);
        Some(phrase)
    }

    /// Steps over determiners, counts and owners.
    fn determiners(&mut self, document: &Document, cast: &Cast, start: usize, end: usize) -> usize {
        let mut at = start;
        while at < end {
            if cast.titled_at(at).is_some() {
                break; // "Israel's minister Ron Dermer": the owner belongs to the title
            }
            let word = document.word(at);
            let named = cast.mention_at(at).and_then(|m| cast.mention(m));
            if let Some(mention) = named {
                let next = document.word(mention.tokens.end);
                let owns = mention.tokens.end + 1 < end
                    && (next.kind == TokenKind::Clitic && next.lower.trim_matches('\'') == "s"
                        || matches!(&*next.lower, "'" | "’"));
                if owns && mention.tokens.start == at {
                    self.determiner = Determiner::Owned(mention.tokens.clone());
                    at = mention.tokens.end + 1;
                    continue;
                }
                break;
            }
            let number =
                names::number_word(&word.lower).filter(|_| !(1900..2100).contains(&year(&word.lower)));
            let last = at + 1 == end;
            if last {
                break;
            }
            self.crowd |= CROWD.contains(&&*word.lower);
            if POSSESSIVE.contains(&&*word.lower) {
                self.determiner = Determiner::Owned(at..at + 1);
            } else if DEFINITE.contains(&&*word.lower) {
                self.determiner = Determiner::Definite;
            } else if INDEFINITE.contains(&&*word.lower) || number.is_some() {
                // "the two officials" stays definite.
                if self.determiner == Determiner::Bare {
                    self.determiner = Determiner::Indefinite;
                }
                self.count = self.count.or(number);
            } else if document.lower(at + 2) == "of" && is_partitive(document, at + 1) {
                at += 1; // "an increasing number of"
            } else if !(is_partitive(document, at) || word.is("of") && at > start) {
                break;
            }
            at += 1;
        }
        at
    }
}

/// "number" in "a number of", "group" in "a group of".
fn is_partitive(document: &Document, at: usize) -> bool {
    let nouns = [
        "number", "group", "handful", "couple", "dozen", "lot", "pair", "host", "none", "much", "rest",
        "half", "majority",
    ];
    document.word(at).any(&nouns) && document.lower(at + 1) == "of"
}

fn year(lower: &str) -> u32 {
    lower.parse().unwrap_or(0)
}

/// One past the last token of the head noun or name.
fn chunk_end(document: &Document, cast: &Cast, start: usize, end: usize) -> usize {
    let mut at = start;
    while at < end {
        let named = cast.titled_at(at).or_else(|| cast.mention_at(at));
        if let Some(mention) = named.and_then(|m| cast.mention(m)).filter(|m| m.tokens.end <= end) {
            at = mention.tokens.end.max(at + 1);
            continue;
        }
        let word = document.word(at);
        let opens = matches!(&*word.lower, "“" | "\"" | "‘") && document.word(at + 1).kind == TokenKind::Word;
        let mark = word.kind == TokenKind::Mark && !matches!(&*word.lower, "-" | "&" | "/");
        let mark =
            mark && !(opens && at + 1 < end && document.word(at.wrapping_sub(1)).kind == TokenKind::Clitic);
        let owner = word.kind == TokenKind::Clitic || matches!(&*word.lower, "'" | "’");
        if at > start && !owner && (mark || AFTER_HEAD.contains(&&*word.lower) || is_clause(&word.lower)) {
            break;
        }
        // "a delegate supporting Otter"
        let participle = word.lower.len() > 5 && word.lower.ends_with("ing") && !word.capital;
        let noun = document.word(at.wrapping_sub(1));
        let noun = is_known(&noun.lower) && (!noun.capital || is_plural(&noun.lower));
        if at > start && participle && noun && !is_known(&word.lower) && !is_known(document.lower(at + 1)) {
            break;
        }
        // "Current and former officials" goes on, "pollsters and pundits" does not.
        if at > start && word.is("and") {
            let before = document.lower(at - 1);
            if cast.mention_at(at - 1).is_some() || is_known(before) || !names::is_modifier(before) {
                break;
            }
        }
        at += 1;
    }
    // A possessive ending at the very end belongs to what is owned outside the phrase.
    while at > start + 1 && document.word(at - 1).kind == TokenKind::Clitic {
        at -= 1;
    }
    at.min(end.max(start))
}

/// Words that begin a clause or adverbial behind a head.
fn is_clause(lower: &str) -> bool {
    matches!(
        lower,
        "familiar"
            | "briefed"
            | "speaking"
            | "said"
            | "says"
            | "told"
            | "involved"
            | "close"
            | "based"
            | "also"
            | "himself"
            | "herself"
            | "themselves"
            | "itself"
            | "alike"
            | "conducted"
            | "released"
            | "published"
            | "taken"
            | "surveyed"
            | "interviewed"
            | "there"
            | "here"
            | "elsewhere"
            | "have"
            | "has"
            | "had"
            | "is"
            | "are"
            | "was"
            | "were"
            | "will"
            | "who've"
            | "privy"
            | "opposed"
            | "working"
            | "attending"
    )
}

/// The head of a chunk: its name, else its last known noun, else its last word.
fn head(document: &Document, cast: &Cast, chunk: Range<usize>) -> Option<usize> {
    let last = chunk.clone().rev().find(|at| document.word(*at).kind != TokenKind::Mark)?;
    if cast.mention_at(last).is_some() || is_known(document.lower(last)) {
        return Some(last);
    }
    let known =
        chunk.rev().take(4).find(|at| cast.mention_at(*at).is_none() && is_known(document.lower(*at)));
    Some(known.unwrap_or(last))
}

/// Whether `noun` is in a list of nouns for those who say something.
pub(super) fn is_known(noun: &str) -> bool {
    names::is_speaking_noun(noun)
}

/// Whether a noun is plural.
pub(super) fn is_plural(noun: &str) -> bool {
    names::singular(noun) != noun || matches!(noun, "people" | "police" | "others" | "many" | "some")
}

/// The person in apposition: "a spokesman for the mayor, Dan Quill,".
fn apposed(document: &Document, cast: &Cast, phrase: &Phrase, end: usize) -> Option<usize> {
    let noun = document.lower(phrase.head);
    if phrase.name.is_some() || phrase.plural || is_known(noun) && !names::is_role(noun) {
        return None;
    }
    let mut at = phrase.chunk.end;
    while at < end {
        if document.lower(at) == "," || document.lower(at) == ":" {
            let index = cast.titled_at(at + 1).or_else(|| cast.mention_at(at + 1))?;
            let entity = cast.entity_of(index)?;
            return (at + 1 < end && entity.is_person()).then_some(index);
        }
        if matches!(document.lower(at), "who" | "which" | "that") {
            return None;
        }
        at += 1;
    }
    None
}

/// One past what belongs to the phrase behind its head: "of voter lists", not ", who" or "(in part)".
fn full_end(document: &Document, start: usize, end: usize) -> usize {
    let stop = |at: &usize| {
        let word = document.word(*at);
        word.kind == TokenKind::Mark && !matches!(&*word.lower, "-" | "&" | "/" | "'" | "’")
            || matches!(&*word.lower, "who" | "which" | "that" | "whose")
            || word.kind == TokenKind::Clitic && *at == start
    };
    let mut to = (start..end).find(stop).unwrap_or(end);
    while to > start
        && (AFTER_HEAD.contains(&document.lower(to - 1)) || DEFINITE.contains(&document.lower(to - 1)))
    {
        to -= 1;
    }
    to
}

/// The words of tokens `range`, white space collapsed, without quotation marks at the edges.
pub(super) fn text_of(document: &Document, range: Range<usize>) -> String {
    let text = shown(document, range);
    text.trim_matches(|c: char| "\"“”‘,;:".contains(c) || c.is_whitespace()).to_owned()
}
