//! Who asked: "told Axios", "asked by the Herald whether", "did not respond to requests from Axios", and in a
//! transcript whoever put the question before. Only whom the article names; looks at the cue's sentence
//! outside the content, and at the turn before.

use std::ops::Range;

use super::addressee::trim;
use super::speaker::{Speakers, anchor};
use crate::article::{NoComment, Party, Speaker, SpeakerType};
use crate::extract::{Document, Link};
use crate::text::{TokenKind, fold};

/// Nouns for what a newsroom sends when it asks.
const REQUESTS: &[&str] = &[
    "request",
    "requests",
    "call",
    "calls",
    "message",
    "messages",
    "email",
    "emails",
    "question",
    "questions",
    "inquiry",
    "inquiries",
    "query",
    "queries",
    "invitation",
    "attempts",
    "effort",
    "efforts",
];

/// How far behind a cue its sentence is searched, in tokens.
const REACH: usize = 50;

/// Turns of a transcript looked back over.
const TURNS: usize = 8;

/// Who asked what `link` answers. `to` are those it was said to.
pub(super) fn asked_by(
    speakers: &mut Speakers,
    index: usize,
    resolved: &[Speaker],
    to: &[Party],
    no_comment: Option<NoComment>,
) -> Option<String> {
    let links = speakers.links;
    let link = links.get(index)?;
    let speaker = resolved.get(index).and_then(|speaker| speaker.name.as_deref());
    let asker = match no_comment {
        Some(_) => request(speakers, link).or_else(|| named_after(speakers, link, &["tell", "told"])),
        None => outlet(speakers.document, to)
            .or_else(|| passive(speakers, link))
            .or_else(|| turn_before(speakers.document, links, resolved, index)),
    };
    asker.filter(|name| Some(name.as_str()) != speaker)
}

/// The newsroom among those it was said to.
fn outlet(document: &Document, to: &[Party]) -> Option<String> {
    let own = fold(document.outlet());
    let asks = |party: &&Party| {
        let name = fold(&party.name);
        let name = name.strip_prefix("the ").unwrap_or(&name);
        let known = own.strip_prefix("the ").unwrap_or(&own) == name || is_newsroom(name);
        known && matches!(party.kind, SpeakerType::Organization | SpeakerType::Unknown)
    };
    to.iter().find(asks).map(|party| party.name.clone())
}

/// Newsrooms known by name.
const NEWSROOMS: &str = "\
cnn|msnbc|nbc|abc|cbs|fox|pbs|npr|bbc|c-span|cnbc|reuters|ap|afp|agence france-presse|bloomberg|politico|axios|\
breitbart|buzzfeed|huffpost|vox|slate|salon|univision|telemundo|al jazeera|rt|espn|usa today|hill|haaretz|le \
monde|der spiegel|mother jones|guardian|daily beast|daily mail|daily caller|intercept|atlantic|new yorker|\
newsweek|people|vanity fair|rolling stone|gq|esquire|xinhua|tass|interfax";

/// Last words of newsrooms' names.
const NEWS_NOUNS: &[&str] = &[
    "news",
    "times",
    "post",
    "journal",
    "tribune",
    "globe",
    "herald",
    "ledger",
    "chronicle",
    "gazette",
    "star",
    "sun",
    "magazine",
    "press",
    "radio",
    "tv",
    "examiner",
    "inquirer",
    "sentinel",
    "courier",
    "register",
    "observer",
    "dispatch",
    "review",
    "weekly",
    "daily",
    "standard",
    "telegraph",
    "mirror",
    "newspaper",
    "network",
    "today",
];

fn is_newsroom(folded: &str) -> bool {
    let last = folded.rsplit(' ').next().unwrap_or(folded);
    NEWSROOMS.split('|').any(|name| name == folded) || NEWS_NOUNS.contains(&last) || folded.ends_with(" com")
}

/// The tokens from the cue of `link` to the end of its sentence.
fn behind_cue(document: &Document, link: &Link) -> Option<Range<usize>> {
    let at = document.token_at(anchor(link)?.start)?;
    let end = document.sentence(document.word(at).sentence).tokens.end;
    Some(at..end.min(at + REACH))
}

