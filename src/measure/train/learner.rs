//! The learner of both chains: AdaGrad on the likelihood of gold labels, a share of features left out at
//! random. One thread, one seed, one order.

#![expect(clippy::indexing_slicing, reason = "labels and rows are below the sizes they were made for")]

use super::sequence::Sequence;
use crate::extract::learned::around;
use crate::extract::learned::chain::{Pin, Powers, Steps, posterior, score_of};
use crate::extract::learned::model::{Table, row_of};

/// How to learn.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// `1 << bits` rows of weights.
    pub bits: u32,
    /// Passes over the data.
    pub epochs: usize,
    /// AdaGrad's step.
    pub rate: f32,
    /// The share of features left out, in 256ths.
    pub dropout: u64,
    /// The pull of weights towards zero, at each step that touches them.
    pub decay: f32,
    /// The seed of order and dropout.
    pub seed: u64,
}

/// One weight of each label, and the sum of its squared gradients.
#[derive(Clone, Copy)]
struct Row<const L: usize> {
    weight: [f32; L],
    squares: [f32; L],
    /// The sum of the weights after every counted step until `counted`, for their mean.
    total: [f32; L],
    counted: u32,
}

impl<const L: usize> Row<L> {
    /// Adds up the weights as they were until `step`.
    fn count(&mut self, step: u32) {
        if step <= self.counted {
            return;
        }
        let steps = (step - self.counted) as f32;
        for (total, weight) in self.total.iter_mut().zip(self.weight) {
            *total += weight * steps;
        }
        self.counted = step;
    }
}

/// Learns a table from `sequences`.
pub fn learn<const L: usize>(
    settings: Settings,
    sequences: &[&Sequence],
    log: &mut dyn FnMut(String),
) -> Table<L> {
    let mut learner: Learner<L> = Learner::new(settings, sequences.len());
    let mut order: Vec<usize> = (0..sequences.len()).collect();
    for epoch in 0..settings.epochs {
        for at in (1..order.len()).rev() {
            let other = usize::try_from(learner.random.next() % (at as u64 + 1)).unwrap_or(0);
            order.swap(at, other);
        }
        let mut loss = 0.0;
        for at in &order {
            loss += f64::from(learner.step(sequences[*at]));
        }
        log(format!("pass {}: loss {:.4}", epoch + 1, loss / sequences.len().max(1) as f64));
    }
    learner.table()
}

struct Learner<const L: usize> {
    settings: Settings,
    rows: Vec<Row<L>>,
    steps: Steps<L>,
    step_squares: Steps<L>,
    step: u32,
    /// The step after which weights count for the mean.
    from: u32,
    random: Random,
    kept: Vec<u32>,
    kept_ends: Vec<usize>,
}

impl<const L: usize> Learner<L> {
    fn new(settings: Settings, sequences: usize) -> Self {
        // The mean is over the last passes: the first ones are far from the end.
        let counted_passes = (settings.epochs / 2).max(1);
        let from = u32::try_from(sequences * (settings.epochs - counted_passes)).unwrap_or(u32::MAX);
        let mut step_squares = Steps::default();
        step_squares.between.iter_mut().flatten().flatten().for_each(|square| *square = EPSILON);
        step_squares.first = [EPSILON; L];
        Self {
            settings,
            rows: vec![
                Row { weight: [0.0; L], squares: [EPSILON; L], total: [0.0; L], counted: from };
                1 << settings.bits
            ],
            steps: Steps::default(),
            step_squares,
            step: 0,
            from,
            random: Random(settings.seed),
            kept: Vec::new(),
            kept_ends: Vec::new(),
        }
    }

    /// Scores with a share of the features left out; the rest count for them.
    fn scores(&mut self, sequence: &Sequence) -> Vec<[f32; L]> {
        self.kept.clear();
        self.kept_ends.clear();
        let gain = 256.0 / (256 - self.settings.dropout) as f32;
        let mut scores = Vec::with_capacity(sequence.ends.len());
        for features in sequence.tokens() {
            let mut row = [0.0f32; L];
            for eight in features.chunks(8) {
                let mut bits = self.random.next();
                for feature in eight {
                    let keep = (bits & 255) >= self.settings.dropout;
                    bits >>= 8;
                    if keep {
                        let place = row_of(*feature, self.settings.bits);
                        for (sum, weight) in row.iter_mut().zip(self.rows[place].weight) {
                            *sum += weight;
                        }
                        self.kept.push(place as u32);
                    }
                }
            }
            self.kept_ends.push(self.kept.len());
            scores.push(row.map(|sum| sum * gain));
        }
        scores
    }

