//! Layer norms: rows brought to mean 0 and variance 1, then scaled and shifted (Ba et al. 2016).

/// Sums run in this many lanes, added up at the end: the order of additions is always the same.
const LANES: usize = 16;
/// What is added to a variance, as BERT has it.
const LEAST: f32 = 1e-12;

/// Scales and shifts of a norm.
#[derive(Clone, Debug, Default)]
pub struct Norm {
    /// What each number is multiplied by.
    pub weight: Vec<f32>,
    /// What is added to it.
    pub bias: Vec<f32>,
}

impl Norm {
    /// Norms a row.
    #[inline(always)]
    pub fn apply(&self, row: &mut [f32]) {
        #[expect(clippy::cast_precision_loss, reason = "a row has some hundred numbers")]
        let count = row.len().max(1) as f32;
        let mean = sum(row, |value| value) / count;
        let variance = sum(row, |value| (value - mean) * (value - mean)) / count;
        let factor = 1.0 / (variance + LEAST).sqrt();
        for ((value, weight), bias) in row.iter_mut().zip(&self.weight).zip(&self.bias) {
            *value = (*value - mean) * factor * weight + bias;
        }
    }
}

#[inline(always)]
fn sum(row: &[f32], of: impl Fn(f32) -> f32) -> f32 {
    let (chunks, rest) = row.as_chunks::<LANES>();
    let mut sums = [0.0; LANES];
    for chunk in chunks {
        for (sum, value) in sums.iter_mut().zip(chunk) {
            *sum += of(*value);
        }
    }
    sums.into_iter().chain(rest.iter().map(|value| of(*value))).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_have_mean_and_variance_as_asked() {
        let norm = Norm { weight: vec![2.0; 20], bias: vec![1.0; 20] };
        let mut row: Vec<f32> = (0..20u8).map(f32::from).collect();
        norm.apply(&mut row);
        let mean = row.iter().sum::<f32>() / 20.0;
        let variance = row.iter().map(|value| (value - mean) * (value - mean)).sum::<f32>() / 20.0;
        assert!((mean - 1.0).abs() < 1e-5 && (variance - 4.0).abs() < 1e-4);
    }
}
