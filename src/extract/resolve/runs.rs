//! Runs of capitals: how far a name reaches from its first word, over the small words inside names. Looks at
//! capitals, word lists and the article's own use of small letters; says nothing of whom a run names.

use std::collections::HashSet;
use std::ops::Range;

use super::mentions::shown;
use super::words::{OBLIQUE, PARTICLES, is_opener, is_time, is_verb};
use crate::extract::Document;
use crate::names;
use crate::text::TokenKind;

/// Longest run of tokens taken for one name.
const LONGEST: usize = 14;

/// Whether token `at` begins a sentence, a quotation or what follows a colon or dash.
pub(super) fn opens(document: &Document, at: usize) -> bool {
    let word = document.word(at);
    if at == 0 || document.sentence(word.sentence).tokens.start == at {
        return true;
    }
    let before = document.word(at - 1);
    before.kind == TokenKind::Mark && !matches!(&*before.lower, "," | ")" | "(" | ";" | "-")
}

/// How far a run may reach.
pub(super) struct Limits<'d> {
    /// One past the paragraph's last token.
    pub end: usize,
    /// Whether every word has a capital there, so that capitals say nothing.
    pub headline: bool,
    /// The words that the article writes in lower case somewhere.
    pub seen_lower: &'d HashSet<&'d str>,
}

impl Limits<'_> {
    /// Whether a word of a headline is no part of a name.
    fn is_plain(&self, lower: &str) -> bool {
        self.headline
            && !names::is_given_name(lower)
            && (self.seen_lower.contains(lower)
                || lower.len() > 5 && lower.ends_with("ing")
                || is_opener(lower)
                || is_verb(lower)
                || OBLIQUE.contains(&lower))
    }
}

/// The run of capitalised tokens that begins at `at`, with the small words inside names.
pub(super) fn run(document: &Document, at: usize, limits: &Limits) -> Option<Range<usize>> {
    let first = document.word(at);
    let particle = PARTICLES.contains(&&*first.lower) && !first.capital;
    if first.kind != TokenKind::Word || !(first.capital || particle) || is_time(&first.lower) {
        return None;
    }
    let initial = opens(document, at);
    if is_opener(&first.lower) && !is_name_initial(document, at) || limits.is_plain(&first.lower) {
        return None;
    }
    // "(R-Idaho)", "(D-N.C.)", "Quill-backed"
    let party = ["r-", "d-", "i-"].iter().any(|p| first.lower.starts_with(p))
        && document.lower(at.wrapping_sub(1)) == "(";
    let compound =
        document.shown(at).split_once('-').is_some_and(|(_, after)| after.starts_with(char::is_lowercase));
    if party || compound {
        return None;
    }
    if particle && !(is_capital(document, at + 1) && names::is_given_name(document.lower(at.wrapping_sub(1))))
    {
        return None;
    }
    let mut to = at + 1;
    while to < limits.end && to - at < LONGEST {
        match step(document, at..to, limits.end) {
            Some(next) if !limits.is_plain(document.lower(next - 1)) => to = next,
            _ => break,
        }
    }
    let to = told_end(document, at..to).unwrap_or(to);
    // "South Marlovian-born Monte Hale"
    let described = |i: &usize| {
        let ending = document.lower(*i).rsplit_once('-').map_or("", |(_, ending)| ending);
        matches!(
            ending,
            "born" | "based" | "backed" | "led" | "raised" | "trained" | "educated" | "owned" | "area"
        )
    };
    if let Some(last) = (at..to).rev().find(described).filter(|last| last + 1 < to) {
        return Some(last + 1..to);
    }
    let seen = initial && limits.seen_lower.contains(&*first.lower) && !limits.headline;
    // "Voting rights advocates": a sentence's first word that is no name elsewhere.
    if seen && to - at == 1 && !names::is_body(&first.lower) {
        return None;
    }
    let participle = initial && first.lower.len() > 5 && first.lower.ends_with("ing") && !limits.headline;
    if (seen || participle) && to - at > 1 && !is_titular(document, at) {
        return Some(at + 1..to); // "Longtime Clinton", "Yesterday Obama", "Watching Clinton"
    }
    Some(at..to)
}

