//! Matrices of whole numbers: weights of 8 bits with one scale a row, inputs rounded to 8 bits with one
//! scale a row. Sums are whole numbers too and exact: the same to the bit on every machine.

use rten_gemm::{GemmExecutor, GemmInputA, GemmInputB, GemmOptions, PackedBMatrix};
use rten_tensor::NdTensorView;

use super::alone::stay_alone;
use super::curve::largest;
use super::wide::wide;

/// The largest whole number that a weight or input becomes.
const LARGEST: f32 = 127.0;
/// What is added to inputs, so that none is below 0.
const ZERO: u8 = 128;

/// The most outputs that are made at a time.
const BLOCK: usize = 1024;

/// Rows of numbers rounded to 8 bits.
#[derive(Clone, Debug, Default)]
pub struct Rounded {
    columns: usize,
    /// Each with [`ZERO`] added.
    values: Vec<u8>,
    scales: Vec<f32>,
}

impl Rounded {
    /// Rounds `rows` of `columns` numbers, each row by its own largest.
    pub fn set(&mut self, rows: &[f32], columns: usize) {
        self.clear(columns);
        wide(
            #[inline(always)]
            || {
                for row in rows.chunks_exact(columns.max(1)) {
                    self.push(row);
                }
            },
        );
    }

    /// No rows, and those to come have `columns` numbers.
    pub fn clear(&mut self, columns: usize) {
        self.columns = columns;
        self.values.clear();
        self.scales.clear();
    }

    /// Adds a row.
    #[inline(always)]
    pub fn push(&mut self, row: &[f32]) {
        let most = largest(row);
        let factor = LARGEST / most;
        self.scales.push(most / LARGEST);
        let start = self.values.len();
        self.values.resize(start + self.columns, ZERO);
        for (to, value) in self.values.iter_mut().skip(start).zip(row) {
            *to = nearest(value * factor);
        }
    }
}

/// The nearest whole number, halves to the even one, with [`ZERO`] added. `value` is within ±127 but for
/// rounding.
#[inline(always)]
fn nearest(value: f32) -> u8 {
    // Adding this leaves no bits for a fraction: the low ones are the whole number.
    const ROUND: f32 = 12_582_912.0;
    let [low, ..] = (value + ROUND).to_bits().to_le_bytes();
    low.wrapping_add(ZERO)
}

/// Weights: `rows` outputs by `columns` inputs.
#[derive(Clone, Default)]
pub struct Matrix {
    columns: usize,
    packed: Option<PackedBMatrix<i8>>,
    /// What [`ZERO`] adds to each output's sum.
    excess: Vec<i32>,
    scales: Vec<f32>,
    bias: Vec<f32>,
}

impl Matrix {
    /// From weights row by row, each above -128, and for each row its scale and what is added to its output.
    #[must_use]
    pub fn new(columns: usize, weights: &[i8], scales: Vec<f32>, bias: Vec<f32>) -> Self {
        let sum = |row: &[i8]| row.iter().map(|weight| i32::from(*weight)).sum::<i32>();
        let excess = weights.chunks_exact(columns.max(1)).map(|row| i32::from(ZERO) * sum(row)).collect();
        let view = NdTensorView::from_data_with_strides([columns, scales.len()], weights, [1, columns]);
        let packed = view.ok().map(|view| Multiplier::default().executor.prepack_b(view));
        Self { columns, packed, excess, scales, bias }
    }

    /// How many outputs.
    #[must_use]
    pub const fn rows(&self) -> usize {
        self.scales.len()
    }

    /// The outputs for all rows of `inputs`, row by row, in `outputs`.
    pub fn product(&self, inputs: &Rounded, multiplier: &mut Multiplier, outputs: &mut Vec<f32>) {
        outputs.clear();
        outputs.reserve(inputs.scales.len() * self.rows());
        self.each_row(
            inputs,
            multiplier,
            #[inline(always)]
            |row| outputs.extend_from_slice(row),
        );
    }

    /// Hands the outputs for each row of `inputs` to `each`, in order.
    pub fn each_row(&self, inputs: &Rounded, multiplier: &mut Multiplier, mut each: impl FnMut(&mut [f32])) {
        let rows = self.rows().max(1);
        let Multiplier { sums, row, .. } = multiplier.multiply(inputs, self);
        let sums = sums.get(..inputs.scales.len() * self.rows()).unwrap_or_default();
        row.resize(rows, 0.0);
        wide(
            #[inline(always)]
            || {
                for (sums, scale) in sums.chunks_exact(rows).zip(&inputs.scales) {
                    let weights = self.scales.iter().zip(&self.bias);
                    let sums = sums.iter().zip(&self.excess);
                    for ((output, (sum, excess)), (own, bias)) in row.iter_mut().zip(sums).zip(weights) {
                        #[expect(clippy::cast_precision_loss, reason = "a sum is rounded like any product")]
                        let sum = (sum - excess) as f32;
                        *output = sum * (scale * own) + bias;
                    }
                    each(row);
                }
            },
        );
    }
}

