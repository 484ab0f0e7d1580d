//! Heads: what the last layer's rows say. One head gives each piece its chances of labels, the other gives
//! each piece its chances of roles beside one possible cue.

use super::curve::{exp, gelu};
use super::matrix::{Matrix, Multiplier, Rounded};
use super::wide::wide;

/// Labels of a piece: outside, first of a cue, inside one, the same for source and content.
pub const LABELS: usize = 7;
/// Roles beside a cue: none, cue, source, content.
pub const ROLES: usize = 4;
/// Classes of signed distance in pieces.
pub const DISTANCES: usize = 32;

/// The weights of both heads.
#[derive(Clone, Default)]
pub struct Heads {
    /// To labels.
    pub tag: Matrix,
    /// A possible cue, three parts: for cue, source, content.
    pub cue: Matrix,
    /// A piece, the same.
    pub piece: Matrix,
    /// A possible cue, to be mixed.
    pub mix_cue: Matrix,
    /// A piece, to be mixed.
    pub mix_piece: Matrix,
    /// Their distance, to be mixed.
    pub mix_distance: Vec<Vec<f32>>,
    /// From the mixed to roles: weights, and what is added.
    pub mix_out: Vec<(Vec<f32>, f32)>,
}

/// Rows of a window as one side of a pair: parts to be compared, and to be mixed.
#[derive(Clone, Debug, Default)]
pub struct Side {
    compared: Vec<f32>,
    mixed: Vec<f32>,
}

impl Heads {
    /// The chances of labels of each row.
    pub fn labels(&self, rows: &Rounded, multiplier: &mut Multiplier) -> Vec<[f32; LABELS]> {
        let mut labels = Vec::new();
        self.tag.each_row(rows, multiplier, |row| labels.extend(row.first_chunk().map(softmax)));
        labels
    }

    /// All rows of a window, ready to be paired with cues.
    #[must_use]
    pub fn pieces(&self, rows: &Rounded, multiplier: &mut Multiplier) -> Side {
        let mut side = Side::default();
        self.piece.product(rows, multiplier, &mut side.compared);
        self.mix_piece.product(rows, multiplier, &mut side.mixed);
        side
    }

    /// Possible cues, ready to be paired with pieces.
    #[must_use]
    pub fn cues(&self, rows: &Rounded, multiplier: &mut Multiplier) -> Side {
        let mut side = Side::default();
        self.cue.product(rows, multiplier, &mut side.compared);
        self.mix_cue.product(rows, multiplier, &mut side.mixed);
        side
    }

    /// The chances of roles of each row of the window beside cue number `cue` of `cues`, which is row `at`.
    #[must_use]
    pub fn roles(&self, pieces: &Side, cues: &Side, cue: usize, at: usize) -> Vec<[f32; ROLES]> {
        self.role_scores(pieces, cues, cue, at).iter().map(softmax).collect()
    }

    /// The same before they are chances.
    #[must_use]
    pub fn role_scores(&self, pieces: &Side, cues: &Side, cue: usize, at: usize) -> Vec<[f32; ROLES]> {
        let width = self.mix_cue.rows().max(1);
        let own = cues.compared.chunks_exact(3 * width).zip(cues.mixed.chunks_exact(width)).nth(cue);
        let Some((own, own_mixed)) = own else { return Vec::new() };
        #[expect(clippy::cast_precision_loss, reason = "some hundred")]
        let factor = 1.0 / (width as f32).sqrt();
        let rows = pieces.compared.chunks_exact(3 * width).zip(pieces.mixed.chunks_exact(width));
        let mut between = vec![0.0; width];
        wide(
            #[inline(always)]
            || {
                let scored = rows.enumerate().map(
                    #[inline(always)]
                    |(row, (piece, mixed)): (usize, (&[f32], &[f32]))| {
                        let distance =
                            self.mix_distance.get(distance(at, row)).map_or(&[][..], Vec::as_slice);
                        for ((sum, own), (mixed, distance)) in
                            between.iter_mut().zip(own_mixed).zip(mixed.iter().zip(distance))
                        {
                            *sum = gelu(own + mixed + distance);
                        }
                        let mut scores = [0.0; ROLES];
                        for (score, (weights, bias)) in scores.iter_mut().zip(&self.mix_out) {
                            *score = dot(&between, weights) + bias;
                        }
                        let parts = own.chunks_exact(width).zip(piece.chunks_exact(width));
                        for (score, (own, piece)) in scores.iter_mut().skip(1).zip(parts) {
                            *score += dot(own, piece) * factor;
                        }
                        scores
                    },
                );
                scored.collect()
            },
        )
    }
}

/// The class of the distance from row `from` to row `to`: exact to 7, then in steps of about two fifths of a
/// doubling, to 15; backwards, counted from 31 down.
fn distance(from: usize, to: usize) -> usize {
    let size = from.abs_diff(to);
    let class = if size < 8 {
        size
    } else {
        // 8 times two to the powers of 1/1.7, 2/1.7, …, rounded up.
        8 + [13, 19, 28, 41, 62, 93, 139].iter().filter(|least| size >= **least).count()
    };
    if to < from { DISTANCES - 1 - class } else { class }
}

/// The sum of products, in eight lanes.
#[inline(always)]
fn dot(one: &[f32], other: &[f32]) -> f32 {
    const LANES: usize = 8;
    let ((one, one_rest), (other, other_rest)) = (one.as_chunks::<LANES>(), other.as_chunks::<LANES>());
    let mut sums = [0.0; LANES];
    for (one, other) in one.iter().zip(other) {
        for (sum, (one, other)) in sums.iter_mut().zip(one.iter().zip(other)) {
            *sum += one * other;
        }
    }
    sums.into_iter().chain(one_rest.iter().zip(other_rest).map(|(one, other)| one * other)).sum()
}

fn softmax<const N: usize>(scores: &[f32; N]) -> [f32; N] {
    let best = scores.iter().copied().fold(f32::MIN, f32::max);
    let powers = scores.map(|score| exp(score - best));
    let total: f32 = powers.iter().sum();
    powers.map(|power| power / total)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_are_exact_nearby_and_rough_far_off() {
        for (size, class) in [(0, 0), (7, 7), (8, 8), (12, 8), (13, 9), (28, 11), (138, 14), (250, 15)] {
            assert_eq!(distance(0, size), class);
            let back = if size == 0 { 0 } else { 31 - class };
            assert_eq!(distance(size, 0), back);
        }
        for size in 8..256u16 {
            let exact = (8.0 + (f32::from(size) / 8.0).log2() * 1.7).floor().min(15.0);
            assert_eq!(distance(0, usize::from(size)), exact as usize, "{size}");
        }
    }

    #[test]
    fn chances_add_up_to_one() {
        let chances = softmax(&[1.0, -200.0, 3.0]);
        assert!((chances.iter().sum::<f32>() - 1.0).abs() < 1e-6 && chances[2] > 0.88);
    }
}
