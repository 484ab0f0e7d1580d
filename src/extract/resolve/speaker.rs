//! From a source's words to the speaker: names, pronouns, and by way of `nominal.rs` and
//! `anonymous.rs` everything unnamed. Asks only for what stands before the source, its own quotation
//! apart.

use std::ops::Range;

use super::anonymous;
use super::cast::Cast;
use super::chain::{Chain, gender_of};
use super::nominal;
use super::nominals::{Nominal, nominals};
use super::phrase::{Determiner, Phrase, text_of};
use crate::article::{Party, Speaker, SpeakerType};
use crate::extract::{Document, Link};
use crate::names;
use crate::text::{Span, TokenKind};

/// A speaker met before, for "they", "it" and "the official".
#[derive(Clone, Debug)]
pub(super) struct Prior {
    /// Its first token.
    pub token: usize,
    /// Its head noun, singular, or "".
    pub noun: String,
    /// Whether several speak.
    pub plural: bool,
    /// Whom it resolved to.
    pub speaker: Speaker,
}

/// Resolves the sources of one article.
pub(super) struct Speakers<'d> {
    pub document: &'d Document<'d>,
    pub cast: &'d Cast,
    pub chain: &'d Chain,
    pub links: &'d [Link],
    pub nominals: Vec<Nominal>,
    pub priors: Vec<Prior>,
    /// Of each quotation (by index), whom a link makes its speaker.
    quotations: Vec<Option<Speaker>>,
}

impl<'d> Speakers<'d> {
    /// Ready to resolve `links`.
    pub(super) fn new(
        document: &'d Document<'d>,
        cast: &'d Cast,
        chain: &'d Chain,
        links: &'d [Link],
    ) -> Self {
        let quotations = vec![None; document.quotations().len()];
        Self {
            document,
            cast,
            chain,
            links,
            nominals: nominals(document, cast),
            priors: Vec::new(),
            quotations,
        }
    }

    /// The speaker of every link, by its index.
    pub(super) fn resolve_links(&mut self) -> Vec<Speaker> {
        let mut order: Vec<usize> = (0..self.links.len()).collect();
        let key = |link: &Link| {
            let first = link.source.first().or(link.cue.first()).or(link.content.first());
            (first.map_or(0, |span| span.start), link.outer.is_some())
        };
        // Sources in the order of the text; those inside quotations last, once it is known who speaks.
        order.sort_by_key(|i| {
            let link = self.links.get(*i);
            let quoted = link.is_some_and(|l| self.is_quoted(l));
            (quoted, link.map(key))
        });
        let mut speakers = vec![Speaker::default(); self.links.len()];
        for index in order {
            let Some(link) = self.links.get(index) else { continue };
            let speaker = self.source(link);
            self.note_quotations(link, &speaker);
            if let Some(slot) = speakers.get_mut(index) {
                *slot = speaker;
            }
        }
        speakers
    }

    fn is_quoted(&self, link: &Link) -> bool {
        let token = link.source.first().and_then(|span| self.document.token_at(span.start));
        token.is_some_and(|at| self.document.word(at).quotation.is_some())
    }

    fn note_quotations(&mut self, link: &Link, speaker: &Speaker) {
        if self.is_quoted(link) {
            return;
        }
        for span in &link.content {
            for at in self.document.tokens_in(*span) {
                if let Some(slot) = self.document.word(at).quotation.and_then(|q| self.quotations.get_mut(q))
                {
                    slot.get_or_insert_with(|| speaker.clone());
                }
            }
        }
    }

    /// The speaker that the source of `link` means.
    fn source(&mut self, link: &Link) -> Speaker {
        let mut tokens = Vec::new();
        for span in &link.source {
            let range = self.document.tokens_in(*span);
            if !range.is_empty() {
                tokens.push(range);
            }
        }
        let Some(first) = tokens.first().cloned() else { return Speaker::default() };
        // "Trump, in a speech, … and has aides": one phrase with a gap is read as its first part; a part
        // that is a mark or adverb alone is not.
        let range = tokens.iter().find(|r| self.is_readable((*r).clone())).cloned().unwrap_or(first);
        self.resolve(range)
    }

    fn is_readable(&self, range: Range<usize>) -> bool {
        range.into_iter().any(|at| self.document.word(at).kind == TokenKind::Word)
    }

    /// The speaker that tokens `range` mean; remembered for later nouns and pronouns.
    pub(super) fn resolve(&mut self, range: Range<usize>) -> Speaker {
        let (speaker, noun, plural) = self.read(range.clone());
        if speaker.kind != SpeakerType::Unknown && self.document.word(range.start).quotation.is_none() {
            self.priors.push(Prior { token: range.start, noun, plural, speaker: speaker.clone() });
        }
        speaker
    }

