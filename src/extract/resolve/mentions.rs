//! Name mentions: every place where the article names a person, a body or a place. Looks at capitals,
//! word lists and the words beside a name; joins nothing (see `cast.rs`) and keeps no text of its own
//! but the name as written.

use std::collections::HashSet;
use std::ops::Range;

use super::runs::{Limits, MEMBERS, opens, run};
use super::titles::{lower_title, skip_tokens};
use super::words::{OBLIQUE, is_opener, is_time, is_verb};
use crate::extract::Document;
use crate::names;
use crate::text::TokenKind;

/// What a mention by its own form names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// A person, by title, given name or number of names.
    Person,
    /// A body that speaks.
    Body,
    /// A country, city or region.
    Place,
    /// One capitalised word that could be any of these.
    Open,
}

/// One mention of a name.
#[derive(Clone, Debug)]
pub(super) struct Mention {
    /// Tokens of the name, without title.
    pub tokens: Range<usize>,
    /// Tokens of the title before it; empty where there is none.
    pub title: Range<usize>,
    /// What it names.
    pub class: Class,
    /// The name as written, white space collapsed.
    pub name: String,
    /// Index of its entity once the cast is made.
    pub entity: usize,
    /// Whether it stands in a quotation.
    pub quoted: bool,
    /// Whether it owns what follows ("Clinton's campaign").
    pub possessive: bool,
    /// Whether a preposition stands before it, or it lies in another name's title.
    pub oblique: bool,
    /// Whether it stands in a headline, where every word has a capital.
    pub headline: bool,
    /// Whether its capital may be the sentence's: its first word, and the only one.
    pub initial: bool,
}

/// Every mention, in the order of the text.
pub(super) fn mentions(document: &Document) -> Vec<Mention> {
    let seen_lower = seen_lower(document);
    let mut found: Vec<Mention> = Vec::new();
    for paragraph in document.paragraphs() {
        let headline = is_headline(document, paragraph.tokens.clone());
        let mut at = paragraph.tokens.start;
        while at < paragraph.tokens.end {
            let limits = Limits { end: paragraph.tokens.end, headline, seen_lower: &seen_lower };
            let Some(run) = run(document, at, &limits) else {
                at += 1;
                continue;
            };
            at = run.end.max(at + 1);
            if let Some(mention) = read(document, run, headline) {
                found.push(mention);
            }
        }
    }
    mark_oblique(document, &mut found);
    found
}

/// The words that the article writes in lower case somewhere.
fn seen_lower<'d>(document: &'d Document) -> HashSet<&'d str> {
    let words = document.words().iter();
    words.filter(|w| w.kind == TokenKind::Word && !w.capital).map(|w| w.lower.as_str()).collect()
}

/// Whether most longer words of the paragraph have capitals: a headline or subheading.
fn is_headline(document: &Document, tokens: Range<usize>) -> bool {
    let (mut upper, mut all) = (0, 0);
    for word in tokens.take(60).map(|at| document.word(at)) {
        if word.kind == TokenKind::Word && word.lower.chars().count() > 3 {
            all += 1;
            upper += usize::from(word.capital);
        }
    }
    all >= 4 && upper * 10 >= all * 8
}

