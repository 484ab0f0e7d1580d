//! The cast of an article: its mentions joined into persons and bodies, each with its fullest name,
//! variants and gender. Joins by names alone; roles are read in `roles.rs`.

use std::collections::{BTreeMap, BTreeSet};

use super::mentions::{Class, Mention, mentions, shown};
use super::roles::{self, Role};
use crate::article::{Speaker, SpeakerType};
use crate::extract::Document;
use crate::names::{self, Gender, PersonName};
use crate::text::fold;

/// A party by which persons are called: "the Republican".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PoliticalParty {
    /// "Republican", "GOP", "(R-Utah)".
    Republican,
    /// "Democrat", "Democratic", "(D-Ore.)".
    Democratic,
}

impl PoliticalParty {
    /// The party that one of `words` (in lower case) names.
    pub(super) fn of<'w>(mut words: impl Iterator<Item = &'w str>) -> Option<Self> {
        words.find_map(|word| match word {
            "republican" | "gop" | "r" => Some(Self::Republican),
            "democrat" | "democratic" | "d" => Some(Self::Democratic),
            _ => None,
        })
    }
}

/// A person, body or place that the article names.
#[derive(Clone, Debug, Default)]
pub(super) struct Entity {
    /// Its fullest name.
    pub name: String,
    /// Person, organization, or unknown for one capitalised word that nothing explains.
    pub kind: SpeakerType,
    /// Whether it is a country, city or region.
    pub place: bool,
    /// The pronoun it takes, where known.
    pub gender: Option<Gender>,
    /// How the article names it, as written, in order of appearance, distinct.
    pub variants: Vec<String>,
    /// The roles it is given, in order of appearance.
    pub roles: Vec<Role>,
    /// The party whose it is, where the article says so.
    pub party: Option<PoliticalParty>,
    /// The body or country it belongs to, where it is said apart from a role.
    pub affiliation: Option<String>,
    /// Indices of its mentions, in order.
    pub mentions: Vec<usize>,
}

impl Entity {
    /// This entity as a speaker.
    pub(super) fn speaker(&self) -> Speaker {
        let best = roles::best(&self.roles);
        let kind = if self.kind == SpeakerType::Unknown { SpeakerType::Person } else { self.kind };
        let affiliation = best.and_then(|role| role.affiliation.clone()).or_else(|| self.affiliation.clone());
        Speaker {
            name: Some(self.name.clone()),
            kind,
            role: best.map(|role| role.text.clone()).filter(|_| kind == SpeakerType::Person),
            affiliation: affiliation.filter(|_| kind == SpeakerType::Person),
            anonymous: None,
            variants: self.variants.iter().filter(|variant| **variant != self.name).cloned().collect(),
        }
    }

    /// Whether it can be the antecedent of "he" or "she".
    pub(super) fn is_person(&self) -> bool {
        !self.place && self.kind != SpeakerType::Organization && self.name.chars().count() > 1
    }
}

/// All mentions of an article and whom they mean.
#[derive(Clone, Debug, Default)]
pub(super) struct Cast {
    /// In the order of the text.
    pub mentions: Vec<Mention>,
    /// In order of first appearance in full.
    pub entities: Vec<Entity>,
    by_token: Vec<Option<usize>>,
    by_title: BTreeMap<usize, usize>,
}

impl Cast {
    /// Reads the cast of `document`. `speaking` tells of each token whether it lies in a source: a
    /// sentence's first word is a name there sooner than elsewhere.
    pub(super) fn new(document: &Document, speaking: &[bool]) -> Self {
        let mut mentions = mentions(document);
        let inside: BTreeSet<String> =
            mentions.iter().filter(|m| !m.initial).flat_map(|m| m.name.split(' ').map(fold)).collect();
        mentions.retain(|m| {
            let speaks = speaking.get(m.tokens.start).copied().unwrap_or(false) && !m.headline;
            let known = names::is_given_name(&m.name) || m.class != Class::Open;
            !m.initial || speaks || known || inside.contains(&fold(&m.name))
        });
        let mut cast = Self { mentions, ..Self::default() };
        cast.by_token = vec![None; document.words().len()];
        for (index, mention) in cast.mentions.iter().enumerate() {
            if !mention.title.is_empty() {
                cast.by_title.insert(mention.title.start, index);
            }
            for at in mention.tokens.clone() {
                if let Some(slot) = cast.by_token.get_mut(at) {
                    *slot = Some(index);
                }
            }
        }
        Joining::new(document, &mut cast).join();
        for mention in &cast.mentions {
            let speaks = speaking.get(mention.tokens.start).copied().unwrap_or(false) && !mention.oblique;
            let entity = cast.entities.get_mut(mention.entity);
            if let Some(entity) = entity.filter(|e| speaks && e.kind == SpeakerType::Unknown) {
                entity.kind = SpeakerType::Person; // who speaks is somebody
            }
        }
        roles::read(document, &mut cast);
        cast
    }

