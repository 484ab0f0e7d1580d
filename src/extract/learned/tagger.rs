//! The learned tagger's steps, from a document to candidates. Each step stands in a file of its own;
//! training goes the same way.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use super::super::document::Document;
use super::super::rules::{self, Reading};
use super::super::tagger::{Candidate, Tagger};
use super::anchor::{Anchor, anchors};
use super::around::{self, Hint, Scene, verdict};
use super::chain::Powers;
use super::confidence::confidence;
use super::context::Context;
use super::decode::{Decoded, decode};
use super::model::Model;
use super::outline::{self, Roles, outline};

/// Candidates less probable than this are not worth it.
const LEAST: f32 = 0.34;
/// The chance by the rules from which a cue is looked at, whatever the outline says.
const FAIR: f32 = 0.2;

/// The chance by the rules from which a cue is proposed that the models doubt.
const LIKELY: f32 = 0.5;
/// How much of that chance is left then.
const DOUBTED: f32 = 0.6;

/// The tagger.
#[derive(Clone, Copy, Debug, Default)]
pub struct LearnedTagger;

/// A model with what is computed from it once.
#[derive(Clone, Debug)]
pub struct Prepared {
    model: Model,
    outline: Powers<{ outline::LABELS }>,
    around: Powers<{ around::LABELS }>,
}

impl Prepared {
    /// Prepares `model`.
    #[must_use]
    pub fn new(model: Model) -> Self {
        Self { outline: Powers::of(&model.outline.steps), around: Powers::of(&model.around.steps), model }
    }

    /// The candidates in `document`.
    #[must_use]
    pub fn candidates(&self, document: &Document<'_>) -> Vec<Candidate> {
        let context = Context::new(document);
        let roles = self.roles(document, &context);
        let hints = Hints::of(document, &self.model.readings);
        let mut found = Vec::new();
        self.decoded(document, &context, &roles, &hints, &mut |decoded| {
            found.push(candidate(document, &decoded, confidence(&self.model.confidence, &decoded.inputs)));
        });
        let missed = hints.missed(document, &found);
        found.extend(missed);
        found.extend(hints.sure(document));
        found
    }

    /// The outline of the whole document.
    #[must_use]
    pub fn roles(&self, document: &Document<'_>, context: &Context) -> Vec<Roles> {
        let mut roles = vec![Roles::default(); context.len()];
        for paragraph in document.paragraphs() {
            let tokens = &paragraph.tokens;
            let found = outline(&self.model.outline, &self.outline, context, tokens);
            for (slot, found) in roles.iter_mut().skip(tokens.start).zip(found) {
                *slot = found;
            }
        }
        roles
    }

    /// Gives `each` the candidates, in the order of their anchors.
    pub fn decoded(
        &self,
        document: &Document<'_>,
        context: &Context,
        roles: &[Roles],
        hints: &Hints,
        each: &mut dyn FnMut(Decoded),
    ) {
        each_anchor(document, context, roles, hints, &mut |scene, anchor, hints| {
            let verdict = verdict(&self.model.around, &self.around, scene, anchor, hints);
            if let Some(decoded) = decode(document, anchor, &verdict, hints) {
                each(decoded);
            }
        });
    }
}

/// Gives `each` the anchors of `document` with their scene and the rules' readings of them.
pub fn each_anchor(
    document: &Document<'_>,
    context: &Context,
    roles: &[Roles],
    hints: &Hints,
    each: &mut dyn FnMut(Scene<'_>, &Anchor, &[Hint<'_>]),
) {
    for paragraph in document.paragraphs() {
        let scene = Scene { context, roles, paragraph: &paragraph.tokens };
        let own = roles.get(paragraph.tokens.clone()).unwrap_or_default();
        for anchor in anchors(own, &paragraph.tokens, &hints.heads(&paragraph.tokens)) {
            each(scene, &anchor, &hints.at(&anchor.run));
        }
    }
}

/// The readings of the rules with their shares, by the cue's head.
#[derive(Clone, Debug, Default)]
pub struct Hints {
    by_head: BTreeMap<usize, Vec<(Reading, f32)>>,
}

