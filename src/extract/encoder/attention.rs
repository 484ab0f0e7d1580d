//! Attention: each piece takes from all pieces of its window, by how well its query fits their keys
//! (Vaswani et al. 2017). Every sum goes in the order of pieces or of numbers and in a lane of its own, without
//! fused operations, so that it is the same on every machine, however wide its vectors.

use rten_simd::ops::{BitOps as _, NumOps as _};
use rten_simd::{Isa, SimdOp};

use super::curve::exp;

/// Numbers a head.
pub const HEAD: usize = 32;
/// Keys that lie side by side; no machine's vectors are wider.
const LANES: usize = 16;
/// Queries that are answered at a time.
const TILE: usize = 8;

/// Buffers that are used again for every head.
#[derive(Clone, Debug, Default)]
pub struct Attention {
    /// Keys in blocks of 16, number by number; the last are filled up with 0.
    keys: Vec<f32>,
    /// Row by row.
    values: Vec<f32>,
    /// Some queries, number by number.
    queries: [[f32; TILE]; HEAD],
    /// Their scores, query by query, as many as keys.
    scores: Vec<f32>,
}

impl Attention {
    /// What each row takes. `rows` holds queries, keys and values of `width` numbers each in every row.
    pub fn apply(&mut self, rows: &[f32], width: usize, taken: &mut Vec<f32>) {
        taken.clear();
        taken.resize(rows.len() / 3, 0.0);
        Apply { buffers: self, rows, width, taken }.dispatch();
    }
}

struct Apply<'a> {
    buffers: &'a mut Attention,
    rows: &'a [f32],
    width: usize,
    taken: &'a mut [f32],
}

impl SimdOp for Apply<'_> {
    type Output = ();

    #[inline(always)]
    fn eval<I: Isa>(self, isa: I) {
        let Self { buffers, rows, width, taken } = self;
        let count = taken.len() / width.max(1);
        for head in (0..width).step_by(HEAD) {
            buffers.load(rows, width, head);
            let answers = taken.chunks_mut(TILE * width);
            for (rows, taken) in rows.chunks(TILE * 3 * width).zip(answers) {
                buffers.ask(rows.chunks_exact(3 * width).map(|row| numbers(row, head)));
                buffers.score(isa);
                buffers.weigh(count);
                let rows = taken.chunks_exact_mut(width).filter_map(|row| row.get_mut(head..head + HEAD));
                buffers.take(isa, count, rows);
            }
        }
    }
}

impl Attention {
    #[inline(always)]
    fn load(&mut self, rows: &[f32], width: usize, head: usize) {
        self.keys.clear();
        self.values.clear();
        for rows in rows.chunks(LANES * 3 * width) {
            let mut block = [[0.0; LANES]; HEAD];
            for (lane, row) in rows.chunks_exact(3 * width).enumerate() {
                for (lanes, number) in block.iter_mut().zip(numbers(row, head + width)) {
                    if let Some(own) = lanes.get_mut(lane) {
                        *own = *number;
                    }
                }
                self.values.extend_from_slice(numbers(row, head + 2 * width));
            }
            self.keys.extend_from_slice(block.as_flattened());
        }
    }

