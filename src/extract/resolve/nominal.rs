//! Sources that are noun phrases without a name: "the minister", "a senior official", "the study",
//! "his campaign". Chooses among the persons whose role fits, unnamed sources met before, bodies and
//! documents; makes no name up.

use std::ops::Range;

use super::anonymous;
use super::cast::{Entity, PoliticalParty};
use super::mentions::is_domain;
use super::phrase::{Determiner, Phrase, text_of};
use super::speaker::Speakers;
use crate::article::{Speaker, SpeakerType};
use crate::names;

/// Nouns that several offices answer to.
const HYPERNYMS: &[(&str, &[&str])] = &[
    ("lawmaker", &["senator", "representative", "delegate", "legislator", "member"]),
    ("legislator", &["senator", "representative", "lawmaker"]),
    ("representative", &["representative", "lawmaker"]),
    ("candidate", &["candidate", "nominee", "hopeful", "frontrunner", "contender", "front"]),
    ("nominee", &["nominee", "candidate", "frontrunner"]),
    ("frontrunner", &["frontrunner", "nominee", "candidate"]),
    ("hopeful", &["candidate", "nominee"]),
    ("contender", &["candidate", "nominee"]),
    ("spokesman", &["spokesman", "spokesperson", "secretary"]),
    ("spokeswoman", &["spokeswoman", "spokesperson", "secretary"]),
    ("spokesperson", &["spokesperson", "spokesman", "spokeswoman"]),
    ("diplomat", &["ambassador", "envoy", "diplomat", "minister"]),
    ("cleric", &["imam", "priest", "rabbi", "bishop", "ayatollah", "pastor"]),
    ("leader", &["leader", "president", "minister", "chairman", "chancellor", "premier"]),
];

/// Nouns for persons who were named with another role or none: whoever is spoken of is meant.
const EPITHETS: &str = "\
candidate nominee frontrunner front-runner contender hopeful businessman businesswoman billionaire \
mogul tycoon magnate neurosurgeon surgeon senator governor congressman congresswoman representative \
lawmaker politician mayor star author democrat republican socialist native actor actress executive \
ceo president secretary comedian columnist developer libertarian senator-elect president-elect \
chairman chairwoman standard-bearer commentator";

/// Documents that are called by one another's names.
const DOCUMENTS: &[&[&str]] = &[
    &["study", "survey", "poll", "report", "research", "analysis", "paper", "finding"],
    &["lawsuit", "suit", "complaint", "filing", "petition", "motion"],
    &["ruling", "decision", "opinion", "order", "judgment", "verdict"],
    &["letter", "memo", "email", "e-mail", "message", "note", "statement"],
    &["ad", "advertisement", "commercial", "spot", "video"],
];

/// Bodies that are called by a common noun.
const BODIES: &[(&str, &str)] = &[
    ("network", "cnn|msnbc|nbc|nbc news|abc|abc news|cbs|cbs news|fox news|fox|rt|univision|pbs"),
    ("newspaper", "times|post|journal|tribune|globe|herald|ledger|chronicle|guardian|telegraph"),
    ("agency", "fbi|cia|epa|nsa|irs|bureau|agency|reuters|administration"),
    ("magazine", "magazine|time|newsweek|vox|slate|atlantic|review|standard"),
    ("bureau", "fbi|bureau"),
];

/// Whether a list of words has `word`.
fn is_in(list: &str, word: &str) -> bool {
    list.split(' ').any(|other| other == word)
}

/// Things that speak in the third person: bodies and documents.
pub(super) fn is_thing(noun: &str) -> bool {
    !names::is_role(noun) && (names::is_organization_noun(noun) || names::is_document_noun(noun))
}

/// Whether a noun's bearer can be a speaker.
pub(super) fn speaks(noun: &str) -> bool {
    names::is_role(noun) || names::is_group_noun(noun) || is_thing(noun)
}

