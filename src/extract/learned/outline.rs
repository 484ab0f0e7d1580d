//! The outline: for each token of a document, how likely it is part of a cue, a source or a content,
//! whichever. Reads one paragraph at a time; says nothing about which belong together.

use std::ops::Range;

use super::chain::{Powers, posterior};
use super::context::Context;
use super::feature::{bucket, feature};
use super::lexeme::Lexeme;
use super::model::Table;

/// Labels: outside, then each role with its first token apart.
pub const LABELS: usize = 7;
/// Outside of everything.
pub const OUTSIDE: u8 = 0;
/// First token of a cue; what goes on is one more, and so for the others.
pub const CUE: u8 = 1;
/// First token of a source.
pub const SOURCE: u8 = 3;
/// First token of a content.
pub const CONTENT: u8 = 5;

/// The outline's tables.
pub type OutlineTable = Table<LABELS>;

/// How likely a token is what.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Roles {
    /// Part of a cue.
    pub cue: f32,
    /// Part of a source.
    pub source: f32,
    /// Part of a content.
    pub content: f32,
    /// The first token of a cue.
    pub cue_begins: f32,
    /// The first token of a source or content.
    pub begins: f32,
}

impl Roles {
    /// From the chances of the labels.
    #[must_use]
    pub const fn of(labels: &[f32; LABELS]) -> Self {
        let [_, cue, cue_on, source, source_on, content, content_on] = *labels;
        Self {
            cue: cue + cue_on,
            source: source + source_on,
            content: content + content_on,
            cue_begins: cue,
            begins: source + content,
        }
    }

    /// The likeliest: 0 none, 1 cue, 2 source, 3 content.
    #[must_use]
    pub fn likeliest(&self) -> u32 {
        let none = 1.0 - self.cue - self.source - self.content;
        let mut best = (none, 0);
        for (chance, role) in [(self.cue, 1), (self.source, 2), (self.content, 3)] {
            if chance > best.0 {
                best = (chance, role);
            }
        }
        best.1
    }
}

/// The outline of the tokens of `paragraph`.
#[must_use]
pub fn outline(
    table: &OutlineTable,
    powers: &Powers<LABELS>,
    context: &Context,
    paragraph: &Range<usize>,
) -> Vec<Roles> {
    let mut features = Vec::with_capacity(FEATURES);
    let scores: Vec<[f32; LABELS]> = paragraph
        .clone()
        .map(|at| {
            features.clear();
            describe(context, paragraph, at, &mut features);
            table.score(&features)
        })
        .collect();
    let run = posterior(powers, &scores, &context.kinds(paragraph), None);
    run.labels.iter().map(Roles::of).collect()
}

/// How many features a token has.
pub const FEATURES: usize = 84;