    /// The index of the mention that covers token `at`.
    pub(super) fn mention_at(&self, at: usize) -> Option<usize> {
        self.by_token.get(at).copied().flatten()
    }

    /// The index of the mention whose title begins at token `at`.
    pub(super) fn titled_at(&self, at: usize) -> Option<usize> {
        self.by_title.get(&at).copied()
    }

    /// Mention `index`.
    pub(super) fn mention(&self, index: usize) -> Option<&Mention> {
        self.mentions.get(index)
    }

    /// The entity of mention `index`.
    pub(super) fn entity_of(&self, index: usize) -> Option<&Entity> {
        self.entities.get(self.mentions.get(index)?.entity)
    }
}

/// The joining of mentions into entities, in passes from the fullest to the shortest.
struct Joining<'c> {
    cast: &'c mut Cast,
    /// Folded surname → entities that bear it.
    surnames: BTreeMap<String, Vec<usize>>,
    /// Folded given name → entities that bear it.
    givens: BTreeMap<String, Vec<usize>>,
    /// Folded body's name or initials → entity.
    bodies: BTreeMap<String, usize>,
    /// Of each mention, the pronoun that the courtesy before it settles.
    courtesies: Vec<Option<Gender>>,
}

/// Entities compared before a mention is left alone: bounds the work on hostile text.
const MOST_NAMESAKES: usize = 24;

/// Mentions looked at on either side of one that several persons may bear.
const NEAR: usize = 400;

impl<'c> Joining<'c> {
    fn new(document: &Document, cast: &'c mut Cast) -> Self {
        let courtesies =
            cast.mentions.iter().map(|m| names::title_gender(&title_text(document, m))).collect();
        let mut joining = Self {
            cast,
            surnames: BTreeMap::new(),
            givens: BTreeMap::new(),
            bodies: BTreeMap::new(),
            courtesies,
        };
        for author in document.authors().iter().take(20) {
            // Authors may be quoted by surname ("Lieber: …"); they are named nowhere in the text.
            if author.split_whitespace().count() > 1 {
                let parsed = PersonName::parse(author);
                joining.givens.entry(fold(&parsed.given)).or_default();
            }
        }
        joining.initials(document);
        joining
    }

    fn join(mut self) {
        for (headline, known) in [(false, true), (false, false), (true, true), (true, false)] {
            self.full_names(headline, known);
        }
        self.bodies();
        self.short_names();
        self.finish();
    }

    fn add(&mut self, index: usize, entity: Entity) -> usize {
        let id = self.cast.entities.len();
        self.cast.entities.push(entity);
        self.attach(index, id);
        id
    }

    fn attach(&mut self, index: usize, id: usize) {
        if let Some(mention) = self.cast.mentions.get_mut(index) {
            mention.entity = id;
        }
    }

    /// "Israel Defense Forces (IDF)": the name in brackets is another form of the one before.
    fn initials(&mut self, document: &Document) {
        let mut links = Vec::new();
        for (index, pair) in self.cast.mentions.windows(2).enumerate() {
            let [full, short] = pair else { continue };
            let bracketed = document.lower(full.tokens.end) == "("
                && short.tokens.start == full.tokens.end + 1
                && document.lower(short.tokens.end) == ")";
            let plain = |c: char| c.is_uppercase() || c == '.' || c == '&';
            if bracketed
                && short.tokens.len() == 1
                && short.name.chars().all(plain)
                && full.class != Class::Place
            {
                links.push((index, index + 1));
            }
        }
        for (full, short) in links {
            for index in [full, short] {
                if let Some(mention) = self.cast.mentions.get_mut(index) {
                    mention.class = Class::Body;
                }
            }
            let names =
                [full, short].map(|i| self.cast.mentions.get(i).map(|m| m.name.clone()).unwrap_or_default());
            let [full_name, short_name] = names;
            let key = body_key(&full_name);
            let known = self.bodies.get(&key).copied();
            let id = if let Some(id) = known {
                self.attach(full, id);
                id
            } else {
                let entity = Entity { name: full_name, kind: SpeakerType::Organization, ..Entity::default() };
                self.add(full, entity)
            };
            self.bodies.insert(key, id);
            self.bodies.insert(body_key(&short_name), id);
        }
    }