/// The speaker that `phrase`, spanning tokens `range`, means.
pub(super) fn resolve(speakers: &Speakers, phrase: &Phrase, range: Range<usize>) -> Speaker {
    let document = speakers.document;
    let noun = names::singular(document.lower(phrase.head));
    let headline_role = phrase.determiner == Determiner::Bare && !phrase.plural && names::is_role(&noun);
    let definite = phrase.determiner == Determiner::Definite || headline_role;
    let person = names::is_role(&noun) && !phrase.plural;
    let owned = matches!(phrase.determiner, Determiner::Owned(_));
    let bare = phrase.determiner == Determiner::Bare;
    let elusive = is_in(CANDIDACIES, &noun) && definite && !bare;
    if elusive
        && person
        && phrase.count.is_none()
        && let Some(entity) = by_epithet(speakers, phrase, &noun, range.start)
    {
        return entity.speaker();
    }
    if person
        && (definite || owned)
        && let Some(entity) = by_role(speakers, phrase, &noun, range.start)
    {
        return entity.speaker();
    }
    if definite && (!phrase.plural || is_thing(&noun)) {
        if let Some(speaker) = by_body(speakers, phrase, &noun, range.start) {
            return speaker;
        }
        if let Some(speaker) = by_noun(speakers, phrase, &noun, range.start) {
            return speaker;
        }
    }
    if !phrase.plural
        && (person || is_in(EPITHETS, &noun))
        && definite
        && !(bare && PoliticalParty::of(std::iter::once(noun.as_str())).is_some())
        && phrase.count.is_none()
        && let Some(entity) = by_epithet(speakers, phrase, &noun, range.start)
    {
        return entity.speaker();
    }
    if definite
        && phrase.plural
        && let Some(speaker) = by_noun(speakers, phrase, &noun, range.start)
    {
        return speaker;
    }
    plain(speakers, phrase)
}

/// The person spoken of, for a noun that tells something new of him or her: "the billionaire". An
/// office ("the senator") is not given to one who has another.
fn by_epithet<'s>(speakers: &'s Speakers, phrase: &Phrase, noun: &str, before: usize) -> Option<&'s Entity> {
    let words = names::canonical_roles(&text_of(speakers.document, phrase.full.clone()));
    let has = |word: &str| words.iter().any(|w| w == word);
    let other = ["next", "future", "other", "last"].into_iter().any(has);
    let high = matches!(noun, "president" | "secretary" | "chairman" | "chairwoman" | "minister");
    if !is_in(EPITHETS, noun) || other || high && !has("former") {
        return None;
    }
    let office = is_in(OFFICES, noun);
    let party = PoliticalParty::of(words.iter().map(String::as_str));
    let holds = |entity: &Entity| entity.roles.iter().flat_map(|r| &r.words).any(|w| is_in(OFFICES, w));
    let rate = |entity: &Entity| {
        let other = party.is_some() && entity.party.is_some() && party != entity.party;
        let same = party.is_some() && party == entity.party;
        let has = |list: &str| entity.roles.iter().flat_map(|role| &role.words).any(|word| is_in(list, word));
        // An aide or reporter is no candidate.
        let runs = !is_in(CANDIDACIES, noun) || entity.roles.is_empty() || has(CANDIDACIES) || has(OFFICES);
        let fit = 4 * i32::from(same) + 6 * i32::from(has(noun));
        (!other && runs && (!office || !holds(entity))).then_some(fit)
    };
    let gender = names::title_gender(noun);
    let found = speakers.chain.prominent(speakers.document, speakers.cast, before, gender, &rate)?;
    speakers.cast.entities.get(found)
}

/// Nouns by which whoever is spoken of runs for something or belongs to a party.
const CANDIDACIES: &str = "candidate nominee frontrunner front-runner contender hopeful democrat republican";

/// Offices of which a person has one at a time.
const OFFICES: &str = "\
senator representative governor mayor president secretary judge congressman congresswoman ambassador \
minister chancellor";

/// The person whose roles have the noun, and the most of the words before it.
fn by_role<'s>(speakers: &'s Speakers, phrase: &Phrase, noun: &str, before: usize) -> Option<&'s Entity> {
    let document = speakers.document;
    let modifiers: Vec<String> = names::canonical_roles(&text_of(document, phrase.full.clone()));
    let head = names::canonical_roles(noun).pop().unwrap_or_else(|| noun.to_owned());
    let also =
        HYPERNYMS.iter().find(|(name, _)| *name == noun || *name == head).map_or(&[][..], |(_, also)| also);
    let former = modifiers.iter().any(|w| w == "former");
    let owner = speakers.owner(phrase).and_then(|owner| owner.name);
    let party = PoliticalParty::of(modifiers.iter().map(String::as_str));
    let mut best: Option<(i32, usize, &Entity)> = None;
    for entity in speakers.cast.entities.iter().filter(|e| e.is_person() && !e.roles.is_empty()) {
        if party.is_some() && entity.party.is_some() && party != entity.party {
            continue;
        }
        let Some(last) = last_before(speakers, entity, before) else { continue };
        for role in &entity.roles {
            let has = |word: &str| role.words.iter().any(|w| w == word);
            let exact = has(&head);
            // "his Israeli counterpart" may hold any office.
            let counterpart = has("counterpart") && modifiers.iter().any(|w| names::country(w).is_some());
            if !exact && !counterpart && !also.iter().any(|w| has(w)) {
                continue;
            }
            let mut score = if exact { 4 } else { 2 };
            for word in modifiers.iter().filter(|w| **w != head) {
                let affiliated = role.affiliation.as_deref().is_some_and(|a| agrees(word, a));
                score += if has(word) || affiliated { 2 } else { -1 };
                if exact && is_in(PORTFOLIO, &head) && !has(word) && names::is_modifier(word) {
                    score -= 3; // "the defense minister" is not the prime minister
                }
            }
            score -= if has("former") && !former { 1 } else { 0 };
            // "his spokesman" is not anybody's.
            if let Some(owner) = &owner {
                let last_name = owner.split_whitespace().next_back().unwrap_or(owner);
                score += if role.text.contains(last_name) { 2 } else { -3 };
            }
            if matches!(noun, "official" | "aide" | "source" | "reporter" | "man" | "woman" | "person") {
                score -= 2;
            }
            if score >= 2 && best.is_none_or(|(s, l, _)| (s, l) < (score, last)) {
                best = Some((score, last, entity));
            }
        }
    }
    let (_, last, entity) = best?;
    // An unnamed bearer of the same noun met since then is nearer.
    let nearer = speakers.priors.iter().rev().take(60).any(|p| {
        p.noun == noun && p.token > last && p.token < before && p.speaker.kind == SpeakerType::Anonymous
    });
    (!nearer).then_some(entity)
}

