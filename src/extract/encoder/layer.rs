//! Layers: attention and a network for each piece, both added to what was there and normed after.

use super::attention::Attention;
use super::curve::gelu;
use super::matrix::{Matrix, Multiplier, Rounded};
use super::norm::Norm;

/// One layer's weights.
#[derive(Clone, Default)]
pub struct Layer {
    /// To queries, keys and values.
    pub ask: Matrix,
    /// From what was taken.
    pub out: Matrix,
    /// After attention.
    pub norm_taken: Norm,
    /// To the wide rows between.
    pub up: Matrix,
    /// And back.
    pub down: Matrix,
    /// After both.
    pub norm_end: Norm,
}

/// Buffers that are used again for every layer and window.
#[derive(Default)]
pub struct Scratch {
    /// What multiplies.
    pub multiplier: Multiplier,
    /// Inputs of the next product.
    pub rounded: Rounded,
    /// Outputs of a product.
    pub outputs: Vec<f32>,
    wide: Rounded,
    attention: Attention,
    taken: Vec<f32>,
}

impl Layer {
    /// Turns `rows` of `width` numbers, which `scratch.rounded` holds rounded, into the next layer's, and
    /// leaves those rounded in their place.
    pub fn apply(&self, rows: &mut [f32], width: usize, scratch: &mut Scratch) {
        let Scratch { multiplier, rounded, outputs, wide, attention, taken } = scratch;
        self.ask.product(rounded, multiplier, outputs);
        attention.apply(outputs, width, taken);
        rounded.set(taken, width);
        add_and_norm(&self.out, &self.norm_taken, rows, rounded, multiplier);
        rounded.set(rows, width);
        wide.clear(self.up.rows());
        self.up.each_row(
            rounded,
            multiplier,
            #[inline(always)]
            |row| {
                row.iter_mut().for_each(|value| *value = gelu(*value));
                wide.push(row);
            },
        );
        add_and_norm(&self.down, &self.norm_end, rows, wide, multiplier);
        rounded.set(rows, width);
    }
}

/// Adds the products of `inputs` to `rows`, and norms them.
fn add_and_norm(
    matrix: &Matrix,
    norm: &Norm,
    rows: &mut [f32],
    inputs: &Rounded,
    multiplier: &mut Multiplier,
) {
    let mut rows = rows.chunks_exact_mut(matrix.rows().max(1));
    matrix.each_row(
        inputs,
        multiplier,
        #[inline(always)]
        |more| {
            let Some(row) = rows.next() else { return };
            row.iter_mut().zip(more).for_each(|(value, more)| *value += *more);
            norm.apply(row);
        },
    );
}
