//! Linear chains: the sums over all label sequences of a run of tokens, given a score for each label at
//! each token and for each step between labels. Plain numbers in fixed order; knows no features.

#![expect(
    clippy::indexing_slicing,
    reason = "labels index arrays of their own number, tokens rows of their own run"
)]

use super::step::KINDS;

/// What going from one label to the next scores, by the kind of the token gone to, and what starting
/// with a label does.
#[derive(Clone, Debug, PartialEq)]
pub struct Steps<const L: usize> {
    /// By kind, label before, label.
    pub between: [[[f32; L]; L]; KINDS],
    /// By label.
    pub first: [f32; L],
}

impl<const L: usize> Default for Steps<L> {
    fn default() -> Self {
        Self { between: [[[0.0; L]; L]; KINDS], first: [0.0; L] }
    }
}

/// [`Steps`] as powers of e, made once for many runs.
#[derive(Clone, Debug)]
pub struct Powers<const L: usize> {
    between: [[[f32; L]; L]; KINDS],
    first: [f32; L],
}

impl<const L: usize> Powers<L> {
    /// The powers of `steps`.
    #[must_use]
    pub fn of(steps: &Steps<L>) -> Self {
        let between = steps.between.map(|kind| kind.map(|row| row.map(libm::expf)));
        Self { between, first: steps.first.map(libm::expf) }
    }
}

/// The chances of labels in one run of tokens.
#[derive(Clone, Debug)]
pub struct Posterior<const L: usize> {
    /// The logarithm of the sum over all sequences.
    pub log_total: f32,
    /// For each token, the chance of each label.
    pub labels: Vec<[f32; L]>,
    forward: Vec<[f32; L]>,
    backward: Vec<[f32; L]>,
    powers: Vec<[f32; L]>,
    scales: Vec<f32>,
}

/// One token that must have one label.
#[derive(Clone, Copy, Debug)]
pub struct Pin {
    /// Which token of the run.
    pub token: usize,
    /// Which label.
    pub label: usize,
}

/// The chances of all labels, for a run with these `scores` and token `kinds`; only sequences that
/// `pin` allows count.
#[must_use]
pub fn posterior<const L: usize>(
    powers: &Powers<L>,
    scores: &[[f32; L]],
    kinds: &[u8],
    pin: Option<Pin>,
) -> Posterior<L> {
    let count = scores.len();
    let mut run = Posterior {
        log_total: 0.0,
        labels: vec![[0.0; L]; count],
        forward: vec![[0.0; L]; count],
        backward: vec![[0.0; L]; count],
        powers: vec![[0.0; L]; count],
        scales: vec![1.0; count],
    };
    for (at, row) in scores.iter().enumerate() {
        let highest = row.iter().copied().fold(f32::MIN, f32::max);
        run.log_total += highest;
        run.powers[at] = row.map(|score| libm::expf(score - highest));
    }
    if let Some(pin) = pin.filter(|pin| pin.token < count) {
        for (label, power) in run.powers[pin.token].iter_mut().enumerate() {
            if label != pin.label {
                *power = 0.0;
            }
        }
    }
    run.go_forward(powers, kinds);
    run.go_backward(powers, kinds);
    for at in 0..count {
        let mut row = run.forward[at];
        row.iter_mut().zip(run.backward[at]).for_each(|(chance, after)| *chance *= after);
        let sum: f32 = row.iter().sum();
        if sum > 0.0 {
            row.iter_mut().for_each(|chance| *chance /= sum);
        }
        run.labels[at] = row;
    }
    run
}

impl<const L: usize> Posterior<L> {
    fn go_forward(&mut self, powers: &Powers<L>, kinds: &[u8]) {
        for at in 0..self.powers.len() {
            let own = self.powers[at];
            let mut row = [0.0; L];
            if at == 0 {
                for label in 0..L {
                    row[label] = powers.first[label] * own[label];
                }
            } else {
                let between = &powers.between[kind_of(kinds, at)];
                let before = self.forward[at - 1];
                for (from, chance) in between.iter().zip(before) {
                    for label in 0..L {
                        row[label] += chance * from[label];
                    }
                }
                for label in 0..L {
                    row[label] *= own[label];
                }
            }
            let sum: f32 = row.iter().sum();
            let scale = if sum > f32::MIN_POSITIVE { 1.0 / sum } else { 1.0 };
            row.iter_mut().for_each(|chance| *chance *= scale);
            self.log_total -= libm::logf(scale);
            if sum <= f32::MIN_POSITIVE {
                self.log_total += -1.0e4;
            }
            self.scales[at] = scale;
            self.forward[at] = row;
        }
    }

