//! The chain of third-person pronouns: whom each "he" and "she" of the article means. Scores the
//! persons named before it by distance, subject-hood, gender and having spoken; never looks at what
//! was said.

use std::collections::BTreeMap;

use super::cast::{Cast, Entity};
use super::words::is_verb;
use crate::article::SpeakerType;
use crate::extract::Document;
use crate::names::Gender;

/// A place where a person was named or meant.
#[derive(Clone, Copy, Debug)]
struct Event {
    token: usize,
    entity: usize,
    /// How prominent the place makes the person, from 0.
    weight: i32,
    /// Whether it is a source.
    speaks: bool,
}

/// What an antecedent is wanted for.
#[derive(Clone, Copy, Debug)]
struct Asked {
    token: usize,
    gender: Option<Gender>,
    /// Whether it says what was just quoted: who spoke before goes on.
    speaks: bool,
    /// Whom it cannot mean: "he said of Vale".
    barred: Option<usize>,
}

/// How well a person fits, in points of prominence; nothing where not at all.
type Rate<'r> = &'r dyn Fn(&Entity) -> Option<i32>;

/// Whom pronouns mean, by token.
#[derive(Clone, Debug, Default)]
pub(super) struct Chain {
    meant: BTreeMap<usize, usize>,
    events: Vec<Event>,
}

/// Longest aside stepped over between a name and its verb, in tokens.
const ASIDE: usize = 24;

/// The most that further mentions add to a person's score.
const PROMINENCE: i32 = 4;

/// Events looked back over, and paragraphs.
const REACH: usize = 48;
const PARAGRAPHS: usize = 5;

impl Chain {
    /// Resolves every third-person singular pronoun of `document`. `speaking` tells of each token
    /// whether it lies in a source.
    pub(super) fn new(document: &Document, cast: &mut Cast, speaking: &[bool]) -> Self {
        let first = Self::pass(document, cast, speaking);
        if first.learn(document, cast) { Self::pass(document, cast, speaking) } else { first }
    }

    /// The entity that the pronoun at `token` means.
    pub(super) fn meant(&self, token: usize) -> Option<usize> {
        self.meant.get(&token).copied()
    }

    /// The person most prominent just before `token` who takes `gender`, for nouns such as "the candidate".
    /// `rate` says how well each fits, in points of prominence; nothing lets him or her out.
    pub(super) fn prominent(
        &self,
        document: &Document,
        cast: &Cast,
        token: usize,
        gender: Option<Gender>,
        rate: Rate,
    ) -> Option<usize> {
        let upto = self.events.partition_point(|event| event.token < token);
        let events = self.events.get(..upto).unwrap_or_default();
        best(document, cast, events, Asked { token, gender, speaks: false, barred: None }, rate)
    }

    fn pass(document: &Document, cast: &Cast, speaking: &[bool]) -> Self {
        let mut chain = Self::default();
        let mut mentions = cast.mentions.iter().peekable();
        for (token, word) in document.words().iter().enumerate() {
            while let Some(mention) = mentions.next_if(|m| m.tokens.start <= token) {
                let person = cast.entities.get(mention.entity).is_some_and(Entity::is_person);
                if !person {
                    continue;
                }
                let speaks = speaking.get(mention.tokens.start).copied().unwrap_or(false);
                let mut weight = if speaks { 6 } else { 3 };
                weight -= if mention.oblique { 2 } else { 0 };
                weight -= if mention.possessive { 1 } else { 0 };
                weight -= if mention.headline { 2 } else { 0 };
                weight += if begins(document, mention.tokens.start, mention.title.start) { 2 } else { 0 };
                weight += if is_subject(document, mention.tokens.end) && !mention.oblique { 2 } else { 0 };
                if mention.quoted {
                    weight -= 7;
                }
                chain.events.push(Event {
                    token: mention.tokens.start,
                    entity: mention.entity,
                    weight,
                    speaks,
                });
            }
            let Some(gender) = gender_of(&word.lower) else { continue };
            if cast.mention_at(token).is_some() {
                continue;
            }
            let speaks = speaking.get(token).copied().unwrap_or(false);
            let quoting = speaks && token > 0 && document.word(token - 1).quotation.is_some();
            let barred = barred(document, cast, token);
            let asked = Asked { token, gender: Some(gender), speaks: quoting, barred };
            let found = best(document, cast, &chain.events, asked, &|_| Some(0))
                .or_else(|| ahead(document, cast, token, gender));
            if let Some(entity) = found {
                chain.meant.insert(token, entity);
                if word.quotation.is_none() {
                    let nominative = matches!(&*word.lower, "he" | "she");
                    let weight = if speaks {
                        5
                    } else if nominative {
                        4
                    } else {
                        1
                    };
                    chain.events.push(Event { token, entity, weight, speaks });
                }
            }
        }
        chain
    }

