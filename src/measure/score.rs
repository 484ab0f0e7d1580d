//! Agreement of predicted with gold attributions, over the words that their spans touch.
//!
//! Quotation marks, punctuation and white space at the edges do not matter. Predicted and gold
//! attributions of an article are paired one to one, best Jaccard overlap of content first; a pair
//! counts from one half, and is right where the sources share a word or are both empty. A statement
//! relayed inside another's content is left out on both sides: gold need not mark more than the outer one.

use std::collections::BTreeSet;

use super::Calibration;
use crate::article::{Attribution, Kind, Speaker, SpeakerType};
use crate::names::anonymous_words;
use crate::text::{Span, fold};

/// Counts behind precision and recall.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Agreement {
    /// Gold attributions.
    pub gold: u32,
    /// Predicted ones.
    pub predicted: u32,
    /// Pairs that are right.
    pub right: u32,
}

impl Agreement {
    /// The share of predicted attributions that are right, 0 to 1.
    #[must_use]
    pub fn precision(self) -> f64 {
        share(self.right, self.predicted)
    }

    /// The share of gold attributions that were found, 0 to 1.
    #[must_use]
    pub fn recall(self) -> f64 {
        share(self.right, self.gold)
    }

    /// The harmonic mean of precision and recall, 0 to 1.
    #[must_use]
    pub fn f1(self) -> f64 {
        share(2 * self.right, self.gold + self.predicted)
    }
}

fn share(part: u32, all: u32) -> f64 {
    if all == 0 { 0.0 } else { f64::from(part) / f64::from(all) }
}

/// How predictions agree with gold, over any number of articles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// All attributions: who said what.
    pub who_said_what: Agreement,
    /// Those that are quoted, directly or in part, on both sides.
    pub quoted: Agreement,
    /// Those that are not quoted, on both sides.
    pub indirect: Agreement,
    /// Contents found, half of the words at least, whatever the source.
    pub partial: Agreement,
    /// Contents found to the word.
    pub exact: Agreement,
    /// Statements passed on inside another's, which the figures above leave out.
    pub relays: Agreement,
    /// Pairs whose gold has a source.
    pub sourced: u32,
    /// Of these, those whose predicted source shares a word with it.
    pub sourced_right: u32,
    /// Paired ones whose gold names the speaker.
    pub named: u32,
    /// Of these, those whose predicted speaker bears that name.
    pub named_right: u32,
    /// How sure the predictions are, in ten bins.
    pub confidence: Calibration,
}

/// One attribution as sets of words.
struct Words<'a> {
    source: BTreeSet<usize>,
    content: BTreeSet<usize>,
    attribution: &'a Attribution,
}

/// What two sides of one article do not agree on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Differences<'a> {
    /// Gold attributions that no prediction matches, source included.
    pub missed: Vec<&'a Attribution>,
    /// Predictions that match no gold attribution.
    pub spurious: Vec<&'a Attribution>,
}

