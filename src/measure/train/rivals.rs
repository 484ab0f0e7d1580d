//! Learning the weights of the rules' readings: those of one cue are rivals, each against the others and
//! against its being no cue. One seed, one order. Says nothing about what the features mean.

use std::collections::BTreeSet;
use std::ops::Range;

use super::learner::Random;
use super::sequence::GoldTokens;
use crate::extract::Document;
use crate::extract::rules::{self, Features, Reading, Weights};
use crate::text::TokenKind;

/// A reading to learn from.
#[derive(Clone, Debug)]
pub struct Rival {
    /// The rows of its features.
    rows: Vec<u32>,
    /// Whether it agrees with gold.
    right: bool,
}

/// The readings of one cue.
pub type Rivals = Vec<Rival>;

/// The rivals of every cue in `document`. Left out are gold cues of which no reading is right: nothing can
/// be learned from them.
pub fn rivals(document: &Document<'_>, gold: &GoldTokens) -> Vec<Rivals> {
    let gold: Vec<[BTreeSet<usize>; 3]> = gold
        .attributions
        .iter()
        .map(|parts| [words(document, &parts[0]), words(document, &parts[1]), words(document, &parts[2])])
        .collect();
    let mut found = Vec::new();
    for readings in rules::readings(document).chunk_by(|one, next| one.head == next.head) {
        let rivals: Rivals = readings
            .iter()
            .map(|reading| Rival {
                rows: rows(&Features::of(document, reading)),
                right: is_right(document, &gold, reading),
            })
            .collect();
        let head = readings.first().map_or(usize::MAX, |reading| reading.head);
        let is_gold = gold.iter().any(|[_, cue, _]| cue.contains(&head));
        if !is_gold || rivals.iter().any(|rival| rival.right) {
            found.push(rivals);
        }
    }
    found
}

fn rows(features: &Features) -> Vec<u32> {
    features.hashes.iter().filter_map(|hash| u32::try_from(Weights::row(*hash)).ok()).collect()
}

/// The tokens of `ranges` but punctuation.
fn words(document: &Document<'_>, ranges: &[Range<usize>]) -> BTreeSet<usize> {
    ranges.iter().flat_map(Clone::clone).filter(|at| document.word(*at).kind != TokenKind::Mark).collect()
}

/// Whether half of the content's words are those of a gold content whose source is shared.
fn is_right(document: &Document<'_>, gold: &[[BTreeSet<usize>; 3]], reading: &Reading) -> bool {
    let source = words(document, &reading.source);
    let content = words(document, &reading.content);
    gold.iter().any(|[gold_source, _, gold_content]| {
        let both = gold_content.intersection(&content).count();
        let either = gold_content.len() + content.len() - both;
        let same_source = (gold_source.is_empty() && source.is_empty()) || !gold_source.is_disjoint(&source);
        both > 0 && both * 2 >= either && same_source
    })
}

const PASSES: usize = 10;
const RATE: f64 = 0.1;
/// The pull of a weight towards zero, shared by all the readings with its feature.
const PULL: f64 = 1.0;
/// A row of fewer readings learns nothing.
const SEEN: u32 = 6;
const SEED: u64 = 0x5eed_0003;

/// Learns weights from `cues`.
pub fn learn(cues: &[&Rivals]) -> Weights {
    let mut learner = Learner::new(cues);
    let mut random = Random(SEED);
    let mut order: Vec<usize> = (0..cues.len()).collect();
    for _ in 0..PASSES {
        for at in (1..order.len()).rev() {
            let other = usize::try_from(random.next() % (at as u64 + 1)).unwrap_or(0);
            order.swap(at, other);
        }
        for at in &order {
            if let Some(rivals) = cues.get(*at) {
                learner.step(rivals);
            }
        }
    }
    learner.weights()
}

#[derive(Clone, Copy, Debug, Default)]
struct Row {
    weight: f64,
    squares: f64,
    seen: u32,
}

impl Row {
    fn descend(&mut self, slope: f64) {
        self.squares += slope * slope;
        self.weight -= RATE * slope / (self.squares + 1e-6).sqrt();
    }

    fn hundredths(&self) -> f64 {
        (self.weight * 100.0).round()
    }
}

struct Learner {
    bias: Row,
    rows: Vec<Row>,
}

impl Learner {
    fn new(cues: &[&Rivals]) -> Self {
        let mut rows = vec![Row::default(); 1 << Weights::BITS];
        for row in cues.iter().flat_map(|rivals| rivals.iter()).flat_map(|rival| &rival.rows) {
            if let Some(row) = rows.get_mut(*row as usize) {
                row.seen += 1;
            }
        }
        Self { bias: Row { weight: -1.0, ..Row::default() }, rows }
    }

    /// The chance of each of the rivals.
    fn chances(&self, rivals: &Rivals) -> Vec<f64> {
        let learned = |row: &u32| self.rows.get(*row as usize).filter(|row| row.seen >= SEEN);
        let score = |rival: &Rival| {
            self.bias.weight + rival.rows.iter().filter_map(learned).map(|row| row.weight).sum::<f64>()
        };
        let scores: Vec<f64> = rivals.iter().map(score).collect();
        let most = scores.iter().copied().fold(0.0, f64::max);
        let total = libm::exp(-most) + scores.iter().map(|score| libm::exp(score - most)).sum::<f64>();
        scores.into_iter().map(|score| libm::exp(score - most) / total).collect()
    }

    /// Makes the right ones of the rivals likelier together, or all less likely where none is right.
    fn step(&mut self, rivals: &Rivals) {
        let chances = self.chances(rivals);
        let right: f64 =
            rivals.iter().zip(&chances).filter(|(rival, _)| rival.right).map(|(_, chance)| chance).sum();
        for (rival, chance) in rivals.iter().zip(&chances) {
            let wanted = if rival.right { chance / right.max(1e-12) } else { 0.0 };
            let slope = chance - wanted;
            if slope.abs() < 1e-4 {
                continue;
            }
            for row in &rival.rows {
                if let Some(row) = self.rows.get_mut(*row as usize).filter(|row| row.seen >= SEEN) {
                    row.descend(slope + PULL * row.weight / f64::from(row.seen));
                }
            }
            self.bias.descend(slope);
        }
    }

    fn weights(&self) -> Weights {
        #[expect(clippy::cast_possible_truncation, reason = "clamped to the range of i16")]
        let round = |row: &Row| row.hundredths().clamp(-32_000.0, 32_000.0) as i16;
        Weights { bias: i32::from(round(&self.bias)), rows: self.rows.iter().map(round).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_right_becomes_likelier() {
        let rival = |row: u32, right| Rival { rows: vec![row], right };
        let said: Vec<Rivals> = vec![vec![rival(1, true), rival(2, false)]; 20];
        let noise: Vec<Rivals> = vec![vec![rival(2, false)]; 20];
        let cues: Vec<&Rivals> = said.iter().chain(&noise).collect();
        let weights = learn(&cues);
        assert!(weights.rows[1] > 100, "{}", weights.rows[1]);
        assert!(weights.rows[2] < 0, "{}", weights.rows[2]);
        assert_eq!(weights.rows[3], 0);
    }
}
