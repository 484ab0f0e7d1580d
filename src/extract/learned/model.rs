//! The model: tables of weights as whole numbers, and how they lie in a file. Says nothing about what the
//! features mean.
//!
//! A file holds, little-endian: the magic `ORMODEL3`; the length of its provenance and the provenance as
//! text; for each table its bits, its scale and its steps as `f32`, then its weights as `i8`; the bias of
//! readings as `i32` and their weights as `i16`; the weights of confidence as `f32`; at the end BLAKE3 of
//! all before, 32 bytes.

use super::super::rules;
use super::chain::Steps;
use super::{around, outline};

/// Weights of hashed features for `L` labels.
#[derive(Clone, Debug, Default)]
pub struct Table<const L: usize> {
    /// What the steps between labels score.
    pub steps: Steps<L>,
    bits: u32,
    scale: f32,
    weights: Vec<[i8; L]>,
}

impl<const L: usize> Table<L> {
    /// From weights as trained, `1 << bits` rows; rounds them to 8 bits.
    #[must_use]
    pub fn round(bits: u32, weights: &[[f32; L]], steps: Steps<L>) -> Self {
        let largest = weights.iter().flatten().fold(0.0f32, |most, weight| most.max(weight.abs()));
        let scale = (largest.min(LARGEST) / 127.0).max(f32::MIN_POSITIVE);
        let round = |weight: f32| {
            #[expect(clippy::cast_possible_truncation, reason = "clamped to the range of i8")]
            let rounded = (weight / scale).round().clamp(-127.0, 127.0) as i8;
            rounded
        };
        Self { steps, bits, scale, weights: weights.iter().map(|row| row.map(round)).collect() }
    }

    /// The score of each label, for a token with these `features`.
    #[must_use]
    pub fn score(&self, features: &[u32]) -> [f32; L] {
        let mut sums = [0i32; L];
        for feature in features {
            let Some(row) = self.weights.get(row_of(*feature, self.bits)) else { continue };
            for (sum, weight) in sums.iter_mut().zip(row) {
                *sum += i32::from(*weight);
            }
        }
        #[expect(clippy::cast_precision_loss, reason = "far below 2^24")]
        let scores = sums.map(|sum| sum as f32 * self.scale);
        scores
    }
}

/// A weight beyond this is cut.
const LARGEST: f32 = 4.0;

/// The row of a feature in a table of `1 << bits` rows.
#[must_use]
pub const fn row_of(feature: u32, bits: u32) -> usize {
    (feature >> (32 - bits)) as usize
}

/// All that is learned.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// Where it comes from: data, licence, figures.
    pub provenance: String,
    /// The first model's.
    pub outline: Table<{ outline::LABELS }>,
    /// The second model's.
    pub around: Table<{ around::LABELS }>,
    /// The weights of the rules' readings.
    pub readings: rules::Weights,
    /// The weights of [`super::confidence`].
    pub confidence: Vec<f32>,
}

const MAGIC: &[u8; 8] = b"ORMODEL3";
const HASH: usize = 32;

/// What is wrong with a model's file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ModelError {
    /// It is no model, of another version, or cut short.
    #[error("not a model of this version")]
    Form,
    /// Its checksum is another.
    #[error("the model's checksum does not fit its bytes")]
    Checksum,
}

impl Model {
    /// As a file.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        push_number(&mut bytes, self.provenance.len());
        bytes.extend(self.provenance.as_bytes());
        push_table(&mut bytes, &self.outline);
        push_table(&mut bytes, &self.around);
        push_readings(&mut bytes, &self.readings);
        push_number(&mut bytes, self.confidence.len());
        self.confidence.iter().for_each(|weight| bytes.extend(weight.to_le_bytes()));
        let hash = blake3::hash(&bytes);
        bytes.extend(hash.as_bytes());
        bytes
    }

    /// From a file, its checksum not looked at.
    ///
    /// # Errors
    /// For bytes of another form.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        let mut rest = bytes;
        let model = read(&mut rest).ok_or(ModelError::Form)?;
        if rest.len() == HASH { Ok(model) } else { Err(ModelError::Form) }
    }

    /// Whether the checksum fits.
    ///
    /// # Errors
    /// Where it does not.
    pub fn verify(bytes: &[u8]) -> Result<(), ModelError> {
        let (body, hash) = bytes.split_last_chunk::<HASH>().ok_or(ModelError::Form)?;
        if blake3::hash(body).as_bytes() == hash { Ok(()) } else { Err(ModelError::Checksum) }
    }
}