impl Hints {
    /// The readings of `document`, as likely as `weights` say.
    #[must_use]
    pub fn of(document: &Document<'_>, weights: &rules::Weights) -> Self {
        let mut by_head = BTreeMap::new();
        for rivals in rules::readings(document).chunk_by(|one, next| one.head == next.head) {
            let shares = rules::shares(document, rivals, weights);
            let mut hints: Vec<(Reading, f32)> = rivals.iter().cloned().zip(shares).collect();
            hints.sort_by(|a, b| b.1.total_cmp(&a.1));
            if let Some((first, _)) = hints.first() {
                by_head.insert(first.head, hints);
            }
        }
        Self { by_head }
    }

    /// The readings of cues in `run`, the likeliest first.
    #[must_use]
    pub fn at(&self, run: &Range<usize>) -> Vec<Hint<'_>> {
        let mut found: Vec<Hint<'_>> = self
            .by_head
            .range(run.clone())
            .flat_map(|(_, hints)| hints.iter().map(|(reading, share)| (reading, *share)))
            .collect();
        found.sort_by(|a, b| b.1.total_cmp(&a.1));
        found
    }

    /// The cues in `range` that the rules think fairly likely, in order.
    fn heads(&self, range: &Range<usize>) -> Vec<usize> {
        let likely = self.by_head.range(range.clone()).filter(|(_, hints)| total_share(hints) >= FAIR);
        likely.map(|(head, _)| *head).collect()
    }

    /// What the outlet says it was told, where none of the `learned` candidates has it: the models know no
    /// outlet's name, and read "told Larchline Drenn was late" as being told about both.
    fn missed(&self, document: &Document<'_>, learned: &[Candidate]) -> Vec<Candidate> {
        let likely = learned.iter().filter(|candidate| candidate.probability >= LEAST);
        let cues: BTreeMap<usize, usize> =
            likely.flat_map(|candidate| &candidate.cue).map(|cue| (cue.start, cue.end)).collect();
        let has = |at: usize| cues.range(..=at).next_back().is_some_and(|(_, end)| at < *end);
        let missed = self.by_head.iter().filter_map(|(head, hints)| {
            let word = document.word(*head);
            let (best, _) = hints.first()?;
            let share = total_share(hints);
            (share >= LIKELY && tells_outlet(document, *head) && !has(word.span.start))
                .then(|| rules::reading_candidate(document, best, share * DOUBTED))
        });
        missed.collect()
    }

    /// The readings whose layout alone makes them sure.
    pub fn sure(&self, document: &Document<'_>) -> impl Iterator<Item = Candidate> {
        let readings = self.by_head.values().flatten().map(|(reading, _)| reading);
        readings.filter_map(|reading| rules::sure_candidate(document, reading))
    }
}

/// The probability that a cue is one, by all of its readings.
fn total_share(hints: &[(Reading, f32)]) -> f32 {
    hints.iter().map(|(_, share)| share).sum()
}

/// Whether the outlet's own name follows the cue at `head`: "told Larchline".
fn tells_outlet(document: &Document<'_>, head: usize) -> bool {
    if !document.word(head).any(&["told", "tells", "tell", "telling"]) {
        return false;
    }
    let outlet = document.outlet().to_lowercase();
    let mut name = outlet.split_whitespace().peekable();
    name.peek().is_some() && name.zip(head + 1..).all(|(word, at)| document.word(at).is(word))
}

/// A decoded candidate as spans.
#[must_use]
pub fn candidate(document: &Document<'_>, decoded: &Decoded, probability: f32) -> Candidate {
    Candidate {
        cue: document.spans(std::slice::from_ref(&decoded.cue)),
        source: document.spans(std::slice::from_ref(&decoded.source)),
        content: document.spans(&decoded.content),
        probability,
        share: probability,
        rivals: decoded.cue.start,
    }
}

static SHIPPED: LazyLock<Prepared> =
    LazyLock::new(|| Prepared::new(Model::from_bytes(include_bytes!("model.bin")).unwrap_or_default()));

impl Tagger for LearnedTagger {
    fn tag(&self, document: &Document<'_>) -> Vec<Candidate> {
        SHIPPED.candidates(document)
    }

    fn least(&self) -> f32 {
        LEAST
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_model_is_whole_and_says_where_it_comes_from() {
        let bytes = include_bytes!("model.bin");
        assert_eq!(Model::verify(bytes), Ok(()));
        let model = Model::from_bytes(bytes).expect("a model");
        assert!(model.provenance.contains("PolNeAR"));
        assert_eq!(model.confidence.len(), super::super::confidence::INPUTS);
    }
}