/// Where after "told" the name of a body ends within a run: "told Larchline Drenn did not …" holds two
/// names. The article's own outlet is known whatever its name, others by the lists.
fn told_end(document: &Document, run: Range<usize>) -> Option<usize> {
    let before = run.start.checked_sub(1)?;
    let article = document.word(before).is("the");
    let told = if article { before.checked_sub(1)? } else { before };
    if !matches!(document.lower(told), "told" | "tell" | "tells" | "telling") {
        return None;
    }
    let outlet = document.outlet().to_lowercase();
    let words: Vec<&str> = outlet.trim_start_matches("the ").split_whitespace().collect();
    if names::is_body(&shown(document, run.clone())) {
        return None;
    }
    let named = run.clone().zip(&words).all(|(at, word)| document.lower(at) == *word);
    if named && !words.is_empty() && words.len() < run.len() {
        return Some(run.start + words.len());
    }
    let first = document.lower(run.start);
    let pair = !article && run.len() == 2 && names::is_body(first) && first.len() > 2;
    let two = pair
        && !names::is_body(&shown(document, run.clone()))
        && !names::is_organization_noun(document.lower(run.end - 1));
    two.then_some(run.start + 1)
}

pub(super) fn is_capital(document: &Document, at: usize) -> bool {
    let word = document.word(at);
    word.kind == TokenKind::Word && word.capital
}

/// "A. B. Quill", "New Hampshire", "Long Island": names that begin like sentences do.
fn is_name_initial(document: &Document, at: usize) -> bool {
    let next = is_capital(document, at + 1);
    let pair = || shown(document, at..at + 2);
    next && (document.lower(at).ends_with('.')
        || document.word(at).is("new")
        || names::is_place(&pair())
        || names::is_body(&pair()))
}

fn is_titular(document: &Document, at: usize) -> bool {
    let shown = document.shown(at);
    names::is_role(shown)
        || names::is_title(shown)
        || names::is_given_name(shown)
        || names::country(shown).is_some()
        || names::is_modifier(shown)
}

/// One token further in a run, or none.
fn step(document: &Document, run: Range<usize>, end: usize) -> Option<usize> {
    let at = run.end;
    let word = document.word(at);
    if word.sentence != document.word(run.start).sentence {
        return None;
    }
    let capital_at =
        |i: usize| (i < end && is_capital(document, i) && !is_time(document.lower(i))).then_some(i + 1);
    // "Anwar al-Darin"
    let joined = ["al-", "el-", "ash-", "as-", "an-"].iter().any(|p| word.lower.starts_with(p));
    let inner =
        document.shown(at).split_once('-').is_some_and(|(_, after)| after.starts_with(char::is_uppercase));
    if word.kind == TokenKind::Word && (word.capital || joined && inner) {
        return (!is_time(&word.lower)).then_some(at + 1);
    }
    match &*word.lower {
        "of" | "for" | "on" | "to" if heads_body(document, run.clone()) => {
            let the = usize::from(document.lower(at + 1) == "the");
            capital_at(at + 1 + the)
        }
        "and" if run.clone().any(|i| matches!(document.lower(i), "of" | "for" | "on")) => {
            if names::is_given_name(document.lower(at + 1)) {
                None
            } else {
                capital_at(at + 1)
            }
        }
        "&" => capital_at(at + 1),
        "," if matches!(document.lower(at + 1), "jr." | "jr" | "sr." | "sr") => Some(at + 2),
        particle if PARTICLES.contains(&particle) => {
            let more = usize::from(PARTICLES.contains(&document.lower(at + 1)));
            capital_at(at + 1 + more)
        }
        _ => None,
    }
}

/// Whether a run so far may take "of …": its last word is a noun for a body or an office, or it has
/// taken one before ("Court of Appeals for").
fn heads_body(document: &Document, mut run: Range<usize>) -> bool {
    let (last, next) = (document.lower(run.end - 1), document.lower(run.end));
    let joined = next == "for" && run.any(|i| matches!(document.lower(i), "of" | "for" | "on"));
    joined
        || names::is_organization_noun(last)
        || matches!(last, "secretary" | "chief" | "speaker" | "minister")
        || MEMBERS.contains(&last)
}

/// Nouns for those a body is made of: "Harbor Workers of Utah".
pub(super) const MEMBERS: &[&str] = &["americans", "citizens", "club", "daughters", "veterans", "workers"];