/// Offices told apart by the word before them.
const PORTFOLIO: &str = "\
minister secretary adviser chief director commissioner";

/// Whether a word of a phrase means the affiliation: "Israeli" and "Israel".
fn agrees(word: &str, affiliation: &str) -> bool {
    names::country(word) == Some(affiliation) || crate::text::fold(affiliation).split(' ').any(|w| w == word)
}

/// The token of the entity's last mention before `before`, or of its first where all come later.
fn last_before(speakers: &Speakers, entity: &Entity, before: usize) -> Option<usize> {
    let at = |m: &usize| speakers.cast.mention(*m).map(|m| m.tokens.start);
    let upto = entity.mentions.partition_point(|m| at(m).is_some_and(|t| t < before));
    match upto.checked_sub(1) {
        Some(last) => at(entity.mentions.get(last)?),
        None => Some(0),
    }
}

/// The body that a definite noun means: "the network", "the appeals court".
fn by_body(speakers: &Speakers, phrase: &Phrase, noun: &str, before: usize) -> Option<Speaker> {
    if !names::is_organization_noun(noun) && noun != "paper" && noun != "company" || names::is_role(noun) {
        return None;
    }
    let noun = if noun == "paper" { "newspaper" } else { noun };
    let aliases = BODIES.iter().find(|(name, _)| *name == noun).map_or("", |(_, also)| *also);
    let wanted: Vec<String> = names::canonical_roles(&text_of(speakers.document, phrase.chunk.clone()));
    let upto = speakers.cast.mentions.partition_point(|m| m.tokens.start < before);
    let mut best: Option<(usize, &Entity)> = None;
    for mention in speakers.cast.mentions.get(..upto)?.iter().rev().take(120) {
        let Some(entity) = speakers.cast.entities.get(mention.entity) else { continue };
        if entity.kind != SpeakerType::Organization || entity.place || mention.headline {
            continue;
        }
        let name = crate::text::fold(&entity.name);
        let words: Vec<&str> = name.split(' ').collect();
        let headed = words.iter().any(|w| names::singular(w) == noun)
            || aliases.split('|').any(|a| name == a || words.contains(&a));
        if !headed {
            continue;
        }
        let fit = wanted.iter().filter(|w| words.iter().any(|o| names::singular(o) == **w)).count();
        if best.is_none_or(|(most, _)| fit > most) {
            best = Some((fit, entity));
        }
    }
    let (fit, entity) = best?;
    // Two modifiers that the name lacks make it another body.
    (wanted.len() <= fit + 1 + usize::from(!aliases.is_empty())).then(|| entity.speaker())
}

