//! Roles and affiliations: what titles, appositions and possessors tell of a person. Reads the words
//! beside a name and no further than its sentence.

use std::ops::Range;

use super::cast::{Cast, PoliticalParty, title_text};
use super::mentions::{Class, shown};
use super::titles::RELATIONS;
use super::words::{AFTER_HEAD, DEFINITE, INDEFINITE, POSSESSIVE, is_determiner, is_verb};
use crate::article::SpeakerType;
use crate::extract::Document;
use crate::names::{self, Gender};
use crate::text::TokenKind;

/// One role a person is given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Role {
    /// As written, without determiner: "White House national security adviser".
    pub text: String,
    /// Its words in the form they are compared in.
    pub words: Vec<String>,
    /// The body or country in it.
    pub affiliation: Option<String>,
    /// Whether it was said in apposition, which tells more than a title.
    pub apposed: bool,
}

/// Longest apposition taken for a role, in tokens.
const LONGEST: usize = 32;

/// The role to show: the first of those that tell most. An office of two words or more tells more than one
/// of one, and what somebody is to somebody else ("her rival") tells least.
pub(super) fn best(roles: &[Role]) -> Option<&Role> {
    let tells = |role: &&Role| {
        let words: Vec<&str> = role.text.split_whitespace().collect();
        let owned = words.iter().any(|word| POSSESSIVE.contains(&word.to_lowercase().as_str()));
        let many =
            words.last().is_some_and(|last| names::singular(&last.to_lowercase()) != last.to_lowercase());
        let full = role.words.len() > 1 || role.apposed;
        let long = words.len() > LONG;
        i32::from(full) - 3 * i32::from(owned) - 2 * i32::from(many) - i32::from(long)
    };
    roles.iter().rev().max_by_key(tells)
}

/// A role of more words than this is a description.
const LONG: usize = 14;

/// Reads the roles of every person in `cast`.
pub(super) fn read(document: &Document, cast: &mut Cast) {
    for index in 0..cast.mentions.len() {
        let Some(mention) = cast.mentions.get(index) else { continue };
        if mention.entity == usize::MAX {
            continue;
        }
        let (entity, class, title) = (mention.entity, mention.class, mention.title.clone());
        let tokens = mention.tokens.clone();
        let person = matches!(class, Class::Person | Class::Open);
        if !person {
            continue;
        }
        let courtesy = title_text(document, mention);
        let gender = names::title_gender(&courtesy);
        let title_role = role_of(document, cast, title.clone(), false);
        let after = apposition_after(document, cast, tokens.end);
        let before = apposition_before(document, if title.is_empty() { tokens.start } else { title.start });
        let apposed: Vec<Role> =
            [after, before].into_iter().flatten().filter_map(|r| role_of(document, cast, r, true)).collect();
        let owner = owner_before(document, cast, if title.is_empty() { tokens.start } else { title.start });
        let place_of = body_after(document, cast, tokens.end);
        let Some(entity) = cast.entities.get_mut(entity) else { continue };
        entity.gender = entity.gender.or(gender).or_else(|| apposed.iter().find_map(gender_of));
        if entity.kind == SpeakerType::Unknown
            && (title_role.is_some() || !apposed.is_empty() || gender.is_some())
        {
            entity.kind = SpeakerType::Person;
        }
        for role in title_role.into_iter().chain(apposed) {
            if entity.roles.len() < 8 && !entity.roles.contains(&role) {
                entity.roles.push(role);
            }
        }
        let bracket = document.lower(tokens.end) == "(";
        let letter = document.lower(tokens.end + 1).split('-').next().filter(|_| bracket);
        let told = entity.roles.iter().flat_map(|role| role.words.iter().map(String::as_str));
        entity.party = entity.party.or_else(|| PoliticalParty::of(told.chain(letter)));
        if entity.affiliation.is_none() {
            entity.affiliation = owner.or(place_of);
        }
    }
}

fn gender_of(role: &Role) -> Option<Gender> {
    let head = role.text.split(" of ").next().and_then(|t| t.split(" for ").next()).unwrap_or(&role.text);
    names::title_gender(head)
}