    /// One step down the gradient; the loss before it.
    fn step(&mut self, sequence: &Sequence) -> f32 {
        let scores = self.scores(sequence);
        let kinds = &sequence.kinds;
        let powers = Powers::of(&self.steps);
        let gold = score_of(&self.steps, &scores, kinds, &sequence.labels);
        let pin = sequence.anchor.map(|token| Pin { token, label: around::CUE });
        let run = posterior(&powers, &scores, kinds, pin);
        // For the second model: all sequences where the anchor is a cue, and the one where nothing is.
        let (share, loss) = match pin {
            None => (1.0, run.log_total - gold),
            Some(_) => {
                let rejected = score_of(&self.steps, &scores, kinds, &vec![0; scores.len()]);
                let share = around::acceptance(run.log_total, rejected);
                let total = rejected.max(run.log_total)
                    + libm::logf(1.0 + libm::expf(-(rejected - run.log_total).abs()));
                (share, total - gold)
            }
        };
        let count = scores.len();
        let mut gradients = vec![[0.0f32; L]; count];
        let mut step_gradients = Steps::<L>::default();
        for at in 0..count {
            gradients[at] = run.labels[at].map(|chance| share * chance);
            gradients[at][0] += 1.0 - share;
            gradients[at][usize::from(sequence.labels[at])] -= 1.0;
            let kind = usize::from(kinds[at]);
            if at == 0 {
                step_gradients.first = gradients[0];
                continue;
            }
            let chances = run.steps(&powers, kinds, at);
            let table = &mut step_gradients.between[kind];
            for from in 0..L {
                for to in 0..L {
                    table[from][to] += share * chances[from][to];
                }
            }
            table[0][0] += 1.0 - share;
            table[usize::from(sequence.labels[at - 1])][usize::from(sequence.labels[at])] -= 1.0;
        }
        self.descend(&gradients, &step_gradients);
        loss
    }

    fn descend(&mut self, gradients: &[[f32; L]], steps: &Steps<L>) {
        self.step += 1;
        let Settings { rate, decay, .. } = self.settings;
        let mut start = 0;
        for (gradient, end) in gradients.iter().zip(&self.kept_ends) {
            let worth = gradient.iter().any(|part| part.abs() > 1e-4);
            if worth {
                for place in &self.kept[start..*end] {
                    let row = &mut self.rows[*place as usize];
                    row.count(self.step);
                    let weights = row.weight.iter_mut().zip(&mut row.squares);
                    for ((weight, squares), slope) in weights.zip(gradient) {
                        let slope = slope + decay * *weight;
                        *squares += slope * slope;
                        *weight -= rate * slope / squares.sqrt();
                    }
                }
            }
            start = *end;
        }
        let weights = self.steps.between.iter_mut().flatten().flatten().chain(&mut self.steps.first);
        let squares =
            self.step_squares.between.iter_mut().flatten().flatten().chain(&mut self.step_squares.first);
        let own = steps.between.iter().flatten().flatten().chain(&steps.first);
        for ((weight, square), gradient) in weights.zip(squares).zip(own) {
            *square += gradient * gradient;
            *weight -= rate * gradient / square.sqrt();
        }
    }

    /// The mean of the weights over all steps.
    fn table(mut self) -> Table<L> {
        let step = self.step;
        self.rows.iter_mut().for_each(|row| row.count(step));
        let all = step.saturating_sub(self.from).max(1) as f32;
        let weights: Vec<[f32; L]> = self.rows.iter().map(|row| row.total.map(|total| total / all)).collect();
        Table::round(self.settings.bits, &weights, self.steps)
    }
}

const EPSILON: f32 = 1.0;

/// A xorshift generator.
pub struct Random(pub u64);

impl Random {
    /// The next number.
    pub const fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }
}
