//! Attention: each piece takes from all pieces of its window, by how well its query fits their keys
//! (Vaswani et al. 2017). Queries, keys, values and shares are rounded to whole numbers, held as `f32` and
//! multiplied with sums below 2²⁴, which are exact: the same to the bit on every machine, however wide its
//! vectors and whether it fuses multiplication and addition or not.

use rten_simd::ops::{BitOps as _, NumOps as _};
use rten_simd::{Isa, SimdOp};

use super::curve::{exp, largest, whole};

/// Numbers a head.
pub const HEAD: usize = 32;
/// Keys that lie side by side; no machine's vectors are wider.
const LANES: usize = 16;
/// Queries that are answered at a time.
const TILE: usize = 8;
/// The largest number of a query or key: 32 products of two of them are below 2²³.
const LARGEST: f32 = 511.0;
/// The largest number of a value.
const LARGEST_VALUE: f32 = 2047.0;
/// What shares add up to, but for rounding by at most a half each: with values, less than 2²⁴.
const SHARES: f32 = 4096.0;

/// Of some queries, the scores of a block of keys.
type Scores = [[f32; LANES]; TILE];

/// Buffers that are used again for every head.
#[derive(Clone, Debug, Default)]
pub struct Attention {
    /// Keys in blocks of 16, number by number; the last one again fills up the last block.
    keys: Vec<[[f32; LANES]; HEAD]>,
    /// What the numbers of each key are to be multiplied by.
    key_scales: Vec<[f32; LANES]>,
    /// Row by row, as many as keys.
    values: Vec<[f32; HEAD]>,
    /// What all their numbers are to be multiplied by.
    value_scale: f32,
    /// Some queries, number by number.
    queries: [[f32; TILE]; HEAD],
    /// What the scores of each query are to be multiplied by.
    query_scales: [f32; TILE],
    /// How well the queries fit the keys, then how much they take of each value.
    scores: Vec<Scores>,
    /// The best of them, lane by lane.
    best: Scores,
}

impl Attention {
    /// What each row takes. `rows` holds queries, keys and values of `width` numbers each in every row.
    pub fn apply(&mut self, rows: &[f32], width: usize, taken: &mut Vec<f32>) {
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
                buffers.take(isa, rows);
            }
        }
    }
}

impl Attention {
    #[inline(always)]
    fn load(&mut self, rows: &[f32], width: usize, head: usize) {
        self.keys.clear();
        self.key_scales.clear();
        self.values.clear();
        for rows in rows.chunks(LANES * 3 * width) {
            let (mut block, mut scales) = ([[0.0; LANES]; HEAD], [0.0; LANES]);
            let last = rows.len() / (3 * width) - 1;
            for (lane, scale) in scales.iter_mut().enumerate() {
                let row = rows.get(lane.min(last) * 3 * width..).unwrap_or_default();
                let key = numbers(row, head + width);
                let most = largest(key);
                *scale = most / LARGEST;
                let factor = LARGEST / most;
                for (lanes, number) in block.iter_mut().zip(key.map(|number| whole(number * factor))) {
                    if let Some(own) = lanes.get_mut(lane) {
                        *own = number;
                    }
                }
                self.values.push(*numbers(row, head + 2 * width));
            }
            self.keys.push(block);
            self.key_scales.push(scales);
        }
        let values = self.values.as_flattened_mut();
        let most = largest(values);
        self.value_scale = most / LARGEST_VALUE;
        let factor = LARGEST_VALUE / most;
        for value in values {
            *value = whole(*value * factor);
        }
    }