    /// Persons named by two words or more; `known` ones are those with a listed given name or a title.
    fn full_names(&mut self, headline: bool, known: bool) {
        for index in 0..self.cast.mentions.len() {
            let Some(mention) = self.cast.mentions.get(index) else { continue };
            let long = mention.tokens.len() > 1;
            let open = mention.headline && mention.class == Class::Open;
            if mention.headline != headline || !long || !(mention.class == Class::Person || open) {
                continue;
            }
            let name = PersonName::parse(&mention.name);
            let listed = names::is_given_name(&name.given) || !mention.title.is_empty();
            if name.given.is_empty() || listed != known {
                continue; // "De Blasio"
            }
            if !known
                && (self.surnames.contains_key(&fold(&name.given))
                    || names::is_organization_noun(&name.given.to_lowercase()))
            {
                // "the Otter Train" is named after Otter; in a headline "Otter Takes" is Otter.
                let bearer = self.surnames.get(&fold(&name.given)).and_then(|ids| ids.first()).copied();
                if let Some(id) = bearer.filter(|_| headline) {
                    self.attach(index, id);
                    continue;
                }
                if let Some(mention) = self.cast.mentions.get_mut(index) {
                    mention.class = Class::Body;
                }
                continue;
            }
            let surname = fold(&name.surname);
            let same = self.surnames.get(&surname).into_iter().flatten().copied().take(MOST_NAMESAKES);
            let known = same.into_iter().find(|id| {
                self.cast.entities.get(*id).is_some_and(|e| is_same(&PersonName::parse(&e.name), &name))
            });
            if let Some(id) = known {
                self.attach(index, id);
                let fuller = self.cast.mentions.get(index).map(|m| m.name.clone()).unwrap_or_default();
                if let Some(entity) = self.cast.entities.get_mut(id)
                    && !headline
                    && fuller.len() > entity.name.len()
                {
                    entity.name = fuller;
                }
                continue;
            }
            if open {
                continue;
            }
            let text = self.cast.mentions.get(index).map(|m| m.name.clone()).unwrap_or_default();
            let courtesy = self.courtesies.get(index).copied().flatten();
            let gender = names::gender(&name.given).or(courtesy);
            let entity = Entity { name: text, kind: SpeakerType::Person, gender, ..Entity::default() };
            let id = self.add(index, entity);
            self.surnames.entry(surname).or_default().push(id);
            if let Some((_, last)) = name.surname.rsplit_once(' ') {
                self.surnames.entry(fold(last)).or_default().push(id);
            }
            self.givens.entry(fold(&name.given)).or_default().push(id);
        }
    }

    /// Bodies and places.
    fn bodies(&mut self) {
        for index in 0..self.cast.mentions.len() {
            let Some(mention) = self.cast.mentions.get(index) else { continue };
            if mention.entity != usize::MAX || !matches!(mention.class, Class::Body | Class::Place) {
                continue;
            }
            let (name, place) = (mention.name.clone(), mention.class == Class::Place);
            // "Gore" is a person once "Al Gore" is named, whatever the lists say of the word.
            if mention.tokens.len() == 1 && self.surnames.contains_key(&fold(&name)) && !names::is_body(&name)
            {
                continue;
            }
            let key = body_key(&name);
            if let Some(id) = self.bodies.get(&key).copied() {
                self.attach(index, id);
                continue;
            }
            let shown = name.strip_prefix("The ").or_else(|| name.strip_prefix("the ")).unwrap_or(&name);
            let entity = Entity {
                name: shown.to_owned(),
                kind: SpeakerType::Organization,
                place,
                ..Entity::default()
            };
            let id = self.add(index, entity);
            if let Some(initials) = names::acronym(&name) {
                self.bodies.entry(fold(&initials)).or_insert(id);
            }
            self.bodies.insert(key, id);
        }
    }