/// An unnamed speaker or phrase met before that has the same noun and all the words of this one.
fn by_noun(speakers: &Speakers, phrase: &Phrase, noun: &str, before: usize) -> Option<Speaker> {
    let document = speakers.document;
    // "the officer in charge of …" tells who it is by itself.
    if phrase.full.len() > phrase.chunk.len() + 1 {
        return None;
    }
    let same: &[&str] = DOCUMENTS.iter().find(|row| row.contains(&noun)).copied().unwrap_or(&[]);
    let is_same = |other: &str| other == noun || same.contains(&other);
    let words = |range: Range<usize>| {
        let text = text_of(document, range);
        names::canonical_roles(&text)
    };
    let own: Vec<String> = words(phrase.chunk.clone()).into_iter().filter(|w| w != noun).collect();
    let prior = speakers.priors.iter().rev().take(40).find(|p| {
        let described = p.speaker.name.as_deref().map(names::canonical_roles).unwrap_or_default();
        let fits = !p.noun.is_empty() && is_same(&p.noun) && p.plural == phrase.plural;
        fits && p.token < before && own.iter().all(|w| described.contains(w))
    });
    let upto = speakers.nominals.partition_point(|n| n.phrase.head < before);
    let passing = speakers.nominals.get(..upto).unwrap_or_default().iter().rev().take(60).find(|n| {
        let fuller = n.phrase.full.len() > phrase.full.len()
            || n.noun == noun && n.phrase.determiner == Determiner::Indefinite;
        fuller
            && is_same(&n.noun)
            && n.phrase.plural == phrase.plural
            && document.word(n.phrase.head).quotation.is_none()
            && own.iter().all(|w| words(n.phrase.full.clone()).contains(w))
    });
    match (prior, passing) {
        (Some(prior), _) => Some(prior.speaker.clone()),
        (None, Some(nominal)) if is_thing(noun) || names::is_role(noun) && !phrase.plural => {
            Some(plain(speakers, &nominal.phrase))
        }
        _ => None,
    }
}

/// The speaker that a phrase describes by itself.
pub(super) fn plain(speakers: &Speakers, phrase: &Phrase) -> Speaker {
    let document = speakers.document;
    if let Some(entity) = phrase.name.or(phrase.apposed).and_then(|m| speakers.cast.entity_of(m)) {
        return entity.speaker();
    }
    let noun = names::singular(document.lower(phrase.head));
    let kind = kind(speakers, phrase, &noun);
    let mut name = anonymous::name(document, phrase);
    if kind != SpeakerType::Anonymous {
        // "colleges (private ones)": a group is called by its noun, a body by its name.
        let whole = text_of(document, phrase.chunk.clone());
        let of =
            matches!(document.lower(phrase.chunk.end), "of" | "for") && kind == SpeakerType::Organization;
        if matches!(kind, SpeakerType::Group | SpeakerType::Organization) && !of && !whole.is_empty() {
            name = whole;
        }
    }
    name = speakers.owned(phrase, name);
    match kind {
        SpeakerType::Anonymous => anonymous::describe(document, speakers.cast, phrase, name),
        kind => Speaker { name: Some(name), kind, ..Speaker::default() },
    }
}

/// What sort of speaker a noun phrase without name describes.
fn kind(speakers: &Speakers, phrase: &Phrase, noun: &str) -> SpeakerType {
    let document = speakers.document;
    let shown = document.shown(phrase.head);
    let people = names::country(shown).is_some() && document.word(phrase.head).capital;
    if people {
        return SpeakerType::Group;
    }
    let lower = document.lower(phrase.head);
    if noun == "police" || names::is_body(lower) || is_domain(lower) {
        return SpeakerType::Organization;
    }
    if phrase.plural {
        let counted = phrase.count.is_some_and(|n| n < 20);
        return if (names::is_group_noun(noun) || phrase.crowd && names::is_role(noun)) && !counted {
            SpeakerType::Group
        } else if names::is_role(noun) {
            SpeakerType::Anonymous
        } else if names::is_document_noun(noun) {
            SpeakerType::Document
        } else if counted {
            SpeakerType::Anonymous
        } else if names::is_organization_noun(noun) {
            SpeakerType::Organization
        } else {
            SpeakerType::Group
        };
    }
    if names::is_role(noun) || noun == "person" {
        SpeakerType::Anonymous
    } else if matches!(
        noun,
        "family" | "couple" | "crowd" | "public" | "audience" | "pair" | "duo" | "electorate" | "majority"
    ) {
        SpeakerType::Group
    } else if names::is_organization_noun(noun) && !names::is_document_noun(noun)
        || matches!(noun, "state" | "city" | "company" | "paper")
    {
        SpeakerType::Organization
    } else if names::is_document_noun(noun) {
        SpeakerType::Document
    } else if document.word(phrase.head).capital {
        SpeakerType::Organization
    } else if is_agent(noun) {
        SpeakerType::Anonymous
    } else if names::is_group_noun(noun) {
        SpeakerType::Group
    } else {
        SpeakerType::Document
    }
}

/// Nouns that by their ending name a person.
fn is_agent(noun: &str) -> bool {
    noun.len() > 4
        && ["er", "or", "ist", "ian", "man", "eer"].iter().any(|end| noun.ends_with(end))
        && !is_in(THINGS, noun)
}

/// Things that end like persons.
const THINGS: &str = "\
number center matter newsletter order power water factor error sector behavior clamor chatter \
disaster character chapter anger fever offer river winter weather";