/// Reads a run as a mention, or as nothing.
fn read(document: &Document, mut run: Range<usize>, headline: bool) -> Option<Mention> {
    let mut title = run.start..run.start;
    let whole = shown(document, run.clone());
    let class = if names::is_body(&whole) {
        Class::Body
    } else if names::is_place(&whole) {
        Class::Place
    } else if is_body_name(document, run.clone()) {
        Class::Body
    } else {
        let titled = names::split_title(&whole);
        if titled.name.is_empty() {
            return None; // a title alone: a noun phrase, not a name
        }
        if !titled.title.is_empty() {
            let count = titled.title.split_whitespace().count();
            let start = skip_tokens(document, run.clone(), count);
            title = run.start..start;
            run.start = start;
        }
        if title.is_empty()
            && let Some(start) = given_inside(document, run.clone())
        {
            title = run.start..start;
            run.start = start;
        }
        if !title.is_empty() && names::is_place(&shown(document, run.clone())) {
            title = run.start..run.start; // "Independent Vermont Sen. …"
            Class::Place
        } else {
            by_form(document, run.clone(), !title.is_empty(), headline)?
        }
    };
    if run.is_empty() {
        return None;
    }
    if matches!(class, Class::Person | Class::Open) {
        title = lower_title(document, title, run.start);
    }
    let initial = run.len() == 1 && title.is_empty() && (headline || opens(document, run.start));
    let before = document.word(run.start.wrapping_sub(1));
    let next = document.word(run.end);
    let class = if class == Class::Open && !title.is_empty() { Class::Person } else { class };
    Some(Mention {
        name: shown(document, run.clone()),
        quoted: document.word(run.start).quotation.is_some(),
        possessive: next.kind == TokenKind::Clitic
            || matches!(&*next.lower, "'" | "’") && next.span.start == document.word(run.end - 1).span.end,
        oblique: title.is_empty() && OBLIQUE.contains(&&*before.lower),
        tokens: run,
        title,
        class,
        entity: usize::MAX,
        headline,
        initial,
    })
}

/// Where a given name begins behind a body or place: "Fox News Ada Quill", "Maricopa Recorder Ada Quill".
fn given_inside(document: &Document, run: Range<usize>) -> Option<usize> {
    if names::is_given_name(document.lower(run.start)) {
        return None;
    }
    let body = |at: usize| {
        let before = shown(document, run.start..at);
        names::is_body(&before) || names::is_place(&before) || run.len() > 4
    };
    let mut inside = run.start + 1..run.end.saturating_sub(1);
    inside.find(|at| names::is_given_name(document.lower(*at)) && document.lower(at - 1) != "&" && body(*at))
}

/// Last words of bodies' names that are surnames as well.
const SURNAMES: &[&str] = &[
    "house", "church", "post", "bank", "guild", "press", "star", "sun", "council", "ford", "court", "globe",
    "page", "school", "archive", "wing",
];

/// Whether the run names a body by its nouns: "Justice Department", "Center for Marsh Studies".
fn is_body_name(document: &Document, run: Range<usize>) -> bool {
    let last = run.end - 1;
    let given = names::is_given_name(document.lower(run.start));
    if run.len() > 1 && names::is_organization_noun(document.lower(last)) {
        let surname = given && run.len() <= 3 && SURNAMES.contains(&document.lower(last));
        let titled = run.len() == 2 && names::title_gender(document.lower(run.start)).is_some();
        return !surname && !titled;
    }
    let joined = run.clone().find(|i| matches!(document.lower(*i), "of" | "for" | "on" | "&"));
    joined.is_some_and(|at| {
        (run.start..at)
            .any(|i| names::is_organization_noun(document.lower(i)) || MEMBERS.contains(&document.lower(i)))
            && !(run.start..at)
                .any(|i| names::is_role(document.lower(i)) && !MEMBERS.contains(&document.lower(i)))
    })
}

