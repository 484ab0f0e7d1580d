//! The encoder's weights, and how they lie in a file. Says nothing of what they mean.
//!
//! A file holds, little-endian: the magic `ORENCOD1`; the length of its provenance and the provenance as
//! text; the length of the vocabulary and the vocabulary, one piece a line; how many layers, numbers a row,
//! numbers a wide row, numbers a pair and positions there are; the settings as `f32`; the tables and
//! matrices in the order of [`Weights`], a matrix as its `i8` row by row, then a scale for each row and what
//! is added to it as `f32`; at the end BLAKE3 of all before, 32 bytes.

use super::attention::HEAD;
use super::heads::{DISTANCES, Heads, LABELS, ROLES};
use super::layer::Layer;
use super::matrix::Matrix;
use super::norm::Norm;
use super::quote_state::QuoteState;
use super::settings::{INPUTS, Settings};
use super::shape::Shape;
use super::vocabulary::Vocabulary;
use super::window::SIZE;

/// How large the encoder is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// Layers.
    pub layers: usize,
    /// Numbers a row.
    pub width: usize,
    /// Numbers a row inside a layer's network.
    pub inner: usize,
    /// Numbers that a pair's parts are compared by.
    pub pair: usize,
    /// Rows that a window may have.
    pub positions: usize,
}

impl Size {
    /// Whether the numbers are such as the program can work with.
    fn is_sound(self) -> bool {
        let Self { layers, width, inner, pair, positions } = self;
        let within = |number: usize| (1..=4096).contains(&number);
        let all = [layers, width, inner, pair, positions].into_iter().all(within);
        all && width.is_multiple_of(HEAD) && positions >= SIZE
    }
}

/// Rows of weights of which single ones are looked up.
#[derive(Clone, Debug, Default)]
pub struct Table {
    width: usize,
    weights: Vec<i8>,
    scales: Vec<f32>,
}

impl Table {
    /// Row `at`; nothing where there is none.
    pub fn row(&self, at: usize) -> impl Iterator<Item = f32> {
        let scale = self.scales.get(at).copied().unwrap_or(0.0);
        let start = at.saturating_mul(self.width);
        let row = self.weights.get(start..start.saturating_add(self.width)).unwrap_or_default();
        row.iter().map(move |weight| f32::from(*weight) * scale)
    }
}

/// All that is learned.
#[derive(Clone, Default)]
pub struct Weights {
    /// Where they come from: data, licence.
    pub provenance: String,
    /// The pieces of words.
    pub vocabulary: Vocabulary,
    /// How large everything is.
    pub size: Size,
    /// What candidates are made by.
    pub settings: Settings,
    /// A row for each piece.
    pub words: Table,
    /// A row for each place in a window.
    pub positions: Table,
    /// A row for each shape.
    pub shapes: Vec<Vec<f32>>,
    /// A row for each quotation state.
    pub quotes: Vec<Vec<f32>>,
    /// Over the sum of all these.
    pub norm: Norm,
    /// In order.
    pub layers: Vec<Layer>,
    /// After the last layer.
    pub heads: Heads,
}

const MAGIC: &[u8; 8] = b"ORENCOD1";
const HASH: usize = 32;

/// What is wrong with a file of weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WeightsError {
    /// They are none, of another version, or cut short.
    #[error("not an encoder of this version")]
    Form,
    /// The checksum is another.
    #[error("the encoder's checksum does not fit its bytes")]
    Checksum,
}

impl Weights {
    /// From a file.
    ///
    /// # Errors
    /// For bytes of another form, or with another checksum.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, WeightsError> {
        let (body, hash) = bytes.split_last_chunk::<HASH>().ok_or(WeightsError::Form)?;
        let mut rest = body;
        let weights = read(&mut rest).filter(|_| rest.is_empty()).ok_or(WeightsError::Form)?;
        if blake3::hash(body).as_bytes() == hash { Ok(weights) } else { Err(WeightsError::Checksum) }
    }
}

fn read(rest: &mut &[u8]) -> Option<Weights> {
    if take::<8>(rest)? != *MAGIC {
        return None;
    }
    let provenance = text(rest)?.to_owned();
    let vocabulary = Vocabulary::from_lines(text(rest)?)?;
    let [layers, width, inner, pair, positions] = numbers(rest)?;
    let size = Size { layers, width, inner, pair, positions };
    if !size.is_sound() {
        return None;
    }
    let settings = settings(rest)?;
    Some(Weights {
        provenance,
        settings,
        words: table(rest, vocabulary.size, width)?,
        positions: table(rest, positions, width)?,
        shapes: rows(rest, Shape::COUNT, width)?,
        quotes: rows(rest, QuoteState::COUNT, width)?,
        norm: norm(rest, width)?,
        layers: (0..layers).map(|_| layer(rest, size)).collect::<Option<_>>()?,
        heads: heads(rest, size)?,
        vocabulary,
        size,
    })
}