/// Whose request goes unanswered: "the Herald's request", "calls from the Herald", "a Herald request".
fn request(speakers: &mut Speakers, link: &Link) -> Option<String> {
    let document = speakers.document;
    let range = behind_cue(document, link)?;
    for at in range.clone().filter(|at| document.word(*at).any(REQUESTS)) {
        let from = (at + 1..range.end.min(at + 5)).find(|i| document.word(*i).any(&["from", "by"]));
        if let Some(from) = from
            && let Some(name) = name_at(speakers, from + 1..range.end)
        {
            return Some(name);
        }
        let floor = at.saturating_sub(5).max(range.start);
        let owner = (floor..at)
            .rev()
            .find(|i| document.word(*i).kind == TokenKind::Clitic || matches!(document.lower(*i), "'" | "’"));
        let before = owner.unwrap_or(at).checked_sub(1)?;
        let mention = speakers.cast.mention_at(before).filter(|_| owner.is_some() || before + 1 == at);
        if let Some(entity) = mention.and_then(|mention| speakers.cast.entity_of(mention)) {
            return Some(entity.name.clone());
        }
    }
    None
}

/// The one named right after one of `words` behind the cue.
fn named_after(speakers: &mut Speakers, link: &Link, words: &[&str]) -> Option<String> {
    let range = behind_cue(speakers.document, link)?;
    let at = range.clone().find(|at| speakers.document.word(*at).any(words))?;
    name_at(speakers, at + 1..range.end)
}

/// "asked by the Herald", "in an interview with Ada Quill" in the cue's sentence, outside the content.
fn passive(speakers: &mut Speakers, link: &Link) -> Option<String> {
    let document = speakers.document;
    let at = document.token_at(anchor(link)?.start)?;
    let sentence = document.sentence(document.word(at).sentence).tokens.clone();
    let around = sentence.start.max(at.saturating_sub(REACH))..sentence.end.min(at + REACH);
    let taken = |i: usize| link.content.iter().any(|span| span.overlaps(document.word(i).span));
    let asked = around.clone().find(|i| {
        let verb = document.word(*i).any(&["asked", "pressed", "questioned", "interviewed", "quizzed"]);
        verb && document.word(*i + 1).is("by") && !taken(*i) && document.word(*i).quotation.is_none()
    });
    if let Some(asked) = asked {
        return name_at(speakers, asked + 2..around.end);
    }
    let talked = around.clone().find(|i| {
        document.word(*i).is("interview") && document.word(*i + 1).any(&["with", "on"]) && !taken(*i)
    })?;
    name_at(speakers, talked + 2..around.end)
}

/// The name that begins at `range`, an article aside.
fn name_at(speakers: &mut Speakers, range: Range<usize>) -> Option<String> {
    let document = speakers.document;
    let first = range.start + usize::from(document.word(range.start).any(&["the", "a", "an"]));
    let named = speakers.cast.titled_at(first).or_else(|| speakers.cast.mention_at(first));
    named?;
    let range = trim(speakers, range.start..range.end.min(range.start + 12))?;
    let party = speakers.party(range)?;
    (party.kind != SpeakerType::Unknown).then_some(party.name)
}

/// In a transcript, the speaker of the turn before, where it ends with a question.
fn turn_before(document: &Document, links: &[Link], resolved: &[Speaker], index: usize) -> Option<String> {
    let text = document.text();
    let is_turn = |link: &Link| {
        let [cue] = link.cue.as_slice() else { return false };
        cue.of(text) == ":" && link.source.last().is_some_and(|source| source.end == cue.start)
    };
    let link = links.get(index).filter(|link| is_turn(link))?;
    let start = link.source.first()?.start;
    let before = (index.saturating_sub(TURNS)..index).rev().find(|at| {
        links.get(*at).is_some_and(|other| {
            is_turn(other) && other.content.last().is_some_and(|content| content.end <= start)
        })
    })?;
    let asked = links.get(before)?.content.last()?.of(text);
    let question = asked.trim_end().trim_end_matches(['"', '”', '’']).ends_with('?');
    question.then(|| resolved.get(before)?.name.clone())?
}