/// What a run that is no known body or place names, by its form; nothing where it names nobody.
fn by_form(document: &Document, run: Range<usize>, titled: bool, headline: bool) -> Option<Class> {
    let first = document.shown(run.start);
    let lower = document.lower(run.start);
    if run.len() > 1 {
        let given = names::is_given_name(first);
        let demonym = names::country(first).is_some() && !given;
        if demonym && !titled {
            return None; // "Russian President" has gone; "American Dream" is nobody
        }
        let last = document.lower(run.end - 1);
        if !given && !titled && names::singular(last) != last && names::country(last).is_some() {
            return None; // "Central Americans" are a people
        }
        let shouted =
            |at: usize| document.shown(at).len() > 2 && document.shown(at).chars().all(|c| !c.is_lowercase());
        if !given && !titled && run.len() > 2 && run.clone().all(shouted) && document.lower(run.end) != ":" {
            return None; // "CITY ENDS SALT TAX"
        }
        // In a headline "Caddell: Voters Worried" only known names count.
        if headline && !titled && !names::is_given_name(first) {
            return Some(Class::Open);
        }
        return Some(Class::Person);
    }
    if titled {
        return Some(Class::Person);
    }
    let plain = lower.trim_end_matches('.');
    if names::is_role(plain) || names::is_group_noun(plain) || names::is_document_noun(plain) {
        return (names::is_given_name(plain) && names::is_role(plain)).then_some(Class::Open);
    }
    if names::country(first).is_some()
        || is_time(lower)
        || is_opener(lower) && !opens(document, run.start) && lower.len() < 4
    {
        return None;
    }
    let domain = is_domain(lower);
    let next = document.word(run.end);
    let alone = next.kind == TokenKind::Mark || is_verb(&next.lower);
    let body = names::is_organization_noun(plain) && document.word(run.end).any(&["in", "at", "of"]);
    let the = run.start > 0 && document.lower(run.start - 1) == "the" && (alone || body);
    if domain || the && !names::is_given_name(first) && !headline {
        return Some(Class::Body);
    }
    if names::is_modifier(plain) && !names::is_given_name(plain) {
        return None;
    }
    // "a Marlovian official": the adjective of a country that no list knows.
    let noun = next.kind == TokenKind::Word
        && !next.capital
        && (names::is_role(&next.lower)
            || names::is_modifier(&next.lower) && names::is_role(document.lower(run.end + 1)));
    if noun && is_adjective(lower) && !names::is_given_name(plain) {
        return None;
    }
    let letters = first.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = letters > 1 && first.chars().all(|c| !c.is_lowercase());
    let speech = document.lower(run.end) == ":";
    if letters < 2 && !speech {
        return None;
    }
    if capitals && letters <= 6 && !headline && !speech {
        return Some(Class::Body);
    }
    Some(Class::Open)
}

/// Whether a word is the address of a site: "ledger.com".
pub(super) fn is_domain(lower: &str) -> bool {
    let site = lower.rsplit_once('.').filter(|(name, _)| name.len() > 2);
    site.is_some_and(|(_, end)| {
        let country = end.len() == 2 && end.chars().all(|c| c.is_ascii_lowercase()) && !lower.contains("..");
        matches!(end, "com" | "org" | "net" | "gov" | "edu" | "info") || country
    })
}

/// Whether a word ends like the adjectives of countries.
pub(super) fn is_adjective(lower: &str) -> bool {
    lower.len() > 4 && ["an", "ese", "ish", "i", "ic"].iter().any(|ending| lower.ends_with(ending))
}

/// Marks the mentions that lie in another's title ("Trump spokesman Jason Miller").
fn mark_oblique(document: &Document, found: &mut [Mention]) {
    let titles: Vec<Range<usize>> = found.iter().map(|m| m.title.clone()).filter(|t| !t.is_empty()).collect();
    for mention in found.iter_mut() {
        let next = titles.partition_point(|title| title.end <= mention.tokens.start);
        if titles.get(next).is_some_and(|title| title.contains(&mention.tokens.start)) {
            mention.oblique = true;
        }
        // "Trump aides said": the name belongs to the noun after it.
        let after = document.word(mention.tokens.end);
        let noun = after.kind == TokenKind::Word
            && !after.capital
            && (names::is_role(&after.lower)
                || matches!(&*after.lower, "campaign" | "administration" | "team"));
        mention.oblique |= noun && mention.class != Class::Body;
    }
}

/// Tokens `range` as written, white space collapsed.
pub(super) fn shown(document: &Document, range: Range<usize>) -> String {
    let text = document.span(range).of(document.text());
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