    #[inline(always)]
    fn ask<'r>(&mut self, queries: impl Iterator<Item = &'r [f32; HEAD]>) {
        for (at, (query, scale)) in queries.zip(&mut self.query_scales).enumerate() {
            let most = largest(query);
            // Times one over the root of 32.
            *scale = most * (0.176_776_7 / LARGEST);
            let factor = LARGEST / most;
            for (own, number) in self.queries.iter_mut().zip(query.map(|number| whole(number * factor))) {
                if let Some(own) = own.get_mut(at) {
                    *own = number;
                }
            }
        }
    }

    /// Leaves in `scores` how well each query fits each key, but for the query's scale.
    #[inline(always)]
    fn score<I: Isa>(&mut self, isa: I) {
        let ops = isa.f32();
        self.scores.resize(self.keys.len(), [[0.0; LANES]; TILE]);
        for lane in (0..LANES).step_by(ops.len()) {
            let mut best = [ops.splat(f32::MIN); TILE];
            let keys = self.keys.iter().zip(&self.key_scales);
            for ((keys, scales), scores) in keys.zip(&mut self.scores) {
                let mut sums = [ops.zero(); TILE];
                for (keys, queries) in keys.iter().zip(&self.queries) {
                    let keys = ops.load(keys.get(lane..).unwrap_or_default());
                    for (sum, query) in sums.iter_mut().zip(queries) {
                        *sum = ops.mul_add(ops.splat(*query), keys, *sum);
                    }
                }
                let scales = ops.load(scales.get(lane..).unwrap_or_default());
                for ((sum, best), scores) in sums.into_iter().zip(&mut best).zip(scores) {
                    let score = ops.mul(sum, scales);
                    *best = ops.max(score, *best);
                    ops.store(score, scores.get_mut(lane..).unwrap_or_default());
                }
            }
            for (best, own) in best.into_iter().zip(&mut self.best) {
                ops.store(best, own.get_mut(lane..).unwrap_or_default());
            }
        }
    }

    /// Turns scores into shares.
    #[inline(always)]
    fn weigh(&mut self, count: usize) {
        let mut best = [[0.0; LANES]; TILE];
        for ((best, lanes), scale) in best.iter_mut().zip(&self.best).zip(self.query_scales) {
            *best = [lanes.iter().fold(f32::MIN, |best, score| best.max(*score)) * scale; LANES];
        }
        let scales = self.query_scales.map(|scale| [scale; LANES]);
        for block in &mut self.scores {
            let queries = scales.as_flattened().iter().zip(best.as_flattened());
            for (score, (scale, best)) in block.as_flattened_mut().iter_mut().zip(queries) {
                *score = exp(*score * scale - best);
            }
        }
        let used = count - (self.scores.len().max(1) - 1) * LANES;
        for scores in self.scores.last_mut().into_iter().flatten() {
            scores.iter_mut().skip(used).for_each(|score| *score = 0.0);
        }
        let mut totals = [[0.0; LANES]; TILE];
        for block in &self.scores {
            for (total, score) in totals.as_flattened_mut().iter_mut().zip(block.as_flattened()) {
                *total += score;
            }
        }
        let shares = totals.map(|lanes| [SHARES / lanes.iter().sum::<f32>(); LANES]);
        for block in &mut self.scores {
            for (score, share) in block.as_flattened_mut().iter_mut().zip(shares.as_flattened()) {
                *score = whole(*score * share);
            }
        }
    }

    /// Leaves in `rows` for each query the values, weighted by its shares.
    #[inline(always)]
    fn take<'r, I: Isa>(&self, isa: I, rows: impl Iterator<Item = &'r mut [f32]>) {
        let ops = isa.f32();
        let mut taken = [[0.0; HEAD]; TILE];
        let (values, _) = self.values.as_chunks::<LANES>();
        for lane in (0..HEAD).step_by(ops.len()) {
            let mut sums = [ops.zero(); TILE];
            for (values, shares) in values.iter().zip(&self.scores) {
                for (key, values) in values.iter().enumerate() {
                    let values = ops.load(values.get(lane..).unwrap_or_default());
                    for (sum, shares) in sums.iter_mut().zip(shares) {
                        let share = shares.get(key).copied().unwrap_or(0.0);
                        *sum = ops.mul_add(ops.splat(share), values, *sum);
                    }
                }
            }
            for (taken, sum) in taken.iter_mut().zip(sums) {
                ops.store(sum, taken.get_mut(lane..).unwrap_or_default());
            }
        }
        let scale = self.value_scale / SHARES;
        for (row, taken) in rows.zip(&taken) {
            for (number, taken) in row.iter_mut().zip(taken) {
                *number = taken * scale;
            }
        }
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
            assert!(taken.iter().all(|number| (number - f32::from((row + 5) % count)).abs() < 1e-2));
        }
    }
}