impl Score {
    /// Adds one article's `predicted` attributions against its `gold` ones, all of `text`; what they do
    /// not agree on, in the order given.
    pub fn add<'a>(
        &mut self,
        text: &str,
        gold: &'a [Attribution],
        predicted: &'a [Attribution],
    ) -> Differences<'a> {
        let words = word_spans(text);
        let touch = |attribution| Words::of(attribution, &words);
        let [gold, predicted] = [gold, predicted].map(|side| side.iter().map(touch).collect::<Vec<_>>());
        self.add_relays(&gold, &predicted);
        let (gold, predicted) = (outermost(gold), outermost(predicted));
        for (side, count) in [(&gold, true), (&predicted, false)] {
            for words in side {
                self.count(words.attribution.kind, count);
            }
        }
        let (mut found, mut right) = (BTreeSet::new(), BTreeSet::new());
        for (at, with) in pairs(&gold, &predicted) {
            if let (Some(gold), Some(predicted)) = (gold.get(at), predicted.get(with))
                && self.add_pair(gold, predicted)
            {
                found.insert(at);
                right.insert(with);
            }
        }
        for (at, words) in predicted.iter().enumerate() {
            self.confidence.add(words.attribution.confidence, right.contains(&at));
        }
        let rest = |side: &[Words<'a>], matched: &BTreeSet<usize>| {
            let unmatched = side.iter().enumerate().filter(|(at, _)| !matched.contains(at));
            unmatched.map(|(_, words)| words.attribution).collect()
        };
        Differences { missed: rest(&gold, &found), spurious: rest(&predicted, &right) }
    }

    /// Counts what is passed on: right where half of the words and the source agree.
    fn add_relays(&mut self, gold: &[Words<'_>], predicted: &[Words<'_>]) {
        let mut free: Vec<&Words<'_>> = predicted.iter().filter(|words| words.is_relay()).collect();
        self.relays.predicted += u32::try_from(free.len()).unwrap_or(u32::MAX);
        for gold in gold.iter().filter(|words| words.is_relay()) {
            self.relays.gold += 1;
            let fits = free.iter().position(|words| {
                let content = jaccard(overlap(&gold.content, &words.content));
                (content >= 0.5 || gold.content.is_empty()) && gold.shares_source(words)
            });
            if let Some(at) = fits {
                free.remove(at);
                self.relays.right += 1;
            }
        }
    }

    fn count(&mut self, kind: Kind, gold: bool) {
        let quoted = kind != Kind::Indirect;
        for (agreement, counts) in [
            (&mut self.who_said_what, true),
            (&mut self.partial, true),
            (&mut self.exact, true),
            (&mut self.quoted, quoted),
            (&mut self.indirect, !quoted),
        ] {
            agreement.gold += u32::from(counts && gold);
            agreement.predicted += u32::from(counts && !gold);
        }
    }

    /// Counts a pair; whether it is right.
    fn add_pair(&mut self, gold: &Words<'_>, predicted: &Words<'_>) -> bool {
        self.partial.right += 1;
        self.exact.right += u32::from(gold.content == predicted.content);
        if gold.attribution.speaker.name.is_some() {
            self.named += 1;
            self.named_right += u32::from(same(&gold.attribution.speaker, &predicted.attribution.speaker));
        }
        let right = gold.shares_source(predicted);
        if !gold.source.is_empty() {
            self.sourced += 1;
            self.sourced_right += u32::from(right);
        }
        if right {
            let indirect = [gold, predicted].map(|words| words.attribution.kind == Kind::Indirect);
            self.who_said_what.right += 1;
            self.quoted.right += u32::from(indirect == [false; 2]);
            self.indirect.right += u32::from(indirect == [true; 2]);
        }
        right
    }

    /// The share of found contents with a gold source whose source is right, 0 to 1.
    #[must_use]
    pub fn source_given_content(&self) -> f64 {
        share(self.sourced_right, self.sourced)
    }

    /// The share of paired attributions with a gold name whose speaker bears it, 0 to 1.
    #[must_use]
    pub fn speaker_given_content(&self) -> f64 {
        share(self.named_right, self.named)
    }
}

/// Whether two speakers bear one name, case, accents and a leading "the" aside; an unnamed source is
/// the same where its words are, its number aside.
fn same(gold: &Speaker, predicted: &Speaker) -> bool {
    if gold.kind == SpeakerType::Anonymous {
        return anonymous_words(gold) == anonymous_words(predicted);
    }
    let plain = |speaker: &Speaker| {
        let folded = fold(speaker.name.as_deref().unwrap_or_default());
        folded.strip_prefix("the ").map_or_else(|| folded.clone(), str::to_owned)
    };
    plain(gold) == plain(predicted)
}

impl<'a> Words<'a> {
    fn is_relay(&self) -> bool {
        !self.attribution.via.is_empty()
    }

    /// Whether the sources share a word or are both empty.
    fn shares_source(&self, other: &Self) -> bool {
        let both_empty = self.source.is_empty() && other.source.is_empty();
        both_empty || !self.source.is_disjoint(&other.source)
    }

    fn of(attribution: &'a Attribution, words: &[Span]) -> Self {
        Self {
            source: touched(&attribution.source, words),
            content: touched(&attribution.content, words),
            attribution,
        }
    }
}

/// The words (letters, digits and underscores in a row) of `text`.
pub(super) fn word_spans(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices() {
        match (c.is_alphanumeric() || c == '_', start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                spans.push(Span::new(from, at));
                start = None;
            }
            _ => {}
        }
    }
    spans.extend(start.map(|from| Span::new(from, text.len())));
    spans
}

/// Indices of the `words` that `spans` touch.
pub(super) fn touched(spans: &[Span], words: &[Span]) -> BTreeSet<usize> {
    let mut indices = BTreeSet::new();
    for span in spans {
        let first = words.partition_point(|word| word.end <= span.start);
        let inside = words.iter().enumerate().skip(first).take_while(|(_, word)| word.start < span.end);
        indices.extend(inside.map(|(index, _)| index));
    }
    indices
}

