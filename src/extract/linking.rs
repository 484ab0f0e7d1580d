//! Linking: from candidates to links. Keeps one reading of each cue, settles contents that overlap, nests
//! what one source says another said, and gives quotations without a cue to who spoke before. Never asks
//! which tagger made a candidate.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::document::Document;
use super::kind::kind;
use super::link::Link;
use super::nested;
use super::tagger::{Candidate, Tagger};
use super::whole_source;
use super::withheld;
use crate::text::Span;

/// The links that what `tagger` finds in `document` makes, in the order of their passages, with those inside
/// their contents, for which `inner` is asked as well.
#[must_use]
pub fn link(document: &Document<'_>, tagger: &dyn Tagger, inner: &dyn Tagger) -> Vec<Link> {
    let mut links = outermost(document, tagger.tag(document), tagger.least());
    nested::nest(document, inner, &mut links);
    links
}

/// The links that `candidates` make that lie in no other's content, in the order of their passages. Candidates
/// less probable than `least` are left out.
#[must_use]
pub fn outermost(document: &Document<'_>, candidates: Vec<Candidate>, least: f32) -> Vec<Link> {
    let chosen = choose(candidates, least);
    let mut links: Vec<Link> = chosen
        .into_iter()
        .map(|candidate| Link {
            kind: kind(document, &candidate.content),
            source: candidate.source,
            cue: candidate.cue,
            content: candidate.content,
            outer: None,
            probability: candidate.probability,
        })
        .collect();
    links.sort_by_key(order);
    untangle(document, &mut links);
    for link in &mut links {
        if let Some(whole) = whole_source::whole(document, link) {
            link.source = vec![whole];
        }
    }
    withheld::add(document, &mut links);
    nested::keep_outermost(document, &mut links);
    links
}

/// How many links after one are compared with it.
const NEIGHBOURS: usize = 24;

/// Where two links hold each other's cue, cuts the one whose cue comes first: in "Vale told Pell it was
/// late, officials said" what Vale told ends before the officials.
fn untangle(document: &Document<'_>, links: &mut [Link]) {
    for at in 0..links.len() {
        for next in at + 1..links.len().min(at + NEIGHBOURS) {
            let (Some(one), Some(other)) = (links.get(at), links.get(next)) else { continue };
            if !(inside(&one.cue, &other.content) && inside(&other.cue, &one.content)) {
                continue;
            }
            let first = one.cue.first() < other.cue.first();
            let (cut, by) = if first { (at, other) } else { (next, one) };
            let from = by.source.iter().chain(&by.cue).map(|span| span.start).min().unwrap_or(usize::MAX);
            let Some(link) = links.get_mut(cut) else { continue };
            let cue_end = link.cue.iter().map(|span| span.end).max().unwrap_or(0);
            if from <= cue_end {
                continue;
            }
            link.content.retain(|span| span.start < from);
            for span in &mut link.content {
                let kept = Span::new(span.start, span.end.min(from)).of(document.text());
                let kept = kept.trim_end().trim_end_matches(',').trim_end();
                span.end = span.start + kept.len();
            }
            link.content.retain(|span| !span.is_empty());
            link.kind = kind(document, &link.content);
        }
    }
}

/// Where a link stands in the text: its first byte, its last, its cue.
fn order(link: &Link) -> (usize, std::cmp::Reverse<usize>, usize) {
    let cover = cover(&link.content).unwrap_or_else(|| cover(&link.cue).unwrap_or_default());
    (cover.start, std::cmp::Reverse(cover.end), link.cue.first().map_or(0, |cue| cue.start))
}

fn cover(spans: &[Span]) -> Option<Span> {
    spans.iter().copied().reduce(Span::join)
}