    /// As [`Self::resolve`] for someone spoken to or passing on.
    pub(super) fn party(&mut self, range: Range<usize>) -> Option<Party> {
        let (speaker, _, _) = self.read(range.clone());
        let name = speaker.name.unwrap_or_else(|| text_of(self.document, range));
        (!name.is_empty()).then_some(Party { name, kind: speaker.kind })
    }

    fn read(&mut self, range: Range<usize>) -> (Speaker, String, bool) {
        let document = self.document;
        let words: Vec<usize> = range
            .clone()
            .filter(|at| matches!(document.word(*at).kind, TokenKind::Word | TokenKind::Number))
            .collect();
        if let [only] = words.as_slice()
            && let Some(speaker) = self.pronoun(*only)
        {
            return speaker;
        }
        let first = words.first().copied().unwrap_or(range.start);
        if words.len() > 1 && document.word(first).any(&["who", "whose"]) {
            return (self.relative(first), String::new(), false);
        }
        if let Some(speaker) = self.together(range.clone()) {
            return (speaker, String::new(), true);
        }
        if self.is_share(first) {
            return (anonymous::group(&text_of(document, range)), String::new(), true);
        }
        let Some(phrase) = Phrase::read(document, self.cast, range.clone()) else {
            return (Speaker::default(), String::new(), false);
        };
        if let Some(speaker) = self.coordinated(&phrase, range.clone()) {
            return (speaker, String::new(), true);
        }
        let named = phrase.name.or(phrase.apposed);
        if let Some(entity) = named.and_then(|m| self.cast.entity_of(m)) {
            return (entity.speaker(), String::new(), false);
        }
        let noun = names::singular(document.lower(phrase.head));
        let speaker = nominal::resolve(self, &phrase, range);
        (speaker, noun, phrase.plural)
    }

    /// Whom a source of one word means, where the word is a pronoun or stands for one.
    fn pronoun(&self, at: usize) -> Option<(Speaker, String, bool)> {
        let word = self.document.word(at);
        let lower = word.lower.as_str();
        let single = |speaker| Some((speaker, String::new(), false));
        if gender_of(lower).is_some() && self.cast.mention_at(at).is_none() {
            let entity = self.chain.meant(at).and_then(|id| self.cast.entities.get(id));
            return single(entity.map(super::cast::Entity::speaker).unwrap_or_default());
        }
        match lower {
            "i" | "me" | "my" | "myself" | "mine" => single(self.oneself(at)),
            "we" | "us" | "our" | "ourselves" if word.lower != "us" || !word.capital => {
                Some((self.ourselves(at), String::new(), true))
            }
            "they" | "them" | "their" | "themselves" => Some((self.several(at), String::new(), true)),
            "it" | "its" | "itself" => single(self.thing(at)),
            "who" | "which" | "that" | "whose" | "whom" => single(self.relative(at)),
            "you" | "your" => single(anonymous::unnamed("you")),
            "one" | "some" | "many" | "others" | "both" | "another" | "those" | "most" | "few"
            | "several" | "all" | "none" | "each" | "these" | "two" | "three" | "someone" | "somebody"
            | "anyone" | "nobody" => self.quantified(at).map(|speaker| (speaker, String::new(), true)),
            "everyone" | "everybody" => single(anonymous::group(lower)),
            _ => None,
        }
    }

    /// "I": the speaker of the quotation it stands in, else the article's author.
    fn oneself(&self, at: usize) -> Speaker {
        if let Some(quotation) = self.document.word(at).quotation {
            return self.quotations.get(quotation).cloned().flatten().unwrap_or_default();
        }
        let Some(author) = self.document.authors().first() else { return Speaker::default() };
        let author = author.strip_prefix("By ").unwrap_or(author).trim();
        let outlet = Some(self.document.outlet()).filter(|o| !o.is_empty()).map(str::to_owned);
        Speaker {
            name: Some(author.to_owned()),
            kind: SpeakerType::Person,
            affiliation: outlet,
            ..Speaker::default()
        }
    }

    fn ourselves(&self, at: usize) -> Speaker {
        if self.document.word(at).quotation.is_some() { self.oneself(at) } else { anonymous::group("we") }
    }

    /// "they": the last several who spoke or were named near by.
    fn several(&self, at: usize) -> Speaker {
        let near = |token: usize| {
            let (own, other) = (self.document.word(at), self.document.word(token));
            token < at && own.paragraph.saturating_sub(other.paragraph) <= 2
        };
        let prior = self.priors.iter().rev().take(12).find(|prior| {
            near(prior.token) && (prior.plural || matches!(prior.speaker.kind, SpeakerType::Group))
        });
        let upto = self.nominals.partition_point(|n| n.phrase.head < at);
        let before = self.nominals.get(..upto).unwrap_or_default();
        let quoted = self.document.word(at).quotation;
        let noun =
            before.iter().rev().take(16).filter(|n| near(n.phrase.head) && n.phrase.plural).find(|n| {
                self.document.word(n.phrase.head).quotation == quoted
                    && nominal::speaks(&n.noun)
                    && !n.oblique
            });
        match (prior, noun) {
            (Some(prior), Some(noun)) if noun.phrase.head > prior.token + 40 => self.describe(noun),
            (Some(prior), _) => prior.speaker.clone(),
            (None, Some(noun)) => self.describe(noun),
            (None, None) => Speaker::default(),
        }
    }