/// Multiplies, with buffers that are used again.
pub struct Multiplier {
    executor: GemmExecutor<u8, i8, i32>,
    /// Whether pairs of products are summed in 16 bits, which is too small for inputs of 8 bits.
    saturates: bool,
    sums: Vec<i32>,
    row: Vec<f32>,
    half: Vec<u8>,
}

impl Default for Multiplier {
    fn default() -> Self {
        let executor = GemmExecutor::default();
        let saturates = executor.may_saturate();
        Self { executor, saturates, sums: Vec::new(), row: Vec::new(), half: Vec::new() }
    }
}

impl Multiplier {
    /// Leaves in `sums` those of the products of each row of `inputs` with each of `matrix`.
    fn multiply(&mut self, inputs: &Rounded, matrix: &Matrix) -> &mut Self {
        stay_alone();
        let count = inputs.scales.len() * matrix.rows();
        // Never shorter: what is in it is written over.
        self.sums.resize(self.sums.len().max(count), 0);
        let sums = self.sums.get_mut(..count).unwrap_or_default();
        if self.saturates {
            // Two products of 127 or 128 by 127 stay below 2¹⁵.
            for (mask, before) in [(0x7f, 0), (0x80, 1)] {
                self.half.clear();
                self.half.extend(inputs.values.iter().map(|value| value & mask));
                add_products(&self.executor, sums, &self.half, matrix, before);
            }
        } else {
            add_products(&self.executor, sums, &inputs.values, matrix, 0);
        }
        self
    }
}

/// `sums` × `before` + `inputs` × `matrix`. Inputs of another size than the matrix give nothing.
fn add_products(
    executor: &GemmExecutor<u8, i8, i32>,
    sums: &mut [i32],
    inputs: &[u8],
    matrix: &Matrix,
    before: i32,
) {
    let (Some(packed), rows) = (&matrix.packed, sums.len() / matrix.rows().max(1)) else { return };
    let Ok(inputs) =
        NdTensorView::from_data_with_strides([rows, matrix.columns], inputs, [matrix.columns, 1])
    else {
        return;
    };
    let options = GemmOptions { beta: before, ..GemmOptions::default() };
    // Wide outputs are made block by block, and each block would pack the inputs again.
    let kept = (matrix.rows() > BLOCK).then(|| executor.prepack_a(inputs));
    let inputs = kept.as_ref().map_or(GemmInputA::Unpacked(inputs), GemmInputA::Packed);
    let done = executor.gemm(sums, inputs, GemmInputB::Packed(packed), options);
    debug_assert!(done.is_ok(), "{done:?}");
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: usize = 1536;
    const ROWS: usize = 18;

    /// Weights of ±127 among them, side by side, so that two products need more than 16 bits.
    fn weights() -> Vec<i8> {
        let weight = |at: u32| if at.is_multiple_of(97) { 127 } else { (at * 37 % 255) as i32 - 127 };
        (0..(ROWS * COLUMNS) as u32).map(|at| if at % 1536 < 64 { 127 } else { weight(at) as i8 }).collect()
    }

    /// The largest of each row is 127, so that nothing is rounded.
    fn number(row: usize, at: usize) -> i32 {
        if at < 64 { 127 } else { ((row + at) * 53 % 201) as i32 - 100 }
    }

    fn outputs(multiplier: &mut Multiplier) -> Vec<f32> {
        let mut bias = vec![0.0; ROWS];
        bias[0] = 1.0;
        let matrix = Matrix::new(COLUMNS, &weights(), vec![0.5; ROWS], bias);
        let rows: Vec<f32> =
            (0..70).flat_map(|row| (0..COLUMNS).map(move |at| number(row, at) as f32)).collect();
        let mut inputs = Rounded::default();
        inputs.set(&rows, COLUMNS);
        let mut outputs = Vec::new();
        matrix.product(&inputs, multiplier, &mut outputs);
        outputs
    }

    #[test]
    fn products_are_those_of_the_whole_numbers_whether_in_one_part_or_two() {
        let weights = weights();
        for saturates in [false, true] {
            let mut multiplier = Multiplier::default();
            if multiplier.executor.may_saturate() && !saturates {
                continue;
            }
            multiplier.saturates = saturates;
            let outputs = outputs(&mut multiplier);
            assert_eq!(outputs.len(), 70 * ROWS);
            for (row, outputs) in outputs.chunks(ROWS).enumerate() {
                for (at, (output, weights)) in outputs.iter().zip(weights.chunks(COLUMNS)).enumerate() {
                    let products =
                        weights.iter().enumerate().map(|(column, one)| i32::from(*one) * number(row, column));
                    let wanted = products.sum::<i32>() as f32 * 0.5 + if at == 0 { 1.0 } else { 0.0 };
                    assert_eq!(*output, wanted);
                }
            }
        }
    }

    #[test]
    fn halves_are_rounded_to_the_even_number() {
        assert_eq!([nearest(-126.6), nearest(2.5), nearest(-0.4), nearest(127.0)], [1, 130, 128, 255]);
    }

    #[test]
    fn a_thread_multiplies_alone() {
        std::thread::spawn(|| {
            outputs(&mut Multiplier::default());
            assert_eq!(rayon::current_num_threads(), 1);
        })
        .join()
        .expect("no panic");
    }
}
