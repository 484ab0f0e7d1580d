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
use super::words::OBLIQUE;
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
    pub quotations: Vec<Option<Speaker>>,
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
            let mut speaker = self.source(link);
            let around =
                link.outer.and_then(|outer| speakers.get(outer)).and_then(|s: &Speaker| s.name.as_deref());
            if let Some(other) = around.and_then(|name| self.not_oneself(link, &speaker, name)) {
                speaker = other;
            }
            self.note_quotations(link, &speaker);
            if let Some(slot) = speakers.get_mut(index) {
                *slot = speaker;
            }
        }
        speakers
    }

    /// Whom a pronoun in a quotation means if it seemed to mean whoever speaks there: “He said no,” Vale
    /// said.
    fn not_oneself(&self, link: &Link, speaker: &Speaker, speaking: &str) -> Option<Speaker> {
        let token = link.source.first().and_then(|span| self.document.token_at(span.start))?;
        let pronoun =
            gender_of(self.document.lower(token)).is_some() && self.document.word(token).quotation.is_some();
        if !pronoun || speaker.name.as_deref() != Some(speaking) {
            return None;
        }
        let other = self.other_than(token, speaking);
        let entity = other.and_then(|other| self.cast.entities.iter().find(|e| e.name == other.name));
        Some(entity.map(super::cast::Entity::speaker).unwrap_or_default())
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

    /// Whom the pronoun at `token` means if it does not mean `name`.
    pub(super) fn other_than(&self, token: usize, name: &str) -> Option<Party> {
        let gender = gender_of(self.document.lower(token))?;
        let rate = |entity: &super::cast::Entity| (entity.name != name).then_some(0);
        let found = self.chain.prominent(self.document, self.cast, token, Some(gender), &rate)?;
        let entity = self.cast.entities.get(found)?;
        Some(Party { name: entity.name.clone(), kind: SpeakerType::Person })
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
        if let [no, one] = words.as_slice()
            && document.word(*no).is("no")
            && document.word(*one).is("one")
        {
            return (Speaker::default(), String::new(), false);
        }
        let first = words.first().copied().unwrap_or(range.start);
        if words.len() > 1 && document.word(first).any(&["who", "whose"]) {
            return (self.relative(first), String::new(), false);
        }
        if let Some(speaker) = self.together(range.clone()) {
            return (speaker, String::new(), true);
        }
        if let Some(speaker) =
            self.part(first, range.clone()).or_else(|| self.with_pronoun(first, range.clone()))
        {
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
        // "a lesson from Ada Quill": a noun that nobody says anything by leaves the source to a name.
        let noun = names::singular(document.lower(phrase.head));
        if !super::phrase::is_known(&noun) && !phrase.plural && !document.word(phrase.head).capital {
            let last = words.last().copied().and_then(|at| self.cast.mention_at(at));
            let owned = matches!(phrase.determiner, Determiner::Owned(_)) || phrase.chunk.end == range.end;
            let inside = last.filter(|_| !owned).and_then(|m| self.cast.entity_of(m));
            if let Some(entity) = inside.filter(|e| e.is_person()) {
                return (entity.speaker(), String::new(), false);
            }
        }
        let speaker = nominal::resolve(self, &phrase, range);
        (speaker, noun, phrase.plural)
    }

    /// "each of whom", "those surveyed", "few on either side": some of those spoken of before.
    fn part(&self, first: usize, range: Range<usize>) -> Option<Speaker> {
        let document = self.document;
        let next = document.word(first + 1);
        let whole = document.word(first + 2).any(&["them", "whom", "us", "you", "these", "those", "which"]);
        let all = first + 3 >= range.end || document.word(first + 3).kind == TokenKind::Mark;
        let quantity = names::number_word(document.lower(first));
        if next.is("of") && whole && all && range.end > first + 2 && !document.word(first).capital {
            let text = text_of(document, first..first + 3);
            let few = quantity.is_some_and(|count| count < 20);
            return Some(if few { anonymous::unnamed(&text) } else { anonymous::group(&text) });
        }
        let those = document.word(first).any(&["those", "these"])
            && first + 1 < range.end
            && !super::phrase::is_known(&next.lower)
            && (next.lower.ends_with("ed") || OBLIQUE.contains(&&*next.lower));
        let some = document.word(first).any(&["few", "many", "some", "most", "others", "all", "several"])
            && first + 1 < range.end
            && OBLIQUE.contains(&&*next.lower)
            && !next.is("of");
        if !(those || some) {
            return None;
        }
        let ends = |at: &usize| document.word(*at).any(&["who", ",", "--", "—"]);
        let end = (first..range.end).find(ends).unwrap_or(range.end);
        Some(anonymous::group(&text_of(document, first..end)))
    }

    /// "he and the developer Artur Cole": a pronoun beside others.
    fn with_pronoun(&self, first: usize, range: Range<usize>) -> Option<Speaker> {
        let joined = self.document.word(first + 1).is("and") && first + 2 < range.end;
        let pronoun = joined.then(|| self.pronoun(first))??.0;
        let rest = text_of(self.document, first + 1..range.end);
        let own = pronoun.name.unwrap_or_else(|| self.document.lower(first).to_owned());
        Some(anonymous::group(&format!("{own} {rest}")))
    }

    /// "42%", "85 percent of Democrats".
    fn is_share(&self, first: usize) -> bool {
        let shown = self.document.lower(first);
        let number =
            self.document.word(first).kind == TokenKind::Number || names::number_word(shown).is_some();
        number
            && (shown.ends_with('%')
                || (first + 1..first + 3).any(|at| self.document.word(at).any(&["%", "percent"])))
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