    /// A nominal met in passing as a speaker.
    pub(super) fn describe(&self, nominal: &Nominal) -> Speaker {
        nominal::plain(self, &nominal.phrase)
    }

    /// "it": the last body or document that spoke or was named near by.
    fn thing(&self, at: usize) -> Speaker {
        let own = self.document.word(at);
        let near = |token: usize| {
            token < at && own.paragraph.saturating_sub(self.document.word(token).paragraph) <= 1
        };
        let thing = |kind| matches!(kind, SpeakerType::Organization | SpeakerType::Document);
        let prior =
            self.priors.iter().rev().take(8).find(|p| near(p.token) && thing(p.speaker.kind) && !p.plural);
        if let Some(prior) = prior {
            return prior.speaker.clone();
        }
        let from = self.cast.mentions.partition_point(|m| m.tokens.start < at);
        let body = self.cast.mentions.get(..from).unwrap_or_default().iter().rev().take(20).find(|m| {
            let entity = self.cast.entities.get(m.entity);
            near(m.tokens.start)
                && !m.quoted
                && entity.is_some_and(|e| e.kind == SpeakerType::Organization && !e.place)
        });
        let noun = self.nominals.partition_point(|n| n.phrase.head < at);
        let noun =
            self.nominals.get(..noun).unwrap_or_default().iter().rev().take(8).find(|n| {
                near(n.phrase.head) && !n.phrase.plural && !n.oblique && nominal::is_thing(&n.noun)
            });
        match (body, noun) {
            (Some(m), Some(n)) if n.phrase.head > m.tokens.start => self.describe(n),
            (Some(m), _) => {
                self.cast.entities.get(m.entity).map(super::cast::Entity::speaker).unwrap_or_default()
            }
            (None, Some(n)) => self.describe(n),
            (None, None) => Speaker::default(),
        }
    }

    /// "who", "which": the name or noun phrase just before.
    fn relative(&self, at: usize) -> Speaker {
        let document = self.document;
        let sentence = document.sentence(document.word(at).sentence).tokens.start;
        let mut end = at;
        while end > sentence && document.word(end - 1).kind == TokenKind::Mark {
            end -= 1;
            // "Rep. Ada Quill (R-Idaho), who"
            if document.lower(end) == ")" {
                let open = (end.saturating_sub(8)..end).rev().find(|i| document.lower(*i) == "(");
                end = open.unwrap_or(end);
            }
        }
        let human = !document.word(at).any(&["which", "that"]);
        let floor = end.saturating_sub(16).max(sentence);
        if let Some(index) = end.checked_sub(1).and_then(|i| self.cast.mention_at(i))
            && let Some(entity) = self.cast.entity_of(index)
            && (!human || entity.is_person())
        {
            return entity.speaker();
        }
        let before = document.word(end.wrapping_sub(1));
        if human && before.any(&["those", "people", "anyone", "many", "some", "others", "everyone"]) {
            return anonymous::unnamed(&before.lower);
        }
        // The last noun phrase whose head or complement ends here: "aides to the mayor, who".
        let upto = self.nominals.partition_point(|n| n.phrase.head < end);
        let near = self.nominals.get(..upto).unwrap_or_default().iter().rev().take(4);
        let speaks = |n: &&Nominal| {
            n.phrase.head >= floor && nominal::speaks(&n.noun) && !(human && nominal::is_thing(&n.noun))
        };
        let mut best: Option<&Nominal> = None;
        for nominal in near.filter(speaks) {
            if best.is_none() || !nominal.oblique {
                best = Some(nominal);
            }
            if !nominal.oblique {
                break;
            }
        }
        let person = (floor..end).rev().find_map(|i| {
            let index = self.cast.mention_at(i)?;
            let (mention, entity) = (self.cast.mention(index)?, self.cast.entity_of(index)?);
            (!human || entity.is_person() && !mention.possessive).then_some((mention.tokens.start, entity))
        });
        match (best, person) {
            (Some(nominal), Some((token, entity)))
                if human && token > nominal.phrase.head && nominal.oblique =>
            {
                entity.speaker()
            }
            (Some(nominal), _) => nominal::resolve(self, &nominal.phrase, nominal.phrase.full.clone()),
            (None, Some((_, entity))) => entity.speaker(),
            (None, None) => Speaker::default(),
        }
    }

