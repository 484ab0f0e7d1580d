//! Around a cue: whether an anchor is a cue, and which tokens of its paragraph are its source and its
//! content. One chain for each anchor; anchors know nothing of each other.

use std::ops::Range;

use super::super::rules::Reading;
use super::anchor::Anchor;
use super::chain::{Pin, Posterior, Powers, Steps, posterior};
use super::context::Context;
use super::feature::{bucket, feature, level, word_number};
use super::model::Table;
use super::outline::Roles;

/// Labels: outside, cue, source, content.
pub const LABELS: usize = 4;
/// Outside.
pub const OUTSIDE: usize = 0;
/// Part of the cue.
pub const CUE: usize = 1;
/// Part of the source.
pub const SOURCE: usize = 2;
/// Part of the content.
pub const CONTENT: usize = 3;

/// The tables of the second model.
pub type AroundTable = Table<LABELS>;

/// How far to each side of an anchor its paragraph is read, in tokens.
const REACH: usize = 160;

/// A reading of the rules, with its share.
pub type Hint<'a> = (&'a Reading, f32);

/// What is known before an anchor is looked at.
#[derive(Clone, Copy, Debug)]
pub struct Scene<'a> {
    /// The tokens.
    pub context: &'a Context,
    /// Their roles, all tokens of the document.
    pub roles: &'a [Roles],
    /// The tokens of the paragraph.
    pub paragraph: &'a Range<usize>,
}

/// The tokens that are read for `anchor`.
#[must_use]
pub fn window(anchor: &Anchor, paragraph: &Range<usize>) -> Range<usize> {
    let start = anchor.token.saturating_sub(REACH).max(paragraph.start);
    start..(anchor.token + REACH).min(paragraph.end)
}

/// What the second model says of an anchor.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// The chance that it is a cue.
    pub chance: f32,
    /// The tokens that were read.
    pub window: Range<usize>,
    /// For each of them, given that the anchor is a cue, the chance of each label.
    pub labels: Vec<[f32; LABELS]>,
}

/// The verdict on `anchor`, given the rules' readings of it, the likeliest first.
#[must_use]
pub fn verdict(
    table: &AroundTable,
    powers: &Powers<LABELS>,
    scene: Scene<'_>,
    anchor: &Anchor,
    hints: &[Hint<'_>],
) -> Verdict {
    let window = window(anchor, scene.paragraph);
    let view = View::new(scene, anchor, hints, &window);
    let mut features = Vec::with_capacity(64);
    let scores: Vec<[f32; LABELS]> = window
        .clone()
        .map(|at| {
            features.clear();
            view.describe(at, &mut features);
            table.score(&features)
        })
        .collect();
    let kinds = scene.context.steps(&window);
    let pinned = given_cue(powers, &scores, &kinds, anchor.token - window.start);
    let rejected = rejection(&table.steps, &scores, &kinds);
    Verdict { chance: acceptance(pinned.log_total, rejected), window, labels: pinned.labels }
}

/// The chances where token `anchor` of the window is a cue.
#[must_use]
pub fn given_cue(
    powers: &Powers<LABELS>,
    scores: &[[f32; LABELS]],
    kinds: &[u8],
    anchor: usize,
) -> Posterior<LABELS> {
    posterior(powers, scores, kinds, Some(Pin { token: anchor, label: CUE }))
}

/// The score of there being no cue: all tokens outside.
#[must_use]
pub fn rejection(steps: &Steps<LABELS>, scores: &[[f32; LABELS]], kinds: &[u8]) -> f32 {
    let labels = vec![0u8; scores.len()];
    super::chain::score_of(steps, scores, kinds, &labels)
}

/// The chance of a cue, from the logarithms of both sums.
#[must_use]
pub fn acceptance(accepted: f32, rejected: f32) -> f32 {
    1.0 / (1.0 + libm::expf((rejected - accepted).clamp(-60.0, 60.0)))
}

/// How one token stands to the anchor.
#[derive(Clone, Copy, Debug, Default)]
struct Place {
    /// 0 at the anchor's run, 1 before, 2 after.
    side: u32,
    distance: u32,
    /// Sentences away: 0 the same, 1 next to it, 2 further.
    sentences: u32,
    /// The likeliest role in the outline.
    role: u32,
    /// How many runs of that role lie nearer to the anchor on this side.
    ordinal: u32,
    /// The label in the likeliest reading of the rules, and in the next.
    first_hint: u32,
    second_hint: u32,
    cues: u32,
    commas: u32,
    marks: u32,
    that: u32,
    source: u32,
    content: u32,
}

/// An anchor's window with what its features need.
pub struct View<'a> {
    scene: Scene<'a>,
    anchor: &'a Anchor,
    window: &'a Range<usize>,
    places: Vec<Place>,
    /// The way of the likeliest reading.
    way: u32,
    second_way: u32,
    share: u32,
}

