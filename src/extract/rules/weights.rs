//! The weights of features, fitted on PolNeAR's train part, and the probability they give. Integers, so
//! that every machine adds up the same.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::features::{Features, hash};

/// Weights in hundredths by the hash of their feature's name.
static WEIGHTS: LazyLock<HashMap<u64, i32>> = LazyLock::new(|| {
    include_str!("weights.tsv").lines().filter(|line| !line.starts_with('#')).filter_map(read).collect()
});

fn read(line: &str) -> Option<(u64, i32)> {
    let (name, weight) = line.rsplit_once('\t')?;
    Some((hash(&[name]), weight.parse().ok()?))
}

/// The probability of a reading with these features.
#[must_use]
#[expect(clippy::cast_possible_truncation, reason = "a probability needs no more than single precision")]
pub fn probability(features: &Features) -> f32 {
    let sum: i32 = features.hashes.iter().filter_map(|hash| WEIGHTS.get(hash)).sum();
    let bias = WEIGHTS.get(&hash(&["bias"])).copied().unwrap_or(0);
    (1.0 / (1.0 + libm::exp(-f64::from(sum + bias) / 100.0))) as f32
}