    /// Surnames alone, given names alone, and single words that nothing explains.
    fn short_names(&mut self) {
        for index in 0..self.cast.mentions.len() {
            let Some(mention) = self.cast.mentions.get(index) else { continue };
            if mention.entity != usize::MAX {
                continue;
            }
            let key = fold(&mention.name);
            let last = key.rsplit(' ').next().unwrap_or(&key).to_owned();
            let namesakes =
                self.surnames.get(&key).or_else(|| self.surnames.get(&last)).cloned().unwrap_or_default();
            let by_given = self.givens.get(&key).cloned().unwrap_or_default();
            let bearers = if namesakes.is_empty() { by_given } else { namesakes };
            if let Some(id) = self.choose(index, &bearers) {
                self.attach(index, id);
            } else if let Some(id) = self.bodies.get(&key).copied() {
                self.attach(index, id);
            } else {
                let mention = self.cast.mentions.get(index);
                let (name, class) =
                    mention.map(|m| (m.name.clone(), m.class)).unwrap_or((String::new(), Class::Open));
                let kind = match class {
                    Class::Person => SpeakerType::Person,
                    Class::Open if !names::is_given_name(&name) => SpeakerType::Unknown,
                    Class::Open => SpeakerType::Person,
                    Class::Body | Class::Place => SpeakerType::Organization,
                };
                let gender = names::gender(&name).or(self.courtesies.get(index).copied().flatten());
                let id = self.add(index, Entity { name, kind, gender, ..Entity::default() });
                let person = matches!(class, Class::Person | Class::Open);
                if person {
                    self.surnames.entry(last).or_default().push(id);
                }
            }
        }
    }

    /// Whom of several namesakes a short mention means: one whom its title fits, else the one named in
    /// full most often so far, the latest of equals.
    fn choose(&self, index: usize, bearers: &[usize]) -> Option<usize> {
        let mention = self.cast.mentions.get(index)?;
        // "Mrs. Quill" is not Bill Quill.
        let courtesy = self.courtesies.get(index).copied().flatten();
        let fits = |id: &usize| {
            let gender = self.cast.entities.get(*id).and_then(|entity| entity.gender);
            courtesy.is_none() || gender.is_none() || gender == courtesy
        };
        let bearers: Vec<usize> = bearers.iter().copied().filter(fits).collect();
        let first = *bearers.first()?;
        if bearers.len() == 1 {
            return Some(first);
        }
        let mut counts: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
        let from = index.saturating_sub(NEAR);
        for (at, other) in
            self.cast.mentions.iter().enumerate().skip(from).take(2 * NEAR).filter(|(at, _)| *at != index)
        {
            if bearers.contains(&other.entity) {
                let before = at < index;
                let entry = counts.entry(other.entity).or_default();
                if before {
                    entry.0 += 1;
                    entry.1 = at;
                } else if other.tokens.len() > 1 {
                    entry.0 += usize::from(entry.0 == 0);
                }
            }
        }
        counts
            .into_iter()
            .max_by_key(|(_, rank)| *rank)
            .map(|(id, _)| id)
            .or(Some(first))
            .filter(|_| mention.entity == usize::MAX)
    }

    /// Collects mentions and variants, and the pronouns that titles settle.
    fn finish(self) {
        let cast = self.cast;
        for (index, mention) in cast.mentions.iter().enumerate() {
            let Some(entity) = cast.entities.get_mut(mention.entity) else { continue };
            entity.mentions.push(index);
            if entity.variants.len() < 12 && !entity.variants.contains(&mention.name) {
                entity.variants.push(mention.name.clone());
            }
        }
    }
}

/// Whether two parsed names with the same surname may be one person's: "Bob"/"Robert" are two,
/// "G.K."/"George" and "Loretta"/"Loretta E." one.
fn is_same(a: &PersonName, b: &PersonName) -> bool {
    let (x, y) = (fold(&a.given), fold(&b.given));
    if x.is_empty() || y.is_empty() {
        return true;
    }
    let initial = |s: &str| s.chars().count() <= 2;
    let begins = (initial(&x) || initial(&y)) && x.chars().next() == y.chars().next();
    x == y || begins || a.middle.iter().any(|m| fold(m) == y) || b.middle.iter().any(|m| fold(m) == x)
}

fn body_key(name: &str) -> String {
    let folded = fold(name);
    folded.strip_prefix("the ").map(str::to_owned).unwrap_or(folded)
}

/// The courtesy or title before a mention as written, for the pronoun it settles.
pub(super) fn title_text(document: &Document, mention: &Mention) -> String {
    shown(document, mention.title.clone())
}