    fn go_backward(&mut self, powers: &Powers<L>, kinds: &[u8]) {
        let Some(last) = self.powers.len().checked_sub(1) else { return };
        self.backward[last] = [1.0; L];
        for at in (0..last).rev() {
            let between = &powers.between[kind_of(kinds, at + 1)];
            let mut after = self.backward[at + 1];
            let scale = self.scales[at + 1];
            after.iter_mut().zip(self.powers[at + 1]).for_each(|(chance, power)| *chance *= power * scale);
            let mut row = [0.0; L];
            for (own, to) in row.iter_mut().zip(between) {
                *own = to.iter().zip(&after).map(|(step, rest)| step * rest).sum();
            }
            self.backward[at] = row;
        }
    }

    /// The chance of each step into token `at` (from 1), by label before and label.
    #[must_use]
    pub fn steps(&self, powers: &Powers<L>, kinds: &[u8], at: usize) -> [[f32; L]; L] {
        let mut chances = [[0.0; L]; L];
        if at == 0 || at >= self.powers.len() {
            return chances;
        }
        let between = &powers.between[kind_of(kinds, at)];
        let mut sum = 0.0;
        for from in 0..L {
            for to in 0..L {
                let chance = self.forward[at - 1][from]
                    * between[from][to]
                    * self.powers[at][to]
                    * self.backward[at][to];
                chances[from][to] = chance;
                sum += chance;
            }
        }
        if sum > 0.0 {
            chances.iter_mut().flatten().for_each(|chance| *chance /= sum);
        }
        chances
    }
}

/// The score of one sequence of labels.
#[must_use]
pub fn score_of<const L: usize>(steps: &Steps<L>, scores: &[[f32; L]], kinds: &[u8], labels: &[u8]) -> f32 {
    let mut total = 0.0;
    let mut before: Option<usize> = None;
    for (at, (row, label)) in scores.iter().zip(labels).enumerate() {
        let label = usize::from(*label);
        total += row[label];
        total += match before {
            None => steps.first[label],
            Some(before) => steps.between[kind_of(kinds, at)][before][label],
        };
        before = Some(label);
    }
    total
}

fn kind_of(kinds: &[u8], at: usize) -> usize {
    usize::from(kinds[at]).min(KINDS - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps() -> Steps<3> {
        let mut steps = Steps { first: [0.3, -0.2, 0.1], ..Steps::default() };
        for (kind, table) in steps.between.iter_mut().enumerate() {
            for (from, row) in table.iter_mut().enumerate() {
                for (to, step) in row.iter_mut().enumerate() {
                    *step = ((kind * 7 + from * 3 + to * 5) % 11) as f32 / 10.0 - 0.5;
                }
            }
        }
        steps
    }

    /// Every sequence of four labels with its score.
    fn all(scores: &[[f32; 3]], kinds: &[u8]) -> Vec<(Vec<u8>, f32)> {
        (0..81u8)
            .map(|code| {
                let labels = vec![code / 27, code / 9 % 3, code / 3 % 3, code % 3];
                let score = score_of(&steps(), scores, kinds, &labels);
                (labels, score)
            })
            .collect()
    }

    #[test]
    fn chances_are_those_of_summing_over_every_sequence() {
        let scores = [[0.5, -1.0, 0.2], [1.5, 0.0, -0.3], [0.0, 0.4, 0.9], [-0.7, 0.6, 0.1]];
        let kinds = [0, 1, 3, 2];
        for pin in [None, Some(Pin { token: 2, label: 1 })] {
            let allowed = |labels: &[u8]| pin.is_none_or(|pin| usize::from(labels[pin.token]) == pin.label);
            let sequences: Vec<_> =
                all(&scores, &kinds).into_iter().filter(|(labels, _)| allowed(labels)).collect();
            let total: f32 = sequences.iter().map(|(_, score)| score.exp()).sum();
            let powers = Powers::of(&steps());
            let run = posterior(&powers, &scores, &kinds, pin);
            assert!((run.log_total - total.ln()).abs() < 1e-4);
            for at in 0..4 {
                for label in 0..3 {
                    let own = sequences.iter().filter(|(labels, _)| usize::from(labels[at]) == label);
                    let chance = own.map(|(_, score)| score.exp()).sum::<f32>() / total;
                    assert!((run.labels[at][label] - chance).abs() < 1e-5);
                }
            }
            let step = run.steps(&powers, &kinds, 3);
            let own = sequences.iter().filter(|(labels, _)| labels[2] == 1 && labels[3] == 2);
            let chance = own.map(|(_, score)| score.exp()).sum::<f32>() / total;
            assert!((step[1][2] - chance).abs() < 1e-5);
        }
    }
}