impl<'a> View<'a> {
    /// The view from `anchor`.
    #[must_use]
    pub fn new(scene: Scene<'a>, anchor: &'a Anchor, hints: &[Hint<'_>], window: &'a Range<usize>) -> Self {
        let way = |hint: Option<&Hint<'_>>| {
            hint.map_or(0, |(reading, _)| {
                feature(1, &[word_number(reading.construction.name()), word_number(reading.subject.name())])
            })
        };
        let mut view = Self {
            scene,
            anchor,
            window,
            places: vec![Place::default(); window.len()],
            way: way(hints.first()),
            second_way: way(hints.get(1)),
            share: hints.first().map_or(0, |(_, share)| 1 + level(*share)),
        };
        view.measure();
        for (index, hint) in hints.iter().take(2).enumerate() {
            view.mark(hint.0, index == 0);
        }
        view
    }

    fn measure(&mut self) {
        let (context, anchor) = (self.scene.context, self.anchor);
        let sentence = context.lexeme(anchor.token).sentence;
        for (place, at) in self.places.iter_mut().zip(self.window.clone()) {
            let before = at < anchor.run.start;
            let between =
                if before { at + 1..anchor.run.start } else { anchor.run.end..at.max(anchor.run.end) };
            let roles = self.scene.roles.get(at).copied().unwrap_or_default();
            *place = Place {
                side: if anchor.run.contains(&at) {
                    0
                } else if before {
                    1
                } else {
                    2
                },
                distance: bucket(at.abs_diff(anchor.token)),
                sentences: u32::try_from(context.lexeme(at).sentence.abs_diff(sentence).min(2)).unwrap_or(2),
                role: roles.likeliest(),
                cues: small(context.cues_in(&between), 2),
                commas: small(context.commas_in(&between), 3),
                marks: small(context.marks_in(&between), 4),
                that: small(context.clauses_in(&between), 1),
                source: level(roles.source),
                content: level(roles.content),
                ..Place::default()
            };
        }
        let middle = anchor.token - self.window.start;
        let (left, right) = self.places.split_at_mut(middle);
        number_runs(left.iter_mut().rev());
        number_runs(right.iter_mut());
    }

    fn mark(&mut self, reading: &Reading, first: bool) {
        for (ranges, label) in [(&reading.content, 3), (&reading.source, 2), (&reading.cue, 1)] {
            for range in ranges.iter() {
                let from = range.start.max(self.window.start) - self.window.start;
                let upto = range.end.min(self.window.end).saturating_sub(self.window.start);
                for place in self.places.get_mut(from..upto.max(from)).into_iter().flatten() {
                    if first {
                        place.first_hint = label;
                    } else {
                        place.second_hint = label;
                    }
                }
            }
        }
    }

    fn place(&self, at: usize) -> Place {
        at.checked_sub(self.window.start).and_then(|at| self.places.get(at)).copied().unwrap_or_default()
    }