/// The role in tokens `range`; nothing for a courtesy or no words.
fn role_of(document: &Document, cast: &Cast, range: Range<usize>, apposed: bool) -> Option<Role> {
    if range.is_empty() {
        return None;
    }
    let text = shown(document, range.clone());
    let text = names::strip_courtesy(&text).trim_end_matches([',', ' ']);
    // "British diplomat Sir": a courtesy before the name itself.
    let last = text.rsplit(' ').next().unwrap_or(text);
    let courtesy = names::is_title(last) && names::canonical_roles(last).is_empty();
    let text = if courtesy { text.strip_suffix(last).unwrap_or(text).trim_end() } else { text }.to_owned();
    let words = names::canonical_roles(&text);
    let office = |word: &str| {
        let word = word.trim_matches(',');
        names::is_role(word) || names::is_title(word) && !names::canonical_roles(word).is_empty()
    };
    let pairs = text.split(' ').zip(text.split(' ').skip(1)).any(|(a, b)| names::is_title(&[a, b].join(" ")));
    if words.is_empty() || !(pairs || text.split(' ').any(office)) || RELATIONS.contains(&text.as_str()) {
        return None;
    }
    Some(Role { text, words, affiliation: affiliation_in(document, cast, range), apposed })
}

/// The body, country or party named in `range`.
fn affiliation_in(document: &Document, cast: &Cast, range: Range<usize>) -> Option<String> {
    let mut country = None;
    let mut at = range.start;
    while at < range.end {
        if let Some(index) = cast.mention_at(at)
            && let (Some(mention), Some(entity)) = (cast.mention(index), cast.entity_of(index))
        {
            match mention.class {
                Class::Body => return Some(entity.name.clone()),
                Class::Place => country = country.or_else(|| Some(entity.name.clone())),
                Class::Person | Class::Open => {
                    if matches!(document.lower(mention.tokens.end), "campaign" | "administration") {
                        return Some(format!("{} {}", mention.name, document.lower(mention.tokens.end)));
                    }
                }
            }
            at = mention.tokens.end.max(at + 1);
            continue;
        }
        let pair = shown(document, at..(at + 2).min(range.end));
        let word = document.shown(at);
        if names::is_body(&pair) && pair.contains(' ') {
            return Some(pair);
        }
        if names::is_body(word) && document.word(at).capital && !matches!(word, "House" | "Senate") {
            return Some(word.to_owned());
        }
        let nation =
            names::country(&pair).or_else(|| names::country(word)).filter(|_| document.word(at).capital);
        country = country.or_else(|| nation.map(str::to_owned));
        if matches!(word, "Republican" | "Democratic" | "Democrat") && country.is_none() {
            country = Some(if word == "Republican" { "Republican" } else { "Democratic" }.to_owned());
        }
        at += 1;
    }
    country
}

/// The apposition behind a name: ", the Israeli defense minister," or ", 56, a farmer".
fn apposition_after(document: &Document, cast: &Cast, end: usize) -> Option<Range<usize>> {
    let mut at = end;
    // "Rep. Ada Quill (D-Mass.), the head of …"
    if document.lower(at) == "(" {
        let close = (at..at + 8).find(|i| document.lower(*i) == ")")?;
        at = close + 1;
    }
    if document.lower(at) != "," {
        return None;
    }
    at += 1;
    if document.word(at).kind == TokenKind::Number && document.lower(at + 1) == "," {
        at += 2;
    }
    let sentence = document.word(end.saturating_sub(1)).sentence;
    let limit = (at + LONGEST).min(document.sentence(sentence).tokens.end);
    let start = at;
    if matches!(document.lower(at), "who" | "whose" | "which" | "and" | "but") {
        return None;
    }
    let mut head = None;
    let mut head_over = false;
    while at < limit {
        let word = document.word(at);
        let stop =
            matches!(&*word.lower, "," | ";" | ":" | "." | "—" | "–" | "--" | ")" | "(" | "who" | "whose");
        if stop || word.quotation != document.word(start).quotation {
            break;
        }
        head_over |= AFTER_HEAD.contains(&&*word.lower);
        if !head_over && names::is_role(&word.lower) && names::singular(&word.lower) == word.lower {
            head = Some(at);
        }
        if head.is_some_and(|h| at > h) && is_verb(&word.lower) {
            if !head_over {
                return None; // ", the senator said"
            }
            break;
        }
        at += 1;
    }
    let head = head?;
    // "Quill, Prime Minister Oto Kerr and": the office is the next one's.
    let named = |index: usize| {
        cast.mention(index).is_some_and(|mention| {
            let joint = |i: usize| {
                document.word(i).any(&["for", "at", "with", "from", "the", "a"])
                    || document.word(i).is("of") && (i + 1 >= mention.title.end)
            };
            let behind = mention.tokens.start > head;
            behind
                && !mention.possessive
                && mention.class == Class::Person
                && !mention.title.clone().any(joint)
        })
    };
    let next = |at: usize| {
        cast.titled_at(at).is_some_and(named) || at == head + 1 && cast.mention_at(at).is_some_and(named)
    };
    if (start..=head + 1).any(next) {
        return None;
    }
    // "…, a senator," or "…, campaign manager for …"; not "…, Vale met the mayor".
    let first = document.lower(start);
    let opening = DEFINITE.contains(&first) || INDEFINITE.contains(&first) || POSSESSIVE.contains(&first);
    if head - start > 9 || !opening && !is_plain_role(document, start..head) {
        return None;
    }
    let from = start + usize::from(opening && !POSSESSIVE.contains(&first));
    (from < at).then_some(from..at)
}