    /// "42%", "85 percent of Democrats".
    fn is_share(&self, first: usize) -> bool {
        let shown = self.document.lower(first);
        let number =
            self.document.word(first).kind == TokenKind::Number || names::number_word(shown).is_some();
        number && (shown.ends_with('%') || self.document.word(first + 1).any(&["%", "percent", "per"]))
    }

    /// "RT and its defenders": several named or unnamed side by side.
    fn coordinated(&self, phrase: &Phrase, range: Range<usize>) -> Option<Speaker> {
        let document = self.document;
        let mut at = phrase.chunk.end;
        if document.lower(at) == "(" {
            at = (at..at + 8).find(|i| document.lower(*i) == ")")? + 1;
        }
        let next = document.word(at + 1);
        let plural = super::phrase::is_plural(document.lower(phrase.head));
        let other = next.capital || super::words::is_determiner(&next.lower) || plural;
        if !(document.word(at).is("and") && at + 1 < range.end && other) {
            return None;
        }
        let ends = |i: &usize| document.word(*i).any(&["who", "which", ",", "--", "—"]);
        let end = (at..range.end).find(ends).unwrap_or(range.end);
        let name = self.owned(phrase, text_of(document, phrase.chunk.start..end));
        if phrase.name.is_some() {
            let mut speaker = anonymous::group(&name);
            let entities = [phrase.name, self.cast.mention_at(at + 1)].into_iter().flatten();
            speaker.variants =
                entities.filter_map(|m| self.cast.entity_of(m)).map(|e| e.name.clone()).collect();
            return Some(speaker);
        }
        let mut speaker = nominal::plain(self, phrase);
        speaker.name = Some(name);
        Some(speaker)
    }

    /// "others", "some", "one": unnamed, of the kind spoken of before where that is plural and near.
    fn quantified(&self, at: usize) -> Option<Speaker> {
        let lower = self.document.lower(at);
        let mut speaker = anonymous::unnamed(lower);
        if let Some(count) = names::number_word(lower)
            && let Some(anonymous) = &mut speaker.anonymous
        {
            anonymous.count = Some(count);
        }
        Some(speaker)
    }

    /// "Mr. King and Mr. Schultz": two or more persons named side by side.
    fn together(&self, range: Range<usize>) -> Option<Speaker> {
        let mut entities: Vec<&super::cast::Entity> = Vec::new();
        let mut at = range.start;
        let mut joined = false;
        while at < range.end {
            let index = self.cast.mention_at(at);
            if let Some(mention) = index.and_then(|i| self.cast.mention(i)) {
                let entity = self.cast.entities.get(mention.entity)?;
                if mention.possessive && mention.tokens.end < range.end {
                    return None;
                }
                if !entities.iter().any(|e| std::ptr::eq(*e, entity)) {
                    entities.push(entity);
                }
                at = mention.tokens.end.max(at + 1);
                continue;
            }
            let word = self.document.word(at);
            joined |= word.is("and");
            let title = names::is_title(&word.lower)
                || names::is_role(&word.lower)
                || names::is_modifier(&word.lower);
            if !(title || word.any(&["and", ",", "both", "the"])) {
                return None;
            }
            at += 1;
        }
        if entities.len() < 2 || !joined || entities.len() > 6 {
            return None;
        }
        let names: Vec<&str> = entities.iter().map(|e| e.name.as_str()).collect();
        let (last, rest) = names.split_last()?;
        let mut speaker = anonymous::group(&format!("{} and {last}", rest.join(", ")));
        speaker.variants = names.iter().map(|name| (*name).to_owned()).collect();
        Some(speaker)
    }

    /// `name` with whoever owns the phrase before it: "Ada Quill's campaign".
    pub(super) fn owned(&self, phrase: &Phrase, name: String) -> String {
        let Some(owner) = self.owner(phrase).and_then(|owner| owner.name) else { return name };
        if owner.ends_with('s') { format!("{owner}' {name}") } else { format!("{owner}'s {name}") }
    }

    /// The name of whoever owns a phrase: "his", "Clinton's".
    pub(super) fn owner(&self, phrase: &Phrase) -> Option<Speaker> {
        let Determiner::Owned(range) = &phrase.determiner else { return None };
        if let Some(entity) = self.cast.mention_at(range.start).and_then(|m| self.cast.entity_of(m)) {
            return Some(entity.speaker());
        }
        self.pronoun(range.start).map(|(speaker, _, _)| speaker).filter(|s| s.name.is_some())
    }
}

/// The span of `link` that a look around it begins from: its cue, else its content.
pub(super) fn anchor(link: &Link) -> Option<Span> {
    link.cue.first().or(link.content.first()).copied()
}