    #[inline(always)]
    fn ask<'r>(&mut self, queries: impl Iterator<Item = &'r [f32; HEAD]>) {
        for (at, query) in queries.enumerate() {
            for (own, number) in self.queries.iter_mut().zip(query) {
                if let Some(own) = own.get_mut(at) {
                    // One over the root of 32.
                    *own = *number * 0.176_776_7;
                }
            }
        }
    }

    /// Leaves in `scores` how well each query fits each key.
    #[inline(always)]
    fn score<I: Isa>(&mut self, isa: I) {
        let ops = isa.f32();
        let keys = self.keys.len() / HEAD;
        self.scores.resize(keys * TILE, 0.0);
        for (block, keys_of_block) in self.keys.chunks_exact(LANES * HEAD).enumerate() {
            for lane in (0..LANES).step_by(ops.len()) {
                let mut sums = [ops.zero(); TILE];
                for (keys, queries) in keys_of_block.chunks_exact(LANES).zip(&self.queries) {
                    let keys = ops.load(keys.get(lane..).unwrap_or_default());
                    for (sum, query) in sums.iter_mut().zip(queries) {
                        *sum = ops.add(*sum, ops.mul(ops.splat(*query), keys));
                    }
                }
                for (scores, sum) in self.scores.chunks_exact_mut(keys).zip(sums) {
                    ops.store(sum, scores.get_mut(block * LANES + lane..).unwrap_or_default());
                }
            }
        }
    }

    /// Turns scores into shares, which add up to 1 for each query.
    #[inline(always)]
    fn weigh(&mut self, count: usize) {
        let keys = self.keys.len() / HEAD;
        for scores in self.scores.chunks_exact_mut(keys.max(1)) {
            let scores = scores.get_mut(..count).unwrap_or_default();
            let mut best = [f32::MIN; LANES];
            let (blocks, rest) = scores.as_chunks::<LANES>();
            for block in blocks {
                for (best, score) in best.iter_mut().zip(block) {
                    *best = if score > best { *score } else { *best };
                }
            }
            let best = best.iter().chain(rest).fold(f32::MIN, |best, score| best.max(*score));
            scores.iter_mut().for_each(|score| *score = exp(*score - best));
            let mut totals = [0.0; LANES];
            let (blocks, rest) = scores.as_chunks::<LANES>();
            for block in blocks {
                for (total, score) in totals.iter_mut().zip(block) {
                    *total += *score;
                }
            }
            let share = 1.0 / totals.iter().chain(rest).sum::<f32>();
            scores.iter_mut().for_each(|score| *score *= share);
        }
    }

    /// Leaves in `rows` for each query the values, weighted by its shares.
    #[inline(always)]
    fn take<'r, I: Isa>(&self, isa: I, count: usize, rows: impl Iterator<Item = &'r mut [f32]>) {
        let ops = isa.f32();
        let keys = self.keys.len() / HEAD;
        let mut taken = [[0.0; HEAD]; TILE];
        let mut shares =
            self.scores.chunks_exact(keys.max(1)).map(|shares| shares.get(..count).unwrap_or_default());
        let shares: [&[f32]; TILE] = std::array::from_fn(|_| shares.next().unwrap_or_default());
        for lane in (0..HEAD).step_by(ops.len()) {
            let mut sums = [ops.zero(); TILE];
            for (key, values) in self.values.chunks_exact(HEAD).enumerate() {
                let values = ops.load(values.get(lane..).unwrap_or_default());
                for (sum, shares) in sums.iter_mut().zip(&shares) {
                    let share = shares.get(key).copied().unwrap_or(0.0);
                    *sum = ops.add(*sum, ops.mul(ops.splat(share), values));
                }
            }
            for (taken, sum) in taken.iter_mut().zip(sums) {
                ops.store(sum, taken.get_mut(lane..).unwrap_or_default());
            }
        }
        rows.zip(&taken).for_each(|(row, taken)| row.copy_from_slice(taken));
    }
}

#[inline(always)]
fn numbers(row: &[f32], start: usize) -> &[f32; HEAD] {
    row.get(start..).and_then(|rest| rest.first_chunk()).unwrap_or(&[0.0; HEAD])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_takes_the_value_of_the_key_that_it_fits() {
        // Key n is 20 at number n, and so is the query that looks for it; value n is n everywhere.
        let count = 18u8;
        let mut rows = Vec::new();
        for row in 0..count {
            let sought = (row + 5) % count;
            for (at, size) in [(sought, 20.0), (row, 20.0)] {
                rows.extend((0..32u8).map(|number| if number == at { size } else { 0.0 }));
            }
            rows.extend([f32::from(row); 32]);
        }
        let mut taken = Vec::new();
        Attention::default().apply(&rows, HEAD, &mut taken);
        for (row, taken) in (0..count).zip(taken.chunks(HEAD)) {
            assert!(taken.iter().all(|number| (number - f32::from((row + 5) % count)).abs() < 1e-3));
        }
    }
}