/// Whether the words before a role's noun are all such as roles have: "former campaign manager".
fn is_plain_role(document: &Document, range: Range<usize>) -> bool {
    range.into_iter().all(|at| {
        let word = document.word(at);
        word.capital
            || word.kind == TokenKind::Clitic
            || names::is_modifier(&word.lower)
            || names::is_role(&word.lower)
            || names::is_organization_noun(&word.lower)
    })
}

/// The apposition before a name: "The Israeli defense minister, Yoav Gallant,".
fn apposition_before(document: &Document, start: usize) -> Option<Range<usize>> {
    let comma = start.checked_sub(1).filter(|at| document.lower(*at) == ",")?;
    let sentence = document.sentence(document.word(start).sentence).tokens.start;
    let floor = comma.saturating_sub(14).max(sentence);
    let mut from = comma;
    while from > floor && document.word(from - 1).kind != TokenKind::Mark {
        from -= 1;
    }
    // The last determiner or possessor before the comma begins it; it has to end on its noun.
    let begin = (from..comma).find(|at| {
        is_determiner(document.lower(*at))
            && !is_verb(document.lower(*at))
            && (*at == from || !AFTER_HEAD.contains(&document.lower(at.saturating_sub(1))))
    });
    let begin = begin.or_else(|| {
        (from..comma).find(|at| document.word(*at).capital && document.word(at + 1).kind == TokenKind::Clitic)
    })?;
    let head = (begin..comma)
        .find(|at| AFTER_HEAD.contains(&document.lower(*at)))
        .unwrap_or(comma)
        .checked_sub(1)?;
    let noun = document.lower(head);
    if head < begin || !names::is_role(noun) || names::singular(noun) != noun {
        return None;
    }
    // A verb between shows a clause: "The senator met, Quill said".
    if (begin..comma).any(|at| is_verb(document.lower(at))) {
        return None;
    }
    let skip =
        usize::from(is_determiner(document.lower(begin)) && !POSSESSIVE.contains(&document.lower(begin)));
    Some(begin + skip..comma)
}

/// "CNN's Jake Tapper": the body that owns the name.
fn owner_before(document: &Document, cast: &Cast, start: usize) -> Option<String> {
    let clitic = start.checked_sub(1)?;
    let owned =
        document.word(clitic).kind == TokenKind::Clitic || matches!(document.lower(clitic), "'" | "’");
    let index = owned.then(|| cast.mention_at(clitic.checked_sub(1)?))??;
    let entity = cast.entity_of(index)?;
    (entity.kind == SpeakerType::Organization).then(|| entity.name.clone())
}

/// "Dan Quill of the Harbor Ledger": the body after the name.
fn body_after(document: &Document, cast: &Cast, end: usize) -> Option<String> {
    if !matches!(document.lower(end), "of" | "at" | "from" | "with") {
        return None;
    }
    let at = end + 1 + usize::from(document.lower(end + 1) == "the");
    let entity = cast.entity_of(cast.mention_at(at)?)?;
    (entity.kind == SpeakerType::Organization).then(|| entity.name.clone())
}