fn settings(rest: &mut &[u8]) -> Option<Settings> {
    let mut next = || float(rest);
    let mut settings = Settings {
        accept: next()?,
        content: next()?,
        source: next()?,
        fallback: next()?,
        snap: next()?,
        steal: next()?,
        mix: next()?,
        judge: [0.0; INPUTS],
    };
    let [inputs] = numbers(rest)?;
    if inputs != INPUTS {
        return None;
    }
    for weight in &mut settings.judge {
        *weight = float(rest)?;
    }
    Some(settings)
}

fn layer(rest: &mut &[u8], size: Size) -> Option<Layer> {
    let Size { width, inner, .. } = size;
    Some(Layer {
        ask: matrix(rest, 3 * width, width)?,
        out: matrix(rest, width, width)?,
        norm_taken: norm(rest, width)?,
        up: matrix(rest, inner, width)?,
        down: matrix(rest, width, inner)?,
        norm_end: norm(rest, width)?,
    })
}

fn heads(rest: &mut &[u8], size: Size) -> Option<Heads> {
    let Size { width, pair, .. } = size;
    Some(Heads {
        tag: matrix(rest, LABELS, width)?,
        cue: matrix(rest, 3 * pair, width)?,
        piece: matrix(rest, 3 * pair, width)?,
        mix_cue: matrix(rest, pair, width)?,
        mix_piece: matrix(rest, pair, width)?,
        mix_distance: rows(rest, DISTANCES, pair)?,
        mix_out: numbers_of_rows(rest, ROLES, pair)?,
    })
}

fn matrix(rest: &mut &[u8], rows: usize, columns: usize) -> Option<Matrix> {
    let Table { weights, scales, .. } = table(rest, rows, columns)?;
    Some(Matrix::new(columns, &weights, scales, floats(rest, rows)?))
}

/// A matrix as the numbers of each row, with what is added to its output.
fn numbers_of_rows(rest: &mut &[u8], rows: usize, columns: usize) -> Option<Vec<(Vec<f32>, f32)>> {
    let table = table(rest, rows, columns)?;
    let bias = floats(rest, rows)?;
    Some(bias.into_iter().enumerate().map(|(row, bias)| (table.row(row).collect(), bias)).collect())
}

fn table(rest: &mut &[u8], rows: usize, width: usize) -> Option<Table> {
    let (weights, after) = rest.split_at_checked(rows.checked_mul(width)?)?;
    *rest = after;
    let weights = weights.iter().map(|weight| weight.cast_signed()).collect();
    Some(Table { width, weights, scales: floats(rest, rows)? })
}

fn rows(rest: &mut &[u8], count: usize, width: usize) -> Option<Vec<Vec<f32>>> {
    (0..count).map(|_| floats(rest, width)).collect()
}

fn norm(rest: &mut &[u8], width: usize) -> Option<Norm> {
    Some(Norm { weight: floats(rest, width)?, bias: floats(rest, width)? })
}

fn floats(rest: &mut &[u8], count: usize) -> Option<Vec<f32>> {
    let (own, after) = rest.split_at_checked(count.checked_mul(4)?)?;
    *rest = after;
    let (own, _) = own.as_chunks::<4>();
    Some(own.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect())
}

fn text<'b>(rest: &mut &'b [u8]) -> Option<&'b str> {
    let [length] = numbers(rest)?;
    let (own, after) = rest.split_at_checked(length)?;
    *rest = after;
    std::str::from_utf8(own).ok()
}

fn numbers<const N: usize>(rest: &mut &[u8]) -> Option<[usize; N]> {
    let mut numbers = [0; N];
    for number in &mut numbers {
        *number = usize::try_from(u32::from_le_bytes(take(rest)?)).ok()?;
    }
    Some(numbers)
}

fn float(rest: &mut &[u8]) -> Option<f32> {
    Some(f32::from_le_bytes(take(rest)?))
}

fn take<const N: usize>(rest: &mut &[u8]) -> Option<[u8; N]> {
    let (head, after) = rest.split_first_chunk::<N>()?;
    *rest = after;
    Some(*head)
}
