//! Pronouns as sources: "I", "they", "it", "who", "some". Third-person singular ones are looked up in the
//! chain; the others are searched near by, and one that finds nobody stays unknown.

use super::anonymous;
use super::chain::gender_of;
use super::nominal;
use super::nominals::Nominal;
use super::speaker::Speakers;
use crate::article::{Speaker, SpeakerType};
use crate::names;
use crate::text::TokenKind;

impl Speakers<'_> {
    /// Whom a source of one word means, where the word is a pronoun or stands for one.
    pub(super) fn pronoun(&self, at: usize) -> Option<(Speaker, String, bool)> {
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
            "anyone" | "anybody" | "nobody" | "none" => single(Speaker::default()),
            "one" | "some" | "many" | "others" | "both" | "another" | "those" | "most" | "few"
            | "several" | "all" | "each" | "these" | "two" | "three" | "someone" | "somebody" => {
                self.quantified(at).map(|speaker| (speaker, String::new(), true))
            }
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
    pub(super) fn relative(&self, at: usize) -> Speaker {
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
}