    /// Settles the gender of persons whose name tells none by the pronouns given to them; tells whether
    /// anything was learned.
    fn learn(&self, document: &Document, cast: &mut Cast) -> bool {
        let mut counts: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
        for (token, entity) in &self.meant {
            let count = counts.entry(*entity).or_default();
            match gender_of(document.lower(*token)) {
                Some(Gender::Male) => count.0 += 1,
                Some(Gender::Female) => count.1 += 1,
                None => {}
            }
        }
        let mut learned = false;
        for (entity, (male, female)) in counts {
            let Some(entity) = cast.entities.get_mut(entity).filter(|e| e.gender.is_none()) else { continue };
            let settled = if male >= 2 && male >= 3 * female {
                Some(Gender::Male)
            } else if female >= 2 && female >= 3 * male {
                Some(Gender::Female)
            } else {
                None
            };
            learned |= settled.is_some();
            entity.gender = settled;
        }
        learned
    }
}

/// The gender of a third-person singular pronoun.
pub(super) fn gender_of(lower: &str) -> Option<Gender> {
    match lower {
        "he" | "his" | "him" | "himself" => Some(Gender::Male),
        "she" | "her" | "hers" | "herself" => Some(Gender::Female),
        _ => None,
    }
}

/// The person named right behind the verb of a pronoun: "he said of Vale".
fn barred(document: &Document, cast: &Cast, token: usize) -> Option<usize> {
    let of = (token + 2..token + 4).find(|at| document.word(*at).any(&["of", "about"]))?;
    let index = cast.titled_at(of + 1).or_else(|| cast.mention_at(of + 1))?;
    cast.mention(index).map(|mention| mention.entity)
}

/// Whether a verb follows the name that ends before token `end`, an aside in commas aside.
fn is_subject(document: &Document, end: usize) -> bool {
    let aside =
        document.word(end).is(",").then(|| (end + 1..end + ASIDE).find(|at| document.word(*at).is(",")));
    let end = aside.flatten().map_or(end, |close| close + 1);
    let word = document.word(end);
    !word.capital && (is_verb(&word.lower) || word.lower.len() > 4 && word.lower.ends_with("ed"))
}

/// Whether a name or its title begins its sentence.
fn begins(document: &Document, name: usize, title: usize) -> bool {
    let start = document.sentence(document.word(name).sentence).tokens.start;
    title.min(name) <= start + 1
}

/// The best antecedent among `events` for a pronoun at `token`.
fn best(document: &Document, cast: &Cast, events: &[Event], asked: Asked, rate: Rate) -> Option<usize> {
    let Asked { token, gender, speaks, barred } = asked;
    let own = document.word(token);
    let mut scores: BTreeMap<usize, (i32, i32)> = BTreeMap::new();
    for event in events.iter().rev().take(REACH) {
        let word = document.word(event.token);
        let paragraphs = own.paragraph.saturating_sub(word.paragraph);
        if paragraphs > PARAGRAPHS {
            break;
        }
        let Some(entity) = cast.entities.get(event.entity).filter(|e| e.is_person()) else { continue };
        if barred == Some(event.entity) {
            continue;
        }
        let Some(bonus) = rate(entity) else { continue };
        if gender.is_some() && entity.gender.is_some() && gender != entity.gender {
            continue;
        }
        let sentences = i32::try_from(own.sentence.saturating_sub(word.sentence)).unwrap_or(99);
        let near = 20 - 2 * sentences.min(6) - 2 * i32::try_from(paragraphs).unwrap_or(9);
        let mut score = near + event.weight + bonus;
        score += if speaks && event.speaks { 3 } else { 0 };
        score -= if entity.gender.is_none() && gender.is_some() { 2 } else { 0 };
        // A capitalised word that nothing explains may be no person at all.
        score -= if entity.kind == SpeakerType::Unknown && event.weight < 6 { 4 } else { 0 };
        if word.quotation.is_some() && word.quotation == own.quotation {
            score += 5;
        }
        let (most, mentions) = scores.entry(event.entity).or_insert((i32::MIN, -1));
        (*most, *mentions) = ((*most).max(score), *mentions + 1);
    }
    // Further mentions add a little.
    let total = |(most, mentions): (i32, i32)| most.saturating_add(mentions.min(PROMINENCE));
    scores.into_iter().max_by_key(|(entity, score)| (total(*score), *entity)).map(|(entity, _)| entity)
}

/// The first fitting person named after the pronoun in its sentence: "As he left, Vale said …".
fn ahead(document: &Document, cast: &Cast, token: usize, gender: Gender) -> Option<usize> {
    let end = document.sentence(document.word(token).sentence).tokens.end;
    let from = cast.mentions.partition_point(|m| m.tokens.start <= token);
    let after = cast.mentions.iter().skip(from).take_while(|m| m.tokens.start < end).take(8);
    after
        .filter_map(|m| cast.entities.get(m.entity).map(|e| (m.entity, e)))
        .find(|(_, e)| e.is_person() && e.gender.is_none_or(|g| g == gender))
        .map(|(id, _)| id)
}