/// The features of token `at` of `paragraph`.
pub fn describe(context: &Context, paragraph: &Range<usize>, at: usize, into: &mut Vec<u32>) {
    let near = |step: isize| context.within(paragraph, at.wrapping_add_signed(step));
    let [a, b, c, d, e, f, g] = [-3, -2, -1, 0, 1, 2, 3].map(near);
    let mut template = 100;
    let mut add = |parts: &[u32]| {
        template += 1;
        into.push(feature(template, parts));
    };
    // Words and their neighbours.
    add(&[]);
    for lexeme in [a, b, c, d, e, f, g] {
        add(&[lexeme.word]);
    }
    add(&[c.word, d.word]);
    add(&[d.word, e.word]);
    add(&[c.word, e.word]);
    add(&[b.word, c.word]);
    add(&[e.word, f.word]);
    add(&[d.lemma]);
    add(&[c.lemma]);
    add(&[e.lemma]);
    // Classes.
    for lexeme in [b, c, d, e, f] {
        add(&[lexeme.class]);
    }
    add(&[c.class, d.class]);
    add(&[d.class, e.class]);
    add(&[c.class, d.class, e.class]);
    add(&[b.class, c.class, d.class]);
    add(&[d.class, e.class, f.class]);
    add(&[b.class, c.class, d.class, e.class]);
    add(&[c.class, d.class, e.class, f.class]);
    add(&[d.lemma, c.class]);
    add(&[d.lemma, e.class]);
    add(&[d.lemma, e.class, f.class]);
    add(&[d.lemma, b.class, c.class]);
    // Form.
    add(&[d.ending]);
    add(&[d.ending, c.class]);
    add(&[d.shape]);
    add(&[c.shape, d.shape, e.shape]);
    add(&[d.rate, c.class]);
    add(&[d.rate, e.class]);
    add(&[d.rate, d.class, e.rate, c.rate]);
    // Quotation marks.
    let quoted = |lexeme: &Lexeme| lexeme.quoted as u32;
    add(&[quoted(d)]);
    add(&[quoted(d), d.class]);
    add(&[quoted(c), quoted(d), quoted(e)]);
    add(&[quoted(d), d.lemma]);
    // What words like it are.
    let [b, c, d, e, f] = [b, c, d, e, f].map(|lexeme| (lexeme.known, lexeme.class));
    add(&[d.0.fine]);
    add(&[c.0.fine]);
    add(&[e.0.fine]);
    add(&[d.0.coarse, c.0.coarse]);
    add(&[d.0.coarse, e.0.coarse]);
    add(&[c.0.coarse, d.0.coarse, e.0.coarse]);
    add(&[d.0.fine, c.1]);
    add(&[d.0.fine, e.1]);
    add(&[d.0.fine, e.1, f.1]);
    add(&[d.0.verb, d.0.verbness]);
    add(&[d.0.verb, c.1, e.1]);
    add(&[d.0.noun, d.0.verbness]);
    add(&[d.0.noun, c.1]);
    add(&[d.0.noun, e.1]);
    add(&[c.0.verbness, d.0.verbness, e.0.verbness]);
    add(&[d.0.verbness, c.1, b.1]);
    describe_sentence(context, paragraph, at, &mut add);
}

/// What stands elsewhere in the sentence and the paragraph.
fn describe_sentence(context: &Context, paragraph: &Range<usize>, at: usize, add: &mut impl FnMut(&[u32])) {
    let own = context.lexeme(at);
    let quoted = own.quoted as u32;
    let (before, after) = (context.cue_before(at), context.cue_after(at));
    let left = before.map_or((0, 0, 0, 0), |cue| {
        let range = cue + 1..at;
        (
            context.lexeme(cue).lemma,
            bucket(at - cue),
            bucket(context.commas_in(&range)).min(3),
            bucket(context.clauses_in(&range)).min(1),
        )
    });
    let right = after.map_or((0, 0, 0), |cue| {
        let range = at + 1..cue;
        (context.lexeme(cue).lemma, bucket(cue - at), bucket(context.commas_in(&range)).min(3))
    });
    let sides = u32::from(before.is_some()) * 2 + u32::from(after.is_some());
    add(&[sides, quoted]);
    add(&[left.0, left.2]);
    add(&[left.0, left.1]);
    add(&[left.1, left.2, left.3, quoted]);
    add(&[left.0, own.class]);
    add(&[right.0, right.2]);
    add(&[right.1, right.2, quoted]);
    add(&[right.0, right.1]);
    add(&[right.0, own.class]);
    add(&[sides, left.2, right.2, own.class]);
    let starts = at == paragraph.start || context.lexeme(at - 1).sentence != own.sentence;
    let ends = context.within(paragraph, at + 1).sentence != own.sentence;
    add(&[u32::from(starts), u32::from(ends), own.class]);
    add(&[bucket(at - paragraph.start).min(4), own.class, quoted]);
    let marks = context.marks_in(&(paragraph.start..at)).min(3);
    let later = context.marks_in(&(at..paragraph.end)).min(3);
    add(&[quoted, u32::from(marks > 0), u32::from(later > 0), sides]);
    add(&[u32::from(context.clauses_in(&(before.unwrap_or(at)..at)) > 0), own.class, sides]);
    add(&[bucket(paragraph.len()), quoted, sides]);
    let fine = |cue: Option<usize>| cue.map_or(0, |cue| context.lexeme(cue).known.fine);
    add(&[fine(before), left.1]);
    add(&[fine(before), own.class]);
    add(&[fine(after), right.1]);
    add(&[fine(after), own.class]);
    let verb = |cue: Option<usize>| cue.map_or(0, |cue| context.lexeme(cue).known.verb);
    add(&[verb(before), verb(after), own.known.noun]);
}