    /// The features of token `at`.
    pub fn describe(&self, at: usize, into: &mut Vec<u32>) {
        let context = self.scene.context;
        let own = self.place(at);
        let (before, after) = (self.place(at.wrapping_sub(1)), self.place(at + 1));
        let lexeme = context.within(self.window, at);
        let (previous, next) =
            (context.within(self.window, at.wrapping_sub(1)), context.within(self.window, at + 1));
        let cue = context.lexeme(self.anchor.token);
        let around = |at: usize| context.within(self.scene.paragraph, at);
        let ahead = around(self.anchor.run.end).class;
        let behind = around(self.anchor.run.start.wrapping_sub(1)).class;
        let quoted = lexeme.quoted as u32;
        let cue_quoted = cue.quoted as u32;
        let Place { side, distance, role, ordinal, first_hint, second_hint, .. } = own;
        let spot = feature(2, &[side, role, ordinal]);
        let hints = first_hint * 4 + second_hint;

        let mut template = 200;
        let mut add = |parts: &[u32]| {
            template += 1;
            into.push(feature(template, parts));
        };
        add(&[side, distance]);
        add(&[side, own.sentences, own.cues]);
        add(&[side, own.cues, own.commas, own.that]);
        add(&[side, own.cues, own.marks, quoted]);
        add(&[side, quoted, cue_quoted, own.marks, own.sentences]);
        add(&[spot]);
        add(&[spot, own.cues]);
        add(&[spot, distance]);
        add(&[spot, own.sentences, quoted]);
        add(&[side, own.source, own.content]);
        add(&[side, own.source, ordinal, own.cues]);
        add(&[side, own.content, ordinal, own.cues]);
        add(&[side, own.content, own.marks, quoted]);
        add(&[cue.lemma, side]);
        add(&[cue.lemma, spot]);
        add(&[cue.lemma, side, distance]);
        add(&[cue.lemma, side, lexeme.class]);
        add(&[cue.lemma, side, own.commas, own.cues]);
        add(&[cue.class, side, lexeme.class, previous.class]);
        add(&[cue.class, spot, ahead]);
        add(&[cue.class, spot, behind]);
        add(&[ahead, side, lexeme.class]);
        add(&[behind, side, lexeme.class]);
        add(&[ahead, behind, spot]);
        add(&[side, lexeme.word]);
        add(&[side, lexeme.class, previous.class, next.class]);
        add(&[side, lexeme.class, distance, own.commas]);
        add(&[first_hint]);
        add(&[hints, role]);
        add(&[first_hint, self.way, side]);
        add(&[first_hint, self.way, role, ordinal]);
        add(&[first_hint, self.share, role]);
        add(&[hints, self.way, self.second_way]);
        add(&[first_hint, own.content, quoted]);
        add(&[first_hint, own.source]);
        add(&[before.first_hint, first_hint, after.first_hint, lexeme.class]);
        add(&[before.first_hint, first_hint, before.role, role]);
        add(&[side, before.role, role, after.role, ordinal]);
        add(&[side, before.role, role, previous.class, lexeme.class]);
        add(&[spot, own.that, own.commas]);
        add(&[spot, first_hint, cue.lemma]);
        let (known, cue_known) = (lexeme.known, cue.known);
        add(&[cue_known.fine, spot]);
        add(&[cue_known.fine, side, distance]);
        add(&[cue_known.fine, side, lexeme.class]);
        add(&[cue_known.fine, first_hint, role]);
        add(&[cue_known.verb, spot]);
        add(&[cue_known.verb, side, lexeme.class]);
        add(&[cue_known.noun, side, lexeme.class]);
        add(&[side, known.fine]);
        add(&[side, known.coarse, distance]);
        add(&[side, known.noun, previous.class]);
        add(&[side, known.verbness, previous.class, next.class]);
        if side == 0 {
            self.describe_anchor(at, into);
        }
    }

    /// Further features of the tokens of the anchor's run.
    fn describe_anchor(&self, at: usize, into: &mut Vec<u32>) {
        let context = self.scene.context;
        let roles = self.scene.roles.get(at).copied().unwrap_or_default();
        let range = self.scene.paragraph;
        let [b, c, d, e, f] =
            [-2, -1, 0, 1, 2].map(|step| context.within(range, at.wrapping_add_signed(step)));
        let is_anchor = u32::from(at == self.anchor.token);
        let (chance, inside) = (level(roles.cue), level(roles.content));
        let (cue_before, cue_after) = (context.cue_before(at), context.cue_after(at));
        let beside = u32::from(cue_before.is_some()) * 2 + u32::from(cue_after.is_some());
        let mut template = 300;
        let mut add = |parts: &[u32]| {
            template += 1;
            into.push(feature(template, parts));
            into.push(feature(template + 100, &[is_anchor, feature(0, parts)]));
        };
        add(&[chance]);
        add(&[chance, d.lemma]);
        add(&[chance, self.share]);
        add(&[self.share, self.way]);
        add(&[chance, inside, d.quoted as u32]);
        add(&[d.word]);
        add(&[d.word, e.word]);
        add(&[c.word, d.word]);
        add(&[d.word, e.class, f.class]);
        add(&[d.word, b.class, c.class]);
        add(&[d.rate, c.class, e.class]);
        add(&[d.rate, beside, d.quoted as u32]);
        add(&[d.lemma, beside]);
        add(&[bucket(self.anchor.run.len()), chance]);
        add(&[d.known.fine, chance]);
        add(&[d.known.fine, c.class]);
        add(&[d.known.fine, e.class]);
        add(&[d.known.fine, e.class, f.class]);
        add(&[d.known.fine, beside]);
        add(&[d.known.verb, c.class, e.class]);
        add(&[d.known.noun, c.class, e.class]);
        add(&[d.known.verb, d.known.noun, d.known.verbness, chance]);
        add(&[c.known.coarse, d.known.coarse, e.known.coarse]);
    }
}

fn small(count: usize, most: u32) -> u32 {
    bucket(count).min(most)
}

/// Numbers the runs of equal roles from the anchor outwards.
fn number_runs<'p>(places: impl Iterator<Item = &'p mut Place>) {
    let mut seen = [0u32; 4];
    let mut last = 0;
    for place in places {
        let role = usize::try_from(place.role).unwrap_or(0);
        if let Some(seen) = seen.get_mut(role) {
            if place.role != last {
                *seen += 1;
            }
            place.ordinal = (*seen).min(3);
        }
        last = place.role;
    }
}
