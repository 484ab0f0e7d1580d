//! Sequences: runs of tokens with their features and the labels that gold gives them, made through the
//! tagger's own code.

use std::ops::Range;

use super::corpus::TrainArticle;
use crate::extract::Document;
use crate::extract::learned::anchor::Anchor;
use crate::extract::learned::around::{self, Hint, Scene, View};
use crate::extract::learned::context::Context;
use crate::extract::learned::outline;
use crate::text::Span;

/// A run of tokens to learn from.
#[derive(Clone, Debug, Default)]
pub struct Sequence {
    /// The features of all tokens, one after the other.
    pub features: Vec<u32>,
    /// Where each token's features end.
    pub ends: Vec<u32>,
    /// For transitions.
    pub kinds: Vec<u8>,
    /// The right labels.
    pub labels: Vec<u8>,
    /// The token whose cue this is about, for the second model.
    pub anchor: Option<usize>,
}

impl Sequence {
    /// The features of each token.
    pub fn tokens(&self) -> impl Iterator<Item = &[u32]> {
        let mut start = 0;
        self.ends.iter().map(move |end| {
            let end = usize::try_from(*end).unwrap_or(usize::MAX);
            let own = self.features.get(start..end).unwrap_or_default();
            start = end;
            own
        })
    }

    fn close(&mut self) {
        self.ends.push(u32::try_from(self.features.len()).unwrap_or(u32::MAX));
    }
}

/// The gold attributions of a document in tokens.
#[derive(Clone, Debug, Default)]
pub struct GoldTokens {
    /// Source, cue and content of each.
    pub attributions: Vec<[Vec<Range<usize>>; 3]>,
}

impl GoldTokens {
    /// Those of `article`.
    pub fn of(document: &Document<'_>, article: &TrainArticle) -> Self {
        let tokens = |spans: &[Span]| spans.iter().map(|span| document.tokens_in(*span)).collect();
        let attributions =
            article.gold.iter().map(|gold| [tokens(&gold.source), tokens(&gold.cue), tokens(&gold.content)]);
        Self { attributions: attributions.collect() }
    }

    /// Index of the attribution whose cue holds token `at`.
    pub fn cue_at(&self, at: usize) -> Option<usize> {
        self.attributions.iter().position(|[_, cue, _]| cue.iter().any(|range| range.contains(&at)))
    }
}

/// The paragraphs of a document for the first model.
pub fn outline_sequences(document: &Document<'_>, context: &Context, gold: &GoldTokens) -> Vec<Sequence> {
    let mut labels = vec![outline::OUTSIDE; context.len()];
    for [source, cue, content] in &gold.attributions {
        for (ranges, first) in [(content, outline::CONTENT), (source, outline::SOURCE), (cue, outline::CUE)] {
            for range in ranges {
                for (at, slot) in labels.iter_mut().enumerate().skip(range.start).take(range.len()) {
                    *slot = if at == range.start { first } else { first + 1 };
                }
            }
        }
    }
    let paragraphs = document.paragraphs().iter().filter(|paragraph| !paragraph.tokens.is_empty());
    paragraphs
        .map(|paragraph| {
            let mut sequence = Sequence {
                kinds: context.kinds(&paragraph.tokens),
                labels: labels.get(paragraph.tokens.clone()).unwrap_or_default().to_vec(),
                ..Sequence::default()
            };
            for at in paragraph.tokens.clone() {
                outline::describe(context, &paragraph.tokens, at, &mut sequence.features);
                sequence.close();
            }
            sequence
        })
        .collect()
}

/// The window of an anchor for the second model; `gold` is the attribution whose cue it is.
pub fn around_sequence(
    scene: Scene<'_>,
    anchor: &Anchor,
    hints: &[Hint<'_>],
    gold: Option<&[Vec<Range<usize>>; 3]>,
) -> Sequence {
    let window = around::window(anchor, scene.paragraph);
    let view = View::new(scene, anchor, hints, &window);
    let mut sequence = Sequence {
        kinds: scene.context.steps(&window),
        labels: vec![0; window.len()],
        anchor: Some(anchor.token - window.start),
        ..Sequence::default()
    };
    for at in window.clone() {
        view.describe(at, &mut sequence.features);
        sequence.close();
    }
    let Some([source, cue, content]) = gold else { return sequence };
    for (ranges, label) in [(content, 3), (source, 2), (cue, 1)] {
        for at in ranges.iter().flat_map(Clone::clone) {
            if let Some(slot) = at.checked_sub(window.start).and_then(|at| sequence.labels.get_mut(at)) {
                *slot = label;
            }
        }
    }
    sequence
}