fn push_number(bytes: &mut Vec<u8>, number: usize) {
    bytes.extend(u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes());
}

fn push_table<const L: usize>(bytes: &mut Vec<u8>, table: &Table<L>) {
    bytes.extend(table.bits.to_le_bytes());
    bytes.extend(table.scale.to_le_bytes());
    let steps = table.steps.between.iter().flatten().flatten().chain(&table.steps.first);
    steps.for_each(|step| bytes.extend(step.to_le_bytes()));
    bytes.extend(table.weights.iter().flatten().map(|weight| weight.cast_unsigned()));
}

fn push_readings(bytes: &mut Vec<u8>, weights: &rules::Weights) {
    bytes.extend(weights.bias.to_le_bytes());
    push_number(bytes, weights.rows.len());
    bytes.extend(weights.rows.iter().flat_map(|weight| weight.to_le_bytes()));
}

fn read(rest: &mut &[u8]) -> Option<Model> {
    if take::<8>(rest)? != *MAGIC {
        return None;
    }
    let length = number(rest)?;
    let (provenance, after) = rest.split_at_checked(length)?;
    *rest = after;
    let mut model =
        Model { provenance: String::from_utf8_lossy(provenance).into_owned(), ..Model::default() };
    model.outline = table(rest)?;
    model.around = table(rest)?;
    model.readings = readings(rest)?;
    for _ in 0..number(rest)? {
        model.confidence.push(float(rest)?);
    }
    Some(model)
}

fn table<const L: usize>(rest: &mut &[u8]) -> Option<Table<L>> {
    let bits = u32::from_le_bytes(take(rest)?);
    if !(1..=24).contains(&bits) {
        return None;
    }
    let mut table = Table { bits, scale: float(rest)?, ..Table::default() };
    for step in table.steps.between.iter_mut().flatten().flatten().chain(&mut table.steps.first) {
        *step = float(rest)?;
    }
    let (weights, after) = rest.split_at_checked(L << bits)?;
    *rest = after;
    let (rows, _) = weights.as_chunks::<L>();
    table.weights = rows.iter().map(|row| row.map(u8::cast_signed)).collect();
    Some(table)
}

fn readings(rest: &mut &[u8]) -> Option<rules::Weights> {
    let bias = i32::from_le_bytes(take(rest)?);
    let count = number(rest)?;
    let (weights, after) = rest.split_at_checked(count.checked_mul(2)?)?;
    *rest = after;
    let (weights, _) = weights.as_chunks::<2>();
    Some(rules::Weights { bias, rows: weights.iter().map(|weight| i16::from_le_bytes(*weight)).collect() })
}

fn take<const N: usize>(rest: &mut &[u8]) -> Option<[u8; N]> {
    let (head, after) = rest.split_first_chunk::<N>()?;
    *rest = after;
    Some(*head)
}

fn number(rest: &mut &[u8]) -> Option<usize> {
    usize::try_from(u32::from_le_bytes(take(rest)?)).ok()
}

fn float(rest: &mut &[u8]) -> Option<f32> {
    Some(f32::from_le_bytes(take(rest)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_model_is_the_same_after_its_file() {
        let weights: Vec<[f32; 7]> = (0..16u8).map(|row| [f32::from(row) / 8.0 - 1.0; 7]).collect();
        let mut model = Model {
            provenance: "made up".into(),
            outline: Table::round(4, &weights, Steps::default()),
            around: Table::round(1, &[[0.5; 4], [-0.25; 4]], Steps::default()),
            readings: rules::Weights { bias: -70, rows: vec![-3, 300] },
            confidence: vec![1.5, -2.0],
        };
        model.outline.steps.first[2] = 0.75;
        let mut bytes = model.to_bytes();
        let read = Model::from_bytes(&bytes).expect("a model");
        assert_eq!(read.to_bytes(), bytes);
        assert_eq!(read.readings, model.readings);
        assert_eq!(read.outline.score(&[0xf000_0000]), model.outline.score(&[0xf000_0000]));
        assert_eq!(Model::verify(&bytes), Ok(()));
        bytes[20] ^= 1;
        assert_eq!(Model::verify(&bytes), Err(ModelError::Checksum));
        assert_eq!(Model::from_bytes(&bytes[..60]).err(), Some(ModelError::Form));
    }
}