/// Without what is relayed inside the content of another.
fn outermost(predicted: Vec<Words<'_>>) -> Vec<Words<'_>> {
    let inside: Vec<bool> = predicted
        .iter()
        .enumerate()
        .map(|(at, inner)| {
            let mut others = predicted.iter().enumerate().filter(|(other, _)| *other != at);
            inner.is_relay() && others.any(|(_, outer)| inner.content.is_subset(&outer.content))
        })
        .collect();
    predicted.into_iter().zip(inside).filter(|(_, inside)| !inside).map(|(words, _)| words).collect()
}

/// Shared and all words of two sets.
fn overlap(a: &BTreeSet<usize>, b: &BTreeSet<usize>) -> (usize, usize) {
    let shared = a.intersection(b).count();
    (shared, a.len() + b.len() - shared)
}

fn jaccard((shared, all): (usize, usize)) -> f64 {
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    share(count(shared), count(all))
}

/// One-to-one pairs, as places in both lists, whose contents overlap by half or more, best first, then
/// by source.
fn pairs(gold: &[Words<'_>], predicted: &[Words<'_>]) -> Vec<(usize, usize)> {
    let mut candidates: Vec<(f64, f64, usize, usize)> = Vec::new();
    for (at, gold) in gold.iter().enumerate() {
        for (with, predicted) in predicted.iter().enumerate() {
            let content = jaccard(overlap(&gold.content, &predicted.content));
            if content > 0.0 {
                candidates.push((content, jaccard(overlap(&gold.source, &predicted.source)), at, with));
            }
        }
    }
    candidates
        .sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.total_cmp(&a.1)).then((a.2, a.3).cmp(&(b.2, b.3))));
    let (mut used_gold, mut used_predicted) = (BTreeSet::new(), BTreeSet::new());
    let mut found = Vec::new();
    for (content, _, at, with) in candidates {
        if used_gold.contains(&at) || used_predicted.contains(&with) {
            continue;
        }
        used_gold.insert(at);
        used_predicted.insert(with);
        if content >= 0.5 {
            found.push((at, with));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Party;

    const TEXT: &str = "Officials said Marrin told Oster he was ordered to wait.";

    fn attribution(source: (usize, usize), content: (usize, usize)) -> Attribution {
        Attribution { source: vec![source.into()], content: vec![content.into()], ..Attribution::default() }
    }

    fn score(gold: &[Attribution], predicted: &[Attribution]) -> Agreement {
        let mut score = Score::default();
        score.add(TEXT, gold, predicted);
        score.who_said_what
    }

    #[test]
    fn edges_do_not_matter_and_half_the_words_suffice() {
        let gold = attribution((0, 9), (15, 56));
        assert_eq!(score(std::slice::from_ref(&gold), &[attribution((0, 10), (14, 55))]).right, 1);
        assert_eq!(score(std::slice::from_ref(&gold), &[attribution((0, 9), (34, 56))]).right, 1);
        assert_eq!(score(std::slice::from_ref(&gold), &[attribution((0, 9), (50, 56))]).right, 0);
        assert_eq!(score(&[gold], &[attribution((10, 14), (15, 56))]).right, 0);
    }

    #[test]
    fn what_differs_is_told_and_kinds_are_counted_apart() {
        let quoted = Attribution { kind: Kind::Mixed, ..attribution((0, 9), (15, 56)) };
        let gold = [quoted.clone(), attribution((15, 21), (33, 56))];
        let predicted = [quoted, attribution((27, 32), (33, 56)), attribution((0, 9), (0, 9))];
        let mut score = Score::default();
        let differences = score.add(TEXT, &gold, &predicted);
        assert_eq!(differences.missed, [&gold[1]]);
        assert_eq!(differences.spurious, [&predicted[1], &predicted[2]]);
        assert_eq!(score.quoted, Agreement { gold: 1, predicted: 1, right: 1 });
        assert_eq!(score.indirect, Agreement { gold: 1, predicted: 2, right: 0 });
        assert_eq!((score.partial.right, score.exact.right), (2, 2));
        assert_eq!((score.sourced, score.sourced_right), (2, 1));
        assert!((score.who_said_what.precision() - 1.0 / 3.0).abs() < 1e-12);
        assert!((score.who_said_what.recall() - 0.5).abs() < 1e-12);
    }

    #[test]
    fn what_is_relayed_inside_another_is_left_out() {
        let outer = attribution((0, 9), (15, 56));
        let inner = Attribution { via: vec![Party::default()], ..attribution((15, 21), (33, 56)) };
        let agreement = score(std::slice::from_ref(&outer), &[outer.clone(), inner.clone()]);
        assert_eq!(agreement, Agreement { gold: 1, predicted: 1, right: 1 });
        let mut score = Score::default();
        score.add(TEXT, &[outer.clone(), inner.clone()], &[outer.clone(), inner]);
        assert_eq!(score.relays, Agreement { gold: 1, predicted: 1, right: 1 });
        assert_eq!(score.who_said_what, agreement);
        assert!((agreement.f1() - 1.0).abs() < 1e-12);
    }
}