/// Takes the most probable candidates, each cue once, none that repeats another's content.
pub(super) fn choose(mut candidates: Vec<Candidate>, threshold: f32) -> Vec<Candidate> {
    candidates.retain(|candidate| candidate.probability >= threshold && !candidate.content.is_empty());
    let falling = |a: f32, b: f32| b.partial_cmp(&a).unwrap_or(Ordering::Equal);
    let settle = |a: &Candidate, b: &Candidate| a.cue.cmp(&b.cue).then_with(|| a.content.cmp(&b.content));
    candidates.sort_by(|a, b| a.rivals.cmp(&b.rivals).then(falling(a.share, b.share)).then(settle(a, b)));
    candidates.dedup_by_key(|candidate| candidate.rivals);
    candidates.sort_by(|a, b| falling(a.probability, b.probability).then(settle(a, b)));
    let mut kept: Vec<Candidate> = Vec::new();
    let mut cues: BTreeMap<usize, usize> = BTreeMap::new();
    let mut near = Near::default();
    for mut candidate in candidates {
        if candidate.cue.iter().any(|cue| taken(&cues, *cue)) {
            continue;
        }
        if !fits(&mut candidate, &kept, &near) {
            continue;
        }
        for cue in &candidate.cue {
            cues.insert(cue.start, cue.end);
        }
        near.add(kept.len(), &candidate);
        kept.push(candidate);
    }
    kept
}

fn taken(cues: &BTreeMap<usize, usize>, cue: Span) -> bool {
    cues.range(..cue.end).next_back().is_some_and(|(_, end)| *end > cue.start)
}

/// Kept candidates by the stretches of text that their contents touch.
#[derive(Default)]
struct Near {
    stretches: BTreeMap<usize, Vec<usize>>,
}

impl Near {
    /// Bytes in a stretch.
    const STRETCH: usize = 256;
    /// The most candidates looked at in one stretch.
    const MOST: usize = 24;
    /// The most stretches entered for one span.
    const LONGEST: usize = 64;

    fn stretches(span: Span) -> impl Iterator<Item = usize> {
        (span.start / Self::STRETCH..=span.end / Self::STRETCH).take(Self::LONGEST)
    }

    fn add(&mut self, index: usize, candidate: &Candidate) {
        for span in &candidate.content {
            for stretch in Self::stretches(*span) {
                let entry = self.stretches.entry(stretch).or_default();
                if entry.len() < Self::MOST && entry.last() != Some(&index) {
                    entry.push(index);
                }
            }
        }
    }

    fn of(&self, candidate: &Candidate) -> Vec<usize> {
        let mut found: Vec<usize> = candidate
            .content
            .iter()
            .chain(&candidate.cue)
            .flat_map(|span| Self::stretches(*span))
            .filter_map(|stretch| self.stretches.get(&stretch))
            .flatten()
            .copied()
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// Whether `candidate` can stand beside the kept ones, its content cut where they overlap by little.
fn fits(candidate: &mut Candidate, kept: &[Candidate], near: &Near) -> bool {
    for other in near.of(candidate).into_iter().filter_map(|index| kept.get(index)) {
        let shared = overlap(&candidate.content, &other.content);
        if shared == 0 {
            continue;
        }
        if inside(&candidate.cue, &other.content) || inside(&other.cue, &candidate.content) {
            continue;
        }
        let smaller = length(&candidate.content).min(length(&other.content));
        if shared * 2 > smaller {
            return false;
        }
        candidate.content = subtract(&candidate.content, &other.content);
        if candidate.content.is_empty() {
            return false;
        }
    }
    true
}

fn length(spans: &[Span]) -> usize {
    spans.iter().map(|span| span.len()).sum()
}

fn overlap(a: &[Span], b: &[Span]) -> usize {
    a.iter()
        .flat_map(|one| {
            b.iter().map(move |other| one.end.min(other.end).saturating_sub(one.start.max(other.start)))
        })
        .sum()
}

fn inside(cue: &[Span], content: &[Span]) -> bool {
    !cue.is_empty() && cue.iter().all(|cue| content.iter().any(|span| span.contains(*cue)))
}

/// `spans` without what `others` cover.
fn subtract(spans: &[Span], others: &[Span]) -> Vec<Span> {
    let mut left = spans.to_vec();
    for other in others {
        left = left
            .into_iter()
            .flat_map(|span| {
                if span.overlaps(*other) {
                    vec![
                        Span::new(span.start, other.start.min(span.end)),
                        Span::new(other.end.max(span.start), span.end),
                    ]
                } else {
                    vec![span]
                }
            })
            .filter(|span| !span.is_empty() && span.start < span.end)
            .collect();
    }
    left
}
